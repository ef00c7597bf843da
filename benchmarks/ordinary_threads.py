"""Invented ordinary threads in meaningless words, made to the figures published for real ones (docs/boundaries.md).

Real threads hold few line breaks inside posts, and only some authors use them at all: threads that were written to be
rich in them teach a model to join too much. These balance that. Nothing here is anybody's text: words are drawn from
a list, and weights, ends, openings and inner line breaks from the published shares.
"""

from __future__ import annotations

import random
import re

WORDS = (
    "the a of to and in that it is was for on with as at by from this they we you not are or an be have had "
    "has but what all were when your can there each which their will about how up out them then she many some "
    "so these would other into more two like him see time could no make than first been its who now people my "
    "made over did down only way find use may water long little very after words called just where most know "
    "get through back much go good new write our used me man too any day same right look think also around "
    "another came come work three must because does part even place well such here take why things help put "
    "years different away again off went old number great tell men say small every found still between name "
    "should home big give air line set own under read last never us left end along while might next sound "
    "below saw something thought both few those always looked show large often together asked house world "
    "going want school important until form food keep children feet land side without boy once animals life "
    "enough took four head above kind began almost live page got earth need far hand high year mother light "
    "country father let night picture being study second soon story "
).split()
NAMES = (
    "Alder Birk Cassel Dorn Ebbe Farrow Grell Hask Ivor Jarrow Kelm Lund Marsh Noll Orrin Pell Quist Rusk Sarn Tove"
).split()
MARKS = ("-", "- ", "• ", "→ ", "+ ", "* ", "➡️ ")
BULLETS = "✅🔸⚡🌱📌🔹⭐🧭🪣🎈"


class Author:
    """One invented author's habits; all of a thread's posts are drawn from them."""

    def __init__(self, rnd: random.Random) -> None:
        self.rnd = rnd
        self.limit = 140 if rnd.random() < 0.47 else 280
        self.fill = rnd.choice((0.3, 0.5, 0.6, 0.7, 0.8, 0.9))
        self.spread = rnd.choice((3.0, 5.0, 9.0))
        self.lower = rnd.random() < 0.06
        self.stops = rnd.betavariate(0.9, 1.0)
        self.links = rnd.betavariate(0.45, 1.9)
        self.odd = rnd.betavariate(0.6, 1.2)
        self.breaks = rnd.betavariate(0.8, 1.6) if rnd.random() < 0.34 else 0.0
        self.blanks = rnd.betavariate(0.9, 1.4) if rnd.random() < 0.36 else 0.0
        self.numbers = rnd.choice(("", "", "", "", "", "", "", "{n}. ", "{n}/ ", "{n}/{m} ", "{n}) "))
        self.numbered = rnd.random() < 0.6

    def weight(self) -> int:
        """A post's weight in X's units."""
        rnd = self.rnd
        if rnd.random() < 0.1:
            return rnd.randint(8, 45)
        part = rnd.betavariate(self.fill * self.spread, (1.02 - self.fill) * self.spread)
        return max(8, min(self.limit, round(part * self.limit)))

    def sentence(self, most: int) -> str:
        """About `most` characters of words, without an end."""
        rnd = self.rnd
        out: list[str] = []
        size = 0
        while True:
            word = rnd.choice(NAMES) if rnd.random() < 0.06 else rnd.choice(WORDS)
            if size + len(word) + 1 > most and out:
                break
            if out and rnd.random() < 0.05:
                out[-1] += ","
            out.append(word)
            size += len(word) + 1
            if size >= most - 2:
                break
        return " ".join(out)

    def text(self, most: int, first: bool = True) -> str:
        """Sentences of about `most` characters; the last may lack its end."""
        rnd = self.rnd
        out: list[str] = []
        left = most
        while left > 4:
            part = self.sentence(min(left, rnd.randint(25, 120)))
            left -= len(part) + 2
            if not self.lower:
                part = part[:1].upper() + part[1:]
            out.append(part + rnd.choice(".......!?"))
        body = " ".join(out) or "Yes."
        if rnd.random() > self.stops:
            body = body[:-1] + rnd.choice(
                ("", "", "", "", "", "", "", "", "", ",", " -", "…", ":" if rnd.random() < 0.2 else "")
            )
        if first and rnd.random() < self.odd:
            opening = rnd.choice(("@{} ", ".@{} ", "“{}” ", "#{} ", '"{}" ', "({}) ", "3 {} ", "20 {} ", "RT @{}: "))
            body = opening.format(rnd.choice(NAMES)) + body
        elif first and not self.lower and rnd.random() < 0.06:
            body = body[:1].lower() + body[1:]
        return body

    def link(self) -> str:
        """An address as dumps show it."""
        rnd = self.rnd
        tail = "".join(rnd.choice("abcdefghkmnpqrstuvwxyz") for _ in range(rnd.randint(4, 14)))
        if rnd.random() < 0.35:
            return f"https://twitter.com/{rnd.choice(NAMES)}/status/{rnd.randint(10**17, 10**18)}"
        return rnd.choice(
            ("https://example.org/{}", "http://{}.example/a", "https://t.co/{}", "example.com/{}")
        ).format(tail)

    def tags(self) -> str:
        """One to four hashtags."""
        return " ".join("#" + self.rnd.choice(NAMES) for _ in range(self.rnd.randint(1, 4)))


def _listed(author: Author, room: int) -> str:
    """A post with a list, a verse, or short lines in it."""
    rnd = author.rnd
    kind = rnd.choice(("list", "list", "emoji", "plain", "plain", "verse", "numbers", "keys"))
    count = rnd.randint(2, 6)
    each = max(6, min(60, room // (count + 1)))
    items = [author.sentence(rnd.randint(max(4, each // 2), each)) for _ in range(count)]
    mark, bullet = rnd.choice(MARKS), rnd.choice(BULLETS)
    if kind == "list":
        items = [mark + item for item in items]
    elif kind == "emoji":
        items = [(bullet if rnd.random() < 0.6 else rnd.choice(BULLETS)) + " " + item for item in items]
    elif kind == "numbers":
        form = rnd.choice(("{}. ", "{}) ", "({}) "))
        items = [form.format(i) + item for i, item in enumerate(items, 1)]
    elif kind == "keys":
        items = [rnd.choice(NAMES) + ": " + item for item in items]
    else:
        items = [item[:1].upper() + item[1:] + rnd.choice(("", "", ".", ",")) for item in items]
    room -= sum(map(len, items)) + count
    lines = items
    if kind != "verse" and room > 12 and rnd.random() < 0.85:
        lines = [author.text(min(room, 110)).rstrip(".,") + rnd.choice((":", ":", ":", ".", "")), *items]
        room -= len(lines[0])
    if room > 20 and rnd.random() < 0.3:
        lines = [*lines, author.text(room, first=False)]
    return "\n".join(lines)


def _broken(author: Author, room: int) -> str:
    """A post with a newline inside: what real ones hold, in about their shares."""
    rnd = author.rnd
    draw = rnd.random()
    if draw < 0.3:
        return author.text(max(10, room - 26)) + "\n" + author.link()
    if draw < 0.42:
        return author.text(max(10, room - 22)) + "\n" + author.tags()
    if draw < 0.68:
        return _listed(author, room)
    if draw < 0.8:
        return author.text(rnd.randint(6, 40)) + "\n" + author.text(max(8, room - 40), first=False)
    if draw < 0.88:
        return author.text(max(8, room - 30)) + "\n" + author.text(rnd.randint(6, 30), first=False)
    first = rnd.randint(8, max(9, room - 8))
    return author.text(first) + "\n" + author.text(max(8, room - first), first=False)


def _spaced(author: Author, room: int) -> str:
    """A post with a blank line inside."""
    rnd = author.rnd
    draw = rnd.random()
    if draw < 0.16:
        return author.text(max(10, room - 26)) + "\n\n" + author.link()
    if draw < 0.22:
        return author.text(max(10, room - 22)) + "\n\n" + author.tags()
    parts = rnd.choice((2, 2, 2, 2, 3, 3, 4))
    cuts = sorted(rnd.random() for _ in range(parts - 1))
    sizes = [b - a for a, b in zip([0.0, *cuts], [*cuts, 1.0], strict=True)]
    return "\n\n".join(author.text(max(8, int(size * room)), first=not i) for i, size in enumerate(sizes))


def post(author: Author) -> str:
    """One post, within the limit of its author's years."""
    while True:
        text = _drawn(author)
        if len(re.sub(r"\S+[./]\S*/\S+", "x" * 23, text)) <= author.limit:
            return text


def _drawn(author: Author) -> str:
    rnd = author.rnd
    room = author.weight()
    if rnd.random() < author.breaks:
        return _broken(author, max(40, room))
    if rnd.random() < author.blanks:
        return _spaced(author, max(40, room))
    if rnd.random() < author.links and room > 30:
        return author.text(room - 24) + " " + author.link()
    text = author.text(room)
    return text + " " + author.tags() if rnd.random() < 0.04 and room + 20 < author.limit else text


def thread(seed: int) -> list[str]:
    """The posts of one invented ordinary thread."""
    rnd = random.Random(f"ordinary {seed}")
    author = Author(rnd)
    count = max(2, min(40, round(rnd.lognormvariate(1.75, 0.75))))
    posts = [post(author) for _ in range(count)]
    if author.numbers and count > 3:
        skip = rnd.random()
        posts = [
            text
            if (skip < 0.3 and i == 1) or (skip > 0.8 and i == count)
            else author.numbers.format(n=i, m=count) + text[: author.limit - 8]
            for i, text in enumerate(posts, 1)
        ]
    return posts
