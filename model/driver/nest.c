#include "model/driver/nest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

lt_status lt_nest_steps(double parent_dt, double child_dt, int *steps) {
    double ratio = parent_dt / child_dt;
    *steps = (int)nearbyint(ratio);
    if (*steps >= 1 && fabs(ratio - nearbyint(ratio)) < 1e-9) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a step of the parent is no whole number of the nest's steps",
                    .where = "model: step, nest_step",
                    .expected = lt_fmt("a step of the nest that divides %g s", parent_dt),
                    .found = lt_fmt("%g s", child_dt), .todo = "change step or nest_step");
}

static lt_status judge_times(const lt_nest *n) {
    lt_time late = n->child->span.start - n->parent->span.start;
    if (late >= 0 && late % LT_HOUR == 0) return LT_OK;
    char begin[2][24];
    lt_time_iso(n->parent->span.start, begin[0]);
    lt_time_iso(n->child->span.start, begin[1]);
    return LT_RAISE(LT_ERR_INPUT, .what = "the nest does not begin at an hour of its parent",
                    .where = lt_domain_whole(n->child)->name, .expected = lt_fmt("%s or whole hours later", begin[0]),
                    .found = lt_fmt("%s", begin[1]), .todo = "change nest_spinup");
}

static lt_status watch_parent(lt_nest *n) {
    const lt_window *w = &n->window;
    if (!n->parent->here) return LT_OK;
    LT_TRY(lt_watch_create(n->parent->state->n_species, &n->watch));
    n->watch.i0 = w->i0;
    n->watch.j0 = w->j0;
    n->watch.ni = w->nx / w->ratio;
    n->watch.nj = w->ny / w->ratio;
    n->watch.nk = w->layer[w->nz];
    n->parent->watch = &n->watch;
    lt_transport_set_watch(n->parent->transport, &n->watch);
    return LT_OK;
}

static lt_status make_rim(lt_nest *n) {
    const lt_state *outer = n->parent->state, *inner = n->child->state;
    const lt_rim_setup setup = {.comm = n->comm,
                                .outer = &n->parent->part,
                                .state = outer,
                                .air = n->parent->air,
                                .n_species = outer   ? outer->n_species
                                             : inner ? inner->n_species
                                                     : 0,
                                .nz = lt_domain_whole(n->parent)->nz,
                                .window = &n->window,
                                .inner = &n->child->part};
    LT_TRY(lt_rim_create(&setup, &n->rim));
    if (!inner) return LT_OK;
    LT_TRY(lt_border_create(inner->n_species, inner->nx, inner->ny, inner->nz, &n->before));
    return lt_border_create(inner->n_species, inner->nx, inner->ny, inner->nz, &n->after);
}

static lt_status fill(lt_nest *n) {
    const lt_grid *inner = lt_domain_whole(n->child);
    LT_TRY(judge_times(n));
    n->delay = (long)((n->child->span.start - n->parent->span.start) / LT_HOUR);
    LT_TRY(lt_nest_steps(n->parent->dt, n->child->dt, &n->steps));
    LT_TRY(lt_window_of_grids(lt_domain_whole(n->parent), inner, inner->name, &n->window));
    LT_TRY(watch_parent(n));
    return make_rim(n);
}

lt_status lt_nest_create(const lt_comm *comm, lt_domain *parent, lt_domain *child, lt_nest **out) {
    lt_nest *n;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *n, &n));
    n->comm = *comm;
    n->parent = parent;
    n->child = child;
    lt_status status = lt_comm_agree(comm, fill(n));
    if (status == LT_OK)
        *out = n;
    else
        lt_nest_free(n);
    return status;
}

void lt_nest_free(lt_nest *n) {
    if (!n) return;
    if (n->parent->watch) lt_transport_set_watch(n->parent->transport, NULL);
    n->parent->watch = NULL;
    lt_watch_free(&n->watch);
    lt_rim_free(n->rim);
    lt_window_free(&n->window);
    lt_border_free(n->before);
    lt_border_free(n->after);
    lt_free(n);
}

lt_status lt_nest_start(lt_nest *n) {
    lt_state *state = n->child->state;
    const size_t cells = state ? (size_t)state->nx * (size_t)state->ny * (size_t)state->nz : 0;
    const int n_species = n->parent->here ? n->parent->state->n_species : state ? state->n_species : 0;
    lt_real *flat = NULL;
    lt_status status = state ? lt_calloc(cells, sizeof *flat, &flat) : LT_OK;
    status = lt_comm_agree(&n->comm, status);
    for (int s = 0; s < n_species && status == LT_OK; ++s) {
        status = lt_rim_inside(n->rim, s, flat);
        if (state && status == LT_OK) lt_state_set(state, s, flat);
    }
    lt_free(flat);
    if (n->parent->here) memset(n->watch.net, 0, (size_t)n_species * sizeof *n->watch.net);
    return status;
}

lt_status lt_nest_before(lt_nest *n) {
    return lt_rim_border(n->rim, n->parent->border, n->before);
}

lt_status lt_nest_follow(lt_nest *n, long hour, int step) {
    LT_TRY(lt_rim_border(n->rim, n->parent->border, n->after));
    if (!n->child->here) return LT_OK;
    for (int m = 0; m < n->steps; ++m) {
        lt_border_between(n->before, n->after, (m + 0.5) / n->steps, n->child->border);
        LT_TRY(lt_domain_step(n->child, hour - n->delay, step * n->steps + m));
    }
    return LT_OK;
}

lt_status lt_nest_write_border(const lt_nest *n, const char *name) {
    const lt_budget *budget = n->child->budget;
    FILE *stream;
    if (n->comm.rank != 0) return LT_OK;
    LT_TRY(lt_outdir_stream(n->child->dir, name, &stream));
    fprintf(
        stream,
        "# Border of %s in %s, kg since the nest began; net = in - out. parent_net: through the same faces, by the\n"
        "# winds of %s. The two are not the same where the nest's winds and gradients are finer.\n"
        "species,in_kg,out_kg,net_kg,parent_net_kg\n",
        lt_domain_whole(n->child)->name, lt_domain_whole(n->parent)->name, lt_domain_whole(n->parent)->name);
    for (int s = 0; s < budget->n_species; ++s) {
        const lt_budget_line *l = &budget->total[s];
        fprintf(stream, "%s,%.9e,%.9e,%.9e,%.9e\n", budget->species[s].name, l->in, l->out, l->in - l->out,
                n->watch.net[s]);
    }
    return lt_outdir_commit_stream(n->child->dir, name, stream);
}
