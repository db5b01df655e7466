"""A casus before a table: by whom and why, the table's questions as they stood, and a decision that a person takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.services import aanmeldingen, triage, uitspraken
from pmg_desk.services.aanmeldingen import (
    AanmeldingInvoer,
    AanmeldingStatus,
    AlBesloten,
    LooptAl,
    StaatAlBijTafel,
    Urgentie,
    list_aanmeldingen,
    meld_aan,
)
from pmg_desk.services.casussen import open_casus, toon_kop
from pmg_desk.services.casusverloop import close_casus, reopen_casus
from pmg_desk.services.doorgeleidingen import DoorgeleidingInvoer, Vraagantwoord, Weg, request_doorgeleiding
from pmg_desk.services.doorgeleidroutes import list_routes
from pmg_desk.services.indelen import assign_doelgroep
from pmg_desk.services.overdrachtrijen import splits
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.stukken_route import categorie_van, minstens
from pmg_desk.services.tafelstappen import huidige_stappen, stappen_van, zet_stap
from pmg_desk.services.triage import (
    Antwoord,
    BesluitInvoer,
    Oordeel,
    Triageantwoordinvoer,
    answer_triage,
    decide_aanmelding,
    open_triage,
    toon_triage,
)
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verteld import Verteld
from pmg_desk.services.waarnemen import name_waarneming
from pmg_desk.services.werkplek import CasusGesloten, Werkplek
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import CasusTafel, GebruikerTafel, StapSoort, Triageantwoord
from tests.casusbouw import maak, nieuwe, regels
from tests.wereld import Wereld

REDEN = UitspraakInvoer("Drie meldingen in een maand.", bron="Wijkagent")
MOTIEF = UitspraakInvoer("Besproken aan tafel, past bij de tafel.")
VIA = UitspraakInvoer("Er is haast en PGA lokaal komt pas over een maand bij elkaar.")


def invoer(tafel: str = "zvh", **anders: Any) -> AanmeldingInvoer:
    return AanmeldingInvoer(tafel, anders.pop("reden", REDEN), **anders)


def besluit(status: AanmeldingStatus, naar: str = "", reden: UitspraakInvoer | None = MOTIEF) -> BesluitInvoer:
    return BesluitInvoer(status, reden, naar)


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie)


def _status(wereld: Wereld, casus_id: UUID, tafel: str) -> str | None:
    """The current status of the latest stretch at a table."""
    with wereld.regie.doe() as t:
        verblijf = next(rij for rij in reversed(tafelhistorie(t.db, casus_id)) if rij.tafel == tafel)
        stap = huidige_stappen(t.db, [verblijf.id])[verblijf.id].get(StapSoort.STATUS)
        return None if stap is None else stap.sleutel


def _tafels(wereld: Wereld, casus_id: UUID) -> dict[str, date | None]:
    with wereld.regie.doe() as t:
        return {rij.tafel: rij.tot for rij in tafelhistorie(t.db, casus_id)}


def _sluit(wereld: Wereld, casus_id: UUID) -> None:
    profiel = wereld.profiel
    close_casus(wereld.regie, casus_id, next(iter(profiel.redenen_afsluiten)), next(iter(profiel.uitkomsten)))


def _fouten(fout: pytest.ExceptionInfo[OngeldigeInvoer]) -> set[str]:
    return set(fout.value.velden)


# putting it before a table


def test_aanmelden_brengt_de_casus_aan_tafel_met_reden_en_status(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(
        wereld.regie, casus_id, invoer(urgentie=Urgentie.SPOED, aangemeld_op="23-11-2026", aangemeld_door="Politie")
    )
    (een,) = list_aanmeldingen(wereld.regie, casus_id)
    assert een.reden is not None
    assert (een.id, een.rij.urgentie, een.rij.aangemeld_op, een.rij.aangemeld_door, een.rij.loopt) == (
        id_,
        Urgentie.SPOED,
        date(2026, 11, 23),
        "Politie",
        True,
    )
    assert (een.reden.tekst, een.reden.bron, een.reden.categorie, een.afwijking) == (
        REDEN.tekst,
        "Wijkagent",
        "politiegegevens",  # of this table
        None,
    )
    assert _status(wereld, casus_id, "zvh") == "aangemeld"
    assert "Zorg- en Veiligheidshuis Haaglanden (ZVHH)" in toon_kop(wereld.regie, casus_id).tafels


def test_wat_niet_klopt_wordt_per_veld_gezegd(wereld: Wereld, casus_id: UUID) -> None:
    morgen = wereld.klok.nu().date() + timedelta(days=1)
    with pytest.raises(OngeldigeInvoer) as fout:
        meld_aan(wereld.regie, casus_id, AanmeldingInvoer("onbekend", None, aangemeld_op=morgen))
    assert _fouten(fout) == {"tafel", "reden", "aangemeld_op"}
    assert list_aanmeldingen(wereld.regie, casus_id) == ()


def test_een_tweede_aanmelding_bij_dezelfde_tafel_wordt_in_woorden_geweigerd(wereld: Wereld, casus_id: UUID) -> None:
    meld_aan(wereld.regie, casus_id, invoer())
    with pytest.raises(LooptAl, match="al aangemeld bij deze tafel"):
        meld_aan(wereld.regie, casus_id, invoer())
    keuzes = {keuze.tafel: keuze.bezwaar for keuze in aanmeldingen.list_tafelkeuzes(wereld.regie, casus_id)}
    assert keuzes["zvh"] == LooptAl().wat
    assert keuzes["zsm"] == ""
    assert len(list_aanmeldingen(wereld.regie, casus_id)) == 1


def test_een_casus_die_bij_de_tafel_is_geregistreerd_kan_nog_worden_voorgelegd(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer("pga_lokaal"))
    assert list(_tafels(wereld, casus_id)) == ["pga_lokaal"]  # no second stretch
    decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.AANGENOMEN))
    with pytest.raises(StaatAlBijTafel):
        meld_aan(wereld.regie, casus_id, invoer("pga_lokaal"))


def test_een_casus_met_een_status_aan_de_tafel_wordt_er_niet_nog_eens_aangemeld(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.regie.doe() as t:
        zet_stap(t, tafelhistorie(t.db, casus_id)[0], StapSoort.STATUS, "in_behandeling", t.vandaag)
        t.log("casus.tafel_toevoegen", "casus", casus_id)
    with pytest.raises(StaatAlBijTafel):
        meld_aan(wereld.regie, casus_id, invoer("pga_lokaal"))


def test_top_x_loopt_via_pga_lokaal_en_vraagt_anders_een_reden(wereld: Wereld, casus_id: UUID) -> None:
    zonder_pga = maak(wereld.regie, "zvh", geslachtsnaam="Anders")
    keuzes = {
        (naam, keuze.tafel): keuze.via
        for naam, id_ in (("met", casus_id), ("zonder", zonder_pga))
        for keuze in aanmeldingen.list_tafelkeuzes(wereld.regie, id_)
    }
    assert keuzes["met", "top_x"] == ()
    assert keuzes["zonder", "top_x"] == ("PGA lokaal",)
    assert keuzes["zonder", "zsm"] == ()
    with pytest.raises(OngeldigeInvoer) as fout:
        meld_aan(wereld.regie, zonder_pga, invoer("top_x"))
    assert fout.value.velden == {
        "afwijking": "Aanmelden bij deze tafel loopt via PGA lokaal. Schrijf waarom dat nu anders gaat."
    }
    meld_aan(wereld.regie, zonder_pga, invoer("top_x", afwijking=VIA))
    (een,) = list_aanmeldingen(wereld.regie, zonder_pga)
    assert een.afwijking is not None
    assert een.afwijking.tekst == VIA.tekst
    meld_aan(wereld.regie, casus_id, invoer("top_x", afwijking=VIA))  # not asked here, so not kept
    (ander,) = list_aanmeldingen(wereld.regie, casus_id)
    assert ander.afwijking is None


def test_een_tafel_zonder_die_statussen_werkt_ook(wereld: Wereld, casus_id: UUID) -> None:
    zvh = replace(wereld.profiel.tafels["zvh"], statussen=("in_behandeling",), triage=())
    for werkplek in wereld.werkplekken.values():
        werkplek.profiel = replace(wereld.profiel, tafels={**wereld.profiel.tafels, "zvh": zvh})
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    assert toon_triage(wereld.regie, id_).vragen == ()
    decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.AFGEWEZEN))
    assert _status(wereld, casus_id, "zvh") is None
    assert list_aanmeldingen(wereld.regie, casus_id)[0].rij.status is AanmeldingStatus.AFGEWEZEN


def test_aanmelden_mag_alleen_wie_de_casus_mag_wijzigen(wereld: Wereld, casus_id: UUID) -> None:
    for ander in (wereld.regie2, wereld.lezer, wereld.privacy, wereld.beheer):
        with pytest.raises(GeenToegang):
            meld_aan(ander, casus_id, invoer())
        with pytest.raises(GeenToegang):
            list_aanmeldingen(ander, casus_id)
    with pytest.raises(GeenToegang):
        aanmeldingen.list_lopende(wereld.privacy)
    _sluit(wereld, casus_id)
    with pytest.raises(CasusGesloten):
        meld_aan(wereld.regie, casus_id, invoer())


def test_de_tafel_ziet_wat_op_een_besluit_wacht_spoed_eerst(wereld: Wereld) -> None:
    gewoon, spoed, oud = (maak(wereld.regie, geslachtsnaam=naam) for naam in ("Een", "Twee", "Drie"))
    meld_aan(wereld.regie, gewoon, invoer("top_x"))
    meld_aan(wereld.regie, spoed, invoer("top_x", urgentie=Urgentie.SPOED))
    dicht = meld_aan(wereld.regie, oud, invoer("top_x"))
    assert aanmeldingen.list_lopende(wereld.regie).rijen == ()  # of another table
    assert aanmeldingen.list_lopende(wereld.regie2).rijen[0].casus_id == spoed
    assert {rij.casus_id for rij in aanmeldingen.list_lopende(wereld.regie2).rijen} == {gewoon, spoed, oud}
    decide_aanmelding(wereld.regie2, dicht, besluit(AanmeldingStatus.AANGENOMEN))
    stand = aanmeldingen.list_lopende(wereld.regie2, 1)
    assert ([rij.casus_id for rij in stand.rijen], stand.vol) == ([spoed], True)
    _sluit(wereld, gewoon)
    assert not aanmeldingen.list_lopende(wereld.regie2, 1).vol
    assert [rij.casus_id for rij in aanmeldingen.list_lopende(wereld.regie2).rijen] == [spoed]


def test_intrekken_met_reden_haalt_de_casus_van_de_tafel(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    with pytest.raises(OngeldigeInvoer) as fout:
        triage.withdraw_aanmelding(wereld.regie, id_, None)
    assert _fouten(fout) == {"reden"}
    triage.withdraw_aanmelding(wereld.regie, id_, MOTIEF)
    assert _tafels(wereld, casus_id) == {"zvh": date(2026, 11, 23), "pga_lokaal": None}
    with pytest.raises(AlBesloten):
        triage.withdraw_aanmelding(wereld.regie, id_, MOTIEF)
    assert meld_aan(wereld.regie, casus_id, invoer()) != id_


def test_alleen_wie_het_vroeg_trekt_in_niet_de_tafel_die_het_kreeg(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer("top_x"))  # D. sits at TOP X, C. leads the casus

    def mag(werkplek: Werkplek) -> bool:
        return toon_triage(werkplek, id_).aanmelding.mag_intrekken

    assert (mag(wereld.regie), mag(wereld.regie2)) == (True, False)
    with pytest.raises(GeenToegang):
        triage.withdraw_aanmelding(wereld.regie2, id_, MOTIEF)
    triage.withdraw_aanmelding(wereld.regie, id_, MOTIEF)
    assert mag(wereld.regie) is False  # it is over
    eigen = meld_aan(wereld.regie, maak(wereld.regie, "zvh"), invoer("pga_lokaal"))  # C. sits there too, but asked
    assert toon_triage(wereld.regie, eigen).aanmelding.mag_intrekken


def test_intrekken_bewaart_wat_bij_de_vragen_is_ingevuld_of_er_gebeurt_niets(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    eerst, tweede, *_ = (vraag.vraag for vraag in toon_triage(wereld.regie, id_).vragen)
    answer_triage(wereld.regie, id_, [Triageantwoordinvoer(eerst, Antwoord.NEE)])
    getypt = [Triageantwoordinvoer(eerst, Antwoord.NEE), Triageantwoordinvoer(tweede, Antwoord.JA, "Zegt moeder.")]
    with pytest.raises(OngeldigeInvoer):
        triage.withdraw_aanmelding(wereld.regie, id_, None, getypt)
    assert [vraag.antwoord for vraag in toon_triage(wereld.regie, id_).vragen][:2] == [Antwoord.NEE, None]
    triage.withdraw_aanmelding(wereld.regie, id_, MOTIEF, getypt)
    gelezen = toon_triage(wereld.regie, id_)
    assert gelezen.aanmelding.rij.status is AanmeldingStatus.INGETROKKEN
    antwoorden = [(v.antwoord, v.toelichting and v.toelichting.tekst) for v in gelezen.vragen][:2]
    assert antwoorden == [(Antwoord.NEE, None), (Antwoord.JA, "Zegt moeder.")]


# what the program shows


def _feiten(wereld: Wereld, aanmelding_id: UUID) -> dict[str, Oordeel]:
    return {feit.titel: feit.oordeel for feit in toon_triage(wereld.regie, aanmelding_id).feiten}


def test_de_triage_toont_leeftijd_doelgroep_en_weg_naast_wat_de_tafel_vraagt(wereld: Wereld, casus_id: UUID) -> None:
    forensisch = meld_aan(wereld.regie, casus_id, invoer("forensische_tafel_12min"))
    feiten = toon_triage(wereld.regie, forensisch).feiten
    assert [(feit.titel, feit.eis, feit.bekend, feit.oordeel) for feit in feiten] == [
        ("Leeftijd", "tot en met 11 jaar", "tussen 11 en 12 jaar", Oordeel.ONZEKER),
        ("Doelgroep", "Risicojongere, Jonge aanwas", "nog niet ingedeeld", Oordeel.ONZEKER),
    ]
    assign_doelgroep(wereld.regie, casus_id, "harde_kern", MOTIEF, afwijking_reden="Zie toelichting.")
    assert _feiten(wereld, forensisch)["Doelgroep"] is Oordeel.PAST_NIET
    top_x = meld_aan(wereld.regie, casus_id, invoer("top_x"))
    assert _feiten(wereld, top_x) == {
        "Leeftijd": Oordeel.GEEN_EIS,
        "Doelgroep": Oordeel.PAST,
        "Aanmelding loopt via": Oordeel.PAST,
    }


def test_de_triage_zegt_waar_de_jongere_nog_meer_bekend_is(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    gezien = open_triage(wereld.regie, id_)
    assert (gezien.tafels_nu, gezien.tafels_eerder, gezien.andere, gezien.elders) == (("PGA lokaal",), (), (), ())
    (regel,) = regels(wereld.regie, "aanmelding.openen")
    assert regel.casus_id == str(casus_id)
    # The same person at a table of a colleague, under a birth date that is whole.
    elders = open_casus(wereld.regie2, replace(nieuwe("top_x"), jongere=nieuwe(geboortedatum="2014").jongere))
    dubbel = maak(wereld.regie, "wijkrechtspraak")
    gezien = toon_triage(wereld.regie, id_)
    assert [(ander.casus_id, ander.tafels, ander.zelfde_jongere) for ander in gezien.andere] == [
        (dubbel, (wereld.profiel.tafels["wijkrechtspraak"].label,), False)
    ]
    (verwijzing,) = gezien.elders
    assert (verwijzing.casus_id, verwijzing.zin()) == (elders, "Bekend bij TOP X. Vraag D. Regisseur.")
    assert "PMG-2026-00002" not in str(gezien)  # of a hidden casus not even the number


def test_twee_casussen_van_een_jongere_worden_gezegd(wereld: Wereld, casus_id: UUID) -> None:
    jongere_id = toon_kop(wereld.regie, casus_id).jongere_id
    _sluit(wereld, casus_id)
    tweede = open_casus(wereld.regie, replace(nieuwe("pga_lokaal"), jongere=None, jongere_id=jongere_id))
    id_ = meld_aan(wereld.regie, tweede, invoer())
    (ander,) = toon_triage(wereld.regie, id_).andere
    assert (ander.casus_id, ander.zelfde_jongere) == (casus_id, True)
    # For who sees only the second one, the first is a referral.
    top_x = meld_aan(wereld.regie, tweede, invoer("top_x"))
    with wereld.regie.doe() as t:
        t.db.execute(sa.update(CasusTafel).where(CasusTafel.casus_id == casus_id).values(tot=date(2026, 1, 1)))
        t.log("casus.tafel_verlaten", "casus", casus_id)
    gezien = toon_triage(wereld.regie2, top_x)
    assert gezien.andere == ()
    assert [een.casus_id for een in gezien.elders] == [casus_id]


# the questions


def test_antwoorden_blijven_staan_zoals_ze_gegeven_zijn(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    vragen = [vraag.vraag for vraag in toon_triage(wereld.regie, id_).vragen]
    assert vragen == list(wereld.profiel.tafels["zvh"].triage)
    answer_triage(
        wereld.regie,
        id_,
        [
            Triageantwoordinvoer(vragen[0], Antwoord.JA, "Thuis en op school."),
            Triageantwoordinvoer(vragen[1], None, "Dat zoekt de wijkagent uit."),
            Triageantwoordinvoer(vragen[2], None),
        ],
    )
    assert _status(wereld, casus_id, "zvh") == "triage"
    eerste, tweede, derde = toon_triage(wereld.regie, id_).vragen[:3]
    assert eerste.toelichting is not None
    assert (eerste.antwoord, eerste.toelichting.tekst, eerste.door) == (
        Antwoord.JA,
        "Thuis en op school.",
        "C. Regisseur",
    )
    # About crime and family: withheld from a summary unless somebody decided otherwise.
    assert (eerste.toelichting.categorie, eerste.toelichting.derden) == ("politiegegevens", True)
    assert (tweede.antwoord, derde.antwoord) == (Antwoord.ONBEKEND, None)
    answer_triage(wereld.regie, id_, [Triageantwoordinvoer(vragen[0], Antwoord.NEE)])
    eerste = toon_triage(wereld.regie, id_).vragen[0]
    assert (eerste.antwoord, eerste.toelichting) == (Antwoord.NEE, None)
    answer_triage(wereld.regie, id_, [Triageantwoordinvoer(vragen[0], Antwoord.NEE)])  # says nothing new
    with wereld.regie.doe() as t:
        rijen = t.db.scalars(sa.select(Triageantwoord).where(Triageantwoord.vraag == vragen[0])).all()
        assert sorted(rij.antwoord for rij in rijen) == [Antwoord.JA, Antwoord.NEE]
    assert [regel.aantal for regel in regels(wereld.regie, "triage.beantwoorden")] == [2, 1]
    # The explanation that was emptied is shared nowhere any more.
    assert all(tekst.tekst != "Thuis en op school." for tekst in uitspraken.list_uitspraken(wereld.regie, casus_id))


def test_een_vraag_die_uit_het_profiel_ging_blijft_leesbaar_en_wordt_niet_meer_gevraagd(
    wereld: Wereld, casus_id: UUID
) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    vraag = wereld.profiel.tafels["zvh"].triage[0]
    answer_triage(wereld.regie, id_, [Triageantwoordinvoer(vraag, Antwoord.JA)])
    zvh = replace(wereld.profiel.tafels["zvh"], triage=("Een nieuwe vraag?",))
    wereld.regie.profiel = replace(wereld.profiel, tafels={**wereld.profiel.tafels, "zvh": zvh})
    assert [(v.vraag, v.antwoord, v.uit_profiel) for v in toon_triage(wereld.regie, id_).vragen] == [
        ("Een nieuwe vraag?", None, True),
        (vraag, Antwoord.JA, False),
    ]
    with pytest.raises(OngeldigeInvoer) as fout:
        answer_triage(wereld.regie, id_, [Triageantwoordinvoer(vraag, Antwoord.NEE)])
    assert _fouten(fout) == {"vraag_0"}


def test_een_tafel_die_uit_het_profiel_ging_kan_nog_worden_afgerond(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    zonder = {sleutel: tafel for sleutel, tafel in wereld.profiel.tafels.items() if sleutel != "zvh"}
    wereld.regie.profiel = replace(wereld.profiel, tafels=zonder)
    gezien = toon_triage(wereld.regie, id_)
    assert (gezien.vragen, gezien.voor_wie, [feit.titel for feit in gezien.feiten]) == ((), "", ["Leeftijd"])
    assert "zvh" not in [sleutel for sleutel, _ in gezien.verwijst_naar]
    decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.AFGEWEZEN))
    (een,) = list_aanmeldingen(wereld.regie, casus_id)
    assert (een.rij.status, een.rij.tafel_label) == (AanmeldingStatus.AFGEWEZEN, "zvh")


# the decision


def test_aannemen_met_motivering(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer("top_x"))
    with pytest.raises(OngeldigeInvoer) as fout:
        decide_aanmelding(wereld.regie2, id_, besluit(AanmeldingStatus.AANGENOMEN, reden=None))
    assert _fouten(fout) == {"reden"}
    uitkomst = decide_aanmelding(wereld.regie2, id_, besluit(AanmeldingStatus.AANGENOMEN))
    assert (uitkomst.volgende_id, uitkomst.verlaten) == (None, False)
    (een,) = list_aanmeldingen(wereld.regie, casus_id)
    assert een.besluit is not None
    assert (een.rij.status, een.besluit.tekst, een.besloten_door, een.besloten_op, een.mag_besluiten) == (
        AanmeldingStatus.AANGENOMEN,
        MOTIEF.tekst,
        "D. Regisseur",
        date(2026, 11, 23),
        False,
    )
    with wereld.regie.doe() as t:
        verblijf = next(rij for rij in tafelhistorie(t.db, casus_id) if rij.tafel == "top_x")
        stappen = stappen_van(t.db, [verblijf.id])[verblijf.id]
    assert [stap.sleutel for stap in stappen] == ["aangemeld", "aangenomen"]


def test_over_een_aanmelding_wordt_een_keer_besloten(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer("top_x"))
    decide_aanmelding(wereld.regie2, id_, besluit(AanmeldingStatus.AANGENOMEN))
    with pytest.raises(AlBesloten):
        decide_aanmelding(wereld.regie2, id_, besluit(AanmeldingStatus.AFGEWEZEN))
    with pytest.raises(AlBesloten):
        answer_triage(wereld.regie2, id_, [Triageantwoordinvoer("Wat dan ook?", Antwoord.JA)])


def test_alleen_de_tafel_zelf_besluit_tenzij_zij_hier_niemand_heeft(wereld: Wereld, casus_id: UUID) -> None:
    top_x = meld_aan(wereld.regie, casus_id, invoer("top_x"))
    assert not toon_triage(wereld.regie, top_x).aanmelding.mag_besluiten
    assert toon_triage(wereld.regie2, top_x).aanmelding.mag_besluiten
    with pytest.raises(GeenToegang):
        decide_aanmelding(wereld.regie, top_x, besluit(AanmeldingStatus.AANGENOMEN))
    zsm = meld_aan(wereld.regie, casus_id, invoer("zsm"))  # nobody of ZSM works in this vault
    decide_aanmelding(wereld.regie, zsm, besluit(AanmeldingStatus.AANGENOMEN))


def test_veel_aanmeldingen_vragen_niet_meer_dan_een(wereld: Wereld, casus_id: UUID) -> None:
    def vragen() -> int:
        gesteld: list[str] = []

        def tel(*deel: object) -> None:
            gesteld.append(str(deel[2]))

        sa.event.listen(wereld.engine, "before_cursor_execute", tel)
        aantal = len(list_aanmeldingen(wereld.regie, casus_id))
        sa.event.remove(wereld.engine, "before_cursor_execute", tel)
        assert aantal == len(tafels)
        return len(gesteld)

    tafels = ["top_x"]
    meld_aan(wereld.regie, casus_id, invoer("top_x"))
    een = vragen()
    for tafel in ("zsm", "zvh", "zvh", "zsm", "zvh"):
        id_ = meld_aan(wereld.regie, casus_id, invoer(tafel))
        aanmeldingen.record_terugkoppeling(wereld.regie, id_, "Dank.")
        decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.AFGEWEZEN))
        tafels.append(tafel)
        wereld.klok.moment += timedelta(days=1)
    assert vragen() <= een + 2, "the names of who decided and who told are read once"


def test_wie_waarneemt_voor_de_tafel_besluit_waar_hij_in_de_casus_mag(wereld: Wereld, casus_id: UUID) -> None:
    top_x = meld_aan(wereld.regie, casus_id, invoer("top_x"))
    dag = date(2026, 11, 23)
    name_waarneming(wereld.regie2, wereld.regie.gebruiker.id, dag, dag)
    assert [rij.id for rij in aanmeldingen.list_lopende(wereld.regie).rijen] == [top_x]
    assert toon_triage(wereld.regie, top_x).aanmelding.mag_besluiten
    wereld.klok.moment += timedelta(days=1)
    assert not toon_triage(wereld.regie, top_x).aanmelding.mag_besluiten
    with pytest.raises(GeenToegang):
        decide_aanmelding(wereld.regie, top_x, besluit(AanmeldingStatus.AANGENOMEN))
    assert aanmeldingen.list_lopende(wereld.regie).rijen == ()
    wereld.klok.moment -= timedelta(days=1)
    decide_aanmelding(wereld.regie, top_x, besluit(AanmeldingStatus.AANGENOMEN))
    assert _status(wereld, casus_id, "top_x") == "aangenomen"


def test_afwijzen_haalt_de_casus_van_de_tafel_en_niet_van_zijn_laatste(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    assert decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.AFGEWEZEN)).verlaten
    assert _tafels(wereld, casus_id) == {"zvh": date(2026, 11, 23), "pga_lokaal": None}
    assert _status(wereld, casus_id, "zvh") == "afgewezen"
    eigen = meld_aan(wereld.regie, casus_id, invoer("pga_lokaal"))
    assert not decide_aanmelding(wereld.regie, eigen, besluit(AanmeldingStatus.AFGEWEZEN)).verlaten
    assert _tafels(wereld, casus_id)["pga_lokaal"] is None
    assert meld_aan(wereld.regie, casus_id, invoer("pga_lokaal")) != eigen  # it can be tried again
    assert meld_aan(wereld.regie, casus_id, invoer()) != id_


def test_verwijzen_legt_de_casus_voor_aan_de_andere_tafel(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    id_ = meld_aan(wereld.regie, casus_id, invoer("forensische_tafel_12min", urgentie=Urgentie.SPOED))
    with pytest.raises(OngeldigeInvoer) as fout:
        decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.VERWEZEN))
    assert _fouten(fout) == {"verwezen_naar"}
    with pytest.raises(OngeldigeInvoer) as fout:
        decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.VERWEZEN, "forensische_tafel_12min"))
    assert _fouten(fout) == {"verwezen_naar"}
    uitkomst = decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.VERWEZEN, "top_x"))
    assert uitkomst.verlaten
    volgende, eerste = sorted(list_aanmeldingen(wereld.regie, casus_id), key=lambda een: not een.rij.loopt)
    assert (volgende.id, volgende.rij.tafel, volgende.rij.urgentie) == (
        uitkomst.volgende_id,
        "top_x",
        Urgentie.SPOED,
    )
    assert volgende.reden is not None
    assert volgende.afwijking is not None  # not by way of PGA lokaal: the reason to refer says why
    assert volgende.reden.id == volgende.afwijking.id == (eerste.besluit and eerste.besluit.id)
    assert (eerste.verwezen_naar, volgende.rij.aangemeld_door) == ("TOP X", "Forensische tafel 12-")
    assert _status(wereld, casus_id, "forensische_tafel_12min") == "doorverwezen"


def test_verwijzen_naar_waar_de_casus_al_is_of_naar_buiten_meldt_niet_nog_eens_aan(
    wereld: Wereld, casus_id: UUID
) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    assert decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.VERWEZEN, "pga_lokaal")).volgende_id is None
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    uitkomst = decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.VERWEZEN, "Halt Den Haag"))
    assert uitkomst.volgende_id is None
    assert {een.verwezen_naar for een in list_aanmeldingen(wereld.regie, casus_id)} == {"PGA lokaal", "Halt Den Haag"}


def test_een_besluit_dat_geen_besluit_is_wordt_geweigerd(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    with pytest.raises(OngeldigeInvoer) as fout:
        decide_aanmelding(wereld.regie, id_, replace(besluit(AanmeldingStatus.NIEUW), op="1-1-2020"))
    assert _fouten(fout) == {"status", "op"}


def test_wat_de_aanmelder_hoort_verraadt_het_besluit_niet(wereld: Wereld, casus_id: UUID) -> None:
    zinnen = []
    for tafel, status in (("zvh", AanmeldingStatus.AFGEWEZEN), ("zsm", AanmeldingStatus.AANGENOMEN)):
        id_ = meld_aan(wereld.regie, casus_id, invoer(tafel))
        zinnen.append(toon_triage(wereld.regie, id_).aanmelding.terug_te_melden)
        decide_aanmelding(wereld.regie, id_, besluit(status))
        zinnen.append(toon_triage(wereld.regie, id_).aanmelding.terug_te_melden)
    assert zinnen[:2] == zinnen[2:]
    assert zinnen[0] != zinnen[1]
    id_ = list_aanmeldingen(wereld.regie, casus_id)[0].id
    with pytest.raises(OngeldigeInvoer) as fout:
        aanmeldingen.record_terugkoppeling(wereld.regie, id_, "", "1-1-2020")
    assert _fouten(fout) == {"tekst", "op"}
    aanmeldingen.record_terugkoppeling(wereld.regie, id_, "Wij kijken ernaar.")
    nu = toon_triage(wereld.regie, id_).aanmelding
    eerste = Verteld(date(2026, 11, 23), "Wij kijken ernaar.", "C. Regisseur")
    assert (nu.verteld, nu.teruggekoppeld_op) == ((eerste,), date(2026, 11, 23))
    wereld.klok.moment += timedelta(days=1)
    aanmeldingen.record_terugkoppeling(wereld.regie, id_, "Besloten is wat er gebeurt.")
    nu = toon_triage(wereld.regie, id_).aanmelding
    tweede = Verteld(date(2026, 11, 24), "Besloten is wat er gebeurt.", "C. Regisseur")
    assert (nu.verteld, nu.teruggekoppeld_op) == ((tweede, eerste), date(2026, 11, 24))


def test_in_een_samenvatting_staat_de_aanmelding_onder_de_categorie_van_de_tafel_en_gaat_de_triage_niet_mee(
    wereld: Wereld, casus_id: UUID
) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer("forensische_tafel_12min"))
    vraag = toon_triage(wereld.regie, id_).vragen[0].vraag
    answer_triage(wereld.regie, id_, [Triageantwoordinvoer(vraag, Antwoord.JA, "Het zusje ook.")])
    decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.VERWEZEN, "zvh"))
    with wereld.regie.doe() as t:
        alle = cut_dossier(t, t.casus(casus_id))
        mee, niet = splits(t, t.casus(casus_id), alle)
    route = [stuk for stuk in alle if stuk.titel != "Overlegtafel" and stuk.rubriek is Rubriek.ROUTE]
    gezien = {(stuk.titel, stuk.categorie, stuk.tekst, stuk.derden) for stuk in route}
    assert gezien == {
        ("Aanmelding bij een overlegtafel", "gezondheid", "", False),
        ("Aanmelding bij een overlegtafel", wereld.profiel.tafels["zvh"].datacategorie, "", False),
        ("Triage van een overlegtafel", "gezondheid", "", True),
        ("Waarom is aangemeld", "gezondheid", REDEN.tekst, False),
        ("Waarom de tafel dit besloot", "gezondheid", MOTIEF.tekst, False),
        ("Toelichting bij de triage", "gezondheid", "Het zusje ook.", True),
    }
    assert all("Forensische" not in str(stuk) for stuk in route if stuk.categorie != "gezondheid")
    assert len(route) == 6  # the reason to refer stands there once
    assert not {stuk.id for stuk in route} & {stuk.id for stuk in mee}  # a transfer leaves these kinds out,
    assert {stuk.id for stuk in route} <= {stuk.id for stuk in niet}  # and says so


def test_wat_de_aanmelder_hoorde_telt_als_gewijzigd_na_een_oordeel(wereld: Wereld, casus_id: UUID) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer())
    wereld.klok.moment += timedelta(days=2)
    open_triage(wereld.regie, id_)  # reading changes nothing

    def lees() -> tuple[date, bool]:
        with wereld.regie.doe() as t:
            (stuk,) = [deel for deel in cut_dossier(t, t.casus(casus_id)) if deel.id == f"aanmelding:{id_}"]
        assert "Wij kijken ernaar." not in str(stuk)  # words without a source or a rule for passing on
        return stuk.gewijzigd_op.date(), ("Aanmelder ingelicht op", "25 november 2026") in stuk.velden

    assert lees() == (date(2026, 11, 23), False)
    aanmeldingen.record_terugkoppeling(wereld.regie, id_, "Wij kijken ernaar.")
    assert lees() == (date(2026, 11, 25), True)


# the data category of what is said


@pytest.mark.parametrize("gekozen", [None, "signalen", "gezin", "politiegegevens", "gezondheid"])
def test_wat_over_een_tafel_wordt_gezegd_is_nooit_lichter_dan_die_tafel(
    wereld: Wereld, casus_id: UUID, gekozen: str | None
) -> None:
    zonder_pga = maak(wereld.regie, "zvh", geslachtsnaam="Anders")
    tekst = replace(REDEN, categorie=gekozen)
    profiel = replace(
        wereld.profiel,
        tafels={
            **wereld.profiel.tafels,
            "forensische_tafel_12min": replace(
                wereld.profiel.tafels["forensische_tafel_12min"], aanmelding_via=("pga_lokaal",)
            ),
        },
    )
    wereld.regie.profiel = profiel
    for status in (AanmeldingStatus.AFGEWEZEN, AanmeldingStatus.INGETROKKEN):
        id_ = meld_aan(wereld.regie, zonder_pga, invoer("forensische_tafel_12min", reden=tekst, afwijking=tekst))
        if status is AanmeldingStatus.INGETROKKEN:
            triage.withdraw_aanmelding(wereld.regie, id_, tekst)
        else:
            decide_aanmelding(wereld.regie, id_, besluit(status, reden=tekst))
    gewoon = meld_aan(wereld.regie, casus_id, invoer("zvh", reden=tekst))
    # Referring names the next table too, and an organisation that is no table may be care.
    decide_aanmelding(wereld.regie, gewoon, besluit(AanmeldingStatus.VERWEZEN, "GGZ Haagstreek", reden=tekst))
    zwaar = list_aanmeldingen(wereld.regie, zonder_pga)
    (licht,) = list_aanmeldingen(wereld.regie, casus_id)
    gezien = [deel.categorie for een in zwaar for deel in (een.reden, een.afwijking, een.besluit) if deel is not None]
    assert gezien == ["gezondheid"] * 6
    assert licht.reden is not None
    assert licht.besluit is not None
    assert licht.reden.categorie == ("gezondheid" if gekozen == "gezondheid" else "politiegegevens")
    assert licht.besluit.categorie == "gezondheid"


def test_bij_een_tafel_zonder_gevoelige_soort_blijft_een_zwaardere_keuze_staan(wereld: Wereld, casus_id: UUID) -> None:
    zvh = replace(wereld.profiel.tafels["zvh"], datacategorie="plan")
    wereld.regie.profiel = profiel = replace(wereld.profiel, tafels={**wereld.profiel.tafels, "zvh": zvh})
    assert [minstens(profiel, een, "zvh") for een in (None, "acties", "gezin", "politiegegevens")] == [
        "plan",
        "plan",
        "gezin",
        "politiegegevens",
    ]
    assert categorie_van(profiel, "zvh") == "plan"
    with pytest.raises(OngeldigeInvoer) as fout:
        meld_aan(wereld.regie, casus_id, invoer("zvh", reden=replace(REDEN, categorie="bestaat_niet")))
    assert _fouten(fout) == {"categorie"}


# the casus closes


def test_wie_de_casus_sluit_trekt_in_wat_nog_wacht(wereld: Wereld, casus_id: UUID) -> None:
    besloten = meld_aan(wereld.regie, casus_id, invoer("zsm"))
    decide_aanmelding(wereld.regie, besloten, besluit(AanmeldingStatus.AANGENOMEN))
    nieuw = meld_aan(wereld.regie, casus_id, invoer("forensische_tafel_12min"))
    bezig = meld_aan(wereld.regie, casus_id, invoer("zvh"))
    vraag = toon_triage(wereld.regie, bezig).vragen[0].vraag
    answer_triage(wereld.regie, bezig, [Triageantwoordinvoer(vraag, Antwoord.JA)])
    assert toon_kop(wereld.regie, casus_id).lopende_aanmeldingen == 2
    _sluit(wereld, casus_id)
    nu = {een.id: een for een in list_aanmeldingen(wereld.regie, casus_id)}
    assert nu[besloten].rij.status is AanmeldingStatus.AANGENOMEN
    for id_, categorie in ((nieuw, "gezondheid"), (bezig, "politiegegevens")):
        reden = nu[id_].besluit
        assert reden is not None
        assert (nu[id_].rij.status, reden.tekst, reden.categorie) == (
            AanmeldingStatus.INGETROKKEN,
            aanmeldingen.CASUS_DICHT,
            categorie,
        )
    assert {regel.object_id for regel in regels(wereld.regie, "aanmelding.intrekken")} == {str(nieuw), str(bezig)}
    assert toon_kop(wereld.regie, casus_id).lopende_aanmeldingen == 0
    # A table that never took it loses sight of it, as after withdrawing; the others keep it.
    assert {tafel for tafel, tot in _tafels(wereld, casus_id).items() if tot is None} == {"pga_lokaal", "zsm"}
    reopen_casus(wereld.regie, casus_id, "Nieuwe zorgen.")
    assert meld_aan(wereld.regie, casus_id, invoer("zvh")) != bezig


def test_een_aanmelding_eindigt_nooit_voor_zij_begon(wereld: Wereld, casus_id: UUID) -> None:
    wereld.klok.moment += timedelta(days=3)
    meld_aan(wereld.regie, casus_id, invoer())
    profiel = wereld.profiel
    redenen = next(iter(profiel.redenen_afsluiten)), next(iter(profiel.uitkomsten))
    close_casus(wereld.regie, casus_id, *redenen, op=date(2026, 11, 24))
    (een,) = list_aanmeldingen(wereld.regie, casus_id)
    assert een.besloten_op == een.rij.aangemeld_op == date(2026, 11, 26)


# conditions


@pytest.mark.parametrize("antwoord", [None, Antwoord.NEE, Antwoord.ONBEKEND])
def test_aannemen_tegen_een_voorwaarde_in_vraagt_waarom(
    wereld: Wereld, casus_id: UUID, antwoord: Antwoord | None
) -> None:
    id_ = meld_aan(wereld.regie, casus_id, invoer("wijkrechtspraak"))
    (voorwaarde,) = wereld.profiel.tafels["wijkrechtspraak"].voorwaarden
    answer_triage(wereld.regie, id_, [Triageantwoordinvoer(voorwaarde, antwoord)])
    woord = {None: "geen antwoord", Antwoord.NEE: "nee", Antwoord.ONBEKEND: "weet ik niet"}[antwoord]
    assert [(een.vraag, een.antwoord) for een in toon_triage(wereld.regie, id_).niet_voldaan] == [(voorwaarde, woord)]
    for ondanks, zin in (
        (" ", "Aan een voorwaarde van de tafel is niet voldaan. Schrijf waarom het toch kan."),
        ("x" * 19_950, "Samen met de reden is dit te lang. Maak een van beide korter."),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            decide_aanmelding(wereld.regie, id_, replace(besluit(AanmeldingStatus.AANGENOMEN), ondanks=ondanks))
        assert fout.value.velden == {"ondanks": zin}
    assert list_aanmeldingen(wereld.regie, casus_id)[0].rij.loopt
    decide_aanmelding(wereld.regie, id_, replace(besluit(AanmeldingStatus.AANGENOMEN), ondanks="Wil eerst praten."))
    (een,) = list_aanmeldingen(wereld.regie, casus_id)
    assert een.besluit is not None
    assert een.rij.status is AanmeldingStatus.AANGENOMEN
    assert een.besluit.tekst == (
        f"{MOTIEF.tekst}\n\nAangenomen terwijl niet aan de voorwaarden is voldaan:"
        f"\n- {voorwaarde} Antwoord: {woord}.\nWaarom toch: Wil eerst praten."
    )


def test_met_ja_op_de_voorwaarde_of_bij_afwijzen_wordt_niets_extra_gevraagd(wereld: Wereld, casus_id: UUID) -> None:
    (voorwaarde,) = wereld.profiel.tafels["wijkrechtspraak"].voorwaarden
    id_ = meld_aan(wereld.regie, casus_id, invoer("wijkrechtspraak"))
    decide_aanmelding(wereld.regie, id_, besluit(AanmeldingStatus.AFGEWEZEN))
    id_ = meld_aan(wereld.regie, casus_id, invoer("wijkrechtspraak"))
    answer_triage(wereld.regie, id_, [Triageantwoordinvoer(voorwaarde, Antwoord.JA)])
    assert toon_triage(wereld.regie, id_).niet_voldaan == ()
    decide_aanmelding(wereld.regie, id_, replace(besluit(AanmeldingStatus.AANGENOMEN), ondanks="Telt niet."))
    een = next(een for een in list_aanmeldingen(wereld.regie, casus_id) if een.id == id_)
    assert een.besluit is not None
    assert een.besluit.tekst == MOTIEF.tekst


def test_wat_bij_het_doorgeleiden_is_geantwoord_telt_tot_de_triage_anders_zegt(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.beheer.doe() as t:
        t.db.add(
            GebruikerTafel(
                id=t.nieuw_id(), gebruiker_id=wereld.regie.gebruiker.id, tafel="wijkrechtspraak", van=t.vandaag
            )
        )
        t.log("gebruiker.tafels", "gebruiker")
    een = next(r for r in list_routes(wereld.regie, casus_id) if r.sleutel == "tafel:wijkrechtspraak")
    request_doorgeleiding(
        wereld.regie,
        casus_id,
        DoorgeleidingInvoer(
            route=een.sleutel,
            soort=een.soorten[0],
            weg=Weg.KLUIS,
            waarom=MOTIEF,
            antwoorden=dict.fromkeys(een.vragen, Vraagantwoord.JA),
        ),
    )
    (aanmelding,) = list_aanmeldingen(wereld.regie, casus_id)
    assert toon_triage(wereld.regie, aanmelding.id).niet_voldaan == ()
    (voorwaarde,) = wereld.profiel.tafels["wijkrechtspraak"].voorwaarden
    answer_triage(wereld.regie, aanmelding.id, [Triageantwoordinvoer(voorwaarde, Antwoord.NEE)])
    with pytest.raises(OngeldigeInvoer) as fout:
        decide_aanmelding(wereld.regie, aanmelding.id, besluit(AanmeldingStatus.AANGENOMEN))
    assert _fouten(fout) == {"ondanks"}
