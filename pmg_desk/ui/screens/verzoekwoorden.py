"""What a request says of its decisions in words: how it stands, what was attached, what was left out."""

from __future__ import annotations

from collections.abc import Mapping

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.delen import VerzoekInzicht
from pmg_desk.ui.screens.delen import verzoekchip
from pmg_desk.ui.screens.oordeelformulier import EIS_LABELS
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde


class GeenBlad(Fout):
    """Telling only was chosen: then there is no page."""

    wat = "Er komt geen blad: u kiest alleen mondeling delen."
    doe = "De ontvanger hoort dit alleen. Haal het vinkje weg als het ook op papier mag."


def geen_blad() -> bytes:
    """Instead of drawing one. Raises GeenBlad."""
    raise GeenBlad


def statuschip(verzoek: VerzoekInzicht) -> Chipwaarde:
    """Judged is not green any more once every decision on it was withdrawn."""
    if verzoek.besluiten and all(besluit.ingetrokken for besluit in verzoek.besluiten):
        return chip.status("ongeldig", "Akkoord ingetrokken")
    return verzoekchip(verzoek.regel)


def voorwaarden(besluit: BesluitInzicht, titels: Mapping[str, str]) -> str:
    """Everything that was attached to it, in words."""
    delen = [*(f"{EIS_LABELS[eis]}." for eis in besluit.eisen)]
    if besluit.niet_voor is not None:
        delen.append(f"Niet vóór {toon_datum(besluit.niet_voor)}.")
    if besluit.weglaten:
        namen = dict.fromkeys(
            ": ".join(deel for deel in (titels.get(weg.stuk, "een tekst die er niet meer is"), weg.veld) if deel)
            for weg in besluit.weglaten
        )
        delen.append(f"Weggelaten: {'; '.join(namen)}.")
    return " ".join([*delen, besluit.voorwaarden]).strip()
