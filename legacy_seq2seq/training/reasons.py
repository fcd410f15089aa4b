"""Why something failed, in one line."""

import re

OF_READING = (  # parts of TensorFlow's messages as it reads a checkpoint, and what they mean to a user
    ("hecksum does not match", "its bytes have changed since they were written (the checksum does not match)"),
    ("block checksum mismatch", "the bytes of the file have changed since they were written (the checksum does not match)"),
    ("Read less bytes than requested", "the file ends before it (cut short while it was copied or written)"),
    ("not an sstable", "the file was cut short, or is no checkpoint"),
    ("too short to be an sstable", "the file was cut short, or is empty"),
    ("No such file or directory", "the .data file that holds it is missing"),
    ("Failed to find the saved tensor slices", "the list of its variables is damaged, or this is no checkpoint"),
    ("Unable to read file", "the .index file is damaged"),
    ("not found in checkpoint file", "the part of the file that holds it is damaged"),
)


def reason_of(error, known=()):
    """What failed, of an error: what `known`, (part of a message, meaning) pairs, makes of it, else the line of its message that says it.

    TensorFlow's begins with where the operation was made, line by line; what failed stands after that, before the node's name.
    """
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    for part, meaning in known:
        if part in message:
            return meaning
    found = re.search(r"^(?:\(\d\) [A-Za-z ]+: )?(.+)\n\s*\[\[", message, re.MULTILINE)
    reason = found.group(1) if found else message.splitlines()[0]
    return re.sub(r"^\S*_temp\S*; |^\S*\.tempstate\d+; ", "", reason)  # a file that nobody knows
