/* rate_forms.c - the laws of rate_laws.h as graphs, one function a law, and the trees of a mechanism.
 *
 * Equations and meanings of the arguments: mechanism/rate_laws.h. No two arguments of a call make nodes: compilers take
 * them in orders of their own, and nodes are numbered as they are made. */
#include "model/chemistry/generate/rate_graph.h"

#include "model/chemistry/mechanism/rate_laws.h"

static int number(lt_rate_graph *g, double x) {
    return lt_graph_number(g, x);
}
static int times(lt_rate_graph *g, int a, int b) {
    return lt_graph_two(g, LT_GRAPH_MULTIPLY, a, b);
}
static int over(lt_rate_graph *g, int a, int b) {
    return lt_graph_two(g, LT_GRAPH_DIVIDE, a, b);
}
static int plus(lt_rate_graph *g, int a, int b) {
    return lt_graph_two(g, LT_GRAPH_ADD, a, b);
}
static int minus(lt_rate_graph *g, int a, int b) {
    return lt_graph_two(g, LT_GRAPH_SUBTRACT, a, b);
}
static int variable(lt_rate_graph *g, lt_rate_variable v) {
    return lt_graph_variable(g, v);
}
static int times_number(lt_rate_graph *g, int a, double x) {
    const int b = number(g, x);
    return times(g, a, b);
}
/* KPP's laws take this for the air. */
static int kpp_air(lt_rate_graph *g) {
    return times_number(g, variable(g, LT_RATE_CFACTOR), 1e6);
}
static int log10_of(lt_rate_graph *g, int a) {
    return times_number(g, lt_graph_one(g, LT_GRAPH_LOG, a), 0.43429448190325182765);
}

/* --- laws --------------------------------------------------------------------------------------------------------- */

static int form_ARR_abc(lt_rate_graph *g, const int *a) {
    return lt_graph_term(g, a[0], a[1], a[2]);
}

static int form_ARR(lt_rate_graph *g, const int *a) {
    return lt_graph_term(g, a[0], a[1], a[2]);
}

static int form_ARR_ab(lt_rate_graph *g, const int *a) {
    return lt_graph_term(g, a[0], a[1], number(g, 0.0));
}

static int form_ARR_ac(lt_rate_graph *g, const int *a) {
    return lt_graph_term(g, a[0], number(g, 0.0), a[1]);
}

static int low_high(lt_rate_graph *g, const int *a, int M) {
    const int zero = number(g, 0.0), one = number(g, 1.0), k0 = lt_graph_term(g, a[0], a[1], zero);
    const int k3 = times(g, lt_graph_term(g, a[4], a[5], zero), M);
    const int below = plus(g, one, over(g, k3, lt_graph_term(g, a[2], a[3], zero)));
    return plus(g, k0, over(g, k3, below));
}

static int plus_third(lt_rate_graph *g, const int *a, int M) {
    const int zero = number(g, 0.0), k1 = lt_graph_term(g, a[0], a[1], zero);
    return plus(g, k1, times(g, lt_graph_term(g, a[2], a[3], zero), M));
}

static int form_EP2(lt_rate_graph *g, const int *a) {
    return low_high(g, a, kpp_air(g));
}

static int form_EP3(lt_rate_graph *g, const int *a) {
    return plus_third(g, a, kpp_air(g));
}

static int form_LOW_HIGH(lt_rate_graph *g, const int *a) {
    return low_high(g, a, variable(g, LT_RATE_AIR));
}

static int form_PLUS_M(lt_rate_graph *g, const int *a) {
    return plus_third(g, a, variable(g, LT_RATE_AIR));
}

static int falloff(lt_rate_graph *g, const int *a, int M, int N) {
    const int low = times(g, lt_graph_term(g, a[0], a[1], a[2]), M);
    return lt_graph_falloff(g, low, lt_graph_term(g, a[3], a[4], a[5]), a[6], N);
}

static int form_FALL(lt_rate_graph *g, const int *a) {
    const int M = kpp_air(g);
    return falloff(g, a, M, number(g, 1.0));
}

static int form_TROE(lt_rate_graph *g, const int *a) {
    return falloff(g, a, variable(g, LT_RATE_AIR), a[7]);
}

/* T, air, k0, n, ki, m, F. */
static int third(lt_rate_graph *g, const int *a, int N) {
    const int cold = over(g, number(g, 300.0), a[0]);
    const int low = times(g, times(g, a[2], lt_graph_two(g, LT_GRAPH_POWER, cold, a[3])), a[1]);
    return lt_graph_falloff(g, low, times(g, a[4], lt_graph_two(g, LT_GRAPH_POWER, cold, a[5])), a[6], N);
}

static int form_k_3rd(lt_rate_graph *g, const int *a) {
    return third(g, a, number(g, 1.0));
}

static int form_k_3rd_iupac(lt_rate_graph *g, const int *a) {
    const int most = number(g, 0.75);
    return third(g, a, minus(g, most, times_number(g, log10_of(g, a[6]), 1.27)));
}

static int form_k_arr(lt_rate_graph *g, const int *a) {
    const int there = over(g, number(g, 1.0), a[2]), away = minus(g, there, number(g, 3.3540e-3));
    return times(g, a[0], lt_graph_one(g, LT_GRAPH_EXP, times(g, a[1], away)));
}

static int form_HALOGEN(lt_rate_graph *g, const int *a) {
    const int pascal = variable(g, LT_RATE_PRESS), atm = over(g, pascal, number(g, 101325.0));
    const int sun = variable(g, LT_RATE_COS_SZA), share = variable(g, LT_RATE_SEA);
    int k[2];
    for (int i = 0; i < 2; ++i) {
        const int exponent = lt_graph_one(g, LT_GRAPH_NEGATE, times(g, a[2 * i + 1], atm));
        k[i] = times(g, a[2 * i], lt_graph_one(g, LT_GRAPH_EXP, exponent));
    }
    const int sea = lt_graph_two(g, LT_GRAPH_SEA, sun, share);
    return times(g, sea, lt_graph_two(g, LT_GRAPH_MIN, plus(g, k[0], k[1]), a[4]));
}

static int form_EXP(lt_rate_graph *g, const int *a) {
    return lt_graph_one(g, LT_GRAPH_EXP, a[0]);
}

static int form_LOG(lt_rate_graph *g, const int *a) {
    return lt_graph_one(g, LT_GRAPH_LOG, a[0]);
}

static int form_LOG10(lt_rate_graph *g, const int *a) {
    return log10_of(g, a[0]);
}

static int form_SQRT(lt_rate_graph *g, const int *a) {
    return lt_graph_one(g, LT_GRAPH_SQRT, a[0]);
}

static int form_ABS(lt_rate_graph *g, const int *a) {
    return lt_graph_one(g, LT_GRAPH_ABS, a[0]);
}

static int form_MIN(lt_rate_graph *g, const int *a) {
    return lt_graph_two(g, LT_GRAPH_MIN, a[0], a[1]);
}

static int form_MAX(lt_rate_graph *g, const int *a) {
    return lt_graph_two(g, LT_GRAPH_MAX, a[0], a[1]);
}

int lt_graph_law(lt_rate_graph *graph, int law, const int *arguments) {
    static int (*const forms[])(lt_rate_graph *, const int *) = {
#define LT_FORM(name, n, cold, warm, arguments) form_##name,
        LT_RATE_LAWS(LT_FORM)
#undef LT_FORM
    };
    return forms[law](graph, arguments);
}

/* --- trees of a mechanism ----------------------------------------------------------------------------------------- */

typedef struct builder {
    const lt_mechanism *mechanism;
    lt_rate_graph *graph;
    int *value; /* [n_reactions] node of the constant in the units of the file, -1: not yet */
} builder;

static int value_of(const builder *b, int reaction);

static int node_of(const builder *b, const lt_rate_node *node, const int *done) {
    lt_rate_graph *g = b->graph;
    int a[LT_RATE_MOST_ARGUMENTS] = {0};
    for (int i = 0; i < node->n_arguments; ++i) a[i] = done[node->arguments[i]];
    switch (node->op) {
    case LT_RATE_NUMBER:
        return number(g, node->number);
    case LT_RATE_VARIABLE:
        return variable(g, (lt_rate_variable)node->index);
    case LT_RATE_EXTERNAL:
        return lt_graph_external(g, node->index);
    case LT_RATE_OF:
        return value_of(b, node->index);
    case LT_RATE_ADD:
        return plus(g, a[0], a[1]);
    case LT_RATE_SUBTRACT:
        return minus(g, a[0], a[1]);
    case LT_RATE_MULTIPLY:
        return times(g, a[0], a[1]);
    case LT_RATE_DIVIDE:
        return over(g, a[0], a[1]);
    case LT_RATE_POWER:
        return lt_graph_two(g, LT_GRAPH_POWER, a[0], a[1]);
    case LT_RATE_NEGATE:
        return lt_graph_one(g, LT_GRAPH_NEGATE, a[0]);
    case LT_RATE_LAW:
        return lt_graph_law(g, node->index, a);
    }
    return 0;
}

static int tree_value(const builder *b, const lt_rate *rate) {
    int *done, value = 0;
    const lt_status status = lt_calloc((size_t)rate->n_nodes, sizeof *done, &done);
    if (b->graph->status == LT_OK) b->graph->status = status;
    if (status != LT_OK) return 0;
    for (int n = 0; n < rate->n_nodes; ++n) done[n] = value = node_of(b, &rate->nodes[n], done);
    lt_free(done);
    return value;
}

static int value_of(const builder *b, int reaction) {
    if (b->value[reaction] < 0) b->value[reaction] = tree_value(b, &b->mechanism->reactions[reaction].rate);
    return b->value[reaction];
}

/* (1e-9 M)^(order - 1) times the fixed reactants, ppb: lt_rate_scale. */
static int scaled(const builder *b, int reaction) {
    const lt_reaction *r = &b->mechanism->reactions[reaction];
    lt_rate_graph *g = b->graph;
    int order = 0, k = value_of(b, reaction);
    for (int t = 0; t < r->n_reactants; ++t) order += (int)r->reactants[t].coefficient;
    const int ppb = times_number(g, variable(g, LT_RATE_AIR), 1e-9);
    k = times(g, k, lt_graph_two(g, LT_GRAPH_POWER, ppb, number(g, order - 1)));
    for (int t = 0; t < r->n_reactants; ++t) {
        const int fixed = r->reactants[t].species - b->mechanism->n_variable;
        for (int i = 0; fixed >= 0 && i < (int)r->reactants[t].coefficient; ++i)
            k = times(g, k, lt_graph_fixed(g, fixed));
    }
    return k;
}

lt_status lt_rate_graph_create(const lt_mechanism *mechanism, lt_rate_graph **out) {
    builder b = {.mechanism = mechanism};
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *b.graph, &b.graph));
    lt_status status = lt_calloc((size_t)mechanism->n_reactions, sizeof *b.value, &b.value);
    if (status == LT_OK) status = lt_calloc((size_t)mechanism->n_reactions, sizeof(int), &b.graph->rate);
    b.graph->n_reactions = mechanism->n_reactions;
    b.graph->status = status;
    for (int r = 0; r < mechanism->n_reactions && status == LT_OK; ++r) b.value[r] = -1;
    for (int r = 0; r < mechanism->n_reactions && b.graph->status == LT_OK; ++r) b.graph->rate[r] = scaled(&b, r);
    status = b.graph->status;
    lt_free(b.value);
    if (status != LT_OK)
        lt_rate_graph_free(b.graph);
    else
        *out = b.graph;
    return status;
}
