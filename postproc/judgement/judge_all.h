/* judge_all.h - all places of a set of observations in all their years, and the facts for targets that follow. */
#ifndef LT_JUDGE_ALL_H
#define LT_JUDGE_ALL_H

#include "postproc/judgement/facts.h"

typedef struct lt_judged {
    lt_standards standards;
    lt_air_places places;
    lt_judged_year **year; /* [place][years of the place] */
    int *first_year, *n_years;
} lt_judged;

/* periods: as lt_judge_year has them. LT_ERR_INPUT: a value that no air has. */
lt_status lt_judged_create(const lt_obs_set *set, lt_air_class class, const lt_weighed_periods *periods,
                           lt_judged *out);
void lt_judged_free(lt_judged *judged);
/* NULL: the place has nothing in that year. */
const lt_judged_year *lt_judged_year_of(const lt_judged *judged, long place, int year);
/* The years of all places: first and last; false: there is none. */
bool lt_judged_span(const lt_judged *judged, int *first, int *last);
/* What is known of a year; as bases of targets, of 2015, 2020 and 2016 to 2020. Days of a run have the year of their
 * weather alone, so they are no bases. */
lt_status lt_judged_facts(const lt_judged *judged, int year, lt_facts *out);
lt_status lt_judged_bases(const lt_judged *judged, lt_facts *out);

#endif
