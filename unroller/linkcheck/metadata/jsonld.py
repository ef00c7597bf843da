"""Linked data of a page (JSON-LD, microdata): read though broken, and the one thing in it that the page is about."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator

from unroller.linkcheck.metadata.html import Thing
from unroller.regex import compile_re
from unroller.urls import canonicalize

#: Things of one page that are looked at, and how deep they may be nested.
_MOST, _DEEP = 400, 6
_TRAILING = compile_re(r",(?=[ \t\r\n]{0,100}[}\]])")
_WRAPPING = compile_re(r"<!\[CDATA\[|\]\]>|<!--|-->|^[ \t]{0,20}//[^\"\n]{0,20}$", re.MULTILINE)

_ARTICLES = frozenset(
    """Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle
    ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting BlogPosting TechArticle SatiricalArticle Report Review
    AdvertiserContentArticle""".split()
)
PAPERS = frozenset(["ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Chapter"])
DATASETS = frozenset(["Dataset", "DataDownload"])
POSTS = frozenset(["SocialMediaPosting", "DiscussionForumPosting"])
REPOSITORIES = frozenset(["SoftwareSourceCode"])
VIDEOS = frozenset(["VideoObject", "Clip", "Movie", "TVEpisode", "Episode"])
_OTHERS = frozenset(["Book", "PodcastEpisode", "CreativeWork", "Legislation", "Recipe", "HowTo", "DigitalDocument"])
_PAGES = frozenset(["WebPage", "AboutPage", "ItemPage", "FAQPage", "MedicalWebPage", "ProfilePage", "VideoPage"])
#: What a page is about, the surest first: an article may hold a video, and every page is a page.
_RANKS = (PAPERS, DATASETS, REPOSITORIES, _ARTICLES | POSTS, VIDEOS, _OTHERS, _PAGES)


def parse_things(scripts: Iterable[str]) -> list[Thing]:
    """All things that the scripts state at their top, in ``@graph`` or as the main entity of another."""
    things: list[Thing] = []
    for script in scripts:
        for value in _parse_script(script):
            _flatten(value, things, 0)
    ids = {str(thing["@id"]): thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    return [{key: _resolve(value, ids) for key, value in thing.items()} for thing in things]


def _parse_script(text: str) -> Iterator[object]:
    """The JSON in a script; of broken JSON what can be read once the usual breakage is undone."""
    for mended in (text, _WRAPPING.sub("", text), _TRAILING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";")):
        try:
            yield json.loads(mended, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    mended = html.unescape(mended) if "&quot;" in mended else mended
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(20):  # objects behind each other, the last perhaps cut
        try:
            value, at = decoder.raw_decode(mended, at)
        except (ValueError, RecursionError):
            return
        yield value
        at += len(mended[at:]) - len(mended[at:].lstrip(" \t\r\n,;"))


def _flatten(value: object, things: list[Thing], depth: int) -> None:
    if depth > _DEEP or len(things) >= _MOST:
        return
    if isinstance(value, list):
        for one in value[:_MOST]:
            _flatten(one, things, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            things.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), dict | list):
                _flatten(value[key], things, depth + 1)


def _resolve(value: object, ids: dict[str, Thing]) -> object:
    """A reference to another thing of the page as that thing."""
    if isinstance(value, list):
        return [_resolve(one, ids) for one in value[:200]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
        return {**ids.get(value["@id"], {}), **value}
    return value


def read_types(thing: Thing | None) -> frozenset[str]:
    """The types of a thing, without their namespace."""
    named = (thing or {}).get("@type")
    rows = named if isinstance(named, list) else [named]
    return frozenset(re.split(r"[/:#]", kind)[-1] for kind in rows if isinstance(kind, str))


def find_main_entity(things: Iterable[Thing], addresses: Iterable[str]) -> Thing | None:
    """The thing that the page is about; None where there are several and none says that it is this page.

    `addresses` are those by which the page is known.
    """
    known = {canonicalize(address) for address in addresses if address}
    rows = list(things)
    for rank in _RANKS:
        same = [thing for thing in rows if read_types(thing) & rank]
        own = [thing for thing in same if _find_addresses(thing) & known]
        if own:
            return own[0]
        titles = {read_first_text(thing, "headline", "name") for thing in same}
        if same and len(titles) == 1:
            return same[0]
        if same:
            return None
    return None


def _find_addresses(thing: Thing) -> set[str]:
    addresses = set()
    for key in ("@id", "url", "mainEntityOfPage"):
        value = thing.get(key)
        for one in value if isinstance(value, list) else [value]:
            address = one.get("@id") or one.get("url") if isinstance(one, dict) else one
            if isinstance(address, str) and address.startswith("http"):
                addresses.add(canonicalize(address.partition("#")[0]))
    return addresses


def read_first_text(thing: Thing | None, *names: str) -> str:
    """The first of these properties that is text, or has a name; empty when none is."""
    return next((text for name in names for text in read_texts((thing or {}).get(name))), "")


def read_texts(value: object, depth: int = 0) -> list[str]:
    """What a value says: texts, names of things, in order."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for one in value[:200] for text in read_texts(one, depth + 1)] if depth < _DEEP else []
    if isinstance(value, dict) and depth < _DEEP:
        named = read_texts(value.get("@value") or value.get("name") or value.get("value"), depth + 1)
        if not named and (family := read_texts(value.get("familyName"), depth + 1)):
            return [" ".join([*read_texts(value.get("givenName"), depth + 1)[:1], family[0]])]
        return named[:1]
    return []
