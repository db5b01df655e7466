"""Whose signing keys count: what the log registered, in order, and who endorsed a key that replaced another.

A user's first key comes in through the beheerder's invitation. A later one could be anybody's who can write in this
vault, so it counts only when three things agree: a replacement was opened before it, a line of the log says that it was
endorsed, and the endorsement itself is signed by a key that counted at that moment and is not the user's own. A key
that was replaced stays good for the time in which it was in force.

This stops nobody who has a beheerder's key *and* may be believed; what it stops is one person giving themselves the
signature of another, also when that person owns the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.rollen import Rol

SLEUTELREGEL = "gebruiker.sleutel"
"""A public signing key became known; ``verwerking`` holds the role at that moment."""
STOPREGEL = "gebruiker.stoppen"
VERVANGREGEL = "gebruiker.vervangen"
"""A beheerder opened a replacement: the next key of that user may be a new one."""
HERSTELREGEL = "herstelblad.gebruiken"
"""The recovery sheet did the same."""
BEKRACHTIGREGEL = "sleutel.bekrachtigen"
HERHAALREGEL, HERHAALREGEL_OUD = "sleutel.herhalen", "sleutel.herhalen_oud"
"""A log that continues another says again which keys are in force, and which were. That changes nothing as long as the
old log is there; once it was removed, these lines are how the keys are known.
"""
REGELS = (
    SLEUTELREGEL,
    STOPREGEL,
    VERVANGREGEL,
    HERSTELREGEL,
    BEKRACHTIGREGEL,
    HERHAALREGEL,
    HERHAALREGEL_OUD,
)
"""The lines that :func:`lees_sleutelboek` is made from."""

EXTERN = "externe_gebruiker"
"""Kind of object in the log for a user who works in another installation: their key never lived in this vault."""

BEKRACHTIGING_CONTEXT = "pmg-desk/bekrachtiging/1"
_BEKRACHTIGING = "PMG Desk bekrachtiging van een sleutel, versie 1"


@dataclass(frozen=True, slots=True)
class Bekrachtigingtekst:
    """What somebody signs who heard a user read out the fingerprint of their new keys."""

    kluis_id: str
    gebruiker_id: str
    oude_sleutel: str
    nieuwe_sleutel: str
    agesleutel: str
    op: datetime

    def tekst(self) -> str:
        """The exact text under the signature."""
        return canoniek(
            {
                "bekrachtiging": _BEKRACHTIGING,
                "kluis": self.kluis_id,
                "gebruiker": self.gebruiker_id,
                "oud": self.oude_sleutel,
                "nieuw": self.nieuwe_sleutel,
                "age": self.agesleutel,
                "op": als_tekst(self.op),
            }
        )


def lees_bekrachtiging(tekst: str) -> Bekrachtigingtekst:
    """Inverse of :meth:`Bekrachtigingtekst.tekst`. Raises ValueError for anything else."""
    try:
        v = lees_canoniek(tekst)
        gelezen = Bekrachtigingtekst(v["kluis"], v["gebruiker"], v["oud"], v["nieuw"], v["age"], uit_tekst(v["op"]))
        if gelezen.tekst() == tekst:
            return gelezen
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise ValueError("not an endorsement")


@dataclass(frozen=True, slots=True)
class BewaardeBekrachtiging:
    """An endorsement as it is stored; nothing of it is believed before it was checked."""

    gebruiker_id: str
    sleutel: str
    tekst: str
    handtekening: bytes
    ondertekenaar: str


@dataclass(frozen=True, slots=True)
class Wachtend:
    """A key that replaced another and was not endorsed: it signs nothing that counts."""

    sleutel: str
    oude_sleutel: str
    rol: Rol
    sinds: datetime


Verifieer = Callable[[str, str, bytes, bytes], bool]
"""``verifieer(public key, context, text, signature)``: the Ed25519 check, which is not the domain's."""


@dataclass(frozen=True, slots=True)
class Sleutelboek:
    """The keys of a vault as its log tells them. Users are named by id."""

    sleutels: tuple[BekendeSleutel, ...]  # that count, each for its time
    laatste: dict[str, str] = field(default_factory=dict)  # key that each user registered last, endorsed or not
    wachtend: dict[str, Wachtend] = field(default_factory=dict)
    vervangbaar: frozenset[str] = frozenset()  # may register a new key
    agesleutels: dict[str, str] = field(default_factory=dict)  # by user, as their endorsement names it
    bevindingen: tuple[str, ...] = ()  # sentences, for the check of the log

    def geldt(self, gebruiker_id: str, sleutel: str) -> bool:
        """Whether what this user signs now with this key counts."""
        return any(s.sleutel == sleutel for s in self._nu(gebruiker_id))

    def mag_bekrachtigen(self, door: str, voor: str) -> bool:
        """Whether ``door`` may endorse the waiting key of ``voor``.

        Never for oneself: whose key waits has none that counts. A beheerder may, for anybody else. For a beheerder,
        the privacy officer may when there is no other beheerder.
        """
        wacht = self.wachtend.get(voor)
        if wacht is None:
            return False
        rollen = {s.rol for s in self._nu(door) if not s.extern}
        if Rol.BEHEERDER in rollen:
            return True
        anderen = any(
            s.rol is Rol.BEHEERDER and s.tot is None and s.gebruiker_id != voor and not s.extern for s in self.sleutels
        )
        return wacht.rol is Rol.BEHEERDER and Rol.PRIVACY_OFFICER in rollen and not anderen

    def _nu(self, gebruiker_id: str) -> list[BekendeSleutel]:
        return [s for s in self.sleutels if s.gebruiker_id == gebruiker_id and s.tot is None]


def lees_sleutelboek(
    regels: Iterable[Logregel], bekrachtigingen: Iterable[BewaardeBekrachtiging], verifieer: Verifieer
) -> Sleutelboek:
    """The book from the log lines of ``REGELS`` that succeeded in this vault, in order, and the stored endorsements."""
    schrijver = _Schrijver(tuple(bekrachtigingen), verifieer)
    for regel in regels:
        if regel.object_id is not None:
            schrijver.lees(regel, regel.object_id)
    return schrijver.af()


class _Schrijver:
    def __init__(self, bekrachtigingen: tuple[BewaardeBekrachtiging, ...], verifieer: Verifieer) -> None:
        self._bekrachtigingen, self._verifieer = bekrachtigingen, verifieer
        self._extern: set[str] = set()  # users whose first key came from another installation
        self._van_hier: set[str] = set()  # keys of which the private half lies in this vault
        self._bekend: dict[str, str] = {}  # user of every key there ever was
        self._rol: dict[str, Rol] = {}
        self._herhaald_tot = 0  # number of the last line of the row that repeats keys
        self.boek = Sleutelboek(())

    def af(self) -> Sleutelboek:
        """The book. A key that was ever registered for a user of this vault is not extern, whatever a line says."""
        sleutels = tuple(replace(s, extern=s.extern and s.sleutel not in self._van_hier) for s in self.boek.sleutels)
        return replace(self.boek, sleutels=sleutels)

    def lees(self, regel: Logregel, wie: str) -> None:
        """Take one line in."""
        match regel.actie:
            case "gebruiker.sleutel":
                self._sleutel(regel, wie)
            case "gebruiker.stoppen":
                self._beeindig(wie, regel.tijd)
                self.boek.wachtend.pop(wie, None)
                self.boek = replace(self.boek, vervangbaar=self.boek.vervangbaar - {wie})
            case "sleutel.herhalen" | "sleutel.herhalen_oud":
                self._herhaal(regel, wie)
            case "sleutel.bekrachtigen":
                self._bekrachtig(regel, wie)
            case _:
                if wie in self.boek.laatste:
                    self.boek = replace(self.boek, vervangbaar=self.boek.vervangbaar | {wie})

    def _sleutel(self, regel: Logregel, wie: str) -> None:
        extern, sleutel = regel.object_soort == EXTERN, regel.sleutel
        if sleutel is None or regel.verwerking not in set(Rol):
            return
        rol = Rol(regel.verwerking)
        if not extern:
            self._van_hier.add(sleutel)
        eerste = wie not in self.boek.laatste
        if extern and not eerste and wie not in self._extern:
            self._meld("In het logboek staat een sleutel van elders voor een gebruiker van deze kluis. Die telt niet.")
            return
        if extern or eerste:
            self._neem_op(BekendeSleutel(sleutel, wie, rol, regel.tijd, extern=extern))
            return
        if wie not in self.boek.vervangbaar:
            self._meld("In het logboek staat een andere sleutel zonder dat er een vervanging was. Die telt niet.")
            return
        if sleutel in self._bekend or rol is not self._rol[wie]:
            self._meld("In het logboek staat een vervangende sleutel die al bekend was of een andere rol geeft.")
            return
        self._beeindig(wie, regel.tijd)
        self.boek.wachtend[wie] = Wachtend(sleutel, self.boek.laatste[wie], rol, regel.tijd)
        self._bekend[sleutel] = wie
        self.boek.laatste[wie] = sleutel
        self.boek.agesleutels.pop(wie, None)
        self.boek = replace(self.boek, vervangbaar=self.boek.vervangbaar - {wie})

    def _herhaal(self, regel: Logregel, wie: str) -> None:
        # The lines that are repeated may be here themselves; then these say nothing new. Only the unbroken row of them
        # that the oldest log begins with is believed, or anybody could "repeat" a key of their own later on.
        if self.boek.laatste and regel.nr != self._herhaald_tot + 1:
            return
        self._herhaald_tot = regel.nr
        sleutel = regel.sleutel
        if sleutel is None or regel.verwerking not in set(Rol):
            return
        extern = regel.object_soort == EXTERN
        if not extern:
            self._van_hier.add(sleutel)
        self._neem_op(BekendeSleutel(sleutel, wie, Rol(regel.verwerking), regel.tijd, extern=extern))
        if regel.actie == HERHAALREGEL_OUD:
            self._beeindig(wie, regel.tijd)

    def _neem_op(self, nieuw: BekendeSleutel) -> None:
        wie = nieuw.gebruiker_id
        if self._bekend.get(nieuw.sleutel, wie) != wie:
            self._meld("In het logboek staat een sleutel die al van een andere gebruiker is. Die telt niet opnieuw.")
            return
        if nieuw.extern:
            self._extern.add(wie)
            self._beeindig(wie, nieuw.sinds)
        self._bekend[nieuw.sleutel], self._rol[wie], self.boek.laatste[wie] = wie, nieuw.rol, nieuw.sleutel
        self.boek = replace(self.boek, sleutels=(*self.boek.sleutels, nieuw))

    def _bekrachtig(self, regel: Logregel, wie: str) -> None:
        wacht = self.boek.wachtend.get(wie)
        if wacht is not None and regel.sleutel == wacht.sleutel and self.boek.mag_bekrachtigen(regel.actor, wie):
            for bewaard in self._bekrachtigingen:
                tekst = self._echte(bewaard, regel, wie, wacht)
                if tekst is not None:
                    nieuw = BekendeSleutel(wacht.sleutel, wie, wacht.rol, regel.tijd)
                    self.boek = replace(self.boek, sleutels=(*self.boek.sleutels, nieuw))
                    self.boek.agesleutels[wie] = tekst.agesleutel
                    del self.boek.wachtend[wie]
                    return
        self._meld("Een bekrachtiging van een sleutel ontbreekt of is niet geldig. Die sleutel telt niet.")

    def _echte(
        self, bewaard: BewaardeBekrachtiging, regel: Logregel, wie: str, wacht: Wachtend
    ) -> Bekrachtigingtekst | None:
        try:
            tekst = lees_bekrachtiging(bewaard.tekst)
        except ValueError:
            return None
        bedoeld = Bekrachtigingtekst(
            regel.kluis_id, wie, wacht.oude_sleutel, wacht.sleutel, tekst.agesleutel, regel.tijd
        )
        goed = (
            tekst == bedoeld
            and (bewaard.gebruiker_id, bewaard.sleutel) == (wie, wacht.sleutel)
            and self.boek.geldt(regel.actor, bewaard.ondertekenaar)
            and self._verifieer(
                bewaard.ondertekenaar, BEKRACHTIGING_CONTEXT, bewaard.tekst.encode("utf-8"), bewaard.handtekening
            )
        )
        return tekst if goed else None

    def _beeindig(self, wie: str, tot: datetime) -> None:
        self.boek = replace(
            self.boek,
            sleutels=tuple(
                replace(s, tot=tot) if s.gebruiker_id == wie and s.tot is None else s for s in self.boek.sleutels
            ),
        )

    def _meld(self, zin: str) -> None:
        if zin not in self.boek.bevindingen:
            self.boek = replace(self.boek, bevindingen=(*self.boek.bevindingen, zin))
