"""Pictures and videos of a post, and the names under which an archive keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from unroller.account_exports.base import AttachmentFiles
from unroller.account_exports.x.json_values import get_id, get_object, get_objects, get_text, parse_number
from unroller.model import Attachment, AttachmentKind
from unroller.urls import safe_url

_KINDS: dict[str, AttachmentKind] = {"photo": "image", "video": "video", "animated_gif": "video"}
#: No post has more.
_MOST = 50
_LONGEST_NAME = 200


def parse_media(media: Sequence[dict[str, Any]], post_id: str) -> list[AttachmentFiles]:
    """The attachments of ``extended_entities`` (or syndication's ``mediaDetails``), each with its files' names.

    A file is called ``<post id>-<base name of the address>``; that of a video has the name of its mp4, not of its
    preview. What was taken from another post may carry that one's id.
    """
    result: list[AttachmentFiles] = []
    for one in media[:_MOST]:
        kind = _KINDS.get(get_text(one, "type"))
        picture = get_text(one, "media_url_https") or get_text(one, "media_url")
        films = _find_videos(get_objects(one, "video_info", "variants"), "bitrate")
        if not (picture or films):
            continue
        whose = [post_id, *(other for key in ("source_status_id_str",) if (other := get_id(one, key)))]
        files = tuple(
            f"{who}-{name}" for who in whose for address in (*films, picture) if (name := extract_file_name(address))
        )
        result.append(
            (_build_attachment(kind, films, picture, get_text(one, "ext_alt_text")), tuple(dict.fromkeys(files)))
        )
    return result


def parse_v2_media(media: Iterable[dict[str, Any]]) -> list[AttachmentFiles]:
    """The attachments of version 2 (``includes.media``): with their descriptions, without files."""
    result: list[AttachmentFiles] = []
    for one in list(media)[:_MOST]:
        kind = _KINDS.get(get_text(one, "type"))
        films = _find_videos(get_objects(one, "variants"), "bit_rate")
        picture = get_text(one, "url") or get_text(one, "preview_image_url")
        if picture or films or kind:
            result.append((_build_attachment(kind, films, picture, get_text(one, "alt_text")), ()))
    return result


def _build_attachment(kind: AttachmentKind | None, films: Sequence[str], picture: str, alt: str) -> Attachment:
    address = films[0] if films and kind != "image" else picture
    return Attachment(kind or ("video" if films else "unknown"), safe_url(address), alt or None)


def _find_videos(variants: Sequence[dict[str, Any]], rate: str) -> list[str]:
    """The addresses of a video as mp4, the best first. A short loop's only one has the rate 0."""
    result = [
        (parse_number(one.get(rate)) or 0, get_text(one, "url"))
        for one in variants
        if get_text(one, "content_type") == "video/mp4"
    ]
    return [address for _, address in sorted(result, key=lambda film: -film[0]) if address]


def extract_file_name(address: str) -> str:
    """The base name of an address, as a file can have it."""
    name = address.partition("?")[0].partition("#")[0].rpartition("/")[2]
    return name if 0 < len(name) <= _LONGEST_NAME and "\\" not in name and name not in (".", "..") else ""


def find_media(where: dict[str, Any]) -> list[dict[str, Any]]:
    """The media of a post: ``entities`` holds one even for four pictures, ``extended_entities`` all of them."""
    return get_objects(where, "extended_entities", "media") or get_objects(get_object(where, "entities"), "media")
