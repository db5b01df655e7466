"""An approved text that was amended since: the page says so, and the question about the words of now is ready."""

from __future__ import annotations

from uuid import UUID

from pytestqt.qtbot import QtBot

from pmg_desk.domain.delen import Soort
from pmg_desk.services.uitspraken import UitspraakInvoer, amend_uitspraak
from pmg_desk.services.verzoeken import toon_stukken
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.delingsverzoek import DelingsverzoekScherm
from pmg_desk.ui.screens.samenvatting import SamenvattingScherm
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

__all__ = ["toon"]


def test_an_amended_text_is_told_and_asked_again_in_its_new_words(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    dossier: Dossier = maak_dossier(wereld.regie)
    (oud,) = (s for s in toon_stukken(wereld.regie, dossier.casus_id)[1] if "Kwetterzolder" in s.tekst)
    verzoek = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=(oud.id,))
    keur_goed(wereld, verzoek)
    amend_uitspraak(wereld.regie, UUID(oud.id.partition(":")[2]), UitspraakInvoer("Het was een ander."), "Klopte niet.")
    scherm: SamenvattingScherm = toon(SamenvattingScherm, "regie", casus_id=dossier.casus_id)
    scherm.formulier.zet({"soort": "extern", "organisatie_id": dossier.school, "functie": "Leerlingzaken"})
    scherm.formulier.knop.click()
    klaar(qtbot, omgeving)
    assert "Deze tekst is op 23 november 2026 verbeterd." in teksten(scherm)
    assert toegankelijk.controleer(scherm) == []
    gevraagd: list[dict[str, object]] = []
    omgeving.navigatie.connect(lambda _sleutel, params: gevraagd.append(params))
    druk(scherm, "Opnieuw vragen, zoals het nu in het dossier staat")
    (params,) = gevraagd
    opnieuw: DelingsverzoekScherm = toon(DelingsverzoekScherm, "regie", **params)
    klaar(qtbot, omgeving)
    assert opnieuw.formulier.veld("soort").waarde() is Soort.DOCUMENT
    (nu,) = (s for s in toon_stukken(wereld.regie, dossier.casus_id)[1] if s.tekst == "Het was een ander.")
    assert opnieuw.stukken.gekozen() == (nu.id,)
