"""What tells that a workspace is there for its texts, its data or what browsers show, whatever programs go with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.classify.linguist import language_type
from ...per_index import per_index
from ...workspace.code_places import is_hidden
from ..introduction import introduction
from ..main_technology import JOIN_BOTH, TEMPLATES, is_program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....answers import Ground, LanguageShare
    from ....indexer.index import Index
    from .facts import Project

__all__ = [
    "BROWSED", "DATA", "FAIR", "SHOWN", "has_templates", "is_bare", "is_dataset", "is_documentation", "is_for_browsers",
    "is_site_of_texts", "is_texts", "is_written_elsewhere", "said_to_collect",
]  # fmt: skip

TWICE: Final = 2
TEXTS = 10
"""So many texts a program make a collection of texts."""
WRITTEN: Final = frozenset({"MDX", "Markdoc"})
"""What Linguist calls markup, and writers write texts in."""
GIVEN: Final = ("src/", "content/", "pages/", "app/", "posts/", "data/")
"""Folders of a site's texts, for frameworks that make more than sites; `docs/` describes the application."""
SHOWN: Final = frozenset({"product", "docs"})
DATA, MANY_DATA = ("CSV", "TSV", "JSON", "GeoJSON", "XML"), 50
"""What data is kept in, and so many files of it, each for what others have one program."""


GATHERED: Final = re.compile(
    r"\b(?:collection|list|set|bunch|catalog(?:ue)?) of\b(?:[^.]|\.(?=\w)){0,60}?\b(?:samples?|examples?|exercises|solutions|snippets"
    r"|recipes|demos|templates)\b",
    re.IGNORECASE,
)
"""What a workspace says of itself that gathers what has nothing to do with each other."""


def said_to_collect(index: Index) -> Ground | None:
    """The first sentence of the README where it calls the workspace a collection of examples or templates."""
    readme = introduction(index, "")
    if (said := readme.sentence) and (found := GATHERED.search(said.text)):
        return {"path": readme.path, "line": said.line, "says": f"said: {found[0]}"}
    return None


@per_index
def _kinds(index: Index) -> Counter[str]:
    """How many files are programs, markup, prose and data."""
    found: Counter[str] = Counter()
    for language, count in Counter(file.language for file in index.files.values()).items():
        found[language_type(language)] += count
    return found


def is_texts(project: Project) -> bool:
    """Most files are texts, whatever shows them as pages."""
    kinds = _kinds(project.index)
    pages = kinds["programming"] + kinds["markup"]
    return kinds["prose"] > (TWICE if not kinds["programming"] else TEXTS / 2) * pages and not project.root_is_package


def is_site_of_texts(project: Project, *, beside: bool = False) -> bool:
    """Whether a site generator at the root is given texts for the most part; `beside`: also a framework that serves pages and has its
    texts beside its code."""
    makers = [*project.has("static-site"), *(JOIN_BOTH.intersection(project.found) if beside else ())]
    if all("/" in claim.path for name in makers for claim in project.found[name].evidence):
        return False
    places, files = GIVEN if beside else ("",), project.index.files.items()
    given = (item.language for at, item in files if item.zone in SHOWN and at.startswith(places) and not is_hidden(at))
    kinds = Counter("prose" if language in WRITTEN else language_type(language) for language in given)
    return kinds["prose"] > kinds["programming"] + kinds["markup"]


def is_dataset(project: Project) -> bool:
    """Files of data by the dozen, and a few programs that make or check them."""
    files = [file for path, file in project.index.files.items() if file.zone == "product" and not is_hidden(path)]
    kinds = Counter(file.language for file in files)
    data = sum(kinds[name] for name in DATA)
    return data >= MANY_DATA and data >= TEXTS * sum(
        file.parsed > 0 or language_type(file.language) == "programming" for file in files
    )


def is_documentation(project: Project) -> bool:
    """No programs but few that check or show the texts, or none at all."""
    kinds = _kinds(project.index)
    return (
        kinds["prose"] >= TEXTS * kinds["programming"] and kinds["prose"] + kinds["markup"] > 0 and not is_bare(project)
    )


def is_bare(project: Project) -> bool:
    """A manifest says that there will be a package, and no file of code or markup is there yet, only a README or two."""
    if {"programming", "markup"} & {language_type(item["name"]) for item in project.shares}:
        return False
    texts = [path for path, file in project.index.files.items() if language_type(file.language) == "prose"]
    return not any("/" in path for path in texts) and any(item.packages for item in project.manifests.values())


BROWSED: Final = frozenset(
    ("HTML", "CSS", "SCSS", "Less", "Sass", "JavaScript", "TypeScript", "MDX", "Elm", "Markdown", *TEMPLATES)
)
FAIR: Final = 0.25
ERROR_PAGE: Final = re.compile(r"(?:^|/)[45]\d\d(?:-[\w-]+)?\.html$")
MAIL: Final = re.compile(r"(?:^|/)(?:e?mails?|mailers?|\w+_mailer|mjml)/", re.IGNORECASE)
"""Templates of mail make no pages."""
PAGES: Final = 0.02
"""The least share of templates that makes a server show pages; less is mail and error pages."""


def is_for_browsers(shares: Sequence[LanguageShare], least: float = FAIR) -> bool:
    """Whether a fair part of the code is what browsers run."""
    return not shares or sum(item["share"] for item in shares if item["name"] in BROWSED) >= least


def is_written_elsewhere(shares: Sequence[LanguageShare]) -> bool:
    """Whether more of the programs, and a fair part of all code, is in languages that browsers do not run: the pages, or the
    project's own site, only go with them."""
    programs = [item for item in shares if is_program(item["name"])]
    inside = sum(item["share"] for item in programs if item["name"] in BROWSED)
    outside = sum(item["share"] for item in programs if item["name"] not in BROWSED)
    return outside > inside and outside >= FAIR


def has_templates(index: Index, shares: Sequence[LanguageShare]) -> bool:
    """Whether the product has pages of its own; dialects (`HTML+ERB`) count with their language, as in the shares."""
    from ....indexer.classify.linguist import group

    pages = {
        path: group(file.language)
        for path, file in index.files.items()
        if file.zone == "product"
        and file.language in TEMPLATES
        and not (ERROR_PAGE.search(path) or MAIL.search(path) or is_hidden(path))
    }
    alone = len(pages) == 1 and not any(_is_dressed(index, path) for path in pages)
    shown = {name for name in pages.values() if not (alone and name == "HTML")}
    return sum(item["share"] for item in shares if item["name"] in shown) >= PAGES


def _is_dressed(index: Index, page: str) -> bool:
    """Whether style sheets or scripts lie beside a page or below its folder: else it may only describe the interface."""
    folder = page.rpartition("/")[0]
    if not folder or index.files[page].language != "HTML":
        return True
    return any(
        path.startswith(f"{folder}/") and path != page and file.zone == "product" and file.language in BROWSED
        for path, file in index.files.items()
    )
