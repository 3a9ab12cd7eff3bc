## Что сделано на этом узле

act-officer_added = офицер добавлен
act-officer_revoked = доступ офицера отозван
act-secret_changed = пароль изменён
act-signed_in = вход выполнен
act-signed_out = выход выполнен
act-console_locked = консоль заблокирована
act-step_opened = ждёт второго лица
act-step_withdrawn = шаг отозван
act-line_paired = линия установлена
act-line_revoked = линия отозвана
act-key_rotated = ключ линии заменён
act-key_retired = старый ключ линии удалён
act-peer_key_changed = ключ другой стороны изменён
