/* episode.c - see episode.h.
 *
 * At the local hour h, o hours after the event (an episode without one: E = 0):
 *   x(t) = D(h) + E(o),   x one of T, T - Td, p, wind speed       speed at least 0.3 m/s, T - Td at least 0.3 K
 *   direction of the vector (1 - f) V(h) + f W(o)
 *   D, V   means of the local hour: over the hours of spells of stagnation; over all hours of spring
 *   E, W   mean over the events, at equal distance from the event, of the departure from D; of the wind vector
 *   f      1 inside -24 .. 48 h, falling to 0 in a day beyond; E there is that of the nearer end times f
 *
 * Tables: ../data of the README; definitions of spell and event stand at their heads. What it has not: the spread among
 * spells and among events (a composite is smoother than any of them: its front is spread over some hours), the slow
 * changes over a spell, the end of stagnation; calm hours are light winds that turn with the day. The event stands at
 * 13:00 of the second day, since dry fronts raise most dust by day (mean local hour of the events: 14.7). */
#include "model/met/episode.h"

#include "base/outdir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROW(source, file, first, last, event, en, zh) {source, file, first, last, event, en, zh},
static const lt_episode_kind kinds[] = {LT_EPISODE_LIST(ROW)};
#undef ROW
enum { N_KINDS = sizeof kinds / sizeof *kinds };

static const double LEAST_SPEED_MS = 0.3, LEAST_DEPRESSION_K = 0.3, FADE_HOURS = 24;

const lt_episode_kind *lt_episode_find(const char *source) {
    for (int k = 0; k < N_KINDS; k++)
        if (strcmp(kinds[k].source, source) == 0) return &kinds[k];
    return NULL;
}

lt_season lt_episode_months(const lt_episode_kind *kind) {
    return (lt_season){.first_month = kind->first_month, .last_month = kind->last_month};
}

lt_status lt_episode_digest(lt_hash *hash) {
    for (int k = 0; k < N_KINDS; k++) LT_TRY(lt_hash_share_file(hash, kinds[k].file));
    return LT_OK;
}

/* kind "hour" or "event"; temperatures of events are differences. */
static lt_status read_hour(const lt_csv *table, const char *kind, const char *class, const char *temperature_unit,
                           lt_episode_hour *out) {
    const struct {
        const char *name, *unit;
        double *value;
    } rows[] = {{"temperature", temperature_unit, &out->temperature_K},
                {"dew_point_depression", "K", &out->depression_K},
                {"sea_level_pressure", "Pa", &out->pressure_Pa},
                {"wind_speed", "m s-1", &out->speed_ms},
                {"wind_east", "m s-1", &out->east_ms},
                {"wind_north", "m s-1", &out->north_ms}};
    char name[64];
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        snprintf(name, sizeof name, "%s_%s", kind, rows[r].name);
        LT_TRY(lt_statistics_pick(table, name, class, rows[r].unit, rows[r].value));
    }
    return LT_OK;
}

static lt_status read_all(const lt_csv *table, const lt_episode_kind *kind, lt_episode *out) {
    char class[16];
    for (int h = 0; h < 24; h++) {
        snprintf(class, sizeof class, "%02d", h);
        LT_TRY(read_hour(table, "hour", class, "K", &out->day[h]));
    }
    for (int o = 0; kind->event && o < LT_EPISODE_HOURS; o++) {
        snprintf(class, sizeof class, "%d", o - LT_EPISODE_BEFORE);
        LT_TRY(read_hour(table, "event", class, "K", &out->around[o]));
    }
    return LT_OK;
}

lt_status lt_episode_read(const lt_episode_kind *kind, lt_episode *out) {
    lt_csv *table = NULL;
    memset(out, 0, sizeof *out);
    LT_TRY(lt_statistics_open(kind->file, &table));
    lt_status status = read_all(table, kind, out);
    lt_csv_free(table);
    return status;
}

lt_time lt_episode_event(lt_time period_start) {
    const lt_time day = 24 * LT_HOUR, local = period_start + LT_CST_OFFSET;
    const lt_time midnight = local - ((local % day) + day) % day;
    return midnight + day + 13 * LT_HOUR - LT_CST_OFFSET;
}

static lt_station_hour make_hour(const lt_episode *e, bool event, long offset, int local_hour) {
    const lt_episode_hour *day = &e->day[local_hour];
    long inside = offset < -LT_EPISODE_BEFORE ? -LT_EPISODE_BEFORE
                  : offset > LT_EPISODE_AFTER ? LT_EPISODE_AFTER
                                              : offset;
    const lt_episode_hour *around = &e->around[inside + LT_EPISODE_BEFORE];
    const double f = event ? fmax(0, 1 - fabs((double)(offset - inside)) / FADE_HOURS) : 0;
    const double east = (1 - f) * day->east_ms + f * around->east_ms,
                 north = (1 - f) * day->north_ms + f * around->north_ms;
    const double temperature = day->temperature_K + f * around->temperature_K, from = atan2(-east, -north) * 180 / M_PI;
    return (lt_station_hour){.temperature_K = temperature,
                             .dew_point_K =
                                 temperature - fmax(LEAST_DEPRESSION_K, day->depression_K + f * around->depression_K),
                             .sea_level_pressure_Pa = day->pressure_Pa + f * around->pressure_Pa,
                             .wind_speed_ms = fmax(LEAST_SPEED_MS, day->speed_ms + f * around->speed_ms),
                             .wind_from_deg = from < 0 ? from + 360 : from,
                             .precipitation_mm = 0};
}

lt_status lt_episode_series(const lt_episode_kind *kind, const lt_episode *episode, lt_time event, lt_time start,
                            long n, lt_station **out) {
    lt_station *station = NULL;
    LT_TRY(lt_station_create("synthetic", start, n, &station));
    station->synthetic = true;
    strcpy(station->path, "synthetic weather");
    for (long i = 0; i < n; i++) {
        const lt_time t = start + i * LT_HOUR, hour = (t + LT_CST_OFFSET) / LT_HOUR;
        const long offset = kind->event ? (long)((t - event) / LT_HOUR) : 0;
        station->hours[i] = make_hour(episode, kind->event, offset, (int)(((hour % 24) + 24) % 24));
    }
    *out = station;
    return LT_OK;
}
