"""What a table may spend in a year, and what became of it: totals over all casussen, never of one that is not seen.

The ceiling is set by the beheerder, with its source (a budget decision of the municipality): who asks for money or
decides on it must not raise the ceiling as well, and the amount of a table is no content of a casus. It is never
changed: a new row takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.bedragen import BedragFout, parse_bedrag, toon_bedrag
from pmg_desk.domain.budget import Cijfer, te_veel, tel_op
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.uitvoer import schrijf_xlsx
from pmg_desk.services.uitspraken import naam_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import budget as opslag
from pmg_desk.storage.budget import Post, Pot
from pmg_desk.storage.models import Budgetruimte, BudgetSoort

VERBORGEN = "niet getoond"
"""In the place of a total over so few casussen that it would tell about one of them."""
_VROEGST, _LAATST = 2000, 2100


@dataclass(frozen=True, slots=True)
class RuimteInvoer:
    """What a table may spend. ``bedrag`` as typed, ``bron`` where that is written."""

    tafel: str
    soort: BudgetSoort
    jaar: int
    bedrag: str
    bron: str


@dataclass(frozen=True, slots=True)
class PotInzicht:
    """One kind of money of one table in one year; amounts in cents, None where they are not told."""

    tafel: str
    tafel_label: str
    soort: BudgetSoort
    jaar: int
    ruimte: int | None
    bron: str
    vastgelegd_door: str
    gevraagd: Cijfer
    toegekend: Cijfer
    uitgegeven: Cijfer

    @property
    def vrij(self) -> int | None:
        """What may still be granted; None when no ceiling was set or the total is not told."""
        if self.ruimte is None or self.toegekend.bedrag is None:
            return None
        return self.ruimte - self.toegekend.bedrag


def list_potten(werkplek: Werkplek, jaar: int) -> tuple[PotInzicht, ...]:
    """Per table and kind what there is in a year. Totals only; raises GeenToegang for who has nothing to do with it."""
    with werkplek.doe() as t:
        _eis_inzage(t)
        return _lees(t, jaar)


def set_ruimte(werkplek: Werkplek, invoer: RuimteInvoer) -> UUID:
    """Set what a table may spend in a year; the earlier amount stays readable. Raises OngeldigeInvoer, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        veld.keuze("tafel", invoer.tafel, tuple(t.profiel.tafels))
        jaar = veld.getal("jaar", invoer.jaar, _VROEGST, _LAATST, verplicht=True)
        bron = veld.tekst("bron", invoer.bron, verplicht=True, maximum=500)
        bedrag = 0
        try:
            bedrag = parse_bedrag(invoer.bedrag)
        except BedragFout as fout:
            veld.fout("bedrag", str(fout))
        veld.klaar()
        assert jaar is not None
        rij = Budgetruimte(
            id=t.nieuw_id(),
            tafel=invoer.tafel,
            soort=invoer.soort,
            jaar=jaar,
            bedrag=bedrag,
            bron=bron,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("budget.ruimte", "budgetruimte", rij.id)
        t.gewijzigd("budget")
        return rij.id


def export_potten(werkplek: Werkplek, jaar: int) -> bytes:
    """The overview of a year as xlsx, without names: exactly what this user sees; logged."""
    with werkplek.doe() as t:
        _eis_inzage(t)
        potten = _lees(t, jaar)
        t.log("budget.exporteren", "budgetruimte", aantal=len(potten))
    koppen = ("Tafel", "Soort", "Jaar", "Ruimte", "Bron", "Casussen", "Gevraagd", "Toegekend", "Uitgegeven", "Vrij")
    return schrijf_xlsx(koppen, [_regel(pot) for pot in potten], blad=f"Budget {jaar}")


def bezwaar_tegen(t: Transactie, pot: Pot, jaar: int, bedrag: int) -> str:
    """What is against granting so much, in a sentence; empty when it fits or no ceiling was set.

    Where the overview does not tell this user the total, the sentence is the same for every amount: a yes or no to each
    would tell the total to who keeps asking.
    """
    ruimte = opslag.ruimten(t.db, jaar).get(pot)
    if ruimte is None:
        return ""
    posten = [post for post in opslag.toegekend(t.db, jaar) if post.pot == pot]
    cijfer = _cijfer(t, posten, opslag.zichtbaren(t.db, t.zichtbaar()))
    if cijfer.bedrag is None:
        return f"Of dit past in wat deze tafel in {jaar} nog mag toekennen, kan het programma u hier niet zeggen."
    teveel = te_veel(ruimte.bedrag, cijfer.bedrag, bedrag)
    if not teveel:
        return ""
    vrij = toon_bedrag(max(0, ruimte.bedrag - cijfer.bedrag))
    return f"Dit is {toon_bedrag(teveel)} meer dan deze tafel in {jaar} nog mag toekennen ({vrij})."


def _eis_inzage(t: Transactie) -> None:
    if not (t.gebruiker.mag(Recht.KLUIS_BEHEREN) or t.gebruiker.mag(Recht.CASUS_SCHRIJVEN)):
        raise GeenToegang


def _lees(t: Transactie, jaar: int) -> tuple[PotInzicht, ...]:
    ruimten = opslag.ruimten(t.db, jaar)
    stromen = [lees(t.db, jaar) for lees in (opslag.gevraagd, opslag.toegekend, opslag.uitgegeven)]
    zichtbaar = opslag.zichtbaren(t.db, t.zichtbaar())
    volgorde = {tafel: plek for plek, tafel in enumerate(t.profiel.tafels)}
    potten = {*ruimten, *(post.pot for stroom in stromen for post in stroom)}
    uit = []
    for tafel, soort in sorted(potten, key=lambda pot: (volgorde.get(pot[0], len(volgorde)), pot)):
        ruimte = ruimten.get((tafel, soort))
        cijfers = [_cijfer(t, [p for p in stroom if p.pot == (tafel, soort)], zichtbaar) for stroom in stromen]
        uit.append(
            PotInzicht(
                tafel,
                label_van(t.profiel.tafels, tafel),
                soort,
                jaar,
                None if ruimte is None else ruimte.bedrag,
                "" if ruimte is None else ruimte.bron,
                "" if ruimte is None else naam_van(t, ruimte.door_id),
                *cijfers,
            )
        )
    return tuple(uit)


def _cijfer(t: Transactie, posten: list[Post], zichtbaar: set[UUID]) -> Cijfer:
    drempel = t.profiel.instellingen.cel_drempel.waarde
    return tel_op([(post.casus_id, post.bedrag) for post in posten], zichtbaar, drempel)


def _regel(pot: PotInzicht) -> tuple[str | int, ...]:
    def geld(centen: int | None, anders: str) -> str:
        return anders if centen is None else toon_bedrag(centen)

    casussen = pot.gevraagd.casussen
    return (
        pot.tafel_label,
        "Maatwerkbudget" if pot.soort is BudgetSoort.MAATWERKBUDGET else "Doorbraaklab",
        pot.jaar,
        geld(pot.ruimte, "niet vastgelegd"),
        pot.bron,
        VERBORGEN if casussen is None else casussen,
        geld(pot.gevraagd.bedrag, VERBORGEN),
        geld(pot.toegekend.bedrag, VERBORGEN),
        geld(pot.uitgegeven.bedrag, VERBORGEN),
        geld(pot.vrij, "niet vastgelegd" if pot.ruimte is None else VERBORGEN),
    )
