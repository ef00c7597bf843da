"""A title people would give: the first sentence of the first post that says something, not a shout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from unroller.article.indentation import FENCE_LINE
from unroller.article.lexicon import ABBREVIATED, LEANING
from unroller.article.lists import PICTOGRAPH
from unroller.article.markers import ANNOUNCEMENT
from unroller.article.post_text import PostText
from unroller.messages import Message
from unroller.model import Run, Thread
from unroller.regex import compile_re
from unroller.urls import abbreviate_url

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

#: Stands before an address in a text that a title is looked for in: it holds no words to count.
_ADDRESS = "\ufdd0"
#: Stands for the ellipsis in it, which ends no sentence.
_CUT = "\ufdd1"
_ADDRESSES = compile_re(f"{_ADDRESS}\\S{{1,120}}")
_STOP = compile_re(r"(?:[.!?…]{1,8}|[。！？؟।॥｡]{1,8})[\"'”’»›)\]}」』）]{0,4}|\n")
_UNSPACED = "。！？।॥｡"
_WORD_BEFORE = compile_re(r"(?<![\w'’.])([^\W\d_](?:[\w.]{0,9}))\.$")
_WORD = compile_re(r"\w+(?:['’.-]\w+){0,5}")
#: "am 3. Mai": a number that a small word leads to may be an ordinal, and its full stop no end.
_ORDINAL = compile_re(r"([^\W\d_]{1,8}) \d{1,2}\.$")
#: What clippers call a page: it names the author, and says nothing.
_BY_SOMEBODY = compile_re(r"(?:thread|post|tweet|toot)s? (?:by|from) @?\S{1,100}(?: on \S{1,100})?", re.IGNORECASE)
_HAN = compile_re(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_BLANKS = compile_re(r"\s{1,400}")
_ENUMERATED = compile_re(
    r"(?:\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])\)|(?P<number>\d{1,3})\.|(?P<letter>[a-z])\.|[ivx]{2,4}\.|[0-9]\ufe0f?\u20e3|[-–•→+*])"
    r"[ \t\n]{1,8}",
    re.IGNORECASE,
)
#: Languages that write an ordinal as a number with a full stop: "3. Mai", "1. divisjon".
_ORDINALS = frozenset("de da no nb nn fi is et lv cs sk pl hu tr sl hr sr".split())
_EXCLAIMED = compile_re(r"([!?])\1{1,20}")
#: Notices of threads whose first post answers somebody: networks and people put names in front of it.
_ANSWERING = frozenset({"begins-as-reply"})
_LOOSE_ENDS = " \t\n,;:–—-·•|/\\~→↓_*#>"
#: Signs that stand alone before a sentence, and those that are no part of the word behind them.
_LOOSE_HEAD = compile_re(r"(?:[,;:–—\-·•|/\\~→↓_*#>.…]{1,12}\s|[,;–—·•→↓…]|\.(?=[.@＠]))\s*")
#: The same at an end: `C#`, `__init__`, `D*`, `<tide>`, `rm -rf /` keep theirs.
_LOOSE_TAIL = compile_re(r"(?:[\s,;–—·•→↓]|(?<=\s)[|~>\-]|(?<!\s[A-Z]):)$")
_SMILEY = compile_re(r"(?:^|\s)(?:[:;=]['^-]?[()\[\]]|[()][-^]?[:;=])$")
#: What a title that is cut does not end with.
_CUT_ENDS = " \t\n,;:–—-·•|.!?([“„«\"'"
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
        candidates.append(text := _strip_ornaments(draft, thread, drafts))
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
    return _name_author(thread)


def _name_author(thread: Thread) -> str:
    """A title for a thread without words: whose it is. The id of an account is no name."""
    author = thread.author
    handle = author.handle if author and not author.handle.startswith("did:") else ""
    told = f"@{handle}" if handle else _BLANKS.sub(" ", (author.name if author else "") or "").strip()
    return str(Message("Thread by {told}", told=told) if told else Message("Untitled thread"))


def _find_start(draft: PostText) -> int:
    """Where a post's words begin."""
    return len(draft.text) - len(draft.text.lstrip())


def _strip_ornaments(draft: PostText, thread: Thread, drafts: Sequence[PostText]) -> str:
    """A post's words for a title: addresses short, no ornaments in front, no enumerator, nobody who is answered."""
    start = _find_start(draft)
    runs = draft.cut(start, min(draft.stop, start + _REACH)) if start < draft.stop else ()
    if draft is drafts[0] and any(notice.code in _ANSWERING for notice in thread.warnings):
        runs = _skip_names(runs)
    text = "".join(_spell(run) for run in runs)
    text = "\n".join(line for line in text.split("\n") if not _is_about_the_text(line.strip()))
    if _ADDRESS in text:
        text = "\n".join(map(_drop_closing_address, text.split("\n")))
    text = text.strip()
    ornaments = set()
    while found := PICTOGRAPH.match(text):
        ornaments.add(found.group())
        text = text[found.end() :].lstrip(" \t\n,;:–—-·•|→↓>\ufe0f")
    for ornament in ornaments:
        text = text.replace(ornament, " ")
    enumerator = _ENUMERATED.match(text)
    if enumerator and _says_something(text[enumerator.end() :]) and _enumerates(enumerator, thread, drafts):
        text = text[enumerator.end() :]
    return text.strip()


def _is_about_the_text(line: str) -> bool:
    """Whether a line is no sentence of the author's: it names who wrote what follows, or fences code."""
    return _BY_SOMEBODY.fullmatch(line) is not None or FENCE_LINE.fullmatch(line) is not None


def _spell(run: Run) -> str:
    """A run as a title has it: of a link the words that somebody gave it, of an address its beginning."""
    if run.kind != "url":
        return run.text
    shown = abbreviate_url(run.text, 32).replace("…", _CUT)
    return f"{_ADDRESS}{shown}" if "://" in run.text[:8] else shown


def _drop_closing_address(line: str) -> str:
    """A line without the address that closes it, where nothing leans on that; nothing of one that is all addresses."""
    if not _ADDRESSES.sub("", line).strip(_LOOSE_ENDS):
        return ""
    before, _, last = line.rstrip().rpartition(" ")
    leaning = before.rpartition(" ")[2].casefold() in LEANING
    return before if last.startswith(_ADDRESS) and not leaning else line


def _skip_names(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """`runs` without the names in front of an answer, where words follow."""
    at = 0
    while at + 1 < len(runs) and runs[at].kind == "mention" and runs[at + 1].text[:1].isspace():
        at += 1 if runs[at + 1].text.strip() else 2
    return runs[at:] if any(run.kind == "text" and run.text.strip() for run in runs[at:]) else runs


def _enumerates(sign: re.Match[str], thread: Thread, drafts: Sequence[PostText]) -> bool:
    """Whether a number or letter in front counts: an initial ("J. Moreno"), an ordinal ("3. Mai") is a word."""
    if letter := sign["letter"]:
        following = (f"{chr(ord(letter) + 1)}.", *([f"{letter}i."] if letter in "ivx" else []))
    elif sign["number"] and thread.lang in _ORDINALS:
        following = (f"{int(sign['number']) + 1}.",)
    else:
        return True
    lines = (draft.text[:_REACH].split("\n") for draft in drafts[:_POSTS])
    return any(line.lstrip().startswith(following) for found in lines for line in found)


def _says_something(text: str) -> bool:
    text = _ADDRESSES.sub(" ", text[:400])
    words = (found for found in _WORD.finditer(text) if any(char.isalpha() for char in found.group()))
    return sum(1 for _ in islice(words, _ENOUGH)) == _ENOUGH or len(_HAN.findall(text)) >= _ENOUGH_CHARACTERS


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
    """A sentence without blanks, closing addresses, hashtags and pictographs, and without a mark that opens or closes
    nothing. Signs that belong to a word stay."""
    text = _BLANKS.sub(" ", sentence).strip()
    text = PICTOGRAPH.sub(lambda found: "" if _after_sentence(text, found.start()) else found.group(), text)
    text = _strip_tail(_BLANKS.sub(" ", text)).replace(_ADDRESS, "").replace(_CUT, "…")
    while found := _LOOSE_HEAD.match(text):
        text = text[found.end() :]
    smiley = _SMILEY.search(text)
    while not smiley and _LOOSE_TAIL.search(text):
        text = text[:-1]
    if text.endswith((".", "。", "।", "॥", "｡")) and not text.endswith(("..", "。。", " .")):
        text = text[:-1].rstrip() if not _ends_in_abbreviation(text) else text
    text = _EXCLAIMED.sub(r"\1", text)
    return text if smiley else _balance_pairs(text)


def _after_sentence(text: str, at: int) -> bool:
    """Whether a sentence ended right before a place: a pictograph there is an ornament."""
    return text[max(0, at - 4) : at].rstrip().endswith((".", "!", "?", "…"))


def _strip_tail(text: str) -> str:
    """Take pictographs off the end, and addresses and hashtags that are not part of the sentence.

    They are part of it where the word before leans on them ("we spoke at #TideComms"), and a hashtag is where it
    closes the sentence alone.
    """
    ornament = False
    while True:
        shorter = text.rstrip(" \ufe0f\u200d")
        last = shorter[shorter.rfind(" ") + 1 :]
        before = shorter[: len(shorter) - len(last)].rstrip()
        word = before[before.rfind(" ") + 1 :]
        if len(last) > 1 and before and word.casefold() not in LEANING:
            over = word.startswith("#") or word.endswith((".", "!", "?", "…")) or _ends_in_picture(before)
            if last.startswith(_ADDRESS) or (last.startswith("#") and (ornament or over)):
                text, ornament = before, True
                continue
        if not (picture := _ends_in_picture(shorter)):
            return shorter
        text, ornament = shorter[:-picture], True


def _ends_in_picture(text: str) -> int:
    """The length of the pictograph that ends `text`; 0 when none does. A plain sign behind a letter is its own (F♯)."""
    tail = text[-24:]
    for found in PICTOGRAPH.finditer(tail):
        if found.end() == len(tail):
            plain = len(found.group()) == 1 and found.group() < "\u2776"
            return 0 if plain and tail[found.start() - 1 : found.start()].isalnum() else len(found.group())
    return 0


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
    if text.endswith('"') and text.count('"') == 1 and not text[-2:-1].isdecimal():
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
        short = short.rstrip(_CUT_ENDS)
        head, blank, last = short.rpartition(" ")
        if not blank or last.casefold() not in LEANING or len(head) < _LONGEST // 2:
            break
        short = head
    return _balance_pairs(short.rstrip(_CUT_ENDS)) + "…"
