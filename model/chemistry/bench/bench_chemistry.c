/* bench_chemistry.c - `lantian bench chemistry`: rows of methods, outer steps, engines and threads.
 *
 * The task is that of the peers (model/data/chemistry_peers.csv): cells of all hours and heights, an hour in outer
 * steps of 10 minutes, or of 5 with the pulse before every second, rate constants given, error against Rodas4 at rtol
 * 1e-7. Timed is all that a model would do: pulses, loading and refilling of lanes, steps, storing; not the conversion
 * of units, which a reader does once. Where rates are made they are made in every outer step. */
#include "base/peers.h"
#include "model/chemistry/bench/bench.h"
#include "model/chemistry/bench/chem_hour.h"
#include "model/chemistry/bench/reference.h"
#include "model/chemistry/bench/surroundings.h"
#include "model/chemistry/solver/methods.h"
#include "model/chemistry/verify/random_states.h"
#include "model/kernel/real.h"

#include <cjson/cJSON.h>
#include <string.h>

enum { MANY_CELLS = 4096, RANDOM_CELLS = 256, FEW_CELLS = 24, MOST_CASES = 24 };

static const char whole_mechanism[] = "cb6r5_ae7_aq";
static const uint64_t random_seed = 20261126;

/* What a row is beside method, tolerance and outer step. */
enum {
    THREADS = 1,  /* as many as asked for; stands behind the same row with one */
    COMPUTED = 2, /* rates are made in every outer step */
    COLD = 4,     /* every outer step begins without the step of the one before */
    ONCE = 8,     /* the cells of the states as they are */
    GOAL = 16     /* the row that the goal and the peers are of */
};

typedef struct bench_case {
    const char *mechanism, *method;
    double rtol, outer_s;
    lt_chem_engine engine;
    int how;
} bench_case;

static const double goal_cell_hours_per_s = 15000;

static const bench_case cases[] = {
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, GOAL},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, THREADS},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 300, LT_ENGINE_BEST, 0},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 300, LT_ENGINE_BEST, THREADS},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, COMPUTED},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 300, LT_ENGINE_BEST, COMPUTED},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, ONCE},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, COLD},
    {"cb6r5_ae7_aq", "ros3", 1e-3, 600, LT_ENGINE_BEST, 0}, /* as the peers had it */
    {"cb6r5_ae7_aq", "ros3", 1e-2, 600, LT_ENGINE_BEST, 0},
    {"cb6r5_ae7_aq", "rodas3", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, 0},
    {"cb6r5_ae7_aq", "rodas31", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, 0},
    {"cb6r5_ae7_aq", "rodas4", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, 0},
    {"cb6r5", "ros3", LT_CHEM_RTOL, 600, LT_ENGINE_BEST, 0},
    {"cb6r5", "ros3", LT_CHEM_RTOL, 300, LT_ENGINE_BEST, 0},
    {"cb6r5_ae7_aq", "ros3", LT_CHEM_RTOL, 600, LT_ENGINE_INTERPRETER, ONCE},
};
enum { N_CASES = sizeof cases / sizeof *cases };
_Static_assert((int)N_CASES <= (int)MOST_CASES, "room for all cases");

/* A mechanism with its states. */
typedef struct prepared {
    lt_mechanism *mechanism;
    lt_states *states;
} prepared;

typedef struct runner {
    lt_bench *bench;
    lt_peers peers;
    lt_mechanism *whole;           /* whose reactions the columns k1, k2 ... count */
    double rate_alone[MOST_CASES]; /* of the same row with one thread */
} runner;

/* --- states ------------------------------------------------------------------------------------------------------- */

static lt_status states_of(const runner *r, const lt_mechanism *mechanism, lt_states **out) {
    const lt_bench *bench = r->bench;
    if (!bench->states) {
        LT_TRY(lt_random_states(mechanism, bench->quick ? FEW_CELLS : RANDOM_CELLS, random_seed, out));
        return lt_bench_reference(mechanism, *out);
    }
    LT_TRY(lt_states_read(bench->states, mechanism, r->whole, out));
    if ((*out)->end) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the states have no reference", .where = lt_fmt("%s_end.csv", (*out)->name),
                    .expected = "a file of the concentrations after the hour", .found = "no file",
                    .todo = "give all four files, or leave --states out");
}

static lt_status prepare(const runner *r, const char *name, prepared *out) {
    LT_TRY(lt_mechanism_read(name, &out->mechanism));
    return states_of(r, out->mechanism, &out->states);
}

static void release(prepared *p) {
    lt_states_free(p->states);
    lt_mechanism_free(p->mechanism);
    *p = (prepared){0};
}

/* --- a row -------------------------------------------------------------------------------------------------------- */

static void add_peers(cJSON *row, const lt_peers *peers) {
    cJSON *object = cJSON_AddObjectToObject(row, "peers_cell_hours_per_s");
    for (long at = -1; (at = lt_peers_next(peers, "hour_10min", "cell_hours_per_s", at)) >= 0;) {
        double value = 0;
        if (lt_csv_double(peers->table, at, peers->value, &value) == LT_OK)
            cJSON_AddNumberToObject(object, lt_csv_text(peers->table, at, peers->scheme), value);
    }
}

static void add_error(cJSON *row, const lt_chem_hour *hour, const lt_chem_error *error) {
    cJSON_AddNumberToObject(row, "rms_error", error->rms);
    cJSON_AddNumberToObject(row, "max_error", error->most);
    cJSON_AddNumberToObject(row, "error_p99", error->p99);
    cJSON_AddNumberToObject(row, "error_p999", error->p999);
    cJSON_AddStringToObject(row, "max_error_species", hour->mechanism->species[error->most_species].name);
    cJSON_AddNumberToObject(row, "max_error_cell", hour->states->number[error->most_cell]);
}

static void add_case(cJSON *row, const bench_case *c, const lt_chem_hour *hour) {
    const lt_chem_kernel *kernel = c->engine == LT_ENGINE_INTERPRETER ? NULL : lt_chem_kernel_find(hour->mechanism);
    cJSON_AddStringToObject(row, "mechanism", hour->mechanism->name);
    cJSON_AddNumberToObject(row, "species", hour->mechanism->n_variable);
    cJSON_AddNumberToObject(row, "reactions", hour->mechanism->n_reactions);
    cJSON_AddNumberToObject(row, "cells", hour->n);
    cJSON_AddNumberToObject(row, "different_cells", hour->n < hour->states->n ? hour->n : hour->states->n);
    cJSON_AddStringToObject(row, "method", c->method);
    cJSON_AddNumberToObject(row, "rtol", c->rtol);
    cJSON_AddNumberToObject(row, "outer_s", c->outer_s);
    cJSON_AddStringToObject(row, "engine", kernel ? "generated" : "interpreter");
    cJSON_AddStringToObject(row, "isa", kernel ? kernel->isa : "plain");
    cJSON_AddStringToObject(row, "real", kernel && kernel->real_bytes == 4 ? "float" : "double");
    cJSON_AddStringToObject(row, "start", c->how & COLD ? "cold" : "kept");
    cJSON_AddStringToObject(row, "rates", c->how & COMPUTED ? "computed" : "given");
}

static void add_counts(cJSON *row, const lt_chem_hour *hour) {
    const double calls = (double)hour->n * LT_STATES_PULSES * LT_STATES_PULSE_S / hour->outer_s;
    cJSON_AddNumberToObject(row, "steps_per_outer", (double)hour->counts.steps / calls);
    cJSON_AddNumberToObject(row, "rejected_per_outer", (double)hour->counts.rejected / calls);
    cJSON_AddNumberToObject(row, "fallbacks",
                            (double)(hour->counts.smaller_steps + hour->counts.in_double + hour->counts.rodas4));
}

static lt_status measure(runner *r, int index, lt_chem_hour *hour, int threads) {
    const bench_case *c = &cases[index];
    const bool slow = c->engine == LT_ENGINE_INTERPRETER;
    lt_bench_time time;
    lt_chem_error error;
    lt_bench_measure(r->bench->quick ? 1
                     : slow          ? 3
                                     : LT_BENCH_MOST_REPEATS,
                     lt_chem_hour_prepare, lt_chem_hour_run, hour, &time);
    LT_TRY(hour->status);
    LT_TRY(lt_chem_hour_error(hour, &error));
    cJSON *row = lt_bench_row(r->bench);
    add_case(row, c, hour);
    cJSON_AddNumberToObject(row, "threads", threads);
    lt_bench_add_rate(row, "cell_hours_per_s", "cell_hours_per_cpu_s", hour->n, &time);
    add_error(row, hour, &error);
    add_counts(row, hour);
    cJSON_AddNumberToObject(row, "rates_share", lt_chem_hour_rates_share(hour));
    if (c->how & THREADS)
        cJSON_AddNumberToObject(row, "speedup", hour->n / time.median / r->rate_alone[index - 1]);
    else
        r->rate_alone[index] = hour->n / time.median;
    if (!(c->how & GOAL)) return LT_OK;
    cJSON_AddNumberToObject(row, "goal_cell_hours_per_s", goal_cell_hours_per_s);
    add_peers(row, &r->peers);
    return LT_OK;
}

static lt_status with_solver(runner *r, int index, lt_chem_hour *hour) {
    const bench_case *c = &cases[index];
    const int threads = c->how & THREADS ? r->bench->threads : 1;
    const lt_chem_setup setup = {.method = c->method, .rtol = c->rtol, .engine = c->engine, .threads = threads};
    hour->threads = threads;
    lt_status status = lt_chemistry_create(hour->mechanism, &setup, &hour->chemistry);
    if (status == LT_OK) status = lt_chem_hour_create(hour);
    if (status == LT_OK) status = measure(r, index, hour, threads);
    lt_chem_hour_free(hour);
    lt_chemistry_free(hour->chemistry);
    return status;
}

static lt_status one_case(runner *r, int index, const prepared *p) {
    const bench_case *c = &cases[index];
    const int n_states = p->states->n;
    const bool once = (c->how & ONCE) || r->bench->quick;
    lt_surroundings around = {0};
    lt_chem_hour hour = {.mechanism = p->mechanism,
                         .states = p->states,
                         .n = once ? n_states : (MANY_CELLS + n_states - 1) / n_states * n_states,
                         .outer_s = c->outer_s,
                         .cold = c->how & COLD};
    if ((c->how & THREADS) && r->bench->threads == 1) return LT_OK;
    hour.stride = lt_chem_hour_stride(hour.n);
    if (c->how & COMPUTED) LT_TRY(lt_surroundings_create(p->mechanism, p->states, hour.n, hour.stride, &around));
    if (c->how & COMPUTED) hour.air = &around.air;
    const lt_status status = with_solver(r, index, &hour);
    lt_surroundings_free(&around);
    return status;
}

static lt_status all_cases(runner *r) {
    prepared p = {0};
    lt_status status = LT_OK;
    for (int index = 0; index < N_CASES && status == LT_OK; ++index) {
        if (!p.mechanism || strcmp(p.mechanism->name, cases[index].mechanism) != 0) {
            release(&p);
            status = prepare(r, cases[index].mechanism, &p);
        }
        if (status == LT_OK) status = one_case(r, index, &p);
    }
    release(&p);
    return status;
}

static lt_status run(lt_bench *bench) {
    runner r = {.bench = bench};
    if (bench->grid) return lt_bench_chemistry_grid(bench);
    LT_TRY(lt_peers_read("model/data/chemistry_peers.csv", &r.peers));
    lt_status status = lt_mechanism_read(whole_mechanism, &r.whole);
    if (status == LT_OK) status = all_cases(&r);
    lt_mechanism_free(r.whole);
    lt_peers_free(&r.peers);
    return status;
}

static const lt_bench_column columns[] = {{"mechanism", "mechanism", "机理", 12, "%s"},
                                          {"method", "method", "方法", 7, "%s"},
                                          {"engine", "engine", "引擎", 11, "%s"},
                                          {"isa", "isa", "指令集", 5, "%s"},
                                          {"cells", "cells", "网格", 5, "%.0f"},
                                          {"rtol", "rtol", "相对容差", 6, "%.0e"},
                                          {"outer_s", "outer s", "外步 s", 7, "%.0f"},
                                          {"start", "start", "起步", 5, "%s"},
                                          {"rates", "rates", "速率", 8, "%s"},
                                          {"threads", "threads", "线程", 7, "%.0f"},
                                          {"cell_hours_per_s", "cell h/s", "网格时/秒", 9, "%.0f"},
                                          {"cell_hours_per_cpu_s", "per CPU s", "每CPU秒", 9, "%.0f"},
                                          {"speedup", "speedup", "加速比", 7, "%.2f"},
                                          {"steps_per_outer", "steps", "步数", 6, "%.2f"},
                                          {"rms_error", "rms", "均方根误差", 8, "%.1e"},
                                          {"max_error", "largest", "最大误差", 8, "%.1e"},
                                          {"rates_share", "rates share", "速率份额", 11, "%.3f"},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_chemistry = {
    .topic = "chemistry",
    .text_en =
        "hours of cells a second; peers on one thread: KPP-C 2435, micm 1205, CVODE 469, CMAQ EBI 7450 (rms 3e-2)",
    .text_zh = "每秒 网格·小时; 同类求解器单线程: KPP-C 2435, micm 1205, CVODE 469, CMAQ EBI 7450 (均方根误差 3e-2)",
    .columns = columns,
    .run = run,
    .takes_states = true,
    .grid_columns = lt_bench_grid_columns};
