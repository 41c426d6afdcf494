/* air_hour.c - the fields of an hour: judged, taken into the padded arrays, and the sub-steps that they ask for. */
#include "model/transport/air.h"

#include "model/kernel/advection.h"
#include "model/transport/smagorinsky.h"

#include <math.h>
#include <string.h>

/* No cell may lose more than this share of its air in a sub-step of the vertical. */
static const double most_vertical = 0.9;

/* More cell masses than this in a step are no wind. */
static const double most_believable = 64.0;

static int between(int low, int x, int high) {
    return x < low ? low : x > high ? high : x;
}

/* Masses of the window into the padded array; beyond the domain the border cells' (only read, multiplied by nothing
 * that counts). */
static void take_mass(const lt_air *air, const double *plain, double *padded) {
    const lt_air_window w = lt_air_window_of(&air->part);
    for (int k = 0; k < air->nz; ++k)
        for (int j = -LT_AIR_RING; j < air->ny + LT_AIR_RING; ++j) {
            const double *row = plain + ((size_t)k * w.ny + between(0, j + air->south, w.ny - 1)) * w.nx;
            for (int i = -LT_AIR_RING; i < air->nx + LT_AIR_RING; ++i)
                padded[lt_air_at(air, k, j, i)] = row[between(0, i + air->west, w.nx - 1)];
        }
}

/* Faces of the window, `more` of them beyond the cells of a row or of a column, into the padded array, which has no
 * place for those beyond the last cell of the ring: nobody looks there. */
static void take_flux(const lt_air *air, const double *plain, int more_x, int more_y, double *padded) {
    const lt_air_window w = lt_air_window_of(&air->part);
    const int ni = w.nx + more_x, nj = w.ny + more_y;
    const int i_end = between(0, air->west + air->nx + LT_AIR_RING, ni);
    const int j_end = between(0, air->south + air->ny + LT_AIR_RING, nj);
    for (int k = 0; k < air->nz; ++k)
        for (int j = 0; j < j_end; ++j)
            for (int i = 0; i < i_end; ++i)
                padded[lt_air_at(air, k, j - air->south, i - air->west)] = plain[((size_t)k * nj + j) * ni + i];
}

/* "layer 3, row 10, column 0" of the domain: value c of an array [k][nj][ni] over the window. */
static const char *place(const lt_air *air, size_t c, int nj, int ni) {
    const lt_air_window w = lt_air_window_of(&air->part);
    const size_t in_layer = (size_t)nj * (size_t)ni, in_row = (size_t)ni;
    return lt_fmt("layer %zu, row %zu, column %zu (from 0, south-west)", c / in_layer,
                  (size_t)w.j0 + c % in_layer / in_row, (size_t)w.i0 + c % in_row);
}

static lt_status check_mass(const lt_air *air, const double *plain, const char *when) {
    const lt_air_window w = lt_air_window_of(&air->part);
    const size_t n = (size_t)w.nx * (size_t)w.ny * (size_t)air->nz;
    for (size_t c = 0; c < n; ++c)
        if (!(plain[c] > 0.0) || !isfinite(plain[c]))
            return LT_RAISE(LT_ERR_INPUT, .what = "air mass is not positive",
                            .where = lt_fmt("air_mass at the %s of the hour, %s", when, place(air, c, w.ny, w.nx)),
                            .expected = "a positive finite mass in kg", .found = lt_fmt("%g", plain[c]),
                            .todo = "make the meteorology again with `lantian run`");
    return LT_OK;
}

/* Faces of the window, `more` of them beyond the cells of a row or of a column. */
static lt_status check_flux(const lt_air *air, const double *plain, int more_x, int more_y, const char *name) {
    const lt_air_window w = lt_air_window_of(&air->part);
    const int ni = w.nx + more_x, nj = w.ny + more_y;
    for (size_t c = 0; c < (size_t)air->nz * (size_t)nj * (size_t)ni; ++c)
        if (!isfinite(plain[c]))
            return LT_RAISE(LT_ERR_INPUT, .what = "an air flux is not a number",
                            .where = lt_fmt("%s, face of %s", name, place(air, c, nj, ni)), .expected = "finite kg/s",
                            .found = lt_fmt("%g", plain[c]), .todo = "make the meteorology again with `lantian run`");
    return LT_OK;
}

static int sub_steps(double courant, double most) {
    return courant <= most ? 1 : (int)ceil(courant / most);
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

static lt_status believe(const lt_air *air, const lt_worst *w, const char *fields) {
    if (w->courant <= most_believable) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "air flux is not believable",
        .where = lt_fmt("%s, cell in layer %d, row %d, column %d (from 0, south-west)", fields, w->k,
                        air->part.j0 + w->j, air->part.i0 + w->i),
        .expected = lt_fmt("a step that takes less than %g times its air out of a cell in one direction, and with all "
                           "directions leaves some",
                           most_believable),
        .found = lt_fmt("%g times, other directions not counted", w->share),
        .todo = "check the weather input; make the meteorology again; or shorten `model: step`");
}

/* The largest outflow of the part's cells in dt over the mass that is left for it, by direction. A sweep may come after
 * the other two have taken air away, so the mass that counts is the least of the hour less what all three can take net:
 * whichever order they come in and whichever sub-step it is, a cell holds at least that. So shares stay below `most`
 * with the sub-steps chosen here. The vertical term follows from the first step: within the hour fluxes are constant
 * and masses linear, so all its steps move the same air. */
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
    if (x.share >= y.share) LT_TRY(believe(air, &x, "mass_flux_x, air_mass"));
    LT_TRY(believe(air, &y, "mass_flux_y, air_mass"));
    LT_TRY(believe(air, &x, "mass_flux_x, air_mass"));
    return believe(air, &z, "vertical flux from mass_flux_x, mass_flux_y, air_mass");
}

static lt_status take_hour(lt_air *air, const double *mass_begin, const double *mass_end, const double *flux_x,
                           const double *flux_y, double dt) {
    LT_TRY(check_mass(air, mass_begin, "beginning"));
    LT_TRY(check_mass(air, mass_end, "end"));
    LT_TRY(check_flux(air, flux_x, 1, 0, "mass_flux_x"));
    LT_TRY(check_flux(air, flux_y, 0, 1, "mass_flux_y"));
    take_mass(air, mass_begin, air->begin);
    take_mass(air, mass_end, air->end);
    memcpy(air->mass, air->begin, (size_t)air->layer * (size_t)air->nz * sizeof(double));
    take_flux(air, flux_x, 1, 0, air->flux_x);
    take_flux(air, flux_y, 0, 1, air->flux_y);
    return find_courant(air, dt);
}

/* The worst of all ranks decides. */
static lt_status choose_steps(lt_air *air) {
    double courant[] = {air->courant_x, air->courant_y, air->courant_z};
    LT_TRY(lt_comm_max_double(&air->part.comm, courant, 3));
    air->courant_x = courant[0];
    air->courant_y = courant[1];
    air->courant_z = courant[2];
    air->steps_x = sub_steps(courant[0], LT_MOST_OUTFLOW);
    air->steps_y = sub_steps(courant[1], LT_MOST_OUTFLOW);
    air->steps_z = sub_steps(courant[2], most_vertical);
    return LT_OK;
}

lt_status lt_air_begin_hour(lt_air *air, const double *mass_begin, const double *mass_end, const double *flux_x,
                            const double *flux_y, double dt) {
    LT_TRY(lt_comm_agree(&air->part.comm, take_hour(air, mass_begin, mass_end, flux_x, flux_y, dt)));
    LT_TRY(choose_steps(air));
    if (air->mixed_x) lt_smagorinsky_exchange(air);
    return LT_OK;
}
