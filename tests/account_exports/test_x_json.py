"""X's JSON that is no archive: what is recognised, how pages and saved answers come apart, and bytes of every kind."""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.builders import x
from unroller.account_exports import ExportFormat
from unroller.account_exports.base import PostContext, RecordError, UnavailablePostError
from unroller.account_exports.scan.scanner import load_formats
from unroller.account_exports.x import api_json, archive
from unroller.model import Account

FORMATS = load_formats()

OWNER = Account(x.OWNER, x.NAME, f"https://x.com/{x.OWNER}", x.OWNER_ID)
CONTEXT = PostContext(OWNER)
OTHERS = (x.OTHER_ID, x.OTHER, "Cat")
THREAD = x.thread(["one & only", "two < three", "🌊 end"])
REPLY = x.post("Nice!", when=x.moment(500), answers=(THREAD[0].id, x.OWNER_ID, x.OWNER), author=OTHERS)
X_SHAPES = [shape for shape in FORMATS if shape.name in {"x-archive", "grailbird", "x-json"}]


def encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def ids(document: Any) -> list[str]:
    return [api_json.summarize(record).id for record in api_json.iter_records(encoded(document))]


def own(specs: Sequence[x.Spec]) -> list[str]:
    return [spec.id for spec in specs]


# -- what is recognised --


def lines(values: Sequence[Any]) -> bytes:
    return b"".join(encoded(value) + b"\n" for value in values)


PRETTY = {"indent": 2, "ensure_ascii": False}
FILES: dict[str, tuple[bytes, str]] = {
    "v1-lines": (lines([x.classic(spec) for spec in THREAD]), "lines"),
    "v1-array": (encoded([x.classic(spec) for spec in THREAD]), "array"),
    "v1-array-pretty": (json.dumps([x.classic(spec) for spec in THREAD], indent=2).encode(), "array"),
    "v1-old-lines": (lines([x.classic(spec, key="text") for spec in THREAD]), "lines"),
    "v2-pages": (lines([x.page(THREAD[:2]), x.page(THREAD[2:])]), "lines"),
    "v2-page": (encoded(x.page(THREAD)), "document"),
    "v2-page-pretty": (json.dumps(x.page(THREAD), indent=2).encode(), "document"),
    "v2-flat": (lines([x.flattened(spec) for spec in THREAD]), "lines"),
    "v2-array": (encoded([x.flattened(spec) for spec in THREAD]), "array"),
    "graphql": (encoded(x.detail([x.graphql(spec) for spec in THREAD])), "document"),
    "graphql-lines": (lines([x.graphql(spec) for spec in THREAD]), "lines"),
    "syndication": (encoded(x.syndicated(THREAD[1], THREAD[0])), "document"),
    "syndication-lines": (lines([x.syndicated(spec) for spec in THREAD]), "lines"),
    "crlf": (lines([x.classic(spec) for spec in THREAD]).replace(b"\n", b"\r\n"), "lines"),
    "marked": (b"\xef\xbb\xbf" + lines([x.classic(spec) for spec in THREAD]), "lines"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_is_recognised(name: str) -> None:
    data, layout = FILES[name]
    found = [(shape.name, member) for shape in FORMATS if (member := shape.detect_file("posts.json", data[:65536]))]
    assert [(shape, member.layout, member.role) for shape, member in found] == [("x-json", layout, "posts")]


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_comes_apart(name: str) -> None:
    data, layout = FILES[name]
    data = data.removeprefix(b"\xef\xbb\xbf")
    pieces = {
        "lines": data.split(b"\n"),
        "array": [encoded(one) for one in json.loads(data)] if layout == "array" else [],
        "document": [data],
    }[layout]
    records = [record for piece in pieces if piece.strip() for record in api_json.iter_records(piece)]
    found = {api_json.summarize(one).id: api_json.build_json_post(one, CONTEXT).post.text for one in records}
    truth = {spec.id: x.text(spec) for spec in THREAD}
    assert found == ({one: truth[one] for one in own(THREAD[:2])} if name == "syndication" else truth)


def test_a_long_line_of_a_page_is_lines_and_of_a_saved_answer_a_document() -> None:
    many = x.thread([f"post {number} " + "of many " * 20 for number in range(160)])
    page, answer = encoded(x.page(many)), encoded(x.detail([x.graphql(spec) for spec in many]))
    assert min(len(page), len(answer)) > 65536
    assert api_json.detect_file("p", page[:65536]).layout == "lines"  # type: ignore[union-attr]
    assert api_json.detect_file("a", answer[:65536]).layout == "document"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "start",
    [
        b"", b"{", b"[", b"[]", b"{}", b"plain words", b"\0\1\2", b"<html>", b'{"posts": []}',
        b'{"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": []}',
        b'[{"id": "1", "created_at": "2021", "content": "<p>x</p>", "account": {}}]',
        b'{"thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": {"uri": "at://x", "record": {}}}}',
        b'{"text_post_app_text_posts": []}', b"window.YTD.tweets.part0 = [",
    ],
)  # fmt: skip
def test_other_files_are_left_to_others(start: bytes) -> None:
    assert api_json.detect_file("a.json", start) is None


# -- pages of version 2 --


def test_a_page_comes_apart_into_posts_with_all_they_need() -> None:
    picture = x.post("seen", sequence=7, media=(x.Film("photo", "p.jpg", alt="A gull"),))
    records = list(api_json.iter_records(encoded(x.page([*THREAD, picture], beside=[REPLY]))))
    assert [api_json.summarize(record).id for record in records] == own([*THREAD, picture])
    alone = json.loads(records[0])
    assert set(alone) == {"data", "includes"}
    assert [user["username"] for user in alone["includes"]["users"]] == [x.OWNER]
    assert "media" not in alone["includes"]
    made = api_json.build_json_post(records[-1], CONTEXT)
    assert made.post.attachments[0].alt == "A gull"
    assert made.author == OWNER


def test_own_parents_that_stand_only_beside_a_page_are_posts() -> None:
    assert ids(x.page(THREAD[1:], beside=[THREAD[0], REPLY])) == own([*THREAD[1:], THREAD[0]])
    assert ids(x.page(THREAD, beside=THREAD)) == own(THREAD)


def test_a_page_may_hold_one_post() -> None:
    page = x.page(THREAD[:1])
    page["data"] = page["data"][0]
    assert ids(page) == own(THREAD[:1])


def test_a_page_without_posts_has_none() -> None:
    assert ids({"meta": {"result_count": 0}}) == []


def test_a_page_that_came_apart_does_not_change_again() -> None:
    records = list(api_json.iter_records(encoded(x.page(THREAD))))
    assert [one for record in records for one in api_json.iter_records(record)] == records


def test_a_repost_takes_the_words_that_stand_beside_it() -> None:
    whole = x.post("All of it & more " * 12, author=OTHERS, sequence=5)
    short = x.post(f"RT @{x.OTHER}: All of it &…", sequence=6)
    page = x.page([short], beside=[whole])
    page["data"][0]["referenced_tweets"] = [{"type": "retweeted", "id": whole.id}]
    (record,) = api_json.iter_records(encoded(page))
    assert api_json.summarize(record).repost
    assert api_json.build_json_post(record, CONTEXT).post.text == f"RT @{x.OTHER}: {x.text(whole)}"


def test_a_long_post_has_its_text_beside_its_beginning() -> None:
    whole = x.post("Words & words ", x.url("https://a.example/x?a=1&b=2"), " and " * 80, x.tag("tides"))
    record = x.flattened(x.post("Words & words… ", x.url("https://twitter.com/i/web/status/1")))
    long = x.second(whole)
    record["note_tweet"] = {"text": long["text"], "entities": long["entities"]}
    made = api_json.build_json_post(encoded(record), CONTEXT)
    assert made.post.text == x.text(whole)
    assert made.notices == ()
    record["note_tweet"]["text"] = long["text"].replace("&amp;", "&")
    assert api_json.build_json_post(encoded(record), CONTEXT).post.text == x.text(whole)


def test_a_long_post_without_its_text_says_so() -> None:
    spec = x.post("Words… ")
    cut = replace(spec, pieces=(*spec.pieces, x.url(f"https://twitter.com/i/web/status/{spec.id}")))
    for record in (x.flattened(cut), x.classic(cut), x.graphql(cut), x.classic(spec) | {"truncated": True}):
        assert [one.code for one in api_json.build_json_post(encoded(record), CONTEXT).notices] == ["cut-post"]
    record = x.syndicated(spec) | {"note_tweet": {"id": "abc"}}
    assert [one.code for one in api_json.build_json_post(encoded(record), CONTEXT).notices] == ["cut-post"]


def test_a_notice_of_withheld_media_takes_no_words() -> None:
    spec = x.post("This picture was withheld. Learn more")
    record = x.flattened(spec)
    record["entities"] = {
        "urls": [{"start": 27, "end": 37, "url": "https://t.co/abc", "expanded_url": "https://h.example"}]
    }
    assert api_json.build_json_post(encoded(record), CONTEXT).post.text == x.text(spec)


def test_the_address_of_pictures_that_are_not_there_stays() -> None:
    spec = x.post("seen", media=(x.Film("photo", "p.jpg"),))
    made = api_json.build_json_post(encoded(x.second(spec)), CONTEXT)
    assert made.post.text == f"seen https://twitter.com/{x.OWNER}/status/{spec.id}/photo/1"
    assert made.post.attachments == ()


# -- version 1.1 --


def test_an_extended_post_has_its_whole_text_and_entities() -> None:
    whole = x.post("Words & words ", x.url("https://a.example/x"), " and " * 40, media=(x.Film("photo", "p.jpg"),))
    record = x.classic(x.post("Words & words… ", x.url("https://twitter.com/i/web/status/1")), key="text")
    long = x.classic(whole)
    record |= {"truncated": True}
    record["extended_tweet"] = {key: long[key] for key in ("full_text", "entities", "extended_entities")}
    made = api_json.build_json_post(encoded(record), CONTEXT)
    assert made.post.text == x.text(whole)
    assert len(made.post.attachments) == 1
    assert made.notices == ()


# -- what pages load --


def test_a_saved_answer_has_everybodys_posts_told_apart_by_author() -> None:
    document = x.detail([x.graphql(spec) for spec in THREAD], [x.graphql(REPLY)])
    heads = [api_json.summarize(record) for record in api_json.iter_records(encoded(document))]
    assert [head.id for head in heads] == own([*THREAD, REPLY])
    assert [head.author for head in heads] == [x.OWNER_ID] * 3 + [x.OTHER_ID]


def test_posts_of_limited_visibility_and_gone_ones() -> None:
    nodes: list[Any] = [
        x.graphql(THREAD[0]),
        {"__typename": "TweetWithVisibilityResults", "tweet": x.graphql(THREAD[1]), "rest_id": THREAD[1].id},
        {"__typename": "TweetTombstone", "tombstone": {"text": {"text": "This Post was deleted"}}, "rest_id": "5"},
        {"__typename": "TweetUnavailable", "rest_id": "6"},
    ]
    records = list(api_json.iter_records(encoded(x.detail(nodes))))
    assert [api_json.summarize(one).id for one in records[:2]] == own(THREAD[:2])
    for place in records[2:]:
        with pytest.raises(UnavailablePostError):
            api_json.summarize(place)
    assert len(records) == 4
    for gone in nodes[2:]:
        with pytest.raises(RecordError, match="gone"):
            api_json.summarize(encoded(gone))
    assert api_json.summarize(encoded(nodes[1])).id == THREAD[1].id


def test_a_circle_post_of_a_page_is_limited() -> None:
    node = x.graphql(THREAD[0]) | {"trusted_friends_info_result": {"__typename": "ApiTrustedFriendsInfo"}}
    assert api_json.summarize(encoded(node)).limit == "circle"
    assert api_json.summarize(encoded(x.graphql(THREAD[0]))).limit is None


@pytest.mark.parametrize("form", ["escaped", "plain"])
def test_the_long_text_of_a_page(form: str) -> None:
    whole = x.post("Words & <words> ", x.url("https://a.example/x?a=1&b=2"), " 🌊 and " * 60, x.at("quay_side"))
    node = x.graphql(x.post("Words & <words>…"), whole=whole)
    result = node["note_tweet"]["note_tweet_results"]["result"]
    if form == "plain":
        result["text"] = result["text"].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    made = api_json.build_json_post(encoded(node), CONTEXT)
    assert made.post.text == x.text(whole)
    assert [(run.kind, run.text) for run in made.post.runs if run.kind != "text"] == x.links(whole)
    assert made.notices == ()


def test_a_page_that_shows_more_when_asked_says_so() -> None:
    document = x.detail([x.graphql(spec) for spec in THREAD], [x.graphql(REPLY)], more=True)
    made = [api_json.build_json_post(record, CONTEXT) for record in api_json.iter_records(encoded(document))]
    assert [[one.code for one in post.notices] for post in made] == [["page-cut"]] * 3 + [[]]


def test_answers_of_syndication_hold_their_parent() -> None:
    assert ids(x.syndicated(THREAD[1], THREAD[0])) == own([THREAD[1], THREAD[0]])
    assert ids([x.syndicated(THREAD[2], THREAD[1])]) == own([THREAD[2], THREAD[1]])


# -- recordings of a browser --


def har(*answers: tuple[str, bytes]) -> dict[str, Any]:
    entries = []
    for number, (asked, body) in enumerate(answers):
        content: dict[str, Any] = {"mimeType": "application/json", "text": body.decode()}
        if number % 2:
            content |= {"text": base64.b64encode(body).decode(), "encoding": "base64"}
        entries.append({"request": {"url": asked}, "response": {"status": 200, "content": content}})
    return {"log": {"version": "1.2", "creator": {"name": "browser"}, "entries": entries}}


def test_a_recording_of_a_browser_holds_answers() -> None:
    document = har(
        ("https://x.com/i/api/graphql/abc/TweetDetail", encoded(x.detail([x.graphql(THREAD[0])]))),
        ("https://x.com/i/api/graphql/abc/TweetDetail", encoded(x.detail([x.graphql(one) for one in THREAD[1:]]))),
        ("https://abs.example/script.js", b"var x = 1"),
        ("https://x.com/i/api/graphql/abc/UserTweets", b""),
    )
    assert api_json.detect_file("saved.har", encoded(document)[:65536]).layout == "document"  # type: ignore[union-attr]
    assert ids(document) == own(THREAD)


def test_an_answer_that_cannot_be_read_is_counted() -> None:
    document = har(
        ("https://x.com/i/api/graphql/abc/TweetDetail", encoded(x.detail([x.graphql(THREAD[0])]))),
        ("https://x.com/i/api/graphql/abc/TweetDetail", b'{"data": {"broken'),
    )
    broken, whole = api_json.iter_records(encoded(document))
    assert api_json.summarize(whole).id == THREAD[0].id
    with pytest.raises(RecordError):
        api_json.summarize(broken)


# -- bytes of every kind --


@pytest.mark.parametrize(
    "data", [b"", b"{", b"null", b"7", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b'{"foo": 1}', b"[]"]
)
def test_what_holds_no_posts_comes_out_as_it_is(data: bytes) -> None:
    assert list(api_json.iter_records(data)) == [data]
    for shape in X_SHAPES:
        with pytest.raises(RecordError):
            shape.summarize(data)
        with pytest.raises(RecordError):
            shape.build_post(data, CONTEXT)


def test_lone_surrogates_become_a_sign_and_nothing_else_is_lost() -> None:
    spec = x.post("before ", x.url("https://a.example/x"), " after")
    record = (
        encoded(x.archived(spec)).replace(b"before ", b"be\\ud83dfore ").replace(b'["7"', b'["8"').replace(b"30", b"31")
    )
    assert archive.FORMAT.build_post(record, CONTEXT).post.text == "be\ufffdfore https://a.example/x after"
    head = archive.FORMAT.summarize(record)
    assert head.id == spec.id
    assert head.opening.startswith("be\ufffdfore")


def test_broken_utf8_loses_only_itself() -> None:
    record = encoded(x.archived(x.post("sea and sand"))).replace(b"sea and", b"sea \xff\xfe and")
    assert archive.FORMAT.build_post(record, CONTEXT).post.text == "sea \ufffd\ufffd and sand"


@pytest.mark.parametrize(
    "odd",
    [
        {"favorite_count": float("nan")}, {"favorite_count": "many"}, {"favorite_count": -3},
        {"favorite_count": 10**40}, {"in_reply_to_status_id_str": 12345678901234567890},
        {"entities": None}, {"entities": []}, {"entities": {"urls": {}}}, {"entities": {"urls": [None, 3, "x", {}]}},
        {"extended_entities": {"media": "x"}}, {"extended_entities": {"media": [{}, {"type": 3, "media_url": 4}]}},
        {"edit_info": 3}, {"edit_info": {"edit": {"editControlInitial": {"editTweetIds": ["x", 3, None]}}}},
        {"created_at": 3}, {"created_at": "yesterday"}, {"lang": 7},
        {"in_reply_to_user_id_str": "-1"}, {"display_text_range": "x"}, {"user": "x"}, {"retweeted_status": 3},
        {"quoted_status": {"id_str": "1"}}, {"display_text_range": [{}]},
    ],
)  # fmt: skip
def test_fields_of_the_wrong_kind_are_passed_over(odd: dict[str, Any]) -> None:
    spec = x.post("still here & well")
    for shape in X_SHAPES:
        tweet = x.archived(spec, wrapped=False) | odd
        record = json.dumps(tweet).encode()
        assert shape.summarize(record).id == spec.id
        if "retweeted_status" not in odd:
            assert shape.build_post(record, CONTEXT).post.text == x.text(spec)


@pytest.mark.parametrize("missing", ["id_str", "full_text"])
def test_without_an_id_or_a_text_there_is_no_post(missing: str) -> None:
    tweet = x.archived(x.post("x"), wrapped=False)
    tweet.pop("id", None)
    del tweet[missing]
    with pytest.raises(RecordError):
        archive.FORMAT.summarize(encoded(tweet))


def test_of_a_key_written_twice_the_last_counts() -> None:
    record = encoded(x.archived(x.post("first"))).replace(
        b'"full_text": "first"', b'"full_text": "x", "full_text": "last"'
    )
    assert archive.FORMAT.build_post(record, CONTEXT).post.text == "last"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=8,
)
WHOLE = (x.classic(THREAD[1]), x.archived(THREAD[1])["tweet"], x.flattened(THREAD[1]), x.graphql(THREAD[1]))
MORE = "tweet data includes note_tweet extended_tweet retweeted_status quoted_status parent log mediaDetails"
KEYS = sorted({key for record in WHOLE for key in record} | set(MORE.split()))
RECORDS = st.sampled_from([*WHOLE, x.page(THREAD), {}])


def survived(shape: ExportFormat, data: bytes) -> None:
    for record in (data, *(shape.iter_records(data) if shape.iter_records else ())):
        try:
            head = shape.summarize(record)
            made = shape.build_post(record, CONTEXT)
        except RecordError:
            continue
        assert made.post.id == head.id
        made.post.text.encode()
        head.opening.encode()
    if shape.find_note_key:
        with contextlib.suppress(RecordError):
            shape.find_note_key(data)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.binary(max_size=20).map(lambda rest: b'{"tweet":{"id_str":"1"' + rest)))
@example(b'{"id_str":"1","text":"x","entities":' + b"[" * 5000 + b"]" * 5000 + b"}")
@example(b'{"id_str":"1","text":"\\ud83d","parent":{"id_str":"2","text":"\\ud83d"}}')
@example(b'{"data":{"id":"1","text":"x"},"includes":{"tweets":[{"id":"1","text":"x"}]}}')
def test_whatever_the_bytes_only_records_are_refused(data: bytes) -> None:
    for shape in X_SHAPES:
        survived(shape, data)
        shape.detect_file("x", data)
        shape.parse_info(
            {"data/manifest.js": data, "account.js": data, "user_details.js": data, "tweet_index.js": data}
        )


@settings(max_examples=150, deadline=None)
@given(RECORDS, st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4))
def test_whatever_the_fields_only_records_are_refused(record: dict[str, Any], odd: dict[str, Any]) -> None:
    data = json.dumps(record | odd).encode()
    for shape in X_SHAPES:
        survived(shape, data)


def test_ten_thousand_spans_take_no_time_to_speak_of() -> None:
    tweet = x.archived(x.post("@a" * 50_000), wrapped=False)
    mentions = [{"screen_name": "a" * 15, "indices": ["0", "3"]} for _ in range(10_000)]
    tweet["entities"]["user_mentions"] = mentions
    assert archive.FORMAT.build_post(encoded(tweet), CONTEXT).post.text == "@a" * 50_000
