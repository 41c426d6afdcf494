#include "model/state/isa.h"

#include <stdlib.h>
#include <string.h>

lt_status lt_isa_kernels(const lt_kernels **out) {
    __builtin_cpu_init();
    int v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    int v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512cd");
    if (!v3)
        return LT_RAISE(LT_ERR_ENV, .what = "this processor is too old for Lantian's kernels",
                        .where = "start of the model",
                        .expected = "x86-64-v3 (AVX2, FMA, BMI2: Intel since 2013, AMD since 2015)",
                        .found = "a processor without them", .todo = "run on a newer machine");
    const char *wish = getenv("LT_ISA");
    if (!wish || !*wish) {
        *out = v4 ? &lt_kernels_v4 : &lt_kernels_v3;
        return LT_OK;
    }
    if (strcmp(wish, "v3") == 0)
        *out = &lt_kernels_v3;
    else if (strcmp(wish, "v4") == 0 && v4)
        *out = &lt_kernels_v4;
    else
        return LT_RAISE(LT_ERR_USAGE, .what = "this instruction set cannot be used",
                        .where = "environment variable LT_ISA",
                        .expected = v4 ? "v3 or v4" : "v3 (this processor has no AVX-512)", .found = lt_fmt("%s", wish),
                        .todo = "unset LT_ISA or correct it");
    return LT_OK;
}
