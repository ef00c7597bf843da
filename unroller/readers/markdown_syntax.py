"""Markdown that clippers write, parsed: escapes, links and pictures of a line; what front matter says of a thread."""

from __future__ import annotations

import re
from collections.abc import Callable

from unroller.model import Account, Attachment
from unroller.networks import PostAddress, parse_post_url
from unroller.readers.dates import parse_date
from unroller.readers.input import FrontMatter
from unroller.urls import safe_url

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
#: An address in parentheses, which may hold one pair itself, and a title after it.
_TARGET = r"\(<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,500})?)>?(?: \"[^\"\n]{0,500}\")?\)"
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,2000})\]" + _TARGET)
_LINK = re.compile(r"\[((?:[^\[\]\\\n]|\\.){1,2000})\]" + _TARGET)
#: What X calls a picture that has no description, in the languages of its pages: that word describes nothing.
_NO_DESCRIPTION = frozenset({
    "image", "bild", "imagen", "imagem", "immagine", "afbeelding", "bilde", "billede", "kuva", "obraz", "obrázek",
    "kép", "imatge", "irudia", "imagine", "resim", "görsel", "зображення", "изображение", "εικόνα", "תמונה", "صورة",
    "تصویر", "चित्र", "ছবি", "ภาพ", "รูปภาพ", "hình ảnh", "gambar", "imej", "画像", "图像", "图片", "圖片", "이미지",
})  # fmt: skip
_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|!?\[")
_THREAD_BY = re.compile(r"(?:thread|post|tweet) by @([A-Za-z0-9_.@-]{1,100})", re.IGNORECASE)
_LINKED_AUTHOR = re.compile(r"\[\[@?([A-Za-z0-9_.@-]{1,100})\]\]")
_ADDRESS_TAIL = re.compile(r"/(?:history|analytics|likes|quotes|retweets|photo/\d{1,2}|video/\d{1,2})/?$")
#: Sites whose addresses carry the id of the thread's first post.
_BY_ID = re.compile(
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
    text: str, *, drop: Callable[[str], bool] = lambda _: False
) -> tuple[str, list[tuple[int, int, str]], list[Attachment], str]:
    """One line of Markdown as plain text, its links (start, end, address), its pictures, and what was taken out.

    A link whose words are its address is written as that address. Addresses for which `drop` is true lose the link and
    keep the words (a site's advertising).
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
        if found[0] == "\\":
            out.append(found[1])
            size += 1
            gone.append("\\")
            at = token.end()
            continue
        match = _IMAGE.match(text, start) if found == "![" else _LINK.match(text, start)
        if match is None:
            continue
        at = match.end()
        if found == "![":
            url = safe_url(match.group(2))
            alt = unescape(match.group(1))
            pictures.append(
                Attachment("image", url, None if alt.strip().casefold() in _NO_DESCRIPTION else alt or None)
            )
            gone.append(match.group())
            continue
        label, url = unescape(match.group(1)), safe_url(match.group(2))
        if url and not drop(match.group(2)):
            links.append((size, size + len(label), url))
        else:
            gone.append(match.group(2))
        out.append(label)
        size += len(label)
    out.append(text[at:])
    return "".join(out), links, pictures, " ".join(gone)


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
    """Who wrote the thread, by the front matter."""
    values = front.all_values() if front else []
    for pattern in (_THREAD_BY, _LINKED_AUTHOR):
        for value in values:
            match = pattern.search(value[:400])
            if match:
                return Account(match.group(1))
    found = find_source(front)
    return Account(found.handle) if found and found.handle else None


def find_published(front: FrontMatter | None) -> str | None:
    """When the thread was published; ``created`` is when it was clipped, and not asked."""
    return parse_date(front.get(*_PUBLISHED) or "") if front else None
