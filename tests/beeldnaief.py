"""The informatiebeeld counted a second time: plain loops over raw rows, by the words of the definitions.

Nothing of ``services.beeldtelling`` or of its SQL is used. It is slow and obvious on purpose.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from pmg_desk.domain.delen import lees_besluittekst
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.profiel import Profiel
from pmg_desk.storage.models import (
    Aanmelding,
    Actie,
    Antecedent,
    Casus,
    CasusPeriode,
    CasusTafel,
    Delingsverzoek,
    Doel,
    Indeling,
    Inzet,
    Jongere,
    Organisatie,
    PlanVersie,
    Privacybesluit,
    Score,
    Signaal,
)
from tests.wereld import Wereld

Telling = dict[tuple[str, tuple[str, ...]], Counter[tuple[str, ...]]]
_VER = date(9999, 1, 1)


class Naief:
    """All rows of a vault, and the counts of one quarter."""

    def __init__(self, wereld: Wereld, profiel: Profiel, kwartaal: Kwartaal) -> None:
        self.profiel, self.begin, self.eind = profiel, kwartaal.begin, kwartaal.eind
        self.vooravond = self.begin - timedelta(days=1)
        with wereld.engine.connect() as verbinding:
            self.rijen: dict[Any, list[Any]] = {
                model: list(verbinding.execute(sa.select(*model.__table__.columns)))
                for model in (
                    Aanmelding, Actie, Antecedent, Casus, CasusPeriode, CasusTafel, Delingsverzoek, Doel, Indeling,
                    Inzet, Jongere, Organisatie, PlanVersie, Privacybesluit, Score, Signaal,
                )
            }  # fmt: skip
        self.casus = {rij.id: rij for rij in self.rijen[Casus]}
        self.uit: Telling = defaultdict(Counter)
        self.stappen: Counter[tuple[str, str, str]] = Counter()
        """Moves between doelgroepen with the gebied: only the balance per leaf needs that."""

    def tel(self) -> Telling:
        """Every table that has something in it."""
        for deel in (self._casussen, self._aanmeldingen, self._signalen, self._feiten, self._doorlooptijden,
                     self._acties, self._delingen, self._inzet, self._scores):  # fmt: skip
            deel()
        return dict(self.uit)

    def _bij(self, meting: str, *vakken: tuple[str, str]) -> None:
        self.uit[meting, tuple(as_ for as_, _ in vakken)][tuple(blad for _, blad in vakken)] += 1

    def _in(self, dag: date | None) -> bool:
        return dag is not None and self.begin <= dag <= self.eind

    # --- where something falls -------------------------------------------------------------------------------------

    def _wijk(self, casus: Any) -> str:
        return self._wijknaam(casus.wijk_bij_aanmelding)

    def _wijknaam(self, wijk: str) -> str:
        if wijk == "":
            return "_wijk_onbekend"
        return wijk if wijk in self.profiel.wijken else "_wijk_anders"

    def _gebied(self, casus: Any) -> str:
        wijk = self._wijk(casus)
        buurten = self.profiel.wijken[wijk].buurten if wijk in self.profiel.wijken else ()
        if not buurten:
            return wijk
        for buurt in buurten:
            if _kaal(buurt) == _kaal(casus.buurt_bij_aanmelding):
                return f"{wijk}/{_kaal(buurt)}"
        return f"{wijk}/_buurt_anders"

    def _doelgroep(self, casus: Any, dag: date) -> str:
        gekozen = [r for r in self.rijen[Indeling] if r.casus_id == casus.id and lokale_dag(r.op) <= dag]
        if not gekozen:
            return "_doelgroep_geen"
        laatste = max(gekozen, key=lambda r: (r.op, r.id.hex)).doelgroep
        return laatste if laatste in self.profiel.doelgroepen else "_doelgroep_anders"

    def _leeftijd(self, casus: Any, dag: date) -> str:
        jongere = next(r for r in self.rijen[Jongere] if r.id == casus.jongere_id)
        bereik = jongere.geboortedatum.leeftijd_op(dag)
        if not bereik.bekend:
            return "_leeftijd_onbekend"
        groepen = {_leeftijdsgroep(jaren) for jaren in range(bereik.min, bereik.max + 1)}
        return groepen.pop() if len(groepen) == 1 else "_leeftijd_onbekend"

    def _tafel(self, casus: Any, dag: date) -> str:
        tafels = {
            r.tafel
            for r in self.rijen[CasusTafel]
            if r.casus_id == casus.id and r.van <= dag and (r.tot is None or dag < r.tot)
        }
        if len(tafels) > 1:
            return "_tafel_meer"
        tafel = tafels.pop() if tafels else ""
        return tafel if tafel in self.profiel.tafels else "_tafel_anders"

    def _niveau(self, casus: Any, dag: date) -> str:
        lopend = [
            r.interventie
            for r in self.rijen[Inzet]
            if r.casus_id == casus.id and r.begin is not None and r.begin <= dag and (r.eind is None or dag < r.eind)
        ]
        if not lopend:
            return "_niveau_geen"
        volgorde = list(self.profiel.niveaus)
        bekend = [self.profiel.interventies[i].niveau for i in lopend if i in self.profiel.interventies]
        for niveau in reversed(volgorde):
            if niveau in bekend:
                return niveau
        return "_niveau_anders"

    # --- what is counted -------------------------------------------------------------------------------------------

    def _casussen(self) -> None:
        for periode in self.rijen[CasusPeriode]:
            casus = self.casus[periode.casus_id]
            instroom = self._in(periode.van)
            dicht = self._in(periode.tot)
            was_open = periode.van <= self.vooravond and (periode.tot is None or periode.tot > self.vooravond)
            is_open = periode.van <= self.eind and (periode.tot is None or periode.tot > self.eind)
            if not (instroom or dicht or is_open):
                continue
            dag = periode.tot if dicht else self.eind
            doelgroep = ("doelgroep", self._doelgroep(casus, dag))
            for meting, telt in (("instroom", instroom), ("uitstroom", dicht), ("stand", is_open)):
                if telt:
                    self._bij(meting, ("gebied", self._gebied(casus)), doelgroep)
                    self._bij(meting, ("wijk", self._wijk(casus)), ("leeftijd", self._leeftijd(casus, periode.van)))
                    self._bij(meting, doelgroep, ("tafel", self._tafel(casus, dag)))
            if dicht:
                uitkomst = periode.uitkomst if periode.uitkomst in self.profiel.uitkomsten else "onbekend"
                self._bij("uitstroom", doelgroep, ("uitkomst", uitkomst))
            if is_open:
                self._bij("stand", doelgroep, ("niveau", self._niveau(casus, dag)))
            eerst = self._doelgroep(casus, self.vooravond)
            if was_open and eerst != doelgroep[1]:
                self._bij("overgang", ("doelgroep_van", eerst), ("doelgroep_naar", doelgroep[1]))
                self.stappen[self._gebied(casus), eerst, doelgroep[1]] += 1

    def _aanmeldingen(self) -> None:
        for rij in self.rijen[Aanmelding]:
            tafel = ("bij_tafel", rij.tafel if rij.tafel in self.profiel.tafels else "_bij_tafel_anders")
            if self._in(rij.aangemeld_op):
                self._bij("aanmeldingen", ("wijk", self._wijk(self.casus[rij.casus_id])), tafel)
            if self._in(rij.besloten_op):
                besluit = ("tafelbesluit", rij.status.value)
                self._bij("tafelbesluiten", tafel, besluit)
                self._bij("tafelbesluiten", besluit, ("wachttijd", _wacht((rij.besloten_op - rij.aangemeld_op).days)))

        met_aanmelding = {rij.casus_tafel_id for rij in self.rijen[Aanmelding]}
        for rij in self.rijen[CasusTafel]:
            if rij.id not in met_aanmelding and self._in(rij.van):
                vak = ("bij_tafel", rij.tafel if rij.tafel in self.profiel.tafels else "_bij_tafel_anders")
                self._bij("aanmeldingen", ("wijk", self._wijk(self.casus[rij.casus_id])), vak)

    def _signalen(self) -> None:
        for rij in self.rijen[Signaal]:
            if self._in(rij.ontvangen_op):
                soort = rij.categorie if rij.categorie in self.profiel.datacategorieen else "_signaalsoort_anders"
                self._bij("signalen", ("signaalsoort", soort), ("wijk", self._wijknaam(rij.wijk)))

    def _feiten(self) -> None:
        vervangen = {rij.vervangt_id for rij in self.rijen[Antecedent]}
        for rij in self.rijen[Antecedent]:
            jaar, maand = rij.datum.jaar, rij.datum.maand
            if rij.id in vervangen or rij.vervallen or jaar is None or maand is None:
                continue
            if self._in(date(jaar, maand, rij.datum.dag or 1)):
                soort = rij.soort if rij.soort in self.profiel.antecedentsoorten else "anders"
                self._bij("feiten", ("feitsoort", soort), ("wijk", self._wijk(self.casus[rij.casus_id])))

    def _doorlooptijden(self) -> None:
        for casus in self.rijen[Casus]:
            plannen = [
                r.afgesproken_op
                for r in self.rijen[PlanVersie]
                if r.casus_id == casus.id and r.status.value != "concept" and r.afgesproken_op is not None
            ]
            plan = min(plannen, default=None)
            wijk = ("wijk", self._wijk(casus))
            if plan is not None and self._in(plan):
                begin = min([casus.geopend_op, *(
                    r.ontvangen_op for r in self.rijen[Signaal] if r.casus_id == casus.id
                )])  # fmt: skip
                self._bij("tijd_tot_plan", wijk, ("duur", _duur((plan - begin).days)))
            acties = [
                r.gereed_op
                for r in self.rijen[Actie]
                if r.casus_id == casus.id and r.status.value == "gereed" and r.gereed_op is not None
            ]
            actie = min(acties, default=None)
            if actie is not None and self._in(actie):
                duur = "_duur_geen_plan" if plan is None else _duur((actie - plan).days)
                self._bij("tijd_tot_actie", wijk, ("duur_actie", duur))

    def _acties(self) -> None:
        versies = {rij.id: rij for rij in self.rijen[PlanVersie]}
        for rij in self.rijen[Actie]:
            if not self._in(rij.deadline):
                continue
            doelen = [
                (versies[d.plan_versie_id].nr, d.leefgebied)
                for d in self.rijen[Doel]
                if d.stam_id == rij.doel_stam_id and versies[d.plan_versie_id].casus_id == rij.casus_id
            ]
            leefgebied = max(doelen)[1] if doelen else ""
            if leefgebied not in self.profiel.leefgebieden:
                leefgebied = "_leefgebied_anders"
            klaar = rij.gereed_op if rij.status.value == "gereed" else None
            if rij.status.value == "vervallen":
                stand = "vervallen"
            elif klaar is None or klaar > self.eind:
                stand = "open"
            else:
                stand = "op_tijd" if klaar <= rij.deadline else "te_laat"
            self._bij("acties", ("leefgebied", leefgebied), ("actiestand", stand))
            self._bij("acties", ("wijk", self._wijk(self.casus[rij.casus_id])), ("actiestand", stand))

    def _delingen(self) -> None:
        soorten = {
            r.id: r.soort if r.soort in self.profiel.organisaties else "_organisatiesoort_anders"
            for r in self.rijen[Organisatie]
        }
        verzoeken = {rij.id: rij for rij in self.rijen[Delingsverzoek]}
        for rij in verzoeken.values():
            if self._in(lokale_dag(rij.op)):
                self._bij("verzoeken", ("organisatiesoort", soorten[rij.organisatie_id]))
        for rij in self.rijen[Privacybesluit]:
            if self._in(lokale_dag(rij.op)) and rij.tekst != "onleesbaar":
                verzoek = verzoeken[rij.verzoek_id]
                oordeel = ("oordeel", lees_besluittekst(rij.tekst).oordeel.value)
                dagen = (lokale_dag(rij.op) - lokale_dag(verzoek.op)).days
                self._bij("oordelen", ("organisatiesoort", soorten[verzoek.organisatie_id]), oordeel)
                self._bij("oordelen", oordeel, ("wachttijd", _wacht(dagen)))

    def _inzet(self) -> None:
        for rij in self.rijen[Inzet]:
            if rij.begin is None:
                continue
            bekend = self.profiel.interventies.get(rij.interventie)
            interventie = ("interventie", "_interventie_anders" if bekend is None else rij.interventie)
            thema = None if bekend is None else bekend.thema
            thema_vak = ("thema", "_thema_anders" if thema is None else f"_thema_{thema}")
            loopt = rij.begin <= self.eind and (rij.eind or _VER) > self.eind
            for meting, telt in (
                ("inzet_begonnen", self._in(rij.begin)),
                ("inzet_loopt", loopt),
                ("inzet_afgerond", self._in(rij.eind) and rij.status.value == "afgerond"),
                ("inzet_afgebroken", self._in(rij.eind) and rij.status.value == "afgebroken"),
            ):
                if telt:
                    self._bij(meting, interventie)
                    self._bij(meting, ("wijk", self._wijk(self.casus[rij.casus_id])), thema_vak)

    def _scores(self) -> None:
        open_ = {
            r.casus_id for r in self.rijen[CasusPeriode] if r.van <= self.eind and (r.tot is None or r.tot > self.eind)
        }
        per_dag: dict[tuple[Any, str], dict[date, Any]] = defaultdict(dict)
        for rij in sorted(self.rijen[Score], key=lambda r: (r.op, r.id.hex)):
            if rij.casus_id in open_ and rij.gemeten_op <= self.eind:
                per_dag[rij.casus_id, rij.leefgebied][rij.gemeten_op] = rij.waarde
        for (_, leefgebied), gemeten in per_dag.items():
            van = _score(gemeten[min(gemeten)])
            naar = "eenmaal" if len(gemeten) == 1 else _score(gemeten[max(gemeten)])
            vak = leefgebied if leefgebied in self.profiel.leefgebieden else "_leefgebied_anders"
            self._bij("leefgebieden", ("leefgebied", vak), ("scoreverloop", f"{van}/{naar}"))


def _kaal(naam: str) -> str:
    zonder = "".join(t for t in unicodedata.normalize("NFKD", naam) if not unicodedata.combining(t)).lower()
    return "_".join("".join(t if t.isalnum() else " " for t in zonder).split())


def _leeftijdsgroep(jaren: int) -> str:
    if jaren <= 11:
        return "0_11"
    if jaren <= 15:
        return "12_15"
    if jaren <= 17:
        return "16_17"
    return "18_23" if jaren <= 23 else "24_en_ouder"


def _duur(dagen: int) -> str:
    for tot, naam in ((14, "dagen_0_14"), (28, "dagen_15_28"), (56, "dagen_29_56"), (91, "dagen_57_91")):
        if dagen <= tot:
            return naam
    return "dagen_92_en_meer"


def _wacht(dagen: int) -> str:
    for tot, naam in ((2, "wacht_0_2"), (5, "wacht_3_5"), (14, "wacht_6_14"), (28, "wacht_15_28")):
        if dagen <= tot:
            return naam
    return "wacht_29_en_meer"


def _score(waarde: int) -> str:
    return {1: "laag", 2: "laag", 3: "midden", 4: "hoog", 5: "hoog"}[waarde]
