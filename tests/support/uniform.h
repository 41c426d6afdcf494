/* uniform.h - numbers of 0 to 1 from a seed, the same on every machine. Header only. */
#ifndef LT_TESTS_UNIFORM_H
#define LT_TESTS_UNIFORM_H

#include <stdint.h>

static inline double uniform(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) * 0x1p-53;
}

#endif
