"""What adds a path through a function, by language; the counts are of McCabe's complexity less one."""

from __future__ import annotations

import pytest
from groundplan.indexer.fingerprints.fingerprint import branch_lines, keep
from groundplan.indexer.languages import language as language_module

CASES = [
    ("Python", b"def f(a):\n    assert a\n    return 1 if a and f(a) else [b for b in a]\n", 3),
    ("TypeScript", b"function f(a?: T, b: U) {\n  const c = a?.d ?? b;\n  return c ? 1 : 2;\n}\n", 2),
    ("JavaScript", b"const f = a => a\n  ? 1\n  : a.b?.() ? 2 : 3;\n", 2),
    ("Java", b"class A { int f(Map<?, B> a) { return a == null ? 1 : 2; } }\n", 1),
    ("C#", b"class A { int f(int? a, B? b) { int? c = b?.d; return c != null ? 1 : a ?? 2; } }\n", 2),
    ("Swift", b"func f(a: Int?) -> Int? { let b = a?.c; return b == nil ? 1 : 2 }\n", 1),
    ("PHP", b"<?php function f(?int $a) { $b = ['c' => 1, 'd' => 2]; return $a ?: ($a === null ? $b['c'] : match (true) { default => 1 }); }\n", 3),
    ("C", b"int f(int a) { return a?1:a > 2 && a; }\n", 2),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "branches"), CASES, ids=[case[0] for case in CASES])
def test_branches(language: str, source: bytes, branches: int) -> None:
    assert len(branch_lines(keep(source, language_module(language).LEXICON, []))) == branches
