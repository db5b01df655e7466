"""From the rows of a transfer to rows of this vault: each as its own kind, its source kept and marked where it is from.

Keys are new: the ids that rows had at the giver stay readable in the text of the Overdracht. What the profile here
does not know is kept as it came and shows by its key.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.controle import MAX_REGEL
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.namen import vouw
from pmg_desk.domain.overdracht import Overdrachttekst, Rij, Rijsoort
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services.jongeren import GESLACHTEN, Adres, JongereInvoer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import adresboek
from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Antecedent,
    Betrokkenheid,
    Casus,
    Doel,
    Indeling,
    Kenmerk,
    KenmerkSoort,
    Organisatie,
    PlanStatus,
    PlanVersie,
    Professional,
    Relatie,
    Relatieplek,
    Score,
    Spoor,
    Uitspraak,
    UitspraakSoort,
)

ZONDER_TEKST = "De tekst hierbij is niet meegekomen: het akkoord van de privacy officer omvatte die niet."


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
        self.gemaakt: dict[str, Any] = {"door_id": t.gebruiker.id, "op": t.nu}
        self.teksten: dict[str, UUID] = {}
        self.stammen: dict[str, UUID] = {}

    def schrijf(self, met_familie: bool) -> None:
        for rij in self._rijen(Rijsoort.UITSPRAAK):
            self._uitspraak(rij)
        self.t.db.flush()
        for soort, maak in (
            (Rijsoort.INDELING, self._indeling),
            (Rijsoort.KENMERK, self._kenmerk),
            (Rijsoort.ANTECEDENT, self._antecedent),
            (Rijsoort.SCORE, self._score),
        ):
            for rij in self._rijen(soort):
                maak(rij, dict(rij.waarden))
        if met_familie:
            for rij in self._rijen(Rijsoort.RELATIE):
                self._relatie(dict(rij.waarden))
        self._plan()
        for rij in self._rijen(Rijsoort.ACTIE):
            self._actie(rij, dict(rij.waarden))
        for rij in self._rijen(Rijsoort.BETROKKENHEID):
            self._betrokkenheid(dict(rij.waarden))
        self.t.db.flush()

    def _rijen(self, soort: Rijsoort) -> tuple[Rij, ...]:
        return self.overdracht.van_soort(soort)

    def _bron(self, bron: str) -> str:
        """The source as it was, and from which vault it came; the source is cut before the mark is."""
        merk = f" (overgedragen uit kluis {self.overdracht.kluisnaam[:80]})"
        return f"{bron[: MAX_REGEL - len(merk)]}{merk}"

    def _uitspraak(self, rij: Rij) -> None:
        v: dict[str, Any] = dict(rij.waarden)
        self.teksten[rij.id] = self._voeg_tekst_toe(
            UitspraakSoort(v["soort"]),
            v["tekst"],
            v["bron"],
            date.fromisoformat(v["gezegd_op"]),
            Aard(v["aard"]),
            rij.categorie,
            rij.derden,
            Doorverstrekking(v["doorverstrekking"]),
        )

    def _voeg_tekst_toe(
        self,
        soort: UitspraakSoort,
        tekst: str,
        bron: str,
        gezegd_op: date,
        aard: Aard,
        categorie: str,
        derden: bool,
        doorverstrekking: Doorverstrekking,
    ) -> UUID:
        sleutel = self.t.nieuw_id()
        self.t.db.add(
            Uitspraak(
                id=sleutel,
                casus_id=self.casus.id,
                soort=soort,
                tekst=tekst,
                bron=self._bron(bron),
                gezegd_op=gezegd_op,
                aard=aard,
                categorie=categorie,
                derden=derden,
                doorverstrekking=doorverstrekking,
                **self.gemaakt,
            )
        )
        return sleutel

    def _naar(self, sleutel: Any) -> UUID | None:
        return None if sleutel is None else self.teksten[sleutel]

    def _naar_of_leeg(self, sleutel: Any, soort: UitspraakSoort, categorie: str) -> UUID:
        """For a row that must have words: says that they did not come along."""
        gevonden = self._naar(sleutel)
        if gevonden is None:
            dag = self.t.vandaag
            gevonden = self._voeg_tekst_toe(
                soort, ZONDER_TEKST, "PMG Desk", dag, Aard.FEIT, categorie, False, Doorverstrekking.JA
            )
            self.t.db.flush()
        return gevonden

    def _indeling(self, rij: Rij, v: dict[str, Any]) -> None:
        criteria = {"profiel": self.overdracht.kluisnaam, "op": v["gekozen_op"], "doelgroepen": []}
        self.t.db.add(
            Indeling(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                doelgroep=v["doelgroep"],
                uitspraak_id=self._naar_of_leeg(v["uitspraak"], UitspraakSoort.INDELING, rij.categorie),
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
                bron=self._bron(v["bron"]),
                uitspraak_id=self._naar(v["uitspraak"]),
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
                bron=self._bron(v["bron"]),
                uitspraak_id=self._naar(v["uitspraak"]),
                **self.gemaakt,
            )
        )

    def _score(self, _rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Score(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                leefgebied=v["leefgebied"],
                waarde=v["waarde"],
                gemeten_op=date.fromisoformat(v["gemeten_op"]),
                uitspraak_id=self._naar(v["uitspraak"]),
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

    def _plan(self) -> None:
        """The plan with its goals; goals that came without their plan get one that is still being made."""
        plannen, doelen = self._rijen(Rijsoort.PLAN), self._rijen(Rijsoort.DOEL)
        if not plannen and not doelen:
            return
        v: dict[str, Any] = dict(plannen[0].waarden) if plannen else {}
        plan = PlanVersie(
            id=self.t.nieuw_id(),
            casus_id=self.casus.id,
            nr=v.get("nr", 1),
            status=PlanStatus(v.get("status", PlanStatus.CONCEPT)),
            uitspraak_id=self._naar(v.get("uitspraak")),
            wens_id=self._naar(v.get("wens")),
            ingang=date.fromisoformat(v["ingang"]) if v else self.t.vandaag,
            afgesproken_op=_dag(v.get("afgesproken_op")),
            evaluatie_op=_dag(v.get("evaluatie_op")),
            **self.gemaakt,
        )
        self.t.db.add(plan)
        self.t.db.flush()
        for volgorde, rij in enumerate(doelen):
            d: dict[str, Any] = dict(rij.waarden)
            self.t.db.add(
                Doel(
                    id=self.t.nieuw_id(),
                    plan_versie_id=plan.id,
                    stam_id=self._stam(d["stam"]),
                    leefgebied=d["leefgebied"],
                    spoor=Spoor(d["spoor"]),
                    uitspraak_id=self._naar_of_leeg(d["uitspraak"], UitspraakSoort.DOEL, rij.categorie),
                    volgorde=volgorde,
                    **self.gemaakt,
                )
            )

    def _stam(self, sleutel: str) -> UUID:
        """Goals and their actions stay together under a new stam."""
        return self.stammen.setdefault(sleutel, self.t.nieuw_id())

    def _actie(self, rij: Rij, v: dict[str, Any]) -> None:
        self.t.db.add(
            Actie(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                doel_stam_id=self._stam(v["stam"]),
                uitspraak_id=self._naar_of_leeg(v["uitspraak"], UitspraakSoort.ACTIE, rij.categorie),
                eigenaar_id=self._professional(v["eigenaar"], v["organisatie"], ""),
                deadline=date.fromisoformat(v["deadline"]),
                status=ActieStatus(v["status"]),
                interventie=v["interventie"],
                resultaat_id=self._naar(v["resultaat"]),
                **self.gemaakt,
            )
        )

    def _betrokkenheid(self, v: dict[str, Any]) -> None:
        self.t.db.add(
            Betrokkenheid(
                id=self.t.nieuw_id(),
                casus_id=self.casus.id,
                professional_id=self._professional(v["naam"], v["organisatie"], v["functie"]),
                rol=v["rol"],
                van=self.t.vandaag,
                **self.gemaakt,
            )
        )

    def _professional(self, naam: str, organisatie: str, functie: str) -> UUID:
        """The professional of that name at that organisation; put in the address book when it has none."""
        alle = adresboek.organisaties(self.t.db, self.t.vandaag, ook_gestopt=True)
        waar = next((rij for rij in alle if vouw(rij.naam) == vouw(organisatie)), None)
        if waar is None:
            waar = Organisatie(id=self.t.nieuw_id(), naam=organisatie)
            self.t.db.add(waar)
            self.t.db.flush()
        bekend = adresboek.professionals(self.t.db, self.t.vandaag, organisatie_id=waar.id, ook_gestopt=True)
        wie = next((rij for rij, _ in bekend if vouw(rij.naam) == vouw(naam)), None)
        if wie is None:
            wie = Professional(id=self.t.nieuw_id(), organisatie_id=waar.id, naam=naam, functie=functie or "Onbekend")
            self.t.db.add(wie)
            self.t.db.flush()
        return wie.id


def _dag(tekst: str | None) -> date | None:
    return None if tekst is None else date.fromisoformat(tekst)
