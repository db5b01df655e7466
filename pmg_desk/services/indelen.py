"""Classifying: antecedenten, leefgebied scores and judged signs go in; a person chooses a doelgroep and motivates.

The program shows per doelgroep which criteria match, fail or cannot be told, and never chooses (AVG 22). Facts are
superseded, never changed; every classification keeps the criteria and the facts as they stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain import doelgroep as regels
from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import DatumFout, OnvolledigeDatum
from pmg_desk.domain.doelgroep import Gegevens, Past, Toetsing
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.services import uitspraken
from pmg_desk.services.stukken import KENMERK_LABELS
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import (
    Antecedent,
    Casus,
    Gebruiker,
    Indeling,
    Jongere,
    Kenmerk,
    KenmerkSoort,
    Score,
    Uitspraak,
    UitspraakSoort,
)


@dataclass(frozen=True, slots=True)
class AntecedentInvoer:
    """A contact with police or justice. ``datum`` may be incomplete; ``toelichting`` may be left out."""

    datum: str | OnvolledigeDatum
    soort: str
    status: str
    bron: str
    ondermijnend: bool = False
    grondslag: str = ""
    toelichting: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class AntecedentInzicht:
    """An antecedent as screens show it; ``telt`` says whether its status counts under the profile."""

    id: UUID
    datum: OnvolledigeDatum
    soort: str
    soort_label: str
    status: str
    status_label: str
    telt: bool
    ondermijnend: bool
    bron: str
    grondslag: str
    toelichting: UitspraakInzicht | None
    door: str
    op: datetime


@dataclass(frozen=True, slots=True)
class ScoreInvoer:
    """A leefgebied score, 1 (acute) to 5 (self-reliant)."""

    leefgebied: str
    waarde: int
    toelichting: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class ScoreInzicht:
    """The scores of one leefgebied over time, oldest first, with the explanation of the last one."""

    leefgebied: str
    label: str
    thema: str
    categorie: str
    verloop: tuple[tuple[date, int], ...]
    toelichting: UitspraakInzicht | None
    probleem: bool

    @property
    def nu(self) -> int | None:
        """The current score; None when never scored."""
        return self.verloop[-1][1] if self.verloop else None

    @property
    def verschil(self) -> int:
        """Current score minus the first one: above 0 is better."""
        return self.verloop[-1][1] - self.verloop[0][1] if self.verloop else 0


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


def add_antecedent(werkplek: Werkplek, casus_id: UUID, invoer: AntecedentInvoer) -> UUID:
    """Record an antecedent. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        rij = _bewaar_antecedent(t, casus_id, invoer, None)
        t.log("antecedent.toevoegen", "antecedent", rij.id, casus_id=casus_id, categorieen=["politiegegevens"])
        return rij.id


def amend_antecedent(werkplek: Werkplek, antecedent_id: UUID, invoer: AntecedentInvoer) -> UUID:
    """Supersede an antecedent by a corrected one. Raises IntussenGewijzigd when it was superseded already."""
    with werkplek.doe() as t:
        oud = t.haal(Antecedent, antecedent_id)
        t.casus(oud.casus_id, wijzigen=True)
        _eis_laatste(t, oud)
        rij = _bewaar_antecedent(t, oud.casus_id, invoer, oud)
        t.log("antecedent.wijzigen", "antecedent", rij.id, casus_id=oud.casus_id, categorieen=["politiegegevens"])
        return rij.id


def withdraw_antecedent(werkplek: Werkplek, antecedent_id: UUID, reden: str) -> None:
    """Say that an antecedent does not hold (a mistake, a mix-up of persons); it stays in the history."""
    with werkplek.doe() as t:
        oud = t.haal(Antecedent, antecedent_id)
        t.casus(oud.casus_id, wijzigen=True)
        _eis_laatste(t, oud)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.klaar()
        t.db.add(
            Antecedent(
                id=t.nieuw_id(),
                casus_id=oud.casus_id,
                datum=oud.datum,
                soort=oud.soort,
                status=oud.status,
                ondermijnend=oud.ondermijnend,
                bron=oud.bron,
                grondslag=oud.grondslag,
                vervangt_id=oud.id,
                vervallen=True,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        _trek_toelichting_in(t, oud.uitspraak_id, waarom)
        t.log("antecedent.intrekken", "antecedent", oud.id, casus_id=oud.casus_id, detail={"reden": waarom})
        t.gewijzigd("antecedent", oud.casus_id)


def _eis_laatste(t: Transactie, rij: Antecedent) -> None:
    if rij.vervallen or inhoud.antecedent_opvolger(t.db, rij.id) is not None:
        raise IntussenGewijzigd


def _trek_toelichting_in(t: Transactie, uitspraak_id: UUID | None, reden: str) -> None:
    """An explanation of something that does not hold must not be shown or shared by itself."""
    if uitspraak_id is None:
        return
    huidig = inhoud.huidige_van(t.db, [uitspraak_id]).get(uitspraak_id)
    if huidig is not None:
        uitspraken.vervang(t, huidig, uitspraken.inzicht(t, huidig).als_invoer(), reden, vervallen=True)


def _bewaar_antecedent(t: Transactie, casus_id: UUID, invoer: AntecedentInvoer, oud: Antecedent | None) -> Antecedent:
    veld, profiel = Veldcontrole(), t.profiel
    datum = _datum_feit(t, veld, casus_id, invoer.datum)
    soort = veld.keuze("soort", invoer.soort, tuple(profiel.antecedentsoorten))
    status = veld.keuze("status", invoer.status, tuple(profiel.antecedentstatussen))
    bron = veld.tekst("bron", invoer.bron, verplicht=True, maximum=MAX_REGEL)
    grondslag = veld.keuze("grondslag", invoer.grondslag, tuple(profiel.grondslagen), verplicht=False)
    tekst = _controleer_toelichting(t, veld, invoer.toelichting, UitspraakSoort.ANTECEDENT, None)
    veld.klaar()
    rij = Antecedent(
        id=t.nieuw_id(),
        casus_id=casus_id,
        datum=datum,
        soort=soort,
        status=status,
        ondermijnend=invoer.ondermijnend,
        bron=bron,
        grondslag=grondslag,
        uitspraak_id=_bewaar_toelichting(
            t, casus_id, UitspraakSoort.ANTECEDENT, tekst, None if oud is None else oud.uitspraak_id
        ),
        vervangt_id=None if oud is None else oud.id,
        vervallen=False,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.gewijzigd("antecedent", casus_id)
    return rij


def _datum_feit(t: Transactie, veld: Veldcontrole, casus_id: UUID, waarde: str | OnvolledigeDatum) -> OnvolledigeDatum:
    try:
        datum = waarde if isinstance(waarde, OnvolledigeDatum) else OnvolledigeDatum.parse(waarde, t.vandaag)
    except DatumFout as fout:
        veld.fout("datum", str(fout))
        return OnvolledigeDatum()
    vroegst, laatst = datum.vroegst(), datum.laatst()
    geboren = t.haal(Jongere, t.haal(Casus, casus_id).jongere_id).geboortedatum.vroegst()
    veld.eis(vroegst is None or vroegst <= t.vandaag, "datum", "Deze datum ligt in de toekomst.")
    veld.eis(
        laatst is None or geboren is None or laatst >= geboren,
        "datum",
        "Deze datum ligt vóór de geboorte.",
    )
    return datum


def _controleer_toelichting(
    t: Transactie, veld: Veldcontrole, invoer: UitspraakInvoer | None, soort: UitspraakSoort, categorie: str | None
) -> UitspraakInvoer | None:
    """Check an explanation that may be left out; ``categorie`` is its default when the user chose none."""
    if invoer is None or not invoer.tekst.strip():
        return None
    if invoer.categorie is None and categorie is not None:
        invoer = UitspraakInvoer(
            invoer.tekst,
            invoer.bron,
            invoer.gezegd_op,
            invoer.aard,
            categorie,
            invoer.derden,
            invoer.derden_wie,
            invoer.doorverstrekking,
        )
    return uitspraken.controleer(t, veld, invoer, soort, veldnaam="toelichting")


def _bewaar_toelichting(
    t: Transactie, casus_id: UUID, soort: UitspraakSoort, invoer: UitspraakInvoer | None, oud_id: UUID | None
) -> UUID | None:
    """Add the explanation, supersede the earlier one when it changed, or withdraw it when it was emptied."""
    oud = None if oud_id is None else inhoud.huidige_van(t.db, [oud_id]).get(oud_id)
    if invoer is None:
        if oud is not None:
            uitspraken.vervang(t, oud, uitspraken.inzicht(t, oud).als_invoer(), "Weggehaald.", vervallen=True)
        return None
    if oud is None:
        return uitspraken.voeg_toe(t, casus_id, soort, invoer).id
    return oud.id if uitspraken.gelijk(oud, invoer) else uitspraken.vervang(t, oud, invoer).id


def list_antecedenten(werkplek: Werkplek, casus_id: UUID) -> tuple[AntecedentInzicht, ...]:
    """Antecedenten that hold, latest first."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return _antecedenten(t, casus_id)


def _antecedenten(t: Transactie, casus_id: UUID) -> tuple[AntecedentInzicht, ...]:
    telt = set(t.profiel.regels.antecedent_statussen.waarde) - regels.NOOIT_ANTECEDENT
    rijen = inhoud.huidige_antecedenten(t.db, casus_id)
    teksten = _toelichtingen(t, [rij.uitspraak_id for rij in rijen])
    return tuple(
        AntecedentInzicht(
            id=rij.id,
            datum=rij.datum,
            soort=rij.soort,
            soort_label=_label(t.profiel.antecedentsoorten, rij.soort),
            status=rij.status,
            status_label=_label(t.profiel.antecedentstatussen, rij.status),
            telt=rij.status in telt,
            ondermijnend=rij.ondermijnend,
            bron=rij.bron,
            grondslag=rij.grondslag,
            toelichting=None if rij.uitspraak_id is None else teksten.get(rij.uitspraak_id),
            door=_naam(t, rij.door_id),
            op=rij.op,
        )
        for rij in reversed(rijen)
    )


def _label(begrippen: Mapping[str, object], sleutel: str) -> str:
    """The profile's words for a key; the key itself when the profile no longer has it."""
    return str(getattr(begrippen.get(sleutel), "label", sleutel))


def _naam(t: Transactie, gebruiker_id: UUID) -> str:
    gebruiker = t.db.get(Gebruiker, gebruiker_id)
    return "" if gebruiker is None else gebruiker.naam


def _toelichtingen(t: Transactie, ids: Sequence[UUID | None]) -> dict[UUID, UitspraakInzicht]:
    gevraagd = {id_ for id_ in ids if id_ is not None}
    return {id_: uitspraken.inzicht(t, rij) for id_, rij in inhoud.huidige_van(t.db, gevraagd).items()}


def save_scores(
    werkplek: Werkplek, casus_id: UUID, scores: Sequence[ScoreInvoer], gemeten_op: str | date | None = None
) -> int:
    """Record scores of several leefgebieden measured on one day (today when None); returns how many.

    An explanation gets the data category of its leefgebied unless the user chose another, so that what is said about
    mental health counts as health. Field keys in OngeldigeInvoer: ``gemeten_op``, ``<leefgebied>``, ``toelichting``.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        geboren = t.haal(Jongere, casus.jongere_id).geboortedatum.vroegst() or date(1900, 1, 1)
        dag = veld.datum(
            "gemeten_op",
            gemeten_op or t.vandaag,
            t.vandaag,
            niet_na=(t.vandaag, "vandaag"),
            niet_voor=(geboren, "de geboorte"),
        )
        veld.eis(bool(scores), "leefgebieden", "Vul ten minste één score in.")
        teksten: list[UitspraakInvoer | None] = []
        for score in scores:
            veld.keuze(score.leefgebied or "leefgebied", score.leefgebied, tuple(t.profiel.leefgebieden))
            veld.getal(score.leefgebied or "leefgebied", score.waarde, 1, 5, verplicht=True)
            leefgebied = t.profiel.leefgebieden.get(score.leefgebied)
            categorie = None if leefgebied is None else leefgebied.datacategorie
            teksten.append(_controleer_toelichting(t, veld, score.toelichting, UitspraakSoort.SCORE, categorie))
        veld.klaar()
        assert dag is not None
        for score, tekst in zip(scores, teksten, strict=True):
            t.db.add(
                Score(
                    id=t.nieuw_id(),
                    casus_id=casus_id,
                    leefgebied=score.leefgebied,
                    waarde=int(score.waarde),
                    gemeten_op=dag,
                    uitspraak_id=_bewaar_toelichting(t, casus_id, UitspraakSoort.SCORE, tekst, None),
                    door_id=t.gebruiker.id,
                    op=t.nu,
                )
            )
        categorieen = [t.profiel.leefgebieden[score.leefgebied].datacategorie for score in scores]
        t.log("score.toevoegen", "casus", casus_id, casus_id=casus_id, categorieen=categorieen, aantal=len(scores))
        t.gewijzigd("score", casus_id)
        return len(scores)


def list_scores(werkplek: Werkplek, casus_id: UUID) -> tuple[ScoreInzicht, ...]:
    """Every leefgebied of the profile in its order, with all scores; leefgebieden no longer in it come last."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        per: dict[str, list[Score]] = {sleutel: [] for sleutel in t.profiel.leefgebieden}
        for score in inhoud.scores(t.db, casus_id):
            per.setdefault(score.leefgebied, []).append(score)
        laatste = {sleutel: lijst[-1] for sleutel, lijst in per.items() if lijst}
        teksten = _toelichtingen(t, [score.uitspraak_id for score in laatste.values()])
        grens = t.profiel.regels.probleem_score_max.waarde
        inzichten = []
        for sleutel, lijst in per.items():
            leefgebied = t.profiel.leefgebieden.get(sleutel)
            uitspraak_id = lijst[-1].uitspraak_id if lijst else None
            inzichten.append(
                ScoreInzicht(
                    leefgebied=sleutel,
                    label=sleutel if leefgebied is None else leefgebied.label,
                    thema="" if leefgebied is None else _label(t.profiel.themas, leefgebied.thema),
                    categorie="gezondheid" if leefgebied is None else leefgebied.datacategorie,
                    verloop=tuple((score.gemeten_op, score.waarde) for score in lijst),
                    toelichting=None if uitspraak_id is None else teksten.get(uitspraak_id),
                    probleem=bool(lijst) and lijst[-1].waarde <= grens,
                )
            )
        return tuple(inzichten)


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
        tekst = _controleer_toelichting(t, veld, toelichting, UitspraakSoort.KENMERK, None)
        veld.klaar()
        rij = Kenmerk(
            id=t.nieuw_id(),
            casus_id=casus_id,
            soort=soort,
            waarde=waarde,
            bron=wie,
            uitspraak_id=_bewaar_toelichting(t, casus_id, UitspraakSoort.KENMERK, tekst, None),
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
        teksten = _toelichtingen(t, [rij.uitspraak_id for rij in laatste.values()])
        return tuple(_kenmerk_inzicht(t, soort, laatste.get(soort), teksten) for soort in KenmerkSoort)


def _kenmerk_inzicht(
    t: Transactie, soort: KenmerkSoort, rij: Kenmerk | None, teksten: Mapping[UUID, UitspraakInzicht]
) -> KenmerkInzicht:
    if rij is None:
        return KenmerkInzicht(soort, KENMERK_LABELS[soort], None, "", None, "", None)
    tekst = None if rij.uitspraak_id is None else teksten.get(rij.uitspraak_id)
    return KenmerkInzicht(soort, KENMERK_LABELS[soort], rij.waarde, rij.bron, tekst, _naam(t, rij.door_id), rij.op)


def gegevens_van(t: Transactie, casus: Casus) -> Gegevens:
    """The facts of a casus as the criteria ask for them, today."""
    profiel = t.profiel
    antecedenten = inhoud.huidige_antecedenten(t.db, casus.id)
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
        verdenkingen=sum(rij.ondermijnend and rij.status == "verdenking" for rij in antecedenten),
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
        teksten = _toelichtingen(t, [rij.uitspraak_id for rij in rijen])
        return ToetsInzicht(
            casus_id=casus_id,
            leeftijd=gegevens.leeftijd.toon(),
            gegevens=gegevens,
            toetsingen=toetsingen,
            passend=tuple(toetsing.label for toetsing in toetsingen if toetsing.past is Past.JA),
            indelingen=tuple(
                IndelingInzicht(
                    id=rij.id,
                    doelgroep=rij.doelgroep,
                    label=_label(t.profiel.doelgroepen, rij.doelgroep),
                    motivering=teksten.get(rij.uitspraak_id),
                    afwijking=rij.afwijking,
                    afwijking_reden=rij.afwijking_reden,
                    criteria=lees_canoniek(rij.criteria),
                    door=_naam(t, rij.door_id),
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
            uitspraak_id=_bewaar_motivering(t, casus_id, tekst).id,
            afwijking=afwijking,
            afwijking_reden=reden if afwijking else "",
            criteria=canoniek(_zoals_het_was(t, toetsingen)),
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


def _bewaar_motivering(t: Transactie, casus_id: UUID, invoer: UitspraakInvoer) -> Uitspraak:
    """Each classification has a motivation of its own: the earlier one stays with the earlier choice."""
    return uitspraken.voeg_toe(t, casus_id, UitspraakSoort.INDELING, invoer)


def _zoals_het_was(t: Transactie, toetsingen: Sequence[Toetsing]) -> dict[str, Waarde]:
    return {
        "profiel": t.profiel.sleutel,
        "profiel_versie": t.profiel.versie,
        "op": t.vandaag.isoformat(),
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
