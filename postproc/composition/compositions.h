/* compositions.h - what particles are made of in all runs of a case: values, differences beside their noise, gas
 * ratios, heating beside the rest of the year; and the files that say so.
 *
 * Variants, origin and noise as in summary.h. Period -1 is the mean over the periods. City LT_ALL_CITIES is
 * the mean of the 14 cities, each of its sites (HJ 663). */
#ifndef LT_COMPOSITIONS_H
#define LT_COMPOSITIONS_H

#include "postproc/composition/composition.h"
#include "postproc/composition/composition_files.h"
#include "postproc/composition/gas_ratio.h"
#include "postproc/summary.h"

enum { LT_N_COMPOSITION_CITIES = LT_N_CITY_VALUES + 1 };

typedef struct lt_compositions {
    const lt_summary *summary;
    lt_composition *of;        /* [variant * n_periods + period]; variants of the summary, without parts */
    lt_heating_days *days;     /* [n_periods] */
    bool has[LT_N_COMPONENTS]; /* in all runs and periods */
} lt_compositions;

/* *out is NULL where the runs do not say what their particles are made of. The summary must stay. */
lt_status lt_compositions_create(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                                 lt_compositions **out);
void lt_compositions_free(lt_compositions *all); /* NULL is fine */
const lt_composition *lt_compositions_at(const lt_compositions *all, long variant, long period);
/* Does it count to PM2.5 (LT_OF_PM25) or beside it to PM10 (LT_OF_PM10)? */
bool lt_compositions_is_part(const lt_compositions *all, lt_component component, lt_component_group group);
/* Mean of a city; package - origin; |noise run - base|. */
double lt_compositions_value(const lt_compositions *all, lt_component component, long variant, long period, int city);
double lt_compositions_delta(const lt_compositions *all, lt_component component, long package, long period, int city);
double lt_compositions_noise(const lt_compositions *all, lt_component component, long period, int city);

/* Can a ratio be made: are both gases and the ions there? */
bool lt_compositions_has_ratio(const lt_compositions *all);
/* Of one variant; period as above (of the mean air). */
lt_gas_ratio lt_compositions_ratio(const lt_compositions *all, long variant, long period, int city);
/* Of a cell of the base in one period. */
lt_gas_ratio lt_compositions_cell_ratio(const lt_compositions *all, long period, long cell);

/* Means over the hours of heated days and of the others of all periods of the base, hour by hour alike. */
typedef struct lt_heating_ratio {
    double heated, other, ratio; /* NaN where there are no such days */
    double heated_days, other_days;
} lt_heating_ratio;
lt_heating_ratio lt_compositions_heating(const lt_compositions *all, lt_component component, int city);
/* Of several added together, as mean of heated days over that of PM2.5 (fractions); [1] heated, [0] others. */
double lt_compositions_heating_share(const lt_compositions *all, const lt_component *parts, int n, bool heated,
                                     int city);

/* Texts of the files (caller frees); NULL where there is nothing to say. composition_csv.c, composition_published.c */
lt_status lt_compositions_csv(const lt_compositions *all, char **out);
lt_status lt_compositions_ratio_csv(const lt_compositions *all, char **out);
lt_status lt_compositions_heating_csv(const lt_compositions *all, char **out);
lt_status lt_compositions_published_csv(const lt_compositions *all, char **out);
/* Of Shenyang, PM2.5 of the heating season over that of the rest, 90 / 51 ug/m3: 2015, hjkx 20190306 (S). */
#define LT_PUBLISHED_HEATING_RATIO (90.0 / 51.0)

/* Texts of LT_COMPOSITION_FILES; NULL: no such file. */
typedef struct lt_composition_texts {
#define LT_COMPOSITION_TEXT(member, file, make) char *member;
    LT_COMPOSITION_FILES(LT_COMPOSITION_TEXT)
#undef LT_COMPOSITION_TEXT
} lt_composition_texts;
/* all NULL: none. */
lt_status lt_composition_texts_create(const lt_compositions *all, lt_composition_texts *out);
void lt_composition_texts_free(lt_composition_texts *texts);
/* Short tables on the terminal: composition_print.c */
lt_status lt_compositions_print(const lt_composition_texts *texts, bool chinese);
/* For the page: report_composition.c */
lt_status lt_compositions_report(const lt_compositions *all, const lt_grid *grid, char **out);

#endif
