"""What Tansiq costs, measured beside the physical cost or the peer that it stands on. `./run bench`."""
