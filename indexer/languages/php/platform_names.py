"""PHP's own classes and interfaces, with those of the extensions that are commonly compiled in.

Source: https://www.php.net/manual/en/reserved.classes.php, reserved.interfaces, and the class lists of the extensions.
"""

from __future__ import annotations

import re

from ...gathering import words

__all__ = ["is_builtin"]

CLASSES = words(
    "stdClass Traversable Iterator IteratorAggregate ArrayAccess Serializable Closure Generator WeakMap WeakReference "
    "Stringable Countable UnitEnum BackedEnum Fiber FiberError Throwable Exception ErrorException Error ArgumentCountError "
    "ArithmeticError AssertionError CompileError DivisionByZeroError ParseError TypeError ValueError UnhandledMatchError "
    "RequestParseBodyException Attribute AllowDynamicProperties Override ReturnTypeWillChange SensitiveParameter "
    "SensitiveParameterValue Deprecated NoDiscard InternalIterator __PHP_Incomplete_Class php_user_filter Directory "
    "JsonSerializable JsonException Normalizer Locale Collator NumberFormatter MessageFormatter Transliterator "
    "Spoofchecker ResourceBundle HashContext OuterIterator RecursiveIterator SeekableIterator SessionHandler "
    "SessionHandlerInterface SessionIdInterface SessionUpdateTimestampHandlerInterface LogicException "
    "BadFunctionCallException BadMethodCallException DomainException InvalidArgumentException LengthException "
    "OutOfRangeException RuntimeException OutOfBoundsException OverflowException RangeException UnderflowException "
    "UnexpectedValueException ArrayObject ArrayIterator AppendIterator CachingIterator CallbackFilterIterator "
    "DirectoryIterator EmptyIterator FilesystemIterator FilterIterator GlobIterator InfiniteIterator IteratorIterator "
    "LimitIterator MultipleIterator NoRewindIterator ParentIterator RecursiveArrayIterator RecursiveCachingIterator "
    "RecursiveCallbackFilterIterator RecursiveDirectoryIterator RecursiveFilterIterator RecursiveIteratorIterator "
    "RecursiveRegexIterator RecursiveTreeIterator RegexIterator ZipArchive ZMQ Memcached Memcache Redis RedisCluster "
    "RedisArray RedisSentinel RedisException Imagick ImagickDraw ImagickPixel GdImage GdFont CURLFile CURLStringFile "
    "CurlHandle CurlMultiHandle CurlShareHandle SimpleXMLElement SimpleXMLIterator XMLReader XMLWriter XSLTProcessor "
    "XMLParser LibXMLError SoapClient SoapServer SoapFault SoapHeader SoapParam SoapVar SQLite3 SQLite3Result "
    "SQLite3Stmt mysqli mysqli_driver mysqli_result mysqli_sql_exception mysqli_stmt mysqli_warning finfo Phar PharData "
    "PharException PharFileInfo tidy tidyNode SNMP Socket AddressInfo Shmop SysvMessageQueue SysvSemaphore "
    "SysvSharedMemory OpenSSLAsymmetricKey OpenSSLCertificate OpenSSLCertificateSigningRequest DeflateContext "
    "InflateContext FFI EnchantBroker EnchantDictionary APCUIterator APCuIterator GMP Gmagick Yaf AMQPConnection "
    "AMQPChannel AMQPExchange AMQPQueue AMQPEnvelope StreamWrapper Ds Event EventBase EvLoop Swoole Relay NumberFormatter "
    "Mongo MongoClient MongoDB Couchbase Cassandra RdKafka Grpc SessionUpdateTimestampHandlerInterface"
)
FAMILIES = re.compile(r"(?:Date|DOM|PDO|Spl|Reflection|Intl|Sodium|Random|XML|LDAP|Pg|Odbc|Dba)(?:[A-Z]\w*)?\Z")
NAMESPACES = words("Dom FFI Random Pdo Uri BcMath Swoole Ds MongoDB\\BSON MongoDB\\Driver parallel Relay")


def is_builtin(name: str) -> bool:
    """Whether a class name, with its namespace and without a leading backslash, belongs to PHP itself."""
    head, _, rest = name.partition("\\")
    if rest:
        return head in NAMESPACES or any(name.startswith(f"{prefix}\\") for prefix in NAMESPACES)
    return name in CLASSES or FAMILIES.match(name) is not None
