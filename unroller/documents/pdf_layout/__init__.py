"""Printed pages: text at its place on paper, made into lines again. A PDF is opened elsewhere.

layout_lines(PdfText) -> PrintedLayout   lines as a copy of the page has them, links on their words, margins removed
"""

from unroller.documents.pdf_layout.lines import PrintedLayout, PrintedLine, layout_lines
from unroller.documents.pdf_layout.model import PdfFacts, PdfLink, PdfPage, PdfText, TextRun

__all__ = ["PdfFacts", "PdfLink", "PdfPage", "PdfText", "PrintedLayout", "PrintedLine", "TextRun", "layout_lines"]
