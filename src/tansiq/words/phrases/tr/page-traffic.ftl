## List

traffic-list = Mesajlar
traffic-message = Mesaj
traffic-filters = Hangi mesajlar
traffic-empty-in = Gelen mesaj yok
traffic-empty-out = Giden mesaj yok
traffic-empty-mine = Bizi bekleyen yok
traffic-empty-overdue = Süresi geçen yok
traffic-none-open = Bir mesaj seçin. J ve K listede gezer.
filter-in = Gelen
filter-out = Giden
filter-mine = Bizde
filter-overdue = Geciken
filter-minor = alındılar, testler
row-from = { $party } gönderdi
row-to = alıcı: { $party }
turn-is-ours = Bizde
message-notify = Bildirim
message-amend = Değişiklik
message-cancel = İptal
message-readback = Geri okuma
message-answer = Yanıt
message-resolution = Çözüm
message-doubt = Şüphe
message-held = Geri çekme onayı
message-release = Serbest bırakma
message-verify = Denetim isteği
message-verified = Denetim
message-cease = Durdur
message-cease_executed = Durdur uygulandı
message-resume_agreed = Sürdürme kabulü
message-distress = Tehlike çağrısı
message-query = Soru
message-reply = Cevap
message-correction = Düzeltme
message-incident = Olay
message-protest = İtiraz
message-position = Konum
message-status = Durum
message-test = Hat testi
message-assessment = Değerlendirme
message-agreement = Anlaşma
message-sheet = Çizelge
message-situation = Vaziyet
message-ack = Alındı
message-note = Not
message-key_change = Yeni anahtar
message-rejected = Reddedildi
message-age = { $age } önce
message-old = Yerini daha yeni bir sürüm aldı.

## Elements and readback

elements = Unsurlar
element = Unsur
element-sent = Gönderilen
element-read-back = Geri okunan
hazard-to-ground = Yer için tehlikeli
words-against-place = Sözler ile yer: { $status }
words-disagree = uyuşmuyor
words-unresolvable = sözler anlaşılmadı
words-none = söz yok
do-readback = Geri oku
do-send-readback = Geri okumayı gönder
readback-sent = Geri okuma hatta
readback-same = aynı
readback-differs = aynı değil
readback-none = geri okunmadı
readback-apart = Fark: { $distance }
readback-cause = Olası: { $cause }; kalan { $distance }
readback-only-doubt = Farklı olan gönderilmez. Yeniden yazın ya da şüphe bildirin.
field-place = Yer
field-datum = Datum
field-level = Seviye, örneğin GND – 3000 m AMSL
field-area = Alan: virgülle ayrılmış köşeler ya da merkez ve yarıçap
field-unit = Birlik
field-start = Başlangıç, örneğin 221300Z JAN 17
field-end = Bitiş, örneğin 221400Z JAN 17
field-count = Uçak sayısı

## Blind check

verification-title = Yerin kör denetimi
verification-how = Yer kapalıdır. Kendi kaynağınızda bulun ve bulduğunuzu yazın.
verification-none = Kör denetim bekleyen yok
verification-source = Kaynak
verification-waits = Yanıttan önce ikinci bir subay yeri görmeden denetler.
verification-sent = Denetim kaydedildi ve sahibine bildirildi
verification-apart = fark { $distance }, tolerans { $tolerance }
verification-is = Eşleşme bir nedeni kaldırır. Başka hiçbir şeyi doğrulamaz.
do-compare = Karşılaştır
do-cannot-tell = Belirlenemiyor
do-verify-blind = Burada kör denetle

## Answer

answer-title = Yanıt
answers-title = Yanıtlar
answer-to = Sürüm { $hash }, resim { $version } için
answer-given = Yanıt: { $verdict }, { $who }
answer-moved = Sürüm veya nedenler değişti. Yanıtlamadan önce yeniden bakın.
answer-reason = Neden
answer-sent = Yanıt hatta
answer-withdrawn = geri çekildi
not-a-permission = İzin değildir.
do-concur = Mutabıkız
do-cannot = Mümkün değil
do-counter = Karşı öneri
do-send-answer = Gönder: { $verdict }
do-look-again = Yeniden bak
do-doubt = Şüphe
do-send-doubt = Şüpheyi gönder
doubt-words = Yanlış görünen; boş kalabilir
doubt-sent = Şüphe hatta; bekletir
doubt-of = Şüphe: { $party }

## Holds


## Ladder

ladder-title = Nereye ulaştı
not-reached = ULAŞMADI: { $count }
not-told = bildirilmedi
step-sent = gönderildi
step-disk = diskte
step-read = okundu
step-entered = girildi
step-loaded = yüklendi
step-done = tamam
step-open = açık
do-read = Okundu
do-entered = Girildi
do-loaded = Yüklendi
ack-unit = Birlik
ack-sent = Alındı hatta
ack-not-a-permission = Alındı hiçbir zaman izin değildir.
escalation-title = Üste taşındı

## What waits for a person

duty-taken = { $who } ilgileniyor
do-have-it = Bende
have-it-is = Yanıt değildir; başkası çağrılmaz.
