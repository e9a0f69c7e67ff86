"""The features that come with Ruby: its standard library, default gems and bundled gems of 2.7 to 3.4, by first segment.

Source: https://docs.ruby-lang.org/en/master/standard_library_md.html. Bundled gems that are installed like others
(minitest, rake, rspec) are not listed: a project declares them.
"""

from __future__ import annotations

from ...gathering import words

__all__ = ["STDLIB"]

STDLIB = words(
    "English abbrev base64 benchmark bigdecimal bundler cgi cmath continuation coverage csv date dbm debug delegate "
    "did_you_mean digest drb e2mmap enumerator erb error_highlight etc expect fcntl fiber fiddle fileutils find "
    "forwardable gdbm getoptlong io ipaddr irb json kconv logger mathn matrix mkmf monitor mutex_m net nkf objspace "
    "observer open-uri open3 openssl optionparser optparse ostruct pathname pp prettyprint prime profile profiler pstore "
    "psych pty racc random rational rbconfig rdoc readline reline resolv resolv-replace rexml rinda ripper rss ruby2_keywords "
    "rubygems scanf sdbm securerandom set shell shellwords singleton socket stringio strscan sync syntax_suggest syslog "
    "tempfile thread thwait time timeout tmpdir tracer tsort un unicode_normalize uri weakref webrick win32ole "
    "yaml zlib"
)
