"""Printed pages: what stands where on paper, made into lines of text again. Pure: a PDF is opened elsewhere.

lay_out(print) -> Layout      lines as a copy of the page would have them, links on their words, margins set aside
"""

from unroller.documents.pdf_layout.lines import PrintedLayout, PrintedLine, layout_lines
from unroller.documents.pdf_layout.model import PdfLink, PdfPage, PdfText, TextRun

__all__ = ["PdfLink", "PdfPage", "PdfText", "PrintedLayout", "PrintedLine", "TextRun", "layout_lines"]
