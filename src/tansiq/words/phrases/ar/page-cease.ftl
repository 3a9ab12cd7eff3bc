## The dialog

cease-title = إيقاف فوري
cease-what = ما الذي يتوقف
cease-with = كل شيء مع { $party }
cease-everything = كل شيء
do-cease-now = أوقف الآن
cease-no-reason = لا حاجة إلى سبب. يمكن أن يتبعه نص.
cease-sending = يُرسل …
cease-sent =
    { $count-n ->
        [zero] أُوقف { $time }: لم يُبلَّغ طرف
        [one] أُوقف { $time }: أُبلغ طرف واحد
        [two] أُوقف { $time }: أُبلغ طرفان
        [few] أُوقف { $time }: أُبلغ { $count } أطراف
        [many] أُوقف { $time }: أُبلغ { $count } طرفًا
       *[other] أُوقف { $time }: أُبلغ { $count } طرف
    }
cease-suspended =
    { $count-n ->
        [zero] لم يُعلَّق نشاط
        [one] عُلّق نشاط واحد
        [two] عُلّق نشاطان
        [few] عُلّقت { $count } أنشطة
        [many] عُلّق { $count } نشاطًا
       *[other] عُلّق { $count } نشاط
    }
cease-not-on-disk = لم يُكتب على القرص بعد. وهو قائم مع ذلك.
cease-text-follows = يمكن أن يتبعه نص في ملاحظة.
cease-queued = انقطعت العقدة. في الانتظار منذ { $time }، ويُرسل حال عودتها.
cease-call-now = اتصل الآن واقرأ هذا.
cease-node-lost = العقدة منقطعة: الإيقاف الفوري من هنا ينتظر. اتصل أيضًا.
second-path-title = بالهاتف
second-path-no-number = لا رقم في الإعدادات
second-path-read = اقرأ كل كلمة وكلمة التحقق بعدها

## The ladder

our-end = طرفنا
cease-ladder-of = الإيقاف الفوري عند { $party }
cease-step-disk = على القرص
cease-step-taken = تولّاه ضابط
cease-step-escalate = صُعّد
cease-step-second_path = بطريق ثانٍ
cease-step-commander = استُدعي القائد
cease-step-executed = بلغ الأطقم
cease-missed-disk = اتصل بالهاتف
cease-missed-taken = اتصل بضابط مناوبتهم
cease-missed-escalate = أيقظ الضابط التالي
cease-missed-second_path = اتصل بطريق ثانٍ
cease-missed-commander = اتصل بالقائد
cease-missed-executed = اسأل هل بلغ الأطقم
cease-stands = قائم
cease-lifted = استؤنف
cease-unproven = غير مثبت
executed-title = بلغ الأطقم
executed-when = متى بلغ الأطقم، مثل 221300Z
text-optional = نص؛ يجوز تركه فارغًا
do-report-executed = أبلغ الطرف الآخر
executed-sent = البلاغ على الخط
resume-title = الاستئناف
resume-how = يبقى قائمًا حتى يوقّع كل طرف: { $agreed } من { $ends }
do-agree-resume = وافق على الاستئناف، شخصان
resume-sent = توقيعنا على الخط
