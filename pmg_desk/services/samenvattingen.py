"""Printing a case summary: what goes along for whom, and issuing it so that nothing leaves unlogged.

A summary for a recipient holds only stukken that a valid approval covers, stuk by stuk. Issuing writes *uitgegeven* and
keeps the document in the vault in one transaction; only when that has been committed does the caller get the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import (
    Getoetst,
    Onthouden,
    Ontvanger,
    Selectie,
    Soort,
    Zekerheid,
    goedgekeurd_document,
    selecteer,
)
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import BesluitVermelding, Rubriek, Samenvatting, Stuk, reactie_op, tekst_in
from pmg_desk.services.besluiten import getoetste_besluiten, peilmoment
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.delen import overleg_tekst
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import (
    Casus,
    Delingsverzoek,
    Organisatie,
    Overleg,
    Privacybesluit,
    Verstrekking,
    VerstrekkingBesluit,
    VerstrekkingStatus,
    VerstrektStuk,
    Wijze,
)
from pmg_desk.storage.verbindingen import laatst_gehoord


class NietsTeDelen(Fout):
    """No valid approval covers anything for this recipient."""

    wat = "Er is nu geen geldig akkoord om iets met deze ontvanger te delen."
    veilig = "Er is niets afgedrukt of bewaard."
    doe = "Vraag eerst akkoord aan de privacy officer."


class NieuweTekst(Fout):
    """Text came into the dossier after the judgement and was not confirmed by the user."""

    wat = "Er is tekst bijgekomen nadat de privacy officer heeft beslist."
    veilig = "Er is niets afgedrukt of bewaard."
    doe = "Lees de nieuwe stukken en bevestig dat ze mee mogen, of laat ze weg."


class GeheimAdres(Fout):
    """An address under indicatie geheim needs a separate, reasoned step (``domain.md``, BRP)."""

    wat = "Het adres van deze jongere is geheim."
    veilig = "Het adres is niet afgedrukt."
    doe = "Schrijf op waarom het adres op papier moet, of laat het weg."


@dataclass(frozen=True, slots=True)
class Bestemming:
    """For whom a summary is: a function of an organisation, at an overleg where there is one."""

    organisatie_id: UUID
    functie: str
    overleg_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MeeInzicht:
    """A stuk that goes along, under which decision; ``nieuw`` when it came after that judgement."""

    stuk: Stuk
    besluit: str
    nieuw: bool


@dataclass(frozen=True, slots=True)
class GoedgekeurdDocument:
    """An exact document that this recipient may have."""

    besluit_id: UUID
    nummer: str
    stukken: tuple[Stuk, ...]
    zekerheid: str  # procedureel or cryptografisch


@dataclass(frozen=True, slots=True)
class Voorbereiding:
    """What one recipient would get now, and what not and why."""

    casus_id: UUID
    casusnummer: str
    organisatie: str
    functie: str
    overleg: str
    mee: tuple[MeeInzicht, ...]
    niet: tuple[tuple[Stuk, Onthouden], ...]
    documenten: tuple[GoedgekeurdDocument, ...]
    voorwaarden: tuple[str, ...]

    @property
    def nieuw(self) -> frozenset[str]:
        """Ids of the stukken that must be confirmed before printing."""
        return frozenset(deel.stuk.id for deel in self.mee if deel.nieuw)


@dataclass(frozen=True, slots=True)
class Uitgave:
    """An issued document: the bytes may leave now. ``bestandsnaam`` holds no personal data."""

    verstrekking_id: UUID
    exemplaar: int
    bestandsnaam: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class _Keuze:
    """What goes on the page and under which decisions."""

    casus: Casus
    organisatie: Organisatie | None
    functie: str
    overleg: Overleg | None
    stukken: tuple[Stuk, ...]
    besluiten: tuple[tuple[Privacybesluit, Getoetst], ...]
    weggelaten: int = 0


def prepare_samenvatting(werkplek: Werkplek, casus_id: UUID, bestemming: Bestemming) -> Voorbereiding:
    """Show stuk by stuk what this recipient would get now. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.SAMENVATTING_MAKEN)
        casus = t.casus(casus_id)
        organisatie, overleg = _bestemming(t, bestemming)
        ontvanger = Ontvanger(str(organisatie.id), organisatie.naam, bestemming.functie)
        getoetst = getoetste_besluiten(t, casus.id)
        selectie = selecteer(cut_dossier(t, casus), [g for _, _, g in getoetst], str(casus.id), ontvanger)
        nummers = {str(besluit.id): besluit.nummer for besluit, _, _ in getoetst}
        t.log(
            "samenvatting.voorbereiden", "casus", casus.id, casus_id=casus.id, ontvanger=_wie(organisatie, bestemming)
        )
        return Voorbereiding(
            casus_id=casus.id,
            casusnummer=casus.nummer,
            organisatie=organisatie.naam,
            functie=bestemming.functie,
            overleg="" if overleg is None else overleg_tekst(t, overleg),
            mee=tuple(MeeInzicht(d.stuk, nummers[d.besluit_id], d.nieuw_sinds_besluit) for d in selectie.mee),
            niet=tuple((zonder_geheim_adres(stuk), reden) for stuk, reden in selectie.niet),
            documenten=tuple(_documenten(casus, ontvanger, getoetst)),
            voorwaarden=_voorwaarden(selectie, getoetst),
        )


def _wie(organisatie: Organisatie, bestemming: Bestemming) -> str:
    return f"{organisatie.naam} – {bestemming.functie}"


def _bestemming(t: Transactie, bestemming: Bestemming) -> tuple[Organisatie, Overleg | None]:
    veld = Veldcontrole()
    organisatie = t.db.get(Organisatie, bestemming.organisatie_id)
    veld.eis(organisatie is not None, "organisatie_id", "Kies een organisatie uit het adresboek.")
    veld.tekst("functie", bestemming.functie, verplicht=True, maximum=120)
    veld.klaar()
    assert organisatie is not None
    return organisatie, None if bestemming.overleg_id is None else t.haal(Overleg, bestemming.overleg_id)


def _documenten(
    casus: Casus, ontvanger: Ontvanger, getoetst: Sequence[tuple[Privacybesluit, Delingsverzoek, Getoetst]]
) -> list[GoedgekeurdDocument]:
    gevonden = []
    for besluit, _, uitkomst in getoetst:
        stukken = goedgekeurd_document(uitkomst, str(casus.id), ontvanger)
        if stukken is not None and uitkomst.besluit is not None:
            zekerheid = uitkomst.besluit.zekerheid.value
            gevonden.append(GoedgekeurdDocument(besluit.id, besluit.nummer, stukken, zekerheid))
    return gevonden


def _voorwaarden(
    selectie: Selectie, getoetst: Sequence[tuple[Privacybesluit, Delingsverzoek, Getoetst]]
) -> tuple[str, ...]:
    gebruikt = {deel.besluit_id for deel in selectie.mee}
    return tuple(
        f"{besluit.nummer}: {uitkomst.besluit.voorwaarden}"
        for besluit, _, uitkomst in getoetst
        if str(besluit.id) in gebruikt and uitkomst.besluit is not None and uitkomst.besluit.voorwaarden
    )


def preview_samenvatting(
    werkplek: Werkplek,
    casus_id: UUID,
    bestemming: Bestemming,
    *,
    besluit_id: UUID | None = None,
    weglaten: Collection[str] = (),
) -> bytes:
    """The PDF as it would be issued now, with copy number 0: for the screen only, nothing is issued. Logged."""
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id, bestemming, besluit_id, weglaten, bevestigd=None)
        pdf = _pdf(_samenvatting(t, keuze, 0))
        t.log("samenvatting.bekijken", "casus", casus_id, casus_id=casus_id)
        return pdf


def issue_samenvatting(
    werkplek: Werkplek,
    casus_id: UUID,
    bestemming: Bestemming,
    wijze: Wijze,
    *,
    besluit_id: UUID | None = None,
    weglaten: Collection[str] = (),
    nieuw_bevestigd: Collection[str] = (),
) -> Uitgave:
    """Issue a summary to a recipient: logs *uitgegeven* and keeps the document, then gives the bytes.

    With ``besluit_id`` the exact document of that approval; otherwise what standing approvals cover. ``weglaten``: ids
    of stukken the user leaves out. Raises NietsTeDelen, NieuweTekst, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id, bestemming, besluit_id, weglaten, bevestigd=frozenset(nieuw_bevestigd))
        return _geef_uit(t, keuze, wijze, intern=False)


def issue_intern(werkplek: Werkplek, casus_id: UUID, wijze: Wijze, *, reden_geheim_adres: str | None = None) -> Uitgave:
    """An internal print for the own casusregisseur: everything, marked as such, and logged too.

    ``reden_geheim_adres``: without a reason a secret address is left out. Raises GeheimAdres for an empty reason.
    """
    with werkplek.doe() as t:
        return _geef_uit(t, _kies_intern(t, casus_id, reden_geheim_adres), wijze, intern=True, reden=reden_geheim_adres)


def preview_intern(werkplek: Werkplek, casus_id: UUID) -> bytes:
    """The internal print on screen, without a secret address. Logged."""
    with werkplek.doe() as t:
        pdf = _pdf(_samenvatting(t, _kies_intern(t, casus_id, None), 0))
        t.log("samenvatting.bekijken", "casus", casus_id, casus_id=casus_id)
        return pdf


def _kies(
    t: Transactie,
    casus_id: UUID,
    bestemming: Bestemming,
    besluit_id: UUID | None,
    weglaten: Collection[str],
    bevestigd: frozenset[str] | None,
) -> _Keuze:
    t.eis(Recht.SAMENVATTING_MAKEN)
    casus = t.casus(casus_id, wijzigen=True)
    organisatie, overleg = _bestemming(t, bestemming)
    ontvanger = Ontvanger(str(organisatie.id), organisatie.naam, bestemming.functie)
    getoetst = getoetste_besluiten(t, casus.id)
    if besluit_id is not None:
        for besluit, _, uitkomst in getoetst:
            stukken = goedgekeurd_document(uitkomst, str(casus.id), ontvanger) if besluit.id == besluit_id else None
            if stukken is not None:
                return _Keuze(casus, organisatie, bestemming.functie, overleg, stukken, ((besluit, uitkomst),))
        raise NietsTeDelen
    selectie = selecteer(cut_dossier(t, casus), [g for _, _, g in getoetst], str(casus.id), ontvanger)
    weg = _met_hun_reacties(selectie, weglaten)
    mee = [deel for deel in selectie.mee if deel.stuk.id not in weg]
    if not mee:
        raise NietsTeDelen
    if bevestigd is not None:
        gezien = _met_hun_reacties(selectie, bevestigd)
        if any(deel.nieuw_sinds_besluit and deel.stuk.id not in gezien for deel in mee):
            raise NieuweTekst
    gebruikt = {deel.besluit_id for deel in mee}
    return _Keuze(
        casus,
        organisatie,
        bestemming.functie,
        overleg,
        tuple(deel.stuk for deel in mee),
        tuple((besluit, uitkomst) for besluit, _, uitkomst in getoetst if str(besluit.id) in gebruikt),
    )


def _met_hun_reacties(selectie: Selectie, ids: Collection[str]) -> set[str]:
    """These stukken, with a reaction exactly where the statement is that it is about: the two are never parted."""
    gekozen = set(ids)
    teksten = {tekst_in(deel.stuk) for deel in selectie.mee if deel.stuk.id in gekozen}
    return {
        deel.stuk.id
        for deel in selectie.mee
        if (reactie_op(deel.stuk) in teksten if reactie_op(deel.stuk) else deel.stuk.id in gekozen)
    }


def _kies_intern(t: Transactie, casus_id: UUID, reden: str | None) -> _Keuze:
    t.eis(Recht.SAMENVATTING_MAKEN)
    casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
    if reden is not None and not reden.strip():
        raise GeheimAdres
    alle = cut_dossier(t, casus)
    stukken = tuple(stuk for stuk in alle if not stuk.geheim_adres or reden is not None)
    return _Keuze(casus, None, "casusregisseur", None, stukken, (), len(alle) - len(stukken))


def _samenvatting(t: Transactie, keuze: _Keuze, exemplaar: int) -> Samenvatting:
    identiteit = next((s for s in keuze.stukken if s.rubriek is Rubriek.IDENTITEIT and s.id.startswith("ident")), None)
    return Samenvatting(
        gemeente=t.profiel.gemeente,
        casusnummer=keuze.casus.nummer,
        naam=keuze.casus.nummer if identiteit is None else identiteit.titel,
        intern=keuze.organisatie is None,
        organisatie="" if keuze.organisatie is None else keuze.organisatie.naam,
        functie=keuze.functie,
        overleg="" if keuze.overleg is None else overleg_tekst(t, keuze.overleg),
        exemplaar=exemplaar,
        gemaakt_op=t.nu,
        gemaakt_door=t.gebruiker.naam,
        intrekkingen_bekend_tm=_intrekkingen_bekend(t, keuze.besluiten),
        stukken=keuze.stukken,
        besluiten=tuple(
            BesluitVermelding(
                rij.nummer,
                uitkomst.besluit.soort.value if uitkomst.besluit.soort is not Soort.STAAND else "staand akkoord",
                uitkomst.besluit.zekerheid.value,
                uitkomst.besluit.geldig_tot,
                uitkomst.besluit.voorwaarden,
            )
            for rij, uitkomst in keuze.besluiten
            if uitkomst.besluit is not None
        ),
        logstand=korte_stand(t),
        weggelaten=keuze.weggelaten,
    )


def _intrekkingen_bekend(t: Transactie, besluiten: Iterable[tuple[Privacybesluit, Getoetst]]) -> datetime:
    """Up to when withdrawals of these decisions are known: those of an officer elsewhere only by their last package,
    and without any, up to the decision itself.
    """
    elders = [
        laatst_gehoord(t.db, rij.door_id) or uitkomst.besluit.besloten_op
        for rij, uitkomst in besluiten
        if uitkomst.besluit is not None and uitkomst.besluit.zekerheid is Zekerheid.CRYPTOGRAFISCH
    ]
    return min(elders, default=peilmoment(t))


def _pdf(samenvatting: Samenvatting) -> bytes:
    from pmg_desk.reports.samenvatting import maak_pdf

    return maak_pdf(samenvatting)


@dataclass(frozen=True, slots=True)
class Internblad:
    """An internal print other than the summary: what it shows, under which categories, and how it is drawn.

    ``naam`` begins the name of its file, so it holds no personal data; ``maak`` gets the marks of the page in a
    Samenvatting without stukken.
    """

    naam: str
    categorieen: tuple[str, ...]
    maak: Callable[[Samenvatting], bytes]


def issue_internblad(
    werkplek: Werkplek, casus_id: UUID, wijze: Wijze, lees: Callable[[Transactie, Casus], Internblad]
) -> Uitgave:
    """Issue such a print for the own casusregisseur: kept and logged as the internal summary is."""
    with werkplek.doe() as t:
        keuze = _kies_internblad(t, casus_id)
        return _geef_uit(t, keuze, wijze, intern=True, blad=lees(t, keuze.casus))


def preview_internblad(werkplek: Werkplek, casus_id: UUID, lees: Callable[[Transactie, Casus], Internblad]) -> bytes:
    """The same on screen, with copy number 0: nothing is issued. Logged."""
    with werkplek.doe() as t:
        keuze = _kies_internblad(t, casus_id)
        pdf = lees(t, keuze.casus).maak(_samenvatting(t, keuze, 0))
        t.log("samenvatting.bekijken", "casus", casus_id, casus_id=casus_id)
        return pdf


def _kies_internblad(t: Transactie, casus_id: UUID) -> _Keuze:
    t.eis(Recht.SAMENVATTING_MAKEN)
    casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
    return _Keuze(casus, None, "casusregisseur", None, (), ())


def _geef_uit(
    t: Transactie,
    keuze: _Keuze,
    wijze: Wijze,
    *,
    intern: bool,
    reden: str | None = None,
    blad: Internblad | None = None,
) -> Uitgave:
    casus = keuze.casus
    exemplaar = rijen.volgend_exemplaar(t.db, casus.id)
    maak, naam = (_pdf, "samenvatting") if blad is None else (blad.maak, blad.naam)
    pdf = maak(_samenvatting(t, keuze, exemplaar))
    teksten = [uitkomst.besluit for _, uitkomst in keuze.besluiten if uitkomst.besluit is not None]
    categorieen = sorted({stuk.categorie for stuk in keuze.stukken} if blad is None else set(blad.categorieen))
    verstrekking = Verstrekking(
        id=t.nieuw_id(),
        casus_id=casus.id,
        intern=intern,
        organisatie_id=None if keuze.organisatie is None else keuze.organisatie.id,
        organisatie="" if keuze.organisatie is None else keuze.organisatie.naam,
        functie=keuze.functie,
        overleg_id=None if keuze.overleg is None else keuze.overleg.id,
        wijze=wijze,
        status=VerstrekkingStatus.UITGEGEVEN,
        status_reden="" if reden is None else reden[:300],
        exemplaar=exemplaar,
        categorieen=",".join(categorieen),
        doel=",".join(sorted({tekst.doel for tekst in teksten})),
        grondslagen=",".join(sorted({g for tekst in teksten for g in tekst.grondslagen})),
        document=pdf,
        document_hash=sha256_hex(pdf),
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(verstrekking)
    t.db.flush()
    for besluit, _ in keuze.besluiten:
        t.db.add(VerstrekkingBesluit(id=t.nieuw_id(), verstrekking_id=verstrekking.id, besluit_id=besluit.id))
    for stuk in keuze.stukken:
        t.db.add(VerstrektStuk(id=t.nieuw_id(), verstrekking_id=verstrekking.id, stuk=stuk.id))
    t.log(
        "samenvatting.uitgeven",
        "verstrekking",
        verstrekking.id,
        casus_id=casus.id,
        categorieen=categorieen,
        ontvanger="intern" if intern else f"{verstrekking.organisatie} – {verstrekking.functie}",
        verwerking=verstrekking.doel,
        aantal=exemplaar,
        detail={"document": verstrekking.document_hash or "", "reden_geheim_adres": reden or ""},
    )
    t.gewijzigd("verstrekking", verstrekking.id)
    bestand = f"{naam}-{casus.nummer}-exemplaar-{exemplaar}{'-intern' if intern else ''}.pdf"
    return Uitgave(verstrekking.id, exemplaar, bestand, pdf)


def mark_uitgave(werkplek: Werkplek, verstrekking_id: UUID, status: VerstrekkingStatus, reden: str) -> None:
    """Say that an issued document did not arrive (*mislukt*) or was taken back (*ingetrokken*), with the reason."""
    with werkplek.doe() as t:
        t.eis(Recht.SAMENVATTING_MAKEN)
        rij = t.haal(Verstrekking, verstrekking_id)
        t.casus(rij.casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.eis(status is not VerstrekkingStatus.UITGEGEVEN, "status", "Kies mislukt of ingetrokken.")
        veld.eis(rij.status is VerstrekkingStatus.UITGEGEVEN, "status", "Dit is al eerder gemeld.")
        veld.klaar()
        rij.status, rij.status_reden, rij.afgesloten_op = status, waarom, t.nu
        t.log(f"samenvatting.{status.value}", "verstrekking", rij.id, casus_id=rij.casus_id, detail={"reden": waarom})
        t.gewijzigd("verstrekking", rij.id)


def open_uitgave(werkplek: Werkplek, verstrekking_id: UUID) -> tuple[bytes, datetime]:
    """An issued document exactly as it was. The privacy officer may open any, others those of visible casussen."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        rij = t.haal(Verstrekking, verstrekking_id)
        if not t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL):
            t.casus(rij.casus_id)
        if rij.document is None:
            raise NietGevonden
        t.log("verstrekking.openen", "verstrekking", rij.id, casus_id=rij.casus_id)
        if sha256_hex(rij.document) != rij.document_hash:
            raise Fout(
                "Dit document is na de uitgifte veranderd.",
                veilig="Het wordt niet getoond.",
                doe="Laat de privacy officer het logboek controleren.",
            )
        return rij.document, rij.op
