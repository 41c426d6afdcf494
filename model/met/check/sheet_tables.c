/* sheet_tables.c - see sheet_tables.h. Empty cells: not known. */
#include "model/met/check/sheet_tables.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void put(FILE *out, double value, const char *format) {
    fputc(',', out);
    if (isfinite(value)) fprintf(out, format, value);
}

static void fields(const lt_sheet *s, FILE *out) {
    fputs("field,unit,levels,records,n,missing,impossible,least,mean,most,least_at,most_at\n", out);
    for (long f = 0; f < s->view->n_fields; f++) {
        const lt_view_field *field = &s->view->fields[f];
        const lt_range *r = &s->range[f];
        fprintf(out, "%s,%s,%d,%ld,%ld,%ld,%ld", field->name, field->unit, field->levels, field->n_records, r->n,
                r->missing, r->beyond);
        put(out, r->n ? r->least.value : NAN, "%.7g");
        put(out, r->n ? r->sum / (double)r->n : NAN, "%.7g");
        put(out, r->n ? r->most.value : NAN, "%.7g");
        fputc(',', out);
        if (r->n) lt_csv_put(out, lt_sheet_where(s->view, f, r->least, false));
        fputc(',', out);
        if (r->n) lt_csv_put(out, lt_sheet_where(s->view, f, r->most, false));
        fputc('\n', out);
    }
}

static void roses(const lt_sheet *s, FILE *out) {
    fputs("place,lon,lat,sector_deg,share,mean_speed_ms,n,calm_share\n", out);
    for (long p = 0; p < s->n_shown; p++) {
        lt_sheet_rose rose;
        lt_sheet_place_rose(s, &s->place[p], &rose);
        for (int k = 0; k < LT_ROSE_SECTORS && rose.n > 0; k++) {
            lt_csv_put(out, s->place[p].en);
            put(out, s->place[p].lon, "%.4f");
            put(out, s->place[p].lat, "%.4f");
            fprintf(out, ",%.1f,%.5f,%.3f,%ld,%.5f\n", 360.0 / LT_ROSE_SECTORS * k, rose.share[k], rose.speed_ms[k],
                    rose.n, (double)rose.calm / (double)rose.n);
        }
    }
}

static void days(const lt_sheet *s, FILE *out) {
    fputs("place,local_hour,n,temperature_2m_degC,relative_humidity_pct,wind_speed_10m_ms,boundary_layer_height_m,"
          "friction_velocity_ms,sensible_heat_flux_Wm2,ventilation_coefficient_m2s,stagnant_share\n",
          out);
    for (long p = 0; p < s->n_shown; p++) {
        lt_sheet_cycle c;
        lt_sheet_place_cycle(s, &s->place[p], &c);
        for (int h = 0; h < 24; h++) {
            if (c.n[h] == 0) continue;
            lt_csv_put(out, s->place[p].en);
            fprintf(out, ",%d,%ld", h, c.n[h]);
            put(out, c.mean[h][LT_AT_T2M] - 273.15, "%.2f");
            put(out, 100.0 * c.mean[h][LT_AT_RH], "%.1f");
            put(out, c.mean[h][LT_AT_SPEED], "%.3f");
            put(out, c.mean[h][LT_AT_PBLH], "%.1f");
            put(out, c.mean[h][LT_AT_USTAR], "%.4f");
            put(out, c.mean[h][LT_AT_HEAT], "%.2f");
            put(out, c.mean[h][LT_AT_VENTILATION], "%.1f");
            put(out, c.mean[h][LT_AT_STAGNANT], "%.4f");
            fputc('\n', out);
        }
    }
}

static void profiles(const lt_sheet *s, FILE *out) {
    lt_sheet_level *levels = NULL;
    fputs("place,local_hour,level,height_m,temperature_degC,relative_humidity_pct,wind_speed_ms\n", out);
    if (lt_calloc((size_t)s->view->n_levels, sizeof *levels, &levels) != LT_OK) return;
    for (long p = 0; p < s->n_shown; p++)
        for (int hour = 0; hour < 24; hour += 6) {
            if (!lt_sheet_place_profile(s, &s->place[p], hour, levels)) continue;
            for (int k = 0; k < s->view->n_levels; k++) {
                lt_csv_put(out, s->place[p].en);
                fprintf(out, ",%d,%d", hour, k + 1);
                put(out, levels[k].height_m, "%.1f");
                put(out, levels[k].temperature_K - 273.15, "%.2f");
                put(out, 100.0 * levels[k].humidity, "%.1f");
                put(out, levels[k].speed_ms, "%.2f");
                fputc('\n', out);
            }
        }
    lt_free(levels);
}

static void air(const lt_sheet *s, FILE *out) {
    fputs("hour_begin,residual,residual_stored,imbalance_before\n", out);
    for (long h = 0; h < s->balance.n; h++) {
        char when[24];
        lt_time_iso(s->view->fields[0].records[h].begin, when);
        fprintf(out, "%s,%.3e,%.3e,%.3e\n", when, s->balance.residual[h], s->balance.stored[h],
                s->balance.imbalance[h]);
    }
}

static void stations(const lt_sheet *s, FILE *out) {
    static const char *const names[LT_N_SCORES] = {"temperature_2m_K", "dew_point_2m_K", "relative_humidity_pct",
                                                   "wind_speed_10m_ms", "sea_level_pressure_hPa"};
    fputs("station,lon,lat,altitude_m,above_terrain_m,value,n,mean,mean_station,bias,rmse,r\n", out);
    for (long k = 0; k < s->n_scores; k++)
        for (int v = 0; v <= LT_N_SCORES; v++) {
            const lt_station_scores *one = &s->scores[k];
            const lt_score turn = {one->n_direction, NAN, NAN, one->direction_bias, NAN, NAN};
            const lt_score *score = v < LT_N_SCORES ? &one->score[v] : &turn;
            lt_csv_put(out, one->name);
            put(out, one->lon, "%.4f");
            put(out, one->lat, "%.4f");
            put(out, one->altitude_m, "%.1f");
            put(out, one->lift_m, "%.1f");
            fprintf(out, ",%s,%ld", v < LT_N_SCORES ? names[v] : "wind_direction_deg", score->n);
            const double values[] = {score->mean_file, score->mean_station, score->bias, score->rmse, score->r};
            for (int c = 0; c < 5; c++) put(out, values[c], "%.4f");
            fputc('\n', out);
        }
}

lt_status lt_sheet_tables(const lt_sheet *s, lt_outdir *dir) {
    const struct {
        const char *name;
        void (*write)(const lt_sheet *s, FILE *out);
        bool wanted;
    } tables[] = {{"fields", fields, true},       {"rose", roses, s->n_times > 0},
                  {"day", days, s->n_times > 0},  {"profiles", profiles, s->n_times > 0 && s->view->n_levels > 0},
                  {"air", air, s->balance.n > 0}, {"stations", stations, s->n_scores > 0}};
    char stem[256], name[300];
    const char *slash = strrchr(s->view->path, '/'), *base = slash ? slash + 1 : s->view->path;
    const char *dot = strrchr(base, '.');
    snprintf(stem, sizeof stem, "%.*s", dot && dot > base ? (int)(dot - base) : (int)strlen(base), base);
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        FILE *out = NULL;
        if (!tables[t].wanted) continue;
        snprintf(name, sizeof name, "%s_%s.csv", stem, tables[t].name);
        LT_TRY(lt_outdir_stream(dir, name, &out));
        tables[t].write(s, out);
        LT_TRY(lt_outdir_commit_stream(dir, name, out));
    }
    return LT_OK;
}
