"""Kinds of operations that several shape tools know."""

# Those that compare the shapes of their inputs from the last axis on.
# fmt: off
ELEMENTWISE = {
    "Add", "AddV2", "Sub", "Mul", "RealDiv", "Div", "Maximum", "Minimum", "SquaredDifference", "Pow", "FloorDiv", "FloorMod", "Equal",
    "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual", "LogicalAnd", "LogicalOr", "DivNoNan", "Mod", "TruncateDiv", "Xdivy",
    "Xlogy", "SoftmaxCrossEntropyWithLogits"}
# fmt: on
