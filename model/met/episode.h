/* episode.h - weather of a kind that matters for air pollution, as an hourly series made from statistics: stagnation in
 * the cold season, a dry cold front in spring. No observation is in it. */
#ifndef LT_MET_EPISODE_H
#define LT_MET_EPISODE_H

#include "base/hash.h"
#include "model/met/climate.h"
#include "model/met/station.h"

/* id of the source, table, first and last month it belongs to, has an event, names */
#define LT_EPISODE_LIST(X)                                                                                             \
    X("stagnation", "model/met/data/stagnation_statistics.csv", 11, 2, false, "stagnation", "静稳")                    \
    X("dust-front", "model/met/data/dust_front_statistics.csv", 3, 5, true, "dry cold front", "沙尘冷锋")

typedef struct lt_episode_kind {
    const char *source, *file;
    int first_month, last_month;
    bool event;
    const char *en, *zh;
} lt_episode_kind;
/* NULL if the source is none. */
const lt_episode_kind *lt_episode_find(const char *source);
/* Its months alone, to ask lt_season_covers. */
lt_season lt_episode_months(const lt_episode_kind *kind);

/* Hours around the event that the table has. */
enum { LT_EPISODE_BEFORE = 24, LT_EPISODE_AFTER = 48, LT_EPISODE_HOURS = LT_EPISODE_BEFORE + 1 + LT_EPISODE_AFTER };

/* Of one hour: values, or departures around the event (winds there are values). */
typedef struct lt_episode_hour {
    double temperature_K, depression_K, pressure_Pa, speed_ms, east_ms, north_ms;
} lt_episode_hour;

typedef struct lt_episode {
    lt_episode_hour day[24];                  /* by local hour, UTC+8 */
    lt_episode_hour around[LT_EPISODE_HOURS]; /* all 0 without an event */
} lt_episode;

lt_status lt_episode_read(const lt_episode_kind *kind, lt_episode *out);
/* The hours from start; event: hour of the event where the kind has one. The same bits for the same arguments. */
lt_status lt_episode_series(const lt_episode_kind *kind, const lt_episode *episode, lt_time event, lt_time start,
                            long n, lt_station **out);
/* Where the event stands in a period that counts from this hour: 13:00 UTC+8 of its second day. */
lt_time lt_episode_event(lt_time period_start);
/* Feeds the digests of the tables. */
lt_status lt_episode_digest(lt_hash *hash);

#endif
