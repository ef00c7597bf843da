"""What the catalog answers: orders, names, what is next to a thread and related to it, counts."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.archive.catalog import queries
from unroller.archive.catalog.interface import ThreadOrder
from unroller.archive.catalog.names import fold_name, simplify_name
from unroller.archive.catalog.queries import CatalogQueries
from unroller.archive.catalog.rows import CatalogRow
from unroller.archive.catalog.store import CatalogStore
from unroller.archive.model import LedgerEntry

ORDERS: tuple[ThreadOrder, ...] = ("kept", "published", "oldest", "title", "author", "length")


def name(number: int) -> str:
    return f"{number:020x}"


def store(rows: list[dict[str, Any]]) -> CatalogStore:
    """A catalog of threads with these values, numbered from 1 in the order in which they were kept."""
    made = CatalogStore.create(None, "test")
    with made.transaction():
        for number, values in enumerate(rows, 1):
            added = f"2026-01-{number % 28 + 1:02}T00:00:00Z"
            made.apply(LedgerEntry(number, added, "added", name(number), 1, bag=f"b{number}"))
            assert made.put(
                CatalogRow(**{
                    "thread": name(number), "bag": f"b{number}", "state": "", "slug": "s", "title": f"T{number}",
                    "links": (("gone", number % 2), ("unseen", 1)), **values,
                })
            )  # fmt: skip
    return made


def ask(rows: list[dict[str, Any]]) -> CatalogQueries:
    return CatalogQueries(store(rows))


def titles(asked: CatalogQueries, order: ThreadOrder, **more: Any) -> list[str]:
    values = {"names": (), "public": False, "limit": 100, "offset": 0} | more
    return [one.title for one in asked.list_threads(order, **values)]


names = st.lists(st.sampled_from(["sea", "Sea", "night", "#night", "a b"]), max_size=3).map(tuple)
threads = st.lists(
    st.builds(
        dict, author=st.none() | st.sampled_from(["ebb", "Ebb", "ines"]), tags=names, hashtags=names, sites=names,
        published=st.none() | st.sampled_from(["2019", "2019-05", "2021-01-01"]),
        visibility=st.sampled_from(["public", "public", "private"]), words=st.integers(0, 5),
    ), max_size=12,
)  # fmt: skip


@given(threads, st.booleans())
def test_every_order_holds_every_thread_and_a_page_is_a_part_of_it(rows: list[dict[str, Any]], public: bool) -> None:
    asked = ask(rows)
    shown = [f"T{at}" for at, row in enumerate(rows, 1) if not public or row["visibility"] == "public"]
    for order in ORDERS:
        listed = titles(asked, order, public=public)
        assert sorted(listed) == sorted(shown)
        assert titles(asked, order, public=public, limit=3, offset=2) == listed[2:5]
    assert asked.count_threads((), public=public) == len(shown)
    years = Counter((rows[int(one[1:]) - 1]["published"] or "")[:4] for one in shown)
    assert asked.count_years((), public=public) == dict(years)


@given(threads, st.booleans(), st.sampled_from(["sea", "night"]))
def test_threads_with_a_name_are_those_of_all_that_have_it(
    rows: list[dict[str, Any]], public: bool, wanted: str
) -> None:
    asked = ask(rows)
    for kinds in (["tag"], ["hashtag"], ["tag", "hashtag"], ["site"], ["author"], ["year"]):
        chosen = {"author": "ebb", "year": "2019"}.get(kinds[0], wanted)
        group = [(kind, chosen) for kind in kinds]

        def has(row: dict[str, Any], kinds: list[str] = kinds, chosen: str = chosen) -> bool:
            of = {
                "tag": row["tags"], "hashtag": row["hashtags"], "site": row["sites"], "author": [row["author"] or ""],
                "year": [(row["published"] or "")[:4]],
            }  # fmt: skip
            return any(fold_name(one) == chosen for kind in kinds for one in of[kind])

        same = {
            f"T{at}"
            for at, row in enumerate(rows, 1)
            if has(row) and (not public or row["visibility"] == "public")
        }  # fmt: skip
        assert asked.count_threads(group, public=public) == len(same)  # type: ignore[arg-type]
        for order in ORDERS:
            everything = [one for one in titles(asked, order, public=public) if one in same]
            assert titles(asked, order, names=group, public=public) == everything
        years = Counter((rows[int(one[1:]) - 1]["published"] or "")[:4] for one in same)
        assert asked.count_years(group, public=public) == dict(years)  # type: ignore[arg-type]


def test_a_large_group_is_walked_through_and_not_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(4)
    rows = [
        {"title": f"{chance.random()}", "tags": ("sea",) * (chance.random() < 0.5), "words": chance.randrange(9),
         "published": chance.choice([None, "2019", "2020-02", "2021-03-04"])} for _ in range(400)
    ]  # fmt: skip
    asked = ask(rows)
    group = [("tag", "sea")]
    sorted_whole = {order: titles(asked, order, names=group, limit=10, offset=20) for order in ORDERS}
    monkeypatch.setattr(queries, "SORTED", 1)
    assert {order: titles(asked, order, names=group, limit=10, offset=20) for order in ORDERS} == sorted_whole


def test_every_page_of_a_list_is_read_off_an_index() -> None:
    held = store([{}])
    asked = CatalogQueries(held)
    seen: list[str] = []
    held.db.set_trace_callback(seen.append)
    for order in ORDERS:
        titles(asked, order)
        titles(asked, order, public=True)
    asked.list_gone(5, public=True)
    asked.list_before(None, 5, public=True)
    held.db.set_trace_callback(None)
    for query in seen:
        plan = " ".join(str(row[3]) for row in held.db.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert "TEMP B-TREE" not in plan, (query, plan)
        assert "INDEX" in plan or "PRIMARY KEY" in plan, (query, plan)


def test_orders_and_ways_are_by_utc_where_a_zone_is_stated() -> None:
    dates = ("2024-03-05T20:00:00Z", "2024-03-05T23:30:00+09:00", "2024-03-05T15:00", None, "2024-03-05T18:00-05:00")
    asked = ask([{"published": date, "author": "ebb"} for date in dates])
    assert titles(asked, "oldest") == ["T2", "T3", "T1", "T5", "T4"]
    assert titles(asked, "published") == ["T5", "T1", "T3", "T2", "T4"]
    assert titles(asked, "author") == ["T2", "T3", "T1", "T5", "T4"]
    (way,) = asked.find_adjacent(name(1), public=False)
    assert [one and one.title for one in (way.before, way.after)] == ["T3", "T5"]


@given(threads, st.booleans())
def test_ways_lead_there_and_back(rows: list[dict[str, Any]], public: bool) -> None:
    asked = ask(rows)
    for number in range(1, len(rows) + 1):
        assert name(number) not in {one.id for one, _ in asked.find_related(name(number), 5, public=public)}
        for way in asked.find_adjacent(name(number), public=public):
            if way.after:
                assert not public or way.after.visibility == "public"
                back = [
                    other
                    for other in asked.find_adjacent(way.after.id, public=public)
                    if (other.kind, other.name) == (way.kind, way.name)
                ]
                assert not back or (back[0].before and back[0].before.id == name(number))


def test_what_few_share_weighs_more() -> None:
    rows: list[dict[str, Any]] = [{"tags": ("common",)} for _ in range(8)]
    rows += [{"tags": ("common", "rare")}, {"tags": ("rare",)}, {"author": "ebb"}]
    related = ask(rows).find_related(name(9), 3, public=False)
    assert (related[0][0].title, related[0][1]) == ("T10", ("rare",))
    assert [one.title for one, _ in related[1:]] == ["T1", "T2"]


def test_names_are_written_as_the_first_thread_writes_them() -> None:
    asked = ask([
        {"published": "2021", "author": "Ebb@Sea.example", "author_name": "Late", "hashtags": ("Übersee",)},
        {"published": "2019", "author": "@ebb@sea.example", "author_name": "Early", "hashtags": ("übersee",)},
        {"published": "2018", "author": "EBB@sea.example", "visibility": "private"},
    ])  # fmt: skip
    (shown,) = asked.list_names("author", 5, public=True)
    assert (shown.name, shown.threads, shown.label) == ("ebb@sea.example", 2, "Late")
    assert asked.find_spelling("author", "@ebb@SEA.example", public=False) == "EBB@sea.example"
    assert asked.find_written("author", "ebb", public=True) == "ebb"
    assert asked.find_written("hashtag", "ubersee", public=True) == "übersee"
    assert asked.find_written("hashtag", "other", public=True) is None
    assert simplify_name("#Übersee") == "ubersee"


def test_links_are_counted_by_year_and_those_that_are_gone_listed() -> None:
    asked = ask([{"published": "2019"}, {"published": "2019-02"}, {"visibility": "private"}])
    assert asked.count_links(public=False) == {"2019": {"gone": 1, "unseen": 2}, "": {"gone": 1, "unseen": 1}}
    assert asked.count_links(public=True) == {"2019": {"gone": 1, "unseen": 2}}
    assert [one.title for one, _ in asked.list_gone(5, public=False)] == ["T3", "T1"]
    assert [one.title for one, _ in asked.list_gone(5, public=True)] == ["T1"]
    assert asked.count_kept([name(1), name(3), name(9)], public=True) == 1


def test_what_is_taken_out_again_is_in_no_table() -> None:
    held = store(
        [{"tags": ("sea",), "author": "ebb", "sketch": "0a" * 8, "seen_posts": "0b" * 8, "sites": ("x.example",)}]
    )
    with held.transaction():
        held.apply(LedgerEntry(2, "t", "removed", name(1)))
    for table in ("named", "name", "name_year", "seen", "sketch", "version", "key"):
        assert held.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert held.db.execute("SELECT sum(threads), sum(public) FROM link_count").fetchone() == (0, 0)
    with held.transaction():
        held.apply(LedgerEntry(3, "t", "added", name(1), 2, bag="b"))
    known = CatalogQueries(held).find_ever(name(1))
    assert known is not None
    assert (known.highest, list(known.versions)) == (2, [2])


def test_a_name_leads_to_the_thread_that_took_it_last() -> None:
    """A thread that is joined to another takes its names along."""
    held = store([{}, {}])
    with held.transaction():
        for number, (thread, version) in enumerate([(1, 2), (2, 2)], 3):
            held.apply(LedgerEntry(number, "t", "added", name(thread), version, bag="c", name=name(9)))
        held.apply(LedgerEntry(5, "t", "removed", name(1)))
    assert CatalogQueries(held).find_keys("name", name(9)) == [(name(2), 2)]
