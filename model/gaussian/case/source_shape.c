/* source_shape.c
 *
 * A rectangle is turned clockwise around its place; a circle is the regular polygon of 48 corners of the same area. A
 * polygon must be simple (source.h): two edges that cross would take a part of it as less than nothing, one without
 * area would divide its rate by 0, and a piece of a line without length would be lost; all are refused. */
#include "model/gaussian/case/source_shape.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

enum { CIRCLE = 48 };

static lt_status bad_corners(const lt_node *node, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "corners make no shape", .where = lt_node_where(node),
                    .expected = "[[x, y], [x, y], ...] one after the other, plain numbers of metres, or degrees with "
                                "corners_in: degrees",
                    .found = found, .todo = "correct them");
}

static lt_status corner_of(const lt_plane *plane, const lt_node *pair, bool degrees, double *out) {
    double v[2];
    if (pair->kind != LT_NODE_LIST || pair->n != 2) return bad_corners(pair, "no pair of numbers");
    for (int k = 0; k < 2; k++)
        if (pair->items[k]->kind != LT_NODE_SCALAR || !lt_number_double(pair->items[k]->text, &v[k]))
            return bad_corners(pair, "something that is no number");
    const lt_place_keys at = {degrees ? v[0] : NAN, degrees ? v[1] : NAN, degrees ? NAN : v[0], degrees ? NAN : v[1],
                              NAN};
    return lt_plane_place(plane, &at, lt_node_where(pair), &out[0], &out[1]);
}

static lt_status corners_of(const lt_plane *plane, const lt_plume_source_keys *keys, int least, double **out, int *n) {
    const lt_node *node = keys->corners;
    if (node->kind != LT_NODE_LIST || node->n < least)
        return bad_corners(node, lt_fmt("%d of them, %d needed", node->kind == LT_NODE_LIST ? node->n : 0, least));
    if (node->n > LT_PLUME_MOST_CORNERS)
        return bad_corners(node, lt_fmt("%d of them, at most %d", node->n, LT_PLUME_MOST_CORNERS));
    LT_TRY(lt_calloc(2 * (size_t)node->n, sizeof **out, out));
    *n = node->n;
    for (int k = 0; k < node->n; k++)
        LT_TRY(corner_of(plane, node->items[k], strcmp(keys->corners_in, "degrees") == 0, &(*out)[2 * k]));
    return LT_OK;
}

static lt_status rectangle_of(const lt_plume_source_keys *keys, double x, double y, double **out, int *n) {
    static const double sx[] = {-0.5, 0.5, 0.5, -0.5}, sy[] = {-0.5, -0.5, 0.5, 0.5};
    const double *side = keys->rectangle.items, a = keys->angle_deg * M_PI / 180.0;
    LT_TRY(lt_calloc(8, sizeof **out, out));
    *n = 4;
    for (int k = 0; k < 4; k++) {
        const double east = sx[k] * side[0], north = sy[k] * side[1];
        (*out)[2 * k] = x + east * cos(a) + north * sin(a);
        (*out)[2 * k + 1] = y - east * sin(a) + north * cos(a);
    }
    return LT_OK;
}

static lt_status circle_of(double radius, double x, double y, double **out, int *n) {
    const double step = 2.0 * M_PI / CIRCLE, r = radius * sqrt(M_PI / (0.5 * CIRCLE * sin(step)));
    LT_TRY(lt_calloc(2 * CIRCLE, sizeof **out, out));
    *n = CIRCLE;
    for (int k = 0; k < CIRCLE; k++) {
        (*out)[2 * k] = x + r * cos(k * step);
        (*out)[2 * k + 1] = y + r * sin(k * step);
    }
    return LT_OK;
}

static void centre_of(const double *corners, int n, double *x, double *y) {
    *x = *y = 0.0;
    for (int k = 0; k < n; k++) {
        *x += corners[2 * k] / n;
        *y += corners[2 * k + 1] / n;
    }
}

lt_plume_kind lt_source_kind_of(const char *word) {
    return strcmp(word, "point") == 0    ? LT_PLUME_POINT
           : strcmp(word, "volume") == 0 ? LT_PLUME_VOLUME
           : strcmp(word, "area") == 0   ? LT_PLUME_AREA
                                         : LT_PLUME_LINE;
}

/* On which side of a-b lies c: its sign. */
static double side_of(const double *a, const double *b, const double *c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

static bool cross(const double *a, const double *b, const double *c, const double *d) {
    return side_of(a, b, c) * side_of(a, b, d) < 0.0 && side_of(c, d, a) * side_of(c, d, b) < 0.0;
}

static lt_status judge_polygon(const lt_node *node, const lt_plume_source *source) {
    const double *p = source->corners_m;
    const int n = source->n_corners;
    const double least = 1e-4; /* m2: what rounding of metres of a map leaves of a line there and back */
    for (int k = 0; k < n; k++)
        for (int j = k + 2; j < n; j++)
            if (cross(p + 2 * k, p + 2 * k + 2, p + 2 * j, p + 2 * ((j + 1) % n)))
                return bad_corners(node, lt_fmt("its edges %d and %d cross", k + 1, j + 1));
    const double area = lt_plume_source_extent(source);
    return area > least ? LT_OK : bad_corners(node, lt_fmt("%d corners around %g m2", n, area));
}

static lt_status judge_line(const lt_node *node, const lt_plume_source *source) {
    const double *p = source->corners_m;
    for (int k = 0; k + 1 < source->n_corners; k++)
        if (!(hypot(p[2 * k + 2] - p[2 * k], p[2 * k + 3] - p[2 * k + 1]) > 0.0))
            return bad_corners(node, lt_fmt("points %d and %d at one place", k + 1, k + 2));
    return LT_OK;
}

lt_status lt_source_shape_of(const lt_plane *plane, const lt_plume_source_keys *keys, const char *where,
                             lt_plume_source *source, double **corners) {
    if (!keys->corners) LT_TRY(lt_plane_place(plane, &keys->at, where, &source->x_m, &source->y_m));
    if (source->kind != LT_PLUME_AREA && source->kind != LT_PLUME_LINE) return LT_OK;
    if (keys->corners)
        LT_TRY(corners_of(plane, keys, source->kind == LT_PLUME_AREA ? 3 : 2, corners, &source->n_corners));
    else if (keys->rectangle.n == 2)
        LT_TRY(rectangle_of(keys, source->x_m, source->y_m, corners, &source->n_corners));
    else
        LT_TRY(circle_of(keys->radius_m, source->x_m, source->y_m, corners, &source->n_corners));
    source->corners_m = *corners;
    if (!keys->corners) return LT_OK;
    centre_of(*corners, source->n_corners, &source->x_m, &source->y_m);
    return source->kind == LT_PLUME_AREA ? judge_polygon(keys->corners, source) : judge_line(keys->corners, source);
}
