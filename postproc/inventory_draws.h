/* inventory_draws.h - what draws of the inventory's uncertain numbers make of the air of the cities.
 *
 *   of base       x_k = value of base on draw k
 *   of a package  x_k = value of the package on draw k - value of what it acts on (reference or base) on the same draw
 * mean, standard deviation (n - 1 below), least and greatest of x_k, k = 1 .. n; the 5th and 95th percentile (linear
 * between the ordered values) from LT_DRAWS_FOR_PERCENTILES draws on: of fewer they would be the ends, or made up.
 * A package's deviation is that of its effect, not of two levels. Values are those of the national sites, as summary.h
 * has them; beside them stand those of the run without draws and the noise floor. */
#ifndef LT_INVENTORY_DRAWS_H
#define LT_INVENTORY_DRAWS_H

#include "postproc/summary.h"

#include <cjson/cJSON.h>

enum { LT_DRAWS_FOR_PERCENTILES = 20 };

typedef struct lt_draw_spread {
    long n;
    double mean, sd, least, greatest, p5, p95; /* percentiles NaN with few draws */
} lt_draw_spread;

/* value[n], n >= 2; put in order. */
lt_draw_spread lt_draw_spread_of(double *value, long n);

/* Reads the draws of a summary whose other results stand; none where the case has no key inventory_draws. */
lt_status lt_inventory_draws_read(lt_summary *summary, const lt_job *job, const lt_grid *grid);
/* What is asked for: of 0 base, then the reference and packages; draw from 0; period -1: mean over the periods. */
typedef struct lt_drawn_what {
    const lt_summary *summary;
    lt_quantity quantity;
    long of, draw, period;
} lt_drawn_what;
/* x_k of a city; of LT_ALL_CITIES the mean over the cities. */
double lt_inventory_draws_value(const lt_drawn_what *what, int city);

/* draws.csv; *out NULL: nothing was drawn. Caller frees. */
lt_status lt_inventory_draws_csv(const lt_summary *summary, char **out);
/* The key inventory_draws of summary.json, and the key draws of one of its cities. */
void lt_inventory_draws_say(const lt_summary *summary, cJSON *root);
void lt_inventory_draws_say_city(const lt_summary *summary, int city, cJSON *item);

#endif
