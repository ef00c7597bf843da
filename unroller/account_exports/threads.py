"""Meta's export of Threads, a part of Instagram's: texts and times, and neither ids nor addresses nor parents.

Ids here are made of the second and a digest of the post, the same in every export. What threads these posts made can
only be told from their times: whoever assembles them says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from unroller.account_exports.base import About, Context, Head, Made, Member, Plan, RecordError
from unroller.account_exports.export_format import Shape
from unroller.account_exports.json_values import (
    bounded,
    decoded,
    encoded,
    fields,
    opening,
    order,
    refuse,
    rows,
    stated,
    table,
    word,
)
from unroller.model import UNKNOWN_DATE, Account, Attachment, AttachmentKind, Date, Post
from unroller.networks import profile_url
from unroller.networks.runs import split_runs

_ITEMS = "text_post_app_text_posts"
_FILE = re.compile(r"(?:.*/)?threads_and_replies(?:_[0-9]{1,4})?\.json", re.DOTALL)
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


def plan(names: Sequence[str]) -> Plan | None:
    """The posts, the account's name, and the folder of files; None for an export in HTML, and for Instagram alone."""
    found = [name for name in names if _FILE.fullmatch(name)]
    if not found:
        return None
    first = min(found, key=lambda name: (name.count("/"), name))
    folder = first.rpartition("/")[0]
    prefix = next((folder.removesuffix(end) for end in ("your_instagram_activity/threads", "threads")
                   if folder == end or folder.endswith(f"/{end}")), f"{folder}/" if folder else "")  # fmt: skip
    members = [Member(name, "posts", "items", _ITEMS) for name in sorted(found)
               if name.startswith(prefix)]  # fmt: skip
    person = next((name for name in names if name.startswith(prefix) and name.endswith(_PERSON)), None)
    if person:
        members.append(Member(person, "about"))
    if any(name.startswith(f"{prefix}media/") for name in names):
        members.append(Member(f"{prefix}media/", "media"))
    return Plan(tuple(members), prefix)


def sniff(name: str, start: bytes) -> Member | None:
    """The file of posts on its own."""
    known = f'"{_ITEMS}"'.encode() in start and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return Member(name, "posts", "items", _ITEMS) if known else None


def about(files: Mapping[str, bytes]) -> About:
    """Whose export it is: the account's name, and nothing else of what stands beside it (addresses, numbers)."""
    data = next((data for name, data in files.items() if name.endswith(_PERSON)), b"{}")
    try:
        user = table(next(iter(rows(fields(data).get("profile_user"))), None))
    except RecordError:
        return About()
    said = {
        _mended(label): _mended(table(value).get("value"))
        for label, value in table(user.get("string_map_data")).items()
    }
    handle = next((value for label, value in said.items() if label in _NAMES and value), "")
    profile = profile_url("threads", handle)
    return About(Account(handle, url=profile, id=f"@{handle.lower()}")) if profile else About()


def expand(record: bytes) -> Iterator[bytes]:
    """The post without what its pictures tell of the device and the place they were taken with and at."""
    try:
        value = decoded(record)
    except RecordError:
        yield record  # counted as unreadable, in its own words
        return
    waiting, found = [value], False
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found = one.pop("exif_data", None) is not None or found
        waiting.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
    yield encoded(value) if found else record


def _mended(value: object) -> str:
    """A text as it was meant: UTF-8, where the export wrote each byte as a character."""
    text = word(value)
    if text.isascii():
        return text
    try:
        return word(text.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return text


class _Read:
    """A post taken apart."""

    def __init__(self, record: bytes) -> None:
        value = fields(record)
        self.media = [table(one) for one in bounded(rows(value.get("media")), "pictures")]
        parts = (value, *self.media)
        if not any(_is_post(part) for part in parts):
            refuse("no post of Threads")
        # The text stands once, on the post or on one of its pictures; should there be several, none is lost.
        self.text = "\n\n".join(dict.fromkeys(filter(str.strip, (_mended(part.get("title")) for part in parts))))
        self.paths = [path for one in self.media if (path := _mended(one.get("uri")))]
        stamps = [stamp for part in parts if (stamp := _moment(part.get("creation_timestamp")))]
        self.when = stamps[0] if stamps else None
        apps = [table(part.get("text_app_post")) for part in parts]
        self.reply = any(app.get("is_reply") is True for app in apps)
        self.answered = next((name for app in apps if (name := _mended(app.get("in_reply_to_username")))), "")
        if not self.text and not self.paths:
            refuse("a post without text and picture")
        digest = hashlib.sha256("\0".join((self.text, *self.paths)).encode("utf-8", "replace")).hexdigest()[:8]
        self.id = f"t{int(self.when.timestamp()) if self.when else 0}-{digest}"


def _is_post(part: dict[str, Any]) -> bool:
    return any(name in part for name in ("title", "text_app_post", "uri", "creation_timestamp"))


def _moment(value: object) -> datetime | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 15:
        value = int(value)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < _SECONDS * 1_000:
        return None
    seconds = value / 1_000 if value >= _SECONDS else value
    since = timedelta(seconds=int(seconds))
    return datetime(1970, 1, 1, tzinfo=UTC) + since if since < _SPACE else None


def head(record: bytes) -> Head:
    """What threads are assembled from. See :class:`unroller.account_exports.base.Shape`.

    An answered account is named as ``@name``, which is also the id that :func:`about` gives the owner. An answer that
    names nobody may be one to the author's own post.
    """
    found = _Read(record)
    name = found.answered.lower().removeprefix("@")[:100]
    return Head(
        found.id,
        order(found.when, found.id),
        parent_author=f"@{name}" if name else None,
        reply=found.reply or bool(name),
        published=stated(found.when) if found.when else None,
        media=len(found.paths),
        opening=opening(found.text),
    )


def post(record: bytes, context: Context) -> Made:
    """The post in full. See :class:`unroller.account_exports.base.Shape`."""
    found = _Read(record)
    return Made(
        Post(
            1,
            split_runs(found.text, "threads") if found.text else (),
            found.id,
            None,
            Date(stated(found.when), how="stated") if found.when else UNKNOWN_DATE,
            attachments=tuple(Attachment(_EXTENSIONS.get(path.rpartition(".")[2].lower(), "unknown"))
                              for path in found.paths),
        ),
        files=tuple(tuple(dict.fromkeys((path.lstrip("/"), path.rpartition("/")[2]))) for path in found.paths),
        author=context.owner,
    )  # fmt: skip


SHAPE = Shape(
    name="threads-export",
    label="Threads export",
    platform="threads",
    head=head,
    post=post,
    plan=plan,
    sniff=sniff,
    about=about,
    expand=expand,
)
