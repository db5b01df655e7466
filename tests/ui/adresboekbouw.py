"""An address book, two casussen and a meeting, for tests and pictures of their screens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.services import adresboek, betrokkenen, overleggen
from pmg_desk.services.adresboek import OrganisatieInvoer, ProfessionalInvoer
from pmg_desk.services.betrokkenen import BetrokkeneInvoer
from pmg_desk.services.overleggen import OverlegInvoer
from tests.casusbouw import maak
from tests.wereld import Wereld


@dataclass(frozen=True)
class Boek:
    school: UUID
    politie: UUID
    mentor: UUID
    agent: UUID
    casus: UUID
    ander: UUID
    overleg: UUID


def vul(wereld: Wereld) -> Boek:
    """As user ``regie``, at the table PGA lokaal."""
    ik = wereld.regie
    school = adresboek.add_organisatie(
        ik, OrganisatieInvoer("Praktijkschool De Vlier", "voortgezet_onderwijs", "070 123 45 67", "info@devlier.nl")
    )
    politie = adresboek.add_organisatie(ik, OrganisatieInvoer("Politie Zuiderpark", "politie"))
    mentor = adresboek.add_professional(
        ik, ProfessionalInvoer(school, "M. Mentor", "Mentor", "06 12345678", "m.mentor@devlier.nl")
    )
    agent = adresboek.add_professional(ik, ProfessionalInvoer(politie, "W. Wijkagent", "Wijkagent", "0900 8844"))
    casus, ander = maak(ik), maak(ik, voornamen="Bram", geslachtsnaam="Berg")
    betrokkenen.add_betrokkene(ik, casus, BetrokkeneInvoer(mentor, "vaste mentor", "1-9-2026", None, True))
    betrokkenen.add_betrokkene(ik, casus, BetrokkeneInvoer(agent, "wijkagent", "1-3-2026", "1-10-2026"))
    overleg = overleggen.plan_overleg(ik, OverlegInvoer("pga_lokaal", "30-11-2026", "13:30", "Stadskantoor, zaal 3"))
    overleggen.add_agendapunt(ik, overleg, casus, "Is opschalen naar de zware tafel nodig?")
    overleggen.add_agendapunt(ik, overleg, ander)
    overleggen.set_deelnemers(ik, overleg, [agent])
    return Boek(school, politie, mentor, agent, casus, ander, overleg)
