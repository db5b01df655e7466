"""What comes along with a request so that it can be judged, and to whom an answer goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, lees_canoniek
from pmg_desk.domain.delen import Oordeel, Soort, Verzoektekst
from pmg_desk.domain.document import lees_document, stuk_uit_waarde, stuk_waarde
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.services.verbindingen import Persoonssleutel, verbinding_inzicht
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar, PakketGeweigerd, VerbindingGestopt
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import OntvangenVerzoek, Verbinding

_LANGSTE_NUMMER = 40


class MeerDanGevraagd(PakketGeweigerd):
    """A request shows exactly what is to be judged: more than that would be shared with the officer for nothing."""

    wat = "In dit pakket zit meer dan voor het oordeel nodig is."
    doe = "Bel de afzender en vraag om een nieuw pakket."


@dataclass(frozen=True, slots=True)
class EerderBesluit:
    """A decision on the same casus for the same recipient, as the other vault says it is."""

    nummer: str
    oordeel: Oordeel
    geldig_tot: date
    geldt: bool


@dataclass(frozen=True, slots=True)
class Bijlage:
    """What the officer sees besides the request itself."""

    casusnummer: str
    stukken: tuple[Stuk, ...]
    vorige: UUID | None
    eerder: tuple[EerderBesluit, ...]
    gehad: tuple[tuple[str, date], ...] = ()  # stukken of these that the recipient got before, and when last
    overleg: date | None = None  # the day of the meeting it was asked for; a package of before does not say

    def waarde(self) -> dict[str, Waarde]:
        """As it is kept: canonical JSON values."""
        return {
            "casusnummer": self.casusnummer,
            "stukken": [stuk_waarde(stuk) for stuk in self.stukken],
            "vorige": None if self.vorige is None else str(self.vorige),
            "eerder": [
                {
                    "nummer": e.nummer,
                    "oordeel": e.oordeel.value,
                    "geldig_tot": e.geldig_tot.isoformat(),
                    "geldt": e.geldt,
                }
                for e in self.eerder
            ],
            "gehad": [[stuk, dag.isoformat()] for stuk, dag in self.gehad],
            "overleg": None if self.overleg is None else self.overleg.isoformat(),
        }


def lees_bijlage(inhoud: Mapping[str, Any], verzoek: Verzoektekst, document: str | None) -> Bijlage:
    """From the content of a package. Raises InhoudOnleesbaar, MeerDanGevraagd."""
    bijlage = _lees(inhoud)
    regel = verzoek.manifest[0]
    if verzoek.soort is Soort.DOCUMENT and document is not None:
        gevraagd = lees_document(document)[1]
        if bijlage.stukken != gevraagd:
            raise MeerDanGevraagd
    elif not all(
        stuk.categorie in regel.categorieen
        and (regel.derden or not stuk.derden)
        and stuk.doorverstrekking is Doorverstrekking.JA
        and not stuk.geheim_adres
        for stuk in bijlage.stukken
    ):
        raise MeerDanGevraagd
    return bijlage


def bewaarde_bijlage(rij: OntvangenVerzoek) -> Bijlage:
    """What came along with a request that was taken in. Raises InhoudOnleesbaar when the row was damaged."""
    return _lees(lees_canoniek(rij.bijlage))


def _lees(inhoud: Mapping[str, Any]) -> Bijlage:
    try:
        nummers = [inhoud["casusnummer"], *(e["nummer"] for e in inhoud["eerder"])]
        if not all(isinstance(nummer, str) and len(nummer) <= _LANGSTE_NUMMER for nummer in nummers):
            raise ValueError("not a number of a casus or decision")
        stukken = tuple(stuk_uit_waarde(deel) for deel in inhoud["stukken"])
        getoond = {stuk.id for stuk in stukken}
        return Bijlage(
            casusnummer=inhoud["casusnummer"],
            stukken=stukken,
            vorige=None if inhoud["vorige"] is None else UUID(inhoud["vorige"]),
            eerder=tuple(
                EerderBesluit(e["nummer"], Oordeel(e["oordeel"]), date.fromisoformat(e["geldig_tot"]), bool(e["geldt"]))
                for e in inhoud["eerder"]
            ),
            gehad=tuple(
                (str(stuk), date.fromisoformat(dag)) for stuk, dag in inhoud.get("gehad", ()) if stuk in getoond
            ),
            overleg=None if inhoud.get("overleg") is None else date.fromisoformat(inhoud["overleg"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InhoudOnleesbaar from None


def ontvanger_van(t: Transactie, verbinding_id: UUID, liefst: UUID, naar_id: UUID | None = None) -> Persoonssleutel:
    """To whom in that vault a package goes: who was chosen, else ``liefst``, else whoever is pinned first.

    Raises VerbindingGestopt when nobody (any more) is.
    """
    personen = verbinding_inzicht(t, t.haal(Verbinding, verbinding_id)).personen
    gezocht = liefst if naar_id is None else naar_id
    gevonden = next((p for p in personen if p.persoon_id == gezocht), None)
    if gevonden is None and naar_id is None and personen:
        gevonden = personen[0]
    if gevonden is None:
        raise VerbindingGestopt
    return gevonden
