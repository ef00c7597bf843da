#!/usr/bin/env bash
# tantivy (PyPI) 0.27.0: a date field is ordered and searched by whole seconds, and gives back the full time.
#
# Expected: datetimes of Python go in with their fractions and come back with them, so they sort and compare by them.
# Seen:     the stored value keeps the fraction; what sorting and ranges look at is cut to the second, and the bounds of a
#           range are not. Ten posts of one second sort in the order they were added, either way round, and a range that
#           begins within that second finds none of them. add_date_field() has no way to ask for more.
# Threads:  posts of one thread that were sent together differ by milliseconds, and their order is the thread.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python tantivy==0.27.0

got=$(python - <<'PY'
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import tantivy

print("tantivy", version("tantivy"))
builder = tantivy.SchemaBuilder()
builder.add_text_field("post", stored=True, tokenizer_name="raw")
builder.add_date_field("sent", stored=True, indexed=True, fast=True)
index = tantivy.Index(builder.build())
writer = index.writer(15_000_000, 1)
noon = datetime(2024, 3, 5, 12, tzinfo=UTC)
for number in (3, 1, 4, 0, 2):
    writer.add_document(tantivy.Document(post=str(number), sent=noon + timedelta(milliseconds=200 * number)))
writer.commit()
index.reload()
searcher = index.searcher()


def posts(hits):
    return [searcher.doc(address)["post"][0] for _, address in hits]


everything = tantivy.Query.all_query()
for name in ("Asc", "Desc"):
    found = searcher.search(everything, order_by_field="sent", order=getattr(tantivy.Order, name))
    print(f"sorted {name}:", *posts(found.hits))
print("stored:", *sorted(str(searcher.doc(address)["sent"][0].microsecond) for _, address in found.hits))
for begin in (0, 400):
    bounds = noon + timedelta(milliseconds=begin), noon + timedelta(seconds=9)
    query = tantivy.Query.range_query(index.schema, "sent", tantivy.FieldType.Date, *bounds)
    print(f"from {begin} ms on:", *sorted(posts(searcher.search(query).hits)))
PY
)
seen "$got" "tantivy 0.27.0
sorted Asc: 3 1 4 0 2
sorted Desc: 3 1 4 0 2
stored: 0 200000 400000 600000 800000
from 0 ms on: 0 1 2 3 4
from 400 ms on:" \
  "tantivy cut dates to the second for sorting and ranges, and kept them whole when stored."
