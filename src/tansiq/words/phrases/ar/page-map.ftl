## The map

map-title = الخريطة
map-help = أسهم لوحة المفاتيح تحرّك الخريطة، وزائد وناقص يغيّران المقياس. كل ما عليها موجود أيضًا في القائمة بجانبها.
map-tools = أدوات الخريطة
map-closer = تقريب
map-farther = إبعاد
map-side = ما على الخريطة
map-area = { $name } · { $status }
map-as-known = كما كان معروفًا { $time }
map-as-planned = كما هو مخطط { $time }
map-past-missing = لم تقدّم العقدة ما كان معروفًا حينها. اختر اللحظة من جديد.
do-layers = الطبقات
do-place = الانتقال إلى مكان
do-measure = قياس
do-now = الآن
do-earlier = خمس دقائق إلى الوراء
do-later = خمس دقائق إلى الأمام
do-show-on-map = إظهار على الخريطة
do-take-off = رفع من القائمة

## Layers

map-layers = طبقات الخريطة
layer-borders = الحدود (متنازع عليها)
layer-places = أسماء المدن
layer-areas = مناطق الاتفاقات
layer-items = العناصر
layer-ended = العناصر المنتهية
layer-tracks = الطائرات
layer-alerts = التعارضات والتنبيهات
map-source = الخريطة الأساسية: Natural Earth، للاسترشاد فقط

## Places and coordinates

notation-dms = DMS
notation-dd = DD
notation-mgrs = MGRS
map-next-notation = صيغة الإحداثيات التالية
map-no-pointer = المؤشر خارج الخريطة
map-accuracy = { "\u2066" }±{ $amount }{ "\u2069" } م
map-accuracy-unknown = الدقة غير معروفة
map-other-datum = وعلى مرجع آخر
map-no-other-datum = WGS 84 وحده
map-place = المكان
map-place-help = مدينة أو عنصر أو إحداثيات. تُقرأ الإحداثيات على { $datum }.
map-place-help-live = مدينة أو عنصر أو نداء أو إحداثيات. تُقرأ الإحداثيات على { $datum }.
map-city = مدينة
map-track = طائرة
map-measure-help = انقر النقاط على الخريطة، والنقر المزدوج ينهي. أو اكتب مكانين يُقرآن على { $datum }.
map-measure-from = من
map-measure-to = إلى
do-measure-typed = قياس
map-distance = { $metric } ({ $nautical } ميل بحري)
map-bearing = { $degrees }° حقيقي
map-total = المجموع { $distance }
map-first-point = النقطة الأولى

## Time

map-time = الوقت المعروض
map-now = الآن
map-known = كما كان معروفًا
map-planned = كما هو مخطط

## What is on it

map-list = على الخريطة
map-list-count =
    { $count-n ->
        [zero] لا شيء على الخريطة
        [one] عنصر واحد
        [two] عنصران
        [few] { $count } عناصر
        [many] { $count } عنصرًا
       *[other] { $count } عنصر
    }
map-empty = تظهر هنا عناصر جميع الأطراف حالما تعرفها العقدة.
map-checked = آخر تحقق { $time }
map-lost-count =
    { $count-n ->
        [zero] لا طائرات مفقودة
        [one] مفقودة: طائرة واحدة، صامتة منذ أكثر من 5 دقائق
        [two] مفقودة: طائرتان، صامتتان منذ أكثر من 5 دقائق
        [few] مفقودة: { $count } طائرات، صامتة منذ أكثر من 5 دقائق
        [many] مفقودة: { $count } طائرة، صامتة منذ أكثر من 5 دقائق
       *[other] مفقودة: { $count } طائرة، صامتة منذ أكثر من 5 دقائق
    }
map-item = العنصر المختار
map-times = الأوقات
map-levels = المستويات
map-band = من { $lower } إلى { $upper }
map-unlimited = بلا حد
map-all-levels = كل المستويات
map-flight = يطير
map-hazard = خطر على الأرض
map-yes = نعم
map-no = لا
map-site = الموقع
map-buffer = نطاق { $amount } م
map-stated = المكان كما ذُكر
map-resolved = فُهم على أنه
map-coarse = أُبلغ به تقريبيًا: قد تكون الحقيقة أدق.
state-live = سارٍ
identity-own = لنا
identity-other = طرف آخر
identity-civil = مدنية
identity-unidentified = غير محددة الهوية
map-reported = آخر تقرير
map-ago = قبل { $age }
track-fresh = حديث
track-hollow = أقدم من 15 ثانية
track-dashed = أقدم من دقيقة
track-lost = مفقودة
map-course = المسار
map-course-speed = { $course }° حقيقي، { $speed } م/ث
