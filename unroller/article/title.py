"""A title people would give: the first sentence of the first post that says something, not a shout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unroller.article.blocks import PICTOGRAPH
from unroller.article.lexicon import ABBREVIATED, LEANING
from unroller.article.markers import ANNOUNCEMENT
from unroller.article.post_text import PostText
from unroller.messages import Message
from unroller.model import Thread

#: Longest title, in characters. Longer first sentences are cut between words.
_LONGEST = 108
#: So many words say something; a text without blanks between words says it in so many characters.
_ENOUGH = 3
_ENOUGH_CHARACTERS = 8
#: A question or exclamation with fewer blanks between its words only leads in to what is said next.
_SHORT = 5
#: A clause at least this long may stand for a sentence that is too long.
_CLAUSE = 50
#: Only so much of a post is read for its title, and only so many posts.
_REACH = 1200
_POSTS = 6

_STOP = re.compile(r"(?:[.!?…]{1,8}|[。！？؟।॥｡]{1,8})[\"'”’»›)\]}」』）]{0,4}|\n")
_UNSPACED = "。！？।॥｡"
_WORD_BEFORE = re.compile(r"(?<![\w'’.])([^\W\d_](?:[\w.]{0,9}))\.$")
_WORD = re.compile(r"\w+(?:['’.-]\w+){0,5}")
#: "am 3. Mai": a number that a small word leads to may be an ordinal, and its full stop no end.
_ORDINAL = re.compile(r"([^\W\d_]{1,8}) \d{1,2}\.$")
#: What clippers call a page: it names the author, and says nothing.
_BY_SOMEBODY = re.compile(r"(?:thread|post|tweet|toot)s? (?:by|from) @?\S{1,100}(?: on \S{1,100})?", re.IGNORECASE)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_BLANKS = re.compile(r"\s{1,400}")
_ENUMERATED = re.compile(
    r"(?:\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]|[0-9]\ufe0f?\u20e3|[-–•→+*])[ \t\n]{1,8}", re.IGNORECASE
)
_EXCLAIMED = re.compile(r"([!?])\1{1,20}")
_LOOSE_ENDS = " \t\n,;:–—-·•|/\\~→↓_*#>"
_CLAUSE_ENDS = (", ", "; ", ": ", " – ", " — ", " - ", " (", ". ", "! ", "? ", "、", "，", "；")
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))


def find_title(thread: Thread, drafts: Sequence[PostText], *, lower: bool = False) -> str:
    """The title the capture states, else one made of the author's words, else one that names the author.

    `lower`: the author begins sentences in lower case.
    """
    stated = _BLANKS.sub(" ", thread.title or "").strip()
    if stated and not _BY_SOMEBODY.fullmatch(stated):
        return stated
    candidates: list[str] = []
    for draft in drafts[:_POSTS]:
        candidates.append(text := _strip_ornaments(draft))
        if _says_something(text) and (found := _find_sentence(text, lower=lower)):
            announced = any(mark.rule == ANNOUNCEMENT and mark.end <= _find_start(draft) for mark in draft.marks)
            return _finish_title(found[:1].upper() + found[1:] if announced else found, drafts)
    for text in candidates:
        if found := _find_sentence(text, lower=lower):
            return _finish_title(found, drafts)
    for post in thread.posts[:_POSTS]:
        for attachment in post.attachments:
            words = _BLANKS.sub(" ", (attachment.alt or attachment.title or "")[:_REACH]).strip()
            if words:
                return _shorten(words)
    handle = thread.author.handle if thread.author else ""
    return str(Message("Thread by {told}", told="@" + handle) if handle else Message("Untitled thread"))


def _find_start(draft: PostText) -> int:
    """Where a post's words begin."""
    return len(draft.text) - len(draft.text.lstrip())


def _strip_ornaments(draft: PostText) -> str:
    """A post's words for a title: no addresses, no ornaments in front, no enumerator."""
    start = _find_start(draft)
    runs = draft.cut(start, min(draft.stop, start + _REACH)) if start < draft.stop else ()
    text = "".join(" " if run.kind == "url" else run.text for run in runs).strip()
    ornaments = set()
    while found := PICTOGRAPH.match(text):
        ornaments.add(found.group())
        text = text[found.end() :].lstrip(_LOOSE_ENDS + "\ufe0f")
    for ornament in ornaments:
        text = text.replace(ornament, " ")
    if (enumerator := _ENUMERATED.match(text)) and _says_something(text[enumerator.end() :]):
        text = text[enumerator.end() :]
    return text.strip()


def _says_something(text: str) -> bool:
    words = [word for word in _WORD.findall(text[:400]) if any(char.isalpha() for char in word)]
    return len(words) >= _ENOUGH or len(_HAN.findall(text[:400])) >= _ENOUGH_CHARACTERS


def _find_sentence(text: str, *, lower: bool) -> str:
    """The first sentence, and those after it until something is said: a short "What a day!" only leads in."""
    for stop in _STOP.finditer(text):
        if not _ends_sentence(text, stop, lower=lower):
            continue
        sentence = _trim_sentence(text[: stop.end()])
        leads_in = sentence.endswith(("!", "?")) and sentence.count(" ") < _SHORT and stop.end() < len(text)
        if _says_something(sentence) and not leads_in:
            return sentence
    return _trim_sentence(text)


def _ends_sentence(text: str, stop: re.Match[str], *, lower: bool) -> bool:
    sign, following = stop.group(), text[stop.end() : stop.end() + 2]
    if sign == "\n":
        return True
    if sign[0] in _UNSPACED:
        return True
    if following and not following[0].isspace():
        return False
    if following[1:].islower() and not lower and not sign.startswith(("!", "?")):
        return False
    if sign == ".":
        before = _WORD_BEFORE.search(text[max(0, stop.end() - 12) : stop.end()])
        if before and following:
            word = before[1]
            return word.casefold() not in ABBREVIATED and not (len(word) == 1 and word.isupper() and word != "I")
        ordinal = _ORDINAL.search(text[max(0, stop.end() - 14) : stop.end()])
        if ordinal and following.strip():
            return ordinal[1].casefold() not in LEANING
    return True


def _trim_sentence(sentence: str) -> str:
    """A sentence without blanks, closing hashtags and pictographs, and without a mark that opens or closes nothing."""
    text = _BLANKS.sub(" ", sentence).strip()
    text = PICTOGRAPH.sub(lambda found: "" if _after_sentence(text, found.start()) else found.group(), text)
    text = _strip_tail(_BLANKS.sub(" ", text))
    if text.startswith("#"):
        text = text[1:]
    text = text.lstrip(_LOOSE_ENDS + ".…").rstrip(_LOOSE_ENDS)
    if text.endswith((".", "。", "।", "॥", "｡")) and not text.endswith(("..", "。。")):
        text = text[:-1].rstrip() if not _ends_in_abbreviation(text) else text
    text = _EXCLAIMED.sub(r"\1", text)
    return _balance_pairs(text)


def _after_sentence(text: str, at: int) -> bool:
    """Whether a sentence ended right before a place: a pictograph there is an ornament."""
    return text[max(0, at - 4) : at].rstrip().endswith((".", "!", "?", "…"))


def _strip_tail(text: str) -> str:
    """Take hashtags off the end that are not part of the sentence, and pictographs."""
    while True:
        shorter = text.rstrip(" \ufe0f\u200d")
        last = shorter[shorter.rfind(" ") + 1 :]
        before = shorter[: len(shorter) - len(last)].rstrip()
        if last.startswith("#") and len(last) > 1 and before:
            word = before[before.rfind(" ") + 1 :].casefold()
            if word in LEANING:
                return f"{before} {last[1:]}"
            text = before
            continue
        found = [match for match in PICTOGRAPH.finditer(shorter[-24:]) if match.end() == len(shorter[-24:])]
        if not found:
            return shorter
        text = shorter[: len(shorter) - len(found[-1].group())]


def _ends_in_abbreviation(text: str) -> bool:
    """Whether the closing full stop belongs to a shortened word (p.m., etc.)."""
    last = text[text.rfind(" ") + 1 : -1].casefold()
    return "." in last or last in {"etc", "inc", "ltd", "jr", "sr"}


def _balance_pairs(text: str) -> str:
    """Without an opening quotation mark or bracket at the start, or a closing one at the end, that has no partner."""
    for opening, closing in _PAIRS:
        if text.startswith(opening) and closing not in text[1:]:
            text = text[1:]
        if text.endswith(closing) and opening not in text[:-1]:
            text = text[:-1]
    if text.startswith('"') and text.count('"') == 1:
        text = text[1:]
    if text.endswith('"') and text.count('"') == 1:
        text = text[:-1]
    return text.strip()


def _finish_title(sentence: str, drafts: Sequence[PostText]) -> str:
    return _shorten(_lower_shouting(sentence, drafts))


def _lower_shouting(sentence: str, drafts: Sequence[PostText]) -> str:
    """A shout in sentence case. A word that the rest of the thread writes in capitals only keeps them (NASA)."""
    cased = [char for char in sentence if char.isupper() or char.islower()]
    words = _WORD.findall(sentence)
    if len(cased) < 8 or len(words) < 2 or sum(char.isupper() for char in cased) < 0.8 * len(cased):
        return sentence
    spelled = _find_spellings(drafts, {word.casefold() for word in words})
    calm = _WORD.sub(lambda found: spelled.get(found.group().casefold(), found.group().lower()), sentence)
    first = next((at for at, char in enumerate(calm) if char.isalpha()), 0)
    return calm[:first] + calm[first].upper() + calm[first + 1 :]


def _find_spellings(drafts: Sequence[PostText], wanted: set[str]) -> dict[str, str]:
    """How the thread writes words inside its calm sentences: first in lower case if ever, else as met."""
    found: dict[str, str] = {}
    for draft in drafts[:60]:
        for line in draft.text[:4000].split("\n"):
            letters = [char for char in line if char.isalpha()]
            if not letters or sum(char.isupper() for char in letters) > 0.5 * len(letters):
                continue
            for place, word in enumerate(_WORD.findall(line)):
                key = word.casefold()
                if key in wanted and (place or word.isupper() or word.islower()):
                    found[key] = word.lower() if word.islower() or found.get(key, word).islower() else word
    return found


def _shorten(text: str) -> str:
    """At most the longest title, cut between words, never after a word that leans on the next."""
    if len(text) <= _LONGEST:
        return text
    short = text[:_LONGEST]
    clause = max(short.rfind(sign) for sign in _CLAUSE_ENDS)
    if clause >= _CLAUSE:
        short = short[:clause]
    elif not text[_LONGEST].isspace() and " " in short[_LONGEST // 3 :]:
        short = short[: short.rfind(" ")]
    for _ in range(4):
        short = short.rstrip(_LOOSE_ENDS + ".!?([“„«\"'")
        head, blank, last = short.rpartition(" ")
        if not blank or last.casefold() not in LEANING or len(head) < _LONGEST // 2:
            break
        short = head
    return _balance_pairs(short.rstrip(_LOOSE_ENDS + ".!?")) + "…"
