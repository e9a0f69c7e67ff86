"""Clojure: project.clj and deps.edn."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

LEIN = dedent("""\
    ; the project
    (defproject com.shop/web "0.1.0"
      :dependencies [[org.clojure/clojure "1.11.1"]
                     [ring "1.9.5" :exclusions [commons-io]]
                     #_[gone "1"]]
      :plugins [[lein-ring "0.12.6"]]
      :ring {:handler web.core/app}
      :main ^:skip-aot web.main
      :profiles {:test {:dependencies [[kaocha "1.87"]]}
                 :uberjar {:dependencies [[only/jar "2.0"]]}})
    """)

DEPS = dedent("""\
    {:paths ["src"] ;; code
     :deps {org.clojure/clojure {:mvn/version "1.11.1"}
            local/lib {:local/root "../lib"}
            io.github.x/edge {:git/tag "v1" :git/sha "abc"}}
     :aliases {:test {:extra-deps {lambdaisland/kaocha {:mvn/version "1.87"}}}
               :build {:deps {io.github.clojure/tools.build {:mvn/version "0.9.2"}}}}}
    """)

FILES = {"project.clj": LEIN, "app/deps.edn": DEPS}


def test_lein(rows: Rows, read: Read) -> None:
    assert rows(FILES, "project.clj")[:2] == [
        ("org.clojure/clojure", "1.11.1", "1.11.1", "runtime", 3),
        ("ring", "1.9.5", "1.9.5", "runtime", 4),
    ]
    assert rows(FILES, "project.clj")[-2:] == [
        ("kaocha", "1.87", "1.87", "test", 9),
        ("only/jar", "2.0", "2.0", "runtime", 10),
    ]
    manifest = read(FILES)["project.clj"]
    assert [(p.name, p.version, p.line) for p in manifest.packages] == [("com.shop/web", "0.1.0", 2)]
    assert [(e.target, e.line) for e in manifest.entries] == [("web.main", 8), ("web.core/app", 7)]
    assert [(s.name, s.value) for s in manifest.settings] == [("lein-ring", "0.12.6")]


def test_a_discarded_form_is_no_dependency(rows: Rows) -> None:
    assert "gone" not in {row[0] for row in rows(FILES, "project.clj")}


def test_deps(rows: Rows, read: Read) -> None:
    assert rows(FILES, "app/deps.edn") == [
        ("org.clojure/clojure", "1.11.1", "1.11.1", "runtime", 2),
        ("local/lib", "", "", "runtime", 3),
        ("io.github.x/edge", "v1", "abc", "runtime", 4),
        ("lambdaisland/kaocha", "1.87", "1.87", "test", 5),
        ("io.github.clojure/tools.build", "0.9.2", "0.9.2", "build", 6),
    ]
    assert [(d.source, d.path) for d in read(FILES)["app/deps.edn"].dependencies[1:3]] == [("path", "lib"), ("git", "")]


@pytest.mark.parametrize("path", ["project.clj", "deps.edn"])
def test_malformed(read: Read, path: str) -> None:
    assert read({path: "not a project ]]"})[path].problems
