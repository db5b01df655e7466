"""A new key for the vault: which file is written when, so that a crash at any moment leaves a vault that opens.

1. :func:`begin`: the header gets a second seal, so that it opens with the old and with the new key. In both copies,
   because from step 3 on a copy without the new key opens nothing any more.
2. The database is written under the new key to ``kluis.db.nieuw`` and read back (``storage.omsleutelen``).
3. :func:`wissel`: that file takes the place of ``kluis.db`` in one rename.
4. :func:`rond_af`: the header keeps only the seal of the key that the database has now.

After a crash ``kluis.openen`` takes the key that fits the database, and the next opening does step 4: forwards when the
rename had happened, back when it had not. Nobody gets in halfway who is not in the header; so whoever is removed is
taken out of it before step 1.

The old file is unlinked by the rename. Its pages, under the old key, may stay readable on the disk for who has that key
and digs for deleted files; on an SSD even overwriting would not end that. Disk encryption does.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.kluis.duurzaam import sync_map
from pmg_desk.kluis.eerste_pagina import past_op_database
from pmg_desk.kluis.fouten import KluisNietBereikbaar, TeWeinigRuimte
from pmg_desk.kluis.kop import KLUISSLEUTEL_LENGTE, KluisSleutel
from pmg_desk.kluis.leden import schrijf_wijziging
from pmg_desk.kluis.openen import OpenKluis

_KLOK = SysteemKlok()
_MARGE = 32 * 1024 * 1024
"""Room that is left for the header, the journal and the next lines of the log."""


class Afloop(StrEnum):
    """What became of a rotation."""

    GEEN = "geen"  # there was none under way
    VERNIEUWD = "vernieuwd"
    TERUGGEDRAAID = "teruggedraaid"


def nieuw_databasepad(kluis: OpenKluis) -> Path:
    """Where the database is written under the new key."""
    return kluis.databasepad.with_name(kluis.databasepad.name + ".nieuw")


def begin(kluis: OpenKluis, *, klok: Klok = _KLOK) -> KluisSleutel:
    """Make the next key and let the header open with either one; returns the new key.

    Raises TeWeinigRuimte and KluisNietBereikbaar; then the vault opens as before.
    """
    _ruim_bestanden(kluis)
    _eis_ruimte(kluis)
    oud = kluis.kluissleutels
    nieuw = KluisSleutel(max(sleutel.nummer for sleutel in oud) + 1, secrets.token_bytes(KLUISSLEUTEL_LENGTE))
    kluis.kluissleutels = (oud[0], nieuw)
    try:
        schrijf_wijziging(kluis, kluis.kop, klok.nu(), "Probeer het opnieuw.")
        if kluis.waarschuwingen:
            raise KluisNietBereikbaar("De tweede kopie van de kop kon niet worden geschreven.")
    except KluisNietBereikbaar:
        kluis.kluissleutels = oud
        raise
    return nieuw


def wissel(kluis: OpenKluis) -> None:
    """Put the new file in the place of the old one. Both are closed by now.

    Raises KluisNietBereikbaar; then one of the two stands there, and the header opens either.
    """
    try:
        os.replace(nieuw_databasepad(kluis), kluis.databasepad)  # noqa: PTH105  by name, so that a test can fail it
        sync_map(kluis.pad)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    finally:
        kies_passende_sleutel(kluis)


def kies_passende_sleutel(kluis: OpenKluis) -> None:
    """Put the key that the database has now in front."""
    kluis.kluissleutels = tuple(
        sorted(kluis.kluissleutels, key=lambda s: not past_op_database(kluis.databasepad, s.ruw))
    )


def rond_af(kluis: OpenKluis, *, klok: Klok = _KLOK) -> Afloop:
    """Leave one key, that of the database, which ``kluis.kluissleutels`` has in front; and remove what is left over.

    Call it when the database has been opened with that key: at the end of a rotation, when one is given up, and at
    every opening. Raises KluisNietBereikbaar; then both keys stay in the header until a next time.
    """
    _ruim_bestanden(kluis)
    if len(kluis.kluissleutels) == 1:
        return Afloop.GEEN
    blijft, valt_af = kluis.kluissleutels
    kluis.kluissleutels = (blijft,)
    try:
        schrijf_wijziging(kluis, kluis.kop, klok.nu(), "Sluit de kluis en open hem opnieuw.")
    except KluisNietBereikbaar:
        kluis.kluissleutels = (blijft, valt_af)
        raise
    if blijft.nummer < valt_af.nummer:
        return Afloop.TERUGGEDRAAID
    _ruim_oude_kopieen(kluis)
    return Afloop.VERNIEUWD


def _eis_ruimte(kluis: OpenKluis) -> None:
    try:
        nodig = kluis.databasepad.stat().st_size + _MARGE
        vrij = shutil.disk_usage(kluis.pad).free
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    if vrij < nodig:
        raise TeWeinigRuimte(nodig, vrij)


def _ruim_bestanden(kluis: OpenKluis) -> None:
    """A copy that never took its place; the vault itself stands in ``kluis.db``."""
    with suppress(OSError):  # what cannot be removed now is removed at a next opening
        nieuw_databasepad(kluis).unlink(missing_ok=True)


def _ruim_oude_kopieen(kluis: OpenKluis) -> None:
    """Copies made before an upgrade are under the old key: only who kept that key could open them."""
    with suppress(OSError):
        for kopie in kluis.pad.glob("kluis-voor-*.db"):
            kopie.unlink()
