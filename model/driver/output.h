/* output.h - one output file of a domain: fields at places, as means over an interval or as values at its end.
 *
 * Places: every cell of the lowest layer, every cell of all layers, or the cells that hold the national sites
 * (grids/sites.h). A mean is that of the states after each step of the interval, in double, in the order of the steps.
 * Pieces go through the run's journal, so that a run can go on where it was cut off. An interval longer than an hour
 * may be under way when a restart file is written: its sums stand there. */
#ifndef LT_OUTPUT_H
#define LT_OUTPUT_H

#include "base/ncio.h"
#include "base/part.h"
#include "grids/grid.h"
#include "model/driver/journal.h"
#include "model/emission/flux.h"
#include "model/driver/output_fields.h"
#include "model/state/restart.h"
#include "model/state/state.h"
#include "model/state/weather.h"
#include "model/transport/air.h"

typedef enum lt_output_place { LT_OUT_SURFACE, LT_OUT_CITIES, LT_OUT_3D } lt_output_place;

/* What a file holds. */
typedef struct lt_output_set {
    const char *name;  /* of the set: what its sums are called in a restart file */
    const char *file;  /* name in the output folder */
    const char *title; /* of the file */
    lt_output_place place;
    long interval_s; /* a whole divisor of an hour, or whole hours */
    bool instant;    /* values at the end of the interval in place of means */
    int bits;        /* significant bits that are kept (BitRound), 0: all */
    int n_fields;    /* 0: all of the table */
    const int *fields;
} lt_output_set;

/* When: output hours of a run. */
typedef struct lt_output_span {
    lt_time start;       /* of the first hour of output of the whole run */
    long hours, skipped; /* of the whole run; those that the run begins after */
    double dt;
    const char *dropped;            /* emissions that the chemistry lacks (lt_emission_dropped), NULL for none */
    const char *flux[LT_N_FLUXES];  /* how much of the laws of emission/flux.h: on, off or a factor; NULL: not told */
    const char *tunings;            /* of the aerosol that run (aerosol/tunings.h), "none"; NULL: there is no aerosol */
    const char *filled, *filled_zh; /* species that the boundary file lacks (lt_boundary_filled), NULL for none */
} lt_output_span;

typedef struct lt_output lt_output;

/* Is it a whole number of steps of dt [s], and does it fill the hours of output? */
lt_status lt_output_interval_check(const char *name, long interval_s, double dt, long hours);
/* Of a domain whose part a rank has: grid is of its cells, whole of all (NULL: the same). Files of cells are written by
 * all ranks together where output says so, all others by the lowest. What is begun, written, exchanged and committed is
 * so on all ranks. */
typedef struct lt_output_domain {
    lt_part part;
    lt_output_way output;
    const lt_grid *grid, *whole;
    lt_journal *journal; /* that shall write the file (lt_output_add_to) */
} lt_output_domain;
/* table is borrowed. weather: the met file, whose weather_* attributes are copied. */
lt_status lt_output_create(lt_outdir *dir, const lt_output_set *set, const lt_output_fields *table,
                           const lt_output_domain *domain, const lt_output_span *span, lt_ncr *weather,
                           lt_output **out);
/* Give the file to the journal that writes it. */
lt_status lt_output_add_to(lt_output *output, lt_journal *journal);
/* The state after step n (from 0) of an hour; seen: of the gas chemistry (lt_gas_seen), NULL without one. */
void lt_output_step(lt_output *output, int n, const lt_state *state, const lt_air *air, const double *const *seen);
/* Write what the hour (of the output of the whole run, from 0) has completed. */
lt_status lt_output_hour(lt_output *output, long hour);
/* Sums of an interval under way, into a restart file or out of it; hours: of output behind it. same_run: those of
 * another run would be of other fields, weather or sources. */
lt_status lt_output_exchange(lt_output *output, lt_restart *restart, const char *group, long hours, bool same_run);
lt_status lt_output_commit(lt_output *output, const lt_digest state_digest); /* frees, also on failure; collective */
void lt_output_abandon(lt_output *output);                                   /* NULL is fine */
/* All faults of a file of hourly concentrations at the ground: fields, units, values, hours. */
lt_status lt_output_judge(lt_ncr *file, lt_faults *faults);

#endif
