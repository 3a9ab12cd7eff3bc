## List

traffic-list = الرسائل
traffic-message = الرسالة
traffic-filters = أي رسائل
traffic-empty-in = لم ترد رسالة
traffic-empty-out = لم تخرج رسالة
traffic-empty-mine = لا شيء ينتظرنا
traffic-empty-overdue = لا شيء متجاوز للمهلة
traffic-none-open = اختر رسالة. المفتاحان J وK للتنقل.
filter-in = وارد
filter-out = صادر
filter-mine = علينا
filter-overdue = متجاوز
filter-minor = الإقرارات والاختبارات
row-from = من { $party }
row-to = إلى { $party }
turn-is-ours = علينا
message-notify = إخطار
message-amend = تعديل
message-cancel = إلغاء
message-readback = ترديد
message-answer = رد
message-resolution = تسوية
message-doubt = شك
message-held = تأكيد السحب
message-release = إنهاء الالتزام
message-verify = طلب تحقق
message-verified = تحقق
message-cease = إيقاف فوري
message-cease_executed = نُفّذ الإيقاف الفوري
message-resume_agreed = اتفاق على الاستئناف
message-distress = نداء استغاثة
message-query = سؤال
message-reply = جواب
message-correction = تصويب
message-incident = حادث
message-protest = احتجاج
message-position = موقع
message-status = حالة
message-test = اختبار الخط
message-assessment = تقييم
message-agreement = اتفاق
message-sheet = ورقة
message-situation = وضع
message-ack = إقرار
message-note = ملاحظة
message-key_change = مفتاح جديد
message-rejected = مرفوض
message-age = قبل { $age }
message-old = حلّت محلها نسخة أحدث.

## Elements and readback

elements = العناصر
element = العنصر
element-sent = المُرسَل
element-read-back = المُردَّد
hazard-to-ground = خطر على الأرض
words-against-place = الكلمات مقابل المكان: { $status }
words-disagree = غير متفقين
words-unresolvable = الكلمات غير مفهومة
words-none = بلا كلمات
do-readback = ردِّد
do-send-readback = أرسل الترديد
readback-sent = الترديد على الخط
readback-same = مطابق
readback-differs = غير مطابق
readback-none = لم يُردَّد
readback-apart = الفرق: { $distance }
readback-cause = المرجّح: { $cause }؛ الباقي { $distance }
readback-only-doubt = ما اختلف لا يُرسل. اكتبه من جديد أو أبدِ شكًا.
field-place = المكان
field-datum = المرجع
field-level = الارتفاع، مثل GND – 3000 m AMSL
field-area = المنطقة: زوايا بينها فواصل، أو مركز ونصف قطر
field-unit = الوحدة
field-start = البداية، مثل 221300Z JAN 17
field-end = النهاية، مثل 221400Z JAN 17
field-count = عدد الطائرات

## Blind check

verification-title = تحقق من المكان دون اطلاع
verification-how = المكان مغطى. ابحث عنه في مصدر خاص بك واكتب ما تجده.
verification-none = لا شيء ينتظر تحققًا
verification-source = المصدر
verification-waits = يتحقق ضابط ثانٍ من المكان دون أن يراه، قبل الرد.
verification-sent = حُفظ التحقق وأُبلغ المالك
verification-apart = الفرق { $distance }، السماح { $tolerance }
verification-is = التطابق يرفع مانعًا. لا يؤكد شيئًا آخر.
do-compare = قارن
do-cannot-tell = لا يمكن الجزم
do-verify-blind = تحقق هنا دون اطلاع

## Answer

answer-title = الرد
answers-title = الردود
answer-to = على النسخة { $hash }، الصورة { $version }
answer-given = الرد: { $verdict }، { $who }
answer-moved = تغيّرت النسخة أو موانعها. راجعها قبل الرد.
answer-reason = السبب
answer-sent = الرد على الخط
answer-withdrawn = مسحوب
not-a-permission = ليس إذنًا.
do-concur = نوافق
do-cannot = لا يمكننا
do-counter = اقتراح مقابل
do-send-answer = أرسل: { $verdict }
do-look-again = راجع من جديد
do-doubt = شك
do-send-doubt = أرسل الشك
doubt-words = ما الذي يبدو خطأ؛ يجوز تركه فارغًا
doubt-sent = الشك على الخط، وهو مانع
doubt-of = شك من { $party }

## Holds


## Ladder

ladder-title = إلى أين وصلت
not-reached = لم يصل إلى: { $count }
not-told = لم يُخطَر
step-sent = أُرسلت
step-disk = على القرص
step-read = قُرئت
step-entered = أُدخلت
step-loaded = حُمّلت
step-done = تم
step-open = لم يتم
do-read = قُرئت
do-entered = أُدخلت
do-loaded = حُمّلت
ack-unit = الوحدة
ack-sent = الإقرار على الخط
ack-not-a-permission = الإقرار ليس إذنًا أبدًا.
escalation-title = صُعّد

## What waits for a person

duty-taken = الأمر مع { $who }
do-have-it = الأمر معي
have-it-is = لا يُعدّ ردًا؛ ولا يُستدعى له غيرك.
