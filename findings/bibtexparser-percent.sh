#!/usr/bin/env bash
# bibtexparser 2.1.0: decoding LaTeX cuts an address at its first "%".
#
# Expected: LatexDecodingMiddleware turns commands into letters in titles and names, and leaves the field `url` alone,
#           which biblatex takes literally.
# Seen:     "%" begins a comment of LaTeX, so "https://example.com/tide%20tables?year=2021" comes out as
#           "https://example.com/tide", and nothing is reported. The braces that keep an organisation's name whole go too:
#           parted afterwards, it is a person of the family "Watch".
# Threads:  sources of a thread are addresses, and every blank or accented letter in one is a "%". The reference still
#           looks whole, and leads elsewhere.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python bibtexparser==2.1.0 pylatexenc==2.11

got=$(python -W ignore - <<'PY'
from importlib.metadata import version

import bibtexparser
from bibtexparser import middlewares

print("bibtexparser", version("bibtexparser"), "with pylatexenc", version("pylatexenc"))
entry = r"""@online{watch2021,
  author = {{Harbour Watch} and Dupont, {\'E}lodie},
  title = {Boats \& tides},
  url = {https://example.com/tide%20tables?year=2021},
}"""


def show(what, *middleware):
    library = bibtexparser.parse_string(entry, append_middleware=middleware)
    fields = library.entries[0].fields_dict
    names = fields["author"].value
    print(what)
    print("  failed blocks:", len(library.failed_blocks))
    print("  url:", fields["url"].value)
    print("  title:", fields["title"].value)
    print("  names:", [(*name.first, *name.last) for name in names] if isinstance(names, list) else names)


show("as it is")
show("decoded", middlewares.LatexDecodingMiddleware())
parting = middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()
show("names parted", *parting)
show("decoded, names parted", middlewares.LatexDecodingMiddleware(), *parting)
PY
)
seen "$got" "bibtexparser 2.1.0 with pylatexenc 2.11
as it is
  failed blocks: 0
  url: https://example.com/tide%20tables?year=2021
  title: Boats \\& tides
  names: {Harbour Watch} and Dupont, {\\'E}lodie
decoded
  failed blocks: 0
  url: https://example.com/tide
  title: Boats & tides
  names: Harbour Watch and Dupont, Élodie
names parted
  failed blocks: 0
  url: https://example.com/tide%20tables?year=2021
  title: Boats \\& tides
  names: [('{Harbour Watch}',), (\"{\\\\'E}lodie\", 'Dupont')]
decoded, names parted
  failed blocks: 0
  url: https://example.com/tide
  title: Boats & tides
  names: [('Harbour', 'Watch'), ('Élodie', 'Dupont')]" \
  "bibtexparser's decoding of LaTeX took the % of an address for a comment."
