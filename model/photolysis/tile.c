/* tile.c - photolysis frequencies of a tile of columns (compiled once for each instruction set).
 *
 *   J = sum over bins of (actinic flux) (cross section times yield at the layer's temperature or pressure)
 *
 * The light: column_light.h and two_stream.h. */
#include "model/photolysis/column_light.h"

size_t LT_KERNEL(photo_work)(int nz);
void LT_KERNEL(photo_tile)(const lt_photo_tables *tables, const lt_photo_tile *tile);
void LT_KERNEL(photo_slab)(const lt_photo_slab *slab);

size_t LT_KERNEL(photo_work)(int nz) {
    const size_t rows = (size_t)(nz + LT_PHOTO_ABOVE + 1);
    return rows * (ROWS_OF_BINS * BINS + ROWS_OF_ONE + NODES) * LT_D_LANES;
}

/* Temperatures that any lane needs in a layer: those of others would add zeros. */
static void nodes_in_use(const lt_dvec *share, int *first, int *last) {
    *first = 0, *last = NODES - 1;
    while (*first < NODES - 1 && !any_above(share[*first], 0.0)) ++*first;
    while (*last > *first && !any_above(share[*last], 0.0)) --*last;
}

/* Shares of the three pressures: linear between two, the nearest beyond the ends. */
static void pressure_shares(const lt_photo_tables *t, lt_dvec pressure, lt_dvec *share) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0);
    const double *at = t->pressure_Pa;
    const lt_dvec low = (pressure - lt_d_all(at[0])) * lt_d_all(1.0 / (at[1] - at[0]));
    const lt_dvec high = (pressure - lt_d_all(at[1])) * lt_d_all(1.0 / (at[2] - at[1]));
    share[2] = lt_d_min(lt_d_max(high, zero), one);
    share[1] = lt_d_min(lt_d_max(low, zero), one) - share[2];
    share[0] = one - lt_d_min(lt_d_max(low, zero), one);
}

static inline lt_dvec over_bins(const lt_dvec (*photons)[BINS], const double *cross, int first, int last) {
    lt_dvec sum = lt_d_all(0.0);
    for (int i = first; i <= last; i++)
        for (int b = 0; b < BINS; b++) sum = lt_d_fma(photons[i][b], lt_d_all(cross[i * BINS + b]), sum);
    return sum;
}

static void layer_frequencies(const column *c, int k, lt_dvec strength) {
    const lt_photo_tables *t = c->tables;
    lt_dvec by_temperature[NODES][BINS], by_pressure[PRESSURES][BINS], share[PRESSURES];
    int first, last;
    nodes_in_use(c->share + k * NODES, &first, &last);
    pressure_shares(t, lt_d_all(0.5) * (row(c, c->tile->pressure_Pa, k) + row(c, c->tile->pressure_Pa, k + 1)), share);
    for (int b = 0; b < BINS; b++) {
        const lt_dvec photons = c->light[k * BINS + b] * (strength * lt_d_all(t->photons[b]));
        for (int i = first; i <= last; i++) by_temperature[i][b] = photons * c->share[k * NODES + i];
        for (int i = 0; i < PRESSURES; i++) by_pressure[i][b] = photons * share[i];
    }
    for (int n = 0; n < t->n_j; n++) {
        const double *cross = t->cross + (ptrdiff_t)n * NODES * BINS;
        const lt_dvec j = t->quenched[n] ? over_bins((const lt_dvec(*)[BINS])by_pressure, cross, 0, PRESSURES - 1)
                                         : over_bins((const lt_dvec(*)[BINS])by_temperature, cross, first, last);
        lt_d_store(c->tile->j + ((ptrdiff_t)n * c->tile->nz + k) * LT_LANES + c->lane, j);
    }
}

static void dark(const column *c) {
    for (ptrdiff_t r = 0; r < (ptrdiff_t)c->tables->n_j * c->tile->nz; r++)
        lt_d_store(c->tile->j + r * LT_LANES + c->lane, lt_d_all(0.0));
}

void LT_KERNEL(photo_tile)(const lt_photo_tables *tables, const lt_photo_tile *tile) {
    column c = {.tables = tables, .tile = tile, .n = tile->nz + tables->n_above};
    lay_out(&c, tile->work);
    for (c.lane = 0; c.lane < LT_LANES; c.lane += LT_D_LANES) {
        c.mu = row(&c, tile->cos_sza, 0);
        if (!any_above(c.mu, LT_PHOTO_COS_NIGHT)) {
            dark(&c);
            continue;
        }
        light(&c);
        const lt_dvec twilight =
            (c.mu - lt_d_all(LT_PHOTO_COS_NIGHT)) * lt_d_all(1.0 / (LT_PHOTO_COS_TWILIGHT - LT_PHOTO_COS_NIGHT));
        const lt_dvec strength = lt_d_all(tile->sun) * lt_d_min(lt_d_max(twilight, lt_d_all(0.0)), lt_d_all(1.0));
        for (int k = 0; k < tile->nz; k++) layer_frequencies(&c, k, strength);
    }
}

void LT_KERNEL(photo_slab)(const lt_photo_slab *slab) {
    column c = {.n = slab->n};
    lay_out(&c, slab->work);
    for (c.lane = 0; c.lane < LT_LANES; c.lane += LT_D_LANES) {
        c.mu = row(&c, slab->cos_sza, 0);
        for (int k = 0; k <= slab->n; k++) c.radius[k] = row(&c, slab->height_m, k) + lt_d_all(LT_PHOTO_EARTH_M);
        for (int k = 0; k < slab->n; k++) {
            c.optics.depth[k] = row(&c, slab->depth, k);
            c.optics.scattered[k] = row(&c, slab->scattered, k);
            c.optics.asymmetric[k] = row(&c, slab->asymmetric, k);
        }
        lt_photo_scale(&c.optics, 1);
        lt_photo_slant(&c.optics, 1, c.mu, c.radius, any_above(-c.mu, 0.0), c.space.cosine);
        lt_photo_two_stream(&c.optics, 1, 0, c.mu, row(&c, slab->albedo, 0), &c.space, slab->n, c.light, 1);
        for (int k = 0; k < slab->n; k++) lt_d_store(slab->actinic + k * LT_LANES + c.lane, c.light[k]);
        for (int k = 0; k <= slab->n; k++) {
            lt_d_store(slab->beam + k * LT_LANES + c.lane, c.space.beam[k]);
            lt_d_store(slab->down + k * LT_LANES + c.lane, c.space.down[k]);
            lt_d_store(slab->up + k * LT_LANES + c.lane, c.space.up[k]);
        }
    }
}

#define TABLE_JOIN_(isa) lt_photo_kernel_##isa
#define TABLE_JOIN(isa) TABLE_JOIN_(isa)
#define TEXT_OF_(x) #x
#define TEXT_OF(x) TEXT_OF_(x)

const lt_photo_kernel TABLE_JOIN(LT_ISA) = {.isa = TEXT_OF(LT_ISA),
                                            .work_doubles = LT_KERNEL(photo_work),
                                            .tile = LT_KERNEL(photo_tile),
                                            .slab = LT_KERNEL(photo_slab)};
