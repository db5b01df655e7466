"""Bringing an older vault to the present schema: first a backup that was checked, then all of it in one transaction.

A crash before the commit leaves the old vault (SQLite rolls back from its journal at the next opening), a crash after
it the new one; the note from which the Logregel is written is part of that same commit.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pmg_desk import paths
from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.klok import Klok
from pmg_desk.domain.kluisfouten import KluisBeschadigd, KluisFout, KluisNietBereikbaar, NieuwereVersie
from pmg_desk.kluis.openen import OpenKluis
from pmg_desk.kluis.reservekopie import bestanden_kloppen, list_generaties, reservemap
from pmg_desk.services import reservekopieen
from pmg_desk.services.reservekopieen import Zeg
from pmg_desk.services.werkplek import AlleenDatabase, Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import logregels, migrations, uow

KOPIE = "Eerst wordt een reservekopie gemaakt en gecontroleerd."
BIJWERKEN = "De kluis wordt bijgewerkt voor deze versie van PMG Desk."
VROEGERE_KOPIEEN = "kluis-voor-*.db"
"""What 0.1.0 named the copy that it made in the vault folder before an upgrade."""


def upgrade_kluis(engine: Any, kluis: OpenKluis, klok: Klok, zeg: Zeg | None = None) -> None:
    """Upgrade the opened vault when its schema is behind; else do nothing.

    Raises KluisBeschadigd (no schema), NieuwereVersie, and what a backup raises: without one nothing is changed.
    When the chosen folder cannot be reached, the backup comes beside the vault.
    """
    revisie = migrations.revisie(engine)
    if revisie is None:
        raise KluisBeschadigd  # a vault is never without a schema, and never filled in as if it were new
    if revisie > migrations.HUIDIG:
        raise NieuwereVersie
    if revisie < migrations.HUIDIG:
        if zeg is not None:
            zeg(KOPIE)
        _backup(engine, kluis, klok)
        if zeg is not None:
            zeg(BIJWERKEN)
        migrations.breng_bij(engine, paths.migrations_map())


def _backup(engine: Any, kluis: OpenKluis, klok: Klok) -> None:
    with uow.transactie(engine) as sessie:
        nr, hash_ = logregels.stand(sessie)
        gekozen = reservekopieen.read_instellingen(sessie).map
    mappen = dict.fromkeys((reservemap(kluis.pad, gekozen), reservemap(kluis.pad)))
    for nog, map_ in zip(reversed(range(len(mappen))), mappen, strict=True):
        opdracht = reservekopieen.Opdracht(
            kluis.pad,
            kluis.databasepad,
            map_,
            kluis.kluis_id,
            kluis.kluissleutels[0],
            nr,
            hash_,
            klok,
            reservekopieen.BIJWERKEN,
        )
        try:
            reservekopieen.run_reservekopie(opdracht)
        except KluisFout:
            if not nog:
                raise
        else:
            return


def log_upgrade(werkplek: Werkplek) -> None:
    """Write the line about an upgrade that has happened, also when the run that did it ended before it could."""
    with werkplek.doe() as t:
        van = opslag.lees_instelling(t.db, migrations.BIJGEWERKT)
        if van is not None:
            t.log(
                "kluis.bijwerken",
                "kluis",
                werkplek.kluis_id,
                verwerking=f"{lees_canoniek(van)}-{migrations.HUIDIG}",
            )
            opslag.verwijder_instelling(t.db, migrations.BIJGEWERKT)


def remove_vroegere(werkplek: Werkplek) -> int:
    """Delete the copies that 0.1.0 left inside the vault folder; returns how many went.

    They hold content under the key of then and never age out. They go once a backup outside that folder was read back
    and found whole; what cannot be removed now is tried again at the next unlock.
    """
    if werkplek.kluis is None:
        raise AlleenDatabase
    vroegere = sorted(werkplek.kluis.pad.glob(VROEGERE_KOPIEEN))
    if not vroegere:
        return 0
    with werkplek.doe() as t:
        mappen = reservekopieen.alle_reservemappen(t)
    try:
        kopieen = [generatie for map_ in mappen for generatie in list_generaties(map_, werkplek.kluis_id)]
        if not any(bestanden_kloppen(generatie) for generatie in kopieen):
            return 0
    except KluisNietBereikbaar:
        return 0
    weg = 0
    for pad in vroegere:
        with suppress(OSError):
            pad.unlink()
            weg += 1
    if weg:
        with werkplek.doe() as t:
            t.log("reservekopie.opruimen", "kluis", werkplek.kluis_id, aantal=weg, verwerking="vroegere_versie")
    return weg
