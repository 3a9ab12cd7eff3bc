### العربية. جمل قصيرة؛ اسم الطرف بعد نقطتين أو بين قوسين. لا يُستعمل «لا مانع» لأنه يُقرأ «لا يوجد مانع».
### NAME-n: العدد نفسه لاختيار صيغة الجمع.

## اللغات والنص المكتوب

lang-en = الإنجليزية
lang-ar = العربية
lang-ru = الروسية
lang-tr = التركية
lang-other = لغة أخرى ({ $tag })
typed = كما كُتب، باللغة { $language }: «{ $text }»

## المقادير

comma = ،
quoted = «{ $text }»
named = { $name } «{ $value }»
part = { $number } ({ $name })
distance-m = { $amount } م
distance-km = { $amount } كم
volumes =
    { $volumes-n ->
        [zero] بلا حجم
        [one] حجم واحد
        [two] حجمان
        [few] { $volumes } أحجام
        [many] { $volumes } حجمًا
       *[other] { $volumes } حجم
    }
holds =
    { $count-n ->
        [zero] الموانع: لا شيء
        [one] مانع واحد
        [two] مانعان
        [few] { $count } موانع
        [many] { $count } مانعًا
       *[other] { $count } مانع
    }
held-count =
    { $count-n ->
        [zero] غير منسَّق
        [one] غير منسَّق: مانع واحد
        [two] غير منسَّق: مانعان
        [few] غير منسَّق: { $count } موانع
        [many] غير منسَّق: { $count } مانعًا
       *[other] غير منسَّق: { $count } مانع
    }
points =
    { $points-n ->
        [zero] بلا نقاط
        [one] نقطة واحدة
        [two] نقطتان
        [few] { $points } نقاط
        [many] { $points } نقطة
       *[other] { $points } نقطة
    }
people-at-risk =
    { $people-n ->
        [zero] لا أحد في خطر
        [one] شخص واحد في خطر
        [two] شخصان في خطر
        [few] { $people } أشخاص في خطر
        [many] { $people } شخصًا في خطر
       *[other] { $people } شخص في خطر
    }
late-by =
    { $minutes-n ->
        [zero] متأخر أقل من دقيقة
        [one] متأخر دقيقة واحدة
        [two] متأخر دقيقتين
        [few] متأخر { $minutes } دقائق
        [many] متأخر { $minutes } دقيقة
       *[other] متأخر { $minutes } دقيقة
    }

## أنواع العناصر والمواقع

kind-activity = نشاط جوي
kind-transit = عبور
kind-own_force_area = منطقة وجود قوات
kind-protected_site = موقع محمي
kind-no_go_area = منطقة ممنوع دخولها
kind-corridor = ممر
site-hospital = مستشفى
site-camp = مخيم
site-convoy = قافلة
site-school = مدرسة
site-aid_drop_zone = منطقة إسقاط مساعدات
site-other = موقع آخر

## الحالات

state-draft = مسودة
state-submitted = مقدَّم
state-held = غير منسَّق
state-coordinated = منسَّق
state-not_shared = لم يُبلَّغ به أحد
state-active = جارٍ
state-suspended = معلَّق
state-ended = منتهٍ
state-cancelled = ملغى
agreement-draft = مسودة
agreement-offered = معروض
agreement-signed = موقَّع
agreement-in_force = نافذ
agreement-suspended = معلَّق
agreement-ended = منتهٍ
area-closed = مغلقة
area-trial = تجريبية
area-active = مفتوحة
area-suspended = معلَّقة
line-up = الخط يعمل
line-degraded = الخط ضعيف
line-silent = الخط صامت
line-untrusted = الخط غير موثوق
line-refused = الخط مرفوض
line-revoked = الخط ملغى

## الردود والتحقق والإفادات

verdict-concur = نوافق
verdict-cannot = لا يمكننا
verdict-counter = اقتراح مقابل
match-match = مطابق
match-mismatch = غير مطابق
match-cannot = تعذّر التحقق
ack-read = قُرئت
ack-entered = أُدخلت في النظام المحلي
ack-loaded = حمّلتها الوحدة
precedence-flash = برق
precedence-immediate = فوري
precedence-priority = مستعجل
precedence-routine = عادي
reason-not_disclosed = غير منسَّق، السبب غير معلن
reason-own_activity = نشاط جوي لنا
reason-own_force_area = منطقة وجود قوات
reason-protected_site = موقع محمي
reason-no_go_area = منطقة ممنوع دخولها
reason-corridor = ممر
reason-bound_elsewhere = ملتزمون بنسخة أخرى
reason-place_not_verified = لم يُتحقق من المكان
reason-words_disagree = الوصف لا يطابق الإحداثيات
reason-other = سبب آخر
cause-officer = الضابط المناوب
cause-prose = كلمات توقف في نص
cause-broken = رسالة إيقاف غير مقروءة
cause-conflict = تعارض أثناء النشاط
cause-lapse = انقضت صلاحية «نوافق»
cause-withdrawn = سُحب «نوافق»
element-place = المكان
element-level = الارتفاع
element-times = الوقت
element-area = المنطقة
element-count = عدد الطائرات
count-people = أشخاص
count-aircraft = طائرات
count-flights = رحلات
count-pallets = طبليات
count-sites = مواقع
count-incidents = حوادث
disclosure-full = كاملًا
disclosure-coarse = تقريبًا
disclosure-withheld = محجوب
