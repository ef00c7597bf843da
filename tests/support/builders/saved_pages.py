# ruff: noqa: E501 - markup as networks write it
"""Pages of networks as browsers save them, written anew for every number: posts of an author, posts that these quote,
advertisements between them and answers below them, in the markup of each network."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass

from tests.support.builders.copied_pages import LABELS, PITCHES, SENTENCES

_ID = 1896812345678900000


@dataclass(frozen=True)
class SavedPage:
    """A page, the author's handle, what the author's posts say, what these quote (an empty text: nothing), what others
    answer, and the first words of what is advertised."""

    html: str
    handle: str
    posts: tuple[str, ...]
    quoted: tuple[str, ...]
    answers: tuple[str, ...]
    adverts: tuple[str, ...]


def build_saved_page(seed: int) -> SavedPage:
    """The page of number `seed`; the same for the same number."""
    chance = random.Random(seed)
    printer = chance.choice((_X, _Mastodon, _Bluesky, _Threads))()
    posts, quoted, out, adverts = [], [], [], []
    for at in range(chance.randint(2, 6)):
        text = "\n".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, 4)))
        quote = " ".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, 6))) if chance.random() < 0.4 else ""
        posts.append(text)
        quoted.append(quote)
        inner = printer.quote("old_pilot", quote, at + 50) if quote else ""
        out.append(printer.post("maren", text, at, inner))
        if printer.sells and chance.random() < 0.3:
            pitch = chance.choice(PITCHES)
            adverts.append(pitch.split("\n")[0])
            out.append(printer.advert("skyforge", pitch, chance.choice(LABELS)))
    answers = [chance.choice(SENTENCES) for _ in range(chance.randint(0, 3))]
    out += [printer.post("hedda", text, at + 20, "") for at, text in enumerate(answers)]
    page = f"<!DOCTYPE html><html><head><title>Thread</title></head><body><main>{''.join(out)}</main></body></html>"
    return SavedPage(page, printer.handle("maren"), tuple(posts), tuple(quoted), tuple(answers), tuple(adverts))


def _escape(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


class _X:
    sells = True

    def handle(self, name: str) -> str:
        return name

    def post(self, name: str, text: str, at: int, inner: str) -> str:
        return (
            f'<article data-testid="tweet"><div data-testid="User-Name"><a href="/{name}"><span>{name.title()}</span></a>'
            f'<a href="/{name}">@{name}</a><a href="/{name}/status/{_ID + at}"><time datetime="2025-03-03T09:{at:02}:00.000Z">'
            f'Mar 3</time></a></div><div data-testid="tweetText"><span>{html.escape(text)}</span></div>{inner}'
            '<div role="group"><span>12</span><span>40</span></div></article>'
        )

    def quote(self, name: str, text: str, at: int) -> str:
        return (
            f'<div role="link" tabindex="0"><div data-testid="User-Name"><span>{name.title()}</span><span>@{name}</span></div>'
            f'<time datetime="2025-01-01T00:00:00.000Z">Jan 1</time><div data-testid="tweetText"><span>{html.escape(text)}'
            "</span></div></div>"
        )

    def advert(self, name: str, text: str, label: str) -> str:
        return (
            f'<article data-testid="tweet"><div data-testid="User-Name"><a href="/{name}"><span>{name.title()}</span></a>'
            f'<a href="/{name}">@{name}</a></div><span>{label}</span><div data-testid="tweetText"><span>{html.escape(text)}'
            "</span></div></article>"
        )


class _Mastodon:
    sells = False

    def handle(self, name: str) -> str:
        return f"{name}@coast.example"

    def post(self, name: str, text: str, at: int, inner: str) -> str:
        return (
            f'<div class="status__wrapper"><a class="status__relative-time" href="https://coast.example/@{name}/{_ID + at}">'
            f'<time datetime="2025-03-03T09:{at:02}:00Z">1d</time></a><strong class="display-name__html">{name.title()}</strong>'
            f'<span class="display-name__account">@{self.handle(name)}</span><div class="status__content"><div class='
            f'"status__content__text"><p>{_escape(text)}</p></div></div>{inner}</div>'
        )

    def quote(self, name: str, text: str, at: int) -> str:
        return f'<div class="status__quote">{self.post(name, text, at, "")}</div>'

    def advert(self, name: str, text: str, label: str) -> str:
        raise NotImplementedError


class _Bluesky:
    sells = False

    def handle(self, name: str) -> str:
        return f"{name.replace('_', '-')}.bsky.example"

    def post(self, name: str, text: str, at: int, inner: str) -> str:
        who = self.handle(name)
        return (
            f'<div data-testid="postThreadItem-by-{who}"><a href="/profile/{who}">{name.title()}</a>'
            f'<a href="/profile/{who}/post/3lj{chr(97 + at % 26)}{at // 26}aaaaaaaa">1d</a>'
            f'<div data-testid="postText" dir="auto">{html.escape(text)}</div>{inner}</div>'
        )

    def quote(self, name: str, text: str, at: int) -> str:
        who = self.handle(name)
        return (
            f'<div data-testid="embeddedPost-by-{who}"><a href="/profile/{who}/post/3lkk{at}aaaaaaa">3d</a>'
            f'<div data-testid="postText">{html.escape(text)}</div></div>'
        )

    def advert(self, name: str, text: str, label: str) -> str:
        raise NotImplementedError


class _Threads:
    sells = True

    def handle(self, name: str) -> str:
        return name

    def post(self, name: str, text: str, at: int, inner: str) -> str:
        return (
            f'<div data-pressable-container="true"><a href="/@{name}">{name}</a><a href="/@{name}/post/C4a{at}">'
            f'<time datetime="2025-03-03T09:{at:02}:00.000Z">1d</time></a><span dir="auto">{html.escape(text)}</span>{inner}'
            '<div role="button"><span dir="auto"><span dir="auto">12</span></span></div></div>'
        )

    def quote(self, name: str, text: str, at: int) -> str:
        return self.post(name, text, at, "")

    def advert(self, name: str, text: str, label: str) -> str:
        return (
            f'<div data-pressable-container="true"><a href="/@{name}">{name}</a><span dir="auto">{label}</span>'
            f'<span dir="auto">{html.escape(text)}</span></div>'
        )
