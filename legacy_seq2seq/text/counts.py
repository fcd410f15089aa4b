"""What became of the lines of a corpus: the counts that readers and streams keep, and their report."""

# Every line is counted in `lines` and in one of DISPOSALS; so these sum up to `lines`. A pair counts as one line.
DISPOSALS = ("kept", "malformed", "empty", "without_tab", "too_long", "unpaired", "left_over")
# Kept lines that were changed (`replaced`, `cut`), or any line (`byte_order_marks`, `nul`); then tokens of kept lines.
CHANGES = ("replaced", "byte_order_marks", "nul", "cut")
TOKENS = ("tokens", "unknown", "target_tokens", "target_unknown")
COUNTS = ("lines", *DISPOSALS, *CHANGES, *TOKENS)

_WORDING = {
    "malformed": "skipped: no valid UTF-8",
    "empty": "empty",
    "without_tab": "without a tab",
    "too_long": "too long",
    "unpaired": "without a partner in the shorter file",
    "left_over": "left over from the last full batch",
    "replaced": "with malformed UTF-8 replaced by U+FFFD",
    "byte_order_marks": "freed of a byte order mark",
    "nul": "freed of NUL characters",
    "cut": "cut to the longest length",
}


def counts_by_name(counts):
    """The counts of a batch, [len(COUNTS)] int64, as a dict {name: int}; of a dict a full one."""
    if isinstance(counts, dict):
        return {name: int(counts.get(name, 0)) for name in COUNTS}
    if len(counts) != len(COUNTS):
        raise ValueError(f"counts has {len(counts)} entries; expected {len(COUNTS)}: the `counts` of a batch as sess.run returns them")
    return dict(zip(COUNTS, map(int, counts)))


def report(counts, unit="words", epoch=None):
    """One line about what became of a corpus: `counts` of a batch (run), of a reader, or a dict. unit: what a token is called.

    "Epoch 1: 1,204 lines, 1,200 used, 3 empty, 1 too long; 14 with malformed UTF-8 replaced by U+FFFD; 12,345 words, 1.3 % unknown."
    """
    counts = counts_by_name(counts)
    total = f"{counts['lines']:,} line" + "s" * (counts["lines"] != 1)
    lines = [total, f"{counts['kept']:,} used"]
    lines += [f"{counts[name]:,} {_WORDING[name]}" for name in DISPOSALS[1:] if counts[name]]
    parts = [", ".join(lines)]
    changed = [f"{counts[name]:,} {_WORDING[name]}" for name in CHANGES if counts[name]]
    if changed:
        parts.append(", ".join(changed))
    for side, tokens, unknown in (("", "tokens", "unknown"), ("target ", "target_tokens", "target_unknown")):
        if counts[tokens]:
            share = f"{100 * counts[unknown] / counts[tokens]:.2g} % unknown" if counts[unknown] else "none unknown"
            parts.append(f"{counts[tokens]:,} {side}{unit}, {share}")
    return ("" if epoch is None else f"Epoch {epoch}: ") + "; ".join(parts) + "."
