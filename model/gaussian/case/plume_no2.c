/* plume_no2.c - the air of the ways to NO2 (plume_no2.h).
 *
 * full and arm2 need no table; where there is one its NO2 is added. olm needs o3_ppb and no2_ppb, pss no_ppb and
 * j_no2_s (photolysis of NO2, s-1) too. The ways are equations of ../no2.c. */
#include "model/gaussian/case/plume_no2.h"

#include "model/gaussian/case/emission_course.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { O3, NO2, NO, J, N_COLUMNS };
static const char *const columns[N_COLUMNS] = {"o3_ppb", "no2_ppb", "no_ppb", "j_no2_s"};

static int columns_of(const char *word, bool has_table) {
    if (strcmp(word, "olm") == 0) return NO;
    if (strcmp(word, "pss") == 0) return N_COLUMNS;
    return has_table ? NO : 0;
}

static void put(lt_no2_air *air, int column, double value) {
    double *const members[N_COLUMNS] = {&air->o3_ppb, &air->no2_ppb, &air->no_ppb, &air->photolysis_s};
    *members[column] = value;
}

static lt_status read_column(const char *path, int column, const lt_plume_weather *w, lt_plume_no2 *out) {
    lt_hour_series series;
    LT_TRY(lt_hour_series_read(path, columns[column], 0.0, &series));
    lt_status status = LT_OK;
    for (long k = 0; status == LT_OK && k < w->n; k++) {
        const double value = lt_hour_series_at(&series, w->hours[k].end_s);
        char local[24];
        put(&out->air[k], column, value);
        lt_time_local(w->hours[k].end_s - LT_HOUR, local);
        if (isnan(value) && lt_plume_hour_counts(&w->hours[k]))
            status = LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s lacks an hour of the weather", columns[column]),
                              .where = path, .expected = "a value for every good hour", .found = local,
                              .todo = "add the hour, or set weather: start and end");
    }
    lt_hour_series_free(&series);
    return status;
}

static lt_status judge(const lt_plume_case *setup, const lt_node *node, int n_columns) {
    const bool named = lt_given(setup->removal.no2_air);
    if (strcmp(setup->pollutant, "NOx") != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "only NOx becomes NO2", .where = lt_node_where(node),
                        .expected = "pollutant: NOx", .found = setup->pollutant, .todo = "take no2 out, or change it");
    if (n_columns == 0 || named) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("no2: %s needs the air that comes along", setup->removal.no2),
                    .where = lt_node_where(node), .expected = "no2_air: FILE with o3_ppb, no2_ppb ...", .found = "none",
                    .todo = "add it, or take arm2");
}

lt_status lt_plume_no2_make(const lt_plume_case *setup, const lt_plume_weather *w, lt_plume_no2 *out) {
    const char *word = setup->removal.no2;
    const lt_node *node = lt_node_get(setup->document, "removal");
    char path[PATH_MAX];
    *out = (lt_plume_no2){.primary = setup->removal.no2_in_stack};
    if (strcmp(word, "none") == 0) return LT_OK;
    const int n = columns_of(word, lt_given(setup->removal.no2_air));
    LT_TRY(judge(setup, node, n));
    LT_TRY(lt_calloc((size_t)w->n, sizeof *out->air, &out->air));
    for (long k = 0; k < w->n; k++) {
        out->air[k].temperature_K = w->hours[k].temperature_K;
        out->air[k].pressure_Pa = w->hours[k].pressure_Pa;
    }
    lt_node_path(node, n > 0 ? setup->removal.no2_air : "", path, sizeof path);
    for (int c = 0; c < n; c++) LT_TRY(read_column(path, c, w, out));
    out->way = lt_no2_find(strcmp(word, "pss") == 0 ? "photostationary" : word);
    return LT_OK;
}

void lt_plume_no2_free(lt_plume_no2 *no2) {
    lt_free(no2->air);
    *no2 = (lt_plume_no2){0};
}
