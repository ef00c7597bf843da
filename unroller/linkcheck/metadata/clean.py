"""Cleaning of stated titles, site names and other texts: escapes undone, boilerplate off, placeholders recognized.

A placeholder is a title that is none: of a page in place of another page or of a missing one, or what a program
fills in.
"""

from __future__ import annotations

import html
import re
import unicodedata

from unroller.regex import compile_re
from unroller.text import replace_unprintable

_ESCAPED = compile_re(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_INLINE = compile_re(
    r"</?(?:i|em|b|strong|sub|sup|span|br|italic|bold|sc|u|p|h[1-6]|jats:[a-z]{1,10})(?: [^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_MOJIBAKE = compile_re("[ÃÂâåæçØÙÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_INVISIBLE = compile_re("[\u0000-\u001f\u007f-\u009f\u00ad\u200b\ufeff\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_LONGEST = 600
#: What parts a title from the name of its site.
_PARTING = compile_re(r" [|–—·•:»«/-] | ?[|»·] ?| - |: ")
_URL = compile_re(r"(?:https?:)?//|www\.", re.IGNORECASE)


def clean_text(text: str) -> str:
    """One line of text: escaped twice or thrice undone, inline marks off. Empty where characters are lost."""
    for _ in range(3):
        if not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    text = _repair_mojibake(_INLINE.sub("", replace_unprintable(text)))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", " ".join(text.split()))).strip()
    return "" if "\ufffd" in text or len(text) > _LONGEST else text


def _repair_mojibake(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 and written so, as it was meant; lost where that is not certain."""
    marks = len(_MOJIBAKE.findall(text))
    if not marks:
        return text
    raw = bytearray()
    for char in text:
        raw += char.encode("latin-1" if "\x80" <= char <= "\xff" else "cp1252", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return text if marks == 1 else "\ufffd"


def is_placeholder(text: str) -> bool:
    """Whether a title is that of a page in place of another, or of one that is missing."""
    whole = clean_text(text).casefold().strip(" .!…:|-–—")
    if not whole:
        return False
    parts = [part.strip(" .!…") for part in _PARTING.split(whole)]
    return whole in BARRED or any(PLACEHOLDER.fullmatch(part) for part in (whole, parts[0], parts[-1]))


def clean_title(text: str) -> str | None:
    """A title as it may be shown, or None: walls, addresses, names of files, and what programs fill in are none."""
    text = clean_text(text)
    bare = text.casefold().strip(" .!…")
    if not any(char.isalnum() for char in text) or bare in UNNAMED or is_placeholder(text):
        return None
    if (
        _URL.match(text)
        or FILE.fullmatch(text)
        or GARBAGE.match(text)
        or re.fullmatch(r"[\w-]{1,40}_[\w-]{1,80}", text)
    ):
        return None
    return None if re.search(r"\{\{|\}\}|\$\{|<[a-z/!?%]", text) else text


def strip_site_name(text: str, site: str | None) -> str:
    """A title without the name of its site at the end, or the beginning; only a whole name behind a sign is taken."""
    name = (site or "").casefold()
    if not name or text.casefold() == name:
        return text
    for sign in _PARTING.finditer(text):
        if text[sign.end() :].casefold().strip() == name and text[: sign.start()].strip():
            return text[: sign.start()].strip()
        if text[: sign.start()].casefold().strip() == name and text[sign.end() :].strip():
            return text[sign.end() :].strip()
    return text


def clean_site_name(text: str) -> str | None:
    """The name of a site, or None: addresses and handles are none, nor what a program is delivered with."""
    text = clean_text(text)
    if not any(char.isalnum() for char in text) or _URL.match(text) or text.startswith("@") or len(text) > 150:
        return None
    return None if text.casefold() in UNNAMED_SITES or is_placeholder(text) or re.search(r"\{\{|\$\{", text) else text


def _split_rows(text: str) -> frozenset[str]:
    return frozenset(row.strip() for row in text.split("|"))


#: Whole titles of pages in place of another.
BARRED = _split_rows("forbidden|not found|error|oops|access denied|captcha|robot check|please wait|redirecting")
#: Whole titles that say nothing, of pages that may still say something elsewhere.
UNNAMED = _split_rows(
    """loading|untitled|untitled document|document|home|home page|homepage|index|welcome|new tab|no title|title|
    page title|null|undefined|none|n/a|[no title]|test|default web site page|welcome to nginx|it works|connexion|
    anmelden|
    identification|blank page|cookies|cookie consent|video|article|start|startseite|accueil|inicio"""
)
#: Names that sites are delivered with.
UNNAMED_SITES = _split_rows(
    """wordpress|my site|my blog|site title|website|just another wordpress site|home|homepage|blog|untitled|default|
    your site name|my website|null|undefined|example|company name|sitename|site name|welcome"""
)
_PLACEHOLDERS = (
    r"just a moment\.*",
    r"one moment,? please\.*",
    r"attention required!?.*",
    r"access (?:to this page has been )?denied",
    r"(?:http )?(?:error|status|fehler|erreur)? ?:?(?:40[0134]|410|429|451|50[0234])(?:[ :–-].{0,60})?",
    r"(?:page|file|article|document|item|video|content|record) (?:not found|unavailable|does not exist|removed)",
    r"(?:this|the) (?:page|video|content) (?:is|isn.t|is not|could not be|cannot be|you).{0,60}",
    r"(?:page|video) (?:unavailable|isn.t available)",
    r"page (?:introuvable|non trouvée)|(?:diese )?seite (?:wurde )?nicht gefunden|página no encontrada",
    r"pagina non trovata|الصفحة غير موجودة",
    r"accès refusé|zugriff verweigert|acceso denegado",
    r"are you (?:a )?(?:robot|human).*|verify(?:ing)? (?:that )?you are (?:not a robot|(?:a )?human).*",
    r"human verification|security (?:check|verification).*|checking your browser.*|ddos-guard",
    r"pardon our interruption.*|client challenge",
    r"(?:please )?(?:log ?in|sign ?in|sign ?up|log on)(?: (?:to|or|for|required|page|with)\b.*)?",
    r"login required|members? only|authentication required",
    r"se connecter|iniciar sesión|einloggen|accedi|تسجيل الدخول",
    r"before you continue(?: to .*)?|your privacy(?: choices)?|we value your privacy|we use cookies.*",
    r"(?:manage )?cookie (?:settings|consent|policy|preferences)|datenschutzeinstellungen",
    r"subscribe to (?:read|continue).*|(?:please )?enable (?:javascript|cookies).*",
    r"javascript (?:is )?(?:required|disabled).*",
    r"service (?:temporarily )?unavailable|bad gateway|gateway time-?out|internal server error",
    r"site (?:is )?(?:under |down for )?maintenance|index of /.*|account suspended",
    r"domain (?:is )?(?:for sale|parked)|.{1,60} is for sale",
    r"einen moment.*|un (?:instant|momento).*|moment bitte.*",
)
#: A title, or a part of one, of a page in place of another; in lower case, without the signs at its ends.
PLACEHOLDER = compile_re("|".join(_PLACEHOLDERS))
#: What programs put where nobody wrote a title, in documents above all.
GARBAGE = compile_re(
    r"microsoft (?:word|powerpoint|excel) -|powerpoint presentation|slide \d|print(?:ing)?$|"
    r"scan(?:ned)?[ _-]?(?:doc|\d)|document ?\d{0,4}$|doc\d{1,4}$|"
    r"untitled|layout \d|full page|bookmark not defined|[a-z]:\\|/|\\\\|file:|"
    r"\(?microsoft |adobe |title goes here|insert title|\{\{|\$\{|<%|%[a-z_]{2,40}%|\[title\]",
    re.IGNORECASE,
)
FILE = compile_re(
    r"\S{1,200}\.(?:docx?|pdf|pptx?|xlsx?|indd|tex|dvi|qxd|qxp|rtf|odt|eps|ai|pub|html?|aspx?|php|jpe?g|png|tiff?|mp4)",
    re.IGNORECASE,
)
