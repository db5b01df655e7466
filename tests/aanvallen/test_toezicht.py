"""Attacks on the privacy officer who works elsewhere, by who owns the vault of the team: one test per attack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.controlepunt import lees_notitie, met_handtekening, sleutelnaam
from pmg_desk.domain.delen import BESLUIT_CONTEXT, Oordeel, Soort, Verzoektekst, lees_verzoektekst
from pmg_desk.domain.document import lees_document, maak_document, stuk_waarde
from pmg_desk.domain.logboek import blad_hash, lees_blad
from pmg_desk.domain.merkle import wortel
from pmg_desk.domain.pakket import Envelop
from pmg_desk.kluis.ondertekening import onderteken_notitie, verifieer
from pmg_desk.kluis.pakket import open_pakket, verzegel_pakket
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import samenvattingen, toezicht, toezichtdossier, toezichtregister, verzoeken
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.toezicht import EigenVerzoekGeweigerd, VerzoekKloptNiet
from pmg_desk.services.toezichtaudit import read_audit
from pmg_desk.services.toezichtcontrole import GeenLogstand, LogboekGeweigerd, laatst_gezien
from pmg_desk.services.toezichtinhoud import MeerDanGevraagd
from pmg_desk.services.verbindingsfouten import AfzenderOnbekend, AndersBedoeld, InhoudOnleesbaar
from pmg_desk.storage.models import Wijze
from tests.casusbouw import bladen
from tests.eenmaal import eenmaal
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import maak_dossier, vraag

MERK = "Mentor van Jan uit 3B"


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    kluizen = (twee.team, twee.toezicht)
    verbindingen, dossier = eenmaal("toezicht", kluizen, lambda: (twee.verbind(), maak_dossier(twee.team.regie)))
    yield Zaak(twee, dossier, verbindingen)
    twee.sluit()


Ander = Callable[[Envelop], Envelop]


def vervals(zaak: Zaak, ruw: bytes, envelop: Ander, sleutels: EigenSleutels | None = None) -> bytes:
    """A package of the requester with another envelope, truly signed by the requester (or with other keys)."""
    officer = zaak.twee.officer.sleutels
    geopend = open_pakket(ruw, officer).envelop
    return verzegel_pakket(envelop(geopend), sleutels or zaak.twee.team.regie.sleutels, officer.publiek.age)


def inhoud(anders: dict[str, Any]) -> Ander:
    return lambda e: replace(e, pakket_id=str(uuid4()), inhoud={**e.inhoud, **anders})


def verzoek(wijzig: Callable[[Verzoektekst], Verzoektekst]) -> Ander:
    """Another request text, that hashes to what it says."""

    def doe(e: Envelop) -> Envelop:
        tekst = wijzig(lees_verzoektekst(str(e.inhoud["verzoek"]))).tekst()
        return inhoud({"verzoek": tekst})(e)

    return doe


def neem_in(zaak: Zaak, ruw: bytes) -> UUID:
    return toezicht.read_verzoek(zaak.twee.officer, ruw)


def gevonden(zaak: Zaak) -> list[str]:
    """What stands as findings in the officer's installation."""
    return [regel.kort for regel in toezichtdossier.list_dossiers(zaak.twee.officer) if not regel.in_orde]


# the log that was rolled back, cut or made anew


def test_a_log_rolled_back_to_an_old_copy_is_refused_and_kept_as_a_finding(zaak: Zaak) -> None:
    kopie = zaak.kopie()
    zaak.groei(50)
    zaak.stuur()
    zaak.zet_terug(kopie)
    with pytest.raises(LogboekGeweigerd) as fout:
        neem_in(zaak, zaak.pakket(vraag(zaak.twee.team, zaak.dossier)))
    assert "is korter dan wat u op 23 november 2026 zag" in fout.value.wat
    assert "Neem geen besluit." in fout.value.doe
    assert gevonden(zaak) == [fout.value.wat]
    (volging,) = toezichtdossier.list_volgingen(zaak.twee.officer)
    assert volging.bevinding == fout.value.wat
    assert len(toezichtregister.list_ontvangen(zaak.twee.officer)) == 1


def test_a_log_cut_and_regrown_to_the_same_size_is_refused(zaak: Zaak) -> None:
    kopie = zaak.kopie()
    zaak.groei(50)
    zaak.stuur()
    gezien = toezichtdossier.list_volgingen(zaak.twee.officer)[0].regels
    zaak.zet_terug(kopie)
    voor = zaak.regels()
    zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    kosten = zaak.regels() - voor
    zaak.zet_terug(kopie)
    zaak.groei(gezien - kosten - zaak.regels())
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    assert zaak.regels() == gezien
    with pytest.raises(LogboekGeweigerd) as fout:
        neem_in(zaak, pakket)
    assert "is anders dan wat u op" in fout.value.wat
    assert gevonden(zaak) == [fout.value.wat]


def test_a_log_cut_and_regrown_longer_is_unproven_and_the_audit_finds_it(zaak: Zaak) -> None:
    kopie = zaak.kopie()
    zaak.groei(10)
    zaak.stuur()
    zaak.zet_terug(kopie)
    zaak.groei(40)
    neem_in(zaak, zaak.pakket(vraag(zaak.twee.team, zaak.dossier)))
    assert not toezichtdossier.list_volgingen(zaak.twee.officer)[0].bewezen
    dossier = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit())
    assert any("regels zijn niet die van de stand die u op 23 november 2026 zag" in b for b in dossier.bevindingen)
    assert not dossier.regel.in_orde


@pytest.mark.parametrize("plek", [0, 1, -1])
def test_a_consistency_proof_that_was_edited_is_found(zaak: Zaak, plek: int) -> None:
    zaak.stuur()
    gezien = laatste_note(zaak)
    zaak.groei(30)
    audit = zaak.auditinhoud(gezien=gezien)
    audit["groei"]["bewijs"][plek] = blad_hash(audit["groei"]["bewijs"][plek])
    assert bevindingen(zaak, audit) == ("Het bewijs dat dit logboek verdergaat op wat u zag, klopt niet.",)


def test_a_consistency_proof_from_something_never_seen_is_found(zaak: Zaak) -> None:
    zaak.stuur()
    audit = zaak.auditinhoud(gezien=laatste_note(zaak))
    audit["groei"]["van"] -= 1
    assert bevindingen(zaak, audit) == ("Het bewijs van groei begint niet bij een stand die u zag.",)


def laatste_note(zaak: Zaak) -> str:
    """The last head that the officer accepted."""
    with zaak.twee.officer.doe() as t:
        rij = laatst_gezien(t, zaak.verbindingen[1])
        assert rij is not None
        return rij.tekst


# the head that goes along


def test_a_head_signed_by_an_unknown_key_is_refused(zaak: Zaak) -> None:
    vreemd, pakket = EigenSleutels.nieuw(), zaak.pakket(vraag(zaak.twee.team, zaak.dossier))

    def ander(e: Envelop) -> Envelop:
        kaal = lees_notitie(e.controlepunt or "").tekst
        naam = sleutelnaam(zaak.twee.team.regie.gebruiker.id)
        note = met_handtekening(
            kaal, naam, vreemd.publiek.ed25519, lambda b: onderteken_notitie(vreemd.ondertekening, b)
        )
        return replace(e, controlepunt=note)

    with pytest.raises(GeenLogstand):
        neem_in(zaak, vervals(zaak, pakket, ander))


@pytest.mark.parametrize("note", [None, "", "geen stand"])
def test_a_request_without_a_head_of_the_log_is_refused(zaak: Zaak, note: str | None) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    with pytest.raises(GeenLogstand):
        neem_in(zaak, vervals(zaak, pakket, lambda e: replace(e, controlepunt=note)))


def test_the_head_of_another_vault_is_refused(zaak: Zaak) -> None:
    pakket, regie = zaak.pakket(vraag(zaak.twee.team, zaak.dossier)), zaak.twee.team.regie

    def ander(e: Envelop) -> Envelop:
        kaal = lees_notitie(e.controlepunt or "").tekst.replace(str(zaak.twee.team.kluis_id), str(uuid4()))
        note = met_handtekening(
            kaal,
            sleutelnaam(regie.gebruiker.id),
            regie.sleutels.publiek.ed25519,
            lambda b: onderteken_notitie(regie.sleutels.ondertekening, b),
        )
        return replace(e, controlepunt=note)

    with pytest.raises(GeenLogstand):
        neem_in(zaak, vervals(zaak, pakket, ander))


def test_a_head_of_another_size_under_the_same_signature_is_refused(zaak: Zaak) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))

    def groter(e: Envelop) -> Envelop:
        kop, grootte, rest = (e.controlepunt or "").split("\n", 2)
        return replace(e, controlepunt=f"{kop}\n{int(grootte) + 1000}\n{rest}")

    with pytest.raises(GeenLogstand):
        neem_in(zaak, vervals(zaak, pakket, groter))


# the request


def test_a_request_of_somebody_else_is_refused(zaak: Zaak) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    ander = verzoek(lambda v: replace(v, aanvrager_id=str(zaak.twee.team.regie2.gebruiker.id)))
    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, pakket, ander))


def test_a_request_of_another_vault_is_refused(zaak: Zaak) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, pakket, verzoek(lambda v: replace(v, kluis_id=str(uuid4())))))


def test_the_officers_own_request_is_refused(zaak: Zaak) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    eigen = verzoek(lambda v: replace(v, aanvrager_id=str(zaak.twee.officer.gebruiker.id)))
    with pytest.raises(EigenVerzoekGeweigerd):
        neem_in(zaak, vervals(zaak, pakket, eigen))


def test_a_second_recipient_hidden_behind_the_first_is_refused(zaak: Zaak) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, pakket, verzoek(lambda v: replace(v, manifest=(*v.manifest, *v.manifest)))))


def test_a_kind_of_request_that_is_not_known_here_is_refused(zaak: Zaak) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, pakket, verzoek(lambda v: replace(v, soort=Soort.TAFELKADER))))


def test_a_request_of_tomorrow_is_refused(zaak: Zaak) -> None:
    """A decision is never older than its request: one from the future would hold longer than may."""
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    later = verzoek(lambda v: replace(v, gevraagd_op=v.gevraagd_op + timedelta(days=300)))
    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, pakket, later))


def _document(zaak: Zaak) -> bytes:
    _, stukken = verzoeken.toon_stukken(zaak.twee.team.regie, zaak.dossier.casus_id)
    ids = tuple(s.id for s in stukken if s.categorie == "signalen" and s.doorverstrekking.value == "ja")
    return zaak.pakket(vraag(zaak.twee.team, zaak.dossier, soort=Soort.DOCUMENT, stukken=ids))


def test_a_document_that_was_changed_after_asking_is_refused(zaak: Zaak) -> None:
    def ander(e: Envelop) -> Envelop:
        casus, stukken = lees_document(str(e.inhoud["document"]))
        nieuw = [replace(stukken[0], tekst="Heel iets anders."), *stukken[1:]]
        return inhoud({"document": maak_document(casus, nieuw), "stukken": [stuk_waarde(s) for s in nieuw]})(e)

    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, _document(zaak), ander))


def test_showing_another_text_than_the_document_holds_is_refused(zaak: Zaak) -> None:
    """The officer reads the pieces and signs the document: they must be the same."""

    def ander(e: Envelop) -> Envelop:
        _, stukken = lees_document(str(e.inhoud["document"]))
        getoond = [replace(stukken[0], tekst="Niets bijzonders."), *stukken[1:]]
        return inhoud({"stukken": [stuk_waarde(s) for s in getoond]})(e)

    with pytest.raises(MeerDanGevraagd):
        neem_in(zaak, vervals(zaak, _document(zaak), ander))


def test_a_document_left_out_or_put_in_is_refused(zaak: Zaak) -> None:
    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, _document(zaak), inhoud({"document": None})))
    staand = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    document = maak_document(str(zaak.dossier.casus_id), [])
    with pytest.raises(VerzoekKloptNiet):
        neem_in(zaak, vervals(zaak, staand, inhoud({"document": document})))


@pytest.mark.parametrize(
    "anders", [{"categorie": "gezondheid"}, {"derden": True}, {"doorverstrekking": "nee"}, {"geheim_adres": True}]
)
def test_more_than_is_to_be_judged_is_refused(zaak: Zaak, anders: dict[str, Any]) -> None:
    """Nor does the officer get to see what could not be shared anyway."""

    def meer(e: Envelop) -> Envelop:
        stukken: Any = e.inhoud["stukken"]
        return inhoud({"stukken": [*stukken, {**stukken[0], **anders}]})(e)

    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier, categorieen=("signalen",)))
    with pytest.raises(MeerDanGevraagd):
        neem_in(zaak, vervals(zaak, pakket, meer))


@pytest.mark.parametrize(
    "anders",
    [
        {"verzoek": "{}"},
        {"verzoek": None},
        {"document": 3},
        {"nummer": "V-2026-1\nT-2026-00001"},
        {"nummer": None},
        {"casusnummer": "x" * 1000},
        {"stukken": [{}]},
        {"vorige": "niet"},
        {"eerder": [{"nummer": 1}]},
    ],
)
def test_content_that_is_no_request_is_refused(zaak: Zaak, anders: dict[str, Any]) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    with pytest.raises(InhoudOnleesbaar):
        neem_in(zaak, vervals(zaak, pakket, inhoud(anders)))


def test_an_id_that_is_spelled_in_another_way_is_refused(zaak: Zaak) -> None:
    """Else the same request could be decided twice."""
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    groot = verzoek(lambda v: replace(v, verzoek_id=v.verzoek_id.upper()))
    with pytest.raises(InhoudOnleesbaar):
        neem_in(zaak, vervals(zaak, pakket, groot))


@pytest.mark.parametrize(
    "anders",
    [
        lambda v: replace(v, doel=MERK),
        lambda v: replace(v, manifest=(replace(v.manifest[0], categorieen=("signalen", MERK)),)),
        lambda v: replace(
            v, manifest=(replace(v.manifest[0], ontvanger=replace(v.manifest[0].ontvanger, organisatie=f"{MERK}\n")),)
        ),
    ],
    ids=["doel", "categorie", "organisatie"],
)
def test_text_where_a_key_or_a_name_belongs_never_gets_into_a_line_here(
    zaak: Zaak, anders: Callable[[Verzoektekst], Verzoektekst]
) -> None:
    """Purpose, kinds of data and recipient stand in the log of the officer for ever."""
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    with pytest.raises(InhoudOnleesbaar):
        neem_in(zaak, vervals(zaak, pakket, verzoek(anders)))
    assert MERK not in bladen(zaak.twee.officer)


def test_a_request_signed_by_a_key_that_is_not_pinned_is_refused(zaak: Zaak) -> None:
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    with pytest.raises(AfzenderOnbekend):
        neem_in(zaak, vervals(zaak, pakket, lambda e: e, EigenSleutels.nieuw()))


def test_a_request_as_an_audit_and_an_audit_as_a_request_are_refused(zaak: Zaak) -> None:
    with pytest.raises(AndersBedoeld):
        read_audit(zaak.twee.officer, zaak.pakket(vraag(zaak.twee.team, zaak.dossier)))
    with pytest.raises(AndersBedoeld):
        neem_in(zaak, zaak.auditpakket(zaak.auditinhoud()))


def test_what_came_in_and_was_edited_in_the_register_is_not_what_was_signed(zaak: Zaak) -> None:
    """The signature is over the hash of the request: a register edited later does not make it another decision."""
    besluit_id = zaak.akkoord(zaak.stuur())
    ruw = toezicht.make_besluitpakket(zaak.twee.officer, besluit_id).ruw
    envelop = open_pakket(ruw, zaak.twee.team.regie.sleutels).envelop
    tekst = lees_canoniek(str(envelop.inhoud["besluit"]))
    anders = canoniek({**tekst, "motivering": "Iets anders."})
    sleutel, handtekening = str(envelop.inhoud["sleutel"]), bytes.fromhex(str(envelop.inhoud["handtekening"]))
    assert verifieer(sleutel, BESLUIT_CONTEXT, str(envelop.inhoud["besluit"]).encode(), handtekening)
    assert not verifieer(sleutel, BESLUIT_CONTEXT, anders.encode(), handtekening)
    assert (tekst["oordeel"], tekst["zekerheid"]) == (Oordeel.AKKOORD.value, "cryptografisch")


# the audit


def bevindingen(zaak: Zaak, inhoud_: dict[str, Any]) -> tuple[str, ...]:
    dossier = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit(inhoud_))
    assert dossier.regel.in_orde == (not dossier.bevindingen)
    return dossier.bevindingen


def test_an_edited_line_is_found(zaak: Zaak) -> None:
    zaak.stuur()
    audit = zaak.auditinhoud()
    regel = replace(lees_blad(audit["regels"][3][0]), actor_naam="Iemand anders")
    audit["regels"][3][0] = regel.blad()
    gevonden_ = bevindingen(zaak, audit)
    assert "Regel 5 sluit niet aan op de regel ervoor." in gevonden_
    assert any("regels zijn niet die van de stand die u op" in b for b in gevonden_)


def test_a_removed_line_is_found(zaak: Zaak) -> None:
    zaak.stuur()
    audit = zaak.auditinhoud()
    del audit["regels"][4]
    gevonden_ = bevindingen(zaak, audit)
    assert "Regel 5 zegt zelf dat zij regel 6 is." in gevonden_
    assert "Regel 5 sluit niet aan op de regel ervoor." in gevonden_


def test_a_log_edited_and_chained_anew_is_found_by_what_was_seen(zaak: Zaak) -> None:
    """Every hash recomputed, the heads of its own left out: only the head that was seen here still tells."""
    zaak.stuur()
    audit = zaak.auditinhoud()
    nieuw: list[Any] = []
    vorige = "0" * 64
    for nr, (blad, opening) in enumerate(audit["regels"], start=1):
        regel = replace(lees_blad(blad), vorige=vorige, herkomst="ander" if nr == 4 else "test")
        nieuw.append([regel.blad(), opening])
        vorige = blad_hash(regel.blad())
    audit["regels"] = nieuw
    assert wortel(blad_hash(blad) for blad, _ in nieuw) != lees_notitie(laatste_note(zaak)).controlepunt.wortel
    assert any("regels zijn niet die van de stand die u op" in b for b in bevindingen(zaak, audit))


def test_swapped_lines_are_found(zaak: Zaak) -> None:
    zaak.stuur()
    audit = zaak.auditinhoud()
    audit["regels"][3], audit["regels"][4] = audit["regels"][4], audit["regels"][3]
    assert "Regel 4 zegt zelf dat zij regel 5 is." in bevindingen(zaak, audit)


def test_a_swapped_opening_is_found(zaak: Zaak) -> None:
    zaak.stuur()
    zaak.goedgekeurd()
    audit = zaak.auditinhoud()
    met = [plek for plek, (_, opening) in enumerate(audit["regels"]) if opening is not None]
    opening = audit["regels"][met[0]][1]
    audit["regels"][met[0]][1] = {**opening, "detail": canoniek({"oordeel": "geweigerd"})}
    assert f"De details bij regel {met[0] + 1} zijn veranderd." in bevindingen(zaak, audit)


def test_an_opening_that_belongs_to_no_detail_is_found(zaak: Zaak) -> None:
    zaak.stuur()
    audit = zaak.auditinhoud()
    zonder = next(plek for plek, (blad, _) in enumerate(audit["regels"]) if lees_blad(blad).detail is None)
    audit["regels"][zonder][1] = {"zout": "00" * 32, "detail": "{}"}
    assert f"Bij regel {zonder + 1} staan details die er niet bij horen." in bevindingen(zaak, audit)


def test_lines_left_out_at_the_end_are_found(zaak: Zaak) -> None:
    zaak.groei(30)
    zaak.stuur()
    audit = zaak.auditinhoud()
    audit["regels"] = audit["regels"][:20]
    audit["controlepunten"] = []
    gevonden_ = bevindingen(zaak, audit)
    assert any(b.startswith("Er ontbreken regels: de stand die u op") for b in gevonden_)
    assert any("die zijn niet meegestuurd" in b for b in gevonden_)


def test_a_head_of_the_log_left_out_or_altered_is_found(zaak: Zaak) -> None:
    zaak.stuur()
    audit = zaak.auditinhoud()
    zonder = {**audit, "controlepunten": audit["controlepunten"][1:]}
    assert any("en die is er niet meer" in b for b in bevindingen(zaak, zonder))
    anders = {**audit, "controlepunten": [audit["controlepunten"][0].replace("—", "-"), *audit["controlepunten"][1:]]}
    assert "Een ondertekende stand in deze audit is niet te lezen." in bevindingen(zaak, anders)


def test_a_head_signed_by_nobody_of_that_vault_is_found(zaak: Zaak) -> None:
    zaak.stuur()
    audit, vreemd = zaak.auditinhoud(), EigenSleutels.nieuw()
    note = met_handtekening(
        lees_notitie(audit["controlepunten"][0]).tekst,
        sleutelnaam(zaak.twee.team.regie.gebruiker.id),
        vreemd.publiek.ed25519,
        lambda b: onderteken_notitie(vreemd.ondertekening, b),
    )
    audit["controlepunten"][0] = note
    assert any(b.startswith("De handtekening onder de stand bij regel") for b in bevindingen(zaak, audit))


def test_a_withdrawal_that_is_not_in_the_log_is_found(zaak: Zaak) -> None:
    """Taken in, and the copy of before put back: the officer knows that it went out."""
    besluit_id = zaak.goedgekeurd()
    kopie = zaak.kopie()
    intrekking = toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Bezwaar.")
    zaak.lees(toezicht.make_intrekpakket(zaak.twee.officer, intrekking).ruw)
    zaak.zet_terug(kopie)
    assert bevindingen(zaak, zaak.auditinhoud()) == (
        "Uw intrekking van besluit T-2026-00001 staat niet in dit logboek: zij is nog niet ingelezen, of weggehaald.",
    )


def test_a_sharing_under_a_withdrawn_approval_or_outside_the_log_is_found(zaak: Zaak) -> None:
    besluit_id = zaak.goedgekeurd()
    intrekking = toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Bezwaar.")
    toezicht.make_intrekpakket(zaak.twee.officer, intrekking)
    zaak.twee.team.klok.moment += timedelta(days=2)
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    uitgave = samenvattingen.issue_samenvatting(zaak.twee.team.regie, zaak.dossier.casus_id, bestemming, Wijze.PAPIER)
    audit = zaak.auditinhoud()
    feiten = {
        "casusnummer": "PMG-2026-00001",
        "ontvanger": "School",
        "categorieen": "signalen",
        "op": "2026-11-25T08:30:00.000000Z",
        "wijze": "papier",
        "status": "uitgegeven",
    }
    audit["verstrekkingen"] = [
        {**feiten, "id": str(uitgave.verstrekking_id), "besluiten": [str(besluit_id)]},
        {**feiten, "id": str(uuid4()), "besluiten": []},
    ]
    assert set(bevindingen(zaak, audit)) == {
        "Uw intrekking van besluit T-2026-00001 staat niet in dit logboek: zij is nog niet ingelezen, of weggehaald.",
        "Op 25 november 2026 is gedeeld onder een besluit dat u toen al had ingetrokken.",
        "Een verstrekking van 25 november 2026 uit het register staat niet in het logboek.",
    }
