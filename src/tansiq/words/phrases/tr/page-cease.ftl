## The dialog

cease-title = DURDUR
cease-what = Ne dursun
cease-with = { $party } ile hepsi
cease-everything = Her şey
do-cease-now = ŞİMDİ DURDUR
cease-no-reason = Neden gerekmez. Metin sonra gelebilir.
cease-sending = Gönderiliyor …
cease-sent =
    { $count-n ->
        [one] Durduruldu { $time }: { $count } tarafa bildirildi
       *[other] Durduruldu { $time }: { $count } tarafa bildirildi
    }
cease-suspended =
    { $count-n ->
        [one] { $count } faaliyet askıya alındı
       *[other] { $count } faaliyet askıya alındı
    }
cease-not-on-disk = Diskimiz henüz almadı. Yine de geçerlidir.
cease-text-follows = Metin not olarak gönderilebilir.
cease-queued = Düğüm koptu. { $time } itibarıyla sırada, düğüm dönünce gönderilir.
cease-call-now = Şimdi arayın ve bunu okuyun.
cease-node-lost = Düğüm koptu: buradan durdur bekler. Ayrıca arayın.
second-path-title = Telefonla
second-path-no-number = ayarlarda numara yok
second-path-read = Her sözcüğü ve denetim sözcüğünü okuyun

## The ladder

our-end = Bizim taraf
cease-ladder-of = { $party } için durdur
cease-step-disk = diskte
cease-step-taken = üstlenildi
cease-step-escalate = üste taşındı
cease-step-second_path = ikinci yoldan
cease-step-commander = komutan arandı
cease-step-executed = ekiplere ulaştı
cease-missed-disk = Telefonla arayın
cease-missed-taken = Nöbetçi subaylarını arayın
cease-missed-escalate = Sıradaki subayı uyandırın
cease-missed-second_path = İkinci yoldan arayın
cease-missed-commander = Komutanı arayın
cease-missed-executed = Ekiplere ulaşıp ulaşmadığını sorun
cease-stands = geçerli
cease-lifted = sürdürüldü
cease-unproven = kanıtsız
executed-title = Ekiplere ulaştı
executed-when = Ekiplere ne zaman ulaştı, örneğin 221300Z
text-optional = Metin; boş kalabilir
do-report-executed = Karşı tarafa bildir
executed-sent = Bildirim hatta
resume-title = Sürdürme
resume-how = Tüm taraflar imzalayana dek geçerli: { $agreed } / { $ends }
do-agree-resume = Sürdürmeyi kabul et, iki kişi
resume-sent = İmzamız hatta
