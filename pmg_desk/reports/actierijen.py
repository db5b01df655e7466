"""Actions as they are read: each with its words, its result, what was said against these, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pmg_desk.domain.samenvatting import Stuk, Veld, reactie_op, stam, tekst_in
from pmg_desk.reports.stukwoorden import ACTIEVELDEN, ALLEEN_ACTIE, veld
from pmg_desk.reports.taal import kort

_LANGE_VOORGANGER = 60  # characters
_RESULTAAT = "Resultaat"
"""In the row of its action it need not say of what it is the result."""


@dataclass(frozen=True, slots=True)
class Actierij:
    """An action with all that goes along for it. ``erbij``: its words and result where these are stukken by
    themselves, and reactions (AVG 16).
    """

    stuk: Stuk
    erbij: tuple[Stuk, ...] = ()

    @property
    def los(self) -> Stuk | None:
        """Its words, where these are a stuk by themselves."""
        return next((een for een in self.erbij if een.titel == ALLEEN_ACTIE), None)

    @property
    def woorden(self) -> str:
        """What is to be done; empty where that does not go along."""
        if self.los is not None:
            return self.los.tekst
        return self.stuk.tekst or ("" if self.stuk.titel == ALLEEN_ACTIE else self.stuk.titel)


def lees_acties(stukken: Sequence[Stuk]) -> tuple[tuple[Actierij, ...], tuple[Stuk, ...]]:
    """The actions in their order, and what belongs to none of them."""
    rijen = {stam(stuk): [stuk] for stuk in stukken if any(veld(stuk, kolom) for kolom in ACTIEVELDEN)}
    plek = {tekst_in(rij[0]): sleutel for sleutel, rij in rijen.items()}
    los: list[Stuk] = []
    for stuk in stukken:
        if stam(stuk) in rijen:
            continue
        van = stuk.bij or plek.get(reactie_op(stuk) or " ", "")
        if van not in rijen:
            los.append(stuk)
            continue
        plek[tekst_in(stuk)] = van
        rijen[van].append(stuk)
    acties = {sleutel: _rij(rij) for sleutel, rij in rijen.items()}
    return tuple(_met_wacht(rij, acties.get(rij.stuk.wacht_op)) for rij in acties.values()), tuple(los)


def _rij(stukken: Sequence[Stuk]) -> Actierij:
    eerste, *rest = stukken
    return Actierij(eerste, tuple(replace(een, titel=_RESULTAAT) if _is_resultaat(een) else een for een in rest))


def _is_resultaat(stuk: Stuk) -> bool:
    return bool(stuk.bij) and stuk.titel != ALLEEN_ACTIE


def _met_wacht(rij: Actierij, eerst: Actierij | None) -> Actierij:
    """What comes first is named to who has that too; else nothing is said of it."""
    return replace(rij, stuk=noem_voorganger(rij.stuk, "" if eerst is None else eerst.woorden))


def noem_voorganger(stuk: Stuk, woorden: str) -> Stuk:
    """The action with in its field what it waits for, or without that field. An exact document stays as it was."""
    if not stuk.wacht_op:
        return stuk
    op = f"eerst: {kort(woorden, _LANGE_VOORGANGER)}" if woorden else ""
    return replace(stuk, velden=tuple((naam, op if naam == Veld.WACHT else waarde) for naam, waarde in stuk.velden))
