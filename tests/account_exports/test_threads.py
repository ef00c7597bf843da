"""Meta's export of Threads, the hints at the right export, and what holds for all shapes together."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import bluesky, mastodon
from tests.support.builders import threads_export as making
from tests.support.builders.exported import heads, planned, sniffed
from tests.support.builders.invented_account import Said, account
from unroller.account_exports import json_values, threads
from unroller.account_exports.base import ParsedPost, PostContext, RecordError
from unroller.account_exports.bluesky import api_json, repository
from unroller.account_exports.mastodon import api_json as mastodon_json
from unroller.account_exports.mastodon import outbox
from unroller.account_exports.scan.scanner import load_formats, suggest_other_export
from unroller.model import Account

FORMATS = load_formats()

FORMAT = threads.FORMAT
AT = datetime(2023, 8, 1, 12, tzinfo=UTC)
OWN = (outbox, mastodon_json, repository, api_json, threads)


def made(*media: dict[str, Any], **more: Any) -> ParsedPost:
    return FORMAT.build_post(json.dumps({"media": list(media), **more}).encode(), PostContext())


@pytest.mark.parametrize("prefix", ["", "instagram-writer-2024/"])
@pytest.mark.parametrize("named", [True, False])
def test_every_post_of_an_export_is_found(prefix: str, named: bool) -> None:
    truth = account(9)
    found = planned(FORMAT, making.export(truth, prefix, named=named))
    read, refused = heads(FORMAT, found)
    own = [said for said in truth.said if not said.repost and not said.limit]
    assert (len(found), refused, len({head.id for head in read})) == (len(own), [], len(own))
    texts = {FORMAT.build_post(one, PostContext()).post.text: FORMAT.summarize(one) for one in found}
    assert set(texts) == {said.text for said in own}
    for said in own:
        head = texts[said.text]
        assert head.reply == bool(said.parent or said.to)
        assert head.parent is None
        answered = "@writer" if said.parent else f"@{said.to}" if said.to else None
        assert head.parent_author == (answered if named else None)
        assert head.published == said.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    ordered = sorted(read, key=lambda head: head.order)
    assert [head.published for head in ordered] == [said.at.strftime("%Y-%m-%dT%H:%M:%SZ") for said in own]


def test_the_owner_is_read_from_garbled_labels_and_nothing_else_is() -> None:
    members = making.export(account(9), "a/")
    plan = FORMAT.select_members(list(members))
    assert plan is not None
    assert plan.prefix == "a/"
    assert [(member.name, member.role) for member in plan.members] == [
        ("a/" + making.FILE, "posts"), ("a/" + making.PERSON, "about"), ("a/media/", "media"),
    ]  # fmt: skip
    about = FORMAT.parse_info({making.PERSON: members["a/" + making.PERSON]})
    assert about.owner == Account("Writer", None, "https://www.threads.com/@Writer", "@writer")
    assert "mail.example" not in repr(about)
    assert FORMAT.parse_info({}).owner is None
    assert FORMAT.parse_info({making.PERSON: b"{"}).owner is None


def test_an_own_name_is_the_owners_id() -> None:
    """So that an answer to oneself is one, whatever the case of the name."""
    said = Said(2, AT, (("text", "on"),), parent=1)
    assert FORMAT.summarize(json.dumps(making.post(said)).encode()).parent_author == "@writer"


def test_several_pictures_are_one_post_with_one_text() -> None:
    read = made(
        {"uri": "media/posts/1.jpg", "creation_timestamp": 1690891200, "title": making.garbled("Grüße 🌍")},
        {"uri": "media/posts/2.mp4", "creation_timestamp": 1690891200, "title": making.garbled("Grüße 🌍")},
    )
    assert read.post.text == "Grüße 🌍"
    assert [one.kind for one in read.post.attachments] == ["image", "video"]
    assert read.files == (("media/posts/1.jpg", "1.jpg"), ("media/posts/2.mp4", "2.mp4"))
    top = made({"uri": "media/posts/1.jpg", "title": ""}, title="on top", creation_timestamp=1690891200)
    assert (top.post.text, top.post.published.value) == ("on top", "2023-08-01T12:00:00Z")
    assert made({"title": "one"}, {"title": "two"}).post.text == "one\n\ntwo"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (making.garbled("naïve 港 👩‍👩‍👧"), "naïve 港 👩‍👩‍👧"), ("plain", "plain"), ("Grüße", "Grüße"),
        ("港 and ü", "港 and ü"), (making.garbled("é"), "é"), ("Ã", "Ã"),
    ],
)  # fmt: skip
def test_each_text_is_mended_by_itself(written: str, meant: str) -> None:
    assert made({"title": written}).post.text == meant


def test_links_and_mentions_in_plain_text() -> None:
    read = made({"title": "see news.example/a and @some.name #tag"})
    assert [run.text for run in read.post.runs if run.kind == "mention"] == ["@some.name"]


def test_what_pictures_betray_is_not_kept() -> None:
    said = Said(1, AT, (("text", "x"),), alt="a")
    (record,) = threads.iter_records(json.dumps(making.post(said)).encode())
    assert b"android-1234" not in record
    assert b"latitude" not in record
    whole = json.dumps(making.post(Said(1, AT, (("text", "x"),)))).encode()
    assert list(threads.iter_records(whole)) == [whole]
    assert list(threads.iter_records(b"{broken")) == [b"{broken"]


def test_ids_are_the_same_in_every_export() -> None:
    said = Said(1, AT, (("text", "words"),))
    old, new = making.post(said, named=False), making.post(said)
    first, second = (FORMAT.summarize(json.dumps(one).encode()).id for one in (old, new))
    assert first == second
    assert first.startswith(f"t{int(AT.timestamp())}-")
    other = FORMAT.summarize(json.dumps(making.post(Said(2, AT, (("text", "other"),)))).encode()).id
    assert other != first


@pytest.mark.parametrize(
    ("stamp", "value"),
    [(1690891200, "2023-08-01T12:00:00Z"), (1690891200000, "2023-08-01T12:00:00Z"),
     ("1690891200", "2023-08-01T12:00:00Z"), (0, None), (-5, None), (True, None), (10**40, None),
     ("x", None), (None, None)],
)  # fmt: skip
def test_moments(stamp: Any, value: str | None) -> None:
    assert made({"title": "x", "creation_timestamp": stamp}).post.published.value == value


def test_the_file_alone() -> None:
    data = making.export(account(9))[making.FILE]
    member = FORMAT.detect_file("threads_and_replies.json", data[:65536])
    assert member is not None
    assert (member.layout, member.key) == ("items", "text_post_app_text_posts")
    assert heads(FORMAT, sniffed(FORMAT, "x", data))[1] == []


@pytest.mark.parametrize(
    "value", [{}, {"media": []}, {"media": [{"uri": ""}]}, {"media": [{}] * 300}, {"media": "x"}, []]
)
def test_what_is_no_post_is_refused(value: Any) -> None:
    with pytest.raises(RecordError):
        FORMAT.summarize(json.dumps(value).encode())


LOOSE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just([[{}]])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_but_a_record_error_is_raised(data: st.DataObject) -> None:
    value = making.post(Said(1, AT, (("text", "x"),), 5, alt="y"))
    for part in (value, *value["media"]):
        for name in data.draw(st.lists(st.sampled_from([*part, "title"]), max_size=2)):
            part[name] = data.draw(LOOSE)
    record = json.dumps(value).encode()
    for broken in (record, record[: data.draw(st.integers(0, len(record)))], data.draw(st.binary(max_size=20))):
        for call in (
            FORMAT.summarize,
            lambda one: FORMAT.build_post(one, PostContext()),
            lambda one: list(threads.iter_records(one)),
        ):
            with suppress(RecordError):
                call(broken)


# -- all shapes together --


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["x/your_instagram_activity/threads/threads_and_replies.html"], "choose JSON"),
        (["your_instagram_activity/media/posts_1.json"], "Instagram without posts of Threads"),
        (["your_facebook_activity/posts/1.json"], "Facebook"), (["Takeout/Mail/All.mbox"], "Google"),
        (["data/account.js", "data/manifest.js"], "X archive without posts"), (["actor.json"], "Preferences"),
        (["data\\account.js"], "X archive"),
    ],
)  # fmt: skip
def test_the_right_export_is_hinted_at(names: list[str], says: str) -> None:
    assert says in str(suggest_other_export(names))
    assert all(module.FORMAT.select_members(names) is None for module in OWN)


def test_nothing_is_hinted_at_where_nothing_is_known() -> None:
    assert suggest_other_export([]) is None
    assert suggest_other_export(["notes.txt"]) is None


def test_each_file_is_one_shapes() -> None:
    truth = account(9, threads=2)
    said = truth.said[0]
    files = {
        "mastodon-archive": mastodon.archive(truth)["outbox.json"],
        "mastodon-json": json.dumps(mastodon.status(said)).encode(),
        "bluesky-car": bluesky.repository(truth),
        "bluesky-json": json.dumps(bluesky.view(said, bluesky.keys(truth))).encode(),
        "threads-export": making.export(truth)[making.FILE],
    }
    for name, data in files.items():
        assert [shape.name for shape in FORMATS if shape.detect_file("a-file", data[:65536])] == [name]
    for name, members in (
        ("mastodon-archive", mastodon.archive(truth)),
        ("threads-export", making.export(truth)),
    ):
        assert [shape.name for shape in FORMATS if shape.select_members(list(members))] == [name]


@pytest.mark.parametrize("module", OWN, ids=lambda module: module.FORMAT.name)
@pytest.mark.parametrize(
    "record", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'"\\ud800"', b"[" * 5000, b'{"id": 1e999}']
)
def test_no_shape_falls_over_any_bytes(module: Any, record: bytes) -> None:
    for call in (module.FORMAT.summarize, lambda one: module.FORMAT.build_post(one, PostContext())):
        with pytest.raises(RecordError):
            call(record)
    module.FORMAT.detect_file("x", record)
    module.FORMAT.parse_info({"actor.json": record, making.PERSON: record})
    if module.FORMAT.iter_records:
        with suppress(RecordError):
            list(module.FORMAT.iter_records(record))


def test_records_that_the_fast_reader_refuses_are_read() -> None:
    assert json_values.decode_json(b'\xef\xbb\xbf{"a": NaN}').keys() == {"a"}
    assert json_values.decode_json(b'"\\ud83d"') == "\ud83d"
    assert json_values.encode_json({"a": "\ud83d"}) == b'{"a": "\\ud83d"}'
    assert json_values.as_id(2**70) == str(2**70)
    assert json_values.parse_time("2024-05-01") is None
