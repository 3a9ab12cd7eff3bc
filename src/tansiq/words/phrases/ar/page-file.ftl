## Filing an item

view-file = عنصر جديد
do-view-file = عنصر جديد
file-new = عنصر جديد
file-amend = عدِّل { $name } { $revision }
file-kind = النوع
file-name = الاسم
file-count = عدد الطائرات
file-type = طراز الطائرة
file-hazard = خطر على من في الأسفل
file-site = الموقع
file-buffer = النطاق العازل، م
file-evidence = الدليل
file-datum = المرجع الجيوديسي
file-import = ملف: GeoJSON أو KML أو KMZ أو F3548
do-import = استورد ملفًا
do-take-feature = استعمل
file-losses = ما لم يؤخذ من الملف
file-volume = الحجم { $number }
do-add-volume = أضف حجمًا
do-remove-volume = أزل
do-draw = ارسم
file-draw-circle = انقر المركز ثم الحافة، أو اكتبهما.
file-draw-polygon = انقر الزوايا، والنقر المزدوج ينهي. أو اكتبها، واحدة في كل سطر.
file-draw-corridor = انقر على امتداد الخط، والنقر المزدوج ينهي. أو اكتبه، نقطة في كل سطر.
file-drawn-on = ما يُرسم يكون على WGS 84 كالخريطة؛ ويظهر كل موضع أدناه بصيغتك ومرجعك.
file-draw-other-datum = الخريطة على WGS 84. للرسم اختر WGS84 مرجعًا، أو امحُ المواضع.
file-circle = دائرة
file-polygon = مضلَّع
file-corridor = ممر
file-centre = المركز، بأي صيغة
file-centre-help = درجات أو MGRS أو UTM أو غاوس-كروغر، كما وردت.
file-within = { "\u2066" }±{ $uncertainty }{ "\u2069" } م
file-as-read = كما تقرؤه العقدة
file-read-more = كل البقية: { $count }
file-radius = نصف القطر، م
file-corners = الزوايا، واحدة في كل سطر، بأي صيغة
file-axis = الخط، نقطة في كل سطر، بأي صيغة
file-width = العرض، م
file-corridor-means = العرض من جانب إلى جانب، والطرفان قائما الزاوية. يُحفظ الممر مضلَّعًا من جانبيه.
file-start = البداية (UTC)
file-end = النهاية (UTC)
file-lower = من ارتفاع، فارغ: من الأرض
file-upper = إلى ارتفاع، فارغ: بلا حد
file-words = المكان بالكلمات
file-lang = اللغة
file-agreement = الاتفاق
file-agreement-any = أي اتفاق مناسب
file-expires = ينتهي (UTC)، فارغ: حسب الاتفاق
file-disclosed = ما يُبلَّغ به كل طرف
file-note = ملاحظة، تُنقل كما كُتبت
file-check = ما الذي سينتج
file-missing = ما زال ناقصًا
file-touches = يلامس
file-touches-none = لا شيء معروف هنا. الغياب عن القائمة لا يعني أبدًا غياب الحماية.
file-not-comparable = غير قابل للمقارنة
file-would-have =
    { $count-n ->
        [zero] الموانع المتوقعة: لا شيء
        [one] سيكون له مانع واحد
        [two] سيكون له مانعان
        [few] ستكون له { $count } موانع
        [many] سيكون له { $count } مانعًا
       *[other] سيكون له { $count } مانع
    }
file-concerns = يعني { $parties }
file-concerns-nobody = لا يعني أحدًا: لا يُبلَّغ به أي طرف ولا يظهر منسَّقًا أبدًا.
not-promised = هذا ما ينتج الآن؛ وتحكم كل عقدة من جديد عند الإرسال.
do-send-to = أرسل إلى { $parties }
do-send-item = قدِّم
do-record-item = سجِّل وأبلغ
do-clear-draft = امسح المسودة
file-sent = استلمته العقدة.
file-queued = لا عقدة: محفوظ هنا ويُرسل بالمعرّف نفسه عند عودتها.
file-kept = تُحفظ المسودة على هذه الوحدة عند كل ضغطة.
file-not-yours = التقديم لضباط المناوبة والقادة.
file-unknown = هذا العنصر غير معروف هنا.
file-not-ours = عنصر طرف آخر: لا يعدّله إلا صاحبه.
