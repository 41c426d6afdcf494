/* responses.h - how ozone answers to every package: by city, by hour of the day, with its sign and the signs of the
 * regime; and beside it what was published of such answers (responses_published.c).
 *
 * delta = package - what it acts on, noise as in summary.h, of values at the national sites. Afternoon: means of the
 * local hours 12 to 18; night: 0 to 6. sign: + or - where |delta| is at least three times its noise, else 0.
 * up_share, down_share: shares of the prefecture's area in whose cells the mean MDA8 rises, falls, each beyond noise:
 * where the sites say what a city is told, these say what its country is told. */
#ifndef LT_RESPONSES_H
#define LT_RESPONSES_H

#include "postproc/composition/compositions.h"
#include "postproc/summary.h"

/* X-macro: id, front part of its columns, English, Chinese. */
#define LT_RESPONSE_LIST(X)                                                                                            \
    X(MDA8, "o3_mda8", "MDA8", "MDA8")                                                                                 \
    X(AFTERNOON, "o3_afternoon", "afternoon", "午后")                                                                  \
    X(NIGHT, "o3_night", "night", "夜间")                                                                              \
    X(NO2, "no2", "NO2", "NO2")                                                                                        \
    X(PM25, "pm25", "PM2.5", "PM2.5")
typedef enum lt_response_value {
#define LT_RESPONSE_ID(id, key, en, zh) LT_RESPONSE_##id,
    LT_RESPONSE_LIST(LT_RESPONSE_ID)
#undef LT_RESPONSE_ID
        LT_N_RESPONSE_VALUES
} lt_response_value;

enum { LT_N_RESPONSE_CITIES = LT_N_CITY_VALUES + 1 };

/* A package in a period in a city; in LT_ALL_CITIES the means of the cities, shares of the whole province. */
typedef struct lt_response {
    double origin[LT_N_RESPONSE_VALUES], delta[LT_N_RESPONSE_VALUES], noise[LT_N_RESPONSE_VALUES]; /* ug/m3 */
    double ratio[LT_N_INDICATORS];                                                                 /* of the origin */
    double up_share, down_share;
} lt_response;

typedef struct lt_responses {
    const lt_summary *summary;
    const lt_compositions *compositions;       /* NULL: the runs do not say what particles are made of */
    lt_response (*rows)[LT_N_RESPONSE_CITIES]; /* [package * n_periods + period] */
} lt_responses;

/* *out is NULL for a case without packages, or with a period without a daily maximum of ozone. The grid is that of the
 * summary, which must stay, as the compositions (or NULL). */
lt_status lt_responses_create(const lt_summary *summary, const lt_compositions *compositions, const lt_grid *grid,
                              lt_responses **out);
void lt_responses_free(lt_responses *responses); /* NULL is fine */
const lt_response *lt_responses_row(const lt_responses *responses, long package, long period, int city);
/* '+', '-' or '0'. */
char lt_response_sign(const lt_response *row, lt_response_value value);
/* responses.csv as text (caller frees). */
lt_status lt_responses_csv(const lt_responses *responses, char **out);
/* responses_published.csv, or *out is NULL: the case does not ask the questions (nox-30, voc-30, nox-voc-30). */
lt_status lt_responses_published_csv(const lt_responses *responses, char **out);
/* Both as tables on the terminal, from their texts: of a case that asks the questions (published is not NULL; others
 * have their table of cities, table.h). At most three packages side by side; the files have all. */
lt_status lt_responses_print(const char *responses, const char *published, bool chinese);

#endif
