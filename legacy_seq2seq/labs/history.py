"""A curve's points as training makes them."""


class History:
    """The points of a curve, which a checkpoint keeps: after a resume the curve is whole.

        history = labs.History()
        with training.session(options.logdir, …, state={"batches": batches, "history": history}) as sess:
            …
            history.add(epoch, exact=0.62, loss=0.31)
        labs.curves(options.plot, {"exact": history["exact"]}, …)

    `history[name]` is (places, values); `history.last(name)` the newest value, None where there is none yet; `history.smooth(name, 50)`
    the means of fifty at a time, for a curve that one sees through the noise.
    """

    def __init__(self):
        self._points = {}

    def add(self, place, **values):
        """place: the step or epoch. values: numbers by name."""
        for name, value in values.items():
            places, numbers = self._points.setdefault(name, ([], []))
            places.append(place)
            numbers.append(float(value))

    def __getitem__(self, name):
        return self._points.get(name, ([], []))

    def last(self, name):
        return self[name][1][-1] if self[name][1] else None

    def smooth(self, name, many):
        """(places, values): the mean of each `many` values, at the place of its last one; of those left over at the end, too."""
        places, numbers = self[name]
        parts = [slice(start, start + many) for start in range(0, len(numbers), many)]
        return [places[part][-1] for part in parts], [sum(numbers[part]) / len(numbers[part]) for part in parts]

    def get_state(self):
        return {name: [list(places), list(numbers)] for name, (places, numbers) in self._points.items()}

    def set_state(self, state):
        self._points = {name: (list(places), list(numbers)) for name, (places, numbers) in state.items()}
