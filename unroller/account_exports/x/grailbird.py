"""The archive that Twitter gave out from 2012 to 2018: a page with a file of JavaScript for each month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from unroller.account_exports.base import About, Member, Plan, RecordError
from unroller.account_exports.export_format import Shape
from unroller.account_exports.x import fast_path
from unroller.account_exports.x.dates import moment
from unroller.account_exports.x.json_values import ident, items, loads, number, text
from unroller.model import Account, Notice
from unroller.networks import profile_url

_MONTH = re.compile(r"(?P<prefix>(?:[^/]{1,200}/){0,8})data/js/tweets/[12][0-9]{3}_[01][0-9]\.js", re.ASCII)
_SIDE = ("data/js/user_details.js", "data/js/tweet_index.js", "data/js/payload_details.js")
_START = re.compile(rb"\s{0,100}Grailbird\.data\.tweets_[0-9_]{1,20}\s{0,20}=")


def plan(names: Sequence[str]) -> Plan | None:
    """The months of an archive among `names`, and its side files."""
    found: dict[str, list[str]] = {}
    for name in names:
        month = _MONTH.fullmatch(name)
        if month and not name.startswith("__MACOSX/"):
            found.setdefault(month["prefix"], []).append(name)
    if not found:
        return None
    prefix = min(found, key=lambda one: (one.count("/"), -len(found[one]), one))
    there = set(names)
    side = [Member(prefix + name, "about", "document") for name in _SIDE if prefix + name in there]
    return Plan((*side, *(Member(name, "posts", "assignment") for name in sorted(found[prefix]))), prefix)


def sniff(name: str, start: bytes) -> Member | None:
    """A month on its own."""
    return Member(name, "posts", "assignment") if _START.match(start.removeprefix(b"\xef\xbb\xbf")) else None


def about(files: Mapping[str, bytes]) -> About:
    """Whose archive it is, when it was made, and how many posts each month should hold."""
    owner, exported, claims, notices = None, None, {}, []
    for name, data in files.items():
        base = name.rpartition("/")[2]
        try:
            value = loads(data[data.find(b"=", 0, 4096) + 1 :].strip().removesuffix(b";"))
        except RecordError as error:
            notices.append(Notice("side-file-unreadable", f"{base} cannot be read: {error}."))
            continue
        if base == "user_details.js":
            handle, account_id = text(value, "screen_name"), ident(value, "id_str", "id")
            if handle or account_id:
                owner = Account(handle, text(value, "full_name") or None, profile_url("x", handle), account_id or None)
        elif base == "payload_details.js":
            exported = moment(text(value, "created_at"))
        elif base == "tweet_index.js":
            for month in items({"months": value}, "months"):
                count = number(month.get("tweet_count"))
                if text(month, "file_name") and count is not None:
                    claims[text(month, "file_name")] = count
    return About(owner=owner, claims=claims, exported_at=exported, notices=tuple(notices))


SHAPE = Shape(
    name="grailbird",
    label="Twitter archive of 2012 to 2018",
    platform="x",
    plan=plan,
    sniff=sniff,
    about=about,
    head=fast_path.head,
    post=fast_path.post,
)
