/* kernel_sets.h - the kernels of every instruction set that the processor has, and numbers that are the same on every
 * machine, for tests of kernels. */
#ifndef LT_TEST_KERNEL_SETS_H
#define LT_TEST_KERNEL_SETS_H

#include "model/kernel/kernels.h"
#include "tests/support/uniform.h"

static const lt_kernels *sets[2];
static int n_sets;

static int find_sets(void **state) {
    (void)state;
    __builtin_cpu_init();
    sets[n_sets++] = &lt_kernels_v3;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        sets[n_sets++] = &lt_kernels_v4;
    else
        print_message("no AVX-512 here: only v3 is tested\n");
    return 0;
}

#endif
