"""Every message, hold, state and alert in the officer's language, from one phrase catalogue.

Text that a person typed is shown as typed and never translated; names, codes, coordinates and hashes stay as sent.
Says nothing that it is not given: what may be told to whom is decided before.
"""
