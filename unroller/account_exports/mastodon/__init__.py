"""Exports of Mastodon and its kin: the account's archive and the JSON of the API."""
