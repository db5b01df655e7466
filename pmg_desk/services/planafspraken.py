"""What a plan says beside its goals: who tells the youth and parents what; criteria to scale up or down; nazorg."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.services import planteksten, uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage import plannen as rijen
from pmg_desk.storage.models import Afspraaksoort, Casus, Planafspraak, PlanVersie, UitspraakSoort

AFSPRAAK_LABELS: dict[Afspraaksoort, str] = {
    Afspraaksoort.INFORMEREN: "Wie vertelt de jongere en de ouders wat, en wanneer",
    Afspraaksoort.OPSCHALEN: "Wanneer we opschalen",
    Afspraaksoort.AFSCHALEN: "Wanneer we afschalen",
    Afspraaksoort.AFSLUITEN: "Wanneer we afsluiten",
    Afspraaksoort.NAZORG: "Nazorg",
}


@dataclass(frozen=True, slots=True)
class AfspraakInzicht:
    """One agreement or criterion of a version."""

    soort: Afspraaksoort
    label: str
    tekst: UitspraakInzicht


def bewaar(
    t: Transactie, casus: Casus, plan: PlanVersie, teksten: Mapping[Afspraaksoort, UitspraakInvoer | None]
) -> None:
    """Set these agreements of a version that is being made; kinds that are not named stay, None takes one away.

    Raises OngeldigeInvoer, by the value of the kind.
    """
    veld = Veldcontrole()
    goed = {
        soort: planteksten.controleer(t, veld, tekst, UitspraakSoort.AFSPRAAK, soort.value)
        for soort, tekst in teksten.items()
    }
    veld.klaar()
    bestaand = {rij.soort: rij for rij in rijen.afspraken(t.db, plan.id)}
    for soort, tekst in goed.items():
        oud = bestaand.get(soort)
        gedeeld = oud is not None and rijen.afspraak_van_andere_versie(t.db, oud)
        nieuw = planteksten.bewaar(
            t, casus.id, UitspraakSoort.AFSPRAAK, tekst, None if oud is None else oud.uitspraak_id, gedeeld=gedeeld
        )
        if oud is not None:
            # A row per wording: it goes as a whole, so that a reference never changes under another version.
            t.db.delete(oud)
            t.db.flush()
        if nieuw is not None:
            t.db.add(Planafspraak(id=t.nieuw_id(), plan_versie_id=plan.id, soort=soort, uitspraak_id=nieuw))


def kopieer(t: Transactie, van: PlanVersie, naar: PlanVersie) -> None:
    """Take the agreements of a version along to the next."""
    for rij in rijen.afspraken(t.db, van.id):
        t.db.add(Planafspraak(id=t.nieuw_id(), plan_versie_id=naar.id, soort=rij.soort, uitspraak_id=rij.uitspraak_id))


def inzichten(t: Transactie, plan: PlanVersie, *, laatste: bool) -> tuple[AfspraakInzicht, ...]:
    """The agreements of a version, in a fixed order; only the latest version follows corrections."""
    per_soort = {rij.soort: rij.uitspraak_id for rij in rijen.afspraken(t.db, plan.id)}
    ids = tuple(per_soort.values())
    rijen_ = inhoud.huidige_van(t.db, ids) if laatste else inhoud.precies(t.db, ids)
    teksten = dict(zip(rijen_, uitspraken.inzichten(t, rijen_.values()), strict=True))
    return tuple(
        AfspraakInzicht(soort, label, teksten[per_soort[soort]])
        for soort, label in AFSPRAAK_LABELS.items()
        if soort in per_soort and per_soort[soort] in teksten
    )
