"""What was shared under a tafelkader that ended, and one letter to each who received it: use it no more.

As of a decision (``services.intrekbrieven``), over all casussen at once. A version that gives the same takes nothing
away: only what the one in force does not give either may be used no more. Casussen are named by number, never a youth.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Gebrek, Ontvanger, voluit
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.kadereinde import soorten_onder, vervallen_soorten
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.tafelkader import Kaderinhoud
from pmg_desk.reports.brief import Brieftekst, maak_pdf
from pmg_desk.services.belangen import Raakt, geraakt
from pmg_desk.services.brieven import SOORT_LABELS, Briefregel, Briefuitgave, lees_document
from pmg_desk.services.intrekbrieven import (
    AkkoordGeldtNog,
    Gedeelddeel,
    Gedeeldmet,
    dag_van_intrekking,
    stel_intrekbrief,
)
from pmg_desk.services.tafelkaders import KaderInzicht, kader_inzichten
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import kaderbrieven as rijen
from pmg_desk.storage import tafelkaders as kaderrijen
from pmg_desk.storage.models import BriefSoort, Gebruiker, Kaderbrief, KaderbriefDeel, Verstrekking, Wijze

_OP_SCHRIFT = (Wijze.PAPIER, Wijze.BESTAND)


class KaderGeldtNog(AkkoordGeldtNog):
    """What was received under it may still be used."""

    wat = "Dit tafelkader geldt nog. De ontvangers mogen de gegevens gebruiken."
    doe = "Trek eerst het tafelkader in als er niets meer onder mag worden gedeeld."


@dataclass(frozen=True, slots=True)
class Kadergedeeld:
    """What was shared under one kader; ``einde`` says in words that and when it ended, empty while it holds.

    ``kort``: of each recipient only what this user may see. ``elders``: other versions of the same kader, by id and
    number, about which a letter is still to be written.
    """

    kader: KaderInzicht
    einde: str
    ontvangers: tuple[Gedeeldmet, ...]
    kort: bool
    elders: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Staand:
    """Sharings that stand under the versions of a kader, and of how many a new version takes something away."""

    gedeeld: int
    verandert: int
    ontvangers: tuple[str, ...]  # of those that change


@dataclass(frozen=True, slots=True)
class _Deel:
    """A sharing under a kader; keys of kinds of data: what came under it, what fell away, what no letter told yet."""

    rij: Verstrekking
    casusnummer: str
    soorten: tuple[str, ...]
    vervalt: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def naam(self) -> str:
        return voluit(self.rij.organisatie, self.rij.functie)


def list_gedeeld_onder_kader(werkplek: Werkplek, kader_id: UUID) -> Kadergedeeld:
    """Who got what under this kader. For a privacy officer all of it, for others of casussen they may see."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        return _gedeeld(t, *_kader(t, kader_id), wijzigen=False)


def _kader(t: Transactie, kader_id: UUID) -> tuple[KaderInzicht, KaderInzicht | None]:
    """A kader of this vault, and the version in force for its table and purpose."""
    alle = [k for k in kader_inzichten(t) if k.verbinding_id is None]
    kader = next((k for k in alle if k.id == kader_id), None)
    if kader is None:
        raise NietGevonden
    return kader, van_kracht(alle, kader)


def van_kracht(alle: Iterable[KaderInzicht], kader: KaderInzicht) -> KaderInzicht | None:
    """The version in force for the same table and purpose."""
    return next((k for k in alle if k.geldt and (k.tafel, k.doel) == (kader.tafel, kader.doel)), None)


def is_op(kader: KaderInzicht) -> bool:
    """Whether it held and does so no more: only then there can be something to write about."""
    return not kader.loopt and kader.inhoud is not None


def _delen(t: Transactie, paren: Collection[tuple[KaderInzicht, Kaderinhoud | None]]) -> list[tuple[UUID, _Deel]]:
    """Sharings under these kaders, each held against the content in force beside it (None: none is)."""
    per_id = {kader.id: (kader, nu) for kader, nu in paren}
    geschreven = rijen.geschreven(t.db, per_id)
    delen = []
    for kader_id, rij, nummer in rijen.gedeeld_onder(t.db, per_id):
        kader, nu = per_id[kader_id]
        gedeeld = [deel for deel in rij.categorieen.split(",") if deel]
        wie = _ontvanger(rij)
        onder = tuple(gedeeld) if kader.inhoud is None else soorten_onder(kader.inhoud, wie, gedeeld)
        op_schrift = rij.wijze in _OP_SCHRIFT
        weg = (
            vervallen_soorten(kader.inhoud, nu, wie, gedeeld, op_schrift=op_schrift)
            if is_op(kader) and kader.inhoud is not None
            else ()
        )
        al = geschreven.get((kader_id, rij.id), set())
        delen.append((kader_id, _Deel(rij, nummer, onder, weg, tuple(c for c in weg if c not in al))))
    return delen


def _ontvanger(rij: Verstrekking) -> Ontvanger:
    return Ontvanger(str(rij.organisatie_id), rij.organisatie, rij.functie)


def _gedeeld(t: Transactie, kader: KaderInzicht, nu: KaderInzicht | None, *, wijzigen: bool) -> Kadergedeeld:
    raakt = geraakt(t)
    delen = [deel for _, deel in _delen(t, [(kader, None if nu is None else nu.inhoud)])]
    te_zien = [deel for deel in delen if _mag(t, deel, raakt, wijzigen=wijzigen)]
    brieven: dict[str, list[Briefregel]] = {}
    for brief in rijen.brieven(t.db, kader.id):
        if _mag_brief(t, brief, raakt):
            brieven.setdefault(brief.aan, []).append(_briefregel(t, brief))
    per: dict[tuple[str, str], list[_Deel]] = {}
    for deel in te_zien:
        per.setdefault((deel.rij.organisatie, deel.rij.functie), []).append(deel)
    return Kadergedeeld(
        kader,
        _einde(t, kader, nu),
        tuple(
            Gedeeldmet(
                organisatie,
                functie,
                tuple(_toon(t, deel) for deel in lijst),
                tuple(brieven.get(voluit(organisatie, functie)[:200], ())),
                mag_brief=any(deel.vervalt for deel in lijst),
            )
            for (organisatie, functie), lijst in per.items()
        ),
        kort=len(te_zien) < len(delen),
        elders=_elders(t, kader),
    )


def _elders(t: Transactie, kader: KaderInzicht) -> tuple[tuple[UUID, str], ...]:
    if kader.loopt:
        return ()
    versies = tuple(_reeks(kader_inzichten(t), kader))
    wachten = te_schrijven(t, versies)
    return tuple((k.id, k.nummer) for k in versies if k.id in wachten and k.id != kader.id)


def _mag(t: Transactie, deel: _Deel, raakt: Raakt, *, wijzigen: bool) -> bool:
    casus_id = deel.rij.casus_id
    if (None, casus_id) in raakt:
        return False
    if t.gebruiker.mag(Recht.DELING_INTREKKEN):
        return True
    return t.mag_wijzigen(casus_id) if wijzigen else t.mag_zien(casus_id)


def _mag_brief(t: Transactie, brief: Kaderbrief, raakt: Raakt) -> bool:
    """A letter names several casussen: none may touch who looks, and who is no officer has to see each of them."""
    officer = t.gebruiker.mag(Recht.DELING_INTREKKEN)
    return all(
        (None, casus_id) not in raakt and (officer or t.mag_zien(casus_id))
        for casus_id in rijen.casussen_van(t.db, brief.id)
    )


def _briefregel(t: Transactie, brief: Kaderbrief) -> Briefregel:
    soort = BriefSoort.INTREKKING
    return Briefregel(brief.id, soort, SOORT_LABELS[soort], brief.aan, brief.op, t.haal(Gebruiker, brief.door_id).naam)


def _toon(t: Transactie, deel: _Deel) -> Gedeelddeel:
    rij = deel.rij
    return Gedeelddeel(
        rij.id,
        rij.op,
        rij.wijze,
        WIJZE_LABELS[rij.wijze],
        rij.exemplaar,
        _labels(t, deel.soorten),
        rij.document_hash is not None,
        deel.casusnummer,
        _labels(t, deel.vervalt),
    )


def _labels(t: Transactie, soorten: Iterable[str]) -> tuple[str, ...]:
    return tuple(label_van(t.profiel.datacategorieen, soort) for soort in soorten)


def _einde(t: Transactie, kader: KaderInzicht, nu: KaderInzicht | None) -> str:
    if not is_op(kader):
        return ""
    dag = einddag(t, kader, nu)
    if kader.gebrek is Gebrek.INGETROKKEN:
        return (
            "Het tafelkader is ingetrokken." if dag is None else f"Het tafelkader is ingetrokken op {toon_datum(dag)}."
        )
    if kader.gebrek is Gebrek.VERLOPEN and dag is not None:
        return f"Het tafelkader gold tot en met {toon_datum(dag)}."
    if kader.gebrek is None:
        return _vervangen(t, kader, nu)
    return "Het tafelkader telt niet meer."


def _vervangen(t: Transactie, kader: KaderInzicht, nu: KaderInzicht | None) -> str:
    """By what, and what became of that: the one that came in its place may have ended too."""
    if nu is not None:
        return f"Het tafelkader is vervangen door {nu.nummer}."
    later = [k for k in _reeks(kader_inzichten(t), kader) if k.versie > kader.versie and is_op(k)]
    if not later:
        return "Het tafelkader is vervangen door een nieuwere versie."
    laatste = max(later, key=lambda k: k.versie)
    zin = f"Het tafelkader is vervangen door {laatste.nummer}"
    dag = einddag(t, laatste, None)
    if laatste.gebrek is Gebrek.INGETROKKEN:
        return (
            f"{zin}, en dat is ingetrokken." if dag is None else f"{zin}, en dat is ingetrokken op {toon_datum(dag)}."
        )
    if laatste.gebrek is Gebrek.VERLOPEN and dag is not None:
        return f"{zin}, en dat gold tot en met {toon_datum(dag)}."
    return f"{zin}, en dat telt niet meer."


def _reeks(alle: Iterable[KaderInzicht], kader: KaderInzicht) -> Iterable[KaderInzicht]:
    """The versions of this vault for the same table and purpose."""
    return (k for k in alle if k.verbinding_id is None and (k.tafel, k.doel) == (kader.tafel, kader.doel))


def einddag(t: Transactie, kader: KaderInzicht, nu: KaderInzicht | None) -> date | None:
    """The day of its withdrawal, the first day of the version that replaced it, else its last day."""
    if kader.gebrek is Gebrek.INGETROKKEN:
        teksten = (i.tekst for i in kaderrijen.intrekkingen(t.db) if i.kader_id == kader.id)
        return dag_van_intrekking(next(teksten, ""))
    if kader.gebrek is None and nu is not None and nu.inhoud is not None:
        return nu.inhoud.geldig_van
    return kader.geldig_tot


def preview_kaderbrief(werkplek: Werkplek, kader_id: UUID, ontvanger: str, contact: str) -> bytes:
    """The letter to this recipient (``Gedeeldmet.naam``) as it would be issued. Raises as :func:`issue_kaderbrief`."""
    with werkplek.doe() as t:
        return maak_pdf(_stel(t, kader_id, ontvanger, contact)[0])


def issue_kaderbrief(werkplek: Werkplek, kader_id: UUID, ontvanger: str, contact: str) -> Briefuitgave:
    """Issue the letter: kept and logged. ``contact``: whom they can call.

    Raises KaderGeldtNog, NietGevonden (nothing of theirs fell away), OngeldigeInvoer (``contact``), GeenToegang.
    """
    with werkplek.doe() as t:
        tekst, kader, delen = _stel(t, kader_id, ontvanger, contact)
        pdf = maak_pdf(tekst)
        rij = Kaderbrief(
            id=t.nieuw_id(),
            kader_id=kader.id,
            aan=ontvanger[:200],
            document=pdf,
            document_hash=sha256_hex(pdf),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.db.flush()
        for deel in delen:
            soorten = ",".join(deel.vervalt)
            t.db.add(KaderbriefDeel(id=t.nieuw_id(), brief_id=rij.id, verstrekking_id=deel.rij.id, categorieen=soorten))
        t.log("tafelkader.brief_uitgeven", "kaderbrief", rij.id, aantal=len(delen))
        t.gewijzigd("brief", rij.id)
        return Briefuitgave(rij.id, f"brief-intrekking-{kader.nummer}.pdf", pdf)


def _stel(
    t: Transactie, kader_id: UUID, ontvanger: str, contact: str
) -> tuple[Brieftekst, KaderInzicht, Sequence[_Deel]]:
    t.eis(Recht.VERSTREKKINGEN_LEZEN)
    if not t.gebruiker.mag(Recht.DELING_INTREKKEN):
        t.eis(Recht.SAMENVATTING_MAKEN)
    kader, nu = _kader(t, kader_id)
    einde = _einde(t, kader, nu)
    if not einde:
        raise KaderGeldtNog
    alle = (deel for _, deel in _delen(t, [(kader, None if nu is None else nu.inhoud)]))
    raakt = geraakt(t)
    delen = [d for d in alle if d.naam == ontvanger and d.vervalt and _mag(t, d, raakt, wijzigen=True)]
    if not delen:
        raise NietGevonden
    eerste = delen[0].rij
    tekst = stel_intrekbrief(
        t,
        Gedeeldmet(eerste.organisatie, eerste.functie, tuple(_toon(t, deel) for deel in delen), ()),
        contact,
        kenmerk=f"tafelkader {kader.nummer}",
        onderwerp=f"Gebruik gegevens onder tafelkader {kader.nummer} niet meer",
        waarom=(
            "U kreeg van ons gegevens over een of meer jongeren. Dat mocht door een afspraak met de partners aan de"
            f" tafel {kader.tafel_label}: het tafelkader. {einde} U mag de gegevens hieronder daarom niet meer"
            " gebruiken."
        ),
    )
    return tekst, kader, delen


def open_kaderbrief(werkplek: Werkplek, brief_id: UUID) -> bytes:
    """A letter exactly as it went, for an officer and for who may see every casus in it. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        rij = t.haal(Kaderbrief, brief_id)
        if not _mag_brief(t, rij, geraakt(t)):
            raise NietGevonden
        t.log("tafelkader.brief_openen", "kaderbrief", rij.id)
        return lees_document(rij)


def te_schrijven(t: Transactie, kaders: Sequence[KaderInzicht]) -> dict[UUID, tuple[str, ...]]:
    """By kader that ended the recipients to whom no letter told yet what they may use no more.

    Of ``kaders`` the others only say which version is in force. For who is no officer of casussen they may change.
    """
    paren = []
    for kader in kaders:
        nu = van_kracht(kaders, kader)
        if is_op(kader):
            paren.append((kader, None if nu is None else nu.inhoud))
    namen: dict[UUID, dict[str, None]] = {}
    raakt = geraakt(t)
    for kader_id, deel in _delen(t, paren):
        if deel.open and _mag(t, deel, raakt, wijzigen=True):
            namen.setdefault(kader_id, {})[deel.naam] = None
    return {kader_id: tuple(wie) for kader_id, wie in namen.items()}


def tel_staand(t: Transactie, kaders: Iterable[KaderInzicht], straks: Kaderinhoud) -> Staand:
    """What a new version would take away of what stands under the versions before it, beyond what is gone already."""
    versies = [k for k in kaders if k.inhoud is not None and (k.tafel, k.doel) == (straks.tafel, straks.doel)]
    nu = next((k.inhoud for k in versies if k.geldt), None)
    gedeeld, verandert, namen = 0, 0, dict[str, None]()
    per_id = {k.id: k.inhoud for k in versies}
    for kader_id, rij, _ in rijen.gedeeld_onder(t.db, per_id):
        onder = per_id[kader_id]
        assert onder is not None
        soorten = [deel for deel in rij.categorieen.split(",") if deel]
        wie, op_schrift = _ontvanger(rij), rij.wijze in _OP_SCHRIFT
        al_weg = set(vervallen_soorten(onder, nu, wie, soorten, op_schrift=op_schrift))
        weg = set(vervallen_soorten(onder, straks, wie, soorten, op_schrift=op_schrift))
        gedeeld += len(al_weg) < len(soorten_onder(onder, wie, soorten))
        if weg - al_weg:
            verandert += 1
            namen[wie.voluit] = None
    return Staand(gedeeld, verandert, tuple(sorted(namen)))
