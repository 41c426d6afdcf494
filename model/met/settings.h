/* settings.h - the section `met:` of case.yaml. */
#ifndef LT_MET_SETTINGS_H
#define LT_MET_SETTINGS_H

#include "base/config.h"
#include "base/job.h"
#include "model/met/boundary_layer.h"
#include "model/met/ground.h"
#include "model/met/kz.h"
#include "model/met/urban.h"
#include "model/met/weather_files.h"

#include <stdbool.h>

typedef struct lt_met_station_settings {
    char *name;
    double lat, lon; /* degrees */
    double altitude_m, roughness_m;
} lt_met_station_settings;

typedef struct lt_met_settings {
    char *source; /* "typical-winter", "-spring", "-summer", "-autumn", "stagnation", "dust-front", "station", "stations",
                     "gridded-wind" or "gridded" */
    lt_list file; /* char * */
    bool persist;
    char *daily, *boundary_layer;
    long draw_seed;
    double draw_persistence_s;
    double ground_lead_s;
    lt_met_station_settings station;
    double synoptic_period_s;
    double lapse_Km, upper_damping_m, day_depth_m, night_depth_m, moisture_height_m;
    double gradient_depth_m, hill_radius_m;
    /* many stations (points/) */
    char *station_list, *first_guess;
    double station_coverage, analysis_radius_m, analysis_depth_m, analysis_noise;
    bool geostrophic_quadratic, ekman_layer, slope_flow, sea_breeze;
    double breeze_depth_m, breeze_friction_s;
    char *mass_adjustment; /* "auto", "columns" or "variational" */
    lt_mixing_rules mixing;
    lt_ground_rules ground;
    lt_kz_rules kz;
    lt_urban_rules urban;
} lt_met_settings;

extern const lt_config_row lt_met_rows[];

/* The section of the job's period, else of its case, with --met applied, and the files that the weather is made from;
 * release both after success. */
lt_status lt_met_settings_read(const lt_job *job, lt_met_settings *out, lt_weather_files *files);
/* Is the mass adjusted in three dimensions (points/variational.c)? "auto": with source stations. */
bool lt_met_variational(const lt_met_settings *settings);
void lt_met_settings_release(lt_met_settings *settings);

#endif
