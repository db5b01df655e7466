"""What the forms that ask approval share: the questions, and one's own earlier answers to take over with one click."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.profiel import Profiel
from pmg_desk.services.verzoekbegin import EerderGebruikt
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.verzoekdelen import maak_leeg
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld
from pmg_desk.ui.widgets.veld import Veld
from pmg_desk.ui.widgets.vloei import Vloeibalk


def waaromvelden(ouder: QWidget, omgeving: Omgeving, *, samen: bool = False) -> list[str | Veld]:
    """Why it may: purpose, grounds, the questions, and until when. ``samen``: for several dossiers at once."""
    profiel, vandaag = omgeving.werkplek.profiel, omgeving.vandaag
    hulp = ouder.tr("Schrijf wanneer en hoe, of waarom (nog) niet.")
    if samen:
        hulp = ouder.tr("Komt na wat in elk dossier staat. Mag leeg blijven als het in elk dossier staat.")
    return [
        ouder.tr("Waarom het mag"),
        KeuzeVeld("doel", ouder.tr("Doel"), _doelen(profiel), verplicht=True),
        MeerKeuzeVeld("grondslagen", ouder.tr("Grondslag"), _gronden(ouder, profiel), verplicht=True),
        LangeTekstVeld("noodzaak", ouder.tr("Waarom is delen nodig?"), verplicht=True),
        LangeTekstVeld("proportionaliteit", ouder.tr("Waarom zoveel, en niet minder?"), verplicht=True),
        LangeTekstVeld("subsidiariteit", ouder.tr("Waarom kan het niet lichter?"), verplicht=True),
        LangeTekstVeld("geinformeerd", ouder.tr("Weten de jongere en ouders dit?"), verplicht=not samen, hulp=hulp),
        LangeTekstVeld(
            "toestemming",
            ouder.tr("Toestemming"),
            hulp=ouder.tr("Alleen als toestemming de grondslag is: wie, wanneer en hoe."),
        ),
        DatumVeld("gevraagd_tot", ouder.tr("Tot en met"), vandaag, verplicht=True, vroegst=vandaag),
    ]


def _doelen(profiel: Profiel) -> list[Keuze]:
    return [Keuze(sleutel, doel.label) for sleutel, doel in profiel.doeleinden.items()]


def _gronden(ouder: QWidget, profiel: Profiel) -> list[Keuze]:
    return [
        Keuze(g.sleutel, g.label, ouder.tr("niet nagegaan") if g.zekerheid == "U" else "")
        for g in profiel.grondslagen.values()
    ]


def antwoorden(eerder: EerderGebruikt) -> dict[str, Any]:
    """The fields that earlier answers fill in."""
    return {
        "doel": eerder.doel,
        "grondslagen": eerder.grondslagen,
        "noodzaak": eerder.noodzaak,
        "proportionaliteit": eerder.proportionaliteit,
        "subsidiariteit": eerder.subsidiariteit,
    }


def neem_over(formulier: Formulier, waarden: Mapping[str, Any]) -> None:
    """Fill these in as if they were typed: they go into the draft, and can be undone."""
    for sleutel, waarde in waarden.items():
        formulier.veld(sleutel).zet(waarde)


class EerderKaart(Kaart):
    """One's own earlier answers, whole; ``gekozen`` gives the EerderGebruikt whose button was pressed."""

    gekozen = Signal(object)

    def __init__(self, doel_label: Callable[[str], str]) -> None:
        super().__init__(self.tr("Eerder gebruikt"))
        self._doel_label = doel_label
        self.knoppen: list[Knop] = []
        self.setVisible(False)

    def zet(self, eerder: Sequence[EerderGebruikt]) -> None:
        """Show these; without any the card is gone."""
        maak_leeg(self)
        self.knoppen.clear()
        self.setVisible(bool(eerder))
        if not eerder:
            return
        uitleg = self.tr(
            "Uw eigen antwoorden van een ander verzoek. Staat er iets in over iemand anders? Haal dat weg."
        )
        self.inhoud.addWidget(Tekst(uitleg, "zacht"))
        for een in eerder:
            kop = self.tr("{0}, {1}, {2}").format(een.nummer, toon_datum(een.op), een.ontvanger)
            self.inhoud.addWidget(Tekst(kop, "label"))
            woorden = (self._doel_label(een.doel), een.noodzaak, een.proportionaliteit, een.subsidiariteit)
            self.inhoud.addWidget(Tekst(" · ".join(woorden)))
            knop = Knop(self.tr("Deze antwoorden gebruiken"), icoon="copy", actie=partial(self.gekozen.emit, een))
            knop.setAccessibleName(self.tr("Deze antwoorden gebruiken: {}").format(een.nummer))
            self.knoppen.append(knop)
            balk = Vloeibalk()
            balk.voeg_toe(knop)
            self.inhoud.addWidget(balk)
