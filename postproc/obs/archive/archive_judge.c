/* archive_judge.c - the rules of quality.h over the hours of an archive.
 *
 * First range, jump, stuck and pair, then the neighbours, of which only values count that passed those. Which flags an
 * hour has hangs on the values of the archive alone, not on the order in which they came: everything whose flags may
 * hang on a new value (reach_h hours to both sides, all stations) is judged again. */
#include "postproc/obs/archive/archive_private.h"

#include <math.h>
#include <string.h>

enum { WINDOW_H = 720 };

typedef struct lt_judging {
    lt_archive *archive;
    const lt_quality *quality;
    lt_obs_catalogue catalogue;
    long *near, *n_near; /* of each series: the first of its neighbours in near, and how many; same species, hourly */
    long *first_near;
    lt_time start; /* of the window, its margins included */
    long n;        /* hours of it */
    double *value; /* series by series */
    int *before, *now;
    double *others;
} lt_judging;

static lt_status find_neighbours(lt_judging *j) {
    const lt_obs_catalogue *c = &j->catalogue;
    long n = 0, room = 0;
    LT_TRY(lt_calloc((size_t)c->n_series, sizeof *j->first_near, &j->first_near));
    LT_TRY(lt_calloc((size_t)c->n_series, sizeof *j->n_near, &j->n_near));
    for (long q = 0; q < c->n_series; q++) {
        const lt_archived *own = &c->series[q];
        const double radius = j->quality->of[own->species].radius_km;
        j->first_near[q] = n;
        for (long p = 0; p < c->n_series && own->interval_s == LT_HOUR && isfinite(radius); p++) {
            const lt_archived *other = &c->series[p];
            if (p == q || other->species != own->species || other->interval_s != LT_HOUR) continue;
            if (lt_place_distance_km(&c->stations[own->station], &c->stations[other->station]) > radius) continue;
            LT_TRY(lt_grow(&j->near, sizeof *j->near, n + 1, &room));
            j->near[n++] = p;
        }
        j->n_near[q] = n - j->first_near[q];
    }
    return lt_calloc((size_t)c->n_series, sizeof *j->others, &j->others);
}

static double at(const lt_judging *j, long series, long h) {
    return h >= 0 && h < j->n ? j->value[series * j->n + h] : NAN;
}

/* The hourly series of another species at the same station, -1 if it has none. */
static long beside(const lt_obs_catalogue *c, long q, lt_observed species) {
    for (long p = 0; p < c->n_series; p++)
        if (c->series[p].station == c->series[q].station && c->series[p].species == species &&
            c->series[p].interval_s == LT_HOUR)
            return p;
    return -1;
}

static int flags_alone(const lt_judging *j, long q, long h, long pm25, long pm10) {
    const lt_limits *limits = &j->quality->of[j->catalogue.series[q].species];
    const double value = at(j, q, h);
    int flags = 0;
    if (lt_quality_range(limits, value)) flags |= LT_FLAG_RANGE;
    if (j->catalogue.series[q].interval_s != LT_HOUR) return flags;
    if (lt_quality_jump(limits, at(j, q, h - 1), value, at(j, q, h + 1))) flags |= LT_FLAG_JUMP;
    if (lt_quality_stuck(limits, j->value + q * j->n, j->n, h)) flags |= LT_FLAG_STUCK;
    if (pm25 >= 0 && pm10 >= 0 && lt_quality_pair(j->quality, at(j, pm25, h), at(j, pm10, h))) flags |= LT_FLAG_PAIR;
    return flags;
}

static void judge_alone(lt_judging *j, long q, long from, long to) {
    const lt_observed species = j->catalogue.series[q].species;
    const bool is_pm = species == LT_OBSERVED_PM25 || species == LT_OBSERVED_PM10;
    const long pm25 = is_pm ? beside(&j->catalogue, q, LT_OBSERVED_PM25) : -1;
    const long pm10 = is_pm ? beside(&j->catalogue, q, LT_OBSERVED_PM10) : -1;
    for (long h = from; h < to; h++)
        j->now[q * j->n + h] = isfinite(at(j, q, h)) ? flags_alone(j, q, h, pm25, pm10) : 0;
}

static void judge_beside(lt_judging *j, long q, long from, long to) {
    const lt_limits *limits = &j->quality->of[j->catalogue.series[q].species];
    for (long h = from; h < to && j->n_near[q] > 0; h++) {
        int n = 0;
        if (!isfinite(at(j, q, h))) continue;
        for (long k = j->first_near[q]; k < j->first_near[q] + j->n_near[q]; k++) {
            const long other = j->near[k] * j->n + h;
            if (isfinite(j->value[other]) && (j->now[other] & ~LT_FLAG_NEIGHBOUR) == 0)
                j->others[n++] = j->value[other];
        }
        if (lt_quality_neighbour(limits, at(j, q, h), j->others, n)) j->now[q * j->n + h] |= LT_FLAG_NEIGHBOUR;
    }
}

static lt_status write_changes(lt_judging *j, long from, long to) {
    sqlite3_stmt *statement;
    lt_status status = LT_OK;
    LT_TRY(lt_archive_prepare(j->archive, "UPDATE value SET flags = ? WHERE series = ? AND start = ?", &statement));
    for (long q = 0; q < j->catalogue.n_series; q++)
        for (long h = from; h < to && status == LT_OK; h++) {
            if (!isfinite(at(j, q, h)) || j->before[q * j->n + h] == j->now[q * j->n + h]) continue;
            sqlite3_bind_int(statement, 1, j->now[q * j->n + h]);
            sqlite3_bind_int64(statement, 2, j->catalogue.series[q].id);
            sqlite3_bind_int64(statement, 3, j->start + h * LT_HOUR);
            status = lt_archive_step(j->archive, "write", statement, NULL);
        }
    sqlite3_finalize(statement);
    return status;
}

static lt_status judge_window(lt_judging *j, lt_time first, long hours) {
    const long reach = j->quality->reach_h, from = reach, to = reach + hours, n_series = j->catalogue.n_series;
    j->start = first - reach * LT_HOUR;
    j->n = hours + 2 * reach;
    for (long q = 0; q < n_series; q++)
        LT_TRY(lt_archive_hours(j->archive, j->catalogue.series[q].id, j->start, j->n, j->value + q * j->n,
                                j->before + q * j->n, NULL));
    for (long q = 0; q < n_series; q++) judge_alone(j, q, from, to);
    for (long q = 0; q < n_series; q++) judge_beside(j, q, from, to);
    return write_changes(j, from, to);
}

static lt_status judge_windows(lt_judging *j, lt_time first, lt_time last) {
    const long hours = (long)((last - first) / LT_HOUR) + 1, most = hours < WINDOW_H ? hours : WINDOW_H;
    const size_t room = (size_t)(j->catalogue.n_series * (most + 2 * j->quality->reach_h));
    LT_TRY(lt_calloc(room, sizeof *j->value, &j->value));
    LT_TRY(lt_calloc(room, sizeof *j->before, &j->before));
    LT_TRY(lt_calloc(room, sizeof *j->now, &j->now));
    LT_TRY(find_neighbours(j));
    for (long h = 0; h < hours; h += most)
        LT_TRY(judge_window(j, first + h * LT_HOUR, hours - h < most ? hours - h : most));
    return LT_OK;
}

lt_status lt_archive_judge(lt_archive *archive, const lt_quality *quality, lt_time first, lt_time last) {
    lt_judging j = {.archive = archive, .quality = quality};
    const lt_time reach = quality->reach_h * (lt_time)LT_HOUR;
    lt_status status = lt_archive_list(archive, &j.catalogue);
    if (status == LT_OK) status = judge_windows(&j, first - reach, last + reach);
    lt_obs_catalogue_free(&j.catalogue);
    lt_free(j.near);
    lt_free(j.n_near);
    lt_free(j.first_near);
    lt_free(j.value);
    lt_free(j.before);
    lt_free(j.now);
    lt_free(j.others);
    return status;
}
