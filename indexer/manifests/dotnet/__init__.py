"""NuGet and Paket, and the projects of MSBuild."""
