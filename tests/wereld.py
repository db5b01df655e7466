"""A real encrypted vault with the five users of the demo, for tests of services and screens.

Built without the password step (that is tested in ``tests/kluis``): the database key and the users' keys are made
directly, everything after that is the real thing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary, ref

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk import paths
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import Bekrachtigingsoort
from pmg_desk.kluis.sleutels import EigenSleutels, PubliekeSleutels
from pmg_desk.services.profielen import load_bron, load_profiel
from pmg_desk.services.sleutelboek import bekrachtig, publieke_helft
from pmg_desk.services.werkplek import Ingelogd, Transactie, Werkplek
from pmg_desk.storage import migrations
from pmg_desk.storage.engine import maak_engine, sluit_engine, wacht_niet_op_schijf
from pmg_desk.storage.models import Gebruiker, GebruikerTafel, ProfielVersie

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # a Monday morning

MENSEN: tuple[tuple[str, str, Rol, tuple[str, ...]], ...] = (
    ("beheer", "B. Beheerder", Rol.BEHEERDER, ()),
    ("regie", "C. Regisseur", Rol.CASUSREGISSEUR, ("pga_lokaal",)),
    ("regie2", "D. Regisseur", Rol.CASUSREGISSEUR, ("top_x",)),
    ("privacy", "P. Officer", Rol.PRIVACY_OFFICER, ()),
    ("lezer", "M. Meelezer", Rol.MEELEZER, ()),
)


@dataclass
class Wereld:
    """One open vault; ``werkplek(naam)`` gives the workplace of a user on it. All share clock and database."""

    engine: Any
    pad: Path
    sleutel: bytes
    profiel: Profiel
    klok: VasteKlok
    kluis_id: UUID
    werkplekken: dict[str, Werkplek] = field(default_factory=dict)

    def werkplek(self, naam: str) -> Werkplek:
        """The workplace of one of ``MENSEN``."""
        return self.werkplekken[naam]

    @property
    def beheer(self) -> Werkplek:
        return self.werkplekken["beheer"]

    @property
    def regie(self) -> Werkplek:
        return self.werkplekken["regie"]

    @property
    def regie2(self) -> Werkplek:
        return self.werkplekken["regie2"]

    @property
    def privacy(self) -> Werkplek:
        return self.werkplekken["privacy"]

    @property
    def lezer(self) -> Werkplek:
        return self.werkplekken["lezer"]

    def sluit(self) -> None:
        sluit_engine(self.engine)


_werelden: WeakKeyDictionary[Werkplek, ref[Wereld]] = WeakKeyDictionary()


def wereld_van(werkplek: Werkplek) -> Wereld | None:
    """The world this workplace is in, while nothing but its vault makes out what is done there.

    None when somebody listens along, ids are not drawn, or it is no workplace of a world.
    """
    gevonden = _werelden.get(werkplek)
    wereld = gevonden() if gevonden else None
    if wereld is None or werkplek.nieuw_id is not uuid4 or any(w._luisteraars for w in wereld.werkplekken.values()):
        return None
    return wereld


def open_zonder_wachten(pad: Path, sleutel: bytes) -> Any:
    """The database of a world: its tests ask nothing of a power cut, and waiting for the disk is most of what they do.

    Who asks that of a vault opens it as the program does (``kluisdoos``, ``tests/uithouden``).
    """
    engine = maak_engine(pad, sleutel)
    wacht_niet_op_schijf(engine)
    return engine


@cache
def _lege_kluis() -> tuple[bytes, bytes]:
    """Key and bytes of a vault with the schema and nothing in it: migrating takes longer than most tests."""
    sleutel = secrets.token_bytes(32)
    with TemporaryDirectory() as map_:
        pad = Path(map_) / "kluis.db"
        engine = maak_engine(pad, sleutel, nieuw=True)
        migrations.breng_bij(engine, paths.migrations_map())
        sluit_engine(engine)
        return sleutel, pad.read_bytes()


@cache
def gemeente(profiel: str) -> Profiel:
    """A profile that comes with the program, read once."""
    return load_profiel(paths.resources_map() / "profielen", profiel)


@dataclass(frozen=True)
class _Sjabloon:
    """A world as it begins: making the five users takes longer than most tests, copying a file does not."""

    inhoud: bytes
    sleutel: bytes
    kluis_id: UUID
    mensen: tuple[tuple[Ingelogd, EigenSleutels], ...]


@cache
def _sjabloon(profiel: str, nummer: int) -> _Sjabloon:
    sleutel, leeg = _lege_kluis()
    with TemporaryDirectory() as map_:
        pad = Path(map_) / "kluis.db"
        pad.write_bytes(leeg)
        wereld = Wereld(maak_engine(pad, sleutel), pad, sleutel, gemeente(profiel), VasteKlok(NU), uuid4())
        for gebruikersnaam, naam, rol, tafels in MENSEN:
            wereld.werkplekken[gebruikersnaam] = _voeg_gebruiker_toe(wereld, gebruikersnaam, naam, rol, tafels)
        wereld.sluit()
        mensen = tuple((plek.gebruiker, plek.sleutels) for plek in wereld.werkplekken.values())
        return _Sjabloon(pad.read_bytes(), sleutel, wereld.kluis_id, mensen)


def maak_wereld(map_: Path, profiel: str = "den-haag-zuidwest", nummer: int = 0) -> Wereld:
    """A vault file in ``map_`` with the schema, the profile and five users whose keys the log registered.

    Those with another ``nummer`` are other vaults, of other people with other keys.
    """
    sjabloon = _sjabloon(profiel, nummer)
    pad = map_ / "kluis.db"
    pad.write_bytes(sjabloon.inhoud)
    engine, klok = open_zonder_wachten(pad, sjabloon.sleutel), VasteKlok(NU)
    wereld = Wereld(engine, pad, sjabloon.sleutel, gemeente(profiel), klok, sjabloon.kluis_id)
    for gebruiker, sleutels in sjabloon.mensen:
        wereld.werkplekken[gebruiker.gebruikersnaam] = Werkplek(
            engine,
            kluis_id=wereld.kluis_id,
            gebruiker=gebruiker,
            profiel=wereld.profiel,
            klok=klok,
            sleutels=sleutels,
            herkomst="test",
        )
    for werkplek in wereld.werkplekken.values():
        _werelden[werkplek] = ref(wereld)
    return wereld


def tweede_officer(wereld: Wereld, naam: str = "Q. Collega") -> Werkplek:
    """One more privacy officer in this vault, invited and with keys that the log registered."""
    werkplek = _voeg_gebruiker_toe(wereld, "privacy2", naam, Rol.PRIVACY_OFFICER, ())
    wereld.werkplekken["privacy2"] = werkplek
    return werkplek


def _voeg_gebruiker_toe(wereld: Wereld, gebruikersnaam: str, naam: str, rol: Rol, tafels: tuple[str, ...]) -> Werkplek:
    sleutels = EigenSleutels.nieuw()
    werkplek = Werkplek(
        wereld.engine,
        kluis_id=wereld.kluis_id,
        gebruiker=Ingelogd(uuid4(), gebruikersnaam, naam, rol),
        profiel=wereld.profiel,
        klok=wereld.klok,
        sleutels=sleutels,
        herkomst="test",
    )
    publiek = sleutels.publiek
    with werkplek.doe() as t:
        t.db.add(
            Gebruiker(
                id=werkplek.gebruiker.id,
                gebruikersnaam=gebruikersnaam,
                naam=naam,
                rol=rol,
                uitgenodigd_op=t.nu,
                actief_sinds=t.nu,
                ondertekensleutel=publiek.ed25519,
                agesleutel=publiek.age,
            )
        )
        t.db.flush()
        if not wereld.werkplekken:
            bron = load_bron(paths.resources_map() / "profielen", wereld.profiel.sleutel)
            t.db.add(
                ProfielVersie(
                    id=uuid4(), sleutel=bron.sleutel, toml=bron.tekst, basis_toml=bron.basis_tekst, sinds=t.nu
                )
            )
        for tafel in tafels:
            t.db.add(
                GebruikerTafel(
                    id=uuid4(), gebruiker_id=werkplek.gebruiker.id, tafel=tafel, van=date(2026, 1, 1), tot=None
                )
            )
        if wereld.werkplekken:  # the first user founds the vault; the others were invited
            _nodig_uit(wereld.beheer, werkplek, t)
        # The role at registration goes along as ``verwerking``: approvals are checked against these lines.
        t.log(
            "gebruiker.sleutel",
            "gebruiker",
            werkplek.gebruiker.id,
            sleutel=publiek.ed25519,
            verwerking=rol.value,
        )
    return werkplek


def _nodig_uit(beheer: Werkplek, nieuw: Werkplek, t: Transactie) -> None:
    """The two signatures under a first key, as inviting and the first log-in make them, and the line of the first."""
    tijdelijk, wie = Ed25519PrivateKey.generate(), nieuw.gebruiker
    code = PubliekeSleutels("", publieke_helft(tijdelijk))
    met = beheer.sleutels.ondertekening
    bekrachtig(t, Bekrachtigingsoort.UITNODIGING, wie.id, wie.rol, code, met=met)
    maak = t.regel("gebruiker.uitnodigen", "gebruiker", wie.id, sleutel=code.ed25519)

    def door_beheer(nr: int, vorige: str, commitment: str | None) -> Logregel:
        return replace(maak(nr, vorige, commitment), actor=str(beheer.gebruiker.id))

    t.log_reeks([(door_beheer, None)])
    eigen = nieuw.sleutels.publiek
    bekrachtig(t, Bekrachtigingsoort.EERSTE, wie.id, wie.rol, eigen, code.ed25519, met=tijdelijk)
