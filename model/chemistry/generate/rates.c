/* rates.c - writes the rate constants of a mechanism as C: tables of rows and falloffs (kernel/chem_rates.h), and
 * straight code for what is left of the graph (rate_graph.h). A node that is used once stands inside its user, but for
 * very deep ones. */
#include "model/chemistry/generate/rates.h"

#include "model/chemistry/generate/rate_graph.h"
#include "model/kernel/ltmath.h"

#include <math.h>

enum { MOST_DEPTH = 50 }; /* of expressions: clang takes 256 parentheses in each other */

typedef struct writer {
    lt_code *code;
    const lt_mechanism *mechanism;
    const lt_rate_graph *graph;
    int *uses;                                      /* [n] of each node, by nodes and reactions */
    int *place;                                     /* [n] in values, -1: none */
    int *depth;                                     /* [n] 0: kept */
    int n_short_rows, n_rows, n_falloffs, n_values; /* short rows stand first */
} writer;

/* --- what is used, and where it is kept --------------------------------------------------------------------------- */

static bool has_two(lt_graph_op op) {
    return (op >= LT_GRAPH_ADD && op <= LT_GRAPH_POWER) || op == LT_GRAPH_SEA;
}

static bool has_one(lt_graph_op op) {
    return op >= LT_GRAPH_NEGATE && op <= LT_GRAPH_ABS;
}

/* Users stand behind what they use. */
static void count_uses(writer *w) {
    const lt_rate_graph *g = w->graph;
    for (int r = 0; r < g->n_reactions; ++r) ++w->uses[g->rate[r]];
    for (int n = g->n - 1; n >= 0; --n) {
        if (w->uses[n] == 0) continue;
        if (has_two(g->node[n].op) || has_one(g->node[n].op)) ++w->uses[g->node[n].a];
        if (has_two(g->node[n].op)) ++w->uses[g->node[n].b];
    }
}

/* Powers of exp(-1/T) and of M only. */
static bool is_short(const lt_graph_node *node) {
    return node->power[0] == 0.0 && node->power[3] == 0.0;
}

/* Parentheses in each other, of what stands inside its user. */
static int depth_of(const writer *w, const lt_graph_node *node) {
    int depth = 0;
    if (has_two(node->op) || has_one(node->op)) depth = w->depth[node->a];
    if (has_two(node->op) && w->depth[node->b] > depth) depth = w->depth[node->b];
    return depth + 1;
}

static void place_values(writer *w) {
    const lt_rate_graph *g = w->graph;
    for (int n = 0; n < g->n; ++n) {
        w->place[n] = -1;
        if (w->uses[n] > 0 && lt_graph_is_row(&g->node[n]) && is_short(&g->node[n])) w->place[n] = w->n_rows++;
    }
    w->n_short_rows = w->n_rows;
    for (int n = 0; n < g->n; ++n)
        if (w->uses[n] > 0 && lt_graph_is_row(&g->node[n]) && !is_short(&g->node[n])) w->place[n] = w->n_rows++;
    for (int n = 0; n < g->n; ++n)
        if (w->uses[n] > 0 && g->node[n].op == LT_GRAPH_FALLOFF) w->place[n] = w->n_rows + w->n_falloffs++;
    w->n_values = w->n_rows + w->n_falloffs;
    for (int n = 0; n < g->n; ++n) {
        if (w->place[n] >= 0 || g->node[n].op < LT_GRAPH_MONOMIAL || w->uses[n] == 0) continue;
        w->depth[n] = depth_of(w, &g->node[n]);
        if (w->uses[n] == 1 && w->depth[n] < MOST_DEPTH) continue;
        w->place[n] = w->n_values++;
        w->depth[n] = 0;
    }
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static void write_row(FILE *out, double log_a, const double *power) {
    fprintf(out, "{%.17g, {", log_a);
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) fprintf(out, "%s%.17g", p ? ", " : "", power[p]);
    fprintf(out, "}}");
}

/* Rows that are short, or those that are not. */
static void write_rows(const writer *w, bool wanted) {
    FILE *out = w->code->out;
    for (int n = 0; n < w->graph->n; ++n) {
        const lt_graph_node *node = &w->graph->node[n];
        if (w->place[n] < 0 || !lt_graph_is_row(node) || is_short(node) != wanted) continue;
        fprintf(out, "    ");
        write_row(out, lt_log(node->number), node->power);
        fprintf(out, ",\n");
    }
}

static void write_tables(const writer *w) {
    const lt_rate_graph *g = w->graph;
    FILE *out = w->code->out;
    fprintf(out, "static const lt_rate_row lt_chem_rows[] = {\n");
    write_rows(w, true);
    write_rows(w, false);
    fprintf(out, "    {.log_a = 0}};\nstatic const lt_falloff_row lt_chem_falloffs[] = {\n");
    for (int n = 0; n < g->n; ++n) {
        const lt_graph_node *node = &g->node[n];
        if (w->place[n] < 0 || node->op != LT_GRAPH_FALLOFF) continue;
        fprintf(out, "    {");
        write_row(out, g->node[node->a].number, g->node[node->a].power);
        fprintf(out, ", ");
        write_row(out, g->node[node->b].number, g->node[node->b].power);
        fprintf(out, ", %.17g, %.17g},\n", node->number, node->power[0]);
    }
    fprintf(out, "    {.log_f = 0}};\n\n");
}

/* --- straight code ------------------------------------------------------------------------------------------------ */

static void write_expression(const writer *w, int n, bool whole);

static void write_two(const writer *w, const lt_graph_node *node, const char *before, const char *between) {
    FILE *out = w->code->out;
    fprintf(out, "%s", before);
    write_expression(w, node->a, false);
    fprintf(out, "%s", between);
    write_expression(w, node->b, false);
    fprintf(out, ")");
}

static void write_one(const writer *w, const lt_graph_node *node, const char *before) {
    fprintf(w->code->out, "%s", before);
    write_expression(w, node->a, false);
    fprintf(w->code->out, ")");
}

static void write_number(FILE *out, double number) {
    if (isnan(number))
        fprintf(out, "lt_d_all(__builtin_nan(\"\"))");
    else if (isinf(number))
        fprintf(out, "lt_d_all(%s__builtin_inf())", number < 0 ? "-" : "");
    else
        fprintf(out, "lt_d_all(%.17g)", number);
}

static void write_input(FILE *out, const char *kind, int index) {
    fprintf(out, "lt_d_load(in->%s + %d * LT_RATES_BLOCK)", kind, index);
}

/* Few factors, one after the other. */
static void write_factors(FILE *out, const lt_graph_node *node) {
    static const int of[LT_GRAPH_POWERS] = {LT_RATE_TEMP, -1, LT_RATE_AIR, LT_RATE_CFACTOR};
    int factors = 0;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) factors += (int)fabs(node->power[p]);
    for (int i = 0; i < factors; ++i) fprintf(out, "(");
    write_number(out, node->number);
    for (int p = 0; p < LT_GRAPH_POWERS; ++p)
        for (int i = 0; i < (int)fabs(node->power[p]); ++i) {
            fprintf(out, node->power[p] > 0 ? " * " : " / ");
            if (p == 0) fprintf(out, "(");
            write_input(out, "variable", of[p]);
            fprintf(out, p == 0 ? " / lt_d_all(300.0)))" : ")");
        }
}

/* whole: the node itself, though it is kept. */
static void write_expression(const writer *w, int n, bool whole) {
    const lt_graph_node *node = &w->graph->node[n];
    FILE *out = w->code->out;
    if (w->place[n] >= 0 && !whole) {
        fprintf(out, "v[%d]", w->place[n]);
        return;
    }
    switch (node->op) {
    case LT_GRAPH_NUMBER:
        write_number(out, node->number);
        break;
    case LT_GRAPH_VARIABLE:
        write_input(out, "variable", node->index);
        break;
    case LT_GRAPH_FIXED:
        write_input(out, "fixed", node->index);
        break;
    case LT_GRAPH_EXTERNAL:
        write_input(out, "external", node->index);
        break;
    case LT_GRAPH_MONOMIAL:
        write_factors(out, node);
        break;
    case LT_GRAPH_LINEAR:
        fprintf(out, "lt_rate_linear(&(const lt_rate_row)");
        write_row(out, node->number, node->power);
        fprintf(out, ", logs)");
        break;
    case LT_GRAPH_FALLOFF:
        break; /* always kept */
    case LT_GRAPH_ADD:
        write_two(w, node, "(", " + ");
        break;
    case LT_GRAPH_SUBTRACT:
        write_two(w, node, "(", " - ");
        break;
    case LT_GRAPH_MULTIPLY:
        write_two(w, node, "(", " * ");
        break;
    case LT_GRAPH_DIVIDE:
        write_two(w, node, "(", " / ");
        break;
    case LT_GRAPH_MIN:
        write_two(w, node, "lt_d_min(", ", ");
        break;
    case LT_GRAPH_MAX:
        write_two(w, node, "lt_d_max(", ", ");
        break;
    case LT_GRAPH_POWER:
        write_two(w, node, "lt_rate_power(", ", ");
        break;
    case LT_GRAPH_SEA:
        write_two(w, node, "lt_rate_sea(", ", ");
        break;
    case LT_GRAPH_NEGATE:
        write_one(w, node, "(-");
        break;
    case LT_GRAPH_EXP:
        write_one(w, node, "lt_d_exp(");
        break;
    case LT_GRAPH_LOG:
        write_one(w, node, "lt_rate_log(");
        break;
    case LT_GRAPH_SQRT:
        write_one(w, node, "lt_d_sqrt(");
        break;
    case LT_GRAPH_ABS:
        write_one(w, node, "lt_d_abs(");
        break;
    }
}

static void write_code(const writer *w) {
    const lt_rate_graph *g = w->graph;
    FILE *out = w->code->out;
    lt_code_begin(w->code, "constants",
                  "const lt_rate_inputs *in, const lt_rate_logs *logs, lt_dvec *restrict v, lt_real *restrict k",
                  "in, logs, v, k");
    for (int n = 0; n < g->n; ++n) {
        if (w->place[n] < w->n_rows + w->n_falloffs) continue;
        lt_code_room(w->code, 1);
        fprintf(out, "    v[%d] = ", w->place[n]);
        write_expression(w, n, true);
        fprintf(out, ";\n");
    }
    for (int r = 0; r < g->n_reactions; ++r) {
        lt_code_room(w->code, 1);
        fprintf(out, "    lt_d_store_real(k + %d * LT_RATES_BLOCK, ", r);
        write_expression(w, g->rate[r], false);
        fprintf(out, "); /* ");
        lt_code_name(w->code, w->mechanism->reactions[r].label);
        fprintf(out, " */\n");
    }
    lt_code_end(w->code);
}

static void write_frame(const writer *w) {
    const lt_mechanism *m = w->mechanism;
    const int n_fixed = m->n_species - m->n_variable;
    fprintf(w->code->out,
            "static const lt_rate_tables lt_chem_rate_tables = {%d, %d, %d, %d, %d, %d, %d, %d, %d, %d, lt_chem_rows,\n"
            "                                                   lt_chem_falloffs, constants};\n\n",
            LT_RATE_N_VARIABLES, n_fixed, m->n_externals, m->n_reactions, w->n_short_rows, w->n_rows, w->n_falloffs,
            LT_RATE_TEMP, LT_RATE_AIR, LT_RATE_CFACTOR);
    fprintf(w->code->out,
            "static void rate_constants(const lt_chem_air *air, void *k, ptrdiff_t k_stride, uint8_t *bad) {\n"
            "    double in[%d * LT_RATES_BLOCK];\n"
            "    lt_real block[%d * LT_RATES_BLOCK];\n"
            "    lt_dvec values[%d];\n"
            "    lt_rate_blocks(&lt_chem_rate_tables, air, in, values, block, k, k_stride, bad);\n}\n\n",
            LT_RATE_N_VARIABLES + n_fixed + m->n_externals, m->n_reactions, w->n_values > 0 ? w->n_values : 1);
}

lt_status lt_write_rate_constants(lt_code *code, const lt_mechanism *mechanism) {
    lt_rate_graph *graph;
    writer w = {.code = code, .mechanism = mechanism};
    LT_TRY(lt_rate_graph_create(mechanism, &graph));
    w.graph = graph;
    lt_status status = lt_calloc((size_t)graph->n, sizeof *w.uses, &w.uses);
    if (status == LT_OK) status = lt_calloc((size_t)graph->n, sizeof *w.place, &w.place);
    if (status == LT_OK) status = lt_calloc((size_t)graph->n, sizeof *w.depth, &w.depth);
    if (status == LT_OK) {
        count_uses(&w);
        place_values(&w);
        write_tables(&w);
        write_code(&w);
        write_frame(&w);
    }
    lt_free(w.uses);
    lt_free(w.place);
    lt_free(w.depth);
    lt_rate_graph_free(graph);
    return status;
}
