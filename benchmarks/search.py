"""Search timed on a synthetic archive: each engine, beside SQLite FTS5 in the same run.

    python benchmarks/search.py [--threads 10000] [--queries 18] [--engines whoosh,tantivy] [--keep DIR]

The corpus is made from a seed: words by a Zipf-Mandelbrot law over 200,000 terms, about twelve posts of 20 to 45 words
a thread, authors, dates, tags and links as in real threads. Times are milliseconds of CPU time of one process, each
query's median of five rounds, and percentiles over the queries of a class. Build rates include tokenizing, not the
making of the corpus.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import random
import re
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from search_corpus import COMMON, Corpus, Shelf

from unroller.search import SearchIndex, parse_query, sync
from unroller.search.analysis import tokenize
from unroller.search.engine import Engine, FacetField, get_engine_kind

# -- queries ---------------------------------------------------------------------------------------------------------

Asked = dict[str, list[tuple[str, str]]]  # class -> (our query, FTS5's)


def queries(shelf: Shelf, frequency: Callable[[str], int], count: int) -> Asked:
    """`count` queries a class; each class by how many threads its words are in."""
    chance, total = random.Random(2), shelf.sequence
    known = {word: frequency(word) for word in chance.sample(shelf.corpus.words[:60_000], 3_000)}
    known |= {word: frequency(word) for word in shelf.corpus.words[:400]}

    def within(low: float, high: float) -> list[str]:
        return [word for word, often in known.items() if low * total <= often <= high * total and often]

    rare, middle, common = within(0, 0.001), within(0.01, 0.08), within(0.15, 0.5)
    pick = chance.choice
    asked: Asked = {name: [] for name in ("rare", "common", "and2", "or3", "phrase", "prefix", "fuzzy", "author",
                                          "date", "snippet", "graded3", "graded10")}  # fmt: skip
    for _ in range(count):
        a, b, c = pick(middle), pick(common), pick(middle)
        asked["rare"].append(same(pick(rare)))
        asked["common"].append(same(b))
        asked["and2"].append((f"{a} AND {b}", f"{a} {b}"))
        asked["or3"].append((f"{a} or {b} or {c}", f"{a} OR {b} OR {c}"))
        said = shelf.corpus.thread(1 + chance.randrange(total)).posts[0].runs[0].text.lower().strip(".").split()
        at = chance.randrange(len(said) - 3)
        asked["phrase"].append(same(f'"{" ".join(said[at : at + pick((2, 3))])}"'))
        begin = pick([word for word in shelf.corpus.words[:5_000] if len(word) > 5])[: pick((3, 4, 5))]
        asked["prefix"].append((f"{begin}*", f"{begin}*"))
        word = pick([word for word in middle if len(word) > 5])
        slip = chance.randrange(1, len(word) - 1)
        asked["fuzzy"].append((f"{word[:slip] + word[slip + 1 :]}~", ""))
        author = f"author{chance.randrange(30)}"
        asked["author"].append((f"from:{author} {a}", f"{a} author:{author}"))
        asked["date"].append((f"{a} since:2018-01 until:2018-12 sort:new", ""))
        asked["snippet"].append((f"{a} or {c}", f"{a} OR {c}"))
        told = shelf.corpus.thread(1 + chance.randrange(total)).posts
        for size in (3, 10):  # half of a post, half of something else: a recollection with wrong words
            words = chance.choice(told).runs[0].text.lower().strip(".").split()
            words = chance.sample(words, (size + 1) // 2) + [pick(chance.choice((rare, middle, common)))
                                                             for _ in range(size // 2)]  # fmt: skip
            chance.shuffle(words)
            asked[f"graded{size}"].append((" ".join(words), " OR ".join(words)))
    return asked


def same(query: str) -> tuple[str, str]:
    return query, query


def timed(
    ask: Callable[[str], object], asked: Sequence[str], rounds: int = 5, free: Callable[[], float] = lambda: 0.0
) -> list[float]:
    """The median time of each query, in milliseconds of CPU; rounds interleaved. `free` gives seconds that do not
    count."""
    times: list[list[float]] = [[] for _ in asked]
    for _ in range(rounds):
        for number, query in enumerate(asked):
            began, spent = time.process_time(), free()
            ask(query)
            times[number].append((time.process_time() - began - (free() - spent)) * 1000)
    return [statistics.median(held) for held in times]


def percentiles(times: Sequence[float]) -> str:
    if not times:
        return "-"
    ordered = sorted(times)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)]
    return "/".join(f"{value:.1f}" for value in at)


def at_95(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


# -- engines ---------------------------------------------------------------------------------------------------------


def build_fts5(path: Path, shelf: Shelf) -> tuple[sqlite3.Connection, float]:
    """The same terms in SQLite FTS5, bodies without their text."""
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, author, content='', tokenize='ascii')")
    spent = 0.0
    for number in range(1, shelf.sequence + 1):
        thread = shelf.corpus.thread(number)
        began = time.process_time()
        body = " ".join(token.term for post in thread.posts for token in tokenize(post.text))
        author = f"author:{thread.author.handle}" if thread.author else ""
        row = (number, thread.title, body, author.replace(":", ""))
        base.execute("INSERT INTO t(rowid, title, body, author) VALUES (?, ?, ?, ?)", row)
        spent += time.process_time() - began
    began = time.process_time()
    base.commit()
    return base, spent + time.process_time() - began


def ask_fts5(base: sqlite3.Connection) -> Callable[[str], object]:
    def ask(query: str) -> object:
        query = query.replace("author:author", "authorauthor")
        return base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (query,)).fetchall()

    return ask


def megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [held for held in path.rglob("*") if held.is_file()]
    return sum(held.stat().st_size for held in files) / 1e6


def resident() -> float:
    """Megabytes of memory in use now (Linux), else the most there ever was."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


#: Threads on a page.
PAGE = 20
#: What people send who mean no good.
HOSTILE = [
    "a" * 10_000, "word " * 500, " ".join(COMMON.split()), " or ".join(COMMON.split()), "a*", "*", "the*", "b* or c*",
    " or ".join(f"{a}{b}{c}*" for a in "bc" for b in "aeiou" for c in "rn"), " ".join(f"-{a}" for a in COMMON.split()),
    "(" * 500, ")" * 500, "(" * 8 + "the" + ")" * 8, "-(-(-(the)))", "-", "or", "and", "not", "~", '"', '""', ":",
    "from:", "since:", "sort:", "in:title", "#", "@", "\0", "the\0of", "\u202ethe\u202c", "\u200f" * 500,
    '"the of and"~32', '"of the" or "in the" or "to the"', '"' + "the " * 100 + '"~32',
    " or ".join(f"{word}~" for word in COMMON.split()), "since:0001", "-xyzzy", "sort:old -xyzzy",
]  # fmt: skip

FACETS: tuple[FacetField, ...] = ("from", "hashtag", "site", "lang", "platform", "tag", "year")


def add_and_find(shelf: Shelf, index: SearchIndex, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds from a thread's being kept to its being found, in a server: of CPU, and by the clock."""
    sync.LONG_LIVED = -1.0  # merges are made in the background
    cpu: list[float] = []
    clock: list[float] = []
    for _ in range(times):
        shelf.sequence += 1
        spent, began, wall = shelf.spent, time.process_time(), time.perf_counter()
        index.update()
        index.search("from:author1", limit=1)
        free = shelf.spent - spent
        cpu.append((time.process_time() - began - free) * 1000)
        clock.append((time.perf_counter() - wall - free) * 1000)
    return cpu, clock


def build(name: str, root: Path, shelf: Shelf, text: float) -> Engine:
    """The index of all threads by one engine, told of, and open; one that is there already is used again."""
    index = SearchIndex(root / name, shelf, name)
    began, wall = processor(), time.perf_counter()
    if built := index.update():
        used, waited = processor() - began - built * shelf.cost(), time.perf_counter() - wall
        say(f"{name:8} build {built / used:,.0f} threads a CPU second; {waited:.0f} s with making them; "
            f"{peak():.0f} MB at most, {peak(resource.RUSAGE_CHILDREN):.0f} in the second process")  # fmt: skip
    index.close()
    folder = next(path for path in (root / name).iterdir() if path.is_dir() and "." not in path.name)
    size = megabytes(folder)
    before, wall = resident(), time.perf_counter()
    engine = get_engine_kind(name).open(folder, create=False)
    taken = (time.perf_counter() - wall) * 1000
    engine.search(parse_query("warm").tree, sort="best", limit=10, offset=0)
    say(f"{name:8} index {size:.1f} MB, {size / text:.2f} of the text ({text:.1f} MB); opened in {taken:.1f} ms, "
        f"{resident() - before:.0f} MB more in memory")  # fmt: skip
    return engine


#: Classes of plain words: they are timed as whole searches, with the posts of ten threads.
GRADED = ("graded3", "graded10")


def compare(engines: dict[str, Engine], base: sqlite3.Connection, asked: Asked) -> dict[str, float]:
    """Times of ten best threads, class by class, side by side. Gives FTS5's 95th percentile of each graded class."""
    plain = {kind: held for kind, held in asked.items() if kind not in GRADED}
    theirs = {kind: timed(ask_fts5(base), [query for _, query in asked[kind]]) for kind in GRADED}
    for kind, times in theirs.items():
        say(f"{kind:16}" + " " * 20 * len(engines) + f"{percentiles(times):>20} FTS5, OR")
    asked = plain
    trees = {ours: parse_query(ours) for held in asked.values() for ours, _ in held}

    def asking(engine: Engine) -> Callable[[str], object]:
        return lambda query: engine.search(trees[query].tree, sort=trees[query].sort, limit=10, offset=0)

    def counting(engine: Engine) -> Callable[[str], object]:
        return lambda query: engine.count_facets(trees[query].tree, FACETS, 10)

    columns = [*engines, "fts5"]
    say(f"\n{'p50/p95/p99 ms':16}" + "".join(f"{name:>20}" for name in columns))
    whole: dict[str, list[float]] = {name: [] for name in columns}
    for kind, held in asked.items():
        times = {name: timed(asking(engine), [query for query, _ in held]) for name, engine in engines.items()}
        times["fts5"] = timed(ask_fts5(base), [query for _, query in held if query])
        for name in columns:
            whole[name] += times[name]
        say(f"{kind:16}" + "".join(f"{percentiles(times[name]) if times[name] else '-':>20}" for name in columns))
    say(f"{'all':16}" + "".join(f"{percentiles(whole[name]):>20}" for name in columns))
    every = [query for held in asked.values() for query, _ in held]
    times = {name: timed(counting(engine), every, rounds=2) for name, engine in engines.items()}
    say(f"{'all, facets':16}" + "".join(f"{percentiles(times[name]):>20}" for name in engines))
    ninety_five = {name: sorted(held)[int(len(held) * 0.95)] for name, held in whole.items()}
    ratios = ", ".join(f"{name} {ninety_five[name] / ninety_five['fts5']:.2f}" for name in engines)
    say(f"p95 over all against FTS5: {ratios}; memory {resident():.0f} MB, {peak():.0f} MB at most")
    return {kind: at_95(times) for kind, times in theirs.items()}


def whole_searches(name: str, root: Path, threads: int, asked: Asked, adds: int, theirs: dict[str, float]) -> None:
    """What a person waits for: hits with their posts and snippets; and how soon a thread is found."""
    shelf = Shelf(Corpus(), threads)
    index = SearchIndex(root / name, shelf, name)
    index.search("warm", facets=True)
    gc.freeze()  # as the server does

    def asking(queries: Sequence[str]) -> list[float]:
        times = []
        for query in queries:
            spent, began = shelf.spent, time.process_time()
            index.search(query, limit=PAGE, facets=True)
            times.append((time.process_time() - began - (shelf.spent - spent)) * 1000)
        return times

    def searching(query: str) -> None:
        index.search(query, limit=10)

    for kind, fts5 in theirs.items():
        times = timed(searching, [query for query, _ in asked[kind]], free=lambda: shelf.spent)
        ratio = at_95(times) / fts5
        say(f"{name:8} {kind}, ten threads with their posts: {percentiles(times)} ms; p95 {ratio:.2f} of FTS5's")
    pages = asking([query for held in asked.values() for query, _ in held])
    say(f"{name:8} pages of {PAGE} threads, posts, snippets and facets in it: {percentiles(pages)} ms")
    hostile = asking(HOSTILE)
    worst = HOSTILE[hostile.index(max(hostile))]
    say(f"{name:8} {len(HOSTILE)} hostile queries: {percentiles(hostile)}; {max(hostile):.0f} ms for {worst[:20]!r}")
    if adds:
        cpu, clock = add_and_find(shelf, index, adds)
        say(
            f"{name:8} kept to found: {percentiles(cpu)} ms of CPU, {percentiles(clock)} by the clock, {adds} additions"
        )
    say(f"{name:8} memory {resident():.0f} MB, {peak():.0f} at most, mapped files and the benchmark's own words in it")
    index.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--threads", type=int, default=10_000)
    options.add_argument("--queries", type=int, default=18, help="a class")
    options.add_argument("--adds", type=int, default=60)
    options.add_argument("--engines", default="whoosh,tantivy", help="which, parted by commas")
    options.add_argument("--keep", type=Path, help="leave the indexes here, and use them again, without additions")
    args = options.parse_args()
    root = args.keep or Path(tempfile.mkdtemp(prefix="bench-search-"))
    root.mkdir(parents=True, exist_ok=True)
    shelf = Shelf(Corpus(), args.threads)
    text = sum(len(post.text.encode()) for number in range(1, 201) for post in shelf.corpus.thread(number).posts)
    engines = {name: build(name, root, shelf, text / 200 * args.threads / 1e6) for name in args.engines.split(",")}
    if not (root / "fts5.db").exists():
        base, spent = build_fts5(root / "fts5.db", shelf)
        size = megabytes(root / "fts5.db")
        say(f"{'fts5':8} build {args.threads / spent:,.0f} threads a CPU second; index {size:.1f} MB")
    else:
        base = sqlite3.connect(root / "fts5.db")
    known = dict[str, int]()
    counting = engines.get("tantivy") or next(iter(engines.values()))

    def frequency(word: str) -> int:
        if word not in known:
            known[word] = sum(often for term, often in counting.list_terms(word, 1) if term == word)
        return known[word]

    asked = queries(shelf, frequency, args.queries)
    theirs = compare(engines, base, asked)
    for engine in engines.values():
        engine.close()
    for name in engines:  # each in a process of its own, whose memory is what a server would take
        alone = multiprocessing.get_context("spawn").Process(
            target=whole_searches, args=(name, root, args.threads, asked, 0 if args.keep else args.adds, theirs)
        )
        alone.start()
        alone.join()
    if not args.keep:
        shutil.rmtree(root)


def peak(whose: int = resource.RUSAGE_SELF) -> float:
    """The most memory that this process, or one of its children, ever used, in megabytes."""
    if whose == resource.RUSAGE_SELF:  # the other figure begins with what the parent had
        with suppress(OSError):
            status = Path("/proc/self/status").read_text(encoding="ascii")
            return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]
    return resource.getrusage(whose).ru_maxrss / 1000


def processor() -> float:
    """Seconds of CPU of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
