"""In a request to correct: the text that is disputed, what stands there now, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import rechtteksten
from pmg_desk.services.rechtenverzoeken import link_gevolg
from pmg_desk.services.rechtteksten import Teksten
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.uitspraakformulier import Uitspraakformulier, toon_reactieformulier
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei
from pmg_desk.ui.widgets.zoekkeuzeveld import ZoekKeuzeVeld


class Rechttekst(Kaart):
    """A card; the casusregisseur chooses, improves or adds a reaction, and what is made is linked at once."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__("")
        self.zet_titel(self.tr("De tekst waarover het gaat"))
        self.omgeving = omgeving
        self._verzoek_id: UUID | None = None
        self._casus_id: UUID | None = None
        self._teksten: Teksten | None = None
        houder = QWidget()
        self._vak = QVBoxLayout(houder)
        self._vak.setContentsMargins(0, 0, 0, 0)
        self.inhoud.addWidget(houder)
        self._balk = QWidget()
        vloei = Vloei(self._balk)
        self.kiesknop = Knop(self.tr("Tekst kiezen"), icoon="search", actie=self._kies_over)
        self.verbeterknop = Knop(self.tr("Verbeteren"), icoon="pencil", actie=self._verbeter)
        self.reactieknop = Knop(self.tr("Reactie vastleggen"), icoon="plus", actie=self._reageer)
        self.koppelknop = Knop(self.tr("Bestaande tekst koppelen"), "koppeling", actie=self._kies_gevolg)
        for knop in (self.kiesknop, self.verbeterknop, self.reactieknop, self.koppelknop):
            vloei.addWidget(knop)
        self.inhoud.addWidget(self._balk)

    def zet(self, verzoek_id: UUID, casus_id: UUID, teksten: Teksten) -> None:
        """Show what belongs to this request."""
        self._verzoek_id, self._casus_id, self._teksten = verzoek_id, casus_id, teksten
        maak_leeg(self._vak)
        if teksten.over is None:
            self._vak.addWidget(Tekst(self.tr("Er is nog geen tekst gekozen."), "zacht"))
        self._voeg_toe(self.tr("Hierover gaat het verzoek"), teksten.over)
        if teksten.gevolg is not None:
            self._voeg_toe(self.tr("Dit is ermee gedaan"), teksten.gevolg)
        elif teksten.nu is not None and teksten.over is not None and teksten.nu.id != teksten.over.id:
            self._voeg_toe(self.tr("Dit staat er nu"), teksten.nu)
        self.kiesknop.setVisible(teksten.mag_kiezen)
        self.verbeterknop.setVisible(teksten.mag_verbeteren)
        self.reactieknop.setVisible(teksten.mag_reageren)
        self.koppelknop.setVisible(teksten.mag_koppelen)
        self._balk.setVisible(teksten.mag_kiezen)

    def _voeg_toe(self, kop: str, tekst: UitspraakInzicht | None) -> None:
        if tekst is not None:
            self._vak.addWidget(Tekst(kop, "label"))
            self._vak.addWidget(UitspraakTekst(tekst, aard=True))

    def _kies_over(self) -> None:
        self._vraag_teksten(self._toon_keuze_over)

    def _kies_gevolg(self) -> None:
        self._vraag_teksten(self._toon_keuze_gevolg)

    def _vraag_teksten(self, klaar: Any) -> None:
        assert self._casus_id is not None
        taak = partial(rechtteksten.list_teksten, self.omgeving.werkplek, self._casus_id)
        self.omgeving.werker.doe(taak, klaar, eigenaar=self)

    def _toon_keuze_over(self, teksten: tuple[UitspraakInzicht, ...]) -> None:
        assert self._verzoek_id is not None
        doe = partial(_zet_over, self.omgeving.werkplek, self._verzoek_id)
        self._toon_keuze(
            self.tr("Tekst kiezen"), self.tr("Welke tekst klopt niet?"), teksten, doe, self.tr("De tekst is gekozen.")
        )

    def _toon_keuze_gevolg(self, teksten: tuple[UitspraakInzicht, ...]) -> None:
        assert self._verzoek_id is not None
        doe = partial(_koppel, self.omgeving.werkplek, self._verzoek_id)
        self._toon_keuze(
            self.tr("Bestaande tekst koppelen"),
            self.tr("Welke tekst is de verbetering of de reactie?"),
            teksten,
            doe,
            self.tr("De tekst hoort nu bij dit verzoek."),
        )

    def _toon_keuze(self, titel: str, vraag: str, teksten: tuple[UitspraakInzicht, ...], doe: Any, gelukt: str) -> None:
        keuzes = [Keuze(een.id, een.tekst, een.soort_label) for een in teksten]
        veld = ZoekKeuzeVeld("uitspraak_id", vraag, keuzes=keuzes, verplicht=True)
        Bewaardialoog(
            self,
            self.omgeving,
            titel,
            Formulier([veld], knop=self.tr("Vastleggen"), annuleren=self.tr("Terug")),
            doe,
            gelukt=gelukt,
            concept="recht-tekst",
            object_id=self._verzoek_id,
        ).toon()

    def _verbeter(self) -> None:
        assert self._teksten is not None
        assert self._teksten.nu is not None
        assert self._verzoek_id is not None
        oud = self._teksten.nu
        verbeter = partial(rechtteksten.correct_tekst, self.omgeving.werkplek, self._verzoek_id, oud.id)

        def taak(waarden: dict[str, Any]) -> object:
            return verbeter(waarden["tekst"], waarden["reden"])

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Tekst verbeteren"),
            Uitspraakformulier(self, self.omgeving, oud),
            taak,
            gemeld=self.tr("De tekst is verbeterd en hoort bij dit verzoek. De eerdere tekst blijft leesbaar."),
            concept=("uitspraak.wijzigen", oud.id),
            begin={"tekst": oud.als_invoer()},
        ).toon()

    def _reageer(self) -> None:
        assert self._teksten is not None
        assert self._teksten.nu is not None
        assert self._verzoek_id is not None
        over = self._teksten.nu
        leg_vast = partial(rechtteksten.add_reactie, self.omgeving.werkplek, self._verzoek_id, over.id)
        toon_reactieformulier(self, self.omgeving, over, leg_vast)


def _zet_over(werkplek: Werkplek, verzoek_id: UUID, waarden: dict[str, Any]) -> None:
    rechtteksten.set_over(werkplek, verzoek_id, waarden["uitspraak_id"])


def _koppel(werkplek: Werkplek, verzoek_id: UUID, waarden: dict[str, Any]) -> None:
    link_gevolg(werkplek, verzoek_id, waarden["uitspraak_id"])
