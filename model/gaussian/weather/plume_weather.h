/* plume_weather.h - the hours of a case of `lantian plume`, whatever file they come from.
 *
 * A series is whole: hours that the file leaves out stand in it as missing, so that means over blocks of hours know of
 * them. Missing and calm hours are counted and told; none becomes a concentration of zero in silence. */
#ifndef LT_PLUME_WEATHER_H
#define LT_PLUME_WEATHER_H

#include "base/faults.h"
#include "base/timeaxis.h"
#include "model/gaussian/hour.h"

#include <stdbool.h>

typedef struct lt_plume_weather {
    char path[1024];
    double lon, lat; /* where the file says it was measured; NAN: it does not say */
    long n, room;
    lt_plume_hour *hours;           /* one an hour, in order */
    long calm, missing;             /* as read; missing counts gaps too */
    long gaps, gap_hours;           /* stretches that the file leaves out */
    lt_time longest_gap_begin;      /* of the longest: begin of its first hour */
    long longest_gap_hours, lifted; /* lifted: calms that were given the lowest wind */
    long puffed, puffed_calms;      /* hours of puffs, and which of them are calms */
} lt_plume_weather;

/* What is done with calm hours. */
#define LT_PLUME_CALMS "skip|lowest_wind|puff"

/* An hour in which nothing is known. */
lt_plume_hour lt_plume_hour_missing(lt_time end);
/* Are wind, direction, temperature, u*, L and heights those of an hour that a plume can be made in? Sets hour->air:
 * calm without wind, missing where something else is lacking or cannot be. */
void lt_plume_hour_judge(lt_plume_hour *hour);

/* Does it count: are there concentrations of this hour? */
static inline bool lt_plume_hour_counts(const lt_plume_hour *hour) {
    return hour->air == LT_AIR_GOOD || hour->air == LT_AIR_PUFF;
}

lt_plume_weather *lt_plume_weather_of(const char *path); /* empty; NULL without memory */
void lt_plume_weather_free(lt_plume_weather *weather);   /* NULL is fine */
/* Adds the next hour; missing ones between it and the last are put in. LT_ERR_INPUT: it is not later; place: of the
 * row. */
lt_status lt_plume_weather_add(lt_plume_weather *weather, const lt_plume_hour *hour, const char *place);
/* Counts what there is. LT_ERR_INPUT where no hour is good. */
lt_status lt_plume_weather_end(lt_plume_weather *weather);
/* Only hours that end in (from, to]; 0: no limit. LT_ERR_INPUT if none is left. */
lt_status lt_plume_weather_cut(lt_plume_weather *weather, lt_time from, lt_time to);
/* Calms with a direction before them are given this wind from the last one known; they stay marked calm. */
void lt_plume_weather_lend_wind(lt_plume_weather *weather, double lowest_ms);
/* Calms that were lent a wind and are complete become good; the others lose it again and stay calm. */
void lt_plume_weather_settle_calms(lt_plume_weather *weather);
/* Calms and hours with less wind than this become hours of puffs; what a calm lacks but for wind and direction is that
 * of lt_puff_calm. INFINITY: all hours but missing ones. LT_ERR_INPUT: more than LT_PUFF_MOST_MISSING hours in a row
 * are missing, where puffs are lost from sight. */
enum { LT_PUFF_MOST_MISSING = 3 };
lt_status lt_plume_weather_puff(lt_plume_weather *weather, double below_ms);
/* Turns all directions by an angle, degrees clockwise: from true north to the north of a plane. */
void lt_plume_weather_turn(lt_plume_weather *weather, double clockwise_deg);
/* Remarks: how many hours are calm, missing, left out, and which gap is the longest. */
void lt_plume_weather_tell(const lt_plume_weather *weather, const char *calms);

#endif
