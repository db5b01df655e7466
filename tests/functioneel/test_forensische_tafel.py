"""Forensische tafel 12- (000, interventie 12): for who cannot be prosecuted yet; the age is said, never guessed."""

from __future__ import annotations

from pmg_desk.services.doorgeleidingen import DoorgeleidingStatus
from pmg_desk.storage.models import Weg
from tests.functioneel.routezaal import Routezaal


def test_een_kind_naar_de_forensische_tafel_met_een_onvolledige_geboortedatum(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("pga_lokaal", geboortedatum="2014")
    scherm = zaal.ga("doorgeleiden", casus_id=casus)
    scherm.waar.veld("route").zet("tafel:forensische_tafel_12min")
    zaal.beeld("forensische-tafel")
    assert "Bedoeld tot en met 11 jaar. Leeftijd van deze jongere: tussen 11 en 12 jaar." in zaal.leest()
    zaal.leid_door(casus, "tafel:forensische_tafel_12min", waarom="Ernstige problemen, kan niet worden vervolgd.")
    zaal.verstuur()
    (pas,) = zaal.route(casus).doorgeleidingen
    # Nobody in this vault sits at that table, so the answer is written down here; it counts as health.
    assert (pas.weg, pas.categorie, [c.antwoord.value for c in pas.criteria]) == (
        Weg.BUITEN,
        "gezondheid",
        ["ja", "ja"],
    )
    zaal.druk("Antwoord vastleggen")
    zaal.vul(status=DoorgeleidingStatus.AANGENOMEN, woorden="Start met forensische zorg.")
    (pas,) = zaal.route(casus).doorgeleidingen
    assert pas.antwoord is not None
    assert (pas.status, pas.antwoord.categorie) == (DoorgeleidingStatus.AANGENOMEN, "gezondheid")


def test_halt_onder_de_twaalf_gaat_op_voorstel_van_pga_lokaal(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("forensische_tafel_12min", geboortedatum="2016-02-03")
    scherm = zaal.leid_door(casus, "regel:pga_lokaal:halt_12min")
    assert scherm.waar.veld("route").fout == (
        "Dit kan alleen via PGA lokaal. Deze casus is daar niet en was daar niet. Meld de casus eerst aan bij PGA"
        " lokaal."
    )
    bij_pga = zaal.casus("pga_lokaal", voornamen="Sem", geboortedatum="2016-02-03")
    zaal.leid_door(bij_pga, "regel:pga_lokaal:halt_12min", waarom="Winkeldiefstal, eerste keer.")
    zaal.verstuur()
    assert [(p.label, p.naar) for p in zaal.route(bij_pga).doorgeleidingen] == [
        ("Halt-traject 12- voorstellen", "Halt")
    ]
