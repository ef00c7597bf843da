"""Pages of X and its kin as people copy them, written anew for every number: what stands between the posts, in which
printing, and what the posts say, is drawn by chance; which words are whose is known."""

from __future__ import annotations

import random
from dataclasses import dataclass

#: What posts are made of: plain words, and lines that look like a page's own.
SENTENCES = (
    "The ferry was late again, and nobody on the pier was surprised.",
    "I counted the steps twice: one hundred and four.",
    "Wer im Regen wartet, lernt die Nachbarn kennen.",
    "La panadería abre a las seis y cierra cuando se acaba el pan.",
    "It took the council nine years to paint one bridge.", "What the map does not show is the hill.",
    "Мы ждали поезд до темноты, и он пришёл полный.", "駅の時計は五分進んでいます。誰も直しません。",
    "Nobody asked the fish.", "Here is what went wrong, and what I would do today.",
    "The rest is in the minutes of 1974.", "Le vent tourne vers midi, dit ma tante, et elle a raison.",
    "You can hear it from the second floor.",
)  # fmt: skip
#: Lines that people write and pages print: in the middle of a post, between other words, they are the author's.
TWO_FACED = (
    "Quote", "Thread", "Conversation", "Image", "Show more", "Reply", "Likes", "Share", "Follow",
    "More", "Explore", "Trends", "Who to follow", "What's happening", "May 3", "3 May", "2h", "12",
    "1,204", "3.1K", "45%", "Ad", "Promoted", "Post", "Home", "Views", "2019", "·", "GIF", "Translate",
    "Anzeige", "Verified", "Mar 3, 2022", "Relevant", "@kettle_bay", "@kettle_bay and @dunes_two",
    "kettle.example", "https://kettle.example/a", "#harbour", "Olo Brandt",
    "Replying to nobody in particular", "9:15", "Log in", "Author", "This Post is unavailable",
    "Messages",
)  # fmt: skip
#: First lines of posts that look like what headers are made of.
OPENINGS = (
    "@kettle_bay", "@kettle_bay\n", "@kettle_bay said it first:", "May 3", "May 3, 2021\n", "1.", "12",
    "Mara Voss", "2h later.", "Ad", "Thread", "A thread:", "#harbour", "https://kettle.example/b",
    "Mar 3 was a Tuesday.", "Quote",
)  # fmt: skip
ENDINGS = (
    "@kettle_bay", "https://kettle.example/c", "kettle.example/d", "In 1974.", "May 3",
    "Thanks to\n@kettle_bay", "1. the boat\n2. the pier\n3. the gull", "Mara Voss", "#harbour", "12%",
    "/end", "…", "Olo Brandt\n@obrandt_one",
)  # fmt: skip
NAMES = (
    ("Nadia Okonjo", "nadia_maps"), ("Ilse May", "ilse_may_3"), ("三浦 みなと", "minato_x"),
    ("May 3rd Movement", "may3rd"), ("Tomás Ferro 🛶", "tferro"), ("Post Office Pete", "pete_post"),
    ("The Daily Ad", "dailyad"), ("Лена Ветрова", "lena_v"), ("12 Monkeys Café", "monkeys12"),
    ("Dr. A. Quill", "aquill"), ("Home", "home_of_tea"), ("1974", "nineteen74"),
)  # fmt: skip
STRANGERS = (
    ("Olo Brandt", "obrandt_one", "Which tape do you use for that?"),
    ("Hedda", "hedda_lund", "Lovely. Saved for later."),
    ("Max C.", "maxc8812", "Write me for a group that wins ten times over"),
    ("Ines", "ines_w", "¿Y en invierno?"),
)  # fmt: skip
PITCHES = (
    "Deploy in seconds. Ship faster than your rivals.\nskyforge.example\nStart free",
    "Schneller liefern mit Windkraft.\nwindkraft.example", "Sails for every boat, sewn in Porto.",
    "今だけ半額。\nobento.example\n詳しくはこちら", "Half price until Sunday!\nhttps://soap.example/now",
)  # fmt: skip
BRANDS = (("Skyforge", "skyforge"), ("Windkraft AG", "windkraft"), ("Sails & Co", "sails_co"), ("お弁当屋", "obento"))
LABELS = (
    "Ad", "Promoted", "Anzeige", "Gesponsert", "Promocionado", "Sponsorisé", "Реклама", "広告", "광고",
    "إعلان", "Reklam",
)  # fmt: skip


@dataclass(frozen=True)
class CopiedPage:
    """A page, the author's handle, what the author's posts say, and what others wrote, adverts included."""

    text: str
    handle: str
    posts: tuple[str, ...]
    foreign: tuple[str, ...]


def build_page(seed: int) -> CopiedPage:
    """The page of number `seed`; the same for the same number."""
    chance = random.Random(seed)
    name, handle = chance.choice(NAMES)
    figures = chance.choice(("none", "bare", "bare", "bare", "labelled"))
    header = chance.choice((_lines, _lines, _two_lines, _one_line))
    posts = tuple(_build_post(chance, figures) for _ in range(chance.randint(2, 7)))
    out: list[str] = []
    foreign: list[str] = []
    top = chance.choice(((), ("Post", "Conversation"), ("Home", "Explore", "Post", "See new posts", "Conversation")))
    out += top
    opened = bool(top) or chance.random() < 0.5
    for at, post in enumerate(posts):
        date = chance.choice(("May 3", "May 3, 2024"))
        if at == 0 and opened:
            out += [name, f"@{handle}", *(["Follow"] if chance.random() < 0.2 else []), post, *_opened(chance)]
        else:
            out += [*header(name, handle, date), post, *_figures(chance, figures)]
        if at + 1 < len(posts) and chance.random() < 0.35:
            lines, words = _build_between(chance, figures, header)
            out += lines
            foreign += words
    for stranger, other, words in chance.sample(STRANGERS, chance.randint(0, 3)):
        out += [*header(stranger, other, "May 4"), words, *_figures(chance, figures)]
        foreign.append(words)
    if chance.random() < 0.4:
        out += ["Relevant people", name, f"@{handle}", "Follow", "Maps and boats.", "What’s happening",
                "Karsholm FC", "Trending in Denmark", "12.4K posts", "Show more", "Terms of Service", "Privacy Policy",
                "Cookie Policy", "Accessibility", "Ads info", "More", "© 2025 X Corp."]  # fmt: skip
    return CopiedPage("\n".join(out) + "\n", handle, posts, tuple(foreign))


def _lines(name: str, handle: str, date: str) -> list[str]:
    return [name, f"@{handle}", "·", date]


def _two_lines(name: str, handle: str, date: str) -> list[str]:
    return [name, f"@{handle} · {date}"]


def _one_line(name: str, handle: str, date: str) -> list[str]:
    return [f"{name} @{handle} · {date}"]


def _opened(chance: random.Random) -> list[str]:
    return chance.choice((
        ["9:14 AM · May 3, 2024", "·", "48.2K", " Views", "37", "212", "1.1K", "306"],
        ["4:47 AM · May 3, 2024·Twitter Web App", "12", " Retweets", "40", " Likes"],
        ["7:14 AM · May 3, 2024", "·", "12.4K", "Views", "38", "112", "1.2K", "640", "Relevant", "View quotes",
         "Post your reply", "Reply"],
        ["18:03 · 3. Mai 2024", "·", "1.204", "Mal angezeigt", "3", "14", "9"],
    ))  # fmt: skip


def _figures(chance: random.Random, kind: str) -> list[str]:
    if kind == "none":
        return []
    numbers = [
        str(chance.randint(1, 900)),
        str(chance.randint(1, 99)),
        f"{chance.randint(1, 99)}.{chance.randint(0, 9)}K",
    ]
    if kind == "bare":
        return [*numbers, str(chance.randint(100, 999))]
    return [part for pair in zip(numbers, ("Replies", "Reposts", "Likes"), strict=True) for part in pair]


def _build_post(chance: random.Random, figures: str) -> str:
    parts: list[str] = []
    if chance.random() < 0.3:
        parts.append(chance.choice(OPENINGS))
    parts.append(chance.choice(SENTENCES))
    for _ in range(chance.randint(0, 3)):
        if chance.random() < 0.3:
            parts.append(chance.choice(TWO_FACED))
        parts.append(("\n" if chance.random() < 0.5 else "") + chance.choice(SENTENCES))
    if chance.random() < 0.25 and figures == "bare":
        parts.append(chance.choice(ENDINGS))
    return "\n".join(parts)


def _build_between(chance: random.Random, figures: str, header: object) -> tuple[list[str], list[str]]:
    """What a page puts between two posts: an advert in any printing, or people whom it suggests."""
    (name, handle), pitch, label = chance.choice(BRANDS), chance.choice(PITCHES), chance.choice(LABELS)
    below = [*pitch.split("\n"), *_figures(chance, figures)]
    printings = [
        [label, name, f"@{handle}", *below], [name, label, f"@{handle}", *below], [name, f"@{handle}", label, *below],
        [name, f"@{handle}", "·", label, *below], [name, f"@{handle} · {label}", *below],
        [f"{name} @{handle} · {label}", *below], [name, f"@{handle}", "·", "May 2", label, *below],
        [name, f"@{handle}", *below, label], [f"{label} · {name}", f"@{handle}", *below],
    ]  # fmt: skip
    if figures != "none":
        printings += [[label, *below], [name, label, *below]]
        suggested = [
            "Who to follow",
            "Greta Vale",
            "@greta_vale",
            "Follow",
            "Otto",
            "@otto_on_rails",
            "Follow",
            "Show more",
        ]
        printings.append(suggested)
    lines = chance.choice(printings)
    if lines[0] == "Who to follow":
        return lines, ["greta_vale", "otto_on_rails"]
    return lines, [words for words in (pitch.split("\n")[0], name) if words in "\n".join(lines)]
