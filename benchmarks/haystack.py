"""Put threads into a haystack: a folder of them and of many others, to see whether they are still found.

    .venv/bin/python benchmarks/haystack.py FOLDER OUT [--ordinary 1000] [--synthetic 10000]

FOLDER holds threads as JSON (``id``, ``platform``, ``author``, ``name``, ``lang`` and ``posts`` with ``text`` and
``media``). They go to OUT as they are, with ordinary threads (`benchmarks/ordinary_threads.py`: everyday words, lists,
links) and synthetic ones (`benchmarks/search_corpus.py`: made-up words, as often as words are used) beside them, all
with ids and authors of their own. The same threads for the same numbers.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ordinary_threads import thread
from search_corpus import Corpus


def build_record(name: str, number: int, posts: list[str]) -> dict[str, Any]:
    """A thread of the haystack in the shape of those in FOLDER."""
    return {
        "id": f"{name}-{number:06}",
        "platform": "x",
        "author": f"{name}_{number}",
        "name": f"{name.capitalize()} {number}",
        "lang": "en",
        "posts": [{"text": text, "media": []} for text in posts],
    }


def make_haystack(ordinary: int, synthetic: int) -> Iterator[dict[str, Any]]:
    """So many ordinary threads, then so many synthetic ones."""
    for number in range(1, ordinary + 1):
        yield build_record("ordinary", number, thread(number))
    corpus = Corpus() if synthetic else None
    for number in range(1, synthetic + 1):
        posts = corpus.thread(number).posts if corpus else ()
        yield build_record("synthetic", number, [post.text for post in posts])


def main() -> None:
    """Write the folder."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("folder", type=Path, help="the threads to look for")
    ask.add_argument("out", type=Path, help="a new folder")
    ask.add_argument("--ordinary", type=int, default=0)
    ask.add_argument("--synthetic", type=int, default=0)
    given = ask.parse_args()
    given.out.mkdir(parents=True)
    for path in given.folder.glob("*.json"):
        shutil.copy(path, given.out)
    for record in make_haystack(given.ordinary, given.synthetic):
        text = json.dumps(record, ensure_ascii=False, indent=1)
        (given.out / f"{record['id']}.json").write_text(text, encoding="utf-8")
    print(f"{len(list(given.out.iterdir())):,} threads in {given.out}")


if __name__ == "__main__":
    main()
