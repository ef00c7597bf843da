"""The archive that Mastodon hands out: a tar.gz or ZIP with one collection of everything an account ever posted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from unroller.account_exports.base import About, Member, Plan, RecordError
from unroller.account_exports.export_format import Shape
from unroller.account_exports.json_values import fields, link, table, word
from unroller.account_exports.mastodon import outbox as activity
from unroller.account_exports.mastodon.html import handle_of
from unroller.model import Account
from unroller.networks import profile_url

_OUTBOX = re.compile(r"outbox[ _()0-9-]{0,12}\.json", re.IGNORECASE)
#: How an outbox opens, wherever its server puts the keys.
_COLLECTION = re.compile(rb'"(?:orderedItems|OrderedCollection|OrderedCollectionPage)"')
_ITEMS = "orderedItems"


def plan(names: Sequence[str]) -> Plan | None:
    """The outbox, the account, and the folder of files; None where there is no outbox."""
    found = [name for name in names if name == "outbox.json" or name.endswith("/outbox.json")]
    if not found:
        return None
    outbox = min(found, key=lambda name: (name.count("/"), name))
    prefix = outbox.removesuffix("outbox.json")
    members = [Member(outbox, "posts", "items", _ITEMS)]
    if f"{prefix}actor.json" in names:
        members.append(Member(f"{prefix}actor.json", "about"))
    if any(name.startswith(f"{prefix}media_attachments/") for name in names):
        members.append(Member(f"{prefix}media_attachments/", "media"))
    return Plan(tuple(members), prefix)


def sniff(name: str, start: bytes) -> Member | None:
    """A bare outbox, or a page of one."""
    base = name.replace("\\", "/").rpartition("/")[2]
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    named = _OUTBOX.fullmatch(base) is not None and b'"type"' in start
    return Member(name, "posts", "items", _ITEMS) if named or _COLLECTION.search(start) else None


def about(files: Mapping[str, bytes]) -> About:
    """Whose archive it is, by ``actor.json``. A broken one says nothing: the posts name their author too."""
    data = next((data for name, data in files.items() if name.rpartition("/")[2] == "actor.json"), b"{}")
    try:
        actor = fields(data)
    except RecordError:
        return About()
    return About(owner=_owner(actor))


def _owner(actor: dict[str, Any]) -> Account | None:
    address, url = word(actor.get("id")), link(actor.get("url"))
    name = word(actor.get("preferredUsername"))
    host = (url or address).partition("://")[2].partition("/")[0].lower()
    handle = f"{name}@{host}" if name and host else handle_of(address, None)
    if not address and not handle:
        return None
    profile = url or (profile_url("mastodon", handle) if handle else None)
    return Account(handle, word(table(actor).get("name")) or None, profile, address or None)


SHAPE = Shape(
    name="mastodon-archive",
    label="Mastodon archive",
    platform="mastodon",
    head=activity.head,
    post=activity.made,
    plan=plan,
    sniff=sniff,
    about=about,
)
