"""Notes that Misskey and its kin export: a list without an account, a server or addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.account_exports.test_edge_cases import scanned
from tests.account_exports.test_end_to_end import zipped
from tests.support.builders import small_accounts as small
from unroller.account_exports.base import PostContext, RecordError
from unroller.account_exports.mastodon.misskey import FORMAT
from unroller.account_import import Selection

ALL = Selection(min_posts=1)


def written(tmp_path: Path, *notes: dict[str, object], name: str = "notes-2025-04-03-10-00-00.json") -> Path:
    path = tmp_path / name
    path.write_bytes(small.notes(*notes))
    return path


def test_notes_that_answer_each_other_are_a_thread(tmp_path: Path) -> None:
    export = written(tmp_path, small.note(1, "Un"), small.note(2, "Deux :neko: #marée", 1), small.note(3, "Trois", 2))
    threads, receipt = scanned(tmp_path, export)
    assert [[post.text for post in thread.posts] for thread in threads] == [["Un", "Deux :neko: #marée", "Trois"]]
    assert threads[0].posts[0].published.value == "2025-04-02T09:01:00Z"
    assert [run.kind for run in threads[0].posts[1].runs] == ["text", "hashtag"]
    assert receipt.adds_up


def test_a_warning_a_poll_and_pictures_are_kept(tmp_path: Path) -> None:
    files = [{"id": "f1", "type": "image/webp", "url": "https://media.example/f1.webp", "comment": "A pier"}]
    poll = {"choices": ["はい", "いいえ"], "votes": [1, 2], "multiple": False}
    export = written(
        tmp_path, small.note(1, "潮は?", cw="海の話", poll=poll), small.note(2, None, 1, fileIds=["f1"], files=files),
        small.note(3, "old form", 2, poll={"choices": [{"text": "one", "votes": 0}, {"text": "two"}]}),
    )  # fmt: skip
    first, second, third = scanned(tmp_path, export)[0][0].posts
    assert first.text == "海の話\n\n潮は?\n\n- はい\n- いいえ"
    assert (second.text, second.attachments[0].alt, second.attachments[0].kind) == ("", "A pier", "image")
    assert third.text == "old form\n\n- one\n- two"


def test_renotes_are_reposts_unless_they_say_something(tmp_path: Path) -> None:
    export = written(
        tmp_path, small.note(1, "Mine"), small.note(2, None, renoteId="zzz"),
        small.note(3, "Quoting myself", 1, renoteId="a001"), small.note(4, "Quoting somebody", 3, renoteId="zzz"),
    )  # fmt: skip
    threads, receipt = scanned(tmp_path, export)
    _, own, other = threads[0].posts
    assert receipt.outcome_counts["reposts"] == 1
    assert ["".join(run.text for run in quote.runs) for quote in own.quotes] == ["Mine"]
    assert other.quotes == ()
    assert [str(notice.message) for notice in threads[0].warnings] == ["post 3 quotes a post that is not in the export"]


def test_notes_for_few_stay_out(tmp_path: Path) -> None:
    export = written(
        tmp_path, small.note(1, "all"), small.note(2, "home", 1, visibility="home"),
        small.note(3, "few", 2, visibility="followers"), small.note(4, "one", visibility="specified"),
        small.note(5, "here", localOnly=True), small.note(6, "below the secret one", 4),
    )  # fmt: skip
    threads, receipt = scanned(tmp_path, export, ALL)
    assert [[post.text for post in thread.posts] for thread in threads] == [["all", "home"], ["below the secret one"]]
    assert dict(receipt.reasons["limited"]) == {"followers-only": 1, "direct posts": 1, "circle posts": 1}
    assert str(threads[1].warnings[0].message) == "The post that this thread begins below was left out: direct posts."


def test_an_answer_to_a_note_that_is_not_there_is_nobodys_for_sure(tmp_path: Path) -> None:
    export = written(tmp_path, small.note(1, "Reply", "q9"), small.note(2, "and more", 1))
    thread = scanned(tmp_path, export)[0][0]
    assert [notice.code for notice in thread.warnings] == ["begins-as-reply"]
    assert "does not say whose" in str(thread.warnings[0].message)


@pytest.mark.parametrize("folder", ["", "export/"])
def test_the_file_is_found_in_a_zip(tmp_path: Path, folder: str) -> None:
    data = small.notes(small.note(1, "a"), small.note(2, "b", 1))
    path = zipped(tmp_path / "x.zip", {f"{folder}notes-2025-04-03.json": data, f"{folder}following.csv": b"x"})
    assert len(scanned(tmp_path, path)[0]) == 1


def test_one_note_without_a_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    path.write_text(json.dumps(small.note(1, "Alone")))
    assert scanned(tmp_path, path, ALL)[0][0].posts[0].text == "Alone"


def test_what_somebody_liked_is_not_what_he_wrote() -> None:
    liked = [{"id": "9", "createdAt": "2025-04-02T09:00:00Z", "note": small.note(1, "Theirs")}]
    assert FORMAT.detect_file("favorites-2025.json", json.dumps(liked).encode()) is None


@given(st.dictionaries(st.sampled_from(sorted(small.note(1, "x"))), st.one_of(st.none(), st.text(), st.integers(),
       st.lists(st.integers(), max_size=3), st.dictionaries(st.text(), st.integers(), max_size=2))))  # fmt: skip
def test_nothing_but_a_record_error_is_raised(changes: dict[str, object]) -> None:
    record = json.dumps({**small.note(1, "x", poll={"choices": ["a"]}), **changes}).encode()
    for call in (FORMAT.summarize, lambda one: FORMAT.build_post(one, PostContext()), FORMAT.identify):
        try:
            call(record)
        except RecordError:
            continue
