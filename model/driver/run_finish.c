/* run_finish.c - the end of a run: files, digests, what was done on all ranks. */
#include "model/driver/run_private.h"

#include <math.h>
#include <string.h>

/* One digest of all last states. */
static lt_status digest_states(lt_session *s, lt_digest *each, lt_digest all) {
    lt_hash hash;
    lt_hash_init(&hash);
    for (int n = 0; n < s->n_domains; ++n) {
        const lt_domain *d = s->domains[n];
        LT_TRY(lt_session_told(s, n, d->here ? lt_state_digest_ranks(d->state, each[n]) : LT_OK));
        LT_TRY(lt_comm_broadcast(&s->layout.comm, each[n], sizeof each[n], 0));
        lt_hash_text(&hash, each[n]);
    }
    lt_hash_end(&hash, all);
    if (s->n_domains == 1) memcpy(all, each[0], sizeof(lt_digest));
    return LT_OK;
}

/* Of all ranks, to the microsecond. */
static lt_status mean_seconds(const lt_comm *comm, lt_domain_seconds *seconds) {
    double *const each[] = {&seconds->input,     &seconds->transport, &seconds->column,
                            &seconds->chemistry, &seconds->aerosol,   &seconds->wet,
                            &seconds->output,    &seconds->halo,      &seconds->idle};
    enum { N = sizeof each / sizeof *each };
    int64_t sum[N];
    if (comm->size == 1) return LT_OK;
    for (int n = 0; n < N; ++n) sum[n] = (int64_t)(1e6 * *each[n]);
    LT_TRY(lt_comm_sum_i64(comm, sum, N));
    for (int n = 0; n < N; ++n) *each[n] = 1e-6 * (double)sum[n] / comm->size;
    return LT_OK;
}

/* Of all ranks, one after the other, so that the first case of each is the same as on one rank. */
static lt_status work_of_ranks(const lt_comm *comm, const lt_aerosol *aerosol, lt_aerosol_work *out) {
    const lt_aerosol_work mine = lt_aerosol_work_of(aerosol);
    *out = (lt_aerosol_work){0};
    for (int rank = 0; rank < comm->size; ++rank) {
        lt_aerosol_work one = mine;
        LT_TRY(lt_comm_broadcast(comm, &one, sizeof one, rank));
        lt_aerosol_work_add(&one, out);
    }
    return LT_OK;
}

static lt_status add_aerosol(const lt_session *s, const lt_domain *d, const char *title, lt_model_result *result) {
    lt_aerosol_work work;
    LT_TRY(work_of_ranks(&d->part.comm, d->aerosol, &work));
    lt_aerosol_work_add(&work, &result->aerosol);
    lt_aerosol_remark(&work, title, !s->run->quiet && !s->run->brief);
    return LT_OK;
}

/* Files of the grids inside. */
static lt_status finish_inner(lt_session *s) {
    lt_boundary_writer *writer = s->writer;
    s->writer = NULL;
    if (writer) LT_TRY(lt_boundary_writer_commit(writer));
    return s->nest ? lt_nest_write_border(s->nest, s->run->nest->border_file) : LT_OK;
}

static lt_status ask_writer(const lt_session *s, lt_model_result *result) {
    const bool asks = s->link && lt_writer_link_leads(s->link);
    return asks ? lt_writer_link_report(s->link, &result->writer) : LT_OK;
}

lt_status lt_session_finish(lt_session *s, lt_model_result *result) {
    lt_digest each[LT_MOST_DOMAINS];
    LT_TRY(lt_comm_agree(&s->layout.comm, lt_journal_drain(s->journal)));
    LT_TRY(lt_comm_agree(&s->layout.comm, finish_inner(s)));
    LT_TRY(digest_states(s, each, result->state_digest));
    for (int n = 0; n < s->n_domains; ++n) {
        const lt_domain *d = s->domains[n];
        LT_TRY(lt_comm_agree(&s->layout.comm, lt_domain_commit(s->domains[n], each[n])));
        result->steps += d->step;
        result->isa = d->kernels->isa;
        lt_domain_seconds_add(&d->seconds, &result->seconds);
        if (!d->here) continue;
        result->worst_rounding = fmax(result->worst_rounding, d->budget->worst);
        const char *title = n == 0 ? s->run->title : lt_fmt("%s, nest %s", s->run->title, d->grid->name);
        lt_budget_warn(d->budget, title);
        if (d->gas) result->guests += lt_gas_chemistry_work(d->gas).guests;
        if (d->aerosol) LT_TRY(add_aerosol(s, d, title, result));
        if (s->run->quiet) continue;
        (s->run->brief ? lt_budget_say_line : lt_budget_say)(d->budget, title, d->files.budget);
        if (d->regions) lt_region_budget_say(d->regions);
        if (d->process && !s->run->brief) lt_process_budget_say(d->process);
    }
    LT_TRY(lt_comm_agree(&s->layout.comm, ask_writer(s, result)));
    result->ranks = s->layout.comm.size;
    LT_TRY(lt_rank_costs_of(&s->layout.comm, &result->seconds, result->steps, &result->costs));
    return mean_seconds(&s->layout.comm, &result->seconds);
}
