"""Takes out each defence in turn, in a copy of the program, and sees which attack then succeeds.

``make defences``, or ``python -m tests.verdedigingen [word in a name]``. An attack that is found out proves nothing as
long as nobody saw it succeed. Each line of the report: what was taken out, and the first test that then failed. A test
keeps the list true: what it takes out stands in the program, once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_WORTEL = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Verdediging:
    """In ``bestand`` (under pmg_desk) the text ``was`` becomes ``wordt``; ``aanvallen`` (under tests) then succeed."""

    naam: str
    bestand: str
    was: str
    wordt: str
    aanvallen: str


def _v(naam: str, bestand: str, was: str, wordt: str, *aanvallen: str) -> Verdediging:
    return Verdediging(naam, bestand, was, wordt, " ".join(aanvallen))


_BESLUIT, _BOEK, _LOG = "domain/delen.py", "domain/sleutelboek.py", "domain/logcontrole.py"
_AKKOORDEN, _EERSTE = "aanvallen/test_akkoorden.py", "aanvallen/test_eerste_sleutels.py"
_SLEUTELS, _LOGBOEK = "aanvallen/test_sleutels.py", "aanvallen/test_logboek.py"
_PAKKETTEN, _TOEZICHT = "aanvallen/test_pakketten.py", "aanvallen/test_toezicht.py"
_WISSEN, _TERUG = "aanvallen/test_wissen.py", "aanvallen/test_terugzetten.py"
_BUNDELS = "aanvallen/test_bundels.py"
_BEAMER = "domain/test_beamer.py"
_KADERPAKKETTEN = "aanvallen/test_kaderpakketten.py"
_KADER, _KADERS = "domain/tafelkader.py", "aanvallen/test_tafelkader.py"
_DEKKING, _OVERDRACHT = "domain/overdrachtdekking.py", "aanvallen/test_overdracht_eisen.py"
_SELECTIE, _MATRIX = "domain/selectie.py", "functioneel/test_lekmatrix.py"
_LAATSTE, _TOEN = "domain/laatste.py", "services/test_voorwaarden.py"
_OPZOEKEN, _MENING = "services/test_rechttoegang.py", "services/test_rechtmening.py"
_RECHTEN = "services/test_rechtenverzoeken.py"
_EIGEN = "services/test_eigenbelang.py"
_GRENZEN = "aanvallen/test_grenzen.py"
_CERTIFICAAT, _IN = "domain/certificaat.py", "services/pakketten_in.py"

ALLE: tuple[Verdediging, ...] = (
    # what was loosened, and who was called otherwise
    _v(
        "a text that was loosened after the request does not go under its approval",
        _SELECTIE,
        "    if verruimd_na_verzoek(stuk, laatste.verzoek_tekst):",
        "    if False:",
        _GRENZEN,
    ),
    _v(
        "nor under a tafelkader that was there already",
        _SELECTIE,
        "    if verruimd_na(stuk, kader.besloten_op):",
        "    if False:",
        _GRENZEN,
    ),
    _v(
        "setting the clock back makes no loosening earlier than it was",
        "services/verruimingen.py",
        "yield max([gevonden, *(m for een in (id_, *keten) for _, m in self._gelogd.get(een, ()))])",
        "yield gevonden",
        _GRENZEN,
    ),
    _v(
        "the same words taken back and typed anew are the same text",
        "services/verruimingen.py",
        "eerder = {*keten, *(een for een in weg if self._grenzen[een].op <= op)} - {id_}",
        "eerder = {*keten} - {id_}",
        _GRENZEN,
    ),
    _v(
        "a row that became milder in place is loosened",
        "services/verruimingen.py",
        "    if is_milder(was, wordt):",
        "    if False:",
        "services/test_verruimingen.py",
    ),
    _v(
        "who renames an organisation is told first what stops",
        "services/adresboek.py",
        'veld.eis(not gevolg, "hernoemen", gevolg)',
        "pass",
        "services/test_adresboek.py",
    ),
    _v(
        "an approval is for the name that was judged",
        _LAATSTE,
        "        return Stand.GEEFT if zo_genoemd else Stand.ANDERE_NAAM",
        "        return Stand.GEEFT",
        "domain/test_verruimen.py",
    ),
    _v(
        "a tafelkader too",
        _SELECTIE,
        "    if not regel.ontvanger.heet_als(ontvanger):",
        "    if False:",
        "domain/test_verruimen.py",
    ),
    _v(
        "words on a health leefgebied are health",
        "domain/datacategorie.py",
        "    return eigen if is_gewoon(leefgebied) else strengste((leefgebied, eigen))",
        "    return eigen",
        "services/test_factoren.py domain/test_verruimen.py",
    ),
    _v(
        "what somebody typed is not in the export of the register",
        "services/verstrekkingen.py",
        '"ja" if r.status_reden else "nee",',
        "r.status_reden,",
        "functioneel/test_lekplekken.py",
    ),
    # what goes out for an overleg
    _v(
        "what is in a bundle is what an approval lets go",
        "services/bundelstof.py",
        "return Stof(item, gronden, selectie.mee, selectie)",
        "return Stof(item, gronden, tuple(Gedekt(s, selectie.mee[0].besluit_id, False) for s in stukken), selectie)",
        "services/test_bundels.py",
    ),
    _v(
        "a casus with nothing for this recipient is not in the bundle",
        "services/bundels.py",
        "if (deel := agenda.stof(item, wie.ontvanger)).gevuld)",
        "if (deel := agenda.stof(item, wie.ontvanger)))",
        "services/test_bundels.py",
    ),
    _v(
        "text that came after the judgement is confirmed before it is in a bundle",
        "services/bundels.py",
        "if any(stuk.id not in keuze.bevestigd for stof in gemaakt.stof for stuk in stof.nieuw):",
        "if False:",
        "services/test_bundels.py",
    ),
    _v(
        "what this meeting said and decided is in no bundle to prepare it with",
        "services/bundelstof.py",
        "if stuk.id not in self._nog_niet)",
        ")",
        "services/test_bundels.py",
    ),
    _v(
        "a casus in a bundle shows only its own pages",
        "services/bundelbladen.py",
        "neem_bladen(lees_bundel(t, bundel), range(blad.van_blad, blad.tot_blad + 1))",
        "lees_bundel(t, bundel)",
        "services/test_bundels.py",
    ),
    _v(
        "a bundle that was changed after issuing is not shown",
        "services/bundelbladen.py",
        "if sha256_hex(bundel.document) != som:",
        "if False:",
        "services/test_bundels.py",
    ),
    _v(
        "the pages of a destroyed casus leave every bundle",
        "services/wissen.py",
        "    neem_uit_bundels(t, casus_id)\n",
        "",
        "services/test_bundels.py",
    ),
    _v(
        "the cover that names a destroyed casus leaves with it",
        "services/bundelbladen.py",
        "        weg.update(omslag)\n",
        "",
        "services/test_bundels.py",
    ),
    _v(
        "the register of bundles names no casus that one may not see",
        "services/bundelregister.py",
        "casussen = {id_ for id_ in casussen if t.mag_zien(id_)}",
        "pass",
        "services/test_bundels.py",
    ),
    _v(
        "the question of an item goes only where its kind of data may",
        "services/bundelstof.py",
        "categorie=VRAAGCATEGORIE,",
        'categorie="plan",',
        "services/test_bundels.py",
    ),
    _v(
        "a bundle that failed counts for nothing in it",
        "services/bundels.py",
        "rij.status, rij.status_reden, rij.afgesloten_op = VerstrekkingStatus.MISLUKT, waarom, t.nu",
        "pass",
        "services/test_bundels.py",
    ),
    # what a line of the log says for ever
    _v(
        "a function that somebody made up is in no line",
        "services/logontvanger.py",
        "label = bekend.get(vouw_functie(functie))",
        "label = functie",
        "services/test_logontvanger.py",
    ),
    _v(
        "a request from elsewhere has keys where a line names them",
        "services/toezicht.py",
        "if not _is_te_noemen(verzoek):",
        "if False:",
        _TOEZICHT,
    ),
    _v(
        "a question for a kader has keys where a line names them",
        "services/kaderpost.py",
        "if not all(is_sleutel(sleutel) for sleutel in sleutels):",
        "if False:",
        _KADERPAKKETTEN,
    ),
    _v(
        "what was looked at in a backup is named as an act",
        "kluis/bekeken.py",
        'if not is_actie(delen["actie"]):',
        "if False:",
        "services/test_bekijken.py",
    ),
    _v(
        "an approval is for the purpose that was asked",
        _IN,
        "if (besluit.soort, besluit.doel) != (gevraagd.soort, gevraagd.doel) or not",
        "if besluit.soort != gevraagd.soort or not",
        _PAKKETTEN,
    ),
    # a tafelkader
    _v("a kader has its own number", _KADER, "if tekst.kader_id != bewaard.id:", "if False:", _KADERS),
    _v("a kader belongs to its vault", _KADER, "if tekst.kluis_id != kader.kluis_id:", "if False:", _KADERS),
    _v(
        "a kader is signed with a key of an officer",
        _KADER,
        "        and bekend.rol is Rol.PRIVACY_OFFICER\n",
        "",
        "domain/test_tafelkader.py",
    ),
    _v(
        "the key is of who signed the kader",
        _KADER,
        "    if not passend:\n        return Gebrek.SLEUTEL_ONBEKEND\n",
        "",
        _KADERS,
    ),
    _v("the key of a kader was there by then", _KADER, "        and bekend.sinds <= tekst.besloten_op\n", "", _KADERS),
    _v(
        "the signature under a kader",
        _KADER,
        "    if not kader.verifieer(bewaard.sleutel, KADER_CONTEXT,",
        "    if not (lambda *_: True)(bewaard.sleutel, KADER_CONTEXT,",
        _KADERS,
    ),
    _v(
        "a kader of here is procedureel",
        _KADER,
        "if any(bekend.extern != (tekst.zekerheid is Zekerheid.CRYPTOGRAFISCH) for bekend in passend):",
        "if False:",
        _KADERS,
    ),
    _v(
        "a kader stands in the log before its key ended",
        _KADER,
        "if nr is None or not any(bekend.tot_nr is None or nr < bekend.tot_nr for bekend in passend):",
        "if False:",
        _KADERS,
    ),
    _v(
        "a kader ends in time",
        _KADER,
        "if tekst.inhoud.geldig_tot > lokale_dag(tekst.besloten_op) + timedelta(days=kader.max_dagen):",
        "if False:",
        _KADERS,
    ),
    _v("a kader of later is none yet", _KADER, "if tekst.besloten_op > kader.moment:", "if False:", _KADERS),
    _v("a withdrawn kader", _KADER, "if tekst.kader_id in kader.ingetrokken:", "if False:", _KADERS),
    _v("a kader that is over", _KADER, "if vandaag > tekst.inhoud.geldig_tot:", "if False:", _KADERS),
    _v("a kader of this table", _KADER, "g.kader.inhoud.tafel in tafels and categorie", "categorie", _KADERS),
    _v("kinds that no kader may hold", _KADER, " and categorie not in g.buiten\n", "\n", _KADERS),
    _v(
        "a withdrawn version brings no older one back",
        _KADER,
        "        if kader is None or getoetst.gebrek not in _VERVANGT:",
        "        if kader is None or getoetst.gebrek is not None:",
        _KADERS,
    ),
    _v(
        "a version that is missing brings no older one back",
        _KADER,
        "g.geldig and g.kader.versie < hoogste.get(reeks_van(g.kader.inhoud), 0)",
        "False",
        _KADERS,
    ),
    _v("a withdrawn kader by its line", "services/deelbaar.py", "frozenset({*uit_log, *", "frozenset({*", _KADERS),
    _v(
        "a withdrawn kader by its row",
        "services/deelbaar.py",
        "*(str(id_) for id_ in kaderrijen.ingetrokken(t.db))",
        "*()",
        _KADERS,
    ),
    _v(
        "a kader says nothing about others",
        "domain/selectie.py",
        "    if stuk.derden:\n        return Onthouden.DERDEN\n    if verruimd_na(stuk, kader.besloten_op):",
        "    if verruimd_na(stuk, kader.besloten_op):",
        _KADERS,
    ),
    _v(
        "a kader from elsewhere holds only what the profile allows",
        "services/kaderpakketten.py",
        "if getoetst.buiten or kader.inhoud.tafel not in",
        "if kader.inhoud.tafel not in",
        _KADERPAKKETTEN,
    ),
    _v(
        "a kader from elsewhere was asked for",
        "services/kaderpakketten.py",
        "if binnen.verbinding.id not in {pakket.verbinding_id for pakket in gevraagd}:",
        "if False:",
        _KADERPAKKETTEN,
    ),
    _v(
        "a kader from elsewhere is checked as at every print",
        "services/kaderpakketten.py",
        "if getoetst.gebrek is not None and getoetst.gebrek not in _BEWAREN:",
        "if False:",
        _KADERPAKKETTEN,
    ),
    _v(
        "the withdrawal of a kader is signed",
        "services/kaderpakketten.py",
        '        and verifieer(wie.ed25519, INTREKKING_CONTEXT, tekst.encode("utf-8"), handtekening)\n',
        "",
        _KADERPAKKETTEN,
    ),
    _v(
        "no more in a question for a kader than is needed",
        "services/kaderpost.py",
        "if canoniek(vraag.waarde()) != canoniek(dict(binnen.envelop.inhoud)):",
        "if False:",
        _KADERPAKKETTEN,
    ),
    # a decision
    _v(
        "a decision belongs to its request",
        _BESLUIT,
        "if besluit.besluit_id != bewaard.id or besluit.verzoek_id != bewaard.verzoek_id:",
        "if False:",
        _AKKOORDEN,
    ),
    _v("a decision belongs to its vault", _BESLUIT, "if besluit.kluis_id != kader.kluis_id:", "if False:", _AKKOORDEN),
    _v(
        "the key is of a privacy officer",
        _BESLUIT,
        "        and bekend.rol is Rol.PRIVACY_OFFICER\n        and bekend.sinds",
        "        and bekend.sinds",
        _AKKOORDEN,
        _SLEUTELS,
    ),
    _v(
        "the key is of who decided",
        _BESLUIT,
        "        and bekend.gebruiker_id == besluit.beslisser_id\n        and bekend.rol",
        "        and bekend.rol",
        _AKKOORDEN,
        _PAKKETTEN,
    ),
    _v("the key was there by then", _BESLUIT, "        and bekend.sinds <= besluit.besloten_op\n", "", _AKKOORDEN),
    _v(
        "the key had not ended",
        _BESLUIT,
        "        and (bekend.tot is None or besluit.besloten_op < bekend.tot)\n    ]",
        "    ]",
        _EERSTE,
        "domain/test_delen.py",
    ),
    _v(
        "the signature under a decision",
        _BESLUIT,
        "    if not kader.verifieer(bewaard.sleutel, context, getekend",
        "    if not (lambda *_: True)(bewaard.sleutel, context, getekend",
        _AKKOORDEN,
    ),
    _v(
        "the decision is in the list that was signed",
        _BESLUIT,
        "if bewaard.bundel is not None and not staat_in_bundel(bewaard.bundel, bewaard.tekst):",
        "if False:",
        _BUNDELS,
    ),
    _v(
        "an approval begins on its first day",
        _BESLUIT,
        "if besluit.niet_voor is not None and lokale_dag(kader.moment) < besluit.niet_voor:",
        "if False:",
        _BUNDELS,
    ),
    _v(
        "a decision that came in a list is kept with that list",
        _IN,
        "if bewaard.bundel is not None:",
        "if False:",
        _BUNDELS,
    ),
    _v(
        "procedureel is not cryptografisch",
        _BESLUIT,
        "if any(bekend.extern != (besluit.zekerheid is Zekerheid.CRYPTOGRAFISCH) for bekend in passend):",
        "if False:",
        _AKKOORDEN,
        _PAKKETTEN,
    ),
    _v(
        "nobody decides on an own request",
        _BESLUIT,
        "if besluit.aanvrager_id == besluit.beslisser_id:",
        "if False:",
        _AKKOORDEN,
        _PAKKETTEN,
    ),
    _v(
        "the request is the one that was judged",
        _BESLUIT,
        'if sha256_hex(bewaard.verzoek_tekst.encode("utf-8")) != besluit.verzoek_hash:',
        "if False:",
        _AKKOORDEN,
    ),
    _v(
        "the document is the one that was judged",
        _BESLUIT,
        'or sha256_hex(bewaard.document.encode("utf-8")) != besluit.document_hash',
        "or False",
        _AKKOORDEN,
    ),
    _v(
        "a refusal is no approval",
        _BESLUIT,
        "if besluit.oordeel not in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT):",
        "if False:",
        "domain/test_delen.py",
    ),
    _v(
        "an approval has a longest term",
        _BESLUIT,
        "if besluit.geldig_tot > lokale_dag(besluit.besloten_op) + timedelta(days=kader.max_dagen):",
        "if False:",
        _AKKOORDEN,
    ),
    _v(
        "a decision of later does not count yet",
        _BESLUIT,
        "if besluit.besloten_op > kader.moment:",
        "if False:",
        _AKKOORDEN,
    ),
    _v(
        "a withdrawal ends an approval",
        _BESLUIT,
        "if besluit.besluit_id in kader.ingetrokken:",
        "if False:",
        _AKKOORDEN,
    ),
    _v("an approval ends", _BESLUIT, "if lokale_dag(kader.moment) > besluit.geldig_tot:", "if False:", _AKKOORDEN),
    _v(
        "a decision has a line in the log, in time",
        _BESLUIT,
        "return None if op_tijd else Gebrek.GEEN_REGEL",
        "return None",
        _EERSTE,
        _AKKOORDEN,
        _SLEUTELS,
    ),
    # keys
    _v(
        "the role is the one of the invitation",
        _BOEK,
        "genodigd is not None and genodigd.rol is rol",
        "genodigd is not None",
        _EERSTE,
    ),
    _v("an endorsement is of this vault", _BOEK, "soort, regel.kluis_id, wie,", "soort, tekst.kluis_id, wie,", _EERSTE),
    _v("an endorsement counts once", _BOEK, "if bewaard.tekst in self._gebruikt or ", "if ", _EERSTE),
    _v(
        "who looks after the vault invites and pins",
        _BOEK,
        "        return self.boek.beheert(actor, ondertekenaar)\n\n    def _beeindig",
        "        return True\n\n    def _beeindig",
        _EERSTE,
    ),
    _v(
        "only the code signs for a first key",
        _BOEK,
        "            return ondertekenaar == tekst.oude_sleutel",
        "            return True",
        _EERSTE,
    ),
    _v(
        "the signature under an endorsement",
        _BOEK,
        "                and self._verifieer(\n",
        "                and (lambda *_: True)(\n",
        _EERSTE,
    ),
    _v(
        "a key line without a replacement",
        _BOEK,
        "elif wie not in self.boek.vervangbaar:",
        "elif False:",
        _EERSTE,
        _SLEUTELS,
    ),
    _v(
        "a replacing key is new and keeps the role",
        _BOEK,
        "elif sleutel in self._bekend or rol is not self._rol[wie]:",
        "elif False:",
        _SLEUTELS,
    ),
    _v(
        "an older vault says so in its first line only",
        _BOEK,
        "self._zonder_woord = regel.nr == 1 and regel.sleutel is None",
        "self._zonder_woord = True",
        _EERSTE,
    ),
    _v(
        "who may endorse",
        _BOEK,
        "and self.boek.mag_bekrachtigen(regel.actor, wie):",
        "and True:",
        _SLEUTELS,
    ),
    _v(
        "the endorser signed with a key that counts",
        _BOEK,
        "            return self.boek.geldt(actor, ondertekenaar)",
        "            return True",
        _SLEUTELS,
    ),
    _v(
        "a log-in is held to the log",
        "services/inloggen.py",
        "is_bekend(",
        "(lambda *_: True)(",
        _SLEUTELS,
    ),
    # the log
    _v("the hash of a line", _LOG, "if not hmac.compare_digest(werkelijk, bewaard.hash):", "if False:", _LOGBOEK),
    _v(
        "a line follows the one before",
        _LOG,
        "if aansluiten and regel.vorige != self.vorige:",
        "if False:",
        _LOGBOEK,
        "domain",
    ),
    _v("lines are numbered without a gap", _LOG, "if nr != self.verwacht:", "if False:", _LOGBOEK, "domain"),
    _v("a line is of this vault", _LOG, "if regel.kluis_id != self.kluis_id:", "if False:", _LOGBOEK),
    _v("filter columns are copies", _LOG, "if dict(bewaard.kolommen) != kolommen(regel):", "if False:", _LOGBOEK),
    _v(
        "a detail is the one committed to",
        _LOG,
        "if len(bewaard.zout) != 32 or commitment(bewaard.zout, bewaard.detail) != regel.detail:",
        "if False:",
        _LOGBOEK,
    ),
    _v("a signed decision anchors its line", _LOG, "if anker.hash != werkelijk:", "if False:", _LOGBOEK, "domain"),
    _v(
        "a signed line that is gone",
        _LOG,
        "            if anker.nr in self.ankers:\n",
        "            if False:\n",
        _LOGBOEK,
    ),
    _v("the tree under a checkpoint", _LOG, "if punt.wortel != self.pieken.wortel():", "if False:", _LOGBOEK),
    _v(
        "a log shorter than what was signed",
        _LOG,
        "if punt.id in over and tot >= eerste:",
        "if False:",
        _LOGBOEK,
    ),
    _v("the signature under a checkpoint", _LOG, "            if wie is None:\n", "            if False:\n", _LOGBOEK),
    _v(
        "a checkpoint that was taken away",
        _LOG,
        "        for nr, _ in aangekondigd.values():\n",
        "        for nr, _ in ():\n",
        _LOGBOEK,
    ),
    _v(
        "a checkpoint is announced by a line",
        _LOG,
        "            if grootte != punt.grootte:\n",
        "            if False:\n",
        "domain/test_logcontrole.py",
    ),
    # packages
    _v(
        "a package is for this user",
        "services/pakketten.py",
        "if (envelop.aan.kluis_id, envelop.aan.persoon_id) != (str(t.werkplek.kluis_id), str(t.gebruiker.id)):",
        "if False:",
        _PAKKETTEN,
    ),
    _v(
        "a package by the key that is pinned now",
        "services/pakketten.py",
        "or persoon.ed25519 != geopend.sleutel:",
        "or False:",
        _PAKKETTEN,
    ),
    _v(
        "a package for what its sender may",
        "services/pakketten.py",
        "if envelop.soort not in soorten or verbinding.soort is not over or persoon.rol not in rollen:",
        "if False:",
        _PAKKETTEN,
    ),
    _v(
        "a package counts once",
        "services/pakketten.py",
        "if geboekt and not (bekijken and envelop.soort is Pakketsoort.AUDITVRAAG):",
        "if False:",
        _PAKKETTEN,
    ),
    _v("the signature under a package", "kluis/pakket.py", "    if not echt:\n", "    if False:\n", _PAKKETTEN),
    _v(
        "a decision on what was sent",
        _IN,
        "    if binnen.verbinding.id not in {pakket.verbinding_id for pakket in gestuurd}:\n",
        "    if False:\n",
        _PAKKETTEN,
    ),
    _v(
        "a decision on an open request",
        _IN,
        "    if rij.status is not VerzoekStatus.INGEDIEND:\n        raise AlBeslist",
        "    if False:\n        raise AlBeslist",
        _PAKKETTEN,
    ),
    _v(
        "a decision no wider than was asked",
        _IN,
        "    _eis_niet_ruimer(rij, besluit, bewaard.document)\n",
        "",
        _PAKKETTEN,
    ),
    _v(
        "a head that this log truly had",
        _IN,
        "    except PastNietOpLogboek:\n        raise LogboekPastNiet from None",
        "    except PastNietOpLogboek:\n        pass",
        _PAKKETTEN,
    ),
    _v(
        "a withdrawal is of this officer",
        _IN,
        'if not verifieer(binnen.persoon.ed25519, INTREKKING_CONTEXT, tekst.encode("utf-8"), handtekening):',
        "if False:",
        _PAKKETTEN,
    ),
    _v(
        "the fingerprint that was heard",
        "services/verbindingen.py",
        "return hmac.compare_digest(",
        "return True or hmac.compare_digest(",
        _PAKKETTEN,
    ),
    _v(
        "a card is signed by who is on it",
        "kluis/pakket.py",
        "if sleutel not in {persoon.ed25519 for persoon in kaart.personen}:",
        "if False:",
        _PAKKETTEN,
    ),
    # the officer's own installation
    _v(
        "a log that was seen only grows",
        "domain/toezicht.py",
        "        return Groei.GELIJK if nu.wortel == gezien.wortel else Groei.ANDERS",
        "        return Groei.GELIJK",
        _TOEZICHT,
    ),
    _v(
        "a proof that a log grew",
        "domain/toezicht.py",
        "return Groei.BEWEZEN if klopt else Groei.ANDERS",
        "return Groei.BEWEZEN",
        "domain/test_toezicht.py",
    ),
    _v(
        "lines reproduce every head that was seen",
        "domain/toezicht.py",
        "bevindingen += [zin for ijkpunt in ijk if (zin := bomen.verschil(ijkpunt))]",
        "",
        _TOEZICHT,
    ),
    _v(
        "an own request is refused there too",
        "services/toezicht.py",
        "        raise EigenVerzoekGeweigerd",
        "        pass",
        _TOEZICHT,
    ),
    # destruction and the register of it
    _v(
        "two people destroy",
        _CERTIFICAAT,
        "if voorstel.door_id == certificaat.tweede_id or certificaat.sleutel == ondertekend.sleutel:",
        "if False:",
        _WISSEN,
        "aanvallen/test_vernietigingspakket.py",
    ),
    _v(
        "both signatures of a destruction",
        _CERTIFICAAT,
        "if not tweede or eerste is Gebrek.HANDTEKENING:",
        "if False:",
        _WISSEN,
        "aanvallen/test_vernietigingspakket.py",
    ),
    _v(
        "keys that the vault knew in that role",
        _CERTIFICAAT,
        "return certificaat if eerste is None and mag_tweede else Gebrek.SLEUTEL_ONBEKEND",
        "return certificaat",
        _WISSEN,
        "aanvallen/test_vernietigingspakket.py",
    ),
    _v(
        "a certificate of this vault",
        _CERTIFICAAT,
        "    if voorstel.kluis_id != kluis_id:\n",
        "    if False:\n",
        _WISSEN,
        "aanvallen/test_vernietigingspakket.py",
    ),
    # who judges, and what is judged together
    _v(
        "who has an interest does not judge",
        "services/belangen.py",
        "if casus_van(rij) in geraakt(t):",
        "if False:",
        "services/test_postvak.py",
    ),
    _v(
        "who has an interest does not withdraw",
        "services/oordelen.py",
        "        eis_geen_belang(t, verzoek)\n",
        "",
        "services/test_postvak.py",
    ),
    _v(
        "what changed since it was seen is not signed",
        "services/oordeelbundels.py",
        "if deel.gezien != bundel.gezien[rij.id]:",
        "if False:",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "judged together: the conditions of the decision before stay",
        "services/oordeelbundels.py",
        "        eisen=(*samen.eisen, *begin.eisen),\n",
        "",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "judged together: what was left out before stays out",
        "services/oordeelbundels.py",
        "        weglaten=(*weglaten, *begin.weglaten),\n",
        "",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "judged together: none lasts longer than its own day",
        "services/oordeelbundels.py",
        "min(samen.geldig_tot, deel.geldig_tot)",
        "samen.geldig_tot",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "judged together: what was not given before is not given now",
        "services/oordeelbundels.py",
        "(begin.categorieen, begin.derden)",
        "(regel.categorieen, regel.derden)",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "judged together: the same answers of the requester",
        "services/postvak.py",
        "        tekst.noodzaak.strip(),\n",
        "",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "judged together: none gets what was asked for another",
        "services/oordeelbundels.py",
        "tuple(c for c in samen.categorieen if c in deel.categorieen)",
        "samen.categorieen",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "answers taken over leave the recipients alone",
        "ui/screens/overlegverzoek.py",
        '{**antwoorden(eerder), "categorieen": soorten})',
        '{**antwoorden(eerder), "categorieen": soorten, "ontvangers": eerder.ontvangers})',
        "ui/test_verzoekvelden.py",
    ),
    _v(
        "special data without a ground: a click asks first",
        "ui/screens/oordeelformulier.py",
        "in AKKOORD and self._let_op():",
        "in ():",
        "ui/test_oordeelbundel.py",
    ),
    _v(
        "what is left out is there",
        "domain/oordeel.py",
        "        all(weg.stuk in velden and (not weg.veld or weg.veld in velden[weg.stuk]) for weg in gekozen),",
        "        True,",
        "domain/test_oordeel_eisen.py",
    ),
    # a transfer
    _v(
        "a transfer: its approval is in the list that was signed",
        _DEKKING,
        "if bewijs.bundel is not None and not staat_in_bundel(bewijs.bundel, bewijs.tekst):",
        "if False:",
        _OVERDRACHT,
    ),
    _v(
        "a transfer: a list is signed as a list",
        _DEKKING,
        "(BUNDEL_CONTEXT, bewijs.bundel)",
        "(BESLUIT_CONTEXT, bewijs.bundel)",
        _OVERDRACHT,
    ),
    _v(
        "a transfer: not before the first day",
        _DEKKING,
        " or (besluit.niet_voor is not None and lokale_dag(op) < besluit.niet_voor)",
        "",
        _OVERDRACHT,
    ),
    _v("a transfer: conditions of the decision", _DEKKING, "        or _eis(overdracht, besluit)\n", "", _OVERDRACHT),
    _v(
        "a transfer: nothing that was left out",
        _DEKKING,
        "if any((rij.soort.value, rij.id) in weg for rij in overdracht.rijen):",
        "if False:",
        _OVERDRACHT,
    ),
    _v(
        "a transfer: the giver keeps what was left out",
        "services/overdrachtkeuze.py",
        "vrij = [stuk for stuk in stukken if not rijen_van(stuk.id) & weg]",
        "vrij = list(stukken)",
        "services/test_overdracht_geheel.py",
    ),
    _v(
        "a transfer: what was left out stays out when it is amended",
        "services/weglatingen.py",
        "        elif tekst in nu and over is None:",
        "        elif False:",
        "services/test_overdracht_geheel.py",
    ),
    _v(
        "a transfer: a reaction that was left out too",
        "services/weglatingen.py",
        "        if tekst in nu and over in nu:",
        "        if False:",
        "services/test_overdracht_geheel.py",
    ),
    _v(
        "a transfer: no text without a reaction that was left out",
        _DEKKING,
        'if any(rij.id.replace("-", "") in zonder for rij in',
        "if any(False for rij in",
        _OVERDRACHT,
    ),
    _v(
        "a transfer: the giver keeps a text of which a reaction stays",
        "services/overdrachtkeuze.py",
        "    if tekst_in(stuk) in mist:\n        return ZONDER_REACTIE\n",
        "",
        "services/test_overdracht_geheel.py",
    ),
    _v(
        "a transfer: a reaction is to a text in it",
        "domain/overdrachtrij.py",
        'VERWIJZINGEN = ("uitspraak", "wens", "resultaat", "over")',
        'VERWIJZINGEN = ("uitspraak", "wens", "resultaat")',
        _OVERDRACHT,
    ),
    _v(
        "a transfer: only what its source lets go",
        _DEKKING,
        "        and _mag_mee(rij, exact)\n",
        "",
        _OVERDRACHT,
    ),
    _v(
        "a transfer: only approved categories",
        _DEKKING,
        "any(rij.categorie in regel.categorieen and (regel.derden or not rij.derden) for regel in regels)",
        "any(regel.derden or not rij.derden for regel in regels)",
        _OVERDRACHT,
    ),
    _v(
        "a transfer: what a later version knows is said to be that",
        "services/overnemen.py",
        "        except Nieuwer:\n            raise NieuwerPakket from None\n",
        "",
        _OVERDRACHT,
    ),
    _v(
        "a transfer: an interventie is not shared more freely here",
        "services/overdrachtinvoer.py",
        "if strengste((hier, rij.categorie)) != hier:",
        "if False:",
        "services/test_overdracht_geheel.py",
    ),
    # restoring
    _v(
        "only who the vault of now lets in restores",
        "kluis/openen.py",
        "    raise NietInDeKluisVanNu\n",
        "    return None\n",
        _TERUG,
    ),
    _v(
        "the other header only where the newest is forged",
        "kluis/openen.py",
        "if andere is not None and not echt and any(",
        "if andere is not None and any(",
        _TERUG,
    ),
    # what leaves
    _v(
        "what may only be told is not printed",
        _SELECTIE,
        "if Eis.ALLEEN_MONDELING in eisen and omstandigheden.vorm is not Vorm.MONDELING:",
        "if False:",
        _MATRIX,
    ),
    _v(
        "third parties go only where the approval says so",
        _LAATSTE,
        "geeft = any(regel.derden or not derden for regel in gegeven)",
        "geeft = bool(gegeven)",
        _MATRIX,
    ),
    _v(
        "a refusal or reduction takes away",
        _LAATSTE,
        "if not geeft and not _gevraagd(getoetst, besluit, casus_id, ontvanger, categorie, derden=derden):",
        "if not geeft:",
        "aanvallen/test_laatste_oordeel.py",
    ),
    _v(
        "a strict approval that ended is not filled by an older one",
        _LAATSTE,
        "and geeft and not (besluit.eisen or besluit.weglaten):",
        "and geeft:",
        "aanvallen/test_laatste_oordeel.py",
    ),
    _v(
        "a decision that is gone or damaged stops the casus",
        "services/deelbaar.py",
        "beschadigd=not gedeeld.gelogd.get(str(casus_id), frozenset()) <= te_geloven,",
        "beschadigd=False,",
        "aanvallen/test_laatste_oordeel.py",
    ),
    _v(
        "informing counts from the day of the request",
        _SELECTIE,
        "if eis in eisen and (laatst is None or laatst < sinds):",
        "if eis in eisen and laatst is None:",
        _TOEN,
    ),
    _v(
        "amended words are not given under the approval of the old ones",
        _SELECTIE,
        "    over = [stuk for stuk in alle if stuk.id not in verbeterd and tekst_in(stuk) not in anders]\n",
        "    over = [stuk for stuk in alle if tekst_in(stuk) not in anders]\n",
        _TOEN,
    ),
    _v(
        "a reaction since is an amendment",
        "services/verbeteringen.py",
        "        gevonden |= _beantwoord(stukken, nu, besluit.besloten_op, moment)\n",
        "",
        _TOEN,
    ),
    _v(
        "what was told is judged as of when it was told",
        "services/deelbaar.py",
        "toets = replace(toets, moment=moment, ingetrokken=ingetrokken_voor(t, moment))",
        "toets = replace(toets, moment=moment, ingetrokken=frozenset())",
        _AKKOORDEN,
    ),
    _v(
        "a withdrawal of which nobody can say when always counts",
        "domain/toen.py",
        ", *(set(zonder_tijd) - set(sinds))})",
        "})",
        _AKKOORDEN,
    ),
    _v(
        "how long ago is counted from the log too",
        "services/mondeling.py",
        "return lokale_dag(peilmoment(t)) - timedelta(days=DAGEN_TERUG)",
        "return t.vandaag - timedelta(days=DAGEN_TERUG)",
        _AKKOORDEN,
    ),
    _v(
        "what was left out is told to be so before it is recorded as told",
        "services/mondeling.py",
        "if weg and not invoer.zonder_weggelaten:",
        "if False:",
        _TOEN,
    ),
    _v(
        "what an approval covers is no part of an emergency",
        "services/mondeling.py",
        "spoed = tuple(c for c, onder in dekking.items() if onder is None)",
        "spoed = tuple(dekking)",
        "services/test_spoed.py",
    ),
    _v(
        "an emergency after a refusal says why all the same",
        "services/mondeling.py",
        "not bezwaar or bool(toch)",
        "True",
        "services/test_spoed.py",
    ),
    Verdediging(
        "an earlier no counts for every function of the organisation",
        "domain/weigering.py",
        "        if regel.ontvanger.organisatie_id == verteld.ontvanger.organisatie_id\n",
        "        if regel.ontvanger.is_dezelfde(verteld.ontvanger)\n",
        "domain/test_weigering.py services/test_spoed.py",
    ),
    Verdediging(
        "an earlier no cannot be got around by saying that it was told before it",
        "services/mondeling.py",
        "nu = gronden if verteld.moment is None else deelbaar(t, verteld.casus.id, VORM_VAN[wat.wijze])",
        "nu = gronden",
        "services/test_spoed.py",
    ),
    Verdediging(
        "telling while a restriction runs needs a reason of its own",
        "services/mondeling.py",
        "*([BEPERKT] if nu.omstandigheden.beperkt else [])",
        "*[]",
        "services/test_spoed.py",
    ),
    _v("a source that forbids", _SELECTIE, "if stuk.doorverstrekking is Doorverstrekking.NEE:", "if False:", _MATRIX),
    _v(
        "a source that is asked first",
        _SELECTIE,
        "if stuk.doorverstrekking is Doorverstrekking.VRAGEN:",
        "if False:",
        _MATRIX,
    ),
    _v("a text that was left out", _SELECTIE, 'if "" in weg:', "if False:", _MATRIX),
    _v("a tafelkader is never about others", _SELECTIE, "    if stuk.derden:", "    if False:", _MATRIX),
    _v(
        "what was withdrawn does not come back by a tafelkader",
        _LAATSTE,
        "Gebrek.INGETROKKEN: Stand.INGETROKKEN,",
        "Gebrek.INGETROKKEN: Stand.GEEFT,",
        "domain/test_selectie.py",
    ),
    _v(
        "nothing is printed as if it were told",
        "services/samenvattingen.py",
        "veld.eis(wijze in (Wijze.PAPIER, Wijze.BESTAND),",
        "veld.eis(True,",
        "services/test_voorwaarden.py",
    ),
    _v(
        "a shielded recipient is not in the letter",
        "services/informeerbrief.py",
        "if ontvanger.organisatie_id not in dicht:",
        "if True:",
        "services/test_brieven.py",
    ),
    _v(
        "no kind of data in the letter that is only about others or from a source that forbids",
        "services/informeerbrief.py",
        "if not s.derden and s.doorverstrekking is Doorverstrekking.JA]",
        "if True]",
        "services/test_brieven.py",
    ),
    _v(
        "a letter only after the approval ended",
        "services/intrekbrieven.py",
        "    if not gedeeld.einde:\n        raise AkkoordGeldtNog\n",
        "",
        "services/test_brieven.py",
    ),
    _v(
        "an officer with an interest reads nothing of an emergency",
        "services/spoed.py",
        "_zonder_inhoud(een) if een.casus_id in raakt else een if",
        "een if",
        "services/test_postvak.py",
    ),
    _v(
        "what never arrived is no sharing",
        "domain/deellog.py",
        "            sum(d.is_gedeeld for d in hier),\n",
        "            len(hier),\n",
        "domain/test_deellog.py",
    ),
    _v(
        "nobody says of what another issued that it never arrived",
        "services/uitgaven.py",
        "        if rij.door_id != t.gebruiker.id:\n",
        "        if False:\n",
        "services/test_samenvatting_dekking.py",
    ),
    _v(
        "a late report that something failed is asked about",
        "domain/patronen.py",
        "        if uren >= drempels.mislukt_uren:\n",
        "        if False:\n",
        "domain/test_patronen.py",
    ),
    _v(
        "judging several warns for special data that no ground is about",
        "services/oordeelbundels.py",
        "        zonder_grond(t.profiel, tekst.grondslagen, categorieen),\n",
        "        (),\n",
        "services/test_oordeelbundels.py",
    ),
    _v(
        "what no officer signed is not shown beside a request, nor begun with",
        "services/besluitecht.py",
        "return gebrek not in _ONECHT",
        "return True",
        "services/test_oordeelbegin.py",
    ),
    _v(
        "judging again begins with what was decided, not with a withdrawn approval",
        "services/oordeelbeeld.py",
        "if gebrek in (Gebrek.GEEN_AKKOORD, Gebrek.INGETROKKEN):",
        "if False:",
        "services/test_oordeelbegin.py",
    ),
    _v(
        "a kind of data that was refused then does not stand ready",
        "services/oordeelbeeld.py",
        "niet = set(gevraagd_toen.categorieen) - set(toen.categorieen)",
        "niet: set[str] = set()",
        "services/test_oordeelbegin.py",
    ),
    # requests of youth and parents
    _v(
        "only the whole surname finds a number",
        "services/rechttoegang.py",
        "if achternaam in _achternamen(rij) and",
        "if any(achternaam in naam for naam in _achternamen(rij)) and",
        _OPZOEKEN,
    ),
    _v(
        "of more than one youth no number is given",
        "services/rechttoegang.py",
        "if len(bekend) != 1:",
        "if not bekend:",
        _OPZOEKEN,
    ),
    _v(
        "signs alone are no surname",
        "services/rechttoegang.py",
        'veld.eis(bool(achternaam), "geslachtsnaam", "Vul de achternaam in.")',
        "pass",
        _OPZOEKEN,
    ),
    _v(
        "who has an interest looks no number up",
        "services/rechttoegang.py",
        '            t.pogingen.append(("casus", casus.id))\n            eis_casus_vrij(t, casus.id)\n',
        "",
        _OPZOEKEN,
    ),
    _v(
        "a look-up that finds nobody is in the log as well",
        "services/rechttoegang.py",
        '            t.log("rechtenverzoek.opzoeken", "casus", aantal=len(bekend))\n',
        "",
        _OPZOEKEN,
    ),
    _v(
        "nothing is decided for a parent before the youth is heard",
        "services/rechtenverzoeken.py",
        'veld.eis(not moet_mening(t, rij, casus), "mening", MENING_EERST)',
        "pass",
        _MENING,
    ),
    _v(
        "from 16 a parent gets nothing",
        "services/rechtenverzoeken.py",
        "oordeel is RechtOordeel.AFGEWEZEN or nu.mag is not Mag.NEE",
        "True",
        _MENING,
    ),
    _v(
        "what the youth said is looked at before a parent gets it",
        "services/inzagestukken.py",
        "_EIGEN_STUK = _MENING | {",
        "_EIGEN_STUK = {",
        _MENING,
    ),
    _v(
        "the better text and the request that it answers are one transaction",
        "services/rechtteksten.py",
        "        nieuw = uitspraken.wijzig(t, tekst, invoer, reden)\n",
        "        with werkplek.doe() as eerst:\n"
        "            nieuw = uitspraken.wijzig(eerst, eerst.haal(Uitspraak, tekst.id), invoer, reden)\n",
        _RECHTEN,
    ),
    _v(
        "from a request only the text that it is about is corrected",
        "services/rechtteksten.py",
        "if teksten.nu is None or teksten.nu.id != uitspraak_id:",
        "if teksten.nu is None:",
        _RECHTEN,
    ),
    _v(
        "what is asked for a meeting is due before it",
        "services/postvak.py",
        "return min(uiterst, max(t.vandaag, overleg - timedelta(days=1)))",
        "return uiterst",
        "services/test_postvakoverleg.py",
    ),
    _v(
        "the inbox reads ahead",
        "services/delen.py",
        "    t.vast += postrijen.rondom(t.db, lijst)\n",
        "",
        "services/test_postvakoverleg.py",
    ),
    _v(
        "what touches an officer is no work of theirs",
        "services/werk_delen.py",
        "    rijen = [rij for rij in rijen if (None, rij.casus_id) not in raakt]\n",
        "",
        "services/test_postvak.py",
    ),
    # somebody whom a casus touches
    _v(
        "who is touched by a casus hides no line of it",
        "services/inzagelog.py",
        "    eis_casus_vrij(t, casus.id)\n",
        "",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus changes no shield over it",
        "services/inzagelog.py",
        "    eis_casus_vrij(t, rij.casus_id)\n",
        "",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus opens no print of it",
        "services/uitgaven.py",
        "        eis_casus_vrij(t, rij.casus_id)\n        document",
        "        document",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus reports nothing of it as failed",
        "services/uitgaven.py",
        "        eis_casus_vrij(t, rij.casus_id)\n        if",
        "        if",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus opens no letter about it",
        "services/brieven.py",
        "        eis_casus_vrij(t, rij.casus_id)\n",
        "",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus hears not with whom it was shared",
        "services/intrekbrieven.py",
        "    eis_casus_vrij(t, rij.casus_id)\n",
        "",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus sees nothing of it in the register",
        "services/verstrekkingen.py",
        "if (None, rij.casus_id) not in raakt\n        and ",
        "if ",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus sees nothing of it under a kader",
        "services/kaderbrieven.py",
        "if (None, casus_id) in raakt:",
        "if False:",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus opens no letter that names it",
        "services/kaderbrieven.py",
        "(None, casus_id) not in raakt and (officer",
        "(officer",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus signs off no line of it",
        "services/steekproeven.py",
        "regel is not None and _casus(t, bron, regel) in geraakt(t)",
        "False",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus reads no drawn line of it",
        "services/steekproeven.py",
        "regel is None or _casus(t, bron, regel) not in raakt",
        "True",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus does not destroy it",
        "services/vernietigen.py",
        "    eis_casus_vrij(t, rij.casus_id)\n",
        "",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus answers no judge about it",
        "services/wiewist.py",
        "        eis_casus_vrij(t, casus.id)\n",
        "",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus opens no bundle with it",
        "services/bundels.py",
        "            eis_casus_vrij(t, rij.casus_id)\n",
        "            pass\n",
        _EIGEN,
    ),
    _v(
        "who is touched by a casus records no request about it",
        "services/rechttoegang.py",
        "        eis_casus_vrij(t, casus_id)\n",
        "",
        _EIGEN,
    ),
    _v(
        "what was told is never reported as failed",
        "services/uitgaven.py",
        "if rij.wijze in VERTELD:",
        "if False:",
        "services/test_register_blijft_waar.py",
    ),
    _v(
        "an emergency in a package is in the report",
        "services/audittermijnen.py",
        ", SPOEDREGEL: Spoedsoort.VERSTREKKING}",
        "}",
        "services/test_auditrapport.py",
    ),
    _v(
        "an emergency that was written down late is in a report",
        "services/audittermijnen.py",
        "for wanneer in (op, vastgelegd_op))",
        "for wanneer in (op,))",
        "services/test_auditrapport.py",
    ),
    _v(
        "what was told in an emergency is asked about as other sharings are",
        "domain/patronen.py",
        '("samenvatting.uitgeven", *VERTELREGELS, ',
        '("samenvatting.uitgeven", "verstrekking.vastleggen", ',
        "domain/test_patronen.py",
    ),
    _v(
        "what was written down days later is asked about",
        "domain/patronen.py",
        "        *_laat([r for r in gelukt if r.actie in VERTELREGELS], drempels.laat_dagen, verteld),\n",
        "",
        "domain/test_patronen.py",
    ),
    _v(
        "no word of a youth is written over",
        "services/rechtenverzoeken.py",
        "        _bewaar_mening(t, rij)\n",
        "",
        "services/test_rechtmening.py",
    ),
    _v(
        "what came of a request is linked once",
        "services/rechtenverzoeken.py",
        "veld.eis(rij.gevolg_id is None, ",
        "veld.eis(True, ",
        "services/test_rechtenverzoeken.py",
    ),
    _v(
        "only what the decision leads to is linked",
        "services/rechtenverzoeken.py",
        "        _hoort_bij(t, rij, tekst),\n",
        "        True,\n",
        "services/test_rechtenverzoeken.py",
    ),
    _v(
        "only who writes the casus links what came of a request",
        "services/rechtenverzoeken.py",
        "        t.eis(Recht.CASUS_SCHRIJVEN)\n",
        "",
        "services/test_rechtenverzoeken.py",
    ),
    _v(
        "a file holds no function that somebody typed",
        "services/verstrekkingen.py",
        "                r.ontvanger_buiten,\n",
        "                r.ontvanger,\n",
        "services/test_register_blijft_waar.py",
    ),
    _v(
        "a file of the sharing log holds no function that somebody typed",
        "services/deellog.py",
        "                r.ontvanger_buiten,\n",
        "                r.ontvanger,\n",
        "services/test_register_blijft_waar.py",
    ),
    _v(
        "a file says when what was told was written down",
        "services/verstrekkingen.py",
        '(r.op if r.heeft_document else "") if r.vastgelegd_op is None else r.vastgelegd_op,',
        "r.op,",
        "services/test_register_blijft_waar.py",
    ),
    _v(
        "that an officer read the words of an emergency is logged",
        "services/spoed.py",
        '        log_gelezen(t, "spoed.lezen", {een.id: (een.soort.value, een.casus_id) for een in te_lezen})\n',
        "",
        "services/test_register_blijft_waar.py",
    ),
    _v(
        "that an officer read the words of a sharing is logged",
        "services/verstrekkingen.py",
        '            log_gelezen(t, "verstrekking.lezen", {r.id: ("verstrekking", r.casus_id) for r in woorden})\n',
        "            list(woorden)\n",
        "services/test_register_blijft_waar.py",
    ),
    # the screen for everyone in the room
    _v(
        "everyone in the room may see what is on the screen",
        "domain/beamer.py",
        "if len(versies) == len(kijkers):",
        "if versies:",
        _BEAMER,
    ),
    _v(
        "somebody unknown keeps the screen empty",
        "domain/beamer.py",
        " and not onbekenden else ()",
        " else ()",
        _BEAMER,
    ),
    _v(
        "what came after a judgement is not on the screen before it was read",
        "domain/beamer.py",
        "(nieuw if _wacht(stuk, wachtend) else getoond)",
        "getoond",
        _BEAMER,
    ),
    _v(
        "what may only be told is not on the screen",
        "domain/beamer.py",
        "SCHERMVORM = Vorm.PAPIER",
        "SCHERMVORM = Vorm.MONDELING",
        "services/test_beamer.py",
    ),
    _v(
        "what is shown is in the register",
        "services/beamer.py",
        "            zaal.boek(kijker, beeld.stukken)\n",
        "            pass\n",
        "services/test_beamer.py",
    ),
    _v(
        "the screen is for the day of the meeting",
        "services/beamer.py",
        "if self.overleg.datum != t.vandaag:",
        "if False:",
        "services/test_beamer.py",
    ),
    _v(
        "the name is on the screen only with the identity",
        "services/beamer.py",
        "(s.titel for s in stukken if",
        "(s.titel for s in self.stukken if",
        "services/test_beamer.py",
    ),
    _v(
        "who comes or goes empties the screen",
        "ui/screens/beamerbediening.py",
        "if self._punt_id is not None and {soort",
        "if False and {soort",
        "ui/test_beamer.py",
    ),
    _v(
        "an answer that comes too late is not shown",
        "ui/screens/beamerbediening.py",
        "if beurt != self._beurt or ",
        "if ",
        "ui/test_beamer.py",
    ),
    _v(
        "another item empties the screen",
        "ui/screens/beamerbediening.py",
        "        self._punt_id = punt_id\n        self.maak_leeg()\n",
        "        self._punt_id = punt_id\n",
        "ui/test_beamer.py",
    ),
    _v(
        "out of sight empties the screen",
        "ui/screens/beamervenster.py",
        "        self.maak_leeg()\n        self.gesloten.emit()\n",
        "        self.gesloten.emit()\n",
        "ui/test_beamer.py",
    ),
    _v(
        "only the screen for the room may be shared",
        "ui/schermopname.py",
        " and venster.property(_OM_TE_DELEN) is not True",
        "",
        "ui/test_beamer.py",
    ),
)


def eerste_mislukte(map_: Path, aanvallen: str) -> str:
    """The first of these tests that fails in the copy at ``map_``; empty when none does."""
    paden = [f"tests/{pad}" for pad in aanvallen.split()]
    opdracht = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider", *paden]
    omgeving = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    klaar = subprocess.run(opdracht, cwd=map_, env=omgeving, capture_output=True, text=True, check=False)
    regels = [r for r in klaar.stdout.splitlines() if r.startswith(("FAILED ", "ERROR "))]
    return regels[0].split(" - ")[0].split("::", 1)[-1] if regels else ""


def _zeg(regel: str) -> None:
    sys.stdout.write(regel + "\n")
    sys.stdout.flush()


def main(woord: str = "") -> int:
    """One line per defence; returns how many attacks did not succeed without it."""
    over = 0
    with TemporaryDirectory() as weg:
        map_ = Path(weg) / "pmg-desk"
        shutil.copytree(
            _WORTEL, map_, ignore=shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".*_cache")
        )
        for een in (v for v in ALLE if woord in v.naam):
            pad = map_ / "pmg_desk" / een.bestand
            tekst = pad.read_text(encoding="utf-8")
            pad.write_text(tekst.replace(een.was, een.wordt), encoding="utf-8")
            gevonden = eerste_mislukte(map_, een.aanvallen)
            pad.write_text(tekst, encoding="utf-8")
            over += not gevonden
            _zeg(f"{een.naam}: {gevonden or 'NO TEST FAILED'}")
    _zeg(f"defences taken out: {len([v for v in ALLE if woord in v.naam])}, of which no test failed: {over}")
    return over


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:2])))
