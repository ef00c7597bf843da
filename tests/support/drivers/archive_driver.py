"""Small deposits for the archive's tests, and a program that makes them: what the fault tests run under strace.

Run as a program it adds, edits, observes and removes by the words of its command line, and prints one line an
acknowledgement. It uses nothing but the archive, so that every system call that fails is one of the archive's. Without
words it reads command lines from its standard input, and runs each in a fork of itself, once strace is attached to
that: hundreds of runs then load the program once.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from unroller.archive import AddResult, Archive, NewThread, ThreadEdits
from unroller.errors import UnrollerError
from unroller.model import (
    Account,
    Article,
    Block,
    Capture,
    CaptureInfo,
    Description,
    Observation,
    Part,
    Platform,
    Post,
    Run,
    Thread,
)

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def deposit(
    *texts: str,
    title: str | None = None,
    name: str = "paste.txt",
    platform: Platform | None = None,
    thread_id: str | None = None,
    data: bytes | None = None,
    handle: str | None = "ada",
) -> NewThread:
    """A thread of the given posts, as it would come out of a paste of them."""
    capture = Capture("\n\n".join(texts).encode("utf-8", "replace") if data is None else data, name)
    posts = tuple(Post(number, (Run(text),), line=2 * number - 1) for number, text in enumerate(texts, 1))
    info = CaptureInfo(name, hashlib.sha256(capture.data).hexdigest(), "plain", len(capture.data))
    thread = Thread(info, posts, Account(handle) if handle else None, platform, id=thread_id)
    blocks = tuple(Block("paragraph", post.number, (Part(post.number, post.runs),)) for post in posts)
    heading = title if title is not None else texts[0][:60]
    article = Article(heading, blocks, words=sum(len(text.split()) for text in texts))
    return NewThread(capture, thread, article, f"# {heading}\n\n" + "\n\n".join(texts) + "\n")


def numbered(number: int, *, posts: int = 3) -> NewThread:
    """The thread with that number: always the same for the same number."""
    return deposit(
        *(f"Thread {number}, post {post}: the heron stood in water {number * post} centimetres deep."
          for post in range(1, posts + 1)),
        platform="mastodon", thread_id=f"1{number:05}",
    )  # fmt: skip


def seen(name: str, at: str = "2026-03-01T10:00:00Z") -> Observation:
    """A look at a source with that name."""
    return Observation(at, f"https://example.org/{name}", "alive", 200, description=Description(title=f"Title {name}"))


def say(line: str) -> None:
    """One acknowledgement, at once and by a single system call."""
    os.write(1, f"{line}\n".encode())


def tell(added: AddResult) -> None:
    say(f"{added.status} {added.id} {added.version} {added.sequence}")


def attempt(archive: Archive, step: str) -> None:
    """One step: ``add:3``, ``add:3-9`` as a group, ``edit:3``, ``observe:3``, ``remove:3``, ``receipt:3``."""
    verb, _, span = step.partition(":")
    first, _, last = span.partition("-")
    wanted = [numbered(number) for number in range(int(first), int(last or first) + 1)]
    if verb == "add":
        for added in archive.add(wanted):
            tell(added)
        return
    if verb == "receipt":
        say(f"receipt {archive.add_report({'export': span, 'found': int(span)})}")
        return
    thread = next(archive.add(wanted)).id
    if verb == "edit":
        archive.set_state(thread, ThreadEdits(title=f"Title {span}", tags=("birds",)))
        say(f"edited {thread}")
    elif verb == "observe":
        archive.observe(thread, [seen(span)])
        say(f"observed {thread}")
    else:
        archive.remove(thread, "test")
        say(f"removed {thread}")


def open_archive(root: Path) -> Archive:
    """The archive at `root`, with its catalog in a folder beside it."""
    return Archive.open(root, index=root.with_name(f"{root.name}-index"))


def main(root: str, *steps: str) -> None:
    """Every step, and once more where it failed: a second try must not claim what the first did not do.

    With ``once`` for a first step nothing is tried again: what failed is left to recovery.
    """
    archive = open_archive(Path(root))
    tries = 1 if steps[0] == "once" else 2
    for step in steps[2 - tries :]:
        for _ in range(tries):
            try:
                attempt(archive, step)
            except UnrollerError as error:
                say(f"failed {step} {type(error).__name__}: {error}")
            else:
                break


def forks() -> None:
    """Each line of standard input is a list: a path that the output goes beside, then what :func:`main` takes. Prints
    the number of the process that does it, and then how it ended."""
    for line in sys.stdin:
        output, *words = json.loads(line)
        process = os.fork()
        if not process:
            run_traced(output, words)
        print(process, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


def run_traced(output: str, words: list[str]) -> NoReturn:
    """:func:`main` once this process is traced, as if it were the program; never comes back."""
    code = 1
    try:
        for number, end in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{output}.{end}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)  # PR_SET_PTRACER_ANY: let strace attach
        for _ in range(10_000):
            if b"TracerPid:\t0\n" not in Path("/proc/self/status").read_bytes():
                break
            time.sleep(0.001)
        time.sleep(0.005)  # attached, and made to stop: from here on every call is seen
        main(*words)
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    if sys.argv[1:]:
        main(*sys.argv[1:])
    else:
        forks()
