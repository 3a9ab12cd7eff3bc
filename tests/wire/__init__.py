"""Bodies and kept values as bytes."""
