"""Which screens are pictured: where each user of the demo goes, and with what of the vault in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import (
    aanmeldingen,
    aanwezigheid,
    casussen,
    delen,
    groepslezen,
    kaderconcepten,
    meldpunt,
    overleggen,
    plannen,
    postvak,
    rechtinzicht,
    tafelkaders,
    toezichtdossier,
    toezichtregister,
)
from pmg_desk.services.casussen import CasusRij, Filter
from pmg_desk.services.overleggen import OverlegRegel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerzoekStatus
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.screens.dossier import TABBLADEN
from pmg_desk.ui.screens.internafdruk import SOORTEN as AFDRUKSOORTEN
from pmg_desk.ui.venster import mag_zien

Bezoek = tuple[str, str, dict[str, Any]]
"""Name of the picture, key of the screen, and its parameters."""


def volle_casus(werkplek: Werkplek) -> CasusRij:
    """The casus with the most in it: the first one a user leads, by number, that the demo told a whole story of."""
    rijen = casussen.list_casussen(werkplek, Filter(), sortering=casussen.Sortering.NUMMER).rijen
    volle = [rij for rij in rijen if rij.doelgroep is not None] or list(rijen)
    return volle[0]


def bezoeken(werkplek: Werkplek) -> Iterator[Bezoek]:
    """Where this user goes. To picture a meeting that runs, one is planned today when there is none."""
    rol, soort = werkplek.gebruiker.rol.value, werkplek.gebruiker.soort
    mag = {scherm.sleutel: scherm for scherm in SCHERMEN if mag_zien(scherm, rol, soort)}
    for scherm in mag.values():
        if scherm.in_navigatie:
            yield scherm.sleutel, scherm.sleutel, {}
        for nr, (_, params) in enumerate(scherm.opdrachten, start=1):
            if params or not scherm.in_navigatie:
                yield f"{scherm.sleutel}-opdracht-{nr}", scherm.sleutel, dict(params)
    yield from _toezichtbezoeken(werkplek, mag)
    yield from _programmabezoeken(mag)
    yield from _meldpuntbezoeken(werkplek, mag)
    yield from _overlegbezoeken(werkplek, mag)
    yield from _groepbezoeken(werkplek, mag)
    if "dossier" in mag and (rij := _eerste(werkplek)) is not None:
        yield from _casusbezoeken(werkplek, rij.id, mag)
    yield from _kaderbezoeken(werkplek, mag)
    yield from _rechtbezoeken(werkplek, mag)
    yield from _verzoekbezoeken(werkplek, mag)


def _toezichtbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    """What was received in the own installation of a privacy officer, and requests to judge together in either."""
    if "toezicht" in mag:
        for regel in toezichtregister.list_ontvangen(werkplek):
            yield f"toezichtverzoek-{regel.status.value}", "toezichtverzoek", {"verzoek_id": regel.id}
        for dossier in toezichtdossier.list_dossiers(werkplek):
            yield "toezichtdossier", "toezichtdossier", {"dossier_id": dossier.id}
    for bundel in {"oordeelbundel", "toezichtbundel"} & set(mag):
        yield bundel, bundel, {"verzoek_ids": _samen(werkplek)}


def _verzoekbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    """A request in each status, and what was shared under a decision: one that was withdrawn where there is one."""
    if "verzoek" in mag:
        gezien = set()
        for regel in delen.list_verzoeken(werkplek):
            if regel.status not in gezien:
                gezien.add(regel.status)
                stand = "te-beoordelen" if regel.status is VerzoekStatus.INGEDIEND else regel.status.value
                yield f"verzoek-{stand}", "verzoek", {"verzoek_id": regel.id}
    if "gedeeld" in mag:
        besluiten = delen.list_besluiten(werkplek)
        for besluit in sorted(besluiten, key=lambda b: b.gebrek is not Gebrek.INGETROKKEN)[:1]:
            yield "gedeeld", "gedeeld", {"besluit_id": besluit.id}


def _overlegbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    vandaag = lokale_dag(werkplek.klok.nu())
    alle = overleggen.list_overleggen(werkplek, vanaf=vandaag) if "overlegdag" in mag else ()
    komend = [overleg for overleg in alle if overleg.datum > vandaag]
    for scherm in ("overlegdag", "vergadering", "overlegverzoek"):
        if komend and scherm in mag:
            id_ = _van_vandaag(werkplek, komend[0]) if scherm == "vergadering" else komend[0].id
            yield scherm, scherm, {"overleg_id": id_}
    if komend:
        yield "overlegdag-uitdelen", "overlegdag", {"overleg_id": komend[0].id, "tab": "uitdelen"}
        yield "overlegdag-verslag", "overlegdag", {"overleg_id": komend[0].id, "tab": "verslag"}


def _van_vandaag(werkplek: Werkplek, komend: OverlegRegel) -> UUID:
    """A meeting that runs: that of today, or one as the coming one, with its first casussen and one of its people."""
    dag = lokale_dag(werkplek.klok.nu())
    if al := overleggen.list_overleggen(werkplek, vanaf=dag, tot=dag):
        aanwezigheid.mark_everyone_present(werkplek, al[0].id)
        return al[0].id
    straks = overleggen.toon_overleg(werkplek, komend.id)
    overleg_id = overleggen.plan_overleg(werkplek, overleggen.OverlegInvoer(komend.tafel, dag, "09:00"))
    overleggen.set_deelnemers(werkplek, overleg_id, [mens.id for mens in straks.deelnemers[:1]])
    for punt in straks.agenda[:3]:
        overleggen.add_agendapunt(werkplek, overleg_id, punt.casus_id, punt.vraag)
    aanwezigheid.mark_everyone_present(werkplek, overleg_id)
    return overleg_id


def _samen(werkplek: Werkplek) -> tuple[UUID, ...]:
    """Requests that can be judged together: those that most are like."""
    wachtend = [regel for regel in postvak.list_postvak(werkplek) if regel.wacht]
    meeste = max(wachtend, key=lambda regel: regel.soortgelijk, default=None)
    return tuple(regel.id for regel in wachtend if meeste is not None and regel.groep == meeste.groep)


def _kaderbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    for kader in tafelkaders.list_kaders(werkplek)[:1] if "tafelkader" in mag else ():
        yield "tafelkader-geldt", "tafelkader", {"kader_id": kader.id}
    for kader in tafelkaders.list_kaders(werkplek)[-1:] if "gedeeld" in mag else ():
        yield "gedeeld-kader", "gedeeld", {"kader_id": kader.id}
    for concept in kaderconcepten.list_concepten(werkplek)[:1] if "tafelkaderbouw" in mag else ():
        yield "tafelkaderbouw", "tafelkaderbouw", {"concept_id": concept.id}


def _rechtbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    for verzoek in rechtinzicht.list_verzoeken(werkplek)[:1] if "rechtenverzoek" in mag else ():
        for tab in ("verzoek", "stukken", "blad", "log"):
            yield f"rechtenverzoek-{tab}", "rechtenverzoek", {"id": verzoek.id, "tab": tab}


def _casusbezoeken(werkplek: Werkplek, casus_id: UUID, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    """Every tab of a dossier, and the screens that one opens from it."""
    for tab in TABBLADEN:
        yield f"dossier-{tab.sleutel}", "dossier", {"casus_id": casus_id, "tab": tab.sleutel}
    yield from _planversies(werkplek, casus_id)
    for sleutel in ("persoonsgegevens", "delingsverzoek", "samenvatting", "doorgeleiden"):
        if sleutel in mag:
            yield sleutel, sleutel, {"casus_id": casus_id}
    if "brief" in mag:
        yield "brief-informeren", "brief", {"casus_id": casus_id}
    if "wie_wist_wat" in mag:
        yield "wie-wist-wat", "wie_wist_wat", {"casus_id": casus_id}
    for soort in AFDRUKSOORTEN if "internafdruk" in mag else ():
        yield f"internafdruk-{soort}", "internafdruk", {"casus_id": casus_id, "soort": soort}


def _programmabezoeken(mag: Mapping[str, object]) -> Iterator[Bezoek]:
    """An effort and a number, each with its detail; a table, a split that is refused, and what is beside the tables."""
    tabel = {"meting": "stand", "assen": ("wijk", "leeftijd")}
    for naam, sleutel, params in (
        ("programma-open", "programma", {"inspanning": "9"}),
        ("monitoring-open", "monitoring", {"meting": "aanmeldingen"}),
        ("beeld-tabel", "beeld", tabel),
        ("beeld-geweigerd", "beeld", {**tabel, "vast": ("tafel", "pga_lokaal")}),
        ("beeld-bestanden", "beeld", {"tab": "uitvoer"}),
        ("beeld-caseload", "beeld", {"tab": "caseload"}),
    ):
        if sleutel in mag:
            yield naam, sleutel, params


def _meldpuntbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    """The newest signal, what waits, and registering that begins with a signal."""
    if "meldpunt" in mag and (signalen := meldpunt.list_signalen(werkplek).rijen):
        nieuwste = signalen[-1].id
        yield "meldpunt-signaal", "meldpunt", {"tab": "signalen", "signaal_id": nieuwste}
        yield "meldpunt-aanmeldingen", "meldpunt", {"tab": "aanmeldingen"}
        yield "registreren-vanuit-signaal", "registreren", {"signaal_id": nieuwste}
    if "aanmelding" in mag and (wachtend := _aanmelding(werkplek)) is not None:
        yield "aanmelding", "aanmelding", {"aanmelding_id": wachtend}


def _aanmelding(werkplek: Werkplek) -> UUID | None:
    """An aanmelding that waits at a table of this user, or else one of the casus that is pictured."""
    if werkplek.gebruiker.mag(Recht.CASUS_SCHRIJVEN) and (wachtend := aanmeldingen.list_lopende(werkplek).rijen):
        return wachtend[0].id
    rij = _eerste(werkplek)
    van = () if rij is None else aanmeldingen.list_aanmeldingen(werkplek, rij.id)
    return van[0].id if van else None


def _groepbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[Bezoek]:
    for groep in groepslezen.list_groepen(werkplek)[:1] if "groep" in mag else ():
        for deel in ("leden", "plan", "stappen"):
            yield f"groep-{deel}", "groep", {"groep_id": groep.id, "tab": deel}


def _planversies(werkplek: Werkplek, casus_id: UUID) -> Iterator[Bezoek]:
    if len(plannen.list_plannen(werkplek, casus_id)) > 1:
        yield "planvergelijking", "planvergelijking", {"casus_id": casus_id, "oud": 1, "nieuw": 2}


def _eerste(werkplek: Werkplek) -> CasusRij | None:
    return volle_casus(werkplek) if casussen.count_casussen(werkplek) else None
