"""Meta's export of Threads, a part of Instagram's: texts and times, and neither ids nor addresses nor parents.

Ids are built from the second and a digest of the post, so that they are the same in every export. Which posts form a
thread is inferred from their times; inferred threads carry a notice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from unroller.account_exports.base import (
    ExportFile,
    ExportInfo,
    FileSelection,
    ParsedPost,
    PostContext,
    PostSummary,
    RecordError,
)
from unroller.account_exports.export_format import ExportFormat
from unroller.account_exports.json_values import (
    as_list,
    as_object,
    as_text,
    build_sort_key,
    check_length,
    decode_json,
    decode_object,
    encode_json,
    extract_opening,
    format_time,
    refuse,
)
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Account, Attachment, AttachmentKind, Date, Post
from unroller.networks import THREADS
from unroller.networks.runs import split_runs
from unroller.regex import compile_re

_ITEMS = "text_post_app_text_posts"
_FILE = compile_re(r"(?:.*/)?threads_and_replies(?:_[0-9]{1,4})?\.json", re.DOTALL)
_PERSON = "personal_information/personal_information.json"
#: What the export calls the name of an account, in the languages it is written in (and garbled as its texts are).
_NAMES = frozenset(
    "Username|Benutzername|Gebruikersnaam|Brugernavn|Brukernavn|Användarnamn|Käyttäjänimi|Kullanıcı adı|Kullanıcı Adı|"
    "Nombre de usuario|Nom d’utilisateur|Nom d'utilisateur|Nome utente|Nome de usuário|Nome de utilizador|"
    "Nazwa użytkownika|Имя пользователя|اسم المستخدم|ユーザーネーム|사용자 이름|用户名|用戶名稱".split("|")
)
_EXTENSIONS: dict[str, AttachmentKind] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "heic", "gif"), "image"),
    **dict.fromkeys(("mp4", "mov", "webm"), "video"), **dict.fromkeys(("m4a", "mp3", "aac"), "audio"),
}  # fmt: skip
#: Later seconds are milliseconds.
_SECONDS = 100_000_000_000
_SPACE = timedelta(days=365 * 130)


def select_members(names: Sequence[str]) -> FileSelection | None:
    """The posts, the account's name, and the folder of files; None for an export in HTML, and for Instagram alone."""
    files = [name for name in names if _FILE.fullmatch(name)]
    if not files:
        return None
    first = min(files, key=lambda name: (name.count("/"), name))
    folder = first.rpartition("/")[0]
    prefix = next((folder.removesuffix(end) for end in ("your_instagram_activity/threads", "threads")
                   if folder == end or folder.endswith(f"/{end}")), f"{folder}/" if folder else "")  # fmt: skip
    members = [ExportFile(name, "posts", "items", _ITEMS) for name in sorted(files)
               if name.startswith(prefix)]  # fmt: skip
    person = next((name for name in names if name.startswith(prefix) and name.endswith(_PERSON)), None)
    if person:
        members.append(ExportFile(person, "about"))
    if any(name.startswith(f"{prefix}media/") for name in names):
        members.append(ExportFile(f"{prefix}media/", "media"))
    return FileSelection(tuple(members), prefix)


def detect_file(name: str, start: bytes) -> ExportFile | None:
    """The file of posts on its own."""
    known = f'"{_ITEMS}"'.encode() in start and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return ExportFile(name, "posts", "items", _ITEMS) if known else None


def parse_info(files: Mapping[str, bytes]) -> ExportInfo:
    """Whose export it is: the account's name, and nothing else from that file (addresses, numbers)."""
    data = next((data for name, data in files.items() if name.endswith(_PERSON)), b"{}")
    try:
        user = as_object(next(iter(as_list(decode_object(data).get("profile_user"))), None))
    except RecordError:
        return ExportInfo()
    values = {
        _repair_text(label): _repair_text(as_object(value).get("value"))
        for label, value in as_object(user.get("string_map_data")).items()
    }
    handle = next((value for label, value in values.items() if label in _NAMES and value), "")
    profile = THREADS.profile_url(handle)
    return ExportInfo(Account(handle, url=profile, id=f"@{handle.lower()}")) if profile else ExportInfo()


def iter_records(record: bytes) -> Iterator[bytes]:
    """The post without what its pictures tell of the device and the place they were taken with and at."""
    try:
        value = decode_json(record)
    except RecordError:
        yield record  # counted as unreadable, in its own words
        return
    waiting, changed = [value], False
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            changed = one.pop("exif_data", None) is not None or changed
        waiting.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
    yield encode_json(value) if changed else record


def _repair_text(value: object) -> str:
    """A text as it was meant: UTF-8, where the export wrote each byte as a character."""
    text = as_text(value)
    if text.isascii():
        return text
    try:
        return as_text(text.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return text


class _RawThreadsPost:
    """A post taken apart."""

    def __init__(self, record: bytes) -> None:
        value = decode_object(record)
        self.media = [as_object(one) for one in check_length(as_list(value.get("media")), "pictures")]
        parts = (value, *self.media)
        if not any(_is_post(part) for part in parts):
            refuse("no post of Threads")
        # The text is on the post or on one of its pictures; where there are several, all are kept.
        self.text = "\n\n".join(dict.fromkeys(filter(str.strip, (_repair_text(part.get("title")) for part in parts))))
        self.paths = [path for one in self.media if (path := _repair_text(one.get("uri")))]
        stamps = [stamp for part in parts if (stamp := _parse_time(part.get("creation_timestamp")))]
        self.when = stamps[0] if stamps else None
        apps = [as_object(part.get("text_app_post")) for part in parts]
        self.reply = any(app.get("is_reply") is True for app in apps)
        self.answered = next((name for app in apps if (name := _repair_text(app.get("in_reply_to_username")))), "")
        if not self.text and not self.paths:
            refuse("a post without text and picture")
        digest = hashlib.sha256("\0".join((self.text, *self.paths)).encode("utf-8", "replace")).hexdigest()[:8]
        self.id = f"t{int(self.when.timestamp()) if self.when else 0}-{digest}"


def _is_post(part: dict[str, Any]) -> bool:
    return any(name in part for name in ("title", "text_app_post", "uri", "creation_timestamp"))


def _parse_time(value: object) -> datetime | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 15:
        value = int(value)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < _SECONDS * 1_000:
        return None
    seconds = value / 1_000 if value >= _SECONDS else value
    since = timedelta(seconds=int(seconds))
    return datetime(1970, 1, 1, tzinfo=UTC) + since if since < _SPACE else None


def summarize(record: bytes) -> PostSummary:
    """What threads are assembled from. See :class:`unroller.account_exports.export_format.ExportFormat`.

    An answered account is named as ``@name``, which is also the id that :func:`parse_info` gives the owner. An answer
    that names nobody may be one to the author's own post.
    """
    raw = _RawThreadsPost(record)
    name = raw.answered.lower().removeprefix("@")[:100]
    return PostSummary(
        raw.id,
        build_sort_key(raw.when, raw.id),
        parent_author=f"@{name}" if name else None,
        reply=raw.reply or bool(name),
        published=format_time(raw.when) if raw.when else None,
        media=len(raw.paths),
        opening=extract_opening(raw.text),
    )


def build_post(record: bytes, context: PostContext) -> ParsedPost:
    """The post in full. See :class:`unroller.account_exports.export_format.ExportFormat`."""
    raw = _RawThreadsPost(record)
    return ParsedPost(
        Post(
            1,
            split_runs(raw.text, THREADS.platform) if raw.text else (),
            raw.id,
            None,
            Date(format_time(raw.when), how="stated") if raw.when else UNKNOWN_DATE,
            attachments=tuple(Attachment(_EXTENSIONS.get(path.rpartition(".")[2].lower(), "unknown"))
                              for path in raw.paths),
        ),
        files=tuple(tuple(dict.fromkeys((path.lstrip("/"), path.rpartition("/")[2]))) for path in raw.paths),
        author=context.owner,
    )  # fmt: skip


FORMAT = ExportFormat(
    name="threads-export",
    label=Message("Threads export"),
    platform=THREADS.platform,
    summarize=summarize,
    build_post=build_post,
    select_members=select_members,
    detect_file=detect_file,
    parse_info=parse_info,
    iter_records=iter_records,
    in_file_order=True,
    brings_media=True,
)
READERS = (FORMAT,)
