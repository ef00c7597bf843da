"""Small PDFs written by hand, good and hostile: each is a value, made in memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def document(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(content: bytes, *more: bytes, resources: bytes = b"/Font << /F1 5 0 R >>", extra: bytes = b"") -> bytes:
    """A document of one page. `content` is object 4, its font object 5, `more` are objects 6 and on."""
    return document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << %s >> %s >>"
        % (resources, extra),
        content,
        HELVETICA,
        *more,
    )


def text_page(*lines: str, size: int = 12, leading: float = 18) -> bytes:
    """A page of lines, each placed on its own."""
    shown = [
        f"BT /F1 {size} Tf 72 {700 - at * leading} Td ({line}) Tj ET".encode("cp1252") for at, line in enumerate(lines)
    ]
    return page(stream(b"\n".join(shown)))


def flate_bomb(size: int = 400_000_000) -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    data = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    return page(stream(zlib.compress(data), b"/Filter [/FlateDecode /FlateDecode] "))


def nested_arrays(depth: int = 100_000) -> bytes:
    return page(stream(b"[" * depth + b"]" * depth + b" TJ"), extra=b"/Deep " + b"[" * depth + b"]" * depth)


def looped_page_tree() -> bytes:
    return document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 9 /Parent 3 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>",
    )


def branching_page_tree(depth: int = 30) -> bytes:
    """Each node names the next one twice: two to the thirtieth pages."""
    nodes = [
        b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (number + 1, number + 1)
        for number in range(2, depth + 2)
    ]
    leaf = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    return document(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, leaf)


def huge_table() -> bytes:
    good = text_page("words")
    return good.replace(b"xref\n0 6\n", b"xref\n0 999999999\n").replace(b"/Size 6", b"/Size 2147483647")


def looped_tables() -> bytes:
    good = text_page("words")
    start = good.rindex(b"startxref\n") + 10
    return good.replace(b"/Size 6", b"/Prev " + good[start:].split()[0] + b" /Size 6")


def recursive_form() -> bytes:
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> ")
    return page(stream(b"/X Do"), form, resources=b"/XObject << /X 6 0 R >>")


def doubling_forms(depth: int = 40) -> bytes:
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> " % (number + 1),
        )
        for number in range(6, 6 + depth)
    ]
    return page(stream(b"/X Do"), *forms, HELVETICA, resources=b"/XObject << /X 6 0 R >>")


def many_operators(count: int = 3_000_000) -> bytes:
    return page(stream(zlib.compress(b"q Q\n" * count), b"/Filter /FlateDecode "))


def many_words(count: int = 400_000) -> bytes:
    words = b"BT /F1 9 Tf 1 1 Td\n" + b"(word) Tj\n" * count + b"ET"
    return page(stream(zlib.compress(words), b"/Filter /FlateDecode "))


def many_pages(count: int = 50_000) -> bytes:
    kids = b"3 0 R " * count
    return document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    )


def endless_map() -> bytes:
    """A character map that claims four thousand million characters."""
    cmap = b"1 beginbfrange\n<00000000> <ffffffff> <0000>\nendbfrange\n" * 2000
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
        b"/ToUnicode 7 0 R /DescendantFonts [8 0 R] >>"
    )
    widths = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [0 99999999 500] >>"
    shown = stream(b"BT /F2 12 Tf 72 700 Td <0041> Tj ET")
    return page(shown, font, stream(cmap), widths, resources=b"/Font << /F2 6 0 R >>")


def object_stream_loop() -> bytes:
    """Streams whose lengths are each other."""
    return page(
        b"<< /Length 6 0 R >>\nstream\nBT ET\nendstream", b"<< /Length 7 0 R >>\nstream\nx\nendstream", b"6 0 R"
    )


def many_links(count: int = 60_000) -> bytes:
    link = b"<< /Subtype /Link /Rect [0 0 600 790] /A << /S /URI /URI (https://a.example/) >> >>"
    return page(stream(b"BT /F1 12 Tf 72 700 Td (words) Tj ET"), extra=b"/Annots [" + link * min(count, 60_000) + b"]")


def open_strings() -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj << /A (" * 100_000


def broken_numbers() -> bytes:
    return page(
        stream(b"BT /F1 1e999 Tf nan inf Td 99999999999999999999 TL (words) Tj ' \" Tm cm Do /F9 3 Tf (x) Tj ET")
    )


HOSTILE: dict[str, Callable[[], bytes]] = {
    "flate bomb": flate_bomb,
    "nested arrays": nested_arrays,
    "looped page tree": looped_page_tree,
    "branching page tree": branching_page_tree,
    "huge table": huge_table,
    "looped tables": looped_tables,
    "recursive form": recursive_form,
    "doubling forms": doubling_forms,
    "many operators": many_operators,
    "many words": many_words,
    "many pages": many_pages,
    "endless map": endless_map,
    "object stream loop": object_stream_loop,
    "many links": many_links,
    "open strings": open_strings,
    "broken numbers": broken_numbers,
}
