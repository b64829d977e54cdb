"""What the child takes from itself before it reads a byte from outside: time, memory, files, network, new programs.

The sandbox around it (bubblewrap) takes the rest. Limits hold everywhere; the filter of system calls holds on Linux
on the two machines whose numbers stand here.
"""

import ctypes
import platform
import resource
import signal
import struct
import sys

from yakusho.desk.attachments.bounds import (
    ADDRESS_SPACE_BYTES_MAX,
    COPY_BYTES_MAX,
    CPU_SECONDS_MAX,
    FILES_OPEN_MAX,
)

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_FILTER_MODE = 2

_LOAD, _EQUAL, _AT_LEAST, _SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # instructions of classic BPF
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # places in struct seccomp_data
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000

_MACHINES = {
    "x86_64": (
        0xC000003E,
        {"clone": 56, "clone3": 435},
        # socket socketpair execve execveat fork vfork
        (41, 53, 59, 322, 57, 58),
        # ptrace mount umount2 pivot_root unshare setns keyctl add_key request_key bpf perf_event_open userfaultfd
        # io_uring_setup process_vm_readv process_vm_writev open_by_handle_at init_module finit_module kexec_load
        (101, 165, 166, 155, 272, 308, 250, 248, 249, 321, 298, 323, 425, 310, 311, 304, 175, 313, 246),
    ),
    "aarch64": (
        0xC00000B7,
        {"clone": 220, "clone3": 435},
        # The same calls; this machine has no fork and vfork.
        (198, 199, 221, 281),
        (117, 40, 39, 41, 97, 268, 219, 217, 218, 280, 241, 282, 425, 270, 271, 265, 105, 273, 104),
    ),
}


def confine(*, cpu_seconds: int = CPU_SECONDS_MAX) -> None:
    """Take from this process what it doesn't need; nothing gives it back."""
    confine_loosely(cpu_seconds=cpu_seconds)
    _limit(resource.RLIMIT_AS, ADDRESS_SPACE_BYTES_MAX)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, FILES_OPEN_MAX)
    filter_calls(programs=False)


def confine_loosely(*, cpu_seconds: int = CPU_SECONDS_MAX) -> None:
    """The same for a process that is about to start another program inside the sandbox, which also writes files."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    _limit(resource.RLIMIT_CPU, cpu_seconds, more=1)  # the soft limit tells that it was time, the hard one only kills
    _limit(resource.RLIMIT_FSIZE, COPY_BYTES_MAX)
    _limit(resource.RLIMIT_CORE, 0)
    filter_calls(programs=True)


def _limit(kind: int, limit: int, *, more: int = 0) -> None:
    """Lower a limit; the hard one lies `more` above, where it may."""
    _, hard = resource.getrlimit(kind)
    top = limit + more if hard == resource.RLIM_INFINITY else min(limit + more, hard)
    resource.setrlimit(kind, (min(limit, top), top))


def filter_calls(*, programs: bool) -> bool:
    """Refuse system calls that open a way out (seccomp), and all that `programs` need unless they are wanted.

    False on a machine whose numbers aren't known here.
    """
    known = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    architecture, clones, starting, others = known
    lines = _program(architecture, {} if programs else clones, others if programs else (*starting, *others))
    program = b"".join(struct.pack("HBBI", *each) for each in lines)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    libc = ctypes.CDLL(None, use_errno=True)
    given = Program(len(program) // 8, program)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(given), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "seccomp")
    return True


def _program(architecture: int, clones: dict[str, int], refused: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """The filter as (instruction, steps if true, steps if false, value)."""
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _KILL),
    ]
    if clones:
        lines += [
            (_EQUAL, 0, 1, clones["clone3"]),
            (_RETURN, 0, 0, _REFUSE | _ENOSYS),  # the library then asks for `clone`, whose flags can be judged
            (_EQUAL, 0, 4, clones["clone"]),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_SET, 1, 0, _CLONE_THREAD),
            (_RETURN, 0, 0, _REFUSE | _EPERM),
            (_LOAD, 0, 0, _NUMBER),
        ]
    for number in refused:
        lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE | _EPERM)]
    return [*lines, (_RETURN, 0, 0, _ALLOW)]
