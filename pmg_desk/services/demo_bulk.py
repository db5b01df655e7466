"""Many casussen at once for the demo vault: the same tables as the real use cases fill, without a line per casus."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pmg_desk.domain import doelgroep as regels
from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.doelgroep import Gegevens
from pmg_desk.domain.duplicaten import blokkeersleutels
from pmg_desk.domain.namen import Persoonsnaam
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import demo_inhoud, indelen, jongeren, uitspraken
from pmg_desk.services.jongeren import Adres, JongereInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import uow, zoekindex
from pmg_desk.storage.models import (
    Antecedent,
    Blokkeersleutel,
    Casus,
    CasusPeriode,
    CasusStatus,
    CasusTafel,
    Indeling,
    Jongere,
    Kenmerk,
    KenmerkSoort,
    Score,
    Uitspraak,
    UitspraakSoort,
)
from pmg_desk.storage.nummers import geef_nummers

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Agenda

BLOK = 1000
"""Casussen per transaction, each with one Logregel."""

_SOORT = {"risicojongere": (0, 3), "jonge_aanwas": (1, 2), "doorgroeier": (3, 2), "harde_kern": (4, 1)}
"""Antecedenten and the lowest score per doelgroep."""
_KANSEN = (("risicojongere", 0.40), ("jonge_aanwas", 0.75), ("doorgroeier", 0.92), ("harde_kern", 1.0))
_LEEFGEBIEDEN = ("werk_opleiding", "financien", "sociaal_netwerk")
_VOLGORDE = (
    Jongere, Blokkeersleutel, Casus, CasusPeriode, CasusTafel, Uitspraak, Antecedent, Score, Kenmerk, Indeling,
)  # fmt: skip
_SPREIDING_DAGEN = 1100


def fill(
    plekken: dict[str, Werkplek],
    aantal: int,
    kans: random.Random,
    agenda: Agenda,
    klaar: Callable[[int], object],
) -> None:
    """Add ``aantal`` casussen of both casusregisseurs, then make the search index anew; ``klaar`` counts them."""
    regie, ander = plekken["regie"], plekken["regie2"]
    gedaan = 0
    while gedaan < aantal:
        nu = min(BLOK, aantal - gedaan)
        with regie.doe() as t:
            vuller = _Vuller(t, kans, agenda, (regie.gebruiker.id, ander.gebruiker.id))
            for nummer in geef_nummers(t.db, Casus, t.vandaag.year, nu):
                vuller.casus(nummer)
            for model in _VOLGORDE:
                uow.bulk_toevoegen(t.db, model, vuller.rijen[model])
            t.log("demo.vullen", "kluis", aantal=nu)
        gedaan += nu
        klaar(gedaan)
    with regie.doe() as t:
        zoekindex.herbouw(t.db)


class _Vuller:
    """Rows of one block, by table."""

    def __init__(self, t: Transactie, kans: random.Random, agenda: Agenda, regisseurs: tuple[UUID, UUID]) -> None:
        self.t, self.kans, self.agenda, self.regisseurs = t, kans, agenda, regisseurs
        self.rijen: defaultdict[type[Any], list[dict[str, Any]]] = defaultdict(list)

    def _zet(self, model: type[Any], **waarden: Any) -> UUID:
        id_ = self.t.nieuw_id()
        self.rijen[model].append({"id": id_, **waarden})
        return id_

    def casus(self, nummer: str) -> None:
        """One casus: the jongere, why it came in, facts, scores and for most a classification."""
        kans = self.kans
        dagen = kans.randint(10, _SPREIDING_DAGEN)
        moment = self.agenda.op(dagen, 9)
        dag = moment.date()
        worp = kans.random()
        soort = next(sleutel for sleutel, grens in _KANSEN if worp <= grens)
        eerste = kans.random() < 0.5
        gemaakt = {"door_id": self.regisseurs[0 if eerste else 1], "op": moment}
        invoer = self._jongere(soort)
        jongere = self._zet(Jongere, **_kolommen(invoer), **gemaakt)
        for sleutel in sorted(blokkeersleutels(jongeren.kandidaat(str(jongere), invoer))):
            self._zet(Blokkeersleutel, jongere_id=jongere, sleutel=sleutel)
        gesloten = dagen > 200 and kans.random() < 0.6
        ingedeeld = kans.random() < 0.85
        assert invoer.adres is not None
        casus = self._zet(
            Casus,
            nummer=nummer,
            jongere_id=jongere,
            status=CasusStatus.GESLOTEN if gesloten else CasusStatus.OPEN,
            regisseur_id=gemaakt["door_id"],
            geopend_op=dag,
            aangemeld_door=kans.choice(demo_inhoud.ORGANISATIES).mensen[0][0],
            wijk_bij_aanmelding=invoer.adres.wijk,
            doelgroep=soort if ingedeeld else None,
            gewijzigd_op=moment,
            versie=1,
            **gemaakt,
        )
        self._zet(
            CasusPeriode,
            casus_id=casus,
            van=dag,
            tot=dag + timedelta(days=kans.randint(60, 180)) if gesloten else None,
            reden_sluiting=kans.choice(("doelen_behaald", "overgedragen", "verhuisd")) if gesloten else "",
            uitkomst=kans.choice(("verbeterd", "gelijk", "uitgestroomd")) if gesloten else "",
        )
        self._zet(CasusTafel, casus_id=casus, tafel="pga_lokaal" if eerste else "top_x", van=dag, tot=None)
        self._inhoud(casus, soort, dag, gemaakt, invoer, ingedeeld=ingedeeld)

    def _jongere(self, soort: str) -> JongereInvoer:
        mens, kans = demo_inhoud.persoon(self.kans), self.kans
        jongst = {"risicojongere": 8, "jonge_aanwas": 12, "doorgroeier": 14, "harde_kern": 17}[soort]
        jaar = self.agenda.vandaag.year - kans.randint(jongst, jongst + 6)
        geboren = OnvolledigeDatum(jaar, kans.randint(1, 12), kans.randint(1, 28))
        return JongereInvoer(
            voornamen=mens.voornaam,
            voorvoegsel=mens.voorvoegsel,
            geslachtsnaam=mens.achternaam,
            geboortedatum=OnvolledigeDatum(jaar) if kans.random() < 0.02 else geboren,
            geslacht=mens.geslacht,
            adres=Adres(mens.straat, mens.huisnummer, mens.postcode, "Den Haag", mens.wijk),
            adres_geheim=kans.random() < 0.02,
            school=mens.school(jaar, self.agenda.vandaag.year),
        )

    def _zeg(
        self, casus: UUID, soort: UitspraakSoort, tekst: str, gemaakt: dict[str, Any], dag: date, **rest: Any
    ) -> UUID:
        return self._zet(
            Uitspraak,
            casus_id=casus,
            soort=soort,
            tekst=tekst,
            gezegd_op=dag,
            **{
                "bron": "Politie Zuidwest",
                "aard": Aard.FEIT,
                "categorie": uitspraken.STANDAARD_CATEGORIE[soort],
                "doorverstrekking": Doorverstrekking.JA,
                **rest,
            },
            **gemaakt,
        )

    def _inhoud(
        self, casus: UUID, soort: str, dag: date, gemaakt: dict[str, Any], invoer: JongereInvoer, *, ingedeeld: bool
    ) -> None:
        kans = self.kans
        self._zeg(casus, UitspraakSoort.AANLEIDING, kans.choice(demo_inhoud.AANLEIDING), gemaakt, dag)
        tekst, aard = demo_inhoud.signaal(kans)
        self._zeg(casus, UitspraakSoort.SIGNAAL, tekst, gemaakt, dag, aard=aard)
        aantal, laag = _SOORT[soort]
        hard = soort == "harde_kern"
        statussen = ["verdenking" if hard and nr < 2 else "proces_verbaal" for nr in range(aantal)]
        for nr, status in enumerate(statussen):
            feit = dag - timedelta(days=20 + 30 * nr)
            self._zet(
                Antecedent,
                casus_id=casus,
                datum=OnvolledigeDatum(feit.year, feit.month, feit.day),
                soort="opium"
                if status == "verdenking"
                else kans.choice(("overlast", "steekwapen", "high_impact_crime")),
                status=status,
                ondermijnend=status == "verdenking",
                bron="Politie Zuidwest",
                grondslag="wpg_20",
                **gemaakt,
            )
        scores = [min(5, laag + kans.randint(0, 2)) for _ in _LEEFGEBIEDEN]
        for leefgebied, waarde in zip(_LEEFGEBIEDEN, scores, strict=True):
            self._zet(Score, casus_id=casus, leefgebied=leefgebied, waarde=waarde, gemeten_op=dag, **gemaakt)
        kenmerken = {
            KenmerkSoort.VERHOOGD_RISICO: True,
            KenmerkSoort.NEGATIEF_ROLMODEL: hard,
            KenmerkSoort.LINK_NETWERK: hard,
        }
        for kenmerk, oordeel in kenmerken.items():
            self._zet(Kenmerk, casus_id=casus, soort=kenmerk, waarde=oordeel, bron="Politie Zuidwest", **gemaakt)
        if ingedeeld:
            self._deel_in(casus, soort, dag, gemaakt, self._gegevens(invoer, dag, statussen, scores, hard=hard))

    def _gegevens(
        self, invoer: JongereInvoer, dag: date, statussen: list[str], scores: list[int], *, hard: bool
    ) -> Gegevens:
        profiel = self.t.profiel
        assert isinstance(invoer.geboortedatum, OnvolledigeDatum)
        grens = profiel.regels.probleem_score_max.waarde
        return Gegevens(
            leeftijd=invoer.geboortedatum.leeftijd_op(dag),
            antecedenten=regels.tel_antecedenten(statussen, profiel.regels.antecedent_statussen.waarde),
            probleem_leefgebieden=sum(score <= grens for score in scores),
            verdenkingen=statussen.count("verdenking"),
            negatief_rolmodel=hard,
            link_netwerk=hard,
            verhoogd_risico=True,
        )

    def _deel_in(self, casus: UUID, soort: str, dag: date, gemaakt: dict[str, Any], gegevens: Gegevens) -> None:
        toetsingen = regels.toets_alle(self.t.profiel.doelgroepen.values(), gegevens)
        afwijking = regels.afwijking_nodig(soort, toetsingen)
        motivering = self._zeg(casus, UitspraakSoort.INDELING, demo_inhoud.INDELINGTEKST[soort], gemaakt, dag)
        self._zet(
            Indeling,
            casus_id=casus,
            doelgroep=soort,
            uitspraak_id=motivering,
            afwijking=afwijking,
            afwijking_reden="De tafel kiest hier bewust voor." if afwijking else "",
            criteria=canoniek(indelen.zoals_het_was(self.t, toetsingen, dag)),
            **gemaakt,
        )


def _kolommen(invoer: JongereInvoer) -> dict[str, Any]:
    """The columns of a jongere, as ``services.jongeren`` fills them."""
    assert invoer.adres is not None
    naam = Persoonsnaam(invoer.voornamen, invoer.voorvoegsel, invoer.geslachtsnaam, invoer.roepnaam)
    return {
        "voornamen": invoer.voornamen,
        "voorvoegsel": invoer.voorvoegsel,
        "geslachtsnaam": invoer.geslachtsnaam,
        "sorteersleutel": naam.sorteersleutel,
        "geboortedatum": invoer.geboortedatum,
        "geslacht": invoer.geslacht,
        "straat": invoer.adres.straat,
        "huisnummer": invoer.adres.huisnummer,
        "postcode": invoer.adres.postcode,
        "woonplaats": invoer.adres.woonplaats,
        "wijk": invoer.adres.wijk,
        "adres_geheim": invoer.adres_geheim,
        "school": invoer.school,
        "versie": 1,
    }
