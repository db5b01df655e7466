"""The series of meetings of the own tables: how often a table meets, and what stands ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.services import overlegreeksen
from pmg_desk.services.overlegreeksen import REEKSRITMES, ReeksInvoer, ReeksInzicht, Reeksuitkomst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

Tafels = Sequence[tuple[str, str]]


class ReeksenDeel(QWidget):
    """Enter changes the chosen series."""

    def __init__(self, omgeving: Omgeving, fout: Callable[[Fout], None], *, mag: bool) -> None:
        super().__init__()
        self.omgeving, self._fout, self._mag = omgeving, fout, mag
        self._tafels: Tafels = ()
        self._balk = Vloeibalk()
        self.nieuwknop = Knop(self.tr("Reeks plannen"), icoon="plus", actie=self.nieuw)
        self.wijzigknop = Knop(self.tr("Reeks wijzigen"), icoon="pencil", actie=self.wijzig)
        self.eindknop = Knop(self.tr("Reeks beëindigen"), icoon="x", actie=self.beeindig)
        for knop in (self.nieuwknop, self.wijzigknop, self.eindknop):
            self._balk.voeg_toe(knop)
        self._balk.setVisible(mag)
        self.lijst: Lijst[ReeksInzicht] = Lijst(
            "overlegreeksen",
            self.tr("Reeksen overleggen"),
            (
                Kolom("tafel", self.tr("Tafel"), lambda r: r.tafel_label, breedte=200, rekt=True, nadruk=True),
                Kolom("ritme", self.tr("Hoe vaak"), lambda r: r.ritme, breedte=160),
                Kolom("tijd", self.tr("Tijd"), lambda r: r.tijd, breedte=75),
                Kolom("plaats", self.tr("Plaats"), lambda r: r.plaats, breedte=180),
                Kolom("volgende", self.tr("Volgende keer"), lambda r: r.volgende, "datum", breedte=140),
                Kolom("klaar", self.tr("Gepland"), lambda r: len(r.komend), "getal", breedte=100),
                Kolom("stand", self.tr("Tot en met"), self._stand, "chip", breedte=160),
            ),
            lambda r: r.id,
            woord=(self.tr("reeks"), self.tr("reeksen")),
            instellingen=omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("Nog geen reeks"),
                self.tr(
                    "Komt uw tafel vaker bij elkaar? Met een reeks staan de overleggen vier maanden vooruit klaar."
                ),
                "calendar-days",
            ),
        )
        self.lijst.gekozen.connect(self._schik)
        self.lijst.geopend.connect(self._open)
        self.feestdagen = Tekst("", "klein")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(self._balk)
        kolom.addWidget(self.lijst, 1)
        kolom.addWidget(self.feestdagen)
        self._schik()

    def _stand(self, reeks: ReeksInzicht) -> Chipwaarde:
        if not reeks.loopt:
            return chip.status("klaar", self.tr("Beëindigd"))
        return chip.status("gepland", self.tr("Loopt door") if reeks.tot is None else toon_datum(reeks.tot))

    def zet(self, tafels: Tafels, reeksen: Sequence[ReeksInzicht]) -> None:
        """Show these series; a new one can be of ``tafels`` (key and label)."""
        self._tafels = tafels
        self.lijst.zet_rijen(reeksen)
        self.nieuwknop.setEnabled(bool(tafels))
        self._schik()

    def _schik(self, *_: object) -> None:
        reeks = self.lijst.huidige()
        mag = reeks is not None and reeks.mag_wijzigen
        self.wijzigknop.setEnabled(mag)
        self.eindknop.setEnabled(mag)
        op = () if reeks is None else reeks.feestdagen
        self.feestdagen.setVisible(bool(op))
        self.feestdagen.setText(
            self.tr("Valt op een feestdag: {}. U kunt dat overleg openen en verzetten.").format(
                ", ".join(f"{toon_datum(dag)} ({naam})" for dag, naam in op)
            )
        )

    def _open(self, reeks: ReeksInzicht) -> None:
        if reeks.mag_wijzigen:
            self.wijzig()

    def nieuw(self) -> None:
        """Ask for a new series."""
        self._vraag(None)

    def wijzig(self) -> None:
        """Ask for other days, another time or place, or another end."""
        self._vraag(self.lijst.huidige())

    def _vraag(self, oud: ReeksInzicht | None) -> None:
        vandaag = self.omgeving.vandaag
        ritmes = [Keuze(ritme, label) for ritme, label in REEKSRITMES.items()]
        anders = self.tr("Wordt de dag of het ritme anders? Vul in vanaf welke dag dat geldt.")
        velden: list[Any] = [
            KeuzeVeld("tafel", self.tr("Tafel"), [Keuze(*tafel) for tafel in self._tafels], verplicht=True),
            DatumVeld("begin", self.tr("Eerste overleg"), vandaag, verplicht=True, hulp=anders if oud else ""),
            KeuzeVeld("herhaling", self.tr("Hoe vaak"), ritmes, verplicht=True),
            TekstVeld("tijd", self.tr("Begintijd"), breedte=160, hoogstens=20, voorbeeld="13:30"),
            TekstVeld("plaats", self.tr("Plaats"), hoogstens=160),
            DatumVeld("tot", self.tr("Laatste dag"), vandaag, hulp=self.tr("Leeg laten: de reeks loopt door.")),
        ]
        formulier = Formulier(velden if oud is None else velden[1:], knop=self.tr("Reeks opslaan"))
        if oud is not None:
            formulier.zet(
                {
                    "begin": oud.begin,
                    "herhaling": oud.herhaling,
                    "tijd": oud.tijd,
                    "plaats": oud.plaats,
                    "tot": oud.tot,
                }
            )
        elif len(self._tafels) == 1:
            formulier.zet({"tafel": self._tafels[0][0]})
        dialoog = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Reeks plannen") if oud is None else self.tr("Reeks wijzigen"),
            formulier,
            partial(_bewaar, self.omgeving.werkplek, oud),
            gelukt=self.tr("De reeks is opgeslagen."),
            concept="overlegreeks",
            object_id=None if oud is None else oud.id,
        )
        dialoog.bewaard.connect(self._zeg)
        dialoog.toon()

    def _zeg(self, uitkomst: Reeksuitkomst) -> None:
        """What became of the meetings, in numbers."""
        delen = [
            woorden.format(aantal)
            for aantal, woorden in (
                (uitkomst.gemaakt, self.tr("{} gepland")),
                (uitkomst.gewijzigd, self.tr("{} gewijzigd")),
                (uitkomst.vervallen, self.tr("{} gaat of gaan niet door")),
                (uitkomst.gebleven, self.tr("{} al voorbereid of verzet en dus niet gewijzigd")),
            )
            if aantal
        ]
        if delen:
            self.omgeving.meld(self.tr("Overleggen van deze reeks: {}.").format(", ".join(delen)))

    def beeindig(self) -> None:
        """Ask before ending the chosen series."""
        reeks = self.lijst.huidige()
        if reeks is None:
            return
        taak = partial(overlegreeksen.end_reeks, self.omgeving.werkplek, reeks.id, versie=reeks.versie)
        bevestig(
            self,
            self.tr("Deze reeks beëindigen?"),
            self.tr(
                "Er komen geen overleggen meer bij. Wat nog komt en nog niet is voorbereid, gaat niet door. "
                "Overleggen met een agenda blijven staan."
            ),
            self.tr("Reeks beëindigen"),
            partial(self.omgeving.werker.doe, taak, self._zeg, self._fout, self),
        )


def _bewaar(werkplek: Werkplek, oud: ReeksInzicht | None, waarden: dict[str, Any]) -> Reeksuitkomst:
    if oud is None:
        return overlegreeksen.start_reeks(werkplek, ReeksInvoer(**waarden))
    invoer = ReeksInvoer(tafel=oud.tafel, **waarden)
    return overlegreeksen.change_reeks(werkplek, oud.id, invoer, versie=oud.versie)
