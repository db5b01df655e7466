"""What may go to whom and in which form: conditions, what was left out, reactions, tafelkaders, and what is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.delen import (
    Besluittekst,
    BewaardBesluit,
    Eis,
    Gebrek,
    Getoetst,
    ManifestRegel,
    Ontvanger,
    Oordeel,
    Soort,
    Verzoektekst,
    Weglating,
    Zekerheid,
)
from pmg_desk.domain.document import lees_document, maak_document, stuk_uit_waarde, stuk_waarde
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek, Stuk, Uitvoerder, Veld, reactie_op, tekst_in
from pmg_desk.domain.selectie import (
    Gedekt,
    Geinformeerde,
    NietVertellen,
    Omstandigheden,
    Onthouden,
    Vorm,
    dekking_van_categorie,
    eis_van_getoetst,
    goedgekeurd_document,
    niet_vertellen,
    niet_vertellen_uit_document,
    onvervulde_eis,
    selecteer,
    verbeterd_in_document,
    zonder_weglatingen,
)
from pmg_desk.domain.tafelkader import BewaardKader, GetoetstKader, Kaderinhoud, Kaderregel, Kadertekst

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 22)
SCHOOL, OM = Ontvanger("school", "De Brug", "Leerlingzaken"), Ontvanger("om", "OM", "Officier")
OP_PAPIER = Omstandigheden(Vorm.PAPIER)
GISTEREN = VANDAAG - timedelta(days=1)
IEDEREEN = frozenset(Geinformeerde)


def stuk(id_: str = "signaal:1", categorie: str = "signalen", **anders: object) -> Stuk:
    een = Stuk(id_, Rubriek.SIGNALEN, categorie, "Titel", "tekst", NU - timedelta(days=1))
    return replace(een, **anders)  # type: ignore[arg-type]


def besluit(id_: str = "b", categorieen: tuple[str, ...] = ("signalen",), **anders: object) -> Getoetst:
    """A standing decision for the school; ``gebrek`` is the outcome of its check."""
    gebrek, document, gevraagd = (anders.pop(naam, None) for naam in ("gebrek", "document", "gevraagd"))
    regel = ManifestRegel("casus", SCHOOL, categorieen, bool(anders.pop("derden", False)))
    tekst = Besluittekst(
        id_, "kluis", "v", "0" * 64, "aanvrager", "officer", Soort.STAAND, Oordeel.AKKOORD, Zekerheid.PROCEDUREEL,
        (regel,), None, "doel", ("grond",), "", "m", NU, date(2027, 1, 1), 1, "0" * 64,
    )  # fmt: skip
    tekst = replace(tekst, **anders)  # type: ignore[arg-type]
    verzoek = Verzoektekst(
        "v", "kluis", tekst.soort, "aanvrager", NU, gevraagd or tekst.manifest,  # type: ignore[arg-type]
        "doel", ("grond",), "n", "p", "s", "g", "", date(2027, 1, 1), None,
    )  # fmt: skip
    bewaard = BewaardBesluit(id_, "v", tekst.tekst(), b"", "sleutel", verzoek.tekst(), document)  # type: ignore[arg-type]
    return Getoetst(bewaard, tekst, gebrek)  # type: ignore[arg-type]


def kader(id_: str = "k", categorieen: tuple[str, ...] = ("signalen",), **anders: object) -> GetoetstKader:
    """A tafelkader of PGA lokaal for the school."""
    gebrek, besloten_op = anders.pop("gebrek", None), anders.pop("besloten_op", NU)
    eisen = anders.pop("eisen", ())
    inhoud = Kaderinhoud(
        "pga_lokaal", "doel", "convenant", tuple(Kaderregel(SCHOOL, c, ("grond",), eisen) for c in categorieen),  # type: ignore[arg-type]
        "", "m", VANDAAG - timedelta(days=9), date(2027, 1, 1), date(2026, 12, 1),
    )  # fmt: skip
    inhoud = replace(inhoud, **anders)  # type: ignore[arg-type]
    tekst = Kadertekst(id_, "kluis", 1, None, inhoud, "officer", Zekerheid.PROCEDUREEL, besloten_op, 1, "0", None)  # type: ignore[arg-type]
    return GetoetstKader(BewaardKader(id_, tekst.tekst(), b"", "sleutel"), tekst, gebrek)  # type: ignore[arg-type]


AAN_TAFEL = Omstandigheden(Vorm.PAPIER, tafels=frozenset({"pga_lokaal"}))


def uitkomst(
    besluiten: Collection[Getoetst],
    kaders: Collection[GetoetstKader] = (),
    omstandigheden: Omstandigheden = OP_PAPIER,
    een: Stuk | None = None,
) -> str | Onthouden:
    """Under what one stuk goes along, or why not."""
    selectie = selecteer([een or stuk()], besluiten, "casus", SCHOOL, omstandigheden, kaders)
    return selectie.mee[0].besluit_id if selectie.mee else selectie.niet[0][1]


@pytest.mark.parametrize("vorm", Vorm)
@pytest.mark.parametrize("wie", [frozenset[Geinformeerde](), *map(frozenset, [[g] for g in Geinformeerde]), IEDEREEN])
@pytest.mark.parametrize("eisen", [(), *[(eis,) for eis in Eis], tuple(Eis)])
def test_each_condition_in_each_form(vorm: Vorm, wie: frozenset[Geinformeerde], eisen: tuple[Eis, ...]) -> None:
    redenen = [
        (Eis.ALLEEN_MONDELING, vorm is not Vorm.MONDELING, Onthouden.ALLEEN_MONDELING),
        (Eis.JONGERE_GEINFORMEERD, Geinformeerde.JONGERE not in wie, Onthouden.JONGERE_NIET_GEINFORMEERD),
        (Eis.OUDERS_GEINFORMEERD, Geinformeerde.OUDERS not in wie, Onthouden.OUDERS_NIET_GEINFORMEERD),
    ]
    verwacht = next((reden for eis, mist, reden in redenen if eis in eisen and mist), None)
    stand = Omstandigheden(vorm, frozenset((een, VANDAAG) for een in wie), frozenset({"pga_lokaal"}))
    assert onvervulde_eis(eisen, stand, VANDAAG) is verwacht
    assert uitkomst([besluit(eisen=eisen)], omstandigheden=stand) == (verwacht or "b")
    assert uitkomst([], [kader(eisen=eisen)], stand) == (verwacht or "k")
    document = maak_document("casus", [stuk()])
    van_document = besluit(soort=Soort.DOCUMENT, document=document, eisen=eisen)
    assert goedgekeurd_document(van_document, "casus", SCHOOL, stand) == (None if verwacht else (stuk(),))
    for gronden, kaders, id_ in (([besluit(eisen=eisen)], (), "b"), ([], [kader(eisen=eisen)], "k")):
        gedekt = dekking_van_categorie(gronden, "casus", SCHOOL, "signalen", stand, kaders, derden=False, dag=VANDAAG)
        assert gedekt == (None if verwacht else id_)


def test_who_was_informed_before_it_was_asked_was_not_told_of_this() -> None:
    def wie(*dagen: date) -> Omstandigheden:
        return replace(AAN_TAFEL, geinformeerd=frozenset((Geinformeerde.JONGERE, dag) for dag in dagen))

    akkoord = besluit(eisen=(Eis.JONGERE_GEINFORMEERD,))  # asked on NU
    document = besluit(
        soort=Soort.DOCUMENT, document=maak_document("casus", [stuk()]), eisen=(Eis.JONGERE_GEINFORMEERD,)
    )
    tafel = kader(eisen=(Eis.JONGERE_GEINFORMEERD,))  # signed on NU
    for stand, gaat in ((wie(), False), (wie(GISTEREN), False), (wie(VANDAAG), True), (wie(GISTEREN, VANDAAG), True)):
        dicht = Onthouden.JONGERE_NIET_GEINFORMEERD
        assert uitkomst([akkoord], omstandigheden=stand) == ("b" if gaat else dicht)
        assert uitkomst([], [tafel], stand) == ("k" if gaat else dicht)
        assert (goedgekeurd_document(document, "casus", SCHOOL, stand) is not None) is gaat
        for gronden, kaders in (([akkoord], ()), ([], [tafel])):
            hoort = dekking_van_categorie(
                gronden, "casus", SCHOOL, "signalen", stand, kaders, derden=False, dag=VANDAAG + timedelta(days=1)
            )
            assert (hoort is not None) is gaat
    # What cannot be read was asked when it was decided at the latest.
    later = replace(akkoord, bewaard=replace(akkoord.bewaard, verzoek_tekst="[]"))
    assert uitkomst([later], omstandigheden=wie(GISTEREN)) is Onthouden.JONGERE_NIET_GEINFORMEERD
    assert uitkomst([later], omstandigheden=wie(VANDAAG)) == "b"
    assert eis_van_getoetst(replace(akkoord, besluit=None), wie()) is None
    assert (
        wie().laatst_geinformeerd(Geinformeerde.JONGERE),
        wie(GISTEREN).laatst_geinformeerd(Geinformeerde.OUDERS),
    ) == (
        None,
        None,
    )


def test_words_that_were_amended_are_not_given_under_the_document_that_holds_them() -> None:
    tekst, reactie = stuk("uitspraak:a-b"), stuk("reactie:ab+c")
    los = stuk("uitspraak:d")
    getoetst = besluit(soort=Soort.DOCUMENT, document=maak_document("casus", [tekst, reactie, los]))

    def na(*verbeterd: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        stand = replace(OP_PAPIER, verbeterd=dict.fromkeys(verbeterd, VANDAAG))
        gaat = goedgekeurd_document(getoetst, "casus", SCHOOL, stand)
        assert gaat is not None
        blijft = verbeterd_in_document(getoetst, "casus", SCHOOL, stand)
        return tuple(een.id for een in gaat), tuple(een.id for een in blijft)

    assert na() == na("uitspraak:ander") == (("uitspraak:a-b", "reactie:ab+c", "uitspraak:d"), ())
    assert na("uitspraak:d") == (("uitspraak:a-b", "reactie:ab+c"), ("uitspraak:d",))
    # A statement and what the youth said of it are never parted.
    assert na("uitspraak:a-b") == na("reactie:ab+c") == (("uitspraak:d",), ("uitspraak:a-b", "reactie:ab+c"))
    assert na("uitspraak:a-b", "uitspraak:d") == ((), ("uitspraak:a-b", "reactie:ab+c", "uitspraak:d"))
    assert verbeterd_in_document(besluit(), "casus", SCHOOL, OP_PAPIER) == ()
    # What the officer left out is not told to have been amended.
    zonder = besluit(soort=Soort.DOCUMENT, document=getoetst.bewaard.document, weglaten=(Weglating("uitspraak:d"),))
    stand = replace(OP_PAPIER, verbeterd={"uitspraak:d": VANDAAG})
    assert verbeterd_in_document(zonder, "casus", SCHOOL, stand) == ()


def test_what_was_left_out_is_named_for_who_tells() -> None:
    heel, deels = stuk("uitspraak:1"), stuk("actie:2", velden=(("Wie", "x"), ("Rol", "y")))
    anders, dicht = stuk("uitspraak:3"), stuk("uitspraak:4", derden=True)
    weg = (Weglating("uitspraak:1"), Weglating("actie:2", "Wie"))
    stukken = [heel, deels, anders, dicht]
    verwacht = (NietVertellen(heel), NietVertellen(deels, ("Wie",)))
    selectie = selecteer(stukken, [besluit(weglaten=weg)], "casus", SCHOOL, replace(OP_PAPIER, vorm=Vorm.MONDELING))
    assert niet_vertellen(stukken, selectie) == verwacht
    document = besluit(soort=Soort.DOCUMENT, document=maak_document("casus", [heel, deels, anders]), weglaten=weg)
    assert niet_vertellen_uit_document(document, "casus", SCHOOL, OP_PAPIER) == verwacht
    assert niet_vertellen_uit_document(document, "casus", OM, OP_PAPIER) == ()


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"doorverstrekking": Doorverstrekking.NEE}, Onthouden.BRON_NEE),
        ({"doorverstrekking": Doorverstrekking.VRAGEN}, Onthouden.BRON_VRAGEN),
        ({"geheim_adres": True}, Onthouden.GEHEIM_ADRES),
    ],
)
def test_what_no_standing_approval_is_about_is_named_for_who_tells(anders: dict[str, Any], reden: Onthouden) -> None:
    """Also where the officer left it out besides: that the source forbade it is what has to be known."""
    dicht, vrij = stuk("uitspraak:1", **anders), stuk("uitspraak:2")
    for weg in ((), (Weglating("uitspraak:1"),)):
        selectie = selecteer([dicht, vrij], [besluit(weglaten=weg)], "casus", SCHOOL, OP_PAPIER)
        assert niet_vertellen([dicht, vrij], selectie) == (NietVertellen(dicht, reden=reden),)


def test_the_latest_judgement_counts_with_its_conditions_and_what_it_left_out() -> None:
    vrij = besluit("vrij")
    streng = besluit("streng", eisen=(Eis.ALLEEN_MONDELING,), besloten_op=NU + timedelta(hours=1))
    assert uitkomst([vrij, streng]) is uitkomst([streng, vrij]) is Onthouden.ALLEEN_MONDELING
    weer_vrij = besluit("weer_vrij", besloten_op=NU + timedelta(hours=2))
    assert uitkomst([weer_vrij, vrij, streng]) == "weer_vrij"
    # Of two at one moment always the same one counts.
    tegelijk = [besluit("a"), besluit("z", weglaten=(Weglating("signaal:1"),))]
    assert uitkomst(tegelijk) is uitkomst(tegelijk[::-1]) is Onthouden.WEGGELATEN
    # A later judgement about other kinds of data changes nothing.
    assert uitkomst([vrij, besluit("plan", ("plan",), besloten_op=NU + timedelta(hours=3))]) == "vrij"


def test_what_was_left_out_stays_whole_or_by_field() -> None:
    met_velden = stuk(velden=(("Wie", "oom"), ("Status", "open")))
    zonder_veld = besluit(weglaten=(Weglating("signaal:1", "Wie"), Weglating("signaal:2")))
    (gedekt,) = selecteer([met_velden, stuk("signaal:2")], [zonder_veld], "casus", SCHOOL, OP_PAPIER).mee
    assert gedekt == Gedekt(replace(met_velden, velden=(("Status", "open"),)), "b", False)
    assert uitkomst([zonder_veld], een=stuk("signaal:2")) is Onthouden.WEGGELATEN
    # A transfer gives rows, so there a stuk that has to lose a field stays as a whole; an untouched one goes.
    overdracht = Omstandigheden(Vorm.OVERDRACHT)
    assert uitkomst([zonder_veld], omstandigheden=overdracht, een=met_velden) is Onthouden.WEGGELATEN
    assert uitkomst([zonder_veld], omstandigheden=overdracht, een=stuk("signaal:3")) == "b"


def test_what_was_left_out_stays_out_with_other_words() -> None:
    """The words of a score are the part of its id after the plus; of a reaction they are the reaction itself."""
    weg = besluit(weglaten=(Weglating("score:s+een"), Weglating("reactie:r+een")))
    assert weg.besluit is not None
    uit = [
        id_
        for id_ in ("score:s+twee", "score:s", "score:t+een", "reactie:r+een", "reactie:r+twee")
        if zonder_weglatingen(weg.besluit, stuk(id_)) is None
    ]
    assert uit == ["score:s+twee", "score:s", "reactie:r+een"]


def test_a_reaction_falls_with_its_statement_also_in_a_document() -> None:
    tekst, reactie = stuk("uitspraak:aa-bb"), stuk("reactie:aabb+r")
    weg = besluit(weglaten=(Weglating("uitspraak:aa-bb"),))
    selectie = selecteer([tekst, reactie], [weg], "casus", SCHOOL, OP_PAPIER)
    assert selectie.niet == ((tekst, Onthouden.WEGGELATEN), (reactie, Onthouden.ZONDER_TEKST))
    document = maak_document("casus", [tekst, reactie, stuk()])
    for weglaten, over in (
        ((), (tekst, reactie, stuk())),
        ((Weglating("uitspraak:aa-bb"),), (stuk(),)),
        ((Weglating("reactie:aabb+r"),), (tekst, stuk())),
    ):
        van_document = besluit(soort=Soort.DOCUMENT, document=document, weglaten=weglaten)
        assert goedgekeurd_document(van_document, "casus", SCHOOL, OP_PAPIER) == over


def test_a_document_goes_only_under_its_own_valid_decision() -> None:
    document = maak_document("casus", [stuk()])
    goed = besluit(soort=Soort.DOCUMENT, document=document)

    def geeft(een: Getoetst, casus: str = "casus", ontvanger: Ontvanger = SCHOOL) -> tuple[Stuk, ...] | None:
        return goedgekeurd_document(een, casus, ontvanger, OP_PAPIER)

    assert geeft(goed) == (stuk(),)
    anders = [
        replace(goed, gebrek=Gebrek.VERLOPEN),
        replace(goed, besluit=None),
        besluit(document=document),
        besluit(soort=Soort.DOCUMENT),
        besluit(soort=Soort.DOCUMENT, document="{}"),
        besluit(soort=Soort.DOCUMENT, document=maak_document("andere", [stuk()])),
    ]
    assert [geeft(een) for een in anders] == [None] * len(anders)
    assert (geeft(goed, "andere"), geeft(goed, ontvanger=OM)) == (None, None)
    # And it gives nothing beside itself.
    assert uitkomst([goed]) is Onthouden.GEEN_AKKOORD


def test_while_a_restriction_runs_nothing_leaves_under_any_approval() -> None:
    beperkt = replace(AAN_TAFEL, beperkt=True)
    een = stuk()
    document = maak_document("casus", [een])
    exact = besluit("x", soort=Soort.DOCUMENT, document=document)
    for stand, weg in ((AAN_TAFEL, False), (beperkt, True)):
        selectie = selecteer([een], [besluit()], "casus", SCHOOL, stand, [kader()])
        assert selectie.niet == (((een, Onthouden.BEPERKT),) if weg else ())
        assert bool(selectie.mee) is not weg
        hoort = dekking_van_categorie(
            [besluit()], "casus", SCHOOL, "signalen", stand, [kader()], derden=False, dag=VANDAAG
        )
        assert (hoort is None) is weg
        assert (goedgekeurd_document(exact, "casus", SCHOOL, stand) is None) is weg


def test_a_tafelkader_only_covers_what_no_judgement_speaks_of() -> None:
    k = kader()
    assert uitkomst([], [k], AAN_TAFEL) == "k"
    assert uitkomst([], [k]) is Onthouden.GEEN_AKKOORD  # the casus is at another table
    assert uitkomst([], [k], AAN_TAFEL, stuk(derden=True)) is Onthouden.DERDEN
    assert uitkomst([], [k], AAN_TAFEL, stuk(categorie="plan")) is Onthouden.GEEN_AKKOORD
    streng = besluit(eisen=(Eis.ALLEEN_MONDELING,))
    assert uitkomst([streng], [k], AAN_TAFEL) is Onthouden.ALLEEN_MONDELING
    assert uitkomst([besluit(weglaten=(Weglating("signaal:1"),))], [k], AAN_TAFEL) is Onthouden.WEGGELATEN
    assert uitkomst([besluit()], [k], AAN_TAFEL, stuk(derden=True)) is Onthouden.DERDEN
    assert selecteer([stuk()], [], "casus", SCHOOL, AAN_TAFEL, [k]).mee == (Gedekt(stuk(), "k", False, kader=True),)


def test_what_an_officer_withdrew_does_not_come_back_by_a_tafelkader() -> None:
    weg = besluit(gebrek=Gebrek.INGETROKKEN)
    assert uitkomst([weg], [kader()], AAN_TAFEL) is Onthouden.INGETROKKEN
    assert uitkomst([weg]) is Onthouden.INGETROKKEN
    assert uitkomst([weg, besluit("nieuw")], [kader()], AAN_TAFEL) is Onthouden.INGETROKKEN  # at one moment
    nieuw = besluit("nieuw", besloten_op=NU + timedelta(hours=1))
    assert uitkomst([weg, nieuw], [kader()], AAN_TAFEL) == "nieuw"
    # Of other kinds of data, other recipients and other casussen nothing was withdrawn; what ran out was not either.
    assert uitkomst([besluit(categorieen=("plan",), gebrek=Gebrek.INGETROKKEN)], [kader()], AAN_TAFEL) == "k"
    for anders in ({"casus_id": "andere"}, {"ontvanger": OM}):
        regel = replace(ManifestRegel("casus", SCHOOL, ("signalen",), False), **anders)
        assert uitkomst([besluit(manifest=(regel,), gebrek=Gebrek.INGETROKKEN)], [kader()], AAN_TAFEL) == "k"
    assert uitkomst([besluit(gebrek=Gebrek.VERLOPEN)], [kader()], AAN_TAFEL) == "k"


LATER = NU + timedelta(hours=1)


@pytest.mark.parametrize(
    ("later", "reden"),
    [
        ({"gebrek": Gebrek.GEEN_AKKOORD, "categorieen": ()}, Onthouden.GEWEIGERD),
        ({"categorieen": ("plan",)}, Onthouden.GEWEIGERD),
        ({"eisen": (Eis.ALLEEN_MONDELING,)}, Onthouden.ALLEEN_MONDELING),
        ({"eisen": (Eis.ALLEEN_MONDELING,), "gebrek": Gebrek.INGETROKKEN}, Onthouden.INGETROKKEN),
        ({"eisen": (Eis.ALLEEN_MONDELING,), "gebrek": Gebrek.VERLOPEN}, Onthouden.VERLOPEN),
        ({"weglaten": (Weglating("signaal:9"),), "gebrek": Gebrek.VERLOPEN}, Onthouden.VERLOPEN),
        ({"gebrek": Gebrek.NIET_VOOR}, Onthouden.NOG_NIET),
        ({"gebrek": Gebrek.TE_LANG}, Onthouden.ONGELDIG),
        ({"gebrek": Gebrek.VERZOEK_GEWIJZIGD, "categorieen": ()}, Onthouden.ONGELDIG),
        ({"gebrek": Gebrek.SLEUTEL_ONBEKEND}, Onthouden.ONGELDIG),
    ],
)
def test_what_a_later_judgement_took_away_is_filled_by_nothing_older(later: dict[str, Any], reden: Onthouden) -> None:
    """Neither an approval that still runs nor a tafelkader; but a later approval does."""
    gevraagd = (ManifestRegel("casus", SCHOOL, ("signalen", "plan"), False),)
    soorten = later.pop("categorieen", ("signalen",))
    streng = besluit("streng", soorten, besloten_op=LATER, gevraagd=gevraagd, **later)
    ruim = besluit("ruim")
    for ouder, kaders in (([ruim], []), ([], [kader()]), ([ruim], [kader()])):
        assert uitkomst([*ouder, streng], kaders, AAN_TAFEL) is reden
        assert gehoord([*ouder, streng], kaders) is None
    daarna = besluit("daarna", besloten_op=LATER + timedelta(hours=1))
    assert uitkomst([ruim, streng, daarna], [kader()], AAN_TAFEL) == "daarna"


def test_an_approval_without_conditions_that_only_ended_took_nothing_away() -> None:
    einde = besluit("einde", besloten_op=LATER, gebrek=Gebrek.VERLOPEN)
    assert uitkomst([besluit("ruim"), einde]) == "ruim"
    assert uitkomst([einde], [kader()], AAN_TAFEL) == "k"
    assert uitkomst([einde]) is Onthouden.GEEN_AKKOORD


def test_third_parties_are_judged_only_where_they_were_asked() -> None:
    over_anderen = stuk(derden=True)
    ruim = besluit("ruim", derden=True)
    niet_gevraagd = besluit("later", besloten_op=LATER)
    assert uitkomst([ruim, niet_gevraagd], een=over_anderen) == "ruim"
    gevraagd = (ManifestRegel("casus", SCHOOL, ("signalen",), True),)
    geweigerd = besluit("later", besloten_op=LATER, gevraagd=gevraagd)
    assert uitkomst([ruim, geweigerd], een=over_anderen) is Onthouden.DERDEN
    assert uitkomst([ruim, geweigerd]) == "later"


def test_a_request_that_cannot_be_read_was_about_everything() -> None:
    stuk_ = besluit("stuk", ("plan",), besloten_op=LATER)
    onleesbaar = replace(stuk_, bewaard=replace(stuk_.bewaard, verzoek_tekst="{}"))
    assert uitkomst([besluit(), onleesbaar]) is Onthouden.GEWEIGERD


def test_nothing_leaves_while_a_decision_is_gone_or_damaged() -> None:
    stand = replace(AAN_TAFEL, beschadigd=True)
    assert uitkomst([besluit()], [kader()], stand) is Onthouden.BESCHADIGD
    assert (
        dekking_van_categorie([besluit()], "casus", SCHOOL, "signalen", stand, [kader()], derden=False, dag=VANDAAG)
        is None
    )
    exact = besluit(soort=Soort.DOCUMENT, document=maak_document("casus", [stuk()]))
    assert goedgekeurd_document(exact, "casus", SCHOOL, stand) is None


def test_capitals_and_spaces_do_not_make_another_function() -> None:
    assert SCHOOL.is_dezelfde(replace(SCHOOL, functie="  leerlingZaken "))
    assert not SCHOOL.is_dezelfde(replace(SCHOOL, functie="Leerling zaken"))


def gehoord(
    besluiten: Collection[Getoetst] = (),
    kaders: Collection[GetoetstKader] = (),
    *,
    derden: bool = False,
    dag: date = VANDAAG,
    categorie: str = "signalen",
) -> str | None:
    return dekking_van_categorie(besluiten, "casus", SCHOOL, categorie, AAN_TAFEL, kaders, derden=derden, dag=dag)


def test_what_is_told_needs_cover_on_that_day() -> None:
    assert (gehoord(), gehoord([besluit()]), gehoord([besluit()], categorie="plan")) == (None, "b", None)
    assert (gehoord([besluit()], derden=True), gehoord([besluit(derden=True)], derden=True)) == (None, "b")
    gisteren = VANDAAG - timedelta(days=1)
    assert gehoord([besluit()], dag=gisteren) is None
    assert gehoord([besluit(niet_voor=VANDAAG)]) == "b"
    assert gehoord([besluit(niet_voor=VANDAAG + timedelta(days=1))]) is None
    assert gehoord([besluit("oud", besloten_op=NU - timedelta(days=3)), besluit("nieuw")], dag=gisteren) == "oud"
    assert gehoord([besluit("oud", besloten_op=NU - timedelta(days=3)), besluit("nieuw")]) == "nieuw"


def test_what_is_told_under_a_tafelkader() -> None:
    assert (gehoord(kaders=[kader()]), gehoord(kaders=[kader()], derden=True)) == ("k", None)
    assert gehoord(kaders=[kader()], categorie="plan") is None
    assert gehoord(kaders=[kader()], dag=VANDAAG - timedelta(days=1)) is None  # signed after that day
    assert gehoord(kaders=[kader(geldig_van=VANDAAG + timedelta(days=1))]) is None
    assert gehoord(kaders=[kader(gebrek=Gebrek.VERLOPEN)]) is None
    assert gehoord([besluit(gebrek=Gebrek.INGETROKKEN)], [kader()]) is None
    streng = besluit(eisen=(Eis.JONGERE_GEINFORMEERD,))
    assert gehoord([streng], [kader()]) is None


# Whatever the mix

CATEGORIEEN = ("signalen", "plan", "gezondheid")
_EISEN = st.lists(st.sampled_from(Eis), unique=True, max_size=2).map(tuple)
_SOORTEN = st.lists(st.sampled_from(CATEGORIEEN), unique=True, min_size=1).map(tuple)
_MOMENT = st.integers(-3, 3).map(lambda uren: NU + timedelta(hours=uren))
_ECHT = st.one_of(st.none(), st.sampled_from([Gebrek.VERLOPEN, Gebrek.INGETROKKEN, Gebrek.HANDTEKENING]))


@st.composite
def _besluit(draw: st.DrawFn) -> Getoetst:
    regel = ManifestRegel(
        draw(st.sampled_from(["casus", "andere"])),
        draw(st.sampled_from([SCHOOL, OM, replace(SCHOOL, functie="Mentor")])),
        draw(_SOORTEN),
        draw(st.booleans()),
    )
    weg = draw(
        st.lists(st.builds(Weglating, st.sampled_from(["signaal:0", "signaal:1"]), st.sampled_from(["", "Wie"])))
    )
    return besluit(
        str(draw(st.integers(0, 10**9))),
        manifest=(regel,),
        soort=draw(st.sampled_from([Soort.STAAND, Soort.STAAND, Soort.DOCUMENT])),
        eisen=draw(_EISEN),
        weglaten=tuple(weg),
        besloten_op=draw(_MOMENT),
        gebrek=draw(_ECHT),
    )


_KADER = st.builds(
    lambda nr, soorten, eisen, gebrek, tafel, doel, op: kader(
        f"k{nr}", soorten, eisen=eisen, gebrek=gebrek, tafel=tafel, doel=doel, besloten_op=op
    ),
    st.integers(0, 10**9),
    _SOORTEN,
    _EISEN,
    _ECHT,
    st.sampled_from(["pga_lokaal", "top_x"]),
    st.sampled_from(["doel", "ander doel"]),
    _MOMENT,
)
_STUKKEN = st.lists(
    st.tuples(st.sampled_from(CATEGORIEEN), st.booleans(), st.sampled_from(Doorverstrekking), st.booleans()), max_size=4
).map(
    lambda lijst: [
        stuk(f"signaal:{nr}", c, derden=d, doorverstrekking=v, geheim_adres=g, velden=(("Wie", "x"), ("Rol", "y")))
        for nr, (c, d, v, g) in enumerate(lijst)
    ]
)
_STAND = st.builds(
    Omstandigheden,
    st.sampled_from(Vorm),
    st.frozensets(st.tuples(st.sampled_from(Geinformeerde), st.sampled_from([GISTEREN, VANDAAG]))),
    st.frozensets(st.sampled_from(["pga_lokaal", "top_x"])),
)


def _mag(eisen: Collection[Eis], stand: Omstandigheden) -> bool:
    """The conditions once more, in words of the table in ``domain.md``."""
    gezegd = {
        Eis.ALLEEN_MONDELING: stand.vorm is Vorm.MONDELING,
        Eis.JONGERE_GEINFORMEERD: (Geinformeerde.JONGERE, VANDAAG) in stand.geinformeerd,
        Eis.OUDERS_GEINFORMEERD: (Geinformeerde.OUDERS, VANDAAG) in stand.geinformeerd,
    }
    return all(gezegd[eis] for eis in eisen)


@given(
    st.lists(_besluit(), max_size=5, unique_by=lambda g: g.bewaard.id), st.lists(_KADER, max_size=3), _STUKKEN, _STAND
)
def test_whatever_the_mix_nothing_goes_without_something_that_allows_exactly_this(
    besluiten: list[Getoetst], kaders: list[GetoetstKader], stukken: list[Stuk], stand: Omstandigheden
) -> None:
    selectie = selecteer(stukken, besluiten, "casus", SCHOOL, stand, kaders)
    assert len(selectie.mee) + len(selectie.niet) == len(stukken)
    bij_id = {een.id: een for een in stukken}
    for gedekt in selectie.mee:
        heel = bij_id[gedekt.stuk.id]
        assert heel.doorverstrekking is Doorverstrekking.JA
        assert not heel.geheim_adres
        if gedekt.kader:
            (k,) = [g for g in kaders if g.bewaard.id == gedekt.besluit_id]
            assert k.geldig
            assert k.kader is not None
            assert k.kader.inhoud.tafel in stand.tafels
            assert not heel.derden
            assert any(r.categorie == heel.categorie and _mag(r.eisen, stand) for r in k.kader.inhoud.regels)
            continue
        (g,) = [g for g in besluiten if g.bewaard.id == gedekt.besluit_id]
        assert g.geldig
        assert g.besluit is not None
        assert g.besluit.soort is Soort.STAAND
        (regel,) = g.besluit.manifest
        assert (regel.casus_id, regel.ontvanger) == ("casus", SCHOOL)
        assert heel.categorie in regel.categorieen
        assert regel.derden or not heel.derden
        assert _mag(g.besluit.eisen, stand)
        weg = {w.veld for w in g.besluit.weglaten if w.stuk == heel.id}
        assert "" not in weg
        assert gedekt.stuk.velden == tuple(veld for veld in heel.velden if veld[0] not in weg)


@given(st.lists(_besluit(), max_size=5, unique_by=lambda g: g.bewaard.id), st.lists(_KADER, max_size=3), _STAND)
def test_what_may_be_told_is_what_may_go_along_orally(
    besluiten: list[Getoetst], kaders: list[GetoetstKader], stand: Omstandigheden
) -> None:
    """Told or printed, the same rule: a stuk from which nothing was left out goes exactly when its kind may be told."""
    gesproken = replace(stand, vorm=Vorm.MONDELING)
    een = stuk("ander:1")
    morgen = VANDAAG + timedelta(days=1)
    selectie = selecteer([een], besluiten, "casus", SCHOOL, gesproken, kaders)
    verteld = dekking_van_categorie(
        besluiten, "casus", SCHOOL, een.categorie, gesproken, kaders, derden=False, dag=morgen
    )
    assert verteld == (selectie.mee[0].besluit_id if selectie.mee else None)


def test_a_document_reads_back_or_not_at_all() -> None:
    tekst = maak_document("casus", [stuk(), stuk("uitspraak:2", datum=VANDAAG)])
    assert lees_document(tekst) == ("casus", (stuk(), stuk("uitspraak:2", datum=VANDAAG)))
    assert (tekst_in(stuk("uitspraak:2")), reactie_op(stuk("reactie:2+r"))) == ("2", "2")
    assert sha256_hex(tekst.encode()) != sha256_hex(maak_document("casus", [stuk(tekst="anders")]).encode())
    waarde = stuk_waarde(stuk())
    assert stuk_uit_waarde(waarde) == stuk()
    with pytest.raises(ValueError, match="not a stuk"):
        stuk_uit_waarde({**waarde, "meer": 1})
    # What reads as stukken but is written another way is another text, with another hash.
    with pytest.raises(ValueError, match="not a document"):
        lees_document(canoniek({**lees_canoniek(tekst), "extra": 1}))
    with pytest.raises(ValueError, match="unknown format"):
        lees_document(tekst.replace('"v":1', '"v":9'))
    with pytest.raises(ValueError, match="not a document"):
        lees_document("[]")


def test_words_of_an_action_go_only_with_that_action_and_what_was_said_against_them_with_them() -> None:
    rij = stuk("actie:1", "gezondheid")
    woorden, uitslag = stuk("uitspraak:a", bij="actie:1"), stuk("uitspraak:b", bij="actie:1")
    tegen, los = stuk("reactie:a+c"), stuk("uitspraak:d")
    alles = (rij, woorden, tegen, uitslag, los)

    def mee(vorm: Vorm, *categorieen: str) -> tuple[list[str], list[Onthouden]]:
        uit = selecteer(alles, [besluit(categorieen=categorieen)], "casus", SCHOOL, Omstandigheden(vorm))
        return [deel.stuk.id for deel in uit.mee], [reden for _, reden in uit.niet]

    for vorm in Vorm:
        assert mee(vorm, "signalen", "gezondheid") == ([een.id for een in alles], [])
    zonder = Onthouden.ZONDER_ACTIE
    assert mee(Vorm.PAPIER, "signalen") == (
        [los.id],
        [Onthouden.GEEN_AKKOORD, zonder, Onthouden.ZONDER_TEKST, zonder],
    )
    assert mee(Vorm.OVERDRACHT, "signalen")[0] == [een.id for een in alles[1:]]  # rows find their place


def test_an_action_goes_to_who_does_it_under_what_it_is_apart_from_that_and_to_nobody_else() -> None:
    velden = ((Veld.WIE, "X"), (Veld.INTERVENTIE, "Kwetterhulp"))
    ander, zelf = Ontvanger("om", "OM", "Officier"), Ontvanger("school", "De Brug", "leerlingzaken ")
    for wie, gaat in ((SCHOOL, True), (zelf, True), (ander, False), (Ontvanger("school", "De Brug", "Mentor"), False)):
        rij = stuk(
            "actie:1", "gezondheid", velden=velden, uitvoerder=Uitvoerder(wie.organisatie_id, wie.functie, "signalen")
        )
        uit = selecteer([rij, stuk("uitspraak:a", bij="actie:1")], [besluit()], "casus", SCHOOL, OP_PAPIER)
        assert [(deel.stuk.id, deel.stuk.categorie) for deel in uit.mee] == (
            [("actie:1", "signalen"), ("uitspraak:a", "signalen")] if gaat else []
        )
        # What care they give counts as health by itself.
        assert [deel.stuk.velden for deel in uit.mee[:1]] == [((Veld.WIE, "X"),)] * gaat
