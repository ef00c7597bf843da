"""A plain stand-in for the engine that streams exports: the records of small ones, and the threads that they make."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from unroller.account_exports.base import ExportFile, PostSummary, RecordError
from unroller.account_exports.export_format import ExportFormat


def records(shape: ExportFormat, member: ExportFile, data: bytes) -> list[bytes]:
    """The records in a member, each passed through `ExportFormat.expand`."""
    if member.layout == "document":
        found = [data]
    elif member.layout == "lines":
        found = [line for line in data.split(b"\n") if line.strip()]
    else:
        value = json.loads(data)
        found = [json.dumps(one).encode() for one in (value[member.key] if member.layout == "items" else value)]
    return [one for record in found for one in shape.iter_records(record)] if shape.iter_records else found


def planned(shape: ExportFormat, members: Mapping[str, bytes]) -> list[bytes]:
    """All records of a container."""
    plan = shape.select_members(list(members))
    assert plan is not None
    return [
        record
        for member in plan.members
        if member.role == "posts"
        for record in records(shape, member, members[member.name])
    ]


def sniffed(shape: ExportFormat, name: str, data: bytes) -> list[bytes]:
    """All records of a file on its own."""
    member = shape.detect_file(name, data[:65536])
    assert member is not None
    return records(shape, member, data)


def heads(shape: ExportFormat, found: list[bytes]) -> tuple[list[PostSummary], list[str]]:
    """The heads of records, and why some have none."""
    read, refused = [], []
    for record in found:
        try:
            read.append(shape.summarize(record))
        except RecordError as error:
            refused.append(str(error))
    return read, refused


def assembled(found: list[PostSummary]) -> tuple[list[list[str]], list[str]]:
    """The lines of own posts by their oldest answers, first those that begin first, and what hangs beside them."""
    own = {head.id: head for head in found if not head.repost and head.limit is None}
    children: dict[str, list[PostSummary]] = defaultdict(list)
    for head in sorted(own.values(), key=lambda one: one.order):
        children[head.parent if head.parent in own else ""].append(head)  # type: ignore[index]
    lines, beside = [], []
    for root in children[""]:
        line, head = [root.id], root
        while children[head.id]:
            beside += [one.id for one in children[head.id][1:]]
            head = children[head.id][0]
            line.append(head.id)
        lines.append(line)
    return lines, beside
