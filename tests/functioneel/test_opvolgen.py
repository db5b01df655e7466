"""What a table decided, from the meeting to the dossier, to the top of the next agenda, until it was done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pmg_desk.services import bespreken, overlegbesluiten, overleggen
from pmg_desk.services.agendavoorstel import VoorstelRegel, read_voorstel
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import BesluitStand, Besprekingsstand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.besluitregels import Besluitkaart
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import regels
from tests.services.planbouw import actie, bouw
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.schermhulp import dialoog, knop
from tests.wereld import Wereld

BESLOTEN = "Moeder wordt voor vrijdag gebeld."


def toets(qtbot: Any, omgeving: Omgeving, kaart: Besluitkaart, woorden: str) -> None:
    """Come to this button with the keyboard and press it."""
    doel = knop(kaart, woorden)
    assert doel.focusPolicy() & Qt.FocusPolicy.TabFocus
    doel.setFocus()
    QTest.keyClick(doel, Qt.Key.Key_Space)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)


def test_what_was_decided_stands_in_the_dossier_and_on_top_of_the_next_agenda_until_it_is_done(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    regie, vandaag = wereld.regie, wereld.klok.nu().date()
    ander, casus = bouw(wereld), bouw(wereld)
    actie(wereld, ander, 3)  # due before the next meeting, so that there is something to stand above
    eerste = overleggen.plan_overleg(regie, OverlegInvoer("pga_lokaal", vandaag))
    punt = overleggen.add_agendapunt(regie, eerste, casus.casus_id)
    invoer = BesprekingInvoer(Besprekingsstand.BESPROKEN, besluiten=(Regel(UitspraakInvoer(BESLOTEN)),))
    bespreken.save_bespreking(regie, punt, invoer)
    volgende = overleggen.plan_overleg(regie, OverlegInvoer("pga_lokaal", vandaag + timedelta(days=14)))

    def voorstel() -> list[tuple[UUID, bool]]:
        lijst: tuple[VoorstelRegel, ...] = read_voorstel(regie, volgende).regels
        return [(regel.casus_id, regel.urgent) for regel in lijst]

    def stand() -> tuple[BesluitStand, Any]:
        (besluit,) = overlegbesluiten.list_besluiten(regie, casus.casus_id)
        return besluit.stand, besluit.afgedaan_op

    assert voorstel() == [(casus.casus_id, True), (ander.casus_id, False)]
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "dossier", casus_id=casus.casus_id)
    kaart: Besluitkaart = scherm.tabs.inhoud("overzicht").besluiten
    assert BESLOTEN in zichtbaar(kaart)
    assert "Nog niet uitgevoerd" in zichtbaar(kaart)
    assert toegankelijk.controleer(kaart) == []

    toets(qtbot, omgeving, kaart, "Is uitgevoerd")
    QTest.keyClick(dialoog(kaart).knop, Qt.Key.Key_Space)
    klaar(qtbot, omgeving)
    assert stand() == (BesluitStand.UITGEVOERD, vandaag)
    assert BESLOTEN not in zichtbaar(kaart)
    assert voorstel() == [(ander.casus_id, False)]

    # Not done after all, and then it no longer holds: that needs a reason.
    toets(qtbot, omgeving, kaart, "Afgedane besluiten tonen")
    toets(qtbot, omgeving, kaart, "Weer openen")
    assert stand() == (BesluitStand.OPEN, None)
    assert voorstel()[0] == (casus.casus_id, True)
    toets(qtbot, omgeving, kaart, "Besluit vervalt")
    dialoog(kaart).knop.click()
    klaar(qtbot, omgeving)
    assert stand() == (BesluitStand.OPEN, None)
    dialoog(kaart).formulier.veld("reden").zet("Zij belde zelf.")
    dialoog(kaart).knop.click()
    klaar(qtbot, omgeving)
    assert stand() == (BesluitStand.VERVALLEN, vandaag)
    toets(qtbot, omgeving, kaart, "Afgedane besluiten tonen")
    assert "Vervallen, omdat: Zij belde zelf." in zichtbaar(kaart)
    assert voorstel() == [(ander.casus_id, False)]
    assert [len(regels(regie, f"overlegbesluit.{wat}")) for wat in ("uitgevoerd", "open", "vervallen")] == [1, 1, 1]


def test_a_dossier_about_which_nothing_was_decided_has_no_card_and_a_reader_no_buttons(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    casus = bouw(wereld)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    kaart = ga(qtbot, venster, "dossier", casus_id=casus.casus_id).tabs.inhoud("overzicht").besluiten
    assert not kaart.isVisible()
    overleg = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", wereld.klok.nu().date()))
    punt = overleggen.add_agendapunt(wereld.regie, overleg, casus.casus_id)
    invoer = BesprekingInvoer(Besprekingsstand.BESPROKEN, besluiten=(Regel(UitspraakInvoer(BESLOTEN)),))
    bespreken.save_bespreking(wereld.regie, punt, invoer)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert kaart.isVisible()  # at once, in the dossier that is open
    besluiten = overlegbesluiten.list_besluiten(wereld.regie, casus.casus_id)
    kaart.zet(besluiten, wijzigen=False)
    assert [k for k in kaart.findChildren(Knop) if k.isVisible()] == []
