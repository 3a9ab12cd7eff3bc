## Hattın sağlığı: kesintiler, denemeler, ikinci yollar

say-outage = { $who } şu sürede hizmet dışı: { $times }
say-local-path = Kullanılan yol, { $who }: { $path }, { $detail }
path-first = yine olağan adres üzerinden
path-other = başka adres üzerinden
path-courier = kurye dosyasıyla
path-voice = sesle okunarak
alert-outage_over = Duyurulan kesinti bitti, hat hâlâ sessiz: { $party }
alert-test_missing = Saatlik deneme gelmedi: { $party }
alert-human_test = Bu vardiyada hattı kimse denemedi: { $party }
alert-human_test_asked = Oradaki görevli hattı deniyor, siz de deneyin: { $party }
alert-second_path = Hat ikinci yoldan işliyor: { $party }, { $address }
alert-by_voice = Sesle alındı, imzayla kanıtlanmadı: { $party }
act-line_addresses = hattın adresleri değişti
