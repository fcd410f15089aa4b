"""The folder of an export: written beside its place, and put there when it is whole."""

import ctypes
import glob
import os
import shutil

_MODEL = "saved_model.pb"


class Target:
    """Checks a folder's place when made; in a `with` statement, gives a folder beside it, which takes the place at the end.

    Where the statement is left by an exception, nothing has changed. `folder` is the place as text.
    """

    def __init__(self, folder, overwrite):
        self.folder = os.fspath(folder)
        if "://" in self.folder:
            raise ValueError(f"export: `folder` is {self.folder!r}; expected a folder of this machine. Export there, then copy the folder.")
        self._place = os.path.realpath(self.folder)
        self._overwrite = overwrite
        self._check()

    def _check(self):
        if os.path.lexists(self._place) and not os.path.isdir(self._place):
            raise FileExistsError(f"export: {self.folder} is a file; name a folder that does not exist yet.")
        if not os.path.isdir(self._place) or not os.listdir(self._place):
            return
        if not self._overwrite:
            raise FileExistsError(f"export: the folder {self.folder} is not empty. Name another one, or give overwrite=True to replace "
                                  "the export in it.")
        if not os.path.exists(os.path.join(self._place, _MODEL)):
            raise FileExistsError(f"export: the folder {self.folder} holds something else than an export (there is no {_MODEL}); "
                                  "overwrite=True would delete it. Name another folder.")

    def _beside(self, role, process=None):
        parent, name = os.path.split(self._place)
        return os.path.join(parent, f".{name}.{role}-{process or os.getpid()}")

    def __enter__(self):
        self._unfinished = self._beside("unfinished")
        os.makedirs(os.path.dirname(self._place), exist_ok=True)
        self._clear_up()
        return self._unfinished

    def __exit__(self, kind, error, traceback):
        try:
            if kind is None:
                self._check()  # once more: writing took its time
                self._put_in_place()
        finally:
            shutil.rmtree(self._unfinished, ignore_errors=True)

    def _put_in_place(self):
        if not os.path.isdir(self._place):
            os.rename(self._unfinished, self._place)
            return
        if _exchange(self._unfinished, self._place):
            return  # the old one is deleted as what is left over
        replaced = self._beside("replaced")
        os.rename(self._place, replaced)
        try:
            os.rename(self._unfinished, self._place)
        except OSError:
            os.rename(replaced, self._place)
            raise
        shutil.rmtree(replaced, ignore_errors=True)

    def _clear_up(self):
        """Takes away what exports to this place left that were killed, and puts back what one of them was about to replace."""
        for left in glob.glob(glob.escape(self._beside("replaced", "_")[:-1]) + "*"):
            if not os.path.lexists(self._place):
                os.rename(left, self._place)
                self._check()
        for left in glob.glob(glob.escape(self._beside("unfinished", "_")[:-1]) + "*"):
            if not _is_alive(left.rpartition("-")[2]) or left == self._unfinished:
                shutil.rmtree(left, ignore_errors=True)


def _exchange(one, other):
    """Swaps two folders in one step. Returns whether it was done: systems other than Linux, and some file systems, cannot."""
    current_folder, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return rename(current_folder, os.fsencode(one), current_folder, os.fsencode(other), exchange) == 0


def _is_alive(process):
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        pass
    return True
