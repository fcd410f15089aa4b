"""Tells from an exception whether its fault is one of shapes, and of which kind."""

import re

# (kind, pattern), the first that is found counts. A kind is what the advice is chosen by.
_PATTERNS = [
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        (
            "feed",
            r"Cannot feed value of shape \((?P<fed>[^)]*)\) for Tensor '?(?P<tensor>[^',]+?)'?, which has shape "
            r"'?\(?(?P<wanted>[^)']*)\)?'?",
        ),
        ("ragged", r"inhomogeneous (?:shape|part)|setting an array element with a sequence"),
        ("sequence", r"`?inputs`? must be a (?:sequence|list)|inputs must be a sequence"),
        (
            "structure",
            r"is not a sequence|Expected state to be a tuple of length|declared to be dynamic|not iterable|is not allowed in Graph "
            r"execution|Iterating over a symbolic"
            r"|same nested structure|same sequence (?:type|length)|don't have the same (?:number|structure)",
        ),
        ("restore", r"Assign requires shapes of both tensors to match|tensor_name = .*shape in shape_and_slice spec"),
        (
            "reuse",
            r"Trying to share variable (?P<variable>\S+), but specified shape \((?P<now>[^)]*)\) and found shape \((?P<before>[^)]*)\)",
        ),
        (
            "loop",
            r"enters the loop with shape (?P<before>\(.*?\)|<unknown>), but has shape (?P<after>\(.*?\)|<unknown>) after one iteration",
        ),
        ("layer", r"is incompatible with the layer: expected (?P<what>[^.]*?), found (?P<found>[^.]*)"),
        (
            "unknown size",
            r"(?:__int__ returned non-int \(type NoneType\)|Expected int(?:32|64), (?:but )?got None|Dimension\(None\)|[Cc]annot "
            r"convert.*?partially known"
            r"|(?:Failed to convert|convert).*?\(?.*\bNone\b.*?to (?:a )?Tensor|Tried to convert 'shape' to a tensor and failed. "
            r"Error: (?:None|Cannot convert)|Prefix or suffix can't be None"
            r"|unsupported operand type\(s\) for .*'NoneType'|'NoneType' object cannot be interpreted as an integer)",
        ),
        (
            "unknown depth",
            r"(?:must be accessible via shape inference|should be defined\. Found `?None|last dimension of the inputs to "
            r".*should be defined|is not defined on an unknown TensorShape)",
        ),
        (
            "unknown number",
            r"Cannot infer (?:argument `)?num|Expected int for argument 'num' not|Cannot iterate over a tensor with unknown "
            r"first dimension",
        ),
        (
            "float size",
            r"parameter 'shape' has DataType float|'float' object cannot be interpreted as an integer|Expected int(?:32|64), got "
            r"[\d.]+ of type 'float'|valid indices, got (?:.*float|[\d.]+)",
        ),
        (
            "count",
            r"Cannot reshape a tensor with (?P<have>\d+) elements to shape \[(?P<shape>[^\]]*)\](?: \((?P<want>\d+) elements\))?"
            r"|Input to reshape is a tensor with (?P<have2>\d+) values, but the requested shape (?:has|requires a multiple of) "
            r"(?P<want2>\d+)"
            r"|cannot reshape array of size (?P<have3>\d+) into shape"
            r"|[Dd]imension size(?:, given by .*?)? must be evenly divisible by (?P<by>\d+) but is (?P<is>\d+)"
            r"|evenly divide the split dimension, but got split_dim \d+ \(size = (?P<is2>\d+)\) and num_split (?P<by2>\d+)",
        ),
        (
            "batch elements",
            r"Cannot batch tensors with different shapes in component (?P<part>\d+)\. First element had shape "
            r"\[(?P<first>[^\]]*)\] and element (?P<number>\d+) "
            r"had shape \[(?P<other>[^\]]*)\]",
        ),
        (
            "batch elements",
            r"Cannot add tensor to the batch: number of elements does not match\. Shapes are: \[tensor\]: "
            r"\[(?P<other>[^\]]*)\], \[batch\]: \[(?P<first>[^\]]*)\]",
        ),
        (
            "element",
            r"yielded an element of shape (?P<got>\([^)]*\)) where an element of shape (?P<wanted>\([^)]*\))|Shape mismatch in tuple "
            r"component"
            r"|mismatch in (?:the )?tuple",
        ),
        (
            "lengths",
            r"Expected shape for Tensor (?P<tensor>\S+) is \] \[?(?P<wanted>[\d ,]*)\]? \[ but saw shape: \] \[?(?P<found>[\d ,]*)\]?",
        ),
        (
            "steps",
            r"Tried to read from index (?P<index>\d+) but array size is: (?P<size>\d+)|seq_lens\(\d+\) > input\.dims\((?P<axis>\d+)\)"
            r"|sequence_length\(\d+\) <= (?P<limit>\d+)",
        ),
        (
            "not equal",
            r"Condition x == y did not hold.*?\[x \((?P<x>\S+?)\) = \] \[(?P<first>[\d ]*)[^\]]*\] \[y \((?P<y>\S+?)\) = \] "
            r"\[(?P<second>[\d ]*)"
            r"|Condition x == y did not hold",
        ),
        (
            "slice",
            r"Index out of range using input dim|slice index (?P<index>-?\d+) of dimension (?P<axis>\d+) out of bounds|Expected (?:begin"
            r"|size)\[\d+\]",
        ),
        ("negative", r"Negative dimension size|[Cc]omputed output size would be negative"),
        (
            "array",
            r"operands could not be broadcast together|not aligned:|could not broadcast input array|all the input array dimensions"
            r"|mismatch in its core dimension"
            r"|all input arrays must have the same shape|axis \d+ is out of bounds for array|boolean index did not match",
        ),
        (
            "rank",
            r"[Rr]anks? of all|Can't concatenate scalars"
            r"|must be (?:at least |at most )?(?:of )?rank |must have rank|must have (?:at least|the same) rank|equal rank|has rank \d"
            r"|rank of labels|[Rr]ank mismatch|`?labels\.shape\.rank"
            r"|in the range \[-\d+, \d+\)|is not a (?:matrix|vector|scalar)|must be (?:a )?(?:scalar|vector|matrix)\b|ndim"
            r"|[Ee]xpected.*\d-?[dD]"
            r"|expecting 2D|must be \d+-dimensional|expected \[\w+",
        ),
        (
            "sizes",
            r"depth must be evenly divisible by number of groups|Inconsistent shapes: saw|[Cc]an ?not squeeze dim|TensorArray has "
            r"inconsistent shapes|(?:Dimensions?|Shapes?|shapes?|Sizes?|dimensions?)\b.*?(?:must|are not|are incompatible|do not|don't"
            r"|differ|not compatible|mismatch|match|should|cannot)"
            r"|Incompatible shapes|Matrix size-incompatible|must (?:have the same (?:first dimension|shape|size|number)|be broadcastable"
            r"|all have the same)"
            r"|[Ss]ize mismatch|inconsistent (?:shapes|TensorArray)|incompatible shape|not compatible|Depth of (?:in|out)put|multiple of "
            r"(?:the )?(?:number of|input depth)"
            r"|but `?\w+`? has (?:time|batch|depth|shape|size|rank)|the batch of .* is not the batch|has shape \(?\[?.*(?:expected"
            r"|instead)|shape .* (?:is|are) not (?:equal|compatible)"
            r"|must have a shape specified|sequence_length.*(?:larger|greater|exceed)|shape must be|must have shape|[Ii]nvalid shape"
            r"|inputs to be \d",
        ),
    )
]

# Texts that speak of shapes where the fault is another.
_OTHER_FAULTS = re.compile(
    r"You must feed a value for placeholder|Attempting to use uninitialized|already exists, disallowed|must be from the same graph|is not "
    r"an element of this graph"
    r"|Cannot interpret feed_dict key|The value of a feed cannot be|not found in checkpoint|is not in \[0, |Unsuccessful TensorSliceReader"
    r"|does not exist, or was not created"
    r"|has type .* incompatible|incompatible with initial type|nan|No gradients provided|Cannot assign a device"
)

# What else than its shapes an operation can be refused for as it is made, or fail for in a run.
_NOT_OF_SHAPES = re.compile(r"\b[Aa]ttr\b|allowed values|not registered|[Dd]uplicate|OpKernel|kernel|\bdtype|\btypes?\b|not supported")

_REPRESENTATION = re.compile(r"(?:Tensor|Variable|Placeholder)\([^()]*shape=[^()]*(?:\([^()]*\))?[^()]*\)|<tf\.\w+ [^>]*>|shape=\([^()]*\)")


_OUR_WORDS = re.compile(r"\b(?:shape|rank|depth|batch|time steps?|steps|units|beams?|sequence_length|lengths)\b|\[[\d?]")


def is_of_shapes(message):
    """Whether a message of this package's own speaks of shapes."""
    return bool(_OUR_WORDS.search(message)) and not _OTHER_FAULTS.search(message)


def kind_of(error, message, in_library):
    """(kind, match) of a fault of shapes; None of any other.

    in_library: whether a library raised it. What the user's own `raise` says is the user's, except where Python itself speaks.
    """
    if not isinstance(error, (ValueError, TypeError, IndexError)) and not hasattr(error, "error_code"):
        return None
    if getattr(error, "error_code", 3) not in (
        3,
        9,
        11,
        12,
        13,
    ):  # invalid argument, failed precondition, out of range, unimplemented, internal
        return None
    if _OTHER_FAULTS.search(message):
        return None
    plain = _REPRESENTATION.sub("", message)
    for kind, pattern in _PATTERNS:
        match = pattern.search(message if kind in ("feed", "loop", "lengths") else plain)
        if match is not None and (in_library or kind in ("ragged", "count", "array", "unknown size", "float size")):
            return kind, match
    return None


def may_be_of_shapes(message):
    """Whether a message of TensorFlow's that no pattern knows can speak of shapes, where an operation's shapes do disagree."""
    return not (_OTHER_FAULTS.search(message) or _NOT_OF_SHAPES.search(message.partition(" for '{{node")[0].partition("[[")[0]))


def sizes(text):
    """A shape out of a message, "?, 10" or "2,3", as a tuple with None."""
    parts = [part.strip() for part in text.replace(" ", ",").split(",")]
    return tuple(None if part in ("?", "None") else int(part) for part in parts if part)


def shapes_in(message):
    """All shapes that a message names, in order: "[2,3] vs. [2,5]" gives [(2, 3), (2, 5)]."""
    found = []
    for inside in re.findall(r"[\[(]((?:\d+|\?|None)(?:,\s*(?:\d+|\?|None))*,?)[\])]", message):
        found.append(sizes(inside))
    return found
