"""The work of a real table in numbers (issue 5): 30 casussen and 8 organisations, on screen, counted as a user works.

A click or a key press counts one, and so does going into a field to type; the letters of a text are not counted. The
tafelkader is signed before, as a table does once a year.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import delen, overleggen, overlegverzoeken
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.services.overlegverzoeken import Overlegvraag
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets import dialoog
from tests.cijfers import Cijfers
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel, plan
from tests.ui.casusvenster import ga, open_venster
from tests.ui.conftest import klaar
from tests.vulling import Dossier, maak_dossier
from tests.wereld import Wereld

CASUSSEN, ORGANISATIES, NIEUW = 30, 8, 3
ONDER_KADER = ("identiteit", "signalen", "plan", "acties", "leefgebieden")
EERST, LATER = 40, 10


class Handen:
    """Does what a user does in the window, and counts it."""

    def __init__(self, qtbot: Any, omgeving: Omgeving, wereld: Wereld, wie: str) -> None:
        self.qtbot, self.omgeving = qtbot, omgeving
        self.venster: Any = open_venster(qtbot, omgeving, wereld, wie)
        self.aantal = 0

    @property
    def scherm(self) -> Any:
        return self.venster.scherm

    def rust(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.omgeving)

    def klik(self, knop: Any) -> None:
        assert knop.isVisible()
        assert knop.isEnabled()
        knop.click()
        self.aantal += 1
        self.rust()

    def toets(self, waar: Any, *toetsen: Qt.Key) -> None:
        for toets in toetsen:
            QTest.keyClick(waar, toets)
            self.aantal += 1
        QApplication.processEvents()

    def typ(self, formulier: Any, **teksten: str) -> None:
        """Go into each field and type."""
        for sleutel, tekst in teksten.items():
            assert formulier.veld(sleutel).isVisibleTo(formulier)
            formulier.veld(sleutel).vel.insertPlainText(tekst)
            self.aantal += 1

    def vink(self, veld: Any, *waarden: object) -> None:
        """Click the boxes that have to change, until exactly these are ticked."""
        for plek, keuze in enumerate(veld._keuzes):
            if (keuze.waarde in veld.waarde()) != (keuze.waarde in waarden):
                veld.lijst.setCurrentRow(plek)
                self.toets(veld.lijst, Qt.Key.Key_Space)
        assert set(veld.waarde()) == set(waarden)

    def sluit(self) -> None:
        self.venster.close()
        self.rust()


def wie_zorgt(tafel: Tafel) -> tuple[UUID, str]:
    """Who needs to know of health at this table."""
    (een,) = [o for o in tafel.ontvangers if o.functie == "Jeugdverpleegkundige"]
    return UUID(een.organisatie_id), een.functie


def beslis_alles(handen: Handen) -> int:
    """The inbox empty, as few signatures as may be; returns how many."""
    handen.venster.navigeer("delen")
    handen.rust()
    getekend = 0
    while wachtend := [r for r in handen.scherm.postvak.lijst.model.getoond if r.wacht]:
        handen.scherm.postvak.lijst.kies(wachtend[0].id)
        handen.aantal += 1
        handen.klik(handen.scherm.postvak.samenknop)
        getekend += teken_bundel(handen, handen.scherm, verder=False)
        while handen.scherm.sleutel == "oordeelbundel":
            handen.klik(handen.scherm.volgendeknop)
            getekend += teken_bundel(handen, handen.scherm, verder=True)
    return getekend


def teken_bundel(handen: Handen, scherm: Any, *, verder: bool) -> int:
    formulier = scherm.formulier
    handen.toets(formulier.veld("oordeel").lijst, Qt.Key.Key_Down)
    if verder:
        handen.klik(scherm.motiveringknop)
    else:
        handen.typ(formulier, motivering="Nodig voor het plan van deze tafel, en niet meer dan dat.")
    assert "Let op" in formulier.zin.text()  # health without a ground about it: the button asks once more
    dialoog.volgend_antwoord(True)
    handen.aantal += 1
    handen.klik(formulier.knop)
    return 1


def vraag_eerste_keer(handen: Handen, tafel: Tafel) -> None:
    handen.klik(handen.scherm.agenda.akkoordknop)
    scherm = handen.scherm
    handen.vink(scherm.categorieen, "gezondheid")
    handen.vink(scherm.ontvangers, wie_zorgt(tafel))
    formulier = scherm.formulier
    handen.toets(formulier.veld("doel").lijst, Qt.Key.Key_Down)
    handen.vink(formulier.veld("grondslagen"), "avg_6_1_e")
    handen.typ(
        formulier,
        noodzaak="De GGD kan alleen helpen als zij weet wat er speelt.",
        proportionaliteit="Alleen gezondheid, en alleen aan de GGD.",
        subsidiariteit="Zonder deze gegevens komt de hulp te laat.",
        geinformeerd="Besproken bij de intake.",
    )
    handen.klik(formulier.knop)
    assert handen.scherm.sleutel == "overlegdag", [
        (sleutel, veld.fout) for sleutel, veld in formulier._velden.items() if veld.fout
    ]


def vraag_later(handen: Handen) -> None:
    handen.klik(handen.scherm.agenda.akkoordknop)
    handen.klik(handen.scherm.eerder.knoppen[0])
    assert handen.scherm.formulier.knop.text() == f"Akkoord vragen ({NIEUW} verzoeken)"
    handen.klik(handen.scherm.formulier.knop)
    assert handen.scherm.sleutel == "overlegdag"


@pytest.fixture
def tafel(wereld: Wereld) -> Tafel:
    een = maak_tafel(wereld, CASUSSEN, ORGANISATIES)
    regels = tuple(cel for o in een.ontvangers for cel in cellen(o, *ONDER_KADER))
    teken(wereld.privacy, regels)
    return een


def test_dertig_casussen_en_acht_organisaties(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, tafel: Tafel, cijfers: Cijfers
) -> None:
    aantallen: dict[str, int] = {}
    handen = Handen(qtbot, omgeving, wereld, "regie")
    ga(qtbot, handen.venster, "overlegdag", overleg_id=tafel.overleg_id)
    handen.rust()
    vraag_eerste_keer(handen, tafel)
    aantallen["requester, first meeting"] = handen.aantal
    assert len(delen.list_verzoeken(wereld.privacy)) == CASUSSEN
    handen.sluit()

    handen = Handen(qtbot, omgeving, wereld, "privacy")
    assert beslis_alles(handen) == 1
    aantallen["officer, first meeting"] = handen.aantal
    assert sum(b.geldig for b in delen.list_besluiten(wereld.privacy)) == CASUSSEN
    handen.sluit()

    # A month later: the same casussen again and a few new ones, of whom the dossier says that they were informed.
    wereld.klok.moment += timedelta(days=31)
    nieuw = tuple(maak_dossier(wereld.regie, f"PMG-2026-{nr:05d}") for nr in range(91, 91 + NIEUW))
    for dossier in nieuw:
        dag = wereld.klok.nu().date()
        record_informering(wereld.regie, dossier.casus_id, InformeringInvoer(Geinformeerde.JONGERE, dag, "gesprek"))
    overleg_id = plan(wereld, (*tafel.dossiers, *nieuw), _mensen(wereld, tafel))
    handen = Handen(qtbot, omgeving, wereld, "regie")
    ga(qtbot, handen.venster, "overlegdag", overleg_id=overleg_id)
    handen.rust()
    vraag_later(handen)
    aantallen["requester, a month later"] = handen.aantal
    assert len(delen.list_verzoeken(wereld.privacy, alleen_open=True)) == NIEUW
    handen.sluit()
    handen = Handen(qtbot, omgeving, wereld, "privacy")
    assert beslis_alles(handen) == 1
    aantallen["officer, a month later"] = handen.aantal
    handen.sluit()

    _niets_mist(wereld, overleg_id, tafel, nieuw)
    cijfer = cijfers("clicks and keys for 30 casussen x 8 organisaties", kort=len(aantallen))
    cijfer.tel(len(aantallen))
    cijfer.erbij = "; ".join(f"{wie} {aantal}" for wie, aantal in aantallen.items())
    for wie, aantal in aantallen.items():
        if aantal >= (EERST if "first" in wie else LATER):
            cijfer.mislukt(f"{wie}: {aantal}")


def _mensen(wereld: Wereld, tafel: Tafel) -> list[UUID]:
    return [p.id for p in overleggen.toon_overleg(wereld.regie, tafel.overleg_id).deelnemers]


def _niets_mist(wereld: Wereld, overleg_id: UUID, tafel: Tafel, nieuw: tuple[Dossier, ...]) -> None:
    """Everybody has what the kader gives, and who needs it has what was asked, of the old and the new."""
    matrix = overlegverzoeken.prepare_overleg(wereld.regie, overleg_id)
    for dossier in (*tafel.dossiers, *nieuw):
        assert matrix.cellen[(dossier.casus_id, *wie_zorgt(tafel))].mag == tuple(sorted((*ONDER_KADER, "gezondheid")))
    assert {cel.te_vragen for cel in matrix.cellen.values()} == {
        ("politiegegevens",),
        ("gezondheid", "politiegegevens"),
    }


def test_de_officer_bij_acht_organisaties_zonder_kader(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, cijfers: Cijfers
) -> None:
    """Everything is asked for everybody. A month later: new casussen, and the approvals of one recipient that ended."""
    tafel = maak_tafel(wereld, CASUSSEN, ORGANISATIES)
    dag = wereld.klok.nu().date()
    kort = wie_zorgt(tafel)
    vraag = Overlegvraag(
        tafel.overleg_id,
        {paar: ("gezondheid",) for paar in tafel.paren if paar[1:] == kort},
        doel=next(iter(wereld.profiel.doeleinden)),
        grondslagen=("avg_6_1_e",),
        noodzaak="De tafel kan alleen helpen als zij weet wat er speelt.",
        proportionaliteit="Alleen gezondheid.",
        subsidiariteit="Zonder deze gegevens komt de hulp te laat.",
        geinformeerd="Besproken bij de intake.",
        gevraagd_tot=dag + timedelta(days=30),
    )
    rest = {paar: ("gezondheid",) for paar in tafel.paren if paar[1:] != kort}
    later = replace(vraag, paren=rest, gevraagd_tot=dag + timedelta(days=90))
    for een in (vraag, later):
        overlegverzoeken.ask_overleg(wereld.regie, een)
    handen = Handen(qtbot, omgeving, wereld, "privacy")
    assert beslis_alles(handen) == 4
    eerst = handen.aantal
    besluiten = delen.list_besluiten(wereld.privacy)
    assert sum(b.geldig for b in besluiten) == CASUSSEN * ORGANISATIES
    assert Counter(((b.geldig_tot or dag) - dag).days for b in besluiten) == {30: CASUSSEN, 90: len(rest)}
    handen.sluit()

    wereld.klok.moment += timedelta(days=31)
    nieuw = tuple(maak_dossier(wereld.regie, f"PMG-2026-{nr:05d}") for nr in range(91, 91 + NIEUW))
    overleg_id = plan(wereld, (*tafel.dossiers, *nieuw), _mensen(wereld, tafel))
    alles = [
        (d.casus_id, UUID(o.organisatie_id), o.functie) for d in (*tafel.dossiers, *nieuw) for o in tafel.ontvangers
    ]
    tot = wereld.klok.nu().date() + timedelta(days=90)
    opnieuw = replace(vraag, overleg_id=overleg_id, paren=dict.fromkeys(alles, ("gezondheid",)), gevraagd_tot=tot)
    assert len(overlegverzoeken.ask_overleg(wereld.regie, opnieuw).verzoeken) == CASUSSEN + NIEUW * ORGANISATIES
    handen = Handen(qtbot, omgeving, wereld, "privacy")
    assert beslis_alles(handen) == 1
    handen.sluit()
    geldig = {(b.casus_id, b.ontvanger) for b in delen.list_besluiten(wereld.privacy) if b.geldig}
    assert len(geldig) == len(alles)
    cijfer = cijfers("officer's clicks and keys for 30 casussen x 8 organisaties, no kader", kort=2)
    cijfer.tel(2)
    cijfer.erbij = f"first {eerst}; a month later {handen.aantal}"
    assert (eerst < EERST, handen.aantal < LATER) == (True, True), (eerst, handen.aantal)
