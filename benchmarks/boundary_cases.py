"""Labelled texts for fitting and measuring boundaries: threads printed as sites print them, with the truth beside them.

Only what lies between furniture is printed: `unroller.readers` takes the furniture off first.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from unroller.model import Platform
from unroller.readers.segmentation import Evidence

SHIPPED = Path(__file__).parent.parent / "tests" / "data" / "threads"
#: The networks whose threads are invented here.
Network = Literal["x", "mastodon", "bluesky"]
NETWORKS: tuple[Network, ...] = ("x", "mastodon", "bluesky")
WRITTEN = Path(__file__).parent / "written_threads"


@dataclass(frozen=True)
class Labelled:
    """A thread's posts, which of them hold a picture, and the network that it was written for."""

    name: str
    posts: tuple[str, ...]
    media: tuple[bool, ...]
    network: Platform = "x"


@dataclass(frozen=True)
class Case:
    """A text in lines, the lines that begin posts, and what a reader would know about it."""

    name: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    evidence: Evidence


def clean(text: str) -> str:
    """A post's text as sites keep it: no spaces at line ends, no more than one blank line."""
    lines = [line.rstrip() for line in text.replace("\r", "").strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def load(folder: Path) -> list[Labelled]:
    """The threads of a folder: ``<id>.json`` (as in tests/data/threads) or ``<name>.truth.json`` (posts as strings)."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        posts = data.get("posts") if isinstance(data, dict) else None
        if not posts or len(posts) < 2:
            continue
        texts = [clean(post if isinstance(post, str) else post["text"]) for post in posts]
        media = [isinstance(post, dict) and bool(post.get("media")) for post in posts]
        if all(texts):
            network = data.get("platform") or "x"
            found.append(Labelled(path.stem.removesuffix(".truth"), tuple(texts), tuple(media), network))
    return found


def written(folder: Path = WRITTEN) -> list[Labelled]:
    """The threads that were written for fitting: a file for each network, ``=== name`` above a thread, ``%%`` between
    its posts, ``[M]`` at the end of a post with a picture."""
    found = []
    for network in NETWORKS:
        for part in ("\n" + (folder / f"{network}.txt").read_text(encoding="utf-8")).split("\n=== ")[1:]:
            name, _, text = part.partition("\n")
            posts = text.split("\n%%\n")
            media = tuple(post.rstrip().endswith("[M]") for post in posts)
            texts = tuple(clean(post.rstrip().removesuffix("[M]")) for post in posts)
            found.append(Labelled(name, texts, media, network))
    return found


def ordinary(seeds: Iterable[int], network: Network = "x") -> list[Labelled]:
    """Invented ordinary threads of a network; one post in four had a picture in some of them."""
    from ordinary_threads import thread

    found = []
    for seed in seeds:
        posts = [clean(post) for post in thread(seed, network)]
        rnd = random.Random(f"pictures {network} {seed}")
        share = rnd.betavariate(0.5, 1.5)
        media = tuple(rnd.random() < share for _ in posts)
        found.append(Labelled(f"ordinary-{network}-{seed}", tuple(posts), media, network))
    return found


def thinned(threads: Iterable[Labelled], rounds: int = 2) -> list[Labelled]:
    """The same threads with most of their posts that have line breaks inside left out: real prose at ordinary rates."""
    found = []
    for thread in threads:
        for turn in range(rounds):
            rnd = random.Random(f"thinned {thread.name} {turn}")
            keep = rnd.choice((0.0, 0.15, 0.4))
            kept = [i for i, post in enumerate(thread.posts) if "\n" not in post or rnd.random() < keep]
            if len(kept) > 2:
                posts, media = (tuple(values[i] for i in kept) for values in (thread.posts, thread.media))
                found.append(Labelled(f"{thread.name}-thinned-{turn}", posts, media, thread.network))
    return found


def pictured(threads: Iterable[Labelled], rounds: int = 2) -> list[Labelled]:
    """The same threads with pictures in other posts: few, or many."""
    found = []
    for thread in threads:
        for turn in range(rounds):
            rnd = random.Random(f"pictured {thread.name} {turn}")
            share = rnd.choice((0.05, 0.2, 0.45))
            media = tuple(rnd.random() < share for _ in thread.posts)
            found.append(Labelled(f"{thread.name}-pictured-{turn}", thread.posts, media, thread.network))
    return found


def _join(name: str, posts: Sequence[str], between: Sequence[int], evidence: Evidence) -> Case:
    """Print posts with `between[i]` blank lines after post i."""
    lines: list[str] = []
    starts = []
    for post, gap in zip(posts, between, strict=True):
        starts.append(len(lines))
        lines += post.split("\n") + [""] * gap
    return Case(name, tuple(lines), tuple(starts), evidence)


def _numbered(thread: Labelled) -> Case | None:
    own = sum(bool(re.search(r"^\W*\d+\s*[/.):]|\d+\s*/\s*\w*\W*$|\u20e3", post)) for post in thread.posts)
    if own * 4 > len(thread.posts):
        return None
    count = len(thread.posts)
    posts = [f"{number}/{count} {post}" for number, post in enumerate(thread.posts, 1)]
    return _join(thread.name, posts, [1] * count, Evidence())


def _wide(thread: Labelled) -> Case:
    return _join(thread.name, thread.posts, [3] * len(thread.posts), Evidence(separator="blank", platform="x"))


def _one(gap: int, evidence: Evidence) -> Callable[[Labelled], Case]:
    return lambda thread: _join(thread.name, thread.posts, [gap] * len(thread.posts), evidence)


def _mixed(counted: bool) -> Callable[[Labelled], Case]:
    def case(thread: Labelled) -> Case:
        told = Evidence(platform="x", separator="mixed", count=len(thread.posts) if counted else None)
        return _join(thread.name, thread.posts, [int(media) for media in thread.media], told)

    return case


def _unknown_mixed(thread: Labelled) -> Case:
    return _join(thread.name, thread.posts, [int(media) for media in thread.media], Evidence())


def _images(thread: Labelled) -> Case:
    plain = _join(thread.name, thread.posts, [0] * len(thread.posts), Evidence())
    after = [start for start, media in zip(plain.starts[1:], thread.media, strict=False) if media]
    told = Evidence(platform="x", separator="newline", count=len(thread.posts), starts=frozenset(after))
    return Case(plain.name, plain.lines, plain.starts, told)


def _scrolly(thread: Labelled) -> Case:
    told = Evidence(platform="x", separator="blank", count=len(thread.posts))
    return _join(thread.name, thread.posts, [1 + int(media) for media in thread.media], told)


LAYOUTS: dict[str, Callable[[Labelled], Case | None]] = {
    "newline": _one(0, Evidence(platform="x", separator="newline")),
    "newline, count and pictures": _images,
    "newline or blank": _mixed(counted=False),
    "newline or blank, count": _mixed(counted=True),
    "blank": _one(1, Evidence(platform="x", separator="blank")),
    "blank, count": _scrolly,
    "several blank": _wide,
    "unknown: newline": _one(0, Evidence()),
    "unknown: blank": _one(1, Evidence()),
    "unknown: mixed": _unknown_mixed,
    "unknown: numbered": _numbered,
}


def cases(threads: Iterable[Labelled], layout: str) -> list[Case]:
    """Every thread printed in a layout (those that suit it)."""
    found = [LAYOUTS[layout](thread) for thread in threads]
    return [case for case in found if case is not None]
