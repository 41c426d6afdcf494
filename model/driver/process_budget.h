/* process_budget.h - what the processes of the model did to a species over a city, hour by hour: on demand
 * (model: process_budget), of ozone by default.
 *
 * For each prefecture (a cell counts by its share), for the lowest layer and for the lowest layers up to about 1 km, kg
 * an hour of what each process added (< 0: took away):
 *   transport   advection and horizontal diffusion through the sides and the top of these layers: difference of the
 *               burden over the transport of each step
 *   emission    sources in these layers: sum of what was applied
 *   dry         deposition to the ground: sum of what was applied
 *   mixing      vertical mixing, and coarse particles that sink, through the top of these layers: what the vertical
 *               solve did beside these two
 *   chemistry   gases, and what passes between them and particles: difference over it;
 *               produced and destroyed are its cells and steps apart, by the sign of what it did there
 *   wet         rain: difference over it; in low layers it may win, where rain evaporates and gives back
 *   change      of the burden;  rounding = change - all of these, closes the line
 * and the same for the mean mixing ratio, burden over air, process after process, so that air that converges without a
 * change of what is in it is no transport: a uniform mixing ratio has none in the mean. Chemistry of O3 alone is mostly
 * NO to NO2 and back; that of OX (process_items.h) is what is made and lost for good.
 *
 * The hour is judged like the domain's (budget.h), and on whole columns, too, where nothing is left to a difference but
 * transport and chemistry: mixing must then be zero and rain what was counted as washed. Every column of a region has
 * its own plain sums in order of time; sums over columns are exact and made once an hour (process_sums.h), so they
 * depend neither on threads nor on how the domain is cut. Cost: the cells of the prefectures times the species asked
 * for, four times a step, and 56 numbers and one a layer for each of these columns; off: one comparison. */
#ifndef LT_PROCESS_BUDGET_H
#define LT_PROCESS_BUDGET_H

#include "base/exactsum.h"
#include "base/outdir.h"
#include "grids/grid.h"
#include "model/driver/budget.h"
#include "model/driver/journal.h"
#include "model/driver/process_items.h"
#include "model/transport/source.h"

/* X-macro: what adds up to the change. */
#define LT_PROCESS_LIST(X) X(transport) X(mixing) X(emission) X(dry) X(chemistry) X(wet)

/* What a step has just done. */
typedef enum lt_process_stage {
    LT_AFTER_TRANSPORT,
    LT_AFTER_SOLVE,
    LT_AFTER_CHEMISTRY,
    LT_AFTER_RAIN
} lt_process_stage;

/* Layers that a line is of; the last is only judged. */
typedef enum lt_process_depth { LT_DEPTH_GROUND, LT_DEPTH_LOW, LT_DEPTH_COLUMN, LT_N_DEPTHS } lt_process_depth;

typedef struct lt_process_sums {
#define LT_PROCESS_MEMBER(name) double name;
    LT_PROCESS_LIST(LT_PROCESS_MEMBER)
#undef LT_PROCESS_MEMBER
    double produced, destroyed;
} lt_process_sums;

/* What is summed over the columns of a region. */
typedef struct lt_process_terms {
    lt_process_sums kg, mean; /* of the hour; mean in kg a kg of the region's air */
    double burden;            /* kg, now */
} lt_process_terms;
enum { LT_PROCESS_TERMS = sizeof(lt_process_terms) / sizeof(double) };

/* One item, region and depth at the end of an hour. */
typedef struct lt_process_stock {
    double burden, ratio; /* kg, kg a kg of air */
} lt_process_stock;

/* One item in the share of a cell that a region has. */
typedef struct lt_process_column {
    lt_process_terms at[LT_N_DEPTHS];
    double emitted[LT_N_DEPTHS]; /* kg/s */
    double deposited, washed;    /* kg since the hour began */
} lt_process_column;

/* A cell of a region. */
typedef struct lt_process_cell {
    int region, block, j, i; /* j, i in the part */
    ptrdiff_t place;         /* in a slab of the block */
    double share;
} lt_process_cell;

typedef struct lt_process_budget {
    int n_items, nz, n_low; /* layers up to about 1 km */
    double low_edge;        /* their top, m */
    lt_process_item *items;
    lt_process_cell *cells;
    int first[LT_N_PREFECTURES + 1];              /* cells of a region: first[r] .. first[r + 1] - 1 */
    int n_steps, step;                            /* of an hour; that have begun */
    double (*air)[LT_N_PREFECTURES][LT_N_DEPTHS]; /* [0 .. n_steps] kg after so many steps */
    double *held;                                 /* [item][cell][k] kg */
    lt_process_column *column;                    /* [item][cell] */
    lt_process_stock *stock;                      /* [item][region][depth] of the hour before */
    lt_exactsum *sums;                            /* room for process_sums.h */
    double worst;                                 /* largest |rounding| share of any hour */
    bool there[LT_N_PREFECTURES];                 /* has the domain a cell of it? */
    lt_comm comm;                                 /* of the ranks that have the domain; the lowest writes */
    lt_outdir *dir;
    const char *name; /* of the file */
    FILE *stream;
    lt_journal *journal;
    int number; /* of the file in the journal */
} lt_process_budget;

static inline ptrdiff_t lt_process_line_at(int item, int region, int depth) {
    return ((ptrdiff_t)item * LT_N_PREFECTURES + region) * LT_N_DEPTHS + depth;
}

static inline int lt_process_n_lines(const lt_process_budget *p) {
    return p->n_items * LT_N_PREFECTURES * LT_N_DEPTHS;
}

static inline lt_process_column *lt_process_column_of(const lt_process_budget *p, int item, int cell) {
    return &p->column[(ptrdiff_t)item * p->first[LT_N_PREFECTURES] + cell];
}

/* wanted: not `off`. n_steps: of an hour. name: of the file in dir (kept); weather: its label; journal: that writes it.
 * LT_ERR_INPUT for a species that the run does not carry. */
lt_status lt_process_budget_create(const lt_comm *comm, const lt_list *wanted, const lt_grid *grid,
                                   const lt_state *state, int n_steps, lt_outdir *dir, const char *name,
                                   const char *weather, lt_journal *journal, lt_process_budget **out);
void lt_process_budget_free(lt_process_budget *budget); /* NULL is fine; a file that is not whole vanishes */
/* The present state, from which the first hour counts; the air's hour has begun. */
lt_status lt_process_budget_begin(lt_process_budget *budget, const lt_state *state, const lt_air *air);
/* An hour begins with this air and these sources. */
lt_status lt_process_budget_begin_hour(lt_process_budget *budget, const lt_state *state, const lt_air *air,
                                       const lt_source *source);
/* A step has done something, dt seconds of it; crossings: since the hour began. */
void lt_process_budget_step(lt_process_budget *budget, lt_process_stage stage, const lt_state *state, const lt_air *air,
                            const lt_crossings *crossings, double dt);
/* Close the hour. LT_ERR_INTERNAL if a line does not close. */
lt_status lt_process_budget_end_hour(lt_process_budget *budget, const lt_air *air, const char *hour);
/* Burdens at the end of the hour, into a restart file or out of it. */
lt_status lt_process_budget_exchange(lt_process_budget *budget, lt_restart *restart, const char *group);
lt_status lt_process_budget_commit(lt_process_budget *budget);
void lt_process_budget_say(const lt_process_budget *budget); /* one line through lt_say */

#endif
