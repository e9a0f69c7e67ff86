"""check_duplicates by content: a hint says nothing that the code does not bear out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from groundplan.analyzers.clones.comparing.own_names import own_names
from groundplan.analyzers.clones.reading.tokens import tokens
from groundplan.indexer import languages as lexicons

from tests.clone_samples import TOTAL, ask
from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

METHOD = """\
class {owner}:
    def configure(self, environment):
        self.log.info("handler at %s", self.path)
        environment.context.path = self.path
        for name, value in self.options.items():
            environment.context.set(name, value)
        environment.context.start(self.{limit})
        return environment.context
"""

CASE = """\
test("works", async () => {{
  const author = await createAuthor({{ name: "{name}", books: 3 }});
  await author.publish(firstBook(author), secondBook(author));
  const found = await orm.find(Author, {{ name: "{name}" }});
  expect(found.map(it => it.books.length)).toEqual([3, 3]);
  expect(found[0].books[1].tags).toContain(defaultTag());
}});
"""


def _hint(root: Path, files: dict[str, str]) -> str:
    write(root, files)
    (found,) = ask(root)["duplicates"]
    return str(found["hint"])


@pytest.mark.parametrize(
    ("limit", "hint"),
    [
        ("most", "equal code: move configure to one shared base or function in web/"),
        ("least", "equal but for one name or value (most -> least): make it a parameter of one configure in web/"),
    ],
)
def test_a_class_cannot_call_the_method_of_another(tmp_path: Path, limit: str, hint: str) -> None:
    files = {"web/a.py": METHOD.format(owner="Plain", limit="most")}
    assert _hint(tmp_path, {**files, "web/b.py": METHOD.format(owner="Secure", limit=limit)}) == hint


def test_what_is_written_where_it_is_passed_on_has_no_name_to_call(tmp_path: Path) -> None:
    case = CASE.format(name="Ann")
    hint = _hint(tmp_path, {"a.test.ts": f"setUpFirst();\n{case}", "b.test.ts": f"{case}cleanUp(1, 2);\n"})
    assert "keep test" not in hint
    assert "and use it from both" in hint


def test_a_comma_before_a_bracket_shifts_nothing(tmp_path: Path) -> None:
    other = TOTAL.replace("(items, total)", "(\n        items,\n        total,\n    )").replace(
        "find_discount", "find_rebate"
    )
    hint = _hint(tmp_path, {"a.py": TOTAL, "b.py": other})
    assert "equal but for one name or value (find_discount -> find_rebate)" in hint


def test_the_share_that_differs_heeds_the_order(tmp_path: Path) -> None:
    moved = "    audit.record(items, rate)\n"
    first = TOTAL.replace("    total = 0\n", f"{moved}    total = 0\n")
    last = TOTAL.replace("    return", f"{moved}    return")
    hint = _hint(tmp_path, {"a.py": first, "b.py": last})
    assert re.match(r"[5-9] % of the code differs \(lines \d", hint), hint


FIELDS = """\
class Surface {{
    public Rect To{name}(Rect given) {{
        if ({matrix}.IsIdentity) {{
            return given;
        }}
        Point[] points = {{ given.TopLeft, new Point(given.Right, given.Bottom) }};
        {matrix}.TransformPoints(points);
        log.Debug("{text}", points.Length);
        return new Rect(points[0], new Size(points[1].X - points[0].X, points[1].Y - points[0].Y));
    }}
}}
"""

THUMB = """\
def {name}({first}, {second}={{}})
  {second}[:class] ||= "{words}"
  if {first}.remote?
    remote_tag({first}, {second}.merge(:size => 50))
  elsif {first}.avatar.attached?
    variant_tag({first}.avatar, {{ :resize => [50, 50] }}, {second})
  else
    image_tag("avatar.svg", {second}.merge(:width => 50))
  end
end
"""


def test_a_field_that_is_asked_without_its_object_is_no_local_name(tmp_path: Path) -> None:
    one = FIELDS.format(name="Image", matrix="_inverse", text="converted")
    hint = _hint(tmp_path, {"A.cs": one, "B.cs": one.replace("_inverse", "_zoom").replace("given", "taken")})
    assert hint.startswith("equal but for one name or value (_inverse -> _zoom): make it a parameter of one ToImage")


def test_a_long_text_is_a_value_too_and_shown_from_its_first_change_on(tmp_path: Path) -> None:
    one = THUMB.format(name="thumb", first="user", second="options", words="thumb border border-secondary bg-body")
    other = THUMB.format(name="tiny", first="owner", second="given", words="thumb border border-secondary bg-dark tiny")
    hint = _hint(tmp_path, {"a.rb": f"{one}\n{other}"})
    assert hint.startswith(
        'equal but for one name or value (…ondary bg-body" -> …ondary bg-dark tiny"): make it a parameter'
    )


def test_what_a_function_tells_of_itself_is_no_value(tmp_path: Path) -> None:
    told = TOTAL.replace("rate):\n", 'rate):\n    """What all of it costs."""\n')
    other = told.replace("all of it costs", "they cost").replace("find_discount", "find_rebate")
    hint = _hint(tmp_path, {"a.py": told, "b.py": other})
    assert "equal but for one name or value (find_discount -> find_rebate)" in hint


@pytest.mark.parametrize(
    ("language", "code", "own"),
    [
        ("Python", "def f(a, b=1):\n  c, d = a.x\n  for e in d:\n    g(key=e, h=i)\n", "a b c d e"),
        ("Go", "func (r *Row) F(a int) {\n  b, err := g(a)\n  field = b\n}\n", "r a b err"),
        ("TypeScript", "const go = async (a: A) => { const { b, c } = a; d = rows.map(e => e.f(top)) }", "go a b c e"),
        ("Java", "int f(A a) { List<B> b = g(a, c); for (D d : b) { field = d; } return b.map(e -> e.x); }", "a b d e"),
        ("Rust", "fn f(a: &A) -> B { let mut b = a.x; rows.iter().map(|c| c + top); b }", "a b c"),
        ("C", "static int f(struct a *b) { size_t c = b->n; struct d *e = b->first; total = c; return c; }", "b c e"),
    ],
)
def test_a_name_is_a_piece_s_own_where_it_is_made(language: str, code: str, own: str) -> None:
    found = own_names(tokens(code.encode(), lexicons.language(language).LEXICON), language)
    named = {name.decode() for name in found}
    assert set(own.split()) <= named
    assert named.isdisjoint({"field", "top", "key", "h", "i", "total", "rows"})
