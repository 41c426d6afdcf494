/* gaspari_cohn.h - the compactly supported correlation of Gaspari and Cohn (1999, doi 10.1002/qj.49712555417),
 * eq. 4.10: piecewise rational of fifth order, z = r / c, 1 at 0, 5/24 at c, 0 from 2 c on, two continuous derivatives.
 */
#ifndef LT_GASPARI_COHN_H
#define LT_GASPARI_COHN_H

static inline double lt_gaspari_cohn(double z) {
    if (z >= 2.0) return 0.0;
    if (z <= 1.0) return (((-0.25 * z + 0.5) * z + 0.625) * z - 5.0 / 3.0) * z * z + 1.0;
    const double value = ((((z / 12.0 - 0.5) * z + 0.625) * z + 5.0 / 3.0) * z - 5.0) * z + 4.0 - 2.0 / (3.0 * z);
    return value > 0.0 ? value : 0.0; /* rounding near 2 */
}

#endif
