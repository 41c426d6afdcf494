/* lantian_values.c - the values of our own weather.
 *
 *   p(0)   = surface_pressure, or where the file has none  g m_0 / (1 - exp(-g dz_0 / (R T_0)))   (column.c's law)
 *   p(k+1) = p(k) - g m_k;  p = sqrt(p(k) p(k+1)) at a centre;  m = air mass per area, mean of the hour's two edges
 *   u = (F_w / (m_w L_w) + F_e / (m_e L_e)) / 2;  F flux through a face of length L, m there the mean of both cells
 *   east = u cos a - v sin a, north = v cos a + u sin a */
#include "model/met/gridded/readers/lantian.h"

#include "model/met/constants.h"

#include <math.h>
#include <string.h>

static long cells(const lt_own *o) {
    return (long)o->nx * o->ny;
}

/* kg m-2 of every cell, mean of the hour's edges. */
static lt_status read_mass(lt_own *o, long t) {
    size_t n = (size_t)(o->nz * cells(o));
    if (o->mass_record == t) return LT_OK;
    o->mass_record = -1;
    LT_TRY(lt_ncr_get_double_record(o->file, "air_mass", "kg", (size_t)t, n, o->mass));
    LT_TRY(lt_ncr_get_double_record(o->file, "air_mass", "kg", (size_t)t + 1, n, o->work));
    for (size_t c = 0; c < n; c++) o->mass[c] = 0.5 * (o->mass[c] + o->work[c]) / o->area[c % (size_t)cells(o)];
    o->mass_record = t;
    return LT_OK;
}

/* Pressure at the ground into out [ny*nx]; temperature: work [nz*ny*nx], whose lowest layer is used. */
static lt_status ground_pressure(lt_own *o, long t, float *temperature, double *out) {
    long n = cells(o);
    if (lt_ncr_has(o->file, "surface_pressure"))
        return lt_ncr_get_double_record(o->file, "surface_pressure", "Pa", (size_t)t, (size_t)n, out);
    LT_TRY(lt_ncr_get_float_record(o->file, "air_temperature", "K", (size_t)t, (size_t)(o->nz * n), temperature));
    for (long c = 0; c < n; c++) {
        double a = LT_GRAVITY * (o->z[1] - o->z[0]) / (LT_R_DRY * (double)temperature[c]);
        out[c] = LT_GRAVITY * o->mass[c] / (1.0 - exp(-a));
    }
    return LT_OK;
}

static lt_status make_pressure(lt_own *o, long t, float *values) {
    long n = cells(o);
    LT_TRY(read_mass(o, t));
    LT_TRY(ground_pressure(o, t, values, o->work));
    for (int k = 0; k < o->nz; k++)
        for (long c = 0; c < n; c++) {
            double below = o->work[c], above = below - LT_GRAVITY * o->mass[k * n + c];
            if (!(above > 0.0))
                return LT_RAISE(LT_ERR_INPUT, .what = "the air mass is more than the pressure carries",
                                .where = lt_fmt("%s, hour %ld, layer %d, cell %ld (from 0)", o->path, t, k, c),
                                .expected = "a pressure above 0", .found = lt_fmt("%g Pa", above),
                                .todo = "make the file again");
            values[k * n + c] = (float)sqrt(below * above);
            o->work[c] = above;
        }
    return LT_OK;
}

static void make_height(const lt_own *o, float *values) {
    long n = cells(o);
    for (long p = 0; p < o->nz * n; p++) values[p] = (float)(o->terrain[p % n] + 0.5 * (o->z[p / n] + o->z[p / n + 1]));
}

/* Wind along one axis at the centres: faces are `step` apart, `rows_longer` says whether their rows are one longer. */
static void wind_along(const lt_own *o, bool along_x, float *out) {
    int nx = o->nx, ny = o->ny;
    const double *length = along_x ? o->face_x : o->face_y;
    long stride = along_x ? 1 : nx, faces = along_x ? (long)(nx + 1) * ny : (long)nx * (ny + 1);
    for (int k = 0; k < o->nz; k++)
        for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++) {
                long c = (long)k * nx * ny + (long)j * nx + i;
                long face = along_x ? (long)j * (nx + 1) + i : (long)j * nx + i, at = along_x ? i : j;
                long before = at > 0 ? c - stride : c, after = at < (along_x ? nx : ny) - 1 ? c + stride : c;
                double low = o->work[k * faces + face] / (0.5 * (o->mass[before] + o->mass[c]) * length[face]);
                double high =
                    o->work[k * faces + face + stride] / (0.5 * (o->mass[c] + o->mass[after]) * length[face + stride]);
                out[c] = (float)(0.5 * (low + high));
            }
}

static lt_status read_wind(lt_own *o, long t) {
    long n = o->nz * cells(o);
    if (o->wind_record == t) return LT_OK;
    o->wind_record = -1;
    LT_TRY(read_mass(o, t));
    size_t n_x = (size_t)o->nz * (size_t)o->ny * (size_t)(o->nx + 1);
    size_t n_y = (size_t)o->nz * (size_t)(o->ny + 1) * (size_t)o->nx;
    LT_TRY(lt_ncr_get_double_record(o->file, "mass_flux_x", "kg s-1", (size_t)t, n_x, o->work));
    wind_along(o, true, o->east);
    LT_TRY(lt_ncr_get_double_record(o->file, "mass_flux_y", "kg s-1", (size_t)t, n_y, o->work));
    wind_along(o, false, o->north);
    for (long p = 0; p < n; p++) {
        double u = (double)o->east[p], v = (double)o->north[p], angle = o->angle[p % cells(o)];
        o->east[p] = (float)(u * cos(angle) - v * sin(angle));
        o->north[p] = (float)(v * cos(angle) + u * sin(angle));
    }
    o->wind_record = t;
    return LT_OK;
}

static lt_status read_plain(lt_own *o, lt_gridded_field field, long t, double interval, float *values) {
    const lt_gridded_row *row = &lt_gridded_rows[field];
    size_t n = (size_t)cells(o) * (row->shape == LT_GRIDDED_LEVELS ? (size_t)o->nz : 1);
    int r = 0;
    while (lt_own_rows[r].field != field) r++;
    LT_TRY(lt_ncr_get_float_record(o->file, lt_own_rows[r].variable, lt_own_rows[r].unit, (size_t)t, n, values));
    for (size_t p = 0; p < n && row->span == LT_GRIDDED_AMOUNT; p++) values[p] = (float)((double)values[p] * interval);
    return LT_OK;
}

lt_status lt_own_read(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    lt_own *o = g->own;
    const lt_gridded_row *row = &lt_gridded_rows[field];
    bool state = row->span == LT_GRIDDED_STATE && row->shape != LT_GRIDDED_FIXED;
    long hour = state ? record - 1 : record; /* states stand once more at both ends */
    if (state && hour < 0) hour = 0;
    if (state && hour >= o->n_times) hour = o->n_times - 1;
    double interval = (double)(g->records[field].items[record].end - g->records[field].items[record].begin);
    size_t n = (size_t)(o->nz * cells(o)) * sizeof *values;
    switch (field) {
    case LT_G_PRESSURE:
        return make_pressure(o, hour, values);
    case LT_G_HEIGHT:
        make_height(o, values);
        return LT_OK;
    case LT_G_EAST:
    case LT_G_NORTH:
        LT_TRY(read_wind(o, hour));
        memcpy(values, field == LT_G_EAST ? o->east : o->north, n);
        return LT_OK;
    case LT_G_TERRAIN:
        for (long c = 0; c < cells(o); c++) values[c] = (float)o->terrain[c];
        return LT_OK;
    default:
        return read_plain(o, field, hour, interval, values);
    }
}
