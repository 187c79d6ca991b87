"""The README stays true: the folders and files it names exist, and so does every command."""

import re

import pytest

from dashboard.__main__ import cli
from dashboard.datasets import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w./]+(?:/|\.\w+))`|\]\(([^)]+)\)", README)


@pytest.mark.parametrize("name", sorted({code or link for code, link in NAMED}))
def test_what_the_readme_names_is_there(name: str) -> None:
    assert (ROOT / name).exists() or name in {"var/"}


def test_every_command_is_in_the_readme() -> None:
    for command in cli.commands:
        assert re.search(rf"\b{command}\b", README), command


def test_the_table_of_the_standard_names_tests_and_files_that_there_are() -> None:
    table = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("*.py"))
    names = re.findall(r"`([^`]+)`", table)
    tests = [name for name in names if name.startswith("test_")]
    files = [name for name in names if "/" in name and not name.startswith("/")]
    assert len(tests) > 20
    assert [name for name in tests if f"def {name}(" not in written] == []
    assert [name for name in files if not (ROOT / name).exists()] == []
