/* all_kernels.h - the generated kernels of the build, and those of a mechanism that only tests have
 * (tests/data/random.def, laws.def; lt_test_kernels in tests/CMakeLists.txt makes them). Header only. */
#ifndef LT_TESTS_ALL_KERNELS_H
#define LT_TESTS_ALL_KERNELS_H

#include "model/chemistry/solver/chemistry.h"
#include "tests/support/files.h"

/* LT_TEST_KERNELS: X(random_v3) X(random_v4) ... */
#define LT_TEST_KERNEL_DECLARE(name) extern const lt_chem_kernel lt_chem_kernel_##name;
#define X LT_TEST_KERNEL_DECLARE
LT_TEST_KERNELS
#undef X

/* NULL after the last. */
static LT_UNUSED const lt_chem_kernel *any_kernel(int number) {
#define X(name) &lt_chem_kernel_##name,
    static const lt_chem_kernel *const own[] = {LT_TEST_KERNELS NULL};
#undef X
    int shipped = 0;
    while (lt_chem_kernel_number(shipped)) shipped++;
    if (number < shipped) return lt_chem_kernel_number(number);
    return number - shipped < (int)(sizeof own / sizeof *own) ? own[number - shipped] : NULL;
}

/* Its mechanism; free it. */
static LT_UNUSED lt_mechanism *mechanism_of_kernel(const lt_chem_kernel *kernel) {
    lt_mechanism *mechanism;
    const bool random = strcmp(kernel->mechanism, "random") == 0;
    assert_int_equal(lt_mechanism_read(random ? LT_SOURCE_DIR "/tests/data/random.def" : kernel->mechanism, &mechanism),
                     LT_OK);
    return mechanism;
}

#endif
