"""Classify, score and state by clicks on a real vault: what one sees is what is kept, and a reader changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import antecedenten, indelen, leefgebieden, toewijzingen, uitspraken
from pmg_desk.services.antecedenten import AntecedentInvoer
from pmg_desk.services.leefgebieden import ScoreInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import KenmerkSoort, UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.indeling import IndelingTab
from pmg_desk.ui.screens.indelingkaarten import Antecedentrij, Kenmerkrij, Toetsingkaart
from pmg_desk.ui.screens.leefgebieden import LeefgebiedenTab
from pmg_desk.ui.screens.signalen import SignalenTab, Uitspraakkaart
from pmg_desk.ui.screens.uitspraakformulier import Geschiedenis
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from tests.casusbouw import maak
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

Toon = Callable[..., Any]
TABS = (IndelingTab, LeefgebiedenTab, SignalenTab)


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie, geboortedatum="12-3-2010")


@pytest.fixture
def toon(qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> Toon:
    """A tab of a dossier as a user of the vault sees it; refreshed after each change as the dossier does."""

    def _toon(klasse: type[Tabblad], casus_id: UUID, wie: str = "regie") -> Tabblad:
        omgeving.werkplek = wereld.werkplek(wie)
        omgeving.werkplek.bij_wijziging(omgeving.meld_wijzigingen)
        tab = klasse(omgeving)
        qtbot.addWidget(tab)
        omgeving.gewijzigd.connect(tab.ververs)
        tab.resize(1000, 900)
        tab.show()
        tab.toon(casus_id)
        klaar(qtbot, omgeving)
        return tab

    return _toon


def teksten(widget: QWidget) -> list[str]:
    QApplication.processEvents()  # what was just put in a layout becomes visible in the next round
    return [t.text() for t in widget.findChildren(Tekst) if t.isVisibleTo(widget)]


def knoppen(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [k.text() for k in widget.findChildren(Knop) if k.isVisibleTo(widget) and k.text()]


def knop(widget: QWidget, tekst: str) -> Knop:
    QApplication.processEvents()
    return next(k for k in widget.findChildren(Knop) if k.text() == tekst and k.isVisibleTo(widget))


def dialoog(tab: QWidget) -> Invoerdialoog:
    QApplication.processEvents()
    return next(d for d in tab.findChildren(Invoerdialoog) if d.isVisible())


def bewaar(qtbot: Any, omgeving: Omgeving, tab: QWidget) -> None:
    """Ctrl+S in the form that is open, and wait until all is shown again."""
    qtbot.keyClick(dialoog(tab).formulier.knop.parentWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)


def _antecedent(wereld: Wereld, casus_id: UUID, status: str = "veroordeling", **anders: Any) -> UUID:
    invoer = AntecedentInvoer("2-5-2026", "opium", status, "Politie", **anders)
    return antecedenten.add_antecedent(wereld.regie, casus_id, invoer)


# Indeling


def test_een_antecedent_door_klikken_en_de_criteria_bewegen_mee(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    tab = toon(IndelingTab, casus_id)
    assert "Antecedenten: 0, voldoet" in teksten(tab)
    knop(tab, "Antecedent toevoegen").click()
    formulier = dialoog(tab).formulier
    qtbot.keyClicks(formulier.veld("datum").invoer, "mei 2026")
    formulier.veld("soort").zet("opium")
    formulier.veld("status").zet("veroordeling")
    qtbot.keyClicks(formulier.veld("bron").invoer, "Politie")
    qtbot.keyClicks(formulier.veld("toelichting").invoer, "Handelshoeveelheid.")
    bewaar(qtbot, omgeving, tab)
    (antecedent,) = antecedenten.list_antecedenten(wereld.regie, casus_id)
    assert (antecedent.datum, antecedent.status, antecedent.bron) == (
        OnvolledigeDatum(2026, 5),
        "veroordeling",
        "Politie",
    )
    assert antecedent.toelichting is not None
    assert antecedent.toelichting.categorie == "politiegegevens"
    gezien = teksten(tab)
    assert "Antecedenten: 1, voldoet" in gezien
    assert "Antecedenten: 1, voldoet niet" in gezien
    assert "Handelshoeveelheid." in gezien


def test_per_doelgroep_staat_in_woorden_of_zij_past(toon: Toon, wereld: Wereld, casus_id: UUID) -> None:
    leefgebieden.save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1), ScoreInvoer("huisvesting", 2)])
    _antecedent(wereld, casus_id)
    tab = toon(IndelingTab, casus_id)
    gezien = {
        kaart.toetsing.doelgroep: [c.waarde.tekst for c in kaart.findChildren(Chip)][1]
        for kaart in tab.findChildren(Toetsingkaart)
    }
    assert gezien == {
        "risicojongere": "Past niet",
        "jonge_aanwas": "Past",
        "doorgroeier": "Past niet",
        "harde_kern": "Past niet",
    }
    assert "De criteria passen bij: Jonge aanwas. U kiest." in teksten(tab)


def test_een_afwijkende_keuze_vraagt_een_reden_en_de_vorige_blijft_staan(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    leefgebieden.save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1), ScoreInvoer("huisvesting", 2)])
    tab = toon(IndelingTab, casus_id)
    knop(tab, "Doelgroep kiezen").click()
    formulier = dialoog(tab).formulier
    formulier.veld("doelgroep").zet("jonge_aanwas")
    assert formulier.veld("afwijking_reden").isHidden()
    qtbot.keyClicks(formulier.veld("motivering").invoer, "Twee problemen.")
    bewaar(qtbot, omgeving, tab)
    wereld.klok.moment += timedelta(minutes=1)
    knop(tab, "Doelgroep kiezen").click()
    formulier = dialoog(tab).formulier
    formulier.veld("doelgroep").zet("harde_kern")
    qtbot.keyClicks(formulier.veld("motivering").invoer, "Zorgen van de politie.")
    bewaar(qtbot, omgeving, tab)
    assert formulier.veld("afwijking_reden").fout == "Vul ‘Waarom wijkt u af van de criteria’ in."
    qtbot.keyClicks(formulier.veld("afwijking_reden").invoer, "Hij stuurt anderen aan.")
    bewaar(qtbot, omgeving, tab)
    nu, eerder = indelen.toets_casus(wereld.regie, casus_id).indelingen
    assert nu.motivering is not None
    assert nu.motivering.aard is Aard.MENING  # a choice is a judgement
    assert (nu.doelgroep, nu.afwijking_reden, eerder.doelgroep) == (
        "harde_kern",
        "Hij stuurt anderen aan.",
        "jonge_aanwas",
    )
    assert tab.eerder.isVisible()
    assert {"Zorgen van de politie.", "Reden van afwijken: Hij stuurt anderen aan."} <= set(teksten(tab.nu))
    assert "Twee problemen." in teksten(tab.eerder)
    assert "Gevraagd: 0 tot en met 2" not in teksten(tab.eerder)
    knop(tab.eerder, "Criteria van toen tonen").click()
    assert "Gevraagd: 0 tot en met 2" in teksten(tab.eerder)


def test_nog_niet_alles_bekend_is_geen_afwijken_en_het_venster_groeit_mee(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    tab = toon(IndelingTab, casus_id)
    tab.window().resize(1280, 720)
    knop(tab, "Doelgroep kiezen").click()
    venster = dialoog(tab)
    formulier = venster.formulier
    formulier.veld("doelgroep").zet("jonge_aanwas")
    vraag = "Waarom kiest u dit terwijl nog niet alles bekend is"
    qtbot.waitUntil(lambda: venster.vak.verticalScrollBar().maximum() == 0, timeout=20_000)
    motivering = formulier.veld("motivering")
    vak = venster.vak.viewport()
    assert vak.rect().contains(motivering.mapTo(vak, motivering.rect().bottomLeft()))
    qtbot.keyClicks(motivering.invoer, "Zorgen van school.")
    bewaar(qtbot, omgeving, tab)
    reden = formulier.veld("afwijking_reden")
    assert (reden.fout, reden.invoer.accessibleName()) == (f"Vul ‘{vraag}’ in.", f"{vraag}, verplicht")
    formulier.veld("doelgroep").zet("harde_kern")
    assert reden.label == "Waarom wijkt u af van de criteria"
    formulier.veld("doelgroep").zet("jonge_aanwas")
    qtbot.keyClicks(reden.invoer, "De scores komen nog.")
    bewaar(qtbot, omgeving, tab)
    (nu,) = indelen.toets_casus(wereld.regie, casus_id).indelingen
    assert (nu.onzeker, nu.afwijking_reden) == (True, "De scores komen nog.")
    assert "Waarom gekozen terwijl nog niet alles bekend was: De scores komen nog." in teksten(tab.nu)
    assert [chip.waarde.tekst for chip in tab.nu.findChildren(Chip)][1] == "Nog niet alles bekend"


def test_een_kenmerk_beoordelen_met_bron(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    tab = toon(IndelingTab, casus_id)
    rij = tab.findChildren(Kenmerkrij)[1]
    knop(rij, "Beoordelen").click()
    formulier = dialoog(tab).formulier
    formulier.veld("waarde").zet(False)
    bewaar(qtbot, omgeving, tab)
    assert formulier.veld("bron").fout == "Vul ‘Wie beoordeelde dit’ in."
    qtbot.keyClicks(formulier.veld("bron").invoer, "Wijkagent")
    bewaar(qtbot, omgeving, tab)
    kenmerk = next(
        k for k in indelen.list_kenmerken(wereld.regie, casus_id) if k.soort is KenmerkSoort.NEGATIEF_ROLMODEL
    )
    assert (kenmerk.waarde, kenmerk.bron) == (False, "Wijkagent")
    assert [c.waarde.tekst for c in tab.findChildren(Kenmerkrij)[1].findChildren(Chip)] == ["Nee"]


def test_een_antecedent_intrekken_vraagt_een_reden(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    _antecedent(wereld, casus_id, toelichting=UitspraakInvoer("Verkeerde persoon."))
    tab = toon(IndelingTab, casus_id)
    knop(tab.findChildren(Antecedentrij)[0], "Intrekken").click()
    bewaar(qtbot, omgeving, tab)
    assert len(antecedenten.list_antecedenten(wereld.regie, casus_id)) == 1
    qtbot.keyClicks(dialoog(tab).formulier.veld("reden").invoer, "Verwisseld")
    bewaar(qtbot, omgeving, tab)
    assert antecedenten.list_antecedenten(wereld.regie, casus_id) == ()
    assert "Verkeerde persoon." not in teksten(tab)


def test_een_antecedent_wijzigen_begint_met_wat_er_stond(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    _antecedent(wereld, casus_id, "verdenking", ondermijnend=True, toelichting=UitspraakInvoer("Tekst."))
    tab = toon(IndelingTab, casus_id)
    knop(tab.findChildren(Antecedentrij)[0], "Wijzigen").click()
    formulier = dialoog(tab).formulier
    formulier.veld("status").zet("veroordeling")
    bewaar(qtbot, omgeving, tab)
    (antecedent,) = antecedenten.list_antecedenten(wereld.regie, casus_id)
    assert (antecedent.status, antecedent.ondermijnend, antecedent.datum) == (
        "veroordeling",
        True,
        OnvolledigeDatum(2026, 5, 2),
    )
    assert antecedent.toelichting is not None
    assert not antecedent.toelichting.gewijzigd


# Leefgebieden


def test_scores_van_meer_leefgebieden_in_een_formulier(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    tab = toon(LeefgebiedenTab, casus_id)
    assert sorted(knoppen(tab)) == ["Risico of bescherming toevoegen", "Scores invullen"]
    knop(tab, "Scores invullen").click()
    formulier = dialoog(tab).formulier
    assert formulier.veld("toelichting_geestelijke_gezondheid").isHidden()
    formulier.veld("geestelijke_gezondheid").zet(2)
    formulier.veld("werk_opleiding").zet(4)
    qtbot.keyClicks(formulier.veld("toelichting_geestelijke_gezondheid").invoer, "Slaapt slecht.")
    bewaar(qtbot, omgeving, tab)
    scores = {s.leefgebied: s for s in leefgebieden.list_scores(wereld.regie, casus_id) if s.nu is not None}
    assert {naam: score.nu for naam, score in scores.items()} == {"geestelijke_gezondheid": 2, "werk_opleiding": 4}
    toelichting = scores["geestelijke_gezondheid"].toelichting
    assert toelichting is not None
    assert (toelichting.tekst, toelichting.categorie) == ("Slaapt slecht.", "gezondheid")
    assert teksten(tab)[0] == ("Probleem op 1 leefgebied: Geestelijke gezondheid. 2 van de 13 leefgebieden gescoord.")


def test_een_probleem_en_het_verloop_staan_er_in_woorden(toon: Toon, wereld: Wereld, casus_id: UUID) -> None:
    for dag, financien, huisvesting, netwerk in (("1-3-2026", 4, 1, 3), ("1-11-2026", 2, 3, 3)):
        leefgebieden.save_scores(
            wereld.regie,
            casus_id,
            [
                ScoreInvoer("financien", financien),
                ScoreInvoer("huisvesting", huisvesting),
                ScoreInvoer("sociaal_netwerk", netwerk),
            ],
            dag,
        )
    tab = toon(LeefgebiedenTab, casus_id)
    gezien = teksten(tab)
    assert {
        "2 slechter sinds 1 maart 2026",
        "2 beter sinds 1 maart 2026",
        "gelijk sinds 1 maart 2026",
        "2 – niet zelfredzaam",
    } <= set(gezien)
    assert [c.waarde.tekst for c in tab.findChildren(Chip)] == ["Probleem"]
    assert gezien.count("Nog niet gescoord") == 10


def test_een_leeg_scoreformulier_zegt_wat_er_moet(toon: Toon, qtbot: Any, omgeving: Omgeving, casus_id: UUID) -> None:
    tab = toon(LeefgebiedenTab, casus_id)
    tab.vul_in()
    bewaar(qtbot, omgeving, tab)
    assert dialoog(tab).formulier.melding.isVisible()
    assert "Vul ten minste één score in." in teksten(dialoog(tab).formulier.melding)


# Signalen en feiten


def test_een_signaal_toevoegen_zonder_een_klik_te_veel(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    tab = toon(SignalenTab, casus_id)
    knop(tab, "Signaal of feit toevoegen").click()
    qtbot.keyClicks(dialoog(tab).formulier.veld("tekst").invoer, "Gezien bij het plein.")
    bewaar(qtbot, omgeving, tab)
    (signaal,) = uitspraken.list_uitspraken(wereld.regie, casus_id, (UitspraakSoort.SIGNAAL,))
    assert signaal.als_invoer() == UitspraakInvoer(
        "Gezien bij het plein.", "C. Regisseur", date(2026, 11, 23), Aard.AANNAME, "signalen"
    )
    assert "Gezien bij het plein." in teksten(tab)


def test_wijzigen_intrekken_en_eerdere_versies(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID
) -> None:
    uitspraken.add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Drie keer gezien."))
    tab = toon(SignalenTab, casus_id)

    def kaart() -> Uitspraakkaart:
        QApplication.processEvents()
        kaarten: list[Uitspraakkaart] = [k for k in tab.findChildren(Uitspraakkaart) if k.isVisible()]
        return next(k for k in kaarten if k.uitspraak.soort is UitspraakSoort.SIGNAAL)

    assert knoppen(kaart()) == ["Wijzigen", "Intrekken", "Reactie toevoegen", "Leefwereld kiezen"]
    knop(kaart(), "Wijzigen").click()
    formulier = dialoog(tab).formulier
    formulier.veld("tekst").tekst.zet("Twee keer gezien.")  # type: ignore[attr-defined]
    qtbot.keyClicks(formulier.veld("reden").invoer, "Nagevraagd")
    bewaar(qtbot, omgeving, tab)
    assert {"Twee keer gezien."} <= set(teksten(tab))
    assert "Drie keer gezien." not in teksten(tab)
    knop(kaart(), "Eerdere versies").click()
    klaar(qtbot, omgeving)
    venster = tab.findChildren(Geschiedenis)[0]
    assert [t for t in teksten(venster) if t.endswith("gezien.") or t.startswith("Reden")] == [
        "Twee keer gezien.",
        "Reden: Nagevraagd",
        "Drie keer gezien.",
    ]
    assert controleer(venster) == []
    venster.accept()
    knop(kaart(), "Intrekken").click()
    qtbot.keyClicks(dialoog(tab).formulier.veld("reden").invoer, "Ging over een ander")
    bewaar(qtbot, omgeving, tab)
    assert uitspraken.list_uitspraken(wereld.regie, casus_id, (UitspraakSoort.SIGNAAL,)) == ()
    assert "Twee keer gezien." not in teksten(tab)


def test_filters_op_soort_aard_categorie_bron_en_woord(toon: Toon, wereld: Wereld, casus_id: UUID) -> None:
    for soort, invoer in (
        (UitspraakSoort.SIGNAAL, UitspraakInvoer("Één", "Wijkagent", aard=Aard.AANNAME)),
        (UitspraakSoort.FEIT, UitspraakInvoer("Twee Łódź", "Leerkracht", categorie="gezondheid")),
        (UitspraakSoort.CORRECTIE, UitspraakInvoer("Drie", "Wijkagent", aard=Aard.MENING)),
    ):
        uitspraken.add_uitspraak(wereld.regie, casus_id, soort, invoer)
    leefgebieden.save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1, UitspraakInvoer("Bij een score"))])
    tab = toon(SignalenTab, casus_id)

    def gevonden() -> set[str]:
        QApplication.processEvents()
        return {k.uitspraak.tekst for k in tab.findChildren(Uitspraakkaart) if k.isVisible()}

    aanleiding = "Drie keer gezien bij het winkelcentrum."
    alles = {aanleiding, "Één", "Twee Łódź", "Drie"}
    assert gevonden() == alles
    for veld, waarde, verwacht in (
        (tab.soort, "signaal", {"Één"}),
        (tab.soort, "andere", {"Bij een score"}),
        (tab.aard, Aard.MENING, {"Drie"}),
        (tab.categorie, "gezondheid", {"Twee Łódź"}),
        (tab.bron, "Wijkagent", {"Één", "Drie"}),
    ):
        veld.zet(waarde)
        assert gevonden() == verwacht
        tab.wisknop.click()
        assert gevonden() == alles
    tab.zoek.setText("lodz leerk")
    assert gevonden() == {"Twee Łódź"}
    tab.zoek.setText("bestaat niet")
    assert gevonden() == set()
    assert tab.telling.text() == "Niets past bij dit filter."


def test_een_lange_lijst_komt_in_stukken(toon: Toon, wereld: Wereld, casus_id: UUID) -> None:
    for nr in range(34):
        uitspraken.add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer(f"Signaal {nr}"))
    tab = toon(SignalenTab, casus_id)
    assert tab.telling.text() == "35 teksten, nieuwste boven"

    def aantal() -> int:
        QApplication.processEvents()
        return sum(kaart.isVisible() for kaart in tab.findChildren(Uitspraakkaart))

    assert aantal() == 30
    tab.meerknop.click()
    assert aantal() == 35
    assert not tab.meerknop.isVisible()


# for every tab


@pytest.mark.parametrize("klasse", TABS)
def test_een_meelezer_ziet_de_inhoud_en_geen_knop_om_te_wijzigen(
    toon: Toon, wereld: Wereld, casus_id: UUID, klasse: type[Tabblad]
) -> None:
    _antecedent(wereld, casus_id, toelichting=UitspraakInvoer("Inhoud."))
    leefgebieden.save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1, UitspraakInvoer("Inhoud."))])
    uitspraken.add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Inhoud."))
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    tab = toon(klasse, casus_id, "lezer")
    assert "Inhoud." in teksten(tab)
    assert knoppen(tab) == []


@pytest.mark.parametrize("klasse", TABS)
def test_een_ander_krijgt_een_zin_en_geen_inhoud(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID, klasse: type[Tabblad]
) -> None:
    uitspraken.add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Inhoud."))
    with qtbot.waitSignal(omgeving.melding) as gemeld:
        tab = toon(klasse, casus_id, "regie2")
    assert gemeld.args is not None
    assert gemeld.args[0] == "fout"
    assert [t for t in teksten(tab) if "Inhoud" in t] == []


@pytest.mark.parametrize("klasse", TABS)
def test_alles_heeft_een_naam_en_niets_valt_buiten_beeld(
    toon: Toon, qtbot: Any, omgeving: Omgeving, wereld: Wereld, casus_id: UUID, klasse: type[Tabblad]
) -> None:
    _antecedent(wereld, casus_id, toelichting=UitspraakInvoer("Inhoud.", aard=Aard.MENING))
    leefgebieden.save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1, UitspraakInvoer("Inhoud."))])
    indelen.assign_doelgroep(wereld.regie, casus_id, "harde_kern", UitspraakInvoer("Inhoud."), "Reden")
    for schaal, breedte in ((100, 1000), (200, 860)):
        omgeving.thema.pas_toe(QApplication.instance(), "licht", schaal)  # type: ignore[arg-type]
        tab = toon(klasse, casus_id)
        tab.resize(breedte, 900)
        QApplication.processEvents()
        assert controleer(tab) == []
        assert tab.minimumSizeHint().width() <= breedte
