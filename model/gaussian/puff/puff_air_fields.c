/* puff_air_fields.c - air from fields in layers on a plane of even cells.
 *
 * Wind: bilinear in x and y, linear in z between the middles of layers and in t; above the last layer as there; below
 * the first its wind by the similarity of the surface (../profile.c), in its direction. Outside of the plane as at its
 * edge. Turbulence by similarity from u*, 1/L, w*, boundary layer height and roughness, interpolated alike; the lapse
 * from the temperatures of the two layers, theta' = T' + g/cp. Convective height = boundary layer height where 1/L < 0;
 * mechanical as lt_mechanical_height_heated has it; in stable air the boundary layer height. */
#include "model/gaussian/puff/puff_air.h"

#include "model/met/boundary_layer.h"

#include <math.h>

/* Where a place is: cell, layer, and the parts of the way to the next. */
typedef struct lt_place {
    int i, j, k;
    double fx, fy, fz, ft;
} lt_place;

static int cell(double at, int n, double *part) {
    const double held = fmax(0.0, fmin(at, n - 1.0));
    const int low = held >= n - 1.0 && n > 1 ? n - 2 : (int)held;
    *part = held - low;
    return low;
}

static double level(const lt_puff_fields *f, const double *values, const lt_place *p, int k) {
    const int right = f->nx > 1, up = f->ny > 1 ? f->nx : 0;
    const double *v = &values[((long)k * f->ny + p->j) * f->nx + p->i];
    const double low = v[0] + p->fx * (v[right] - v[0]), high = v[up] + p->fx * (v[up + right] - v[up]);
    return low + p->fy * (high - low);
}

static double in_time(const lt_puff_fields *f, const double *const values[2], const lt_place *p, int k) {
    const double a = level(f, values[0], p, k);
    return a + p->ft * (level(f, values[1], p, k) - a);
}

static double in_height(const lt_puff_fields *f, const double *const values[2], const lt_place *p) {
    const double low = in_time(f, values, p, p->k);
    return p->fz > 0.0 ? low + p->fz * (in_time(f, values, p, p->k + 1) - low) : low;
}

static lt_place place_of(const lt_puff_fields *f, double t, double x, double y, double z) {
    lt_place p = {0};
    p.i = cell((x - f->x_m) / f->cell_m, f->nx, &p.fx);
    p.j = cell((y - f->y_m) / f->cell_m, f->ny, &p.fy);
    p.ft = fmax(0.0, fmin(1.0, (t - f->time_s[0]) / (f->time_s[1] - f->time_s[0])));
    double low = level(f, f->height_m, &p, 0);
    for (p.k = 0; p.k + 1 < f->nz; p.k++) {
        const double high = level(f, f->height_m, &p, p.k + 1);
        if (z < high) {
            p.fz = fmax(0.0, (z - low) / (high - low));
            break;
        }
        low = high;
    }
    return p;
}

/* The hour of the column, from its lowest layer. */
static lt_plume_hour hour_of(const lt_puff_fields *f, const lt_place *p, double *u, double *v) {
    *u = in_time(f, f->u_ms, p, 0);
    *v = in_time(f, f->v_ms, p, 0);
    const double inverse = in_time(f, f->inverse_obukhov, p, 0), star = in_time(f, f->friction_velocity_ms, p, 0);
    const double mixing = in_time(f, f->mixing_m, p, 0), z = level(f, f->height_m, p, 0);
    const bool convective = inverse < 0.0;
    return (lt_plume_hour){.wind_ms = hypot(*u, *v),
                           .wind_from_deg = atan2(-*u, -*v) * (180.0 / M_PI),
                           .wind_height_m = z,
                           .temperature_K = in_time(f, f->temperature_K, p, 0),
                           .temperature_height_m = z,
                           .friction_velocity_ms = star,
                           .obukhov_m = fabs(inverse) > 1e-6 ? 1.0 / inverse : copysign(1e6, inverse),
                           .convective_velocity_ms =
                               convective ? fmax(in_time(f, f->convective_velocity_ms, p, 0), 0.001) : 0.0,
                           .convective_height_m = convective ? mixing : 0.0,
                           .mechanical_height_m = convective ? lt_mechanical_height_heated(star, mixing) : mixing,
                           .lapse_above_Km = 0.005,
                           .roughness_m = in_time(f, f->roughness_m, p, 0),
                           .measured_height_m = z,
                           .sigma_v_ms = NAN,
                           .sigma_w_ms = NAN,
                           .rain_mmh = NAN,
                           .relative_humidity = NAN,
                           .cloud = NAN,
                           .albedo = NAN,
                           .bowen = NAN,
                           .pressure_Pa = 101325.0};
}

static void fields_at(const void *self, double t, double x, double y, double z, lt_puff_weather *out) {
    const lt_puff_fields *f = self;
    const lt_place p = place_of(f, t, x, y, z);
    double u, v;
    const lt_plume_hour hour = hour_of(f, &p, &u, &v);
    lt_profile profile;
    lt_profile_begin(&profile, &hour, NULL);
    const lt_profile_air air = lt_profile_exactly(&profile, z);
    *out = (lt_puff_weather){.u_ms = in_height(f, f->u_ms, &p),
                             .v_ms = in_height(f, f->v_ms, &p),
                             .sigma_v_ms = air.sigma_v_ms,
                             .sigma_w_ms = air.sigma_w_ms,
                             .lapse_Km = air.lapse_Km,
                             .temperature_K = profile.hour.temperature_K,
                             .friction_velocity_ms = profile.hour.friction_velocity_ms,
                             .obukhov_m = profile.hour.obukhov_m,
                             .mixing_m = profile.mixing_m,
                             .mechanical_m = profile.hour.mechanical_height_m,
                             .convective = profile.convective};
    const double lowest = profile.hour.wind_height_m;
    if (z < lowest && profile.hour.wind_ms > 0.0) {
        const double part = air.wind_ms / lt_profile_exactly(&profile, lowest).wind_ms;
        out->u_ms = u * part;
        out->v_ms = v * part;
    } else if (p.k + 1 < f->nz) {
        const double low = level(f, f->height_m, &p, p.k), high = level(f, f->height_m, &p, p.k + 1);
        out->lapse_Km =
            (in_time(f, f->temperature_K, &p, p.k + 1) - in_time(f, f->temperature_K, &p, p.k)) / (high - low) +
            9.80665 / 1004.0;
    }
}

static const lt_profile *fields_profile(const void *self, double t, double x, double y, lt_profile *room) {
    const lt_puff_fields *f = self;
    const lt_place p = place_of(f, t, x, y, 0.0);
    double u, v;
    const lt_plume_hour hour = hour_of(f, &p, &u, &v);
    lt_profile_begin(room, &hour, NULL);
    return room;
}

lt_puff_air lt_puff_air_fields(const lt_puff_fields *fields) {
    return (lt_puff_air){.at = fields_at, .profile = fields_profile, .self = fields};
}
