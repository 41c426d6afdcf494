/* real.h - the type of state and transport arithmetic, and how a kernel is named.
 *
 * Every kernel file is compiled once for each instruction set (CMake defines LT_ISA as v3 or v4); LT_KERNEL(name)
 * appends it, and model/state/isa.c chooses one set of functions at start. Sources are the same and nothing is fused
 * by the compiler, so all sets give the same bits (tests/invariant/test_model_bits.c). */
#ifndef LT_KERNEL_REAL_H
#define LT_KERNEL_REAL_H

#ifdef LT_REAL_IS_DOUBLE
typedef double lt_real;
#else
typedef float lt_real;
#endif

/* Cells of halo on each side, the most that an advection scheme reads (schemes.h). */
enum { LT_HALO = 4 };

#define LT_KERNEL_JOIN_(name, isa) lt_kernel_##name##_##isa
#define LT_KERNEL_JOIN(name, isa) LT_KERNEL_JOIN_(name, isa)
#define LT_KERNEL(name) LT_KERNEL_JOIN(name, LT_ISA)

#endif
