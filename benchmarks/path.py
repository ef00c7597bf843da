"""Time the whole path of a thread: read, stitch, render, add, search, serve; then many threads at once.

    .venv/bin/python benchmarks/path.py [FILE]

FILE is a pasted thread (default: a synthetic one of 15 posts). Prints milliseconds per step for it and for a
synthetic thread of 500 posts; then, for 1,000 synthetic threads, adds a second (one by one and in bulk), the time to
rebuild the search index, and the time from a warm app to a served page. Everything happens in a temporary folder.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from unroller import readers
from unroller.archive import Archive
from unroller.article import build_article
from unroller.config import Settings
from unroller.library import Library
from unroller.model import Capture
from unroller.web import create_app
from unroller.writers import html

WORDS = (
    "harbour tide rope ledger quay winter lantern boat paper signal number reason letter kitchen market island road "
    "children weather bridge window table answer question morning evening garden river stone"
).split()


def sentence(chance: random.Random, count: int) -> str:
    """One sentence of `count` words."""
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."


def post(chance: random.Random) -> str:
    """A post near the limit, as threads have them: 150 to 270 characters, some with a paragraph break or a link."""
    body = sentence(chance, chance.randint(12, 20))
    if chance.random() < 0.5:
        body += "\n\n" + sentence(chance, chance.randint(10, 16))
    if chance.random() < 0.15:
        body += f" https://{chance.choice(WORDS)}.example/{chance.randint(1, 10**6)}"
    return body


def dump(seed: int, posts: int) -> Capture:
    """A thread of `posts` posts as an unrolling site prints it."""
    chance = random.Random(seed)
    text = "\n".join(post(chance) for _ in range(posts))
    return Capture(f"{text}\nYou can follow @{chance.choice(WORDS)}_{seed}.\n".encode(), name=f"thread-{seed}.txt")


def best(action: Callable[[], object], times: int) -> float:
    """Median milliseconds of `times` runs, after one that warms up."""
    action()
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def row(name: str, *values: str) -> None:
    print(f"{name:<34}" + "".join(f"{value:>16}" for value in values))


def one_thread(captures: list[Capture], folder: Path) -> None:
    """Milliseconds of each step, a column a capture."""
    steps: dict[str, list[float]] = {}
    sizes = []
    for number, capture in enumerate(captures):
        times = 200 if len(capture.data) < 10_000 else 20
        thread = readers.read(capture)[0]
        article = build_article(thread)
        sizes.append(len(thread.posts))
        library = Library(Settings(folder / f"one-{number}", folder / f"one-{number}-index"))
        steps.setdefault("read", []).append(best(lambda capture=capture: readers.read(capture), times))
        steps.setdefault("stitch", []).append(best(lambda thread=thread: build_article(thread), times))
        steps.setdefault("render", []).append(best(lambda article=article: html.render_fragment(article), times))
        began = time.perf_counter()
        outcome = next(iter(library.add([capture])))
        steps.setdefault("add (durable)", []).append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        library.refresh()
        steps.setdefault("index", []).append((time.perf_counter() - began) * 1000)
        word = next(w for w in thread.posts[-1].text.split() if w.isalpha() and len(w) > 4)
        steps.setdefault("search", []).append(best(lambda lib=library, word=word: lib.search(word), 50))
        client = create_app(library.settings).test_client()
        assert outcome.added is not None
        address = f"/t/{outcome.added.slug}-{outcome.added.id}"
        steps.setdefault("page served", []).append(best(lambda c=client, a=address: c.get(a), 50))
    row("milliseconds", *(f"{size} posts" for size in sizes))
    for step, values in steps.items():
        row(step, *(f"{value:.2f}" for value in values))
    total = [sum(steps[step][i] for step in ("read", "stitch", "render")) for i in range(len(captures))]
    row("read + stitch + render", *(f"{value:.2f}" for value in total))
    row("the same, microseconds a post", *(f"{1000 * v / n:.0f}" for v, n in zip(total, sizes, strict=True)))


def many_threads(count: int, folder: Path) -> None:
    """Adds a second, one by one and in bulk, and the time of a rebuild."""
    captures = [dump(seed, 12) for seed in range(count)]
    library = Library(Settings(folder / "single", folder / "single-index"))
    few = captures[: max(50, count // 5)]
    began = time.perf_counter()
    for capture in few:
        list(library.add([capture]))
    row("adds a second, one by one", f"{len(few) / (time.perf_counter() - began):.0f}")
    library = Library(Settings(folder / "bulk", folder / "bulk-index"))
    began = time.perf_counter()
    kept = sum(outcome.added is not None for outcome in library.add(captures))
    row("adds a second, in bulk", f"{kept / (time.perf_counter() - began):.0f}")
    began = time.perf_counter()
    Archive.open(folder / "bulk").list()
    row(f"list of {kept:,}, ms", f"{(time.perf_counter() - began) * 1000:.0f}")
    began = time.perf_counter()
    library.index.rebuild()
    row(f"index rebuilt over {kept:,}, s", f"{time.perf_counter() - began:.1f}")
    row(f"search over {kept:,}, ms", f"{best(lambda: library.search('lantern ledger'), 30):.1f}")


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("file", nargs="?", type=Path, help="a pasted thread")
    ask.add_argument("--threads", type=int, default=1000)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        first = Capture(given.file.read_bytes(), name=given.file.name) if given.file else dump(1, 15)
        one_thread([first, dump(2, 500)], folder)
        print()
        many_threads(given.threads, folder)


if __name__ == "__main__":
    main()
