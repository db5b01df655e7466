"""Every backup put back, again and again: the same log as when it was made, and nothing of what was erased since."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from pmg_desk.domain import merkle
from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.domain.logboek import blad_hash
from pmg_desk.kluis.reservekopie import Generatie
from pmg_desk.services import logboek, vernietigen
from pmg_desk.services.casussen import list_casussen, toon_kop
from pmg_desk.services.reservekopieen import make_reservekopie
from pmg_desk.services.terugzetten import restore_reservekopie
from pmg_desk.storage.engine import controleer_bestand, maak_engine, sluit_engine
from pmg_desk.storage.models import LogregelRij
from tests import casusbouw, paginas
from tests.cijfers import Cijfers
from tests.kluisdoos import BEHEERDER, Kluisdoos
from tests.uithouden.schrijver import DATABASE

WOORDEN = ["Zoë".encode(), b"ukasz", b"Melis Stokelaan", b"Praktijkschool De Vlier", b"winkelcentrum"]


def _wortel(database: Path, sleutel: bytes, regels: int) -> str:
    """Root of the log up to this line, in a database file that is whole."""
    engine = maak_engine(database, sleutel, alleen_lezen=True)
    try:
        assert controleer_bestand(engine) == []
        with engine.connect() as verbinding:
            bladen = verbinding.scalars(
                sa.select(LogregelRij.blad).where(LogregelRij.nr <= regels).order_by(LogregelRij.nr)
            ).all()
    finally:
        sluit_engine(engine)
    assert len(bladen) == regels
    return merkle.wortel([blad_hash(blad) for blad in bladen])


def _zaai(doos: Kluisdoos) -> tuple[list[Generatie], bytes]:
    """Three backups with a casus in them that two people destroyed afterwards; and the key of the vault."""
    carla = doos.carla()
    casus_id = casusbouw.maak(carla)
    kopieen = []
    for _ in range(3):
        toon_kop(carla, casus_id)  # a line that only this backup and the later ones have
        kopieen.append(make_reservekopie(carla))
    voorstel = vernietigen.propose_vernietiging(carla, casus_id, Vernietigingsreden.VERGISSING)
    doos.sluit(carla)
    bea = doos.bea()
    vernietigen.confirm_vernietiging(bea, voorstel)
    assert bea.kluis is not None
    sleutel = bea.kluis.kluissleutel
    doos.sluit(bea)
    return kopieen, sleutel


def test_elke_reservekopie_teruggezet(kluisdoos: Kluisdoos, cijfers: Cijfers) -> None:
    kopieen, sleutel = _zaai(kluisdoos)
    wortels = [_wortel(een.pad / DATABASE, sleutel, een.feiten.log_nr) for een in kopieen]
    assert len(set(wortels)) == 3
    for een in kopieen:  # the search finds what is there
        assert set(paginas.vind(een.pad / DATABASE, sleutel, WOORDEN)) == set(WOORDEN)
    cijfer = cijfers("restores: same root, no readable erased case", kort=10, lang=100, minuten=5)
    for keer in cijfer:
        een = kopieen[keer % 3]
        restore_reservekopie(een.pad, kluisdoos.pad, "bea", BEHEERDER.wachtwoord, klok=kluisdoos.klok, herkomst="test")
        if _wortel(kluisdoos.pad / DATABASE, sleutel, een.feiten.log_nr) != wortels[keer % 3]:
            cijfer.mislukt("another root")
        if paginas.vind(kluisdoos.pad / DATABASE, sleutel, WOORDEN):
            cijfer.mislukt("words of the erased casus can be read")
    carla = kluisdoos.carla()
    assert list_casussen(carla).rijen == ()
    assert logboek.verify_logboek(carla).in_orde
