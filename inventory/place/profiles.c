/* profiles.c - share of an area emission in every model layer: the profile's slabs, each even in height, are cut at the
 * layers' edges. */
#include "inventory/place/profiles.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static lt_status add_slab(const lt_csv *t, long r, const int *c, lt_profiles *profiles) {
    const char *name = lt_csv_text(t, r, c[0]);
    int k = lt_profiles_find(profiles, name);
    if (k < 0) {
        k = profiles->n++;
        snprintf(profiles->items[k].name, sizeof profiles->items[k].name, "%s", name);
        profiles->names[k] = profiles->items[k].name;
    }
    lt_height_profile *p = &profiles->items[k];
    if (p->n == LT_PROFILE_MAX_LAYERS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many slabs in a height profile", .where = lt_csv_where(t, r, c[0]),
                        .expected = lt_fmt("at most %d", LT_PROFILE_MAX_LAYERS), .found = name,
                        .todo = "join slabs, or make the profile coarser");
    LT_TRY(lt_csv_double(t, r, c[1], &p->bottom_m[p->n]));
    LT_TRY(lt_csv_double(t, r, c[2], &p->top_m[p->n]));
    LT_TRY(lt_csv_double(t, r, c[3], &p->fraction[p->n]));
    if (p->bottom_m[p->n] < 0 || p->top_m[p->n] <= p->bottom_m[p->n] || p->fraction[p->n] < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "impossible slab of a height profile", .where = lt_csv_where(t, r, c[1]),
                        .expected = "0 <= bottom < top, fraction >= 0",
                        .found = lt_fmt("%g, %g, %g", p->bottom_m[p->n], p->top_m[p->n], p->fraction[p->n]),
                        .todo = "correct the profile");
    p->n++;
    return LT_OK;
}

static lt_status read_table(const lt_csv *t, lt_profiles *profiles) {
    static const char *const names[] = {"profile", "bottom_m", "top_m", "fraction", "mark", "source", NULL};
    int c[6];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_height_profile), &profiles->items));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(char *), &profiles->names));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, add_slab(t, r, c, profiles)));
    for (int k = 0; k < profiles->n; k++) {
        lt_height_profile *p = &profiles->items[k];
        double sum = 0;
        for (int i = 0; i < p->n; i++) sum += p->fraction[i];
        if (c[0] >= 0 && fabs(sum - 1.0) > 5e-3)
            LT_TRY(lt_csv_take(t, LT_RAISE(LT_ERR_INPUT, .what = "a height profile does not sum to 1",
                                           .where = lt_csv_path(t), .expected = "1",
                                           .found = lt_fmt("%s: %g", p->name, sum), .todo = "correct the fractions")));
        for (int i = 0; i < p->n; i++) p->fraction[i] /= sum;
    }
    return LT_OK;
}

lt_status lt_profiles_read(const char *path, lt_profiles **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_profiles *profiles;
    LT_TRY(lt_calloc(1, sizeof *profiles, &profiles));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_table(table, profiles);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_profiles_free(profiles);
        return status;
    }
    *out = profiles;
    return LT_OK;
}

void lt_profiles_free(lt_profiles *profiles) {
    if (!profiles) return;
    lt_free(profiles->items);
    lt_free(profiles->names);
    lt_free(profiles);
}

int lt_profiles_find(const lt_profiles *profiles, const char *name) {
    for (int k = 0; k < profiles->n; k++)
        if (strcmp(profiles->items[k].name, name) == 0) return k;
    return -1;
}

void lt_height_profile_layers(const lt_height_profile *profile, const double *z_edge, int nz, double *share) {
    for (int k = 0; k < nz; k++) share[k] = 0;
    for (int i = 0; i < profile->n; i++) {
        double a = profile->bottom_m[i], b = profile->top_m[i];
        for (int k = 0; k < nz; k++) {
            double low = fmax(a, z_edge[k]);
            double high = k == nz - 1 ? b : fmin(b, z_edge[k + 1]);
            if (high > low) share[k] += profile->fraction[i] * (high - low) / (b - a);
        }
    }
}
