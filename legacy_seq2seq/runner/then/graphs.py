"""What ops and tensors called their parts inside, in programs that edit graphs: `op._outputs`."""

# {(package, class): {name: function of the object that gives the attribute}}
ATTRIBUTES_DROPPED = {
    ("tensorflow", "Operation"): {"_control_inputs": lambda op: op.control_inputs, "_outputs": lambda op: list(op.outputs)},
    ("tensorflow", "Tensor"): {"_consumers": lambda tensor: tensor.consumers(), "_value_index": lambda tensor: tensor.value_index},
}
