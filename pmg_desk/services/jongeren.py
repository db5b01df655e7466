"""Jongeren: who they are and where they live, with addresses under *indicatie geheim* kept behind a reasoned step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_NAAM, Veldcontrole
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.duplicaten import Kandidaat, blokkeersleutels
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.namen import Persoonsnaam, vouw
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services.verruimingen import GEHEIM, RIJ
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import jongeren as opslag
from pmg_desk.storage.models import Jongere

GESLACHTEN: dict[str, str] = {"": "Niet ingevuld", "m": "Man", "v": "Vrouw", "x": "Anders", "o": "Onbekend"}
"""Stored value and label (LO BRP 01.04.10 has M, V and O)."""

OPSCHORTINGEN: dict[str, str] = {
    "": "Nee",
    "O": "Overleden",
    "E": "Vertrokken uit Nederland",
    "M": "Opgeschort op bevel van de minister",
    "R": "Ingeschreven als niet-ingezetene",
    "F": "Opgeschort wegens een fout",
    "W": "Gewist uit de BRP",
}
"""Why the persoonslijst is no longer kept up (LO BRP 07.67.20)."""

MAX_REDEN = 500


@dataclass(frozen=True, slots=True)
class Adres:
    """Where somebody lives. ``wijk`` is a key of the profile where it has that wijk, else as typed."""

    straat: str = ""
    huisnummer: str = ""
    postcode: str = ""
    woonplaats: str = ""
    wijk: str = ""
    buurt: str = ""


@dataclass(frozen=True, slots=True)
class JongereInvoer:
    """What a form or import gives of a jongere. ``adres`` None leaves the stored address as it is.

    ``geboortedatum`` may be as typed; "" or "onbekend" means unknown.
    """

    voornamen: str = ""
    voorvoegsel: str = ""
    geslachtsnaam: str = ""
    roepnaam: str = ""
    geboortedatum: str | OnvolledigeDatum = ""
    geslacht: str = ""
    bsn: str = ""
    adres: Adres | None = Adres()
    adres_geheim: bool = False
    opschorting: str = ""
    in_onderzoek: str = ""
    school: str = ""
    telefoon: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class JongereInzicht:
    """A jongere as screens show it. ``adres`` is None when it is secret: see :func:`toon_geheim_adres`."""

    id: UUID
    versie: int
    volledige_naam: str
    aanspreeknaam: str
    voornamen: str
    voorvoegsel: str
    geslachtsnaam: str
    roepnaam: str
    geboortedatum: OnvolledigeDatum
    leeftijd: str
    geslacht: str
    geslacht_label: str
    bsn: str
    adres: Adres | None
    wijk_label: str
    adres_geheim: bool
    opschorting: str
    in_onderzoek: str
    school: str
    telefoon: str
    email: str
    waarschuwingen: tuple[str, ...]

    def als_invoer(self) -> JongereInvoer:
        """The same as input, for a form that changes it; a secret address stays out of it."""
        return JongereInvoer(
            **{veld.name: getattr(self, veld.name) for veld in fields(JongereInvoer)},
        )


def controleer(t: Transactie, veld: Veldcontrole, invoer: JongereInvoer) -> JongereInvoer:
    """Check and complete input; mistakes land in ``veld`` under the names of the fields. Call ``veld.klaar()`` after.

    ``adres_geheim`` and a birth date never stop a registration: no age is too high or too low.
    """
    geboren = veld.geboortedatum("geboortedatum", invoer.geboortedatum, t.vandaag)
    namen = {
        naam: veld.tekst(naam, getattr(invoer, naam), maximum=maximum)
        for naam, maximum in (
            ("voornamen", MAX_NAAM),
            ("voorvoegsel", 40),
            ("geslachtsnaam", MAX_NAAM),
            ("roepnaam", 100),
        )
    }
    veld.eis(
        any(namen[naam] for naam in ("voornamen", "geslachtsnaam", "roepnaam")),
        "geslachtsnaam",
        "Vul een achternaam, voornaam of roepnaam in.",
    )
    bsn = veld.bsn("bsn", invoer.bsn)
    mag_bsn = t.profiel.instellingen.bsn_toegestaan.waarde
    veld.eis(mag_bsn or not bsn, "bsn", "In dit gemeenteprofiel is het BSN uitgezet. Laat dit veld leeg.")
    return replace(
        invoer,
        voornamen=namen["voornamen"],
        voorvoegsel=namen["voorvoegsel"],
        geslachtsnaam=namen["geslachtsnaam"],
        roepnaam=namen["roepnaam"],
        geboortedatum=geboren,
        geslacht=veld.keuze("geslacht", invoer.geslacht, tuple(GESLACHTEN), verplicht=False),
        bsn=bsn,
        adres=None if invoer.adres is None else _controleer_adres(t.profiel, veld, invoer.adres),
        opschorting=veld.keuze("opschorting", invoer.opschorting, tuple(OPSCHORTINGEN), verplicht=False),
        in_onderzoek=veld.tekst("in_onderzoek", invoer.in_onderzoek, maximum=80),
        school=veld.tekst("school", invoer.school, maximum=160),
        telefoon=veld.telefoon("telefoon", invoer.telefoon),
        email=veld.email("email", invoer.email),
    )


def _controleer_adres(profiel: Profiel, veld: Veldcontrole, adres: Adres) -> Adres:
    return Adres(
        straat=veld.tekst("straat", adres.straat, maximum=120),
        huisnummer=veld.tekst("huisnummer", adres.huisnummer, maximum=40),
        postcode=veld.postcode("postcode", adres.postcode),
        woonplaats=veld.tekst("woonplaats", adres.woonplaats, maximum=80),
        wijk=wijk_sleutel(profiel, veld.tekst("wijk", adres.wijk, maximum=80)),
        buurt=veld.tekst("buurt", adres.buurt, maximum=80),
    )


def wijk_sleutel(profiel: Profiel, tekst: str) -> str:
    """The profile's key for a wijk named by key or label, with or without accents; else the text itself."""
    gevouwen = vouw(tekst)
    for sleutel, wijk in profiel.wijken.items():
        if gevouwen in (vouw(sleutel), vouw(wijk.label)):
            return sleutel
    return tekst


def wijk_label(profiel: Profiel, wijk: str) -> str:
    """How a stored wijk is shown."""
    return label_van(profiel.wijken, wijk)


def kandidaat(id_: str, invoer: JongereInvoer) -> Kandidaat:
    """Checked input as the duplicate check compares it; a secret address takes no part."""
    assert isinstance(invoer.geboortedatum, OnvolledigeDatum)
    adres = Adres() if invoer.adres is None or invoer.adres_geheim else invoer.adres
    return Kandidaat(
        id=id_,
        naam=Persoonsnaam(invoer.voornamen, invoer.voorvoegsel, invoer.geslachtsnaam, invoer.roepnaam),
        geboortedatum=invoer.geboortedatum,
        postcode=adres.postcode,
        huisnummer=adres.huisnummer,
        geslacht=invoer.geslacht,
        bsn=invoer.bsn,
    )


def registreer_in(t: Transactie, invoeren: Iterable[JongereInvoer]) -> list[Jongere]:
    """Store checked input as new jongeren, findable by the duplicate check; the caller writes the Logregels."""
    rijen = []
    for invoer in invoeren:
        rij = Jongere(id=t.nieuw_id(), door_id=t.gebruiker.id, op=t.nu)
        _vul(rij, invoer)
        rijen.append(rij)
    t.db.add_all(rijen)
    t.db.flush()
    for rij in rijen:
        opslag.voeg_blokkeersleutels_toe(t.db, rij.id, _sleutels_van(rij), t.nieuw_id)
    return rijen


def _vul(rij: Jongere, invoer: JongereInvoer) -> None:
    assert isinstance(invoer.geboortedatum, OnvolledigeDatum)
    for veld in fields(JongereInvoer):
        if veld.name not in ("adres", "bsn"):
            setattr(rij, veld.name, getattr(invoer, veld.name))
    if invoer.adres is not None:
        for veld in fields(Adres):
            setattr(rij, veld.name, getattr(invoer.adres, veld.name))
    rij.bsn = invoer.bsn or None
    rij.sorteersleutel = naam_van(rij).sorteersleutel


def _leg_sleutels_vast(t: Transactie, rij: Jongere) -> None:
    opslag.vervang_blokkeersleutels(t.db, rij.id, _sleutels_van(rij), t.nieuw_id)


def _sleutels_van(rij: Jongere) -> frozenset[str]:
    return blokkeersleutels(kandidaat(str(rij.id), als_invoer(rij)))


def naam_van(rij: Jongere) -> Persoonsnaam:
    """The name of a stored jongere."""
    return Persoonsnaam(rij.voornamen, rij.voorvoegsel, rij.geslachtsnaam, rij.roepnaam)


def adres_van(rij: Jongere) -> Adres:
    """The address of a stored jongere, secret or not: only for use inside a use case that may."""
    return Adres(**{veld.name: getattr(rij, veld.name) for veld in fields(Adres)})


def als_invoer(rij: Jongere) -> JongereInvoer:
    """A stored jongere as input, secret address included: only for comparing inside a use case."""
    velden = {veld.name: getattr(rij, veld.name) for veld in fields(JongereInvoer) if veld.name not in ("adres", "bsn")}
    return JongereInvoer(**velden, adres=adres_van(rij), bsn=rij.bsn or "")


def leeftijd_tekst(geboren: OnvolledigeDatum, dag: date) -> str:
    """``13 jaar``, ``tussen 11 en 12 jaar`` or ``leeftijd onbekend``."""
    bereik = geboren.leeftijd_op(dag)
    return f"{bereik.toon()} jaar" if bereik.bekend else "leeftijd onbekend"


def leeftijd_kort(geboren: OnvolledigeDatum, dag: date) -> str:
    """``14``, ``11–12`` or ``?``, for a narrow column."""
    bereik = geboren.leeftijd_op(dag)
    if not bereik.bekend:
        return "?"
    return f"{bereik.min}" if bereik.min == bereik.max else f"{bereik.min}–{bereik.max}"


def waarschuwingen(rij: Jongere) -> tuple[str, ...]:
    """What whoever opens this dossier must know at once, in words."""
    regels: list[str] = []
    if rij.adres_geheim:
        regels.append("Adres is geheim")
    if rij.opschorting:
        regels.append(OPSCHORTINGEN.get(rij.opschorting, "Persoonslijst is opgeschort"))
    if rij.in_onderzoek:
        regels.append("Gegevens zijn in onderzoek (BRP)")
    return tuple(regels)


def inzicht(t: Transactie, rij: Jongere) -> JongereInzicht:
    """A jongere as a read model, without a secret address; the caller has checked access."""
    naam = naam_van(rij)
    adres = None if rij.adres_geheim else adres_van(rij)
    return JongereInzicht(
        id=rij.id,
        versie=rij.versie,
        volledige_naam=naam.volledige_naam,
        aanspreeknaam=naam.aanspreeknaam,
        voornamen=rij.voornamen,
        voorvoegsel=rij.voorvoegsel,
        geslachtsnaam=rij.geslachtsnaam,
        roepnaam=rij.roepnaam,
        geboortedatum=rij.geboortedatum,
        leeftijd=leeftijd_tekst(rij.geboortedatum, t.vandaag),
        geslacht=rij.geslacht,
        geslacht_label=GESLACHTEN.get(rij.geslacht, rij.geslacht),
        bsn=rij.bsn or "",
        adres=adres,
        wijk_label="" if adres is None else wijk_label(t.profiel, adres.wijk),
        adres_geheim=rij.adres_geheim,
        opschorting=rij.opschorting,
        in_onderzoek=rij.in_onderzoek,
        school=rij.school,
        telefoon=rij.telefoon,
        email=rij.email,
        waarschuwingen=waarschuwingen(rij),
    )


def toon_jongere(werkplek: Werkplek, casus_id: UUID) -> JongereInzicht:
    """The jongere of a casus. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        return inzicht(t, t.haal(Jongere, casus.jongere_id))


def toon_geheim_adres(werkplek: Werkplek, casus_id: UUID, reden: str) -> Adres:
    """The address under *indicatie geheim*, for a stated reason; each time is a Logregel with that reason."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_REDEN)
        veld.klaar()
        rij = t.haal(Jongere, casus.jongere_id)
        t.log(
            "adres.tonen",
            "jongere",
            rij.id,
            casus_id=casus_id,
            categorieen=["identiteit"],
            detail={"reden": waarom},
        )
        return adres_van(rij)


def update_jongere(
    werkplek: Werkplek, casus_id: UUID, invoer: JongereInvoer, versie: int, reden_niet_geheim: str = ""
) -> None:
    """Save changed personal data; ``versie`` is that of the JongereInzicht the form was filled from.

    An address that was secret becomes visible only with ``reden_niet_geheim``.

    Raises OngeldigeInvoer, IntussenGewijzigd, GeenToegang, CasusGesloten. The Logregel keeps which fields changed, not
    what stood in them.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        rij = t.haal(Jongere, casus.jongere_id)
        if rij.versie != versie:
            raise IntussenGewijzigd
        veld = Veldcontrole()
        schoon = controleer(t, veld, invoer)
        wordt_zichtbaar = rij.adres_geheim and not schoon.adres_geheim
        reden = veld.tekst("reden_niet_geheim", reden_niet_geheim, verplicht=wordt_zichtbaar, maximum=MAX_REDEN)
        veld.klaar()
        anders = sorted(_verschil(als_invoer(rij), schoon))
        if not anders:
            return
        _vul(rij, schoon)
        t.db.flush()
        _leg_sleutels_vast(t, rij)
        casus.gewijzigd_op = t.nu
        t.log(
            "jongere.wijzigen",
            "jongere",
            rij.id,
            casus_id=casus_id,
            categorieen=["identiteit"],
            detail={"velden": list(anders), "reden_niet_geheim": reden if wordt_zichtbaar else ""},
        )
        if wordt_zichtbaar:
            t.log(RIJ, "jongere", rij.id, casus_id=casus_id, categorieen=["identiteit"], verwerking=GEHEIM)
        for andere_id in opslag.casus_ids(t.db, rij.id):
            t.gewijzigd("casus", andere_id)
        t.gewijzigd("jongere", rij.id)


def _verschil(oud: JongereInvoer, nieuw: JongereInvoer) -> Iterable[str]:
    for veld in fields(JongereInvoer):
        was, wordt = getattr(oud, veld.name), getattr(nieuw, veld.name)
        if was != wordt and wordt is not None:
            yield veld.name
