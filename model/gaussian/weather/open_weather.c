/* open_weather.c - chooses the reader and makes the hours ready (open_weather.h). */
#include "model/gaussian/weather/open_weather.h"

#include "base/log.h"
#include "base/ncio.h"
#include "grids/land.h"
#include "model/gaussian/weather/aermet.h"
#include "model/gaussian/weather/met_cell.h"
#include "model/gaussian/weather/plume_table.h"

#include <math.h>
#include <string.h>

const char *lt_weather_format(const char *path, const char *format) {
    if (strcmp(format, "auto") != 0) return format;
    if (lt_nc_is(path)) return "met";
    return lt_aermet_is(path) ? "aermet" : "table";
}

static lt_status raise_underived(const lt_plume_weather *weather) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the table has hours without boundary layer, and not what it is derived from",
                    .where = weather->path,
                    .expected = "friction_velocity_ms, obukhov_m, mechanical_height_m ..., or cloud_pct and "
                                "relative_humidity_pct",
                    .found = lt_fmt("no good hour of %ld", weather->n), .todo = "add these columns");
}

static void tell_derived(const lt_weather_wish *wish, const lt_plume_weather *weather, long derived, const char *kind) {
    if (derived > 0)
        lt_remark(LT_LOG_INFO, "%s: boundary layer of %ld %shours by the energy balance of %s", weather->path, derived,
                  kind, lt_land_names[wish->ground.land].id);
}

static lt_status finish_table(const lt_weather_wish *wish, lt_plume_weather *weather) {
    long derived;
    LT_TRY(lt_derive_boundary_layer(&wish->ground, weather, LT_DERIVE_WINDY, &derived));
    tell_derived(wish, weather, derived, "");
    long good = 0;
    for (long k = 0; k < weather->n; k++) {
        lt_plume_hour_judge(&weather->hours[k]);
        good += weather->hours[k].air != LT_AIR_MISSING;
    }
    return good == 0 && weather->n > 0 ? raise_underived(weather) : LT_OK;
}

/* Measured hundreds of kilometres away: another place, or another zone. */
static lt_status judge_place(const lt_weather_wish *wish, const lt_plume_weather *weather) {
    if (isnan(weather->lat)) return LT_OK;
    const double north = 111.2 * (weather->lat - wish->ground.lat);
    const double east = 111.2 * (weather->lon - wish->ground.lon) * cos(wish->ground.lat * M_PI / 180.0);
    const double km = hypot(north, east), farthest = 500.0;
    if (km <= farthest) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the weather was measured far from the site", .where = weather->path,
                    .expected = lt_fmt("within %g km of %.3f E, %.3f N", farthest, wish->ground.lon, wish->ground.lat),
                    .found = lt_fmt("%.3f E, %.3f N, %.0f km away", weather->lon, weather->lat, km),
                    .todo = "name weather of the region, or look at the site's coordinates");
}

/* Calm hours of AERMET have no boundary layer, those of a table often none: it is derived where humidity and cloud are
 * known, with the wind that is lent them. Puffs take them without wind. */
static lt_status treat_calms(const lt_weather_wish *wish, lt_plume_weather *weather) {
    const bool lend = strcmp(wish->calms, "lowest_wind") == 0;
    long derived;
    if (strcmp(wish->calms, "skip") == 0) return LT_OK;
    if (lend) lt_plume_weather_lend_wind(weather, wish->lowest_wind_ms);
    LT_TRY(lt_derive_boundary_layer(&wish->ground, weather, LT_DERIVE_CALM, &derived));
    tell_derived(wish, weather, derived, "calm ");
    if (lend) lt_plume_weather_settle_calms(weather);
    return lend ? LT_OK : lt_plume_weather_puff(weather, wish->lowest_wind_ms);
}

static lt_status make_ready(const lt_weather_wish *wish, lt_plume_weather *weather) {
    LT_TRY(lt_plume_weather_cut(weather, wish->from, wish->to));
    const bool puffs = strcmp(wish->calms, "puff") == 0; /* to them calms alone are weather enough */
    if (!puffs) LT_TRY(lt_plume_weather_end(weather));
    LT_TRY(treat_calms(wish, weather));
    return puffs ? lt_plume_weather_end(weather) : LT_OK;
}

lt_status lt_open_weather(const lt_weather_wish *wish, lt_faults *faults, lt_plume_weather **out) {
    const char *format = lt_weather_format(wish->path, wish->format);
    const long before = faults->n;
    lt_plume_weather *weather = NULL;
    *out = NULL;
    lt_status status;
    if (strcmp(format, "met") == 0)
        status = lt_met_cell_read(wish->path, wish->ground.lon, wish->ground.lat, wish->from, wish->to, &weather);
    else if (strcmp(format, "aermet") == 0)
        status = lt_aermet_read(wish->path, wish->profile, wish->zone_s, faults, &weather);
    else
        status = lt_plume_table_read(wish->path, faults, &weather);
    if (status == LT_OK && faults->n == before && strcmp(format, "table") == 0) status = finish_table(wish, weather);
    if (status == LT_OK && faults->n == before) status = judge_place(wish, weather);
    if (status == LT_OK && faults->n == before) status = make_ready(wish, weather);
    status = lt_faults_take(faults, status);
    if (status == LT_OK && faults->n == before)
        *out = weather;
    else
        lt_plume_weather_free(weather);
    return status;
}
