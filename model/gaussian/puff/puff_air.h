/* puff_air.h - the air that puffs move through: a function of place, time and height. */
#ifndef LT_GAUSSIAN_PUFF_AIR_H
#define LT_GAUSSIAN_PUFF_AIR_H

#include "base/status.h"
#include "model/gaussian/profile.h"

#include <stdint.h>

/* At one place, time and height. */
typedef struct lt_puff_weather {
    double u_ms, v_ms; /* along x and y of the plane */
    double sigma_v_ms, sigma_w_ms, lapse_Km;
    double temperature_K, friction_velocity_ms, obukhov_m;
    double mixing_m, mechanical_m;
    bool convective; /* a lid at mixing_m, below which puffs are mixed */
} lt_puff_weather;

typedef struct lt_puff_air {
    void (*at)(const void *self, double time_s, double x_m, double y_m, double z_m, lt_puff_weather *out);
    /* The profile that a release at this place stands in, one of its own or made in room; NULL: releases have no rise
     * and no draughts. */
    const lt_profile *(*profile)(const void *self, double time_s, double x_m, double y_m, lt_profile *room);
    const void *self; /* must live as long as it is asked */
} lt_puff_air;

/* Air that is the same everywhere. */
lt_puff_air lt_puff_air_even(const lt_puff_weather *weather);

/* One profile per hour: at[k] holds at start_s + hour_s (k + 1/2), linear between; before and after as the first and
 * the last.
 * Whether it is convective changes half-way. Calms: lt_puff_calm. */
typedef struct lt_puff_hours {
    int n;
    const lt_profile *at;
    const bool *calm; /* NULL: none. In a calm the air stands, turbulence goes on. */
    double hour_s;    /* length, 3600 */
    double start_s;   /* of the first hour */
} lt_puff_hours;
lt_puff_air lt_puff_air_hours(const lt_puff_hours *hours);

/* A calm or missing hour as puffs need it: what is known stays; not known or not positive: wind 0.28 m/s (the least of
 * profile.c, for the profile; puffs stand), u* 0.05 m/s, L 10 m, heights 50 m, roughness 0.1 m, 288 K. */
lt_plume_hour lt_puff_calm(const lt_plume_hour *hour);

/* Two times of fields in layers, on a plane of even cells: values at the cells' centres. Bilinear in x and y, linear in
 * z and t; outside as at the edge. Turbulence by similarity (../profile.h) from the fields of the ground. */
typedef struct lt_puff_fields {
    int nx, ny, nz;
    double x_m, y_m, cell_m; /* centre of the first cell */
    double time_s[2];
    const double *height_m;                             /* [nz][ny][nx] of middles */
    const double *u_ms[2], *v_ms[2], *temperature_K[2]; /* [nz][ny][nx] */
    const double *friction_velocity_ms[2], *inverse_obukhov[2], *convective_velocity_ms[2]; /* [ny][nx] */
    const double *mixing_m[2], *roughness_m[2];                                             /* [ny][nx] */
} lt_puff_fields;
lt_puff_air lt_puff_air_fields(const lt_puff_fields *fields);

#endif
