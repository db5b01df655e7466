"""Classifying: judged signs go in, criteria are shown beside the facts, and a person chooses a doelgroep and motivates.

The program shows per doelgroep which criteria match, fail or cannot be told, and never chooses (AVG 22). Every
classification keeps the criteria and the facts as they stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain import doelgroep as regels
from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.doelgroep import Gegevens, Past, Toetsing
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.stukken import KENMERK_LABELS
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Casus, Indeling, Jongere, Kenmerk, KenmerkSoort, UitspraakSoort


@dataclass(frozen=True, slots=True)
class KenmerkInzicht:
    """A sign as last judged; ``waarde`` is None when nobody judged it."""

    soort: KenmerkSoort
    label: str
    waarde: bool | None
    bron: str
    toelichting: UitspraakInzicht | None
    door: str
    op: datetime | None


@dataclass(frozen=True, slots=True)
class IndelingInzicht:
    """One classification in the history, with the criteria and facts as they stood."""

    id: UUID
    doelgroep: str
    label: str
    motivering: UitspraakInzicht | None
    afwijking: bool
    afwijking_reden: str
    onzeker: bool  # chosen while it could not be told yet whether the criteria fit: not known is not departing
    criteria: Mapping[str, object]
    door: str
    op: datetime


@dataclass(frozen=True, slots=True)
class ToetsInzicht:
    """Everything the classification screen shows."""

    casus_id: UUID
    leeftijd: str
    gegevens: Gegevens
    toetsingen: tuple[Toetsing, ...]
    passend: tuple[str, ...]  # labels of the doelgroepen whose computable criteria all match
    indelingen: tuple[IndelingInzicht, ...]  # newest first

    @property
    def huidig(self) -> IndelingInzicht | None:
        """The classification that holds."""
        return self.indelingen[0] if self.indelingen else None


def judge_kenmerk(
    werkplek: Werkplek,
    casus_id: UUID,
    soort: KenmerkSoort,
    waarde: bool,
    bron: str,
    toelichting: UitspraakInvoer | None = None,
) -> None:
    """Record a professional's judgement of a sign, with source; the program never computes these."""
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        wie = veld.tekst("bron", bron, verplicht=True, maximum=MAX_REGEL)
        tekst = toelichtingen.controleer(t, veld, toelichting, UitspraakSoort.KENMERK)
        veld.klaar()
        rij = Kenmerk(
            id=t.nieuw_id(),
            casus_id=casus_id,
            soort=soort,
            waarde=waarde,
            bron=wie,
            uitspraak_id=toelichtingen.bewaar(t, casus_id, UitspraakSoort.KENMERK, tekst),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("kenmerk.beoordelen", "kenmerk", rij.id, casus_id=casus_id, categorieen=["politiegegevens"])
        t.gewijzigd("kenmerk", casus_id)


def list_kenmerken(werkplek: Werkplek, casus_id: UUID) -> tuple[KenmerkInzicht, ...]:
    """Every kind of sign with its last judgement."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        laatste = {rij.soort: rij for rij in inhoud.kenmerken(t.db, casus_id)}
        teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in laatste.values()])
        return tuple(_kenmerk_inzicht(t, soort, laatste.get(soort), teksten) for soort in KenmerkSoort)


def _kenmerk_inzicht(
    t: Transactie, soort: KenmerkSoort, rij: Kenmerk | None, teksten: Mapping[UUID, UitspraakInzicht]
) -> KenmerkInzicht:
    if rij is None:
        return KenmerkInzicht(soort, KENMERK_LABELS[soort], None, "", None, "", None)
    tekst = None if rij.uitspraak_id is None else teksten.get(rij.uitspraak_id)
    return KenmerkInzicht(
        soort, KENMERK_LABELS[soort], rij.waarde, rij.bron, tekst, uitspraken.naam_van(t, rij.door_id), rij.op
    )


def gegevens_van(t: Transactie, casus: Casus) -> Gegevens:
    """The facts of a casus as the criteria ask for them, today."""
    profiel = t.profiel
    antecedenten = inhoud.huidige_antecedenten(t.db, casus.id)
    verdacht = profiel.regels.verdenking_statussen.waarde
    kenmerken = {rij.soort: rij.waarde for rij in inhoud.kenmerken(t.db, casus.id)}
    return Gegevens(
        leeftijd=t.haal(Jongere, casus.jongere_id).geboortedatum.leeftijd_op(t.vandaag),
        antecedenten=regels.tel_antecedenten(
            [rij.status for rij in antecedenten], profiel.regels.antecedent_statussen.waarde
        ),
        probleem_leefgebieden=regels.tel_problemen(
            [regels.Score(rij.leefgebied, rij.gemeten_op, rij.waarde) for rij in inhoud.scores(t.db, casus.id)],
            profiel.regels.probleem_score_max.waarde,
        ),
        verdenkingen=sum(rij.ondermijnend and rij.status in verdacht for rij in antecedenten),
        negatief_rolmodel=kenmerken.get(KenmerkSoort.NEGATIEF_ROLMODEL),
        link_netwerk=kenmerken.get(KenmerkSoort.LINK_NETWERK),
        verhoogd_risico=kenmerken.get(KenmerkSoort.VERHOOGD_RISICO),
    )


def toets_casus(werkplek: Werkplek, casus_id: UUID) -> ToetsInzicht:
    """Show per doelgroep which criteria match, fail or cannot be told, and the history of classifications."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        gegevens = gegevens_van(t, casus)
        toetsingen = regels.toets_alle(t.profiel.doelgroepen.values(), gegevens)
        rijen = inhoud.indelingen(t.db, casus_id)
        teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in rijen])
        return ToetsInzicht(
            casus_id=casus_id,
            leeftijd=gegevens.leeftijd.toon(),
            gegevens=gegevens,
            toetsingen=toetsingen,
            passend=tuple(toetsing.label for toetsing in toetsingen if toetsing.stand is Past.JA),
            indelingen=tuple(
                IndelingInzicht(
                    id=rij.id,
                    doelgroep=rij.doelgroep,
                    label=label_van(t.profiel.doelgroepen, rij.doelgroep),
                    motivering=teksten.get(rij.uitspraak_id),
                    afwijking=rij.afwijking,
                    afwijking_reden=rij.afwijking_reden,
                    onzeker=regels.was_onzeker(lees_canoniek(rij.criteria), rij.doelgroep),
                    criteria=lees_canoniek(rij.criteria),
                    door=uitspraken.naam_van(t, rij.door_id),
                    op=rij.op,
                )
                for rij in reversed(rijen)
            ),
        )


def assign_doelgroep(
    werkplek: Werkplek,
    casus_id: UUID,
    doelgroep: str,
    motivering: UitspraakInvoer,
    afwijking_reden: str = "",
) -> UUID:
    """Record the choice of a person. When it departs from the criteria a reason is needed.

    Raises OngeldigeInvoer (``doelgroep``, ``motivering``, ``afwijking_reden``), GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        veld.keuze("doelgroep", doelgroep, tuple(t.profiel.doelgroepen), melding="Kies een doelgroep.")
        reden = veld.tekst("afwijking_reden", afwijking_reden, maximum=MAX_TEKST, lang=True)
        tekst = uitspraken.controleer(t, veld, motivering, UitspraakSoort.INDELING, veldnaam="motivering")
        gegevens = gegevens_van(t, casus)
        toetsingen = regels.toets_alle(t.profiel.doelgroepen.values(), gegevens)
        afwijking = doelgroep in t.profiel.doelgroepen and regels.afwijking_nodig(doelgroep, toetsingen)
        if afwijking and not reden:
            veld.fout("afwijking_reden", "Deze keuze past niet (zeker) bij de criteria. Schrijf op waarom u dit kiest.")
        veld.klaar()
        rij = Indeling(
            id=t.nieuw_id(),
            casus_id=casus_id,
            doelgroep=doelgroep,
            uitspraak_id=uitspraken.voeg_toe(t, casus_id, UitspraakSoort.INDELING, tekst).id,
            afwijking=afwijking,
            afwijking_reden=reden if afwijking else "",
            criteria=canoniek(zoals_het_was(t, toetsingen, t.vandaag)),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        casus.doelgroep = doelgroep
        casus.gewijzigd_op = t.nu
        t.log("indeling.kiezen", "indeling", rij.id, casus_id=casus_id, categorieen=["doelgroep"])
        t.gewijzigd("indeling", casus_id)
        t.gewijzigd("casus", casus_id)
        return rij.id


def zoals_het_was(t: Transactie, toetsingen: Sequence[Toetsing], dag: date) -> dict[str, Waarde]:
    """Criteria and facts as they stand on this day, to be kept with a classification."""
    return {
        "profiel": t.profiel.sleutel,
        "profiel_versie": t.profiel.versie,
        "op": dag.isoformat(),
        "doelgroepen": [
            {
                "doelgroep": toetsing.doelgroep,
                "label": toetsing.label,
                "past": toetsing.past.value,
                "criteria": [
                    {
                        "criterium": uitkomst.label,
                        "eis": uitkomst.eis,
                        "waarde": uitkomst.waarde,
                        "voldoet": uitkomst.voldoet,
                    }
                    for uitkomst in toetsing.uitkomsten
                ],
            }
            for toetsing in toetsingen
        ],
    }
