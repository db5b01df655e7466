"""What the lines of an item of an overleg stand for: as they are saved, as they were, and what is wrong in which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, BesprekingInzicht, Regel
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.screens.typregel import ACTIE, BESLUIT, PUNT, Typregel
from pmg_desk.ui.widgets.veld import Veld


def _waarde(regel: Typregel) -> Regel | Actieregel:
    tekst = regel.tekst.waarde()
    assert isinstance(tekst, UitspraakInvoer)
    if regel.soort == ACTIE:
        velden = regel.velden
        actie = ActieInvoer(tekst, velden["eigenaar_id"].waarde(), velden["deadline"].waarde())
        return Actieregel(velden["doel"].waarde(), actie)
    return Regel(tekst, regel.id, regel.uitspraak_id)


def invoer_van(regels: Iterable[Typregel], stand: Besprekingsstand, versie: int) -> BesprekingInvoer:
    """All that stands there. Raises OngeldigeInvoer, with the place of the line before each field."""
    goed: dict[str, list[Any]] = {PUNT: [], BESLUIT: [], ACTIE: []}
    fouten: dict[str, str] = {}
    for regel in regels:
        bezwaren = regel.bezwaren()
        nr = len(goed[regel.soort])
        fouten |= {f"{regel.soort}_{nr}.{sleutel}": zin for sleutel, zin in bezwaren.items()}
        goed[regel.soort].append(None if bezwaren else _waarde(regel))
    if fouten:
        raise OngeldigeInvoer(fouten)
    return BesprekingInvoer(stand, tuple(goed[PUNT]), tuple(goed[BESLUIT]), tuple(goed[ACTIE]), versie)


def zet_fouten(regels: Iterable[Typregel], fout: OngeldigeInvoer) -> Veld | None:
    """Put each sentence beside its field; the first field that has one."""
    nrs = {PUNT: 0, BESLUIT: 0, ACTIE: 0}
    eerste: Veld | None = None
    for regel in regels:
        plek = f"{regel.soort}_{nrs[regel.soort]}."
        nrs[regel.soort] += 1
        hier = {sleutel[len(plek) :]: zin for sleutel, zin in fout.velden.items() if sleutel.startswith(plek)}
        regel.toon_fouten(hier)
        if hier and eerste is None:
            eerste = next((veld for veld in regel.velden.values() if veld.fout), None)
    return eerste


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
