"""Nazorg and RIO Jeugd (000, interventie 14): the handover from 18- to 18+, around that birthday."""

from __future__ import annotations

from tests.functioneel.routezaal import Routezaal


def test_overdracht_van_18min_naar_18plus_met_een_onvolledige_geboortedatum(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("nazorg", geboortedatum="2009-02")
    scherm = zaal.ga("doorgeleiden", casus_id=casus)
    scherm.waar.veld("route").zet("regel:nazorg:achttien")
    zaal.beeld("nazorg-rio")
    assert "Deze jongere wordt tussen 1 februari en 28 februari 2027 18 jaar." in zaal.leest()
    zaal.leid_door(casus, "regel:nazorg:achttien", waarom="Komt vrij vlak na de 18e verjaardag.")
    zaal.verstuur()
    (pas,) = zaal.route(casus).doorgeleidingen
    assert (pas.naar, len(pas.criteria)) == ("Nazorg RIO en nazorg casemanager 18+", 3)


def test_lang_voor_de_verjaardag_kan_het_nog_niet(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("nazorg", geboortedatum="2012-06-01")
    scherm = zaal.leid_door(casus, "regel:nazorg:achttien")
    assert scherm.waar.veld("route").fout == (
        "Deze jongere wordt op 1 juni 2030 18 jaar. Dit kan van 365 dagen ervoor tot en met 183 dagen erna."
    )
