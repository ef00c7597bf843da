"""Link checker: what became of the sources of threads.

:mod:`.checker` checks one link or many, :mod:`.status` classifies a response (pure), :mod:`.wayback` finds archived
copies, :mod:`.politeness` queues the requests to each host and keeps robots.txt, :mod:`.service` chooses what to check
for the CLI and the web. Nothing is imported here: :mod:`.metadata` is pure and used by the PDF reader, which must not
load the network.
"""
