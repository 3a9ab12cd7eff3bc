# عناوين التقرير وتسمياته. ما تقوله العقدة يأتي من فهرس العقدة نفسها.
report = تقرير
exercise = تمرين
exercise-note = عمليات ومفاتيح وخطوط حقيقية؛ لم يطِر أحد.
made-from = كل ما يلي قُرئ بعد العرض من سجلات العقد عبر واجهتها البرمجية.
language = اللغة
summary = الخلاصة
checks-met = تحقق { $met } من { $all } من الاختبارات
stopped = توقف العرض: { $why }
steps-played = عدد الخطوات المنفذة: { $count }
messages-on-lines = عدد الرسائل: { $count }، عدد الخطوط: { $lines }
slowest = أبطأ زمن حقيقي حيث يوجد حد: { $ms } مللي ثانية
check = اختبار
centre = المركز
expected = المتوقع
seen = المشاهَد
met = تحقق
not-met = لم يتحقق
real-time = الزمن الحقيقي
ms = { $ms } مللي ثانية
agreements = الاتفاقات
agreement = الاتفاق
parties = الأطراف
scope = الموضوع
scope-flight_safety = سلامة الطيران
scope-joint_operations = سلامة الطيران والطلعات المشتركة
status = الحالة
in-force = نافذة
never-in-force = لم تنفذ قط
no-longer-in-force = لم تعد نافذة
effective-from = من { $at }
offered-by = عرضه
signed-by = وقّعه
areas = المناطق
area = المنطقة
nobody = لا أحد
open-change = التغيير إلى «{ $status }» ينتظر { $who }
situations = وضع المناطق
critical = حرج
people-at-risk = أشخاص في خطر
observers = المراقبون الموجودون / المطلوبون
short-of = ينقص { $count }
too-few = عددهم قليل
maps = ماذا كان وأين، مرحلةً مرحلة
as-known = كما عرفته عقدة صاحبه في { $at }
legend = مفتاح الخريطة
north = ش
items-drawn = العناصر
item = العنصر
kind = النوع
state = الحالة
owner = صاحبه
time = الوقت (عالمي)
known-to = معلوم لدى
aircraft-flown =
    { $count ->
        [one] طائرة واحدة
        [two] طائرتان
        [few] { $count } طائرات
        [many] { $count } طائرة
       *[other] { $count } طائرة
    }
holds = الموانع
no-holds = لا يوجد
told = من أُبلغ ومتى
told-to = أُبلغ
sent = أُرسل
on-disk = محفوظ هناك
read-back = رُدِّد
verified = فُحص المكان دون رؤيته
answered = الجواب
withdrawn = سُحب
conflict-shown = ظهر التعارض
ceases = الإيقاف الفوري
cease-by = طلبه
cease-words = الكلمات
on-console = على الشاشة الأخرى
on-console-in = { $ms } مللي ثانية، زمن حقيقي
taken = تسلّمه شخص
executed = وصل إلى الأطقم
resumed = وافق على الاستئناف
after-minutes = بعد { $minutes }
beside-history = إلى جانب ما حدث فعلًا
minutes =
    { $minutes ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $minutes } دقائق
       *[other] { $minutes } دقيقة
    }
seconds =
    { $seconds ->
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $seconds } ثوانٍ
       *[other] { $seconds } ثانية
    }
here = هنا: من الطلب حتى التنفيذ
here-taken = هنا: من الطلب حتى تسلّمه شخص
suspended-activities = عُلّق في الحال
accounts = الروايتان جنبًا إلى جنب
point = النقطة
agreed = متفق عليها
open = مفتوحة
happened = حدث
not-happened = لم يحدث
no-position = بلا موقف
count = العدد
total = المجموع
parts = الأجزاء
adds-up = متطابق
adds-not-up = غير متطابق: مجموع الأجزاء { $sum }
totals-agree = الروايات متفقة
totals-differ = الروايات مختلفة
timeline = تسلسل الأحداث
timeline-note = من أرسل ماذا إلى من، ومتى حُفظ هناك، وأي موانع ظهرت أو زالت.
from-to = من ← إلى
what = ماذا
receipt = الإيصال
raised = الموانع الآن
lifted = زال
own-timelines = سجل كل مركز
own-timeline = سجل { $centre } بلغته
entries = عدد القيود: { $count }
proof = الإثبات
logs-same = سجلا طرفي كل خط
same = متطابقان
differs = مختلفان: { $where }
messages = الرسائل
picture-rebuilt = الصورة كما بُنيت من السجل من جديد
equals-stored = تطابق الصورة المحفوظة
differs-stored = تختلف عن الصورة المحفوظة عند { $where }
line = الخط
untranslated = كما كُتب
sheets = أوراق العمل المشتركة
sheet = الورقة
kept-apart = الفصل بينها
complete = وقّعها الجميع
incomplete = لم يوقّعها الجميع
revision = النسخة
