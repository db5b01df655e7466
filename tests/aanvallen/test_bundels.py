"""Attacks on one signature over several decisions, and on the conditions in a decision: nothing more is shared by them.

Somebody who can change every row of the vault, or every part of a package, gets no approval out of a list that holds
another decision, and no condition out of a text that was signed with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.delen import BUNDEL_CONTEXT, Eis, Gebrek, Oordeel, Weglating, maak_bundel
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services import delen, samenvattingen
from pmg_desk.services.oordeelbundels import Bundelinvoer, decide_bundel, prepare_bundel
from pmg_desk.services.pakketten_in import BesluitTeltNiet, read_pakket
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage.models import Besluitbundel, Privacybesluit, Wijze
from tests.aanvallen.knoeien import zet
from tests.officer import Zaak, maak_zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


def deelt(wereld: Wereld, dossier: Dossier) -> bool:
    """Whether a summary for the school can be issued now."""
    try:
        samenvattingen.issue_samenvatting(
            wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"), Wijze.PAPIER
        )
    except NietsTeDelen:
        return False
    return True


def gebrek(wereld: Wereld, besluit_id: UUID) -> Gebrek | None:
    return next(b.gebrek for b in delen.list_besluiten(wereld.privacy) if b.id == besluit_id)


@pytest.fixture
def samen(wereld: Wereld) -> tuple[Wereld, list[Dossier], list[UUID]]:
    """Two casussen and the decisions on them, with one signature."""
    een, twee = (maak_dossier(wereld.regie, f"PMG-2026-0000{n}") for n in (1, 2))
    zaken = [een, replace(twee, school=een.school)]
    ids = [vraag(wereld, zaak) for zaak in zaken]
    invoer = BesluitInvoer(
        Oordeel.AKKOORD, "Nodig.", wereld.klok.nu().date() + timedelta(days=30), "", ("identiteit", "signalen")
    )
    gezien = {deel.regel.id: deel.gezien for deel in prepare_bundel(wereld.privacy, ids).delen}
    return wereld, zaken, list(decide_bundel(wereld.privacy, Bundelinvoer(invoer, gezien)))


Samen = tuple[Wereld, list[Dossier], list[UUID]]


def lees(wereld: Wereld, kolom: Any, besluit_id: UUID) -> Any:
    van = Besluitbundel.besluit_id if kolom is Besluitbundel.tekst else Privacybesluit.id
    with wereld.engine.connect() as verbinding:
        return verbinding.scalar(sa.select(kolom).where(van == besluit_id))


def test_de_handtekening_van_een_ander_besluit_uit_dezelfde_lijst(samen: Samen) -> None:
    """A decision signed by itself is given the list and signature of others: it is not in that list."""
    wereld, zaken, besluiten = samen
    ander = maak_dossier(wereld.regie, "PMG-2026-00003")
    los = keur_goed(wereld, vraag(wereld, ander), oordeel=Oordeel.GEWEIGERD)
    tekst = canoniek({**lees_canoniek(lees(wereld, Privacybesluit.tekst, los)), "oordeel": "akkoord"})
    zet(
        wereld,
        "UPDATE privacybesluit SET tekst = :t, handtekening = (SELECT handtekening FROM privacybesluit WHERE id = :b)"
        " WHERE id = :los",
        t=tekst,
        b=besluiten[0].hex,
        los=los.hex,
    )
    zet(
        wereld,
        "INSERT INTO besluitbundel (besluit_id, tekst, id) VALUES (:los, :t, :id)",
        los=los.hex,
        t=lees(wereld, Besluitbundel.tekst, besluiten[0]),
        id=uuid4().hex,
    )
    assert gebrek(wereld, los) is Gebrek.BUNDEL
    assert not deelt(wereld, ander)
    assert deelt(wereld, zaken[0])


def test_een_besluit_toevoegen_aan_de_lijst(samen: Samen) -> None:
    wereld, zaken, besluiten = samen
    tekst = lees(wereld, Privacybesluit.tekst, besluiten[0])
    ruimer = canoniek({**lees_canoniek(tekst), "geldig_tot": "2027-11-22"})
    lijst = lees_canoniek(lees(wereld, Besluitbundel.tekst, besluiten[0]))
    lijst["besluiten"].append(sha256_hex(ruimer.encode()))
    zet(wereld, "UPDATE privacybesluit SET tekst = :t WHERE id = :b", t=ruimer, b=besluiten[0].hex)
    assert gebrek(wereld, besluiten[0]) is Gebrek.BUNDEL
    zet(wereld, "UPDATE besluitbundel SET tekst = :t WHERE besluit_id = :b", t=canoniek(lijst), b=besluiten[0].hex)
    assert gebrek(wereld, besluiten[0]) is Gebrek.HANDTEKENING
    assert [deelt(wereld, zaak) for zaak in zaken] == [False, True]


def test_de_lijst_weghalen(samen: Samen) -> None:
    """Without its list the signature is over something else; the other decision keeps its own copy of the list."""
    wereld, zaken, besluiten = samen
    zet(wereld, "DELETE FROM besluitbundel WHERE besluit_id = :b", b=besluiten[0].hex)
    assert gebrek(wereld, besluiten[0]) is Gebrek.HANDTEKENING
    assert [deelt(wereld, zaak) for zaak in zaken] == [False, True]


def test_een_lijst_met_de_handtekening_van_een_los_besluit(samen: Samen) -> None:
    """The two kinds of signature never stand in for each other."""
    wereld, _, besluiten = samen
    tekst = lees(wereld, Privacybesluit.tekst, besluiten[0])
    handtekening = onderteken(wereld.privacy.sleutels.ondertekening, BUNDEL_CONTEXT, tekst.encode())
    zet(wereld, "DELETE FROM besluitbundel WHERE besluit_id = :b", b=besluiten[0].hex)
    zet(wereld, "UPDATE privacybesluit SET handtekening = :h WHERE id = :b", h=handtekening, b=besluiten[0].hex)
    assert gebrek(wereld, besluiten[0]) is Gebrek.HANDTEKENING


def test_een_akkoord_gebruiken_voor_zijn_eerste_dag(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    besluit = keur_goed(wereld, vraag(wereld, dossier), niet_voor=date(2026, 11, 26))
    assert gebrek(wereld, besluit) is Gebrek.NIET_VOOR
    assert not deelt(wereld, dossier)
    wereld.klok.moment += timedelta(days=3)
    assert deelt(wereld, dossier)


@pytest.mark.parametrize("wat", [{"eisen": []}, {"niet_voor": None}, {"weglaten": []}])
def test_een_voorwaarde_uit_de_tekst_halen(wereld: Wereld, wat: dict[str, Waarde]) -> None:
    dossier = maak_dossier(wereld.regie)
    verzoek_id = vraag(wereld, dossier)
    weg = delen.toon_verzoek(wereld.privacy, verzoek_id).stukken[0].id
    besluit = keur_goed(
        wereld,
        verzoek_id,
        eisen=(Eis.ALLEEN_MONDELING,),
        niet_voor=date(2026, 11, 25),
        weglaten=(Weglating(weg),),
    )
    wereld.klok.moment += timedelta(days=2)
    assert (gebrek(wereld, besluit), deelt(wereld, dossier)) == (None, False)
    tekst = canoniek({**lees_canoniek(lees(wereld, Privacybesluit.tekst, besluit)), **wat})
    zet(wereld, "UPDATE privacybesluit SET tekst = :t", t=tekst)
    assert gebrek(wereld, besluit) is Gebrek.HANDTEKENING
    assert not deelt(wereld, dossier)


def test_een_besluit_zonder_voorwaarden_als_een_ouder_formaat_schrijven(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    besluit = keur_goed(wereld, vraag(wereld, dossier), eisen=(Eis.ALLEEN_MONDELING,))
    v = lees_canoniek(lees(wereld, Privacybesluit.tekst, besluit))
    oud = {k: w for k, w in v.items() if k not in ("eisen", "niet_voor", "weglaten", "bevindingen")}
    zet(wereld, "UPDATE privacybesluit SET tekst = :t", t=canoniek({**oud, "v": 2}))
    assert gebrek(wereld, besluit) is Gebrek.HANDTEKENING
    assert not deelt(wereld, dossier)


# in a package


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    yield maak_zaak(twee)
    twee.sluit()


def getekend(zaak: Zaak, lijst: str) -> dict[str, str]:
    """This list with a true signature of the officer over it."""
    prive = zaak.officer.sleutels.ondertekening
    return {"bundel": lijst, "handtekening": onderteken(prive, BUNDEL_CONTEXT, lijst.encode()).hex()}


def test_een_pakket_met_een_lijst_waar_het_besluit_niet_in_staat(zaak: Zaak) -> None:
    tekst, team = zaak.officer.besluittekst(), zaak.twee.team
    ander = maak_bundel([zaak.officer.besluittekst().tekst()])
    goed = maak_bundel(["iets anders", tekst.tekst()])
    for lijst, zin in (
        (getekend(zaak, ander), Gebrek.BUNDEL),
        ({"bundel": goed}, Gebrek.HANDTEKENING),
        ({"handtekening": getekend(zaak, goed)["handtekening"]}, Gebrek.HANDTEKENING),
    ):
        with pytest.raises(BesluitTeltNiet) as fout:
            read_pakket(team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst, **lijst)))
        assert fout.value.wat == zin.value
    read_pakket(team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst, **getekend(zaak, goed))))
    (een,) = delen.list_besluiten(team.privacy)
    assert (een.geldig, een.samen_ondertekend) == (True, True)
    assert deelt(team, zaak.dossier)


def test_een_akkoord_dat_later_ingaat_wordt_bewaard_en_telt_nog_niet(zaak: Zaak) -> None:
    team = zaak.twee.team
    tekst = zaak.officer.besluittekst(niet_voor=date(2026, 11, 26))
    read_pakket(team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst)))
    assert gebrek(team, UUID(tekst.besluit_id)) is Gebrek.NIET_VOOR
    assert not deelt(team, zaak.dossier)
