"""Attacks on the register of a privacy officer, by having it erase what it should keep: one test per attack."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from pmg_desk.domain.certificaat import VOORSTEL_CONTEXT, Ondertekend
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services import toezichtpost, toezichtregister, verbindingen
from pmg_desk.services.pakketten import make_pakket
from pmg_desk.services.toezichtvernietiging import AndereVerzoeken, CertificaatKloptNiet
from pmg_desk.services.verbindingsfouten import AndersBedoeld, InhoudOnleesbaar
from pmg_desk.services.verzoekpakketten import list_officers
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import verbindingen as opslag
from pmg_desk.storage.models import VerbindingSoort
from tests.toezichtzaak import Zaak
from tests.tweekluizen import koppel
from tests.vulling import maak_dossier
from tests.wereld import Wereld, maak_wereld
from tests.wisbouw import Iemand, certificaat, onderteken_als


def als(werkplek: Werkplek) -> Iemand:
    return Iemand(werkplek.gebruiker.rol, werkplek.gebruiker.id, werkplek.sleutels)


def stuur(zaak: Zaak, van: Werkplek, ondertekend: Ondertekend, verzoeken: list[str]) -> toezichtpost.Ingenomen:
    """A true package of a pinned person, with this in it."""
    with van.doe() as t:
        (officer,) = [
            p
            for v in [verbindingen.verbinding_bij(t, zaak.twee.toezicht.kluis_id)]
            if v is not None
            for p in v.personen
        ]
        inhoud = {
            "certificaat": ondertekend.certificaat,
            "sleutel": ondertekend.sleutel,
            "handtekening": ondertekend.handtekening,
            "verzoeken": list(verzoeken),
        }
        ruw = make_pakket(t, officer, Pakketsoort.VERNIETIGING, inhoud).ruw  # type: ignore[arg-type]
    return toezichtpost.read_pakket(zaak.twee.officer, zaak.twee.schrijf(ruw))


def staat_er_nog(zaak: Zaak) -> list[UUID]:
    return [r.id for r in toezichtregister.list_ontvangen(zaak.twee.officer)]


def certificaat_van(team: Wereld, casus_id: UUID, eerste: Iemand, tweede: Iemand) -> Ondertekend:
    return onderteken_als(tweede, certificaat(team.kluis_id, eerste, tweede, casus_id=casus_id))


def test_one_person_alone_cannot_have_the_register_erased(zaak: Zaak) -> None:
    """With a second signature of a key of their own making, in the name of the beheerder or nobody, or their own."""
    verzoek_id, team = zaak.stuur(), zaak.twee.team
    ik = als(team.regie)
    for tweede in (Iemand(Rol.BEHEERDER, team.beheer.gebruiker.id), Iemand(Rol.BEHEERDER), ik):
        with pytest.raises(CertificaatKloptNiet):
            stuur(zaak, team.regie, certificaat_van(team, zaak.dossier.casus_id, ik, tweede), [str(verzoek_id)])
    assert staat_er_nog(zaak) == [verzoek_id]


def test_a_true_certificate_of_another_casus_is_not_moved_to_this_one(zaak: Zaak) -> None:
    verzoek_id, team = zaak.stuur(), zaak.twee.team
    ander = maak_dossier(team.regie, "PMG-2026-00002")
    echt = certificaat_van(team, ander.casus_id, als(team.regie), als(team.beheer))
    with pytest.raises(AndereVerzoeken):
        stuur(zaak, team.regie, echt, [str(verzoek_id)])
    vervalst = echt.certificaat.replace(str(ander.casus_id), str(zaak.dossier.casus_id))
    with pytest.raises(CertificaatKloptNiet):
        stuur(zaak, team.regie, Ondertekend(vervalst, echt.sleutel, echt.handtekening), [str(verzoek_id)])
    assert staat_er_nog(zaak) == [verzoek_id]


def test_who_can_sign_the_proposal_only_cannot_sign_the_certificate(zaak: Zaak) -> None:
    """Both are pinned, but a casusregisseur does not confirm a destruction."""
    verzoek_id, team = zaak.stuur(), zaak.twee.team
    with pytest.raises(CertificaatKloptNiet):
        een = certificaat_van(team, zaak.dossier.casus_id, als(team.beheer), als(team.regie))
        stuur(zaak, team.regie, een, [str(verzoek_id)])
    assert staat_er_nog(zaak) == [verzoek_id]


def test_another_connected_vault_cannot_have_the_requests_of_this_one_erased(zaak: Zaak, tmp_path: Path) -> None:
    """Its own two people sign that this casus, of another vault, was destroyed; also by naming no request at all."""
    verzoek_id = zaak.stuur()
    (tmp_path / "derde").mkdir()
    derde = maak_wereld(tmp_path / "derde", nummer=2)
    derde.klok.moment = zaak.twee.team.klok.moment
    try:
        koppel(zaak.twee, zaak.twee.officer, derde.beheer, VerbindingSoort.PRIVACY_OFFICER)
        koppel(zaak.twee, derde.beheer, zaak.twee.officer, VerbindingSoort.KLUIS)
        eigen = certificaat_van(derde, zaak.dossier.casus_id, als(derde.regie), als(derde.beheer))
        with pytest.raises(AndereVerzoeken):
            stuur(zaak, derde.regie, eigen, [str(verzoek_id)])
        stuur(zaak, derde.regie, eigen, [])
        assert staat_er_nog(zaak) == [verzoek_id]
        van_hier = certificaat_van(zaak.twee.team, zaak.dossier.casus_id, als(derde.regie), als(derde.beheer))
        with pytest.raises(CertificaatKloptNiet):
            stuur(zaak, derde.regie, van_hier, [str(verzoek_id)])
    finally:
        derde.sluit()
    assert staat_er_nog(zaak) == [verzoek_id]


def test_a_key_that_was_stopped_signs_no_certificate_whatever_day_it_bears(zaak: Zaak) -> None:
    verzoek_id, team = zaak.stuur(), zaak.twee.team
    weg = als(team.regie2)
    een = certificaat_van(team, zaak.dossier.casus_id, weg, als(team.beheer))
    with zaak.twee.officer.doe() as t:
        for rij in opslag.sleutels(t.db, zaak.verbindingen[1]):
            if rij.persoon_id == weg.id:
                rij.tot = t.nu
        t.log("verbinding.sleutel", "verbinding", zaak.verbindingen[1])
    with pytest.raises(CertificaatKloptNiet):
        stuur(zaak, team.regie, een, [str(verzoek_id)])
    assert staat_er_nog(zaak) == [verzoek_id]


def test_a_signature_over_something_else_is_none(zaak: Zaak) -> None:
    verzoek_id, team = zaak.stuur(), zaak.twee.team
    een = certificaat_van(team, zaak.dossier.casus_id, als(team.regie), als(team.beheer))
    for context in (VOORSTEL_CONTEXT, "pmg-desk/pakket/1"):
        anders = onderteken(team.beheer.sleutels.ondertekening, context, een.certificaat.encode()).hex()
        with pytest.raises(CertificaatKloptNiet):
            stuur(zaak, team.regie, Ondertekend(een.certificaat, een.sleutel, anders), [str(verzoek_id)])
    assert staat_er_nog(zaak) == [verzoek_id]


def test_rubbish_in_the_package_is_said_in_words(zaak: Zaak) -> None:
    team = zaak.twee.team
    for kapot in (Ondertekend("{}", "", ""), Ondertekend("", "00", "zz")):
        with pytest.raises(CertificaatKloptNiet):
            stuur(zaak, team.regie, kapot, [])
    with pytest.raises(InhoudOnleesbaar):
        stuur(zaak, team.regie, Ondertekend("{}", "", ""), ["not an id"])
    with pytest.raises(InhoudOnleesbaar):
        stuur(zaak, team.regie, Ondertekend("{}", None, ""), [])  # type: ignore[arg-type]


def test_a_vault_of_casussen_takes_no_such_package_from_the_officer(zaak: Zaak) -> None:
    """The other way round it would have the team's own vault erased."""
    verzoek_id = zaak.stuur()
    twee = zaak.twee
    with twee.officer.doe() as t:
        verbinding = verbindingen.verbinding_bij(t, twee.team.kluis_id)
        assert verbinding is not None
        regie = next(p for p in verbinding.personen if p.persoon_id == twee.team.regie.gebruiker.id)
        ruw = make_pakket(t, regie, Pakketsoort.VERNIETIGING, {"verzoeken": [str(verzoek_id)]}).ruw
    with pytest.raises(AndersBedoeld):
        zaak.lees(ruw)
    assert len(list_officers(twee.team.regie)) == 1
