"""Where each form of the program is, and vaults with something of everything in them, so that each can be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock
from uuid import UUID

from pmg_desk.domain.bewaren import Begin, Vernietigingsreden
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.patronen import Soort
from pmg_desk.domain.rechten import Gezag, RechtOordeel, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import (
    aanmeldingen,
    acties,
    bespreken,
    bewaren,
    bijlagen,
    budget,
    casusverloop,
    doorbraak,
    doorgeleidingen,
    factoren,
    groepen,
    inzagelog,
    inzet,
    kaderconcepten,
    meldpunt,
    noodtoegang,
    overdragen,
    overleggen,
    plannen,
    rechtenverzoeken,
    samenvattingen,
    steekproeven,
    vernietigen,
)
from pmg_desk.services.bundels import Bundelkeuze, issue_bundels
from pmg_desk.services.doorgeleidroutes import list_routes
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.engine import maak_engine
from pmg_desk.storage.models import ActieStatus, Besprekingsstand, BudgetSoort, FactorSoort, Wijze
from pmg_desk.ui.screens.beheer import Beheer
from pmg_desk.ui.screens.beheer_profiel import Profielbeheer
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from tests.beeldbouw import getoond, tabel, vastgesteld
from tests.bijlagebouw import zet
from tests.casusbouw import maak
from tests.kaderbouw import DOEL, cellen, politie, teken
from tests.kluisdoos import BEHEERDER, Kluisdoos
from tests.overdrachtzaak import ALLES, Overdrachtzaak, maak_zaak
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.ui.rondgang import Plek, Rondgang, kies_rij
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

LIJST = "Voornaam;Achternaam;Geb.datum;Kenteken\nZoë;Łukasz;3-11-2012;ab-12\n"


def _voeg_wijk_toe(rondgang: Rondgang) -> None:
    """The part of the profile is chosen first."""
    scherm = rondgang.venster.scherm
    assert isinstance(scherm, Beheer)
    tab = scherm.tabs.inhoud("profiel")
    assert isinstance(tab, Profielbeheer)
    tab.onderdeel.zet("wijken")
    rondgang.rust()
    rondgang.druk("Wijk toevoegen")


def _open_rij(rondgang: Rondgang) -> None:
    """What can be done with an entry of the register shows when it is opened."""
    assert rondgang.venster.scherm is not None
    for lijst in rondgang.venster.scherm.findChildren(Lijst):
        if lijst.isVisible():
            lijst.geopend.emit(lijst.huidige())
    rondgang.rust()
    rondgang.druk("Mislukt of teruggehaald")


def _maak_bundels(rondgang: Rondgang) -> None:
    """Who gets what is looked at first."""
    rondgang.druk("Bekijk wat iedereen krijgt")
    rondgang.druk("Bundels maken")


def _maak_actielijsten(rondgang: Rondgang) -> None:
    """Who has which actions is looked at first."""
    rondgang.druk("Wie heeft welke acties")
    rondgang.druk("Actielijsten maken")


def _schrijf_voortgang(rondgang: Rondgang) -> None:
    """Of one effort, in the present quarter."""
    scherm: Any = rondgang.venster.scherm
    scherm.schrijf("9", scherm.nu)
    rondgang.rust()


def _voeg_duiding_toe(rondgang: Rondgang) -> None:
    """Beside an effort that is opened first."""
    scherm: Any = rondgang.venster.scherm
    scherm.open_inspanning("9")
    rondgang.rust()
    rondgang.druk("Duiding toevoegen")


def _schrijf_telling(rondgang: Rondgang) -> None:
    """Of the first number to reach that the program cannot count."""
    rondgang.druk("Telling opschrijven")


def _meld_papier(rondgang: Rondgang) -> None:
    """The copy that went out is opened first."""
    scherm: Any = rondgang.venster.scherm
    lijst = scherm.uitdelen.register.lijst
    kies_rij(lijst, 0)
    lijst.geopend.emit(lijst.huidige())
    rondgang.rust()
    rondgang.druk("Ingeleverd")


def _naar_de_vragen(rondgang: Rondgang) -> None:
    """The questions come once it is said where to."""
    scherm: Any = rondgang.venster.scherm
    scherm.waar.veld("route").zet("tafel:zvh")
    rondgang.druk("Verder naar de vragen")


def _tafels(rondgang: Rondgang) -> None:
    """The beheerder herself has no tables; the second row is who works with casussen."""
    assert rondgang.venster.scherm is not None
    (lijst,) = [een for een in rondgang.venster.scherm.findChildren(Lijst) if een.isVisible()]
    kies_rij(lijst, 1)
    rondgang.rust()
    rondgang.druk("Tafels wijzigen")


def _vertel_allen(rondgang: Rondgang) -> None:
    """By its key, at the item that is discussed."""
    scherm: Any = rondgang.venster.scherm
    rondgang.rust()
    scherm.vertel_allen()


def _stel_uit(rondgang: Rondgang) -> None:
    """An item of the work list is looked at first."""
    scherm: Any = rondgang.venster.scherm
    scherm.toon_item(scherm.lijst.model.getoond[0])
    rondgang.rust()
    rondgang.druk("Uitstellen")


def _beoordeel_spoed(rondgang: Rondgang) -> None:
    """The one that waits is looked at first."""
    scherm: Any = rondgang.venster.scherm
    scherm.beoordeel(scherm.wachtrij.model.getoond[0])


def _kies_stuk(rondgang: Rondgang) -> None:
    """The reason why the first piece is not shown."""
    scherm: Any = rondgang.venster.scherm
    kies_rij(scherm.stukken, 0)
    rondgang.druk("Afschermen (A)")


def _geef_inzage(rondgang: Rondgang) -> None:
    """The place of the files comes first."""
    volgend_pad(rondgang.over["inzagebestand"]["pad"])
    rondgang.druk("Inzage geven")


def _scherm_af(rondgang: Rondgang) -> None:
    """The line at the top."""
    scherm: Any = rondgang.venster.scherm
    kies_rij(scherm.log.lijst, 0)
    rondgang.druk("Gekozen regels afschermen (A)")


def _trek_kader_in(rondgang: Rondgang) -> None:
    """The first row is a draft, the second is signed."""
    scherm: Any = rondgang.venster.scherm
    kies_rij(scherm.lijst, 1)
    rondgang.rust()
    rondgang.druk("Intrekken")


def _trek_steekproef(rondgang: Rondgang) -> None:
    """From the list of samples, wherever it was left."""
    scherm: Any = rondgang.venster.scherm
    scherm.steekproef.sluit()
    rondgang.druk("Steekproef trekken")


def _teken_regel_af(rondgang: Rondgang) -> None:
    """A line of the sample that was drawn."""
    scherm: Any = rondgang.venster.scherm
    deel = scherm.steekproef
    deel.open_steekproef(deel.lijst.model.getoond[0].id)
    rondgang.rust()
    deel.teken_af(deel.regels.model.getoond[0])
    rondgang.rust()


def _bekijk_patroon(rondgang: Rondgang) -> None:
    """The question about the school; of others there may be more lines when one comes back."""
    scherm: Any = rondgang.venster.scherm
    getoond = scherm.patronen.lijst.model.getoond
    scherm.patronen.teken_af(next(patroon for patroon in getoond if patroon.vraag == Soort.BUITEN_TAFEL.value))
    rondgang.rust()


def _importeer(rondgang: Rondgang) -> None:
    scherm = rondgang.venster.scherm
    tabs = None if scherm is None else scherm.findChild(Tabbladen)
    assert tabs is not None
    tabs.kies("bestand")  # back from whatever step it was left at
    volgend_pad(rondgang.over["lijst"]["pad"])
    rondgang.druk("Bestand kiezen")


def _importeer_verder(rondgang: Rondgang) -> None:
    _importeer(rondgang)
    rondgang.druk("Rijen nakijken")
    rondgang.druk("Verder met deze rijen")


def _voeg_bijlage_toe(rondgang: Rondgang) -> None:
    volgend_pad(rondgang.over["nieuw bestand"]["pad"])
    rondgang.druk("Bestand toevoegen")


def _bewaar_kopie(rondgang: Rondgang) -> None:
    volgend_pad(rondgang.over["kopie"]["pad"])
    rondgang.druk("Kopie opslaan")


def _lees_aanbod(rondgang: Rondgang) -> None:
    volgend_pad(rondgang.over["aanbod"]["pad"])
    rondgang.druk("Pakket inlezen")


def _geef_terug(rondgang: Rondgang) -> None:
    _lees_aanbod(rondgang)
    rondgang.druk("Teruggeven")


def _dossier(tab: str, *paren: tuple[str, str], over: str = "casus") -> tuple[Plek, ...]:
    return tuple(Plek(naam, "regie", "dossier", over, tab, knop) for naam, knop in paren)


PLEKKEN: tuple[Plek, ...] = (
    Plek("registreren", "regie", "registreren"),
    Plek("importkolommen", "regie", "import", anders=_importeer),
    Plek("import", "regie", "import", anders=_importeer_verder),
    *_dossier(
        "overzicht",
        ("casus_afsluiten", "Casus afsluiten"),
        ("casus_overdragen", "Casus overdragen"),
        ("casus_toewijzen", "Collega toegang geven"),
        ("geheim_adres", "Geheim adres tonen"),
        ("casus_tafel", "Tafel toevoegen"),
        ("aanmelding", "Aanmelden bij een tafel"),
    ),
    Plek("signaal", "regie", "meldpunt", knop="Signaal vastleggen"),
    Plek("signaal.verbeteren", "regie", "meldpunt", "signaal", knop="Signaal verbeteren"),
    Plek("signaal.koppelen", "regie", "meldpunt", "signaal", knop="Bij een casus voegen"),
    Plek("signaal.afhandelen", "regie", "meldpunt", "signaal", knop="Afhandelen zonder casus"),
    Plek("signaal.terugmelden", "regie", "meldpunt", "signaal", knop="Terugmelding vastleggen"),
    Plek("triage", "regie", "aanmelding", "aanmelding"),
    Plek("aanmelding.besluit", "regie", "aanmelding", "aanmelding"),
    Plek("aanmelding.intrekken", "regie", "aanmelding", "aanmelding", knop="Aanmelding intrekken"),
    Plek("aanmelding.terug", "regie", "aanmelding", "aanmelding", knop="Vastleggen wat is verteld"),
    *_dossier("netwerk", ("relatie", "Iemand toevoegen"), ("relatie.wijzigen", "Wijzigen")),
    Plek("groep", "regie", "groepen", knop="Groep maken"),
    Plek("groep.wijzigen", "regie", "groep", "groep", knop="Groep wijzigen"),
    Plek("groep.sluiten", "regie", "groep", "groep", knop="Groep afsluiten"),
    Plek("groepslid", "regie", "groep", "groep", "leden", "Lid toevoegen"),
    Plek("groepslid.wijzigen", "regie", "groep", "groep", "leden", "Wijzigen of beëindigen"),
    Plek("groepsactie", "regie", "groep", "groep", "plan", "Groepsactie toevoegen"),
    Plek("groepsactie.wijzigen", "regie", "groep", "groep", "plan", "Wijzigen of afronden"),
    Plek("groepsstap.1", "regie", "groep", "groep", "stappen", "Stap 1 invullen"),
    *_dossier("overzicht", ("casus_heropenen", "Casus heropenen"), over="gesloten"),
    *_dossier(
        "indeling",
        ("antecedent", "Antecedent toevoegen"),
        ("antecedent.wijzigen", "Wijzigen: (Steek)wapen"),
        ("antecedent.intrekken", "Intrekken: (Steek)wapen"),
        ("kenmerk.slachtoffer", "Beoordelen: Slachtoffer"),
        ("indeling", "Doelgroep kiezen"),
    ),
    *_dossier(
        "leefgebieden",
        ("scores", "Scores invullen"),
        ("factor", "Risico of bescherming toevoegen"),
        ("factor.beeindigen", "Speelt niet meer"),
        ("factor.intrekken", "Intrekken"),
    ),
    *_dossier(
        "signalen",
        ("uitspraak", "Signaal of feit toevoegen"),
        ("uitspraak.wijzigen", "Wijzigen: Signaal"),
        ("uitspraak.intrekken", "Intrekken: Signaal"),
        ("reactie", "Reactie toevoegen: Signaal"),
        ("leefwereld", "Leefwereld kiezen: Signaal"),
    ),
    *_dossier(
        "plan",
        ("plan", "Nieuwe versie maken"),
        ("evaluatie", "Plan evalueren"),
        ("actie", "Actie toevoegen"),
        ("actie.wijzigen", "Actie wijzigen"),
        ("actie.gereed", "Afronden"),
        ("actie.vervallen", "Laten vervallen"),
    ),
    *_dossier(
        "plan",
        ("plan.wijzigen", "Plan wijzigen"),
        ("plan.vaststellen", "Plan vaststellen"),
        ("plan.afspraken", "Afspraken wijzigen"),
        ("actie.open", "Weer openen"),
        ("doel", "Doel toevoegen"),
        ("doel.wijzigen", "Doel wijzigen"),
        over="planconcept",
    ),
    *_dossier("route", ("tafelstatus", "Status wijzigen"), ("tafelteam", "Team kiezen")),
    *_dossier(
        "route",
        ("doorgeleiding.antwoord", "Antwoord vastleggen"),
        ("doorgeleiding.afloop", "Afloop vastleggen"),
        ("doorgeleiding.intrekken", "Doorgeleiding intrekken"),
        over="planconcept",
    ),
    Plek("tafelfase", "regie2", "tafelbord", "top x", knop="Fase vastleggen"),
    Plek("doorgeleiden_tafel:zvh", "regie", "doorgeleiden", "casus", anders=_naar_de_vragen),
    *_dossier("betrokkenen", ("betrokkene", "Betrokkene toevoegen")),
    *_dossier(
        "delen",
        ("mondeling", "Mondeling gedeeld"),
        ("spoed", "Met spoed gedeeld"),
        ("informering", "Informeren vastleggen"),
    ),
    Plek("brief", "regie", "brief", "casus"),
    *_dossier(
        "bijlagen",
        ("bijlage_wijzigen", "Omschrijving wijzigen"),
        ("bijlage_verwijderen", "Bijlage verwijderen"),
    ),
    Plek("bijlage", "regie", "dossier", "casus", "bijlagen", anders=_voeg_bijlage_toe),
    Plek("bijlage_kopie", "regie", "dossier", "casus", "bijlagen", anders=_bewaar_kopie),
    *_dossier(
        "inzet",
        ("inzet_start", "Interventie inzetten"),
        ("inzet_begin", "Begonnen: Kansrijk"),
        ("inzet_einde", "Afronden: Straatkracht"),
    ),
    *_dossier(
        "budget",
        ("budgetaanvraag", "Budget aanvragen"),
        ("budgetintrekking", "Aanvraag intrekken"),
        ("uitgave", "Uitgave toevoegen"),
        ("uitgaveterug", "Uitgave van"),
        ("doorbraak", "Doorbraak inbrengen"),
        ("doorbraakbesluit", "Besluit over de doorbraak"),
        ("doorbraakuitkomst", "Uitkomst vastleggen"),
        over="gedeeld",
    ),
    Plek("budgetbesluit", "regie2", "dossier", "gedeeld", "budget", "Besluit vastleggen"),
    Plek("budgetruimte", "bea", "budgetoverzicht", knop="Ruimte vastleggen"),
    Plek("beelduitvoer", "regie", "beeld", knop="Bestand maken"),
    Plek("inspanning", "regie", "programma", anders=_schrijf_voortgang),
    Plek("duiding", "regie", "programma", anders=_voeg_duiding_toe),
    Plek("streeftelling", "regie", "programma", anders=_schrijf_telling),
    Plek("persoonsgegevens", "regie", "persoonsgegevens", "casus"),
    Plek("delingsverzoek", "regie", "delingsverzoek", "casus"),
    Plek("samenvatting", "regie", "samenvatting", "casus"),
    Plek("overleg", "regie", "overleg", knop="Overleg plannen"),
    Plek("overlegreeks", "regie", "overleg", "", "reeksen", "Reeks plannen"),
    Plek("agendapunt", "regie", "overlegdag", "overleg", "agenda", "Casus op de agenda"),
    Plek("agendavraag", "regie", "overlegdag", "overleg", "agenda", "Vraag wijzigen"),
    Plek("aantafelverteld", "regie", "vergadering", "overleg", anders=_vertel_allen),
    Plek("overlegverzoek", "regie", "overlegverzoek", "overleg"),
    Plek("bundels", "regie", "overlegdag", "overleg", "uitdelen", anders=_maak_bundels),
    Plek("actielijsten", "regie", "overlegdag", "overleg", "verslag", anders=_maak_actielijsten),
    Plek("bundelpapier", "regie", "overlegdag", "overleg", "uitdelen", anders=_meld_papier),
    Plek("deelnemer", "regie", "overlegdag", "overleg", "deelnemers", "Deelnemer toevoegen"),
    Plek("organisatie", "regie", "adresboek", "", "organisatie", "Organisatie toevoegen"),
    Plek("organisatiesleutel", "regie", "adresboek", "", "organisatie", "Sleutel vastleggen"),
    Plek("professional", "regie", "adresboek", "", "professional", "Professional toevoegen"),
    Plek("adresboek_stoppen", "regie", "adresboek", "", "professional", "Doet niet meer mee"),
    Plek("besluit_uitgevoerd", "regie", "dossier", "planconcept", "overzicht", "Is uitgevoerd"),
    Plek("besluit_vervallen", "regie", "dossier", "planconcept", "overzicht", "Besluit vervalt"),
    Plek("noodtoegang_nummer", "regie", "noodtoegang"),
    Plek("noodtoegang", "regie2", "noodtoegang", "planconcept"),
    Plek("caseload_overdragen", "regie", "casussen", knop="Casussen overdragen"),
    Plek("waarneming", "regie", "werklijst", "", "lijst", "Waarneming regelen"),
    Plek("agenda_meenemen", "regie", "werklijst", "", "lijst", "Meenemen naar agenda"),
    Plek("werk_uitstellen", "regie", "werklijst", "", "lijst", anders=_stel_uit),
    Plek("registerfilter", "regie", "delen", "", "verstrekkingen", "Filteren"),
    Plek("verstrekking.melden", "regie", "delen", "", "verstrekkingen", anders=_open_rij),
    Plek("pakketofficer", "regie", "delen", "", "verzoeken", "Als pakket opslaan"),
    Plek("langer_bewaren", "regie", "bewaren", "", "casussen", "Langer bewaren"),
    Plek("vernietigen_voorstellen", "regie", "bewaren", "", "casussen", "Vernietigen voorstellen"),
    Plek("oordeel", "privacy", "verzoek", "verzoek"),
    Plek("belang", "privacy", "verzoek", "verzoek", knop="Dit raakt mij of mijn familie"),
    Plek("tekstblok", "privacy", "verzoek", "verzoek", knop="Bewaar als tekstblok"),
    Plek("oordeelbundel", "privacy", "oordeelbundel", "bundel"),
    Plek("verzoek-toewijzen", "privacy", "delen", "", "verzoeken", "Toewijzen"),
    Plek("oordeelvervanging", "privacy", "delen", "", "verzoeken", "Vervanging"),
    Plek("akkoord-intrekken", "privacy", "verzoek", "goedgekeurd", knop="Akkoord intrekken"),
    Plek("tafelkader-vraag", "regie", "tafelkader", knop="Privacy officer vragen"),
    Plek("tafelkader-begin", "privacy", "tafelkader", knop="Nieuw tafelkader"),
    Plek("tafelkader-intrekken", "privacy", "tafelkader", anders=_trek_kader_in),
    Plek("tafelkader-bron", "privacy", "tafelkaderbouw", "kaderconcept"),
    Plek("wiewistvraag", "privacy", "wie_wist_wat"),
    Plek("deellogfilter", "privacy", "audit", "", "deellog", "Filteren"),
    Plek("steekproef", "privacy", "audit", "", "steekproef", anders=_trek_steekproef),
    Plek("steekproefregel", "privacy", "audit", "", "steekproef", anders=_teken_regel_af),
    Plek("patroonperiode", "privacy", "audit", "", "patronen", "Andere periode"),
    Plek("auditrapport", "privacy", "audit", "", "deellog", "Auditrapport"),
    Plek("patroon", "privacy", "audit", "", "patronen", anders=_bekijk_patroon),
    Plek("logfilter", "privacy", "logboek", "", "", "Filteren"),
    Plek("recht", "regie", "rechten", knop="Verzoek vastleggen"),
    Plek("recht-reden", "privacy", "rechtenverzoek", "recht", "verzoek", "Termijn verlengen"),
    Plek("recht-identiteit", "privacy", "rechtenverzoek", "recht", "verzoek", "Identiteit vastleggen"),
    Plek("recht-mening", "privacy", "rechtenverzoek", "recht ouder", "verzoek", "Mening van de jongere"),
    Plek("recht-besluit", "privacy", "rechtenverzoek", "recht", "verzoek", "Besluiten"),
    Plek("recht-stuk", "privacy", "rechtenverzoek", "recht", "stukken", anders=_kies_stuk),
    Plek("recht-geven", "privacy", "rechtenverzoek", "recht besloten", "blad", anders=_geef_inzage),
    Plek("afscherming", "privacy", "rechtenverzoek", "recht", "log", anders=_scherm_af),
    Plek("afscherming-ontvanger", "privacy", "rechtenverzoek", "recht", "log", "Eén ontvanger afschermen"),
    Plek("afscherming-verlengen", "privacy", "rechtenverzoek", "recht", "log", "Verlengen"),
    Plek("afscherming-opheffen", "privacy", "rechtenverzoek", "recht", "log", "Afscherming opheffen"),
    Plek("recht-tekst", "regie", "rechtenverzoek", "recht verbeteren", "verzoek", "Tekst kiezen"),
    Plek("spoed-bevinding", "privacy", "spoed", "", "wachtrij", anders=_beoordeel_spoed),
    Plek("datalek", "privacy", "registers", "", "datalekken", "Datalek vastleggen"),
    Plek("knelpunt", "privacy", "registers", "", "knelpunten", "Knelpunt vastleggen"),
    Plek("verwerkingsregister", "privacy", "registers", "", "bladen", "Aanvullen"),
    Plek("vernietiging_afwijzen", "privacy", "bewaren", "", "voorstellen", "Voorstel afwijzen"),
    Plek("bewaartermijn_pga_lokaal", "bea", "bewaren", "", "termijnen", "Termijn instellen"),
    Plek("gebruiker_uitnodigen", "bea", "beheer", "", "gebruikers", "Gebruiker uitnodigen"),
    Plek("gebruiker_tafels", "bea", "beheer", "", "gebruikers", anders=_tafels),
    Plek("profiel", "bea", "beheer", "", "profiel", anders=_voeg_wijk_toe),
    Plek("reservekopie", "bea", "beheer", "", "reservekopie"),
    Plek("logtermijn", "bea", "beheer", "", "logboek", "Termijn instellen"),
    Plek("toezicht-oordeel", "officer", "toezichtverzoek", "ontvangen"),
    Plek("toezichtbundel", "officer", "toezichtbundel", "ontvangen bundel"),
    Plek("auditvraag", "officer", "toezichtaudit", "", "kluizen", "Audit vragen"),
    Plek("overdragen", "hier", "dossier", "over te dragen", "delen", "Overdragen aan een andere kluis"),
    Plek("overdracht_verloren", "hier beheer", "beheer", "", "verbindingen", "Pakket is verloren"),
    Plek("overdracht_antwoord", "daar", "dossier", "overgenomen", "delen", "Antwoord nog eens opslaan"),
    Plek("overnemen", "daar", "delen", anders=_lees_aanbod),
    Plek("overdracht_teruggeven", "daar", "delen", anders=_geef_terug),
)


@dataclass
class Bouwsel:
    """Five vaults: of a team, one with its header (for the beheerder), of a privacy officer, and of two teams that
    hand casussen over.
    """

    team: Wereld
    zaak: Zaak
    overdracht: Overdrachtzaak
    doos: Kluisdoos
    werkplek: dict[str, Callable[[], Werkplek]]
    over: dict[str, dict[str, Any]]

    def sluit(self) -> None:
        self.zaak.twee.sluit()
        self.overdracht.sluit()


def bouw(map_: Path, doos: Kluisdoos) -> Bouwsel:
    """Fill them with something of everything."""
    twee = maak_tweetal(map_)
    team = twee.team
    dossier = maak_dossier(team.regie)
    zaak = Zaak(twee, dossier, twee.verbind())
    goed = vraag(team, dossier)
    keur_goed(team, goed)
    samenvattingen.issue_samenvatting(
        team.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )
    verzoek = vraag(team, dossier, ("identiteit",))
    ander = maak_dossier(team.regie, "PMG-2026-00002")
    plannen.begin_plan(team.regie, ander.casus_id, plannen.PlanInvoer())
    (klaar,) = (a for doel in plannen.list_plannen(team.regie, ander.casus_id)[0].doelen for a in doel.acties)
    acties.set_actiestatus(team.regie, klaar.id, ActieStatus.GEREED)
    maak(team.regie2, "top_x")
    geteld = (tabel("2026-Q3", een, ("gebied", "leeftijd"), {("zuid", "oud"): 9}) for een in ("instroom", "stand"))
    vastgesteld(team.privacy, "2026-Q3", *map(getoond, geteld))
    _vraag_dwangsom(team, ander.casus_id)
    dag = team.klok.nu().date() + timedelta(days=7)
    reden = UitspraakInvoer("Gezien bij het station.")
    signaal = meldpunt.record_signaal(team.regie, meldpunt.SignaalInvoer("pga_lokaal", reden))
    aanmelding = aanmeldingen.meld_aan(team.regie, ander.casus_id, aanmeldingen.AanmeldingInvoer("pga_lokaal", reden))
    invoer = groepen.GroepInvoer("groep", "Groep aan het plein", "pga_lokaal")
    groep = groepen.make_groep(team.regie, invoer, (dossier.casus_id,))
    groepen.add_actie(team.regie, groep, groepen.GroepsactieInvoer("Samen de wijk in", dossier.professional, dag))
    factor = factoren.FactorInvoer("huisvesting", FactorSoort.RISICO, reden)
    factoren.add_factor(team.regie, dossier.casus_id, factor)
    inzet.start_inzet(team.regie, dossier.casus_id, inzet.InzetInvoer("kansrijk"))
    inzet.start_inzet(team.regie, dossier.casus_id, inzet.InzetInvoer("straatkracht", team.klok.nu().date()))
    gedeeld = _geld_en_bijlage(team, dossier.casus_id, map_)
    _besluit(team, ander.casus_id)
    overleg = overleggen.plan_overleg(team.regie, overleggen.OverlegInvoer("pga_lokaal", dag))
    overleggen.add_agendapunt(team.regie, overleg, dossier.casus_id)
    overleggen.set_deelnemers(team.regie, overleg, [dossier.professional])
    noodtoegang.take_noodtoegang(team.regie2, dossier.casus_id, "Spoed.")
    ontvangen = zaak.stuur()
    teken(team.privacy, cellen(politie(dossier), "plan", "acties"))
    voor = Bundelkeuze(dossier.politie, "Wijkagent")
    issue_bundels(team.regie, overleg, [voor], Bundelversie.VOORAF, Wijze.PAPIER)
    kaderconcept = kaderconcepten.start_concept(team.privacy, "top_x", DOEL)
    # Two that were closed long ago: one is due, of the other the destruction is proposed.
    nu = team.klok.moment
    team.klok.moment = nu - timedelta(days=400)
    redenen, uitkomsten = team.profiel.redenen_afsluiten, team.profiel.uitkomsten
    oud = [maak(team.regie), maak(team.regie)]
    for een in oud:
        casusverloop.close_casus(team.regie, een, next(iter(redenen)), next(iter(uitkomsten)))
    bewaren.set_termijn(team.beheer, "pga_lokaal", 12, Begin.SLUITING, "Selectielijst")
    maak(team.regie)
    team.klok.moment = nu - timedelta(days=200)
    maak(team.regie)
    team.klok.moment = nu
    steekproeven.draw_steekproef(team.privacy, "2025-10")  # of another month none was drawn yet
    vernietigen.propose_vernietiging(team.regie, oud[1], Vernietigingsreden.TERMIJN)
    recht, besloten, verbeteren, van_ouder = _vraag_inzage(team, dossier.casus_id)
    lijst = map_ / "lijst.csv"
    lijst.write_text(LIJST, encoding="utf-8")
    overdracht, over_te_dragen, overgenomen, aanbod = _draag_over(map_)
    hier, daar = overdracht.hier, overdracht.daar
    return Bouwsel(
        team,
        zaak,
        overdracht,
        doos,
        {
            **{wie: _zonder_kop(team, team.werkplek(wie), map_) for wie in ("regie", "privacy")},
            "regie2": _zonder_kop(team, team.regie2, map_),
            "officer": _zonder_kop(twee.toezicht, twee.officer, map_),
            "hier": _zonder_kop(hier, hier.regie, map_),
            "hier beheer": _zonder_kop(hier, hier.beheer, map_),
            "daar": _zonder_kop(daar, daar.regie2, map_),
            "bea": lambda: doos.open("bea", BEHEERDER.wachtwoord),
        },
        {
            "": {},
            "casus": {"casus_id": dossier.casus_id},
            "planconcept": {"casus_id": ander.casus_id},
            "top x": {"tafel": "top_x"},
            "gesloten": {"casus_id": oud[0]},
            "overleg": {"overleg_id": overleg},
            "verzoek": {"verzoek_id": verzoek},
            "bundel": {"verzoek_ids": (verzoek,)},
            "goedgekeurd": {"verzoek_id": goed},
            "recht": {"id": recht},
            "recht besloten": {"id": besloten},
            "recht verbeteren": {"id": verbeteren},
            "recht ouder": {"id": van_ouder},
            "inzagebestand": {"pad": map_ / "inzage.pdf"},
            "signaal": {"signaal_id": signaal},
            "groep": {"groep_id": groep},
            "aanmelding": {"aanmelding_id": aanmelding},
            "ontvangen": {"verzoek_id": ontvangen},
            "ontvangen bundel": {"verzoek_ids": (ontvangen,)},
            "kaderconcept": {"concept_id": kaderconcept},
            "lijst": {"pad": lijst},
            "gedeeld": {"casus_id": gedeeld},
            "nieuw bestand": {"pad": zet(map_, "nieuw.txt", b"Gesproken met moeder.")},
            "kopie": {"pad": map_ / "kopie.txt"},
            "over te dragen": {"casus_id": over_te_dragen},
            "overgenomen": {"casus_id": overgenomen},
            "aanbod": {"pad": aanbod},
        },
    )


def _besluit(team: Wereld, casus_id: UUID) -> None:
    """Something that a table decided and that is not done."""
    vandaag = overleggen.OverlegInvoer("pga_lokaal", team.klok.nu().date())
    punt = overleggen.add_agendapunt(team.regie, overleggen.plan_overleg(team.regie, vandaag), casus_id)
    besluit = bespreken.Regel(UitspraakInvoer("De school wordt gebeld."))
    bespreken.save_bespreking(
        team.regie, punt, bespreken.BesprekingInvoer(Besprekingsstand.BESPROKEN, besluiten=(besluit,))
    )


def _vraag_inzage(team: Wereld, casus_id: UUID) -> tuple[UUID, UUID, UUID, UUID]:
    """A request that waits and one that was decided, with lines that are shielded; one to correct, one of a parent."""
    invoer = rechtenverzoeken.RechtInvoer(Rechtsoort.INZAGE, Geinformeerde.JONGERE, "Zoë", identiteit="Paspoort.")
    recht, besloten = (rechtenverzoeken.record_verzoek(team.regie, casus_id, invoer) for _ in range(2))
    rechtenverzoeken.decide_verzoek(team.privacy, besloten, RechtOordeel.TOEGEWEZEN, "Goed.")
    afscherming = inzagelog.AfschermingInvoer(1, 1, "Verhoor.", team.klok.nu().date() + timedelta(days=9))
    inzagelog.shield_regels(team.privacy, casus_id, afscherming)
    fout = replace(invoer, soort=Rechtsoort.CORRECTIE, vraag="Dit klopt niet.")
    ouder = replace(invoer, verzoeker=Geinformeerde.OUDERS, verzoeker_naam="Ewa", gezag=Gezag.JA)
    verbeteren, van_ouder = (rechtenverzoeken.record_verzoek(team.regie, casus_id, een) for een in (fout, ouder))
    return recht, besloten, verbeteren, van_ouder


def _geld_en_bijlage(team: Wereld, casus_id: UUID, map_: Path) -> UUID:
    """A file, and a casus of two with money and a breakthrough at each step: the colleague decides."""
    tekst = UitspraakInvoer("Een fiets voor de stage.")
    bijlagen.add_bijlage(team.regie, casus_id, zet(map_, "notitie.txt", b"Notitie."), tekst)
    gedeeld = maak(team.regie)
    assign_casus(team.regie, gedeeld, team.regie2.gebruiker.id)
    vraag_ = budget.AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "90", tekst)
    budget.ask_budget(team.regie, gedeeld, vraag_)
    aanvraag = budget.ask_budget(team.regie, gedeeld, vraag_)
    budget.decide_budget(team.regie2, aanvraag, budget.BesluitInvoer(True, "Teamleider", tekst, "90"))
    budget.spend_budget(team.regie, aanvraag, budget.UitgaveInvoer("50", tekst))
    doorbraken = [doorbraak.bring_in(team.regie, gedeeld, "pga_lokaal", tekst) for _ in range(2)]
    doorbraak.decide_doorbraak(team.regie, doorbraken[0], "Teamleider", tekst)
    return gedeeld


def _vraag_dwangsom(team: Wereld, casus_id: UUID) -> None:
    """Something that waits for its answer, and may be answered, finished and withdrawn."""
    route = next(r for r in list_routes(team.regie, casus_id) if r.sleutel == "regel:pga_lokaal:dwangsom")
    invoer = doorgeleidingen.DoorgeleidingInvoer(
        route.sleutel,
        route.soorten[0],
        route.weg,
        UitspraakInvoer("Betrapt."),
        dict.fromkeys(route.vragen, doorgeleidingen.Vraagantwoord.JA),
        perspectief=UitspraakInvoer("Leerwerkplek."),
    )
    doorgeleidingen.request_doorgeleiding(team.regie, casus_id, invoer)


def _draag_over(map_: Path) -> tuple[Overdrachtzaak, UUID, UUID, Path]:
    """A casus that may be offered, one that was taken over, and the package of an offer that waits for its answer."""
    (map_ / "overdracht").mkdir()
    zaak = maak_zaak(map_ / "overdracht")
    hier, tweede, derde = (
        zaak.hier,
        maak_dossier(zaak.hier.regie, "PMG-2026-00002"),
        maak_dossier(zaak.hier.regie, "PMG-2026-00003"),
    )
    pakketten = []
    for dossier in (tweede, derde):
        besluit_id = keur_goed(hier, vraag(hier, dossier, ALLES))
        naar = replace(zaak.aanbod, besluit_id=besluit_id, organisatie_id=dossier.school)
        pakketten.append(zaak.schrijf(overdragen.offer_overdracht(hier.regie, dossier.casus_id, naar).pakket.ruw))
    return zaak, zaak.casus_id, zaak.neem_over(pakketten[0]).casus_id, pakketten[1]


def _zonder_kop(wereld: Wereld, bron: Werkplek, map_: Path) -> Callable[[], Werkplek]:
    """Unlocking without password and header; the database is the real one, opened anew."""

    def open_() -> Werkplek:
        kluis: Any = MagicMock(pad=map_, databasepad=wereld.pad, waarschuwingen=(), plek=None, thuis=None)
        kluis.slot.vorige, kluis.kop.naam = None, "Zuidwest"
        return Werkplek(
            maak_engine(wereld.pad, wereld.sleutel),
            kluis_id=bron.kluis_id,
            gebruiker=bron.gebruiker,
            profiel=bron.profiel,
            klok=bron.klok,
            sleutels=bron.sleutels,
            herkomst="test",
            kluis=kluis,
        )

    return open_
