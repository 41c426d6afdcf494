/* run_open.c - the beginning of a run: its grids, on which ranks they lie, and who writes their files. */
#include "model/driver/run_private.h"

#include "base/log.h"

#include <omp.h>

/* Ranks are not to go idle without a word, and who measures wants to know who has what. */
static void say_ranks(const lt_session *s) {
    const lt_part *parent = &s->domains[0]->part, *nest = &s->domains[1]->part;
    const int all = s->layout.comm.size,
              used = parent->comm.size > nest->comm.size ? parent->comm.size : nest->comm.size;
    if (all == 1) return;
    lt_remark(LT_LOG_INFO, "%s: %s on %dx%d ranks, its nest %s on %dx%d of them", s->run->title,
              lt_domain_whole(s->domains[0])->name, parent->px, parent->py, lt_domain_whole(s->domains[1])->name,
              nest->px, nest->py);
    if (used < all)
        lt_remark(LT_LOG_WARNING, "%s: %d of the %d ranks have a part of either grid, the others nothing to do",
                  s->run->title, used, all);
}

static lt_status open_nest(lt_session *s) {
    const lt_model_run *run = s->run;
    const lt_layout layout = {.comm = s->layout.comm,
                              .px = s->layout.nest_px,
                              .py = s->layout.nest_py,
                              .spares = true,
                              .output = s->layout.output};
    lt_domain_span span = run->span;
    lt_model_config *config = &s->of_nest;
    *config = *run->config;
    span.spinup_hours = run->nest->spinup_hours;
    span.start += (run->span.spinup_hours - span.spinup_hours) * LT_HOUR;
    config->step_s = config->nest_step_s;
    config->initial = "background"; /* border and first state are the parent's */
    if (lt_model_boundary_is_file(config)) config->boundary = "background";
    LT_TRY_CONTEXT(lt_domain_open(&layout, run->dir, &run->nest->files, &span, config, &s->domains[1]), "the nest");
    s->n_domains = 2;
    say_ranks(s);
    return lt_nest_create(&s->layout.comm, s->domains[0], s->domains[1], &s->nest);
}

/* All ranks can only write together what all have some of. */
static void leave_to_gather(lt_session *s) {
    bool all = true;
    for (int n = 0; n < s->n_domains; ++n) all &= s->domains[n]->part.comm.size == s->layout.comm.size;
    if (all || s->layout.output != LT_OUTPUT_PARALLEL) return;
    lt_remark(LT_LOG_INFO, "%s: grid and nest are on different ranks, rank 0 writes for them", s->run->title);
    s->layout.output = LT_OUTPUT_GATHER;
    for (int n = 0; n < s->n_domains; ++n) s->domains[n]->output = LT_OUTPUT_GATHER;
}

static lt_status open_link(lt_session *s) {
    const lt_status status = lt_writer_link_open(&s->layout, s->run->dir, s->generations.stem, &s->link);
    LT_TRY(lt_comm_agree(&s->layout.comm, status));
    lt_journal_send_to(s->journal, s->link);
    return LT_OK;
}

lt_status lt_session_open(lt_session *s) {
    const lt_model_run *run = s->run;
    LT_TRY(lt_domain_open(&s->layout, run->dir, &run->files, &run->span, run->config, &s->domains[0]));
    s->n_domains = 1;
    if (run->nest) LT_TRY(open_nest(s));
    leave_to_gather(s);
    s->generations = (lt_generations){.comm = s->layout.comm,
                                      .dir = run->dir,
                                      .file = run->restart_file,
                                      .inputs = run->inputs ? run->inputs : "",
                                      .from_path = run->restart_from,
                                      .title = run->title};
    LT_TRY(lt_generations_open(&s->generations, run->config, s->domains, s->n_domains));
    const bool writes = s->layout.comm.rank == 0; /* by a thread, where there is a second one for it */
    LT_TRY(lt_journal_create(writes ? run->dir : NULL, s->generations.stem, &s->journal));
    if (s->layout.output == LT_OUTPUT_PARALLEL) lt_journal_share(s->journal, &s->layout.comm, run->dir);
    if (s->layout.with_writer) return open_link(s);
    return writes && omp_get_max_threads() > 1 ? lt_journal_write_behind(s->journal) : LT_OK;
}
