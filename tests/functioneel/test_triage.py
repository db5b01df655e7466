"""The triage of a table, in its window: what was typed is kept, and what came along is shown and never copied."""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.services import aanmeldingen, concepten, doorgeleidingen
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, AanmeldingStatus, list_aanmeldingen
from pmg_desk.services.doorgeleidingen import DoorgeleidingInvoer, Vraagantwoord, Weg
from pmg_desk.services.doorgeleidroutes import list_routes
from pmg_desk.services.triage import Antwoord, Triageantwoordinvoer, answer_triage, toon_triage, withdraw_aanmelding
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.widgets.chip import Chip
from tests.casusbouw import maak
from tests.functioneel.routezaal import Routezaal
from tests.ui.toegankelijk import controleer


def _aanmelding(zaal: Routezaal) -> UUID:
    """An aanmelding at the table of who works in the window, opened in the window."""
    zaal.open()
    casus = zaal.casus("pga_lokaal")
    invoer = AanmeldingInvoer("pga_lokaal", UitspraakInvoer("Drie meldingen."))
    aanmelding = aanmeldingen.meld_aan(zaal.wereld.regie, casus, invoer)
    zaal.ga("aanmelding", aanmelding_id=aanmelding)
    zaal.rust()
    return aanmelding


def _antwoord(zaal: Routezaal, toelichting: str = "Zegt de wijkagent.") -> None:
    """Fill in the first question and do not save it."""
    zaal.scherm.vragen.veld("vraag_0").zet(Antwoord.JA)
    zaal.scherm.vragen.veld("toelichting_0").zet(toelichting)


def _besluit(zaal: Routezaal, reden: str | None) -> None:
    formulier = zaal.scherm.besluit
    formulier.veld("status").zet(AanmeldingStatus.AFGEWEZEN)
    if reden is not None:
        formulier.veld("reden").zet(UitspraakInvoer(reden, categorie="politiegegevens"))
    formulier.knop.click()
    zaal.rust()


def _bewaard(zaal: Routezaal, aanmelding: UUID) -> list[tuple[Antwoord | None, str | None]]:
    """The answers that are kept, with the explanation."""
    vragen = toon_triage(zaal.wereld.regie, aanmelding).vragen
    return [
        (vraag.antwoord, None if vraag.toelichting is None else vraag.toelichting.tekst)
        for vraag in vragen
        if vraag.antwoord is not None
    ]


def _status(zaal: Routezaal, aanmelding: UUID) -> AanmeldingStatus:
    return toon_triage(zaal.wereld.regie, aanmelding).aanmelding.rij.status


def test_een_besluit_bewaart_ook_wat_bij_de_vragen_is_ingevuld(zaal: Routezaal) -> None:
    aanmelding = _aanmelding(zaal)
    _antwoord(zaal)
    _besluit(zaal, None)  # never without a reason: then nothing is kept yet, and nothing is lost
    assert (_bewaard(zaal, aanmelding), _status(zaal, aanmelding)) == ([], AanmeldingStatus.NIEUW)
    assert zaal.scherm.vragen.veld("vraag_0").waarde() is Antwoord.JA
    _besluit(zaal, "Past niet bij de tafel.")
    assert (_bewaard(zaal, aanmelding), _status(zaal, aanmelding)) == (
        [(Antwoord.JA, "Zegt de wijkagent.")],
        AanmeldingStatus.AFGEWEZEN,
    )
    assert "Zegt de wijkagent." in zaal.leest()
    assert concepten.list_concepten(zaal.wereld.regie) == ()


def test_bewaren_verschuift_niets_en_laat_de_cursor_staan(zaal: Routezaal) -> None:
    aanmelding = _aanmelding(zaal)
    _antwoord(zaal)
    formulier, vak = zaal.scherm.vragen, zaal.scherm._vak.verticalScrollBar()
    vak.setValue(150)
    formulier.veld("toelichting_0").invoer.setFocus()
    hoogte = zaal.scherm.vragenkaart.height()
    formulier.knop.click()
    zaal.rust()
    assert _bewaard(zaal, aanmelding) == [(Antwoord.JA, "Zegt de wijkagent.")]
    assert zaal.scherm.vragen is formulier
    assert (vak.value(), zaal.scherm.vragenkaart.height()) == (150, hoogte)
    ander = formulier.vragen[1]
    answer_triage(zaal.wereld.regie, aanmelding, [Triageantwoordinvoer(ander, Antwoord.NEE)])
    zaal.ga("aanmelding", aanmelding_id=aanmelding)
    zaal.rust()
    assert zaal.scherm.vragen.veld("vraag_1").waarde() is Antwoord.NEE  # what somebody else answered does come


def test_klopt_een_antwoord_niet_dan_is_er_ook_geen_besluit(zaal: Routezaal) -> None:
    aanmelding = _aanmelding(zaal)
    _antwoord(zaal, "x" * (MAX_TEKST + 1))
    _besluit(zaal, "Past niet bij de tafel.")
    assert (_bewaard(zaal, aanmelding), _status(zaal, aanmelding)) == ([], AanmeldingStatus.NIEUW)
    assert zaal.scherm.vragen.veld("toelichting_0").fout != ""
    assert "kijk eerst naar de vragen" in zaal.scherm.besluit.melding.tekst
    _antwoord(zaal)
    _besluit(zaal, None)
    assert _bewaard(zaal, aanmelding) == [(Antwoord.JA, "Zegt de wijkagent.")]


def test_intrekken_verliest_niets_van_wat_er_is_getypt(zaal: Routezaal) -> None:
    aanmelding = _aanmelding(zaal)
    _antwoord(zaal)
    zaal.scherm.besluit.veld("reden").zet(UitspraakInvoer("Is al bij een andere tafel."))
    zaal.druk("Aanmelding intrekken")
    (dialoog,) = zaal._dialogen()
    assert dialoog.formulier.veld("reden").waarde().tekst == "Is al bij een andere tafel."
    dialoog.formulier.knop.click()
    zaal.rust()
    assert (_bewaard(zaal, aanmelding), _status(zaal, aanmelding)) == (
        [(Antwoord.JA, "Zegt de wijkagent.")],
        AanmeldingStatus.INGETROKKEN,
    )
    assert "Zegt de wijkagent." in zaal.leest()
    assert concepten.list_concepten(zaal.wereld.regie) == ()


def test_wat_er_is_getypt_blijft_te_lezen_als_een_ander_intussen_intrekt(zaal: Routezaal) -> None:
    aanmelding = _aanmelding(zaal)
    _antwoord(zaal)
    zaal.scherm.besluit.veld("reden").zet(UitspraakInvoer("Nog te vroeg."))
    withdraw_aanmelding(zaal.wereld.regie, aanmelding, UitspraakInvoer("Verkeerde tafel."))
    zaal.ga("aanmelding", aanmelding_id=aanmelding)
    zaal.rust()
    for formulier, veld, woorden in (
        (zaal.scherm.vragen, "toelichting_0", "Zegt de wijkagent."),
        (zaal.scherm.besluit, "reden", "Nog te vroeg."),
    ):
        assert formulier.veld(veld).isVisible()
        assert woorden in str(formulier.veld(veld).ruw())
        assert not formulier.knop.isEnabled()
        assert "niet opgeslagen" in formulier.melding.tekst


def test_wat_bij_de_vragen_is_getypt_staat_er_weer_na_een_ander_scherm(zaal: Routezaal) -> None:
    aanmelding = _aanmelding(zaal)
    _antwoord(zaal)
    ander = aanmeldingen.meld_aan(
        zaal.wereld.regie, maak(zaal.wereld.regie, "zvh"), AanmeldingInvoer("pga_lokaal", UitspraakInvoer("Haast."))
    )
    zaal.ga("aanmelding", aanmelding_id=ander)
    zaal.rust()
    assert zaal.scherm.vragen.veld("vraag_0").waarde() is None
    zaal.ga("start")
    zaal.ga("aanmelding", aanmelding_id=aanmelding)
    zaal.rust()
    vragen = zaal.scherm.vragen
    assert (vragen.veld("vraag_0").waarde(), vragen.veld("toelichting_0").waarde()) == (
        Antwoord.JA,
        "Zegt de wijkagent.",
    )
    assert _bewaard(zaal, aanmelding) == []


def test_de_voorwaarden_kijken_naar_wat_er_bij_de_vragen_staat_ook_als_het_nog_niet_bewaard_is(zaal: Routezaal) -> None:
    zaal.open()
    tafel = next(een for een in zaal.wereld.profiel.tafels.values() if een.voorwaarden)
    casus = maak(zaal.wereld.regie, "pga_lokaal")
    invoer = AanmeldingInvoer(tafel.sleutel, UitspraakInvoer("Wil hulp."), afwijking=UitspraakInvoer("Haast."))
    aanmelding = aanmeldingen.meld_aan(zaal.wereld.regie, casus, invoer)
    scherm = zaal.ga("aanmelding", aanmelding_id=aanmelding)
    zaal.rust()
    scherm.besluit.veld("status").zet(AanmeldingStatus.AANGENOMEN)
    voorwaarden = [scherm.vragen.veld(f"vraag_{tafel.triage.index(vraag)}") for vraag in tafel.voorwaarden]
    gevraagd = []
    for antwoord in (Antwoord.NEE, Antwoord.NVT, Antwoord.JA):
        for veld in voorwaarden:
            veld.zet(antwoord)
        gevraagd.append(not scherm.besluit.veld("ondanks").isHidden())
    assert gevraagd == [True, True, False]
    scherm.besluit.veld("reden").zet(UitspraakInvoer("Past.", categorie="gezondheid"))
    scherm.besluit.knop.click()
    zaal.rust()
    assert (_status(zaal, aanmelding), _bewaard(zaal, aanmelding)) == (
        AanmeldingStatus.AANGENOMEN,
        [(Antwoord.JA, None)] * len(tafel.voorwaarden),
    )


def test_na_het_besluit_staat_de_bladzijde_bovenaan_bij_wat_is_besloten(zaal: Routezaal) -> None:
    aanmelding = _aanmelding(zaal)
    _antwoord(zaal)
    scherm = zaal.scherm
    scherm.window().resize(1280, 720)
    zaal.rust()
    balk = scherm._vak.verticalScrollBar()
    balk.setValue(balk.maximum())
    assert balk.value() > 0
    scherm.besluit.zet({"status": AanmeldingStatus.AFGEWEZEN, "reden": UitspraakInvoer("Past niet.")})
    scherm.besluit.knop.click()
    zaal.rust()
    assert _status(zaal, aanmelding) is AanmeldingStatus.AFGEWEZEN
    chip = next(chip for chip in scherm.kaart.findChildren(Chip) if chip.text() == "Afgewezen")
    zaal.qtbot.waitUntil(chip.isVisible)
    boven = scherm._vak.viewport()
    assert boven.rect().contains(chip.mapTo(boven, chip.rect().bottomLeft()))
    assert (balk.value(), scherm.dossierknop.hasFocus()) == (0, True)


def _doorgeleid(zaal: Routezaal) -> tuple[UUID, list[str]]:
    """PGA lokaal passes a casus on to TOP X: yes, no, does not fit, and then all unknown. With the questions."""
    regie = zaal.wereld.regie
    casus = maak(regie, "pga_lokaal", geboortedatum="2009-05-02")
    route = next(een for een in list_routes(regie, casus) if een.sleutel == "tafel:top_x")
    waarden = [Vraagantwoord.JA, Vraagantwoord.NEE, Vraagantwoord.NVT]
    antwoorden = dict.fromkeys(route.vragen, Vraagantwoord.ONBEKEND) | dict(zip(route.vragen, waarden, strict=False))
    doorgeleidingen.request_doorgeleiding(
        regie,
        casus,
        DoorgeleidingInvoer("tafel:top_x", route.soorten[0], Weg.KLUIS, UitspraakInvoer("Wil eruit."), antwoorden),
    )
    (aanmelding,) = [een for een in list_aanmeldingen(regie, casus) if een.rij.tafel == "top_x"]
    return aanmelding.id, list(route.vragen)


def test_de_ontvangende_tafel_ziet_de_antwoorden_die_meekwamen_naast_haar_eigen_vraag(zaal: Routezaal) -> None:
    aanmelding, vragen = _doorgeleid(zaal)
    zaal.open("regie2")
    scherm = zaal.ga("aanmelding", aanmelding_id=aanmelding)
    zaal.rust()
    woorden = ["ja", "nee", "niet van toepassing", *["weet ik niet"] * len(vragen)][: len(vragen)]
    gelezen = zaal.leest()
    assert [f"Antwoord van PGA lokaal: {woord}" in gelezen for woord in woorden] == [True] * len(vragen)
    assert [scherm.vragen.veld(f"vraag_{nr}").waarde() for nr in range(len(vragen))] == [None] * len(vragen)
    assert controleer(scherm) == []
    answer_triage(zaal.wereld.regie2, aanmelding, [Triageantwoordinvoer(vragen[0], Antwoord.NVT)])
    gezien = toon_triage(zaal.wereld.regie2, aanmelding).vragen
    assert [(v.antwoord, v.meegekomen, v.meegekomen_van) for v in gezien[:2]] == [
        (Antwoord.NVT, Antwoord.JA, "PGA lokaal"),
        (None, Antwoord.NEE, "PGA lokaal"),
    ]
    formulier = scherm.besluit
    formulier.veld("status").zet(AanmeldingStatus.AFGEWEZEN)
    formulier.veld("reden").zet(UitspraakInvoer("Past niet.", categorie="politiegegevens"))
    formulier.knop.click()
    zaal.rust()
    gelezen = zaal.leest()  # decided: beside the own answer, and where the table gave none
    assert ("Niet van toepassing" in gelezen, gelezen.count("Antwoord van PGA lokaal:")) == (True, len(vragen))
