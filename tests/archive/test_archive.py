"""The archive by its promises: what goes in comes out, twice is once, and reading creates nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.drivers.archive_driver import MOMENT, deposit, numbered
from tests.support.paths import DATA
from unroller.archive import AddResult, Archive, NewThread, ThreadEdits
from unroller.archive.deduplicate import _PERHAPS_SIGN, identify
from unroller.edits import Anchor, Change
from unroller.errors import ArchiveError, DamagedError, FormatVersionError, NotFoundError, StorageError
from unroller.model import Account, Date, Run


@pytest.fixture
def archive(root: Path) -> Archive:
    return Archive.open(root, clock=lambda: MOMENT)


def add(archive: Archive, *items: NewThread) -> list[AddResult]:
    return list(archive.add(items))


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every name under a folder; the bytes of files, None for folders."""
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def healthy(root: Path) -> bool:
    report = Archive.open(root).verify()
    assert not report.problems, report
    return not report.notices


# -- what goes in comes out ----------------------------------------------------------------------------------------


def test_a_thread_comes_back_as_it_was(archive: Archive, root: Path) -> None:
    raw = b"\xff\xfe raw \x00 bytes"
    given_ = deposit("First post.\nTwo lines.", "Second — “post” 🧵", name="my notes.MD", data=raw)
    added = add(archive, given_)[0]
    assert (added.status, added.version, added.sequence) == ("added", 1, 1)
    kept = Archive.open(root).load(added.id)
    assert kept.thread == given_.thread
    assert kept.state == ThreadEdits()
    assert kept.path == added.path
    assert kept.added == "2026-01-02T03:04:05Z"
    assert archive.read_source(added.id) == ("source.md", raw)
    assert (kept.path / "data" / "article.md").read_text() == given_.markdown
    assert healthy(root)


def test_the_layout_is_as_documented(archive: Archive, root: Path) -> None:
    added = add(archive, deposit("Counting eels by ear", title="Counting Eels — by ear!"))[0]
    assert added.slug == "counting-eels-by-ear"
    bag = root / "threads" / added.id[:2] / f"counting-eels-by-ear-{added.id}" / "v0001"
    assert bag == added.path
    assert set(contents(bag)) == {
        "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data", "data/source.txt",
        "data/thread.json", "data/article.md",
    }  # fmt: skip
    assert {p.name for p in root.iterdir()} == {
        "README.txt",
        "ARCHIVE.json",
        "ledger.jsonl",
        "threads",
    }
    assert json.loads((root / "ARCHIVE.json").read_text())["format"] == 1
    assert "sha256sum -c" in (root / "README.txt").read_text()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.txt", "txt"), ("-", "txt"), ("paste", "txt"), ("x.HTML", "html"), ("x.tar.gz", "gz"), ("x.", "txt"),
        ("../../etc/passwd", "txt"), ("x.ex/e", "txt"), ("x.日本", "txt"), ("x.verylongone", "txt"), ("x.\0y", "txt"),
        (".md", "md"),
    ],
)  # fmt: skip
def test_only_a_plain_extension_is_taken_from_a_name(archive: Archive, name: str, kept: str) -> None:
    added = add(archive, deposit("Some words", name=name))[0]
    assert archive.read_source(added.id)[0] == f"source.{kept}"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(max_size=80),
    text=st.text(min_size=1, max_size=80),
    name=st.text(max_size=30),
    note=st.text(max_size=40),
)
def test_any_words_can_be_kept(tmp_path: Path, title: str, text: str, name: str, note: str) -> None:
    root = tmp_path / hashlib.sha256(repr((title, text, name, note)).encode()).hexdigest()[:16]
    archive = Archive.open(root)
    added = add(archive, deposit(text, title=title, name=name))[0]
    state = ThreadEdits(title=title or None, notes=note, tags=(note,))
    archive.set_state(added.id, state)
    again = Archive.open(root)
    storable = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    assert again.load(added.id).thread.posts[0].text == storable
    assert again.list()[0].id == added.id
    assert healthy(root)
    assert bagit.Bag(str(added.path)).validate()
    assert add(again, deposit(text, title=title, name=name))[0].status == "present"
    shutil.rmtree(root)


# -- twice is once -------------------------------------------------------------------------------------------------


def test_the_same_capture_is_found(archive: Archive) -> None:
    first, second = add(archive, deposit("Same words")) + add(archive, deposit("Same words"))
    assert (second.status, second.id, second.version, second.sequence) == ("present", first.id, 1, 1)
    assert second.path == first.path
    assert len(archive.list()) == 1


def test_the_same_twice_in_one_group_is_kept_once(archive: Archive, root: Path) -> None:
    assert [a.status for a in add(archive, numbered(1), numbered(2), numbered(1))] == ["added", "added", "present"]
    assert healthy(root)


def test_the_same_text_in_another_format_is_found_though_only_one_has_an_id(archive: Archive) -> None:
    known = deposit("One two.", "Three!", platform="x", thread_id="77")
    bare = deposit("one  two three", name="other.txt", handle=None)
    assert [a.status for a in add(archive, known, bare)] == ["added", "present"]
    assert add(archive, bare)[0].id == add(archive, known)[0].id


def test_the_same_text_first_without_an_id_is_found_when_the_id_becomes_known(archive: Archive) -> None:
    bare, known = (
        deposit("One two.", "Three!"),
        deposit("One two.\n\nThree!", platform="x", thread_id="77", data=b"other"),
    )
    first, second = add(archive, bare) + add(archive, known)
    # It says who wrote it, and where: one thread, and its newer version says so.
    assert [(a.status, a.version, a.id) for a in (first, second)] == [("added", 1, first.id), ("updated", 2, first.id)]
    assert [a.status for a in add(archive, bare, known)] == ["present", "present"]


def test_the_same_thread_with_more_posts_becomes_the_next_version(archive: Archive, root: Path) -> None:
    short = deposit("One", platform="x", thread_id="5", title="A")
    longer = deposit("One", "Two", platform="x", thread_id="5", title="B")
    first, second = add(archive, short) + add(archive, longer)
    assert (second.status, second.version, second.id, second.slug) == ("updated", 2, first.id, "a")
    assert archive.load(first.id).versions == (1, 2)
    assert len(archive.load(first.id).thread.posts) == 2
    assert len(archive.load(first.id, 1).thread.posts) == 1
    assert add(archive, short)[0].version == 1
    assert len(archive.list()) == 1
    assert archive.list()[0].posts == 2
    assert healthy(root)


def test_two_versions_in_one_group(archive: Archive, root: Path) -> None:
    versions = [deposit("One", *more, platform="x", thread_id="5") for more in ((), ("Two",), ("Two", "Three"))]
    assert [(a.status, a.version) for a in add(archive, *versions)] == [("added", 1), ("updated", 2), ("updated", 3)]
    assert archive.load("".join(a.id for a in add(archive, versions[0]))).versions == (1, 2, 3)
    assert healthy(root)


def test_other_furniture_around_the_same_posts_is_nothing_new(archive: Archive) -> None:
    plain = deposit("One", "Two", platform="x", thread_id="5")
    thread = replace(plain.thread, author=Account("someone", "Else"), published=Date("2020-01-01"))
    assert [a.status for a in add(archive, plain, replace(plain, thread=thread))] == ["added", "present"]


@pytest.mark.parametrize(("one", "other"), [("I like C++", "I like C"), ("+1", "1"), ("🐦", "🐟"), ("...", "!!!")])
def test_short_texts_that_differ_are_two_threads(archive: Archive, one: str, other: str) -> None:
    assert [a.status for a in add(archive, deposit(one), deposit(other))] == ["added", "added"]


def test_two_threads_of_one_capture_are_two(archive: Archive) -> None:
    data = b"both threads"
    one, two = deposit("First thread", data=data), deposit("Second thread", data=data)
    two = replace(two, thread=replace(two.thread, posts=(replace(two.thread.posts[0], line=9),)))
    assert [a.status for a in add(archive, one, two)] == ["added", "added"]


def test_every_sign_is_looked_at_when_threads_are_told_apart() -> None:
    signs = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) in {"So", "Sm", "Sc"}]
    assert len(signs) > 7_000
    assert _PERHAPS_SIGN.findall("".join(signs)) == signs


@given(
    st.lists(
        st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30), min_size=1, max_size=4
    )
)
def test_a_fingerprint_does_not_depend_on_spacing_and_borders(texts: list[str]) -> None:
    joined = "\n\n".join(texts)
    assert identify(deposit(*texts).thread).fingerprint == identify(deposit(joined).thread).fingerprint
    assert (
        identify(deposit(*texts).thread).fingerprint
        == identify(deposit(*(f" {t}\n" for t in texts)).thread).fingerprint
    )


# -- finding -------------------------------------------------------------------------------------------------------


def test_a_thread_is_found_by_id_address_and_beginning(archive: Archive) -> None:
    added = add(archive, *(numbered(n) for n in range(30)))[7]
    for key in (
        added.id,
        f"{added.slug}-{added.id}",
        f"an-old-name-{added.id}",
        added.id[:8],
        added.id[:6].upper(),
        f" {added.id} ",
    ):
        assert archive.resolve(key) == added.id


@pytest.mark.parametrize("key", ["", "-", "abc", "nothing", "../../etc", "0" * 20, "x-" + "0" * 20, "é" * 500, "\0\n"])
def test_an_unknown_key_is_named(archive: Archive, key: str) -> None:
    add(archive, numbered(1))
    with pytest.raises(NotFoundError) as caught:
        archive.resolve(key)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


def test_a_beginning_that_fits_two_is_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    add(archive, *(numbered(n) for n in range(30)))
    monkeypatch.setattr("unroller.archive.reader.SHORTEST_KEY", 1)
    first = [s.id[0] for s in archive.list()]
    twice = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(NotFoundError, match="more of the id"):
        archive.resolve(twice)


def test_an_unknown_version_is_named(archive: Archive) -> None:
    added = add(archive, numbered(1))[0]
    with pytest.raises(NotFoundError, match="version 2"):
        archive.load(added.id, 2)


def test_the_list_is_newest_first_and_tells_what_a_list_needs(archive: Archive, root: Path) -> None:
    given_ = deposit("About #Herons and #herons and #eels", title="Birds", handle="ada", platform="bluesky")
    runs = (Run("About "), Run("#Herons", "hashtag"), Run(" and "), Run("#eels", "hashtag"))
    thread = replace(given_.thread, posts=(replace(given_.thread.posts[0], runs=runs),), published=Date("2022-03-03"))
    add(archive, numbered(1), replace(given_, thread=thread))
    summary = archive.list()[0]
    assert (summary.title, summary.author, summary.published, summary.posts) == ("Birds", "ada", "2022-03-03", 1)
    assert summary.hashtags == ("Herons", "eels")
    assert summary.url == f"/t/birds-{summary.id}"
    assert Archive.open(root).list() == archive.list()


def test_a_list_of_titles_of_an_older_program_is_let_be_until_something_is_removed(
    archive: Archive, root: Path
) -> None:
    first, *_ = add(archive, *(numbered(n) for n in range(3)))
    wanted = archive.list()
    (root / "catalogue.jsonl").write_bytes(b"noise\n")
    assert Archive.open(root).list() == wanted
    assert healthy(root)
    add(archive, numbered(9))
    assert (root / "catalogue.jsonl").read_bytes() == b"noise\n"
    archive.remove(first.id)
    assert not (root / "catalogue.jsonl").exists()
    assert len(Archive.open(root).list()) == 3


def test_a_reader_beside_a_writer_sees_what_was_added(root: Path) -> None:
    writer, reader = Archive.open(root), Archive.open(root)
    assert reader.list() == []
    for number in range(3):
        added = add(writer, numbered(number))[0]
        assert reader.list()[0].id == added.id
        assert reader.load(added.id).id == added.id
    writer.remove(added.id)
    assert len(reader.list()) == 2
    with pytest.raises(NotFoundError):
        reader.load(added.id)


def test_entries_are_what_an_index_follows(archive: Archive) -> None:
    ids = [a.id for a in add(archive, *(numbered(n) for n in range(3)))]
    archive.set_state(ids[1], ThreadEdits(tags=("x",)))
    archive.remove(ids[0], "asked  to\n")
    seen = [(e.sequence, e.action, e.thread) for e in archive.iter_entries()]
    assert seen == [
        (1, "added", ids[0]),
        (2, "added", ids[1]),
        (3, "added", ids[2]),
        (4, "changed", ids[1]),
        (5, "removed", ids[0]),
    ]
    assert [e.sequence for e in archive.iter_entries(3)] == [4, 5]
    assert list(archive.iter_entries(5)) == []
    assert [e.note for e in archive.iter_entries(4)] == ["asked to"]
    assert archive.sequence == 5


def test_a_check_can_be_recorded(archive: Archive, root: Path) -> None:
    assert archive.verify(record=True).ok
    assert not root.exists()
    add(archive, numbered(1))
    assert archive.verify(record=True).ok
    assert [(e.action, e.note) for e in archive.iter_entries(1)] == [("checked", "1 versions, 0 problems")]
    assert healthy(root)


# -- editing and removing ------------------------------------------------------------------------------------------


def test_what_a_person_decided_is_kept_apart(archive: Archive, root: Path) -> None:
    added = add(archive, numbered(1))[0]
    before = contents(added.path)
    at = tuple(Anchor(line, f"{line:012}", "0" * 12, 2, f"Words of line {line}") for line in (1, 2, 3, 5, 7))
    change = Change("2026-01-02T03:04:05Z", "title", (("title", None), ("author", None)), (("splits", at[0]),))
    state = ThreadEdits(
        "Better", Account("bo", "Bo"), "2021-03", ("a", "b"), "intro", "note", at[:1], at[1:2], at[2:3], at[3:],
        history=(change,),
    )  # fmt: skip
    archive.set_state(added.id, state)
    assert Archive.open(root).read_state(added.id) == state
    assert Archive.open(root).load(added.id).state == state
    assert archive.list()[0].title == Archive.open(root).list()[0].title == "Better"
    assert contents(added.path) == before
    archive.set_state(added.id, ThreadEdits())
    assert Archive.open(root).list()[0].title == numbered(1).article.title
    assert healthy(root)


def test_the_same_state_again_writes_nothing(archive: Archive) -> None:
    added = add(archive, numbered(1))[0]
    archive.set_state(added.id, ThreadEdits())
    archive.set_state(added.id, ThreadEdits(title="T"))
    archive.set_state(added.id, ThreadEdits(title="T"))
    assert archive.sequence == 2


def test_a_title_outlives_a_new_version(archive: Archive) -> None:
    added = add(archive, deposit("One", platform="x", thread_id="5"))[0]
    archive.set_state(added.id, ThreadEdits(title="Mine"))
    add(archive, deposit("One", "Two", platform="x", thread_id="5"))
    assert archive.list()[0].title == "Mine"
    assert archive.load(added.id).state.title == "Mine"


def test_keys_of_a_newer_program_outlive_an_edit(archive: Archive, root: Path) -> None:
    from unroller.archive.sidecars import encode_state, parse_state

    before = parse_state(b'{"schema": 1, "title": "a", "mood": {"x": 1}}')[1]
    after = json.loads(encode_state(ThreadEdits(title="b"), before))
    assert after["mood"] == {"x": 1}
    assert after["title"] == "b"


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"schema": 1, "tags": "x"}', b'{"schema": 1, "splits": ["1"]}',
     b'{"schema": 2, "splits": [1]}', b'{"schema": 2, "author": "bo"}', b'{"schema": 2, "history": [{"at": 1}]}',
     b'{"schema": 1, "title": 3}', b'{"schema": 0}', b'{"schema": 1, "joins": [true]}'],
)  # fmt: skip
def test_a_damaged_state_is_named(data: bytes) -> None:
    from unroller.archive.sidecars import parse_state

    with pytest.raises(DamagedError):
        parse_state(data)
    with pytest.raises(FormatVersionError):
        parse_state(b'{"schema": 99}')


@pytest.mark.parametrize(
    ("record", "path"),
    [
        ({"splits": [{"line": 1}, {"line": True}]}, "splits[1].line"),
        ({"author": {"name": "Bo"}}, "author.handle"),
        ({"notes": 3}, "notes"),
        ({"history": [{"at": "t", "said": "s", "came": [{"kind": "knots", "line": 1}]}]}, "history[0].came[0].kind"),
    ],
)
def test_what_is_wrong_with_a_state_is_named_by_its_path(record: dict[str, object], path: str) -> None:
    from unroller.archive.sidecars import parse_state

    with pytest.raises(DamagedError) as refused:
        parse_state(json.dumps({"schema": 2, **record}).encode())
    assert str(refused.value) == f"state.json: {path} is missing or of the wrong kind: run `unroller verify`"


def test_a_state_is_read_as_far_as_it_is_understood() -> None:
    from unroller.archive.sidecars import parse_state

    change = {
        "at": "t",
        "said": "s",
        "before": {"mood": 1, "title": None, "tags": ["a"], "splits": 3, "visibility": "some"},
    }
    record = {
        "schema": 2, "title": "a\0b", "introduction": None, "visibility": "some", "mood": 1, "history": [change],
        "author": {"handle": "bo", "url": "https://x.com/bo"},
    }  # fmt: skip
    state, before = parse_state(json.dumps(record).encode())
    assert state == ThreadEdits(
        "a\ufffdb", Account("bo"), visibility="private",
        history=(Change("t", "s", (("title", None), ("tags", ("a",)), ("visibility", "private"))),),
    )  # fmt: skip
    assert before == record
    assert parse_state(b'{"schema": 2}')[0] == ThreadEdits()
    assert parse_state(b'{"schema": 2, "visibility": null}')[0].visibility == "private"


def test_a_state_of_the_first_schema_is_lifted() -> None:
    from unroller.archive.sidecars import encode_state, parse_state

    old = b'{"schema": 1, "title": "T", "tags": ["a"], "notes": "n", "splits": [3, 9], "taken_out": [4]}'
    state, record = parse_state(old)
    assert (state.title, state.splits, state.taken_out) == ("T", (Anchor(3), Anchor(9)), (Anchor(4),))
    again = encode_state(state, record)
    assert json.loads(again)["schema"] == 3
    assert parse_state(again)[0] == state


def test_what_is_removed_leaves_no_word(archive: Archive, root: Path) -> None:
    secret = deposit("Unspeakable quibble", title="Unspeakable", handle="quibbler", name="quibble.txt")
    added = add(archive, numbered(1), secret, numbered(2))[1]
    archive.set_state(added.id, ThreadEdits(notes="quibble"))
    removed = archive.remove(added.id, "at the author's request")
    assert removed.id == added.id
    assert all(b"quibb" not in (data or b"").lower() and "quibb" not in name for name, data in contents(root).items())
    assert [e.note for e in archive.iter_entries() if e.action == "removed"] == ["at the author's request"]
    assert len(archive.list()) == 2
    with pytest.raises(NotFoundError):
        archive.load(added.id)
    with pytest.raises(NotFoundError):
        archive.remove(added.id)
    assert healthy(root)


def test_a_removed_thread_can_be_added_again_under_a_new_number(archive: Archive, root: Path) -> None:
    first = add(archive, numbered(1))[0]
    archive.remove(first.id)
    second = add(archive, numbered(1))[0]
    assert (second.status, second.id, second.version) == ("added", first.id, 2)
    assert Archive.open(root).load(first.id).versions == (2,)
    assert healthy(root)


# -- reading creates nothing; a foreign folder is left alone ---------------------------------------------------------


def test_reading_creates_nothing(root: Path) -> None:
    reader = Archive.open(root)
    assert reader.list() == []
    assert list(reader.iter_entries()) == []
    assert reader.uuid is None
    assert reader.verify().ok
    reader.recover()
    with pytest.raises(NotFoundError):
        reader.load("0" * 20)
    assert not root.exists()
    add(Archive.open(root), numbered(1))
    before = contents(root)
    reader.list(), reader.load(reader.list()[0].id), reader.verify(), list(reader.iter_entries())
    assert contents(root) == before


def test_an_archive_can_be_made_before_anything_is_added(root: Path) -> None:
    archive = Archive.open(root / "deep" / "er", create=True)
    assert re.fullmatch(r"[0-9a-f-]{36}", archive.uuid or "")
    assert archive.list() == []
    assert archive.verify().ok
    assert Archive.open(archive.root).uuid == archive.uuid


def test_a_folder_with_other_things_is_left_alone(root: Path) -> None:
    root.mkdir()
    (root / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(ArchiveError, match=r"holiday\.jpg"):
        add(Archive.open(root), numbered(1))
    assert contents(root) == {"holiday.jpg": b"x"}


def test_a_path_that_is_a_file_is_named(root: Path) -> None:
    root.write_text("x")
    with pytest.raises(ArchiveError):
        add(Archive.open(root), numbered(1))
    assert Archive.open(root).list() == []


# -- formats -------------------------------------------------------------------------------------------------------


def test_a_newer_format_is_refused(archive: Archive, root: Path) -> None:
    from unroller.archive.manifest import build_manifest, encode_manifest

    add(archive, numbered(1))
    (root / "ARCHIVE.json").unlink()
    (root / "ARCHIVE.json").write_bytes(encode_manifest(replace(build_manifest("2030-01-01T00:00:00Z"), format=9)))
    for use in (Archive.open, lambda r: archive.verify(), lambda r: add(archive, numbered(2))):
        with pytest.raises(FormatVersionError, match="format 9"):
            use(root)


def test_an_older_format_is_lifted_step_by_step(archive: Archive, root: Path) -> None:
    from unroller.archive.manifest import read_manifest, upgrade_archive

    add(archive, numbered(1))
    done: list[str] = []
    steps = [lambda r: done.append("to 2"), lambda r: done.append("to 3")]
    uuid = archive.uuid
    assert upgrade_archive(root, steps) == 3
    assert done == ["to 2", "to 3"]
    with pytest.raises(FormatVersionError):
        read_manifest(root)
    assert uuid in (root / "ARCHIVE.json").read_text()


# -- groups, clocks, room ------------------------------------------------------------------------------------------


def test_acknowledgements_come_in_groups_and_in_order(archive: Archive) -> None:
    asked: list[int] = []

    def source() -> Iterator[NewThread]:
        for number in range(120):
            asked.append(number)
            yield numbered(number)

    steps: list[int] = []
    acknowledged = archive.add(source(), progress=steps.append)
    assert next(acknowledged).sequence == 1
    assert len(asked) == 50
    assert [a.sequence for a in acknowledged] == list(range(2, 121))
    assert steps == list(range(1, 121))


def test_what_breaks_off_keeps_what_was_acknowledged(archive: Archive, root: Path) -> None:
    def source() -> Iterator[NewThread]:
        yield from (numbered(number) for number in range(60))
        raise RuntimeError("the reader of the next one broke")

    seen: list[str] = []
    with pytest.raises(RuntimeError):
        seen.extend(added.id for added in archive.add(source()))
    assert len(seen) == 50
    assert {s.id for s in Archive.open(root).list()} == set(seen)
    assert healthy(root)


def test_no_clock_can_disturb_the_order(root: Path) -> None:
    for number, moment in enumerate([MOMENT.replace(year=year) for year in (1999, 2038, 1970)]):
        add(Archive.open(root, clock=lambda moment=moment: moment), numbered(number))
    entries = list(Archive.open(root).iter_entries())
    assert [(e.sequence, e.time[:4]) for e in entries] == [(1, "1999"), (2, "2038"), (3, "1970")]
    assert [s.added[:4] for s in Archive.open(root).list()] == ["1970", "2038", "1999"]
    assert healthy(root)


def test_the_time_of_a_clock_elsewhere_is_told_in_utc(root: Path) -> None:
    from datetime import timezone

    moment = datetime(2026, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    add(Archive.open(root, clock=lambda: moment), numbered(1))
    assert next(iter(Archive.open(root).iter_entries())).time == "2026-05-01T10:00:00Z"


def test_a_full_disk_is_said_before_anything_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(Archive.open(root), numbered(1))
    before = contents(root)
    before = contents(root)
    free = os.statvfs(root)
    crowded = Archive.open(root, free_bytes=free.f_blocks * free.f_frsize)
    add(crowded, numbered(2))  # a floor above a twentieth of the disk is lowered to that
    monkeypatch.setattr("unroller.archive.writer.measure_free_space", lambda folder: (2**20, 2**30))
    with pytest.raises(StorageError, match="full"):
        add(crowded, numbered(3))
    assert [s.id for s in crowded.list()] == [a.id for a in add(crowded, numbered(2), numbered(1))]
    assert {name: data for name, data in contents(root).items() if name in before} != {}
    assert healthy(root)


# -- readable without us -------------------------------------------------------------------------------------------


def test_other_programs_check_a_bag(archive: Archive) -> None:
    for added in add(
        archive, deposit("Ünïcödé 日本 🧵", title="Tïtle\r\nwith\x85line\u2028ends: and colon"), numbered(2)
    ):
        run = subprocess.run(
            ["sha256sum", "-c", "--strict", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
            cwd=added.path, capture_output=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stdout + run.stderr
        bag = bagit.Bag(str(added.path))
        assert bag.validate()
        assert bag.info["External-Identifier"] == added.id


def test_the_chain_can_be_followed_by_hand(archive: Archive, root: Path) -> None:
    added = add(archive, *(numbered(n) for n in range(3)))
    archive.set_state(added[0].id, ThreadEdits(title="x"))
    previous = "0" * 64
    for line in (root / "ledger.jsonl").read_bytes().split(b"\n")[:-1]:
        record = json.loads(line)
        assert record["previous"] == previous
        assert record["digest"] == hashlib.sha256(line[: line.index(b',"digest"')]).hexdigest()
        previous = hashlib.sha256(line).hexdigest()
    assert json.loads(line)["state"] == hashlib.sha256((added[0].path.parent / "state.json").read_bytes()).hexdigest()


@pytest.mark.parametrize("kept", sorted((DATA / "archives").iterdir()), ids=lambda path: path.name)
def test_an_archive_of_every_format_there_was_still_opens(kept: Path, root: Path) -> None:
    assert Archive.open(kept).verify().ok
    shutil.copytree(kept, root)
    archive = Archive.open(root)
    assert [(s.title, s.posts, s.version) for s in archive.list()] == [
        ("Mine", 3, 2),
        ("Thread 1, post 1: the heron stood in water 1 centimetres dee", 2, 1),
    ]
    eels = archive.load(archive.list()[0].id)
    assert eels.thread.posts[2].text == "Three 🐟"
    assert eels.state == ThreadEdits(title="Mine", tags=("fish",), notes="seen")
    assert archive.read_source(eels.id, 1) == ("source.md", "One\n\nTwo — “2”".encode())
    assert [entry.action for entry in archive.iter_entries()] == ["added"] * 3 + ["changed", "added", "removed"]
    assert add(archive, numbered(1, posts=2))[0].status == "present"
    assert add(archive, numbered(2))[0].status == "added"
    assert healthy(root)
