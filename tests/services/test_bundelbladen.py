"""The pages of a bundle that are kept: exactly as issued, per casus, less those of a casus that was destroyed."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.services import bundelregister, wissen
from pmg_desk.services.bundelbladen import BladenWeg, DocumentVeranderd
from pmg_desk.services.bundels import open_bundel
from pmg_desk.services.uitgaven import open_uitgave
from pmg_desk.storage.models import Bundelblad
from tests import paginas
from tests.aanvallen.knoeien import zet
from tests.bundelzaal import KNOEI, MERKEN, Zaal, maak_zaal
from tests.casusbouw import regels
from tests.reports.lezen import bladen, tekst, zonder_wit
from tests.tafelbouw import verstrekt
from tests.wereld import Wereld


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    return maak_zaal(wereld)


def vernietig(zaal: Zaal, nr: int) -> None:
    with zaal.wereld.beheer.doe() as t:
        casus_id = zaal.tafel.dossiers[nr].casus_id
        t.log("casus.vernietigen", "casus", casus_id, casus_id=casus_id)
        wissen.erase_casus(t, casus_id)


def test_it_can_be_shown_again_exactly_and_a_casus_only_its_own_pages(zaal: Zaal) -> None:
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    for wie in (zaal.wereld.regie, zaal.wereld.privacy):
        assert open_bundel(wie, uit.id)[0] == uit.pdf
    for verstrekking in verstrekt(zaal.wereld):
        eigen = [d.casus_id for d in zaal.tafel.dossiers].index(verstrekking.casus_id)
        gelezen = tekst(open_uitgave(zaal.wereld.privacy, verstrekking.id)[0])
        assert (MERKEN[eigen] in gelezen, MERKEN[1 - eigen] in gelezen) == (True, False)
    assert len(regels(zaal.wereld.privacy, "verstrekking.openen")) == 6
    with pytest.raises(GeenToegang):
        open_bundel(zaal.wereld.regie2, uit.id)


def test_what_was_changed_after_issuing_is_not_shown(zaal: Zaal) -> None:
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    zet(zaal.wereld, KNOEI, document=uit.pdf + b" ")
    with pytest.raises(DocumentVeranderd):
        open_bundel(zaal.wereld.regie, uit.id)
    with pytest.raises(DocumentVeranderd):
        open_uitgave(zaal.wereld.regie, verstrekt(zaal.wereld)[0].id)
    zet(zaal.wereld, KNOEI, document=None)
    with pytest.raises(DocumentVeranderd):
        open_bundel(zaal.wereld.regie, uit.id)


# destroying a casus


def test_the_pages_of_a_destroyed_casus_leave_the_bundle_and_the_rest_stays(zaal: Zaal) -> None:
    een, twee = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    vernietig(zaal, 0)
    over = open_bundel(zaal.wereld.regie, een.id)[0]
    assert (MERKEN[0] in tekst(over), MERKEN[1] in tekst(over)) == (False, True)
    assert "PMG-2026-00001" not in zonder_wit(tekst(over)).replace("ZuiderparkPMG-2026-00001", "")
    assert "Wat u hiermee mag" not in tekst(over)  # the cover
    # The other casus finds its pages where they are now; what was issued keeps its hash.
    (rest,) = [v for v in verstrekt(zaal.wereld) if v.functie == zaal.gemeente.functie]
    assert tekst(open_uitgave(zaal.wereld.regie, rest.id)[0]) == tekst(over)
    assert rest.document_hash == sha256_hex(een.pdf)
    with zaal.wereld.regie.doe() as t:
        assert [(b.van_blad, b.tot_blad) for b in t.db.query(Bundelblad)] == [(1, len(bladen(over)))] * 2
    register = bundelregister.list_bundels(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert [(r.exemplaar, r.ingekort, r.heeft_document, r.casusnummers) for r in register] == [
        (2, True, True, ("PMG-2026-00002",)),
        (1, True, True, ("PMG-2026-00002",)),
    ]
    # Changed by somebody after that: the log knows what was left.
    zet(zaal.wereld, KNOEI, document=een.pdf)
    with pytest.raises(DocumentVeranderd):
        open_bundel(zaal.wereld.regie, een.id)
    vernietig(zaal, 1)
    with pytest.raises(BladenWeg):
        open_bundel(zaal.wereld.regie, twee.id)
    register = bundelregister.list_bundels(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert [(r.exemplaar, r.heeft_document, r.casusnummers) for r in register] == [(2, False, ()), (1, False, ())]


def test_no_word_of_it_is_left_in_the_file_of_the_vault(zaal: Zaal) -> None:
    """Also where a page lies as it is drawn: the kept bundle is read from the file, not through the program."""
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    # Pages lie there compressed: a piece of what draws the page of each casus, as it stands in the file.
    with pikepdf.open(BytesIO(uit.pdf)) as pdf:
        getekend = [bytes(pdf.pages[nr].Contents.read_raw_bytes())[100:140] for nr in (1, 2)]
    zoek = [*(merk.encode() for merk in MERKEN), *getekend]
    wereld = zaal.wereld
    assert set(paginas.vind(wereld.pad, wereld.sleutel, zoek)) == set(zoek)
    vernietig(zaal, 0)
    assert wissen.rewrite_kluis(wereld.beheer)
    assert set(paginas.vind(wereld.pad, wereld.sleutel, zoek)) == {zoek[1]}  # what stays is written anew


def test_a_kept_bundle_that_cannot_be_read_goes_whole(zaal: Zaal) -> None:
    zaal.geef_uit(zaal.keuze(zaal.gemeente))
    zet(zaal.wereld, KNOEI, document=b"geen pdf met Merelmerk")
    vernietig(zaal, 0)
    with zaal.wereld.engine.begin() as verbinding:
        assert verbinding.exec_driver_sql("SELECT document FROM overlegbundel").one() == (None,)
