## Holds

hold-list = الموانع
hold-none = منسَّق { $revision } { $time }
hold-none-left = زالت كل الموانع
hold-lifted = زال { $time }
hold-more =
    { $count-n ->
        [zero] لا مزيد
        [one] مانع آخر
        [two] مانعان آخران
        [few] { $count } موانع أخرى
        [many] { $count } مانعًا آخر
       *[other] { $count } مانع آخر
    }
hold-weight-1 = إيقاف فوري
hold-weight-2 = خلل
hold-weight-3 = متأخر أو مرفوض
hold-weight-4 = مطلوب
hold-act-answer = أجب
hold-act-read-back = ردِّد
hold-act-verify = تحقَّق
hold-act-reply = أجب عن الشك
hold-act-clear = اقرأ وأزل
hold-act-resume = وافق على الاستئناف
hold-act-amend = عدِّل

## Articles and rules, by the name that the node gives

article-line = الخط
article-text-line = كل ما يُتبادل يمر عبر خط مباشر يثق به الطرفان. من دونه لا يُعرف أن شيئًا قد أُبلغ.
article-clock_hold = الساعات
article-text-clock_hold = إذا اختلفت الساعتان أكثر مما يسمح به الاتفاق صار كل وقت في الرسائل موضع شك.
article-in_force = اتفاق نافذ
article-text-in_force = ينسّق طرفان بموجب اتفاق وقّعاه وهو نافذ هنا والآن.
article-area = المنطقة { $detail }
article-text-area = تُفتح منطقة الاتفاق حين توقّع عليها كل أطرافه. قبل ذلك لا يُنسَّق فيها شيء.
article-answer = الرد
article-text-answer = كل معنيّ يردّ على هذه النسخة بعينها. غياب الرد مانع، والصمت ليس موافقة أبدًا.
article-rule_8 = القاعدة 8
article-text-rule_8 = لا يُنسَّق ما يلتقي في المكان والارتفاع والزمن بما يجب على صاحبه الابتعاد عنه أو الالتزام به.
article-rule_11 = القاعدة 11
article-text-rule_11 = آخر رد هو المعتبر. الاقتراح المضاد عرض وليس موافقة أبدًا؛ والأخذ به نسخة جديدة.
article-rule_12 = القاعدة 12
article-text-rule_12 = يمكن سحب الموافقة في أي وقت وبلا سبب. لا تعيدها إلا موافقة جديدة.
article-rule_17 = القاعدة 17
article-text-rule_17 = يبقى الإيقاف الفوري قائمًا حتى يوقّع كل طرف على استئناف ذلك الإيقاف بعينه.
article-rule_18 = القاعدة 18
article-text-rule_18 = الرسالة التي وردت ولم يمكن استعمالها توقف كل ما يُتبادل على خطها حتى يقرأها ضابط.
article-freshness = حداثة الموافقة
article-text-freshness = لا تُحتسب الموافقة إلا ما دام الخط حيًّا. بعد مدة الصمت المتفق عليها يتوقف الطرفان ولو لم يتغير شيء.
article-readback_needed = الترديد
article-text-readback_needed = يذكر المتلقّي المكان والارتفاعات والأوقات والعدد من جديد؛ وتقارنها الآلتان عنصرًا عنصرًا.
article-verification_needed = التحقق الأعمى
article-text-verification_needed = حيث يكون الناس في الأسفل في خطر يتحقق ضابط ثانٍ من المكان من مصدر آخر دون أن يكون قد رآه.
article-datum_operations = تحويل المرجع
article-text-datum_operations = المكان الوارد من مرجع آخر يستند إلى عملية تحويل. إذا لم تُعرف دقتها وجب أن يسمّيها الاتفاق.
article-notice = مهلة الإبلاغ
article-text-notice = يُبلَّغ بالحركة قبل بدئها بالمدة التي يحددها الاتفاق.
article-sheet = ورقة العملية
article-text-sheet = ما تفعله عدة أطراف معًا يقوم على ورقة واحدة وقّعها كل منها على النص نفسه.
article-words = الكلمات
article-text-words = يجب أن تقود الكلمات المرافقة للإحداثية إلى المكان نفسه.

## Board

board-span = الساعات المعروضة
board-hours = { $hours } س
board-now = الآن
do-earlier-part = أسبق
do-later-part = لاحقًا
board-ended = المنتهية أيضًا
do-file = عنصر جديد
board-activity = النشاط
board-own = لنا
board-bar = من { $start } إلى { $end }
board-count =
    { $count-n ->
        [zero] لا حركات
        [one] حركة واحدة
        [two] حركتان
        [few] { $count } حركات
        [many] { $count } حركة
       *[other] { $count } حركة
    }
board-empty = تظهر هنا أنشطة جميع الأطراف وعبورها فور علم العقدة بها.
board-checked = تحقَّق { $time }
board-said-own = صاحبه
board-said-concur = موافق
board-said-cannot = لا يمكنه
board-said-counter = اقتراح مضاد
board-said-withdrawn = مسحوب
board-said-stale = غير حديث
board-said-waits = لم يردّ
board-said-none = غير معني
do-activate = ابدأ
do-end = أنهِ، خارج الحجم
do-give-up = ألغِه
do-unilateral = ابدأ دون تنسيق
do-keep = اتركه
do-assess = قدِّم إفادة
board-unilateral-means = إنه غير منسَّق. تُنبَّه كل الوحدات ويُسجَّل ذلك.
board-cancel-means = يُبلَّغ كل من أُبلغ به.
board-guards = يحمي
board-more-guards =
    { $count-n ->
        [zero] لا مزيد
        [one] واحد آخر على الخريطة
        [two] اثنان آخران على الخريطة
        [few] { $count } أخرى على الخريطة
        [many] { $count } أخرى على الخريطة
       *[other] { $count } أخرى على الخريطة
    }
board-read-same = رُدِّد ✓
board-read-differs = الترديد ≠

## Assessments

view-assess = الإفادات
do-view-assess = الإفادات
assess-of = إفادات حول { $name }
assess-ours = إفادتنا
assess-name = العنوان
assess-point = النقطة { $number }
assess-text = ما حدث
assess-position = الموقف
assess-yes = نوافق
assess-no = لا نوافق
assess-none = بلا موقف
assess-count = العدد
assess-what = مما
assess-total = المجموع
assess-parts = الأجزاء، مثل ru 3, tr 4
assess-agreed = متفق عليه:
assess-open = مفتوح:
assess-totals-differ = المجاميع مختلفة: { $what }
assess-sum = { $party }، { $what }: المجموع { $total }، الأجزاء { $sum }
assess-empty = تقف هنا إفادات جميع الأطراف جنبًا إلى جنب.
assess-sent = قُدِّمت الإفادة.
do-answer-account = اتخذ موقفًا من كل نقطة
do-add-point = أضف نقطة
do-add-count = أضف عددًا
do-give-account = قدِّم إفادتنا
