/* levels.c - levels of GRIB. See levels.h.
 *
 * A record of a field over levels needs all its levels, so the levels are those that temperature, wind, humidity and
 * height have in common at all times. Cloud may end below the top (NCEP leaves it out above 100 hPa): it is 0 above. */
#include "model/met/gridded/grib/levels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool lt_grib_over_levels(int field) {
    return lt_gridded_rows[field].shape == LT_GRIDDED_LEVELS;
}

static bool is_cloud(int field) {
    return field == LT_G_CLOUD || field == LT_G_CLOUD_WATER || field == LT_G_CLOUD_ICE;
}

/* --- what is left out whole --- */

static long count_of(const lt_grib_index *index, int field) {
    long n = 0;
    for (long m = 0; m < index->n; m++) n += index->items[m].field == field;
    return n;
}

/* Messages of a field (field < 0: of all over levels) on levels of one kind (kind < 0: of both) go. */
static void drop(lt_grib_index *index, int field, int hybrid) {
    long kept = 0;
    for (long m = 0; m < index->n; m++) {
        const lt_grib_message *one = &index->items[m];
        const bool of_field = field < 0 ? lt_grib_over_levels(one->field) : one->field == field;
        if (!(of_field && (hybrid < 0 || one->hybrid == (hybrid != 0)))) index->items[kept++] = *one;
    }
    index->n = kept;
}

void lt_grib_levels_choose(lt_gridded *g, lt_grib_index *index) {
    long n[2] = {0, 0};
    for (long m = 0; m < index->n; m++)
        if (lt_grib_over_levels(index->items[m].field) && index->items[m].field != LT_G_PRESSURE)
            n[index->items[m].hybrid]++;
    if (n[0] && n[1]) {
        const bool model = n[1] > n[0];
        lt_note(g->notes, "GRIB: fields on %s levels are left out, there are more on %s levels",
                "GRIB：%s层上的场未使用，%s层上的更多", model ? "pressure" : "model", model ? "model" : "pressure");
        drop(index, -1, model ? 0 : 1);
    }
    if (!n[1]) drop(index, -1, 1); /* pressure of model levels without anything on them */
    if (count_of(index, LT_G_SPECIFIC_HUMIDITY)) drop(index, LT_G_RELATIVE_HUMIDITY, -1);
}

/* --- levels --- */

long lt_grib_group_end(const lt_grib_index *index, long m) {
    long end = m;
    while (end < index->n && index->items[end].field == index->items[m].field &&
           index->items[end].end == index->items[m].end)
        end++;
    return end;
}

long lt_grib_group_level(const lt_grib_index *index, long from, long end, double level) {
    for (long m = from; m < end; m++)
        if (index->items[m].level == level) return m;
    return -1;
}

static bool add_level(lt_grib_levels *all, double value) {
    for (int k = 0; k < all->n; k++)
        if (all->value[k] == value) return true;
    if (all->n == LT_GRIB_MAX_LEVELS) return false;
    all->value[all->n++] = value;
    return true;
}

static int falling(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static void note_left(lt_gridded *g, const lt_grib_levels *all, const lt_grib_levels *common, double unit) {
    char text[400] = "";
    size_t used = 0;
    for (int k = 0; k < all->n; k++) {
        bool kept = false;
        for (int c = 0; c < common->n; c++) kept |= common->value[c] == all->value[k];
        if (!kept && used < sizeof text - 24)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%g", used ? ", " : "", all->value[k] / unit);
    }
    lt_note(g->notes, "GRIB: levels that not all of temperature, wind, humidity and height have are left out: %s",
            "GRIB：温度、风、湿度、高度并非都有的层未使用：%s", text);
}

/* Levels that every record of every field but cloud has; falling values. */
static lt_status common_levels(lt_gridded *g, const lt_grib_index *index, lt_grib_levels *common) {
    lt_grib_levels all = {.n = 0};
    const char *first = NULL, *field = NULL;
    bool hybrid = false;
    common->n = 0;
    for (long m = 0, end; m < index->n; m = end) {
        end = lt_grib_group_end(index, m);
        if (!lt_grib_over_levels(index->items[m].field) || is_cloud(index->items[m].field)) continue;
        field = lt_gridded_rows[index->items[m].field].name;
        hybrid = index->items[m].hybrid;
        for (long k = m; k < end; k++)
            if (!add_level(&all, index->items[k].level))
                return LT_RAISE(LT_ERR_INPUT, .what = "too many levels in a GRIB file", .where = index->path,
                                .expected = lt_fmt("at most %d", LT_GRIB_MAX_LEVELS), .found = "more",
                                .todo = "take fewer levels of the file");
        if (!first) *common = all;
        int kept = 0;
        for (int k = 0; k < common->n; k++)
            if (lt_grib_group_level(index, m, end, common->value[k]) >= 0) common->value[kept++] = common->value[k];
        common->n = kept;
        if (first && kept == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "fields of a GRIB file have no level in common", .where = index->path,
                            .expected = lt_fmt("levels of %s", first), .found = lt_fmt("none of them for %s", field),
                            .todo = "ask the archive for the same levels of all");
        if (!first) first = field;
    }
    qsort(all.value, (size_t)all.n, sizeof *all.value, falling);
    qsort(common->value, (size_t)common->n, sizeof *common->value, falling);
    if (all.n > common->n) note_left(g, &all, common, hybrid ? 1.0 : 100.0);
    return LT_OK;
}

static lt_status raise_levels(const lt_grib_index *index, double level) {
    return LT_RAISE(LT_ERR_INPUT, .what = "model levels without their coefficients", .where = index->path,
                    .expected = "a and b of the half levels in the messages (pv), or the pressure of each level",
                    .found = index->pv ? lt_fmt("%ld half levels, and a level %g", index->n_pv / 2, level) : "neither",
                    .todo = "ask the archive for pressure levels");
}

/* a + b p of a full level: half way between its half levels; level 1 is the uppermost. */
static lt_status hybrid_levels(lt_gridded *g, const lt_grib_index *index, const lt_grib_levels *common) {
    const long halves = index->n_pv / 2;
    LT_TRY(lt_calloc((size_t)common->n, sizeof(double), &g->hybrid_a));
    LT_TRY(lt_calloc((size_t)common->n, sizeof(double), &g->hybrid_b));
    for (int k = 0; k < common->n; k++) {
        const long below = lround(common->value[k]);
        if (below < 1 || below >= halves) return raise_levels(index, common->value[k]);
        g->hybrid_a[k] = 0.5 * (index->pv[below - 1] + index->pv[below]);
        g->hybrid_b[k] = 0.5 * (index->pv[halves + below - 1] + index->pv[halves + below]);
    }
    g->level_kind = LT_LEVELS_HYBRID;
    return LT_OK;
}

static lt_status mean_pressure(lt_grib_index *index, double level, double *mean) {
    double *values = NULL, sum = 0.0;
    long m = 0;
    while (m < index->n && !(index->items[m].field == LT_G_PRESSURE && index->items[m].level == level)) m++;
    LT_TRY(lt_calloc((size_t)index->lattice.n, sizeof *values, &values));
    const lt_status status = lt_grib_index_values(index, &index->items[m], values);
    for (long k = 0; status == LT_OK && k < index->lattice.n; k++) sum += values[k];
    *mean = sum / (double)index->lattice.n;
    lt_free(values);
    return status;
}

/* Levels whose pressure is a field: which end is the ground is asked of the pressure (NCEP counts upward). */
static lt_status field_levels(lt_gridded *g, lt_grib_index *index, lt_grib_levels *common) {
    double first, last;
    g->level_kind = LT_LEVELS_FIELD;
    LT_TRY(mean_pressure(index, common->value[0], &first));
    LT_TRY(mean_pressure(index, common->value[common->n - 1], &last));
    for (int k = 0; first < last && k < common->n / 2; k++) {
        const double swap = common->value[k];
        common->value[k] = common->value[common->n - 1 - k];
        common->value[common->n - 1 - k] = swap;
    }
    return LT_OK;
}

static lt_status make_levels(lt_gridded *g, lt_grib_index *index, lt_grib_levels *common) {
    LT_TRY(common_levels(g, index, common));
    g->level_kind = LT_LEVELS_NONE;
    g->n_levels = common->n;
    if (common->n == 0) {
        drop(index, -1, -1); /* cloud alone */
        return LT_OK;
    }
    bool hybrid = false;
    for (long m = 0; m < index->n; m++) hybrid |= lt_grib_over_levels(index->items[m].field) && index->items[m].hybrid;
    if (hybrid && count_of(index, LT_G_PRESSURE)) return field_levels(g, index, common);
    if (hybrid && index->n_pv == 0) return raise_levels(index, common->value[0]);
    if (hybrid) return hybrid_levels(g, index, common);
    g->level_kind = LT_LEVELS_PRESSURE;
    LT_TRY(lt_calloc((size_t)common->n, sizeof(double), &g->pressure_Pa));
    memcpy(g->pressure_Pa, common->value, (size_t)common->n * sizeof(double));
    return LT_OK;
}

/* Cloud must have all levels up to its highest. */
static void judge_cloud(lt_gridded *g, lt_grib_index *index, const lt_grib_levels *common) {
    static const int fields[] = {LT_G_CLOUD, LT_G_CLOUD_WATER, LT_G_CLOUD_ICE};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        bool gap = false, above = false;
        for (long m = 0, end; m < index->n; m = end) {
            end = lt_grib_group_end(index, m);
            bool ended = false;
            for (int k = 0; index->items[m].field == fields[f] && k < common->n; k++) {
                const bool there = lt_grib_group_level(index, m, end, common->value[k]) >= 0;
                gap |= (ended && there) || (k == 0 && !there);
                ended |= !there;
            }
            above |= ended;
        }
        const char *name = lt_gridded_rows[fields[f]].name;
        if (gap) {
            drop(index, fields[f], -1);
            lt_note(g->notes, "GRIB: %s is left out, it lacks levels in between", "GRIB：%s 缺少中间层，未使用", name);
        } else if (above) {
            lt_note(g->notes, "GRIB: %s is 0 above the highest level that the file gives it for",
                    "GRIB：%s 在文件所给最高层以上取 0", name);
        }
    }
}

lt_status lt_grib_levels_make(lt_gridded *g, lt_grib_index *index, lt_grib_levels *common) {
    LT_TRY(make_levels(g, index, common));
    judge_cloud(g, index, common);
    return LT_OK;
}
