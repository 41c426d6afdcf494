/* stage.c - definition, polygons, terrain and places become a grid (stage.h). */
#include "grids/build/stage.h"

#include "grids/build/counties.h"
#include "grids/build/user_ground.h"
#include "grids/build/statics.h"
#include "grids/build/surrogates.h"

#include <stdio.h>

/* The shipped files that decide a grid beside its definition. */
typedef enum source {
    PREFECTURES,
    COUNTIES,
    LAND,
    NEIGHBOURS,
    TERRAIN,
    CENSUS,
    PLACES,
    LAND_COVER,
    LAND_CODES,
    N_SOURCES
} source;
static const char *const source_names[N_SOURCES] = {
    "grids/data/prefectures.geojson", "grids/data/counties.geojson", "grids/data/land.geojson",
    "grids/data/neighbours.geojson",  "grids/data/terrain.nc",       "grids/data/population.csv",
    "grids/data/places.csv",          "grids/data/land_cover.nc",    "grids/data/land_codes.csv"};
typedef struct sources {
    char path[N_SOURCES][4096];
} sources;

static lt_status find_sources(sources *s) {
    for (int f = 0; f < N_SOURCES; f++) LT_TRY(lt_share_path(source_names[f], s->path[f], sizeof s->path[f]));
    return LT_OK;
}

static lt_status fill(lt_grid *g, const sources *s, const lt_node *inventory, const lt_node *ground,
                      lt_region_report *report) {
    bool own_terrain = false, own_land = false;
    const lt_region_files files = {s->path[PREFECTURES], s->path[LAND], s->path[NEIGHBOURS]};
    lt_geos geos;
    lt_shapes prefectures = {0}, counties = {0};
    LT_TRY(lt_geos_open(&geos));
    lt_status status = lt_regions_fill(&geos, g, &files, &prefectures, report);
    if (status == LT_OK) status = lt_user_ground_fill(g, ground, &own_terrain, &own_land);
    if (status == LT_OK && !own_terrain) status = lt_terrain_fill(g, s->path[TERRAIN]);
    if (status == LT_OK) status = lt_population_fill(&geos, g, &prefectures, s->path[CENSUS], s->path[PLACES]);
    if (status == LT_OK && !own_land) status = lt_land_cover_fill(g, s->path[LAND_COVER], s->path[LAND_CODES]);
    if (status == LT_OK) status = lt_counties_fill(&geos, g, s->path[COUNTIES], &counties);
    if (status == LT_OK) status = lt_surrogates_fill(&geos, g, &prefectures, &counties, inventory);
    lt_shapes_free(&geos, &counties);
    lt_shapes_free(&geos, &prefectures);
    lt_geos_close(&geos);
    return status;
}

lt_status lt_grid_build(const char *name, const lt_node *inventory, const lt_node *ground, lt_grid **out,
                        lt_region_report *report) {
    *out = NULL;
    sources *s;
    lt_definition *definition;
    lt_region_report own_report[LT_N_PREFECTURES];
    LT_TRY(lt_definition_read(name, &definition));
    lt_status status = lt_grid_create(definition, LT_N_NEIGHBOURS, out);
    lt_definition_free(definition);
    if (status != LT_OK) return status;
    status = lt_calloc(1, sizeof *s, &s);
    if (status == LT_OK) {
        status = find_sources(s);
        if (status == LT_OK) status = fill(*out, s, inventory, ground, report ? report : own_report);
        lt_free(s);
    }
    if (status == LT_OK) return LT_OK;
    lt_grid_free(*out);
    *out = NULL;
    return lt_error_context(status, "making the grid %s", name);
}

lt_status lt_grid_stage(const lt_job *job) {
    lt_grid *g;
    LT_TRY(lt_grid_build(lt_job_grid(job), job->setup->inventory, job->setup->ground, &g, NULL));
    lt_status status = lt_grid_write(g, job->out, lt_job_file(job, "grid", ".nc"));
    lt_grid_free(g);
    return status;
}

lt_status lt_grid_inputs(const lt_job *job, lt_hash *hash) {
    lt_hash_text(hash, "grid 3"); /* of the layout of grid.nc: raise it when that changes */
    LT_TRY(lt_definition_digest(lt_job_grid(job), hash));
    for (int f = 0; f < N_SOURCES; f++) LT_TRY(lt_hash_share_file(hash, source_names[f]));
    LT_TRY(lt_user_ground_digest(job->setup->ground, hash));
    return lt_surrogates_digest(job->setup->inventory, hash);
}
