"""check_duplicates by content: where the hints say that shared code would go."""

from __future__ import annotations

import pytest
from groundplan.analyzers.clones.clone_corpus import Region
from groundplan.analyzers.clones.clone_home import home


def _region(path: str, name: str) -> Region:
    return Region(path, 1, 9, name, "method")


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (("a/x.rb", "Pool.name"), ("a/x.rb", "Pool.size"), "in Pool"),
        (("a/x.rb", "Pool.name"), ("a/x.rb", "Group.name"), "in this file"),
        (("app/models/pool.rb", "Pool.name"), ("app/models/group.rb", "Group.name"), "in app/models/concerns/"),
        (("app/jobs/pool.rb", "Pool.run"), ("app/jobs/group.rb", "Group.run"), "in app/jobs/"),
        (("app/jobs/pool.rb", "Pool.run"), ("lib/group.rb", "Group.run"), "at a place that both import"),
        (("src/a/x.ts", "x"), ("src/b/y.ts", "y"), "in src/shared/"),
    ],
)
def test_the_place_is_the_one_for_shared_code_if_there_is_one(
    one: tuple[str, str], other: tuple[str, str], place: str
) -> None:
    assert home(_region(*one), _region(*other), {"app/models/concerns", "src/shared", "src/utils"}) == place
