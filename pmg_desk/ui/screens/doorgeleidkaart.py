"""A card of something that was passed on, and the windows in which its answer and its outcome are written down."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.services import doorgeleidingen
from pmg_desk.services.doorgeleidingen import (
    AntwoordInvoer,
    DoorgeleidingInzicht,
    DoorgeleidingStatus,
    Vraagantwoord,
)
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chip, Kleur
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.vloei import Vloeibalk

ANTWOORD_LABELS: dict[Vraagantwoord, str] = {
    Vraagantwoord.JA: "ja",
    Vraagantwoord.NEE: "nee",
    Vraagantwoord.ONBEKEND: "weet ik niet",
    Vraagantwoord.NVT: "niet van toepassing",
}
_KLEUREN: dict[DoorgeleidingStatus, Kleur] = {
    DoorgeleidingStatus.GEVRAAGD: "geel",
    DoorgeleidingStatus.AANGENOMEN: "groen",
    DoorgeleidingStatus.AFGEWEZEN: "rood",
    DoorgeleidingStatus.INGETROKKEN: "grijs",
    DoorgeleidingStatus.AFGEROND: "blauw",
}


class Doorgeleidkaart(Kaart):
    """What was asked, of whom, with what, and what came of it; with the buttons for what is still to come."""

    def __init__(self, omgeving: Omgeving, pas: DoorgeleidingInzicht, scherm: QWidget) -> None:
        super().__init__(pas.label)
        self._omgeving, self._pas, self._scherm = omgeving, pas, scherm
        kop = Vloeibalk(ruimte=8)
        kop.voeg_toe(Chip(chip.status(pas.status.value, pas.status_label, _KLEUREN[pas.status])))
        self.inhoud.addWidget(kop)
        wanneer = toon_datum(pas.gevraagd_op)
        self.inhoud.addWidget(Tekst(self.tr("Van {} naar {}, gevraagd op {}.").format(pas.van, pas.naar, wanneer)))
        self.inhoud.addWidget(Tekst(pas.weg_label, "klein"))
        self._tekst(self.tr("Waarom"), pas.waarom)
        self._tekst(self.tr("Perspectief dat erbij hoort"), pas.perspectief)
        for deel in pas.criteria:
            self.inhoud.addWidget(Tekst(f"{deel.vraag} {ANTWOORD_LABELS[deel.antwoord]}", "klein"))
        if pas.verstrekking:
            self.inhoud.addWidget(Tekst(self.tr("Doorgegeven: {}").format(pas.verstrekking)))
        if pas.pakket:
            self.inhoud.addWidget(Tekst(pas.pakket))
        if pas.antwoord_op is not None:
            self._tekst(self.tr("Antwoord op {}").format(toon_datum(pas.antwoord_op)), pas.antwoord, altijd=True)
        if pas.afloop_op is not None:
            self._tekst(self.tr("Afloop op {}").format(toon_datum(pas.afloop_op)), pas.afloop, altijd=True)
        self._knoppen()

    def _tekst(self, kop: str, uitspraak: UitspraakInzicht | None, *, altijd: bool = False) -> None:
        if uitspraak is not None or altijd:
            self.inhoud.addWidget(Tekst(kop, "label"))
        if uitspraak is not None:
            self.inhoud.addWidget(UitspraakTekst(uitspraak))

    def _knoppen(self) -> None:
        balk = Vloeibalk()
        if self._pas.kan_antwoorden:
            balk.voeg_toe(Knop(self.tr("Antwoord vastleggen"), icoon="inbox", actie=self.antwoord))
        if self._pas.kan_afronden:
            balk.voeg_toe(Knop(self.tr("Afloop vastleggen"), icoon="check", actie=self.rond_af))
        if self._pas.kan_intrekken:
            balk.voeg_toe(Knop(self.tr("Doorgeleiding intrekken"), icoon="undo-2", actie=self.trek_in))
        if balk.vloei.count():
            self.inhoud.addWidget(balk)
        else:
            balk.deleteLater()

    def antwoord(self) -> None:
        """Ask what the answer was."""
        keuzes = [
            Keuze(DoorgeleidingStatus.AANGENOMEN, self.tr("Aangenomen")),
            Keuze(DoorgeleidingStatus.AFGEWEZEN, self.tr("Afgewezen")),
        ]
        formulier = Formulier(
            [
                KeuzeVeld("status", self.tr("Antwoord"), keuzes, verplicht=True),
                *self._velden(self.tr("Wat was het antwoord")),
            ],
            knop=self.tr("Antwoord vastleggen"),
        )
        self._dialoog(
            self.tr("Antwoord vastleggen"),
            formulier,
            _antwoord,
            self.tr("Het antwoord is vastgelegd."),
            "doorgeleiding.antwoord",
        )

    def rond_af(self) -> None:
        """Ask how it ended."""
        formulier = Formulier(self._velden(self.tr("Hoe liep het af")), knop=self.tr("Afloop vastleggen"))
        self._dialoog(
            self.tr("Afloop vastleggen"),
            formulier,
            _afloop,
            self.tr("De afloop is vastgelegd."),
            "doorgeleiding.afloop",
        )

    def trek_in(self) -> None:
        """Ask why it is taken back."""
        formulier = Formulier(
            self._velden(self.tr("Waarom trekt u dit in"))[1:], knop=self.tr("Doorgeleiding intrekken")
        )
        self._dialoog(
            self.tr("Doorgeleiding intrekken"),
            formulier,
            _intrekken,
            self.tr("De doorgeleiding is ingetrokken."),
            "doorgeleiding.intrekken",
        )

    def _velden(self, vraag: str) -> list[DatumVeld | UitspraakVeld]:
        vandaag = self._omgeving.vandaag
        return [
            DatumVeld("op", self.tr("Op"), vandaag, richting=Richting.VERLEDEN, laatst=vandaag, verplicht=True),
            UitspraakVeld(self._omgeving, "woorden", vraag, categorie=self._pas.categorie, verplicht=True),
        ]

    def _dialoog(self, titel: str, formulier: Formulier, bewaar: Any, gelukt: str, concept: str) -> None:
        formulier.zet({"op": self._omgeving.vandaag()})
        Bewaardialoog(
            self._scherm,
            self._omgeving,
            titel,
            formulier,
            partial(bewaar, self._omgeving.werkplek, self._pas),
            gelukt=gelukt,
            concept=concept,
            object_id=self._pas.id,
        ).toon()


def _antwoord(werkplek: Werkplek, pas: DoorgeleidingInzicht, waarden: dict[str, Any]) -> None:
    invoer = AntwoordInvoer(waarden["woorden"], waarden["op"])
    doorgeleidingen.answer_doorgeleiding(werkplek, pas.id, waarden["status"], invoer)


def _afloop(werkplek: Werkplek, pas: DoorgeleidingInzicht, waarden: dict[str, Any]) -> None:
    doorgeleidingen.finish_doorgeleiding(werkplek, pas.id, AntwoordInvoer(waarden["woorden"], waarden["op"]))


def _intrekken(werkplek: Werkplek, pas: DoorgeleidingInzicht, waarden: dict[str, Any]) -> None:
    doorgeleidingen.withdraw_doorgeleiding(werkplek, pas.id, waarden["woorden"])
