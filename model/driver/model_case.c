#include "model/driver/model_case.h"

#include "base/document_path.h"
#include "base/log.h"
#include "base/variant.h"
#include "grids/window.h"
#include "model/driver/boundary_wish.h"
#include "model/driver/nest.h"
#include "model/driver/output_config.h"
#include "model/state/boundary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void keep(char *out, size_t size, const char *text) {
    snprintf(out, size, "%s", text);
}

void lt_model_names_of(const lt_job *job, lt_model_names *n) {
    lt_job once = *job, met = *job, source = *job;
    once.period = NULL;
    once.variant = NULL;
    if (lt_job_draw(job) == 1) met.variant = NULL;
    if (strcmp(job->variant, "noise") == 0 || lt_job_draw(job) > 1) source.variant = "base";
    keep(n->grid, sizeof n->grid, lt_job_file(&once, "grid", ".nc"));
    keep(n->met, sizeof n->met, lt_job_file(&met, "met", ".nc"));
    keep(n->emissions, sizeof n->emissions, lt_job_file(&source, "emissions", ".nc"));
    keep(n->conc, sizeof n->conc, lt_job_file(job, "conc", ".nc"));
    keep(n->budget, sizeof n->budget, lt_job_file(job, "budget", ".csv"));
    keep(n->regions, sizeof n->regions, lt_job_file(job, "budget_regions", ".csv"));
    keep(n->process, sizeof n->process, lt_job_file(job, "process", ".csv"));
    keep(n->border, sizeof n->border, lt_job_file(job, "border", ".csv"));
    keep(n->restart, sizeof n->restart, lt_job_file(job, "restart", ".nc"));
    snprintf(n->title, sizeof n->title, "model %s %s", job->variant, job->period->id);
}

const char *lt_model_boundary_name(const lt_model_config *config, const lt_job *job) {
    return lt_job_file(job, lt_fmt("boundary_%s", lt_variant_id(config->boundary_for)), ".nc");
}

static lt_status replace(char **text, const char *by) {
    char *copy = strdup(by);
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a path");
    free(*text);
    *text = copy;
    return LT_OK;
}

static lt_status find_boundary(const lt_job *job, char **boundary) {
    static const char mark[] = "{period}";
    const char *at = strstr(*boundary, mark);
    char name[1024], path[2048];
    snprintf(name, sizeof name, "%.*s%s%s", (int)(at ? at - *boundary : (long)strlen(*boundary)), *boundary,
             at ? job->period->id : "", at ? at + strlen(mark) : "");
    if (!lt_node_data_path(job->setup->model, name, path, sizeof path))
        return LT_RAISE(
            LT_ERR_INPUT, .what = "the boundary file is not there",
            .where = lt_fmt("%s, model: boundary", job->setup->path), .expected = name,
            .found = lt_node_searched(job->setup->model, name, true),
            .todo = "fields of a case belong to its own grid and days; make it (model: boundary_for in the outer "
                    "case; liaoning-long does), or say `boundary: background` in a case of your own");
    return replace(boundary, path);
}

/* The grid of boundary_for, where a file defines it. */
static lt_status find_inner(const lt_job *job, char **grid) {
    char path[2048];
    if (!lt_given(*grid) || !lt_is_document_path(*grid)) return LT_OK;
    lt_node_path(job->setup->model, *grid, path, sizeof path);
    return replace(grid, path);
}

lt_status lt_model_case_read(const lt_job *job, lt_model_config *out) {
    LT_TRY(lt_model_config_read(job->setup->model, out));
    lt_status status = find_inner(job, &out->boundary_for);
    if (status == LT_OK && lt_model_boundary_is_file(out)) status = find_boundary(job, &out->boundary);
    if (status == LT_OK) status = lt_near_add_tags(&out->near, lt_model_has_mechanism(out), &out->tracers);
    if (status != LT_OK) lt_config_release(lt_model_config_rows, out);
    return status;
}

lt_status lt_model_grid_of(const char *name, lt_grid **out) {
    lt_definition *definition;
    *out = NULL;
    LT_TRY(lt_definition_read(name, &definition));
    lt_status status = lt_grid_create(definition, 0, out);
    lt_definition_free(definition);
    return status;
}

/* --- before the run --- */

static lt_status check_inside(const lt_grid *grid, const char *name, const char *key, const lt_case *setup) {
    lt_grid *inner;
    lt_window window;
    LT_TRY(lt_model_grid_of(name, &inner));
    lt_status status = lt_window_of_grids(grid, inner, lt_fmt("%s, %s: %s", setup->path, key, name), &window);
    if (status == LT_OK) lt_window_free(&window);
    lt_grid_free(inner);
    return status;
}

static lt_status check_steps(const lt_model_config *config, const lt_grid *grid, const char *nest) {
    lt_grid *inner;
    lt_model_config of_nest = *config;
    int steps;
    LT_TRY(lt_model_grid_of(nest, &inner));
    of_nest.step_s = config->nest_step_s;
    lt_status status = lt_nest_steps(lt_model_step(config, grid->dx), lt_model_step(&of_nest, inner->dx), &steps);
    lt_grid_free(inner);
    return status;
}

static lt_status check_boundary(const lt_model_config *config, const lt_chemical_set *set, const lt_grid *grid,
                                const lt_period *period) {
    lt_boundary *boundary;
    const lt_boundary_need need = {.grid = grid,
                                   .n_species = set->n,
                                   .n_required = set->n,
                                   .species = set->info,
                                   .may_lack = strcmp(config->boundary_missing, "background") == 0,
                                   .chemistry = set->chemistry,
                                   .start = period->start - (lt_time)period->spinup_s,
                                   .n_hours = (long)((period->spinup_s + period->length_s) / LT_HOUR + 0.5),
                                   .initial = strcmp(config->initial, "boundary") == 0};
    LT_TRY(lt_boundary_open(config->boundary, &need, &boundary));
    lt_boundary_close(boundary);
    return LT_OK;
}

/* Species, instants and lead of the file that the run shall write. */
static lt_status check_wish(const lt_model_config *config, const lt_chemical_set *set, const lt_period *period) {
    const lt_tracer_setup *tracers = config->tracers.items;
    const int n = set->n + (int)config->tracers.n;
    const char **names;
    lt_boundary_wish wish;
    LT_TRY(lt_calloc((size_t)n, sizeof *names, &names));
    for (int s = 0; s < n; ++s) names[s] = s < set->n ? set->info[s].name : tracers[s - set->n].name;
    lt_status status = lt_boundary_wish_make(config, n, names, lround(period->spinup_s / LT_HOUR),
                                             lround(period->length_s / LT_HOUR), &wish);
    if (status == LT_OK) lt_boundary_wish_free(&wish);
    lt_free(names);
    return status;
}

/* All cells of a map lie in the grid. */
static lt_status check_map(const lt_near_setup *near, const lt_grid *grid, const lt_case *setup) {
    int i, j;
    bool inside;
    const int half = (int)near->cells / 2;
    LT_TRY(lt_grid_cell(grid, near->lon, near->lat, &i, &j, &inside));
    if (inside && i >= half && j >= half && i + half < grid->nx && j + half < grid->ny) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a map around a place leaves the grid",
                    .where = lt_fmt("%s, model: near, site %s", setup->path, near->site),
                    .expected = lt_fmt("%ld x %ld cells of %s around %g, %g", near->cells, near->cells, grid->name,
                                       near->lon, near->lat),
                    .found = inside ? lt_fmt("the place in cell %d, %d of %d x %d", i, j, grid->nx, grid->ny)
                                    : "a place out of the grid",
                    .todo = "correct the place, take fewer cells, or another grid");
}

static lt_status check_maps(const lt_model_config *config, const lt_grid *grid, const lt_case *setup) {
    const lt_near_setup *near = config->near.items;
    if (config->near.n > 0 && lt_case_has_nest(setup))
        return LT_RAISE(LT_ERR_INPUT, .what = "maps around places in a case with a nest",
                        .where = lt_fmt("%s, model: near", setup->path), .expected = "one grid",
                        .found = lt_fmt("grid %s and nest %s", setup->grid, setup->nest),
                        .todo = "run the inner grid as a case of its own, with a boundary file of the outer one "
                                "(boundary_for): tags of the outer grid's cells would enter those of the inner");
    for (long n = 0; n < config->near.n; n++) LT_TRY(check_map(&near[n], grid, setup));
    return LT_OK;
}

/* A step of a nest divides one of its parent: what fits the parent fits both. */
static lt_status check_grids(const lt_job *job, const lt_model_config *config, const lt_chemical_set *set,
                             const lt_grid *grid) {
    const lt_case *setup = job->setup;
    if (lt_model_writes_boundary(config)) LT_TRY(check_inside(grid, config->boundary_for, "boundary_for", setup));
    if (lt_model_writes_boundary(config)) LT_TRY(check_wish(config, set, job->period));
    LT_TRY(check_maps(config, grid, setup));
    if (lt_case_has_nest(setup)) LT_TRY(check_inside(grid, setup->nest, "nest", setup));
    if (lt_case_has_nest(setup)) LT_TRY(check_steps(config, grid, setup->nest));
    LT_TRY(lt_output_requests_check(&config->output, set, &config->tracers, lt_model_step(config, grid->dx),
                                    (long)(job->period->length_s / LT_HOUR + 0.5)));
    return lt_model_boundary_is_file(config) ? check_boundary(config, set, grid, job->period) : LT_OK;
}

lt_status lt_model_check(const lt_job *job) {
    lt_model_config config;
    lt_chemical_set *set = NULL;
    lt_grid *grid = NULL;
    if (strcmp(job->variant, "base") != 0) return LT_OK; /* the same for all variants */
    LT_TRY(lt_model_case_read(job, &config));
    lt_status status = LT_OK;
    if (lt_model_writes_boundary(&config) || lt_case_has_nest(job->setup) || lt_model_boundary_is_file(&config) ||
        config.output.n > 0 || config.near.n > 0)
        status = lt_model_grid_of(job->setup->grid, &grid);
    if (status == LT_OK && grid) status = lt_chemical_set_create_with(config.chemistry, config.organics, &set);
    if (status == LT_OK && grid) status = check_grids(job, &config, set, grid);
    lt_chemical_set_free(set);
    lt_grid_free(grid);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}
