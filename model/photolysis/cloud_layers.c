/* cloud_layers.c - sharing a column's cloud among its layers (cloud_layers.h). */
#include "model/photolysis/cloud_layers.h"

static double share_of(const lt_cloud_column *c, int k, int by_condensate) {
    const long at = k * c->stride;
    if (!(c->fraction[at] > 0.0)) return 0.0;
    return c->air_kgm2[at] * (by_condensate ? c->water[at] + 0.6 * c->ice[at] : c->fraction[at]);
}

void lt_cloud_onto_layers(const lt_cloud_column *c, double *depth) {
    double sum = 0.0;
    int by_condensate = 1;
    for (int k = 0; k < c->nz; k++) sum += share_of(c, k, 1);
    if (!(sum > 0.0)) {
        by_condensate = 0;
        for (int k = 0; k < c->nz; k++) sum += share_of(c, k, 0);
    }
    const double each = sum > 0.0 ? c->cover * c->depth / sum : 0.0;
    for (int k = 0; k < c->nz; k++) {
        const double share = share_of(c, k, by_condensate);
        depth[k * c->stride] = share > 0.0 ? each * share / c->fraction[k * c->stride] : 0.0;
    }
}
