"""Titles that are none: of pages that stand before another page or for a missing one, and what programs fill in."""

from __future__ import annotations

import re


def _split_rows(text: str) -> frozenset[str]:
    return frozenset(row.strip() for row in text.split("|"))


#: Whole titles of pages that stand for another.
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
#: A title, or a part of one, of a page that stands for another; in lower case, without the signs at its ends.
PLACEHOLDER = re.compile("|".join(_PLACEHOLDERS))
#: What programs put where nobody wrote a title, in documents above all.
GARBAGE = re.compile(
    r"microsoft (?:word|powerpoint|excel) -|powerpoint presentation|slide \d|print(?:ing)?$|"
    r"scan(?:ned)?[ _-]?(?:doc|\d)|document ?\d{0,4}$|doc\d{1,4}$|"
    r"untitled|layout \d|full page|bookmark not defined|[a-z]:\\|/|\\\\|file:|"
    r"\(?microsoft |adobe |title goes here|insert title|\{\{|\$\{|<%|%[a-z_]{2,40}%|\[title\]",
    re.IGNORECASE,
)
FILE = re.compile(
    r"\S{1,200}\.(?:docx?|pdf|pptx?|xlsx?|indd|tex|dvi|qxd|qxp|rtf|odt|eps|ai|pub|html?|aspx?|php|jpe?g|png|tiff?|mp4)",
    re.IGNORECASE,
)
