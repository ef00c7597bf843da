"""Whole exports of every network, from the file that a team drops in to the threads in the archive."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.builders import bluesky, mastodon, threads_export
from tests.support.builders.invented_account import Truth, account
from unroller.account_import import Imports, Selection
from unroller.config import Settings
from unroller.library import Library

NOW = datetime(2025, 5, 5, tzinfo=UTC)
TRUTH = account(7)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def tarred(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as file:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            file.addfile(entry, io.BytesIO(data))
    return path


def unpacked(path: Path, members: dict[str, bytes]) -> Path:
    for name, data in members.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def bare(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


MASTODON = mastodon.archive(TRUTH)
DEEPER = mastodon.archive(TRUTH, "archive-2025/")
EXPORTS: dict[str, Callable[[Path], Path]] = {
    "mastodon, tar.gz": lambda folder: tarred(folder / "archive-2025.tar.gz", MASTODON),
    "mastodon, tar.gz, one folder deeper": lambda folder: tarred(folder / "archive-2025.tar.gz", DEEPER),
    "mastodon, ZIP": lambda folder: zipped(folder / "archive.zip", MASTODON),
    "mastodon, ZIP, one folder deeper": lambda folder: zipped(folder / "archive.zip", DEEPER),
    "mastodon, folder": lambda folder: unpacked(folder / "export", DEEPER),
    "mastodon, outbox alone": lambda folder: bare(folder / "outbox.json", MASTODON["outbox.json"]),
    "bluesky, repository": lambda folder: bare(folder / "repo.car", bluesky.repository(TRUTH)),
    "bluesky, repository in a ZIP": lambda folder: zipped(
        folder / "data.zip", {"x/repo.car": bluesky.repository(TRUTH)}
    ),
}


def words(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


def threads_of(truth: Truth) -> list[list[str]]:
    """The texts of each thread, later additions behind its main line."""
    found = []
    for line in truth.threads:
        more = [one for one in truth.later if truth.said_by(one).parent in line]
        found.append(words([truth.said_by(number).text for number in (*line, *more)]))
    return sorted(found)


def imported(tmp_path: Path, export: Path, selection: Selection) -> tuple[Library, Imports, str]:
    library = Library(Settings(tmp_path / "archive", tmp_path / "index"), lambda: NOW)
    imports = Imports(library, background=False)
    job = imports.begin([export])
    imports.keep(job.id, selection)
    return library, imports, job.id


def kept(library: Library) -> list[list[str]]:
    return sorted(words([p.text for p in library.load(s.id).thread.posts]) for s in library.list())


@pytest.mark.parametrize("name", EXPORTS)
def test_every_thread_of_an_account_is_there_word_for_word(tmp_path: Path, name: str) -> None:
    library, imports, job = imported(tmp_path, EXPORTS[name](tmp_path), Selection())
    assert kept(library) == threads_of(TRUTH)
    done = imports.get_result(job)
    assert done is not None
    assert done.receipt.adds_up, done.receipt
    assert done.receipt.outcome_counts["limited"] == (len(TRUTH.limited) if "mastodon" in name else 0)
    assert ("follow" in str(done.receipt.unopened)) is ("bluesky" in name)
    assert done.receipt.outcome_counts["singles"] >= len(TRUTH.singles)
    assert library.archive.verify().ok
    threads = [library.load(summary.id).thread for summary in library.list()]
    begun = {thread.url for thread in threads}
    hinted = [gap.url for thread in threads for gap in thread.gaps if gap.url]
    assert len(hinted) == 1  # the thread with a deleted post in its middle: its second half names the first
    assert set(hinted) <= begun
    media = list(library.archive.root.glob("threads/*/*/v0001/data/media/*"))
    assert bool(media) is ("mastodon" in name and "alone" not in name)


def test_limited_posts_come_in_by_a_tick_and_are_private(tmp_path: Path) -> None:
    export = EXPORTS["mastodon, ZIP"](tmp_path)
    library, _, _ = imported(tmp_path, export, Selection(min_posts=1, limited=("followers",)))
    hidden = [s for s in library.list() if library.archive.read_state(s.id).visibility == "private"]
    said = [number for number in TRUTH.limited if TRUTH.said_by(number).limit == "followers"]
    assert sorted(library.load(s.id).thread.posts[0].text.split()[-1] for s in hidden) == sorted(
        TRUTH.said_by(number).text.split()[-1] for number in said
    )


def test_threads_of_meta_are_guessed_and_say_so(tmp_path: Path) -> None:
    export = zipped(tmp_path / "instagram.zip", threads_export.export(TRUTH, "meta/"))
    library, imports, job = imported(tmp_path, export, Selection())
    whole = [line for line in TRUTH.threads if not any(TRUTH.said_by(one).parent in line for one in TRUTH.later)]
    wanted = [words([TRUTH.said_by(number).text for number in line]) for line in whole]
    found = kept(library)
    assert sum(line in found for line in wanted) >= len(wanted) - 2  # a deleted post leaves no trace in this export
    notices = {notice.code for summary in library.list() for notice in library.load(summary.id).thread.warnings}
    assert "inferred-thread" in notices
    done = imports.get_result(job)
    assert done is not None
    assert done.receipt.adds_up
