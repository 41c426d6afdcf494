/* run_private.h - what a run has while it lasts: its grids, its ranks, its files. */
#ifndef LT_RUN_PRIVATE_H
#define LT_RUN_PRIVATE_H

#include "model/driver/boundary_writer.h"
#include "model/driver/generation.h"
#include "model/driver/nest.h"
#include "model/driver/run.h"
#include "model/driver/writer_link.h"

/* The grids of a run, the parent first. */
enum { LT_MOST_DOMAINS = 2 };
typedef struct lt_session {
    const lt_model_run *run;
    lt_layout layout;
    lt_comm_meter meter; /* of its ranks */
    lt_domain *domains[LT_MOST_DOMAINS];
    int n_domains;
    lt_nest *nest;              /* NULL: one grid */
    lt_model_config of_nest;    /* what its domain was opened with, and keeps a part of */
    lt_boundary_writer *writer; /* NULL: no boundary file is wanted */
    lt_writer_link *link;       /* to the rank that writes, or NULL */
    long n_hours;
    lt_generations generations;
    lt_beginning beginning;
    lt_journal *journal;
} lt_session;

/* Open the inputs of all grids and what writes. All ranks; what was opened is in the session also after an error. */
lt_status lt_session_open(lt_session *session);
/* What the ranks that have domain n did, told to all where they are not all; these wait for them meanwhile. */
lt_status lt_session_told(lt_session *session, int n, lt_status status);
/* The files of all grids into their places, what was done and how long it took into *result. All ranks. */
lt_status lt_session_finish(lt_session *session, lt_model_result *result);

#endif
