#include "postproc/judgement/judge_all.h"

#include <stdlib.h>
#include <string.h>

/* --- judging --- */

static lt_status judge_place(lt_judged *j, long k, lt_air_class class, const lt_weighed_periods *periods) {
    const lt_air_days *place = &j->places.items[k];
    j->first_year[k] = lt_time_civil(place->first).year;
    const int last = lt_time_civil(place->first + (place->n - 1) * LT_DAY).year;
    LT_TRY(lt_calloc((size_t)(last - j->first_year[k] + 1), sizeof **j->year, &j->year[k]));
    for (int year = j->first_year[k]; year <= last; year++) {
        LT_TRY(lt_judge_year(&j->standards, place, year, class, periods, &j->year[k][j->n_years[k]]));
        j->n_years[k]++;
    }
    return LT_OK;
}

static lt_status judge_all(const lt_obs_set *set, lt_air_class class, const lt_weighed_periods *periods,
                           lt_judged *out) {
    LT_TRY(lt_standards_read(NULL, &out->standards));
    LT_TRY(lt_air_check_values(&out->standards, set));
    LT_TRY(lt_air_places_of(set, &out->places));
    const size_t n = (size_t)out->places.n;
    LT_TRY(lt_calloc(n, sizeof *out->year, &out->year));
    LT_TRY(lt_calloc(n, sizeof *out->first_year, &out->first_year));
    LT_TRY(lt_calloc(n, sizeof *out->n_years, &out->n_years));
    for (long k = 0; k < out->places.n; k++) LT_TRY(judge_place(out, k, class, periods));
    return LT_OK;
}

lt_status lt_judged_create(const lt_obs_set *set, lt_air_class class, const lt_weighed_periods *periods,
                           lt_judged *out) {
    *out = (lt_judged){0};
    const lt_status status = judge_all(set, class, periods, out);
    if (status != LT_OK) lt_judged_free(out);
    return status;
}

void lt_judged_free(lt_judged *j) {
    for (long k = 0; j->year && k < j->places.n; k++) {
        for (int y = 0; j->n_years && y < j->n_years[k]; y++) lt_judged_year_release(&j->year[k][y]);
        lt_free(j->year[k]);
    }
    lt_free(j->year);
    lt_free(j->first_year);
    lt_free(j->n_years);
    lt_air_places_free(&j->places);
    *j = (lt_judged){0};
}

/* --- asking --- */

static bool has_day(const lt_judged_year *year) {
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (year->statistic[LT_INDEX_2012][p].n > 0) return true;
    return false;
}

const lt_judged_year *lt_judged_year_of(const lt_judged *j, long place, int year) {
    const int y = year - j->first_year[place];
    if (y < 0 || y >= j->n_years[place] || !has_day(&j->year[place][y])) return NULL;
    return &j->year[place][y];
}

bool lt_judged_span(const lt_judged *j, int *first, int *last) {
    for (long k = 0; k < j->places.n; k++) {
        const int end = j->first_year[k] + j->n_years[k] - 1;
        if (k == 0 || j->first_year[k] < *first) *first = j->first_year[k];
        if (k == 0 || end > *last) *last = end;
    }
    return j->places.n > 0;
}

/* --- facts --- */

static lt_status facts_of(const lt_judged *j, int year, const char *base, lt_facts *out) {
    const lt_judged_year *of[LT_N_CITY_VALUES] = {0};
    for (long k = 0; k < j->places.n; k++)
        if (j->places.items[k].city_mean) of[j->places.items[k].city] = lt_judged_year_of(j, k, year);
    return lt_facts_of_years(of, base, out);
}

static lt_status add_five_years(const lt_judged *j, lt_facts *out) {
    enum { FROM = 2016, N = 5 };
    lt_facts each[N] = {0};
    lt_status status = LT_OK;
    for (int k = 0; k < N && status == LT_OK; k++) status = facts_of(j, FROM + k, "", &each[k]);
    if (status == LT_OK) status = lt_facts_mean(each, N, "2016-2020", out);
    for (int k = 0; k < N; k++) lt_facts_free(&each[k]);
    return status;
}

lt_status lt_judged_facts(const lt_judged *j, int year, lt_facts *out) {
    return facts_of(j, year, "", out);
}

lt_status lt_judged_bases(const lt_judged *j, lt_facts *out) {
    LT_TRY(facts_of(j, 2015, "2015", out));
    LT_TRY(facts_of(j, 2020, "2020", out));
    return add_five_years(j, out);
}
