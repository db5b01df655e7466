"""Importing jongeren from a list or a BRP persoonslijst: look first, choose rows, then all of it or nothing.

Reading happens in a process of its own (``exchange``); the preview says per row what will happen and what is wrong;
the import is one transaction with a Logregel per casus and one for the import as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
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
from pmg_desk.services.jongeren import Adres, JongereInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.casussen import geef_nummers
from pmg_desk.storage.models import Importtoewijzing, Relatie

Voortgang = Callable[[int, int, str], None]
"""``voortgang(n, totaal, tekst)``; raises to cancel, and then nothing was imported."""

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
        voorbeelden = []
        for n, rij in enumerate(_rijen(t, bestand, toewijzing), start=1):
            if n % 50 == 0:
                voortgang(n, totaal, "Rijen nakijken")
            voorbeelden.append(_voorbeeld(t, rij))
        t.log("import.bekijken", "import", aantal=len(voorbeelden))
        return tuple(voorbeelden)


def _voorbeeld(t: Transactie, rij: ImportRij) -> RijVoorbeeld:
    w = rij.waarden
    naam = Persoonsnaam(
        w.get("voornamen", ""), w.get("voorvoegsel", ""), w.get("geslachtsnaam", ""), w.get("roepnaam", "")
    ).volledige_naam
    geboren = OnvolledigeDatum.uit_tekst(w.get("geboortedatum", "")).toon()
    if rij.fouten:
        return RijVoorbeeld(rij.nr, naam, geboren, "fout", (*rij.fouten, *rij.waarschuwingen), gekozen=False)
    veld = Veldcontrole()
    invoer = casussen.controleer_nieuw(t, veld, _invoer(t, w, "", None))
    fouten = tuple(zin for sleutel, zin in veld.fouten.items() if sleutel not in ("tafels", "regisseur_id"))
    if fouten:
        return RijVoorbeeld(rij.nr, naam, geboren, "fout", fouten, gekozen=False)
    assert invoer.jongere is not None
    gevonden = dubbelen.vind_in(t, invoer.jongere)
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
        nummers = iter(geef_nummers(t.db, t.vandaag.year, len(gekozen)))
        jongere_van: dict[int, UUID] = {}
        totaal = 0
        for rij in _rijen(t, bestand, toewijzing):
            totaal += 1
            if rij.nr not in gekozen:
                continue
            if len(jongere_van) % 20 == 0:
                voortgang(len(jongere_van), len(gekozen), "Casussen openen")
            jongere_van[rij.nr] = _importeer_rij(t, rij, tafel, regisseur_id, next(nummers))
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


def _importeer_rij(t: Transactie, rij: ImportRij, tafel: str, regisseur_id: UUID | None, nummer: str) -> UUID:
    veld = Veldcontrole()
    for zin in rij.fouten:
        veld.fout("rijen", f"Rij {rij.nr}: {zin}")
    invoer = casussen.controleer_nieuw(t, veld, _invoer(t, rij.waarden, tafel, regisseur_id))
    if veld.fouten:
        sleutel, zin = next(iter(veld.fouten.items()))
        regisseur = "regisseur_id" if sleutel == "regisseur_id" else "rijen"
        raise OngeldigeInvoer({regisseur: zin if zin.startswith("Rij ") else f"Rij {rij.nr}: {zin}"})
    return casussen.registreer_in(t, invoer, nummer).jongere_id


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
