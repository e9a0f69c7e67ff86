"""check_duplicates by content: what only declares something, or says the fields of its class one by one, is no clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clone_samples import ask
from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

DECLARED = {
    "ILevel.cs": "interface ILevel : {base}\n{{\n{rows}    [PreserveSig]\n    int {own}(uint channel);\n}}\n",
    "level.ts": "export interface Level {{\n{rows}  {own}: (editor: Editor) => boolean\n}}\n",
}
ROWS = {
    "ILevel.cs": "    [PreserveSig]\n    int Get{name}(uint channel, out float least, ref Guid context);\n",
    "level.ts": "  get{name}: (\n    editor: Editor,\n    match?: Match<Node>\n  ) => React.Element\n",
}


@pytest.mark.parametrize("path", DECLARED)
def test_signatures_are_declarations(tmp_path: Path, path: str) -> None:
    """What an interface asks for again: those of COM have to, and TypeScript's members are no code that a function could share."""
    for base, names in (("One", ("Level", "Mute", "Range", "Peak")), ("Other", ("Level", "Mute", "Range", "Name"))):
        text = "".join(ROWS[path].format(name=name) for name in names)
        write(tmp_path, {f"{base}/{path}": DECLARED[path].format(base=base, rows=text, own=f"own{base}")})
    assert ask(tmp_path)["duplicates"] == []


CHECKED = """\
class {name} {{
    void check{name}(Mapping mapping, Zone early, Zone late) {{
        Assert.areEqual(early, mapping.earlyZone);
        Assert.areEqual(late, mapping.lateZone);
        Log.info(mapping.name, mapping.count, early.name, late.name);
        Events.send(this.listeners, mapping, early, late);
        Cache.drop(mapping);
    }}
}}
"""


def test_statements_that_only_call_are_no_declarations(tmp_path: Path) -> None:
    write(tmp_path, {f"{name}.java": CHECKED.format(name=name) for name in ("Paid", "Owed")})
    (found,) = ask(tmp_path)["duplicates"]
    assert found["match"] == "renamed"


EQUALS = """\
class {name} {{
    @Override
    public boolean equals(Object other) {{
        if (other == this || !(other instanceof {name})) {{
            return other == this;
        }}
        {name} that = ({name}) other;
{rows}        return super.equals(other);
    }}
}}
"""


def test_what_goes_through_the_fields_of_another_class_is_no_clone(tmp_path: Path) -> None:
    """Long ones too, as a chart has them in each of its shapes: nobody passes the fields of a class to a function that compares them."""
    row = "        if (!Objects.equals(this.{field}, that.{field})) {{\n            return false;\n        }}\n"
    for name, fields in (("Line", "begin end stroke paint"), ("Box", "lower upper outline fill")):
        rows = "".join(row.format(field=field) for field in fields.split())
        write(tmp_path, {f"{name}.java": EQUALS.format(name=name, rows=rows)})
    assert ask(tmp_path)["duplicates"] == []
