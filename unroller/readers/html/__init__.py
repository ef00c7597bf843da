"""Saved web pages of posts: each known site's markup as one entry of :data:`SITES`.

A site is recognised by an element that only its pages have. Its `read` gives the posts found, by whomever, in page
order; who the thread's author is, and what belongs to others, is decided by the reader of the format.
"""

from __future__ import annotations

from unroller.readers.html.base import HtmlPage, HtmlPost, Site, parse_page
from unroller.readers.html.bluesky import BLUESKY
from unroller.readers.html.mastodon import MASTODON, MASTODON_STATIC
from unroller.readers.html.microformats import JSON_LD, MICROFORMATS
from unroller.readers.html.nitter import NITTER
from unroller.readers.html.selectors import select_first
from unroller.readers.html.thread_reader import THREAD_READER
from unroller.readers.html.threads import THREADS
from unroller.readers.html.x import TWITTER, TWITTER_MOBILE, X

__all__ = ["CONVENTIONS", "SITES", "HtmlPage", "HtmlPost", "Site", "detect_site", "parse_page"]

#: Sites with markup of their own; the conventions that any site may follow come in only where no site claims a page.
SITES: tuple[Site, ...] = (
    THREAD_READER, NITTER, X, TWITTER, TWITTER_MOBILE, BLUESKY, THREADS, MASTODON, MASTODON_STATIC,
)  # fmt: skip
CONVENTIONS: tuple[Site, ...] = (MICROFORMATS, JSON_LD)


def detect_site(page: HtmlPage) -> Site | None:
    """The site that printed `page`, or the convention it follows; None when its text must speak for itself."""
    for site in (*SITES, *CONVENTIONS):
        if page.mentions(site.hint) and select_first(page.soup, site.sign) is not None:
            return site
    return None
