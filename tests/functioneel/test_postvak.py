"""The inbox of a privacy officer (issue 5) through the screens: six requests alike with one signature, one of them
reduced by a field, an interest declared, and on the paper of each just what was signed.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from uuid import UUID

import pypdf
import pytest

from pmg_desk.domain.delen import Oordeel
from pmg_desk.services import delen, postvak, samenvattingen, uitspraken
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import UitspraakSoort, Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.delen import DelenScherm
from pmg_desk.ui.screens.oordeelbundel import OordeelbundelScherm
from pmg_desk.ui.screens.postvak import MIJ
from pmg_desk.ui.screens.verzoek import VerzoekScherm
from pmg_desk.ui.screens.verzoekdelen import Belangdialoog
from tests.casusbouw import regels
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.vulling import WOORDEN, Dossier, maak_dossier, vraag
from tests.wereld import Wereld, tweede_officer

GEVRAAGD = ("identiteit", "signalen", "acties")


@pytest.fixture
def zaken(wereld: Wereld) -> list[Dossier]:
    """Six casussen for which the same is asked of the same school."""
    alle = [maak_dossier(wereld.regie, f"PMG-2026-0000{n}") for n in range(1, 7)]
    return [replace(een, school=alle[0].school) for een in alle]


def rust(qtbot: Any, omgeving: Omgeving) -> None:
    for _ in range(3):
        klaar(qtbot, omgeving)


def papier(wereld: Wereld, zaak: Dossier) -> str:
    """The words on the paper for the school; empty when there is none to be had."""
    bestemming = Bestemming(zaak.school, "Leerlingzaken")
    try:
        uitgave = samenvattingen.issue_samenvatting(wereld.regie, zaak.casus_id, bestemming, Wijze.PAPIER)
    except NietsTeDelen:
        return ""
    return "\n".join(pagina.extract_text() for pagina in pypdf.PdfReader(io.BytesIO(uitgave.pdf)).pages)


def woorden(tekst: str) -> set[str]:
    return {sleutel for sleutel, woord in WOORDEN.items() if woord in tekst}


def test_zes_verzoeken_met_een_handtekening_en_op_papier_niet_meer(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, zaken: list[Dossier]
) -> None:
    collega = tweede_officer(wereld)
    ids = [vraag(wereld, zaak, GEVRAAGD) for zaak in zaken]
    venster = open_venster(qtbot, omgeving, wereld, "privacy")

    # The sixth touches the officer: it goes to a colleague and drops out of what is one's own.
    blad = ga(qtbot, venster, "verzoek", verzoek_id=ids[5])
    rust(qtbot, omgeving)
    assert isinstance(blad, VerzoekScherm)
    blad.belangknop.click()
    rust(qtbot, omgeving)
    (dialoog,) = [w for w in blad.findChildren(Belangdialoog) if w.isVisible()]
    dialoog.formulier.veld("reden").zet("Mijn nichtje.")
    dialoog.formulier.veld("naar").zet(collega.gebruiker.id)
    dialoog.formulier.knop.click()
    rust(qtbot, omgeving)
    inbox = venster.scherm
    assert isinstance(inbox, DelenScherm)
    assert inbox.postvak is not None
    inbox.postvak.filter.zet(MIJ)
    assert {r.id for r in inbox.postvak.lijst.model.getoond} == set(ids[:5])

    # One chosen, all that are like it come along; each is shown with what the school would get of it.
    inbox.postvak.lijst.kies(ids[0])
    inbox.postvak.samenknop.click()
    rust(qtbot, omgeving)
    samen = venster.scherm
    assert isinstance(samen, OordeelbundelScherm)
    assert list(samen.lijsten) == ids[:5]
    assert toegankelijk.controleer(samen) == []
    leest = zichtbaar(samen)
    assert leest.count(WOORDEN["signaal"]) == 5
    assert WOORDEN["score_gezondheid"] not in leest
    _haal_veld_weg(samen, ids[1], "Wie")
    samen.formulier.veld("oordeel").zet(Oordeel.AKKOORD)
    samen.formulier.pas_aan()
    assert "U laat 1 onderdeel weg." in samen.formulier.zin.text()
    _tik(samen, qtbot, omgeving, categorieen=("signalen", "acties"))
    assert "5 besluiten zijn met één handtekening" in _gezegd(wereld)

    besluiten = {b.verzoek_id: b for b in delen.list_besluiten(wereld.privacy)}
    assert set(besluiten) == set(ids[:5])
    assert all(b.geldig and b.samen_ondertekend for b in besluiten.values())
    assert [len(besluiten[id_].weglaten) for id_ in ids[:5]] == [0, 1, 0, 0, 0]
    assert len({regel.nr for regel in regels(wereld.regie, "besluit.nemen")}) == 5

    # On paper: what was signed, and nothing of all else that these dossiers hold.
    bladen = [papier(wereld, zaak) for zaak in zaken]
    assert [woorden(tekst) for tekst in bladen[:5]] == [{"signaal", "actie"}] * 5
    genoemd = [tekst.count("W. Wijkagent") for tekst in bladen[:5]]
    assert genoemd == [genoemd[0], genoemd[0] - 1, *[genoemd[0]] * 3]
    assert bladen[5] == ""


def _gezegd(wereld: Wereld) -> str:
    """What the register says of the number that was signed at once."""
    aantal = sum(b.samen_ondertekend for b in delen.list_besluiten(wereld.privacy))
    return f"{aantal} besluiten zijn met één handtekening"


def _haal_veld_weg(scherm: OordeelbundelScherm, verzoek_id: UUID, veld: str) -> None:
    lijst = scherm.lijsten[verzoek_id]
    stuk = next(id_ for id_ in lijst.gekozen() if id_.startswith("actie:"))
    lijst.veldvakje(stuk, veld).click()


def _tik(scherm: OordeelbundelScherm, qtbot: Any, omgeving: Omgeving, **anders: Any) -> None:
    scherm.formulier.veld("oordeel").zet(Oordeel.AKKOORD_BEPERKT)
    scherm.formulier.pas_aan()
    for sleutel, waarde in {"motivering": "Voor deze vijf hetzelfde.", **anders}.items():
        scherm.formulier.veld(sleutel).zet(waarde)
    scherm.formulier.knop.click()
    rust(qtbot, omgeving)


def test_wat_intussen_verandert_valt_af_in_woorden(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, zaken: list[Dossier]
) -> None:
    ids = [vraag(wereld, zaak, GEVRAAGD) for zaak in zaken[:2]]
    venster = open_venster(qtbot, omgeving, wereld, "privacy")
    samen = ga(qtbot, venster, "oordeelbundel", verzoek_ids=tuple(ids))
    rust(qtbot, omgeving)
    assert isinstance(samen, OordeelbundelScherm)
    uitspraken.add_uitspraak(wereld.regie, zaken[1].casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Pindakaasbrug."))
    _tik(samen, qtbot, omgeving)
    nummers = {regel.id: regel.nummer for regel in postvak.list_postvak(wereld.privacy)}
    leest = zichtbaar(samen)
    assert f"{nummers[ids[1]]}: Wat de ontvanger zou krijgen, is veranderd sinds u het zag." in leest
    assert "Pindakaasbrug" in leest  # what there is now stands on the screen before it can be signed
    assert delen.list_besluiten(wereld.privacy) == ()
    assert samen.formulier.veld("motivering").waarde() == "Voor deze vijf hetzelfde."
    _tik(samen, qtbot, omgeving)
    assert len(delen.list_besluiten(wereld.privacy)) == 2
