/* advect_sharp.h - the numbers of the scheme of advect_sharp.c, for its fast and its plain version. */
#ifndef LT_KERNEL_ADVECT_SHARP_H
#define LT_KERNEL_ADVECT_SHARP_H

/* N, A and P of the scheme. A (assumed): chosen by trial on the cases of `lantian verify transport`; how, and what
 * other choices give, is in model/kernel/README.md. */
static const double lt_sharp_narrow = 1.5;
static const double lt_sharp_gentle = 0.1;
static const double lt_sharp_plateau = 8.0;
/* S: less than 1 by what outweighs two roundings, so that phi stays within its limits. */
static const double lt_sharp_most = 1.0 - 1.0 / 1048576.0;
/* kg/kg, added to the sums of differences: where they are smaller, s falls to 0, so that no limit is approached with
 * numbers that have lost their digits (float has them down to 1.2e-38). */
static const double lt_sharp_nothing = 1e-30;

#endif
