/* near_input.h - what a map of `model: near:` is made from: cells, tags, stacks and weather of a run's files. */
#ifndef LT_NEAR_INPUT_H
#define LT_NEAR_INPUT_H

#include "base/job.h"
#include "grids/grid.h"
#include "model/driver/model_config.h"
#include "model/gaussian/subgrid/near_field.h"
#include "model/gaussian/weather/plume_weather.h"
#include "model/state/near_setup.h"

enum { LT_NEAR_MOST_POLLUTANTS = 5 };

/* A stack of the map's cells or of those around them. */
typedef struct lt_near_source {
    lt_plume_source plume; /* metres on the ground from the map's south-west */
    char *id;
    size_t point; /* of the file */
    double map_x_m, map_y_m, lon, lat;
    bool place_assumed;
} lt_near_source;

typedef struct lt_near_input {
    const lt_near_setup *setup;
    long map; /* its number in the case */
    bool mechanism;
    int n_pollutants;
    const lt_near_pollutant *pollutants[LT_NEAR_MOST_POLLUTANTS];
    lt_grid *grid;
    int i0, j0;         /* the map's south-west cell in the grid */
    lt_near_grid plane; /* metres on the ground: the map's over map_factor */
    double map_factor;
    lt_time start; /* of the period */
    long n_hours;
    lt_plume_weather *weather; /* n_hours, of the middle cell; directions from the grid's north; NULL: not read */
    double *cell;              /* [pollutant][hour][ny][nx] ug m-3, of the grid; at least 0 */
    double *tag;               /* the same: what the stacks of the cell and its neighbours gave */
    double *no2;               /* [hour][ny][nx] of a mechanism's run with nox; NULL: none */
    long n_sources;
    lt_near_source *sources;
    double *rate_gs; /* [pollutant][hour][source], of the field's mass */
} lt_near_input;

/* Of the map with this number (from 0) and of the job's variant and period. LT_ERR_INPUT: a file that does not fit, or
 * holds what is no number. config: of lt_model_case_read, kept. with_weather: not for the run before (lt_near_run),
 * whose plumes go with the weather of the run now. */
lt_status lt_near_input_read(const lt_job *job, const lt_model_config *config, long map, bool with_weather,
                             lt_near_input **out);
void lt_near_input_free(lt_near_input *input); /* NULL is fine */

#endif
