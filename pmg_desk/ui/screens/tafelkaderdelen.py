"""Parts of making a tafelkader: one cell, what a version changes, and the outcome of trying it out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Eis
from pmg_desk.domain.kaderproef import Proef, Proefregel
from pmg_desk.domain.kaderruimte import Kaderruimte
from pmg_desk.domain.tafelkader import Kaderregel
from pmg_desk.services.kaderconcepten import Conceptinzicht
from pmg_desk.services.kadertoezicht import Proefoverleg
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.tafelkader import EIS_LABELS
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kadermatrix import Matrixmodel
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.tekst import Tekst


class Celdetail(QWidget):
    """Grounds and conditions of one cell; what is ticked counts at once."""

    def __init__(self, model: Matrixmodel, plek: tuple[int, int]) -> None:
        super().__init__()
        self._model, self._plek = model, plek
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        rij, categorie, ruimte = model.rij(plek[0]), model.categorie(plek[1]), model.ruimte
        assert ruimte is not None
        kolom.addWidget(Tekst(f"{rij.ontvanger.functie}, {rij.ontvanger.organisatie}"))
        regel = model.cellen.get(plek)
        if not categorie.in_kader:
            kolom.addWidget(Tekst(self.tr("Deze gegevens beoordeelt u per casus. Ze kunnen niet in een tafelkader.")))
        elif regel is None:
            kolom.addWidget(Tekst(self.tr("Nee. Druk in de tabel op de spatiebalk om ja te zeggen."), "zacht"))
        else:
            gronden = [g for g in ruimte.gronden if g.past(rij.soort, ruimte.tafel)]
            self.gronden = MeerKeuzeVeld(
                "gronden", self.tr("Grondslagen"), [Keuze(g.sleutel, g.label) for g in gronden], verplicht=True
            )
            self.gronden.zet(regel.grondslagen)
            self.eisen = MeerKeuzeVeld("eisen", self.tr("Eisen"), [Keuze(eis, EIS_LABELS[eis]) for eis in Eis])
            self.eisen.zet(regel.eisen)
            for veld in (self.gronden, self.eisen):
                veld.gewijzigd.connect(self._bewaar)
                kolom.addWidget(veld)
        kolom.addStretch(1)

    def _bewaar(self) -> None:
        self._model.verander(self._plek, grondslagen=self.gronden.waarde(), eisen=self.eisen.waarde())


class Vergelijkdeel(QWidget):
    """What came, what went and what changed, compared with the version before."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self._omgeving = omgeving
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._inhoud: QWidget | None = None

    def zet(self, inzicht: Conceptinzicht) -> None:
        """Show the difference."""
        if self._inhoud is not None:
            self._inhoud.deleteLater()
        self._inhoud = QWidget(self)
        kolom = QVBoxLayout(self._inhoud)
        kolom.setContentsMargins(0, 0, 0, 0)
        verschil = inzicht.verschil
        if verschil is None:
            kolom.addWidget(Tekst(self.tr("Er is nog geen eerdere versie. Alles in dit kader is nieuw.")))
        elif verschil.leeg:
            kolom.addWidget(
                Tekst(self.tr("Hetzelfde als {}; alleen de dagen zijn anders.").format(inzicht.vorige_nummer))
            )
        else:
            kolom.addWidget(Tekst(self.tr("Vergeleken met {}:").format(inzicht.vorige_nummer)))
            self._kaart(kolom, self.tr("Mag straks ook"), [_cel(r, inzicht.ruimte) for r in verschil.erbij])
            self._kaart(kolom, self.tr("Mag straks niet meer"), [_cel(r, inzicht.ruimte) for r in verschil.weg])
            self._kaart(
                kolom,
                self.tr("Andere gronden of eisen"),
                [
                    self.tr("{}. Was: {}. Wordt: {}.").format(
                        _cel(wordt, inzicht.ruimte), _gronden(was, inzicht.ruimte), _gronden(wordt, inzicht.ruimte)
                    )
                    for was, wordt in verschil.anders
                ],
            )
            woorden = {"bron": self.tr("Bron"), "voorwaarden": self.tr("Voorwaarden")}
            leeg = self.tr("leeg")
            self._kaart(
                kolom,
                self.tr("Andere tekst"),
                [f"{woorden[naam]}: {was or leeg} → {wordt or leeg}" for naam, was, wordt in verschil.teksten],
            )
        kolom.addStretch(1)
        self._kolom.addWidget(self._inhoud)

    def _kaart(self, kolom: QVBoxLayout, titel: str, regels: list[str]) -> None:
        if regels:
            kaart = Kaart(f"{titel} ({len(regels)})")
            for regel in regels:
                kaart.inhoud.addWidget(Tekst(regel))
            kolom.addWidget(kaart)


def _cel(regel: Kaderregel, ruimte: Kaderruimte) -> str:
    wat = next((c.label for c in ruimte.categorieen if c.sleutel == regel.categorie), regel.categorie)
    return f"{regel.ontvanger.functie}, {regel.ontvanger.organisatie}: {wat}"


def _gronden(regel: Kaderregel, ruimte: Kaderruimte) -> str:
    labels = {g.sleutel: g.label for g in ruimte.gronden}
    return ", ".join([*(labels.get(g, g) for g in regel.grondslagen), *(EIS_LABELS[e].lower() for e in regel.eisen)])


class Proefdeel(QWidget):
    """Choose an overleg; then per casus and participant what they get now, with the draft, and what stays."""

    gevraagd = Signal(object)

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.overleg = KeuzeVeld("overleg", self.tr("Op welk overleg?"), [], leegtekst=self.tr("Kies een overleg…"))
        self.overleg.gewijzigd.connect(self._gekozen)
        kolom.addWidget(self.overleg)
        self.zin = Tekst("")
        kolom.addWidget(self.zin)
        self._ruimte: Kaderruimte | None = None
        self.lijst: Lijst[Proefregel] = Lijst(
            "kaderproef",
            self.tr("Uitkomst van de proef"),
            (
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=150, nadruk=True),
                Kolom(
                    "wie", self.tr("Voor wie"), lambda r: f"{r.ontvanger.functie}, {r.ontvanger.organisatie}", rekt=True
                ),
                Kolom("wat", self.tr("Gegevens"), self._categorie, breedte=150),
                Kolom("nu", self.tr("Nu"), lambda r: r.nu, "getal", breedte=70),
                Kolom("straks", self.tr("Straks"), lambda r: r.straks, "getal", breedte=80),
                Kolom("blijft", self.tr("Blijft, en waarom"), _blijft, rekt=True),
            ),
            lambda r: (r.casusnummer, r.ontvanger, r.categorie),
            woord=(self.tr("regel"), self.tr("regels")),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog niets uitgeprobeerd"),
                self.tr("Kies een overleg. U ziet dan aantallen, geen inhoud."),
                "list-checks",
            ),
        )
        kolom.addWidget(self.lijst, 1)

    def zet(self, inzicht: Conceptinzicht) -> None:
        """The meetings to try on."""
        self._ruimte = inzicht.ruimte
        self.overleg.zet_keuzes([Keuze(o.id, self._overlegwoord(o)) for o in inzicht.overleggen])
        leeg = self.tr("Er is geen overleg van deze tafel met deelnemers en casussen om op uit te proberen.")
        self.zin.setText("" if inzicht.overleggen else leeg)
        self._gekozen()

    def _overlegwoord(self, overleg: Proefoverleg) -> str:
        casussen = met_woord(overleg.casussen, self.tr("casus"), self.tr("casussen"))
        return f"{toon_datum(overleg.datum)} {overleg.tijd}".strip() + f", {casussen}"

    def _gekozen(self) -> None:
        if self.overleg.waarde() is not None:
            self.gevraagd.emit(self.overleg.waarde())

    def toon_uitkomst(self, ruimte: Kaderruimte, proef: Proef) -> None:
        """Say what it comes to, and list it."""
        self._ruimte = ruimte
        zin = self.tr("Met dit kader krijgen {} van {} deelnemers iets, over {}: samen {} stukken (nu {}).")
        self.zin.setText(
            zin.format(
                proef.krijgen_iets,
                len(proef.sommen),
                met_woord(proef.casussen, self.tr("casus"), self.tr("casussen")),
                sum(som.stukken_straks for som in proef.sommen),
                sum(som.stukken_nu for som in proef.sommen),
            )
        )
        # What changes first, then what is given, then the rest.
        self.lijst.zet_rijen(sorted(proef.regels, key=lambda r: (r.nu == r.straks, r.straks == 0)))

    def _categorie(self, regel: Proefregel) -> str:
        ruimte = self._ruimte
        labels = {} if ruimte is None else {c.sleutel: c.label for c in ruimte.categorieen}
        return labels.get(regel.categorie, regel.categorie)


def _blijft(regel: Proefregel) -> str:
    return " ".join(f"{aantal}: {reden.value}" for reden, aantal in regel.blijft)
