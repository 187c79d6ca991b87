"""The data package, read once: which datasets there are, their columns, keys, words and accepted headers."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "data" / "datapackage.yaml"

SQL_TYPES = {"string": "varchar", "integer": "integer", "number": "double", "boolean": "boolean", "date": "date"}

#: Columns that every stored table carries beside its own, so that any figure leads back to a file and a row.
ORIGIN = {"upload_id": "integer", "line": "integer"}


@dataclass(frozen=True)
class Field:
    """One column of a dataset."""

    name: str
    title: str
    type: str
    unit: str | None
    headers: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    normalise: str | None
    required: bool
    enum: tuple[str, ...]
    pattern: str | None
    minimum: float | None
    maximum: float | None
    example: str

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]

    def word(self, code: object) -> str:
        """What is shown for a stored value: the word for a code, a whole number without its decimal point."""
        if self.type == "number":
            return str(code).removesuffix(".0")
        key = str(code).lower() if isinstance(code, bool) else str(code)
        return self.values[key][0] if key in self.values else key


@dataclass(frozen=True)
class Dataset:
    """One uploadable table: its grain is `key`, its rows live in a stored table of the same name."""

    name: str
    title: str
    kind: str
    use: str
    path: Path
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: dict[str, tuple[str, str]]

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def columns(self) -> list[str]:
        return [field.name for field in self.fields]

    @property
    def ddl(self) -> str:
        """The column list of the stored table."""
        own = [f"{field.name} {field.sql_type}" for field in self.fields]
        return ", ".join(own + [f"{name} {kind}" for name, kind in ORIGIN.items()])


def _field(raw: dict[str, Any], keys: list[str]) -> Field:
    limits = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        title=raw["title"],
        type=raw["type"],
        unit=raw.get("unit"),
        headers=tuple(raw.get("headers", ())),
        values={str(code): tuple(str(word) for word in words) for code, words in raw.get("values", {}).items()},
        normalise=raw.get("normalise"),
        required=limits.get("required", False) or raw["name"] in keys,
        enum=tuple(str(code) for code in limits.get("enum", ())),
        pattern=limits.get("pattern"),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        example=str(raw.get("example", "")),
    )


def _dataset(raw: dict[str, Any]) -> Dataset:
    schema = raw["schema"]
    key = schema["primaryKey"]
    references = {
        link["fields"][0]: (link["reference"]["resource"], link["reference"]["fields"][0])
        for link in schema.get("foreignKeys", ())
    }
    return Dataset(
        name=raw["name"],
        title=raw["title"],
        kind=raw["kind"],
        use=raw["use"],
        path=PACKAGE.parent / raw["path"],
        fields=tuple(_field(item, key) for item in schema["fields"]),
        key=tuple(key),
        references=references,
    )


@cache
def datasets() -> dict[str, Dataset]:
    """All datasets by name, in the order of the data package."""
    package = yaml.safe_load(PACKAGE.read_text(encoding="utf-8"))
    return {raw["name"]: _dataset(raw) for raw in package["resources"]}


def dataset(name: str) -> Dataset:
    """The dataset of that name; KeyError says which names exist."""
    known = datasets()
    if name not in known:
        raise KeyError(f"没有名为 {name} 的数据集。可用的数据集：{'、'.join(known)}")
    return known[name]
