"""check_duplicates by content: what only declares something, or says the fields of its class one by one, is no clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clone_samples import ask
from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

ANNOTATED = """\
log = getLogger(__name__)


@matcher(
    name="live",
    pattern=compile(r"{name}.live/(?P<channel>[^/]+)"),
)
@matcher(
    name="{kind}",
    pattern=compile(r"{name}.{kind}/(?P<id>[^/]+)"),
)
@argument(
    "{word}",
    requires=["password"],
    metavar="{word}",
    help="The {word} of {name}.",
)
@argument(
    "password",
    sensitive=True,
    metavar="PASSWORD",
    help="The password of {name}.",
)
class {name}(Plugin):
    def {kind}(self):
        return self.{word}({number})
"""


def test_annotations_of_other_classes_are_no_clones(tmp_path: Path) -> None:
    """Sites that a downloader knows by rows of decorators, of which a chunk begins inside of one."""
    for name, kind, word, number in (("Brook", "video", "email", 1), ("Heron", "episode", "user", 22)):
        text = ANNOTATED.format(name=name, kind=kind, word=word, number=number)
        write(tmp_path, {f"{name}.py": f"from logging import getLogger\n\n{text}"})
    assert ask(tmp_path, min_tokens=30)["duplicates"] == []


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


DESCRIBED = """\
class {name} {{
    @Override
    public String toString() {{
        StringBuilder builder = new StringBuilder(getClass().getSimpleName());
        builder.append(" [");
{rows}        builder.append("]");
        return builder.toString();
    }}

    int {name}() {{ return {number}; }}
}}
"""


def test_what_goes_through_the_fields_of_another_class_is_no_clone(tmp_path: Path) -> None:
    """Long ones too: nobody passes the fields of a class to a function that describes it."""
    for name, fields in (
        ("Rule", ["uid", "label", "tags", "triggers"]),
        ("Option", ["pattern", "minimum", "unit", "step"]),
    ):
        rows = "".join(
            f'        if ({field} != null) {{\n            builder.append("{field}=").append({field}).append(", ");\n        }}\n'
            for field in fields
        )
        write(tmp_path, {f"{name}.java": DESCRIBED.format(name=name, rows=rows, number=len(name) * 7)})
    assert ask(tmp_path)["duplicates"] == []


BOUNDS = """\
impl<S, R, P> {head}
where
    S: Service<R::Request> + Send + 'static,
    S::Future: Send + 'static,
    S::Response: Response + Send + 'static,
    S::Error: Debug + Into<Error> + Send,
    R: Builder<(String, Vec<Event>)> + Send + Sync + 'static,
    R::Error: Display + Send,
    R::Request: Finalizable + MetaDescriptive + Send,
    P: Partitioner<Item = Event, Key = Option<String>> + Unpin + Send,
    P::Key: Eq + Hash + Clone,
{{
    fn {name}(&self) -> usize {{
        self.{name}
    }}
}}
"""


def test_bounds_of_types_are_said_again_for_each_implementation(tmp_path: Path) -> None:
    text = BOUNDS.format(head="Sink<S, R, P>", name="first") + BOUNDS.format(
        head="Stream for Sink<S, R, P>", name="other"
    )
    write(tmp_path, {"sink.rs": text})
    assert ask(tmp_path)["duplicates"] == []
