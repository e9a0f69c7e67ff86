"""The notations that manifests are written in, each read with the lines of its values: JSON, TOML, YAML, INI, XML, literals in code."""
