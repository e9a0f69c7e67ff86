"""C# projects: which projects of the workspace and files from elsewhere a project takes in, what it opens for all of its files.

These stand in the project file, or in the `Directory.Build.props` or `.targets` above it, whose paths count from the project that
takes it in (https://learn.microsoft.com/visualstudio/msbuild/customize-by-directory).
"""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...gathering import by_key
from ...path_globs import compiled
from ...workspace_paths import outwards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Projects", "read_projects"]

SHARED = ("Directory.Build.props", "Directory.Build.targets")
USING_ITEM = re.compile(rb"<Using\s+([^<>]{1,400}?)/?>")
IMPLICIT = re.compile(rb"<ImplicitUsings>\s*(?:enable|true)\s*</ImplicitUsings>", re.IGNORECASE)
OF_THE_SDK = (
    "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
    "System.Threading.Tasks",
)  # fmt: skip
"""What `ImplicitUsings` opens (https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives): a workspace
that fills in types of a newer platform declares some of its own there."""
REFERENCE = re.compile(rb'<ProjectReference\s+[^<>]{0,200}?Include\s*=\s*"([^"<>\n]{1,300})"')
PACKAGE = re.compile(rb'<(?:Package)?Reference\s+[^<>]{0,200}?Include\s*=\s*"([^",$<>\n]{1,200})[",]')
LINKED = re.compile(rb'<Compile\s+[^<>]{0,200}?Include\s*=\s*"([^"<>\n]{1,300})"')
ATTRIBUTE = re.compile(rb'(\w+)\s*=\s*"([^"]{0,300})"')
COMPUTED = re.compile(r"[$@*]|%\(")
"""What of a path only a build can tell."""


class Projects(NamedTuple):
    """What project files say.

    Attributes:
        usings: folder of a project, or of a `Directory.Build` file → the namespaces that are open in all files below it.
        references: folder of a project → the folders of the projects that it references; none for one whose references
            are computed.
        linked: file → the folders of the projects elsewhere that compile it too (`<Compile Include="../Shared/Clock.cs"/>`).
    """

    usings: dict[str, set[str]]
    references: dict[str, set[str]]
    linked: dict[str, set[str]]


def read_projects(world: World) -> Projects:
    """Reads every project file and `Directory.Build` file of the workspace."""
    usings: dict[str, set[str]] = {}
    linked: dict[str, set[str]] = {}
    ends = by_key(path.rpartition("/")[::-2] for path in world.matching("*.csproj"))
    written: dict[str, list[tuple[str, str]]] = {}
    shared: dict[str, list[tuple[str, str]]] = {}
    for path in world.matching("*.csproj", *SHARED):
        raw = world.read(path)
        folder = path.rpartition("/")[0]
        paths = [match[1].decode("utf-8", "replace") for match in REFERENCE.finditer(raw)]
        holder = written if path.endswith(".csproj") else shared
        holder.setdefault(folder, []).extend((folder, one) for item in paths for one in item.split(";") if one.strip())
        for name in PACKAGE.findall(raw):  # the workspace's own package or library, as samples take it
            project = f"{name.decode('utf-8', 'replace')}.csproj"
            holder[folder].extend((folder, f"$()/{place}/{project}") for place in ends.get(project, ()))
        for using in _usings(raw):
            usings.setdefault(folder, set()).add(using)
        for file in _linked(world, folder, raw):
            linked.setdefault(file, set()).add(folder)
    references: dict[str, set[str]] = {}
    for folder, own in written.items():
        above = [item for outer in outwards(folder) for item in shared.get(outer, ())]
        found = [_folder(folder, stated, item, ends) for stated, item in (*own, *above)]
        if all(item is not None for item in found):
            references[folder] = {item for item in found if item is not None}
    return Projects(usings, references, linked)


def _linked(world: World, folder: str, raw: bytes) -> Iterator[str]:
    for match in LINKED.finditer(raw):
        for one in match[1].decode("utf-8", "replace").replace("\\", "/").split(";"):
            glob = normpath(f"{folder}/{one.strip()}").lstrip("/")
            if glob.endswith(".cs") and not COMPUTED.search(glob.replace("*", "")):
                yield from filter(compiled(glob).fullmatch, world.matching(glob.rpartition("/")[2]))


def _usings(raw: bytes) -> Iterator[str]:
    """`<Using Include="N" Static="true" Alias="X"/>`, as a directive is written, and those that the SDK adds."""
    if IMPLICIT.search(raw):
        yield from OF_THE_SDK
    for match in USING_ITEM.finditer(raw) if b"<Using" in raw else ():
        values = {key.decode(): value.decode("utf-8", "replace") for key, value in ATTRIBUTE.findall(match[1])}
        if name := values.get("Include", ""):
            alias, static = values.get("Alias", ""), values.get("Static", "").lower() == "true"
            yield f"{alias} = {name}" if alias else f"static {name}" if static else name


def _folder(project: str, stated: str, written: str, ends: dict[str, list[str]]) -> str | None:
    """The folder of a referenced project; None where only a build can tell.

    Args:
        project: the folder of the referencing project.
        stated: the folder of the file that says so.
        written: the path, which may begin with a property that stands for a folder.
        ends: the projects of the workspace by the names of their files.
    """
    path = written.strip().replace("\\", "/").replace("$(MSBuildThisFileDirectory)", f"/{stated}/")
    path = path.replace("$(MSBuildProjectDirectory)", f"/{project}")
    if path.startswith("/"):
        return None if COMPUTED.search(path) else normpath(path).lstrip("/").rpartition("/")[0]
    if path.startswith("$("):
        rest = path.partition(")")[2].lstrip("/")
        head, _, name = rest.rpartition("/")
        fitting = [folder for folder in ends.get(name, ()) if f"/{folder}".endswith(f"/{head}")]
        return fitting[0] if len(fitting) == 1 and not COMPUTED.search(rest) else None
    if COMPUTED.search(path):
        return None
    head, _, name = normpath(f"{project}/{path}").rpartition("/")
    if not head.startswith("../"):
        return head
    inside = [folder for folder in ends.get(name, ()) if head.endswith(f"/{folder}")]
    return inside[0] if len(inside) == 1 else None  # out of the workspace, and back in by what its folder was called
