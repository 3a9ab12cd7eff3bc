#include "wide.hpp"

#if defined(__x86_64__)
namespace tansiq {

int instruction_width() {
    __builtin_cpu_init();
    const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return has_avx2 && has_avx512 ? 2 : has_avx2 ? 1 : 0;
}

}  // namespace tansiq
#endif
