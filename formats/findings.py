"""The findings of `groundplan check` as SARIF results, alone or with the workspace's clone classes, and as rows to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .sarif import Location, Result, Rule, to_log

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..checks import Finding
    from ..workspace import Workspace

__all__ = ["to_rows", "to_sarif", "workspace_to_sarif"]

RULES = {
    "imports": Rule("UnresolvedImport", "An import leads to no file of the workspace.", "error"),
    "cycles": Rule("ImportCycle", "Files import each other as they are loaded.", "warning"),
    "rules": Rule("ArchitectureRule", "An import that an architecture rule of the workspace forbids.", "error"),
    "settings": Rule("Settings", "A setting or an architecture rule that does nothing as it is written.", "warning"),
}
"""Check → its rule; each architecture rule has one of its own below `ArchitectureRule/`."""
COLUMNS = ("rule", "path", "line", "message")


def to_sarif(found: Mapping[str, Any]) -> str:
    """What `checks.check` found as a SARIF log."""
    return to_log([_result(finding) for finding in found["findings"]])


def workspace_to_sarif(workspace: Workspace) -> str:
    """What all checks find, and the clone classes of the whole workspace, as one run."""
    from ..checks import check
    from .duplicates import class_results

    findings = [_result(finding) for finding in check(workspace)["findings"]]
    return to_log([*findings, *class_results(workspace.check_duplicates(limit=0))])


def to_rows(found: Mapping[str, Any]) -> dict[str, Any]:
    """The same answer with what a person reads of each finding."""
    return {**found, "findings": [{key: finding[key] for key in COLUMNS} for finding in found["findings"]]}


def _result(finding: Finding) -> Result:
    rule, message = RULES[finding["check"]], finding["message"]
    if finding["check"] == "rules":
        rule = rule._replace(id=f"{rule.id}/{finding['rule']}", text=f"Architecture rule: {finding['rule']}.")
    elif finding["rule"] != finding["check"]:
        message = f"Rule {finding['rule']!r}: {message}"
    return Result(
        rule,
        message,
        Location(finding["path"], finding["line"]),
        [Location(place["path"], place["line"]) for place in finding["related"]],
        ("groundplanCheck/v1", finding["fingerprint"]),
    )
