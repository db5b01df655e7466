"""Who sees what, over the whole of services: no use case gives content of a casus to who may not see it.

Every public function is found by itself, so a new one without a check fails here before anybody thinks of it.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk import services
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import overleggen, samenvattingen
from pmg_desk.services.rechtenverzoeken import RechtInvoer, record_verzoek
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage.models import (
    Actie,
    Antecedent,
    Betrokkenheid,
    Doel,
    PlanVersie,
    Rechtsoort,
    Relatie,
    Uitspraak,
    Verstrekking,
    Wijze,
)
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

NUMMER = "PMG-2026-00001"
NIET_HIER = {"close_kluis", "describe_kluis", "check_kluis"}  # of the vault on disk too
# Takes a way in on purpose, logged and queued: after it the reader may see the casus. Or shuts one: an interest.
INGANG = {"take_noodtoegang", "declare_belang"}

VAN_EEN_CASUS = {
    "casus_id",
    "uitspraak_id",
    "actie_id",
    "plan_id",
    "doel_id",
    "antecedent_id",
    "betrokkenheid_id",
    "relatie_id",
    "verstrekking_id",
    "verzoek_id",
    "rechtenverzoek_id",
    "besluit_id",
    "overleg_id",
    "punt_id",
}
VERWIJST = {"refer"}  # says where a casus is known and whom to ask, and no more
VAN_BEHEER = {"propose_vernietiging"}  # the beheerder guards the terms, by number and dates, and gets no word back


def _functies() -> list[Callable[..., Any]]:
    gevonden = []
    for module in pkgutil.iter_modules(services.__path__):
        for naam, functie in vars(importlib.import_module(f"{services.__name__}.{module.name}")).items():
            if naam.startswith("_") or naam in NIET_HIER | INGANG or not inspect.isfunction(functie):
                continue
            if functie.__module__.endswith(f".{module.name}"):
                gevonden.append(functie)
    return [f for f in gevonden if next(iter(inspect.signature(f).parameters), "") == "werkplek"]


def _keuzes(wereld: Wereld, dossier: Dossier) -> dict[str, list[Any]]:
    """By name of a parameter, what there is of it in the vault, and every word that could be fished with."""
    verzoek = vraag(wereld, dossier)
    besluit = keur_goed(wereld, verzoek)
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)
    overleg = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", "2026-11-24"))
    punt = overleggen.add_agendapunt(wereld.regie, overleg, dossier.casus_id, f"Over {WOORDEN['signaal']}?")
    vraagt = RechtInvoer(Rechtsoort.INZAGE, Geinformeerde.JONGERE, "Zij zelf", identiteit="Paspoort gezien.")
    recht = record_verzoek(wereld.regie, dossier.casus_id, vraagt)
    with wereld.regie.doe() as t:

        def ids(model: Any) -> list[UUID]:
            return [rij.id for rij in t.db.scalars(sa.select(model))]

        return {
            "casus_id": [dossier.casus_id],
            "uitspraak_id": ids(Uitspraak),
            "actie_id": ids(Actie),
            "plan_id": ids(PlanVersie),
            "doel_id": ids(Doel),
            "antecedent_id": ids(Antecedent),
            "betrokkenheid_id": ids(Betrokkenheid),
            "relatie_id": ids(Relatie),
            "verstrekking_id": ids(Verstrekking),
            "professional_id": [dossier.professional],
            "verzoek_id": [verzoek],
            "rechtenverzoek_id": [recht],
            "besluit_id": [besluit],
            "overleg_id": [overleg],
            "punt_id": [punt],
            "bestemming": [bestemming],
            "wijze": [Wijze.PAPIER],
            "reden": ["Een reden."],
            "tekst": [NUMMER, *WOORDEN.values()],
            "nummer": [NUMMER],
            "formulier": ["signaal"],
            "object_id": [str(dossier.casus_id)],
        }


def _alles(waarde: object) -> str:
    """Everything in a read model, however deep, as text."""
    if isinstance(waarde, (tuple, list, set, frozenset)):
        return " ".join(_alles(deel) for deel in waarde)
    if is_dataclass(waarde):
        return " ".join(_alles(getattr(waarde, veld.name)) for veld in fields(waarde))
    return repr(waarde)


def _gezien(wereld: Wereld, naam: str, keuzes: dict[str, list[Any]]) -> dict[str, set[str]]:
    """Per use case that can be called with ``keuzes``: the words of the dossier that came out of it."""
    gezien: dict[str, set[str]] = {}
    for functie in _functies():
        parameters = list(inspect.signature(functie).parameters.values())[1:]
        nodig = [p.name for p in parameters if p.default is inspect.Parameter.empty]
        if not set(nodig) <= set(keuzes):
            continue
        uitkomst = gezien.setdefault(f"{functie.__module__.rpartition('.')[2]}.{functie.__name__}", set())
        for waarden in itertools.product(*(keuzes[n] for n in nodig)):
            try:
                tekst = _alles(functie(wereld.werkplek(naam), **dict(zip(nodig, waarden, strict=True))))
            except Fout as fout:
                tekst = f"{fout} {vars(fout)}"
            except RuntimeError:  # about the vault on disk, which this world does not have
                tekst = ""
            uitkomst |= {woord for woord in WOORDEN.values() if woord in tekst}
    return gezien


@pytest.mark.parametrize("naam", ["regie2", "lezer", "beheer"])
def test_wie_een_casus_niet_mag_zien_krijgt_er_nergens_iets_van(wereld: Wereld, naam: str) -> None:
    gezien = _gezien(wereld, naam, _keuzes(wereld, maak_dossier(wereld.regie)))
    assert {functie: woorden for functie, woorden in gezien.items() if woorden} == {}


@pytest.mark.parametrize("naam", ["regie2", "lezer", "beheer"])
def test_elke_vraag_naar_iets_van_een_casus_wordt_geweigerd(wereld: Wereld, naam: str) -> None:
    """Also where the answer would hold no word of the dossier: who is involved, at which tables, until when."""
    keuzes = {
        n: k for n, k in _keuzes(wereld, maak_dossier(wereld.regie)).items() if n in VAN_EEN_CASUS or n == "reden"
    }
    doorgelaten = set()
    for functie in _functies():
        parameters = list(inspect.signature(functie).parameters.values())[1:]
        nodig = [p.name for p in parameters if p.default is inspect.Parameter.empty]
        if functie.__name__ in VERWIJST | (VAN_BEHEER if naam == "beheer" else set()):
            continue
        if not set(nodig) <= set(keuzes) or not set(nodig) & VAN_EEN_CASUS:
            continue
        try:
            functie(wereld.werkplek(naam), **{n: keuzes[n][0] for n in nodig})
        except GeenToegang:
            continue
        doorgelaten.add(functie.__name__)
    assert doorgelaten == set()


def test_een_privacy_officer_leest_alleen_bij_verzoek_en_register(wereld: Wereld) -> None:
    """Only what the request asks for, and never the secret address (an issued PDF is compressed: tested by itself)."""
    gezien = _gezien(wereld, "privacy", _keuzes(wereld, maak_dossier(wereld.regie)))
    # And what a request of the youth or parents opens (AVG 15): that is what the officer answers.
    recht = {"rechtinzicht.show_verzoek", "inzage.list_stukken"}
    assert {functie for functie, woorden in gezien.items() if woorden} == {"delen.toon_verzoek", *recht}
    niet_gevraagd = {
        WOORDEN[w] for w in ("score", "score_gezondheid", "plan_gezondheid", "antecedent", "moeder", "straat")
    }
    assert gezien["delen.toon_verzoek"] & niet_gevraagd == set()


def test_de_proef_ziet_wat_de_eigen_regisseur_ziet(wereld: Wereld) -> None:
    """The same calls by who may see everything find every word: otherwise the tests above would prove nothing."""
    gezien = _gezien(wereld, "regie", _keuzes(wereld, maak_dossier(wereld.regie)))
    assert set().union(*gezien.values()) == set(WOORDEN.values())
    assert sum(bool(woorden) for woorden in gezien.values()) > 10
