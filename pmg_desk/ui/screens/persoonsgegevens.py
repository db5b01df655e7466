"""Change the personal data of a jongere. A secret address stays out of sight: one fills in another, or leaves it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import jongeren
from pmg_desk.services.jongeren import JongereInzicht
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.jongerevelden import (
    ADRESVELDEN,
    adres_als_waarden,
    adres_uit,
    adres_velden,
    brp_velden,
    contact_velden,
    invoer_uit,
    volg_wijk,
    wie_velden,
)
from pmg_desk.ui.widgets.formulier import Formulier, LangeTekstVeld, VinkVeld
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm


class PersoonsgegevensScherm(Scherm):
    """``toon(casus_id=)``; goes back to the dossier when saved."""

    sleutel, titel, icoon = "persoonsgegevens", "Persoonsgegevens wijzigen", "user-round"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie = False
    onder = "casussen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._jongere: JongereInzicht | None = None
        self._vak = Rolvak()
        self._vak.inhoud.setContentsMargins(2, 2, 12, 12)
        self.inhoud.addWidget(self._vak, 1)
        self.formulier: Formulier | None = None

    def toon(self, **params: Any) -> None:
        """Fill the form with what is stored now, and the draft over it."""
        casus_id: UUID | None = params.get("casus_id") or self._casus_id
        if casus_id is None:
            self.omgeving.navigeer("casussen")
            return
        if casus_id == self._casus_id and self.formulier is not None and self.formulier.is_gewijzigd:
            return
        self._casus_id = casus_id
        self._sluit()
        self.omgeving.werker.doe(
            partial(jongeren.toon_jongere, self.omgeving.werkplek, casus_id),
            partial(self._zet, casus_id),
            self.toon_fout,
            self,
        )

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        if self.formulier is not None:
            self.formulier.bewaar_concept()

    def _zet(self, casus_id: UUID, jongere: JongereInzicht) -> None:
        if casus_id != self._casus_id:
            return
        self._jongere = jongere
        adres = adres_velden(self.omgeving)
        adres[2:2] = [
            LangeTekstVeld(
                "reden_niet_geheim",
                self.tr("Waarom is het adres niet meer geheim?"),
                verplicht=True,
                regels=2,
                hoogstens=jongeren.MAX_REDEN,
            ),
            VinkVeld(
                "ander_adres",
                self.tr("Ik vul een ander adres in"),
                label=self.tr("Adres"),
                hulp=self.tr(
                    "Het geheime adres dat er nu staat, blijft verborgen. Uw nieuwe adres komt ervoor in de plaats."
                ),
            ),
        ]
        formulier = Formulier(
            [*wie_velden(self.omgeving), *adres, *contact_velden(), *brp_velden()],
            knop=self.tr("Persoonsgegevens opslaan"),
            annuleren=self.tr("Terug naar het dossier"),
        )
        invoer = jongere.als_invoer()
        waarden = {veld: getattr(invoer, veld) for veld in _GEWOON}
        waarden |= {veld: getattr(invoer, veld) or None for veld in ("geslacht", "opschorting")}
        if invoer.adres is not None:
            waarden |= adres_als_waarden(self.omgeving, invoer.adres)
        formulier.zet(waarden)
        volg_wijk(formulier)
        formulier.gewijzigd.connect(self._schik)
        formulier.bewaren.connect(self._bewaar)
        formulier.geannuleerd.connect(self._terug)
        self.formulier = formulier
        self._schik()
        formulier.koppel_concept(self.omgeving.concepten, "persoonsgegevens", casus_id)
        self._vak.inhoud.addWidget(formulier)
        self._vak.inhoud.addStretch(1)
        formulier.veld("voornamen").setFocus()

    def _schik(self) -> None:
        """Which parts of the address are asked depends on whether the stored one is secret."""
        if self.formulier is None or self._jongere is None:
            return
        was_geheim = self._jongere.adres_geheim
        ander = bool(self.formulier.veld("ander_adres").waarde())
        blijft_geheim = bool(self.formulier.veld("adres_geheim").waarde())
        self.formulier.toon_veld("ander_adres", was_geheim)
        self.formulier.toon_veld("reden_niet_geheim", was_geheim and not blijft_geheim)
        for sleutel in ADRESVELDEN:
            if sleutel != "wijk_anders":
                self.formulier.toon_veld(sleutel, ander or not was_geheim)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        assert self.formulier is not None
        assert self._jongere is not None
        assert self._casus_id is not None
        met_adres = not self._jongere.adres_geheim or waarden["ander_adres"]
        invoer = invoer_uit(waarden, adres_uit(waarden) if met_adres else None)
        self.formulier.zet_bezig(True)
        self.omgeving.werker.doe(
            partial(
                jongeren.update_jongere,
                self.omgeving.werkplek,
                self._casus_id,
                invoer,
                self._jongere.versie,
                waarden["reden_niet_geheim"],
            ),
            self._klaar,
            self._mislukt,
            self,
        )

    def _mislukt(self, fout: Fout) -> None:
        if self.formulier is not None:
            self.formulier.toon_fouten(fout)

    def _klaar(self, _niets: None) -> None:
        assert self.formulier is not None
        self.formulier.opgeslagen()
        self.omgeving.meld(self.tr("De persoonsgegevens zijn opgeslagen."))
        self._terug()

    def _terug(self) -> None:
        casus_id = self._casus_id
        self._sluit()
        self.omgeving.navigeer("dossier", casus_id=casus_id)

    def _sluit(self) -> None:
        formulier, self.formulier, self._jongere = self.formulier, None, None
        if formulier is not None:
            formulier.bewaar_concept()
        while self._vak.inhoud.count():
            deel = self._vak.inhoud.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()


_GEWOON = (
    "voornamen",
    "voorvoegsel",
    "geslachtsnaam",
    "roepnaam",
    "geboortedatum",
    "bsn",
    "adres_geheim",
    "in_onderzoek",
    "school",
    "telefoon",
    "email",
)
