## Frame

title = تنسيق
skip-to-view = انتقل إلى العرض
rail-title = العروض
view-map = خريطة
view-traffic = رسائل
view-board = لوحة
view-record = سجل
view-verify = تحقق من الأماكن دون اطلاع
view-people = المناوبة ووحدة التشغيل
view-not-loaded = تعذّر تحميل هذا العرض. أعد تحميل الصفحة؛ ما كُتب محفوظ.
exercise = تمرين
lamps = الخطوط
lamp-degraded = ضعيف
lamp-silent = صامت
lamp-untrusted = غير موثوق
lamp-refused = مرفوض
lamp-revoked = ملغى
node-cannot_write = العقدة لا تكتب، الإيقاف الفوري يعمل
choose-language = اللغة
native-en = English
native-ar = العربية
native-ru = Русский
native-tr = Türkçe
palette-day = نهار
palette-dusk = غسق
palette-night-red = ليل، أحمر
role-watch = مناوبة
role-commander = قائد
role-verifier = متحقق
role-observer = مراقب
role-auditor = مدقق
role-administrator = مدير النظام

## Alarms

alarms-title = التنبيهات
alarms-none = لا تنبيه قائم
alarms-folded =
    { $count-n ->
        [zero] PRIORITY: لا شيء
        [one] PRIORITY: تنبيه واحد، مطوي
        [two] PRIORITY: تنبيهان، مطويان
        [few] PRIORITY: { $count } تنبيهات، مطوية
        [many] PRIORITY: { $count } تنبيهًا، مطوية
       *[other] PRIORITY: { $count } تنبيه، مطوية
    }
alarm-was = كان:
alarm-counts = تنبيهات لم يتولّها أحد
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = إيقاف فوري من { $party }: { $what }
alarm-distress = نداء استغاثة من { $party }: { $what }
urgency-1 = FLASH
urgency-2 = IMMEDIATE
urgency-3 = PRIORITY
cease-of-all = كل الأنشطة المشتركة
flash-of = { $place } من { $count }
flash-untaken = لم يتولّه أحد
silenced = صمت 30 ث
no-sound = لا صوت
taken-by = تولّاه { $who }
taken-by-nobody = لم يتولّه أحد
take-is = التولّي يعني أن الأمر معك. لا يزيل شيئًا.
shelved-count = مؤجّل: { $count }
shelved-until = مؤجّل حتى { $time }، { $who }
shelved-done = أُجّل؛ يعود من تلقاء نفسه
shelve-reason = لماذا يمكن أن ينتظر
do-shelve = أجّل { $minutes } د

## Commands

do-take = تولَّ
do-take-over = تولَّ بدلًا منه
do-open = افتح
do-palette = لوحة الألوان التالية
do-view-map = افتح الخريطة
do-view-traffic = افتح الرسائل
do-view-board = افتح اللوحة
do-view-record = افتح السجل
do-view-verify = تحقق من الأماكن دون اطلاع
do-view-people = افتح المناوبة ووحدة التشغيل
do-people = افتح المناوبة ووحدة التشغيل
do-cease = إيقاف فوري
do-keys = أظهر المفاتيح
do-commands = ابحث عن أمر
do-silence = أسكت 30 ث
do-alarms = أظهر التنبيهات
do-back = رجوع
do-next = التالي
do-previous = السابق
do-close = أغلق
do-lock = اقفل وحدة التشغيل
do-sign-out = سجّل الخروج
keys-title = المفاتيح
keys-letters = مفاتيح الحروف تعمل ما لم يُكتب شيء
commands-title = الأوامر والعناصر

## Node lost

lost-title = انقطعت العقدة { $time }، الصورة مجمّدة
lost-what = ما يُكتب محفوظ. الإيقاف الفوري في الانتظار ويمكن إبلاغه بالهاتف.

## Answers to an act

act-no-answer = لا جواب من العقدة. لا يُعرف هل نُفّذ.
act-no-answer-do = تأكد أولًا هل نُفّذ قبل إعادته.
act-waits = ينتظر شخصًا ثانيًا
act-waits-do = يُجيزه ضابط آخر من «المناوبة ووحدة التشغيل».

## Sign-in

sign-title = تسجيل الدخول
sign-locked = وحدة التشغيل مقفلة
sign-locked-is = الإيقاف الفوري يعمل من هنا. ما كُتب محفوظ لصاحبه.
sign-officer = الضابط
sign-secret = كلمة السر
sign-new-secret = اختر كلمة سرك
sign-new-secret-why = كلمة السر التي دخلت بها صالحة لمرة واحدة.
sign-secret-once = كلمة سر لمرة واحدة
sign-secret-next = كلمة سر جديدة، الطول الأدنى { $count }
sign-secret-again = كلمة السر الجديدة مرة أخرى
sign-secret-differs = الكلمتان غير متطابقتين
sign-wrong = اسم الضابط أو كلمة السر غير صحيح
sign-wrong-do = اكتبهما من جديد. يمكن للمدير إعطاء كلمة سر جديدة لمرة واحدة.
do-sign-in = ادخل
do-change-secret = اعتمد كلمة السر

## Ages and lists

age-s = { $amount } ث
age-min = { $amount } د
age-h = { $amount } س
age-d = { $amount } ي
checked-at = آخر تحقق { $time }
author-machine = الجهاز
datum-choose = اختر
