"""Bytes to text: read right, or refused with the name of what they look like. Never garbled."""

from __future__ import annotations

import codecs
import contextlib
import io
import tarfile
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.documents.decode import decode, detect_binary
from unroller.documents.media import detect_media, has_tar_checksum, is_tar
from unroller.errors import BinaryInputError, EmptyInputError, InputError, TooLargeError
from unroller.limits import Limits

TEXT = "1/2 café 😀\n\n2/2 Привет, 今日は"
#: Texts that begin with what files of other kinds begin with, or hold it where these do.
WORDED = {
    "zip": "PK is what every ZIP file begins with, said the teacher.",
    "gif": "GIF89a was the last word on animated pictures.\n\nGIF87a could not move.",
    "pdf": "%PDF-1.7 stands at the head of each file of the council.",
    "pdf-line": "%PDF-1.4\n\nThat is all I could read of the letter.",
    "mp3": "ID3 tags saved my record collection.",
    "bzip2": "BZh? Nobody remembers bzip2.",
    "ogg": "OggS, I typed, and waited.",
    "flac": "fLaC is spelled so.",
    "font": "wOFF and wOF2 are fonts for the web.",
    "rtf": "{\\rtf is how my first word processor began every letter}",
    "plist": "bplist00 and then nothing: my backup in one line.",
    "riff": "RIFF is WEBP with a hat on, said the guitarist.",
    "ftyp": "The ftyp box comes first, and nobody knows why.",
    "bmp": "BM opens a bitmap, II* a photograph, MM* the same from a Mac.",
    "tar": "".join(f"{at:03} " for at in range(64)) + "a ustar and more of it",
}
WESTERN = "C’est déjà l’été à Évian – où sont les bateaux ?\nOn dit qu’ils reviendront."


def tar_of(name: str, data: bytes, form: int = tarfile.PAX_FORMAT, mtime: float = 0) -> bytes:
    """A tar file that holds one file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        info = tarfile.TarInfo(name)
        info.size, info.mtime = len(data), mtime
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


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
        (tar_of("notes.txt", b"words"), "tar"),
        (tar_of("a/long/path/to/notes.txt", b"", tarfile.GNU_FORMAT), "tar"),
        (tar_of("old.txt", b"words", mtime=-86400.0), "tar"),
        (b"GIF89a\x01\0\x01\0\x80\0\0" + b"x" * 20, "GIF"),
        (b"ID3\x03\0\0\0\0\x0f\x76" + b"x" * 20, "MP3"),
        (b"BZh91AY&SY\x0e\xd4\xa8\0" + b"x" * 20, "bzip2"),
        (b"wOFF\0\1\0\0" + b"x" * 20, "font"),
        (b"OggS\0\2" + b"x" * 20, "Ogg"),
        (rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Arial;}}words}", "RTF"),
        (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "PDF"),
    ],
)
def test_files_that_are_no_text_are_named(data: bytes, name: str) -> None:
    assert name in str(detect_binary(data))
    with pytest.raises(BinaryInputError, match=name):
        decode(data)


@pytest.mark.parametrize("text", WORDED.values(), ids=WORDED)
def test_a_text_that_begins_like_another_kind_of_file_is_text(text: str) -> None:
    data = text.encode()
    assert detect_binary(data) is None
    assert decode(data).text == text
    assert detect_media(data) == ("text",)


@pytest.mark.parametrize("place", range(240, 263))
def test_a_word_that_holds_the_mark_of_a_tar_is_a_word(place: int) -> None:
    text = ("Wer backt, wartet. " * 40)[:place] + "industarbeit ustar" + " und morgen wieder." * 30
    assert decode(text.encode()).text == text


def test_a_tar_needs_more_than_its_checksum() -> None:
    words = bytearray(b"one word and then another, " * 40)[:512]
    words[148:156] = b"0000000 "
    words[148:156] = f"{sum(words[:148]) + 8 * 32 + sum(words[156:]):07o} ".encode()
    assert has_tar_checksum(bytes(words))
    assert not is_tar(bytes(words))
    assert decode(bytes(words)).text == words.decode()


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
