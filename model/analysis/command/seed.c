#include "model/analysis/command/seed.h"

#include "model/analysis/command/station_hour.h"
#include "model/driver/output_fields.h"
#include "model/state/state.h"
#include "model/state/weather.h"

#include <stdio.h>
#include <string.h>

typedef struct work {
    const lt_seed_wish *wish;
    lt_seed *out;
    lt_grid *grid;
    long n, cells; /* columns; cells */
    lt_time time;
    double *density, *mixed; /* [cells] kg m-3; [n] m */
    double *x, *y, *height;  /* of lt_analysis_columns */
    double *field, *control; /* [LT_N_MONITORED][cells] of one member; [members][LT_N_CONTROLS][cells] */
    bool known[LT_N_MONITORED], has[LT_N_CONTROLS];
    lt_species_info *species; /* those that are scaled */
    int *place, n_species;    /* in the set */
} work;

/* --- air --- */

/* The hour that ends at the moment of the restart. */
static lt_status read_air(work *w) {
    const lt_grid *g = w->grid;
    const lt_time begin = w->time - LT_HOUR;
    lt_weather weather;
    lt_ncr *file;
    LT_TRY(lt_ncr_open_own(w->wish->dir, w->wish->met, &file));
    lt_status status = lt_weather_open(file, (size_t)g->nx, (size_t)g->ny, (size_t)g->nz, begin, 1, &weather);
    if (status == LT_OK) status = lt_weather_hour(&weather, (size_t)((begin - weather.start) / LT_HOUR));
    for (long c = 0; status == LT_OK && c < w->cells; ++c) {
        const long k = c / w->n, p = c % w->n;
        w->density[c] = weather.mass_end[c] / (g->area[p] * (g->z_edge[k + 1] - g->z_edge[k]));
    }
    if (status == LT_OK) memcpy(w->mixed, weather.boundary_layer_height, (size_t)w->n * sizeof *w->mixed);
    lt_weather_close(&weather);
    return status;
}

static void fill_columns(work *w) {
    const lt_grid *g = w->grid;
    for (long p = 0; p < w->n; ++p) {
        w->x[p] = g->dx * (double)(p % g->nx);
        w->y[p] = g->dx * (double)(p / g->nx);
    }
    for (long c = 0; c < w->cells; ++c) w->height[c] = 0.5 * (g->z_edge[c / w->n] + g->z_edge[c / w->n + 1]);
}

/* --- background --- */

static lt_status choose_species(work *w) {
    const lt_chemical_set *set = w->wish->set;
    LT_TRY(lt_calloc((size_t)set->n, sizeof *w->species, &w->species));
    LT_TRY(lt_calloc((size_t)set->n, sizeof *w->place, &w->place));
    for (int s = 0; s < set->n; ++s)
        if (lt_scaled_of(&set->info[s]) != LT_N_SCALED) {
            w->place[w->n_species] = s;
            w->species[w->n_species++] = set->info[s];
        }
    return LT_OK;
}

/* One species into the fields that it is a part of. */
static void add_species(work *w, const lt_output_fields *table, int species, const lt_real *q) {
    for (int o = 0; o < LT_N_MONITORED; ++o) {
        const int row = lt_output_fields_find(table, lt_monitored_fields[o]);
        if (row < 0) continue;
        const lt_output_field *f = &table->row[row];
        w->known[o] = true;
        for (int t = f->first_term; t < f->first_term + f->n_terms; ++t) {
            if (table->term[t].species != species) continue;
            double *to = w->field + o * w->cells;
            for (long c = 0; c < w->cells; ++c) to[c] += 1e9 * w->density[c] * (table->term[t].factor * (double)q[c]);
        }
    }
}

static lt_status read_state(work *w, const lt_output_fields *table, lt_restart *restart) {
    const lt_grid *g = w->grid;
    const lt_species_set chosen = {w->n_species, w->species};
    lt_state *state = NULL;
    lt_real *q = NULL;
    lt_status status = lt_state_create(&chosen, g->nx, g->ny, g->nz, 1, 1, &state);
    if (status == LT_OK) status = lt_calloc((size_t)w->cells, sizeof *q, &q);
    if (status == LT_OK) status = lt_restart_state(restart, w->wish->group, state);
    for (int s = 0; status == LT_OK && s < w->n_species; ++s) {
        lt_state_get(state, s, q);
        add_species(w, table, w->place[s], q);
    }
    lt_free(q);
    lt_state_free(state);
    return status;
}

static lt_status read_member(work *w, const lt_output_fields *table, int m) {
    const double *field[LT_N_MONITORED];
    double *control[LT_N_CONTROLS];
    memset(w->field, 0, LT_N_MONITORED * (size_t)w->cells * sizeof *w->field);
    LT_TRY(read_state(w, table, w->wish->restart[m]));
    for (int o = 0; o < LT_N_MONITORED; ++o) field[o] = w->known[o] ? w->field + o * w->cells : NULL;
    for (int c = 0; c < LT_N_CONTROLS; ++c) control[c] = w->control + ((long)m * LT_N_CONTROLS + c) * w->cells;
    lt_controls_of_fields(w->cells, field, control, w->has);
    return LT_OK;
}

static lt_status read_background(work *w) {
    const lt_chemical_set *set = w->wish->set;
    lt_output_fields table;
    LT_TRY(choose_species(w));
    LT_TRY(lt_output_fields_create(set, set->info, set->n, &table));
    lt_status status = LT_OK;
    for (int m = 0; m < w->wish->n_members && status == LT_OK; ++m) {
        status = read_member(w, &table, m);
        if (status != LT_OK) lt_error_context(status, "member %d of %d", m + 1, w->wish->n_members);
    }
    lt_output_fields_free(&table);
    return status;
}

/* --- analysis --- */

static void scale_members(work *w, const double *increment) {
    const long of_member = LT_N_CONTROLS * w->cells;
    for (int m = 0; m < w->wish->n_members; ++m) {
        long clipped[LT_N_SCALED];
        lt_scaling_make(&lt_scaling_bounds_default, w->has, w->cells, w->control + m * of_member,
                        increment + m * of_member, w->out->factor + (long)m * LT_N_SCALED * w->cells, clipped);
        for (int s = 0; s < LT_N_SCALED; ++s) w->out->clipped[s] += clipped[s];
    }
}

static lt_status analyse(work *w, const lt_station_hour *stations) {
    lt_analysis_setup setup;
    lt_analysis_result result;
    const lt_analysis_columns columns = {w->n, w->grid->nz, w->x, w->y, w->height, w->mixed};
    lt_analysis_background background = {.n_members = w->wish->n_members, .value = w->control};
    memcpy(background.has, w->has, sizeof w->has);
    LT_TRY(lt_analysis_setup_default(&setup));
    setup.scheme = w->wish->n_members > 1 ? LT_ANALYSIS_LETKF : LT_ANALYSIS_OI;
    setup.hour = (int)(((w->time - LT_HOUR) / LT_HOUR + 8) % LT_HOURS_OF_DAY);
    LT_TRY(lt_analysis_run(&setup, &columns, &background, stations->n, stations->items, &result));
    memcpy(w->out->count, result.count, sizeof result.count);
    scale_members(w, result.increment);
    lt_analysis_result_free(&result);
    return LT_OK;
}

static lt_status observe_and_analyse(work *w) {
    lt_observation_error errors;
    lt_station_hour stations;
    LT_TRY(lt_observation_error_read(NULL, &errors));
    const lt_station_wish wish = {w->time, w->grid, w->density, &errors}; /* its lowest layer */
    LT_TRY(lt_station_hour_read(w->wish->obs, &wish, &stations));
    w->out->n_stations = stations.n_stations;
    w->out->n_flagged = stations.n_flagged;
    const lt_status status = analyse(w, &stations);
    lt_station_hour_free(&stations);
    return status;
}

static lt_status make_room(work *w) {
    const size_t n = (size_t)w->n, cells = (size_t)w->cells, members = (size_t)w->wish->n_members;
    LT_TRY(lt_calloc(cells, sizeof(double), &w->density));
    LT_TRY(lt_calloc(n, sizeof(double), &w->mixed));
    LT_TRY(lt_calloc(n, sizeof(double), &w->x));
    LT_TRY(lt_calloc(n, sizeof(double), &w->y));
    LT_TRY(lt_calloc(cells, sizeof(double), &w->height));
    LT_TRY(lt_calloc(LT_N_MONITORED * cells, sizeof(double), &w->field));
    LT_TRY(lt_calloc(members * LT_N_CONTROLS * cells, sizeof(double), &w->control));
    return lt_calloc(members * LT_N_SCALED * cells, sizeof(double), &w->out->factor);
}

static lt_status make(work *w) {
    LT_TRY(lt_grid_read(w->wish->dir, w->wish->grid, &w->grid));
    w->n = (long)w->grid->nx * w->grid->ny;
    w->cells = w->n * w->grid->nz;
    w->out->cells = (size_t)w->cells;
    snprintf(w->out->grid, sizeof w->out->grid, "%s", w->grid->name);
    LT_TRY(make_room(w));
    LT_TRY(read_air(w));
    fill_columns(w);
    LT_TRY(read_background(w));
    return observe_and_analyse(w);
}

static lt_status judge_times(const lt_seed_wish *wish) {
    const lt_time first = lt_restart_head_of(wish->restart[0])->time;
    for (int m = 1; m < wish->n_members; ++m) {
        const lt_time time = lt_restart_head_of(wish->restart[m])->time;
        char want[24], have[24];
        if (time == first) continue;
        lt_time_iso(first, want);
        lt_time_iso(time, have);
        return LT_RAISE(LT_ERR_INPUT, .what = "members of an ensemble stand at different moments",
                        .where = lt_fmt("member %d of %d", m + 1, wish->n_members), .expected = want, .found = have,
                        .todo = "give restart files of one moment");
    }
    return LT_OK;
}

lt_status lt_seed_make(const lt_seed_wish *wish, lt_seed *out) {
    *out = (lt_seed){.time = lt_restart_head_of(wish->restart[0])->time, .n_members = wish->n_members};
    work w = {.wish = wish, .out = out, .time = out->time};
    LT_TRY(judge_times(wish));
    const lt_status status = make(&w);
    double *const all[] = {w.density, w.mixed, w.x, w.y, w.height, w.field, w.control};
    for (size_t a = 0; a < sizeof all / sizeof *all; ++a) lt_free(all[a]);
    lt_free(w.species);
    lt_free(w.place);
    lt_grid_free(w.grid);
    return status;
}

void lt_seed_free(lt_seed *seed) {
    lt_free(seed->factor);
    *seed = (lt_seed){0};
}
