"""Work that follows from the casussen one has: actions, evaluations, plans to make, silence, ages, what came over."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import AMSTERDAM, lokale_dag
from pmg_desk.domain.leeftijdsgrenzen import Mijlpaal
from pmg_desk.services import leeftijden
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.werk import (
    Bereik,
    Werkitem,
    Werksoort,
    dagen,
    jongere_kop,
    klaar_over,
    kort,
    lees_vooruit,
    naar_dossier,
)
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import adresboek, caseload, inhoud
from pmg_desk.storage import plannen as planrijen
from pmg_desk.storage import werk as opslag
from pmg_desk.storage.models import Actie, Casus, Gebruiker, OverlegStatus, Professional
from pmg_desk.storage.zichtbaar import tafels_van

OVERGENOMEN_DAGEN = 14
"""Days that a casus which came from a colleague is announced."""


def acties_te_laat(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Late actions of one's casussen, also those that others owe: apart, so that they never crowd out the rest."""
    gisteren = t.vandaag - timedelta(days=1)
    return _acties(t, planrijen.lopende_acties(t.db, t.eigen(), gisteren, bereik.hoeveel))


def acties(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Unfinished actions of one's casussen that are due from today on, also those that others owe."""
    return _acties(t, planrijen.lopende_acties(t.db, t.eigen(), bereik.tot, bereik.hoeveel, vanaf=t.vandaag))


def _acties(t: Transactie, rijen: list[tuple[Actie, Casus, Professional]]) -> Iterable[Werkitem]:
    lees_vooruit(t, (casus.id for _, casus, _ in rijen))
    teksten = inhoud.huidige_van(t.db, {actie.uitspraak_id for actie, _, _ in rijen})
    wacht = planrijen.wachtende_ids(t.db, {actie.id for actie, _, _ in rijen})
    for actie, casus, eigenaar in rijen:
        tekst = teksten.get(actie.uitspraak_id)
        yield Werkitem(
            Werksoort.ACTIE,
            actie.id,
            jongere_kop(t, casus),
            "" if tekst is None else kort(tekst.tekst),
            klaar_over((actie.deadline - t.vandaag).days, "klaar"),
            actie.deadline,
            "dossier",
            naar_dossier(casus.id, "plan"),
            termijn=True,
            wie=f"{eigenaar.naam}, wacht op een andere actie" if actie.id in wacht else eigenaar.naam,
            casus_id=casus.id,
            nummer=casus.nummer,
        )


def evaluaties(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Plans in force of which the day of evaluation comes."""
    rijen = planrijen.te_evalueren(t.db, t.eigen(), bereik.tot, bereik.hoeveel)
    lees_vooruit(t, (casus.id for _, casus, _ in rijen))
    for plan, casus, dag in rijen:
        yield Werkitem(
            Werksoort.EVALUATIE,
            plan.id,
            jongere_kop(t, casus),
            f"plan versie {plan.nr}",
            klaar_over((dag - t.vandaag).days, "evalueren"),
            dag,
            "dossier",
            naar_dossier(casus.id, "plan"),
            termijn=True,
            casus_id=casus.id,
            nummer=casus.nummer,
        )


def zonder_plan(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Open casussen that have no plan at all."""
    rijen = planrijen.zonder_plan(t.db, t.eigen(), bereik.hoeveel)
    lees_vooruit(t, (casus.id for casus in rijen))
    for casus in rijen:
        oud = (t.vandaag - casus.geopend_op).days
        yield Werkitem(
            Werksoort.ZONDER_PLAN,
            casus.id,
            jongere_kop(t, casus),
            "",
            f"{dagen(oud)} open en nog geen plan",
            casus.geopend_op,
            "dossier",
            naar_dossier(casus.id, "plan"),
            oud=oud,
            casus_id=casus.id,
            nummer=casus.nummer,
        )


def overleggen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Planned meetings of one's tables."""
    rijen = adresboek.overleggen(t.db, tafels_van(t.db, t.gebruiker.id, t.vandaag), t.vandaag, bereik.tot)
    for rij in [een for een in rijen if een.status is OverlegStatus.GEPLAND][: bereik.hoeveel]:
        aantal = len(adresboek.agenda(t.db, rij.id))
        casussen = "nog geen casussen" if not aantal else "1 casus" if aantal == 1 else f"{aantal} casussen"
        yield Werkitem(
            Werksoort.OVERLEG,
            rij.id,
            tafel_label(t.profiel, rij.tafel),
            ", ".join(deel for deel in (rij.tijd, rij.plaats, casussen) if deel),
            klaar_over((rij.datum - t.vandaag).days, "overleg"),
            rij.datum,
            "overleg",
            (("overleg_id", rij.id),),
            termijn=True,
            tafels=(rij.tafel,),
        )


def geen_contact(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Casussen in which nothing was entered and no meeting was held for as many days as the profile says."""
    grens = t.profiel.instellingen.zonder_contact_dagen.waarde
    sinds = t.vandaag - timedelta(days=grens - 1)
    moment = datetime.combine(sinds, time(), AMSTERDAM)
    rijen = opslag.zonder_contact(t.db, t.eigen(), sinds, moment, bereik.hoeveel)
    lees_vooruit(t, (casus.id for casus, _, _ in rijen))
    for casus, ingevoerd, overleg in rijen:
        momenten = [casus.geopend_op]
        momenten += [lokale_dag(ingevoerd)] if ingevoerd is not None else []
        momenten += [overleg] if overleg is not None else []
        laatst = max(momenten)
        stil = (t.vandaag - laatst).days
        yield Werkitem(
            Werksoort.GEEN_CONTACT,
            casus.id,
            jongere_kop(t, casus),
            f"laatste contact op {toon_datum(laatst)}",
            f"{dagen(stil)} geen tekst, actie, score of overleg",
            laatst + timedelta(days=grens),
            "dossier",
            naar_dossier(casus.id),
            oud=stil,
            casus_id=casus.id,
            nummer=casus.nummer,
        )


def leeftijdsgrenzen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Jongeren who reach an age at which something changes, as long ahead as the profile says."""
    vensters = leeftijden.geboortevensters(t.profiel, t.vandaag)
    gevonden = [
        (_dag_van(inzicht.mijlpaal, t.vandaag), casus, inzicht)
        for casus, jongere in opslag.geboren_in(t.db, t.eigen(), vensters)
        for inzicht in leeftijden.in_beeld(t.profiel, jongere.geboortedatum, t.vandaag, casus.geopend_op)
    ]
    # The nearest first, so that a shorter list never misses what a longer one shows on top.
    gevonden.sort(key=lambda een: (een[0], een[1].nummer))
    lees_vooruit(t, (casus.id for _, casus, _ in gevonden[: bereik.hoeveel]))
    for dag, casus, inzicht in gevonden[: bereik.hoeveel]:
        yield Werkitem(
            Werksoort.LEEFTIJD,
            casus.id,
            jongere_kop(t, casus),
            inzicht.zin,
            inzicht.gevolg,
            dag,
            "dossier",
            naar_dossier(casus.id),
            casus_id=casus.id,
            nummer=casus.nummer,
            bij=inzicht.grens.sleutel,
        )


def _dag_van(mijlpaal: Mijlpaal, vandaag: date) -> date:
    return mijlpaal.vroegst if vandaag <= mijlpaal.vroegst else mijlpaal.laatst


def overgenomen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Casussen that a colleague, or the beheerder for a colleague who left, handed over a short while ago."""
    sinds = t.nu - timedelta(days=OVERGENOMEN_DAGEN)
    gezien: set[UUID] = set()
    rijen = list(caseload.overgenomen(t.db, t.gebruiker.id, sinds, bereik.hoeveel))
    lees_vooruit(t, (casus.id for casus, _, _ in rijen))
    for casus, moment, detail in rijen:
        if casus.id in gezien:
            continue
        gezien.add(casus.id)
        inhoud_ = {} if detail is None else json.loads(detail)
        van = t.db.get(Gebruiker, UUID(inhoud_["van"])) if "van" in inhoud_ else None
        reden = str(inhoud_.get("reden", ""))
        yield Werkitem(
            Werksoort.OVERGENOMEN,
            casus.id,
            jongere_kop(t, casus),
            f"overgenomen van {'een collega' if van is None else van.naam}",
            kort(reden) or f"sinds {toon_datum(lokale_dag(moment))} bent u de casusregisseur",
            lokale_dag(moment),
            "dossier",
            naar_dossier(casus.id),
            oud=(t.vandaag - lokale_dag(moment)).days,
            casus_id=casus.id,
            nummer=casus.nummer,
        )
