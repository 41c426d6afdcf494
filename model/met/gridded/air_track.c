/* air_track.c - levels of a source read, brought to the cells, placed on the layers (air_track.h). */
#include "model/met/gridded/air_track.h"

#include "model/met/gridded/air_needs.h"

#include <math.h>
#include <string.h>

/* What is read over levels: pressure and height where the source has them as fields. */
enum { READ_T, READ_Q, READ_RH, READ_EAST, READ_NORTH, READ_P, READ_Z, READ_WATER, READ_ICE, READ_CLOUD, N_READ };
static const lt_gridded_field field_of[N_READ] = {
    LT_G_TEMPERATURE, LT_G_SPECIFIC_HUMIDITY, LT_G_RELATIVE_HUMIDITY, LT_G_EAST, LT_G_NORTH, LT_G_PRESSURE,
    LT_G_HEIGHT,      LT_G_CLOUD_WATER,       LT_G_CLOUD_ICE,         LT_G_CLOUD};

struct lt_air_track {
    const lt_series *series;
    const lt_gridded *levels;
    const lt_horizontal *horizontal;
    const lt_grid *grid;
    lt_air_options options;
    long n_cells, n_records, forgotten;
    int nz;
    lt_air_state **state; /* [records] NULL: not placed */
    float *source;        /* [levels][plane.n] */
    float *cells[N_READ]; /* [cell][levels]; NULL: the source has not got it */
    const lt_air_state **asked;
    double *weight;
    long room, weight_room;
    lt_air_repairs repairs;
};

/* --- making --- */

static bool is_read(const lt_series *s, int r) {
    if (r == READ_RH && lt_series_has(s, LT_G_SPECIFIC_HUMIDITY)) return false;
    if (r == READ_P && lt_series_levels(s)->level_kind != LT_LEVELS_FIELD) return false;
    return lt_series_has(s, field_of[r]);
}

static lt_status allocate(lt_air_track *t) {
    size_t levels = (size_t)t->levels->n_levels;
    LT_TRY(lt_calloc((size_t)t->n_records, sizeof(lt_air_state *), &t->state));
    LT_TRY(lt_calloc(levels * (size_t)lt_series_plane(t->series, LT_G_TEMPERATURE)->n, sizeof(float), &t->source));
    for (int r = 0; r < N_READ; r++)
        if (is_read(t->series, r)) LT_TRY(lt_calloc((size_t)t->n_cells * levels, sizeof(float), &t->cells[r]));
    return LT_OK;
}

lt_status lt_air_track_create(const lt_series *series, const lt_horizontal *horizontal, const lt_grid *grid,
                              const lt_air_options *options, lt_air_track **out) {
    lt_air_track *t = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    *t = (lt_air_track){.series = series, .levels = lt_series_levels(series), .horizontal = horizontal, .grid = grid};
    t->options = *options;
    t->n_cells = (long)grid->nx * grid->ny;
    t->nz = grid->nz;
    t->n_records = series->field[LT_G_TEMPERATURE].n;
    lt_status status = lt_air_needs(series);
    if (status == LT_OK) status = allocate(t);
    if (status != LT_OK) {
        lt_air_track_free(t);
        return status;
    }
    *out = t;
    return LT_OK;
}

static void free_state(lt_air_state *s) {
    if (!s) return;
    lt_free(s->mass);
    lt_free(s->top);
    lt_free(s->temperature);
    for (int f = 0; f < LT_N_PLACED; f++) lt_free(s->value[f]);
    for (int f = 0; f < 4; f++) lt_free(s->near[f]);
    lt_free(s);
}

void lt_air_track_free(lt_air_track *t) {
    if (!t) return;
    for (long r = 0; t->state && r < t->n_records; r++) free_state(t->state[r]);
    lt_free(t->state);
    for (int r = 0; r < N_READ; r++) lt_free(t->cells[r]);
    void *all[] = {t->source, t->asked, t->weight};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    lt_free(t);
}

static lt_status make_state(const lt_air_track *t, lt_air_state **out) {
    lt_air_state *s = NULL;
    size_t n = (size_t)t->n_cells, volume = n * (size_t)t->nz;
    LT_TRY(lt_calloc(1, sizeof *s, &s));
    lt_status status = lt_calloc(volume, sizeof(double), &s->mass);
    if (status == LT_OK) status = lt_calloc(n, sizeof(double), &s->top);
    if (status == LT_OK) status = lt_calloc(volume, sizeof(float), &s->temperature);
    for (int f = 0; f < LT_N_PLACED && status == LT_OK; f++) status = lt_calloc(volume, sizeof(float), &s->value[f]);
    for (int f = 0; f < 4 && status == LT_OK; f++) status = lt_calloc(n, sizeof(float), &s->near[f]);
    if (status == LT_OK)
        *out = s;
    else
        free_state(s);
    return status;
}

/* --- reading --- */

/* The record of a field at a time, -1 if there is none. */
static long record_at(const lt_series *s, lt_gridded_field f, lt_time t) {
    long low = 0, high = s->field[f].n - 1;
    while (low < high) {
        long middle = (low + high) / 2;
        if (s->field[f].items[middle].end < t)
            low = middle + 1;
        else
            high = middle;
    }
    return s->field[f].n && s->field[f].items[low].end == t ? low : -1;
}

static lt_status read_levels(lt_air_track *t, lt_time time) {
    int levels = t->levels->n_levels;
    for (int r = 0; r < N_READ; r++) {
        if (!t->cells[r]) continue;
        long record = record_at(t->series, field_of[r], time);
        if (record < 0 && r >= READ_WATER) { /* silent at this time */
            for (long i = 0; i < t->n_cells * levels; i++) t->cells[r][i] = NAN;
            continue;
        }
        if (record < 0) {
            char when[24];
            lt_time_iso(time, when);
            return LT_RAISE(LT_ERR_INPUT, .what = "the weather lacks a field at one time",
                            .where = t->series->part[0]->path,
                            .expected = lt_fmt("%s at %s, as temperature", lt_gridded_rows[field_of[r]].name, when),
                            .found = "none", .todo = "complete the files");
        }
        LT_TRY(lt_series_read(t->series, field_of[r], record, t->source));
        lt_horizontal_levels(t->horizontal, levels, t->source, t->options.threads, t->cells[r]);
    }
    return LT_OK;
}

/* --- columns --- */

static double at(const float *field, long i) {
    return field ? field[i] : NAN;
}

/* Cloud: a level without a value has none where the field is there. Humidity: the air above the highest level that has
 * one keeps its specific humidity. */
static void fill_upper(lt_source_column *s) {
    for (int f = LT_PLACED_WATER; f <= LT_PLACED_CLOUD; f++) {
        bool any = false;
        for (int i = 0; i < s->n; i++) any |= !isnan(s->value[f][i]);
        for (int i = 0; any && i < s->n; i++)
            if (!(s->value[f][i] > 0.0)) s->value[f][i] = 0.0;
    }
    double *q = s->value[LT_PLACED_HUMIDITY];
    for (int i = 1; i < s->n; i++)
        if (isnan(q[i]) && s->pressure_Pa[i] < 30000.0) q[i] = q[i - 1];
}

static void fill_column(const lt_air_track *t, const lt_air_ground *g, long c, lt_source_column *s) {
    const lt_gridded *levels = t->levels;
    int n = levels->n_levels;
    long first = c * n;
    s->n = n;
    s->terrain_m = at(g->terrain, c);
    s->surface_pressure_Pa = at(g->surface_pressure, c);
    s->temperature_2m_K = at(g->temperature_2m, c);
    s->humidity_2m = at(g->humidity_2m, c);
    s->east_10m = at(g->east_10m, c);
    s->north_10m = at(g->north_10m, c);
    for (int i = 0; i < n; i++) {
        double temperature = t->cells[READ_T][first + i], p;
        if (levels->level_kind == LT_LEVELS_PRESSURE)
            p = levels->pressure_Pa[i];
        else if (levels->level_kind == LT_LEVELS_HYBRID)
            p = levels->hybrid_a[i] + levels->hybrid_b[i] * s->surface_pressure_Pa;
        else
            p = t->cells[READ_P][first + i];
        s->pressure_Pa[i] = p;
        s->temperature_K[i] = temperature;
        s->height_m[i] = t->cells[READ_Z] ? t->cells[READ_Z][first + i] : NAN;
        s->value[LT_PLACED_HUMIDITY][i] = t->cells[READ_Q]
                                              ? t->cells[READ_Q][first + i]
                                              : t->cells[READ_RH][first + i] * lt_saturation_humidity(temperature, p);
        s->value[LT_PLACED_EAST][i] = t->cells[READ_EAST][first + i];
        s->value[LT_PLACED_NORTH][i] = t->cells[READ_NORTH][first + i];
        for (int f = 0; f < 3; f++) s->value[LT_PLACED_WATER + f][i] = at(t->cells[READ_WATER + f], first + i);
    }
    fill_upper(s);
}

static void store(const lt_air_track *t, const lt_placed_column *p, long c, lt_air_state *s) {
    int nz = t->nz;
    for (int k = 0; k < nz; k++) {
        s->mass[c * nz + k] = p->mass_kgm2[k];
        s->temperature[c * nz + k] = (float)p->temperature_K[k];
        for (int f = 0; f < LT_N_PLACED; f++) s->value[f][c * nz + k] = (float)p->value[f][k];
    }
    s->top[c] = p->pressure_edge_Pa[nz];
    const double near[4] = {p->temperature_2m_K, p->humidity_2m, p->east_10m, p->north_10m};
    for (int f = 0; f < 4; f++) s->near[f][c] = (float)near[f];
}

static lt_status raise_placing(const lt_air_track *t, lt_placing fault, long c, lt_time time) {
    static const char *const what[] = {
        [LT_PLACING_NO_ANCHOR] = "neither heights nor surface pressure with terrain",
        [LT_PLACING_NO_LEVEL] = "fewer than two levels above the source's ground",
        [LT_PLACING_GAP] = "a missing value at a level above the ground",
        [LT_PLACING_ORDER] = "a level whose pressure is not below that of the one under it",
        [LT_PLACING_TOP] = "the levels end below the middle of the model's highest layer"};
    char when[24];
    lt_time_iso(time, when);
    return LT_RAISE(LT_ERR_INPUT, .what = "a column of the weather cannot be placed", .where = t->levels->path,
                    .expected =
                        lt_fmt("whole levels from the ground to %g m above the model's ground", t->grid->z_edge[t->nz]),
                    .found = lt_fmt("%s at %.2f E %.2f N, %s", what[fault], t->grid->lon[c], t->grid->lat[c], when),
                    .todo = fault == LT_PLACING_TOP ? "take more levels, or a grid with a lower top" : "mend the file");
}

static lt_status place(lt_air_track *t, const lt_air_ground *ground, lt_time time, lt_air_state *state) {
    long n = t->n_cells, bad = n, supersaturated = 0, saturated = 0, negative = 0, extended = 0;
    lt_placing fault = LT_PLACED;
#pragma omp parallel for schedule(static) num_threads(t->options.threads)                                              \
    reduction(+ : supersaturated, saturated, negative, extended) reduction(min : bad)
    for (long c = 0; c < n; c++) {
        lt_source_column source;
        lt_placed_column placed;
        fill_column(t, ground, c, &source);
        if (lt_place_column(&source, t->grid->terrain[c], t->options.roughness_m[c], t->nz, t->grid->z_edge, &placed) !=
            LT_PLACED) {
            bad = c < bad ? c : bad;
            continue;
        }
        store(t, &placed, c, state);
        supersaturated += placed.supersaturated_levels;
        saturated += placed.saturated_layers;
        negative += placed.negative;
        extended += placed.extended;
    }
    if (bad < n) { /* once more, for what it was */
        lt_source_column source;
        lt_placed_column placed;
        fill_column(t, ground, bad, &source);
        fault = lt_place_column(&source, t->grid->terrain[bad], t->options.roughness_m[bad], t->nz, t->grid->z_edge,
                                &placed);
        return raise_placing(t, fault, bad, time);
    }
    t->repairs.columns += n;
    t->repairs.levels += n * t->levels->n_levels;
    t->repairs.supersaturated_levels += supersaturated;
    t->repairs.saturated_layers += saturated;
    t->repairs.negative += negative;
    t->repairs.extended += extended;
    return LT_OK;
}

static lt_status load(lt_air_track *t, long record) {
    if (t->state[record]) return LT_OK;
    lt_time time = t->series->field[LT_G_TEMPERATURE].items[record].end;
    lt_air_ground ground = {0};
    LT_TRY(t->options.ground(t->options.context, time, &ground));
    LT_TRY(read_levels(t, time));
    lt_air_state *state = NULL;
    LT_TRY(make_state(t, &state));
    lt_status status = place(t, &ground, time, state);
    if (status != LT_OK)
        free_state(state);
    else
        t->state[record] = state;
    return status;
}

lt_status lt_air_track_mean(lt_air_track *t, lt_time from, lt_time to, long *n, const lt_air_state *const **states,
                            const double **weights) {
    const lt_series_record *items = t->series->field[LT_G_TEMPERATURE].items;
    long first;
    lt_series_weights(items, t->n_records, from, to, &first, n, NULL);
    LT_TRY(lt_grow(&t->asked, sizeof(lt_air_state *), *n, &t->room));
    LT_TRY(lt_grow(&t->weight, sizeof *t->weight, *n, &t->weight_room));
    for (long r = 0; r < *n; r++) {
        LT_TRY(load(t, first + r));
        t->asked[r] = t->state[first + r];
    }
    lt_series_weights(items, t->n_records, from, to, &first, n, t->weight);
    *states = t->asked;
    *weights = t->weight;
    return LT_OK;
}

void lt_air_track_forget(lt_air_track *t, lt_time before) {
    long first, n;
    lt_series_weights(t->series->field[LT_G_TEMPERATURE].items, t->n_records, before, before, &first, &n, NULL);
    for (; t->forgotten < first; t->forgotten++) {
        free_state(t->state[t->forgotten]);
        t->state[t->forgotten] = NULL;
    }
}

const lt_air_repairs *lt_air_track_repairs(const lt_air_track *t) {
    return &t->repairs;
}
