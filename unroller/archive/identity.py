"""When two captures are the same thread."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from unroller.archive.paths import ID_LENGTH
from unroller.model import Thread
from unroller.text import split_words

#: Emoji and other symbols, signs of calculation, signs of currencies.
_SIGNS = frozenset({"So", "Sm", "Sc"})
#: What may be one: most characters are not, and asking about each of them takes long.
_PERHAPS_SIGN = re.compile(r"[$+<=>|~]|[^\x00-\x7f\w\s]")


@dataclass(frozen=True, slots=True)
class ThreadIdentity:
    """`id` names the thread; `fingerprint` its text, in any format; `capture` these bytes, read at this place."""

    id: str
    fingerprint: str
    capture: str


def identify(thread: Thread) -> ThreadIdentity:
    """The identity of a thread: by its network, account and root post where these are known, else by its text.

    The account is part of it because ids are only unique within one (Bluesky) or within a server (Mastodon), and so
    that a wrong address in one capture can never make its thread pass for a newer capture of somebody else's.
    """
    text = compute_fingerprint(thread)
    root = find_root_post(thread)
    account = (thread.author.id or thread.author.handle.casefold()) if thread.author else ""
    known = thread.platform and root
    name = _hash_text(f"{thread.platform}:{account}:{root}")[:ID_LENGTH] if known else hash_words(text)
    return ThreadIdentity(name, text, _hash_text(f"{thread.capture.sha256}:{locate_thread(thread)}"))


def hash_words(fingerprint: str) -> str:
    """The name of a thread of which nothing is known but its words."""
    return _hash_text(f"text:{fingerprint}")[:ID_LENGTH]


def find_root_post(thread: Thread) -> str | None:
    """The id of the thread's first post, on its network."""
    return thread.id or (thread.posts[0].id if thread.posts else None)


def locate_thread(thread: Thread) -> str:
    """Where in its capture the thread was found: one capture may hold several threads."""
    root = find_root_post(thread)
    if root:
        return f"id {root}"
    line = thread.posts[0].line if thread.posts else None
    return f"line {line}" if line is not None else "whole"


def compute_fingerprint(thread: Thread) -> str:
    """Hex SHA-256 of the words and signs of all posts, in order, casefolded.

    Line breaks, spacing, punctuation and the borders between posts do not count: sites differ in them. Signs such as
    ``+`` and emoji do: they tell short posts apart.
    """
    return _hash_text("\n".join(_iter_tokens(" ".join(post.text for post in thread.posts))))


def _iter_tokens(text: str) -> Iterator[str]:
    """The words of `text` and its signs; of a text with neither, every visible character."""
    found = split_words(text)
    signs = [c for c in _PERHAPS_SIGN.findall(text) if unicodedata.category(c) in _SIGNS]
    if found or signs:
        yield from found
        yield "".join(signs)
    else:
        yield from "".join(text.split())


def _hash_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
