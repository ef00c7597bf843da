"""Boundaries and doubt in whole dumps, furniture and all, as a person would paste them.

    python benchmarks/boundary_dumps.py FOLDER [FOLDER ...]

A FOLDER holds ``<name>.truth.json`` ({"posts": [text, ...]}) beside ``<name>.<ext>``, at any depth. Every dump is read
by `unroller.readers`, and its boundaries are compared where its words are those of the truth. Prints a line a folder of
dumps, and one for all: precision, recall, F1, dumps without a mistake; separators (line breaks between two lines) that
were marked doubtful, marked boundaries among the boundaries, and how many wrong ones are among the marked; then what
was said of the doubtful ones against the truth.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from boundaries import Score, calibration

from unroller.errors import UnrollerError
from unroller.model import Capture, Thread
from unroller.readers import read
from unroller.text import split_words


def dumps(folder: Path) -> Iterator[tuple[str, Path, list[str]]]:
    """Group, path and true posts of every labelled dump in a folder."""
    for truth in sorted(folder.rglob("*.truth.json")):
        stem = truth.name.removesuffix(".truth.json")
        beside = [path for path in sorted(truth.parent.glob(stem + ".*")) if not path.name.endswith(".truth.json")]
        posts = json.loads(truth.read_text(encoding="utf-8")).get("posts")
        if beside and posts and all(isinstance(post, str) for post in posts):
            yield truth.parent.name, beside[0], posts


def doubted(thread: Thread) -> dict[int, tuple[bool, float]]:
    """Doubtful places by the number of words before them: how they were read, and the probability of a boundary."""
    before, found = 0, {}
    for post in thread.posts:
        for doubt in thread.doubts:
            if doubt.post == post.number:
                at = 0 if doubt.boundary else post.text.find(doubt.text)
                found[before + len(split_words(post.text[: max(0, at)]))] = (doubt.boundary, doubt.probability)
        before += len(split_words(post.text))
    return found


def places(texts: list[str]) -> set[int]:
    """Where posts end, by the number of words before."""
    found, before = set(), 0
    for text in texts[:-1]:
        before += len(split_words(text))
        found.add(before)
    return found


def add(score: Score, thread: Thread, posts: list[str]) -> bool:
    """Count one dump; False if its words are not those of the truth."""
    texts = [post.text for post in thread.posts]
    if split_words(" ".join(texts)) != split_words(" ".join(posts)):
        return False
    want, have, open_ = places(posts), places(texts), doubted(thread)
    score.threads += 1
    score.perfect += want == have
    score.found, score.wanted, score.right = (
        score.found + len(have),
        score.wanted + len(want),
        score.right + len(want & have),
    )
    lines = sum(sum(bool(line.strip()) for line in text.split("\n")) for text in texts)
    score.open += max(0, lines - 1)
    score.doubtful += len(open_)
    wrong = want ^ have
    score.wrong += len(wrong)
    score.wrong_doubtful += len(wrong & open_.keys())
    score.said += [(probability, place in want) for place, (_, probability) in open_.items()]
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    told = parser.parse_args()
    table: dict[str, Score] = {}
    whole, apart = Score(), 0
    for folder in told.folders:
        for group, path, posts in dumps(folder):
            try:
                thread = read(Capture(path.read_bytes(), path.name))[0]
            except UnrollerError as error:
                print(f"{path}: {error}")
                continue
            apart += not add(table.setdefault(group, Score()), thread, posts)
            add(whole, thread, posts)
    for name, score in sorted(table.items()):
        print(score.line(name))
    print(whole.line("all"))
    if apart:
        print(f"{apart} dumps left out: their words are not those of the truth")
    print("\n".join(["calibration of the doubtful", *calibration(whole.said)]))


if __name__ == "__main__":
    main()
