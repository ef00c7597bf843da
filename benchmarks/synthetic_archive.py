"""An archive of so many invented threads, for what is measured at a size that nobody has at hand.

PYTHONPATH=. .venv/bin/python benchmarks/synthetic_archive.py FOLDER --threads 100000

Writes ``FOLDER/archive``: threads of three posts by one author in forty threads, with hashtags, links to many sites,
dates over twenty years, quoted posts; some of them tagged, with a title of their own, private, or looked up. The same
size gives the same threads.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from unroller.archive import Archive, NewThread, ThreadEdits
from unroller.article import build_article
from unroller.model import Account, Capture, CaptureInfo, Date, Observation, Post, Run, Thread

WORDS = """harbour ledger sediment lantern mosaic engine river garden bridge signal paper kernel window letter market
winter coffee station museum protocol orbit violin reactor tundra footnote chart budget translation cathedral salt
copper meadow ferry archive index winch pilot tide kiosk bread copper slate gravel willow otter heron engine valve gauge
""".split()
STATES = ("alive", "moved", "gone", "unknown")


def build_thread(number: int, authors: int) -> NewThread:
    """The thread of that number."""
    chance = random.Random(number)
    author = Account(f"writer_{chance.randrange(authors)}", f"Writer {number % 97}")
    month, day = chance.randrange(1, 13), chance.randrange(1, 29)
    published = Date(f"{chance.randrange(2006, 2026)}-{month:02}-{day:02}T10:{number % 60:02}:00Z", how="stated")
    posts = []
    for place in range(1, 4):
        runs = [Run(f"{' '.join(chance.choices(WORDS, k=24))} {number}. ".capitalize())]
        if chance.random() < 0.3:
            tag = f"{chance.choice(WORDS)}{chance.randrange(40)}"
            runs += [Run(f"#{tag}", "hashtag", f"https://example.social/tags/{tag}"), Run(" ")]
        if chance.random() < 0.4:
            url = f"https://site{int(chance.paretovariate(0.6)) % 30_000}.example/{number}/{place}"
            runs.append(Run(url, "url", url))
        posts.append(Post(place, tuple(runs), id=f"{number:08}{place}", published=published, line=place))
    data = "\n\n".join(post.text for post in posts).encode()
    name = f"{number}.txt"
    info = CaptureInfo(name, hashlib.sha256(data).hexdigest(), "plain", len(data))
    thread = Thread(info, tuple(posts), author, "mastodon", id=posts[0].id, published=published)
    article = build_article(thread)
    private = number % 200 == 7
    return NewThread(Capture(data, name), thread, article, f"# {article.title}\n", private=private)


def iter_observations(number: int) -> Iterator[Observation]:
    """What was seen of the links of the thread of that number."""
    urls = [run.url for post in build_thread(number, 40).thread.posts for run in post.runs if run.kind == "url"]
    for place, url in enumerate(urls):
        yield Observation("2026-03-01T10:00:00Z", url or "", STATES[(number + place) % 4], 200)


def make(folder: Path, count: int) -> None:
    """Write the archive."""
    archive = Archive.open(folder / "archive")
    authors, begun = max(1, count // 40), time.monotonic()
    ids: list[str] = []
    for added in archive.add(build_thread(number, authors) for number in range(count)):
        ids.append(added.id)
        if len(ids) % 5_000 == 0:
            print(f"{len(ids):,} threads, {time.monotonic() - begun:.0f} s", flush=True)
    looked = iter(range(0, count, 50))
    while some := list(islice(looked, 500)):
        archive.observe_all({ids[number]: list(iter_observations(number)) for number in some})
    for number in range(0, count, max(100, count // 500)):
        tags = (f"shelf {number % 30}", "to read") if number % 3 else ("to read",)
        archive.set_state(ids[number], ThreadEdits(tags=tags, title=f"Titled {number}" if number % 2 else None))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=100_000)
    options = parser.parse_args()
    make(options.folder, options.threads)


if __name__ == "__main__":
    main()
