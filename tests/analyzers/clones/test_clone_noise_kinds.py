"""check_duplicates by content: the kinds of code that repeat by their nature."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan.analyzers.clones.noise.noise import boilerplate_paths, not_code
from groundplan.analyzers.clones.noise.places import kept
from groundplan.analyzers.clones.reading.sources import from_source

from tests.clone_samples import OTHER, SUM, TOTAL, ask, pairs, rows
from tests.workspaces import write

IMPORTS = "".join(
    f"from package.module{number} import Name{number}, Other{number}, Third{number}\n" for number in range(30)
)


TABLE = (
    "CODES = {\n"
    + "".join(f"    'key{number}': ({number}, 'value {number}', {number}),\n" for number in range(30))
    + "}\n"
)


MIGRATION = "class Migration(migrations.Migration):\n    def forwards(self):\n" + "".join(
    f"        self.add(models.Field('field{number}', null=True, default=None))\n" for number in range(12)
)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        pytest.param("a.py", "b.py", IMPORTS, id="imports"),
        pytest.param("a.py", "b.py", TABLE, id="a table of data"),
        pytest.param("app/migrations/0001_a.py", "app/migrations/0002_b.py", MIGRATION, id="migrations"),
        pytest.param("a.py", "vendor/b.py", TOTAL, id="vendored"),
        pytest.param(
            "a.py",
            "b.py",
            TOTAL.replace("    total = 0", "    # groundplan: allow-duplicate apart on purpose\n    total = 0"),
            id="allowed",
        ),
    ],
)
def test_noise_is_left_out(tmp_path: Path, first: str, second: str, text: str) -> None:
    write(tmp_path, {first: text, second: text})
    assert ask(tmp_path)["duplicates"] == []


CASE = """\
class TestCart:
    def test_{name}(self):
        cart = Cart(owner=self.owner, currency="{name}")
        cart.add(self.products.first(), quantity=3)
        cart.add(self.products.last(), quantity=5)
        response = self.client.post(cart.url, cart.as_dict())
        self.assertEqual(response.status_code, {status})
        self.assertEqual(response.json()["total"], cart.total())
"""


def test_cases_of_one_test_file_are_its_rows(tmp_path: Path) -> None:
    cases = CASE.format(name="eur", status=200) + CASE.format(name="usd", status=201)
    assert pairs(ask(write(tmp_path, {"tests/test_cart.py": cases}))) == []


def test_a_case_copied_as_it_is_counts(tmp_path: Path) -> None:
    case = CASE.format(name="eur", status=200)
    answer = ask(write(tmp_path, {"tests/test_cart.py": case + case}))
    assert [pair[2] for pair in pairs(answer)] == ["exact"]


def test_files_of_imports_are_no_clones(tmp_path: Path) -> None:
    text = "".join(f"from .module{number} import Name{number}\n" for number in range(40))
    assert ask(write(tmp_path, {"a/__init__.py": text, "b/__init__.py": text}))["duplicates"] == []


@pytest.mark.parametrize(
    ("line", "says_nothing"),
    [
        (b"import org.shop.Basket", True),
        (b"import (", True),
        (b"import Foundation", True),
        (b"import = read(path)", False),
        (b"import.directives.forEach {", False),
        (b"import('./shop').then(show)", False),
        (b"require 'shop'", True),
        (b"require_once(__DIR__ . '/shop.php');", True),
        (b"require.NoError(t, err)", False),
        (b"require(count > 0)", False),
    ],
)
def test_an_import_says_nothing_and_a_variable_of_that_name_does(line: bytes, *, says_nothing: bool) -> None:
    assert (not_code("Kotlin").match(line) is not None) is says_nothing


def test_a_silenced_call_of_php_is_code() -> None:
    assert not_code("Java").match(b"    @Deprecated")
    assert not not_code("PHP").match(b"    @unlink($path);")


@pytest.mark.parametrize(("path", "found"), [("i18n/translator.go", 1), ("lang/fr/prices.go", 1), ("locale/de.go", 0)])
def test_code_beside_translations_counts_and_a_translation_does_not(tmp_path: Path, path: str, found: int) -> None:
    text = "package a\n\n" + SUM.format(name="Total", one="items")
    write(tmp_path, {"a.go": text, path: text})
    assert len(rows(tmp_path)) == found


def test_what_has_no_function_in_the_folder_of_a_language_of_people_is_texts(tmp_path: Path) -> None:
    words = ("ash", "bay", "elm", "fir", "oak", "yew", "box", "fig", "gum")
    text = "".join(f"{word.upper()} = pick({word}.cell.depth, edge)\n" for word in words)
    write(tmp_path, {"locale/de/texts.py": text, "locale/nl/texts.py": text, "lib/a.py": text})
    assert rows(tmp_path) == []
    write(tmp_path, {"lib/b.py": text})
    assert len(rows(tmp_path)) == 1


def test_tests_of_one_thing_in_several_languages_of_people_are_cases_of_it(tmp_path: Path) -> None:
    text = "package a\n\n" + SUM.format(name="Total", one="items")
    write(tmp_path, {"tests/lang/fr/dates_test.go": text, "tests/lang/de/dates_test.go": text})
    assert rows(tmp_path) == []
    write(tmp_path, {"tests/lang/nl/times_test.go": text})
    assert len(rows(tmp_path)) == 2


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("a/locale/de/formats.py", False),
        ("js/i18n/datepicker-zh-HK.js", True),
        ("localization/de_CH.inc", True),
        ("i18n/formats.js", False),
        ("lang/parser.py", False),
        ("lib/languages/js/source-code.js", False),
        ("indexer/languages/ts/resolve.ts", False),
        ("languages/pt_BR.json", True),
        ("Shop.Tests/Localisation/DatesTests.fr-BE.cs", True),
        ("Shop.Tests/Localisation/DatesTests.cs", False),
    ],
)
def test_files_of_one_language_of_people(path: str, *, is_one: bool) -> None:
    assert boilerplate_paths([path]) == ({path} if is_one else set())


def test_what_a_tool_is_given_and_has_to_make_of_it_in_its_tests_is_left_out() -> None:
    """A formatter's tests hold each case twice: nine of ten reports were these pairs."""
    cases = [f"tests/{folder}/cfg/case{number}.rs" for folder in ("source", "target") for number in range(5)]
    few = [path.replace("tests", "lib/tests") for path in cases if path.endswith(("0.rs", "1.rs"))]
    others = ["tests/unit/a.rs", *(path.replace("tests", "src") for path in cases), *few]
    assert boilerplate_paths([*cases, "tests/target/lone.rs", *others]) == {*cases, "tests/target/lone.rs"}


WORKING = """\
class Dates
  def test_add_without_days_off
    with_settings :days_off => [] do
      assert_added '2012-10-10', '2012-10-10', 0
      assert_added '2012-10-11', '2012-10-10', 1
      assert_added '2012-10-12', '2012-10-10', 2
      assert_added '2012-10-13', '2012-10-10', 3
      assert_added '2012-10-25', '2012-10-10', 15
    end
  end
end
"""


def test_functions_of_few_marks_and_many_words_are_compared(tmp_path: Path) -> None:
    write(tmp_path, {"a.rb": WORKING, "b.rb": WORKING.replace("class Dates", "class Days")})
    assert [match for _, _, match in rows(tmp_path)] == ["exact"]


UPGRADE = """\
class Upgrade
{
    void Run(Database database)
    {
        database.Do(@"
ALTER TABLE rows ADD width int;
");
        var version = new Version(3, "beta");
        log.Info("upgrading to {1}", version);
        database.Commit(version);
    }
}
"""


def test_a_stretch_begins_behind_the_literal_that_began_before_it() -> None:
    file = from_source("a.cs", UPGRADE.encode(), "C#", "product")
    text = file.source
    start, end = kept(file, (text.index(b'");'), text.index(b"    }\n}")))
    assert text[start:end].startswith(b"var version")
    assert kept(file, (text.index(b"log."), end)) == (text.index(b"log."), end)


HEADS = """\
class {name}:
    def search(
        self, pattern: str = "*", raw: bool = True, found: bool = True,
        fields: tuple[str, ...] = ("name", "price"),
        unique: bool = False, deep: bool = bool(DEEP),
    ) -> Iterable[tuple[int, int, str]]:
{body}
"""


def test_the_head_of_a_function_alone_is_no_clone(tmp_path: Path) -> None:
    own, other = ("".join(f"    {line}\n" for line in text.splitlines()[1:]) for text in (TOTAL, OTHER))
    write(tmp_path, {"a.py": HEADS.format(name="Base", body=own), "b.py": HEADS.format(name="Shop", body=other)})
    assert rows(tmp_path) == []
    write(tmp_path, {"b.py": HEADS.format(name="Shop", body=own)})
    assert len(rows(tmp_path)) == 1
