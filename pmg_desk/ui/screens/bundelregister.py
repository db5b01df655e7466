"""The copies that went out for a meeting, and the paper of earlier ones that is still out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import bundelregister, bundels
from pmg_desk.services.bundelpapier import PAPIER_LABELS
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
        self._rijen: tuple[BundelInzicht, ...] = ()
        kaart = Kaart(self.tr("Uitgedeeld, en wat nog niet terug is"))
        self.lijst: Lijst[BundelInzicht] = Lijst(
            "bundelregister",
            self.tr("Exemplaren"),
            (
                Kolom("datum", self.tr("Overleg"), lambda b: b.datum, "datum", breedte=110),
                Kolom("exemplaar", self.tr("Exemplaar"), lambda b: b.exemplaar, "getal", breedte=100),
                Kolom("ontvanger", self.tr("Voor wie, en hoe"), _wie_en_hoe, rekt=True, nadruk=True, regels=2),
                Kolom("papier", self.tr("Waar is het"), _waar, "chip", breedte=150),
            ),
            lambda b: b.id,
            woord=(self.tr("exemplaar"), self.tr("exemplaren")),
            instellingen=self.omgeving.instellingen,
            filterveld=False,
            rijregels=2,
            leeg=Leegtekst(
                self.tr("Er is nog niets uitgedeeld"),
                self.tr("Hier ziet u welk exemplaar naar wie ging, en of het terug is."),
                "file-text",
            ),
        )
        self.lijst.rol_uit()
        self.lijst.geopend.connect(self._open)
        self.open = Tekst("", "label")
        self.alleen_open = QCheckBox(self.tr("Alleen wat nog niet terug is"))
        self.alleen_open.toggled.connect(self._toon)
        for deel in (self.open, self.alleen_open, self.lijst):
            kaart.inhoud.addWidget(deel)
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
        self._rijen = rijen
        self._toon()

    def _toon(self) -> None:
        """The row one worked on may be gone: then the one that took its place, so that no key lands elsewhere."""
        woorden = bundelregister.nog_open(self._rijen)
        self.open.setText(f"{woorden}.")
        for deel in (self.open, self.alleen_open):
            deel.setVisible(bool(woorden))
        alleen = bool(woorden) and self.alleen_open.isChecked()
        rijen = [een for een in self._rijen if een.is_open or not alleen]
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
            lijst = bundel.soort is Bundelversie.ACTIELIJST
            woord = self.tr("Actielijst bekijken") if lijst else self.tr("Bundel bekijken")
            knoppen.append(Knop(woord, icoon="eye", actie=partial(self.bekijk, bundel)))
        if bundel.mag_melden and self._mag:
            knoppen.append(Knop(self.tr("Is mislukt"), icoon="x", actie=partial(self.mislukt, bundel)))
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
            if not bundel.is_open:
                weer = Knop(self.tr("Toch nog niet terug"), icoon="undo-2", actie=partial(self.toch_open, bundel))
                knoppen.append(weer)
        titel = self.tr("Exemplaar {0} van {1}").format(bundel.exemplaar, f"{bundel.datum:%d-%m-%Y}")
        self.scherm.toon_detail(titel, gegevens, tuple(knoppen))

    def bekijk(self, bundel: BundelInzicht) -> None:
        """Show it again as it was issued."""
        taak = partial(bundels.open_bundel, self.omgeving.werkplek, bundel.id)
        titel = self.tr("Actielijst") if bundel.soort is Bundelversie.ACTIELIJST else ""
        self.omgeving.werker.doe(
            taak, lambda paar: toon_bundel(self, paar[0], titel=titel), self.scherm.toon_fout, self
        )

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
        titels = {
            Papierstand.INGELEVERD: self.tr("Exemplaar is terug"),
            Papierstand.VERNIETIGD: self.tr("Exemplaar is vernietigd"),
            Papierstand.KWIJT: self.tr("Exemplaar kwijt"),
        }
        formulier = Formulier(
            [DatumVeld("dag", self.tr("Op welke dag?"), self.omgeving.vandaag, verplicht=True)],
            knop=self.tr("Vastleggen"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"dag": self.omgeving.vandaag()})
        if kwijt:
            formulier.voeg_in(Tekst(self._bij_verlies()), formulier.balk)
        werkplek = self.omgeving.werkplek

        def bewaar(waarden: dict[str, Any]) -> int:
            return bundelregister.mark_papier(werkplek, bundel.id, bundel.versie, stand, waarden["dag"])

        wat = f"{self._wat(bundel)}: {PAPIER_LABELS[stand].lower()}."
        dialoog = Bewaardialoog(
            self,
            self.omgeving,
            titels[stand],
            formulier,
            bewaar,
            gelukt=self.tr("Het staat in het register."),
            concept="bundelpapier",
            object_id=bundel.id,
            over=self._wat(bundel),
        )

        def bewaard(versie: int) -> None:
            self._terug_naar(bundel)
            self.scherm.melding.zet(
                "info", wat, actietekst=self.tr("Ongedaan maken"), actie=partial(self._herstel, bundel, versie)
            )

        dialoog.bewaard.connect(bewaard)
        dialoog.toon()

    def _wat(self, bundel: BundelInzicht) -> str:
        """Which copy: the number alone comes back at every meeting."""
        zin = self.tr("Exemplaar {0} van het overleg van {1}, voor {2}")
        return zin.format(bundel.exemplaar, f"{bundel.datum:%d-%m-%Y}", bundel.ontvanger)

    def toch_open(self, bundel: BundelInzicht) -> None:
        """It is still out after all: what was said of it was a mistake."""
        self._zet_papier(bundel, bundel.versie, Papierstand.UITGEDEELD, None)

    def _herstel(self, bundel: BundelInzicht, versie: int) -> None:
        """Back to what the register said before, also where this list no longer shows the copy."""
        assert bundel.papier is not None
        self.scherm.melding.verberg()
        self._zet_papier(bundel, versie, bundel.papier, bundel.papier_op)

    def _zet_papier(self, bundel: BundelInzicht, versie: int, stand: Papierstand, dag: date | None) -> None:
        def klaar(_versie: int) -> None:
            self._terug_naar(bundel)
            self.scherm.meld(f"{self._wat(bundel)}: {PAPIER_LABELS[stand].lower()}.")

        taak = partial(bundelregister.mark_papier, self.omgeving.werkplek, bundel.id, versie, stand, dag)
        self.omgeving.werker.doe(taak, klaar, self.scherm.toon_fout, self)

    def _bij_verlies(self) -> str:
        return self.tr(
            "Een kwijtgeraakt exemplaar kan een datalek zijn. Bel vandaag nog de privacy officer: die beoordeelt of "
            "het binnen 72 uur moet worden gemeld en zet het in het register van datalekken."
        )


def toon_bundel(ouder: QWidget, pdf: bytes, let_op: Sequence[str] = (), *, titel: str = "") -> None:
    """A bundle in a window of its own, under what should be known about it."""
    toon_pdf(ouder, titel or ouder.tr("Bundel"), pdf, let_op)


def _wie_en_hoe(bundel: BundelInzicht) -> str:
    """For whom, and below that which version it was and how it went."""
    return f"{bundel.ontvanger}\n{bundel.bundelversie}, {bundel.wijze[:1].lower()}{bundel.wijze[1:]}"


def _waar(bundel: BundelInzicht) -> Chipwaarde:
    """Where a copy is, or that it never arrived."""
    if bundel.status is not VerstrekkingStatus.UITGEGEVEN:
        return chip.status("mislukt", bundel.status_label)
    if bundel.papier is None:
        return chip.status("vervallen", "Digitaal")
    return chip.status(_KLEUR[bundel.papier], bundel.papier_label)
