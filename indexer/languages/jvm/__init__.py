"""Java, Kotlin and Scala, which share packages and import each other."""
