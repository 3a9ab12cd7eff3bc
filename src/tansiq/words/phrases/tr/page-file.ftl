## Filing an item

view-file = Yeni öğe
do-view-file = Yeni öğe
file-new = Yeni öğe
file-amend = Değiştir: { $name } { $revision }
file-kind = Tür
file-name = Ad
file-count = Hava aracı
file-type = Hava aracı tipi
file-hazard = Yerdekiler için tehlike
file-site = Yer
file-buffer = Tampon, m
file-evidence = Kanıt
file-datum = Datum
file-import = Dosya: GeoJSON, KML, KMZ ya da F3548
do-import = Dosya al
do-take-feature = Kullan
file-losses = Dosyadan alınmayanlar
file-volume = Hacim { $number }
do-add-volume = Hacim ekle
do-remove-volume = Çıkar
do-draw = Çiz
file-draw-circle = Merkeze, sonra kenara tıklayın. Ya da ikisini yazın.
file-draw-polygon = Köşelere tıklayın, çift tıklama bitirir. Ya da satır satır yazın.
file-draw-corridor = Hat boyunca tıklayın, çift tıklama bitirir. Ya da satır satır yazın.
file-drawn-on = Çizilen, harita gibi WGS 84 üzerindedir; her yer aşağıda sizin gösteriminiz ve datumunuzla durur.
file-draw-other-datum = Harita WGS 84 üzerindedir. Çizmek için datum olarak WGS84 seçin ya da yerleri silin.
file-circle = Daire
file-polygon = Çokgen
file-corridor = Koridor
file-centre = Merkez, her gösterimde
file-centre-help = Derece, MGRS, UTM ya da Gauss-Krüger, alındığı gibi.
file-within = ±{ $uncertainty } m
file-as-read = Düğümün okuduğu
file-read-more = Kalan { $count } yerin hepsi
file-radius = Yarıçap, m
file-corners = Köşeler, satır başına bir, her gösterimde
file-axis = Hat, satır başına bir nokta, her gösterimde
file-width = Genişlik, m
file-corridor-means = Genişlik kenardan kenaradır; iki uç düzdür. Koridor iki kenarının çokgeni olarak saklanır.
file-start = Başlangıç (UTC)
file-end = Bitiş (UTC)
file-lower = Alt seviye, boş: yerden
file-upper = Üst seviye, boş: sınırsız
file-words = Yer, sözle
file-lang = Dil
file-agreement = Anlaşma
file-agreement-any = uyan herhangi biri
file-expires = Sona erer (UTC), boş: anlaşmaya göre
file-disclosed = Her tarafa söylenen
file-note = Not, yazıldığı gibi iletilir
file-check = Ne olurdu
file-missing = Eksik olanlar
file-touches = Temas eder
file-touches-none = Burada bilinen hiçbir şey. Listede olmamak asla korunmadığı anlamına gelmez.
file-not-comparable = karşılaştırılamaz
file-would-have =
    { $count-n ->
        [0] Nedeni olmazdı
        [one] { $count } nedeni olurdu
       *[other] { $count } nedeni olurdu
    }
file-concerns = İlgilendirir: { $parties }
file-concerns-nobody = Kimseyi ilgilendirmez: hiçbir tarafla paylaşılmaz, asla koordine edilmiş görünmez.
not-promised = Şu anki sonuç; gönderilince her düğüm yeniden değerlendirir.
do-send-to = Gönder: { $parties }
do-send-item = Sun
do-record-item = Kaydet ve bildir
do-clear-draft = Taslağı temizle
file-sent = Düğüm aldı.
file-queued = Düğüm yok: burada duruyor, dönünce aynı kimlikle gönderilir.
file-kept = Taslak her tuşta bu konsolda saklanır.
file-not-yours = Sunma, nöbetçi görevliler ve komutanlar içindir.
file-unknown = Bu öğe burada bilinmiyor.
file-not-ours = Başka tarafın öğesi: yalnızca sahibi değiştirir.
