/* lantian_kinds_aermet.c - AERMET's files for AERMOD, judged by the reader of `lantian plume`. */
#include "lantian_kinds.h"

#include "base/outdir.h"
#include "model/gaussian/weather/aermet.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool has_ending(const char *path, const char *ending) {
    const char *dot = strrchr(path, '.');
    return dot && strcasecmp(dot, ending) == 0;
}

/* Hours do not hang on the zone; that of Liaoning is as good as any. */
static lt_status judge(lt_check *check, const char *surface, const char *profile) {
    static char remark[160];
    lt_plume_weather *weather;
    LT_TRY(lt_aermet_read(surface, profile, (int)LT_CST_OFFSET, check->faults, &weather));
    long calm = 0, missing = 0;
    for (long k = 0; weather && k < weather->n; k++) {
        calm += weather->hours[k].air == LT_AIR_CALM;
        missing += weather->hours[k].air == LT_AIR_MISSING;
    }
    snprintf(remark, sizeof remark, "%ld hours, %ld calm, %ld missing; place and period are judged with the case",
             weather ? weather->n : 0, calm, missing);
    check->remark = remark;
    lt_plume_weather_free(weather);
    return LT_OK;
}

static lt_status judge_surface(lt_check *check) {
    return judge(check, check->path, NULL);
}

/* The surface file of the same name beside it. */
static lt_status judge_profile(lt_check *check) {
    static const char *const endings[] = {"SFC", "sfc", "Sfc"};
    char surface[PATH_MAX];
    const int stem = (int)(strrchr(check->path, '.') - check->path);
    for (int k = 0; k < 3; k++) {
        snprintf(surface, sizeof surface, "%.*s.%s", stem, check->path, endings[k]);
        if (lt_path_exists(surface)) return judge(check, surface, check->path);
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a profile of AERMET is judged with its surface file", .where = check->path,
                    .expected = lt_fmt("%.*s.SFC beside it", stem, check->path), .found = "no such file",
                    .todo = "put it there, or check the case of lantian plume that names both");
}

const lt_kind lt_kinds_aermet[] = {
    {"AERMET surface file", NULL, "", NULL, judge_surface}, {"AERMET profile", NULL, "", NULL, judge_profile}, {0}};

const lt_kind *lt_kinds_aermet_of(const char *path) {
    if (!lt_path_exists(path)) return NULL;
    if (has_ending(path, ".PFL")) return &lt_kinds_aermet[1];
    return has_ending(path, ".SFC") || lt_aermet_is(path) ? &lt_kinds_aermet[0] : NULL;
}
