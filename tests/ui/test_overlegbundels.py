"""Handing out for a meeting by clicks and keys on a real vault: what a screen does, not which data may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.services.bundelregister import BundelInzicht, list_bundels
from pmg_desk.services.digitaaluitdelen import Beveiliging
from pmg_desk.services.overleggen import OverlegInvoer, plan_overleg
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.storage.models import Papierstand, UitspraakSoort, VerstrekkingStatus
from pmg_desk.ui import klembord
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.bundelvraag import Bundelvraag
from pmg_desk.ui.screens.digitaaluitdelen import UitgedeeldDialoog
from pmg_desk.ui.screens.overlegbundels import _smalle
from pmg_desk.ui.screens.overlegdag import OverlegdagScherm
from pmg_desk.ui.werker import Geannuleerd
from pmg_desk.ui.widgets.afdrukken import volgende_afdruk
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.dialoog import Vraag
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel
from tests.ui import toegankelijk
from tests.ui.conftest import Toon, rust
from tests.ui.schermhulp import dialoog, knop, teksten
from tests.vulling import keur_goed, vraag
from tests.wereld import Wereld


@pytest.fixture
def tafel(wereld: Wereld) -> Tafel:
    tafel = maak_tafel(wereld, 1, 3)
    gemeente, ggd, _ = tafel.ontvangers
    teken(wereld.privacy, (*cellen(gemeente, "signalen", "plan"), *cellen(ggd, "plan")))
    return tafel


def _id(lijst: Lijst[BundelInzicht]) -> UUID | None:
    huidige = lijst.huidige()
    return None if huidige is None else huidige.id


def formulier(scherm: OverlegdagScherm) -> Bundelvraag:
    open_ = [d for d in scherm.findChildren(Bundelvraag) if d.isVisible()]
    assert len(open_) == 1
    return open_[0]


def test_a_long_name_leaves_room_for_the_other_recipients_and_no_two_become_one() -> None:
    namen = ["GGD", "Openbaar Ministerie Haagkant", "Politie – Wijkagent", "Politie – Wijkteam"]
    assert _smalle(namen) == ["GGD", "Openbaar\nMinisterie\nHaagkant", "Politie –\nWijkagent", "Politie –\nWijkteam"]
    lang = "Stichting Jeugdgezondheidszorg voor de hele regio"
    assert _smalle([f"{lang} Noord", "GGD"]) == ["Stichting\nJeugdgezondheidsz…\nvoor de hele regi…", "GGD"]
    noord, zuid = _smalle([f"{lang} Noord", f"{lang} Zuid"])
    assert (noord.split("\n")[-1], zuid.split("\n")[-1]) == ("Noord", "Zuid")


def test_nothing_is_read_before_one_asks_and_then_each_gets_their_own(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, tafel: Tafel, toon: Toon, tmp_path: Path
) -> None:
    wegen: list[tuple[str, dict[str, Any]]] = []
    omgeving.navigatie.connect(lambda sleutel, params: wegen.append((sleutel, params)))
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=tafel.overleg_id)
    scherm.tabs.kies("uitdelen")
    deel = scherm.uitdelen
    rust(qtbot, omgeving)
    assert regels(wereld.regie, "bundel.voorbereiden") == []
    assert not deel.maakknop.isVisibleTo(scherm)
    deel.vraagknop.click()
    assert wegen == [("overlegverzoek", {"overleg_id": tafel.overleg_id})]
    deel.vooraf.click()
    rust(qtbot, omgeving)
    assert len(regels(wereld.regie, "bundel.voorbereiden")) == 1
    assert deel.zin.text() == "2 van de 3 ontvangers kunnen een bundel krijgen."
    assert deel.lijst is not None
    stand = [[str(k.waarde(r)) for k in deel.lijst.model.kolommen[2:]] for r in deel.beeld.casussen]  # type: ignore[union-attr]
    assert stand == [["Een deel", "Een deel", "Niets"]]
    # Why, by keyboard: the row is opened with Enter.
    deel.lijst.tabel.setFocus()
    QTest.keyClick(deel.lijst.tabel, Qt.Key.Key_Return)
    gelezen = teksten(scherm.zijpaneel)
    assert (
        "8 teksten gaan niet mee: identiteit, politie en justitie, leefgebieden, gezondheid, gezin en acties. "
        "Het tafelkader geeft deze ontvanger dit niet. Vraag akkoord aan P. Officer."
    ) in gelezen
    niets = [k for k in scherm.zijpaneel.findChildren(Knop) if k.accessibleName().startswith("Bundel bekijken: Jeugd")]
    assert niets == []  # who gets nothing of this casus has nothing to look at here
    kijk = [k for k in scherm.zijpaneel.findChildren(Knop) if k.accessibleName().startswith("Bundel bekijken: GGD")]
    kijk[0].click()
    rust(qtbot, omgeving)
    (voorbeeld,) = [v for v in scherm.findChildren(PdfVoorbeeld) if v.isVisible()]
    assert voorbeeld.paginas == 2
    voorbeeld.window().close()
    assert list_bundels(wereld.regie, tafel.overleg_id) == ()
    assert toegankelijk.controleer(scherm) == []

    # What is asked is in the table when one comes back, and the panel of another tab or meeting is gone.
    vraag(
        wereld,
        replace(tafel.dossiers[0], school=UUID(tafel.ontvangers[2].organisatie_id)),
        ("signalen",),
        functie=tafel.ontvangers[2].functie,
    )
    rust(qtbot, omgeving)
    assert [str(k.waarde(deel.beeld.casussen[0])) for k in deel.lijst.model.kolommen[2:]] == [  # type: ignore[union-attr]
        "Een deel",
        "Een deel",
        "1 gevraagd",
    ]
    deel._waarom(deel.beeld.casussen[0])  # type: ignore[union-attr]
    assert any(regel.startswith("Gevraagd met V-2026-00001.") for regel in teksten(scherm.zijpaneel))
    scherm.tabs.kies("verslag")
    assert not scherm.zijpaneel.isVisibleTo(scherm)
    scherm.tabs.kies("uitdelen")

    # Printed in one go, each copy as a job of its own.
    deel.maakknop.click()
    venster = formulier(scherm)
    assert len(venster.formulier.veld("ontvangers").waarde()) == 2
    volgende_afdruk(tmp_path / "afdruk.pdf")
    venster.knop.click()
    rust(qtbot, omgeving)
    assert sorted(p.name for p in tmp_path.glob("afdruk*")) == ["afdruk-1.pdf", "afdruk-2.pdf"]
    uit = list_bundels(wereld.regie, tafel.overleg_id)
    assert [(u.exemplaar, u.status) for u in uit] == [(n, VerstrekkingStatus.UITGEGEVEN) for n in (2, 1)]
    register = deel.register.lijst
    assert [r.exemplaar for r in register.model.getoond] == [2, 1]

    # A jam is one click and a question that names the copy and for whom; a copy that is back is one day.
    for antwoord, status in ((False, VerstrekkingStatus.UITGEGEVEN), (True, VerstrekkingStatus.MISLUKT)):
        register.kies(uit[0].id)
        register.geopend.emit(register.huidige())
        knop(scherm.zijpaneel, "Is mislukt").click()
        (vraag_,) = [d for d in scherm.findChildren(Vraag) if d.isVisible()]
        assert any(f"Exemplaar 2 voor {uit[0].ontvanger}" in regel for regel in teksten(vraag_))
        (vraag_.accept if antwoord else vraag_.reject)()
        rust(qtbot, omgeving)
        assert list_bundels(wereld.regie, tafel.overleg_id)[0].status is status
    assert scherm.window().focusWidget() is register.tabel  # on in the list, at the copy it was about
    assert _id(register) == uit[0].id
    register.kies(uit[1].id)
    register.geopend.emit(register.huidige())
    knop(scherm.zijpaneel, "Kwijt").click()
    assert any("datalek" in regel for regel in teksten(dialoog(scherm)))
    dialoog(scherm).knop.click()
    rust(qtbot, omgeving)
    assert scherm.window().focusWidget() is register.tabel
    assert _id(register) == uit[1].id
    # A lost copy did arrive, so it cannot have failed; and what was said of it can be taken back, here and at once.
    assert scherm.melding.tekst.startswith("Exemplaar 1 van het overleg van 23-11-2026, voor Gemeente")
    register.geopend.emit(register.huidige())
    woorden = [k.text() for k in scherm.zijpaneel.findChildren(Knop) if k.isVisibleTo(scherm) and k.text()]
    assert woorden == ["Bundel bekijken", "Ingeleverd", "Vernietigd", "Toch nog niet terug"]
    knop(scherm.zijpaneel, "Toch nog niet terug").click()
    rust(qtbot, omgeving)
    assert deel.register.open.text() == "1 bundel nog niet terug."
    deel.register.alleen_open.setChecked(True)
    assert [r.exemplaar for r in register.model.getoond] == [1]
    register.kies(uit[1].id)
    register.geopend.emit(register.huidige())
    knop(scherm.zijpaneel, "Ingeleverd").click()
    assert any("Exemplaar 1 van het overleg van" in regel for regel in teksten(dialoog(scherm)))
    invoer = dialoog(scherm).formulier.veld("dag").invoer
    QTest.keyClick(invoer, Qt.Key.Key_Return)  # the only field: Enter goes on
    rust(qtbot, omgeving)
    assert list_bundels(wereld.regie, tafel.overleg_id)[1].papier is Papierstand.INGELEVERD
    assert (deel.register.open.isVisibleTo(scherm), len(register.model.getoond)) == (False, 2)
    scherm.melding.actieknop.click()
    rust(qtbot, omgeving)
    assert list_bundels(wereld.regie, tafel.overleg_id)[1].papier is Papierstand.UITGEDEELD
    register.kies(uit[1].id)
    register.geopend.emit(register.huidige())
    knop(scherm.zijpaneel, "Kwijt").click()
    dialoog(scherm).knop.click()
    rust(qtbot, omgeving)
    # What leaves the list, such as old paper that came back, leaves the place it had.
    deel.register._zet_rijen(tuple(register.model.getoond[:1]))
    assert _id(register) == uit[0].id
    uit = list_bundels(wereld.regie, tafel.overleg_id)
    assert [(u.status, u.papier) for u in uit] == [
        (VerstrekkingStatus.MISLUKT, None),
        (VerstrekkingStatus.UITGEGEVEN, Papierstand.KWIJT),
    ]


@pytest.mark.verwacht_log
def test_new_text_goes_only_when_it_is_ticked_and_a_cancelled_print_counts_for_nothing(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, tafel: Tafel, toon: Toon, tmp_path: Path
) -> None:
    ggd = tafel.ontvangers[1]
    dossier = replace(tafel.dossiers[0], school=UUID(ggd.organisatie_id))
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",), functie=ggd.functie))
    wereld.klok.moment += timedelta(hours=1)
    invoer = UitspraakInvoer("Later: Naoordeelmerk.", bron="Politie", categorie="signalen")
    add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, invoer)
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=tafel.overleg_id)
    scherm.tabs.kies("uitdelen")
    deel = scherm.uitdelen
    deel.vooraf.click()
    rust(qtbot, omgeving)
    (nieuw,) = deel.nieuw()
    waarden = {"ontvangers": tuple(o.plek for o in deel.beeld.ontvangers[:2]), "per_persoon": False}  # type: ignore[union-attr]
    zonder = deel.keuzes({**waarden, "bevestigd": ()}, [nieuw])
    assert [(k.zonder, k.bevestigd) for k in zonder] == [
        (frozenset(), frozenset()),
        (frozenset({dossier.casus_id}), frozenset()),
    ]
    met = deel.keuzes({**waarden, "per_persoon": True, "bevestigd": (0,)}, [nieuw])
    assert [(k.professional_id is not None, k.bevestigd) for k in met] == [
        (True, frozenset()),
        (True, frozenset({nieuw.stuk.id})),
    ]
    deel.maakknop.click()
    veld = formulier(scherm).bevestigd
    assert [k.label for k in veld._keuzes] == [f"PMG-2026-00001, {ggd.voluit}: Later: Naoordeelmerk."]
    assert veld.lijst.item(0).toolTip() == "<qt>Signaal: Later: Naoordeelmerk.</qt>"
    assert veld.allesknop.text() == "Alles aanvinken (1 tekst)"
    qtbot.waitUntil(veld.allesknop.isEnabled)  # all of it is in sight
    veld.allesknop.click()
    assert veld.waarde() == (0,)
    veld.zet(())
    volgende_afdruk(None)
    formulier(scherm).knop.click()
    rust(qtbot, omgeving)
    assert [u.status for u in list_bundels(wereld.regie, tafel.overleg_id)] == [VerstrekkingStatus.MISLUKT]
    assert f"{ggd.voluit}: Er is nu geen geldig akkoord" in scherm.melding.tekst  # its only casus stayed out
    # As a file under a password: in a folder, under a name without a name in it, and without names on its pages.
    deel.schuil.setChecked(True)
    assert deel.let_op.isVisibleTo(scherm)
    deel.voorbeeld(deel.beeld.ontvangers[1].plek)  # type: ignore[union-attr]
    rust(qtbot, omgeving)
    (voorbeeld,) = [v for v in scherm.findChildren(PdfVoorbeeld) if v.isVisible()]
    assert any("Naoordeelmerk" in regel for regel in teksten(voorbeeld.window()))  # it may still be a name
    voorbeeld.window().close()
    # A draft brings back what was chosen, and never that something was read: by then it may be another text.
    deel.maakknop.click()
    eerst = formulier(scherm)
    for sleutel, waarde in (("groot", True), ("bevestigd", (0,)), ("gelezen", True)):
        eerst.formulier.veld(sleutel).zet(waarde)
    eerst.reject()
    rust(qtbot, omgeving)
    deel.maakknop.click()
    rust(qtbot, omgeving)
    venster = formulier(scherm).formulier
    assert [venster.veld(sleutel).waarde() for sleutel in ("groot", "bevestigd", "gelezen")] == [True, (), False]
    venster.veld("wijze").zet(Beveiliging.WACHTWOORD)
    # Nobody says to have read what was not opened; and a new text is asked about for who is ticked.
    vink, gemeente = formulier(scherm).gelezen.vink, deel.beeld.ontvangers[0]  # type: ignore[union-attr]
    assert not vink.isEnabled()
    assert f"bekijk de bundel van: {gemeente.ontvanger.voluit}." in venster.veld("gelezen")._hulp.text()
    venster.veld("ontvangers").zet((deel.beeld.ontvangers[1].plek,))  # type: ignore[union-attr]
    assert (vink.isEnabled(), venster.veld("bevestigd").isHidden()) == (True, False)
    venster.veld("ontvangers").zet((gemeente.plek,))
    assert (vink.isEnabled(), venster.veld("bevestigd").isHidden()) == (False, True)
    formulier(scherm).reject()
    rust(qtbot, omgeving)
    deel.voorbeeld(gemeente.plek)
    rust(qtbot, omgeving)
    (voorbeeld,) = [v for v in scherm.findChildren(PdfVoorbeeld) if v.isVisible()]
    voorbeeld.window().close()
    deel.maakknop.click()
    rust(qtbot, omgeving)
    venster = formulier(scherm).formulier
    assert venster.veld("wijze").waarde() is Beveiliging.WACHTWOORD
    assert venster.veld("ontvangers").waarde() == (gemeente.plek,)
    volgend_pad(tmp_path)
    formulier(scherm).knop.click()
    assert list(tmp_path.glob("*.pdf")) == []  # first it is said that the pages were read
    venster.veld("gelezen").zet(True)
    formulier(scherm).knop.click()
    rust(qtbot, omgeving)
    (pad,) = tmp_path.glob("*.pdf")
    assert pad.name == "overlegbundel-2026-11-23-exemplaar-2.pdf"
    (klaar_,) = [d for d in scherm.findChildren(UitgedeeldDialoog) if d.isVisible()]
    (wachtwoord,) = klaar_.wachtwoorden
    pikepdf.open(pad, password=wachtwoord.text()).close()
    assert wachtwoord.text() not in QGuiApplication.clipboard().text()
    knop(klaar_, "Wachtwoord kopiëren").click()
    assert (QGuiApplication.clipboard().text(), klembord.is_eigen()) == (wachtwoord.text(), True)
    klembord.wis()
    assert toegankelijk.controleer(klaar_) == []
    klaar_.klaarknop.click()
    assert list_bundels(wereld.regie, tafel.overleg_id)[0].wijze == "Bestand met wachtwoord"
    # What ended it half way is told as what it is: stopping is no bug, and a bug is not silent.
    storingen: list[str] = []
    omgeving.storing_gemeld.connect(storingen.append)
    deel._meld_gestopt(Geannuleerd())
    gestopt = scherm.melding.tekst
    deel._meld_gestopt(GeenToegang())
    assert (len(storingen), scherm.melding.tekst != gestopt) == (0, True)
    deel._meld_gestopt(RuntimeError())
    assert len(storingen) == 1


def test_the_officer_sees_the_register_and_hands_nothing_out(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, tafel: Tafel, toon: Toon
) -> None:
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "privacy", overleg_id=tafel.overleg_id)
    scherm.tabs.kies("uitdelen")
    rust(qtbot, omgeving)
    assert "Alleen wie dit overleg leidt, deelt ervoor uit." in teksten(scherm)
    assert not scherm.uitdelen.vooraf.isVisibleTo(scherm)
    assert scherm.uitdelen.register.isVisibleTo(scherm)
    # The next meeting begins with its agenda, and what stood beside the list before is gone.
    volgende = plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", wereld.klok.nu().date() + timedelta(days=14)))
    scherm.toon_detail("Exemplaar 1", QWidget())
    scherm.toon(overleg_id=volgende)
    rust(qtbot, omgeving)
    assert (scherm.tabs.sleutel, scherm.zijpaneel.isVisibleTo(scherm)) == ("agenda", False)
    scherm.tabs.kies("verslag")
    scherm.toon()
    assert scherm.tabs.sleutel == "verslag"  # back at the same one
