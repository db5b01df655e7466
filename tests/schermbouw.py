"""A room at an overleg, for what the screen may show: people of several organisations, each with approvals of its own.

Each kind of data has a text of each shape (also about others, and from sources that forbid) with words found nowhere
else, so that what is on the screen can be compared with what may be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from pmg_desk.domain.delen import Soort
from pmg_desk.services import aanwezigheid, overleggen
from pmg_desk.services.verzoeken import VerzoekInvoer, request_deling
from pmg_desk.storage.models import Aanwezigheidsstand
from tests.eenmaal import eenmaal
from tests.functioneel.lekzaak import Zaak, maak_teksten
from tests.tafelbouw import Tafel, maak_tafel
from tests.vulling import keur_goed
from tests.wereld import Wereld

MAG: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"identiteit", "signalen", "plan", "acties"}), frozenset({"gezin"})),
    (frozenset({"identiteit", "signalen", "plan", "gezondheid"}), frozenset()),
    (frozenset({"signalen", "plan", "acties", "politiegegevens"}), frozenset({"gezin"})),
)
"""Per organisation at the table: kinds of data, and kinds also where it is about others."""


@dataclass
class Zaal:
    """An overleg today with two casussen; ``mensen`` in the order of MAG, all in the room."""

    zaak: Zaak
    tafel: Tafel
    mensen: tuple[UUID, ...]
    punten: tuple[UUID, ...]

    @property
    def punt(self) -> UUID:
        return self.punten[0]

    def mag(self, *nummers: int) -> set[str]:
        """The names of the words that everyone of these may see of the first casus."""
        per = [self._mag_een(nr) for nr in nummers]
        return set.intersection(*per) if per else set()

    def _mag_een(self, nr: int) -> set[str]:
        gewoon, derden = MAG[nr]
        uit: set[str] = set()
        for categorie in gewoon:
            uit |= self.zaak.toegestaan(categorie, "tekst")
        for categorie in derden:
            uit |= self.zaak.toegestaan(categorie, "tekst", "derden")
        return uit


def maak_zaal(wereld: Wereld) -> Zaal:
    """Done once per process; after that the vault is laid down as it was."""

    def begin() -> tuple[Tafel, tuple[UUID, ...], tuple[UUID, ...]]:
        tafel = maak_tafel(wereld, casussen=2, organisaties=len(MAG))
        maak_teksten(wereld, tafel.dossiers[0])
        inzicht = overleggen.toon_overleg(wereld.regie, tafel.overleg_id)
        per_functie = {mens.functie: mens.id for mens in inzicht.deelnemers}
        for nr, (gewoon, derden) in enumerate(MAG):
            akkoord(wereld, tafel, nr, tuple(sorted(gewoon)))
            if derden:
                akkoord(wereld, tafel, nr, tuple(sorted(derden)), derden=True)
        aanwezigheid.mark_everyone_present(wereld.regie, tafel.overleg_id)
        mensen = tuple(per_functie[o.functie] for o in tafel.ontvangers)
        punten = {punt.casus_id: punt.id for punt in inzicht.agenda}
        return tafel, mensen, tuple(punten[d.casus_id] for d in tafel.dossiers)

    tafel, mensen, punten = eenmaal("beamer", (wereld,), begin)
    return Zaal(Zaak(wereld, tafel.dossiers[0], tafel.overleg_id, ()), tafel, mensen, punten)


def akkoord(wereld: Wereld, tafel: Tafel, nr: int, categorieen: tuple[str, ...], casus: int = 0, **anders: Any) -> UUID:
    """An approval for the organisation with this number, of a casus; ``anders`` are parts of the request."""
    wie = tafel.ontvangers[nr]
    oordeel = anders.pop("oordeel", {})
    invoer = VerzoekInvoer(
        casus_id=tafel.dossiers[casus].casus_id,
        soort=Soort.STAAND,
        organisatie_id=UUID(wie.organisatie_id),
        functie=wie.functie,
        doel=next(iter(wereld.profiel.doeleinden)),
        grondslagen=("avg_6_1_e",),
        noodzaak="Nodig aan tafel.",
        proportionaliteit="Niet meer dan nodig.",
        subsidiariteit="Minder helpt niet.",
        geinformeerd="Gesproken op 1 november.",
        gevraagd_tot=wereld.klok.nu().date() + timedelta(days=60),
        categorieen=categorieen,
    )
    return keur_goed(wereld, request_deling(wereld.regie, replace(invoer, **anders)), **oordeel)


def gaat_weg(wereld: Wereld, zaal: Zaal, nr: int) -> None:
    """Leaves the room for the first casus."""
    aanwezigheid.leave_for_punt(wereld.regie, zaal.punt, zaal.mensen[nr])


def komt_terug(wereld: Wereld, zaal: Zaal, nr: int) -> None:
    """Comes in again."""
    aanwezigheid.return_for_punt(wereld.regie, zaal.punt, zaal.mensen[nr])


def is_er_niet(wereld: Wereld, zaal: Zaal, nr: int) -> None:
    """Did not come at all."""
    aanwezigheid.set_aanwezigheid(
        wereld.regie, zaal.tafel.overleg_id, zaal.mensen[nr], Aanwezigheidsstand.NIET_VERSCHENEN
    )
