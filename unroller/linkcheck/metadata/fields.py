"""Names of authors as pages state them; what is an account, an address or the site itself is no name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unroller.linkcheck.metadata.clean import clean_text

_MOST = 100
_NOBODY = frozenset(
    """admin administrator webmaster editor editors author authors user guest staff root test anonymous anonym unknown
    none null undefined system support info contributor contributors moderator owner default redaktion newsroom
    editorial wordpress web webteam n/a na - superuser siteadmin webadmin master""".split()
)
_NOBODY_PHRASES = frozenset(
    ["site admin", "web admin", "web editor", "web team", "site administrator", "super user", "guest author",
     "staff writer", "your name", "author name", "no author", "not available", "not specified", "posted by",
     "la rédaction",
     "die redaktion", "la redacción", "multiple authors", "various authors", "et al", "et al.", "system administrator"]
)  # fmt: skip
_BY = re.compile(
    r"(?:(?:written|posted|published|reported|words|text|story) by|by|texte? (?:par|von)|author|authors)[: ] ?",
    re.IGNORECASE,
)
_BY_LANGUAGE = {
    "fr": re.compile(r"par ", re.IGNORECASE),
    "es": re.compile(r"por ", re.IGNORECASE),
    "pt": re.compile(r"por ", re.IGNORECASE),
}
#: German "Von" is the word for "by" and a part of names: only before two capitalised words it is the former.
_VON = re.compile(r"Von (?=[^\W\d_a-zß]\S{1,40} (?:von |van |de )?[^\W\d_a-zß])")
_CONTACT = re.compile(r" ?[<(\[]?[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}[>)\]]?")
_ROLE = re.compile(
    r"(?:, | [|–—-] )(?:(?:(?:senior|chief|staff|special|science|political|health) )?"
    r"(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|producer)\b.*|ph\.?d\.?|m\.?d\.?)$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"[a-z0-9._-]{1,40}|[A-Za-z]{1,20}\d{2,}[A-Za-z0-9]{0,20}|[A-Za-z0-9]{1,30}_[A-Za-z0-9_]{1,30}")
_BODY = re.compile(
    r"\b(?:of|for|the|and|&|institute?|university|ministry|agency|council|department|office|commission|committee|"
    r"foundation|society|association|news|press|team|group|network|trust|service|services|board)\b",
    re.IGNORECASE,
)


def parse_authors(
    said: Iterable[str], *, lang: str | None = None, sites: Iterable[str] = (), several: bool = False
) -> tuple[str, ...]:
    """The names in statements about authors, each once. `sites` are names of the site, which is nobody.

    `several`: one statement may hold more names than one (``Ann Roe, Jo Doe and Li Wei``).
    """
    known = {one.casefold() for one in sites if one}
    found: dict[str, str] = {}
    for text in said:
        for part in _parts(_ROLE.sub("", clean_text(text)), several):
            name = _name(part, lang)
            if name and name.casefold() not in known:
                key = _key(name)
                if key not in found or (found[key].isupper() and not name.isupper()):
                    found[key] = name
            if len(found) >= _MOST:
                break
    return tuple(found.values())


def _key(name: str) -> str:
    """``Roe, Ann`` and ``Ann Roe`` are one."""
    return " ".join(sorted(re.findall(r"\w+", name.casefold()))) or name


def _parts(text: str, several: bool) -> list[str]:
    if ";" in text:
        return text.split(";")
    if not several:
        return [text]
    whole = _BY.sub("", text, count=1) if _BY.match(text) else text
    parts = [part.strip() for part in re.split(r", and |, | and | & | et | und | y ", whole)]
    both = len(parts) > 1 and all(_is_person(part) for part in parts)
    return parts if both else [text]


def _is_person(text: str) -> bool:
    """Two to four words, each with a capital or a particle, and none of those that bodies have in their names."""
    tokens = text.split()
    if not 2 <= len(tokens) <= 4 or _BODY.search(text) or re.search(r"\d", text):
        return False
    return all(
        token[0].isupper() or token in ("van", "von", "de", "der", "den", "la", "al", "bin", "di", "da")
        for token in tokens
    )


def _name(text: str, lang: str | None) -> str | None:
    text = _CONTACT.sub("", text).strip(" ,.;:|-–—") + ("." if re.search(r"\b[A-Z]\.$", text.strip()) else "")
    if _BY.match(text):
        text = _BY.sub("", text, count=1)
    primary = (lang or "").partition("-")[0]
    if by := _BY_LANGUAGE.get(primary):
        text = re.sub(rf"^{by.pattern}", "", text, count=1, flags=by.flags) if len(text.split()) > 2 else text
    if primary == "de":
        text = _VON.sub("", text, count=1)
    text = _ROLE.sub("", text).strip(" ,;:|")
    bare = text.casefold().strip(".")
    if not 2 <= len(text) <= 120 or not any(char.isalpha() for char in text) or bare in _NOBODY | _NOBODY_PHRASES:
        return None
    if text.startswith(("@", "#")) or re.search(r"https?:|www\.|://|[{}<>\\|]|@", text, re.IGNORECASE):
        return None
    if _ACCOUNT.fullmatch(text) or re.fullmatch(
        r"[\w-]{1,60}\.(?:com|org|net|io|example|de|fr|uk)", text, re.IGNORECASE
    ):
        return None
    return text
