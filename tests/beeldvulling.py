"""Vaults to count in: rows as the use cases would leave them, drawn at random and put in at once.

Days lie close to the ends of quarters, moments close to midnight, and keys are partly not in the profile. Nothing is
tidy: casussen reopen on the day they closed, indelingen follow each other in a day, birth dates lack parts.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmg_desk.domain.datums import BestaatNiet, OnvolledigeDatum
from pmg_desk.domain.delen import Besluittekst, ManifestRegel, Ontvanger, Oordeel, Soort, Zekerheid
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.profiel import Profiel, Wijk
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.storage.models import (
    Aanmelding,
    AanmeldingStatus,
    Actie,
    ActieStatus,
    Antecedent,
    Casus,
    CasusPeriode,
    CasusStatus,
    CasusTafel,
    Delingsverzoek,
    Doel,
    Gebruiker,
    Indeling,
    Inzet,
    InzetStatus,
    Jongere,
    Organisatie,
    PlanStatus,
    PlanVersie,
    Privacybesluit,
    Professional,
    Score,
    Signaal,
    SignaalStatus,
    Spoor,
    Uitspraak,
    UitspraakSoort,
    Urgentie,
    VerzoekStatus,
)
from tests.wereld import Wereld, gemeente

EERSTE = Kwartaal(2026, 1)
"""The first of the quarters to count; what happens begins two quarters before it and ends two after."""

_VOLGORDE = (
    Organisatie, Professional, Jongere, Casus, CasusPeriode, CasusTafel, Uitspraak, Indeling, PlanVersie, Doel, Actie,
    Inzet, Score, Antecedent, Signaal, Aanmelding, Delingsverzoek, Privacybesluit,
)  # fmt: skip
Rijen = dict[type[Any], list[dict[str, Any]]]


def profiel_met_buurten() -> Profiel:
    """Den Haag Zuidwest, with buurten in one of its wijken (one has an accent) and an interventie without theme."""
    profiel = gemeente("den-haag-zuidwest")
    moerwijk: Wijk = replace(profiel.wijken["moerwijk"], buurten=("Moerwijk-Oost", "Zuidérpark"))
    kaal = replace(profiel.interventies["ipta"], thema=None, niveau=None)
    return replace(
        profiel,
        wijken={**profiel.wijken, "moerwijk": moerwijk},
        interventies={**profiel.interventies, "ipta": kaal},
    )


class Vulling:
    """Draws rows. ``begin`` and ``eind``: between which days things happen. ``deel``: of a vault filled in parts."""

    def __init__(
        self, kans: random.Random, profiel: Profiel, door: UUID, eerste: Kwartaal = EERSTE, deel: int = 0
    ) -> None:
        self.kans, self.profiel, self.door, self.deel = kans, profiel, door, deel
        self.begin, self.eind = eerste.vorige.vorige.begin, eerste.volgende.volgende.eind
        self.randen = [eerste.begin, eerste.eind, eerste.volgende.begin, eerste.volgende.eind]
        self.rijen: Rijen = defaultdict(list)
        self.nr = 0
        self._organisaties = self._adresboek()

    def zet(self, model: type[Any], **waarden: Any) -> UUID:
        """One row; who made it is filled in."""
        id_ = UUID(int=self.kans.getrandbits(128))
        rij = {"id": id_, **waarden}
        kolommen = model.__table__.columns
        if "door_id" in kolommen:
            rij = {"door_id": self.door, "op": datetime(2026, 1, 1, tzinfo=UTC), **rij}
        if "versie" in kolommen:
            rij["versie"] = 1
        self.rijen[model].append(rij)
        return id_

    def dag(self, vanaf: date | None = None) -> date:
        """A day, often near the end of a quarter; not before ``vanaf``."""
        if self.kans.random() < 0.5:
            gekozen = self.kans.choice(self.randen) + timedelta(days=self.kans.randint(-2, 2))
        else:
            gekozen = self.begin + timedelta(days=self.kans.randrange((self.eind - self.begin).days))
        return gekozen if vanaf is None else max(vanaf, gekozen)

    def moment(self, vanaf: date | None = None) -> datetime:
        """A moment on such a day, often near midnight there."""
        uur = time(*self.kans.choice(((0, 0), (0, 1), (9, 30), (22, 30), (23, 30), (23, 59))))
        return datetime.combine(self.dag(vanaf), uur, AMSTERDAM)

    def of(self, kans: float) -> bool:
        """True as often as that."""
        return self.kans.random() < kans

    def _sleutel(self, sectie: Any, *erbij: str) -> str:
        keuze: list[str] = [*list(sectie)[:4], *erbij]
        return self.kans.choice(keuze)

    def _wijk(self) -> str:
        return self.kans.choice((*self.profiel.wijken, "moerwijk", "", "Bij tante Sjaan", "moerwijk "))

    def _adresboek(self) -> list[tuple[UUID, UUID]]:
        uit = []
        for nr, soort in enumerate((*list(self.profiel.organisaties)[:3], "", "sportclub")):
            organisatie = self.zet(Organisatie, naam=f"Organisatie {self.deel}-{nr}", soort=soort)
            mens = self.zet(Professional, organisatie_id=organisatie, naam=f"Mens {nr}", functie="wijkagent")
            uit.append((organisatie, mens))
        return uit

    def geboren(self) -> OnvolledigeDatum:
        """A birth date, of which parts may not be known; some lie after the casus began."""
        dag = self.begin - timedelta(days=self.kans.randint(-400, 10_500))
        if self.of(0.3):  # a birthday around the end of a quarter
            rand = self.kans.choice(self.randen)
            dag = date(rand.year - self.kans.choice((12, 16, 18, 24)), rand.month, min(rand.day, 28))
        jaar, maand, nummer = (None if self.of(0.1) else deel for deel in (dag.year, dag.month, dag.day))
        try:
            return OnvolledigeDatum(jaar, maand, nummer)
        except BestaatNiet:  # no such day in a month or year that may be any
            return OnvolledigeDatum.van_dag(dag)

    def casus(self) -> UUID:
        """One casus with all there is of it."""
        kans = self.kans
        perioden = self._perioden()
        buurt = kans.choice(("", "Moerwijk-Oost", "moerwijk oost", "ZUIDERPARK", "Achterom"))
        casus = self._casusrij(self.geboren(), perioden[0][0], self._wijk(), buurt)
        for van, tot in perioden:
            uitkomst = "" if tot is None else self._sleutel(self.profiel.uitkomsten, "", "verzonnen")
            self.zet(CasusPeriode, casus_id=casus, van=van, tot=tot, uitkomst=uitkomst)
        woorden = self.zet(
            Uitspraak,
            casus_id=casus,
            soort=UitspraakSoort.DOEL,
            tekst="Tekst",
            bron="Bron",
            gezegd_op=perioden[0][0],
            aard=Aard.FEIT,
            categorie="plan",
            derden=False,
            doorverstrekking=Doorverstrekking.JA,
            vervallen=False,
        )
        self._indelingen(casus, woorden)
        verblijven = self._tafels(casus)
        self._plan(casus, woorden)
        self._gebruik(casus)
        self._metingen(casus)
        self._meldpunt(casus, verblijven)
        if self.of(0.5):
            self._deling(casus)
        return casus

    def kaal(self, geboren: OnvolledigeDatum, van: date) -> UUID:
        """One casus of which nothing else is known, open since that day."""
        casus = self._casusrij(geboren, van, "morgenstond", "")
        self.zet(CasusPeriode, casus_id=casus, van=van, tot=None, uitkomst="")
        return casus

    def _casusrij(self, geboren: OnvolledigeDatum, op: date, wijk: str, buurt: str) -> UUID:
        self.nr += 1
        jongere = self.zet(
            Jongere, geslachtsnaam="Jansen", sorteersleutel="jansen", geboortedatum=geboren, adres_geheim=False
        )
        return self.zet(
            Casus,
            nummer=f"T-{self.deel}-{self.nr}",
            jongere_id=jongere,
            status=CasusStatus.OPEN,
            regisseur_id=self.door,
            geopend_op=op,
            wijk_bij_aanmelding=wijk,
            buurt_bij_aanmelding=buurt,
            gewijzigd_op=self.moment(),
        )

    def _perioden(self) -> list[tuple[date, date | None]]:
        perioden: list[tuple[date, date | None]] = []
        van = self.dag()
        while True:
            tot = None if self.of(0.4) else min(self.dag(van), van + timedelta(days=self.kans.choice((0, 1, 30, 200))))
            perioden.append((van, tot))
            if tot is None or self.of(0.6):
                return perioden
            van = tot + timedelta(days=self.kans.choice((0, 0, 1, 60)))

    def _indelingen(self, casus: UUID, woorden: UUID) -> None:
        moment = self.moment() if self.of(0.5) else self.moment() - timedelta(days=150)
        for _ in range(self.kans.choice((0, 1, 2, 3))):
            doelgroep = self._sleutel(self.profiel.doelgroepen, "vroeger_iets")
            self.zet(
                Indeling,
                casus_id=casus,
                doelgroep=doelgroep,
                uitspraak_id=woorden,
                afwijking=False,
                criteria="{}",
                op=moment,
            )
            moment += timedelta(minutes=self.kans.choice((0, 1, 40, 60 * 24 * 60, 60 * 24 * 90, 60 * 24 * 90)))

    def _tafels(self, casus: UUID) -> list[UUID]:
        verblijven = []
        for _ in range(self.kans.choice((0, 1, 1, 2))):
            van = self.dag()
            tot = None if self.of(0.6) else self.dag(van)
            verblijven.append(self.zet(CasusTafel, casus_id=casus, tafel=self._tafel(), van=van, tot=tot))
        return verblijven

    def _tafel(self) -> str:
        return self._sleutel(self.profiel.tafels, "oude_tafel")

    def _plan(self, casus: UUID, woorden: UUID) -> None:
        stam = UUID(int=self.kans.getrandbits(128))
        for nr in range(self.kans.choice((0, 1, 1, 2))):
            status = self.kans.choice(list(PlanStatus))
            dag = None if status is PlanStatus.CONCEPT or self.of(0.1) else self.dag()
            versie = self.zet(
                PlanVersie, casus_id=casus, nr=nr + 1, status=status, ingang=self.dag(), afgesproken_op=dag
            )
            if self.of(0.8):
                self.zet(
                    Doel,
                    plan_versie_id=versie,
                    stam_id=stam,
                    leefgebied=self._sleutel(self.profiel.leefgebieden, "oud_leefgebied"),
                    spoor=Spoor.PERSPECTIEF,
                    uitspraak_id=woorden,
                )
        for _ in range(self.kans.choice((0, 1, 2))):
            stand = self.kans.choice(list(ActieStatus))
            self.zet(
                Actie,
                casus_id=casus,
                doel_stam_id=stam if self.of(0.8) else UUID(int=self.kans.getrandbits(128)),
                uitspraak_id=woorden,
                eigenaar_id=self._organisaties[0][1],
                deadline=self.dag(),
                status=stand,
                gereed_op=self.dag() if stand is ActieStatus.GEREED and self.of(0.9) else None,
            )

    def _gebruik(self, casus: UUID) -> None:
        for _ in range(self.kans.choice((0, 0, 1, 2))):
            begin = None if self.of(0.2) else self.dag()
            eind = None if self.of(0.5) else self.dag(begin)
            status = self.kans.choice((InzetStatus.AFGEROND, InzetStatus.AFGEBROKEN))
            lopend = InzetStatus.GEPLAND if begin is None else InzetStatus.LOOPT
            self.zet(
                Inzet,
                casus_id=casus,
                interventie=self._sleutel(self.profiel.interventies, "oude_interventie", "ipta", "rio")
                if self.of(0.7)
                else self.kans.choice(list(self.profiel.interventies)),
                naam="Interventie",
                status=lopend if eind is None else status,
                begin=begin,
                eind=eind,
            )

    def _metingen(self, casus: UUID) -> None:
        for _ in range(self.kans.choice((0, 1, 3, 5))):
            gemeten = self.dag()
            leefgebied = self.kans.choice((*list(self.profiel.leefgebieden)[:2], "oud_leefgebied"))
            for _ in range(self.kans.choice((1, 2))):
                self.zet(
                    Score,
                    casus_id=casus,
                    leefgebied=leefgebied,
                    waarde=self.kans.choice((1, 2, 3, 3, 4, 5)),
                    gemeten_op=gemeten,
                    op=self.moment(),
                )
        vorige = None
        for _ in range(self.kans.choice((0, 1, 2, 3))):
            datum = self.dag()
            vorige = self.zet(
                Antecedent,
                casus_id=casus,
                datum=self.kans.choice(
                    (
                        OnvolledigeDatum.van_dag(datum),
                        OnvolledigeDatum(datum.year, datum.month),
                        OnvolledigeDatum(datum.year),
                        OnvolledigeDatum(datum.year, None, 13),
                        OnvolledigeDatum(),
                    )
                ),
                soort=self._sleutel(self.profiel.antecedentsoorten, "oude_soort"),
                status="verdenking",
                ondermijnend=False,
                bron="Politie",
                vervangt_id=vorige if self.of(0.4) else None,
                vervallen=self.of(0.2),
            )

    def _meldpunt(self, casus: UUID, verblijven: list[UUID]) -> None:
        for _ in range(self.kans.choice((0, 1, 2))):
            self.zet(
                Signaal,
                tafel=self._tafel(),
                status=SignaalStatus.OPEN,
                ontvangen_op=self.dag(),
                bron="Bron",
                wijk=self._wijk(),
                tekst="Tekst",
                aard=Aard.FEIT,
                categorie=self._sleutel(self.profiel.datacategorieen, "oude_categorie"),
                derden=False,
                doorverstrekking=Doorverstrekking.JA,
                casus_id=casus if self.of(0.5) else None,
            )
        for _ in range(self.kans.choice((0, 1, 2))):
            op = self.dag()
            status = self.kans.choice(list(AanmeldingStatus))
            lopend = status in (AanmeldingStatus.NIEUW, AanmeldingStatus.TRIAGE)
            self.zet(
                Aanmelding,
                casus_id=casus,
                tafel=self._tafel(),
                casus_tafel_id=self.kans.choice((None, *verblijven)),
                status=status,
                urgentie=Urgentie.GEWOON,
                aangemeld_op=op,
                besloten_op=None if lopend else self.dag(op),
            )

    def _deling(self, casus: UUID) -> None:
        organisatie, _ = self.kans.choice(self._organisaties)
        gevraagd = self.moment()
        self.nr += 1
        verzoek = self.zet(
            Delingsverzoek,
            nummer=f"V-{self.deel}-{self.nr}",
            casus_id=casus,
            soort=Soort.STAAND,
            status=VerzoekStatus.INGEDIEND,
            organisatie_id=organisatie,
            functie="wijkagent",
            gevraagd_tot=self.eind,
            tekst="Tekst",
            op=gevraagd,
        )
        if self.of(0.7):
            self.zet(
                Privacybesluit,
                nummer=f"B-{self.deel}-{self.nr}",
                verzoek_id=verzoek,
                casus_id=casus,
                tekst="onleesbaar" if self.of(0.1) else besluittekst(self.kans.choice(list(Oordeel))),
                handtekening=b"-",
                sleutel="-",
                op=gevraagd + timedelta(days=self.kans.choice((0, 2, 5, 20, 90)), minutes=self.kans.choice((0, 40))),
            )


def besluittekst(oordeel: Oordeel) -> str:
    """A decision as it is signed; only what was decided matters here."""
    ontvanger = Ontvanger("organisatie", "Organisatie", "wijkagent")
    return Besluittekst(
        besluit_id="besluit",
        kluis_id="kluis",
        verzoek_id="verzoek",
        verzoek_hash="0",
        aanvrager_id="aanvrager",
        beslisser_id="beslisser",
        soort=Soort.STAAND,
        oordeel=oordeel,
        zekerheid=Zekerheid.PROCEDUREEL,
        manifest=(ManifestRegel("casus", ontvanger, ("plan",), derden=False),),
        document_hash=None,
        doel="doel",
        grondslagen=("avg_6_1_e",),
        voorwaarden="",
        motivering="",
        besloten_op=datetime(2026, 1, 1, tzinfo=UTC),
        geldig_tot=date(2026, 12, 31),
        log_nr=1,
        log_hash="0",
    ).tekst()


def vul(wereld: Wereld, vulling: Vulling) -> None:
    """Put the rows in, as they are: no use case, no Logregel."""
    with wereld.engine.begin() as verbinding:
        for model in _VOLGORDE:
            if rijen := vulling.rijen[model]:
                kolommen = {kolom for rij in rijen for kolom in rij}
                leeg = {k.name: _leeg(k) for k in model.__table__.columns if k.name not in kolommen}
                verbinding.execute(sa.insert(model), [{**leeg, **rij} for rij in rijen])
    vulling.rijen.clear()


def _leeg(kolom: Any) -> Any:
    if kolom.nullable:
        return None
    return kolom.default.arg if kolom.default is not None else ""


def leeg(wereld: Wereld) -> None:
    """Take out all that ``vul`` put in."""
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        for model in reversed(_VOLGORDE):
            verbinding.execute(sa.delete(model))


def maak_vulling(wereld: Wereld, kans: random.Random, profiel: Profiel, aantal: int, *, deel: int = 0) -> Vulling:
    """A vault with so many casussen in it."""
    with wereld.engine.connect() as verbinding:
        door = verbinding.scalars(sa.select(Gebruiker.id)).first()
    assert door is not None
    vulling = Vulling(kans, profiel, door, deel=deel)
    for _ in range(aantal):
        vulling.casus()
    vul(wereld, vulling)
    return vulling
