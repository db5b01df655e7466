"""Collective memory (002: information sits in the heads of professionals): who comes after finds what was done.

And the words of the national report on the same facts: five themes and three levels of help (003).
"""

from __future__ import annotations

from pmg_desk.services import caseload, inzet
from pmg_desk.services.inzet import InzetInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.zoeken import zoek
from pmg_desk.storage.models import UitspraakSoort
from tests.functioneel.dossierzaal import open_tab
from tests.functioneel.routezaal import Routezaal


def test_wie_een_casus_overneemt_vindt_wat_er_eerder_is_gezien_en_gedaan(zaal: Routezaal) -> None:
    wereld = zaal.wereld
    zaal.open()
    casus_id = zaal.casus("pga_lokaal", geboortedatum="2010-02-03")
    add_uitspraak(
        wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Hing op het Beresteinplein.", bron="wijkagent")
    )
    eerste = inzet.start_inzet(wereld.regie, casus_id, InzetInvoer("kansrijk", wereld.klok.moment.date()))
    inzet.end_inzet(
        wereld.regie,
        eerste,
        afgebroken=True,
        eind=wereld.klok.moment.date(),
        resultaat=UitspraakInvoer("Kwam na drie keer niet meer."),
    )
    assert "Hing op" not in repr(zoek(wereld.regie2, "Beresteinplein"))
    caseload.hand_over_casussen(wereld.regie, [casus_id], wereld.regie2.gebruiker.id)

    zaal.open("regie2")
    open_tab(zaal, casus_id, "tijdlijn")
    gelezen = zaal.leest()
    for woorden in ("Hing op het Beresteinplein.", "Kansrijk", "Kwam na drie keer niet meer."):
        assert woorden in gelezen
    assert "Hing op" in repr(zoek(wereld.regie2, "Beresteinplein"))


def test_elk_thema_en_elk_niveau_van_hulp_is_een_keuze_in_de_toolbox(zaal: Routezaal) -> None:
    """What the source leaves open stays in the list, and says so."""
    profiel = zaal.wereld.profiel
    assert (len(profiel.themas), len(profiel.niveaus)) == (5, 3)
    zaal.open()
    scherm = zaal.ga("toolbox")
    zaal.rust()
    for veld, sleutels, van in (
        (scherm.thema, profiel.themas, "thema"),
        (scherm.niveau, profiel.niveaus, "niveau"),
    ):
        for sleutel in sleutels:
            veld.zet(sleutel)
            zaal.rust()
            gezien = {rij.sleutel for rij in scherm.lijst.model.getoond}
            past = {i.sleutel for i in profiel.interventies.values() if getattr(i, van) == sleutel}
            open_ = {i.sleutel for i in profiel.interventies.values() if not getattr(i, van)}
            assert past <= gezien <= past | open_
        veld.zet(None)
        zaal.rust()
    assert {gebied.thema for gebied in profiel.leefgebieden.values()} <= set(profiel.themas)
