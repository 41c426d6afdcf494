/* met_fields.c - reader of the fields of met.nc (met_fields.h).
 *
 * Wind  from the mass of air through the faces: u = (F_west + F_east)/2 dx/M, M mean of the masses at both ends of the
 *       hour; F = U M/area length, area = (dx/m)2, length = dx/m, so that this is metres of the map a second.
 * Hours are held at their middles, between them linear (../puff/puff_air_fields.c): before its middle an hour goes with
 * the one before it, then with the next; at the ends of the file it stands alone.
 * Plane to map: affine, through three places of the plane; a wind is turned and stretched by its inverse. Within 100 km
 * a Lambert map bends by some 100 m from it, a hundredth of a cell.
 *
 * Limits: the similarity of turbulence takes the map's speed for the wind's (they differ by the scale of the map, 1 %
 * at most in its middle latitudes); outside of the grid the air is that of its edge. */
#include "model/gaussian/weather/met_axis.h"
#include "model/gaussian/weather/met_fields_private.h"

#include "grids/anymap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- opening ------------------------------------------------------------------------------------------------------ */

lt_status lt_met_fields_bad(const lt_met_fields *f, const char *what, const char *expected, const char *found,
                            const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_ncr_path(f->file), .expected = expected, .found = found,
                    .todo = todo);
}

static lt_status read_axes(lt_met_fields *f) {
    double *z = NULL;
    LT_TRY(lt_met_axis_read(f->file, "x", &f->nx, &f->x));
    LT_TRY(lt_met_axis_read(f->file, "y", &f->ny, &f->y));
    lt_status status = lt_met_axis_read(f->file, "z", &f->nz, &z);
    const size_t cells = f->nx * f->ny;
    if (status == LT_OK) status = lt_calloc(f->nz * cells, sizeof *f->height, &f->height);
    for (size_t k = 0; status == LT_OK && k < f->nz * cells; k++) f->height[k] = z[k / cells];
    lt_free(z);
    LT_TRY(status);
    LT_TRY(lt_ncr_dim(f->file, "time", &f->n));
    LT_TRY(lt_calloc(2 * f->n, sizeof *f->bounds, &f->bounds));
    LT_TRY(lt_ncr_get_double(f->file, "time_bnds", NULL, 2 * f->n, f->bounds));
    if (f->nx < 2 || f->ny < 2 || f->nz < 2)
        return lt_met_fields_bad(f, "the weather has too few cells for puffs", "2 or more along x, y and z",
                                 lt_fmt("%zu, %zu, %zu", f->nx, f->ny, f->nz), "name the weather of a run");
    const double dx = f->x[1] - f->x[0], dy = f->y[1] - f->y[0];
    if (dx > 0.0 && fabs(dy / dx - 1.0) < 1e-6) return LT_OK;
    return lt_met_fields_bad(f, "the cells of the weather are not square", "x and y of one step",
                             lt_fmt("%g m and %g m", dx, dy), "name the weather of a run");
}

static lt_status make_affine(lt_met_fields *f, const lt_met_frame *frame) {
    char projection[512];
    lt_anymap *map;
    double at[3][2];
    bool there = true;
    LT_TRY(lt_ncr_attr_text(f->file, NULL, "proj4", projection, sizeof projection));
    LT_TRY(lt_anymap_open(projection, &map));
    for (int k = 0; k < 3; k++)
        there = there && lt_anymap_forward(map, frame->lon[k], frame->lat[k], &at[k][0], &at[k][1]);
    lt_anymap_close(map);
    for (int row = 0; row < 2; row++) {
        f->origin[row] = at[0][row];
        for (int k = 0; k < 2; k++) f->to_map[row][k] = (at[1 + k][row] - at[0][row]) / frame->apart_m;
    }
    const double det = f->to_map[0][0] * f->to_map[1][1] - f->to_map[0][1] * f->to_map[1][0];
    if (!there || !(fabs(det) > 0.0))
        return lt_met_fields_bad(f, "the site is not on the map of the weather", "a place that its projection covers",
                                 lt_fmt("%.4f E, %.4f N", frame->lon[0], frame->lat[0]),
                                 "name weather of the site's grid");
    f->to_plane[0][0] = f->to_map[1][1] / det;
    f->to_plane[1][1] = f->to_map[0][0] / det;
    f->to_plane[0][1] = -f->to_map[0][1] / det;
    f->to_plane[1][0] = -f->to_map[1][0] / det;
    return LT_OK;
}

static lt_status make_rooms(lt_met_fields *f) {
    const size_t cells = f->nx * f->ny, all = f->nz * cells;
    LT_TRY(lt_calloc(f->nz * (f->nx + 1) * (f->ny + 1), sizeof *f->flux, &f->flux));
    for (int k = 0; k < 2; k++) LT_TRY(lt_calloc(all, sizeof *f->mass[k], &f->mass[k]));
    for (int r = 0; r < LT_MET_HOURS; r++) {
        lt_met_hour *to = &f->record[r];
        to->hour = -1;
        LT_TRY(lt_calloc(all, sizeof *to->u, &to->u));
        LT_TRY(lt_calloc(all, sizeof *to->v, &to->v));
        LT_TRY(lt_calloc(all, sizeof *to->temperature, &to->temperature));
        for (int s = 0; s < LT_N_FIELDS; s++) LT_TRY(lt_calloc(cells, sizeof *to->of[s], &to->of[s]));
    }
    return LT_OK;
}

lt_status lt_met_fields_open(const char *path, const lt_met_frame *frame, lt_met_fields **out) {
    lt_met_fields *f;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *f, &f));
    lt_status status = lt_ncr_open(path, &f->file);
    if (status == LT_OK) status = read_axes(f);
    if (status == LT_OK) status = make_affine(f, frame);
    if (status == LT_OK) status = make_rooms(f);
    if (status == LT_OK)
        *out = f;
    else
        lt_met_fields_close(f);
    return status;
}

void lt_met_fields_close(lt_met_fields *f) {
    if (!f) return;
    for (int r = 0; r < LT_MET_HOURS; r++) {
        lt_free(f->record[r].u);
        lt_free(f->record[r].v);
        lt_free(f->record[r].temperature);
        for (int s = 0; s < LT_N_FIELDS; s++) lt_free(f->record[r].of[s]);
    }
    double *rooms[] = {f->x, f->y, f->height, f->bounds, f->flux, f->mass[0], f->mass[1]};
    for (size_t k = 0; k < sizeof rooms / sizeof *rooms; k++) lt_free(rooms[k]);
    if (f->file) lt_ncr_close(f->file);
    lt_free(f);
}

static void to_map(const lt_met_fields *f, double x, double y, double out[2]) {
    for (int row = 0; row < 2; row++) out[row] = f->origin[row] + f->to_map[row][0] * x + f->to_map[row][1] * y;
}

bool lt_met_fields_cover(const lt_met_fields *f, double x, double y) {
    const double half = 0.5 * (f->x[1] - f->x[0]);
    double at[2];
    to_map(f, x, y, at);
    return at[0] >= f->x[0] - half && at[0] <= f->x[f->nx - 1] + half && at[1] >= f->y[0] - half &&
           at[1] <= f->y[f->ny - 1] + half;
}

/* --- air ---------------------------------------------------------------------------------------------------------- */

static void turn(const lt_met_fields *f, double *u, double *v) {
    const double east = *u, north = *v;
    *u = f->to_plane[0][0] * east + f->to_plane[0][1] * north;
    *v = f->to_plane[1][0] * east + f->to_plane[1][1] * north;
}

static lt_puff_air half_of(const lt_met_fields *f, double t) {
    return lt_puff_air_fields(&f->half[t >= f->middle_s]);
}

static void at(const void *self, double t, double x, double y, double z, lt_puff_weather *out) {
    const lt_met_fields *f = self;
    const lt_puff_air air = half_of(f, t);
    double place[2];
    to_map(f, x, y, place);
    air.at(air.self, t, place[0], place[1], z, out);
    turn(f, &out->u_ms, &out->v_ms);
}

static const lt_profile *profile(const void *self, double t, double x, double y, lt_profile *room) {
    const lt_met_fields *f = self;
    const lt_puff_air air = half_of(f, t);
    double place[2];
    to_map(f, x, y, place);
    air.profile(air.self, t, place[0], place[1], room);
    turn(f, &room->to_x, &room->to_y);
    const double length = hypot(room->to_x, room->to_y);
    room->to_x /= length;
    room->to_y /= length;
    return room;
}

lt_puff_air lt_met_fields_air(const lt_met_fields *fields) {
    return (lt_puff_air){.at = at, .profile = profile, .self = fields};
}
