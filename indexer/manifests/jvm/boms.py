"""Boms of the JVM world whose own release number is the version of the artifacts that they manage, as data.

Families that release all their artifacts under one number, so that naming the bom names the version. Families
with mixed numbers (Spring Cloud, Azure SDK, AWS SDK v1 helpers, JUnit's platform modules before 6) are left out on purpose.
"""

from __future__ import annotations

__all__ = ["versions_from"]

BOMS: dict[str, tuple[str, ...]] = {
    "org.springframework.boot:spring-boot-starter-parent": ("org.springframework.boot:",),
    "org.springframework.boot:spring-boot-dependencies": ("org.springframework.boot:",),
    "org.springframework:spring-framework-bom": ("org.springframework:",),
    "org.springframework.security:spring-security-bom": ("org.springframework.security:",),
    "io.quarkus:quarkus-bom": ("io.quarkus:",),
    "io.quarkus.platform:quarkus-bom": ("io.quarkus:",),
    "io.netty:netty-bom": ("io.netty:netty-",),
    "io.grpc:grpc-bom": ("io.grpc:grpc-",),
    "io.ktor:ktor-bom": ("io.ktor:",),
    "io.dropwizard:dropwizard-bom": ("io.dropwizard:",),
    "org.junit:junit-bom": ("org.junit.jupiter:", "org.junit.vintage:"),
    "org.testcontainers:testcontainers-bom": ("org.testcontainers:",),
    "org.jetbrains.kotlin:kotlin-bom": ("org.jetbrains.kotlin:kotlin-",),
    "org.jetbrains.kotlinx:kotlinx-coroutines-bom": ("org.jetbrains.kotlinx:kotlinx-coroutines-",),
    "org.jetbrains.kotlinx:kotlinx-serialization-bom": ("org.jetbrains.kotlinx:kotlinx-serialization-",),
    "com.squareup.okhttp3:okhttp-bom": ("com.squareup.okhttp3:",),
    "com.squareup.retrofit2:retrofit-bom": ("com.squareup.retrofit2:",),
    "org.apache.logging.log4j:log4j-bom": ("org.apache.logging.log4j:log4j-",),
    "org.mockito:mockito-bom": ("org.mockito:mockito-",),
    "org.eclipse.jetty:jetty-bom": ("org.eclipse.jetty:",),
    "io.micrometer:micrometer-bom": ("io.micrometer:micrometer-core", "io.micrometer:micrometer-registry-"),
    "software.amazon.awssdk:bom": ("software.amazon.awssdk:",),
}


def versions_from(boms: dict[str, str]) -> dict[str, str]:
    """`group:artifact` prefix → version, for the boms (name → version) that are known to manage by their own number."""
    return {prefix: version for bom, version in boms.items() if version for prefix in BOMS.get(bom, ())}
