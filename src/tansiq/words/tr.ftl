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

## Mesajlar

all-shared = ortak faaliyetlerin tümü
any-revision = bütün sürümler
say-notify = Bildirim: { $kind } “{ $name }” { $revision }, { $who }, { volumes }, { $times }
say-amend = Değişiklik: { $kind } “{ $name }” { $revision }, { $who }, { volumes }, { $times }
say-cancel = İptal: { $item }, { $who }
say-readback = Geri okuma: { $who }, { $revision }: { $elements }
say-answer = Yanıt: { $who }, { $revision }: { $verdict }
say-answer-reason = Yanıt: { $who }, { $revision }: { $verdict } – { $reason }
say-answer-counter = Yanıt: { $who }, { $revision }: karşı öneri – { $kind } “{ $name }”, { volumes }, { $times }
say-resolution = Çözüm imzalandı: { $who }: { $first } ile { $second } yan yana
say-doubt = Şüphe: { $who }: { $item }, { $revision }
say-held = Geri alma teyit edildi: { $who }: { $item } { $revision } bekletiliyor
say-release = Serbest bırakıldı: { $who }: { $item } { $revision } kimseyi bağlamıyor
say-verify = Doğrulama isteği: { $who }: { $item } { $revision } yeri, görmeden, ikinci kaynaktan
say-verified = Doğrulama: { $who }: { $item } { $revision }: { $match }, fark { $distance }, tolerans { $tolerance }, kaynak “{ $source }”
say-verified-cannot = Doğrulama: { $who }: { $item } { $revision }: { $match }, kaynak “{ $source }”
say-cease = DURDUR: { $who }: { $items } ({ $cause })
say-cease_executed = Durdurma { $cease } uygulandı: { $who }: alındı { $taken }, ekiplere ulaştı { $executed }
say-resume_agreed = Devam için mutabık: { $who }: durdurma { $cease }
say-agreement-offer = “{ $title }” anlaşması önerildi: { $who }
say-agreement-sign = { $agreement } anlaşması imzalandı: { $who }
say-agreement-suspend = { $agreement } anlaşması askıya alındı: { $who }; durdurma ve hat testi çalışıyor
say-agreement-resume = { $agreement } anlaşması, askı kaldırıldı: { $who }
say-agreement-end = { $agreement } anlaşması sona erdirildi: { $who }
say-agreement-offer_change = { $area } bölgesi – “{ $status }”, önerildi: { $who }
say-agreement-sign_change = { $area } bölgesi – “{ $status }”, imzalandı: { $who }
say-sheet-offer = “{ $title }” çizelgesi no. { $number } önerildi: { $who }
say-sheet-sign = { $sheet } çizelgesi imzalandı: { $who }
say-sheet-withdraw = { $sheet } çizelgesi geri çekildi: { $who }
say-assessment = Değerlendirme “{ $title }”, anlatım: { $who }: { points }; { $counts }
say-status = Durum: { $who }: { $item } – { $status }
say-status-unilateral = Durum: { $who }: { $item } – { $status }, bekletildiği halde tek taraflı
say-status-held = Durum: { $who }: { $item }. { held-count }
say-status-suspended = Durum: { $who }: { $item } – { $status }, durdurma { $cease }
say-situation = { $area } bölgesinin durumu: { $who }: { people-at-risk }; gözlemci { $there }, gereken { $needed }
say-situation-critical = { $area } bölgesinin durumu: { $who }: KRİTİK; { people-at-risk }; gözlemci { $there }, gereken { $needed }
say-test-human = Hat testi: { $who }, bir kişi tarafından
say-test-machine = Hat testi: { $who }, otomatik
say-ack = Teyit: { $who }: { $level }
say-ack-unit = Teyit: { $who }: { $level } – { $unit }
say-note = Not: { $who }
say-rejected = Kabul edilmedi: { $who }: { $message } mesajı kullanılamadı ({ $code }: { $text })
say-key_change-pairing = Hat eşleştirildi: anahtar { $key }, { $who }
say-key_change-rotation = Yeni anahtar { $key }: { $who }
say-local-item = Burada kaydedildi: { $kind } “{ $name }” { $revision }, { volumes }, { $times }
say-local-standing = { $item }: { $state }, { holds }
say-local-set_aside = Mesaj ayrıldı: { $who } ({ $code }: { $text })
say-local-cleared = { $message } mesajı nöbetçi tarafından sonuçlandırıldı
say-local-cease = DURDUR alındı: { $who }: { $cause }
say-local-cease-unproven = DURDUR alındı, kanıtlanmadı: { $who }: { $cause }
say-local-taken = Üstlenildi: { $subject }
say-local-second_source = İkinci kaynak kaydedildi: { $revision }
say-local-draft = “{ $title }” anlaşma taslağı burada hazırlandı
say-local-alert = Uyarı: { $alert }
say-local-line = { $who }: { $state }
say-local-act = Burada yapıldı: { $what }

## Bekletme nedenleri

turn-ours = Sıra bizde
hold-likely-cause = { $what }; olası neden: { $cause }, artık { $residual }
hold-undisclosed = bekletiliyor, neden açıklanmıyor
lift-undisclosed = Değiştir ya da yeni yanıtı bekle
hold-unknown = Bekletiliyor: { $code }
lift-unknown = Sor: { $party }
hold-no_line = Hat yok: { $party }
lift-no_line = Hat eşleştir: { $party }
hold-no_agreement = Yürürlükte anlaşma yok: { $party }
lift-no_agreement = Bütün taraflar imzalar ve anlaşma yürürlüğe girer
hold-area_not_open = Bölge açık değil: “{ $area }”
lift-area_not_open = Bütün taraflar bölgeyi açmak için imzalar ya da bölgeye girilmez
hold-not_answered = Yanıt yok: { $party }
lift-not_answered = Yanıt: { $party }
hold-cannot = Mümkün değil: { $party } – { $reason }
lift-cannot = Değiştir ya da yeni yanıt: { $party }
hold-countered = Karşı öneri: { $party }
lift-countered = Önerildiği gibi değiştir ya da iptal et
hold-withdrawn = “Mutabıkız” yanıtı geri alındı: { $party }
lift-withdrawn = Yeni “mutabıkız” yanıtı: { $party }
hold-readback_missing = Geri okunmadı: { $party }
lift-readback_missing = Geri okuma: { $party }
hold-readback_mismatch = Geri okuma farklı: { $party } – { $elements }
lift-readback_mismatch = Yeniden geri okuma: { $party }
hold-verification_missing = Yer doğrulanmadı: { $party }
lift-verification_missing = İkinci subayın görmeden, ikinci kaynaktan kontrolü: { $party }
hold-verification_mismatch = Yer uyuşmuyor: { $party } – fark { $distance }, tolerans { $tolerance }
lift-verification_mismatch = Yeri kontrol et ve değiştir
hold-verification_cannot = Yer doğrulanamıyor: { $party }
lift-verification_cannot = Başka bir ikinci kaynak: { $party }
hold-conflict = Çakışma: { $kind } “{ $name }” ({ $owner })
lift-conflict =
    { $kind-code ->
        [activity] Yeri, irtifayı ya da zamanı değiştir veya iki taraf çözüm imzalar
        [transit] Yeri, irtifayı ya da zamanı değiştir veya iki taraf çözüm imzalar
       *[other] Uzaklaş: yeri, irtifayı ya da zamanı değiştir
    }
hold-not_comparable = Karşılaştırılamaz, irtifa: { $kind } “{ $name }” ({ $owner })
lift-not_comparable = İki irtifayı aynı referansla bildir ya da yeri veya zamanı değiştir
hold-bound = Kendi “mutabıkız” yanıtımız bağlıyor: { $kind } “{ $name }” ({ $owner })
lift-bound = Serbest bırakma: { $owner }, ya da değiştir
hold-cease_stands = Durdurma geçerli: { $party }
lift-cease_stands = Devam için iki taraf imzalar
hold-stale = “Mutabıkız” yanıtı güncel değil: { $party }
lift-stale = Hat yeniden açılır: { $party }
hold-set_aside = Mesaj kullanılamadı: { $party } ({ $code })
lift-set_aside = Nöbetçi okur ve sonuçlandırır
hold-untrusted = Hat güvenilmez: { $party }
lift-untrusted = İkinci kanaldan ara, yeniden eşleştir
hold-clock_off = Saat farkı { $seconds } sn: { $party }
lift-clock_off = Saati ayarla
hold-words_disagree = Tarif ile koordinat uyuşmuyor: fark { $distance }, tolerans { $tolerance }
lift-words_disagree = Tarifi ya da koordinatı düzelt ve değişiklik gönder
hold-words_unresolvable = Tarif edilen yer bulunamıyor
lift-words_unresolvable = Değiştir: yeri bulunabilecek biçimde bildir
hold-operation_not_agreed = { $operation } işleminin doğruluğu bilinmiyor, hiçbir anlaşma da onu saptamıyor
lift-operation_not_agreed = Yeri WGS 84 ile bildirip değiştir ya da işlem üzerinde anlaş
hold-late = { $minutes } dk geç
lift-late = Değiştir: daha geç başla
hold-sheet_unsigned = “{ $sheet }” çizelgesi imzalanmadı: { $party }
lift-sheet_unsigned = İmza: { $party }
hold-doubted = Şüphe: { $party }
lift-doubted = Yanıtla, ardından yeni “mutabıkız” yanıtı: { $party }; ya da değiştir
hold-ended = Süre doldu
lift-ended = Yeni faaliyet sun
hold-probing = Bir çevrede çok sayıda sürüm: bir kişiyi bekliyor
lift-probing = Subay karar verir: { $party }

## Uyarılar

alert-unknown = { $code }
alert-conflict = Çakışma: { $item } ({ $party }) – { $kind } “{ $name }” ({ $owner })
alert-late = { $minutes } dk geç: { $item } ({ $party })
alert-overdue = Süresi geçti: { $item } ({ $party })
overdue-cease = { $party } durdurması: { $step }
overdue-step-answer = kimse üstlenmedi
overdue-step-escalate = hâlâ üstlenilmedi, üst makama iletildi
overdue-step-second_path = hâlâ üstlenilmedi, ikinci yoldan arayın
overdue-step-commander = hâlâ üstlenilmedi, komutanı arayın
overdue-step-report = ekiplere ulaştığına dair rapor yok
alert-line_silent = Hat sessiz: { $party }
alert-line_degraded = Hat zayıf: { $party }
alert-untrusted = Hat güvenilmez: { $party }
alert-gap = Eksik mesaj var, istendi: { $party }
alert-wrong_certificate = Yanlış sertifika, bağlantı reddedildi: { $party }
alert-probing = Bir çevrede çok sayıda sürüm: { $party }
alert-clock = Saat farkı { $seconds } sn: { $party }
alert-cannot_write = Bu düğüm yazamıyor; durdurma çalışıyor
alert-unilateral = Tek taraflı, bekletildiği halde sürüyor: { $item } ({ $party })
alert-broken_message = Mesaj okunamadı: { $party }
alert-prose_cease = Metinde durma sözü: “{ $word }” ({ $party })
alert-second_run = Düğümün ikinci kopyası çalışıyor: { $party }
alert-set_aside = Mesaj ayrıldı, nöbetçiyi bekliyor: { $party }
alert-own_entries_missing = Karşı tarafta kendi mesajlarımız eksik: { $party }
alert-own_chain_differs = Karşı tarafta kendi mesajlarımız farklı: { $party }
alert-own_key_lost = Bu hattaki kendi anahtarımız kayıp; yeniden eşleştirin: { $party }
alert-receipt_beyond_head = Göndermediğimiz bir mesaj için alındı: { $party }
alert-bad_frame = Hat sinyali okunamadı: { $party }
alert-run_refused = Düğümümüz reddedildi, iki kez çalışıyor olabilir: { $party }

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

## Yerlerde olası hatalar

mistake-datum = { $subject } datumundaki sayılar başka datumda okunmuş
mistake-gauss_kruger_as_utm = Gauss-Krüger, UTM diye okunmuş
mistake-packed_as_decimal = D.MMSS, ondalık derece diye okunmuş
mistake-minutes_as_seconds = dakikanın kesri saniye diye okunmuş
mistake-seconds_as_minutes = saniye, dakikanın kesri diye okunmuş
mistake-axes_swapped = enlem ile boylam yer değiştirmiş
mistake-easting_northing_swapped = doğu ile kuzey değeri yer değiştirmiş
mistake-square = 100 km karesi bir kayık
mistake-zone = dilim bir kayık
mistake-km_as_nm = kilometre, deniz mili diye okunmuş
mistake-magnetic_as_true = manyetik yön, gerçek yön diye okunmuş
mistake-reference = başka noktadan ölçülmüş: { $subject }
mistake-reference-unnamed = başka bir noktadan ölçülmüş
mistake-truncated = rakamlar yuvarlanmamış, kesilmiş
mistake-transposed = komşu iki rakam yer değiştirmiş
