"""The own casussen of a casusregisseur in numbers, not hidden: for oneself, each number opens its casussen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.services import eigenbeeld, start, werklijst
from pmg_desk.services.eigenbeeld import Eigenbeeld, EigenCasus, Groep, Regel
from pmg_desk.ui.screens.dossierhoofd import doelgroepchip
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Kolom, Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


class Caseload(QWidget):
    """``kies`` shows the casussen behind a number in the list below the cards; opening a row opens the dossier."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.beeld: Eigenbeeld | None = None
        self._gekozen = ("", "")  # group and words of the number
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self.intern = Melding(sluitbaar=False)
        self.intern.zet(
            "waarschuwing",
            self.tr(
                "Intern: niet delen. Dit zijn alleen uw eigen casussen, met alle kleine getallen erbij. Iemand kan er"
                " een jongere in herkennen. Voor anderen is het tabblad Getallen."
            ),
        )
        kolom.addWidget(self.intern)
        self.kop = Tekst("", "kop-2")
        koprij = QHBoxLayout()
        koprij.addWidget(self.kop, 1)
        self.waaromknop = Knop(
            self.tr("Waarom anders dan bij Getallen?"), "koppeling", "chevron-down", actie=self.wissel_uitleg
        )
        koprij.addWidget(self.waaromknop)
        kolom.addLayout(koprij)
        self.anders = self._uitleg()
        kolom.addWidget(self.anders)
        self.anders.setVisible(False)
        self._plek = QVBoxLayout()
        kolom.addLayout(self._plek)
        self._raster: QWidget | None = None
        rij = QHBoxLayout()
        self.lijstkop = Tekst("", "kop-3")
        rij.addWidget(self.lijstkop, 1)
        self.allesknop = Knop(self.tr("Alle casussen tonen"), "koppeling", "undo-2", actie=self._alles)
        rij.addWidget(self.allesknop)
        kolom.addLayout(rij)
        profiel = self.omgeving.werkplek.profiel
        self.lijst: Lijst[EigenCasus] = Lijst(
            "beeldcaseload",
            self.tr("Uw casussen (intern)"),
            (
                Kolom("nummer", self.tr("Casus"), lambda r: r.nummer, breedte=136),
                Kolom("naam", self.tr("Jongere"), lambda r: r.naam, breedte=190, nadruk=True),
                Kolom("leeftijd", self.tr("Leeftijd"), lambda r: r.leeftijd, breedte=76),
                Kolom("doelgroep", self.tr("Doelgroep"), lambda r: doelgroepchip(profiel, r.doelgroep), "chip", 166),
                Kolom("tafels", self.tr("Tafel"), lambda r: r.tafels, breedte=120, sorteerbaar=False, regels=2),
                Kolom("open", self.tr("Open sinds"), lambda r: r.geopend_op, "datum", breedte=104),
                Kolom("let_op", self.tr("Let op"), lambda r: r.knelpunten, rekt=True, sorteerbaar=False, regels=2),
            ),
            lambda r: r.id,
            woord=(self.tr("casus"), self.tr("casussen")),
            instellingen=self.omgeving.instellingen,
            rijregels=2,
            leeg=Leegtekst(
                self.tr("U leidt nu geen open casussen"),
                self.tr("Hier staan de open casussen waarvan u de casusregisseur bent."),
                "folder-open",
            ),
        )
        self.lijst.geopend.connect(self._open)
        self.lijst.rol_uit()
        kolom.addWidget(self.lijst)
        self.laad()

    def wissel_uitleg(self) -> None:
        """Say why, or put it away."""
        dicht = self.anders.isHidden()
        self.anders.setVisible(dicht)
        self.waaromknop.zet_icoon("chevron-up" if dicht else "chevron-down")

    def _uitleg(self) -> Kaart:
        """Why these numbers are not those of the informatiebeeld, of which the table may seem the same."""
        kaart = Kaart(self.tr("Waarom dit andere getallen zijn dan op het tabblad Getallen"))
        for regel in (
            self.tr("Hier staan uw open casussen van vandaag. Daar alle casussen van de kluis, op de peildatum."),
            self.tr(
                "Daar telt het aan het eind van het kwartaal. Wat daarna opent, sluit of van tafel wisselt, telt niet."
            ),
            self.tr("Daar tellen ook de casussen van collega's mee. Hier alleen die waarvan u de casusregisseur bent."),
            self.tr("Wat pas na het vaststellen is vastgelegd of verbeterd, telt daar mee in het volgende kwartaal."),
            self.tr(
                "Een casus aan twee tafels telt hier bij allebei. Daarom is de som van de tafels soms meer dan het"
                " aantal casussen. Daar staat die casus onder meer dan één tafel."
            ),
            self.tr(
                "Aanmeldingen zijn geen casussen: een casus die twee keer is aangemeld, geeft daar twee aanmeldingen."
            ),
            self.tr("Daar zijn kleine getallen afgeschermd of afgerond. Hier niet."),
        ):
            kaart.inhoud.addWidget(Tekst(f"– {regel}"))
        return kaart

    def laad(self) -> None:
        """Count anew."""
        taak = partial(eigenbeeld.show_eigenbeeld, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._zet, self.scherm.toon_fout, self)

    def _zet(self, beeld: Eigenbeeld) -> None:
        self.beeld = beeld
        aantal = len(beeld.casussen)
        self.kop.setText(
            self.tr("U leidt 1 open casus") if aantal == 1 else self.tr("U leidt {} open casussen").format(aantal)
        )
        if self._raster is not None:
            self._raster.setVisible(False)
            self._raster.deleteLater()
        per = {groep.sleutel: groep for groep in beeld.groepen}
        links, rechts = (
            [self._kaart(per[sleutel]) for sleutel in kant if per[sleutel].regels]
            for kant in (("knelpunt", "actie"), ("tafel", "doelgroep", "fase"))
        )
        self._raster = Kaartraster(links, rechts)
        self._plek.addWidget(self._raster)
        self._raster.setVisible(bool(aantal))
        self.waaromknop.setVisible(bool(aantal))
        self._toon_rijen()

    def _kaart(self, groep: Groep) -> Kaart:
        px = self.omgeving.thema.px
        kaart = Kaart(groep.kop)
        kaart.inhoud.setSpacing(2)
        for regel in groep.regels:
            rij = QHBoxLayout()
            woorden = Tekst(regel.label)
            woorden.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            rij.addWidget(woorden, 1)
            woord = regel.woorden
            if regel.aantal:
                knop = Knop(woord, "koppeling", actie=partial(self.kies, groep.sleutel, regel.label))
                knop.setAccessibleName(self.tr("{}: {}, casussen tonen").format(regel.label, woord))
                rij.addWidget(knop)
            else:
                geen = Tekst(self.tr("geen"), "zacht", omslaan=False)
                geen.setContentsMargins(0, px(7), px(8), px(7))  # in line with the buttons above and below it
                rij.addWidget(geen)
            kaart.inhoud.addLayout(rij)
        if groep.sleutel == "knelpunt":
            kaart.inhoud.addWidget(Tekst(self._zin_over_start(), "klein"))
        return kaart

    def _zin_over_start(self) -> str:
        """Why Start and the work list count more."""
        return self.tr(
            "Dit gaat over vandaag, en over casussen die u zelf leidt. Start en de werklijst tellen ook casussen die u"
            " waarneemt of die aan u zijn toegewezen. De werklijst telt evaluaties tot {} dagen vooruit, Start tot {}."
        ).format(werklijst.VOORUIT, start.VOORUIT)

    # the list

    def kies(self, groep: str, label: str) -> None:
        """The casussen of one number."""
        self._gekozen = (groep, label)
        self._toon_rijen()
        breng_in_beeld(self.lijst)
        self.lijst.tabel.setFocus()

    def _alles(self) -> None:
        self._gekozen = ("", "")
        self._toon_rijen()

    def _toon_rijen(self) -> None:
        assert self.beeld is not None
        keuze = self._keuze()
        if keuze is None:
            self.lijst.zet_rijen(self.beeld.casussen)
            self.lijstkop.setText(self.tr("Al uw open casussen (intern)"))
        else:
            groep, regel = keuze
            waarom = groep.van.format(regel.label)
            rijen = [een for een in self.beeld.casussen if een.id in regel.casussen]
            self.lijst.zet_rijen([_vooraan(een, waarom) for een in rijen])
            self.lijstkop.setText(self.tr("{} (intern)").format(waarom))
        self.allesknop.setVisible(keuze is not None)

    def _keuze(self) -> tuple[Groep, Regel] | None:
        """The chosen number as it is now, in its group; none when it is gone."""
        assert self.beeld is not None
        return next(
            (
                (groep, regel)
                for groep in self.beeld.groepen
                for regel in groep.regels
                if (groep.sleutel, regel.label) == self._gekozen
            ),
            None,
        )

    def _open(self, rij: EigenCasus) -> None:
        self.omgeving.navigeer("dossier", casus_id=rij.id)


def _vooraan(rij: EigenCasus, waarom: str) -> EigenCasus:
    """With why it is in this list first: what stands behind it may not fit."""
    return replace(rij, knelpunten=tuple(sorted(rij.knelpunten, key=lambda een: een != waarom)))
