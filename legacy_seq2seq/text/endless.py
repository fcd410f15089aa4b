"""What batches and windows have in common: epochs without end, and a place in them."""


class Endless:
    """An iterator over epochs without end. `epoch` is that of the next item, from 0; `position` the next item's place in it.

    A subclass tells `_in_an_epoch()`, how many items an epoch has, and `_at(position)`, an item of the present epoch.
    """

    epoch = position = 0

    def __iter__(self):
        return self

    def __next__(self):
        item = self._at(self.position)
        self.position += 1
        if self.position == self._in_an_epoch():
            self.epoch, self.position = self.epoch + 1, 0
        return item

    next = __next__

    def rest_of_epoch(self):
        """What is left of the epoch, one after the other: `for x, y in batches.rest_of_epoch()`; all of it at its start."""
        epoch = self.epoch
        while self.epoch == epoch:
            yield next(self)

    def _go_on(self, state, what, names):
        """Sets the place from `state`. Raises ValueError where one of `names` is not what it was."""
        ours = self.get_state()
        for name in names:
            if state[name] != ours[name]:
                raise ValueError(f"{name} is {ours[name]}, but was {state[name]} when the state was saved; the {what} cannot go on. "
                                 "Give what was given then, or start anew in another folder")
        self.epoch, self.position = state["epoch"], state["position"]
