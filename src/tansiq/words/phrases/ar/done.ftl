## ما أُجري في هذه العقدة

act-officer_added = أُضيف ضابط
act-officer_revoked = أُلغيت صلاحية ضابط
act-secret_changed = غُيّرت كلمة السر
act-signed_in = سُجّل دخول
act-signed_out = سُجّل خروج
act-console_locked = قُفلت وحدة التشغيل
act-step_opened = ينتظر شخصًا ثانيًا
act-step_withdrawn = سُحبت الخطوة
act-line_paired = اقترن الخط
act-line_revoked = أُلغي الخط
act-key_rotated = استُبدل مفتاح الخط
act-key_retired = أُتلف مفتاح الخط القديم
act-peer_key_changed = تغيّر مفتاح الطرف الآخر
