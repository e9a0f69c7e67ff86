"""Which files say the same in one language of people each: by their folder's name, or by what stands beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import by_key

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["translations"]

CODES: Final = (
    "aa ab af ak am an ar av ay az ba be bg bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo "
    "fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ig ik it iu iw ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om os pa pi pl ps pt qu rm rn ro ru rw "
    "sa sc sd se sg si sk sl sm sn sq sr ss st su sv sw ta te tg th ti tk tl tn tr tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""Languages of people by ISO 639-1, without a few that nearly always stand for something else: `ts`, `io`, `as`, `is`, `or`, `to`."""

LOCALES: Final = re.compile(r"/(?i:locales?|i18n|l10n|lang|languages?|translations?|locali[sz]ations?)/")
TRANSLATIONS: Final = re.compile(
    rf"{LOCALES.pattern}(?:[\w-]+/)*(?:[\w-]+[-_.])?"
    rf"(?:{CODES.replace(' ', '|')})(?:[-_][A-Za-z]{{2,8}})?(?:/|\.\w+$)"
)
"""Files of one language of people each, by its code: `locale/de/formats.py`, `i18n/pt-BR.ts`, `i18n/datepicker-zh-HK.js`."""

CODED: Final = re.compile(rf"(?:[\w-]+?[-_.])?({CODES.replace(' ', '|')})(?:[-_][A-Za-z]{{2,8}})?\.\w+")
"""A file name with the code of a language of people."""

LEAST: Final = 5
SHARE: Final = 0.8
"""So many languages in one folder, and so much of its files, and it holds translations, whatever its name."""


def translations(paths: Iterable[str]) -> set[str]:
    """Those of some files that are a translation."""
    found: set[str] = set()
    for folder, beside in by_key((path.rpartition("/")[0], path) for path in paths).items():
        told = {path for path in beside if TRANSLATIONS.search(f"/{path}")} if LOCALES.search(f"/{folder}/") else set()
        rest = [path for path in beside if path not in told] if len(beside) >= LEAST + len(told) else []
        coded = {path: code[1] for path in rest if (code := CODED.fullmatch(path.rpartition("/")[2]))}
        if len(set(coded.values())) >= LEAST and len(coded) >= SHARE * len(rest):
            found.update(coded)
        found |= told
    return found
