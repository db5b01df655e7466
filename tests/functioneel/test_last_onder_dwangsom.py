"""Last onder dwangsom (000, interventie 15): every request passes PGA lokaal, and a limit comes with a perspective."""

from __future__ import annotations

from tests.functioneel.routezaal import Routezaal


def test_een_aanvraag_loopt_via_pga_lokaal(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("nazorg", geboortedatum="2006-01-01")
    scherm = zaal.leid_door(casus, "regel:pga_lokaal:dwangsom")
    assert scherm.waar.veld("route").fout == (
        "Dit kan alleen via PGA lokaal. Deze casus is daar niet en was daar niet. Meld de casus eerst aan bij PGA"
        " lokaal."
    )
    assert zaal.route(casus).doorgeleidingen == ()


def test_bij_de_grens_hoort_een_perspectief(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("pga_lokaal", geboortedatum="2006-01-01")
    scherm = zaal.leid_door(casus, "regel:pga_lokaal:dwangsom", waarom="Drie keer betrapt op dealen.")
    assert scherm.vragen.veld("perspectief").fout != ""
    zaal.beeld("last-onder-dwangsom")
    zaal.leid_door(
        casus,
        "regel:pga_lokaal:dwangsom",
        waarom="Drie keer betrapt op dealen.",
        perspectief="Leerwerkplek bij de fietsenmaker.",
    )
    zaal.verstuur()
    (pas,) = zaal.route(casus).doorgeleidingen
    assert pas.perspectief is not None
    assert (pas.label, pas.perspectief.tekst, pas.perspectief.categorie) == (
        "Last onder dwangsom aanvragen",
        "Leerwerkplek bij de fietsenmaker.",
        "plan",
    )
