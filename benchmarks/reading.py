"""Time reading: many dumps in one process, large saved pages, megabytes of garbage, and growth with size.

    .venv/bin/python benchmarks/reading.py [--only dumps|pages|garbage|growth]

Everything is read as ``unroller read --to json`` reads it, without the start of the program (about a quarter of a
second): capture to thread, article, and JSON. Seconds of processor time, each taken once; a refusal counts as an
answer. Beside each figure stands its goal, and a mark where it is missed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

from unroller.config import load_settings
from unroller.errors import UnrollerError
from unroller.library import Library
from unroller.model import Capture

MB = 1024 * 1024
DUMPS, DUMPS_GOAL = 1000, 4.0
PAGE_GOAL = 2.0
GARBAGE_GOAL = 2.0
#: Twice the size may take this many times as long: linear, with room for noise.
GROWTH = 2.6
#: What a megabyte is filled with, as :func:`unescaped` reads it.
UNITS = r"""
    < [ \n @ # ( * _ / \\ - . 1 a & " http:// 1/ ---\n ***\n [[ ]( ![ [a](b) </a> <div> <p>a</p> <!-- &amp; <a~ > ~
    &#x1f600; a\n a\n\n -~a\n 1.~a\n ##~1/2\n @a~ @a\n #a~ a.b~ a@b.c~ 1/~ https://a.b/~ >~ ·~ Image~ ~Image\n \u200b
    a\u0301 \u0301 \ufeff \u202e \u00a0 \t \r \x01 \ufffc \U0001f600 \U0001f1fa\U0001f1f3 \U0001f469\u200d\U0001f469
    \u8bed \u0627 \xc3\xa9 ·~Mar~3\n Mar~3,~2022\n Share\n You~can~follow~@a.\n •~•~•\n Read~12~tweets\n { {"a":
    https://twitter.com/a/status/1330650258808975363\n <article~data-testid="tweet"> <video> data-screenname="a"~
    title:~x\n Maren~Tide\n@maren_tide\n·\nMar~3\n 1\ufe0f\u20e3~a\n (1/2)~a\n a~1/\n
""".split()
WORDS = (
    "harbour tide rope ledger quay winter lantern boat paper signal number reason letter kitchen market island road "
    "children weather bridge window table answer question morning evening garden river stone"
).split()
TWTEXT = """You can follow @{handle}.
Tip: mention @twtextapp on a Twitter thread with the keyword “unroll” to get a link to it.

Latest Threads Unrolled:

By continuing to use the site, you are consenting to the use of cookies as explained in our Cookie Policy to improve \
your experience.
"""
READER = """• • •
Missing some Tweet in this thread? You can try to
force a refresh
Post
Share
Email
Keep Current with Maren Tide
Stay in touch and get notified when new unrolls are available from this author!
Twitter may remove this content at anytime! Save it as PDF for later use!
Did Thread Reader help you today?
Thank you for your support!
"""


def sentence(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."


def post(chance: random.Random) -> str:
    """A post near the limit: one or two paragraphs, some with a list or a link."""
    text = sentence(chance, chance.randint(12, 20))
    if chance.random() < 0.4:
        text += "\n\n" + sentence(chance, chance.randint(8, 14))
    if chance.random() < 0.1:
        text += "\n- " + "\n- ".join(sentence(chance, 4) for _ in range(3))
    if chance.random() < 0.15:
        text += f" https://{chance.choice(WORDS)}.example/{chance.randint(1, 10**6)}"
    return text


def dump(seed: int) -> bytes:
    """Ten posts as one of five sites and habits prints them."""
    chance = random.Random(seed)
    posts = [post(chance) for _ in range(10)]
    handle = f"{chance.choice(WORDS)}_{seed}"
    texts = (
        lambda: "\n".join(posts) + "\n" + TWTEXT.format(handle=handle),
        lambda: (
            f"Profile picture\nMaren Tide @{handle}\n, 10 tweets, 3 min read Read on Twitter\n"
            + "\n".join(posts)
            + "\n"
            + READER
        ),
        lambda: (
            "Maren Tide Profile picture\nMar 3, 2022 10 tweets 3 min read Read on X\n"
            + " Image\n".join(posts)
            + "\n"
            + READER
        ),
        lambda: "\n\n".join(f"{number}/10 {text}" for number, text in enumerate(posts, 1)),
        lambda: "\n\n---\n\n".join(posts),
    )
    return texts[seed % len(texts)]().encode()


def answered(library: Library, data: bytes, media_type: str = "") -> tuple[float, str]:
    """Seconds of processor time until `data` is answered, and what the answer was."""
    began = time.process_time()
    try:
        readings = list(library.preview(Capture(data, name="bench", media_type=media_type)))
        size = sum(len(reading.export("json")) for reading in readings)
        said = f"{sum(len(reading.thread.posts) for reading in readings):,} posts, {size / MB:.1f} MB of JSON"
    except UnrollerError as error:
        said = f"refused: {str(error)[:60]}"
    return time.process_time() - began, said


def row(name: str, seconds: float, goal: float, note: str = "") -> None:
    print(f"{name:<34}{seconds:>8.2f} s{'  MISSED' if seconds > goal else '        '}  {note}")


def dumps(library: Library) -> None:
    """A thousand dumps in one process."""
    data = [dump(seed) for seed in range(DUMPS)]
    total = sum(answered(library, one)[0] for one in data)
    row(f"{DUMPS:,} dumps of ten posts", total, DUMPS_GOAL, f"goal {DUMPS_GOAL:.0f} s")


def x_article(chance: random.Random, number: int) -> str:
    """A post as X's web app leaves it: some twelve kilobytes, most of them classes and drawings."""
    classes = " ".join(f"r-{chance.randint(10**5, 10**6):x}" for _ in range(14))
    boxes = f'<div class="css-175oi2r {classes}">' * 6
    spans = (f'<span class="css-1jxf684 {classes}">{part} </span>' for part in post(chance).split("\n"))
    text = "".join(spans)
    buttons = "".join(
        f'<div role="button" class="css-175oi2r {classes}" data-testid="{name}"><svg viewBox="0 0 24 24" class='
        f'"{classes}"><g><path d="{"M1.75 10c0-4.42 3.58-8 8.0 1-8h4.36" * 12}"></path></g></svg>'
        f"<span>{chance.randint(1, 99)}</span></div>"
        for name in ("reply", "retweet", "like", "app-text-transition-container", "bookmark")
    )
    return (
        f'<div class="css-175oi2r" data-testid="cellInnerDiv">{boxes}<article role="article" data-testid="tweet" '
        f'class="{classes}"><div data-testid="User-Name"><a href="/maren_tide"><span>Maren Tide</span></a><span>'
        f'@maren_tide</span><a href="/maren_tide/status/{1499300000000000000 + number}"><time datetime="2022-03-03T'
        f'10:00:00.000Z">Mar 3</time></a></div><div data-testid="tweetText" lang="en">{text}</div>{buttons}</article>'
        + "</div>"
        * 7
    )


def reader_post(chance: random.Random, number: int) -> str:
    """A post as Thread Reader prints it."""
    return (
        f'<div id="tweet_{number}" class="content-tweet allow-preview" data-controller="thread" data-screenname='
        f'"maren_tide" data-tweet="{1499300000000000000 + number}" dir="auto">{post(chance)}<sup class="tw-permalink">'
        '<i class="fas fa-link"></i></sup></div>'
    )


def paragraph(chance: random.Random, number: int) -> str:
    """Running text of no known site."""
    return f"<div class='row-{number % 9}'><p>{post(chance)}</p><p><b>{sentence(chance, 9)}</b></p></div>"


PAGES: dict[str, Callable[[random.Random, int], str]] = {
    "X": x_article,
    "Thread Reader": reader_post,
    "unknown site": paragraph,
}
#: A saved page has so many posts at most; the rest of it is scripts and styles.
POSTS = 1500


def page(kind: str, size: int) -> bytes:
    """A saved page of about `size` bytes."""
    chance = random.Random(size)
    parts: list[str] = []
    total = 0
    while total < size and len(parts) < POSTS:
        parts.append(PAGES[kind](chance, len(parts)))
        total += len(parts[-1])
    body = "".join(parts)
    main = f'<div class="t-main">{body}</div>' if kind == "Thread Reader" else f"<main>{body}</main>"
    style = "".join(f".r-{number}{{margin:{number}px}}" for number in range(max(0, size - total) // 22))
    head = f"<title>Page</title><style>{style}</style>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{main}</body></html>".encode()


def pages(library: Library) -> None:
    """Saved pages of five megabytes."""
    for kind in PAGES:
        seconds, said = answered(library, page(kind, 5 * MB))
        row(f"5 MB saved page, {kind}", seconds, PAGE_GOAL, said)


def unescaped(unit: str) -> str:
    """A unit as it is sent: ``~`` is a blank, and escapes are Python's."""
    return unit.encode("latin-1", "backslashreplace").decode("unicode_escape").replace("~", " ")


def fill(unit: str, size: int = MB) -> bytes:
    raw = unit.encode()
    return raw * (size // len(raw))


def garbage() -> Iterator[tuple[str, bytes]]:
    """Megabytes of nothing in particular."""
    chance = random.Random(1)
    yield "random bytes", chance.randbytes(MB)
    yield "random letters", bytes(chance.choices(b"abcdefghijklmnopqrstuvwxyz ", k=MB))
    yield "random letters and breaks", bytes(chance.choices(b"abcdefgh \n", k=MB))
    yield "random punctuation", bytes(chance.choices(b"<>[]()/@#:.-*_`~!\\\"'&;=+ \n1a", k=MB))
    for unit in UNITS:
        yield unit, fill(unescaped(unit))
    yield "nested <div>", b"<div>" * 100_000 + b"x" + b"</div>" * 100_000
    yield "nested quotes", b"\n".join(b"> " * n + b"a" for n in range(1, 1000))


def garbage_table(library: Library) -> None:
    """Each kind as text and as a page."""
    worst = (0.0, "")
    slow = 0
    for name, data in garbage():
        page_data = b"<!DOCTYPE html><html><body>" + data
        for kind, sent, media_type in (("text", data, ""), ("page", page_data, "text/html")):
            seconds, said = answered(library, sent, media_type)
            worst = max(worst, (seconds, f"{name[:40]} ({kind})"))
            slow += seconds > GARBAGE_GOAL
            row(f"1 MB of {name[:20]}, {kind}", seconds, GARBAGE_GOAL, said)
    row("the worst of them", *worst[:1], GARBAGE_GOAL, f"{worst[1]}; {slow} missed")


def growth(library: Library) -> None:
    """Seconds from half a megabyte to the limit; the last column is the worst doubling."""
    chance = random.Random(3)
    posts = [post(chance) for _ in range(200)]
    kinds: dict[str, Callable[[int], bytes]] = {
        "posts, one newline": lambda size: fill("\n".join(posts) + "\n", size),
        "posts, blank lines": lambda size: fill("\n\n".join(posts) + "\n\n", size),
        "one line": lambda size: fill(" ".join(posts).replace("\n", " "), size),
        "blanks": lambda size: b"a" + b" " * (size - 2) + b"b",
        "links": lambda size: fill("https://a.example/b ", size),
        "brackets": lambda size: fill("[", size),
        "page of posts": lambda size: page("Thread Reader", size),
        "page of an unknown site": lambda size: page("unknown site", size),
        "page of X": lambda size: page("X", size),
    }
    sizes = (MB // 2, MB, 2 * MB, 4 * MB, 8 * MB - 65536)
    print(f"{'seconds for MB':<28}" + "".join(f"{size / MB:>9.1f}" for size in sizes) + f"{'doubling':>10}")
    for name, make in kinds.items():
        found = [answered(library, make(size)) for size in sizes]
        times = [seconds for seconds, said in found if not said.startswith("refused")]
        ratio = max((two / max(one, 0.1) for one, two in pairwise(times)), default=0.0)
        shown = [f"{'refused' if said.startswith('refused') else f'{seconds:.2f}':>9}" for seconds, said in found]
        print(f"{name:<28}{''.join(shown)}{ratio:>10.1f}{'  MISSED' if ratio > GROWTH else ''}")


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--only", choices=("dumps", "pages", "garbage", "growth"))
    only = ask.parse_args().only
    library = Library(load_settings(None, {}))
    answered(library, dump(0))
    for name, part in (("dumps", dumps), ("pages", pages), ("garbage", garbage_table), ("growth", growth)):
        if only in (None, name):
            part(library)
            print()


if __name__ == "__main__":
    main()
