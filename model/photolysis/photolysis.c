/* photolysis.c - the prepared object (photolysis.h). */
#include "model/photolysis/photolysis.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "model/photolysis/standard.h"
#include "model/photolysis/tables.h"

#include <limits.h>
#include <math.h>
#include <string.h>

struct lt_photolysis {
    lt_photo_tables tables;
    double *wanted; /* cross sections of the names that were asked for */
    int *quenched;
    lt_photo_cross all;
    const char **names;
};

static lt_status read_tables(lt_photolysis *p, double top_m) {
    char path[PATH_MAX];
    LT_TRY(lt_share_path(LT_PHOTO_BINS_FILE, path, sizeof path));
    LT_TRY(lt_photo_read_bins(path, &p->tables));
    LT_TRY(lt_share_path(LT_PHOTO_CROSS_FILE, path, sizeof path));
    LT_TRY(lt_photo_read_cross(path, &p->tables, &p->all));
    lt_standard standard;
    LT_TRY(lt_standard_read(&standard));
    LT_TRY(lt_standard_above(&standard, top_m, &p->tables));
    LT_TRY(lt_calloc((size_t)p->all.n + 1, sizeof *p->names, &p->names));
    for (int k = 0; k < p->all.n; k++) p->names[k] = p->all.name[k];
    return LT_OK;
}

static int find(const lt_photo_cross *all, const char *name) {
    for (int k = 0; k < all->n; k++)
        if (strcmp(all->name[k], name) == 0) return k;
    return -1;
}

static lt_status take(lt_photolysis *p, int n, const char *const *names) {
    const size_t one = LT_PHOTO_TEMPERATURES * LT_PHOTO_BINS;
    LT_TRY(lt_calloc((size_t)n * one, sizeof *p->wanted, &p->wanted));
    LT_TRY(lt_calloc((size_t)n, sizeof *p->quenched, &p->quenched));
    for (int j = 0; j < n; j++) {
        const int k = find(&p->all, names[j]);
        if (k < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a photolysis frequency has no cross sections",
                            .where = LT_PHOTO_CROSS_FILE, .expected = lt_one_of(p->names, p->all.n),
                            .found = lt_fmt("J(%s)", names[j]), .todo = lt_did_you_mean(names[j], p->names, p->all.n));
        memcpy(p->wanted + (size_t)j * one, p->all.cross + (size_t)k * one, one * sizeof *p->wanted);
        p->quenched[j] = p->all.quenched[k];
    }
    p->tables.n_j = n;
    p->tables.cross = p->wanted;
    p->tables.quenched = p->quenched;
    return LT_OK;
}

lt_status lt_photolysis_create(int n, const char *const *names, double top_m, lt_photolysis **out) {
    lt_photolysis *p = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *p, &p));
    lt_status status = read_tables(p, top_m);
    if (status == LT_OK) status = take(p, n, names);
    if (status == LT_OK)
        *out = p;
    else
        lt_photolysis_free(p);
    return status;
}

void lt_photolysis_free(lt_photolysis *p) {
    if (!p) return;
    lt_photo_cross_free(&p->all);
    lt_free(p->names);
    lt_free(p->wanted);
    lt_free(p->quenched);
    lt_free(p);
}

const lt_photo_tables *lt_photolysis_tables(const lt_photolysis *p) {
    return &p->tables;
}

const char *const *lt_photolysis_names(const lt_photolysis *p) {
    return p->names;
}

lt_status lt_photolysis_digest(lt_hash *hash) {
    LT_TRY(lt_hash_share_file(hash, LT_PHOTO_BINS_FILE));
    LT_TRY(lt_hash_share_file(hash, LT_PHOTO_CROSS_FILE));
    return lt_hash_share_file(hash, LT_STANDARD_FILE);
}

const lt_photo_kernel *lt_photo_kernel_of(const char *isa) {
    if (strcmp(isa, "v3") == 0) return &lt_photo_kernel_v3;
    if (strcmp(isa, "v4") == 0) return &lt_photo_kernel_v4;
    return NULL;
}

double lt_photolysis_sun(int day_of_year) {
    const double angle = 2.0 * M_PI * (day_of_year - 1) / 365.0;
    const double flux = 1.00011 + 0.034221 * cos(angle) + 0.00128 * sin(angle) + 0.000719 * cos(2.0 * angle) +
                        0.000077 * sin(2.0 * angle);
    return round(flux * 1e6) * 1e-6;
}

double lt_photolysis_albedo_uv(double snow_cover, double snow_albedo) {
    return 0.05 + snow_cover * (snow_albedo - 0.05);
}
