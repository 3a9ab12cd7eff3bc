## Holds

hold-list = Nedenler
hold-none = Koordine edildi { $revision } { $time }
hold-none-left = Neden kalmadı
hold-lifted = kalktı { $time }
hold-more =
    { $count-n ->
        [one] { $count } neden daha
       *[other] { $count } neden daha
    }
hold-weight-1 = durdurma
hold-weight-2 = sorun
hold-weight-3 = geç veya ret
hold-weight-4 = yapılacak
hold-act-answer = Yanıtla
hold-act-read-back = Geri oku
hold-act-verify = Doğrula
hold-act-reply = Şüpheye yanıt ver
hold-act-clear = Oku ve kaldır
hold-act-resume = Sürdürmeyi kabul et
hold-act-amend = Değiştir

## Articles and rules, by the name that the node gives

article-line = hat
article-text-line = Paylaşılan her şey iki tarafın güvendiği doğrudan bir hattan gider. Hat yoksa hiçbir şeyin iletildiği söylenemez.
article-clock_hold = saatler
article-text-clock_hold = Saatler anlaşmanın izin verdiğinden fazla ayrılırsa iletideki her zaman şüphelidir.
article-in_force = yürürlükteki anlaşma
article-text-in_force = İki taraf, ikisinin de imzaladığı ve burada, şimdi yürürlükte olan bir anlaşma altında koordine eder.
article-area = bölge { $detail }
article-text-area = Anlaşmanın bir bölgesi, tüm tarafları imzalayınca açılır. O zamana kadar içinde hiçbir şey koordine edilmez.
article-answer = yanıt
article-text-answer = İlgili herkes tam bu sürüme yanıt verir. Yanıtın yokluğu bir nedendir, sessizlik asla onay değildir.
article-rule_8 = kural 8
article-text-rule_8 = Sahibinin uzak durması gereken ya da bağlı olduğu bir şeyle yer, yükseklik ve zamanda karşılaşan hiçbir şey koordine edilmez.
article-rule_11 = kural 11
article-text-rule_11 = Son yanıt geçerlidir. Karşı öneri asla mutabakat değildir; kabul edilirse yeni bir sürüm olur.
article-rule_12 = kural 12
article-text-rule_12 = Mutabakat her an ve nedensiz geri çekilebilir. Onu yalnızca yeni bir mutabakat geri getirir.
article-rule_17 = kural 17
article-text-rule_17 = Bir durdurma, her uç tam o durdurmanın sürdürülmesini imzalayana kadar geçerlidir.
article-rule_18 = kural 18
article-text-rule_18 = Alınıp kullanılamayan bir ileti, bir görevli okuyana kadar hattındaki paylaşılan her şeyi bekletir.
article-freshness = tazelik
article-text-freshness = Mutabakat yalnızca hat canlıyken geçerlidir. Kararlaştırılan sessizlikten sonra, hiçbir şey değişmese de iki uç bekletir.
article-readback_needed = geri okuma
article-text-readback_needed = Alıcı yeri, seviyeleri, zamanları ve sayıyı yeniden söyler; iki makine bunları öğe öğe karşılaştırır.
article-verification_needed = kör doğrulama
article-text-verification_needed = Aşağıdakiler tehlikedeyse ikinci bir görevli, yeri görmeden başka bir kaynaktan doğrular.
article-datum_operations = datum dönüşümü
article-text-datum_operations = Başka bir datumdan gelen yer bir dönüşüme dayanır. Doğruluğu bilinmiyorsa anlaşma onu adlandırmalıdır.
article-notice = bildirim süresi
article-text-notice = Bir hareket, başlamadan anlaşmanın söylediği kadar önce bildirilir.
article-sheet = operasyon belgesi
article-text-sheet = Birkaç tarafın birlikte yaptığı, her birinin aynı metin üzerinde imzaladığı tek belgeye dayanır.
article-words = sözler
article-text-words = Koordinatın yanındaki sözler koordinatla aynı yere götürmelidir.

## Board

board-span = Gösterilen saat
board-hours = { $hours } sa
board-now = Şimdi
do-earlier-part = Daha önce
do-later-part = Daha sonra
board-ended = Bitenler de
do-file = Yeni öğe
board-activity = Faaliyet
board-own = Bizim
board-bar = { $start } – { $end }
board-count =
    { $count-n ->
        [one] { $count } hareket
       *[other] { $count } hareket
    }
board-empty = Tüm tarafların faaliyetleri ve geçişleri, düğüm öğrenir öğrenmez burada görünür.
board-checked = Denetlendi { $time }
board-said-own = sahibi
board-said-concur = mutabık
board-said-cannot = mümkün değil
board-said-counter = karşı öneri
board-said-withdrawn = geri çekildi
board-said-stale = taze değil
board-said-waits = yanıt yok
board-said-none = ilgisiz
do-activate = Başlat
do-end = Bitir, hacmin dışında
do-give-up = İptal et
do-unilateral = Koordinasyonsuz başlat
do-keep = Bırak
do-assess = Anlatım ver
board-unilateral-means = Bekletiliyor. Her konsol uyarılır ve kaydedilir.
board-cancel-means = Bildirilen herkese haber verilir.
board-guards = Koruduğu
board-more-guards =
    { $count-n ->
        [one] haritada { $count } tane daha
       *[other] haritada { $count } tane daha
    }
board-read-same = geri okundu ✓
board-read-differs = geri okuma ≠

## Assessments

view-assess = Değerlendirmeler
do-view-assess = Değerlendirmeler
assess-of = Değerlendirme: { $name }
assess-ours = Bizim anlatımımız
assess-name = Başlık
assess-point = Madde { $number }
assess-text = Ne oldu
assess-position = Tutum
assess-yes = katılıyoruz
assess-no = katılmıyoruz
assess-none = tutum yok
assess-count = Sayı
assess-what = Neyin
assess-total = Toplam
assess-parts = Parçalar, örneğin ru 3, tr 4
assess-agreed = Üzerinde anlaşılan:
assess-open = Açık:
assess-totals-differ = Toplamlar farklı: { $what }
assess-sum = { $party }, { $what }: toplam { $total }, parçalar { $sum }
assess-empty = Tüm tarafların anlatımları burada yan yana durur.
assess-sent = Anlatım verildi.
do-answer-account = Her maddede tutum al
do-add-point = Madde ekle
do-add-count = Sayı ekle
do-give-account = Anlatımımızı ver
