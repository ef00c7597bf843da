"""Text runs to rows: what is on one line of the paper, in reading order, with the links on its words.

Where a row's last word meets the next row's first there is a blank, nothing, or a hyphen that was never written."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from unroller.documents.pdf_layout.model import PdfLink, PdfPage, TextRun
from unroller.regex import compile_re

#: A gap wider than this share of the type's size is a blank that the page did not print.
_BLANK = 0.18
#: A gap wider than this many sizes parts what stands beside each other, as a name and a button do.
_APART = 2.0
#: Baselines that differ by less than this share of the size are one row; less than half for small raised text.
_SAME = 0.25
_RAISED = 0.6
#: Hebrew, Arabic and their kin.
_RTL = compile_re("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_OPENING, _CLOSING = frozenset("([{«‹"), frozenset(")]}»›")
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")


#: Links by the stripes of the sheet that they touch, so that each row looks at a few.
Bands = dict[int, list[PdfLink]]
_BAND = 24.0
#: Higher links (pictures) have no words of their own under them; more in one stripe are no page's.
_HIGHEST = 240.0
_MOST = 64
#: Latin ligatures, and the shapes that Arabic letters take in print: signs nobody types.
_SHAPES = compile_re("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdfb\ufe70-\ufefc]")
#: Scripts that are written without blanks between words, and their punctuation.
_UNSPACED = compile_re(
    "[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_HANGUL = compile_re("[\uac00-\ud7a3]")
#: Marks after which a browser breaks a word without a blank.
_HYPHENS = ("-", "‐", "–", "—")
_BREAKABLE = (*_HYPHENS, "/")
_MARK = compile_re(r"(\d{1,3}[.)]|[-–—•·→➡➤✅❌✓✗*+])\ufe0f?(?=\s|\w)")
_ADDRESS = compile_re(r"(?:https?://|www\.)\S")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One unit of a row: its text, where it stands, its font, and where it leads."""

    text: str
    left: float
    right: float
    font: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class TextRow:
    """Signs on one baseline, in the order in which they are read; `left` and `right` leave blanks aside.

    `sheet` counts from 0; `beside`: it stands beside the row before it, on the same baseline.
    """

    signs: tuple[Glyph, ...]
    left: float
    right: float
    y: float
    size: float
    sheet: int
    beside: bool = False
    rtl: bool = False
    level: bool = True

    @property
    def bold(self) -> bool | None:
        """Whether all of it is bold; None when only a part is."""
        found = {sign.font % 2 == 1 for sign in self.signs if sign.text[:1].isalnum()}
        return found.pop() if len(found) == 1 else None

    @property
    def text(self) -> str:
        """The text, blanks at its ends kept."""
        return "".join(sign.text for sign in self.signs)

    @property
    def blank(self) -> bool:
        """Whether nothing is to be read on it."""
        return not self.text.strip()


def build_rows(sheet: PdfPage, number: int) -> list[TextRow]:
    """The rows of a sheet in the order in which they were painted."""
    rows: list[TextRow] = []
    group: list[TextRun] = []
    beside = False
    bands = _group_bands(sheet)
    for snippet in sheet.snippets:
        if group and _continues_row(group, snippet):
            if _is_apart(group, snippet):
                rows.append(_build_row(group, bands, number, beside))
                group, beside = [snippet], True
            else:
                group.append(snippet)
            continue
        if group:
            rows.append(_build_row(group, bands, number, beside))
        group, beside = [snippet], False
    if group:
        rows.append(_build_row(group, bands, number, beside))
    return [row for row in rows if not row.blank]


def _group_bands(sheet: PdfPage) -> Bands:
    bands: Bands = {}
    for link in sheet.links:
        if not 0 <= link.high - link.low <= _HIGHEST:
            continue
        for band in range(int((link.low - _BAND) // _BAND), int((link.high + _BAND) // _BAND) + 1):
            found = bands.setdefault(band, [])
            if len(found) < _MOST:
                found.append(link)
    return bands


def _continues_row(group: Sequence[TextRun], new: TextRun) -> bool:
    """Whether `new` stands on the baseline of the row so far, small raised or lowered text included."""
    first = group[0]
    if first.level != new.level:
        return False
    size = max(snippet.size for snippet in group)
    shift = abs(new.y - first.y)
    if shift <= _SAME * max(size, new.size):
        return True
    small = min(size, new.size) <= 0.85 * max(size, new.size)
    near = abs(new.edges[0] - group[-1].edges[-1]) <= max(size, new.size)
    return small and near and shift <= _RAISED * max(size, new.size)


def _is_apart(group: Sequence[TextRun], new: TextRun) -> bool:
    gap = max(new.edges[0] - group[-1].edges[-1], group[-1].edges[0] - new.edges[-1])
    return gap > _APART * max(group[-1].size, new.size)


def _build_row(group: Sequence[TextRun], bands: Bands, number: int, beside: bool) -> TextRow:
    size = max((snippet.size for snippet in group if "".join(snippet.units).strip()), default=group[0].size)
    main = next((snippet for snippet in group if snippet.size == size), group[0])
    signs = [sign for snippet in group for sign in _build_glyphs(snippet, bands.get(int(snippet.y // _BAND), ()))]
    turned = any(_RTL.search(sign.text) for sign in signs)
    rtl = turned and _is_rtl(signs)
    if turned:
        signs = _to_logical_order(_insert_blanks(sorted(signs, key=lambda sign: sign.left), size), rtl=rtl)
    else:
        signs = _insert_blanks(signs, size)
    filled = [sign for sign in signs if not sign.text.isspace()] or signs
    left, right = min(sign.left for sign in filled), max(sign.right for sign in filled)
    return TextRow(tuple(signs), left, right, main.y, size, number, beside, rtl, main.level)


def _build_glyphs(snippet: TextRun, links: Sequence[PdfLink]) -> list[Glyph]:
    near = [link for link in links if link.low - 1 <= snippet.y + snippet.size * 0.3 <= link.high + 1]
    if not near:
        edges = snippet.edges
        return [Glyph(text, edges[at], edges[at + 1], snippet.font) for at, text in enumerate(snippet.units)]
    found = []
    for at, text in enumerate(snippet.units):
        left, right = snippet.edges[at], snippet.edges[at + 1]
        middle = (left + right) / 2
        url = next((link.url for link in near if link.left - 0.5 <= middle <= link.right + 0.5), None)
        found.append(Glyph(text, left, right, snippet.font, url))
    return found


def _insert_blanks(signs: Sequence[Glyph], size: float) -> list[Glyph]:
    """`signs` with a blank where the page left a gap without printing one."""
    out: list[Glyph] = []
    for sign in signs:
        before = out[-1] if out else None
        if before and not before.text[-1:].isspace() and not sign.text[:1].isspace():
            gap = max(sign.left - before.right, before.left - sign.right)
            if gap > _BLANK * size:
                url = sign.url if sign.url == before.url else None
                out.append(Glyph(" ", before.right, sign.left, sign.font, url))
        out.append(sign)
    return out


# -- writing that runs from right to left


def _find_direction(text: str) -> str:
    """R, L or N for the first strong character of a unit; D for digits."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "R"
        if kind == "L":
            return "L"
        if kind in ("EN", "AN"):
            return "D"
    return "N"


def _is_rtl(signs: Sequence[Glyph]) -> bool:
    kinds = [_find_direction(sign.text) for sign in signs]
    return kinds.count("R") > kinds.count("L")


def _to_logical_order(signs: Sequence[Glyph], *, rtl: bool) -> list[Glyph]:
    """Signs from left to right brought into the order in which they are read.

    A simple inverse of Unicode's bidirectional algorithm: runs of one direction, blanks and punctuation with their
    neighbours where both agree, else with the row.
    """
    kinds = [_find_direction(sign.text) for sign in signs]
    base = "R" if rtl else "L"
    resolved = [_resolve_levels(kinds, at, base) for at in range(len(kinds))]
    runs: list[tuple[str, list[Glyph]]] = []
    for kind, sign in zip(resolved, signs, strict=True):
        if not runs or runs[-1][0] != kind:
            runs.append((kind, []))
        runs[-1][1].append(sign)
    plain: list[Glyph] = []
    mirrored: list[Glyph] = []
    for kind, run in reversed(runs) if rtl else runs:
        plain += run[::-1] if kind == "R" else run
        mirrored += [_mirror(sign) for sign in run[::-1]] if kind == "R" else run
    # Some programs name a bracket by how it looks, some by what it means: it opens before it closes.
    return plain if _opens_first(plain) or not _opens_first(mirrored) else mirrored


def _opens_first(signs: Sequence[Glyph]) -> bool:
    """Whether every bracket that closes was opened before."""
    depth = 0
    for sign in signs:
        depth += (sign.text in _OPENING) - (sign.text in _CLOSING)
        if depth < 0:
            return False
    return True


def _resolve_levels(kinds: Sequence[str], at: int, base: str) -> str:
    kind = kinds[at]
    if kind == "R":
        return "R"
    if kind in ("L", "D"):
        return "L"
    before = next((found for found in reversed(kinds[:at][-80:]) if found != "N"), base)
    after = next((found for found in kinds[at + 1 : at + 81] if found != "N"), base)
    before, after = ("L" if side in ("L", "D") else side for side in (before, after))
    return before if before == after else base


def _mirror(sign: Glyph) -> Glyph:
    return Glyph(sign.text.translate(_MIRRORED), sign.left, sign.right, sign.font, sign.url)


def measure_first_word(signs: Sequence[Glyph]) -> float:
    """How much room the first word needs; in scripts without blanks, the first letter."""
    first = next((at for at, sign in enumerate(signs) if not sign.text.isspace()), 0)
    if _UNSPACED.match(signs[first].text) or _HANGUL.match(signs[first].text):
        return abs(signs[first].right - signs[first].left)
    left, right = signs[first].left, signs[first].right
    for sign in signs[first + 1 :]:
        if sign.text.isspace():
            break
        left, right = min(left, sign.left), max(right, sign.right)
        if sign.text in _HYPHENS:
            break
    return right - left


def find_list_mark(signs: Sequence[Glyph]) -> str:
    """What a row begins with, when that is the mark of a list's entry: a dash, dot, arrow, number or picture."""
    match = _MARK.match("".join(sign.text for sign in signs[:8]).lstrip())
    return match.group(1) if match else ""


def continues(one: str, two: str) -> bool:
    """Whether two marks are those of neighbours in one list."""
    if one[:-1].isdecimal() and two[:-1].isdecimal():
        return one[-1] == two[-1] and int(two[:-1]) == int(one[:-1]) + 1
    return bool(one) and one == two


def ends_unspaced(signs: Sequence[Glyph]) -> bool:
    """Whether a row may end here without a blank: in a script that has none, or behind a hyphen or slash."""
    text = signs[-1].text if signs else " "
    return bool(_UNSPACED.match(text[-1:]) or _HANGUL.match(text[-1:])) or text.endswith((*_BREAKABLE, "\u00ad"))


def is_address(signs: Sequence[Glyph]) -> bool:
    """Whether the first word is an address."""
    return _ADDRESS.match("".join(sign.text for sign in signs[:12]).lstrip()) is not None


def join_words(before: Sequence[Glyph], after: Sequence[Glyph]) -> str:
    """What stands between two rows of one paragraph: a blank, nothing, or ``-`` for a hyphen that the page painted."""
    text = "".join(sign.text for sign in before)
    following = "".join(sign.text for sign in after[:2]).lstrip()
    if text != text.rstrip():
        return " "
    if text.endswith(("\u00ad‐", "\u00ad-", "\u00ad")):
        return "-"
    if _is_same_address(before, after):
        return ""
    if len(text) > 1 and text.endswith(_BREAKABLE) and not text[-2].isspace() and following[:1].isalnum():
        return ""
    if _UNSPACED.match(text[-1]) or _UNSPACED.match(following[:1] or " "):
        return "" if _UNSPACED.match(text[-1]) and _UNSPACED.match(following[:1] or " ") else _is_mixed(text, following)
    return " "


def _is_mixed(text: str, following: str) -> str:
    """Between a script without blanks and another one: nothing beside its punctuation and letters."""
    return "" if unicodedata.category((text + following)[len(text) - 1])[0] in "LP" else " "


def _is_same_address(before: Sequence[Glyph], after: Sequence[Glyph]) -> bool:
    """Whether one address runs over the end of the row: both ends lead to it, and the words are its own; or a single
    long word filled the whole row."""
    tail, head = _last_word([*before][::-1])[::-1], _last_word(after)
    one, two = before[-1].url, next((sign.url for sign in after if sign.text.strip()), None)
    if one and one == two and f"{tail}{head}".rstrip("….,") in one.replace("https://", "") + one:
        return True
    whole = "".join(sign.text for sign in before).strip()
    return len(whole) > 30 and not any(char.isspace() for char in whole)


def _last_word(signs: Sequence[Glyph]) -> str:
    """The signs up to the first blank."""
    found = []
    for sign in signs:
        if sign.text.isspace():
            break
        found.append(sign.text)
    return "".join(found)


def replace_ligatures(text: str) -> str:
    """`text` with the letters that printed shapes stand for."""
    if text.isascii():
        return text
    return _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape.group()), text)
