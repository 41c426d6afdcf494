/* inputs.c - see inputs.h. */
#include "grids/build/inputs.h"

#include "grids/build/surrogate_keys.h"
#include "grids/build/user_ground.h"
#include "grids/definition.h"

const char *const lt_grid_source_names[LT_N_GRID_SOURCES] = {
    "grids/data/prefectures.geojson", "grids/data/counties.geojson", "grids/data/land.geojson",
    "grids/data/neighbours.geojson",  "grids/data/terrain.nc",       "grids/data/population.csv",
    "grids/data/places.csv",          "grids/data/land_cover.nc",    "grids/data/land_codes.csv"};

lt_status lt_grid_inputs(const lt_job *job, lt_hash *hash) {
    lt_hash_text(hash, "grid 3"); /* of the layout of grid.nc: raise it when that changes */
    LT_TRY(lt_definition_digest(lt_job_grid(job), hash));
    for (int f = 0; f < LT_N_GRID_SOURCES; f++) LT_TRY(lt_hash_share_file(hash, lt_grid_source_names[f]));
    LT_TRY(lt_user_ground_digest(job->setup->ground, hash));
    return lt_surrogates_digest(job->setup->inventory, hash);
}
