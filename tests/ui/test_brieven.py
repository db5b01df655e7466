"""Informing, and the letters, in the real window: seen first, then recorded and saved."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import oordelen, samenvattingen
from pmg_desk.services.brieven import list_brieven
from pmg_desk.services.delen import list_besluiten, list_verzoeken
from pmg_desk.services.informering import list_informering
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.dialoog import volgend_antwoord
from tests.reports.lezen import tekst
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, zichtbaar
from tests.ui.conftest import rust
from tests.ui.toegankelijk import controleer
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def test_informing_by_hand_and_by_letter(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier, tmp_path: Path
) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "dossier", casus_id=dossier.casus_id, tab="delen")
    rust(qtbot, omgeving)
    tab = scherm.tabs.inhoud("delen")
    assert "Van de jongere is nog niets vastgelegd." in zichtbaar(tab.informeren)
    klik(qtbot, venster, tab, "Informeren vastleggen")
    (dialoog,) = tab.findChildren(Bewaardialoog)
    formulier = dialoog.formulier
    formulier.zet({"wie": Geinformeerde.OUDERS, "stand": "nee"})
    formulier.veld("stand").gewijzigd.emit()
    assert [formulier.veld(s).isVisibleTo(formulier) for s in ("wijze", "uitstel_reden")] == [False, True]
    formulier.zet({"uitstel_reden": "Eerst een veilig moment.", "uitstel_tot": omgeving.vandaag()})
    formulier.knop.click()
    rust(qtbot, omgeving)
    assert "Het uitstel is voorbij: De ouders of wie het gezag heeft." in zichtbaar(tab.informeren)

    wereld.klok.moment += timedelta(minutes=1)
    klik(qtbot, venster, tab, "Brief om te informeren")
    rust(qtbot, omgeving)
    brief: Any = venster.scherm
    brief.formulier.zet({"wie": Geinformeerde.OUDERS, "contact": "C. Regisseur, 070 123 45 67"})
    brief.formulier.knop.click()
    rust(qtbot, omgeving)
    assert "Het is niet bekend of deze ouder gezag heeft." in zichtbaar(brief)
    brief.formulier.zet({"nagegaan": True})
    brief.formulier.knop.click()
    rust(qtbot, omgeving)
    assert (brief.voorbeeld.paginas, list_brieven(wereld.regie, dossier.casus_id)) == (2, ())
    assert controleer(brief) == []
    volgend_pad(None)
    klik(qtbot, venster, brief, "Opslaan als bestand")
    rust(qtbot, omgeving)
    assert list_brieven(wereld.regie, dossier.casus_id) == (), "a cancelled choice records nothing"
    for naam in ("brief.pdf", "nog eens.pdf"):
        volgend_pad(tmp_path / naam)
        klik(qtbot, venster, brief, "Opslaan als bestand")
        rust(qtbot, omgeving)
    (een,) = list_brieven(wereld.regie, dossier.casus_id)
    assert (tmp_path / "brief.pdf").read_bytes() == (tmp_path / "nog eens.pdf").read_bytes()
    assert list_informering(wereld.regie, dossier.casus_id)[1].wijze == "brief"
    klik(qtbot, venster, brief, "Terug")
    rust(qtbot, omgeving)
    assert "Het uitstel is voorbij" not in zichtbaar(tab.informeren)
    tab.informeren._open(een)
    rust(qtbot, omgeving)
    assert brief.voorbeeld.paginas == 2
    assert not brief.formulier.isVisible()


@pytest.mark.parametrize("wie", ["privacy", "regie"])
def test_what_was_shared_under_a_withdrawn_decision_and_the_letter(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier, tmp_path: Path, wie: str
) -> None:
    verzoek = vraag(wereld, dossier, ("signalen",))
    besluit = keur_goed(wereld, verzoek)
    naar = Bestemming(dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, naar, Wijze.PAPIER)
    venster = open_venster(qtbot, omgeving, wereld, wie)
    scherm = ga(qtbot, venster, "verzoek", verzoek_id=verzoek)
    klik(qtbot, venster, scherm, "Wat is hieronder al gedeeld")
    rust(qtbot, omgeving)
    gedeeld: Any = venster.scherm
    assert "Op papier, exemplaar 1: Signalen" in zichtbaar(gedeeld)
    assert not [naam for naam in knoppen(gedeeld) if naam.startswith("Brief maken")]
    oordelen.withdraw_besluit(wereld.privacy, besluit, "De ouders maken bezwaar.")
    gedeeld.toon()
    rust(qtbot, omgeving)
    assert controleer(gedeeld) == []
    klik(qtbot, venster, gedeeld, "Brief maken voor School De Brug PMG-2026-00001 – Leerlingzaken")
    rust(qtbot, omgeving)
    brief: Any = venster.scherm
    brief.formulier.zet({"contact": "C. Regisseur, 070 123 45 67"})
    brief.formulier.knop.click()
    rust(qtbot, omgeving)
    volgend_pad(tmp_path / "brief.pdf")
    klik(qtbot, venster, brief, "Opslaan als bestand")
    rust(qtbot, omgeving)
    assert "Stuur het papier naar ons terug" in tekst((tmp_path / "brief.pdf").read_bytes())
    klik(qtbot, venster, brief, "Terug")
    rust(qtbot, omgeving)
    klik(qtbot, venster, gedeeld, "Brief van 23 november 2026 bekijken")
    rust(qtbot, omgeving)
    assert brief.voorbeeld.paginas == 1


def test_approvals_that_end_are_asked_again_from_the_work_list_and_one_from_the_dossier(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, dossier: Dossier
) -> None:
    for functie in ("Leerlingzaken", "Mentor"):
        keur_goed(wereld, vraag(wereld, dossier, ("signalen",), functie=functie, dagen=10))
    keur_goed(wereld, vraag(wereld, dossier, ("plan",), functie="Directeur", dagen=60))
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "werklijst")
    volgend_antwoord(True)
    klik(qtbot, venster, scherm, "Akkoorden opnieuw vragen")
    rust(qtbot, omgeving)

    def wacht() -> list[str]:
        return sorted(v.ontvanger for v in list_verzoeken(wereld.regie, alleen_open=True))

    school = "School De Brug PMG-2026-00001"
    assert wacht() == [f"{school} – Leerlingzaken", f"{school} – Mentor"]
    dossierscherm = ga(qtbot, venster, "dossier", casus_id=dossier.casus_id, tab="delen")
    rust(qtbot, omgeving)
    tab = dossierscherm.tabs.inhoud("delen")
    (nummer,) = [b.nummer for b in list_besluiten(wereld.regie) if b.ontvangers == (f"{school} – Directeur",)]
    volgend_antwoord(True)
    klik(qtbot, venster, tab, f"Opnieuw vragen wat {nummer} toestond")
    rust(qtbot, omgeving)
    assert wacht() == [f"{school} – Directeur", f"{school} – Leerlingzaken", f"{school} – Mentor"]
