"""What had a term by law or by agreement in the days of an audit, and whether that was kept: breaches, emergencies,
requests of youth and parents.

Numbers and moments, never the texts that go with them: a reason may tell of a youth, so only whether there is one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from pmg_desk.domain.datalek import Lekfeiten, Melding, melding_van, stand_van
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.patronen import NOODREGEL, SPOEDREGEL
from pmg_desk.reports.auditrapport import Deel
from pmg_desk.reports.taal import moment
from pmg_desk.services.auditbron import Auditbron
from pmg_desk.services.datalekken import STAND_LABELS, feiten_van
from pmg_desk.services.rechtinzicht import OPEN
from pmg_desk.services.rechtinzicht import SOORT_LABELS as RECHT_LABELS
from pmg_desk.services.spoed import SOORT_LABELS, SpoedInzicht, Spoedsoort, lees_spoed
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import jaarcijfers
from pmg_desk.storage import spoed as opslag
from pmg_desk.storage.models import Rechtenverzoek, RechtStatus

NIET_IN_PAKKET = "Dit staat niet in een auditpakket. Vraag het in de kluis zelf."
_ALLES = 10_000
_NOODSOORTEN = {NOODREGEL: Spoedsoort.NOODTOEGANG, SPOEDREGEL: Spoedsoort.VERSTREKKING}
_NOODKOPPEN = ("Wanneer", "Casus", "Wat", "Door", "Bevinding")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)

MELDING_LABELS: dict[Melding, str] = {
    Melding.OP_TIJD: "ja",
    Melding.TE_LAAT: "nee, later gemeld",
    Melding.HOEFT_NIET: "hoefde niet: geen risico",
    Melding.LOOPT: "nog niet gemeld; de 72 uur lopen nog",
    Melding.VERLOPEN: "nee, nog niet gemeld",
}


def datalekken(t: Transactie, bron: Auditbron, van: date, tot: date) -> Deel:
    """Breaches found in these days, and earlier ones that were still open (AVG 33, lid 5)."""
    kop = "Datalekken"
    if bron.dossier_id is not None:
        return Deel(kop, (NIET_IN_PAKKET,))
    rijen = []
    for lek in sorted(opslag.datalekken(t.db), key=lambda lek: (lek.ontdekt_op, lek.nummer)):
        ontdekt, dicht = lokale_dag(lek.ontdekt_op), lek.afgesloten_op
        if ontdekt > tot or (ontdekt < van and dicht is not None and lokale_dag(dicht) < van):
            continue
        feiten = feiten_van(lek)
        rijen.append(
            (
                lek.nummer,
                moment(lek.ontdekt_op) + (", voor deze dagen" if ontdekt < van else ""),
                "" if lek.gemeld_ap_op is None else moment(lek.gemeld_ap_op),
                _binnen_72_uur(feiten, t.nu),
                _ingelicht(feiten),
                STAND_LABELS[stand_van(feiten)],
            )
        )
    if not rijen:
        return Deel(kop, ("In deze periode is geen datalek ontdekt, en er stond er geen open.",))
    zin = "Redenen en gevolgen staan in het register van datalekken."
    koppen = ("Nummer", "Ontdekt", "Gemeld aan de AP", "Binnen 72 uur", "Betrokkenen ingelicht", "Stand")
    return Deel(kop, (zin,), koppen, tuple(rijen), (0.15, 0.17, 0.15, 0.21, 0.17, 0.15))


def _binnen_72_uur(feiten: Lekfeiten, nu: datetime) -> str:
    melding = melding_van(feiten, nu)
    if melding not in (Melding.TE_LAAT, Melding.VERLOPEN):
        return MELDING_LABELS[melding]
    reden = "waarom staat in het register" if feiten.niet_gemeld_reden else "er staat niet bij waarom"
    return f"{MELDING_LABELS[melding]}; {reden}"


def _ingelicht(feiten: Lekfeiten) -> str:
    if feiten.betrokkenen_ingelicht_op is not None:
        return moment(feiten.betrokkenen_ingelicht_op)
    if feiten.hoog_risico is None:
        return "nog niet beoordeeld"
    if not feiten.hoog_risico:
        return "hoefde niet: geen hoog risico"
    return "nee; waarom staat in het register" if feiten.niet_ingelicht_reden else "nog niet"


def nood(t: Transactie, bron: Auditbron, van: date, tot: date) -> Deel:
    """Emergencies by number, never with the reason that somebody gave: that is about a youth.

    Those that were done in these days, and those that were written down in them: else one that is recorded late is in
    no report at all.
    """
    kop = "Noodgevallen"
    geen = ("In deze periode was er geen noodgeval.",)
    if bron.dossier_id is not None:
        toen = {deling.id: deling.op for deling in bron.delingen()}
        nood = ((r, toen.get(r.object_id or "", r.tijd)) for r in bron.regels() if r.actie in _NOODSOORTEN)
        gelogd = tuple(
            (
                _wanneer(op, r.tijd),
                bron.casusnummer(r.casus_id),
                SOORT_LABELS[_NOODSOORTEN[r.actie]],
                r.actor_naam,
                "staat niet in dit pakket",
            )
            for r, op in nood
            if _valt_in(op, r.tijd, van, tot)
        )
        return Deel(kop, () if gelogd else geen, _NOODKOPPEN, gelogd, (0.2, 0.2, 0.2, 0.2, 0.2))
    alle = [*lees_spoed(t, beoordeeld=False, hoeveel=_ALLES), *lees_spoed(t, beoordeeld=True, hoeveel=_ALLES)]
    gevallen = [s for s in alle if _valt_in(s.op, s.vastgelegd_op, van, tot)]
    gevallen.sort(key=lambda s: (s.op, s.casusnummer))
    if not gevallen:
        return Deel(kop, geen)
    te_laat, wacht = sum(_is_te_laat(s, t.vandaag) for s in gevallen), sum(s.beoordeeld_op is None for s in gevallen)
    zin = f"Van {len(gevallen)} zijn er {len(gevallen) - wacht} beoordeeld; {te_laat} niet op tijd."
    koppen = (*_NOODKOPPEN, "Op tijd beoordeeld")
    regels = tuple(
        (
            _wanneer(s.op, s.vastgelegd_op),
            s.casusnummer,
            SOORT_LABELS[s.soort],
            s.door,
            {True: "rechtmatig", False: "niet rechtmatig", None: "nog niet beoordeeld"}[s.rechtmatig],
            _op_tijd(s, t.vandaag),
        )
        for s in gevallen
    )
    return Deel(kop, (zin,), koppen, regels, (0.15, 0.18, 0.15, 0.15, 0.15, 0.22))


def _valt_in(op: datetime, vastgelegd_op: datetime, van: date, tot: date) -> bool:
    return any(van <= lokale_dag(wanneer) <= tot for wanneer in (op, vastgelegd_op))


def _wanneer(op: datetime, vastgelegd_op: datetime) -> str:
    """When it was done, and on which day it was written down where that was another."""
    dag = lokale_dag(vastgelegd_op)
    return moment(op) + (f", vastgelegd op {toon_datum(dag)}" if dag != lokale_dag(op) else "")


def _is_te_laat(s: SpoedInzicht, vandaag: date) -> bool:
    return (vandaag if s.beoordeeld_op is None else lokale_dag(s.beoordeeld_op)) > s.te_toetsen_voor


def _op_tijd(s: SpoedInzicht, vandaag: date) -> str:
    laat = _is_te_laat(s, vandaag)
    if s.beoordeeld_op is None:
        return (
            f"nee, dat moest uiterlijk {toon_datum(s.te_toetsen_voor)}"
            if laat
            else f"kan nog, tot {toon_datum(s.te_toetsen_voor)}"
        )
    return (
        f"nee, op {toon_datum(lokale_dag(s.beoordeeld_op))}; uiterlijk was {toon_datum(s.te_toetsen_voor)}"
        if laat
        else "ja"
    )


def rechten(t: Transactie, bron: Auditbron, van: date, tot: date) -> Deel:
    """Requests of youth and parents of these days, and every one past its last day (AVG 12, lid 3)."""
    kop = "Verzoeken van jongeren en ouders"
    if bron.dossier_id is not None:
        return Deel(kop, (NIET_IN_PAKKET,))
    bekend = [
        r
        for r in jaarcijfers.rechten(t.db, (_BEGIN, t.nu + timedelta(days=2)))
        if r.status is not RechtStatus.INGETROKKEN
    ]
    nieuw = [r for r in bekend if van <= r.ontvangen_op <= tot]
    laat = [r for r in bekend if r.ontvangen_op <= tot and dagen_te_laat(r, t.vandaag) > 0]
    laat = [r for r in laat if r.besloten_op is None or van <= lokale_dag(r.besloten_op)]
    zinnen = (
        f"Ontvangen in deze periode: {len(nieuw)}. Daarvan beantwoord: {sum(r.status not in OPEN for r in nieuw)}.",
        f"Over de termijn, toen of nu nog: {len(laat)}.",
    )
    rijen = tuple(
        (
            r.nummer,
            RECHT_LABELS[r.soort],
            toon_datum(r.ontvangen_op),
            toon_datum(r.antwoord_voor) + (" (verlengd)" if r.verlengd_reden else ""),
            "nog open" if r.besloten_op is None else f"beantwoord op {toon_datum(lokale_dag(r.besloten_op))}",
            str(dagen_te_laat(r, t.vandaag)),
        )
        for r in sorted(laat, key=lambda r: (r.antwoord_voor, r.nummer))
    )
    koppen = ("Nummer", "Soort", "Ontvangen", "Uiterlijk", "Nu", "Dagen te laat")
    return Deel(kop, zinnen, koppen, rijen, (0.15, 0.19, 0.17, 0.2, 0.17, 0.12))


def dagen_te_laat(rij: Rechtenverzoek, vandaag: date) -> int:
    """By how many days the answer came after the last day, or is late by now; 0 or less when it is in time."""
    dag = vandaag if rij.besloten_op is None else lokale_dag(rij.besloten_op)
    return (dag - rij.antwoord_voor).days
