"""Site boilerplate: every declared line fires on its own sample, in its place, and nowhere else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from unroller.readers.boilerplate import (
    SITES,
    BoilerplateSite,
    LineRule,
    RuleMatch,
    RuleSet,
    footer_start,
    list_rules,
    normalize,
    normalize_lines,
    skip_block,
    strip_site,
    strong,
    weak,
)
from unroller.readers.boilerplate.rules import PLACES, SAMPLES

ENTRIES = [(site, region, line) for site in SITES for region, line in list_rules(site)]
BODY = ["The first post is about nothing much, and says so.", "The second one is longer, and no more useful."]
TOY = BoilerplateSite(
    name="toy",
    label="toy page",
    header=RuleSet((strong("count", "{count} toys by {name}"), weak("share", "Share"))),
    inside=RuleSet((strong("advert", "Buy more toys!"),)),
    footer=RuleSet((
        footer_start("end", "No more toys from @{handle}."),
        skip_block("others", "Other toys"),
        weak("share", "Share"),
        strong("law", "Toys are law."),
        strong("thanks", "Thank you for playing!", alone=False),
    )),
)  # fmt: skip


@pytest.mark.parametrize(("site", "region", "line"), ENTRIES, ids=[f"{s.name}-{r}-{e.name}" for s, r, e in ENTRIES])
def test_every_entry_fires_on_its_own_sample(site: BoilerplateSite, region: str, line: LineRule) -> None:
    lines: RuleSet = getattr(site, region)
    for sample in line.samples:
        found = lines.match(normalize(sample))
        assert found, sample
        assert found.line.name == line.name


def _found(region: RuleSet, sample: str) -> RuleMatch:
    found = region.match(normalize(sample))
    assert found
    return found


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
def test_a_page_of_all_its_lines_leaves_only_the_posts(site: BoilerplateSite) -> None:
    header = [sample for line in site.header for sample in line.samples if line.sure]
    counts = [sample for sample in header if site.closing and "count" in _found(site.header, sample).facts]
    header = [sample for sample in header if sample not in counts[1:]]
    # The count ends a header, but for the lines that may stand below it.
    header.sort(key=lambda sample: 2 * (_found(site.header, sample).line.name in site.closing) + (sample in counts))
    footer = [sample for line in site.footer for sample in line.samples]
    footer.sort(key=lambda sample: not _found(site.footer, sample).line.opens)
    page = [*header, *BODY, *([""] if site.apart else []), *footer]
    found = strip_site(page, site)
    if site.footer.lines:
        assert [line for line in page[found.start : found.stop] if line] == BODY
    else:
        assert page[found.start :] == [*BODY, *footer]
    assert all(entry.rule.startswith(f"{site.name}:") for entry in found.removed)
    assert len(found.removed) + len(BODY) == sum(map(bool, page))


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
def test_names_and_places_are_known(site: BoilerplateSite) -> None:
    assert set(PLACES) == set(SAMPLES)
    for _, line in list_rules(site):
        assert line.texts
        assert line.name.replace("-", "").isalnum()
        assert all(text == text.strip() for text in line.texts)


def test_facts_stand_where_the_entry_says() -> None:
    found = strip_site(["12 toys by Maren Tide", *BODY, "No more toys from @maren_tide.", "Toys are law."], TOY)
    assert found.facts == {"count": "12", "name": "Maren Tide", "handle": "maren_tide"}
    assert (found.start, found.stop, found.sure) == (1, 3, 3)


def test_words_that_people_write_count_only_in_company() -> None:
    assert strip_site(["Share", *BODY, "Share"], TOY).removed == ()
    page = ["12 toys by Maren Tide", "Share", *BODY, "Share", "No more toys from @maren_tide.", "Share"]
    found = strip_site(page, TOY)
    assert [entry.line for entry in found.removed] == [1, 2, 6, 7]


def test_a_line_inside_goes_and_stays_in_the_ledger() -> None:
    found = strip_site([BODY[0], "Buy more toys!", BODY[1], "No more toys from @maren_tide."], TOY)
    assert found.inside == {1}
    assert [(entry.rule, entry.line) for entry in found.removed] == [("toy:end", 4), ("toy:advert", 2)]


def test_what_follows_other_threads_goes_with_them() -> None:
    found = strip_site(
        [*BODY, "No more toys from @maren_tide.", "Other toys", "A story", "Toys are law.", "A remark"], TOY
    )
    assert [entry.rule for entry in found.removed] == [
        "toy:end", "toy:others", "toy:others", "toy:law", "toy:after-footer",
    ]  # fmt: skip
    assert found.swallowed == 2


@pytest.mark.parametrize("cut", range(len("No more to"), len("No more toys from @maren_tide.")))
def test_a_footer_cut_in_its_first_line(cut: int) -> None:
    found = strip_site([*BODY, "No more toys from @maren_tide."[:cut]], TOY)
    assert found.stop == 2
    assert found.cut
    assert "handle" not in found.facts


def test_sentences_with_a_site_s_words_are_the_author_s() -> None:
    text = ["We said: no more toys from @maren_tide. Ever.", "Toys are law. Or so they say."]
    assert strip_site(text, TOY).removed == ()


def test_marks_of_quotation_blanks_and_case_do_not_matter() -> None:
    assert normalize("  „unroll“\u00a0 now\u200e ") == '"unroll" now'
    assert TOY.footer.match(normalize("TOYS  ARE\tLAW.")) is not None


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
@pytest.mark.parametrize(
    "line",
    ["a" * 60_000, " " * 60_000, "@" * 400, "1 " * 200, "• " * 200, '"' * 400, "x tweets, " * 40, "Mar 3 • " * 50],
)
def test_hostile_lines_take_no_time(site: BoilerplateSite, line: str) -> None:
    begin = time.process_time()
    strip_site([line] * 20, site)
    assert time.process_time() - begin < 10


def test_lines_too_long_to_be_furniture_match_nothing() -> None:
    assert TOY.footer.match(normalize_lines(["Toys are law." + " " * 5000 + "x"])[0]) is None


def test_a_line_that_people_write_does_not_tell_the_site_by_itself() -> None:
    assert strip_site([*BODY, "Thank you for playing!"], TOY).removed == ()
    page = [*BODY, "No more toys from @maren_tide.", "Thank you for playing!"]
    assert strip_site(page, TOY).stop == len(BODY)


@pytest.mark.parametrize("own", ["Thank you for playing!", "Share", "No more toys from @somebody_else."])
def test_the_author_may_end_in_the_site_s_words(own: str) -> None:
    page = [*BODY, own, "No more toys from @maren_tide.", "Share", "Toys are law.", "Thank you for playing!"]
    found = strip_site(page, TOY)
    assert page[: found.stop] == [*BODY, own]
    assert found.facts["handle"] == "maren_tide"


@pytest.mark.parametrize("own", ["Thank you for playing!", "No more toys from @somebody_else.", "Toys are law."])
def test_the_site_s_words_far_above_its_footer_are_the_author_s(own: str) -> None:
    page = [BODY[0], own, BODY[1], "No more toys from @maren_tide.", "Share", "Toys are law."]
    assert page[: strip_site(page, TOY).stop] == [BODY[0], own, BODY[1]]


def test_a_footer_in_another_order_goes_as_a_whole() -> None:
    page = [
        *BODY,
        "Thank you for playing!",
        "Toys are law.",
        "Share",
        "No more toys from @maren_tide.",
        "Toys are law.",
    ]
    assert strip_site(page, TOY).stop == len(BODY)


def test_a_header_ends_with_its_count() -> None:
    counted = replace(
        TOY, closing=frozenset({"open"}), header=RuleSet((*TOY.header.lines, strong("open", "Open a box")))
    )
    page = ["12 toys by Maren Tide", "Open a box", BODY[0], "Open a box", BODY[1], "No more toys from @maren_tide."]
    assert page[strip_site(page, counted).start :][:3] == [BODY[0], "Open a box", BODY[1]]
    assert strip_site(["12 toys by Maren Tide", "Share", *BODY], counted).start == 1


def test_nothing_unknown_stands_above_a_header() -> None:
    assert strip_site([*BODY, "12 toys by Maren Tide", "Toys are law."], TOY).start == 0


def test_a_form_of_weak_lines_at_the_end_is_a_footer() -> None:
    form = BoilerplateSite(
        "form", "form", footer=RuleSet((footer_start("form", "Say something", sure=False), weak("field", "You", "Go")))
    )
    assert strip_site([*BODY, "Say something", "You", "Go", "Go"], form).stop == len(BODY)
    assert strip_site([*BODY, "Say something", "You", "and me"], form).removed == ()


def test_a_footer_that_stands_apart_needs_its_blank_line() -> None:
    apart = BoilerplateSite("apart", "apart", apart=True, footer=RuleSet((footer_start("comments", "Remarks"),)))
    assert strip_site([*BODY, "", "Remarks"], apart).stop == len(BODY) + 1
    assert strip_site([*BODY, "Remarks"], apart).removed == ()
