"""X's and Twitter's own pages, of three generations."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString

from unroller.documents.html import HtmlText, extract_text, get_address, get_attribute
from unroller.messages import Message
from unroller.model import Account, Attachment, Quote, Run
from unroller.networks import X, parse_post_url
from unroller.readers.boilerplate import normalize
from unroller.readers.html.base import (
    HtmlPage,
    HtmlPost,
    find_advert_label,
    inline_text,
    parse_handle,
    parse_post_link,
    parse_time,
    parse_timestamp,
    read_options,
    select_outside,
    with_id_date,
)
from unroller.readers.html.selectors import select, select_first, select_outermost
from unroller.readers.html.site_reader import SiteReader
from unroller.readers.html.x_article import (
    VIEW,
    ArticleText,
    find_body,
    find_cover,
    find_post,
    find_title,
    iterate_around,
)
from unroller.readers.text.ui_labels import UNAVAILABLE
from unroller.regex import compile_re

_BASE = "https://x.com/"
#: X breaks lines by characters; where a text comes in boxes, each is a line.
_LINES = frozenset({"div", "p"})


def _is_in_line(node: Tag) -> bool:
    """Whether a box stands in the line: X puts one around a mention, a hashtag or a link, and nothing else in it."""
    if node.name != "div" or node.get("dir"):
        return False
    while len(inside := [child for child in node.contents if not isinstance(child, str) or child.strip()]) == 1:
        child = inside[0]
        if not isinstance(child, Tag):
            return False
        if child.name == "a":
            return True
        node = child
    return False


_RULES = compile_re(r"https?://help\.(?:x|twitter)\.com/")
#: What X says in place of a post is one sentence.
_LONGEST_NOTICE = 200


def _read_body(node: Tag) -> HtmlText:
    return extract_text(node, keep_space=True, base=_BASE, blocks=_LINES, inline=_is_in_line)


def _find_unavailable(node: Tag, body: Tag | None) -> str:
    """What X says in the place of a quoted post that it does not show; empty where it says nothing of the kind.

    Behind it X explains itself by a link to its rules, in every language.
    """
    for found in iterate_around(node, body):
        if found.name == "a" and _RULES.match(get_attribute(found, "href")) and found.parent is not None:
            said = inline_text(found.parent).removesuffix(inline_text(found)).strip()
            if 0 < len(said) < _LONGEST_NOTICE:
                return said
        for child in found.contents:
            if isinstance(child, NavigableString) and normalize(child).casefold() in UNAVAILABLE:
                return normalize(child)
    return ""


#: What X puts into its advertisements, which have no time.
_PROMOTED = '[data-testid="promotedIndicator"]'
#: What stands in the place of a post that is not shown is an article too.
_NOTICE = 'article[role="article"]'
_POST = 'article[data-testid="tweet"]'


def read_react(page: HtmlPage) -> list[HtmlPost]:
    """The pages since 2019, as a browser saves them: one ``article`` a post; a long article stands in one, or alone."""
    found = []
    nodes: list[Tag] = []
    for node in select_outermost(page.soup, f"{_POST}, {VIEW}, {_NOTICE}"):
        inner = [] if get_attribute(node, "data-testid") else select_outermost(node, f"{_POST}, {VIEW}")
        nodes += inner or [node]
    dated = any(select_first(node, "time") for node in nodes)
    for node in nodes:
        if body := find_body(node):
            found.append(_read_long_article(node, body, page))
        elif said := _find_notice(node):
            found.append(HtmlPost(missing=Message("the page says: {told}", told=said)))
        elif not get_attribute(node, "data-testid"):
            continue
        elif dated and not select_first(node, "time"):  # whatever its label is, only what is paid for has none
            found.append(HtmlPost(body=node, advert=True))
        else:
            found.append(_read_article(node))
    return found


def _find_notice(node: Tag) -> str:
    """What X says in the place of a post of the thread; empty where a post stands."""
    if select_first(node, '[data-testid="User-Name"], [data-testid="tweetText"], time') or len(inline_text(node)) > 300:
        return ""
    return _find_unavailable(node, None)


def _read_long_article(node: Tag, body: Tag, page: HtmlPage) -> HtmlPost:
    """A post that is a long article of X. The page around it says who wrote it where its own header does not."""
    text = ArticleText(body, _BASE, _read_quote)
    title = find_title(node)
    around = list(iterate_around(node, body))
    header = next((found for found in around if found.get("data-testid") == "User-Name"), None)
    links = (found for found in around if "/status/" in get_attribute(found, "href"))
    time = next((link for link in links if select_first(link, "time")), None)
    where = parse_post_link(time, _BASE) or find_post(node, _BASE) or parse_post_url(page.url or "")
    name, handle = _read_author(header)
    post_id = where.id if where else None
    return HtmlPost(
        tuple(text.runs),
        handle or (where.handle if where else None),
        name,
        post_id,
        where.url if where else None,
        with_id_date(parse_time(select_first(time, "time") if time else None), X, post_id),
        (*find_cover(node, body, _BASE), *text.attachments),
        tuple(text.quotes),
        body=body,
        title=inline_text(title) or None,
        headings=tuple(text.headings),
        header=_without_nested(title, header, time),
    )


def _without_nested(*parts: Tag | None) -> tuple[Tag, ...]:
    """The elements that are there, and stand in none of the others."""
    found = [part for part in parts if part is not None]
    return tuple(one for one in found if not any(other is parent for other in found for parent in one.parents))


def _read_article(node: Tag) -> HtmlPost:
    texts = select(node, '[data-testid="tweetText"]')
    card = select_first(node, 'div[role="link"][tabindex="0"]')
    own = [text for text in texts if card is None or card not in text.parents]
    body = _read_body(own[0]) if own else None
    link = next((a for a in select(node, 'a[href*="/status/"]') if select_first(a, "time")), None)
    where = parse_post_link(link, _BASE)
    if where is None and (select_first(node, _PROMOTED) or find_advert_label(node, own[0] if own else None)):
        return HtmlPost(body=node, advert=True)
    name, handle = _read_author(select_first(node, '[data-testid="User-Name"]', '[data-testid="User-Names"]'))
    quote = _read_quote(card) if card else None
    options = _find_options(node, card)
    return HtmlPost(
        (*(body.runs if body else ()), *read_options(options, blank=bool(body and body.runs))),
        (where.handle if where else None) or handle,
        name,
        where.id if where else None,
        where.url if where else None,
        with_id_date(parse_time(select_first(link, "time") if link else None), X, where.id if where else None),
        _read_pictures(node, card),
        (quote,) if quote else (),
        get_attribute(own[0], "lang") or None if own else None,
        cut=select_first(node, '[data-testid="tweet-text-show-more-link"]') is not None,
        body=own[0] if own else None,
        gone=_find_unavailable(node, own[0] if own else None),
        opened=get_attribute(node, "tabindex") == "-1",
        parts=tuple(options),
    )


def _find_options(node: Tag, card: Tag | None) -> list[Tag]:
    """What a poll offers: buttons while it runs, entries of a list with their shares when it is over."""
    poll = select_outside(node, (card,) if card else (), '[data-testid="cardPoll"]')
    if poll is None:
        return []
    entries = select(poll, "li")
    if entries:
        return [found for entry in entries if (found := select_first(entry, 'div[dir="ltr"]', "div[dir]", "span"))]
    return select(poll, '[role="radio"]')


def _read_author(node: Tag | None) -> tuple[str | None, str | None]:
    """Display name and handle."""
    if node is None:
        return None, None
    handle = next((part for part in node.stripped_strings if part.startswith("@")), "")
    name = extract_text(select_first(node, "a") or node).text.split("\n")[0].strip()
    return (name if name and not name.startswith("@") else None), parse_handle(handle)


def _read_pictures(node: Tag, card: Tag | None) -> tuple[Attachment, ...]:
    found = []
    for image in select(node, '[data-testid="tweetPhoto"] img'):
        if card is None or card not in image.parents:
            alt = get_attribute(image, "alt")
            found.append(Attachment("image", get_address(image, "src", _BASE), alt if alt and alt != "Image" else None))
    videos = [video for video in select(node, "video") if card is None or card not in video.parents]
    found += [Attachment("video", get_address(video, "src", _BASE)) for video in videos]
    return tuple(found)


def _read_quote(card: Tag) -> Quote | None:
    body = select_first(card, '[data-testid="tweetText"]')
    where = next((found for a in select(card, "a[href]") if (found := parse_post_link(a, _BASE))), None)
    name, handle = _read_author(select_first(card, '[data-testid="User-Name"]'))
    if body is None and where is None:
        return None
    handle = handle or (where.handle if where else None)
    return Quote(
        where.url if where else None,
        Account(handle, name) if handle else None,
        _read_body(body).runs if body else (),
        parse_time(select_first(card, "time")),
    )


def _is_hidden(node: Tag) -> bool:
    """Twitter's own marks inside a text: the ellipsis of a cut link, the address of a picture."""
    classes = node.get_attribute_list("class")
    return "tco-ellipsis" in classes or "u-hidden" in classes


def read_desktop(page: HtmlPage) -> list[HtmlPost]:
    """The desktop pages of 2011 to 2020."""
    found = []
    for node in select_outermost(page.soup, ".tweet[data-tweet-id], .js-stream-tweet[data-tweet-id]"):
        body = select_first(node, ".js-tweet-text", ".tweet-text")
        if get_attribute(node, "data-disclosure-type") == "promoted" or "promoted-tweet" in get_attribute(
            node, "class"
        ):
            found.append(HtmlPost(body=node, advert=True))
            continue
        post_id = get_attribute(node, "data-tweet-id")
        handle = parse_handle(get_attribute(node, "data-screen-name"))
        quoted = select_first(node, ".QuoteTweet-innerContainer[href]", ".QuoteTweet [data-item-id][href]")
        found.append(
            HtmlPost(
                _read_text(body) if body else (),
                handle,
                get_attribute(node, "data-name") or None,
                post_id,
                f"https://x.com/{handle}/status/{post_id}" if handle and post_id.isdigit() else None,
                with_id_date(
                    parse_timestamp(get_attribute(select_first(node, "[data-time-ms]") or node, "data-time-ms")),
                    X,
                    post_id,
                ),
                tuple(
                    Attachment(
                        "image",
                        get_address(image, "data-image-url", _BASE),
                        get_attribute(select_first(image, "img") or image, "alt") or None,
                    )
                    for image in select(node, ".AdaptiveMedia-photoContainer[data-image-url]")
                ),
                (_read_desktop_quote(quoted),) if quoted else (),
                get_attribute(body, "lang") or None if body else None,
                body=body,
            )
        )
    return found


def _read_text(body: Tag) -> tuple[Run, ...]:
    return extract_text(body, keep_space=True, base=_BASE, drop=_is_hidden).runs


def _read_desktop_quote(node: Tag) -> Quote:
    where = parse_post_url(get_address(node, "href", _BASE) or "")
    body = select_first(node, ".QuoteTweet-text")
    handle = parse_handle(get_attribute(node, "data-screen-name")) or (where.handle if where else None)
    runs = extract_text(body, keep_space=True, base=_BASE).runs if body else ()
    return Quote(where.url if where else None, Account(handle) if handle else None, runs)


_MOBILE_ID = compile_re(r"tweet_(\d{5,20})$")


def read_mobile(page: HtmlPage) -> list[HtmlPost]:
    """The pages for simple phones, of 2012 to 2020."""
    found = []
    for node in select_outermost(page.soup, "table.tweet, table.main-tweet"):
        body = select_first(node, ".tweet-text")
        where = parse_post_url(get_address(node, "href", "https://twitter.com/") or "")
        post_id = get_attribute(body, "data-id") if body else ""
        handle = parse_handle(inline_text(select_first(node, ".username")))
        found.append(
            HtmlPost(
                extract_text(body, base=_BASE).runs if body else (),
                handle or (where.handle if where else None),
                inline_text(select_first(node, ".fullname")) or None,
                post_id or (where.id if where else None),
                where.url if where else None,
                with_id_date(parse_timestamp(""), X, post_id),
                body=body,
            )
        )
    return found


READERS = (
    SiteReader("x-page", Message("X page (saved)"), X.platform, "data-testid", f"{_POST}, {VIEW}", read_react),
    SiteReader(
        "twitter-page",
        Message("Twitter page of the 2010s (saved)"),
        X.platform,
        "data-tweet-id",
        ".tweet[data-tweet-id]",
        read_desktop,
    ),
    SiteReader(
        "twitter-mobile-page",
        Message("Twitter page for phones (saved)"),
        X.platform,
        "tweet-text",
        "table.tweet .tweet-text, table.main-tweet",
        read_mobile,
    ),
)
