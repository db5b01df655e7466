"""Printing a case summary: what goes along for whom, and issuing it so that nothing leaves unlogged.

A summary for a recipient holds only stukken that a valid approval or tafelkader covers, stuk by stuk. Issuing itself
is in ``uitgaven``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pmg_desk.domain.bevestigen import bevestiging, onbevestigd
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Samenvatting, Stuk, reactie_op, stam, tekst_in
from pmg_desk.domain.selectie import Onthouden
from pmg_desk.services.deelbaar import VORM_VAN, Deelbaar, deelbaar
from pmg_desk.services.delen import overleg_tekst
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.uitgaven import Keuze, Uitgave, geef_uit, stel_samen
from pmg_desk.services.waaromniet import Uitlegger, uitleg_per_stuk, waarom_niets
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Organisatie, Overleg, Wijze


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
class Verbeterd:
    """A text of an exact document that is not given any more; ``op``: when it was amended, None when it is gone."""

    stuk: Stuk
    op: date | None

    @property
    def zin(self) -> str:
        """What became of it, in one sentence."""
        if self.op is None:
            return "Deze tekst staat niet meer in het dossier."
        return f"Deze tekst is op {toon_datum(self.op)} verbeterd."


@dataclass(frozen=True, slots=True)
class GoedgekeurdDocument:
    """An exact document that this recipient may have, without what was amended since."""

    besluit_id: UUID
    nummer: str
    stukken: tuple[Stuk, ...]
    zekerheid: str  # procedureel or cryptografisch
    verzoek_id: UUID
    verbeterd: tuple[Verbeterd, ...] = ()


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
    uitleg: Mapping[str, str] = field(default_factory=dict)  # by stuk that stays: why, whom to ask, what may go

    @property
    def nieuw(self) -> frozenset[str]:
        """The ``bevestiging`` of each stuk that must be confirmed before printing."""
        return frozenset(bevestiging(deel.stuk) for deel in self.mee if deel.nieuw)

    def bevestig(self, gekozen: Collection[str]) -> frozenset[str]:
        """What somebody confirms who read this and lets these go (ids of stukken), each with its reactions."""
        ids = _met_hun_reacties([deel.stuk for deel in self.mee], gekozen)
        return frozenset(bevestiging(deel.stuk) for deel in self.mee if deel.stuk.id in ids)


def prepare_samenvatting(
    werkplek: Werkplek, casus_id: UUID, bestemming: Bestemming, wijze: Wijze = Wijze.PAPIER
) -> Voorbereiding:
    """Show stuk by stuk what this recipient would get now in this form. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.SAMENVATTING_MAKEN)
        casus = t.casus(casus_id)
        organisatie, overleg = _bestemming(t, bestemming)
        ontvanger = Ontvanger(str(organisatie.id), organisatie.naam, bestemming.functie)
        gronden = deelbaar(t, casus.id, VORM_VAN[wijze])
        selectie = gronden.selecteer(cut_dossier(t, casus), ontvanger)
        onder = {str(deel.id): deel.vermelding for deel in gronden.onder({d.besluit_id for d in selectie.mee})}
        wie = name_logontvanger(t, organisatie.naam, bestemming.functie)
        t.log("samenvatting.voorbereiden", "casus", casus.id, casus_id=casus.id, ontvanger=wie)
        return Voorbereiding(
            casus_id=casus.id,
            casusnummer=casus.nummer,
            organisatie=organisatie.naam,
            functie=bestemming.functie,
            overleg="" if overleg is None else overleg_tekst(t, overleg),
            mee=tuple(MeeInzicht(d.stuk, onder[d.besluit_id].nummer, d.nieuw_sinds_besluit) for d in selectie.mee),
            niet=tuple((zonder_geheim_adres(stuk), reden) for stuk, reden in selectie.niet),
            documenten=tuple(_documenten(gronden, ontvanger)),
            voorwaarden=tuple(f"{v.nummer}: {v.voorwaarden}" for v in onder.values() if v.voorwaarden),
            uitleg=uitleg_per_stuk(Uitlegger(t, gronden, ontvanger), selectie),
        )


def _bestemming(
    t: Transactie, bestemming: Bestemming, wijze: Wijze = Wijze.PAPIER
) -> tuple[Organisatie, Overleg | None]:
    veld = Veldcontrole()
    # What may only be told is judged as told: a page made that way would put it on paper.
    veld.eis(wijze in (Wijze.PAPIER, Wijze.BESTAND), "wijze", "Een bladzijde gaat op papier of als bestand.")
    organisatie = t.db.get(Organisatie, bestemming.organisatie_id)
    veld.eis(organisatie is not None, "organisatie_id", "Kies een organisatie uit het adresboek.")
    veld.tekst("functie", bestemming.functie, verplicht=True, maximum=120)
    veld.klaar()
    assert organisatie is not None
    return organisatie, None if bestemming.overleg_id is None else t.haal(Overleg, bestemming.overleg_id)


def _documenten(gronden: Deelbaar, ontvanger: Ontvanger) -> list[GoedgekeurdDocument]:
    gevonden = []
    for besluit, verzoek, uitkomst in gronden.getoetst:
        stukken = gronden.document(besluit.id, ontvanger) or ()
        anders = verbeterd_in(gronden, besluit.id, ontvanger)
        if (stukken or anders) and uitkomst.besluit is not None:  # all of it may have been left out
            zekerheid = uitkomst.besluit.zekerheid.value
            gevonden.append(GoedgekeurdDocument(besluit.id, besluit.nummer, stukken, zekerheid, verzoek.id, anders))
    return gevonden


def verbeterd_in(gronden: Deelbaar, besluit_id: UUID, ontvanger: Ontvanger) -> tuple[Verbeterd, ...]:
    """What of this exact document is not given because it was amended since, or because of what is about it."""
    dagen = gronden.omstandigheden.verbeterd
    weg = gronden.verbeterd(besluit_id, ontvanger)
    laatst = max((dag for stuk in weg if (dag := dagen.get(stuk.id)) is not None), default=None)
    return tuple(Verbeterd(stuk, dagen.get(stuk.id, laatst)) for stuk in weg)


def niet_meer_zo(gronden: Deelbaar, besluit_id: UUID, ontvanger: Ontvanger) -> NietsTeDelen:
    """The refusal of an exact document, with what was amended in it since where that is why."""
    zinnen = dict.fromkeys(een.zin for een in verbeterd_in(gronden, besluit_id, ontvanger))
    if not zinnen:
        return NietsTeDelen()
    return NietsTeDelen(
        f"{NietsTeDelen.wat} {' '.join(zinnen)}",
        doe="Vraag het opnieuw. Kies bij Samenvatting voor deze ontvanger 'Opnieuw vragen': de vraag staat klaar.",
    )


def preview_samenvatting(
    werkplek: Werkplek,
    casus_id: UUID,
    bestemming: Bestemming,
    *,
    wijze: Wijze = Wijze.PAPIER,
    besluit_id: UUID | None = None,
    weglaten: Collection[str] = (),
) -> bytes:
    """The PDF as it would be issued now, with copy number 0: for the screen only, nothing is issued. Logged."""
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id, bestemming, wijze, besluit_id, weglaten, bevestigd=None)
        pdf = _pdf(stel_samen(t, keuze, 0))
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
    of stukken the user leaves out. ``nieuw_bevestigd``: the words that were read, as ``Voorbereiding`` gives them.
    Raises NietsTeDelen, NieuweTekst, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id, bestemming, wijze, besluit_id, weglaten, bevestigd=frozenset(nieuw_bevestigd))
        return geef_uit(t, keuze, wijze, _pdf)


def issue_intern(werkplek: Werkplek, casus_id: UUID, wijze: Wijze, *, reden_geheim_adres: str | None = None) -> Uitgave:
    """An internal print for the own casusregisseur: everything, marked as such, and logged too.

    ``reden_geheim_adres``: without a reason a secret address is left out. Raises GeheimAdres for an empty reason.
    """
    with werkplek.doe() as t:
        return geef_uit(t, _kies_intern(t, casus_id, reden_geheim_adres), wijze, _pdf, reden=reden_geheim_adres)


def preview_intern(werkplek: Werkplek, casus_id: UUID) -> bytes:
    """The internal print on screen, without a secret address. Logged."""
    with werkplek.doe() as t:
        pdf = _pdf(stel_samen(t, _kies_intern(t, casus_id, None), 0))
        t.log("samenvatting.bekijken", "casus", casus_id, casus_id=casus_id)
        return pdf


def _kies(
    t: Transactie,
    casus_id: UUID,
    bestemming: Bestemming,
    wijze: Wijze,
    besluit_id: UUID | None,
    weglaten: Collection[str],
    bevestigd: frozenset[str] | None,
) -> Keuze:
    t.eis(Recht.SAMENVATTING_MAKEN)
    casus = t.casus(casus_id, wijzigen=True)
    organisatie, overleg = _bestemming(t, bestemming, wijze)
    ontvanger = Ontvanger(str(organisatie.id), organisatie.naam, bestemming.functie)
    gronden = deelbaar(t, casus.id, VORM_VAN[wijze])
    if besluit_id is not None:
        stukken = gronden.document(besluit_id, ontvanger)
        if not stukken:
            raise niet_meer_zo(gronden, besluit_id, ontvanger)
        return Keuze(casus, organisatie, bestemming.functie, overleg, stukken, gronden.onder({str(besluit_id)}))
    selectie = gronden.selecteer(cut_dossier(t, casus), ontvanger)
    weg = _met_wat_erbij_hoort([deel.stuk for deel in selectie.mee], weglaten)
    mee = [deel for deel in selectie.mee if deel.stuk.id not in weg]
    if not mee:
        raise geen_akkoord(t, gronden, ontvanger, [stuk.categorie for stuk, _ in selectie.niet])
    if bevestigd is not None and onbevestigd((deel.stuk for deel in mee if deel.nieuw_sinds_besluit), bevestigd):
        raise NieuweTekst
    return Keuze(
        casus,
        organisatie,
        bestemming.functie,
        overleg,
        tuple(deel.stuk for deel in mee),
        gronden.onder({deel.besluit_id for deel in mee}, {deel.stuk.categorie for deel in mee}),
    )


def geen_akkoord(
    t: Transactie, gronden: Deelbaar, ontvanger: Ontvanger, categorieen: Iterable[str], *, derden: bool = False
) -> NietsTeDelen:
    """The refusal, with what is missing and whom to ask where that is known."""
    wat, doe = waarom_niets(t, gronden, ontvanger, categorieen, derden=derden)
    return NietsTeDelen(f"{NietsTeDelen.wat} {wat}", doe=doe) if wat else NietsTeDelen()


def _met_hun_reacties(stukken: Sequence[Stuk], ids: Collection[str]) -> set[str]:
    """These stukken, with a reaction exactly where the statement is that it is about: the two are never parted."""
    gekozen = set(ids)
    teksten = {tekst_in(stuk) for stuk in stukken if stuk.id in gekozen}
    return {stuk.id for stuk in stukken if (reactie_op(stuk) in teksten if reactie_op(stuk) else stuk.id in gekozen)}


def _met_wat_erbij_hoort(stukken: Sequence[Stuk], ids: Collection[str]) -> set[str]:
    """These stukken, to leave out: with an action its words and result, and with a text the reactions to it."""
    acties = {stam(stuk) for stuk in stukken if stuk.id in ids}
    return _met_hun_reacties(stukken, {*ids, *(stuk.id for stuk in stukken if stuk.bij in acties)})


def _kies_intern(t: Transactie, casus_id: UUID, reden: str | None) -> Keuze:
    t.eis(Recht.SAMENVATTING_MAKEN)
    casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
    if reden is not None and not reden.strip():
        raise GeheimAdres
    alle = cut_dossier(t, casus)
    stukken = tuple(stuk for stuk in alle if not stuk.geheim_adres or reden is not None)
    return Keuze(casus, None, "casusregisseur", None, stukken, (), len(alle) - len(stukken))


def _pdf(samenvatting: Samenvatting) -> bytes:
    from pmg_desk.reports.samenvatting import maak_pdf

    return maak_pdf(samenvatting)
