## Tehlike çağrısı, sorular, olaylar, itirazlar, konumlar, düzeltmeler

say-distress = TEHLİKE ÇAĞRISI: { $who }: { $items }
say-distress-called = TEHLİKE ÇAĞRISI: { $who }, arayan “{ $caller }” ({ $number }): { $items }
say-distress_check = Tehlike çağrısı { $cease } doğrulaması: { $who }: { $outcome }, kaynak “{ $source }”
place-told = bildirildiği gibi yer “{ $place }”
outcome-confirmed = doğrulandı
outcome-mistaken = yanlış çağrı
outcome-unclear = belirsiz
cause-distress = tehlike çağrısı
say-query = Soru: { $who }
say-query-item = Soru: { $who }, konu { $item }
say-query-message = Soru: { $who }, konu { $message } mesajı
say-reply = Yanıt: { $who }, soru { $query }
say-protest = İtiraz: { $who }, { $message } mesajına; hiçbir şeyi değiştirmez
say-correction = Düzeltme: { $who }, { $message } mesajı
say-incident = Olay “{ $title }”, { $at }, anlatan: { $who }
say-position = Konum: { $who }: { $subject } “{ $name }” ({ $count }), { $place } ± { $uncertainty }, { $at }
reported-people = insanlar
reported-aircraft = hava araçları
