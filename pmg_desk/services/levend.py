"""What can still be read of the vault that a backup is to replace: what it destroyed, whom it stopped, its keys.

Its header is opened with the keys of who restores; its database with what that header, or else the backup, yields. What
cannot be read is left out, and the restore says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.certificaat import Ondertekend
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.dubbelkop import DATABASE
from pmg_desk.kluis.eerste_pagina import past_op_database
from pmg_desk.kluis.fouten import KluisFout, NieuwereVersie
from pmg_desk.kluis.kop import KluisSleutel
from pmg_desk.services import gewist, reservekopieen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import kopie, migrations
from pmg_desk.storage.engine import maak_engine, sluit_engine
from pmg_desk.storage.kopie import Kopiestand


@dataclass(frozen=True, slots=True)
class Levend:
    """What the replaced vault says. ``rol``: of who restores; None when they are no active user there."""

    rol: Rol | None
    sleutels: tuple[BekendeSleutel, ...]
    certificaten: tuple[Ondertekend, ...]
    gestopt: frozenset[UUID]
    mappen: tuple[Path, ...]


def find_stand(kluismap: Path, sleutels: Iterable[KluisSleutel]) -> tuple[bytes, Kopiestand] | None:
    """The key that opens the database at ``kluismap``, and how far its log goes; None when none of these does."""
    pad = kluismap / DATABASE
    for sleutel in sleutels:
        if past_op_database(pad, sleutel.ruw):
            try:
                return sleutel.ruw, kopie.lees_stand(pad, sleutel.ruw, controleer=False)
            except KluisFout:
                return None
    return None


def read_levend(werkplek: Werkplek, kluismap: Path, sleutel: bytes) -> Levend | None:
    """Read the database at ``kluismap`` without writing, for who is logged in at ``werkplek``; None when it is damaged.

    One of an older release has no certificates and is None too. Raises NieuwereVersie.
    """
    try:
        engine = maak_engine(kluismap / DATABASE, sleutel, alleen_lezen=True)
        try:
            if (migrations.revisie(engine) or "") < migrations.HUIDIG:
                return None
            migrations.breng_bij(engine, Path())  # nothing to do, or NieuwereVersie
            levend = Werkplek(
                engine,
                kluis_id=werkplek.kluis_id,
                gebruiker=werkplek.gebruiker,
                profiel=werkplek.profiel,
                klok=werkplek.klok,
                sleutels=werkplek.sleutels,
                herkomst=werkplek.herkomst,
                noteer=_niets,
            )
            with levend.doe() as t:
                rijen = {rij.id: rij for rij in opslag.alle_gebruikers(t.db)}
                zelf = rijen.get(werkplek.gebruiker.id)
                return Levend(
                    None if zelf is None or zelf.gestopt_op is not None else zelf.rol,
                    gewist.wissleutels(t),
                    gewist.own_entries(t),
                    frozenset(wie for wie, rij in rijen.items() if rij.gestopt_op is not None),
                    reservekopieen.alle_reservemappen(t, kluismap),
                )
        finally:
            sluit_engine(engine)
    except NieuwereVersie:
        raise
    except KluisFout:
        return None


def _niets(*_: object) -> None:
    """What is read here for a restore is told in the line about that restore."""
