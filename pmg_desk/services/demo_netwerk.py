"""The demo's networks: a family with a sibling at risk, a JIM, and a group of youths with a plan of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import groepen, indelen, relaties
from pmg_desk.services.groepen import GroepInvoer, GroepsactieInvoer, LidInvoer, StapInvoer
from pmg_desk.services.relaties import RelatieInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import ActieStatus, KenmerkSoort

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Verhaal

_MENSEN = (
    RelatieInvoer(
        "broer_zus",
        "Ayoub (10 jaar)",
        loopt_risico=True,
        toelichting=UitspraakInvoer(
            "Loopt na school met oudere jongens mee en heeft ineens dure schoenen.", bron="Intern begeleider school"
        ),
    ),
    RelatieInvoer("familie", "Oma van moederskant", toelichting=UitspraakInvoer("Hier eet hij drie keer per week.")),
    RelatieInvoer("vriend", "Milan", toelichting=UitspraakInvoer("Klasgenoot, samen op voetbal.", bron="Jongere")),
    RelatieInvoer("vriend", "Dylan", toelichting=UitspraakInvoer("Vaak samen op straat.", bron="Jongerenwerk")),
    RelatieInvoer(
        "jim",
        "Trainer Hakim",
        toelichting=UitspraakInvoer("Zelf gekozen als mentor. Zij spreken elkaar elke week.", bron="Jongere"),
    ),
    RelatieInvoer(
        "negatief_rolmodel",
        "Grote neef",
        toelichting=UitspraakInvoer("Zou klusjes geven en contant betalen.", bron="Wijkagent", aard=Aard.AANNAME),
    ),
    RelatieInvoer("medeverdachte", "Sergio", toelichting=UitspraakInvoer("Samen aangehouden.", bron="Politie")),
)


def verhalen(v: Verhaal) -> list[Iterator[datetime]]:
    """What happens around the network, once the casussen are there."""
    return [_netwerk(v), _groep(v)]


def _netwerk(v: Verhaal) -> Iterator[datetime]:
    yield v.agenda.op(3, 10, 5)
    casus = v.casussen.get(0)
    if casus is None:
        return
    for mens in _MENSEN:
        relaties.add_relatie(casus.regie, casus.id, mens)
    indelen.judge_kenmerk(
        casus.regie,
        casus.id,
        KenmerkSoort.SLACHTOFFER,
        True,
        "Jeugdbescherming",
        UitspraakInvoer("Werd onder druk gezet om een pakketje weg te brengen.", bron="Jeugdbescherming"),
    )


def _groep(v: Verhaal) -> Iterator[datetime]:
    yield v.agenda.op(3, 11, 5)
    eigen = [v.casussen[nr] for nr in (0, 2, 4, 10) if nr in v.casussen]
    if not eigen or not v.mensen:
        return
    regie, agenda = eigen[0].regie, v.agenda
    groep_id = groepen.make_groep(
        regie,
        GroepInvoer(
            "groep",
            "Jongeren rond het Leyweg-plein",
            "pga_lokaal",
            None,
            "Leyweg en het winkelcentrum",
            "Minder overlast op het plein, en voor ieder een dag met school, werk of sport.",
            agenda.werkdag(60),
            agenda.dag(45),
            doel_categorie="plan",
        ),
        [casus.id for casus in eigen],
    )
    groepen.add_lid(regie, groep_id, LidInvoer(naam="Jongen met de grijze scooter", rol="volger"))
    groepen.add_lid(regie, groep_id, LidInvoer(naam="Meisje uit de flat aan de overkant", rol="volger"))
    groepen.set_stap(
        regie,
        groep_id,
        StapInvoer(1, "Politie, jongerenwerk en school zien dezelfde groep.", "Jongerenwerk", categorie="signalen"),
    )
    groepen.set_stap(
        regie,
        groep_id,
        StapInvoer(
            2,
            "Twaalf namen, van wie vier al in beeld. De kern lijkt drie jongens.",
            "Politie",
            Aard.AANNAME,
            categorie="politiegegevens",
        ),
    )
    groepen.add_actie(
        regie,
        groep_id,
        GroepsactieInvoer("Twee avonden per week samen het plein op.", v.mensen[0], agenda.dag(10), categorie="acties"),
    )
    gedaan = groepen.add_actie(
        regie,
        groep_id,
        GroepsactieInvoer("Gesprek met de winkeliers.", v.mensen[1], agenda.dag(2), categorie="acties"),
    )
    groepen.amend_actie(
        regie,
        gedaan,
        GroepsactieInvoer(
            "Gesprek met de winkeliers.",
            v.mensen[1],
            agenda.dag(2),
            ActieStatus.GEREED,
            "Zij bellen nu één nummer.",
            "acties",
        ),
    )
