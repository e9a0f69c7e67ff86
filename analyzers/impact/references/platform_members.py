"""Members of what Python's standard library, JavaScript and the browser have: on a value of unknown type they may be those."""

from __future__ import annotations

from ....indexer.gathering import words

__all__ = ["ECMASCRIPT_MEMBERS", "PYTHON_MEMBERS"]

PYTHON_MEMBERS = words(
    # strings, bytes, containers
    "capitalize casefold center expandtabs format_map isalnum isalpha isascii isdecimal isdigit isidentifier islower"
    " isnumeric isprintable isspace istitle isupper ljust lstrip maketrans partition removeprefix removesuffix rfind rindex"
    " rjust rpartition rsplit rstrip splitlines swapcase translate zfill hex appendleft extendleft popleft rotate popitem"
    " setdefault fromkeys discard issubset issuperset isdisjoint symmetric_difference most_common elements total move_to_end"
    # paths and files
    " absolute as_posix as_uri chmod cwd exists expanduser glob group hardlink_to home is_absolute is_dir is_file is_mount"
    " is_symlink iterdir joinpath lstat mkdir owner parent parents read_bytes read_text readlink relative_to rename resolve"
    " rglob rmdir samefile stat stem suffix suffixes symlink_to touch unlink walk with_name with_stem with_suffix"
    " write_bytes write_text closed fileno getvalue getbuffer isatty readable readlines readinto seekable tell truncate"
    " writable writelines"
    # time, expressions, logging, errors
    " astimezone date day fromisoformat fromtimestamp hour isocalendar isoformat microsecond minute month now second"
    " strftime strptime timestamp today total_seconds tzinfo utcnow weekday year findall finditer fullmatch groupdict"
    " groups span addHandler critical debug exception getChild handlers isEnabledFor removeHandler setLevel warning"
    " add_note with_traceback"
    # threads, processes, sockets, tasks
    " accept acquire communicate connect daemon fileno getpeername is_alive is_set join kill listen notify notify_all pid"
    " poll recv release returncode sendall shutdown start stderr stdin stdout submit terminate wait add_done_callback"
    " call_later call_soon cancel cancelled create_task put_nowait get_nowait qsize result run_forever run_until_complete"
    " set_exception set_result task_done"
    # databases, arguments, tests
    " commit cursor execute executemany fetchall fetchmany fetchone rollback add_argument add_parser add_subparsers"
    " parse_args assert_called assert_called_once assert_called_once_with assert_called_with assert_not_called call_args"
    " call_args_list call_count called return_value side_effect addCleanup debug setUp skipTest subTest tearDown"
)

ECMASCRIPT_MEMBERS = words(
    # language
    "charAt charCodeAt codePointAt copyWithin description flags getDate getDay getFullYear getHours getMilliseconds"
    " getMinutes getMonth getSeconds getTime getTimezoneOffset global hasOwnProperty isPrototypeOf lastIndex lastIndexOf"
    " localeCompare matchAll multiline normalize padEnd padStart propertyIsEnumerable race reduceRight reject repeat replaceAll"
    " resolve stack startsWith endsWith toFixed toISOString toJSON toLocaleDateString toLocaleString toLocaleTimeString"
    " toLowerCase toPrecision toReversed toSorted toSpliced toUpperCase trimEnd trimStart valueOf finally cause"
    # documents and events
    " addEventListener after alt altKey appendChild attributes before blur bubbles button buttons cancelable checked"
    " childElementCount childNodes children classList className click clientHeight clientWidth clientX clientY cloneNode"
    " closest code contains contentWindow createElement createTextNode ctrlKey currentTarget dataset defaultPrevented"
    " deltaX deltaY disabled dispatchEvent document documentElement firstChild firstElementChild focus getAttribute"
    " getBoundingClientRect getContext getElementById getPropertyValue hasAttribute hidden innerHTML innerHeight innerText"
    " innerWidth insertBefore isConnected lastChild matches metaKey movementX movementY nextSibling nodeName nodeType"
    " offsetHeight offsetLeft offsetParent offsetTop offsetWidth outerHTML ownerDocument pageX pageY parentElement parentNode"
    " pathname pause play pointerId pointerType preventDefault previousSibling querySelector querySelectorAll"
    " relatedTarget removeAttribute removeChild removeEventListener replaceWith screenX screenY scroll scrollBy scrollHeight"
    " scrollIntoView scrollLeft scrollTo scrollTop scrollWidth selectionEnd selectionStart setAttribute setProperty"
    " shiftKey stopImmediatePropagation stopPropagation style tabIndex tagName target textContent timeStamp"
    # the network, streams, storage
    " abort aborted arrayBuffer blob body bodyUsed byteLength byteOffset cancel clone controller enqueue formData getReader"
    " getWriter getItem hash headers host hostname href json ok onmessage origin password pipeThrough pipeTo port postMessage"
    " protocol reason redirect redirected releaseLock removeItem searchParams setItem signal statusText tee terminate"
    " throwIfAborted username"
)
