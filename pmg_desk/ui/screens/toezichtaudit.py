"""Audit: connected vaults and how far their logs were followed, audits and findings, and one audit whole."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol, mag
from pmg_desk.services import toezichtaudit, toezichtdossier
from pmg_desk.services.toezichtcontrole import Logvolging
from pmg_desk.services.toezichtdossier import Auditlogregel, Auditverstrekking, Dossierinzicht, Dossierregel
from pmg_desk.services.verbindingen import Persoonssleutel, VerbindingInzicht, list_verbindingen
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.auditdeellog import Deellogdeel
from pmg_desk.ui.screens.auditpatronen import Patronendeel
from pmg_desk.ui.screens.auditrapport import vraag_rapport
from pmg_desk.ui.screens.auditsteekproef import Steekproefdeel
from pmg_desk.ui.screens.toezicht import bewaar_pakket
from pmg_desk.ui.screens.wiewist import KNOP
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld


def _volgchip(volging: Logvolging) -> Chipwaarde:
    if volging.bevinding:
        return chip.status("fout", "Klopt niet")
    if not volging.loopt:
        return chip.status("gestopt", "Gestopt", "grijs")
    if not volging.kort:
        return chip.status("bekend", "Nog niets gezien")
    return chip.status("geldig", "Klopt") if volging.bewezen else chip.status("gevraagd", "Nog niet bewezen")


def _dossierchip(regel: Dossierregel) -> Chipwaarde:
    return chip.status("gelukt", "In orde") if regel.in_orde else chip.status("fout", "Niet in orde")


def _mag_antwoorden(persoon: Persoonssleutel) -> bool:
    """Whether that vault lets this person answer an audit."""
    rol = Rol(persoon.rol)
    return any(mag(rol, recht) for recht in (Recht.DELING_VRAGEN, Recht.KLUIS_BEHEREN))


class ToezichtAuditScherm(Scherm):
    """The vaults, and what was found about their logs; Enter on an audit opens it."""

    sleutel, titel, icoon = "toezichtaudit", "Audit", "shield-check"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    kluizen = frozenset({Kluissoort.TOEZICHT})
    soorten = frozenset({"auditdossier", "gezien_controlepunt", "verbinding"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(
            self.titel,
            self.tr(
                "Van elke verbonden kluis is hier onthouden hoe het logboek stond: het aantal regels en daarachter het"
                " controlegetal van het logboek. Een audit rekent alles na."
            ),
        )
        self._volgingen: tuple[Logvolging, ...] = ()
        self._personen: dict[UUID, tuple[Persoonssleutel, ...]] = {}
        self.leesknop = self.voeg_actie(
            Knop(self.tr("Pakket inlezen"), icoon="import", actie=partial(omgeving.navigeer, "toezicht", inlezen=True))
        )
        self.vraagknop = self.voeg_actie(Knop(self.tr("Audit vragen"), "primair", actie=self.vraag))
        self.kluizenlijst: Lijst[Logvolging] = Lijst(
            "toezichtkluizen",
            self.tr("Verbonden kluizen"),
            (
                Kolom("naam", self.tr("Kluis"), lambda v: v.naam, rekt=True, nadruk=True),
                Kolom("stand", self.tr("Logboek"), _volgchip, "chip", breedte=180),
                Kolom("kort", self.tr("Laatst gezien"), lambda v: v.kort, breedte=240),
                Kolom("op", self.tr("Wanneer"), lambda v: v.gezien_op, "moment", breedte=160),
            ),
            lambda v: v.verbinding_id,
            woord=("kluis", "kluizen"),
            instellingen=omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("Nog geen verbonden kluizen"),
                self.tr("Maak bij Beheer, tabblad Verbindingen, een verbinding met een kluis."),
                "key-round",
            ),
        )
        self.dossierlijst: Lijst[Dossierregel] = Lijst(
            "toezichtdossiers",
            self.tr("Audits en bevindingen"),
            (
                Kolom("op", self.tr("Wanneer"), lambda d: d.op, "moment", breedte=150),
                Kolom("soort", self.tr("Wat"), lambda d: d.soort, breedte=150, nadruk=True),
                Kolom("kluis", self.tr("Kluis"), lambda d: d.kluisnaam, breedte=150),
                Kolom("uitkomst", self.tr("Uitkomst"), _dossierchip, "chip", breedte=130),
                Kolom("kort", self.tr("Bevinding"), lambda d: d.kort, rekt=True),
            ),
            lambda d: d.id,
            woord=("audit", "audits"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen audits"),
                self.tr("Vraag een audit, en lees het pakket in dat u terugkrijgt."),
                "shield-check",
            ),
        )
        self.dossierlijst.geopend.connect(lambda d: omgeving.navigeer("toezichtdossier", dossier_id=d.id))
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("kluizen", self.tr("Verbonden kluizen"), lambda: self.kluizenlijst, rolt=False)
        self.tabs.voeg_toe("audits", self.tr("Audits en bevindingen"), lambda: self.dossierlijst, rolt=False)
        self.inhoud.addWidget(self.tabs, 1)

    def toon(self, **params: Any) -> None:
        """Load both lists; ``tab`` brings one in front."""
        if params.get("tab"):
            self.tabs.kies(params["tab"])
        werkplek, werker = self.omgeving.werkplek, self.omgeving.werker
        werker.doe(partial(toezichtdossier.list_volgingen, werkplek), self._zet_kluizen, self.toon_fout, self)
        werker.doe(partial(toezichtdossier.list_dossiers, werkplek), self.dossierlijst.zet_rijen, self.toon_fout, self)
        werker.doe(partial(list_verbindingen, werkplek), self._zet_personen, self.toon_fout, self)

    def _zet_kluizen(self, volgingen: tuple[Logvolging, ...]) -> None:
        self._volgingen = volgingen
        self.kluizenlijst.zet_rijen(volgingen)
        self.vraagknop.setVisible(any(v.loopt for v in volgingen))
        fout = next((v for v in volgingen if v.bevinding), None)
        if fout is not None:
            zin = self.tr("Er is iets mis met het logboek van {0}. {1}")
            self.melding.zet("fout", zin.format(fout.naam, fout.bevinding))

    def _zet_personen(self, verbindingen: tuple[VerbindingInzicht, ...]) -> None:
        self._personen = {v.id: tuple(p for p in v.personen if _mag_antwoorden(p)) for v in verbindingen}

    def vraag(self) -> None:
        """Ask why, and save the package that asks for the log of the chosen vault."""
        gekozen = self.kluizenlijst.huidige() or next((v for v in self._volgingen if v.loopt), None)
        if gekozen is None:
            return
        volging = gekozen
        personen = {p.persoon_id: p for p in self._personen.get(volging.verbinding_id, ())}
        formulier = Formulier(
            [
                KeuzeVeld(
                    "naar",
                    self.tr("Voor wie is het pakket?"),
                    [Keuze(p.persoon_id, f"{p.naam} ({Rol(p.rol).label})") for p in personen.values()],
                    verplicht=True,
                    breedte=0,
                    hulp=self.tr("Alleen deze persoon kan het pakket openen en de audit beantwoorden."),
                ),
                LangeTekstVeld("reden", self.tr("Waarom vraagt u deze audit?"), verplicht=True),
                TekstVeld(
                    "casusnummers",
                    self.tr("Verstrekkingen van deze casussen"),
                    hulp=self.tr("Nummers met een komma ertussen. Leeg: alle casussen."),
                ),
            ],
            knop=self.tr("Pakket opslaan"),
        )
        if len(personen) == 1:
            formulier.zet({"naar": next(iter(personen))})
        formulier.koppel_concept(self.omgeving.concepten, "auditvraag", volging.verbinding_id)
        venster = Formulierdialoog(self, self.tr("Audit vragen aan {}").format(volging.naam), formulier)

        def bewaar(waarden: dict[str, Any]) -> None:
            nummers = tuple(deel.strip() for deel in (waarden["casusnummers"] or "").split(",") if deel.strip())
            formulier.opgeslagen()
            venster.accept()
            maak = partial(
                toezichtaudit.ask_audit,
                self.omgeving.werkplek,
                volging.verbinding_id,
                waarden["reden"],
                nummers,
                waarden["naar"],
            )
            gevraagd = partial(self._gevraagd, personen[waarden["naar"]].naam)
            naam = f"auditvraag-{volging.verbinding_id.hex[:8]}"
            bewaar_pakket(self, self.tr("Pakket opslaan"), naam, maak, gevraagd)

        formulier.bewaren.connect(bewaar)
        venster.toon()

    def _gevraagd(self, naam: str) -> None:
        zin = self.tr(
            "Het pakket is opgeslagen. Stuur het aan {}: een ander kan het niet openen. U krijgt er een terug."
        )
        self.meld(zin.format(naam))

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - any of them changes both lists
        """Load again."""
        self.toon()


class ToezichtDossierScherm(Scherm):
    """One audit: findings first, then the lines in words and the sharings. The other vault is not needed for it."""

    sleutel, titel, icoon = "toezichtdossier", "Een audit", "shield-check"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    kluizen = frozenset({Kluissoort.TOEZICHT})
    in_navigatie, onder = False, "toezichtaudit"
    soorten = frozenset({"steekproef", "patroon"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.voeg_actie(
            Knop(
                self.tr("Terug naar Audit"),
                icoon="arrow-left",
                actie=partial(omgeving.navigeer, "toezichtaudit", tab="audits"),
            )
        )
        self._dossier_id: UUID | None = None
        self.rapportknop = self.voeg_actie(Knop(self.tr("Auditrapport"), icoon="file-text", actie=self._rapport))
        self.wieknop = self.voeg_actie(Knop(KNOP, icoon="eye", actie=self._wie_wist_wat))
        self.uitkomst = Melding(sluitbaar=False)
        self.inhoud.addWidget(self.uitkomst)
        self.bevindingen = Kaart(self.tr("Bevindingen"))
        self._bevindingentekst = Tekst("")
        self.bevindingen.inhoud.addWidget(self._bevindingentekst)
        self.gecontroleerd = Tekst("", "zacht")
        self.regels: Lijst[Auditlogregel] = Lijst(
            "auditregels",
            self.tr("Logregels"),
            (
                Kolom("nr", self.tr("Nr"), lambda r: r.nr, "getal", breedte=80),
                Kolom("tijd", self.tr("Wanneer"), lambda r: r.tijd, "moment", breedte=160),
                Kolom("zin", self.tr("Wat"), lambda r: r.zin, rekt=True),
                Kolom("resultaat", self.tr("Resultaat"), lambda r: chip.status(r.resultaat), "chip"),
                Kolom("rol", self.tr("Rol"), lambda r: r.rol, breedte=140, verborgen=True),
                Kolom("detail", self.tr("Geopend detail"), lambda r: r.detail, verborgen=True),
            ),
            lambda r: r.nr,
            woord=("regel", "regels"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(self.tr("Geen regels"), self.tr("Een geweigerd pakket heeft geen regels."), "scroll-text"),
        )
        self.verstrekkingen: Lijst[Auditverstrekking] = Lijst(
            "auditverstrekkingen",
            self.tr("Wat is gedeeld"),
            (
                Kolom("op", self.tr("Wanneer"), lambda v: v.op, "moment", breedte=150),
                Kolom("casus", self.tr("Casus"), lambda v: v.casusnummer, breedte=150, nadruk=True),
                Kolom("ontvanger", self.tr("Aan wie"), lambda v: v.ontvanger, rekt=True),
                Kolom("gegevens", self.tr("Gegevens"), lambda v: v.categorieen, breedte=220),
                Kolom("wijze", self.tr("Hoe"), lambda v: v.wijze, breedte=110),
                Kolom("status", self.tr("Status"), lambda v: v.status, breedte=130, verborgen=True),
            ),
            lambda v: v.id,
            woord=("verstrekking", "verstrekkingen"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(self.tr("Geen verstrekkingen"), self.tr("Er is niets gedeeld in deze audit."), "share-2"),
        )
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("uitkomst", self.tr("Uitkomst"), self._bouw_uitkomst)
        self.tabs.voeg_toe("regels", self.tr("Logregels"), lambda: self.regels, rolt=False)
        self.tabs.voeg_toe("gedeeld", self.tr("Wat is gedeeld"), lambda: self.verstrekkingen, rolt=False)
        self.delen: dict[str, Deellogdeel | Steekproefdeel | Patronendeel] = {
            "deellog": Deellogdeel(self),
            "steekproef": Steekproefdeel(self),
            "patronen": Patronendeel(self),
        }
        for sleutel, titel in (
            ("deellog", self.tr("Deellogboek")),
            ("steekproef", self.tr("Steekproef")),
            ("patronen", self.tr("Wat opvalt")),
        ):
            self.tabs.voeg_toe(sleutel, titel, partial(self.delen.__getitem__, sleutel), rolt=False)
            self.tabs.kies(sleutel)  # each part gets its place, so that it has a parent
        self.tabs.kies("uitkomst")
        self.tabs.currentChanged.connect(self._laad_deel)
        self.inhoud.addWidget(self.tabs, 1)

    def _bouw_uitkomst(self) -> QWidget:
        geheel, nagerekend = QWidget(), Kaart(self.tr("Wat is nagerekend"))
        nagerekend.inhoud.addWidget(self.gecontroleerd)
        kolom = QVBoxLayout(geheel)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        kolom.addWidget(self.bevindingen)
        kolom.addWidget(nagerekend)
        kolom.addStretch(1)
        return geheel

    def _laad_deel(self, _plek: int = 0) -> None:
        """The parts of an audit are read when they come in front."""
        self.sluit_detail()
        if self._dossier_id is not None and self.tabs.sleutel in self.delen:
            self.delen[self.tabs.sleutel].laad(self._dossier_id)

    def _rapport(self) -> None:
        vraag_rapport(self, self._dossier_id)

    def _wie_wist_wat(self) -> None:
        params = {"dossier_id": self._dossier_id}
        self.omgeving.navigeer("wie_wist_wat", terug=(self.sleutel, params), **params)

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - the part in front is loaded whole
        """Load the part in front again."""
        self._laad_deel()

    def toon(self, **params: Any) -> None:
        """``dossier_id``: load the audit. Looking at it is logged."""
        dossier_id: UUID | None = params.get("dossier_id")
        if dossier_id is not None:
            self._dossier_id = dossier_id
            self.tabs.kies("uitkomst")
            taak = partial(toezichtdossier.toon_dossier, self.omgeving.werkplek, dossier_id)
            self.omgeving.werker.doe(taak, self._toon, self.toon_fout, self)

    def _toon(self, dossier: Dossierinzicht) -> None:
        regel = dossier.regel
        op = regel.op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
        self.zet_titel(
            self.tr("{0} van {1}").format(regel.soort, regel.kluisnaam), self.tr("Ingelezen op {}").format(op)
        )
        if regel.in_orde:
            self.uitkomst.zet("goed", self.tr("In orde: dit logboek gaat verder op alles wat u eerder zag."))
        else:
            self.uitkomst.zet("fout", self.tr("Niet in orde. Bel de beheerder van die kluis en neem geen besluit."))
        self._bevindingentekst.setText("\n\n".join(dossier.bevindingen))
        self.bevindingen.setVisible(bool(dossier.bevindingen))
        self.gecontroleerd.setText("\n".join(dossier.gecontroleerd))
        self.regels.zet_rijen(dossier.regels)
        self.verstrekkingen.zet_rijen(dossier.verstrekkingen)
