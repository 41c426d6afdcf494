#include "model/driver/generation.h"

#include "base/log.h"
#include "model/chemistry/mechanism/digest.h"
#include "model/state/belongs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what a state belongs to --- */

static void put_grid(FILE *text, int n, const lt_grid *g) {
    fprintf(text, "grid_%d: %s, %d x %d cells of %.17g m, %d layers\n", n, g->name, g->nx, g->ny, g->dx, g->nz);
    fprintf(text, "grid_%d_corner: %.17g m, %.17g m\n", n, g->x0, g->y0);
    fprintf(text, "grid_%d_projection: %s\n", n, g->proj);
    fprintf(text, "grid_%d_layer_edges:", n);
    for (int k = 0; k <= g->nz; ++k) fprintf(text, " %g", g->z_edge[k]);
    fputc('\n', text);
}

static lt_status write_belongs(const lt_model_config *config, lt_domain *const *domains, int n, char **out) {
    char *settings, a_file[] = "a file";
    size_t size;
    lt_model_config named = *config;
    const lt_mechanism *mechanism = domains[0]->chemical->mechanism;
    if (lt_model_boundary_is_file(config)) named.boundary = a_file; /* an input, like the weather */
    LT_TRY(lt_model_config_text(&named, &settings));
    FILE *text = open_memstream(out, &size);
    if (text) {
        fprintf(text, "results_version: %d\n", LT_RESULTS_VERSION);
        for (int d = 0; d < n; ++d) put_grid(text, d + 1, lt_domain_whole(domains[d]));
        fputs("species:", text);
        for (int s = 0; s < domains[0]->state->n_species; ++s) fprintf(text, " %s", domains[0]->state->species[s].name);
        fprintf(text, "\n%s", settings);
        if (mechanism) {
            lt_digest digest;
            lt_mechanism_digest(mechanism, digest);
            fprintf(text, "mechanism: %s\n", digest);
        }
    }
    free(settings);
    if (text && fclose(text) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the text of a restart file");
}

lt_status lt_generations_open(lt_generations *g, const lt_model_config *config, lt_domain *const *domains, int n) {
    const char *end = strrchr(g->file, '.');
    snprintf(g->stem, sizeof g->stem, "%.*s", (int)(end ? end - g->file : (long)strlen(g->file)), g->file);
    /* Taken once: the run may write its own restart file where that one stands. */
    g->origin[0] = '\0';
    if (g->from_path) LT_TRY(lt_hash_file(g->from_path, g->origin));
    if (g->comm.rank == 0) return write_belongs(config, domains, n, &g->belongs);
    g->belongs = calloc(1, 1);
    return g->belongs ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the text of a restart file");
}

void lt_generations_close(lt_generations *g) {
    free(g->belongs);
    g->belongs = NULL;
}

/* --- finding --- */

/* The hour of the run that the state stands at. */
static lt_status hour_of(const char *path, const lt_restart *file, const lt_domain_span *span, bool may_be_end,
                         long *hour) {
    lt_time time = lt_restart_head_of(file)->time;
    long n_hours = span->spinup_hours + span->output_hours;
    *hour = (long)((time - span->start) / LT_HOUR);
    if (time >= span->start && (time - span->start) % LT_HOUR == 0 && *hour < n_hours + may_be_end) return LT_OK;
    char begin[24], end[24], found[24];
    lt_time_iso(span->start, begin);
    lt_time_iso(span->start + n_hours * LT_HOUR, end);
    lt_time_iso(time, found);
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart is not of an hour of this run", .where = path,
                    .expected = lt_fmt("a full hour from %s, before %s", begin, end), .found = found,
                    .todo = "give a restart file of this period");
}

static lt_status open_named(const lt_generations *g, const lt_domain_span *span, lt_beginning *out) {
    LT_TRY(lt_restart_open(g->from_path, &out->from));
    LT_TRY(lt_belongs_compare(g->from_path, lt_restart_belongs(out->from), g->belongs));
    LT_TRY(hour_of(g->from_path, out->from, span, false, &out->hour));
    out->first_hour = out->hour;
    out->same_run = g->inputs[0] && strcmp(lt_restart_head_of(out->from)->run, g->inputs) == 0;
    return LT_OK;
}

static lt_status unfit(const char *why, const char *path) {
    return LT_RAISE(LT_ERR_INPUT, .what = why, .where = path, .expected = "a whole restart file of just this run",
                    .found = "one that it cannot go on from", .todo = "nothing: the generation before it is tried");
}

/* Does a whole generation belong to just this run, and do its outputs stand? */
static lt_status open_generation(const lt_generations *g, const char *name, const lt_domain_span *span,
                                 lt_beginning *out) {
    char path[4096];
    LT_TRY(lt_outdir_join(g->dir, name, path, sizeof path));
    if (!lt_outdir_has(g->dir, name, true, NULL)) return unfit("damaged or not there", path);
    LT_TRY(lt_restart_open(path, &out->from));
    const lt_restart_head *head = lt_restart_head_of(out->from);
    LT_TRY(lt_belongs_compare(path, lt_restart_belongs(out->from), g->belongs));
    if (strcmp(head->run, g->inputs) != 0 || strcmp(head->origin, g->origin) != 0)
        return unfit("of a run of other inputs", path);
    if (!lt_journal_stands(g->dir, head->part, head->part_digest)) return unfit("its outputs are not whole", path);
    LT_TRY(hour_of(path, out->from, span, true, &out->hour));
    out->first_hour = head->first_hour;
    out->same_run = out->resumes = true;
    return LT_OK;
}

static void forget(lt_beginning *b) {
    lt_restart_abandon(b->from);
    *b = (lt_beginning){0};
}

/* Is there anything of a run that was cut off? */
static bool has_parts(const lt_generations *g) {
    return lt_outdir_has_any(g->dir, lt_fmt("%s_", g->stem), ".part");
}

static bool find_generation(const lt_generations *g, const lt_domain_span *span, lt_beginning *out) {
    char name[256];
    for (int n = 0; n < 2; ++n) {
        snprintf(name, sizeof name, "%s%s", n == 0 ? "" : "previous_", g->file);
        if (open_generation(g, name, span, out) == LT_OK) {
            lt_remark(LT_LOG_INFO, "%s: was cut off; going on after hour %ld of %ld from %s", g->title, out->hour,
                      span->spinup_hours + span->output_hours, name);
            return true;
        }
        lt_remark(LT_LOG_INFO, "%s: cannot go on from %s: %s", g->title, name, lt_error_what());
        lt_error_clear();
        forget(out);
    }
    lt_remark(LT_LOG_INFO, "%s: was cut off; starts anew", g->title);
    return false;
}

static lt_status find(const lt_generations *g, const lt_domain_span *span, bool resume, lt_beginning *out) {
    if (resume && g->inputs[0] && has_parts(g) && find_generation(g, span, out)) return LT_OK;
    LT_TRY(lt_journal_drop(g->dir, g->stem));
    if (!g->from_path) return LT_OK;
    lt_status status = open_named(g, span, out);
    if (status == LT_OK) return LT_OK;
    forget(out);
    return lt_error_context(status, "going on from %s", g->from_path);
}

lt_status lt_generations_find(const lt_generations *g, const lt_domain_span *span, bool resume, lt_beginning *out) {
    const lt_comm *comm = &g->comm;
    *out = (lt_beginning){0};
    LT_TRY(lt_comm_agree(comm, comm->rank == 0 ? find(g, span, resume, out) : LT_OK));
    lt_restart *from = out->from;
    lt_status status = lt_comm_broadcast(comm, out, sizeof *out, 0);
    out->from = from;
    return status == LT_OK ? lt_restart_share(comm, &out->from) : status;
}

/* --- reading and writing --- */

static void group_of(int d, char out[24]) {
    snprintf(out, 24, "domain%d", d + 1);
}

/* A nest may have begun later in the run that wrote the file (nest_spinup). */
static lt_status expect_domain(lt_restart *file, const char *group, const lt_grid *grid, long own_hours) {
    if (lt_restart_has(file, group, "step")) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart is of a moment before its nest began", .where = grid->name,
                    .expected = lt_fmt("a state of the nest after %ld h of its own", own_hours), .found = "none of it",
                    .todo = "take the nest_spinup of the run that wrote it, or a later restart file");
}

/* Of a domain that is under way, among the ranks that have it; all are told what came of it. */
static lt_status exchange_domain(const lt_comm *all, lt_restart *file, lt_domain *d, const char *group, long own_hours,
                                 bool same_run) {
    lt_status status = LT_OK;
    if (d->here) {
        lt_restart_among(file, &d->part.comm);
        status = expect_domain(file, group, d->grid, own_hours);
        if (status == LT_OK) status = lt_domain_exchange(d, file, group, own_hours, same_run);
        lt_restart_among(file, all);
    }
    return d->part.comm.size == all->size ? status : lt_comm_agree_beyond(all, status);
}

/* Domains that begin later, as a nest may, have nothing to keep before their first hour is done. */
static lt_status exchange(const lt_comm *all, lt_restart *file, lt_domain *const *domains, int n, long hours,
                          bool same_run) {
    for (int d = 0; d < n; ++d) {
        char group[24];
        long own_hours = hours - (long)((domains[d]->span.start - domains[0]->span.start) / LT_HOUR);
        if (d > 0 && own_hours <= 0) continue;
        group_of(d, group);
        LT_TRY(exchange_domain(all, file, domains[d], group, own_hours, same_run));
    }
    return LT_OK;
}

lt_status lt_generations_read(const lt_generations *g, const lt_beginning *b, lt_domain *const *domains, int n) {
    return exchange(&g->comm, b->from, domains, n, b->hour, b->same_run);
}

lt_status lt_generations_write(const lt_generations *g, lt_domain *const *domains, int n, lt_journal *journal,
                               long first_hour, long hours) {
    lt_restart_head head = {.time = domains[0]->span.start + hours * LT_HOUR, .first_hour = first_hour};
    lt_restart *file;
    snprintf(head.run, sizeof head.run, "%s", g->inputs);
    memcpy(head.origin, g->origin, sizeof head.origin);
    if (domains[0]->here)
        LT_TRY(lt_ncr_attr_text(domains[0]->weather.file, NULL, "weather_label_en", head.weather, sizeof head.weather));
    const lt_comm *comm = &g->comm;
    LT_TRY(lt_comm_agree(comm, lt_journal_seal(journal, head.part, head.part_digest)));
    LT_TRY(lt_restart_create(comm, g->dir, g->file, &head, g->belongs, &file));
    lt_status status = exchange(comm, file, domains, n, hours, true);
    if (status == LT_OK) return lt_restart_commit(file);
    lt_restart_abandon(file);
    return status;
}
