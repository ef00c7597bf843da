"""The names of the ledger's rules in the interface's language: what was set aside, and as what.

A rule is called ``site:what`` or ``what``; `what` is in plain English words with dashes between. A test reads every
rule that the pure rooms can name and fails on one that is not here.
"""

from __future__ import annotations

from unroller.web.i18n import gettext, isolated, language, later

#: Sites and programs are called what they call themselves.
NAMES = {
    "archive-parser": "twitter-archive-parser",
    "clip": "X",
    "community-archive": "Community Archive",
    "markdown": "tweet-to-markdown",
    "thread-reader": "Thread Reader",
    "threadsky": "ThreadSky",
    "tweetback": "tweetback",
    "twtext": "twtext",
    "x": "X",
}
#: What else stands before the colon.
FAMILIES = {
    "article": later("article"),
    "blog": later("blog"),
    "mark": later("mark"),
    "notes": later("notes"),
    "page": later("page"),
    "person": later("you"),
    "print": later("print"),
    "repair": later("repair"),
}
#: What was set aside.
RULES = (
    later("address"),
    later("after footer"),
    later("author"),
    later("avatar"),
    later("brand"),
    later("comment form"),
    later("comments"),
    later("community note"),
    later("content warning"),
    later("continuation"),
    later("cookies"),
    later("copyright"),
    later("count"),
    later("counter"),
    later("date"),
    later("donate"),
    later("dots"),
    later("email"),
    later("emoji name"),
    later("end mark"),
    later("enter"),
    later("figure"),
    later("follow"),
    later("follow twitter"),
    later("follow us"),
    later("front matter"),
    later("header"),
    later("header text"),
    later("heading"),
    later("heading mark"),
    later("help you"),
    later("how to"),
    later("html entities"),
    later("image word"),
    later("in reply to"),
    later("indie"),
    later("introduction"),
    later("keep current"),
    later("latest threads"),
    later("ligatures"),
    later("link card"),
    later("links"),
    later("markup"),
    later("mention us"),
    later("minutes"),
    later("missing"),
    later("missing out"),
    later("mojibake"),
    later("more from"),
    later("more posts"),
    later("my authors"),
    later("navigation"),
    later("new posts"),
    later("new to x"),
    later("notified"),
    later("number"),
    later("off the sheet"),
    later("outside the main text"),
    later("outside the posts"),
    later("own name"),
    later("page link"),
    later("paste id"),
    later("paste url"),
    later("pause"),
    later("pdf"),
    later("picture"),
    later("placeholder"),
    later("pointer"),
    later("poll"),
    later("post link"),
    later("practice"),
    later("premium"),
    later("profile picture"),
    later("program"),
    later("quote"),
    later("quote date"),
    later("quote header"),
    later("read all"),
    later("read on"),
    later("record"),
    later("refresh"),
    later("relevant people"),
    later("removed anytime"),
    later("repeated tail"),
    later("replying to"),
    later("rule"),
    later("running foot"),
    later("running head"),
    later("save pdf"),
    later("scrolly count"),
    later("share"),
    later("share page"),
    later("shortcuts"),
    later("show more"),
    later("side"),
    later("side column"),
    later("sign up"),
    later("sources"),
    later("subscribe"),
    later("tag rest"),
    later("taken out"),
    later("thanks"),
    later("thread mark"),
    later("time"),
    later("tip"),
    later("title"),
    later("tools"),
    later("try"),
    later("turned"),
    later("unavailable"),
    later("video"),
    later("view"),
    later("views"),
)


def rule_said(rule: str) -> str:
    """A rule of the ledger in words."""
    family, colon, what = rule.rpartition(":")
    plain = what.replace("-", " ")
    if language() == "en" or plain not in RULES:
        return rule.replace(":", ": ").replace("-", " ")
    said = gettext(plain)
    if not colon:
        return said
    known = gettext(FAMILIES[family]) if family in FAMILIES else isolated(NAMES.get(family, family))
    return gettext("%(what)s: %(line)s", what=known, line=said)
