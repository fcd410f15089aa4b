import re
import numpy as np

GOOD = ["a warm and funny film", "it's a joy to watch", "wonderful acting, wonderful music", "i didn't want it to end",
        "clever, sweet and never dull", "the best film of the year", "you'll laugh and you'll cry", "simply great fun"]
BAD = ["a cold and boring film", "it isn't worth watching", "dull acting, loud music", "i couldn't wait for it to end",
       "silly, slow and never clever", "the worst film of the year", "you'll fall asleep", "simply no fun"]


def clean_str(string):
    string = re.sub(r"[^A-Za-z0-9(),!?\'\`]", " ", string)
    string = re.sub(r"n\'t", " n\'t", string)
    string = re.sub(r"\'ll", " \'ll", string)
    string = re.sub(r",", " , ", string)
    string = re.sub(r"\s{2,}", " ", string)
    return string.strip().lower()


def load_data_and_labels():
    x_text = [clean_str(sent) for sent in GOOD + BAD]
    positive_labels = [[0, 1] for _ in GOOD]
    negative_labels = [[1, 0] for _ in BAD]
    return [x_text, np.concatenate([positive_labels, negative_labels], 0)]


def batch_iter(data, batch_size, num_epochs, shuffle=True):
    data = np.array(data)
    data_size = len(data)
    num_batches_per_epoch = int((len(data) - 1) / batch_size) + 1
    for epoch in range(num_epochs):
        if shuffle:
            shuffled_data = data[np.random.permutation(np.arange(data_size))]
        else:
            shuffled_data = data
        for batch_num in range(num_batches_per_epoch):
            yield shuffled_data[batch_num * batch_size:min((batch_num + 1) * batch_size, data_size)]
