"""One working day in the real window, from making the vault to printing for a partner and being told to stop.

Each word that matters is drawn, fifteen letters that stand nowhere else, so that a test can look for any of them in a
print, in the vault and in whatever file was written. As a program of its own it leaks some on purpose.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.kluis.herstelsleutel import lees_herstelsleutel
from pmg_desk.storage.models import Spoor, UitspraakSoort
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets.afdrukken import volgende_afdruk
from pmg_desk.ui.widgets.knop import Knop
from tests.functioneel.bediening import Bediening

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
BEHEER, REGIE, REGIE2, PRIVACY, LEZER = "Bea Beheer", "Carla Casus", "Dirk Dossier", "Petra Privacy", "Mo Meelezer"
_MENSEN = (
    (REGIE, "carla", Rol.CASUSREGISSEUR, ("pga_lokaal",)),
    (REGIE2, "dirk", Rol.CASUSREGISSEUR, ("top_x",)),
    (PRIVACY, "petra", Rol.PRIVACY_OFFICER, ()),
    (LEZER, "mo", Rol.MEELEZER, ()),
)
_LETTERS = "bcdfghklmnprstvwz"
_KLINKERS = "aeou"


class Planter:
    """Draws the words and remembers where each was put."""

    def __init__(self, zaad: int = 2) -> None:
        self._kans = random.Random(zaad)
        self.geplant: dict[str, list[str]] = {}

    def woord(self, waar: str) -> str:
        """A word of twelve letters that reads like a name and stands nowhere else."""
        letters = "".join(self._kans.choice(_LETTERS) + self._kans.choice(_KLINKERS) for _ in range(6)).capitalize()
        self.geplant.setdefault(waar, []).append(letters)
        return letters

    def zin(self, waar: str) -> str:
        """A sentence with five such words."""
        a, b, c, d, e = (self.woord(waar) for _ in range(5))
        return f"Over {a} en {b}, bij {c}: {d} zag {e}."

    def wachtwoord(self, waar: str) -> str:
        """Words nobody guesses."""
        return " ".join(self.woord(waar).lower() for _ in range(3)) + " 7"

    @property
    def alle(self) -> list[str]:
        """Every word drawn."""
        return [woord for woorden in self.geplant.values() for woord in woorden]


@dataclass
class Uitslag:
    """What the day left, for the tests to look at."""

    kluis: Path
    klok: VasteKlok
    wachtwoorden: dict[str, str]
    geplant: dict[str, list[str]]
    pdf: Path | None = None
    gezien: dict[str, Any] = field(default_factory=dict)

    def plekken_in(self, tekst: str) -> set[str]:
        """The places of which at least one word stands in this text; white space and case say nothing."""
        kaal = "".join(tekst.split()).casefold()
        return {waar for waar, woorden in self.geplant.items() if any(woord.casefold() in kaal for woord in woorden)}

    def ontbreekt_in(self, tekst: str, plekken: Iterable[str]) -> list[str]:
        """The words of these places that do not stand in this text."""
        kaal = "".join(tekst.split()).casefold()
        return [woord for waar in plekken for woord in self.geplant[waar] if woord.casefold() not in kaal]


class Werkdag:
    """The steps, in the order of the day; each can be followed in the window."""

    def __init__(self, app: QApplication, map_: Path, zaad: int = 2) -> None:
        self.map, self.klok = map_, VasteKlok(NU)
        self.planter = Planter(zaad)
        self.b = Bediening(app, self.klok)
        self.uitslag = Uitslag(map_ / "kluizen" / "Zuidwest.kluis", self.klok, {}, self.planter.geplant)
        self.gezien = self.uitslag.gezien

    @property
    def vandaag(self) -> date:
        """The day it is."""
        return self.klok.nu().date()

    def later(self, **hoeveel: int) -> None:
        """Let time pass."""
        self.klok.moment += timedelta(**(hoeveel or {"minutes": 1}))

    def alles(self, persoonslijst: Path) -> Uitslag:
        """The whole day."""
        try:
            self.maak_kluis()
            self.nodig_uit()
            self.lees_meldingen()
            self.b.log_in(REGIE, self.uitslag.wachtwoorden[REGIE])
            self.importeer(persoonslijst)
            self.registreer()
            self.deel_in()
            self.schrijf_signalen()
            self.vul_adresboek()
            self.plan()
            self.plan_overleg()
            self.vraag_akkoord()
            self.beoordeel()
            self.druk_af()
            self.zoek()
            self.laat_concept_achter()
            self.trek_in()
            self.bekijk_register()
            self.probeer_zonder_akkoord()
        finally:
            self.b.stop()
        return self.uitslag

    # 2: make a vault, invite, unlock

    def maak_kluis(self) -> None:
        """The wizard, from the first start."""
        b, deur = self.b, self.b.deur
        wachtwoord = self.planter.wachtwoord("wachtwoord beheerder")
        self.uitslag.wachtwoorden[BEHEER] = wachtwoord
        b.klik("Nieuwe kluis maken")
        wizard = deur.wizard
        b.vul(wizard.stappen[0], naam="Zuidwest", map=str(self.map / "kluizen"))
        b.klik("Verder")
        b.vul(wizard.stappen[1], profiel="den-haag-zuidwest")
        b.klik("Verder")
        b.vul(wizard.stappen[2], weergavenaam=BEHEER, gebruikersnaam="bea", wachtwoord=wachtwoord, herhaald=wachtwoord)
        b.klik("Verder")
        b.vul(wizard.stappen[3], akkoord=True)
        b.klik("Kluis maken")
        self.probeer_herstelblad(wizard.herstel)

    def probeer_herstelblad(self, stap: Any) -> None:
        """Print the recovery sheet and type its key over, once with an error."""
        b = self.b
        b.klik("Herstelblad maken")
        groepen = stap.blad.groepen
        identiteit = str(lees_herstelsleutel(" ".join(groepen)))
        self.planter.geplant["herstelblad"] = [" ".join(groepen), "".join(groepen), identiteit]
        papier = self.map / "papier" / "herstelblad.pdf"
        papier.parent.mkdir()
        volgende_afdruk(papier)
        b.klik("Herstelblad afdrukken")
        b.klik("Ik heb het blad: sleutel typen")
        b.typ(stap.sleutel.invoer, " ".join((*groepen[:4], groepen[4][:-1] + "U", *groepen[5:])))
        b.klik("Sleutel controleren")
        self.gezien["herstelblad fout"] = stap.sleutel.fout
        b.typ(stap.sleutel.invoer, " ".join(groepen).lower())
        b.klik("Sleutel controleren")
        assert b.programma.werkplek is not None

    def nodig_uit(self) -> None:
        """The beheerder invites the others, who each log in once and choose a password."""
        b = self.b
        codes: dict[str, str] = {}
        for naam, gebruikersnaam, rol, tafels in _MENSEN:
            scherm = b.ga_naar("beheer")
            b.klik(scherm.uitnodigknop)
            formulier = b.dialoog.formulier
            b.vul(formulier, naam=naam, gebruikersnaam=gebruikersnaam, functie=self.planter.woord("functie"), rol=rol)
            if tafels:
                b.vul(formulier, tafels=tafels)
            b.bewaar()
            codes[naam] = b.dialoog.tekst.text()
            b.klik("Ik heb de code genoteerd")
        self.planter.geplant["codes"] = list(codes.values())
        for naam, code in codes.items():
            b.vergrendel()
            self.later()
            wachtwoord = self.planter.wachtwoord("wachtwoord gebruiker")
            self.uitslag.wachtwoorden[naam] = wachtwoord
            b.log_eerste_keer_in(naam, code, wachtwoord)
            assert b.programma.werkplek is not None, b.gezegd_aan_deur()
        b.vergrendel()

    def lees_meldingen(self) -> None:
        """Each thing that may be wrong with a vault has words of its own; then the real one again."""
        b, map_ = self.b, self.map / "kapot"
        gezegd: dict[str, str] = {}
        for soort in ("weg", "geen kluis", "kop kapot", "bestand kapot"):
            pad = map_ / f"{soort.replace(' ', '-')}.kluis"
            if soort != "weg":
                pad.mkdir(parents=True)
            if soort.endswith("kapot"):
                shutil.copytree(self.uitslag.kluis, pad, dirs_exist_ok=True)
            if soort == "kop kapot":
                for kop in ("kop-a.json", "kop-b.json"):
                    (pad / kop).write_bytes(b"{}")
            if soort == "bestand kapot":
                with (pad / "kluis.db").open("r+b") as stroom:
                    stroom.seek(100)
                    stroom.write(b"\x00" * 64)
            gezegd[soort] = b.kies_kluis(pad)
            if soort == "bestand kapot":
                b.log_in(REGIE, self.uitslag.wachtwoorden[REGIE])
                gezegd[soort] = b.gezegd_aan_deur()
            assert b.programma.werkplek is None
        b.kies_kluis(self.uitslag.kluis)
        b.log_in(REGIE, self.planter.wachtwoord("verkeerd wachtwoord"))
        gezegd["verkeerd wachtwoord"] = b.gezegd_aan_deur()
        self.gezien["meldingen"] = gezegd
        self.later()

    def wissel(self, naam: str) -> None:
        """Lock, and somebody else sits down."""
        self.b.vergrendel()
        self.later()
        self.b.log_in(naam, self.uitslag.wachtwoorden[naam])
        assert self.b.programma.werkplek is not None, self.b.gezegd_aan_deur()

    # 3: register and import

    def importeer(self, persoonslijst: Path) -> None:
        """A persoonslijst of the civil registry: look first, then all that are new."""
        b = self.b
        scherm = b.ga_naar("casussen")
        b.klik("Importeren")
        scherm = b.scherm
        bestandskeuze.volgend_pad(persoonslijst)
        b.klik(scherm.kiesknop)
        self.gezien["importvoorbeeld"] = scherm.samenvatting.text()
        b.klik(scherm.nieuwknop)
        self.gezien["gekozen"] = len(scherm.gekozen())
        b.klik("Verder met deze rijen")
        b.vul(scherm.formulier, tafel="pga_lokaal")
        b.klik("Casussen openen")
        b.klik("Naar de casussen")
        lijst = b.scherm.lijst
        self.gezien["casussen na import"] = lijst.model.totaal if not lijst.model.er_is_meer else None
        self.later()

    def registreer(self) -> None:
        """By hand; the same youth a second time is shown beside the form before anything is saved."""
        b, w = self.b, self.planter.woord
        wie: dict[str, Any] = {
            "voornamen": f"Zoë {w('voornaam')}",
            "roepnaam": w("roepnaam"),
            "voorvoegsel": "van den",
            "geslachtsnaam": f"Łukasz-{w('achternaam')}",
            "geboortedatum": "12-3-2012",
            "geslacht": "v",
            "straat": w("straat"),
            "huisnummer": "12a",
            "postcode": "2545 CC",
            "woonplaats": w("woonplaats"),
            "wijk": "moerwijk",
            "buurt": w("buurt"),
            "school": w("school"),
            "telefoon": "070 1234567",
            "email": f"{w('e-mail').lower()}@voorbeeld.example",
            "tafels": ("pga_lokaal",),
            "aangemeld_door": w("aangemeld door"),
            "aanleiding": self.planter.zin("aanleiding"),
        }
        b.ga_naar("casussen")
        b.klik("Jongere registreren")
        formulier = b.scherm.formulier
        b.vul(formulier, **{**wie, "geboortedatum": "31-2-2012"})
        b.bewaar(formulier)
        self.gezien["foute datum"] = b.fouten(formulier)
        b.vul(formulier, geboortedatum="12-3-2012")
        b.bewaar(formulier)
        assert b.scherm.sleutel == "dossier", b.leest()
        self.gezien["casus"] = b.scherm.casus_id
        self.later()
        b.ga_naar("casussen")
        b.klik("Jongere registreren")
        formulier = b.scherm.formulier
        zelfde = {**wie, "voornamen": wie["voornamen"].replace("ë", "e"), "geboortedatum": "2012"}
        b.vul(formulier, **{**zelfde, "geslachtsnaam": wie["geslachtsnaam"].replace("Ł", "L")})
        b.bewaar(formulier)
        self.gezien["dubbel"] = b.leest(b.scherm.dubbelen)
        b.klik("Naar deze casus")
        assert b.scherm.casus_id == self.gezien["casus"]

    # 4 and 5: classify, state

    def tab(self, sleutel: str) -> Any:
        """The dossier, with this tab in front."""
        tabs = self.b.scherm.tabs
        plek = next(nr for nr in range(tabs.count()) if tabs.tabText(nr).startswith(sleutel))
        tabs.setCurrentIndex(plek)
        self.b.rust()
        return tabs.currentWidget()

    def deel_in(self) -> None:
        """Antecedent, scores, a judged sign; then a doelgroep that deviates and therefore needs a reason."""
        b, zin = self.b, self.planter.zin
        self.tab("Indeling")
        b.klik("Antecedent toevoegen")
        b.vul(
            b.dialoog.formulier,
            datum="mei 2026",
            soort="opium",
            status="veroordeling",
            bron=self.planter.woord("bron antecedent"),
            toelichting=zin("antecedent"),
        )
        b.bewaar()
        self.later()
        b.klik("Beoordelen")
        b.vul(b.dialoog.formulier, waarde=True, bron=self.planter.woord("bron kenmerk"), toelichting=zin("kenmerk"))
        b.bewaar()
        self.later()
        self.tab("Leefgebieden")
        b.klik("Scores invullen")
        formulier = b.dialoog.formulier
        b.vul(formulier, geestelijke_gezondheid=2, werk_opleiding=3)
        b.vul(
            formulier,
            toelichting_geestelijke_gezondheid=zin("score gezondheid"),
            toelichting_werk_opleiding=zin("score"),
        )
        b.bewaar()
        self.later()
        self.tab("Indeling")
        self.gezien["criteria"] = b.leest()
        b.klik("Doelgroep kiezen")
        formulier = b.dialoog.formulier
        b.vul(formulier, doelgroep="harde_kern", motivering=zin("motivering"))
        b.bewaar()
        self.gezien["afwijking zonder reden"] = b.fouten(formulier)
        b.vul(formulier, afwijking_reden=zin("afwijking"))
        b.bewaar()
        self.later()

    def schrijf_signalen(self) -> None:
        """Statements under each rule; one amended, one withdrawn."""
        b = self.b
        self.tab("Signalen")
        for waar, anders in (
            ("signaal", {}),
            ("signaal derden", {"derden": True, "derden_wie": self.planter.woord("derde")}),
            ("signaal niet doorgeven", {"doorverstrekking": Doorverstrekking.NEE}),
            ("signaal gewijzigd", {"bron": self.planter.woord("bron signaal")}),
            ("signaal ingetrokken", {}),
        ):
            b.klik("Signaal of feit toevoegen")
            tekst = {"tekst": self.planter.zin(waar), **anders}
            b.vul(b.dialoog.formulier, soort=UitspraakSoort.SIGNAAL, tekst=tekst)
            b.bewaar()
            self.later()
        b.klik("Intrekken")  # the newest, on top
        b.vul(b.dialoog.formulier, reden=self.planter.zin("reden intrekking signaal"))
        b.bewaar()
        self.later()
        b.klik("Wijzigen")
        b.vul(
            b.dialoog.formulier,
            tekst=self.planter.zin("signaal nieuwe tekst"),
            reden=self.planter.zin("reden wijziging"),
        )
        b.bewaar()
        self.later()

    # 6: plan

    def plan(self) -> None:
        """A plan whose explanation is about health, a goal in each track, an action that is soon overdue."""
        b, zin = self.b, self.planter.zin
        self.open_casus()
        self.tab("Plan")
        b.klik("Plan beginnen")
        b.vul(
            b.dialoog.formulier,
            evaluatie_op=toon_datum(self.vandaag + timedelta(days=90)),
            toelichting={"tekst": zin("plan gezondheid"), "categorie": "gezondheid"},
            wens=zin("plan wens"),
        )
        b.bewaar()
        self.later()
        for leefgebied, spoor in (("werk_opleiding", Spoor.PERSPECTIEF), ("justitie", Spoor.GRENZEN)):
            b.klik("Doel toevoegen")
            b.vul(b.dialoog.formulier, leefgebied=leefgebied, spoor=spoor, tekst=zin(f"doel {spoor.value}"))
            b.bewaar()
            self.later()
        b.klik("Actie toevoegen")
        b.vul(
            b.dialoog.formulier,
            tekst=zin("actie"),
            eigenaar_id=self.gezien["mensen"]["Wijkagent"][0],
            deadline=toon_datum(self.vandaag - timedelta(days=1)),
        )
        b.bewaar()
        self.gezien["deadline voor plan"] = b.fouten(b.dialoog.formulier)
        b.vul(b.dialoog.formulier, deadline=toon_datum(self.vandaag + timedelta(days=1)))
        b.bewaar()
        self.later()
        b.klik("Plan vaststellen")
        b.vul(b.dialoog.formulier, afgesproken_met=self.planter.woord("afgesproken met"))
        b.bewaar()
        self.gezien["plan"] = b.leest()
        self.later()

    # 7: address book, who is involved, overleg

    def vul_adresboek(self) -> None:
        """A school with somebody of leerlingzaken, and the police with a wijkagent."""
        b, w = self.b, self.planter.woord
        self.gezien["mensen"] = {}
        for soort, functie in (("voortgezet_onderwijs", "Leerlingzaken"), ("politie", "Wijkagent")):
            b.ga_naar("adresboek")
            b.klik(b.scherm.organisatieknop)
            organisatie = w("organisatie")
            b.vul(
                b.dialoog.formulier,
                naam=organisatie,
                soort=soort,
                telefoon="070 7654321",
                opmerking=self.planter.zin("opmerking organisatie"),
            )
            b.bewaar()
            b.klik(b.scherm.professionalknop)
            naam = w("professional")
            b.vul(b.dialoog.formulier, naam=naam, organisatie_id=organisatie, functie=functie)
            b.bewaar()
            self.gezien["mensen"][functie] = (naam, organisatie)
            self.later()
        self.open_casus()
        self.tab("Betrokkenen")
        for functie, (naam, _) in self.gezien["mensen"].items():
            b.klik("Betrokkene toevoegen")
            b.vul(b.dialoog.formulier, professional_id=naam, rol=functie, bij_overleg=True, van="1-11-2026")
            b.bewaar()
            self.later()

    def open_casus(self) -> None:
        """The dossier of the day, from the list of casussen."""
        b = self.b
        b.ga_naar("casussen")
        b.typ(b.scherm.lijst.filter, self.planter.geplant["achternaam"][0])
        b.wacht_tot(lambda: b.scherm.lijst.model.rowCount() == 1, "the list to be filtered")
        b.rust()
        b.open_rij(b.scherm.lijst, lambda _: True)
        assert b.scherm.casus_id == self.gezien["casus"]

    def plan_overleg(self) -> None:
        """A meeting next week with the casus on its agenda and who is involved at the table."""
        b = self.b
        b.ga_naar("overleg")
        b.klik(b.scherm.planknop)
        dag = self.vandaag + timedelta(days=7)
        b.vul(
            b.dialoog.formulier,
            tafel="pga_lokaal",
            datum=toon_datum(dag),
            tijd="13:30",
            plaats=self.planter.woord("plaats overleg"),
        )
        b.bewaar()
        scherm = b.scherm
        b.klik(scherm.agenda.voegknop)
        vraag = self.planter.zin("vraag overleg")
        b.vul(b.dialoog.formulier, casus_id=self.planter.geplant["achternaam"][0], vraag=vraag)
        b.bewaar()
        scherm.tabs.kies("deelnemers")
        b.klik(scherm.deelnemers.betrokkenknop)
        self.gezien["overleg"] = (scherm.overleg.regel.id, len(scherm.overleg.deelnemers))
        self.gezien["agenda"] = [punt.vraag for punt in scherm.overleg.agenda]
        self.later()

    # 8: ask and judge

    def vraag_akkoord(self) -> None:
        """A standing approval for the school: who it is, signals and the plan. Nothing about health."""
        b, zin = self.b, self.planter.zin
        self.open_casus()
        self.tab("Delen")
        self.gezien["voor akkoord"] = b.leest()
        b.klik("Akkoord vragen")
        school = self.gezien["mensen"]["Leerlingzaken"][1]
        formulier = b.scherm.formulier
        b.vul(
            formulier,
            soort=Soort.STAAND,
            organisatie_id=school,
            functie="Leerlingzaken",
            categorieen=("identiteit", "signalen", "plan"),
            doel="perspectief_bieden",
            grondslagen=("avg_6_1_e",),
            noodzaak=zin("noodzaak"),
            proportionaliteit=zin("proportionaliteit"),
            subsidiariteit=zin("subsidiariteit"),
            geinformeerd=zin("geinformeerd"),
            gevraagd_tot=toon_datum(self.vandaag + timedelta(days=60)),
        )
        b.bewaar(formulier)
        assert b.scherm.sleutel == "dossier", b.leest()
        # The requester has no form to judge by, not even of the own request.
        b.klik(next(knop for knop in b.boven.findChildren(Knop) if knop.text().endswith(" bekijken")))
        self.gezien["aanvrager oordeelt"] = b.scherm.formulier.isVisibleTo(b.scherm)
        self.later()

    def open_verzoek(self) -> Any:
        """The request, from the queue of the privacy officer."""
        b = self.b
        b.ga_naar("delen")
        b.open_rij(b.scherm.verzoeken, lambda _: True)
        return b.scherm

    def beoordeel(self) -> None:
        """The privacy officer approves less than asked, with a condition, and signs."""
        b, zin = self.b, self.planter.zin
        self.wissel(PRIVACY)
        scherm = self.open_verzoek()
        self.gezien["officier leest"] = b.leest()
        b.vul(scherm.formulier, oordeel=Oordeel.AKKOORD_BEPERKT)
        b.vul(
            scherm.formulier,
            categorieen=("signalen", "plan"),
            voorwaarden=zin("voorwaarde"),
            motivering=zin("motivering besluit"),
        )
        b.bewaar(scherm.formulier)
        assert b.scherm.sleutel == "delen", b.leest()
        self.later()

    # 9: print

    def druk_af(self) -> None:
        """For the school, leerlingzaken, for the overleg: see what goes along, look at the page, save it."""
        b = self.b
        self.wissel(REGIE)
        scherm = self.begin_samenvatting()
        self.gezien["gaat mee"] = b.leest(scherm.mee)
        self.gezien["gaat niet mee"] = b.leest(scherm.niet)
        b.klik(scherm.bekijkknop)
        self.uitslag.pdf = self.map / "uit" / "samenvatting.pdf"
        self.uitslag.pdf.parent.mkdir()
        bestandskeuze.volgend_pad(self.uitslag.pdf)
        b.klik(scherm.opslaanknop)
        self.later()

    def begin_samenvatting(self) -> Any:
        """Choose the recipient and the overleg; gives the screen with what goes along."""
        b = self.b
        self.open_casus()
        self.tab("Delen")
        b.klik("Samenvatting maken")
        scherm = b.scherm
        school = self.gezien["mensen"]["Leerlingzaken"][1]
        b.vul(scherm.formulier, organisatie_id=school, functie="Leerlingzaken", overleg_id=self.gezien["overleg"][0])
        b.klik("Verder")
        return scherm

    # 11 and 12: find, drafts

    def zoek(self) -> None:
        """From the search field, without diacritics, half typed; and a word of a text."""
        b = self.b
        gevonden: dict[str, list[str]] = {}
        achternaam = self.planter.geplant["achternaam"][0]
        for naam, tekst in (
            ("half", f"lukasz-{achternaam[:6].lower()}"),
            ("tekst", self.planter.geplant["signaal"][0]),
            ("professional", self.gezien["mensen"]["Wijkagent"][0]),
            ("niets", self.planter.woord("zoekwoord")),
        ):
            balk = b.venster.zoekbalk
            b.voorop()
            QTest.keyClick(b.venster, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            b.typ(balk, tekst)
            b.wacht_tot(partial(_beantwoord, balk), "an answer to the search")
            b.rust()
            gevonden[naam] = [balk.uitklap.lijst.item(nr).text() for nr in range(balk.uitklap.lijst.count())]
            QTest.keyClick(balk, Qt.Key.Key_Escape)
            b.rust()
        self.gezien["gevonden"] = gevonden
        self.later()

    def laat_concept_achter(self) -> None:
        """Half a statement, and then the vault locks: it is there again."""
        b = self.b
        self.open_casus()
        self.tab("Signalen")
        b.klik("Signaal of feit toevoegen")
        zin = self.planter.zin("concept")
        b.vul(b.dialoog.formulier, tekst=zin)
        b.programma.vergrendel()
        b.rust()
        self.later()
        b.log_in(REGIE, self.uitslag.wachtwoorden[REGIE])
        self.open_casus()
        self.tab("Signalen")
        b.klik("Signaal of feit toevoegen")
        self.gezien["concept"] = (zin, b.dialoog.formulier.veld("tekst").tekst.vel.toPlainText())
        b.klik("Terug")
        self.later()

    # 8 again, and 10

    def trek_in(self) -> None:
        """The privacy officer withdraws the approval."""
        b = self.b
        self.wissel(PRIVACY)
        scherm = self.open_verzoek()
        b.klik(scherm.intrekknoppen()[0])
        b.vul(b.dialoog.formulier, reden=self.planter.zin("reden intrekking"))
        b.bewaar()
        self.later()

    def bekijk_register(self) -> None:
        """Who shared what with whom on which ground, who looked where, and whether the log is whole."""
        b = self.b
        b.ga_naar("delen")
        b.scherm.tabs.kies("verstrekkingen")
        b.open_rij(b.scherm.register.lijst, lambda _: True)
        self.gezien["register"] = b.leest()
        scherm = b.ga_naar("logboek")
        b.klik(scherm.filterknop)
        b.vul(b.dialoog.formulier, alleen_inzage=True)
        b.bewaar()
        self.gezien["inzage"] = [regel.zin for regel in scherm.lijst.model.getoond]
        b.klik(scherm.controleknop)
        b.rust()
        self.gezien["controle"] = b.leest(scherm._uitkomst)
        self.later()

    def probeer_zonder_akkoord(self) -> None:
        """After the withdrawal there is nothing left to print."""
        b = self.b
        self.wissel(REGIE)
        scherm = self.begin_samenvatting()
        self.gezien["na intrekking"] = (scherm.bekijkknop.isEnabled(), b.leest(scherm.mee), b.leest(scherm.niet))


def _beantwoord(balk: Any) -> bool:
    return not balk._gemeld


def main() -> None:
    """For a process of its own: two words are planted and leaked on purpose; they stand as JSON on the output."""
    planter = Planter()
    _lek(planter.woord("verwijderd"), planter.woord("gebleven"), planter.woord("naamloos"))
    sys.stdout.write(json.dumps(planter.geplant))


def _lek(verwijderd: str, gebleven: str, naamloos: str) -> None:
    """What a careless library does: a compressed temporary file, thrown away again, one without a name, and a cache."""
    with tempfile.NamedTemporaryFile(suffix=".tmp") as los:
        los.write(gzip.compress(f"Over {verwijderd}.".encode("utf-16-le")))
    with tempfile.TemporaryFile() as zonder:
        zonder.write(naamloos.encode())
    cache = Path(os.environ["XDG_CACHE_HOME"])
    cache.mkdir(parents=True)
    with zipfile.ZipFile(cache / "kopie.bin", "w", zipfile.ZIP_DEFLATED) as bundel:
        bundel.writestr("tekst", gebleven.upper())


if __name__ == "__main__":
    main()
