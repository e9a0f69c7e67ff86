"""What of a project browsers show: the share of code that they run, and templates of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...workspace.code_places import is_hidden
from ..main_technology import is_program
from ..project_marks import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....answers import LanguageShare
    from ....indexer.index import Index

__all__ = ["BROWSED", "FAIR", "has_templates", "is_for_browsers", "is_written_elsewhere"]

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
