"""No expression goes back without end: a long run of blanks or slashes in a file is answered like a short one.

Each of these stood still, for minutes at this length, on a text that a machine had written.
"""

import re
from typing import AnyStr

import pytest
from groundplan.analyzers.routes import route_starts
from groundplan.analyzers.routes.prefixes import looped_mounts
from groundplan.analyzers.routes.rails import rails_routes
from groundplan.analyzers.routes.text import script_routers
from groundplan.analyzers.stack import claims_files
from groundplan.indexer.languages.c import includes
from groundplan.indexer.manifests import link_all, parse

LONG = 8_000


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (script_routers.CALL, "/" * LONG),
        (rails_routes.RESOURCES, "resources" + " " * LONG),
        (rails_routes.CONCERNS, "concerns" + " " * LONG),
        (looped_mounts.LOOP, "for" + " " * LONG),
        (claims_files.HOOK, b"\n" * LONG),
        (includes.GUARD_NAME, b" " * LONG),
    ],
)
def test_a_long_run_that_says_nothing_is_not_found(expression: re.Pattern[AnyStr], text: AnyStr) -> None:
    assert expression.match(text) is None


def test_a_long_run_before_no_path_gives_no_path() -> None:
    found = route_starts.POSITIONAL.match(" " * LONG)
    assert found is not None
    assert found[0] == ""


@pytest.mark.parametrize(
    ("expression", "text", "told"),
    [
        (rails_routes.RESOURCES, "resources :users, :posts, only: [:index]", ":users, :posts"),
        (looped_mounts.LOOP, "    for router, name in ROUTERS:", "router, name"),
        (includes.GUARD_NAME, b"!defined( FOO_H )", b"FOO_H"),
        (claims_files.HOOK, b"      - id: ruff", b"ruff"),
    ],
)
def test_what_they_are_for_is_still_found(expression: re.Pattern[AnyStr], text: AnyStr, told: AnyStr) -> None:
    found = expression.match(text)
    assert found is not None
    assert told in found.groups()


def test_a_workspace_glob_of_many_stars_has_no_members() -> None:
    stars = '{"name": "a", "workspaces": ["' + "*a" * 40 + 'b"]}'
    texts = {"package.json": stars, f"{'a' * 200}/package.json": '{"name": "b", "dependencies": {"a": "*"}}'}
    manifests = {path: read for path, text in texts.items() if (read := parse(path, text.encode()))}
    assert link_all(manifests).keys() == texts.keys()
