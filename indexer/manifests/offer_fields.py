"""How manifests mark what a workspace declares once for all its packages: names that a quick question may read without the readers."""

__all__ = ["CENTRAL", "INHERITED", "OFFERED"]

INHERITED = "workspace = true"  # the marker of a dependency of Cargo whose constraint stands in the workspace's root
OFFERED = "workspace"  # the group of what [workspace.dependencies] offers to members; nobody's dependency by itself
CENTRAL = "central"  # the group of versions that Directory.Packages.props holds for others; no dependency by itself
