#include "model/driver/region_budget.h"

#include "base/log.h"
#include "model/state/region_list.h"
#include "model/transport/burden.h"

#include <math.h>
#include <string.h>

static bool is_word(const lt_list *wanted, const char *word) {
    return wanted->n == 1 && strcmp(*(char **)wanted->items, word) == 0;
}

bool lt_region_budget_wanted(const lt_list *wanted) {
    return wanted->n > 0 && !is_word(wanted, "off");
}

lt_status lt_region_budget_judge(const lt_list *wanted, const lt_node *node) {
    const char *where = node ? lt_fmt("%s, budget_regions", lt_node_where(node)) : "model: budget_regions";
    return !lt_region_budget_wanted(wanted) || is_word(wanted, "on") ? LT_OK : lt_region_list_judge(wanted, where);
}

/* Shares of the wanted regions, and of what they leave: less than 1e-12 of a cell is rounding of the grid's shares. */
static lt_status take_shares(lt_region_budget *g, const lt_list *wanted, const lt_grid *grid) {
    const size_t plane = (size_t)g->part.nx * (size_t)g->part.ny;
    bool all = is_word(wanted, "on"), left = false;
    int n = all ? LT_N_REGIONS : (int)wanted->n;
    LT_TRY(lt_calloc((size_t)n + 1, sizeof *g->id, &g->id));
    LT_TRY(lt_calloc(((size_t)n + 1) * plane, sizeof *g->share, &g->share));
    double *rest = g->share + (size_t)n * plane;
    for (size_t c = 0; c < plane; ++c) rest[c] = 1.0;
    for (int r = 0; r < n; ++r) {
        g->id[r] = all ? lt_region_ids[r] : ((char **)wanted->items)[r];
        const double *share = lt_region_share(grid, g->id[r]);
        if (!share)
            return LT_RAISE(LT_ERR_INPUT, .what = "the grid does not have a region", .where = "model: budget_regions",
                            .expected = lt_fmt("a region of grid %s", grid->name), .found = g->id[r],
                            .todo = "take another region or another grid");
        memcpy(g->share + (size_t)r * plane, share, plane * sizeof *share);
        for (size_t c = 0; c < plane; ++c) rest[c] -= share[c];
    }
    for (size_t c = 0; c < plane; ++c) {
        rest[c] = rest[c] > 1e-12 ? rest[c] : 0.0;
        left |= rest[c] > 0.0;
    }
    g->id[n] = "rest";
    g->n = left ? n + 1 : n;
    return LT_OK;
}

static lt_status fill(lt_region_budget *g, const lt_list *wanted, const lt_grid *grid, const lt_state *state) {
    LT_TRY(take_shares(g, wanted, grid));
    size_t lines = (size_t)g->n * (size_t)g->n_species;
    LT_TRY(lt_calloc((size_t)g->n, sizeof *g->air, &g->air));
    LT_TRY(lt_calloc(lines, sizeof *g->sums, &g->sums));
    LT_TRY(lt_calloc(lines, sizeof *g->burden, &g->burden));
    LT_TRY(lt_calloc(lines, sizeof *g->total, &g->total));
    LT_TRY(lt_calloc((size_t)g->n_species * (size_t)g->nx * (size_t)g->ny, sizeof *g->columns, &g->columns));
    return lt_outline_create(state, g->n, g->share, &g->outline);
}

static void header(FILE *stream, const char *weather) {
    fprintf(stream, "# Weather: %s\n", weather);
    fputs("# Hourly budget by region, kg, and of the whole run (hour_end_utc = total). stored = emitted + in - out + "
          "top_in - top_out - dry - wet + chemistry + rounding.\n"
          "# in and out: through the outline of the region, gross by face, layer and hour; what leaves one region "
          "enters another. A cell counts by its share.\n"
          "# Of the many species of a mechanism the hours of those that the terminal shows, and the total of all.\n"
          "hour_end_utc,region,species," LT_BUDGET_COLUMNS "\n",
          stream);
}

lt_status lt_region_budget_create(const lt_list *wanted, const lt_grid *grid, const lt_state *state, lt_outdir *dir,
                                  const char *name, const char *weather, lt_journal *journal, lt_region_budget **out) {
    lt_region_budget *g;
    *out = NULL;
    if (!lt_region_budget_wanted(wanted)) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    g->part = state->part;
    g->nx = state->nx;
    g->ny = state->ny;
    g->n_species = state->n_species;
    g->species = state->species;
    g->dir = dir;
    g->name = name;
    g->journal = journal;
    lt_status status = fill(g, wanted, grid, state);
    if (status == LT_OK && g->part.comm.rank == 0) status = lt_outdir_stream(dir, name, &g->stream);
    if (status == LT_OK) status = lt_journal_add(journal, name, NULL, g->stream, &g->number);
    if (status == LT_OK && g->stream) header(g->stream, weather);
    status = lt_comm_agree(&g->part.comm, status);
    if (status == LT_OK)
        *out = g;
    else
        lt_region_budget_free(g);
    return status;
}

void lt_region_budget_free(lt_region_budget *g) {
    if (!g) return;
    if (g->stream) lt_outdir_abandon_stream(g->dir, g->name, g->stream);
    lt_free(g->id);
    lt_free(g->share);
    lt_free(g->air);
    lt_free(g->sums);
    lt_free(g->burden);
    lt_free(g->total);
    lt_free(g->columns);
    lt_outline_free(g->outline);
    lt_free(g);
}

static const double *share_of(const lt_region_budget *g, int r) {
    return g->share + (ptrdiff_t)r * g->part.nx * g->part.ny;
}

/* A cell of the part in the whole domain. */
static ptrdiff_t cell_at(const lt_region_budget *g, int j, int i) {
    return (ptrdiff_t)(g->part.j0 + j) * g->part.nx + g->part.i0 + i;
}

static ptrdiff_t line_at(const lt_region_budget *g, int r, int s) {
    return (ptrdiff_t)r * g->n_species + s;
}

/* Over the cells share x column, exact but for the products. */
static void sum_share(const lt_region_budget *g, int r, const double *column, lt_exactsum *sum) {
    const double *share = share_of(g, r);
    lt_exactsum_clear(sum);
    for (int j = 0; j < g->ny; ++j) {
        const double *part = share + cell_at(g, j, 0), *row = column + (ptrdiff_t)j * g->nx;
        for (int i = 0; i < g->nx; ++i)
            if (part[i] != 0.0 && row[i] != 0.0) lt_exactsum_add(sum, part[i] * row[i]);
    }
}

static void burden_columns(const lt_state *state, const lt_air *air, int s, double *column) {
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_block *p = &state->blocks[b].place;
        for (int j = 0; j < p->nj; ++j)
            for (int i = 0; i < p->ni; ++i)
                column[(ptrdiff_t)(p->j0 + j) * state->nx + p->i0 + i] =
                    lt_column_burden(state, air, b, s, j, i, state->nz);
    }
}

static void sum_burden(lt_region_budget *g, const lt_state *state, const lt_air *air, int s) {
    double *column = g->columns + (ptrdiff_t)s * g->nx * g->ny;
    burden_columns(state, air, s, column);
    for (int r = 0; r < g->n; ++r) sum_share(g, r, column, &g->sums[line_at(g, r, s)].burden);
}

static lt_status sum_ranks(lt_region_budget *g) {
    return lt_sum_ranks(&g->part.comm, g->sums, (size_t)line_at(g, g->n, 0) * sizeof *g->sums);
}

lt_status lt_region_budget_begin(lt_region_budget *g, const lt_state *state, const lt_air *air) {
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < g->n_species; ++s) sum_burden(g, state, air, s);
    LT_TRY(sum_ranks(g));
    for (ptrdiff_t l = 0; l < line_at(g, g->n, 0); ++l) g->burden[l] = lt_exactsum_value(&g->sums[l].burden);
    lt_outline_clear(g->outline);
    return LT_OK;
}

void lt_region_budget_emit(lt_region_budget *g, const lt_source *source, const lt_air *air) {
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < g->n_species; ++s) {
        double *column = g->columns + (ptrdiff_t)s * g->nx * g->ny;
        for (int j = 0; j < g->ny; ++j)
            for (int i = 0; i < g->nx; ++i) column[(ptrdiff_t)j * g->nx + i] = lt_source_column(&source[s], air, j, i);
        for (int r = 0; r < g->n; ++r) sum_share(g, r, column, &g->sums[line_at(g, r, s)].emitted);
    }
}

/* kg of a species that go from the shares of one cell into those of another; a cell of -1 is outside the domain. */
static void pass(lt_region_budget *g, int s, double kg, ptrdiff_t from, ptrdiff_t to) {
    for (int r = 0; r < g->n; ++r) {
        const double *share = share_of(g, r);
        double part = kg * ((to < 0 ? 0.0 : share[to]) - (from < 0 ? 0.0 : share[from]));
        lt_crossing_exact *crossed = &g->sums[line_at(g, r, s)].crossed;
        if (part != 0.0) lt_exactsum_add(part > 0.0 ? &crossed->in : &crossed->out, fabs(part));
    }
}

static void pass_faces(lt_region_budget *g, int s) {
    const lt_outline *o = g->outline;
    for (int along = 0; along < LT_N_ALONG; ++along)
        for (int k = 0; k < o->nz; ++k) {
            const double *through = lt_outline_through(o, along, s, k);
            for (int f = 0; f < o->n[along]; ++f)
                if (through[f] != 0.0) pass(g, s, through[f], o->low[along][f], o->high[along][f]);
        }
}

static void pass_border(lt_region_budget *g, const lt_crossings *c, int s) {
    for (int side = 0; side < LT_N_SIDES; ++side)
        for (int k = 0; k < c->nz; ++k) {
            const double *into = lt_crossings_side(c, (lt_side)side, s, k);
            for (int n = 0; n < lt_crossings_length(c, (lt_side)side); ++n) {
                int i = side == LT_WEST ? 0 : side == LT_EAST ? g->nx - 1 : n;
                int j = side == LT_SOUTH ? 0 : side == LT_NORTH ? g->ny - 1 : n;
                if (into[n] != 0.0) pass(g, s, into[n], -1, cell_at(g, j, i));
            }
        }
}

/* What the columns and faces have of the hour, but for what was emitted, which stands there. */
static void sum_hour(lt_region_budget *g, const lt_budget *budget, const lt_state *state, const lt_air *air, int s) {
    const lt_crossings *c = &budget->crossings;
    const ptrdiff_t plane = (ptrdiff_t)s * g->nx * g->ny, first = lt_crossings_column(c, s, 0, 0);
    for (int r = 0; r < g->n; ++r) {
        lt_budget_sums *sums = &g->sums[line_at(g, r, s)];
        lt_exactsum_clear(&sums->crossed.in);
        lt_exactsum_clear(&sums->crossed.out);
        sum_share(g, r, c->top_in + first, &sums->crossed.top_in);
        sum_share(g, r, c->top_out + first, &sums->crossed.top_out);
        sum_share(g, r, c->deposited + first, &sums->crossed.deposited);
        sum_share(g, r, c->washed + first, &sums->crossed.washed);
        if (s >= budget->n_reacting) continue;
        sum_share(g, r, budget->clipped + plane, &sums->clipped);
        sum_share(g, r, budget->won + plane, &sums->won);
    }
    pass_faces(g, s);
    pass_border(g, c, s);
    sum_burden(g, state, air, s);
}

static void sum_air(lt_region_budget *g, const lt_air *air) {
    for (int j = 0; j < g->ny; ++j)
        for (int i = 0; i < g->nx; ++i) {
            double *at = &g->columns[(ptrdiff_t)j * g->nx + i];
            *at = 0.0;
            for (int k = 0; k < air->nz; ++k) *at += air->mass[lt_air_at(air, k, j, i)];
        }
    for (int r = 0; r < g->n; ++r) sum_share(g, r, g->columns, &g->air[r]);
}

static void print(const lt_region_budget *g, const char *hour, int r, int s, const lt_budget_line *l, FILE *stream) {
    fprintf(stream, "%s,%s,%s,", hour, g->id[r], g->species[s].name);
    lt_budget_line_print(l, stream);
}

static lt_status close_lines(lt_region_budget *g, const bool *main, double most, const char *hour, FILE *stream) {
    for (int r = 0; r < g->n; ++r) {
        const double air = lt_exactsum_value(&g->air[r]);
        for (int s = 0; s < g->n_species; ++s) {
            const ptrdiff_t at = line_at(g, r, s);
            const lt_budget_line l = lt_budget_line_of(&g->sums[at], g->burden[at]);
            if (main[s]) print(g, hour, r, s, &l, stream);
            LT_TRY_CONTEXT(lt_budget_line_judge(&l, most, air, g->species[s].name, hour, &g->worst), "region %s",
                           g->id[r]);
            lt_budget_line_add(&g->total[at], &l);
            g->burden[at] = l.burden;
        }
    }
    return LT_OK;
}

lt_status lt_region_budget_end_hour(lt_region_budget *g, const lt_budget *budget, const lt_state *state,
                                    const lt_air *air, int n_steps, const char *hour) {
    lt_journal_lines lines;
    sum_air(g, air);
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < g->n_species; ++s) sum_hour(g, budget, state, air, s);
    LT_TRY(lt_sum_ranks(&g->part.comm, g->air, (size_t)g->n * sizeof *g->air));
    LT_TRY(sum_ranks(g));
    LT_TRY(lt_journal_lines_begin(&lines));
    lt_status status = close_lines(g, budget->main, lt_budget_bound(air, n_steps), hour, lines.stream);
    lt_outline_clear(g->outline);
    return lt_comm_agree(&g->part.comm, lt_journal_lines_end(g->journal, g->number, &lines, status));
}

lt_status lt_region_budget_exchange(lt_region_budget *g, lt_restart *restart, const char *group) {
    const size_t n = (size_t)line_at(g, g->n, 0), terms = sizeof(lt_budget_line) / sizeof(double);
    LT_TRY(lt_restart_doubles(restart, group, "region_burden", "kg", n, g->burden));
    LT_TRY(lt_restart_doubles(restart, group, "region_totals", "kg", n * terms, &g->total[0].emitted));
    return lt_restart_doubles(restart, group, "region_worst_rounding", "1", 1, &g->worst);
}

lt_status lt_region_budget_commit(lt_region_budget *g) {
    FILE *stream = g->stream;
    if (!stream) return LT_OK;
    for (int r = 0; r < g->n; ++r)
        for (int s = 0; s < g->n_species; ++s) print(g, "total", r, s, &g->total[line_at(g, r, s)], stream);
    g->stream = NULL;
    return lt_outdir_commit_stream(g->dir, g->name, stream);
}

void lt_region_budget_say(const lt_region_budget *g) {
    lt_say("  %d regions in %s; largest |rounding| / (burden + gross fluxes) of one in an hour: %.1e\n", g->n, g->name,
           g->worst);
}
