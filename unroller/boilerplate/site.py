"""What a site puts around a thread, and taking it off: header and footer as regions, never single words.

A region holds together: it begins at the page's edge (header) or at a line that opens it (footer), and lines that
people may write themselves count only inside it. Every line taken off is recorded with the name of its rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from unroller.boilerplate.lines import Line, Lines, Match, normals
from unroller.model import Platform, Removed

#: Lines of a header that are not known may stand between known ones: names, profile texts.
STRANGERS = 3
#: A header is no longer than this many lines with text.
HEADER_LINES = 60
#: A page cut in the footer's first line is known as such by this many characters.
CUT_OPENER = 10
CUT_LINE = 4


@dataclass(frozen=True)
class Site:
    """A site's furniture. `header`, `footer` and `inside` (between posts) are its lines; see :class:`Line`.

    Varying places called ``{handle}`` and ``{name}`` say who the author is, ``{count}`` how many posts there are and
    ``{date}`` when. `separator`: what stands between posts, where that is known. `titled`: the first line of the header
    that is not declared is the title.
    """

    name: str
    label: str
    platform: Platform | None = None
    header: Lines = field(default_factory=lambda: Lines(()))
    footer: Lines = field(default_factory=lambda: Lines(()))
    inside: Lines = field(default_factory=lambda: Lines(()))
    separator: Literal["newline", "blank", "mixed", "unknown"] = "unknown"
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A page without its site's furniture: lines `start` to `stop` (indices) remain, less those of `inside`.

    `removed` is the ledger; `facts` what the furniture told (handle, name, count, date); `sure` how many lines only
    this site prints; `cut`: the page ends within the footer.
    """

    start: int
    stop: int
    removed: tuple[Removed, ...]
    facts: dict[str, str]
    sure: int
    cut: bool = False
    inside: frozenset[int] = frozenset()
    header_rules: frozenset[str] = frozenset()
    swallowed: int = 0
    strangers: tuple[str, ...] = ()


def may_be(site: Site, texts: frozenset[str], lowered: str, last: str) -> bool:
    """A quick look whether `site` can have printed a page: `texts` are its lines (normal and in lower case), `lowered`
    all of them as one, `last` the last one. False means that :func:`trim` would take nothing off for certain."""
    regions = (site.header, site.inside, site.footer)
    if any(not region.sure_texts.isdisjoint(texts) for region in regions):
        return True
    for region in regions:
        for key in region.sure_keys:
            if key in lowered and any(region.match(text) for text in _lines_with(key, lowered)):
                return True
    return site.footer.begins(last, least=CUT_OPENER) is not None


def _lines_with(key: str, lowered: str) -> Iterator[str]:
    """The lines of a text that hold `key`."""
    end = 0
    while (at := lowered.find(key, end)) >= 0:
        start = lowered.rfind("\n", 0, at) + 1
        end = lowered.find("\n", at)
        end = len(lowered) if end < 0 else end
        yield lowered[start:end]


def trim(lines: Sequence[str], site: Site, texts: Sequence[str] | None = None) -> Trimmed:
    """Take `site`'s furniture off `lines`. Linear; lines that are not the site's for certain stay.

    `texts` are the same lines as :func:`unroller.boilerplate.lines.normals` gives them, when they are at hand.
    """
    texts = normals(lines) if texts is None else texts
    filled = [at for at, text in enumerate(texts) if text]
    removed: list[Removed] = []
    facts: dict[str, str] = {}
    header = _header(texts, filled, site)
    start = header[-1][0] + 1 if header else 0
    body = [at for at in filled if at >= start]
    known = any(match and match.line.sure for _, match, _ in header)
    footer, cut = _footer(texts, body, site, known=known)
    stop = footer[0][0] if footer else len(lines)
    sure_lines = 0
    swallowed = 0
    for at, match, rule in [*header, *footer]:
        removed.append(Removed(lines[at], f"{site.name}:{rule}", at + 1))
        if match:
            sure_lines += match.line.sure and not match.partial
            for name, value in match.facts.items():
                facts.setdefault(name, value)
        swallowed += match is None and at >= stop
    within = _inside(texts, [at for at in body if at < stop], site)
    for at, match in within:
        removed.append(Removed(lines[at], f"{site.name}:{match.line.name}", at + 1))
        sure_lines += match.line.sure
    return Trimmed(
        start,
        stop,
        tuple(removed),
        facts,
        sure_lines,
        cut,
        frozenset(at for at, _ in within),
        frozenset(rule for _, _, rule in header),
        swallowed,
        tuple(lines[at] for at, match, _ in header if match is None),
    )


Found = list[tuple[int, Match | None, str]]


def _header(texts: Sequence[str], filled: Sequence[int], site: Site) -> Found:
    """The header's lines from the top: known ones, and few unknown ones between them."""
    if not site.header.lines:
        return []
    found: Found = []
    waiting: Found = []
    strangers = 0
    for at in filled[:HEADER_LINES]:
        match = site.header.match(texts[at])
        if match and (match.line.sure or (found and not waiting and not {"handle", "name"} & match.facts.keys())):
            found += [*waiting, (at, match, match.line.name)]
            waiting, strangers = [], 0
        elif match:
            waiting.append((at, match, match.line.name))
        elif strangers < STRANGERS and 0 < len(texts[at]) <= 300:
            strangers += 1
            waiting.append((at, None, "header-text"))
        else:
            break
    return found


def _footer(texts: Sequence[str], body: Sequence[int], site: Site, *, known: bool) -> tuple[Found, bool]:
    """The footer's lines: from the first that begins it to the end of the page, known or not.

    `known`: the header has told the site already, so that less is enough at a page's cut end.
    """
    if not site.footer.lines or not body:
        return [], False
    matches = {at: match for at in body if (match := site.footer.match(texts[at]))}
    last = body[-1]
    if last not in matches:
        near = len(body) > 1 and body[-2] in matches
        begun = site.footer.begins(texts[last], least=CUT_LINE if near or known else CUT_OPENER)
        if begun and (near or (begun.line.opens and begun.line.sure)):
            matches[last] = begun
    first = _first(texts, body, matches)
    if first is None and known and (end := matches.get(last)) and end.line.opens:
        first = len(body) - 1
    if first is None:
        return [], False
    found: Found = []
    owner: Line | None = None
    for at in body[first:]:
        match = matches.get(at)
        if match:
            owner = match.line if match.line.swallows else owner if not match.line.sure else None
            found.append((at, match, match.line.name))
        else:
            found.append((at, None, owner.name if owner else "after-footer"))
    return found, matches.get(last) is not None and matches[last].partial


def _first(texts: Sequence[str], body: Sequence[int], matches: dict[int, Match]) -> int | None:
    """Where in `body` the footer begins: a sure line in the company of another, or the page's last."""
    for place, at in enumerate(body):
        match = matches.get(at)
        if not match or not (match.line.sure or match.line.opens):
            continue
        end = place + 1 == len(body)
        company = not end and body[place + 1] in matches
        if match.line.sure and (end or company or _rich(body, matches, place)):
            return _upwards(texts, body, matches, place)
        if match.line.opens and company and matches[body[place + 1]].line.sure:
            return _upwards(texts, body, matches, place)
    return None


def _rich(body: Sequence[int], matches: dict[int, Match], place: int) -> bool:
    """Whether several more known lines follow: a footer with strange ones between (advertisements, other threads)."""
    following = [match for at in body[place + 1 : place + 40] if (match := matches.get(at))]
    known = sum(match.line.sure for match in following)
    return known >= 2 or (known == 1 and len(following) >= 3)


def _upwards(texts: Sequence[str], body: Sequence[int], matches: dict[int, Match], place: int) -> int:
    """Take along what stands right above the footer's first sure line: its order was lost, or its beginning.

    Above the line that begins a footer, words that people write too are the author's if the footer has its own.
    """
    below = {texts[at] for at in body[place:] if at in matches}
    whole = matches[body[place]].line.opens
    while place > 0:
        at = body[place - 1]
        above = matches.get(at)
        if above is None or above.partial or (above.facts and not above.line.sure):
            break
        if whole and texts[at] in below and not (above.line.sure or above.line.opens):
            break
        place -= 1
    return place


def _inside(texts: Sequence[str], body: Sequence[int], site: Site) -> list[tuple[int, Match]]:
    if not site.inside.lines:
        return []
    return [(at, match) for at in body if (match := site.inside.match(texts[at]))]


def declared(site: Site) -> Iterator[tuple[str, Line]]:
    """Every declared line of a site with the region it stands in."""
    for region in ("header", "inside", "footer"):
        for line in getattr(site, region):
            yield region, line
