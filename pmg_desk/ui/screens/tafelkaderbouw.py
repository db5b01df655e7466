"""Making a tafelkader step by step: its source, the grid, what changes, trying it out, and signing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.domain.tafelkader import Kaderinhoud
from pmg_desk.services import kaderconcepten, kaderversies
from pmg_desk.services.kaderconcepten import Conceptinzicht
from pmg_desk.services.kaderversies import Tekenbeeld
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.tafelkaderdelen import Celdetail
from pmg_desk.ui.screens.tafelkaderproef import Proefdeel
from pmg_desk.ui.screens.tafelkadertekenen import Tekenbeelddeel
from pmg_desk.ui.screens.tafelkaderverschil import VELD_LABELS, Vergelijkdeel
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier, LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.kadermatrix import Kadermatrix
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

STAPPEN = ("bron", "vakjes", "vergelijken", "proef", "tekenen")
_BRONVELDEN = ("bron", "motivering", "voorwaarden", "geldig_van", "geldig_tot", "herzien_op")


class TafelkaderbouwScherm(Scherm):
    """Everything is kept at each step, so that it can wait for another day."""

    sleutel, titel, icoon = "tafelkaderbouw", "Tafelkader maken", "key-round"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    kluizen = frozenset({Kluissoort.TEAM, Kluissoort.TOEZICHT})
    in_navigatie = False
    onder = "tafelkader"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.concept: Conceptinzicht | None = None
        self.weggooiknop = self.voeg_actie(Knop(self.tr("Concept weggooien"), icoon="trash-2", actie=self.gooi_weg))
        self.volgendeknop = self.voeg_actie(Knop(self.tr("Volgende stap"), "primair", actie=self.volgende))
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("bron", self.tr("1. Bron"), self._bouw_bron)
        self.tabs.voeg_toe("vakjes", self.tr("2. Wie mag wat"), self._bouw_vakjes, rolt=False)
        self.tabs.voeg_toe("vergelijken", self.tr("3. Vergelijken"), self._bouw_vergelijken)
        self.tabs.voeg_toe("proef", self.tr("4. Uitproberen"), self._bouw_proef)
        self.tabs.voeg_toe("tekenen", self.tr("5. Ondertekenen"), self._bouw_tekenen)
        self.inhoud.addWidget(self.tabs, 1)
        self.tabs.gekozen.connect(self._andere_stap)

    # the steps

    def _bouw_bron(self) -> QWidget:
        vandaag = self.omgeving.vandaag
        self.formulier = Formulier(
            [
                TekstVeld(
                    "bron",
                    self.tr("Waar staat dit? (convenant en artikel)"),
                    hoogstens=400,
                    verplicht=True,
                    hulp=self.tr("Bijvoorbeeld: convenant PGA lokaal 2026, artikel 7."),
                ),
                LangeTekstVeld("motivering", self.tr("Waarom mag dit?"), verplicht=True),
                LangeTekstVeld(
                    "voorwaarden",
                    self.tr("Voorwaarden"),
                    hulp=self.tr("Deze tekst komt op elke afdruk die onder dit kader uitgaat."),
                ),
                DatumVeld("geldig_van", self.tr("Geldt vanaf"), vandaag, verplicht=True),
                DatumVeld("geldig_tot", self.tr("Geldt tot en met"), vandaag, verplicht=True),
                DatumVeld("herzien_op", self.tr("Opnieuw bekijken op"), vandaag, verplicht=True),
            ],
            knop=self.tr("Bewaren en verder"),
        )
        self.formulier.bewaren.connect(self._bron_klaar)
        return self.formulier

    def _bouw_vakjes(self) -> QWidget:
        deel = QWidget()
        kolom = QVBoxLayout(deel)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(
            Tekst(
                self.tr("Loop met de pijltjes. De spatiebalk zet ja of nee, Enter toont gronden en eisen."),
                "zacht",
            )
        )
        self.matrix = Kadermatrix(self.tr("Wie mag wat"))
        self.matrix.gekozen.connect(self._bij_cel)
        self.matrix.geopend.connect(self._toon_cel)
        self.matrix.gewijzigd.connect(self._cel_gewijzigd)
        kolom.addWidget(self.matrix, 1)
        # In large letters the words above the grid can be out of sight.
        self.waar = Tekst("")
        kolom.addWidget(self.waar)
        return deel

    def _bouw_vergelijken(self) -> QWidget:
        self.vergelijk = Vergelijkdeel()
        return self.vergelijk

    def _bouw_proef(self) -> QWidget:
        self.proef = Proefdeel()
        self.proef.gevraagd.connect(self.probeer)
        return self.proef

    def _bouw_tekenen(self) -> QWidget:
        deel = QWidget()
        kolom = QVBoxLayout(deel)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        self.tekenbeeld = Tekenbeelddeel()
        kolom.addWidget(self.tekenbeeld)
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Na uw handtekening geldt het kader vanaf de eerste dag, in plaats van de vorige versie. Nooit"
                    " onder een kader: wat over anderen gaat, en soorten gegevens die per casus worden beoordeeld."
                ),
                "zacht",
            )
        )
        knoppen = QWidget()
        self.tekenknop = Knop(self.tr("Ondertekenen"), "primair", "shield-check", actie=self.teken)
        Vloei(knoppen).addWidget(self.tekenknop)
        kolom.addWidget(knoppen)
        kolom.addStretch(1)
        return deel

    # coming and going

    def toon(self, **params: Any) -> None:
        """Go on with the draft ``concept_id``, at ``stap`` when given."""
        concept_id = params.get("concept_id") or (self.concept.id if self.concept else None)
        if concept_id is None:
            self.omgeving.navigeer("tafelkader")
            return
        if self.concept is None or self.concept.id != concept_id:
            self.concept = None
            self.sluit_detail()
            self.tabs.kies("bron")
        taak = partial(kaderconcepten.toon_concept, self.omgeving.werkplek, concept_id)
        self.omgeving.werker.doe(taak, partial(self._zet, str(params.get("stap", ""))), self.toon_fout, self)

    def bewaar_concepten(self) -> None:
        """Hand over what was typed before the vault locks."""
        if self.tabs.inhoud("bron") is not None:
            self.formulier.bewaar_concept()

    def _zet(self, stap: str, inzicht: Conceptinzicht) -> None:
        nieuw = self.concept is None or self.concept.id != inzicht.id
        self.concept = inzicht
        doel = dict(inzicht.ruimte.doelen).get(inzicht.inhoud.doel, inzicht.inhoud.doel)
        self.zet_titel(self.tr("Tafelkader voor {}").format(inzicht.ruimte.tafel_label), doel)
        if inzicht.weggevallen:
            zin = self.tr("{} vakjes zijn weggelaten: die functie zit niet (meer) aan deze tafel.")
            self.melding.zet("waarschuwing", zin.format(len(inzicht.weggevallen)))
        if nieuw and self.tabs.inhoud("bron") is not None:
            self.formulier.zet({naam: getattr(inzicht.inhoud, naam) for naam in _BRONVELDEN})
            self.formulier.koppel_concept(self.omgeving.concepten, "tafelkader-bron", inzicht.id)
        if stap:
            self.tabs.kies(stap)
        self._vul_stap()

    def _andere_stap(self, _stap: str) -> None:
        """Keep what was filled in, and show the step that came in front."""
        self.sluit_detail()
        if self.concept is not None and self.tabs.sleutel != "bron" and self.formulier.is_gewijzigd:
            try:
                self._bron_klaar(self.formulier.waarden(), self.tabs.sleutel)
            except OngeldigeInvoer:
                self.bewaar(self._vul_stap)  # stays as a draft of the form; signing says what is missing
            return
        self.bewaar(self._vul_stap)

    def _vul_stap(self) -> None:
        """Fill the step in front with the draft as it is now."""
        inzicht, stap = self.concept, self.tabs.sleutel
        self.volgendeknop.setVisible(stap not in ("bron", "tekenen"))
        if inzicht is None:
            return
        if stap == "vakjes":
            self.matrix.zet(inzicht.ruimte, inzicht.inhoud.regels)
            self.matrix.setFocus()
        elif stap == "vergelijken":
            self.vergelijk.zet(inzicht.verschil, inzicht.vorige_nummer, inzicht.ruimte)
        elif stap == "proef":
            self.proef.zet(inzicht)
        elif stap == "tekenen":
            self._vul_tekenen(inzicht)

    def _vul_tekenen(self, inzicht: Conceptinzicht) -> None:
        """Nothing can be signed before it is said what that does."""
        self.tekenknop.setEnabled(False)

        def gelezen(beeld: Tekenbeeld) -> None:
            self.tekenbeeld.zet(inzicht, beeld)
            self.tekenknop.setEnabled(not beeld.fouten)
            if beeld.fouten:
                self._niet_te_tekenen(beeld.fouten)

        taak = partial(kaderversies.look_at_signing, self.omgeving.werkplek, inzicht.id)
        self.omgeving.werker.doe(taak, gelezen, self.toon_fout, self)

    # keeping

    def huidige_inhoud(self) -> Kaderinhoud:
        """The draft with what is in the grid; the form keeps itself when it is saved."""
        assert self.concept is not None
        inhoud = self.concept.inhoud
        if self.tabs.inhoud("vakjes") is not None and self.matrix.model_.ruimte is self.concept.ruimte:
            inhoud = replace(inhoud, regels=self.matrix.model_.regels())
        return inhoud

    def bewaar(self, klaar: Callable[[], object] | None = None) -> None:
        """Save the draft when it changed, and read it again; then ``klaar``."""
        if self.concept is None:
            return
        inhoud = self.huidige_inhoud()
        werkplek, concept_id = self.omgeving.werkplek, self.concept.id

        def bewaar_en_lees() -> Conceptinzicht:
            kaderconcepten.save_concept(werkplek, concept_id, inhoud)
            return kaderconcepten.toon_concept(werkplek, concept_id)

        def gelezen(inzicht: Conceptinzicht) -> None:
            self.concept = inzicht
            if klaar is not None:
                klaar()

        if inhoud == self.concept.inhoud:
            if klaar is not None:
                klaar()
            return
        self.omgeving.werker.doe(bewaar_en_lees, gelezen, self.toon_fout, self)

    def _bron_klaar(self, waarden: dict[str, Any], naar: str = "vakjes") -> None:
        assert self.concept is not None
        self.concept = replace(self.concept, inhoud=replace(self.huidige_inhoud(), **waarden))
        inhoud, werkplek, concept_id = self.concept.inhoud, self.omgeving.werkplek, self.concept.id
        self.formulier.zet_bezig(True)

        def bewaar_en_lees() -> Conceptinzicht:
            kaderconcepten.save_concept(werkplek, concept_id, inhoud)
            return kaderconcepten.toon_concept(werkplek, concept_id)

        self.omgeving.werker.doe(bewaar_en_lees, partial(self._bron_bewaard, naar), self.formulier.toon_fouten, self)

    def _bron_bewaard(self, naar: str, inzicht: Conceptinzicht) -> None:
        self.formulier.opgeslagen()
        self.concept = inzicht
        self.tabs.kies(naar)
        self._vul_stap()

    def volgende(self) -> None:
        """Go on to the next step."""
        self.tabs.kies(STAPPEN[STAPPEN.index(self.tabs.sleutel) + 1])

    # the grid

    def _bij_cel(self, plek: tuple[int, int] | None) -> None:
        """Grounds beside the grid follow the cursor; over the grid, in a narrow window, they wait for Enter."""
        self.waar.setText("" if plek is None else self.matrix.model_.zin(plek))
        if self.detail_past:
            self._toon_cel(plek)

    def _toon_cel(self, plek: tuple[int, int] | None) -> None:
        if plek is None or self.tabs.sleutel != "vakjes" or self.concept is None:
            return
        detail = Celdetail(self.matrix.model_, plek)
        self.toon_detail(self.matrix.model_.categorie(plek[1]).label, detail)

    def _cel_gewijzigd(self) -> None:
        aantal = len(self.matrix.model_.cellen)
        self.tabs.zet_titel("vakjes", self.tr("2. Wie mag wat ({})").format(aantal))

    # trying out, signing, throwing away

    def probeer(self, overleg_id: UUID) -> None:
        """Try the draft out on an overleg."""
        assert self.concept is not None
        taak = partial(kaderconcepten.probeer_concept, self.omgeving.werkplek, self.concept.id, overleg_id)
        self.omgeving.werker.doe(taak, partial(self.proef.toon_uitkomst, self.concept.ruimte), self.toon_fout, self)

    def teken(self) -> None:
        """Ask once more, and sign."""
        assert self.concept is not None
        bevestig(
            self,
            self.tr("Tafelkader ondertekenen?"),
            self.tr("Daarna mag de tafel deze gegevens zonder verzoek per casus krijgen. U kunt het altijd intrekken."),
            self.tr("Ondertekenen"),
            self._teken,
        )

    def _teken(self) -> None:
        assert self.concept is not None
        self.tekenknop.setEnabled(False)
        taak = partial(kaderconcepten.sign_kader, self.omgeving.werkplek, self.concept.id)
        self.omgeving.werker.doe(taak, self._getekend, self._niet_getekend, self)

    def _niet_getekend(self, fout: Fout) -> None:
        """Say what is wrong and go to the step where it can be mended."""
        self.tekenknop.setEnabled(True)
        if not isinstance(fout, OngeldigeInvoer):
            self.toon_fout(fout)
            return
        self._niet_te_tekenen(fout.velden)

    def _niet_te_tekenen(self, fouten: Mapping[str, str]) -> None:
        """Name what is wrong and go to it, at the field itself where it has one."""
        self.tabs.kies("vakjes" if fouten.keys() == {"regels"} else "bron")
        self.melding.zet("fout", " ".join(f"{VELD_LABELS.get(veld, veld)}: {zin}" for veld, zin in fouten.items()))
        velden = {veld: zin for veld, zin in fouten.items() if veld in _BRONVELDEN}
        if velden:
            self.formulier.toon_fouten(OngeldigeInvoer(velden))

    def _getekend(self, kader_id: UUID) -> None:
        self.tekenknop.setEnabled(True)
        self.concept = None
        self.meld(self.tr("Het tafelkader is ondertekend."))
        self.omgeving.navigeer("tafelkader", kader_id=kader_id)

    def gooi_weg(self) -> None:
        """Ask, and throw the draft away."""
        if self.concept is not None:
            bevestig(
                self,
                self.tr("Concept weggooien?"),
                self.tr("Wat u invulde is dan weg. Een tafelkader dat al geldt, blijft gelden."),
                self.tr("Weggooien"),
                self._gooi_weg,
            )

    def _gooi_weg(self) -> None:
        assert self.concept is not None
        taak = partial(kaderconcepten.drop_concept, self.omgeving.werkplek, self.concept.id)
        self.omgeving.werker.doe(taak, self._weg, self.toon_fout, self)

    def _weg(self, _niets: None) -> None:
        self.concept = None
        self.omgeving.navigeer("tafelkader")
