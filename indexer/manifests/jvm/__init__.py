"""Maven, Gradle, sbt and Clojure, which share artifacts."""
