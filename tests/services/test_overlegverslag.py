"""The minutes of an overleg: everything that was put down, each casus on pages of its own, for internal use only."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import aanwezigheid, bespreken, overleggen, overlegverslag, plannen, uitgaven, wissen
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, Regel
from pmg_desk.services.overlegbesluiten import set_besluitstand
from pmg_desk.services.overlegverslag import issue_verslag, mark_verslag_mislukt, read_verslag
from pmg_desk.services.uitgaven import open_uitgave
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verteldaantafel import Tafelinvoer, tell_everyone
from pmg_desk.storage.models import (
    BesluitStand,
    Besprekingsstand,
    OverlegCasus,
    Professional,
    Verstrekking,
    VerstrekkingStatus,
    Wijze,
)
from tests.casusbouw import bladen as logbladen
from tests.casusbouw import maak, regels
from tests.kaderbouw import cellen, teken
from tests.reports.lezen import alles_in, bladen, open_pdf, tekst
from tests.tafelbouw import Tafel, maak_tafel, plan, verstrekt
from tests.vulling import WOORDEN
from tests.wereld import Wereld

GEZEGD, GEHOORD, BESLOTEN = "Gezien is Praatmerk.", "Vermoed wordt Gerucht.", "Besloten is Besluitmerk."
TE_DOEN, VERTELD = "Belt Actiemerk.", "Verteld is Vertelmerk."


@pytest.fixture
def tafel(wereld: Wereld) -> Tafel:
    """Two casussen; of the first everything was put down while somebody was out of the room, of the second nothing."""
    tafel = maak_tafel(wereld)
    regie, overleg_id = wereld.regie, tafel.overleg_id
    gemeente = tafel.ontvangers[0]
    teken(wereld.privacy, cellen(gemeente, "signalen", "plan"))
    punt = overleggen.toon_overleg(regie, overleg_id).agenda[0].id
    aanwezigheid.mark_everyone_present(regie, overleg_id)
    with regie.doe() as t:
        per = {str(p.organisatie_id): p.id for p in t.db.query(Professional)}
    wie, weg = (per[ontvanger.organisatie_id] for ontvanger in tafel.ontvangers)
    aanwezigheid.leave_for_punt(regie, punt, weg)
    stam = plannen.list_plannen(regie, tafel.dossiers[0].casus_id)[0].doelen[0].stam_id
    actie = ActieInvoer(UitspraakInvoer(TE_DOEN), wie, "30-11-2026")
    punten = (
        Regel(UitspraakInvoer(GEZEGD, "School", aard=Aard.FEIT)),
        Regel(UitspraakInvoer(GEHOORD, "Buurt", aard=Aard.MENING)),
    )
    invoer = BesprekingInvoer(
        Besprekingsstand.BESPROKEN, punten, (Regel(UitspraakInvoer(BESLOTEN)),), (Actieregel(stam, actie),)
    )
    bespreken.save_bespreking(regie, punt, invoer)
    tell_everyone(regie, punt, Tafelinvoer(("signalen",), VERTELD))
    return tafel


def intern(wereld: Wereld) -> list[Verstrekking]:
    return [rij for rij in verstrekt(wereld) if rij.intern]


def test_it_holds_everything_of_the_meeting_and_each_casus_has_its_own_pages(wereld: Wereld, tafel: Tafel) -> None:
    uit = issue_verslag(wereld.regie, tafel.overleg_id, Wijze.PAPIER)
    voorblad, eerste = bladen(uit.pdf)
    assert uit.bestandsnaam == "overlegverslag-2026-11-23-intern.pdf"
    assert "Verstrek dit verslag aan niemand." in voorblad
    assert voorblad.count("Aanwezig") == 2
    for woord in (*(zin.rstrip(".") for zin in (GEZEGD, GEHOORD, BESLOTEN, TE_DOEN, VERTELD)), "30-11-2026"):
        assert (eerste.count(woord), woord in voorblad) == (1, False)
    for woord in ("Feit", "Mening", "X. Leerlingzaken (Gemeente)", "Niet erbij X. Jeugdverpleegkundige (GGD)"):
        assert woord in eerste
    assert "Gemeente – Leerlingzaken" in eerste  # who was told
    assert "NIET VERSTREKKEN" in eerste
    assert "Exemplaar 1 van casus PMG-2026-00001" in eerste
    # Of the second nothing was put down: a line on the cover, and nothing of it in the register but that it was read.
    assert "PMG-2026-00002 Nog niet besproken –" in " ".join(voorblad.split())
    assert WOORDEN["signaal"] not in tekst(uit.pdf)  # what was in the dossier already is no part of it
    pdf = open_pdf(uit.pdf)
    assert (pdf.metadata["/Title"], pdf.trailer["/Root"]["/Lang"]) == ("Overlegverslag (vertrouwelijk)", "nl-NL")
    assert WOORDEN["voornaam"] not in str(pdf.metadata)
    assert b"Praatmerk" not in uit.bestandsnaam.encode() + str(pdf.metadata).encode()

    # In the register of each casus: its own pages, as an internal print.
    rijen = {rij.casus_id: rij for rij in intern(wereld)}
    assert set(rijen) == {tafel.dossiers[0].casus_id}
    assert [r.casus_id for r in regels(wereld.regie, "verslag.bekijken")] == [str(tafel.dossiers[1].casus_id)]
    mijn = rijen[tafel.dossiers[0].casus_id]
    assert (mijn.functie, mijn.categorieen) == ("casusregisseur", "acties,identiteit,plan,signalen")
    blad = open_uitgave(wereld.regie, mijn.id)[0]
    assert bladen(blad) == [eerste]
    assert b"PMG-2026-00002" not in alles_in(blad)
    assert len(regels(wereld.regie, "samenvatting.uitgeven")) == 1
    assert "merk" not in logbladen(wereld.regie)
    mark_verslag_mislukt(wereld.regie, uit.verstrekkingen, "Afdrukken is geannuleerd.")
    assert {rij.status for rij in intern(wereld)} == {VerstrekkingStatus.MISLUKT}


def test_the_question_and_what_was_told_count_as_what_is_on_its_pages(wereld: Wereld, tafel: Tafel) -> None:
    regie, (_, punt) = wereld.regie, overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda
    overleggen.change_agendapunt(regie, punt.id, "Helpt Vraagmerk?")
    tell_everyone(regie, punt.id, Tafelinvoer(("plan",), VERTELD))
    uit = issue_verslag(regie, tafel.overleg_id, Wijze.PAPIER)
    tweede = {rij.casus_id: rij for rij in intern(wereld)}[tafel.dossiers[1].casus_id]
    blad = tekst(open_uitgave(regie, tweede.id)[0])
    assert ("Vraagmerk" in blad, "Vertelmerk" in blad) == (True, True)
    assert tweede.categorieen == "identiteit,plan,signalen"
    # Of one it was said before that it never left: that does not keep the others from being said so.
    uitgaven.mark_uitgave(regie, tweede.id, VerstrekkingStatus.INGETROKKEN, "Terug in de kast.")
    mark_verslag_mislukt(regie, tuple(reversed(uit.verstrekkingen)), "Afdrukken is geannuleerd.")
    assert {rij.casus_id == tweede.casus_id: rij.status for rij in intern(wereld)} == {
        True: VerstrekkingStatus.INGETROKKEN,
        False: VerstrekkingStatus.MISLUKT,
    }


def test_a_besluit_that_was_dropped_says_why(wereld: Wereld, tafel: Tafel) -> None:
    (besluit,) = read_verslag(wereld.regie, tafel.overleg_id)[0].besluiten
    set_besluitstand(
        wereld.regie, besluit.id, BesluitStand.VERVALLEN, versie=besluit.versie, reden="Verhuisd naar Redenmerk."
    )
    voorblad, eerste = bladen(issue_verslag(wereld.regie, tafel.overleg_id, Wijze.PAPIER).pdf)
    besloten = BESLOTEN.rstrip(".")
    assert [eerste.count(woord) for woord in (besloten, "Vervallen", "Redenmerk")] == [1, 1, 1]
    assert eerste.index(besloten) < eerste.index("Vervallen") < eerste.index("Redenmerk") < eerste.index("Actiemerk")
    assert "Redenmerk" not in voorblad


def test_what_was_decided_before_and_settled_on_that_day_is_in_it_and_who_was_there_only_of_what_was_taken_up(
    wereld: Wereld, tafel: Tafel
) -> None:
    (eerder,) = read_verslag(wereld.regie, tafel.overleg_id)[0].besluiten
    wereld.klok.moment += timedelta(days=7)
    mensen = [een.professional_id for een in aanwezigheid.list_deelneming(wereld.regie, tafel.overleg_id)]
    later = plan(wereld, tafel.dossiers, mensen)
    aanwezigheid.mark_everyone_present(wereld.regie, later)
    assert [een.punt.heeft_blad for een in read_verslag(wereld.regie, later)] == [False, False]
    set_besluitstand(wereld.regie, eerder.id, BesluitStand.UITGEVOERD, versie=eerder.versie)
    een, twee = read_verslag(wereld.regie, later)
    assert [stuk.tekst for stuk in een.punt.afgedaan] == [BESLOTEN]
    assert (een.punt.heeft_blad, een.besluiten, twee.punt.heeft_blad) == (True, (), False)
    _, blad = bladen(issue_verslag(wereld.regie, later, Wijze.PAPIER).pdf)
    assert ("Besluitmerk" in blad, "Uitgevoerd" in blad, "Erbij" in blad) == (True, True, False)
    # The meeting that took it shows it as what it decided itself.
    assert [een.punt.afgedaan for een in read_verslag(wereld.regie, tafel.overleg_id)] == [(), ()]


def test_on_screen_it_is_logged_for_each_casus_and_nothing_is_issued(wereld: Wereld, tafel: Tafel) -> None:
    eerste, tweede = read_verslag(wereld.regie, tafel.overleg_id)
    assert [een.tekst.tekst for een in eerste.besluiten if een.tekst is not None] == [BESLOTEN]
    assert ([s.tekst for s in eerste.punt.besproken], tweede.besluiten) == ([GEZEGD, GEHOORD], ())
    assert len(regels(wereld.regie, "verslag.bekijken")) == 2
    assert intern(wereld) == []


def test_a_casus_of_somebody_else_is_only_counted_and_only_who_runs_the_table_makes_minutes(
    wereld: Wereld, tafel: Tafel
) -> None:
    casus_id = maak(wereld.regie2, "top_x")
    with wereld.regie2.doe() as t:
        ander = UUID(int=7)
        t.db.add(OverlegCasus(id=ander, overleg_id=tafel.overleg_id, casus_id=casus_id))
        t.log("overleg.agenderen", "overleg", tafel.overleg_id)
    uit = tekst(issue_verslag(wereld.regie, tafel.overleg_id, Wijze.PAPIER).pdf)
    assert "Agendapunten die niet van u zijn en hier niet staan: 1." in uit
    for naam in ("regie2", "privacy", "lezer", "beheer"):
        for weg in (read_verslag, lambda wie, id_: issue_verslag(wie, id_, Wijze.PAPIER)):
            with pytest.raises(GeenToegang):
                weg(wereld.werkplek(naam), tafel.overleg_id)


def test_the_minutes_of_a_destroyed_casus_go_and_those_of_another_stay(wereld: Wereld, tafel: Tafel) -> None:
    tell_everyone(
        wereld.regie,
        overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda[1].id,
        Tafelinvoer(("plan",), VERTELD),
    )
    issue_verslag(wereld.regie, tafel.overleg_id, Wijze.PAPIER)
    with wereld.beheer.doe() as t:
        t.log("vernietiging.voorstellen", "casus", tafel.dossiers[0].casus_id)
        wissen.erase_casus(t, tafel.dossiers[0].casus_id)
    (over,) = intern(wereld)
    assert over.casus_id == tafel.dossiers[1].casus_id
    assert "PMG-2026-00002" in tekst(open_uitgave(wereld.regie, over.id)[0])
    assert overlegverslag.read_verslag(wereld.regie, tafel.overleg_id)[0].casus_id == over.casus_id
