"""An audit from elsewhere, answered by this vault: what goes along, what stays closed, and that it proves the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.controlepunt import lees_notitie
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.logboek import blad_hash, commitment, lees_blad
from pmg_desk.domain.merkle import klopt_groei, wortel
from pmg_desk.domain.pakket import Envelop, Pakketsoort, Partij
from pmg_desk.kluis.pakket import open_pakket
from pmg_desk.services import auditpakketten, samenvattingen, toezichtaudit, toezichtdossier
from pmg_desk.services.auditpakketten import make_auditpakket, read_auditvraag
from pmg_desk.services.pakketten_in import read_pakket
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Wijze
from tests.casusbouw import regels
from tests.officer import Zaak, maak_zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import WOORDEN, maak_dossier


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    een = maak_zaak(twee)
    read_pakket(twee.team.regie, een.officer.pakket(een.officer.besluit()))
    deel(een)
    yield een
    twee.sluit()


def deel(zaak: Zaak) -> None:
    samenvattingen.issue_samenvatting(
        zaak.twee.team.regie, zaak.dossier.casus_id, Bestemming(zaak.dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )


def vraag(zaak: Zaak, *, aan: Werkplek | None = None, **anders: Any) -> Path:
    """A question of the officer, for the casusregisseur unless said otherwise."""
    wie = aan or zaak.twee.team.regie
    inhoud = {
        "van_nr": 1,
        "laatst_gezien": zaak.officer.envelop.controlepunt,
        "onderwerpen": [],
        "casusnummers": [],
        "reden": "Jaarlijkse controle.",
        **anders,
    }
    partij = Partij(str(zaak.twee.team.kluis_id), str(wie.gebruiker.id), wie.gebruiker.naam, wie.gebruiker.rol.value)
    return zaak.officer.pakket(inhoud, Pakketsoort.AUDITVRAAG, ontvanger=wie.sleutels, aan=partij)


def antwoord(zaak: Zaak, pad: Path, wie: Werkplek | None = None) -> Envelop:
    pakket = make_auditpakket(wie or zaak.twee.team.regie, pad)
    assert pakket.bestandsnaam == f"audit-{pakket.id.hex[:8]}.pmgpakket"
    return open_pakket(pakket.ruw, zaak.twee.officer.sleutels).envelop


def geopend(envelop: Envelop) -> set[str]:
    """Kinds of lines of which the detail was opened; each opening must fit its commitment."""
    soorten = set()
    for blad, opening in lees_canoniek(envelop.tekst())["inhoud"]["regels"]:
        regel = lees_blad(blad)
        if opening is not None:
            assert commitment(bytes.fromhex(opening["zout"]), opening["detail"]) == regel.detail
            soorten.add(regel.actie)
    return soorten


def test_alle_regels_gaan_mee_en_bewijzen_de_stand(zaak: Zaak) -> None:
    inhoud = lees_canoniek(antwoord(zaak, vraag(zaak)).tekst())["inhoud"]
    hashes = [blad_hash(blad) for blad, _ in inhoud["regels"]]
    laatste = lees_notitie(inhoud["controlepunten"][-1]).controlepunt
    assert (laatste.grootte, laatste.wortel) == (len(hashes), wortel(hashes))
    gezien = lees_notitie(zaak.officer.envelop.controlepunt or "").controlepunt
    groei = inhoud["groei"]
    assert (groei["van"], groei["tot"]) == (gezien.grootte, laatste.grootte)
    assert klopt_groei(groei["van"], groei["tot"], gezien.wortel, laatste.wortel, groei["bewijs"])


def test_alleen_wat_de_audit_nodig_heeft_wordt_geopend(zaak: Zaak) -> None:
    envelop = antwoord(zaak, vraag(zaak))
    assert geopend(envelop) == {"samenvatting.uitgeven", "besluit.ontvangen"}
    assert not any(woord in envelop.tekst() for woord in WOORDEN.values())
    assert set(lees_canoniek(envelop.tekst())["inhoud"]) == {"regels", "controlepunten", "groei", "verstrekkingen"}


@pytest.mark.parametrize(
    ("onderwerpen", "open_", "gedeeld"),
    [(["delen"], {"samenvatting.uitgeven"}, 1), (["besluiten"], {"besluit.ontvangen"}, 0), (["inzage"], set(), 0)],
)
def test_een_vraag_over_een_onderwerp_opent_alleen_dat(
    zaak: Zaak, onderwerpen: list[str], open_: set[str], gedeeld: int
) -> None:
    envelop = antwoord(zaak, vraag(zaak, onderwerpen=onderwerpen))
    assert geopend(envelop) == open_
    assert len(lees_canoniek(envelop.tekst())["inhoud"]["verstrekkingen"]) == gedeeld


def test_een_vraag_over_een_casus_opent_alleen_die(zaak: Zaak) -> None:
    maak_dossier(zaak.twee.team.regie, "PMG-2026-00002")
    assert geopend(antwoord(zaak, vraag(zaak, casusnummers=["PMG-2026-00002", "PMG-2026-09999"]))) == set()
    assert geopend(antwoord(zaak, vraag(zaak, casusnummers=["PMG-2026-00001"]))) == {
        "samenvatting.uitgeven",
        "besluit.ontvangen",
    }


def test_een_verstrekking_staat_er_met_nummer_ontvanger_en_besluit(zaak: Zaak) -> None:
    (verstrekt,) = lees_canoniek(antwoord(zaak, vraag(zaak)).tekst())["inhoud"]["verstrekkingen"]
    (gelogd,) = regels(zaak.twee.team.regie, "samenvatting.uitgeven")
    (besluit,) = regels(zaak.twee.team.regie, "besluit.ontvangen")
    assert verstrekt == {
        "id": gelogd.object_id,
        "casusnummer": "PMG-2026-00001",
        "ontvanger": "School De Brug PMG-2026-00001 – Leerlingzaken",
        "organisatie": "School De Brug PMG-2026-00001",
        "functie": "Leerlingzaken",
        "categorieen": "identiteit,plan,signalen",
        "op": "2026-11-23T08:30:00.000000Z",
        "wijze": "papier",
        "status": "uitgegeven",
        "besluiten": [besluit.object_id],
        "doel": next(iter(zaak.twee.team.profiel.doeleinden)),
        "grondslagen": "avg_6_1_e",
        "onder": [[besluit.object_id, "besluit B-2026-00001"]],
    }


def test_eerst_wordt_getoond_wat_meegaat_en_dan_pas_gaat_het(zaak: Zaak) -> None:
    pad = vraag(zaak, onderwerpen=["delen"], casusnummers=["PMG-2026-00001"])
    read_auditvraag(zaak.twee.team.regie, pad)
    voorstel = read_auditvraag(zaak.twee.team.regie, pad)  # looking took nothing in
    assert (voorstel.van, voorstel.reden, voorstel.onderwerpen, voorstel.casusnummers) == (
        "P. Officer",
        "Jaarlijkse controle.",
        ("wat is gedeeld",),
        ("PMG-2026-00001",),
    )
    assert (voorstel.openingen, voorstel.verstrekkingen) == (1, 1)
    assert voorstel.regels == len(regels(zaak.twee.team.regie)) - 1
    antwoord(zaak, pad)
    assert [r.verwerking for r in regels(zaak.twee.team.regie, "audit.maken")] == ["delen"]
    assert len(regels(zaak.twee.team.regie, "audit.bekijken")) == 2
    antwoord(zaak, pad)  # the first answer may not have reached its file
    assert len(regels(zaak.twee.team.regie, "audit.maken")) == 2
    assert [r.verwerking for r in regels(zaak.twee.team.regie, "pakket.lezen")] == ["besluit", "auditvraag"]


def test_de_beheerder_mag_ook_en_anderen_niet(zaak: Zaak) -> None:
    team = zaak.twee.team
    assert geopend(antwoord(zaak, vraag(zaak, aan=team.beheer), team.beheer))
    for wie in (team.privacy, team.lezer):
        pad = vraag(zaak, aan=wie)
        with pytest.raises(GeenToegang):
            read_auditvraag(wie, pad)
        with pytest.raises(GeenToegang):
            make_auditpakket(wie, pad)


@pytest.mark.parametrize(
    "anders",
    [
        {"van_nr": 0},
        {"van_nr": True},
        {"van_nr": "1"},
        {"laatst_gezien": 3},
        {"onderwerpen": ["concepten"]},
        {"onderwerpen": "delen"},
        {"casusnummers": [3]},
        {"reden": None},
    ],
)
def test_een_vreemde_vraag_wordt_geweigerd(zaak: Zaak, anders: dict[str, Any]) -> None:
    with pytest.raises(InhoudOnleesbaar):
        read_auditvraag(zaak.twee.team.regie, vraag(zaak, **anders))


@pytest.mark.parametrize("gezien", [None, "onzin", "andere kluis", "andere wortel", "langer"])
def test_zonder_bekende_stand_is_er_geen_bewijs_van_groei(zaak: Zaak, gezien: str | None) -> None:
    notitie = zaak.officer.envelop.controlepunt or ""
    regel = notitie.split("\n")
    anders = {
        "andere kluis": notitie.replace(str(zaak.twee.team.kluis_id), str(zaak.twee.toezicht.kluis_id), 1),
        "andere wortel": notitie.replace(regel[2], "A" * 43 + "="),
        "langer": notitie.replace(regel[1], "9999", 1),
    }
    pad = vraag(zaak, laatst_gezien=anders.get(gezien or "", gezien))
    assert lees_canoniek(antwoord(zaak, pad).tekst())["inhoud"]["groei"] is None


def test_de_hele_weg_met_de_installatie_van_de_officer(zaak: Zaak) -> None:
    """The officer asks, this vault answers, the officer checks: in order, twice, the second time from where it was."""
    twee = zaak.twee
    (verbinding,) = toezichtdossier.list_volgingen(twee.officer)
    for ronde in range(2):
        wie = twee.team.regie.gebruiker.id
        gevraagd = toezichtaudit.ask_audit(twee.officer, verbinding.verbinding_id, "Controle.", naar_id=wie)
        pakket = make_auditpakket(twee.team.regie, twee.schrijf(gevraagd.ruw))
        dossier_id = toezichtaudit.read_audit(twee.officer, pakket.ruw)
        dossier = toezichtdossier.toon_dossier(twee.officer, dossier_id)
        # The decision of this case was signed outside the officer's register, and that is what an audit must say.
        assert [zin for zin in dossier.bevindingen if "u nam het niet" not in zin and "u niet nam" not in zin] == [], (
            ronde
        )
        deel(zaak)


def test_onderwerpen_hebben_een_naam() -> None:
    assert set(auditpakketten.LABELS) == set(auditpakketten.ONDERWERPEN)
