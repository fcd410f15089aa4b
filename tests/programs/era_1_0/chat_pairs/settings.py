BUCKETS = [(4, 4), (6, 7)]
NUM_LAYERS = 2
HIDDEN_SIZE = 9
BATCH_SIZE = 5
LR = 0.4
MAX_GRAD_NORM = 5.0
PAD_ID, UNK_ID, START_ID, EOS_ID = range(4)

TALK = [
    ("hello there", "hello"), ("how are you", "fine and you"), ("what is this", "a small talk"), ("are you a machine", "some say so"),
    ("do you like the rain", "yes when i am inside the house"), ("good night then", "good night"), ("is it late", "it is late"),
    ("what do you say", "that it is late then"), ("why do you ask me", "i like to ask"),
]
