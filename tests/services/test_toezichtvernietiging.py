"""A casus that is destroyed in the vault of a team goes from the installation of the privacy officer too."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.domain.fouten import GeenToegang, NietGevonden
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.services import (
    auditpakketten,
    toezicht,
    toezichtaudit,
    toezichtdossier,
    toezichtpost,
    toezichtregister,
    verbindingen,
    vernietigen,
    wispakketten,
)
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.toezichtregister import Registersoort
from pmg_desk.services.verbindingsfouten import AlIngelezen
from pmg_desk.services.wispakketten import Wisbericht
from pmg_desk.storage.models import OntvangenVerzoek, Toezichtbesluit, VernietigdVerzoek
from tests import paginas
from tests.toezichtzaak import Zaak
from tests.tweekluizen import Tweetal
from tests.vulling import WOORDEN, maak_dossier, vraag

BESLOTEN = "Akkoord, beperkt of met voorwaarden, ingetrokken; casus vernietigd"
REDEN = "Te veel over het gezin van Zonnebloem."


def vernietig(zaak: Zaak) -> UUID:
    """By casusregisseur and beheerder, as where the privacy officer works elsewhere."""
    team = zaak.twee.team
    voorstel = vernietigen.propose_vernietiging(team.regie, zaak.dossier.casus_id, Vernietigingsreden.AVG_17)
    vernietigen.confirm_vernietiging(team.beheer, voorstel, zaak.twee.map)
    return voorstel


def wispakket(zaak: Zaak, vernietiging_id: UUID) -> bytes:
    return wispakketten.make_wispakket(zaak.twee.team.regie, vernietiging_id, zaak.verbindingen[0]).ruw


def neem_in(zaak: Zaak, ruw: bytes) -> toezichtpost.Ingenomen:
    return toezichtpost.read_pakket(zaak.twee.officer, zaak.twee.schrijf(ruw))


def audit(zaak: Zaak) -> UUID:
    """An audit as users do one, with what it opens."""
    twee = zaak.twee
    vraag_ = toezichtaudit.ask_audit(
        twee.officer, zaak.verbindingen[1], "Steekproef", naar_id=twee.team.beheer.gebruiker.id
    )
    antwoord = auditpakketten.make_auditpakket(twee.team.beheer, twee.schrijf(vraag_.ruw))
    return neem_in(zaak, antwoord.ruw).id


def woorden_op_schijf(twee: Tweetal) -> set[str]:
    """Which of the words of the dossier stand in a decrypted page of the officer's vault."""
    woorden = [*WOORDEN.values(), "Zonnebloem"]
    gevonden = paginas.vind(twee.toezicht.pad, twee.toezicht.sleutel, [w.encode() for w in woorden])
    return {woord.decode() for woord in gevonden}


def test_what_the_officer_held_of_a_destroyed_casus_goes_and_that_it_was_there_stays(zaak: Zaak) -> None:
    twee = zaak.twee
    gedaan, open_ = zaak.stuur(), zaak.stuur()
    besluit = zaak.akkoord(gedaan, voorwaarden=REDEN)
    toezicht.withdraw_akkoord(twee.officer, besluit, REDEN)
    assert {"Zonnebloem", WOORDEN["signaal"]} <= woorden_op_schijf(twee)
    voorstel = vernietig(zaak)
    assert neem_in(zaak, wispakket(zaak, voorstel)) == toezichtpost.Ingenomen(Pakketsoort.VERNIETIGING, voorstel)
    assert woorden_op_schijf(twee) == set()
    assert toezichtregister.list_ontvangen(twee.officer) == ()
    regels = toezichtregister.list_register(twee.officer)
    assert {(r.soort, r.nummer, r.verzoek_id, r.stand) for r in regels} == {
        (Registersoort.VERNIETIGD, "V-2026-00001", gedaan, "Casus vernietigd"),
        (
            Registersoort.VERNIETIGD,
            "T-2026-00001",
            gedaan,
            BESLOTEN,
        ),
        (Registersoort.VERNIETIGD, "V-2026-00002", open_, "Casus vernietigd"),
    }
    with twee.officer.doe() as t:
        assert t.db.scalars(sa.select(OntvangenVerzoek)).all() == []
        assert t.db.scalars(sa.select(Toezichtbesluit)).all() == []
        certificaten = {rij.certificaat for rij in t.db.scalars(sa.select(VernietigdVerzoek))}
    assert len(certificaten) == 1
    assert str(voorstel) in certificaten.pop()
    assert verify_logboek(twee.officer).bevindingen == ()


def test_an_audit_loses_its_openings_of_that_casus_and_still_verifies(zaak: Zaak) -> None:
    ander = maak_dossier(zaak.twee.team.regie, "PMG-2026-00002")
    for van in (zaak, Zaak(zaak.twee, ander, zaak.verbindingen)):
        van.goedgekeurd()
    eerste = audit(zaak)
    tweede = audit(zaak)
    voor = {id_: toezichtdossier.toon_dossier(zaak.twee.officer, id_) for id_ in (eerste, tweede)}
    neem_in(zaak, wispakket(zaak, vernietig(zaak)))
    na = {id_: toezichtdossier.toon_dossier(zaak.twee.officer, id_) for id_ in (eerste, tweede)}
    geopend = {id_: sum(bool(r.detail) for r in d.regels) for id_, d in voor.items()}
    over = {id_: sum(bool(r.detail) for r in d.regels) for id_, d in na.items()}
    assert 0 < over[eerste] < geopend[eerste]
    assert [r.zin for r in na[eerste].regels] == [r.zin for r in voor[eerste].regels]
    assert [r.id for r in toezichtdossier.list_dossiers(zaak.twee.officer)] == [tweede, eerste]
    # The next audit goes on from these lines, so their chain must still be whole.
    assert toezichtdossier.toon_dossier(zaak.twee.officer, audit(zaak)).bevindingen == ()


def test_the_vault_offers_the_package_until_it_was_made(zaak: Zaak) -> None:
    team, verbinding_id = zaak.twee.team, zaak.verbindingen[0]
    zaak.stuur()
    assert wispakketten.list_wisberichten(team.beheer) == ()
    voorstel = vernietig(zaak)
    naam = verbindingen.list_verbindingen(team.beheer)[0].naam
    assert wispakketten.list_wisberichten(team.beheer) == (Wisbericht(voorstel, verbinding_id, naam, None),)
    wispakket(zaak, voorstel)
    (bericht,) = wispakketten.list_wisberichten(team.regie)
    assert bericht.gemaakt_op == team.klok.moment
    neem_in(zaak, wispakket(zaak, voorstel))  # it may be made again: the first may not have arrived
    with pytest.raises(GeenToegang):
        wispakketten.make_wispakket(team.privacy, voorstel, verbinding_id)
    verbindingen.stop_verbinding(team.beheer, verbinding_id)
    assert wispakketten.list_wisberichten(team.beheer) == ()


def test_only_where_something_of_it_went_a_package_is_offered(zaak: Zaak) -> None:
    voorstel = vernietig(zaak)
    assert wispakketten.list_wisberichten(zaak.twee.team.beheer) == ()
    with pytest.raises(NietGevonden):
        wispakket(zaak, voorstel)


def test_an_audit_of_before_counts_as_something(zaak: Zaak) -> None:
    audit(zaak)
    voorstel = vernietig(zaak)
    assert [b.vernietiging_id for b in wispakketten.list_wisberichten(zaak.twee.team.beheer)] == [voorstel]
    later = maak_dossier(zaak.twee.team.regie, "PMG-2026-00002")
    zaak.twee.team.klok.moment = zaak.twee.team.klok.moment.replace(hour=23)
    team = zaak.twee.team
    nog_een = vernietigen.propose_vernietiging(team.regie, later.casus_id, Vernietigingsreden.AVG_17)
    with pytest.raises(NietGevonden):  # proposed is not destroyed
        wispakket(zaak, nog_een)


def test_it_is_taken_in_once_and_an_erased_request_never_again(zaak: Zaak) -> None:
    verzoek_id = vraag(zaak.twee.team, zaak.dossier)
    ruw = zaak.pakket(verzoek_id)
    toezicht.read_verzoek(zaak.twee.officer, ruw)
    pakket = wispakket(zaak, vernietig(zaak))
    neem_in(zaak, pakket)
    for nog_eens in (pakket, ruw):
        with pytest.raises(AlIngelezen):
            neem_in(zaak, nog_eens)
