"""The headers that come with C, C++, POSIX, Linux, macOS and Windows: what no package declares.

Sources: ISO C23 §7.1.2, ISO C++23 [headers], POSIX.1-2024 (base definitions, headers), and the umbrella headers of the
platforms' own kits.
"""

from __future__ import annotations

from ...gathering import words

__all__ = ["is_platform"]

C = words(
    "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic "
    "stdbit stdbool stdckdint stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype"
)
CPP = words(
    "algorithm any array atomic barrier bit bitset cassert ccomplex cctype cerrno cfenv cfloat charconv chrono cinttypes "
    "ciso646 climits clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal "
    "cstdalign cstdarg cstdbool cstddef cstdint cstdio cstdlib cstring ctgmath ctime cuchar cwchar cwctype deque "
    "exception execution expected filesystem flat_map flat_set format forward_list fstream functional future generator "
    "hazard_pointer initializer_list inplace_vector iomanip ios iosfwd iostream istream iterator latch limits list "
    "locale map mdspan memory memory_resource mutex new numbers numeric optional ostream print queue random ranges ratio "
    "rcu regex scoped_allocator semaphore set shared_mutex source_location span spanstream sstream stack stacktrace "
    "stdexcept stdfloat stop_token streambuf string string_view strstream syncstream system_error text_encoding thread "
    "tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version"
)
POSIX = words(
    "aio cpio dirent dlfcn endian fcntl fmtmsg fnmatch ftw glob grp iconv langinfo libgen libintl monetary mqueue ndbm "
    "netdb nl_types poll pthread pwd regex sched search semaphore spawn strings stropts syslog tar termios trace ulimit "
    "unistd utime utmpx wordexp alloca byteswap crypt elf err error execinfo features fts getopt ifaddrs link malloc "
    "memory mntent obstack paths printf pty resolv shadow sysexits termio ucontext utmp values varargs xlocale bsd util "
    "libutil libproc kvm term ifaddrs stdio_ext sgtty ucred ulimit unwind cxxabi cpuid dispatch AvailabilityMacros "
    "TargetConditionals Availability AssertMacros MacTypes ar"
)
WINDOWS = words(
    "windows winsock winsock2 ws2tcpip ws2def ws2ipdef mswsock windef winbase winnt winuser wingdi winerror winioctl "
    "winreg winsvc wincrypt winhttp wininet winver winternl winnls windowsx shellapi shlobj shlwapi shobjidl objbase "
    "ole2 oleauto comdef commctrl commdlg conio crtdbg direct io process share tchar tlhelp32 psapi dbghelp iphlpapi "
    "iptypes ntsecapi ntstatus bcrypt ncrypt schannel security sspi sddl aclapi accctrl lm lmcons powrprof rpc setupapi "
    "timeapi mmsystem mstcpip afunix natupnp netfw intrin sal specstrings strsafe synchapi sysinfoapi processthreadsapi "
    "errhandlingapi fileapi handleapi heapapi libloaderapi memoryapi namedpipeapi stringapiset versionhelpers wchar "
    "winapifamily basetsd guiddef unknwn wtypes excpt minwindef ntdef subauth wspiapi malloc vcruntime eh corecrt new "
    "initguid dwmapi uxtheme richedit lmaccess dsgetdc userenv wtsapi32 ktmw32 evntprov"
)
INTRINSICS = words(
    "immintrin xmmintrin emmintrin pmmintrin tmmintrin smmintrin nmmintrin wmmintrin ammintrin x86intrin arm_neon arm_sve "
    "arm_acle altivec cpuid mmintrin avxintrin avx2intrin popcntintrin rdrandintrin sanitizer valgrind wasm_simd128 "
    "msa s390intrin vecintrin riscv_vector lsxintrin lasxintrin hexagon_types"
)
FOLDERS = words(
    "sys net netinet netinet6 netpacket arpa asm asm-generic linux bits gnu rpc scsi machine mach mach-o mach_debug i386 "
    "x86 experimental ext tr1 tr2 bsd libkern os xpc objc CoreFoundation CoreServices Security SystemConfiguration "
    "IOKit Foundation Cocoa AppKit ApplicationServices Carbon CommonCrypto DriverKit OpenGL Metal Accelerate "
    "TargetConditionals sanitizer android emscripten uv_std winrt"
)
DOT_H = frozenset(name.lower() for name in C | POSIX | WINDOWS | INTRINSICS)


def is_platform(header: str) -> bool:
    """Whether a header, as written between the brackets, belongs to the language or an operating system."""
    folder, slash, _ = header.partition("/")
    if slash:
        return folder in FOLDERS
    lower = header.lower()
    return header in CPP or (lower.endswith(".h") and lower[:-2] in DOT_H)
