## Tour

tour-title = Merkezler yan yana
tour-gone = Oynatıcı bitti. Yeniden başlatın: ./run demo --open
tour-end = Senaryo bitti; merkezler sürüyor. İstediğiniz gibi sunun, yanıtlayın, durdurun: her merkez gerçektir.
tour-help = Her çerçeve o merkezin kendi sayfası, kendi dilinde. Aynı ileti dolaşıyor.
tour-busy = Sürüyor
do-tour-next = Sonraki adım
tour-refused = Düğüm reddedecek.
tour-done = Yapıldı, { $at }/{ $total }:
tour-next = Sırada, { $at }/{ $total }:
tour-about = Konu: { $kind } “{ $name }”.
tour-happened = Bu adımın getirdiği: { $who }
tour-nothing = Bu adım burada bir şey getirmedi.
tour-not-yet = Her adımın burada getirdiği, dilinizde burada söylenir.
tour-here = burada
tour-out = alıcı { $party }
tour-in = gönderen { $party }

## Steps

tour-step-submit = { $who } bir öğe sunar; ilgililere bildirilir.
tour-step-try = { $who } bir öğeden ne çıkacağını sorar.
tour-step-amend = { $who } değiştirir: yeni sürüm her yanıtı yeniden ister.
tour-step-cancel = { $who } öğeden vazgeçer.
tour-step-readback = { $who }: öğeler geri okunur ve makinece karşılaştırılır.
tour-step-verify = { $who }: ikinci görevli yeri görmeden başka kaynaktan doğrular.
tour-step-answer = { $who } tam bu sürüme yanıt verir. İzin değildir.
tour-step-take-alert = { $who }: bir görevli uyarıyı üstlenir.
tour-step-activate = { $who } faaliyeti başlatır.
tour-step-end = { $who } faaliyeti bitirir.
tour-step-cease = { $who }: durdur. Hemen askıya alınır, sorular sonra.
tour-step-take = { $who }: bir görevli durdurmayı üstlenir.
tour-step-executed = { $who } mürettebatın ne zaman aldığını bildirir.
tour-step-resume = { $who } sürdürmeyi kabul eder.
tour-step-assess = { $who } anlatımını verir; diğerlerinin yanında durur.
tour-step-check = Şimdi doğru olması gereken her merkezde denetlenir.
tour-step-sheet-offer = { $who } ortak operasyon belgesi önerir.
tour-step-sheet-sign = { $who } belgeyi imzalar.
tour-step-agreement-draft = { $who } bir anlaşma yazar.
tour-step-agreement-offer = { $who } bir anlaşma önerir.
tour-step-agreement-sign = { $who } anlaşmayı imzalar.
