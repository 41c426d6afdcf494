#include "model/driver/process_budget.h"

#include "base/log.h"
#include "model/driver/process_sums.h"

#include <math.h>
#include <string.h>

static const double about_1_km = 1000.0;

/* --- making --- */

/* As many layers as end nearest to 1 km. */
static void choose_layers(lt_process_budget *p, const lt_grid *grid) {
    p->n_low = 1;
    for (int k = 1; k <= grid->nz; ++k)
        if (fabs(grid->z_edge[k] - about_1_km) < fabs(grid->z_edge[p->n_low] - about_1_km)) p->n_low = k;
    p->low_edge = grid->z_edge[p->n_low];
}

static void locate(const lt_state *state, lt_process_cell *cell) {
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_block *place = &state->blocks[b].place;
        int j = cell->j - place->j0, i = cell->i - place->i0;
        if (j < 0 || j >= place->nj || i < 0 || i >= place->ni) continue;
        cell->block = b;
        cell->place = j * state->blocks[b].row + i;
    }
}

static lt_status take_cells(lt_process_budget *p, const lt_grid *grid, const lt_state *state) {
    const ptrdiff_t plane = (ptrdiff_t)grid->nx * grid->ny;
    int n = 0;
    for (ptrdiff_t c = 0; c < LT_N_PREFECTURES * plane; ++c) n += grid->region_fraction[c] > 0.0;
    LT_TRY(lt_calloc((size_t)n, sizeof *p->cells, &p->cells));
    n = 0;
    for (int r = 0; r < LT_N_PREFECTURES; ++r) {
        p->first[r] = n;
        for (ptrdiff_t c = 0; c < plane; ++c) {
            const double share = grid->region_fraction[r * plane + c];
            if (!(share > 0.0)) continue;
            p->cells[n] =
                (lt_process_cell){.region = r, .j = (int)(c / grid->nx), .i = (int)(c % grid->nx), .share = share};
            locate(state, &p->cells[n++]);
        }
    }
    p->first[LT_N_PREFECTURES] = n;
    return LT_OK;
}

static lt_status fill(lt_process_budget *p, const lt_list *wanted, const lt_grid *grid, const lt_state *state) {
    LT_TRY(lt_calloc((size_t)wanted->n + 2, sizeof *p->items, &p->items));
    const lt_species_set set = {state->n_species, state->species};
    LT_TRY(lt_process_items_find(wanted, &set, "model: process_budget", p->items, &p->n_items));
    p->nz = state->nz;
    choose_layers(p, grid);
    LT_TRY(take_cells(p, grid, state));
    const size_t n = (size_t)p->n_items, cells = (size_t)p->first[LT_N_PREFECTURES];
    LT_TRY(lt_calloc((size_t)p->n_steps + 1, sizeof *p->air, &p->air));
    LT_TRY(lt_calloc(n * cells * (size_t)p->nz, sizeof *p->held, &p->held));
    LT_TRY(lt_calloc(n * cells, sizeof *p->column, &p->column));
    LT_TRY(lt_calloc(n * LT_N_PREFECTURES * LT_N_DEPTHS, sizeof *p->stock, &p->stock));
    return lt_calloc(lt_process_most_sums(p), sizeof *p->sums, &p->sums);
}

/* Has the domain cells of a prefecture, on any rank? */
static lt_status find_there(lt_process_budget *p) {
    int64_t there[LT_N_PREFECTURES];
    for (int r = 0; r < LT_N_PREFECTURES; ++r) there[r] = p->first[r] < p->first[r + 1];
    LT_TRY(lt_comm_max_i64(&p->comm, there, LT_N_PREFECTURES));
    for (int r = 0; r < LT_N_PREFECTURES; ++r) p->there[r] = there[r] != 0;
    return LT_OK;
}

static void header(const lt_process_budget *p, const char *weather) {
    fprintf(p->stream, "# Weather: %s\n", weather);
    fputs(
        "# What the processes added to a species over a prefecture in an hour, < 0: took away. change = transport + "
        "mixing + emission + dry + chemistry + wet + rounding; produced + destroyed = chemistry, by cells and steps.\n"
        "# OX: O3 + NO2, as the mass of O3. _kg: sums; _mean: of the mean mixing ratio, in the unit of the line.\n",
        p->stream);
    fprintf(p->stream, "# ground: the lowest layer; low: the lowest %d layers, up to %g m\n", p->n_low, p->low_edge);
    fputs("hour_end_utc,region,layers,species", p->stream);
#define LT_PROCESS_NAMES(name) fprintf(p->stream, "," #name "_%s", end);
    for (int mean = 0; mean < 2; ++mean) {
        const char *end = mean ? "mean" : "kg";
        LT_PROCESS_LIST(LT_PROCESS_NAMES)
        fprintf(p->stream, ",produced_%s,destroyed_%s,change_%s%s", end, end, end, mean ? "" : ",rounding_kg");
        fprintf(p->stream, mean ? ",mean,unit\n" : ",burden_kg");
    }
#undef LT_PROCESS_NAMES
}

lt_status lt_process_budget_create(const lt_comm *comm, const lt_list *wanted, const lt_grid *grid,
                                   const lt_state *state, int n_steps, lt_outdir *dir, const char *name,
                                   const char *weather, lt_journal *journal, lt_process_budget **out) {
    lt_process_budget *p;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *p, &p));
    p->comm = *comm;
    p->dir = dir;
    p->name = name;
    p->journal = journal;
    p->n_steps = n_steps;
    lt_status status = fill(p, wanted, grid, state);
    if (status == LT_OK && comm->rank == 0) status = lt_outdir_stream(dir, name, &p->stream);
    if (status == LT_OK) status = lt_journal_add(journal, name, NULL, p->stream, &p->number);
    if (status == LT_OK && p->stream) header(p, weather);
    status = lt_comm_agree(comm, status);
    if (status == LT_OK) status = find_there(p);
    if (status == LT_OK)
        *out = p;
    else
        lt_process_budget_free(p);
    return status;
}

void lt_process_budget_free(lt_process_budget *p) {
    if (!p) return;
    if (p->stream) lt_outdir_abandon_stream(p->dir, p->name, p->stream);
    lt_free(p->items);
    lt_free(p->cells);
    lt_free(p->air);
    lt_free(p->held);
    lt_free(p->column);
    lt_free(p->stock);
    lt_free(p->sums);
    lt_free(p);
}

/* --- the end of an hour --- */

static double total(const lt_process_sums *sums) {
    double sum = 0.0;
#define LT_PROCESS_ADD(name) sum += sums->name;
    LT_PROCESS_LIST(LT_PROCESS_ADD)
#undef LT_PROCESS_ADD
    return sum;
}

static void print_sums(FILE *stream, const lt_process_sums *sums, double factor) {
#define LT_PROCESS_PRINT(name) fprintf(stream, ",%.8g", factor * sums->name + 0.0);
    LT_PROCESS_LIST(LT_PROCESS_PRINT)
#undef LT_PROCESS_PRINT
    fprintf(stream, ",%.8g,%.8g", factor * sums->produced + 0.0, factor * sums->destroyed + 0.0);
}

/* A line of the table: what was then, what is now, and what was done between. */
typedef struct lt_process_line {
    lt_process_stock then, now;
    lt_process_terms sum;
} lt_process_line;

static void print(const lt_process_budget *p, const char *hour, int item, int r, int d, const lt_process_line *l,
                  FILE *stream) {
    const double change = l->now.burden - l->then.burden, unit = p->items[item].per_ratio;
    fprintf(stream, "%s,%s,%s,%s", hour, lt_region_ids[r], d == LT_DEPTH_GROUND ? "ground" : "low",
            p->items[item].name);
    print_sums(stream, &l->sum.kg, 1.0);
    fprintf(stream, ",%.8g,%.3g,%.8g", change, change - total(&l->sum.kg), l->now.burden);
    print_sums(stream, &l->sum.mean, unit);
    fprintf(stream, ",%.8g,%.8g,%s\n", unit * (l->now.ratio - l->then.ratio), unit * l->now.ratio, p->items[item].unit);
}

static double above_zero(double kg) {
    return kg > 0.0 ? kg : 0.0;
}

/* As a line of the budget: what transport and mixing did enters or leaves. */
static lt_status judge(const lt_process_line *l, double most, double air, const char *species, const char *hour,
                       double *worst) {
    const lt_process_sums *kg = &l->sum.kg;
    const double moved = kg->transport + kg->mixing;
    lt_budget_line line = {.emitted = kg->emission,
                           .in = above_zero(moved),
                           .out = above_zero(-moved),
                           .dry = -kg->dry,
                           .wet = -kg->wet,
                           .chemistry = kg->chemistry,
                           .stored = l->now.burden - l->then.burden,
                           .burden = l->now.burden};
    lt_budget_line_close(&line);
    return lt_budget_line_judge(&line, most, air, species, hour, worst);
}

static lt_process_stock stock_of(const lt_process_terms *sum, double air) {
    return (lt_process_stock){sum->burden, air > 0.0 ? sum->burden / air : 0.0};
}

static lt_status close_lines(lt_process_budget *p, double most, const char *hour, FILE *stream) {
    for (int r = 0; r < LT_N_PREFECTURES; ++r)
        for (int d = 0; d < LT_N_DEPTHS; ++d)
            for (int item = 0; item < p->n_items; ++item) {
                const ptrdiff_t at = lt_process_line_at(item, r, d);
                const double air = p->air[p->step][r][d];
                lt_process_line l = {.then = p->stock[at], .sum = lt_process_terms_of(p->sums, at)};
                l.now = p->stock[at] = stock_of(&l.sum, air);
                if (p->there[r] && d != LT_DEPTH_COLUMN) print(p, hour, item, r, d, &l, stream);
                LT_TRY_CONTEXT(judge(&l, most, air, p->items[item].name, hour, &p->worst), "process budget of %s",
                               lt_region_ids[r]);
            }
    return LT_OK;
}

static lt_status sum_columns(const lt_process_budget *p) {
    lt_process_sum_columns(p, p->sums);
    return lt_sum_ranks(&p->comm, p->sums, (size_t)lt_process_n_lines(p) * LT_PROCESS_TERMS * sizeof *p->sums);
}

lt_status lt_process_budget_begin(lt_process_budget *p, const lt_state *state, const lt_air *air) {
    LT_TRY(lt_process_begin_columns(p, state, air));
    LT_TRY(sum_columns(p));
    for (ptrdiff_t at = 0; at < lt_process_n_lines(p); ++at) {
        const lt_process_terms sum = lt_process_terms_of(p->sums, at);
        const int line = (int)(at % (LT_N_PREFECTURES * LT_N_DEPTHS));
        p->stock[at] = stock_of(&sum, p->air[0][line / LT_N_DEPTHS][line % LT_N_DEPTHS]);
    }
    return LT_OK;
}

lt_status lt_process_budget_end_hour(lt_process_budget *p, const lt_air *air, const char *hour) {
    lt_journal_lines lines;
    LT_TRY(sum_columns(p));
    LT_TRY(lt_journal_lines_begin(&lines));
    lt_status status = close_lines(p, lt_budget_bound(air, p->n_steps), hour, lines.stream);
    return lt_comm_agree(&p->comm, lt_journal_lines_end(p->journal, p->number, &lines, status));
}

lt_status lt_process_budget_exchange(lt_process_budget *p, lt_restart *restart, const char *group) {
    const size_t n = (size_t)lt_process_n_lines(p) * (sizeof(lt_process_stock) / sizeof(double));
    LT_TRY(lt_restart_doubles(restart, group, "process_stock", "kg", n, &p->stock[0].burden));
    return lt_restart_doubles(restart, group, "process_worst_rounding", "1", 1, &p->worst);
}

lt_status lt_process_budget_commit(lt_process_budget *p) {
    FILE *stream = p->stream;
    p->stream = NULL;
    if (!stream) return LT_OK;
    return lt_outdir_commit_stream(p->dir, p->name, stream);
}

void lt_process_budget_say(const lt_process_budget *p) {
    lt_say("  processes over the prefectures in %s; largest |rounding| / (burden + gross fluxes) in an hour: %.1e\n",
           p->name, p->worst);
}
