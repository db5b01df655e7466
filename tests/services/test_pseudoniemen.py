"""Bundles with pseudonyms: nothing on them names a youth or those around them, however it was written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.namen import vouw
from pmg_desk.services import overleggen, wissen
from pmg_desk.services.bundelregister import list_bundels
from pmg_desk.services.bundels import Bundelkeuze, issue_bundels, preview_bundel, preview_schuilbundel
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import (
    Betrokkenheid,
    Jongere,
    Overleg,
    Professional,
    Pseudoniem,
    Relatie,
    UitspraakSoort,
    Wijze,
)
from pmg_desk.storage.pseudoniemen import bezet
from tests.casusbouw import regels
from tests.reports.lezen import bladen, tekst
from tests.tafelbouw import Tafel, maak_tafel, plan
from tests.vulling import WOORDEN, keur_goed, vraag
from tests.wereld import Wereld

ALLES = ("identiteit", "gezin", "signalen", "plan", "acties", "leefgebieden", "politiegegevens", "gezondheid")
GEHEIM = {
    *("zoe", "lukasz", "kwibus", "moedernaam", "jantien", "hazewind", "onbekendenaam", "reigerbek"),
    *("verborgenstraat", "brug", "2545", "00001", "00002", "2012", "0612345678"),
}
"""Folded words of which none may be on any page."""
VERHAAL = (
    "ZOE van den Lukasz (roepnaam Kwíbus, geb. 12-3-2012, maart 2012) woont Verborgenstraat 12a, 2545 CC. Łukasz’ "
    "moeder Karin Moedernaam belt 06-12345678; zie PMG-2026-00001 en PMG-2026-00002. Op De Brug ruzie met Jantien "
    "Hazewind en met Hazewinds broer. Kwibus’ fiets. Reigerbek, Onbekendenaam. Volgens Rachid klopt dat niet."
)


@dataclass(frozen=True)
class Zaal:
    wereld: Wereld
    tafel: Tafel

    @property
    def keuze(self) -> Bundelkeuze:
        wie = self.tafel.ontvangers[0]
        return Bundelkeuze(UUID(wie.organisatie_id), wie.functie)

    def geef_uit(self, overleg_id: UUID | None = None) -> bytes:
        waar = overleg_id or self.tafel.overleg_id
        uit = issue_bundels(self.wereld.regie, waar, [self.keuze], Bundelversie.VOORAF, Wijze.PAPIER, schuilnamen=True)
        assert uit.mislukt == ()
        return uit.uitgegeven[0].pdf


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    """Two casussen of which one recipient may have everything; in the first a text that names everybody."""
    tafel = maak_tafel(wereld, 2, 1)
    wie = tafel.ontvangers[0]
    een, twee = tafel.dossiers
    with wereld.regie.doe() as t:
        eerste, tweede = t.haal(Jongere, een.jongere_id), t.haal(Jongere, twee.jongere_id)
        eerste.adres_geheim = False
        eerste.roepnaam, eerste.geboortedatum = "Kwibus", OnvolledigeDatum(2012, 3, 12)
        tweede.voornamen, tweede.voorvoegsel, tweede.geslachtsnaam = "Jantien", "", "Hazewind"
        for soort, naam in (("broer_zus", "Reigerbek"), ("vriend", "Onbekendenaam de Wit")):
            t.db.add(
                Relatie(
                    id=t.nieuw_id(),
                    jongere_id=een.jongere_id,
                    soort=soort,
                    naam=naam,
                    geboortedatum=OnvolledigeDatum(2012, 3),
                    door_id=t.gebruiker.id,
                    op=t.nu,
                )
            )
        for rol in t.db.query(Betrokkenheid).where(Betrokkenheid.casus_id == een.casus_id):
            rol.rol = "Steun van Boudewijn"
        t.haal(Overleg, tafel.overleg_id).plaats = "Vergaderen thuis bij Ooievaar"
        t.log("jongere.wijzigen", "jongere", een.jongere_id)
    invoer = UitspraakInvoer(VERHAAL, bron="Zoë Łukasz", categorie="signalen")
    add_uitspraak(wereld.regie, een.casus_id, UitspraakSoort.SIGNAAL, invoer)
    punt = overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda[0].id
    overleggen.change_agendapunt(wereld.regie, punt, "Wat helpt Zoë van den Łukasz?")
    for dossier in tafel.dossiers:
        aan = replace(dossier, school=UUID(wie.organisatie_id))
        keur_goed(wereld, vraag(wereld, aan, ALLES, functie=wie.functie, derden=True))
    return Zaal(wereld, tafel)


def alles_van(pdf: bytes) -> str:
    """Every text a reader can get out of it: pages, outline, metadata."""
    with pikepdf.open(BytesIO(pdf)) as open_:
        schets = open_.open_outline()
        titels = [str(item.title) for item in schets.root]
        info = [f"{naam} {waarde}" for naam, waarde in open_.docinfo.items() if "Date" not in naam]
    return "\n".join((tekst(pdf), *titels, *info))


def test_no_page_names_anybody_of_the_casus(zaal: Zaal) -> None:
    met_namen = preview_bundel(zaal.wereld.regie, zaal.tafel.overleg_id, zaal.keuze)
    gewoon = set(vouw(alles_van(met_namen)).split())
    assert GEHEIM - gewoon - {"0612345678"} == set()  # what could leak is there
    pdf = zaal.geef_uit()
    gelezen = alles_van(pdf)
    assert ("Vergaderen thuis bij Ooievaar" in tekst(met_namen), "Ooievaar" in gelezen) == (True, False)
    assert GEHEIM & set(vouw(gelezen).split()) == set()
    assert "Leeftijd 14" in gelezen
    assert "SCHUILNAMEN" in bladen(pdf)[0]
    for woord in ("[ouder]", "[andere jongere]", "[school]", "[adres]", "[geboortedatum]", "[casusnummer]"):
        assert woord in gelezen, woord
    assert ("fiets" in gelezen, "Geboren" in gelezen) == (True, False)


def test_a_pseudonym_is_the_same_each_time_and_of_one_casus_only(zaal: Zaal) -> None:
    wereld, (een, twee) = zaal.wereld, zaal.tafel.dossiers
    voorbeeld = preview_schuilbundel(wereld.regie, zaal.tafel.overleg_id, zaal.keuze)
    with wereld.regie.doe() as t:
        namen = {rij.casus_id: rij.naam for rij in t.db.query(Pseudoniem)}
        mensen = [p.id for p in t.db.query(Professional).where(Professional.naam.startswith("X. "))]
    assert set(namen) == {een.casus_id, twee.casus_id}
    assert len(set(namen.values())) == 2
    (twijfel, _) = voorbeeld.twijfels
    assert (twijfel.punt, twijfel.schuilnaam) == (1, namen[een.casus_id])
    assert set(twijfel.woorden) - set(WOORDEN.values()) == {"Karin", "Rachid", "Boudewijn"}
    later = plan(wereld, tuple(reversed(zaal.tafel.dossiers)), mensen)
    for pdf in (zaal.geef_uit(), zaal.geef_uit(later)):
        assert [naam in bladen(pdf)[0] for naam in namen.values()] == [True, True]
    assert len(regels(wereld.regie, "pseudoniem.geven")) == 2


def test_it_is_shared_all_the_same(zaal: Zaal) -> None:
    zaal.geef_uit()
    verstrekt = list_verstrekkingen(zaal.wereld.regie)
    assert [len(v.besluiten) for v in verstrekt] == [1, 1]
    (bundel,) = list_bundels(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert bundel.bundelversie == "Vooraf, schuilnamen"
    # The address is on no page, so it was not shared.
    with zaal.wereld.regie.doe() as t:
        stukken = [stuk for v in deelrijen.verstrekkingen(t.db) for stuk in deelrijen.verstrekte_stukken(t.db, v.id)]
    assert {stuk.partition(":")[0] for stuk in stukken} >= {"identiteit", "relatie", "agendavraag"}
    assert not [stuk for stuk in stukken if stuk.startswith("adres:")]


def test_without_its_casus_only_the_word_stays_and_is_never_drawn_again(zaal: Zaal) -> None:
    zaal.geef_uit()
    with zaal.wereld.regie.doe() as t:
        woorden = {rij.naam for rij in t.db.query(Pseudoniem)}
    with zaal.wereld.beheer.doe() as t:
        casus_id = zaal.tafel.dossiers[0].casus_id
        t.log("casus.vernietigen", "casus", casus_id, casus_id=casus_id)
        wissen.erase_casus(t, casus_id)
    with zaal.wereld.regie.doe() as t:
        assert {rij.casus_id for rij in t.db.query(Pseudoniem)} == {None, zaal.tafel.dossiers[1].casus_id}
        assert {rij.naam for rij in t.db.query(Pseudoniem)} == bezet(t.db) == woorden
