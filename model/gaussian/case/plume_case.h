/* plume_case.h - a case of `lantian plume` as written: YAML through the schema lt_plume_rows. README.md has the keys.
 */
#ifndef LT_PLUME_CASE_H
#define LT_PLUME_CASE_H

#include "base/config.h"

/* A place: degrees, or metres of the plane. What is not given is NAN. */
typedef struct lt_place_keys {
    double lon, lat, x_m, y_m, ground_m;
} lt_place_keys;

typedef struct lt_site_keys {
    lt_place_keys at;
    char *projection; /* "local", or a text of PROJ */
    double reach_m;   /* no place of the case may be farther away */
    double town_people, town_roughness_m;
} lt_site_keys;

typedef struct lt_plume_weather_keys {
    char *file, *profile, *format, *calms, *land;
    double zone_s, lowest_wind_ms, roughness_m;
    lt_time start, end;
} lt_plume_weather_keys;

typedef struct lt_plume_source_keys {
    char *id, *kind, *group, *factors;
    lt_place_keys at;
    double height_m, rate_gs, diameter_m, velocity_ms, flow_m3s, temperature_K;
    double sigma_y_m, sigma_z_m, width_m, radius_m, angle_deg;
    lt_list rectangle; /* of double, m: along x and y before it is turned */
    lt_node *corners;  /* area, line: [[x, y], ...] */
    char *corners_in;  /* m or degrees */
    bool downwash, urban;
} lt_plume_source_keys;

typedef struct lt_factor_keys {
    char *id, *file;
    lt_list hours, months, weekdays; /* 24, 12, 7 of double */
} lt_factor_keys;

typedef struct lt_emissions_keys {
    char *file, *group;
    lt_list species, ids;
    double within_m;
} lt_emissions_keys;

typedef struct lt_grid_keys {
    char *id;
    lt_list x, y; /* from, to; m */
    double step_m, height_m;
} lt_grid_keys;

typedef struct lt_polar_keys {
    char *id;
    lt_place_keys at;
    lt_list radii;
    long directions;
    double height_m;
} lt_polar_keys;

typedef struct lt_receptor_keys {
    char *id;
    lt_place_keys at;
    double height_m, hill_m; /* hill NAN: not given */
} lt_receptor_keys;

typedef struct lt_receptors_keys {
    lt_list grids, polar, places;
    char *monitors;
    double layer_m; /* NAN: at heights */
} lt_receptors_keys;

typedef struct lt_background_keys {
    double constant_gm3;
    char *file;
    lt_list exclude_sectors; /* of double, degrees: from, to, from, to ... clockwise */
} lt_background_keys;

typedef struct lt_removal_keys {
    double half_life_s, deposition_ms, settling_ms, washout_s;
    char *dry, *gas, *cover_file;                /* fixed, computed; cover_file: grid.nc */
    double diameter_m, density_kgm3, snow_cover; /* diameter NAN: a gas */
    lt_node *cover;                              /* {class: share}; NULL: weather.land */
    double no2_in_stack;
    char *no2, *no2_air;
} lt_removal_keys;

typedef struct lt_puffs_keys {
    double release_s, apart, step, reach_m;
    long most;
} lt_puffs_keys;

typedef struct lt_outputs_keys {
    lt_list averages, nth, percentiles, by, format;
    bool series; /* hour by hour at places and monitors */
} lt_outputs_keys;

typedef struct lt_plume_case {
    lt_node *document; /* owned */
    char *name, *pollutant;
    lt_site_keys site;
    lt_plume_weather_keys weather;
    lt_list sources, factors; /* lt_plume_source_keys, lt_factor_keys */
    lt_emissions_keys emissions;
    lt_receptors_keys receptors;
    lt_background_keys background;
    lt_removal_keys removal;
    lt_outputs_keys outputs;
    lt_puffs_keys puffs;
    char *model;
    bool meander;
    char *dispersion;
} lt_plume_case;

/* The schemes of ../spread.h beside the model's own. */
#define LT_PLUME_DISPERSION "similarity|pasquill_gifford|briggs_rural|briggs_urban"

/* Are all hours made of puffs; or the calm ones? */
bool lt_plume_case_all_puffs(const lt_plume_case *setup);
bool lt_plume_case_any_puffs(const lt_plume_case *setup);

extern const lt_config_row lt_plume_rows[];

/* Takes the document (freed with the case, also after an error). Faults of the schema and of what keys say together go
 * to faults; *out is NULL after an error. */
lt_status lt_plume_case_read(lt_node *document, lt_faults *faults, lt_plume_case **out);
void lt_plume_case_free(lt_plume_case *setup); /* NULL is fine */
/* The case with its defaults as YAML (caller frees) that, standing in a folder, is the same case. */
lt_status lt_plume_case_text(const lt_plume_case *setup, const char *folder, char **out);
/* What the schema cannot say; lt_plume_case_read asks it. */
lt_status lt_plume_case_judge(const lt_plume_case *setup, lt_faults *faults);
lt_status lt_plume_case_judge_outputs(const lt_plume_case *setup, lt_faults *faults); /* a part of it */
/* The node of item k of a list below a section ("receptors", "grids"; section NULL: of the document), for messages. */
const lt_node *lt_plume_case_item(const lt_plume_case *setup, const char *section, const char *key, long k);
/* What `lantian example plume` prints. */
const char *lt_plume_case_example(void);

#endif
