"""Aanmelding: the triage of a casus at a table on one page: what is known at the left, the decision at the right."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import aanmeldingen, triage
from pmg_desk.services.tafelvoorwaarden import niet_beantwoord_met_ja
from pmg_desk.services.triage import BesluitInvoer, Besluituitkomst, Triageantwoordinvoer, TriageInzicht
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.aanmeldingdelen import (
    ELDERS,
    Aanmeldingkaart,
    Bekendkaart,
    Besluitformulier,
    Feitenkaart,
    trekin_dialoog,
)
from pmg_desk.ui.screens.terugmelden import terug_dialoog, voeg_terugwoorden
from pmg_desk.ui.screens.triagevragen import Antwoordenkaart, Vragenformulier
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg


class AanmeldingScherm(Scherm):
    """``toon(aanmelding_id=)``. Coming back to the one that is open shows it again without a new line in the log."""

    sleutel, titel, icoon = "aanmelding", "Aanmelding", "inbox"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    soorten = frozenset({"aanmelding", "casus", "jongere", "indeling", "uitspraak"})
    in_navigatie = False
    onder = "meldpunt"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._open: UUID | None = None
        self._triage: TriageInzicht | None = None
        self._net_besloten = False
        self._vragen_van: tuple[object, ...] | None = None
        self.vragen: Vragenformulier | None = None
        self.besluit: Besluitformulier | None = None
        self.trekinknop = self.voeg_actie(
            Knop(self.tr("Aanmelding intrekken"), "secundair", "undo-2", actie=self._trek_in)
        )
        self.dossierknop = self.voeg_actie(
            Knop(self.tr("Naar het dossier"), "secundair", "folder-open", actie=self._naar_dossier)
        )
        self.kaart = Aanmeldingkaart(self.tr("Aanmelding"))
        self.feiten = Feitenkaart(self.tr("Wat het programma kan laten zien"))
        self.bekend = Bekendkaart(omgeving, self.tr("Waar is de jongere nog meer bekend"))
        self.terug = Kaart(self.tr("Wat mag de aanmelder horen"))
        self._terugteksten = QVBoxLayout()
        self.terug.inhoud.addLayout(self._terugteksten)
        self.terugknop = Knop(self.tr("Vastleggen wat is verteld"), "koppeling", "phone", actie=self._meld_terug)
        self.terug.inhoud.addWidget(self.terugknop)
        self.vragenkaart = Kaart(self.tr("Vragen van deze tafel"))
        self._vragenvak = QVBoxLayout()
        self.vragenkaart.inhoud.addLayout(self._vragenvak)
        self.antwoorden = Antwoordenkaart(self.tr("Antwoorden"))
        self.besluitkaart = Kaart(self.tr("Besluit van de tafel"))
        self._besluitvak = QVBoxLayout()
        self.besluitkaart.inhoud.addLayout(self._besluitvak)
        self.wie_besluit = Tekst("", "zacht")
        self.besluitkaart.inhoud.addWidget(self.wie_besluit)
        self._vak = Rolvak()
        self._vak.inhoud.setContentsMargins(2, 2, 12, 12)
        self._vak.inhoud.addWidget(
            Kaartraster(
                (self.kaart, self.feiten, self.bekend, self.terug),
                (self.vragenkaart, self.antwoorden, self.besluitkaart),
            )
        )
        self._vak.inhoud.addStretch(1)
        self._vak.setVisible(False)
        self.inhoud.addWidget(self._vak, 1)

    def toon(self, **params: Any) -> None:
        """Open this aanmelding, or show again the one that is open."""
        gevraagd: UUID | None = params.get("aanmelding_id") or self._open
        if gevraagd is None:
            self.omgeving.navigeer("meldpunt")
            return
        nieuw = gevraagd != self._open
        if nieuw:
            self._sluit()
        lees = triage.open_triage if nieuw else triage.toon_triage
        self.omgeving.werker.doe(partial(lees, self.omgeving.werkplek, gevraagd), self._zet, self._mislukt, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Read again what is open."""
        del wijzigingen
        if self._open is not None:
            self.toon()

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        for formulier in self.findChildren(Formulier):
            formulier.bewaar_concept()

    def _mislukt(self, fout: Any) -> None:
        self._sluit()
        self.toon_fout(fout)

    def _sluit(self) -> None:
        """Nothing of the one before may stay in sight."""
        self.bewaar_concepten()
        self._open, self._triage, self._vragen_van = None, None, None
        self._net_besloten = False
        self._vak.setVisible(False)
        self.zet_titel(self.titel)
        self.zet_over("")
        for vak in (self._vragenvak, self._besluitvak):
            maak_leeg(vak)
        self.vragen = self.besluit = None

    def _zet(self, gelezen: TriageInzicht) -> None:
        een = gelezen.aanmelding
        self._open, self._triage = een.id, gelezen
        self.zet_titel(
            self.tr("{} bij {}").format(een.rij.naam, een.rij.tafel_label),
            self.tr("Het programma laat zien wat het weet. De tafel besluit."),
        )
        self.zet_over(" · ".join((een.rij.nummer, een.rij.naam, een.rij.tafel_label)))
        self.kaart.zet(een)
        self.feiten.zet(gelezen)
        self.bekend.zet(gelezen)
        self._zet_terug()
        invullen = een.mag_wijzigen and een.rij.loopt
        self.trekinknop.setVisible(een.mag_intrekken)
        nu = tuple(vraag for vraag in gelezen.vragen if vraag.uit_profiel)
        self.vragenkaart.setVisible((invullen and bool(nu)) or self._blijft_staan(self.vragen, invullen))
        oud = gelezen.vragen if not invullen else tuple(vraag for vraag in gelezen.vragen if not vraag.uit_profiel)
        self.antwoorden.setVisible(bool(oud))
        self.antwoorden.zet(oud)
        if invullen and nu:
            self._bouw_vragen(gelezen)
        self._zet_besluit(gelezen)
        self._vak.setVisible(True)
        if self._net_besloten and not een.rij.loopt:
            self._net_besloten = False
            self.dossierknop.setFocus()
            QTimer.singleShot(0, self, zwak(self._naar_boven))  # once the cards that went have left their place

    def _naar_boven(self) -> None:
        """Where the badge says what the table decided."""
        self._vak.verticalScrollBar().setValue(0)

    def _blijft_staan(self, formulier: Formulier | None, kan: bool) -> bool:
        """Whether somebody else ended this while here was typed: then those words stay to be read."""
        if formulier is None or kan or not formulier.is_gewijzigd:
            return False
        formulier.sluit_af(
            self.tr("De aanmelding is intussen afgerond. Wat u hier typte, is niet opgeslagen. U kunt het nog lezen.")
        )
        return True

    def _bouw_vragen(self, gelezen: TriageInzicht) -> None:
        """Anew only when others saved answers: what is being typed stays, and saving moves nothing on the page."""
        nu = tuple(vraag for vraag in gelezen.vragen if vraag.uit_profiel)
        stand = (gelezen.aanmelding.id, *((v.vraag, v.antwoord, v.toelichting and v.toelichting.id) for v in nu))
        van = self._vragen_van
        if van is not None and van[0] == stand[0] and self.vragen is not None and self.vragen.toont(nu):
            self._vragen_van = van = stand
        if stand == van:
            return
        if self.vragen is not None:
            self.vragen.bewaar_concept()
        self._vragen_van = stand
        maak_leeg(self._vragenvak)
        self.vragen = Vragenformulier(self, nu)
        self.vragen.koppel_concept(self.omgeving.concepten, "triage", gelezen.aanmelding.id)
        self.vragen.bewaren.connect(self._beantwoord)
        self.vragen.gewijzigd.connect(self._zet_voorwaarden)
        self._vragenvak.addWidget(self.vragen)

    def _zet_besluit(self, gelezen: TriageInzicht) -> None:
        een = gelezen.aanmelding
        blijft = self._blijft_staan(self.besluit, een.mag_besluiten)
        self.besluitkaart.setVisible(een.rij.loopt or blijft)
        self.wie_besluit.setText(
            self.tr("Alleen een casusregisseur van {} legt het besluit vast.").format(een.rij.tafel_label)
        )
        self.wie_besluit.setVisible(not een.mag_besluiten and een.rij.loopt)
        if blijft:
            return
        if not een.mag_besluiten:
            maak_leeg(self._besluitvak)
            self.besluit = None
        elif self.besluit is None:
            self.besluit = Besluitformulier(self, self.omgeving, een.rij.tafel, gelezen.verwijst_naar)
            self.besluit.koppel_concept(self.omgeving.concepten, "aanmelding.besluit", een.id)
            self.besluit.bewaren.connect(self._besluit_genomen)
            self._besluitvak.addWidget(self.besluit)
        self._zet_voorwaarden()

    def _zet_voorwaarden(self) -> None:
        """Which conditions are not met, by what is typed now: the decision keeps those answers too."""
        if self.besluit is None or self._triage is None:
            return
        antwoorden = {vraag.vraag: vraag.antwoord or vraag.meegekomen or "" for vraag in self._triage.vragen}
        if self.vragen is not None:
            antwoorden |= self.vragen.gekozen()
        self.besluit.zet_voorwaarden(niet_beantwoord_met_ja(self._triage.voorwaarden, antwoorden))

    def _zet_terug(self) -> None:
        assert self._triage is not None
        een = self._triage.aanmelding
        maak_leeg(self._terugteksten)
        op, te_melden = een.teruggekoppeld_op, een.terug_te_melden
        voeg_terugwoorden(self, self._terugteksten, op, een.verteld, te_melden)
        self.terugknop.setVisible(een.mag_wijzigen)

    # what is done

    def _beantwoord(self, waarden: dict[str, Any]) -> None:
        assert self.vragen is not None
        assert self._open is not None
        formulier = self.vragen
        formulier.zet_bezig(True)
        self.omgeving.werker.doe(
            partial(triage.answer_triage, self.omgeving.werkplek, self._open, formulier.antwoorden(waarden)),
            partial(self._beantwoord_klaar, formulier),
            formulier.toon_fouten,
            formulier,
        )

    def _beantwoord_klaar(self, formulier: Vragenformulier, _niets: object) -> None:
        formulier.opgeslagen()
        self.meld(self.tr("De antwoorden zijn bewaard."))

    def _besluit_genomen(self, waarden: dict[str, Any]) -> None:
        assert self.besluit is not None
        assert self._open is not None
        formulier = self.besluit
        try:
            antwoorden = self._getypte_antwoorden()
        except OngeldigeInvoer as fout:
            self._besluit_mislukt(formulier, fout)
            return
        naar = waarden["verwezen_naar"]
        invoer = BesluitInvoer(
            waarden["status"],
            waarden["reden"],
            waarden["organisatie"] if naar == ELDERS else naar or "",
            waarden["op"],
            waarden["ondanks"] or "",
        )
        formulier.zet_bezig(True)
        self.omgeving.werker.doe(
            partial(triage.decide_aanmelding, self.omgeving.werkplek, self._open, invoer, antwoorden),
            partial(self._besloten, formulier, self.vragen if antwoorden else None),
            partial(self._besluit_mislukt, formulier),
            formulier,
        )

    def _getypte_antwoorden(self) -> list[Triageantwoordinvoer]:
        """What was filled in at the questions and not saved yet. Raises OngeldigeInvoer."""
        if self.vragen is None or not self.vragen.is_gewijzigd:
            return []
        return self.vragen.antwoorden(self.vragen.waarden())

    def _besluit_mislukt(self, formulier: Besluitformulier, fout: Fout) -> None:
        """Nothing was saved; each sentence goes to the form that it is about."""
        if self.vragen is None or not isinstance(fout, OngeldigeInvoer) or not any(map(self.vragen.heeft, fout.velden)):
            formulier.toon_fouten(fout)
            return
        formulier.toon_fouten(
            OngeldigeInvoer({"": self.tr("Het besluit is niet vastgelegd: kijk eerst naar de vragen hierboven.")})
        )
        self.vragen.toon_fouten(fout)

    def _besloten(self, formulier: Besluitformulier, vragen: Vragenformulier | None, uitkomst: Besluituitkomst) -> None:
        formulier.opgeslagen()
        if vragen is not None:
            vragen.opgeslagen()
        self._net_besloten = True
        self.toon()
        zinnen = [self.tr("Het besluit is vastgelegd.")]
        if uitkomst.volgende_id is not None:
            zinnen.append(self.tr("De casus is bij de andere tafel aangemeld."))
        if uitkomst.verlaten:
            zinnen.append(self.tr("Vandaag ziet deze tafel de casus voor het laatst."))
        self.meld(" ".join(zinnen))

    def _meld_terug(self) -> None:
        assert self._triage is not None
        een = self._triage.aanmelding
        terug_dialoog(
            self,
            self.omgeving,
            self.tr("Terugkoppeling vastleggen"),
            een.terug_te_melden,
            partial(_bewaar_terug, self.omgeving, een.id),
            gelukt=self.tr("De terugkoppeling is vastgelegd."),
            concept="aanmelding.terug",
            object_id=een.id,
        ).toon()

    def _trek_in(self) -> None:
        """What was typed at the questions is kept with it; the reason begins with what was typed at the decision."""
        assert self._triage is not None
        vragen, besluit = self.vragen, self.besluit
        try:
            antwoorden = self._getypte_antwoorden()
        except OngeldigeInvoer as fout:
            assert vragen is not None
            vragen.toon_fouten(fout)
            return
        reden = None if besluit is None else besluit.veld("reden").waarde()
        dialoog = trekin_dialoog(self, self.omgeving, self._triage.aanmelding, antwoorden, reden)
        dialoog.bewaard.connect(partial(self._ingetrokken, vragen, besluit))
        dialoog.toon()

    def _ingetrokken(self, vragen: Vragenformulier | None, besluit: Besluitformulier | None, _niets: object) -> None:
        for formulier in (vragen, besluit):
            if formulier is not None:
                formulier.opgeslagen()

    def _naar_dossier(self) -> None:
        if self._triage is not None:
            self.omgeving.navigeer("dossier", casus_id=self._triage.aanmelding.rij.casus_id)


def _bewaar_terug(omgeving: Omgeving, aanmelding_id: UUID, waarden: dict[str, Any]) -> None:
    aanmeldingen.record_terugkoppeling(omgeving.werkplek, aanmelding_id, waarden["tekst"], waarden["op"])
