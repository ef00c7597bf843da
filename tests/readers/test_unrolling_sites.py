"""What unrolling sites and bad extractors leave in a text, case by case."""

from __future__ import annotations

import re

import pytest

from tests.support.builders.printing import FIRST, reader_footer, twtext_footer
from unroller.errors import InputError
from unroller.model import Capture, Thread
from unroller.readers import read

POSTS = [
    "The ferry was late again, and so was the bus that waits for it.",
    "Nobody minded.\nThe kiosk had soup.\n\nIt was lentil, and there was a second bowl <for those who asked>",
    "By nine we were across, which is early for a Tuesday in that part of the year.",
]
FOOTER = "\n".join(reader_footer("Maren Tide")) + "\n"


def of(*lines: str) -> Thread:
    (thread,) = read(Capture("\n".join(lines).encode()))
    return thread


def texts(thread: Thread) -> list[str]:
    return [post.text for post in thread.posts]


def tag(place: int) -> str:
    return f'thread#showTweet" data-screenname="maren_tide" data-tweet="{FIRST + place}" dir="auto">'


@pytest.mark.parametrize("between", ["", "\n", "\n\n"], ids=["same line", "own line", "blank line"])
def test_halves_of_tags_name_each_post_wherever_they_stand(between: str) -> None:
    thread = of(*(tag(place) + between + post for place, post in enumerate(POSTS)), FOOTER)
    assert texts(thread) == POSTS
    assert [post.id for post in thread.posts] == [str(FIRST + place) for place in range(3)]
    assert thread.author
    assert thread.author.handle == "maren_tide"


def test_a_half_of_a_tag_before_words_goes_and_the_words_stay() -> None:
    thread = of('twitter-profile#error" >' + POSTS[0], *POSTS[1:], 'share-email#click" href="mailto:?x=y">', FOOTER)
    assert " ".join(texts(thread)).split() == " ".join(POSTS).split()
    assert sum(entry.rule == "thread-reader:tag-rest" for entry in thread.removed) == 2


def test_one_picture_s_word_behind_a_whole_sentence_is_the_site_s() -> None:
    assert texts(of(POSTS[0] + " Image", POSTS[2], FOOTER)) == [POSTS[0], POSTS[2]]
    own = "Every map is an argument and every photograph is an Image"
    assert texts(of(own, POSTS[2], FOOTER)) == [own, POSTS[2]]


@pytest.mark.parametrize("blank", ["\u00a0", " "])
@pytest.mark.parametrize("mark", ["", "\u200e", "\u202c"])
def test_a_picture_s_word_behind_odd_blanks(blank: str, mark: str) -> None:
    thread = of(f"{POSTS[0]}{blank}Image{mark}", f"{POSTS[2]} Image", FOOTER)
    assert texts(thread) == [POSTS[0], POSTS[2]]


def test_a_video_s_tags_on_lines_of_their_own() -> None:
    video = [
        '<video class="v" autoplay muted poster="https://pbs.example/a.jpg">',
        '<source src="https://v.example/a.mp4">',
        "</video>",
    ]
    assert texts(of(POSTS[0], *video, POSTS[2], FOOTER)) == [POSTS[0], POSTS[2]]


def test_a_list_of_threads_without_any_other_line_of_the_site_is_refused() -> None:
    lines = [
        f"Maren Tide\n@maren_tide\nMar {day}, 2022 • {day + 2} tweets • 2 min read\n{POSTS[0]}" for day in (1, 2, 3)
    ]
    with pytest.raises(InputError, match="list of threads"):
        of(*lines)


def test_markdown_line_breaks_leave_no_blanks() -> None:
    breaks = {"\n\n": "  \n  \n", "\n": "  \n"}
    body = "\n\n".join(re.sub(r"\n+", lambda found: breaks[found.group()], post) for post in POSTS)
    link = "[force a refresh](https://threadreaderapp.com/thread/1.html?refresh=yes)"
    thread = of(
        "## Enter URL or ID to Unroll",
        "12,345 views",
        "",
        body,
        "",
        f"Missing some Tweet in this thread? You can try to {link}",
    )
    assert texts(thread) == POSTS


def test_lines_of_blanks_part_the_posts_of_a_network_s_copy() -> None:
    gap = "\n   \n  \n \n"
    posts = [post.replace("\n\n", "\n") for post in POSTS]
    thread = of(gap.join(posts) + gap + "\n".join(twtext_footer("maren_tide")))
    assert texts(thread) == posts
    assert not thread.doubts


@pytest.mark.parametrize("end", range(1, 30))
def test_a_footer_cut_in_its_second_line(end: int) -> None:
    footer = twtext_footer("maren_tide")
    thread = of(*POSTS, footer[0], footer[1][:end])
    assert texts(thread)[-1] == POSTS[-1]
    assert thread.author
    assert thread.author.handle == "maren_tide"


def test_answers_below_a_page_without_names_are_parted_at_their_handles() -> None:
    answers = ["@maren_tide@social.example What soup?", "@maren_tide Lovely, thank you for this."]
    thread = of("\n\n".join([*POSTS, *answers]))
    assert " ".join(texts(thread)).split() == " ".join(POSTS).split()
    assert [post.text for post in thread.others] == answers
    assert thread.author
    assert thread.author.handle == "maren_tide@social.example"


@pytest.mark.parametrize("mark", ["\u200f", "\u200b", "    ", "\t"])
def test_rules_headings_and_addresses_behind_marks_that_nobody_sees(mark: str) -> None:
    posts = [POSTS[0], POSTS[2]]
    assert texts(of(posts[0], f"{mark}---", posts[1])) == posts
    assert texts(of(f"{mark}## 1/2", posts[0], f"{mark}## 2/2", posts[1])) == posts
    noted = of(f"{mark}https://twitter.com/maren_tide/status/1330650258808975363", "", "\n\n".join(posts))
    assert (noted.id, texts(noted)) == ("1330650258808975363", posts)


@pytest.mark.parametrize("link", ["https://mill.example/plan", "mill.example/plan", "www.mühle.example"])
def test_a_post_may_begin_with_the_link_that_the_one_before_ended_with(link: str) -> None:
    posts = [
        f"The mill has two plans, drawn by two hands that never met, and one of them is wrong\n\n{link}",
        f"{link}\nmill.example/other",
        "Look at the wheel: in the first it turns with the river, and in the second it would have to turn against it.",
    ]
    thread = of("\n".join([*posts, *twtext_footer("maren_tide")]))
    assert [post.text for post in thread.posts] == posts
