/* values.c - reading one record. See values.h. */
#include "model/met/gridded/grib/values.h"

#include <math.h>
#include <string.h>

static int n_levels_of(const lt_gridded *g, lt_gridded_field field) {
    return lt_gridded_rows[field].shape == LT_GRIDDED_LEVELS ? g->n_levels : 1;
}

/* The first message of a record. */
static const lt_grib_message *first_of(const lt_gridded *g, lt_gridded_field field, long record) {
    const lt_grib *own = g->own;
    return &own->index->items[own->places.at[field][record * n_levels_of(g, field)]];
}

static lt_status read_message(lt_grib *own, const lt_grib_message *message, float *values) {
    const bool logarithm = lt_grib_row_at(message->row)->kind == LT_GRIB_LOGARITHM;
    LT_TRY(lt_grib_index_values(own->index, message, own->unpacked));
    for (long k = 0; k < own->index->lattice.n; k++) {
        const double value = logarithm ? exp(own->unpacked[k]) : own->unpacked[k];
        own->unpacked[k] = own->unpacked[k] == LT_GRIB_MISSING ? NAN : value * message->scale;
    }
    lt_grib_lattice_arrange(&own->index->lattice, own->unpacked, values);
    return LT_OK;
}

/* As the file has it: neither turned nor over water. */
static lt_status read_plain(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    lt_grib *own = g->own;
    const int n_levels = n_levels_of(g, field);
    if (!own->unpacked) LT_TRY(lt_calloc((size_t)g->plane->n, sizeof *own->unpacked, &own->unpacked));
    for (int k = 0; k < n_levels; k++) {
        const long m = own->places.at[field][record * n_levels + k];
        float *level = values + k * g->plane->n;
        if (m < 0)
            memset(level, 0, (size_t)g->plane->n * sizeof *level);
        else
            LT_TRY(read_message(own, &own->index->items[m], level));
    }
    return LT_OK;
}

/* Another field at the time of a record, over the same levels, into other; -1 into *found if there is none. */
static lt_status read_other(lt_gridded *g, lt_gridded_field field, lt_time end, long *found) {
    lt_grib *own = g->own;
    const size_t n = (size_t)(g->plane->n * (g->n_levels > 1 ? g->n_levels : 1));
    *found = g->records[field].n - 1;
    while (*found >= 0 && g->records[field].items[*found].end != end) --*found;
    if (*found < 0) return LT_OK;
    if (!own->other) LT_TRY(lt_calloc(n, sizeof *own->other, &own->other));
    return read_plain(g, field, *found, own->other);
}

/* --- winds --- */

/* East and north from the parts along the map's axes; angle: from true north to the map's +y, counter-clockwise. Parts
 * along +y grow northward whatever the order of the rows. */
static lt_status turn(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    static const int other[LT_N_GRIDDED] = {[LT_G_EAST] = LT_G_NORTH,
                                            [LT_G_NORTH] = LT_G_EAST,
                                            [LT_G_EAST_10M] = LT_G_NORTH_10M,
                                            [LT_G_NORTH_10M] = LT_G_EAST_10M};
    lt_grib *own = g->own;
    const bool east = field == LT_G_EAST || field == LT_G_EAST_10M;
    long found;
    LT_TRY(read_other(g, (lt_gridded_field)other[field], g->records[field].items[record].end, &found));
    if (found < 0) return LT_OK; /* refused when opened */
    if (!own->angle) {
        LT_TRY(lt_calloc((size_t)g->plane->n, sizeof *own->angle, &own->angle));
        LT_TRY(lt_plane_angles(g->plane, own->angle));
    }
    const long n = g->plane->n;
    for (long k = 0; k < n * n_levels_of(g, field); k++) {
        const double c = cos(own->angle[k % n]), s = sin(own->angle[k % n]), a = values[k], b = own->other[k];
        values[k] = (float)(east ? a * c - b * s : b * s + a * c);
    }
    return LT_OK;
}

/* --- humidity --- */

static lt_status make_over_water(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    const lt_grib *own = g->own;
    const lt_gridded_field temperature = field == LT_G_RELATIVE_2M ? LT_G_T2M : LT_G_TEMPERATURE;
    const lt_saturation saturation = first_of(g, field, record)->saturation;
    long found;
    LT_TRY(read_other(g, temperature, g->records[field].items[record].end, &found));
    if (found < 0) return LT_OK; /* noted when opened */
    for (long k = 0; k < g->plane->n * n_levels_of(g, field); k++)
        values[k] = (float)(values[k] * lt_mixed_over_water(saturation, own->other[k]));
    return LT_OK;
}

lt_status lt_grib_values(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    const lt_grib_message *first = first_of(g, field, record);
    const bool wind = field == LT_G_EAST || field == LT_G_NORTH || field == LT_G_EAST_10M || field == LT_G_NORTH_10M;
    const bool relative = field == LT_G_RELATIVE_HUMIDITY || field == LT_G_RELATIVE_2M;
    LT_TRY(read_plain(g, field, record, values));
    if (wind && first->turned && g->plane->kind == LT_PLANE_MAP) return turn(g, field, record, values);
    if (relative && first->saturation != LT_SATURATION_WATER) return make_over_water(g, field, record, values);
    return LT_OK;
}
