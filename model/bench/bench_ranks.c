/* bench_ranks.c - `lantian-mpi bench ranks`: a step of the full model on the ranks that it is started with.
 *
 * The run of bench_full.c (cb6r5, cells of 9 km, 20 layers, steps of 300 s, a winter morning) in one hour of 12 steps:
 * on 96 x 84 cells (strong scaling), or with --weak on 48 x 42 cells a rank. Files of synthetic.h in a folder of
 * $TMPDIR that all ranks see, removed afterwards. seconds_step: the median of the steps' wall times, each the slowest
 * rank's, without reading and writing; cpu_seconds_step: processor time of all ranks, with that of waiting. Shares:
 * driver/seconds.h. own_us_per_cell: what a stage takes without waiting, us of one rank's wall time a cell and step,
 * mean over the ranks (in transport without halos). input_s_hour ... : of the
 * slowest rank; reading and writing are the files' part. digest: of the last state, the same for any ranks and threads.
 */
#include "model/bench/benchmarks.h"

#include "base/log.h"
#include "model/bench/synthetic.h"
#include "model/driver/domain.h"
#include "model/state/isa.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 12, STRONG_NX = 96, STRONG_NY = 84, WEAK_NX = 48, WEAK_NY = 42, QUICK_NX = 16, QUICK_NY = 12 };

typedef struct team {
    const lt_comm *comm; /* that counts nothing */
    lt_layout layout;    /* with one that counts */
    lt_comm_meter meter;
    int nx, ny, n;
    char folder[512];
    lt_outdir *dir;
    lt_model_config config;
    lt_journal *journal;
    lt_domain *domain;
    double wall[STEPS], cpu; /* of the steps so far */
    lt_digest digest;
} team;

/* --- the run ------------------------------------------------------------------------------------------------------ */

static lt_status configure(lt_model_config *config) {
    lt_node *node;
    LT_TRY(
        lt_node_parse("bench ranks", "step: 300 s\nchemistry: " LT_DEFAULT_CHEMISTRY "\nrestart_every: 8784\n", &node));
    const lt_status status = lt_model_config_read(node, config);
    lt_node_free(node);
    return status;
}

/* Blocks of nearly equal sides where nobody asks for others; the domain of strong scaling has its own. */
static void choose_size(team *t, const lt_bench *bench) {
    const int wide = bench->quick ? QUICK_NX : WEAK_NX, high = bench->quick ? QUICK_NY : WEAK_NY;
    int px = t->layout.px, ranks = t->comm->size;
    t->nx = bench->quick ? 2 * QUICK_NX : STRONG_NX;
    t->ny = bench->quick ? 2 * QUICK_NY : STRONG_NY;
    if (!bench->weak) return;
    for (int p = 1; t->layout.px == 0 && p * p <= ranks; ++p)
        if (ranks % p == 0) px = p;
    t->layout.px = px;
    t->layout.py = ranks / px;
    t->nx = wide * px;
    t->ny = high * t->layout.py;
}

/* The lowest rank makes the inputs, the others look at them. */
static lt_status make_inputs(team *t) {
    lt_status status = LT_OK;
    if (t->comm->rank == 0) {
        lt_bench_name_folder("ranks", t->folder, sizeof t->folder);
        status = lt_outdir_open(t->folder, &t->dir);
        if (status == LT_OK) status = lt_synthetic_write(t->dir, t->nx, t->ny, 1, true);
    }
    LT_TRY(lt_comm_agree(t->comm, status));
    LT_TRY(lt_comm_broadcast(t->comm, t->folder, sizeof t->folder, 0));
    if (t->comm->rank > 0) status = lt_outdir_look(t->folder, &t->dir);
    return lt_comm_agree(t->comm, status);
}

static lt_status run_hour(team *t) {
    lt_domain *d = t->domain;
    LT_TRY(lt_domain_begin(d, t->journal, 0));
    LT_TRY(lt_domain_begin_budget(d, 0));
    d->seconds = (lt_domain_seconds){0}; /* the hour was read once for the budget */
    LT_TRY(lt_domain_load_hour(d, 0));
    LT_TRY(lt_comm_barrier(t->comm));
    const double cpu = lt_cpu_seconds();
    for (double since = lt_wall_seconds(), now; t->n < d->n_steps && t->n < STEPS; since = now) {
        LT_TRY(lt_domain_step(d, 0, t->n));
        now = lt_wall_seconds();
        t->wall[t->n++] = now - since;
    }
    t->cpu = lt_cpu_seconds() - cpu;
    LT_TRY(lt_domain_end_hour(d, 0));
    return lt_state_digest_ranks(d->state, t->digest);
}

static lt_status run_team(team *t, int threads) {
    const lt_domain_files files = {
        .grid = "grid.nc", .met = "met.nc", .emissions = "emissions.nc", .conc = "conc.nc", .budget = "budget.csv"};
    const lt_domain_span span = {.start = LT_SYNTHETIC_START, .output_hours = 1};
    omp_set_num_threads(threads);
    LT_TRY(lt_comm_agree(t->comm, configure(&t->config)));
    LT_TRY(make_inputs(t));
    LT_TRY(lt_domain_open(&t->layout, t->dir, &files, &span, &t->config, &t->domain));
    LT_TRY(lt_comm_agree(t->comm, lt_journal_create(NULL, "bench", &t->journal)));
    return run_hour(t);
}

static void end_team(team *t) {
    lt_domain_close(t->domain);
    lt_journal_free(t->journal);
    lt_outdir_close(t->dir);
    lt_config_release(lt_model_config_rows, &t->config);
    if (t->comm->rank == 0 && t->folder[0]) lt_bench_remove_folder(t->folder);
}

/* --- the row ------------------------------------------------------------------------------------------------------ */

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sums over the ranks, to the microsecond. */
static lt_status sum_seconds(const lt_comm *comm, int n, double *seconds) {
    int64_t sum[16];
    for (int k = 0; k < n; ++k) sum[k] = llround(1e6 * seconds[k]);
    LT_TRY(lt_comm_sum_i64(comm, sum, n));
    for (int k = 0; k < n; ++k) seconds[k] = 1e-6 * (double)sum[k];
    return LT_OK;
}

static lt_status add_stages(const team *t, cJSON *row) {
    static const char *const names[] = {"transport", "column", "chemistry", "aerosol", "wet"};
    const lt_domain_seconds *s = &t->domain->seconds;
    double own[] = {s->transport - s->packing - s->halo, s->column, s->chemistry, s->aerosol, s->wet};
    const double cell_steps = (double)t->nx * t->ny * t->domain->grid->nz * t->n;
    LT_TRY(sum_seconds(t->comm, 5, own));
    cJSON *stages = cJSON_AddObjectToObject(row, "own_us_per_cell");
    for (int n = 0; n < 5; ++n) cJSON_AddNumberToObject(stages, names[n], 1e6 * own[n] / cell_steps);
    return LT_OK;
}

static lt_status add_costs(const team *t, cJSON *row) {
    lt_rank_costs c;
    LT_TRY(lt_rank_costs_of(t->comm, &t->domain->seconds, t->n, &c));
    cJSON_AddNumberToObject(row, "halo_share", c.packing);
    cJSON_AddNumberToObject(row, "wait_share", c.halo + c.idle);
    cJSON_AddNumberToObject(row, "halo_wait_share", c.halo);
    cJSON_AddNumberToObject(row, "slowest_wait_share", c.idle);
    cJSON_AddNumberToObject(row, "input_share", c.input);
    cJSON_AddNumberToObject(row, "output_share", c.output);
    cJSON_AddNumberToObject(row, "hourly_wait_share", c.hourly);
    cJSON_AddNumberToObject(row, "load", c.load);
    cJSON_AddNumberToObject(row, "messages_step", c.messages_step);
    cJSON_AddNumberToObject(row, "bytes_step", c.bytes_step);
    const lt_domain_seconds *s = &t->domain->seconds;
    double hour[] = {s->input, s->reading, s->output, s->writing};
    LT_TRY(lt_comm_max_double(t->comm, hour, 4));
    cJSON_AddNumberToObject(row, "input_s_hour", hour[0]);
    cJSON_AddNumberToObject(row, "reading_s_hour", hour[1]);
    cJSON_AddNumberToObject(row, "output_s_hour", hour[2]);
    cJSON_AddNumberToObject(row, "writing_s_hour", hour[3]);
    return LT_OK;
}

static lt_status add_row(lt_bench *bench, team *t) {
    const lt_domain *d = t->domain;
    double cpu = t->cpu;
    LT_TRY(lt_comm_max_double(t->comm, t->wall, t->n));
    LT_TRY(sum_seconds(t->comm, 1, &cpu));
    qsort(t->wall, (size_t)t->n, sizeof *t->wall, by_size);
    cJSON *row = lt_bench_row(bench);
    cJSON_AddNumberToObject(row, "ranks", t->comm->size);
    cJSON_AddNumberToObject(row, "threads", bench->threads);
    cJSON_AddStringToObject(row, "layout", lt_fmt("%dx%d", d->part.px, d->part.py));
    cJSON_AddStringToObject(row, "scaling", bench->weak ? "weak" : "strong");
    cJSON_AddNumberToObject(row, "nx", t->nx);
    cJSON_AddNumberToObject(row, "ny", t->ny);
    cJSON_AddNumberToObject(row, "nz", d->grid->nz);
    cJSON_AddNumberToObject(row, "cells", (double)t->nx * t->ny * d->grid->nz);
    cJSON_AddNumberToObject(row, "species", d->state->n_species);
    cJSON_AddNumberToObject(row, "steps", t->n);
    cJSON_AddStringToObject(row, "real", sizeof(lt_real) == 8 ? "double" : "float");
    cJSON_AddStringToObject(row, "isa", d->kernels->isa);
    cJSON_AddNumberToObject(row, "seconds_step", t->wall[t->n / 2]);
    cJSON_AddNumberToObject(row, "seconds_step_min", t->wall[0]);
    cJSON_AddNumberToObject(row, "seconds_step_max", t->wall[t->n - 1]);
    cJSON_AddNumberToObject(row, "cpu_seconds_step", cpu / t->n);
    LT_TRY(add_costs(t, row));
    LT_TRY(add_stages(t, row));
    cJSON_AddStringToObject(row, "digest", t->digest);
    return LT_OK;
}

static lt_status run(lt_bench *bench) {
    team t = {.comm = &bench->layout->comm, .layout = *bench->layout};
    t.layout.comm.meter = &t.meter;
    choose_size(&t, bench);
    lt_status status = run_team(&t, bench->threads);
    if (status == LT_OK) status = add_row(bench, &t);
    end_team(&t);
    return status;
}

static const lt_bench_column columns[] = {{"ranks", "ranks", "进程", 5, "%.0f"},
                                          {"threads", "threads", "线程", 7, "%.0f"},
                                          {"layout", "layout", "布局", 6, NULL},
                                          {"nx", "nx", "nx", 4, "%.0f"},
                                          {"ny", "ny", "ny", 4, "%.0f"},
                                          {"nz", "nz", "nz", 3, "%.0f"},
                                          {"species", "species", "物种", 7, "%.0f"},
                                          {"seconds_step", "s a step", "每步秒", 8, "%.4f"},
                                          {"cpu_seconds_step", "CPU s", "CPU秒", 8, "%.4f"},
                                          {"halo_share", "halos", "边界", 6, "%.3f"},
                                          {"halo_wait_share", "waiting", "等待", 7, "%.3f"},
                                          {"slowest_wait_share", "slowest", "最慢", 7, "%.3f"},
                                          {"input_share", "input", "输入", 6, "%.3f"},
                                          {"output_share", "output", "输出", 6, "%.3f"},
                                          {"load", "load", "负载", 5, "%.2f"},
                                          {"messages_step", "messages", "消息", 8, "%.0f"},
                                          {"bytes_step", "bytes", "字节", 9, "%.2e"},
                                          {"digest", "state", "状态", 16, NULL},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_ranks = {
    .topic = "ranks",
    .text_en = "a step of the full model on these ranks; halos: packing and filling; waiting: for their messages; "
               "slowest: for the last rank's chemistry; parts of the time of all ranks",
    .text_zh = "在这些进程上全模式的一步; 边界: 打包与填充; 等待: 等消息; 最慢: 等最慢进程的化学; 均为全部进程时间之比",
    .columns = columns,
    .run = run};
