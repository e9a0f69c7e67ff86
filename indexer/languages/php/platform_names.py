"""PHP's own classes and interfaces, those of extensions that are commonly compiled in, and functions that code brings for an older PHP.

Source: https://www.php.net/manual/en/reserved.classes.php, reserved.interfaces, and the class lists of the extensions.
"""

from __future__ import annotations

from .... import lazy_re as re
from ...gathering import words

__all__ = ["BROUGHT", "is_builtin"]

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
BROUGHT = re.compile(
    r"(?:mb|iconv|ctype|utf8|password|grapheme|apcu?|sodium|openssl)_\w+\Z"
    r"|random_(?:bytes|int)\Z|hash_(?:algos|copy|equals|file|final|hkdf|hmac|init|pbkdf2|update)\w*\Z"
    r"|bc(?:add|sub|mul|div|mod|pow|powmod|sqrt|comp|scale)\Z|array_(?:column|key_first|key_last|is_list|find|find_key|any|all|first|last)\Z"
    r"|(?:str_(?:contains|starts_with|ends_with)|is_(?:iterable|countable)|json_(?:validate|last_error_msg|encode|decode)|fdiv|intdiv"
    r"|get_debug_type|get_resource_id|preg_(?:replace_callback_array|last_error_msg)|spl_object_id|boolval|hex2bin|getallheaders"
    r"|quoted_printable_encode|hrtime|http_response_code|ldap_escape|error_clear_last|stream_isatty|each|http_build_query)\Z"
)
"""Functions of newer PHP, and of extensions that may be missing: one of that name in a workspace is for where PHP has none."""


def is_builtin(name: str) -> bool:
    """Whether a class name, with its namespace and without a leading backslash, belongs to PHP itself."""
    head, _, rest = name.partition("\\")
    if rest:
        return head in NAMESPACES or any(name.startswith(f"{prefix}\\") for prefix in NAMESPACES)
    return name in CLASSES or FAMILIES.match(name) is not None
