## Tour

tour-title = المراكز جنبًا إلى جنب
tour-gone = انتهى المشغّل. أعد تشغيله: ./run demo --open
tour-end = انتهى السيناريو؛ والمراكز مستمرة. قدِّم وأجب وأوقف كما تشاء: كل مركز حقيقي.
tour-help = كل إطار صفحة ذلك المركز نفسه بلغته. الرسالة نفسها تدور.
tour-busy = جارٍ
do-tour-next = الخطوة التالية
tour-refused = سترفضه العقدة.
tour-done = تمت { $at } من { $total }:
tour-next = التالية، { $at } من { $total }:
tour-about = بشأن { $kind } «{ $name }».
tour-happened = ما أحدثته هذه الخطوة عند { $who }
tour-nothing = لم تُحدث هذه الخطوة شيئًا هنا.
tour-not-yet = ما تُحدثه كل خطوة هنا يُروى هنا بلغتك.
tour-here = هنا
tour-out = إلى { $party }
tour-in = من { $party }

## Steps

tour-step-submit = يقدّم { $who } عنصرًا ويُبلَّغ المعنيون.
tour-step-try = يسأل { $who } عما سينتج عن عنصر.
tour-step-amend = يعدّل { $who }: تحتاج النسخة الجديدة إلى كل رد من جديد.
tour-step-cancel = يتخلى { $who } عن العنصر.
tour-step-readback = { $who }: تُردَّد العناصر وتقارنها الآلة.
tour-step-verify = { $who }: يتحقق ضابط ثانٍ من المكان من مصدر آخر دون رؤيته.
tour-step-answer = يردّ { $who } على هذه النسخة بعينها. ليس إذنًا.
tour-step-take-alert = { $who }: يتولى ضابط التنبيه.
tour-step-activate = يبدأ { $who } النشاط.
tour-step-end = ينهي { $who } النشاط.
tour-step-cease = { $who }: إيقاف فوري. يُعلَّق فورًا والأسئلة لاحقًا.
tour-step-take = { $who }: يتولى ضابط الإيقاف الفوري.
tour-step-executed = يفيد { $who } متى بلغ الأطقم.
tour-step-resume = يوافق { $who } على الاستئناف.
tour-step-assess = يقدّم { $who } إفادته؛ وتبقى إلى جانب إفادات الآخرين.
tour-step-check = يُتحقق في كل مركز مما يجب أن يصحّ الآن.
tour-step-sheet-offer = يعرض { $who } ورقة عملية مشتركة.
tour-step-sheet-sign = يوقّع { $who } الورقة.
tour-step-agreement-draft = يكتب { $who } اتفاقًا.
tour-step-agreement-offer = يعرض { $who } اتفاقًا.
tour-step-agreement-sign = يوقّع { $who } الاتفاق.
