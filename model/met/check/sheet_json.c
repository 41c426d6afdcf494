/* sheet_json.c - the sheet as JSON: key names are those of the text, units in them. See sheet.h. */
#include "model/met/check/sheet.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static const char *const place_keys[LT_N_PLACE_VALUES] = {
    [LT_AT_T2M] = "temperature_2m_K",
    [LT_AT_DEW] = "dew_point_2m_K",
    [LT_AT_RH] = "relative_humidity",
    [LT_AT_SPEED] = "wind_speed_10m_ms",
    [LT_AT_FROM] = NULL, /* a mean of degrees is none */
    [LT_AT_PBLH] = "boundary_layer_height_m",
    [LT_AT_USTAR] = "friction_velocity_ms",
    [LT_AT_HEAT] = "sensible_heat_flux_Wm2",
    [LT_AT_PRESSURE] = "surface_pressure_Pa",
    [LT_AT_SEA_PRESSURE] = "sea_level_pressure_Pa",
    [LT_AT_VENTILATION] = "ventilation_coefficient_m2s",
    [LT_AT_STAGNANT] = "stagnant_share",
};
static const char *const score_keys[LT_N_SCORES] = {"temperature_2m_K", "dew_point_2m_K", "relative_humidity_pct",
                                                    "wind_speed_10m_ms", "sea_level_pressure_hPa"};

/* What is not known is null. */
static void add_number(cJSON *to, const char *key, double value) {
    if (isfinite(value))
        cJSON_AddNumberToObject(to, key, value);
    else
        cJSON_AddNullToObject(to, key);
}

static void add_time(cJSON *to, const char *key, lt_time t) {
    char text[24];
    lt_time_iso(t, text);
    cJSON_AddStringToObject(to, key, text);
}

static void add_times(const lt_sheet *s, cJSON *root) {
    cJSON *rows = cJSON_AddArrayToObject(root, "times");
    for (long a = 0; a < s->n_axes; a++) {
        const lt_axis *axis = &s->axis[a];
        cJSON *o = cJSON_CreateObject(), *gaps;
        cJSON_AddItemToArray(rows, o);
        cJSON_AddStringToObject(o, "field", s->view->fields[axis->field].name);
        add_number(o, "fields", (double)axis->n_fields);
        add_number(o, "n", (double)axis->n);
        add_time(o, "first_end", axis->first);
        add_time(o, "last_end", axis->last);
        add_number(o, "step_h", (double)axis->step_s / LT_HOUR);
        gaps = cJSON_AddArrayToObject(o, "gaps");
        for (long g = 0; g < axis->n_gaps; g++) {
            cJSON *gap = cJSON_CreateObject();
            cJSON_AddItemToArray(gaps, gap);
            add_time(gap, "first", axis->gap[g].first);
            add_time(gap, "last", axis->gap[g].last);
            add_number(gap, "n", (double)axis->gap[g].n);
        }
    }
}

static void add_fields(const lt_sheet *s, cJSON *root) {
    cJSON *rows = cJSON_AddArrayToObject(root, "fields");
    for (long f = 0; f < s->view->n_fields; f++) {
        const lt_view_field *field = &s->view->fields[f];
        const lt_range *r = &s->range[f];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(rows, o);
        cJSON_AddStringToObject(o, "field", field->name);
        cJSON_AddStringToObject(o, "unit", field->unit);
        add_number(o, "levels", field->levels);
        add_number(o, "records", (double)field->n_records);
        add_number(o, "n", (double)r->n);
        add_number(o, "missing", (double)r->missing);
        add_number(o, "impossible", (double)r->beyond);
        add_number(o, "least", r->n ? r->least.value : NAN);
        add_number(o, "mean", r->n ? r->sum / (double)r->n : NAN);
        add_number(o, "most", r->n ? r->most.value : NAN);
        if (r->n == 0) continue;
        cJSON_AddStringToObject(o, "least_at", lt_sheet_where(s->view, f, r->least, false));
        cJSON_AddStringToObject(o, "most_at", lt_sheet_where(s->view, f, r->most, false));
    }
}

static void add_rose(const lt_sheet *s, const lt_sheet_place *p, cJSON *to) {
    lt_sheet_rose rose;
    lt_sheet_place_rose(s, p, &rose);
    cJSON *o = cJSON_AddObjectToObject(to, "rose");
    add_number(o, "n", (double)rose.n);
    add_number(o, "calm_share", rose.n ? (double)rose.calm / (double)rose.n : NAN);
    add_number(o, "mean_speed_ms", rose.n ? rose.mean_ms : NAN);
    cJSON_AddItemToObject(o, "share_from_north_clockwise", cJSON_CreateDoubleArray(rose.share, LT_ROSE_SECTORS));
    cJSON_AddItemToObject(o, "speed_ms", cJSON_CreateDoubleArray(rose.speed_ms, LT_ROSE_SECTORS));
}

static void add_cycle(const lt_sheet *s, const lt_sheet_place *p, cJSON *to) {
    lt_sheet_cycle c;
    lt_sheet_place_cycle(s, p, &c);
    cJSON *rows = cJSON_AddArrayToObject(to, "day");
    for (int h = 0; h < 24; h++) {
        if (c.n[h] == 0) continue;
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(rows, o);
        add_number(o, "local_hour", h);
        add_number(o, "n", (double)c.n[h]);
        for (int v = 0; v < LT_N_PLACE_VALUES; v++)
            if (place_keys[v]) add_number(o, place_keys[v], c.mean[h][v]);
    }
}

static void add_profiles(const lt_sheet *s, const lt_sheet_place *p, cJSON *to) {
    lt_sheet_level *levels = NULL;
    cJSON *rows = cJSON_AddArrayToObject(to, "profiles");
    if (s->view->n_levels == 0 || lt_calloc((size_t)s->view->n_levels, sizeof *levels, &levels) != LT_OK) return;
    for (int hour = 0; hour < 24; hour += 6) {
        if (!lt_sheet_place_profile(s, p, hour, levels)) continue;
        for (int k = 0; k < s->view->n_levels; k++) {
            cJSON *o = cJSON_CreateObject();
            cJSON_AddItemToArray(rows, o);
            add_number(o, "local_hour", hour);
            add_number(o, "height_m", levels[k].height_m);
            add_number(o, "temperature_K", levels[k].temperature_K);
            add_number(o, "relative_humidity", levels[k].humidity);
            add_number(o, "wind_speed_ms", levels[k].speed_ms);
        }
    }
    lt_free(levels);
}

static void add_places(const lt_sheet *s, cJSON *root) {
    cJSON *rows = cJSON_AddArrayToObject(root, "places");
    for (long p = 0; p < s->n_shown && s->n_times > 0; p++) {
        const lt_sheet_place *place = &s->place[p];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(rows, o);
        cJSON_AddStringToObject(o, "place", place->en);
        cJSON_AddStringToObject(o, "place_zh", place->zh);
        add_number(o, "lon", place->lon);
        add_number(o, "lat", place->lat);
        add_number(o, "zone_h", place->zone_h);
        add_rose(s, place, o);
        add_cycle(s, place, o);
        add_profiles(s, place, o);
    }
}

static void add_balance(const lt_sheet *s, cJSON *root) {
    const lt_balance *b = &s->balance;
    if (b->n == 0) return;
    cJSON *o = cJSON_AddObjectToObject(root, "air");
    cJSON_AddItemToObject(o, "residual", cJSON_CreateDoubleArray(b->residual, (int)b->n));
    cJSON_AddItemToObject(o, "residual_stored", cJSON_CreateDoubleArray(b->stored, (int)b->n));
    cJSON_AddItemToObject(o, "imbalance_before", cJSON_CreateDoubleArray(b->imbalance, (int)b->n));
    add_number(o, "least_mass_kg", b->least_mass);
}

static void add_scores(const lt_sheet *s, cJSON *root) {
    cJSON *rows = cJSON_AddArrayToObject(root, "stations");
    for (long k = 0; k < s->n_scores; k++) {
        const lt_station_scores *one = &s->scores[k];
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(rows, o);
        cJSON_AddStringToObject(o, "station", one->name);
        add_number(o, "lon", one->lon);
        add_number(o, "lat", one->lat);
        add_number(o, "altitude_m", one->altitude_m);
        add_number(o, "above_terrain_m", one->lift_m);
        for (int v = 0; v < LT_N_SCORES; v++) {
            cJSON *score = cJSON_AddObjectToObject(o, score_keys[v]);
            add_number(score, "n", (double)one->score[v].n);
            add_number(score, "mean", one->score[v].mean_file);
            add_number(score, "mean_station", one->score[v].mean_station);
            add_number(score, "bias", one->score[v].bias);
            add_number(score, "rmse", one->score[v].rmse);
            add_number(score, "r", one->score[v].r);
        }
        cJSON *turn = cJSON_AddObjectToObject(o, "wind_direction_deg");
        add_number(turn, "n", (double)one->n_direction);
        add_number(turn, "bias", one->direction_bias);
        add_number(turn, "mean_error", one->direction_mae);
    }
}

static void add_notes(const lt_sheet *s, cJSON *root) {
    const char *english, *chinese;
    if (lt_notes_text(s->notes, &english, &chinese) != LT_OK) {
        lt_error_clear();
        return;
    }
    const struct { const char *key, *text; } both[] = {{"notes", english}, {"notes_zh", chinese}};
    for (int n = 0; n < 2; n++) {
        cJSON *rows = cJSON_AddArrayToObject(root, both[n].key);
        for (const char *at = both[n].text; *at;) {
            const size_t length = strcspn(at, "\n");
            cJSON_AddItemToArray(rows, cJSON_CreateString(lt_fmt("%.*s", (int)length, at)));
            at += length + (at[length] == '\n');
        }
    }
}

/* Counts that could not be made are null. */
static void add_count(cJSON *to, const char *key, long n) {
    add_number(to, key, n < 0 ? NAN : (double)n);
}

cJSON *lt_sheet_json(const lt_sheet *s) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "file", s->view->path);
    cJSON_AddStringToObject(root, "reader", s->view->kind);
    cJSON_AddStringToObject(root, "label", s->view->label);
    add_number(root, "points", (double)s->view->n);
    add_number(root, "nx", s->view->nx);
    add_number(root, "ny", s->view->ny);
    add_number(root, "levels", s->view->n_levels);
    cJSON_AddStringToObject(root, "level_kind", s->view->level_text_en);
    add_times(s, root);
    add_fields(s, root);
    cJSON *counts = cJSON_AddObjectToObject(root, "counts");
    add_count(counts, "supersaturated", s->supersaturated);
    add_count(counts, "winds_over_100_ms", s->over_100_ms);
    add_count(counts, "negative_precipitation", s->negative_rain);
    add_number(counts, "highest_relative_humidity", s->supersaturated < 0 ? NAN : s->most_humidity);
    add_number(counts, "fastest_ms", s->over_100_ms < 0 ? NAN : s->fastest_ms);
    add_places(s, root);
    add_balance(s, root);
    add_scores(s, root);
    add_notes(s, root);
    return root;
}
