"""Take emergency access to a casus one may not see: where it is known, whom to ask first, and why it cannot wait."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import concepten, noodtoegang
from pmg_desk.services.bekend import BekendBij
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier, LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


def _verwijs(werkplek: Werkplek, casus_id: UUID | None, nummer: str) -> tuple[BekendBij, int]:
    waar = noodtoegang.refer_nummer(werkplek, nummer) if casus_id is None else noodtoegang.refer(werkplek, casus_id)
    return waar, noodtoegang.toon_duur(werkplek)


class NoodtoegangScherm(Scherm):
    """``toon(casus_id=)`` from a hit; without it one types the number one was given."""

    sleutel, titel, icoon = "noodtoegang", "Noodtoegang", "shield-alert"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    in_navigatie = False
    onder = "casussen"
    opdrachten = (("Noodtoegang nemen", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(self.tr("Noodtoegang nemen"))
        vak = Rolvak()
        vak.inhoud.setContentsMargins(2, 2, 12, 12)
        vak.inhoud.setSpacing(16)
        self.zoekformulier = Formulier(
            [
                TekstVeld(
                    "nummer",
                    self.tr("Casusnummer"),
                    verplicht=True,
                    hoogstens=20,
                    breedte=240,
                    voorbeeld="PMG-2026-00001",
                    hulp=self.tr("Het nummer dat u van een collega kreeg."),
                )
            ],
            knop=self.tr("Casus opzoeken"),
        )
        self.zoekformulier.bewaren.connect(self._zoek)
        self.zoekformulier.koppel_concept(omgeving.concepten, "noodtoegang_nummer")
        self.kaart = Kaart(self.tr("Vraag het eerst"))
        self.waar = Tekst("", "groot")
        self.uitleg = Tekst("")
        self.kaart.inhoud.addWidget(self.waar)
        self.kaart.inhoud.addWidget(self.uitleg)
        vak.inhoud.addWidget(self.zoekformulier)
        vak.inhoud.addWidget(self.kaart)
        self._vak = vak
        vak.inhoud.addStretch(1)
        self.inhoud.addWidget(vak, 1)
        self.formulier: Formulier | None = None
        self._casus_id: UUID | None = None

    def toon(self, **params: Any) -> None:
        """Begin with a casus, or with the number."""
        self._casus_id = params.get("casus_id")
        self._sluit()
        self.zoekformulier.setVisible(self._casus_id is None)
        if self._casus_id is not None:
            self._vraag(self._casus_id, "")

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.zoekformulier.bewaar_concept()
        if self.formulier is not None:
            self.formulier.bewaar_concept()

    def _zoek(self, waarden: dict[str, Any]) -> None:
        self.zoekformulier.zet_bezig(True)
        self._vraag(None, waarden["nummer"])

    def _vraag(self, casus_id: UUID | None, nummer: str) -> None:
        fout = self.zoekformulier.toon_fouten if casus_id is None else self.toon_fout
        self.omgeving.werker.doe(partial(_verwijs, self.omgeving.werkplek, casus_id, nummer), self._zet, fout, self)

    def _zet(self, gevonden: tuple[BekendBij, int]) -> None:
        waar, uren = gevonden
        self.zoekformulier.opgeslagen()
        self._sluit()
        self._casus_id = waar.casus_id
        self.waar.setText(waar.zin())
        self.uitleg.setText(
            self.tr(
                "Kan het echt niet wachten? Dan kunt u de casus {} uur lezen. U kunt er niets in wijzigen. "
                "Uw naam, het moment en uw reden komen in het logboek, en de privacy officer beoordeelt het achteraf."
            ).format(uren)
        )
        self.kaart.setVisible(True)
        formulier = Formulier(
            [
                LangeTekstVeld(
                    "reden",
                    self.tr("Waarom moet u deze casus nu zien?"),
                    verplicht=True,
                    hoogstens=MAX_TEKST,
                    hulp=self.tr("Wat is er aan de hand, en waarom kan het niet via de collega?"),
                )
            ],
            knop=self.tr("Noodtoegang nemen"),
            annuleren=self.tr("Toch niet"),
        )
        formulier.bewaren.connect(self._neem)
        formulier.geannuleerd.connect(self._terug)
        # A draft under the id of the casus itself would be closed to who may not see it.
        formulier.koppel_concept(self.omgeving.concepten, "noodtoegang", concepten.noodtoegangsleutel(waar.casus_id))
        self.formulier = formulier
        self._vak.inhoud.insertWidget(2, formulier)
        formulier.veld("reden").setFocus()

    def _neem(self, waarden: dict[str, Any]) -> None:
        assert self.formulier is not None
        assert self._casus_id is not None
        self.formulier.zet_bezig(True)
        self.omgeving.werker.doe(
            partial(noodtoegang.take_noodtoegang, self.omgeving.werkplek, self._casus_id, waarden["reden"]),
            self._genomen,
            self.formulier.toon_fouten,
            self.formulier,
        )

    def _genomen(self, tot: datetime) -> None:
        assert self.formulier is not None
        self.formulier.opgeslagen()
        self.zoekformulier.wis()
        casus_id = self._casus_id
        self._sluit()
        wanneer = tot.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
        self.omgeving.navigeer("dossier", casus_id=casus_id)
        self.omgeving.meld(self.tr("U kunt deze casus lezen tot {}.").format(wanneer), "info")

    def _terug(self) -> None:
        self.omgeving.navigeer("casussen")

    def _sluit(self) -> None:
        self.kaart.setVisible(False)
        formulier, self.formulier = self.formulier, None
        if formulier is not None:
            formulier.bewaar_concept()
            self._vak.inhoud.removeWidget(formulier)
            formulier.setVisible(False)
            formulier.deleteLater()
