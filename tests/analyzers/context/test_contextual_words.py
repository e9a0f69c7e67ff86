"""Files in which a word stands only as a part of the language are no place where a name of that word is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.impact.meaning.no_names import merely_syntax

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

SYNTAX = {
    "type": ["import type { A } from './a';", "import type A from './a';", "export type * from './a';", "type A = 1;", "import { type A } from './a';"],
    "from": ["import a from './a';", 'export * from"./a";', "import {a} from'./a';"],
    "of": ["for (const x of xs) x();", "for (const x of [1]) x;"],
    "as": ["f(x as string);", "import * as b from './a';", "x as { a: 1 };"],
}  # fmt: skip
NAMES = {
    "type": ["a.type = 1;", "f({ type });", "f({ type: 1 });", "const x = a.type as string;", "const x = a.type\nb();", "import type from './a';", "class type {}", "if (type in a) b;", "let t = type;", "for (const type of xs) f();"],
    "from": ["Array.from(x);", "f({ from: 1 });", "let from = 'x';", "import from from './a';", "a.from\n'x'"],
    "of": ["Observable.of(1);", "import { of } from './a';", "a.of x"],
    "as": ["import { as } from './a';", "f({ as: 1 });", "a.as;", "let x = as as string;"],
}  # fmt: skip


@pytest.mark.parametrize("word", SYNTAX)
def test_words_of_the_language_and_names(tmp_path: Path, word: str) -> None:
    syntax = {f"s{number}.ts": f"export const v = 1;\n{line}\n" for number, line in enumerate(SYNTAX[word])}
    names = {f"n{number}.ts": f"export const v = 1;\n{line}\n" for number, line in enumerate(NAMES[word])}
    workspace = Workspace(write(tmp_path, syntax | names | {"a.ts": "export const a = 1;\n", "p.py": f"{word}_ = 1\n"}))
    workspace.refresh()
    with workspace.index() as index:
        assert merely_syntax(index, word) == set(syntax)
        assert not merely_syntax(index, "a")
