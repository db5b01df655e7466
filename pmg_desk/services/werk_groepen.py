"""Work that follows from the groups one leads, or covers for: their actions, and the days they are evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pmg_desk.services.werk import Bereik, Werkitem, Werksoort, klaar_over, kort
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import netwerk as opslag
from pmg_desk.storage.models import Groep


def groepswerk(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Unfinished actions and evaluation days; who leads a group may read all that it writes."""
    leidt = opslag.leidt_groep(t.gebruiker.id, t.gebruiker.rol, t.vandaag)
    items = [
        Werkitem(
            Werksoort.GROEP,
            actie.id,
            groep.naam,
            kort(actie.tekst),
            klaar_over((actie.deadline - t.vandaag).days, "klaar"),
            actie.deadline,
            "groep",
            _naar(groep),
            termijn=True,
            wie=wie.naam,
            tafels=(groep.tafel,),
        )
        for actie, groep, wie in opslag.lopende_acties(t.db, leidt, bereik.tot, bereik.hoeveel)
    ]
    items += [
        Werkitem(
            Werksoort.GROEP,
            groep.id,
            groep.naam,
            "evaluatie van de groep",
            klaar_over((dag - t.vandaag).days, "evalueren"),
            dag,
            "groep",
            _naar(groep),
            termijn=True,
            tafels=(groep.tafel,),
            bij="evaluatie",
        )
        for groep, dag in opslag.te_evalueren(t.db, leidt, bereik.tot, bereik.hoeveel)
    ]
    return islice(sorted(items, key=lambda item: (item.dag, item.sleutel)), bereik.hoeveel)


def _naar(groep: Groep) -> tuple[tuple[str, object], ...]:
    return (("groep_id", groep.id), ("tab", "plan"))
