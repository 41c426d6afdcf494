/* profile.h - wind, turbulence and temperature with height, from one hour by similarity (profile.c has the equations).
 */
#ifndef LT_GAUSSIAN_PROFILE_H
#define LT_GAUSSIAN_PROFILE_H

#include "model/gaussian/hour.h"

#include <stdbool.h>

/* A town that warms its night: people in it, roughness. */
typedef struct lt_plume_town {
    double people, roughness_m;
} lt_plume_town;

/* At one height. lapse: of potential temperature. */
typedef struct lt_profile_air {
    double wind_ms, sigma_v_ms, sigma_w_ms, lapse_Km;
} lt_profile_air;

enum {
    LT_PROFILE_PARTS = 64, /* levels between a height and its double */
    LT_PROFILE_LEVELS = 15 * LT_PROFILE_PARTS + 1
};

#define LT_PROFILE_LOWEST 0.25
#define LT_PROFILE_HIGHEST 8191.999999

/* Levels from 0.25 m to 8192 m; between them linear, which is within 1e-5 of what lies between them but for corners. */
typedef struct lt_profile {
    lt_plume_hour hour; /* as the town leaves it */
    bool convective;
    double mixing_m;                     /* zi: the larger of both heights in convective air, else the mechanical */
    double scale_wind, scale_v, scale_w; /* to what was measured */
    double top_ms;                       /* wind at mixing_m */
    double to_x, to_y;                   /* unit vector along the wind (where it blows to) */
    bool tabled;                         /* level holds; else every height is made by the equations */
    lt_profile_air level[LT_PROFILE_LEVELS];
} lt_profile;

/* hour: one with air good. town: NULL, or the one of the sources that are urban. */
void lt_profile_make(lt_profile *profile, const lt_plume_hour *hour, const lt_plume_town *town);
/* Without the table: for a few heights. */
void lt_profile_begin(lt_profile *profile, const lt_plume_hour *hour, const lt_plume_town *town);
/* From the table if there is one; the other by the equations. z is held to 0.25 m ... 8192 m. */
lt_profile_air lt_profile_at(const lt_profile *profile, double z_m);
lt_profile_air lt_profile_exactly(const lt_profile *profile, double z_m);
/* Between two levels of the table. */
static inline lt_profile_air lt_profile_between(const lt_profile *p, double z_m) {
    union {
        double d;
        uint64_t i;
    } bits = {.d = z_m < LT_PROFILE_LOWEST ? LT_PROFILE_LOWEST : z_m > LT_PROFILE_HIGHEST ? LT_PROFILE_HIGHEST : z_m};
    const int k = (int)(bits.i >> 46) - ((1023 - 2) << 6);
    bits.i = (bits.i & 0x00003fffffffffffULL) | 0x3ff0000000000000ULL; /* 1 + t/64 */
    const double t = (bits.d - 1.0) * LT_PROFILE_PARTS;
    const lt_profile_air *a = &p->level[k], *b = a + 1;
    return (lt_profile_air){
        a->wind_ms + t * (b->wind_ms - a->wind_ms), a->sigma_v_ms + t * (b->sigma_v_ms - a->sigma_v_ms),
        a->sigma_w_ms + t * (b->sigma_w_ms - a->sigma_w_ms), a->lapse_Km + t * (b->lapse_Km - a->lapse_Km)};
}

double lt_profile_temperature(const lt_profile *profile, double z_m); /* K, of the air */

#endif
