/* met_fields_hour.c - the hours of met_fields.c: read, checked, held at their middles. */
#include "model/gaussian/weather/met_fields_private.h"

#include <math.h>

static const struct {
    const char *name, *unit;
} surface[LT_N_FIELDS] = {{"friction_velocity", "m s-1"},
                          {"inverse_obukhov_length", "m-1"},
                          {"convective_velocity_scale", "m s-1"},
                          {"boundary_layer_height", "m"},
                          {"roughness_length", "m"}};

/* apart: from a face to the next of the same cell. */
static lt_status read_wind(lt_met_fields *f, const char *name, size_t hour, size_t nx, size_t ny, size_t apart,
                           double *out) {
    const double dx = f->x[1] - f->x[0];
    LT_TRY(lt_ncr_get_double_record(f->file, name, "kg s-1", hour, f->nz * nx * ny, f->flux));
    for (size_t k = 0; k < f->nz; k++)
        for (size_t j = 0; j < f->ny; j++)
            for (size_t i = 0; i < f->nx; i++) {
                const size_t c = (k * f->ny + j) * f->nx + i, face = (k * ny + j) * nx + i;
                out[c] = dx * (f->flux[face] + f->flux[face + apart]) / (f->mass[0][c] + f->mass[1][c]);
            }
    return LT_OK;
}

static lt_status judge(const lt_met_fields *f, const char *name, size_t hour, const double *values, size_t n) {
    for (size_t k = 0; k < n; k++) {
        if (isfinite(values[k])) continue;
        char local[24];
        lt_time_local((lt_time)f->bounds[2 * hour], local);
        return lt_met_fields_bad(f, lt_fmt("%s is no number in a cell", name), "a number in every cell", local,
                                 "make the weather again, or take model: plume");
    }
    return LT_OK;
}

static lt_status read_record(lt_met_fields *f, size_t hour, lt_met_hour *to) {
    const size_t cells = f->nx * f->ny, all = f->nz * cells;
    to->hour = -1;
    for (size_t k = 0; k < 2; k++)
        LT_TRY(lt_ncr_get_double_record(f->file, "air_mass", "kg", hour + k, all, f->mass[k]));
    LT_TRY(read_wind(f, "mass_flux_x", hour, f->nx + 1, f->ny, 1, to->u));
    LT_TRY(read_wind(f, "mass_flux_y", hour, f->nx, f->ny + 1, f->nx, to->v));
    LT_TRY(judge(f, "the wind", hour, to->u, all));
    LT_TRY(judge(f, "the wind", hour, to->v, all));
    LT_TRY(lt_ncr_get_double_record(f->file, "air_temperature", "K", hour, all, to->temperature));
    LT_TRY(judge(f, "air_temperature", hour, to->temperature, all));
    for (int s = 0; s < LT_N_FIELDS; s++) {
        LT_TRY(lt_ncr_get_double_record(f->file, surface[s].name, surface[s].unit, hour, cells, to->of[s]));
        LT_TRY(judge(f, surface[s].name, hour, to->of[s], cells));
    }
    to->hour = (long)hour;
    return LT_OK;
}

static long hour_at(const lt_met_fields *f, lt_time end) {
    for (size_t k = 0; k < f->n; k++)
        if (f->bounds[2 * k + 1] == (double)end) return (long)k;
    return -1;
}

/* Puts the hour in its place, from another place where it is there already. */
static lt_status take(lt_met_fields *f, int place, long hour) {
    int from = place;
    for (int r = place; r < LT_MET_HOURS; r++)
        if (f->record[r].hour == hour) from = r;
    const lt_met_hour held = f->record[place];
    f->record[place] = f->record[from];
    f->record[from] = held;
    return f->record[place].hour == hour ? LT_OK : read_record(f, (size_t)hour, &f->record[place]);
}

static lt_puff_fields between(const lt_met_fields *f, const lt_met_hour *a, const lt_met_hour *b, double first_s) {
    return (lt_puff_fields){.nx = (int)f->nx,
                            .ny = (int)f->ny,
                            .nz = (int)f->nz,
                            .x_m = f->x[0],
                            .y_m = f->y[0],
                            .cell_m = f->x[1] - f->x[0],
                            .time_s = {first_s, first_s + LT_HOUR},
                            .height_m = f->height,
                            .u_ms = {a->u, b->u},
                            .v_ms = {a->v, b->v},
                            .temperature_K = {a->temperature, b->temperature},
                            .friction_velocity_ms = {a->of[LT_FIELD_USTAR], b->of[LT_FIELD_USTAR]},
                            .inverse_obukhov = {a->of[LT_FIELD_INVERSE], b->of[LT_FIELD_INVERSE]},
                            .convective_velocity_ms = {a->of[LT_FIELD_WSTAR], b->of[LT_FIELD_WSTAR]},
                            .mixing_m = {a->of[LT_FIELD_HEIGHT], b->of[LT_FIELD_HEIGHT]},
                            .roughness_m = {a->of[LT_FIELD_ROUGHNESS], b->of[LT_FIELD_ROUGHNESS]}};
}

lt_status lt_met_fields_hour(lt_met_fields *f, lt_time end, double start_s) {
    const long hour = hour_at(f, end), before = hour_at(f, end - LT_HOUR), after = hour_at(f, end + LT_HOUR);
    if (hour < 0) {
        char local[24];
        lt_time_local(end - LT_HOUR, local);
        return lt_met_fields_bad(f, "the weather lacks an hour that puffs go through", "every hour of the case",
                                 lt_fmt("none at %s (UTC+8)", local),
                                 "set weather: start and end, or take model: plume");
    }
    if (before >= 0) LT_TRY(take(f, LT_HOUR_BEFORE, before));
    LT_TRY(take(f, LT_HOUR_THIS, hour));
    if (after >= 0) LT_TRY(take(f, LT_HOUR_AFTER, after));
    const lt_met_hour *now = &f->record[LT_HOUR_THIS];
    f->middle_s = start_s + 0.5 * LT_HOUR;
    f->half[0] = between(f, before >= 0 ? &f->record[LT_HOUR_BEFORE] : now, now, f->middle_s - LT_HOUR);
    f->half[1] = between(f, now, after >= 0 ? &f->record[LT_HOUR_AFTER] : now, f->middle_s);
    return LT_OK;
}
