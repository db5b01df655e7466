"""What ends with a casus: interventies that run or are planned, requests for money that nobody decided on, and
breakthroughs of which nobody said what came.

Nothing of a closed casus can be changed: what would go on there could never be ended, and would count on.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.inzet import categorie_van
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import budget, inzet
from pmg_desk.storage.models import AanvraagStatus, InzetStatus, UitspraakSoort


def end_werk(t: Transactie, casus_id: UUID, op: date, reden: str) -> None:
    """End it all on the day of closing, for that reason (key of the profile), each with its Logregel.

    A breakthrough ends as neither reached nor failed: nobody said that. The caller has checked access and closes the
    casus. What began after that day ends on the day it began.
    """
    woorden = f"De casus is afgesloten: {label_van(t.profiel.redenen_afsluiten, reden)}."

    def tekst(soort: UitspraakSoort, categorie: str) -> UUID:
        invoer = UitspraakInvoer(woorden, t.gebruiker.naam, op, categorie=categorie)
        return uitspraken.voeg_toe(t, casus_id, soort, invoer).id

    for rij in inzet.open_van_casus(t.db, casus_id):
        categorie = categorie_van(t, rij)
        rij.status, rij.eind = InzetStatus.AFGEBROKEN, op if rij.begin is None else max(op, rij.begin)
        rij.resultaat_id = tekst(UitspraakSoort.INZET, categorie)
        t.log("inzet.afbreken", "inzet", rij.id, casus_id=casus_id, categorieen=[categorie])
        t.gewijzigd("inzet", casus_id)
    for aanvraag in budget.wachtende(t.db, casus_id):
        waarvoor = toelichtingen.huidige(t, aanvraag.uitspraak_id)
        assert waarvoor is not None  # a text of this kind is not withdrawn by itself
        aanvraag.status = AanvraagStatus.INGETROKKEN
        aanvraag.besluit_id = tekst(UitspraakSoort.BUDGET, waarvoor.categorie)
        t.log("budget.intrekken", "budgetaanvraag", aanvraag.id, casus_id=casus_id, categorieen=[waarvoor.categorie])
        t.gewijzigd("budget", casus_id)
    for doorbraak in budget.lopende_doorbraken(t.db, casus_id):
        blokkade = toelichtingen.huidige(t, doorbraak.blokkade_id)
        assert blokkade is not None  # idem
        doorbraak.afgerond_op = max(op, doorbraak.besloten_op or doorbraak.ingebracht_op)
        doorbraak.uitkomst_id = tekst(UitspraakSoort.BUDGET, blokkade.categorie)
        t.log("doorbraak.afbreken", "doorbraak", doorbraak.id, casus_id=casus_id, categorieen=[blokkade.categorie])
        t.gewijzigd("budget", casus_id)
