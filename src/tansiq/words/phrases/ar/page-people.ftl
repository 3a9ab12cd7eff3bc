## Watch and console

people-watch = المناوب هنا
people-role = الدور
people-party = الطرف
people-checked = آخر تحقق للصورة
people-lock-is = وحدة التشغيل المقفلة لا تعرض شيئًا؛ الإيقاف الفوري يعمل.
role-does-watch = يقدّم ويردّد ويجيب ويتولّى التنبيهات.
role-does-commander = كالمناوب؛ ويوقّع الاتفاقات ويوافق على الاستئناف، باثنين.
role-does-verifier = يتحقق من الأماكن من مصدر ثانٍ ولا يرى أيًا منها.
role-does-observer = يطّلع؛ الإيقاف الفوري متاح لكل دور.
role-does-auditor = يطّلع على السجل ويصدّره؛ الإيقاف الفوري متاح لكل دور.
role-does-administrator = الضباط والمفاتيح والخطوط؛ لا كلمة عملياتية سوى الإيقاف الفوري.

## Two persons

pending-title = خطوات لشخصين
pending-none = لا شيء ينتظر شخصًا ثانيًا
pending-by = طلبه { $who }
pending-expires = ينتهي بعد { $left }
pending-order = كما طُلب
pending-another = يُجيزه ضابط آخر.
do-release-step = أجِز
do-withdraw-step = اسحب
step-released = أُجيز ونُفّذ
step-withdrawn = سُحب
step-resume = الموافقة على الاستئناف
step-withdraw_site = التخلي عن موقع محمي
step-agreement_offer = عرض اتفاق
step-agreement_sign = توقيع اتفاق
step-agreement_resume = رفع تعليق
step-agreement_end = إنهاء اتفاق
step-area_change = تغيير منطقة
step-line_confirm = تأكيد خط
step-line_revoke = إلغاء خط
step-rotate_key = استبدال المفتاح

## Settings of the console

settings-title = وحدة التشغيل هذه
choose-numerals = الأرقام
numerals-latin = 1234 (0–9)
numerals-arabic = ١٢٣٤ (٠–٩)
numerals-how = المقادير والأزمنة الجارية: { $example }. الرموز والإحداثيات والساعات تبقى كما أُرسلت.
choose-palette = لوحة الألوان
choose-volume = مستوى الصوت
volume-floor = لا يقل صوت FLASH عن النصف.
choose-notify = إشعارات حين لا ينظر أحد إلى الصفحة

## Watch and handover

handover-title = المناوبة
watch-since = منذ { $time }
watch-nobody = لا أحد في المناوبة
do-watch-on = ابدأ المناوبة
do-watch-off = أنهِ المناوبة
handover-open = المفتوح الآن: { $count }
handover-by = سلّمها { $who }
handover-text = ما لا تقوله القائمة
do-hand-over = سلّم المناوبة
do-accept-watch = أقبل كما قُرئت
handover-waits = تبقى مع ضابطها حتى يقبلها غيره.
handover-signed = وُقّعت القائمة؛ المناوبة معك حتى تُقبل
handover-accepted = المناوبة معك
handover-last = آخر تسليم: { $by } إلى { $who }، { $time }
