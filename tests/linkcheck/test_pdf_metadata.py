"""What a PDF states about itself, asked of the process that opens it."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter

from tests.support.builders import pdfs
from unroller.documents.pdf import read_facts
from unroller.documents.pdf_layout import PdfFacts
from unroller.linkcheck.metadata import describe

XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Slow water</rdf:li></rdf:Alt>
</dc:title><dc:creator><rdf:Seq><rdf:li>Bo Reed</rdf:li><rdf:li>Li Wei</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>2020-05-06T07:08:09Z</xmp:CreateDate><prism:doi>10.5555/x.1</prism:doi></rdf:Description></rdf:RDF>
</x:xmpmeta><?xpacket end="w"?>"""


def made(xmp: bytes | None = None, **info: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": value for name, value in info.items()})
    if xmp:
        writer.xmp_metadata = xmp
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_xmp_is_believed_before_the_dictionary() -> None:
    body = made(XMP, Title="slow_water_final.doc", Author="breed", CreationDate="D:20210304120000Z")
    found = describe(body, "application/pdf", "https://a.example/b.pdf", pdf=read_facts)
    assert (found.form, found.title, found.authors) == ("pdf", "Slow water", ("Bo Reed", "Li Wei"))
    assert (found.published.value, found.doi) == ("2020-05-06", "10.5555/x.1")


def test_the_dictionary_alone() -> None:
    found = describe(
        made(Title="Harbour plan", Author="Ann Roe", CreationDate="D:20210304120000Z"), "", "", pdf=read_facts
    )
    assert (found.title, found.authors, found.published.value) == ("Harbour plan", ("Ann Roe",), "2021-03-04")
    assert describe(made(Title="untitled", Author="admin"), "", "", pdf=read_facts).title is None


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7 and no more", pdfs.looped_page_tree(), made(b"<x" * 900)])
def test_documents_that_cannot_be_opened_state_nothing(body: bytes) -> None:
    assert read_facts(body) == PdfFacts() or not read_facts(body).titles
