"""Asking approval for a meeting at once, and what a single request begins with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.delen import BUNDEL_CONTEXT, Oordeel
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.domain.tafelkader import KADER_CONTEXT
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services import delen, oordeelbundels, overleggen, overlegverzoeken, verzoekbegin
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.services.overlegverzoeken import Overlegvraag, Paar, ask_overleg, prepare_overleg
from pmg_desk.services.verzoeken import withdraw_verzoek
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.storage.models import LogregelRij, Professional
from tests.aanvallen.knoeien import zet
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel
from tests.vulling import WOORDEN, keur_goed, vraag
from tests.wereld import Wereld

ALLES = ("acties", "gezondheid", "identiteit", "leefgebieden", "plan", "politiegegevens", "signalen")


@pytest.fixture
def tafel(wereld: Wereld) -> Tafel:
    return maak_tafel(wereld)


def overlegvraag(wereld: Wereld, tafel: Tafel, paren: Mapping[Paar, tuple[str, ...]], **anders: Any) -> Overlegvraag:
    keuzes: dict[str, Any] = {
        "doel": next(iter(wereld.profiel.doeleinden)),
        "grondslagen": ("avg_6_1_e",),
        "noodzaak": "De tafel maakt samen het plan.",
        "proportionaliteit": "Alleen wat het plan vraagt.",
        "subsidiariteit": "Zonder kan niet.",
        "geinformeerd": "Besproken bij de intake.",
        "gevraagd_tot": wereld.klok.nu().date() + timedelta(days=60),
    }
    return Overlegvraag(tafel.overleg_id, paren, **{**keuzes, **anders})


def regels(wereld: Wereld) -> list[tuple[str, str | None]]:
    with wereld.regie.doe() as t:
        return [
            (rij.actie, None if rij.casus_id is None else str(rij.casus_id))
            for rij in t.db.query(LogregelRij).order_by("nr")
        ]


def test_each_pair_is_asked_what_it_lacks_and_nothing_twice(wereld: Wereld, tafel: Tafel) -> None:
    """What the kader of the table settles, what an officer approved and what waits is not asked."""
    school, ggd = tafel.ontvangers
    een, twee = tafel.dossiers
    teken(wereld.privacy, cellen(school, "plan", "signalen"))
    wachtend = ask_overleg(
        wereld.regie, overlegvraag(wereld, tafel, {(een.casus_id, UUID(ggd.organisatie_id), ggd.functie): ("plan",)})
    )
    keur_goed(wereld, wachtend.verzoeken[0])
    ask_overleg(
        wereld.regie,
        overlegvraag(wereld, tafel, {(twee.casus_id, UUID(ggd.organisatie_id), ggd.functie): ("signalen",)}),
    )
    matrix = prepare_overleg(wereld.regie, tafel.overleg_id)
    assert [c.nummer for c in matrix.casussen] == ["PMG-2026-00001", "PMG-2026-00002"]
    assert (matrix.ontvangers, matrix.buiten, matrix.te_vragen) == (tafel.ontvangers, 0, ALLES)
    cel = matrix.cellen[een.casus_id, UUID(ggd.organisatie_id), ggd.functie]
    assert (cel.mag, cel.gevraagd, cel.rest) == (("plan",), (), ())
    assert set(cel.te_vragen) == set(ALLES) - {"plan"}
    cel = matrix.cellen[twee.casus_id, UUID(ggd.organisatie_id), ggd.functie]
    assert (cel.mag, cel.gevraagd, cel.uiterlijk) == ((), ("signalen",), wereld.klok.nu().date() + timedelta(days=5))
    for dossier in tafel.dossiers:
        assert matrix.cellen[dossier.casus_id, UUID(school.organisatie_id), school.functie].mag == ("plan", "signalen")

    voor = len(regels(wereld))
    uit = ask_overleg(wereld.regie, overlegvraag(wereld, tafel, dict.fromkeys(tafel.paren, ("plan", "signalen"))))
    assert (len(uit.verzoeken), uit.al_geregeld) == (2, 2)
    # A request and a line of its own for each, about its own casus.
    assert regels(wereld)[voor:] == [
        ("verzoek.indienen", str(een.casus_id)),
        ("verzoek.indienen", str(twee.casus_id)),
    ]
    manifesten = [delen.toon_verzoek(wereld.privacy, id_).tekst.manifest for id_ in uit.verzoeken]
    assert [(m[0].casus_id, m[0].ontvanger, m[0].categorieen, m[0].derden) for m in manifesten] == [
        (str(een.casus_id), ggd, ("signalen",), False),
        (str(twee.casus_id), ggd, ("plan",), False),
    ]
    with pytest.raises(OngeldigeInvoer) as fout:
        ask_overleg(wereld.regie, overlegvraag(wereld, tafel, dict.fromkeys(tafel.paren, ("plan", "signalen"))))
    assert fout.value.velden == {"paren": "Hiervoor is al akkoord, of het is al gevraagd."}


def test_what_an_officer_refused_is_not_asked_again_in_bulk(wereld: Wereld, tafel: Tafel) -> None:
    paar = tafel.paren[0]
    (verzoek,) = ask_overleg(wereld.regie, overlegvraag(wereld, tafel, {paar: ("plan", "gezondheid")})).verzoeken
    keur_goed(wereld, verzoek, oordeel=Oordeel.AKKOORD_BEPERKT, categorieen=("plan",))
    cel = prepare_overleg(wereld.regie, tafel.overleg_id).cellen[paar]
    assert (cel.mag, cel.rest) == (("plan",), ("gezondheid",))
    with pytest.raises(OngeldigeInvoer):
        ask_overleg(wereld.regie, overlegvraag(wereld, tafel, {paar: ("plan", "gezondheid")}))


def test_all_of_it_or_nothing(wereld: Wereld, tafel: Tafel) -> None:
    paren = dict.fromkeys(tafel.paren, ("plan",))
    gevallen: tuple[tuple[dict[str, Any], str], ...] = (
        ({"noodzaak": ""}, "noodzaak"),
        ({"doel": ""}, "doel"),
        ({"gevraagd_tot": None}, "gevraagd_tot"),
        ({"geinformeerd": " "}, "geinformeerd"),
        ({"paren": {}}, "paren"),
        ({"paren": {(tafel.dossiers[0].casus_id, UUID(int=1), "Wijkagent"): ("plan",)}}, "paren"),
        ({"paren": {(UUID(int=1), *tafel.paren[0][1:]): ("plan",)}}, "paren"),
    )
    for anders, veld in gevallen:
        with pytest.raises(OngeldigeInvoer) as fout:
            ask_overleg(wereld.regie, overlegvraag(wereld, tafel, **{"paren": paren, **anders}))
        assert list(fout.value.velden) == [veld]
    # Also when the last of them may not be changed (any more).
    zet(wereld, "UPDATE casus SET status = 'gesloten' WHERE nummer = 'PMG-2026-00002'")
    with pytest.raises(CasusGesloten):
        ask_overleg(wereld.regie, overlegvraag(wereld, tafel, paren))
    assert delen.list_verzoeken(wereld.regie) == ()
    matrix = prepare_overleg(wereld.regie, tafel.overleg_id)
    assert ([c.id for c in matrix.casussen], matrix.buiten) == ([tafel.dossiers[0].casus_id], 1)


def test_not_for_who_may_not_ask_or_is_not_of_this_table(wereld: Wereld, tafel: Tafel) -> None:
    paren = dict.fromkeys(tafel.paren, ("plan",))
    for wie in ("regie2", "privacy", "beheer", "lezer"):
        with pytest.raises(GeenToegang):
            prepare_overleg(wereld.werkplek(wie), tafel.overleg_id)
        with pytest.raises(GeenToegang):
            ask_overleg(wereld.werkplek(wie), overlegvraag(wereld, tafel, paren))
    assert delen.list_verzoeken(wereld.privacy) == ()


def test_what_the_dossier_says_of_informing_comes_first(wereld: Wereld, tafel: Tafel) -> None:
    dag = wereld.klok.nu().date()
    een = tafel.dossiers[0].casus_id
    record_informering(wereld.regie, een, InformeringInvoer(Geinformeerde.JONGERE, dag, "gesprek"))
    uit = ask_overleg(wereld.regie, overlegvraag(wereld, tafel, {p: ("plan",) for p in tafel.paren if p[0] == een}))
    teksten = {delen.toon_verzoek(wereld.regie, id_).tekst.geinformeerd for id_ in uit.verzoeken}
    assert teksten == {"De jongere is geïnformeerd op 23 november 2026 (gesprek). Besproken bij de intake."}


def test_a_request_begins_with_who_is_at_hand_and_what_they_lack(wereld: Wereld, tafel: Tafel) -> None:
    een, twee = tafel.dossiers
    begin = verzoekbegin.begin_verzoek(wereld.regie, een.casus_id)
    assert (begin.overleg_id, begin.doel, begin.geinformeerd, begin.eerder) == (tafel.overleg_id, "", "", ())
    politie = "Politie Zuiderpark PMG-2026-00001 – Wijkagent"  # involved, though not invited
    assert [(o.label, o.ontbreekt) for o in begin.ontvangers] == [
        ("Gemeente – Leerlingzaken", ALLES),
        ("GGD – Jeugdverpleegkundige", ALLES),
        (politie, ALLES),
    ]
    keur_goed(wereld, vraag(wereld, twee, ("plan",)))
    eigen = vraag(wereld, een, ("plan",))
    begin = verzoekbegin.begin_verzoek(wereld.regie, een.casus_id, tafel.overleg_id)
    assert (begin.doel, begin.grondslagen) == (next(iter(wereld.profiel.doeleinden)), ("avg_6_1_e",))
    # Said once, however often it was used, and of one's own only: shown, not filled in.
    (eerder,) = begin.eerder
    assert (eerder.verzoek_id, eerder.noodzaak) == (eigen, "De school moet weten wat er speelt.")
    assert eerder.categorieen == ("plan",)
    assert eerder.ontvangers == ((een.school, "Leerlingzaken"), (twee.school, "Leerlingzaken"))
    assert verzoekbegin.begin_verzoek(wereld.regie, twee.casus_id).eerder[0].verzoek_id == eigen
    withdraw_verzoek(wereld.regie, eigen)
    assert verzoekbegin.begin_verzoek(wereld.regie, een.casus_id).eerder[0].verzoek_id != eigen
    with pytest.raises(GeenToegang):
        verzoekbegin.begin_verzoek(wereld.regie2, een.casus_id)


def test_answers_are_used_again_only_for_what_they_were_about(wereld: Wereld, tafel: Tafel) -> None:
    een, twee = (paar for paar in tafel.paren if paar[0] == tafel.dossiers[0].casus_id)  # both recipients
    for paar, soort in ((twee, "plan"), (twee, "acties"), (een, "signalen"), (een, "acties")):
        ask_overleg(wereld.regie, overlegvraag(wereld, tafel, {paar: (soort,)}))
    (eerder,) = prepare_overleg(wereld.regie, tafel.overleg_id).eerder
    a, b = een[1:], twee[1:]
    # The newest was for one of them; the other was never asked all that this one was.
    assert eerder.opnieuw([a, b]) == ((a,), frozenset({"signalen", "acties"}))
    assert eerder.opnieuw([b]) == ((b,), frozenset({"plan", "acties"}))
    assert eerder.opnieuw([]) == ((), frozenset())
    ask_overleg(wereld.regie, overlegvraag(wereld, tafel, {twee: ("signalen",)}))
    (eerder,) = prepare_overleg(wereld.regie, tafel.overleg_id).eerder
    assert eerder.opnieuw([a, b]) == ((b,), frozenset({"plan", "acties", "signalen"}))


def test_who_left_does_not_receive_and_earlier_answers_are_few(wereld: Wereld, tafel: Tafel) -> None:
    for nr in range(verzoekbegin.MEESTE_EERDER + 1):
        ask_overleg(
            wereld.regie, overlegvraag(wereld, tafel, {tafel.paren[0]: (ALLES[nr],)}, noodzaak=f"Reden nummer {nr}.")
        )
    matrix = prepare_overleg(wereld.regie, tafel.overleg_id)
    assert [e.noodzaak for e in matrix.eerder] == [f"Reden nummer {nr}." for nr in (3, 2, 1)]
    with wereld.regie.doe() as t:
        mens = t.db.query(Professional).filter_by(functie="Jeugdverpleegkundige").one()
        mens.gestopt_op = t.vandaag
        t.log("professional.wijzigen", "professional", mens.id)
    assert [o.functie for o in prepare_overleg(wereld.regie, tafel.overleg_id).ontvangers] == ["Leerlingzaken"]


def test_nothing_of_the_dossiers_is_in_the_matrix(wereld: Wereld, tafel: Tafel) -> None:
    matrix = prepare_overleg(wereld.regie, tafel.overleg_id)
    assert not [w for sleutel, w in WOORDEN.items() if sleutel != "voornaam" and w in repr(matrix)]
    leeg = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", wereld.klok.nu().date()))
    assert overlegverzoeken.prepare_overleg(wereld.regie, leeg).cellen == {}


def test_a_signature_over_many_decisions_is_checked_once_for_all_casussen(
    wereld: Wereld, tafel: Tafel, monkeypatch: pytest.MonkeyPatch
) -> None:
    uit = ask_overleg(wereld.regie, overlegvraag(wereld, tafel, dict.fromkeys(tafel.paren[::2], ("plan",))))
    voorstel = oordeelbundels.prepare_bundel(wereld.privacy, uit.verzoeken)
    akkoord = BesluitInvoer(Oordeel.AKKOORD, "Nodig.", voorstel.max_geldig_tot, categorieen=("plan",))
    gezien = {deel.regel.id: deel.gezien for deel in voorstel.delen}
    assert len(oordeelbundels.decide_bundel(wereld.privacy, oordeelbundels.Bundelinvoer(akkoord, gezien))) == 2
    teken(wereld.privacy, cellen(tafel.ontvangers[1], "signalen"))
    gekeken: list[str] = []

    def tel(sleutel: str, context: str, wat: bytes, handtekening: bytes) -> bool:
        gekeken.append(context)
        return verifieer(sleutel, context, wat, handtekening)

    monkeypatch.setattr("pmg_desk.services.besluiten.verifieer", tel)
    cellen_ = prepare_overleg(wereld.regie, tafel.overleg_id).cellen
    assert [cellen_[paar].mag for paar in tafel.paren] == [("plan",), ("signalen",)] * 2
    assert sorted(gekeken) == sorted([BUNDEL_CONTEXT, KADER_CONTEXT])
