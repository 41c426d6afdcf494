#include "model/transport/air.h"

#include <string.h>

/* Cells of a neighbour that the ring holds. */
static int known(int neighbour) {
    return neighbour < 0 ? 0 : LT_AIR_RING;
}

lt_air_window lt_air_window_of(const lt_part *part) {
    int west = known(part->west), south = known(part->south);
    return (lt_air_window){.i0 = part->i0 - west,
                           .j0 = part->j0 - south,
                           .nx = west + part->ni + known(part->east),
                           .ny = south + part->nj + known(part->north)};
}

static void place_in(lt_air *air, const lt_part *part, int nz) {
    air->part = *part;
    air->nx = part->ni;
    air->ny = part->nj;
    air->nz = nz;
    air->west = known(part->west);
    air->east = known(part->east);
    air->south = known(part->south);
    air->north = known(part->north);
    air->i_low = air->west > 0 ? -1 : 0;
    air->i_end = air->east > 0 ? air->nx + 1 : air->nx;
    air->j_low = air->south > 0 ? -1 : 0;
    air->j_end = air->north > 0 ? air->ny + 1 : air->ny;
    air->row = air->nx + 2 * LT_AIR_RING;
    air->layer = air->row * (air->ny + 2 * LT_AIR_RING);
}

lt_status lt_air_create_part(const lt_part *part, int nz, lt_air **out) {
    lt_air *air;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *air, &air));
    place_in(air, part, nz);
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

lt_status lt_air_create(int nx, int ny, int nz, lt_air **out) {
    const lt_part whole = lt_part_whole(nx, ny);
    return lt_air_create_part(&whole, nz, out);
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

void lt_air_begin_step(lt_air *air, double fraction_end, double dt) {
    ptrdiff_t n = air->layer * air->nz;
    for (ptrdiff_t c = 0; c < n; ++c) air->target[c] = lt_air_mass_at(air, c, fraction_end);
#pragma omp parallel for schedule(static)
    for (int j = air->j_low; j < air->j_end; ++j)
        for (int i = air->i_low; i < air->i_end; ++i) {
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
    const double *flux = (along_y ? air->flux_y : air->flux_x) + k * air->layer;
    const ptrdiff_t next = along_y ? air->row : 1;
    const int n = air->i_end - air->i_low;
    for (int j = air->j_low; j < air->j_end; ++j) {
        const ptrdiff_t at = lt_air_at(air, 0, j, air->i_low);
        double *restrict m = mass + at;
        const double *f = flux + at;
        for (int i = 0; i < n; ++i) m[i] -= f[i + next] * dt - f[i] * dt;
    }
}

/* The operations of a tile in vertical.c. */
static void lift_column(lt_air *air, ptrdiff_t column) {
    const double share = 1.0 / air->steps_z;
    for (int step = 0; step < air->steps_z; ++step)
        for (int k = 0; k < air->nz; ++k) {
            const ptrdiff_t c = column + k * air->layer;
            air->mass[c] -= air->upward[c + air->layer] * share - air->upward[c] * share;
        }
}

void lt_air_lift_ring(lt_air *air) {
    for (int j = air->j_low; j < air->j_end; ++j)
        for (int i = air->i_low; i < air->i_end; ++i)
            if (j < 0 || j >= air->ny || i < 0 || i >= air->nx) lift_column(air, lt_air_at(air, 0, j, i));
}

void lt_air_take_moved(lt_air *air) {
    double *old = air->mass;
    air->mass = air->moved;
    air->moved = old;
}

void lt_air_end_step(lt_air *air) {
    memcpy(air->mass, air->target, (size_t)air->layer * (size_t)air->nz * sizeof(double));
}
