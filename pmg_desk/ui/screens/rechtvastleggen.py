"""The form that records a request of the youth or parents; from a dossier the casus is known."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rechten import Gezag, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import rechtenverzoeken, rechttoegang
from pmg_desk.services.rechtenverzoeken import MAX_IDENTITEIT, MAX_NAAM, RechtInvoer
from pmg_desk.services.rechtinzicht import SOORT_LABELS, VERZOEKER_LABELS
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.veld import Veld


def vraag_verzoek(ouder: QWidget, omgeving: Omgeving, casus_id: UUID | None = None) -> None:
    """Open the form over ``ouder``, and the request once it is recorded. Without a casus its number is asked."""
    vandaag = omgeving.vandaag
    velden: list[str | Veld] = [
        KeuzeVeld(
            "soort",
            ouder.tr("Wat wordt gevraagd?"),
            [Keuze(soort, label) for soort, label in SOORT_LABELS.items()],
            verplicht=True,
        ),
        KeuzeVeld(
            "verzoeker",
            ouder.tr("Wie vraagt het?"),
            [Keuze(wie, label) for wie, label in VERZOEKER_LABELS.items()],
            verplicht=True,
        ),
        TekstVeld("verzoeker_naam", ouder.tr("Naam van wie vraagt"), verplicht=True, hoogstens=MAX_NAAM),
        KeuzeVeld(
            "gezag",
            ouder.tr("Heeft deze ouder gezag?"),
            [
                Keuze(Gezag.JA, ouder.tr("Ja")),
                Keuze(Gezag.NEE, ouder.tr("Nee")),
                Keuze(Gezag.ONBEKEND, ouder.tr("Dat is niet bekend")),
            ],
        ),
        TekstVeld("gemachtigde", ouder.tr("Iemand die namens hen vraagt"), hoogstens=MAX_NAAM),
        DatumVeld("ontvangen_op", ouder.tr("Ontvangen op"), vandaag, verplicht=True, laatst=vandaag),
        TekstVeld(
            "identiteit",
            ouder.tr("Hoe is nagegaan wie dit vraagt?"),
            hoogstens=MAX_IDENTITEIT,
            hulp=ouder.tr("Bijvoorbeeld: paspoort gezien, gezagsregister bekeken. Schrijf geen nummers over."),
        ),
        LangeTekstVeld("vraag", ouder.tr("De vraag in eigen woorden")),
    ]
    if casus_id is None:
        velden.insert(0, TekstVeld("casusnummer", ouder.tr("Casusnummer"), verplicht=True, hoogstens=20))
    formulier = Formulier(velden, knop=ouder.tr("Verzoek vastleggen"))
    formulier.zet({"ontvangen_op": vandaag()})

    def schik() -> None:
        formulier.toon_veld("gezag", formulier.veld("verzoeker").waarde() == Geinformeerde.OUDERS)

    formulier.veld("verzoeker").gewijzigd.connect(schik)
    schik()
    venster = Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Verzoek vastleggen"),
        formulier,
        partial(_leg_vast, omgeving.werkplek, casus_id),
        gelukt=ouder.tr("Het verzoek is vastgelegd. De termijn loopt."),
        concept="recht",
        object_id=casus_id,
    )
    venster.bewaard.connect(lambda id_: omgeving.navigeer("rechtenverzoek", id=id_))
    venster.toon()


def _leg_vast(werkplek: Werkplek, casus_id: UUID | None, waarden: dict[str, Any]) -> UUID:
    if casus_id is None:
        casus_id = rechttoegang.find_casus(werkplek, waarden["casusnummer"] or "")
    return rechtenverzoeken.record_verzoek(
        werkplek,
        casus_id,
        RechtInvoer(
            Rechtsoort(waarden["soort"]),
            Geinformeerde(waarden["verzoeker"]),
            waarden["verzoeker_naam"],
            waarden["ontvangen_op"],
            Gezag(waarden.get("gezag") or Gezag.ONBEKEND),
            waarden.get("gemachtigde") or "",
            waarden.get("identiteit") or "",
            waarden.get("vraag") or "",
        ),
    )
