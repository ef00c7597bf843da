"""``python -m unroller``."""

from unroller.cli import main

main()
