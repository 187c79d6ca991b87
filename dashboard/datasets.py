"""The data package, read once: which datasets there are, their columns, keys, words and accepted headers."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "data" / "datapackage.yaml"

#: The notice whose plans, tasks and targets the board tracks, as it is cited.
NOTICE = "城政办发〔2023〕20号"

#: libyaml's loader, which every wheel of PyYAML has. Where PyYAML was built without it, its own gives the same rows in
#: six times the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SQL_TYPES = {
    "string": "varchar",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamp",
}

#: The kinds of datasets that nobody reports: the notice itself and the settings. They come with the board.
FOUNDING = ("notice", "setting")

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
    #: The column that says that a value is below the detection limit, for results that may be.
    below: str | None
    #: The column that says why there is no value, for values in whose place its words may stand.
    states: str | None
    #: The headers of columns that a time may come in instead, `date` and `hour`, and of the `year` it may lack.
    parts: dict[str, tuple[str, ...]]
    #: Whether a day alone is a time too.
    bare_days: bool
    #: What of a plot is not seen by everybody: its name, place or sample.
    restricted: str | None
    #: Whether it is the name of a person.
    is_personal: bool

    @property
    def is_measured(self) -> bool:
        """Whether the column holds numbers or times, where a dash stands for no value."""
        return self.type in ("integer", "number", "date", "datetime") and not self.values

    @property
    def is_public(self) -> bool:
        """Whether the public edition has the column."""
        return not self.is_personal and self.restricted != "place"

    @property
    def is_free_text(self) -> bool:
        """Whether any text may stand in the column."""
        return self.type == "string" and not (self.values or self.normalise or self.pattern)

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
class Unit:
    """A physical unit as files state it; units of one quantity convert into each other by their size."""

    name: str
    quantity: str
    size: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Crosstab:
    """How a dataset may also come: as a table with the words of `names` for column headers.

    Stored long (`pivots` false): such a column holds one of `values` for the name in its header. Stored wide
    (`pivots`): a file may instead have one column of names and one of values. `rows` is the field of a first column
    without a header. `units` gives the unit of a name, under 'other' that of all others.
    `headers` are the headers that a column of names and one of values may have in a file for a dataset stored wide.
    `whole` is the name of a row without any value that fills the field `said_in` alone.
    """

    names: str
    values: tuple[str, ...]
    rows: str | None
    words: dict[str, tuple[str, ...]]
    units: dict[str, str]
    headers: dict[str, tuple[str, ...]]
    pivots: bool
    whole: str | None
    said_in: str | None


@dataclass(frozen=True)
class Dataset:
    """One uploadable table: its grain is `key`, its rows live in a stored table of the same name.

    Of `open_references` the register need not have every name. Rows that are `in_store` are too many to be copied:
    whoever needs some fetches them. A file `speaks_for` the values of these columns in it, and for the whole table
    without any; a dataset that `keeps_rows` loses none to a file, and one that `is_append_only` none to an undo. One
    that `has_versions` is a plan: what it was before and after each revision is shown side by side. Templates have the
    columns `beside` its own, for who fills them in; a file may have them, and nobody reads them.
    """

    name: str
    title: str
    kind: str
    use: str
    path: Path
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: dict[str, tuple[str, str]]
    open_references: frozenset[str]
    crosstab: Crosstab | None
    in_store: bool
    speaks_for: tuple[str, ...]
    keeps_rows: bool
    is_append_only: bool
    has_versions: bool
    beside: tuple[Field, ...]

    @property
    def is_uploadable(self) -> bool:
        """Whether a person may upload it; what comes with a file that is kept is registered with that file."""
        return self.kind not in ("attached", "noted")

    @property
    def is_noted(self) -> bool:
        """Whether the board alone writes it, with the rows it follows from; it comes and goes with those."""
        return self.kind == "noted"

    @property
    def template_fields(self) -> list[Field]:
        """The columns of its template: its own, and behind the key what stands beside it."""
        behind = max(map(self.columns.index, self.key)) + 1
        return [*self.fields[:behind], *self.beside, *self.fields[behind:]]

    @property
    def is_by_month(self) -> bool:
        """Whether its sheet is one of a month: its key has a month, or a day of it."""
        return any(each.normalise == "month" or each.type == "date" for each in map(self.field, self.key))

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def columns(self) -> list[str]:
        return [field.name for field in self.fields]

    def units_of(self, field: str, name: str | None = None) -> dict[str, Unit]:
        """The units a column is kept in: one under '' for a field, or for a column of a cross table that has a `name`.

        Values of a cross table in one column have the unit of the name in their row: one entry for each name.
        """
        known = {unit.name: unit for unit in units()}
        cross = self.crosstab
        if cross and field in cross.values and cross.units:
            names = [name] if name else list(cross.words)
            found = {"" if name else each: cross.units.get(each, cross.units["other"]) for each in names}
        else:
            found = {"": next((each.unit or "" for each in self.fields if each.name == field), "")}
        return {each: known[unit] for each, unit in found.items() if unit in known}

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
        below=raw.get("below"),
        states=raw.get("states"),
        parts={part: (part, *headers) for part, headers in raw.get("parts", {}).items()},
        bare_days=raw.get("bare_days", False),
        restricted=raw.get("restricted"),
        is_personal=raw.get("personal", False),
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
        open_references=frozenset(link["fields"][0] for link in schema.get("foreignKeys", ()) if link.get("open")),
        crosstab=_crosstab(raw["crosstab"]) if "crosstab" in raw else None,
        in_store=raw.get("in_store", False),
        speaks_for=tuple(raw.get("speaks_for", ())),
        keeps_rows=raw.get("keeps_rows", False),
        is_append_only=raw.get("append_only", False),
        has_versions=raw.get("versions", False),
        beside=tuple(_field({"type": "string", **item}, []) for item in raw.get("beside", ())),
    )


def _crosstab(raw: dict[str, Any]) -> Crosstab:
    return Crosstab(
        names=raw["names"],
        values=tuple(raw["values"]),
        rows=raw.get("rows"),
        words={str(code): tuple(words) for code, words in raw["words"].items()},
        units=raw.get("units", {}),
        headers={name: tuple(words) for name, words in raw.get("headers", {}).items()},
        pivots=raw.get("pivots", False),
        whole=raw.get("whole", {}).get("name"),
        said_in=raw.get("whole", {}).get("said_in"),
    )


@cache
def _package() -> dict[str, Any]:
    package: dict[str, Any] = yaml.load(PACKAGE.read_text(encoding="utf-8"), LOADER)
    return package


@cache
def units() -> tuple[Unit, ...]:
    """The physical units that a file may state, with other ways to write each."""
    with (PACKAGE.parent / "words" / "units_of_measure.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Unit(row["unit"], row["quantity"], float(row["size"]), tuple(filter(None, row["spellings"].split("|"))))
            for row in csv.DictReader(file)
        )


@cache
def datasets() -> dict[str, Dataset]:
    """All datasets by name, in the order of the data package."""
    return {raw["name"]: _dataset(raw) for raw in _package()["resources"]}


def uploadable() -> dict[str, list[Dataset]]:
    """The datasets that a person may upload, by kind: first what units report, or hand in where they report nothing."""
    kinds = ("reported", "derived", "notice", "setting")
    listed = [each for each in datasets().values() if each.is_uploadable]
    return {kind: [each for each in listed if each.kind == kind] for kind in kinds}


def dataset(name: str) -> Dataset:
    """The dataset of that name; KeyError says which names exist."""
    known = datasets()
    if name not in known:
        raise KeyError(f"没有名为 {name} 的数据集。可用的数据集：{'、'.join(known)}")
    return known[name]
