"""Bytes to text, never garbled: what cannot be text for certain is refused with the name of what it looks like.

UTF-8 first, then UTF-16 and UTF-32 (with a mark, or by where their zero bytes stand), then Windows-1252 where the
result reads like a language of western Europe. The bytes themselves are kept elsewhere and never altered.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from unroller.documents.media import has_controls, is_pdf, is_tar
from unroller.errors import BinaryInputError, EmptyInputError, TooLargeError
from unroller.limits import DEFAULT, Limits
from unroller.messages import Message, Size
from unroller.regex import compile_re
from unroller.text import has_surrogates, replace_unprintable


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with ``\\n`` as its only line break, how it was encoded, and notes on what had to be replaced."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


#: Files known by their first bytes, and what people call them.
_MAGIC: tuple[tuple[bytes, Message], ...] = (
    (b"\x89PNG", Message("a PNG picture")),
    (b"\xff\xd8\xff", Message("a JPEG picture")),
    (b"GIF87a", Message("a GIF picture")),
    (b"GIF89a", Message("a GIF picture")),
    (b"PK\x03\x04", Message("a ZIP archive (or an office document)")),
    (b"PK\x05\x06", Message("an empty ZIP archive")),
    (b"\x1f\x8b", Message("a gzip archive")),
    (b"BZh", Message("a bzip2 archive")),
    (b"\xfd7zXZ\x00", Message("an xz archive")),
    (b"\x28\xb5\x2f\xfd", Message("a Zstandard archive")),
    (b"7z\xbc\xaf\x27\x1c", Message("a 7-Zip archive")),
    (b"Rar!\x1a\x07", Message("a RAR archive")),
    (b"\x7fELF", Message("a program")),
    (b"\xca\xfe\xba\xbe", Message("a program")),
    (b"\xcf\xfa\xed\xfe", Message("a program")),
    (b"SQLite format 3\x00", Message("an SQLite database")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Message("an old office document")),
    (b"ID3", Message("an MP3 recording")),
    (b"OggS", Message("an Ogg recording")),
    (b"fLaC", Message("a FLAC recording")),
    (b"\x1aE\xdf\xa3", Message("a video")),
    (b"II*\x00", Message("a TIFF picture")),
    (b"MM\x00*", Message("a TIFF picture")),
    (b"wOFF", Message("a font")),
    (b"wOF2", Message("a font")),
    (b"bplist00", Message("a binary property list (a .webarchive page?)")),
)
_PRINTABLE = compile_re(rb"[ -~]{1,40}")
#: RTF is typed: its first group goes on with control words.
_RTF = compile_re(rb"\{\\rtf\d{0,2}\s{0,4}(?:\{\s{0,4})?\\[a-z]")
#: Marks at the beginning, longest first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = compile_re(r"charset\s?=\s?[\"']?([A-Za-z0-9_.:-]{1,40})")
#: Encodings that a sender may declare and that cannot be told from the bytes alone.
_DECLARABLE = frozenset({
    "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
    "windows-1258", "iso-8859-2", "iso-8859-5", "iso-8859-7", "iso-8859-9", "iso-8859-15", "koi8-r", "koi8-u",
    "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "gb2312", "gbk", "gb18030", "big5",
})  # fmt: skip
_CONTROL = compile_re(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: UTF-8 sequences, to tell text with a few damaged bytes from text in another encoding.
_SEQUENCE = compile_re(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PAIR = compile_re("[\ud800-\udbff][\udc00-\udfff]")
_BREAKS = compile_re("\r\n?|[\u2028\u2029]")
#: Letters of Windows-1252 above ASCII, and its punctuation.
_WESTERN = compile_re("[A-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ]")
_HIGH_LETTERS = compile_re("[À-ÖØ-öø-ÿŠšŽžŒœŸƒ]{3,}")
_HIGH = compile_re("[\x80-\uffff]")
_PUNCTUATION = frozenset("€‚„…‘’“”•–—™¡§©«®°·»¿´\u00a0")
#: How much of a text is looked at when it is judged.
_SAMPLE = 64 * 1024


def decode(data: bytes, media_type: str = "", *, limits: Limits = DEFAULT) -> Decoded:
    """The text in `data`. `media_type` may name an encoding; it is believed only where the bytes agree.

    Line breaks become ``\\n``; NULs and lone surrogates become U+FFFD, which is noted.

    Raises:
        TooLargeError: more than ``limits.text_bytes`` bytes.
        EmptyInputError: no bytes, or nothing but blanks.
        BinaryInputError: not text, or text in an encoding that cannot be told for certain.
    """
    if len(data) > limits.text_bytes:
        raise TooLargeError(
            Message(
                "the text is too long: {size}, and at most {most} are read: hand it in in parts",
                size=_format_size(len(data)),
                most=_format_size(limits.text_bytes),
            )
        )
    if not data.strip():
        raise EmptyInputError(Message("there is no text in this: paste the thread, or choose another file"))
    looks = detect_binary(data)
    if looks:
        raise BinaryInputError(Message("this is {what}, not text: copy the thread's text and paste that", what=looks))
    text, encoding, notes = _decode_bytes(data, media_type)
    if not text.isascii():
        text, notes = _join_surrogates(text, notes)
    if "\0" in text:
        notes = (*notes, "nul-replaced")
    text = replace_unprintable(text)
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        text = _BREAKS.sub("\n", text)
    if not text.strip(" \t\n\r\f\v\ufeff\u200b\u00a0\u3000\u200e\u200f\ufffd"):
        raise EmptyInputError(Message("there is no text in this: paste the thread, or choose another file"))
    return Decoded(text, encoding, notes)


def detect_binary(data: bytes) -> Message | None:
    """What a file that is not text is called, by its first bytes; None when they are no such sign.

    A sign that can be typed is none in a text: there must be what no text holds, too, or the structure of the format.
    """
    if is_tar(data):
        return Message("a tar archive")
    if is_pdf(data):
        return Message("a PDF document")
    if _RTF.match(data):
        return Message("an RTF document")
    typed = not has_controls(data)
    for magic, name in _MAGIC:
        if data.startswith(magic) and not (typed and _PRINTABLE.fullmatch(magic)):
            return name
    if data[4:8] == b"ftyp" and data[:1] == b"\0":
        return Message("a video or a HEIC picture")
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI ") and not typed:
        return Message("a picture, recording or video")
    return None


def _decode_bytes(data: bytes, media_type: str) -> tuple[str, str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark) and not (name == "utf-32-le" and len(data) % 4):
            return _decode_with_mark(data[len(mark) :], name)
    if b"\0" in data:
        return _decode_with_nuls(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_eight_bit(data, media_type)
    if len(_CONTROL.findall(text[:_SAMPLE])) * 20 > min(len(text), _SAMPLE):
        raise _build_not_text_error()
    return text, "utf-8", ()


def _decode_with_mark(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """Text behind a byte order mark; a cut last character is dropped, a damaged one replaced."""
    if name == "utf-8":
        try:
            return data.decode("utf-8"), name, ()
        except UnicodeDecodeError:
            return _decode_damaged_utf8(data) or _refuse_encoding()
    unit = 4 if name.startswith("utf-32") else 2
    whole = data[: len(data) // unit * unit]
    notes = ("cut-character",) if len(whole) < len(data) else ()
    try:
        text = whole.decode(name, "surrogatepass")
    except UnicodeDecodeError:
        text = whole.decode(name, "replace")
        if text.count("\ufffd") * 20 > len(text):
            _refuse_encoding()
        notes = (*notes, "bytes-replaced")
    if len(_CONTROL.findall(text[:_SAMPLE])) * 20 > min(len(text), _SAMPLE):
        raise _build_not_text_error()
    return text, name, notes


def _decode_with_nuls(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """UTF-16 or UTF-32 without a mark, or UTF-8 with a stray NUL; anything else is no text."""
    # Latin text in UTF-16 is half zeros, other scripts have bytes past ASCII: neither looks like this.
    stray = data.isascii() and data.count(0) * 4 < len(data)
    if stray or data.count(0) * 100 < len(data):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        if text and len(_CONTROL.findall(text.replace("\0", ""))) * 100 < len(text):
            return text, "utf-8", ()
    guesses = []
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if len(data) % (4 if name.startswith("utf-32") else 2):
            continue
        try:
            text = data.decode(name, "surrogatepass")
        except UnicodeDecodeError:
            continue
        if _reads_as_text(text):
            plain = sum(char in " \n" or "!" <= char <= "~" for char in text[:_SAMPLE])
            guesses.append((plain, -len({ord(char) >> 8 for char in text[:_SAMPLE]}), text, name))
    if not guesses:
        raise _build_not_text_error()
    _, _, text, name = max(guesses)
    return text, name, ()


def _reads_as_text(text: str) -> bool:
    """Whether `text`, decoded on a guess, can be text: every character is in use, and most are letters or spaces."""
    part = text[:_SAMPLE]
    if any(unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\n\r\x0b\x0c" for char in part):
        return False
    usual = sum(char.isalnum() or char.isspace() or " " < char <= "~" for char in part)
    return usual * 10 >= len(part) * 7 and (len(part) < 40 or any(char in " \n\r\u3000。、" for char in part))


def _decode_eight_bit(data: bytes, media_type: str) -> tuple[str, str, tuple[str, ...]]:
    """Bytes that are not UTF-8: damaged UTF-8, a declared encoding, or Windows-1252."""
    damaged = _decode_damaged_utf8(data)
    if damaged:
        return damaged
    declared = _CHARSET.search(media_type)
    if declared and declared.group(1).casefold() in _DECLARABLE:
        name = codecs.lookup(declared.group(1)).name
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            return _refuse_encoding()
        if not _CONTROL.search(text[:_SAMPLE]):
            return text, name, ()
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return _refuse_encoding()
    return (text, "windows-1252", ()) if _is_western(text) else _refuse_encoding()


def _is_western(text: str) -> bool:
    """Whether text decoded as Windows-1252 reads like a western European language rather than a wrong guess.

    There accented letters are few and stand among plain ones; in Cyrillic, Greek, Chinese or Japanese bytes read so
    they are most of the letters, in long rows.
    """
    part = text[:_SAMPLE]
    if _CONTROL.search(part):
        return False
    letters = len(_WESTERN.findall(part))
    high = [char for char in _HIGH.findall(part) if char not in _PUNCTUATION]
    rows = len(_HIGH_LETTERS.findall(part))
    return len(high) * 5 <= letters * 2 and rows * 200 <= letters


def _decode_damaged_utf8(data: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """UTF-8 with a few bad bytes (cut within a character, surrogates written as three bytes), or None."""
    try:
        return data.decode("utf-8", "surrogatepass"), "utf-8", ()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), "utf-8", ("cut-character",)
    good = len(_SEQUENCE.findall(data))
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if good and bad * 5 <= good and not _CONTROL.search(text[:_SAMPLE]):
        return text, "utf-8", ("bytes-replaced",)
    return None


def _join_surrogates(text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Surrogate pairs become the characters they stand for; lone ones are noted (and replaced by `printable`)."""
    if not has_surrogates(text):
        return text.removeprefix("\ufeff"), notes
    text = _PAIR.sub(lambda pair: pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    if has_surrogates(text):
        notes = (*notes, "surrogates-replaced")
    return text.removeprefix("\ufeff"), notes


def _refuse_encoding() -> tuple[str, str, tuple[str, ...]]:
    raise BinaryInputError(
        Message(
            "the text's encoding cannot be told for certain, and a wrong guess would garble it: "
            "save it as UTF-8 and try again"
        )
    )


def _build_not_text_error() -> BinaryInputError:
    return BinaryInputError(Message("this is not text but binary data: copy the thread's text and paste that"))


def _format_size(count: int) -> Size:
    return Size(count / 1024 / 1024, "MB", 1) if count >= 1024 * 1024 else Size(count, "bytes")
