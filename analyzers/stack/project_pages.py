"""What of a project browsers show: the share of code that they run, and templates of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..workspace.code_places import is_hidden
from .project_marks import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...answers import LanguageShare
    from ...indexer.index import Index

__all__ = ["has_templates", "is_for_browsers"]

BROWSED: Final = frozenset(
    ("HTML", "CSS", "SCSS", "Less", "Sass", "JavaScript", "TypeScript", "MDX", "Elm", "Markdown", *TEMPLATES)
)
FAIR: Final = 0.25
ERROR_PAGE: Final = re.compile(r"(?:^|/)[45]\d\d(?:-[\w-]+)?\.html$")
MAIL: Final = re.compile(r"(?:^|/)(?:e?mails?|mailers?|\w+_mailer|mjml)/", re.IGNORECASE)
"""Templates of mail make no pages."""
PAGES: Final = 0.02
"""The least share of templates that makes a server show pages; less is mail and error pages."""


def is_for_browsers(shares: Sequence[LanguageShare]) -> bool:
    """Whether a fair part of the code is what browsers run."""
    return not shares or sum(item["share"] for item in shares if item["name"] in BROWSED) >= FAIR


def has_templates(index: Index, shares: Sequence[LanguageShare]) -> bool:
    """Whether the product has pages of its own; dialects (`HTML+ERB`) count with their language, as in the shares."""
    from ...indexer.classify.linguist import group

    shown = {
        group(file.language)
        for path, file in index.files.items()
        if file.zone == "product"
        and file.language in TEMPLATES
        and not (ERROR_PAGE.search(path) or MAIL.search(path) or is_hidden(path))
    }
    return sum(item["share"] for item in shares if item["name"] in shown) >= PAGES
