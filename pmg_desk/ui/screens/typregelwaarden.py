"""What the lines of an item of an overleg stand for: as they are saved, and as they were."""

from __future__ import annotations

from typing import Any

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, BesprekingInzicht, Regel
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.screens.typregel import ACTIE, Typregel


def waarde_van(regel: Typregel) -> Regel | Actieregel:
    """A line that has nothing wrong, to save."""
    tekst = regel.tekst.waarde()
    assert isinstance(tekst, UitspraakInvoer)
    if regel.soort == ACTIE:
        velden = regel.velden
        actie = ActieInvoer(tekst, velden["eigenaar_id"].waarde(), velden["deadline"].waarde())
        return Actieregel(velden["doel"].waarde(), actie)
    return Regel(tekst, regel.id, regel.uitspraak_id)


def als_invoer(nu: BesprekingInzicht) -> BesprekingInvoer:
    """What was saved, as lines that say it again; actions are in the plan since."""
    return BesprekingInvoer(
        nu.stand or Besprekingsstand.BESPROKEN,
        tuple(Regel(een.tekst.als_invoer(), een.id, een.tekst.id) for een in nu.punten),
        tuple(Regel(een.tekst.als_invoer(), een.id, een.tekst.id) for een in nu.besluiten if een.tekst is not None),
        versie=nu.versie,
    )


def aard_van(een: Any) -> Aard:
    """Of a drafted line whether it is a fact, an assumption or an opinion: its heading says so."""
    velden = een.get("velden")
    delen = velden.get("tekst") if isinstance(velden, dict) else None
    gevonden = (aard for aard in Aard if isinstance(delen, list) and aard.value in delen[3:4])
    return next(gevonden, Aard.FEIT)
