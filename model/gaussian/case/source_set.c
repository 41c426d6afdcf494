/* source_set.c - sources as written onto the plane (source_set.h).
 *
 * The temperature of a stack that is absent is 0: as warm as the air. A flow is divided by the mouth of the stack. */
#include "model/gaussian/case/source_set.h"

#include "model/gaussian/case/source_shape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* --- as written ---------------------------------------------------------------------------------------------- */

static double or_else(double value, double otherwise) {
    return isfinite(value) ? value : otherwise;
}

static lt_status add_written(const lt_plume_case *setup, const lt_plane *plane, long k, lt_source_set *set) {
    const lt_plume_source_keys *keys = (const lt_plume_source_keys *)setup->sources.items + k;
    const double mouth = 0.25 * M_PI * keys->diameter_m * keys->diameter_m;
    double *corners = NULL;
    long at;
    lt_plume_source source = {.kind = lt_source_kind_of(keys->kind),
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
    lt_status status = lt_source_shape_of(plane, keys, where, &source, &corners);
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
    const bool line = lt_source_kind_of(s->kind) == LT_PLUME_LINE, area = lt_source_kind_of(s->kind) == LT_PLUME_AREA;
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
