"""The pages of account imports: handing in, how far it is, choosing, keeping, and the report."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from tests.architecture.test_untranslated import bracketed, english  # noqa: F401 - a fixture
from tests.support.fakes.importer import RECEIPT, Played, found, zipped
from tests.support.site import Html, Site, visible
from unroller.account_exports.base import FileCount
from unroller.account_import import Imports
from unroller.account_import.jobs import Job, Phase, Selection
from unroller.archive import Archive
from unroller.errors import InputError, MisuseError
from unroller.limits import DEFAULT
from unroller.messages import Message
from unroller.web import create_app
from unroller.web.state import get_importer


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def played(site: Site) -> Played:
    return put(site, Played())


def put(site: Site, held: Played) -> Played:
    site.app.extensions["unroller.imports"] = held
    return held


def hand_in(site: Site, *files: tuple[str, bytes], **more: str) -> TestResponse:
    token = Html(site.get("/imports").text).fields("/imports")["token"]
    data: dict[str, Any] = {"token": token, **more, "file": [(io.BytesIO(data), name) for name, data in files]}
    return site.client.post("/imports", data=data, content_type="multipart/form-data")


def send(site: Site, do: str, **more: Any) -> TestResponse:
    """Press a button on the import's page."""
    fields = Html(site.get("/imports/i1").text).fields("/imports/i1")
    return site.client.post("/imports/i1", data={"token": fields["token"], "asked": "1", "do": do, **more})


def ready(played: Played, phase: Phase = "ready", **more: Any) -> None:
    played.held["i1"] = replace(played.begins, **{"phase": phase, "names": ("archive.zip",), **more})


def kept(played: Played) -> Selection:
    (selection,) = [what for name, what in played.asked if name == "keep"]
    assert isinstance(selection, Selection)
    return selection


def test_an_export_of_several_files_is_handed_in(tmp_path: Path) -> None:
    site = Site(tmp_path, replace(DEFAULT, text_bytes=50_000))
    played, large = put(site, Played()), b"PK" + b"\0" * 200_000  # more than one thread may be
    answer = hand_in(site, ("archive-1.zip", zipped()), ("../archive-2.zip", large))
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/imports/i1"
    assert played.came == {"archive-1.zip": zipped(), "archive-2.zip": large}


def test_the_limit_of_other_forms_does_not_hold_for_exports(tmp_path: Path) -> None:
    site = Site(tmp_path, replace(DEFAULT, request_bytes=100_000, import_bytes=400_000))
    played = put(site, Played())
    assert hand_in(site, ("a.zip", b"x" * 300_000)).status_code == 303
    assert len(played.came["a.zip"]) == 300_000
    refused = hand_in(site, ("a.zip", b"x" * 450_000))
    assert refused.status_code == 413
    token = site.token()
    assert site.client.post("/", data={"token": token, "text": "x" * 300_000}).status_code == 413


def test_what_is_refused_says_why(site: Site, played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hand_in(site).status_code == 400
    assert "no file was chosen" in hand_in(site).text.replace("No", "no")
    assert hand_in(site, ("a.zip", b"x"), token="x").status_code == 403

    def begin(_: object) -> Job:
        raise InputError(
            Message("this is no export of an account: choose the file that the network sent you").about("a.zip")
        )

    monkeypatch.setattr(played, "begin", begin)
    answer = hand_in(site, ("a.zip", b"x"))
    assert answer.status_code == InputError.http_status
    assert "this is no export of an account" in answer.text
    foreign = site.client.post("/imports", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403


def test_where_imports_cannot_be_listed_their_page_says_so_and_others_go_on(
    site: Site, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jobs() -> Sequence[Job]:
        raise MisuseError(Message("imports: this installation cannot read exports of accounts"))

    monkeypatch.setattr(played, "list_jobs", jobs)
    page = site.get("/imports")
    assert page.status_code == 200
    assert "cannot read exports" in page.text
    assert Html(page.text).fields("/imports")["token"]
    assert site.get("/").status_code == 200


def test_imports_are_those_of_the_library(site: Site) -> None:
    with site.app.test_request_context("/"):
        assert isinstance(get_importer(), Imports)
        assert get_importer() is get_importer()


def test_progress_is_shown_and_asked_for(site: Site, played: Played) -> None:
    ready(played, "scanning", done=1234, total=None, label="archive")
    page = site.get("/imports/i1").text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "1,234 posts read so far" in visible(page)
    assert "data-going=" not in page  # it says so itself
    ready(played, "keeping", done=30, total=120, left=400.0)
    held = site.get("/imports/i1.json").json
    assert held == {
        "phase": "keeping", "running": True, "done": 30, "total": 120, "part": 25, "left": "about 7 minutes left",
        "says": "30 of 120 threads kept", "line": "@ebb_and_flow: 30 of 120 threads kept · about 7 minutes left",
    }  # fmt: skip
    site.app.extensions.pop("unroller.imports.seen", None)
    assert 'data-going="/imports/i1.json"' in site.get("/help").text
    assert "30 of 120 threads kept" in site.get("/imports").text


@pytest.mark.parametrize(
    ("phase", "buttons"),
    [("scanning", ["stop"]), ("keeping", ["stop"]), ("stopped", ["resume", "forget"]), ("done", ["forget"]),
     ("failed", ["resume", "forget"])],
)  # fmt: skip
def test_each_state_has_its_buttons(site: Site, played: Played, phase: Phase, buttons: list[str]) -> None:
    ready(played, phase, message="the ZIP is cut off: ask for it again")
    page = Html(site.get("/imports/i1").text)
    assert [one.attributes["value"] for one in page.all("button") if one.attributes.get("name") == "do"] == buttons


def test_stop_go_on_forget(site: Site, played: Played) -> None:
    ready(played, "scanning")
    assert send(site, "stop").headers["Location"] == "/imports/i1"
    assert [job.phase for job in played.list_jobs()] == ["stopped"]
    send(site, "resume")
    assert [job.phase for job in played.list_jobs()] == ["scanning"]
    assert send(site, "x").status_code == 400
    assert send(site, "stop", token="x").status_code == 403
    assert send(site, "forget").headers["Location"] == "/imports?forgotten"
    assert played.held == {}
    assert "Forgotten." in site.get("/imports?forgotten").text
    assert site.get("/imports/i1").status_code == site.get("/imports/i1.json").status_code == 404


def test_what_was_found_is_listed_by_pages(site: Site, played: Played) -> None:
    ready(played)
    page = site.get("/imports/i1").text
    assert page.count('name="root"') == 50
    assert "Page 1 of 3" in page
    assert "&lt;b&gt;it&lt;/b&gt;" in page
    assert "<b>it</b>" not in page
    assert 'href="/imports/i1?since=2019&amp;until=2019"' in page
    last = send(site, "page:3").text
    assert last.count('type="checkbox" name="root"') == 20
    assert "Page 3 of 3" in last
    assert "Page 1 of 3" in send(site, "page:9").text


def test_filters_are_kept_and_asked_for(site: Site, played: Played) -> None:
    ready(played)
    page = send(site, "show", since="2020", until="nonsense", min_posts="3", min_likes="5", kind=["thread", "single"],
                limited=["followers", "direct"], sort="longest").text  # fmt: skip
    assert played.asked[-1] == (
        "listing",
        (Selection("2020", None, 3, True, 5, ("followers",)), ("thread", "single"), "longest"),
    )
    assert 'name="since" dir="ltr" maxlength="10" placeholder="2020" value="2020"' in page
    assert re.search(r'value="followers" checked', page)
    assert "comes in privately" in page


def test_ticks_go_from_page_to_page_without_a_script(site: Site, played: Played) -> None:
    ready(played)
    page = send(site, "page:2", root=["10001", "10003"]).text
    fields = re.findall(r'<input type="hidden" name="root" value="(\d+)">', page)
    assert fields == ["10001", "10003"]
    back = send(site, "page:1", root=[*fields, "10060"], page="2").text
    assert back.count(" checked aria-labelledby") == 2
    answer = send(site, "keep", root=["10001", "10003", "10060", "bad root"])
    assert answer.headers["Location"] == "/imports/i1"
    assert kept(played).roots == ("10001", "10003", "10060")
    assert kept(played).min_posts == 1


def test_keep_all_that_pass(site: Site, played: Played) -> None:
    ready(played)
    send(site, "all", kind=["thread", "reply", "article"], since="2020", min_posts="3")
    assert kept(played) == Selection("2020", None, 3, True, 0)


def test_keep_all_of_kinds_that_must_be_named(site: Site, played: Played) -> None:
    ready(played)
    played.rows = (*played.rows, found(500, kind="single", posts=1), found(501, kind="answer", posts=1))
    send(site, "all", kind=["single"])
    assert kept(played).roots == ("10500",)


def test_articles_are_left_out_where_their_kind_is_not_ticked(site: Site, played: Played) -> None:
    ready(played)
    played.rows = (found(500), found(501, kind="article", posts=1))
    send(site, "all", kind=["thread", "reply"])
    assert kept(played).roots == ("10500",)


def test_keep_none(site: Site, played: Played) -> None:
    ready(played)
    assert send(site, "keep").status_code == 400
    send(site, "none")
    assert kept(played) == Selection(roots=())


def test_words_for_few_are_not_shown_to_everybody(site: Site, played: Played) -> None:
    ready(played)
    secret = found(0, opening="Only for you", limit="followers", kept="/t/x-0123456789abcdef0123")
    played.rows = (secret,)
    page = send(site, "show", kind=["thread"], limited=["followers"]).text
    assert "Only for you" not in page
    assert "0123456789abcdef0123" not in page
    assert "its words are for few" in page
    site.app = create_app(site.settings, private=True)
    site.client = site.app.test_client()
    put(site, played)
    assert "Only for you" in send(site, "show", kind=["thread"], limited=["followers"]).text


def test_the_receipt_adds_up(site: Site, played: Played) -> None:
    ready(played, "done")
    page = site.get("/imports/i1").text
    assert "11 threads added." in page
    assert 'href="/imports/i1/receipt"' in page
    receipt = site.get("/imports/i1/receipt").text
    assert "the numbers agree" in receipt
    assert 'role="alert"' not in receipt
    text = " ".join(BeautifulSoup(receipt, "html.parser").get_text(" ").split())
    for said in ("Posts in threads 60", "followers-only 2", "Found in the export 100", "direct messages 120",
                 "record 17: no id", "ab" * 32, "9 March 2026", "since 2020, 3 posts or more"):  # fmt: skip
        assert said in text, said
    ready(played)
    assert site.get("/imports/i1/receipt").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outcome_counts": {**RECEIPT.outcome_counts, "threads": 59},
          "reasons": {**RECEIPT.reasons, "threads": {"x": 59}}}, "100 records were found, and 99 are accounted for."),
        ({"files": (FileCount("data/tweets.js", 70, 71), FileCount("b.js", 30))}, "manifest says 71"),
        ({"reasons": {**RECEIPT.reasons, "singles": {"x": 7}}}, "its reasons add up to 7"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_loud(site: Site, played: Played, wrong: dict[str, Any], said: str) -> None:
    ready(played, "done")
    played.receipt = replace(RECEIPT, **wrong)
    receipt = visible(site.get("/imports/i1/receipt").text)
    assert said in receipt
    assert "Do not rely on this import" in receipt
    assert "The numbers do not agree" in site.get("/imports/i1").text


def test_kept_receipts_come_from_the_archive(site: Site, played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "0123456789abcdef0123"
    monkeypatch.setattr(Archive, "read_report", lambda _archive, _name: RECEIPT.to_record(), raising=False)
    monkeypatch.setattr(Archive, "list_reports", lambda _archive: [(name, RECEIPT.to_record())], raising=False)
    assert f'href="/receipts/{name}"' in site.get("/imports").text
    assert "@ebb_and_flow" in site.get(f"/receipts/{name}").text


def test_no_page_of_an_import_has_english_words(bracketed: Site) -> None:  # noqa: F811
    played, few = put(bracketed, Played()), found(0, opening="Λιμάνια", limit="followers", gaps=2, later=1, media=1)
    played.rows = (few, *(replace(found(number), opening="Λάσπη", kind="answer") for number in range(1, 60)))
    played.receipt = replace(
        RECEIPT, export="α.zip", label="Mastodon archive", owner="", unopened={"direct messages": 1}, unreadable=(),
        files=(FileCount("α.js", 100, 99),), selection="threads of 3 posts or more, since 2020, no answers to others",
        reasons={**RECEIPT.reasons, "threads": {"in threads": 9}}, sha256=(),
    )  # fmt: skip
    wrong = english(bracketed, "/imports") + english(bracketed, "/imports?forgotten") + english(bracketed, "/?private")
    phases: tuple[Phase, ...] = ("scanning", "ready", "keeping", "stopped", "done", "failed")
    for phase in phases:
        ready(played, phase, names=("α.zip",), owner="", label="Mastodon archive", total=100, done=7, left=99.0)
        wrong += english(bracketed, "/imports/i1")
        bracketed.app.extensions.pop("unroller.imports.seen", None)
        wrong += english(bracketed, "/imports")
    ready(played, names=("α.zip",), owner="", label="")
    for do in ("show", "page:2", "keep"):
        wrong += english(
            bracketed, "/imports/i1", data={"do": do, "kind": ["answer"], "limited": ["followers"], "asked": "1"}
        )
    ready(played, "done", names=("α.zip",), owner="", label="")
    wrong += english(bracketed, "/imports/i1/receipt")
    # Every reason that a report states is given in words; those of a test are its own.
    ours = {"rz", "in", "thread", "answers", "nobody", "somebody", "repost", "not", "JSON", "js", "zip"}
    assert [word for word in wrong if word.rpartition(": ")[2] not in ours] == []
