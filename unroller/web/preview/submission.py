"""Ways to hand a text over besides the form: a look while it is typed, what a program shares, and the manifest."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

from flask import Blueprint, Response, current_app, json, request

from unroller.errors import UnrollerError
from unroller.text import replace_unprintable
from unroller.web.preview import views
from unroller.web.security import ExpiredFormError, require_valid_form
from unroller.web.state import get_library
from unroller.web.threads import presenters

blueprint = Blueprint("handing", __name__)

#: A look is a courtesy while somebody types: larger texts wait for the button, and so does everybody past the second.
LOOK_BYTES = 1024 * 1024
_LOOKS = threading.BoundedSemaphore(2)

Answer = dict[str, object] | tuple[dict[str, object], int]


@blueprint.post("/look")
def guess_format() -> Answer:
    """What the text in the box, or the file beside it, would be read as. Nothing is stored; nothing is shown of it."""
    if (request.content_length or 0) > LOOK_BYTES * 2:
        return {"says": ""}, 413
    try:
        require_valid_form()
    except ExpiredFormError as error:
        return {"says": ""}, error.code or 403
    if not _LOOKS.acquire(blocking=False):
        return {"says": ""}, 503
    try:
        batch, unread = views.read_submission()
        if not batch.readings and len(unread) == 1:
            raise unread[0].error
        says = [presenters.describe_readings(batch.readings)] if batch.readings else []
        return {"says": " · ".join([*says, *map(views.describe_unread, unread)]), "refused": not says}
    except UnrollerError as error:
        return {"says": presenters.format_sentence(str(error)), "refused": True}
    finally:
        _LOOKS.release()


@blueprint.post("/share")
def receive_share() -> str:
    """What another program shares (``share_target`` of the manifest), in the box. Nothing is read yet.

    It carries no token: no page of ours made the form. All it can do is fill a box.
    """
    most = get_library().settings.limits.text_bytes
    texts = [request.form.get(name, "").strip() for name in ("text", "title")]
    texts += [file.stream.read(most).decode("utf-8", "replace").strip() for file in request.files.getlist("files")[:1]]
    text = next((one for one in (texts[0], *texts[2:], texts[1]) if one), "")
    url = request.form.get("url", "").strip()
    if url and url not in text:
        text = f"{text}\n\n{url}".strip()
    return views.render_front(replace_unprintable(text[:most]).replace("\r\n", "\n"))


@blueprint.get("/manifest.webmanifest")
def build_manifest() -> Response:
    """The web app manifest: a name, icons, and that texts can be shared with us."""
    icon = cast(Callable[[str], str], current_app.jinja_env.globals["asset"])
    about = {
        "name": "Unroller",
        "short_name": "Unroller",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#a23b1d",
        "icons": [
            {"src": icon("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": icon("icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": icon("icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
        ],
        "share_target": {
            "action": "/share",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "files", "accept": ["text/plain", "text/html", "text/markdown"]}],
            },
        },
    }
    return Response(json.dumps(about), mimetype="application/manifest+json")
