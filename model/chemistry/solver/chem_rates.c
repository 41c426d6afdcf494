/* chem_rates.c - rate constants of many cells: the generated code where there is one, else lt_rates, and the faults of
 * what was given.
 *
 * Generated code has no faults: a NaN stays one, a temperature outside of a law's validity gives some number. So inputs
 * and constants are looked over, and a cell that is not as it should be is judged by lt_rates, which says what is wrong
 * with which label and law. */
#include "model/chemistry/solver/chemistry_private.h"

#include "model/chemistry/mechanism/rate_laws.h"

#include <math.h>
#include <omp.h>

enum { CELLS_AT_ONCE = 64 };

/* Memory for one cell. */
typedef struct scratch {
    double *external, *fixed, *k, *factor;
} scratch;

typedef struct rates_call {
    const lt_mechanism *m;
    const lt_chem_kernel *kernel; /* NULL: none */
    const lt_chem_air *air;
    lt_real *k;
    double cold, warm; /* temperatures at which all laws are valid */
} rates_call;

static lt_status create_scratch(const lt_mechanism *m, scratch *out) {
    const int n_fixed = m->n_species - m->n_variable;
    LT_TRY(lt_calloc((size_t)(m->n_externals + n_fixed + 2 * m->n_reactions), sizeof(double), &out->external));
    out->fixed = out->external + m->n_externals;
    out->k = out->fixed + n_fixed;
    out->factor = out->k + m->n_reactions;
    return LT_OK;
}

/* --- one cell by lt_rates ----------------------------------------------------------------------------------------- */

static lt_status no_constant(const lt_mechanism *m, int r, double value) {
    const lt_reaction *reaction = &m->reactions[r];
    return LT_RAISE(LT_ERR_INPUT, .what = "a rate constant is no number that can be stored",
                    .where = lt_fmt("%s:%d, label %s", reaction->file, reaction->line, reaction->label),
                    .expected = "0 or more, in ppb and s-1", .found = lt_fmt("%s = %g", reaction->rate_text, value),
                    .todo = "look at the mixing ratios of the fixed species and at the density of the air");
}

static lt_status no_air(double value) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no air around the reactions", .where = "the variable M",
                    .expected = "more than 0 molecules cm-3", .found = lt_fmt("%g", value),
                    .todo = "give temperature and pressure");
}

static lt_status cell_by_tree(const rates_call *call, int cell, const scratch *s) {
    const lt_mechanism *m = call->m;
    const lt_chem_air *air = call->air;
    lt_rate_air one = {.external = s->external};
    for (int v = 0; v < LT_RATE_N_VARIABLES; ++v) one.variable[v] = air->variable[v * air->stride + cell];
    for (int e = 0; e < m->n_externals; ++e) s->external[e] = air->external[e * air->stride + cell];
    for (int f = 0; f < m->n_species - m->n_variable; ++f) s->fixed[f] = air->fixed[f * air->stride + cell];
    const double M = one.variable[LT_RATE_AIR];
    if (!(M > 0.0 && M < INFINITY)) return no_air(M);
    LT_TRY(lt_rates(m, &one, s->k));
    lt_rate_scale(m, M, s->fixed, s->factor);
    for (int r = 0; r < m->n_reactions; ++r) {
        const lt_real value = (lt_real)(s->k[r] * s->factor[r]);
        if (!(value >= 0 && value < INFINITY)) return no_constant(m, r, s->k[r] * s->factor[r]);
        call->k[r * air->stride + cell] = value;
    }
    return LT_OK;
}

/* --- what is worth a look ----------------------------------------------------------------------------------------- */

static void find_validity(rates_call *call) {
    call->cold = 0.0;
    call->warm = INFINITY;
    for (int r = 0; r < call->m->n_reactions; ++r) {
        const lt_rate *rate = &call->m->reactions[r].rate;
        for (int n = 0; n < rate->n_nodes; ++n) {
            const lt_rate_node *node = &rate->nodes[n];
            const bool temperature = node->op == LT_RATE_VARIABLE && node->index == LT_RATE_TEMP;
            if (node->op != LT_RATE_LAW && !temperature) continue;
            call->cold = fmax(call->cold, temperature ? LT_LAW_COLD : lt_rate_laws[node->index].t_min);
            call->warm = fmin(call->warm, temperature ? LT_LAW_WARM : lt_rate_laws[node->index].t_max);
        }
    }
}

/* Constants of n cells by the generated code; marks the cells that are not as they should be. */
static void cells_by_kernel(const rates_call *call, int first, int n, uint8_t *bad) {
    const lt_chem_air *air = call->air;
    const lt_chem_air part = {n, air->stride, air->variable + first, air->fixed + first, air->external + first};
    const double *T = part.variable + LT_RATE_TEMP * air->stride, *M = part.variable + LT_RATE_AIR * air->stride;
    call->kernel->rates(&part, call->k + first, air->stride, bad);
    for (int l = 0; l < n; ++l) bad[l] |= !(T[l] >= call->cold && T[l] <= call->warm && M[l] > 0.0);
}

/* --- all cells ---------------------------------------------------------------------------------------------------- */

/* bad [n]: cells that lt_rates must judge (without a kernel: all). */
static void by_kernel(const rates_call *call, int threads, uint8_t *bad) {
#pragma omp parallel for num_threads(threads) schedule(static)
    for (int first = 0; first < call->air->n; first += CELLS_AT_ONCE) {
        const int left = call->air->n - first;
        cells_by_kernel(call, first, left < CELLS_AT_ONCE ? left : CELLS_AT_ONCE, bad + first);
    }
}

static lt_status of_cell(lt_status status, int cell) {
    return status == LT_OK ? LT_OK : lt_error_context(status, "rates of cell %d", cell);
}

static lt_status by_tree(const rates_call *call, const uint8_t *bad) {
    scratch s;
    lt_status status = create_scratch(call->m, &s);
    if (status != LT_OK) return status;
    for (int cell = 0; cell < call->air->n && status == LT_OK; ++cell)
        if (!bad || bad[cell]) status = of_cell(cell_by_tree(call, cell, &s), cell);
    lt_free(s.external);
    return status;
}

lt_status lt_chemistry_rates(lt_chemistry *chemistry, const lt_chem_air *air, void *k) {
    rates_call call = {.m = chemistry->mechanism, .kernel = chemistry->kernel, .air = air, .k = k};
    uint8_t *bad;
    if (!call.kernel) return by_tree(&call, NULL);
    find_validity(&call);
    LT_TRY(lt_calloc((size_t)air->n, 1, &bad));
    by_kernel(&call, chemistry->threads, bad);
    const lt_status status = by_tree(&call, bad);
    lt_free(bad);
    return status;
}
