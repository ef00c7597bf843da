"""Reading, rule by rule: small values in, small values out; and hostile lines in bounded time."""

from __future__ import annotations

import contextlib
import re
import time

import pytest

from tests.support.paths import DOCS
from unroller.errors import InputError, NoThreadError, TooLargeError
from unroller.limits import Limits
from unroller.model import Capture, Post, Run, Thread
from unroller.readers import ReaderInput, ReadOptions, boilerplate, detect, read
from unroller.readers.boilerplate import normalize, strip_site
from unroller.readers.completeness import find_counter, find_numbering_gaps
from unroller.readers.dates import parse_date
from unroller.readers.draft import DraftLine, DraftPost
from unroller.readers.input import repair_lines
from unroller.readers.markdown_syntax import parse_inline
from unroller.readers.registry import ENTRIES
from unroller.readers.text.body import find_rule_form
from unroller.readers.text.line_patterns import classify_line, is_count, is_date, parse_replying, parse_timestamp_line
from unroller.readers.text.post_footer import find_cards
from unroller.readers.text.post_header import find_header
from unroller.readers.text.social_page_parser import rejoin_lines

DOC = DOCS / "adding-a-site.md"


def read_one(text: str, **options: object) -> Thread:
    (thread,) = read(Capture(text.encode()), ReadOptions(**options))  # type: ignore[arg-type]
    return thread


def test_every_reader_is_registered_once_and_as_what_it_is() -> None:
    names = [entry.name for entry in ENTRIES]
    assert len(set(names)) == len(names)
    for entry in ENTRIES:
        reader = entry.load()
        assert reader.label
        assert entry.kinds == reader.kinds


def test_detect_says_what_it_is_and_how_sure() -> None:
    found = detect(Capture(b"A post.\nYou can follow @maren_tide.\nLatest Threads Unrolled:\n"))
    assert (found.format, str(found.label), found.confidence) == ("twtext", "twtext page", 0.9)
    assert detect(Capture(b"A post.")).confidence < 0.5


def test_the_platform_may_be_overruled() -> None:
    text = "A post about #silt.\nYou can follow @maren_tide.\nLatest Threads Unrolled:\n"
    assert read_one(text).platform == "x"
    thread = read_one(text, platform="threads")
    assert thread.platform == "threads"
    assert thread.posts[0].runs[1].kind == "hashtag"
    assert read_one("A post about #silt.").platform is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022-03-03", "2022-03-03"),
        ("2022-03-03T10:43:00Z", "2022-03-03T10:43:00Z"),
        ("Mar 3, 2022", "2022-03-03"),
        ("March 3, 2022 at 12:51 PM", "2022-03-03T12:51"),
        ("12:05 AM · Mar 3, 2022", "2022-03-03T00:05"),
        ("3. März 2022", "2022-03-03"),
        ("9:15 nachm. · 3. März 2022", "2022-03-03T21:15"),
        ("3 de mar de 2022", "2022-03-03"),
        ("5 avr. 2022", "2022-04-05"),
        ("오후 3:05 · 2022년 4월 5일", "2022-04-05T15:05"),
        ("午前0:05 · 2022年4月5日", "2022-04-05T00:05"),
        ("Tue Mar 19 14:05:17 +0000 2013", "2013-03-19T14:05:17Z"),
        ("9:15 AM · 3 mars 2022", "2022-03-03T09:15"),
        ("9:15 p. m. · 3 mar. 2022", "2022-03-03T21:15"),
        ("9:15 PM · 3 de set. de 2022", "2022-09-03T21:15"),
        ("9:15 p.m. · 3 mrt. 2022", "2022-03-03T21:15"),
        ("下午9:15 · 2022年3月3日", "2022-03-03T21:15"),
        ("٩:١٥ م · ٣ مارس ٢٠٢٢", "2022-03-03T21:15"),
        ("9:15 אחה״צ · 3 במרץ 2022", "2022-03-03T21:15"),
        ("9:15 PM · 3 мар. 2022 г.", "2022-03-03T21:15"),
        ("ÖS 9:15 · 3 Şub 2022", "2022-02-03T21:15"),
        ("9:15 PM · 3 wrz 2022", "2022-09-03T21:15"),
        ("9:15 em · 3 mars 2022", "2022-03-03T21:15"),
        ("9.15 PM · 3 Agt 2022", "2022-08-03T21:15"),
        ("9:15 अपराह्न · 3 मार्च 2022", "2022-03-03T21:15"),
        ("Mar 03, 2022, 12:51", "2022-03-03T12:51"),
        ("March 3, 2025 at 4:47 PM", "2025-03-03T16:47"),
        ("9:15 AM - 3 Mar 2018", "2018-03-03T09:15"),
        ("03/14/2025", "2025-03-14"),
        ("14.03.2025", "2025-03-14"),
        ("03/04/2025", None),
        ("Marathon 26, 2020", None),
        ("Mar 3", None),
        ("2h", None),
        ("Mar 33, 2022", None),
        ("a word", None),
        ("", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "Mar 3",
        "2h",
        "3. März",
        "4월 5일",
        "4月5日",
        "Mar 3, 2022",
        "3 mar.",
        "now",
        "2022-03-03",
        "03/14/2025",
        "3 Std.",
        "2 j",
        "vor 3 Tagen",
        "hace 2 h",
        "2 дн.",
        "3 godz.",
        "14 jam",
        "2시간",
        "2 שע׳",
        "٢ ي",
        "3 मार्च",
        "3 במרץ",
        "2d*",
        "3. 3. 2022",
    ],
)
def test_what_headers_print_as_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["Step 3", "hello", "3 boats", "", "12", "a long line that is no date at all", "Marathon 26", "500g of flour"],
)
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("9:15 AM · Mar 3, 2020·Twitter Web App", "2020-03-03T09:15"),
        ("10:02 AM · Apr 5, 2022", "2022-04-05T10:02"),
        ("오후 3:05 · 2022년 4월 5일", "2022-04-05T15:05"),
        ("at 9:15 we met · nobody came on Mar 3, 2020, sadly · and so on · and on · and on", None),
        ("· 9:15", None),
    ],
)
def test_time_lines(line: str, date: str | None) -> None:
    assert parse_timestamp_line(normalize(line)) == date


@pytest.mark.parametrize(
    ("lines", "seen"),
    [
        (["Maren", "@maren_tide", "·", "Mar 3"], ("Maren", "maren_tide", True)),
        (["Maren", "@maren_tide · 2h"], ("Maren", "maren_tide", True)),
        (["Maren @maren_tide · Mar 3, 2022"], ("Maren", "maren_tide", True)),
        (["Maren", "Verified account", "@maren_tide", "·", "Mar 3"], ("Maren", "maren_tide", True)),
        (["Maren", "@maren@tide.example", "5m"], ("Maren", "maren@tide.example", True)),
        (["Thanks to", "@maren_tide", "for the photos"], ("Thanks to", "maren_tide", False)),
        (["Maren", "@maren_tide is here"], None),
    ],
)
def test_headers(lines: list[str], seen: tuple[str, str, bool] | None) -> None:
    found = [header for place in range(len(lines)) if (header := find_header(lines, place))]
    assert ([(found[0].name, found[0].handle, found[0].dotted)] if found else []) == ([seen] if seen else [])


def test_counts() -> None:
    assert all(is_count(text) for text in ("3", "1,234", "12K", "1.2K", "3 万"))
    assert all(is_count(text) for text in ("1,2 Tsd.", "1,2 тыс.", "1.2万", "1,2 mil", "٣", "٤٫٥ ألف", "3+"))
    assert not any(is_count(text) for text in ("3 boats", "", "K", "three", "1234567890123456"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("12 likes", "counted"), ("1,234 Views", "counted"), ("21 Me gusta", "counted"), ("좋아요 12개", "counted"),
        ("12件のいいね", "counted"), ("1.2万 件の表示", "counted"), ("Retweets", "label"),
        ("„Gefällt mir“-Angaben", "label"),
        ("Show more", "more"), ("さらに表示", "more"), ("عرض المزيد", "more"), ("Translate post", "link"),
        ("3 replies 21 retweets 40 likes", "link"), ("Reply 3 Retweet 21 Like 40", "link"), ("Translate", "translate"),
        ("Image", "picture"), ("0:07 / 0:31", "picture"), ("12", "count"), ("I like it", None), ("12 boats", None),
        ("Share this with 3 friends", None), ("Show more boats", None), ("3 friends like 4 boats", None),
    ],
)  # fmt: skip
def test_what_lines_below_posts_are(line: str, kind: str | None) -> None:
    assert classify_line(normalize(line)) == kind


@pytest.mark.parametrize(
    ("lines", "handles"),
    [
        (["Replying to @a"], (1, ("a",))),
        (["Replying to", "@a", "and", "@b", "A post"], (4, ("a", "b"))),
        (["Replying to @a @b and 3 others"], (1, ("a", "b"))),
        (["Antwort an @a und @b"], (1, ("a", "b"))),
        (["返信先: @a さん"], (0, ())),
        (["返信先: @a"], (1, ("a",))),
        (["@a 님에게 보내는 답글"], (1, ("a",))),
        (["@a adlı kişiye yanıt olarak"], (1, ("a",))),
        (["בתגובה ל-", "@a"], (2, ("a",))),
        (["ردًا على @a"], (1, ("a",))),
        (["Reply to @a if you want to come"], (0, ())),
        (["Replying to everybody"], (0, ())),
    ],
)
def test_whom_a_post_answers(lines: list[str], handles: tuple[int, tuple[str, ...]]) -> None:
    assert parse_replying([normalize(line) for line in lines], 0) == handles


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Thanks to ", "@maren_tide", " for the photos."], "Thanks to @maren_tide for the photos."),
        (["Thanks to", "@maren_tide", " for it"], "Thanks to @maren_tide for it"),
        (["By (", "@maren_tide", ")"], "By (@maren_tide)"),
        (["See ", "https://", "example.org/silt-…", " there"], "See https://example.org/silt-… there"),
        (["@maren_tide", " and on"], "@maren_tide and on"),
        (["A sentence.", "@maren_tide", "Another."], "A sentence.\n@maren_tide\nAnother."),
        (["A list:", "@one", "@two"], "A list:\n@one\n@two"),
        (["One line", "", " two"], "One line\n\n two"),
    ],
)
def test_rejoining(lines: list[str], text: str) -> None:
    pieces = rejoin_lines([DraftLine(line, at + 1) for at, line in enumerate(lines)])
    assert DraftPost(tuple(pieces)).text == text


@pytest.mark.parametrize(
    ("line", "text", "links"),
    [
        (r"1\. a\_b \*c\* \[d\]", "1. a_b *c* [d]", []),
        ("see [example.org](https://t.co/a) now", "see example.org now", [(4, 15, "https://t.co/a")]),
        ("[w](https://en.example.org/wiki/A_(b))", "w", [(0, 1, "https://en.example.org/wiki/A_(b)")]),
        ("[a](javascript:alert(1))", "a", []),
        ("[not a link] (really)", "[not a link] (really)", []),
        (r"a back\slash", r"a back\slash", []),
    ],
)
def test_markdown_lines(line: str, text: str, links: list[tuple[int, int, str]]) -> None:
    found = parse_inline(line)
    assert found[:2] == (text, links)


def test_markdown_pictures_become_attachments() -> None:
    text, _, pictures, gone = parse_inline("before ![a dog](https://example.org/a.jpg) after")
    assert text == "before  after"
    assert [(picture.kind, picture.url, picture.alt) for picture in pictures] == [
        ("image", "https://example.org/a.jpg", "a dog")
    ]
    assert gone == "![a dog](https://example.org/a.jpg)"


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("Itâ€™s a â€œwordâ€\u009d", "It’s a “word”"),
        ("đŸ§µ on", "🧵 on"),
        ("cafÃ© crÃ¨me brÃ»lÃ©e", "café crème brûlée"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("café, naïve, Ünïcödé", "café, naïve, Ünïcödé"),
        ("ψ€ και άλλα", "ψ€ και άλλα"),
        ("Привет… мир", "Привет… мир"),
        ("Â£5", "Â£5"),
        ("a &amp; b &lt;3", "a & b <3"),
        ("a &amp; b & c", "a &amp; b & c"),
        ("&amp;amp;", "&amp;"),
        ("1 < 2 &amp; 3", "1 < 2 &amp; 3"),
    ],
)
def test_repairs_only_where_certain(line: str, mended: str) -> None:
    lines, ledger = repair_lines([line])
    assert lines == [mended]
    assert [entry.text for entry in ledger] == ([line] if line != mended else [])


@pytest.mark.parametrize(
    ("line", "form"),
    [("---", "-"), ("------", "-"), ("* * *", "* "), ("• • •", "• "), ("___", "_"), ("***", "*"), ("--", None),
     ("-- -", None), ("a---", None), ("", None), ("- - x", None), ("⸻", "⸻")],
)  # fmt: skip
def test_rules(line: str, form: str | None) -> None:
    assert find_rule_form(line) == form


@pytest.mark.parametrize(
    ("text", "seen"),
    [("2/12 on", (2, 12)), ("2/ on", (2, 0)), ("on 2/n", (2, 0)), ("on (2/6)", (2, 6)), ("(3/7) on", (3, 7)),
     ("24/7 service", None), ("on 1/2/3", None), ("none", None)],
)  # fmt: skip
def test_counters(text: str, seen: tuple[int, int] | None) -> None:
    assert find_counter(text) == seen


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        (["1/4", "2/4", "3/4", "4/4"], []),
        (["1/4", "3/4", "4/4"], [(1, 1)]),
        (["1/6", "2/6", "3/6"], [(3, 3)]),
        (["", "2/", "3/"], []),
        (["1/", "", "3/", "6/"], [(3, 2)]),
        (["3/", "4/", "5/"], [(0, 2)]),
        (["1/4", "2/5", "3/6"], []),
        (["2/", "1/", "3/"], []),
        (["1/"], []),
    ],
)
def test_gaps(numbers: list[str], gaps: list[tuple[int, int]]) -> None:
    posts = [Post(at, (Run(f"{number} word"),)) for at, number in enumerate(numbers, 1)]
    assert [(gap.after, gap.count) for gap in find_numbering_gaps(posts)] == gaps


LONG = "The gauges upstream were put there by a man who measured everything twice and wrote it down in a book. " * 2


@pytest.mark.parametrize(
    ("post", "cut"),
    [
        ("The river carries four lorry loads a day in winter,", True),
        ("The river carries four lorry loads a day and the", True),
        ("Der Fluss trägt im Winter vier Ladungen am Tag und das", True),
        ((LONG + "Nobody knew where he had kept it, and then in the spring of the year")[:278], True),
        ((LONG + "Nobody knew where he had kept it, and then in the spring").rstrip() + "…", True),
        ("Thanks for reading", False),
        ("To be continued…", False),
        ("That is what I came for", False),
        ("Sources: the", False),
        ("All of it, and then some.", False),
    ],
)
def test_a_last_post_that_stops_in_mid_sentence_is_said(post: str, cut: bool) -> None:
    thread = read_one(f"{HEAD}A first post about the river.\n{HEAD}{post}\n")
    assert ("cut-post" in [notice.code for notice in thread.warnings]) is cut


def test_a_post_cut_at_the_limit_is_said_also_before_the_last() -> None:
    cut = (LONG + "Nobody knew where he had kept it, and so it was in the end up")[:268] + " to the"
    for following, said in (("The next post begins anew.", True), ("next one, who went on.", False)):
        thread = read_one(f"{HEAD}{cut}\n{HEAD}{following}\n")
        assert ("cut-post" in [notice.code for notice in thread.warnings]) is said


def test_the_post_that_was_cut_is_named_by_its_number_among_the_authors() -> None:
    other = HEAD.replace("maren_tide", "old_pilot").replace("Maren Tide", "Old Pilot")
    thread = read_one(f"{other}Before.\n{HEAD}One.\n9:15 AM · Mar 3, 2020\n{HEAD}Two and\nShow more\n")
    assert [str(notice.message) for notice in thread.warnings if notice.code == "cut-post"] == [
        "post 2 was cut by the page: open it and copy it whole"
    ]


def test_link_cards() -> None:
    lines = ["A post that ends here.", "A title", "What it is about.", "https://example.org/a", "https://example.org/a"]
    (card,) = find_cards(lines, 0, len(lines))
    assert (card.first, card.last, card.attachment.title) == (1, 4, "A title")
    assert find_cards(["A post.", "https://example.org/a", "another"], 0, 3) == []


HEAD = "Maren Tide\n@maren_tide\n·\nMar 3\n"


@pytest.mark.parametrize(
    ("link", "card", "url"),
    [
        ("https://example.org/tide-log", "The tide log\nexample.org", "https://example.org/tide-log"),
        ("It is all here: https://www.example.org/log", "The log\nFour years of it.\nexample.org",
         "https://www.example.org/log"),
        ("example.org/tide-log-of…", "The tide log\nexample.org", None),
    ],
)  # fmt: skip
def test_link_cards_in_copies_of_x(link: str, card: str, url: str | None) -> None:
    (found,) = read(Capture(f"{HEAD}Four years of readings.\n{link}\n{card}\n{HEAD}The second post.\n".encode()))
    assert [post.text for post in found.posts] == [f"Four years of readings.\n{link}", "The second post."]
    assert [entry.text for entry in found.removed if entry.rule == "x:link-card"] == card.split("\n")
    (attachment,) = found.posts[0].attachments
    assert (attachment.kind, attachment.url, attachment.title) == ("card", url, card.split("\n")[0])


@pytest.mark.parametrize(
    "words",
    [
        "Where to find me\nexample.org",
        "https://example.org/tide-log\nexample.org",
        "https://example.org/tide-log\nA title\nexample.com",
        "https://example.org/tide-log\n\nA title\nexample.org",
        "https://example.org/tide-log\nI say more about this below.\nexample.org",
    ],
)
def test_what_may_be_no_card_stays_the_authors(words: str) -> None:
    (found,) = read(Capture(f"{HEAD}Four years of readings.\n{words}\n{HEAD}The second post.\n".encode()))
    assert found.posts[0].text == f"Four years of readings.\n{words}"
    assert not found.posts[0].attachments


def test_front_matter_in_any_language() -> None:
    page = ReaderInput(
        Capture(b'---\nfuente: "https://x.com/a/status/12345678901"\nautor:\n  - "[[@a]]"\n---\ntext\n')
    ).text
    assert page.front
    assert page.front.stop == 5
    assert page.front.all_values() == ["https://x.com/a/status/12345678901", "[[@a]]"]
    assert ReaderInput(Capture(b"---\nA sentence without a key\n---\nanother\n")).text.front is None


def test_limits_are_named() -> None:
    posts = "\n\n---\n\n".join(f"Post number {number} of many." for number in range(30))
    with pytest.raises(TooLargeError, match="20 are read"):
        read_one(posts, limits=Limits(posts=20))
    with pytest.raises(TooLargeError, match="at most 50 are read"):
        read_one("line\n" * 80, limits=Limits(lines=50))


def test_two_pages_pasted_below_each_other_are_two_threads() -> None:
    footer = (
        "You can follow @{}.\nLatest Threads Unrolled:\n\nBy continuing to use the site, you are consenting to the "
        "use of cookies as explained in our Cookie Policy to improve your experience.\n"
    )
    text = "First.\nSecond.\n" + footer.format("maren_tide") + "Third.\nFourth.\n" + footer.format("old_pilot")
    one, two = read(Capture(text.encode()))
    assert (one.author and one.author.handle, two.author and two.author.handle) == ("maren_tide", "old_pilot")
    assert ([one.posts[0].line, two.posts[0].line], [one.removed[0].line, two.removed[0].line]) == ([1, 7], [3, 9])


def test_text_behind_the_footer_is_set_aside_and_said() -> None:
    thread = read_one(
        "First.\nYou can follow @maren_tide.\nLatest Threads Unrolled:\nA title\nBy continuing to use the "
        "site, you are consenting to the use of cookies as explained in our Cookie Policy to improve "
        "your experience.\nMy own note.\n"
    )
    assert [notice.code for notice in thread.warnings] == ["text-after-footer"]
    assert [entry.rule for entry in thread.removed][-3:] == [
        "twtext:latest-threads",
        "twtext:cookies",
        "twtext:after-footer",
    ]


@pytest.mark.parametrize(
    "text", ["Latest Threads Unrolled:\n", "• • •\nMissing some Tweet in this thread? You can try to force a refresh\n"]
)
def test_only_furniture_is_no_thread(text: str) -> None:
    with pytest.raises(NoThreadError):
        read_one(text)


def test_the_documented_example_works() -> None:
    code = re.search(r"```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    names = {name: getattr(boilerplate, name) for name in boilerplate.__all__}
    exec(code.group(1), names)
    page = [
        "Maren Tide · 2 posts on Larkboard", "First.", "Read this on Larkboard Pro", "Second.",
        "Follow @maren_tide on Larkboard.", "Share", "More boards you may like", "Another board",
    ]  # fmt: skip
    found = strip_site(page, names["LARKBOARD"])
    assert found.facts == {"name": "Maren Tide", "count": "2", "handle": "maren_tide"}
    assert [line for at, line in enumerate(page) if found.start <= at < found.stop and at not in found.inside] == [
        "First.", "Second.",
    ]  # fmt: skip


HOSTILE = [
    "a", " ", "\\", "[", "](", "![](", "[a](b", "**", "**M** @", "@", "@a.", "@a@", "·", "· ", "1/",
    "(1/2)", "- ", ">", "> ", "<video ", "<video><source>", 'data-screenname="a"', '" data-tweet="1',
    "&amp", "&amp;", "â€", "ðŸ§", "é", "😀", "---", "a: b", "http://", "https://a.", "Mar 3 ", "9:15 AM · ",
    "1.", "1. …in reply to @", "… ", "’s Archive—№ 1", "Replying to @a ", " tweets",
    ", 1 tweets, 1 min read", "Image ", "{", '{"', "<!--", "<?xml ", "\u0301", "\u200d", "\u202e",
    "Read 1 tweets ", "([@a](b)) - ", "[Tweet link](", "+0000 ","x Profile picture",
    "Thread by @a: ", "a.b\n2d", "A\n·\nMar 3", "·", "Discover more", "Trends", "A\n@a\n9:15 AM · Mar 3, 2020",
    "45%\n1 votes", "2d\nA\n@a@b.c", "Readers added context", "@a.b\nMar 03, 2022, 12:51", "Thread\na\n2d",
    "1\nLike", "Replied to A\nA\n@a@b.c\n2d",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("between", ["", "\n", " \n\n"])
def test_hostile_repetition_in_bounded_time(piece: str, between: str) -> None:
    size = (12_000 if between else 60_000) // (len(piece) + len(between))
    text = (piece + between) * size
    begin = time.process_time()
    with contextlib.suppress(InputError):
        read(Capture(text.encode("utf-8", "surrogatepass")))
    assert time.process_time() - begin < 10
