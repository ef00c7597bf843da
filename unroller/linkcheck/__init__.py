"""Link check: what became of a source, at one look or on a polite walk over many.

:mod:`.visit` makes one observation, :mod:`.status` classifies a response (pure), :mod:`.wayback` finds archived copies,
:mod:`.politeness` waits its turn at each host and keeps robots.txt, :mod:`.checker` goes over many sources,
:mod:`.service` chooses what to check for the CLI and the web. Nothing is imported here: :mod:`.metadata` is pure and
used by the PDF reader, which must not load the network.
"""
