"""Attacks on what goes between installations: every one is refused with words, leaves nothing behind, and is logged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyrage
import pytest
import sqlalchemy as sa
from pyrage import x25519

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.delen import BESLUIT_CONTEXT, Gebrek, ManifestRegel, Oordeel, Soort, Zekerheid
from pmg_desk.domain.document import lees_document, maak_document
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.pakket import KAART_CONTEXT, PAKKET_CONTEXT, Pakketsoort, Partij
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.kluis.pakket import GeenPakket, NietVoorU, PakketVeranderd, lees_kaart, onderteken_kaart, open_pakket
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import delen, samenvattingen, stukken, verbindingen
from pmg_desk.services.auditpakketten import make_auditpakket, read_auditvraag
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.pakketten_in import (
    AlBeslist,
    BesluitTeltNiet,
    IntrekkingKloptNiet,
    LogboekPastNiet,
    RuimerDanGevraagd,
    VerzoekNietVerstuurd,
    read_pakket,
)
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.verbindingsfouten import (
    AfzenderOnbekend,
    AlIngelezen,
    AndersBedoeld,
    InhoudOnleesbaar,
    KaartVanHier,
    PakketGeweigerd,
    VingerafdrukAnders,
    VoorIemandAnders,
)
from pmg_desk.services.verzoeken import withdraw_verzoek
from pmg_desk.services.verzoekpakketten import make_verzoekpakketten
from pmg_desk.storage.models import Gebruiker, Intrekking, Pakket, Privacybesluit, Richting, VerbindingSoort, Wijze
from tests.casusbouw import regels
from tests.officer import Zaak, maak_zaak, som_van, stuur
from tests.tweekluizen import Tweetal, maak_tweetal
from tests.vulling import WOORDEN, keur_goed, vraag


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    yield maak_zaak(twee)
    twee.sluit()


@pytest.fixture
def twee(tmp_path: Path) -> Iterator[Tweetal]:
    tweetal = maak_tweetal(tmp_path)
    yield tweetal
    tweetal.sluit()


def weigert(zaak: Zaak, pad: Path, fout: type[Fout], *, besluiten: int = 0) -> Fout:
    """Reading it in is refused as ``fout``, takes nothing over, and stands in the log as a refusal."""
    voor = len(regels(zaak.twee.team.regie, "pakket.weigeren"))
    with pytest.raises(fout) as geweigerd:
        read_pakket(zaak.twee.team.regie, pad)
    assert type(geweigerd.value) is fout
    with zaak.twee.team.regie.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Privacybesluit)) == besluiten
    assert len(regels(zaak.twee.team.regie, "pakket.weigeren")) == voor + 1
    return geweigerd.value


def lees_goed(zaak: Zaak, **anders: Any) -> str:
    """A real approval, taken in; its id."""
    tekst = zaak.officer.besluittekst(**anders)
    read_pakket(zaak.twee.team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst)))
    return tekst.besluit_id


def deelt(zaak: Zaak) -> bool:
    """Whether a summary for the school can be issued now."""
    try:
        samenvattingen.issue_samenvatting(
            zaak.twee.team.regie, zaak.dossier.casus_id, Bestemming(zaak.dossier.school, "Leerlingzaken"), Wijze.PAPIER
        )
    except NietsTeDelen:
        return False
    return True


def knoei(zaak: Zaak, *opdrachten: str) -> None:
    """Change the team's vault behind the program's back, as its owner could."""
    with zaak.twee.team.engine.begin() as verbinding:
        for tabel in ("privacybesluit", "intrekking", "pakket"):
            verbinding.exec_driver_sql(f"DROP TRIGGER IF EXISTS {tabel}_vast")
        verbinding.exec_driver_sql("DROP TRIGGER IF EXISTS logregel_geen_delete")
        for opdracht in opdrachten:
            verbinding.exec_driver_sql(opdracht)


# the envelope


def test_een_pakket_nog_eens_inlezen(zaak: Zaak) -> None:
    pad = zaak.officer.pakket(zaak.officer.besluit())
    read_pakket(zaak.twee.team.regie, pad)
    weigert(zaak, pad, AlIngelezen, besluiten=1)


def test_een_ingetrokken_akkoord_terughalen_met_het_oude_pakket(zaak: Zaak) -> None:
    """Replay after a withdrawal: the old package is known, and in a new envelope the request is no longer open."""
    tekst = zaak.officer.besluittekst()
    inhoud = zaak.officer.besluit(tekst)
    pad = zaak.officer.pakket(inhoud)
    read_pakket(zaak.twee.team.regie, pad)
    read_pakket(
        zaak.twee.team.regie, zaak.officer.pakket(zaak.officer.intrekking(tekst.besluit_id), Pakketsoort.INTREKKING)
    )
    weigert(zaak, pad, AlIngelezen, besluiten=1)
    weigert(zaak, zaak.officer.pakket(inhoud), BesluitTeltNiet, besluiten=1)
    assert not deelt(zaak)


def test_een_pakket_voor_een_ander(zaak: Zaak) -> None:
    """Sealed to a colleague: it does not open. Sealed on to this user, but addressed to the colleague: refused."""
    ander = zaak.twee.team.regie2
    aan = Partij(str(zaak.twee.team.kluis_id), str(ander.gebruiker.id), "D. Regisseur", "casusregisseur")
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), aan=aan, ontvanger=ander.sleutels), NietVoorU)
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), aan=aan), VoorIemandAnders)


def test_een_pakket_voor_een_andere_kluis(zaak: Zaak) -> None:
    aan = Partij(str(uuid4()), str(zaak.twee.team.regie.gebruiker.id), "C. Regisseur", "casusregisseur")
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), aan=aan), VoorIemandAnders)


def test_ondertekend_met_een_onbekende_sleutel(zaak: Zaak) -> None:
    """A stranger signs envelope and decision with a key of their own, in the officer's name."""
    vreemd = EigenSleutels.nieuw()
    tekst = zaak.officer.besluittekst().tekst()
    inhoud = zaak.officer.besluit(
        besluit=tekst,
        sleutel=vreemd.publiek.ed25519,
        handtekening=onderteken(vreemd.ondertekening, BESLUIT_CONTEXT, tekst.encode()).hex(),
    )
    weigert(zaak, zaak.officer.pakket(inhoud, afzender=vreemd), AfzenderOnbekend)
    weigert(zaak, zaak.officer.pakket(inhoud), AfzenderOnbekend)  # passed on in a true envelope


def test_een_echt_besluit_in_een_envelop_van_een_vreemde(zaak: Zaak) -> None:
    """Who came by a true decision sends it on under an own key, so that the officer seems to have sent it now."""
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), afzender=EigenSleutels.nieuw()), AfzenderOnbekend)


def test_een_auditvraag_van_een_vreemde(zaak: Zaak) -> None:
    """In the officer's name, to learn what an audit would give away."""
    vraag_: dict[str, Any] = {
        "van_nr": 1,
        "laatst_gezien": None,
        "onderwerpen": [],
        "casusnummers": [],
        "reden": "Controle.",
    }
    pad = zaak.officer.pakket(vraag_, Pakketsoort.AUDITVRAAG, afzender=EigenSleutels.nieuw())
    with pytest.raises(AfzenderOnbekend):
        read_auditvraag(zaak.twee.team.regie, pad)
    with pytest.raises(AfzenderOnbekend):
        make_auditpakket(zaak.twee.team.regie, pad)


def test_de_vastgelegde_sleutel_in_de_tabel_verwisselen(zaak: Zaak) -> None:
    """The owner of the machine puts an own key in the row of the officer: the log registered another one."""
    vals = EigenSleutels.nieuw()
    knoei(zaak, f"UPDATE verbinding_sleutel SET ondertekensleutel = '{vals.publiek.ed25519}'")
    tekst = zaak.officer.besluittekst().tekst()
    inhoud = zaak.officer.besluit(
        besluit=tekst,
        sleutel=vals.publiek.ed25519,
        handtekening=onderteken(vals.ondertekening, BESLUIT_CONTEXT, tekst.encode()).hex(),
    )
    fout = weigert(zaak, zaak.officer.pakket(inhoud, afzender=vals), BesluitTeltNiet)
    assert fout.wat == Gebrek.SLEUTEL_ONBEKEND.value


def test_uit_naam_van_een_ander_in_die_kluis(zaak: Zaak) -> None:
    van = Partij(str(zaak.twee.toezicht.kluis_id), str(uuid4()), "P. Officer", "privacy_officer")
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), van=van), AfzenderOnbekend)
    van = Partij(str(uuid4()), str(zaak.twee.officer.gebruiker.id), "P. Officer", "privacy_officer")
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), van=van), AfzenderOnbekend)


def test_met_een_gestopte_sleutel_ook_niet_met_een_oudere_datum(zaak: Zaak) -> None:
    gemaakt = zaak.twee.team.klok.nu()
    zaak.twee.team.klok.moment += timedelta(hours=1)
    (verbinding,) = verbindingen.list_verbindingen(zaak.twee.team.beheer)
    verbindingen.stop_verbinding(zaak.twee.team.beheer, verbinding.id)
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), gemaakt_op=gemaakt), AfzenderOnbekend)


def test_met_een_vervangen_sleutel(zaak: Zaak) -> None:
    """The officer's old key was stolen and replaced: what it signs now is refused, whatever date it claims."""
    nieuw = EigenSleutels.nieuw()
    kaart = lees_kaart(verbindingen.make_sleutelkaart(zaak.twee.officer).ruw)[0]
    persoon = replace(kaart.personen[0], age=nieuw.publiek.age, ed25519=nieuw.publiek.ed25519)
    kaart = replace(kaart, personen=(persoon,))
    pad = zaak.twee.schrijf(onderteken_kaart(kaart, nieuw))
    gemaakt = zaak.twee.team.klok.nu()
    zaak.twee.team.klok.moment += timedelta(hours=1)
    verbindingen.pin_kaart(zaak.twee.team.beheer, pad, VerbindingSoort.PRIVACY_OFFICER, kaart.vingerafdruk())
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(), gemaakt_op=gemaakt), AfzenderOnbekend)


def test_een_besluit_van_wie_geen_officer_is(zaak: Zaak) -> None:
    """A pinned casusregisseur of another team sends a decision: that kind is not theirs to send."""
    twee = zaak.twee
    collega = maak_tweetal_erbij(twee)
    van = Partij(str(collega.team.kluis_id), str(collega.team.regie.gebruiker.id), "C. Regisseur", "casusregisseur")
    pad = zaak.officer.pakket(zaak.officer.besluit(), afzender=collega.team.regie.sleutels, van=van)
    weigert(zaak, pad, AndersBedoeld)
    collega.sluit()


def maak_tweetal_erbij(twee: Tweetal) -> Tweetal:
    """A third and fourth vault; the third is connected with the team as another team."""
    map_ = twee.map / uuid4().hex
    map_.mkdir()
    ander = maak_tweetal(map_, nummer=2)
    kaart = verbindingen.make_sleutelkaart(ander.team.beheer)
    verbindingen.pin_kaart(twee.team.beheer, twee.schrijf(kaart.ruw), VerbindingSoort.KLUIS, kaart.vingerafdruk)
    return ander


def test_de_soort_in_de_envelop_verwisselen(zaak: Zaak) -> None:
    """A decision sent as a withdrawal or as an audit is read as neither."""
    inhoud = zaak.officer.besluit()
    weigert(zaak, zaak.officer.pakket(inhoud, Pakketsoort.INTREKKING), InhoudOnleesbaar)
    weigert(zaak, zaak.officer.pakket(inhoud, Pakketsoort.AUDITVRAAG), AndersBedoeld)


def test_tekst_in_het_pakket_veranderen(zaak: Zaak) -> None:
    """Any byte of the sealed file, and the text inside sealed anew under the old signature."""
    pad = zaak.officer.pakket(zaak.officer.besluit())
    heel = pad.read_bytes()
    midden = bytearray(heel)
    midden[len(heel) // 2] ^= 1
    weigert(zaak, zaak.twee.schrijf(bytes(midden)), GeenPakket)
    assert _met_andere_tekst(zaak, heel) is PakketVeranderd


def _met_andere_tekst(zaak: Zaak, heel: bytes) -> type[Fout]:
    sleutels = zaak.twee.team.regie.sleutels
    delen_ = lees_canoniek(pyrage.decrypt(heel, [sleutels.age]).decode())
    delen_["tekst"] = delen_["tekst"].replace("Dit is genoeg.", "Dit is te veel.")
    ruw = pyrage.encrypt(canoniek(delen_).encode(), [x25519.Recipient.from_str(sleutels.publiek.age)])
    with pytest.raises(PakketVeranderd) as fout:
        open_pakket(ruw, sleutels)
    return fout.type


# the decision inside


def test_de_tekst_van_het_besluit_veranderen(zaak: Zaak) -> None:
    """A true envelope by a careless officer's machine, with a decision edited after it was signed."""
    inhoud = zaak.officer.besluit()
    inhoud["besluit"] = inhoud["besluit"].replace("Dit is genoeg.", "Deel maar alles.")
    assert weigert(zaak, zaak.officer.pakket(inhoud), BesluitTeltNiet).wat == Gebrek.HANDTEKENING.value


def test_een_handtekening_voor_iets_anders_gebruiken(zaak: Zaak) -> None:
    """The same key signed the same text, but as a package or a card."""
    tekst = zaak.officer.besluittekst().tekst()
    for context in (PAKKET_CONTEXT, KAART_CONTEXT):
        handtekening = onderteken(zaak.officer.sleutels.ondertekening, context, tekst.encode()).hex()
        pad = zaak.officer.pakket(zaak.officer.besluit(besluit=tekst, handtekening=handtekening))
        assert weigert(zaak, pad, BesluitTeltNiet).wat == Gebrek.HANDTEKENING.value


def test_een_besluit_voor_een_andere_kluis(zaak: Zaak) -> None:
    tekst = zaak.officer.besluittekst(kluis_id=str(uuid4()))
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst)), BesluitTeltNiet).wat == (
        Gebrek.ANDERE_KLUIS.value
    )
    elders = zaak.officer.besluittekst(kluis_id=str(uuid4()), verzoek_id=str(uuid4()))
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(elders)), BesluitTeltNiet).wat == (
        Gebrek.ANDERE_KLUIS.value
    )


def test_een_besluit_over_een_verzoek_dat_er_niet_is(zaak: Zaak) -> None:
    tekst = zaak.officer.besluittekst(verzoek_id=str(uuid4()))
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst)), BesluitTeltNiet).wat == (
        Gebrek.ANDER_NUMMER.value
    )


def test_een_besluit_op_een_ander_verzoek_plakken(zaak: Zaak) -> None:
    """The approval of one request presented for another: the signed hash is that of the first."""
    ander = stuur(zaak.twee, vraag(zaak.twee.team, zaak.dossier, functie="Mentor"))
    tekst = zaak.officer.besluittekst(verzoek_id=ander.verzoek.verzoek_id)
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst)), BesluitTeltNiet).wat == (
        Gebrek.VERZOEK_GEWIJZIGD.value
    )


def test_het_verzoek_na_versturen_veranderen(zaak: Zaak) -> None:
    knoei(zaak, "UPDATE delingsverzoek SET tekst = replace(tekst, 'Alleen wat nodig is', 'Alles wat er is')")
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit()), BesluitTeltNiet).wat == (
        Gebrek.VERZOEK_GEWIJZIGD.value
    )


def test_een_besluit_over_wat_nooit_is_verstuurd(zaak: Zaak) -> None:
    """The casusregisseur hands the officer's approval of a request that never left as a package."""
    verzoek_id = vraag(zaak.twee.team, zaak.dossier, functie="Mentor")
    ander = stuur(zaak.twee, verzoek_id)
    knoei(zaak, f"DELETE FROM pakket WHERE onderwerp_id = '{verzoek_id.hex}'")
    weigert(zaak, ander.pakket(ander.besluit()), VerzoekNietVerstuurd)


def test_een_verlopen_akkoord_geeft_niets(zaak: Zaak) -> None:
    """It is kept, because it was decided; nothing is shared under it. Nor with the clock set back afterwards."""
    tekst = zaak.officer.besluittekst()
    pad = zaak.officer.pakket(zaak.officer.besluit(tekst))
    begin = zaak.twee.team.klok.moment
    zaak.twee.team.klok.moment += timedelta(days=31)
    read_pakket(zaak.twee.team.regie, pad)
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert besluit.gebrek is Gebrek.VERLOPEN
    zaak.twee.team.klok.moment = begin
    assert not deelt(zaak)


def test_een_akkoord_langer_dan_het_maximum(zaak: Zaak) -> None:
    lang = zaak.twee.team.klok.nu().date() + timedelta(days=4000)
    tekst = zaak.officer.besluittekst(geldig_tot=lang)
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst)), BesluitTeltNiet).wat == (
        Gebrek.TE_LANG.value
    )


def test_een_akkoord_van_voor_het_verbinden(zaak: Zaak) -> None:
    """Backdated to before the key was pinned: the log knows no such officer then."""
    tekst = zaak.officer.besluittekst(besloten_op=zaak.twee.team.klok.nu() - timedelta(days=1))
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst)), BesluitTeltNiet).wat == (
        Gebrek.SLEUTEL_ONBEKEND.value
    )


def test_een_sleutel_van_hier_zegt_cryptografisch(zaak: Zaak) -> None:
    """The officer who logs in on the team's own vault signs "cryptografisch", and the owner puts it in a row."""
    besluit_id = keur_goed(zaak.twee.team, zaak.verzoek_id)
    hier = zaak.twee.team.privacy
    with zaak.twee.team.regie.doe() as t:
        tekst = t.haal(Privacybesluit, besluit_id).tekst
    tekst = canoniek({**lees_canoniek(tekst), "zekerheid": Zekerheid.CRYPTOGRAFISCH.value})
    with zaak.twee.team.engine.begin() as verbinding:
        verbinding.exec_driver_sql("DROP TRIGGER privacybesluit_vast")
        verbinding.execute(
            sa.text("UPDATE privacybesluit SET tekst = :t, handtekening = :h"),
            {"t": tekst, "h": onderteken(hier.sleutels.ondertekening, BESLUIT_CONTEXT, tekst.encode())},
        )
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert besluit.gebrek is Gebrek.ZEKERHEID
    assert not deelt(zaak)


def test_een_sleutel_van_hier_als_eigen_installatie_aanmelden(zaak: Zaak) -> None:
    """A card with the public keys of the officer who logs in here, under another vault's id."""
    hier = zaak.twee.team.privacy
    kaart = lees_kaart(verbindingen.make_sleutelkaart(zaak.twee.officer).ruw)[0]
    publiek = hier.sleutels.publiek
    persoon = replace(kaart.personen[0], persoon_id=str(uuid4()), age=publiek.age, ed25519=publiek.ed25519)
    vals = replace(kaart, kluis_id=str(uuid4()), personen=(persoon,))
    pad = zaak.twee.schrijf(onderteken_kaart(vals, hier.sleutels))
    with pytest.raises(KaartVanHier):
        verbindingen.pin_kaart(zaak.twee.team.beheer, pad, VerbindingSoort.PRIVACY_OFFICER, vals.vingerafdruk())


def test_van_elders_maar_procedureel(zaak: Zaak) -> None:
    tekst = zaak.officer.besluittekst(zekerheid=Zekerheid.PROCEDUREEL)
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst)), BesluitTeltNiet).wat == (
        Gebrek.ZEKERHEID.value
    )


@pytest.mark.parametrize("wat", ["categorieen", "derden", "functie", "soort", "doel"])
def test_een_akkoord_dat_ruimer_is_dan_gevraagd(zaak: Zaak, wat: str) -> None:
    (regel,) = zaak.officer.verzoek.manifest
    ruimer: dict[str, ManifestRegel] = {
        "categorieen": replace(regel, categorieen=(*regel.categorieen, "gezondheid")),
        "derden": replace(regel, derden=True),
        "functie": replace(regel, ontvanger=replace(regel.ontvanger, functie="Conciërge")),
        "soort": regel,
        "doel": regel,
    }
    document = maak_document(regel.casus_id, []) if wat == "soort" else None
    tekst = zaak.officer.besluittekst(
        manifest=(ruimer[wat],),
        doel="Jan in de gaten houden" if wat == "doel" else zaak.officer.verzoek.doel,
        soort=Soort.DOCUMENT if wat == "soort" else Soort.STAAND,
        document_hash=None if document is None else som_van(document),
    )
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst, document=document)), RuimerDanGevraagd)


def test_een_document_met_tekst_die_niet_is_gevraagd(zaak: Zaak) -> None:
    """The officer's machine approves a snapshot with a text in it that nobody asked to share."""
    with zaak.twee.team.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(zaak.dossier.casus_id))
    gevraagd = tuple(s for s in alle if WOORDEN["signaal"] in s.tekst)
    verzoek_id = vraag(zaak.twee.team, zaak.dossier, soort=Soort.DOCUMENT, stukken=tuple(s.id for s in gevraagd))
    officer = stuur(zaak.twee, verzoek_id)
    extra = next(s for s in alle if WOORDEN["plan"] in s.tekst)
    document = maak_document(str(zaak.dossier.casus_id), [*gevraagd, extra])
    tekst = officer.besluittekst(document_hash=som_van(document))
    weigert(zaak, officer.pakket(officer.besluit(tekst, document=document)), RuimerDanGevraagd)
    anders = replace(gevraagd[0], tekst="Iets heel anders.")
    document = maak_document(str(zaak.dossier.casus_id), [anders])
    tekst = officer.besluittekst(document_hash=som_van(document))
    weigert(zaak, officer.pakket(officer.besluit(tekst, document=document)), RuimerDanGevraagd)


def test_een_document_na_het_ondertekenen_veranderen(zaak: Zaak) -> None:
    with zaak.twee.team.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(zaak.dossier.casus_id))
    ids = tuple(s.id for s in alle if WOORDEN["signaal"] in s.tekst)
    officer = stuur(zaak.twee, vraag(zaak.twee.team, zaak.dossier, soort=Soort.DOCUMENT, stukken=ids))
    document = officer.envelop.inhoud["document"]
    assert isinstance(document, str)
    casus_id, goedgekeurd = lees_document(document)
    veranderd = maak_document(casus_id, [replace(goedgekeurd[0], tekst="Iets heel anders.")])
    pad = officer.pakket(officer.besluit(document=veranderd))
    assert weigert(zaak, pad, BesluitTeltNiet).wat == Gebrek.DOCUMENT_GEWIJZIGD.value


def test_twee_keer_beslissen_en_een_teruggenomen_verzoek(zaak: Zaak) -> None:
    """A second, wider decision after a refusal, and a decision on what was taken back."""
    read_pakket(
        zaak.twee.team.regie,
        zaak.officer.pakket(zaak.officer.besluit(zaak.officer.besluittekst(oordeel=Oordeel.GEWEIGERD))),
    )
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit()), AlBeslist, besluiten=1)
    verzoek_id = vraag(zaak.twee.team, zaak.dossier, functie="Mentor")
    ander = stuur(zaak.twee, verzoek_id)
    withdraw_verzoek(zaak.twee.team.regie, verzoek_id)
    weigert(zaak, ander.pakket(ander.besluit()), AlBeslist, besluiten=1)


def test_het_oordeel_over_een_eigen_verzoek(zaak: Zaak) -> None:
    """The signed decision names the decider as the requester: nobody decides on their own request."""
    tekst = zaak.officer.besluittekst(aanvrager_id=str(zaak.twee.officer.gebruiker.id))
    assert weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(tekst)), BesluitTeltNiet).wat == (
        Gebrek.EIGEN_VERZOEK.value
    )


@pytest.mark.parametrize(
    "anders",
    [
        {"besluit": None},
        {"besluit": "{}"},
        {"handtekening": "zz"},
        {"handtekening": 3},
        {"sleutel": None},
        {"nummer": 3},
        {"controlepunt_gezien": "geen notitie"},
        {"controlepunt_gezien": 7},
    ],
)
def test_onzin_in_een_echt_ondertekend_pakket(zaak: Zaak, anders: dict[str, Any]) -> None:
    weigert(zaak, zaak.officer.pakket(zaak.officer.besluit(**anders)), InhoudOnleesbaar)


# the log


def test_een_stand_die_dit_logboek_niet_heeft(zaak: Zaak) -> None:
    """The vault was put back to an older copy: the head that the officer saw and signed is not in its log any more."""
    inhoud = zaak.officer.besluit()
    with zaak.twee.team.regie.doe() as t:
        nr = t.db.execute(sa.text("SELECT max(nr) FROM logregel")).scalar_one()
    knoei(
        zaak,
        "DROP TRIGGER IF EXISTS controlepunt_vast",
        "DELETE FROM controlepunt",
        f"DELETE FROM logdetail WHERE nr = {nr}",
        f"DELETE FROM logregel WHERE nr = {nr}",
    )
    weigert(zaak, zaak.officer.pakket(inhoud), LogboekPastNiet)


def test_een_stand_met_andere_regels(zaak: Zaak) -> None:
    """As long, and another root: a line was rewritten since the officer saw the log."""
    inhoud = zaak.officer.besluit()
    knoei(zaak, "DROP TRIGGER IF EXISTS logregel_geen_update", "DROP TRIGGER IF EXISTS controlepunt_vast")
    knoei(
        zaak,
        "DELETE FROM controlepunt",
        "UPDATE logregel SET hash = lower(hex(randomblob(32))), blad = replace(blad, 'gelukt', 'mislukt') WHERE nr = 3",
    )
    weigert(zaak, zaak.officer.pakket(inhoud), LogboekPastNiet)


def test_een_stand_die_de_officer_niet_tekende(zaak: Zaak) -> None:
    """The team's own signature alone is no co-signature."""
    inhoud = zaak.officer.besluit(controlepunt_gezien=zaak.officer.envelop.controlepunt)
    weigert(zaak, zaak.officer.pakket(inhoud), InhoudOnleesbaar)


# withdrawals


@pytest.mark.parametrize("tabel", ["intrekking", "logregel"])
def test_een_intrekking_half_wissen(zaak: Zaak, tabel: str) -> None:
    """Remove the signed row or the line: the other still counts, and the check of the log tells."""
    besluit_id = lees_goed(zaak)
    pad = zaak.officer.pakket(zaak.officer.intrekking(besluit_id), Pakketsoort.INTREKKING)
    read_pakket(zaak.twee.team.regie, pad)
    waar = "" if tabel == "intrekking" else " WHERE actie = 'besluit.intrekking_ontvangen'"
    knoei(zaak, f"DELETE FROM {tabel}{waar}")
    assert not deelt(zaak)
    assert verify_logboek(zaak.twee.team.privacy).bevindingen


def test_een_intrekking_door_de_casusregisseur_zelf_gemaakt(zaak: Zaak) -> None:
    """Signed by another key in a true envelope, for another decision, or with edited words."""
    besluit_id = lees_goed(zaak)
    vreemd = EigenSleutels.nieuw()
    goed = zaak.officer.intrekking(besluit_id)
    for inhoud in (
        {**goed, "handtekening": onderteken(vreemd.ondertekening, BESLUIT_CONTEXT, goed["tekst"].encode()).hex()},
        {**goed, "besluit": str(uuid4())},
        {**zaak.officer.intrekking(uuid4()), "besluit": besluit_id},
        {**goed, "tekst": goed["tekst"].replace("Bezwaar", "Verzin")},
        {**goed, "tekst": "{}"},
    ):
        weigert(zaak, zaak.officer.pakket(inhoud, Pakketsoort.INTREKKING), IntrekkingKloptNiet, besluiten=1)
    with zaak.twee.team.regie.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Intrekking)) == 0
    for inhoud in ({**goed, "besluit": "geen id"}, {**goed, "besluit": None}):
        weigert(zaak, zaak.officer.pakket(inhoud, Pakketsoort.INTREKKING), InhoudOnleesbaar, besluiten=1)


# the card


def test_een_verwisselde_kaart(twee: Tweetal) -> None:
    """The name right, the keys of somebody else: the digits that the real officer reads out do not fit."""
    echt = verbindingen.make_sleutelkaart(twee.officer)
    kaart = lees_kaart(echt.ruw)[0]
    dief = EigenSleutels.nieuw()
    persoon = replace(kaart.personen[0], age=dief.publiek.age, ed25519=dief.publiek.ed25519)
    pad = twee.schrijf(onderteken_kaart(replace(kaart, personen=(persoon,)), dief))
    with pytest.raises(VingerafdrukAnders):
        verbindingen.pin_kaart(twee.team.beheer, pad, VerbindingSoort.PRIVACY_OFFICER, echt.vingerafdruk)
    assert verbindingen.list_verbindingen(twee.team.beheer) == ()
    assert len(regels(twee.team.beheer, "verbinding.weigeren")) == 1


@pytest.mark.parametrize("plek", range(0, 35, 3))
def test_een_verkeerd_cijfer_van_de_vingerafdruk(twee: Tweetal, plek: int) -> None:
    kaart = verbindingen.make_sleutelkaart(twee.officer)
    teken = kaart.vingerafdruk[plek]
    anders = kaart.vingerafdruk[:plek] + ("1" if teken != "1" else "2") + kaart.vingerafdruk[plek + 1 :]
    with pytest.raises(VingerafdrukAnders):
        verbindingen.pin_kaart(twee.team.beheer, twee.schrijf(kaart.ruw), VerbindingSoort.PRIVACY_OFFICER, anders)


def test_een_kaart_met_een_zwakke_sleutel(twee: Tweetal) -> None:
    """A point of small order: a "key" of which every signature fits."""
    kaart = lees_kaart(verbindingen.make_sleutelkaart(twee.officer).ruw)[0]
    zwak = replace(kaart.personen[0], persoon_id=str(uuid4()), ed25519="00" * 32)
    vals = replace(kaart, personen=(*kaart.personen, zwak))
    pad = twee.schrijf(onderteken_kaart(vals, twee.officer.sleutels))
    with pytest.raises(GeenPakket):
        verbindingen.pin_kaart(twee.team.beheer, pad, VerbindingSoort.PRIVACY_OFFICER, vals.vingerafdruk())


def test_een_kaart_die_een_gebruiker_van_hier_overneemt(twee: Tweetal) -> None:
    """A person with the id of the privacy officer who works here: pinning would give that officer other keys."""
    kaart = lees_kaart(verbindingen.make_sleutelkaart(twee.officer).ruw)[0]
    hier = twee.team.privacy
    vals = replace(kaart, personen=(replace(kaart.personen[0], persoon_id=str(hier.gebruiker.id)),))
    pad = twee.schrijf(onderteken_kaart(vals, twee.officer.sleutels))
    with pytest.raises(KaartVanHier):
        verbindingen.pin_kaart(twee.team.beheer, pad, VerbindingSoort.PRIVACY_OFFICER, vals.vingerafdruk())
    with twee.team.beheer.doe() as t:
        assert t.haal(Gebruiker, hier.gebruiker.id).ondertekensleutel == hier.sleutels.publiek.ed25519


def test_een_kaart_ondertekend_door_wie_er_niet_op_staat(twee: Tweetal) -> None:
    kaart = lees_kaart(verbindingen.make_sleutelkaart(twee.officer).ruw)[0]
    pad = twee.schrijf(onderteken_kaart(kaart, EigenSleutels.nieuw()))
    with pytest.raises(PakketVeranderd):
        verbindingen.read_sleutelkaart(twee.team.beheer, pad)


# what leaves


def test_een_verzoekpakket_met_meer_dan_gevraagd(zaak: Zaak) -> None:
    """Exactly what is to be judged: of fourteen marked pieces of the dossier only the three that were asked."""
    tekst = zaak.officer.envelop.tekst()
    assert {sleutel for sleutel, woord in WOORDEN.items() if woord in tekst} == {"voornaam", "signaal", "plan", "doel"}


def test_een_verzoekpakket_opent_alleen_met_de_sleutel_van_die_officer(zaak: Zaak) -> None:
    (pakket,) = make_verzoekpakketten(zaak.twee.team.regie, [zaak.verzoek_id], zaak.twee.officer.gebruiker.id)
    for werkplek in zaak.twee.team.werkplekken.values():
        with pytest.raises(NietVoorU):
            open_pakket(pakket.ruw, werkplek.sleutels)
    assert open_pakket(pakket.ruw, zaak.twee.officer.sleutels).envelop.soort is Pakketsoort.VERZOEK
    for woord in WOORDEN.values():
        assert woord.encode() not in pakket.ruw
    with zaak.twee.team.regie.doe() as t:
        uit = [p for p in t.db.query(Pakket) if p.richting is Richting.UIT]
    assert len(uit) == 2


def test_geen_aanval_elke_weigering_zegt_wat_er_is_wat_veilig_is_en_wat_te_doen() -> None:
    def alle(soort: type[Fout]) -> list[type[Fout]]:
        return [soort, *(lager for kind in soort.__subclasses__() for lager in alle(kind))]

    for soort in alle(PakketGeweigerd):
        if soort is not BesluitTeltNiet and soort.__module__.startswith("pmg_desk.services.p"):
            assert soort.wat != Fout.wat, soort
        assert soort.veilig, soort
        assert soort.doe, soort
