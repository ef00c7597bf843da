"""The synthetic archive that search is timed on: made from a seed, always the same."""

from __future__ import annotations

import random
import time
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from unroller.archive import LedgerEntry, StoredThread, ThreadEdits
from unroller.errors import NotFoundError
from unroller.model import Account, CaptureInfo, Date, Post, Run, Thread

TERMS = 200_000
COMMON = (
    "the of and to a in is that it for was on are with as be this have from or had by but some what there we can out "
    "other were all your when up use word how said an each she which do their time if will way about many then them "
    "would write like so these her long make thing see him two has look more day could go come did my no most who over"
)


class Corpus:
    """Threads by number, always the same for the same number."""

    def __init__(self) -> None:
        chance = random.Random(1)
        syllables = [
            a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "os", "un")
        ]
        words = dict.fromkeys(COMMON.split())
        while len(words) < TERMS:
            words["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
        self.words = list(words)
        self._zipf = list(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(TERMS)))
        self._authors = list(accumulate(1 / (rank + 5) ** 0.9 for rank in range(5_000)))

    def word(self, chance: random.Random) -> str:
        return self.words[bisect(self._zipf, chance.random() * self._zipf[-1])]

    def thread(self, number: int) -> Thread:
        chance = random.Random(number)
        topic = [self.word(chance) for _ in range(40)]
        draw, zipf, total = chance.random, self._zipf, self._zipf[-1]
        posts = []
        for at in range(1, min(40, 5 + int(chance.expovariate(1 / 7.5))) + 1):
            said = [
                chance.choice(topic) if draw() < 0.22 else self.words[bisect(zipf, draw() * total)]
                for _ in range(chance.randint(20, 45))
            ]
            runs = [Run(" ".join(said).capitalize() + ".")]
            if draw() < 0.05:
                runs.append(Run(f" #tag{chance.randrange(300)}", "hashtag"))
            if draw() < 0.10:
                link = f"https://site{chance.randrange(2_000)}.example/{chance.choice(topic)}"
                runs += [Run(" "), Run(link, "url", link)]
            posts.append(Post(at, tuple(runs)))
        author = bisect(self._authors, draw() * self._authors[-1])
        day = f"{2010 + chance.randrange(16)}-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}"
        title = " ".join(self.word(chance) for _ in range(chance.randint(6, 11)))
        return Thread(
            CaptureInfo("bench", "0" * 64, "bench"), tuple(posts), Account(f"author{author}"), "x", title=title,
            published=Date(day, how="stated"), lang="en",
        )  # fmt: skip


class Shelf:
    """An archive that makes its threads up when they are loaded; the time that takes is in `spent`."""

    uuid = "benchmark"

    def __init__(self, corpus: Corpus, count: int) -> None:
        self.corpus, self.sequence, self.spent = corpus, count, 0.0

    def iter_entries(self, after: int = 0) -> Iterator[LedgerEntry]:
        return (LedgerEntry(at, "", "added", f"{at:020x}", 1) for at in range(after + 1, self.sequence + 1))

    def cost(self) -> float:
        """Seconds of CPU that making one thread takes."""
        began = time.process_time()
        for number in range(1, 301):
            self.corpus.thread(number)
        return (time.process_time() - began) / 300

    def load(self, key: str) -> StoredThread:
        number = int(key, 16)
        if not 0 < number <= self.sequence:
            raise NotFoundError(key)
        began = time.process_time()
        thread = self.corpus.thread(number)
        self.spent += time.process_time() - began
        return StoredThread(key, "bench", 1, (1,), thread, ThreadEdits(title=thread.title), "", Path("/"))
