"""The demo's money and files: a receipt and a photo, a bicycle that was paid, a breakthrough, and what tables have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.reports.demobestanden import maak_bon, maak_foto
from pmg_desk.services import bijlagen, budget, budgetruimte, doorbraak, toewijzingen
from pmg_desk.services.budget import AanvraagInvoer, BesluitInvoer, UitgaveInvoer
from pmg_desk.services.budgetruimte import RuimteInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import BudgetSoort

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Rijk, Verhaal

_FIETS = UitspraakInvoer("Een fiets, zodat hij op tijd bij zijn stage in Rijswijk kan zijn. Er rijdt dan nog geen bus.")
_RIJBEWIJS = UitspraakInvoer("Theorie-examen, als hij drie maanden op school blijft.", bron="Jongerenwerk De Schakel")
_BLOKKADE = UitspraakInvoer(
    "Zonder adres krijgt hij geen uitkering. Zonder inkomen krijgt hij geen kamer.", bron="Wijkteam Escampzijde"
)
_BRON = "Verzonnen bedrag voor de demo"


def verhalen(v: Verhaal) -> list[Iterator[datetime]]:
    """What happens around money, once the casussen are there."""
    return [_ruimte(v), _geld(v)]


def _ruimte(v: Verhaal) -> Iterator[datetime]:
    yield v.agenda.op(90, 9, 40)
    for tafel, soort, bedrag in (
        ("pga_lokaal", BudgetSoort.MAATWERKBUDGET, "12.000"),
        ("pga_lokaal", BudgetSoort.DOORBRAAKLAB, "5.000"),
        ("top_x", BudgetSoort.MAATWERKBUDGET, "8.000"),
    ):
        jaar = v.agenda.vandaag.year
        budgetruimte.set_ruimte(v.plekken["beheerder"], RuimteInvoer(tafel, soort, jaar, bedrag, _BRON))


def _geld(v: Verhaal) -> Iterator[datetime]:
    yield v.agenda.op(3, 11, 20)
    casus = v.casussen.get(0)
    if casus is None:
        return
    bon = _bewaar_bestanden(casus)
    fiets = budget.ask_budget(
        casus.regie, casus.id, AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "150", _FIETS)
    )
    rijbewijs = AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "43,50", _RIJBEWIJS)
    budget.ask_budget(casus.regie, casus.id, rijbewijs)
    vast = doorbraak.bring_in(
        casus.regie, casus.id, "pga_lokaal", _BLOKKADE, UitspraakInvoer("Wonen en inkomen samen aan tafel.")
    )
    doorbraak.decide_doorbraak(
        casus.regie, vast, "Gebiedsmanager", UitspraakInvoer("Drie maanden een briefadres bij het wijkteam.")
    )
    # Who asked does not decide: a colleague gets access for as long as that takes.
    collega = v.plekken["regie2"]
    toegang = toewijzingen.assign_casus(casus.regie, casus.id, collega.gebruiker.id)
    besluit = UitspraakInvoer("Akkoord. Een tweedehands fiets is genoeg.")
    budget.decide_budget(collega, fiets, BesluitInvoer(True, "Teamleider PGA lokaal", besluit, "120"))
    toewijzingen.withdraw_toewijzing(casus.regie, toegang)
    budget.spend_budget(
        casus.regie, fiets, UitgaveInvoer("89,95", UitspraakInvoer("Tweedehands fiets en een slot."), bijlage_id=bon)
    )


def _bewaar_bestanden(casus: Rijk) -> UUID:
    """Both files; gives the receipt. What lies on disk for a moment is made up."""
    with TemporaryDirectory(prefix="pmg-desk-demo-") as map_:
        foto, bon = Path(map_) / "voordeur.jpg", Path(map_) / "bon fietsenmaker.pdf"
        foto.write_bytes(maak_foto())
        bon.write_bytes(maak_bon())
        bijlagen.add_bijlage(
            casus.regie, casus.id, foto, UitspraakInvoer("Foto van de geforceerde voordeur.", bron="Moeder")
        )
        tekst = UitspraakInvoer("Bon van de fiets en het slot.", bron="Fietsenmaker De Derailleur")
        return bijlagen.add_bijlage(casus.regie, casus.id, bon, tekst)
