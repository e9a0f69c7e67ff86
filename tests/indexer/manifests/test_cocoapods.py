"""CocoaPods: Podfile, Podfile.lock, podspecs."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

PODFILE = dedent("""\
    platform :ios, '13.0'
    target 'App' do
      use_frameworks!
      pod 'Alamofire', '~> 5.0'
      pod 'Exact', '1.2.3'
      pod 'Local', :path => 'Libs/Local'
      pod 'FLEX', :configurations => ['Debug']
      target 'AppTests' do
        pod 'Quick'
      end
    end
    """)

LOCK = dedent("""\
    PODS:
      - Alamofire (5.8.1):
        - Deep/Core (~> 1)
      - Deep/Core (1.4)
      - Local (0.1.0)
      - Quick (7.3.0)

    DEPENDENCIES:
      - Alamofire (~> 5.0)
      - Local (from `Libs/Local`)
      - Quick

    EXTERNAL SOURCES:
      Local:
        :path: Libs/Local

    COCOAPODS: 1.14.3
    """)

PODSPEC = dedent("""\
    Pod::Spec.new do |s|
      s.name = 'Local'
      s.version = '0.1.0'
      s.dependency 'Deep', '~> 1.0'
      s.test_spec 'Tests' do |t|
        t.dependency 'Quick'
      end
    end
    """)

FILES = {"Podfile": PODFILE, "Podfile.lock": LOCK, "Libs/Local/Local.podspec": PODSPEC}


def test_podfile(rows: Rows, read: Read) -> None:
    assert rows(FILES, "Podfile") == [
        ("Alamofire", "~> 5.0", "5.8.1", "runtime", 4),
        ("Exact", "1.2.3", "1.2.3", "runtime", 5),
        ("Local", "", "0.1.0", "runtime", 6),
        ("FLEX", "", "", "dev", 7),
        ("Quick", "", "7.3.0", "test", 9),
    ]
    local = read(FILES)["Podfile"].dependencies[2]
    assert (local.source, local.path) == ("workspace", "Libs/Local")


def test_lock(rows: Rows, read: Read) -> None:
    assert rows(FILES, "Podfile.lock") == [
        ("Alamofire", "", "5.8.1", "runtime", 2),
        ("Deep/Core", "", "1.4", "runtime", 4),
        ("Local", "", "0.1.0", "runtime", 5),
        ("Quick", "", "7.3.0", "test", 6),
    ]
    first, deep, local, _ = read({"Podfile.lock": LOCK})["Podfile.lock"].dependencies
    assert (first.direct, first.requires) == (True, ("Deep/Core",))
    assert (deep.direct, local.source, local.path) == (False, "path", "Libs/Local")


def test_podspecs(rows: Rows) -> None:
    assert rows({"L.podspec": PODSPEC}, "L.podspec") == [
        ("Deep", "~> 1.0", "", "runtime", 4),
        ("Quick", "", "", "test", 6),
    ]
    text = '{"name": "L", "version": "1", "dependencies": {"Deep": ["~> 1.0"]},\n"subspecs": [{"dependencies": {"Sub": []}}]}'
    assert rows({"L.podspec.json": text}, "L.podspec.json") == [
        ("Deep", "~> 1.0", "", "runtime", 1),
        ("Sub", "", "", "runtime", 2),
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [("Podfile", "target 'A' do\n  pod ("), ("Podfile.lock", "PODS:\n\t- x: ["), ("a.podspec.json", "{")],
)
def test_malformed(read: Read, path: str, text: str) -> None:
    assert read({path: text})[path].problems


def test_a_pod_does_not_depend_on_its_own_subspecs(rows: Rows) -> None:
    spec = """Pod::Spec.new do |s|
  s.name = 'Own'
  s.subspec 'Ui' do |ui|
    ui.dependency 'Own/Core'
    ui.dependency 'Other/Core', '~> 1.0'
  end
end
"""
    assert rows({"Own.podspec": spec}, "Own.podspec") == [("Other/Core", "~> 1.0", "", "runtime", 5)]
    text = '{"name": "Own", "subspecs": [{"dependencies": {"Own/Core": [], "A": []}}]}'
    assert rows({"Own.podspec.json": text}, "Own.podspec.json") == [("A", "", "", "runtime", 1)]
