"""How often what a profile names stands in the vault, so that taking it out is done knowingly."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Aanmelding,
    Actie,
    Antecedent,
    Budgetaanvraag,
    Budgetruimte,
    Casus,
    CasusPeriode,
    CasusTafel,
    Doel,
    Doorbraak,
    Doorgeleiding,
    Factor,
    GebruikerTafel,
    Groep,
    Groepsactie,
    Groepsstap,
    Indeling,
    Inzet,
    Jongere,
    Leefwereldplek,
    Organisatie,
    Overleg,
    Professional,
    Score,
    Signaal,
    StapSoort,
    Tafelstap,
    Uitspraak,
    Verstrekking,
)

_Kolommen = tuple[tuple[str, Any], ...]

_KOLOMMEN: Mapping[str, _Kolommen] = MappingProxyType(
    {
        "tafels": (
            ("tafels van casussen", CasusTafel.tafel),
            ("gebruikers aan die tafel", GebruikerTafel.tafel),
            ("overleggen", Overleg.tafel),
            ("signalen", Signaal.tafel),
            ("aanmeldingen", Aanmelding.tafel),
            ("doorgeleidingen", Doorgeleiding.van_tafel),
            ("doorgeleidingen", Doorgeleiding.naar_tafel),
            ("groepen", Groep.tafel),
            ("budgetten", Budgetruimte.tafel),
            ("budgetaanvragen", Budgetaanvraag.tafel),
            ("doorbraken", Doorbraak.tafel),
        ),
        "doelgroepen": (("indelingen", Indeling.doelgroep),),
        "leefgebieden": (("scores", Score.leefgebied), ("factoren", Factor.leefgebied), ("doelen", Doel.leefgebied)),
        "leefwerelden": (("uitspraken bij een leefwereld", Leefwereldplek.leefwereld),),
        "datacategorieen": (
            ("uitspraken", Uitspraak.categorie),
            ("signalen", Signaal.categorie),
            ("doelen van groepen", Groep.doel_categorie),
            ("stappen van groepen", Groepsstap.categorie),
            ("acties van groepen", Groepsactie.categorie),
        ),
        "antecedentsoorten": (("antecedenten", Antecedent.soort),),
        "antecedentstatussen": (("antecedenten", Antecedent.status),),
        "grondslagen": (("antecedenten", Antecedent.grondslag),),
        "redenen_afsluiten": (("perioden van casussen", CasusPeriode.reden_sluiting),),
        "uitkomsten": (("perioden van casussen", CasusPeriode.uitkomst),),
        "interventies": (("acties", Actie.interventie), ("keer ingezet", Inzet.interventie)),
        "organisaties": (("organisaties in het adresboek", Organisatie.soort),),
        "wijken": (
            ("jongeren", Jongere.wijk),
            ("aanmeldingen van casussen", Casus.wijk_bij_aanmelding),
            ("signalen", Signaal.wijk),
        ),
    }
)
_LIJSTEN: Mapping[str, Any] = MappingProxyType(
    {
        "datacategorieen": Verstrekking.categorieen,
        "doeleinden": Verstrekking.doel,
        "grondslagen": Verstrekking.grondslagen,
    }
)


def count_gebruik(sessie: Session, sectie: str, sleutel: str, label: str) -> Mapping[str, int]:
    """How many rows of each kind (in words) hold this key; kinds without any are left out."""
    per: dict[str, int] = {}
    for woord, kolom in _KOLOMMEN.get(sectie, ()):
        per[woord] = per.get(woord, 0) + _tel(sessie, kolom == sleutel)
    if sectie in _LIJSTEN:
        per["verstrekkingen"] = _tel(
            sessie, sa.literal(",").concat(_LIJSTEN[sectie]).concat(",").contains(f",{sleutel},")
        )
    if sectie == "tafelstatussen":
        per["statussen van casussen"] = _tel(
            sessie, sa.and_(Tafelstap.soort == StapSoort.STATUS, Tafelstap.sleutel == sleutel)
        )
    if sectie == "functies":
        per["professionals"] = _tel(sessie, Professional.functie == label)
    return {woord: aantal for woord, aantal in per.items() if aantal}


def nu_aan_tafel(sessie: Session, tafel: str) -> int:
    """How many casussen are at this table now."""
    return _tel(sessie, sa.and_(CasusTafel.tafel == tafel, CasusTafel.tot.is_(None)))


def _tel(sessie: Session, voorwaarde: Any) -> int:
    return sessie.scalar(sa.select(sa.func.count()).where(voorwaarde)) or 0
