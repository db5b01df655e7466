"""What the demo tells of leefgebieden: a score in between, factors, places in a leefwereld, a reaction of a youth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import factoren, leefgebieden, leefwerelden, reacties, uitspraken
from pmg_desk.services.factoren import FactorInvoer
from pmg_desk.services.leefgebieden import ScoreInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import FactorSoort, UitspraakSoort

_FACTOREN: tuple[tuple[str, FactorSoort, str, Aard, str], ...] = (
    ("sociaal_netwerk", FactorSoort.RISICO, "Gaat om met oudere jongens die geld uitlenen.", Aard.FEIT, "straat"),
    (
        "sociaal_netwerk",
        FactorSoort.BESCHERMING,
        "Een oom kookt elke week en gaat mee naar gesprekken.",
        Aard.FEIT,
        "gezin",
    ),
    ("werk_opleiding", FactorSoort.BESCHERMING, "De mentor ziet talent voor techniek.", Aard.MENING, "school"),
    ("werk_opleiding", FactorSoort.RISICO, "Wordt in een appgroep van de klas gepest.", Aard.AANNAME, "digitaal"),
    ("huiselijke_relaties", FactorSoort.RISICO, "De ouders maken vaak ruzie over geld.", Aard.AANNAME, "gezin"),
)
_REACTIE = "Ik was daar wel, maar ik kwam alleen mijn zusje halen."
_TUSSENDOOR = ("werk_opleiding", "financien", "justitie")


def vul_aan(werkplek: Werkplek, casus_id: UUID, nr: int, werkdag: Callable[[int], date], begin: int) -> None:
    """Add to a casus of the demo: ``werkdag`` gives the day so many days ago, ``begin`` is when it came in."""
    tussen = [ScoreInvoer(gebied, 1 + (nr + plek) % 4) for plek, gebied in enumerate(_TUSSENDOOR)]
    leefgebieden.save_scores(werkplek, casus_id, tussen, werkdag(begin * 3 // 4))
    for plek, (gebied, soort, tekst, aard, _) in enumerate(_FACTOREN[nr % 2 :]):
        van = werkdag(begin - plek)
        invoer = UitspraakInvoer(tekst, bron="Jongerenwerker", gezegd_op=van, aard=aard)
        factor_id = factoren.add_factor(werkplek, casus_id, FactorInvoer(gebied, soort, invoer, van))
        if plek == 3:
            factoren.end_factor(werkplek, factor_id, 1, werkdag(begin // 2))
    werelden = {tekst: wereld for _, _, tekst, _, wereld in _FACTOREN}
    for factor in factoren.list_factoren(werkplek, casus_id):
        leefwerelden.place_uitspraak(werkplek, factor.tekst.id, (werelden[factor.tekst.tekst],))
    signalen = uitspraken.list_uitspraken(werkplek, casus_id, (UitspraakSoort.SIGNAAL,))
    for plek, signaal in enumerate(signalen[:3]):
        leefwerelden.place_uitspraak(werkplek, signaal.id, ("straat", "digitaal") if plek == 1 else ("straat",))
    if nr % 2 == 0 and signalen:
        reactie = UitspraakInvoer(_REACTIE, bron="de jongere", gezegd_op=werkdag(begin // 2), aard=Aard.MENING)
        reacties.add_reactie(werkplek, signalen[0].id, reactie)
