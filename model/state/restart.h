/* restart.h - all that is needed to go on with the same bits. Never quantised.
 *
 * A file holds a head (when, which run, which part of the outputs goes with it), the text of what the state belongs to
 * (belongs.h) and arrays in groups, one group a domain ("domain1/SO2"). Owners of state name their arrays once, in a
 * function that serves both ways: while a file is written lt_restart_doubles stores, while one is read it fills.
 *
 * Of several ranks the lowest writes and reads the file and speaks with the others: what follows lt_restart_share, and
 * all of a file that is written, is collective, and succeeds on all ranks or on none.
 *
 * Two numbers say whether a file can be gone on from by another build. LT_RESTART_FORMAT: how the file is laid out.
 * LT_RESULTS_VERSION: what the model computes; raise it with every change of a scheme, a constant or an order of
 * operations that gives other bits from the same inputs. Builds that agree in both may go on from each other's files,
 * whatever their code version says. */
#ifndef LT_RESTART_H
#define LT_RESTART_H

#include "base/ncio.h"
#include "base/part.h"
#include "model/state/state.h"

enum { LT_RESTART_FORMAT = 1, LT_RESULTS_VERSION = 10 };

typedef struct lt_restart lt_restart; /* a file that is being written or read */

typedef struct lt_restart_head {
    lt_time time;     /* the state is that at this moment */
    long first_hour;  /* where the run that wrote it began, hours since the start of its spin-up */
    lt_digest run;    /* of the inputs of that run: only the same run may take its outputs over */
    lt_digest origin; /* of the restart file that it began from, "" if it began at its start */
    char part[208];   /* last part of the outputs so far (journal.h), "" if none */
    lt_digest part_digest;
    char weather[256]; /* label, for the reader only */
} lt_restart_head;

/* Begin NAME; the file that had the name before is kept as its previous generation ("previous_" NAME). Whenever this is
 * cut off or fails, at least one whole generation stands in the manifest. */
lt_status lt_restart_create(const lt_comm *comm, lt_outdir *dir, const char *name, const lt_restart_head *head,
                            const char *belongs, lt_restart **out);
/* Open a file, on one rank; one of another format or precision, or a damaged one, is LT_ERR_INPUT. */
lt_status lt_restart_open(const char *path, lt_restart **out);
/* The file that rank 0 has opened, or NULL, for all ranks of comm. */
lt_status lt_restart_share(const lt_comm *comm, lt_restart **restart);
/* What follows is collective over comm, which has rank 0: some of the ranks that share the file, or all again. */
void lt_restart_among(lt_restart *restart, const lt_comm *comm);
const lt_restart_head *lt_restart_head_of(const lt_restart *restart);
const char *lt_restart_belongs(const lt_restart *restart);
/* Make a file that was written whole, or close one that was read. Frees, also on failure. */
lt_status lt_restart_commit(lt_restart *restart);
void lt_restart_abandon(lt_restart *restart); /* NULL is fine */

/* --- both ways --- values that are not finite, or missing, are LT_ERR_INPUT when read. */
/* Of the part of the domain that this rank has. cells: [layers][nj][ni]. */
lt_status lt_restart_state(lt_restart *restart, const char *group, lt_state *state);
lt_status lt_restart_cells(lt_restart *restart, const char *group, const char *name, const char *unit,
                           const lt_part *part, int layers, double *values);
/* The same on all ranks. */
lt_status lt_restart_doubles(lt_restart *restart, const char *group, const char *name, const char *unit, size_t n,
                             double *values);
lt_status lt_restart_long(lt_restart *restart, const char *group, const char *name, long *value); /* 0 or more */
/* While reading: is the array there? While writing: true. */
bool lt_restart_has(lt_restart *restart, const char *group, const char *name);

#endif
