"""``unroller edit``: what a person decides about a kept thread.

A line is named by its number in the capture (``12``), by its place in a post (``p3``, ``p3:2``) or among those set
aside (``r1``). Two of these with a dash between are all lines from the one to the other: ``3-7``, ``p3-p5``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from unroller.cli.files import open_library
from unroller.cli.output import log, print_json, to_line
from unroller.edits import (
    BlockAction,
    BlockRequest,
    Edit,
    EditedThread,
    EditRequest,
    Kind,
    ThreadEdits,
    apply_edits,
)
from unroller.errors import MisuseError
from unroller.library import Library
from unroller.messages import technical
from unroller.regex import compile_re

_NAME = compile_re(r"(?P<line>[0-9]{1,7})|p(?P<post>[0-9]{1,6})(?::(?P<nth>[0-9]{1,5}))?|r(?P<aside>[0-9]{1,6})")
#: What each decision is called on the command line.
DECISION_NAMES: dict[Kind, str] = {
    "splits": "split",
    "joins": "joined",
    "restored": "restored",
    "taken_out": "taken out",
    "given": "given away",
}
#: What the option of each decision does with a block of lines.
BLOCK_ACTIONS: dict[Kind, BlockAction] = {
    "splits": "splits",
    "joins": "one_post",
    "restored": "restored",
    "taken_out": "taken_out",
}


def edit_thread(
    key: str,
    tagged: Sequence[str],
    untagged: Sequence[str],
    *,
    undo: bool,
    lines: bool,
    archive: str | None,
    as_json: bool,
    **changes: Any,
) -> None:
    """Change the edits of a thread, and print them; or print its lines.

    Raises:
        MisuseError, TooLargeError: a value that cannot be.
        NotFoundError, ArchiveError: there is no such thread, or it could not be written.
    """
    lib = open_library(archive)
    if (undo or lines) and (any(changes.values()) or tagged or untagged):
        raise MisuseError(technical("edit: --undo and --lines stand alone: first the one, then the other"))
    if lines:
        print_lines(lib, key, as_json=as_json)
        return
    if undo:
        edited = lib.undo(key)
    else:
        kept = lib.load_original(key)
        mended, given = apply_edits(kept.thread, kept.state), changes.pop("given")
        named: dict[Kind, Sequence[str]] = {kind: changes.pop(kind) for kind in BLOCK_ACTIONS}
        changes["wishes"] = build_edit_requests(mended, named)
        changes["blocks"] = (*build_block_requests(mended, named), *build_gifts(mended, given))
        changes["handle"], changes["visibility"] = changes.pop("author"), changes.pop("visibility")
        for name in ("introduction", "notes"):
            changes[name] = sys.stdin.read() if changes[name] == "-" else changes[name]
        tagging = merge_tags(kept.state, tagged, untagged)
        edited = lib.edit(key, Edit(tags=tagging, **changes))
    print_edited(build_edit_record(lib, edited.id, "changed" if edited.changed else "unchanged"), as_json=as_json)


def build_edit_requests(mended: EditedThread, named: Mapping[Kind, Sequence[str]]) -> tuple[EditRequest, ...]:
    """The single lines named on the command line, as the thread is mended now.

    Raises:
        MisuseError: there is no such line.
    """
    single = ((kind, name) for kind, names in named.items() for name in names if "-" not in name)
    places = ((kind, parse_line_name(mended, name)) for kind, name in single)
    return tuple(EditRequest(kind, place, mended.lines[place].digest) for kind, place in places)


def build_block_requests(mended: EditedThread, named: Mapping[Kind, Sequence[str]]) -> tuple[BlockRequest, ...]:
    """The blocks named on the command line.

    Raises:
        MisuseError: there is no such block.
    """
    blocks = ((kind, name) for kind, names in named.items() for name in names if "-" in name)
    return tuple(BlockRequest(BLOCK_ACTIONS[kind], parse_block_name(mended, name)) for kind, name in blocks)


def build_gifts(mended: EditedThread, given: Sequence[tuple[str, str]]) -> tuple[BlockRequest, ...]:
    """The lines that are somebody else's, each block with whose it is.

    Raises:
        MisuseError: there is no such line or block.
    """
    return tuple(BlockRequest("given", parse_block_name(mended, name), whose) for whose, name in given)


def parse_block_name(mended: EditedThread, name: str) -> tuple[tuple[int, str], ...]:
    """The lines from one to another, both included, as :class:`BlockRequest` names them; a post alone is all of it.

    Raises:
        MisuseError: there is no such block, or the name is not one.
    """
    first, dash, last = name.partition("-")
    begin, end = parse_line_name(mended, first), parse_line_name(mended, last if dash else first)
    if re.fullmatch("p[0-9]{1,6}", (last if dash else first).strip()):
        end = max(place for place, post in enumerate(mended.posts) if post == mended.posts[end])
    if end < begin:
        raise MisuseError(technical("line: “{name}” ends before it begins", name=name[:40]))
    return tuple((place, line.digest) for place, line in enumerate(mended.lines) if begin <= place <= end)


def parse_line_name(mended: EditedThread, name: str) -> int:
    """The index among ``mended.lines`` that `name` means.

    ``12`` is line 12 of the capture; ``p3`` the first line of post 3 as it is mended now, ``p3:2`` its second (blank
    ones aside); ``r2`` the second of the lines that are set aside.

    Raises:
        MisuseError: there is no such line, or the name is not one.
    """
    match = _NAME.fullmatch(name.strip())
    if not match:
        raise MisuseError(
            technical(
                "line: “{name}” is none: write 12 (line of the capture), p3, p3:2 (post) or r2 (set aside), and 3-7 or "
                "p3-p5 for all from the one to the other",
                name=name[:40],
            )
        )
    filled = [place for place, line in enumerate(mended.lines) if not line.blank]
    if match["line"]:
        matches = [place for place in filled if mended.lines[place].number == int(match["line"])]
        nth = 1
    elif match["post"]:
        matches = [place for place in filled if mended.posts[place] == int(match["post"])]
        nth = int(match["nth"] or 1)
    else:
        matches = [place for place in filled if not mended.posts[place]]
        nth = int(match["aside"])
    if not 1 <= nth <= len(matches):
        raise MisuseError(
            technical("line: there is no {name} in this thread: `unroller edit ID --lines` shows all", name=name)
        )
    return matches[nth - 1]


def merge_tags(state: ThreadEdits, added: Sequence[str], dropped: Sequence[str]) -> tuple[str, ...] | None:
    """All tags after some were added and some dropped; None when none were."""
    if not added and not dropped:
        return None
    gone = {tag.lstrip("#＃").casefold() for tag in dropped}
    return tuple(tag for tag in (*state.tags, *added) if tag.lstrip("#＃").casefold() not in gone)


def build_edit_record(library: Library, key: str, status: str) -> dict[str, object]:
    """The edits of a thread, each with its status on the stored reading."""
    kept = library.load_original(key)
    mended, state = apply_edits(kept.thread, kept.state), kept.state
    return {
        "id": kept.id,
        "status": status,
        "title": state.title,
        "author": {"handle": state.author.handle, "name": state.author.name} if state.author else None,
        "published": state.published,
        "tags": list(state.tags),
        "introduction": state.introduction,
        "notes": state.notes,
        "visibility": state.visibility,
        "posts": len(mended.thread.posts),
        "decisions": [
            {"kind": one.kind, "line": one.anchor.line or None, "words": one.anchor.words, "status": one.status}
            | ({"by": one.anchor.by} if one.anchor.by else {})
            for one in mended.decisions
        ],
        "undo": state.history[-1].said if state.history else None,
    }


def print_edited(record: dict[str, object], *, as_json: bool) -> None:
    """One line that says what became of the thread, and its decisions below; or the record as JSON."""
    if as_json:
        print_json(record)
        return
    click.echo(to_line(f"{record['id']}  {record['status']}"))
    for name in ("title", "published", "introduction", "notes"):
        if record[name]:
            click.echo(to_line(f"  {name}: {record[name]}"))
    author, tagged, decisions = record["author"], record["tags"], record["decisions"]
    if isinstance(author, dict):
        click.echo(to_line(f"  author: @{author['handle']}" + (f" ({author['name']})" if author["name"] else "")))
    if isinstance(tagged, list) and tagged:
        click.echo(to_line(f"  tags: {', '.join(tagged)}"))
    for one in decisions if isinstance(decisions, list) else ():
        where = f"line {one['line']}" if one["line"] else "line"
        what = f"given to {one['by']}" if "by" in one else DECISION_NAMES[one["kind"]]
        click.echo(to_line(f"  {what}, {where} ({one['status']}): {one['words']}"))
    if record["undo"]:
        log(to_line(f"unroller: --undo takes back: {record['undo']}"))


def iter_line_records(library: Library, key: str) -> Iterator[dict[str, object]]:
    """The lines of a thread as it is mended now, blank ones aside."""
    kept = library.load_original(key)
    mended = apply_edits(kept.thread, kept.state)
    aside, given = 0, {one.place: one.anchor.by for one in mended.decisions if one.kind == "given"}
    for place, line in enumerate(mended.lines):
        if line.blank:
            continue
        post = mended.posts[place]
        aside += not post
        record: dict[str, object] = {
            "line": line.number,
            "post": post or None,
            "starts": place in mended.starts and post > 0,
            "aside": None if post else aside,
            "rule": None if place in given else line.rule or (None if post else "person:taken-out"),
            "text": line.text,
        }
        yield record | ({"by": given[place]} if place in given else {})


def print_lines(library: Library, key: str, *, as_json: bool) -> None:
    """The lines of a thread with what each is called by."""
    for record in iter_line_records(library, key):
        if as_json:
            print_json(record)
            continue
        number = record["line"] if record["line"] is not None else "-"
        mark = f"p{record['post']}" if record["starts"] else f"r{record['aside']}" if record["aside"] else ""
        click.echo(to_line(f"{number:>5} {mark:>5}  {record['text']}"))
