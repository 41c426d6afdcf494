/* bench_transport.c - `lantian bench transport`: cell x tracer x steps a second of the sweeps and of the columns.
 *
 * Set-up: 120 x 120 x 20 cells of 9 km, 50 tracers, solid-body rotation with a largest Courant number of 0.5 in each
 * direction, waves of every tracer. A horizontal step is one sweep along x and one along y of every tracer; the peers
 * were measured on the same set-up (model/data/transport_peers.csv). A vertical step is one sweep of advection, or one
 * solve with emission and deposition of every tracer. bandwidth_share: the state once in and once out of memory, the
 * least that a step must move, over what the triad of this machine moves with as many threads. */
#include "model/bench/benchmarks.h"

#include "model/kernel/schemes.h"
#include "model/state/isa.h"
#include "model/transport/transport_private.h"
#include "base/peers.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>

enum { MOST_TRACERS = 50, MOST_LAYERS = 20, EMITTING = 5 };

typedef struct setup {
    int nx, ny, nz, tracers, steps, repeats; /* steps: timed at once */
    const lt_kernels *kernels;
    lt_species_info species[MOST_TRACERS];
    lt_species_set set;
    lt_air *air;
    lt_state *state;
    lt_border *border;
    lt_transport *transport;
    lt_crossings crossings;
    lt_layer_mixing mixing;
    double *swept;
    lt_real *emitted;
    lt_source source_of[MOST_TRACERS];
    double *swept_of[MOST_TRACERS];
    lt_status status; /* of what is timed */
    int odd, late;    /* parity of the step; 1: the air is that of the middle of the hour, 0: of its beginning */
} setup;

static const double cell_m = 9e3, step_s = 300.0;

/* --- fields ------------------------------------------------------------------------------------------------------- */

/* Layers of 40 m at the ground, each a quarter thicker than the one below; kg of a cell. */
static double layer_mass(int k) {
    double dz = 40.0, z = 0.0;
    for (int n = 0; n < k; ++n, dz *= 1.25) z += dz;
    return 1.25 * exp(-(z + 0.5 * dz) / 8000.0) * dz * cell_m * cell_m;
}

static lt_status fill_air(setup *b) {
    const size_t nx = (size_t)b->nx, ny = (size_t)b->ny, nz = (size_t)b->nz, cells = nx * ny * nz;
    double *begin, *end, *fx, *fy;
    lt_status status = lt_calloc(2 * cells + (nx + 1) * ny * nz + nx * (ny + 1) * nz, sizeof(double), &begin);
    if (status != LT_OK) return status;
    end = begin + cells;
    fx = end + cells;
    fy = fx + (nx + 1) * ny * nz;
    for (size_t c = 0; c < cells; ++c) {
        /* A layer and the one above it change 0.2 % of the lower one's air in the hour. */
        const int k = (int)(c / (nx * ny)), low = k - k % 2;
        const double taken = 0.002 * sin(0.2 * (double)(c % nx)) * layer_mass(low);
        begin[c] = layer_mass(k);
        end[c] = begin[c] + (low + 1 == b->nz ? 0.0 : k == low ? taken : -taken);
    }
    for (size_t k = 0; k < nz; ++k) {
        const double most = 0.5 * layer_mass((int)k) / step_s;
        for (size_t f = 0; f < (nx + 1) * ny; ++f)
            fx[k * (nx + 1) * ny + f] = most * (1.0 - 2.0 * ((double)(f / (nx + 1)) + 0.5) / (double)ny);
        for (size_t f = 0; f < nx * (ny + 1); ++f)
            fy[k * nx * (ny + 1) + f] = most * (2.0 * ((double)(f % nx) + 0.5) / (double)nx - 1.0);
    }
    status = lt_air_begin_hour(b->air, begin, end, fx, fy, step_s);
    lt_free(begin);
    return status;
}

static lt_status fill_state(setup *b) {
    const size_t cells = (size_t)b->nx * (size_t)b->ny * (size_t)b->nz;
    lt_real *flat;
    double outside[MOST_TRACERS * MOST_LAYERS];
    LT_TRY(lt_calloc(cells, sizeof *flat, &flat));
    for (int s = 0; s < b->tracers; ++s) {
        for (size_t c = 0; c < cells; ++c) {
            const double x = (double)(c % (size_t)b->nx), y = (double)(c / (size_t)b->nx % (size_t)b->ny);
            flat[c] = (lt_real)(1e-9 * (2.0 + sin(0.15 * x + s) * cos(0.1 * y)));
        }
        lt_state_set(b->state, s, flat);
    }
    for (int n = 0; n < b->tracers * b->nz; ++n) outside[n] = 2e-9;
    lt_border_fill(b->border, b->border->n_species, outside);
    lt_free(flat);
    return LT_OK;
}

static lt_status fill_columns(setup *b) {
    const lt_air *air = b->air;
    LT_TRY(lt_layer_mixing_create(air, &b->mixing));
    LT_TRY(lt_calloc((size_t)air->layer * EMITTING, sizeof(lt_real), &b->emitted));
    LT_TRY(lt_calloc((size_t)air->layer, sizeof(double), &b->swept));
    for (int k = 0; k < b->nz; ++k)
        for (int j = 0; j < b->ny; ++j)
            for (int i = 0; i < b->nx; ++i) {
                const ptrdiff_t c = lt_air_at(air, k, j, i);
                b->mixing.exchange[c] = k > 0 ? 10.0 * layer_mass(k) / (1600.0 * (1 + k) * (1 + k)) : 0.0;
                if (k < EMITTING) b->emitted[c] = (lt_real)0.01;
                if (k > 0) continue;
                b->swept[c] = 0.01 * layer_mass(0) / 40.0;
                b->mixing.lift[c] = 1e-3; /* of an afternoon; counts where lifts is set */
                b->mixing.depth[c] = 0.6 * b->nz;
            }
    for (int s = 0; s < b->tracers; ++s) {
        b->source_of[s] = (lt_source){.layers = EMITTING, .rate = b->emitted};
        b->swept_of[s] = b->swept;
    }
    return LT_OK;
}

static lt_status create_all(setup *b, int threads) {
    omp_set_num_threads(threads); /* before the transport is made: it has memory for each */
    for (int s = 0; s < b->tracers; ++s) b->species[s] = (lt_species_info){.name = "tracer", .text = "", .emitted = ""};
    b->set = (lt_species_set){b->tracers, b->species};
    LT_TRY(lt_isa_kernels(&b->kernels));
    LT_TRY(lt_air_create(b->nx, b->ny, b->nz, &b->air));
    LT_TRY(lt_state_create(&b->set, b->nx, b->ny, b->nz, 1, 1, &b->state));
    LT_TRY(lt_border_create(b->tracers, b->nx, b->ny, b->nz, &b->border));
    LT_TRY(lt_crossings_create(b->tracers, b->nx, b->ny, b->nz, &b->crossings));
    LT_TRY(fill_state(b));
    LT_TRY(fill_columns(b));
    return fill_air(b);
}

static void release(setup *b) {
    lt_crossings_free(&b->crossings);
    lt_border_free(b->border);
    lt_state_free(b->state);
    lt_air_free(b->air);
    lt_layer_mixing_free(&b->mixing);
    lt_free(b->emitted);
    lt_free(b->swept);
}

/* --- what is timed ------------------------------------------------------------------------------------------------ */

/* To the middle of the hour and back again, so that air always moves up and down. */
static void prepare_step(void *context) {
    setup *b = context;
    lt_air_end_step(b->air);
    b->late = !b->late;
    lt_air_begin_step(b->air, b->late ? 0.5 : 0.0, step_s);
}

static void horizontal(void *context) {
    setup *b = context;
    for (int n = 0; n < b->steps; ++n) {
        if (b->status == LT_OK)
            b->status =
                lt_transport_horizontal(b->transport, b->state, b->air, step_s, b->odd, b->border, &b->crossings);
        b->odd = !b->odd;
    }
}

static void vertical_advection(void *context) {
    setup *b = context;
    for (int n = 0; n < b->steps; ++n) lt_transport_vertical(b->transport, b->state, b->air, b->border, &b->crossings);
}

static void solve_k(void *context) {
    setup *b = context;
    for (int n = 0; n < b->steps; ++n)
        lt_transport_solve(b->transport, b->state, b->air, step_s, &b->mixing, b->source_of, b->swept_of,
                           &b->crossings);
}

static void solve_acm2(void *context) {
    setup *b = context;
    b->mixing.lifts = 1;
    solve_k(context);
    b->mixing.lifts = 0;
}

typedef struct timed {
    const char *part, *scheme;
    void (*work)(void *context);
} timed;

/* Every horizontal scheme of the registry, then what the columns do. */
static const timed work[] = {
#define LT_BENCH_SCHEME(name, halo, text) {"horizontal", #name, horizontal},
    LT_ADVECTION_SCHEMES(LT_BENCH_SCHEME)
#undef LT_BENCH_SCHEME
        {"vertical", "advection", vertical_advection},
    {"vertical", "solve_k", solve_k},
    {"vertical", "solve_acm2", solve_acm2}};
enum { N_WORK = sizeof work / sizeof work[0] };

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void add_peers(cJSON *row, const lt_peers *peers) {
    cJSON *object = cJSON_AddObjectToObject(row, "peers_cell_tracer_steps_per_s");
    for (long at = -1; (at = lt_peers_next(peers, "bench_horizontal", "cell_tracer_steps_per_s", at)) >= 0;) {
        double value = 0;
        if (lt_csv_double(peers->table, at, peers->value, &value) == LT_OK)
            cJSON_AddNumberToObject(object, lt_csv_text(peers->table, at, peers->scheme), value);
    }
}

/* rate_alone: of the same work with one thread, filled by it. */
static lt_status measure(lt_bench *bench, setup *b, int n, int threads, double stream, double *rate_alone,
                         const lt_peers *peers) {
    const char *scheme = work[n].work == horizontal ? work[n].scheme : NULL;
    LT_TRY(lt_transport_create(b->state, b->kernels, scheme, &b->transport));
    const double amount = (double)b->nx * b->ny * b->nz * b->tracers * b->steps;
    lt_bench_time time;
    lt_bench_measure(b->repeats, prepare_step, work[n].work, b, &time);
    lt_transport_free(b->transport);
    LT_TRY(b->status);
    cJSON *row = lt_bench_row(bench);
    cJSON_AddStringToObject(row, "part", work[n].part);
    cJSON_AddStringToObject(row, "scheme", work[n].scheme);
    lt_bench_add_rate(row, "cell_tracer_steps_per_s", "cell_tracer_steps_per_cpu_s", amount, &time);
    if (threads == 1) *rate_alone = amount / time.median;
    cJSON_AddNumberToObject(row, "threads", threads);
    cJSON_AddNumberToObject(row, "speedup", amount / time.median / *rate_alone);
    cJSON_AddStringToObject(row, "real", sizeof(lt_real) == 8 ? "double" : "float");
    cJSON_AddStringToObject(row, "isa", b->kernels->isa);
    cJSON_AddNumberToObject(row, "nx", b->nx);
    cJSON_AddNumberToObject(row, "ny", b->ny);
    cJSON_AddNumberToObject(row, "nz", b->nz);
    cJSON_AddNumberToObject(row, "tracers", b->tracers);
    cJSON_AddNumberToObject(row, "bandwidth_share", 2.0 * sizeof(lt_real) * amount / time.median / stream);
    if (scheme) add_peers(row, peers);
    return LT_OK;
}

static lt_status with_threads(lt_bench *bench, int threads, double *rate_alone, const lt_peers *peers) {
    setup b = {.nx = 120, .ny = 120, .nz = 20, .tracers = 50, .steps = 2, .repeats = 15};
    double stream;
    if (bench->quick) b = (setup){.nx = 20, .ny = 16, .nz = 6, .tracers = 5, .steps = 1, .repeats = 2};
    LT_TRY(lt_bench_stream(threads, bench->quick, &stream));
    cJSON_AddNumberToObject(bench->machine, lt_fmt("stream_bytes_per_s_%d", threads), stream);
    lt_status status = create_all(&b, threads);
    for (int n = 0; n < N_WORK && status == LT_OK; ++n)
        status = measure(bench, &b, n, threads, stream, &rate_alone[n], peers);
    release(&b);
    return status;
}

static lt_status run(lt_bench *bench) {
    double rate_alone[N_WORK] = {0};
    lt_peers peers;
    LT_TRY(lt_peers_read("model/data/transport_peers.csv", &peers));
    lt_status status = with_threads(bench, 1, rate_alone, &peers);
    if (status == LT_OK && bench->threads > 1) status = with_threads(bench, bench->threads, rate_alone, &peers);
    lt_peers_free(&peers);
    return status;
}

static const lt_bench_column columns[] = {{"part", "part", "部分", 10, "%s"},
                                          {"scheme", "scheme", "格式", 10, "%s"},
                                          {"threads", "threads", "线程", 7, "%.0f"},
                                          {"cell_tracer_steps_per_s", "per s", "每秒", 10, "%.3e"},
                                          {"cell_tracer_steps_per_s_min", "least", "最小", 10, "%.3e"},
                                          {"cell_tracer_steps_per_s_max", "most", "最大", 10, "%.3e"},
                                          {"cell_tracer_steps_per_cpu_s", "per CPU s", "每CPU秒", 10, "%.3e"},
                                          {"speedup", "speedup", "加速比", 7, "%.2f"},
                                          {"bandwidth_share", "bandwidth", "带宽份额", 9, "%.2f"},
                                          {"real", "real", "实数", 6, "%s"},
                                          {"isa", "isa", "指令集", 3, "%s"},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_transport = {
    .topic = "transport",
    .text_en = "cell x tracer x steps a second; peers on one thread: CMAQ 2.5e7, CAMx 2.9e7, EMEP 2.9e8",
    .text_zh = "每秒 网格×示踪物×步数; 同类模式单线程: CMAQ 2.5e7, CAMx 2.9e7, EMEP 2.9e8",
    .columns = columns,
    .run = run};
