/* air_source.h - gridded weather out of functions of place and time, without files: for tests of series and placement.
 */
#ifndef LT_TEST_AIR_SOURCE_H
#define LT_TEST_AIR_SOURCE_H

#include "model/met/gridded/series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Value of a field at level (0: lowest; ground fields 0), place in degrees, at the end of its record that begins at
 * begin. */
typedef float (*air_source_value)(lt_gridded_field field, int level, double lon, double lat, lt_time begin,
                                  lt_time end);

typedef struct air_source {
    air_source_value value;
    double *lon, *lat;
} air_source;

static lt_status air_source_read(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    const air_source *own = g->own;
    lt_gridded_record r = g->records[field].items[record];
    int levels = lt_gridded_rows[field].shape == LT_GRIDDED_LEVELS ? g->n_levels : 1;
    for (int l = 0; l < levels; l++)
        for (long p = 0; p < g->plane->n; p++)
            values[l * g->plane->n + p] = own->value(field, l, own->lon[p], own->lat[p], r.begin, r.end);
    return LT_OK;
}

static void air_source_close(lt_gridded *g) {
    air_source *own = g->own;
    free(own->lon);
    free(own->lat);
    free(own);
}

static const lt_gridded_reader air_source_reader = {"functions", "", "", NULL, NULL, air_source_read, air_source_close};

/* Takes the plane; pressure levels (n_levels 0: ground alone). */
static inline lt_gridded *air_source_make(lt_plane *plane, int n_levels, const double *pressure_Pa,
                                          air_source_value value) {
    lt_gridded *g = NULL;
    air_source *own = calloc(1, sizeof *own);
    assert_int_equal(lt_calloc(1, sizeof *g, &g), LT_OK);
    *g = (lt_gridded){.reader = &air_source_reader, .path = "functions", .plane = plane, .n_levels = n_levels};
    g->level_kind = n_levels ? LT_LEVELS_PRESSURE : LT_LEVELS_NONE;
    strcpy(g->label, "functions");
    if (n_levels) {
        assert_int_equal(lt_calloc((size_t)n_levels, sizeof(double), &g->pressure_Pa), LT_OK);
        memcpy(g->pressure_Pa, pressure_Pa, (size_t)n_levels * sizeof(double));
    }
    assert_int_equal(lt_notes_create(&g->notes), LT_OK);
    own->value = value;
    own->lon = calloc((size_t)plane->n, sizeof(double));
    own->lat = calloc((size_t)plane->n, sizeof(double));
    assert_int_equal(lt_plane_places(plane, own->lon, own->lat), LT_OK);
    g->own = own;
    return g;
}

/* Axes from lon0, lat0 by a step. */
static inline lt_plane *air_source_plane(int nx, int ny, double lon0, double lat0, double step, double step_lat) {
    double *lon = calloc((size_t)nx, sizeof *lon), *lat = calloc((size_t)ny, sizeof *lat);
    lt_plane *plane = NULL;
    for (int i = 0; i < nx; i++) lon[i] = lon0 + step * i;
    for (int j = 0; j < ny; j++) lat[j] = lat0 + step_lat * j;
    assert_int_equal(lt_plane_axes(nx, ny, lon, lat, &plane), LT_OK);
    free(lon);
    free(lat);
    return plane;
}

/* One state of each field at every time. */
static inline void air_source_states(lt_gridded *g, const lt_gridded_field *fields, int n_fields, lt_time first, int n,
                                     lt_time step) {
    for (int f = 0; f < n_fields; f++)
        for (int r = 0; r < (lt_gridded_rows[fields[f]].shape == LT_GRIDDED_FIXED ? 1 : n); r++)
            assert_int_equal(lt_gridded_add_record(g, fields[f], first + r * step, first + r * step), LT_OK);
}

#endif
