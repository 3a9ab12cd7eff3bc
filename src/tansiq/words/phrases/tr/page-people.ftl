## Watch and console

people-watch = Buradaki nöbetçi
people-role = Rol
people-party = Taraf
people-checked = Resim denetlendi
people-lock-is = Kilitli konsol bir şey göstermez; durdur çalışır.
role-does-watch = Bildirir, geri okur, yanıtlar, alarmları üstlenir.
role-does-commander = Nöbet gibi; anlaşma imzalar ve sürdürmeyi kabul eder, iki kişiyle.
role-does-verifier = Yerleri ikinci kaynaktan denetler, hiçbirini görmez.
role-does-observer = İzler; durdur her role açıktır.
role-does-auditor = Kaydı görür ve dışa aktarır; durdur her role açıktır.
role-does-administrator = Subaylar, anahtarlar, hatlar; durdur dışında harekât sözü yoktur.

## Two persons

pending-title = İki kişilik adımlar
pending-none = İkinci kişiyi bekleyen yok
pending-by = İsteyen: { $who }
pending-expires = { $left } içinde sona erer
pending-order = İstendiği gibi
pending-another = Başka bir subay onaylar.
do-release-step = Onayla
do-withdraw-step = Geri çek
step-released = Onaylandı ve yapıldı
step-withdrawn = Geri çekildi
step-resume = Sürdürme kabulü
step-withdraw_site = Korunan yeri bırakma
step-agreement_offer = Anlaşma önerme
step-agreement_sign = Anlaşma imzalama
step-agreement_resume = Askıyı kaldırma
step-agreement_end = Anlaşmayı bitirme
step-area_change = Bölge değişikliği
step-line_confirm = Hat onayı
step-line_revoke = Hattı iptal
step-rotate_key = Anahtar değişimi

## Settings of the console

settings-title = Bu konsol
choose-numerals = Rakamlar
numerals-latin = 1234 (0–9)
numerals-arabic = ١٢٣٤ (٠–٩)
numerals-how = Miktarlar ve süreler: { $example }. Kodlar, koordinatlar ve saatler gönderildiği gibi kalır.
choose-palette = Palet
choose-volume = Ses düzeyi
volume-floor = FLASH yarıdan kısık olmaz.
choose-notify = Sayfaya bakılmıyorken bildirim

## Watch and handover

handover-title = Nöbet
watch-since = { $time } itibarıyla
watch-nobody = Nöbette kimse yok
do-watch-on = Nöbete gir
do-watch-off = Nöbetten çık
handover-open = Şu an açık: { $count }
handover-by = Devreden: { $who }
handover-text = Listede olmayanlar
do-hand-over = Nöbeti devret
do-accept-watch = Okudum, devral
handover-waits = Başkası devralana dek subayında kalır.
handover-signed = Liste imzalandı; devralınana dek nöbet sizde
handover-accepted = Nöbet sizde
handover-last = Son devir: { $by }, devralan { $who }, { $time }
