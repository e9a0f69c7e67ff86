"""Steps that no call writes: what the language, a library, a framework or a registry runs of itself."""
