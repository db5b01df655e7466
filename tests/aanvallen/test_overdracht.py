"""Attacks on the transfer of a casus between two vaults: every one is refused with words and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pyrage
import pytest
import sqlalchemy as sa

from pmg_desk.domain.bevestigen import bevestiging
from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.delen import Soort
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.overdracht import Overdrachttekst, lees_overdracht
from pmg_desk.domain.overdrachtdekking import Tekort
from pmg_desk.domain.overdrachtrij import Rijsoort
from pmg_desk.domain.pakket import Envelop, Pakketsoort
from pmg_desk.kluis.pakket import NietVoorU, PakketVeranderd
from pmg_desk.services import casusverloop, jongeren, oordelen, overdragen, overnemen, samenvattingen, uitspraken
from pmg_desk.services.acties import set_actiestatus
from pmg_desk.services.overdrachtantwoord import declare_verloren, read_antwoord
from pmg_desk.services.overdrachtfouten import (
    AkkoordDraagtNiet,
    AlBeantwoord,
    AlBeantwoordHier,
    GeenCasusregisseur,
    JongereNietGedekt,
    NietOverTeDragen,
    OverdrachtOnbekend,
    PakketPastNiet,
)
from pmg_desk.services.samenvattingen import Bestemming, NieuweTekst
from pmg_desk.services.toewijzingen import transfer_casus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verbindingen import stop_verbinding
from pmg_desk.services.verbindingsfouten import (
    AfzenderOnbekend,
    AlIngelezen,
    InhoudOnleesbaar,
    VerbindingGestopt,
    VoorIemandAnders,
)
from pmg_desk.services.werkplek import CasusAangeboden, CasusGesloten, CasusOvergedragen
from pmg_desk.services.wissen import erase_casus
from pmg_desk.storage.models import ActieStatus, Casus, CasusStatus, Overdracht, OverdrachtStatus, UitspraakSoort, Wijze
from tests.casusbouw import regels
from tests.overdrachtzaak import ALLES, Overdrachtzaak, maak_zaak
from tests.vulling import WOORDEN, keur_goed, vraag

NIET_ONDER_STAAND = ("derden", "bron_nee", "bron_vragen", "moeder", "straat")
"""Planted words that no standing approval without third parties lets out."""


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Overdrachtzaak]:
    gemaakt = maak_zaak(tmp_path)
    yield gemaakt
    gemaakt.sluit()


@pytest.fixture
def maak(tmp_path: Path) -> Iterator[Callable[..., Overdrachtzaak]]:
    gemaakt: list[Overdrachtzaak] = []

    def bouw(*alles: Any, **anders: Any) -> Overdrachtzaak:
        gemaakt.append(maak_zaak(tmp_path, *alles, **anders))
        return gemaakt[0]

    yield bouw
    for een in gemaakt:
        een.sluit()


def daar_niets(zaak: Overdrachtzaak, aantal: int = 0) -> None:
    """Nothing was taken over at the receiver beyond so many casussen."""
    with zaak.daar.regie2.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Casus)) == aantal
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Overdracht)) == aantal


def weigert(zaak: Overdrachtzaak, pad: Path, fout: type[Fout], *, casussen: int = 0) -> Fout:
    """Looking and accepting are both refused as ``fout``, logged, and nothing is taken over."""
    voor = len(regels(zaak.daar.regie2, "pakket.weigeren"))
    with pytest.raises(fout):
        overnemen.read_overdracht(zaak.daar.regie2, pad)
    with pytest.raises(fout) as geweigerd:
        zaak.neem_over(pad)
    assert type(geweigerd.value) is fout
    assert len(regels(zaak.daar.regie2, "pakket.weigeren")) == voor + 2
    daar_niets(zaak, casussen)
    return geweigerd.value


def weigert_antwoord(zaak: Overdrachtzaak, pad: Path, fout: type[Fout]) -> None:
    with pytest.raises(fout) as geweigerd:
        read_antwoord(zaak.hier.regie, pad)
    assert type(geweigerd.value) is fout
    assert stand(zaak) is OverdrachtStatus.AANGEBODEN


def stand(zaak: Overdrachtzaak) -> OverdrachtStatus:
    with zaak.hier.regie.doe() as t:
        return t.db.scalars(sa.select(Overdracht).order_by(Overdracht.op.desc())).one().status


def casusstatus(zaak: Overdrachtzaak) -> CasusStatus:
    with zaak.hier.regie.doe() as t:
        return t.haal(Casus, zaak.casus_id).status


def tekst_van(zaak: Overdrachtzaak, pad: Path) -> Overdrachttekst:
    tekst = zaak.envelop(pad).inhoud["overdracht"]
    assert isinstance(tekst, str)
    return lees_overdracht(tekst)


def stuur(zaak: Overdrachtzaak, tekst: str, **anders: Any) -> Path:
    """An offer put together by hand and truly signed by the giver's casusregisseur."""
    inhoud = {"overdracht": tekst}
    return zaak.pakket(Pakketsoort.OVERDRACHT, inhoud, van_wie=zaak.hier.regie, aan_wie=zaak.daar.regie2, **anders)


# what goes along


def verwacht(zaak: Overdrachtzaak, stukken: set[str]) -> set[str]:
    """The rows that these stukken are made of, as ``soort:id``."""
    return {deel if ":" in deel else f"uitspraak:{deel}" for stuk in stukken for deel in stuk.split("+")}


def test_er_gaat_precies_mee_wat_het_akkoord_omvat(zaak: Overdrachtzaak) -> None:
    voorbeeld = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    pad = zaak.bied_aan()
    envelop, tekst = zaak.envelop(pad), tekst_van(zaak, pad)
    assert set(envelop.inhoud) == {"overdracht"}
    assert {f"{rij.soort}:{rij.id}" for rij in tekst.rijen} == verwacht(zaak, {d.stuk.id for d in voorbeeld.mee})
    erin = {naam for naam, woord in WOORDEN.items() if woord in json.dumps(envelop.inhoud, ensure_ascii=False)}
    assert erin == set(WOORDEN) - set(NIET_ONDER_STAAND)


@pytest.mark.parametrize(
    ("categorieen", "mag"),
    [
        (("identiteit",), {"voornaam"}),
        (("identiteit", "signalen"), {"voornaam", "signaal"}),
        (("identiteit", "plan"), {"voornaam", "plan", "doel"}),
        (("identiteit", "leefgebieden"), {"voornaam", "score"}),
        (("identiteit", "acties"), {"voornaam", "actie"}),
        (("identiteit", "politiegegevens"), {"voornaam", "antecedent"}),
    ],
)
def test_een_smal_akkoord_laat_alleen_die_categorie_gaan(
    maak: Callable[..., Overdrachtzaak], categorieen: tuple[str, ...], mag: set[str]
) -> None:
    zaak = maak(categorieen)
    tekst = tekst_van(zaak, zaak.bied_aan())
    assert {naam for naam, woord in WOORDEN.items() if woord in tekst.tekst()} == mag
    assert {rij.categorie for rij in tekst.rijen} == set(categorieen)


def test_met_derden_gaat_de_familie_mee_en_wat_de_bron_verbiedt_nog_steeds_niet(
    maak: Callable[..., Overdrachtzaak],
) -> None:
    zaak = maak(ALLES, derden=True)
    tekst = tekst_van(zaak, zaak.bied_aan())
    erin = {naam for naam, woord in WOORDEN.items() if woord in tekst.tekst()}
    assert erin == set(WOORDEN) - {"bron_nee", "bron_vragen", "straat"}


def test_een_geheim_adres_gaat_alleen_mee_na_oordeel_over_precies_die_tekst(
    maak: Callable[..., Overdrachtzaak],
) -> None:
    zaak = maak()
    jongere = zaak.dossier.jongere_id
    stukken = (f"identiteit:{jongere}", f"adres:{jongere}")
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, (), soort=Soort.DOCUMENT, stukken=stukken))
    tekst = tekst_van(zaak, zaak.bied_aan(besluit_id=besluit))
    assert [rij.soort for rij in tekst.rijen] == [Rijsoort.IDENTITEIT, Rijsoort.ADRES]
    assert {naam for naam, woord in WOORDEN.items() if woord in tekst.tekst()} == {"voornaam", "straat"}


def test_wat_na_het_oordeel_over_een_document_veranderde_gaat_niet_mee(maak: Callable[..., Overdrachtzaak]) -> None:
    zaak = maak()
    signaal = next(
        u for u in uitspraken.list_uitspraken(zaak.hier.regie, zaak.casus_id) if WOORDEN["signaal"] in u.tekst
    )
    stukken = (f"identiteit:{zaak.dossier.jongere_id}", f"uitspraak:{signaal.id}")
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, (), soort=Soort.DOCUMENT, stukken=stukken))
    zaak.later(timedelta(hours=1))
    uitspraken.amend_uitspraak(
        zaak.hier.regie, signaal.id, replace(signaal.als_invoer(), tekst="Hinderpaalwoord."), "Anders gezegd."
    )
    tekst = tekst_van(zaak, zaak.bied_aan(besluit_id=besluit))
    assert [rij.soort for rij in tekst.rijen] == [Rijsoort.IDENTITEIT]
    assert "Hinderpaalwoord" not in tekst.tekst()


def test_een_actie_die_na_het_oordeel_over_een_document_verder_ging_gaat_niet_mee(
    maak: Callable[..., Overdrachtzaak],
) -> None:
    """The same row under the same id, with another status: that is not what was judged."""
    zaak = maak()
    voorbeeld = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    actie = next(deel.stuk.id for deel in voorbeeld.mee if deel.stuk.id.startswith("actie:"))
    stukken = (f"identiteit:{zaak.dossier.jongere_id}", actie)
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, (), soort=Soort.DOCUMENT, stukken=stukken))
    aanbod = replace(zaak.aanbod, besluit_id=besluit)
    voor = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, aanbod)
    assert {deel.stuk.id for deel in voor.mee} == set(stukken)
    zaak.later(timedelta(hours=1))
    set_actiestatus(zaak.hier.regie, UUID(actie.partition("+")[0].removeprefix("actie:")), ActieStatus.BEZIG)
    na = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, aanbod)
    assert {deel.stuk.id for deel in na.mee} == set(stukken[:1])
    assert {stuk.id: reden for stuk, reden in na.niet}[actie] == (
        "Veranderd nadat de privacy officer precies deze tekst beoordeelde."
    )


def test_tekst_van_na_het_oordeel_moet_worden_bevestigd(zaak: Overdrachtzaak) -> None:
    zaak.later(timedelta(hours=1))
    nieuw = uitspraken.add_uitspraak(
        zaak.hier.regie, zaak.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Pas gezegd.")
    )
    with pytest.raises(NieuweTekst):
        zaak.bied_aan()
    voorbeeld = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    assert voorbeeld.nieuw == {bevestiging(d.stuk) for d in voorbeeld.mee if d.stuk.id == f"uitspraak:{nieuw}"}
    assert len(voorbeeld.nieuw) == 1
    overdragen.offer_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod, voorbeeld.nieuw)
    assert stand(zaak) is OverdrachtStatus.AANGEBODEN


def test_andere_woorden_dan_er_gelezen_zijn_gaan_niet_mee(zaak: Overdrachtzaak) -> None:
    """An action keeps its id: the status that was read is confirmed, not the one a colleague set after it."""
    voor = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    actie = next(deel.stuk.id for deel in voor.mee if deel.stuk.id.startswith("actie:"))
    rij = UUID(actie.partition("+")[0].removeprefix("actie:"))
    zaak.later(timedelta(hours=1))
    set_actiestatus(zaak.hier.regie, rij, ActieStatus.BEZIG)
    gelezen = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod).nieuw
    set_actiestatus(zaak.hier.regie, rij, ActieStatus.OPEN)
    with pytest.raises(NieuweTekst):
        overdragen.offer_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod, gelezen)
    set_actiestatus(zaak.hier.regie, rij, ActieStatus.BEZIG)
    overdragen.offer_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod, gelezen)
    assert stand(zaak) is OverdrachtStatus.AANGEBODEN


# an approval that does not carry it


def biedt_niet_aan(zaak: Overdrachtzaak, fout: type[Fout] = NietOverTeDragen, **anders: Any) -> None:
    with pytest.raises(fout) as geweigerd:
        zaak.bied_aan(**anders)
    assert type(geweigerd.value) is fout
    with zaak.hier.regie.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Overdracht)) == 0


def test_aanbieden_onder_een_verlopen_akkoord(zaak: Overdrachtzaak) -> None:
    zaak.later(timedelta(days=61))
    biedt_niet_aan(zaak)


def test_aanbieden_onder_een_ingetrokken_akkoord(zaak: Overdrachtzaak) -> None:
    oordelen.withdraw_besluit(zaak.hier.privacy, zaak.aanbod.besluit_id, "Bezwaar van de ouders.")
    biedt_niet_aan(zaak)


def test_aanbieden_voor_een_andere_ontvanger(zaak: Overdrachtzaak) -> None:
    biedt_niet_aan(zaak, organisatie_id=zaak.dossier.politie)
    biedt_niet_aan(zaak, functie="Conciërge")
    biedt_niet_aan(zaak, besluit_id=uuid4())


def test_aanbieden_zonder_dat_de_jongere_gedekt_is(maak: Callable[..., Overdrachtzaak]) -> None:
    biedt_niet_aan(maak(("signalen",)), JongereNietGedekt)


def test_aanbieden_aan_wie_geen_casusregisseur_is(zaak: Overdrachtzaak) -> None:
    biedt_niet_aan(zaak, GeenCasusregisseur, persoon_id=zaak.daar.beheer.gebruiker.id)
    biedt_niet_aan(zaak, VerbindingGestopt, persoon_id=uuid4())


def test_aanbieden_over_een_gestopte_verbinding(zaak: Overdrachtzaak) -> None:
    stop_verbinding(zaak.hier.beheer, zaak.aanbod.verbinding_id)
    biedt_niet_aan(zaak, VerbindingGestopt)


def test_andermans_casus_aanbieden(zaak: Overdrachtzaak) -> None:
    for ander in (zaak.hier.regie2, zaak.hier.lezer, zaak.hier.privacy, zaak.hier.beheer):
        with pytest.raises(GeenToegang):
            overdragen.offer_overdracht(ander, zaak.casus_id, zaak.aanbod)


def test_een_aanbod_onder_een_akkoord_dat_bij_de_ontvanger_niet_klopt(zaak: Overdrachtzaak) -> None:
    """A giver whose program does not check: the receiver's does."""
    pad = zaak.bied_aan()
    echt = tekst_van(zaak, pad)
    besluit = lees_canoniek(echt.bewijs.tekst)
    vervalst = canoniek({**besluit, "geldig_tot": "2030-01-01"})
    gebreken = [
        (replace(echt, bewijs=replace(echt.bewijs, tekst=vervalst)), Tekort.HANDTEKENING),
        (replace(echt, bewijs=replace(echt.bewijs, tekst="{}")), Tekort.ONLEESBAAR),
        (replace(echt, casus_id=str(uuid4())), Tekort.ANDERE_CASUS),
        (replace(echt, ontvanger=replace(echt.ontvanger, functie="Conciërge")), Tekort.ANDERE_CASUS),
    ]
    for tekst, gebrek in gebreken:
        assert weigert(zaak, stuur(zaak, tekst.tekst()), AkkoordDraagtNiet).wat == gebrek.value
    # Offered before it was approved: then it holds what was said after the offer, too.
    eerder = replace(echt, aangeboden_op=echt.aangeboden_op - timedelta(days=1))
    weigert(zaak, stuur(zaak, eerder.tekst()), PakketPastNiet)


def test_meer_in_het_pakket_dan_het_akkoord_omvat(maak: Callable[..., Overdrachtzaak]) -> None:
    zaak = maak(("identiteit", "signalen"))
    echt = tekst_van(zaak, zaak.bied_aan())
    (signaal,) = echt.van_soort(Rijsoort.UITSPRAAK)
    for erbij in (
        replace(signaal, id=str(uuid4()), categorie="gezondheid"),
        replace(signaal, id=str(uuid4()), derden=True),
        replace(signaal, id=str(uuid4()), waarden={**signaal.waarden, "doorverstrekking": "nee"}),
        replace(signaal, id=str(uuid4()), waarden={**signaal.waarden, "doorverstrekking": "vragen"}),
    ):
        meer = replace(echt, rijen=(*echt.rijen, erbij))
        assert weigert(zaak, stuur(zaak, meer.tekst()), AkkoordDraagtNiet).wat == Tekort.MEER.value


# the package


def test_een_pakket_twee_keer_overnemen(zaak: Overdrachtzaak) -> None:
    pad = zaak.bied_aan()
    zaak.neem_over(pad)
    weigert(zaak, pad, AlIngelezen, casussen=1)


def test_een_tweede_exemplaar_van_hetzelfde_aanbod_overnemen(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    nog_eens = zaak.schrijf(overdragen.remake_aanbod(zaak.hier.regie, aanbod.overdracht_id).ruw)
    zaak.neem_over(zaak.schrijf(aanbod.pakket.ruw))
    weigert(zaak, nog_eens, AlBeantwoordHier, casussen=1)


def test_een_vernietigde_casus_terughalen_met_een_oud_pakket(zaak: Overdrachtzaak) -> None:
    """Its row went with the casus; the register of packages stays."""
    aanbod = zaak.aangeboden()
    nog_eens = zaak.schrijf(overdragen.remake_aanbod(zaak.hier.regie, aanbod.overdracht_id).ruw)
    nieuw = zaak.neem_over(zaak.schrijf(aanbod.pakket.ruw))
    with zaak.daar.regie2.doe() as t:
        erase_casus(t, nieuw.casus_id)
        t.log("casus.vernietigen", "casus", nieuw.casus_id, casus_id=nieuw.casus_id)
    weigert(zaak, nog_eens, AlBeantwoordHier)


def test_een_tweede_exemplaar_maken_nadat_het_akkoord_voorbij_is(zaak: Overdrachtzaak) -> None:
    overdracht_id = zaak.aangeboden().overdracht_id
    oordelen.withdraw_besluit(zaak.hier.privacy, zaak.aanbod.besluit_id, "Bezwaar van de ouders.")
    with pytest.raises(NietOverTeDragen):
        overdragen.remake_aanbod(zaak.hier.regie, overdracht_id)


def test_een_tweede_exemplaar_maken_van_andermans_aanbod(zaak: Overdrachtzaak) -> None:
    """Also by who leads the casus since: the text names the one who offered it."""
    overdracht_id = zaak.aangeboden().overdracht_id
    transfer_casus(zaak.hier.regie, zaak.casus_id, zaak.hier.regie2.gebruiker.id)
    for ander in (zaak.hier.regie, zaak.hier.regie2):
        with pytest.raises(GeenToegang):
            overdragen.remake_aanbod(ander, overdracht_id)


def test_overnemen_nadat_het_is_teruggegeven(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    nog_eens = zaak.schrijf(overdragen.remake_aanbod(zaak.hier.regie, aanbod.overdracht_id).ruw)
    overnemen.return_overdracht(zaak.daar.regie2, zaak.schrijf(aanbod.pakket.ruw), "Woont hier niet.")
    with pytest.raises(AlBeantwoordHier):
        zaak.neem_over(nog_eens)


def test_een_aanbod_voor_een_ander_overnemen(zaak: Overdrachtzaak) -> None:
    pad = zaak.bied_aan()
    with pytest.raises(NietVoorU):
        overnemen.accept_overdracht(zaak.daar.regie, pad, ("pga_lokaal",))
    tekst = tekst_van(zaak, pad).tekst()
    doorgestuurd = zaak.pakket(
        Pakketsoort.OVERDRACHT, {"overdracht": tekst}, van_wie=zaak.hier.regie, aan_wie=zaak.daar.regie
    )
    with pytest.raises(PakketPastNiet):
        overnemen.accept_overdracht(zaak.daar.regie, doorgestuurd, ("pga_lokaal",))
    daar_niets(zaak)


def test_een_aanbod_voor_een_andere_kluis_overnemen(zaak: Overdrachtzaak) -> None:
    envelop = zaak.envelop(zaak.bied_aan())
    tekst = str(envelop.inhoud["overdracht"])
    weigert(zaak, stuur(zaak, tekst, aan=replace(envelop.aan, kluis_id=str(uuid4()))), VoorIemandAnders)
    elders = replace(lees_overdracht(tekst), naar_kluis=str(uuid4()))
    weigert(zaak, stuur(zaak, elders.tekst()), PakketPastNiet)


def test_een_aanbod_van_een_ander_als_eigen_sturen(zaak: Overdrachtzaak) -> None:
    """Somebody else of the giver's vault, also on its card, sends the true text under an own envelope."""
    tekst = tekst_van(zaak, zaak.bied_aan()).tekst()
    pad = zaak.pakket(Pakketsoort.OVERDRACHT, {"overdracht": tekst}, van_wie=zaak.hier.regie2, aan_wie=zaak.daar.regie2)
    weigert(zaak, pad, PakketPastNiet)


def test_een_aanbod_van_later_dan_zijn_envelop(zaak: Overdrachtzaak) -> None:
    tekst = tekst_van(zaak, zaak.bied_aan())
    weigert(zaak, stuur(zaak, replace(tekst, aangeboden_op=tekst.aangeboden_op + timedelta(1)).tekst()), PakketPastNiet)


def test_een_tekst_die_later_is_gezegd_dan_hij_werd_aangeboden(zaak: Overdrachtzaak) -> None:
    tekst = tekst_van(zaak, zaak.bied_aan())
    morgen = (tekst.aangeboden_op + timedelta(1)).date().isoformat()
    eerste = next(rij for rij in tekst.rijen if rij.soort is Rijsoort.UITSPRAAK)
    rijen = tuple(
        replace(rij, waarden={**rij.waarden, "gezegd_op": morgen}) if rij is eerste else rij for rij in tekst.rijen
    )
    weigert(zaak, stuur(zaak, replace(tekst, rijen=rijen).tekst()), PakketPastNiet)


def test_de_inhoud_onderweg_veranderen(zaak: Overdrachtzaak) -> None:
    pad = zaak.bied_aan()
    regel = json.loads(pyrage.decrypt(pad.read_bytes(), [zaak.daar.regie2.sleutels.age]))
    regel["tekst"] = regel["tekst"].replace(WOORDEN["signaal"], "Iets anders")
    ruw = pyrage.encrypt(
        canoniek(regel).encode(), [pyrage.x25519.Recipient.from_str(zaak.daar.regie2.sleutels.publiek.age)]
    )
    weigert(zaak, zaak.schrijf(ruw), PakketVeranderd)


def test_een_aanbod_onder_de_sleutel_van_een_vreemde(zaak: Overdrachtzaak) -> None:
    tekst = tekst_van(zaak, zaak.bied_aan()).tekst()
    weigert(zaak, stuur(zaak, tekst, afzender=zaak.daar.lezer.sleutels), AfzenderOnbekend)


@pytest.mark.parametrize("woord", ["spookvak", "aanleiding"])
def test_een_rij_die_hier_niet_bestaat_neemt_niets_over(zaak: Overdrachtzaak, woord: str) -> None:
    """All or nothing: the casus, the jongere and the rows before it go too."""
    echt = tekst_van(zaak, zaak.bied_aan())
    actie = echt.van_soort(Rijsoort.ACTIE)[0]
    anders = replace(actie, waarden={**actie.waarden, "status": woord})
    tekst = replace(echt, rijen=tuple(anders if rij is actie else rij for rij in echt.rijen))
    with pytest.raises(InhoudOnleesbaar):
        zaak.neem_over(stuur(zaak, tekst.tekst()))
    daar_niets(zaak)


@pytest.mark.parametrize("inhoud", [{}, {"overdracht": None}, {"overdracht": 3}, {"overdracht": "{}"}])
def test_een_aanbod_zonder_leesbare_inhoud(zaak: Overdrachtzaak, inhoud: dict[str, Any]) -> None:
    pad = zaak.pakket(Pakketsoort.OVERDRACHT, inhoud, van_wie=zaak.hier.regie, aan_wie=zaak.daar.regie2)
    weigert(zaak, pad, InhoudOnleesbaar)


def test_overnemen_door_wie_geen_casussen_voert(zaak: Overdrachtzaak) -> None:
    tekst = tekst_van(zaak, zaak.bied_aan()).tekst()
    pad = zaak.pakket(Pakketsoort.OVERDRACHT, {"overdracht": tekst}, van_wie=zaak.hier.regie, aan_wie=zaak.daar.beheer)
    with pytest.raises(GeenToegang):
        overnemen.accept_overdracht(zaak.daar.beheer, pad, ("top_x",))
    daar_niets(zaak)


# changing the casus behind an offer


def wijzigingen(zaak: Overdrachtzaak) -> list[Callable[[], object]]:
    regie, casus = zaak.hier.regie, zaak.casus_id
    jongere = jongeren.toon_jongere(regie, casus)
    signaal = uitspraken.list_uitspraken(regie, casus)[0]
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    return [
        lambda: uitspraken.add_uitspraak(regie, casus, UitspraakSoort.SIGNAAL, UitspraakInvoer("Erbij.")),
        lambda: uitspraken.withdraw_uitspraak(regie, signaal.id, "Toch niet."),
        lambda: jongeren.update_jongere(regie, casus, replace(jongere.als_invoer(), school="Elders"), jongere.versie),
        lambda: casusverloop.close_casus(regie, casus, "anders", "onbekend"),
        lambda: casusverloop.reopen_casus(regie, casus, "Toch weer."),
        lambda: samenvattingen.issue_samenvatting(regie, casus, bestemming, Wijze.PAPIER),
        lambda: overdragen.offer_overdracht(regie, casus, zaak.aanbod),
        lambda: vraag(zaak.hier, zaak.dossier),
    ]


def test_een_casus_achter_een_aanbod_veranderen(zaak: Overdrachtzaak) -> None:
    doen = wijzigingen(zaak)
    zaak.bied_aan()
    for wijzig in doen:
        with pytest.raises(CasusAangeboden):
            wijzig()


def test_een_overgedragen_casus_veranderen_of_heropenen(zaak: Overdrachtzaak) -> None:
    doen = wijzigingen(zaak)
    read_antwoord(zaak.hier.regie, zaak.schrijf(zaak.neem_over(zaak.bied_aan()).antwoord.ruw))
    assert casusstatus(zaak) is CasusStatus.GESLOTEN
    for wijzig in doen:
        with pytest.raises(CasusOvergedragen):
            wijzig()


def test_een_gesloten_casus_aanbieden(zaak: Overdrachtzaak) -> None:
    casusverloop.close_casus(zaak.hier.regie, zaak.casus_id, "anders", "onbekend")
    biedt_niet_aan(zaak, CasusGesloten)


# the answer


def antwoord(zaak: Overdrachtzaak, envelop: Envelop, inhoud: dict[str, Any] | None = None, **anders: Any) -> Path:
    """An answer put together by hand, truly signed by the one it went to."""
    echt = {
        "v": 1,
        "overdracht": lees_canoniek(str(envelop.inhoud["overdracht"]))["overdracht"],
        "oordeel": "aangenomen",
        "casusnummer": "PMG-2026-00009",
        "reden": "",
    }
    keuzes: dict[str, Any] = {
        "van_wie": zaak.daar.regie2,
        "aan_wie": zaak.hier.regie,
        "antwoord_op": envelop.pakket_id,
        **anders,
    }
    return zaak.pakket(Pakketsoort.ANTWOORD, {**echt, **(inhoud or {})}, **keuzes)


def test_een_antwoord_vervalsen(zaak: Overdrachtzaak) -> None:
    envelop = zaak.envelop(zaak.bied_aan())
    weigert_antwoord(zaak, antwoord(zaak, envelop, afzender=zaak.daar.lezer.sleutels), AfzenderOnbekend)
    weigert_antwoord(zaak, antwoord(zaak, envelop, van_wie=zaak.daar.regie), OverdrachtOnbekend)
    weigert_antwoord(zaak, antwoord(zaak, envelop, {"oordeel": "misschien"}), InhoudOnleesbaar)
    weigert_antwoord(zaak, antwoord(zaak, envelop, {"extra": "x"}), InhoudOnleesbaar)
    assert casusstatus(zaak) is CasusStatus.OPEN


def test_het_antwoord_op_een_andere_overdracht(zaak: Overdrachtzaak) -> None:
    envelop = zaak.envelop(zaak.bied_aan())
    weigert_antwoord(zaak, antwoord(zaak, envelop, {"overdracht": str(uuid4())}), OverdrachtOnbekend)
    weigert_antwoord(zaak, antwoord(zaak, envelop, antwoord_op=str(uuid4())), OverdrachtOnbekend)
    weigert_antwoord(zaak, antwoord(zaak, envelop, antwoord_op=None), OverdrachtOnbekend)


def test_een_tweede_antwoord_verandert_het_eerste_niet(zaak: Overdrachtzaak) -> None:
    envelop = zaak.envelop(zaak.bied_aan())
    read_antwoord(zaak.hier.regie, antwoord(zaak, envelop))
    terug = {"oordeel": "teruggegeven", "casusnummer": "", "reden": "Toch niet."}
    with pytest.raises(AlBeantwoord):
        read_antwoord(zaak.hier.regie, antwoord(zaak, envelop, terug))
    assert stand(zaak) is OverdrachtStatus.AANGENOMEN
    with pytest.raises(CasusOvergedragen):
        casusverloop.reopen_casus(zaak.hier.regie, zaak.casus_id, "Toch weer.")


def test_een_antwoord_van_een_eigen_aanbod_als_ontvanger(zaak: Overdrachtzaak) -> None:
    """The receiver's row of the same transfer is no offer of that vault."""
    pad = zaak.bied_aan()
    envelop = zaak.envelop(pad)
    zaak.neem_over(pad)
    terug = antwoord(zaak, envelop, van_wie=zaak.hier.regie, aan_wie=zaak.daar.regie2)
    with pytest.raises(OverdrachtOnbekend):
        read_antwoord(zaak.daar.regie2, terug)


# a package that was lost


def test_een_laat_antwoord_telt_niet_en_zegt_wat_er_moet_gebeuren(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    overgenomen = zaak.neem_over(zaak.schrijf(aanbod.pakket.ruw))
    declare_verloren(zaak.hier.beheer, aanbod.overdracht_id, "De stick is kwijt.")
    gevolg = read_antwoord(zaak.hier.regie, zaak.schrijf(overgenomen.antwoord.ruw))
    assert gevolg.laat
    assert gevolg.zin == (
        "Kluis Den Haag Zuidwest had de casus al overgenomen als PMG-2026-00001, maar hier is het pakket verloren "
        "verklaard. Het antwoord telt niet meer: de casus is van deze kluis. Bel de ander nu. De casus daar moet "
        "worden gesloten, want er mag er maar één zijn."
    )
    assert stand(zaak) is OverdrachtStatus.INGETROKKEN
    assert casusstatus(zaak) is CasusStatus.OPEN
    (regel,) = regels(zaak.hier.regie, "overdracht.laat_antwoord")
    assert regel.resultaat.value == "geweigerd"


def test_alleen_de_beheerder_verklaart_een_pakket_verloren(zaak: Overdrachtzaak) -> None:
    overdracht_id: UUID = zaak.aangeboden().overdracht_id
    for ander in (zaak.hier.regie, zaak.hier.regie2, zaak.hier.lezer, zaak.hier.privacy):
        with pytest.raises(GeenToegang):
            declare_verloren(ander, overdracht_id, "Kwijt.")
    assert stand(zaak) is OverdrachtStatus.AANGEBODEN
