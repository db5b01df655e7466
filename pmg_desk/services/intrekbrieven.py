"""What was shared under a decision that ended, and the letter to each who received it: use it no more, destroy it.

The letter names a casus number and copies, never a youth. Why an approval was withdrawn is not in it either: the words
of an officer may say something about the youth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Gebrek, toets_besluit, voluit
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.klok import lokale_dag, uit_tekst
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.reports.brief import Briefdeel, Brieftekst, maak_pdf
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.besluiten import BesluitInzicht, besluit_inzicht, bewaard, toetskader
from pmg_desk.services.brieven import Briefregel, Briefuitgave, briefregels, geef_brief_uit, lees_contact
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import brieven as rijen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import BriefSoort, Casus, Delingsverzoek, Privacybesluit, Verstrekking, Wijze


class AkkoordGeldtNog(Fout):
    """What was received under it may still be used."""

    wat = "Dit akkoord geldt nog. De ontvangers mogen de gegevens gebruiken."
    veilig = "Er is geen brief gemaakt."
    doe = "Trek eerst het akkoord in als er niets meer onder mag worden gedeeld."


@dataclass(frozen=True, slots=True)
class Gedeelddeel:
    """One thing that was shared: a copy on paper or in a file, or something told."""

    verstrekking_id: UUID
    op: datetime
    wijze: Wijze
    wijze_label: str
    exemplaar: int  # 0: told
    categorieen: tuple[str, ...]  # labels
    heeft_document: bool
    casusnummer: str = ""  # where sharings of several casussen stand together
    vervalt: tuple[str, ...] | None = None  # labels of what may be used no more; None: all of it

    @property
    def niet_meer(self) -> tuple[str, ...]:
        """Labels of what may be used no more."""
        return self.categorieen if self.vervalt is None else self.vervalt


@dataclass(frozen=True, slots=True)
class Gedeeldmet:
    """One recipient, what they got, and the letters they were sent about it."""

    organisatie: str
    functie: str
    delen: tuple[Gedeelddeel, ...]
    brieven: tuple[Briefregel, ...]
    mag_brief: bool = True  # whether there is something that they may use no more

    @property
    def naam(self) -> str:
        """How the recipient is named."""
        return voluit(self.organisatie, self.functie)


@dataclass(frozen=True, slots=True)
class Gedeeldonder:
    """What was shared under one decision; ``einde`` says in words that and when it ended, empty while it holds."""

    besluit: BesluitInzicht
    casusnummer: str
    einde: str
    ontvangers: tuple[Gedeeldmet, ...]


def list_gedeeld_onder(werkplek: Werkplek, besluit_id: UUID) -> Gedeeldonder:
    """Who got what under this decision. For a privacy officer any, for others those of visible casussen."""
    with werkplek.doe() as t:
        return _lees(t, _besluit(t, besluit_id, wijzigen=False))


def _besluit(t: Transactie, besluit_id: UUID, *, wijzigen: bool) -> Privacybesluit:
    t.eis(Recht.VERSTREKKINGEN_LEZEN)
    rij = t.haal(Privacybesluit, besluit_id)
    eis_casus_vrij(t, rij.casus_id)
    if not t.gebruiker.mag(Recht.DELING_INTREKKEN):
        if wijzigen:
            t.eis(Recht.SAMENVATTING_MAKEN)
        t.casus(rij.casus_id, wijzigen=wijzigen, gesloten_mag=True, overgedragen_mag=True)
    return rij


def _lees(t: Transactie, rij: Privacybesluit) -> Gedeeldonder:
    verzoek = t.haal(Delingsverzoek, rij.verzoek_id)
    besluit = besluit_inzicht(t, rij, verzoek, toets_besluit(bewaard(rij, verzoek), toetskader(t)))
    per: dict[tuple[str, str], list[Verstrekking]] = {}
    for verstrekking in rijen.gedeeld_onder(t.db, rij.id):
        per.setdefault((verstrekking.organisatie, verstrekking.functie), []).append(verstrekking)
    brieven = briefregels(t, rijen.brieven(t.db, rij.casus_id, rij.id))
    return Gedeeldonder(
        besluit,
        t.haal(Casus, rij.casus_id).nummer,
        _einde(t, rij, besluit),
        tuple(
            Gedeeldmet(
                organisatie,
                functie,
                tuple(_deel(t, verstrekking) for verstrekking in lijst),
                tuple(brief for brief in brieven if brief.aan == voluit(organisatie, functie)[:200]),
            )
            for (organisatie, functie), lijst in per.items()
        ),
    )


def _deel(t: Transactie, rij: Verstrekking) -> Gedeelddeel:
    labels = (label_van(t.profiel.datacategorieen, deel) for deel in rij.categorieen.split(",") if deel)
    return Gedeelddeel(
        rij.id, rij.op, rij.wijze, WIJZE_LABELS[rij.wijze], rij.exemplaar, tuple(labels), rij.document_hash is not None
    )


def _einde(t: Transactie, rij: Privacybesluit, besluit: BesluitInzicht) -> str:
    if besluit.gebrek is Gebrek.INGETROKKEN:
        dag = _ingetrokken_op(t, rij.id)
        return "Het akkoord is ingetrokken." if dag is None else f"Het akkoord is ingetrokken op {toon_datum(dag)}."
    if besluit.gebrek is Gebrek.VERLOPEN and besluit.geldig_tot is not None:
        return f"Het akkoord gold tot en met {toon_datum(besluit.geldig_tot)}."
    return ""


def _ingetrokken_op(t: Transactie, besluit_id: UUID) -> date | None:
    teksten = (i.tekst for i in deelrijen.intrekkingen(t.db) if i.besluit_id == besluit_id)
    return dag_van_intrekking(next(teksten, ""))


def dag_van_intrekking(tekst: str) -> date | None:
    """The day in a signed withdrawal; None where it cannot be read, which the check of the log reports."""
    try:
        return lokale_dag(uit_tekst(lees_canoniek(tekst)["op"]))
    except (ValueError, KeyError, TypeError):
        return None


def preview_intrekbrief(werkplek: Werkplek, besluit_id: UUID, ontvanger: str, contact: str) -> bytes:
    """The letter to this recipient (``Gedeeldmet.naam``) as it would be issued. Raises as :func:`issue_intrekbrief`."""
    with werkplek.doe() as t:
        rij = _besluit(t, besluit_id, wijzigen=True)
        return maak_pdf(_tekst(t, _lees(t, rij), ontvanger, contact))


def issue_intrekbrief(werkplek: Werkplek, besluit_id: UUID, ontvanger: str, contact: str) -> Briefuitgave:
    """Issue the letter: kept and logged. ``contact``: whom they can call.

    Raises AkkoordGeldtNog, NietGevonden (nothing was shared with them), OngeldigeInvoer (``contact``), GeenToegang.
    """
    with werkplek.doe() as t:
        rij = _besluit(t, besluit_id, wijzigen=True)
        tekst = _tekst(t, _lees(t, rij), ontvanger, contact)
        casus = t.haal(Casus, rij.casus_id)
        return geef_brief_uit(t, casus, BriefSoort.INTREKKING, ontvanger, tekst, rij.id)


def _tekst(t: Transactie, gedeeld: Gedeeldonder, ontvanger: str, contact: str) -> Brieftekst:
    if not gedeeld.einde:
        raise AkkoordGeldtNog
    met = next((een for een in gedeeld.ontvangers if een.naam == ontvanger), None)
    if met is None:
        raise NietGevonden
    nummer = gedeeld.casusnummer
    return stel_intrekbrief(
        t,
        met,
        contact,
        kenmerk=f"casus {nummer}, besluit {gedeeld.besluit.nummer}",
        onderwerp=f"Gebruik de gegevens uit casus {nummer} niet meer",
        waarom=(
            "U kreeg van ons gegevens over een jongere. Daar was een akkoord van onze privacy officer voor."
            f" {gedeeld.einde} U mag de gegevens daarom niet meer gebruiken."
        ),
    )


def stel_intrekbrief(
    t: Transactie, met: Gedeeldmet, contact: str, *, kenmerk: str, onderwerp: str, waarom: str
) -> Brieftekst:
    """A letter to who may not use data any more: which, and what we ask. Raises OngeldigeInvoer (``contact``)."""
    veld = Veldcontrole()
    bel = lees_contact(veld, contact)
    veld.klaar()
    return Brieftekst(
        gemeente=t.profiel.gemeente,
        kenmerk=kenmerk,
        ontvanger=met.naam,
        aan=(met.organisatie, f"t.a.v. {met.functie}"),
        onderwerp=onderwerp,
        aanhef="Geachte heer, mevrouw,",
        delen=(
            Briefdeel(alineas=(waarom,)),
            Briefdeel("Om welke gegevens gaat het?", tabel=_rijen(met.delen)),
            Briefdeel("Wat vragen wij van u?", punten=_vragen(met.delen)),
            Briefdeel(
                "Hebt u vragen?",
                (
                    f"Neem dan contact op met {bel}.",
                    (
                        "Wij noemen in deze brief geen namen. Noem het casusnummer als u belt."
                        " Stuur ons geen gegevens over de jongere in een gewone e-mail."
                    ),
                ),
            ),
        ),
        slot=("Met vriendelijke groet,", t.gebruiker.naam),
        gemaakt_op=t.nu,
    )


def _rijen(delen: Sequence[Gedeelddeel]) -> tuple[tuple[str, ...], ...]:
    if any(deel.casusnummer for deel in delen):
        return (("Casus", "Wanneer", "Hoe", "Soort gegevens"), *(_rij_met_casus(deel) for deel in delen))
    return (
        ("Wanneer", "Hoe", "Exemplaar", "Soort gegevens"),
        *(
            (
                toon_datum(lokale_dag(deel.op)),
                deel.wijze_label,
                str(deel.exemplaar) if deel.exemplaar else "",
                ", ".join(deel.niet_meer),
            )
            for deel in delen
        ),
    )


def _rij_met_casus(deel: Gedeelddeel) -> tuple[str, ...]:
    hoe = f"{deel.wijze_label}, exemplaar {deel.exemplaar}" if deel.exemplaar else deel.wijze_label
    return deel.casusnummer, toon_datum(lokale_dag(deel.op)), hoe, ", ".join(deel.niet_meer)


def _vragen(delen: Sequence[Gedeelddeel]) -> tuple[str, ...]:
    wijzen = {deel.wijze for deel in delen}
    papier = "Stuur het papier naar ons terug, of vernietig het zo dat niemand het nog kan lezen."
    bestand = "Verwijder het bestand. Kijk ook in uw e-mail, uw downloads en uw eigen systeem."
    verteld = "Vernietig de aantekeningen die u maakte toen wij het u vertelden."
    return (
        "Gebruik de gegevens niet meer en geef ze niet door.",
        *((papier,) if Wijze.PAPIER in wijzen else ()),
        *((bestand,) if Wijze.BESTAND in wijzen else ()),
        *((verteld,) if wijzen & {Wijze.MONDELING, Wijze.TELEFOON} else ()),
        "Gaf u de gegevens aan een ander? Vraag die dan hetzelfde te doen, en laat het ons weten.",
        "Moet u de gegevens bewaren omdat de wet dat van u vraagt? Bel ons dan eerst.",
        "Laat ons weten wanneer het is gedaan.",
    )
