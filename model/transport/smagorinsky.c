#include "model/transport/smagorinsky.h"

#include <math.h>

static const double c_s = 0.25;

/* Wind along the sweep through the low face of cell c, cells/s; next: distance of neighbours. The ring around the
 * domain repeats its border cells. */
static double face_wind(const lt_air *air, const double *flux, ptrdiff_t c, ptrdiff_t next) {
    return flux[c] / (0.5 * (air->begin[c - next] + air->begin[c]));
}

static double middle_wind(const lt_air *air, const double *flux, ptrdiff_t c, ptrdiff_t next) {
    return 0.5 * (face_wind(air, flux, c, next) + face_wind(air, flux, c + next, next));
}

/* Change of a wind across a cell of the direction that it does not blow in, 1/s; one-sided in border cells. low, high:
 * the domain has a cell on that side. */
static double across(const lt_air *air, const double *flux, ptrdiff_t c, ptrdiff_t next, ptrdiff_t side, int low,
                     int high) {
    if (low + high == 0) return 0.0;
    double up = middle_wind(air, flux, c + high * side, next), down = middle_wind(air, flux, c - low * side, next);
    return (up - down) / (low + high);
}

/* c_s^2 |D| of a cell, 1/s. */
static double rate(const lt_air *air, int k, int j, int i) {
    ptrdiff_t c = lt_air_at(air, k, j, i), y = air->row;
    double along = face_wind(air, air->flux_x, c + 1, 1) - face_wind(air, air->flux_x, c, 1) -
                   (face_wind(air, air->flux_y, c + y, y) - face_wind(air, air->flux_y, c, y));
    int west = i > -air->west, east = i < air->nx + air->east - 1;
    int south = j > -air->south, north = j < air->ny + air->north - 1;
    double shear = across(air, air->flux_y, c, y, 1, west, east) + across(air, air->flux_x, c, 1, y, south, north);
    return c_s * c_s * sqrt(along * along + shear * shear);
}

static double exchange(const lt_air *air, ptrdiff_t c, ptrdiff_t next, double rate_low, double rate_high) {
    return 0.5 * (rate_low + rate_high) * 0.5 * (air->begin[c - next] + air->begin[c]);
}

void lt_smagorinsky_exchange(lt_air *air) {
#pragma omp parallel for schedule(static)
    for (int k = 0; k < air->nz; ++k)
        for (int j = 0; j < air->j_end; ++j)
            for (int i = 0; i < air->i_end; ++i) {
                ptrdiff_t c = lt_air_at(air, k, j, i);
                double own = rate(air, k, j, i);
                air->mixed_x[c] = i > -air->west ? exchange(air, c, 1, rate(air, k, j, i - 1), own) : 0.0;
                air->mixed_y[c] = j > -air->south ? exchange(air, c, air->row, rate(air, k, j - 1, i), own) : 0.0;
            }
}
