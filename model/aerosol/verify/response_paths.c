/* response_paths.c - haze without each path of cloud and particle water: what PM2.5 and its parts then are.
 *
 * Columns of haze_case.h, base emission, the last of four days: the prefecture, and its districts in its air. One run a
 * path (aerosol/paths.h) that is off, or on where it is off by default, and one with none of them. What a path makes is
 * not what is missing without it: the others take more of what it leaves. Held: a way of SO2 that is off leaves no more
 * sulfur in particles than there was. */
#include "model/aerosol/paths.h"
#include "model/aerosol/verify/haze_case.h"
#include "model/aerosol/verify/verify.h"

#include <math.h>
#include <string.h>

static const char *const path_names[LT_N_PATHS] = {
#define PATH_NAME(name, english, chinese) #name,
    LT_PATH_LIST(PATH_NAME)
#undef PATH_NAME
};

enum { PREFECTURE, DISTRICTS, N_PLACES, DAYS = 4 };
static const lt_haze_column columns[N_PLACES] = {
    {.left = {1, 1, 1, 1, 1, 1}, .place = LT_HAZE_PREFECTURE, .outside = -1},
    {.left = {1, 1, 1, 1, 1, 1}, .place = LT_HAZE_DISTRICTS, .outside = PREFECTURE}};

typedef struct parts {
    double pm25, sulfate, hms, nitrate, organic, hono, ozone;
} parts;

static lt_status parts_of(lt_haze_season season, unsigned paths, parts out[N_PLACES]) {
    const lt_haze_setup setup = {season, DAYS, N_PLACES, columns, paths};
    lt_haze_case h;
    const lt_status status = lt_haze_run(&setup, &h);
    for (int c = 0; c < N_PLACES && status == LT_OK; ++c)
        out[c] = (parts){lt_haze_pm25(&h, c),          lt_haze_ugm3(&h, c, "ASO4J"), lt_haze_ugm3(&h, c, "AHMSJ"),
                         lt_haze_ugm3(&h, c, "ANO3J"), lt_haze_organic(&h, c),       lt_haze_ppb(&h, c, "HONO"),
                         lt_haze_ppb(&h, c, "O3")};
    lt_haze_free(&h);
    return status;
}

static lt_status show(lt_verify *verify, const char *test, const char *without, const parts *p) {
    const struct {
        const char *metric;
        double value;
    } rows[] = {{"pm25_ugm3", p->pm25},       {"sulfate_ugm3", p->sulfate}, {"hms_ugm3", p->hms},
                {"nitrate_ugm3", p->nitrate}, {"organic_ugm3", p->organic}, {"hono_ppb", p->hono},
                {"ozone_ppb", p->ozone}};
    for (size_t n = 0; n < sizeof rows / sizeof *rows; ++n)
        LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = rows[n].metric, .scheme = without, .value = rows[n].value,
                             .sense = LT_FACT, .source = "mean of the last day"));
    return LT_OK;
}

/* mol of sulfur in particles, 1e-6 a m3. */
static double sulfur(const parts *p) {
    return p->sulfate / 96.056 + p->hms / 111.091;
}

static bool makes_sulfate(const char *path) {
    static const char *const begin[] = {"cloud_", "haze_", "so2_"};
    bool any = false;
    for (size_t n = 0; n < sizeof begin / sizeof *begin; ++n) any |= strncmp(path, begin[n], strlen(begin[n])) == 0;
    return any && strcmp(path, "cloud_soa") != 0;
}

static const char *const season_names[LT_N_HAZE_SEASONS] = {"winter", "summer"};
static const char *const place_names[N_PLACES] = {"prefecture", "districts"};

/* Runs are numbered: -1 the base, then the paths, then none of them. */
static const char *name_of(int run, unsigned *paths) {
    *paths = run < 0 ? LT_PATHS_DEFAULT : 0;
    if (run < 0 || run == LT_N_PATHS) return run < 0 ? "base" : "none";
    const bool runs = LT_PATHS_DEFAULT & LT_PATH_BIT(run);
    *paths = LT_PATHS_DEFAULT ^ LT_PATH_BIT(run);
    return lt_fmt(runs ? "without %s" : "with %s", path_names[run]);
}

static lt_status season_without_each(lt_verify *verify, lt_haze_season season) {
    parts base[N_PLACES], now[N_PLACES];
    double most = 0.0;
    for (int run = -1; run <= LT_N_PATHS; ++run) {
        unsigned paths;
        const char *name = name_of(run, &paths);
        LT_TRY(parts_of(season, paths, now));
        for (int c = 0; c < N_PLACES; ++c) {
            if (run < 0) base[c] = now[c];
            LT_TRY(show(verify, lt_fmt("%s, %s", season_names[season], place_names[c]), name, &now[c]));
            if (run >= 0 && run < LT_N_PATHS && !(paths & LT_PATH_BIT(run)) && makes_sulfate(path_names[run]))
                most = lt_verify_worse(most, sulfur(&now[c]) / sulfur(&base[c]) - 1.0);
        }
    }
    return LT_VERIFY_ADD(verify, .test = season_names[season], .metric = "most_sulfur_gained_without_a_path",
                         .value = most, .bound = 0.01, .source = "sign; oxidants that are left make a little more");
}

lt_status lt_verify_aerosol_paths(lt_verify *verify) {
    if (!lt_verify_wants(verify, "haze columns without each path", 30.0)) return LT_OK;
    for (int season = 0; season < LT_N_HAZE_SEASONS; ++season)
        LT_TRY(season_without_each(verify, (lt_haze_season)season));
    return LT_OK;
}
