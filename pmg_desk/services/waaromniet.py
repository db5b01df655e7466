"""Why-not messages that help: what is missing for a recipient, whom to ask, and what may be shared meanwhile.

The reasons come from ``domain.waaromniet`` and follow what ``deelbaar`` lets go; here they become plain sentences with
the names of who can help.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger, Verzoektekst, lees_verzoektekst
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.domain.selectie import Onthouden, Selectie
from pmg_desk.domain.waaromniet import Gemis, Waarom
from pmg_desk.services.deelbaar import Deelbaar
from pmg_desk.services.postvak import uiterste_oordeeldag
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import postvak as postrijen
from pmg_desk.storage.models import Delingsverzoek, VerbindingSoort, VerzoekStatus
from pmg_desk.storage.verbindingen import alle_verbindingen

MEESTE = 3
"""More kinds of data than this are not explained one by one in one message."""


@dataclass(frozen=True, slots=True)
class Uitleg:
    """In one sentence each: what is missing, whom to ask or what to do, what may go meanwhile (may be empty)."""

    wat: str
    wie: str
    intussen: str = ""

    @property
    def zin(self) -> str:
        """All of it, as it stands under a piece of text."""
        return " ".join(deel for deel in (self.wat, self.wie, self.intussen) if deel)


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """A request that waits: since when, by when an answer should be there, and its number."""

    op: date
    uiterlijk: date
    terug: bool  # the officer asked something first
    nummer: str


Wachtend = Mapping[tuple[str, str, str], Gevraagd]
"""By organisation, function and kind of data."""


def wie_beslist(t: Transactie) -> str:
    """The privacy officers to ask, by name; of one with an installation of their own that they work elsewhere."""
    hier = [officer.naam for officer in postrijen.officers(t.db)]
    elders = [
        f"{verbinding.naam} (werkt elders: stuur een pakket)"
        for verbinding in alle_verbindingen(t.db, VerbindingSoort.PRIVACY_OFFICER)
        if verbinding.gestopt_op is None
    ]
    return " of ".join((*hier, *elders)) or "de privacy officer"


def wachtende(t: Transactie, casus_id: UUID) -> Wachtend:
    """What is being asked about this casus; the oldest request counts. A request that cannot be read asks nothing."""
    return wachtende_per_casus(t, [casus_id])[casus_id]


def wachtende_per_casus(t: Transactie, casus_ids: Iterable[UUID]) -> dict[UUID, Wachtend]:
    """The same for many casussen, read once."""
    gevonden: dict[UUID, dict[tuple[str, str, str], Gevraagd]] = {id_: {} for id_ in casus_ids}
    for rij in rijen.verzoeken(t.db, statussen=(VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)):
        tekst = lees_of_niets(rij) if rij.casus_id in gevonden else None
        if tekst is None:
            continue
        stand = Gevraagd(lokale_dag(rij.op), uiterste_oordeeldag(t, rij), rij.status is VerzoekStatus.TERUG, rij.nummer)
        for regel in tekst.manifest:
            for categorie in regel.categorieen:
                plek = regel.ontvanger.organisatie_id, regel.ontvanger.functie.strip(), categorie
                gevonden[rij.casus_id].setdefault(plek, stand)
    return dict(gevonden)


def lees_of_niets(rij: Delingsverzoek) -> Verzoektekst | None:
    """The request as it was asked; None when it cannot be read (any more)."""
    try:
        return lees_verzoektekst(rij.tekst)
    except ValueError:
        return None


class Uitlegger:
    """Says why for one casus and one recipient; reads what it needs once.

    ``wie`` and ``wachtend``: of :func:`wie_beslist` and :func:`wachtende_per_casus`, where many are asked about.
    """

    def __init__(
        self,
        t: Transactie,
        gronden: Deelbaar,
        ontvanger: Ontvanger,
        wie: str | None = None,
        wachtend: Wachtend | None = None,
    ) -> None:
        self._t, self._gronden, self._ontvanger = t, gronden, ontvanger
        self._wie = wie_beslist(t) if wie is None else wie
        self._wachtend = wachtende(t, gronden.casus_id) if wachtend is None else wachtend

    def categorie(self, categorie: str, *, derden: bool = False) -> Uitleg | None:
        """Why this kind of data does not go now; None when it does."""
        gemis = self._gronden.gemis(categorie, self._ontvanger, derden=derden)
        return None if gemis is None else self._zeg(gemis, categorie)

    def stuk(self, stuk: Stuk, reden: Onthouden) -> Uitleg:
        """Why this piece of text does not go along, of which the selection gave ``reden``."""
        if reden is Onthouden.VERRUIMD:
            return self._verruimd(stuk)
        if reden in _VAN_HET_STUK:
            wat, wie = _VAN_HET_STUK[reden]
            bron = stuk.bron or "de bron"
            return Uitleg(wat.format(bron=bron), wie.format(bron=bron, wie=self._wie))
        gevonden = self.categorie(stuk.categorie, derden=stuk.derden)
        return gevonden or Uitleg(reden.value, f"Vraag {self._wie}.")

    def _verruimd(self, stuk: Stuk) -> Uitleg:
        """The kind of data may go, this text was not judged as it is: asking again is what helps."""
        gevraagd = self._gevraagd(stuk.categorie)
        wat = "Wat deze tekst tegenhield, is weggehaald nadat de privacy officer besliste."
        if gevraagd is None or stuk.verruimd_op is None or gevraagd.op < lokale_dag(stuk.verruimd_op):
            return Uitleg(wat, f"Vraag {self._wie} opnieuw akkoord, dan gaat het besluit ook over deze tekst.")
        return Uitleg(f"{wat} Akkoord is gevraagd op {toon_datum(gevraagd.op)}.", self._wacht(gevraagd))

    def _gevraagd(self, categorie: str) -> Gevraagd | None:
        return self._wachtend.get((self._ontvanger.organisatie_id, self._ontvanger.functie.strip(), categorie))

    def _zeg(self, gemis: Gemis, categorie: str) -> Uitleg:
        intussen = "U mag het nu wel vertellen." if gemis.mondeling else ""
        if gemis.zonder_derden:
            intussen = "Wat niet over anderen gaat, mag u wel delen."
        gevraagd = self._gevraagd(categorie)
        if gevraagd is not None and (gemis.te_vragen or gemis.waarom in _OORDEEL):
            return Uitleg(f"Akkoord is gevraagd op {toon_datum(gevraagd.op)}.", self._wacht(gevraagd), intussen)
        wat, wie = _ZINNEN[gemis.waarom]
        if gemis.kader:
            wat = _KADERZINNEN.get(gemis.waarom, wat)
        if gemis.geinformeerd is not None:
            wat, wie = f"{_LAATST[gemis.waarom]} {_VAN_TOEN[gemis.kader]}", _INFORMEER
        dag, laatst = ("" if een is None else toon_datum(een) for een in (gemis.dag, gemis.geinformeerd))
        tafel = label_van(self._t.profiel.tafels, gemis.tafel)
        gebrek = "" if gemis.gebrek is None else gemis.gebrek.value
        return Uitleg(
            wat.format(dag=dag, laatst=laatst, tafel=tafel, gebrek=gebrek, naam=gemis.naam),
            wie.format(wie=self._wie),
            intussen,
        )

    def _wacht(self, gevraagd: Gevraagd) -> str:
        if gevraagd.terug:
            return "De privacy officer stelde een vraag: beantwoord die eerst."
        if gevraagd.uiterlijk < self._t.vandaag:
            return f"Het antwoord had er op {toon_datum(gevraagd.uiterlijk)} moeten zijn: bel {self._wie}."
        return f"{self._wie} antwoordt uiterlijk {toon_datum(gevraagd.uiterlijk)}."


def per_uitleg(uitlegger: Uitlegger, niet: Iterable[tuple[Stuk, Onthouden]]) -> dict[Uitleg, list[Stuk]]:
    """Per explanation the stukken it is about: one that was worked out is not worked out again."""
    gezegd: dict[tuple[object, ...], Uitleg] = {}
    gevonden: dict[Uitleg, list[Stuk]] = {}
    for stuk, reden in niet:
        kern = stuk.categorie, stuk.derden, reden, stuk.bron
        if kern not in gezegd:
            gezegd[kern] = uitlegger.stuk(stuk, reden)
        gevonden.setdefault(gezegd[kern], []).append(stuk)
    return gevonden


def soorten_van(labels: Mapping[str, Any], stukken: Iterable[Stuk]) -> tuple[str, ...]:
    """The kinds of data of these, each once, as within a sentence."""
    return tuple(dict.fromkeys(label_van(labels, stuk.categorie).lower() for stuk in stukken))


def uitleg_per_stuk(uitlegger: Uitlegger, selectie: Selectie) -> dict[str, str]:
    """Under each stuk that stays behind: why, whom to ask, and what may go."""
    return {stuk.id: uitlegger.stuk(stuk, reden).zin for stuk, reden in selectie.niet}


def waarom_niets(
    t: Transactie, gronden: Deelbaar, ontvanger: Ontvanger, categorieen: Iterable[str], *, derden: bool = False
) -> tuple[str, str]:
    """For who may not share these kinds of data: what is missing, and what to do. Not one text of the dossier is in it.

    Both are empty when none is missing.
    """
    uitlegger = Uitlegger(t, gronden, ontvanger)
    per_uitleg: dict[Uitleg, list[str]] = {}
    mag: list[str] = []
    for categorie in dict.fromkeys(categorieen):
        label = label_van(t.profiel.datacategorieen, categorie)
        uitleg = uitlegger.categorie(categorie, derden=derden)
        if uitleg is None:
            mag.append(label.lower())
        else:
            per_uitleg.setdefault(uitleg, []).append(label)
    eerste = list(per_uitleg.items())[:MEESTE]
    wat = " ".join(f"{', '.join(labels)}: {uitleg.wat}" for uitleg, labels in eerste)
    doe = [deel for uitleg, _ in eerste for deel in (uitleg.wie, uitleg.intussen) if deel]
    if per_uitleg and mag:
        doe.append(f"Wel mag: {', '.join(mag)}.")
    return wat, " ".join(dict.fromkeys(doe))


_VRAAG = "Vraag akkoord aan {wie}."
_OVERLEG = "Vraag {wie} wat wel kan."
_ZINNEN: dict[Waarom, tuple[str, str]] = {
    Waarom.GEEN: ("Er is voor deze ontvanger geen akkoord gevraagd.", _VRAAG),
    Waarom.VERLOPEN: ("Het akkoord liep tot en met {dag}.", "Vraag het opnieuw aan {wie}."),
    Waarom.INGETROKKEN: ("Het akkoord is ingetrokken.", _OVERLEG),
    Waarom.GEWEIGERD: ("De privacy officer weigerde dit op {dag}.", _OVERLEG),
    Waarom.BEPERKT: ("Het akkoord van {dag} is voor minder, zonder deze gegevens.", _OVERLEG),
    Waarom.NOG_NIET: ("Het akkoord gaat in op {dag}.", "Wacht tot die dag."),
    Waarom.ONGELDIG: ("Het besluit van de privacy officer telt niet. {gebrek}", "Meld dit aan {wie}."),
    Waarom.DERDEN: ("Dit gaat ook over anderen, en het akkoord niet.", "Vraag {wie} apart akkoord voor deze tekst."),
    Waarom.ALLEEN_MONDELING: ("Dit mag niet op papier, in een bestand of op een scherm.", ""),
    Waarom.JONGERE: ("De jongere is nog niet geïnformeerd.", "Leg bij Delen vast wanneer de jongere is geïnformeerd."),
    Waarom.OUDERS: ("De ouders zijn nog niet geïnformeerd.", "Leg bij Delen vast wanneer de ouders zijn geïnformeerd."),
    Waarom.STILGEZET: (Onthouden.BEPERKT.value, "Vraag {wie} of de beperking nog loopt."),
    Waarom.NIET_IN_KADER: ("Het tafelkader geeft deze ontvanger dit niet.", _VRAAG),
    Waarom.FUNCTIE_NIET_IN_KADER: ("De functie van deze ontvanger staat niet in het tafelkader.", _VRAAG),
    Waarom.ANDERE_NAAM: (
        "Deze organisatie heette “{naam}” toen de privacy officer besliste op {dag}.",
        "Vraag {wie} opnieuw akkoord, op de naam van nu.",
    ),
    Waarom.ANDERE_TAFEL: ("De casus staat niet aan de tafel {tafel}, waarvoor een tafelkader geldt.", _VRAAG),
}
_KADERZINNEN: dict[Waarom, str] = {
    Waarom.VERLOPEN: "Het tafelkader liep tot en met {dag}.",
    Waarom.INGETROKKEN: "Het tafelkader is ingetrokken.",
    Waarom.NOG_NIET: "Het tafelkader gaat in op {dag}.",
}
_LAATST: dict[Waarom, str] = {
    Waarom.JONGERE: "De jongere is voor het laatst geïnformeerd op {laatst},",
    Waarom.OUDERS: "De ouders zijn voor het laatst geïnformeerd op {laatst},",
}
_VAN_TOEN = {False: "het verzoek is van {dag}.", True: "het tafelkader is van {dag}."}
_INFORMEER = "Informeer opnieuw en leg het vast bij Delen."
_OORDEEL = frozenset({Waarom.INGETROKKEN, Waarom.GEWEIGERD, Waarom.BEPERKT, Waarom.ONGELDIG, Waarom.DERDEN})
"""Where a request that waits says more than what was decided before."""
_VAN_HET_STUK: dict[Onthouden, tuple[str, str]] = {
    Onthouden.BEPERKT: (Onthouden.BEPERKT.value, "Vraag {wie} of de beperking nog loopt."),
    Onthouden.BRON_NEE: (Onthouden.BRON_NEE.value, "Alleen {bron} kan dat veranderen: vraag het daar."),
    Onthouden.BRON_VRAGEN: (
        "De bron moet eerst toestemming geven.",
        "Vraag het aan {bron}. Vraag daarna {wie} akkoord voor precies deze tekst.",
    ),
    Onthouden.GEHEIM_ADRES: (
        Onthouden.GEHEIM_ADRES.value,
        "Moet het echt mee? Vraag {wie} akkoord voor precies deze tekst.",
    ),
    Onthouden.ZONDER_TEKST: (Onthouden.ZONDER_TEKST.value, "Kijk waarom die tekst niet meegaat."),
    Onthouden.WEGGELATEN: (Onthouden.WEGGELATEN.value, "Vraag {wie} waarom."),
}
