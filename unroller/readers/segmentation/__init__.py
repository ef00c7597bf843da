"""Where one post ends and the next begins in plain text whose boilerplate and explicit marks are already gone.

    segment(lines, Evidence(platform="x", separator="newline")) -> Segmentation

A whole-document decision: certain marks, numbering, the document's layout, then a search over every way to cut it, with
the platform's limit as a wall and fitted weights for local signs. docs/boundaries.md tells how, and how well.
"""

from __future__ import annotations

from unroller.readers.segmentation.model import Evidence, Segmentation, Separator, SeparatorKind
from unroller.readers.segmentation.segment import segment

__all__ = ["Evidence", "Segmentation", "Separator", "SeparatorKind", "segment"]
