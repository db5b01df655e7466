"""What a signal says about whom and where goes along to a new casus as a suggestion, said to be one."""

from __future__ import annotations

from pmg_desk.services.meldpunt import list_signalen
from pmg_desk.ui.screens.jongerevelden import NAAMVELDEN
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from tests.functioneel.routezaal import Routezaal


def test_over_wie_en_de_wijk_gaan_mee_als_voorstel(zaal: Routezaal) -> None:
    zaal.open()
    regie = zaal.wereld.regie
    zaal.ga("meldpunt").nieuwknop.click()
    zaal.rust()
    formulier = zaal.scherm.findChildren(Bewaardialoog)[0].formulier
    assert not formulier.veld("wijk_anders").isVisible()
    formulier.veld("wijk").zet("*")
    assert formulier.veld("wijk_anders").isVisible()
    zaal.vul(tekst="Hangt rond bij de winkel.", over_wie="Zoë van den Łukasz, 15 jaar", wijk_anders="Kijkduin")
    (rij,) = list_signalen(regie).rijen
    assert rij.wijk == "Kijkduin"
    beeld = zaal.ga("registreren", signaal_id=rij.id)
    zaal.rust()
    velden = {sleutel: beeld.formulier.veld(sleutel) for sleutel in NAAMVELDEN}
    assert [veld.waarde() for veld in velden.values()] == ["Zoë", "van den", "Łukasz"]
    assert (beeld.formulier.veld("wijk").waarde(), beeld.formulier.veld("wijk_anders").waarde()) == ("*", "Kijkduin")
    assert zaal.leest().count("Uit het signaal. Klopt dit? U kunt het wijzigen.") == 3
    velden["geslachtsnaam"].zet("Jansen")
    zaal.druk("Zonder dit signaal verdergaan")
    assert [veld.waarde() for veld in velden.values()] == ["", "", "Jansen"]
    assert "Uit het signaal." not in zaal.leest()
    beeld.formulier.wis()
