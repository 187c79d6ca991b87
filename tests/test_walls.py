"""Who may use whom: the imports of the code are those that the README's table names, no more and no fewer."""

import ast
import re
from pathlib import Path

from dashboard.datasets import ROOT
from dashboard.web.navigation import NAVIGATION

TABLE = re.findall(r"^\| `(\S+)` \| .+ \| (.+) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
PARTS = [(part, used) for part, used in TABLE if part.endswith((".py", "/"))]
MAY_USE = {part: set(re.findall(r"`(\S+)`|(Streamlit|Starlette)", used)) for part, used in PARTS}

#: What every part may use: it uses nothing of ours but the data package.
SHARED = {f"dashboard/{name}.py" for name in ("datasets", "words", "text", "coordinates")}
#: Lines of a file in pages/: a screen is read in one look, what stands beside it in two.
MOST_OF_SCREEN, MOST_BESIDE = 120, 200

CODE = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "dashboard").rglob("*.py"))]


def part_of(file: Path) -> str:
    """The part of the README's table that a file is in."""
    first, *rest = file.relative_to(ROOT).parts
    if not rest:
        return first
    return f"{first}/" if first != "dashboard" else f"dashboard/{rest[0]}{'/' if len(rest) > 1 else ''}"


def imported(file: Path) -> set[str]:
    """The modules that a file imports, each as dotted name."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    found = [
        (node.module or "", alias.name) for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    ]
    return plain | {f"{module}.{name}" if module in ("dashboard", "pages") else module for module, name in found}


def used_by(file: Path) -> set[str]:
    """The parts of ours that a file uses, and Streamlit where it does."""
    found = set()
    for module in imported(file):
        top, *rest = module.split(".")
        if top in ("streamlit", "starlette"):
            found.add(top.capitalize())
        elif top == "pages":
            found.add("pages/")
        elif top == "dashboard" and rest:
            package = ROOT / "dashboard" / rest[0]
            found.add(part_of(package / "x.py" if package.is_dir() else package.with_suffix(".py")))
    return found - SHARED - {part_of(file)}


def test_each_part_uses_what_the_readme_says_and_no_part_is_left_out() -> None:
    used: dict[str, set[str]] = {}
    for file in CODE:
        used.setdefault(part_of(file), set()).update(used_by(file))
    named = {part: {name or library for name, library in names} for part, names in MAY_USE.items()}
    code = {part: names for part, names in named.items() if part in used}
    assert {part: names for part, names in used.items() if part not in SHARED | {"dashboard/__init__.py"}} == code


def test_what_every_part_may_use_uses_nothing_of_ours_in_turn() -> None:
    for name in SHARED:
        assert used_by(ROOT / name) == set(), name


def screens() -> set[str]:
    """The names of the screens, as the navigation has them."""
    return {name for listed in NAVIGATION.values() for name, *_ in listed}


def test_each_screen_is_a_short_file_and_what_stands_beside_it_is_named_after_it() -> None:
    lines = {file.stem: len(file.read_text(encoding="utf-8").splitlines()) for file in (ROOT / "pages").glob("*.py")}
    beside = set(lines) - screens() - {"__init__"}
    assert screens() <= set(lines)
    assert {name for name in screens() if lines[name] > MOST_OF_SCREEN} == set()
    assert {name for name in beside if lines[name] > MOST_BESIDE} == set()
    assert {name for name in beside if not name.startswith(tuple(f"{screen}_" for screen in screens()))} == set()
