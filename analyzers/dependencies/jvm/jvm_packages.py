"""Which artifacts hold a Java package, where neither group nor artifact says it (public metadata of the artifacts)."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

__all__ = ["SHARED_GROUPS", "listed"]

STARTER = "org.springframework.boot:spring-boot-starter"
_PACKAGES = """
aQute.bnd: biz.aQute:bnd biz.aQute.bnd:biz.aQute.bndlib
ch.qos.logback: ch.qos.logback:logback-classic | ch.qos.logback:logback-core | $starter $starter-*
com.fasterxml.jackson.annotation: com.fasterxml.jackson.core:jackson-annotations | com.fasterxml.jackson.core:jackson-databind | $starter-json | $starter-web $starter-webmvc $starter-webflux
com.fasterxml.jackson.core: com.fasterxml.jackson.core:jackson-core | com.fasterxml.jackson.core:jackson-databind | $starter-json | $starter-web $starter-webmvc $starter-webflux
com.fasterxml.jackson.databind: com.fasterxml.jackson.core:jackson-databind | $starter-json | $starter-web $starter-webmvc $starter-webflux
com.github.benmanes.caffeine: com.github.ben-manes.caffeine:caffeine
com.github.tomakehurst.wiremock: org.wiremock:wiremock org.wiremock:wiremock-standalone com.github.tomakehurst:wiremock com.github.tomakehurst:wiremock-jre8 com.github.tomakehurst:wiremock-standalone
com.google.common: com.google.guava:guava
com.google.common.truth: com.google.truth:truth | com.google.truth.extensions:*
com.google.gson: com.google.code.gson:gson
com.google.inject: com.google.inject:guice
com.jayway.jsonpath: com.jayway.jsonpath:json-path | $starter-test
com.mongodb: org.mongodb:mongodb-driver-sync org.mongodb:mongodb-driver-core org.mongodb:mongo-java-driver
com.mysql: com.mysql:mysql-connector-j mysql:mysql-connector-java
com.opensymphony.xwork2 org.apache.struts2: org.apache.struts:struts2-core
com.sun.jna: net.java.dev.jna:jna net.java.dev.jna:jna-platform
edu.umd.cs.findbugs.annotations: com.github.spotbugs:spotbugs-annotations com.google.code.findbugs:annotations com.google.code.findbugs:findbugs-annotations
io.reactivex: io.reactivex.rxjava2:rxjava
io.reactivex.android: io.reactivex.rxjava2:rxandroid
io.reactivex.netty: io.reactivex:rxnetty*
io.reactivex.rxjava3: io.reactivex.rxjava3:rxjava
io.reactivex.rxjava3.android: io.reactivex.rxjava3:rxandroid
io.reactivex.rxjava3.kotlin: io.reactivex.rxjava3:rxkotlin
io.reactivex.rxkotlin: io.reactivex.rxjava2:rxkotlin
io.restassured: io.rest-assured:rest-assured | io.rest-assured:*
jakarta.mail: jakarta.mail:jakarta.mail-api | $starter-mail
jakarta.persistence: jakarta.persistence:jakarta.persistence-api | org.hibernate.orm:hibernate-core org.eclipse.persistence:eclipselink | $starter-data-jpa
jakarta.servlet: jakarta.servlet:jakarta.servlet-api | org.apache.tomcat.embed:tomcat-embed-core | $starter-web $starter-webmvc $starter-tomcat
jakarta.validation: jakarta.validation:jakarta.validation-api | org.hibernate.validator:hibernate-validator | $starter-validation
javax.annotation: com.google.code.findbugs:jsr305 javax.annotation:javax.annotation-api jakarta.annotation:jakarta.annotation-api
javax.servlet: javax.servlet:javax.servlet-api javax.servlet:servlet-api
joptsimple: net.sf.jopt-simple:jopt-simple
kotlin.test: org.jetbrains.kotlin:kotlin-test org.jetbrains.kotlin:kotlin-test-junit
net.jpountz: org.lz4:lz4-java at.yawk.lz4:lz4-java
okhttp3: com.squareup.okhttp3:okhttp
okhttp3.logging: com.squareup.okhttp3:logging-interceptor
okhttp3.mockwebserver: com.squareup.okhttp3:mockwebserver
org.aopalliance: aopalliance:aopalliance
org.apache.commons.beanutils org.apache.commons.cli org.apache.commons.codec org.apache.commons.collections org.apache.commons.fileupload org.apache.commons.io org.apache.commons.lang org.apache.commons.logging org.apache.commons.net org.apache.commons.validator: commons-$last:commons-$last
org.apache.http: org.apache.httpcomponents:httpclient org.apache.httpcomponents:httpcore
org.apache.log4j: log4j:log4j ch.qos.reload4j:reload4j
org.apache.logging.log4j: org.apache.logging.log4j:log4j-api | org.apache.logging.log4j:log4j-core | $starter-log4j2
org.apache.logging.log4j.core: org.apache.logging.log4j:log4j-core | $starter-log4j2
org.assertj.core: org.assertj:assertj-core | org.assertj:* | $starter-test
org.atinject.tck: jakarta.inject:jakarta.inject-tck javax.inject:javax.inject-tck
org.bson: org.mongodb:bson | org.mongodb:mongodb-driver-* | $starter-data-mongodb $starter-data-mongodb-reactive
org.dom4j: org.dom4j:dom4j dom4j:dom4j
org.hamcrest: org.hamcrest:hamcrest org.hamcrest:hamcrest-core org.hamcrest:hamcrest-library org.hamcrest:hamcrest-all java-hamcrest:java-hamcrest | junit:junit | $starter-test
org.jdom2: org.jdom:jdom2
org.jetbrains.annotations: org.jetbrains:annotations | org.jetbrains.kotlin:kotlin-stdlib
org.joda.time: joda-time:joda-time
org.jose4j: org.bitbucket.b_c:jose4j
org.junit: junit:junit org.junit.vintage:junit-vintage-engine
org.junit.jupiter: org.junit.jupiter:junit-jupiter | org.junit.jupiter:junit-jupiter-params org.junit.jupiter:junit-jupiter-engine | $starter-test
org.junit.jupiter.api: org.junit.jupiter:junit-jupiter-api | org.junit.jupiter:junit-jupiter | org.junit.jupiter:junit-jupiter-params org.junit.jupiter:junit-jupiter-engine | $starter-test
org.junit.jupiter.params: org.junit.jupiter:junit-jupiter-params | org.junit.jupiter:junit-jupiter | $starter-test
org.junit.platform: org.junit.platform:junit-platform-suite
org.mockito: org.mockito:mockito-core | org.mockito:mockito-inline org.mockito:mockito-junit-jupiter | $starter-test
org.mockito.junit.jupiter: org.mockito:mockito-junit-jupiter | $starter-test
org.mockito.kotlin: org.mockito.kotlin:mockito-kotlin
org.neo4j.driver: org.neo4j.driver:neo4j-java-driver
org.objectweb.asm: org.ow2.asm:asm asm:asm
org.openjdk.jmh: org.openjdk.jmh:jmh-core
org.osgi: org.osgi:org.osgi.core org.osgi:osgi.core org.apache.felix:org.apache.felix.framework
org.quartz: org.quartz-scheduler:quartz
org.reactivestreams: org.reactivestreams:reactive-streams | io.projectreactor:reactor-core io.reactivex.rxjava3:rxjava
org.scalajs.dom: org.scala-js:scalajs-dom
org.slf4j: org.slf4j:slf4j-api | ch.qos.logback:logback-classic org.slf4j:slf4j-simple | $starter $starter-*
org.springframework.aop: org.springframework:spring-aop | org.springframework:spring-context | $starter $starter-*
org.springframework.aot org.springframework.core org.springframework.lang org.springframework.util: org.springframework:spring-core | org.springframework:spring-context | $starter $starter-*
org.springframework.beans: org.springframework:spring-beans | org.springframework:spring-context | $starter $starter-*
org.springframework.boot: org.springframework.boot:spring-boot | org.springframework.boot:spring-boot-autoconfigure | $starter $starter-*
org.springframework.boot.actuate: org.springframework.boot:spring-boot-actuator org.springframework.boot:spring-boot-actuator-autoconfigure | $starter-actuator
org.springframework.boot.autoconfigure: org.springframework.boot:spring-boot-autoconfigure | $starter $starter-*
org.springframework.boot.test: org.springframework.boot:spring-boot-test org.springframework.boot:spring-boot-test-autoconfigure | $starter-test
org.springframework.cache org.springframework.context org.springframework.format org.springframework.scheduling org.springframework.stereotype org.springframework.ui org.springframework.validation: org.springframework:spring-context | $starter $starter-*
org.springframework.cache.caffeine org.springframework.cache.jcache org.springframework.mail org.springframework.scheduling.quartz: org.springframework:spring-context-support | $starter-mail $starter-cache $starter-quartz
org.springframework.dao org.springframework.transaction: org.springframework:spring-tx | org.springframework:spring-jdbc org.springframework:spring-orm | $starter-jdbc $starter-data-*
org.springframework.data: org.springframework.data:spring-data-commons | org.springframework.data:spring-data-* | $starter-data-*
org.springframework.data.cassandra org.springframework.data.elasticsearch org.springframework.data.jdbc org.springframework.data.jpa org.springframework.data.ldap org.springframework.data.mongodb org.springframework.data.neo4j org.springframework.data.r2dbc org.springframework.data.redis org.springframework.data.rest: org.springframework.data:spring-data-$last | $starter-data-$last $starter-data-$last-*
org.springframework.expression: org.springframework:spring-expression | org.springframework:spring-context | $starter $starter-*
org.springframework.http org.springframework.web: org.springframework:spring-web | org.springframework:spring-webmvc org.springframework:spring-webflux | $starter-web $starter-webmvc $starter-webflux
org.springframework.integration: org.springframework.integration:spring-integration-* | $starter-integration
org.springframework.jdbc: org.springframework:spring-jdbc | $starter-jdbc $starter-data-jdbc $starter-data-jpa
org.springframework.messaging: org.springframework:spring-messaging | $starter-websocket $starter-rsocket $starter-integration
org.springframework.mock org.springframework.test: org.springframework:spring-test | $starter-test
org.springframework.orm: org.springframework:spring-orm | $starter-data-jpa
org.springframework.security: org.springframework.security:spring-security-core org.springframework.security:spring-security-web org.springframework.security:spring-security-config | $starter-security $starter-security-* $starter-oauth2-*
org.springframework.web.reactive: org.springframework:spring-webflux | $starter-webflux
org.springframework.web.servlet: org.springframework:spring-webmvc | $starter-web $starter-webmvc
org.springframework.web.socket: org.springframework:spring-websocket | $starter-websocket
org.thymeleaf: org.thymeleaf:thymeleaf | $starter-thymeleaf
org.thymeleaf.spring6: org.thymeleaf:thymeleaf-spring6 | $starter-thymeleaf
pdi.jwt: com.github.jwt-scala:*
reactor.core: io.projectreactor:reactor-core | $starter-webflux
reactor.netty: io.projectreactor.netty:reactor-netty io.projectreactor.netty:reactor-netty-core io.projectreactor.netty:reactor-netty-http | $starter-webflux $starter-reactor-netty
reactor.test: io.projectreactor:reactor-test | $starter-webflux-test
retrofit2: com.squareup.retrofit2:retrofit
rx: io.reactivex:rxjava
tools.jackson.core: tools.jackson.core:jackson-core | tools.jackson.core:jackson-databind | $starter-json $starter-jackson | $starter-web $starter-webmvc $starter-webflux
tools.jackson.databind: tools.jackson.core:jackson-databind | $starter-json $starter-jackson | $starter-web $starter-webmvc $starter-webflux
"""  # noqa: E501
JVM_PACKAGES: dict[str, tuple[tuple[str, ...], ...]] = {
    package: tuple(
        tuple(tier.split())
        for tier in tiers.replace("$starter", STARTER).replace("$last", package.rpartition(".")[2]).split(" | ")
    )
    for packages, _, tiers in (line.partition(": ") for line in _PACKAGES.strip().splitlines())
    for package in packages.split()
}
"""Java package → the artifacts that hold it; behind a bar those that bring one of them along, the closest first; `$last` its last label."""
SHARED_GROUPS = frozenset({
    "com.github", "com.google", "com.microsoft", "com.sun", "dev.zacsweers", "io.github", "jakarta", "javax", "microsoft", "net.java",
    "net.sf", "net.sourceforge", "org.apache", "org.codehaus", "org.eclipse", "org.jetbrains", "org.ow2",
})  # fmt: skip
"""First labels under which projects publish that have nothing to do with each other."""


def listed(package: str, known: frozenset[str]) -> list[str] | None:
    """The declared artifacts that a package is known to come with, by the longest package listed around it; None: none is."""
    labels = package.split(".")
    around = (".".join(labels[:length]) for length in range(len(labels), 0, -1))
    tiers = next((JVM_PACKAGES[name] for name in around if name in JVM_PACKAGES), None)
    if tiers is None:
        return None
    return next((found for tier in tiers if (found := sorted(_declared(tier, known)))), [])


def _declared(tier: Iterable[str], known: frozenset[str]) -> set[str]:
    plain = {name for name in tier if name in known}
    globs = [name for name in tier if "*" in name]
    return plain | {name for name in known for glob in globs if fnmatchcase(name, glob)}
