"""The copies that went out for a meeting, and the paper of earlier ones that is still out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.rollen import Recht
from pmg_desk.services import bundelregister, bundels
from pmg_desk.services.bundelregister import BundelInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Papierstand, VerstrekkingStatus
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.pdfvenster import toon_pdf
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

_KLEUR = {
    Papierstand.UITGEDEELD: "gevraagd",
    Papierstand.INGELEVERD: "klaar",
    Papierstand.VERNIETIGD: "klaar",
    Papierstand.KWIJT: "mislukt",
}


def _lees(werkplek: Werkplek, overleg_id: UUID) -> tuple[BundelInzicht, ...]:
    eerder = bundelregister.list_open_exemplaren(werkplek, overleg_id)
    return (*bundelregister.list_bundels(werkplek, overleg_id), *eerder)


class BundelregisterDeel(QWidget):
    """Enter opens a copy: look at it again, say that it failed, or where the paper is."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self._id: UUID | None = None
        self._mag = False
        kaart = Kaart(self.tr("Uitgedeeld, en wat nog niet terug is"))
        self.lijst: Lijst[BundelInzicht] = Lijst(
            "bundelregister",
            self.tr("Exemplaren"),
            (
                Kolom("datum", self.tr("Overleg"), lambda b: b.datum, "datum", breedte=110),
                Kolom("exemplaar", self.tr("Exemplaar"), lambda b: b.exemplaar, "getal", breedte=100),
                Kolom("ontvanger", self.tr("Voor wie"), lambda b: b.ontvanger, breedte=240, rekt=True, nadruk=True),
                Kolom("versie", self.tr("Versie"), lambda b: b.bundelversie, breedte=100),
                Kolom("wijze", self.tr("Hoe"), lambda b: b.wijze, breedte=110),
                Kolom("papier", self.tr("Waar is het"), _waar, "chip", breedte=160),
            ),
            lambda b: b.id,
            woord=(self.tr("exemplaar"), self.tr("exemplaren")),
            instellingen=self.omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("Er is nog niets uitgedeeld"),
                self.tr("Hier ziet u welk exemplaar naar wie ging, en of het terug is."),
                "file-text",
            ),
        )
        self.lijst.rol_uit()
        self.lijst.geopend.connect(self._open)
        kaart.inhoud.addWidget(self.lijst)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(kaart)

    def zet(self, overleg_id: UUID, *, mag: bool) -> None:
        """Show the copies of this meeting; ``mag``: whether this user runs it."""
        self._id, self._mag = overleg_id, mag
        if not self.omgeving.werkplek.gebruiker.mag(Recht.VERSTREKKINGEN_LEZEN):
            self.setVisible(False)
            return
        taak = partial(_lees, self.omgeving.werkplek, overleg_id)
        self.omgeving.werker.doe(taak, self._zet_rijen, self.scherm.toon_fout, self)

    def _zet_rijen(self, rijen: tuple[BundelInzicht, ...]) -> None:
        """The row one worked on may be gone: then the one that took its place, so that no key lands elsewhere."""
        plek = self.lijst.tabel.currentIndex().row()
        self.lijst.zet_rijen(rijen)
        if plek >= 0 and rijen and self.lijst.huidige() is None:
            self.lijst.kies(self.lijst.model.getoond[min(plek, len(rijen) - 1)].id)

    def _terug_naar(self, bundel: BundelInzicht) -> None:
        """Close the panel and go on in the list, at this copy."""
        self.scherm.sluit_detail()
        self.lijst.kies(bundel.id)
        self.lijst.tabel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, bundel: BundelInzicht) -> None:
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Voor wie"), bundel.ontvanger),
                (self.tr("Overleg"), f"{bundel.tafel_label}, {bundel.datum:%d-%m-%Y}"),
                (self.tr("Versie"), bundel.bundelversie),
                (self.tr("Hoe"), bundel.wijze),
                (self.tr("Stand"), _waar(bundel)),
                (self.tr("Sinds"), "" if bundel.papier_op is None else f"{bundel.papier_op:%d-%m-%Y}"),
                (self.tr("Casussen"), ", ".join(bundel.casusnummers)),
                (self.tr("Door"), bundel.door),
                (
                    self.tr("Let op"),
                    self.tr("Er zijn bladen uitgehaald, omdat een casus is vernietigd.") if bundel.ingekort else "",
                ),
            ]
        )
        knoppen: list[QWidget] = []
        if bundel.heeft_document:
            knoppen.append(Knop(self.tr("Bundel bekijken"), icoon="eye", actie=partial(self.bekijk, bundel)))
        if bundel.mag_melden and self._mag:
            knoppen.append(Knop(self.tr("Is mislukt"), icoon="undo-2", actie=partial(self.mislukt, bundel)))
        if bundel.papier is not None and self._mag:
            knoppen += [
                Knop(woord, actie=partial(self.meld_papier, bundel, stand))
                for stand, woord in (
                    (Papierstand.INGELEVERD, self.tr("Ingeleverd")),
                    (Papierstand.VERNIETIGD, self.tr("Vernietigd")),
                    (Papierstand.KWIJT, self.tr("Kwijt")),
                )
                if stand is not bundel.papier
            ]
        self.scherm.toon_detail(self.tr("Exemplaar {}").format(bundel.exemplaar), gegevens, tuple(knoppen))

    def bekijk(self, bundel: BundelInzicht) -> None:
        """Show it again as it was issued."""
        taak = partial(bundels.open_bundel, self.omgeving.werkplek, bundel.id)
        self.omgeving.werker.doe(taak, lambda paar: toon_bundel(self, paar[0]), self.scherm.toon_fout, self)

    def mislukt(self, bundel: BundelInzicht) -> None:
        """Ask, naming the copy and for whom it is, because this cannot be taken back: then it does not count."""
        bevestig(
            self,
            self.tr("Is exemplaar {} mislukt?").format(bundel.exemplaar),
            self.tr(
                "Exemplaar {0} voor {1}, overleg van {2}. Het telt dan niet als uitgedeeld: niets eruit geldt als "
                "gedeeld. U kunt dit niet terugdraaien. Hebt u het papier, vernietig het dan."
            ).format(bundel.exemplaar, bundel.ontvanger, f"{bundel.datum:%d-%m-%Y}"),
            self.tr("Exemplaar {} is mislukt").format(bundel.exemplaar),
            partial(self._meld_mislukt, bundel),
        )

    def _meld_mislukt(self, bundel: BundelInzicht) -> None:
        def klaar(_niets: None) -> None:
            self._terug_naar(bundel)
            self.scherm.meld(self.tr("Exemplaar {} telt niet als uitgedeeld.").format(bundel.exemplaar))

        taak = partial(bundels.mark_bundel_mislukt, self.omgeving.werkplek, bundel.id)
        self.omgeving.werker.doe(taak, klaar, self.scherm.toon_fout, self)

    def meld_papier(self, bundel: BundelInzicht, stand: Papierstand) -> None:
        """Ask since when; of a lost copy, say what else has to be done."""
        kwijt = stand is Papierstand.KWIJT
        label = bundelregister.PAPIER_LABELS[stand]
        formulier = Formulier(
            [DatumVeld("dag", self.tr("Op welke dag?"), self.omgeving.vandaag, verplicht=True)],
            knop=self.tr("Vastleggen"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"dag": self.omgeving.vandaag()})
        if kwijt:
            formulier.voeg_in(Tekst(self._bij_verlies()), formulier.balk)
        werkplek = self.omgeving.werkplek

        def bewaar(waarden: dict[str, Any]) -> None:
            bundelregister.mark_papier(werkplek, bundel.id, bundel.versie, stand, waarden["dag"])

        dialoog = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Exemplaar kwijt") if kwijt else self.tr("Exemplaar is terug"),
            formulier,
            bewaar,
            gelukt=self.tr("Dit staat nu in het register: {}.").format(label.lower()),
            concept="bundelpapier",
            object_id=bundel.id,
            over=self.tr("Exemplaar {}").format(bundel.exemplaar),
        )
        dialoog.bewaard.connect(lambda _niets: self._terug_naar(bundel))
        dialoog.toon()

    def _bij_verlies(self) -> str:
        return self.tr(
            "Een kwijtgeraakt exemplaar kan een datalek zijn. Bel vandaag nog de privacy officer: die beoordeelt of "
            "het binnen 72 uur moet worden gemeld en zet het in het register van datalekken."
        )


def toon_bundel(ouder: QWidget, pdf: bytes, let_op: Sequence[str] = ()) -> None:
    """A bundle in a window of its own, under what should be known about it."""
    toon_pdf(ouder, ouder.tr("Bundel"), pdf, let_op)


def _waar(bundel: BundelInzicht) -> Chipwaarde:
    """Where a copy is, or that it never arrived."""
    if bundel.status is not VerstrekkingStatus.UITGEGEVEN:
        return chip.status("mislukt", bundel.status_label)
    if bundel.papier is None:
        return chip.status("vervallen", bundel.wijze)
    return chip.status(_KLEUR[bundel.papier], bundel.papier_label)
