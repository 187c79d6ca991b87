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
