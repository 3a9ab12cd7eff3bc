## Bekletme nedenleri

turn-ours = Sıra bizde
hold-likely-cause = { $what }; olası neden: { $cause }, artık { $residual }
hold-undisclosed = bekletiliyor, neden açıklanmıyor
lift-undisclosed = Uzaklaş ya da sor
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
hold-within_grain = Mümkün değil: { $kind } “{ $name }” çevresindeki açıklama payı; kesin yeriyle çakışma yok
lift-within_grain = Yalnızca buranın boş olduğu bilinebilecekse “Mutabıkız”
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
       *[other] Uzaklaş ya da sor: { $owner }
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
