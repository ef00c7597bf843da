"""How one line of boilerplate is declared, and how a line of a page is held against it.

A declared line is the site's own wording with places that vary in braces: ``You can follow @{handle}.`` It is matched
against whole lines only, without regard to case, to the form of quotation marks, or to runs of blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from unroller.regex import compile_re

#: What may stand in a varying place. All are bounded, and none can match in two ways that both go on.
PLACES: dict[str, str] = {
    "handle": r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])?(?:@[A-Za-z0-9.-]{3,60})?",
    "name": r"\S.{0,79}?",
    "n": r"\d[\d,.]{0,9}",
    "count": r"\d[\d,.]{0,9}",
    "date": r"(?=[^\d]{0,20}\d)[^•|]{3,32}?",
    "id": r"\d{5,20}",
    "any": r".{0,300}?",
    "attributes": r"[^<>]{0,300}?",
}
#: Filled in for people and tests: what a line looks like on a page.
SAMPLES: dict[str, str] = {
    "handle": "maren_tide",
    "name": "Maren Tide",
    "n": "12",
    "count": "3",
    "date": "Mar 3, 2022",
    "id": "1330650258808975363",
    "any": "something",
    "attributes": 'data-id="5"',
}
#: Boilerplate lines are short; longer ones are the author's.
LONGEST = 400
#: Characters of a cut line that must be the site's own.
_FIXED = 3
_TOO_LONG = "\0"
_MARKDOWN_LINK = compile_re(r"!?\[([^\[\]]{0,200})\]\([^()]{0,300}\)")

_PLACE = compile_re(r"\{([a-z]{1,10})\}")
#: Every kind of quotation mark and apostrophe, and blanks that look like blanks: translated marks are the same line.
_SAME: dict[str, str] = {
    **dict.fromkeys("“”„‟«»「」『』＂″", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009", " "),
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff", ""),
}
_VARIANT = compile_re("[" + "".join(_SAME) + "]")


def normalize_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """:func:`normalize` of every line; of lines too long to be boilerplate, a mark that matches nothing."""
    return tuple([(normalize(line) if len(line) <= 2 * LONGEST else _TOO_LONG) if line else "" for line in lines])


def strip_markdown(text: str) -> str:
    """A line without the Markdown that a clipper put on it: links keep their words, headings and bold their text."""
    if not (text[:1] == "#" or "](" in text or "**" in text or "\\" in text):
        return text
    text = _MARKDOWN_LINK.sub(r"\1", text)
    # A picture that is a link itself.
    text = (_MARKDOWN_LINK.sub(r"\1", text) if "](" in text else text).replace("**", "").replace("\\", "")
    return text.lstrip("# ").strip()


def normalize(line: str) -> str:
    """A line as it is compared: trimmed, plain quotation marks, single blanks, no invisible marks. Case stays."""
    if line.isascii():
        return " ".join(line.split())
    return " ".join(_VARIANT.sub(lambda sign: _SAME[sign.group()], line).split())


@dataclass(frozen=True)
class LineRule:
    """One line of boilerplate, in one or more wordings (`texts`), under the name it has in the ledger.

    `sure`: nobody else writes this line, so one is enough to know the site. A line that is not sure (``Share``) counts
    only beside sure ones. `alone`: False for a sure line that could end or begin somebody's own text (``Thank you for
    your support!``): it tells the site only when another of the site's lines stands on the page. `opens`: the footer
    begins here, and with it what no longer belongs to the thread. `swallows`: what follows, up to the next known line,
    belongs to this line (posts of other threads, titles).
    """

    name: str
    texts: tuple[str, ...]
    sure: bool = True
    opens: bool = False
    swallows: bool = False
    alone: bool = True

    @property
    def samples(self) -> tuple[str, ...]:
        """The wordings as they look on a page."""
        return tuple(_PLACE.sub(lambda place: SAMPLES[place.group(1)], text) for text in self.texts)


def strong(name: str, *texts: str, alone: bool = True) -> LineRule:
    """A line that only this site prints. `alone`: whether it tells the site by itself."""
    return LineRule(name, texts, alone=alone)


def weak(name: str, *texts: str) -> LineRule:
    """A line that people may write too: it counts only beside others."""
    return LineRule(name, texts, sure=False)


def footer_start(name: str, *texts: str, sure: bool = True) -> LineRule:
    """The line with which the footer begins."""
    return LineRule(name, texts, sure=sure, opens=True)


def skip_block(name: str, *texts: str, sure: bool = True, alone: bool = True) -> LineRule:
    """A line that heads something that is not the thread: what follows it goes with it."""
    return LineRule(name, texts, sure=sure, swallows=True, alone=alone)


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A declared line found on the page; `facts` holds what stood in its varying places."""

    line: LineRule
    facts: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False


@dataclass(frozen=True)
class RuleSet:
    """The declared lines of one region of a site, ready to be asked."""

    lines: tuple[LineRule, ...]

    def __iter__(self) -> Iterator[LineRule]:
        return iter(self.lines)

    @cached_property
    def _literal(self) -> dict[str, LineRule]:
        return {normalize(text).casefold(): line for line in self.lines for text in line.texts if "{" not in text}

    @cached_property
    def _patterns(self) -> tuple[tuple[str, re.Pattern[str], LineRule], ...]:
        found = []
        for line in self.lines:
            for text in line.texts:
                if "{" in text:
                    parts = _PLACE.split(normalize(text))
                    key = max((part.strip() for part in parts[::2]), key=len).casefold()
                    found.append((key, compile_re(_build_expression(parts), re.IGNORECASE), line))
        return tuple(found)

    @cached_property
    def sure_texts(self) -> frozenset[str]:
        """The sure wordings without varying places, as they are compared."""
        return frozenset(text for text, line in self._literal.items() if line.sure)

    @cached_property
    def sure_keys(self) -> tuple[str, ...]:
        """The longest fixed piece of every sure wording with varying places."""
        return tuple(dict.fromkeys(key for key, _, line in self._patterns if line.sure))

    def match(self, text: str) -> RuleMatch | None:
        """The declared line that a line (as :func:`normalize` gives it) is, as a whole; None when it is none."""
        if not text or len(text) > LONGEST:
            return None
        return self._match(text) or (self._match(plain) if (plain := strip_markdown(text)) != text else None)

    def _match(self, text: str) -> RuleMatch | None:
        lower = text.casefold()
        literal = self._literal.get(lower)
        if literal:
            return RuleMatch(literal)
        for key, pattern, declared in self._patterns:
            if key in lower:
                found = pattern.fullmatch(text)
                if found:
                    return RuleMatch(declared, {name: value for name, value in found.groupdict().items() if value})
        return None

    def begins(self, text: str, *, least: int) -> RuleMatch | None:
        """The declared line of which a line is the beginning (a page cut in mid-line), at least `least` characters."""
        text = text.casefold()
        if len(text) < least or len(text) > LONGEST:
            return None
        for parts, declared in (*self._beginnings.get(text[:1], ()), *self._beginnings.get("", ())):
            if (text.startswith(parts[0]) or parts[0].startswith(text)) and _is_beginning(
                text, parts, min(least, _FIXED)
            ):
                return RuleMatch(declared, partial=True)
        return None

    @cached_property
    def _beginnings(self) -> dict[str, list[tuple[list[str], LineRule]]]:
        """The wordings, split at their places, by their first character (none: they begin with a place)."""
        found: dict[str, list[tuple[list[str], LineRule]]] = {}
        for line in self.lines:
            for text in line.texts:
                parts = _PLACE.split(normalize(text).casefold())
                found.setdefault(parts[0][:1], []).append((parts, line))
        return found


def _build_expression(parts: list[str]) -> str:
    """The regular expression of a wording split at its places: every second part is the name of one."""
    seen: set[str] = set()
    out = []
    for at, part in enumerate(parts):
        if at % 2 == 0:
            out.append(re.escape(part))
        elif part in seen:
            out.append(f"(?:{PLACES[part]})")
        else:
            seen.add(part)
            out.append(f"(?P<{part}>{PLACES[part]})")
    return "".join(out)


def _make_greedy(expression: str) -> str:
    """A place's expression taking as much as it can: nothing follows to stop it."""
    return expression[:-1] if expression.endswith("}?") else expression


def _is_beginning(text: str, parts: list[str], least: int) -> bool:
    """Whether `text` is how a wording begins; `least` of its characters must be fixed words, not varying ones."""
    at = fixed = 0
    for place, part in enumerate(parts):
        rest = text[at:]
        if place % 2 == 0:
            if part.startswith(rest):
                return fixed + len(rest) >= least
            if not rest.startswith(part):
                return False
            at += len(part)
            fixed += len(part)
        else:
            found = re.match(_make_greedy(PLACES[part]), rest)
            if not found:
                return False
            at += found.end()
            if at >= len(text):
                return fixed >= least
    return False
