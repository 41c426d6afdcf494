/* settings.c - schema of the section `met:` and the station file it names. See settings.h. */
#include "model/met/settings.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT(member) offsetof(lt_met_settings, member)
#define STATION(member) offsetof(lt_met_station_settings, member)

static const lt_config_row station_rows[] = {
    {"name", LT_TEXT, STATION(name), NULL, "", 0, 0, NULL, NULL, 0,
     "city whose observations this weather can be judged by"},
    {"lat", LT_REAL_UNIT, STATION(lat), "1", "41.64", -90, 90, NULL, NULL, 0, "degrees north"},
    {"lon", LT_REAL_UNIT, STATION(lon), "1", "123.48", -180, 180, NULL, NULL, 0, "degrees east"},
    {"altitude", LT_REAL_UNIT, STATION(altitude_m), "m", "49 m", -500, 6000, NULL, NULL, 0, "above sea level"},
    {"roughness", LT_REAL_UNIT, STATION(roughness_m), "m", "0.05 m", 1e-5, 5, NULL, NULL, 0, "around the mast"},
    {0}};

const lt_config_row lt_met_rows[] = {
    {"source", LT_TEXT, AT(source), NULL, "typical-winter", 0, 0,
     "typical-winter|typical-spring|typical-summer|typical-autumn|stagnation|dust-front|station|stations|gridded-wind|"
     "gridded",
     NULL, 0,
     "a typical season or episode made from statistics, one station's hours, many stations', a gridded 10-m wind, or "
     "gridded weather (WRF, ERA5, IFS, GFS)"},
    {"file", LT_TEXTS, AT(file), NULL, "", 0, 0, NULL, NULL, 0,
     "hourly station file, stations (files, patterns, a folder), netCDF of the gridded wind, or files and patterns of "
     "gridded weather; paths, or below the data folder"},
    {"persist", LT_BOOL, AT(persist), NULL, "no", 0, 0, NULL, NULL, 0,
     "gridded weather: hold the one state of the files for all hours (no date's weather)"},
    {"daily", LT_TEXT, AT(daily), NULL, "", 0, 0, NULL, NULL, 0,
     "daily weather of cities (direction of the day, sunshine, pressures), below the data folder or a path"},
    {"draw_seed", LT_INT, AT(draw_seed), NULL, "1", 0, 1e9, NULL, NULL, 0, "of the directions that are drawn"},
    {"draw_persistence", LT_REAL_UNIT, AT(draw_persistence_s), "s", "9 h", 0, 30 * 86400.0, NULL, NULL, 0,
     "time in which a drawn direction within its sector forgets itself (direction.c)"},
    {"station", LT_MAP, AT(station), NULL, "", 0, 0, NULL, station_rows, sizeof(lt_met_station_settings),
     "where the station stands"},
    {"synoptic_period", LT_REAL_UNIT, AT(synoptic_period_s), "s", "72 h", 86400, 30 * 86400.0, NULL, NULL, 0,
     "time of one full turn of the synthetic wind, whole days"},
    {"lapse_rate", LT_REAL_UNIT, AT(lapse_Km), "K m-1", "5 K/km", 0.001, 0.0095, NULL, NULL, 0,
     "fall of temperature with height"},
    {"upper_damping", LT_REAL_UNIT, AT(upper_damping_m), "m", "10 km", 5000, 50000, NULL, NULL, 0,
     "height where day-to-day changes of temperature vanish"},
    {"day_depth", LT_REAL_UNIT, AT(day_depth_m), "m", "1000 m", 100, 5000, NULL, NULL, 0,
     "depth of warmth above the day's mean"},
    {"night_depth", LT_REAL_UNIT, AT(night_depth_m), "m", "300 m", 50, 5000, NULL, NULL, 0,
     "depth of cold below the day's mean"},
    {"moisture_height", LT_REAL_UNIT, AT(moisture_height_m), "m", "2.5 km", 500, 10000, NULL, NULL, 0,
     "scale height of water vapour"},
    {"gradient_depth", LT_REAL_UNIT, AT(gradient_depth_m), "m", "10 km", 3000, 20000, NULL, NULL, 0,
     "height where the horizontal temperature gradient vanishes (thermal wind)"},
    {"hill_radius", LT_REAL_UNIT, AT(hill_radius_m), "m", "30 km", 0, 200e3, NULL, NULL, 0,
     "reach of the ground that stable air has to climb (at least one cell); 0: no blocking by hills"},
    {"station_list", LT_TEXT, AT(station_list), NULL, "", 0, 0, NULL, NULL, 0,
     "source stations: places (station,lat,lon,altitude or isd-history.csv) where the files have none"},
    {"station_coverage", LT_REAL_UNIT, AT(station_coverage), "1", "0.75", 0, 1, NULL, NULL, 0,
     "share of the hours with temperature and wind that a station needs to count"},
    {"first_guess", LT_TEXT, AT(first_guess), NULL, "", 0, 0, NULL, NULL, 0,
     "netCDF of a gridded 10-m wind that the stations correct"},
    {"analysis_radius", LT_REAL_UNIT, AT(analysis_radius_m), "m", "0 km", 0, 1000e3, NULL, NULL, 0,
     "over which stations agree; 0: twice the median distance to the nearest one"},
    {"analysis_depth", LT_REAL_UNIT, AT(analysis_depth_m), "m", "500 m", 50, 10000, NULL, NULL, 0,
     "difference of altitude over which stations agree"},
    {"analysis_noise", LT_REAL_UNIT, AT(analysis_noise), "1", "0.1", 1e-4, 10, NULL, NULL, 0,
     "variance of what one station alone sees over that of the field"},
    {"geostrophic_quadratic", LT_BOOL, AT(geostrophic_quadratic), NULL, "no", 0, 0, NULL, NULL, 0,
     "wind aloft from a quadratic through the pressures of nine stations or more, not from a plane"},
    {"ekman_layer", LT_BOOL, AT(ekman_layer), NULL, "yes", 0, 0, NULL, NULL, 0,
     "between the wind at the ground and that of the stations' pressures; no: speed and direction in ln z"},
    {"slope_flow", LT_BOOL, AT(slope_flow), NULL, "yes", 0, 0, NULL, NULL, 0,
     "source stations: down the slopes at night, up by day"},
    {"sea_breeze", LT_BOOL, AT(sea_breeze), NULL, "yes", 0, 0, NULL, NULL, 0, "source stations: sea and land breeze"},
    {"breeze_depth", LT_REAL_UNIT, AT(breeze_depth_m), "m", "600 m", 100, 2000, NULL, NULL, 0,
     "of its current at the ground"},
    {"breeze_friction", LT_REAL_UNIT, AT(breeze_friction_s), "s-1", "5e-5 s-1", 1e-6, 1e-3, NULL, NULL, 0,
     "loss of its momentum"},
    {"mass_adjustment", LT_TEXT, AT(mass_adjustment), NULL, "auto", 0, 0, "auto|columns|variational", NULL, 0,
     "of the winds to the air mass: column by column, or in three dimensions with hills (auto: variational with source "
     "stations)"},
    {"boundary_layer", LT_TEXT, AT(boundary_layer), NULL, "auto", 0, 0, LT_MIXING_METHODS, NULL, 0,
     "height of the boundary layer: auto (the source's, else found in real profiles, else the growth of the day), by "
     "bulk Richardson number, by parcel, by growth, or the source's"},
    {"ground_lead", LT_REAL_UNIT, AT(ground_lead_s), "s", "96 h", 0, 60 * 86400.0, NULL, NULL, 0,
     "weather before the period that the ground remembers (snow, soil, boundary layer), spin-up included; as far as "
     "the "
     "source reaches"},
    {"snow_start", LT_REAL_UNIT, AT(ground.snow_kgm2), "kg m-2", "5 kg/m2", 0, 500, NULL, NULL, 0,
     "snow on freezing ground at the first hour, as water, where the source gives none"},
    {"soil_start", LT_REAL_UNIT, AT(ground.soil_share), "1", "0.5", 0, 1, NULL, NULL, 0,
     "filled share of the soil's capacity for water at the first hour, where the source gives none"},
    {"lowest_mixing_height", LT_REAL_UNIT, AT(mixing.lowest_m), "m", "60 m", 10, 500, NULL, NULL, 0, ""},
    {"highest_mixing_height", LT_REAL_UNIT, AT(mixing.highest_m), "m", "2500 m", 500, 5000, NULL, NULL, 0, ""},
    {"morning_lapse", LT_REAL_UNIT, AT(mixing.lapse_above_Km), "K m-1", "6 K/km", 0.001, 0.05, NULL, NULL, 0,
     "rise of potential temperature above the mixed layer"},
    {"smallest_kz", LT_REAL_UNIT, AT(kz.smallest_m2s), "m2 s-1", "0.1 m2/s", 0, 10, NULL, NULL, 0,
     "eddy diffusivity of the free air"},
    {"residual_kz", LT_REAL_UNIT, AT(kz.residual_m2s), "m2 s-1", "0.5 m2/s", 0, 50, NULL, NULL, 0,
     "eddy diffusivity of the residual layer at night"},
    {"urban_kz", LT_REAL_UNIT, AT(urban.kz_m2s), "m2 s-1", "1 m2/s", 0, 10, NULL, NULL, 0,
     "least eddy diffusivity over a cell that is all town; 0: no rule for towns"},
    {"urban_kz_depth", LT_REAL_UNIT, AT(urban.depth_m), "m", "500 m", 10, 2000, NULL, NULL, 0,
     "height up to which it holds"},
    {0}};

static lt_status replace_text(char **member, const char *text) {
    char *copy = strdup(text);
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a setting");
    free(*member);
    *member = copy;
    return LT_OK;
}

static int place_of_word(const char *words, const char *word) {
    int place = 0;
    size_t length = strlen(word);
    for (const char *w = words; *w; w += strcspn(w, "|"), w += *w == '|', place++)
        if (strncmp(w, word, length) == 0 && (w[length] == '|' || w[length] == '\0')) break;
    return place;
}

static lt_status apply_job(const lt_job *job, lt_met_settings *s, const lt_node *section, lt_weather_files *files) {
    const char *source = s->source;
    s->mixing.method = place_of_word(LT_MIXING_METHODS, s->boundary_layer);
    const lt_weather_names names = {&s->file, s->daily, s->station_list, s->first_guess, section};
    const char *where = section ? lt_node_where(section) : "met";
    LT_TRY(lt_weather_files_find(job, &names, where, &source, files));
    if (source != s->source) LT_TRY(replace_text(&s->source, source));
    if (s->persist && strcmp(s->source, "gridded") != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "only gridded weather can be held", .where = where,
                        .expected = "persist: yes beside source: gridded", .found = lt_fmt("source: %s", s->source),
                        .todo = "leave persist out, or give gridded weather");
    if (s->synoptic_period_s == 86400.0 * (long)(s->synoptic_period_s / 86400.0)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the synoptic period must be whole days", .where = where,
                    .expected = "24 h, 48 h, 72 h ...", .found = lt_fmt("%g h", s->synoptic_period_s / 3600.0),
                    .todo = "so that the daily cycle fits: choose a multiple of 24 h");
}

lt_status lt_met_settings_read(const lt_job *job, lt_met_settings *out, lt_weather_files *files) {
    memset(out, 0, sizeof *out);
    memset(files, 0, sizeof *files);
    lt_node *empty = NULL, *section = job->period && job->period->met ? job->period->met : job->setup->met;
    if (!section) LT_TRY(lt_node_parse("met", "{}", &empty));
    lt_status status = lt_config_fill(section ? section : empty, lt_met_rows, out);
    if (status == LT_OK) {
        status = apply_job(job, out, section, files);
        if (status != LT_OK) {
            lt_met_settings_release(out);
            lt_weather_files_release(files);
        }
    }
    lt_node_free(empty);
    return status;
}

bool lt_met_variational(const lt_met_settings *s) {
    const char *word = s->mass_adjustment ? s->mass_adjustment : "columns"; /* made by hand */
    if (strcmp(word, "auto") != 0) return strcmp(word, "variational") == 0;
    return s->source && strcmp(s->source, "stations") == 0;
}

void lt_met_settings_release(lt_met_settings *settings) {
    lt_config_release(lt_met_rows, settings);
}
