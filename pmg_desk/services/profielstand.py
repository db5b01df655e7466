"""The profile in force in a vault, a new version of it, and what was taken out of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.geschiedenis import Vroeger, compare, keep_removed, with_removed
from pmg_desk.domain.profiel.schrijven import Tabel, tables_of
from pmg_desk.services.profielen import Profielbron
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import Sessie, profielgebruik
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage.models import ProfielVersie

_VROEGER = "profiel.vroeger"


class NietsGewijzigd(Fout):
    """What was saved is what there already was."""

    wat = "Er is niets veranderd aan het profiel."
    veilig = "Er is geen nieuwe versie gemaakt."
    doe = "Pas iets aan, of sluit het formulier."


@dataclass(frozen=True, slots=True)
class Gebruik:
    """How often a record is used: ``zin`` tells it; empty when it is not used."""

    zin: str


def leg_vast(t: Transactie, bron: Profielbron, *, terug: bool = False) -> None:
    """The new version with its Logregel; the workplace has it as soon as this is committed. Raises NietsGewijzigd."""
    profiel = bron.lees()
    nu, oud = tables_of(profiel), read_stand(t)[1]
    verschillen = compare(oud, nu)
    if not verschillen:
        raise NietsGewijzigd
    vroeger = keep_removed(oud, nu, read_vroeger(t.db))
    opslag.zet_instelling(t.db, _VROEGER, json.dumps(vroeger, ensure_ascii=False, sort_keys=True))
    laatste = opslag.profielversies(t.db)[0].sinds
    rij = ProfielVersie(
        id=t.nieuw_id(),
        sleutel=profiel.sleutel,
        toml=bron.tekst,
        basis_toml=bron.basis_tekst,
        sinds=max(t.nu, laatste + timedelta(microseconds=1)),  # the latest is the one in force, whatever the clock says
        door_id=t.gebruiker.id,
    )
    t.db.add(rij)
    waar = sorted({f"{v.sectie}.{v.sleutel}" if v.sleutel else v.sectie for v in verschillen})
    t.log(
        "profiel.terugzetten" if terug else "profiel.wijzigen",
        "profiel",
        rij.id,
        aantal=len(verschillen),
        detail={"waar": ", ".join(waar)[:2000], "versie": profiel.versie},
    )
    t.nieuw_profiel(with_removed(profiel, vroeger))
    t.gewijzigd("profiel")


def read_vroeger(sessie: Sessie) -> Vroeger:
    """What was taken out of the profile of this vault."""
    bewaard = opslag.lees_instelling(sessie, _VROEGER)
    uit: Vroeger = {} if bewaard is None else json.loads(bewaard)
    return uit


def read_stand(t: Transactie) -> tuple[Profiel, Tabel]:
    """The profile in force, and its raw tables."""
    profiel = bron_van(opslag.profielversies(t.db)[0]).lees()
    return profiel, tables_of(profiel)


def bron_van(rij: ProfielVersie) -> Profielbron:
    """The texts of a version."""
    return Profielbron(rij.sleutel, rij.toml, rij.basis_toml)


def read_profiel(sessie: Sessie, bron: Profielbron) -> Profiel:
    """The profile of a vault that is opened, with what was taken out of it before. Raises ProfielFout."""
    return with_removed(bron.lees(), read_vroeger(sessie))


def gebruik_van(t: Transactie, sectie: str, sleutel: str, label: str) -> Gebruik:
    """How often a record is used in the vault, in words; below ``cel_drempel`` only that it is.

    Who changes the profile sees no casus: a small number beside a table or a wijk would tell of somebody.
    """
    drempel = t.profiel.instellingen.cel_drempel.waarde

    def hoeveel(aantal: int) -> str:
        return str(aantal) if aantal >= drempel else f"minder dan {drempel}"

    per = profielgebruik.count_gebruik(t.db, sectie, sleutel, label)
    if not per:
        return Gebruik("")
    zin = f"‘{label}’ is in gebruik: {', '.join(f'{hoeveel(aantal)} {woord}' for woord, aantal in per.items())}."
    zin += " Wat er al staat blijft leesbaar; kiezen kan daarna niet meer."
    aan_tafel = profielgebruik.nu_aan_tafel(t.db, sleutel) if sectie == "tafels" else 0
    if aan_tafel:
        zin += f" Er zijn nu nog {hoeveel(aan_tafel)} casussen aan deze tafel;"
        zin += " de tafel blijft bereikbaar tot ze er weg zijn."
    return Gebruik(zin)
