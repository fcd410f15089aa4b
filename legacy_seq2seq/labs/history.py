"""A curve's points as training makes them."""


class History:
    """The points of a curve, which a checkpoint keeps: after a resume the curve is whole.

        history = labs.History()
        with training.session(options.logdir, …, state={"batches": batches, "history": history}) as sess:
            …
            history.add(epoch, exact=0.62, loss=0.31)
        labs.curves(options.plot, {"exact": history["exact"]}, …)

    `history[name]` is (places, values); `history.last(name)` the newest value, None where there is none yet.
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

    def get_state(self):
        return {name: [list(places), list(numbers)] for name, (places, numbers) in self._points.items()}

    def set_state(self, state):
        self._points = {name: (list(places), list(numbers)) for name, (places, numbers) in state.items()}
