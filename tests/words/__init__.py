"""The phrase catalogue and what is rendered from it."""
