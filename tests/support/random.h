/* random.h - the same numbers on every machine: splitmix64 (Vigna; public domain constants). Header only. */
#ifndef LT_TESTS_RANDOM_H
#define LT_TESTS_RANDOM_H

#include <math.h>
#include <stdint.h>

/* Even on [0, 1). */
static inline double random_unit(uint64_t *state) {
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* Normal, mean 0 and deviation 1 (Box and Muller). */
static inline double random_normal(uint64_t *state) {
    const double size = sqrt(-2 * log(1 - random_unit(state)));
    return size * cos(2 * 3.14159265358979323846 * random_unit(state));
}

#endif
