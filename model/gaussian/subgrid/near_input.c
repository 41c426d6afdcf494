/* near_input.c - reader (near_input.h).
 *
 * One hour of weather, that of the middle cell, serves all of a map. The plane of the plumes is the grid's map over the
 * map factor of the middle cell, which changes by less than 1e-3 over a map. */
#include "model/gaussian/subgrid/near_input.h"

#include "base/ncio.h"
#include "grids/anymap.h"
#include "model/driver/model_case.h"
#include "model/gaussian/subgrid/near_stacks.h"
#include "model/gaussian/weather/met_cell.h"
#include "model/met/constants.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- where -------------------------------------------------------------------------------------------------------- */

static lt_status place_map(lt_near_input *in) {
    const lt_near_setup *s = in->setup;
    const lt_grid *g = in->grid;
    const int n = (int)s->cells, half = n / 2;
    int i, j;
    bool inside;
    LT_TRY(lt_grid_cell(g, s->lon, s->lat, &i, &j, &inside));
    in->i0 = i - half;
    in->j0 = j - half;
    if (!inside || in->i0 < 0 || in->j0 < 0 || in->i0 + n > g->nx || in->j0 + n > g->ny)
        return LT_RAISE(LT_ERR_INPUT, .what = "a map around a place leaves the grid",
                        .where = lt_fmt("model: near, site %s", s->site),
                        .expected = lt_fmt("%d x %d cells of %s", n, n, g->name),
                        .found = lt_fmt("%g E, %g N", s->lon, s->lat), .todo = "correct the place");
    in->map_factor = g->map_factor[(size_t)j * (size_t)g->nx + (size_t)i];
    const double cell_m = g->dx / in->map_factor;
    const int points = (int)fmax(1.0, round(cell_m / s->resolution_m));
    in->plane = (lt_near_grid){.shape = {n, n, points}, .cell_m = cell_m, .layer_m = g->z_edge[1] - g->z_edge[0]};
    return LT_OK;
}

static lt_status read_weather(lt_near_input *in, const char *path) {
    const lt_grid *g = in->grid;
    const int half = (int)in->setup->cells / 2;
    const size_t middle = (size_t)(in->j0 + half) * (size_t)g->nx + (size_t)(in->i0 + half);
    const lt_time end = in->start + in->n_hours * LT_HOUR;
    LT_TRY(lt_met_cell_read(path, g->lon[middle], g->lat[middle], in->start, end, &in->weather));
    lt_plume_weather_turn(in->weather, g->angle[middle] / LT_DEGREE);
    if (in->weather->n == in->n_hours) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the weather does not cover the period", .where = path,
                    .expected = lt_fmt("%ld hours", in->n_hours), .found = lt_fmt("%ld", in->weather->n),
                    .todo = "make it again with `lantian run`");
}

/* --- the grid's values -------------------------------------------------------------------------------------------- */

static lt_status expect_hours(const lt_near_input *in, lt_ncr *file) {
    size_t n;
    double bounds[2];
    LT_TRY(lt_ncr_dim(file, "time", &n));
    LT_TRY(lt_ncr_get_double_record(file, "time_bnds", NULL, 0, 2, bounds));
    if ((long)n == in->n_hours && (lt_time)bounds[0] == in->start) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the concentrations are of other hours", .where = lt_ncr_path(file),
                    .expected = lt_fmt("%ld hours of the period", in->n_hours), .found = lt_fmt("%zu hours", n),
                    .todo = "make them again with `lantian run`");
}

/* More than the air itself weighs; fill values lie beyond it. */
#define MOST_UGM3 2e9

static lt_status raise_value(const lt_near_input *in, lt_ncr *file, const char *name, const lt_ncr_block *block,
                             size_t k, double value) {
    const size_t c = block->count[1];
    char begin[24];
    lt_time_iso(in->start + (lt_time)(k / (c * c)) * LT_HOUR, begin);
    return LT_RAISE(LT_ERR_INPUT, .what = "a value that a near-field map needs is no concentration",
                    .where = lt_fmt("%s, %s, hour %zu (from %s), row %zu, column %zu", lt_ncr_path(file), name,
                                    k / (c * c), begin, block->start[1] + k / c % c, block->start[2] + k % c),
                    .expected = lt_fmt("a number, of a size of at most %g ug m-3", MOST_UGM3),
                    .found = isnan(value) ? "no number (missing, or NaN)" : lt_fmt("%g", value),
                    .todo = "make the concentrations again with `lantian run`");
}

/* All hours of count x count cells of a field from i, j of the map, times factor, added to out[hour][ny][nx]. */
static lt_status add_field(const lt_near_input *in, lt_ncr *file, const char *name, double factor, int i, int j,
                           int count, double *out) {
    const size_t n = (size_t)in->n_hours, c = (size_t)count, nx = (size_t)in->plane.shape.nx;
    const lt_ncr_block block = {{0, (size_t)(in->j0 + j), (size_t)(in->i0 + i)}, {n, c, c}};
    const size_t plane = nx * (size_t)in->plane.shape.ny;
    float *values;
    LT_TRY(lt_calloc(n * c * c, sizeof *values, &values));
    lt_status status = lt_ncr_get_float_block(file, name, "ug m-3", &block, values);
    for (size_t k = 0; status == LT_OK && k < n * c * c; k++) {
        if (!(fabs((double)values[k]) <= MOST_UGM3)) status = raise_value(in, file, name, &block, k, (double)values[k]);
        const size_t y = (size_t)j + k / c % c, x = (size_t)i + k % c;
        out[k / (c * c) * plane + y * nx + x] += factor * fmax(0.0, (double)values[k]);
    }
    lt_free(values);
    return status;
}

/* A tag of each cell, read in this cell. */
static lt_status add_tags(const lt_near_input *in, lt_ncr *file, const lt_near_tagged *tagged, double *out) {
    for (int j = 0; j < in->plane.shape.ny; j++)
        for (int i = 0; i < in->plane.shape.nx; i++)
            LT_TRY(add_field(in, file, lt_near_tag(in->map, tagged->species, i, j), tagged->factor, i, j, 1, out));
    return LT_OK;
}

static lt_status read_pollutant(lt_near_input *in, lt_ncr *file, int p, size_t each) {
    const lt_near_tagged *tagged = in->pollutants[p]->tagged;
    const int n = in->plane.shape.nx;
    LT_TRY(add_field(in, file, in->pollutants[p]->name, 1.0, 0, 0, n, in->cell + (size_t)p * each));
    for (int s = 0; s < LT_NEAR_MOST_TAGGED && tagged[s].species; s++)
        LT_TRY(add_tags(in, file, &tagged[s], in->tag + (size_t)p * each));
    if (!in->mechanism || strcmp(in->pollutants[p]->name, "nox") != 0) return LT_OK;
    LT_TRY(lt_calloc(each, sizeof *in->no2, &in->no2));
    return add_field(in, file, "no2", 1.0, 0, 0, n, in->no2);
}

static lt_status read_cells(lt_near_input *in, lt_outdir *dir, const char *name) {
    const size_t each = (size_t)in->n_hours * (size_t)(in->plane.shape.nx * in->plane.shape.ny);
    lt_ncr *file;
    LT_TRY(lt_calloc((size_t)in->n_pollutants * each, sizeof *in->cell, &in->cell));
    LT_TRY(lt_calloc((size_t)in->n_pollutants * each, sizeof *in->tag, &in->tag));
    LT_TRY(lt_ncr_open_own(dir, name, &file));
    lt_status status = expect_hours(in, file);
    for (int p = 0; status == LT_OK && p < in->n_pollutants; p++) status = read_pollutant(in, file, p, each);
    lt_ncr_close(file);
    return status;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static void choose_pollutants(lt_near_input *in) {
    const char *const *names = lt_near_pollutants(in->setup, &in->n_pollutants);
    for (int p = 0; p < in->n_pollutants; p++) in->pollutants[p] = lt_near_pollutant_find(names[p], in->mechanism);
}

static lt_status read_all(lt_near_input *in, const lt_job *job, const lt_model_config *config, bool with_weather) {
    lt_model_names names;
    char met[2048];
    lt_model_names_of(job, &names);
    snprintf(met, sizeof met, "%s/%s", lt_outdir_path(job->out), names.met);
    choose_pollutants(in);
    LT_TRY(lt_grid_read(job->out, names.grid, &in->grid));
    LT_TRY(place_map(in));
    if (with_weather) LT_TRY(read_weather(in, met));
    LT_TRY(read_cells(in, job->out, names.conc));
    return lt_near_stacks_read(job, config, &names, in);
}

lt_status lt_near_input_read(const lt_job *job, const lt_model_config *config, long map, bool with_weather,
                             lt_near_input **out) {
    lt_near_input *in;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *in, &in));
    in->setup = (const lt_near_setup *)config->near.items + map;
    in->map = map;
    in->mechanism = lt_model_has_mechanism(config);
    in->start = job->period->start;
    in->n_hours = lround(job->period->length_s / LT_HOUR);
    lt_status status = read_all(in, job, config, with_weather);
    if (status == LT_OK)
        *out = in;
    else
        lt_near_input_free(in);
    return status;
}

void lt_near_input_free(lt_near_input *in) {
    if (!in) return;
    for (long n = 0; in->sources && n < in->n_sources; n++) free(in->sources[n].id);
    lt_free(in->sources);
    lt_free(in->rate_gs);
    lt_free(in->cell);
    lt_free(in->tag);
    lt_free(in->no2);
    lt_plume_weather_free(in->weather);
    lt_grid_free(in->grid);
    lt_free(in);
}
