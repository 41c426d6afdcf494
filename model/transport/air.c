#include "model/transport/air.h"

#include "model/kernel/advection.h"
#include "model/transport/smagorinsky.h"

#include <math.h>
#include <string.h>

/* No cell may lose more than this share of its air in a sub-step of the vertical. */
static const double most_vertical = 0.9;

/* More cell masses than this in a step are no wind. */
static const double most_believable = 64.0;

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

lt_status lt_air_mix_horizontally(lt_air *air) {
    size_t n = (size_t)air->layer * (size_t)air->nz;
    LT_TRY(lt_calloc(2 * n, sizeof(double), &air->mixed_x));
    air->mixed_y = air->mixed_x + n;
    return LT_OK;
}

void lt_air_free(lt_air *air) {
    if (!air) return;
    lt_free(air->mixed_x);
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

/* "layer 3, row 10, column 0" of value c of an array [k][j][i]. */
static const char *place(size_t c, int nj, int ni) {
    size_t in_layer = (size_t)nj * (size_t)ni;
    return lt_fmt("layer %zu, row %zu, column %zu (from 0, south-west)", c / in_layer, c % in_layer / (size_t)ni,
                  c % (size_t)ni);
}

static lt_status check_mass(const lt_air *air, const double *plain, const char *when) {
    size_t n = (size_t)air->nx * (size_t)air->ny * (size_t)air->nz;
    for (size_t c = 0; c < n; ++c)
        if (!(plain[c] > 0.0) || !isfinite(plain[c]))
            return LT_RAISE(LT_ERR_INPUT, .what = "air mass is not positive",
                            .where = lt_fmt("air_mass at the %s of the hour, %s", when, place(c, air->ny, air->nx)),
                            .expected = "a positive finite mass in kg", .found = lt_fmt("%g", plain[c]),
                            .todo = "make the meteorology again with `lantian run`");
    return LT_OK;
}

/* Faces [nz][nj][ni]. */
static lt_status check_flux(const double *plain, int nz, int nj, int ni, const char *name) {
    for (size_t c = 0; c < (size_t)nz * (size_t)nj * (size_t)ni; ++c)
        if (!isfinite(plain[c]))
            return LT_RAISE(LT_ERR_INPUT, .what = "an air flux is not a number",
                            .where = lt_fmt("%s, face of %s", name, place(c, nj, ni)), .expected = "finite kg/s",
                            .found = lt_fmt("%g", plain[c]), .todo = "make the meteorology again with `lantian run`");
    return LT_OK;
}

static int sub_steps(double courant, double most) {
    return courant <= most || !(courant <= most_believable) ? 1 : (int)ceil(courant / most);
}

static double outflow(double low, double high) {
    return (high > 0 ? high : 0) + (low < 0 ? -low : 0);
}

static double positive(double x) {
    return x > 0 ? x : 0;
}

/* The largest outflow over the mass that is left for it, the cell that has it, and its outflow over its mass. */
typedef struct lt_worst {
    double courant, share;
    int k, j, i;
} lt_worst;

static void keep_worse(lt_worst *worst, double outflow_kg, double left, double mass, int k, int j, int i) {
    double courant = outflow_kg / left, share = outflow_kg / mass;
    /* Of what is refused anyway the largest outflow is named: a wild flux leaves no air in its neighbours either. */
    int both = courant > most_believable && worst->courant > most_believable;
    if (both ? share > worst->share : !(courant <= worst->courant)) *worst = (lt_worst){courant, share, k, j, i};
}

static lt_status believe(const lt_worst *w, const char *fields) {
    if (w->courant <= most_believable) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "air flux is not believable",
        .where = lt_fmt("%s, cell in layer %d, row %d, column %d (from 0, south-west)", fields, w->k, w->j, w->i),
        .expected = lt_fmt("a step that takes less than %g times its air out of a cell in one direction, and with all "
                           "directions leaves some",
                           most_believable),
        .found = lt_fmt("%g times, other directions not counted", w->share),
        .todo = "check the weather input; make the meteorology again; or shorten `model: step`");
}

/* The largest share of its mass that a cell loses in dt, by direction. A sweep may come after the other two have taken
 * air away, so the mass that counts is the least of the hour less what all three can take net: whichever order they
 * come in and whichever sub-step it is, a cell holds at least that. So shares stay below `most` with the sub-steps
 * chosen here. The vertical term follows from the first step: within the hour fluxes are constant and masses linear, so
 * all its steps move the same air. */
static lt_status find_courant(lt_air *air, double dt) {
    lt_worst x = {0}, y = {0}, z = {0};
    lt_air_begin_step(air, dt / 3600.0, dt);
    for (int k = 0; k < air->nz; ++k)
        for (int j = 0; j < air->ny; ++j)
            for (int i = 0; i < air->nx; ++i) {
                ptrdiff_t c = lt_air_at(air, k, j, i);
                double west = air->flux_x[c], east = air->flux_x[c + 1], south = air->flux_y[c];
                double north = air->flux_y[c + air->row], down = air->upward[c], up = air->upward[c + air->layer];
                double lost = dt * (positive(east - west) + positive(north - south)) + positive(up - down);
                double mass = air->begin[c] < air->end[c] ? air->begin[c] : air->end[c], left = mass - lost;
                left = left > 0 ? left : 1e-300; /* gives a Courant number that is refused below */
                keep_worse(&x, dt * outflow(west, east), left, mass, k, j, i);
                keep_worse(&y, dt * outflow(south, north), left, mass, k, j, i);
                keep_worse(&z, outflow(down, up), left, mass, k, j, i);
            }
    air->courant_x = x.courant;
    air->courant_y = y.courant;
    air->courant_z = z.courant;
    air->steps_x = sub_steps(x.courant, LT_MOST_OUTFLOW);
    air->steps_y = sub_steps(y.courant, LT_MOST_OUTFLOW);
    air->steps_z = sub_steps(z.courant, most_vertical);
    if (x.share >= y.share) LT_TRY(believe(&x, "mass_flux_x, air_mass"));
    LT_TRY(believe(&y, "mass_flux_y, air_mass"));
    LT_TRY(believe(&x, "mass_flux_x, air_mass"));
    return believe(&z, "vertical flux from mass_flux_x, mass_flux_y, air_mass");
}

lt_status lt_air_begin_hour(lt_air *air, const double *mass_begin, const double *mass_end, const double *flux_x,
                            const double *flux_y, double dt) {
    LT_TRY(check_mass(air, mass_begin, "beginning"));
    LT_TRY(check_mass(air, mass_end, "end"));
    LT_TRY(check_flux(flux_x, air->nz, air->ny, air->nx + 1, "mass_flux_x"));
    LT_TRY(check_flux(flux_y, air->nz, air->ny + 1, air->nx, "mass_flux_y"));
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
    LT_TRY(find_courant(air, dt));
    if (air->mixed_x) lt_smagorinsky_exchange(air);
    return LT_OK;
}

void lt_air_begin_step(lt_air *air, double fraction_end, double dt) {
    ptrdiff_t n = air->layer * air->nz;
    for (ptrdiff_t c = 0; c < n; ++c) air->target[c] = lt_air_mass_at(air, c, fraction_end);
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
