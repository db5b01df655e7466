"""A setting of the vault in the log: which one, what it was and what it became. A setting is about nobody.

Both values are the detail of the line, under its commitment: what is shown is what was logged, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmg_desk.domain.canoniek import Waarde, lees_canoniek
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.logboek import Bewaard, Logregel, commitment
from pmg_desk.services.werkplek import Transactie

ACTIE = "instelling.zetten"
NOODTOEGANG, OVERLEGRUST = "noodtoegang_uren", "overleg_slot_minuten"
DREMPEL, WIJZE, NULMETING = "informatiebeeld.drempel", "informatiebeeld.wijze", "monitoring.nulmeting"

LABELS: dict[str, str] = {
    NOODTOEGANG: "hoeveel uur noodtoegang duurt",
    OVERLEGRUST: "na hoeveel minuten rust de kluis tijdens een overleg vergrendelt",
    DREMPEL: "het kleinste getal dat in het informatiebeeld te zien is",
    WIJZE: "hoe kleinere getallen uit het informatiebeeld blijven",
    NULMETING: "het beginkwartaal van de monitoring",
}
"""Each setting as the log names it."""


@dataclass(frozen=True, slots=True)
class Wijziging:
    """What a line says of a setting, in words; ``van`` is empty in a line that did not keep it."""

    label: str
    van: str
    naar: str

    @property
    def zin(self) -> str:
        """Behind the sentence of the line."""
        return f"{self.label}, {f'van {self.van} naar' if self.van else 'op'} {self.naar}"


def log_instelling(t: Transactie, sleutel: str, van: Waarde, naar: Waarde) -> None:
    """The line of a setting that became something else."""
    t.log("instelling.zetten", "instelling", detail={"sleutel": sleutel, "van": van, "naar": naar})


def lees_wijziging(regel: Logregel, bewaard: Bewaard) -> Wijziging | None:
    """What changed; None when it is no such line, or when what lies beside it is gone or is not what was logged."""
    if regel.actie != ACTIE or bewaard.zout is None or bewaard.detail is None:
        return None
    if commitment(bewaard.zout, bewaard.detail) != regel.detail:
        return None
    detail = lees_canoniek(bewaard.detail)
    sleutel = detail["sleutel"]
    return Wijziging(
        LABELS.get(sleutel, sleutel),
        _toon(sleutel, detail["van"]) if "van" in detail else "",
        _toon(sleutel, detail["naar" if "naar" in detail else "waarde"]),
    )


def sleutels_met(woord: str) -> list[str]:
    """The settings of which the name has this word."""
    return [sleutel for sleutel, label in LABELS.items() if woord.casefold() in label]


def _toon(sleutel: str, waarde: object) -> str:
    if sleutel == NULMETING:
        return f"het {Kwartaal.lees(str(waarde)).label}" if waarde else "geen"
    return str(waarde)
