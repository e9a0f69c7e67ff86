"""The words of roles: a role as singular words, and the words that workspaces use for the same one."""

from __future__ import annotations

from collections.abc import Sequence, Set

from ...naming import singular, singular_words

__all__ = ["HELPERS", "TESTS", "ends_in", "is_of_outer", "is_of_products", "is_of_tests"]
__all__ += ["role_words", "synonyms", "without_role"]

TESTS = frozenset({"test", "spec"})
SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset({"route", "router", "endpoint", "api", "handler", "controller", "view", "resource"}),
    frozenset({"repository", "repo", "dao", "store", "gateway", "mapper"}),
    frozenset({"util", "utility", "helper", "common", "misc", "tool", "lib"}),
    frozenset({"model", "entity", "domain", "schema"}),
    frozenset({"component", "widget", "ui"}),
    frozenset({"page", "screen", "view", "route"}),
    frozenset({"middleware", "filter", "interceptor"}),
    frozenset({"job", "task", "worker", "queue"}),
    frozenset({"config", "configuration", "setting", "conf", "option"}),
    frozenset({"command", "cli", "cmd", "console"}),
    frozenset({"type", "interface", "typing", "dto", "contract"}),
    frozenset({"exception", "error"}),
    TESTS,
    frozenset({"service", "usecase", "use_case"}),
    frozenset({"usecase", "use_case", "interactor"}),
    frozenset({"specification", "spec"}),
    frozenset({"store", "state", "slice", "reducer"}),
    frozenset({"validator", "validation", "rule"}),
    frozenset({"event", "listener", "subscriber", "handler"}),
    frozenset({"constant", "enum"}),
    frozenset({"hook", "composable"}),
    frozenset({"migration", "migrate", "alembic"}),
)
"""Words that workspaces use for the same role; the workspace's own word always comes first."""
HELPERS = next(group for group in SYNONYMS if "util" in group)
"""What only helps: it stands wherever it is used, and makes no feature."""

SHARED_WITH_TESTS = HELPERS | {"test", "spec", "specification"}
"""What tests have as well, or are."""


def role_words(role: str) -> tuple[str, ...]:
    """A role as singular words: `api_endpoints` → api, endpoint."""
    return singular_words(role)


def ends_in(words: Sequence[str], end: Sequence[str]) -> bool:
    """Words end with others, in any number, and have more before them."""
    return len(words) > len(end) > 0 and [singular(word) for word in words[-len(end) :]] == [*end]


def is_of_products(role: str) -> bool:
    """The role is a known one that tests are not made of, and does more than help."""
    return bool(synonyms(role)) and SHARED_WITH_TESTS.isdisjoint(role_words(role))


def is_of_outer(stem: tuple[str, ...], parts: Set[tuple[str, ...]]) -> bool:
    """A file's name ends as a folder around it, a known role, is called: `Resources/Models/PhotoResource` is a resource."""
    return len(stem) > 1 and stem[-1:] in parts and bool(synonyms(stem[-1]))


def without_role(name: Sequence[str], role: str) -> list[str]:
    """The words of a name without those of the role that end it (`EscalationService` is the feature escalation)."""
    wanted = role_words(role)
    return list(name[: -len(wanted)] if ends_in(name, wanted) else name)


def is_of_tests(role: str) -> bool:
    """What has the role is a test."""
    return not TESTS.isdisjoint(role_words(role)[-1:])


def synonyms(role: str) -> list[str]:
    """Other words for a role, sorted."""
    wanted = "_".join(role_words(role))
    return sorted({word for group in SYNONYMS if wanted in group for word in group} - {wanted})
