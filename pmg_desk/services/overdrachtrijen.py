"""From approved stukken to the rows that go along in a transfer: never a field that the stuk does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from pmg_desk.domain.overdracht import Celwaarde, Rij, Rijsoort
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.services.stukken_inzet import INTERVENTIE
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.dossier import Dossierrijen, lees_dossier
from pmg_desk.storage.models import Casus, Uitspraak, UitspraakSoort

GAAT_NIET_MEE = "Dit soort stukken gaat niet mee bij een overdracht. Geef het zo nodig door met een samenvatting."

_TEKSTEN = frozenset(
    (
        UitspraakSoort.AANLEIDING,
        UitspraakSoort.SIGNAAL,
        UitspraakSoort.FEIT,
        UitspraakSoort.CORRECTIE,
        UitspraakSoort.ANTECEDENT,
        UitspraakSoort.SCORE,
        UitspraakSoort.KENMERK,
        UitspraakSoort.INDELING,
        UitspraakSoort.PLAN,
        UitspraakSoort.WENS,
        UitspraakSoort.DOEL,
        UitspraakSoort.ACTIE,
        UitspraakSoort.RESULTAAT,
    )
)
"""Kinds of statements that every program which takes a casus over has a place for."""
_GETOONDE_OPSCHORTING = ("O", "E")  # the only two that a stuk names


def splits(t: Transactie, casus: Casus, stukken: Sequence[Stuk]) -> tuple[tuple[Stuk, ...], tuple[Stuk, ...]]:
    """The stukken that a transfer has a row for, and those it does not know: these are left out, and said to be.

    An allow-list, so that a stuk of a kind that comes later stays here until the format has a place for it.
    """
    rijen = lees_dossier(t.db, casus, t.vandaag)
    soorten = {str(rij.id): rij.soort for rij in (*rijen.uitspraken.values(), *rijen.losse_uitspraken)}
    mee = tuple(stuk for stuk in stukken if _kent(stuk, soorten))
    gekend = {stuk.id for stuk in mee}
    return mee, tuple(stuk for stuk in stukken if stuk.id not in gekend)


def _kent(stuk: Stuk, soorten: Mapping[str, UitspraakSoort]) -> bool:
    if stuk.id.partition(":")[0] not in frozenset(Rijsoort):
        return False
    tekst = _tekst_van(stuk)
    return not tekst or soorten.get(tekst) in _TEKSTEN


def maak_rijen(t: Transactie, casus: Casus, stukken: Sequence[Stuk]) -> tuple[Rij, ...]:
    """The rows of these stukken, which were cut from this casus in this transaction.

    A row names its statement only where that statement goes along too.
    """
    return _Rijen(lees_dossier(t.db, casus, t.vandaag), stukken).maak()


class _Rijen:
    def __init__(self, dossier: Dossierrijen, stukken: Sequence[Stuk]) -> None:
        self.dossier, self.stukken = dossier, stukken
        self.teksten = {str(rij.id): rij for rij in dossier.uitspraken.values()}
        self.teksten |= {str(rij.id): rij for rij in dossier.losse_uitspraken}
        self.mee = {_tekst_van(stuk) for stuk in stukken}

    def maak(self) -> tuple[Rij, ...]:
        rijen: list[Rij] = []
        for stuk in self.stukken:
            soort, sleutel = _kop(stuk)
            if soort is not Rijsoort.UITSPRAAK:
                waarden = getattr(self, f"_{soort.value}")(UUID(sleutel))
                rijen.append(Rij(soort, sleutel, stuk.categorie, stuk.derden, waarden))
            tekst = _tekst_van(stuk)
            if tekst:
                rijen.append(self._uitspraak(self.teksten[tekst]))
        return tuple(rijen)

    def _naar(self, uitspraak_id: UUID | None) -> str | None:
        huidig = None if uitspraak_id is None else self.dossier.uitspraken.get(uitspraak_id)
        return str(huidig.id) if huidig is not None and str(huidig.id) in self.mee else None

    def _uitspraak(self, rij: Uitspraak) -> Rij:
        waarden: dict[str, Celwaarde] = {
            "soort": rij.soort.value,
            "tekst": rij.tekst,
            "bron": rij.bron,
            "gezegd_op": rij.gezegd_op.isoformat(),
            "aard": rij.aard.value,
            "doorverstrekking": rij.doorverstrekking.value,
        }
        return Rij(Rijsoort.UITSPRAAK, str(rij.id), rij.categorie, rij.derden, waarden)

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
            "gekozen_op": rij.op.date().isoformat(),
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
            "afgesproken_op": None if rij.afgesproken_op is None else rij.afgesproken_op.isoformat(),
            "evaluatie_op": None if rij.evaluatie_op is None else rij.evaluatie_op.isoformat(),
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


def _kop(stuk: Stuk) -> tuple[Rijsoort, str]:
    soort, _, sleutel = stuk.id.partition("+")[0].partition(":")
    return Rijsoort(soort), sleutel


def _tekst_van(stuk: Stuk) -> str:
    """The id of the statement whose words are in this stuk; empty when there are none."""
    soort, sleutel = _kop(stuk)
    return sleutel if soort is Rijsoort.UITSPRAAK else stuk.id.partition("+")[2]
