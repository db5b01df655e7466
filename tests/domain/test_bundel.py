"""A bundle holds what was selected for its recipient and nothing else: whatever must never be printed is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmg_desk.domain.bundel import Agendaregel, Bundel, Bundeldeel, Bundelkop, Bundelversie
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from tests import papierbouw
from tests.papierbouw import NU

NAIEF = NU.replace(tzinfo=None)
KOP = replace(papierbouw.KOP, versie=Bundelversie.ACHTERAF)
ACTIE = Stuk("actie:1", Rubriek.ACTIES, "acties", "Actie", "Bellen.", NU)
DOEL = Stuk("doel:1", Rubriek.PLAN, "plan", "Doel", "Naar school.", NU)
BESLUIT = Stuk("uitspraak:9", Rubriek.PLAN, "plan", "Besluit", "Opschalen.", NU)
SAMENVATTING = papierbouw.samenvatting(ACTIE, DOEL, casusnummer="DHZ-1", naam="DHZ-1")
DEEL = Bundeldeel(2, "Wat ziet u?", SAMENVATTING, (BESLUIT,), ("actie:1",))
AGENDA = (Agendaregel(1), Agendaregel(2, "DHZ-1"))


def test_wat_klopt_wordt_aangenomen():
    bundel = Bundel(KOP, AGENDA, (DEEL,))
    assert (bundel.kop, bundel.agenda, bundel.delen) == (KOP, AGENDA, (DEEL,))
    assert Bundel(KOP, (Agendaregel(1),), ()).delen == ()
    assert [str(versie) for versie in Bundelversie] == ["vooraf", "achteraf", "actielijst"]
    with pytest.raises(ValueError, match="no bundle"):
        Bundel(replace(KOP, versie=Bundelversie.ACTIELIJST), AGENDA, (DEEL,))


def test_alleen_besluiten_van_de_tafel_zijn_ook_een_deel():
    deel = replace(DEEL, samenvatting=replace(SAMENVATTING, stukken=()), eigen_acties=())
    assert Bundel(KOP, AGENDA, (deel,)).delen == (deel,)


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        (replace(DEEL, samenvatting=replace(SAMENVATTING, organisatie="School")), "somebody else"),
        (replace(DEEL, samenvatting=replace(SAMENVATTING, functie="teamchef")), "somebody else"),
        (replace(DEEL, samenvatting=replace(SAMENVATTING, intern=True)), "somebody else"),
        (replace(DEEL, samenvatting=replace(SAMENVATTING, stukken=()), besluiten=()), "holds nothing"),
        (replace(DEEL, samenvatting=replace(SAMENVATTING, besluiten=())), "no approval"),
        (replace(DEEL, samenvatting=replace(SAMENVATTING, stukken=(ACTIE, BESLUIT))), "printed twice"),
        (replace(DEEL, eigen_acties=("actie:2",)), "own actions"),
        (replace(DEEL, eigen_acties=("doel:1",)), "own actions"),
    ],
)
def test_een_deel_dat_niet_mag_wordt_geweigerd(anders: Bundeldeel, waarom: str):
    with pytest.raises(ValueError, match=waarom):
        Bundel(KOP, AGENDA, (anders,))


def test_naast_een_pseudoniem_staat_geen_nummer():
    kop = replace(KOP, pseudoniem=True)
    with pytest.raises(ValueError, match="beside a pseudonym"):
        Bundel(kop, AGENDA, (DEEL,))
    zonder = replace(DEEL, samenvatting=replace(SAMENVATTING, casusnummer=""))
    assert Bundel(kop, AGENDA, (zonder,)).kop.pseudoniem


def test_vooraf_is_er_nog_niets_besloten():
    vooraf = replace(KOP, versie=Bundelversie.VOORAF)
    assert Bundel(vooraf, AGENDA, (replace(DEEL, besluiten=()),)).kop.versie is Bundelversie.VOORAF
    with pytest.raises(ValueError, match="decisions before"):
        Bundel(vooraf, AGENDA, (DEEL,))


@pytest.mark.parametrize(
    "agenda",
    [
        (Agendaregel(1), Agendaregel(2)),  # a part that is not on the agenda
        (Agendaregel(1, "DHZ-9"), Agendaregel(2, "DHZ-1")),  # a name without a part
        (Agendaregel(1, "DHZ-1"), Agendaregel(2)),  # under another number
    ],
)
def test_de_agenda_noemt_precies_wat_erin_zit(agenda: tuple[Agendaregel, ...]):
    with pytest.raises(ValueError, match="exactly the casussen"):
        Bundel(KOP, agenda, (DEEL,))


@pytest.mark.parametrize("punten", [(2, 1), (1, 1)])
def test_elk_nummer_staat_eenmaal_en_op_volgorde(punten: tuple[int, int]):
    with pytest.raises(ValueError, match="out of order"):
        Bundel(KOP, tuple(map(Agendaregel, punten)), ())


@pytest.mark.parametrize("kop", [replace(KOP, gemaakt_op=NAIEF), replace(KOP, intrekkingen_bekend_tm=NAIEF)])
def test_momenten_hebben_een_tijdzone(kop: Bundelkop):
    with pytest.raises(ValueError, match="naive"):
        Bundel(kop, (), ())
