/* aqi_hits.h - forecasts of the air quality index beside the observed one: level, range, primary pollutant; by observed
 * level, so that many clear days cannot hide missed bad ones. Pure.
 *
 *   level hit        level of the forecast AQI = level of the observed one
 *   range hit        |forecast - observed| <= half width of the range
 *   level range hit  the observed level is among those that the range touches
 *   primary hit      of days with an observed AQI above 50: the two share a primary pollutant (several can be it)
 * What is taken, with marks (judgement/standards.h): forecasts are told as a range around a value, by practice 15 to
 * each side at all levels (R: recalled practice of city forecasts; HJ 1130-2020, DB21/T 4068-2024, section 4.4 "range
 * of forecast AQI and primary pollutant", and DB32/T 4678-2024, section 6.1, rule on it, but their numbers could not be
 * read, so lt_aqi_range is data); level range and primary hit by recalled practice (R).
 * An AQI is taken of the pollutants that both sides have; `partial` counts the pairs with fewer than the six. */
#ifndef LT_AQI_HITS_H
#define LT_AQI_HITS_H

#include "postproc/judgement/aqi.h"

typedef struct lt_aqi_range {
    double half_width[LT_N_AQI_LEVELS]; /* by level of the forecast AQI */
    lt_mark mark;
    const char *source;
} lt_aqi_range;
extern const lt_aqi_range lt_aqi_range_practice;

typedef struct lt_aqi_hits {
    long n[LT_N_AQI_LEVELS][LT_N_AQI_LEVELS]; /* observed level, forecast level */
    /* by observed level */
    long range[LT_N_AQI_LEVELS], level_range[LT_N_AQI_LEVELS], primary_n[LT_N_AQI_LEVELS], primary[LT_N_AQI_LEVELS];
    long partial;
} lt_aqi_hits;

typedef struct lt_aqi_hit_score {
    long n, primary_n;
    bool too_few;
    double level, range, level_range, primary; /* shares of hits; NaN where there is nothing to hit */
} lt_aqi_hit_score;

/* Both with a value (not LT_NO_INDEX), else false and nothing is counted. */
bool lt_aqi_hits_add(lt_aqi_hits *hits, const lt_aqi_range *range, const lt_aqi *forecast, const lt_aqi *observed);
/* Of the days whose observed level lies in from..to. */
lt_aqi_hit_score lt_aqi_hits_finish(const lt_aqi_hits *hits, lt_aqi_level from, lt_aqi_level to);
/* Clears what one side lacks from the other, so that both stand on the same pollutants. */
void lt_aqi_common(lt_air *forecast, lt_air *observed);

#endif
