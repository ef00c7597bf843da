"""Compare the processor time of reading, stitching and rendering typical threads between two checkouts.

    .venv/bin/python benchmarks/compare.py OTHER [--rounds 7]

OTHER is the folder of another checkout, say of an older commit. Both read the same pasted threads of 20 to 60 posts in
processes of their own, in turn, so that a busy machine slows both; what they print must be the same to the byte. Prints
milliseconds of processor time a thread: the median of the rounds, and the ratio of this checkout to the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent
#: Run in each checkout: reads threads from standard input, and writes one line of JSON.
CHILD = """
import sys; sys.path.insert(0, sys.argv[1]); sys.path.insert(0, sys.argv[2])
from benchmarks.compare import measure
measure(int(sys.argv[3]))
"""


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
    captures = [Capture(text.encode(), name="paste") for text in json.load(sys.stdin)]
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


def run(checkout: Path, texts: str, repeats: int) -> dict[str, object]:
    """One round in a checkout."""
    command = [sys.executable, "-c", CHILD, str(HERE), str(checkout), str(repeats)]
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=True, cwd=checkout)
    return json.loads(done.stdout)


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("other", type=Path, help="the folder of another checkout")
    ask.add_argument("--rounds", type=int, default=7)
    ask.add_argument("--repeats", type=int, default=3)
    given = ask.parse_args()
    texts = json.dumps(threads())
    found: dict[str, list[dict[str, object]]] = {"other": [], "this": []}
    for _ in range(given.rounds):
        found["other"].append(run(given.other.resolve(), texts, given.repeats))
        found["this"].append(run(HERE, texts, given.repeats))
    same = len({one["digest"] for ones in found.values() for one in ones}) == 1
    totals = {}
    for name, ones in found.items():
        steps = {step: statistics.median(one["each"][step] for one in ones) for step in ("read", "stitch", "render")}
        totals[name] = statistics.median(sum(one["each"].values()) for one in ones)
        print(
            f"{name:<6}",
            *(f"{step} {value:.2f} ms" for step, value in steps.items()),
            f"together {totals[name]:.2f} ms",
        )
    print(f"ratio  {totals['this'] / totals['other']:.3f}; outputs {'are the same' if same else 'DIFFER'}")


if __name__ == "__main__":
    main()
