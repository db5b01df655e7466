"""ZVHH (000, interventie 9 and 13): escalation on the criteria of the table; casusregie stays, procesregie is there."""

from __future__ import annotations

from pmg_desk.services.doorgeleidingen import DoorgeleidingStatus
from tests.functioneel.routezaal import Routezaal


def test_opschalen_naar_het_zorg_en_veiligheidshuis(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("pga_lokaal", geboortedatum="2008-01-01")
    scherm = zaal.ga("doorgeleiden", casus_id=casus)
    scherm.waar.veld("route").zet("tafel:zvh")
    scherm.waar.knop.click()
    zaal.rust()
    scherm.vragen.knop.click()
    zaal.rust()
    gezegd = [veld.fout for sleutel, veld in scherm.vragen._velden.items() if sleutel.startswith("vraag_")]
    assert len(gezegd) == 3
    assert all(gezegd)
    zaal.leid_door(casus, "tafel:zvh", waarom="Problemen op vier leefgebieden, het hele gezin is erbij betrokken.")
    zaal.verstuur()
    zaal.druk("Antwoord vastleggen")
    zaal.vul(status=DoorgeleidingStatus.AFGEWEZEN, woorden="Kan nog bij PGA lokaal.")
    (pas,) = zaal.route(casus).doorgeleidingen
    assert (pas.van, pas.naar, pas.status_label) == (
        "PGA lokaal",
        "Zorg- en Veiligheidshuis Haaglanden (ZVHH)",
        "Afgewezen",
    )
    assert "Kan nog bij PGA lokaal." in zaal.leest()


def test_een_casus_aan_twee_tafels_heeft_een_casusregisseur(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("zvh", geboortedatum="2008-01-01")
    zaal.ga("tafelbord", tafel="zvh")
    zaal.beeld("zvhh")
    assert "Procesregie: Zorg- en Veiligheidshuis. Casusregie blijft bij de casus." in zaal.leest()
    zaal.druk("Status wijzigen: PMG")
    zaal.vul(status="in_behandeling", toelichting="Netwerkaanpak gestart.")
    (plek,) = zaal.route(casus).nu
    assert (plek.status, zaal.route(casus).casusregie) == ("in_behandeling", "C. Regisseur")
