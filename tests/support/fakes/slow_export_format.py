"""A shape that never comes to an end, for the test of what ends it."""

from __future__ import annotations

from dataclasses import replace

from tests.support.fakes.tiny_export_format import FORMATS as TINY
from unroller.account_exports import ExportFormat
from unroller.account_exports.base import PostSummary


def _head(_raw: bytes) -> PostSummary:
    while True:
        pass


def load_export_formats() -> tuple[ExportFormat, ...]:
    """What the registry of readers gives, of this module."""
    return (replace(TINY[0], summarize=_head),)
