/* nearby.h - what a case says of the places of its `model: near:` list, at 100 to 1000 m: base, reference and packages
 * of every site and period, their differences, and the noise of the cells below which no difference is shown.
 *
 * delta = package - what it acts on, point by point (summary.h). A point has no noise run of its own: hidden is what is
 * below three times the noise |noise run - base| of the cell that holds it. */
#ifndef LT_NEARBY_H
#define LT_NEARBY_H

#include "postproc/nearby/nearby_file.h"
#include "postproc/summary.h"

typedef struct lt_nearby_site {
    const lt_nearby_file *files; /* [LT_SUMMARY_BASE], then [1 + package]: of one period */
    const double *noise;         /* [LT_N_NEARBY][cells]; NULL in a case without packages */
} lt_nearby_site;

typedef struct lt_nearby {
    const lt_summary *summary;
    long n_sites, n_periods, n_files; /* files of a site and period: base and all that is compared */
    const char **sites;               /* [n_sites] borrowed of the case */
    lt_nearby_file *files;            /* [site][period][file] */
    double **noise;                   /* [site][period] */
} lt_nearby;

/* The n-th site of a case; NULL behind the last. */
const char *lt_nearby_site_name(const lt_case *setup, long n);
/* *out NULL in a case without such a list. */
lt_status lt_nearby_create(const lt_job *job, const lt_grid *grid, const lt_summary *summary, lt_nearby **out);
void lt_nearby_free(lt_nearby *nearby); /* NULL is fine */
lt_nearby_site lt_nearby_at(const lt_nearby *nearby, long site, long period);

/* Of a package (as lt_summary_package counts). File that it is compared with; difference of a point; is it hidden? */
const lt_nearby_file *lt_nearby_origin(const lt_nearby *nearby, const lt_nearby_site *site, long package);
double lt_nearby_delta(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant, long package,
                       long point);
bool lt_nearby_is_hidden(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant,
                         long package, long point);
/* Of the difference of the means what came from stacks; NAN: not known. */
double lt_nearby_delta_stacks(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant,
                              long package);
/* A mean over all points, which is that over the cells. */
double lt_nearby_mean(const lt_nearby_file *file, lt_nearby_pollutant pollutant);
/* Of that mean the part that plumes of stacks shape. Of NO2 it is that of NOx, whose shape it has. NAN: not known. */
double lt_nearby_shaped(const lt_nearby_file *file, lt_nearby_pollutant pollutant);
/* Has the point with the highest mean a place, or is it the middle of a cell, where the smooth rest is highest? It has
 * where plumes make at least a tenth (ours) of its value, and where their part is not known. */
#define LT_NEARBY_PLACE_LEAST 0.1
bool lt_nearby_has_place(const lt_nearby_file *file, lt_nearby_pollutant pollutant);
/* Stacks in the ring of cells around the map. */
long lt_nearby_around(const lt_nearby_file *file);
/* The stack of another variant that is the k-th of this file, NULL if that has none; of several with the same id the
 * one of the same rank among them. */
const lt_nearby_stack *lt_nearby_same(const lt_nearby_file *file, long k, const lt_nearby_file *other);

/* Colours of both pictures, alike in PNG and page. Amounts: lower bounds of the classes above the first, the highest
 * 99.5 % of the points lie below the last class's end. Changes: the end of a scale around zero. */
enum { LT_NEARBY_CLASSES = 9 };
lt_status lt_nearby_bounds(const lt_nearby_file *file, lt_nearby_pollutant pollutant,
                           double bounds[LT_NEARBY_CLASSES - 1]);
lt_status lt_nearby_scale(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant,
                          long package, double *out);

/* The object `near` of summary.json, for its owner: summary->near; NULL without sites. */
struct cJSON *lt_nearby_summary(const lt_nearby *nearby);
/* The island lantian-near of the page (caller frees): nearby_report.c. */
lt_status lt_nearby_report(const lt_nearby *nearby, char **out);
/* The n-th picture of a case, through lt_fmt, and NULL behind the last: near-map_<site>_<package>_<period>.png, of base
 * in a case without packages. */
lt_status lt_nearby_outputs(const lt_job *job, int n, const char **name);
/* All of them. */
lt_status lt_nearby_draw(const lt_job *job, const lt_grid *grid, const lt_nearby *nearby, bool chinese);

#endif
