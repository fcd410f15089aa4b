"""A vocabulary that grows as it is asked. Source: TF1 tf.contrib.learn.preprocessing.CategoricalVocabulary."""

import collections


class CategoricalVocabulary:
    """Ids for categories (words, for instance) in the order in which they come; id 0 is the unknown one's.

    support_reverse: also keep the way back, from ids to categories.
    Source: TF1 tf.contrib.learn.preprocessing.CategoricalVocabulary.

        vocabulary = CategoricalVocabulary()
        vocabulary.add("to"), vocabulary.get("be"), vocabulary.freeze()
        [vocabulary.get(word) for word in ("to", "be", "or")]   # [1, 2, 0]
    """

    # The attributes are named as TF 1.15 names them: its pickles set them.
    def __init__(self, unknown_token="<UNK>", support_reverse=True):
        self._unknown_token = unknown_token
        self._support_reverse = support_reverse
        self._mapping = {unknown_token: 0}
        if support_reverse:
            self._reverse_mapping = [unknown_token]
        self._freq = collections.defaultdict(int)
        self._freeze = False

    def __len__(self):
        """The number of ids, the unknown one included."""
        return len(self._mapping)

    def freeze(self, freeze=True):
        """From now on new categories are unknown; `freeze=False` lets the vocabulary grow again."""
        self._freeze = freeze

    def get(self, category):
        """The id of `category`: a new one where it is new, 0 where the vocabulary is frozen."""
        if category not in self._mapping:
            if self._freeze:
                return 0
            self._mapping[category] = len(self._mapping)
            if self._support_reverse:
                self._reverse_mapping.append(category)
        return self._mapping[category]

    def add(self, category, count=1):
        """Counts `category` as seen `count` times more, unless the vocabulary is frozen and lacks it."""
        if self.get(category) > 0:
            self._freq[category] += count

    def trim(self, min_frequency, max_frequency=-1):
        """Keeps the categories seen more than `min_frequency` times, and less than `max_frequency` unless that is negative.

        New ids are given: the most frequent category first, equal ones in alphabetic order.
        """
        kept = [(category, count) for category, count in sorted(self._freq.items(), key=lambda item: (-item[1], item[0]))
                if count > min_frequency and (max_frequency <= 0 or count < max_frequency)]
        words = [self._unknown_token] + [category for category, _ in kept]
        self._freq = collections.defaultdict(int, kept)
        self._mapping = {category: number for number, category in enumerate(words)}
        if self._support_reverse:
            self._reverse_mapping = words

    def reverse(self, class_id):
        """The category of `class_id`. Raises ValueError if the way back was not kept, IndexError for an id that is not given."""
        if not self._support_reverse:
            raise ValueError("CategoricalVocabulary: reverse() needs the way back from ids, which was not kept. "
                             "Create the vocabulary with support_reverse=True.")
        return self._reverse_mapping[class_id]
