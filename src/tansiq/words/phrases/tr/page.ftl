## Frame

title = Tansiq
skip-to-view = Görünüme geç
rail-title = Görünümler
view-map = Harita
view-traffic = Trafik
view-board = Pano
view-record = Kayıt
view-verify = Yerlerin kör denetimi
view-people = Nöbet ve konsol
view-not-loaded = Bu görünüm yüklenemedi. Sayfayı yeniden yükleyin; yazılanlar saklandı.
exercise = TATBİKAT
lamps = Hatlar
lamp-degraded = zayıf
lamp-silent = sessiz
lamp-untrusted = güvenilmez
lamp-refused = reddedildi
lamp-revoked = iptal edildi
node-cannot_write = Düğüm yazamıyor, durdur çalışır
choose-language = Dil
native-en = English
native-ar = العربية
native-ru = Русский
native-tr = Türkçe
palette-day = gündüz
palette-dusk = alaca
palette-night-red = gece, kırmızı
role-watch = nöbet
role-commander = komutan
role-verifier = denetçi
role-observer = gözlemci
role-auditor = müfettiş
role-administrator = yönetici

## Alarms

alarms-title = Alarmlar
alarms-none = Açık alarm yok
alarms-folded =
    { $count-n ->
        [one] PRIORITY: { $count } alarm, katlandı
       *[other] PRIORITY: { $count } alarm, katlandı
    }
alarm-was = önceki:
alarm-counts = Üstlenilmemiş alarmlar
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = Durdur, { $party }: { $what }
alarm-distress = Tehlike çağrısı, { $party }: { $what }
urgency-1 = FLASH
urgency-2 = IMMEDIATE
urgency-3 = PRIORITY
cease-of-all = tüm ortak faaliyetler
flash-of = { $place } / { $count }
flash-untaken = üstlenilmedi
silenced = 30 sn sessiz
no-sound = Ses yok
taken-by = Üstlenen: { $who }
taken-by-nobody = Kimse üstlenmedi
take-is = Üstlenmek, konunun sizde olduğunu söyler. Hiçbir şeyi kaldırmaz.
shelved-count = Rafta: { $count }
shelved-until = { $time } saatine dek rafta, { $who }
shelved-done = Rafa kondu; kendiliğinden döner
shelve-reason = Neden bekleyebilir
do-shelve = { $minutes } dk rafa koy

## Commands

do-take = Üstlen
do-take-over = Devral
do-open = Aç
do-palette = Sonraki palet
do-view-map = Haritayı aç
do-view-traffic = Trafiği aç
do-view-board = Panoyu aç
do-view-record = Kaydı aç
do-view-verify = Yerleri kör denetle
do-view-people = Nöbet ve konsolu aç
do-people = Nöbet ve konsolu aç
do-cease = Durdur
do-keys = Tuşları göster
do-commands = Komut bul
do-silence = 30 sn sustur
do-alarms = Alarmları göster
do-back = Geri
do-next = Sonraki
do-previous = Önceki
do-close = Kapat
do-lock = Konsolu kilitle
do-sign-out = Oturumu kapat
keys-title = Tuşlar
keys-letters = Harf tuşları yazı yazılmadığında çalışır
commands-title = Komutlar ve ögeler

## Node lost

lost-title = Düğüm koptu { $time }, resim dondu
lost-what = Yazılanlar saklanır. Durdur sıraya alınır ve telefonla iletilebilir.

## Answers to an act

act-no-answer = Düğüm yanıt vermedi. Yapılıp yapılmadığı bilinmiyor.
act-no-answer-do = Yeniden yapmadan önce yapılıp yapılmadığına bakın.
act-waits = İkinci kişiyi bekliyor
act-waits-do = Başka bir subay “Nöbet ve konsol” altında onaylar.

## Sign-in

sign-title = Oturum aç
sign-locked = Konsol kilitli
sign-locked-is = Durdur buradan çalışır. Yazılanlar subayı için saklanır.
sign-officer = Subay
sign-secret = Parola
sign-new-secret = Kendi parolanızı seçin
sign-new-secret-why = Girişte kullandığınız parola tek kullanımlıktır.
sign-secret-once = Tek kullanımlık parola
sign-secret-next = Yeni parola, en az { $count } karakter
sign-secret-again = Yeni parola tekrar
sign-secret-differs = İki parola aynı değil
sign-wrong = Subay adı veya parola yanlış
sign-wrong-do = İkisini yeniden yazın. Yönetici yeni bir tek kullanımlık parola verebilir.
do-sign-in = Gir
do-change-secret = Parolayı al

## Ages and lists

age-s = { $amount } sn
age-min = { $amount } dk
age-h = { $amount } sa
age-d = { $amount } gün
checked-at = Denetlendi { $time }
author-machine = makine
datum-choose = seçin
