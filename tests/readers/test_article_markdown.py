"""Our own Markdown read back: the same posts from an untouched article, every word from one that a person changed."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.builders.threads import NAMES, kept, thread, threads
from unroller import readers
from unroller.archive import Archive, NewThread
from unroller.article import build_article, with_replies
from unroller.errors import InputError
from unroller.messages import Message
from unroller.model import Account, Additions, Attachment, Capture, Date, Gap, Post, Quote, Run, Thread
from unroller.networks import parse_id_date
from unroller.readers.own_article.delta import DeltaDecoder, DeltaEncoder, strip_notes
from unroller.text import replace_unprintable, split_words
from unroller.urls import safe_url
from unroller.writers import markdown

ROOT = "1463820957713345026"


def written(given_thread: Thread) -> str:
    return markdown.write(given_thread, build_article(given_thread))


def read(document: str) -> tuple[Thread, ...]:
    return readers.read(Capture(document.encode(), name="article.md"))


def read_one(document: str) -> Thread:
    (found,) = read(document)
    return found


def codes(found: Thread) -> list[str]:
    return [notice.code for notice in found.warnings]


def safe(url: str | None) -> str | None:
    return safe_url(url) if url else None


def stored(run: Run) -> Run:
    return Run(replace_unprintable(run.text), run.kind, safe(run.url))


def stored_account(account: Account | None) -> Account | None:
    return (
        replace(account, name=replace_unprintable(account.name) if account.name else account.name) if account else None
    )


def stored_post(post: Post) -> Post:
    """A post as it may come back: only addresses that may be followed, only characters that can be stored."""
    return Post(
        post.number,
        tuple(stored(run) for run in post.runs),
        id=post.id,
        url=safe(post.url),
        published=post.published,
        doubtful=post.doubtful,
        attachments=tuple(
            replace(found, url=safe(found.url), alt=replace_unprintable(found.alt) if found.alt else found.alt)
            for found in post.attachments
        ),
        quotes=tuple(
            Quote(
                safe(quote.url), stored_account(quote.author), tuple(stored(run) for run in quote.runs), quote.published
            )
            for quote in post.quotes
        ),
        author=stored_account(post.author),
    )


def bare(post: Post) -> Post:
    """A post without what depends on the capture: its line; and its language, which is found anew."""
    return replace(post, line=None, lang=None)


def same(found: Thread, wanted: Thread) -> None:
    """That `found` is `wanted`, as far as any article can tell."""
    assert "article-record-refused" not in codes(found), found.warnings
    assert [post.text for post in found.posts] == [replace_unprintable(post.text) for post in wanted.posts]
    assert [bare(post) for post in found.posts] == [stored_post(post) for post in wanted.posts]
    assert found.platform == wanted.platform
    assert build_article(found).title == replace_unprintable(build_article(wanted).title)
    assert found.gaps[: len(wanted.gaps)] == wanted.gaps


# -- without loss ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_invented_thread_reads_back_as_it_was(name: str) -> None:
    wanted = kept(name)
    document = written(wanted)
    found = read_one(document)
    same(found, wanted)
    assert found.author is not None
    assert replace(found.author, url=None) == wanted.author
    assert not {"article-changed", "article-without-record"} & set(codes(found))
    again = written(found)
    assert written(read_one(again)) == again, "and is written the same from then on"
    assert found.gaps or again == document
    assert [post.line for post in found.posts] == sorted(post.line or 0 for post in found.posts)
    nothing_lost(document, (found,))


@given(threads())
@settings(max_examples=120)
def test_any_thread_reads_back_as_it_was(wanted: Thread) -> None:
    assume(wanted.posts)
    try:
        found = read_one(written(wanted))
    except InputError:
        assume(False)  # more control characters than text: no capture of it is read either
        raise
    same(found, wanted)


@given(threads(), st.booleans())
@settings(max_examples=60)
def test_line_ends_and_the_order_of_the_front_matter_mean_nothing(wanted: Thread, crlf: bool) -> None:
    assume(wanted.posts)
    head, middle, body = written(wanted).partition("\n---\n")
    rows = sorted(head.split("\n")[1:], reverse=True)
    document = "\n".join(["---", "tags: [a, b]", *rows]) + middle + "\n" + re.sub("[ \t]+(?=\n)", "", body)
    try:
        found = read_one(document.replace("\n", "\r\n") if crlf else document)
    except InputError:
        assume(False)
        raise
    same(found, wanted)


def full() -> Thread:
    """A thread that says all that a thread can."""
    base = thread([
        "1/ A long walk. https://example.com/path",
        "2/ With pictures of the whole way, and of what was found at its end.",
        "3/ Two more words https://x.com/quay/status/1463820957713345026",
        "…the end. END",
    ])  # fmt: skip
    day = Date("2021-11-25T10:44:47.454Z", how="stated")
    first, second, third, last = base.posts
    quote = Quote(
        "https://x.com/quay/status/1463820957713345027",
        Account("quay", "Quay (old)"),
        (Run("What I said\nin two lines, and with a link: "), Run("here", "url", "https://example.com/a(b)")),
        Date("2020-01-02", how="stated"),
    )
    image = Attachment(
        "image", "https://example.com/i.png", "A path between two walls, [wet] from *rain*", None, "a" * 64
    )
    posts = (
        replace(first, id=ROOT, url=f"https://x.com/someone/status/{ROOT}", published=day),
        replace(
            second,
            attachments=(image, Attachment("video")),
            id="1463820957713345099",
            url=None,
            published=Date(parse_id_date("x", "1463820957713345099"), how="id"),
        ),
        replace(third, quotes=(quote,), doubtful=True, published=Date(not_before="2020-11-22", how="not-before")),
        last,
    )
    other = Post(1, (Run("@someone Thank you for the pictures!"),), author=Account("friend", "A friend"))
    return replace(
        base, posts=posts, id=ROOT, url=posts[0].url, published=day, author=Account("someone", "Some “One”", id="42"),
        gaps=(Gap(2, Message("a post could not be read"), 1),), others=(other,),
    )  # fmt: skip


def test_ids_dates_quotes_pictures_and_gaps_come_back() -> None:
    wanted = full()
    found = read_one(written(wanted))
    same(found, wanted)
    assert (found.id, found.url, found.published) == (wanted.id, wanted.url, wanted.published)
    assert found.author == replace(Account("someone", "Some “One”", id="42"), url="https://x.com/someone")
    assert found.others == (), "replies that the article does not show are not in it"


def test_replies_come_back_from_an_article_that_shows_them() -> None:
    wanted = full()
    article = with_replies(build_article(wanted), wanted)
    found = read_one(markdown.write(wanted, article))
    same(found, wanted)
    assert [bare(post) for post in found.others] == [stored_post(post) for post in wanted.others]


#: What a keeper may write to be taken for the author, for the article's frame, or for its record.
POSING = (
    "A plain introduction.",
    "# A title\n\n## Sources\n\n1. <https://example.org/a> (post 1)\n\n---",
    '---\ntitle: "Mine"\nposts: 1\nwords: 1\n---\n[//]: # ({"as_posted":1,"article":""})',
    "> Ebb (@ebb) on X:\n> a quotation\n\n## Replies\n\n> @reef:\n> an answer",
    "```\nnever closed\u2028and another line\r\n<script>",
)


def added(text: str, given_thread: Thread) -> str:
    own = Additions(text, f"Below: {text}", ("silt", 'a "b" \\, [c]: d'))
    return markdown.write(given_thread, build_article(given_thread), own)


@pytest.mark.parametrize("text", POSING)
@pytest.mark.parametrize("name", NAMES[::9])
def test_what_a_keeper_added_is_set_aside_and_the_posts_come_back(text: str, name: str) -> None:
    wanted = kept(name)
    document = added(text, wanted)
    found = read_one(document)
    same(found, wanted)
    aside = [entry for entry in found.removed if entry.rule.startswith("keeper:")]
    assert {entry.rule for entry in aside} == {"keeper:introduction", "keeper:notes"}
    said = "\n".join(entry.text.removeprefix("> ") for entry in aside)
    assert all(line in said for line in text.splitlines() if line)
    lines = document.split("\n")
    assert all(lines[(entry.line or 0) - 1] == entry.text for entry in aside)
    assert [post.line for post in found.posts] == sorted(post.line or 0 for post in found.posts)


@pytest.mark.parametrize("text", POSING)
def test_an_introduction_changed_by_hand_leaves_the_record_good(text: str) -> None:
    wanted = full()
    document = added(text, wanted).replace("> Below:", "> Further down,\n> on three\n> lines:")
    same(read_one(document), wanted)


@pytest.mark.parametrize("text", POSING)
def test_nor_does_it_become_text_where_the_record_is_gone(text: str) -> None:
    wanted = full()
    bare_document = "\n".join(line for line in added(text, wanted).split("\n") if not line.startswith("[//]"))
    found = read_one(bare_document)
    plain_one = read_one("\n".join(line for line in written(wanted).split("\n") if not line.startswith("[//]")))
    assert [post.text for post in found.posts] == [post.text for post in plain_one.posts]
    assert [post.quotes for post in found.posts] == [post.quotes for post in plain_one.posts]
    assert found.others == plain_one.others


def test_several_articles_one_below_the_other_are_several_threads() -> None:
    wanted = [kept(name) for name in NAMES[:4]]
    found = read("\n".join(written(one) for one in wanted))
    assert len(found) == 4
    for one, other in zip(found, wanted, strict=True):
        same(one, other)
    assert len({one.posts[0].line for one in found}) == 4, "each has a place of its own in the capture"


def record_rows(document: str) -> list[dict[str, Any]]:
    """The record's lines as the values they hold."""
    return [json.loads(line[len("[//]: # (") : -1]) for line in document.split("\n") if line.startswith("[//]: # ({")]


def with_rows(document: str, rows: list[dict[str, Any]]) -> str:
    """`document` with another record."""
    kept_lines = [line for line in document.split("\n") if line and not line.startswith("[//]: # ({")]
    body = document[: document.index("[//]: # ({")]
    assert kept_lines
    return body + "".join(f"[//]: # ({json.dumps(row).replace('(', '%28').replace(')', '%29')})\n" for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_record_holds_no_second_copy_of_the_text(name: str) -> None:
    wanted = kept(name)
    told = [step for row in record_rows(written(wanted))[1:] for step in row["text"] if isinstance(step, str)]
    assert max(map(len, told), default=0) < 30
    assert sum(map(len, told)) < max(40, sum(len(post.text) for post in wanted.posts) // 12)


def test_an_article_that_quotes_the_lines_of_a_site_is_read_as_an_article() -> None:
    texts = [
        "Keep Current with Maren Tide",
        "Did Thread Reader help you today?",
        "**Maren** @maren [2022-03-03](https://x.com/m/status/20)",
    ]
    wanted = thread(texts)
    same(read_one(written(wanted)), wanted)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_told_by_any_other(text: str, wanted: str) -> None:
    article = strip_notes(text)
    teller, hearer = DeltaEncoder(article), DeltaDecoder(article)
    for piece in (wanted[:20], wanted):
        assert hearer.hear(teller.tell(replace_unprintable(piece))) == replace_unprintable(piece)


def test_what_is_shown_is_taken_and_not_written_out() -> None:
    article = "It was late.  \n\n- one\n- two \\[1\\]"
    teller = DeltaEncoder(strip_notes(article))
    assert teller.tell("It was late. 1/2\n- one") == [12, " 1/2", -1, 6]
    assert teller.tell("- two") == [-1, 5]


# -- the archive -------------------------------------------------------------------------------------------------------


def deposit(found: Thread, data: bytes) -> NewThread:
    article = build_article(found)
    return NewThread(Capture(data, name="article.md"), found, article, markdown.write(found, article))


@pytest.mark.parametrize("name", NAMES[::7])
def test_an_article_of_a_kept_thread_is_present(tmp_path: Path, name: str) -> None:
    wanted = kept(name)
    archive = Archive.open(tmp_path / "archive")
    (first,) = archive.add([deposit(wanted, b"as it was pasted")])
    document = (first.path / "data" / "article.md").read_bytes()
    (second,) = archive.add([deposit(read_one(document.decode()), document)])
    assert (second.status, second.id, second.version) == ("present", first.id, 1)


def test_identity_comes_back_where_it_is_the_root_post(tmp_path: Path) -> None:
    wanted = full()
    archive = Archive.open(tmp_path / "archive")
    (first,) = archive.add([deposit(wanted, b"as it was pasted")])
    document = written(wanted).replace("A long walk", "A very long walk")
    (second,) = archive.add([deposit(read_one(document), document.encode())])
    assert (second.status, second.id, second.version) == ("updated", first.id, 2)


# -- changed by hand ---------------------------------------------------------------------------------------------------


def letters(texts: list[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if char.isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "Run:\n\n```py\ndef f(x):\n    return *x\n\n# [a](b)\n```\n\nThen wait.",
        "So:\n\nfn main() {\n    let x = 1;\n\n    f(x)\n}\n\nDone.",
        "The sea\n    is wide\n        and *wet*\nthe end",
        "Take:\n1. salt\n   - fine\n   - coarse\n2. rope",
        "Top:\n3. gulls\n2. terns\n1. eels",
        "See:\n(1) a\n(2) b\n\nand\n\n1) c\n2) d",
        "Read https://example.org/a/b?utm_source=x&utm_medium=y and https://example.org/a/long/path/to/nowhere/in/particular(1)",
        "WiFi בנמל לא עובד\n- GPS מקולקל\n- AIS גם",
    ],
)
def test_what_an_article_sets_in_its_own_way_comes_back(text: str) -> None:
    given_thread = thread([text, "The last post of it."])
    document = written(given_thread)
    back = read_one(document)
    assert [post.runs for post in back.posts] == [post.runs for post in given_thread.posts]
    assert not back.warnings
    visible = "\n".join(line for line in document.split("\n") if not line.startswith("[//]"))
    bare = read_one(visible)
    shown = "\n".join(post.text for post in bare.posts)
    nothing_lost(visible, (bare,))
    for line in text.split("\n"):
        if "```" not in line and "(1)" not in line and not line.startswith("(2)"):
            assert line in shown or line.strip() in shown


def nothing_lost(document: str, threads_read: tuple[Thread, ...]) -> None:
    """Every letter of the article is in a post, in what it quotes or shows, or in the ledger."""
    texts: list[str] = []
    for one in threads_read:
        texts += [entry.text for entry in one.removed]
        for post in (*one.posts, *one.others):
            texts += [post.text, post.url or "", *(run.url or "" for run in post.runs)]
            texts += [text for quote in post.quotes for run in quote.runs for text in (run.text, run.url or "")]
            texts += [quote.url or "" for quote in post.quotes]
            texts += [text or "" for found in post.attachments for text in (found.alt, found.url)]
    lost = letters([document]) - letters(texts)
    assert not lost, lost


NOTE = "A note of mine, from the seventh of May."
CHANGES = {
    "a note on top": lambda text: f"{NOTE}\n\n{text}",
    "a note below": lambda text: f"{text}\n{NOTE}\n",
    "a note within": lambda text: text.replace("\n\n", f"\n\n{NOTE}\n\n", 4),
    "a word changed": lambda text: re.sub(r"\b(the|de|la|die|il|o)\b", "THE", text),
    "no record": lambda text: text[: text.index("[//]:")],
    "no list of sources": lambda text: re.sub(r"## Sources\n.*?\n\n(?=\[//\])", "", text, flags=re.DOTALL),
    "no front matter": lambda text: text.partition("\n---\n")[2],
    "half a record": lambda text: text[: text.index("[//]:") + 600],
    "lines of the record gone": lambda text: "\n".join(text.split("\n")[:-3]),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", NAMES[::3])
def test_a_changed_article_loses_no_word(name: str, change: str) -> None:
    wanted = kept(name)
    document = CHANGES[change](written(wanted))
    found = read_one(document)
    nothing_lost(document, (found,))
    if NOTE in document:
        assert any(NOTE in post.text for post in found.posts)
    text = [word for post in found.posts for word in split_words(post.text)]
    for block in build_article(wanted).blocks:
        if block.kind == "paragraph" and change not in ("a word changed",):
            for part in block.parts:
                left = Counter(split_words(part.text)) - Counter(text)
                assert not left, (block, left)


@given(threads(), st.sampled_from(sorted(CHANGES)))
@settings(max_examples=120)
def test_any_changed_article_loses_no_letter(wanted: Thread, change: str) -> None:
    document = CHANGES[change](written(wanted))
    try:
        found = read(document)
    except InputError:
        assume(False)
        raise
    nothing_lost(replace_unprintable(document), found)


# -- forged ------------------------------------------------------------------------------------------------------------


def refused(document: str) -> Thread:
    """An article whose record is not believed, and of which no letter is lost."""
    found = read_one(document)
    assert "article-record-refused" in codes(found)
    nothing_lost(document, (found,))
    return found


PLAIN = ["First we went down to the harbour.", "Then the rain came, and nobody was dry.", "We went home. END"]


def test_a_record_that_leaves_words_out_is_not_believed() -> None:
    document = written(thread(PLAIN))
    rows = record_rows(document)
    rows[2]["text"] = [-2, 14, " came", -10, 1, -10]
    found = refused(with_rows(document, rows))
    assert "leaves out" in str(found.warnings[0].message)
    assert "nobody was dry" in " ".join(post.text for post in found.posts)


def test_a_record_that_adds_words_is_not_believed() -> None:
    document = written(thread(PLAIN))
    rows = record_rows(document)
    rows[2]["text"].append(" And then I robbed a bank, twice, in front of all my neighbours, and laughed about it.")
    rows[3]["text"].append(" Send me all of your money, or you will never hear from me again.")
    found = refused(with_rows(document, rows))
    assert "does not show" in str(found.warnings[0].message)
    assert "robbed" not in " ".join(post.text for post in found.posts)
    assert "robbed" in " ".join(entry.text for entry in found.removed)


HOSTILE: tuple[tuple[str, Any], ...] = (
    ("text", [10**30]),
    ("text", [0]),
    ("text", [True]),
    ("text", [1.5]),
    ("text", "as a string"),
    ("text", None),
    ("text", [[[]]]),
    ("runs", [[5, "text"]]),
    ("runs", [[-5, "text"]]),
    ("runs", [["a", "b"]]),
    ("runs", {"a": 1}),
    ("id", 7),
    ("url", {"a": 1}),
    ("quotes", [1]),
    ("quotes", "all"),
    ("media", {"kind": "image"}),
    ("by", "me"),
    ("date", 2022),
)


@pytest.mark.parametrize(("key", "value"), HOSTILE)
def test_a_record_that_cannot_be_is_not_believed(key: str, value: Any) -> None:
    document = written(thread(PLAIN))
    rows = record_rows(document)
    rows[2][key] = value
    refused(with_rows(document, rows))


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ({"as_posted": 2}, {}),
        ({"as_posted": "1"}, {}),
        ({"at": -1}, {}),
        ({"at": 10**9}, {}),
        ({"gaps": [{"after": "x"}]}, {}),
        ({"gaps": 1}, {}),
        ({"id": []}, {}),
        ({}, {"reply": True}),
    ],
)
def test_a_first_line_that_cannot_be_is_not_believed(head: dict[str, Any], row: dict[str, Any]) -> None:
    document = written(thread(PLAIN))
    rows = record_rows(document)
    refused(with_rows(document, [{**rows[0], **head}, *({**one, **row} for one in rows[1:])]))


@pytest.mark.parametrize("damage", ["{", "[" * 100_000, "null", "7", '{"text":[1', '{"text":' + "9" * 5000 + "}"])
def test_a_damaged_record_is_not_believed(damage: str) -> None:
    document = written(thread(PLAIN))
    refused(f"{document}[//]: # ({damage})\n")


def test_addresses_of_a_record_are_followed_only_where_they_may_be() -> None:
    document = written(thread(PLAIN))
    rows = record_rows(document)
    rows[0]["author_url"] = "javascript:alert%281%29"
    rows[1] |= {"url": "javascript:alert", "media": [{"kind": "virus", "url": "data:text/html,x", "sha256": "../../x"}]}
    rows[1] |= {"quotes": [{"url": "javascript:1", "by": {"handle": "a", "url": "file:///etc"}}], "date": "<b>"}
    found = read_one(with_rows(document, rows))
    post = found.posts[0]
    assert (post.url, post.published) == (None, Date())
    assert post.attachments == (Attachment("unknown"),)
    assert post.quotes == (Quote(None, Account("a")),)
    assert found.author == Account("someone", url="https://x.com/someone")


FRONT = "---\ntitle: x\nposts: 1\nwords: 1\n---\n"
HUGE = {
    "a record of many steps": written(thread(PLAIN))
    + ("[//]: # (" + json.dumps({"text": [1, -1] * 50_000}) + ")\n") * 9,
    "many articles": (FRONT + "word\n\n") * 2000,
    "much front matter": (FRONT.replace("\n---\n", "\n") + "a: b\n" * 180) * 20 + FRONT + "word",
    "quotes": FRONT + "word\n\n" + "> @a on X:\n> b\n\n" * 9000,
    "lists of sources": FRONT + "word\n\n" + "## Sources\n" * 400,
    "rows of sources": FRONT + "word\n\n## Sources\n" + "1. a (post 1)\n" * 20_000,
    "half a source": FRONT + "word\n## Sources\n1. " + " (post 1" * 20_000,
    "numbers": FRONT + "<http://a.example> \\[1\\]" * 4000 + "\n## Sources\n1. a (post 1)\n",
    "escapes": FRONT + "\\[" * 90_000,
    "brackets": FRONT + "[" * 90_000,
    "addresses": FRONT + "<http://" * 50_000,
    "a figure": FRONT + "*Image: " + "\\a" * 50_000 + "\n[Image" + "\\a" * 50_000,
    "a label": FRONT + "> " + "a (@" * 50_000,
}


@pytest.mark.parametrize("kind", HUGE)
def test_hostile_articles_are_read_in_time(kind: str) -> None:
    begun = time.process_time()
    assert read(HUGE[kind])
    assert time.process_time() - begun < 8


def test_writing_takes_no_longer_for_texts_that_repeat_themselves() -> None:
    begun = time.process_time()
    teller = DeltaEncoder("ab" * 100_000)
    assert DeltaDecoder(teller.text).hear(teller.tell("ba!" * 50_000)) == "ba!" * 50_000
    assert time.process_time() - begun < 10


def test_a_name_without_its_handle_and_later_replies_come_back() -> None:
    said = Post(1, (Run("The harbour was dredged twice last year."),))
    reply = Post(1, (Run("And again this spring, since you ask."),), later=True)
    given_thread = Thread(kept("bread-on-day-six").capture, (said,), author=Account("", "Maren Tide"), others=(reply,))
    article = with_replies(build_article(given_thread), given_thread)
    found = read_one(markdown.write(given_thread, article))
    assert found.author == Account("", "Maren Tide")
    assert [(post.text, post.later) for post in found.others] == [(reply.text, True)]
