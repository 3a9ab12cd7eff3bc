## View

view-agreements = Anlaşmalar ve çizelgeler
do-view-agreements = Anlaşmaları ve çizelgeleri aç
agreement-new = Yeni anlaşma
agreement-none = Burada bilinen anlaşma yok
agreement-acts = Yapılabilecekler: { $name }
agreement-parties = Taraflar
agreement-signed-by = İmzalayanlar
agreement-suspended-by = Askıya alanlar
agreement-effective = Yürürlük
agreement-ends = Bitiş
agreement-area = Bölge { $name }
agreement-articles = Maddeler: { $count }
scope-flight_safety = uçuş emniyeti
scope-joint_operations = ortak harekât
situation-critical = kritik
situation-people = tehlikedeki kişi: { $count }
situation-observers = gözlemci: { $there } / { $needed }
sheet-of = Çizelge { $number }
sheet-open = herkes imzalamadı
sheet-complete = herkes imzaladı
sheet-withdrawn = geri çekildi

## Articles that a hold stands on, beside those of the board

article-reach = ulaşma
article-text-reach = Başlangıçtan önce bir tarafın saydığı her birlikte mesaj, anlaşmanın istediği düzeydedir.
article-profiles = yerlerin yazımı
article-text-profiles = Bir tarafın yerleri nasıl yazdığı anlaşmadadır; iki türlü okunabilen reddedilir.
article-readback_elements = geri okuma unsurları
article-text-readback_elements = Bu unsurlar kritiktir: her biri yinelenir ve karşılaştırılır.
article-verification_lasts_ms = denetimin süresi
article-text-verification_lasts_ms = Kör denetim bu süre geçerlidir; sonra yinelenir.

## Articles by their names, and their values

article-line-of = { $article }: { $value }
article-yes = evet
article-no = hayır
article-none = yok
article-comma = { ", " }
article-value-shown = gösterilir
article-value-held = bekletir
article-value-nothing = hiçbir şey
article-value-read = okundu
article-value-entered = girildi
article-value-loaded = yüklendi
articles-freshness_ms = Mutabakatın tazeliği
articles-drift_margin_ms = Karşı taraf düştü saymadan önceki pay
articles-notice_ms = Başlangıçtan önce bildirim
articles-late_means = Geç bildirim
articles-notice_buffer_mm = Bölge çevresinde ilgili uzaklık
articles-readback_needed = Geri okuma gerekir
articles-readback_elements = Geri okuma unsurları
articles-verification_needed = Yer için tehlikede kör denetim
articles-verification_tolerance_mm = Denetim toleransı
articles-verification_lasts_ms = Denetimin süresi
articles-words_tolerance_mm = Sözler ve sayılar arası en az tolerans
articles-immediate_answer_ms = IMMEDIATE yanıtı
articles-priority_answer_ms = PRIORITY yanıtı
articles-routine_answer_ms = ROUTINE yanıtı
articles-own_force_expiry_ms = Kuvvet bölgesinin süresi
articles-site_confirm_ms = Korunan yer yeniden doğrulanır
articles-coarse_grid_mm = Kaba bildirimin tanesi
articles-probing_limit = Kişi yanıtlamadan önce bir çevreye saatlik başvuru
articles-clock_warn_ms = Saat farkı: uyarı eşiği
articles-clock_hold_ms = Saat farkı: bekletme eşiği
articles-cease_console_ms = Durdur: her konsolda
articles-cease_answer_ms = Durdur: bir kişide
articles-cease_escalate_ms = Durdur: üste taşınır
articles-cease_second_path_ms = Durdur: ikinci yoldan
articles-cease_commander_ms = Durdur: komutan aranır
articles-cease_report_ms = Durdur: uygulama bildirimi
articles-datum_operations = Kabul edilmiş, doğruluğu bilinmeyen datum dönüşümleri
articles-profiles = Yer yazımı belirlenmiş taraflar
articles-reach_needed = Mesaj her birliğe şu düzeyde ulaşır
articles-reach_means = Ulaşılmayan birlik
articles-reach_before_ms = Başlangıçtan önce bildirilir

## What the record holds of our own doing, by kind

message-local-item = Unsur kaydedildi
message-local-act = Subay işlemi
message-local-alert = Uyarı
message-local-cease = Bizim durdur
message-local-cleared = Kenara ayrılan kaldırıldı
message-local-draft = Anlaşma taslağı
message-local-ended = Bitti
message-local-handover = Nöbet devri
message-local-handover_accepted = Nöbet alındı
message-local-line = Hat
message-local-notified = Kişi çağrısı
message-local-path = Kullanılan yol
message-local-second_source = Kör denetim
message-local-set_aside = Kenara ayrıldı
message-local-shelved = Ertelendi
message-local-standing = Durum
message-local-taken = Üstlenildi
message-local-watch = Nöbet

## Ladder of a cease

cease-step-console = her konsolda
cease-missed-console = Subaylara sözle bildirin
