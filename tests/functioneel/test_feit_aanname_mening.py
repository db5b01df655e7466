"""Facts versus assumptions (002): every statement says what it is, is corrected and answered without being lost."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.screens.signalen import SignalenTab, Uitspraakkaart
from pmg_desk.ui.screens.tijdlijn import Gebeurteniskaart, TijdlijnTab
from pmg_desk.ui.screens.uitspraakformulier import Geschiedenis
from pmg_desk.ui.widgets.aardmerk import Aardmerk
from pmg_desk.ui.widgets.tekst import Tekst
from tests.functioneel.dossierzaal import open_tab, vul
from tests.functioneel.routezaal import Routezaal
from tests.ui.toegankelijk import controleer

SIGNALEN = (
    ("Stond om elf uur op het plein.", "Wijkagent", Aard.FEIT, date(2026, 11, 3)),
    ("Zou spullen verkopen.", "Wijkagent", Aard.AANNAME, date(2026, 11, 4)),
    ("Lijkt vaak moe.", "Leerkracht", Aard.MENING, date(2026, 11, 5)),
)


@pytest.fixture
def casus_id(zaal: Routezaal) -> UUID:
    zaal.open("regie")
    casus_id = zaal.casus("pga_lokaal")
    for tekst, bron, aard, dag in SIGNALEN:
        invoer = UitspraakInvoer(tekst, bron, dag, aard)
        uitspraken.add_uitspraak(zaal.omgeving.werkplek, casus_id, UitspraakSoort.SIGNAAL, invoer)
    return casus_id


def _kaarten(tab: SignalenTab) -> list[str]:
    QApplication.processEvents()
    return [k.uitspraak.tekst for k in tab.findChildren(Uitspraakkaart) if k.isVisible()]


def _aantallen(tab: SignalenTab) -> dict[Aard, int | None]:
    QApplication.processEvents()
    return {m.aard: m.aantal for m in tab._aantallen.findChildren(Aardmerk) if m.isVisible()}


def test_men_ziet_hoeveel_vaststaat_en_filtert_erop(zaal: Routezaal, casus_id: UUID) -> None:
    tab = open_tab(zaal, casus_id, "signalen")
    assert _aantallen(tab) == {Aard.FEIT: 2, Aard.AANNAME: 1, Aard.MENING: 1}
    for aard, teksten in (
        (Aard.AANNAME, ["Zou spullen verkopen."]),
        (Aard.FEIT, ["Drie keer gezien bij het winkelcentrum.", "Stond om elf uur op het plein."]),
    ):
        tab.aard.zet(aard)
        assert _kaarten(tab) == teksten
        assert _aantallen(tab) == {Aard.FEIT: 2, Aard.AANNAME: 1, Aard.MENING: 1}, "what the filter leaves out counts"
    tab.aard.zet(None)
    tab.bron.zet("Leerkracht")
    assert (_kaarten(tab), _aantallen(tab)[Aard.FEIT]) == (["Lijkt vaak moe."], 0)
    (kaart,) = [k for k in tab.findChildren(Uitspraakkaart) if k.isVisible()]
    (merk,) = kaart.findChildren(Aardmerk)
    assert (merk.accessibleName(), kaart.accessibleName()) == ("Mening", "Signaal, 5 november 2026, mening")
    assert controleer(tab) == []


def test_een_filter_op_leefwereld(zaal: Routezaal, casus_id: UUID) -> None:
    tab = open_tab(zaal, casus_id, "signalen")
    zaal.druk("Leefwereld kiezen: Signaal, 4 november 2026")
    vul(zaal, leefwerelden=("straat",))
    tab.leefwereld.zet("straat")
    assert _kaarten(tab) == ["Zou spullen verkopen."]
    tab.leefwereld.zet("")
    assert len(_kaarten(tab)) == 3


def test_van_aanname_naar_feit_met_de_hele_keten(zaal: Routezaal, casus_id: UUID) -> None:
    tab = open_tab(zaal, casus_id, "signalen")
    zaal.druk("Wijzigen: Signaal, 4 november 2026")
    vul(zaal, tekst="Verkocht een telefoon.", tekst__aard=Aard.FEIT, reden="Aangifte gezien.")
    assert _aantallen(tab) == {Aard.FEIT: 3, Aard.AANNAME: 0, Aard.MENING: 1}
    assert "Vervangt een eerdere tekst. Reden: Aangifte gezien." in zaal.leest()
    zaal.druk("Eerdere versies: Signaal, 4 november 2026")
    (venster,) = tab.findChildren(Geschiedenis)
    gezien = [t.text() for t in venster.findChildren(Tekst)]
    plekken = [
        gezien.index(t)
        for t in (
            "Verkocht een telefoon.",
            "Reden: Aangifte gezien.",
            "Was: de tekst hieronder.",
            "Vervangen door de tekst hierboven, op 23 november 2026.",
            "Zou spullen verkopen.",
        )
    ]
    assert plekken == sorted(plekken)
    venster.accept()


def test_de_jongere_zegt_er_iets_van_en_dat_blijft_erbij(zaal: Routezaal, casus_id: UUID) -> None:
    tab = open_tab(zaal, casus_id, "signalen")
    zaal.druk("Reactie toevoegen: Signaal, 4 november 2026")
    vul(zaal, wie="de jongere", tekst="Dat was mijn broer.")
    assert "Reactie van de jongere" in zaal.leest()
    assert _kaarten(tab).count("Dat was mijn broer.") == 0, "it stands with the text, not by itself"
    tab.soort.zet(UitspraakSoort.CORRECTIE.value)
    assert _kaarten(tab) == ["Dat was mijn broer."]
    assert not any(naam.startswith("Reactie toevoegen") for naam in zaal.knoppen())
    lijn = open_tab(zaal, casus_id, "tijdlijn")
    lijn.aard.zet(Aard.AANNAME)
    QApplication.processEvents()
    (kaart,) = [k for k in lijn.findChildren(Gebeurteniskaart) if k.isVisible()]
    assert kaart.gebeurtenis.reacties == ("de jongere: Dat was mijn broer.",)
    assert "Reactie van de jongere: Dat was mijn broer." in zaal.leest()


def test_de_tijdlijn_bladert_en_filtert(zaal: Routezaal, casus_id: UUID) -> None:
    with zaal.omgeving.werkplek.doe() as t:
        een = UitspraakInvoer("Gezien.", "Wijkagent", date(2026, 1, 5), categorie="signalen")
        uitspraken.voeg_reeks_toe(t, UitspraakSoort.SIGNAAL, [(casus_id, een)] * 60)
        t.log("uitspraak.toevoegen", "casus", casus_id, casus_id=casus_id)
    tab = open_tab(zaal, casus_id, "tijdlijn")
    assert isinstance(tab, TijdlijnTab)

    def getoond() -> int:
        QApplication.processEvents()
        return sum(k.isVisible() for k in tab.findChildren(Gebeurteniskaart))

    assert (getoond(), tab.telling.text()) == (40, "66 gebeurtenissen, nieuwste boven")
    tab.meerknop.click()
    assert (getoond(), tab.meerknop.isVisible()) == (66, False)
    tab.aard.zet(Aard.MENING)
    assert (getoond(), tab.telling.text()) == (1, "1 gebeurtenis")
    assert controleer(tab) == []
