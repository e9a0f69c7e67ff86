"""A Gradle build script's facts: project, plugins, dependencies, properties, Java version, main class.

Source: https://docs.gradle.org/current/userguide/declaring_dependencies.html, .../plugins.html, .../platforms.html.
References that other files answer stay open for `linking`: `libs.x` (a version catalog), `${name}` (a property), `:x` (a project).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..... import lazy_re as re
from ...base import Dependency, Entry, Manifest, Package, Setting, replace
from ...notations.block_nodes import Node, Value, flatten, walk
from ...notations.block_script import read_script
from ...notations.lines import decode, directory

__all__ = ["ALIAS", "PROJECT", "add_plugins", "add_properties", "parse_build", "scope_of"]

ECOSYSTEM = "maven"
ALIAS = "alias"  # the marker of a dependency whose name is still an accessor of a version catalog
PROJECT = "project"  # the marker of a dependency whose name is still a project's path

# Configurations by name, the first pattern that matches decides; what remains are the configurations of tools.
_SCOPES = (
    (re.compile(r"test", re.IGNORECASE), "test"),
    (re.compile(r"(jmh|benchmark)", re.IGNORECASE), "dev"),
    (re.compile(r"^(developmentOnly|debug\w*|detektPlugins|ktlint\w*|dokka\w*|lint\w*)$"), "dev"),
    (re.compile(r"(CompileOnly(Api)?|AnnotationProcessor)$", re.IGNORECASE), "build"),
    (re.compile(r"^(classpath|kapt\w*|ksp\w*|provided\w*|compileOnly\w*|coreLibraryDesugaring)$"), "build"),
    (re.compile(r"runtimeClasspath$", re.IGNORECASE), "runtime"),
    (re.compile(r"compileClasspath$", re.IGNORECASE), "build"),
    (re.compile(r"(implementation|api|runtimeOnly|compile|runtime|shadow)$", re.IGNORECASE), "runtime"),
)
_WRAPPERS = frozenset({"platform", "enforcedPlatform", "testFixtures", "variantOf", "create", "module", "enforced"})
_NO_PACKAGES = frozenset(
    {"files", "fileTree", "gradleApi", "localGroovy", "gradleTestKit", "gradleKotlinDsl", "npm", "devNpm", "peerNpm"}
)
_COORDINATES = re.compile(r"([\w.\-${}]+):([\w.\-${}()\[\]\"]+)(?::([^:@]*))?(?::([^@]*))?(?:@(.*))?\Z")
_NUMBER = re.compile(r"(?:VERSION_|JVM_)?(\d+(?:[._]\d+)*)\Z")
_JAVA = frozenset(
    {"sourceCompatibility", "targetCompatibility", "jvmTarget", "jvmToolchain", "languageVersion", "release"}
)
_SHARING = frozenset({"ext", "extra", "buildscript", "allprojects", "subprojects", "if", "else", "project.ext", ""})
_MAIN = frozenset({"mainClass", "mainClassName"})


def parse_build(path: str, content: bytes) -> Manifest:
    """Reads a build.gradle or build.gradle.kts (or a script plugin: any *.gradle, *.gradle.kts)."""
    nodes, problems = read_script(decode(content))
    manifest = Manifest(ECOSYSTEM, manager="gradle", problems=problems)
    _project(path, nodes, manifest)
    add_properties(nodes, manifest)
    add_plugins(nodes, manifest)
    for node, around in walk(nodes):
        blocks = [n.path for n in around]
        _java(node, blocks, manifest)
        if _declares(blocks):
            manifest.dependencies += _dependencies(node, blocks, manifest)
        elif node.path == "mavenBom" and (text := flatten(node.arguments)):
            group_artifact, _, version = text[0].rpartition(":")
            manifest.settings.append(Setting("config", f"bom:{group_artifact}", version, node.line))
        elif node.path.rpartition(".")[2] in _MAIN or node.path in ("mainClass.set", "mainClassName.set"):
            _main_class(node, manifest)
    return manifest


def add_plugins(nodes: list[Node], manifest: Manifest) -> None:
    """Plugins as settings of kind `tool`; a catalog's alias as `config` `plugin-alias`, for `linking`."""
    for node, around in walk(nodes):
        if node.path == "apply" and isinstance(node.options.get("plugin"), str):
            manifest.settings.append(Setting("tool", str(node.options["plugin"]), "", node.line))
        elif around and around[-1].path.endswith("plugins"):
            version = node.chain.get("version")
            named = f"${{{version.path}}}" if isinstance(version, Node) else ""
            written = version if isinstance(version, str) else named
            if node.path == "alias" and node.arguments and isinstance(node.arguments[0], Node):
                manifest.settings.append(Setting("config", "plugin-alias", node.arguments[0].path, node.line))
            elif node.path in ("id", "kotlin") and (names := flatten(node.arguments[:1])):
                name = names[0] if node.path == "id" else f"org.jetbrains.kotlin.{names[0]}"
                manifest.settings.append(Setting("tool", name, written, node.line))
            elif not node.arguments and not node.called:
                manifest.settings.append(Setting("tool", node.path, written, node.line))


def add_properties(nodes: list[Node], manifest: Manifest) -> None:
    """Names that are given texts (`ext.x = "1"`, `val x = "1"`, maps of them) as settings `property:NAME`."""
    for node, around in walk(nodes):
        if (node.called and node.assigned is not None) or not {n.path for n in around} <= _SHARING:
            continue
        inside = [n.path for n in around if n.path in ("ext", "extra")]
        owner, _, name = node.path.rpartition(".")
        in_ext = inside or owner in ("ext", "extra", "rootProject.ext", "project.ext", "rootProject.extra")
        prefix = "" if in_ext or not owner else f"{owner}."
        if node.path in ("ext.set", "extra.set", "set") and len(node.arguments) == 2:
            name, prefix = str(node.arguments[0]), ""
            _property(name, node.arguments[1], node.line, manifest)
        elif node.path and node.assigned is not None:
            _property(prefix + name, node.assigned, node.line, manifest)
        elif inside and around[-1].path in ("ext", "extra") and not owner:
            for key, value in node.options.items():
                _property(key, value, node.line, manifest)


def scope_of(configuration: str) -> str:
    """The contract's scope for a configuration's name."""
    return next((scope for pattern, scope in _SCOPES if pattern.search(configuration)), "build")


def _property(name: str, value: Value, line: int, manifest: Manifest) -> None:
    if isinstance(value, Node) and value.path.endswith("extra") and value.arguments:
        value = value.arguments[0]  # val x by extra("1")
    if isinstance(value, str):
        manifest.settings.append(Setting("config", f"property:{name}", value, line))
    elif isinstance(value, Node) and value.options and not value.path:
        for key, inner in value.options.items():
            _property(f"{name}.{key}", inner, line, manifest)
    elif isinstance(value, Node) and value.path.lower().endswith("libs"):
        manifest.settings.append(Setting("config", f"catalog:{name}", value.path, line))  # ext.libraries = libs


def _project(path: str, nodes: list[Node], manifest: Manifest) -> None:
    """The project; its name is the folder's until the settings give it another."""
    group, version = ("", 1), ""
    for node in nodes:
        value = node.assigned if node.assigned is not None else next(iter(node.arguments), None)
        if node.path in ("group", "project.group") and isinstance(value, str):
            group = (value, node.line)
        elif node.path in ("version", "project.version") and isinstance(value, str):
            version = value
    if path.rpartition("/")[2] in ("build.gradle", "build.gradle.kts"):
        name = directory(path).rpartition("/")[2]
        full = f"{group[0]}:{name}" if group[0] and name else name
        manifest.packages.append(Package(full, version, directory(path), group[1]))


def _declares(blocks: list[str]) -> bool:
    """Whether the innermost blocks are a `dependencies` block, but none of what is no dependency in it."""
    for name in reversed(blocks):
        last = name.rpartition(".")[2]
        if last == "dependencies":
            return True
        if last not in ("if", "else", "else.if", "forEach", "each"):
            return False
    return False


def _dependencies(node: Node, blocks: list[str], manifest: Manifest) -> Iterator[Dependency]:
    """The dependencies of one statement in a `dependencies` block."""
    configuration, values = node.path, list(node.arguments)
    if node.assigned is not None or configuration in ("if", "else", "constraints", "components", "modules"):
        return
    if configuration in ("", "add"):  # "custom"("a:b:1") and add("custom", "a:b:1")
        configuration, values = str(values[0]) if values else "", values[1:]
    if node.options:
        values.append(Node("", node.line, options=node.options))
    scope = "build" if "buildscript" in blocks else scope_of(_source_set(blocks) + configuration)
    for value in values:
        found = _dependency(value)
        if found is None:
            if isinstance(value, Node) and not value.block and value.path.rpartition(".")[2] not in _NO_PACKAGES:
                problem = f"a dependency that is computed: {configuration} {value.path}"[:100]
                manifest.problems.append((node.line, problem))
            continue
        rich = _rich_version(node)
        constraint = rich or found.constraint
        yield replace(
            found,
            constraint=constraint,
            scope=scope,
            line=value.line if isinstance(value, Node) else node.line,
            group=configuration,
        )


def _source_set(blocks: list[str]) -> str:
    """`Test` where the source set around (Kotlin Multiplatform) is one of tests."""
    around = " ".join(blocks[:-1])
    return "test" if re.search(r"Test\b", around) else ""


def _dependency(value: Value) -> Dependency | None:
    """One dependency's notation; None where it is no notation of a package or project."""
    if isinstance(value, str):
        return _notation(value)
    if not isinstance(value, Node):
        return None
    last = value.path.rpartition(".")[2]
    if last in _WRAPPERS and value.called:
        inner = _dependency(value.arguments[0]) if value.arguments else _map_notation(value)
        return replace(inner, marker="; ".join(filter(None, [inner.marker, last]))) if inner else None
    if last == "project" and value.called:
        target = value.options.get("path") or next(iter(value.arguments), None)
        return Dependency(target, source="workspace", marker=PROJECT) if isinstance(target, str) else None
    if value.path.startswith("projects."):
        return Dependency(value.path, source="workspace", marker=PROJECT)
    if last == "kotlin" and value.called and (names := flatten(value.arguments)):
        return Dependency(f"org.jetbrains.kotlin:kotlin-{names[0]}", names[1] if len(names) > 1 else "")
    if value.options and not value.path:
        return _map_notation(value)
    name = value.path.removeprefix("rootProject.")
    return Dependency(name, marker=ALIAS) if "." in name and not value.called else None


def _notation(text: str) -> Dependency | None:
    match = _COORDINATES.match(text)
    if not match:
        return None
    marks = [f"classifier={match[4]}"] if match[4] else []
    constraint = (match[3] or "").removesuffix("!!")
    return Dependency(f"{match[1]}:{match[2]}", constraint, marker="; ".join(marks))


def _map_notation(value: Node) -> Dependency | None:
    group, name, version = (_text(value.options.get(key)) for key in ("group", "name", "version"))
    return Dependency(f"{group}:{name}", version) if group and name else None


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return f"${{{value.path}}}" if isinstance(value, Node) and value.path else ""


def _rich_version(node: Node) -> str:
    """The version in `{ version { strictly("1.2") } }`."""
    for inner in node.block or []:
        if inner.path == "version":
            kinds = {n.path: flatten(n.arguments) for n in inner.block or []}
            return next((kinds[k][0] for k in ("strictly", "require", "prefer") if kinds.get(k)), "")
    return ""


def _java(node: Node, blocks: list[str], manifest: Manifest) -> None:
    """The Java version that the build asks for, from the first place that says it."""
    owner, _, last = node.path.rpartition(".")
    name = owner.rpartition(".")[2] if last in ("set", "version") else last
    if name not in _JAVA or any(s.name == "java" for s in manifest.settings if s.kind == "engine"):
        return
    if name in ("languageVersion", "release") and not set(blocks) & {"toolchain", "java", "options", "jvmToolchain"}:
        return
    value = node.assigned if node.assigned is not None else next(iter(node.arguments), None)
    texts = [value.path.rpartition(".")[2], *flatten(value)] if isinstance(value, Node) else flatten(value)
    found = next((match for text in texts if (match := _NUMBER.match(text))), None)
    if found:
        manifest.settings.append(Setting("engine", "java", found[1].replace("_", "."), node.line))


def _main_class(node: Node, manifest: Manifest) -> None:
    value = node.assigned if node.assigned is not None else next(iter(node.arguments), None)
    if isinstance(value, str) and "$" not in value and all(e.target != value for e in manifest.entries):
        manifest.entries.append(Entry("main", value.rpartition(".")[2], value, node.line))
