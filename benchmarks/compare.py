"""Compare the processor time of reading, stitching and rendering threads between two checkouts.

    .venv/bin/python benchmarks/compare.py OTHER [--rounds 7] [--file FILE]
    .venv/bin/python benchmarks/compare.py OTHER --dumps 1000

OTHER is the folder of another checkout, say of an older commit. Both read the same pasted threads of 20 to 60 posts, or
the pasted thread in FILE, in processes of their own, in turn, so that a busy machine slows both; what they print must
be the same to the byte. Prints milliseconds of processor time a thread: the median of the rounds, and the ratio of this
checkout to the other. With ``--dumps`` both read so many dumps of ten posts in one run of ``unroller read --to json``,
and the milliseconds are those of the whole run, a dump.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent


#: The three steps, by the names that they have and had (before December 2026).
NAMES = (
    ("unroller.readers:read", "unroller.formats:read"),
    ("unroller.article:build_article", "unroller.stitch:article"),
    ("unroller.writers.html:render_fragment", "unroller.exports.html:fragment"),
)


def named(*names: str) -> Callable[..., Any]:
    """The first of these functions that there is."""
    for name in names:
        module, _, function = name.partition(":")
        with suppress(ImportError, AttributeError):
            return getattr(import_module(module), function)
    raise LookupError(names)


def threads() -> list[str]:
    """Pasted threads as people paste them: numbered, by blank lines, from an unrolling site, from a page of X."""
    data = HERE / "tests" / "data"
    found = []
    for path in sorted((data / "threads").glob("*.json")):
        posts = [post["text"] for post in json.loads(path.read_text(encoding="utf-8"))["posts"]]
        posts = (posts * 6)[: 20 + len(found) * 3 % 41]
        form = len(found) % 4
        if form == 0:
            text = "\n\n".join(f"{number}/ {post}" for number, post in enumerate(posts, 1))
        elif form == 1:
            text = "\n\n".join(posts)
        elif form == 2:
            text = "\n".join(posts) + "\nYou can follow @maren_tide.\nLatest Threads Unrolled:\n"
        else:
            text = "\n".join(
                f"Maren Tide\n@maren_tide\n·\nMar {number % 28 + 1}, 2022\n{post}\n3\n12\n40"
                for number, post in enumerate(posts, 1)
            )
        found.append(text)
    return found


def shown(thread: Any) -> list[object]:
    """A thread as values of Python's own: what is said to people may be text or a message."""
    gaps = [(gap.after, str(gap.reason), gap.count) for gap in thread.gaps]
    notices = [(notice.code, str(notice.message)) for notice in thread.warnings]
    return [replace(thread, gaps=(), warnings=()), gaps, notices]


def measure(repeats: int) -> None:
    """Read, stitch and render the threads on standard input; print the time of each step and a digest of the result."""
    from unroller.model import Capture

    read, build_article, fragment = (named(*names) for names in NAMES)
    # Each has a name of its own, so that none is remembered from the one before.
    captures = [Capture(text.encode(), name=f"paste {at}") for at, text in enumerate(json.load(sys.stdin))]
    spent = {"read": 0.0, "stitch": 0.0, "render": 0.0}
    digest = hashlib.sha256()
    for round_ in range(repeats + 1):  # the first round warms up
        for capture in captures:
            one = time.process_time()
            found = read(capture)
            two = time.process_time()
            articles = [build_article(thread) for thread in found]
            three = time.process_time()
            pages = [str(fragment(article)) for article in articles]
            four = time.process_time()
            if round_:
                for step, seconds in zip(spent, (two - one, three - two, four - three), strict=True):
                    spent[step] += seconds
            else:
                digest.update(repr(([shown(thread) for thread in found], articles, pages)).encode())
    each = {step: 1000 * seconds / repeats / len(captures) for step, seconds in spent.items()}
    print(json.dumps({"each": each, "digest": digest.hexdigest()}))


def run(checkout: Path, texts: str, repeats: int) -> dict[str, Any]:
    """One round in a checkout: this script with its packages, which writes one line of JSON."""
    command = [sys.executable, __file__, str(checkout), "--child", "--repeats", str(repeats)]
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=True, cwd=checkout)
    return json.loads(done.stdout)


def run_dumps(checkout: Path, files: list[str]) -> dict[str, Any]:
    """One run of the program of a checkout over files."""
    command = [sys.executable, "-m", "unroller", "read", *files, "--to", "json"]
    before = os.times()
    done = subprocess.run(command, capture_output=True, cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout)})
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return {"each": {"whole run": 1000 * spent / len(files)}, "digest": hashlib.sha256(done.stdout).hexdigest()}


def write_dumps(folder: Path, count: int) -> list[str]:
    """Dumps of ten posts, as ``benchmarks/reading.py`` makes them."""
    from reading import dump  # it stands beside this script

    paths = [folder / f"{number:04}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(dump(number))
    return [str(path) for path in paths]


def main() -> None:
    """Ask what to measure."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("other", type=Path, help="the folder of another checkout")
    ask.add_argument("--rounds", type=int, default=7)
    ask.add_argument("--repeats", type=int, default=3)
    ask.add_argument("--file", type=Path, help="a pasted thread, read instead of the usual ones")
    ask.add_argument("--dumps", type=int, metavar="COUNT", help="time runs of the program over so many dumps")
    ask.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = ask.parse_args()
    other = given.other.resolve()
    if given.child:
        sys.path.insert(0, str(other))
        measure(given.repeats)
        return
    with tempfile.TemporaryDirectory() as folder:
        if given.dumps:
            files = write_dumps(Path(folder), given.dumps)
            compare(lambda checkout: run_dumps(checkout, files), other, given.rounds)
        else:
            texts = json.dumps([given.file.read_text(encoding="utf-8")] * 50 if given.file else threads())
            compare(lambda checkout: run(checkout, texts, given.repeats), other, given.rounds)


def compare(measured: Callable[[Path], dict[str, Any]], other: Path, rounds: int) -> None:
    """Measure both checkouts in turn, and print the figures of both."""
    found: dict[str, list[dict[str, Any]]] = {"other": [], "this": []}
    for _ in range(rounds):
        found["other"].append(measured(other))
        found["this"].append(measured(HERE))
    same = len({one["digest"] for ones in found.values() for one in ones}) == 1
    totals = {}
    for name, ones in found.items():
        steps = {step: statistics.median(one["each"][step] for one in ones) for step in ones[0]["each"]}
        totals[name] = statistics.median(sum(one["each"].values()) for one in ones)
        print(
            f"{name:<6}",
            *(f"{step} {value:.2f} ms" for step, value in steps.items()),
            f"together {totals[name]:.2f} ms",
        )
    print(f"ratio  {totals['this'] / totals['other']:.3f}; outputs {'are the same' if same else 'DIFFER'}")


if __name__ == "__main__":
    main()
