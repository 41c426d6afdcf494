/* desk_csv.c - the tables of the ozone desk. Every number has its unit in the name of its column; what is not defined
 * is empty. */
#include "postproc/ozone_desk/desk_files.h"

#include "postproc/ozone_desk/reactive.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>

double lt_desk_nox_at(const lt_desk *desk, int step) {
    return desk->design.plan.x_most * step / LT_DESK_STEPS;
}

double lt_desk_voc_at(const lt_desk *desk, int step) {
    return desk->design.plan.y_most * step / LT_DESK_STEPS;
}

double lt_desk_delta_at(const lt_desk *desk, const lt_desk_place *place, int nox, int voc) {
    return lt_surface_at(&desk->design.plan, &place->surface, lt_desk_nox_at(desk, nox), lt_desk_voc_at(desk, voc));
}

static void put(FILE *out, double value) {
    if (isfinite(value))
        fprintf(out, ",%.6g", value);
    else
        fputc(',', out);
}

static void put_class(FILE *out, lt_regime regime) {
    fprintf(out, ",%s", regime < LT_N_REGIMES ? lt_regime_table[regime].key : "");
}

static void put_place(FILE *out, const lt_desk *desk, long period, int place) {
    fprintf(out, "%s,%s,%s", lt_summary_period(desk->summary, period)->id, lt_city_name(place, false),
            lt_city_name(place, true));
}

static void put_head(FILE *out, const lt_desk *desk, const char *text) {
    fprintf(out,
            "# Ozone over cuts of NOx and VOC of all sources of people in the 14 cities: MDA8, sites, ug/m3; %s of %d "
            "runs and the run without cuts. %s\n",
            lt_surface_method_table[desk->design.plan.method].en, desk->design.plan.n_points, text);
}

/* --- cities --- */

static void put_city(FILE *out, const lt_desk *desk, long period, int c) {
    const lt_desk_place *p = &desk->periods[period].place[c];
    put_place(out, desk, period, c);
    put(out, p->base);
    put(out, p->noise);
    put(out, p->floor);
    put(out, p->surface.rms);
    put(out, p->surface.left_out_rms);
    put(out, p->surface.left_out_most);
    fprintf(out, ",%d", p->surface.n_left_out);
    for (int k = 0; k < 2; k++) {
        put(out, -p->slope[k] / 10);
        put(out, p->error[k] / 10);
    }
    put(out, p->ratio_base);
    put_class(out, p->regime);
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        put(out, p->ratio[i]);
        put_class(out, lt_desk_class(p, i + 1));
    }
    put(out, 100 * p->turn.peak);
    put(out, p->turn.rise);
    put(out, 100 * p->turn.back);
    fputc('\n', out);
}

static void cities(const lt_desk *desk, FILE *out) {
    put_head(out, desk,
             "lowered_*: by 10 % less NOx, VOC, at the base, with its error; peak: the cut of NOx alone with the most "
             "ozone (0: it never rises), back: from which it is below the base; ratio_base: cut "
             "of VOC to one of NOx that holds ozone while both are small");
    fputs("period,city_en,city_zh,mda8_ugm3,noise_ugm3,floor_ugm3,fit_rms_ugm3,left_out_rms_ugm3,left_out_most_ugm3,"
          "left_out_runs,lowered_nox10_ugm3,lowered_nox10_error_ugm3,lowered_voc10_ugm3,lowered_voc10_error_ugm3,"
          "ratio_base,surface_class",
          out);
    for (int i = 0; i < LT_N_INDICATORS; i++)
        fprintf(out, ",%s,%s_class", lt_indicator_table[i].key, lt_indicator_table[i].key);
    fputs(",peak_nox_pct,peak_rise_ugm3,back_nox_pct\n", out);
    for (long p = 0; p < desk->summary->n_periods; p++)
        for (int c = 0; c < LT_DESK_N_PLACES; c++) put_city(out, desk, p, c);
}

/* --- the cut of VOC that holds ozone --- */

static void put_hold(FILE *out, const lt_hold *h) {
    const bool held = h->kind == LT_HOLD_HELD;
    put(out, 100 * h->nox);
    fprintf(out, ",%s", lt_hold_table[h->kind].word);
    put(out, 100 * h->voc);
    put(out, 100 * h->low);
    put(out, 100 * h->high);
    put(out, held ? h->voc / h->nox : NAN);
    put(out, h->low / h->nox);
    put(out, h->high / h->nox);
    fputc('\n', out);
}

static void holds(const lt_desk *desk, FILE *out) {
    put_head(
        out, desk,
        "outcome of a cut of NOx: falls (ozone falls without VOC), none (no change above the floor), held (by this "
        "cut of VOC; low to high: not told apart from the base), beyond (not by the largest cut, voc_pct)");
    fputs("period,city_en,city_zh,nox_pct,outcome,voc_pct,voc_low_pct,voc_high_pct,ratio,ratio_low,ratio_high\n", out);
    for (long p = 0; p < desk->summary->n_periods; p++)
        for (int c = 0; c < LT_DESK_N_PLACES; c++)
            for (int l = 0; l < desk->n_levels; l++) {
                put_place(out, desk, p, c);
                put_hold(out, &desk->periods[p].place[c].hold[l]);
            }
}

/* --- isopleths and runs --- */

static void surfaces(const lt_desk *desk, FILE *out) {
    put_head(out, desk, "Beyond the largest cuts of the design it says nothing.");
    fputs("period,city_en,city_zh,nox_pct,voc_pct,mda8_ugm3,delta_ugm3\n", out);
    for (long p = 0; p < desk->summary->n_periods; p++)
        for (int c = 0; c < LT_DESK_N_PLACES; c++)
            for (int n = 0; n <= LT_DESK_STEPS; n++)
                for (int v = 0; v <= LT_DESK_STEPS; v++) {
                    const lt_desk_place *place = &desk->periods[p].place[c];
                    const double delta = lt_desk_delta_at(desk, place, n, v);
                    put_place(out, desk, p, c);
                    put(out, 100 * lt_desk_nox_at(desk, n));
                    put(out, 100 * lt_desk_voc_at(desk, v));
                    put(out, place->base + delta);
                    put(out, delta);
                    fputc('\n', out);
                }
}

static void runs(const lt_desk *desk, FILE *out) {
    put_head(out, desk, "The runs themselves, the surface there, and by what a surface without the run misses it.");
    fputs("period,city_en,city_zh,run,nox_pct,voc_pct,delta_ugm3,surface_delta_ugm3,left_out_ugm3\n", out);
    for (long p = 0; p < desk->summary->n_periods; p++)
        for (int c = 0; c < LT_DESK_N_PLACES; c++)
            for (int i = 0; i < desk->design.plan.n_points; i++) {
                const lt_desk_place *place = &desk->periods[p].place[c];
                const double x = desk->design.plan.x[i], y = desk->design.plan.y[i];
                const double at = lt_surface_at(&desk->design.plan, &place->surface, x, y);
                put_place(out, desk, p, c);
                fprintf(out, ",%s", lt_summary_package(desk->summary, desk->design.package[i]));
                put(out, 100 * x);
                put(out, 100 * y);
                put(out, place->run[i]);
                put(out, at);
                put(out, lt_surface_left_out(&desk->design.plan, i, place->run[i] - at));
                fputc('\n', out);
            }
}

/* --- firms and cells --- */

static void put_reactive(FILE *out, const lt_csv *table, long row, long rank) {
    static const char *const columns[] = {"name_en", "name_zh", "region",  "sector",   "lon",      "lat",
                                          "i",       "j",       "NMVOC_t", "ofp_t_o3", "share_ofp"};
    fprintf(out, "%s,%ld,%s", lt_text_cell(table, row, "kind"), rank, lt_text_cell(table, row, "rank"));
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
        fputc(',', out);
        lt_csv_put(out, lt_text_cell(table, row, columns[k]));
    }
    fputc('\n', out);
}

static void reactive_rows(const lt_csv *table, long top, FILE *out) {
    fprintf(out,
            "# Firms and cells of each city by reactive VOC (ozone formation potential by MIR, t of ozone a year), the "
            "first %ld; rank: in the city, rank_all: of the 14 cities, of whose potential share_ofp is the share. "
            "Of cells only the first 100 of the province.\n"
            "kind,rank,rank_all,name_en,name_zh,region,sector,lon,lat,i,j,NMVOC_t,ofp_t_o3,share_ofp\n",
            top);
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_REACTIVE; k++) {
            long rank = 0, row = -1;
            while (rank < top && (row = lt_reactive_next(table, (lt_reactive_kind)k, lt_cities[c].name_en, row)) >= 0)
                put_reactive(out, table, row, ++rank);
        }
}

/* --- all of them --- */

static lt_status write_one(const lt_desk *desk, void (*write)(const lt_desk *, FILE *), const char *name,
                           lt_outdir *dir) {
    FILE *out;
    LT_TRY(lt_outdir_stream(dir, name, &out));
    write(desk, out);
    return lt_outdir_commit_stream(dir, name, out);
}

lt_status lt_desk_write(const lt_desk *desk, const lt_csv *reactive, long top, lt_outdir *dir) {
    FILE *out;
    LT_TRY(write_one(desk, cities, "ozone_cities.csv", dir));
    LT_TRY(write_one(desk, holds, "ozone_hold.csv", dir));
    LT_TRY(write_one(desk, surfaces, "ozone_surface.csv", dir));
    LT_TRY(write_one(desk, runs, "ozone_runs.csv", dir));
    LT_TRY(lt_outdir_stream(dir, "ozone_reactive.csv", &out));
    reactive_rows(reactive, top, out);
    LT_TRY(lt_outdir_commit_stream(dir, "ozone_reactive.csv", out));
    for (long p = 0; p < desk->summary->n_periods; p++) LT_TRY(lt_desk_write_regime(desk, p, dir));
    return LT_OK;
}
