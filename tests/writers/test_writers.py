"""Exports: the same words in every shape, nothing the author did not write, nothing a page may not hold."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import escape

from tests.support.builders.threads import NAMES, kept, thread, threads
from tests.support.paths import DATA
from unroller import writers
from unroller.article import build_article, list_parts
from unroller.article.sources import index_observations
from unroller.errors import NotFoundError
from unroller.messages import Message
from unroller.model import (
    Account,
    Additions,
    Article,
    Attachment,
    Block,
    Date,
    Description,
    Gap,
    Observation,
    Part,
    Post,
    Quote,
    Run,
    Thread,
)
from unroller.text import replace_unprintable, split_words
from unroller.writers import common, html, html_parts, markdown
from unroller.writers.html_parts import render_source_list

COMMONMARK = MarkdownIt("commonmark")
#: What our Markdown may hold once it is parsed.
NODES = {
    "root",
    "heading",
    "paragraph",
    "inline",
    "text",
    "text_special",
    "softbreak",
    "hardbreak",
    "bullet_list",
    "ordered_list",
    "list_item",
    "blockquote",
    "link",
    "em",
    "fence",
}


def parse(document: str) -> SyntaxTreeNode:
    head, _, rest = document.partition("\n---\n")
    assert head.startswith("---\n")
    return SyntaxTreeNode(COMMONMARK.parse(rest))


def plain(node: SyntaxTreeNode) -> str:
    """All text of a tree, blocks and breaks apart."""
    if node.type in ("text", "text_special", "fence"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    inside = node.type in ("inline", "link", "em")
    return ("" if inside else "\n").join(plain(child) for child in node.children)


# -- Markdown -------------------------------------------------------------------------------------------------------


@given(
    st.text(max_size=40) | st.sampled_from(("1.", "1) x", "#", "# x", "+ x", "- - -", "---", "===", "> x", "~~~", "!["))
)
@settings(max_examples=400)
def test_one_escaped_line_renders_as_itself(text: str) -> None:
    line = (
        replace_unprintable(text)
        .translate(dict.fromkeys(map(ord, "\r\n"), " "))
        .strip(" \t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\xa0")
    )
    line = re.sub(r"[ \t]+", " ", line)
    tree = SyntaxTreeNode(COMMONMARK.parse(markdown.escape(line)))
    assert {node.type for node in tree.walk()} <= {"root", "paragraph", "inline", "text", "text_special"}
    assert plain(tree).strip() == line.strip()


@given(threads())
@settings(max_examples=150)
def test_markdown_renders_to_the_words_and_to_nothing_else(given_thread: Thread) -> None:
    article = build_article(given_thread)
    tree = parse(markdown.write(given_thread, article))
    assert {node.type for node in tree.walk()} <= NODES
    for node in tree.walk():
        if node.type == "link":
            assert str(node.attrs["href"]).startswith(("http://", "https://", "mailto:"))
    found = iter(split_words(plain(tree)))
    for block in article.blocks:
        runs = [run for part in list_parts(block) for run in part.runs]
        if block.kind != "quote" and all(run.kind == "text" for run in runs):
            wanted = [word for part in list_parts(block) for word in split_words(replace_unprintable(part.text))]
            assert all(any(word == other for other in found) for word in wanted)


def test_markdown_of_lists_keeps_their_marks_and_numbers() -> None:
    post = "Bring:\n- salt\n- rope\n\nThen:\n3) row\n4) sleep\n\nSo:\n→ one\n→ two\n✅ yes\n❌ no"
    document = writers.get_writer("markdown").write(given := thread([post]), build_article(given))
    assert "\n- salt\n- rope\n" in document
    assert "\n3) row\n4) sleep\n" in document
    assert "\n- → one\n- → two\n" in document
    assert "\n+ ✅ yes\n+ ❌ no\n" in document, "a list right below another takes another sign"


def test_lists_within_lists_and_odd_numbers_in_every_document() -> None:
    post = "Pack:\n1. rope\n   - thin\n2. salt\n\nTop:\n3. gulls\n2. terns\n\nOr:\n(1) a\n(2) b"
    article = build_article(given_thread := thread([post]))
    document = markdown.write(given_thread, article)
    assert "\n1. rope\n   - thin\n2. salt\n" in document
    assert "\n3\\. gulls  \n2\\. terns\n" in document
    plain = writers.get_writer("text").write(given_thread, article)
    assert "\n1. rope\n   - thin\n2. salt\n" in plain
    assert "\n3. gulls\n2. terns\n" in plain
    assert "\n(1) a\n(2) b\n" in plain
    page = str(html.render_fragment(article))
    assert "<li>rope<ul><li>thin</li></ul></li><li>salt</li></ol>" in page
    assert 'start="3"><li>gulls</li><li value="2">terns</li></ol>' in page
    assert '<span class="marker">(1)</span> a' in page
    check_allowed(Page(page))


def test_code_and_verse_keep_their_indentation_in_every_document() -> None:
    code = "if a < b:\n    *go*()\n\n    # ```` stop"
    verse = "The [sea]\n    is 1. wide\nand deep"
    article = build_article(given_thread := thread([f"Run:\n\n{code}\n\nand\n\n{verse}"]))
    assert [block.kind for block in article.blocks] == ["paragraph", "code", "paragraph", "verse"]
    document = markdown.write(given_thread, article)
    assert f"\n`````\n{code}\n`````\n" in document
    assert "\nThe \\[sea\\]  \n&nbsp;&nbsp;&nbsp;&nbsp;is 1. wide  \nand deep\n" in document
    (fence,) = [node for node in parse(document).walk() if node.type == "fence"]
    assert fence.content == code + "\n"
    plain = writers.get_writer("text").write(given_thread, article)
    assert f"\n\n{code}\n\nand\n\n{verse}\n" in plain
    page = str(html.render_fragment(article))
    assert '<pre class="code" dir="ltr">if a &lt; b:\n    *go*()\n\n    # ```` stop</pre>' in page
    assert "is 1. wide\nand deep</pre>" in page
    check_allowed(Page(page))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a?utm_source=x&utm_campaign=y", "example.org/a…"),
        ("https://www.example.org/?fbclid=abc", "example.org…"),
        (
            "https://example.org/years/2024/months/05/days/17/the-lock-is-closed",
            "example.org/years/2024/months/05/days/17/the-loc…",
        ),
        (
            "https://example.org/%D7%A0%D7%9E%D7%9C/%D7%A1%D7%92%D7%95%D7%A8",
            "example.org/%D7%A0%D7%9E%D7%9C/%D7%A1%D7%92%D7…",
        ),
    ],
)
def test_a_long_address_is_short_in_the_text_and_whole_behind_it(url: str, shown: str) -> None:
    article = build_article(given_thread := thread([f"We read {url} again.", "So."]))
    page = str(html.render_fragment(article))
    assert f">{shown}</a>" in page
    assert f'href="{escape(url)}"' in page
    assert url in html.render_posts(given_thread).unescape()
    assert f"We read {shown} [1] again." in writers.get_writer("text").write(given_thread, article)
    assert f"[1] {url} (post 1)" in writers.get_writer("text").write(given_thread, article)
    assert f"1. <{url}> (post 1)" in markdown.write(given_thread, article)
    found = html.render_fragment(article, highlight=lambda text: [(text.find(url) + 12, text.find(url) + 14)])
    assert str(escape(url[14:])) in found, "what is marked is not hidden"


def test_a_short_address_and_a_label_stay_as_they_were_typed() -> None:
    url = "https://example.org/a/b/c"
    runs = (
        Run(url, "url", url),
        Run(" or "),
        Run("the plan, as of May (all 214 pages of it, with maps)", "url", url + "?utm_source=x"),
    )
    page = str(html.render_fragment(build_article(Thread(thread([]).capture, (Post(1, runs),)))))
    assert f">{url}</a>" in page
    assert ">the plan, as of May (all 214 pages of it, with maps)</a>" in page


def test_words_with_signs_are_isolated_where_text_runs_from_right_to_left() -> None:
    texts = ["C++ לא אשמה, וגם .NET לא", "כתבנו את זה ב-F# בשנת 2024", "C++ is here"]
    page = html.render_fragment(build_article(thread(texts, None, lang="he"), title="t"))
    for word in ("C++", ".NET", "F#"):
        assert f"<bdi>{word}</bdi>" in page
    assert page.count("<bdi>") == 4
    latin = html.render_fragment(build_article(thread(["C++ is here to stay, they say", ".NET too"]), title="t"))
    assert "<bdi>" not in latin


def test_who_is_quoted_keeps_the_sign_of_the_handle_where_text_runs_from_right_to_left() -> None:
    texts = ["ראו מה כתבו שם אתמול\n\nhttps://x.com/quay_demo/status/20", "זה הכול, תודה"]
    article = build_article(thread(texts, lang="he"))
    assert "<bdi>@quay_demo on X</bdi>" in html.render_fragment(article)
    assert 'dir="auto">@quay_demo on X</a>' in render_source_list(article)
    latin = build_article(thread(["Look there.\n\nhttps://x.com/quay_demo/status/20", "That is all."]))
    assert "<bdi>" not in html.render_fragment(latin)


@pytest.mark.parametrize("code", ["he", None])
def test_a_text_runs_by_the_language_of_its_post(code: str | None) -> None:
    texts = ["WiFi בנמל לא עובד כבר חודש", "@quay_demo כתב: ראו https://example.org/a", "- GPS מקולקל\n- AIS גם כן"]
    given_thread = thread(texts, lang=code)
    article = build_article(given_thread)
    page = Page(str(html.render_fragment(article, thread=given_thread)))
    assert {element["dir"] for tag, element in page.elements if tag in ("p", "ul", "pre")} == {"rtl"}
    assert "<bdi>@quay_demo</bdi>" in html.render_fragment(
        article
    ) or 'dir="auto">@quay_demo</a>' in html.render_fragment(article)
    document = html.render_page(given_thread, article)
    assert '<h1 dir="rtl">' in document
    assert ' dir="rtl">\n<head>' in document
    mark = "\u200f"
    assert writers.get_writer("text").write(given_thread, article).startswith(f"{mark}WiFi")
    assert f"\n{mark}@quay" in markdown.write(given_thread, article)
    assert f"\n- {mark}GPS" in markdown.write(given_thread, article)


def test_each_post_of_a_mixed_thread_runs_by_its_own_language() -> None:
    texts = ("سلام is how they say hello", "Bus 12 כבר לא עוצר כאן", "Fin.")
    posts = tuple(
        Post(number, (Run(text),), lang=code)
        for number, (text, code) in enumerate(zip(texts, ("en", "he", "fr"), strict=True), 1)
    )
    given_thread = Thread(thread([]).capture, posts)
    page = Page(str(html.render_fragment(build_article(given_thread, title="t"), thread=given_thread)))
    assert [(element["dir"], element["lang"]) for tag, element in page.elements if tag == "p"] == [
        ("ltr", "en"), ("rtl", "he"), ("ltr", "fr"),
    ]  # fmt: skip


def test_two_lists_in_a_row_stay_two() -> None:
    document = markdown.write(given := thread(["A:\n- a\n- b", "• c\n• d"]), build_article(given))
    lists = [node for node in parse(document).walk() if node.type == "bullet_list"]
    assert len(lists) == 2


def test_markdown_numbers_links_and_lists_the_sources() -> None:
    texts = [
        "Read https://example.com/a_b now.",
        "And https://example.com/a_b again. https://twitter.com/quay/status/20",
    ]
    document = markdown.write(given := thread(texts), build_article(given))
    assert "Read <https://example.com/a_b> \\[1\\] now." in document
    assert "> @quay on X:" in document
    assert "1. <https://example.com/a_b> (posts 1, 2)" in document
    assert "2. @quay on X: <https://twitter.com/quay/status/20> (post 2)" in document


def test_no_image_is_made_of_an_exclamation_mark_before_a_link() -> None:
    post = Post(
        1,
        (
            Run("Look!"),
            Run("here", "url", "https://example.com/x.png"),
            Run(" & go"),
            Run("wow!"),
            Run("there", "mention"),
        ),
    )
    base = thread([])
    document = markdown.write(base, build_article(Thread(base.capture, (post,))))
    assert "image" not in {node.type for node in parse(document).walk()}
    assert "Look!here" in plain(parse(document))


def test_front_matter_is_strict() -> None:
    hostile = 'x"\n---\n# y: [z]\u2028\x85\ud800'
    given_thread = Thread(
        thread([]).capture,
        thread(["Some words here."]).posts,
        author=Account("a", hostile),
        title=hostile,
        url="javascript:alert(1)",
        published=Date("2022-03-03", how="stated"),
        platform="x",
    )
    document = markdown.write(given_thread, build_article(given_thread))
    head = document.split("\n---\n")[0].split("\n")[1:]
    values = dict(line.split(": ", 1) for line in head)
    assert json.loads(values["author_name"]) == replace_unprintable(hostile)
    assert values["published"] == '"2022-03-03"'
    assert "url" not in values
    assert "\u2028" not in "".join(head)


# -- HTML -----------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Elements, ids, links and words of a piece of HTML; checks that elements close in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)
        if tag in ("br", "p", "li", "h2", "div", "blockquote", "figure", "footer"):
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("a declaration")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("a processing instruction")

    def targets(self) -> set[str]:
        """Where the links within the page lead."""
        hrefs = [str(attributes["href"]) for _, attributes in self.elements if attributes.get("href")]
        return {href[1:] for href in hrefs if href.startswith("#")}

    def ids(self) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get("id"))]


def check_allowed(page: Page) -> None:
    for name, attributes in page.elements:
        assert name in html_parts.ELEMENTS
        assert set(attributes) <= html_parts.ATTRIBUTES
        for key in ("href", "cite"):
            if key in attributes:
                assert str(attributes[key]).startswith(("http://", "https://", "mailto:", "#"))
        if name == "a" and not str(attributes["href"]).startswith("#"):
            assert attributes["rel"] == "noopener noreferrer nofollow ugc"
    ids = page.ids()
    assert len(ids) == len(set(ids))
    targets = {
        str(attributes["href"])[1:]
        for _, attributes in page.elements
        if str(attributes.get("href", "")).startswith("#")
    }
    assert targets <= set(ids) | {number for number in targets if number.startswith(("s", "r"))}


@given(threads())
@settings(max_examples=100)
def test_html_never_leaves_the_allow_list(given_thread: Thread) -> None:
    article = build_article(given_thread)
    everything = html.render_fragment(article, thread=given_thread)
    sources = render_source_list(article)
    noted = html.render_fragment(article, thread=given_thread, notes=True)
    for text in (everything, html.render_posts(given_thread), sources, html.render_fragment(article), noted):
        check_allowed(Page(str(text)))
    both = Page(str(everything) + str(sources))
    targets = {
        str(attributes["href"])[1:]
        for _, attributes in both.elements
        if str(attributes.get("href", "")).startswith("#")
    }
    unaddressed = {
        f"r{n}-{post}" for n in range(1, len(article.sources) + 1) for post in range(1, len(given_thread.posts) + 1)
    }
    assert targets - set(both.ids()) <= unaddressed


@given(threads())
@settings(max_examples=60)
def test_every_post_has_its_anchor_once_and_its_words(given_thread: Thread) -> None:
    article = build_article(given_thread)
    wanted = [f"p{post.number}" for post in given_thread.posts]
    page = Page(str(html.render_fragment(article)))
    assert [name for name in page.ids() if name.startswith("p")] == wanted
    as_posted = Page(str(html.render_posts(given_thread)))
    assert [name for name in as_posted.ids() if name.startswith("p")] == wanted
    shown = "".join(as_posted.text)
    for post in given_thread.posts:
        assert post.text.replace("\x00", "\ufffd") in shown.replace("\x00", "\ufffd")


def test_each_source_is_noted_once_beside_its_first_use() -> None:
    texts = ["See https://example.com/a and https://example.com/b.", "Again https://example.com/a and", "so on."]
    noted = str(html.render_fragment(build_article(thread(texts)), notes=True))
    assert noted.count('class="note"') == 2
    first = noted.index('id="n1"')
    assert noted.index('id="r1-1"') < first < noted.index('id="n2"') < noted.index('id="r1-2"')
    assert '<a href="#r1-2" class="back">post 2</a>' in noted
    assert noted.count('href="#n1"') == noted.count('href="#s1"') == 2


def test_a_mark_leads_to_where_its_post_stands() -> None:
    given_thread = thread(["One.", "Two."])
    there = replace(
        given_thread, posts=(replace(given_thread.posts[0], url="https://x.com/ebb/status/1"), *given_thread.posts[1:])
    )
    found = str(html.render_fragment(build_article(there), thread=there))
    assert found.count('class="post-source"') == 1
    assert 'href="https://x.com/ebb/status/1"' in found


def test_posts_are_shown_as_written() -> None:
    text = "1/2  Two   blanks\n\n\tand a tab & <b> 👇"
    assert str(escape(text)) in html.render_posts(thread([text, "2/2 x"]))


def test_fragment_by_example() -> None:
    texts = ["We need, as said at https://example.com/a, this to", "get home.", "→ salt\n→ rope", "4. row\n5. sleep"]
    found = html.render_fragment(build_article(thread(["So. We begin.", *texts])))
    assert '<span id="p3" data-post="3">' in found
    assert '<ul id="p4" data-post="4" class="marked" dir="ltr"><li>' in found
    assert '<span class="marker">→</span> salt</li>' in found
    assert 'dir="ltr" start="4"' in found
    assert '<sup class="source-ref"><a href="#s1" id="r1-2" aria-label="Source 1">1</a></sup>' in found


def test_quotes_figures_and_gaps() -> None:
    quote = Quote("https://x.com/quay/status/20", Account("quay", "Quay <b>"), (Run("Her & words."),))
    picture = Attachment("image", "https://example.com/i.png", "A boat <at> sea")
    posts = (Post(1, (Run("Look."),), attachments=(picture,), quotes=(quote,), doubtful=True), Post(2, (Run("End."),)))
    given_thread = Thread(thread([]).capture, posts, gaps=(Gap(1, Message("lost"), 2),))
    found = str(html.render_fragment(build_article(given_thread), thread=given_thread))
    assert '<figcaption><a href="https://example.com/i.png"' in found
    assert "A boat &lt;at&gt; sea" in found
    assert 'cite="https://x.com/quay/status/20"' in found
    assert "Her &amp; words." in found
    assert "Quay &lt;b&gt; (@quay)" in found
    assert '<p class="gap">2 posts are missing here.</p>' in found
    assert "post-mark doubtful" in found
    assert "<img" not in found


def test_a_quoted_post_that_was_looked_up_shows_its_words() -> None:
    url = "https://x.com/quay/status/20"
    post = Post(1, (Run("Look: "), Run(url, "url", url)), quotes=(Quote(url),))
    article = build_article(Thread(thread([]).capture, (post,)))
    seen = Quote(url, Account("quay", "Quay"), (Run("Her <words>, "), Run("there", "url", "javascript:x")))
    looked = Observation("2026-03-01T00:00:00Z", url, "alive", description=Description("post", quote=seen))
    assert "Her" not in html.render_fragment(article)
    found = html.render_fragment(article, known=index_observations([looked]))
    assert "Her &lt;words&gt;, " in found
    assert "Quay (@quay) on X" in found
    assert "javascript" not in found
    check_allowed(Page(str(found)))


def test_highlighting_marks_words_across_runs_and_lines() -> None:
    post = Post(1, (Run("a harbour\nand "), Run("#harbour", "hashtag", "https://x.com/hashtag/harbour"), Run("s")))
    article = build_article(Thread(thread([]).capture, (post,)))
    found = html.render_fragment(
        article, highlight=lambda text: [match.span() for match in re.finditer("harbours?", text)]
    )
    assert found.count("<mark>harbour</mark>") == 2
    assert "#<mark>harbour</mark></a><mark>s</mark>" in found
    check_allowed(Page(str(found)))


def test_a_cut_link_is_shown_and_leads_nowhere() -> None:
    post = Post(1, (Run("See "), Run("example.org/red-…", "url", None)))
    article = build_article(Thread(thread([]).capture, (post,)))
    assert '<span class="cut-link">example.org/red-…</span><sup' in html.render_fragment(article)
    assert "address missing" in render_source_list(article)
    assert "example.org/red-… \\[1\\]" in markdown.write(thread([]), article)


def test_the_page_stands_by_itself() -> None:
    given_thread = kept("eels-hear-through-bone")
    document = html.render_page(given_thread, build_article(given_thread))
    assert document.startswith("<!DOCTYPE html>")
    assert "<script" not in document
    assert "src=" not in document
    assert "@import" not in document
    assert "url(" not in document
    assert document.count("<h1") == 1


def test_a_hostile_title_is_escaped_everywhere() -> None:
    given_thread = thread(["x"], title="</title><script>alert(1)</script>")
    article = build_article(given_thread)
    assert "<script>" not in html.render_page(given_thread, article)
    assert "\\<script>" in markdown.write(given_thread, article)


# -- text, and all of them ------------------------------------------------------------------------------------------


def test_what_the_keeper_added_stands_apart_from_the_article_in_every_file() -> None:
    given_thread = thread(["First words.", "Last words."])
    article = build_article(given_thread)
    own = Additions("Why *this* <b>matters</b>.", "- see\n- [more](javascript:x)", ("silt", "to <read>"))
    document = html.render_page(given_thread, article, own)
    body = document.partition("<body>")[2]
    order = ["<h1", "Tags by the keeper", "Introduction by the keeper", "<em>this</em>", "<article>", "First words.",
             "</article>", "Notes by the keeper", "<li>see</li>", "</main>"]  # fmt: skip
    places = [body.index(part) for part in order]
    assert places == sorted(places)
    assert "to &lt;read&gt;" in body
    assert "<b>" not in body
    assert "javascript:" not in body
    plain = writers.get_writer("text").write(given_thread, article, own)
    assert "Tags by the keeper of this copy, not by the author: silt, to <read>" in plain
    assert "| Introduction by the keeper of this copy, not by the author:\n|\n| Why *this* <b>matters</b>.\n\n" in plain
    assert plain.endswith(
        "| Notes by the keeper of this copy, not by the author:\n|\n| - see\n| - [more](javascript:x)\n"
    )
    marked = markdown.write(given_thread, article, own)
    assert '\ntags:\n  - "silt"\n  - "to <read>"\n---\n\n# ' in marked
    assert "> **Introduction** by the keeper of this copy, not by the author:\n>\n> Why *this* <b>matters" in marked
    for export in writers.WRITERS:
        document = export.write(given_thread, article, Additions())
        assert "by the keeper" not in document


def test_plain_text() -> None:
    texts = ["Now read https://example.com/a again.\nIt is short.", "Bring:\n- salt\n- rope", "1. row\n2. sleep"]
    given_thread = thread(texts, author="quay")
    assert writers.get_writer("txt").write(given_thread, build_article(given_thread)) == (
        "Now read example.com/a again\n@quay · X · 3 posts\n\n"
        "Now read https://example.com/a [1] again.\nIt is short.\n\n"
        "Bring:\n\n- salt\n- rope\n\n1. row\n2. sleep\n\n"
        "Sources\n[1] https://example.com/a (post 1)\n"
    )


@given(threads())
@settings(max_examples=100)
def test_text_holds_the_words_of_the_article(given_thread: Thread) -> None:
    article = build_article(given_thread)
    found = iter(split_words(writers.get_writer("text").write(given_thread, article)))
    runs = [run for block in article.blocks for part in list_parts(block) for run in (*part.runs, Run("\n"))]
    wanted = split_words("".join(replace_unprintable(run.text) + ("\n" if run.source else "") for run in runs))
    assert all(any(word == other for other in found) for word in wanted)


@given(threads())
@settings(max_examples=60)
def test_every_export_can_be_written_to_a_file(given_thread: Thread) -> None:
    article = build_article(given_thread)
    for export in writers.WRITERS:
        document = export.write(given_thread, article)
        assert document.encode()
        assert document.endswith("\n")
        assert "\x00" not in document


def test_exports_are_found_by_name_and_suffix() -> None:
    assert [export.name for export in writers.WRITERS][:4] == ["markdown", "text", "html", "bibtex"]
    assert writers.get_writer("md") is writers.get_writer("markdown")
    with pytest.raises(NotFoundError, match="pdf"):
        writers.get_writer("pdf")


def test_parts_meet_as_their_script_wants() -> None:
    assert common.choose_separator("to", "the users") == " "
    assert common.choose_separator("これは", "続き") == ""
    assert common.choose_separator("", "x") == ""


def test_exports_cost_no_more_than_the_length_of_a_post() -> None:
    url = "https://example.com/a"
    runs = tuple(Run(url, "url", url) if n % 2 else Run(" x! ") for n in range(12_000))
    given_thread = Thread(thread([]).capture, (Post(1, runs), Post(2, (Run("a\n- b\n#! " * 9_000),))))
    start = time.process_time()
    article = build_article(given_thread)
    for export in writers.WRITERS:
        export.write(given_thread, article)
    html.render_posts(given_thread, highlight=lambda text: [match.span() for match in re.finditer("x", text)])
    assert time.process_time() - start < 16


# -- golden articles ------------------------------------------------------------------------------------------------

ARTICLES = DATA / "articles"


def article_of(name: str) -> tuple[Thread, Article]:
    return (given_thread := kept(name)), build_article(given_thread)


@pytest.mark.parametrize("name", sorted(path.stem for path in ARTICLES.glob("*.md")))
def test_articles_read_as_they_did(name: str) -> None:
    """To accept a change: write the new document over the old one, and read the difference."""
    assert markdown.write(*article_of(name)) == (ARTICLES / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_invented_threads_in_every_shape(name: str) -> None:
    given_thread, article = article_of(name)
    assert {node.type for node in parse(markdown.write(given_thread, article)).walk()} <= NODES
    check_allowed(Page(str(html.render_fragment(article))))


def opened_by_its_title(second_post: int) -> Article:
    first = Block("paragraph", 1, (Part(1, (Run("Why do harbours silt up?"),)),))
    second = Block("paragraph", second_post, (Part(second_post, (Run("Because of the breakwater."),)),))
    return Article("Why do harbours silt up?", (first, second))


@pytest.mark.parametrize("second_post", [1, 2])
def test_an_opening_that_is_the_title_is_said_once(second_post: int) -> None:
    article = opened_by_its_title(second_post)
    given = thread([f"post {number}" for number in range(1, second_post + 1)])
    for document in (
        markdown.write(given, article),
        writers.get_writer("text").write(given, article),
        html.render_page(given, article),
    ):
        body = document.partition("---\n\n")[2] or document.partition("<body>")[2] or document
        assert body.count("Why do harbours silt up?") == 1
    assert html.render_fragment(article).count('id="p1"') == 1
    marked = html.render_fragment(article, highlight=lambda words: [(0, 3)] if words.startswith("Why") else [])
    assert "<mark>Why</mark> do harbours" in marked


def test_an_opening_with_links_stays() -> None:
    first = Block("paragraph", 1, (Part(1, (Run("Ask "), Run("@ebb", "mention", "https://x.com/ebb"))),))
    second = Block("paragraph", 1, (Part(1, (Run("She knows."),)),))
    assert html.render_fragment(Article("Ask @ebb", (first, second))).count("@ebb") == 1
