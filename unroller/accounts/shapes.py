"""The shapes that exports come in, one module each."""

from __future__ import annotations

from unroller.accounts import bluesky_car, bluesky_json, kept, mastodon_archive, mastodon_json, threads_export
from unroller.accounts.shape import Shape
from unroller.accounts.x import archive, grailbird, interface

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
