"""npm, yarn, pnpm and bun: which file is read by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .linking import link
from .nx_projects import parse_project
from .package_json import ECOSYSTEM, parse_package_json, parse_package_yaml
from .package_locks import parse_bun_binary, parse_bun_lock, parse_package_lock
from .pnpm_lock import parse_pnpm_lock
from .workspace_files import parse_lerna, parse_pnpm_workspace, parse_rush, parse_task_runner, parse_yarnrc
from .yarn_lock import parse_yarn_lock

if TYPE_CHECKING:
    from ...base import Parser

__all__ = ["ECOSYSTEM", "PATTERNS", "link"]

PATTERNS: tuple[tuple[str, Parser], ...] = (
    ("package.json", parse_package_json),
    ("package.json5", parse_package_json),
    ("package.yaml", parse_package_yaml),
    ("package-lock.json", parse_package_lock),
    ("npm-shrinkwrap.json", parse_package_lock),
    ("yarn.lock", parse_yarn_lock),
    (".yarnrc.yml", parse_yarnrc),
    ("pnpm-lock.yaml", parse_pnpm_lock),
    ("pnpm-workspace.yaml", parse_pnpm_workspace),
    ("bun.lock", parse_bun_lock),
    ("bun.lockb", parse_bun_binary),
    ("lerna.json", parse_lerna),
    ("nx.json", parse_task_runner),
    ("project.json", parse_project),
    ("turbo.json", parse_task_runner),
    ("turbo.jsonc", parse_task_runner),
    ("rush.json", parse_rush),
)
