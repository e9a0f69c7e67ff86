"""The import graph: levels, cycles, centrality, architecture rules."""
