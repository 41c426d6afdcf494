/* assumptions.c - the list of assumptions with the numbers in force. See assumptions.h. */
#include "model/met/assumptions.h"

#include "model/met/climate.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct writer {
    FILE *stream;
    int n;
} writer;

static void line(writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void line(writer *w, const char *format, ...) {
    va_list arguments;
    if (w->n++) fputc('\n', w->stream);
    va_start(arguments, format);
    vfprintf(w->stream, format, arguments);
    va_end(arguments);
}

static bool out_of_season(const lt_season *season, lt_time start, long n_hours) {
    for (long h = 0; h < n_hours; h += 24)
        if (!lt_season_holds(season, lt_time_civil(start + (lt_time)h * LT_HOUR + LT_CST_OFFSET).month)) return true;
    return false;
}

static void about_source(writer *w, const lt_met_settings *s, const lt_station *station, const lt_station_repairs *r,
                         lt_time start, long n_hours) {
    const lt_season *season = lt_season_find(s->source);
    if (season) {
        line(w,
             "SYNTHETIC weather: no observation; a deterministic cycle of %g days in which the wind turns once "
             "clockwise, with the means, spreads and shares of Shenyang's %ss 2013 and 2014 (Liang et al. 2016)",
             s->synoptic_period_s / 86400.0, season->en);
        line(w,
             "the real wind turns once in %s days on average; the cycle is shortened to %g days so that a short "
             "period holds all directions in their observed shares",
             season->full_turn_days, s->synoptic_period_s / 86400.0);
        if (out_of_season(season, start, n_hours))
            line(w, "the period is not wholly in the months of %s, its weather is that of %s all the same", season->en,
                 season->en);
    }
    line(w,
         "one station's surface weather (%.2f N %.2f E, %g m) holds for the whole domain: temperature and pressure "
         "differ by height only, wind by roughness, stability and boundary layer height only",
         s->station.lat, s->station.lon, s->station.altitude_m);
    if (station->sectors) line(w, "wind direction is known to 90-degree sectors only: the sector's centre is taken");
    if (r->direction_held)
        line(w, "%ld of %ld hours calm or variable: the last direction is kept with the reported speed",
             r->direction_held, n_hours);
    if (r->interpolated) line(w, "%ld of %ld hours missing: interpolated in time", r->interpolated, n_hours);
    if (r->precipitation_assumed)
        line(w, "%ld of %ld hours without precipitation record: none assumed", r->precipitation_assumed, n_hours);
}

static void about_surface(writer *w, const lt_met_settings *s) {
    line(w, "cloud cover: 1 - sunshine/day length of the month's climate at Shenyang (CMA 2014-2021), plus the day's "
            "relative humidity minus the month's, 0 to 0.9; at least 0.9 in hours with precipitation");
    line(w, "radiation: sun's height and cloud after Holtslag and van Ulden (1983); no shadow of hills, no haze");
    line(w, "frost (mean of 24 h below 0 degC) means snow: albedo %g, else %g; moisture parameter %g, else %g",
         s->snow_albedo, s->albedo, s->frozen_moisture, s->moisture);
    line(w,
         "roughness: land %g m, sea %g m, around the station %g m; wind brought from one to the other at 60 m by "
         "neutral profiles",
         s->roughness_land_m, s->roughness_sea_m, s->station.roughness_m);
    line(w,
         "sea surface temperature: monthly values of the Bohai, recalled, to 2 K; no sea ice; air over the sea is as "
         "warm as over land");
    line(w, "no heat of towns, traffic and heating in the surface energy balance; over towns a least eddy diffusivity "
            "takes its place");
}

static void about_air(writer *w, const lt_met_settings *s) {
    line(w,
         "temperature falls with height by %g K/km; day-to-day changes fade to nothing at %g km; the daily swing "
         "fades with height over %g m when warm, %g m when cold",
         s->lapse_Km * 1e3, s->upper_damping_m / 1e3, s->day_depth_m, s->night_depth_m);
    line(w, "pressure from sea-level pressure, temperature and terrain by the hydrostatic equation, dry air");
    line(w, "water vapour: the station's mixing ratio, falling with height by a scale of %g km",
         s->moisture_height_m / 1e3);
    line(w,
         "wind aloft: geostrophic wind of the day's mean wind speed and mean direction by the neutral drag law, plus "
         "thermal wind of "
         "the month's temperature gradients between ten stations (ground, fading linearly to %g km); no jets, no sea "
         "breeze, no fronts inside the domain",
         s->gradient_depth_m / 1e3);
    line(w,
         "boundary layer between %g and %g m; potential temperature rises by %g K/km above the growing layer; over "
         "heated sea at least 500 m; collapse within half an hour after sunset",
         s->mixing.lowest_m, s->mixing.highest_m, s->mixing.lapse_above_Km * 1e3);
    line(w, "eddy diffusivity %g m2/s in the residual layer, at least %g m2/s elsewhere above ground",
         s->kz.residual_m2s, s->kz.smallest_m2s);
    if (s->urban.kz_m2s > 0.0)
        line(
            w,
            "over towns at least 0.01 m2/s + (%g m2/s - 0.01 m2/s) x share of town up to %g m (rule of CMAQ); share of "
            "town: %g m2 of built-up land for each person of the cell",
            s->urban.kz_m2s, s->urban.depth_m, s->urban.person_area_m2);
    line(w,
         "horizontal winds corrected so that the columns' air mass follows the pressure, the layers in proportion to "
         "the square of their wind");
}

lt_status lt_met_assumptions(const lt_met_settings *settings, const lt_station *station,
                             const lt_station_repairs *repairs, lt_time start, long n_hours, char **text) {
    size_t size;
    writer w = {open_memstream(text, &size), 0};
    if (!w.stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the list of assumptions");
    about_source(&w, settings, station, repairs, start, n_hours);
    about_surface(&w, settings);
    about_air(&w, settings);
    if (fclose(w.stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the list of assumptions");
    return LT_OK;
}
