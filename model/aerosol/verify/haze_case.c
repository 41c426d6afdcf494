#include "model/aerosol/verify/haze_case.h"

#include "base/log.h"
#include "model/kernel/ltmath.h"
#include "model/state/background.h"

#include <string.h>

static const double step_s = 300.0, day_s = 86400.0;
/* All columns under the same sun. */
static const double cell_m = 1.0;

/* --- life --------------------------------------------------------------------------------------------------------- */

static int n_species(const lt_haze_case *h) {
    return h->air.set->n;
}

static lt_status find_sources(lt_haze_case *h) {
    lt_haze_source rows[2][LT_HAZE_MOST_SOURCES];
    int n = 0;
    for (int place = 0; place < 2; ++place) n = lt_haze_sources(h->setup.season, (lt_haze_place)place, rows[place]);
    LT_TRY(lt_calloc((size_t)n, sizeof *h->sources, &h->sources));
    for (int e = 0; e < n; ++e) {
        const int s = lt_chemical_set_find(h->air.set, rows[0][e].species);
        if (s < 0)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "no species of this name", .where = "haze_sources.c",
                            .expected = "a species of cb6r5", .found = rows[0][e].species, .todo = "correct the row");
        h->sources[h->n_sources++] = (struct lt_haze_emitted){s, {rows[0][e], rows[1][e]}};
    }
    return LT_OK;
}

static lt_status find_ground_and_background(lt_haze_case *h) {
    const lt_chemical_set *set = h->air.set;
    lt_background background;
    LT_TRY(lt_calloc((size_t)set->n, sizeof(double), &h->velocity));
    LT_TRY(lt_calloc((size_t)(set->n * LT_HAZE_LAYERS), sizeof(double), &h->clean));
    for (int s = 0; s < set->n; ++s)
        h->velocity[s] = lt_haze_velocity(h->setup.season, set->info[s].name, set->info[s].particle != NULL);
    const lt_status status =
        lt_background_read(set, lt_haze_month(h->setup.season), LT_HAZE_LAYERS, lt_haze_edges, &background);
    if (status == LT_OK) memcpy(h->clean, background.value, (size_t)(set->n * LT_HAZE_LAYERS) * sizeof *h->clean);
    lt_background_free(&background);
    return status;
}

/* Columns lie in rows of the grid; what is left of the last one holds clean air. */
enum { ROWS = 4 };
static const int least_row = 4;

static int columns_of(const lt_haze_case *h) {
    return h->air.grid->nx * h->air.grid->ny;
}

static lt_real *cell(const lt_haze_case *h, int s, int k, int column) {
    const lt_state_block *b = &h->air.state->blocks[0];
    return lt_state_slab(b, s, k) + column / h->air.grid->nx * b->row + column % h->air.grid->nx;
}

static double *mass_at(const lt_haze_case *h, int k, int column) {
    const int nx = h->air.grid->nx;
    return &h->air.air->mass[lt_air_at(h->air.air, k, column / nx, column % nx)];
}

static double mass(const lt_haze_case *h, int k, int column) {
    return *mass_at(h, k, column);
}

double lt_haze_burden(const lt_haze_case *h, int s, int column) {
    double sum = 0.0;
    for (int k = 0; k < LT_HAZE_LAYERS; ++k) sum += mass(h, k, column) * (double)*cell(h, s, k, column);
    return sum;
}

/* An eighth of the columns of gas_case.h lies at sea: here none. */
static void set_land(lt_haze_case *h) {
    for (int c = 0; c < columns_of(h); ++c) {
        h->air.grid->region_fraction[c] = 1.0;
        h->air.grid->region_fraction[LT_REGION_SEA * columns_of(h) + c] = 0.0;
    }
}

/* The air of gas_case.h is 285 K warm at the ground; this one has its own temperature at the same pressure. */
static void set_density(lt_haze_case *h) {
    for (int k = 0; k < LT_HAZE_LAYERS; ++k) {
        const double z = 0.5 * (lt_haze_edges[k] + lt_haze_edges[k + 1]);
        const double warmer = lt_haze_air_at(h->setup.season, k, 12.0).temperature / (285.0 - 0.0065 * z);
        for (int i = 0; i < columns_of(h); ++i) *mass_at(h, k, i) /= warmer;
    }
}

static lt_status create(lt_haze_case *h) {
    const int row = (h->setup.n + ROWS - 1) / ROWS;
    const lt_gas_case_setup setup = {.chemistry = "cb6r5",
                                     .nx = row > least_row ? row : least_row,
                                     .ny = ROWS,
                                     .nz = LT_HAZE_LAYERS,
                                     .cell_m = cell_m,
                                     .z_edge = lt_haze_edges,
                                     .blocks_x = 1,
                                     .blocks_y = 1,
                                     .paths = h->setup.paths};
    LT_TRY(lt_gas_case_create(&setup, &h->air));
    set_land(h);
    set_density(h);
    LT_TRY(find_sources(h));
    LT_TRY(find_ground_and_background(h));
    const size_t cells = (size_t)n_species(h) * (size_t)h->setup.n;
    LT_TRY(lt_calloc(cells, sizeof(double), &h->before));
    LT_TRY(lt_calloc(cells, sizeof(double), &h->sum));
    for (int t = 0; t < LT_N_HAZE_TERMS; ++t) LT_TRY(lt_calloc(cells, sizeof(double), &h->term[t]));
    for (int s = 0; s < n_species(h); ++s)
        for (int i = 0; i < columns_of(h); ++i) {
            for (int k = 0; k < LT_HAZE_LAYERS; ++k) *cell(h, s, k, i) = (lt_real)h->clean[s * LT_HAZE_LAYERS + k];
            if (i < h->setup.n) h->before[s * h->setup.n + i] = lt_haze_burden(h, s, i);
        }
    h->density = mass(h, 0, 0) / (h->air.grid->area[0] * (lt_haze_edges[1] - lt_haze_edges[0]));
    return LT_OK;
}

void lt_haze_free(lt_haze_case *h) {
    lt_gas_case_free(&h->air);
    lt_free(h->sources);
    lt_free(h->velocity);
    lt_free(h->clean);
    lt_free(h->before);
    lt_free(h->sum);
    for (int t = 0; t < LT_N_HAZE_TERMS; ++t) lt_free(h->term[t]);
    *h = (lt_haze_case){0};
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

static void set_weather(lt_haze_case *h, double hour) {
    lt_weather *w = &h->air.weather;
    double cover = 0.0, depth = 0.0;
    for (int k = 0; k < LT_HAZE_LAYERS; ++k) {
        const lt_haze_air a = lt_haze_air_at(h->setup.season, k, hour);
        for (int i = 0; i < columns_of(h); ++i) {
            const int c = k * columns_of(h) + i;
            w->temperature[c] = a.temperature;
            w->humidity[c] = a.humidity;
            w->cloud_water[c] = a.cloud_water;
            w->cloud_ice[c] = 0.0;
            w->cloud_fraction[c] = a.cloud_share;
        }
        if (!(a.cloud_share > 0.0)) continue;
        /* Optical depth 3 LWP / (2 rho r) of drops of 10 um. */
        const double kg_m2 = mass(h, k, 0) / h->air.grid->area[0] * a.cloud_water / a.cloud_share;
        cover = a.cloud_share;
        depth = 1.5 * kg_m2 / (1000.0 * 10e-6);
    }
    for (int i = 0; i < columns_of(h); ++i) {
        w->cloud_cover[i] = cover;
        w->cloud_optical_depth[i] = depth;
    }
}

/* Changes a cell and counts it. */
static void set_cell(lt_haze_case *h, lt_haze_term term, int s, int k, int i, double value) {
    lt_real *q = cell(h, s, k, i);
    const lt_real now = (lt_real)value;
    h->term[term][s * h->setup.n + i] += mass(h, k, i) * ((double)now - (double)*q);
    *q = now;
}

static void emit(lt_haze_case *h, double hour) {
    const double area = h->air.grid->area[0];
    for (int e = 0; e < h->n_sources; ++e)
        for (int i = 0; i < h->setup.n; ++i) {
            const lt_haze_column *column = &h->setup.columns[i];
            const lt_haze_source *rate = &h->sources[e].rate[column->place];
            const double left = rate->cut < LT_N_HAZE_CUTS ? column->left[rate->cut] : 1.0;
            const double kg =
                left * rate->kg_m2_s * area * step_s * lt_haze_by_hour(hour, rate->cut == LT_HAZE_NATURAL);
            for (int k = 0; k < 2; ++k) {
                const double share = k ? rate->into_stack : 1.0 - rate->into_stack;
                const int s = h->sources[e].species;
                set_cell(h, LT_HAZE_EMITTED, s, k, i, (double)*cell(h, s, k, i) + share * kg / mass(h, k, i));
            }
        }
}

static void mix(lt_haze_case *h, int layers) {
    for (int s = 0; s < n_species(h) && layers > 1; ++s)
        for (int i = 0; i < h->setup.n; ++i) {
            double kg = 0.0, air = 0.0;
            for (int k = 0; k < layers; ++k) {
                kg += mass(h, k, i) * (double)*cell(h, s, k, i);
                air += mass(h, k, i);
            }
            for (int k = 0; k < layers; ++k) *cell(h, s, k, i) = (lt_real)(kg / air);
        }
}

static void take_by_ground(lt_haze_case *h) {
    const double thick = lt_haze_edges[1] - lt_haze_edges[0];
    for (int s = 0; s < n_species(h); ++s) {
        if (!(h->velocity[s] > 0.0)) continue;
        const double left = lt_exp(-h->velocity[s] * step_s / thick);
        for (int i = 0; i < h->setup.n; ++i) set_cell(h, LT_HAZE_TAKEN, s, 0, i, left * (double)*cell(h, s, 0, i));
    }
}

/* From the last column to the first: what is outside of one has not changed yet. */
static void ventilate(lt_haze_case *h) {
    for (int i = h->setup.n - 1; i >= 0; --i) {
        const lt_haze_column *column = &h->setup.columns[i];
        const double rate = lt_haze_wind(h->setup.season) / lt_haze_length(column->place);
        const double share = 1.0 - lt_exp(-step_s * rate);
        for (int s = 0; s < n_species(h); ++s)
            for (int k = 0; k < LT_HAZE_LAYERS; ++k) {
                const double here = (double)*cell(h, s, k, i);
                const double outside =
                    column->outside < 0 ? h->clean[s * LT_HAZE_LAYERS + k] : (double)*cell(h, s, k, column->outside);
                set_cell(h, LT_HAZE_VENTED, s, k, i, here + share * (outside - here));
            }
    }
}

static lt_status step(lt_haze_case *h, double since) {
    const double hour = (since + 0.5 * step_s) / 3600.0, of_day = hour - 24.0 * (double)(long)(hour / 24.0);
    set_weather(h, of_day);
    emit(h, of_day);
    mix(h, lt_haze_mixed(h->setup.season, of_day));
    take_by_ground(h);
    ventilate(h);
    return lt_gas_case_step(&h->air, (double)lt_haze_start(h->setup.season) + since + 0.5 * step_s, step_s);
}

lt_status lt_haze_run(const lt_haze_setup *setup, lt_haze_case *h) {
    *h = (lt_haze_case){.setup = *setup};
    LT_TRY(create(h));
    const int steps = (int)(day_s / step_s);
    for (int n = 0; n < setup->days * steps; ++n) {
        LT_TRY(step(h, n * step_s));
        if (n < (setup->days - 1) * steps) continue;
        h->n_sums += 1;
        for (int s = 0; s < n_species(h); ++s)
            for (int i = 0; i < setup->n; ++i) h->sum[s * setup->n + i] += (double)*cell(h, s, 0, i);
    }
    return LT_OK;
}
