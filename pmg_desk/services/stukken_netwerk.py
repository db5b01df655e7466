"""The network as stukken: people around the jongere with what is said of them, and the groups a casus is in.

What is said of somebody is always a stuk of its own: it is about a third party, and often more sensitive than the fact
that they are there. That a casus is in a group is content of that casus; what the group itself writes is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from pmg_desk.domain.datacategorie import categorie_onder
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.netwerk import soort_van
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from pmg_desk.storage.dossier import Dossierrijen
from pmg_desk.storage.models import GroepSoort, Uitspraak

LIDCATEGORIE: dict[GroepSoort, str] = {GroepSoort.HUISHOUDEN: "gezin", GroepSoort.GROEP: "politiegegevens"}
"""A group of youths is one in the eyes of police and municipality: withheld rather than leaked."""

_LIDTITEL: dict[GroepSoort, str] = {
    GroepSoort.HUISHOUDEN: "Lid van een huishouden",
    GroepSoort.GROEP: "Lid van een groep",
}

Tekststuk = Callable[[Uitspraak, Rubriek, str], Stuk]


def netwerkstukken(rijen: Dossierrijen, vandaag: date, tekst: Tekststuk) -> Iterator[Stuk]:
    """People, what is said of them, and the groups the casus is in now."""
    for relatie in rijen.relaties:
        soort = soort_van(relatie.soort)
        duiding = rijen.duidingen.get(relatie.id)
        gezegd = None if duiding is None or duiding.uitspraak_id is None else rijen.uitspraken.get(duiding.uitspraak_id)
        sinds = rijen.gewijzigd.get(relatie.id, relatie.op)
        yield Stuk(
            id=f"relatie:{relatie.id}",
            rubriek=Rubriek.NETWERK,
            categorie=soort.categorie,
            titel=soort.label,
            tekst="",
            gewijzigd_op=sinds,
            velden=_gevuld(
                ("Naam", relatie.naam),
                ("Geboren", "" if relatie.geboortedatum is None else relatie.geboortedatum.toon()),
                ("Gezag", relatie.gezag),
            ),
            derden=True,
        )
        if duiding is None or gezegd is None:
            continue
        if duiding.loopt_risico:
            yield Stuk(
                id=f"relatieduiding:{duiding.id}",
                rubriek=Rubriek.NETWERK,
                # It names them, so it is never milder than that they are there.
                categorie=categorie_onder(soort.categorie, gezegd.categorie),
                titel="Loopt zelf ook risico",
                tekst="",
                gewijzigd_op=duiding.op,
                velden=(("Naam", relatie.naam),),
                bron=gezegd.bron,
                datum=gezegd.gezegd_op,
                derden=True,
                doorverstrekking=gezegd.doorverstrekking,
            )
        yield replace(tekst(gezegd, Rubriek.NETWERK, f"Toelichting bij: {soort.label.lower()}"), derden=True)
    for groep, lid in rijen.groepen:
        if lid.tot is not None and lid.tot < vandaag:
            continue
        yield Stuk(
            id=f"groepslid:{lid.id}",
            rubriek=Rubriek.NETWERK,
            categorie=LIDCATEGORIE[groep.soort],
            titel=_LIDTITEL[groep.soort],
            tekst="",
            gewijzigd_op=max(lid.op, *(rijen.gewijzigd.get(id_, lid.op) for id_ in (lid.id, groep.id))),
            velden=_gevuld(("Naam", groep.naam), ("Rol", lid.rol), ("Vanaf", toon_datum(lid.van))),
            derden=True,
        )


def _gevuld(*velden: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, waarde) for label, waarde in velden if waarde)
