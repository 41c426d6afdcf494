/* source_set.h - the sources of a plume case on its plane, and what each emits in an hour. */
#ifndef LT_SOURCE_SET_H
#define LT_SOURCE_SET_H

#include "model/gaussian/case/emission_course.h"
#include "model/gaussian/case/plane.h"
#include "model/gaussian/source.h"

typedef struct lt_source_name {
    char text[64];
} lt_source_name;

typedef struct lt_source_set {
    long n, room, n_groups, n_courses;
    lt_plume_source *items;
    lt_source_name *ids, *groups; /* [n], [n_groups] */
    int *group, *course;          /* [n]: -1 none */
    double *rate_gs;              /* [n] before its course */
    long first_hourly, n_hours;   /* sources from here on have hourly_gs[hour][source - first_hourly] */
    double *hourly_gs;
    lt_emission_course *courses;
} lt_source_set;

/* Those that the case lists. A fault is taken and its source left out. */
lt_status lt_source_set_make(const lt_plume_case *setup, const lt_plane *plane, lt_faults *faults, lt_source_set *out);
void lt_source_set_free(lt_source_set *set);
/* One more, with corners_m of its own (freed with the set); *at: its index. group "": none. */
lt_status lt_source_set_add(lt_source_set *set, const lt_plume_source *source, const char *id, const char *group,
                            long *at);
/* g s-1 in hour number `hour` of the weather, which ends then; NAN: its course lacks the hour. */
double lt_source_set_rate(const lt_source_set *set, long source, long hour, lt_time end);

#endif
