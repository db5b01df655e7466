"""Discussing a casus at the table: one version per leaving of the item, and nothing of anybody is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard, Rubriek
from pmg_desk.services import bespreken, concepten, overlegbesluiten, overleggen, plannen, uitspraken
from pmg_desk.services.aanwezigheid import OverlegNogNiet
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, BesprekingInzicht, Regel
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.overleggen import OverlegInvoer, PuntBesproken
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.tijdlijn import toon_tijdlijn
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import BesluitStand, Besprekingsstand, Logdetail, OverlegStatus, Uitspraak, UitspraakSoort
from tests.casusbouw import bladen, regels
from tests.services.planbouw import Plancasus, bouw
from tests.wereld import Wereld

BESPROKEN = Besprekingsstand.BESPROKEN
GEZEGD, BESLOTEN, TE_DOEN = "Spijbelt weer.", "De school wordt gebeld.", "Belt de mentor."


@dataclass(frozen=True)
class Aantafel:
    casus: Plancasus
    overleg_id: UUID
    punt_id: UUID


@pytest.fixture
def tafel(wereld: Wereld) -> Aantafel:
    casus = bouw(wereld)
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "9.00"))
    return Aantafel(casus, overleg_id, overleggen.add_agendapunt(wereld.regie, overleg_id, casus.casus_id))


def invoer(tafel: Aantafel, **anders: Any) -> BesprekingInvoer:
    """A point, a besluit and an action, all new."""
    actie = ActieInvoer(UitspraakInvoer(TE_DOEN), tafel.casus.professional_id, "30-11-2026")
    alles = BesprekingInvoer(
        BESPROKEN,
        (Regel(UitspraakInvoer(GEZEGD, "J. Werker, Jongerenwerker", aard=Aard.AANNAME)),),
        (Regel(UitspraakInvoer(BESLOTEN)),),
        (Actieregel(tafel.casus.stam_id, actie),),
    )
    return replace(alles, **anders)


def opnieuw(nu: BesprekingInzicht, **anders: Any) -> BesprekingInvoer:
    """The same as it stands, for a next version."""
    assert nu.stand is not None
    zo = BesprekingInvoer(
        nu.stand,
        tuple(Regel(een.tekst.als_invoer(), een.id, een.tekst.id) for een in nu.punten),
        tuple(Regel(een.tekst.als_invoer(), een.id, een.tekst.id) for een in nu.besluiten if een.tekst is not None),
        (),
        nu.versie,
    )
    return replace(zo, **anders)


def lees(wereld: Wereld, tafel: Aantafel) -> BesprekingInzicht:
    return bespreken.toon_bespreking(wereld.regie, tafel.punt_id)


def woorden(nu: BesprekingInzicht) -> tuple[list[str], list[str], list[str]]:
    return (
        [een.tekst.tekst for een in nu.punten],
        [een.tekst.tekst for een in nu.besluiten if een.tekst is not None],
        [een.tekst.tekst for een in nu.acties if een.tekst is not None],
    )


def test_leaving_an_item_commits_one_version_with_its_lines_and_the_draft_goes(wereld: Wereld, tafel: Aantafel) -> None:
    concepten.save_concept(wereld.regie, bespreken.FORMULIER, str(tafel.punt_id), {"punten": [GEZEGD]})
    concept = concepten.find_concept(wereld.regie, bespreken.FORMULIER, str(tafel.punt_id))
    assert concept is not None and concept.casus_id == tafel.casus.casus_id  # noqa: PT018 - one thing
    assert lees(wereld, tafel) == BesprekingInzicht(tafel.punt_id, tafel.casus.casus_id)
    voor = len(regels(wereld.regie))
    assert bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel)) == 1
    assert [r.actie for r in regels(wereld.regie)[voor:]] == ["actie.toevoegen", "bespreking.vastleggen"]
    assert concepten.find_concept(wereld.regie, bespreken.FORMULIER, str(tafel.punt_id)) is None
    nu = lees(wereld, tafel)
    assert (nu.stand, nu.versie, woorden(nu)) == (BESPROKEN, 1, ([GEZEGD], [BESLOTEN], [TE_DOEN]))
    gezegd, besluit = nu.punten[0].tekst, nu.besluiten[0]
    assert (gezegd.bron, gezegd.aard, gezegd.categorie, gezegd.gezegd_op) == (
        "J. Werker, Jongerenwerker",
        Aard.AANNAME,
        "signalen",
        date(2026, 11, 23),
    )
    assert besluit.tekst is not None
    assert (besluit.tekst.bron, besluit.tekst.categorie, besluit.stand) == ("Het overleg", "plan", BesluitStand.OPEN)
    assert regels(wereld.regie, "bespreking.vastleggen")[0].categorieen == "acties,plan,signalen"
    for geheim in (GEZEGD, BESLOTEN, TE_DOEN, "Werker"):
        assert geheim not in bladen(wereld.regie)


def test_coming_back_makes_a_new_version_in_which_texts_are_superseded(wereld: Wereld, tafel: Aantafel) -> None:
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    eerst = lees(wereld, tafel)
    (punt,) = opnieuw(eerst).punten
    anders = replace(punt, tekst=replace(punt.tekst, tekst="Spijbelt elke maandag."))
    assert bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(eerst, punten=(anders,))) == 2
    nu = lees(wereld, tafel)
    assert woorden(nu) == (["Spijbelt elke maandag."], [BESLOTEN], [TE_DOEN])
    assert [een.id for een in nu.punten] == [een.id for een in eerst.punten]
    assert [een.tekst for een in uitspraken.toon_geschiedenis(wereld.regie, nu.punten[0].tekst.id)] == [
        "Spijbelt elke maandag.",
        GEZEGD,
    ]
    assert nu.besluiten[0].tekst == eerst.besluiten[0].tekst  # what did not change has no new version


def test_nothing_different_is_no_version_and_a_stand_alone_is_one(wereld: Wereld, tafel: Aantafel) -> None:
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    assert bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(lees(wereld, tafel))) == 1
    assert len(regels(wereld.regie, "bespreking.vastleggen")) == 1
    uitgesteld = opnieuw(lees(wereld, tafel), stand=Besprekingsstand.AANGEHOUDEN)
    assert bespreken.save_bespreking(wereld.regie, tafel.punt_id, uitgesteld) == 2
    assert lees(wereld, tafel).stand is Besprekingsstand.AANGEHOUDEN


def test_the_order_can_change_and_what_is_taken_away_is_withdrawn_and_stays_readable(
    wereld: Wereld, tafel: Aantafel
) -> None:
    twee = (Regel(UitspraakInvoer("Eén.")), Regel(UitspraakInvoer("Twee.")))
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel, punten=twee, acties=()))
    eerst = lees(wereld, tafel)
    om = opnieuw(eerst, punten=opnieuw(eerst).punten[::-1])
    assert bespreken.save_bespreking(wereld.regie, tafel.punt_id, om) == 2
    assert woorden(lees(wereld, tafel))[0] == ["Twee.", "Eén."]
    leeg = opnieuw(lees(wereld, tafel), punten=(), besluiten=())
    assert bespreken.save_bespreking(wereld.regie, tafel.punt_id, leeg) == 3
    assert woorden(lees(wereld, tafel)) == ([], [], [])
    (weg, eerder) = uitspraken.toon_geschiedenis(wereld.regie, _opvolger(wereld, eerst.punten[0].tekst.id))
    assert (weg.vervallen, eerder.tekst) == (True, "Eén.")


def _opvolger(wereld: Wereld, uitspraak_id: UUID) -> UUID:
    with wereld.regie.doe() as t:
        rij = inhoud.opvolger(t.db, uitspraak_id)
        assert rij is not None
        return rij.id


def test_two_at_once_get_told_and_neither_loses_a_word(wereld: Wereld, tafel: Aantafel) -> None:
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    begin = lees(wereld, tafel)
    (punt,), (besluit,) = opnieuw(begin).punten, opnieuw(begin).besluiten
    collega = opnieuw(
        begin,
        punten=(replace(punt, tekst=replace(punt.tekst, tekst="Van de collega.")), Regel(UitspraakInvoer("Erbij."))),
    )
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, collega)
    mijn = opnieuw(
        begin,
        punten=(replace(punt, tekst=replace(punt.tekst, tekst="Van mij.")), Regel(UitspraakInvoer("Ook erbij."))),
        besluiten=(replace(besluit, tekst=replace(besluit.tekst, tekst="Beter besluit.")),),
    )
    concepten.save_concept(wereld.regie, bespreken.FORMULIER, str(tafel.punt_id), {"punten": ["Van mij."]})
    with pytest.raises(IntussenGewijzigd):
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, mijn)
    assert concepten.find_concept(wereld.regie, bespreken.FORMULIER, str(tafel.punt_id)) is not None
    assert woorden(lees(wereld, tafel))[0] == ["Van de collega.", "Erbij."]
    samen = bespreken.voeg_samen(begin, mijn, lees(wereld, tafel))
    assert bespreken.save_bespreking(wereld.regie, tafel.punt_id, samen) == 3
    assert woorden(lees(wereld, tafel)) == (
        ["Van de collega.", "Erbij.", "Van mij.", "Ook erbij."],
        ["Beter besluit."],
        [TE_DOEN],
    )


def test_what_one_took_away_and_the_other_left_goes_and_what_the_other_took_away_stays_when_changed(
    wereld: Wereld, tafel: Aantafel
) -> None:
    drie = tuple(Regel(UitspraakInvoer(f"{nr}.")) for nr in range(3))
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel, punten=drie, acties=()))
    begin = lees(wereld, tafel)
    een, twee, drie_ = opnieuw(begin).punten
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(begin, punten=(een, twee)))  # took away the third
    mijn = opnieuw(begin, punten=(twee, replace(drie_, tekst=replace(drie_.tekst, tekst="2, anders."))))
    mijn = replace(mijn, stand=Besprekingsstand.AANGEHOUDEN)
    samen = bespreken.voeg_samen(begin, mijn, lees(wereld, tafel))
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, samen)
    nu = lees(wereld, tafel)
    assert (woorden(nu)[0], nu.stand) == (["1.", "2, anders."], Besprekingsstand.AANGEHOUDEN)
    # and whoever said nothing about how it ended keeps what the colleague said
    niets = bespreken.voeg_samen(begin, opnieuw(begin), nu)
    assert niets.stand is Besprekingsstand.AANGEHOUDEN


def test_a_text_corrected_elsewhere_is_not_put_back(wereld: Wereld, tafel: Aantafel) -> None:
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    oud = lees(wereld, tafel)
    with wereld.regie.doe() as t:
        rij = t.haal(Uitspraak, oud.punten[0].tekst.id)
        beter = replace(oud.punten[0].tekst.als_invoer(), tekst="Verbeterd op verzoek.")
        uitspraken.vervang(t, rij, beter, "Rectificatie.")
        t.log("uitspraak.wijzigen", "uitspraak", rij.id, casus_id=tafel.casus.casus_id)
    with pytest.raises(IntussenGewijzigd):
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(oud, stand=Besprekingsstand.AANGEHOUDEN))
    vreemd = replace(opnieuw(lees(wereld, tafel)).punten[0], id=uuid4())
    with pytest.raises(IntussenGewijzigd):
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(lees(wereld, tafel), punten=(vreemd,)))
    with pytest.raises(IntussenGewijzigd):
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(lees(wereld, tafel), besluiten=(vreemd,)))


def test_every_mistake_stands_at_its_line_and_nothing_is_saved(wereld: Wereld, tafel: Aantafel) -> None:
    leeg = invoer(
        tafel,
        punten=(Regel(UitspraakInvoer(GEZEGD)), Regel(UitspraakInvoer(""))),
        besluiten=(Regel(UitspraakInvoer("x", categorie="onzin")),),
    )
    with pytest.raises(OngeldigeInvoer) as fout:
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, leeg)
    assert set(fout.value.velden) == {"punt_1.tekst", "besluit_0.categorie"}
    acties = (
        Actieregel(None, ActieInvoer(UitspraakInvoer(TE_DOEN), tafel.casus.professional_id, "30-11-2026")),
        Actieregel(tafel.casus.stam_id, ActieInvoer(UitspraakInvoer(TE_DOEN), None, "")),
    )
    with pytest.raises(OngeldigeInvoer) as fout:
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel, acties=acties))
    assert set(fout.value.velden) == {"actie_0.doel", "actie_1.eigenaar_id", "actie_1.deadline"}
    assert lees(wereld, tafel).versie == 0
    plan = plannen.list_plannen(wereld.regie, tafel.casus.casus_id)[0]
    assert [a for d in plan.doelen for a in d.acties] == []


def test_besluiten_and_points_are_in_the_dossier_at_once_with_their_own_limits(wereld: Wereld, tafel: Aantafel) -> None:
    besluiten = (
        Regel(UitspraakInvoer(BESLOTEN)),
        Regel(UitspraakInvoer("Zijn zusje gaat naar de GGZ.", categorie="gezondheid", derden=True)),
    )
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel, besluiten=besluiten))
    with wereld.regie.doe() as t:
        alle = cut_dossier(t, t.casus(tafel.casus.casus_id))
    besloten = [stuk for stuk in alle if stuk.rubriek is Rubriek.BESLUITEN]
    assert [(s.tekst, s.categorie, s.derden, s.velden) for s in besloten] == [
        (BESLOTEN, "plan", False, (("Status", "Nog niet uitgevoerd"),)),
        ("Zijn zusje gaat naar de GGZ.", "gezondheid", True, (("Status", "Nog niet uitgevoerd"),)),
    ]
    (gezegd,) = (stuk for stuk in alle if stuk.titel == "Besproken aan tafel")
    assert (gezegd.tekst, gezegd.rubriek, gezegd.categorie) == (GEZEGD, Rubriek.SIGNALEN, "signalen")
    lijn = toon_tijdlijn(wereld.regie, tafel.casus.casus_id).gebeurtenissen
    van_overleg = [(g.wat, g.tekst) for g in lijn if "overleg" in g.soort.value]
    naam = wereld.profiel.tafels["pga_lokaal"].label
    assert sorted(van_overleg) == sorted(
        [
            (f"Besproken bij {naam}", ""),
            (f"Besproken bij {naam}", GEZEGD),
            (f"Besluit bij {naam}", BESLOTEN),
            (f"Besluit bij {naam}", "Zijn zusje gaat naar de GGZ."),
        ]
    )


def test_an_open_besluit_comes_back_until_it_is_done_or_dropped(wereld: Wereld, tafel: Aantafel) -> None:
    twee = (Regel(UitspraakInvoer(BESLOTEN)), Regel(UitspraakInvoer("De wijkagent gaat langs.")))
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel, besluiten=twee))
    casus_id = tafel.casus.casus_id

    def open_() -> list[overlegbesluiten.BesluitInzicht]:
        with wereld.regie.doe() as t:
            return list(overlegbesluiten.list_open_besluiten(t, [casus_id]))

    eerste, tweede = open_()
    assert (eerste.tafel_label, eerste.genomen_op) == (wereld.profiel.tafels["pga_lokaal"].label, date(2026, 11, 23))
    for op, veld in (("22-11-2026", "op"), ("24-11-2026", "op")):
        with pytest.raises(OngeldigeInvoer) as fout:
            overlegbesluiten.set_besluitstand(
                wereld.regie, eerste.id, BesluitStand.UITGEVOERD, versie=eerste.versie, op=op
            )
        assert set(fout.value.velden) == {veld}
    overlegbesluiten.set_besluitstand(wereld.regie, eerste.id, BesluitStand.UITGEVOERD, versie=eerste.versie)
    assert [een.id for een in open_()] == [tweede.id]
    with pytest.raises(OngeldigeInvoer) as fout:
        overlegbesluiten.set_besluitstand(wereld.regie, tweede.id, BesluitStand.VERVALLEN, versie=tweede.versie)
    assert set(fout.value.velden) == {"reden"}
    overlegbesluiten.set_besluitstand(
        wereld.regie, tweede.id, BesluitStand.VERVALLEN, versie=tweede.versie, reden="Niet meer nodig."
    )
    assert open_() == []
    with pytest.raises(IntussenGewijzigd):
        overlegbesluiten.set_besluitstand(wereld.regie, eerste.id, BesluitStand.OPEN, versie=eerste.versie)
    alle = {een.id: een for een in overlegbesluiten.list_besluiten(wereld.regie, casus_id)}
    assert alle[eerste.id].afgedaan_op == date(2026, 11, 23)
    overlegbesluiten.set_besluitstand(wereld.regie, eerste.id, BesluitStand.OPEN, versie=alle[eerste.id].versie)
    assert [(een.id, een.open, een.afgedaan_op) for een in open_()] == [(eerste.id, True, None)]
    assert "Niet meer nodig." not in bladen(wereld.regie)


def test_why_a_besluit_was_dropped_is_content_of_the_casus(wereld: Wereld, tafel: Aantafel) -> None:
    waarom = "Haar tante haalt haar uit school."
    zo = UitspraakInvoer(BESLOTEN, categorie="gezondheid", derden=True, derden_wie="haar zusje")
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel, besluiten=(Regel(zo),)))
    casus_id = tafel.casus.casus_id

    def besluit() -> overlegbesluiten.BesluitInzicht:
        (een,) = overlegbesluiten.list_besluiten(wereld.regie, casus_id)
        return een

    def stukken() -> list[tuple[str, str, bool]]:
        with wereld.regie.doe() as t:
            alle = cut_dossier(t, t.casus(casus_id))
        return [(stuk.tekst, stuk.categorie, stuk.derden) for stuk in alle if stuk.rubriek is Rubriek.BESLUITEN]

    nu = besluit()
    overlegbesluiten.set_besluitstand(
        wereld.regie, nu.id, BesluitStand.VERVALLEN, versie=nu.versie, reden=waarom, op="23-11-2026"
    )
    with wereld.regie.doe() as t:
        details = [een.detail for een in t.db.scalars(sa.select(Logdetail))]
    assert not [een for een in details if een is not None and waarom in een]
    reden = besluit().reden
    assert reden is not None
    assert (reden.tekst, reden.bron, reden.derden_wie) == (waarom, wereld.regie.gebruiker.naam, "haar zusje")
    assert stukken() == [(BESLOTEN, "gezondheid", True), (waarom, "gezondheid", True)]
    lijn = toon_tijdlijn(wereld.regie, casus_id).gebeurtenissen
    assert [(een.tekst, een.categorie) for een in lijn if waarom in [stap.tekst for stap in een.stappen]] == [
        (BESLOTEN, "gezondheid")
    ]
    overlegbesluiten.set_besluitstand(wereld.regie, nu.id, BesluitStand.OPEN, versie=besluit().versie)
    assert (besluit().reden, stukken()) == (None, [(BESLOTEN, "gezondheid", True)])


def test_a_dropped_besluit_that_is_taken_back_leaves_no_reason(wereld: Wereld, tafel: Aantafel) -> None:
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    (nu,) = lees(wereld, tafel).besluiten
    overlegbesluiten.set_besluitstand(
        wereld.regie, nu.id, BesluitStand.VERVALLEN, versie=nu.versie, reden="Niet meer nodig."
    )
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(lees(wereld, tafel), besluiten=()))
    with wereld.regie.doe() as t:
        huidig = inhoud.huidige_uitspraken(t.db, tafel.casus.casus_id, (UitspraakSoort.BESLUIT,))
    assert [een.tekst for een in huidig] == []


def test_what_was_discussed_stays_on_the_agenda(wereld: Wereld, tafel: Aantafel) -> None:
    ander = overleggen.add_agendapunt(wereld.regie, tafel.overleg_id, bouw(wereld, voornamen="Ander").casus_id)
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    with pytest.raises(PuntBesproken):
        overleggen.remove_agendapunt(wereld.regie, tafel.punt_id)
    overleggen.remove_agendapunt(wereld.regie, ander)
    assert [p.id for p in overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda] == [tafel.punt_id]


def test_who_may_not_change_the_casus_discusses_nothing(wereld: Wereld, tafel: Aantafel) -> None:
    for wie in (wereld.regie2, wereld.privacy, wereld.lezer):
        with pytest.raises(GeenToegang):
            bespreken.save_bespreking(wie, tafel.punt_id, invoer(tafel))
    with pytest.raises(GeenToegang):
        bespreken.toon_bespreking(wereld.regie2, tafel.punt_id)
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    besluit = lees(wereld, tafel).besluiten[0]
    with pytest.raises(GeenToegang):
        overlegbesluiten.set_besluitstand(wereld.regie2, besluit.id, BesluitStand.UITGEVOERD, versie=besluit.versie)
    close_casus(wereld.regie, tafel.casus.casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, opnieuw(lees(wereld, tafel)))


def test_a_meeting_that_is_still_to_come_has_no_discussion(wereld: Wereld, tafel: Aantafel) -> None:
    later = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "24-11-2026"))
    punt_id = overleggen.add_agendapunt(wereld.regie, later, tafel.casus.casus_id)
    with pytest.raises(OverlegNogNiet):
        bespreken.save_bespreking(wereld.regie, punt_id, invoer(tafel))
    with pytest.raises(OverlegNogNiet):
        bespreken.finish_overleg(wereld.regie, later)


def test_ending_a_meeting_says_of_the_rest_that_nobody_came_to_it(wereld: Wereld, tafel: Aantafel) -> None:
    ander = overleggen.add_agendapunt(wereld.regie, tafel.overleg_id, bouw(wereld, voornamen="Ander").casus_id)
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, invoer(tafel))
    assert bespreken.finish_overleg(wereld.regie, tafel.overleg_id) == 1
    assert bespreken.finish_overleg(wereld.regie, tafel.overleg_id) == 0
    assert bespreken.toon_bespreking(wereld.regie, ander).stand is Besprekingsstand.NIET_BESPROKEN
    assert lees(wereld, tafel).stand is BESPROKEN
    assert overleggen.toon_overleg(wereld.regie, tafel.overleg_id).regel.status is OverlegStatus.GEHOUDEN
    assert len(regels(wereld.regie, "overleg.gehouden")) == 1


def test_who_types_on_reads_what_was_committed_in_the_order_in_which_it_stood_there(
    wereld: Wereld, tafel: Aantafel
) -> None:
    eerst, *_ = invoer(tafel).punten
    tweede = Regel(UitspraakInvoer("Is vaker ziek."))
    nu = bespreken.keep_bespreking(wereld.regie, tafel.punt_id, invoer(tafel, punten=(tweede, eerst)))
    assert nu == lees(wereld, tafel)
    assert [een.tekst.tekst for een in nu.punten] == ["Is vaker ziek.", GEZEGD]
    assert ([een.tekst.tekst for een in nu.besluiten if een.tekst], len(nu.acties)) == ([BESLOTEN], 1)
    assert len(regels(wereld.regie, "bespreking.vastleggen")) == 1


def test_two_who_both_begin_an_item_do_not_pass_each_other(wereld: Wereld, tafel: Aantafel) -> None:
    alleen_punt = invoer(tafel, besluiten=(), acties=())
    bespreken.save_bespreking(wereld.regie, tafel.punt_id, alleen_punt)
    with pytest.raises(IntussenGewijzigd):
        bespreken.save_bespreking(wereld.regie, tafel.punt_id, alleen_punt)
    assert woorden(lees(wereld, tafel))[0] == [GEZEGD]
