"""Saved web pages of posts: each known site's markup as one entry of :data:`SITES`.

A site is recognised by an element that only its pages have. Its `read` gives the posts found, by whomever, in page
order; who the thread's author is, and what belongs to others, is decided by the reader of the format.
"""

from __future__ import annotations

from unroller.saved.bluesky import BLUESKY
from unroller.saved.found import Found, Page, Site, page_of
from unroller.saved.mastodon import MASTODON, MASTODON_STATIC
from unroller.saved.microformats import JSON_LD, MICROFORMATS
from unroller.saved.nitter import NITTER
from unroller.saved.selectors import first
from unroller.saved.thread_reader import THREAD_READER
from unroller.saved.threads import THREADS
from unroller.saved.x import TWITTER, TWITTER_MOBILE, X

__all__ = ["CONVENTIONS", "SITES", "Found", "Page", "Site", "page_of", "recognise"]

#: Sites with markup of their own; the conventions that any site may follow come in only where no site claims a page.
SITES: tuple[Site, ...] = (
    THREAD_READER, NITTER, X, TWITTER, TWITTER_MOBILE, BLUESKY, THREADS, MASTODON, MASTODON_STATIC,
)  # fmt: skip
CONVENTIONS: tuple[Site, ...] = (MICROFORMATS, JSON_LD)


def recognise(page: Page) -> Site | None:
    """The site that printed `page`, or the convention it follows; None when its text must speak for itself."""
    for site in (*SITES, *CONVENTIONS):
        if page.mentions(site.hint) and first(page.soup, site.sign) is not None:
            return site
    return None
