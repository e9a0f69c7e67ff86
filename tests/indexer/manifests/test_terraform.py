"""Terraform: *.tf and .terraform.lock.hcl."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.indexer.manifests.workspace_files import Read, Rows

MAIN = dedent("""\
    # the stack: { not a block
    terraform {
      required_version = ">= 1.5"
      required_providers {
        aws = {
          source  = "hashicorp/aws" # registry
          version = "~> 5.0"
        }
        random = "3.6.0"
        other = { source = "registry.terraform.io/x/other" }
      }
      backend "s3" {}
    }

    module "vpc" {
      source  = "terraform-aws-modules/vpc/aws"
      version = "5.1.0"
    }
    module "near" { source = "../modules/near" }
    module "far" { source = "git::https://example.org/far.git?ref=v1.2" }

    resource "x" "y" {
      policy = <<-EOT
        { "unbalanced": "{{{"
        EOT
    }
    module "last" {
      source = "a/b/c"
    }
    """)

LOCK = dedent("""\
    provider "registry.terraform.io/hashicorp/aws" {
      version     = "5.72.1"
      constraints = "~> 5.0"
      hashes = ["h1:x="]
    }
    provider "registry.terraform.io/hashicorp/null" {
      version = "3.2.0"
    }
    """)

FILES = {"envs/main.tf": MAIN, "envs/.terraform.lock.hcl": LOCK}


def test_configuration(rows: Rows, read: Read) -> None:
    assert rows(FILES, "envs/main.tf") == [
        ("hashicorp/aws", "~> 5.0", "5.72.1", "runtime", 5),
        ("hashicorp/random", "3.6.0", "3.6.0", "runtime", 9),
        ("x/other", "", "", "runtime", 10),
        ("terraform-aws-modules/vpc/aws", "5.1.0", "5.1.0", "runtime", 15),
        ("../modules/near", "", "", "runtime", 19),
        ("https://example.org/far.git", "v1.2", "", "runtime", 20),
        ("a/b/c", "", "", "runtime", 27),
    ]
    manifest = read(FILES)["envs/main.tf"]
    assert [(s.kind, s.name, s.value, s.line) for s in manifest.settings] == [
        ("engine", "terraform", ">= 1.5", 3),
        ("config", "backend", "s3", 12),
    ]
    near, far = manifest.dependencies[4:6]
    assert (near.source, near.path, far.source) == ("path", "modules/near", "git")


def test_a_version_in_the_providers_configuration(rows: Rows) -> None:
    text = 'provider "google" {\n  version = "=2.4.0"\n}\nprovider "aws" {\n  region = "x"\n}\n'
    assert rows({"main.tf": text}, "main.tf") == [("hashicorp/google", "=2.4.0", "2.4.0", "runtime", 1)]


def test_lock(rows: Rows, read: Read) -> None:
    assert rows(FILES, "envs/.terraform.lock.hcl") == [
        ("hashicorp/aws", "~> 5.0", "5.72.1", "runtime", 1),
        ("hashicorp/null", "", "3.2.0", "runtime", 6),
    ]
    assert [d.direct for d in read(FILES)["envs/.terraform.lock.hcl"].dependencies] == [True, False]


def test_malformed(read: Read) -> None:
    manifest = read({"main.tf": 'module "a" { source = "x/y/z"\nterraform {'})["main.tf"]
    assert manifest.problems
