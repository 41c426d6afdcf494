/* laws.c - the hour: what the weather asks for, over what the climatology asks for in the period. */
#include "model/emission/laws_inside.h"

#include <string.h>

static void ask(lt_laws *l, const lt_used_law *used) {
    lt_law_hour hour = {(long)l->plane, l->day, used->law->by_hour ? l->hour : NULL, l->heating};
    used->law->ask(used->parameter, &hour, l->g);
}

static void add_departure(lt_laws *l, int month, int hour) {
    double departure = l->climatology.hour_departure[(month - 1) * 24 + hour];
    for (size_t c = 0; c < l->plane; ++c) l->hour[c] = l->day[c] + departure;
}

/* Sum of g over the hours of a day of the climatology, added to norm. Overwrites day, hour, heating and g. */
static void add_day(lt_laws *l, lt_used_law *used, int month, int day) {
    lt_climatology_day(&l->climatology, month, day, l->day);
    lt_climatology_heating(&l->climatology, month, day, l->heating);
    for (int h = 0; h < (used->law->by_hour ? 24 : 1); ++h) {
        double hours = used->law->by_hour ? 1.0 : 24.0;
        if (used->law->by_hour) add_departure(l, month, h);
        ask(l, used);
        for (size_t c = 0; c < l->plane; ++c) used->norm[c] += hours * l->g[c];
    }
}

/* The period of a law that an hour lies in: the month, or the year; a leap year has its 29 February. */
void lt_laws_normalise(lt_laws *l, lt_used_law *used, int year, int month) {
    bool by_month = used->law->by_month;
    int period = by_month ? month * 100 + lt_days_in_month(year, month) : lt_days_in_year(year);
    if (used->period == period) return;
    memset(used->norm, 0, l->plane * sizeof(double));
    for (int m = by_month ? month : 1; m <= (by_month ? month : 12); ++m)
        for (int d = 1; d <= lt_days_in_month(year, m); ++d) add_day(l, used, m, d);
    used->period = period;
    l->loaded = INT64_MIN;
}

/* Day means from the hours that the file has of the day; the hours that it lacks are taken to depart as the
 * climatology's do. */
static lt_status load_day(lt_laws *l, const lt_weather *w, lt_time first) {
    if (l->loaded == first) return LT_OK;
    l->loaded = INT64_MIN;
    int n = 0;
    memset(l->day, 0, l->plane * sizeof(double));
    for (int h = 0; h < 24; ++h) {
        lt_time hour = (first - w->start) / LT_HOUR + h;
        if (hour < 0 || hour >= (lt_time)w->n_hours) continue;
        LT_TRY(lt_weather_temperature_2m(w, (size_t)hour, l->hour));
        double departure = l->climatology.hour_departure[(l->local.month - 1) * 24 + h];
        for (size_t c = 0; c < l->plane; ++c) l->day[c] += l->hour[c] - departure;
        n++;
    }
    for (size_t c = 0; c < l->plane; ++c) l->day[c] /= n;
    l->loaded = first;
    return LT_OK;
}

lt_status lt_laws_hour(lt_laws *l, const lt_weather *w, lt_time begin) {
    lt_time local = begin + LT_CST_OFFSET, first = begin - local % LT_DAY;
    l->local = lt_time_civil(local);
    for (int k = 0; k < l->n_laws; ++k)
        if (l->laws[k].law) lt_laws_normalise(l, &l->laws[k], l->local.year, l->local.month);
    if (l->mean) {
        lt_climatology_day(&l->climatology, l->local.month, l->local.day, l->day);
        add_departure(l, l->local.month, l->local.hour);
    } else {
        LT_TRY(load_day(l, w, first));
        memcpy(l->hour, w->temperature_2m, l->plane * sizeof(double));
    }
    lt_climatology_heating(&l->climatology, l->local.month, l->local.day, l->heating);
    for (int k = 0; k < l->n_laws; ++k) {
        lt_used_law *used = &l->laws[k];
        if (!used->law) continue;
        ask(l, used);
        for (size_t c = 0; c < l->plane; ++c) used->weight[c] = used->norm[c] > 0.0 ? l->g[c] / used->norm[c] : 0.0;
    }
    return LT_OK;
}

lt_potential_species *lt_laws_species(const lt_laws *l, const char *emitted) {
    for (int s = 0; s < l->n_species; ++s)
        if (strcmp(l->species[s].name, emitted) == 0) return &l->species[s];
    return NULL;
}

/* kg/s of 1 kg a year: share x weight + rest. */
static void factors(const lt_laws *l, const lt_potential *p, double *share, double *rest) {
    const lt_law *law = l->laws[p->law].law;
    double v = law->by_hour ? 1.0 : p->hour[l->local.hour];
    *share = (law->by_month ? p->month[l->local.month - 1] * (1.0 - p->steady) : 1.0 - p->steady) * v / 3600.0;
    *rest = p->steady * p->hour[l->local.hour] / (86400.0 * lt_days_in_year(l->local.year));
}

void lt_laws_add(const lt_laws *l, const char *emitted, const long *cell, double *area, double *points) {
    const lt_potential_species *s = lt_laws_species(l, emitted);
    if (!s) return;
    double share, rest;
    for (int k = 0; k < l->n && s->area; ++k) {
        if (!s->area[k]) continue;
        const lt_potential *p = &l->potential[k];
        const double *weight = l->laws[p->law].weight, *kg = s->area[k];
        double *rate = area + (size_t)p->profile * l->plane;
        factors(l, p, &share, &rest);
        for (size_t c = 0; c < l->plane; ++c) rate[c] += kg[c] * (share * weight[c] + rest);
    }
    for (size_t n = 0; n < l->n_points && s->points; ++n) {
        if (l->point_potential[n] < 0 || cell[n] < 0 || s->points[n] == 0.0) continue;
        const lt_potential *p = &l->potential[l->point_potential[n]];
        factors(l, p, &share, &rest);
        points[n] += s->points[n] * (share * l->laws[p->law].weight[cell[n]] + rest);
    }
}
