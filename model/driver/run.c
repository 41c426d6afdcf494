/* run.c - the hours of a run: inputs, steps of the grid and of its nest, restart files. */
#include "model/driver/run.h"

#include "base/log.h"
#include "base/stop.h"
#include "model/driver/boundary_writer.h"
#include "model/driver/generation.h"
#include "model/driver/nest.h"
#include "model/driver/writer_link.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>

/* The lowest bit of every value: a single one is soon lost in the rounding of its neighbours. */
static lt_status flip_lowest_bits(lt_state *state) {
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    lt_real *flat;
    LT_TRY(lt_calloc(n, sizeof *flat, &flat));
    for (int s = 0; s < state->n_species; ++s) {
        lt_state_get(state, s, flat);
        /* Little endian: byte 0 holds the lowest bits. Zero stays zero: its lowest bit is a denormal number. */
        for (size_t c = 0; c < n; ++c)
            if (flat[c] != 0) ((unsigned char *)&flat[c])[0] ^= 1;
        lt_state_set(state, s, flat);
    }
    lt_free(flat);
    return LT_OK;
}

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

/* What the ranks that have domain n did, told to all where they are not all; these wait for them meanwhile. */
static lt_status all_told(lt_session *s, int n, lt_status status) {
    lt_domain *d = s->domains[n];
    if (d->part.comm.size == s->layout.comm.size) return status;
    const double since = lt_wall_seconds();
    status = lt_comm_agree_beyond(&s->layout.comm, status);
    d->seconds.idle += lt_wall_seconds() - since;
    return status;
}

/* Hours of the parent before domain n begins. */
static long delay_of(const lt_session *s, int n) {
    return n == 0 ? 0 : s->nest->delay;
}

/* The output files of domain n and its budget begin with hour of the run. */
static lt_status begin_outputs(lt_session *s, int n, long hour) {
    long first = hour - delay_of(s, n);
    return all_told(s, n, lt_domain_begin(s->domains[n], s->journal, first > 0 ? first : 0));
}

/* A nest that begins with this hour starts from its parent's fields. */
static lt_status begin_nest(lt_session *s, long hour) {
    if (!s->nest || hour != s->nest->delay) return LT_OK;
    LT_TRY(lt_nest_start(s->nest));
    LT_TRY(begin_outputs(s, 1, hour));
    return all_told(s, 1, lt_domain_begin_budget(s->domains[1], 0));
}

static bool is_under_way(const lt_session *s, int n) {
    return n == 0 || s->beginning.hour > delay_of(s, n);
}

static lt_status begin_boundary(lt_session *s) {
    const lt_model_run *run = s->run;
    if (!s->domains[0]->here || !run->boundary_for) return LT_OK;
    return lt_boundary_writer_create(s->domains[0], run->boundary_for, run->boundary_file, s->beginning.first_hour,
                                     &s->writer);
}

/* The files of all domains that are under way, in the order of a run from the start: the number of a file in the
 * journal is its place in it. */
static lt_status begin_files(lt_session *s) {
    const lt_beginning *b = &s->beginning;
    LT_TRY(begin_outputs(s, 0, b->first_hour));
    LT_TRY(all_told(s, 0, begin_boundary(s)));
    for (int n = 1; n < s->n_domains; ++n)
        if (is_under_way(s, n)) LT_TRY(begin_outputs(s, n, b->first_hour));
    return LT_OK;
}

/* What a cut-off run had written is written again, by the ranks that write. */
static lt_status begin_journal(lt_session *s) {
    const lt_beginning *b = &s->beginning;
    lt_status status = LT_OK;
    if (b->resumes && (s->layout.comm.rank == 0 || s->layout.output == LT_OUTPUT_PARALLEL)) {
        const lt_restart_head *head = lt_restart_head_of(b->from);
        status = lt_journal_replay(s->journal, head->part, head->part_digest);
    }
    LT_TRY(lt_comm_agree(&s->layout.comm, status));
    return lt_comm_agree(&s->layout.comm, b->hour < s->n_hours ? lt_journal_begin(s->journal, b->hour) : LT_OK);
}

static lt_status begin(lt_session *s) {
    const lt_beginning *b = &s->beginning;
    LT_TRY(begin_files(s));
    if (b->from)
        LT_TRY_CONTEXT(lt_generations_read(&s->generations, b, s->domains, s->n_domains), "going on with %s",
                       s->run->title);
    if (s->run->flip_lowest_bits && !b->same_run && s->domains[0]->here) LT_TRY(flip_lowest_bits(s->domains[0]->state));
    for (int n = 0; n < s->n_domains && !b->same_run; ++n)
        if (is_under_way(s, n)) LT_TRY(all_told(s, n, lt_domain_begin_budget(s->domains[n], b->hour - delay_of(s, n))));
    return begin_journal(s);
}

static lt_status raise_stopped(const lt_session *s, int64_t signal, long hours) {
    return LT_RAISE(LT_ERR_STOPPED, .what = lt_fmt("told to stop by signal %d", (int)signal), .where = s->run->title,
                    .expected = lt_fmt("%ld hours", s->n_hours),
                    .found = lt_fmt("%ld hours, kept in %s", hours, s->run->restart_file),
                    .todo = "the same command again goes on from there");
}

/* The outputs so far and the state, so that the run can go on from here; also where a rank is told to stop. */
static lt_status keep(lt_session *s, long hours) {
    const double clock = lt_wall_seconds(), spoken = lt_comm_spoken_s(&s->layout.comm);
    const bool last = hours == s->n_hours;
    int64_t stops = last ? 0 : lt_stop_asked();
    LT_TRY(lt_comm_max_i64(&s->layout.comm, &stops, 1));
    if (!last && !stops && hours % s->run->config->restart_every_h != 0) return LT_OK;
    LT_TRY(lt_generations_write(&s->generations, s->domains, s->n_domains, s->journal, s->beginning.first_hour, hours));
    if (!last && !stops) LT_TRY(lt_comm_agree(&s->layout.comm, lt_journal_begin(s->journal, hours)));
    s->domains[0]->seconds.output += lt_wall_seconds() - clock;
    s->domains[0]->seconds.writing += lt_wall_seconds() - clock;
    s->domains[0]->seconds.hourly += lt_comm_spoken_s(&s->layout.comm) - spoken;
    return stops ? raise_stopped(s, stops, hours) : LT_OK;
}

static lt_status run_step(lt_session *s, long hour, int n) {
    lt_nest *nest = s->nest && hour >= s->nest->delay ? s->nest : NULL;
    lt_domain *parent = s->domains[0];
    lt_domain_border_at(parent, (double)(parent->span.start + hour * LT_HOUR) + (n + 0.5) * parent->dt);
    if (nest) LT_TRY(lt_nest_before(nest));
    LT_TRY(all_told(s, 0, lt_domain_step(parent, hour, n)));
    return nest ? all_told(s, 1, lt_nest_follow(nest, hour, n)) : LT_OK;
}

static lt_status put_boundary(lt_session *s, long hour) {
    return all_told(s, 0, s->writer ? lt_boundary_writer_put(s->writer, hour) : LT_OK);
}

static lt_status run_hour(lt_session *s, long hour) {
    LT_TRY(all_told(s, 0, lt_domain_load_hour(s->domains[0], hour)));
    if (s->run->boundary_for && hour == s->beginning.first_hour) LT_TRY(put_boundary(s, hour));
    LT_TRY(begin_nest(s, hour));
    for (int n = 1; n < s->n_domains; ++n)
        if (hour >= delay_of(s, n)) LT_TRY(all_told(s, n, lt_domain_load_hour(s->domains[n], hour - delay_of(s, n))));
    for (int n = 0; n < s->domains[0]->n_steps; ++n) LT_TRY(run_step(s, hour, n));
    for (int n = 0; n < s->n_domains; ++n)
        if (hour >= delay_of(s, n)) LT_TRY(all_told(s, n, lt_domain_end_hour(s->domains[n], hour - delay_of(s, n))));
    if (s->run->boundary_for) LT_TRY(put_boundary(s, hour + 1));
    LT_TRY(keep(s, hour + 1));
    char text[24];
    lt_time_local(s->run->span.start + (hour + 1) * LT_HOUR, text);
    lt_progress_step(hour + 1, text);
    return LT_OK;
}

static lt_status integrate(lt_session *s) {
    LT_TRY(lt_generations_find(&s->generations, &s->run->span, s->run->resume, &s->beginning));
    lt_status status = begin(s);
    lt_restart_abandon(s->beginning.from);
    s->beginning.from = NULL;
    LT_TRY(status);
    lt_progress_begin(s->run->title, s->n_hours, "h");
    for (long hour = s->beginning.hour; hour < s->n_hours && status == LT_OK; ++hour) status = run_hour(s, hour);
    lt_progress_end();
    return status;
}

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

/* One digest of all last states. */
static lt_status digest_states(lt_session *s, lt_digest *each, lt_digest all) {
    lt_hash hash;
    lt_hash_init(&hash);
    for (int n = 0; n < s->n_domains; ++n) {
        const lt_domain *d = s->domains[n];
        LT_TRY(all_told(s, n, d->here ? lt_state_digest_ranks(d->state, each[n]) : LT_OK));
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

static lt_status finish(lt_session *s, lt_model_result *result) {
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

static lt_status open_all(lt_session *s) {
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

lt_status lt_model_run_files(const lt_model_run *run, lt_model_result *result) {
    lt_session s = {.run = run,
                    .layout = run->layout ? *run->layout : lt_layout_alone(),
                    .n_hours = run->span.spinup_hours + run->span.output_hours};
    memset(result, 0, sizeof *result);
    s.layout.comm.meter = &s.meter;
    s.layout.spares = run->nest != NULL;
    omp_set_num_threads(run->threads > 0 ? run->threads : 1);
    lt_status status = open_all(&s);
    lt_stop_catch(false);
    if (status == LT_OK) status = integrate(&s);
    lt_stop_release();
    if (status == LT_OK) status = finish(&s, result);
    lt_journal_free(s.journal); /* before the files that it writes to */
    lt_boundary_writer_abandon(s.writer);
    lt_nest_free(s.nest);
    for (int n = 0; n < LT_MOST_DOMAINS; ++n) lt_domain_close(s.domains[n]);
    lt_writer_link_close(s.link);
    if (status == LT_OK && s.layout.comm.rank == 0) status = lt_journal_drop(run->dir, s.generations.stem);
    lt_generations_close(&s.generations);
    return status;
}
