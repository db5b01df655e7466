"""What is due at a meeting, with the reasons: nothing that is due is missed, nothing of who may not see it is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.doorgeleiding import DoorgeleidingSoort
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import (
    aanwezigheid,
    agendavoorstel,
    bespreken,
    betrokkenen,
    casusverloop,
    evaluaties,
    gebruikers,
    oordelen,
    overleggen,
    plannen,
    toewijzingen,
)
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, Urgentie, meld_aan
from pmg_desk.services.agendavoorstel import (
    AgendaIntussenAnders,
    Agendavoorstel,
    VoorstelRegel,
    put_on_agenda,
    read_voorstel,
    take_back,
)
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.betrokkenen import BetrokkeneInvoer
from pmg_desk.services.evaluaties import BereikInvoer, EvaluatieInvoer
from pmg_desk.services.overleggen import OverlegInvoer, OverlegStatus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import (
    Bereik,
    BesluitStand,
    Besprekingsstand,
    CasusTafel,
    Doorgeleiding,
    DoorgeleidingStatus,
    Overlegbesluit,
    Verstrekking,
    VerstrekkingStatus,
    Vervolg,
    Weg,
    Wijze,
)
from tests.casusbouw import bladen, maak, regels
from tests.services.planbouw import Plancasus, actie, bouw
from tests.services.test_adresboek import organisatie, professional
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)
BESLOTEN = "Moeder Kwetterzolder belt de school."


def plan(wereld: Wereld, over: int, tafel: str = "pga_lokaal") -> UUID:
    return overleggen.plan_overleg(wereld.regie, OverlegInvoer(tafel, VANDAAG + timedelta(days=over)))


def voorstel(wereld: Wereld, overleg_id: UUID) -> Agendavoorstel:
    return read_voorstel(wereld.regie, overleg_id)


def redenen(wereld: Wereld, overleg_id: UUID) -> dict[UUID, tuple[str, ...]]:
    return {regel.casus_id: regel.redenen for regel in voorstel(wereld, overleg_id).regels}


def regel_van(wereld: Wereld, overleg_id: UUID, casus_id: UUID) -> VoorstelRegel:
    (een,) = [regel for regel in voorstel(wereld, overleg_id).regels if regel.casus_id == casus_id]
    return een


def bespreek(
    wereld: Wereld, overleg_id: UUID, casus_id: UUID, stand: Besprekingsstand, *besluiten: str, vraag: str = ""
) -> None:
    punt = overleggen.add_agendapunt(wereld.regie, overleg_id, casus_id, vraag)
    teksten = tuple(Regel(UitspraakInvoer(tekst, aard=Aard.FEIT)) for tekst in besluiten)
    bespreken.save_bespreking(wereld.regie, punt, BesprekingInvoer(stand, besluiten=teksten))


def stel_vast(wereld: Wereld, evaluatie: int, **jongere: Any) -> Plancasus:
    casus = bouw(wereld, **jongere)
    dag = VANDAAG + timedelta(days=evaluatie)
    plannen.agree_plan(wereld.regie, casus.plan_id, VANDAAG, "ouders", dag)
    return casus


def test_a_quiet_table_has_nothing_to_propose(wereld: Wereld) -> None:
    maak(wereld.regie)
    assert voorstel(wereld, plan(wereld, 7)).regels == ()


def test_what_is_late_or_to_be_evaluated_before_the_next_meeting(wereld: Wereld) -> None:
    vroeg, laat = stel_vast(wereld, 20), stel_vast(wereld, 21, voornamen="Bram")
    actie(wereld, vroeg, 2)
    actie(wereld, vroeg, 6)
    actie(wereld, laat, 7)
    nu = plan(wereld, 7)
    assert redenen(wereld, nu) == {
        vroeg.casus_id: ("2 acties te laat, de eerste sinds 25 november 2026", "Plan te evalueren op 13 december 2026"),
        laat.casus_id: ("Plan te evalueren op 14 december 2026",),
    }
    assert (voorstel(wereld, nu).tot, voorstel(wereld, nu).volgend_gepland) == (VANDAAG + timedelta(days=35), False)
    volgend = plan(wereld, 21)
    assert (voorstel(wereld, nu).tot, voorstel(wereld, nu).volgend_gepland) == (date(2026, 12, 14), True)
    assert list(redenen(wereld, nu)) == [vroeg.casus_id]
    assert regel_van(wereld, nu, vroeg.casus_id).vraag == (
        "Hoe staat het met de 2 acties die te laat zijn? Werkt het plan?"
    )
    overleggen.set_overlegstatus(wereld.regie, volgend, OverlegStatus.VERVALLEN)
    assert laat.casus_id in redenen(wereld, nu)


def test_new_aanmeldingen_with_spoed_first(wereld: Wereld) -> None:
    gebruikers.assign_tafels(wereld.beheer, wereld.regie.gebruiker.id, ("pga_lokaal", "zvh"))
    gewoon, spoed = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    reden = UitspraakInvoer("Kwetterzolder is erbij.", bron="Wijkagent")
    meld_aan(wereld.regie, gewoon, AanmeldingInvoer("zvh", reden))
    meld_aan(wereld.regie, spoed, AanmeldingInvoer("zvh", reden, Urgentie.SPOED))
    nu = plan(wereld, 7, "zvh")
    assert list(redenen(wereld, nu).items()) == [
        (spoed, ("Met spoed aangemeld op 23 november 2026",)),
        (gewoon, ("Aangemeld op 23 november 2026",)),
    ]
    assert regel_van(wereld, nu, gewoon).vraag == "Neemt de tafel deze aanmelding aan?"
    assert redenen(wereld, plan(wereld, 7)) == {}  # another table has nothing to decide


def test_what_was_decided_and_not_done_is_on_top_until_it_is(wereld: Wereld) -> None:
    laat, besloten = stel_vast(wereld, 1), maak(wereld.regie, voornamen="Bram")
    for dagen in range(3):
        actie(wereld, laat, dagen)
    bespreek(wereld, plan(wereld, 0), besloten, Besprekingsstand.BESPROKEN, BESLOTEN, "De mentor komt.")
    nu = plan(wereld, 14)
    eerste = voorstel(wereld, nu).regels[0]
    assert (eerste.casus_id, eerste.urgent, eerste.redenen) == (
        besloten,
        True,
        (f"2 besluiten nog niet uitgevoerd, het oudste van 23 november 2026: {BESLOTEN}",),
    )
    assert eerste.vraag == "Zijn de 2 besluiten uitgevoerd?"
    put_on_agenda(wereld.regie, nu, [besloten])
    assert "Kwetterzolder" not in repr(overleggen.toon_overleg(wereld.regie, nu).agenda)
    ander = plan(wereld, 14)
    with wereld.regie.doe() as t:
        for rij in t.db.scalars(sa.select(Overlegbesluit)):
            rij.stand = BesluitStand.UITGEVOERD
        t.log("overlegbesluit.uitgevoerd", "overlegbesluit", casus_id=besloten)
    assert besloten not in redenen(wereld, ander)


def test_what_was_held_over_comes_back_once_with_its_question(wereld: Wereld) -> None:
    terug, niet, klaar = (maak(wereld.regie, voornamen=naam) for naam in ("Aa", "Bb", "Cc"))
    toen = plan(wereld, 0)
    bespreek(wereld, toen, terug, Besprekingsstand.AANGEHOUDEN, vraag="Wie wordt mentor?")
    bespreek(wereld, toen, niet, Besprekingsstand.NIET_BESPROKEN)
    bespreek(wereld, toen, klaar, Besprekingsstand.BESPROKEN)
    nu, later = plan(wereld, 7), plan(wereld, 14)
    assert redenen(wereld, nu) == {
        terug: ("Aangehouden in het overleg van 23 november 2026",),
        niet: ("Niet aan de orde gekomen in het overleg van 23 november 2026",),
    }
    assert regel_van(wereld, nu, terug).vraag == "Wie wordt mentor?"
    assert regel_van(wereld, nu, niet).vraag == "Wat is er nog te bespreken van 23 november 2026?"
    wereld.klok.moment += timedelta(days=7)
    bespreek(wereld, nu, terug, Besprekingsstand.BESPROKEN)
    assert terug not in redenen(wereld, later)


def evalueer(wereld: Wereld, casus: Plancasus, vervolg: Vervolg) -> None:
    bereik = (BereikInvoer(casus.stam_id, Bereik.DEELS),)
    invoer = EvaluatieInvoer(VANDAAG, "ouders", UitspraakInvoer("Kwetterzolder."), vervolg, "1-9-2027", bereik)
    evaluaties.save_evaluatie(wereld.regie, casus.plan_id, invoer)


def test_a_change_that_an_evaluation_asked_until_the_table_talked_about_it(wereld: Wereld) -> None:
    op, af, door = (stel_vast(wereld, 300, voornamen=naam) for naam in ("Aa", "Bb", "Cc"))
    evalueer(wereld, op, Vervolg.OPSCHALEN)
    evalueer(wereld, af, Vervolg.AFSCHALEN)
    evalueer(wereld, door, Vervolg.DOORGAAN)
    nu, later = plan(wereld, 7), plan(wereld, 14)
    assert redenen(wereld, nu) == {
        op.casus_id: ("Opschalen gevraagd bij de evaluatie van 23 november 2026",),
        af.casus_id: ("Afschalen gevraagd bij de evaluatie van 23 november 2026",),
    }
    wereld.klok.moment += timedelta(days=7)
    bespreek(wereld, nu, op.casus_id, Besprekingsstand.BESPROKEN)
    bespreek(wereld, nu, af.casus_id, Besprekingsstand.AANGEHOUDEN)
    assert list(redenen(wereld, later)) == [af.casus_id]


def test_a_held_meeting_counts_as_talked_about_also_without_notes(wereld: Wereld) -> None:
    op = stel_vast(wereld, 300)
    evalueer(wereld, op, Vervolg.AFSLUITEN)
    toen, later = plan(wereld, 3), plan(wereld, 14)
    overleggen.add_agendapunt(wereld.regie, toen, op.casus_id)
    assert op.casus_id in redenen(wereld, later)
    wereld.klok.moment += timedelta(days=3)
    overleggen.set_overlegstatus(wereld.regie, toen, OverlegStatus.GEHOUDEN)
    assert redenen(wereld, later) == {}


def test_what_was_passed_on_and_not_answered(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    with wereld.regie.doe() as t:
        rij = Doorgeleiding(
            id=t.nieuw_id(),
            casus_id=casus_id,
            soort=next(iter(DoorgeleidingSoort)),
            status=DoorgeleidingStatus.GEVRAAGD,
            weg=Weg.BUITEN,
            van_tafel="pga_lokaal",
            naar_organisatie="Halt",
            gevraagd_op=VANDAAG,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("doorgeleiding.vragen", "doorgeleiding", rij.id, casus_id=casus_id)
    assert redenen(wereld, plan(wereld, 7)) == {
        casus_id: ("Op 23 november 2026 doorgeleid, nog geen antwoord: Halt",),
    }


def rustig(wereld: Wereld, nummer: str = "PMG-2026-00001") -> Dossier:
    """A dossier of which nothing is due within the days of these tests: its action is not late yet."""
    return maak_dossier(wereld.regie, nummer)


def test_approvals_that_end_before_the_next_meeting_unless_they_go_on_or_were_withdrawn(wereld: Wereld) -> None:
    loopt, door, weg, lang = (rustig(wereld, f"PMG-2026-0000{nr}") for nr in (1, 2, 3, 4))
    keur_goed(wereld, vraag(wereld, loopt, ("plan", "signalen"), dagen=10), geldig_tot=VANDAAG + timedelta(days=10))
    keur_goed(wereld, vraag(wereld, door, ("plan",), dagen=10), geldig_tot=VANDAAG + timedelta(days=10))
    keur_goed(wereld, vraag(wereld, door, ("plan", "signalen")))
    besluit = keur_goed(wereld, vraag(wereld, weg, ("plan",), dagen=10), geldig_tot=VANDAAG + timedelta(days=10))
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Niet meer nodig.")
    keur_goed(wereld, vraag(wereld, lang, ("plan",)))
    nu = plan(wereld, 5)
    plan(wereld, 11)
    assert redenen(wereld, nu) == {
        loopt.casus_id: ("Akkoord loopt af op 3 december 2026: School De Brug PMG-2026-00001 – Leerlingzaken",),
    }
    assert regel_van(wereld, nu, loopt.casus_id).vraag == "Moet er na 3 december 2026 nog informatie gedeeld worden?"
    vroeger = plan(wereld, 6)
    assert (redenen(wereld, nu), loopt.casus_id in redenen(wereld, vroeger)) == ({}, True)


def test_all_at_once_after_what_is_there_with_their_question_and_a_line_each(wereld: Wereld) -> None:
    zelf = maak(wereld.regie, voornamen="Zelf")
    nu = plan(wereld, 7)
    overleggen.add_agendapunt(wereld.regie, nu, zelf, "Eigen vraag?")
    casussen = [stel_vast(wereld, dagen, voornamen=f"N{dagen}") for dagen in (3, 1, 2)]
    volgorde = [regel.casus_id for regel in voorstel(wereld, nu).regels]
    assert volgorde == [casussen[nr].casus_id for nr in (1, 2, 0)]
    uitkomst = put_on_agenda(wereld.regie, nu, [*volgorde, zelf, volgorde[0]])
    assert (uitkomst.aantal, uitkomst.stond_al) == (3, 1)
    agenda = overleggen.toon_overleg(wereld.regie, nu).agenda
    assert [(p.casus_id, p.vraag) for p in agenda] == [
        (zelf, "Eigen vraag?"),
        *((id_, "Werkt het plan?") for id_ in volgorde),
    ]
    assert voorstel(wereld, nu).regels == ()
    assert [r.casus_id for r in regels(wereld.regie, "overleg.agenderen")][1:] == [str(id_) for id_ in volgorde]
    assert "N1" not in bladen(wereld.regie)
    assert put_on_agenda(wereld.regie, nu, volgorde).aantal == 0
    assert len(regels(wereld.regie, "overleg.agenderen")) == 4


def test_what_is_spoed_goes_before_what_was_not_discussed_yet(wereld: Wereld) -> None:
    nu = plan(wereld, 0)
    for naam in ("Besproken", "Straks"):
        overleggen.add_agendapunt(wereld.regie, nu, maak(wereld.regie, voornamen=naam))
    eerste, tweede = overleggen.toon_overleg(wereld.regie, nu).agenda
    bespreken.save_bespreking(wereld.regie, eerste.id, BesprekingInvoer(Besprekingsstand.BESPROKEN))
    gewoon, spoed = maak(wereld.regie, voornamen="Gewoon"), maak(wereld.regie, voornamen="Spoed")
    for casus_id, urgentie in ((gewoon, Urgentie.GEWOON), (spoed, Urgentie.SPOED)):
        meld_aan(wereld.regie, casus_id, AanmeldingInvoer("pga_lokaal", UitspraakInvoer("Kom erbij."), urgentie))
    gezet = put_on_agenda(wereld.regie, nu, [gewoon, spoed]).gezet
    agenda = overleggen.toon_overleg(wereld.regie, nu).agenda
    assert [p.casus_id for p in agenda] == [eerste.casus_id, spoed, tweede.casus_id, gewoon]
    take_back(wereld.regie, nu, gezet)
    assert [p.id for p in overleggen.toon_overleg(wereld.regie, nu).agenda] == [eerste.id, tweede.id]


def test_one_step_takes_back_what_one_click_put_on_and_nothing_else(wereld: Wereld) -> None:
    zelf = maak(wereld.regie, voornamen="Zelf")
    nu = plan(wereld, 7)
    overleggen.add_agendapunt(wereld.regie, nu, zelf, "Eigen vraag?")
    casussen = [stel_vast(wereld, dagen, voornamen=f"N{dagen}").casus_id for dagen in (1, 2)]
    gezet = put_on_agenda(wereld.regie, nu, casussen).gezet
    for ander in (wereld.regie2, wereld.privacy):
        with pytest.raises(GeenToegang):
            take_back(ander, nu, gezet)
    take_back(wereld.regie, nu, gezet)
    assert [p.casus_id for p in overleggen.toon_overleg(wereld.regie, nu).agenda] == [zelf]
    assert [r.casus_id for r in regels(wereld.regie, "overleg.afvoeren")] == [str(id_) for id_ in casussen]
    assert [r.casus_id for r in voorstel(wereld, nu).regels] == casussen  # and it is proposed again
    with pytest.raises(AgendaIntussenAnders):  # it is gone already
        take_back(wereld.regie, nu, gezet)


def test_what_was_worked_on_since_is_not_taken_back(wereld: Wereld) -> None:
    casussen = [stel_vast(wereld, dagen, voornamen=f"N{dagen}").casus_id for dagen in (1, 2)]
    nu = plan(wereld, 0)
    gezet = put_on_agenda(wereld.regie, nu, casussen).gezet
    een, ander = (id_ for id_, _ in gezet)

    def verkeerd() -> None:
        with pytest.raises(AgendaIntussenAnders):
            take_back(wereld.regie, nu, gezet)
        assert len(overleggen.toon_overleg(wereld.regie, nu).agenda) == len(gezet)

    overleggen.change_agendapunt(wereld.regie, ander, "Iets anders?")
    verkeerd()
    overleggen.change_agendapunt(wereld.regie, ander, gezet[1][1])
    overleggen.move_agendapunt(wereld.regie, ander, -1)
    verkeerd()
    overleggen.move_agendapunt(wereld.regie, ander, 1)
    overleggen.set_overlegstatus(wereld.regie, nu, OverlegStatus.GEHOUDEN)
    verkeerd()
    overleggen.set_overlegstatus(wereld.regie, nu, OverlegStatus.GEPLAND)
    wie = professional(wereld.regie, organisatie(wereld.regie))
    overleggen.set_deelnemers(wereld.regie, nu, [wie])
    aanwezigheid.mark_everyone_present(wereld.regie, nu)
    aanwezigheid.leave_for_punt(wereld.regie, een, wie)
    verkeerd()
    aanwezigheid.return_for_punt(wereld.regie, een, wie)
    with wereld.regie.doe() as t:  # as of something that was shown to the room
        gedeeld = Verstrekking(
            id=t.nieuw_id(),
            casus_id=casussen[0],
            organisatie="GGD",
            functie="Arts",
            overleg_id=nu,
            op=t.nu,
            wijze=Wijze.MONDELING,
            status=VerstrekkingStatus.UITGEGEVEN,
            categorieen="plan",
            door_id=t.gebruiker.id,
        )
        t.db.add(gedeeld)
        t.log("verstrekking.vastleggen", "verstrekking", gedeeld.id, casus_id=casussen[0])
    verkeerd()
    with wereld.regie.doe() as t:
        t.db.delete(t.db.get_one(Verstrekking, gedeeld.id))
        t.log("verstrekking.vastleggen", "verstrekking", gedeeld.id, casus_id=casussen[0])
    bespreken.save_bespreking(wereld.regie, een, BesprekingInvoer(Besprekingsstand.BESPROKEN))
    verkeerd()


def test_what_is_on_an_earlier_agenda_says_so(wereld: Wereld) -> None:
    casus = stel_vast(wereld, 1)
    eerst, later = plan(wereld, 7), plan(wereld, 14)
    put_on_agenda(wereld.regie, eerst, [casus.casus_id])
    assert redenen(wereld, later)[casus.casus_id][-1] == "Staat al op de agenda van 30 november 2026"
    overleggen.set_overlegstatus(wereld.regie, eerst, OverlegStatus.VERVALLEN)
    assert len(redenen(wereld, later)[casus.casus_id]) == 1


def test_what_one_may_not_see_is_counted_and_nothing_is_said_of_it(wereld: Wereld) -> None:
    zichtbaar = stel_vast(wereld, 1)
    vreemd = stel_vast(wereld, 1, voornamen="Kwetterzolder")
    bespreek(wereld, plan(wereld, 0), vreemd.casus_id, Besprekingsstand.AANGEHOUDEN, vraag="Over Kwetterzolder?")
    toewijzingen.transfer_casus(wereld.regie, vreemd.casus_id, wereld.regie2.gebruiker.id)
    with wereld.regie.doe() as t:
        for rij in t.db.scalars(sa.select(CasusTafel).where(CasusTafel.casus_id == vreemd.casus_id)):
            rij.van, rij.tot = VANDAAG - timedelta(days=9), VANDAAG - timedelta(days=1)
        t.log("casus.tafels", "casus", vreemd.casus_id, casus_id=vreemd.casus_id)
    nu = plan(wereld, 7)
    uit = voorstel(wereld, nu)
    assert ([r.casus_id for r in uit.regels], uit.buiten) == ([zichtbaar.casus_id], 1)
    assert "Kwetterzolder" not in repr(uit)
    with pytest.raises(GeenToegang):
        put_on_agenda(wereld.regie, nu, [zichtbaar.casus_id, vreemd.casus_id])
    assert overleggen.toon_overleg(wereld.regie, nu).agenda == ()


def test_only_who_runs_that_table_prepares_and_only_what_is_proposed_goes_on(wereld: Wereld) -> None:
    casus, rust = stel_vast(wereld, 1), maak(wereld.regie, voornamen="Bram")
    nu = plan(wereld, 7)
    for ik in (wereld.regie2, wereld.privacy, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            read_voorstel(ik, nu)
        with pytest.raises(GeenToegang):
            put_on_agenda(ik, nu, [casus.casus_id])
    with pytest.raises(OngeldigeInvoer) as fout:
        put_on_agenda(wereld.regie, nu, [rust])
    assert fout.value.velden == {"casussen": "Het voorstel is veranderd. Kijk het na en kies opnieuw."}
    casusverloop.close_casus(wereld.regie, casus.casus_id, "doelen_behaald", "verbeterd")
    assert voorstel(wereld, nu).regels == ()
    overleggen.set_overlegstatus(wereld.regie, nu, OverlegStatus.VERVALLEN)
    assert voorstel(wereld, nu).regels == ()


def test_the_proposal_reads_no_more_statements_for_more_casussen(wereld: Wereld) -> None:
    toen, nu = plan(wereld, 0), plan(wereld, 15)
    plan(wereld, 25)

    def erbij(nr: int) -> None:
        dossier = rustig(wereld, f"PMG-2026-{nr:05d}")
        dag = VANDAAG + timedelta(days=20)
        keur_goed(wereld, vraag(wereld, dossier, ("plan",), dagen=20), geldig_tot=dag)
        bespreek(wereld, toen, dossier.casus_id, Besprekingsstand.AANGEHOUDEN, BESLOTEN)

    erbij(1)
    weinig = tel(wereld.regie, lambda: len(voorstel(wereld, nu).regels))
    for nr in range(2, 5):
        erbij(nr)
    veel = tel(wereld.regie, lambda: len(voorstel(wereld, nu).regels))
    assert (weinig[0], veel[0], veel[1]) == (1, 4, weinig[1])


def tel(werkplek: Werkplek, lees: Callable[[], int]) -> tuple[int, int]:
    """How many lines a reading gave, and in how many statements."""
    gesteld: list[str] = []

    def hoor(*deel: Any) -> None:
        gesteld.append(str(deel[2]))

    sa.event.listen(werkplek.engine, "before_cursor_execute", hoor)
    try:
        return lees(), len(gesteld)
    finally:
        sa.event.remove(werkplek.engine, "before_cursor_execute", hoor)


def test_who_comes_for_which_items_among_those_one_may_read(wereld: Wereld) -> None:
    school = organisatie(wereld.regie)
    mentor, agent = professional(wereld.regie, school), professional(wereld.regie, school, "W. Wijkagent")
    a, x, b = (maak(wereld.regie, "zvh", voornamen=naam) for naam in ("Aa", "Xx", "Bb"))
    for casus_id, wie, bij, tot in (
        (a, mentor, True, ""),
        (b, mentor, True, ""),
        (x, agent, True, ""),
        (a, agent, False, ""),
        (b, agent, True, "29-11-2026"),
    ):
        betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(wie, "rol", "1-11-2026", tot, bij))
    nu = plan(wereld, 7)
    for casus_id in (x, a, b):
        overleggen.add_agendapunt(wereld.regie, nu, casus_id)
    assert agendavoorstel.list_komt_voor(wereld.regie, nu) == {mentor: (2, 3), agent: (1,)}
    toewijzingen.transfer_casus(wereld.regie, x, wereld.regie2.gebruiker.id)
    assert agendavoorstel.list_komt_voor(wereld.regie, nu) == {mentor: (2, 3)}
    assert agendavoorstel.list_komt_voor(wereld.privacy, nu) == {}
    with pytest.raises(GeenToegang):
        agendavoorstel.list_komt_voor(wereld.regie2, nu)
