"""What pages of forums and of comments print around what many people write: who, when, and what one can do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from unroller.readers.dates import parse_date
from unroller.readers.text.line_patterns import is_date
from unroller.regex import compile_re

#: So many people who wrote make a page of comments, and the one who wrote most of it no more than this share (tenths).
_PEOPLE, _MOST = 3, 6
#: So many lines that only such pages print.
_MARKS = 2
_LONGEST = 120
_NAME = r"(?P<name>[^\s•·|»:][^•·|»:]{0,38}?)"
_UNIT = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|yr\.|mo\.|[smhdwy])"
_AGE = rf"\d{{1,3}} ?{_UNIT}(?: ago)?"
_SAYS = "says|said|writes|wrote|schrieb|schreibt|sagt|sagte|dice|dijo|escribió|a écrit|dit|пишет|ha scritto"
#: A line that says who wrote what stands below, perhaps with when: what stands in `date` must be one.
_BYLINES = tuple(
    compile_re(text, re.IGNORECASE)
    for text in (
        rf"{_NAME} (?:{_SAYS}) ?:",
        rf"(?:(?:post(?:ed)?|reply|comment|answered|asked) )?(?:by|von|por|par|от) {_NAME} (?:»|on|am|el|le|[-–—,|])"
        r" ?(?P<date>.{6,40})",
        rf"(?P<name>[\w-]{{2,30}}) (?:\d{{1,6}} points? (?:by )?)?{_AGE} ?(?:\[[–+-]\]|\|.{{0,80}}|\[.{{1,20}}\])",
        r"(?:\[[–+-]\] ?)?(?P<name>[\w-]{2,30}) ?(?:\[.{1,20}\] ?)?[-\d,.k]{1,7} points? .{1,40} ago.{0,40}",
        r"u/(?P<name>[\w-]{2,30})(?: ?[•·] ?.{1,30}){0,3}",
        rf"{_NAME} ?[•·|»–—] ?(?P<date>{_AGE}|.{{6,36}}\d)",
        rf"{_NAME}, (?P<date>.{{1,30}} ago)",
    )
)
#: Sites of questions put the date first and the name below.
_DATED = compile_re(r"(?:asked|answered|commented|replied|gefragt|beantwortet) ", re.IGNORECASE)
#: What may stand between a name and its date.
_BETWEEN = frozenset({"•", "·", "|", "op", "author", "mod", "top 1% commenter", "top 1% poster"})
#: What one can do about a comment: lines of their own.
_BUTTONS = frozenset({
    "reply", "report", "quote", "like", "upvote", "downvote", "flag", "permalink", "parent", "reply with quote",
    "log in to reply", "give award", "award", "share", "save", "edit", "follow", "recommend", "respond", "helpful",
    "unhelpful", "view profile", "send message", "report post", "improve this question", "add a comment",
    "antworten", "melden", "zitieren", "teilen", "gefällt mir", "kommentar melden", "beitrag melden",
    "responder", "denunciar", "citar", "compartir", "me gusta", "curtir", "compartilhar",
    "répondre", "signaler", "citer", "partager", "j'aime", "rispondi", "segnala", "cita", "condividi", "mi piace",
    "beantwoorden", "rapporteren", "citeren", "ответить", "пожаловаться", "цитировать", "поделиться", "нравится",
    "odpowiedz", "zgłoś", "cytuj", "返信", "通報", "いいね", "引用", "回复", "举报", "赞", "답글", "신고",
    "رد", "إبلاغ",
})  # fmt: skip
_SEVERAL_BUTTONS = compile_re(
    r"(?:\d{1,5} )?(?:[•·|]? ?(?:reply|report|share|save|follow|like|quote|permalink|embed|flag|context|upvote|downvote"
    r"|delete|edit|parent)(?: ?\(\d{1,5}\))? ?[•·|›]? ?){2,8}(?:\d{1,3} ?[smhdwy])?",
    re.IGNORECASE,
)
#: What stands beside somebody's posts in a forum.
_PANEL = compile_re(
    r"(?:posts|messages|threads|joined|join date|registered|location|reputation|likes received|topics|reaction score"
    r"|trophy points|beiträge|registriert(?: seit)?|dabei seit|wohnort|mensajes|registrado|ubicación|inscription|lieu"
    r"|сообщения|регистрация|сообщений)(?: ?: ?.{1,30})?|(?:junior|senior|full|new|active|well-known) member"
    r"|(?:re|aw) ?: .{2,90}|#\d{1,4}|level \d{1,2}",
    re.IGNORECASE,
)
#: What stands above comments.
_HEADING = compile_re(
    r"(?:\d[\d.,]{0,6}k? )?(?:comments?|replies|answers?|kommentare?|antworten|comentarios?|respuestas|commentaires?"
    r"|réponses|commenti|reacties|комментари(?:й|я|ев)|ответ(?:а|ов)?|komentarz(?:e|y)?)(?: ?\(\d[\d.,]{0,6}\))?"
    r"|\d{1,5} thoughts? on .{2,100}|sort(?:ed)? by:? .{2,20}|(?:add|write) a comment.{0,3}|(?:leave|post) a comment"
    r"|join the (?:discussion|conversation).{0,3}|view (?:all|more|\d{1,5}) (?:comments|replies)"
    r"|\d{1,5} (?:more )?repl(?:y|ies)|single comment thread.{0,20}|\d{1,3} points by .{2,60}",
    re.IGNORECASE,
)
#: An age in the shortest form, as it stands behind what one can do about a comment.
_SHORT_AGE = compile_re(r"\d{1,3} ?(?:[smhdwyj]|min|std\.?|t\.?|sem|wo\.?|ч|мин)\.?", re.IGNORECASE)


def is_comment_page(texts: Sequence[str]) -> bool:
    """Whether lines (filled and normalised) are those of a page on which many people wrote, one below the other.

    Text above the first of them, longer than all below, is an article with comments, and no such page.
    """
    short = [text if len(text) <= _LONGEST else "" for text in texts]
    buttons = [place for place, text in enumerate(short) if _is_button(text)]
    panels = sum(_PANEL.fullmatch(text) is not None for text in short)
    headings = sum(_HEADING.fullmatch(text) is not None for text in short)
    if len(buttons) + panels + headings < _MARKS:
        return False
    aged = sum(place + 1 < len(short) and bool(_SHORT_AGE.fullmatch(short[place + 1])) for place in buttons)
    if aged >= _PEOPLE and len(buttons) > aged:
        return True
    names = {place: name.casefold() for place in range(len(short)) if (name := _find_name(short, place))}
    counts = Counter(names.values())
    if len(counts) < _PEOPLE or max(counts.values()) * 10 > len(names) * _MOST:
        return False
    first = min(names)
    if sum(map(len, texts[:first])) > sum(map(len, texts[first:])):
        return False
    return len(buttons) >= _MARKS or panels >= _PEOPLE or headings > 0


def has_comment_heading(texts: Sequence[str]) -> bool:
    """Whether a line stands on a page that heads comments (``214 comments``, ``Sort by best``)."""
    return any(len(text) <= _LONGEST and _HEADING.fullmatch(text) is not None for text in texts if text)


def _is_button(text: str) -> bool:
    return text.casefold() in _BUTTONS or (text != "" and _SEVERAL_BUTTONS.fullmatch(text) is not None)


def _find_name(texts: Sequence[str], place: int) -> str | None:
    """Who wrote what stands below a line, when it says that, alone or with the date below it."""
    text = texts[place]
    if not text or text.casefold() in _BETWEEN or text.casefold() in _BUTTONS:
        return None
    for byline in _BYLINES:
        found = byline.fullmatch(text)
        if found and ("date" not in byline.groupindex or _is_moment(found["date"])):
            return found["name"].strip(" @•·")
    if _DATED.match(text) and _is_moment(text.partition(" ")[2]) and place + 1 < len(texts):
        return texts[place + 1]
    below = next((line for line in texts[place + 1 : place + 4] if line.casefold() not in _BETWEEN), "")
    if len(text) <= 40 and text[-1] not in ".!?:,;。" and _is_moment(below) and not _is_moment(text):
        return text.strip("@")
    return None


def _is_moment(text: str) -> bool:
    """Whether a text is a date, an age or a time with its date."""
    text = text.strip(" •·|").removesuffix(" (edited)")
    if not text or len(text) > 40:
        return False
    return is_date(text) or (text[-1].isalnum() and any(map(str.isdigit, text)) and parse_date(text) is not None)
