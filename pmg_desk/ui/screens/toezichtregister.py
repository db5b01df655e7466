"""Register: every request, decision, question and withdrawal of this installation, and which package went out when."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.services import toezicht, toezichtregister
from pmg_desk.services.toezichtregister import Registerregel, Registersoort
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.toezicht import bewaar_pakket
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm


def _stand(regel: Registerregel) -> Chipwaarde:
    kleur = "geldig" if regel.geldt else "gesloten"
    if regel.soort is Registersoort.VERZOEK:
        kleur = "gevraagd" if regel.geldt else "klaar"
    return chip.status(kleur, regel.stand)


class ToezichtRegisterScherm(Scherm):
    """One list, newest first; the chosen row at the right, with its packages."""

    sleutel, titel, icoon = "toezichtregister", "Register", "book-user"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    kluizen = frozenset({Kluissoort.TOEZICHT})
    soorten = frozenset({"ontvangen_verzoek", "toezichtbesluit"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(self.titel, self.tr("Wat u binnenkreeg, besloot en introk, en welk pakket wanneer wegging."))
        self.lijst: Lijst[Registerregel] = Lijst(
            "toezichtregister",
            self.titel,
            (
                Kolom("op", self.tr("Wanneer"), lambda r: r.op, "moment", breedte=150),
                Kolom("soort", self.tr("Wat"), lambda r: r.soort.value, breedte=110, nadruk=True),
                Kolom("nummer", self.tr("Nummer"), lambda r: r.nummer, breedte=130),
                Kolom("stand", self.tr("Stand"), _stand, "chip", breedte=220),
                Kolom("ontvanger", self.tr("Voor wie"), lambda r: r.ontvanger, rekt=True),
                Kolom("tot", self.tr("Tot en met"), lambda r: r.geldig_tot, "datum", breedte=120),
                Kolom("kluis", self.tr("Kluis"), lambda r: r.kluisnaam, breedte=150),
                Kolom("dagen", self.tr("Dagen oud"), lambda r: r.dagen_oud, "getal", breedte=110, verborgen=True),
                Kolom("pakketten", self.tr("Pakketten"), lambda r: len(r.verstuurd), "getal", verborgen=True),
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=150, verborgen=True),
            ),
            lambda r: (r.soort, r.object_id),
            woord=("regel", "regels"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Het register is leeg"), self.tr("Zodra u een verzoek inleest, staat het hier."), "book-user"
            ),
        )
        self.lijst.gekozen.connect(self._detail)
        self.lijst.geopend.connect(lambda r: omgeving.navigeer("toezichtverzoek", verzoek_id=r.verzoek_id))
        self.inhoud.addWidget(self.lijst, 1)

    def toon(self, **params: Any) -> None:  # noqa: ARG002 - the register has no parts to go to
        """Load. Looking at the register is logged."""
        taak = partial(toezichtregister.list_register, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self.lijst.zet_rijen, self.toon_fout, self)

    def _detail(self, regel: Registerregel | None) -> None:
        if regel is None:
            self.sluit_detail()
            return
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Stand"), regel.stand),
                (self.tr("Bij verzoek"), regel.verzoek_nummer),
                (self.tr("Casus"), regel.casusnummer),
                (self.tr("Uit kluis"), regel.kluisnaam),
                (self.tr("Voor wie"), regel.ontvanger),
                (self.tr("Dagen oud"), str(regel.dagen_oud)),
                (
                    self.tr("Pakket gemaakt"),
                    "\n".join(op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M") for op in regel.verstuurd),
                ),
            ]
        )
        knoppen: tuple[Knop, ...] = ()
        if regel.soort not in (Registersoort.VERZOEK, Registersoort.VERNIETIGD):
            opnieuw = self.tr("Pakket opnieuw opslaan") if regel.verstuurd else self.tr("Pakket opslaan")
            knoppen = (Knop(opnieuw, icoon="download", actie=partial(self.bewaar, regel)),)
        self.toon_detail(f"{regel.soort.value} {regel.nummer}", gegevens, knoppen)

    def bewaar(self, regel: Registerregel) -> None:
        """Save the package of a decision, question or withdrawal (again)."""
        intrekking = regel.soort is Registersoort.INTREKKING
        maak = toezicht.make_intrekpakket if intrekking else toezicht.make_besluitpakket
        naam = f"{'intrekking' if intrekking else 'besluit'}-{regel.object_id.hex[:8]}"
        bewaar_pakket(
            self,
            self.tr("Pakket opslaan"),
            naam,
            partial(maak, self.omgeving.werkplek, regel.object_id),
            self._opgeslagen,
        )

    def _opgeslagen(self) -> None:
        self.meld(self.tr("Het pakket is opgeslagen. Stuur het naar de aanvrager."))

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - any of them changes the list
        """Load again."""
        self.toon()
