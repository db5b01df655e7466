"""Whose signing keys count: what the log registered, in order, and who signed that a key is somebody's.

The first key of a vault is its founder's; every other key leads back to it. Somebody is invited with a statement,
signed by who looks after the vault, that names a temporary key; only the one-time code gives that key, and with it
the user signs for their own first keys. The keys of an officer who works elsewhere are signed for by who heard the
fingerprint of their card. A key that replaces another, and a first key without both of those signatures, waits until
somebody else whose key counts signs for it, after the fingerprint was read out. A key that was replaced stays good for
the time in which it was in force.

So a line of the log alone, which anybody can write who owns the machine, makes nobody's signature. In a vault that an
older version made, first keys had no more than their line: those count up to the line about its first upgrade. What
cannot be seen from inside is a log that was rewritten from its first key on: that takes a head kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

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
NODIGREGEL = "gebruiker.uitnodigen"
"""An invitation: ``sleutel`` is the temporary key that its one-time code gives."""
MAAKREGEL = "kluis.maken"
"""The first line of a vault; ``sleutel`` is its founder's. A line without one is of a version before these rules."""
BIJWERKREGEL = "kluis.bijwerken"
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
    NODIGREGEL,
    MAAKREGEL,
    BIJWERKREGEL,
    HERHAALREGEL,
    HERHAALREGEL_OUD,
)
"""The lines that :func:`lees_sleutelboek` is made from."""

EXTERN = "externe_gebruiker"
"""Kind of object in the log for a user who works in another installation: their key never lived in this vault."""

BEKRACHTIGING_CONTEXT = "pmg-desk/bekrachtiging/1"
_BEKRACHTIGING = "PMG Desk bekrachtiging van een sleutel, versie 1"


class Bekrachtigingsoort(StrEnum):
    """What somebody signs about a key."""

    UITNODIGING = "uitnodiging"  # who has the one-time code that gives this temporary key may become this user
    EERSTE = "eerste"  # with that temporary key: these are my keys
    VERBINDING = "verbinding"  # the keys of an officer elsewhere, whose fingerprint was heard and typed
    VERVANGING = "vervanging"  # the new keys of a user, likewise


@dataclass(frozen=True, slots=True)
class Bekrachtigingtekst:
    """What is signed about a key. ``oude_sleutel``: the key that it replaces or, for first keys, the temporary one."""

    soort: Bekrachtigingsoort
    kluis_id: str
    gebruiker_id: str
    rol: Rol
    nieuwe_sleutel: str
    op: datetime
    oude_sleutel: str = ""
    agesleutel: str = ""

    def tekst(self) -> str:
        """The exact text under the signature."""
        return canoniek(
            {
                "bekrachtiging": _BEKRACHTIGING,
                "soort": self.soort.value,
                "kluis": self.kluis_id,
                "gebruiker": self.gebruiker_id,
                "rol": self.rol.value,
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
        gelezen = Bekrachtigingtekst(
            soort=Bekrachtigingsoort(v["soort"]),
            kluis_id=v["kluis"],
            gebruiker_id=v["gebruiker"],
            rol=Rol(v["rol"]),
            nieuwe_sleutel=v["nieuw"],
            op=uit_tekst(v["op"]),
            oude_sleutel=v["oud"],
            agesleutel=v["age"],
        )
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
    """A key that nobody endorsed yet: it signs nothing that counts. ``oude_sleutel`` is empty for a first key."""

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

    def beheert(self, gebruiker_id: str, sleutel: str) -> bool:
        """Whether this key is, now, of somebody who looks after this vault: a beheerder.

        Where there never was one, as in an officer's own installation, the privacy officers look after it.
        """
        rol = Rol.BEHEERDER if any(s.rol is Rol.BEHEERDER for s in self.sleutels) else Rol.PRIVACY_OFFICER
        return any(s.sleutel == sleutel and s.rol is rol and not s.extern for s in self._nu(gebruiker_id))

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


@dataclass(frozen=True, slots=True)
class _Genodigd:
    """A counting invitation: as what, and the temporary key that its code gives."""

    rol: Rol
    tijdelijk: str


class _Schrijver:
    def __init__(self, bekrachtigingen: tuple[BewaardeBekrachtiging, ...], verifieer: Verifieer) -> None:
        self._bekrachtigingen, self._verifieer = bekrachtigingen, verifieer
        self._extern: set[str] = set()  # users whose first key came from another installation
        self._van_hier: set[str] = set()  # keys of which the private half lies in this vault
        self._bekend: dict[str, str] = {}  # user of every key there ever was
        self._rol: dict[str, Rol] = {}
        self._genodigd: dict[str, _Genodigd] = {}
        self._gebruikt: set[str] = set()  # texts that were believed: each once, or an ended key could be revived
        self._zonder_woord = False  # first keys count by their line alone: until the upgrade of an older vault
        self._herhaald_tot = 0  # number of the last line of the row that repeats keys
        self.boek = Sleutelboek(())

    def af(self) -> Sleutelboek:
        """The book. A key that was ever registered for a user of this vault is not extern, whatever a line says."""
        sleutels = tuple(replace(s, extern=s.extern and s.sleutel not in self._van_hier) for s in self.boek.sleutels)
        if any(not wacht.oude_sleutel for wacht in self.boek.wachtend.values()):
            self._meld(
                "Van een gebruiker is de eerste sleutel niet door een uitnodiging gedekt. Die sleutel telt niet."
            )
        return replace(self.boek, sleutels=sleutels)

    def lees(self, regel: Logregel, wie: str) -> None:
        """Take one line in."""
        match regel.actie:
            case "kluis.maken":
                self._zonder_woord = regel.nr == 1 and regel.sleutel is None
            case "kluis.bijwerken":
                self._zonder_woord = False
            case "gebruiker.uitnodigen":
                self._nodig_uit(regel, wie)
            case "gebruiker.sleutel":
                self._sleutel(regel, wie)
            case "gebruiker.stoppen":
                self._beeindig(wie, regel)
                self.boek.wachtend.pop(wie, None)
                self._genodigd.pop(wie, None)
                self.boek = replace(self.boek, vervangbaar=self.boek.vervangbaar - {wie})
            case "sleutel.herhalen" | "sleutel.herhalen_oud":
                self._herhaal(regel, wie)
            case "sleutel.bekrachtigen":
                self._bekrachtig(regel, wie)
            case _:
                if wie in self.boek.laatste:
                    self.boek = replace(self.boek, vervangbaar=self.boek.vervangbaar | {wie})

    def _nodig_uit(self, regel: Logregel, wie: str) -> None:
        self._genodigd.pop(wie, None)  # a new code ends the one before
        if regel.sleutel is None:
            return
        tekst = self._gezegd(Bekrachtigingsoort.UITNODIGING, regel, wie, regel.sleutel, None)
        if tekst is not None:
            self._genodigd[wie] = _Genodigd(tekst.rol, regel.sleutel)

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
        elif extern:
            self._van_elders(regel, wie, sleutel, rol)
        elif eerste:
            self._eerste(regel, wie, sleutel, rol)
        elif wie not in self.boek.vervangbaar:
            self._meld("In het logboek staat een andere sleutel zonder dat er een vervanging was. Die telt niet.")
        elif sleutel in self._bekend or rol is not self._rol[wie]:
            self._meld("In het logboek staat een vervangende sleutel die al bekend was of een andere rol geeft.")
        else:
            self._beeindig(wie, regel)
            self._laat_wachten(Wachtend(sleutel, self.boek.laatste[wie], rol, regel.tijd), wie)

    def _van_elders(self, regel: Logregel, wie: str, sleutel: str, rol: Rol) -> None:
        tekst = self._gezegd(Bekrachtigingsoort.VERBINDING, regel, wie, sleutel, rol)
        if tekst is not None:
            self._neem_op(regel, BekendeSleutel(sleutel, wie, rol, regel.tijd, extern=True), tekst.agesleutel)
        else:
            self._meld("In het logboek staat een sleutel van elders die niemand heeft bekrachtigd. Die telt niet.")

    def _eerste(self, regel: Logregel, wie: str, sleutel: str, rol: Rol) -> None:
        nieuw = BekendeSleutel(sleutel, wie, rol, regel.tijd)
        if self._zonder_woord or not self.boek.laatste:
            self._neem_op(regel, nieuw)
            return
        genodigd = self._genodigd.get(wie)
        tekst = None
        if genodigd is not None and genodigd.rol is rol:
            tekst = self._gezegd(Bekrachtigingsoort.EERSTE, regel, wie, sleutel, rol, genodigd.tijdelijk)
        if tekst is not None:
            self._neem_op(regel, nieuw, tekst.agesleutel)
        elif not self._is_van_een_ander(sleutel, wie):
            self._laat_wachten(Wachtend(sleutel, "", rol, regel.tijd), wie)

    def _laat_wachten(self, wacht: Wachtend, wie: str) -> None:
        self.boek.wachtend[wie] = wacht
        self._bekend[wacht.sleutel], self._rol[wie], self.boek.laatste[wie] = wie, wacht.rol, wacht.sleutel
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
        self._neem_op(regel, BekendeSleutel(sleutel, wie, Rol(regel.verwerking), regel.tijd, extern=extern))
        if regel.actie == HERHAALREGEL_OUD:
            self._beeindig(wie, regel)

    def _neem_op(self, regel: Logregel, nieuw: BekendeSleutel, agesleutel: str | None = None) -> None:
        wie = nieuw.gebruiker_id
        if self._is_van_een_ander(nieuw.sleutel, wie):
            return
        if nieuw.extern:
            self._extern.add(wie)
            self._beeindig(wie, regel)
        self._bekend[nieuw.sleutel], self._rol[wie], self.boek.laatste[wie] = wie, nieuw.rol, nieuw.sleutel
        self.boek = replace(self.boek, sleutels=(*self.boek.sleutels, nieuw))
        if agesleutel is not None:
            self.boek.agesleutels[wie] = agesleutel

    def _is_van_een_ander(self, sleutel: str, wie: str) -> bool:
        ander = self._bekend.get(sleutel, wie) != wie
        if ander:
            self._meld("In het logboek staat een sleutel die al van een andere gebruiker is. Die telt niet opnieuw.")
        return ander

    def _bekrachtig(self, regel: Logregel, wie: str) -> None:
        wacht = self.boek.wachtend.get(wie)
        if wacht is not None and regel.sleutel == wacht.sleutel and self.boek.mag_bekrachtigen(regel.actor, wie):
            tekst = self._gezegd(
                Bekrachtigingsoort.VERVANGING, regel, wie, wacht.sleutel, wacht.rol, wacht.oude_sleutel
            )
            if tekst is not None:
                self._neem_op(regel, BekendeSleutel(wacht.sleutel, wie, wacht.rol, regel.tijd), tekst.agesleutel)
                del self.boek.wachtend[wie]
                return
        self._meld("Een bekrachtiging van een sleutel ontbreekt of is niet geldig. Die sleutel telt niet.")

    def _gezegd(
        self, soort: Bekrachtigingsoort, regel: Logregel, wie: str, sleutel: str, rol: Rol | None, oud: str = ""
    ) -> Bekrachtigingtekst | None:
        """What was truly signed at this line about this key, by who may; ``rol`` None: as whatever it says."""
        for bewaard in self._bekrachtigingen:
            if bewaard.tekst in self._gebruikt or (bewaard.gebruiker_id, bewaard.sleutel) != (wie, sleutel):
                continue
            try:
                tekst = lees_bekrachtiging(bewaard.tekst)
            except ValueError:
                continue
            bedoeld = Bekrachtigingtekst(
                soort, regel.kluis_id, wie, rol or tekst.rol, sleutel, regel.tijd, oud, tekst.agesleutel
            )
            if (
                tekst == bedoeld
                and self._mag(tekst, regel.actor, bewaard.ondertekenaar)
                and self._verifieer(
                    bewaard.ondertekenaar, BEKRACHTIGING_CONTEXT, bewaard.tekst.encode("utf-8"), bewaard.handtekening
                )
            ):
                self._gebruikt.add(bewaard.tekst)
                return tekst
        return None

    def _mag(self, tekst: Bekrachtigingtekst, actor: str, ondertekenaar: str) -> bool:
        if tekst.soort is Bekrachtigingsoort.EERSTE:
            return ondertekenaar == tekst.oude_sleutel
        if tekst.soort is Bekrachtigingsoort.VERVANGING:
            return self.boek.geldt(actor, ondertekenaar)
        return self.boek.beheert(actor, ondertekenaar)

    def _beeindig(self, wie: str, regel: Logregel) -> None:
        self.boek = replace(
            self.boek,
            sleutels=tuple(
                replace(s, tot=regel.tijd, tot_nr=regel.nr) if s.gebruiker_id == wie and s.tot is None else s
                for s in self.boek.sleutels
            ),
        )

    def _meld(self, zin: str) -> None:
        if zin not in self.boek.bevindingen:
            self.boek = replace(self.boek, bevindingen=(*self.boek.bevindingen, zin))
