"""What Keras 2.3 did otherwise than Keras 2 does today."""
