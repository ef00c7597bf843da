"""Sentences that the pure rooms say, in the interface's language.

They are written in English where they are known, with numbers and names in them; the command line prints them so. Here
they are recognised by their shape and said anew. A sentence that is not in the table is shown as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from unroller.web.translation import gettext, language, later

#: Longer ones hold somebody's text and are shown as they are.
MOST_CHARS = 600

SENTENCES = (
    # What could not be read
    later("there is no text in this: paste the thread, or choose another file"),
    later("there is no thread in this: only the site's own lines were found. Copy the whole page and try again"),
    later("no thread found: the page holds only the beginnings of other threads. Open the thread itself and copy that"),
    later("no post is on this page: scroll through the thread before saving it, or copy its text"),
    later("this is a list of threads (an author's page on Thread Reader), not a thread: open one and copy that"),
    later("this page holds no text: it may need its script to show any. Copy the thread's text instead"),
    later("this is not text but binary data: copy the thread's text and paste that"),
    later("this is {what}, not text: copy the thread's text and paste that"),
    later("the text is too long: {size}, and at most {most} are read: hand it in in parts"),
    later("the text has {count} lines, and at most {most} are read: hand it in in parts"),
    later("this PDF has no pages: print the page again"),
    later("other PDFs are being opened: try again in a moment"),
    later("There is text in the box, and a file was chosen too: hand in one of them, then the other."),
    later("form: the text did not arrive whole: go back and read it again"),
    later("{what}: the disk of {root} is full: free some space and try again; nothing was changed"),
    later("{what}: {root} cannot be written to: check its permissions, or choose another archive"),
    later("line: there is no such line in this thread"),
    later("line: it is not what it was when this page was made: open the page again"),
    later("line: the thread begins with it: there is nothing above to join it to"),
    later("line: it is in the text already"),
    later("line: it is set aside already"),
    later("line: it is the last one: nothing would be left of the thread"),
    later("edit: {most} decisions about one thread are the most there can be"),
    later("undo: there is nothing to take back"),
    later("{what}: {count} characters are too many: {most} are the most"),
    later("tags: {count} are too many: {most} are the most"),
    later("author: a name needs a handle: give both"),
    later("author: that cannot be a handle: letters, digits, “.”, “-”, “_” and one “@”, no blanks"),
    later("date: write it as 2021, 2021-03, 2021-03-09 or 2021-03-09T18:30Z"),
    later("decision: it was taken back already: open the page again"),
    later("form: what was decided did not arrive whole: go back and send it again"),
    later("form: it does not say what to do: go back and choose again"),
    later("nothing was chosen: tick the threads that are meant"),
    later("{count} threads at once are too many: {most} are the most"),
    later("no tag was given: write one, or several with commas between"),
    later("title"),
    later("author"),
    later("name"),
    later("tag"),
    later("introduction"),
    later("notes"),
    # What is good to know
    later("the page says it holds {count} posts; {found} were found"),
    later("number {number} of the author's count is missing"),
    later("numbers {first} to {last} of the author's count are missing"),
    later("{count} place could be read either way: please look"),
    later("{count} places could be read either way: please look"),
    later("post {number} is the same as post {other}"),
    later("post {number} stops in mid-sentence: the page showed only its beginning"),
    later("post {number} is cut where the page says “Show more”"),
    later("post {number} was cut by the page: open it and copy it whole"),
    later("the copy ends within the site's footer; the thread itself is whole"),
    later("some characters were damaged and stand as �"),
    later("the text ends in the middle of a character: the end is missing"),
    later("{count} lines were mended ({kinds}); the ledger shows how"),
    # What a search says
    later("there is nothing to search for: type a word, a “phrase”, a #hashtag or from:somebody"),
    later("a quotation mark was not closed; it was taken to end with the query"),
    later("a bracket was not closed; it was taken to end with the query"),
    later("a star stands at the end of a word: photogra*"),
    later("nothing has exactly this; shown are posts with another form of: {words}"),
    # What a text was taken for
    later("plain text"),
    later("text copied from a page of X"),
    later("{format}, printed as PDF"),
    later("Thread Reader page"),
    later("twtext page"),
    later("page of a tweetback archive"),
    later("Markdown by twitter-archive-parser"),
    later("thread saved by tweet-to-markdown"),
    later("clip of X in Markdown"),
    later("posts between rules"),
    later("notes with the thread's address"),
)


def said(sentence: str) -> str:
    """`sentence` in the interface's language, where it is known."""
    if language() == "en" or len(sentence) > MOST_CHARS:
        return sentence
    for text, shape in _shapes():
        if found := shape.fullmatch(sentence):
            return gettext(text).format(**{key: said(value) for key, value in found.groupdict().items()})
    return sentence


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence with what matches it; one place each, so that matching is linear enough for the length."""
    return tuple(
        (text, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^;()]+?)", re.escape(text)))) for text in SENTENCES
    )
