"""The archive that Twitter gave out from 2012 to 2018: a page with a file of JavaScript for each month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from unroller.account_exports.base import ExportFile, ExportInfo, FileSelection, RecordError
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.x import fast_path
from unroller.account_exports.x.archive import load_assigned
from unroller.account_exports.x.json_values import get_id, get_objects, get_text, parse_date, parse_number
from unroller.account_exports.x.raw_post import identify_post
from unroller.messages import Message, technical
from unroller.model import Account, Notice
from unroller.networks import X
from unroller.regex import compile_re

_MONTH = compile_re(r"(?P<prefix>(?:[^/]{1,200}/){0,8})data/js/tweets/[12][0-9]{3}_[01][0-9]\.js", re.ASCII)
_SIDE = ("data/js/user_details.js", "data/js/tweet_index.js", "data/js/payload_details.js")
_START = compile_re(rb"\s{0,100}Grailbird\.data\.tweets_[0-9_]{1,20}\s{0,20}=")


def select_members(names: Sequence[str]) -> FileSelection | None:
    """The months of an archive among `names`, and its side files."""
    by_prefix: dict[str, list[str]] = {}
    for name in names:
        month = _MONTH.fullmatch(name)
        if month and not name.startswith("__MACOSX/"):
            by_prefix.setdefault(month["prefix"], []).append(name)
    if not by_prefix:
        return None
    prefix = min(by_prefix, key=lambda one: (one.count("/"), -len(by_prefix[one]), one))
    there = set(names)
    side = [ExportFile(prefix + name, "about", "document") for name in _SIDE if prefix + name in there]
    return FileSelection(
        (*side, *(ExportFile(name, "posts", "assignment") for name in sorted(by_prefix[prefix]))), prefix
    )


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """A month on its own."""
    return ExportFile(name, "posts", "assignment") if _START.match(start.removeprefix(b"\xef\xbb\xbf")) else None


def parse_info(files: Mapping[str, bytes]) -> ExportInfo:
    """Owner, date of export, and the number of posts that each month should hold."""
    owner, exported, claims, notices = None, None, {}, []
    for name, data in files.items():
        base = name.rpartition("/")[2]
        try:
            value = load_assigned(data)
        except RecordError as error:
            notices.append(
                Notice(
                    "side-file-unreadable",
                    technical("{name} cannot be read: {reason}.", name=base, reason=error.message),
                )
            )
            continue
        if base == "user_details.js":
            handle, account_id = get_text(value, "screen_name"), get_id(value, "id_str", "id")
            if handle or account_id:
                owner = Account(handle, get_text(value, "full_name") or None, X.profile_url(handle), account_id or None)
        elif base == "payload_details.js":
            exported = parse_date(get_text(value, "created_at"))
        elif base == "tweet_index.js":
            for month in get_objects({"months": value}, "months"):
                count = parse_number(month.get("tweet_count"))
                if get_text(month, "file_name") and count is not None:
                    claims[get_text(month, "file_name")] = count
    return ExportInfo(owner=owner, claims=claims, exported_at=exported, notices=tuple(notices))


FORMAT = ExportFormat(
    name="grailbird",
    label=Message("Twitter archive of 2012 to 2018"),
    platform=X.platform,
    select_members=select_members,
    detect_file=detect_file,
    parse_info=parse_info,
    summarize=fast_path.summarize,
    build_post=fast_path.build_archived_post,
    identify=identify_post,
    kinds=frozenset({"javascript"}),
)
READERS = (FORMAT,)
