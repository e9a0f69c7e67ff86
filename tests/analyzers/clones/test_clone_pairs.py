"""check_duplicates by content: which pairs of functions are found, and which only look alike."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

import groundplan
from groundplan import Workspace
from groundplan.analyzers.clones.comparing.likeness import shared_in_order, similarity
from groundplan.analyzers.clones.comparing.runs import EqualRows
from groundplan.analyzers.clones.noise.places import kept
from groundplan.analyzers.clones.reading.sources import from_source
from groundplan.analyzers.clones.reading.tokens import tokens
from groundplan.indexer.languages import language

from tests.clone_samples import OTHER, RENAMED, SUM, TOTAL, ask, rows
from tests.workspaces import write


def test_each_of_two_equal_functions_is_paired_with_a_renamed_one(tmp_path: Path) -> None:
    first, third = SUM.format(name="Total", one="items"), SUM.format(name="Other", one="umber")
    write(
        tmp_path,
        {f"{name}.go": f"package {name}\n\n{text}" for name, text in zip("abc", (first, first, third), strict=True)},
    )
    assert [(one[0], other[0], match) for one, other, match in rows(tmp_path)] == [
        ("a.go", "b.go", "exact"), ("a.go", "c.go", "renamed"), ("b.go", "c.go", "renamed"),
    ]  # fmt: skip


CASE = """\
package site

func TestPage{number}(t *testing.T) {{
\tt.Parallel()
\tfiles := `
{text}
`
\tb := Build(t, files, Options{{Verbose: true, Running: false}})
\tb.AssertContent("public/index.html", "one", "two")
\tb.AssertContent("public/other.html", "three")
\tb.Close(t.Name(), b.Path())
}}
"""


def _text(word: str) -> str:
    return "\n".join(f"-- {word}{line}.html --" for line in range(9))


def test_a_case_with_other_text_is_another_case(tmp_path: Path) -> None:
    write(tmp_path, {f"{word}.go": CASE.format(number=1, text=_text(word)) for word in ("amber", "birch")})
    assert rows(tmp_path) == []


def test_the_text_that_two_cases_share_tells_that_one_is_a_copy(tmp_path: Path) -> None:
    changed = CASE.format(number=2, text=_text("amber")).replace('b.AssertContent("public/other', 'm.Dates[3] = ("x')
    write(tmp_path, {"a.go": CASE.format(number=1, text=_text("amber")), "b.go": changed})
    assert [match for _, _, match in rows(tmp_path)] == ["similar"]


def test_callbacks_of_one_function_are_its_cases(tmp_path: Path) -> None:
    case = """\
\tt.Run("{name}", func(t *testing.T) {{
\t\tclient := NewClient(nil, {value})
\t\tif client.Timeout != {value} {{
\t\t\tt.Fatalf("expected %q, got %q", {value}.String(), client.Timeout.String())
\t\t}}
\t\tclient.Close()
{more}\t}})
"""
    cases = case.format(name="a", value="one", more="") + case.format(name="b", value="two", more="\t\tcheck(t)\n")
    write(tmp_path, {"a.go": f"package a\n\nfunc Cases(t *T) {{\n{cases}}}\n"})
    assert rows(tmp_path) == []


def test_text_in_literals_is_no_block(tmp_path: Path) -> None:
    text = "\n".join(f"select name, price, quantity from items{line} where active and price > 0" for line in range(12))
    files = {
        f"{word}.py": f'def {word}(cursor):\n    {word}.begin()\n    cursor.run("""\n{text}\n""")\n    return {word}.rows\n'
        for word in ("amber", "birch")
    }
    assert [match for _, _, match in rows(write(tmp_path, files)) if match == "exact"] == []


def test_statements_in_another_order_are_other_code() -> None:
    lines = [f"    self.assert_{word}(response.{word}, 'x')".encode() for word in ("ab", "cd", "ef", "gh", "ij", "kl")]
    lexicon = language("Python").LEXICON
    one, other = (tokens(b"\n".join(order), lexicon) for order in (lines, lines[::-1]))
    assert similarity(one, other) > 0.7
    assert shared_in_order(one, other) < 0.4
    assert shared_in_order(one, one) == 1.0


def test_what_a_copy_only_adds_counts_less_than_what_it_changes() -> None:
    lexicon = language("Python").LEXICON
    held = b"\n".join(f"    self.{word}(one.{word}, 'x')".encode() for word in ("ab", "cd", "ef", "gh"))
    more, other = b"\n    log.start(self.log)" * 4, b"\n    if run not in self.seen: self.seen[run] = 1" * 3
    shares = [
        shared_in_order(tokens(one, lexicon), tokens(two, lexicon))
        for one, two in ((held, held + more), (held + other, held + more))
    ]
    assert shares[0] > 0.6
    assert shares[1] < 0.55


ASKING = """\
def test_case_{number}(client):
    answer = client.ask({body})
    check(answer.status, {number})
    check(answer.text, "seen {number}")
    close(answer.body, answer.head)
"""


WANTED = """\
def {name}({client}):
    {body} = [1, 2, 3, {client}, 0]
    close({client}.body, {client}.head)
    for one in {body}:
        {body} = [one, {client}, {body}]
    check({client}.status, {body})
    if {client} not in {body}:
        {body} = [{body}, {body}, 4, 5]{more}
    check({client}.text, {body})
    return {body}, {client}
"""


ROW = "one = one + [one, 7] if one else [one, 8, 9]\n    "


def test_functions_of_common_calls_alone_are_found_by_two_in_a_row(tmp_path: Path) -> None:
    cases = "\n\n".join(ASKING.format(number=number, body=f"[{number}]") for number in range(120))
    write(
        tmp_path,
        {
            "cases/all.py": cases,
            "cases/more.py": cases.replace("test_case", "other_case"),
            "a.py": WANTED.format(name="first", client="client", body="body", more=""),
            "b.py": WANTED.format(name="second", client="caller", body="found", more="\n        found = [found, 6]"),
        },
    )
    found = Workspace(tmp_path).ask("check_duplicates", limit=0)["duplicates"]

    assert [row["match"] for row in found if {row["path"], row["of"]["path"]} == {"a.py", "b.py"}] == ["similar"]


def test_a_long_function_is_compared_with_all_that_share_its_one_rare_call(tmp_path: Path) -> None:
    """`audit` stands in thirty more functions; the calls that the copy adds leave no two of the common ones in a row."""
    long = WANTED + WANTED.partition("\n")[2].replace("    return", "    audit()\n    return")
    breaks = {
        "    close(": "    alpha()\n    close(",
        "    check(": "    beta()\n    check(",
        "    audit(": "    gamma()\n    audit(",
    }
    copy = long.format(name="second", client="caller", body="found", more="")
    for call, broken in breaks.items():
        copy = copy.replace(f"\n{call}", f"\n{broken}")
    cases = "\n\n".join(ASKING.format(number=number, body=f"[{number}]") for number in range(120))
    audited = "\n\n".join(f"def case{number}(one):\n    {ROW * 6}audit()\n    return one\n" for number in range(30))
    first = long.format(name="first", client="client", body="body", more="")
    write(tmp_path, {"all.py": cases, "some.py": audited, "x.py": first, "y.py": copy})
    found = Workspace(tmp_path).ask("check_duplicates", limit=0)["duplicates"]
    assert [row["match"] for row in found if {row["path"], row["of"]["path"]} == {"x.py", "y.py"}] == ["similar"]


LICENSED = """\
<?php

/*
 +------------------------------------------------+
 | This file is part of the mail client            |
 | Copyright (C) the developers: see the licence   |
 | any later version with exceptions for skins     |
 +------------------------------------------------+
*/

class {name}
{{
    {body}
}}
"""


def test_the_end_of_a_comment_is_no_code(tmp_path: Path) -> None:
    files = {
        f"{name}.php": LICENSED.format(name=name, body=body).replace("part of", f"part {name} of")
        for name, body in (("A", "public $a = 1;"), ("B", "function b() { return run(2); }"))
    }
    write(tmp_path, files)
    assert Workspace(tmp_path).ask("check_duplicates", limit=0, min_tokens=20)["duplicates"] == []


def test_files_are_let_go_with_the_runs_between_them() -> None:
    gc.disable()
    try:
        runs = EqualRows([], None)
        gone = weakref.ref(runs)
        assert runs.runs == []
        del runs
        assert gone() is None
    finally:
        gc.enable()


def test_what_a_snippet_repeats_of_its_own_stands_nowhere_yet(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": OTHER})
    answer = ask(tmp_path, code=f"{TOTAL}\n\n{RENAMED}")
    assert (answer["duplicates"], answer["found_duplicates"]) == ([], False)


def test_a_snippet_laid_out_in_another_way_is_compared(tmp_path: Path) -> None:
    """One rare line of five is the same: the others were broken over lines, or are written with `+=`."""
    ours = """\
def common_arguments(self):
    args = []
    settings_dir, _ = self._settings_paths()
    if settings_dir is not None:
        args.extend(['--settings-dir', settings_dir])
    args.extend([
        '--build-directory', self._conanfile.build_folder,
        '--file', self._project_file,
    ])
    return args
"""
    snippet = """\
def shared_arguments(self):
    arguments = []
    directory, _ = self._settings_paths()
    if directory is not None:
        arguments += ['--settings-dir', directory]
    arguments += ['--build-directory', self._conanfile.build_folder, '--file', self._project_file]
    return arguments
"""
    write(tmp_path, {"a.py": ours, "b.py": OTHER})
    [found] = ask(tmp_path, code=snippet)["duplicates"]
    assert (found["of"]["path"], found["match"]) == ("a.py", "similar")


CASES = b"""\
it("is told", () => {
  const seen = new Set(first.map((year) => year.getFullYear()));
  seen.add(first[0].getFullYear() + 1);
  seen.add(first[1].getFullYear() + 1);
  expect(seen.size).toBe(3);
});

it("takes its limits as numbers", () => {
  const result = yearsBetween(first, second);
  expect(result.length).toBe(3);
  expect(result.map(String)).toEqual([first, second].map(String));
});

it("is refused", () => {
  expect(() => years(null)).toThrow();
});
"""


def test_a_stretch_begins_and_ends_with_calls_that_it_holds_whole() -> None:
    """Half of the blocks of tests that are callbacks began with the `});` of the one before, a fifth ended in the next one's head."""
    start, end = kept(
        from_source("a.test.ts", CASES, "TypeScript"), (CASES.index(b"expect"), CASES.index(b"  expect(()"))
    )
    assert CASES[start:end].startswith(b'it("takes')
    assert CASES[start:end].endswith(b"map(String));\n});")


def test_of_equally_like_functions_every_process_takes_the_same(tmp_path: Path) -> None:
    """More functions of one form than are all compared, each of which shares a name with several."""
    steps = "".join(
        f"    {{{part}}} = order.step_{part}({{{part}}}, base)\n    order.keep({{{part}}})\n" for part in "abcde"
    )
    names = [{part: f"{part}{number % size}" for size, part in enumerate("abcde", 2)} for number in range(16)]
    texts = [f"def made{number}(order, base):\n{steps.format(**own)}" for number, own in enumerate(names)]
    root = write(tmp_path, {"a.py": "\n\n".join(texts)})
    Workspace(root).refresh()
    code = (
        "import sys; from groundplan import Workspace\n"
        "for row in Workspace(sys.argv[1]).check_duplicates(limit=0, min_tokens=20)['duplicates']:\n"
        "    print(row['name'], row['of']['name'])"
    )
    told = set()
    for seed in "012":
        (root / ".groundplan" / "clones.json").unlink(missing_ok=True)
        (root / ".groundplan" / "answers.db").unlink(missing_ok=True)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(groundplan.__file__).parents[1])}
        ran = subprocess.run([sys.executable, "-c", code, root], env=environment, check=True, capture_output=True)
        told.add(ran.stdout)
    assert len(told) == 1
    assert told.pop().count(b"\n") > 20
