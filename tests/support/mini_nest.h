/* mini_nest.h - mini_air.h with a nest in it: 18 x 21 cells of 9 km and 5 of the 6 layers' edges. Weather and sources
 * are those of the whole grid where the nest lies; both stacks stand in it. */
#ifndef LT_TEST_MINI_NEST_H
#define LT_TEST_MINI_NEST_H

#include "model/driver/run.h"
#include "tests/support/mini_air.h"

enum { NEST_NX = 18, NEST_NY = 21, NEST_NZ = 5 };
static const int nest_layers[NEST_NZ + 1] = {0, 1, 2, 4, 5, 6};
static const mini_shape mini_window = {NEST_NX, NEST_NY, NEST_NZ, 4, 3, 3, nest_layers, false};
static const char nest_definition[] =
    "name: mini-nest\ntitle_en: a nest for tests\ntitle_zh: 测试嵌套网格\n" MINI_PROJECTION
    "cell: 9 km\nnx: 18\nny: 21\ncentre_north: 1.5\n"
    "layer_edges: [0 m, 40 m, 120 m, 800 m, 2000 m, 5000 m]\nparent: mini\n";

/* A fresh folder, locked, with all files of mini_dir and those of the nest, which begins late hours after it. */
static inline lt_outdir *mini_nest_dir(char folder[64], int n_hours, int late) {
    lt_outdir *dir = mini_dir(folder, n_hours);
    const lt_time start = mini_start + late * LT_HOUR;
    mini_grid_of(dir, folder, nest_definition, &mini_window, "grid_nest.nc");
    mini_met_of(dir, &mini_window, "met_p_nest.nc", start, n_hours - late);
    mini_emissions_of(dir, &mini_window, "emissions_base_p_nest.nc", start, n_hours - late);
    return dir;
}

/* A run of both grids; its outputs carry the tag: conc_TAG.nc, conc_TAG_nest.nc ... Names are kept in *names. */
typedef struct mini_names {
    char conc[64], budget[64], restart[64], nest_conc[64], nest_budget[64], nest_border[64];
    lt_model_nest nest;
} mini_names;

static inline lt_model_run mini_nest_run(lt_outdir *dir, const lt_model_config *config, const char *tag, int spinup,
                                         int hours, int nest_spinup, mini_names *names) {
    snprintf(names->conc, sizeof names->conc, "conc_%s.nc", tag);
    snprintf(names->budget, sizeof names->budget, "budget_%s.csv", tag);
    snprintf(names->restart, sizeof names->restart, "restart_%s.nc", tag);
    snprintf(names->nest_conc, sizeof names->nest_conc, "conc_%s_nest.nc", tag);
    snprintf(names->nest_budget, sizeof names->nest_budget, "budget_%s_nest.csv", tag);
    snprintf(names->nest_border, sizeof names->nest_border, "border_%s_nest.csv", tag);
    names->nest = (lt_model_nest){.files = {.grid = "grid_nest.nc",
                                            .met = "met_p_nest.nc",
                                            .emissions = "emissions_base_p_nest.nc",
                                            .conc = names->nest_conc,
                                            .budget = names->nest_budget},
                                  .border_file = names->nest_border,
                                  .spinup_hours = nest_spinup};
    return (lt_model_run){.dir = dir,
                          .files = {.grid = "grid.nc",
                                    .met = "met_p.nc",
                                    .emissions = "emissions_base_p.nc",
                                    .conc = names->conc,
                                    .budget = names->budget},
                          .nest = &names->nest,
                          .restart_file = names->restart,
                          .title = "mini",
                          .span = {.start = mini_start, .spinup_hours = spinup, .output_hours = hours},
                          .config = config,
                          .threads = 1,
                          .quiet = true};
}
#endif
