"""The contract of readers: what first bytes show, which readers are asked then, and that a pasted text loads few."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests.support.builders import x
from unroller.account_exports import ExportFormat
from unroller.account_exports.scan.scanner import load_formats
from unroller.documents.media import MediaKind, detect_media
from unroller.documents.pdf_layout import PdfText
from unroller.limits import Limits
from unroller.model import Capture, Thread
from unroller.readers import ReaderInput, read
from unroller.readers.base import CERTAIN
from unroller.readers.registry import ENTRIES, detect_reader

FORMATS = load_formats()


class ClosedOpener:
    """Opens nothing: whoever detects a reader needs no file opened."""

    def open_pdf(self, data: bytes, limits: Limits) -> PdfText:
        raise AssertionError("a PDF was opened")

    def open_export(self, capture: Capture, limits: Limits) -> Iterable[Thread]:
        raise AssertionError("an export was opened")


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"PK\3\4", ("zip",)),
        (b"\x1f\x8b\x08", ("gzip",)),
        (b"\0\t%PDF-1.7", ("pdf",)),
        (b"bplist00", ("webarchive",)),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", ("mhtml",)),
        (b"<!DOCTYPE html><title>x</title>", ("html",)),
        (b"\xff\xfe" + "<html>".encode("utf-16-le"), ("html",)),
        (b"\x3a\xa2eroots\x81gversion\x01", ("car", "text")),
        (b'\xef\xbb\xbf { "a": 1}', ("json", "text")),
        (b"[{}]", ("json", "text")),
        (b"[[1]]", ("json", "text")),
        (b'[ null, {"id": 1}]', ("json", "text")),
        (b"window.YTD.tweets.part0 = [", ("javascript", "text")),
        (b"Grailbird.data.tweets_2012_01 = [", ("javascript", "text")),
        (b"[1/5] A thread.", ("text",)),
        (b"[note] A thread.", ("text",)),
        (b"{curly} words", ("text",)),
        (b"A thread of <html> tags", ("text",)),
        (b"<html> opens a page, and nobody closes it.", ("text",)),
        (b"<head> over heels: a thread on tags", ("text",)),
        (b"<!DOCTYPE html> was the first line I ever typed.\n\nThe second was <p>.", ("text",)),
        (b"<!-- a remark --><html lang='en'>\n<body>words", ("html",)),
        (b"<html>words</html>", ("html",)),
        (b"<plist> and WebMainResource are all that Safari leaves.", ("text",)),
        (b"MIME-Version: 1.0 and multipart/related, said the letter.\n\nNobody understood.", ("text",)),
        (b"My mail says:\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", ("text",)),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n--x\n", ("mhtml",)),
        (b"The eroots of it, and a gversion\x01 of them", ("text",)),
        (b"", ("text",)),
    ],
)
def test_first_bytes_show_the_kind_of_media(data: bytes, kinds: tuple[MediaKind, ...]) -> None:
    assert detect_media(data) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "<html> opens a page, and nobody closes it.\n\nThat was my first job.",
        ("Hilo del horno comunal: quien lo abra, que barra la ceniza. " * 5)[:254]
        + " asustar a nadie.\n\nLa masa llega tarde.",
        ("The press cuts a cluster of grapes in one go, they say, and " * 5)[:255]
        + "clustars were what he drew.\n\nNobody asked.",
        '{"set"} is how I write a set; a tuple I write so: (1, 2);',
        '["one", "two"] was the whole of the list;\n\nand nobody read it]',
        "window.YTD.tweets is where X keeps them.\n\nNobody told me;",
        "example.org = my whole childhood.\n\nIt is gone.",
    ],
)
def test_a_text_about_markup_or_data_is_read_as_it_is(text: str) -> None:
    (thread,) = read(Capture(text.encode()))
    assert "\n\n".join(post.text for post in thread.posts) == text
    assert not thread.removed


def test_a_declared_type_is_believed_of_pages_alone() -> None:
    assert detect_media(b"words <b>bold</b>", "text/html; charset=utf-8") == ("html",)
    assert detect_media(b"words", "text/html") == ("text",)
    assert detect_media(b"words", "application/zip") == ("text",)


@pytest.mark.parametrize("form", FORMATS, ids=[form.name for form in FORMATS])
def test_formats_of_exports_are_in_the_registry(form: ExportFormat) -> None:
    (entry,) = [entry for entry in ENTRIES if entry.name == form.name]
    assert entry.load() is form


def test_a_file_of_an_export_is_for_its_format() -> None:
    data = x.assignment("YTD.tweets.part0", [x.archived(spec) for spec in x.thread(["one", "two"])])
    reader, confidence = detect_reader(ReaderInput(Capture(data, "tweets.js"), opener=ClosedOpener()))
    assert (reader.name, confidence) == ("x-archive", CERTAIN)


def test_without_an_opener_exports_are_text() -> None:
    reader, _ = detect_reader(ReaderInput(Capture(b'{"unroller":{"kept":1,}}')))
    assert reader.name == "data"


def test_a_pasted_text_loads_no_reader_of_exports_or_pages() -> None:
    program = (
        "import sys; from unroller.library.reading import read; from unroller.model import Capture; "
        "read(Capture(b'A first post about tea.\\n\\nAnd a second one.\\n')); "
        "print(*sorted(name for name in sys.modules if name.startswith('unroller.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "unroller.readers.text.plain" in loaded
    assert not [name for name in loaded if "account_exports" in name or ".readers.html." in name or ".pdf" in name]
