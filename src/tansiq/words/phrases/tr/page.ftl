## Frame

rail-title = Görünümler
view-map = Harita
view-traffic = Trafik
view-board = Pano
view-record = Kayıt
view-not-loaded = Bu görünüm yüklenemedi. Sayfayı yeniden yükleyin; yazılanlar saklandı.
exercise = TATBİKAT
lamps = Hatlar
lamp-degraded = zayıf
lamp-silent = sessiz
lamp-untrusted = güvenilmez
lamp-refused = reddedildi
lamp-revoked = iptal edildi
alarm-counts = Üstlenilmemiş alarmlar
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = Durdur, { $party }: { $what }
cease-of-all = tüm ortak faaliyetler
choose-language = Dil
do-palette = Sonraki palet
palette-day = gündüz
palette-dusk = alaca
palette-night-red = gece, kırmızı
flash-of = { $place } / { $count }
flash-untaken = üstlenilmedi
do-take = Üstlen
do-open = Aç

## Node lost

lost-title = Düğüm koptu { $time }, resim dondu
lost-what = Yazılanlar saklanır. Durdur sıraya alınır ve telefonla iletilebilir.

## Answers to an act

act-no-answer = Düğüm yanıt vermedi. Yapılıp yapılmadığı bilinmiyor.
act-no-answer-do = Yeniden yapın: aynı işlem iki kez sayılmaz.
act-waits = İkinci kişiyi bekliyor
act-waits-do = Başka bir subay iki kişilik adımlar listesinden onaylar.

## Sign-in

sign-title = Oturum aç
sign-locked = Konsol kilitli
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

## Ages

age-s = { $amount } sn
age-min = { $amount } dk
age-h = { $amount } sa
age-d = { $amount } gün
