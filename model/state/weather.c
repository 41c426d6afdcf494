#include "model/state/weather.h"

#include "model/state/hours.h"

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* Air (mass and fluxes through faces) may be of more cells than the rest. */
typedef enum lt_weather_shape { LT_LAYERS, LT_INTERFACES, LT_AIR, LT_FACES_X, LT_FACES_Y, LT_SURFACE } lt_weather_shape;

/* Every field that is read by the hour. The air itself is judged in transport/air.c. */
typedef struct lt_weather_field {
    const char *name, *unit;
    size_t member;
    lt_weather_shape shape;
    double least, most; /* what a value of the field can be at all */
    bool when_asked;    /* read only if someone wants it */
    bool optional;      /* older files and those of others may lack it, unless someone wants it */
} lt_weather_field;

/* Flux: more than a wind of 150 m/s through a face of 1000 km by 20 km (A); fill values lie beyond it. */
#define LT_MEMBER(name) offsetof(lt_weather, name)
static const lt_weather_field fields[] = {
    {"mass_flux_x", "kg s-1", LT_MEMBER(flux_x), LT_FACES_X, -1e13, 1e13, false, false},
    {"mass_flux_y", "kg s-1", LT_MEMBER(flux_y), LT_FACES_Y, -1e13, 1e13, false, false},
    {"kz", "m2 s-1", LT_MEMBER(kz), LT_INTERFACES, 0, 1e5, false, false},
    {"air_temperature", "K", LT_MEMBER(temperature), LT_LAYERS, 100, 350, true, false},
    {"relative_humidity", "1", LT_MEMBER(humidity), LT_LAYERS, 0, 2, false, false},
    {"cloud_liquid_water_mixing_ratio", "kg kg-1", LT_MEMBER(cloud_water), LT_LAYERS, 0, 0.05, true, true},
    {"cloud_ice_mixing_ratio", "kg kg-1", LT_MEMBER(cloud_ice), LT_LAYERS, 0, 0.05, true, true},
    {"cloud_area_fraction_in_atmosphere_layer", "1", LT_MEMBER(cloud_fraction), LT_LAYERS, 0, 1.0001, true, true},
    {"friction_velocity", "m s-1", LT_MEMBER(friction_velocity), LT_SURFACE, 0, 20, false, false},
    {"inverse_obukhov_length", "m-1", LT_MEMBER(inverse_obukhov_length), LT_SURFACE, -1e6, 1e6, false, false},
    {"convective_velocity_scale", "m s-1", LT_MEMBER(convective_velocity), LT_SURFACE, 0, 20, true, true},
    {"roughness_length", "m", LT_MEMBER(roughness), LT_SURFACE, 0, 20, true, true},
    {"displacement_height", "m", LT_MEMBER(displacement), LT_SURFACE, 0, 100, true, true},
    {"sensible_heat_flux", "W m-2", LT_MEMBER(sensible_heat), LT_SURFACE, -3000, 3000, true, true},
    {"latent_heat_flux", "W m-2", LT_MEMBER(latent_heat), LT_SURFACE, -3000, 3000, true, true},
    {"precipitation_flux", "kg m-2 s-1", LT_MEMBER(precipitation), LT_SURFACE, 0, 1, false, false},
    {"snow_share", "1", LT_MEMBER(snow_share), LT_SURFACE, 0, 1, true, true},
    {"air_temperature_2m", "K", LT_MEMBER(temperature_2m), LT_SURFACE, 150, 350, false, false},
    {"skin_temperature", "K", LT_MEMBER(skin_temperature), LT_SURFACE, 130, 400, true, true},
    {"surface_pressure", "Pa", LT_MEMBER(surface_pressure), LT_SURFACE, 3e4, 1.2e5, true, true},
    {"wind_speed_10m", "m s-1", LT_MEMBER(wind_10m), LT_SURFACE, 0, 150, false, false},
    {"boundary_layer_height", "m", LT_MEMBER(boundary_layer_height), LT_SURFACE, 0, 2e4, false, false},
    {"downwelling_shortwave", "W m-2", LT_MEMBER(shortwave), LT_SURFACE, 0, 2000, false, false},
    {"surface_albedo", "1", LT_MEMBER(albedo), LT_SURFACE, 0, 1, true, true},
    {"cloud_cover", "1", LT_MEMBER(cloud_cover), LT_SURFACE, 0, 1.0001, true, true},
    {"cloud_optical_depth", "1", LT_MEMBER(cloud_optical_depth), LT_SURFACE, 0, 1e5, true, true},
    {"snow_cover", "1", LT_MEMBER(snow_cover), LT_SURFACE, 0, 1, true, true},
    {"soil_moisture", "1", LT_MEMBER(soil_moisture), LT_SURFACE, 0, 1, true, true},
};
enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static double **member(lt_weather *w, const lt_weather_field *field) {
    return (double **)((char *)w + field->member);
}

static size_t count(const lt_weather *w, lt_weather_shape shape) {
    size_t plane = w->nx * w->ny;
    switch (shape) {
    case LT_LAYERS:
        return w->nz * plane;
    case LT_INTERFACES:
        return (w->nz + 1) * plane;
    case LT_AIR:
        return w->nz * w->air_ny * w->air_nx;
    case LT_FACES_X:
        return w->nz * w->air_ny * (w->air_nx + 1);
    case LT_FACES_Y:
        return w->nz * (w->air_ny + 1) * w->air_nx;
    default:
        return plane;
    }
}

static bool is_of_cloud(const lt_weather_field *field) {
    return field->member == LT_MEMBER(cloud_water) || field->member == LT_MEMBER(cloud_ice) ||
           field->member == LT_MEMBER(cloud_fraction);
}

static bool is_of_air(lt_weather_shape shape) {
    return shape == LT_AIR || shape == LT_FACES_X || shape == LT_FACES_Y;
}

/* What is made in memory has no file. */
static lt_status expect(lt_weather *w, const lt_weather_field *field) {
    if (!w->file || lt_ncr_has(w->file, field->name)) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "the meteorology lacks a field that the run needs", .where = lt_ncr_path(w->file),
        .expected = lt_fmt("%s [%s]", field->name, field->unit), .found = "no such field",
        .todo = is_of_cloud(field) ? "make the meteorology again with `lantian met`, or say `aqueous: off` in section "
                                     "model: the run then has no cloud, neither for chemistry nor for rain and light"
                                   : "make the meteorology again with `lantian met`");
}

/* Stays 0. */
static bool is_left_out(const lt_weather *w, const lt_weather_field *field) {
    return w->cloudless && is_of_cloud(field);
}

static lt_status take(lt_weather *w, const lt_weather_field *field) {
    if (!is_left_out(w, field)) LT_TRY(expect(w, field));
    return lt_calloc(count(w, field->shape), sizeof(double), member(w, field));
}

lt_status lt_weather_open(lt_ncr *file, size_t nx, size_t ny, size_t nz, lt_time start, size_t n_hours, lt_weather *w) {
    memset(w, 0, sizeof *w);
    w->file = file;
    w->nx = nx;
    w->ny = ny;
    w->nz = nz;
    w->air_nx = nx;
    w->air_ny = ny;
    LT_TRY(lt_ncr_expect_dim(file, "x", nx));
    LT_TRY(lt_ncr_expect_dim(file, "y", ny));
    LT_TRY(lt_ncr_expect_dim(file, "z", nz));
    LT_TRY(lt_ncr_dim(file, "time", &w->n_hours));
    LT_TRY(lt_ncr_expect_dim(file, "time_edge", w->n_hours + 1));
    LT_TRY(lt_hours_cover(file, "the meteorology", w->n_hours, start, n_hours, &w->start));
    LT_TRY(lt_calloc(count(w, LT_AIR), sizeof(double), &w->mass_begin));
    LT_TRY(lt_calloc(count(w, LT_AIR), sizeof(double), &w->mass_end));
    for (int n = 0; n < N_FIELDS; ++n)
        if (!fields[n].when_asked) LT_TRY(take(w, &fields[n]));
    return LT_OK;
}

lt_status lt_weather_inside(lt_weather *w, size_t i0, size_t j0, size_t nx, size_t ny) {
    w->nx = nx;
    w->ny = ny;
    w->air_i0 = i0;
    w->air_j0 = j0;
    return lt_calloc((w->nz + 1) * w->air_ny * w->air_nx, sizeof *w->wide, &w->wide);
}

lt_status lt_weather_want(lt_weather *w, double **wanted) {
    for (int n = 0; n < N_FIELDS; ++n)
        if (member(w, &fields[n]) == wanted && !*wanted) return take(w, &fields[n]);
    return LT_OK;
}

bool lt_weather_do_without_clouds(lt_weather *w) {
    for (int n = 0; n < N_FIELDS; ++n)
        w->cloudless = w->cloudless || (is_of_cloud(&fields[n]) && !lt_ncr_has(w->file, fields[n].name));
    return w->cloudless;
}

/* Where value c of a field is, all counted from 0 as in the file of the whole grid. */
static const char *cell_text(const lt_weather *w, lt_weather_shape shape, size_t c) {
    size_t nx = (is_of_air(shape) ? w->air_nx : w->nx) + (shape == LT_FACES_X);
    size_t ny = (is_of_air(shape) ? w->air_ny : w->ny) + (shape == LT_FACES_Y);
    size_t k = c / (nx * ny), j = c / nx % ny, i = c % nx;
    const char *face = shape == LT_FACES_X ? " (west face)" : shape == LT_FACES_Y ? " (south face)" : "";
    const char *cell =
        is_of_air(shape) ? lt_ncr_cell_text(w->file, j, i) : lt_ncr_cell_text(w->file, j + w->air_j0, i + w->air_i0);
    if (shape == LT_SURFACE) return cell;
    return lt_fmt("%s %zu, %s%s", shape == LT_INTERFACES ? "interface" : "layer", k, cell, face);
}

static lt_status raise_value(const lt_weather *w, const lt_weather_field *field, size_t hour, size_t c, double value) {
    char begin[24];
    lt_time_iso(w->start + (lt_time)hour * LT_HOUR, begin);
    return LT_RAISE(LT_ERR_INPUT, .what = "a value of the meteorology cannot be",
                    .where = lt_fmt("%s, %s, hour %zu (from %s), %s", lt_ncr_path(w->file), field->name, hour, begin,
                                    cell_text(w, field->shape, c)),
                    .expected = lt_fmt("%g to %g %s", field->least, field->most, field->unit),
                    .found = isnan(value) ? "no number (missing, or NaN)" : lt_fmt("%g", value),
                    .todo = "make the meteorology again with `lantian run`");
}

static lt_status check_values(const lt_weather *w, const lt_weather_field *field, size_t hour, const double *values) {
    size_t n = count(w, field->shape);
    for (size_t c = 0; c < n; ++c)
        if (!(values[c] >= field->least && values[c] <= field->most)) return raise_value(w, field, hour, c, values[c]);
    return LT_OK;
}

/* The end of one hour is the beginning of the next: in a run every air mass is read once. */
static lt_status read_mass(lt_weather *w, size_t hour) {
    size_t n_mass = count(w, LT_AIR);
    double *end = w->mass_begin;
    if (hour == w->next && hour > 0) {
        w->mass_begin = w->mass_end;
        w->mass_end = end;
    } else {
        LT_TRY(lt_ncr_get_double_record(w->file, "air_mass", "kg", hour, n_mass, w->mass_begin));
    }
    w->next = 0;
    LT_TRY(lt_ncr_get_double_record(w->file, "air_mass", "kg", hour + 1, n_mass, w->mass_end));
    w->next = hour + 1;
    return LT_OK;
}

/* The layers of a field of the file's cells, those inside. */
static void take_inside(const lt_weather *w, size_t layers, double *values) {
    for (size_t k = 0; k < layers; ++k)
        for (size_t j = 0; j < w->ny; ++j)
            memcpy(values + (k * w->ny + j) * w->nx, w->wide + (k * w->air_ny + j + w->air_j0) * w->air_nx + w->air_i0,
                   w->nx * sizeof *values);
}

static lt_status read_field(const lt_weather *w, const lt_weather_field *field, size_t hour, double *values) {
    const size_t n = count(w, field->shape), plane = w->nx * w->ny;
    const bool inside = w->wide && !is_of_air(field->shape);
    LT_TRY(lt_ncr_get_double_record(w->file, field->name, field->unit, hour,
                                    inside ? n / plane * w->air_nx * w->air_ny : n, inside ? w->wide : values));
    if (inside) take_inside(w, n / plane, values);
    return check_values(w, field, hour, values);
}

lt_status lt_weather_hour(lt_weather *w, size_t hour) {
    LT_TRY(read_mass(w, hour));
    for (int n = 0; n < N_FIELDS; ++n) {
        double *values = *member(w, &fields[n]);
        if (values && !is_left_out(w, &fields[n])) LT_TRY(read_field(w, &fields[n], hour, values));
    }
    return LT_OK;
}

lt_status lt_weather_hour_at_ground(lt_weather *w, size_t hour) {
    for (int n = 0; n < N_FIELDS; ++n) {
        double *values = *member(w, &fields[n]);
        if (values && fields[n].shape == LT_SURFACE) LT_TRY(read_field(w, &fields[n], hour, values));
    }
    return LT_OK;
}

lt_status lt_weather_temperature_2m(const lt_weather *w, size_t hour, double *out) {
    int n = 0;
    while (fields[n].member != LT_MEMBER(temperature_2m)) ++n;
    return read_field(w, &fields[n], hour, out);
}

lt_status lt_weather_judge(lt_ncr *file, lt_faults *faults) {
    static const char *const dims[] = {[LT_LAYERS] = "time z y x",
                                       [LT_INTERFACES] = "time z_edge y x",
                                       [LT_FACES_X] = "time z y x_edge",
                                       [LT_FACES_Y] = "time z y_edge x",
                                       [LT_SURFACE] = "time y x"};
    const lt_ncr_want mass = {"air_mass", "kg", "time_edge z y x", DBL_MIN, DBL_MAX, false};
    LT_TRY(lt_ncr_judge(file, &mass, 1, faults));
    for (int n = 0; n < N_FIELDS; ++n) {
        const lt_ncr_want want = {fields[n].name,  fields[n].unit, dims[fields[n].shape],
                                  fields[n].least, fields[n].most, fields[n].optional};
        LT_TRY(lt_ncr_judge(file, &want, 1, faults));
    }
    return lt_hours_judge(file, "the meteorology", faults);
}

void lt_weather_close(lt_weather *w) {
    for (int n = 0; n < N_FIELDS; ++n) lt_free(*member(w, &fields[n]));
    lt_free(w->mass_begin);
    lt_free(w->mass_end);
    lt_free(w->wide);
    lt_ncr_close(w->file);
    memset(w, 0, sizeof *w);
}
