"""Who saw my file: in words without names, and shielded lines leave no trace until they are lifted."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.logboek import Logontvanger, Resultaat
from pmg_desk.services.casussen import open_dossier
from pmg_desk.services.inzage import Antwoord, give_antwoord, list_stukken
from pmg_desk.services.inzagelog import (
    AfschermingInvoer,
    AlOpgeheven,
    lift_afscherming,
    list_afschermingen,
    list_kijkregels,
    list_ontvangers,
    print_kijkregels,
    prolong_afscherming,
    shield_gekozen,
    shield_regels,
)
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.samenvattingen import Bestemming, prepare_samenvatting
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import zet
from tests.reports.lezen import tekst
from tests.services.test_inzage import BEL, TIJD, alles_in, ken_toe, vraag_inzage
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

REDEN = "Onderzoekmerk: het verhoor is nog niet geweest."
POLITIE = Logontvanger("Recherche Kustmerk – Rechercheur")  # as lines of before were written


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def bevraging(wereld: Wereld, dossier: Dossier) -> int:
    """A look-up by the police that the youth may not know of yet; the number of its line."""
    with wereld.regie.doe() as t:
        return t.log(
            "samenvatting.voorbereiden", "casus", dossier.casus_id, casus_id=dossier.casus_id, ontvanger=POLITIE
        )


def scherm_af(wereld: Wereld, casus_id: UUID, van: int, tot: int = 0, **anders: object) -> UUID:
    invoer = AfschermingInvoer(van, tot or van, REDEN, "31-12-2026", **anders)  # type: ignore[arg-type]
    return shield_regels(wereld.privacy, casus_id, invoer)


def geef(wereld: Wereld, verzoek: UUID) -> Antwoord:
    return give_antwoord(wereld.regie, verzoek, BEL, TIJD)


def test_in_words_by_kind_of_person_and_day_and_without_names(wereld: Wereld, dossier: Dossier) -> None:
    open_dossier(wereld.regie, dossier.casus_id)
    open_dossier(wereld.regie, dossier.casus_id)
    maak_dossier(wereld.regie2, "PMG-2026-00002")
    zinnen = [(r.dag.isoformat(), r.zin) for r in reversed(list_kijkregels(wereld.regie, dossier.casus_id))]
    regisseur = "Een casusregisseur (Gemeente Den Haag)"
    assert zinnen == [
        ("2026-11-23", f"{regisseur} opende een nieuwe casus"),
        ("2026-11-23", f"{regisseur} opende een dossier"),
        ("2026-11-23", f"{regisseur} opende een dossier"),
    ]
    blad = tekst(print_kijkregels(wereld.regie, dossier.casus_id))
    assert f"{regisseur} opende een dossier (2 keer)" in blad
    assert "C. Regisseur" not in blad
    assert "Over Zoë van den Łukasz" in blad


def test_shielded_lines_are_nowhere_for_the_youth_and_come_back_when_lifted(wereld: Wereld, dossier: Dossier) -> None:
    nr = bevraging(wereld, dossier)
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    ken_toe(wereld, verzoek)
    assert POLITIE in json.dumps(json.loads(geef(wereld, verzoek).json)["wie_zag"], ensure_ascii=False)
    afscherming = scherm_af(wereld, dossier.casus_id, nr)

    tijdens = geef(wereld, verzoek)
    for gezien in (alles_in(tijdens), tekst(print_kijkregels(wereld.regie, dossier.casus_id))):
        assert "Kustmerk" not in gezien
        assert "afscherm" not in gezien.lower()
        assert "Onderzoekmerk" not in gezien
    assert all(POLITIE not in r.zin for r in list_kijkregels(wereld.regie, dossier.casus_id))
    assert all("Onderzoekmerk" not in s.tekst for s in list_stukken(wereld.regie, verzoek).stukken)
    van_officer = {r.nr: r.afgeschermd for r in list_kijkregels(wereld.privacy, dossier.casus_id)}
    assert [n for n, dicht in van_officer.items() if dicht] == [nr]

    lift_afscherming(wereld.privacy, afscherming, "Het verhoor is geweest.")
    na = alles_in(geef(wereld, verzoek))
    assert POLITIE in na
    assert "afscherm" not in na.lower()
    assert any(POLITIE in r.zin for r in list_kijkregels(wereld.regie, dossier.casus_id))
    with pytest.raises(AlOpgeheven):
        lift_afscherming(wereld.privacy, afscherming, "Nog eens.")


def test_of_one_recipient_also_what_was_shared_with_it_and_what_is_still_to_come(
    wereld: Wereld, dossier: Dossier
) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    naar = Bestemming(dossier.school, "Leerlingzaken")

    def vertel() -> UUID:
        invoer = MondelingInvoer(naar, Wijze.MONDELING, ("signalen",), "Verteldmerk.", zonder_weggelaten=True)
        return record_mondeling(wereld.regie, dossier.casus_id, invoer)

    vertel()
    verzoek = vraag_inzage(wereld, dossier.casus_id)

    def merken() -> tuple[bool, bool, bool]:
        """Whether a sharing, the request to share and the police are to be seen."""
        stukken = [s.tekst for s in list_stukken(wereld.regie, verzoek).stukken]
        zinnen = [r.zin for r in list_kijkregels(wereld.regie, dossier.casus_id)]
        return (
            any("Verteldmerk" in s for s in stukken),
            any("De school moet weten" in s for s in stukken) or any("School De Brug" in z for z in zinnen),
            any(POLITIE in z for z in zinnen),
        )

    bevraging(wereld, dossier)
    assert merken() == (True, True, True)
    scherm_af(wereld, dossier.casus_id, 1, organisatie_id=dossier.school, ook_later=True)
    vertel()
    assert merken() == (False, False, True)


def test_of_one_recipient_also_lines_that_name_only_the_organisation_or_an_old_function(
    wereld: Wereld, dossier: Dossier
) -> None:
    """A function that the profile does not know is in no line; lines of before that still name one."""
    prepare_samenvatting(wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Mentor van Sam"))
    school, elders = "School De Brug PMG-2026-00001", "School De Brug PMG-2026-000012"
    for wie in (f"{school} – Mentor van Sam", elders):
        with wereld.regie.doe() as t:
            t.log(
                "samenvatting.voorbereiden",
                "casus",
                dossier.casus_id,
                casus_id=dossier.casus_id,
                ontvanger=Logontvanger(wie),
            )

    def genoemd() -> list[str]:
        zinnen = (r.zin for r in list_kijkregels(wereld.regie, dossier.casus_id))
        return [zin[zin.index("School") :].removesuffix(" voor") for zin in zinnen if "School" in zin]

    assert genoemd() == [elders, f"{school} – Mentor van Sam", school]
    scherm_af(wereld, dossier.casus_id, 1, organisatie_id=dossier.school, ook_later=True)
    assert genoemd() == [elders]


def test_only_the_privacy_officer_shields_sees_and_lifts(wereld: Wereld, dossier: Dossier) -> None:
    nr = bevraging(wereld, dossier)
    afscherming = scherm_af(wereld, dossier.casus_id, nr)
    for werkplek in (wereld.regie, wereld.regie2, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            shield_regels(werkplek, dossier.casus_id, AfschermingInvoer(nr, nr, REDEN, "31-12-2026"))
        with pytest.raises(GeenToegang):
            list_afschermingen(werkplek, dossier.casus_id)
        with pytest.raises(GeenToegang):
            lift_afscherming(werkplek, afscherming, "Weg.")
        with pytest.raises(GeenToegang):
            prolong_afscherming(werkplek, afscherming, "1-1-2027")
    for werkplek in (wereld.regie2, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            list_kijkregels(werkplek, dossier.casus_id)
        with pytest.raises(GeenToegang):
            print_kijkregels(werkplek, dossier.casus_id)


def test_a_shield_is_looked_at_again_and_does_not_end_by_itself(wereld: Wereld, dossier: Dossier) -> None:
    nr = bevraging(wereld, dossier)
    afscherming = scherm_af(wereld, dossier.casus_id, nr)
    wereld.klok.moment += timedelta(days=60)
    (een,) = list_afschermingen(wereld.privacy, dossier.casus_id)
    assert (een.te_herzien, een.reden, een.opgeheven_op) == (True, REDEN, None)
    assert all(POLITIE not in r.zin for r in list_kijkregels(wereld.regie, dossier.casus_id))
    prolong_afscherming(wereld.privacy, afscherming, "1-3-2027")
    assert [a.te_herzien for a in list_afschermingen(wereld.privacy, dossier.casus_id)] == [False]


def test_what_is_missing_in_a_shield_is_said(wereld: Wereld, dossier: Dossier) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        shield_regels(wereld.privacy, dossier.casus_id, AfschermingInvoer(0, -1, " ", ""))
    assert set(fout.value.velden) == {"reden", "tot", "van_nr", "tot_nr"}


def test_a_line_that_cannot_be_read_is_told_and_a_refusal_too(wereld: Wereld, dossier: Dossier) -> None:
    with wereld.regie.doe() as t:
        nr = t.log(
            "toegang.weigeren", "casus", dossier.casus_id, casus_id=dossier.casus_id, resultaat=Resultaat.GEWEIGERD
        )
    assert list_kijkregels(wereld.regie, dossier.casus_id)[0].zin.endswith(
        "probeerde iets dat niet mag; het is geweigerd"
    )
    zet(wereld, "UPDATE logregel SET blad = 'stuk' WHERE nr = :nr", nr=nr)
    assert [r.zin for r in list_kijkregels(wereld.regie, dossier.casus_id) if r.nr == nr] == [
        "Deze regel in het logboek is niet te lezen"
    ]


def test_exactly_the_chosen_lines_are_shielded_and_what_comes_later_only_when_asked(
    wereld: Wereld, dossier: Dossier
) -> None:
    eerst, tussen, laatst = (bevraging(wereld, dossier) for _ in range(3))
    ids = shield_gekozen(wereld.privacy, dossier.casus_id, [laatst, eerst], REDEN, "31-12-2026", ook_later=True)
    later = bevraging(wereld, dossier)
    te_zien = {r.nr for r in list_kijkregels(wereld.regie, dossier.casus_id)}
    assert {eerst, tussen, laatst, later} & te_zien == {tussen}
    assert {a.id for a in list_afschermingen(wereld.privacy, dossier.casus_id)} == set(ids)
    nog_een = bevraging(wereld, maak_dossier(wereld.regie, "PMG-2026-00002"))
    for nrs in ([], [nog_een]):  # nothing, and a line of another casus
        with pytest.raises(OngeldigeInvoer) as fout:
            shield_gekozen(wereld.privacy, dossier.casus_id, nrs, REDEN, "31-12-2026")
        assert set(fout.value.velden) == {"regels"}


def test_whole_recipients_are_chosen_among_those_the_casus_knows(wereld: Wereld, dossier: Dossier) -> None:
    assert list_ontvangers(wereld.privacy, dossier.casus_id) == ()
    vraag(wereld, dossier)
    assert [id_ for id_, _ in list_ontvangers(wereld.privacy, dossier.casus_id)] == [dossier.school]
    for werkplek in (wereld.regie, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            list_ontvangers(werkplek, dossier.casus_id)
        with pytest.raises(GeenToegang):
            shield_gekozen(werkplek, dossier.casus_id, [1], REDEN, "31-12-2026")
