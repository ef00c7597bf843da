"""What real exports hold that is easily overlooked: from the file to the threads and the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.account_exports.test_end_to_end import bare, zipped
from tests.support.builders import bluesky, mastodon, x
from tests.support.builders.invented_account import account
from unroller.account_exports.base import ImportReport
from unroller.account_exports.bluesky import repository as bluesky_car
from unroller.account_exports.scan import ScanIndex
from unroller.account_exports.scan.reader import ThreadReader
from unroller.account_exports.scan.scanner import Scanner, load_formats, open_export
from unroller.account_import import Imports, Selection, report
from unroller.account_import.selection import select_roots
from unroller.config import Settings
from unroller.library import Library
from unroller.limits import DEFAULT
from unroller.model import Thread

FORMATS = load_formats()

ALL = Selection(min_posts=1)
FIRST, SECOND = x.thread(["one", "two", "three"]), x.thread(["four", "five"], begins=5000)
THREADS = [["four", "five"], ["one", "two", "three"]]


def received(tmp_path: Path, export: Path, selection: Selection = ALL) -> tuple[list[list[str]], ImportReport]:
    """The threads of an export, as texts, and its report; all in this process, for speed."""
    threads, receipt = scanned(tmp_path, export, selection)
    return sorted([post.text for post in thread.posts] for thread in threads), receipt


def scanned(tmp_path: Path, export: Path, selection: Selection = ALL) -> tuple[list[Thread], ImportReport]:
    folder = tmp_path / "found"
    folder.mkdir()
    planned = open_export([export], FORMATS, DEFAULT)
    Scanner(planned, [export], folder, DEFAULT, lambda *_: None).scan()
    for one in planned.files:
        one.container.file.close()  # type: ignore[union-attr]
    with ScanIndex(folder) as scan:
        reader = ThreadReader(scan, FORMATS)
        threads = [reader.read_thread("", root).thread for root in select_roots(scan, selection)]
        return threads, report.build_report(scan, selection)


def archive(tmp_path: Path, tweets: list[Any] | None = None, **others: bytes) -> Path:
    files = x.archive([*FIRST, *SECOND])
    if tweets is not None:
        files["data/tweets.js"] = x.assignment("YTD.tweets.part0", tweets)
        del files["data/manifest.js"]
    files |= {f"data/{name.replace('_', '-')}.js": data for name, data in others.items()}
    return zipped(tmp_path / "x.zip", files)


def without(*keys: str) -> list[Any]:
    rows = [x.archived(one) for one in (*FIRST, *SECOND)]
    for row in rows:
        for key in keys:
            row["tweet"].pop(key, None)
    return rows


def numbers() -> list[Any]:
    rows = [{"tweet": x.classic(one)} for one in (*FIRST, *SECOND)]
    for row in rows:
        row["tweet"].pop("user")
    return rows


def empty() -> list[Any]:
    rows = [x.archived(one) for one in (*FIRST, *SECOND)]
    for row in rows:
        row["tweet"] = {"in_reply_to_status_id_str": "", "extended_entities": None, "coordinates": None, **row["tweet"]}
        row["tweet"]["favorite_count"] = ""
    return rows


TWEETS = {
    "wrapped and bare items": [x.archived(one, wrapped=one in FIRST[1:]) for one in (*FIRST, *SECOND)],
    "numbers as numbers": numbers(),
    "ids only as id": without("id_str"),
    "hardly any field": without("entities", "display_text_range", "lang", "source", "favorite_count", "edit_info"),
    "no dates": without("created_at"),
    "nobody named in answers": without("in_reply_to_user_id_str"),
    "empty and null fields": empty(),
    "newest first": [x.archived(one) for one in reversed([*FIRST, *SECOND])],
}  # fmt: skip


@pytest.mark.parametrize("name", TWEETS)
def test_items_of_every_make_become_the_same_threads(tmp_path: Path, name: str) -> None:
    threads, receipt = received(tmp_path, archive(tmp_path, TWEETS[name]))
    assert threads == THREADS
    assert receipt.adds_up, receipt


@pytest.mark.parametrize("part", [b"", b"window.YTD.tweets.part1 = [ ]", b"window.YTD.tweets.part1 = [\n]\n"])
def test_an_empty_part_takes_nothing_away(tmp_path: Path, part: bytes) -> None:
    threads, receipt = received(tmp_path, archive(tmp_path, tweets_part1=part))
    assert threads == THREADS
    assert receipt.adds_up


def test_an_archive_whose_files_lie_in_the_root_agrees_with_its_manifest(tmp_path: Path) -> None:
    files = {name.removeprefix("data/"): data for name, data in x.archive([*FIRST, *SECOND]).items()}
    threads, receipt = received(tmp_path, zipped(tmp_path / "x.zip", files))
    assert threads == THREADS
    assert [(file.found, file.claimed) for file in receipt.files] == [(5, 5)]
    assert receipt.adds_up


def test_both_names_and_a_community_add_up(tmp_path: Path) -> None:
    half = x.assignment("YTD.tweet.part0", [x.archived(one) for one in FIRST[:2]])
    lone = x.assignment("YTD.community_tweet.part0", [x.archived(x.post("To a community", when=x.moment(9000)))])
    threads, receipt = received(tmp_path, archive(tmp_path, tweet=half, community_tweet=lone))
    assert threads == [["To a community"], *THREADS]
    assert (receipt.found, receipt.outcome_counts["duplicates"], receipt.adds_up) == (8, 2, True)


def test_edits_across_parts_and_an_answer_to_the_old_version(tmp_path: Path) -> None:
    old, moment = x.post("edited once", when=x.moment(9000)), x.moment(9060)
    new = x.post("edited twice", when=moment, versions=(old.id, x.post(when=moment).id))
    answer = x.post("answers the old", when=x.moment(9100), answers=(old.id, x.OWNER_ID, x.OWNER))
    part = x.assignment("YTD.tweets.part1", [x.archived(new), x.archived(answer)])
    rows = [x.archived(one) for one in (*FIRST, *SECOND, old)]
    threads, receipt = received(tmp_path, archive(tmp_path, rows, tweets_part1=part))
    assert threads == sorted([["edited twice", "answers the old"], *THREADS])
    assert receipt.reasons["duplicates"] == {"an earlier version of an edited post": 1}


def named(words: str, seconds: float, account_id: str, handle: str) -> dict[str, Any]:
    """A post that begins with a name typed by hand: X says whom it is to, and no post that it answers."""
    row = x.archived(x.post(words, when=x.moment(seconds)))
    row["tweet"] |= {"in_reply_to_user_id_str": account_id, "in_reply_to_screen_name": handle}
    return row


def test_posts_to_somebody_that_answer_no_post_are_in_no_thread(tmp_path: Path) -> None:
    rows = [
        x.archived(FIRST[0]), named("@harbour_cat hello", 30, x.OTHER_ID, x.OTHER),
        *(x.archived(one) for one in (*FIRST[1:], *SECOND)), named("@tide_tables note", 200, x.OWNER_ID, x.OWNER),
    ]  # fmt: skip
    threads, receipt = received(tmp_path, archive(tmp_path, rows), Selection())
    assert threads == THREADS
    assert (receipt.outcome_counts["threads"], receipt.adds_up) == (5, True)


def test_only_posts_to_somebody_make_no_thread(tmp_path: Path) -> None:
    rows = [x.archived(FIRST[0]), named("@harbour_cat hello", 30, x.OTHER_ID, x.OTHER)]
    _, receipt = received(tmp_path, archive(tmp_path, rows))
    assert (
        receipt.outcome_counts["threads"],
        receipt.outcome_counts["singles"],
        receipt.outcome_counts["replies"],
    ) == (0, 1, 1)


def test_a_second_export_in_the_same_file_is_named(tmp_path: Path) -> None:
    files = x.archive([*FIRST, *SECOND])
    both = files | {f"older/{name}": data for name, data in x.archive(FIRST).items()}
    threads, receipt = received(tmp_path, zipped(tmp_path / "x.zip", both))
    assert threads == THREADS
    assert receipt.notices == ("older: another export lies here and was not read: import it by itself",)


# -- Threads --

BEGIN = 1_700_000_000
FILE = "your_instagram_activity/threads/threads_and_replies.json"
PERSON = "personal_information/personal_information/personal_information.json"


def meta(said: list[tuple[str, int, str | None]], owner: str = "") -> dict[str, bytes]:
    """An export of (text, seconds, whom it answers; empty: somebody, None: nobody)."""
    posts = []
    for text, at, to in said:
        app = {"is_reply": to is not None, **({"in_reply_to_username": to} if to else {})}
        posts.append({"media": [{"uri": "", "creation_timestamp": BEGIN + at, "title": text, "text_app_post": app}]})
    files = {FILE: json.dumps({"text_post_app_text_posts": posts}).encode()}
    if owner:
        person = {"profile_user": [{"string_map_data": {"Username": {"value": owner}}}]}
        files[PERSON] = json.dumps(person).encode()
    return files


SAID = [("one", 0, None), ("two", 60, "writer"), ("to a friend", 90, "friend"), ("three", 120, "writer"),
        ("four", 9000, None), ("five", 9050, "writer"), ("again a friend", 20_000, "friend")]  # fmt: skip


@pytest.mark.parametrize("owner", ["writer", ""])
def test_answers_to_somebody_named_are_in_no_guessed_thread(tmp_path: Path, owner: str) -> None:
    threads, receipt = received(tmp_path, zipped(tmp_path / "t.zip", meta(SAID, owner)), Selection())
    assert threads == [["four", "five"], ["one", "two", "three"]]
    assert (receipt.outcome_counts["replies"], receipt.adds_up) == (2, True)


def test_where_the_owner_cannot_be_told_every_answer_may_be_to_oneself(tmp_path: Path) -> None:
    said = [("one", 0, None), ("two", 60, "writer"), ("to a friend", 90, "friend")]
    threads, _ = received(tmp_path, zipped(tmp_path / "t.zip", meta(said)), Selection())
    assert threads == [["one", "two", "to a friend"]]


# -- Bluesky --


def bluesky_answer(authority: str, answered: str) -> bytes:
    """A thread of three as a server answers with it, its addresses naming accounts so."""
    node: dict[str, Any] = {}
    for number in (3, 2, 1):
        parent = {"uri": f"at://{answered}/app.bsky.feed.post/3kaaaaaaaaa2{number}", "cid": "x"}
        record = {"$type": "app.bsky.feed.post", "text": f"post {number}", "createdAt": f"2023-09-25T16:35:3{number}Z"}
        view = {
            "uri": f"at://{authority}/app.bsky.feed.post/3kaaaaaaaaa2{number + 1}", "cid": "x", "replyCount": 1,
            "author": {"did": bluesky.DID, "handle": "writer.example"},
            "record": record if number == 1 else {**record, "reply": {"root": parent, "parent": parent}},
        }  # fmt: skip
        node = {"$type": "app.bsky.feed.defs#threadViewPost", "post": view, "replies": [node] if node else []}
    return json.dumps({"thread": node}).encode()


@pytest.mark.parametrize("authority", [bluesky.DID, "writer.example", "Writer.Example"])
@pytest.mark.parametrize("answered", [bluesky.DID, "writer.example"])
def test_addresses_may_name_accounts_by_their_handles(tmp_path: Path, authority: str, answered: str) -> None:
    (thread,), _ = scanned(tmp_path, bare(tmp_path / "t.json", bluesky_answer(authority, answered)))
    assert [post.text for post in thread.posts] == ["post 1", "post 2", "post 3"]
    assert thread.id == f"at://{bluesky.DID}/app.bsky.feed.post/3kaaaaaaaaa22"
    assert thread.url == "https://bsky.app/profile/writer.example/post/3kaaaaaaaaa22"


def test_a_repository_may_name_several_roots_and_hold_blocks_twice() -> None:
    repository = bluesky.Repository()
    whole = repository.car({"app.bsky.feed.post/3kaaaaaaaaa22": {"text": "x", "createdAt": "2024-01-01T00:00:00Z"}})
    root = next(cid for cid, block in repository.blocks.items() if b"sig" in block)
    other = repository.add({"x": 1})
    header = bluesky.cbor({"roots": [other, bluesky.Link(root)], "version": 1})
    blocks = repository.file(other)
    blocks = blocks[1 + blocks[0] :]
    for data in (whole, bluesky.varint(len(header)) + header + blocks + blocks):
        (record,) = bluesky_car.iter_records(data)
        assert json.loads(record)["value"]["text"] == "x"


# -- posts that fail when they are kept --


def test_a_post_that_fails_when_it_is_kept_is_unreadable_and_in_no_thread(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "one"}, {"id": "2", "text": 5, "parent": "1", "to": "7"},
        {"id": "3", "text": "three", "parent": "2", "to": "7"}, {"id": "9", "text": None},
    ]  # fmt: skip
    path = bare(tmp_path / "tiny.jsonl", b"\n".join(json.dumps(one, separators=(",", ":")).encode() for one in rows))
    library = Library(Settings(tmp_path / "archive", tmp_path / "index"))
    imports = Imports(library, background=False, formats="tests.support.fakes.tiny_export_format")
    job = imports.begin([path])
    imports.keep(job.id, ALL)
    done = imports.get_result(job.id)
    assert done is not None
    assert dict(done.receipt.outcome_counts) == {
        "threads": 2, "singles": 0, "replies": 0, "reposts": 0, "limited": 0, "duplicates": 0, "unreadable": 2,
    }  # fmt: skip
    assert done.receipt.reasons["unreadable"] == {"posts that could not be read in full": 2}
    assert done.receipt.adds_up
    assert sum("post 2" in notice for notice in done.receipt.notices) == 1


# -- Mastodon --


def test_attachments_of_every_make_are_kept(tmp_path: Path) -> None:
    said = next(one for one in account(7).said if one.alt and not one.limit)
    kinds: list[Any] = [
        {"type": "Document", "mediaType": "image/png", "name": "described, without an address"},
        {"type": "Image", "url": "/media_attachments/files/1.png", "name": None},
        {"type": "Document", "mediaType": "image/png",
         "url": [{"type": "Link", "href": "https://social.example/2.png", "mediaType": "image/png"}]},
        "https://social.example/3.png",
        None,
    ]  # fmt: skip
    activity = mastodon.activity(said)
    activity["object"] |= {"attachment": kinds, "inReplyTo": None}
    outbox = {"type": "OrderedCollection", "orderedItems": [activity]}
    (thread,), _ = scanned(tmp_path, bare(tmp_path / "outbox.json", json.dumps(outbox).encode()))
    (post,) = thread.posts
    assert [(one.url, one.alt) for one in post.attachments] == [
        (None, "described, without an address"), (None, None),
        ("https://social.example/2.png", None), ("https://social.example/3.png", None),
    ]  # fmt: skip
