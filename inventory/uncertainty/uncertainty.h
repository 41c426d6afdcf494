/* uncertainty.h - how sure the totals are, and which number is worth measuring.
 *
 * Every activity, factor, control and city share of a ledger is an input with a distribution; rows that use the same
 * number share the input, and correlation.csv joins inputs that lean on the same guess (the sulfur of all coal). Draws
 * of the inputs give distributions of totals; total Sobol shares say how much of the variance of a total stays when all
 * inputs but one are known. */
#ifndef LT_UNCERTAINTY_H
#define LT_UNCERTAINTY_H

#include "inventory/ledger.h"

enum { LT_PROVINCE = LT_N_CITIES, LT_N_PLACES }; /* the cities and Liaoning */

/* --- inputs ---------------------------------------------------------------------------------------------------- */

/* What belongs together in a factor or control: particles are one family, as are the two CO2. X-macro: name, first
 * pollutant; a family goes on, in the order of LT_POLLUTANT_LIST, until the next one begins. */
#define LT_FAMILY_LIST(X)                                                                                              \
    X(SO2, LT_SO2)                                                                                                     \
    X(NOx, LT_NOX)                                                                                                     \
    X(CO, LT_CO)                                                                                                       \
    X(NMVOC, LT_NMVOC)                                                                                                 \
    X(NH3, LT_NH3)                                                                                                     \
    X(particles, LT_TSP)                                                                                               \
    X(CO2, LT_CO2)                                                                                                     \
    X(CH4, LT_CH4)                                                                                                     \
    X(N2O, LT_N2O)
enum lt_family {
#define LT_FAMILY_ENUM(name, first) LT_FAMILY_##name,
    LT_FAMILY_LIST(LT_FAMILY_ENUM)
#undef LT_FAMILY_ENUM
        LT_N_FAMILIES
};
extern const char *const lt_family_names[LT_N_FAMILIES];
extern const int lt_family_first[LT_N_FAMILIES + 1]; /* the last: LT_N_POLLUTANTS */
int lt_family_of(int pollutant);
/* Its pollutants: from begin, before end; all of family -1. */
static inline int lt_family_begin(int family) {
    return family < 0 ? 0 : lt_family_first[family];
}
static inline int lt_family_end(int family) {
    return family < 0 ? LT_N_POLLUTANTS : lt_family_first[family + 1];
}

enum lt_input_kind { LT_INPUT_ACTIVITY, LT_INPUT_FACTOR, LT_INPUT_CONTROL, LT_INPUT_SHARE, LT_N_INPUT_KINDS };
extern const char *const lt_input_kind_names[LT_N_INPUT_KINDS];

/* A number that is not known well: a lognormal factor of mean 1 on what it stands for; on a control, on the odds
 * of being let through. */
typedef struct lt_input {
    enum lt_input_kind kind;
    const char *name; /* "activity heat_large", "factor coal_sulfur SO2" */
    double sigma;     /* of the logarithm: ln(geometric factor of the 95 % interval) / 1.959964 */
    const char *mark; /* of the number, or "" */
    struct lt_use {
        long row;
        int family; /* -1: all */
    } * uses;       /* by the rows of the ledger */
    long n_uses, room;
} lt_input;

/* exp(1.959964 sigma). */
double lt_input_factor95(const lt_input *input);
double lt_input_sigma(double factor95);

typedef struct lt_inputs {
    const lt_ledger *ledger; /* borrowed */
    lt_input *items;
    long n, capacity;
    struct lt_texts *texts; /* name -> input */
    /* Of each row of the ledger; -1: certain, or not of Liaoning. */
    long *activity, *share; /* [row] */
    long *factor, *control; /* [row * LT_N_FAMILIES + family] */
    int *place;             /* [row] city, -1 outside Liaoning */
    int *vector;            /* [row] which vector of shares, -1 none */
    int n_vectors;
    double *share_of;  /* [vector * LT_N_CITIES + city] */
    long *share_input; /* [vector * LT_N_CITIES + city] */
} lt_inputs;

/* From the ledger's rows and tables; defaults of marks from data/uncertainty.csv, groups from data/correlation.csv.
 * LT_ERR_INPUT: a table that cannot be read, a mark without default. */
lt_status lt_inputs_create(const lt_ledger *ledger, lt_inputs **out);
void lt_inputs_free(lt_inputs *inputs); /* NULL is fine */

/* --- draws ------------------------------------------------------------------------------------------------------ */

/* Standard normal numbers z[input * n + draw]: Sobol points (GSL) for the inputs that matter most, stratified random
 * numbers for the rest, the same on every machine. order[]: inputs by what they matter, most first. first: dimension of
 * the Sobol sequence that the first input takes, most: how many dimensions are taken. */
lt_status lt_draws_make(long n_inputs, const long *order, long n, int first, int most, unsigned long seed, float *z);
/* The first Sobol points of 40 dimensions lie near the middle and move together: deviations of the province's SO2 and
 * PM2.5 from 16 of them are 0.83 and 0.61 of those of 10 000, from 64 0.88 and 0.82, from 128 1.00 and 1.09; stratified
 * ones are right on the mean over seeds from 8 on (README.md). */
enum { LT_LEAST_SOBOL_DRAWS = 128 };
/* The draws of which totals are told and on which a case runs (key inventory_draws), z[input * n + draw]: all
 * stratified where n is below LT_LEAST_SOBOL_DRAWS. They are those of n: another n, other draws. */
lt_status lt_inputs_draw(const lt_inputs *inputs, const long *order, long n, float *z);
/* Draw k (from 0) of n of an input that no ledger has: stratified, by its name alone. */
lt_status lt_draw_named(const char *name, long n, long k, float *z);
/* Inputs by their part of the variance of the province's totals, most first: sum over pollutants of (sigma E_i / E)^2.
 */
lt_status lt_inputs_rank(const lt_inputs *inputs, long *order);
/* The ledger becomes draw k (from 0) of n of its own inputs: activities, factors and removals of its rows in Liaoning.
 * LT_ERR_INPUT: nothing of it is uncertain. After an error it is of no use. */
lt_status lt_ledger_draw(lt_ledger *ledger, long n, long k);

/* --- totals ----------------------------------------------------------------------------------------------------- */

typedef struct lt_total_spread {
    int place;          /* city, or LT_PROVINCE */
    const char *sector; /* NULL: all */
    int pollutant;
    double table_kt, mean_kt, sd_kt, quantile_kt[5]; /* 2.5, 25, 50, 75, 97.5 per cent */
} lt_total_spread;
extern const double lt_spread_quantiles[5];

typedef struct lt_sobol {
    int place, pollutant;
    long input;
    double total; /* share of the variance, 0..1 */
} lt_sobol;

typedef struct lt_uncertainty {
    lt_inputs *inputs;
    long n_draws, n_sobol_draws;
    lt_total_spread
        *spreads; /* places x pollutants, then sectors of the province x pollutants; totals of zero are left out */
    long n_spreads;
    lt_sobol *sobol; /* the largest ten of each place and pollutant, largest first */
    long n_sobol;
} lt_uncertainty;

/* n_draws for the distributions (at least 16), at most 2048 of them for the Sobol shares. Same bits for any
 * number of threads. */
lt_status lt_uncertainty_of(const lt_ledger *ledger, long n_draws, lt_uncertainty **out);
void lt_uncertainty_free(lt_uncertainty *uncertainty); /* NULL is fine */
/* Totals and Sobol shares as tables of these names. */
lt_status lt_uncertainty_write(const lt_uncertainty *uncertainty, lt_outdir *dir, const char *totals,
                               const char *sobol);
/* Name of a place. */
const char *lt_place_name(int place);

#endif
