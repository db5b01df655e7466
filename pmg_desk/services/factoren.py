"""What threatens and what protects a jongere, per leefgebied and over time: risk and protective factors, both recorded.

A factor ends, or turns out never to have been true; its words are a statement, with the data category of its
leefgebied unless the user chose another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import toelichtingen
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht, voeg_toe
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import leefgebieden as rijen
from pmg_desk.storage.models import Factor, FactorSoort, Jongere, UitspraakSoort

FACTOR_LABELS: dict[FactorSoort, str] = {
    FactorSoort.RISICO: "Risicofactor",
    FactorSoort.BESCHERMING: "Beschermende factor",
}


@dataclass(frozen=True, slots=True)
class FactorInvoer:
    """A factor to record; ``van`` None means today."""

    leefgebied: str
    soort: FactorSoort
    tekst: UitspraakInvoer
    van: str | date | None = None


@dataclass(frozen=True, slots=True)
class FactorInzicht:
    """A factor as screens show it; ``nu``: it has not ended."""

    id: UUID
    versie: int
    leefgebied: str
    leefgebied_label: str
    soort: FactorSoort
    soort_label: str
    van: date
    tot: date | None
    nu: bool
    tekst: UitspraakInzicht


def add_factor(werkplek: Werkplek, casus_id: UUID, invoer: FactorInvoer) -> UUID:
    """Record a factor. Field keys in OngeldigeInvoer: ``leefgebied``, ``soort``, ``van``, ``tekst`` and its parts."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        leefgebied = veld.keuze("leefgebied", invoer.leefgebied, tuple(t.profiel.leefgebieden), verplicht=True)
        veld.keuze("soort", invoer.soort, tuple(FactorSoort), verplicht=True)
        van = veld.datum("van", invoer.van or t.vandaag, t.vandaag, niet_na=(t.vandaag, "vandaag"))
        geboren = t.haal(Jongere, casus.jongere_id).geboortedatum.vroegst()
        voor_geboorte = geboren is not None and van is not None and van < geboren
        veld.eis(not voor_geboorte, "van", "Deze datum ligt vóór de geboorte.")
        bekend = t.profiel.leefgebieden.get(leefgebied)
        tekst = toelichtingen.controleer(
            t,
            veld,
            invoer.tekst,
            UitspraakSoort.FACTOR,
            None if bekend is None else bekend.datacategorie,
            veldnaam="tekst",
        )
        veld.eis(tekst is not None, "tekst", "Schrijf op wat er speelt.")
        veld.klaar()
        assert tekst is not None
        assert van is not None
        uitspraak = voeg_toe(t, casus_id, UitspraakSoort.FACTOR, tekst)
        factor = Factor(
            id=t.nieuw_id(),
            casus_id=casus_id,
            leefgebied=leefgebied,
            soort=invoer.soort,
            uitspraak_id=uitspraak.id,
            van=van,
            tot=None,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(factor)
        t.log("factor.toevoegen", "factor", factor.id, casus_id=casus_id, categorieen=[uitspraak.categorie])
        t.gewijzigd("factor", casus_id)
        return factor.id


def end_factor(werkplek: Werkplek, factor_id: UUID, versie: int, tot: str | date | None = None) -> None:
    """Say that a factor no longer plays since a day (today when None). Raises IntussenGewijzigd."""
    with werkplek.doe() as t:
        factor = t.haal(Factor, factor_id)
        t.casus(factor.casus_id, wijzigen=True)
        if factor.versie != versie:
            raise IntussenGewijzigd
        veld = Veldcontrole()
        dag = veld.datum(
            "tot", tot or t.vandaag, t.vandaag, niet_voor=(factor.van, "het begin"), niet_na=(t.vandaag, "vandaag")
        )
        veld.eis(factor.tot is None, "tot", "Deze factor is al afgesloten.")
        veld.klaar()
        factor.tot = dag
        t.log("factor.beeindigen", "factor", factor.id, casus_id=factor.casus_id)
        t.gewijzigd("factor", factor.casus_id)


def withdraw_factor(werkplek: Werkplek, factor_id: UUID, reden: str) -> None:
    """Say that a factor was never true: it is no longer shown or shared; its words stay in the history."""
    with werkplek.doe() as t:
        factor = t.haal(Factor, factor_id)
        t.casus(factor.casus_id, wijzigen=True)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.klaar()
        toelichtingen.withdraw(t, factor.uitspraak_id, waarom)
        t.log("factor.intrekken", "factor", factor.id, casus_id=factor.casus_id)
        t.gewijzigd("factor", factor.casus_id)


def list_factoren(werkplek: Werkplek, casus_id: UUID) -> tuple[FactorInzicht, ...]:
    """All factors in the order of the leefgebieden, those that play now first; what was withdrawn is left out."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return factoren_van(t, casus_id)


def factoren_van(t: Transactie, casus_id: UUID) -> tuple[FactorInzicht, ...]:
    """:func:`list_factoren` inside a transaction that has checked access."""
    alle = rijen.factoren(t.db, casus_id)
    teksten = toelichtingen.inzichten(t, [factor.uitspraak_id for factor in alle])
    volgorde = {sleutel: plek for plek, sleutel in enumerate(t.profiel.leefgebieden)}
    gevonden = [
        FactorInzicht(
            id=factor.id,
            versie=factor.versie,
            leefgebied=factor.leefgebied,
            leefgebied_label=label_van(t.profiel.leefgebieden, factor.leefgebied),
            soort=factor.soort,
            soort_label=FACTOR_LABELS[factor.soort],
            van=factor.van,
            tot=factor.tot,
            nu=factor.tot is None or factor.tot > t.vandaag,
            tekst=teksten[factor.uitspraak_id],
        )
        for factor in alle
        if factor.uitspraak_id in teksten
    ]
    return tuple(sorted(gevonden, key=lambda f: (volgorde.get(f.leefgebied, len(volgorde)), f.leefgebied, not f.nu)))
