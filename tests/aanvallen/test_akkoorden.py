"""Attacks on approvals, by somebody who can change every row of the vault: what is not approved is not shared.

One test per attack, named after it. That an approval works where nobody attacks is in
``tests/services/test_samenvatting_dekking.py``.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.delen import BESLUIT_CONTEXT, INTREKKING_CONTEXT, Gebrek, Oordeel, Soort, tekst_van_intrekking
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.klok import als_tekst
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services import delen, mondeling, oordelen, samenvattingen, stukken, verstrekkingen
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.mondeling import MondelingInvoer
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.storage.models import Intrekking, Privacybesluit, UitspraakSoort, Wijze
from tests.aanvallen.knoeien import zet
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def deelt(wereld: Wereld, dossier: Dossier, functie: str = "Leerlingzaken", *, besluit_id: UUID | None = None) -> bool:
    """Whether a summary for the school can be issued now."""
    try:
        bestemming = Bestemming(dossier.school, functie)
        samenvattingen.issue_samenvatting(
            wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER, besluit_id=besluit_id
        )
    except NietsTeDelen:
        return False
    return True


def gebrek(wereld: Wereld, besluit_id: UUID) -> Gebrek | None:
    return next(b.gebrek for b in delen.list_besluiten(wereld.privacy) if b.id == besluit_id)


def tekst_met(wereld: Wereld, besluit_id: UUID, **velden: Waarde) -> str:
    """The text of a decision with other values in it."""
    with wereld.engine.connect() as verbinding:
        tekst = verbinding.scalar(sa.select(Privacybesluit.tekst).where(Privacybesluit.id == besluit_id))
    assert tekst is not None
    return canoniek({**lees_canoniek(tekst), **velden})


def onderteken_opnieuw(wereld: Wereld, prive: Ed25519PrivateKey, tekst: str) -> None:
    """Put this text in place of the one decision, signed with this key."""
    zet(
        wereld,
        "UPDATE privacybesluit SET tekst = :t, handtekening = :h, sleutel = :s",
        t=tekst,
        h=onderteken(prive, BESLUIT_CONTEXT, tekst.encode()),
        s=prive.public_key().public_bytes_raw().hex(),
    )


# another casus, request, recipient or vault


def test_een_akkoord_verplaatsen_naar_een_andere_casus(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    ander = maak_dossier(wereld.regie, "PMG-2026-00002")
    zet(wereld, "UPDATE privacybesluit SET casus_id = :c", c=ander.casus_id.hex)
    zet(wereld, "UPDATE delingsverzoek SET casus_id = :c", c=ander.casus_id.hex)
    assert not deelt(wereld, ander)
    assert gebrek(wereld, besluit) is None  # truly signed, but it names the other casus


def test_een_akkoord_kopieren_naar_een_ander_verzoek(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    ander = vraag(wereld, dossier, functie="Mentor")
    kopie = uuid4()
    zet(
        wereld,
        "INSERT INTO privacybesluit SELECT 'B-2026-09999', :v, casus_id, tekst, handtekening, sleutel, document, :id,"
        " door_id, op FROM privacybesluit",
        v=ander.hex,
        id=kopie.hex,
    )
    assert gebrek(wereld, kopie) is Gebrek.ANDER_NUMMER
    assert not deelt(wereld, dossier, "Mentor")


def test_een_akkoord_gebruiken_voor_een_andere_functie(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    assert not deelt(wereld, dossier, "Conciërge")


def test_een_akkoord_gebruiken_voor_een_andere_organisatie(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    zet(wereld, "UPDATE delingsverzoek SET organisatie_id = :o", o=dossier.politie.hex)
    with pytest.raises(NietsTeDelen):
        samenvattingen.issue_samenvatting(
            wereld.regie, dossier.casus_id, Bestemming(dossier.politie, "Leerlingzaken"), Wijze.PAPIER
        )


def test_een_akkoord_van_dezelfde_officer_uit_een_andere_kluis(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    elders = tekst_met(wereld, besluit, kluis=str(uuid4()))
    onderteken_opnieuw(wereld, wereld.privacy.sleutels.ondertekening, elders)
    assert gebrek(wereld, besluit) is Gebrek.ANDERE_KLUIS
    assert not deelt(wereld, dossier)


# another text


def test_een_soort_gegevens_toevoegen_aan_een_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    manifest = lees_canoniek(tekst_met(wereld, besluit))["manifest"]
    manifest[0]["categorieen"] = ["gezondheid", *manifest[0]["categorieen"]]
    zet(wereld, "UPDATE privacybesluit SET tekst = :t", t=tekst_met(wereld, besluit, manifest=manifest))
    assert gebrek(wereld, besluit) is Gebrek.HANDTEKENING
    assert not deelt(wereld, dossier)


def test_een_weigering_in_een_akkoord_veranderen(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier), oordeel=Oordeel.GEWEIGERD)
    zet(wereld, "UPDATE privacybesluit SET tekst = :t", t=tekst_met(wereld, besluit, oordeel="akkoord"))
    assert gebrek(wereld, besluit) is Gebrek.HANDTEKENING
    assert not deelt(wereld, dossier)


def test_de_einddatum_van_een_akkoord_verzetten(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, dagen=10))
    zet(wereld, "UPDATE privacybesluit SET tekst = :t", t=tekst_met(wereld, besluit, geldig_tot="2027-01-10"))
    wereld.klok.moment += timedelta(days=11)
    assert gebrek(wereld, besluit) is Gebrek.HANDTEKENING
    assert not deelt(wereld, dossier)


def test_een_akkoord_procedureel_cryptografisch_noemen(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    anders = tekst_met(wereld, besluit, zekerheid="cryptografisch")
    onderteken_opnieuw(wereld, wereld.privacy.sleutels.ondertekening, anders)
    assert gebrek(wereld, besluit) is Gebrek.ZEKERHEID
    assert not deelt(wereld, dossier)


def test_het_verzoek_veranderen_na_het_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    zet(wereld, "UPDATE delingsverzoek SET tekst = replace(tekst, 'Alleen wat nodig is', 'Alles')")
    assert gebrek(wereld, besluit) is Gebrek.VERZOEK_GEWIJZIGD
    assert not deelt(wereld, dossier)


def test_het_document_veranderen_na_het_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    with wereld.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(dossier.casus_id))
    (signaal,) = (stuk.id for stuk in alle if WOORDEN["signaal"] in str(stuk))
    besluit = keur_goed(wereld, vraag(wereld, dossier, soort=Soort.DOCUMENT, stukken=(signaal,)))
    zet(wereld, "UPDATE privacybesluit SET document = replace(document, 'Kwetterzolder', 'Dubbelnierpijn')")
    assert gebrek(wereld, besluit) is Gebrek.DOCUMENT_GEWIJZIGD
    assert not deelt(wereld, dossier, besluit_id=besluit)


# another signature


@pytest.mark.parametrize("wie", ["vreemde sleutel", "sleutel van de casusregisseur"])
def test_een_akkoord_aanpassen_en_zelf_ondertekenen(wereld: Wereld, dossier: Dossier, wie: str) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    prive = Ed25519PrivateKey.generate() if wie == "vreemde sleutel" else wereld.regie.sleutels.ondertekening
    onderteken_opnieuw(wereld, prive, tekst_met(wereld, besluit, geldig_tot="2027-06-01"))
    assert gebrek(wereld, besluit) is Gebrek.SLEUTEL_ONBEKEND
    assert not deelt(wereld, dossier)


def test_zichzelf_privacy_officer_maken_in_de_tabel(wereld: Wereld, dossier: Dossier) -> None:
    """The log registered another role with that key."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    zet(wereld, "UPDATE gebruiker SET rol = 'privacy_officer'")
    tekst = tekst_met(wereld, besluit, beslisser=str(wereld.regie2.gebruiker.id))
    onderteken_opnieuw(wereld, wereld.regie2.sleutels.ondertekening, tekst)
    assert gebrek(wereld, besluit) is Gebrek.SLEUTEL_ONBEKEND
    assert not deelt(wereld, dossier)


def test_de_eigen_sleutel_bij_de_privacy_officer_zetten(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    eigen = wereld.regie.sleutels
    zet(
        wereld,
        "UPDATE gebruiker SET ondertekensleutel = :s WHERE id = :i",
        s=eigen.publiek.ed25519,
        i=wereld.privacy.gebruiker.id.hex,
    )
    onderteken_opnieuw(wereld, eigen.ondertekening, tekst_met(wereld, besluit, voorwaarden="Geen."))
    assert gebrek(wereld, besluit) is Gebrek.SLEUTEL_ONBEKEND
    assert not deelt(wereld, dossier)


def test_alle_sleutels_in_de_tabel_overschrijven(wereld: Wereld, dossier: Dossier) -> None:
    """What the users' table says of keys plays no part: an approval cannot be taken away in this way either."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    zet(wereld, "UPDATE gebruiker SET ondertekensleutel = :s", s="0" * 64)
    assert gebrek(wereld, besluit) is None
    assert "Bij een gebruiker staat een andere sleutel dan in het logboek." in verify_logboek(wereld.lezer).bevindingen


def test_het_eigen_verzoek_beoordelen(wereld: Wereld, dossier: Dossier) -> None:
    """Also not when somebody became privacy officer later: the request keeps its maker."""
    verzoek = vraag(wereld, dossier)
    zet(wereld, "UPDATE delingsverzoek SET door_id = :d", d=wereld.privacy.gebruiker.id.hex)
    with pytest.raises(oordelen.EigenVerzoek):
        keur_goed(wereld, verzoek)
    assert not deelt(wereld, dossier)


def test_het_eigen_verzoek_beoordelen_met_een_andere_naam_erop(wereld: Wereld, dossier: Dossier) -> None:
    """The officer asks, writes a colleague's name on the row, and judges: the signed text names who asked."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    officer = wereld.privacy
    onderteken_opnieuw(
        wereld, officer.sleutels.ondertekening, tekst_met(wereld, besluit, aanvrager=str(officer.gebruiker.id))
    )
    assert gebrek(wereld, besluit) is Gebrek.EIGEN_VERZOEK
    assert not deelt(wereld, dossier)


def test_het_eigen_verzoek_beoordelen_in_naam_van_een_collega(wereld: Wereld, dossier: Dossier) -> None:
    """The officer asks, and signs with the own, real key that a colleague decided."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    officer, collega = wereld.privacy, wereld.beheer.gebruiker.id
    tekst = tekst_met(wereld, besluit, aanvrager=str(officer.gebruiker.id), beslisser=str(collega))
    onderteken_opnieuw(wereld, officer.sleutels.ondertekening, tekst)
    assert gebrek(wereld, besluit) is Gebrek.SLEUTEL_ONBEKEND
    assert not deelt(wereld, dossier)


# another time


def test_de_klok_terugzetten_na_afloop_van_een_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, dagen=10))
    begin = wereld.klok.moment
    wereld.klok.moment = begin + timedelta(days=11)
    assert gebrek(wereld, besluit) is Gebrek.VERLOPEN
    assert not deelt(wereld, dossier)
    add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Nieuw."))
    wereld.klok.moment = begin + timedelta(days=1)
    assert gebrek(wereld, besluit) is Gebrek.VERLOPEN
    assert not deelt(wereld, dossier)


def leg_vast(wereld: Wereld, dossier: Dossier, op: date) -> None:
    """Write down that something was told to the school on that day."""
    invoer = MondelingInvoer(Bestemming(dossier.school, "Leerlingzaken"), Wijze.TELEFOON, ("plan",), "Verteld.", op=op)
    mondeling.record_mondeling(wereld.regie, dossier.casus_id, invoer)


def test_met_terugwerkende_kracht_delen_onder_een_later_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    dag = wereld.klok.nu().date()
    wereld.klok.moment += timedelta(days=1)
    keur_goed(wereld, vraag(wereld, dossier))
    with pytest.raises(NietsTeDelen):
        leg_vast(wereld, dossier, dag)
    leg_vast(wereld, dossier, dag + timedelta(days=1))
    assert [r.wijze for r in verstrekkingen.list_verstrekkingen(wereld.regie)] == [Wijze.TELEFOON]


def test_de_klok_terugzetten_zodat_een_akkoord_ouder_lijkt(wereld: Wereld, dossier: Dossier) -> None:
    """What the officer signs is never older than the log, whatever the machine says of the time."""
    nu = wereld.klok.moment = wereld.klok.moment + timedelta(days=30)
    verzoek = vraag(wereld, dossier)
    wereld.klok.moment = nu - timedelta(days=12)
    besluit = keur_goed(wereld, verzoek)
    wereld.klok.moment = nu
    (inzicht,) = (b for b in delen.list_besluiten(wereld.privacy) if b.id == besluit)
    assert inzicht.besloten_op == nu
    with pytest.raises(NietsTeDelen):
        leg_vast(wereld, dossier, nu.date() - timedelta(days=9))


def test_de_klok_terugzetten_om_alsnog_onder_een_oud_akkoord_te_vertellen(wereld: Wereld, dossier: Dossier) -> None:
    """How long ago something may be recorded is counted from the log too."""
    keur_goed(wereld, vraag(wereld, dossier, dagen=10))
    toen = wereld.klok.moment + timedelta(days=1)
    wereld.klok.moment += timedelta(days=40)
    add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Nieuw."))
    wereld.klok.moment = toen + timedelta(days=2)
    with pytest.raises(OngeldigeInvoer) as fout:
        leg_vast(wereld, dossier, toen.date())
    assert set(fout.value.velden) == {"op"}


def test_vertellen_na_een_intrekking_en_zeggen_dat_het_ervoor_was(wereld: Wereld, dossier: Dossier) -> None:
    """Without the time the whole day counts as withdrawn; what the log says of when cannot be moved by the row."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    wereld.klok.moment += timedelta(days=1)
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    dag = wereld.klok.nu().date()
    zet(wereld, "UPDATE intrekking SET op = datetime(op, '+5 days')")
    wereld.klok.moment += timedelta(days=1)
    with pytest.raises(NietsTeDelen):
        leg_vast(wereld, dossier, dag)
    # The line taken away: then nobody can say when, and it always was.
    zet(wereld, "DELETE FROM logregel WHERE actie = 'besluit.intrekken'")
    with pytest.raises(NietsTeDelen):
        leg_vast(wereld, dossier, dag - timedelta(days=1))


def test_de_datum_van_een_akkoord_vervroegen(wereld: Wereld, dossier: Dossier) -> None:
    wereld.klok.moment += timedelta(days=30)
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    vroeger = wereld.klok.moment - timedelta(days=10)
    zet(wereld, "UPDATE privacybesluit SET op = datetime(op, '-10 days')")
    assert gebrek(wereld, besluit) is None  # the column beside the text plays no part
    with pytest.raises(NietsTeDelen):
        leg_vast(wereld, dossier, vroeger.date() + timedelta(days=1))
    zet(wereld, "UPDATE privacybesluit SET tekst = :t", t=tekst_met(wereld, besluit, besloten_op=als_tekst(vroeger)))
    assert gebrek(wereld, besluit) is Gebrek.HANDTEKENING


def test_antedateren_tot_voor_de_sleutel_van_de_officer(wereld: Wereld, dossier: Dossier) -> None:
    """Also with the officer's help: a key counts from the line that registered it."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    vroeger = als_tekst(wereld.klok.moment - timedelta(days=20))
    prive = wereld.privacy.sleutels.ondertekening
    onderteken_opnieuw(wereld, prive, tekst_met(wereld, besluit, besloten_op=vroeger))
    assert gebrek(wereld, besluit) is Gebrek.SLEUTEL_ONBEKEND
    assert not deelt(wereld, dossier)


def test_vooruitdateren_van_een_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    later = als_tekst(wereld.klok.moment + timedelta(days=2))
    prive = wereld.privacy.sleutels.ondertekening
    onderteken_opnieuw(wereld, prive, tekst_met(wereld, besluit, besloten_op=later))
    assert gebrek(wereld, besluit) is Gebrek.NOG_NIET
    assert not deelt(wereld, dossier)


def test_een_akkoord_langer_laten_lopen_dan_het_maximum(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    prive = wereld.privacy.sleutels.ondertekening
    onderteken_opnieuw(wereld, prive, tekst_met(wereld, besluit, geldig_tot="2036-11-23"))
    assert gebrek(wereld, besluit) is Gebrek.TE_LANG
    assert not deelt(wereld, dossier)


# a withdrawal


def test_delen_onder_een_ingetrokken_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    oordelen.withdraw_besluit(wereld.privacy, besluit, "De ouders maken bezwaar.")
    assert gebrek(wereld, besluit) is Gebrek.INGETROKKEN
    assert not deelt(wereld, dossier)


@pytest.mark.parametrize(
    ("wat", "bevinding"),
    [
        pytest.param(
            "DELETE FROM intrekking",
            "In het logboek staat een intrekking waarvan het ondertekende stuk ontbreekt.",
            id="de rij",
        ),
        pytest.param(
            "DELETE FROM logregel WHERE actie = 'besluit.intrekken'",
            "Er is een ondertekende intrekking die niet in het logboek staat.",
            id="de logregel",
        ),
    ],
)
def test_een_intrekking_half_wissen(wereld: Wereld, dossier: Dossier, wat: str, bevinding: str) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    zet(wereld, wat)
    assert gebrek(wereld, besluit) is Gebrek.INGETROKKEN
    assert not deelt(wereld, dossier)
    assert bevinding in verify_logboek(wereld.lezer).bevindingen


def test_een_intrekking_helemaal_wissen(wereld: Wereld, dossier: Dossier) -> None:
    """Row and line both: then the approval counts again here, and the log shows that something was taken out of it."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    assert verify_logboek(wereld.lezer).in_orde
    zet(wereld, "DELETE FROM intrekking")
    zet(wereld, "DELETE FROM logregel WHERE actie = 'besluit.intrekken'")
    assert any("ontbreekt iets" in bevinding for bevinding in verify_logboek(wereld.lezer).bevindingen)


def test_de_reden_van_een_intrekking_veranderen(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    zet(wereld, "UPDATE intrekking SET tekst = replace(tekst, 'Bezwaar', 'Vergissing')")
    zin = "Een intrekking is veranderd: de handtekening klopt niet. Zij telt nog steeds."
    assert zin in verify_logboek(wereld.lezer).bevindingen
    assert not deelt(wereld, dossier)


def test_een_intrekking_uit_naam_van_de_officer(wereld: Wereld, dossier: Dossier) -> None:
    """Made by who is no officer: it ends sharing, which harms nobody, and the next check says so."""
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    tekst = tekst_van_intrekking(
        str(besluit), str(wereld.kluis_id), str(wereld.privacy.gebruiker.id), "Weg ermee.", wereld.klok.nu()
    )
    with wereld.regie.doe() as t:
        t.db.add(
            Intrekking(
                id=uuid4(),
                besluit_id=besluit,
                tekst=tekst,
                handtekening=onderteken(wereld.regie.sleutels.ondertekening, INTREKKING_CONTEXT, tekst.encode()),
                sleutel=wereld.regie.sleutels.publiek.ed25519,
                door_id=wereld.privacy.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("besluit.intrekken", "privacybesluit", besluit, casus_id=dossier.casus_id)
    assert not deelt(wereld, dossier)
    zin = "Een intrekking is niet door een privacy officer van deze kluis ondertekend."
    assert verify_logboek(wereld.lezer).bevindingen == (zin,)
