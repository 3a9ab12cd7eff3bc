## Writing

do-write = اكتب
write-is = رسالة منك. العناصر تُقدَّم (F)، والردود تحت رسائلها.
write-elsewhere = الخطوط والانقطاعات والوحدات والصوت: تحت اسمك.
order-acts = ما يمكن قوله فيه
order-sent = استلمته عقدتنا
order-none = لا شيء
order-choose = اختر
order-file = من ملف
order-revision = النسخة { $revision }
order-revision-hash = { $revision } { $hash }

## Orders and what each means

order-note = ملاحظة
order-note-is = نص كما كُتب. كلمات التوقف فيه توقف عند الطرف الآخر.
order-query = سؤال
order-query-is = إلى الأشخاص في الأطراف الأخرى. الجواب لا يرفع مانعًا.
order-incident = حادث
order-incident-is = ما حدث بحسب ما لدينا. يقف بجانب روايات الآخرين.
order-account = روايتنا له
order-account-is = تقف بجانب روايتهم ولا تحل محلها.
order-position = موقع
order-position-is = أين أفرادنا أو طائرتنا الآن. لا يُبلَّغ إلا من سُمّي.
order-distress = استغاثة
order-distress-is = أشخاص في خطر: يتوقف كل المشترك فورًا، والتحقق بعد ذلك. لا حقل إلزامي.
order-found = نتيجة التحقق
order-found-is = ما تبيّن عن النداء. لا يستأنف شيئًا.
order-reply = أجب
order-reply-is = لا يرفع مانعًا وليس إذنًا أبدًا.
order-correct = صحِّح
order-correct-is = يحل محل ما قالته رسالتنا. وتبقى الاثنتان في السجل.
order-protest = احتجاج
order-protest-is = نرفض هذه الرواية أو الفعل. يُحفظ عند الطرفين ولا يغيّر شيئًا.
order-resolve = وقّع تسوية
order-resolve-is = يجوز أن تقوم النسختان معًا مفصولتين كما كُتب. تكتمل بتوقيع المالكين؛ ولا تشمل نسخة أخرى.
order-disclose = أبلغ المزيد
order-disclose-is = طرف آخر أو تفصيل أكثر. ما قيل لا يُسحب.
order-ask-check = اطلب تحققًا
order-ask-check-is = يتحقق ضابطهم الثاني من المكان من مصدره.
order-reply-doubt = أجب عن الشك
order-reply-doubt-is = ينشئ نسخة جديدة تقول ذلك؛ ويلزم كل رد من جديد.
order-release = حرّر نسخة
order-release-is = لا تُلزم أحدًا بعد الآن، وما تمنعه يتحرر.
order-give-up = تخلَّ عنه
order-give-up-is = يُبلَّغ كل من أُبلغ به. الموقع المحمي يلزمه شخصان.
order-agreement-draft = مسودة من وثيقة
order-agreement-draft-is = البنود كبيانات (JSON). لا يعلم غيرنا بالمسودة.
order-agreement-offer = اعرض
order-agreement-offer-is = يُعرض على أطرافه موقَّعًا منا. يلزم شخصان.
order-agreement-sign = وقّع
order-agreement-sign-is = البنود كما عُرضت ببصمتها. يلزم شخصان.
order-agreement-suspend = علّق
order-agreement-suspend-is = شخص واحد يكفي. الإيقاف والاستغاثة والاختبار كما هي.
order-agreement-resume = اسحب تعليقنا
order-agreement-resume-is = ينفذ ثانية حين لا يعلّقه أحد. يلزم شخصان.
order-agreement-end = أنهِ
order-agreement-end-is = نهائيًا عند كل طرف. يلزم شخصان.
order-area-change = غيّر الحالة
order-area-change-is = يسري حين يوقّع كل طرف. يلزم شخصان.
order-area-sign = وقّع التغيير
order-area-sign-is = تأخذ المنطقة هذه الحالة حين يوقّع كل طرف. يلزم شخصان.
order-situation = الوضع
order-situation-is = حال المنطقة، يُبلَّغ للأطراف الأخرى.
order-sheet = اعرض ورقة
order-sheet-is = أنشطة عدة أطراف في ورقة واحدة، كل بنسخته القائمة.
order-sheet-sign = وقّع الورقة
order-sheet-sign-is = كما عُرضت ببصمتها.
order-sheet-withdraw = اسحب الورقة
order-sheet-withdraw-is = يجوز لأي طرف فيها. وتعود أنشطتها غير منسَّقة.
order-test-line = اختبار بشخص
order-test-line-is = يُرسل أيًا كانت حال الخط والاتفاق.
order-outage = أعلن انقطاعًا
order-outage-is = من متى إلى متى تغيب عقدتنا. لا تنبيه خلاله.
order-heard = ما سُمع صوتًا
order-heard-is = كما قُرئ مع كلمات التحقق. الإيقاف يوقف فورًا غير مثبت؛ والموقّع يُعتد به كما على الخط.
order-courier-in = أدخل ملف ساعٍ
order-courier-in-is = جزء من خطهم كملف. نفس الفحوص؛ والتكرار لا يضر.
order-units = سمّ وحداتنا
order-units-is = واحدة في كل سطر: اسم قصير، اسم، والوحدة الأعلى. تُستبدل الشجرة كلها.
order-test-way = استدعِ أفرادنا، اختبار
order-test-way-is = النتيجة في السجل.

## Fields

order-field-to = إلى
order-field-party = الطرف
order-field-precedence = الأسبقية
order-field-text = النص
order-field-item = بشأن العنصر
order-field-answer-by = الرد قبل (UTC)؛ يجوز تركه فارغًا
order-field-title = العنوان
order-field-occurred = متى حدث، مثل 221300Z JAN 17
order-field-place-words = أين، كما قيل
order-field-subject = من
order-field-name = نداء أو وحدة
order-field-place = المكان
order-field-datum = المرجع
order-field-count = العدد
order-field-at = متى (UTC)؛ فارغ: الآن
order-field-caller = من المتصل
order-field-number = رقم لمعاودة الاتصال
order-field-outcome = ما تبيّن
order-field-source = المصدر
order-field-other = بجانب
order-field-terms = كيف يُفصل بينهما
order-field-disclosure = كم
order-field-revision = النسخة
order-field-status = الحالة
order-field-document = البنود
order-field-critical = حرج
order-field-at-risk = أشخاص في خطر
order-field-observers-there = مراقبون هناك
order-field-observers-needed = مراقبون مطلوبون
order-field-activities = الأنشطة
order-field-starts = من، مثل 221300Z JAN 17
order-field-ends = إلى، مثل 221400Z JAN 17
order-field-heard = كما سُمع
order-field-courier = الملف
order-field-units = الوحدات
order-field-way = بواسطة

## By voice

voice-title = بالصوت
read-out = للقراءة
do-read-out = اعرض ما يُقرأ
read-out-none = لا شيء ينتظر يمكن قراءته
heard-item = كما سُمع؛ يُقارن ولا يُحفظ
distress-unverified = لم يتحقق منه أحد بعد

## Counter, resolution, what was set aside

counter-is = ما قد نوافق عليه بدلًا من ذلك. اقتراح وليس موافقة.
counter-note = ملاحظة تُنقل كما كُتبت؛ يجوز تركها فارغة
counter-same = غيّر مكانًا أو ارتفاعًا أو وقتًا.
counter-sent = الاقتراح المقابل على الخط
do-take-up = اعتمده: عدّل
resolution-by = وقّع { $party }: يجوز بجانب { $other }
set-aside-title = وُضعت جانبًا ولم تُقرأ
set-aside-is = حتى تُرفع تمنع كل المشترك على خطها. اسأل المرسل عمّا قالت.
set-aside-size = { $size } بايت
set-aside-cleared = رُفعت؛ خطها حر
do-clear-set-aside = قرأتها: ارفعها
inset-of = خريطة صغيرة: { $name }

## Lines

lamp-heard = منذ آخر نبضة
line-tested = اختبره أشخاص
do-courier-out = ملف ساعٍ إلى { $party }
courier-out-done = الملف ضمن التنزيلات
