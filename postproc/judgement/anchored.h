/* anchored.h - what a package would have made of the observed air. Pure.
 *
 *   P = O (1 + (M1 - M0) / max(M0, F))
 * O observed base, M0 and M1 modelled base and package, the same city, statistic and days; F a floor. With M0 >= F it
 * is the observation times the modelled ratio, O M1 / M0. Below the floor a ratio of two small numbers would decide, so
 * the change is taken over F: the two forms meet at M0 = F, P never grows by more than O (M1 - M0) / F, and stays >= 0,
 * for M1 >= 0 and M0 < F make the bracket at least 1 - M0 / F. F: 5 % of the limit of class II of 2012 (standards.csv,
 * A). The raw model M1 stands beside P in every output: P trusts the model's ratio, M1 its level. */
#ifndef LT_ANCHORED_H
#define LT_ANCHORED_H

#include <stdbool.h>

typedef struct lt_anchored {
    double observed, base, package; /* O, M0, M1 */
    double ratio;                   /* P / O */
    double value;                   /* P; NaN where one of the three is missing or negative */
    bool floored;                   /* M0 < F */
} lt_anchored;

/* floor > 0 */
lt_anchored lt_anchor(double observed, double base, double package, double floor);

/* The same of n days of one city, so that statistics can be taken of them: every day of the observation with the ratio
 * of the statistic (a day's own weather is that of the observation). out may be observed. Missing stays missing. */
void lt_anchor_days(const double *observed, long n, double ratio, double *out);

#endif
