"""Printed pages: runs of text and their places on the page, made into lines again. Pure: a PDF is opened elsewhere.

layout_lines(text) -> PrintedLayout     lines as a copy of the page would have them, links on their words, margins apart
"""

from unroller.documents.pdf_layout.lines import PrintedLayout, PrintedLine, layout_lines
from unroller.documents.pdf_layout.model import PdfFacts, PdfLink, PdfPage, PdfText, TextRun

__all__ = ["PdfFacts", "PdfLink", "PdfPage", "PdfText", "PrintedLayout", "PrintedLine", "TextRun", "layout_lines"]
