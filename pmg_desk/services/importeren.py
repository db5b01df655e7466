"""Importing jongeren from a list or a BRP persoonslijst: look first, choose rows, then all of it or nothing.

Reading happens in a process of its own (``exchange``); the preview says per row what will happen and what is wrong;
the import is one transaction with a Logregel per casus and one for the import as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.namen import Persoonsnaam
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.brp import BrpPersoon, BrpRelatie, als_importrijen, lees_brp
from pmg_desk.exchange.brp_opbouw import is_persoonslijst
from pmg_desk.exchange.lezer import lees_tabel
from pmg_desk.exchange.tabel import Tabel
from pmg_desk.exchange.toewijzing import ImportRij, Toewijzing, pas_toe, raad_toewijzing, vingerafdruk
from pmg_desk.services import casussen, dubbelen
from pmg_desk.services.casussen import NieuweCasus
from pmg_desk.services.dubbelen import Dubbelen
from pmg_desk.services.jongeren import Adres, JongereInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Gebruiker, Importtoewijzing, Relatie

Voortgang = Callable[[int, int, str], None]
"""``voortgang(n, totaal, tekst)``; raises to cancel, and then nothing was imported."""

_BLOK = 100
"""Rows that are looked up or written at once; between two of these the user can cancel."""

GEZAG = {
    "1": ("ja", "nee"),
    "2": ("nee", "ja"),
    "12": ("ja", "ja"),
    "1D": ("samen met een derde", "nee"),
    "2D": ("nee", "samen met een derde"),
    "D": ("nee, een derde", "nee, een derde"),
}
"""What BRP 11.32.10 says for the first and the second parent."""


def _niets(_n: int, _totaal: int, _tekst: str) -> None:
    """No one is watching."""


@dataclass(frozen=True, slots=True)
class Importbestand:
    """A file that was read: a BRP persoonslijst, or a list whose columns have to be assigned."""

    naam: str
    tabel: Tabel = field(repr=False)
    personen: tuple[BrpPersoon, ...] = field(repr=False)
    toewijzing: Toewijzing
    onthouden: bool  # the assignment is the one used last time for these headings
    waarschuwingen: tuple[str, ...]

    @property
    def is_brp(self) -> bool:
        """Whether it is a BRP persoonslijst: its columns mean what the BRP says."""
        return bool(self.personen)


@dataclass(frozen=True, slots=True)
class RijVoorbeeld:
    """What will happen with one row: ``wat`` is nieuw, bekend or fout. ``gekozen`` is the choice to begin with."""

    nr: int
    naam: str
    geboren: str
    wat: str
    opmerkingen: tuple[str, ...]
    gekozen: bool

    @property
    def kan(self) -> bool:
        """Whether the row can be imported at all."""
        return self.wat != "fout"


@dataclass(frozen=True, slots=True)
class ImportUitkomst:
    """What was imported."""

    casussen: int
    relaties: int
    overgeslagen: int


def read_bestand(
    werkplek: Werkplek,
    pad: Path,
    *,
    voortgang: Voortgang | None = None,
    annuleer: Callable[[], bool] | None = None,
) -> Importbestand:
    """Read a file in a separate process and find out what it is. Raises a Leesfout in Dutch; nothing is imported."""
    with werkplek.doe() as t:
        t.eis(Recht.IMPORTEREN)
        bsn = t.profiel.instellingen.bsn_toegestaan.waarde
    meld = voortgang or _niets
    tabel = lees_tabel(
        pad, voortgang=lambda rijen, deel: meld(int(deel * 100), 100, f"{rijen} rijen gelezen"), annuleer=annuleer
    )
    if is_persoonslijst(tabel):
        personen = lees_brp(tabel, bewaar_bsn=bsn)
        return Importbestand(pad.name, tabel, personen, Toewijzing({}), False, tabel.waarschuwingen)
    with werkplek.doe() as t:
        onthouden = _onthouden(t, tabel)
    toewijzing = onthouden or raad_toewijzing(tabel.kolommen, bsn_toegestaan=bsn)
    return Importbestand(pad.name, tabel, (), toewijzing, onthouden is not None, tabel.waarschuwingen)


def _onthouden(t: Transactie, tabel: Tabel) -> Toewijzing | None:
    rij = t.db.get(Importtoewijzing, vingerafdruk(tabel.kolommen))
    return None if rij is None else Toewijzing.uit_dict(lees_canoniek(rij.inhoud), tabel.kolommen)


def _rijen(t: Transactie, bestand: Importbestand, toewijzing: Toewijzing) -> Iterable[ImportRij]:
    if bestand.is_brp:
        return als_importrijen(bestand.personen)
    if not toewijzing.heeft_naam:
        raise OngeldigeInvoer({"toewijzing": "Wijs ten minste één kolom aan waar een naam in staat."})
    return pas_toe(
        bestand.tabel,
        toewijzing,
        vandaag=t.vandaag,
        tafels={sleutel: tafel.label for sleutel, tafel in t.profiel.tafels.items()},
        bsn_toegestaan=t.profiel.instellingen.bsn_toegestaan.waarde,
    )


def preview_import(
    werkplek: Werkplek, bestand: Importbestand, toewijzing: Toewijzing, voortgang: Voortgang = _niets
) -> tuple[RijVoorbeeld, ...]:
    """Per row what will happen and what is wrong; likely duplicates are shown within what one may see. Logged once."""
    with werkplek.doe() as t:
        t.eis(Recht.IMPORTEREN)
        totaal = len(bestand.personen) or len(bestand.tabel.rijen)
        # Held for as long as rows are checked: the session keeps only what somebody holds, and asks again otherwise.
        regisseur = t.db.get(Gebruiker, t.gebruiker.id)
        assert regisseur is not None
        voorbeelden: list[RijVoorbeeld] = []
        rijen = iter(_rijen(t, bestand, toewijzing))
        while blok := list(islice(rijen, _BLOK)):
            voortgang(len(voorbeelden), totaal, "Rijen nakijken")
            voorbeelden += _voorbeelden(t, blok)
        t.log("import.bekijken", "import", aantal=len(voorbeelden))
        return tuple(voorbeelden)


def _voorbeelden(t: Transactie, rijen: Sequence[ImportRij]) -> list[RijVoorbeeld]:
    gekeurd = [_keur(t, rij) for rij in rijen]
    goed = [jongere for jongere, _ in gekeurd if jongere is not None]
    gevonden = iter(dubbelen.vind_reeks_in(t, goed))
    return [
        _voorbeeld(rij, fouten, None if jongere is None else next(gevonden))
        for rij, (jongere, fouten) in zip(rijen, gekeurd, strict=True)
    ]


def _keur(t: Transactie, rij: ImportRij) -> tuple[JongereInvoer | None, tuple[str, ...]]:
    """The checked jongere of a row, or what is wrong with it."""
    if rij.fouten:
        return None, (*rij.fouten, *rij.waarschuwingen)
    veld = Veldcontrole()
    invoer = casussen.controleer_nieuw(t, veld, _invoer(t, rij.waarden, "", None))
    fouten = tuple(zin for sleutel, zin in veld.fouten.items() if sleutel not in ("tafels", "regisseur_id"))
    return (None, fouten) if fouten else (invoer.jongere, ())


def _voorbeeld(rij: ImportRij, fouten: tuple[str, ...], gevonden: Dubbelen | None) -> RijVoorbeeld:
    w = rij.waarden
    naam = Persoonsnaam(
        w.get("voornamen", ""), w.get("voorvoegsel", ""), w.get("geslachtsnaam", ""), w.get("roepnaam", "")
    ).volledige_naam
    geboren = OnvolledigeDatum.uit_tekst(w.get("geboortedatum", "")).toon()
    if gevonden is None:
        return RijVoorbeeld(rij.nr, naam, geboren, "fout", fouten, gekozen=False)
    bekend = (
        *(f"Lijkt op {d.nummer}: {', '.join(d.redenen)}." for d in gevonden.zichtbaar),
        *(e.zin() for e in gevonden.elders),
    )
    opmerkingen = (*bekend, *rij.waarschuwingen)
    return RijVoorbeeld(rij.nr, naam, geboren, "bekend" if bekend else "nieuw", opmerkingen, gekozen=not bekend)


def _invoer(t: Transactie, w: Mapping[str, str], tafel: str, regisseur_id: UUID | None) -> NieuweCasus:
    return NieuweCasus(
        jongere=JongereInvoer(
            voornamen=w.get("voornamen", ""),
            voorvoegsel=w.get("voorvoegsel", ""),
            geslachtsnaam=w.get("geslachtsnaam", ""),
            roepnaam=w.get("roepnaam", ""),
            geboortedatum=OnvolledigeDatum.uit_tekst(w.get("geboortedatum", "")),
            geslacht=w.get("geslacht", "").lower(),
            bsn=w.get("bsn", ""),
            adres=Adres(
                w.get("straat", ""),
                w.get("huisnummer", ""),
                w.get("postcode", ""),
                w.get("woonplaats", ""),
                w.get("wijk", ""),
                w.get("buurt", ""),
            ),
            adres_geheim=w.get("adres_geheim", "") == "ja",
            opschorting=w.get("opschorting", ""),
            in_onderzoek=w.get("in_onderzoek", ""),
            school=w.get("school", ""),
            telefoon=w.get("telefoon", ""),
            email=w.get("email", ""),
        ),
        tafels=tuple(filter(None, (w.get("tafel") or tafel,))),
        aanleiding=UitspraakInvoer(w.get("aanleiding") or f"Overgenomen uit een bestand op {t.vandaag:%d-%m-%Y}."),
        regisseur_id=regisseur_id,
    )


def import_rijen(
    werkplek: Werkplek,
    bestand: Importbestand,
    toewijzing: Toewijzing,
    rijen: Collection[int],
    *,
    tafel: str,
    regisseur_id: UUID | None = None,
    voortgang: Voortgang = _niets,
) -> ImportUitkomst:
    """Import the chosen rows (numbers as in the file): all of them or, on any mistake or cancel, none.

    ``tafel``: for rows that name none. Raises OngeldigeInvoer (``tafel``, ``rijen``, ``regisseur_id``), GeenToegang.
    """
    gekozen = set(rijen)
    with werkplek.doe() as t:
        t.eis(Recht.IMPORTEREN)
        t.eis(Recht.CASUS_SCHRIJVEN)
        veld = Veldcontrole()
        veld.keuze("tafel", tafel, tuple(t.profiel.tafels), melding="Kies een tafel.")
        veld.eis(bool(gekozen), "rijen", "Kies ten minste één rij.")
        veld.klaar()
        # Held for as long as rows are checked: the session keeps only what somebody holds, and asks again otherwise.
        regisseur = t.db.get(Gebruiker, regisseur_id or t.gebruiker.id)
        veld.eis(regisseur is not None, "regisseur_id", "Kies een casusregisseur die hier werkt.")
        veld.klaar()
        jongere_van: dict[int, UUID] = {}
        blok: list[tuple[int, NieuweCasus]] = []
        totaal = 0
        for rij in _rijen(t, bestand, toewijzing):
            totaal += 1
            if rij.nr not in gekozen:
                continue
            if len(blok) == _BLOK:
                jongere_van |= _open_casussen(t, blok)
                blok = []
            if not blok:
                voortgang(len(jongere_van), len(gekozen), "Casussen openen")
            blok.append((rij.nr, _controleer_rij(t, rij, tafel, regisseur_id)))
        jongere_van |= _open_casussen(t, blok)
        relaties = _importeer_relaties(t, bestand.personen, jongere_van)
        if not bestand.is_brp:
            _onthoud(t, bestand.tabel, toewijzing)
        t.log(
            "import.uitvoeren",
            "import",
            aantal=len(jongere_van),
            detail={"soort": "brp" if bestand.is_brp else "lijst"},
        )
        t.gewijzigd("casus")
        return ImportUitkomst(len(jongere_van), relaties, totaal - len(jongere_van))


def _open_casussen(t: Transactie, blok: list[tuple[int, NieuweCasus]]) -> dict[int, UUID]:
    casussen_ = casussen.registreer_reeks_in(t, [invoer for _, invoer in blok])
    return {nr: casus.jongere_id for (nr, _), casus in zip(blok, casussen_, strict=True)}


def _controleer_rij(t: Transactie, rij: ImportRij, tafel: str, regisseur_id: UUID | None) -> NieuweCasus:
    veld = Veldcontrole()
    for zin in rij.fouten:
        veld.fout("rijen", f"Rij {rij.nr}: {zin}")
    invoer = casussen.controleer_nieuw(t, veld, _invoer(t, rij.waarden, tafel, regisseur_id))
    if veld.fouten:
        sleutel, zin = next(iter(veld.fouten.items()))
        regisseur = "regisseur_id" if sleutel == "regisseur_id" else "rijen"
        raise OngeldigeInvoer({regisseur: zin if zin.startswith("Rij ") else f"Rij {rij.nr}: {zin}"})
    return invoer


def _importeer_relaties(t: Transactie, personen: Iterable[BrpPersoon], jongere_van: Mapping[int, UUID]) -> int:
    """Parents and children of the imported persons; linked where they were imported themselves."""
    aantal = 0
    for persoon in personen:
        jongere_id = jongere_van.get(persoon.nr)
        if jongere_id is None:
            continue
        gezag = GEZAG.get(persoon.gezag, ("", ""))
        anderen = [
            *((ouder, "ouder", gezag[ouder.volgnr - 1] if ouder.volgnr in (1, 2) else "") for ouder in persoon.ouders),
            *((kind, "kind", "") for kind in persoon.kinderen if not kind.levenloos),
        ]
        for ander, soort, wie in anderen:
            t.db.add(_relatie(t, jongere_id, ander, soort, wie, jongere_van))
            aantal += 1
    t.db.flush()
    return aantal


def _relatie(
    t: Transactie, jongere_id: UUID, ander: BrpRelatie, soort: str, gezag: str, jongere_van: Mapping[int, UUID]
) -> Relatie:
    naam = Persoonsnaam(ander.voornamen, ander.voorvoegsel, ander.geslachtsnaam, "").volledige_naam
    return Relatie(
        id=t.nieuw_id(),
        jongere_id=jongere_id,
        soort=soort,
        naam=naam,
        geboortedatum=ander.geboortedatum,
        gezag=gezag,
        andere_jongere_id=None if ander.persoon_nr is None else jongere_van.get(ander.persoon_nr),
        door_id=t.gebruiker.id,
        op=t.nu,
    )


def _onthoud(t: Transactie, tabel: Tabel, toewijzing: Toewijzing) -> None:
    sleutel = vingerafdruk(tabel.kolommen)
    rij = t.db.get(Importtoewijzing, sleutel)
    if rij is None:
        rij = Importtoewijzing(vingerafdruk=sleutel)
        t.db.add(rij)
    rij.inhoud, rij.op = canoniek(toewijzing.als_dict()), t.nu
