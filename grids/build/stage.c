/* stage.c - definition, polygons, terrain and places become a grid (stage.h). */
#include "grids/build/stage.h"

#include "grids/build/counties.h"
#include "grids/build/user_ground.h"
#include "grids/build/statics.h"
#include "grids/build/surrogates.h"

#include <stdio.h>

typedef struct sources {
    char path[LT_N_GRID_SOURCES][4096];
} sources;

static lt_status find_sources(sources *s) {
    for (int f = 0; f < LT_N_GRID_SOURCES; f++)
        LT_TRY(lt_share_path(lt_grid_source_names[f], s->path[f], sizeof s->path[f]));
    return LT_OK;
}

static lt_status fill(lt_grid *g, const sources *s, const lt_node *inventory, const lt_node *ground,
                      lt_region_report *report) {
    bool own_terrain = false, own_land = false;
    const lt_region_files files = {s->path[LT_GRID_PREFECTURES], s->path[LT_GRID_LAND], s->path[LT_GRID_NEIGHBOURS]};
    lt_geos geos;
    lt_shapes prefectures = {0}, counties = {0};
    LT_TRY(lt_geos_open(&geos));
    lt_status status = lt_regions_fill(&geos, g, &files, &prefectures, report);
    if (status == LT_OK) status = lt_user_ground_fill(g, ground, &own_terrain, &own_land);
    if (status == LT_OK && !own_terrain) status = lt_terrain_fill(g, s->path[LT_GRID_TERRAIN]);
    if (status == LT_OK)
        status = lt_population_fill(&geos, g, &prefectures, s->path[LT_GRID_CENSUS], s->path[LT_GRID_PLACES]);
    if (status == LT_OK && !own_land)
        status = lt_land_cover_fill(g, s->path[LT_GRID_LAND_COVER], s->path[LT_GRID_LAND_CODES]);
    if (status == LT_OK) status = lt_counties_fill(&geos, g, s->path[LT_GRID_COUNTIES], &counties);
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
