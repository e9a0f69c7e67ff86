"""From a package's built file back to its source, where only the source is in the workspace.

First by the package's own tsconfig (`outDir` mirrors `rootDir`), then by convention: a build folder stands for `src`, format
folders and suffixes (`esm`, `.cjs.prod`) fall away, and a bundle named as its package is its entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace_paths import prefix_of
from .module_files import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .module_files import Files
    from .npm_workspaces import Package
    from .tsconfig import Configs

__all__ = ["BUILD_FOLDERS", "entry_source", "implementation", "mirrored", "source_of"]

BUILD_FOLDERS = frozenset({
    "dist", "distribution", "lib", "build", "out", "output", "es", "esm", "cjs", "umd", "types", "typings", "dts", "dist-types",
    "dist-ts", "dist-src", "dist-cjs", "dist-esm", "dist-es", "dist-node", "lib-esm", "lib-cjs", "_esm", "_cjs",
    "_types", "esm2015", "es2015", "fesm2015", "fesm2022", "pkg", "release", "generated", "temp",
})  # fmt: skip
FORMAT_FOLDERS = BUILD_FOLDERS | frozenset({
    "src", "legacy", "modern", "module", "commonjs", "node", "browser", "development", "production", "prod",
    "dev",
})  # fmt: skip
SOURCE_FOLDERS = ("src", "src/lib", "source", "lib", "")
"""Where sources lie; `src/lib` is what `svelte-package` builds (https://svelte.dev/docs/kit/packaging)."""
ENTRY_STEMS = ("src/index", "src/lib/index", "index", "src/main", "source/index", "lib/index", "main", "src/mod", "mod")
NAMED_BELOW = ("src/", "source/", "lib/", "")
EXTENSION = re.compile(r"(?:\.d)?\.(?:[cm]?[jt]sx?|json|vue|svelte|css)$")


def source_of(files: Files, configs: Configs, package: Package, target: str) -> str:
    """The workspace file that a target of a package.json stands for, "" where none does.

    Args:
        target: relative to the package, as written (`./dist/index.js`).
    """
    path = join(package.folder, target)
    if path is None:
        return ""
    if found := _existing(files, path):
        return found
    for candidate in _by_config(configs, package, path):
        if found := files.find(candidate):
            return found
    return _by_convention(files, package, path)


def mirrored(files: Files, configs: Configs, package: Package, path: str) -> str:
    """The source of a built file by the same path below the source folder; what only names could tell is left out.

    Args:
        path: a workspace path below a build folder of the package.
    """
    base = prefix_of(package.folder)
    build, slash, rest = EXTENSION.sub("", path[len(base) :]).partition("/")
    if not slash or build not in BUILD_FOLDERS:
        return ""
    for candidate in (*_by_config(configs, package, path), f"{base}src/{rest}"):
        for found in (files.find(candidate), files.find(candidate, files=False)):
            if found and ".d." not in found:  # declarations are not built: they pass the built one on
                return found
    return ""


def _existing(files: Files, path: str) -> str:
    """The target itself."""
    if (found := implementation(files, path)) in files.paths:
        return found
    return files.find(path, directories=False) or files.find(path)


def implementation(files: Files, path: str) -> str:
    """Of a declaration beside its implementation the implementation, else the path itself."""
    stem = re.sub(r"\.d\.([cm]?)ts$", r".\1js", path)
    return stem if stem in files.paths else path


def _by_config(configs: Configs, package: Package, path: str) -> Iterator[str]:
    """`outDir` replaced by `rootDir`, by the folders of `include`, or by the package's own folder."""
    stem = EXTENSION.sub("", path)
    for config in configs.of_folder(package.folder):
        out = config.out_dir
        if not out or not stem.startswith(f"{out}/"):
            continue
        rest = stem[len(out) + 1 :]
        usual = (f"{package.folder}/src".strip("/"), package.folder)
        for root in usual if config.root_dir is None else (config.root_dir,):
            yield prefix_of(root) + rest


def _by_convention(files: Files, package: Package, path: str) -> str:
    base = prefix_of(package.folder)
    segments = EXTENSION.sub("", path[len(base) :]).split("/")
    if segments[-1] in BUILD_FOLDERS and len(segments) == 1:
        return entry_source(files, package)
    if len(segments) < 2 and not _is_bundle(package, segments[-1]):
        return ""
    if len(segments) > 1 and segments[0] not in BUILD_FOLDERS:
        return ""
    rest = segments[1:] if len(segments) > 1 else segments
    shorter = rest
    while len(shorter) > 1 and shorter[0] in FORMAT_FOLDERS:
        shorter = shorter[1:]
    bare = [*(part for part in rest[:-1] if part not in FORMAT_FOLDERS), rest[-1]]
    for tail in [tail for place, tail in enumerate((rest, shorter, bare)) if tail not in (rest, shorter, bare)[:place]]:
        for stem in dict.fromkeys(("/".join(tail), "/".join([*tail[:-1], tail[-1].partition(".")[0]]))):
            for folder in SOURCE_FOLDERS:
                place = f"{base}{folder}/{stem}" if folder else f"{base}{stem}"
                if found := files.find(place):
                    return found
    if len(shorter) == 1 and (shorter[0].partition(".")[0] == "index" or _is_bundle(package, shorter[0])):
        return entry_source(files, package)
    return ""


def _is_bundle(package: Package, stem: str) -> bool:
    """Whether a built file is named as its package (`dist/runtime-dom.cjs.js` of `@vue/runtime-dom`)."""
    plain = stem.partition(".")[0].lower()
    own = package.name.lstrip("@").lower()
    return bool(own) and plain in {
        own.rpartition("/")[2],
        own.replace("/", "-"),
        package.folder.rpartition("/")[2].lower(),
    }


def entry_source(files: Files, package: Package) -> str:
    """The usual place of a package's entry, or a source named as the package (`src/Three.js`)."""
    base, own = prefix_of(package.folder), package.name.rpartition("/")[2]
    forms = dict.fromkeys(
        (own, own[:1].upper() + own[1:], "".join(part[:1].upper() + part[1:] for part in own.split("-")))
    )
    for stem in (*ENTRY_STEMS, *(f"{folder}{form}" for folder in NAMED_BELOW for form in forms if form)):
        if found := files.find(base + stem, directories=False):
            return found
    return ""
