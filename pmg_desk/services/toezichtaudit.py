"""Auditing another vault from elsewhere: asking for its log, checking what comes, and looking at it without that vault.

Every line is checked again here, and the tree over the lines against each head that was ever seen of it. What this
installation knows itself is held against it too: a withdrawal that went out must stand in that log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    eerste_nummer,
    lees_auditregel,
    lees_regel,
)
from pmg_desk.kluis.ondertekening import verifieer_notitie
from pmg_desk.services.besluiten import INTREKREGELS
from pmg_desk.services.pakketten import Binnengekomen, NieuwPakket, make_pakket
from pmg_desk.services.toezichtcontrole import Stand, controleer_stand, laatst_gezien, neem_in, onthoud
from pmg_desk.services.toezichtinhoud import ontvanger_van
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage.models import Auditdossier, GezienControlepunt

DEELREGELS = ("samenvatting.uitgeven", "verstrekking.vastleggen")
"""Lines that say that something was shared; ``object_id`` is that of the entry in the sharing register."""

_EIGEN_REGELS = 5
"""Lines that making the package itself adds after the ones it holds, with some room."""


@dataclass(frozen=True, slots=True)
class Verstrekt:
    """An entry of the sharing register of the other vault."""

    id: str
    casusnummer: str
    ontvanger: str
    categorieen: str
    op: str
    wijze: str
    status: str
    besluiten: tuple[str, ...]


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
        bekend = _bekende_regels(t, verbinding_id)
        inhoud: dict[str, Waarde] = {
            "van_nr": _nummer_na(bekend),
            "laatst_gezien": None if gezien is None else gezien.tekst,
            "onderwerpen": [],
            "casusnummers": [nummer.strip() for nummer in casusnummers if nummer.strip()],
            "reden": waarom,
        }
        naar = ontvanger_van(t, verbinding_id, verbinding_id, naar_id)
        t.log("toezicht.auditvraag", "verbinding", verbinding_id)
        return make_pakket(t, naar, Pakketsoort.AUDITVRAAG, inhoud, onderwerp_id=verbinding_id)


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
    uitkomst, bevindingen = _controleer(t, binnen, inhoud, stand, van_nr)
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


def _controleer(
    t: Transactie, binnen: Binnengekomen, inhoud: Auditinhoud, stand: Stand, van_nr: int
) -> tuple[Audituitkomst, tuple[str, ...]]:
    bevindingen: list[str] = []
    voor = [(nr, regel) for nr, regel in _bekende_regels(t, binnen.verbinding.id) if nr < van_nr]
    begint_zelf = van_nr == eerste_nummer(lees_regel(inhoud.regels[0].blad))
    if not begint_zelf and (not voor or voor[-1][0] != van_nr - 1):
        voor = []
        bevindingen.append(f"De audit begint bij regel {van_nr}; de regels daarvoor zijn hier niet gecontroleerd.")
    gezien = rijen.gezien(t.db, binnen.verbinding.id)
    notities = dict.fromkeys((*_bekende_notities(t, binnen.verbinding.id), *inhoud.notities))
    if begint_zelf:
        voor, notities = [], dict.fromkeys(inhoud.notities)
    uitkomst = controleer_audit(
        [*(regel for _, regel in voor), *inhoud.regels],
        str(binnen.verbinding.kluis_id),
        notities,
        [_ijkpunt(rij) for rij in gezien],
        verifieer_notitie,
    )
    bevindingen += uitkomst.bevindingen
    bevindingen += _groei(inhoud, gezien)
    meer = stand.punt.grootte - _laatste_in_reeks(inhoud, stand)
    if meer > _EIGEN_REGELS:
        bevindingen.append(f"Het logboek heeft nog {meer} regels na deze; die zijn niet meegestuurd.")
    regels = [gelezen for regel in inhoud.regels if (gelezen := lees_regel(regel.blad)) is not None]
    alle = [gelezen for _, regel in voor if (gelezen := lees_regel(regel.blad)) is not None] + regels
    bevindingen += _intrekkingen(t, binnen.verbinding.id, alle)
    bevindingen += _verstrekkingen(t, inhoud, alle)
    return uitkomst, tuple(bevindingen)


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


def _intrekkingen(t: Transactie, verbinding_id: UUID, regels: Iterable[Logregel]) -> list[str]:
    """Withdrawals that went out from here must stand in that log."""
    gelezen = {r.object_id for r in regels if r.actie in INTREKREGELS}
    besluiten = {b.id: (b, v) for b, v in rijen.besluiten(t.db) if v.verbinding_id == verbinding_id}
    bevindingen = []
    for intrekking in rijen.intrekkingen(t.db):
        paar = besluiten.get(intrekking.besluit_id)
        verstuurd = rijen.pakketten(t.db, intrekking.id)
        if paar is not None and verstuurd and str(intrekking.besluit_id) not in gelezen:
            bevindingen.append(
                f"Uw intrekking van besluit {paar[0].nummer} staat niet in dit logboek: zij is nog niet ingelezen, of "
                "weggehaald."
            )
    return bevindingen


def _verstrekkingen(t: Transactie, inhoud: Auditinhoud, regels: Iterable[Logregel]) -> list[str]:
    """Each entry of the sharing register stands in the log, and none was made under what had been withdrawn."""
    in_log = {r.object_id for r in regels if r.actie in DEELREGELS}
    ingetrokken = {str(i.besluit_id): i.op for i in rijen.intrekkingen(t.db)}
    bevindingen = []
    for verstrekt in inhoud.verstrekkingen:
        dag = toon_datum(lokale_dag(uit_tekst(verstrekt.op)))
        if verstrekt.id not in in_log:
            bevindingen.append(f"Een verstrekking van {dag} uit het register staat niet in het logboek.")
        if any(id_ in ingetrokken and uit_tekst(verstrekt.op) > ingetrokken[id_] for id_ in verstrekt.besluiten):
            bevindingen.append(f"Op {dag} is gedeeld onder een besluit dat u toen al had ingetrokken.")
    return bevindingen


def _bekende_regels(t: Transactie, verbinding_id: UUID) -> list[tuple[int, Auditregel]]:
    """Lines of earlier audits that were in order, from the first on and without a gap, with their numbers."""
    regels: list[tuple[int, Auditregel]] = []
    for dossier in _goede_dossiers(t, verbinding_id):
        verwacht = regels[-1][0] + 1 if regels else dossier.van_nr
        if dossier.van_nr <= verwacht <= dossier.tot_nr:
            nieuw = auditinhoud(dossier).regels[verwacht - dossier.van_nr :]
            regels += [(verwacht + plek, regel) for plek, regel in enumerate(nieuw)]
    return regels


def _nummer_na(regels: Sequence[tuple[int, Auditregel]]) -> int:
    return regels[-1][0] + 1 if regels else 1


def _bekende_notities(t: Transactie, verbinding_id: UUID) -> list[str]:
    return [n for dossier in _goede_dossiers(t, verbinding_id) for n in auditinhoud(dossier).notities]


def _goede_dossiers(t: Transactie, verbinding_id: UUID) -> list[Auditdossier]:
    goed = [d for d in rijen.dossiers(t.db, verbinding_id, met_inhoud=True) if d.in_orde]
    return sorted(goed, key=lambda d: (d.van_nr, d.tot_nr))


def auditinhoud(dossier: Auditdossier) -> Auditinhoud:
    """What came in with an audit that was kept. Raises InhoudOnleesbaar when the row was damaged."""
    return lees_auditinhoud(lees_canoniek(dossier.inhoud)["audit"])
