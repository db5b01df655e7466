"""The numbers to reach on the screen Programma, and the form for a count that was made outside the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, UUID, uuid5

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services.programma import StreefInzicht
from pmg_desk.services.streeftellingen import HOOGSTENS, TellingInvoer, Tellingreeks, add_telling, withdraw_telling
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.screens.streefregels import bronregel, doel_en_stand, tellingregel
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.inbeeld import zet_ding
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import GetalVeld, TekstVeld
from pmg_desk.ui.widgets.vloei import Vloeibalk

if TYPE_CHECKING:
    from pmg_desk.ui.screens.programma import ProgrammaScherm


class Streefkaart(Kaart):
    """The numbers to reach, each with how far and where it comes from."""

    def __init__(self, scherm: ProgrammaScherm, streefwaarden: Sequence[StreefInzicht]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Streefwaarden"))
        for een in streefwaarden:
            soort = self.tr("Nulmeting: {}") if een.streefwaarde.nulmeting else "{}"
            self.inhoud.addWidget(Tekst(soort.format(een.streefwaarde.label), "label"))
            self.inhoud.addWidget(Tekst(doel_en_stand(een), kiesbaar=True))
            self.inhoud.addWidget(Tekst(bronregel(een), "klein"))
            if een.sommen is not None and een.streefwaarde.meting is not None:
                self.inhoud.addWidget(
                    uitlegknop(scherm, een.streefwaarde.meting, een.streefwaarde.label), 0, Qt.AlignmentFlag.AlignLeft
                )
            if een.tellingen or (een.in_te_vullen and scherm.mag_schrijven):
                self.inhoud.addWidget(Tellingen(scherm, een))


def uitlegknop(scherm: ProgrammaScherm, meting: str, naam: str) -> Knop:
    """To the definition of a number and the day it was counted, with all its quarters."""
    knop = Knop(
        scherm.tr("Wat telt hier?"),
        "koppeling",
        "info",
        actie=partial(scherm.omgeving.navigeer, "monitoring", meting=meting),
    )
    knop.setAccessibleName(scherm.tr("Wat telt hier: {}").format(naam))
    return knop


class Tellingen(QWidget):
    """What was counted outside the program, each with what stood there before, and a way to add to it."""

    def __init__(self, scherm: ProgrammaScherm, streef: StreefInzicht) -> None:
        super().__init__()
        self._scherm, self._streef = scherm, streef
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 6)
        kolom.setSpacing(4)
        for reeks in streef.tellingen:
            kolom.addWidget(self._reeks(reeks))
        if scherm.mag_schrijven and streef.in_te_vullen:
            knop = Knop(
                self.tr("Telling opschrijven"), "koppeling", "plus", actie=partial(vraag_telling, scherm, streef)
            )
            knop.setAccessibleName(self.tr("Telling opschrijven: {}").format(streef.streefwaarde.label))
            balk = Vloeibalk()
            balk.voeg_toe(knop)
            kolom.addWidget(balk)

    def _reeks(self, reeks: Tellingreeks) -> QWidget:
        vak = QWidget()
        zet_ding(vak, reeks.nu.id)
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(12, 2, 0, 2)
        kolom.setSpacing(2)
        kolom.addWidget(Tekst(tellingregel(reeks.nu), kiesbaar=True))
        kolom.addWidget(Tekst(_door(self.tr("Opgeschreven door {} op {}"), reeks), "klein"))
        for oud in reeks.eerder:
            zin = self.tr("Eerder stond hier: {}. Dat schreef {} op {}.")
            dag = toon_datum(lokale_dag(oud.op))
            kolom.addWidget(Tekst(zin.format(tellingregel(oud), oud.door, dag), "klein"))
        if self._scherm.mag_schrijven and not reeks.nu.is_weg:
            over = f"{self._streef.streefwaarde.label}, {toon_datum(reeks.nu.peildag)}"
            balk = Vloeibalk(ruimte=12)
            for woord, icoon, actie in (
                (self.tr("Verbeteren"), "pencil", partial(vraag_telling, self._scherm, self._streef, reeks)),
                (self.tr("Weghalen"), "trash-2", partial(self._vraag_weg, reeks.nu.id)),
            ):
                knop = Knop(woord, "koppeling", icoon, actie=actie)
                knop.setAccessibleName(f"{woord}: {over}")
                balk.voeg_toe(knop)
            kolom.addWidget(balk)
        return vak

    def _vraag_weg(self, telling_id: UUID) -> None:
        bevestig(
            self._scherm,
            self.tr("Deze telling weghalen?"),
            self.tr("Het getal telt dan niet meer. Wat er stond, blijft te zien, met wie het weghaalde en wanneer."),
            self.tr("Telling weghalen"),
            partial(_haal_weg, self._scherm, telling_id),
        )


def vraag_telling(scherm: ProgrammaScherm, streef: StreefInzicht, oud: Tellingreeks | None = None) -> None:
    """Ask what was counted; ``oud``: the count that this is better than."""
    formulier = Formulier(
        [
            GetalVeld(
                "waarde",
                scherm.tr("Hoeveel ({})").format(streef.streefwaarde.eenheid),
                meest=HOOGSTENS,
                verplicht=True,
                hulp=_telhulp(scherm, streef),
            ),
            DatumVeld(
                "peildag",
                scherm.tr("Geteld op"),
                scherm.omgeving.vandaag,
                richting=Richting.VERLEDEN,
                verplicht=True,
                laatst=scherm.omgeving.vandaag,
            ),
            TekstVeld(
                "bron",
                scherm.tr("Wie heeft het geteld"),
                verplicht=True,
                hoogstens=200,
                hulp=scherm.tr("Een organisatie of een lijst, geen naam. Bijvoorbeeld: Werkgeversservicepunt."),
            ),
        ],
        knop=scherm.tr("Telling opslaan"),
    )
    if oud is not None:
        formulier.zet({"waarde": oud.nu.waarde, "peildag": oud.nu.peildag, "bron": oud.nu.bron})
    vervangt = None if oud is None else oud.nu.id
    dialoog = Bewaardialoog(
        scherm,
        scherm.omgeving,
        scherm.tr("Geteld buiten PMG Desk"),
        formulier,
        partial(_bewaar, scherm.omgeving.werkplek, streef.streefwaarde.sleutel, vervangt),
        gelukt=scherm.tr("De telling is opgeslagen."),
        concept="streeftelling",
        object_id=vervangt or uuid5(NAMESPACE_OID, streef.streefwaarde.sleutel),
        over=streef.streefwaarde.label,
    )
    dialoog.bewaard.connect(scherm.aanwijzer.wijs_aan)
    dialoog.toon()


def _telhulp(scherm: ProgrammaScherm, streef: StreefInzicht) -> str:
    if streef.streefwaarde.geen_mensen:
        return scherm.tr("Alleen het totaal.")
    zin = scherm.tr("Alleen het totaal: 0, of {} en meer. Een kleiner getal neemt het programma niet aan.")
    return zin.format(streef.laagste)


def _bewaar(werkplek: Werkplek, streefwaarde: str, vervangt: UUID | None, waarden: dict[str, Any]) -> object:
    return add_telling(werkplek, TellingInvoer(streefwaarde=streefwaarde, vervangt=vervangt, **waarden))


def _haal_weg(scherm: ProgrammaScherm, telling_id: UUID) -> None:
    scherm.omgeving.werker.doe(
        partial(withdraw_telling, scherm.omgeving.werkplek, telling_id),
        partial(_weg, scherm),
        scherm.toon_fout,
        scherm,
    )


def _weg(scherm: ProgrammaScherm, _niets: object) -> None:
    scherm.meld(scherm.tr("De telling is weggehaald."))


def _door(zin: str, reeks: Tellingreeks) -> str:
    return zin.format(reeks.nu.door, toon_datum(lokale_dag(reeks.nu.op)))
