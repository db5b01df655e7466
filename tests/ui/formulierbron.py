"""Which forms the program has, read from its source: the names of their drafts, and the forms that keep none."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from pmg_desk.ui import screens, widgets

SCHERMEN = Path(screens.__file__).parent
WIDGETS = Path(widgets.__file__).parent


class Onleesbaar(Exception):
    """A draft has a name that cannot be read from the source."""


def bronnen(*, alles: bool = False) -> dict[str, ast.Module]:
    """The modules with screens, by name; ``alles``: those with their parts as well, where a form may be made."""
    mappen = (SCHERMEN, WIDGETS) if alles else (SCHERMEN,)
    return {pad.stem: ast.parse(pad.read_text("utf-8")) for map_ in mappen for pad in sorted(map_.glob("*.py"))}


def conceptnamen(module: ast.Module) -> set[str]:
    """The names under which forms keep drafts; ``*`` for a part that depends on what the form is about.

    Said as ``koppel_concept(opslag, NAME)``, as ``concept=NAME``, by place to a function of this module that has a
    parameter ``concept``, or as ``concept = NAME`` in a class. Raises Onleesbaar.
    """
    plekken = _plekken(module)
    namen: set[str] = set()
    for deel in ast.walk(module):
        if isinstance(deel, ast.Call):
            for waarde in _conceptwaarden(deel, plekken):
                namen |= _teksten(waarde)
        elif isinstance(deel, ast.ClassDef):
            for regel in deel.body:
                match regel:
                    case ast.Assign(targets=[ast.Name(id="concept")], value=waarde):
                        namen |= _teksten(waarde)
                    case ast.AnnAssign(target=ast.Name(id="concept"), value=ast.expr() as waarde):
                        namen |= _teksten(waarde)
                    case _:
                        pass
    return namen


def zonder(module: ast.Module) -> set[str]:
    """The functions that make a ``Formulier`` for which no draft is named: in the function itself where that shows it
    in a window, else anywhere in the class.
    """
    plekken = _plekken(module)
    gevonden: set[str] = set()
    for klasse, functie in _functies(module):
        roepen = [deel for deel in ast.walk(functie) if isinstance(deel, ast.Call)]
        if not any(_naam(roep) == "Formulier" for roep in roepen):
            continue
        eigen = any(True for roep in roepen for _ in _conceptwaarden(roep, plekken))
        toont = any(_naam(roep) == "Formulierdialoog" for roep in roepen)
        elders = klasse is not None and not toont and _noemt(klasse, plekken)
        if not eigen and not elders:
            gevonden.add(functie.name if klasse is None else f"{klasse.name}.{functie.name}")
    return gevonden


def _noemt(klasse: ast.ClassDef, plekken: dict[str, int]) -> bool:
    return any(True for deel in ast.walk(klasse) if isinstance(deel, ast.Call) for _ in _conceptwaarden(deel, plekken))


def _functies(module: ast.Module) -> Iterator[tuple[ast.ClassDef | None, ast.FunctionDef]]:
    for deel in module.body:
        if isinstance(deel, ast.FunctionDef):
            yield None, deel
        elif isinstance(deel, ast.ClassDef):
            yield from ((deel, functie) for functie in deel.body if isinstance(functie, ast.FunctionDef))


def _plekken(module: ast.Module) -> dict[str, int]:
    """Per function of the module with a parameter ``concept``: which argument of a call that is."""
    plekken: dict[str, int] = {}
    for klasse, functie in _functies(module):
        namen = [argument.arg for argument in functie.args.args]
        if "concept" in namen:
            naam = klasse.name if klasse is not None and functie.name == "__init__" else functie.name
            plekken[naam] = namen.index("concept") - (klasse is not None)
    return plekken


def _naam(roep: ast.Call) -> str:
    return roep.func.attr if isinstance(roep.func, ast.Attribute) else getattr(roep.func, "id", "")


def _conceptwaarden(roep: ast.Call, plekken: dict[str, int]) -> Iterator[ast.expr]:
    yield from (kw.value for kw in roep.keywords if kw.arg == "concept")
    plek = 1 if _naam(roep) == "koppel_concept" else plekken.get(_naam(roep))
    if plek is not None and plek < len(roep.args):
        yield roep.args[plek]


def _teksten(waarde: ast.expr) -> set[str]:
    match waarde:
        case ast.Constant(value=str(tekst)):
            return {tekst}
        case ast.JoinedStr(values=delen):
            return {"".join(str(d.value) if isinstance(d, ast.Constant) else "*" for d in delen)}
        case ast.Tuple(elts=[eerste, *_]):
            return _teksten(eerste)
        case ast.IfExp(body=een, orelse=ander):
            return _teksten(een) | _teksten(ander)
        case ast.Name(id="concept") | ast.Attribute(attr="concept"):
            return set()  # handed on: its name is found where it comes from
        case _:
            raise Onleesbaar(ast.unparse(waarde))
