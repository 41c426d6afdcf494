/* desk_json.c - the ozone desk as one object, "lantian-ozone-1": README.md has the layout. */
#include "postproc/ozone_desk/desk_files.h"

#include "base/cli.h"
#include "postproc/ozone_desk/reactive.h"
#include "postproc/text.h"

#include <math.h>
#include <stdlib.h>

static void add_class(cJSON *out, const char *key, lt_regime regime) {
    if (regime < LT_N_REGIMES)
        cJSON_AddStringToObject(out, key, lt_regime_table[regime].key);
    else
        cJSON_AddNullToObject(out, key);
}

/* --- the design --- */

static void add_design(const lt_desk *desk, cJSON *root) {
    const lt_summary *s = desk->summary;
    cJSON *surface = cJSON_AddObjectToObject(root, "surface"), *runs = cJSON_AddArrayToObject(root, "runs");
    cJSON_AddStringToObject(surface, "method", lt_surface_method_table[desk->design.plan.method].word);
    cJSON_AddNumberToObject(surface, "terms", desk->design.plan.n_terms);
    cJSON *terms = cJSON_AddArrayToObject(surface, "powers");
    for (int k = 0; k < desk->design.plan.n_terms; k++)
        cJSON_AddItemToArray(terms,
                             cJSON_CreateIntArray((const int[2]){desk->design.plan.p[k], desk->design.plan.q[k]}, 2));
    for (int i = 0; i < desk->design.plan.n_points; i++) {
        cJSON *run = cJSON_CreateObject();
        cJSON_AddStringToObject(run, "package", lt_summary_package(s, desk->design.package[i]));
        cJSON_AddNumberToObject(run, "nox_pct", 100 * desk->design.plan.x[i]);
        cJSON_AddNumberToObject(run, "voc_pct", 100 * desk->design.plan.y[i]);
        cJSON_AddItemToArray(runs, run);
    }
    cJSON *left_out = cJSON_AddArrayToObject(root, "left_out");
    for (long k = 0; k < desk->design.n_left_out; k++) {
        const lt_left_out *one = &desk->design.left_out[k];
        cJSON *run = cJSON_CreateObject();
        cJSON_AddStringToObject(run, "package", lt_summary_package(s, one->package));
        cJSON_AddStringToObject(run, "why_en", lt_left_out_table[one->why].en);
        cJSON_AddStringToObject(run, "why_zh", lt_left_out_table[one->why].zh);
        cJSON_AddItemToArray(left_out, run);
    }
}

/* --- places --- */

static void add_holds(const lt_desk *desk, const lt_desk_place *p, cJSON *out) {
    cJSON *list = cJSON_AddArrayToObject(out, "hold");
    for (int l = 0; l < desk->n_levels; l++) {
        const lt_hold *h = &p->hold[l];
        cJSON *one = cJSON_CreateObject();
        cJSON_AddNumberToObject(one, "nox_pct", 100 * h->nox);
        cJSON_AddStringToObject(one, "outcome", lt_hold_table[h->kind].word);
        lt_json_add_number(one, "voc_pct", 100 * h->voc);
        lt_json_add_number(one, "voc_low_pct", 100 * h->low);
        lt_json_add_number(one, "voc_high_pct", 100 * h->high);
        lt_json_add_number(one, "ratio", h->kind == LT_HOLD_HELD ? h->voc / h->nox : NAN);
        lt_json_add_number(one, "ratio_low", h->low / h->nox);
        lt_json_add_number(one, "ratio_high", h->high / h->nox);
        cJSON_AddItemToArray(list, one);
    }
}

static void add_surface(const lt_desk *desk, const lt_desk_place *p, cJSON *out) {
    cJSON *surface = cJSON_AddObjectToObject(out, "surface"), *rows = NULL;
    cJSON_AddItemToObject(surface, "coefficients", cJSON_CreateDoubleArray(p->surface.c, desk->design.plan.n_terms));
    cJSON_AddNumberToObject(surface, "fit_rms_ugm3", p->surface.rms);
    lt_json_add_number(surface, "left_out_rms_ugm3", p->surface.left_out_rms);
    lt_json_add_number(surface, "left_out_most_ugm3", p->surface.left_out_most);
    cJSON_AddNumberToObject(surface, "left_out_runs", p->surface.n_left_out);
    cJSON_AddItemToObject(out, "runs_delta_ugm3", cJSON_CreateDoubleArray(p->run, desk->design.plan.n_points));
    rows = cJSON_AddArrayToObject(out, "isopleth_delta_ugm3");
    for (int n = 0; n <= LT_DESK_STEPS; n++) {
        double row[LT_DESK_STEPS + 1];
        for (int v = 0; v <= LT_DESK_STEPS; v++) row[v] = lt_desk_delta_at(desk, p, n, v);
        cJSON_AddItemToArray(rows, cJSON_CreateDoubleArray(row, LT_DESK_STEPS + 1));
    }
}

static cJSON *place_of(const lt_desk *desk, long period, int c) {
    static const char *const keys[2] = {"lowered_nox10", "lowered_voc10"};
    const lt_desk_place *p = &desk->periods[period].place[c];
    cJSON *out = cJSON_CreateObject(), *regime = NULL;
    cJSON_AddStringToObject(out, "name_en", lt_city_name(c, false));
    cJSON_AddStringToObject(out, "name_zh", lt_city_name(c, true));
    cJSON_AddNumberToObject(out, "mda8_ugm3", p->base);
    cJSON_AddNumberToObject(out, "noise_ugm3", p->noise);
    cJSON_AddNumberToObject(out, "floor_ugm3", p->floor);
    for (int k = 0; k < 2; k++) {
        cJSON_AddNumberToObject(out, lt_fmt("%s_ugm3", keys[k]), -p->slope[k] / 10);
        cJSON_AddNumberToObject(out, lt_fmt("%s_error_ugm3", keys[k]), p->error[k] / 10);
    }
    lt_json_add_number(out, "ratio_base", p->ratio_base);
    regime = cJSON_AddObjectToObject(out, "regime");
    add_class(regime, "surface", p->regime);
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        cJSON *sign = cJSON_AddObjectToObject(regime, lt_indicator_table[i].key);
        lt_json_add_number(sign, "ratio", p->ratio[i]);
        add_class(sign, "class", lt_desk_class(p, i + 1));
    }
    cJSON *turn = cJSON_AddObjectToObject(out, "nox_alone");
    cJSON_AddNumberToObject(turn, "peak_nox_pct", 100 * p->turn.peak);
    cJSON_AddNumberToObject(turn, "peak_rise_ugm3", p->turn.rise);
    lt_json_add_number(turn, "back_nox_pct", 100 * p->turn.back);
    add_holds(desk, p, out);
    add_surface(desk, p, out);
    return out;
}

/* --- area --- */

static void add_area(const lt_desk_period *of, cJSON *out) {
    cJSON *area = cJSON_AddObjectToObject(out, "area_share");
    for (int s = 0; s < LT_DESK_N_SIGNS; s++) {
        cJSON *sign = cJSON_AddObjectToObject(area, s == 0 ? "surface" : lt_indicator_table[s - 1].key);
        for (int r = 0; r < LT_N_REGIMES; r++) lt_json_add_number(sign, lt_regime_table[r].key, of->share[s][r]);
        lt_json_add_number(sign, "none", of->share[s][LT_N_REGIMES]);
        lt_json_add_number(sign, "as_the_surface", of->agree[s]);
    }
}

static void add_periods(const lt_desk *desk, const lt_desk_view *view, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "periods");
    for (long p = 0; p < desk->summary->n_periods; p++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", lt_summary_period(desk->summary, p)->id);
        cJSON_AddStringToObject(one, "weather_label_en", desk->summary->weathers[p].en);
        cJSON_AddStringToObject(one, "weather_label_zh", desk->summary->weathers[p].zh);
        add_area(&desk->periods[p], one);
        cJSON *cities = cJSON_AddArrayToObject(one, "cities");
        for (int c = 0; c < LT_DESK_N_PLACES; c++)
            if (view->place < 0 || view->place == c) cJSON_AddItemToArray(cities, place_of(desk, p, c));
        cJSON_AddItemToArray(list, one);
    }
}

/* --- firms and cells --- */

static void add_reactive(const lt_csv *table, const lt_desk_view *view, cJSON *root) {
    static const char *const texts[] = {"name_en", "name_zh", "region", "sector"};
    static const char *const numbers[] = {"lon", "lat", "i", "j", "NMVOC_t", "ofp_t_o3", "share_ofp"};
    const char *city = view->place >= 0 && view->place < LT_DESK_ALL ? lt_cities[view->place].name_en : NULL;
    cJSON *out = cJSON_AddObjectToObject(root, "reactive");
    for (int k = 0; k < LT_N_REACTIVE; k++) {
        cJSON *list = cJSON_AddArrayToObject(out, k == LT_REACTIVE_FIRM ? "firms" : "cells");
        long row = -1;
        for (long rank = 1; rank <= view->top; rank++) {
            row = lt_reactive_next(table, (lt_reactive_kind)k, city, row);
            if (row < 0) break;
            cJSON *one = cJSON_CreateObject();
            cJSON_AddNumberToObject(one, "rank", (double)rank);
            for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
                cJSON_AddStringToObject(one, texts[t], lt_text_cell(table, row, texts[t]));
            for (size_t t = 0; t < sizeof numbers / sizeof *numbers; t++)
                lt_json_add_number(one, numbers[t], lt_text_cell_number(table, row, numbers[t]));
            cJSON_AddItemToArray(list, one);
        }
    }
}

lt_status lt_desk_json(const lt_desk *desk, const lt_csv *reactive, const lt_desk_view *view, cJSON **out) {
    cJSON *root = cJSON_CreateObject();
    if (!root) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the object");
    cJSON_AddStringToObject(root, "schema", "lantian-ozone-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "case", desk->summary->setup->id);
    cJSON_AddStringToObject(root, "origin",
                            lt_summary_reference(desk->summary) ? lt_summary_reference(desk->summary) : "base");
    add_design(desk, root);
    add_periods(desk, view, root);
    if (reactive) add_reactive(reactive, view, root);
    *out = root;
    return LT_OK;
}
