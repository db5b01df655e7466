"""From the rows of a transfer to rows of this vault: each as its own kind, its source kept and marked where it is from.

Keys are new: the ids that rows had at the giver stay readable in the text of the Overdracht. What the profile here
does not know is kept as it came and shows by its key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.datacategorie import strengste
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.namen import vouw
from pmg_desk.domain.overdracht import Overdrachttekst
from pmg_desk.domain.overdrachtrij import Rij, Rijsoort
from pmg_desk.domain.profiel import Sector
from pmg_desk.services.inzet import categorie_van
from pmg_desk.services.jongeren import GESLACHTEN, Adres, JongereInvoer
from pmg_desk.services.overdrachtplan import Planschrijver, dag
from pmg_desk.services.overdrachtteksten import ELDERS, Teksten, leefgebied_hier
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import adresboek
from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Antecedent,
    Betrokkenheid,
    Casus,
    Factor,
    FactorSoort,
    Indeling,
    Inzet,
    InzetStatus,
    Kenmerk,
    KenmerkSoort,
    Organisatie,
    Professional,
    Relatie,
    Relatieplek,
    Score,
    UitspraakSoort,
)


def jongere_uit(overdracht: Overdrachttekst) -> JongereInvoer:
    """The jongere as input for this vault; without an address when none came along."""
    (rij,) = overdracht.van_soort(Rijsoort.IDENTITEIT)
    v: dict[str, Any] = dict(rij.waarden)
    adres, geheim = Adres(), False
    for deel in overdracht.van_soort(Rijsoort.ADRES):
        a: dict[str, Any] = dict(deel.waarden)
        geheim = bool(a["geheim"])
        adres = Adres(a["straat"], a["huisnummer"], a["postcode"], a["woonplaats"])
    return JongereInvoer(
        voornamen=v["voornamen"],
        voorvoegsel=v["voorvoegsel"],
        geslachtsnaam=v["geslachtsnaam"],
        roepnaam=v["roepnaam"],
        geboortedatum=OnvolledigeDatum.uit_tekst(v["geboortedatum"]),
        geslacht=v["geslacht"] if v["geslacht"] in GESLACHTEN else "",
        adres=adres,
        adres_geheim=geheim,
        opschorting=v["opschorting"],
        in_onderzoek="volgens de overdracht" if v["in_onderzoek"] else "",
        school=v["school"],
        telefoon=v["telefoon"],
    )


def schrijf_rijen(t: Transactie, casus: Casus, overdracht: Overdrachttekst, *, met_familie: bool) -> None:
    """Write every row but the jongere into ``casus``. Raises ValueError for a word that no column of here knows.

    ``met_familie``: also the people around the jongere; not when the jongere was known here already, with their own.
    """
    _Schrijver(t, casus, overdracht).schrijf(met_familie)


class _Schrijver:
    def __init__(self, t: Transactie, casus: Casus, overdracht: Overdrachttekst) -> None:
        self.t, self.casus, self.overdracht = t, casus, overdracht
        self.teksten = Teksten(t, casus, overdracht)
        self.plan = Planschrijver(self.teksten)
        self.gemaakt = self.teksten.gemaakt
        # The address book is read once, and what is added to it is known here too.
        self._organisaties = _op_naam(adresboek.organisaties(t.db, t.vandaag, ook_gestopt=True))
        self._professionals: dict[UUID, dict[str, Professional]] = defaultdict(dict)
        for rij, waar in adresboek.professionals(t.db, t.vandaag, ook_gestopt=True):
            self._professionals[waar.id].setdefault(vouw(rij.naam), rij)

    def schrijf(self, met_familie: bool) -> None:
        self.teksten.schrijf()
        for soort, maak in (
            (Rijsoort.INDELING, self._indeling),
            (Rijsoort.KENMERK, self._kenmerk),
            (Rijsoort.ANTECEDENT, self._antecedent),
            (Rijsoort.SCORE, self._score),
            (Rijsoort.FACTOR, self._factor),
        ):
            for rij in self.teksten.rijen(soort):
                maak(rij, dict(rij.waarden))
        if met_familie:
            for rij in self.teksten.rijen(Rijsoort.RELATIE):
                self._relatie(dict(rij.waarden))
        self.plan.schrijf()
        for soort, maak in (
            (Rijsoort.ACTIE, self._actie),
            (Rijsoort.INZET, self._inzet),
            (Rijsoort.BETROKKENHEID, self._betrokkenheid),
        ):
            for rij in self.teksten.rijen(soort):
                maak(rij, dict(rij.waarden))
        self.t.db.flush()

    def _indeling(self, rij: Rij, v: dict[str, Any]) -> None:
        criteria = {"profiel": self.overdracht.kluisnaam, "op": v["gekozen_op"], "doelgroepen": []}
        self.t.db.add(
            Indeling(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                doelgroep=v["doelgroep"],
                uitspraak_id=self.teksten.naar_of_leeg(v["uitspraak"], UitspraakSoort.INDELING, rij.categorie),
                afwijking=v["afwijking"],
                criteria=canoniek(criteria),
                **self.gemaakt,
            )
        )
        self.casus.doelgroep = v["doelgroep"]

    def _kenmerk(self, _rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Kenmerk(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                soort=KenmerkSoort(v["soort"]),
                waarde=True,
                bron=self.teksten.bron(v["bron"]),
                uitspraak_id=self.teksten.naar(v["uitspraak"]),
                **self.gemaakt,
            )
        )

    def _antecedent(self, _rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Antecedent(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                datum=OnvolledigeDatum.uit_tekst(v["datum"]),
                soort=v["soort"],
                status=v["status"],
                bron=self.teksten.bron(v["bron"]),
                uitspraak_id=self.teksten.naar(v["uitspraak"]),
                **self.gemaakt,
            )
        )

    def _score(self, rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Score(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                leefgebied=leefgebied_hier(self.t, v["leefgebied"], rij.categorie, "leefgebieden"),
                waarde=v["waarde"],
                gemeten_op=date.fromisoformat(v["gemeten_op"]),
                uitspraak_id=self.teksten.naar(v["uitspraak"]),
                **self.gemaakt,
            )
        )

    def _factor(self, rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Factor(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                leefgebied=leefgebied_hier(self.t, v["leefgebied"], rij.categorie, "leefgebieden"),
                soort=FactorSoort(v["soort"]),
                uitspraak_id=self.teksten.naar_of_leeg(v["uitspraak"], UitspraakSoort.FACTOR, rij.categorie),
                van=date.fromisoformat(v["van"]),
                tot=None,
                **self.gemaakt,
            )
        )

    def _relatie(self, v: dict[str, Any]) -> None:
        geboren = v["geboortedatum"]
        relatie_id = self.t.nieuw_id()
        self.t.db.add(
            Relatie(
                id=relatie_id,
                jongere_id=self.casus.jongere_id,
                soort=v["soort"],
                naam=v["naam"],
                geboortedatum=None if geboren is None else OnvolledigeDatum.uit_tekst(geboren),
                gezag=v["gezag"],
                **self.gemaakt,
            )
        )
        self.t.db.flush()
        plek = Relatieplek(id=self.t.nieuw_id(), relatie_id=relatie_id, casus_id=self.casus.id, **self.gemaakt)
        self.t.db.add(plek)

    def _actie(self, rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Actie(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                doel_stam_id=self.plan.stam(v["stam"]),
                uitspraak_id=self.teksten.naar_of_leeg(v["uitspraak"], UitspraakSoort.ACTIE, rij.categorie),
                eigenaar_id=self._professional(v["eigenaar"], v["organisatie"], ""),
                deadline=date.fromisoformat(v["deadline"]),
                status=ActieStatus(v["status"]),
                interventie=v["interventie"],
                resultaat_id=self.teksten.naar(v["resultaat"]),
                **self.gemaakt,
            )
        )

    def _inzet(self, rij: Rij, v: dict[str, Any]) -> None:
        uitvoerder = self._organisatie(v["uitvoerder"]) if v["uitvoerder"] else None
        inzet = Inzet(
            id=self.t.nieuw_id(),
            casus_id=self.casus.id,
            interventie=v["interventie"],
            naam=v["naam"],
            actie_id=None,
            uitvoerder_id=None if uitvoerder is None else uitvoerder.id,
            status=InzetStatus(v["status"]),
            begin=dag(v["begin"]),
            eind=dag(v["eind"]),
            uitspraak_id=self.teksten.naar(v["uitspraak"]),
            resultaat_id=self.teksten.naar(v["resultaat"]),
            **self.gemaakt,
        )
        hier = categorie_van(self.t, inzet)
        if strengste((hier, rij.categorie)) != hier:
            # Under the profile of here it would be shared more freely than there: unknown, so it counts as health.
            inzet.interventie = f"{ELDERS}{v['interventie']}"[:60]
        self.t.db.add(inzet)

    def _betrokkenheid(self, rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Betrokkenheid(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                professional_id=self._professional(v["naam"], v["organisatie"], v["functie"], rij.categorie),
                rol=v["rol"],
                van=self.t.vandaag,
                **self.gemaakt,
            )
        )

    def _professional(self, naam: str, organisatie: str, functie: str, categorie: str = "") -> UUID:
        """The professional of that name at that organisation; put in the address book when it has none."""
        waar = self._organisatie(organisatie, categorie)
        bekend = self._professionals[waar.id]
        wie = bekend.get(vouw(naam))
        if wie is None:
            wie = Professional(id=self.t.nieuw_id(), organisatie_id=waar.id, naam=naam, functie=functie or "Onbekend")
            self.t.db.add(wie)
            self.t.db.flush()
            bekend[vouw(naam)] = wie
        return wie.id

    def _organisatie(self, naam: str, categorie: str = "") -> Organisatie:
        """The organisation of that name. A new one that somebody of counted as health is care here too."""
        waar = self._organisaties.get(vouw(naam))
        if waar is None:
            zorg = [s for s, soort in self.t.profiel.organisaties.items() if soort.sector is Sector.ZORG]
            soort = zorg[0] if zorg and categorie == "gezondheid" else ""
            waar = Organisatie(id=self.t.nieuw_id(), naam=naam, soort=soort)
            self.t.db.add(waar)
            self.t.db.flush()
            self._organisaties[vouw(naam)] = waar
        return waar


def _op_naam(rijen: Iterable[Organisatie]) -> dict[str, Organisatie]:
    """By name, the first of each."""
    gevonden: dict[str, Organisatie] = {}
    for rij in rijen:
        gevonden.setdefault(vouw(rij.naam), rij)
    return gevonden
