"""The tab Verslag of a meeting on a real vault: what is read only when asked, and what a cancelled print leaves."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import aanwezigheid, bespreken, bundelregister, overlegbesluiten, overleggen, plannen
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, Regel
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import BesluitStand, Besprekingsstand, Professional, VerstrekkingStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.overlegdag import OverlegdagScherm
from pmg_desk.ui.widgets.afdrukken import volgende_afdruk
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel
from tests.ui import toegankelijk
from tests.ui.conftest import Toon, rust
from tests.ui.schermhulp import dialoog, knop, teksten
from tests.wereld import Wereld

BESLOTEN, TE_DOEN = "De school wordt gebeld.", "Belt de mentor."


@pytest.fixture
def tafel(wereld: Wereld) -> Tafel:
    """One casus with something decided and agreed; who is to do it may have actions on paper, the other nothing."""
    tafel = maak_tafel(wereld, 1, 2)
    teken(wereld.privacy, cellen(tafel.ontvangers[0], "acties"))
    with wereld.regie.doe() as t:
        per = {str(p.organisatie_id): p.id for p in t.db.query(Professional)}
    stam = plannen.list_plannen(wereld.regie, tafel.dossiers[0].casus_id)[0].doelen[0].stam_id
    afspraken = tuple(
        Actieregel(stam, ActieInvoer(UitspraakInvoer(TE_DOEN), per[wie.organisatie_id], "30-11-2026"))
        for wie in tafel.ontvangers
    )
    besluit = (Regel(UitspraakInvoer(BESLOTEN)),)
    gezegd = (Regel(UitspraakInvoer("Komt weer op tijd.", "X. Leerlingzaken", aard=Aard.MENING)),)
    invoer = BesprekingInvoer(Besprekingsstand.BESPROKEN, gezegd, besluit, afspraken)
    bespreken.save_bespreking(
        wereld.regie, overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda[0].id, invoer
    )
    return tafel


def intern(wereld: Wereld) -> list[tuple[UUID, VerstrekkingStatus]]:
    with wereld.regie.doe() as t:
        return [(rij.casus_id, rij.status) for rij in deelrijen.verstrekkingen(t.db) if rij.intern]


def test_the_minutes_are_read_when_asked_and_a_besluit_is_marked_in_them(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, tafel: Tafel, toon: Toon, tmp_path: Path
) -> None:
    punt = overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda[0].id
    er, weg = sorted(
        aanwezigheid.list_deelneming(wereld.regie, tafel.overleg_id), key=lambda een: een.organisatie != "Gemeente"
    )
    aanwezigheid.mark_everyone_present(wereld.regie, tafel.overleg_id)
    aanwezigheid.leave_for_punt(wereld.regie, punt, weg.professional_id)
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=tafel.overleg_id, tab="verslag")
    rust(qtbot, omgeving)
    deel, casus_id = scherm.verslag, tafel.dossiers[0].casus_id
    assert (scherm.hulp, regels(wereld.regie, "verslag.bekijken")) == ("overlegdag.verslag", [])
    assert BESLOTEN not in teksten(deel)
    QTest.keyClick(deel.kijkknop, Qt.Key.Key_Space)
    rust(qtbot, omgeving)
    assert BESLOTEN in teksten(deel)
    (zei,) = [tekst for tekst in teksten(deel) if "X. Leerlingzaken ·" in tekst]  # who said it, under what was said
    assert teksten(deel)[teksten(deel).index(zei) - 1] == "Komt weer op tijd."
    assert zei.startswith("mening · X. Leerlingzaken · ")
    assert f"30 november 2026 · X. Leerlingzaken (Gemeente) · {TE_DOEN}" in teksten(deel)
    namen = [f"{een.naam} ({een.organisatie})" for een in (weg, er)]
    assert [tekst for tekst in teksten(deel) if namen[0] in tekst and TE_DOEN not in tekst] == [
        f"Aanwezig: {'; '.join(namen)}",
        f"Niet erbij: {namen[0]}",
    ]
    assert f"Erbij: {namen[1]}" in teksten(deel)
    assert toegankelijk.controleer(scherm) == []
    QTest.keyClick(knop(deel, "Is uitgevoerd"), Qt.Key.Key_Space)
    assert any("PMG-2026-00001 · " in t and f"Besluit: {BESLOTEN}" in t for t in teksten(dialoog(scherm)))
    QTest.keyClick(dialoog(scherm).formulier.veld("op").invoer, Qt.Key.Key_Return)
    rust(qtbot, omgeving)
    (besluit,) = overlegbesluiten.list_besluiten(wereld.regie, casus_id)
    assert besluit.stand is BesluitStand.UITGEVOERD
    assert knop(deel, "Weer openen").isVisible()  # shown as it stands now, which is no second look
    assert len(regels(wereld.regie, "verslag.bekijken")) == 1

    # To the printer; cancelled, it does not count.
    volgende_afdruk(tmp_path / "verslag.pdf")
    deel.drukknop.click()
    rust(qtbot, omgeving)
    assert (tmp_path / "verslag.pdf").exists()
    assert intern(wereld) == [(casus_id, VerstrekkingStatus.UITGEGEVEN)]
    volgende_afdruk(None)
    deel.drukknop.click()
    rust(qtbot, omgeving)
    assert sorted(stand for _, stand in intern(wereld)) == [VerstrekkingStatus.MISLUKT, VerstrekkingStatus.UITGEGEVEN]


def test_lists_are_made_for_who_may_have_one_and_a_cancelled_print_counts_for_nothing(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, tafel: Tafel, toon: Toon, tmp_path: Path
) -> None:
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=tafel.overleg_id, tab="verslag")
    rust(qtbot, omgeving)
    deel = scherm.verslag
    assert not deel.maakknop.isVisibleTo(scherm)
    deel.wieknop.click()
    rust(qtbot, omgeving)
    assert deel.lijst is not None
    getoond = [[k.waarde(r) for k in deel.lijst.model.kolommen] for r in deel.lijst.model.getoond]
    assert [[rij[0], *rij[2:]] for rij in getoond] == [
        ["X. Jeugdverpleegkundige", 0, 0, 1],
        ["X. Leerlingzaken", 1, 0, 0],
    ]
    (zin,) = [zin for zin in teksten(deel.actiekaart) if "op papier te geven" in zin]
    assert zin.startswith("Geen lijst voor X. Jeugdverpleegkundige (")
    deel.lijst.kies(deel.lijst.model.getoond[1].professional_id)
    deel.lijst.tabel.setFocus()
    QTest.keyClick(deel.lijst.tabel, Qt.Key.Key_Return)
    rust(qtbot, omgeving)
    (voorbeeld,) = [v for v in scherm.findChildren(PdfVoorbeeld) if v.isVisible()]
    assert voorbeeld.paginas == 1
    voorbeeld.window().close()
    assert bundelregister.list_bundels(wereld.regie, tafel.overleg_id) == ()
    for pad, verwacht in ((tmp_path / "lijst.pdf", "uitgegeven"), (None, "mislukt")):
        deel.maakknop.click()
        (venster,) = [d for d in scherm.findChildren(Formulierdialoog) if d.isVisible()]
        assert len(venster.formulier.veld("mensen").waarde()) == 1  # who may have nothing is not asked about
        volgende_afdruk(pad)
        venster.knop.click()
        rust(qtbot, omgeving)
        uit = bundelregister.list_bundels(wereld.regie, tafel.overleg_id)
        assert (uit[0].status, uit[0].bundelversie) == (verwacht, "Actielijst")
    assert (tmp_path / "lijst-1.pdf").exists()


def test_an_officer_and_a_colleague_of_another_table_make_nothing(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, tafel: Tafel, toon: Toon
) -> None:
    scherm: OverlegdagScherm = toon(OverlegdagScherm, "privacy", overleg_id=tafel.overleg_id, tab="verslag")
    rust(qtbot, omgeving)
    assert [k for k in scherm.verslag.knoppen if k.isVisibleTo(scherm)] == []
    assert "Alleen wie dit overleg leidt, maakt het verslag en de actielijsten." in teksten(scherm.verslag)
