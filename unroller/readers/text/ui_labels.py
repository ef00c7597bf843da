"""The words that pages of X, Mastodon, Bluesky and Threads print around posts, by role, in all interface languages.

They are declared in ``ui_labels.txt`` beside this module, which says what each section is for: a new language is one
more line in each. They are compared as :func:`unroller.readers.boilerplate.normalize` leaves them and without regard to
case.
"""

from __future__ import annotations

from pkgutil import get_data

from unroller.readers.boilerplate import normalize


def load_labels() -> dict[str, frozenset[str]]:
    """The wordings of each section, as they are compared. The file is part of the program, as this module is."""
    text = (get_data(__name__, "ui_labels.txt") or b"").decode("utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            words.update(normalize(word).casefold() for word in line.partition(": ")[2].split("|"))
    return {name: frozenset(words) for name, words in found.items()}


_LABELS = load_labels()
COUNTED = _LABELS["COUNTED"]
ACTIVITY = _LABELS["ACTIVITY"]
MEDIA = _LABELS["MEDIA"]
LINKS = _LABELS["LINKS"]
TRANSLATE = _LABELS["TRANSLATE"]
MORE = _LABELS["MORE"]
LESS = _LABELS["LESS"]
QUOTE = _LABELS["QUOTE"]
REPLYING = _LABELS["REPLYING"]
ANDS = _LABELS["ANDS"]
BADGES = _LABELS["BADGES"]
FOLLOW = _LABELS["FOLLOW"]
ADVERT = _LABELS["ADVERT"]
#: Begins a line that says who pays for an advertisement.
ADVERT_BY = tuple(f"{word} " for word in _LABELS["ADVERT_BY"])
AUDIENCE = _LABELS["AUDIENCE"]
AGES = _LABELS["AGES"]
AGO = _LABELS["AGO"]
NOW = _LABELS["NOW"]
OTHERS = _LABELS["OTHERS"]
VOTES = _LABELS["VOTES"]
POLL_ENDS = _LABELS["POLL_ENDS"]
LEFT = _LABELS["LEFT"]
HEADINGS = _LABELS["HEADINGS"]
UNAVAILABLE = _LABELS["UNAVAILABLE"]
BROKEN = _LABELS["BROKEN"]
NOTE = _LABELS["NOTE"]
NOTE_ENDS = _LABELS["NOTE_ENDS"]
SIDE = _LABELS["SIDE"]
SIDE_MAYBE = _LABELS["SIDE_MAYBE"]
SIDE_LINES = _LABELS["SIDE_LINES"]
TOP = _LABELS["TOP"]
CONTINUE = _LABELS["CONTINUE"]
SOURCED = _LABELS["SOURCED"]
FOOT = _LABELS["FOOT"]
