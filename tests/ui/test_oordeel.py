"""Judging on one screen by hand: what is shown, what is left out, text blocks, the page, and the keyboard."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from pmg_desk.domain.delen import Eis, Oordeel, Toetsvraag, Weglating
from pmg_desk.services import delen, pakketten_in, samenvattingen, tekstblokken
from pmg_desk.services.belangen import declare_belang
from pmg_desk.services.oordeelbeeld import ZEKERHEID_LABELS
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage.delen import besluiten
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.delen import DelenScherm
from pmg_desk.ui.screens.oordeelbundel import ToezichtBundelScherm
from pmg_desk.ui.screens.postvak import MIJ, TE_LAAT, Toewijsdialoog, Vervangdialoog, standchip
from pmg_desk.ui.screens.tekstblokken import Blokdialoog, Blokkenvenster
from pmg_desk.ui.screens.verzoek import VerzoekScherm
from pmg_desk.ui.widgets import bestandskeuze, dialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from tests.aanvallen.knoeien import zet
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import rust
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld, tweede_officer


@pytest.fixture
def blad(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> VerzoekScherm:
    """A request of which the recipient had the signal on paper before, open in the real window."""
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)
    wereld.klok.moment += timedelta(days=1)
    verzoek_id = vraag(wereld, dossier, ("identiteit", "signalen", "acties"))
    venster = open_venster(qtbot, omgeving, wereld, "privacy")
    scherm = ga(qtbot, venster, "verzoek", verzoek_id=verzoek_id)
    rust(qtbot, omgeving)
    assert isinstance(scherm, VerzoekScherm)
    return scherm


def test_alles_om_te_oordelen_staat_op_een_scherm(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, blad: VerzoekScherm
) -> None:
    grond = wereld.profiel.grondslagen["avg_6_1_e"]
    # Folded: in a line what it is. Unfolded: all of it.
    leest = zichtbaar(blad)
    assert f"{grond.label} ({ZEKERHEID_LABELS[grond.zekerheid]})" in leest
    assert "1 eerder besluit" in leest
    assert grond.bron not in leest
    for knop in blad.findChildren(Knop):
        if knop.accessibleName() in ("Toon: Grondslag", "Toon: Eerder besloten over iets dergelijks"):
            knop.click()
    leest = zichtbaar(blad)
    for zin in (
        "Had de ontvanger al op 23 november 2026",
        grond.label,
        grond.bron,
        "B-2026-00001, 23 november 2026: Akkoord",
        "Aanvrager: De school moet weten wat er speelt.",
    ):
        assert zin in leest
    assert toegankelijk.controleer(blad) == []
    alles = set(blad.stukken.gekozen())
    blad.bekendknop.click()
    signaal = next(iter(alles - set(blad.stukken.gekozen())))
    blad.blad.knop.click()
    rust(qtbot, omgeving)
    assert blad.blad.voorbeeld.paginas == 1
    blad.formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig.", "eisen": (Eis.JONGERE_GEINFORMEERD,)})
    blad.formulier.veld(f"bevinding_{Toetsvraag.NOODZAAK.value}").zet("Ja, anders staat de school buitenspel.")
    blad.formulier.pas_aan()
    assert "U geeft akkoord: School De Brug PMG-2026-00001 – Leerlingzaken mag" in blad.formulier.zin.text()
    assert (
        "tot en met 23 januari 2027. U laat 1 onderdeel weg. Pas als de jongere is geïnformeerd."
        in blad.formulier.zin.text()
    )

    # Ctrl+Enter, also from the list above the form: the sentence once more, and then it is signed.
    blad.window().activateWindow()
    blad.stukken.findChildren(type(blad.stukken.veldvakje(*_een_veld(blad))))[0].setFocus()
    dialoog.volgend_antwoord(True)
    QTest.keyClick(QApplication.focusWidget() or blad, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rust(qtbot, omgeving)
    besluit = delen.list_besluiten(wereld.privacy)[0]
    assert (besluit.oordeel, besluit.geldig, besluit.eisen) == (
        Oordeel.AKKOORD_BEPERKT,
        True,
        (Eis.JONGERE_GEINFORMEERD,),
    )
    assert [weg.stuk for weg in besluit.weglaten] == [signaal]
    assert besluit.bevindingen == ((Toetsvraag.NOODZAAK, "Ja, anders staat de school buitenspel."),)


def _een_veld(blad: VerzoekScherm) -> tuple[str, str]:
    stuk = next(id_ for id_ in blad.stukken.gekozen() if id_.startswith("actie:"))
    return stuk, "Wie"


def test_met_een_toets_bij_het_oordeel(qtbot: Any, wereld: Wereld, omgeving: Omgeving, blad: VerzoekScherm) -> None:
    venster = blad.window()
    venster.resize(1280, 720)
    venster.activateWindow()
    blad.stukken.setFocus()
    rust(qtbot, omgeving)
    oordeel = blad.formulier.veld("oordeel")
    assert not _in_beeld(blad, oordeel)
    QTest.keyClick(venster, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    rust(qtbot, omgeving)
    assert _in_beeld(blad, oordeel)
    assert QApplication.focusWidget() is oordeel.invoer
    QTest.keyClick(QApplication.focusWidget() or blad, Qt.Key.Key_Down)
    assert oordeel.waarde() is Oordeel.AKKOORD
    # A word in the row goes to its own part; what is not on this page is not in the row.
    woorden = [k.text() for k in blad.sprong.findChildren(Knop) if k.isVisible()]
    assert woorden == [
        "Wat is gevraagd",
        "De tekst",
        "Het blad",
        "Gaat niet mee",
        "Grondslag",
        "Eerder besloten",
        "Vijf vragen",
        "Uw oordeel (Alt+O)",
    ]
    next(k for k in blad.sprong.findChildren(Knop) if k.text() == "De tekst").click()
    rust(qtbot, omgeving)
    assert _in_beeld(blad, blad.stukken.findChildren(QCheckBox)[0])
    assert not _in_beeld(blad, oordeel)
    assert len(delen.list_besluiten(wereld.privacy)) == 1  # the one that was there: going about signs nothing


def _in_beeld(blad: VerzoekScherm, deel: QWidget) -> bool:
    """Whether the top of it can be seen on the page."""
    rolvak = next(vak for vak in blad.findChildren(Rolvak) if vak.isAncestorOf(blad.stukken))
    vak = rolvak.viewport()
    return vak.rect().contains(deel.mapTo(vak, QPoint(0, 0)))


def test_een_tekstblok_komt_er_met_enter_en_niet_bij_het_bladeren(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, blad: VerzoekScherm
) -> None:
    for naam, tekst in (("Noodzaak", "Zonder dit kan de school niets."), ("Omvang", "Niet meer dan dit.")):
        tekstblokken.save_tekstblok(wereld.privacy, naam, tekst)
    blad.tekstblokken.laad()
    rust(qtbot, omgeving)
    blad.window().activateWindow()
    keuze, motivering = blad.tekstblokken.keuze, blad.formulier.veld("motivering")
    for begin in (Qt.Key.Key_Down, Qt.Key.Key_O):
        keuze.setFocus()
        QTest.keyClick(keuze, begin)
        assert motivering.waarde() == ""
        QTest.keyClick(keuze.view(), Qt.Key.Key_Escape)
    QTest.keyClick(keuze, Qt.Key.Key_Down)
    for _ in range(2):
        QTest.keyClick(keuze.view(), Qt.Key.Key_Down)
    assert motivering.waarde() == ""
    QTest.keyClick(keuze.view(), Qt.Key.Key_Return)
    assert motivering.waarde() == "Niet meer dan dit."
    QTest.keyClick(keuze, Qt.Key.Key_Tab)
    assert motivering.waarde() == "Niet meer dan dit."


def test_wat_opnieuw_is_gevraagd_begint_met_de_voorwaarden_van_toen(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    dossier = maak_dossier(wereld.regie)
    eerste = vraag(wereld, dossier, ("signalen", "acties"))
    actie = next(s for s in delen.toon_verzoek(wereld.privacy, eerste).stukken if s.id.startswith("actie:"))
    weg = (Weglating(actie.id, actie.velden[0][0]),)
    keur_goed(wereld, eerste, motivering="Alleen toen.", eisen=(Eis.JONGERE_GEINFORMEERD,), weglaten=weg)
    wereld.klok.moment += timedelta(days=1)
    tweede = vraag(wereld, dossier, ("signalen", "acties"))
    blad = ga(qtbot, open_venster(qtbot, omgeving, wereld, "privacy"), "verzoek", verzoek_id=tweede)
    rust(qtbot, omgeving)
    assert "Begonnen met de voorwaarden van besluit B-2026-00001; pas aan wat anders moet." in zichtbaar(blad)
    formulier = blad.formulier
    assert (formulier.veld("oordeel").waarde(), formulier.veld("motivering").waarde()) == (None, "")
    assert formulier.veld("eisen").waarde() == (Eis.JONGERE_GEINFORMEERD,)
    assert blad.stukken.weggelaten() == weg
    formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nu ook nodig."})
    formulier.pas_aan()
    formulier.knop.click()
    rust(qtbot, omgeving)
    besluit = next(b for b in delen.list_besluiten(wereld.privacy) if b.verzoek_id == tweede)
    assert (besluit.eisen, besluit.weglaten, besluit.motivering) == (
        (Eis.JONGERE_GEINFORMEERD,),
        weg,
        "Nu ook nodig.",
    )


def test_een_besluit_waarvan_de_handtekening_niet_klopt_toont_geen_woord(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    verzoek_id = vraag(wereld, maak_dossier(wereld.regie))
    keur_goed(wereld, verzoek_id, motivering="Waterval.", voorwaarden="Zonneschijn.")
    with wereld.privacy.doe() as t:
        (tekst,) = (besluit.tekst for besluit, _ in besluiten(t.db))
    zet(wereld, "UPDATE privacybesluit SET tekst = :tekst", tekst=tekst.replace("Waterval", "Regenboog"))
    blad = ga(qtbot, open_venster(qtbot, omgeving, wereld, "privacy"), "verzoek", verzoek_id=verzoek_id)
    rust(qtbot, omgeving)
    leest = zichtbaar(blad)
    assert "Niet te controleren, en daarom niet getoond." in leest
    assert [woord for woord in ("Waterval", "Regenboog", "Zonneschijn") if woord in leest] == []


def test_een_blad_waar_niets_op_zou_staan_zegt_dat(qtbot: Any, omgeving: Omgeving, blad: VerzoekScherm) -> None:
    blad.stukken.kies(())
    blad.blad.knop.click()
    rust(qtbot, omgeving)
    assert "Zo gaat er niets mee" in zichtbaar(blad)


def test_eigen_tekstblokken(qtbot: Any, wereld: Wereld, omgeving: Omgeving, blad: VerzoekScherm) -> None:
    balk, motivering = blad.tekstblokken, blad.formulier.veld("motivering")
    motivering.zet("De ontvanger kan zonder dit niets doen.")
    balk.bewaarknop.click()
    rust(qtbot, omgeving)
    (venster,) = [w for w in balk.findChildren(Blokdialoog) if w.isVisible()]
    assert venster.formulier.veld("tekst").waarde() == "De ontvanger kan zonder dit niets doen."
    venster.formulier.veld("naam").zet("Noodzaak")
    venster.formulier.knop.click()
    rust(qtbot, omgeving)
    motivering.zet("")
    balk.keuze.zet(tekstblokken.list_tekstblokken(wereld.privacy)[0].id)
    assert motivering.waarde() == "De ontvanger kan zonder dit niets doen."

    balk.beheerknop.click()
    (lijst,) = [w for w in balk.findChildren(Blokkenvenster) if w.isVisible()]
    next(k for k in lijst.findChildren(Knop) if k.text() == "Tekstblok wijzigen").click()
    rust(qtbot, omgeving)
    (venster,) = [w for w in balk.findChildren(Blokdialoog) if w.isVisible()]
    venster.formulier.veld("tekst").zet("Anders gezegd.")
    venster.formulier.knop.click()
    rust(qtbot, omgeving)
    assert [b.tekst for b in tekstblokken.list_tekstblokken(wereld.privacy)] == ["Anders gezegd."]
    balk.beheerknop.click()
    (lijst,) = [w for w in balk.findChildren(Blokkenvenster) if w.isVisible()]
    next(k for k in lijst.findChildren(Knop) if k.text() == "Tekstblok verwijderen").click()
    rust(qtbot, omgeving)
    assert tekstblokken.list_tekstblokken(wereld.privacy) == ()


def test_de_achternaam_is_een_vraag_en_een_belang_een_weigering(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    dossier = maak_dossier(wereld.regie)
    wereld.werkplekken["privacy"] = tweede_officer(wereld, "P. Lukasz")
    verzoek_id = vraag(wereld, dossier)
    venster = open_venster(qtbot, omgeving, wereld, "privacy")
    scherm = ga(qtbot, venster, "verzoek", verzoek_id=verzoek_id)
    rust(qtbot, omgeving)
    assert "Raakt dit u of uw familie?" in zichtbaar(scherm)
    assert scherm.formulier.isVisible()
    declare_belang(wereld.werkplekken["privacy"], verzoek_id, "Mijn neef.")
    scherm.toon()
    rust(qtbot, omgeving)
    assert "U mag hier niet over oordelen." in zichtbaar(scherm)
    assert not any(deel.isVisible() for deel in (scherm.formulier, scherm.stukken, scherm.belangknop))


def test_toewijzen_en_vervangen_vanuit_het_postvak(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    collega = tweede_officer(wereld)
    verzoek_id = vraag(wereld, maak_dossier(wereld.regie))
    venster = open_venster(qtbot, omgeving, wereld, "privacy")
    scherm = ga(qtbot, venster, "delen")
    rust(qtbot, omgeving)
    assert isinstance(scherm, DelenScherm)
    assert scherm.postvak is not None
    assert toegankelijk.controleer(scherm) == []
    scherm.postvak.lijst.kies(verzoek_id)
    scherm.postvak.toewijsknop.click()
    rust(qtbot, omgeving)
    (toewijzen,) = [w for w in scherm.findChildren(Toewijsdialoog) if w.isVisible()]
    toewijzen.formulier.veld("behandelaar").zet(collega.gebruiker.id)
    toewijzen.formulier.veld("hoog").zet(True)
    toewijzen.formulier.knop.click()
    rust(qtbot, omgeving)
    (regel,) = scherm.postvak.lijst.model.getoond
    assert (regel.behandelaar, regel.hoog) == ("Q. Collega", True)
    scherm.postvak.filter.zet(MIJ)
    assert list(scherm.postvak.lijst.model.getoond) == []
    scherm.postvak.filter.zet(TE_LAAT)
    wereld.klok.moment += timedelta(days=9)
    scherm.toon()
    rust(qtbot, omgeving)
    assert [standchip(r).tekst for r in scherm.postvak.lijst.model.getoond] == ["4 dagen te laat"]

    scherm.postvak.vervangknop.click()
    rust(qtbot, omgeving)
    (vervangen,) = [w for w in scherm.findChildren(Vervangdialoog) if w.isVisible()]
    dag = wereld.klok.nu().date()
    for sleutel, waarde in (("vervanger", collega.gebruiker.id), ("van", dag), ("tot", dag)):
        vervangen.formulier.veld(sleutel).zet(waarde)
    vervangen.formulier.knop.click()
    rust(qtbot, omgeving)
    zin = "Q. Collega beoordeelt van 2 december 2026 t/m 2 december 2026 de verzoeken van P. Officer."
    assert zin in zichtbaar(scherm)
    scherm.postvak.vervangknop.click()
    rust(qtbot, omgeving)
    (vervangen,) = [w for w in scherm.findChildren(Vervangdialoog) if w.isVisible()]
    next(k for k in vervangen.findChildren(Knop) if k.text() == "Vervanging beëindigen").click()
    rust(qtbot, omgeving)
    vervangen.reject()
    assert zin not in zichtbaar(scherm)


def test_in_een_eigen_installatie_komt_er_per_besluit_een_pakket(
    qtbot: Any, tmp_path: Path, omgeving: Omgeving
) -> None:
    twee = maak_tweetal(tmp_path)
    zaak = Zaak(twee, maak_dossier(twee.team.regie), twee.verbind())
    try:
        ids = [zaak.stuur(), zaak.stuur(categorieen=("signalen",))]
        omgeving.werkplek = twee.officer
        twee.officer.bij_wijziging(omgeving.meld_wijzigingen)
        scherm = ToezichtBundelScherm(omgeving)
        qtbot.addWidget(scherm)
        scherm.show()
        scherm.toon(verzoek_ids=tuple(ids))
        rust(qtbot, omgeving)
        assert list(scherm.lijsten) == ids
        scherm.formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig.", "categorieen": ("signalen",)})
        uit = tmp_path / "uit"
        uit.mkdir()
        bestandskeuze.volgend_pad(uit)
        scherm.formulier.knop.click()
        rust(qtbot, omgeving)
        pakketten = sorted(uit.iterdir())
        assert len(pakketten) == 2
        for pad in pakketten:
            pakketten_in.read_pakket(twee.team.regie, pad)
        besluiten = delen.list_besluiten(twee.team.regie)
        assert [(b.geldig, b.samen_ondertekend, b.categorieen) for b in besluiten] == [(True, True, ("signalen",))] * 2
    finally:
        twee.sluit()
