/* cuts_vertical.c - vertical.c at a height, for a block of distances; the four cosines of the series by that of the
 * first, its dampings as powers of the first. */
#include "model/gaussian/cuts.h"

#include "model/gaussian/course_forms.h"

static const double pi = 3.14159265358979323846;

/* Of an image and the one below the ground. */
static inline double pair(double c, double slow, double z, bool ground) {
    return !ground ? lt_form_bell((z - c) * slow) + lt_form_bell((z + c) * slow) : 2.0 * lt_form_bell(c * slow);
}

static inline double cosines(double c1, double z1, double d) {
    const double c2 = 2.0 * c1 * c1 - 1.0, c3 = 2.0 * c1 * c2 - c1, c4 = 2.0 * c2 * c2 - 1.0;
    const double z2 = 2.0 * z1 * z1 - 1.0, z3 = 2.0 * z1 * z2 - z1, z4 = 2.0 * z2 * z2 - 1.0;
    const double d4 = d * d * d * d, d8 = d4 * d4, d9 = d8 * d, d16 = d8 * d8;
    return 1.0 + 2.0 * (d * c1 * z1 + d4 * c2 * z2 + d9 * c3 * z3 + d16 * c4 * z4);
}

static inline void add_layer(const lt_plume_bundles *restrict b, int j, double z, bool ground, double *restrict value) {
    double sum[LT_CUTS], slow[LT_CUTS], need[LT_CUTS], last = 0.0;
    const double *restrict centre = b->centre_m[j], *restrict sigma = b->sigma_m[j], *restrict late = b->late_m,
                           *restrict lid = b->lid_m;
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) {
        slow[k] = 1.0 / sigma[k];
        sum[k] = pair(centre[k], slow[k], z, ground);
        const double far = (9.0 * sigma[k] + z + fabs(centre[k]) + late[k]) / (2.0 * lid[k]) + 1.0;
        need[k] = sigma[k] > (late[k] > 0.0 ? 3.0 : 0.5) * lid[k] ? -1.0 : far; /* of images; -1: mixed, the series */
    }
    bool mixed = false;
    for (int k = 0; k < LT_CUTS; k++) {
        last = lt_most(last, need[k]);
        mixed = mixed || need[k] < 0.0;
    }
    const int images = (int)last;
    for (int m = 1; m <= images; m++) /* those that another distance does not need are 0 to it */
#pragma omp simd
        for (int k = 0; k < LT_CUTS; k++) {
            const double way = 2.0 * m * lid[k];
            sum[k] += pair(centre[k] + way, slow[k], z, ground) + pair(way - centre[k] + late[k], slow[k], z, ground);
        }
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) sum[k] *= slow[k];
    if (mixed) {
#pragma omp simd
        for (int k = 0; k < LT_CUTS; k++) {
            const double per = pi / lid[k], part = per * sigma[k];
            const double series =
                cosines(lt_cos(per * centre[k]), ground ? 1.0 : lt_cos(per * z), lt_exp(-0.5 * part * part)) / lid[k];
            sum[k] = need[k] < 0.0 ? series : sum[k];
        }
    }
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) value[k] += b->weight[j] * sum[k];
}

void lt_plume_cuts_at(const lt_plume_bundles *b, double z, double value[LT_CUTS]) {
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) value[k] = 0.0;
    for (int j = 0; j < b->n; j++)
        if (z > 0.0)
            add_layer(b, j, z, false, value);
        else
            add_layer(b, j, 0.0, true, value);
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) value[k] = z > b->lid_m[k] ? 0.0 : value[k] / b->wind_ms[k];
}
