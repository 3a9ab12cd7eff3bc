## The map

map-title = Harita
map-help = Ok tuşları haritayı kaydırır, artı ve eksi ölçeği değiştirir. Haritadaki her şey yandaki listede de vardır.
map-tools = Harita araçları
map-closer = Yakınlaştır
map-farther = Uzaklaştır
map-side = Haritadakiler
map-area = { $name } · { $status }
map-as-known = { $time } İTİBARIYLA BİLİNEN
map-as-planned = { $time } İÇİN PLANLANAN
map-past-missing = Düğüm o an bilinenleri vermedi. Anı yeniden seç.
do-layers = Katmanlar
do-place = Yere git
do-measure = Ölç
do-now = Şimdi
do-earlier = Beş dakika önce
do-later = Beş dakika sonra
do-show-on-map = Haritada göster
do-take-off = Listeden çıkar

## Layers

map-layers = Harita katmanları
layer-borders = Sınırlar (tartışmalı)
layer-places = Şehir adları
layer-areas = Anlaşma bölgeleri
layer-items = Ögeler
layer-ended = Biten ögeler
layer-tracks = Hava araçları
layer-alerts = Çakışmalar ve uyarılar
map-source = Temel harita: Natural Earth, yalnızca yön bulmak için

## Places and coordinates

notation-dms = DMS
notation-dd = DD
notation-mgrs = MGRS
map-next-notation = Sonraki koordinat yazımı
map-no-pointer = imleç haritanın dışında
map-accuracy = ±{ $amount } m
map-accuracy-unknown = doğruluk bilinmiyor
map-other-datum = Başka bir datumda da
map-no-other-datum = yalnız WGS 84
map-place = Yer
map-place-help = Şehir, öge veya koordinat. Koordinat { $datum } olarak okunur.
map-place-help-live = Şehir, öge, çağrı adı veya koordinat. Koordinat { $datum } olarak okunur.
map-city = şehir
map-track = hava aracı
map-measure-help = Haritada noktaları tıkla, çift tıklama bitirir. Ya da iki yer yaz; { $datum } olarak okunur.
map-measure-from = Başlangıç
map-measure-to = Bitiş
do-measure-typed = Ölç
map-distance = { $metric } ({ $nautical } deniz mili)
map-bearing = { $degrees }° hakiki
map-total = Toplam { $distance }
map-first-point = İlk nokta

## Time

map-time = Bakılan zaman
map-now = şimdi
map-known = bilinen
map-planned = planlanan

## What is on it

map-list = Haritada
map-list-count =
    { $count-n ->
        [0] Haritada hiçbir şey yok
        [one] { $count } öge
       *[other] { $count } öge
    }
map-empty = Düğüm bildikçe bütün tarafların ögeleri burada görünür.
map-checked = Denetlendi: { $time }
map-lost-count =
    { $count-n ->
        [one] Kayıp: { $count } hava aracı, 5 dakikadan uzun süredir sessiz
       *[other] Kayıp: { $count } hava aracı, 5 dakikadan uzun süredir sessiz
    }
map-item = Seçili öge
map-times = Zamanlar
map-levels = Seviyeler
map-band = { $lower } ile { $upper } arası
map-unlimited = sınırsız
map-all-levels = bütün seviyeler
map-flight = Uçan
map-hazard = Yere tehlike
map-yes = evet
map-no = hayır
map-site = Yer türü
map-buffer = tampon { $amount } m
map-stated = Bildirilen yer
map-resolved = Çözümlenen
map-coarse = Kabaca bildirildi: gerçeği daha ince olabilir.
state-live = yürürlükte
identity-own = kendi
identity-other = başka taraf
identity-civil = sivil
identity-unidentified = kimliği belirsiz
map-reported = Bildirildi
map-ago = { $age } önce
track-fresh = güncel
track-hollow = 15 sn'den eski
track-dashed = 1 dk'dan eski
track-lost = kayıp
map-course = Rota
map-course-speed = { $course }° hakiki, { $speed } m/sn
