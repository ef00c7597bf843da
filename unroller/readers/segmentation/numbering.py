"""Numbers that count the posts of a thread: ``2/``, ``2/12``, ``(2)``, ``2.``, keycaps; at a post's start or its end.

A chain of rising numbers in one form is looked for, and then asked whether it counts posts or is a list inside a post:
slashes nearly always count posts; ``1.`` or ``1)`` only where what stands between the numbers is as long as posts are,
where the chain spans the document, and where it does not begin again. Lists keep their lines for the other signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from unroller.readers.segmentation.lines import LineFeatures
from unroller.regex import compile_re

#: Characters looked at on each end of a line.
HEAD, TAIL = 24, 24
#: Numbers of this many posts may be missing in a row without ending a chain.
SKIP = 3

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NEGATIVE = "❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴"
_HAN = "一二三四五六七八九"
#: Words that announce a number, in the languages of the sites' interfaces.
_WORDS = r"part|pt|no|nr|nº|n°|teil|parte|partie|deel|del|osa|część|часть|частина|bölüm|bagian|第"
_LEAD = compile_re(
    r"[^\w\s(\[{#/（【「]{0,3}\s?(?:"
    r"(?P<open>[(\[{（【「])?(?P<slash>\d{1,3})\s?(?:[/／]|//|\\(?=\s|$))"
    r"(?:\s?(?P<total>\d{1,3}|[nNxX?](?!\w)))?(?P<close>[)\]}:.）】」]{0,2})(?!\d|/)"
    r"|(?P<keycap>\d)\ufe0f?\u20e3(?P<keycap2>\d?)"
    r"|[(\[（【「](?P<paren>\d{1,3})[)\]）】」]"
    r"|(?P<half>\d{1,3})\\?[)）]"
    r"|(?P<dot>\d{1,3})\\?(?:\.(?!\d)|[．、])"
    r"|(?P<colon>\d{1,3})[:：](?!\d)"
    r"|(?P<dash>\d{1,3})\s?[-–—]\s"
    r"|#(?P<hash>\d{1,3})\b(?!\w)"
    r"|(?P<of>\d{1,3})\s?(?:of|von|de|di|sur|van|из|av|fra|z|sur|의)\s?(?P<oftotal>\d{1,3})\b"
    r"|[(（]?(?P<roman>(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))[.)/）](?=\s|$)"
    r"|(?P<cont>\d{1,3})\s?\(?cont(?:\.|inued|'d|d)?(?!\w)"
    rf"|(?:{_WORDS})\.?\s?(?P<word>\d{{1,3}})(?!\w|[.,]\d)"
    rf"|(?P<circled>[{_CIRCLED}{_NEGATIVE}])"
    rf"|[（(]?(?P<han>(?=[{_HAN}十])[{_HAN}]?十?[{_HAN}]?)[、．）)](?!$)"
    r"|(?P<bare>\d{1,3})$"
    r")",
    re.IGNORECASE,
)
#: Letters that no form begins with, as most lines do; asking them first saves the look.
_NO_LEAD = frozenset("acefghjklmqrsuwyzACEFGHJKLMQRSUWYZ")
#: Letters that only forms with digits begin with.
_NO_NUMERAL = frozenset("bdnoptBDNOPT")
_TRAIL = compile_re(
    r"(?<![\w/.,:$€£%])(?:"
    r"(?P<open>[(\[{（【「])?(?P<slash>\d{1,3})\s?[/／]\s?(?P<total>\d{1,3}|[nNxX?])?(?P<close>[)\]}）】」])?"
    r"|[(\[（【「](?P<paren>\d{1,3})[)\]）】」]"
    r"|(?P<of>\d{1,3})\s?of\s?(?P<oftotal>\d{1,3})"
    r")[.\s]?(?:[^\w\s]{0,4}|end|fin|ende?)$",
    re.IGNORECASE,
)
_DIGIT = compile_re(r"\d")
#: Forms that are hardly ever anything but a count of posts.
_SURE = ("slash", "of")


class NumberMark(NamedTuple):
    """A number found at one end of a line. `at` counts in the non-blank lines; `total` is 0 for ``n`` or none."""

    at: int
    value: int
    total: int
    form: str
    leading: bool
    alone: bool


class NumberRun(NamedTuple):
    """A chain of numbers that counts posts. `marks` rise; `total` is the last total named, 0 when none is."""

    marks: tuple[NumberMark, ...]
    leading: bool
    total: int
    form: str


def find_number_run(
    lines: Sequence[LineFeatures], texts: Sequence[str], limit: int, *, mixed: bool = False
) -> NumberRun | None:
    """The chain that counts the posts of these lines, or None. `limit` is the weight a post may have; `mixed` tells
    that a blank line stands between some posts, one newline between the others."""
    families: dict[tuple[str, bool], list[NumberMark]] = {}
    for at, line in enumerate(lines):
        text = texts[line.place].strip()
        for mark in _find_marks(at, text):
            families.setdefault((mark.form, mark.leading), []).append(mark)
    best: tuple[float, NumberRun] | None = None
    continued = families.pop(("cont", True), [])
    for (form, leading), marks in families.items():
        if len(marks) < 2:
            continue
        if leading:
            marks = _drop_ends(marks)
        chain = _find_chain(marks, form in _SURE)
        if not _counts_posts(chain, marks, lines, limit) or not (form in _SURE or mixed or _stand_alike(chain, lines)):
            continue
        totals = [mark.total for mark in chain if mark.total]
        run = NumberRun(chain, leading, totals[-1] if totals else 0, form)
        if form in _SURE:
            run = run._replace(marks=_add_strays(chain, marks))
        if leading and continued:
            values = {mark.value + step for mark in chain for step in (0, 1)}
            run = run._replace(marks=_merge_marks(run.marks, [mark for mark in continued if mark.value in values]))
        # A number alone on its line reads either way: as an end only if the text begins before it and ends with it.
        ends = chain[-1].at == len(lines) - 1 and chain[0].at > 0
        score = len(chain) + (1.5 if form in _SURE else 0) + (0.5 if leading != ends else 0)
        if best is None or score > best[0]:
            best = (score, run)
    return best[1] if best else None


def _find_marks(at: int, text: str) -> list[NumberMark]:
    found = []
    head = text[:HEAD]
    plain = head[0] in _NO_LEAD or (head[0] in _NO_NUMERAL and not _DIGIT.search(head))
    lead = None if plain else _LEAD.match(head)
    if lead:
        form, value, total = _parse_mark(lead)
        alone = lead.end() >= len(text)
        found.append(NumberMark(at, value, total, form, True, alone))
        if alone and form in ("slash", "of", "paren"):
            found.append(NumberMark(at, value, total, form, False, True))
    tail = text[-TAIL:]
    if (tail[-1] in "/)]}.:;!?nNxXdD0123456789" or not tail[-1].isalnum()) and _DIGIT.search(tail):
        trail = _TRAIL.search(tail)
        if trail and not (lead and lead.end() >= len(text)):
            form, value, total = _parse_mark(trail)
            found.append(NumberMark(at, value, total, form, False, False))
    return found


def _parse_mark(match: re.Match[str]) -> tuple[str, int, int]:
    groups = {name: text for name, text in match.groupdict().items() if text}
    total = groups.pop("total", groups.pop("oftotal", ""))
    groups.pop("open", None)
    groups.pop("close", None)
    if "keycap" in groups:
        return "keycap", int(groups["keycap"] + groups.get("keycap2", "")), 0
    if "roman" in groups:
        return "roman", _parse_roman(groups["roman"].casefold()), 0
    if "circled" in groups:
        return "circled", (_CIRCLED + _NEGATIVE).index(groups["circled"]) % 20 + 1, 0
    if "han" in groups:
        return "han", _parse_han(groups["han"]), 0
    form, digits = next(iter(groups.items()))
    return form, int(digits), int(total) if total.isdigit() else 0


def _parse_roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[char] for char in numeral]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def _parse_han(numeral: str) -> int:
    """A number up to 99 as it is written in Chinese and Japanese: units, 十, tens before it."""
    tens, ten, units = numeral.partition("十")
    if not ten:
        return _HAN.index(tens) + 1 if len(tens) == 1 else 0
    return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(units) + 1 if units else 0)


def _find_chain(marks: Sequence[NumberMark], repeats: bool) -> tuple[NumberMark, ...]:
    """The best chain of rising numbers: most marks, few skipped numbers, beginning low. Linear in the marks."""
    best: dict[int, tuple[float, int]] = {}
    back: list[int] = []
    top = (-1.0, -1)
    for here, mark in enumerate(marks):
        score, before = (1.0 if mark.value <= 2 else 0.4), -1
        for step in range(0 if repeats else 1, SKIP + 1):
            known = best.get(mark.value - step)
            if known and marks[known[1]].at != mark.at:
                gain = known[0] + (1.0 if step == 1 else 0.25 if step == 0 else 1.0 - 0.35 * (step - 1))
                if gain > score:
                    score, before = gain, known[1]
        back.append(before)
        if mark.value not in best or score > best[mark.value][0]:
            best[mark.value] = (score, here)
        if score > top[0]:
            top = (score, here)
    chain = []
    here = top[1]
    while here >= 0:
        chain.append(marks[here])
        here = back[here]
    return tuple(reversed(chain))


def _counts_posts(
    chain: Sequence[NumberMark], marks: Sequence[NumberMark], lines: Sequence[LineFeatures], limit: int
) -> bool:
    first, last = chain[0], chain[-1]
    if len(chain) < 2 or first.value > 3 + len(chain):
        return False
    if any(mark.total and mark.value > mark.total + 3 for mark in chain) and first.total != 0:
        return False
    if first.form in _SURE:
        if len(chain) == 2:
            same = first.total == last.total and first.total in (0, 2)
            return same and first.value <= 2 and last.at - first.at >= 1
        return _is_steady(chain)
    return _is_long_enough(chain, marks, lines, limit)


def _stand_alike(chain: Sequence[NumberMark], lines: Sequence[LineFeatures]) -> bool:
    """Whether nearly all numbers of a chain stand below the same kind of line break: those of points inside posts, two
    or three in each, do not."""
    places = [mark.at if mark.leading else mark.at + 1 for mark in chain]
    gaps = [lines[at].gap > 0 for at in places if 0 < at < len(lines)]
    fewer = min(sum(gaps), len(gaps) - sum(gaps))
    return fewer < 2 or fewer * 5 < len(gaps)


def _drop_ends(marks: list[NumberMark]) -> list[NumberMark]:
    """Where posts are numbered at their starts, the same number alone on a later line is a second count at an end."""
    begun = {mark.value for mark in marks if not mark.alone}
    if len(begun) * 2 < len(marks):
        return marks
    return [mark for mark in marks if not (mark.alone and mark.value in begun)]


def _add_strays(chain: tuple[NumberMark, ...], marks: Sequence[NumberMark]) -> tuple[NumberMark, ...]:
    """The chain and what counts towards the same total beside it: numbers given twice, or out of order."""
    totals = {mark.total for mark in chain if mark.total > 3}
    return _merge_marks(chain, [mark for mark in marks if mark.total in totals and mark.value <= mark.total])


def _merge_marks(chain: tuple[NumberMark, ...], more: Sequence[NumberMark]) -> tuple[NumberMark, ...]:
    taken = {mark.at for mark in chain}
    return tuple(sorted([*chain, *[mark for mark in more if mark.at not in taken]]))


def _is_steady(chain: Sequence[NumberMark]) -> bool:
    """Whether most steps of a chain are by one, so that stray fractions do not pass for a count."""
    steps = sum(1 for one, two in pairwise(chain) if two.value - one.value == 1)
    return steps * 2 >= len(chain) - 1


def _is_long_enough(
    chain: Sequence[NumberMark], marks: Sequence[NumberMark], lines: Sequence[LineFeatures], limit: int
) -> bool:
    """Whether the text between the numbers is as long as posts are, and the chain spans the document."""
    if len(chain) < 3 or chain[0].value > 2 or not _is_steady(chain):
        return False
    if sum(1 for mark in marks if mark.value == chain[0].value) > 1 and chain[0].form in ("half", "dot", "dash"):
        restarts = sum(1 for mark in marks if mark.value == chain[0].value)
        if restarts > len(chain) // 3:
            return False
    weights = [line.weight for line in lines]
    spans = [sum(weights[one.at : two.at]) for one, two in pairwise(chain)]
    spans.sort()
    total = sum(weights)
    inside = sum(weights[chain[0].at :])
    before = sum(weights[: chain[0].at])
    covers = (
        sum(spans) >= 0.5 * total
        and before <= max(limit, 0.25 * total)
        and inside - sum(spans) <= max(limit * 1.5, 0.25 * total)
    )
    middle = spans[len(spans) // 2]
    apart = sum(1 for one in chain[1:] if lines[one.at].gap) * 2 >= len(chain)
    alone = sum(1 for one in chain if one.alone) * 2 > len(chain)
    old = max(weights) <= 140
    return covers and total > limit and middle >= (40 if alone else 60 if apart or old else 90)
