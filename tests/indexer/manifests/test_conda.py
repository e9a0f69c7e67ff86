"""Conda: environment.yml, conda-lock.yml and Pixi's files."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from groundplan.indexer.manifests.base import ecosystem_of

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

ENVIRONMENT = dedent("""\
    name: science
    channels: [conda-forge]
    dependencies:
      - python=3.11
      - numpy=1.26.4
      - pandas >=2.0,<3
      - conda-forge::scipy==1.12.0=py311_0
      - pip
      - pip:
          - Flask_Login==0.6.3
          - httpx[http2]>=0.25
    """)

LOCK = dedent("""\
    package:
      - name: numpy
        version: 1.26.4
        manager: conda
        platform: linux-64
        dependencies: {libblas: ">=3"}
      - name: numpy
        version: 1.26.4
        manager: conda
        platform: osx-64
      - name: flask
        version: 3.0.0
        manager: pip
        category: dev
    """)


PIXI = dedent("""\
    [workspace]
    channels = ["conda-forge"]
    [dependencies]
    python = ">=3.12"
    ninja = "==1.12.1"
    [pypi-dependencies]
    Flask_Login = { version = ">=0.6", extras = ["a"] }
    own = { path = "lib" }
    [target.linux-64.host-dependencies]
    cmake = "*"
    [feature.test.dependencies]
    pytest = "*"
    [tasks]
    build = { cmd = "ninja all", depends-on = ["setup"] }
    [feature.test.tasks]
    check = "pytest"
    """)
FILES = {"environment.yml": ENVIRONMENT, "conda-lock.yml": LOCK}


def test_environment(rows: Rows, read: Read) -> None:
    assert rows({"environment.yml": ENVIRONMENT}, "environment.yml") == [
        ("python", "=3.11", "3.11", "runtime", 4),
        ("numpy", "=1.26.4", "1.26.4", "runtime", 5),
        ("pandas", ">=2.0,<3", "", "runtime", 6),
        ("scipy", "==1.12.0=py311_0", "1.12.0", "runtime", 7),
        ("pip", "", "", "runtime", 8),
        ("flask-login", "==0.6.3", "0.6.3", "runtime", 10),
        ("httpx", ">=0.25", "", "runtime", 11),
    ]
    manifest = read({"environment.yml": ENVIRONMENT})["environment.yml"]
    assert [(s.kind, s.name, s.value) for s in manifest.settings] == [
        ("engine", "python", "3.11"),
        ("config", "channel", "conda-forge"),
    ]
    assert [d.group for d in manifest.dependencies] == [*[""] * 5, "pip", "pip"]
    assert len(rows({"test-environment.yml": ENVIRONMENT}, "test-environment.yml")) == len(manifest.dependencies)


def test_requirements_of_pip_are_of_pypi_and_no_option_or_address_is_a_name(read: Read) -> None:
    """`git+https://…` was a package called git."""
    text = dedent("""\
        channels: [conda-forge]
        dependencies:
          - gdal
          - pip:
            - --pre --index-url https://packages.test/simple
            - git+https://git.test/geo/shapely.git@main
            - Fiona>=1.9
        """)
    manifest = read({"ci/envs/dev.yaml": text})["ci/envs/dev.yaml"]
    assert [(ecosystem_of(manifest, d), d.name, d.source) for d in manifest.dependencies] == [
        ("conda", "gdal", "registry"),
        ("pypi", "shapely", "git"),
        ("pypi", "fiona", "index"),
    ]


def test_a_folder_called_envs_may_hold_anything(read: Read) -> None:
    manifest = read({"deploy/envs/prod.yaml": "replicas: 3\nimage: app\n"})["deploy/envs/prod.yaml"]
    assert (manifest.manager, manifest.dependencies) == ("", [])


def test_lock(rows: Rows) -> None:
    assert rows({"conda-lock.yml": LOCK}, "conda-lock.yml") == [
        ("numpy", "", "1.26.4", "runtime", 2),
        ("flask", "", "3.0.0", "dev", 11),
    ]


def test_pixi(read: Read) -> None:
    manifest = read({"pixi.toml": PIXI})["pixi.toml"]
    assert manifest.manager == "pixi"
    assert [(d.name, d.constraint, d.resolved, d.scope, d.group, d.source, d.line) for d in manifest.dependencies] == [
        ("ninja", "==1.12.1", "1.12.1", "runtime", "", "registry", 5),
        ("flask-login", ">=0.6", "", "runtime", "pip", "index", 7),
        ("own", "lib", "", "runtime", "pip", "path", 8),
        ("cmake", "", "", "build", "", "registry", 10),
        ("pytest", "", "", "test", "test", "registry", 12),
    ]
    assert [(s.name, s.command) for s in manifest.scripts] == [("build", "ninja all"), ("check", "pytest")]
    assert [(s.kind, s.name, s.value) for s in manifest.settings] == [
        ("engine", "python", ">=3.12"),
        ("config", "channel", "conda-forge"),
    ]


def test_pixi_damaged(read: Read) -> None:
    assert read({"pixi.toml": "[dependencies\nx = {"})["pixi.toml"].problems
    assert read({"pixi.toml": "dependencies = 3\nfeature = [1]\n"})["pixi.toml"].dependencies == []


def test_malformed(read: Read) -> None:
    assert read({"environment.yml": "dependencies: [a\nb: {"})["environment.yml"].problems
    assert read({"environment.yml": "kind: Deployment\n"})["environment.yml"].dependencies == []


PIXI_LOCK = dedent("""\
    version: 6
    environments:
      default:
        packages:
          linux-64:
          - conda: https://conda.anaconda.org/conda-forge/linux-64/ninja-1.12.1-hff21bea_1.conda
          - pypi: https://files.pythonhosted.org/packages/flask_login-0.6.3-py3-none-any.whl
    packages:
    - conda: https://conda.anaconda.org/conda-forge/linux-64/ninja-1.12.1-hff21bea_1.conda
      sha256: 22
      depends:
      - libstdcxx >=14
      license: Apache-2.0
    - conda: https://conda.anaconda.org/conda-forge/osx-64/ninja-1.12.1-h46a8394_1.conda
    - pypi: https://files.pythonhosted.org/packages/flask_login-0.6.3-py3-none-any.whl
      name: flask-login
      version: '0.6.3'
      requires_dist:
      - flask>=1.0.4
      - pytest ; extra == 'test'
    - pypi: ./
      name: science
      version: 0.1.0
    """)
OLDER_PIXI_LOCK = dedent("""\
    version: 5
    environments: {}
    packages:
    - kind: conda
      name: _openmp_mutex
      version: '4.5'
      url: https://conda.anaconda.org/conda-forge/linux-64/_openmp_mutex-4.5-2_gnu.tar.bz2
      depends:
      - libgomp >=7.5.0
    - kind: pypi
      name: flask
      version: 3.0.0
    """)


def test_a_pixi_lock_lists_once_what_platforms_share(read: Read) -> None:
    found = read({"pixi.lock": PIXI_LOCK})["pixi.lock"].dependencies
    assert [(d.name, d.resolved, d.line, d.group, d.requires, d.source) for d in found] == [
        ("ninja", "1.12.1", 9, "", ("libstdcxx",), "registry"),
        ("flask-login", "0.6.3", 15, "pip", ("flask",), "index"),
        ("science", "0.1.0", 21, "pip", (), "path"),
    ]


def test_an_older_pixi_lock_names_its_packages(read: Read) -> None:
    found = read({"pixi.lock": OLDER_PIXI_LOCK})["pixi.lock"].dependencies
    assert [(d.name, d.resolved, d.group) for d in found] == [("_openmp_mutex", "4.5", ""), ("flask", "3.0.0", "pip")]


def test_a_pixi_lock_tells_its_manifest_the_versions(rows: Rows) -> None:
    found = {row[0]: row[2] for row in rows({"pixi.toml": PIXI, "pixi.lock": PIXI_LOCK}, "pixi.toml")}
    assert found["flask-login"] == "0.6.3"


def test_a_damaged_pixi_lock_costs_its_own_facts(read: Read) -> None:
    damaged = read({"pixi.lock": "packages:\n- sha256: 1\n- pypi: x.whl\n  name: flask\n  version: [\n"})["pixi.lock"]
    assert ([d.name for d in damaged.dependencies], damaged.problems) == (["flask"], [(2, "a package without a name")])
