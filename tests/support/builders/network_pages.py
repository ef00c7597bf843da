"""Pages of Mastodon, Bluesky and Threads as people copy them, written anew for every number, like those of X in
:mod:`tests.support.builders.copied_pages`: what posts say and what stands between them is drawn by chance."""

from __future__ import annotations

import random

from tests.support.builders.copied_pages import SENTENCES, CopiedPage

#: Lines that an author writes and a page may print too.
_TWO_FACED = (
    "Thread", "Reply", "Home", "2h", "12", "1,204", "45%", "ALT", "Public", "Author", "Translate", "Post", "Like",
    "Boosted by nobody", "@kettle@dunes.example", "@kettle.bsky.example", "Mar 3, 2022", "Read more", "Image", "2019",
    "https://kettle.example/a", "kettle.example/b", "#harbour", "Follow", "Edited", "Olo Brandt", "3 May",
    "1. the boat\n2. the pier", "- soup\n- bread", "> said my aunt", "Views", "·",
)  # fmt: skip
_NAMES = (
    ("Maren Tide", "maren"), ("Ilse May", "ilse_may"), ("三浦 みなと", "minato"), ("Dr. A. Quill", "aquill"),
    ("Лена Ветрова", "lena_v"), ("Pete (he/him)", "pete"), ("Home", "home_of_tea"), ("1974", "nineteen74"),
    ("Tomás Ferro 🛶", "tferro"), ("The Daily Boost", "dailyboost"),
)  # fmt: skip
_STRANGERS = (
    ("Old Pilot", "pilot", "My father piloted there."), ("Hedda", "hedda", "Lovely. Saved for later."),
    ("Ines W.", "ines_w", "¿Y en invierno?"), ("Olo Brandt", "obrandt", "Which tape do you use for that?"),
)  # fmt: skip
_AGES = ("1d", "2h", "3d", "20h", "5m")
#: When what posts quote was written: before them.
_LONG_AGO = ("6d", "Mar 3, 2022", "2w")
_QUOTED = ("Gulls sleep standing up.", "The lock is shut until May.\n\nBring soup.", "Der Kran steht seit gestern.")


def build_network_page(seed: int) -> CopiedPage:
    """The page of number `seed`; the same for the same number."""
    chance = random.Random(seed)
    network = chance.choice(("mastodon", "bluesky", "threads"))
    build = {"mastodon": _Mastodon, "bluesky": _Bluesky, "threads": _Threads}[network]
    return build(chance).build()


class _Page:
    """A page in the making. Subclasses print one network's headers and figures."""

    top: tuple[tuple[str, ...], ...] = ((),)
    bottom: tuple[tuple[str, ...], ...] = ((),)
    dated = False

    @property
    def long_ago(self) -> tuple[str, ...]:
        return ("03/01/2022",) if self.dated else _LONG_AGO

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.name, self.handle = chance.choice(_NAMES)
        self.figured = chance.random() < 0.8
        self.out: list[str] = []

    def build(self) -> CopiedPage:
        chance = self.chance
        posts = tuple(self.write_post() for _ in range(chance.randint(2, 6)))
        self.out += chance.choice(self.top)
        foreign: list[str] = []
        for at, post in enumerate(posts):
            quoted = chance.choice(_QUOTED) if self.figured and at and chance.random() < 0.2 else ""
            self.out += self.print_post(self.name, self.handle, post, first=at == 0, own=True, quoted=quoted)
            foreign += [quoted] if quoted else []
        for stranger, handle, words in chance.sample(_STRANGERS, chance.randint(0, 3)):
            self.out += self.print_post(stranger, handle, words, first=False, own=False, quoted="")
            foreign.append(words)
        self.out += chance.choice(self.bottom)
        return CopiedPage("\n".join(self.out) + "\n", self.account(self.handle), posts, tuple(foreign))

    def write_post(self) -> str:
        chance = self.chance
        parts = [chance.choice(SENTENCES)]
        for _ in range(chance.randint(0, 3)):
            if chance.random() < 0.3:
                parts.append(chance.choice(_TWO_FACED))
            parts.append(("\n" if chance.random() < 0.5 else "") + chance.choice(SENTENCES))
        return "\n".join(parts)

    def numbers(self, least: int, most: int) -> list[str]:
        if not self.figured:
            return []
        return [str(self.chance.randint(0, 99)) for _ in range(self.chance.randint(least, most))]

    def account(self, handle: str) -> str:
        raise NotImplementedError

    def print_post(self, name: str, handle: str, post: str, *, first: bool, own: bool, quoted: str) -> list[str]:
        raise NotImplementedError

    def print_quoted(self, words: str) -> list[str]:
        """The header and the words of a post that a post quotes; nothing where there are none."""
        name, handle, _ = self.chance.choice(_STRANGERS)
        return [*self.print_header(name, handle, self.chance.choice(self.long_ago)), words] if words else []

    def print_header(self, name: str, handle: str, age: str) -> list[str]:
        raise NotImplementedError


class _Mastodon(_Page):
    top = ((), ("Back",), ("Home", "Notifications", "Explore", "Live feeds", "Back"))
    bottom = ((), ("mastodon.example: About · Status · Profiles directory · Privacy policy",))

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance)
        self.above = chance.random() < 0.6
        self.host = chance.choice(("tide.example", "harbour.example"))
        self.opened = chance.random() < 0.5
        self.continued = chance.random() < 0.3

    def account(self, handle: str) -> str:
        return f"{handle}@{self.host}"

    def print_post(self, name: str, handle: str, post: str, *, first: bool, own: bool, quoted: str) -> list[str]:
        chance = self.chance
        who = [name, f"@{self.account(handle)}"]
        if first and self.opened:
            mentioned = ["Mar 03, 2025, 12:51", "·", "Public", "·", "Web"]
            counts = ["3", "boosts", "·", "12", "favorites"] if self.figured else []
            return [*who, post, *mentioned, *counts]
        age = chance.choice(_AGES) + ("*" if chance.random() < 0.1 else "")
        text = post if own else f"@{self.handle} {post}"
        header = self.print_header(name, handle, age)
        mark = []
        if self.continued and not first:
            mark = ["Continued thread"] if own else [f"Replied to {self.name}"]
        return [*mark, *header, text, *self.print_quoted(quoted), *self.numbers(1, 3)]

    def print_header(self, name: str, handle: str, age: str) -> list[str]:
        who = [name, f"@{self.account(handle)}"]
        return [age, *who] if self.above else [*who, age]


class _Bluesky(_Page):
    top = (
        (),
        ("Post",),
        ("Home", "Explore", "Notifications", "Chat", "Feeds", "Lists", "Profile", "Settings", "New Post", "Post"),
    )
    bottom = ((), ("Search", "Discover", "Following", "More feeds", "Trending", "Feedback · Privacy · Terms · Help"))

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance)
        self.opened = chance.random() < 0.6
        self.form = chance.choice(("lines", "one", "plain"))

    def account(self, handle: str) -> str:
        return f"{handle.replace('_', '-')}.bsky.example"

    def print_post(self, name: str, handle: str, post: str, *, first: bool, own: bool, quoted: str) -> list[str]:
        chance = self.chance
        shown = self.show(handle)
        if first and self.opened:
            below = ["March 3, 2025 at 4:47 PM", "Everybody can reply", "12 reposts", "3 quotes", "40 likes"]
            follow = ["Follow"] if chance.random() < 0.3 else []
            return [name, shown, *follow, post, *below, *self.numbers(3, 3), "Write your reply"]
        age = chance.choice(_AGES)
        return [*self.print_header(name, handle, age), post, *self.print_quoted(quoted), *self.numbers(1, 3)]

    def show(self, handle: str) -> str:
        shown = f"@{self.account(handle)}"
        return shown if self.form == "plain" else f"\u202a{shown}\u202c"

    def print_header(self, name: str, handle: str, age: str) -> list[str]:
        shown = self.show(handle)
        return [name, f"{shown} · {age}"] if self.form == "one" else [name, shown, "·", age]


class _Threads(_Page):
    top = ((), ("Thread",), ("Log in", "Thread", "1.2K views"))
    bottom = ((), ("Log in or sign up for Threads", "See what people are talking about and join the conversation.",
                   "Continue with Instagram", "Log in with username instead"))  # fmt: skip

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance)
        self.labelled = chance.random() < 0.3
        self.figured = True
        self.marked = chance.random() < 0.5
        self.dated = chance.random() < 0.3

    def account(self, handle: str) -> str:
        return handle.replace("_", ".")

    def print_post(self, name: str, handle: str, post: str, *, first: bool, own: bool, quoted: str) -> list[str]:
        chance = self.chance
        header = self.print_header(name, handle, "03/14/2025" if self.dated else chance.choice(_AGES))
        if self.marked and own:
            header += ["Author", "·"] if first else ["·", "Author"]
        if self.labelled:
            return [
                *header,
                post,
                *self.print_quoted(quoted),
                "Like",
                *self.numbers(1, 1),
                "Reply",
                *self.numbers(0, 1),
                "Repost",
                "Share",
            ]
        translate = ["Translate"] if chance.random() < 0.4 else []
        return [*header, post, *translate, *self.print_quoted(quoted), *self.numbers(1, 4)]

    def print_header(self, name: str, handle: str, age: str) -> list[str]:
        return [self.account(handle), age]
