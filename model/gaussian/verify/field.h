/* field.h - field experiments of a release and arcs of samplers (Project Prairie Grass, or any folder with the same
 * three tables): what was measured, and a model's arc maxima and crosswind integrals beside it. */
#ifndef LT_GAUSSIAN_FIELD_H
#define LT_GAUSSIAN_FIELD_H

#include "base/verify.h"

typedef struct lt_field_run { /* pg_runs.csv */
    long run;
    double rate_gs, release_m;
    double obukhov_m, friction_ms; /* friction: with k = 0.40 */
    double mixing_m;               /* NAN: not given (stable runs) */
    double wind_from_deg, wind_2m_ms;
    double sigma_azimuth_deg; /* of the wind at 2 m; NAN: not given */
} lt_field_run;

typedef struct lt_field_arc { /* pg_arcs.csv */
    long run;
    const lt_field_run *weather; /* NULL: the run has none */
    double distance_m, sampler_m;
    double maximum_mgm3;
    /* From the samplers that measured, trapezoids; NAN where more than a tenth of them did not. The maximum stays. */
    double integral_mgm2, azimuth_deg, sigma_y_m; /* centroid, seen from the source */
    long n_samplers, n_lost;
} lt_field_arc;

typedef struct lt_field_left { /* runs that cannot be modelled */
    long run;
    char reason[64];
} lt_field_left;

typedef struct lt_field {
    lt_field_run *runs;
    lt_field_arc *arcs;
    lt_field_left *left;
    long n_runs, n_arcs, n_left;
    long n_samplers, n_lost; /* rows of pg_conc.csv; of these marked as not measured (below 0, -9 in Prairie Grass) */
} lt_field;

/* folder/pg_runs.csv, pg_arcs.csv, pg_conc.csv. LT_ERR_INPUT names file, line and column: a number that cannot be, a
 * run or arc twice, a sampler of no arc, an arc whose maximum or (all samplers measured) integral is not that of its
 * samplers. The integrals are made anew: those of pg_arcs.csv have the marks of lost samplers summed in. */
lt_status lt_field_read(const char *folder, lt_field **out);
void lt_field_free(lt_field *field); /* NULL is fine */

typedef enum lt_field_quantity { LT_FIELD_MAXIMUM, LT_FIELD_INTEGRAL, LT_FIELD_QUANTITIES } lt_field_quantity;
/* mg m-3, or across the wind mg m-2, of one arc; NAN: the model says nothing of it. */
typedef double (*lt_field_model)(const lt_field_run *run, const lt_field_arc *arc, lt_field_quantity quantity,
                                 const void *with);

/* By Obukhov length: convective -100 m < L < 0, neutral |L| >= 100 m, stable 0 < L < 100 m (A). */
typedef enum lt_field_group { LT_FIELD_CONVECTIVE, LT_FIELD_NEUTRAL, LT_FIELD_STABLE, LT_FIELD_GROUPS } lt_field_group;
extern const char *const lt_field_group_names[LT_FIELD_GROUPS + 1]; /* the last: "all" */

typedef struct lt_field_pair {
    const lt_field_arc *arc;
    lt_field_group group;
    double observed, modelled;
} lt_field_pair;

/* pairs has room for n_arcs. Arcs without weather, without the quantity, and those the model says nothing of are
 * left out. Returns how many.
 */
long lt_field_pairs(const lt_field *field, lt_field_model model, const void *with, lt_field_quantity quantity,
                    lt_field_pair *pairs);

/* Chang and Hanna (2004), doi 10.1007/s00703-003-0070-7; o observed, m modelled, <> the mean:
 *   FB = 2 (<o> - <m>)/(<o> + <m>)      above 0: the model is low
 *   NMSE = <(o - m)^2>/(<o> <m>)
 *   FAC2: share of pairs with 0.5 <= m/o <= 2
 *   MG = exp(<ln o> - <ln m>), VG = exp(<(ln o - ln m)^2>), both held at the floor */
typedef struct lt_field_scores {
    long n;
    double fb, nmse, fac2, mg, vg;
} lt_field_scores;
/* group LT_FIELD_GROUPS: all. Without pairs the numbers are NAN. */
lt_field_scores lt_field_score(const lt_field_pair *pairs, long n, int group, double floor);
/* What MG and VG are held at: a model's value below it counts as it. 0.05 mg m-3, 0.1 mg m-2 (A; below all that was
 * measured in the odd runs). */
double lt_field_floor(lt_field_quantity quantity);

/* Rows of the scores, by group; for all arc maxima beside AERMOD's (goals, they fail nothing), and a row for each run
 * that was left out. scheme: name of the model in the rows. */
lt_status lt_field_judge(lt_verify *verify, const lt_field *field, const char *scheme, lt_field_model model,
                         const void *with);
/* Modelled over observed, both quantities, by group, as an SVG picture. LT_ERR_ENV: cannot be written. */
lt_status lt_field_draw(const char *path, const lt_field *field, const char *title, lt_field_model model,
                        const void *with);

#endif
