"""The form that records a request of the youth or parents; from a dossier the casus is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.rechten import Gezag, Rechtsoort
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import rechtenverzoeken
from pmg_desk.services.rechtbevoegd import GEZAG_WOORDEN, Ouder, list_ouders
from pmg_desk.services.rechtenverzoeken import MAX_IDENTITEIT, MAX_NAAM, RechtInvoer
from pmg_desk.services.rechtinzicht import SOORT_LABELS, VERZOEKER_LABELS
from pmg_desk.services.rechttoegang import find_casus
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.veld import Veld


def vraag_verzoek(ouder: QWidget, omgeving: Omgeving, casus_id: UUID | None = None, nummer: str = "") -> None:
    """Open the form over ``ouder``, and the request once it is recorded. Without a casus its ``nummer`` is asked."""
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
        KeuzeVeld(
            "ouder",
            ouder.tr("Wie uit het dossier?"),
            (),
            leegtekst=ouder.tr("Iemand anders"),
            hulp=ouder.tr("Kies een ouder, dan staan naam en gezag er vast. Typen mag ook."),
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
        hulp = ""
        if omgeving.rol == Rol.PRIVACY_OFFICER:
            hulp = ouder.tr("Weet u het niet? Ga terug en kies bij Rechten de knop ‘Casusnummer opzoeken’.")
        nummerveld = TekstVeld("casusnummer", ouder.tr("Casusnummer"), verplicht=True, hoogstens=20, hulp=hulp)
        velden.insert(0, nummerveld)
    formulier = Formulier(velden, knop=ouder.tr("Verzoek vastleggen"))
    formulier.zet({"ontvangen_op": vandaag()} | ({} if casus_id is not None else {"casusnummer": nummer}))
    _Ouderkeuze(formulier, omgeving, casus_id)
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


class _Ouderkeuze(QObject):
    """Offers the parents that the dossier knows; who is chosen fills in the name and the gezag. Lives with the form."""

    def __init__(self, formulier: Formulier, omgeving: Omgeving, casus_id: UUID | None) -> None:
        super().__init__(formulier)
        self._formulier, self._omgeving = formulier, omgeving
        self._ouders: dict[str, Ouder] = {}
        formulier.veld("verzoeker").gewijzigd.connect(self._schik)
        formulier.veld("ouder").gewijzigd.connect(self._neem_over)
        self._schik()
        werkplek = omgeving.werkplek
        if casus_id is not None:
            self._lees(partial(list_ouders, werkplek, casus_id))
            return
        nummer = formulier.veld("casusnummer")
        assert isinstance(nummer, TekstVeld)
        nummer.regel.editingFinished.connect(self._lees_bij_nummer)

    def _lees_bij_nummer(self) -> None:
        nummer = self._formulier.veld("casusnummer").waarde()
        if nummer and self._omgeving.rol == Rol.CASUSREGISSEUR:
            self._lees(partial(_ouders_bij, self._omgeving.werkplek, nummer))

    def _lees(self, taak: Callable[[], tuple[Ouder, ...]]) -> None:
        self._omgeving.werker.doe(taak, self._bied_aan, None, self)

    def _bied_aan(self, ouders: tuple[Ouder, ...]) -> None:
        self._ouders = {een.naam: een for een in ouders}
        veld = self._formulier.veld("ouder")
        assert isinstance(veld, KeuzeVeld)
        veld.zet_keuzes([Keuze(een.naam, een.naam, GEZAG_WOORDEN[een.gezag]) for een in ouders])
        self._schik()

    def _schik(self) -> None:
        ouder_vraagt = self._formulier.veld("verzoeker").waarde() == Geinformeerde.OUDERS
        self._formulier.toon_veld("gezag", ouder_vraagt)
        self._formulier.toon_veld("ouder", ouder_vraagt and bool(self._ouders))

    def _neem_over(self) -> None:
        gekozen = self._ouders.get(self._formulier.veld("ouder").waarde() or "")
        if gekozen is not None:
            self._formulier.veld("verzoeker_naam").zet(gekozen.naam)
            self._formulier.veld("gezag").zet(gekozen.gezag)


def _ouders_bij(werkplek: Werkplek, nummer: str) -> tuple[Ouder, ...]:
    """Nobody while the number is not yet right: saving says so."""
    try:
        return list_ouders(werkplek, find_casus(werkplek, nummer))
    except NietGevonden:
        return ()


def _leg_vast(werkplek: Werkplek, casus_id: UUID | None, waarden: dict[str, Any]) -> UUID:
    if casus_id is None:
        casus_id = find_casus(werkplek, waarden["casusnummer"] or "")
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
