"""Exports of Bluesky: repositories (CAR files) and the JSON of its API."""
