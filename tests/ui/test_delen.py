"""Ask, judge, print: the whole flow by clicks on a real vault, and what each screen says when it may not."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.delen import Eis, Oordeel, Soort, Weglating
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services import delen, oordelen
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import UitspraakSoort, VerstrekkingStatus, VerzoekStatus, Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import mondeling
from pmg_desk.ui.screens.delen import DelenScherm
from pmg_desk.ui.screens.delingsverzoek import DelingsverzoekScherm
from pmg_desk.ui.screens.dossier_delen import DelenTab
from pmg_desk.ui.screens.samenvatting import SamenvattingScherm
from pmg_desk.ui.screens.verzoek import VerzoekScherm
from pmg_desk.ui.screens.verzoekwoorden import statuschip, voorwaarden
from pmg_desk.ui.widgets import bestandskeuze, chip
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.tekst import Tekst
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

Toon = Callable[..., Any]


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


@pytest.fixture
def toon(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld) -> Toon:
    """Show a screen as a user of the vault and wait until it is loaded."""

    for werkplek in wereld.werkplekken.values():
        werkplek.bij_wijziging(omgeving.meld_wijzigingen)

    def _toon(klasse: type[Any], wie: str, **params: Any) -> Any:
        omgeving.werkplek = wereld.werkplek(wie)
        scherm = klasse(omgeving)
        qtbot.addWidget(scherm)
        scherm.resize(1100, 800)
        scherm.show()
        if isinstance(scherm, DelenTab):
            scherm.toon(params["casus_id"])
        else:
            scherm.toon(**params)
        klaar(qtbot, omgeving)
        return scherm

    return _toon


def teksten(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just put in a layout becomes visible in the next round
    return "\n".join(t.text() for t in widget.findChildren(Tekst) if t.isVisibleTo(widget))


def woorden_in(tekst: str) -> set[str]:
    return {sleutel for sleutel, woord in WOORDEN.items() if woord in tekst}


def pdf_tekst(pdf: bytes) -> str:
    return "\n".join(pagina.extract_text() for pagina in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def vul_verzoek(scherm: DelingsverzoekScherm, dossier: Dossier, wereld: Wereld, **anders: Any) -> None:
    scherm.formulier.zet(
        {
            "soort": Soort.STAAND,
            "organisatie_id": dossier.school,
            "functie": "Leerlingzaken",
            "categorieen": ("identiteit", "signalen"),
            "derden": False,
            "doel": next(iter(wereld.profiel.doeleinden)),
            "grondslagen": ("avg_6_1_e",),
            "noodzaak": "De school moet dit weten.",
            "proportionaliteit": "Niet meer dan dit.",
            "subsidiariteit": "Minder helpt niet.",
            "geinformeerd": "Ja, op 1 november.",
            "gevraagd_tot": wereld.klok.nu().date() + timedelta(days=30),
            **anders,
        }
    )


def test_van_vraag_tot_papier(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, tmp_path: Path
) -> None:
    scherm: DelingsverzoekScherm = toon(DelingsverzoekScherm, "regie", casus_id=dossier.casus_id)
    vul_verzoek(scherm, dossier, wereld)
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    (regel,) = delen.list_verzoeken(wereld.regie)
    assert regel.status is VerzoekStatus.INGEDIEND

    oordeel: VerzoekScherm = toon(VerzoekScherm, "privacy", verzoek_id=regel.id)
    assert woorden_in(teksten(oordeel.stukken)) == {"voornaam", "signaal"}
    oordeel.formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig.", "categorieen": ("signalen",)})
    oordeel.formulier.knop.click()
    klaar(qtbot, omgeving)
    (besluit,) = delen.list_besluiten(wereld.privacy)
    assert (besluit.geldig, besluit.oordeel, besluit.categorieen) == (True, Oordeel.AKKOORD_BEPERKT, ("signalen",))

    papier: SamenvattingScherm = toon(SamenvattingScherm, "regie", casus_id=dossier.casus_id)
    keuze = papier.formulier.veld("eerder")
    keuze.zet((dossier.school, "Leerlingzaken"))
    keuze.gewijzigd.emit()
    papier.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert woorden_in(teksten(papier.mee)) == {"signaal"}
    papier.bekijkknop.click()
    klaar(qtbot, omgeving)
    assert papier.voorbeeld.paginas == 1
    pad = tmp_path / "samenvatting.pdf"
    bestandskeuze.volgend_pad(pad)
    papier.opslaanknop.click()
    klaar(qtbot, omgeving)
    assert woorden_in(pdf_tekst(pad.read_bytes())) == {"signaal"}
    with wereld.regie.doe() as t:
        (verstrekking,) = rijen.verstrekkingen(t.db, casus_id=dossier.casus_id)
        assert (verstrekking.status, verstrekking.document) == (VerstrekkingStatus.UITGEGEVEN, pad.read_bytes())


def test_een_fout_staat_bij_het_veld_en_de_tekst_blijft(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: DelingsverzoekScherm = toon(DelingsverzoekScherm, "regie", casus_id=dossier.casus_id)
    vul_verzoek(scherm, dossier, wereld, grondslagen=(), noodzaak="Een lang verhaal.")
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert delen.list_verzoeken(wereld.regie) == ()
    assert scherm.formulier.veld("noodzaak").waarde() == "Een lang verhaal."


def test_de_eigen_aanvrager_krijgt_geen_oordeelformulier(wereld: Wereld, dossier: Dossier, toon: Toon) -> None:
    verzoek = vraag(wereld, dossier)
    scherm: VerzoekScherm = toon(VerzoekScherm, "regie", verzoek_id=verzoek)
    assert not scherm.formulier.isVisibleTo(scherm)
    assert scherm.neemknop.isVisibleTo(scherm)


def test_een_ander_ziet_het_verzoek_niet(wereld: Wereld, dossier: Dossier, toon: Toon) -> None:
    verzoek = vraag(wereld, dossier)
    scherm: VerzoekScherm = toon(VerzoekScherm, "regie2", verzoek_id=verzoek)
    assert woorden_in(teksten(scherm)) == set()
    assert scherm.melding.isVisibleTo(scherm)


def test_intrekken_en_verlopen_staan_er_in_woorden(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    verzoek = vraag(wereld, dossier)
    keur_goed(wereld, verzoek)
    scherm: VerzoekScherm = toon(VerzoekScherm, "privacy", verzoek_id=verzoek)
    scherm.intrekknoppen()[0].click()
    venster = scherm.findChild(Formulierdialoog)
    assert venster is not None
    venster.formulier.zet({"reden": "De ouders maken bezwaar."})
    venster.formulier.knop.click()
    klaar(qtbot, omgeving)
    gelezen = teksten(scherm)
    assert "Op 23 november 2026 door P. Officer. De ouders maken bezwaar." in gelezen
    na = delen.toon_verzoek(wereld.regie, verzoek)
    assert statuschip(na) == chip.status("ongeldig", "Akkoord ingetrokken")
    tab: DelenTab = toon(DelenTab, "regie", casus_id=dossier.casus_id)
    assert "Het akkoord is ingetrokken." in teksten(tab)
    assert "Er is nu geen akkoord" in teksten(tab)


def test_een_besluit_noemt_wat_is_weggelaten_en_alleen_mondeling_heeft_geen_blad(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    verzoek = vraag(wereld, dossier, ("signalen",))
    scherm: VerzoekScherm = toon(VerzoekScherm, "privacy", verzoek_id=verzoek)
    scherm.formulier.zet({"oordeel": Oordeel.AKKOORD, "eisen": (Eis.ALLEEN_MONDELING,)})
    scherm.blad.knop.click()
    klaar(qtbot, omgeving)
    assert "Er komt geen blad: u kiest alleen mondeling delen." in teksten(scherm.blad)
    keur_goed(wereld, verzoek)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)  # the page reads itself again, and what stands beside it
    (besluit,) = delen.toon_verzoek(wereld.regie, verzoek).besluiten
    weg = replace(besluit, weglaten=(Weglating("a"), Weglating("b", "Wie")), voorwaarden="")
    gelezen = voorwaarden(weg, {"a": "Signaal van school", "b": "Actie"})
    assert gelezen == "Weggelaten: Signaal van school; Actie: Wie."


def test_nieuwe_tekst_is_niet_aangekruist(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    wereld.klok.moment += timedelta(hours=1)
    nieuw = add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Pindakaasbrug."))
    scherm: SamenvattingScherm = toon(SamenvattingScherm, "regie", casus_id=dossier.casus_id)
    scherm.formulier.zet({"soort": "extern", "organisatie_id": dossier.school, "functie": "Leerlingzaken"})
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert "Pindakaasbrug" in teksten(scherm.mee)
    assert f"uitspraak:{nieuw}" not in scherm.mee.gekozen()
    assert len(scherm.mee.gekozen()) > 0


def test_een_schrijffout_meldt_de_uitgifte_als_mislukt(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, tmp_path: Path
) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    scherm: SamenvattingScherm = toon(SamenvattingScherm, "regie", casus_id=dossier.casus_id)
    scherm.formulier.zet({"soort": "extern", "organisatie_id": dossier.school, "functie": "Leerlingzaken"})
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    scherm.bekijkknop.click()
    klaar(qtbot, omgeving)
    bestandskeuze.volgend_pad(tmp_path / "bestaat-niet" / "x.pdf")
    scherm.opslaanknop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    with wereld.regie.doe() as t:
        (verstrekking,) = rijen.verstrekkingen(t.db, casus_id=dossier.casus_id)
        assert verstrekking.status is VerstrekkingStatus.MISLUKT


def test_zonder_akkoord_gaat_er_niets_mee_en_staat_er_waarom(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: SamenvattingScherm = toon(SamenvattingScherm, "regie", casus_id=dossier.casus_id)
    scherm.formulier.zet({"soort": "extern", "organisatie_id": dossier.school, "functie": "Leerlingzaken"})
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert not scherm.bekijkknop.isEnabled()
    assert "Er is voor deze ontvanger geen akkoord gevraagd. Vraag akkoord aan P. Officer." in teksten(scherm.niet)
    gegaan: list[tuple[str, dict[str, Any]]] = []
    omgeving.navigeer = lambda sleutel, **params: gegaan.append((sleutel, params))  # type: ignore[method-assign]
    scherm.vraagknop.click()
    wie = (dossier.school, "Leerlingzaken")
    assert gegaan == [("delingsverzoek", {"casus_id": dossier.casus_id, "ontvanger": wie})]
    verzoek: DelingsverzoekScherm = toon(DelingsverzoekScherm, "regie", **gegaan[0][1])
    klaar(qtbot, omgeving)
    assert (verzoek.formulier.veld("organisatie_id").waarde(), verzoek.formulier.veld("functie").waarde()) == wie


def test_een_geheim_adres_vraagt_om_een_reden(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: SamenvattingScherm = toon(SamenvattingScherm, "regie", casus_id=dossier.casus_id)
    scherm.formulier.zet({"soort": "intern"})
    scherm.formulier.veld("soort").gewijzigd.emit()
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert scherm.voorbeeld.paginas > 0
    scherm.formulier.zet({"soort": "intern", "geheim": True})
    scherm.formulier.veld("geheim").gewijzigd.emit()
    scherm.formulier.knop.click()
    assert scherm.formulier.veld("reden").isVisibleTo(scherm.formulier)


def test_een_vraag_terug_en_een_antwoord(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    verzoek = vraag(wereld, dossier)
    oordelen.decide_verzoek(wereld.privacy, verzoek, BesluitInvoer(Oordeel.TERUGVRAAG, "Waarom het hele plan?"))
    scherm: DelingsverzoekScherm = toon(DelingsverzoekScherm, "regie", casus_id=dossier.casus_id, vorige_id=verzoek)
    assert scherm.formulier.veld("noodzaak").waarde() == "De school moet weten wat er speelt."
    scherm.formulier.zet({**scherm.formulier.waarden(), "categorieen": ("signalen",)})
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert [v.status for v in delen.list_verzoeken(wereld.regie)] == [
        VerzoekStatus.BEHANDELD,
        VerzoekStatus.INGEDIEND,
    ]


@pytest.mark.parametrize("wie", ["regie", "privacy"])
def test_de_lijst_toont_wat_wacht_en_is_toegankelijk(wereld: Wereld, dossier: Dossier, toon: Toon, wie: str) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    vraag(wereld, dossier, functie="Mentor")
    scherm: DelenScherm = toon(DelenScherm, wie)
    assert scherm.tabs.tabText(0) == "Verzoeken (1 open)"
    toegankelijk.controleer(scherm)


def test_mondeling_delen_leggen_we_vast_als_het_mag(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    tab: DelenTab = toon(DelenTab, "regie", casus_id=dossier.casus_id)
    tab.mondelingknop.click()
    klaar(qtbot, omgeving)
    venster = tab.findChild(Formulierdialoog)
    assert venster is not None
    gegevens = {
        "organisatie_id": dossier.school,
        "functie": "Leerlingzaken",
        "wijze": Wijze.TELEFOON,
        "categorieen": ("gezondheid",),
        "omschrijving": "Gebeld over de afspraken.",
        "op": wereld.klok.nu().date(),
    }
    venster.formulier.zet(gegevens)
    venster.formulier.knop.click()
    klaar(qtbot, omgeving)
    with wereld.regie.doe() as t:
        assert rijen.verstrekkingen(t.db, casus_id=dossier.casus_id) == []
    venster.formulier.zet({**gegevens, "categorieen": ("signalen",), "zonder_weggelaten": True})
    venster.formulier.knop.click()
    klaar(qtbot, omgeving)
    with wereld.regie.doe() as t:
        (rij,) = rijen.verstrekkingen(t.db, casus_id=dossier.casus_id)
        assert (rij.wijze, rij.categorieen) == (Wijze.TELEFOON, "signalen")


def test_alleen_mondeling_blijkt_voordat_er_een_bladzijde_is(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    """How it goes is asked first: on paper the page says why not, told it is shown and can be recorded at once."""
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=(Eis.ALLEEN_MONDELING,))
    scherm: SamenvattingScherm = toon(SamenvattingScherm, "regie", casus_id=dossier.casus_id)
    voor = {"soort": "extern", "organisatie_id": dossier.school, "functie": "Leerlingzaken"}
    scherm.formulier.zet(voor)
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert woorden_in(teksten(scherm.mee)) == set()
    assert "Dit mag niet op papier, in een bestand of op een scherm. U mag het nu wel vertellen." in teksten(
        scherm.niet
    )
    assert not scherm.bekijkknop.isEnabled()
    scherm.formulier.zet({**voor, "wijze": Wijze.MONDELING})
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert woorden_in(teksten(scherm.mee)) == {"signaal"}
    assert (scherm.bekijkknop.isVisible(), scherm.vertelknop.isVisible()) == (False, True)
    toegankelijk.controleer(scherm)
    scherm.vertelknop.click()
    klaar(qtbot, omgeving)
    venster = scherm.findChild(Formulierdialoog)
    assert venster is not None
    assert tuple(venster.formulier.veld("categorieen").waarde()) == ("signalen",)
    venster.formulier.zet({"omschrijving": "Verteld aan tafel.", "zonder_weggelaten": True})
    venster.formulier.knop.click()
    klaar(qtbot, omgeving)
    with wereld.regie.doe() as t:
        (rij,) = rijen.verstrekkingen(t.db, casus_id=dossier.casus_id)
        assert (rij.wijze, rij.categorieen, rij.document) == (Wijze.MONDELING, "signalen", None)


def test_bijzondere_gegevens_zonder_grondslag_daarvoor_geven_een_waarschuwing_boven_de_handtekening(
    wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    gevoelig = next(c for c in wereld.profiel.datacategorieen.values() if c.bijzonder)
    zin = f"Let op: {gevoelig.label.lower()} is gevoelig, en bij het verzoek staat geen grondslag daarvoor."
    verzoek = vraag(wereld, dossier, (gevoelig.sleutel, "signalen"))
    scherm: VerzoekScherm = toon(VerzoekScherm, "privacy", verzoek_id=verzoek)
    formulier = scherm.formulier
    formulier.zet({"oordeel": Oordeel.AKKOORD, "categorieen": (gevoelig.sleutel,)})
    assert zin in formulier.samenvatting()
    assert zin in formulier.zin.text()
    formulier.zet({"categorieen": ("signalen",)})
    assert zin not in formulier.samenvatting()
    formulier.zet({"categorieen": (gevoelig.sleutel,)})
    for grond, wel in (("avg_9", False), ("avg_10", False), ("wpg_20", False), ("avg_6_1_e", True)):
        formulier.zet_grondslagen((grond,), [(gevoelig.sleutel, gevoelig.label, True)])
        assert (zin in formulier.samenvatting()) is wel


def test_while_an_organisation_is_half_typed_nothing_is_asked_and_nothing_breaks(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevraagd: list[object] = []

    def niets(*wat: object) -> tuple[()]:
        gevraagd.append(wat[2])
        return ()

    monkeypatch.setattr(mondeling, "list_niet_vertellen", niets)
    tab: DelenTab = toon(DelenTab, "regie", casus_id=dossier.casus_id)
    tab.spoed.vraag(dossier.casus_id)
    klaar(qtbot, omgeving)
    venster = tab.findChildren(Formulierdialoog)[-1]
    formulier = venster.formulier
    veld: Any = formulier.veld("organisatie_id")
    (school,) = [keuze for keuze in veld._keuzes if keuze.waarde == dossier.school]
    formulier.veld("functie").zet("Leerlingzaken")
    for getypt in (school.tekst[:6], school.tekst.lower()):
        veld.regel.setText(getypt)
        veld.regel.textEdited.emit(getypt)
        klaar(qtbot, omgeving)
        assert len(gevraagd) == (getypt != school.tekst[:6])
    assert gevraagd == [Bestemming(dossier.school, "Leerlingzaken")]
    venster.close()
    klaar(qtbot, omgeving)
