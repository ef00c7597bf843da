"""A shape that never comes to an end, for the test of what ends it."""

from __future__ import annotations

from dataclasses import replace

from tests.support.fakes.tiny_export_format import SHAPES as TINY
from unroller.account_exports import Shape
from unroller.account_exports.base import PostSummary


def _head(_raw: bytes) -> PostSummary:
    while True:
        pass


SHAPES: tuple[Shape, ...] = (replace(TINY[0], head=_head),)
