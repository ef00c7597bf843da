"""Printed pages: what stands where on paper, made into lines of text again. Pure: a PDF is opened elsewhere.

lay_out(print) -> Layout      lines as a copy of the page would have them, links on their words, margins set aside
"""

from unroller.documents.pdf_layout.lines import Layout, Line, lay_out
from unroller.documents.pdf_layout.model import Link, Print, Sheet, Snippet

__all__ = ["Layout", "Line", "Link", "Print", "Sheet", "Snippet", "lay_out"]
