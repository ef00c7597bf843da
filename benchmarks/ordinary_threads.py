"""Invented ordinary threads in meaningless words, made to the figures published for real ones (docs/boundaries.md).

Threads of X are made to the published figures; those of Mastodon and Bluesky have their networks' limits, and more
posts with paragraphs, as posts there have. Some authors keep to one form: they fill each post with as many paragraphs
as go in, give each post a title, as many paragraphs, or as many points of a list that runs through the thread.

Real threads hold few line breaks inside posts, and only some authors use them at all: threads that were written to be
rich in them teach a model to join too much. These balance that. Nothing here is anybody's text: words are drawn from
a list, and weights, ends, openings and inner line breaks to the published shares (`benchmarks/ordinary_figures.py`).
"""

from __future__ import annotations

import random
import re
from typing import Literal

Network = Literal["x", "mastodon", "bluesky"]
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
#: Syllables of scripts that have no capitals (Devanagari, Hangul, Arabic, Georgian): words that mean nothing.
CASELESS = ("क ता रि मा नु से दी", "가 나 도 리 마 수 은", "با تا را نو سي ما دا", "ბა და რი მო ნუ სა")
MARKS = ("-", "- ", "• ", "+ ", "* ")
ARROWS = ("→ ", "➡️ ", "> ", "» ", "~ ", "✓ ")
BULLETS = "✅🔸⚡🌱📌🔹⭐🧭🪣🎈"
#: How a post opens that opens with neither a letter nor a mark.
ODD = (
    "@{} ", ".@{} ", "“{}” ", "#{} ", '"{}" ', "({}) ", "3 {} ", "20 {} ", "@{} ", ".@{} ", "‘{}’ ", "$40 {} ",
    "1900s {} ",
)  # fmt: skip
#: What the lines of a post with several lines have in common, and how often authors choose it.
KINDS = (
    ("link", 46), ("tags", 15), ("mark", 4), ("arrow", 3), ("emoji", 3), ("number", 6), ("mention", 11), ("digits", 11),
    ("quote", 9), ("lower", 5), ("lines", 8), ("paragraphs", 14),
)  # fmt: skip


#: The share of X's authors with 280 characters who have some longer posts among them.
LONG_SHARE = 0.15
#: What all posts of a thread may have in common, and how many authors of a network in a hundred do so.
FORMS = ("packed", "titled", "spaced title", "paragraphs", "points")
FORM_SHARES: dict[str, tuple[int, ...]] = {
    "x": (3, 3, 2, 3, 2), "mastodon": (14, 4, 4, 8, 4), "bluesky": (7, 4, 3, 5, 3),
}  # fmt: skip
#: How much of a post's room authors fill, as they usually do.
FILLS: dict[str, tuple[float, ...]] = {
    "x": (0.35, 0.55, 0.6, 0.7, 0.8, 0.9), "mastodon": (0.12, 0.22, 0.3, 0.4, 0.5, 0.65, 0.85),
    "bluesky": (0.3, 0.45, 0.6, 0.7, 0.8, 0.9),
}  # fmt: skip


class Author:
    """One invented author's habits; all of a thread's posts are drawn from them."""

    def __init__(self, rnd: random.Random, network: Network = "x") -> None:
        self.rnd = rnd
        self.network = network
        self.limit = {"x": 140 if rnd.random() < 0.5 else 280, "mastodon": 500, "bluesky": 300}[network]
        self.fill = rnd.choice(FILLS[network])
        self.spread = rnd.choice((3.0, 5.0, 9.0))
        self.lower = rnd.random() < 0.07
        self.caseless = rnd.choice(CASELESS).split() if rnd.random() < 0.12 else []
        self.stops = rnd.betavariate(0.9, 1.0)
        self.links = rnd.betavariate(0.45, 1.9)
        self.odd = rnd.betavariate(0.8, 1.2)
        self.breaks = rnd.betavariate(0.8, 2.0) if rnd.random() < 0.34 else 0.0
        self.blanks = rnd.betavariate(0.9, 1.7) if rnd.random() < 0.42 else 0.0
        if network != "x":
            self.blanks = rnd.betavariate(0.8, 1.1 if network == "mastodon" else 1.6) if rnd.random() < 0.7 else 0.0
        self.form = ""
        if self.limit > 140:
            shares = FORM_SHARES[network]
            self.form = rnd.choices(("", *FORMS), (100 - sum(shares), *shares))[0]
        names, weights = zip(*KINDS, strict=True)
        self.kinds = rnd.choices(names, weights, k=2)
        self.numbers = rnd.choice((*[""] * 40, "{n}. ", "{n}/ ", "{n}/{m} ", "{n}) "))

    def weight(self) -> int:
        """A post's weight in X's units."""
        rnd = self.rnd
        if rnd.random() < 0.12:
            return rnd.randint(8, 45)
        part = rnd.betavariate(self.fill * self.spread, (1.02 - self.fill) * self.spread)
        return max(8, min(self.limit, round(part * self.limit)))

    def word(self) -> str:
        """A word in the author's script."""
        if self.caseless:
            return "".join(self.rnd.choice(self.caseless) for _ in range(self.rnd.randint(1, 4)))
        return self.rnd.choice(NAMES) if self.rnd.random() < 0.06 else self.rnd.choice(WORDS)

    def sentence(self, most: int) -> str:
        """About `most` characters of words, without an end."""
        out: list[str] = []
        size = 0
        while True:
            word = self.word()
            if size + len(word) + 1 > most and out:
                break
            if out and self.rnd.random() < 0.05:
                out[-1] += ","
            out.append(word)
            size += len(word) + 1
            if size >= most - 2:
                break
        return " ".join(out)

    def ended(self, body: str) -> str:
        """A text with its last mark, or without one, as this author leaves it."""
        if self.rnd.random() > self.stops:
            return body[:-1] + self.rnd.choices(("", ",", " -", "…", ":"), (75, 6, 4, 2, 1))[0]
        return body

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
        body = self.ended(" ".join(out) or "Yes.")
        if first and rnd.random() < self.odd:
            body = rnd.choice(ODD).format(rnd.choice(NAMES)) + body
        elif first and rnd.random() < 0.02:
            body = rnd.choice([*BULLETS, "- ", "→ "]) + body
        elif first and not self.lower and rnd.random() < 0.03:
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
        """One to four hashtags or mentions."""
        sign = "@" if self.rnd.random() < 0.3 else "#"
        return " ".join(sign + self.rnd.choice(NAMES) for _ in range(self.rnd.randint(1, 4)))


def _sizes(rnd: random.Random, room: int) -> list[int]:
    """How long the lines of a post with several are: most are short, some are paragraphs."""
    sizes: list[int] = []
    for _ in range(rnd.choice((2, 2, 3, 3, 4, 5, 6, 7))):
        draw = rnd.random()
        size = rnd.randint(4, 30) if draw < 0.42 else rnd.randint(25, 75) if draw < 0.8 else rnd.randint(70, 170)
        if len(sizes) > 1 and sum(sizes) + size > room:
            break
        sizes.append(min(size, room // 2))
    return sizes


def _opened(rnd: random.Random, kind: str, item: str, mark: str, bullet: str, number: str) -> str:
    """A line of a list of some kind."""
    match kind:
        case "mark" | "arrow":
            return mark + item
        case "emoji":
            return (bullet if rnd.random() < 0.6 else rnd.choice(BULLETS)) + " " + item
        case "number":
            return number + item
        case "mention":
            return rnd.choice(("@{} ", "@{}: ", "@{} - ")).format(rnd.choice(NAMES)) + item
        case "digits":
            return rnd.choice(("{} ", "{}% ", "{}:30 ", "20{} ")).format(rnd.randint(10, 24)) + item
        case "quote":
            return f"“{item}”" if rnd.random() < 0.8 else f'"{item}'
        case "lines":
            return item[:1].upper() + item[1:]
    return item


def _listed(author: Author, room: int, kind: str) -> str:
    """A post with a list, a verse, an exchange or short lines in it."""
    rnd = author.rnd
    linked = rnd.random() < 0.12
    items = [author.sentence(size) + (" " + author.link() if linked else "") for size in _sizes(rnd, room)]
    mark = rnd.choice(MARKS if kind == "mark" else ARROWS)
    bullet = rnd.choice(BULLETS)
    form = rnd.choice(("{}. ", "{}) ", "({}) "))
    written = []
    for number, item in enumerate(items, 1):
        line = _opened(rnd, kind, item, mark, bullet, form.format(number))
        written.append(line if linked or kind == "quote" else line + rnd.choice(("", "", "", ".", ",", "!")))
    room -= sum(len(line) + 1 for line in written)
    lines = written
    if room > 12 and rnd.random() < 0.75:
        head = author.text(min(room, rnd.choice((40, 70, 110, 180)))).rstrip(".,!?:")
        lines = [head + rnd.choices((":", ".", "", "!"), (35, 30, 30, 5))[0], *lines]
        room -= len(head)
    if room > 20 and rnd.random() < 0.25:
        lines = [*lines, author.text(min(room, rnd.choice((40, 100, 200))), first=False)]
    if room > 40 and rnd.random() < 0.12:
        lines.insert(rnd.randint(1, len(lines)), author.link())
    return "\n".join(lines)


def _broken(author: Author, room: int) -> str:
    """A post with a newline inside: what real ones hold, in about their shares."""
    rnd = author.rnd
    kind = rnd.choice(author.kinds)
    if kind == "link":
        body = author.text(max(10, room - 26))
        return f"{author.link()}\n{body}" if rnd.random() < 0.06 else f"{body}\n{author.link()}"
    if kind == "tags":
        return author.text(max(10, room - 22)) + "\n" + author.tags()
    if kind == "paragraphs":
        room = max(room, author.limit - rnd.randint(10, 150))
        first = rnd.randint(8, max(9, min(140, room - 8)))
        return author.text(first) + "\n" + author.text(max(8, room - first), first=rnd.random() < 0.8)
    return _listed(author, max(room, author.limit - rnd.randint(10, 100)), kind)


def _spaced(author: Author, room: int) -> str:
    """A post with a blank line inside."""
    rnd = author.rnd
    draw = rnd.random()
    if draw < 0.18:
        return author.text(max(10, room - 26)) + "\n\n" + author.link()
    if draw < 0.24:
        return author.text(max(10, room - 22)) + "\n\n" + author.tags()
    filled = author.limit - rnd.randint(5, 120)
    room = max(room, filled if author.network == "x" else rnd.randint(100, filled))
    parts = rnd.choice((2, 2, 2, 2, 2, 3, 3, 4))
    cuts = sorted(rnd.betavariate(2, 2) for _ in range(parts - 1))
    sizes = [b - a for a, b in zip([0.0, *cuts], [*cuts, 1.0], strict=True)]
    texts = []
    opening = rnd.choices(("", "- ", "{n}. ", "→ ", "🔸 "), (86, 3, 5, 2, 2))[0]
    for number, size in enumerate(sizes):
        text = author.text(max(8, int(size * room)), first=not number or rnd.random() < 0.75)
        texts.append(opening.format(n=number) + text if number else text)
    if (opening and rnd.random() < 0.5) or rnd.random() < 0.05:
        texts[0] = texts[0].rstrip(".!?,") + ":"
    if rnd.random() < 0.08:
        texts[0] += " " + author.link()
    return "\n\n".join(texts)


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
    if rnd.random() < 0.006:
        return author.link()
    return text + " " + author.tags() if rnd.random() < 0.04 and room + 20 < author.limit else text


def _paragraph(author: Author, low: int, high: int) -> str:
    return author.text(max(8, author.rnd.randint(low, high)), first=author.rnd.random() < 0.7)


def _pack(author: Author, count: int) -> list[str]:
    """Paragraphs of one long text, as many in each post as go in."""
    rnd = author.rnd
    low, high = rnd.choice(((20, 90), (40, 160), (60, 220), (30, 250)))
    between = "\n\n" if rnd.random() < 0.95 else "\n"
    posts: list[str] = []
    here: list[str] = []
    while len(posts) < count:
        paragraph = _paragraph(author, low, min(high, author.limit - 10))
        if here and sum(map(len, here)) + 2 * len(here) + len(paragraph) > author.limit * rnd.uniform(0.85, 1.0):
            posts.append(between.join(here))
            here = []
        here.append(paragraph)
    return posts


def _title(author: Author, most: int = 45) -> str:
    title = author.sentence(author.rnd.randint(8, most)).rstrip(",")
    return title[:1].upper() + title[1:]


def _formed(author: Author, count: int) -> list[str]:
    """The posts of an author who keeps to one form; the first and the last may be of none."""
    rnd = author.rnd
    room = author.limit - 60
    style = rnd.choice(("{}", "{}", "{}", "{}:", "{}?"))
    upper = rnd.random() < 0.25
    number = rnd.choice(("", "", "", "{n}. ", "{n}) "))
    many = rnd.choice((2, 2, 2, 3))
    apart = "\n" if rnd.random() < (0.3 if author.form == "points" else 0.05) else "\n\n"
    mark = rnd.choice(("{n}. ", "{n}) ", "{n} - ", "#{n} "))
    posts: list[str] = []
    point = 0
    for at in range(1, count + 1):
        if author.form in ("titled", "spaced title"):
            title = number.format(n=at) + style.format(_title(author))
            title = title.upper() if upper else title
            paragraphs = [
                _paragraph(author, 60, room) for _ in range(1 if author.form == "titled" else rnd.choice((1, 1, 2)))
            ]
            cut = [paragraph[: room // len(paragraphs)] for paragraph in paragraphs]
            posts.append(("\n" if author.form == "titled" else "\n\n").join([title, *cut]))
        elif author.form == "points":
            points = []
            for _ in range(many):
                point += 1
                points.append(mark.format(n=point) + _paragraph(author, 20, min(110, room // many)))
            posts.append(apart.join(points))
        else:
            posts.append(apart.join(_paragraph(author, 20, room // many) for _ in range(many)))
    plain = [post(author) for _ in range(2)]
    return [*plain[: rnd.choice((0, 1, 1))], *posts, *plain[1 : rnd.choice((1, 2))]]


def _lengthen(author: Author) -> str:
    """A post past X's usual limit, as subscribers may write: one long paragraph, seldom two."""
    size = author.rnd.randint(290, 560)
    if author.rnd.random() < 0.8:
        return author.text(size)
    return author.text(size // 2) + "\n\n" + author.text(size // 2)


def thread(seed: int, network: Network = "x") -> list[str]:
    """The posts of one invented ordinary thread of a network."""
    rnd = random.Random(f"ordinary {seed}" if network == "x" else f"ordinary {network} {seed}")
    author = Author(rnd, network)
    count = max(2, min(40, round(rnd.lognormvariate(1.75, 0.75))))
    if author.form and count > 3:
        formed = _pack(author, count) if author.form == "packed" else _formed(author, count)
        return [text[: author.limit] for text in formed]
    posts = [post(author) for _ in range(count)]
    if network == "x" and author.limit > 140 and rnd.random() < LONG_SHARE:
        posts = [_lengthen(author) if rnd.random() < 0.3 else text for text in posts]
    if author.numbers and count > 3:
        skip = rnd.random()
        posts = [
            text
            if (skip < 0.3 and i == 1) or (skip > 0.8 and i == count)
            else author.numbers.format(n=i, m=count) + text[: max(author.limit, len(text)) - 8]
            for i, text in enumerate(posts, 1)
        ]
    return posts
