#!/usr/bin/env bash
# Whoosh 2.7.4: after a refused document, commit() writes an index in which the good document before it cannot be read.
#
# Expected: a document that add_document() refuses with a ValueError is not in the index, and the others are.
# Seen:     the commit succeeds and both good ones are counted and found. But what was taken of the refused one was
#           written in the place of the one before it: its stored fields cannot be read any more (zlib.error), nor can
#           the index be optimised. (With fewer fields the good document's stored fields are empty instead.)
# Threads:  the ids of posts on X have 19 digits, and a NUMERIC field holds 32 bits unless it is told otherwise: such a
#           post is refused. A loop that catches the error and goes on damages the index for good.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python whoosh==2.7.4

got=$(python -W ignore - "$work/index" <<'PY'
import os
import sys
from importlib.metadata import version

from whoosh import index
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.query import Term

print("whoosh", version("whoosh"))
os.mkdir(sys.argv[1])
ix = index.create_in(sys.argv[1], Schema(key=ID(stored=True), text=TEXT(stored=True), post=NUMERIC(stored=True)))
writer = ix.writer()
writer.add_document(key="a", text="first tide", post=1)
writer.add_document(key="b", text="second tide", post=2)
try:
    writer.add_document(key="c", text="third tide", post=1500000000000000000)
except ValueError as error:
    print("add_document:", error)
writer.commit()

with ix.searcher() as searcher:
    print("documents:", searcher.doc_count())
    for word in ("first", "second", "third"):
        found = searcher.search(Term("text", word))
        print(f"{word}: found {len(found)}", end="")
        for hit in found:
            try:
                print(",", hit["text"], end="")
            except Exception as error:
                print(", not readable:", type(error).__module__, type(error).__name__, end="")
        print()
try:
    ix.optimize()
    print("optimize: done")
except Exception as error:
    print("optimize:", type(error).__module__, type(error).__name__)
PY
)
seen "$got" "whoosh 2.7.4
add_document: Numeric field value 1500000000000000000 out of range [-2147483648, 2147483647]
documents: 2
first: found 1, first tide
second: found 1, not readable: zlib error
third: found 0
optimize: zlib error" \
  "Whoosh committed an index whose good document cannot be read after another one was refused."
