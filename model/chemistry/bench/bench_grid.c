/* bench_grid.c - `lantian bench chemistry --grid NAME`: a day of a grid's chemistry with rates, photolysis and aerosol.
 *
 * All columns of the grid, with its cells and layers, the air and emissions of model/bench/gas_case.h on 21 June, from
 * midnight to midnight (UTC+8) in the grid's own steps: what a run does between the vertical solve and wet removal, on
 * air that only emissions disturb. The emissions are not timed. */
#include "base/log.h"
#include "grids/definition.h"
#include "model/aerosol/paths.h"
#include "model/bench/gas_case.h"
#include "model/chemistry/bench/bench.h"
#include "model/driver/model_config.h"
#include "model/state/isa.h"

#include <cjson/cJSON.h>
#include <omp.h>

static const double seconds_goal = 240.0, light_and_rates_goal = 0.15;

typedef struct day {
    lt_gas_case air;
    const lt_definition *grid;
    double dt;
    int n_steps; /* that are run */
    double wall, cpu;
} day;

static lt_status run_steps(day *d) {
    for (int n = 0; n < d->n_steps; ++n) {
        lt_gas_case_emit(&d->air, n * d->dt / 3600.0, d->dt);
        const double wall = lt_wall_seconds(), cpu = lt_cpu_seconds();
        LT_TRY(lt_gas_case_step(&d->air, LT_GAS_CASE_START + (n + 0.5) * d->dt, d->dt));
        d->wall += lt_wall_seconds() - wall;
        d->cpu += lt_cpu_seconds() - cpu;
    }
    return LT_OK;
}

static void add_grid(cJSON *row, const day *d, int threads) {
    const lt_mechanism *m = d->air.set->mechanism;
    cJSON_AddStringToObject(row, "grid", d->grid->name);
    cJSON_AddNumberToObject(row, "nx", d->air.grid->nx);
    cJSON_AddNumberToObject(row, "ny", d->air.grid->ny);
    cJSON_AddNumberToObject(row, "nz", d->air.grid->nz);
    cJSON_AddStringToObject(row, "mechanism", m->name);
    cJSON_AddNumberToObject(row, "species", d->air.set->n);
    cJSON_AddNumberToObject(row, "step_s", d->dt);
    cJSON_AddNumberToObject(row, "steps", d->n_steps);
    cJSON_AddNumberToObject(row, "threads", threads);
}

static void add_times(cJSON *row, const day *d) {
    const lt_gas_work w = lt_gas_chemistry_work(d->air.gas);
    const double day_s = 86400.0 / (d->dt * d->n_steps);
    const double own = w.copy + w.air + w.light + w.rates + w.solve;
    cJSON_AddNumberToObject(row, "seconds_a_day", d->wall * day_s);
    cJSON_AddNumberToObject(row, "cpu_seconds_a_day", d->cpu * day_s);
    cJSON_AddNumberToObject(row, "goal_seconds_a_day", seconds_goal);
    cJSON_AddNumberToObject(row, "rates_share", w.rates / own);
    cJSON_AddNumberToObject(row, "light_share", w.light / own);
    cJSON_AddNumberToObject(row, "rates_and_light_share", (w.rates + w.light) / own);
    cJSON_AddNumberToObject(row, "goal_rates_and_light_share", light_and_rates_goal);
    cJSON_AddNumberToObject(row, "copy_share", w.copy / own);
    cJSON_AddNumberToObject(row, "air_share", w.air / own);
    cJSON_AddNumberToObject(row, "solve_share", w.solve / own);
    cJSON_AddNumberToObject(row, "aerosol_share", d->cpu > own ? (d->cpu - own) / d->cpu : 0.0);
    cJSON_AddNumberToObject(row, "cell_steps_per_cpu_s", (double)w.cells / d->cpu);
    cJSON_AddNumberToObject(row, "solver_steps_a_step", (double)w.counts.steps / (double)w.cells);
    cJSON_AddNumberToObject(row, "rejected_a_step", (double)w.counts.rejected / (double)w.cells);
    cJSON_AddNumberToObject(row, "fallbacks", (double)(w.counts.smaller_steps + w.counts.in_double + w.counts.rodas4));
}

static lt_status run_day(lt_bench *bench, day *d, int threads) {
    const lt_definition *g = d->grid;
    const lt_gas_case_setup setup = {.chemistry = "cb6r5",
                                     .nx = bench->quick ? 8 : (int)g->nx,
                                     .ny = bench->quick ? 8 : (int)g->ny,
                                     .nz = (int)g->layer_edges.n - 1,
                                     .cell_m = g->cell,
                                     .z_edge = g->layer_edges.items,
                                     .blocks_x = 1,
                                     .blocks_y = 1,
                                     .paths = LT_PATHS_DEFAULT};
    LT_TRY(lt_gas_case_create(&setup, &d->air));
    LT_TRY(run_steps(d));
    cJSON *row = lt_bench_row(bench);
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    add_grid(row, d, threads);
    cJSON_AddStringToObject(row, "isa", kernels->isa);
    add_times(row, d);
    return LT_OK;
}

static lt_status with_threads(lt_bench *bench, const lt_definition *grid, int threads) {
    const int before = omp_get_max_threads();
    const lt_model_config config = {0};
    day d = {.grid = grid, .dt = lt_model_step(&config, grid->cell)};
    d.n_steps = (int)(86400.0 / d.dt + 0.5);
    if (bench->quick) d.n_steps /= 24;
    omp_set_num_threads(threads);
    const lt_status status = run_day(bench, &d, threads);
    omp_set_num_threads(before);
    lt_gas_case_free(&d.air);
    return status;
}

lt_status lt_bench_chemistry_grid(lt_bench *bench) {
    lt_definition *grid;
    LT_TRY(lt_definition_read(bench->grid, &grid));
    const lt_status status = with_threads(bench, grid, bench->threads);
    lt_definition_free(grid);
    return status;
}

const lt_bench_column lt_bench_grid_columns[] = {{"grid", "grid", "网格", 12, "%s"},
                                                 {"mechanism", "mechanism", "机理", 9, "%s"},
                                                 {"species", "species", "物种", 7, "%.0f"},
                                                 {"step_s", "step s", "步长 s", 6, "%.0f"},
                                                 {"steps", "steps", "步数", 5, "%.0f"},
                                                 {"threads", "threads", "线程", 7, "%.0f"},
                                                 {"isa", "isa", "指令集", 5, "%s"},
                                                 {"seconds_a_day", "s a day", "秒/天", 8, "%.1f"},
                                                 {"cpu_seconds_a_day", "CPU s a day", "CPU秒/天", 11, "%.1f"},
                                                 {"solve_share", "solve", "求解", 6, "%.3f"},
                                                 {"rates_share", "rates", "速率", 6, "%.3f"},
                                                 {"light_share", "light", "光解", 6, "%.3f"},
                                                 {"rates_and_light_share", "both", "两者", 6, "%.3f"},
                                                 {"copy_share", "copy", "搬运", 6, "%.3f"},
                                                 {"solver_steps_a_step", "solver steps", "求解步数", 12, "%.2f"},
                                                 {"fallbacks", "fallbacks", "后备", 9, "%.0f"},
                                                 {NULL, NULL, NULL, 0, NULL}};
