"""From bytes to facts, from facts to a graph, from the graph to SQLite."""
