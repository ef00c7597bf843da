"""A catalog and a ledger with so many more rows than their archive has threads, for what is measured at a million."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from benchmarks.synthetic_archive import WORDS
from unroller.archive.catalog.files import CatalogFiles
from unroller.archive.catalog.rows import CatalogRow
from unroller.archive.catalog.store import CatalogStore
from unroller.archive.checksummed_lines import sha256
from unroller.archive.ledger import GENESIS, START, LedgerFile, encode_entry
from unroller.archive.manifest import read_manifest
from unroller.archive.model import LedgerEntry


def multiply(archive: Path, to: Path, rows: int) -> Path:
    """A copy whose ledger and catalog have `rows` more threads, kept before the others."""
    if to.exists():
        return to
    building = to.with_name(f"{to.name}.new")
    shutil.rmtree(building, ignore_errors=True)
    (building / "archive").mkdir(parents=True)
    (building / "archive/threads").symlink_to((archive / "archive/threads").resolve())
    for name in ("ARCHIVE.json", "README.txt"):
        shutil.copy2(archive / "archive" / name, building / "archive" / name)
    ledger = LedgerFile(archive / "archive/ledger.jsonl")
    entries = (entry for some, _ in ledger.iter_batches(START) for entry in some)
    previous = GENESIS
    with (building / "archive/ledger.jsonl").open("wb") as out:
        for number, entry in enumerate(chain((entry for entry, _ in invent(rows)), entries), 1):
            line = encode_entry(replace(entry, sequence=number), previous)
            previous = sha256(line)
            out.write(line + b"\n")
    about = read_manifest(building / "archive")
    assert about
    files = CatalogFiles(building / "index", about.uuid)
    with files.lock() as lock:
        built = files.prepare()
        store = CatalogStore.create(built, about.uuid)
        with store.transaction():
            for some, position in LedgerFile(building / "archive/ledger.jsonl").iter_batches(START):
                for entry in some:
                    store.apply(entry)
                store.set_position(position)
            for _, row in invent(rows):
                assert store.put(row)
        store.close()
        files.adopt(built)
        files.seal(lock)
    building.rename(to)
    return to


def invent(rows: int) -> Iterator[tuple[LedgerEntry, CatalogRow]]:
    """Entries and rows of threads that have no files."""
    chance = random.Random(2)
    for number in range(rows):
        thread = f"{number * 0x9E3779B97F4A7C15 % 2**80:020x}"
        bag, words = f"{number:064x}", " ".join(chance.choices(WORDS, k=12))
        published = (
            f"{chance.randrange(2006, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}T10:00:00Z"
        )
        entry = LedgerEntry(
            0, "2026-01-01T10:00:00Z", "added", thread, 1, bag,
            fingerprint=f"{number + 1:064x}", capture=f"{number + 2:064x}",
        )  # fmt: skip
        tags = tuple(f"{chance.choice(WORDS)}{chance.randrange(40)}" for _ in range(chance.randrange(3)))
        sites = tuple(f"site{int(chance.paretovariate(0.6)) % 30_000}.example" for _ in range(chance.randrange(3)))
        links = (("unseen", len(sites)),) if sites and number % 50 else (("alive", 1), ("moved", 1))
        yield entry, CatalogRow(
            thread, bag, "", "-".join(words.split()[:5]), words, f"writer_{chance.randrange(rows // 40)}",
            f"Writer {number % 97}", published, 3, "mastodon", tags, (), sites, 72 + chance.randrange(9), words * 2,
            links=links, root=f"{number:08}1", sketch=chance.randbytes(64).hex(), seen_posts=chance.randbytes(12).hex(),
        )  # fmt: skip
