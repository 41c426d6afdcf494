/* run.c - the hours of a run: steps of the grid and of its nest, restart files. */
#include "model/driver/run_private.h"

#include "base/log.h"
#include "base/stop.h"

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

lt_status lt_session_told(lt_session *s, int n, lt_status status) {
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
    return lt_session_told(s, n, lt_domain_begin(s->domains[n], s->journal, first > 0 ? first : 0));
}

/* A nest that begins with this hour starts from its parent's fields. */
static lt_status begin_nest(lt_session *s, long hour) {
    if (!s->nest || hour != s->nest->delay) return LT_OK;
    LT_TRY(lt_nest_start(s->nest));
    LT_TRY(begin_outputs(s, 1, hour));
    return lt_session_told(s, 1, lt_domain_begin_budget(s->domains[1], 0));
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
    LT_TRY(lt_session_told(s, 0, begin_boundary(s)));
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
        if (is_under_way(s, n))
            LT_TRY(lt_session_told(s, n, lt_domain_begin_budget(s->domains[n], b->hour - delay_of(s, n))));
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
    LT_TRY(lt_session_told(s, 0, lt_domain_step(parent, hour, n)));
    return nest ? lt_session_told(s, 1, lt_nest_follow(nest, hour, n)) : LT_OK;
}

static lt_status put_boundary(lt_session *s, long hour) {
    return lt_session_told(s, 0, s->writer ? lt_boundary_writer_put(s->writer, hour) : LT_OK);
}

static lt_status run_hour(lt_session *s, long hour) {
    LT_TRY(lt_session_told(s, 0, lt_domain_load_hour(s->domains[0], hour)));
    if (s->run->boundary_for && hour == s->beginning.first_hour) LT_TRY(put_boundary(s, hour));
    LT_TRY(begin_nest(s, hour));
    for (int n = 1; n < s->n_domains; ++n)
        if (hour >= delay_of(s, n))
            LT_TRY(lt_session_told(s, n, lt_domain_load_hour(s->domains[n], hour - delay_of(s, n))));
    for (int n = 0; n < s->domains[0]->n_steps; ++n) LT_TRY(run_step(s, hour, n));
    for (int n = 0; n < s->n_domains; ++n)
        if (hour >= delay_of(s, n))
            LT_TRY(lt_session_told(s, n, lt_domain_end_hour(s->domains[n], hour - delay_of(s, n))));
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

lt_status lt_model_run_files(const lt_model_run *run, lt_model_result *result) {
    lt_session s = {.run = run,
                    .layout = run->layout ? *run->layout : lt_layout_alone(),
                    .n_hours = run->span.spinup_hours + run->span.output_hours};
    memset(result, 0, sizeof *result);
    s.layout.comm.meter = &s.meter;
    s.layout.spares = run->nest != NULL;
    omp_set_num_threads(run->threads > 0 ? run->threads : 1);
    lt_status status = lt_session_open(&s);
    lt_stop_catch(false);
    if (status == LT_OK) status = integrate(&s);
    lt_stop_release();
    if (status == LT_OK) status = lt_session_finish(&s, result);
    lt_journal_free(s.journal); /* before the files that it writes to */
    lt_boundary_writer_abandon(s.writer);
    lt_nest_free(s.nest);
    for (int n = 0; n < LT_MOST_DOMAINS; ++n) lt_domain_close(s.domains[n]);
    lt_writer_link_close(s.link);
    if (status == LT_OK && s.layout.comm.rank == 0) status = lt_journal_drop(run->dir, s.generations.stem);
    lt_generations_close(&s.generations);
    return status;
}
