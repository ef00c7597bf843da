"""Stitching: no word lost or moved, marks in the ledger, and an article that reads well. Values in, values out."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.support.builders.threads import CAPTURE, NAMES, kept, thread, threads
from unroller.article import build_article, count_words, list_parts, thread_title, with_replies
from unroller.messages import Message
from unroller.model import Account, Article, Attachment, Block, Gap, Notice, Post, Quote, Run, Thread
from unroller.networks.runs import split_runs
from unroller.text import split_words
from unroller.writers import markdown


def written(article: Article) -> dict[int, list[str]]:
    """The words of the article by post, with the markers of its lists, in order."""
    found: dict[int, list[str]] = {}
    for block in article.blocks:
        for part in block.parts:
            found.setdefault(part.post, []).append(part.text)
        for item in block.items:
            texts = found.setdefault(item.parts[0].post, [])
            texts.append(item.marker)
            texts += [part.text for part in item.parts]
    return {post: split_words("\n".join(texts)) for post, texts in found.items()}


def in_order(some: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in some)


def check_law(given_thread: Thread, article: Article) -> None:
    """Words of the article = words of the posts − words of the marks, post by post, in order."""
    of_article = written(article)
    for post in given_thread.posts:
        marked = split_words("\n".join(mark.text for mark in article.marks if mark.post == post.number))
        mine, whole = of_article.get(post.number, []), split_words(post.text)
        assert Counter(mine) + Counter(marked) == Counter(whole), post.text
        assert in_order(mine, whole), post.text
    posts = [post for post in of_article if post not in {post.number for post in given_thread.posts}]
    assert not posts
    order = [part.post for block in article.blocks for part in list_parts(block)]
    assert order == sorted(order), "posts keep their order"


@given(threads())
@settings(max_examples=200)
def test_no_word_is_lost_added_or_moved(given_thread: Thread) -> None:
    article = build_article(given_thread)
    check_law(given_thread, article)
    assert {block.post for block in article.blocks} | {
        part.post for block in article.blocks for part in list_parts(block)
    } == {post.number for post in given_thread.posts}
    assert article.title == thread_title(given_thread) != ""
    assert all(mark.text and mark.rule and mark.post for mark in article.marks)
    assert build_article(given_thread) == article


@pytest.mark.parametrize("name", NAMES)
def test_the_law_on_the_invented_threads(name: str) -> None:
    given_thread = kept(name)
    article = build_article(given_thread)
    check_law(given_thread, article)
    assert len(split_words(article.title)) >= 3
    assert len(article.title) <= 109


def kinds(article: Article) -> list[str]:
    return [block.kind for block in article.blocks]


def body(article: Article) -> list[str]:
    """Blocks as text, lists as their entries with marker."""
    return [
        " ".join(part.text for part in block.parts)
        or " / ".join(f"{item.marker} {' '.join(part.text for part in item.parts)}" for item in block.items)
        for block in article.blocks
    ]


def marks(article: Article) -> list[tuple[int | None, str, str]]:
    return [(mark.post, mark.text, mark.rule) for mark in article.marks]


# -- counters and marks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shape",
    [
        "{n}/{m} {text}",
        "{n}/{text}",
        "{n}/ {text}",
        "({n}/{m}) {text}",
        "[{n}/{m}] {text}",
        "{n}/n {text}",
        "{text} {n}/{m}",
        "{text} ({n}/{m})",
        "{text} {n}/",
        "{text} {n}/n",
        "{text} {{{n}/{m}}}",
        "{text}\n\n{n}/{m}",
        "{n}/{m}\n{text}",
        "{n}/{m}: {text}",
        "{n}/{m} - {text}",
        "{n}. {text}",
        "{n}) {text}",
        "{n}\ufe0f\u20e3 {text}",
        "{n}\u20e3 {text}",
        "{text} {n}\ufe0f\u20e3",
        "({n}) {text}",
        "{text} ({n})",
        "{n} of {m} {text}",
        "/{n} {text}",
    ],
)
def test_counters_leave_the_article_not_the_posts(shape: str) -> None:
    texts = ["We went to sea.", "It was cold.", "The boat sank.", "We swam home."]
    posts = [shape.format(n=n, m=4, text=text) for n, text in enumerate(texts, 1)]
    article = build_article(thread(posts))
    assert body(article) == texts
    assert [mark[2] for mark in marks(article)] == ["counter"] * 4
    assert article.title == "We went to sea"


def test_counters_are_found_where_some_are_missing_wrong_or_doubled() -> None:
    posts = [
        "Peat, in tweets.",
        "2/12 Moss dies.",
        "3/12 Air.",
        "5/12 A post.",
        "5/12 Again.",
        "11/13 One more.",
        "Bye.",
    ]
    assert body(build_article(thread(posts))) == [
        "Peat, in tweets.",
        "Moss dies.",
        "Air.",
        "A post.",
        "Again.",
        "One more.",
        "Bye.",
    ]


def test_a_counter_may_stand_before_the_closing_links() -> None:
    posts = [f"Part of it {n}/3 https://example.com/{n}" for n in (1, 2, 3)]
    assert body(build_article(thread(posts))) == [f"Part of it https://example.com/{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "3/4 of the people left early.",
        "1/2 cup of flour, then stir.",
        "24/7 we are open.",
        "9/11 changed it.",
        "We scored 5/5",
        "On 3/12",
        "It costs 1/2",
        "50/50 it was",
        "See and/or",
        "1. A harbour doesn't die.",
    ],
)
def test_numbers_that_nothing_counts_along_with_stay(text: str) -> None:
    article = build_article(thread(["An opening line here.", "And another.", "A third one.", text, "The last."]))
    assert text in body(article)


def test_points_of_the_author_keep_their_numbers() -> None:
    posts = ["Three notes on boats.", "1. They float.", "2. They sink.", "3. They rot.", "Thanks!"]
    article = build_article(thread(posts))
    assert body(article) == posts
    assert not article.marks


def test_points_and_counters_together() -> None:
    posts = ["Three notes on boats. 1/4", "1. They float. 2/4", "2. They sink. 3/4", "3. They rot. 4/4"]
    article = build_article(thread(posts))
    assert body(article) == ["Three notes on boats.", "1. They float.", "2. They sink.", "3. They rot."]


@pytest.mark.parametrize(
    ("text", "left", "taken"),
    [
        ("What I saw at sea 🧵", "What I saw at sea", ["🧵"]),
        ("What I saw at sea. 🧵👇", "What I saw at sea.", ["🧵👇"]),
        ("What I saw at sea ⬇️", "What I saw at sea", ["⬇️"]),
        ("What I saw at sea 👇🏽👇🏽", "What I saw at sea", ["👇🏽👇🏽"]),
        ("🧵 What I saw at sea", "What I saw at sea", ["🧵"]),
        ("THREAD: What I saw at sea", "What I saw at sea", ["THREAD:"]),
        ("Thread: what I saw at sea", "what I saw at sea", ["Thread:"]),
        ("🧵 Thread: what I saw at sea", "what I saw at sea", ["🧵", "Thread:"]),
        ("(Thread) What I saw at sea", "What I saw at sea", ["(Thread)"]),
        ("What I saw at sea. (thread)", "What I saw at sea.", ["(thread)"]),
        ("What I saw at sea. [A short thread]", "What I saw at sea.", ["[A short thread]"]),
        ("What I saw at sea. THREAD 👇", "What I saw at sea.", ["THREAD", "👇"]),
        ("What I saw at sea. A thread 🧵", "What I saw at sea.", ["A thread", "🧵"]),
        ("What I saw at sea // thread //", "What I saw at sea", ["// thread //"]),
        ("What I saw at sea. #Thread", "What I saw at sea.", ["#Thread"]),
        ("#Thread: what I saw at sea", "what I saw at sea", ["#Thread:"]),
        ("What I saw at sea. THREAD 🌊", "What I saw at sea. 🌊", ["THREAD"]),
        ("Lo que vi en el mar. Abro hilo 🧵", "Lo que vi en el mar.", ["Abro hilo", "🧵"]),
        ("What I saw at sea 1/ 🧵", "What I saw at sea", ["1/", "🧵"]),
        ("What I saw at sea 🧵 (1/2)", "What I saw at sea", ["🧵", "(1/2)"]),
    ],
)
def test_announcements_are_marks(text: str, left: str, taken: list[str]) -> None:
    article = build_article(thread([text, "It was cold."]))
    assert body(article)[0] == left
    assert [mark.text for mark in article.marks] == taken


@pytest.mark.parametrize(
    "text",
    [
        "Here is a thread about thread.",
        "The cotton thread",
        "We lost the thread",
        "A thread on boats and men.",
        "#Threadneedle Street is closed",
        "I like #thread and needles.",
        "My thread count is 400.",
        "Point 👇 at it.",
    ],
)
def test_the_word_thread_is_not_always_a_mark(text: str) -> None:
    article = build_article(thread([text, "It was cold."]))
    assert body(article)[0] == text
    assert not article.marks


@pytest.mark.parametrize(
    "sign", ["/end", "[End]", "(fin)", "end/", "9/9 -END", "\n\nEND", "/thread", "</thread>", "(END)"]
)
def test_end_marks(sign: str) -> None:
    texts = [f"Line {n}. {n}/9" for n in range(1, 9)]
    article = build_article(thread([*texts, f"We swam home. {sign}"]))
    assert body(article)[-1] == "We swam home."


@pytest.mark.parametrize(
    "text", ["This is the end", "In the end", "At the weekend.", "A dead end/no way", "The END IS NEAR"]
)
def test_an_end_is_not_always_a_mark(text: str) -> None:
    assert body(build_article(thread(["A first line.", text])))[-1] == text


def test_the_authors_own_name_before_an_answer_to_oneself_is_a_mark() -> None:
    def named(number: int, text: str, name: str = "@Ledger_Otter") -> Post:
        return Post(number, (Run(name, "mention"), Run(text)))

    posts = (
        named(1, " and friends."),
        named(2, " 2/3 The ferry sank."),
        named(3, "’s boat."),
        named(4, " Hi.", "@you"),
    )
    given_thread = Thread(CAPTURE, posts, Account("ledger_otter"), "x")
    marks = [
        [mark.text for mark in build_article(given_thread).marks if mark.post == n and mark.rule == "own-name"]
        for n in range(1, 5)
    ]
    assert marks == [[], ["@Ledger_Otter"], [], []]


def test_pointers_at_line_ends_of_the_first_post() -> None:
    article = build_article(thread(["My trip 👇\n\nIt was long.", "The boat."]))
    assert body(article) == ["My trip", "It was long.", "The boat."]


def test_a_post_that_is_only_a_mark_keeps_its_place() -> None:
    article = build_article(thread(["THREAD 👇", "We went to sea in a boat.", "It sank."]))
    assert [block.post for block in article.blocks] == [1, 2, 3]
    assert article.title == "We went to sea in a boat"


# -- sentences across posts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("He opened the door and saw…", "…nothing at all.", "He opened the door and saw… nothing at all."),
        ("He opened the door and saw...", "... nothing at all.", "He opened the door and saw... nothing at all."),
        (
            "It was measured in another unit ++",
            "++ and nobody saw it.",
            "It was measured in another unit and nobody saw it.",
        ),
        (
            "They began early so as not to be last -",
            "- in other words, late.",
            "They began early so as not to be last - in other words, late.",
        ),
        (
            "The law had left the reading of the meters to",
            "the users themselves.",
            "The law had left the reading of the meters to the users themselves.",
        ),
        ("We asked the keeper, the nurse,", "and the boy.", "We asked the keeper, the nurse, and the boy."),
        (
            "It was reported in many places (cont.)",
            "and then forgotten.",
            "It was reported in many places and then forgotten.",
        ),
        (
            "Nadie sabía por qué la zia lo negaba y",
            "nadie lo preguntó.",
            "Nadie sabía por qué la zia lo negaba y nadie lo preguntó.",
        ),
    ],
)
def test_sentences_that_run_across_posts(before: str, after: str, whole: str) -> None:
    given_thread = thread(["We begin here. And so on.", before, after, "This is the end of it."])
    article = build_article(given_thread)
    assert body(article)[1] == whole
    assert [part.post for part in article.blocks[1].parts] == [2, 3]
    check_law(given_thread, article)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("63' GOOOAL", "sorry, dropped the phone"),
        ("It was a very long and very cold day.", "and then night came."),
        ("Things we need for the boat:", "a mast and a sail."),
        ("The day we all went out to sea 🎉", "and so on."),
        ("We wrote it all down at https://example.com/x", "and so on."),
        ("We were all there together #boats", "and so on."),
        ("What a day…", "The next one was better."),
        ("Rope\n- hemp\n- wire", "and so on it went."),
        ("We need this for the boat", "- a mast\n- a sail"),
    ],
)
def test_paragraphs_that_only_look_unfinished(before: str, after: str) -> None:
    article = build_article(thread(["We begin here. And so on.", before, after, "This is the end of it."]))
    assert not [block for block in article.blocks if len(block.parts) > 1]


def test_lower_case_says_nothing_where_the_author_always_writes_it() -> None:
    article = build_article(
        thread(["so my gran died in january", "i know, give me a minute", "we did the attic and found a tin"])
    )
    assert len(article.blocks) == 3


def test_nothing_is_joined_across_a_gap() -> None:
    posts = ["We begin here. And so on.", "The law had left the reading of the meters to", "the users themselves."]
    assert len(build_article(thread(posts)).blocks) == 2
    assert len(build_article(thread(posts, gaps=(Gap(2, Message("missing")),))).blocks) == 3


# -- lists, headings, quotes, figures -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "ordered"),
    [
        ("-{}", False),
        ("- {}", False),
        ("• {}", False),
        ("•{}", False),
        ("→ {}", False),
        ("➡️ {}", False),
        ("-> {}", False),
        ("➤ {}", False),
        ("+ {}", False),
        ("* {}", False),
        ("\\- {}", False),
        ("✅ {}", False),
        ("🔸{}", False),
        ("– {}", False),
        ("{n}. {}", True),
        ("{n}) {}", True),
        ("({n}) {}", True),
        ("{n}.{}", True),
        ("{a}) {}", False),
        ("({a}) {}", False),
        ("{n}\ufe0f\u20e3 {}", False),
    ],
)
def test_lists(sign: str, ordered: bool) -> None:
    entries = [sign.format(word, n=n, a="abc"[n - 1]) for n, word in enumerate(("salt", "rope", "tar"), 1)]
    post = "\n".join(["What we need:", *entries, "And luck."])
    given_thread = thread(["We go to sea. Really.", post])
    article = build_article(given_thread)
    assert kinds(article) == ["paragraph", "paragraph", "list", "paragraph"]
    found = article.blocks[2]
    assert [item.parts[0].text for item in found.items] == ["salt", "rope", "tar"]
    assert [f"{item.marker}".strip() for item in found.items] == [
        entry[: -len(word)].strip() for entry, word in zip(entries, ("salt", "rope", "tar"), strict=True)
    ]
    assert found.ordered is ordered
    check_law(given_thread, article)


@pytest.mark.parametrize(
    "text",
    [
        "—¡Cuatro!\n—¿Cuatro qué?\n—¡Cuatro!",
        "21:04 Next.\n21:05 Next.",
        "-3 in May\n-5 in June",
        "1.5 cups\n2.5 spoons",
        "»Kuh.«\n»Kuh weg.«",
        "only one\n- entry",
        "High water. High\nand then\nthe other thing.",
        "14 Tallow Lane\n15 High Street",
    ],
)
def test_lines_that_are_no_list_keep_their_breaks(text: str) -> None:
    article = build_article(thread([text]))
    assert kinds(article) == ["paragraph"]
    assert body(article) == [text]


def test_a_list_goes_on_in_a_post_that_is_one_more_entry() -> None:
    article = build_article(thread(["On phones:\n- hands are wet\n- people are old", "- and one more", "Thanks."]))
    assert [len(block.items) for block in article.blocks] == [0, 3, 0]
    assert article.blocks[1].items[2].parts[0].post == 2


def test_entries_with_blank_lines_between_are_one_list() -> None:
    article = build_article(thread(["We need:\n\n- salt\n\n- rope\n\n- tar\n\nThanks."]))
    assert kinds(article) == ["paragraph", "list", "paragraph"]


def test_headings_by_their_mark_or_by_the_habit_of_the_thread() -> None:
    assert kinds(build_article(thread(["## The sea\n\nIt is wet."]))) == ["heading", "paragraph"]
    assert kinds(build_article(thread(["Part 2: The sea\n\nIt is wet."]))) == ["heading", "paragraph"]
    rows = [f"{n}) Point {n}\n\nIt is so, because of the sea." for n in (1, 2, 3)]
    assert kinds(build_article(thread(["Three points.", *rows]))) == ["paragraph"] + ["heading", "paragraph"] * 3
    assert kinds(build_article(thread(["A short line\n\nand a long one below."]))) == ["paragraph", "paragraph"]
    mixed = ["How to.", "Step 1: Find it.\n\nLook.", "Step 2: Wheel out. Then turn it.", "Step 3: Levers. Slide them."]
    assert "heading" not in kinds(build_article(thread(mixed)))


STATUS = "https://twitter.com/quayside/status/1463820957713345026"


@pytest.mark.parametrize(
    "text", ["Read hers. {}", "Read hers.\n{}", "Read hers.\n\n{}", "Read hers. {} 2/2", "Read hers. {}\n\n2/2"]
)
def test_quoted_posts_become_quotes(text: str) -> None:
    article = build_article(thread(["We told it. 1/2", text.format(STATUS)]))
    assert kinds(article) == ["paragraph", "paragraph", "quote"]
    quote = article.blocks[2]
    assert quote.quote
    assert quote.quote.author
    assert quote.quote.author.handle == "quayside"
    assert quote.parts[0].runs[0].source == 1
    assert article.sources[0].kind == "post"


def test_an_address_in_the_middle_of_a_sentence_is_a_link() -> None:
    article = build_article(thread([f"As {STATUS} says, it was cold."]))
    assert kinds(article) == ["paragraph"]


def test_what_the_reader_knows_of_a_quoted_post_is_kept() -> None:
    known = Quote(STATUS.replace("twitter", "x"), runs=(Run("Her words."),))
    post = Post(1, (Run("Read hers. "), Run(STATUS, "url", STATUS)), quotes=(known,))
    base = thread(["x"])
    article = build_article(Thread(base.capture, (post,)))
    assert article.blocks[1].quote == known


def test_figures_and_posts_without_words() -> None:
    picture = Attachment("image", alt="A boat")
    base = thread(["x"])
    posts = (Post(1, (Run("A boat:"),), attachments=(picture,)), Post(2, (), attachments=(picture,)), Post(3, ()))
    article = build_article(Thread(base.capture, posts))
    assert [(block.kind, block.post) for block in article.blocks] == [
        ("paragraph", 1),
        ("figure", 1),
        ("figure", 2),
        ("paragraph", 3),
    ]


# -- titles ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["What can we do at sea? Today I spoke.\n\nHere's a thread 👇"], "What can we do at sea?"),
        (["Dr. Smith went to St. Mary's. It was cold."], "Dr. Smith went to St. Mary's"),
        (["It costs 3.5 million, e.g. in May. So there."], "It costs 3.5 million, e.g. in May"),
        (
            ["THE SEA IS RISING AND NASA KNOWS IT!!!", "The sea is wet, says NASA."],
            "The sea is rising and NASA knows it!",
        ),
        (["🚨 New paper out today in a journal 🎉 #science #boats"], "New paper out today in a journal"),
        (["1/5 We went to sea in a small boat. It sank."], "We went to sea in a small boat"),
        (["Thread 👇", "We went to sea in a boat. It sank."], "We went to sea in a boat"),
        (["#OrrinFlood situation, Tuesday\n\nRiver rising."], "#OrrinFlood situation, Tuesday"),
        (["Today we spoke at #TideComms\n\nIt went well."], "Today we spoke at #TideComms"),
        (["https://example.com/a", "We went to sea in a boat."], "We went to sea in a boat"),
        (["今日は海に行きました。とても寒かったです。"], "今日は海に行きました"),
        (["आज हम समुद्र गए थे। ठंड थी।"], "आज हम समुद्र गए थे"),
        (["ذهبنا إلى البحر اليوم؟ كان باردا."], "ذهبنا إلى البحر اليوم؟"),
        (["¡Hola a todos! Hoy fuimos al mar con dos barcos. Frío."], "¡Hola a todos! Hoy fuimos al mar con dos barcos"),
        (['"Never go to sea" is what my mother said. I went.'], '"Never go to sea" is what my mother said'),
        (["so we went out to sea. it was cold. i know."], "so we went out to sea"),
        (["Das war am 3. Mai in Bonn. Kalt."], "Das war am 3. Mai in Bonn"),
        (["Thread: what I saw at sea. All of it."], "What I saw at sea"),
        (["Hello friends! 👋\n\nToday we talk about bread. So."], "Hello friends! Today we talk about bread"),
        (["lunch"], "lunch"),
        ([""], "Thread by @someone"),
        (["🧵👇"], "Thread by @someone"),
    ],
)
def test_titles(texts: list[str], title: str) -> None:
    assert build_article(thread(texts)).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # signs that belong to a word
        ("Why we rewrote the lock control in F#. It was slow.", "Why we rewrote the lock control in F#"),
        ("A prelude in F♯ for the ferry horn", "A prelude in F♯ for the ferry horn"),
        ("Nobody should write a prelude in F♯", "Nobody should write a prelude in F♯"),
        ("Ask the harbour office @__pier_nine__", "Ask the harbour office @__pier_nine__"),
        ("__slots__ is what I learned today. And more.", "__slots__ is what I learned today"),
        (".NET is what the lock control runs on. Still.", ".NET is what the lock control runs on"),
        ("~/.profile is where it goes wrong. So.", "~/.profile is where it goes wrong"),
        ("<details> is the element nobody uses", "<details> is the element nobody uses"),
        ("Never run chmod 777 /", "Never run chmod 777 /"),
        ("The beach has lost its grade B-", "The beach has lost its grade B-"),
        ("Use *args and **kwargs", "Use *args and **kwargs"),
        ('My new screen is 27"', 'My new screen is 27"'),
        ("I love the new tram :)", "I love the new tram :)"),
        ("Les notes sont dans le cahier n°", "Les notes sont dans le cahier n°"),
        # and those that only stand before or after a sentence
        ("… and so we left the island →", "and so we left the island"),
        ("→ We left the island:", "We left the island"),
        ("Time to leave the island –", "Time to leave the island"),
        # words that look like a counter
        ("J. Moreno opened the sluice at last. Thanks.", "J. Moreno opened the sluice at last"),
        ("a) We went to sea again\nb) We sank", "We went to sea again"),
        ("24/7 shops are a bad idea here", "24/7 shops are a bad idea here"),
        # addresses are words where a sentence needs them
        ("https://example.org/tides is what we all look at. So.", "example.org/tides is what we all look at"),
        ("Read https://www.example.com/plan/ before you vote. Do.", "Read example.com/plan before you vote"),
        ("Why example.org went down on Sunday", "Why example.org went down on Sunday"),
        ("Die Zahlen stehen auf https://example.org/zahlen", "Die Zahlen stehen auf example.org/zahlen"),
        ("https://example.org/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q is long", "example.org/a/b/c/d/e/f/g/h/i/j… is long"),
        # and hang on a sentence that is over without them
        ("Our plan for the lock is out https://example.org/plan", "Our plan for the lock is out"),
        ("https://example.org/plan\n\nThe lock closes on Monday", "The lock closes on Monday"),
        ("Look: https://example.org/plan\n\nThe lock closes", "Look: The lock closes"),
        ("Why I left #academia", "Why I left #academia"),
        ("The lock closes on Monday. #lock", "The lock closes on Monday"),
        ("The lock closes on Monday #lock #tide", "The lock closes on Monday"),
        ("Thread by @pier_nine\n\nThe lock closes on Monday.", "The lock closes on Monday"),
    ],
)
def test_a_title_keeps_what_a_reader_sees(text: str, title: str) -> None:
    given_thread = thread([text])
    linked = replace(given_thread, posts=tuple(replace(p, runs=split_runs(p.text, "x")) for p in given_thread.posts))
    assert build_article(linked).title == title


def test_a_number_may_be_an_ordinal_in_some_languages() -> None:
    german = replace(thread(["3. Mai, und die Schleuse ist zu", "Schluss damit."]), lang="de")
    assert build_article(german).title == "3. Mai, und die Schleuse ist zu"
    counted = replace(thread(["1. Die Schleuse ist zu\n2. Der Kran steht"]), lang="de")
    assert build_article(counted).title.startswith("Die Schleuse ist zu")


@pytest.mark.parametrize(
    ("runs", "title"),
    [
        ((Run("Our "), Run("old plan", "url", "https://example.org/p"), Run(" is dead")), "Our old plan is dead"),
        ((Run("This long report", "url", "https://example.org/p"), Run(" is out")), "This long report is out"),
        ((Run("Lies den "), Run("ganzen Bericht", "url", "https://example.org/p")), "Lies den ganzen Bericht"),
    ],
)
def test_a_title_keeps_the_label_of_a_link(runs: tuple[Run, ...], title: str) -> None:
    assert build_article(replace(thread([""]), posts=(Post(1, runs),))).title == title


def test_a_title_does_not_begin_with_whom_the_first_post_answers() -> None:
    names = (Run("@pier_nine", "mention"), Run(" "), Run("@dock_two", "mention"))
    given_thread = replace(thread([""]), posts=(Post(1, (*names, Run(" No, the lock is open. See."))),))
    assert build_article(given_thread).title == "@pier_nine @dock_two No, the lock is open"
    answering = replace(given_thread, warnings=(Notice("begins-as-reply", Message("It answers somebody.")),))
    assert build_article(answering).title == "No, the lock is open"
    alone = replace(answering, posts=(Post(1, names),))
    assert build_article(alone).title == "@pier_nine @dock_two"


def test_the_id_of_an_account_is_no_title() -> None:
    nameless = replace(thread([""]), author=Account("did:plc:abcdefghijklmnop"))
    assert build_article(nameless).title == "Untitled thread"
    named = replace(nameless, author=Account("did:plc:abcdefghijklmnop", "Pier Nine"))
    assert build_article(named).title == "Thread by Pier Nine"


def test_long_titles_are_cut_between_words() -> None:
    title = build_article(thread(["We went to sea " * 20])).title
    assert title.endswith("sea…")
    assert len(title) <= 109
    clause = (
        "The council of the small town by the sea met on Thursday night, and " + "nobody who was there knows why " * 3
    )
    assert build_article(thread([clause])).title == "The council of the small town by the sea met on Thursday night…"
    assert len(build_article(thread(["x" * 500 + " y z"])).title) <= 109


def test_a_title_that_somebody_gave_goes_first() -> None:
    assert build_article(thread(["We went to sea."], title="Stated  title")).title == "Stated title"
    assert build_article(thread(["We went to sea."], title="Thread by @someone")).title == "We went to sea"
    assert build_article(thread(["We went to sea."], title="Stated"), title=" Mine ").title == "Mine"


# -- size -----------------------------------------------------------------------------------------------------------


def test_words_are_counted_as_readers_do() -> None:
    assert count_words("Don't count e.g. 3.5 well-known words twice.") == 7
    assert count_words("今日は海に") == 3
    assert build_article(thread(["One two three.", "- a b\n- c d"])).words == 7


@pytest.mark.parametrize(
    "text",
    [
        " " * 60_000 + "x",
        "\n" * 60_000 + "x",
        "- " * 30_000,
        "-x\n" * 20_000,
        "1. " * 20_000,
        "👇" * 60_000,
        "🧵 " * 30_000,
        "(" * 60_000,
        "1/" * 30_000,
        "\u20e3" * 60_000,
        "thread " * 9_000,
        "…" * 60_000,
        "." * 60_000,
        "a." * 30_000,
        "#" * 60_000,
        "cont. " * 10_000,
        "\t" * 60_000,
        "A" * 60_000,
        "\ufe0f" * 60_000,
        "👨\u200d" * 20_000,
        "\\" * 60_000,
        "x\n\n- y\n" * 9_000,
        "> " * 30_000,
        "//" * 30_000,
        "END " * 15_000,
        "1\ufe0f\u20e3\n" * 12_000,
        "https://x.com/a/status/1 " * 2_000,
    ],
)
def test_hostile_posts_cost_no_more_than_their_length(text: str) -> None:
    start = time.process_time()
    for texts in ([text], [text + "\n", "and so on.", text]):
        build_article(Thread(thread([]).capture, tuple(Post(n, (Run(one),)) for n, one in enumerate(texts, 1))))
    assert time.process_time() - start < 10


def test_many_runs_in_one_post_are_walked_once() -> None:
    url = "https://x.com/a/status/20"
    runs = tuple(Run(url, "url", url) if n % 2 else Run("\n") for n in range(8_000))
    start = time.process_time()
    article = build_article(Thread(thread([]).capture, (Post(1, runs),)))
    assert time.process_time() - start < 12
    assert len(article.blocks) == 4_000
    assert isinstance(article.blocks[0], Block)


def test_other_peoples_posts_stay_below_under_their_names() -> None:
    stranger = Post(1, (Run("But what about sand?"),), author=Account("sandy", "Sandy"))
    later = Post(2, (Run("Sand is another thread."),))
    given_thread = replace(thread(["Silt is slow.", "Sand is not."]), author=Account("ebb"), others=(stranger, later))
    plain = build_article(given_thread)
    shown = with_replies(plain, given_thread)
    assert shown.blocks[: len(plain.blocks)] == plain.blocks
    assert [block.kind for block in shown.blocks[len(plain.blocks) :]] == ["heading", "quote", "quote"]
    document = markdown.write(given_thread, shown)
    assert "But what about sand?" in document
    assert document.index("Sand is not.") < document.index("Sandy (@sandy)") < document.index("Sand is another thread.")
    assert with_replies(plain, thread(["Silt is slow."])) is plain


def test_an_empty_run_behind_an_announcement_changes_nothing() -> None:
    whole = thread(["THREAD"])
    runs = (Run("THREAD"), Run("", "url"))
    article = build_article(replace(whole, posts=(replace(whole.posts[0], runs=runs),)))
    assert article.blocks == build_article(whole).blocks
