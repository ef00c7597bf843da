"""Looking links up on a played web: what is wanted, what is kept when, and the command's words and exit codes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.builders.links import alive, gone
from tests.support.fakes.web_server import Reply, playing
from unroller.cli.commands import cli
from unroller.config import Settings
from unroller.errors import MisuseError, UnrollerError
from unroller.library import Library
from unroller.linkcheck import service
from unroller.linkcheck.status import LinkRequest
from unroller.model import Capture, Observation

A, B, C = "https://a.example/1", "https://b.example/2", "https://c.example/3"
ONE = f"1/2 First {A}\n\n2/2 then {B}"
TWO = f"1/2 Again {A} is named\n\n2/2 and {C}"
NOW = datetime(2026, 3, 1, 10, tzinfo=UTC)


class Played:
    """A web that gives the answers it was given, and remembers what was asked; it breaks off after `most`."""

    def __init__(
        self, *answers: Observation, most: int = 1_000, breaks: type[BaseException] = KeyboardInterrupt
    ) -> None:
        self.answers = {one.url: one for one in answers}
        self.asked: list[LinkRequest] = []
        self.most, self.breaks = most, breaks

    def check(
        self,
        requests: Sequence[LinkRequest],
        *,
        seen: Callable[[Observation], None],
        progress: Callable[[int], None],
        stop: threading.Event,
    ) -> None:
        for number, one in enumerate(requests, 1):
            if stop.is_set():
                return
            if len(self.asked) >= self.most:
                raise self.breaks
            self.asked.append(one)
            seen(self.answers.get(one.url) or alive(one.url, f"Title of {one.url[-1]}"))
            progress(number)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(Settings(tmp_path / "archive", tmp_path / "index"), clock=lambda: NOW)
    outcomes = list(made.add(Capture(text.encode(), "paste") for text in (ONE, TWO)))
    assert all(outcome.added for outcome in outcomes)
    return made


def ids(library: Library) -> list[str]:
    return [summary.id for summary in reversed(library.list())]


def urls(wanted: Sequence[LinkRequest]) -> list[str]:
    return [one.url for one in wanted]


def test_a_source_of_two_threads_is_asked_once_and_kept_with_both(library: Library) -> None:
    wanted, failed = service.select_links(library, ids(library))
    assert (sorted(urls(wanted)), failed) == ([A, B, C], [])
    web = Played(gone(B))
    asked = service.check_links(library, wanted, web)
    assert (asked.done, asked.states, asked.complete) == (3, {"alive": 2, "gone": 1}, True)
    assert [[one.url for one in library.load(key).observations] for key in ids(library)] == [[A, B], [A, C]]
    assert service.select_links(library, ids(library)) == ([], [])
    assert library.search("title").total_threads == 2


def test_a_copy_is_asked_for_near_the_date_that_a_person_gave(library: Library) -> None:
    first, _ = ids(library)
    library.archive.set_state(first, replace(library.load(first).state, published="2021-03-09"))
    wanted, _ = service.select_links(library, ids(library))
    assert {one.url: one.published for one in wanted} == {A: "2021-03-09", B: "2021-03-09", C: None}


def test_of_two_threads_the_older_counts_whatever_their_zones(library: Library) -> None:
    for key, date in zip(ids(library), ("2024-03-05T20:00Z", "2024-03-05T23:30+09:00"), strict=True):
        library.archive.set_state(key, replace(library.load(key).state, published=date))
    wanted, _ = service.select_links(library, ids(library))
    assert next(one.published for one in wanted if one.url == A) == "2024-03-05T23:30+09:00"


def test_again_asks_all_and_knows_what_was_seen_before(library: Library) -> None:
    service.check_links(library, service.select_links(library, ids(library))[0], Played())
    wanted, _ = service.select_links(library, ids(library), again=True)
    assert sorted(urls(wanted)) == [A, B, C]
    assert all(one.before and one.before.state == "alive" for one in wanted)
    service.check_links(library, wanted, Played(gone(A, at="2027-01-01T00:00:00Z")))
    kept = library.load(ids(library)[0])
    assert [one.state for one in kept.observations if one.url == A] == ["alive", "gone"]


def test_going_over_all_leaves_out_what_was_seen_lately_and_begins_with_the_longest_unseen(library: Library) -> None:
    looks = Played(alive(A, at="2026-02-28T00:00:00Z"), alive(B, at="2025-01-01T00:00:00Z"), alive(C, at="2024-01-01"))
    service.check_links(library, service.select_links(library, ids(library))[0], looks)
    assert urls(service.select_links(library, ids(library), before=service.days_ago(library, 7))[0]) == [C, B]
    assert urls(service.select_links(library, ids(library), before=service.days_ago(library, 0))[0]) == [C, B, A]


@pytest.mark.parametrize("breaks", [KeyboardInterrupt, RuntimeError])
def test_stopping_loses_nothing_and_the_next_goes_on_there(library: Library, breaks: type[BaseException]) -> None:
    wanted, _ = service.select_links(library, ids(library))
    with pytest.raises(breaks):
        service.check_links(library, wanted, Played(most=2, breaks=breaks))
    rest, _ = service.select_links(library, ids(library))
    assert len(rest) == 1
    web = Played()
    service.check_links(library, rest, web)
    assert urls(web.asked) == [wanted[2].url]
    assert service.select_links(library, ids(library))[0] == []


def test_many_are_kept_in_groups_and_told_only_then(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "GROUP", 2)
    told: list[tuple[str, int]] = []
    wanted, _ = service.select_links(library, ids(library))
    service.check_links(
        library, wanted, Played(), on_kept=lambda _, seen: told.append((seen.url, library.archive.sequence))
    )
    assert [sequence for _, sequence in told] == [4, 4, 5] or [sequence for _, sequence in told] == [4, 4, 6]
    assert library.archive.verify().problems == ()


def test_a_thread_removed_meanwhile_is_no_trouble(library: Library) -> None:
    wanted, _ = service.select_links(library, ids(library))
    first, second = ids(library)
    library.remove(first)
    assert service.check_links(library, wanted, Played()).done == 3
    assert len(library.load(second).observations) == 2
    assert [key for key, _ in service.select_links(library, [first])[1]] == [first]


def test_nothing_is_asked_where_it_is_switched_off(library: Library) -> None:
    with pytest.raises(MisuseError, match="switched off"):
        service.open_checker(replace(library.settings, fetch=False))


# -- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def run(library: Library, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    def call(*words: str, web: Played | None = None) -> Result:
        monkeypatch.setenv("UNROLLER_ARCHIVE", str(library.settings.archive))
        monkeypatch.setenv("UNROLLER_INDEX", str(library.settings.index))
        if web:
            monkeypatch.setattr(service, "open_checker", lambda _: web)
        return CliRunner().invoke(cli, words)

    return call


def test_the_command_looks_up_what_nobody_did(run: Callable[..., Result], library: Library) -> None:
    result = run("sources", web=Played(gone(B)))
    assert result.exit_code == 0, result.output
    assert f"gone     {B}  (archived 2021-04-01: https://web.archive.org/" in result.stdout
    assert f"alive    {A}  Title of 1" in result.stdout
    assert "3 links looked up: 2 alive, 1 gone" in result.stderr
    web = Played()
    assert run("sources", web=web).exit_code == 0
    assert web.asked == []
    assert run("sources", ids(library)[0], "--again", web=web).exit_code == 0
    assert sorted(urls(web.asked)) == [A, B]


def test_records_on_stdout_are_as_in_the_archive(run: Callable[..., Result], library: Library) -> None:
    result = run("sources", "--json", "-q", web=Played())
    rows = [json.loads(row) for row in result.stdout.splitlines()]
    assert {row["url"]: row["threads"] for row in rows}[A] == ids(library)[::-1]
    assert all(row["schema"] == 1 and row["state"] == "alive" for row in rows)
    assert result.stderr == ""


def test_exit_codes(run: Callable[..., Result], library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = Observation("2026-03-01T10:00:00Z", A, "unknown", note="did not answer in time")
    assert run("sources", web=Played(silent)).exit_code == 3
    assert run("sources", "0123456789", web=Played()).exit_code == 1
    assert run("sources", "0123456789", ids(library)[0], "--again", web=Played()).exit_code == 3
    for words in (("--again", "--check", "--older-than", "3"), ("--older-than", "3")):
        assert isinstance(run("sources", *words, web=Played()).exception, MisuseError)
    monkeypatch.undo()


def test_switched_off_is_said_and_nothing_is_kept_first(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: Library
) -> None:
    monkeypatch.setenv("UNROLLER_FETCH", "off")
    (tmp_path / "new.txt").write_text("1/2 A new one\n\n2/2 ends here")
    for words in (("sources",), ("sources", "--check"), ("add", "--sources", str(tmp_path / "new.txt"))):
        error = run(*words).exception
        assert isinstance(error, UnrollerError)
        assert "switched off" in str(error)
        assert error.exit_code == 2
    assert len(Library(library.settings).list()) == 2


def test_add_looks_up_what_it_keeps(run: Callable[..., Result], tmp_path: Path, library: Library) -> None:
    (tmp_path / "new.txt").write_text(f"1/2 A new one about {C} and\n\n2/2 https://d.example/4 ends here")
    web = Played()
    result = run("add", "--sources", str(tmp_path / "new.txt"), web=web)
    assert result.exit_code == 0, result.output
    assert sorted(urls(web.asked)) == [C, "https://d.example/4"]
    assert len(Library(library.settings).load(result.stdout.split()[0]).observations) == 2


def test_the_whole_way_over_real_http(library: Library) -> None:
    page = b"<title>The survey</title><meta property='og:site_name' content='Ports'><body>x</body>"
    with playing() as web:
        text = "1/2 See http://a.example/1\n\n2/2 that is all"
        key = next(iter(library.add([Capture(text.encode(), "paste")]))).added.id  # type: ignore[union-attr]
        web.pages["a.example/1"] = Reply(page)
        opened = service.open_checker(replace(library.settings, fake_web=web.setting))
        asked = service.check_links(library, service.select_links(library, [key])[0], opened)
    assert asked.states == {"alive": 1}
    seen = library.load(key).observations[0]
    assert seen.description
    assert (seen.state, seen.description.title, seen.description.site) == ("alive", "The survey", "Ports")
