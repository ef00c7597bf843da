"""Bags after RFC 8493 (BagIt 1.0): one folder a version, which ``sha256sum -c`` and any BagIt tool can check.

What a bag holds is pinned by one digest, that of its tagmanifest: it lists the manifest and the tag files, and the
manifest lists the payload. The ledger keeps that digest.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG

from unroller.archive.checksummed_lines import sha256
from unroller.archive.fsync import copy_new, read_file, write_new
from unroller.errors import DamagedError
from unroller.messages import Message
from unroller.regex import compile_re

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAGMANIFEST = "tagmanifest-sha256.txt"
INFO = "bag-info.txt"
BAGIT = "bagit.txt"
DATA = "data"
MEDIA = "media"
TAG_FILES = (BAGIT, INFO, MANIFEST)

_LINE = compile_re(r"([0-9a-f]{64})  ([A-Za-z0-9._/-]{1,200})\Z")


def format_label(value: str, most: int = 200) -> str:
    """`value` as one line of bag-info.txt: whitespace folded, controls and line separators gone, cut at `most`."""
    seen = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} else c for c in value[: most * 4])
    return " ".join(seen.split())[:most].rstrip()


def measure_payload(content: bytes | Path) -> int:
    """The size in bytes of a payload: bytes, or the path of a file."""
    return content.stat().st_size if isinstance(content, Path) else len(content)


def write_bag(folder: Path, payload: Mapping[str, bytes | Path], info: Sequence[tuple[str, str]]) -> str:
    """Write a bag into the new folder `folder`; nothing is flushed yet.

    `payload` maps file names (plain, or in the folder ``media``) to bytes, or to the file that holds them; `info` are
    the lines of bag-info.txt beside Payload-Oxum.

    Returns:
        The SHA-256 of the tagmanifest, which pins all the rest.
    """
    folder.mkdir(parents=True)
    (folder / DATA).mkdir()
    if any(name.startswith(f"{MEDIA}/") for name in payload):
        (folder / DATA / MEDIA).mkdir()
    manifest, total = b"", 0
    for name, content in sorted(payload.items()):
        digest, length = _write_payload(folder / DATA / name, content)
        manifest += f"{digest}  {DATA}/{name}\n".encode("ascii")
        total += length
    oxum = f"{total}.{len(payload)}"
    lines = [
        f"{key}: {value}\n"
        for key, value in (*((k, format_label(v)) for k, v in info), ("Payload-Oxum", oxum))
        if value
    ]
    tags = {BAGIT: DECLARATION, INFO: "".join(lines).encode("utf-8"), MANIFEST: manifest}
    tagmanifest = b""
    for name in TAG_FILES:
        write_new(folder / name, tags[name])
        tagmanifest += f"{sha256(tags[name])}  {name}\n".encode("ascii")
    write_new(folder / TAGMANIFEST, tagmanifest)
    return sha256(tagmanifest)


def _write_payload(path: Path, content: bytes | Path) -> tuple[str, int]:
    """Write a payload file; its digest and length, of what was written."""
    if isinstance(content, Path):
        with content.open("rb") as source:
            return copy_new(path, source)
    write_new(path, content)
    return sha256(content), len(content)


def parse_manifest(data: bytes) -> dict[str, str] | None:
    """Paths and their digests out of a manifest of ours, or None when it is not exactly one."""
    if not data.endswith(b"\n"):
        return None
    listed: dict[str, str] = {}
    for line in data[:-1].split(b"\n"):  # never splitlines: it takes other bytes for line ends
        match = _LINE.match(line.decode("ascii", "replace"))
        if match is None or match[2] in listed or ".." in match[2].split("/"):
            return None
        listed[match[2]] = match[1]
    return listed


def read_bag_digest(folder: Path) -> str | None:
    """The digest that pins the bag in `folder`, or None when it has no tagmanifest."""
    try:
        return sha256(read_file(folder / TAGMANIFEST))
    except OSError:
        return None


def read_payload(folder: Path, name: str, digest: str) -> bytes:
    """The payload file `name` of the bag, checked all the way up to the ledger's `digest` of the bag.

    Raises:
        FileNotFoundError: the bag, or the file, is not there.
        DamagedError: something on the way is not as it was kept; the message names it.
    """
    tagmanifest = read_file(folder / TAGMANIFEST)
    if sha256(tagmanifest) != digest:
        raise build_damaged_error(folder, TAGMANIFEST)
    manifest = read_file(folder / MANIFEST)
    if (parse_manifest(tagmanifest) or {}).get(MANIFEST) != sha256(manifest):
        raise build_damaged_error(folder, MANIFEST)
    data = read_file(folder / DATA / name)
    if (parse_manifest(manifest) or {}).get(f"{DATA}/{name}") != sha256(data):
        raise build_damaged_error(folder, f"{DATA}/{name}")
    return data


def list_payload(folder: Path) -> list[str]:
    """The names of the payload files that the manifest lists."""
    listed = parse_manifest(read_file(folder / MANIFEST)) or {}
    return [name.removeprefix(f"{DATA}/") for name in listed]


def copy_bag(bag: Path, target: Path) -> None:
    """Copy a whole bag of ours into the new folder `target`, byte by byte into new files; not yet flushed."""
    target.mkdir()
    (target / DATA).mkdir()
    listed = parse_manifest(read_file(bag / MANIFEST)) or {}
    for name in (*listed, *TAG_FILES, TAGMANIFEST):
        (target / name).parent.mkdir(exist_ok=True)
        write_new(target / name, read_file(bag / name))


def build_damaged_error(folder: Path, name: str) -> DamagedError:
    """The error for a kept file that differs from its digest."""
    return DamagedError(
        Message(
            "{root} is not as it was kept: run `unroller verify`, and take this folder from a backup",
            root=str(folder / name),
        ).about(name)
    )


def check_bag(folder: Path, digest: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Everything about the bag that is not as it was kept, as (kind, path inside the bag, sentence).

    `digest` is that of the tagmanifest as the ledger has it; None checks the bag against itself alone.
    Every byte is read. Links and special files are strays: nothing is ever read through a link.
    """
    files = dict(_iter_files(folder))
    yield from (("stray", name, "is a link or a folder that no bag of ours holds") for name in files if not files[name])
    regular = {name for name in files if files[name]}
    tagmanifest, manifest = _read_manifest(folder / TAGMANIFEST), _read_manifest(folder / MANIFEST)
    for name, parsed in ((TAGMANIFEST, tagmanifest), (MANIFEST, manifest)):
        if parsed is None:
            yield "damaged" if name in regular else "missing", name, "cannot be read as a manifest"
    if tagmanifest is not None and set(tagmanifest) != set(TAG_FILES):
        yield "damaged", TAGMANIFEST, "does not list the files it has to list"
    expected = ({TAGMANIFEST: digest} if digest else {}) | (tagmanifest or {}) | (manifest or {})
    for name, expected_digest in expected.items():
        if name not in regular:
            yield "missing", name, "is missing"
        elif trouble := _describe_difference(folder / name, expected_digest):
            yield "damaged", name, trouble
    for name in sorted(regular - set(expected) - {TAGMANIFEST, MANIFEST}):
        yield "stray", name, "is in no manifest: nobody kept it"


def _describe_difference(path: Path, digest: str) -> str:
    """What is wrong with a file that should have the digest `digest`; empty when nothing is."""
    try:
        return "" if sha256(read_file(path)) == digest else "is not as it was kept: its SHA-256 differs"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _read_manifest(path: Path) -> dict[str, str] | None:
    try:
        return parse_manifest(read_file(path))
    except OSError:
        return None


def _iter_files(folder: Path) -> Iterator[tuple[str, bool]]:
    """Every file under `folder`, as (path, whether it is a regular one); folders other than data/ count as strays."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                path = Path(entry.path)
                name = path.relative_to(folder).as_posix()
                if entry.is_dir(follow_symlinks=False):
                    if name not in {DATA, f"{DATA}/{MEDIA}"}:
                        yield name, False
                    else:
                        waiting.append(path)
                else:
                    yield name, S_ISREG(entry.stat(follow_symlinks=False).st_mode)
