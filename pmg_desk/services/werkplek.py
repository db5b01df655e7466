"""The workplace: an opened vault with one logged-in user, and the transaction in which every use case runs.

``with werkplek.doe() as t:`` is one use case. It commits at the end or not at all; a change without a Logregel does not
commit; a refusal is logged in a transaction of its own, because the refused one is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4

from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden
from pmg_desk.domain.klok import Klok, lokale_dag
from pmg_desk.domain.logboek import NIEMAND, Logontvanger, Logregel, Resultaat
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol, mag
from pmg_desk.storage import Sessie, logregels, uow
from pmg_desk.storage.models import Basis, Casus, CasusStatus, OverdrachtStatus
from pmg_desk.storage.overdrachten import vaste_overdracht
from pmg_desk.storage.zichtbaar import eigen_casussen, hoort_bij, mag_wijzigen, mag_zien, zichtbare_casussen

if TYPE_CHECKING:
    from pmg_desk.domain.canoniek import Waarde
    from pmg_desk.domain.profiel import Profiel
    from pmg_desk.kluis.bewaarplaats import OpenKluis
    from pmg_desk.kluis.sleutels import EigenSleutels

_M = TypeVar("_M", bound=Basis)


class AlleenDatabase(RuntimeError):
    """The header is not open: a bug, because the program always opens both."""


class CasusGesloten(Fout):
    """A closed casus is read-only until it is opened again."""

    wat = "Deze casus is gesloten."
    doe = "Heropen de casus als er weer aan gewerkt moet worden."


class CasusAangeboden(Fout):
    """On offer to another vault: read-only until that one answered, so that there is one owner at a time."""

    wat = "Deze casus is aangeboden aan een andere kluis. U kunt hem lezen, maar niet wijzigen."
    doe = "Wacht op het antwoord. Komt de casus terug, dan kunt u weer verder."


class CasusOvergedragen(Fout):
    """Another vault is the owner now; the casus here stays as it was when it went."""

    wat = "Deze casus is overgedragen aan een andere kluis. U kunt hem lezen, maar niet wijzigen of heropenen."
    doe = "Bel de nieuwe casusregisseur als er iets moet veranderen."


class AlleenLezen(Fout):
    """A backup is looked at: nothing in it changes."""

    wat = "Dit is een reservekopie: u kunt alleen lezen."
    veilig = "Er is niets gewijzigd of bewaard."
    doe = "Sluit de reservekopie en open de kluis zelf om te werken."


Noteer = Callable[[str, str, UUID | None, UUID | None, datetime], None]
"""``noteer(actie, object_soort, object_id, casus_id, moment)``: what is looked at in a backup, kept elsewhere."""


@dataclass(frozen=True, slots=True)
class Ingelogd:
    """Who works here."""

    id: UUID
    gebruikersnaam: str
    naam: str
    rol: Rol
    soort: Kluissoort = Kluissoort.TEAM  # of the vault: what a role may do depends on it

    def mag(self, recht: Recht) -> bool:
        """Whether the role has this right at all in this vault."""
        return mag(self.rol, recht, self.soort)


Wijziging = tuple[str, UUID | None]
"""What kind of thing changed, and which one: screens refresh only on what they show."""


class Werkplek:
    """An opened vault with one user. Not thread-safe: every use case runs on the one database thread."""

    def __init__(
        self,
        engine: Any,
        *,
        kluis_id: UUID,
        gebruiker: Ingelogd,
        profiel: Profiel,
        klok: Klok,
        sleutels: EigenSleutels,
        herkomst: str,
        nieuw_id: Callable[[], UUID] = uuid4,
        kluis: OpenKluis | None = None,
        noteer: Noteer | None = None,
    ) -> None:
        self.engine = engine
        self.noteer = noteer  # given: this is a backup, opened to be read only
        self.kluis = kluis  # None where only the database is open: then users and passwords cannot be changed
        self.kluis_id = kluis_id
        self.gebruiker = gebruiker
        self.profiel = profiel
        self.klok = klok
        self.sleutels = sleutels
        self.herkomst = herkomst
        self.nieuw_id = nieuw_id
        self._luisteraars: list[Callable[[frozenset[Wijziging]], None]] = []
        self._dag: date | None = None
        self._bij_nieuwe_dag: Callable[[Werkplek], object] | None = None

    @property
    def alleen_lezen(self) -> bool:
        """Whether this is a backup that is looked at: every change is refused with AlleenLezen."""
        return self.noteer is not None

    def bij_wijziging(self, luisteraar: Callable[[frozenset[Wijziging]], None]) -> None:
        """Call ``luisteraar`` after each commit that changed something, on the thread that committed."""
        self._luisteraars.append(luisteraar)

    def bij_nieuwe_dag(self, taak: Callable[[Werkplek], object]) -> None:
        """Run ``taak`` before the first use case of each later day: a vault may stay open over midnight."""
        self._dag, self._bij_nieuwe_dag = lokale_dag(self.klok.nu()), taak

    def _begin_dag(self) -> None:
        dag = lokale_dag(self.klok.nu())
        if self._bij_nieuwe_dag is not None and dag != self._dag:
            self._dag = dag  # first: the task comes here too
            self._bij_nieuwe_dag(self)

    @contextmanager
    def doe(self) -> Iterator[Transactie]:
        """One use case. Raises whatever the use case raises; then nothing of it was saved."""
        self._begin_dag()
        poging: list[tuple[str, UUID | None]] = []
        wijzigingen: set[Wijziging] = set()
        profielen: list[Profiel] = []
        try:
            with uow.transactie(self.engine) as sessie:
                if self.alleen_lezen:
                    uow.weiger_wijzigen(sessie, AlleenLezen)
                t = Transactie(self, sessie)
                t.pogingen, t.wijzigingen, t.profielen = poging, wijzigingen, profielen
                yield t
                uow.dateer_casussen(sessie, t.nu)
        except GeenToegang:
            self._log_weigering(*(poging[-1] if poging else ("kluis", None)))
            raise
        if profielen:
            self.profiel = profielen[-1]
        if wijzigingen:
            for luisteraar in self._luisteraars:
                luisteraar(frozenset(wijzigingen))

    def _log_weigering(self, soort: str, object_id: UUID | None) -> None:
        with uow.transactie(self.engine) as sessie:
            Transactie(self, sessie).log(
                "toegang.weigeren",
                soort,
                object_id,
                casus_id=object_id if soort == "casus" else None,
                resultaat=Resultaat.GEWEIGERD,
            )


class Transactie:
    """One running use case: the session, the moment it happens, the log, and access to casussen."""

    def __init__(self, werkplek: Werkplek, sessie: Sessie) -> None:
        self.werkplek = werkplek
        self.db = sessie
        self.nu: datetime = werkplek.klok.nu()
        self.vandaag: date = lokale_dag(self.nu)
        self.gebruiker = werkplek.gebruiker
        self.profiel = werkplek.profiel
        self.wijzigingen: set[Wijziging] = set()
        self.profielen: list[Profiel] = []
        self.vast: list[object] = []  # rows read ahead: the session forgets what nobody holds
        self.pogingen: list[tuple[str, UUID | None]] = []  # what was tried last is what a refusal is logged about

    def nieuw_id(self) -> UUID:
        """A fresh key."""
        return self.werkplek.nieuw_id()

    def log(
        self,
        actie: str,
        object_soort: str,
        object_id: UUID | None = None,
        *,
        casus_id: UUID | None = None,
        resultaat: Resultaat = Resultaat.GELUKT,
        verwerking: str = "",
        categorieen: Sequence[str] = (),
        ontvanger: Logontvanger = NIEMAND,
        aantal: int | None = None,
        sleutel: str | None = None,
        detail: dict[str, Waarde] | None = None,
    ) -> int:
        """Write a Logregel in this transaction and return its number.

        ``detail`` may hold case content: it lies beside the chain under a salted commitment and can be erased.
        """
        if self.werkplek.noteer is not None:
            self.werkplek.noteer(actie, object_soort, object_id, casus_id, self.nu)
            return logregels.stand(self.db)[0]
        maak = self.regel(
            actie,
            object_soort,
            object_id,
            casus_id=casus_id,
            resultaat=resultaat,
            verwerking=verwerking,
            categorieen=categorieen,
            ontvanger=ontvanger,
            aantal=aantal,
            sleutel=sleutel,
        )
        return logregels.voeg_toe(self.db, maak, detail).nr

    def log_reeks(self, regels: Sequence[tuple[logregels.Maker, dict[str, Waarde] | None]]) -> None:
        """Write many Logregels at once, each from :meth:`regel`, with its detail."""
        if self.werkplek.alleen_lezen:
            raise AlleenLezen
        logregels.voeg_reeks_toe(self.db, regels)

    def regel(
        self,
        actie: str,
        object_soort: str,
        object_id: UUID | None = None,
        *,
        casus_id: UUID | None = None,
        resultaat: Resultaat = Resultaat.GELUKT,
        verwerking: str = "",
        categorieen: Sequence[str] = (),
        ontvanger: Logontvanger = NIEMAND,
        aantal: int | None = None,
        sleutel: str | None = None,
    ) -> logregels.Maker:
        """A line of this moment by this user, for :meth:`log_reeks`; it gets its number when it is written."""
        gebruiker = self.gebruiker

        def maak(nr: int, vorige: str, commitment: str | None) -> Logregel:
            return Logregel(
                nr=nr,
                vorige=vorige,
                tijd=self.nu,
                kluis_id=str(self.werkplek.kluis_id),
                actor=str(gebruiker.id),
                actor_naam=gebruiker.naam,
                rol=gebruiker.rol.value,
                herkomst=self.werkplek.herkomst,
                actie=actie,
                object_soort=object_soort,
                object_id=None if object_id is None else str(object_id),
                casus_id=None if casus_id is None else str(casus_id),
                resultaat=resultaat,
                verwerking=verwerking,
                categorieen=",".join(sorted(set(categorieen))),
                ontvanger=ontvanger,
                aantal=aantal,
                sleutel=sleutel,
                detail=commitment,
            )

        return maak

    def gewijzigd(self, soort: str, object_id: UUID | None = None) -> None:
        """Tell the screens, once this has been committed."""
        self.wijzigingen.add((soort, object_id))

    def nieuw_profiel(self, profiel: Profiel) -> None:
        """The profile that the workplace has from now on, once this has been committed."""
        self.profielen.append(profiel)

    def eis(self, recht: Recht) -> None:
        """Raises GeenToegang unless the role has this right."""
        if not self.gebruiker.mag(recht):
            raise GeenToegang

    def haal(self, model: type[_M], sleutel: UUID) -> _M:
        """A row by its key; raises NietGevonden. For content of a casus use :meth:`casus` first."""
        rij = self.db.get(model, sleutel)
        if rij is None:
            raise NietGevonden
        return rij

    def zichtbaar(self) -> Any:
        """The selection of casus ids this user may read, for use in ``storage`` functions."""
        return zichtbare_casussen(self.gebruiker.id, self.gebruiker.rol, self.vandaag, self.nu)

    def eigen(self) -> Any:
        """The selection of casus ids this user has work in: a part of :meth:`zichtbaar`."""
        return eigen_casussen(self.gebruiker.id, self.gebruiker.rol, self.vandaag)

    def zichtbaar_per_rij(self) -> Any:
        """The same as a condition on a row of Casus: for long lists that are read page by page."""
        return mag_zien(self.gebruiker.id, self.gebruiker.rol, self.vandaag, self.nu)

    def mag_zien(self, casus_id: UUID) -> bool:
        """Whether this user may read this casus; not logged."""
        return hoort_bij(self.db, casus_id, self.zichtbaar_per_rij())

    def mag_wijzigen(self, casus_id: UUID) -> bool:
        """Whether this user may change this casus (open or not); not logged."""
        return hoort_bij(self.db, casus_id, mag_wijzigen(self.gebruiker.id, self.gebruiker.rol, self.vandaag))

    def casus(
        self,
        casus_id: UUID,
        *,
        wijzigen: bool = False,
        gesloten_mag: bool = False,
        overgedragen_mag: bool = False,
    ) -> Casus:
        """A casus this user may read, or with ``wijzigen`` may change.

        ``overgedragen_mag``: also while another vault has it or may take it, for what changes nothing of its content.

        Raises GeenToegang (logged) when it exists and may not be seen or changed, NietGevonden when it does not exist,
        CasusAangeboden and CasusOvergedragen, CasusGesloten when it is to be changed while closed.
        """
        self.pogingen.append(("casus", casus_id))
        casus = self.haal(Casus, casus_id)
        if not (self.mag_wijzigen(casus_id) if wijzigen else self.mag_zien(casus_id)):
            raise GeenToegang
        if wijzigen and not overgedragen_mag:
            self._eis_eigenaar(casus_id)
        if wijzigen and not gesloten_mag and casus.status is CasusStatus.GESLOTEN:
            raise CasusGesloten
        return casus

    def _eis_eigenaar(self, casus_id: UUID) -> None:
        overdracht = vaste_overdracht(self.db, casus_id)
        if overdracht is not None:
            aangeboden = overdracht.status is OverdrachtStatus.AANGEBODEN
            raise CasusAangeboden if aangeboden else CasusOvergedragen
