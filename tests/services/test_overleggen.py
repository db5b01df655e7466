"""Meetings of a table: who sees them, what is on the agenda and in which order, and what a form refuses."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.services import adresboek, betrokkenen, casusverloop, gebruikers, overleggen, toewijzingen
from pmg_desk.services.betrokkenen import BetrokkeneInvoer
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.werkplek import CasusGesloten, Werkplek
from pmg_desk.storage.models import OverlegStatus
from tests.casusbouw import bladen, maak, regels
from tests.services.test_adresboek import fouten, organisatie, professional
from tests.wereld import Wereld


def plan(werkplek: Werkplek, datum: str = "30-11-2026", tafel: str = "pga_lokaal") -> UUID:
    return overleggen.plan_overleg(werkplek, OverlegInvoer(tafel, datum, "9.05", "Stadskantoor"))


def agenda(werkplek: Werkplek, overleg_id: UUID) -> list[str]:
    return [punt.naam for punt in overleggen.toon_overleg(werkplek, overleg_id).agenda]


def test_een_gepland_overleg_staat_in_de_lijst_van_de_tafel(wereld: Wereld) -> None:
    id_ = plan(wereld.regie)
    eerder = plan(wereld.regie, "24-11-2026")
    assert [o.id for o in overleggen.list_overleggen(wereld.regie)] == [eerder, id_]
    assert [o.id for o in overleggen.list_overleggen(wereld.regie, vanaf=date(2026, 11, 25))] == [id_]
    assert [o.id for o in overleggen.list_overleggen(wereld.regie, tot=date(2026, 11, 24))] == [eerder]
    regel = overleggen.toon_overleg(wereld.regie, id_).regel
    assert (regel.tafel, regel.tafel_label, regel.datum, regel.tijd, regel.plaats, regel.status_label) == (
        "pga_lokaal",
        wereld.profiel.tafels["pga_lokaal"].label,
        date(2026, 11, 30),
        "09:05",
        "Stadskantoor",
        "Gepland",
    )
    assert [r.object_id for r in regels(wereld.regie, "overleg.plannen")] == [str(id_), str(eerder)]


def test_alleen_de_tafel_en_de_privacy_officer_zien_het(wereld: Wereld) -> None:
    id_ = plan(wereld.regie)
    assert [o.id for o in overleggen.list_overleggen(wereld.privacy)] == [id_]
    assert not overleggen.toon_overleg(wereld.privacy, id_).mag_wijzigen
    for naam in ("regie2", "lezer"):
        assert overleggen.list_overleggen(wereld.werkplek(naam)) == ()
    with pytest.raises(GeenToegang):
        overleggen.list_overleggen(wereld.beheer)
    mens = professional(wereld.regie, organisatie(wereld.regie))
    for naam in ("regie2", "lezer", "beheer"):
        ik = wereld.werkplek(naam)
        for poging in (
            lambda: overleggen.toon_overleg(ik, id_),  # noqa: B023 - called at once
            lambda: overleggen.change_overleg(ik, id_, OverlegInvoer("top_x", "1-12-2026")),  # noqa: B023
            lambda: overleggen.set_overlegstatus(ik, id_, OverlegStatus.VERVALLEN),  # noqa: B023
            lambda: overleggen.set_deelnemers(ik, id_, [mens]),  # noqa: B023
            lambda: overleggen.invite_betrokkenen(ik, id_),  # noqa: B023
        ):
            with pytest.raises(GeenToegang):
                poging()
    for poging in (
        lambda: overleggen.change_overleg(wereld.privacy, id_, OverlegInvoer("pga_lokaal", "1-12-2026")),
        lambda: overleggen.set_deelnemers(wereld.privacy, id_, [mens]),
    ):
        with pytest.raises(GeenToegang):
            poging()
    assert overleggen.toon_overleg(wereld.regie, id_).deelnemers == ()


def test_verkeerde_invoer_krijgt_een_zin_per_veld(wereld: Wereld) -> None:
    leeg = OverlegInvoer("", "", "25:00", "x" * 161)
    assert fouten(overleggen.plan_overleg, wereld.regie, leeg) == {
        "tafel": "Kies iets uit de lijst.",
        "datum": "Vul dit veld in.",
        "tijd": "Schrijf de tijd als 13:30.",
        "plaats": "Dit is te lang: 161 tekens. Er passen er 160.",
    }
    vreemd = OverlegInvoer("top_x", "31-2-2026", "half twee", "a\x00b")
    assert fouten(overleggen.plan_overleg, wereld.regie, vreemd) == {
        "tafel": "U hoort niet bij deze tafel. Kies een tafel waar u bij hoort.",
        "datum": "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na.",
        "tijd": "Schrijf de tijd als 13:30.",
        "plaats": "Teken 2 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw.",
    }
    assert overleggen.list_overleggen(wereld.regie) == ()
    for ik in (wereld.privacy, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            plan(ik)


def test_een_overleg_dat_nog_komt_is_niet_gehouden(wereld: Wereld) -> None:
    id_ = plan(wereld.regie)
    assert fouten(overleggen.set_overlegstatus, wereld.regie, id_, OverlegStatus.GEHOUDEN) == {
        "status": "Dit overleg moet nog komen."
    }
    wereld.klok.moment += timedelta(days=7)
    overleggen.set_overlegstatus(wereld.regie, id_, OverlegStatus.GEHOUDEN)
    assert overleggen.toon_overleg(wereld.regie, id_).regel.status_label == "Gehouden"
    overleggen.set_overlegstatus(wereld.regie, id_, OverlegStatus.VERVALLEN)
    assert overleggen.toon_overleg(wereld.regie, id_).regel.status_label == "Gaat niet door"


def test_de_agenda_toont_alleen_wat_men_mag_zien_en_telt_de_rest(wereld: Wereld) -> None:
    eigen, vreemd = maak(wereld.regie, "zvh"), maak(wereld.regie, "zvh", voornamen="Bram", geslachtsnaam="Geheim")
    id_ = plan(wereld.regie)
    overleggen.add_agendapunt(wereld.regie, id_, vreemd, "Wie belt de moeder?")
    punt = overleggen.add_agendapunt(wereld.regie, id_, eigen, " Opschalen? ")
    toewijzingen.transfer_casus(wereld.regie, vreemd, wereld.regie2.gebruiker.id)
    inzicht = overleggen.toon_overleg(wereld.regie, id_)
    # Under the number that is on what is printed and shown: who says it in the room means the same item.
    assert [(p.nr, p.id, p.casus_id, p.naam, p.vraag) for p in inzicht.agenda] == [
        (2, punt, eigen, "Łukasz, Zoë", "Opschalen?")
    ]
    assert (inzicht.verborgen, inzicht.regel.casussen) == (1, 2)
    assert "Geheim" not in repr(inzicht)
    assert "moeder" not in repr(inzicht)
    bij_privacy = overleggen.toon_overleg(wereld.privacy, id_)
    assert (bij_privacy.agenda, bij_privacy.verborgen) == ((), 2)
    assert "moeder" not in bladen(wereld.regie)


def test_een_verborgen_casus_is_niet_te_wijzigen_of_weg_te_halen(wereld: Wereld) -> None:
    vreemd = maak(wereld.regie, "zvh")
    id_ = plan(wereld.regie)
    punt = overleggen.add_agendapunt(wereld.regie, id_, vreemd, "Vraag")
    toewijzingen.transfer_casus(wereld.regie, vreemd, wereld.regie2.gebruiker.id)
    for poging in (
        lambda: overleggen.change_agendapunt(wereld.regie, punt, "Anders"),
        lambda: overleggen.remove_agendapunt(wereld.regie, punt),
        lambda: overleggen.move_agendapunt(wereld.regie, punt, 1),
        lambda: overleggen.add_agendapunt(wereld.regie, id_, vreemd),
    ):
        with pytest.raises(GeenToegang):
            poging()
    assert overleggen.toon_overleg(wereld.regie, id_).verborgen == 1


def test_verplaatsen_gaat_voorbij_de_volgende_die_men_ziet(wereld: Wereld) -> None:
    a, x, b, c = (maak(wereld.regie, "zvh", voornamen=v, geslachtsnaam=v) for v in ("Aa", "Xx", "Bb", "Cc"))
    id_ = plan(wereld.regie)
    punten = [overleggen.add_agendapunt(wereld.regie, id_, casus) for casus in (a, x, b, c)]
    toewijzingen.transfer_casus(wereld.regie, x, wereld.regie2.gebruiker.id)
    overleggen.move_agendapunt(wereld.regie, punten[0], 1)
    assert agenda(wereld.regie, id_) == ["Bb, Bb", "Aa, Aa", "Cc, Cc"]
    overleggen.move_agendapunt(wereld.regie, punten[3], -1)
    assert agenda(wereld.regie, id_) == ["Bb, Bb", "Cc, Cc", "Aa, Aa"]
    overleggen.move_agendapunt(wereld.regie, punten[0], 1)
    overleggen.move_agendapunt(wereld.regie, punten[2], -5)
    assert agenda(wereld.regie, id_) == ["Bb, Bb", "Cc, Cc", "Aa, Aa"]
    toewijzingen.transfer_casus(wereld.regie2, x, wereld.regie.gebruiker.id)
    assert sorted(agenda(wereld.regie, id_)) == ["Aa, Aa", "Bb, Bb", "Cc, Cc", "Xx, Xx"]


def test_een_casus_staat_een_keer_op_de_agenda_en_kan_eraf(wereld: Wereld) -> None:
    casus_id, dicht = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    id_ = plan(wereld.regie)
    punt = overleggen.add_agendapunt(wereld.regie, id_, casus_id)
    assert fouten(overleggen.add_agendapunt, wereld.regie, id_, casus_id) == {
        "casus_id": "Deze casus staat al op de agenda."
    }
    lang = {"vraag": "Dit is te lang: 301 tekens. Er passen er 300."}
    assert fouten(overleggen.change_agendapunt, wereld.regie, punt, "x" * 301) == lang
    overleggen.change_agendapunt(wereld.regie, punt, "Opschalen?")
    assert [p.vraag for p in overleggen.toon_overleg(wereld.regie, id_).agenda] == ["Opschalen?"]
    casusverloop.close_casus(wereld.regie, dicht, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        overleggen.add_agendapunt(wereld.regie, id_, dicht)
    overleggen.remove_agendapunt(wereld.regie, punt)
    assert agenda(wereld.regie, id_) == []


def test_deelnemers_staan_er_per_organisatie_en_wie_weg_is_komt_er_niet_bij(wereld: Wereld) -> None:
    school, politie = organisatie(wereld.regie), organisatie(wereld.regie, "Politie Zuiderpark")
    mentor, agent = professional(wereld.regie, school), professional(wereld.regie, politie, "W. Wijkagent")
    id_ = plan(wereld.regie)
    overleggen.set_deelnemers(wereld.regie, id_, [mentor, agent, mentor])
    inzicht = overleggen.toon_overleg(wereld.regie, id_)
    assert ([p.naam for p in inzicht.deelnemers], inzicht.regel.deelnemers) == (["W. Wijkagent", "M. Mentor"], 2)
    adresboek.stop_professional(wereld.regie, mentor, "vandaag")
    overleggen.set_deelnemers(wereld.regie, id_, [mentor])
    assert [p.naam for p in overleggen.toon_overleg(wereld.regie, id_).deelnemers] == ["M. Mentor"]
    ander = plan(wereld.regie, "1-12-2026")
    assert fouten(overleggen.set_deelnemers, wereld.regie, ander, [mentor]) == {
        "deelnemers": "Iemand uit de keuze werkt hier niet meer. Haal die persoon weg."
    }
    overleggen.set_deelnemers(wereld.regie, id_, [])
    assert overleggen.toon_overleg(wereld.regie, id_).deelnemers == ()


def test_uitnodigen_neemt_wie_bij_het_overleg_hoort_van_casussen_die_men_ziet(wereld: Wereld) -> None:
    school = organisatie(wereld.regie)
    mensen = {naam: professional(wereld.regie, school, naam) for naam in ("Ja", "Nee", "Oud", "Weg", "Verborgen", "Al")}
    eigen, vreemd = maak(wereld.regie, "zvh"), maak(wereld.regie, "zvh", voornamen="Bram")

    def betrek(casus_id: UUID, naam: str, *, bij: bool = True, tot: str = "") -> None:
        invoer = BetrokkeneInvoer(mensen[naam], "rol", "1-11-2026", tot, bij)
        betrokkenen.add_betrokkene(wereld.regie, casus_id, invoer)

    for naam in ("Ja", "Weg", "Al"):
        betrek(eigen, naam)
    betrek(eigen, "Nee", bij=False)
    betrek(eigen, "Oud", tot="29-11-2026")
    betrek(vreemd, "Verborgen")
    id_ = plan(wereld.regie)
    overleggen.set_deelnemers(wereld.regie, id_, [mensen["Al"]])
    for casus_id in (eigen, vreemd):
        overleggen.add_agendapunt(wereld.regie, id_, casus_id)
    toewijzingen.transfer_casus(wereld.regie, vreemd, wereld.regie2.gebruiker.id)
    adresboek.stop_professional(wereld.regie, mensen["Weg"], "vandaag")
    assert overleggen.invite_betrokkenen(wereld.regie, id_) == 1
    assert [p.naam for p in overleggen.toon_overleg(wereld.regie, id_).deelnemers] == ["Al", "Ja"]
    assert overleggen.invite_betrokkenen(wereld.regie, id_) == 0


def test_wijzigen_bewaart_de_nieuwe_dag_zonder_tijd(wereld: Wereld) -> None:
    id_ = plan(wereld.regie)
    overleggen.change_overleg(wereld.regie, id_, OverlegInvoer("pga_lokaal", "2-12-2026", "", ""))
    assert [(o.datum, o.tijd) for o in overleggen.list_overleggen(wereld.regie)] == [(date(2026, 12, 2), "")]


def test_wie_de_tafel_verlaat_ziet_haar_overleggen_niet_meer(wereld: Wereld) -> None:
    assert overleggen.mijn_tafels(wereld.regie) == (("pga_lokaal", wereld.profiel.tafels["pga_lokaal"].label),)
    assert overleggen.mijn_tafels(wereld.privacy) == ()
    id_ = plan(wereld.regie)
    gebruikers.assign_tafels(wereld.beheer, wereld.regie.gebruiker.id, ("top_x",))
    assert overleggen.list_overleggen(wereld.regie) == ()
    with pytest.raises(GeenToegang):
        overleggen.toon_overleg(wereld.regie, id_)
