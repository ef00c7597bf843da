"""Markdown that clippers write, parsed: escapes, links and pictures of a line; what front matter says of a thread."""

from __future__ import annotations

import re
from collections.abc import Callable

from unroller.model import Account, Attachment
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.dates import parse_date
from unroller.readers.input import FrontMatter
from unroller.regex import compile_re
from unroller.text import find_emphasis
from unroller.urls import safe_url

_ESCAPE = compile_re(r"\\([!-/:-@\[-`{-~])")
#: An address in parentheses, which may hold one pair itself, and a title after it.
_TARGET = r"\(<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,500})?)>?(?: \"[^\"\n]{0,500}\")?\)"
_IMAGE = compile_re(r"!\[([^\[\]\n]{0,2000})\]" + _TARGET)
_LINKED_IMAGE = compile_re(r"\[[ \t]?!\[([^\[\]\n]{0,2000})\]" + _TARGET + r"[ \t]?\]" + _TARGET)
_LINK = compile_re(r"\[((?:[^\[\]\\\n]|\\.){1,2000})\]" + _TARGET)
#: What X calls a picture that has no description, in the languages of its pages: that word describes nothing.
_NO_DESCRIPTION = frozenset({
    "image", "bild", "imagen", "imagem", "immagine", "afbeelding", "bilde", "billede", "kuva", "obraz", "obrázek",
    "kép", "imatge", "irudia", "imagine", "resim", "görsel", "зображення", "изображение", "εικόνα", "תמונה", "صورة",
    "تصویر", "चित्र", "ছবি", "ภาพ", "รูปภาพ", "hình ảnh", "gambar", "imej", "画像", "图像", "图片", "圖片", "이미지",
})  # fmt: skip
_TOKEN = compile_re(r"\\[!-/:-@\[-`{-~]|!?\[")
#: Addresses of pictures; those of an author's own face; places that a page keeps for pictures that it has not loaded.
_PICTURE = compile_re(r"//pbs\.twimg\.com/media/|\.(?:jpe?g|png|gif|webp|avif)(?:[?:#]|$)", re.IGNORECASE)
_FACE = compile_re(r"/profile_images?/|/avatars?/|/img/avatar", re.IGNORECASE)
_EMPTY = compile_re(r"/(?:1px|pixel|blank|spacer|placeholder)\.(?:png|gif)(?:[?#]|$)", re.IGNORECASE)
_THREAD_BY = compile_re(r"(?:thread|post|tweet) by @([A-Za-z0-9_.@-]{1,100})", re.IGNORECASE)
_LINKED_AUTHOR = compile_re(r"\[\[@([A-Za-z0-9_.@-]{1,100})\]\]|@([A-Za-z0-9_.-]{1,60}(?:@[A-Za-z0-9.-]{3,60})?)")
_HANDLE = compile_re(r"[A-Za-z0-9_.-]{1,60}(?:@[A-Za-z0-9.-]{3,60})?")
_LINKED_NAME = compile_re(r"\[\[(?:[^\[\]|@][^\[\]|]{0,99}\|)?([^\[\]|@][^\[\]|]{0,99})\]\]")
_ADDRESS_TAIL = compile_re(r"/(?:history|analytics|likes|quotes|retweets|photo/\d{1,2}|video/\d{1,2})/?$")
#: Sites whose addresses carry the id of the thread's first post.
_BY_ID = compile_re(
    r"https?://(?:www\.)?(?:threadreaderapp\.com/(?:thread|scrolly)|twtext\.com/article|twunroll\.com/article)/(\d{5,20})"
    r"(?:\.html)?(?:[?#].{0,300})?"
)
#: The key for the date of publication, as users of clippers translate it.
_PUBLISHED = (
    "published", "date", "veröffentlicht", "publicado", "publié", "publie", "pubblicato", "gepubliceerd",
    "opublikowano", "опубликовано", "发布", "发布时间", "發布", "公開日", "게시일",
)  # fmt: skip


def unescape(text: str) -> str:
    """`text` without Markdown's backslashes."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def parse_inline(
    text: str,
    *,
    drop: Callable[[str], bool] = lambda _: False,
    escapes: bool = True,
    keep_pictures: bool = False,
) -> tuple[str, list[tuple[int, int, str]], list[Attachment], str]:
    """One line of Markdown as plain text, its links (start, end, address), its pictures, and what was taken out.

    A link whose words are its address is written as that address. Addresses for which `drop` is true lose the link and
    keep the words (a site's advertising). `escapes`: backslashes are Markdown's, and not the author's. `keep_pictures`:
    the signs of pictures stay in the text.
    """
    if "\\" not in text and "[" not in text:
        return text, [], [], ""
    out: list[str] = []
    links: list[tuple[int, int, str]] = []
    pictures: list[Attachment] = []
    gone: list[str] = []
    at = size = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < at:
            continue
        piece = text[at:start]
        out.append(piece)
        size += len(piece)
        at = start
        found = token.group()
        if found[0] == "\\" and not escapes:
            out.append(found)
            size += 2
            at = token.end()
            continue
        if found[0] == "\\":
            out.append(found[1])
            size += 1
            gone.append("\\")
            at = token.end()
            continue
        linked = _LINKED_IMAGE.match(text, start) if found == "[" and text.startswith("![", start + 1) else None
        match = linked or (_IMAGE.match(text, start) if found == "![" else _LINK.match(text, start))
        if match is None:
            continue
        at = match.end()
        if linked or found == "![":
            pictures += _read_linked_picture(*match.groups()) if linked else [_read_picture(*match.groups())]
            (out if keep_pictures else gone).append(match.group())
            size += len(match.group()) if keep_pictures else 0
            continue
        label, url = unescape(match.group(1)), safe_url(unescape(match.group(2)))
        if url and not drop(match.group(2)):
            links.append((size, size + len(label), url))
        else:
            gone.append(match.group(2))
        out.append(label)
        size += len(label)
    out.append(text[at:])
    return "".join(out), links, pictures, " ".join(gone)


def _read_picture(alt: str, target: str) -> Attachment:
    return Attachment("image", safe_url(unescape(target)), _describe(alt))


def _describe(alt: str) -> str | None:
    """The description of a picture; None where it is only the word for one."""
    text = unescape(alt)
    return None if text.strip().casefold() in _NO_DESCRIPTION else text or None


def _read_linked_picture(alt: str, shown: str, target: str) -> list[Attachment]:
    """A picture that is a link: of itself, of its own page, or of a card that leads elsewhere; nothing where it is the
    author's face."""
    picture, page = safe_url(unescape(shown)), safe_url(unescape(target))
    if page and _PICTURE.search(page):
        return [Attachment("image", page, _describe(alt))]
    if picture is None or _FACE.search(picture):
        return []
    if page is None or parse_post_url(page) or "/photo/" in page or "/media/" in page:
        return [] if is_empty_picture(picture) else [Attachment("image", picture, _describe(alt))]
    return [Attachment("card", page, title=_describe(alt))]


def is_empty_picture(url: str | None) -> bool:
    """Whether an address is that of a place for a picture that the page had not loaded."""
    return url is None or _EMPTY.search(url) is not None


def strip_emphasis(text: str) -> tuple[str, str]:
    """A line without the asterisks that make its words bold or italic, and those asterisks. Escaped ones stay."""
    stars = find_emphasis(text)
    out, at = [], 0
    for start, end in stars:
        out.append(text[at:start])
        at = end
    return "".join(out) + text[at:], " ".join(text[start:end] for start, end in stars)


def parse_post_page_url(url: str | None) -> PostAddress | None:
    """The post that an address leads to, also where it opens one of the post's own pages (``/history``)."""
    return parse_post_url(_ADDRESS_TAIL.sub("", url)) if url else None


def parse_unrolled_url(url: str | None) -> str | None:
    """The id of a thread's first post in the address of an unrolled page."""
    match = _BY_ID.fullmatch(url.strip()) if url and len(url) < 600 else None
    return match.group(1) if match else None


def find_source(front: FrontMatter | None) -> PostAddress | None:
    """The post that the front matter names as its source."""
    values = front.all_values() if front else []
    return next((found for value in values if value.startswith("http") and (found := parse_post_page_url(value))), None)


def find_root_id(front: FrontMatter | None) -> str | None:
    """The id of the first post, from the address of an unrolled page."""
    values = front.all_values() if front else []
    return next((found for value in values if (found := parse_unrolled_url(value))), None)


def find_author(front: FrontMatter | None) -> Account | None:
    """Who wrote the thread, by the front matter: a handle in it, else the one in the address; and a name beside it."""
    values = front.all_values() if front else []
    name = next((match[1].strip() for value in values if (match := _LINKED_NAME.fullmatch(value[:400].strip()))), None)
    found = find_source(front)
    handle = next((match.group(1) for value in values if (match := _THREAD_BY.search(value[:400]))), None)
    linked = (match for value in values if (match := _LINKED_AUTHOR.fullmatch(value[:400].strip())))
    handle = handle or next((match[1] or match[2] for match in linked), None) or (found.handle if found else None)
    if handle is None and name and _HANDLE.fullmatch(name):
        return Account(name)
    return Account(handle, name) if handle else None


def find_published(front: FrontMatter | None) -> str | None:
    """When the thread was published; ``created`` is when it was clipped, and not asked."""
    return parse_date(front.get(*_PUBLISHED) or "") if front else None
