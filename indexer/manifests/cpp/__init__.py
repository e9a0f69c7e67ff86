"""C and C++: Conan, vcpkg and Bazel."""
