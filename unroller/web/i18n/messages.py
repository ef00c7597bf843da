"""Messages of the library and names of the ledger's rules, in the interface's language.

A :class:`unroller.messages.Message` is looked up in the catalogue by its template, and its values are written as the
language writes them. Its English text that comes back from a file is parsed by
:mod:`unroller.web.i18n.message_parser` first.

A rule says what was set aside, as ``site:what`` or ``what``; `what` is in plain English words with dashes between. A
test reads every rule that the pure packages can name and fails on one that is not here.
"""

from __future__ import annotations

from babel.numbers import format_decimal

from unroller.messages import Grouped, Message, Recorded, Several, Size, Value
from unroller.web.i18n import N_, get_language, get_locale, gettext, isolate, ngettext
from unroller.web.i18n.message_parser import read_back


def render_message(message: Message) -> str:
    """`message` in the interface's language."""
    if get_language() == "en":
        return str(message)
    if isinstance(message, Recorded):
        return message.before(isolate) + render_recorded(message.template)
    values = {name: _render_value(value) for name, value in message.values.items()}
    one, many = message.template, message.many
    text = ngettext(one, many, _get_count(message)) if many else gettext(one)
    return message.before(isolate) + text.format(**values)


def render_recorded(text: str) -> str:
    """The English text of a message, read back from where only that is kept, in the interface's language; where no
    template fits, as it is."""
    message = None if get_language() == "en" else read_back(text, get_language())
    return render_message(message) if message else text


def render_size(amount: Size) -> str:
    """An amount of data as the interface's language writes it."""
    if get_language() == "en":
        return str(amount)
    pattern = "#,##0." + "0" * amount.decimals if amount.decimals else None
    units = {"MB": gettext("{} MB"), "kB": gettext("{} kB"), "bytes": gettext("{} bytes")}
    return units[amount.unit].format(format_decimal(amount.amount, format=pattern, locale=get_locale()))


def _get_count(message: Message) -> int:
    count = message.values["count"]
    return count if isinstance(count, int) else 0


def _render_value(value: Value) -> str:
    if isinstance(value, Message):
        return render_message(value)
    if isinstance(value, Several):
        joined = gettext(" and ") if value.between == " and " else gettext(", ")
        return joined.join(map(render_message, value.messages))
    if isinstance(value, Size):
        return render_size(value)
    if isinstance(value, Grouped):
        return str(format_decimal(int(value), locale=get_locale()))
    return isolate(value) if isinstance(value, str) else str(value)  # the number of a post, a year


#: Sites and programs are called what they call themselves.
SITE_NAMES = {
    "archive-parser": "twitter-archive-parser",
    "clip": "X",
    "community-archive": "Community Archive",
    "markdown": "tweet-to-markdown",
    "readwise": "Readwise",
    "thread-reader": "Thread Reader",
    "threadsky": "ThreadSky",
    "tweetback": "tweetback",
    "twtext": "twtext",
    "x": "X",
}
#: What else comes before the colon.
RULE_FAMILIES = {
    "article": N_("article"),
    "blog": N_("blog"),
    "mark": N_("mark"),
    "notes": N_("notes"),
    "page": N_("page"),
    "person": N_("you"),
    "print": N_("print"),
    "repair": N_("repair"),
}
#: What was set aside.
RULE_NAMES = (
    N_("address"), N_("advert"), N_("after footer"), N_("author"), N_("avatar"), N_("between posts"), N_("brand"),
    N_("comment form"), N_("comments"), N_("community note"), N_("content warning"), N_("continuation"),
    N_("cookies"), N_("copyright"), N_("count"), N_("counter"), N_("date"), N_("donate"), N_("dots"), N_("email"),
    N_("emoji name"), N_("end mark"), N_("enter"), N_("figure"), N_("follow"), N_("follow twitter"),
    N_("follow us"), N_("front matter"), N_("header"), N_("header text"), N_("heading"), N_("heading mark"),
    N_("help you"), N_("how to"), N_("html entities"), N_("image word"), N_("in reply to"), N_("indie"),
    N_("introduction"), N_("keep current"), N_("latest threads"), N_("ligatures"), N_("link card"), N_("links"),
    N_("markup"), N_("mention us"), N_("minutes"), N_("missing"), N_("missing out"), N_("mojibake"),
    N_("more from"), N_("more posts"), N_("my authors"), N_("navigation"), N_("new posts"), N_("new to x"),
    N_("note"), N_("notified"), N_("number"), N_("off the sheet"), N_("outside the main text"), N_("outside the posts"),
    N_("own name"), N_("page link"), N_("paste id"), N_("paste url"), N_("pause"), N_("pdf"), N_("picture"),
    N_("placeholder"), N_("pointer"), N_("poll"), N_("post link"), N_("practice"), N_("premium"),
    N_("profile picture"), N_("program"), N_("quote"), N_("quote date"), N_("quote header"), N_("read all"),
    N_("read on"), N_("record"), N_("refresh"), N_("relevant people"), N_("removed anytime"), N_("repeated tail"),
    N_("replying to"), N_("rule"), N_("running foot"), N_("running head"), N_("save pdf"), N_("scrolly count"),
    N_("share"), N_("share page"), N_("shortcuts"), N_("show more"), N_("side"), N_("side column"), N_("sign up"),
    N_("sources"), N_("subscribe"), N_("suggestion"), N_("tag rest"), N_("taken out"), N_("thanks"),
    N_("thread mark"), N_("time"), N_("tip"), N_("title"), N_("tools"), N_("try"), N_("turned"), N_("unavailable"),
    N_("video"), N_("view"), N_("views"),
)  # fmt: skip


def rule_label(rule: str) -> str:
    """A rule of the ledger in words."""
    family, colon, what = rule.rpartition(":")
    plain = what.replace("-", " ")
    if get_language() == "en" or plain not in RULE_NAMES:
        return rule.replace(":", ": ").replace("-", " ")
    label = gettext(plain)
    if not colon:
        return label
    known = gettext(RULE_FAMILIES[family]) if family in RULE_FAMILIES else isolate(SITE_NAMES.get(family, family))
    return gettext("%(what)s: %(line)s", what=known, line=label)
