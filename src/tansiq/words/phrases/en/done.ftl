## What was done at this node

act-officer_added = officer added
act-officer_revoked = officer revoked
act-secret_changed = secret changed
act-signed_in = signed in
act-signed_out = signed out
act-console_locked = console locked
act-step_opened = waits for a second person
act-step_withdrawn = step withdrawn
act-line_paired = line paired
act-line_revoked = line revoked
act-key_rotated = line key rotated
act-key_retired = old line key retired
act-peer_key_changed = key of the other end changed
