"""What the whole case adds to the full dossier of ``tests.vulling``: a marker per piece, as there."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import evaluaties, factoren, inzet, plannen, reacties, uitspraken
from pmg_desk.services.evaluaties import BereikInvoer, EvaluatieInvoer
from pmg_desk.services.factoren import FactorInvoer
from pmg_desk.services.inzet import InzetInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import (
    Afspraaksoort,
    Bereik,
    Doeltoets,
    FactorSoort,
    Planafspraak,
    UitspraakSoort,
    Vervolg,
)
from tests.vulling import WOORDEN, Dossier
from tests.wereld import Wereld

ERBIJ = {
    "reactie": "Tegenspraakje",
    "factor": "Vriendenkring",
    "factor_gezondheid": "Nachtmerrie",
    "toets": "Rapportcijfer",
    "afspraak": "Nazorgbelletje",
    "evaluatie": "Halverwegewoord",
    "bereik": "Bijnadiploma",
    "inzet": "Zomerklusje",
    "met": "Gespreksgenoot",
}
"""``met``: with whom an evaluation was held. No stuk shows that, so it goes nowhere."""


def zeg(woord: str, **anders: object) -> UitspraakInvoer:
    return UitspraakInvoer(f"Over {ERBIJ[woord]}.", bron="de moeder", **anders)  # type: ignore[arg-type]


def signaal_van(wereld: Wereld, dossier: Dossier) -> UUID:
    alle = uitspraken.list_uitspraken(wereld.regie, dossier.casus_id)
    return next(u.id for u in alle if WOORDEN["signaal"] in u.tekst)


def vul_aan(wereld: Wereld, dossier: Dossier) -> None:
    """A reaction to the signal, two factors, how the goal is checked, an agreement, an evaluation, an interventie."""
    regie, casus_id = wereld.regie, dossier.casus_id
    reacties.add_reactie(regie, signaal_van(wereld, dossier), zeg("reactie", aard=Aard.MENING))
    for leefgebied, woord in (("sociaal_netwerk", "factor"), ("geestelijke_gezondheid", "factor_gezondheid")):
        factoren.add_factor(regie, casus_id, FactorInvoer(leefgebied, FactorSoort.RISICO, zeg(woord), "2026-09-01"))
    (plan,) = plannen.list_plannen(regie, casus_id)
    (doel,) = plan.doelen
    dag = wereld.klok.nu().date()
    with regie.doe() as t:
        toets = uitspraken.voeg_toe(t, casus_id, UitspraakSoort.TOETS, _heel(wereld, "toets"))
        t.db.add(
            Doeltoets(id=t.nieuw_id(), doel_id=doel.id, uitspraak_id=toets.id, streefdatum=dag + timedelta(days=70))
        )
        afspraak = uitspraken.voeg_toe(t, casus_id, UitspraakSoort.AFSPRAAK, _heel(wereld, "afspraak"))
        t.db.add(
            Planafspraak(id=t.nieuw_id(), plan_versie_id=plan.id, soort=Afspraaksoort.NAZORG, uitspraak_id=afspraak.id)
        )
        t.log("plan.afspraken", "plan", plan.id, casus_id=casus_id, categorieen=["plan"])
    evaluaties.save_evaluatie(
        regie,
        plan.id,
        EvaluatieInvoer(
            gehouden_op=dag,
            met=ERBIJ["met"],
            conclusie=zeg("evaluatie"),
            vervolg=Vervolg.DOORGAAN,
            volgende_op=dag + timedelta(days=90),
            doelen=[BereikInvoer(doel.stam_id, Bereik.DEELS, zeg("bereik"))],
        ),
    )
    inzet.start_inzet(
        regie,
        casus_id,
        InzetInvoer("kansrijk", begin=dag, uitvoerder_id=dossier.school, waarom=zeg("inzet", categorie="acties")),
    )


def _heel(wereld: Wereld, woord: str) -> UitspraakInvoer:
    return zeg(woord, categorie="plan", gezegd_op=wereld.klok.nu().date(), aard=Aard.FEIT)
