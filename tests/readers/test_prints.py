"""Printed pages: opened in a process of their own, made into text again, as good as a copy of the page."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from tests.quality.reading_figures import cuts
from tests.support.builders.pdfs import HOSTILE, document, page, stream, text_page
from tests.support.builders.printing import all_threads
from tests.support.builders.prints import SCRIPTS, SITES, address_of, browser_page, printed, shown
from tests.support.paths import DATA
from tests.support.site import Site
from unroller import readers
from unroller.documents import pdf
from unroller.documents.media import is_pdf
from unroller.documents.pdf_layout import PdfLink, PdfPage, PdfText, PrintedLayout, TextRun, layout_lines
from unroller.errors import BinaryInputError, InputError, TooLargeError, UnrollerError
from unroller.library.reading import read
from unroller.limits import DEFAULT
from unroller.model import Capture, Thread
from unroller.text import split_words

FOLDER = DATA / "prints"
FIXTURES = sorted(path.stem for path in FOLDER.glob("*.json"))
#: The long-term unit of the values below: type of 10 points, a letter 6 points wide, lines 15 points apart.
SIZE, LETTER, PITCH = 10.0, 6.0, 15.0


def thread_of(data: bytes, name: str = "thread.pdf") -> Thread:
    return read(Capture(data, name=name))[0].thread


def snippet(text: str, line: float, x: float = 60.0, size: float = SIZE, font: int = 0) -> TextRun:
    """`text` on line `line` (from 0) of a sheet 800 points high."""
    edges = tuple(x + at * LETTER * size / SIZE for at in range(len(text) + 1))
    return TextRun(tuple(text), edges, 740 - line * PITCH, size, font)


def laid(*snippets: TextRun, links: tuple[PdfLink, ...] = (), sheets: tuple[PdfPage, ...] = ()) -> PrintedLayout:
    return layout_lines(PdfText(sheets or (PdfPage(600, 800, snippets, links),)))


def texts(layout: PrintedLayout) -> list[str]:
    return [line.text for line in layout.lines]


FULL = "this row of words is as long as the sheet lets it be and a bit more, so"


# -- fixtures: real prints of a browser


@pytest.mark.parametrize("name", FIXTURES)
def test_a_print_reads_as_well_as_the_copy_of_its_page(name: str) -> None:
    truth = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    thread = thread_of((FOLDER / f"{name}.pdf").read_bytes())
    want = [shown(post, short=truth["site"] != "blog") for post in truth["posts"]]
    have = [post.text for post in thread.posts]
    title = ["Notes on the harbour"] if truth["site"] == "blog" else []
    assert split_words(" ".join(have)) == split_words(" ".join(title + want))
    if truth["site"] != "blog":
        assert cuts(have) == cuts(want)
        assert thread.author
        assert thread.author.handle.split("@")[0] == truth["handle"]
    copied = [post.text for post in readers.read(Capture(truth["copy"].encode()))[0].posts]
    assert len(cuts(have) ^ cuts(title + want)) <= len(cuts(copied) ^ cuts(title + want)) + 1


@pytest.mark.parametrize("name", [name for name in FIXTURES if name != "thread-reader-pictures"])
def test_what_the_browser_printed_at_the_edges_is_in_the_ledger(name: str) -> None:
    data = (FOLDER / f"{name}.pdf").read_bytes()
    sheets = len(PdfReader(BytesIO(data)).pages)
    aside = [entry for entry in thread_of(data).removed if entry.rule.startswith("print:")]
    assert sum(entry.rule == "print:running-foot" for entry in aside) == 2 * sheets
    assert sum(entry.rule == "print:running-head" for entry in aside) == 2 * sheets
    assert {entry.text for entry in aside} >= {f"{number}/{sheets}" for number in range(1, sheets + 1)}


def test_a_print_without_the_browsers_edges_sets_nothing_of_them_aside() -> None:
    thread = thread_of((FOLDER / "thread-reader-pictures.pdf").read_bytes())
    assert not [entry for entry in thread.removed if entry.rule.startswith("print:")]


def test_a_shortened_link_gets_its_address() -> None:
    truth = json.loads((FOLDER / "thread-reader-pictures.json").read_text(encoding="utf-8"))
    thread = thread_of((FOLDER / "thread-reader-pictures.pdf").read_bytes())
    wanted = set(re.findall(r"https?://\S+", "\n".join(truth["posts"])))
    links = {run.url: run.text for post in thread.posts for run in post.runs if run.kind == "url"}
    assert wanted <= set(links)
    assert any(text.endswith("…") for text in links.values())


def test_several_scripts_keep_their_words() -> None:
    text = " ".join(post.text for post in thread_of((FOLDER / "scripts.pdf").read_bytes()).posts)
    for name, (sentence, _) in SCRIPTS.items():
        assert sentence in text, name


# -- lines


def test_what_the_width_broke_is_joined_and_what_the_author_broke_is_not() -> None:
    layout = laid(snippet(FULL, 0), snippet("it goes on here", 1), snippet("- a list", 2), snippet("- of two", 3))
    assert texts(layout) == [f"{FULL} it goes on here", "- a list", "- of two"]


def test_gaps_are_blank_lines_and_say_whether_they_were_typed() -> None:
    layout = laid(*(snippet(FULL, line) for line in (0, 1, 3, 4, 5.7, 6.7)))
    assert [(line.lead, line.space) for line in layout.lines] == [("sheet", 0.0), ("blank", 2.0), ("space", 1.7)]


def test_short_lines_stay_lines() -> None:
    assert texts(laid(snippet("Slowly.", 0), snippet("Both hands.", 1), snippet("Look behind you.", 2))) == [
        "Slowly.", "Both hands.", "Look behind you.",
    ]  # fmt: skip


def test_an_address_over_two_rows_is_one() -> None:
    start = "https://a.example/" + "deep/" * 10
    url = start + "end"
    links = (PdfLink(60, 730, 600, 760, url), PdfLink(60, 720, 80, 729, url))
    layout = laid(snippet(start, 0), snippet("end of it", 1), links=links)
    assert texts(layout) == [f"{url} of it"]
    assert layout.lines[0].links == ((0, len(url), url),)


def test_a_soft_hyphen_is_taken_back_and_a_written_one_is_not() -> None:
    soft = FULL[:-2] + "har\u00ad‐"
    hard = FULL[:-2] + "well-"
    assert texts(laid(snippet(soft, 0), snippet("bour", 1)))[0].endswith("har\u00adbour")
    assert texts(laid(snippet(hard, 0), snippet("known words", 1)))[0].endswith("well-known words")


def test_japanese_is_joined_without_a_blank() -> None:
    row = "港の水は二度さらわれ、二度とも一季節のうちに泥が戻ってきた。川は冬に毎日トラック四台"
    assert texts(laid(snippet(row, 0), snippet("分を運ぶ。", 1))) == [row + "分を運ぶ。"]


def test_a_paragraph_goes_on_over_the_edge_of_a_sheet() -> None:
    one, two = PdfPage(600, 800, (snippet(FULL, 0),)), PdfPage(600, 800, (snippet("it goes on", 0),))
    assert texts(laid(sheets=(one, two))) == [f"{FULL} it goes on"]


def test_ligatures_are_taken_apart_in_the_ledger() -> None:
    thread = thread_of(page(stream(b"BT /F1 12 Tf 72 700 Td /Span << /ActualText (fi) >> BDC (x) Tj EMC (ne) Tj ET")))
    assert thread.posts[0].text == "fine"
    layout = laid(snippet("a ﬁne oﬃce", 0))
    assert texts(layout) == ["a fine office"]
    assert layout.mended == ((0, "a ﬁne oﬃce"),)


# -- heads and feet


def footed(*feet: str, size: float = 8.0) -> tuple[PdfPage, ...]:
    """A sheet for each foot, all with the same first row and text that differs."""
    return tuple(
        PdfPage(600, 800, (snippet(f"{FULL} {at}", 2), snippet(foot, 48, size=size))) for at, foot in enumerate(feet)
    )


def test_the_number_of_the_sheet_is_set_aside() -> None:
    layout = laid(sheets=footed("https://a.example/ 1/3", "https://a.example/ 2/3", "https://a.example/ 3/3"))
    assert [rule for _, rule, _ in layout.aside] == ["print:running-foot"] * 3
    assert layout.url == "https://a.example/"


@pytest.mark.parametrize("feet", [("1/9", "2/9", "3/9"), ("1/", "2/", "3/"), ("(1)", "(2)", "(3)"), ("7/9", "8/9")])
def test_an_authors_counter_at_the_edge_stays(feet: tuple[str, ...]) -> None:
    layout = laid(sheets=footed(*feet))
    assert not layout.aside
    assert [text for text in texts(layout) if text in feet] == list(feet)


def test_words_at_the_edge_of_one_sheet_stay() -> None:
    assert not laid(sheets=footed("the end of it", "Read on below", "something else")).aside


def test_the_first_row_of_every_sheet_stays_when_its_text_follows_close() -> None:
    sheets = tuple(PdfPage(600, 800, (snippet("Maren Tide", -2), snippet(f"post {at}", -1))) for at in range(4))
    assert not laid(sheets=sheets).aside


def test_turned_text_is_set_aside_by_name() -> None:
    turned = replace(snippet("DRAFT", 9), level=False)
    assert laid(snippet("words", 0), turned).aside == (("DRAFT", "print:turned", 1),)


# -- law: no word is lost


WORD = st.text("abcdefghij", min_size=1, max_size=12)


@given(st.lists(st.lists(WORD, min_size=1, max_size=9), min_size=1, max_size=30), st.integers(1, 4))
def test_no_word_is_lost_or_moved(rows: list[list[str]], per_sheet: int) -> None:
    sheets = tuple(
        PdfPage(
            600, 800, tuple(snippet(" ".join(row), 3 + at) for at, row in enumerate(rows[first : first + per_sheet]))
        )
        for first in range(0, len(rows), per_sheet)
    )
    layout = laid(sheets=sheets)
    assert not layout.aside
    assert "".join(texts(layout)).replace(" ", "") == "".join(word for row in rows for word in row)


# -- what cannot be read


def locked(password: str = "harbour") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(text_page("words"))))
    writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


PICTURE = page(
    stream(b"q 600 0 0 700 0 0 cm /I Do Q"),
    stream(b"\0" * 300, b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB "
           b"/BitsPerComponent 8 "),
    resources=b"/XObject << /I 6 0 R >>",
)  # fmt: skip
NO_PAGES = document(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (locked(), BinaryInputError, "password"),
        (PICTURE, BinaryInputError, "pictures only"),
        (NO_PAGES, InputError, "no pages"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nnothing else", InputError, "damaged"),
        ((FOLDER / "blog.pdf").read_bytes()[:9000], InputError, "damaged"),
    ],
    ids=["locked", "scanned", "no pages", "only its mark", "cut off"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, kind: type[Exception], says: str) -> None:
    with pytest.raises(kind, match=says):
        read(Capture(data))


def test_a_lock_without_a_password_opens() -> None:
    assert thread_of(locked("")).posts[0].text == "words"


def test_limits_are_kept() -> None:
    data = (FOLDER / "thread-reader.pdf").read_bytes()
    for limits in (replace(DEFAULT, print_sheets=1), replace(DEFAULT, print_chars=100), replace(DEFAULT, text_bytes=9)):
        with pytest.raises(TooLargeError):
            pdf.open_print(data, limits)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_end_soon(name: str) -> None:
    data = HOSTILE[name]()
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    try:
        read(Capture(data))
    except UnrollerError as error:
        assert "PDF" in str(error)  # noqa: PT017
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < DEFAULT.print_seconds + 1.5
    assert time.process_time() - began < 5


@given(st.binary(max_size=300))
def test_text_that_mentions_the_format_is_no_pdf(data: bytes) -> None:
    assert not is_pdf(b"The mark is %PDF-1.7 " + data)


# -- the two faces


def test_the_command_line_reads_and_keeps_a_pdf(tmp_path: Path) -> None:
    file = FOLDER / "x-page.pdf"
    command = [sys.executable, "-m", "unroller", "--archive", str(tmp_path / "archive")]
    done = subprocess.run([*command, "read", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3)
    assert "printed as PDF" in done.stderr
    done = subprocess.run([*command, "add", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    kept = next((tmp_path / "archive").rglob("source.pdf"))
    assert kept.read_bytes() == file.read_bytes()


def test_the_web_page_takes_a_pdf_as_a_file(tmp_path: Path) -> None:
    site = Site(tmp_path)
    data = (FOLDER / "thread-reader.pdf").read_bytes()
    place = site.keep("", file=(BytesIO(data), "thread.pdf"))
    assert "SLOW HARBOURS" in site.get(place).text
    assert data in site.files().values()
    refused = site.paste("", file=(BytesIO(data[:4000]), "cut.pdf"))
    assert refused.status_code == 422
    assert "damaged" in refused.text


@pytest.mark.browser
@pytest.mark.parametrize("site", ["thread_reader", "x_page", "mastodon"])
def test_fresh_prints_are_read_as_well_as_copies(site: str) -> None:
    wrong = {"print": 0, "copy": 0}
    with browser_page() as tab:
        for thread in all_threads()[::6]:
            data, copy = printed(tab, SITES[site](thread), address_of(site, thread))
            want = [shown(post) for post in thread.posts]
            for kind, got in (("print", thread_of(data)), ("copy", readers.read(Capture(copy.encode()))[0])):
                have = [post.text for post in got.posts]
                assert split_words(" ".join(have)) == split_words(" ".join(want)), (kind, thread.handle)
                wrong[kind] += len(cuts(have) ^ cuts(want))
    assert wrong["print"] <= wrong["copy"] + 1
