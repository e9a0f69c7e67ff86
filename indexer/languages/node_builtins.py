"""Modules that a JavaScript runtime brings along, and specifiers that only a bundler or runtime understands."""

from __future__ import annotations

__all__ = ["builtin", "virtual_reason"]

NODE = frozenset({
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram",
    "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module",
    "net", "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream",
    "string_decoder", "sys", "timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi",
    "worker_threads", "zlib",
})  # fmt: skip
"""https://nodejs.org/api/modules.html#built-in-modules, those that need no `node:` before them."""

RUNTIMES = frozenset({"node", "bun", "deno", "cloudflare", "workerd", "electron"})
REGISTRIES = frozenset({"npm", "jsr"})
URLS = frozenset({"http", "https", "data", "blob", "file"})


def builtin(specifier: str) -> str:
    """The runtime's own module that a specifier means (`fs` for `node:fs` and `fs/promises`), "" where none."""
    scheme, colon, rest = specifier.partition(":")
    if colon and scheme in RUNTIMES:
        return rest.partition("/")[0] if scheme == "node" else f"{scheme}:{rest.partition('/')[0]}"
    name, slash, below = specifier.partition("/")
    return name if name in NODE and (not slash or below) else ""


def virtual_reason(specifier: str) -> str:
    """Why a specifier with a scheme leads to no file and no package, "" where it has none."""
    scheme, colon, _ = specifier.partition(":")
    if not colon or "/" in scheme or scheme in REGISTRIES:
        return ""
    return "a URL, not a file" if scheme in URLS else "virtual module of a bundler or framework"
