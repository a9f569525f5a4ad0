"""Why a file can't be read or written, in few words that each language says its own way."""

from __future__ import annotations

import errno

_TROUBLES = {
    errno.EACCES: "closed", errno.EPERM: "closed", errno.EBUSY: "open",
    errno.ENOSPC: "full", errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "full",
    errno.EROFS: "read-only",
    errno.ENOTDIR: "no-folder", errno.EEXIST: "no-folder",
    errno.EISDIR: "a-folder",
    errno.ENOENT: "missing", errno.ELOOP: "missing",
    errno.ENAMETOOLONG: "name", errno.EINVAL: "name", errno.EILSEQ: "name",
}  # fmt: skip

TROUBLES = (*dict.fromkeys(_TROUBLES.values()), "error")
"""Every code: closed (no right), open (in use), full (disk), read-only, no-folder (a file stands
where a folder should), a-folder, missing, name (that the disk refuses), error (anything else).
"""


def trouble(error: OSError) -> str:
    """The code of what went wrong."""
    return _TROUBLES.get(error.errno or 0, "error")
