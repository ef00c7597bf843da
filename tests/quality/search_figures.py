"""How well search finds what is half remembered in the fifty threads of ``tests/data/threads``.

    python -m tests.quality.search_figures    measures, and pins the figures in figures.json anew

Each file of queries is a list of JSON objects. Threads are wanted by name and posts by number:

- ``half_remembered.json``: for a post, a few words (``short``) and a sentence (``long``) of somebody who read it long
  ago. The first three of the few words are asked for as well (``three words``).
- ``typos.json``, ``compounds.json``: a word with a slip of the pen; compounds written apart, together, or by a part.
- ``nothing.json``: words that do not exist, and subjects that no thread is about; right is to find nothing.

They are here to judge by. Never fit weights on them (`benchmarks/fit_relevance.py`): they would say nothing after that.
The kind ``absent_fitted`` is there to be fitted on, beside ``absent_held_out``, which is not; of ``absent``, every
other query was fitted on, from the first one on.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.quality.figures import Figure, write
from tests.support.search_library import EACH_ENGINE, Memory, shipped
from unroller.search import SearchIndex
from unroller.search.results import Results

FOLDER = Path(__file__).parent
COMMAND = "tests.quality.search_figures"
#: Whether results are right, given the thread and the post that are wanted.
Right = Callable[[Results, str, int], bool]


def _thread_among(number: int) -> Right:
    return lambda found, thread, post: thread in list(dict.fromkeys(hit.id for hit in found.hits))[:number]


FIRST_THREE = {"thread in the first three": _thread_among(3)}
REMEMBERED: dict[str, Right] = {
    "thread first": _thread_among(1),
    **FIRST_THREE,
    "right post first": lambda found, thread, post: [(one.id, one.post) for one in found.hits[:1]] == [(thread, post)],
    "something found": lambda found, thread, post: bool(found.hits),
}
#: Another spelling that finds something is shown at once, so it counts as something found.
NOTHING: dict[str, Right] = {"nothing found": lambda found, thread, post: not (found.hits or found.suggestion)}
#: Who types three words and has one wrong must not be told that there is nothing.
THREE_WORDS = "three words"
#: By the file and the kind of query in it: what is asked of each.
ASKED: dict[str, dict[str, dict[str, Right]]] = {
    "half_remembered": {"short": REMEMBERED, "long": REMEMBERED, THREE_WORDS: REMEMBERED},
    "typos": {"typos": FIRST_THREE},
    "compounds": {"compounds": FIRST_THREE},
    "nothing": dict.fromkeys(("invented", "absent", "absent_fitted", "absent_held_out"), NOTHING),
}


def queries(file: str) -> list[dict[str, Any]]:
    """The queries of a file."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{file}.json").read_text(encoding="utf-8"))
    return found


def _of_kind(file: str, kind: str) -> Iterator[tuple[str, str, int]]:
    """The queries of one kind, each with the thread and the post that it wants."""
    for one in queries(file):
        if kind == THREE_WORDS:
            yield " ".join(one["short"].split()[:3]), one["thread"], one["post"]
        elif kind in one:
            yield one[kind], one["thread"], one["post"]
        elif file != "nothing" or one["kind"] == kind:
            yield one["query"], one.get("thread", ""), one.get("post", 0)


def library() -> tuple[Memory, dict[str, str]]:
    """The fifty threads in memory, and their ids by name."""
    archive = Memory()
    ids = {name: archive.add(name, held) for name, held in shipped().items()}
    assert len(set(ids.values())) == len(ids), "two threads have one id"
    return archive, ids


def measured(folder: Path, engine: str) -> dict[str, Figure]:
    """The figures of an engine, whose index is made in `folder`."""
    archive, ids = library()
    index = SearchIndex(folder, archive, engine)
    found = {}
    for file, kinds in ASKED.items():
        for kind, asked in kinds.items():
            wrong: dict[str, list[str]] = {name: [] for name in asked}
            total = 0
            for query, thread, post in _of_kind(file, kind):
                results = index.search(query)
                total += 1
                for name, is_right in asked.items():
                    if not is_right(results, ids.get(thread, ""), post):
                        wrong[name].append(query)
            for name, some in wrong.items():
                found[f"{kind}: {name}"] = Figure(round(1 - len(some) / total, 4), total, tuple(some))
    index.close()
    return found


def main() -> None:
    """Pin the figures. A query is right where every engine gets it right."""
    engines = [str(one.values[0]) for one in EACH_ENGINE if not any(mark.args[0] for mark in one.marks)]
    both: dict[str, Figure] = {}
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder:
            for name, one in measured(Path(folder), engine).items():
                wrong = tuple(dict.fromkeys((*(both[name].wrong if name in both else ()), *one.wrong)))
                both[name] = Figure(round(1 - len(wrong) / one.of, 4), one.of, wrong)
    write("search", both)
    print(
        f"pinned for {', '.join(engines)}" + " alone, the others are not installed" * (len(engines) < len(EACH_ENGINE))
    )


if __name__ == "__main__":
    main()
