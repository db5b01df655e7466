"""Beheer: users, the vault and its profile for the beheerder; one's own password and lock time for everybody."""

from __future__ import annotations

from typing import Any

from pmg_desk.domain.rollen import Kluissoort, Recht
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.beheer_account import EigenAccount
from pmg_desk.ui.screens.beheer_gebruikers import Gebruikersbeheer
from pmg_desk.ui.screens.beheer_kluis import Kluisfeiten, Profielfeiten
from pmg_desk.ui.screens.beheer_logboek import Logboekbeheer
from pmg_desk.ui.screens.beheer_profiel import Profielbeheer
from pmg_desk.ui.screens.beheer_reservekopie import Reservekopiebeheer
from pmg_desk.ui.screens.verbindingen import Verbindingsbeheer
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen


class Beheer(Scherm):
    """One tab per thing; what a role may not do it does not get to see."""

    sleutel = "beheer"
    titel = "Beheer"
    icoon = "settings"
    kluizen = frozenset(Kluissoort)
    soorten = frozenset({"gebruiker", "verbinding", "profiel"})
    opdrachten = (("Mijn wachtwoord wijzigen", {"tab": "account"}), ("Profiel van de gemeente", {"tab": "profiel"}))

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(omgeving)
        gebruiker = omgeving.werkplek.gebruiker
        self.tabs = Tabbladen(self.tr("Beheer"))
        if gebruiker.mag(Recht.GEBRUIKERS_BEHEREN):
            self.tabs.voeg_toe("gebruikers", self.tr("Gebruikers"), lambda: Gebruikersbeheer(self), rolt=False)
            self.tabs.voeg_toe("verbindingen", self.tr("Verbindingen"), lambda: Verbindingsbeheer(self), rolt=False)
        if gebruiker.mag(Recht.KLUIS_BEHEREN):
            self.tabs.voeg_toe("kluis", self.tr("Kluis"), lambda: Kluisfeiten(self))
            self.tabs.voeg_toe("reservekopie", self.tr("Reservekopieën"), lambda: Reservekopiebeheer(self))
            self.tabs.voeg_toe("logboek", self.tr("Logboek"), lambda: Logboekbeheer(self))
        if gebruiker.mag(Recht.PROFIEL_BEHEREN) and not omgeving.werkplek.alleen_lezen:
            self.tabs.voeg_toe("profiel", self.tr("Profiel"), lambda: Profielbeheer(self), rolt=False)
        else:
            self.tabs.voeg_toe("profiel", self.tr("Profiel"), lambda: Profielfeiten(self), rolt=False)
        self.tabs.voeg_toe("account", self.tr("Mijn wachtwoord"), lambda: EigenAccount(self))
        self.uitnodigknop = self.voeg_actie(
            Knop(self.tr("Gebruiker uitnodigen"), "primair", "plus", actie=self._nodig_uit)
        )
        self.tabs.gekozen.connect(self._ander_tab)
        self.inhoud.addWidget(self.tabs)
        self._ander_tab()

    def toon(self, **params: Any) -> None:
        """``tab`` brings a tab in front; ``sectie``, ``record`` and ``veld`` open that form of
        the profile.
        """
        if "tab" in params:
            self.tabs.kies(params["tab"])
        self.ververs(frozenset())
        profiel = self.tabs.inhoud("profiel")
        if "sectie" in params and isinstance(profiel, Profielbeheer):
            profiel.open(params["sectie"], params["record"], params.get("veld", ""))

    def _ander_tab(self) -> None:
        self.sluit_detail()
        self.uitnodigknop.setVisible(self.tabs.sleutel == "gebruikers")

    def _nodig_uit(self) -> None:
        gebruikers = self.tabs.inhoud("gebruikers")
        if isinstance(gebruikers, Gebruikersbeheer):
            gebruikers.nodig_uit()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Users, connections or the profile changed."""
        profiel = self.tabs.inhoud("profiel")
        if isinstance(profiel, Profielbeheer) and any(soort == "profiel" for soort, _ in wijzigingen):
            profiel.laad()
        for sleutel in ("gebruikers", "verbindingen"):
            deel = self.tabs.inhoud(sleutel)
            if isinstance(deel, Gebruikersbeheer | Verbindingsbeheer):
                deel.laad()
        account = self.tabs.inhoud("account")
        if isinstance(account, EigenAccount):
            account.laad()
