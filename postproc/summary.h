/* summary.h - what a case found: city values, differences, noise, ozone regimes, emissions; summary.json and
 * cities.csv.
 *
 * What is told: quantity.h. Value of a city: mean over the national sites in it of the cells that hold them (HJ 663);
 * area mean and population mean beside it. Values that a run does not have are NaN. Means over periods weigh every
 * period alike, or as the case says (key `weight` of its periods). What is compared is the reference, where the case
 * has one, and then its packages, here all called packages. delta = package - reference, or - base where there is none,
 * and for the reference itself; noise = |noise run - base| of the same city value, its mean over the periods at the top
 * level. */
#ifndef LT_SUMMARY_H
#define LT_SUMMARY_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/city_value.h"
#include "postproc/conc.h"
#include "postproc/emission_totals.h"
#include "postproc/result.h"
#include "postproc/share_table.h"

#include "base/variant.h"

/* What runs on draws of the inventory gave (inventory_draws.h). */
typedef struct lt_air_draws {
    long n, n_of, n_periods; /* draws (0: the case has none), what was drawn, periods */
    const char **of;         /* [n_of] base, the reference where packages stand on it, packages; borrowed */
    bool has_reference;
    double *value; /* [n_of][n][n_periods][quantity][city] */
} lt_air_draws;

typedef struct lt_summary {
    const lt_case *setup;
    char base_year_en[160], base_year_zh[160]; /* whose activity stands for the base year; "": its own */
    char grid[64];                             /* name of the grid that all numbers stand on */
    lt_weather_label weather;                  /* of the first period, with the labels of all periods, each once */
    lt_weather_label *weathers;                /* [n_periods] */
    lt_variants variants;                      /* of the case; the rows below point into it */
    long n_periods, n_packages, n_parts, n_cells;
    const lt_variant **package; /* [n_packages] the reference first, then the packages in the order of the case */
    const lt_variant **part;    /* [n_parts] parts of packages: removals, and runs of shapley */
    /* [variant * n_periods + period]; variant 0 base, 1 noise (empty without packages), 2.. packages, then parts */
    lt_result *result;
    lt_emission_total *emissions_kt; /* [0] base, [1..] packages */
    lt_share_table *shares;          /* [n_packages] */
    lt_city_weights *cities;
    lt_air_draws draws;
    const struct cJSON *near; /* the object of that key (nearby/nearby.h), borrowed; NULL: none */
} lt_summary;

enum { LT_SUMMARY_BASE, LT_SUMMARY_NOISE, LT_SUMMARY_PACKAGE };

lt_status lt_summary_create(const lt_job *job, const lt_grid *grid, lt_summary **out);
void lt_summary_free(lt_summary *summary);
const lt_period *lt_summary_period(const lt_summary *summary, long period);
const char *lt_summary_package(const lt_summary *summary, long package); /* its id, as in file names */
/* The variant that a package is compared with: the reference, or base. */
int lt_summary_origin(const lt_summary *summary, long package);
/* The id of the reference, NULL if the case has none. */
const char *lt_summary_reference(const lt_summary *summary);
const lt_result *lt_summary_result(const lt_summary *summary, long variant, long period);
/* Do all runs have it, in a period (-1: in all of them)? */
bool lt_summary_has(const lt_summary *summary, lt_quantity quantity, long period);
/* A mean over the periods in the making: sum / weight at its end. */
typedef struct lt_period_mean {
    double sum, weight;
} lt_period_mean;
void lt_summary_add(const lt_summary *summary, long period, double value, lt_period_mean *mean);
/* In what follows period -1 is the mean over the periods. Value of a city; its difference package - origin; the size of
 * its noise. */
double lt_summary_value(const lt_summary *summary, lt_quantity quantity, int variant, long period, int city,
                        lt_city_kind kind);
double lt_summary_delta(const lt_summary *summary, lt_quantity quantity, long package, long period, int city,
                        lt_city_kind kind);
double lt_summary_noise(const lt_summary *summary, lt_quantity quantity, long period, int city);
/* What a package loses in a city when a member goes: package - package without it. false if that was not run. */
bool lt_summary_removal(const lt_summary *summary, lt_quantity quantity, long package, const char *member, long period,
                        int city, double *out);
/* The variant with an id, as lt_summary_value takes it; -1 if the case has none. */
long lt_summary_variant(const lt_summary *summary, const char *id);
/* Value of a cell; its difference package - origin, and the size of its noise. */
double lt_summary_cell(const lt_summary *summary, lt_quantity quantity, long variant, long period, long cell);
double lt_summary_cell_delta(const lt_summary *summary, lt_quantity quantity, long package, long period, long cell);
double lt_summary_cell_noise(const lt_summary *summary, lt_quantity quantity, long period, long cell);
/* Below the noise floor (design.md 3a), or no change at all: shown grey, never as a number. */
bool lt_summary_cell_is_hidden(const lt_summary *summary, lt_quantity quantity, long package, long period, long cell);
/* Texts of the files (caller frees). Every number is finite, else LT_ERR_VERIFY. */
lt_status lt_summary_json(const lt_summary *summary, char **out);
lt_status lt_summary_csv(const lt_summary *summary, char **out);

#endif
