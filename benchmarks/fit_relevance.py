"""The weights of graded retrieval, fitted: how often the right thread and the right post come first.

    python benchmarks/fit_relevance.py THREADS QUERIES [--absent FILE] [--kind KIND] [--steps 200] [--seed 1] [--show]

THREADS is a folder of threads (``tests/data/threads`` has such), QUERIES a list of ``{"thread", "post", "short",
"long"}`` as JSON: for a post of a thread, a few words and a sentence of somebody who half remembers it. FILE lists
queries, as ``{"query", "kind"}``, on subjects that no thread has (``tests/quality/nothing.json``, of which
``absent_fitted`` is the KIND to fit on). Of the few words, every two, three and four that stand side by side are asked
for as well, as ``part``: bars that are raised against absent subjects are paid for there. Where the words of each query
stand in each thread is looked up once; then weights of `unroller.search.relevance` are changed one or two at a time,
and a change that is no worse is kept. Without ``--steps`` the figures of today's weights are printed.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from unroller.article import thread_title
from unroller.model import Account, CaptureInfo, Post, Run, Thread
from unroller.search import parse_query, relevance
from unroller.search.documents import INEXACT, Document, build_document
from unroller.search.engine import Engine, get_engine_kind
from unroller.search.expansion import Expansion
from unroller.search.matching import locate_leaves
from unroller.search.relevance import Group, LeafPositions
from unroller.search.results import build_groups

#: The weights that are fitted, and what each may be.
GRID: dict[str, tuple[float, ...]] = {
    "B": (0.3, 0.5, 0.75), "POST_K1": (0.6, 1.2, 1.8, 2.4, 3.0), "POST_B": (0.0, 0.1, 0.2, 0.3, 0.5),
    "BEST_POST": (0.5, 1.0, 1.5, 2.0, 3.0), "TITLE": (0.5, 1.0, 1.5, 2.0), "NEIGHBOUR": (0.0, 0.05, 0.1, 0.2),
    "OPENING": (0.0, 0.6, 1.0, 1.2, 1.5, 2.0), "ADJACENT": (0.0, 0.25, 0.5, 0.75, 1.0), "ALL_WORDS": (1.0, 1.1, 1.2),
    "FUNCTION": (0.05, 0.1, 0.2, 0.3, 0.4), "FORM": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "LIKELY": (2.45, 2.55, 2.65, 2.75, 2.85), "PER_WORD": (0.1, 0.2, 0.25, 0.3), "UNKNOWN": (0.0, 0.3, 0.6, 0.9),
    "ALONE": (0.0, 0.5, 1.0, 1.25, 1.5),
}  # fmt: skip


@dataclass
class Asked:
    """A query: which thread and post it wants (none: nothing), and where its words stand in each thread."""

    kind: str
    thread: str
    post: int
    total: int
    groups: tuple[Group, ...]
    readings: list[LeafPositions]
    text: str


def threads(folder: Path) -> Iterator[tuple[str, Document]]:
    """The threads of a folder as search sees them."""
    for path in sorted(folder.glob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        posts = tuple(Post(number, (Run(one["text"]),)) for number, one in enumerate(held["posts"], 1))
        made = Thread(CaptureInfo("fit", "0" * 64, "fit"), posts, Account(held["author"]), lang=held.get("lang"))
        yield path.stem, build_document(made, thread_id=path.stem, slug="s", title=thread_title(made))


def asked(engine: Engine, held: dict[str, Document], queries: Sequence[dict[str, Any]]) -> list[Asked]:
    """The queries with where their words stand."""
    expansion = Expansion()
    expansion.follow(engine, "fit")
    found = []
    for one in queries:
        for kind, text in texts(one):
            if (query := parse_query(text)).wishes:
                groups, total = build_groups(engine, expansion, query, lambda tree: tree)
                readings = [locate_leaves(document, groups) for document in held.values()]
                found.append(Asked(kind, one.get("thread", ""), one.get("post", 0), total, groups, readings, text))
    return found


def texts(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is asked of an entry, each with its kind."""
    yield from ((kind, one[kind]) for kind in ("short", "long", "query") if kind in one)
    words = one.get("short", "").split()
    for size in (2, 3, 4):
        yield from (("part", " ".join(words[at : at + size])) for at in range(len(words) - size + 1))


#: The weights by which queries were looked up.
FUNCTION, FORM = relevance.FUNCTION, relevance.FORM


def weighed_anew(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups of a query by today's weights of function words and of other forms."""
    function, form = relevance.FUNCTION / FUNCTION, relevance.FORM / FORM
    return tuple(
        replace(
            group,
            weight=group.weight * (function if group.function else 1.0),
            choices=tuple(
                replace(choice, weight=choice.weight * form) if choice.weight < 1 else choice
                for choice in group.choices
            ),
        )
        for group in groups
    )


def figures(all_asked: Sequence[Asked], names: Sequence[str]) -> tuple[dict[str, dict[str, float]], list[Asked]]:
    """By kind: thread first, in the first three, right post first, nothing found, as shares; and what went wrong."""
    sums: dict[str, dict[str, float]] = {}
    wrong = []
    for one in all_asked:
        one = replace(one, groups=weighed_anew(one.groups))
        answers = [relevance.score_thread(held, one.groups, INEXACT) for held in one.readings]
        best = max(answers, key=lambda answer: answer.score)
        likely = any(all(answer.has) for answer in answers) or relevance.is_answered(best, one.groups, one.total)
        held = sums.setdefault(one.kind, {"n": 0, "first": 0, "three": 0, "post": 0, "none": 0})
        held["n"] += 1
        held["none"] += not likely
        if not one.thread:
            if likely:
                wrong.append(one)
            continue
        own = answers[names.index(one.thread)]
        above = sum(answer.score > own.score for answer in answers)
        post = 1 + max(own.passages, key=lambda at: (own.passages[at], -at), default=-1)
        held["first"] += likely and not above
        held["three"] += likely and above < 3
        held["post"] += likely and not above and post == one.post
        if above or post != one.post:
            wrong.append(one)
    return sums, wrong


def worth(sums: dict[str, dict[str, float]]) -> float:
    """One number to go by: threads first count most, then posts; whatever finds nothing costs as much."""
    value = 0.0
    for kind, held in sums.items():
        if kind == "query":
            value += held["none"]
        elif kind == "part":  # there are ten for each of the others; that some find nothing is as it should be
            value += 0.2 * held["first"]
        else:
            value += held["first"] + 0.5 * held["three"] + 0.7 * held["post"] - 2 * held["none"]
    return value


def say(sums: dict[str, dict[str, float]]) -> str:
    return "; ".join(
        f"{kind} " + " ".join(f"{name} {value / held['n']:.3f}" for name, value in held.items() if name != "n")
        for kind, held in sums.items()
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("threads", type=Path)
    options.add_argument("queries", type=Path)
    options.add_argument("--absent", type=Path)
    options.add_argument("--kind", help="of the queries in FILE, those of this kind alone")
    options.add_argument("--steps", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true", help="the queries that come out wrong")
    args = options.parse_args()
    held = dict(threads(args.threads))
    queries = [one for one in json.loads(args.queries.read_text(encoding="utf-8")) if one["thread"] in held]
    if args.absent:
        absent = json.loads(args.absent.read_text(encoding="utf-8"))
        queries += [{"query": one["query"]} for one in absent if args.kind in (None, one.get("kind"))]
    with tempfile.TemporaryDirectory() as folder:
        engine = get_engine_kind("whoosh").open(Path(folder), create=True)
        engine.write(held.values(), [])
        all_asked = asked(engine, held, queries)
        engine.close()
    names = list(held)
    sums, wrong = figures(all_asked, names)
    print(say(sums))
    if args.show:
        for one in wrong:
            print(f"  {one.kind}: {one.text}  →  {one.thread or 'nothing'} {one.post}")
    chance, best = random.Random(args.seed), worth(sums)
    for _ in range(args.steps):
        names_changed = chance.sample(list(GRID), chance.choice((1, 1, 2)))
        before = {name: getattr(relevance, name) for name in names_changed}
        for name in names_changed:
            setattr(relevance, name, chance.choice(GRID[name]))
        sums, _ = figures(all_asked, names)
        if (value := worth(sums)) < best:
            for name, value in before.items():
                setattr(relevance, name, value)
        elif value > best:
            best = value
            print(
                f"{best:.1f} {say(sums)} " + " ".join(f"{name}={getattr(relevance, name)}" for name in GRID), flush=True
            )


if __name__ == "__main__":
    main()
