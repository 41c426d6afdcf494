/* near_stacks.c - see near_stacks.h. */
#include "model/gaussian/subgrid/near_stacks.h"

#include "base/ncio.h"
#include "grids/anymap.h"
#include "model/emission/stack_rates.h"
#include "model/state/chemical_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct reader {
    lt_near_input *in;
    lt_chemical_set *set;
    lt_weather weather;
    bool has_weather;
    lt_ncr *file;
    lt_stack_rates *rates;
    int n_species;
    const char *names[LT_NEAR_MOST_SPECIES];
    lt_species_info species[LT_NEAR_MOST_SPECIES];
    double *x, *y, *kg_s, *assumed; /* [point], [point], [species][point], [point] */
    char **ids;
    size_t n;
} reader;

/* The species as its tag has it (state/tracers.c). */
static void make_species(reader *r) {
    const lt_species_set set = lt_chemical_set_species(r->set);
    lt_near_species(r->in->setup, r->in->mechanism, r->names, &r->n_species);
    for (int s = 0; s < r->n_species; s++) {
        const int own = lt_species_find(&set, r->names[s]);
        r->species[s] = own < 0 ? (lt_species_info){.name = r->names[s], .emitted = r->names[s]} : set.info[own];
    }
}

static lt_status open_files(reader *r, const lt_job *job, const lt_model_config *config, const lt_model_names *names) {
    const lt_grid *g = r->in->grid;
    const size_t hours = (size_t)r->in->n_hours;
    lt_ncr *met;
    LT_TRY(lt_chemical_set_create_with(config->chemistry, config->organics, &r->set));
    make_species(r);
    LT_TRY(lt_ncr_open_own(job->out, names->met, &met));
    r->has_weather = true;
    LT_TRY(lt_weather_open(met, (size_t)g->nx, (size_t)g->ny, (size_t)g->nz, r->in->start, hours, &r->weather));
    LT_TRY(lt_ncr_open_own(job->out, names->emissions, &r->file));
    const lt_stack_rates_setup setup = {.grid = g,
                                        .weather = &r->weather,
                                        .chemical = r->set,
                                        .vapours = lt_combustion_vapours_of(config->combustion_vapours),
                                        .mean_laws =
                                            config->emission_laws && strcmp(config->emission_laws, "mean") == 0,
                                        .start = r->in->start,
                                        .n_hours = hours,
                                        .n_species = r->n_species,
                                        .species = r->species};
    LT_TRY(lt_stack_rates_open(r->file, &setup, &r->rates));
    r->n = lt_stack_rates_points(r->rates)->n;
    return LT_OK;
}

static lt_status read_places(reader *r) {
    LT_TRY(lt_calloc(r->n, sizeof *r->x, &r->x));
    LT_TRY(lt_calloc(r->n, sizeof *r->y, &r->y));
    LT_TRY(lt_calloc(r->n, sizeof *r->assumed, &r->assumed));
    LT_TRY(lt_calloc(r->n, sizeof *r->ids, &r->ids));
    LT_TRY(lt_calloc((size_t)r->n_species * r->n, sizeof *r->kg_s, &r->kg_s));
    if (r->n == 0) return LT_OK;
    LT_TRY(lt_ncr_get_double(r->file, "points/x", "m", r->n, r->x));
    LT_TRY(lt_ncr_get_double(r->file, "points/y", "m", r->n, r->y));
    if (lt_ncr_has(r->file, "points/place_assumed"))
        LT_TRY(lt_ncr_get_double(r->file, "points/place_assumed", NULL, r->n, r->assumed));
    return lt_ncr_has(r->file, "points/id") ? lt_ncr_get_strings(r->file, "points/id", r->n, r->ids) : LT_OK;
}

/* In the map or in the ring of cells around it? */
static bool is_near(const lt_near_input *in, double x_m, double y_m) {
    const double cells = (double)in->plane.shape.nx;
    return x_m >= -in->plane.cell_m && y_m >= -in->plane.cell_m && x_m < (cells + 1.0) * in->plane.cell_m &&
           y_m < (cells + 1.0) * in->plane.cell_m;
}

static lt_status add_source(reader *r, size_t p, lt_anymap *map) {
    lt_near_input *in = r->in;
    const lt_stack *stack = &lt_stack_rates_points(r->rates)->stacks[p];
    const double x = (r->x[p] - in->grid->x0 - in->i0 * in->grid->dx) / in->map_factor;
    const double y = (r->y[p] - in->grid->y0 - in->j0 * in->grid->dx) / in->map_factor;
    if (lt_stack_rates_points(r->rates)->cell[p] < 0 || !is_near(in, x, y)) return LT_OK;
    lt_near_source *to = &in->sources[in->n_sources];
    *to = (lt_near_source){.plume = {.kind = LT_PLUME_POINT,
                                     .x_m = x,
                                     .y_m = y,
                                     .height_m = stack->height,
                                     .diameter_m = stack->diameter,
                                     .exit_ms = stack->exit_velocity,
                                     .exit_K = stack->exit_temperature,
                                     .downwash = true},
                           .id = strdup(r->ids[p] ? r->ids[p] : lt_fmt("point_%zu", p + 1)),
                           .point = p,
                           .map_x_m = r->x[p],
                           .map_y_m = r->y[p],
                           .place_assumed = r->assumed[p] != 0.0};
    if (!to->id) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the id of a stack");
    in->n_sources++;
    if (lt_anymap_inverse(map, r->x[p], r->y[p], &to->lon, &to->lat)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a stack is not on the grid's map", .where = lt_ncr_path(r->file),
                    .expected = "places on the projection of the grid", .found = to->id,
                    .todo = "make the emissions again with `lantian run`");
}

static lt_status add_sources(reader *r) {
    lt_anymap *map;
    LT_TRY(lt_calloc(r->n, sizeof *r->in->sources, &r->in->sources));
    LT_TRY(lt_anymap_open(r->in->grid->proj, &map));
    lt_status status = LT_OK;
    for (size_t p = 0; status == LT_OK && p < r->n; p++) status = add_source(r, p, map);
    lt_anymap_close(map);
    return status;
}

static double *rate_at(const lt_near_input *in, int p, long hour) {
    return in->rate_gs + ((long)p * in->n_hours + hour) * in->n_sources;
}

/* g s-1 of each pollutant's mass, from kg s-1 of its species. */
static void keep_hour(const reader *r, long hour) {
    const lt_near_input *in = r->in;
    for (int p = 0; p < in->n_pollutants; p++)
        for (int t = 0; t < LT_NEAR_MOST_TAGGED && in->pollutants[p]->tagged[t].species; t++)
            for (int s = 0; s < r->n_species; s++) {
                if (strcmp(r->names[s], in->pollutants[p]->tagged[t].species) != 0) continue;
                const double grams = 1e3 * in->pollutants[p]->tagged[t].factor;
                for (long k = 0; k < in->n_sources; k++)
                    rate_at(in, p, hour)[k] += grams * r->kg_s[(size_t)s * r->n + in->sources[k].point];
            }
}

static lt_status read_rates(reader *r) {
    lt_near_input *in = r->in;
    const size_t n = (size_t)in->n_pollutants * (size_t)in->n_hours * (size_t)in->n_sources;
    LT_TRY(lt_calloc(n, sizeof *in->rate_gs, &in->rate_gs));
    for (long hour = 0; in->n_sources > 0 && hour < in->n_hours; hour++) {
        LT_TRY(lt_stack_rates_hour(r->rates, in->start + hour * LT_HOUR, r->kg_s));
        keep_hour(r, hour);
    }
    return LT_OK;
}

lt_status lt_near_stacks_read(const lt_job *job, const lt_model_config *config, const lt_model_names *names,
                              lt_near_input *input) {
    reader r = {.in = input};
    lt_status status = open_files(&r, job, config, names);
    if (status == LT_OK) status = read_places(&r);
    if (status == LT_OK) status = add_sources(&r);
    if (status == LT_OK) status = read_rates(&r);
    for (size_t p = 0; r.ids && p < r.n; p++) free(r.ids[p]);
    lt_free(r.ids);
    lt_free(r.x);
    lt_free(r.y);
    lt_free(r.assumed);
    lt_free(r.kg_s);
    lt_stack_rates_close(r.rates);
    lt_ncr_close(r.file);
    if (r.has_weather) lt_weather_close(&r.weather);
    lt_chemical_set_free(r.set);
    return status;
}
