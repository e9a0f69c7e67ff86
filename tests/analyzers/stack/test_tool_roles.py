"""Helpers are named as the catalog names them, each in a list that it stands in."""

from __future__ import annotations

import pytest
from groundplan.analyzers.catalog import CATEGORIES, load
from groundplan.analyzers.stack.tools_in_use import ROLES


@pytest.mark.parametrize("name", ROLES)
def test_every_helper_is_in_the_catalog_and_in_its_list(name: str) -> None:
    catalog = load()
    helpers = [helper for group in ROLES[name] for helper in group]
    assert len(helpers) == len(set(helpers))
    assert {helper for helper in helpers if helper not in catalog} == set()
    assert {h for h in helpers if name not in {CATEGORIES[kind] for kind in catalog[h].categories}} == set()
