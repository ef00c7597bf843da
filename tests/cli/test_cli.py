"""The command line, as a person and as a script meet it: a real process each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

FOOTER = "You can follow @ebb_and_flow.\n"
THREAD = (
    "Why do harbours silt up in the first ten years?\n\nEverybody blames the river, and everybody is wrong about it.\n"
    "The culprit is the breakwater. It slows the water down, and slow water drops what it carries. #silt\n"
    "Our survey of nine ports is here: https://ports.example/survey and the ninth is the strange one.\n"
)
OTHER = "A second thread, about lanterns. 1/2\n\nIt ends here, in the dark. 2/2\n"


class Program:
    """The program, run in `folder` on an archive of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "UNROLLER_ARCHIVE": str(folder / "archive"), "NO_COLOR": "1"}

    def __call__(self, *arguments: str, stdin: bytes | None = b"") -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [sys.executable, "-m", "unroller", *arguments],
            input=stdin, capture_output=True, cwd=self.folder, env=self.environment, timeout=60, check=False,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.skipif(not find_spec("tantivy"), reason="NOT TESTED: tantivy is not installed")
def test_an_engine_is_chosen_by_option_or_environment(program: Program) -> None:
    thread = program.write("thread.txt", THREAD)
    assert program("add", "--engine", "tantivy", thread).returncode == 0
    (index,) = (path for path in (program.folder / "index").iterdir() if path.is_dir())
    assert "-tantivy-" in index.name
    for options in ([], ["--engine", "whoosh"], ["--engine", "tantivy"]):
        assert [hit["post"] for hit in lines(program("search", "--json", *options, "breakwater"))] == [2]
    program.environment["UNROLLER_ENGINE"] = "tantivy"
    assert [hit["post"] for hit in lines(program("search", "--json", "breakwater"))] == [2]
    assert program("reindex").returncode == program("reindex", "--engine", "whoosh").returncode == 0
    program.environment["UNROLLER_ENGINE"] = "lucene"
    for verb in (["search", "x"], ["serve", "--port", "0"], ["reindex"]):
        done = program(*verb)
        assert done.returncode == 2
        assert b"whoosh" in done.stderr
    assert program("search", "--engine", "lucene", "x").returncode == 2


def test_help_opens_with_an_example(program: Program) -> None:
    for verb in ("", "read", "add", "list", "show", "search", "join", "remove", "verify", "reindex", "serve"):
        done = program(*([verb] if verb else []), "--help")
        assert done.returncode == 0
        assert done.stdout.decode().startswith("Example:\n  unroller")


def test_read_prints_data_on_stdout_and_what_it_saw_on_stderr(program: Program) -> None:
    done = program("read", "-", stdin=(THREAD + FOOTER).encode())
    assert done.returncode == 0
    assert "ports.example" in done.stdout.decode()
    assert "You can follow" not in done.stdout.decode()
    assert "@ebb_and_flow" in done.stderr.decode()
    assert not (program.folder / "archive").exists()
    quiet = program("read", "-q", "-", stdin=(THREAD + FOOTER).encode())
    assert quiet.stderr == b""
    assert quiet.stdout == done.stdout


def test_read_json_is_one_line_a_thread(program: Program) -> None:
    names = [program.write("one.txt", THREAD + FOOTER), program.write("two.txt", OTHER)]
    records = lines(program("read", "--to", "json", *names))
    assert [record["capture"]["name"] for record in records] == names  # type: ignore[index]


HEADER = "Ebb\n@ebb_and_flow\n·\nMar 3\n"
REPLY = "Old Pilot\n@old_pilot\n·\nMar 4\nMy father said so too.\n"


@pytest.mark.parametrize(
    ("page", "said", "code"),
    [
        (f"{HEADER}1/3 Silt is slow.\n{HEADER}3/3 Sand is not.\n", "number 2 of the author's count is missing", 3),
        (f"{HEADER}Silt is slow and\nShow more\n{HEADER}Sand is not.\n", "post 1 was cut by the page", 3),
        (f"{HEADER}Silt is slow.\n{HEADER}Sand is fast and the\n", "post 2 stops in mid-sentence", 3),
        (f"{HEADER}One.\nThis Post is unavailable.\n{HEADER}Three.\n", "This Post is unavailable.", 3),
        (f"{HEADER}Silt is slow.\n{HEADER}Sand is not.\nContinue thread...\n", "the thread goes on", 3),
        (f"{HEADER}Silt is slow, and sand is not.\n" * 2, "post 2 is the same as post 1", 0),
        (f"{HEADER}Silt is slow.\n{REPLY}{HEADER}He was right.\n", "1 post by other people and 1 later reply", 0),
        ("Post\nDiscover more\nSourced from across X\n" + REPLY, "no thread found", 1),
    ],
)
def test_what_a_copy_lacks_is_said_and_told_by_the_exit_code(program: Program, page: str, said: str, code: int) -> None:
    done = program("read", "-", stdin=page.encode())
    assert said in done.stderr.decode()
    assert done.returncode == code
    if code != 1:
        (record,) = lines(program("read", "--to", "json", "-", stdin=page.encode()))
        assert any(said in notice["message"] for notice in record["warnings"])  # type: ignore[attr-defined]


def test_other_peoples_posts_are_in_the_record_and_shown_to_whoever_asks(program: Program) -> None:
    page = f"{HEADER}Silt is slow.\n{REPLY}{HEADER}He was right.\n".encode()
    (record,) = lines(program("read", "--to", "json", "-", stdin=page))
    assert [(post["text"], post["later"]) for post in record["others"]] == [  # type: ignore[attr-defined]
        ("My father said so too.", False),
        ("He was right.", True),
    ]
    assert "My father" not in program("read", "-", stdin=page).stdout.decode()
    shown = program("read", "--replies", "-", stdin=page).stdout.decode()
    assert shown.index("My father said so too.") < shown.index("He was right.")


def test_one_bad_file_does_not_stop_the_rest(program: Program) -> None:
    names = [
        program.write("one.txt", THREAD),
        "gone.txt",
        program.write("empty.txt", ""),
        program.write("two.txt", OTHER),
    ]
    for verb in ("read", "add"):
        done = program(verb, *names)
        assert done.returncode == 3
        assert "gone.txt" in done.stderr.decode()
        assert "empty.txt" in done.stderr.decode()
    assert len(lines(program("list", "--json"))) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty", b""),
        ("blank", b" \n\n\t\n"),
        ("furniture", b"Latest Threads Unrolled:\n"),
        ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        ("nuls", b"\0" * 5000),
        ("zip", b"PK\x03\x04" + bytes(range(256))),
        ("fifty megabytes", b"word " * (10 * 2**20)),
    ],
)
def test_bad_input_is_one_clear_sentence(program: Program, name: str, data: bytes) -> None:
    for verb in ("read", "add"):
        done = program(verb, "-", stdin=data)
        assert done.returncode == 1, name
        assert done.stdout == b""
        message = done.stderr.decode()
        assert len(message.strip().splitlines()) == 1
        assert 20 < len(message) < 500
    assert lines(program("list", "--json")) == []


@pytest.mark.parametrize(
    "data", [b"\xff\xfe" + "café 1/1".encode("utf-16-le"), "café 1/1".encode("utf-16-be"), "café 1/1".encode("cp1252")]
)
def test_other_encodings_are_read(program: Program, data: bytes) -> None:
    assert "café" in program("read", "-", stdin=data).stdout.decode()


def test_the_whole_path(program: Program) -> None:
    name = program.write("silt.txt", THREAD + FOOTER)
    added = lines(program("add", name, "--json"))[0]
    again = lines(program("add", name, "--json"))[0]
    assert (added["status"], again["status"]) == ("added", "present")
    assert added["id"] == again["id"]
    assert [record["id"] for record in lines(program("list", "--json"))] == [added["id"]]
    assert program("show", str(added["id"]), "--source").stdout == (program.folder / name).read_bytes()
    assert "breakwater" in program("show", str(added["id"])[:8]).stdout.decode()
    hit = lines(program("search", "breakwater", "--json"))[0]
    assert (hit["id"], hit["post"]) == (added["id"], 2)
    assert str(hit["url"]).endswith("#p2")
    assert program("verify").returncode == 0
    assert program("reindex").returncode == 0
    assert program("remove", str(added["id"])).returncode == 2, "nobody there to confirm"
    assert program("remove", str(added["id"]), "--yes").returncode == 0
    assert program("search", "breakwater", "--json").stdout == b""
    assert program("verify").returncode == 0
    assert program("show", str(added["id"])).returncode == 1


def test_two_threads_become_one(program: Program) -> None:
    first = lines(program("add", program.write("a.txt", THREAD), "--json"))[0]["id"]
    longer = THREAD + "\n\nAnd one more of it, a week later.\n"
    second = lines(program("add", program.write("b.txt", longer), "--json"))[0]["id"]
    assert first != second
    assert lines(program("join", str(second), str(first), "--json")) == [
        {"id": first, "status": "joined", "versions": 2}
    ]
    assert [record["id"] for record in lines(program("list", "--json"))] == [first]
    assert program("join", str(first), str(second)).returncode == 2


def test_search_takes_words_that_look_like_options(program: Program) -> None:
    program("add", program.write("silt.txt", THREAD))
    assert program("search", "-breakwater", "--json").stdout == b""
    assert program("search", "--json", "survey", "-lantern").stdout
    for query in ("-", "((", '"', "from:", "*", "AND OR", "a" * 5000):
        assert program("search", query, "--json").returncode in (0, 1)


def test_output_files_are_not_overwritten(program: Program) -> None:
    name = program.write("silt.txt", THREAD)
    assert program("read", name, "-o", "out.md").returncode == 0
    refused = program("read", name, "-o", "out.md")
    assert refused.returncode == 2
    assert b"--force" in refused.stderr
    assert program("read", name, "-o", "out.md", "--force").returncode == 0


def test_what_is_no_thread_is_refused_unless_forced(program: Program) -> None:
    table = program.write("tides.csv", "day,high,low\nMon,03:14,09:30\nTue,04:02,10:18\nWed,04:55,11:07\n")
    for verb in ("read", "add"):
        refused = program(verb, table)
        assert refused.returncode == 1
        assert b"this is not a thread: it looks like a table of data" in refused.stderr
        assert b"--force" in refused.stderr
        assert b"--force" in program(verb, "--help").stdout
        assert program(verb, table, "--force").returncode == 0
    thread = program.write("thread.txt", THREAD)
    partly = program("read", table, thread)
    assert partly.returncode == 3
    assert b"harbours" in partly.stdout


def test_misuse_is_named(program: Program) -> None:
    program.write("archive", "a file where the archive should be")
    done = program("list")
    assert done.returncode == 2
    assert b"not a folder" in done.stderr
    assert program("fly").returncode == 2
    assert program("read").returncode == 2


def test_reading_an_archive_creates_nothing(program: Program) -> None:
    assert program("list").returncode == 0
    assert program("verify").returncode == 0
    assert program("show", "nothing").returncode == 1
    assert list(program.folder.iterdir()) == []


def test_the_archive_may_be_named_before_the_verb_or_after_it(program: Program) -> None:
    name = program.write("thread.txt", THREAD)
    assert program("--archive", "elsewhere", "add", name).returncode == 0
    assert (program.folder / "elsewhere" / "ARCHIVE.json").exists()
    assert program("--archive", "nowhere", "list", "--archive", "elsewhere").stdout


def test_nothing_handed_in_steers_a_terminal(program: Program) -> None:
    name = program.write("red\x1b[31m\nline\u202e.txt", "Post one \x1b[31mred \x9b2J and more.\n\nPost two.\n")
    for arguments in (("add", name), ("list",), ("search", "post"), ("add", f"{name}-not-there")):
        done = program(*arguments)
        for stream in (done.stdout.decode(), done.stderr.decode()):
            assert not set(stream) & set("\x1b\x9b\u202e")
    assert b"\\nline" in done.stderr


def test_a_document_goes_to_a_program_as_it_is(program: Program) -> None:
    name = program.write("thread.txt", "Post one \x1b[31mred.\n\nPost two.\n")
    assert b"\x1b[31mred" in program("read", name, "--to", "text").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_said_in_one_line(program: Program) -> None:
    name = program.write("thread.txt", THREAD)
    done = run_in_shell(program, f'"$0" -m unroller read -q {name} > /dev/full')
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"No space left" in done.stderr


def test_closed_standard_streams_are_no_crash(program: Program) -> None:
    name = program.write("thread.txt", THREAD)
    assert run_in_shell(program, f'"$0" -m unroller add {name} >&-').returncode == 0
    assert run_in_shell(program, '"$0" -m unroller read - <&-').returncode == 1


def run_in_shell(program: Program, command: str) -> subprocess.CompletedProcess[bytes]:
    """Run `command`, in which ``$0`` is Python, as a shell would."""
    done = subprocess.run(
        ["sh", "-c", command, sys.executable],
        capture_output=True, cwd=program.folder, env=program.environment, timeout=60, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def test_editing(program: Program) -> None:
    thread = program.write("thread.txt", THREAD + FOOTER)
    key = str(lines(program("add", "--json", thread))[0]["id"])
    listed = lines(program("edit", key, "--lines", "--json"))
    assert [line["line"] for line in listed] == [1, 3, 4, 5, 6]
    assert listed[-1]["post"] is None
    assert listed[-1]["aside"] == 1
    starts = [line["line"] for line in listed if line["starts"]]
    done = program(
        "edit", key, "--json", "--title", "On silt", "--tag", "Sea", "--join", f"p{len(starts)}", "--restore", "r1"
    )
    assert done.returncode == 0, done.stderr
    record = lines(done)[0]
    assert (record["status"], record["title"], record["tags"]) == ("changed", "On silt", ["Sea"])
    assert [one["kind"] for one in record["decisions"]] == ["joins", "restored"]  # type: ignore[attr-defined]
    assert b"You can follow @ebb_and_flow." in program("show", key, "--to", "text").stdout
    assert lines(program("search", "--json", "tag:sea"))[0]["title"] == "On silt"
    assert lines(program("list", "--json"))[0]["tags"] == ["Sea"]
    again = lines(program("edit", key[:8], "--json", "--untag", "sea", "--notes", "-", stdin=b"From *me*."))[0]
    assert (again["tags"], again["notes"]) == ([], "From *me*.")
    assert lines(program("edit", key, "--json"))[0]["status"] == "unchanged"
    for _ in range(2):
        assert program("edit", key, "--undo").returncode == 0
    assert (
        lines(program("show", key, "--json"))[0]["posts"] == lines(program("read", "--to", "json", thread))[0]["posts"]
    )
    assert program("verify").returncode == 0


def test_a_thread_that_looks_like_another_is_named(program: Program) -> None:
    first = lines(program("add", "--json", program.write("a.txt", THREAD)))[0]
    assert first["similar"] == []
    longer = THREAD + "\nA week later: the ninth port has moved its breakwater, and asks us to look again.\n"
    second = lines(program("add", "--json", program.write("b.txt", longer)))[0]
    assert (second["status"], second["similar"]) == ("added", [{"id": first["id"], "title": first["title"]}])
    said = program("add", program.write("c.txt", longer + "\nWe went, and it is true.\n"))
    assert b"the same thread?" in said.stderr


def test_editing_by_ranges(program: Program) -> None:
    advert = "Port chandlers\n@chandlers\nRopes, half price\nOnly today\nPromoted"
    thread = program.write("thread.txt", "Tides come twice. 1/3\n\nThey differ. 2/3\n\nThe moon. 3/3\n\n" + advert)
    key = str(lines(program("add", "--json", thread))[0]["id"])

    def posts() -> list[str]:
        return [post["text"] for post in lines(program("show", key, "--json"))[0]["posts"]]  # type: ignore[attr-defined]

    read = posts()
    listed = lines(program("edit", key, "--lines", "--json"))
    first, last = (next(line for line in listed if line["text"] == text) for text in ("Port chandlers", "Promoted"))
    done = program("edit", key, "--json", "--take-out", f"{first['line']}-{last['line']}")
    assert done.returncode == 0, done.stderr
    assert len(lines(done)[0]["decisions"]) == sum(1 for line in listed[3:] if line["post"])  # type: ignore[arg-type]
    assert posts() == ["Tides come twice. 1/3", "They differ. 2/3", "The moon. 3/3"]
    assert program("edit", key, "--undo").returncode == 0
    assert posts() == read
    whole = program("edit", key, "--json", "--give", "@chandlers", f"{first['line']}-{last['line']}", "--join", "p1-p2")
    assert whole.returncode == 0, whole.stderr
    assert posts() == ["Tides come twice. 1/3\n\nThey differ. 2/3", "The moon. 3/3"]
    assert {one["by"] for one in lines(whole)[0]["decisions"] if one["kind"] == "given"} == {"@chandlers"}  # type: ignore[attr-defined]
    assert b"given to @chandlers" in program("edit", key).stdout
    others = lines(program("show", key, "--json"))[0]["others"]
    assert others[-1]["author"]["handle"] == "chandlers"  # type: ignore[index]
    assert "Ropes, half price" in "".join(post["text"] for post in others)  # type: ignore[attr-defined]
    assert program("edit", key, "--restore", f"{first['line']}-{last['line']}", "--split", "p1-p2").returncode == 0
    assert posts() == read
    assert program("verify").returncode == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--take-out", "5-3"], 2), (["--take-out", "1-99"], 2), (["--join", "3-"], 2), (["--give", "", "p1"], 2),
        (["--take-out", "p1-p4"], 2), (["--give", "@bo", "p9"], 2), (["--give", "@bo"], 2), (["--split", "r1-r1"], 2),
        (["--undo"], 2), (["--split", "p99"], 2), (["--split", "x"], 2), (["--date", "soon"], 2),
        (["--author", "a b"], 2), (["--undo", "--title", "x"], 2), (["--restore", "1"], 2),
        (["--visibility", "nobody"], 2), (["--title", "x" * 400], 1),
    ],
)  # fmt: skip
def test_edits_that_cannot_be(program: Program, options: list[str], code: int) -> None:
    key = str(lines(program("add", "--json", program.write("thread.txt", THREAD)))[0]["id"])
    done = program("edit", key, *options)
    assert done.returncode == code, done.stderr
    assert done.stderr
    assert program("edit", "ffffff", "--title", "x").returncode == 1
