#include "model/transport/air.h"

#include <math.h>
#include <string.h>

/* No cell may lose more than this share of its air in a sub-step. */
static const double lt_courant_limit = 0.9;

lt_status lt_air_create(int nx, int ny, int nz, lt_air **out) {
    lt_air *air;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *air, &air));
    air->nx = nx;
    air->ny = ny;
    air->nz = nz;
    air->row = nx + 2;
    air->layer = air->row * (ny + 2);
    size_t n = (size_t)air->layer * (size_t)(nz + 1);
    lt_status status = lt_calloc(8 * n, sizeof(double), &air->storage);
    if (status != LT_OK) {
        lt_air_free(air);
        return status;
    }
    double **arrays[8] = {&air->begin,  &air->end,    &air->mass,   &air->moved,
                          &air->target, &air->flux_x, &air->flux_y, &air->upward};
    for (int a = 0; a < 8; ++a) *arrays[a] = air->storage + (size_t)a * n;
    *out = air;
    return LT_OK;
}

void lt_air_free(lt_air *air) {
    if (!air) return;
    lt_free(air->storage);
    lt_free(air);
}

/* Masses into the padded array; the ring repeats the border cells (only read, multiplied by nothing that counts). */
static void take_mass(const lt_air *air, const double *plain, double *padded) {
    for (int k = 0; k < air->nz; ++k)
        for (int j = -1; j <= air->ny; ++j) {
            int jj = j < 0 ? 0 : j >= air->ny ? air->ny - 1 : j;
            for (int i = -1; i <= air->nx; ++i) {
                int ii = i < 0 ? 0 : i >= air->nx ? air->nx - 1 : i;
                padded[lt_air_at(air, k, j, i)] = plain[((size_t)k * air->ny + jj) * air->nx + ii];
            }
        }
}

static lt_status check_mass(const lt_air *air, const double *plain, const char *when) {
    size_t n = (size_t)air->nx * (size_t)air->ny * (size_t)air->nz;
    for (size_t c = 0; c < n; ++c)
        if (!(plain[c] > 0.0) || !isfinite(plain[c]))
            return LT_RAISE(LT_ERR_INPUT, .what = "air mass is not positive",
                            .where = lt_fmt("air_mass at the %s of the hour, value %zu", when, c),
                            .expected = "a positive finite mass in kg", .found = lt_fmt("%g", plain[c]),
                            .todo = "make the meteorology again with `lantian run`");
    return LT_OK;
}

static lt_status check_flux(const double *plain, size_t n, const char *name) {
    for (size_t c = 0; c < n; ++c)
        if (!isfinite(plain[c]))
            return LT_RAISE(LT_ERR_INPUT, .what = "an air flux is not a number",
                            .where = lt_fmt("%s, value %zu", name, c), .expected = "finite kg/s",
                            .found = lt_fmt("%g", plain[c]), .todo = "make the meteorology again with `lantian run`");
    return LT_OK;
}

static int sub_steps(double courant) {
    return courant <= lt_courant_limit || !(courant < 1e6) ? 1 : (int)ceil(courant / lt_courant_limit);
}

static double outflow(double low, double high) {
    return (high > 0 ? high : 0) + (low < 0 ? -low : 0);
}

static double positive(double x) {
    return x > 0 ? x : 0;
}

/* The largest share of its mass that a cell loses in dt, by direction. A sweep may come after the other two have taken
 * air away, so the mass that counts is the least of the hour less what they can take. The vertical term follows from
 * the first step: within the hour fluxes are constant and masses linear, so all its steps move the same air. */
static void find_courant(lt_air *air, double dt) {
    double cx = 0, cy = 0, cz = 0;
    lt_air_begin_step(air, dt / 3600.0, dt);
    for (int k = 0; k < air->nz; ++k)
        for (int j = 0; j < air->ny; ++j)
            for (int i = 0; i < air->nx; ++i) {
                ptrdiff_t c = lt_air_at(air, k, j, i);
                double west = air->flux_x[c], east = air->flux_x[c + 1], south = air->flux_y[c];
                double north = air->flux_y[c + air->row], down = air->upward[c], up = air->upward[c + air->layer];
                double lost = dt * (positive(east - west) + positive(north - south)) + positive(up - down);
                double least = (air->begin[c] < air->end[c] ? air->begin[c] : air->end[c]) - lost;
                least = least > 0 ? least : 1e-300; /* gives a Courant number that is refused below */
                cx = fmax(cx, dt * outflow(west, east) / least);
                cy = fmax(cy, dt * outflow(south, north) / least);
                cz = fmax(cz, outflow(down, up) / least);
            }
    air->courant_x = cx;
    air->courant_y = cy;
    air->courant_z = cz;
    air->steps_x = sub_steps(cx);
    air->steps_y = sub_steps(cy);
    air->steps_z = sub_steps(cz);
}

lt_status lt_air_begin_hour(lt_air *air, const double *mass_begin, const double *mass_end, const double *flux_x,
                            const double *flux_y, double dt) {
    LT_TRY(check_mass(air, mass_begin, "beginning"));
    LT_TRY(check_mass(air, mass_end, "end"));
    LT_TRY(check_flux(flux_x, (size_t)(air->nx + 1) * (size_t)air->ny * (size_t)air->nz, "mass_flux_x"));
    LT_TRY(check_flux(flux_y, (size_t)air->nx * (size_t)(air->ny + 1) * (size_t)air->nz, "mass_flux_y"));
    take_mass(air, mass_begin, air->begin);
    take_mass(air, mass_end, air->end);
    memcpy(air->mass, air->begin, (size_t)air->layer * (size_t)air->nz * sizeof(double));
    for (int k = 0; k < air->nz; ++k) {
        for (int j = 0; j < air->ny; ++j)
            for (int i = 0; i <= air->nx; ++i)
                air->flux_x[lt_air_at(air, k, j, i)] = flux_x[((size_t)k * air->ny + j) * (air->nx + 1) + i];
        for (int j = 0; j <= air->ny; ++j)
            for (int i = 0; i < air->nx; ++i)
                air->flux_y[lt_air_at(air, k, j, i)] = flux_y[((size_t)k * (air->ny + 1) + j) * air->nx + i];
    }
    find_courant(air, dt);
    double most = fmax(air->courant_x, fmax(air->courant_y, air->courant_z));
    if (!(most <= 64.0))
        return LT_RAISE(
            LT_ERR_INPUT, .what = "air flux is not believable", .where = "mass_flux_x, mass_flux_y, air_mass",
            .expected = "less than 64 cell masses in a step",
            .found = lt_fmt("%g (x), %g (y), %g (z) cell masses", air->courant_x, air->courant_y, air->courant_z),
            .todo = "check the weather input; make the meteorology again");
    return LT_OK;
}

void lt_air_begin_step(lt_air *air, double fraction_end, double dt) {
    ptrdiff_t n = air->layer * air->nz;
    for (ptrdiff_t c = 0; c < n; ++c) air->target[c] = air->begin[c] + fraction_end * (air->end[c] - air->begin[c]);
#pragma omp parallel for schedule(static)
    for (int j = 0; j < air->ny; ++j)
        for (int i = 0; i < air->nx; ++i) {
            double up = 0.0;
            air->upward[lt_air_at(air, 0, j, i)] = 0.0;
            for (int k = 0; k < air->nz; ++k) {
                ptrdiff_t c = lt_air_at(air, k, j, i);
                double divergence =
                    (air->flux_x[c + 1] - air->flux_x[c]) + (air->flux_y[c + air->row] - air->flux_y[c]);
                up += (air->mass[c] - air->target[c]) - dt * divergence;
                air->upward[c + air->layer] = up;
            }
        }
}

void lt_air_advance_layer(const lt_air *air, int k, double dt, int along_y, double *mass) {
    const double *flux = (along_y ? air->flux_y : air->flux_x) + lt_air_at(air, k, 0, 0);
    ptrdiff_t next = along_y ? air->row : 1;
    for (int j = 0; j < air->ny; ++j) {
        double *restrict m = mass + (j + 1) * air->row + 1;
        const double *f = flux + j * air->row;
        for (int i = 0; i < air->nx; ++i) m[i] -= f[i + next] * dt - f[i] * dt;
    }
}

void lt_air_take_moved(lt_air *air) {
    double *old = air->mass;
    air->mass = air->moved;
    air->moved = old;
}

void lt_air_end_step(lt_air *air) {
    memcpy(air->mass, air->target, (size_t)air->layer * (size_t)air->nz * sizeof(double));
}
