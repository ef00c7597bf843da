"""Reading back what clippers wrote as Markdown: escapes undone, links kept with their addresses, pictures taken out."""

from __future__ import annotations

import re
from collections.abc import Callable

from unroller.model import Attachment
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
