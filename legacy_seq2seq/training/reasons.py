"""Why something failed, in one line."""

import re


def reason_of(error):
    """The line of an error's message that says what failed.

    TensorFlow's begins with where the operation was made, line by line; what failed stands after that, before the node's name.
    """
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    message = getattr(error, "message", None) or str(error)
    found = re.search(r"^(?:\(\d\) [A-Za-z ]+: )?(.+)\n\s*\[\[", message, re.MULTILINE)
    reason = found.group(1) if found else message.splitlines()[0]
    return re.sub(r"^\S*_temp\S*; |^\S*\.tempstate\d+; ", "", reason)  # a file that nobody knows
