## Bir kişiyi bekleyenler

overdue-own-cease = Bizim durdurmamız, { $party }: { $step }
overdue-duty = Gecikti: { $duty } – { $party }, { $step }
overdue-duty-item = Gecikti: { $duty } – { $party }, { $item }, { $step }
duty-step-answer = kimse yapmadı
duty-step-escalate = kimse üstlenmedi, sıradaki subaylar
duty-step-commander = kimse üstlenmedi, komutanı çağır
duty-cease = durdurmayı üstlen
duty-distress = tehlike çağrısını üstlen
duty-report = ekiplerin aldığını bildir
duty-found = tehlike çağrısını doğrula
duty-readback = geri okuma
duty-verification = yerin kör kontrolü
duty-answer = yanıt
duty-doubt = şüpheye yanıt
duty-query = soruya yanıt
duty-message = mesajı oku
duty-agreement = sunulan anlaşmayı imzala
duty-sheet = sunulan belgeyi imzala
say-local-shelved = { $until } saatine kadar ertelendi: { $alert }
say-local-ended = Bitti: { $alert }
hold-not_reached = Ulaşmadı: { $name } ({ $party })
lift-not_reached = { $name } teyidi
alert-not_reached = Başlangıçtan önce ulaşmadı: { $party } – { $item }
say-units = Dağıtım birimleri: { $who }: { $count }
