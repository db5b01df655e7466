"""Wijkrechtspraak MDO (000, interventie 16): willingness to accept help is a condition, and adults come there too."""

from __future__ import annotations

from tests.functioneel.routezaal import Routezaal


def test_bereidheid_tot_hulp_is_een_voorwaarde(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("pga_lokaal", geboortedatum="1990-01-01")
    scherm = zaal.leid_door(
        casus, "tafel:wijkrechtspraak", antwoorden="onbekend", waarom="Schulden, huurachterstand en een strafzaak."
    )
    zaal.verstuur()
    vraag = next(veld for veld in scherm.vragen._velden.values() if "bereid" in veld.label)
    zaal.beeld("wijkrechtspraak")
    assert vraag.fout == "Dit is bij deze tafel een voorwaarde. Zonder 'ja' kan de casus er niet heen."
    vraag.zet("ja")
    scherm.vragen.knop.click()
    zaal.rust()
    zaal.verstuur()
    (pas,) = zaal.route(casus).doorgeleidingen
    assert {c.vraag: c.antwoord.value for c in pas.criteria} == {
        "Zijn er problemen op meer leefgebieden?": "onbekend",
        "Is de bewoner bereid om mee te werken aan hulp?": "ja",
        "Is een beslissing van de rechter nodig, of helpt die?": "onbekend",
    }
