/* bench_plume.c - `lantian bench plume`: source-receptor-hours a second.
 *
 * Set-up: 100 sources in 10 x 10 km, 50 x 50 receptors on 20 x 20 km, 168 hours that go through the day (stable at
 * night, convective at noon, all of them with wind: computed hours only), meander on; profile, table and sum of every
 * hour are in the time. point: stacks of 20 to 220 m with downwash, warm gas. area: squares of 500 m at 2 m. line:
 * roads of 1 km and 12 m. puff: 4 of the stacks through 12 of the hours, one after the other, whose wind jumps at
 * random; receptors are shared. --quick: 12 hours, 10 sources. Work is shared over the hours; the sum of the hours is
 * made in their order. */
#include "model/gaussian/bench/bench.h"

#include "model/gaussian/plume.h"
#include "model/gaussian/puff/puffs.h"
#include "base/verify.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <omp.h>
#include <stdlib.h>

enum { SIDE = 50, RECEPTORS = SIDE * SIDE, MOST_SOURCES = 100, MOST_HOURS = 168, MOST_THREADS = 64 };

typedef struct setup {
    int n_sources, n_hours, threads;
    lt_plume_source source[MOST_SOURCES];
    double corners[MOST_SOURCES][8];
    lt_plume_hour hour[MOST_HOURS];
    double x[RECEPTORS], y[RECEPTORS];
    double *mean; /* [hour][receptor] */
    lt_plume_room *room[MOST_THREADS];
    lt_profile *profiles; /* of puffs [hour] */
    double *rates;        /* of puffs [hour][source] */
    lt_status status;     /* of the last work */
} setup;

static void make_hours(setup *s) {
    uint64_t seed = 7;
    for (int n = 0; n < s->n_hours; n++) {
        const double day = sin(2.0 * M_PI * ((n % 24) - 6) / 24.0), wind = 1.5 + 6.0 * lt_verify_random(&seed);
        lt_plume_hour *h = &s->hour[n];
        *h = (lt_plume_hour){.wind_ms = wind,
                             .wind_from_deg = 360.0 * lt_verify_random(&seed),
                             .wind_height_m = 10.0,
                             .temperature_K = 285.0 + 6.0 * day,
                             .temperature_height_m = 2.0,
                             .pressure_Pa = 101325.0,
                             .friction_velocity_ms = 0.075 * wind,
                             .lapse_above_Km = 0.01,
                             .roughness_m = 0.1,
                             .measured_height_m = 10.0,
                             .sigma_v_ms = NAN,
                             .sigma_w_ms = NAN};
        h->mechanical_height_m = 2300.0 * pow(h->friction_velocity_ms, 1.5);
        h->obukhov_m = (day > 0.0 ? -1.0 : 1.0) * 60.0 * wind * wind / 16.0 / (0.2 + fabs(day));
        if (day <= 0.0) continue;
        h->convective_height_m = 200.0 + 1500.0 * day;
        h->convective_velocity_ms = h->friction_velocity_ms * cbrt(-h->convective_height_m / (0.4 * h->obukhov_m));
    }
}

static void make_sources(setup *s, lt_plume_kind kind) {
    uint64_t seed = 11;
    for (int n = 0; n < s->n_sources; n++) {
        const double x = 1e4 * (lt_verify_random(&seed) - 0.5), y = 1e4 * (lt_verify_random(&seed) - 0.5);
        lt_plume_source *p = &s->source[n];
        *p = (lt_plume_source){.kind = kind, .x_m = x, .y_m = y};
        if (kind == LT_PLUME_POINT) {
            p->height_m = 20.0 + 200.0 * lt_verify_random(&seed);
            p->diameter_m = 1.0 + p->height_m / 40.0;
            p->exit_ms = 8.0 + 12.0 * lt_verify_random(&seed);
            p->exit_K = 360.0 + 60.0 * lt_verify_random(&seed);
            p->downwash = true;
            continue;
        }
        const double angle = M_PI * lt_verify_random(&seed), a = cos(angle), b = sin(angle);
        const double square[8] = {-250, -250, 250, -250, 250, 250, -250, 250}, road[4] = {-500, 0, 500, 0};
        p->height_m = 2.0;
        p->sigma_z0_m = 1.0;
        p->width_m = kind == LT_PLUME_LINE ? 12.0 : 0.0;
        p->corners_m = s->corners[n];
        p->n_corners = kind == LT_PLUME_AREA ? 4 : 2;
        for (int k = 0; k < p->n_corners; k++) {
            const double *c = kind == LT_PLUME_AREA ? square + 2 * k : road + 2 * k;
            s->corners[n][2 * k] = x + a * c[0] - b * c[1];
            s->corners[n][2 * k + 1] = y + b * c[0] + a * c[1];
        }
    }
}

static void work(void *context) {
    setup *s = context;
    const lt_plume_ways ways = {.meander = true};
    const lt_plume_receptors r = {.n = RECEPTORS, .x_m = s->x, .y_m = s->y};
#pragma omp parallel for schedule(dynamic) num_threads(s->threads)
    for (int n = 0; n < s->n_hours; n++) {
        lt_profile profile;
        double *mean = s->mean + (size_t)n * RECEPTORS;
        for (int k = 0; k < RECEPTORS; k++) mean[k] = 0.0;
        lt_profile_make(&profile, &s->hour[n], NULL);
        for (int p = 0; p < s->n_sources; p++)
            lt_plume_add(&s->source[p], &profile, &ways, &r, 1.0, s->room[omp_get_thread_num()], mean);
    }
}

static void work_puffs(void *context) {
    setup *s = context;
    lt_puffs_setup how = lt_puffs_usual();
    lt_puffs *puffs;
    for (int n = 0; n < s->n_hours; n++) lt_profile_make(&s->profiles[n], &s->hour[n], NULL);
    const lt_puff_hours hours = {.n = s->n_hours, .at = s->profiles, .hour_s = 3600.0};
    const lt_puff_air air = lt_puff_air_hours(&hours);
    const lt_plume_receptors r = {.n = RECEPTORS, .x_m = s->x, .y_m = s->y};
    how.threads = s->threads;
    s->status = lt_puffs_create(&how, &puffs);
    if (s->status != LT_OK) return;
    s->status = lt_puffs_hours(puffs,
                               &(lt_puffs_run){.air = &air,
                                               .sources = s->source,
                                               .n_sources = s->n_sources,
                                               .n_hours = s->n_hours,
                                               .rates_gs = s->rates,
                                               .receptors = &r},
                               s->mean);
    lt_puffs_free(puffs);
}

static lt_status rows(lt_bench *bench, setup *s, lt_plume_kind kind, const char *name, void (*how)(void *)) {
    double alone = 0.0;
    make_sources(s, kind);
    for (int threads = 1; threads <= bench->threads && threads <= MOST_THREADS; threads *= 2) {
        lt_bench_time time;
        s->threads = threads;
        lt_bench_measure(bench->quick ? 1 : 5, NULL, how, s, &time);
        LT_TRY(s->status);
        if (threads == 1) alone = time.median;
        cJSON *row = lt_bench_row(bench);
        cJSON_AddStringToObject(row, "source_type", name);
        cJSON_AddNumberToObject(row, "threads", threads);
        cJSON_AddNumberToObject(row, "sources", s->n_sources);
        cJSON_AddNumberToObject(row, "receptors", RECEPTORS);
        cJSON_AddNumberToObject(row, "hours", s->n_hours);
        lt_bench_add_rate(row, "source_receptor_hours_per_s", "per_cpu_s",
                          (double)s->n_sources * RECEPTORS * s->n_hours, &time);
        cJSON_AddNumberToObject(row, "speedup", alone / time.median);
    }
    return LT_OK;
}

static lt_status measure(lt_bench *bench, setup *s) {
    LT_TRY(lt_calloc((size_t)s->n_hours * RECEPTORS, sizeof *s->mean, &s->mean));
    for (int n = 0; n < bench->threads && n < MOST_THREADS; n++) LT_TRY(lt_plume_room_create(&s->room[n]));
    for (int n = 0; n < RECEPTORS; n++) {
        s->x[n] = -1e4 + 2e4 * (n % SIDE + 0.5) / SIDE;
        s->y[n] = -1e4 + 2e4 * (n / SIDE + 0.5) / SIDE;
    }
    make_hours(s);
    LT_TRY(rows(bench, s, LT_PLUME_POINT, "point", work));
    if (!bench->quick) { /* a tenth of the sources: they take longer */
        s->n_sources = 10;
        s->n_hours = 48;
    }
    LT_TRY(rows(bench, s, LT_PLUME_AREA, "area", work));
    LT_TRY(rows(bench, s, LT_PLUME_LINE, "line", work));
    s->n_sources = bench->quick ? 1 : 4;
    s->n_hours = bench->quick ? 2 : 12;
    LT_TRY(lt_calloc((size_t)s->n_hours, sizeof *s->profiles, &s->profiles));
    LT_TRY(lt_calloc((size_t)s->n_hours * (size_t)s->n_sources, sizeof *s->rates, &s->rates));
    for (int k = 0; k < s->n_hours * s->n_sources; k++) s->rates[k] = 1.0;
    return rows(bench, s, LT_PLUME_POINT, "puff", work_puffs);
}

static lt_status run(lt_bench *bench) {
    setup *s;
    LT_TRY(lt_calloc(1, sizeof *s, &s));
    s->n_sources = bench->quick ? 10 : MOST_SOURCES;
    s->n_hours = bench->quick ? 12 : MOST_HOURS;
    const lt_status status = measure(bench, s);
    for (int n = 0; n < MOST_THREADS; n++) lt_plume_room_free(s->room[n]);
    free(s->mean);
    free(s->profiles);
    free(s->rates);
    free(s);
    return status;
}

static const lt_bench_column columns[] = {
    {"source_type", "source", "源类型", 10, NULL},
    {"threads", "threads", "线程", 8, "%.0f"},
    {"source_receptor_hours_per_s", "source.receptor.hours/s", "源·受体·小时/秒", 26, "%.3g"},
    {"per_cpu_s", "/s of processor", "每处理器秒", 18, "%.3g"},
    {"speedup", "speed-up", "加速比", 10, "%.2f"},
    {0}};

const lt_benchmark lt_benchmark_plume = {.topic = "plume",
                                         .text_en = "the Gaussian model: points, areas, lines, puffs",
                                         .text_zh = "高斯模式：点源、面源、线源、烟团",
                                         .columns = columns,
                                         .run = run};
