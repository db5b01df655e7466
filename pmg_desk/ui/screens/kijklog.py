"""Who saw a file, in words for the youth; the privacy officer shields lines here and lifts that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import inzagelog
from pmg_desk.services.inzagelog import AfschermingInvoer, AfschermingInzicht, Kijkregel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaarder, Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.internblad import bewaar_blad, druk_blad
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, VinkVeld
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.veld import Veld
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class _Stand:
    regels: tuple[Kijkregel, ...]
    afschermingen: tuple[AfschermingInzicht, ...]


class Kijklog(QWidget):
    """A list with buttons to print it; for the officer the shields that run as well."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self.omgeving = omgeving
        self._casus_id: UUID | None = None
        self._bij: UUID | None = None
        self._openen = False
        self._oud = False  # something else than what is shown has to be read
        self._officer = omgeving.rol == Rol.PRIVACY_OFFICER
        kolom = QVBoxLayout(self)
        kolom.addWidget(
            Tekst(
                self.tr("Dit krijgt de jongere bij inzage: wie keek of iets deed, zonder namen van medewerkers."),
                "zacht",
            )
        )
        balk = QWidget()
        vloei = Vloei(balk)
        vloei.addWidget(Knop(self.tr("Afdrukken"), icoon="printer", actie=self._druk))
        vloei.addWidget(Knop(self.tr("Opslaan als bestand"), icoon="save", actie=self._bewaar))
        self.afschermknop = Knop(self.tr("Gekozen regels afschermen (A)"), icoon="eye-off", actie=self.scherm_af)
        self.ontvangerknop = Knop(self.tr("Eén ontvanger afschermen"), icoon="eye-off", actie=self._vraag_ontvanger)
        for knop in (self.afschermknop, self.ontvangerknop):
            knop.setVisible(self._officer)
            vloei.addWidget(knop)
        kolom.addWidget(balk)
        houder = QWidget()
        self._schilden = QVBoxLayout(houder)
        self._schilden.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(houder)
        chip: Kolom[Kijkregel] = Kolom("stand", self.tr("Stand"), _stand, "chip", breedte=140)
        self.lijst: Lijst[Kijkregel] = Lijst(
            "kijklog",
            self.tr("Wie zag het dossier"),
            (
                Kolom("dag", self.tr("Dag"), lambda r: r.dag, "datum", breedte=130),
                *([chip] if self._officer else ()),
                Kolom("zin", self.tr("Wie en wat"), lambda r: r.zin, rekt=True, nadruk=True),
            ),
            lambda r: r.nr,
            woord=(self.tr("regel"), self.tr("regels")),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(self.tr("Nog niets"), self.tr("Er staat nog niets over deze casus in het logboek."), "eye"),
            meer_kiezen=self._officer,
        )
        self.lijst.tabel.installEventFilter(self)
        kolom.addWidget(self.lijst, 1)

    def toon(self, casus_id: UUID, bij: UUID | None = None, *, openen: bool = True) -> None:
        """Load the lines about this casus. ``bij``: the request through which they are looked at.

        ``openen``: the user opened it, so looking at it once is logged; otherwise it is only read again.
        """
        self._casus_id, self._bij, self._oud = casus_id, bij or casus_id, True
        self._openen = self._openen or openen
        if self.isVisible():
            self._laad()

    def eventFilter(self, ding: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: A shields what is chosen, where else a letter would look for a row that begins with it."""
        if self._officer and gebeurtenis.type() == QEvent.Type.KeyPress and isinstance(gebeurtenis, QKeyEvent):
            kaal = gebeurtenis.modifiers() == Qt.KeyboardModifier.NoModifier
            if kaal and gebeurtenis.key() == Qt.Key.Key_A:
                self.scherm_af()
                return True
        return super().eventFilter(ding, gebeurtenis)

    def showEvent(self, gebeurtenis: QShowEvent, /) -> None:
        """Qt: read it once somebody looks, because looking is logged."""
        super().showEvent(gebeurtenis)
        if self._oud:
            self._laad()

    def _laad(self) -> None:
        assert self._casus_id is not None
        self._oud = False
        openen, self._openen = self._openen, False
        taak = partial(_lees, self.omgeving.werkplek, self._casus_id, officer=self._officer, openen=openen)
        self.omgeving.werker.doe(taak, self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        self.lijst.zet_rijen(stand.regels)
        maak_leeg(self._schilden)
        for een in stand.afschermingen:
            if een.opgeheven_op is None:
                self._schilden.addWidget(self._schild(een))

    def _schild(self, een: AfschermingInzicht) -> QWidget:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        wat = self.tr("alles over {}").format(een.organisatie) if een.organisatie else self.tr("gekozen regels")
        tekst = self.tr("Afgeschermd: {0}. {1} Opnieuw bekijken op {2}.").format(wat, een.reden, toon_datum(een.tot))
        if een.te_herzien:
            tekst = self.tr("{} Bekijk dit nu opnieuw.").format(tekst)
        kolom.addWidget(Tekst(tekst))
        balk = QWidget()
        vloei = Vloei(balk, ruimte=4)
        for woord, doe in ((self.tr("Verlengen"), self.verleng), (self.tr("Afscherming opheffen"), self.hef_op)):
            knop = Knop(woord, "koppeling", actie=partial(doe, een))
            knop.setAccessibleName(f"{woord}: {wat}, {een.reden}")
            vloei.addWidget(knop)
        kolom.addWidget(balk)
        return vak

    def _druk(self) -> None:
        if self._casus_id is not None:
            druk_blad(self, self.omgeving, self._maak(self._casus_id))

    def _bewaar(self) -> None:
        if self._casus_id is not None:
            bewaar_blad(self, self.omgeving, self._maak(self._casus_id), "wie-zag-dit-dossier.pdf")

    def _maak(self, casus_id: UUID) -> Any:
        return partial(inzagelog.print_kijkregels, self.omgeving.werkplek, casus_id)

    def scherm_af(self) -> None:
        """Hide the chosen lines from the youth, and no others."""
        nrs = [regel.nr for regel in self.lijst.gekozen_rijen()]
        if nrs and self._casus_id is not None:
            doe = partial(_scherm_af, self.omgeving.werkplek, self._casus_id, nrs)
            later = VinkVeld("ook_later", self.tr("Ook alles wat hierna nog in het logboek komt"))
            self._vraag_schild(self.tr("Regels afschermen"), [*self._waarom(), later], "afscherming", doe)

    def _vraag_ontvanger(self) -> None:
        assert self._casus_id is not None
        taak = partial(inzagelog.list_ontvangers, self.omgeving.werkplek, self._casus_id)
        self.omgeving.werker.doe(taak, self._scherm_ontvanger_af, eigenaar=self)

    def _scherm_ontvanger_af(self, ontvangers: tuple[tuple[UUID, str], ...]) -> None:
        if not ontvangers:
            self.omgeving.meld(self.tr("Over deze casus is nog aan niemand iets gevraagd of gegeven."))
            return
        assert self._casus_id is not None
        veld = KeuzeVeld(
            "organisatie_id",
            self.tr("Over welke ontvanger?"),
            [Keuze(id_, naam) for id_, naam in ontvangers],
            verplicht=True,
            hulp=self.tr("Alle regels over deze ontvanger, ook wat hierna nog komt."),
        )
        doe = partial(_scherm_ontvanger_af, self.omgeving.werkplek, self._casus_id)
        titel = self.tr("Eén ontvanger afschermen")
        self._vraag_schild(titel, [veld, *self._waarom()], "afscherming-ontvanger", doe)

    def _waarom(self) -> list[str | Veld]:
        return [
            LangeTekstVeld(
                "reden",
                self.tr("Waarom mag de jongere dit nu niet weten?"),
                verplicht=True,
                hulp=self.tr("Alleen als een onderzoek anders in gevaar komt (AVG 23)."),
            ),
            self._tot(),
        ]

    def _tot(self) -> DatumVeld:
        vandaag = self.omgeving.vandaag
        return DatumVeld("tot", self.tr("Wanneer bekijkt u dit opnieuw?"), vandaag, verplicht=True, vroegst=vandaag)

    def _vraag_schild(self, titel: str, velden: list[str | Veld], concept: str, doe: Bewaarder) -> None:
        Bewaardialoog(
            self,
            self.omgeving,
            titel,
            Formulier(velden, knop=self.tr("Afschermen"), annuleren=self.tr("Terug")),
            doe,
            gelukt=self.tr("De regels zijn afgeschermd. De jongere ziet er niets van."),
            concept=concept,
            object_id=self._bij,
        ).toon()

    def verleng(self, een: AfschermingInzicht) -> None:
        """It still holds: look at it again on a later day."""
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Afscherming verlengen"),
            Formulier([self._tot()], knop=self.tr("Verlengen"), annuleren=self.tr("Terug")),
            partial(_verleng, self.omgeving.werkplek, een.id),
            gelukt=self.tr("De afscherming loopt door."),
            concept="afscherming-verlengen",
            object_id=een.id,
        ).toon()

    def hef_op(self, een: AfschermingInzicht) -> None:
        """Let the youth see the lines again."""
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Afscherming opheffen"),
            Formulier(
                [LangeTekstVeld("reden", self.tr("Waarom mag de jongere dit nu wel zien?"), verplicht=True)],
                knop=self.tr("Opheffen"),
                annuleren=self.tr("Terug"),
            ),
            partial(_hef_op, self.omgeving.werkplek, een.id),
            gelukt=self.tr("De jongere kan de regels weer zien."),
            concept="afscherming-opheffen",
            object_id=een.id,
        ).toon()


def _lees(werkplek: Werkplek, casus_id: UUID, *, officer: bool, openen: bool) -> _Stand:
    return _Stand(
        inzagelog.list_kijkregels(werkplek, casus_id, openen=openen),
        inzagelog.list_afschermingen(werkplek, casus_id) if officer else (),
    )


def _stand(regel: Kijkregel) -> Chipwaarde:
    return Chipwaarde("Afgeschermd", "rood") if regel.afgeschermd else Chipwaarde("Te zien", "groen")


def _scherm_af(werkplek: Werkplek, casus_id: UUID, nrs: list[int], waarden: dict[str, Any]) -> object:
    ook_later = bool(waarden.get("ook_later"))
    return inzagelog.shield_gekozen(
        werkplek, casus_id, nrs, waarden["reden"], waarden["tot"] or "", ook_later=ook_later
    )


def _scherm_ontvanger_af(werkplek: Werkplek, casus_id: UUID, waarden: dict[str, Any]) -> UUID:
    wie, tot = waarden["organisatie_id"], waarden["tot"] or ""
    return inzagelog.shield_regels(
        werkplek, casus_id, AfschermingInvoer(1, 1, waarden["reden"], tot, wie, ook_later=True)
    )


def _verleng(werkplek: Werkplek, id_: UUID, waarden: dict[str, Any]) -> None:
    inzagelog.prolong_afscherming(werkplek, id_, waarden["tot"] or "")


def _hef_op(werkplek: Werkplek, id_: UUID, waarden: dict[str, Any]) -> None:
    inzagelog.lift_afscherming(werkplek, id_, waarden["reden"])
