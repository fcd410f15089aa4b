"""What the same words meant in Python 2: `/` between whole numbers, `decode` of a text that is text already, `{...}`, `next`,
`__metaclass__`."""

import ast

_HELPERS = "__python2__"  # the name under which a Python 2 module's builtins hold `helpers`


def with_the_meaning_of_then(tree):
    """The tree with calls of our helpers in place of the operations that have changed their meaning."""
    return ast.fix_missing_locations(_Then(_true_division(tree)).visit(tree))


def _true_division(tree):
    return any(isinstance(node, ast.ImportFrom) and node.module == "__future__" and any(alias.name == "division" for alias in node.names)
               for node in tree.body)


class _Then(ast.NodeTransformer):
    def __init__(self, true_division):
        self._true_division = true_division

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Div) and not self._true_division:
            return ast.copy_location(_call("divide", node.left, node.right), node)
        return node

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        if not isinstance(node.op, ast.Div) or self._true_division or not isinstance(node.target, ast.Name):
            return node
        current = ast.copy_location(ast.Name(node.target.id, ast.Load()), node.target)
        return ast.copy_location(ast.Assign([node.target], ast.copy_location(_call("divide", current, node.value), node)), node)

    def visit_Dict(self, node):
        self.generic_visit(node)
        if None in node.keys:  # `**other`: not of Python 2
            return node
        pairs = [ast.Tuple([key, value], ast.Load()) for key, value in zip(node.keys, node.values)]
        return ast.copy_location(_call("displayed", *pairs), node)

    def visit_DictComp(self, node):
        self.generic_visit(node)
        pairs = ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators)
        return ast.copy_location(_call("Dict", pairs), node)

    def visit_Set(self, node):
        self.generic_visit(node)
        # Put in from the last to the first.
        return ast.copy_location(_call("Set", ast.List(node.elts[::-1], ast.Load())), node)

    def visit_SetComp(self, node):
        self.generic_visit(node)
        return ast.copy_location(_call("Set", ast.GeneratorExp(node.elt, node.generators)), node)

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "decode":
            return ast.copy_location(ast.Call(_helper("decode"), [node.func.value, *node.args], node.keywords), node)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "next" and not node.args and not node.keywords:
            return ast.copy_location(_call("next_of", node.func.value), node)
        return node

    def visit_ClassDef(self, node):
        """A class whose `next` made it an iterator keeps that name, for callers of either Python, and has Python 3's besides."""
        self.generic_visit(node)
        for i, one in enumerate(node.body):
            if isinstance(one, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__metaclass__" for target in one.targets):
                node.keywords = [*node.keywords, ast.keyword("metaclass", one.value)]
                node.body[i] = ast.copy_location(ast.Pass(), one)
        methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        if "next" in methods and "__next__" not in methods:
            also = ast.Assign([ast.Name("__next__", ast.Store())], ast.Name("next", ast.Load()))
            node.body.append(ast.copy_location(also, node.body[-1]))
        return node


def _helper(name):
    return ast.Attribute(ast.Name(_HELPERS, ast.Load()), name, ast.Load())


def _call(name, *arguments):
    return ast.Call(_helper(name), list(arguments), [])
