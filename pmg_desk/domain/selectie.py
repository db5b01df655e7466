"""Which stukken of a casus go to whom: stuk by stuk under the approvals that hold, each refusal with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pmg_desk.domain.delen import Besluittekst, Eis, Getoetst, Ontvanger, Soort, lees_verzoektekst, vouw_functie
from pmg_desk.domain.document import lees_document
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.laatste import Laatste, Stand, laatste_oordeel
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk, Veld, reactie_op, stam, tekst_in
from pmg_desk.domain.tafelkader import GetoetstKader, cel_van, dekking_van
from pmg_desk.domain.verruimen import verruimd_na, verruimd_na_verzoek


class Vorm(StrEnum):
    """In which form something would be shared."""

    MONDELING = "mondeling"
    PAPIER = "papier"
    BESTAND = "bestand"
    OVERDRACHT = "overdracht"


class Geinformeerde(StrEnum):
    """Who can have been informed of the sharing."""

    JONGERE = "jongere"
    OUDERS = "ouders"


class Onthouden(StrEnum):
    """Why a stuk does not go along; the value is the sentence the user reads."""

    BEPERKT = "Er loopt een beperking: de jongere of ouders vroegen om deze gegevens even niet te gebruiken."
    GEEN_AKKOORD = "Geen geldig akkoord voor deze ontvanger en categorie."
    BESCHADIGD = "Een besluit over deze casus ontbreekt of is beschadigd. Laat het logboek controleren."
    GEWEIGERD = "De privacy officer heeft dit geweigerd."
    INGETROKKEN = "Het akkoord hiervoor is ingetrokken. Vraag opnieuw akkoord."
    VERLOPEN = "Het akkoord hiervoor is verlopen. Vraag opnieuw akkoord."
    NOG_NIET = "Het akkoord hiervoor gaat pas later in."
    ONGELDIG = "Het laatste besluit hierover geldt niet (meer). Vraag opnieuw akkoord."
    DERDEN = "Gaat ook over anderen; het akkoord gaat niet over anderen."
    BRON_NEE = "De bron staat doorverstrekken niet toe."
    BRON_VRAGEN = "De bron moet eerst toestemming geven; vraag akkoord voor precies deze tekst."
    GEHEIM_ADRES = "Het adres is geheim (indicatie geheim in de BRP)."
    ZONDER_TEKST = "Dit is een reactie op een tekst die niet meegaat."
    ZONDER_ACTIE = "Dit hoort bij een actie die niet meegaat; los zegt het niets."
    VERRUIMD = (
        "Wat deze tekst tegenhield, is weggehaald nadat de privacy officer besliste."
        " Vraag opnieuw akkoord, dan gaat het besluit ook over deze tekst."
    )
    ANDERE_NAAM = "De organisatie heette anders toen de privacy officer besliste. Vraag opnieuw akkoord."
    VERBETERD = "Deze tekst is verbeterd nadat de privacy officer precies deze woorden beoordeelde."
    WEGGELATEN = "De privacy officer liet dit weg."
    ALLEEN_MONDELING = "Mag alleen mondeling worden gedeeld."
    JONGERE_NIET_GEINFORMEERD = "Mag pas als de jongere is geïnformeerd."
    OUDERS_NIET_GEINFORMEERD = "Mag pas als de ouders zijn geïnformeerd."


@dataclass(frozen=True, slots=True)
class Omstandigheden:
    """What a condition is held against: the form, who was informed, and at which tables the casus is now.

    ``geinformeerd``: of whom it was recorded, with the last day on which they were. ``beperkt``: the processing is
    restricted (AVG 18), so nothing leaves in any form under any approval. ``beschadigd``: a decision about this casus
    is gone or cannot be believed, so nobody knows what it took away. ``verbeterd``: by its id what was amended,
    withdrawn or answered since it was put in an exact document, with the day; None when it is not there any more.
    """

    vorm: Vorm
    geinformeerd: frozenset[tuple[Geinformeerde, date]] = frozenset()
    tafels: frozenset[str] = frozenset()
    beperkt: bool = False
    beschadigd: bool = False
    verbeterd: Mapping[str, date | None] = field(default_factory=dict)

    def laatst_geinformeerd(self, wie: Geinformeerde) -> date | None:
        """The last day on which they were informed; None when they were not."""
        return max((dag for een, dag in self.geinformeerd if een is wie), default=None)


_ZONDER: dict[Stand, Onthouden] = {
    Stand.GEWEIGERD: Onthouden.GEWEIGERD,
    Stand.MINDER: Onthouden.GEWEIGERD,
    Stand.DERDEN: Onthouden.DERDEN,
    Stand.INGETROKKEN: Onthouden.INGETROKKEN,
    Stand.VERLOPEN: Onthouden.VERLOPEN,
    Stand.NOG_NIET: Onthouden.NOG_NIET,
    Stand.ONGELDIG: Onthouden.ONGELDIG,
    Stand.ANDERE_NAAM: Onthouden.ANDERE_NAAM,
}


def algemeen_onthouden(omstandigheden: Omstandigheden) -> Onthouden | None:
    """Why nothing of this casus leaves at all, where that is so."""
    if omstandigheden.beperkt:
        return Onthouden.BEPERKT
    return Onthouden.BESCHADIGD if omstandigheden.beschadigd else None


@dataclass(frozen=True, slots=True)
class Gedekt:
    """A stuk that may go along, under which decision or tafelkader, and whether it came after that judgement.

    A tafelkader is about kinds of data and never saw a text, so nothing is new since it.
    """

    stuk: Stuk
    besluit_id: str
    nieuw_sinds_besluit: bool
    kader: bool = False


@dataclass(frozen=True, slots=True)
class Selectie:
    """A dossier split for one recipient: what goes along and what stays, each with its reason."""

    mee: tuple[Gedekt, ...]
    niet: tuple[tuple[Stuk, Onthouden], ...]


def selecteer(
    stukken: Iterable[Stuk],
    besluiten: Collection[Getoetst],
    casus_id: str,
    ontvanger: Ontvanger,
    omstandigheden: Omstandigheden,
    kaders: Collection[GetoetstKader] = (),
) -> Selectie:
    """Split ``stukken`` of one casus for one recipient under the valid *standing* approvals, stuk by stuk.

    The latest judgement about it counts, whether it gives or takes away (:mod:`pmg_desk.domain.laatste`); only what no
    judgement speaks of falls under a tafelkader. A document approval covers
    its own snapshot as a whole and is printed from that snapshot: see :func:`goedgekeurd_document`. A reaction goes
    only with the statement it is about, and words of an action only with that action; both stand before it. A transfer
    gives rows, where words find their place by themselves.
    """
    algemeen = algemeen_onthouden(omstandigheden)
    if algemeen is not None:
        return Selectie((), tuple((stuk, algemeen) for stuk in stukken))
    besluiten = list(besluiten)
    mee: list[Gedekt] = []
    niet: list[tuple[Stuk, Onthouden]] = []
    teksten, acties = {""}, {""}
    los = omstandigheden.vorm is Vorm.OVERDRACHT
    for stuk in (zoals_voor(een, ontvanger) for een in stukken):
        reden = nooit_onder_staand(stuk)
        if reden is None and reactie_op(stuk) not in teksten:
            reden = Onthouden.ZONDER_TEKST
        if reden is None and stuk.bij not in acties and not los:
            reden = Onthouden.ZONDER_ACTIE
        uitkomst: Gedekt | Onthouden
        if reden is not None:
            uitkomst = reden
        else:
            laatste = laatste_oordeel(besluiten, casus_id, ontvanger, stuk.categorie, derden=stuk.derden)
            if laatste is None:
                uitkomst = _onder_kader(kaders, besluiten, casus_id, stuk, ontvanger, omstandigheden)
            elif laatste.stand is Stand.GEEFT:
                uitkomst = _onder(laatste, stuk, omstandigheden)
            else:
                uitkomst = _ZONDER[laatste.stand]
        if isinstance(uitkomst, Gedekt):
            mee.append(uitkomst)
            teksten.add(tekst_in(stuk))
            acties.add(stam(stuk))
        else:
            niet.append((stuk, uitkomst))
    return Selectie(tuple(mee), tuple(niet))


def zoals_voor(stuk: Stuk, ontvanger: Ontvanger) -> Stuk:
    """The stuk as it would go to this recipient: an action of their own under what it is apart from who does it.

    Without what they do in it: its name counts as health by itself, whoever reads it.
    """
    wie = stuk.uitvoerder
    zelf = ontvanger.organisatie_id, vouw_functie(ontvanger.functie)
    if wie is None or (wie.organisatie_id, vouw_functie(wie.functie)) != zelf:
        return stuk
    velden = tuple((label, waarde) for label, waarde in stuk.velden if label != Veld.INTERVENTIE)
    return replace(stuk, categorie=wie.categorie, velden=velden)


def dekking_van_categorie(
    besluiten: Collection[Getoetst],
    casus_id: str,
    ontvanger: Ontvanger,
    categorie: str,
    omstandigheden: Omstandigheden,
    kaders: Collection[GetoetstKader] = (),
    *,
    derden: bool,
    dag: date,
) -> str | None:
    """The id of what lets this recipient hear of this kind of data on that day; None when nothing does.

    For what is told: no stuk is looked at. As stuk by stuk, the latest judgement counts with its conditions, and only
    without one a tafelkader. What was signed after that day, or does not begin until later, covers nothing.
    """
    if algemeen_onthouden(omstandigheden) is not None:
        return None
    laatste = laatste_oordeel(besluiten, casus_id, ontvanger, categorie, derden=derden, dag=dag)
    if laatste is not None:
        gaat = laatste.stand is Stand.GEEFT and eis_van_besluit(laatste, omstandigheden) is None
        return laatste.besluit.besluit_id if gaat else None
    if derden:
        return None
    gevonden = dekking_van(kaders, categorie, ontvanger, omstandigheden.tafels)
    if gevonden is None:
        return None
    kader, cel = gevonden
    if kader.inhoud.geldig_van > dag or lokale_dag(kader.besloten_op) > dag:
        return None
    gebrek = onvervulde_eis(cel.eisen, omstandigheden, lokale_dag(kader.besloten_op))
    return kader.kader_id if gebrek is None else None


def _onder(laatste: Laatste, stuk: Stuk, omstandigheden: Omstandigheden) -> Gedekt | Onthouden:
    besluit, gebrek = laatste.besluit, eis_van_besluit(laatste, omstandigheden)
    if gebrek is not None:
        return gebrek
    if verruimd_na_verzoek(stuk, laatste.verzoek_tekst):
        return Onthouden.VERRUIMD
    over = zonder_weglatingen(besluit, stuk)
    # A transfer gives rows, not labels: what has to lose a field stays whole here.
    if over is None or (over != stuk and omstandigheden.vorm is Vorm.OVERDRACHT):
        return Onthouden.WEGGELATEN
    return Gedekt(over, besluit.besluit_id, stuk.gewijzigd_op > besluit.besloten_op)


def _onder_kader(
    kaders: Collection[GetoetstKader],
    besluiten: Collection[Getoetst],
    casus_id: str,
    stuk: Stuk,
    ontvanger: Ontvanger,
    omstandigheden: Omstandigheden,
) -> Gedekt | Onthouden:
    zonder = laatste_oordeel(besluiten, casus_id, ontvanger, stuk.categorie) if stuk.derden else None
    if zonder is not None and zonder.stand is Stand.GEEFT:
        return Onthouden.DERDEN
    gevonden = cel_van(kaders, stuk.categorie, ontvanger, omstandigheden.tafels)
    if gevonden is None:
        return Onthouden.GEEN_AKKOORD
    kader, regel = gevonden
    if not regel.ontvanger.heet_als(ontvanger):
        return Onthouden.ANDERE_NAAM
    if stuk.derden:
        return Onthouden.DERDEN
    if verruimd_na(stuk, kader.besloten_op):
        return Onthouden.VERRUIMD
    gebrek = onvervulde_eis(regel.eisen, omstandigheden, lokale_dag(kader.besloten_op))
    return Gedekt(stuk, kader.kader_id, False, kader=True) if gebrek is None else gebrek


def onvervulde_eis(eisen: Collection[Eis], omstandigheden: Omstandigheden, sinds: date) -> Onthouden | None:
    """The first condition that does not hold now, as the reason why something stays.

    ``sinds``: who was informed before that day was not told of this sharing (AVG 14).
    """
    if Eis.ALLEEN_MONDELING in eisen and omstandigheden.vorm is not Vorm.MONDELING:
        return Onthouden.ALLEEN_MONDELING
    for eis, wie, reden in _TE_INFORMEREN:
        laatst = omstandigheden.laatst_geinformeerd(wie)
        if eis in eisen and (laatst is None or laatst < sinds):
            return reden
    return None


_TE_INFORMEREN = (
    (Eis.JONGERE_GEINFORMEERD, Geinformeerde.JONGERE, Onthouden.JONGERE_NIET_GEINFORMEERD),
    (Eis.OUDERS_GEINFORMEERD, Geinformeerde.OUDERS, Onthouden.OUDERS_NIET_GEINFORMEERD),
)


def verzoekdag(besluit: Besluittekst, verzoek_tekst: str) -> date:
    """The day from which informing somebody is about this sharing: that of its request.

    Of a request that cannot be read the day of the decision, which is later and so stricter.
    """
    try:
        return lokale_dag(lees_verzoektekst(verzoek_tekst).gevraagd_op)
    except ValueError:
        return lokale_dag(besluit.besloten_op)


def eis_van_besluit(laatste: Laatste, omstandigheden: Omstandigheden) -> Onthouden | None:
    """The first condition of this judgement that does not hold now."""
    return _eis_van(laatste.besluit, laatste.verzoek_tekst, omstandigheden)


def eis_van_getoetst(getoetst: Getoetst, omstandigheden: Omstandigheden) -> Onthouden | None:
    """The same of a decision that was checked; one that cannot be read has none."""
    besluit = getoetst.besluit
    return None if besluit is None else _eis_van(besluit, getoetst.bewaard.verzoek_tekst, omstandigheden)


def _eis_van(besluit: Besluittekst, verzoek_tekst: str, omstandigheden: Omstandigheden) -> Onthouden | None:
    if not besluit.eisen:
        return None  # as most: then the request need not be read
    return onvervulde_eis(besluit.eisen, omstandigheden, verzoekdag(besluit, verzoek_tekst))


def _zelfde(weggelaten: str, stuk_id: str) -> bool:
    """Whether it is the same thing: also with other words, which are the part of an id after ``+``.

    Of a reaction they are the reaction itself.
    """
    if stuk_id.startswith("reactie:"):
        return weggelaten == stuk_id
    return weggelaten.partition("+")[0] == stuk_id.partition("+")[0]


def zonder_weglatingen(besluit: Besluittekst, stuk: Stuk) -> Stuk | None:
    """The stuk as this decision lets it go: without the fields that were taken out, or None when all of it was."""
    weg = {weglating.veld for weglating in besluit.weglaten if _zelfde(weglating.stuk, stuk.id)}
    if "" in weg:
        return None
    return replace(stuk, velden=tuple((label, waarde) for label, waarde in stuk.velden if label not in weg))


def nooit_onder_staand(stuk: Stuk) -> Onthouden | None:
    """Why a stuk is never covered by a standing approval or a tafelkader, whatever its category."""
    if stuk.doorverstrekking is Doorverstrekking.NEE:
        return Onthouden.BRON_NEE
    if stuk.doorverstrekking is Doorverstrekking.VRAGEN:
        return Onthouden.BRON_VRAGEN
    if stuk.geheim_adres:
        return Onthouden.GEHEIM_ADRES
    return None


def goedgekeurd_document(
    getoetst: Getoetst, casus_id: str, ontvanger: Ontvanger, omstandigheden: Omstandigheden
) -> tuple[Stuk, ...] | None:
    """The stukken of an approved snapshot, or None when this decision does not give it to this recipient now.

    Without what was amended since: what was judged were those words, and they are known to be wrong.
    """
    gegeven = _document(getoetst, casus_id, ontvanger, omstandigheden)
    return None if gegeven is None else _over(gegeven, omstandigheden.verbeterd)


def verbeterd_in_document(
    getoetst: Getoetst, casus_id: str, ontvanger: Ontvanger, omstandigheden: Omstandigheden
) -> tuple[Stuk, ...]:
    """What :func:`goedgekeurd_document` would give and does not, because it was amended since."""
    gegeven = _document(getoetst, casus_id, ontvanger, omstandigheden) or ()
    blijft = {stuk.id for stuk in _over(gegeven, omstandigheden.verbeterd)}
    return tuple(stuk for stuk in gegeven if stuk.id not in blijft)


@dataclass(frozen=True, slots=True)
class NietVertellen:
    """What stays untold of a kind of data that may be told: a whole stuk, or with ``velden`` parts of it.

    ``reden``: the officer took it out, nobody judged it as it is now, it was amended since, or no standing approval is
    ever about it: the source does not let it be passed on, or the address is secret.
    """

    stuk: Stuk
    velden: tuple[str, ...] = ()
    reden: Onthouden = Onthouden.WEGGELATEN


def niet_vertellen(stukken: Iterable[Stuk], selectie: Selectie) -> tuple[NietVertellen, ...]:
    """What may not be told of these stukken to this recipient, in order: telling is by kind, and would pass it."""
    over = {deel.stuk.id: deel.stuk for deel in selectie.mee}
    heel = {stuk.id: reden for stuk, reden in selectie.niet if reden in _NIET_VERTELLEN}
    return tuple(_zonder(stukken, over, heel))


VAN_DE_BRON = frozenset({Onthouden.BRON_NEE, Onthouden.BRON_VRAGEN})
"""What the source of these very words said of passing them on."""
_NIET_VERTELLEN = VAN_DE_BRON | {Onthouden.WEGGELATEN, Onthouden.VERRUIMD, Onthouden.GEHEIM_ADRES}


def niet_vertellen_uit_document(
    getoetst: Getoetst, casus_id: str, ontvanger: Ontvanger, omstandigheden: Omstandigheden
) -> tuple[NietVertellen, ...]:
    """The same of an exact document."""
    gegeven = _document(getoetst, casus_id, ontvanger, omstandigheden)
    if gegeven is None:
        return ()
    stukken = lees_document(getoetst.bewaard.document or "")[1]
    over = {stuk.id: stuk for stuk in gegeven}
    heel = dict.fromkeys({stuk.id for stuk in stukken} - set(over), Onthouden.WEGGELATEN)
    blijft = {stuk.id for stuk in _over(gegeven, omstandigheden.verbeterd)}
    heel |= dict.fromkeys(set(over) - blijft, Onthouden.VERBETERD)
    return tuple(_zonder(stukken, over, heel))


def _zonder(
    stukken: Iterable[Stuk], over: Mapping[str, Stuk], heel: Mapping[str, Onthouden]
) -> Iterable[NietVertellen]:
    for stuk in stukken:
        if stuk.id in heel:
            yield NietVertellen(stuk, reden=heel[stuk.id])
        elif stuk.id in over and over[stuk.id].velden != stuk.velden:
            blijft = over[stuk.id].velden
            yield NietVertellen(stuk, tuple(label for label, waarde in stuk.velden if (label, waarde) not in blijft))


def _document(
    getoetst: Getoetst, casus_id: str, ontvanger: Ontvanger, omstandigheden: Omstandigheden
) -> tuple[Stuk, ...] | None:
    besluit, document = getoetst.besluit, getoetst.bewaard.document
    if not getoetst.geldig or besluit is None or besluit.soort is not Soort.DOCUMENT or document is None:
        return None
    if not any(r.casus_id == casus_id and r.ontvanger.is_precies(ontvanger) for r in besluit.manifest):
        return None
    if algemeen_onthouden(omstandigheden) or eis_van_getoetst(getoetst, omstandigheden) is not None:
        return None
    try:
        document_casus, stukken = lees_document(document)
    except ValueError:
        return None
    if document_casus != casus_id:
        return None
    return _over([stuk for stuk in (zonder_weglatingen(besluit, deel) for deel in stukken) if stuk is not None])


def _over(stukken: Iterable[Stuk], verbeterd: Collection[str] = ()) -> tuple[Stuk, ...]:
    """What is left of a document: a reaction never without its statement, nor that with an amended reaction."""
    alle = list(stukken)
    anders = {reactie_op(stuk) for stuk in alle if stuk.id in verbeterd} - {""}
    over = [stuk for stuk in alle if stuk.id not in verbeterd and tekst_in(stuk) not in anders]
    teksten = {"", *map(tekst_in, over)}
    return tuple(stuk for stuk in over if reactie_op(stuk) in teksten)
