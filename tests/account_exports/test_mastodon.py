"""Mastodon's archives, and posts of its kin saved as JSON: every trap that such files hold."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import mastodon as making
from tests.support.builders.exported import assembled, heads, planned, sniffed
from tests.support.builders.invented_account import Said, account
from unroller.account_exports import kept_records as kept
from unroller.account_exports.base import ParsedPost, PostContext, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.mastodon import api_json
from unroller.account_exports.mastodon import outbox as activity
from unroller.account_exports.mastodon import outbox as archive
from unroller.model import Account, Quote, Run

ARCHIVE, JSON = archive.FORMAT, api_json.FORMAT
AT = datetime(2023, 5, 1, 12, tzinfo=UTC)
SAID = Said(1, AT, (("text", "words"),))


def made(value: dict[str, Any], shape: ExportFormat = JSON) -> ParsedPost:
    return shape.build_post(json.dumps(value).encode(), PostContext())


def note(html: str = "<p>words</p>", **more: Any) -> dict[str, Any]:
    return making.note(SAID, **{"content": html, "contentMap": {"en": html}, **more})


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("prefix", ["", "archive-20230501-abc/"])
@pytest.mark.parametrize("actor", [making.ACTOR, f"https://{making.HOST}/ap/users/110012345"])
def test_every_thread_of_an_archive_is_found(prefix: str, actor: str) -> None:
    truth = account(7)
    members = making.archive(truth, prefix, actor)
    found = planned(ARCHIVE, members)
    read, refused = heads(ARCHIVE, found)
    assert len(found) == len(truth.said)
    assert refused == []
    lines, beside = assembled(read)
    named = {making.uri(said.number, actor): said.number for said in truth.said}
    got = [[named[one] for one in line] for line in lines]
    assert [line for line in got if len(line) > 1] == truth.threads
    assert [named[one] for one in beside] == truth.later
    assert [line[0] for line in got if len(line) == 1] == sorted(truth.singles + truth.answers)
    assert sum(head.repost for head in read) == len(truth.reposts)
    limits = {head.id: head.limit for head in read if head.limit}
    assert limits == {making.uri(n, actor): truth.said_by(n).limit for n in truth.limited}
    assert {head.author for head in read} == {actor}


def test_words_and_links_come_out_whole() -> None:
    truth = account(11)
    for said in truth.said:
        if said.repost:
            continue
        read = ARCHIVE.build_post(json.dumps(making.activity(said)).encode(), PostContext())
        assert words(read.post.text) == words(said.text)
        assert [run.text for run in read.post.runs if run.kind != "text"] == [
            text for kind, text in said.pieces if kind != "text"
        ]
        assert [run.url for run in read.post.runs if run.kind == "url"] == [
            text for kind, text in said.pieces if kind == "url"
        ]
        assert read.post.id == making.post_id(said.number)
        assert read.author == Account("writer@social.example", None, "https://social.example/@writer", making.ACTOR)


def test_a_plan_names_only_what_is_needed() -> None:
    members = making.archive(account(7), "x/y/")
    plan = ARCHIVE.select_members(list(members))
    assert plan is not None
    assert plan.prefix == "x/y/"
    assert [(member.name, member.role) for member in plan.members] == [
        ("x/y/outbox.json", "posts"), ("x/y/actor.json", "about"), ("x/y/media_attachments/", "media"),
    ]  # fmt: skip
    assert ARCHIVE.select_members(["notes.txt", "myoutbox.json"]) is None


def test_the_owner_is_read_from_the_actor() -> None:
    members = making.archive(account(7))
    assert ARCHIVE.parse_info({"actor.json": members["actor.json"]}).owner == Account(
        "writer@social.example", "A Writer :blob:", "https://social.example/@writer", making.ACTOR
    )
    assert ARCHIVE.parse_info({"actor.json": b"{broken"}).owner is None
    assert ARCHIVE.parse_info({}).owner is None


def test_a_bare_outbox_is_known_by_what_it_holds() -> None:
    outbox = making.archive(account(7))["outbox.json"]
    for name in ("outbox.json", "outbox (1).json", "saved.txt"):
        member = ARCHIVE.detect_file(name, outbox[:65536])
        assert member is not None
        assert (member.layout, member.key) == ("items", "orderedItems")
    assert JSON.detect_file("outbox.json", outbox[:65536]) is None
    assert ARCHIVE.detect_file("outbox.json", b"not json") is None


@pytest.mark.parametrize("spelling", ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"])
def test_everybody_is_spelled_in_three_ways(spelling: str) -> None:
    for audience in ({"to": [spelling], "cc": []}, {"to": [], "cc": [spelling]}, {"to": spelling, "cc": None}):
        assert JSON.summarize(json.dumps(note(**audience)).encode()).limit is None


@pytest.mark.parametrize(
    ("audience", "limit"),
    [
        ({"to": [f"{making.ACTOR}/followers"], "cc": []}, "followers"),
        ({"to": f"{making.ACTOR}/followers"}, "followers"),
        ({"to": ["https://social.example/users/friend"], "cc": []}, "direct"),
        ({"to": [], "cc": []}, "direct"),
        ({"to": ["https://social.example/#Public"], "cc": []}, "circle"),
        ({"to": ["https://evil.example/followers"], "cc": []}, "direct"),
        ({"to": {"odd": 1}, "cc": 5}, "direct"),
    ],
)
def test_posts_for_some_are_limited(audience: dict[str, Any], limit: str) -> None:
    value = {name: kept for name, kept in note().items() if name not in ("to", "cc")} | audience
    assert JSON.summarize(json.dumps(value).encode()).limit == limit


def test_who_says_nothing_of_an_audience_speaks_to_nobody() -> None:
    value = {name: kept for name, kept in note().items() if name not in ("to", "cc")}
    assert JSON.summarize(json.dumps(value).encode()).limit == "direct"
    chat = {"type": "Create", "actor": making.ACTOR, "to": [making.PUBLIC], "object": {**note(), "type": "ChatMessage"}}
    assert JSON.summarize(json.dumps(chat).encode()).limit == "direct"


def test_the_narrower_audience_counts() -> None:
    wrapped = {"type": "Create", "actor": making.ACTOR, **making.audience("direct"), "object": note()}
    assert ARCHIVE.summarize(json.dumps(wrapped).encode()).limit == "direct"


def test_a_warning_is_the_first_paragraph_and_a_poll_a_list() -> None:
    read = made(
        note("<p>Which?</p>", type="Question", summary="About & food", oneOf=[{"name": "tea"}, {"name": "a\nb"}])
    )
    assert read.post.text == "About & food\n\nWhich?\n\n- tea\n- a b"
    assert made(note("", type="Question", anyOf=[{"name": "x"}])).post.text == "- x"
    assert JSON.summarize(json.dumps(note(summary="Food")).encode()).opening == "Food words"


def test_markup_becomes_text() -> None:
    html = (
        "<p>a  b :blob: 3 &lt; 4 &amp;amp;</p><pre><code>x = 1\n  y</code></pre><ul><li>one</li><li>two</li></ul>"
        "<blockquote><p>said</p></blockquote><p>one<br>two<br/>three <script>alert(1)</script>end</p>"
    )
    assert made(note(html)).post.text == (
        "a b :blob: 3 < 4 &amp;\n\nx = 1\n  y\n\n- one\n- two\n\nsaid\n\none\ntwo\nthree end"
    )
    assert made(note("<p>a  b</p>")).post.text == "a  b"
    assert made(note("no markup")).post.text == "no markup"
    assert made(note("")).post.runs == ()


def test_links_are_whole_and_unsafe_ones_are_text() -> None:
    html = (
        '<p><a href="https://long.example/a/b/c"><span class="invisible">https://</span><span class="ellipsis">long.exa'
        '</span><span class="invisible">mple/a/b/c</span></a> <a href="https://go.example/x">here</a> '
        '<a href="javascript:alert(1)">there</a> <a class="u-url mention" href="https://m.example/@m">@m</a></p>'
    )
    assert made(note(html)).post.runs == (
        Run("https://long.example/a/b/c", "url", "https://long.example/a/b/c"), Run(" "),
        Run("here", "url", "https://go.example/x"), Run(" there "), Run("@m", "mention", "https://m.example/@m"),
    )  # fmt: skip


def test_a_quote_of_an_own_post_leads_to_its_page() -> None:
    uri, page = making.uri(1), f"https://here.example/@writer/{making.post_id(1)}"
    quoted = made(making.note(SAID, url=page))
    (quote,) = kept.merge_quotes((Quote(uri, None),), quoted, None)
    assert (quote.url, quote.runs) == (page, quoted.post.runs)
    assert kept.merge_quotes((quote,), quoted, None) == (quote,)


@pytest.mark.parametrize("field", ["quote", "quoteUri", "quoteUrl", "_misskey_quote"])
def test_a_quote_is_shown_once(field: str) -> None:
    html = '<p class="quote-inline">RE: <a href="https://q.example/@q/1">q.example</a></p><p>mine</p>'
    read = made(note(html, **{field: "https://q.example/users/q/statuses/1"}))
    assert read.post.text == "mine"
    assert [quote.url for quote in read.post.quotes] == ["https://q.example/users/q/statuses/1"]
    assert JSON.summarize(json.dumps(note(html, **{field: "https://q.example/1"})).encode()).quoted == (
        "https://q.example/1",
    )
    assert "RE: q.example" in made(note(html)).post.text  # nothing else shows it


def test_pictures_are_found_by_their_paths() -> None:
    def picture(url: Any, **more: Any) -> dict[str, Any]:
        return {"type": "Document", "mediaType": "image/png", "url": url, "name": "a gate", **more}

    paths = ("/media_attachments/files/001/p.png", "/cache/x/media_attachments/files/001/p.png",
             "https://files.social.example/media_attachments/files/001/p.png?1")  # fmt: skip
    read = made(note(attachment=[picture(path) for path in paths]))
    assert [files[0] for files in read.files] == ["media_attachments/files/001/p.png"] * 3
    assert {"/media_attachments/files/001/p.png", "p.png"} <= set(read.files[0])
    assert [(one.kind, one.alt) for one in read.post.attachments] == [("image", "a gate")] * 3
    assert [one.url for one in read.post.attachments] == [None, None, paths[2]]
    listed = picture([{"type": "Link", "href": "https://m.example/a.mp4", "mediaType": "video/mp4"}], mediaType=None)
    assert made(note(attachment=listed)).post.attachments[0].kind == "video"
    assert made(note(attachment=[picture("/a.png", name="")])).post.attachments[0].alt is None
    card = {"type": "Link", "href": "https://c.example/", "name": "Card"}
    assert made(note(attachment=[card])).post.attachments[0].kind == "card"


def test_languages_dates_and_edits() -> None:
    read = made(note("<p>Grüße</p>", published="2023-05-01T14:00:00+02:00", contentMap={"de": "<p>Grüße</p>"}))
    assert (read.post.lang, read.post.published.value) == ("de", "2023-05-01T12:00:00Z")
    two = {"de": "<p>Grüße</p>", "en": "<p>Greetings</p>"}
    assert made(note("<p>Greetings</p>", contentMap=two)).post.lang == "en"
    assert made({**note(contentMap={"fr": "<p>mots</p>"}), "content": None}).post.text == "mots"
    assert [one.code for one in made(note(updated="2023-06-01T00:00:00Z")).notices] == ["edited-post"]
    assert made(note(published="yesterday")).post.published.how == "id"
    odd = note(published="yesterday", id="https://a.example/objects/x", url=None)
    assert made(odd).post.published.how == "unknown"


def test_numbers_sort_as_numbers_within_a_second() -> None:
    orders = [
        JSON.summarize(json.dumps(note(id=f"{making.ACTOR}/statuses/{number}")).encode()).order
        for number in (999, 1000)
    ]
    assert orders == sorted(orders)


def test_the_author_of_a_missing_parent_is_known_from_its_address() -> None:
    read = JSON.summarize(json.dumps(note(inReplyTo=f"{making.ACTOR}/statuses/5")).encode())
    assert (read.parent_author, read.reply) == (making.ACTOR, True)
    assert JSON.summarize(json.dumps(note(inReplyTo="https://a.example/objects/x")).encode()).parent_author is None


def test_posts_of_other_servers_are_read() -> None:
    pleroma = note(id="https://p.example/objects/1-2", attributedTo="https://p.example/users/ann", url=None,
                   actor="https://p.example/users/ann", context="https://p.example/contexts/1")  # fmt: skip
    read = made(pleroma)
    assert (read.post.id, read.author and read.author.handle) == ("https://p.example/objects/1-2", "ann@p.example")
    misskey = note(id="https://m.example/notes/9x", attributedTo="https://m.example/users/9abc", url=None)
    found = made(misskey)
    assert (found.post.url, found.author and found.author.handle) == ("https://m.example/notes/9x", "")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"type": "Like", "object": "https://a.example/1"}, "no post but Like"),
        ({"type": "Create", "object": "https://a.example/1"}, "only the address of a post"),
        ({"type": "Create", "object": {"type": ["Note"]}}, "no post but something without a type"),
        ({"type": "Note"}, "a post without an id"),
        ({"a": 1}, "no post of Mastodon's"),
        ([], "no JSON object"),
    ],
)
def test_what_is_no_post_says_why(value: Any, why: str) -> None:
    with pytest.raises(RecordError, match=why):
        JSON.summarize(json.dumps(value).encode())


def test_broken_records_say_why() -> None:
    for record, why in (
        (b'{"id": ', "broken JSON"),
        (b"[" * 100_000, "nested too deep"),  # Python 3.13 goes down further than 9,000
        (b" " * 5_000_000, "longer than"),
    ):
        with pytest.raises(RecordError, match=why):
            ARCHIVE.summarize(record)
    half = json.dumps(note("<p>half \ud83d sign \0</p>")).encode()
    assert JSON.build_post(half, PostContext()).post.text == "half � sign �"
    with pytest.raises(RecordError, match="more than 200 attachments"):
        made(note(attachment=[{}] * 201))
    with pytest.raises(RecordError, match="elements"):
        made(note("<b>" * 30_000))


# -- the REST interface --


def test_statuses_are_read_in_all_their_files() -> None:
    truth = account(7)
    given = [making.status(said) for said in truth.said if not said.repost]
    array = json.dumps(given).encode()
    lines = b"\n".join(json.dumps(one).encode() for one in given)
    documents = [json.dumps(given[0]).encode(), json.dumps(given[0], indent=2).encode()]
    files = [(array, "array", len(given)), (lines, "lines", len(given)), *((one, "document", 1) for one in documents)]
    for data, layout, count in files:
        member = JSON.detect_file("saved.json", data[:65536])
        assert member is not None
        assert member.layout == layout
        read, refused = heads(JSON, sniffed(JSON, "saved.json", data))
        assert (len(read), refused) == (count, [])
    lines_found, beside = assembled(heads(JSON, sniffed(JSON, "x", array))[0])
    named = {making.post_id(said.number): said.number for said in truth.said}
    assert [[named[one] for one in line] for line in lines_found if len(line) > 1] == truth.threads
    assert [named[one] for one in beside] == truth.later


def test_a_status_in_full() -> None:
    said = Said(4, AT, (("text", "see "), ("url", "https://long.example/path/to/a/thing"), ("text", " now")))
    read = made(making.status(
        said, spoiler_text="Careful", edited_at="2023-06-01T00:00:00.000Z",
        poll={"options": [{"title": "yes", "votes_count": 3}, {"title": "no"}]},
        media_attachments=[{"type": "gifv", "url": "https://f.example/a.mp4", "description": "a cat"}],
        card={"url": "https://long.example/path/to/a/thing", "title": "A thing"},
        quote={"state": "accepted", "quoted_status": making.status(Said(3, AT, (("text", "before"),)))},
    ))  # fmt: skip
    assert read.post.text == "Careful\n\nsee https://long.example/path/to/a/thing now\n\n- yes\n- no"
    assert [(one.kind, one.alt or one.title) for one in read.post.attachments] == [
        ("video", "a cat"),
        ("card", "A thing"),
    ]
    assert read.post.quotes[0].runs == (Run("before"),)
    assert read.author == Account("writer@social.example", "A Writer", "https://social.example/@writer", "7")
    assert [one.code for one in read.notices] == ["edited-post"]
    head = JSON.summarize(json.dumps(making.status(said)).encode())
    assert (head.author, head.likes, head.published) == ("7", 3, "2023-05-01T12:00:00Z")


@pytest.mark.parametrize(
    ("visibility", "limit"),
    [("public", None), ("unlisted", None), ("private", "followers"), ("direct", "direct"), ("local", "circle"),
     ("", "direct"), (None, "direct")],
)  # fmt: skip
def test_visibility(visibility: str | None, limit: str | None) -> None:
    status = making.status(SAID, visibility=visibility)
    assert JSON.summarize(json.dumps(status).encode()).limit == limit
    quoted = made(making.status(SAID, quote=making.status(SAID, visibility=visibility)))
    assert bool(quoted.post.quotes[0].runs) == (limit is None)


def test_a_repost_is_one() -> None:
    value = making.status(SAID, reblog=making.status(Said(2, AT, (("text", "theirs"),))))
    assert JSON.summarize(json.dumps(value).encode()).repost
    with pytest.raises(RecordError, match="repost"):
        made(value)


def test_a_post_seen_on_another_server_has_its_own_number() -> None:
    """Ids and parents are those of the server that was asked, the address is that of the post's home."""
    status = making.status(SAID, id="555", url="https://home.example/@ann/777777777777777777", in_reply_to_id="444")
    head, read = JSON.summarize(json.dumps(status).encode()), made(status)
    assert (head.id, head.parent, read.post.id) == ("555", "444", "777777777777777777")


def chain(length: int, start: int = 1) -> list[dict[str, Any]]:
    return [making.status(Said(n, AT, (("text", f"post {n}"),), n - 1)) for n in range(start + 1, start + 1 + length)]


def notices(data: object) -> dict[str, str]:
    found = [
        (JSON.summarize(one).id, JSON.build_post(one, PostContext()))
        for one in sniffed(JSON, "x", json.dumps(data).encode())
    ]
    return {post_id: str(read.notices[0].message) for post_id, read in found if read.notices}


def test_a_context_that_was_cut_says_so() -> None:
    status = making.status(SAID)
    whole = {"status": status, "context": {"ancestors": [], "descendants": chain(19)}}
    assert notices(whole) == {}
    deep = notices({"ancestors": [], "descendants": chain(20)})
    assert list(deep) == [making.post_id(21)]
    assert "20 replies deep" in deep[making.post_id(21)]
    flat = [making.status(Said(n, AT, (("text", "x"),), 1)) for n in range(2, 62)]
    many = notices({"status": status, "context": {"ancestors": [], "descendants": flat}})
    assert list(many) == [making.post_id(61)]
    assert "60 replies" in many[making.post_id(61)]
    before = notices(
        {"status": making.status(Said(50, AT, (), 49)), "context": {"ancestors": chain(40, 9), "descendants": []}}
    )
    assert list(before) == [making.post_id(10)]
    assert "40 posts" in before[making.post_id(10)]


def test_loose_activities_are_read() -> None:
    values = [
        note(),
        {"type": "Create", "actor": making.ACTOR, "object": note(id="https://a.example/2")},
        {"type": "Announce", "actor": making.ACTOR, "id": "https://a.example/3", "object": "https://b.example/1"},
    ]
    data = b"\n".join(json.dumps(one).encode() for one in values)
    read, refused = heads(JSON, sniffed(JSON, "loose.jsonl", data))
    assert [(head.id, head.repost) for head in read] == [
        (making.uri(1), False), ("https://a.example/2", False), ("https://a.example/3", True),
    ]  # fmt: skip
    assert refused == []


def test_broken_lines_are_counted_and_the_rest_goes_on() -> None:
    lines = [
        json.dumps(making.status(SAID, content="<p>" + "x" * 70_000 + "</p>")).encode(),
        b'{"id": "1", "acc',
        b"{}",
    ]
    found = list(api_json.iter_records(b"\n".join(lines)))
    read, refused = heads(JSON, found)
    assert (len(read), refused) == (1, ["broken JSON", "no post of Mastodon's"])


def test_other_files_are_not_claimed() -> None:
    for data in (b"", b"plain words", b"{}", b'{"tweet": {"id_str": "1"}}', b"PK\x03\x04", b'"visibility": "public"'):
        assert JSON.detect_file("x.json", data) is None
        assert ARCHIVE.detect_file("x.json", data) is None


LOOSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("kind", ["note", "create", "status"])
def test_nothing_but_a_record_error_is_raised(kind: str, data: st.DataObject) -> None:
    value = making.status(SAID) if kind == "status" else note(quote="https://q.example/1")
    for name in data.draw(st.lists(st.sampled_from(sorted(value)), max_size=5)):
        value[name] = data.draw(LOOSE)
    outer = {"type": "Create", "actor": data.draw(LOOSE), "object": value} if kind == "create" else value
    record = json.dumps(outer).encode()
    for broken in (record, record[: data.draw(st.integers(0, len(record)))], data.draw(st.binary(max_size=20))):
        for call in (
            JSON.summarize,
            lambda one: JSON.build_post(one, PostContext()),
            lambda one: list(api_json.iter_records(one)),
        ):
            with suppress(RecordError):
                call(broken)


def test_an_item_of_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(RecordError, match="Person"):
        activity.parse_item({"type": "Create", "object": {"type": "Person"}})
