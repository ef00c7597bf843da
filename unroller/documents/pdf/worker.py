"""The program that opens a PDF, run as a process of its own under limits; see docs/decisions.md.

It reads the document from standard input and writes lines of JSON: one for the document, one for each page, one for the
end. Whatever goes wrong is a line too. It opens no file and no connection.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import Any

#: How a page is turned, by its /Rotate.
_MATRICES = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}
_HINT = 500
_URL = 4000
_LINKS = 2000
#: Characters of addresses in a document.
_ADDRESSES = 1_000_000


def main(seconds: int, memory: int, pages: int, chars: int) -> None:
    """Read the document on standard input. `memory` in bytes, `chars` for all pages together."""
    _set_limits(seconds, memory)
    data = sys.stdin.buffer.read()
    logging.disable(logging.CRITICAL)
    try:
        _open_document(data, pages, chars)
    except MemoryError:
        _write_record({"error": "too-much"})
    except RecursionError:
        _write_record({"error": "damaged"})


def facts(seconds: int, memory: int, pages: int, _chars: int) -> None:
    """Say what the document on standard input states about itself; nothing where it cannot be told."""
    _set_limits(seconds, memory)
    data = sys.stdin.buffer.read()
    logging.disable(logging.CRITICAL)
    from io import BytesIO

    from pypdf import PdfReader

    _configure_library(pages)
    try:
        reader = PdfReader(BytesIO(data))
        if not reader.is_encrypted or reader.decrypt(""):
            _write_record(_collect_facts(reader))
    except Exception:  # a document that cannot be opened states nothing
        _write_record({})


def _collect_facts(reader: Any) -> dict[str, Any]:
    """Title, authors, date of making, language and DOI, of its XMP before those of its dictionary."""
    found: dict[str, list[str]] = {"titles": [], "authors": [], "dates": [], "identifiers": []}
    try:
        xmp = reader.xmp_metadata
        if xmp is not None:
            found["titles"] += (xmp.dc_title or {}).values()
            found["authors"] += xmp.dc_creator or []
            found["identifiers"] += [xmp.dc_identifier or "", *_find_dois(xmp)]
            found["dates"] += [str(xmp.xmp_create_date or "")]
    except Exception:  # broken XMP is no XMP
        found["identifiers"] = []
    info = reader.metadata or {}
    for key, name in (
        ("titles", "/Title"),
        ("authors", "/Author"),
        ("dates", "/CreationDate"),
        ("identifiers", "/doi"),
    ):
        if key != "authors" or not found[key]:  # the dictionary's author is the same people, written otherwise
            found[key].append(info.get(name, ""))
    lang = reader.trailer["/Root"].get("/Lang", "")
    lists = {key: [str(one)[:_HINT] for one in rows if one][:50] for key, rows in found.items()}
    return {**lists, "lang": str(lang)[:40]}


def _find_dois(xmp: Any) -> list[str]:
    data = xmp.stream.get_data()[: 256 * 1024].decode("utf-8", "replace")
    return re.findall(r"(?:prism|pdfx|crossmark):(?:doi|DOI)(?:>|=\")([^<\"]{7,300})", data)[:5]


def _set_limits(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on Windows: there the parent's clock alone ends the process
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _write_record(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=True) + "\n")


def _open_document(data: bytes, pages: int, chars: int) -> None:
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    _configure_library(pages)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            _write_record({"error": "encrypted"})
            return
        count = len(reader.pages)
        if count > pages:
            _write_record({"error": "too-many-pages", "pages": count})
            return
        _write_record({"pages": count, **_read_hints(reader)})
        _read_pages(reader, chars)
    except DependencyError:
        _write_record({"error": "encrypted"})
    except LimitReachedError:
        _write_record({"error": "too-much"})
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        _write_record({"error": "damaged"})
    except (AssertionError, NotImplementedError, ArithmeticError):
        _write_record({"error": "damaged"})


def _configure_library(pages: int) -> None:
    """The library's own limits, brought down to what a printed thread can need."""
    from pypdf import _configuration as configuration

    most = 16 * 1024 * 1024
    configuration.overwrite_configuration(
        maximum_declared_stream_length=most,
        array_based_stream_maximum_output_length=most,
        zlib_maximum_output_length=most,
        lzw_maximum_output_length=most,
        run_length_maximum_output_length=most,
        brotli_maximum_output_length=most,
        stream_decoding_work_maximum_length=2 * most,
        zlib_maximum_recovery_input_length=1024 * 1024,
        stream_filters_maximum_length=4,
        page_tree_maximum_entries=20 * pages,
        page_tree_maximum_depth=40,
        page_tree_maximum_page_entries=1000 * pages,
        jbig2dec_binary=None,
    )


def _read_hints(reader: Any) -> dict[str, str]:
    """Title and author of the document, where they are text."""
    try:
        found = reader.metadata or {}
        named = {"title": found.get("/Title"), "author": found.get("/Author")}
    except Exception:  # a document is not refused for its hints
        return {}
    return {key: str(value)[:_HINT] for key, value in named.items() if isinstance(value, str)}


def _read_pages(reader: Any, chars: int) -> None:
    from unroller.documents.pdf.content_stream import ContentInterpreter, Fonts, TooMuchError

    fonts, addresses = Fonts(), 0
    for page in reader.pages:
        base, size = _page_frame(page)
        walk = ContentInterpreter(reader, fonts, base, chars)
        try:
            contents = page.get_contents()
            if contents is not None:
                walk.show(contents, page.get("/Resources"))
        except TooMuchError:
            _write_record({"error": "too-much"})
            return
        chars -= sum(sum(map(len, piece[0])) for piece in walk.pieces)
        links = _read_links(page, base)
        addresses += sum(len(link[4]) for link in links)
        if addresses > _ADDRESSES:
            _write_record({"error": "too-much"})
            return
        _write_record({"width": size[0], "height": size[1], "pieces": walk.pieces, "links": links})
    _write_record({"end": True})


def _page_frame(page: Any) -> tuple[Any, tuple[float, float]]:
    """The matrix that brings a page's lower left corner to 0, 0 as it is seen, and the page's width and height."""
    box = [float(value) for value in page.mediabox]
    turn = int(page.get("/Rotate", 0) or 0) % 360
    a, b, c, d = _MATRICES.get(turn, _MATRICES[0])
    width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
    corners = [(a * x + c * y, b * x + d * y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    size = (width, height) if turn in (0, 180) else (height, width)
    return (float(a), float(b), float(c), float(d), -left, -low), size


def _read_links(page: Any, base: Any) -> list[list[Any]]:
    """The page's links: x0, y0, x1, y1, address."""
    found: list[list[Any]] = []
    entries = page.get("/Annots")
    entries = entries.get_object() if entries is not None else []
    for entry in list(entries)[:_LINKS] if isinstance(entries, list) else []:
        try:
            annotation = entry.get_object()
            action = annotation["/A"].get_object() if "/A" in annotation else {}
            url = action.get("/URI")
            url = url.get_object() if url is not None else None
            url = url.decode("utf-8", "replace") if isinstance(url, bytes) else url
            if annotation.get("/Subtype") != "/Link" or not isinstance(url, str) or len(url) > _URL:
                continue
            found.extend([*_is_visible(rect, base), str(url)] for rect in _read_rects(annotation))
        except Exception:  # noqa: S112  a broken link is no link; its words stay
            continue
    return found


def _read_rects(annotation: Any) -> list[list[float]]:
    """Where a link is to be clicked: its quadrilaterals, else its rectangle."""
    quads = annotation.get("/QuadPoints")
    if isinstance(quads, list) and len(quads) >= 8:
        values = [float(value) for value in quads[:800]]
        parts = [values[at : at + 8] for at in range(0, len(values) - 7, 8)]
        return [[min(part[::2]), min(part[1::2]), max(part[::2]), max(part[1::2])] for part in parts]
    x0, y0, x1, y1 = (float(value) for value in annotation["/Rect"])
    return [[min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]]


def _is_visible(rect: list[float], base: Any) -> list[float]:
    """A rectangle in the page as it is seen."""
    a, b, c, d, e, f = base
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys))]
