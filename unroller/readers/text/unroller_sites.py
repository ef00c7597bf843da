"""Pages of sites that need nothing but their declared furniture: one format for each entry of `_SITES`."""

from __future__ import annotations

from functools import partial

from unroller.model import UNKNOWN_DATE, Account, Date
from unroller.readers.base import CERTAIN, ReadOptions
from unroller.readers.boilerplate import BLOG, COMMUNITY_ARCHIVE, THREADSKY, BoilerplateSite
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftThread
from unroller.readers.input import InputText
from unroller.readers.segmentation import Evidence
from unroller.readers.text.base import TextReader
from unroller.readers.text.body import split_posts

_SITES: tuple[BoilerplateSite, ...] = (COMMUNITY_ARCHIVE, THREADSKY, BLOG)


def detect(site: BoilerplateSite, page: InputText) -> float:
    """Certain when one of the site's own lines stands in its place."""
    if not page.may_be(site):
        return 0.0
    found = page.trim(site)
    return CERTAIN if found.sure and found.start < found.stop else 0.0


def read(site: BoilerplateSite, page: InputText, options: ReadOptions) -> tuple[DraftThread, ...]:
    """The one thread of the page."""
    found = page.trim(site)
    platform = options.platform or site.platform
    digits = "".join(char for char in found.facts.get("count", "") if char.isdecimal())
    count = int(digits) if digits else None
    pieces = [piece for piece in page.pieces(found.start, found.stop) if piece.line - 1 not in found.inside]
    body = split_posts(pieces, Evidence(platform=platform, count=count, separator=site.separator))
    handle = found.facts.get("handle")
    stated = parse_date(found.facts.get("date", ""))
    return (
        DraftThread(
            posts=body.posts,
            author=Account(handle, found.facts.get("name")) if handle else None,
            platform=platform,
            title=found.strangers[0].strip()[:200] if site.titled and found.strangers else None,
            published=Date(stated, how="stated") if stated else UNKNOWN_DATE,
            count=count,
            removed=(*found.removed, *body.removed),
            doubts=body.doubts,
            cut=found.cut,
        ),
    )


def _build_reader(site: BoilerplateSite) -> TextReader:
    return TextReader(site.name, site.label, partial(detect, site), partial(read, site))


READERS = tuple(_build_reader(site) for site in _SITES)
