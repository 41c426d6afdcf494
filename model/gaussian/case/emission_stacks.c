/* emission_stacks.c - reader of the group `points` (emission_stacks.h).
 *
 * Places are of the grid's map, brought to degrees and from there to the plane of the case. Amounts in mol are brought
 * to mass by the attribute molar_mass of the species; of pollutant NOx, whose rates are as NO2, every mol (of NO, NO2,
 * HONO) weighs what one of NO2 does. What goes by the weather is added (stack_laws.h). The hours of the file are those
 * of the weather, by time. */
#include "model/gaussian/case/emission_stacks.h"

#include "base/csv.h"
#include "base/log.h"
#include "grids/anymap.h"
#include "model/emission/area.h"
#include "model/emission/mapping.h"
#include "model/gaussian/case/stack_laws.h"
#include "model/gaussian/no2.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { X, Y, HEIGHT, DIAMETER, TEMPERATURE, VELOCITY, N_COLUMNS };
static const struct {
    const char *name, *unit;
} columns[N_COLUMNS] = {{"points/x", "m"},
                        {"points/y", "m"},
                        {"points/height", "m"},
                        {"points/diameter", "m"},
                        {"points/exit_temperature", "K"},
                        {"points/exit_velocity", "m s-1"}};

typedef struct reader {
    const lt_plume_case *setup;
    const lt_plane *plane;
    const lt_plume_weather *weather;
    lt_source_set *set;
    lt_ncr *file;
    size_t n, n_hours;
    double *column[N_COLUMNS], *bounds, *values;
    char **ids;
    long *source; /* [n] -1: not taken */
} reader;

static lt_status bad(const reader *r, const char *what, const char *expected, const char *found, const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_ncr_path(r->file), .expected = expected, .found = found,
                    .todo = todo);
}

static lt_status read_columns(reader *r) {
    LT_TRY(lt_ncr_dim(r->file, "point", &r->n));
    LT_TRY(lt_ncr_dim(r->file, "time", &r->n_hours));
    LT_TRY(lt_calloc(2 * r->n_hours, sizeof *r->bounds, &r->bounds));
    LT_TRY(lt_ncr_get_double(r->file, "time_bnds", NULL, 2 * r->n_hours, r->bounds));
    for (int c = 0; c < N_COLUMNS; c++) {
        LT_TRY(lt_calloc(r->n, sizeof(double), &r->column[c]));
        LT_TRY(lt_ncr_get_double(r->file, columns[c].name, columns[c].unit, r->n, r->column[c]));
    }
    LT_TRY(lt_calloc(r->n, sizeof *r->values, &r->values));
    LT_TRY(lt_calloc(r->n, sizeof *r->source, &r->source));
    LT_TRY(lt_calloc(r->n, sizeof *r->ids, &r->ids));
    return lt_ncr_has(r->file, "points/id") ? lt_ncr_get_strings(r->file, "points/id", r->n, r->ids) : LT_OK;
}

static bool is_wanted(const reader *r, size_t p) {
    const lt_list *ids = &r->setup->emissions.ids;
    for (long k = 0; k < ids->n; k++)
        if (r->ids[p] && lt_pattern_fits(((char **)ids->items)[k], r->ids[p])) return true;
    return ids->n == 0;
}

/* Its id in the file, as far as it can stand in names of results and no other stack has it. */
static const char *id_of(const reader *r, size_t p) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    char id[48] = "";
    if (r->ids[p]) snprintf(id, sizeof id, "%s", r->ids[p]);
    bool good = id[0] && strlen(r->ids[p]) < sizeof id && strspn(id, letters) == strlen(id);
    for (long k = 0; good && k < r->set->n; k++) good = strcmp(r->set->ids[k].text, id) != 0;
    return good ? r->ids[p] : lt_fmt("point_%zu", p + 1);
}

/* -1: all can be. */
static int bad_column(const reader *r, size_t p) {
    for (int c = 0; c < N_COLUMNS; c++)
        if (!isfinite(r->column[c][p]) || (c >= HEIGHT && r->column[c][p] < 0.0)) return c;
    return -1;
}

static lt_status add_stack(reader *r, lt_anymap *map, size_t p, double within_m) {
    double lon = NAN, lat = NAN, x, y;
    r->source[p] = -1;
    if (!is_wanted(r, p)) return LT_OK;
    const bool placed = isfinite(r->column[X][p]) && isfinite(r->column[Y][p]);
    if (placed && !lt_anymap_inverse(map, r->column[X][p], r->column[Y][p], &lon, &lat)) return LT_OK;
    const lt_place_keys at = {lon, lat, NAN, NAN, NAN};
    if (placed && (lt_plane_place(r->plane, &at, "", &x, &y) != LT_OK || hypot(x, y) > within_m)) {
        lt_error_clear();
        return LT_OK;
    }
    const int wrong = bad_column(r, p);
    if (wrong >= 0)
        return bad(r, lt_fmt("stack %zu of the emissions cannot be", p + 1),
                   lt_fmt("%s that is a number%s", columns[wrong].name, wrong >= HEIGHT ? ", 0 or more" : ""),
                   lt_fmt("%g %s", r->column[wrong][p], columns[wrong].unit), "make the emissions again");
    const double ground = r->setup->site.at.ground_m;
    const lt_plume_source source = {.kind = LT_PLUME_POINT,
                                    .x_m = x,
                                    .y_m = y,
                                    .base_m = isfinite(ground) ? ground : 0.0,
                                    .height_m = r->column[HEIGHT][p],
                                    .diameter_m = r->column[DIAMETER][p],
                                    .exit_ms = r->column[VELOCITY][p],
                                    .exit_K = r->column[TEMPERATURE][p],
                                    .downwash = true};
    return lt_source_set_add(r->set, &source, id_of(r, p), r->setup->emissions.group, &r->source[p]);
}

static lt_status add_stacks(reader *r) {
    char projection[512];
    lt_anymap *map;
    const double given = r->setup->emissions.within_m, within = isfinite(given) ? given : r->plane->reach_m;
    LT_TRY(lt_ncr_attr_text(r->file, NULL, "proj4", projection, sizeof projection));
    LT_TRY(lt_anymap_open(projection, &map));
    lt_status status = LT_OK;
    for (size_t p = 0; status == LT_OK && p < r->n; p++) status = add_stack(r, map, p, within);
    lt_anymap_close(map);
    if (status != LT_OK) return status;
    lt_remark(LT_LOG_INFO, "%s: %ld of %zu stacks within %g km of the site", lt_ncr_path(r->file),
              r->set->n - r->set->first_hourly, r->n, 1e-3 * within);
    if (r->set->n > r->set->first_hourly) return LT_OK;
    return bad(r, "no stack of the emissions is wanted", lt_fmt("a stack within %g km of the site", 1e-3 * within),
               lt_fmt("%zu stacks elsewhere or of other ids", r->n),
               "look at emissions: ids and within, and at the site");
}

/* The hour of the file that ends then, -1: none. */
static long hour_at(const reader *r, lt_time end) {
    for (size_t k = 0; k < r->n_hours; k++)
        if ((lt_time)r->bounds[2 * k + 1] == end) return (long)k;
    return -1;
}

static lt_status grams_of(const reader *r, const char *name, lt_emitted_field *field, double *grams) {
    char unit[64];
    const char *variable = lt_fmt("points/%s", name);
    if (!lt_ncr_has(r->file, variable))
        return bad(r, "the emissions have no such species at stacks", "a variable of the group points", name,
                   "name its species with emissions: species");
    LT_TRY(lt_ncr_attr_text(r->file, variable, "units", unit, sizeof unit));
    *field = (lt_emitted_field){.mol = strncmp(unit, "mol", 3) == 0};
    snprintf(field->name, sizeof field->name, "%s", name);
    *grams = field->mol ? LT_NO2_GRAMS : 1e3;
    return field->mol && strcmp(r->setup->pollutant, "NOx") != 0
               ? lt_ncr_attr_double(r->file, variable, "molar_mass", grams)
               : LT_OK;
}

/* A species that is asked for: its field, and grams of one of its units. */
typedef struct wish {
    lt_emitted_field field;
    double grams;
} wish;

static lt_status add_species(reader *r, lt_emitted_hours *rates, const lt_stack_laws *laws, const wish *w, size_t hour,
                             double *gs) {
    LT_TRY(lt_emitted_hours_get(rates, LT_EMITTED_POINTS, &w->field, hour, r->values));
    lt_stack_laws_add(laws, &w->field, r->values);
    for (size_t p = 0; p < r->n; p++) {
        if (r->source[p] < 0) continue;
        if (!lt_is_rate(r->values[p]))
            return bad(r, "a stack emits what cannot be", "0 or more", lt_fmt("%g", r->values[p]),
                       "make the emissions again");
        gs[r->source[p] - r->set->first_hourly] += w->grams * r->values[p];
    }
    return LT_OK;
}

static lt_status add_hours(reader *r, lt_emitted_hours *rates, lt_stack_laws *laws, const wish *wishes, long n_wishes) {
    const long n = r->set->n - r->set->first_hourly;
    for (long k = 0; k < r->weather->n; k++) {
        const lt_plume_hour *h = &r->weather->hours[k];
        const long hour = hour_at(r, h->end_s);
        char local[24];
        lt_time_local(h->end_s - LT_HOUR, local);
        if (hour < 0 && (lt_plume_hour_counts(h) || lt_plume_case_all_puffs(r->setup)))
            return bad(r, "the emissions lack an hour of the weather", "the hours of the case", local,
                       "set weather: start and end, or name emissions of these days");
        if (hour < 0) continue;
        LT_TRY(lt_stack_laws_hour(laws, h->end_s - LT_HOUR));
        for (long w = 0; w < n_wishes; w++)
            LT_TRY(add_species(r, rates, laws, &wishes[w], (size_t)hour, r->set->hourly_gs + k * n));
    }
    return LT_OK;
}

static lt_status read_rates(reader *r, wish *wishes, long n_wishes) {
    const lt_list *species = &r->setup->emissions.species;
    bool *wanted = NULL;
    lt_stack_laws *laws = NULL;
    lt_emitted_hours *rates = NULL;
    lt_status status = lt_calloc(r->n, sizeof *wanted, &wanted);
    for (size_t p = 0; status == LT_OK && p < r->n; p++) wanted[p] = r->source[p] >= 0;
    if (status == LT_OK)
        status = lt_stack_laws_open(r->file, r->weather, r->n, r->column[X], r->column[Y], wanted, &laws);
    lt_free(wanted);
    for (long w = 0; status == LT_OK && w < n_wishes; w++) {
        const char *name = species->n == 0 ? r->setup->pollutant : ((char **)species->items)[w];
        for (long j = 0; j < w && status == LT_OK; j++)
            if (strcmp(((char **)species->items)[j], name) == 0)
                status = bad(r, "a species is summed twice", "each once", name, "take one out of emissions: species");
        if (status == LT_OK) status = grams_of(r, name, &wishes[w].field, &wishes[w].grams);
        if (status == LT_OK) status = lt_stack_laws_want(laws, &wishes[w].field);
    }
    if (status == LT_OK) status = lt_emitted_hours_open(r->file, &rates);
    if (status == LT_OK) status = add_hours(r, rates, laws, wishes, n_wishes);
    lt_emitted_hours_close(rates);
    lt_stack_laws_close(laws);
    return status;
}

static lt_status read_all(reader *r) {
    const long n_wishes = r->setup->emissions.species.n > 0 ? r->setup->emissions.species.n : 1;
    wish *wishes;
    LT_TRY(read_columns(r));
    LT_TRY(add_stacks(r));
    r->set->n_hours = r->weather->n;
    LT_TRY(lt_calloc((size_t)(r->weather->n * (r->set->n - r->set->first_hourly)), sizeof(double), &r->set->hourly_gs));
    LT_TRY(lt_calloc((size_t)n_wishes, sizeof *wishes, &wishes));
    const lt_status status = read_rates(r, wishes, n_wishes);
    lt_free(wishes);
    return status;
}

lt_status lt_emission_stacks_add(const lt_plume_case *setup, const lt_plane *plane, const lt_plume_weather *weather,
                                 lt_source_set *set) {
    char path[PATH_MAX];
    reader r = {.setup = setup, .plane = plane, .weather = weather, .set = set};
    lt_node_path(lt_node_get(setup->document, "emissions"), setup->emissions.file, path, sizeof path);
    LT_TRY(lt_ncr_open(path, &r.file));
    const lt_status status = read_all(&r);
    for (int c = 0; c < N_COLUMNS; c++) lt_free(r.column[c]);
    for (size_t p = 0; r.ids && p < r.n; p++) lt_free(r.ids[p]);
    lt_free(r.ids);
    lt_free(r.source);
    lt_free(r.values);
    lt_free(r.bounds);
    lt_ncr_close(r.file);
    return status;
}
