"""Confirming what came into a dossier after the judgement that lets it go: the very words that were read.

A row may keep its id while its words change, and a text may get a reaction of the youth. So an id is never confirmed:
what somebody did not read leaves in no form, whether summary, bundle, list, screen or transfer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.samenvatting import Stuk


def bevestiging(stuk: Stuk) -> str:
    """What a user confirms of a stuk: it as it was read, so that other words in its place are not confirmed with it."""
    gelezen = (stuk.titel, stuk.tekst, stuk.velden, stuk.aard, stuk.bron, stuk.datum)
    return f"{stuk.id}#{sha256_hex(repr(gelezen).encode())[:16]}"


def onbevestigd(nieuw: Iterable[Stuk], bevestigd: Collection[str]) -> tuple[Stuk, ...]:
    """Of what is new the stukken of which these ``bevestiging``en hold not the words of now."""
    return tuple(stuk for stuk in nieuw if bevestiging(stuk) not in bevestigd)
