## الترديد والتحقق دون اطلاع، وما تستخرجه هذه العقدة من المكان بنفسها

element-unit = اسم الوحدة
hold-readback_incomplete = ينقص الترديد { $elements }: { $party }
lift-readback_incomplete = ترديد { $elements } من: { $party }
hold-verification_expired = مضى على التحقق أكثر من { $hours } ساعة: { $party }
lift-verification_expired = تحقق جديد دون اطلاع من: { $party }
hold-place_unresolved = لا تستطيع هذه العقدة تحديد { $text } ({ $datum }): { $message }
lift-place_unresolved = اذكر المكان بحيث تبقى قراءة واحدة، ثم أرسل تعديلًا
hold-place_differs = يؤدي { $text } ({ $datum }) هنا إلى { $here } لا إلى { $place }: الفرق { $distance }
lift-place_differs = اتفقوا على طريقة التحويل والكتابة، أو اذكر المكان على WGS 84، ثم أرسل تعديلًا
hold-both-values = { $what }: { $values }
hold-both-places = { $what }؛ بحسب الأرقام { $place }، وبحسب الوصف { $words_place }
hold-uncertainties = { $what }، منها للمكان المذكور { $stated } وللمصدر الثاني { $second }
