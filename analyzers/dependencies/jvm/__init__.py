"""Which artifacts bring the packages that code of the JVM imports."""
