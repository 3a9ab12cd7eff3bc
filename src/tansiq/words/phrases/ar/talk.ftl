## الاستغاثة والأسئلة والحوادث والاحتجاجات والمواقع والتصويبات

say-distress = استغاثة: { $who }: { $items }
say-distress-called = استغاثة: { $who }، المتصل «{ $caller }» ({ $number }): { $items }
say-distress_check = التحقق من الاستغاثة { $cease }: { $who }: { $outcome }، المصدر «{ $source }»
place-told = المكان كما ذُكر «{ $place }»
outcome-confirmed = مؤكدة
outcome-mistaken = بلاغ خاطئ
outcome-unclear = غير واضحة
cause-distress = استغاثة
say-query = سؤال: { $who }
say-query-item = سؤال: { $who } عن { $item }
say-query-message = سؤال: { $who } عن الرسالة { $message }
say-reply = جواب: { $who } عن السؤال { $query }
say-protest = احتجاج: { $who } على الرسالة { $message }؛ لا يغيّر شيئًا
say-correction = تصويب: { $who } للرسالة { $message }
say-incident = حادث «{ $title }»، { $at }، رواية: { $who }
say-position = موقع: { $who }: { $subject } «{ $name }» ({ $count })، { $place } ± { $uncertainty }، { $at }
reported-people = أفراد
reported-aircraft = طائرات
