/* result_csv.c - results as tables (plume_result.h). */
#include "base/cli.h"
#include "base/csv.h"
#include "model/gaussian/result/plume_result.h"

#include <math.h>

static void put_head(const lt_plume_result *r, const char *text, FILE *out) {
    const lt_plume_statistics *s = r->statistics;
    const lt_plume_weather *w = r->setup->weather;
    const double layer = r->setup->receptors.layer_m;
    if (layer > 0.0) fprintf(out, "# Means from the ground up to %g m.\n", layer);
    fprintf(out,
            "# plume %s, %s. %s\n# %ld of %ld hours count: %ld calm of which %ld got the lowest wind, %ld made "
            "of puffs, %ld missing. x and y from the site at %.5f E, %.5f N.\n# lantian %s: %s\n",
            r->setup->keys->name, r->setup->keys->pollutant, text, s->good, s->hours, w->calm, w->lifted, w->puffed,
            w->missing, r->setup->plane.lon, r->setup->plane.lat, lt_version(), lt_command_history());
}

static void put_number(FILE *out, double value) {
    fputc(',', out);
    if (isfinite(value)) fprintf(out, "%.6g", value);
}

static lt_status put_row(const lt_plume_result *r, int n, FILE *out) {
    const lt_receptor_set *set = &r->setup->receptors;
    lt_csv_put(out, set->ids[n].text);
    fprintf(out, ",%.3f,%.3f,", set->x_m[n], set->y_m[n]);
    if (isfinite(set->lon[n]))
        fprintf(out, "%.6f,%.6f", set->lon[n], set->lat[n]);
    else
        fputc(',', out);
    fprintf(out, ",%.6g", set->above_m[n]);
    for (int c = 0; c < r->n_columns; c++) {
        double value;
        lt_time end = 0;
        char local[24] = "";
        LT_TRY(lt_plume_result_value(r, &r->columns[c], n, &value, &end));
        put_number(out, value);
        if (r->columns[c].what != LT_PLUME_TOP) continue;
        if (isfinite(value)) lt_time_local(end, local);
        fprintf(out, ",%s", local);
    }
    fputc('\n', out);
    return LT_OK;
}

static lt_status put_table(const lt_plume_result *r, FILE *out) {
    put_head(r, "Concentrations at receptors; times are the ends of the hours or blocks, UTC+8.", out);
    fputs("receptor,x_m,y_m,lon,lat,height_m", out);
    for (int c = 0; c < r->n_columns; c++) {
        fprintf(out, ",%s", r->columns[c].name);
        if (r->columns[c].what == LT_PLUME_TOP)
            fprintf(out, ",%.*s_end_local", (int)sizeof r->columns->name - 16, r->columns[c].name);
    }
    fputc('\n', out);
    for (int n = 0; n < r->setup->receptors.n; n++) LT_TRY(put_row(r, n, out));
    return LT_OK;
}

static lt_status put_series(const lt_plume_result *r, FILE *out) {
    const lt_receptor_set *set = &r->setup->receptors;
    put_head(r, "Hour by hour at places and monitors, ug/m3; empty: an hour that does not count.", out);
    fputs("time_local", out);
    for (int n = 0; n < set->n; n++) {
        if (!set->named[n]) continue;
        fputc(',', out);
        lt_csv_put(out, set->ids[n].text);
    }
    fputc('\n', out);
    for (long h = 0; h < r->setup->weather->n; h++) {
        char local[24];
        lt_time_local(r->setup->weather->hours[h].end_s - LT_HOUR, local);
        fputs(local, out);
        for (long k = 0; k < r->n_named; k++) put_number(out, r->series[h * r->n_named + k]);
        fputc('\n', out);
    }
    return LT_OK;
}

static lt_status write(const lt_plume_result *r, lt_outdir *dir, const char *name,
                       lt_status (*put)(const lt_plume_result *, FILE *)) {
    FILE *out;
    LT_TRY(lt_outdir_stream(dir, name, &out));
    const lt_status status = put(r, out);
    if (status == LT_OK) return lt_outdir_commit_stream(dir, name, out);
    lt_outdir_abandon_stream(dir, name, out);
    return status;
}

lt_status lt_plume_result_csv(const lt_plume_result *result, lt_outdir *dir) {
    return write(result, dir, "plume.csv", put_table);
}

lt_status lt_plume_result_series(const lt_plume_result *result, lt_outdir *dir) {
    return result->series ? write(result, dir, "plume_series.csv", put_series) : LT_OK;
}
