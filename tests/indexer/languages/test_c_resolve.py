"""C and C++: where includes lead."""

from __future__ import annotations

import pytest

from .workspace_support import ends

COMMANDS = '[{"directory": "/build/x/out", "file": "../src/a.c", "command": "cc -I../src/inc -isystem /usr/inc -c ../src/a.c"}]'

# (id, files, importing file, [where its imports lead])
CASES = [
    (
        "beside the file",
        {"s/a.c": '#include "b.h"\n#include "../c.h"', "s/b.h": "", "c.h": "", "b.h": ""},
        "s/a.c",
        ["s/b.h#*", "c.h#*"],
    ),
    (
        "compile commands",
        {
            "compile_commands.json": COMMANDS,
            "src/a.c": '#include "h.h"\n#include <h.h>',
            "src/inc/h.h": "",
            "inc/h.h": "",
        },
        "src/a.c",
        ["src/inc/h.h#*", "src/inc/h.h#*"],
    ),
    (
        "CMake",
        {
            "CMakeLists.txt": "include_directories(${PROJECT_SOURCE_DIR}/one)\n"
            "target_include_directories(t PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/two> PRIVATE three)",
            "src/a.c": '#include "x.h"\n#include <p/y.h>\n#include "z.h"',
            "one/x.h": "",
            "old/x.h": "",
            "two/p/y.h": "",
            "three/z.h": "",
        },
        "src/a.c",
        ["one/x.h#*", "two/p/y.h#*", "three/z.h#*"],
    ),
    (
        "Makefile",
        {
            "src/Makefile": "DEPS = ../deps\nCFLAGS += -I$(DEPS)/lib -I. -I$(UNKNOWN)/x",
            "src/a.c": '#include <l.h>\n#include "m.h"',
            "deps/lib/l.h": "",
            "other/l.h": "",
            "src/m.h": "",
        },
        "src/a.c",
        ["deps/lib/l.h#*", "src/m.h#*"],
    ),
    (
        "Meson",
        {
            "meson.build": "inc = include_directories('include')",
            "src/a.c": "#include <p/a.h>",
            "include/p/a.h": "",
            "x/include/p/a.h": "",
        },
        "src/a.c",
        ["include/p/a.h#*"],
    ),
    (
        "a folder that only the build lays: the project by its own name",
        {
            "meson.build": "project('irc', 'c')",
            "CMakeLists.txt": "cmake_minimum_required(VERSION 3)\nproject(Chat C)",
            "src/a.c": "#include <irc/src/core/b.h>\n#include <Chat/common.h>\n#include <boost/src/core/b.h>",
            "src/core/b.h": "",
            "common.h": "",
        },
        "src/a.c",
        ["src/core/b.h#*", "common.h#*", "module:boost"],
    ),
    (
        "the only file of that name",
        {"src/a.c": '#include "p/a.h"', "include/p/a.h": ""},
        "src/a.c",
        ["include/p/a.h#*"],
    ),
    (
        "of several the strictly nearest",
        {"lib/x/a.c": '#include "u.h"', "lib/inc/u.h": "", "app/inc/u.h": ""},
        "lib/x/a.c",
        ["lib/inc/u.h#*"],
    ),
    (
        "of ports the one to Linux",
        {"src/core/a.c": "#include <u.h>", "src/os/win32/u.h": "", "src/os/unix/u.h": ""},
        "src/core/a.c",
        ["src/os/unix/u.h#*"],
    ),
    (
        "never one of equals",
        {"lib/a.c": '#include "u.h"', "app/u.h": "", "tool/u.h": ""},
        "lib/a.c",
        ["? 2 files match and no build file tells which"],
    ),
    (
        "the platform's",
        {
            "a.c": "#include <stdio.h>\n#include <sys/types.h>\n#include <vector>\n#include <Windows.h>\n"
            '#include "string.h"',
            "lib/stdio.h": "",
        },
        "a.c",
        [
            "platform:<stdio.h>",
            "platform:<sys/types.h>",
            "platform:<vector>",
            "platform:<Windows.h>",
            "platform:<string.h>",
        ],
    ),
    (
        "foreign libraries",
        {"a.c": "#include <openssl/ssl.h>\n#include <zlib.h>"},
        "a.c",
        ["module:openssl", "module:zlib.h"],
    ),
    (
        "a quoted path into a folder that the workspace has not, and a generated header",
        {"src/a.cc": '#include "absl/log.h"\n#include "src/none.h"\n#include "src/x.pb.h"', "src/x.proto": ""},
        "src/a.cc",
        ["module:absl", "? no file matches", "? generated from x.proto when the project is built"],
    ),
    (
        "missing",
        {"a.c": '#include "none.h"\n#include "config.h"', "config.h.in": ""},
        "a.c",
        ["? no file matches", "? generated from config.h.in when the project is built"],
    ),
    (
        "headers that the build writes, and what of the workspace they are made of",
        {
            "meson.build": "configure_file(output : 'conf.h', configuration : c)",
            "src/CMakeLists.txt": "generate_export_header(core\n  EXPORT_BASE_NAME shop)\nadd_custom_command(OUTPUT ${DIR}/t.h)",
            "src/main.ui": "",
            "src/font.ttf": "",
            "src/a.cc": '#include "conf.h"\n#include "shop_export.h"\n#include "t.h"\n#include "ui_main.h"\n'
            '#include "font.ttf.inc"\n#include "a.moc"',
            "src/a.cpp": "",
        },
        "src/a.cc",
        [
            f"? generated from {source} when the project is built"
            for source in ("meson.build", "CMakeLists.txt", "CMakeLists.txt", "main.ui", "font.ttf", "a.cpp")
        ],
    ),
    (
        "a header that configure writes, and others for builds without it",
        {
            "configure.ac": "AC_CONFIG_HEADERS([config.h])",
            "src/a.c": "#include <config.h>",
            "msvc/config.h": "",
        },
        "src/a.c",
        ["? generated from configure.ac when the project is built, or one of 1 for builds without it"],
    ),
    (
        "a header that the configure of a folder with a like name writes",
        {
            "lib/configure.ac": "AC_CONFIG_HEADERS([config.h])",
            "lib2/a.c": "#include <config.h>",
            "lib2/inc/config.h": "",
        },
        "lib2/a.c",
        ["lib2/inc/config.h#*"],
    ),
    (
        "a header in the place of the one that configure writes",
        {
            "configure.ac": "AC_CONFIG_HEADERS([config.h])",
            "msvc/opt/a.c": '#include "config.h"',
            "msvc/config.h": "",
        },
        "msvc/opt/a.c",
        ["msvc/config.h#*"],
    ),
    (
        "a header that configure writes",
        {
            "src/a.c": '#include "config.h"\n#include "conf/other.h"\n#include "third.h"',
            "configure.ac": "AC_INIT\nAC_CONFIG_HEADERS([config.h conf/other.h:other.in])",
        },
        "src/a.c",
        [
            "? generated from configure.ac when the project is built",
            "? generated from configure.ac when the project is built",
            "? no file matches",
        ],
    ),
    (
        "in angle brackets another library's, though one below a folder of the search path has that name",
        {
            "meson.build": "inc = include_directories('include')",
            "include/own/render/pixman.h": "",
            "src/a.c": '#include <pixman.h>\n#include "pixman.h"\n#include <own/render/pixman.h>',
        },
        "src/a.c",
        ["module:pixman.h", "include/own/render/pixman.h#*", "include/own/render/pixman.h#*"],
    ),
    (
        "folders of one configuration each are no search path",
        {
            "CMakeLists.txt": "target_include_directories(t PUBLIC $<$<STREQUAL:${PORT},A>:\n  ${CMAKE_CURRENT_LIST_DIR}/p/a/in\n"
            "  ${CMAKE_CURRENT_LIST_DIR}/p/a> $<$<STREQUAL:${PORT},B>: ${CMAKE_CURRENT_LIST_DIR}/p/b/in>)",
            "p/a/in/port.h": "",
            "p/b/in/port.h": "",
            "p/b/src/x.c": '#include "port.h"',
            "p/c/x.c": '#include "port.h"',
        },
        "p/b/src/x.c",
        ["p/b/in/port.h#*"],
    ),
    (
        "modules",
        {
            "a.cpp": "import core;\nimport std;\nimport none;",
            "core.cppm": "export module core;",
            "core.cpp": "module core;",
        },
        "a.cpp",
        ["core.cppm", "platform:std", "? no unit declares the module"],
    ),
]


@pytest.mark.parametrize(("files", "path", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_where_includes_lead(files: dict[str, str], path: str, expected: list[str]) -> None:
    assert ends(files, path, "C") == expected
