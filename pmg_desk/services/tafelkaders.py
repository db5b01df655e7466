"""The tafelkaders of a vault, with validity computed now; signing one and withdrawing it.

In the own installation of an officer the same functions speak of kaders made for a connected vault
(``verbinding_id``): there the room to choose from is what that vault asked with, and the key that signs was never on
its machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.delen import Gebrek, Zekerheid
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.kaderruimte import Kaderruimte
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Kluissoort, Recht
from pmg_desk.domain.tafelkader import GetoetstKader, Kaderinhoud, geldende, reeks_van
from pmg_desk.services.deelbaar import getoetste_kaders
from pmg_desk.services.kaderruimten import lees_kaderruimte
from pmg_desk.services.kadertoezicht import getoetst_voor, ruimte_van_vraag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Gebruiker, Tafelkader, Verbinding

KADER_LABELS: dict[Gebrek, str] = {
    Gebrek.INGETROKKEN: "Ingetrokken",
    Gebrek.VERLOPEN: "Afgelopen",
    Gebrek.NIET_VOOR: "Gaat nog in",
    Gebrek.VERVANGEN: "Nieuwere versie ontbreekt",
}
GELDT, VERVANGEN, TELT_NIET = "Geldt", "Vervangen", "Telt niet"


@dataclass(frozen=True, slots=True)
class KaderInzicht:
    """A signed kader as screens show it; ``geldt`` and ``stand`` were computed just now.

    ``gebrek`` is why it does not hold by itself; a replaced one has none. ``inhoud`` is None when it is unreadable.
    """

    id: UUID
    nummer: str
    tafel: str
    tafel_label: str
    doel: str
    doel_label: str
    versie: int
    inhoud: Kaderinhoud | None
    zekerheid: Zekerheid | None
    geldt: bool
    stand: str
    gebrek: Gebrek | None
    besloten_op: datetime | None
    door: str
    verbinding_id: UUID | None
    kluisnaam: str
    tekst: str

    @property
    def geldig_tot(self) -> date | None:
        """The last day."""
        return None if self.inhoud is None else self.inhoud.geldig_tot

    @property
    def herzien_op(self) -> date | None:
        """The day of the review, of one that holds."""
        return self.inhoud.herzien_op if self.geldt and self.inhoud is not None else None

    @property
    def loopt(self) -> bool:
        """Whether there is something to withdraw: it holds, or will."""
        return self.geldt or self.gebrek is Gebrek.NIET_VOOR


def eis_maker(t: Transactie) -> None:
    """Drafts, trying out and signing are for a privacy officer, here or in an installation of their own."""
    t.eis(Recht.TOEZICHT_HOUDEN if is_toezicht(t) else Recht.DELING_BESLISSEN)


def is_toezicht(t: Transactie) -> bool:
    """Whether this is the own installation of an officer."""
    return t.gebruiker.soort is Kluissoort.TOEZICHT


def list_kaders(werkplek: Werkplek) -> tuple[KaderInzicht, ...]:
    """Every signed kader, those that hold first, then the newest.

    For officers; and for who asks approval and needs to know what is settled already (only this vault's own).
    """
    with werkplek.doe() as t:
        if is_toezicht(t):
            t.eis(Recht.TOEZICHT_HOUDEN)
        elif not t.gebruiker.mag(Recht.DELING_BESLISSEN):
            t.eis(Recht.DELING_VRAGEN)
        return kader_inzichten(t)


def kader_inzichten(t: Transactie) -> tuple[KaderInzicht, ...]:
    """The same, inside a use case."""
    if not is_toezicht(t):
        gevonden = list(_inzichten(t, getoetste_kaders(t)))
    else:
        gevonden = [i for paren in getoetst_voor(t).values() for i in _inzichten(t, paren)]
    return tuple(sorted(gevonden, key=lambda k: (not k.geldt, k.tafel_label, k.doel_label, -k.versie, k.nummer)))


def _inzichten(t: Transactie, paren: Sequence[tuple[Tafelkader, GetoetstKader]]) -> Iterable[KaderInzicht]:
    gelden = {id(g) for g in geldende(g for _, g in paren)}
    return (_inzicht(t, rij, getoetst, geldt=id(getoetst) in gelden) for rij, getoetst in paren)


def _inzicht(t: Transactie, rij: Tafelkader, getoetst: GetoetstKader, *, geldt: bool) -> KaderInzicht:
    kader = getoetst.kader
    door = t.db.get(Gebruiker, rij.door_id)
    elders = None if rij.verbinding_id is None else t.haal(Verbinding, rij.verbinding_id)
    stand = GELDT if geldt else VERVANGEN if getoetst.geldig else TELT_NIET
    return KaderInzicht(
        id=rij.id,
        nummer=rij.nummer,
        tafel=rij.tafel,
        tafel_label=label_van(t.profiel.tafels, rij.tafel),
        doel=rij.doel,
        doel_label=label_van(t.profiel.doeleinden, rij.doel),
        versie=0 if kader is None else kader.versie,
        inhoud=None if kader is None else kader.inhoud,
        zekerheid=None if kader is None else kader.zekerheid,
        geldt=geldt,
        stand=stand if getoetst.gebrek is None else KADER_LABELS.get(getoetst.gebrek, TELT_NIET),
        gebrek=getoetst.gebrek,
        besloten_op=None if kader is None else kader.besloten_op,
        door="" if door is None else door.naam,
        verbinding_id=rij.verbinding_id,
        kluisnaam="" if elders is None else elders.naam,
        tekst=rij.tekst,
    )


def ruimte_voor(t: Transactie, tafel: str, verbinding_id: UUID | None) -> Kaderruimte:
    """What a kader for this table can be made of: of this vault, or as the connected vault last asked."""
    if verbinding_id is None:
        if is_toezicht(t):
            raise GeenToegang
        return lees_kaderruimte(t, tafel)
    return ruimte_van_vraag(t, verbinding_id, tafel)


def laatste_versie(
    inzichten: Iterable[KaderInzicht], inhoud: Kaderinhoud, verbinding_id: UUID | None
) -> KaderInzicht | None:
    """The version that a new one comes after, whatever became of it."""
    eerder = [
        k
        for k in inzichten
        if k.inhoud is not None and k.verbinding_id == verbinding_id and reeks_van(k.inhoud) == reeks_van(inhoud)
    ]
    return max(eerder, key=lambda k: (k.versie, k.nummer), default=None)
