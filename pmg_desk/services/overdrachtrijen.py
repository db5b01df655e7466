"""From approved stukken to the rows that go along in a transfer: never a field that the stuk does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.overdrachtrij import TEKSTSOORTEN, Celwaarde, Rij, Rijsoort
from pmg_desk.domain.samenvatting import Rubriek, Stuk, reactie_op, tekst_in
from pmg_desk.services.stukken_inzet import INTERVENTIE
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud, plannen
from pmg_desk.storage.dossier import Dossierrijen, lees_dossier
from pmg_desk.storage.models import (
    Casus,
    Doelbereik,
    Evaluatie,
    Inzet,
    Organisatie,
    Planafspraak,
    PlanVersie,
    Uitspraak,
)

GAAT_NIET_MEE = "Dit soort stukken gaat niet mee bij een overdracht. Geef het zo nodig door met een samenvatting."
_BLIJFT: dict[Rubriek, str] = {
    Rubriek.ROUTE: "De weg langs de tafels gaat niet mee bij een overdracht: aanmeldingen, stappen en doorgeleidingen"
    " horen bij de tafels van hier.",
    Rubriek.BESLUITEN: "Besluiten van een overleg gaan niet mee bij een overdracht: ze horen bij de tafels van hier.",
    Rubriek.BUDGET: "Geld gaat niet mee bij een overdracht: het hoort bij het budget van een tafel van hier.",
    Rubriek.BIJLAGEN: "Bijlagen gaan niet mee bij een overdracht: een akkoord gaat over tekst, niet over bestanden.",
}
_GETOONDE_OPSCHORTING = ("O", "E")  # the only two that a stuk names


def splits(t: Transactie, casus: Casus, stukken: Sequence[Stuk]) -> tuple[tuple[Stuk, ...], tuple[Stuk, ...]]:
    """The stukken that a transfer has a row for, and those it does not know: these are left out, and said to be.

    An allow-list, so that a stuk of a kind that comes later stays here until the format has a place for it. A reaction
    to a text that stays does so too.
    """
    soorten = {str(rij.id): rij.soort.value for rij in inhoud.huidige_uitspraken(t.db, casus.id)}
    bekend = [stuk for stuk in stukken if _kent(stuk, soorten)]
    teksten = {"", *map(tekst_in, bekend)}
    mee = tuple(stuk for stuk in bekend if reactie_op(stuk) in teksten)
    gekend = {stuk.id for stuk in mee}
    return mee, tuple(stuk for stuk in stukken if stuk.id not in gekend)


def blijft_want(stuk: Stuk) -> str:
    """Why a stuk that the format has no place for stays here, in words."""
    return _BLIJFT.get(stuk.rubriek, GAAT_NIET_MEE)


def _kent(stuk: Stuk, soorten: Mapping[str, str]) -> bool:
    if stuk.id.partition(":")[0] not in frozenset(Rijsoort):
        return False
    tekst = _tekst_van(stuk)
    return not tekst or soorten.get(tekst) in TEKSTSOORTEN


def maak_rijen(t: Transactie, casus: Casus, stukken: Sequence[Stuk]) -> tuple[Rij, ...]:
    """The rows of these stukken, which were cut from this casus in this transaction.

    A row names its statement only where that statement goes along too.
    """
    return _Rijen(t, casus, stukken).maak()


class _Rijen:
    def __init__(self, t: Transactie, casus: Casus, stukken: Sequence[Stuk]) -> None:
        self.t, self.casus, self.stukken = t, casus, stukken
        self.dossier: Dossierrijen = lees_dossier(t.db, casus, t.vandaag)
        self.teksten = {rij.id: rij for rij in inhoud.huidige_uitspraken(t.db, casus.id)}
        self.mee = {_tekst_van(stuk) for stuk in stukken if not reactie_op(stuk)}

    def maak(self) -> tuple[Rij, ...]:
        rijen: list[Rij] = []
        for stuk in self.stukken:
            soort, sleutel = _kop(stuk)
            tekst = _tekst_van(stuk)
            if soort is Rijsoort.REACTIE:
                rijen.append(self._reactie(self.teksten[UUID(tekst)], UUID(sleutel)))
                continue
            if soort is not Rijsoort.UITSPRAAK:
                waarden = getattr(self, f"_{soort.value}")(UUID(sleutel))
                rijen.append(Rij(soort, sleutel, stuk.categorie, stuk.derden, waarden))
            if tekst:
                rijen.append(self._uitspraak(self.teksten[UUID(tekst)], stuk.categorie))
        return tuple(rijen)

    def _naar(self, uitspraak_id: UUID | None) -> str | None:
        if uitspraak_id is None:
            return None
        huidig = inhoud.huidige_van(self.t.db, [uitspraak_id]).get(uitspraak_id)
        return str(huidig.id) if huidig is not None and str(huidig.id) in self.mee else None

    def _uitspraak(self, rij: Uitspraak, categorie: str) -> Rij:
        """Under the category by which it was shared here, which may be stricter than the one chosen for it."""
        waarden: dict[str, Celwaarde] = {"soort": rij.soort.value, **_gezegd(rij)}
        return Rij(Rijsoort.UITSPRAAK, str(rij.id), categorie, rij.derden, waarden)

    def _reactie(self, rij: Uitspraak, over: UUID) -> Rij:
        waarden: dict[str, Celwaarde] = {"over": str(over), **_gezegd(rij)}
        return Rij(Rijsoort.REACTIE, str(rij.id), rij.categorie, rij.derden, waarden)

    def _identiteit(self, _sleutel: UUID) -> dict[str, Celwaarde]:
        rij = self.dossier.jongere
        return {
            "voornamen": rij.voornamen,
            "voorvoegsel": rij.voorvoegsel,
            "geslachtsnaam": rij.geslachtsnaam,
            "roepnaam": rij.roepnaam,
            "geboortedatum": rij.geboortedatum.als_tekst(),
            "geslacht": rij.geslacht,
            "school": rij.school,
            "telefoon": rij.telefoon,
            "opschorting": rij.opschorting if rij.opschorting in _GETOONDE_OPSCHORTING else "",
            "in_onderzoek": bool(rij.in_onderzoek),
        }

    def _adres(self, _sleutel: UUID) -> dict[str, Celwaarde]:
        rij = self.dossier.jongere
        return {
            "straat": rij.straat,
            "huisnummer": rij.huisnummer,
            "postcode": rij.postcode,
            "woonplaats": rij.woonplaats,
            "geheim": rij.adres_geheim,
        }

    def _indeling(self, _sleutel: UUID) -> dict[str, Celwaarde]:
        rij = self.dossier.indeling
        assert rij is not None
        return {
            "doelgroep": rij.doelgroep,
            "afwijking": rij.afwijking,
            "gekozen_op": lokale_dag(rij.op).isoformat(),
            "uitspraak": self._naar(rij.uitspraak_id),
        }

    def _kenmerk(self, sleutel: UUID) -> dict[str, Celwaarde]:
        (rij,) = (rij for rij in self.dossier.kenmerken if rij.id == sleutel)
        return {"soort": rij.soort.value, "bron": rij.bron, "uitspraak": self._naar(rij.uitspraak_id)}

    def _antecedent(self, sleutel: UUID) -> dict[str, Celwaarde]:
        (rij,) = (rij for rij in self.dossier.antecedenten if rij.id == sleutel)
        return {
            "datum": rij.datum.als_tekst(),
            "soort": rij.soort,
            "status": rij.status,
            "bron": rij.bron,
            "uitspraak": self._naar(rij.uitspraak_id),
        }

    def _score(self, sleutel: UUID) -> dict[str, Celwaarde]:
        (rij,) = (rij for rij in self.dossier.scores if rij.id == sleutel)
        return {
            "leefgebied": rij.leefgebied,
            "waarde": rij.waarde,
            "gemeten_op": rij.gemeten_op.isoformat(),
            "uitspraak": self._naar(rij.uitspraak_id),
        }

    def _factor(self, sleutel: UUID) -> dict[str, Celwaarde]:
        """Only what plays now has a stuk, so there is no end to give."""
        (rij,) = (rij for rij in self.dossier.factoren if rij.id == sleutel)
        return {
            "soort": rij.soort.value,
            "leefgebied": rij.leefgebied,
            "van": rij.van.isoformat(),
            "uitspraak": self._naar(rij.uitspraak_id),
        }

    def _relatie(self, sleutel: UUID) -> dict[str, Celwaarde]:
        (rij,) = (rij for rij in self.dossier.relaties if rij.id == sleutel)
        return {
            "soort": rij.soort,
            "naam": rij.naam,
            "geboortedatum": None if rij.geboortedatum is None else rij.geboortedatum.als_tekst(),
            "gezag": rij.gezag,
        }

    def _plan(self, _sleutel: UUID) -> dict[str, Celwaarde]:
        rij = self.dossier.plan
        assert rij is not None
        return {
            "nr": rij.nr,
            "status": rij.status.value,
            "ingang": rij.ingang.isoformat(),
            "afgesproken_op": _dag(rij.afgesproken_op),
            "evaluatie_op": _dag(rij.evaluatie_op),
            "uitspraak": self._naar(rij.uitspraak_id),
            "wens": self._naar(rij.wens_id),
        }

    def _doel(self, sleutel: UUID) -> dict[str, Celwaarde]:
        (rij,) = (rij for rij in self.dossier.doelen if rij.id == sleutel)
        return {
            "stam": str(rij.stam_id),
            "leefgebied": rij.leefgebied,
            "spoor": rij.spoor.value,
            "uitspraak": self._naar(rij.uitspraak_id),
        }

    def _toets(self, sleutel: UUID) -> dict[str, Celwaarde]:
        """Under the id of its goal, as its stuk is."""
        (doel,) = (rij for rij in self.dossier.doelen if rij.id == sleutel)
        toets = plannen.toetsen(self.t.db, [sleutel])[sleutel]
        return {
            "stam": str(doel.stam_id),
            "streefdatum": _dag(toets.streefdatum),
            "uitspraak": self._naar(toets.uitspraak_id),
        }

    def _afspraak(self, sleutel: UUID) -> dict[str, Celwaarde]:
        rij = self.t.db.get_one(Planafspraak, sleutel)
        return {"soort": rij.soort.value, "uitspraak": self._naar(rij.uitspraak_id)}

    def _evaluatie(self, sleutel: UUID) -> dict[str, Celwaarde]:
        """Without whom it was held with: those are names, which the stuk does not show."""
        rij = self.t.db.get_one(Evaluatie, sleutel)
        return {
            "plan_nr": self.t.db.get_one(PlanVersie, rij.plan_versie_id).nr,
            "gehouden_op": rij.gehouden_op.isoformat(),
            "vervolg": rij.vervolg.value,
            "volgende_op": _dag(rij.volgende_op),
            "uitspraak": self._naar(rij.uitspraak_id),
        }

    def _doelbereik(self, sleutel: UUID) -> dict[str, Celwaarde]:
        rij = self.t.db.get_one(Doelbereik, sleutel)
        evaluatie = self.t.db.get_one(Evaluatie, rij.evaluatie_id)
        doelen = plannen.doelen(self.t.db, evaluatie.plan_versie_id)
        (doel,) = (doel for doel in doelen if doel.stam_id == rij.doel_stam_id)
        return {
            "evaluatie": str(rij.evaluatie_id),
            "stam": str(rij.doel_stam_id),
            "leefgebied": doel.leefgebied,
            "spoor": doel.spoor.value,
            "bereik": rij.bereik.value,
            "uitspraak": self._naar(rij.uitspraak_id),
        }

    def _inzet(self, sleutel: UUID) -> dict[str, Celwaarde]:
        """With its key of the profile beside its name, so that whoever knows the same interventie recognises it."""
        rij = self.t.db.get_one(Inzet, sleutel)
        uitvoerder = None if rij.uitvoerder_id is None else self.t.db.get_one(Organisatie, rij.uitvoerder_id)
        return {
            "interventie": rij.interventie,
            "naam": rij.naam,
            "uitvoerder": "" if uitvoerder is None else uitvoerder.naam,
            "status": rij.status.value,
            "begin": _dag(rij.begin),
            "eind": _dag(rij.eind),
            "uitspraak": self._naar(rij.uitspraak_id),
            "resultaat": self._naar(rij.resultaat_id),
        }

    def _actie(self, sleutel: UUID) -> dict[str, Celwaarde]:
        ((rij, eigenaar, organisatie),) = (deel for deel in self.dossier.acties if deel[0].id == sleutel)
        (stuk,) = (stuk for stuk in self.stukken if _kop(stuk) == (Rijsoort.ACTIE, str(sleutel)))
        return {
            "stam": str(rij.doel_stam_id),
            "eigenaar": eigenaar.naam,
            "organisatie": organisatie.naam,
            "deadline": rij.deadline.isoformat(),
            "status": rij.status.value,
            "interventie": rij.interventie if INTERVENTIE in dict(stuk.velden) else "",
            "uitspraak": self._naar(rij.uitspraak_id),
            "resultaat": self._naar(rij.resultaat_id),
        }

    def _betrokkenheid(self, sleutel: UUID) -> dict[str, Celwaarde]:
        ((rij, professional, organisatie),) = (deel for deel in self.dossier.betrokkenen if deel[0].id == sleutel)
        return {
            "naam": professional.naam,
            "organisatie": organisatie.naam,
            "functie": professional.functie,
            "rol": rij.rol,
        }


def _gezegd(rij: Uitspraak) -> dict[str, Celwaarde]:
    return {
        "tekst": rij.tekst,
        "bron": rij.bron,
        "gezegd_op": rij.gezegd_op.isoformat(),
        "aard": rij.aard.value,
        "doorverstrekking": rij.doorverstrekking.value,
    }


def _dag(dag: date | None) -> str | None:
    return None if dag is None else dag.isoformat()


def _kop(stuk: Stuk) -> tuple[Rijsoort, str]:
    soort, _, sleutel = stuk.id.partition("+")[0].partition(":")
    return Rijsoort(soort), sleutel


def _tekst_van(stuk: Stuk) -> str:
    """The id of the statement whose words are in this stuk, also of a reaction; empty when there are none."""
    soort, sleutel = _kop(stuk)
    return sleutel if soort is Rijsoort.UITSPRAAK else stuk.id.partition("+")[2]
