"""The shapes that exports come in, one module each."""

from __future__ import annotations

from unroller.account_exports import kept_records, threads
from unroller.account_exports.bluesky import api_json, repository
from unroller.account_exports.export_format import Shape
from unroller.account_exports.mastodon import api_json as mastodon_json
from unroller.account_exports.mastodon import archive as mastodon_archive
from unroller.account_exports.x import api_json as interface
from unroller.account_exports.x import archive, grailbird

#: Asked in this order; at most one plans a container or knows a file.
SHAPES: tuple[Shape, ...] = (
    kept_records.SHAPE,
    archive.SHAPE,
    grailbird.SHAPE,
    interface.SHAPE,
    mastodon_archive.SHAPE,
    mastodon_json.SHAPE,
    repository.SHAPE,
    api_json.SHAPE,
    threads.SHAPE,
)
