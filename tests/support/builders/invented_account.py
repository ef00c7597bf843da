"""An invented account and all it ever wrote, with the threads that this makes: what builders of exports write down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

#: A piece of a text: plain, or a link, a mention or a tag with where it leads.
Piece = tuple[Literal["text", "url", "mention", "hashtag"], str]
WORDS = (
    "harbour lantern Grüße naïve 港の灯 résumé Ελλάδα кофе & <b> \"quoted\" 🌍 👩‍👩‍👧‍👦 *star* _under_ 1. a_b `code` "
    "river mill stone bridge winter apple paper engine garden letter"
).split()  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One post: `number` is its name here, `parent` that of the own post it answers, `to` the stranger it answers."""

    number: int
    at: datetime
    pieces: tuple[Piece, ...]
    parent: int | None = None
    to: str = ""
    repost: bool = False
    limit: str = ""
    alt: str | None = None

    @property
    def text(self) -> str:
        """The words as they have to come out."""
        return "".join(text for _, text in self.pieces)


@dataclass
class Truth:
    """What a reader has to find: threads by their main lines, and what else there is, by number."""

    said: list[Said] = field(default_factory=list)
    threads: list[list[int]] = field(default_factory=list)
    later: list[int] = field(default_factory=list)
    singles: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    reposts: list[int] = field(default_factory=list)
    limited: list[int] = field(default_factory=list)

    def said_by(self, number: int) -> Said:
        """The post of that number."""
        return next(said for said in self.said if said.number == number)


class Maker:
    """Invents an account from a seed; the same seed gives the same account."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.at = datetime(2023, 5, 1, 12, tzinfo=UTC)
        self.number = 0
        self.truth = Truth()

    def text(self) -> tuple[Piece, ...]:
        """Some words, with a link, a mention or a tag among them."""
        pieces: list[Piece] = []
        for _ in range(self.random.randint(1, 4)):
            words = " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(2, 9)))
            pieces.append(("text", words + self.random.choice([" ", "\n", "\n\n"])))
            kind = self.random.choice(["", "url", "mention", "hashtag"])
            if kind == "url":
                pieces.append(("url", f"https://news{self.number}.example/a/long/path/{self.number}?q=1&r=2"))
            elif kind == "mention":
                pieces.append(("mention", f"@friend{self.number}.example"))
            elif kind == "hashtag":
                pieces.append(("hashtag", f"#Tag{self.number}"))
        return (*pieces, ("text", f" end{self.number}."))

    def say(self, parent: int | None = None, **more: object) -> int:
        """One more post."""
        self.number += 1
        self.at += timedelta(seconds=self.random.randint(2, 240))
        self.truth.said.append(Said(self.number, self.at, self.text(), parent, **more))  # type: ignore[arg-type]
        return self.number

    def pause(self) -> None:
        """Some days without a word."""
        self.at += timedelta(hours=self.random.randint(13, 90))

    def thread(self, length: int) -> list[int]:
        """A thread of so many posts."""
        line = [self.say(alt="a drawing" if self.random.random() < 0.3 else None)]
        while len(line) < length:
            line.append(self.say(line[-1]))
        self.truth.threads.append(line)
        self.pause()
        return line


def account(seed: int = 1, threads: int = 6) -> Truth:
    """An account with threads, a branch, a deleted post, answers, singles, reposts, and posts not for everybody."""
    maker = Maker(seed)
    truth = maker.truth
    for number in range(threads):
        line = maker.thread(maker.random.randint(2, 7))
        if number == 1:  # a later answer to the first post: a branch
            truth.later.append(maker.say(line[0]))
            maker.pause()
        truth.singles.append(maker.say())
        maker.pause()
        truth.answers.append(maker.say(to=f"stranger{number}"))
        maker.pause()
        truth.reposts.append(maker.say(repost=True))
        maker.pause()
        truth.limited.append(maker.say(limit=("followers", "direct")[number % 2]))
        maker.pause()
    # A deleted post in the middle leaves two threads.
    line = maker.thread(5)
    truth.threads[-1:] = [line[:2], line[3:]]
    truth.said = [said for said in truth.said if said.number != line[2]]
    return truth


def shuffled(said: list[Said], seed: int = 2) -> Iterator[Said]:
    """The posts in no order."""
    mixed = list(said)
    random.Random(seed).shuffle(mixed)
    return iter(mixed)
