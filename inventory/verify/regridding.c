/* regridding.c - conservative regridding against exact overlap, and what it must keep.
 *
 * Maps of several projections, laid askew by random numbers over a grid of longitude and latitude with uneven cells:
 * every area of overlap against Green's theorem (clamp_area.h), which cuts nothing. Amounts that lie inside arrive
 * whole; integrals of densities and constants are kept. */
#include "inventory/verify/clamp_area.h"
#include "inventory/verify/verify.h"

#include "base/exactsum.h"
#include "grids/regrid.h"

#include <math.h>

enum { NX = 60, NY = 50, TRIALS = 4 };

/* Uneven cells around Liaoning, the rows from north to south. */
static lt_status make_source(lt_mesh **out) {
    double lon[NX + 1], lat[NY + 1];
    for (int i = 0; i <= NX; i++) lon[i] = 118 + 0.13 * i + 0.02 * sin(i);
    for (int j = 0; j <= NY; j++) lat[j] = 45 - 0.11 * j + 0.02 * cos(j);
    return lt_mesh_lonlat(NX, NY, lon, lat, out);
}

/* Largest difference of an overlap [of the source cell]. */
static lt_status largest_difference(const lt_mesh *source, const lt_mesh *target, const lt_regrid *r, double *worst) {
    double *got;
    LT_TRY(lt_calloc((size_t)r->n_source, sizeof *got, &got));
    for (long t = 0; t < r->n_target; t++) {
        double ring[128];
        int n = lt_mesh_polygon(target, (int)t, ring);
        for (long s = 0; s < r->n_source; s++) got[s] = 0;
        for (long e = r->row[t]; e < r->row[t + 1]; e++) got[r->source[e]] += r->overlap[e];
        for (long s = 0; s < r->n_source; s++) {
            int i = r->window.i0 + (int)(s % r->window.nx), j = r->window.j0 + (int)(s / r->window.nx);
            const double box[4] = {source->u[i], source->u[i + 1], source->v[j + 1], source->v[j]};
            *worst = fmax(*worst, fabs(got[s] - clamp_area(ring, n, box)) / r->source_area[s]);
        }
    }
    lt_free(got);
    return LT_OK;
}

typedef struct kept {
    double amount, integral, constant; /* relative differences */
} kept;

static double sum(const double *v, const double *weight, long n) {
    lt_exactsum s;
    lt_exactsum_clear(&s);
    for (long k = 0; k < n; k++) lt_exactsum_add(&s, weight ? v[k] * weight[k] : v[k]);
    return lt_exactsum_value(&s);
}

/* The larger difference; not a number, as of an empty sum, stays and fails. */
static double worse(double before, double now) {
    return isnan(before) || now <= before ? before : now;
}

/* Fields of random numbers: an amount where a source lies wholly in the target grid, a density, and ones. */
static lt_status what_is_kept(const lt_regrid *r, uint64_t *seed, kept *k) {
    double *v, *share, *out, *ignored;
    long s_n = r->n_source, t_n = r->n_target;
    LT_TRY(lt_calloc((size_t)s_n * 2, sizeof *v, &v));
    share = v + s_n;
    lt_status status = lt_calloc((size_t)t_n * 2, sizeof *out, &out);
    if (status == LT_OK) {
        ignored = out + t_n;
        lt_regrid_shares(r, share, ignored);
        for (long s = 0; s < s_n; s++) v[s] = share[s] > 1 - 1e-9 ? lt_verify_random(seed) : 0;
        lt_regrid_apply(r, LT_REGRID_AMOUNT, 1, v, out);
        k->amount = worse(k->amount, fabs(sum(out, NULL, t_n) / sum(v, NULL, s_n) - 1));
        for (long s = 0; s < s_n; s++) {
            v[s] = lt_verify_random(seed);
            share[s] *= r->source_area[s];
        }
        lt_regrid_apply(r, LT_REGRID_DENSITY, 1, v, out);
        k->integral = worse(k->integral, fabs(sum(out, r->target_area, t_n) / sum(v, share, s_n) - 1));
        for (long s = 0; s < s_n; s++) v[s] = 7.25;
        lt_regrid_apply(r, LT_REGRID_MEAN, 1, v, out);
        for (long t = 0; t < t_n; t++)
            if (!isnan(out[t])) k->constant = worse(k->constant, fabs(out[t] / 7.25 - 1));
    }
    lt_free(v);
    lt_free(out);
    return status;
}

static lt_status one_map(const lt_mesh *source, const char *projection, double x, double y, uint64_t *seed,
                         double *worst, kept *k) {
    const lt_mesh_map map = {projection,
                             x + 2e5 * lt_verify_random(seed),
                             y + 2e5 * lt_verify_random(seed),
                             1e4 + 3e4 * lt_verify_random(seed),
                             1e4 + 3e4 * lt_verify_random(seed),
                             14,
                             11};
    lt_mesh *target;
    lt_regrid *r;
    LT_TRY(lt_mesh_projected(&map, &target));
    lt_status status = lt_regrid_create(source, target, &r);
    if (status == LT_OK) {
        status = largest_difference(source, target, r, worst);
        if (status == LT_OK) status = what_is_kept(r, seed, k);
        lt_regrid_free(r);
    }
    lt_mesh_free(target);
    return status;
}

lt_status lt_verify_regridding(lt_verify *verify) {
    /* Each with a corner at about 119 E, 40 N. */
    static const struct {
        const char *name, *projection;
        double x, y;
    } maps[] = {{"lambert", "+proj=lcc +lat_1=30 +lat_2=60 +lon_0=110 +lat_0=41 +R=6370000", 740000, -60000},
                {"mercator", "+proj=merc +R=6370000", 13230000, 4860000},
                {"stereographic", "+proj=stere +lat_0=90 +lon_0=0 +R=6370000", 4600000, 2850000},
                {"utm", "EPSG:32651", 160000, 4430000}};
    lt_mesh *source;
    uint64_t seed = 9;
    kept k = {0};
    LT_TRY(make_source(&source));
    lt_status status = LT_OK;
    for (size_t m = 0; m < sizeof maps / sizeof *maps && status == LT_OK; m++) {
        double worst = 0;
        for (int trial = 0; trial < TRIALS && status == LT_OK; trial++)
            status = one_map(source, maps[m].projection, maps[m].x, maps[m].y, &seed, &worst, &k);
        if (status == LT_OK)
            status = LT_VERIFY_ADD(verify, .test = lt_fmt("random %s cells on uneven degrees", maps[m].name),
                                   .metric = "largest_overlap_difference", .value = worst, .sense = LT_AT_MOST,
                                   .bound = 1e-12, .source = "Green's theorem; project goal");
    }
    lt_mesh_free(source);
    LT_TRY(status);
    const struct {
        const char *metric;
        double value;
    } rows[] = {{"amount_lost", k.amount}, {"integral_lost", k.integral}, {"constant_changed", k.constant}};
    for (size_t n = 0; n < sizeof rows / sizeof *rows; n++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = "regridding keeps", .metric = rows[n].metric, .value = rows[n].value,
                             .sense = LT_AT_MOST, .bound = 1e-12, .source = "project goal"));
    return LT_OK;
}
