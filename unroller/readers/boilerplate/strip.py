"""What a site puts around a thread, and taking it off: header and footer as regions, never single words.

A region holds together: it begins at the page's edge (header) or at a line that opens it (footer), and lines that
people may write themselves count only inside it. Every line taken off is recorded with the name of its rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from unroller.messages import Message
from unroller.model import Platform, Removed
from unroller.readers.boilerplate.rules import LineRule, RuleMatch, RuleSet, normalize_lines

#: Lines of a header that are not known may stand between known ones: names, profile texts.
STRANGERS = 3
#: A display name at the top of a page has at most this many characters.
NAME = 60
#: How long they may be: a profile's text, a title.
PROFILE = 300
TITLE = 150
#: A header is no longer than this many lines with text.
HEADER_LINES = 60
#: A page cut in the footer's first line is known as such by this many characters.
CUT_OPENER = 9
CUT_LINE = 4
#: Lines of a footer without a sure one: from the one that opens it to the page's end, nothing but declared lines.
FORM = 4


@dataclass(frozen=True)
class BoilerplateSite:
    """A site's boilerplate. `header`, `footer` and `inside` (between posts) are its lines; see :class:`LineRule`.

    Varying places called ``{handle}`` and ``{name}`` say who the author is, ``{count}`` how many posts there are and
    ``{date}`` when. `separator`: what stands between posts, where that is known. `titled`: the first line of the header
    that is not declared is the title. `apart`: the footer stands in a paragraph of its own.
    `closing`: the lines of a header that may stand below the one with the count; nothing else does.
    """

    name: str
    label: Message
    platform: Platform | None = None
    header: RuleSet = field(default_factory=lambda: RuleSet(()))
    footer: RuleSet = field(default_factory=lambda: RuleSet(()))
    inside: RuleSet = field(default_factory=lambda: RuleSet(()))
    separator: Literal["newline", "blank", "mixed", "unknown"] = "unknown"
    titled: bool = False
    apart: bool = False
    closing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stripped:
    """A page without its site's boilerplate: lines `start` to `stop` (indices) remain, less those of `inside`.

    `removed` is the ledger; `facts` what the boilerplate told (handle, name, count, date); `sure` how many lines only
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


def may_be_site(site: BoilerplateSite, texts: frozenset[str], lowered: str, last: str) -> bool:
    """A quick look whether `site` can have printed a page: `texts` are its lines (normal and in lower case), `lowered`
    all of them as one, `last` the last one. False means that :func:`strip_site` would take nothing off for certain."""
    regions = (site.header, site.inside, site.footer)
    if any(not region.sure_texts.isdisjoint(texts) for region in regions):
        return True
    for region in regions:
        for key in region.sure_keys:
            if key in lowered and any(region.match(text) for text in _find_lines_with(key, lowered)):
                return True
    return site.footer.begins(last, least=CUT_OPENER) is not None


def _find_lines_with(key: str, lowered: str) -> Iterator[str]:
    """The lines of a text that hold `key`."""
    end = 0
    while (at := lowered.find(key, end)) >= 0:
        start = lowered.rfind("\n", 0, at) + 1
        end = lowered.find("\n", at)
        end = len(lowered) if end < 0 else end
        yield lowered[start:end]


def strip_site(lines: Sequence[str], site: BoilerplateSite, texts: Sequence[str] | None = None) -> Stripped:
    """Take `site`'s boilerplate off `lines`. Linear; lines that are not the site's for certain stay.

    `texts` are the same lines as :func:`unroller.readers.boilerplate.rules.normalize_lines` gives them, when they
    are at hand.
    """
    texts = normalize_lines(lines) if texts is None else texts
    filled = [at for at, text in enumerate(texts) if text]
    removed: list[Removed] = []
    facts: dict[str, str] = {}
    header = _find_header(texts, filled, site)
    if not _identifies_site(texts, [(at, match) for at, match, _ in header if match]):
        header = []
    start = header[-1][0] + 1 if header else 0
    body = [at for at in filled if at >= start]
    known = any(match and match.line.sure for _, match, _ in header)
    footer, cut = _find_footer(texts, body, site, known=known)
    stop = footer[0][0] if footer else len(lines)
    within = _find_inside(texts, [at for at in body if at < stop], site)
    if not _identifies_site(texts, [*((at, match) for at, match, _ in (*header, *footer) if match), *within]):
        return Stripped(0, len(lines), (), {}, 0)
    sure_lines = 0
    swallowed = 0
    for at, match, rule in [*header, *footer]:
        removed.append(Removed(lines[at], f"{site.name}:{rule}", at + 1))
        if match:
            sure_lines += match.line.sure and not match.partial
            for name, value in match.facts.items():
                facts.setdefault(name, value)
        swallowed += match is None and at >= stop
    for at, match in within:
        removed.append(Removed(lines[at], f"{site.name}:{match.line.name}", at + 1))
        sure_lines += match.line.sure
    return Stripped(
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


_Region = list[tuple[int, RuleMatch | None, str]]


def _identifies_site(texts: Sequence[str], matches: Sequence[tuple[int, RuleMatch]]) -> bool:
    """Whether these lines tell the site: one that nobody else writes, or two that differ. A single line with which
    people end their own threads does not."""
    return any(match.line.alone or match.partial for _, match in matches) or len({texts[at] for at, _ in matches}) > 1


def _find_header(texts: Sequence[str], filled: Sequence[int], site: BoilerplateSite) -> _Region:
    """The header's lines from the top: known ones, and few unknown ones between them."""
    if not site.header.lines:
        return []
    found: _Region = []
    waiting: _Region = []
    counted = False
    for place, at in enumerate(filled[:HEADER_LINES]):
        match = site.header.match(texts[at])
        if counted and (match is None or match.line.name not in site.closing):
            break
        if match and match.line.sure:
            if not _joins_header(waiting, match, site):
                break
            found += [*waiting, (at, match, match.line.name)]
            waiting = []
            counted = bool(site.closing) and "count" in match.facts
        elif match and found and not waiting and not {"handle", "name"} & match.facts.keys():
            found.append((at, match, match.line.name))
        elif match:
            waiting.append((at, match, match.line.name))
        elif sum(known is None for _, known, _ in waiting) < STRANGERS and _may_be_header(
            texts[at], site, above=bool(found or waiting) or _names_author(texts, filled[place : place + 2], site)
        ):
            waiting.append((at, None, "header-text"))
        else:
            break
    while site.closing and found and not _may_end_header(found[-1][1], site):
        found.pop()
    return found


def _names_author(texts: Sequence[str], two: Sequence[int], site: BoilerplateSite) -> bool:
    """Whether the first of two lines is a name: the author's handle stands right below it."""
    below = site.header.match(texts[two[1]]) if len(two) == 2 and len(texts[two[0]]) <= NAME else None
    return below is not None and "handle" in below.facts


def _joins_header(waiting: _Region, closing: RuleMatch, site: BoilerplateSite) -> bool:
    """Whether unknown lines belong to a header that a sure line goes on with: where a header holds a count, up to
    that; elsewhere in it one name among lines that are known."""
    strangers = sum(match is None for _, match, _ in waiting)
    if not site.closing or not strangers or "count" in closing.facts:
        return True
    return strangers == 1 and len(waiting) > 1


def _may_end_header(match: RuleMatch | None, site: BoilerplateSite) -> bool:
    """Whether a header may end with this line: words that people write too are theirs below the last sure one."""
    return match is not None and (match.line.sure or match.line.name in site.closing)


def _may_be_header(text: str, site: BoilerplateSite, *, above: bool) -> bool:
    """Whether an undeclared line may belong to a header: below declared ones a short one; on top only a title."""
    if site.titled:
        return len(text) <= TITLE and not text.endswith((".", "!", "…", ":", ","))
    return above and len(text) <= PROFILE


def _find_footer(
    texts: Sequence[str], body: Sequence[int], site: BoilerplateSite, *, known: bool
) -> tuple[_Region, bool]:
    """The footer's lines: from the first that begins it to the end of the page, known or not.

    `known`: the header has told the site already, so that less is enough at a page's cut end.
    """
    if not site.footer.lines or not body:
        return [], False
    matches = {at: match for at in body if (match := site.footer.match(texts[at]))}
    last = body[-1]
    if last not in matches:
        above = matches.get(body[-2]) if len(body) > 1 else None
        near = above is not None
        below = above is not None and (above.line.opens or (above.line.sure and above.line.alone))
        least = 1 if below else CUT_LINE if near or known else CUT_OPENER
        begun = site.footer.begins(texts[last], least=least)
        if begun and (near or (begun.line.opens and begun.line.sure)):
            matches[last] = begun
    first = _find_footer_start(texts, body, matches, site)
    if first is None and known and (end := matches.get(last)) and end.line.opens:
        first = len(body) - 1
    if first is None or (site.apart and texts[max(0, body[first] - 1)]):
        return [], False
    found: _Region = []
    owner: LineRule | None = None
    for at in body[first:]:
        match = matches.get(at)
        if match:
            owner = match.line if match.line.swallows else owner if not match.line.sure else None
            found.append((at, match, match.line.name))
        else:
            found.append((at, None, owner.name if owner else "after-footer"))
    return found, matches.get(last) is not None and matches[last].partial


def _find_footer_start(
    texts: Sequence[str], body: Sequence[int], matches: dict[int, RuleMatch], site: BoilerplateSite
) -> int | None:
    """Where in `body` the footer begins: a sure line in the company of another, or the page's last.

    A line without company above the line that begins the footer is the author's, whatever it says.
    """
    openers = [place for place, at in enumerate(body) if at in matches and matches[at].line.opens]
    opening = max((place for place in openers if matches[body[place]].line.sure), default=-1)
    for place, at in enumerate(body):
        match = matches.get(at)
        if not match or not (match.line.sure or match.line.opens):
            continue
        end = place + 1 == len(body)
        company = not end and body[place + 1] in matches and not _names_another(match, matches[body[place + 1]])
        if place < opening and not match.line.opens and not (company and match.line.alone):
            continue
        if place < opening and not company:
            continue
        if match.line.sure and (end or company or _has_more_rules(body, matches, place)):
            return _extend_upwards(texts, body, matches, place, site)
        if match.line.opens and company and matches[body[place + 1]].line.sure:
            return _extend_upwards(texts, body, matches, place, site)
        if match.line.opens and len(body) - place >= FORM and all(line in matches for line in body[place:]):
            return _extend_upwards(texts, body, matches, place, site)
    return None


def _names_another(one: RuleMatch, two: RuleMatch) -> bool:
    """Whether two lines that open footers speak of different people: the upper one is the author's own words then."""
    return one.line is two.line and one.line.opens and one.facts != two.facts


def _has_more_rules(body: Sequence[int], matches: dict[int, RuleMatch], place: int) -> bool:
    """Whether several more known lines follow: a footer with strange ones between (advertisements, other threads)."""
    following = [match for at in body[place + 1 : place + 40] if (match := matches.get(at))]
    known = sum(match.line.sure for match in following)
    return known >= 2 or (known == 1 and len(following) >= 3)


def _extend_upwards(
    texts: Sequence[str], body: Sequence[int], matches: dict[int, RuleMatch], place: int, site: BoilerplateSite
) -> int:
    """Take along what stands right above the footer's first sure line: its order was lost, or its beginning.

    Above the line that begins a footer in its own order, lines that could end somebody's thread are the author's; so
    are words that people write too, if the footer has its own.
    """
    below = {texts[at] for at in body[place:] if at in matches}
    whole = matches[body[place]].line.opens
    ordered = whole and _is_in_order([matches[at].line for at in body[place:] if at in matches], site.footer.lines)
    while place > 0:
        at = body[place - 1]
        above = matches.get(at)
        if above is None or above.partial or (above.facts and not above.line.sure):
            break
        if ordered and not (above.line.opens or (above.line.sure and above.line.alone)):
            break
        if whole and texts[at] in below and not (above.line.sure or above.line.opens):
            break
        if _names_another(above, matches[body[place]]):
            break
        place -= 1
    return place


def _is_in_order(lines: Sequence[LineRule], declared: Sequence[LineRule]) -> bool:
    """Whether sure lines stand as the site prints them, but for a few."""
    order = {id(line): number for number, line in enumerate(declared)}
    places = [order[id(line)] for line in lines if line.sure]
    back = sum(two < one for one, two in pairwise(places))
    return back * 4 <= len(places)


def _find_inside(texts: Sequence[str], body: Sequence[int], site: BoilerplateSite) -> list[tuple[int, RuleMatch]]:
    if not site.inside.lines:
        return []
    return [(at, match) for at in body if (match := site.inside.match(texts[at]))]


def list_rules(site: BoilerplateSite) -> Iterator[tuple[str, LineRule]]:
    """Every declared line of a site with the region it stands in."""
    for region in ("header", "inside", "footer"):
        for line in getattr(site, region):
            yield region, line
