"""X's long articles: their words are kept, with the post that carries them or as a post of their own."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.account_exports.test_end_to_end import imported, zipped
from tests.support.builders import x
from unroller.account_exports.base import PostContext, RecordError
from unroller.account_exports.x import api_json, archive, long_article
from unroller.account_import import Selection

LONG = x.Long(
    "1900000000000000001",
    "On the tides & <other> things",
    (
        ("unstyled", "The first paragraph, with an emoji 🌊 in it."),
        ("header-two", "A heading"),
        ("unordered-list-item", "one point"),
        ("unordered-list-item", "another point"),
        ("ordered-list-item", "first"),
        ("blockquote", "Somebody's words."),
        ("header-three", "A lower heading"),
        ("unstyled", "The last paragraph."),
    ),
    "cover.jpg",
)
CARRIER = x.post(x.url(LONG.address), when=x.moment(0))


def raw(value: Any) -> bytes:
    return json.dumps(value).encode()


def joined(spec: x.Spec, *records: Any) -> Any:
    notes: dict[str, list[bytes]] = {}
    for record in records:
        notes.setdefault(archive.FORMAT.find_note_key(raw(record)), []).append(raw(record))  # type: ignore[misc]
    return archive.FORMAT.build_post(raw(x.archived(spec)), PostContext(None, lambda wanted: notes.get(wanted, ())))


@pytest.mark.parametrize("form", ["blocks", "packed", "preview beside"])
@pytest.mark.parametrize("wrapper", ["article", "twitterArticle"])
def test_a_post_that_carries_an_article_holds_its_words(form: str, wrapper: str) -> None:
    made = joined(CARRIER, x.long_record(LONG, form, wrapper=wrapper))
    assert made.post.text == x.long_words(LONG)
    assert made.post.attachments[0].url == "https://pbs.example/media/cover.jpg"
    assert made.files == ((f"{LONG.id}-cover.jpg", "cover.jpg"),)
    assert made.post.id == CARRIER.id


@pytest.mark.parametrize("form", ["sections", "plain"])
def test_an_article_without_an_editors_state_keeps_its_paragraphs(form: str) -> None:
    made = joined(CARRIER, x.long_record(LONG, form))
    assert made.post.text == "\n\n".join([LONG.title, *(words for _, words in LONG.blocks)])


def test_own_words_of_the_post_stand_first() -> None:
    spec = x.post("I wrote something long: ", x.url(LONG.address), " (at last)", when=x.moment(0))
    said = joined(spec, x.long_record(LONG)).post.text
    assert said == f"I wrote something long:  (at last)\n\n{x.long_words(LONG)}"


def test_links_code_and_posts_in_an_article() -> None:
    state = {
        "blocks": [
            {"type": "unstyled", "text": "🌊 see here.", "entityRanges": [{"key": 0, "offset": 7, "length": 4}]},
            {"type": "atomic", "text": " ", "entityRanges": [{"key": 1, "offset": 0, "length": 1}]},
            {"type": "atomic", "text": " ", "entityRanges": [{"key": 2, "offset": 0, "length": 1}]},
            {"type": "atomic", "text": " ", "entityRanges": [{"key": 9, "offset": 0, "length": 1}]},
        ],
        "entityMap": [
            {"key": "0", "value": {"type": "LINK", "data": {"url": "https://tides.example/"}}},
            {"key": "1", "value": {"type": "MARKDOWN", "data": {"markdown": "```\nx = 1\n```"}}},
            {"key": "2", "value": {"type": "TWEET", "data": {"tweetId": "20"}}},
        ],
    }
    post = joined(CARRIER, {"article": {"id": LONG.id, "title": "T", "content_state": state}}).post
    assert [(run.kind, run.text, run.url) for run in post.runs if run.kind == "url"] == [
        ("url", "here", "https://tides.example/"), ("url", "https://x.com/i/web/status/20",
                                                    "https://x.com/i/web/status/20"),
    ]  # fmt: skip
    assert post.text == "T\n\n🌊 see here.\n\n```\nx = 1\n```\n\nhttps://x.com/i/web/status/20"


@pytest.mark.parametrize("title", ["T", ""])
@pytest.mark.parametrize("kinds", [("unstyled", "unstyled"), ("unordered-list-item", "unordered-list-item")])
def test_pictures_stand_where_the_editor_has_them(title: str, kinds: tuple[str, str]) -> None:
    state = {
        "blocks": [
            {"type": kinds[0], "text": "Before."},
            {"type": kinds[1], "text": "Still before."},
            {"type": "atomic", "text": " ", "entityRanges": [{"key": 0, "offset": 0, "length": 1}]},
            {"type": "unstyled", "text": "After."},
        ],
        "entityMap": [{"key": "0", "value": {"type": "MEDIA", "data": {"mediaItems": [{"mediaId": "77"}]}}}],
    }
    pictures = [
        {"media_id": key, "media_info": {"original_img_url": f"https://pbs.twimg.com/media/{key}.jpg"}}
        for key in ("76", "77")
    ]
    article = {"id": LONG.id, "title": title, "content_state": state, "media_entities": pictures}
    post = joined(CARRIER, {"article": article}).post
    placed = {(one.url or "")[-6:-4]: one.line for one in post.attachments}
    assert placed["76"] is None
    above = post.text.split("\n")[: placed["77"]]
    assert above[-1].endswith("Still before.")


@pytest.mark.parametrize("place", [(1, 3), (0, 1), (5, 90), (3, 0), (-1, 2), (7, 4), ("7", "4")])
def test_no_place_of_a_link_costs_a_word(place: tuple[Any, Any]) -> None:
    ranges = [{"key": 0, "offset": place[0], "length": place[1]}, {"key": 0, "offset": 8, "length": 2}]
    state = {
        "blocks": [{"type": "unstyled", "text": "🌊 see here.", "entityRanges": ranges}],
        "entityMap": {"0": {"type": "LINK", "data": {"url": "https://tides.example/"}}},
    }
    assert joined(CARRIER, {"article": {"id": LONG.id, "contentState": state}}).post.text == "🌊 see here."


def test_an_article_on_a_page() -> None:
    node = {**x.graphql(CARRIER), "article": x.long_answer(LONG)}
    (record,) = api_json.FORMAT.iter_records(raw(x.detail([node])))  # type: ignore[misc]
    assert api_json.FORMAT.build_post(record, PostContext()).post.text == x.long_words(LONG)


def test_only_a_preview_says_so() -> None:
    made = joined(CARRIER, {"article": {"id": LONG.id, "title": "T", "previewText": "It begins"}})
    assert made.post.text == "T\n\nIt begins"
    assert [notice.code for notice in made.notices] == ["cut-post"]


@pytest.mark.parametrize(
    "record", [{"article": {"id": "5"}}, {"article": {"title": "T", "text": "x"}}, {"article": {}}]
)
def test_what_cannot_be_read_says_so(record: Any) -> None:
    with pytest.raises(RecordError):
        archive.FORMAT.summarize(raw(record))


@pytest.mark.parametrize("wrapper", ["article", "twitterArticle"])
def test_articles_are_accounted_for(tmp_path: Path, wrapper: str) -> None:
    kind = {"article": "article", "twitterArticle": "twitter_article"}[wrapper]
    alone = x.Long("1900000000000000002", "Nobody links here", (("unstyled", "But its words are kept."),), "sea.png")
    draft = x.Long("1900000000000000003", "Not yet", (("unstyled", "Secret words"),))
    rows = [
        x.long_record(LONG, wrapper=wrapper), x.long_record(alone, wrapper=wrapper), {wrapper: {"id": "6"}},
        x.long_record(draft, wrapper=wrapper, lifecycle={"value": "1", "name": "Draft"}),
    ]  # fmt: skip
    files = x.archive([CARRIER, x.post("Another", when=x.moment(50))], extra={kind: rows})
    files[f"data/{kind}_media/{alone.id}-sea.png"] = b"\x89PNG\r\n\x1a\n"
    library, imports, job = imported(tmp_path, zipped(tmp_path / "x.zip", files), Selection(min_posts=1))
    done = imports.get_result(job)
    assert done is not None
    receipt = done.receipt
    assert receipt.found == 5, receipt  # the article that its post took is not counted a second time
    assert receipt.adds_up, receipt
    assert dict(receipt.reasons["limited"]) == {"drafts, never published": 1}
    assert receipt.outcome_counts["unreadable"] == 1
    assert f"{kind.replace('_', '-')}.js" in receipt.unreadable[0]
    threads = {str(t.id): t for t in (library.load(one.id).thread for one in library.list())}
    assert threads[CARRIER.id].posts[0].text == x.long_words(LONG)
    own = threads[f"article-{alone.id}"].posts[0]
    assert (own.text, own.url) == (x.long_words(alone), alone.address)
    assert own.attachments[0].sha256
    assert b"Secret words" not in b"".join(p.read_bytes() for p in (tmp_path / "archive").rglob("*") if p.is_file())


def test_a_file_of_articles_alone(tmp_path: Path) -> None:
    path = tmp_path / "article.js"
    path.write_bytes(x.assignment("YTD.article.part0", [x.long_record(LONG)]))
    library, _, _ = imported(tmp_path, path, Selection(min_posts=1))
    assert library.load(library.list()[0].id).thread.posts[0].text == x.long_words(LONG)


def test_long_texts_of_no_post_are_named(tmp_path: Path) -> None:
    whole = x.post("word " * 80, when=x.moment(0))
    lost = x.post("other " * 80, when=x.moment(100))
    rows = [x.note(whole, note_id="1"), x.note(lost, note_id="2")]
    files = x.archive([x.post("Short", when=x.moment(100))], extra={"note_tweet": rows})
    tweets = [x.shortened(whole), x.archived(x.post("Short", when=x.moment(100)))]
    files["data/tweets.js"] = x.assignment("YTD.tweets.part0", tweets)
    _, imports, job = imported(tmp_path, zipped(tmp_path / "x.zip", files), Selection(min_posts=1))
    done = imports.get_result(job)
    assert done is not None
    said = [notice for notice in done.receipt.notices if "note-tweet.js" in notice]
    assert said == [
        "data/note-tweet.js: long texts that belong to no post of this export were left out: 1, "
        "written 2021-05-03T12:01:40Z"
    ]


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("1900000000000000001"),
    lambda inside: st.lists(inside, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "title", "content_state", "blocks", "text", "entityMap", "entityRanges", "key", "data",
                         "sections", "cover_media", "media_entities", "url", "offset", "length", "lifecycle"]),
        inside, max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


@given(ODD)
def test_nothing_but_a_record_error_is_raised(value: Any) -> None:
    record = raw({"article": value})
    for read in (
        archive.FORMAT.summarize,
        archive.FORMAT.find_note_key,
        lambda one: archive.FORMAT.build_post(one, PostContext()),
    ):
        with suppress(RecordError):
            read(record)  # type: ignore[misc]
    long_article.find_longest_article([record])


def test_posts_without_their_long_texts_take_none_from_the_archive(tmp_path: Path) -> None:
    whole = x.post("word " * 80, when=x.moment(0))
    second = x.post("A second", when=x.moment(60), answers=(whole.id, x.OWNER_ID, x.OWNER))
    tweets = [x.shortened(whole), x.archived(second), x.archived(x.post(x.url(LONG.address), when=x.moment(900)))]
    extra = {"note_tweet": [x.note(whole)], "article": [x.long_record(LONG)]}
    files = x.archive([whole], extra=extra) | {"data/tweets.js": x.assignment("YTD.tweets.part0", tweets)}
    library, imports, _ = imported(tmp_path, zipped(tmp_path / "x.zip", files), Selection(min_posts=1))
    before = {summary.id: summary for summary in library.list()}

    bare = tmp_path / "tweets.js"
    bare.write_bytes(files["data/tweets.js"])
    job = imports.begin([bare])
    imports.keep(job.id, Selection(min_posts=1))
    done = imports.get_result(job.id)
    assert done is not None
    assert (done.added, done.updated, done.present) == (0, 0, 2)
    assert {summary.id: summary for summary in library.list()} == before

    third = x.archived(x.post("A third", when=x.moment(120), answers=(second.id, x.OWNER_ID, x.OWNER)))
    bare.write_bytes(x.assignment("YTD.tweets.part0", [*tweets, third]))
    job = imports.begin([bare])
    imports.keep(job.id, Selection())
    (thread,) = (t for t in (library.load(one.id).thread for one in library.list()) if len(t.posts) == 3)
    assert thread.posts[0].text == "word " * 80  # what is new comes in, and what was whole stays whole
    assert library.archive.verify().ok
