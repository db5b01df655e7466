"""Who says it, of what nature it is, when, and what may be done with it: in one line beside what is said.

What most statements under one heading have in common is said once, beside that heading; a statement that differs says
so itself, also where it has no source, nature or day at all, so that nothing is read as said by somebody who did not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmg_desk.domain.samenvatting import Aard, Doorverstrekking, Stuk
from pmg_desk.reports import stijl
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.taal import dag, opsomming

_INKT = "#" + stijl.INKT.hexval()[2:]
_LANGE_BRON = 60  # characters; a longer one has no place beside a heading


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """Nature, source and day of most statements under a heading; ``overal``: of each of them."""

    aard: Aard | None
    bron: str
    datum: date | None
    overal: bool

    def regel(self) -> str:
        """As plain text, for beside the heading."""
        aard = self.aard.value.capitalize() if self.aard is not None else ""
        delen = opsomming(aard, f"bron: {self.bron}", dag(self.datum) if self.datum is not None else "")
        return delen if self.overal else f"{delen}, tenzij anders vermeld"


def lees_gedeeld(stukken: Sequence[Stuk]) -> Gedeeld | None:
    """What at least two, and half, of these statements have in common; None when that is nothing."""
    paren = Counter((stuk.aard, stuk.bron) for stuk in stukken if 0 < len(stuk.bron) <= _LANGE_BRON)
    if not paren:
        return None
    (aard, bron), keer = paren.most_common(1)[0]
    if keer < 2 or 2 * keer < len(stukken):
        return None
    dagen = Counter(stuk.datum for stuk in stukken if (stuk.aard, stuk.bron) == (aard, bron))
    datum, zelfde = dagen.most_common(1)[0]
    return Gedeeld(aard, bron, datum, overal=zelfde == len(stukken))


def wijkt_af(stuk: Stuk, gedeeld: Gedeeld | None) -> bool:
    """Whether the nature and source of this stuk are not what its heading says."""
    return gedeeld is None or (stuk.aard, stuk.bron) != (gedeeld.aard, gedeeld.bron)


def zeg_herkomst(stuk: Stuk, gedeeld: Gedeeld | None, *, aard: bool, derden: bool = False) -> str:
    """Markup for one line; less what the heading says.

    ``aard``: with the nature, which otherwise has a chip; ``derden``: say too that it is about others.
    """
    delen = [*_wie(stuk, gedeeld, aard), _wanneer(stuk, gedeeld)]
    regels = []
    if stuk.doorverstrekking is Doorverstrekking.NEE:
        regels.append("niet doorgeven")
    elif stuk.doorverstrekking is Doorverstrekking.VRAGEN:
        regels.append("doorgeven: eerst de bron vragen")
    if derden and stuk.derden:
        regels.append("gaat ook over anderen")
    if stuk.geheim_adres:
        regels.append("GEHEIM ADRES, NIET DOORGEVEN")
    nadruk = [f'<font color="{_INKT}"><b>{regel}</b></font>' for regel in regels]
    return opsomming(*map(opmaak, delen), *nadruk)


def _wie(stuk: Stuk, gedeeld: Gedeeld | None, aard: bool) -> list[str]:
    if not wijkt_af(stuk, gedeeld):
        return []
    soort = stuk.aard.value.capitalize() if stuk.aard is not None and aard else ""
    bron = f"bron: {stuk.bron}" if stuk.bron else ""
    if gedeeld is None:
        return [soort, bron]
    if stuk.aard is None and bron and gedeeld.aard is not None:
        soort = "zonder aard"
    return [soort, bron or "zonder bron"]


def _wanneer(stuk: Stuk, gedeeld: Gedeeld | None) -> str:
    if gedeeld is None or not stuk.bron:
        return dag(stuk.datum) if stuk.datum is not None else ""
    if stuk.datum == gedeeld.datum:
        return ""
    return dag(stuk.datum) if stuk.datum is not None else "zonder datum"
