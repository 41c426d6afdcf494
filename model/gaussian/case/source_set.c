/* source_set.c - sources as written onto the plane (source_set.h).
 *
 * A rectangle is turned clockwise around its place; a circle is the regular polygon of 48 corners of the same area. The
 * temperature of a stack that is absent is 0: as warm as the air. A flow is divided by the mouth of the stack. */
#include "model/gaussian/case/source_set.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CIRCLE = 48 };

static lt_status grow(lt_source_set *set) {
    const long n = set->n + 1, room = set->room;
    long r = room;
    LT_TRY(lt_grow(&set->items, sizeof *set->items, n, &r));
    r = room;
    LT_TRY(lt_grow(&set->ids, sizeof *set->ids, n, &r));
    r = room;
    LT_TRY(lt_grow(&set->group, sizeof *set->group, n, &r));
    r = room;
    LT_TRY(lt_grow(&set->course, sizeof *set->course, n, &r));
    r = room;
    LT_TRY(lt_grow(&set->rate_gs, sizeof *set->rate_gs, n, &r));
    set->room = r;
    return LT_OK;
}

static lt_status group_of(lt_source_set *set, const char *name, int *out) {
    *out = -1;
    if (!name || !name[0]) return LT_OK;
    for (long g = 0; g < set->n_groups; g++)
        if (strcmp(set->groups[g].text, name) == 0) {
            *out = (int)g;
            return LT_OK;
        }
    lt_source_name *more = realloc(set->groups, (size_t)(set->n_groups + 1) * sizeof *more);
    if (!more) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a group of sources");
    set->groups = more;
    snprintf(more[set->n_groups].text, sizeof more->text, "%s", name);
    *out = (int)set->n_groups++;
    return LT_OK;
}

lt_status lt_source_set_add(lt_source_set *set, const lt_plume_source *source, const char *id, const char *group,
                            long *at) {
    int g;
    LT_TRY(group_of(set, group, &g));
    LT_TRY(grow(set));
    *at = set->n++;
    set->items[*at] = *source;
    snprintf(set->ids[*at].text, sizeof set->ids->text, "%s", id);
    set->group[*at] = g;
    set->course[*at] = -1;
    set->rate_gs[*at] = 0.0;
    return LT_OK;
}

/* --- shapes ------------------------------------------------------------------------------------------------------- */

static lt_status bad_corners(const lt_node *node, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "corners cannot be read", .where = lt_node_where(node),
                    .expected = "[[x, y], [x, y], ...], plain numbers of metres, or degrees with corners_in: degrees",
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

static lt_plume_kind kind_of(const char *word) {
    return strcmp(word, "point") == 0    ? LT_PLUME_POINT
           : strcmp(word, "volume") == 0 ? LT_PLUME_VOLUME
           : strcmp(word, "area") == 0   ? LT_PLUME_AREA
                                         : LT_PLUME_LINE;
}

static lt_status shape_of(const lt_plane *plane, const lt_plume_source_keys *keys, const char *where,
                          lt_plume_source *source, double **corners) {
    if (!keys->corners) LT_TRY(lt_plane_place(plane, &keys->at, where, &source->x_m, &source->y_m));
    if (source->kind != LT_PLUME_AREA && source->kind != LT_PLUME_LINE) return LT_OK;
    if (keys->corners)
        LT_TRY(corners_of(plane, keys, source->kind == LT_PLUME_AREA ? 3 : 2, corners, &source->n_corners));
    else if (keys->rectangle.n == 2)
        LT_TRY(rectangle_of(keys, source->x_m, source->y_m, corners, &source->n_corners));
    else
        LT_TRY(circle_of(keys->radius_m, source->x_m, source->y_m, corners, &source->n_corners));
    if (keys->corners) centre_of(*corners, source->n_corners, &source->x_m, &source->y_m);
    source->corners_m = *corners;
    return LT_OK;
}

static double or_else(double value, double otherwise) {
    return isfinite(value) ? value : otherwise;
}

static lt_status add_written(const lt_plume_case *setup, const lt_plane *plane, long k, lt_source_set *set) {
    const lt_plume_source_keys *keys = (const lt_plume_source_keys *)setup->sources.items + k;
    const double mouth = 0.25 * M_PI * keys->diameter_m * keys->diameter_m;
    double *corners = NULL;
    long at;
    lt_plume_source source = {.kind = kind_of(keys->kind),
                              .base_m = or_else(keys->at.ground_m, or_else(setup->site.at.ground_m, 0.0)),
                              .height_m = keys->height_m,
                              .diameter_m = or_else(keys->diameter_m, 0.0),
                              .exit_ms = or_else(keys->velocity_ms, or_else(keys->flow_m3s / mouth, 0.0)),
                              .exit_K = or_else(keys->temperature_K, 0.0),
                              .sigma_y0_m = or_else(keys->sigma_y_m, 0.0),
                              .sigma_z0_m = or_else(keys->sigma_z_m, 0.0),
                              .width_m = or_else(keys->width_m, 0.0),
                              .downwash = keys->downwash,
                              .urban = keys->urban};
    const char *where = lt_node_where(lt_plume_case_item(setup, NULL, "sources", k));
    lt_status status = shape_of(plane, keys, where, &source, &corners);
    if (status == LT_OK) status = lt_source_set_add(set, &source, keys->id, keys->group, &at);
    if (status != LT_OK) {
        lt_free(corners);
        return status;
    }
    set->rate_gs[at] = keys->rate_gs;
    const lt_factor_keys *factors = setup->factors.items;
    for (long f = 0; f < setup->factors.n && lt_given(keys->factors); f++)
        if (factors[f].id && strcmp(factors[f].id, keys->factors) == 0) set->course[at] = (int)f;
    return LT_OK;
}

/* Under judgement the schema leaves out what it has refused; it has said so. */
static bool is_whole(const lt_plume_case *setup, long k) {
    const lt_plume_source_keys *s = (const lt_plume_source_keys *)setup->sources.items + k;
    if (!s->id || !s->kind || !s->corners_in) return false;
    const bool line = kind_of(s->kind) == LT_PLUME_LINE, area = kind_of(s->kind) == LT_PLUME_AREA;
    return s->corners || (!line && (!area || s->rectangle.n == 2 || s->radius_m > 0.0));
}

lt_status lt_source_set_make(const lt_plume_case *setup, const lt_plane *plane, lt_faults *faults, lt_source_set *out) {
    const lt_factor_keys *factors = setup->factors.items;
    *out = (lt_source_set){0};
    LT_TRY(lt_calloc((size_t)setup->factors.n, sizeof *out->courses, &out->courses));
    for (out->n_courses = 0; out->n_courses < setup->factors.n; out->n_courses++)
        LT_TRY(
            lt_faults_take(faults, lt_emission_course_make(&factors[out->n_courses],
                                                           lt_plume_case_item(setup, NULL, "factors", out->n_courses),
                                                           &out->courses[out->n_courses])));
    for (long k = 0; k < setup->sources.n; k++)
        if (is_whole(setup, k)) LT_TRY(lt_faults_take(faults, add_written(setup, plane, k, out)));
    out->first_hourly = out->n;
    return LT_OK;
}

void lt_source_set_free(lt_source_set *set) {
    for (long k = 0; k < set->n; k++) lt_free((void *)(uintptr_t)set->items[k].corners_m);
    for (long k = 0; set->courses && k < set->n_courses; k++) lt_emission_course_free(&set->courses[k]);
    lt_free(set->items);
    lt_free(set->ids);
    lt_free(set->group);
    lt_free(set->course);
    lt_free(set->rate_gs);
    lt_free(set->hourly_gs);
    lt_free(set->courses);
    free(set->groups);
    *set = (lt_source_set){0};
}

double lt_source_set_rate(const lt_source_set *set, long source, long hour, lt_time end) {
    if (source >= set->first_hourly)
        return set->hourly_gs[hour * (set->n - set->first_hourly) + source - set->first_hourly];
    const int course = set->course[source];
    return set->rate_gs[source] * (course < 0 ? 1.0 : lt_emission_course_at(&set->courses[course], end));
}
