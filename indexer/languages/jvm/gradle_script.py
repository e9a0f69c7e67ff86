"""Build scripts of Gradle in Kotlin: what their code imports, and the plugins that they apply.

A script plugin is named by its file (https://docs.gradle.org/current/userguide/implementing_gradle_plugins_precompiled.html).
What a script declares no other file sees. Its imports may stand below `plugins { … }`, where Kotlin's grammar has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Extracted, Import
from .kotlin import LEXICON, prepare

if TYPE_CHECKING:
    from tree_sitter import Tree

__all__ = ["LEXICON", "extract", "prepare"]

FORMS = re.compile(
    rb'^[ \t]*(?:id\(\s*"(?P<id>[\w.-]+)"\s*\)|apply\(\s*plugin\s*=\s*"(?P<applied>[\w.-]+)"|`(?P<accessor>[\w.-]+)`[ \t]*$)'
    rb"|^import[ \t]+(?P<import>[\w.]*\w)(?P<all>\.\*)?(?:[ \t]+as[ \t]+(?P<alias>\w+))?",
    re.MULTILINE,
)


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The script's imports, and its plugins as such; see `LanguageModule.extract`."""
    del tree, path
    imports = []
    for match in FORMS.finditer(source):
        names = {form: text.decode() for form, text in match.groupdict().items() if text}
        line = source.count(b"\n", 0, match.start()) + 1
        if name := names.get("import"):
            bound = "*" if "all" in names else ""
            alias = bound or names.get("alias") or name.rpartition(".")[2]
            imports.append(Import(line, "static", name, bound, alias))
        else:
            imports.append(Import(line, "static", "".join(names.values()), "", "", "plugin"))
    return Extracted([], imports)
