"""The archive that Mastodon hands out: a tar.gz or ZIP with one collection of everything an account ever posted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from unroller.account_exports.base import ExportFile, ExportInfo, FileSelection, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import as_link, as_object, as_text, decode_object
from unroller.account_exports.mastodon import outbox as activity
from unroller.account_exports.mastodon.html import find_handle
from unroller.model import Account
from unroller.networks import profile_url

_OUTBOX = re.compile(r"outbox[ _()0-9-]{0,12}\.json", re.IGNORECASE)
#: How an outbox opens, wherever its server puts the keys.
_COLLECTION = re.compile(rb'"(?:orderedItems|OrderedCollection|OrderedCollectionPage)"')
_ITEMS = "orderedItems"


def select_members(names: Sequence[str]) -> FileSelection | None:
    """The outbox, the account, and the folder of files; None where there is no outbox."""
    found = [name for name in names if name == "outbox.json" or name.endswith("/outbox.json")]
    if not found:
        return None
    outbox = min(found, key=lambda name: (name.count("/"), name))
    prefix = outbox.removesuffix("outbox.json")
    members = [ExportFile(outbox, "posts", "items", _ITEMS)]
    if f"{prefix}actor.json" in names:
        members.append(ExportFile(f"{prefix}actor.json", "about"))
    if any(name.startswith(f"{prefix}media_attachments/") for name in names):
        members.append(ExportFile(f"{prefix}media_attachments/", "media"))
    return FileSelection(tuple(members), prefix)


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """A bare outbox, or a page of one."""
    base = name.replace("\\", "/").rpartition("/")[2]
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    named = _OUTBOX.fullmatch(base) is not None and b'"type"' in start
    return ExportFile(name, "posts", "items", _ITEMS) if named or _COLLECTION.search(start) else None


def parse_info(files: Mapping[str, bytes]) -> ExportInfo:
    """Whose archive it is, by ``actor.json``. A broken one says nothing: the posts name their author too."""
    data = next((data for name, data in files.items() if name.rpartition("/")[2] == "actor.json"), b"{}")
    try:
        actor = decode_object(data)
    except RecordError:
        return ExportInfo()
    return ExportInfo(owner=_build_owner(actor))


def _build_owner(actor: dict[str, Any]) -> Account | None:
    address, url = as_text(actor.get("id")), as_link(actor.get("url"))
    name = as_text(actor.get("preferredUsername"))
    host = (url or address).partition("://")[2].partition("/")[0].lower()
    handle = f"{name}@{host}" if name and host else find_handle(address, None)
    if not address and not handle:
        return None
    profile = url or (profile_url("mastodon", handle) if handle else None)
    return Account(handle, as_text(as_object(actor).get("name")) or None, profile, address or None)


FORMAT = ExportFormat(
    name="mastodon-archive",
    label="Mastodon archive",
    platform="mastodon",
    summarize=activity.summarize,
    build_post=activity.build_post,
    select_members=select_members,
    detect_file=detect_file,
    parse_info=parse_info,
)
READERS = (FORMAT,)
