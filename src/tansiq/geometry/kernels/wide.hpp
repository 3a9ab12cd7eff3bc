// One body, compiled for several widths of the machine's instructions, the widest that is there chosen at run time.
//
//   TANSIQ_WIDE_BODY double f(double x) { ... }
//   TANSIQ_WIDE(double, f, (double x), (x))        makes f_wide(x)
#pragma once

#define TANSIQ_WIDE_BODY [[gnu::always_inline]] static inline

#if defined(__x86_64__)
namespace tansiq {
// 0: the least that x86-64 has here (v2), 1: AVX2, 2: AVX-512.
int instruction_width();
}  // namespace tansiq

#define TANSIQ_WIDE(type, name, parameters, arguments)                                                              \
    [[gnu::target("avx2,fma,bmi,bmi2")]] static type name##_avx2 parameters { return name arguments; }              \
    [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2")]] static type name##_avx512 parameters {  \
        return name arguments;                                                                                      \
    }                                                                                                               \
    static type name##_wide parameters {                                                                            \
        static const int width = instruction_width();                                                               \
        return width == 2 ? name##_avx512 arguments : width == 1 ? name##_avx2 arguments : name arguments;          \
    }
#else
// arm64 has one width that every machine offers.
#define TANSIQ_WIDE(type, name, parameters, arguments) \
    static type name##_wide parameters { return name arguments; }
#endif
