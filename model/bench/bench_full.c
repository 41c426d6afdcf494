/* bench_full.c - `lantian bench full`: the whole step, from files to files: what a run costs.
 *
 * Set-ups: the full model (cb6r5) on 96 x 84 x 20 cells (liaoning-9) from 6 to 10 in the morning of a winter day, over
 * sunrise; and what transport alone costs: `chemistry: off` with 60 tags of emissions by region, two hours, on that
 * grid and on 120 x 120 x 20. Cells of 9 km, steps of 300 s; files of synthetic.h in a folder of $TMPDIR, removed
 * afterwards. cell_species_steps300_per_s_per_core: cells x transported species x steps of 300 s, over the wall time of
 * the run with its reading and writing and over the threads; wall_s_per_day: 24 hours of it. stage_share: parts of that
 * time. aerosol_share: aerosol and cloud in a step without reading and writing. aerosol_parts: parts of the aerosol's
 * processor time; aerosol_us_per_cell: the same in us a cell and step, of clouds and settle a cell with drops. Memory:
 * model_bytes is the largest that was resident in the run less what the program held before it (libraries, pages of
 * other work); state_bytes is one number a cell and species; memory_over_state their ratio: state, weather, emissions,
 * fluxes, files. */
#include "model/bench/benchmarks.h"

#include "base/log.h"
#include "base/machine.h"
#include "model/bench/synthetic.h"
#include "model/driver/run.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct full {
    const char *chemistry;
    int nx, ny, tracers, hours;
    lt_outdir *dir;
    char folder[512];
    lt_model_config config;
} full;

/* --- configuration ------------------------------------------------------------------------------------------------ */

/* Section model: as in a case, with tags of five species by region. */
static lt_status configure(full *b) {
    static const char *const of[] = {"CO", "SO2", "NOX", "BC", "PMO"};
    char text[8192];
    size_t used = (size_t)snprintf(text, sizeof text, "step: 300 s\nchemistry: %s\nrestart_every: 8784\n%s",
                                   b->chemistry, b->tracers ? "tracers:\n" : "");
    for (int n = 0; n < b->tracers; ++n)
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "- {name: tag_%d, kind: tag, of: %s, regions: [%s]}\n", n,
                             of[n / 14 % 5], lt_region_ids[n % 14]);
    lt_node *node;
    LT_TRY(lt_node_parse("bench full", text, &node));
    const lt_status status = lt_model_config_read(node, &b->config);
    lt_node_free(node);
    return status;
}

/* --- folder ------------------------------------------------------------------------------------------------------- */

static lt_status make_folder(full *b) {
    const char *base = getenv("TMPDIR");
    snprintf(b->folder, sizeof b->folder, "%s/lantian-bench-XXXXXX", base && base[0] ? base : "/tmp");
    if (!mkdtemp(b->folder)) {
        const int why = errno;
        char folder[sizeof b->folder];
        memcpy(folder, b->folder, sizeof folder);
        b->folder[0] = '\0';
        return lt_errno_raise(why, "make a folder for the run", folder);
    }
    return lt_outdir_open(b->folder, &b->dir);
}

/* It has no folders in it. */
static void remove_folder(full *b) {
    char path[sizeof b->folder + NAME_MAX + 2];
    lt_outdir_close(b->dir);
    DIR *folder = b->folder[0] ? opendir(b->folder) : NULL;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", b->folder, entry->d_name);
        unlink(path); /* not "." and ".." */
    }
    if (folder) closedir(folder);
    if (b->folder[0]) rmdir(b->folder);
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static void add_shares(cJSON *row, const lt_domain_seconds *s) {
    const double all = s->transport + s->column + s->chemistry + s->aerosol + s->wet + s->input + s->output;
    cJSON *share = cJSON_AddObjectToObject(row, "stage_share");
    cJSON_AddNumberToObject(share, "transport", s->transport / all);
    cJSON_AddNumberToObject(share, "column", s->column / all);
    cJSON_AddNumberToObject(share, "chemistry", s->chemistry / all);
    cJSON_AddNumberToObject(share, "aerosol", s->aerosol / all);
    cJSON_AddNumberToObject(share, "wet", s->wet / all);
    cJSON_AddNumberToObject(share, "input", s->input / all);
    cJSON_AddNumberToObject(share, "output", s->output / all);
}

static bool is_of_drops(const char *part) {
    return strcmp(part, "clouds") == 0 || strcmp(part, "settle") == 0;
}

/* Of the aerosol. */
static void add_parts(cJSON *row, const lt_domain_seconds *s, const lt_aerosol_work *w) {
    const double step = s->transport + s->column + s->chemistry + s->aerosol + s->wet;
    cJSON_AddNumberToObject(row, "aerosol_share", s->aerosol / step);
    if (w->cells == 0) return;
    cJSON *parts = cJSON_AddObjectToObject(row, "aerosol_parts"),
          *cell = cJSON_AddObjectToObject(row, "aerosol_us_per_cell");
    double all = 0.0;
#define SUM(name, text) all += w->name;
    LT_AEROSOL_LAPS(SUM)
#undef SUM
#define PART(name, text) cJSON_AddNumberToObject(parts, #name, w->name / all);
    LT_AEROSOL_LAPS(PART)
#undef PART
#define CELL(name, text)                                                                                               \
    cJSON_AddNumberToObject(cell, #name, 1e6 * w->name / (double)(is_of_drops(#name) ? w->cloudy : w->cells));
    LT_AEROSOL_LAPS(CELL)
#undef CELL
    cJSON_AddNumberToObject(row, "cloudy_cells", (double)w->cloudy / (double)w->cells);
}

static lt_status run_once(lt_bench *bench, full *b, int threads) {
    const lt_model_run run = {.dir = b->dir,
                              .files = {.grid = "grid.nc",
                                        .met = "met.nc",
                                        .emissions = "emissions.nc",
                                        .conc = "conc.nc",
                                        .budget = "budget.csv"},
                              .restart_file = "restart.nc",
                              .title = "bench full",
                              .span = {.start = LT_SYNTHETIC_START, .spinup_hours = 0, .output_hours = b->hours},
                              .config = &b->config,
                              .threads = threads,
                              .quiet = true};
    lt_model_result result;
    malloc_trim(0); /* pages of earlier work would hide what the run takes */
    lt_memory_forget_peak();
    const double before = lt_memory_resident_bytes(), wall = lt_wall_seconds(), cpu = lt_cpu_seconds();
    LT_TRY(lt_model_run_files(&run, &result));
    const double wall_s = lt_wall_seconds() - wall, cpu_s = lt_cpu_seconds() - cpu, peak = lt_memory_peak_bytes();
    lt_chemical_set *set;
    LT_TRY(lt_chemical_set_create(b->config.chemistry, &set));
    const int species = set->n + b->tracers;
    lt_chemical_set_free(set);
    const double values = (double)b->nx * b->ny * LT_SYNTHETIC_LAYERS * species, steps = b->hours * 12.0;
    cJSON *row = lt_bench_row(bench);
    cJSON_AddStringToObject(row, "chemistry", b->chemistry);
    cJSON_AddNumberToObject(row, "nx", b->nx);
    cJSON_AddNumberToObject(row, "ny", b->ny);
    cJSON_AddNumberToObject(row, "nz", LT_SYNTHETIC_LAYERS);
    cJSON_AddNumberToObject(row, "species", species);
    cJSON_AddNumberToObject(row, "tracers", b->tracers);
    cJSON_AddNumberToObject(row, "threads", threads);
    cJSON_AddStringToObject(row, "real", sizeof(lt_real) == 8 ? "double" : "float");
    cJSON_AddStringToObject(row, "isa", result.isa);
    cJSON_AddNumberToObject(row, "cell_species_steps300_per_s_per_core", values * steps / wall_s / threads);
    cJSON_AddNumberToObject(row, "cell_species_steps300_per_cpu_s", values * steps / cpu_s);
    cJSON_AddNumberToObject(row, "wall_s", wall_s);
    cJSON_AddNumberToObject(row, "wall_s_per_day", wall_s * 24.0 / b->hours);
    cJSON_AddNumberToObject(row, "cpu_s", cpu_s);
    cJSON_AddNumberToObject(row, "hours", b->hours);
    add_shares(row, &result.seconds);
    add_parts(row, &result.seconds, &result.aerosol);
    cJSON_AddNumberToObject(row, "peak_bytes", peak);
    cJSON_AddNumberToObject(row, "resident_before_bytes", before);
    cJSON_AddNumberToObject(row, "model_bytes", peak - before);
    cJSON_AddNumberToObject(row, "state_bytes", values * sizeof(lt_real));
    cJSON_AddNumberToObject(row, "memory_over_state", (peak - before) / (values * sizeof(lt_real)));
    return LT_OK;
}

static lt_status on_grid(lt_bench *bench, full b) {
    lt_status status = configure(&b);
    if (status == LT_OK) status = make_folder(&b);
    if (status == LT_OK) status = lt_synthetic_write(b.dir, b.nx, b.ny, b.hours, strcmp(b.chemistry, "off") != 0);
    if (status == LT_OK) status = run_once(bench, &b, 1);
    if (status == LT_OK && bench->threads > 1) status = run_once(bench, &b, bench->threads);
    remove_folder(&b);
    lt_config_release(lt_model_config_rows, &b.config);
    return status;
}

static const full small[] = {{.chemistry = LT_DEFAULT_CHEMISTRY, .nx = 20, .ny = 16, .hours = 1},
                             {.chemistry = "off", .nx = 20, .ny = 16, .tracers = 3, .hours = 1}};
static const full large[] = {{.chemistry = LT_DEFAULT_CHEMISTRY, .nx = 96, .ny = 84, .hours = 4},
                             {.chemistry = "off", .nx = 96, .ny = 84, .tracers = 60, .hours = 2},
                             {.chemistry = "off", .nx = 120, .ny = 120, .tracers = 60, .hours = 2}};

/* A small run first: what libraries take once for all runs is no memory of a run. */
static lt_status warm_up(const lt_bench *bench) {
    lt_bench first = {.threads = 1, .quick = true, .machine = bench->machine, .results = cJSON_CreateArray()};
    const lt_status status = on_grid(&first, small[0]);
    cJSON_Delete(first.results);
    return status;
}

static lt_status run(lt_bench *bench) {
    const full *setups = bench->quick ? small : large;
    const int n = bench->quick ? sizeof small / sizeof *small : sizeof large / sizeof *large;
    LT_TRY(warm_up(bench));
    for (int s = 0; s < n; ++s) LT_TRY(on_grid(bench, setups[s]));
    return LT_OK;
}

static const lt_bench_column columns[] = {
    {"chemistry", "chemistry", "化学", 9, NULL},
    {"nx", "nx", "nx", 4, "%.0f"},
    {"ny", "ny", "ny", 4, "%.0f"},
    {"nz", "nz", "nz", 3, "%.0f"},
    {"species", "species", "物种", 7, "%.0f"},
    {"threads", "threads", "线程", 7, "%.0f"},
    {"cell_species_steps300_per_s_per_core", "per s, core", "每秒每核", 11, "%.3e"},
    {"cell_species_steps300_per_cpu_s", "per CPU s", "每CPU秒", 10, "%.3e"},
    {"wall_s", "wall s", "墙钟秒", 7, "%.2f"},
    {"wall_s_per_day", "a day, s", "每日秒", 8, "%.0f"},
    {"stage_share.transport", "transport", "输送", 9, "%.2f"},
    {"stage_share.column", "column", "垂直", 6, "%.2f"},
    {"stage_share.chemistry", "gases", "气相", 6, "%.2f"},
    {"stage_share.aerosol", "aerosol", "气溶胶", 7, "%.2f"},
    {"aerosol_share", "of a step", "占步长", 9, "%.2f"},
    {"stage_share.wet", "wet", "湿清除", 6, "%.2f"},
    {"stage_share.input", "input", "输入", 5, "%.2f"},
    {"stage_share.output", "output", "输出", 6, "%.2f"},
    {"state_bytes", "state B", "状态 B", 9, "%.2e"},
    {"model_bytes", "model B", "模式 B", 9, "%.2e"},
    {"memory_over_state", "ratio", "比值", 5, "%.2f"},
    {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_full = {
    .topic = "full",
    .text_en = "cell x transported species x 300 s-steps a second and core, whole run; peers: CMAQ 0.8e6 to 1.75e6, "
               "EMEP 2.7e6 (with their chemistry)",
    .text_zh = "每秒每核 网格×输送物种×300秒步数, 整个运行; 同类模式: CMAQ 0.8e6-1.75e6, EMEP 2.7e6 (含其化学)",
    .columns = columns,
    .run = run};
