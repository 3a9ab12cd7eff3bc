## Bu düğümde yapılanlar

act-officer_added = subay eklendi
act-officer_revoked = subayın yetkisi kaldırıldı
act-secret_changed = parola değiştirildi
act-signed_in = oturum açıldı
act-signed_out = oturum kapatıldı
act-console_locked = konsol kilitlendi
act-step_opened = ikinci kişiyi bekliyor
act-step_withdrawn = adım geri çekildi
act-line_paired = hat eşleştirildi
act-line_revoked = hat iptal edildi
act-key_rotated = hat anahtarı değiştirildi
act-key_retired = eski hat anahtarı silindi
act-peer_key_changed = karşı tarafın anahtarı değişti
