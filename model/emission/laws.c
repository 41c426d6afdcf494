/* laws.c - the hour: what the weather asks for, over what the climatology asks for in the period. */
#include "model/emission/laws_inside.h"

#include <string.h>

static void ask(lt_laws *l, const lt_used_law *used, int month) {
    const lt_law *law = used->law;
    const lt_law_hour hour = {.n = (long)l->plane,
                              .month = month,
                              .day = l->day,
                              .hour = law->by_hour ? l->hour : NULL,
                              .before = law->by_warming ? l->before : NULL,
                              .light = law->by_light ? l->light : NULL,
                              .heating = l->heating};
    law->ask(used->parameter, &hour, l->g);
}

static double departure_of(const lt_laws *l, int month, int hour) {
    return l->climatology.hour_departure[(month - 1) * 24 + hour];
}

/* Before midnight is the last hour of the day before. */
static void hour_before(lt_laws *l, lt_civil at) {
    if (at.hour > 0) {
        const double then = departure_of(l, at.month, at.hour - 1);
        for (size_t c = 0; c < l->plane; ++c) l->before[c] = l->day[c] + then;
        return;
    }
    const int month = at.day > 1 ? at.month : (at.month + 10) % 12 + 1;
    lt_climatology_day(&l->climatology, month, at.day > 1 ? at.day - 1 : lt_days_in_month(at.year, month), l->before);
    for (size_t c = 0; c < l->plane; ++c) l->before[c] += departure_of(l, month, 23);
}

/* The hour of the climatology's day, which stands in `day`. */
static void climatology_hour(lt_laws *l, lt_civil at) {
    const double now = departure_of(l, at.month, at.hour);
    const double light = l->climatology.shortwave[(at.month - 1) * 24 + at.hour];
    for (size_t c = 0; c < l->plane; ++c) l->hour[c] = l->day[c] + now;
    for (size_t c = 0; c < l->plane && l->by_light; ++c) l->light[c] = light;
    if (l->by_warming) hour_before(l, at);
}

/* Of the hours of a potential, those that the law does not weigh itself. */
static double clock_of(const lt_law *law, const lt_potential *p, int hour) {
    return law->by_clock ? p->hour[hour] : 1.0;
}

static void add_norm(lt_laws *l, lt_used_law *used, int hour, double hours) {
    const int law = (int)(used - l->laws);
    if (!used->own_norms)
        for (size_t c = 0; c < l->plane; ++c) used->norm[c] += hours * l->g[c];
    for (int k = 0; k < l->n && used->own_norms; ++k) {
        lt_potential *p = &l->potential[k];
        const double v = p->hour[hour];
        for (size_t c = 0; c < l->plane && p->law == law; ++c) p->norm[c] += v * l->g[c];
    }
}

/* Sum of g over the hours of a day of the climatology, added to norm. */
static void add_day(lt_laws *l, lt_used_law *used, int year, int month, int day) {
    const bool by_hour = used->law->by_hour;
    lt_climatology_day(&l->climatology, month, day, l->day);
    lt_climatology_heating(&l->climatology, month, day, l->heating);
    for (int h = 0; h < (by_hour ? 24 : 1); ++h) {
        if (by_hour) climatology_hour(l, (lt_civil){.year = year, .month = month, .day = day, .hour = h});
        ask(l, used, month);
        add_norm(l, used, h, by_hour ? 1.0 : 24.0);
    }
}

/* The period of a law that an hour lies in: the month, or the year; a leap year has its 29 February. */
void lt_laws_normalise(lt_laws *l, lt_used_law *used, int year, int month) {
    bool by_month = used->law->by_month;
    const int period = lt_days_in_year(year) * 100 + (by_month ? month : 0);
    if (used->period == period) return;
    memset(used->norm, 0, l->plane * sizeof(double));
    for (int k = 0; k < l->n && used->own_norms; ++k)
        if (l->potential[k].norm && l->potential[k].law == (int)(used - l->laws))
            memset(l->potential[k].norm, 0, l->plane * sizeof(double));
    for (int m = by_month ? month : 1; m <= (by_month ? month : 12); ++m)
        for (int d = 1; d <= lt_days_in_month(year, m); ++d) add_day(l, used, year, m, d);
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

/* Before the first hour of the file the weather changed as the climatology does. */
static lt_status load_before(lt_laws *l, const lt_weather *w, lt_time begin) {
    const lt_time hour = (begin - w->start) / LT_HOUR;
    if (hour > 0) return lt_weather_temperature_2m(w, (size_t)hour - 1, l->before);
    const int now = l->local.hour;
    const double change = departure_of(l, l->local.month, now) - departure_of(l, l->local.month, (now + 23) % 24);
    for (size_t c = 0; c < l->plane; ++c) l->before[c] = w->temperature_2m[c] - change;
    return LT_OK;
}

static lt_status load_weather(lt_laws *l, const lt_weather *w, lt_time begin, lt_time first) {
    if (l->mean) {
        lt_climatology_day(&l->climatology, l->local.month, l->local.day, l->day);
        climatology_hour(l, l->local);
        return LT_OK;
    }
    LT_TRY(load_day(l, w, first));
    memcpy(l->hour, w->temperature_2m, l->plane * sizeof(double));
    if (l->by_light) memcpy(l->light, w->shortwave, l->plane * sizeof(double));
    return l->by_warming ? load_before(l, w, begin) : LT_OK;
}

/* What a month asks for that asks for nothing in the climatology: its share goes evenly. */
static void weigh(const lt_laws *l, const lt_law *law, const double *norm, double *weight) {
    const double even = law->by_month ? 1.0 / (24.0 * lt_days_in_month(l->local.year, l->local.month)) : 0.0;
    for (size_t c = 0; c < l->plane; ++c) weight[c] = norm[c] > 0.0 ? l->g[c] / norm[c] : even;
}

lt_status lt_laws_hour(lt_laws *l, const lt_weather *w, lt_time begin) {
    lt_time local = begin + LT_CST_OFFSET, first = begin - local % LT_DAY;
    l->local = lt_time_civil(local);
    l->episode = lt_laws_episode_at(l, begin);
    for (int k = 0; k < l->n_laws; ++k)
        if (l->laws[k].law) lt_laws_normalise(l, &l->laws[k], l->local.year, l->local.month);
    LT_TRY(load_weather(l, w, begin, first));
    lt_climatology_heating(&l->climatology, l->local.month, l->local.day, l->heating);
    for (int k = 0; k < l->n_laws; ++k) {
        lt_used_law *used = &l->laws[k];
        if (!used->law) continue;
        ask(l, used, l->local.month);
        if (!used->own_norms) weigh(l, used->law, used->norm, used->weight);
        for (int n = 0; n < l->n && used->own_norms; ++n)
            if (l->potential[n].law == k) weigh(l, used->law, l->potential[n].norm, l->potential[n].weight);
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
    const double v = clock_of(law, p, l->local.hour);
    *share = (law->by_month ? p->month[l->local.month - 1] * (1.0 - p->steady) : 1.0 - p->steady) * v / 3600.0;
    *rest = p->steady * p->hour[l->local.hour] / (86400.0 * lt_days_in_year(l->local.year));
}

void lt_laws_add(const lt_laws *l, const char *emitted, const long *cell, double *area, double *points) {
    const lt_potential_species *species = lt_laws_species(l, emitted);
    if (!species) return;
    const lt_potential_amounts *s = &species->in[l->episode];
    double share, rest;
    for (int k = 0; k < l->n && s->area && area; ++k) {
        if (!s->area[k]) continue;
        const lt_potential *p = &l->potential[k];
        const double *weight = p->weight, *kg = s->area[k];
        double *rate = area + (size_t)p->profile * l->plane;
        factors(l, p, &share, &rest);
        for (size_t c = 0; c < l->plane; ++c) rate[c] += kg[c] * (share * weight[c] + rest);
    }
    for (size_t n = 0; n < l->n_points && s->points; ++n) {
        if (l->point_potential[n] < 0 || cell[n] < 0 || s->points[n] == 0.0) continue;
        const lt_potential *p = &l->potential[l->point_potential[n]];
        factors(l, p, &share, &rest);
        points[n] += s->points[n] * (share * p->weight[cell[n]] + rest);
    }
}
