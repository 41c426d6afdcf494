/* standard.c - the standard atmosphere above the model's top, as shares of what each column has there (standard.h).
 *
 * Between heights of the file: temperature and ozone linear, pressure exponential. Layers end at fixed heights, finer
 * where ozone is; those within 0.7 km above the top are left out. Above 80 km nothing stands. */
#include "model/photolysis/standard.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <limits.h>
#include <math.h>

static const double edges_m[] = {12e3, 14e3, 16e3, 18e3, 20e3, 22e3, 25e3, 28e3, 32e3, 38e3, 46e3, 60e3, 80e3};
enum { N_EDGES = sizeof edges_m / sizeof *edges_m };
_Static_assert(sizeof edges_m / sizeof *edges_m <= LT_PHOTO_ABOVE + 0UL, "layers above the top");

static lt_status read_rows(const lt_csv *table, lt_standard *s) {
    static const char *const columns[] = {"height_km", "temperature_K", "pressure_Pa", "ozone_cm3", NULL};
    int column[4];
    LT_TRY(lt_csv_exactly(table, columns, column));
    s->n = lt_csv_rows(table) < LT_STANDARD_HEIGHTS ? (int)lt_csv_rows(table) : LT_STANDARD_HEIGHTS;
    for (int r = 0; r < s->n; r++) {
        double height_km;
        LT_TRY(lt_csv_double(table, r, column[0], &height_km));
        LT_TRY(lt_csv_double(table, r, column[1], &s->temperature_K[r]));
        LT_TRY(lt_csv_double(table, r, column[2], &s->pressure_Pa[r]));
        LT_TRY(lt_csv_double(table, r, column[3], &s->ozone_cm3[r]));
        s->height_m[r] = 1e3 * height_km;
        if (r > 0)
            s->ozone_below[r] = s->ozone_below[r - 1] + 1e2 * 0.5 * (s->ozone_cm3[r] + s->ozone_cm3[r - 1]) *
                                                            (s->height_m[r] - s->height_m[r - 1]);
        if (s->ozone_cm3[r] < 0.0 || !(s->temperature_K[r] > 0.0 && s->pressure_Pa[r] > 0.0) ||
            (r > 0 && (s->height_m[r] <= s->height_m[r - 1] || s->pressure_Pa[r] >= s->pressure_Pa[r - 1])))
            return LT_RAISE(LT_ERR_INPUT, .what = "the standard atmosphere has an impossible row",
                            .where = lt_csv_where(table, r, column[0]),
                            .expected = "rising heights, falling pressure, positive temperature, ozone not negative",
                            .found = lt_fmt("%g km, %g K, %g Pa, %g cm-3", height_km, s->temperature_K[r],
                                            s->pressure_Pa[r], s->ozone_cm3[r]),
                            .todo = "restore the shipped table");
    }
    if (s->n > 1 && s->height_m[0] <= 0.0 && s->height_m[s->n - 1] >= edges_m[N_EDGES - 1] &&
        s->ozone_below[s->n - 1] > 0.0)
        return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the standard atmosphere does not reach far enough",
                    .where = lt_csv_path(table), .expected = "heights from 0 to 80 km, with ozone",
                    .found = lt_fmt("%d rows", s->n), .todo = "restore the shipped table");
}

lt_standard_level lt_standard_at(const lt_standard *s, double height_m) {
    int k = 0;
    while (k < s->n - 2 && s->height_m[k + 1] < height_m) k++;
    const double step = s->height_m[k + 1] - s->height_m[k], f = (height_m - s->height_m[k]) / step;
    const double ozone = s->ozone_cm3[k] + f * (s->ozone_cm3[k + 1] - s->ozone_cm3[k]);
    return (lt_standard_level){.temperature_K =
                                   s->temperature_K[k] + f * (s->temperature_K[k + 1] - s->temperature_K[k]),
                               .pressure_Pa = s->pressure_Pa[k] * pow(s->pressure_Pa[k + 1] / s->pressure_Pa[k], f),
                               .ozone_below = s->ozone_below[k] + 1e2 * 0.5 * (s->ozone_cm3[k] + ozone) * f * step};
}

/* Shares stand to 1e-9, so that no last bit of a library enters. */
static double rounded(double x) {
    return round(x * 1e9) * 1e-9;
}

static void above(const lt_standard *s, double top_m, lt_photo_tables *t) {
    const lt_standard_level top = lt_standard_at(s, top_m), end = lt_standard_at(s, edges_m[N_EDGES - 1]);
    const double ozone = end.ozone_below - top.ozone_below;
    lt_standard_level lower = top;
    t->n_above = 0;
    t->above_height_m[0] = 0.0;
    for (int e = 0; e < N_EDGES; e++) {
        if (edges_m[e] < top_m + 700.0) continue;
        const lt_standard_level upper = lt_standard_at(s, edges_m[e]);
        const int a = t->n_above++;
        t->above_height_m[a + 1] = edges_m[e] - top_m;
        t->above_air[a] = rounded((lower.pressure_Pa - upper.pressure_Pa) / top.pressure_Pa);
        t->above_ozone[a] = rounded((upper.ozone_below - lower.ozone_below) / ozone);
        t->above_temperature_K[a] = rounded(0.5 * (lower.temperature_K + upper.temperature_K));
        lower = upper;
    }
    t->ozone_above = rounded(ozone / end.ozone_below);
}

lt_status lt_standard_above(const lt_standard *s, double top_m, lt_photo_tables *tables) {
    if (!(top_m >= 1e3 && top_m <= 60e3))
        return LT_RAISE(LT_ERR_INPUT, .what = "the model's top is not where photolysis can begin above it",
                        .where = "height of the model's top", .expected = "1000 to 60000 m",
                        .found = lt_fmt("%g m", top_m), .todo = "give the top of the vertical grid above the sea");
    above(s, top_m, tables);
    return LT_OK;
}

lt_status lt_standard_read_file(const char *path, lt_standard *out) {
    lt_csv *table = NULL;
    *out = (lt_standard){0};
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_rows(table, out);
    lt_csv_free(table);
    return status;
}

lt_status lt_standard_read(lt_standard *out) {
    char path[PATH_MAX];
    LT_TRY(lt_share_path(LT_STANDARD_FILE, path, sizeof path));
    return lt_standard_read_file(path, out);
}
