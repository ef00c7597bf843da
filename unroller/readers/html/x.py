"""X's and Twitter's own pages, of three generations."""

from __future__ import annotations

import re

from bs4 import Tag

from unroller.documents.html import address, attribute, flow
from unroller.model import Account, Attachment, Quote, Run
from unroller.networks import parse_post_url
from unroller.readers.html.base import Found, Page, Site, dated, handle_of, post_address, stated, time_of, words
from unroller.readers.html.selectors import first, outermost, select

_BASE = "https://x.com/"
#: X breaks lines by characters alone: its boxes around mentions stand in the line.
_INLINE: frozenset[str] = frozenset()


def read_react(page: Page) -> list[Found]:
    """The pages since 2019, as a browser saves them: one ``article`` a post."""
    return [_article(node) for node in outermost(page.soup, 'article[data-testid="tweet"]')]


def _article(node: Tag) -> Found:
    texts = select(node, '[data-testid="tweetText"]')
    card = first(node, 'div[role="link"][tabindex="0"]')
    own = [text for text in texts if card is None or card not in text.parents]
    body = flow(own[0], keep_space=True, base=_BASE, blocks=_INLINE) if own else None
    link = next((a for a in select(node, 'a[href*="/status/"]') if first(a, "time")), None)
    where = post_address(link, _BASE)
    name, handle = _who(first(node, '[data-testid="User-Name"]', '[data-testid="User-Names"]'))
    quote = _quote(card) if card else None
    return Found(
        body.runs if body else (),
        (where.handle if where else None) or handle,
        name,
        where.id if where else None,
        where.url if where else None,
        dated(time_of(first(link, "time") if link else None), "x", where.id if where else None),
        _pictures(node, card),
        (quote,) if quote else (),
        attribute(own[0], "lang") or None if own else None,
        cut=first(node, '[data-testid="tweet-text-show-more-link"]') is not None,
        body=own[0] if own else None,
    )


def _who(node: Tag | None) -> tuple[str | None, str | None]:
    """Display name and handle."""
    if node is None:
        return None, None
    handle = next((part for part in node.stripped_strings if part.startswith("@")), "")
    name = flow(first(node, "a") or node).text.split("\n")[0].strip()
    return (name if name and not name.startswith("@") else None), handle_of(handle)


def _pictures(node: Tag, card: Tag | None) -> tuple[Attachment, ...]:
    found = []
    for image in select(node, '[data-testid="tweetPhoto"] img'):
        if card is None or card not in image.parents:
            alt = attribute(image, "alt")
            found.append(Attachment("image", address(image, "src", _BASE), alt if alt and alt != "Image" else None))
    videos = [video for video in select(node, "video") if card is None or card not in video.parents]
    found += [Attachment("video", address(video, "src", _BASE)) for video in videos]
    return tuple(found)


def _quote(card: Tag) -> Quote | None:
    body = first(card, '[data-testid="tweetText"]')
    where = next((found for a in select(card, "a[href]") if (found := post_address(a, _BASE))), None)
    name, handle = _who(first(card, '[data-testid="User-Name"]'))
    if body is None and where is None:
        return None
    handle = handle or (where.handle if where else None)
    return Quote(
        where.url if where else None,
        Account(handle, name) if handle else None,
        flow(body, keep_space=True, base=_BASE, blocks=_INLINE).runs if body else (),
        time_of(first(card, "time")),
    )


def _is_hidden(node: Tag) -> bool:
    """Twitter's own marks inside a text: the ellipsis of a cut link, the address of a picture."""
    classes = node.get_attribute_list("class")
    return "tco-ellipsis" in classes or "u-hidden" in classes


def read_desktop(page: Page) -> list[Found]:
    """The desktop pages of 2011 to 2020."""
    found = []
    for node in outermost(page.soup, ".tweet[data-tweet-id], .js-stream-tweet[data-tweet-id]"):
        body = first(node, ".js-tweet-text", ".tweet-text")
        post_id = attribute(node, "data-tweet-id")
        handle = handle_of(attribute(node, "data-screen-name"))
        quoted = first(node, ".QuoteTweet-innerContainer[href]", ".QuoteTweet [data-item-id][href]")
        found.append(
            Found(
                _with_whole_links(body) if body else (),
                handle,
                attribute(node, "data-name") or None,
                post_id,
                f"https://x.com/{handle}/status/{post_id}" if handle and post_id.isdigit() else None,
                dated(stated(attribute(first(node, "[data-time-ms]") or node, "data-time-ms")), "x", post_id),
                tuple(
                    Attachment(
                        "image",
                        address(image, "data-image-url", _BASE),
                        attribute(first(image, "img") or image, "alt") or None,
                    )
                    for image in select(node, ".AdaptiveMedia-photoContainer[data-image-url]")
                ),
                (_desktop_quote(quoted),) if quoted else (),
                attribute(body, "lang") or None if body else None,
                body=body,
            )
        )
    return found


def _with_whole_links(body: Tag) -> tuple[Run, ...]:
    return flow(body, keep_space=True, base=_BASE, drop=_is_hidden).runs


def _desktop_quote(node: Tag) -> Quote:
    where = parse_post_url(address(node, "href", _BASE) or "")
    body = first(node, ".QuoteTweet-text")
    handle = handle_of(attribute(node, "data-screen-name")) or (where.handle if where else None)
    runs = flow(body, keep_space=True, base=_BASE).runs if body else ()
    return Quote(where.url if where else None, Account(handle) if handle else None, runs)


_MOBILE_ID = re.compile(r"tweet_(\d{5,20})$")


def read_mobile(page: Page) -> list[Found]:
    """The pages for simple phones, of 2012 to 2020."""
    found = []
    for node in outermost(page.soup, "table.tweet, table.main-tweet"):
        body = first(node, ".tweet-text")
        where = parse_post_url(address(node, "href", "https://twitter.com/") or "")
        post_id = attribute(body, "data-id") if body else ""
        handle = handle_of(words(first(node, ".username")))
        found.append(
            Found(
                flow(body, base=_BASE).runs if body else (),
                handle or (where.handle if where else None),
                words(first(node, ".fullname")) or None,
                post_id or (where.id if where else None),
                where.url if where else None,
                dated(stated(""), "x", post_id),
                body=body,
            )
        )
    return found


X = Site("x-page", "X page (saved)", "x", "data-testid", 'article[data-testid="tweet"]', read_react)
TWITTER = Site(
    "twitter-page", "Twitter page of the 2010s (saved)", "x", "data-tweet-id", ".tweet[data-tweet-id]", read_desktop
)
TWITTER_MOBILE = Site(
    "twitter-mobile-page",
    "Twitter page for phones (saved)",
    "x",
    "tweet-text",
    "table.tweet .tweet-text, table.main-tweet",
    read_mobile,
)
