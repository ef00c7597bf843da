"""Exports of whole accounts: what their files are, what their records say, and the threads that these make.

Pure: bytes and names in, values out. :mod:`unroller.unpack` opens the containers, in a process of its own.
"""

from __future__ import annotations

from unroller.accounts import bluesky_car, bluesky_json, kept, mastodon_archive, mastodon_json, threads_export
from unroller.accounts.shape import Shape
from unroller.accounts.x import archive, grailbird, interface

__all__ = ["SHAPES", "Shape"]

#: Asked in this order; at most one plans a container or knows a file.
SHAPES: tuple[Shape, ...] = (
    kept.SHAPE,
    archive.SHAPE,
    grailbird.SHAPE,
    interface.SHAPE,
    mastodon_archive.SHAPE,
    mastodon_json.SHAPE,
    bluesky_car.SHAPE,
    bluesky_json.SHAPE,
    threads_export.SHAPE,
)
