/* budget.h - where every kilogram went.
 *
 * Per species and hour, kg: emitted, in and out (lateral), top_in, top_out, dry, wet, chemistry, clipped (what the
 * solver of gases added where a step ended below nothing), stored (change of the burden) and rounding, which closes the
 * line:
 *   stored = emitted + in - out + top_in - top_out - dry - wet + chemistry + clipped + rounding
 * All are sums of what was applied. Sums over the domain are exact (budget_sums.h), so they depend neither on threads
 * nor on how it is cut.
 * |rounding| / (burden + gross fluxes) is checked every hour. Aim: 1e-12 in the double build, 1e-7 in float (design.md
 * section 5). Bound, beyond which the run stops: where that is more, the sum of all roundings of an hour, half a unit
 * in the last place each, n 2^-24 in float with n = steps x (sub-steps in x, y and z, mixing, chemistry, rain). In a
 * field that is nearly the same everywhere, as at the start of a run and of a nest, all cells round one way: measured
 * 4e-7 at 60 steps an hour. */
#ifndef LT_BUDGET_H
#define LT_BUDGET_H

#include "model/driver/budget_sums.h"
#include "model/state/restart.h"
#include "model/transport/transport.h"

#include <stdio.h>

#ifdef LT_REAL_IS_DOUBLE
#define LT_BUDGET_AIM 1e-12
#else
#define LT_BUDGET_AIM 1e-7
#endif
/* The bound of the hour that air holds. */
double lt_budget_bound(const lt_air *air, int n_steps);

typedef struct lt_budget_line {
    double emitted, in, out, top_in, top_out, dry, wet, chemistry, clipped, stored, burden, rounding;
} lt_budget_line;

typedef struct lt_budget {
    lt_comm comm;              /* of the ranks that have the domain; all have its lines */
    int n_species, n_reacting; /* all; the first of them, which the chemistry may change */
    const lt_species_info *species;
    lt_crossings crossings;
    double *won;          /* by chemistry, [n_reacting][ny][nx], kg; < 0: lost */
    double *clipped;      /* of won: by clipping, [n_reacting][ny][nx], kg */
    lt_budget_sums *sums; /* [n_species] of the hour that is closed; emitted: of the one that runs */
    double *burden;
    lt_budget_line *total; /* since the start of the run */
    bool *main;            /* has a line on the terminal, and one an hour in the budgets by region */
    double worst;          /* largest |rounding| share of any hour and species */
} lt_budget;

/* The columns of a table of lines, and a line of it with its end. */
#define LT_BUDGET_COLUMNS                                                                                              \
    "emitted_kg,in_kg,out_kg,top_in_kg,top_out_kg,dry_kg,wet_kg,chemistry_kg,clipped_kg,stored_kg,"                    \
    "burden_kg,rounding_kg"
void lt_budget_line_print(const lt_budget_line *line, FILE *stream);
/* The line of an hour, closed; burden_before: at its beginning. */
lt_budget_line lt_budget_line_of(const lt_budget_sums *sums, double burden_before);
/* Set rounding, which closes the line. */
void lt_budget_line_close(lt_budget_line *line);
/* total += line, but for the burden, which becomes the line's. */
void lt_budget_line_add(lt_budget_line *total, const lt_budget_line *line);
/* LT_ERR_INTERNAL if |rounding| / (burden + gross fluxes) is above most; the smallest normal numbers, which have no
 * relative precision below them, count as much as all of the air (kg) could hold of them. worst: largest share so far.
 */
lt_status lt_budget_line_judge(const lt_budget_line *line, double most, double air, const char *species,
                               const char *hour, double *worst);

/* state: of the part of a rank. lt_budget_begin and lt_budget_end_hour are collective. */
lt_status lt_budget_create(const lt_comm *comm, const lt_state *state, int n_reacting, lt_budget **out);
void lt_budget_free(lt_budget *budget);
lt_status lt_budget_begin(lt_budget *budget, const lt_state *state, const lt_air *air);
void lt_budget_begin_hour(lt_budget *budget);
/* The sources of the hour, [species]. */
void lt_budget_emit(lt_budget *budget, const lt_source *source, const lt_air *air);
/* Close the hour: lines for the CSV into stream (may be NULL), totals kept. LT_ERR_INTERNAL if it does not close. */
lt_status lt_budget_end_hour(lt_budget *budget, const lt_state *state, const lt_air *air, int n_steps, const char *hour,
                             FILE *stream);
/* weather: its label; dropped: emissions that the chemistry lacks, NULL for none. */
void lt_budget_header(FILE *stream, const char *weather, const char *dropped);
/* Burden and totals since the start of the run, into a restart file or out of it. */
lt_status lt_budget_exchange(lt_budget *budget, lt_restart *restart, const char *group);
/* A warning if the aim was missed in some hour. */
void lt_budget_warn(const lt_budget *budget, const char *title);
/* The run's budget through lt_say, which stands in file: as a table of the main species, or how well it closes. */
void lt_budget_say(const lt_budget *budget, const char *title, const char *file);
void lt_budget_say_line(const lt_budget *budget, const char *title, const char *file);

#endif
