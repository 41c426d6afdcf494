/* bench_equilibrium.c - `lantian bench equilibrium`: rows of species, mode, state, kernels and threads.
 *
 * The task is that of the peers (model/data/equilibrium_peers.csv). Timed is all of lt_equilibrium_solve: the water of
 * the salts, the solver, the rescue of what it leaves, the judgement and all results stored. Errors are against the
 * plain method at 1e-12 on the same states. */
#include "base/peers.h"
#include "model/aerosol/equilibrium/bench/bench.h"
#include "model/aerosol/equilibrium/bench/bench_states.h"
#include "model/state/isa.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

enum { MANY_STATES = 10000, FEW_STATES = 96 };

static const double goal_states_per_s = 5e5, aim_states_per_s = 1.5e6;

/* Kernels of a row: of the processor's widest set, of AVX2 where that is not the widest, of one state at a time, or the
 * plain method. */
typedef enum kernel { BEST, NARROWER, SINGLE, SWEEPS } kernel;

typedef struct bench_case {
    lt_equilibrium_mode mode;
    lt_equilibrium_state state;
    int set;
    kernel kernel;
    bool threads; /* as many as asked for; stands behind the same row with one */
    bool goal;    /* the row that the goal is of */
} bench_case;

static const bench_case cases[] = {
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_NACL, BEST, false, true},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_NACL, BEST, true, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_NACL, NARROWER, false, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_NACL, SINGLE, false, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_NACL, SWEEPS, false, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_PLAIN, BEST, false, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_PLAIN, BEST, true, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_PLAIN, NARROWER, false, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_CRUSTAL, BEST, false, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_CRUSTAL, BEST, true, false},
    {LT_EQ_FORWARD, LT_EQ_METASTABLE, LT_BENCH_CRUSTAL, NARROWER, false, false},
    {LT_EQ_REVERSE, LT_EQ_METASTABLE, LT_BENCH_NACL, BEST, false, false},
    {LT_EQ_REVERSE, LT_EQ_METASTABLE, LT_BENCH_NACL, BEST, true, false},
    {LT_EQ_REVERSE, LT_EQ_METASTABLE, LT_BENCH_NACL, NARROWER, false, false},
    {LT_EQ_REVERSE, LT_EQ_METASTABLE, LT_BENCH_PLAIN, BEST, false, false},
    {LT_EQ_REVERSE, LT_EQ_METASTABLE, LT_BENCH_CRUSTAL, BEST, false, false},
    {LT_EQ_FORWARD, LT_EQ_STABLE, LT_BENCH_NACL, BEST, false, false},
    {LT_EQ_FORWARD, LT_EQ_STABLE, LT_BENCH_NACL, BEST, true, false},
    {LT_EQ_FORWARD, LT_EQ_STABLE, LT_BENCH_PLAIN, BEST, false, false},
    {LT_EQ_FORWARD, LT_EQ_STABLE, LT_BENCH_CRUSTAL, BEST, false, false},
    {LT_EQ_REVERSE, LT_EQ_STABLE, LT_BENCH_NACL, BEST, false, false},
};
enum { N_CASES = sizeof cases / sizeof *cases };

static const char *const kernel_names[] = {
    [BEST] = "vectors", [NARROWER] = "vectors", [SINGLE] = "one state", [SWEEPS] = "plain"};
#define SET_TEXT(name, text, peers) text,
#define SET_PEERS(name, text, peers) peers,
static const char *const set_names[] = {LT_BENCH_SETS(SET_TEXT)}, *const peers_names[] = {LT_BENCH_SETS(SET_PEERS)};

/* What is being measured; the reference is that of the last set, mode and state. */
typedef struct runner {
    lt_bench *bench;
    lt_peers peers;
    const char *isa;
    const bench_case *of_reference; /* NULL: there is none */
    lt_bench_states states, reference;
    double rate_alone; /* of the row before, with one thread */
} runner;

typedef struct work {
    lt_equilibrium_setup setup;
    lt_bench_states *states;
    int threads;
} work;

static void solve(void *context) {
    work *w = context;
    lt_bench_states_solve(&w->setup, w->states, w->threads);
}

static void release(runner *r) {
    lt_bench_states_free(&r->states);
    lt_bench_states_free(&r->reference);
    r->of_reference = NULL;
}

/* States of a case and their reference, if they are not there yet. */
static lt_status prepare(runner *r, const bench_case *c) {
    const bench_case *old = r->of_reference;
    const size_t n = r->bench->quick ? FEW_STATES : MANY_STATES;
    if (old && old->set == c->set && old->mode == c->mode && old->state == c->state) return LT_OK;
    release(r);
    LT_TRY(lt_bench_states_create(c->mode, c->set, n, &r->states));
    LT_TRY(lt_bench_states_create(c->mode, c->set, n, &r->reference));
    const lt_equilibrium_setup setup = {.mode = c->mode, .state = c->state, .sweeps = true};
    lt_bench_states_solve(&setup, &r->reference, r->bench->threads);
    r->of_reference = c;
    return LT_OK;
}

static const char *isa_of(const runner *r, const bench_case *c) {
    return c->kernel == BEST ? r->isa : c->kernel == NARROWER ? "v3" : "plain";
}

/* Forward goes most of its way in float and ends in double (../newton.h). */
static const char *real_of(const bench_case *c) {
    return c->mode == LT_EQ_FORWARD && c->kernel != SWEEPS ? "float+double" : "double";
}

/* States a second of others on the same task; the table has microseconds a state. */
static void add_peers(cJSON *row, const lt_peers *peers, const bench_case *c) {
    char task[64];
    snprintf(task, sizeof task, "%s_%s_%s", lt_equilibrium_mode_names[c->mode], lt_equilibrium_state_names[c->state],
             peers_names[c->set]);
    cJSON *object = cJSON_AddObjectToObject(row, "peers_states_per_s");
    for (long at = -1; (at = lt_peers_next(peers, task, "us_per_state", at)) >= 0;) {
        double us = 0;
        if (lt_csv_double(peers->table, at, peers->value, &us) == LT_OK && us > 0)
            cJSON_AddNumberToObject(object, lt_csv_text(peers->table, at, peers->scheme), 1e6 / us);
    }
}

static void add_error(cJSON *row, const runner *r) {
    lt_bench_difference difference;
    lt_bench_states_compare(&r->states, &r->reference, &difference);
    cJSON_AddNumberToObject(row, "share_within_1e-3", difference.share_within);
    cJSON_AddNumberToObject(row, "largest_difference", difference.most);
    cJSON_AddStringToObject(row, "largest_species", difference.most_species);
    cJSON_AddNumberToObject(row, "largest_state", (double)difference.most_state);
    cJSON_AddNumberToObject(row, "rescued", (double)lt_bench_states_flagged(&r->states, LT_EQ_PLAIN));
    cJSON_AddNumberToObject(row, "unsolved", (double)lt_bench_states_flagged(&r->states, LT_EQ_UNSOLVED));
    cJSON_AddNumberToObject(row, "reference_unsolved", (double)lt_bench_states_flagged(&r->reference, LT_EQ_UNSOLVED));
}

static void add_row(runner *r, const bench_case *c, const work *w, const lt_bench_time *time) {
    cJSON *row = lt_bench_row(r->bench);
    const double n = (double)r->states.n;
    cJSON_AddStringToObject(row, "species", set_names[c->set]);
    cJSON_AddStringToObject(row, "mode", lt_equilibrium_mode_names[c->mode]);
    cJSON_AddStringToObject(row, "state", lt_equilibrium_state_names[c->state]);
    cJSON_AddStringToObject(row, "kernel", kernel_names[c->kernel]);
    cJSON_AddStringToObject(row, "isa", isa_of(r, c));
    cJSON_AddStringToObject(row, "real", real_of(c));
    cJSON_AddNumberToObject(row, "states", n);
    cJSON_AddNumberToObject(row, "threads", w->threads);
    lt_bench_add_rate(row, "states_per_s", "states_per_cpu_s", n, time);
    add_error(row, r);
    if (c->threads) cJSON_AddNumberToObject(row, "speedup", n / time->median / r->rate_alone);
    if (!c->threads) r->rate_alone = n / time->median;
    if (c->goal) cJSON_AddNumberToObject(row, "goal_states_per_s", goal_states_per_s);
    if (c->goal) cJSON_AddNumberToObject(row, "aim_states_per_s", aim_states_per_s);
    if (c->kernel == BEST && !c->threads) add_peers(row, &r->peers, c);
}

/* What takes seconds is called once. */
static int repeats_of(const runner *r, const bench_case *c) {
    if (r->bench->quick || c->kernel == SWEEPS) return 1;
    if (c->state == LT_EQ_STABLE) return c->mode == LT_EQ_REVERSE ? 1 : 5;
    return LT_BENCH_MOST_REPEATS;
}

static lt_status one_case(runner *r, const bench_case *c) {
    lt_bench_time time;
    if (c->threads && r->bench->threads == 1) return LT_OK;
    if (c->kernel == NARROWER && strcmp(r->isa, "v3") == 0) return LT_OK; /* it is the widest */
    LT_TRY(prepare(r, c));
    work w = {.setup = {.mode = c->mode,
                        .state = c->state,
                        .sweeps = c->kernel == SWEEPS,
                        .kernel = lt_equilibrium_kernel_of(isa_of(r, c))},
              .states = &r->states,
              .threads = c->threads ? r->bench->threads : 1};
    lt_bench_measure(repeats_of(r, c), NULL, solve, &w, &time);
    add_row(r, c, &w, &time);
    return LT_OK;
}

static lt_status run(lt_bench *bench) {
    const lt_kernels *kernels;
    runner r = {.bench = bench};
    LT_TRY(lt_isa_kernels(&kernels));
    r.isa = kernels->isa;
    LT_TRY(lt_peers_read("model/data/equilibrium_peers.csv", &r.peers));
    lt_status status = LT_OK;
    for (int n = 0; n < N_CASES && status == LT_OK; ++n) status = one_case(&r, &cases[n]);
    release(&r);
    lt_peers_free(&r.peers);
    return status;
}

static const lt_bench_column columns[] = {{"species", "species", "物种", 12, "%s"},
                                          {"mode", "mode", "方向", 7, "%s"},
                                          {"state", "state", "状态", 10, "%s"},
                                          {"kernel", "kernel", "核", 9, "%s"},
                                          {"isa", "isa", "指令集", 6, "%s"},
                                          {"real", "real", "精度", 12, "%s"},
                                          {"states", "states", "状态数", 6, "%.0f"},
                                          {"threads", "threads", "线程", 7, "%.0f"},
                                          {"states_per_s", "states/s", "状态/秒", 9, "%.3g"},
                                          {"states_per_cpu_s", "per CPU s", "每CPU秒", 9, "%.3g"},
                                          {"speedup", "speedup", "加速比", 7, "%.2f"},
                                          {"share_within_1e-3", "within 1e-3", "误差<1e-3", 11, "%.4f"},
                                          {"largest_difference", "largest", "最大误差", 8, "%.1e"},
                                          {"rescued", "rescued", "改用简法", 8, "%.0f"},
                                          {"unsolved", "unsolved", "未解", 8, "%.0f"},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_equilibrium = {
    .topic = "equilibrium",
    .text_en = "states a second of the aerosol's equilibrium; peers on one thread, with NaCl: ISORROPIA II 1.75e5, "
               "HETP 4.9e4",
    .text_zh = "每秒求解的气溶胶平衡状态数; 同类程序单线程, 含 NaCl: ISORROPIA II 1.75e5, HETP 4.9e4",
    .columns = columns,
    .run = run};
