### Türkçe. Kısa; taraf adları ek almasın diye iki noktadan sonra ya da ayraç içinde durur.
### NAME-n: çoğul seçimi için aynı sayı.

## Diller ve yazılan metin

lang-en = İngilizce
lang-ar = Arapça
lang-ru = Rusça
lang-tr = Türkçe
lang-other = başka bir dil ({ $tag })
typed = yazıldığı gibi, dili { $language }: “{ $text }”

## Miktarlar

comma = ,
quoted = “{ $text }”
named = { $name } “{ $value }”
part = { $number } ({ $name })
distance-m = { $amount } m
distance-km = { $amount } km
volumes =
    { $volumes-n ->
       *[other] { $volumes } hacim
    }
holds =
    { $count-n ->
        [0] neden yok
       *[other] { $count } neden
    }
held-count =
    { $count-n ->
       *[other] Bekletiliyor: { $count } neden
    }
points =
    { $points-n ->
       *[other] { $points } madde
    }
people-at-risk =
    { $people-n ->
       *[other] { $people } kişi tehlikede
    }
late-by = { $minutes } dk geç

## Öğe ve yer türleri

kind-activity = faaliyet
kind-transit = geçiş
kind-own_force_area = kuvvet bulunan bölge
kind-protected_site = korunan yer
kind-no_go_area = girilmez bölge
kind-corridor = koridor
site-hospital = hastane
site-camp = kamp
site-convoy = konvoy
site-school = okul
site-aid_drop_zone = yardım bırakma alanı
site-other = başka yer

## Durumlar

state-draft = taslak
state-submitted = sunuldu
state-held = bekletiliyor
state-coordinated = koordine edildi
state-not_shared = paylaşılmadı
state-active = sürüyor
state-suspended = askıya alındı
state-ended = sona erdi
state-cancelled = iptal edildi
agreement-draft = taslak
agreement-offered = önerildi
agreement-signed = imzalandı
agreement-in_force = yürürlükte
agreement-suspended = askıya alındı
agreement-ended = sona erdi
area-closed = kapalı
area-trial = deneme
area-active = açık
area-suspended = askıda
line-up = hat açık
line-degraded = hat zayıf
line-silent = hat sessiz
line-untrusted = hat güvenilmez
line-refused = hat reddedildi
line-revoked = hat iptal edildi

## Yanıtlar, kontroller, teyitler

verdict-concur = mutabıkız
verdict-cannot = mümkün değil
verdict-counter = karşı öneri
match-match = uyuşuyor
match-mismatch = uyuşmuyor
match-cannot = doğrulanamıyor
ack-read = okundu
ack-entered = yerel sisteme girildi
ack-loaded = birlik yükledi
precedence-flash = YILDIRIM
precedence-immediate = ÇOK İVEDİ
precedence-priority = İVEDİ
precedence-routine = RUTİN
reason-not_disclosed = bekletiliyor, neden açıklanmıyor
reason-own_activity = kendi faaliyetimiz
reason-own_force_area = kuvvet bulunan bölge
reason-protected_site = korunan yer
reason-no_go_area = girilmez bölge
reason-corridor = koridor
reason-bound_elsewhere = başka bir sürüme bağlıyız
reason-place_not_verified = yer doğrulanmadı
reason-words_disagree = tarif ile koordinat uyuşmuyor
reason-other = başka neden
cause-officer = nöbetçi
cause-prose = metinde durma sözü
cause-broken = okunamayan durdurma mesajı
cause-conflict = sürerken çakışma
cause-lapse = “mutabıkız” yanıtı güncelliğini yitirdi
cause-withdrawn = “mutabıkız” yanıtı geri alındı
element-place = yer
element-level = irtifa
element-times = zaman
element-area = bölge
element-count = hava aracı sayısı
count-people = kişi
count-aircraft = hava aracı
count-flights = uçuş
count-pallets = palet
count-sites = yer
count-incidents = olay
disclosure-full = tam
disclosure-coarse = yaklaşık
disclosure-withheld = verilmiyor
