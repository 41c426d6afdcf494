#include "postproc/skill/aqi_hits.h"

#include "postproc/skill/paired.h"

#include <math.h>

const lt_aqi_range lt_aqi_range_practice = {
    .half_width = {15, 15, 15, 15, 15, 15},
    .mark = 'R',
    .source = "practice of city forecasts: 15 to each side of the value",
};

void lt_aqi_common(lt_air *forecast, lt_air *observed) {
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (!isfinite(forecast->value[p]) || !isfinite(observed->value[p]))
            forecast->value[p] = observed->value[p] = NAN;
    if (!isfinite(forecast->ozone_hour) || !isfinite(observed->ozone_hour))
        forecast->ozone_hour = observed->ozone_hour = NAN;
}

bool lt_aqi_hits_add(lt_aqi_hits *hits, const lt_aqi_range *range, const lt_aqi *forecast, const lt_aqi *observed) {
    if (forecast->value == LT_NO_INDEX || observed->value == LT_NO_INDEX) return false;
    const double half = range->half_width[forecast->level];
    const int low = (int)fmax(0, ceil(forecast->value - half)), high = (int)floor(forecast->value + half);
    const lt_aqi_level level = observed->level;
    hits->n[level][forecast->level]++;
    hits->range[level] += observed->value >= low && observed->value <= high;
    hits->level_range[level] += level >= lt_aqi_level_of(low) && level <= lt_aqi_level_of(high);
    if (observed->value > 50) {
        hits->primary_n[level]++;
        hits->primary[level] += (observed->primary & forecast->primary) != 0;
    }
    hits->partial += observed->missing != 0 || forecast->missing != 0;
    return true;
}

static double share(long part, long whole) {
    return whole > 0 ? (double)part / (double)whole : NAN;
}

lt_aqi_hit_score lt_aqi_hits_finish(const lt_aqi_hits *hits, lt_aqi_level from, lt_aqi_level to) {
    lt_aqi_hit_score out = {0};
    long same = 0, range = 0, level_range = 0, primary = 0;
    for (int o = from; o <= (int)to; o++) {
        for (int f = 0; f < LT_N_AQI_LEVELS; f++) out.n += hits->n[o][f];
        same += hits->n[o][o];
        range += hits->range[o];
        level_range += hits->level_range[o];
        out.primary_n += hits->primary_n[o];
        primary += hits->primary[o];
    }
    out.too_few = out.n < LT_FEW_PAIRS;
    out.level = share(same, out.n);
    out.range = share(range, out.n);
    out.level_range = share(level_range, out.n);
    out.primary = share(primary, out.primary_n);
    return out;
}
