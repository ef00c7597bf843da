"""What a page's content stream shows: pieces of text with the place of every character, in the order they are painted.

A browser paints a page in the order of its document, so this order is the reading order. Only what moves, sizes or
shows text is followed; pictures, paths and colours are not looked at.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font  # the only reader of widths and character maps the library has: pinned for it

Matrix = tuple[float, float, float, float, float, float]
#: One piece: its units (a character, or several that one sign stands for), their left edges and the last one's right
#: edge, baseline, size, number of its font, whether it stands level.
Piece = tuple[list[str], list[float], float, float, int, bool]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Forms within forms, and saved states, deeper than any program writes them.
_FORM_DEPTH = 8
_STATES = 200
#: Forms shown on one page.
_FORMS = 500
#: A font's baseline may lean by this share and still count as level.
_LEVEL = 0.01


#: What the names of bold fonts hold.
_BOLD = ("Bold", "bold", "Black", "Heavy", "Medi")


class TooMuchError(Exception):
    """The page holds more than is read."""


@dataclass(frozen=True, slots=True)
class _GraphicsState:
    """What ``q`` saves and ``Q`` brings back."""

    ctm: Matrix = IDENTITY
    font: _FontFace | None = None
    size: float = 0.0
    chars: float = 0.0
    words: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class _FontFace:
    """A font as text needs it: `number` is odd for a bold one, `unit` is the size of its glyph space in text space."""

    font: Font
    number: int
    unit: float


@dataclass
class _MarkedContent:
    """A marked-content sequence whose text is given (``/ActualText``), until its glyphs are all seen."""

    text: str | None
    shown: list[Piece] = field(default_factory=list)


@dataclass
class Fonts:
    """The fonts of a document, each read once."""

    faces: dict[int, _FontFace] = field(default_factory=dict)

    def face(self, resource: Any) -> _FontFace | None:
        """The face of a font resource; None when it cannot be read."""
        if not isinstance(resource, DictionaryObject):
            return None
        key = id(resource)
        if key not in self.faces:
            unit = 0.001
            matrix = resource.get("/FontMatrix")
            if resource.get("/Subtype") == "/Type3" and isinstance(matrix, ArrayObject) and matrix:
                unit = abs(float(matrix[0])) or unit
            font = Font.from_font_resource(resource)
            bold = any(word in font.name for word in _BOLD)
            self.faces[key] = _FontFace(font, 2 * len(self.faces) + bold, unit)
        return self.faces[key]


class ContentInterpreter:
    """Walks the content of one page. `most` bounds the characters, `pieces` is what was found."""

    def __init__(self, reader: Any, fonts: Fonts, base: Matrix, most: int) -> None:
        self._reader = reader
        self._fonts = fonts
        self._state = _GraphicsState(ctm=base)
        self._saved: list[_GraphicsState] = []
        self._matrix = IDENTITY
        self._line = IDENTITY
        self._marks: list[_MarkedContent] = []
        self._forms = 0
        self._room = most
        self.pieces: list[Piece] = []

    def show(self, content: Any, resources: Any, depth: int = 0) -> None:
        """Follow a content stream.

        Raises:
            TooMuchError: it passes a limit.
        """
        for operands, operator in self._operations(content):
            try:
                if operator in _DO:
                    _DO[operator](self, operands)
                elif operator == b"Tf":
                    self._set_font(operands, resources)
                elif operator == b"BDC":
                    self._begin(operands[1] if len(operands) > 1 else None, resources)
                elif operator == b"Do":
                    self._form(operands, resources, depth)
            except (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError):
                continue  # one broken operator does not take the page with it

    def _operations(self, content: Any) -> Iterator[tuple[list[Any], bytes]]:
        stream = ContentStream(content, self._reader, "bytes")
        yield from stream.operations

    # -- graphics state

    def save(self, _operands: Sequence[Any]) -> None:
        """``q``; TooMuchError past so many states."""
        if len(self._saved) >= _STATES:
            raise TooMuchError
        self._saved.append(self._state)

    def restore(self, _operands: Sequence[Any]) -> None:
        """``Q``"""
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        """``cm``"""
        self._state = replace(self._state, ctm=multiply(_parse_matrix(operands), self._state.ctm))

    # -- text state

    def _set_font(self, operands: Sequence[Any], resources: Any) -> None:
        fonts = _scale_of(resources, "/Font")
        face = self._fonts.face(_scale_of(fonts, operands[0]))
        self._state = replace(self._state, font=face, size=float(operands[1]))

    def set_value(self, name: str, operands: Sequence[Any], unit: float = 1.0) -> None:
        """``Tc`` ``Tw`` ``Tz`` ``TL`` ``Ts``"""
        value: dict[str, Any] = {name: float(operands[0]) * unit}
        self._state = replace(self._state, **value)

    def begin_text(self, _operands: Sequence[Any]) -> None:
        """``BT``"""
        self._matrix = self._line = IDENTITY

    def set_matrix(self, operands: Sequence[Any]) -> None:
        """``Tm``"""
        self._matrix = self._line = _parse_matrix(operands)

    def move(self, operands: Sequence[Any]) -> None:
        """``Td``"""
        self._line = multiply((1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1])), self._line)
        self._matrix = self._line

    def move_leading(self, operands: Sequence[Any]) -> None:
        """``TD``"""
        self._state = replace(self._state, leading=-float(operands[1]))
        self.move(operands)

    def next_line(self, _operands: Sequence[Any]) -> None:
        """``T*``"""
        self.move((0.0, -self._state.leading))

    # -- marked content

    def _begin(self, properties: Any, resources: Any) -> None:
        if isinstance(properties, str):
            properties = _scale_of(_scale_of(resources, "/Properties"), properties)
        text = properties.get("/ActualText") if isinstance(properties, DictionaryObject) else None
        self.begin_mark(_parse_string(text))

    def begin_mark(self, text: str | None) -> None:
        """``BMC`` ``BDC``; TooMuchError past so many marks."""
        if len(self._marks) >= _STATES:
            raise TooMuchError
        self._marks.append(_MarkedContent(text))

    def end_mark(self, _operands: Sequence[Any]) -> None:
        """``EMC``"""
        if not self._marks:
            return
        mark = self._marks.pop()
        if mark.text is None or not mark.shown:
            return
        first, last = mark.shown[0], mark.shown[-1]
        left, right = min(piece[1][0] for piece in mark.shown), max(piece[1][-1] for piece in mark.shown)
        text = mark.text.lstrip("\ufeff")
        if text:
            self._add(([text], [left, right], first[2], first[3], last[4], first[5]))

    # -- showing

    def show_string(self, operands: Sequence[Any]) -> None:
        """``Tj``"""
        self._show(operands[0])

    def show_array(self, operands: Sequence[Any]) -> None:
        """``TJ``"""
        for part in operands[0]:
            if isinstance(part, (int, float)):
                move = -float(part) / 1000.0 * self._state.size * self._state.scale
                self._matrix = multiply((1.0, 0.0, 0.0, 1.0, move, 0.0), self._matrix)
            else:
                self._show(part)

    def show_on_next(self, operands: Sequence[Any]) -> None:
        """``'``"""
        self.next_line(())
        self._show(operands[0])

    def show_spaced(self, operands: Sequence[Any]) -> None:
        """``"``"""
        self._state = replace(self._state, words=float(operands[0]), chars=float(operands[1]))
        self.show_on_next(operands[2:])

    def _show(self, string: Any) -> None:
        state = self._state
        if state.font is None or not isinstance(string, bytes):
            return
        text, edges, at = [], [0.0], 0.0
        for code, shown in _decode_characters(string, state.font.font):
            width = _width_of(state.font.font, code) * state.font.unit * state.size + state.chars
            if shown == " " and len(code) == 1:
                width += state.words
            at += width * state.scale
            text.append(shown)
            edges.append(at)
        whole = multiply(self._matrix, state.ctm)
        self._matrix = multiply((1.0, 0.0, 0.0, 1.0, at, 0.0), self._matrix)
        if text:
            self._add(_place_characters(text, edges, whole, state))

    def _add(self, piece: Piece) -> None:
        self._room -= sum(map(len, piece[0]))
        if self._room < 0:
            raise TooMuchError
        spoken = next((mark for mark in reversed(self._marks) if mark.text is not None), None)
        (self.pieces if spoken is None else spoken.shown).append(piece)

    def _form(self, operands: Sequence[Any], resources: Any, depth: int) -> None:
        form = _scale_of(_scale_of(resources, "/XObject"), operands[0])
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return
        self._forms += 1
        if depth >= _FORM_DEPTH or self._forms > _FORMS:
            raise TooMuchError
        kept, saved = self._state, len(self._saved)
        if "/Matrix" in form:
            self.transform(list(_scale_of(form, "/Matrix") or ()))
        self.show(form, form.get("/Resources", resources), depth + 1)
        del self._saved[saved:]
        self._state = kept


_DO: dict[bytes, Callable[[ContentInterpreter, Sequence[Any]], None]] = {
    b"q": ContentInterpreter.save,
    b"Q": ContentInterpreter.restore,
    b"cm": ContentInterpreter.transform,
    b"BT": ContentInterpreter.begin_text,
    b"Tm": ContentInterpreter.set_matrix,
    b"Td": ContentInterpreter.move,
    b"TD": ContentInterpreter.move_leading,
    b"T*": ContentInterpreter.next_line,
    b"Tj": ContentInterpreter.show_string,
    b"TJ": ContentInterpreter.show_array,
    b"'": ContentInterpreter.show_on_next,
    b'"': ContentInterpreter.show_spaced,
    b"BMC": lambda page, _operands: page.begin_mark(None),
    b"EMC": ContentInterpreter.end_mark,
    b"Tc": lambda page, operands: page.set_value("chars", operands),
    b"Tw": lambda page, operands: page.set_value("words", operands),
    b"Tz": lambda page, operands: page.set_value("scale", operands, 0.01),
    b"TL": lambda page, operands: page.set_value("leading", operands),
    b"Ts": lambda page, operands: page.set_value("rise", operands),
}


def multiply(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that does `one`, then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _parse_matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands[-6:])
    return (a, b, c, d, e, f)


def _parse_string(value: Any) -> str | None:
    """A text string: UTF-16 or UTF-8 behind its mark, else Latin letters; None for anything else."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return None
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "replace")
    return value.decode("latin-1")


def _scale_of(parent: Any, name: Any) -> Any:
    """An entry of a dictionary, its reference followed; None where there is none."""
    parent = parent.get_object() if parent is not None else None
    if not isinstance(parent, DictionaryObject) or name not in parent:
        return None
    return parent[name].get_object()


def _decode_characters(data: bytes, font: Font) -> Iterator[tuple[str, str]]:
    """Each code of a shown string, as the font's widths are keyed, and the characters it stands for."""
    if isinstance(font.encoding, str):
        try:
            codes = data.decode(font.encoding, "surrogatepass")
        except UnicodeDecodeError:
            codes = data.decode(font.encoding, "replace")
        for code in codes:
            yield code, str(font.character_map.get(code, "\ufffd" if "utf-16" in font.encoding else code))
        return
    for byte in data:
        named = font.encoding.get(byte, chr(byte))
        yield chr(byte), str(font.character_map.get(named, font.character_map.get(chr(byte), named)))


def _width_of(font: Font, code: str) -> float:
    if code == font.space_char:
        return float(font.space_width)
    width = font.character_widths.get(code, font.character_widths.get("default", 500))
    return float(width)


def _place_characters(text: list[str], edges: Sequence[float], whole: Matrix, state: _GraphicsState) -> Piece:
    """A piece in the page's own units, rounded to a hundredth."""
    a, b, c, d, e, f = whole
    size = math.hypot(c, d) * state.size
    rise = state.rise
    level = abs(b) <= _LEVEL * abs(a) and a > 0
    x, y = e + rise * c, f + rise * d
    return (text, [round(x + a * edge, 2) for edge in edges], round(y, 2), round(size, 2), _parse_number(state), level)


def _parse_number(state: _GraphicsState) -> int:
    return state.font.number if state.font else 0
