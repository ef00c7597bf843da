"""Archives made to do harm, or merely broken, and what must become of each.

All are exports of :mod:`tests.support.fakes.tiny_export_format`. A case is a file or folder, and words that must be in
what a person is told (None: it is read all the same, and `posts` of it are found).
"""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

POSTS = [{"id": str(100 + number), "text": f"Post {number}", "parent": str(99 + number) if number else None, "to": "7"}
         for number in range(3)]  # fmt: skip
DATA = b"tiny.posts = " + json.dumps(POSTS, indent=2).encode()
NOTHING = "no file in it may be opened"
ABOUT = json.dumps({"handle": "tiny", "id": "7"}).encode()


@dataclass(frozen=True)
class Hostile:
    """One case. `told` must be in the sentence of the refusal, or where `posts` are found, in the problems."""

    name: str
    path: Path
    told: str | None
    posts: int | None = None


def assignment(body: bytes) -> bytes:
    """A file of posts with this between its brackets."""
    return b"tiny.posts = [" + body + b"]"


def tiny_zip(
    path: Path, posts: bytes = DATA, about: bytes = ABOUT, more: dict[str, bytes] | None = None, prefix: str = ""
) -> Path:
    """A ZIP of an export."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(f"{prefix}tiny/posts.js", posts)
        made.writestr(f"{prefix}tiny/about.json", about)
        for name, data in (more or {}).items():
            made.writestr(name, data)
    return path


def _patched(path: Path, change: Callable[[bytearray], None]) -> Path:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return path


def _central(data: bytearray, number: int = 0) -> int:
    """Where the directory's entry of this number lies."""
    at = -1
    for _ in range(number + 1):
        at = data.index(b"PK\1\2", at + 1)
    return at


def _set(data: bytearray, at: int, form: str, value: int) -> None:
    data[at : at + struct.calcsize(form)] = struct.pack(form, value)


def _overlapping(path: Path) -> Path:
    """Every entry's bytes are those of the first."""
    tiny_zip(path, more={f"tiny/posts-{n}.js": DATA for n in range(5)})

    def change(data: bytearray) -> None:
        for number in range(1, 7):
            _set(data, _central(data, number) + 42, "<I", 0)

    return _patched(path, change)


def _quoted(path: Path) -> Path:
    """An entry that holds the header of the next: the one begins inside the other."""
    tiny_zip(path)

    def change(data: bytearray) -> None:
        at = _central(data, 0)
        (packed,) = struct.unpack("<I", data[at + 20 : at + 24])
        _set(data, at + 20, "<I", packed + 40)

    return _patched(path, change)


def _sized(path: Path, size: int) -> Path:
    """The directory says that the posts are so large."""
    tiny_zip(path)
    return _patched(path, lambda data: _set(data, _central(data) + 24, "<I", size))


def _flagged(path: Path) -> Path:
    tiny_zip(path)
    return _patched(path, lambda data: _set(data, _central(data) + 8, "<H", 1))


def _method(path: Path) -> Path:
    tiny_zip(path)
    return _patched(path, lambda data: _set(data, _central(data) + 10, "<H", 9))


def _checksum(path: Path) -> Path:
    tiny_zip(path)
    return _patched(path, lambda data: _set(data, _central(data) + 16, "<I", 1))


def _outside(path: Path) -> Path:
    tiny_zip(path)
    return _patched(path, lambda data: _set(data, _central(data) + 42, "<I", 10**9))


def _linked(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        info = zipfile.ZipInfo("tiny/posts.js")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        made.writestr(info, "/etc/passwd")
    return path


def _bad_names(path: Path) -> Path:
    tiny_zip(path, more={"tiny/media/xx.jpg": b"x"})

    def change(data: bytearray) -> None:
        at = _central(data, 2)
        _set(data, at + 8, "<H", 0x800)
        data[at + 46 + 11 : at + 46 + 13] = b"\xff\xfe"

    return _patched(path, change)


def _twice(path: Path) -> Path:
    tiny_zip(path, more={"tiny/posts.jt": DATA})
    return _patched(path, lambda data: data.__setitem__(slice(_central(data, 2) + 46, _central(data, 2) + 59),
                                                        b"tiny/posts.js"))  # fmt: skip


def _tar(path: Path, change: Callable[[tarfile.TarFile], None], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as made:  # type: ignore[call-overload]
        change(made)
    return path


def _file(made: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    made.addfile(info, io.BytesIO(data))


def _link(made: tarfile.TarFile, kind: bytes) -> None:
    info = tarfile.TarInfo("tiny/posts.js")
    info.type, info.linkname = kind, "/etc/passwd"
    made.addfile(info)


def _tar_header(size: bytes, kind: bytes) -> bytes:
    info = bytearray(tarfile.TarInfo("tiny/posts.js").tobuf(tarfile.USTAR_FORMAT))
    info[124:136], info[156:157], info[148:156] = size, kind, b" " * 8
    info[148:156] = b"%06o\0 " % sum(info)
    return bytes(info)


def _many(path: Path) -> Path:
    """60,000 empty files beside the posts, written without a library, which would take seconds."""
    tiny_zip(path)
    whole = path.read_bytes()
    directory = whole.index(b"PK\1\2")
    local, central, at = [whole[:directory]], [whole[directory : whole.rindex(b"PK\5\6")]], directory
    for number in range(60_000):
        name = b"junk/%06d" % number
        local.append(b"PK\3\4" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0) + name)
        fields = (20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, at)
        central.append(b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", *fields) + name)
        at += len(local[-1])
    entries = b"".join(central)
    end = struct.pack("<HHHHIIH", 0, 0, 60_002, 60_002, len(entries), at, 0)
    path.write_bytes(b"".join(local) + entries + b"PK\5\6" + end)
    return path


def _gzip_bomb(path: Path) -> Path:
    packer = zlib.compressobj(6, wbits=31)
    zeros = bytes(1024 * 1024)
    path.write_bytes(b"".join([packer.compress(b'tiny.posts = [' + zeros), *(packer.compress(zeros) for _ in range(20)),
                               packer.flush()]))  # fmt: skip
    return path


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _folder_with_links(path: Path) -> Path:
    (path / "tiny").mkdir(parents=True)
    (path / "tiny" / "about.json").write_bytes(ABOUT)
    (path / "tiny" / "posts.js").symlink_to("/etc/passwd")
    return path


def _folder_with_pipe(path: Path) -> Path:
    (path / "tiny").mkdir(parents=True)
    os.mkfifo(path / "tiny" / "posts.js")
    return path


def hostile(root: Path) -> Iterator[Hostile]:
    """All cases, made under `root` one after the other."""
    one = json.dumps(POSTS[0]).encode()
    two = json.dumps(POSTS[1]).encode()
    deep = b'{"id":"9","text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    large = b'{"id":"9","text":"' + os.urandom(700_000).hex().encode() + b'"}'
    unquoted = b'{"id":"9","text":"x}'
    nested = b'{"id":"9","text":' + b"[" * 80 + b"]" * 80 + b"}"

    def made(name: str, make: Callable[[Path], Path], told: str | None, posts: int | None = None) -> Hostile:
        return Hostile(name, make(root / name), told, posts)

    def zipped(name: str, body: bytes, told: str | None, posts: int, about: bytes = ABOUT) -> Hostile:
        return made(name, lambda path: tiny_zip(path, assignment(body), about), told, posts)

    # -- containers ----------------------------------------------------------------------------------------------------
    yield made("overlaps.zip", _overlapping, "on top of each other")
    yield made("quoted.zip", _quoted, "on top of each other")
    yield made("bomb.zip", lambda p: tiny_zip(p, b"tiny.posts = [" + b" " * 30_000_000), "packed more than 200 times")
    yield made("two-gigabytes.zip", lambda p: _sized(p, 0xF0000000), "more than 2 GB")
    yield made("larger-than-said.zip", lambda p: _sized(p, 20), "larger than the ZIP says", 0)
    yield made("smaller-than-said.zip", lambda p: _sized(p, 400_000), "breaks off", 3)
    yield made("locked.zip", _flagged, "password")
    yield made("deflate64.zip", _method, "packed in a way")
    yield made("checksum.zip", _checksum, "checksum", 3)
    yield made("outside.zip", _outside, "made to do harm")
    yield made("link.zip", _linked, "link or a device")
    yield made("bad-names.zip", _bad_names, None, 3)
    yield made("twice.zip", _twice, "two files in it have this name")
    yield made("many.zip", _many, "60,0")
    yield made("upward.zip", lambda p: tiny_zip(p, prefix="../../"), NOTHING)
    yield made("absolute.zip", lambda p: tiny_zip(p, prefix="/etc/"), NOTHING)
    yield made("drive.zip", lambda p: tiny_zip(p, prefix="C:\\"), NOTHING)
    yield made("inner.zip", lambda p: _inner(p, root), "other ZIP files")
    yield made("cut.zip", lambda p: _cut(tiny_zip(p), 60), "damaged or cut off")
    yield made("cut-in-front.zip", lambda p: _written(p, tiny_zip(p).read_bytes()[150:]), "damaged")
    yield made("empty.zip", lambda p: _written(p, b"PK\5\6" + bytes(18)), "empty")
    yield made("empty.js", lambda p: _written(p, b""), "empty")
    yield made("no-posts.zip", lambda p: tiny_zip(p, b"tiny.posts = [ ]"), "no post in it")
    yield made("other.zip", lambda p: _other(p), "no export of an account")
    yield made("prefixed.zip", lambda p: _written(p, b"MZ" + bytes(999) + tiny_zip(p).read_bytes()), None, 3)
    yield made("link.tar", lambda p: _tar(p, lambda t: _link(t, tarfile.SYMTYPE)), NOTHING)
    yield made("hard-link.tar.gz", lambda p: _tar(p, lambda t: _link(t, tarfile.LNKTYPE), "w:gz"), NOTHING)
    yield made("device.tar", lambda p: _tar(p, lambda t: _link(t, tarfile.CHRTYPE)), NOTHING)
    yield made("upward.tar", lambda p: _tar(p, lambda t: _file(t, "../tiny/posts.js", DATA)), NOTHING)
    yield made("huge-header.tar", lambda p: _written(p, _tar_header(b"77777777777\0", b"x") + bytes(1024)), "damaged")
    yield made("sparse.tar", lambda p: _written(p, _tar_header(b"00000001000\0", b"S") + bytes(2048)), NOTHING)
    yield made("lying.tar", lambda p: _written(p, _tar_header(b"00777777777\0", b"0") + DATA), "cut off", 3)
    yield made("bomb.js.gz", _gzip_bomb, "packed more than 200 times")
    yield made("cut.js.gz", lambda p: _cut(_written(p, gzip.compress(DATA)), 20), "cut off")
    yield made(
        "cut.tar.gz",
        lambda p: _cut(_tar(p, lambda t: _file(t, "tiny/posts.js", os.urandom(99_999)), "w:gz"), 50_000),
        "cut off",
    )
    yield made("good.tar.gz", lambda p: _tar(p, lambda t: _file(t, "tiny/posts.js", DATA), "w:gz"), None, 3)
    yield made("links", _folder_with_links, "no export of an account")
    yield made("pipe", _folder_with_pipe, NOTHING)
    yield made("packed.7z", lambda p: _written(p, b"7z\xbc\xaf\x27\x1c" + bytes(99)), "7z")
    # -- records -------------------------------------------------------------------------------------------------------
    yield zipped("deep.zip", one + b"," + deep + b"," + two, "nest deeper", 2)
    yield zipped("nested.zip", one + b"," + nested + b"," + two, "nest deeper", 2)
    yield zipped("large.zip", one + b"," + large + b"," + two, "larger", 2)
    yield zipped("keys.zip", one + b',{"id":"7","id":"8"},' + two, None, 3)
    yield zipped("surrogate.zip", b'{"id":"1","text":"half \\ud83d a pair"}', None, 1)
    yield zipped("not-a-number.zip", b'{"id":"1","likes":NaN}', None, 1)
    yield zipped("digits.zip", one + b',{"id":"9","likes":' + b"9" * 5000 + b"}", None, 1)
    yield zipped("bad-utf8.zip", b'{"id":"1","text":"\xff\xfe"}', None, 1)
    yield zipped("numbers.zip", one + b",1,null,[],{}", "no id", 1)
    yield zipped("broken.zip", b",".join([one, unquoted, two, one.replace(b"100", b"777")]), "missing in it", 3)
    yield made("unclosed.zip", lambda p: tiny_zip(p, b"tiny.posts = [" + one + b"," + two), "end of the list", 2)
    yield made("two-lists.zip", lambda p: tiny_zip(p, DATA + DATA), "something follows", 3)
    yield made("no-list.zip", lambda p: tiny_zip(p, b"tiny.posts = 7"), "no list of posts")
    yield zipped("claims-more.zip", one, "says it has 9 posts", 1, _claiming(9))
    yield zipped("claims-less.zip", one + b"," + two, "says it has 1 post", 2, _claiming(1))


def _claiming(count: int) -> bytes:
    return json.dumps({"handle": "tiny", "id": "7", "claims": {"tiny/posts.js": count}}).encode()


def _cut(path: Path, most: int) -> Path:
    path.write_bytes(path.read_bytes()[:-most] if path.suffix == ".zip" else path.read_bytes()[:most])
    return path


def _inner(path: Path, root: Path) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("export.zip", tiny_zip(root / "inner-part.zip").read_bytes())
    return path


def _other(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", b"<w/>")
    return path
