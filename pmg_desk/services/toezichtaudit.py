"""Auditing another vault from elsewhere: asking for its log, checking what comes, and looking at it without that vault.

Every line is checked again here, and the tree over the lines against each head that was ever seen of it. What this
installation knows itself is held against it too: a withdrawal that went out must stand in that log.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.controlepunt import lees_notitie
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag, uit_tekst
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.merkle import klopt_groei
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.toezicht import (
    Auditregel,
    Audituitkomst,
    Ijkpunt,
    controleer_audit,
    controleer_verwijderd,
    eerste_nummer,
    eerste_reeks,
    lees_auditregel,
    lees_regel,
    reeks_van,
)
from pmg_desk.kluis.ondertekening import verifieer_notitie
from pmg_desk.services.auditvergelijking import Gedeeld, vergelijk_met_eigen
from pmg_desk.services.pakketten import Binnengekomen, NieuwPakket, make_pakket
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.toezichtcontrole import Stand, controleer_stand, laatst_gezien, neem_in, onthoud
from pmg_desk.services.toezichtinhoud import ontvanger_van
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage.models import Auditdossier, GezienControlepunt

VRAAGREGEL = "toezicht.auditvraag"
"""The line about a question: ``object_id`` is its package, ``aantal`` of how many casussen it asks the sharings."""

_EIGEN_REGELS = 5
"""Lines that making the package itself adds after the ones it holds, with some room."""


@dataclass(frozen=True, slots=True)
class Verstrekt:
    """An entry of the sharing register of the other vault. ``onder``: what it was shared under, by id and name.

    Purpose, grounds, ``onder`` and the parts of ``ontvanger`` are None when the other vault has a program of before
    these went along.
    """

    id: str
    casusnummer: str
    ontvanger: str
    categorieen: str
    op: str
    wijze: str
    status: str
    besluiten: tuple[str, ...]
    doel: str | None = None
    grondslagen: str | None = None
    onder: tuple[tuple[str, str], ...] | None = None
    organisatie: str | None = None
    functie: str | None = None


@dataclass(frozen=True, slots=True)
class Auditinhoud:
    """The content of an audit package. ``groei``: sizes from and to, and the consistency proof between them."""

    regels: tuple[Auditregel, ...]
    notities: tuple[str, ...]
    groei: tuple[int, int, tuple[str, ...]]
    verstrekkingen: tuple[Verstrekt, ...]


def lees_auditinhoud(v: Mapping[str, Any]) -> Auditinhoud:
    """From the content of a package. Raises InhoudOnleesbaar."""
    try:
        groei = v["groei"] or {"van": 0, "tot": 0, "bewijs": []}
        inhoud = Auditinhoud(
            regels=tuple(lees_auditregel(regel) for regel in v["regels"]),
            notities=tuple(_tekst(notitie) for notitie in v["controlepunten"]),
            groei=(int(groei["van"]), int(groei["tot"]), tuple(_tekst(h) for h in groei["bewijs"])),
            verstrekkingen=tuple(_verstrekt(regel) for regel in v["verstrekkingen"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InhoudOnleesbaar from None
    if not inhoud.regels:
        raise InhoudOnleesbaar
    return inhoud


def _verstrekt(v: Mapping[str, Any]) -> Verstrekt:
    categorieen = v["categorieen"]
    uit_tekst(v["op"])
    return Verstrekt(
        id=str(UUID(v["id"])),
        casusnummer=_tekst(v["casusnummer"]),
        ontvanger=_tekst(v["ontvanger"]),
        categorieen=categorieen if isinstance(categorieen, str) else ",".join(_tekst(c) for c in categorieen),
        op=v["op"],
        wijze=_tekst(v["wijze"]),
        status=_tekst(v["status"]),
        besluiten=tuple(_tekst(b) for b in v["besluiten"]),
        doel=None if v.get("doel") is None else _tekst(v["doel"]),
        grondslagen=None if v.get("grondslagen") is None else _tekst(v["grondslagen"]),
        onder=None if v.get("onder") is None else tuple((str(UUID(id_)), _tekst(naam)) for id_, naam in v["onder"]),
        organisatie=None if v.get("organisatie") is None else _tekst(v["organisatie"]),
        functie=None if v.get("functie") is None else _tekst(v["functie"]),
    )


def _tekst(waarde: object) -> str:
    if not isinstance(waarde, str):
        raise TypeError("text expected")
    return waarde


def ask_audit(
    werkplek: Werkplek,
    verbinding_id: UUID,
    reden: str,
    casusnummers: Sequence[str] = (),
    naar_id: UUID | None = None,
) -> NieuwPakket:
    """A package that asks for the log from the first line that was not checked here yet.

    Raises GeenToegang, OngeldigeInvoer (``reden``), VerbindingGestopt.
    """
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_REGEL * 2, lang=True)
        veld.klaar()
        gezien = laatst_gezien(t, verbinding_id)
        nummers: list[Waarde] = [nummer.strip() for nummer in casusnummers if nummer.strip()]
        inhoud: dict[str, Waarde] = {
            "van_nr": _nummer_na(_bekende_reeksen(t, verbinding_id)),
            "laatst_gezien": None if gezien is None else gezien.tekst,
            "onderwerpen": [],
            "casusnummers": nummers,
            "reden": waarom,
        }
        naar = ontvanger_van(t, verbinding_id, verbinding_id, naar_id)
        pakket = make_pakket(t, naar, Pakketsoort.AUDITVRAAG, inhoud, onderwerp_id=verbinding_id)
        t.log(VRAAGREGEL, "pakket", pakket.id, aantal=len(nummers))
        return pakket


def read_audit(werkplek: Werkplek, ruw: bytes) -> UUID:
    """Take in an audit package and check it whole; returns the dossier's id, in which the findings are.

    A log that does not continue what was seen is not taken in. Raises as ``pakketten.open_binnengekomen``, and
    GeenLogstand, LogboekGeweigerd, InhoudOnleesbaar.
    """
    with neem_in(werkplek, ruw, (Pakketsoort.AUDIT,)) as (t, binnen):
        return take_audit(t, binnen)


def take_audit(t: Transactie, binnen: Binnengekomen) -> UUID:
    """The same, inside the use case that opened the package."""
    stand = controleer_stand(t, binnen)
    inhoud = lees_auditinhoud(binnen.envelop.inhoud)
    van_nr = _van_nr(inhoud)
    gecontroleerd = _controleer(t, binnen, inhoud, stand, van_nr)
    uitkomst, bevindingen = gecontroleerd.uitkomst, gecontroleerd.bevindingen
    id_ = t.nieuw_id()
    binnen.boek(t, onderwerp_id=id_)
    onthoud(t, binnen, stand)
    tot_nr = van_nr + len(inhoud.regels) - 1
    t.db.add(
        Auditdossier(
            id=id_,
            verbinding_id=binnen.verbinding.id,
            pakket_id=binnen.pakket_id,
            van_nr=van_nr,
            tot_nr=tot_nr,
            in_orde=not bevindingen,
            bevindingen=canoniek(list(bevindingen)),
            inhoud=canoniek(
                {
                    "controlepunt": stand.notitie,
                    "audit": binnen.envelop.inhoud,
                    "wortels": uitkomst.wortels,
                    "ondertekend": uitkomst.ondertekend,
                    "vervallen": list(gecontroleerd.vervallen),
                }
            ),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )
    t.log(
        "toezicht.controleren",
        "auditdossier",
        id_,
        resultaat=Resultaat.MISLUKT if bevindingen else Resultaat.GELUKT,
        aantal=len(inhoud.regels),
    )
    t.gewijzigd("auditdossier", id_)

    return id_


def _van_nr(inhoud: Auditinhoud) -> int:
    eerste = lees_regel(inhoud.regels[0].blad)
    return 1 if eerste is None else eerste.nr


@dataclass(frozen=True, slots=True)
class _Gecontroleerd:
    """``vervallen``: in words what is not to be checked any more because it was removed as it should be."""

    uitkomst: Audituitkomst
    bevindingen: tuple[str, ...]
    vervallen: tuple[str, ...]


def _controleer(t: Transactie, binnen: Binnengekomen, inhoud: Auditinhoud, stand: Stand, van_nr: int) -> _Gecontroleerd:
    bevindingen: list[str] = []
    eerder = _bekende_reeksen(t, binnen.verbinding.id)
    notities = dict.fromkeys(inhoud.notities)
    voor: list[tuple[int, Auditregel]] = []
    if van_nr != eerste_nummer(lees_regel(inhoud.regels[0].blad)):
        voor = [(nr, regel) for nr, regel in (eerder.pop() if eerder else []) if nr < van_nr]
        notities = dict.fromkeys((*_bekende_notities(t, binnen.verbinding.id), *inhoud.notities))
        if not voor or voor[-1][0] != van_nr - 1:
            voor = []
            bevindingen.append(f"De audit begint bij regel {van_nr}; de regels daarvoor zijn hier niet gecontroleerd.")
    gezien = rijen.gezien(t.db, binnen.verbinding.id)
    alle = [*(regel for _, regel in voor), *inhoud.regels]
    begin = eerste_reeks(alle)
    ijkpunten = [_ijkpunt(rij) for rij in gezien]
    uitkomst = controleer_audit(
        alle,
        str(binnen.verbinding.kluis_id),
        [notitie for notitie in notities if _reeks_van_notitie(notitie) >= begin],
        [ijkpunt for ijkpunt in ijkpunten if reeks_van(ijkpunt.punt) >= begin],
        verifieer_notitie,
    )
    bevindingen += uitkomst.bevindingen
    verwijderd = controleer_verwijderd(
        alle,
        [ijkpunt for ijkpunt in ijkpunten if reeks_van(ijkpunt.punt) < begin],
        [[regel for _, regel in reeks] for reeks in eerder],
    )
    bevindingen += verwijderd.bevindingen
    bevindingen += _groei(inhoud, gezien)
    meer = stand.punt.grootte - _laatste_in_reeks(inhoud, stand)
    if meer > _EIGEN_REGELS:
        bevindingen.append(f"Het logboek heeft nog {meer} regels na deze; die zijn niet meegestuurd.")
    bevindingen += vergelijk_met_eigen(
        t,
        binnen.verbinding.id,
        [gelezen for regel in alle if (gelezen := lees_regel(regel.blad)) is not None],
        [Gedeeld(v.id, uit_tekst(v.op), v.besluiten) for v in inhoud.verstrekkingen],
        alles=not _vraagt_casussen(t, binnen.envelop.antwoord_op),
    )
    return _Gecontroleerd(uitkomst, tuple(bevindingen), verwijderd.vervallen)


def _vraagt_casussen(t: Transactie, vraag_id: str | None) -> bool:
    """Whether the question that this answers asked for the sharings of some casussen only."""
    return any(r.aantal for r in gelukte_regels(t, VRAAGREGEL) if r.object_id == vraag_id)


def _reeks_van_notitie(notitie: str) -> int:
    """Which log a head is of; one that cannot be read counts as of the last, so that the check says so."""
    try:
        return reeks_van(lees_notitie(notitie).controlepunt)
    except ValueError:
        return sys.maxsize


def _ijkpunt(rij: GezienControlepunt) -> Ijkpunt:
    herkomst = f"de stand die u op {toon_datum(lokale_dag(rij.op))} zag"
    return Ijkpunt(lees_notitie(rij.tekst).controlepunt, herkomst)


def _laatste_in_reeks(inhoud: Auditinhoud, stand: Stand) -> int:
    """How many leaves the log that is written in now has in this audit, by the largest head that came along of it."""
    groottes = [0]
    for notitie in inhoud.notities:
        try:
            punt = lees_notitie(notitie).controlepunt
        except ValueError:
            continue
        if punt.oorsprong == stand.punt.oorsprong:
            groottes.append(punt.grootte)
    return max(groottes)


def _groei(inhoud: Auditinhoud, gezien: Sequence[GezienControlepunt]) -> list[str]:
    """The consistency proof, from a head that was seen here to one that came along."""
    van, tot, bewijs = inhoud.groei
    oud = next((rij for rij in reversed(gezien) if rij.grootte == van), None)
    if oud is None:
        return [] if van == 0 else ["Het bewijs van groei begint niet bij een stand die u zag."]
    for notitie in inhoud.notities:
        try:
            punt = lees_notitie(notitie).controlepunt
        except ValueError:
            continue
        if punt.grootte == tot and klopt_groei(van, tot, oud.wortel, punt.wortel, bewijs):
            return []
    return ["Het bewijs dat dit logboek verdergaat op wat u zag, klopt niet."]


def _bekende_reeksen(t: Transactie, verbinding_id: UUID) -> list[list[tuple[int, Auditregel]]]:
    """Lines of earlier audits that were in order, with their numbers: without a gap, and anew from where a log began
    whose predecessor had been removed.
    """
    reeksen: list[list[tuple[int, Auditregel]]] = []
    for dossier in _goede_dossiers(t, verbinding_id):
        regels = list(enumerate(auditinhoud(dossier).regels, start=dossier.van_nr))
        verwacht = reeksen[-1][-1][0] + 1 if reeksen else dossier.van_nr
        if not reeksen or dossier.van_nr > verwacht:
            reeksen.append(regels)
        else:
            reeksen[-1] += [(nr, regel) for nr, regel in regels if nr >= verwacht]
    return reeksen


def _nummer_na(reeksen: Sequence[Sequence[tuple[int, Auditregel]]]) -> int:
    return reeksen[-1][-1][0] + 1 if reeksen else 1


def _bekende_notities(t: Transactie, verbinding_id: UUID) -> list[str]:
    return [n for dossier in _goede_dossiers(t, verbinding_id) for n in auditinhoud(dossier).notities]


def _goede_dossiers(t: Transactie, verbinding_id: UUID) -> list[Auditdossier]:
    goed = [d for d in rijen.dossiers(t.db, verbinding_id, met_inhoud=True) if d.in_orde]
    return sorted(goed, key=lambda d: (d.van_nr, d.tot_nr))


def bekende_regels(t: Transactie, dossier: Auditdossier) -> tuple[Logregel, ...]:
    """The lines of that vault's log that are known here up to this audit, in order: its own, and before them those of
    earlier audits that were in order. A line that cannot be read is left out: the check reports it.
    """
    per_nr = {
        nr: regel
        for eerder in _goede_dossiers(t, dossier.verbinding_id)
        for nr, regel in enumerate(auditinhoud(eerder).regels, start=eerder.van_nr)
        if nr < dossier.van_nr
    } | dict(enumerate(auditinhoud(dossier).regels, start=dossier.van_nr))
    gelezen = (lees_regel(per_nr[nr].blad) for nr in sorted(per_nr))
    return tuple(regel for regel in gelezen if regel is not None)


def bekende_notities(t: Transactie, dossier: Auditdossier) -> tuple[str, ...]:
    """The signed heads of that vault's log that came along with this audit and earlier ones."""
    eigen = auditinhoud(dossier).notities
    return tuple(dict.fromkeys((*_bekende_notities(t, dossier.verbinding_id), *eigen)))


def auditinhoud(dossier: Auditdossier) -> Auditinhoud:
    """What came in with an audit that was kept. Raises InhoudOnleesbaar when the row was damaged."""
    return lees_auditinhoud(lees_canoniek(dossier.inhoud)["audit"])
