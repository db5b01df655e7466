"""Attacks on tafelkaders, by somebody who can change every row of the vault: what no kader covers is not shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk.domain.delen import Gebrek, Ontvanger
from pmg_desk.domain.tafelkader import KADER_CONTEXT, Kadertekst, lees_kadertekst
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services import kaderconcepten, samenvattingen
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.tafelkaders import list_kaders
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Tafelkader, Wijze
from tests.aanvallen.knoeien import zet
from tests.kaderbouw import cellen, teken, zet_aan_tafel
from tests.services.test_samenvatting_dekking import pdf_tekst, woorden_in
from tests.vulling import Dossier, maak_dossier
from tests.wereld import Wereld

ALLES = ("identiteit", "signalen", "plan")


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


@pytest.fixture
def school(wereld: Wereld, dossier: Dossier) -> Ontvanger:
    return zet_aan_tafel(wereld, dossier)


def gekregen(wereld: Wereld, dossier: Dossier, functie: str = "Leerlingzaken") -> set[str]:
    """Which pieces a summary for the school holds now; empty when none can be issued."""
    try:
        uitgave = samenvattingen.issue_samenvatting(
            wereld.regie, dossier.casus_id, Bestemming(dossier.school, functie), Wijze.PAPIER
        )
    except NietsTeDelen:
        return set()
    return woorden_in(pdf_tekst(uitgave.pdf))


def gebrek(wereld: Wereld, kader_id: UUID) -> Gebrek | None:
    return next(k.gebrek for k in list_kaders(wereld.privacy) if k.id == kader_id)


def lees(wereld: Wereld, kader_id: UUID) -> Kadertekst:
    with wereld.engine.connect() as verbinding:
        tekst = verbinding.scalar(sa.select(Tafelkader.tekst).where(Tafelkader.id == kader_id))
    assert tekst is not None
    return lees_kadertekst(tekst)


def vervang(wereld: Wereld, kader_id: UUID, tekst: str, prive: Ed25519PrivateKey) -> None:
    """Put this text in place of a kader's, signed with this key."""
    zet(
        wereld,
        "UPDATE tafelkader SET tekst = :t, handtekening = :h, sleutel = :s WHERE id = :i",
        t=tekst,
        h=onderteken(prive, KADER_CONTEXT, tekst.encode()),
        s=prive.public_key().public_bytes_raw().hex(),
        i=kader_id.hex,
    )


def ruimer(kader: Kadertekst, **anders: object) -> Kadertekst:
    return replace(kader, inhoud=replace(kader.inhoud, **anders))  # type: ignore[arg-type]


def bevindingen(wereld: Wereld) -> tuple[str, ...]:
    return verify_logboek(wereld.lezer).bevindingen


def test_een_kader_dekt_precies_zijn_vakjes(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """Without an attack, so that the rest of this file proves something."""
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    assert gebrek(wereld, kader) is None
    assert gekregen(wereld, dossier) == {"voornaam", "signaal", "plan", "doel"}
    assert gekregen(wereld, dossier, "Conciërge") == set()
    assert verify_logboek(wereld.lezer).in_orde


# another text or signature


def test_een_rij_met_een_eigen_sleutel(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    echt = teken(wereld.privacy, cellen(school, "identiteit"))
    nieuw = replace(lees(wereld, echt), kader_id=str(uuid4()), versie=2, beslisser_id=str(wereld.regie.gebruiker.id))
    nieuw = ruimer(nieuw, regels=cellen(school, *ALLES))
    prive = wereld.regie.sleutels.ondertekening
    zet(
        wereld,
        "INSERT INTO tafelkader (id, nummer, tafel, doel, tekst, handtekening, sleutel, door_id, op) SELECT :i,"
        " 'K-2026-09999', tafel, doel, :t, :h, :s, door_id, op FROM tafelkader",
        i=UUID(nieuw.kader_id).hex,
        t=nieuw.tekst(),
        h=onderteken(prive, KADER_CONTEXT, nieuw.tekst().encode()),
        s=prive.public_key().public_bytes_raw().hex(),
    )
    assert gebrek(wereld, UUID(nieuw.kader_id)) is Gebrek.SLEUTEL_ONBEKEND
    assert gekregen(wereld, dossier) == {"voornaam"}
    assert any("tafelkader is veranderd" in b for b in bevindingen(wereld))


def test_een_vakje_erbij_zetten(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, "identiteit"))
    tekst = ruimer(lees(wereld, kader), regels=cellen(school, *ALLES)).tekst()
    zet(wereld, "UPDATE tafelkader SET tekst = :t", t=tekst)
    assert gebrek(wereld, kader) is Gebrek.HANDTEKENING
    assert gekregen(wereld, dossier) == set()


def test_een_vakje_erbij_zetten_uit_naam_van_de_officer(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """The text says that the officer signed; the key is one that nobody registered."""
    kader = teken(wereld.privacy, cellen(school, "identiteit"))
    vervang(
        wereld, kader, ruimer(lees(wereld, kader), regels=cellen(school, *ALLES)).tekst(), Ed25519PrivateKey.generate()
    )
    assert gebrek(wereld, kader) is Gebrek.SLEUTEL_ONBEKEND
    assert gekregen(wereld, dossier) == set()


def test_een_kader_uit_een_andere_kluis(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """Of the same officer, truly signed."""
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    elders = replace(lees(wereld, kader), kluis_id=str(uuid4())).tekst()
    vervang(wereld, kader, elders, wereld.privacy.sleutels.ondertekening)
    assert gebrek(wereld, kader) is Gebrek.ANDERE_KLUIS
    assert gekregen(wereld, dossier) == set()


def test_een_kader_onder_een_ander_nummer(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """A copy under an id that was never withdrawn."""
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Het convenant is opgezegd.")
    kopie = uuid4()
    zet(
        wereld,
        "INSERT INTO tafelkader (id, nummer, tafel, doel, tekst, handtekening, sleutel, door_id, op) SELECT :i,"
        " 'K-2026-09999', tafel, doel, tekst, handtekening, sleutel, door_id, op FROM tafelkader",
        i=kopie.hex,
    )
    assert gebrek(wereld, kopie) is Gebrek.ANDER_NUMMER
    assert gekregen(wereld, dossier) == set()


def test_een_procedureel_kader_cryptografisch_noemen(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    anders = lees(wereld, kader).tekst().replace('"procedureel"', '"cryptografisch"')
    vervang(wereld, kader, anders, wereld.privacy.sleutels.ondertekening)
    assert gebrek(wereld, kader) is Gebrek.ZEKERHEID
    assert gekregen(wereld, dossier) == set()


# another time, or not in the log


def test_een_kader_buiten_het_logboek_om(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    zet(wereld, "DELETE FROM logregel WHERE actie = 'tafelkader.ondertekenen'")
    assert gebrek(wereld, kader) is Gebrek.GEEN_REGEL
    assert gekregen(wereld, dossier) == set()
    assert any("staat niet in het logboek" in b for b in bevindingen(wereld))


def test_een_kader_na_het_einde_van_de_sleutel(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """The officer was stopped, and signs with the old key a text that claims to be older."""
    oud = teken(wereld.privacy, cellen(school, "identiteit"))
    kader = lees(wereld, oud)
    wereld.klok.moment += timedelta(days=1)
    with wereld.beheer.doe() as t:
        t.log("gebruiker.stoppen", "gebruiker", wereld.privacy.gebruiker.id)
    laat = ruimer(replace(kader, kader_id=str(uuid4()), versie=2), regels=cellen(school, *ALLES))
    with wereld.beheer.doe() as t:
        prive = wereld.privacy.sleutels.ondertekening
        t.db.add(
            Tafelkader(
                id=UUID(laat.kader_id),
                nummer="K-2026-09999",
                tafel="pga_lokaal",
                doel=laat.inhoud.doel,
                tekst=laat.tekst(),
                handtekening=onderteken(prive, KADER_CONTEXT, laat.tekst().encode()),
                sleutel=prive.public_key().public_bytes_raw().hex(),
                door_id=wereld.privacy.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("tafelkader.ondertekenen", "tafelkader", UUID(laat.kader_id), aantal=2)
    assert next(k.gebrek for k in list_kaders(wereld.regie) if k.id == UUID(laat.kader_id)) is Gebrek.GEEN_REGEL
    assert gekregen(wereld, dossier) == {"voornaam"}


def test_een_kader_antedateren_tot_voor_de_sleutel(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    oud = replace(lees(wereld, kader), besloten_op=wereld.klok.moment - timedelta(days=20)).tekst()
    vervang(wereld, kader, oud, wereld.privacy.sleutels.ondertekening)
    assert gebrek(wereld, kader) is Gebrek.SLEUTEL_ONBEKEND
    assert gekregen(wereld, dossier) == set()


def test_een_kader_vooruitdateren(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    later = replace(lees(wereld, kader), besloten_op=wereld.klok.moment + timedelta(days=2)).tekst()
    vervang(wereld, kader, later, wereld.privacy.sleutels.ondertekening)
    assert gebrek(wereld, kader) is Gebrek.NOG_NIET
    assert gekregen(wereld, dossier) == set()


def test_een_kader_langer_laten_lopen_dan_mag(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    dagen = wereld.profiel.instellingen.kader_max_dagen.waarde + 1
    lang = ruimer(lees(wereld, kader), geldig_tot=wereld.klok.nu().date() + timedelta(days=dagen)).tekst()
    vervang(wereld, kader, lang, wereld.privacy.sleutels.ondertekening)
    assert gebrek(wereld, kader) is Gebrek.TE_LANG
    assert gekregen(wereld, dossier) == set()


def test_de_klok_terugzetten_na_afloop(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    begin = wereld.klok.moment
    wereld.klok.moment = begin + timedelta(days=201)
    assert gekregen(wereld, dossier) == set()
    schrijf_regel(wereld.regie)
    wereld.klok.moment = begin + timedelta(days=1)
    assert gebrek(wereld, kader) is Gebrek.VERLOPEN
    assert gekregen(wereld, dossier) == set()


def schrijf_regel(werkplek: Werkplek) -> None:
    with werkplek.doe() as t:
        t.log("logboek.lezen", "logboek")


# what a kader never covers


def test_een_soort_gegevens_die_niet_in_een_kader_mag(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """With the officer's own key, past the program: the profile says that health is judged casus by casus."""
    kader = teken(wereld.privacy, cellen(school, "identiteit"))
    met = ruimer(lees(wereld, kader), regels=cellen(school, "identiteit", "gezondheid", "gezin")).tekst()
    vervang(wereld, kader, met, wereld.privacy.sleutels.ondertekening)
    assert gebrek(wereld, kader) is None
    assert gekregen(wereld, dossier) == {"voornaam"}


def test_een_kader_geeft_niets_over_derden(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    teken(wereld.privacy, cellen(school, "signalen"))
    assert gekregen(wereld, dossier) == {"signaal"}  # not the zusje, nor what a source forbids or must be asked


def test_een_casus_die_niet_meer_aan_de_tafel_is(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    teken(wereld.privacy, cellen(school, *ALLES))
    zet(wereld, "UPDATE casus_tafel SET tot = '2026-11-22'")
    assert gekregen(wereld, dossier) == set()


def test_een_kader_van_een_andere_tafel(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """The column beside the text plays no part."""
    teken(wereld.privacy, cellen(school, *ALLES))
    kader = lees(wereld, next(k.id for k in list_kaders(wereld.privacy)))
    elders = ruimer(kader, tafel="top_x").tekst()
    vervang(wereld, UUID(kader.kader_id), elders, wereld.privacy.sleutels.ondertekening)
    zet(wereld, "UPDATE tafelkader SET tafel = 'pga_lokaal'")
    assert gekregen(wereld, dossier) == set()


# older versions


def test_een_nieuwe_versie_weghalen(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """The log still says that there was one: the older version does not come back."""
    oud = teken(wereld.privacy, cellen(school, *ALLES))
    nieuw = teken(wereld.privacy, cellen(school, "identiteit"))
    assert gekregen(wereld, dossier) == {"voornaam"}
    zet(wereld, "DELETE FROM verstrekking_kader")
    zet(wereld, "DELETE FROM tafelkader WHERE id = :i", i=nieuw.hex)
    assert gebrek(wereld, oud) is Gebrek.VERVANGEN
    assert gekregen(wereld, dossier) == set()
    assert "In het logboek staat een tafelkader dat niet (meer) heel in deze kluis ligt." in bevindingen(wereld)


def test_de_oude_tekst_in_de_rij_van_de_nieuwe(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    oud = teken(wereld.privacy, cellen(school, *ALLES))
    teken(wereld.privacy, cellen(school, "identiteit"))
    zet(
        wereld,
        "UPDATE tafelkader SET (tekst, handtekening) = (SELECT tekst, handtekening FROM tafelkader WHERE id = :i)",
        i=oud.hex,
    )
    assert gekregen(wereld, dossier) == set()


def test_een_ingetrokken_versie_brengt_de_vorige_niet_terug(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    teken(wereld.privacy, cellen(school, *ALLES))
    nieuw = teken(wereld.privacy, cellen(school, "identiteit"))
    kaderconcepten.withdraw_kader(wereld.privacy, nieuw, "Een fout in de bron.")
    assert gebrek(wereld, nieuw) is Gebrek.INGETROKKEN
    assert gekregen(wereld, dossier) == set()


# a withdrawal


@pytest.mark.parametrize(
    ("wat", "bevinding"),
    [
        pytest.param(
            "DELETE FROM kaderintrekking",
            "In het logboek staat de intrekking van een tafelkader, en het ondertekende stuk ontbreekt.",
            id="de rij",
        ),
        pytest.param(
            "DELETE FROM logregel WHERE actie = 'tafelkader.intrekken'",
            "Er is een ondertekende intrekking van een tafelkader die niet in het logboek staat.",
            id="de logregel",
        ),
        pytest.param(
            "UPDATE kaderintrekking SET tekst = replace(tekst, 'opgezegd', 'verlengd')",
            "De intrekking van een tafelkader is veranderd. Zij telt nog steeds.",
            id="de tekst",
        ),
    ],
)
def test_een_intrekking_half_wissen(
    wereld: Wereld, dossier: Dossier, school: Ontvanger, wat: str, bevinding: str
) -> None:
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Het convenant is opgezegd.")
    assert verify_logboek(wereld.lezer).in_orde
    zet(wereld, wat)
    assert gebrek(wereld, kader) is Gebrek.INGETROKKEN
    assert gekregen(wereld, dossier) == set()
    assert bevinding in bevindingen(wereld)


def test_een_intrekking_helemaal_wissen(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """Row and line both: here it counts again, and the log shows that something was taken out of it."""
    kader = teken(wereld.privacy, cellen(school, *ALLES))
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Het convenant is opgezegd.")
    assert gekregen(wereld, dossier) == set()
    zet(wereld, "DELETE FROM kaderintrekking")
    zet(wereld, "DELETE FROM logregel WHERE actie = 'tafelkader.intrekken'")
    assert any("ontbreekt iets" in b for b in bevindingen(wereld))
