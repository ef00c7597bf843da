"""Bytes to text: read right, or refused with the name of what they look like. Never garbled."""

from __future__ import annotations

import codecs
import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.documents.decode import decode, detect_binary
from unroller.errors import BinaryInputError, EmptyInputError, InputError, TooLargeError
from unroller.limits import Limits

TEXT = "1/2 café 😀\n\n2/2 Привет, 今日は"
WESTERN = "C’est déjà l’été à Évian – où sont les bateaux ?\nOn dit qu’ils reviendront."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize(
    "text", ["plain words only\nand a second line", "Привет, мир. Как дела?\nХорошо.", "今日は良い天気です。\n明日も。"]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


def test_utf_16_cut_within_a_character() -> None:
    found = decode(("x" * 50).encode("utf-16")[:-1])
    assert found.text == "x" * 49
    assert found.notes == ("cut-character",)


def test_windows_1252_where_it_reads_like_western_text() -> None:
    found = decode(WESTERN.encode("cp1252"))
    assert (found.text, found.encoding) == (WESTERN, "windows-1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Привет, мир. Как дела сегодня?", "cp1251"), ("今日は良い天気です", "shift_jis"), ("안녕하세요 여러분", "euc-kr"),
     ("Καλημέρα κόσμε, τι κάνεις;", "cp1253"), ("你好，世界，今天怎么样", "gb18030")],
)  # fmt: skip
def test_other_old_encodings_are_refused_unless_declared(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(BinaryInputError, match="UTF-8"):
        decode(data)
    name = {"cp1251": "windows-1251", "cp1253": "windows-1253"}.get(encoding, encoding)
    assert decode(data, f"text/plain; charset={name}").text == text


def test_a_wrong_declaration_never_beats_utf_8() -> None:
    assert decode(TEXT.encode(), "text/plain; charset=iso-8859-2").text == TEXT


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"\xff\xd8\xff\xe0" + b"x" * 20, "JPEG"),
        (b"%PDF-1.7\n%abc", "PDF"),
        (b"PK\x03\x04" + b"x" * 40, "ZIP"),
        (b"\x1f\x8b\x08" + b"x" * 40, "gzip"),
        (b"\0\0\0\x20ftypheic" + b"x" * 40, "HEIC"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "picture"),
        (b"x" * 257 + b"ustar" + b"x" * 20, "tar"),
    ],
)
def test_files_that_are_no_text_are_named(data: bytes, name: str) -> None:
    assert name in str(detect_binary(data))
    with pytest.raises(BinaryInputError, match=name):
        decode(data)


@pytest.mark.parametrize("data", [b"\0" * 5000, bytes(range(1, 256)) * 10, b"\x01\x02\x03" * 100])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryInputError):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\n" * 1_000_000, "\u200b\u00a0\ufeff".encode(), b"\xef\xbb\xbf"])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(EmptyInputError):
        decode(data)


def test_too_large_names_the_limit() -> None:
    with pytest.raises(TooLargeError, match=r"8\.0 MB"):
        decode(b"x" * (9 * 1024 * 1024))
    with pytest.raises(TooLargeError, match="100 bytes"):
        decode(b"x" * 101, limits=Limits(text_bytes=100))


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        (b"a\0b" + b" word" * 60, "a\ufffdb" + " word" * 60, ("nul-replaced",)),
        ("caf\ud83d!".encode("utf-8", "surrogatepass"), "caf\ufffd!", ("surrogates-replaced",)),
        ("\ud83d\ude00!".encode("utf-8", "surrogatepass"), "😀!", ()),
        ("été 😀".encode()[:-2], "été ", ("cut-character",)),
        (("é" * 40).encode() + b"\xff and on", "é" * 40 + "\ufffd and on", ("bytes-replaced",)),
    ],
)
def test_damage_is_replaced_and_noted(data: bytes, text: str, notes: tuple[str, ...]) -> None:
    found = decode(data)
    assert (found.text, found.notes) == (text, notes)


def test_line_breaks_of_every_system() -> None:
    assert decode("a\r\nb\rc\u2028d\u2029e\n".encode()).text == "a\nb\nc\nd\ne\n"


def test_marks_of_direction_stay() -> None:
    assert decode("\u202bשלום\u202c".encode()).text == "\u202bשלום\u202c"


@given(st.text(min_size=1))
def test_any_unicode_text_survives(text: str) -> None:
    try:
        found = decode(codecs.BOM_UTF8 + text.encode("utf-8", "surrogatepass")).text
    except InputError:
        return
    assert "\r" not in found
    assert found.encode("utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert decode(data).text.encode("utf-8")


@pytest.mark.parametrize("data", [b"\xe9" * 1_000_000, b"\xc3\xa9" * 500_000, b"\x80" * 1_000_000, b"a\0" * 500_000])
def test_a_megabyte_of_anything_is_quick(data: bytes) -> None:
    begin = time.process_time()
    with contextlib.suppress(InputError):
        decode(data)
    assert time.process_time() - begin < 10


def test_a_stray_nul_in_plain_text_is_no_utf_16() -> None:
    assert decode(b"0101\x000").text == "0101\ufffd0"
