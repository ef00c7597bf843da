"""The words of quoted posts of which a thread has the address alone: in the thread itself, or in another that is kept.

They are looked for anew each time a page is shown and copied nowhere, so what is removed is quoted no more. Pure, but
for the threads that are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from unroller.archive import StoredThread
from unroller.archive.sketches import hash_post
from unroller.errors import UnrollerError
from unroller.model import Account, Post, Quote, Thread
from unroller.networks import PostAddress, parse_post_url
from unroller.urls import canonicalize
from unroller.writers.html_parts import FoundQuote, QuoteFinder

#: For one page, so many threads are loaded; of those that hold one post, so many are looked at.
MOST_LOADED, MOST_HOLDERS = 8, 3


def build_quote_finder(
    kept: StoredThread, find_holders: Callable[[str, int], Sequence[str]], load: Callable[[str], StoredThread]
) -> QuoteFinder:
    """What finds the words of a post that `kept` quotes. `find_holders` gives the ids of so many threads in which the
    words of a post stand, by :func:`unroller.archive.sketches.hash_post`; `load` gives one of them."""
    loaded: dict[str, StoredThread | None] = {kept.id: kept}

    def get(thread: str) -> StoredThread | None:
        if thread not in loaded and len(loaded) <= MOST_LOADED:
            with suppress(UnrollerError):  # removed in this very moment, or damaged: its page says so
                loaded[thread] = load(thread)
        return loaded.get(thread)

    def find_quote(url: str) -> FoundQuote | None:
        address = parse_post_url(url)
        if address is None:
            return None
        holders = find_holders(hash_post(address.platform, address.id), MOST_HOLDERS + 1)
        others = [one for one in holders if one != kept.id]
        for thread in (kept.id, *others[:MOST_HOLDERS]):
            if (other := get(thread)) and (found := _find_in(other, address, "" if other is kept else other.url)):
                return found
        return None

    return find_quote


def build_paste_quote_finder(
    threads: Sequence[Thread], find_holders: Callable[[str, int], Sequence[str]], load: Callable[[str], StoredThread]
) -> QuoteFinder:
    """The same for a thread that is not kept: the first of `threads`, which were submitted with it. The others have no
    pages yet; `find_holders` and `load` are asked for what is kept."""
    loaded: dict[str, StoredThread] = {}

    def find_quote(url: str) -> FoundQuote | None:
        address = parse_post_url(url)
        if address is None:
            return None
        for place, thread in enumerate(threads):
            if found := _find_in_thread(thread, address, ""):
                return found if place == 0 else FoundQuote(found.quote, "")
        holders: Sequence[str] = ()
        with suppress(UnrollerError):  # the archive cannot be read: a preview does without
            holders = find_holders(hash_post(address.platform, address.id), MOST_HOLDERS)
        for one in holders:
            with suppress(UnrollerError):  # removed in this very moment, or damaged
                if one not in loaded and len(loaded) < MOST_LOADED:
                    loaded[one] = load(one)
            if one in loaded and (found := _find_in(loaded[one], address, loaded[one].url)):
                return found
        return None

    return find_quote


def _find_in(kept: StoredThread, address: PostAddress, url: str) -> FoundQuote | None:
    """The post at `address` in a kept thread, or among the posts that were looked up for it."""
    if found := _find_in_thread(kept.thread, address, url):
        return found
    for one in kept.observations:
        quote = one.description.quote if one.description else None
        if quote and quote.runs and canonicalize(one.url) == canonicalize(address.url):
            return FoundQuote(Quote(one.url, quote.author, quote.runs, quote.published), url or "#main")
    return None


def _find_in_thread(thread: Thread, address: PostAddress, url: str) -> FoundQuote | None:
    """The post at `address` among the posts of a thread, those of others in it, and those that it quotes."""
    for post in thread.posts:
        if _is_at(post, thread, post.author or thread.author, address):
            author = post.author or thread.author
            return FoundQuote(Quote(address.url, author, post.runs, post.published), f"{url}#p{post.number}")
    for post in thread.others:
        if _is_at(post, thread, post.author, address):
            return FoundQuote(Quote(address.url, post.author, post.runs, post.published), url or "#main")
    for post in thread.posts:
        for quote in post.quotes:
            if quote.runs and quote.url and canonicalize(quote.url) == canonicalize(address.url):
                return FoundQuote(quote, f"{url}#p{post.number}")
    return None


def _is_at(post: Post, thread: Thread, author: Account | None, address: PostAddress) -> bool:
    """Whether `post`, which has words, is the one at `address`."""
    if not (post.id and post.text) or thread.platform != address.platform or post.id != address.id:
        return False
    if address.platform == "x":  # the ids of other networks are unique within a server, or an account
        return True
    if post.url and canonicalize(post.url) == canonicalize(address.url):
        return True
    handle = (address.handle or "").casefold()
    return bool(author and handle and handle in (author.handle.casefold(), (author.id or "").casefold()))
