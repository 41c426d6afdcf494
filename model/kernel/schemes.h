/* schemes.h - the horizontal advection schemes, one line each: LT_SCHEME(name, halo, text), halo: cells that it
 * reads beyond the block. A scheme `x` consists of the kernel functions x_table_size, x_work_size, x_prepare, x_sweep,
 * x_reference and x_faces (advection.h); `model: advection:` of case.yaml takes its name. */
#ifndef LT_KERNEL_SCHEMES_H
#define LT_KERNEL_SCHEMES_H

#define LT_ADVECTION_SCHEMES(LT_SCHEME)                                                                                \
    LT_SCHEME(monotone, 4, "seventh order in space and time, monotone (universal limiter)")                            \
    LT_SCHEME(sharp, 4, "the same, and jumps and narrow plumes stay sharp")

#define LT_DEFAULT_SCHEME "monotone"

#define LT_SCHEME_COUNT_(name, halo, text) +1
enum { LT_N_SCHEMES = 0 LT_ADVECTION_SCHEMES(LT_SCHEME_COUNT_) };

/* "monotone|..." with the first bar skipped, for the choices of a configuration row. */
#define LT_SCHEME_CHOICE_(name, halo, text) "|" #name
#define LT_SCHEME_CHOICES (&(LT_ADVECTION_SCHEMES(LT_SCHEME_CHOICE_))[1])

#endif
