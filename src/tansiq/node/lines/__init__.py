"""Every line of this node at work: pairing, keys, what comes in, what goes out, how it fares."""
