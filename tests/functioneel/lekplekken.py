"""A dossier with a word of its own in every text column of every table, and words of its own wherever text hangs.

So a column that somebody adds later is in the leak matrix by itself: its word may come out only where a table in the
test says so.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.storage.models import Basis, OverdrachtStatus, UitspraakSoort
from tests.services.test_wissen import KLASSEN, Vuller
from tests.wereld import Wereld

Plek = tuple[str, str]
GEWOON = "signalen"
"""The category of every free text here: whatever is stricter is so because of what the text hangs on."""

_SLEUTELS: dict[str, Any] = {
    "leefgebied": "werk_opleiding",
    "tafel": "pga_lokaal",
    "criteria": "{}",
    "doelgroep": "meeloper",
    "interventie": "kansrijk",
    "categorie": GEWOON,
    "verwezen_naar": "",
    "naar_tafel": "top_x",
    "van_tafel": "pga_lokaal",
}
_PER_PLEK: dict[Plek, Any] = {
    ("organisatie", "soort"): "onderwijs",
    ("relatie", "soort"): "ouder",
    ("relatie", "andere_jongere_id"): None,
    ("antecedent", "soort"): "steekwapen",
    ("antecedent", "status"): "veroordeling",
    ("inzet", "interventie"): "kansrijk",
    ("jongere", "adres_geheim"): False,
    ("relatieduiding", "loopt_risico"): True,
    ("uitspraak", "vervangt_id"): None,
    ("score", "waarde"): 3,
    ("kenmerk", "waarde"): True,
    ("bewaartermijn", "begin"): "sluiting",
    ("overdracht", "status"): OverdrachtStatus.INGETROKKEN,
}
_S = UitspraakSoort
_TEKSTSOORT: dict[str, UitspraakSoort] = {
    "actie": _S.ACTIE,
    "antecedent": _S.ANTECEDENT,
    "besprekingspunt": _S.BESPREKING,
    "bijlage": _S.BIJLAGE,
    "budgetaanvraag": _S.BUDGET,
    "uitgave": _S.BUDGET,
    "doorbraak": _S.BUDGET,
    "factor": _S.FACTOR,
    "indeling": _S.INDELING,
    "kenmerk": _S.KENMERK,
    "plan_versie": _S.PLAN,
    "relatieduiding": _S.NETWERK,
    "score": _S.SCORE,
    "tafelstap": _S.ROUTE,
    "aanmelding": _S.ROUTE,
    "triageantwoord": _S.ROUTE,
    "doorgeleiding": _S.ROUTE,
    "doel": _S.DOEL,
    "doeltoets": _S.TOETS,
    "doelbereik": _S.EVALUATIE,
    "evaluatie": _S.EVALUATIE,
    "inzet": _S.INZET,
    "overlegbesluit": _S.BESLUIT,
    "planafspraak": _S.AFSPRAAK,
}
"""The kind of the text of a row; of any other row it is a signal."""


_LOG = ("logreeks", "logregel", "logdetail", "controlepunt")
"""Written by the program itself, as it has to stand on itself; what people wrote in its details is put there."""


class Plekken(Vuller):
    """One row in every table that hang together in one casus of ``regie``; ``woorden``: (table, column) by word."""

    def __init__(self, wereld: Wereld, *, zorg: bool) -> None:
        super().__init__()
        self.zorg = zorg
        self.wereld = wereld
        self.stam = uuid4()
        self.teksten: list[dict[str, Any]] = []
        self.tekstplekken: set[Plek] = set()
        self._vul()

    @property
    def casus_id(self) -> UUID:
        return UUID(str(self.sleutels["casus"]))

    def waarde(self, tabel: str, kolom: sa.Column[Any]) -> Any:
        if self.zorg and kolom.name == "leefgebied":
            return "geestelijke_gezondheid"
        if self.zorg and (tabel, kolom.name) == ("organisatie", "soort"):
            return "jeugdzorg"
        if (tabel, kolom.name) in _PER_PLEK:
            return _PER_PLEK[tabel, kolom.name]
        if kolom.name in ("gestopt_op", "tot") and kolom.nullable:
            return None  # what has ended is in no stuk
        if kolom.name in ("stam_id", "doel_stam_id"):
            return self.stam
        if (tabel, kolom.name) == ("casus", "regisseur_id"):
            return self.wereld.regie.gebruiker.id
        if kolom.name in _SLEUTELS and isinstance(kolom.type, sa.String):
            return _SLEUTELS[kolom.name]
        if any(sleutel.column.table.name == "uitspraak" for sleutel in kolom.foreign_keys):
            return self._tekst(tabel, kolom.name)
        return super().waarde(tabel, kolom)

    def _tekst(self, tabel: str, kolom: str) -> UUID:
        id_ = uuid4()
        woord = f"h{self.telling():x}q"
        self.woorden[tabel, kolom] = woord
        self.tekstplekken.add((tabel, kolom))
        soort = _TEKSTSOORT.get(tabel, _S.SIGNAAL)
        self.teksten.append({"id": id_, "soort": soort, "tekst": f"Gezegd is {woord}.", "bron": "iemand"})
        return id_

    def _vul(self) -> None:
        per_tabel = {klasse.__tablename__: klasse for klasse in KLASSEN}
        uitspraak = Basis.metadata.tables["uitspraak"]
        gewoon: dict[str, Any] = {}
        with self.wereld.engine.begin() as verbinding:
            for tabel in Basis.metadata.sorted_tables:
                if tabel.name in _LOG:
                    continue
                rij = self.rij(per_tabel[tabel.name])
                if tabel.name == "uitspraak":
                    rij |= {
                        "categorie": GEWOON,
                        "soort": _S.SIGNAAL,
                        "derden": False,
                        "doorverstrekking": Doorverstrekking.JA,
                        "aard": Aard.FEIT,
                    }
                    gewoon = rij
                for tekst in self.teksten:
                    verbinding.execute(sa.insert(uitspraak).values({**gewoon, **tekst}))
                self.teksten.clear()
                verbinding.execute(sa.insert(tabel).values(rij))
        self.woorden["logdetail", "detail"] = woord = f"d{self.telling():x}q"
        with self.wereld.regie.doe() as t:
            t.log("adres.tonen", "jongere", self.sleutels["jongere"], casus_id=self.casus_id, detail={"reden": woord})
