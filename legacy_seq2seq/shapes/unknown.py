"""Finds where a size came from that was used as a number, or as None, when the graph was built."""

from legacy_seq2seq.shapes import evaluation, source, values


def tensors(evidence):
    """[(source text, tensor)] whose static shape was asked for, in the failed expression or in the lines that assigned its names."""
    frame, place = evidence.users[-1].tb_frame, evidence.place
    statement = source.statement_at(place.file, place.line)
    if statement is None:
        return []
    found = _measured(statement, frame)
    for _, _, assigned in names(evidence):
        found += _measured(assigned, frame)
    unique = {}
    for text, value in found:
        unique.setdefault(text, value)
    return list(unique.items())


def names(evidence):
    """[(name, line, statement)] of the expression's names that hold a size, None or a number, and where they were assigned."""
    frame, place = evidence.users[-1].tb_frame, evidence.place
    statement = source.statement_at(place.file, place.line)
    found = []
    for node in source.references(statement) if statement is not None else ():
        value = evaluation.value_of(node, frame)
        if value is None or type(value) is int or type(value).__name__ == "Dimension":
            text = source.written(node)
            line = source.last_assignment(place.file, place.line, text)
            if line is not None:
                found.append((text, line, source.statement_at(place.file, line)))
    return found


def _measured(node, frame):
    found = [(source.written(one), evaluation.value_of(one, frame)) for one in source.measured(node)]
    return [(text, value) for text, value in found if value is not evaluation.MISSING and values.is_tensor(value)]
