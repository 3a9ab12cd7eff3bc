## Frame

rail-title = العروض
view-map = خريطة
view-traffic = الرسائل
view-board = اللوحة
view-record = السجل
view-not-loaded = تعذّر تحميل هذا العرض. أعد تحميل الصفحة؛ ما كُتب محفوظ.
exercise = تمرين
lamps = الخطوط
lamp-degraded = ضعيف
lamp-silent = صامت
lamp-untrusted = غير موثوق
lamp-refused = مرفوض
lamp-revoked = ملغى
alarm-counts = تنبيهات لم يتولّها أحد
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = إيقاف فوري من { $party }: { $what }
cease-of-all = كل الأنشطة المشتركة
choose-language = اللغة
do-palette = لوحة الألوان التالية
palette-day = نهار
palette-dusk = غسق
palette-night-red = ليل، أحمر
flash-of = { $place } من { $count }
flash-untaken = لم يتولّه أحد
do-take = تولَّ
do-open = افتح

## Node lost

lost-title = انقطعت العقدة { $time }، الصورة مجمّدة
lost-what = ما يُكتب محفوظ. الإيقاف الفوري في الانتظار ويمكن إبلاغه بالهاتف.

## Answers to an act

act-no-answer = لا جواب من العقدة. لا يُعرف هل نُفّذ.
act-no-answer-do = أعد المحاولة: لا يُحتسب الأمر مرتين.
act-waits = ينتظر شخصًا ثانيًا
act-waits-do = يُجيزه ضابط آخر من قائمة خطوات الشخصين.

## Sign-in

sign-title = تسجيل الدخول
sign-locked = وحدة التشغيل مقفلة
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

## Ages

age-s = { $amount } ث
age-min = { $amount } د
age-h = { $amount } س
age-d = { $amount } ي
