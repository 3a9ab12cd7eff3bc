## Geri okuma, görmeden kontrol ve bu düğümün yeri kendisinin bulması

element-unit = birlik adı
hold-readback_incomplete = Geri okumada eksik: { $elements } – { $party }
lift-readback_incomplete = Geri okuma ({ $elements }): { $party }
hold-verification_expired = Görmeden kontrol { $hours } saatten eski: { $party }
lift-verification_expired = Yeni görmeden kontrol: { $party }
hold-place_unresolved = Bu düğüm { $text } ({ $datum }) yerini bulamıyor: { $message }
lift-place_unresolved = Yeri tek okunuş kalacak biçimde bildir ve değişiklik gönder
hold-place_differs = { $text } ({ $datum }) burada { $place } değil { $here } noktasına götürüyor: fark { $distance }
lift-place_differs = İşlem ve gösterim üzerinde anlaş ya da yeri WGS 84 ile bildir ve değişiklik gönder
hold-both-values = { $what }: { $values }
hold-both-places = { $what }; rakamlara göre { $place }, tarife göre { $words_place }
hold-uncertainties = { $what }, bunun belirtilen yer için { $stated }, ikinci kaynak için { $second }
