"""Pictures and videos that are kept with a thread."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from unroller.archive import StoredThread
from unroller.errors import NotFoundError
from unroller.model import Attachment, Thread
from unroller.web.security import sandbox
from unroller.web.state import get_library

blueprint = Blueprint("media", __name__, url_prefix="/t")

#: What begins so is shown in a page; whatever else was kept is handed over to be kept, and never shown.
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF[\x00-\xff]{4}WEBP"), "image/webp"),
    (re.compile(rb"[\x00-\xff]{4}ftyp"), "video/mp4"),
)
#: How long a browser may keep a picture, in seconds: what a digest names never changes.
_KEPT_SECONDS = 24 * 60 * 60
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def detect_media_type(data: bytes) -> str:
    """What a kept file is by its first bytes; empty for what no page shows."""
    return next((kind for sign, kind in _SIGNATURES if sign.match(data)), "")


def build_media_urls(kept: StoredThread) -> Callable[[Attachment], str | None]:
    """The addresses of the pictures and videos kept with a thread."""

    def place(attachment: Attachment) -> str | None:
        if attachment.sha256 is None or attachment.kind not in ("image", "video"):
            return None
        stated = _SUFFIX.search((attachment.url or "").partition("?")[0])
        usual = "mp4" if attachment.kind == "video" else "jpg"
        return f"{kept.url}/media/{attachment.sha256}.{stated[1].lower() if stated else usual}"

    return place


def has_video(thread: Thread) -> bool:
    """Whether a video is kept with the thread."""
    return any(one.kind == "video" and one.sha256 for post in thread.posts for one in post.attachments)


@blueprint.get("/<key:key>/media/<sha256>.<ext>")
def show_media(key: str, sha256: str, ext: str) -> AnyResponse:
    """A kept picture or video of a thread, as what its first bytes say it is, whatever it is called."""
    if not re.fullmatch("[0-9a-f]{64}", sha256) or not re.fullmatch("[A-Za-z0-9]{1,5}", ext):
        abort(404)
    kept = get_library().load(key)
    data = _load_media(kept.id, sha256)
    kind = detect_media_type(data[:16])
    answer = Response(data, mimetype=kind or "application/octet-stream")
    if not kind:
        answer.headers["Content-Disposition"] = f'attachment; filename="{sha256[:16]}.bin"'
    answer.headers["Cache-Control"] = f"private, max-age={_KEPT_SECONDS}"
    answer.set_etag(sha256)
    return sandbox(answer).make_conditional(request, accept_ranges=True, complete_length=len(data))


def _load_media(thread: str, sha256: str) -> bytes:
    """The bytes of a kept file.

    Raises:
        NotFoundError: no version of the thread holds it.
    """
    held: Any = getattr(get_library().archive, "media", None)
    found = held(thread, sha256) if held else None
    found = found[1] if isinstance(found, tuple) else found
    if not isinstance(found, bytes):
        raise NotFoundError(f"{sha256}: no such file is kept here")
    return found
