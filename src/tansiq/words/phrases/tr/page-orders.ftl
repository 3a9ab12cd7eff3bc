## Writing

do-write = Yaz
write-is = Kendi mesajınız. Unsurlar dosyalanır (F); yanıtlar mesajın altındadır.
write-elsewhere = Hatlar, kesintiler, birlikler ve ses: adınızın altında.
order-acts = Buna ne denebilir
order-sent = Düğümümüz aldı
order-none = yok
order-choose = seçin
order-file = Dosyadan
order-revision = sürüm { $revision }
order-revision-hash = { $revision } { $hash }

## Orders and what each means

order-note = Not
order-note-is = Yazıldığı gibi metin. İçindeki durma sözleri karşı tarafta durdurur.
order-query = Soru
order-query-is = Karşı taraflardaki kişilere. Yanıt hiçbir nedeni kaldırmaz.
order-incident = Olay
order-incident-is = Bizdeki bilgiye göre ne oldu. Diğer anlatımların yanında durur.
order-account = Bizim anlatımımız
order-account-is = Onlarınkinin yanında durur, yerine geçmez.
order-position = Konum
order-position-is = Adamlarımız ya da uçağımız şimdi nerede. Yalnız adı geçenlere bildirilir.
order-distress = Tehlike çağrısı
order-distress-is = İnsanlar tehlikede: ortak her şey hemen durur. Doğrulama sonra. Hiçbir alan zorunlu değil.
order-found = Doğrulandı
order-found-is = Çağrı hakkında öğrenilen. Hiçbir şeyi sürdürmez.
order-reply = Yanıtla
order-reply-is = Hiçbir nedeni kaldırmaz ve asla izin değildir.
order-correct = Düzelt
order-correct-is = Mesajımızın yerine geçer. İkisi de kayıtta kalır.
order-protest = Protesto
order-protest-is = Bu anlatımı ya da eylemi reddediyoruz. İki tarafta saklanır; hiçbir şeyi değiştirmez.
order-resolve = Çözüm imzala
order-resolve-is = Bu iki sürüm yazıldığı gibi ayrı tutularak yan yana durabilir. İki sahip de imzalayınca tamamdır; başka sürüm kapsam dışıdır.
order-disclose = Daha fazla bildir
order-disclose-is = Başka bir tarafa ya da daha ayrıntılı. Söylenen geri alınamaz.
order-ask-check = Denetim iste
order-ask-check-is = İkinci subayları yeri kendi kaynağından denetler.
order-reply-doubt = Şüpheyi yanıtla
order-reply-doubt-is = Bunu söyleyen yeni bir sürüm yapar; her yanıt yeniden gerekir.
order-release = Sürümü serbest bırak
order-release-is = Artık kimseyi bağlamaz; beklettiği serbest kalır.
order-give-up = Vazgeç
order-give-up-is = Bildirilen herkese söylenir. Korunan yer iki kişi ister.
order-agreement-draft = Belgeden taslak
order-agreement-draft-is = Hükümler veri olarak (JSON). Taslağı başkası öğrenmez.
order-agreement-offer = Öner
order-agreement-offer-is = İmzamızla taraflara önerilir. İki kişi ister.
order-agreement-sign = İmzala
order-agreement-sign-is = Önerildiği gibi, özetiyle. İki kişi ister.
order-agreement-suspend = Askıya al
order-agreement-suspend-is = Tek kişi yeter. Durdur, tehlike ve test olduğu gibi kalır.
order-agreement-resume = Askımızı kaldır
order-agreement-resume-is = Kimse askıda tutmayınca yeniden yürürlükte. İki kişi ister.
order-agreement-end = Sona erdir
order-agreement-end-is = Temelli, her tarafta. İki kişi ister.
order-area-change = Durumu değiştir
order-area-change-is = Her taraf imzalayınca geçerli. İki kişi ister.
order-area-sign = Değişikliği imzala
order-area-sign-is = Her taraf imzalayınca bölge bu duruma geçer. İki kişi ister.
order-situation = Vaziyet
order-situation-is = Bölgenin hali; diğer taraflarına bildirilir.
order-sheet = Çizelge öner
order-sheet-is = Birkaç tarafın faaliyetleri tek çizelgede, her biri şimdiki sürümüyle.
order-sheet-sign = Çizelgeyi imzala
order-sheet-sign-is = Önerildiği gibi, özetiyle.
order-sheet-withdraw = Çizelgeyi geri çek
order-sheet-withdraw-is = Üzerindeki her taraf yapabilir. Faaliyetleri yeniden bekletilir.
order-test-line = Kişiyle test
order-test-line-is = Hattın ve anlaşmaların durumu ne olursa olsun gider.
order-outage = Kesinti duyur
order-outage-is = Düğümümüz ne zamandan ne zamana yok. İçinde uyarı verilmez.
order-heard = Sesle duyulan
order-heard-is = Okunduğu gibi, denetim sözcükleriyle. Durdur hemen durdurur, kanıtsız; imzalı olan hattan gelmiş gibi sayılır.
order-courier-in = Kurye dosyası al
order-courier-in-is = Hatlarının bir bölümü dosya olarak. Denetim aynıdır; iki kez zararsızdır.
order-units = Birliklerimizi say
order-units-is = Satır başına bir: kısa ad, ad ve üst birlik. Ağacın tümü değişir.
order-test-way = Bizimkileri ara, test
order-test-way-is = Sonucu kayıttadır.

## Fields

order-field-to = Kime
order-field-party = Taraf
order-field-precedence = Öncelik
order-field-text = Metin
order-field-item = Unsur hakkında
order-field-answer-by = Yanıt zamanı (UTC); boş kalabilir
order-field-title = Başlık
order-field-occurred = Ne zaman oldu, örneğin 221300Z JAN 17
order-field-place-words = Nerede, söylendiği gibi
order-field-subject = Kim
order-field-name = Çağrı adı ya da birlik
order-field-place = Yer
order-field-datum = Datum
order-field-count = Kaç
order-field-at = Ne zaman (UTC); boş: şimdi
order-field-caller = Kim aradı
order-field-number = Geri arama numarası
order-field-outcome = Bulunan
order-field-source = Kaynak
order-field-other = Yanında
order-field-terms = Nasıl ayrı tutulurlar
order-field-disclosure = Ne kadar
order-field-revision = Sürüm
order-field-status = Durum
order-field-document = Hükümler
order-field-critical = Kritik
order-field-at-risk = Tehlikedeki kişi
order-field-observers-there = Oradaki gözlemci
order-field-observers-needed = Gereken gözlemci
order-field-activities = Faaliyetler
order-field-starts = Başlangıç, örneğin 221300Z JAN 17
order-field-ends = Bitiş, örneğin 221400Z JAN 17
order-field-heard = Duyulduğu gibi
order-field-courier = Dosya
order-field-units = Birlikler
order-field-way = Yol

## By voice

voice-title = Sesle
read-out = Okumak için
do-read-out = Okunacağı göster
read-out-none = Okunabilecek bekleyen bir şey yok
heard-item = Duyulduğu gibi; karşılaştırılır, saklanmaz
distress-unverified = Henüz kimse doğrulamadı

## Counter, resolution, what was set aside

counter-is = Bunun yerine neye mutabık olurduk. Öneridir, mutabakat değildir.
counter-note = Not, yazıldığı gibi taşınır; boş kalabilir
counter-same = Yeri, seviyeyi ya da zamanı değiştirin.
counter-sent = Karşı öneri hatta
do-take-up = Benimse: değiştir
resolution-by = { $party } imzaladı: { $other } yanında durabilir
set-aside-title = Kenara ayrılmış, okunmamış
set-aside-is = Kaldırılana dek hattındaki ortak her şeyi bekletir. Ne dediğini gönderene sorun.
set-aside-size = { $size } bayt
set-aside-cleared = Kaldırıldı; hattı serbest
do-clear-set-aside = Okudum: kaldır
inset-of = Küçük harita: { $name }

## Lines

lamp-heard = son nabızdan beri
line-tested = Kişilerce test
do-courier-out = Kurye dosyası: { $party }
courier-out-done = Dosya indirilenlerde
