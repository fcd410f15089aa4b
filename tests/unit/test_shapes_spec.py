"""What is written of a shape: read as Python reads arithmetic, compared as a few plain lines compare it."""

import numpy as np
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from legacy_seq2seq import shapes
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.shapes import spec

NAMES = ("batch", "time", "beam", "hidden")


@pytest.mark.parametrize(
    "text, axes, ellipsis",
    [
        ("batch time vocab", ["batch", "time", "vocab"], None),
        ("", [], None),
        ("...", [], 0),
        ("batch*beam depth", ["batch*beam", "depth"], None),
        ("batch ... 25", ["batch", "25"], 1),
        ("_ ? 2*hidden time+1 hidden-1", [None, None, "2*hidden", "time+1", "hidden-1"], None),
        ("2*(a+1)-b//3", ["2*(a+1)-b//3"], None),
        ("a-(b-c) a-b-c a//(b*c)", ["a-(b-c)", "a-b-c", "a//(b*c)"], None),
        ("  (a + b)   größe ", ["a+b", "größe"], None),
    ],
)
def test_texts(text, axes, ellipsis):
    parsed = spec.parse(text)
    assert [axis and spec.written(axis) for axis in parsed.axes] == axes and parsed.ellipsis == ellipsis
    assert parsed.text == " ".join(text.split())


@pytest.mark.parametrize(
    "text, character, said",
    [
        ("batch, time", 6, "a name or a number, found ','; separate the axes by spaces"),
        ("[batch, 10]", 1, "found '['; write the axes without brackets"),
        ("batch None", 7, "found 'None'; write \"_\" for an axis of any size"),
        ("batch -1", 7, 'no space around "-" within an axis, found one'),
        ("-1 time", 1, "no size is negative"),
        ("batch * beam", 7, 'no space around "*"'),
        ("batch* beam", 6, 'no space around "*"'),
        ("batch*", 7, "a name or a number, found its end"),
        ("2hidden", 2, "a space between two axes, found 'hidden'"),
        ("batch(2)", 6, "a space between two axes"),
        ("a ... b ...", 9, "one ... at most"),
        ("a .. b", 3, 'found \'.\'; write "..."'),
        ("2.5", 1, "a whole number, found '2.5'"),
        ("a//0", 4, "a size above 0"),
        ("a/2", 2, 'write "//"'),
        ("(a", 3, 'expected ")", found its end'),
        ("a)", 2, "a space between two axes, found ')'"),
        ("_*2", 2, "a name or a number to compute with"),
        ("2*_", 3, "a name or a number"),
        ("a$", 2, "found '$'"),
    ],
)
def test_what_cannot_be_read(text, character, said):
    with pytest.raises(ValueError) as caught:
        spec.parse(text)
    first, shown, caret = str(caught.value).split("\n")
    assert first.startswith(f'shapes.expect: cannot read "{text}" at character {character}: expected') and said in first
    assert shown.strip() == text and caret == " " * (4 + character - 1) + "^"


@st.composite
def trees(draw, depth=2):
    """Arithmetic as Python writes it."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(NAMES) | st.integers(1, 6).map(str))
    left, right = draw(trees(depth=depth - 1)), draw(trees(depth=depth - 1))
    text = f"{left}{draw(st.sampled_from(['+', '-', '*', '//']))}{right}"
    return f"({text})" if draw(st.booleans()) else text


sizes = st.fixed_dictionaries({name: st.integers(1, 7) for name in NAMES})


@given(trees(), sizes)
def test_arithmetic_is_python_s(text, given_sizes):
    tree = spec.parse(text).axes[0]
    try:
        expected = eval(text, {}, given_sizes)
    except ZeroDivisionError:
        expected = None
    assert spec.value(tree, given_sizes) == expected
    assert spec.parse(spec.written(tree)).axes[0] == tree


@given(trees(), sizes, st.sampled_from(NAMES))
def test_a_size_leads_back_to_its_name(text, given_sizes, name):
    tree = spec.parse(text).axes[0]
    steps = spec.steps_to(tree, name)
    assert steps is None or spec.names_of(tree).count(name) == 1
    if steps is not None:
        known = {one: size for one, size in given_sizes.items() if one != name}
        size = spec.value(tree, given_sizes)
        found = None if size is None else spec.back(size, steps, known)
        if found is not None:
            assert found == given_sizes[name]


@given(st.text(max_size=12) | st.text("ab12 .*+-/()_?,[", max_size=12))
def test_every_text_is_read_or_refused_with_its_place(text):
    try:
        parsed = spec.parse(text)
    except ValueError as error:
        assert "at character" in str(error)
    else:
        assert isinstance(parsed, spec.Spec)


@st.composite
def models(draw):
    """[(shape, spec)] that are true for some sizes of the names."""
    chosen = draw(sizes)
    found = []
    for _ in range(draw(st.integers(1, 5))):
        axes = draw(st.lists(trees(depth=1), max_size=3))
        values = []
        for axis in axes:
            try:
                values.append(eval(axis, {}, chosen))
            except ZeroDivisionError:
                values.append(-1)
        assume(all(value >= 0 for value in values))
        dots = draw(st.none() | st.integers(0, len(axes)))
        if dots is not None:
            axes = axes[:dots] + ["..."] + axes[dots:]
            values = values[:dots] + draw(st.lists(st.integers(0, 3), max_size=2)) + values[dots:]
        found.append((values, " ".join(axes)))
    return chosen, found


def expected(tensors, told):
    """The plain reference: whether a shape contradicts its spec, once all names are known."""
    for shape, text in tensors:
        axes = text.split()
        if "..." in axes:
            dots = axes.index("...")
            axes[dots : dots + 1] = ["_"] * (len(shape) - len(axes) + 1)
        if any(axis != "_" and eval(axis, {}, told) != size for axis, size in zip(axes, shape)):
            return False
    return True


@settings(deadline=None, max_examples=60)
@given(models())
def test_what_is_true_is_never_refused(made):
    _, tensors = made
    with tf.Graph().as_default():
        for shape, text in tensors:
            shapes.expect(np.zeros(shape), text)


@settings(deadline=None, max_examples=60)
@given(models(), st.data(), st.booleans())
def test_what_is_not_true_is_refused_when_the_graph_is_built(made, data, are_told_first):
    told, tensors = made
    at = data.draw(st.sampled_from(range(len(tensors))))
    assume(tensors[at][0])
    axis = data.draw(st.sampled_from(range(len(tensors[at][0]))))
    tensors[at][0][axis] += data.draw(st.integers(1, 3))
    names = [([told[name]], name) for name in NAMES]
    holds = expected(tensors, told)
    with tf.Graph().as_default():
        try:
            for shape, text in names + tensors if are_told_first else tensors + names:
                shapes.expect(np.zeros(shape), text)
        except ValueError:
            assert not holds
        else:
            assert holds


@settings(deadline=None, max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(models(), st.data(), st.booleans(), st.booleans())
def test_a_run_says_what_the_build_would_say(made, data, is_changed, are_chained):
    """Tensors of unknown sizes: refused in a run exactly where their sizes contradict the names.

    Of tensors of which none is computed from another, those are only sure to be refused whose axes are single names.
    """
    told, tensors = made
    assume(any(shape for shape, _ in tensors))
    if is_changed:
        at = data.draw(st.sampled_from([i for i, (shape, _) in enumerate(tensors) if shape]))
        axis = data.draw(st.sampled_from(range(len(tensors[at][0]))))
        tensors[at][0][axis] += data.draw(st.integers(1, 3))
    tensors = [([told[name]], name) for name in NAMES] + tensors
    holds = expected(tensors, told)
    must_be_refused = not holds and (are_chained or not set("+-*/").intersection("".join(text for _, text in tensors)))
    with tf.Graph().as_default():
        feed, results = {}, []
        for shape, text in tensors:
            unknown = None if data.draw(st.booleans()) else [None if data.draw(st.booleans()) else size for size in shape]
            tensor = tf.placeholder(tf.float32, unknown)
            feed[tensor] = np.zeros(shape)
            if are_chained and results:
                tensor = tensor + tf.reduce_sum(results[-1])
            try:
                results.append(shapes.expect(tensor, text))
            except ValueError:
                assert not holds
                return
        with tf.Session() as session:
            try:
                session.run(results, feed)
            except tf.errors.InvalidArgumentError as error:
                assert not holds and "shapes.expect" in error.message
            else:
                assert not must_be_refused
