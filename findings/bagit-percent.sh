#!/usr/bin/env bash
# bagit (PyPI) 1.9.0: file names with "%" are neither written nor read as BagIt 1.0 says, and one kind breaks its own bags.
#
# Expected: RFC 8493 (2.1.3) has "%", CR and LF in a path percent-encoded in manifests, and the Library of Congress's own
#           library does so.
# Seen:     it encodes CR and LF alone and decodes these two alone. A bag after the RFC, with "50%25 full.txt" for the
#           file "50% full.txt", is refused as incomplete. And a file whose name holds "%0A" is written as it is and read
#           back as a line break, so that a bag is invalid as soon as the library has made it; the quick check
#           (fast=True) does not see it.
# Threads:  a saved page or picture is often named by its address, and addresses are full of "%".
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python bagit==1.9.0

got=$(python -W ignore - "$work" <<'PY'
import hashlib
import logging
import sys
from importlib.metadata import version
from pathlib import Path

import bagit

logging.disable()
work = Path(sys.argv[1])
print("bagit", version("bagit"))


def check(name, **options):
    try:
        bagit.Bag(str(work / name)).validate(**options)
        return "valid"
    except bagit.BagValidationError as error:
        return str(error).replace("\n", "\\n")


def listed(name):
    return [line.partition("  ")[2] for line in (work / name / "manifest-sha256.txt").read_text().splitlines()]


for name, file in (("plain", "50% full.txt"), ("address", "reply%0Ato.txt")):
    (work / name).mkdir()
    (work / name / file).write_text("tide")
    bagit.make_bag(str(work / name), checksums=["sha256"])
    print(f"made by the library: {listed(name)}")
    print("  quickly checked:", check(name, fast=True))
    print("  checked:", check(name))

(work / "after").mkdir()
(work / "after" / "data").mkdir()
(work / "after" / "data" / "50% full.txt").write_text("tide")
(work / "after" / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
digest = hashlib.sha256(b"tide").hexdigest()
(work / "after" / "manifest-sha256.txt").write_text(f"{digest}  data/50%25 full.txt\n")
print(f"made after the RFC: {listed('after')}")
print("  checked:", check("after"))
PY
)
seen "$got" "bagit 1.9.0
made by the library: ['data/50% full.txt']
  quickly checked: valid
  checked: valid
made by the library: ['data/reply%0Ato.txt']
  quickly checked: valid
  checked: Bag is incomplete: data/reply\\nto.txt exists in manifest but was not found on filesystem; \
data/reply%0Ato.txt exists on filesystem but is not in the manifest
made after the RFC: ['data/50%25 full.txt']
  checked: Bag is incomplete: data/50%25 full.txt exists in manifest but was not found on filesystem; \
data/50% full.txt exists on filesystem but is not in the manifest" \
  "bagit neither wrote nor read a percent sign as RFC 8493 has it."
