"""Posts of the networks, as their pages and their oEmbed replies state them: who wrote, and the words."""

from __future__ import annotations

import json
import re

from bs4 import Tag
from bs4.exceptions import ParserRejectedMarkup

from unroller.documents.html import extract_text, get_attribute, parse
from unroller.errors import InputError
from unroller.limits import Limits
from unroller.linkcheck.metadata.fields import read_date
from unroller.linkcheck.metadata.html import Statements
from unroller.model import UNKNOWN_DATE, Account, Date, Description, Platform, Quote, Run
from unroller.networks import MASTODON, NETWORK_NAMES, NETWORKS, X, parse_post_url
from unroller.regex import compile_re
from unroller.text import replace_unprintable
from unroller.urls import safe_url

_LIMITS = Limits(text_bytes=512 * 1024, elements=3_000)
#: How the networks name a post's author in the title of its page.
_NAMED = compile_re(r"(?P<name>.{1,200}?) \(@(?P<handle>[\w.@-]{1,300})\)(?: (?:on|•) .{1,40})?", re.DOTALL)
_ATTACHED = compile_re(r"Attached: \d{1,2} (?:images?|videos?|audios?|files?)\s{1,4}")
#: What follows the words of a post in X's replies: who wrote it.
_SIGNED = compile_re(r"— (?P<name>.{1,200}) \(@(?P<handle>[\w.:-]{1,300})\)")


def describe_post(statements: Statements, address: str, url: str) -> Description | None:
    """A post of a network from its page, or None when the page is none. Words that the network cut end in ``…``."""
    post = parse_post_url(url) or parse_post_url(address)
    if post is None:
        return None
    named = _NAMED.fullmatch(statements.first("og.title").strip())
    if (
        post.platform == MASTODON.platform
        and named is None
        and "mastodon" not in statements.first("generator", "og.site_name").lower()
    ):
        return None
    handle = named["handle"] if named else post.handle or ""
    name = named["name"].strip() if named else None
    words = replace_unprintable(statements.first("og.description")).strip() if named else ""
    words = _ATTACHED.sub("", words, count=1) if post.platform == MASTODON.platform else words
    if post.platform == X.platform and words[:1] == "“" and words[-1:] == "”":
        words = words[1:-1]
    author = Account(handle, name) if handle else None
    return Description(
        form="post",
        site=NETWORK_NAMES[post.platform],
        authors=(name,) if name else (),
        quote=Quote(post.url, author, (Run(words),) if words else ()),
    )


def oembed_address(url: str) -> str | None:
    """Where the words of a post are given without a key, or None when its network gives them nowhere."""
    post = parse_post_url(url)
    return NETWORKS[post.platform].record_url(post) if post else None


def parse_post(body: bytes, url: str) -> Description | None:
    """A post from the reply of :func:`oembed_address` for it, or None when it holds no post.

    `url` is the address of the post. Its words are plain runs, with links where the reply has them.
    """
    try:
        reply = json.loads(body[: _LIMITS.text_bytes])
    except (ValueError, RecursionError):
        return None
    if not isinstance(reply, dict) or "error" in reply or "errors" in reply:
        return None
    account = reply.get("account")
    if isinstance(account, dict):
        return _record(reply, account, url)
    return _parse_oembed(reply, url)


def _parse_oembed(reply: dict[str, object], url: str) -> Description | None:
    tree = _tree(reply.get("html"))
    block = tree.find("blockquote") if tree else None
    post = parse_post_url(url)
    if not isinstance(block, Tag) or post is None:
        return None
    words = block.find("p", recursive=False)
    signed = _SIGNED.search(" ".join(block.get_text().split())[-600:])
    handle = signed["handle"] if signed else post.handle or ""
    name = _text(reply.get("author_name")) or (signed["name"] if signed else "")
    runs = extract_text(words).runs if words else ()
    links = block.find_all("a", recursive=False)
    date = read_date(links[-1].get_text()[:60].strip(), web=True) if links else None
    lang = get_attribute(words, "lang")[:20] if words else ""
    account = Account(handle, name or None, _url(reply.get("author_url")))
    return _post(post.platform, post.url, account, runs, date, lang)


def _record(record: dict[str, object], account: dict[str, object], url: str) -> Description | None:
    """Mastodon's public record of a post."""
    post = parse_post_url(url)
    if record.get("visibility") not in ("public", "unlisted") or post is None:
        return None
    tree = _tree(record.get("content"))
    runs = extract_text(tree).runs if tree else ()
    if warning := _text(record.get("spoiler_text")):
        runs = (Run(f"{warning}\n\n"), *runs)
    handle = _text(account.get("acct")) or post.handle or ""
    handle = handle if "@" in handle else post.handle or handle
    date = read_date(_text(record.get("created_at")), web=True)
    author = Account(handle, _text(account.get("display_name")) or None, _url(account.get("url")))
    return _post(
        MASTODON.platform, _url(record.get("url")) or post.url, author, runs, date, _text(record.get("language"))
    )


def _post(
    platform: Platform, url: str, author: Account, runs: tuple[Run, ...], date: str | None, lang: str
) -> Description:
    published = Date(value=date, how="stated") if date else UNKNOWN_DATE
    plain = re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}", lang)
    return Description(
        form="post",
        site=NETWORK_NAMES[platform],
        authors=(author.name,) if author.name else (),
        published=published,
        lang=lang if plain and lang not in ("und", "zxx", "qme", "qst", "art") else None,
        canonical=url,
        quote=Quote(url, author, runs, published),
    )


def _tree(markup: object) -> Tag | None:
    try:
        return parse(replace_unprintable(markup), _LIMITS) if isinstance(markup, str) else None
    except (InputError, ParserRejectedMarkup, ValueError, AssertionError):
        return None


def _text(value: object) -> str:
    return replace_unprintable(value).strip()[:300] if isinstance(value, str) else ""


def _url(value: object) -> str | None:
    url = safe_url(value) if isinstance(value, str) else None
    return url if url and url.startswith(("http://", "https://")) else None
