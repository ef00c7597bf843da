"""What is missing of a thread out of an export, and in which words: counted, left out, unreadable, absent, deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.account_exports.test_edge_cases import scanned
from tests.account_exports.test_end_to_end import zipped
from tests.support.builders import small_accounts as small
from tests.support.builders import x
from unroller.account_exports.base import PostContext
from unroller.account_exports.bluesky import api_json as bluesky_json
from unroller.account_exports.mastodon import api_json as mastodon_json
from unroller.account_exports.x import api_json as x_json
from unroller.account_import import Imports, Selection
from unroller.cli.commands import cli
from unroller.config import Settings
from unroller.library import Library
from unroller.library.reading import is_complete
from unroller.model import Thread

ALL = Selection(min_posts=1)


def said(thread: Thread) -> list[str]:
    return [str(notice.message) for notice in thread.warnings]


def gaps(thread: Thread) -> list[tuple[int, str, int | None]]:
    return [(gap.after, str(gap.reason), gap.count) for gap in thread.gaps]


def mastodon(tmp_path: Path, *posts: dict[str, Any]) -> Path:
    return zipped(tmp_path / "archive.zip", small.outbox(posts))


# -- the author's count ------------------------------------------------------------------------------------------------


def test_the_count_of_an_x_archive_tells_of_a_post_in_the_middle(tmp_path: Path) -> None:
    made = x.thread(["1/5 Ein Anfang", "2/5 und weiter", "4/5 fehlt da was?", "5/5 Schluss"])
    thread = scanned(tmp_path, zipped(tmp_path / "x.zip", x.archive(made)))[0][0]
    assert gaps(thread) == [(2, "number 3 of the author's count is missing", 1)]
    assert not is_complete(thread)


def test_the_count_of_an_outbox_tells_of_its_end(tmp_path: Path) -> None:
    posts = [small.ap_note(1, "La marée (1/4)"), small.ap_note(2, "Le vent (2/4)", 1)]
    thread = scanned(tmp_path, mastodon(tmp_path, *posts))[0][0]
    assert gaps(thread) == [(2, "numbers 3 to 4 of the author's count are missing", 2)]


def test_a_number_that_stands_in_a_later_addition_is_not_missing(tmp_path: Path) -> None:
    one, two = x.thread(["One 1/3", "Two 2/3"])
    aside = x.post("A slip of mine, corrected", when=x.moment(100), answers=(two.id, x.OWNER_ID, x.OWNER))
    three = x.post("Three 3/3", when=x.moment(200), answers=(two.id, x.OWNER_ID, x.OWNER))
    thread = scanned(tmp_path, zipped(tmp_path / "x.zip", x.archive([one, two, aside, three])))[0][0]
    assert [post.later for post in thread.posts] == [False, False, False, True]
    assert thread.gaps == ()


def test_a_count_behind_ones_own_former_name_is_read(tmp_path: Path) -> None:
    one = x.post("1/3 Kelp", when=x.moment(0))
    rest = [
        x.post(x.at(x.OLD_HANDLE), f" {number}/3 more kelp", when=x.moment(number * 60),
               answers=(one.id, x.OWNER_ID, x.OLD_HANDLE))
        for number in (2,)
    ]  # fmt: skip
    thread = scanned(tmp_path, zipped(tmp_path / "x.zip", x.archive([one, *rest])))[0][0]
    assert gaps(thread) == [(2, "number 3 of the author's count is missing", 1)]


# -- posts that do not count -------------------------------------------------------------------------------------------


def test_each_reason_has_its_own_words(tmp_path: Path) -> None:
    posts = [
        small.ap_note(1, "A"), small.ap_note(2, "B", 1), small.ap_limited(3, "for few", 2), small.ap_note(4, "D", 3),
        small.ap_note(5, "E", 4), small.ap_note(11, "F", 10), small.ap_note(12, "G", 11),
        small.ap_limited(20, "to one", to="https://else.example/users/tern"), small.ap_note(21, "H", 20),
        small.ap_note(31, "J", 30), {"id": small.ap_id(30), "type": "Tombstone", "to": [], "cc": []},
        small.ap_note(41, "K", 40), {**small.ap_note(40, "x"), "type": "Listen"},
    ]  # fmt: skip
    threads, receipt = scanned(tmp_path, mastodon(tmp_path, *posts), ALL)
    told = {thread.posts[0].text: said(thread)[0] for thread in threads}
    assert told == {
        "A": "1 post of this thread was left out: followers-only",
        "D": "The post that this thread begins below was left out: followers-only.",
        "F": "The post that this thread begins below is not in the export.",
        "H": "The post that this thread begins below was left out: direct posts.",
        "J": "The post that this thread begins below was deleted.",
        "K": "The post that this thread begins below could not be read.",
    }
    assert not any("deleted" in text for first, text in told.items() if first != "J")
    assert receipt.adds_up


def test_both_sides_of_a_post_that_was_left_out_name_each_other(tmp_path: Path) -> None:
    posts = [
        small.ap_note(1, "A"), small.ap_note(2, "B", 1), small.ap_limited(3, "few", 2), small.ap_limited(4, "few", 3),
        small.ap_note(5, "C", 4), small.ap_note(6, "D", 5),
    ]  # fmt: skip
    first, second = scanned(tmp_path, mastodon(tmp_path, *posts))[0]
    assert [(gap.after, gap.count, gap.url) for gap in first.gaps] == [(2, 2, second.url)]
    assert second.gaps[0].url == first.url
    assert f"It goes on in the thread that begins at {second.url}." in said(first)
    assert f"It goes on from the thread that begins at {first.url}." in said(second)


def test_a_thread_that_ends_for_everybody_says_so(tmp_path: Path) -> None:
    posts = [small.ap_note(1, "A"), small.ap_note(2, "B", 1), small.ap_limited(3, "the end, for few", 2)]
    thread = scanned(tmp_path, mastodon(tmp_path, *posts))[0][0]
    assert gaps(thread) == [(2, "1 post of this thread was left out: followers-only", 1)]


def test_what_is_let_in_is_not_missing(tmp_path: Path) -> None:
    posts = [small.ap_note(1, "A"), small.ap_limited(2, "for few", 1), small.ap_note(3, "C", 2)]
    library = Library(Settings(tmp_path / "archive", tmp_path / "index"))
    imports = Imports(library, background=False)
    job = imports.begin([mastodon(tmp_path, *posts)])
    imports.keep(job.id, Selection(limited=("followers",)))
    finished = imports.get_result(job.id)
    assert finished is not None
    assert (finished.added, finished.receipt.incomplete, finished.receipt.outcome_counts["threads"]) == (1, 0, 3)


def test_a_list_of_deleted_posts_is_a_tombstone_for_each(tmp_path: Path) -> None:
    one, two, three = x.thread(["One", "Two, taken back", "Three"])
    four = x.post("Four", when=x.moment(400), answers=(three.id, x.OWNER_ID, x.OWNER))
    files = x.archive([one, three, four], extra={"deleted_tweets": [x.archived(two)]})
    (thread,), receipt = scanned(tmp_path, zipped(tmp_path / "x.zip", files), Selection())
    assert said(thread)[0] == "The post that this thread begins below was deleted."
    assert receipt.reasons["limited"] == {"posts deleted before the export was made": 1}


@pytest.mark.parametrize("broken", [b'"full_text" : 7', b'"full_text" : "never closed'])
def test_a_broken_record_in_the_middle_is_named_by_its_id(tmp_path: Path, broken: bytes) -> None:
    files = x.archive(x.thread(["One", "Two", "Three", "Four"]))
    name = "data/tweets.js"
    files[name] = files[name].replace(b'"full_text" : "Two"', broken)
    threads, receipt = scanned(tmp_path, zipped(tmp_path / "x.zip", files), ALL)
    assert [[post.text for post in thread.posts] for thread in threads] == [["One"], ["Three", "Four"]]
    assert said(threads[1])[0] == "The post that this thread begins below could not be read."
    assert receipt.outcome_counts["unreadable"] == 1


def test_a_record_of_a_repository_that_is_no_text_cuts_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "repo.car"
    path.write_bytes(small.repository({
        "3kaa": small.bluesky_post(1, "Reeds"), "3kab": small.bluesky_post(2, "and mud", "3kaa"),
        "3kac": small.bluesky_post(3, ["no", "text"], "3kab"), "3kad": small.bluesky_post(4, "and birds", "3kac"),
    }))  # fmt: skip
    first, second = scanned(tmp_path, path, ALL)[0]
    assert gaps(first) == [(2, "1 post of this thread could not be read", 1)]
    assert gaps(second) == [(0, "The post that this thread begins below could not be read.", None)]


# -- quotes and polls --------------------------------------------------------------------------------------------------


def test_quotes_that_a_server_does_not_show_are_told_apart() -> None:
    account = {"id": "7", "acct": "heron", "url": "https://quay.example/@heron"}
    status = {"id": "1", "content": "<p>Look</p>", "account": account, "visibility": "public"}
    kinds = {"deleted": "quote-deleted", "revoked": "quote-withheld", "unauthorized": "quote-withheld"}
    for state, kind in kinds.items():
        record = json.dumps({**status, "quote": {"state": state, "quoted_status": None}}).encode()
        assert mastodon_json.FORMAT.build_post(record, PostContext()).lost == (kind,)
    empty = json.dumps({**status, "poll": {"id": "3", "options": []}}).encode()
    assert mastodon_json.FORMAT.build_post(empty, PostContext()).lost == ("poll",)


def test_quotes_that_an_answer_of_bluesky_does_not_show_are_told_apart() -> None:
    for kind, part in {
        "viewNotFound": "quote-gone",
        "viewBlocked": "quote-withheld",
        "viewDetached": "quote-withheld",
    }.items():
        view = {
            "uri": small.at("3kaa"), "author": {"did": small.DID, "handle": "heron.example"},
            "record": small.bluesky_post(1, "Look", embed={
                "$type": "app.bsky.embed.record", "record": {"uri": small.at("3kzz"), "cid": "b"}}),
            "embed": {"$type": "app.bsky.embed.record#view", "record": {
                "$type": f"app.bsky.embed.record#{kind}", "uri": small.at("3kzz")}},
        }  # fmt: skip
        parsed = bluesky_json.FORMAT.build_post(json.dumps(view).encode(), PostContext())
        assert parsed.lost == (part,)
        assert len(parsed.post.quotes) == 1


def test_a_poll_of_version_two_is_a_list_or_said_to_be_missing() -> None:
    page = {"data": {"id": "11", "author_id": "5", "text": "Which tide?", "attachments": {"poll_ids": ["3"]},
                     "edit_history_tweet_ids": ["11"]}}  # fmt: skip
    options = [{"position": 1, "label": "Ebb"}, {"position": 2, "label": "Flood"}]
    whole = {**page, "includes": {"polls": [{"id": "3", "options": options}]}}
    given = x_json.FORMAT.build_post(json.dumps(whole).encode(), PostContext())
    assert (given.post.text, given.lost) == ("Which tide?\n\n- Ebb\n- Flood", ())
    assert x_json.FORMAT.build_post(json.dumps(page).encode(), PostContext()).lost == ("poll",)


def test_a_poll_of_version_one_and_of_an_embedded_post_is_a_list() -> None:
    values = {"choice1_label": {"string_value": "Sí"}, "choice2_label": {"string_value": "No,  nunca"}}
    for card in (
        {"name": "poll2choice_text_only", "binding_values": values},
        {"name": "4:poll2choice_image", "binding_values": [{"key": key, "value": one} for key, one in values.items()]},
    ):
        record = {**x.classic(x.post("¿Puente?")), "card": card}
        parsed = x_json.FORMAT.build_post(json.dumps(record).encode(), PostContext())
        assert parsed.post.text == "¿Puente?\n\n- Sí\n- No, nunca"
    without = {**x.classic(x.post("¿Puente?")), "card": {"name": "poll2choice_text_only", "binding_values": {}}}
    assert x_json.FORMAT.build_post(json.dumps(without).encode(), PostContext()).lost == ("poll",)


def test_places_of_posts_on_a_page_that_hold_none_are_counted(tmp_path: Path) -> None:
    main = [x.graphql(one) for one in x.thread(["Oysters", "and mussels", "and whelks"])]
    answer = x.detail(main)
    module = answer["data"]["threaded_conversation_with_injections_v2"]["instructions"][0]["entries"][1]["content"]
    hidden = {"itemType": "TimelineTweet", "tweet_results": {}, "tweetDisplayType": "SelfThread"}
    tombstone = {**hidden, "tweet_results": {"result": {"__typename": "TweetTombstone"}}}
    stranger = {**hidden, "tweetDisplayType": "Tweet"}
    advert = {**hidden, "promotedMetadata": {}}
    module["items"] += [{"item": {"itemContent": one}} for one in (hidden, tombstone, stranger, advert)]
    path = tmp_path / "detail.json"
    path.write_text(json.dumps(answer))
    threads, receipt = scanned(tmp_path, path)
    assert receipt.outcome_counts["unavailable"] == 3
    assert said(threads[0]) == ["2 posts of the saved page are not shown on it: they are gone, or not for everybody"]
    assert receipt.adds_up


# -- pictures ----------------------------------------------------------------------------------------------------------


def kept(tmp_path: Path, export: Path) -> tuple[Library, Any]:
    library = Library(Settings(tmp_path / "archive", tmp_path / "index"))
    imports = Imports(library, background=False)
    job = imports.begin([export])
    imports.keep(job.id, ALL)
    finished = imports.get_result(job.id)
    assert finished is not None
    return library, finished.receipt


def test_a_lost_picture_of_an_x_archive_is_said_and_stays_a_link(tmp_path: Path) -> None:
    made = x.thread(["Two pictures"], media=(x.Film("photo", "a.jpg"), x.Film("photo", "b.jpg")))
    files = x.archive(made)
    del files[next(name for name in files if name.endswith("b.jpg"))]
    library, receipt = kept(tmp_path, zipped(tmp_path / "x.zip", files))
    assert "1 file of a picture or film that a post names is not in the export" in receipt.notices
    thread = library.load(library.list()[0].id).thread
    assert "1 file of a picture or film that a post names is not in the export" in said(thread)
    first, second = thread.posts[0].attachments
    assert (first.sha256 is not None, second.sha256, second.url is not None) == (True, None, True)
    assert is_complete(thread)


def test_an_archive_of_mastodon_without_its_files_says_how_many_are_lost(tmp_path: Path) -> None:
    def picture(number: int) -> dict[str, Any]:
        return {
            "type": "Document",
            "mediaType": "image/png",
            "url": f"/media_attachments/files/{number}/original/p.png",
        }

    posts = [
        small.ap_note(1, "A", attachment=[picture(1), picture(2)]),
        small.ap_note(2, "B", 1, attachment=picture(3)),
    ]
    _, receipt = kept(tmp_path, mastodon(tmp_path, *posts))
    assert receipt.notices == ("3 files of pictures or films that posts name are not in the export",)


def test_a_file_of_posts_alone_is_not_said_to_have_lost_its_pictures(tmp_path: Path) -> None:
    files = x.archive(x.thread(["One picture"], media=(x.Film("photo", "a.jpg"),)))
    path = tmp_path / "tweets.js"
    path.write_bytes(files["data/tweets.js"])
    assert kept(tmp_path, path)[1].notices == ()


# -- the command line --------------------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("UNROLLER_ARCHIVE", str(tmp_path / "archive"))
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


def test_an_export_with_a_hole_and_a_text_with_one_leave_alike(run: Any, tmp_path: Path) -> None:
    whole, holed = x.thread(["1/2 Whole", "2/2 and done"]), x.thread(["1/3 Holed", "3/3 and cut"], begins=9000)
    for name, made, code in (("whole", whole, 0), ("holed", holed, 3)):
        export = zipped(tmp_path / f"{name}.zip", x.archive(made))
        text = tmp_path / f"{name}.txt"
        text.write_text("\n\n".join(x.text(one) for one in made))
        for path in (export, text):
            assert (name, run("read", path).exit_code, run("add", path).exit_code) == (name, code, code)


def test_a_protected_account_that_keeps_nothing_says_what_to_do(run: Any, tmp_path: Path) -> None:
    export = mastodon(tmp_path, small.ap_limited(1, "A"), small.ap_limited(2, "B", 1))
    added = run("add", export)
    assert added.exit_code == 3
    assert "nothing was kept, for 2 posts are followers-only" in added.output
    assert "--with followers" in added.output
    assert "--with followers" in run("read", export).output
    assert run("add", export, "--with", "followers").exit_code == 0


def test_a_protected_account_of_an_old_archive_says_so_too(run: Any, tmp_path: Path) -> None:
    files = x.months(x.thread(["A", "B"]))
    files = {name: data.replace(b'"protected": false', b'"protected": true') for name, data in files.items()}
    added = run("add", zipped(tmp_path / "old.zip", files), "--dry-run")
    assert (added.exit_code, "--with followers" in added.output) == (3, True)
