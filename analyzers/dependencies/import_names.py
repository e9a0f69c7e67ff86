"""Which distribution an import belongs to, where the names differ.

PyPI's names and the modules that they install are unrelated by rule; this table lists the well-known pairs
(public metadata of the distributions). Everything else follows the ecosystem's own naming rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ...indexer.gathering import word_table

__all__ = ["PYTHON_COMPANIONS", "SWIFT_MODULES", "candidates", "modules_of", "normalised", "resembles"]

PYTHON_MODULES: dict[str, tuple[str, ...]] = {
    "attr": ("attrs",), "yaml": ("pyyaml",), "cv2": ("opencv-python", "opencv-python-headless", "opencv-contrib-python", "opencv", "py-opencv"),
    "PIL": ("pillow",), "bs4": ("beautifulsoup4",), "sklearn": ("scikit-learn",), "skimage": ("scikit-image",),
    "dateutil": ("python-dateutil",), "dotenv": ("python-dotenv",), "jose": ("python-jose",), "jwt": ("pyjwt",),
    "git": ("gitpython",), "github": ("pygithub",), "gitlab": ("python-gitlab",), "docx": ("python-docx",), "pptx": ("python-pptx",),
    "magic": ("python-magic", "python-magic-bin"), "vcr": ("vcrpy",), "ldap": ("python-ldap",), "memcache": ("python-memcached",), "slugify": ("python-slugify",),
    "onelogin": ("python3-saml", "python-saml"), "saml2": ("pysaml2",), "rest_framework_jwt": ("djangorestframework-jwt", "drf-jwt"),
    "knox": ("django-rest-knox",), "social_django": ("social-auth-app-django",), "social_core": ("social-auth-core",),
    "imagekit": ("django-imagekit",), "simple_history": ("django-simple-history",), "constance": ("django-constance",),
    "phonenumber_field": ("django-phonenumber-field",), "ckeditor": ("django-ckeditor",), "tinymce": ("django-tinymce",),
    "polymorphic": ("django-polymorphic",), "model_utils": ("django-model-utils",), "hijack": ("django-hijack",), "autoslug": ("django-autoslug",),
    "sass": ("libsass",), "whois": ("python-whois",), "uuid_extensions": ("uuid7",), "barcode": ("python-barcode",), "snappy": ("python-snappy",), "elftools": ("pyelftools",),
    "community": ("python-louvain",), "bidi": ("python-bidi",), "Bio": ("biopython",), "skopt": ("scikit-optimize",), "imblearn": ("imbalanced-learn",),
    "vlc": ("python-vlc",), "hamcrest": ("pyhamcrest",), "frontmatter": ("python-frontmatter",), "newspaper": ("newspaper3k", "newspaper4k"),
    "readability": ("readability-lxml",), "fuse": ("fusepy", "fuse-python"), "bson": ("pymongo",), "openid": ("python3-openid",),
    "telegram": ("python-telegram-bot",), "socketio": ("python-socketio",), "engineio": ("python-engineio",), "riva": ("nvidia-riva-client",),
    "multipart": ("python-multipart",), "Crypto": ("pycryptodome", "pycrypto"), "Cryptodome": ("pycryptodomex",), "OpenSSL": ("pyopenssl",),
    "nacl": ("pynacl",), "serial": ("pyserial",), "usb": ("pyusb",), "zmq": ("pyzmq",), "win32api": ("pywin32",), "win32com": ("pywin32",),
    "MySQLdb": ("mysqlclient",), "mysql": ("mysql-connector-python",), "psycopg2": ("psycopg2", "psycopg2-binary"),
    "psycopg": ("psycopg", "psycopg-binary"), "rest_framework": ("djangorestframework",), "corsheaders": ("django-cors-headers", "django-cors-middleware"), "csp": ("django-csp",),
    "rest_framework_simplejwt": ("djangorestframework-simplejwt",), "oauth2_provider": ("django-oauth-toolkit",), "taggit": ("django-taggit",),
    "modelcluster": ("django-modelcluster",), "reversion": ("django-reversion",), "compressor": ("django-compressor",), "waffle": ("django-waffle",),
    "widget_tweaks": ("django-widget-tweaks",), "treebeard": ("django-treebeard",), "ninja": ("django-ninja",), "sorl": ("sorl-thumbnail",),
    "telebot": ("pytelegrambotapi",), "grpc_health": ("grpcio-health-checking",), "grpc_reflection": ("grpcio-reflection",),
    "debug_toolbar": ("django-debug-toolbar",), "django_filters": ("django-filter",), "environ": ("django-environ",),
    "allauth": ("django-allauth",), "storages": ("django-storages",), "flask_sqlalchemy": ("flask-sqlalchemy",),
    "google.protobuf": ("protobuf",), "google.cloud": ("google-cloud-core", "google-cloud-storage"), "googleapiclient": ("google-api-python-client",),
    "grpc": ("grpcio",), "haystack": ("haystack-ai", "farm-haystack", "django-haystack"), "grpc_tools": ("grpcio-tools",), "grpc_status": ("grpcio-status",), "pkg_resources": ("setuptools",),
    "setuptools": ("setuptools",), "markdown": ("markdown",), "pytest_mock": ("pytest-mock",), "_pytest": ("pytest",), "py": ("pytest", "py"),
    "faker": ("faker",), "griffe": ("griffe", "griffelib"), "factory": ("factory-boy",), "freezegun": ("freezegun",), "mock": ("mock",), "ruamel": ("ruamel-yaml",),
    "tree_sitter": ("tree-sitter",), "fitz": ("pymupdf",), "docker": ("docker",), "consul": ("python-consul", "python-consul2"), "cassandra": ("cassandra-driver",), "boto": ("boto",), "etcd": ("python-etcd",),
    "kafka": ("kafka-python", "kafka-python-ng"), "confluent_kafka": ("confluent-kafka",), "nats": ("nats-py",), "stdnum": ("python-stdnum",),
    "igraph": ("igraph", "python-igraph"), "Levenshtein": ("levenshtein", "python-levenshtein"), "lxml": ("lxml",), "markupsafe": ("markupsafe",),
    "jinja2": ("jinja2",), "werkzeug": ("werkzeug",), "absl": ("absl-py",), "flax": ("flax",), "tensorflow": ("tensorflow", "tensorflow-cpu", "tensorflow-gpu"),
    "torch": ("torch", "pytorch", "pytorch-cpu", "pytorch-gpu"), "osgeo": ("gdal",), "faiss": ("faiss-cpu", "faiss-gpu"), "umap": ("umap-learn",), "hdbscan": ("hdbscan",), "wx": ("wxpython",),
    "gi": ("pygobject",), "cairo": ("pycairo",), "OpenGL": ("pyopengl",), "Xlib": ("python-xlib",), "discord": ("discord-py",),
    "email_validator": ("email-validator",), "IPython": ("ipython",), "pywintypes": ("pywin32",), "zope": ("zope-interface",),
    "jks": ("pyjks",), "snowflake": ("snowflake-connector-python",), "pymssql": ("pymssql",), "pyodbc": ("pyodbc",), "ibm_db": ("ibm-db",),
    "tlz": ("toolz",), "uvloop": ("uvloop",), "cachecontrol": ("cachecontrol",), "mpl_toolkits": ("matplotlib",), "pylab": ("matplotlib",),
    "tomllib": ("tomli",), "toml": ("toml",), "unidecode": ("unidecode",), "sentry_sdk": ("sentry-sdk",), "prometheus_client": ("prometheus-client",),
    "opentelemetry": ("opentelemetry-api", "opentelemetry-sdk"), "dns": ("dnspython",), "nmap": ("python-nmap",), "pyasn1": ("pyasn1",),
    "actstream": ("django-activity-stream",), "sortedm2m": ("django-sortedm2m",), "formtools": ("django-formtools",), "lingua": ("lingua-language-detector",),
    "humps": ("pyhumps",), "axes": ("django-axes",), "guardian": ("django-guardian",), "mptt": ("django-mptt",), "import_export": ("django-import-export",),
    "crispy_forms": ("django-crispy-forms",), "channels": ("channels",), "celery": ("celery",), "kombu": ("kombu",), "ujson": ("ujson",),
    "win32con": ("pywin32",), "smbclient": ("smbprotocol",), "pymdownx": ("pymdown-extensions",), "requirements": ("requirements-parser",), "speech_recognition": ("speechrecognition",), "tabulate": ("tabulate",), "redis": ("redis",),
}  # fmt: skip
"""Python module → distributions (normalised) that install it."""

SWIFT_MODULES = {
    "Logging": "swift-log",
    "Crypto": "swift-crypto",
    "CoreMetrics": "swift-metrics",
    "_NIOFileSystem": "swift-nio",
}
"""Swift module → the package that has it, where neither name holds the other."""

DRIVERS = "psycopg psycopg2 psycopg2-binary psycopg-binary mysqlclient pymysql asyncpg aiosqlite aiomysql cx-oracle oracledb pyodbc asyncmy"
SERVERS = "gunicorn uvicorn hypercorn daphne waitress uwsgi granian"
_COMPANIONS = f"""
django: {DRIVERS} tzdata pymemcache redis hiredis argon2-cffi bcrypt pillow whitenoise {SERVERS}
sqlalchemy: {DRIVERS} greenlet sqlite-utils | sqlmodel: {DRIVERS} | tortoise-orm: {DRIVERS} | databases: {DRIVERS} | alembic: {DRIVERS} | peewee: {DRIVERS}
pandas: openpyxl xlrd xlsxwriter pyarrow fastparquet lxml html5lib tables numexpr bottleneck tabulate jinja2 odfpy
fastapi: python-multipart email-validator itsdangerous ujson orjson httpx jinja2 {SERVERS} | starlette: python-multipart itsdangerous {SERVERS}
pydantic: email-validator eval-type-backport | flask: asgiref python-dotenv blinker werkzeug jinja2 itsdangerous markupsafe click {SERVERS} | wtforms: email-validator | celery: redis kombu eventlet gevent librabbitmq flower pycurl boto3 | apprise: paho-mqtt slixmpp gntp
uvicorn: uvloop httptools websockets watchfiles | beautifulsoup4: lxml html5lib | passlib: bcrypt argon2-cffi | requests: pysocks chardet
httpx: h2 socksio brotli | aiohttp: aiodns brotli cchardet | matplotlib: pyqt5 pyside6 | markdown: pygments | networkx: pydot pygraphviz | django-redis: hiredis | django-cache-url: django-redis | django-extensions: werkzeug pydot pygraphviz | robotframework-seleniumlibrary: selenium | pymysql: cryptography | sqlglot: sqlglotc sqlglotrs | ruamel-yaml: ruamel-yaml-clib ruamel-yaml-string ruamel-yaml-jinja2 | redis: hiredis
pyqt5: pyqtwebengine pyqtchart qscintilla pyqt5-sip pyqt5-qt5 | pyqt6: pyqt6-webengine pyqt6-charts pyqt6-qscintilla pyqt6-sip pyqt6-qt6 | pyside6: shiboken6
pyjwt: cryptography | python-jose: cryptography | dask: distributed | jupyter: ipykernel | notebook: ipykernel | gunicorn: gevent eventlet setproctitle
djangorestframework: pyyaml uritemplate inflection markdown pygments | django-storages: boto3 google-cloud-storage azure-storage-blob paramiko dropbox
fsspec: s3fs gcsfs adlfs ocifs sshfs dropboxdrivefs aiohttp smbprotocol paramiko | pyiceberg: pyiceberg-core | s3fs: aiobotocore boto3 botocore
google-cloud-bigquery: db-dtypes pyarrow grpcio google-cloud-bigquery-storage | django-tables2: tablib | mkdocs: mkdocstrings mkdocstrings-python
social-auth-core: python3-saml | social-auth-app-django: python3-saml social-auth-core
python3-saml: lxml xmlsec | flask-assets: rjsmin rcssmin cssmin jsmin | webassets: rjsmin rcssmin cssmin jsmin | django-compressor: rjsmin rcssmin
quart: {SERVERS} | falcon: {SERVERS} | bottle: {SERVERS} | pyramid: {SERVERS} | dash: {SERVERS} | litestar: {SERVERS} | python-fasthtml: {SERVERS}
"""
PYTHON_COMPANIONS = word_table(_COMPANIONS)
"""Distribution → others (normalised) that it loads by name where they are installed: nothing needs to import them."""


LEAST = 4
"""Letters that a name must have to be told by a part of another."""
LEAST_WHOLE = 2
"""Letters of a name that stands behind or before `py` (`xdg` of pyxdg)."""


def candidates(ecosystem: str, module: str) -> tuple[str, ...]:
    """The names under which a module could be declared, likeliest first, normalised."""
    if ecosystem in {"pypi", "conda"}:
        known = PYTHON_MODULES.get(module, ())
        return tuple(dict.fromkeys((*known, normalised("pypi", module))))
    if ecosystem == "npm":
        scope, _, name = module.partition("/")
        types = f"@types/{scope[1:]}__{name}" if module.startswith("@") else f"@types/{module}"
        return (module, types)
    if ecosystem == "cargo":
        return (module, module.replace("_", "-"))
    if ecosystem == "gem":
        return (module, module.replace("/", "-"), module.partition("/")[0])
    return (module,)


def modules_of(distribution: str) -> Iterator[str]:
    """The modules that a distribution of PyPI (normalised) may install: its own name, and those known."""
    yield distribution.replace("-", "_")
    yield from _known_modules().get(distribution, ())


@cache
def _known_modules() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for module, distributions in PYTHON_MODULES.items():
        for name in distributions:
            found[name] = (*found.get(name, ()), module)
    return found


def resembles(distribution: str, module: str, specifier: str) -> bool:
    """Whether a distribution's name holds a module's: as a whole, or at its begin or end (`django-phonenumber-field` and
    `phonenumber_field`, `google-cloud-pubsub` and `google.cloud.pubsub_v1`)."""
    name, short, whole = (re.sub(r"[\W_]+", "", text).lower() for text in (distribution, module, specifier))
    if name in {f"py{short}", f"python{short}", f"{short}py"} and len(short) >= LEAST_WHOLE:
        return True
    if len(short) >= LEAST and name.startswith(short):
        spelled = re.sub(r"[_.]+", "-", module.lower())
        return "-" not in distribution or name == short or distribution.startswith(f"{spelled}-")
    if distribution.startswith(f"django-{re.sub(r'[_.]+', '-', module.lower())}-"):
        return True
    return (len(short) >= LEAST and name.endswith(short)) or (len(name) >= LEAST and whole.startswith(name))


@lru_cache(maxsize=1 << 14)
def normalised(ecosystem: str, name: str) -> str:
    """A declared name in the form that is compared: PEP 503 for PyPI, lower case where the registry ignores case.

    The words of a workspace's commands and settings come again and again.
    """
    if ecosystem in {"pypi", "conda"}:
        return re.sub(r"[-_.]+", "-", name).lower()
    return name.lower() if ecosystem in {"npm", "composer", "nuget"} else name
