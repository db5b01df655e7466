"""The stories of the demo's first casussen, told through the use cases a user has: see ``services.demo``.

A story is a generator that yields the moment at which it wants to go on. What is due lies around today, so that the
start screen shows overdue actions, meetings of this week and requests that wait.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import (
    acties,
    adresboek,
    antecedenten,
    betrokkenen,
    casussen,
    casusverloop,
    demo_audit,
    demo_beeld,
    demo_budget,
    demo_delen,
    demo_inhoud,
    demo_inzet,
    demo_leefgebieden,
    demo_meldpunt,
    demo_netwerk,
    demo_overleg,
    demo_plan,
    demo_programma,
    demo_rechten,
    demo_route,
    demo_tafelkader,
    demo_werk,
    indelen,
    jongeren,
    leefgebieden,
    plannen,
    relaties,
    toewijzingen,
    uitspraken,
)
from pmg_desk.services.casussen import NieuweCasus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import ActieStatus, KenmerkSoort, Spoor, UitspraakSoort

SOORTEN = ("risicojongere", "jonge_aanwas", "doorgroeier", "harde_kern", "jonge_aanwas", "risicojongere", "")
"""Doelgroep of casus 0, 1, 2 ...; an empty one has just come in and is not classified."""
LEEFTIJD = {
    "risicojongere": (9, 14),
    "jonge_aanwas": (12, 17),
    "doorgroeier": (15, 20),
    "harde_kern": (18, 24),
    "": (11, 17),
}
ANTECEDENTEN = {"risicojongere": 0, "jonge_aanwas": 2, "doorgroeier": 4, "harde_kern": 5, "": 1}
_FEIT = ("overlast", "opium", "steekwapen", "high_impact_crime", "horizontale_fraude")
_LEEFGEBIEDEN = ("werk_opleiding", "tijdsbesteding", "financien", "huiselijke_relaties", "geestelijke_gezondheid",
                 "sociaal_netwerk", "middelengebruik", "justitie")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agenda:
    """Moments and days counted from the day the demo is made."""

    vandaag: date

    def op(self, dagen_geleden: int, uur: int, minuut: int = 0) -> datetime:
        """A moment on :meth:`werkdag`, in UTC."""
        return datetime.combine(self.werkdag(dagen_geleden), time(uur, minuut), AMSTERDAM).astimezone(UTC)

    def werkdag(self, dagen_geleden: int) -> date:
        """The day so many days ago, yesterday at the latest; a weekend becomes the Friday before."""
        dag = self.dag(-max(1, dagen_geleden))
        return dag - timedelta(days=max(0, dag.weekday() - 4))

    def dag(self, over: int) -> date:
        """The day ``over`` days from today; negative is past."""
        return self.vandaag + timedelta(days=over)


@dataclass(slots=True)
class Rijk:
    """A casus whose story is being told."""

    nr: int
    id: UUID
    regie: Werkplek
    begin: int  # days ago
    doelgroep: str
    doelen: list[UUID] = field(default_factory=list)


@dataclass(slots=True)
class Verhaal:
    """All stories of one demo vault."""

    plekken: dict[str, Werkplek]
    agenda: Agenda
    kans: random.Random
    organisaties: dict[str, UUID] = field(default_factory=dict)
    mensen: list[UUID] = field(default_factory=list)
    casussen: dict[int, Rijk] = field(default_factory=dict)

    def alles(self, aantal: int) -> list[Iterator[datetime]]:
        """The address book first, then ``aantal`` casussen, the meetings, and what happens around sharing."""
        verhalen = [self._adresboek(), *(self._casus(nr) for nr in range(aantal))]
        verhalen += demo_overleg.verhalen(self)
        verhalen += demo_delen.verhalen(self)
        verhalen += demo_audit.verhalen(self)
        verhalen += demo_tafelkader.verhalen(self)
        verhalen += demo_meldpunt.verhalen(self)
        verhalen += demo_netwerk.verhalen(self)
        verhalen += demo_budget.verhalen(self)
        verhalen += demo_route.verhalen(self)
        verhalen += demo_werk.verhalen(self)
        verhalen += demo_rechten.verhalen(self)
        verhalen += demo_programma.verhalen(self)
        verhalen += demo_beeld.verhalen(self)
        return verhalen

    def _adresboek(self) -> Iterator[datetime]:
        regie = self.plekken["regie"]
        functies = regie.profiel.functies
        yield self.agenda.op(181, 9)
        for nr, tekst in enumerate(demo_inhoud.ORGANISATIES):
            organisatie = adresboek.add_organisatie(
                regie,
                adresboek.OrganisatieInvoer(
                    tekst.naam, tekst.soort, f"070 555 01 {nr:02d}", f"post{nr}@organisatie.example"
                ),
            )
            self.organisaties[tekst.soort] = organisatie
            for naam, functie in tekst.mensen:
                invoer = adresboek.ProfessionalInvoer(
                    organisatie,
                    naam,
                    functies[functie].label,
                    f"06 555 01 0{len(self.mensen):02d}",
                    f"mens{len(self.mensen)}@organisatie.example",
                )
                self.mensen.append(adresboek.add_professional(regie, invoer))
        naam, functie = demo_inhoud.VERTROKKEN
        weg = adresboek.add_professional(
            regie, adresboek.ProfessionalInvoer(self.organisaties["welzijn"], naam, functies[functie].label)
        )
        yield self.agenda.op(40, 16)
        adresboek.stop_professional(regie, weg, self.agenda.werkdag(40))

    # one casus

    def _casus(self, nr: int) -> Iterator[datetime]:
        doelgroep = SOORTEN[nr % len(SOORTEN)]
        begin = 4 + nr % 5 if not doelgroep else 160 - (nr * 37) % 110
        regie = self.plekken["regie" if nr % 2 == 0 else "regie2"]
        yield self.agenda.op(begin, 9, nr)
        mens = demo_inhoud.persoon(self.kans)
        casus_id = casussen.open_casus(regie, self._aanmelding(nr, mens, doelgroep))
        casus = self.casussen[nr] = Rijk(nr, casus_id, regie, begin, doelgroep)
        yield self.agenda.op(begin - 1, 10, nr)
        relaties.add_relatie(
            regie, casus_id, relaties.RelatieInvoer("ouder", f"S. {mens.voorvoegsel} {mens.achternaam}", "", "ja")
        )
        self._betrek(casus)
        yield self.agenda.op(begin - 2, 11, nr)
        self._signalen(casus)
        if not doelgroep:
            return
        yield self.agenda.op(begin - 4, 13, nr)
        self._feiten(casus)
        yield self.agenda.op(begin - 6, 14, nr)
        self._deel_in(casus)
        yield self.agenda.op(begin - 10, 10, nr)
        self._plan(casus)
        yield self.agenda.op(max(3, begin // 2), 15, nr)
        self._volg(casus)
        demo_inzet.zet_in(regie, casus_id, nr)
        yield from self._slot(casus)

    def _aanmelding(self, nr: int, mens: demo_inhoud.Persoon, doelgroep: str) -> NieuweCasus:
        jongst, oudst = LEEFTIJD[doelgroep]
        jaar = self.agenda.vandaag.year - self.kans.randint(jongst, oudst) - 1
        geboren = OnvolledigeDatum(jaar, self.kans.randint(1, 12), self.kans.randint(1, 28))
        if nr == 5:
            geboren = OnvolledigeDatum(jaar)  # as some registers hold it
        jongere = jongeren.JongereInvoer(
            voornamen=mens.voornaam,
            voorvoegsel=mens.voorvoegsel,
            geslachtsnaam=mens.achternaam,
            geboortedatum=geboren,
            geslacht=mens.geslacht,
            adres=jongeren.Adres(mens.straat, mens.huisnummer, mens.postcode, "Den Haag", mens.wijk),
            adres_geheim=nr == 7,
            school=mens.school(jaar, self.agenda.vandaag.year),
        )
        tafels: tuple[str, ...] = ("pga_lokaal",) if nr % 2 == 0 else ("top_x",)
        if doelgroep == "harde_kern":
            tafels += ("zvh",)
        return NieuweCasus(
            jongere=jongere,
            tafels=tafels,
            aangemeld_door=self.kans.choice(demo_inhoud.ORGANISATIES).mensen[0][0],
            aanleiding=UitspraakInvoer(self.kans.choice(demo_inhoud.AANLEIDING)),
        )

    def _betrek(self, casus: Rijk) -> None:
        rollen = ("Vaste contactpersoon", "Hulpverlener", "Toezicht")
        for mens, rol in zip(self.kans.sample(self.mensen, 3), rollen, strict=True):
            invoer = betrokkenen.BetrokkeneInvoer(
                mens, rol, self.agenda.werkdag(casus.begin - 1), bij_overleg=rol != "Toezicht"
            )
            betrokkenen.add_betrokkene(casus.regie, casus.id, invoer)

    def _signalen(self, casus: Rijk) -> None:
        bron = demo_inhoud.ORGANISATIES[casus.nr % len(demo_inhoud.ORGANISATIES)].mensen[0][0]
        gezegd = self.agenda.dag(2 - casus.begin - 3)

        def leg_vast(tekst: str, **rest: object) -> UUID:
            invoer = UitspraakInvoer(tekst, bron=bron, gezegd_op=gezegd, **rest)  # type: ignore[arg-type]
            return uitspraken.add_uitspraak(casus.regie, casus.id, UitspraakSoort.SIGNAAL, invoer)

        for tekst, aard in dict([demo_inhoud.signaal(self.kans) for _ in range(3)]).items():
            laatst = leg_vast(tekst, aard=aard)
            if aard is Aard.AANNAME and casus.nr % 3 == 0:
                beter = UitspraakInvoer(f"{tekst} Nagevraagd bij de ouders.", bron, gezegd, Aard.AANNAME)
                uitspraken.amend_uitspraak(casus.regie, laatst, beter, "Aangevuld na navraag.")
        if casus.nr % 4 == 0:
            tekst, wie = self.kans.choice(demo_inhoud.OVER_DERDEN)
            leg_vast(tekst, derden=True, derden_wie=wie, categorie="gezin")
        if casus.nr % 6 == 2:
            leg_vast(demo_inhoud.NIET_DOORGEVEN, doorverstrekking=Doorverstrekking.NEE)

    def _feiten(self, casus: Rijk) -> None:
        for volgnr in range(ANTECEDENTEN[casus.doelgroep]):
            dag = self.agenda.dag(-casus.begin - 30 * volgnr - self.kans.randint(1, 25))
            verdenking = casus.doelgroep == "harde_kern" and volgnr < 3
            antecedenten.add_antecedent(
                casus.regie,
                casus.id,
                antecedenten.AntecedentInvoer(
                    OnvolledigeDatum(dag.year, dag.month, dag.day),
                    "opium" if verdenking else self.kans.choice(_FEIT),
                    "verdenking"
                    if verdenking
                    else self.kans.choice(("veroordeling", "proces_verbaal", "strafbeschikking")),
                    "Politie Zuidwest",
                    ondermijnend=verdenking,
                    grondslag="wpg_20",
                ),
            )
        if casus.nr % 5 == 1:
            dag = self.agenda.dag(-casus.begin - 60)
            melding = antecedenten.AntecedentInvoer(
                OnvolledigeDatum(dag.year, dag.month), "overlast", "melding", "Politie Zuidwest"
            )
            antecedenten.add_antecedent(casus.regie, casus.id, melding)
        self._scoor(casus, casus.begin - 4, 0)

    def _scoor(self, casus: Rijk, dagen_geleden: int, beter: int) -> None:
        """Scores on a day; ``beter`` is how far things went up since the first time."""
        laag = {"risicojongere": 3, "jonge_aanwas": 2, "doorgroeier": 2, "harde_kern": 1}[casus.doelgroep]
        scores = []
        for plaats, leefgebied in enumerate(_LEEFGEBIEDEN):
            waarde = min(5, laag + (plaats + casus.nr) % 3 + beter)
            tekst = demo_inhoud.SCORETEKST[waarde]
            if leefgebied == "geestelijke_gezondheid":
                tekst = f"{demo_inhoud.GEZONDHEID[casus.nr % 3]} {tekst}"
            scores.append(leefgebieden.ScoreInvoer(leefgebied, waarde, UitspraakInvoer(tekst)))
        leefgebieden.save_scores(casus.regie, casus.id, scores, self.agenda.werkdag(dagen_geleden))

    def _deel_in(self, casus: Rijk) -> None:
        bron = "Senior GGP Jeugd, Politie Zuidwest"
        hard = casus.doelgroep == "harde_kern"
        for soort, waarde in (
            (KenmerkSoort.VERHOOGD_RISICO, True),
            (KenmerkSoort.NEGATIEF_ROLMODEL, hard),
            (KenmerkSoort.LINK_NETWERK, hard),
        ):
            indelen.judge_kenmerk(casus.regie, casus.id, soort, waarde, bron)
        tekst = UitspraakInvoer(demo_inhoud.INDELINGTEKST[casus.doelgroep])
        reden = "De tafel kiest hier bewust voor; volgende maand kijken we opnieuw."
        indelen.assign_doelgroep(casus.regie, casus.id, casus.doelgroep, tekst, reden)

    def _plan(self, casus: Rijk) -> None:
        agenda, regie = self.agenda, casus.regie
        uitleg = self.kans.choice(demo_inhoud.PLANTEKST)
        categorie = None
        if casus.nr % 3 == 1:  # the trap of domain.md: health inside the explanation of a plan
            uitleg, categorie = f"{uitleg} {demo_inhoud.GEZONDHEID[casus.nr % 3]}", "gezondheid"
        ingang = agenda.werkdag(casus.begin - 10)
        invoer = plannen.PlanInvoer(
            UitspraakInvoer(uitleg, categorie=categorie),
            UitspraakInvoer(self.kans.choice(demo_inhoud.WENSTEKST)),
            ingang,
        )
        plan = plannen.begin_plan(regie, casus.id, invoer)
        interventies = tuple(regie.profiel.interventies)
        gekozen = self.kans.sample(demo_inhoud.DOELEN, 3)
        for leefgebied, spoor, doel, _ in gekozen:
            plannen.add_doel(regie, plan, plannen.DoelInvoer(leefgebied, Spoor(spoor), UitspraakInvoer(doel)))
        stammen = [doel.stam_id for doel in plannen.list_plannen(regie, casus.id)[0].doelen]
        for volgnr, (stam, (*_, stappen)) in enumerate(zip(stammen, gekozen, strict=True)):
            for stap in stappen:
                deadline = max(ingang, agenda.dag(self.kans.randint(-9, 24)))
                casus.doelen.append(
                    acties.add_actie(
                        regie,
                        casus.id,
                        stam,
                        acties.ActieInvoer(
                            UitspraakInvoer(f"{stap}."),
                            self.kans.choice(self.mensen),
                            deadline,
                            self.kans.choice(interventies) if volgnr == 0 else "",
                        ),
                    )
                )
        demo_plan.schrijf_afspraken(regie, casus.id, plan, ingang)
        if casus.nr % 7 != 3:
            met = "Jongere, ouder, school en politie"
            plannen.agree_plan(regie, plan, ingang, met, agenda.dag(30 + casus.nr))

    def _volg(self, casus: Rijk) -> None:
        self._scoor(casus, max(3, casus.begin // 2), 0 if casus.nr % 4 == 3 else 1)
        demo_leefgebieden.vul_aan(casus.regie, casus.id, casus.nr, self.agenda.werkdag, casus.begin)
        for plaats, actie in enumerate(casus.doelen):
            if plaats % 3 == 0:
                tekst = UitspraakInvoer(self.kans.choice(demo_inhoud.RESULTATEN))
                acties.set_actiestatus(casus.regie, actie, ActieStatus.GEREED, tekst)
            elif plaats % 3 == 1:
                acties.set_actiestatus(casus.regie, actie, ActieStatus.BEZIG)
        demo_plan.zet_ritme(casus.regie, casus.id)
        op = self.agenda.werkdag(max(3, casus.begin // 2))
        demo_plan.evalueer(casus.regie, casus.id, op, self.agenda.dag(30 + casus.nr), bijstellen=casus.nr % 4 == 0)
        if casus.nr % 6 == 0:
            toewijzingen.assign_casus(casus.regie, casus.id, self.plekken["lezer"].gebruiker.id)

    def _slot(self, casus: Rijk) -> Iterator[datetime]:
        if casus.nr in (8, 15, 22):
            yield self.agenda.op(20, 11)
            casusverloop.close_casus(
                casus.regie, casus.id, "doelen_behaald", "verbeterd", "De begeleiding gaat verder bij het wijkteam."
            )
        if casus.nr == 22:
            yield self.agenda.op(3, 9)
            casusverloop.reopen_casus(casus.regie, casus.id, "Er is een nieuw feit gemeld door de politie.")
