/* box_rates.c - rate constants at a time (box_rates.h): the file's laws, then what the case prescribes in their place,
 * then its factors, then the unit of the run. */
#include "model/chemistry/box/box_rates.h"

#include "model/chemistry/box/box_doubts.h"

#include <math.h>
#include <string.h>

lt_status lt_box_rates_create(const lt_box *box, lt_box_rates *out) {
    *out = (lt_box_rates){0};
    LT_TRY(lt_calloc((size_t)box->mechanism->n_externals, sizeof(double), &out->external));
    LT_TRY(lt_calloc((size_t)box->mechanism->n_reactions, sizeof(double), &out->factor));
    return lt_calloc((size_t)box->mechanism->n_reactions, sizeof(double), &out->k);
}

void lt_box_rates_free(lt_box_rates *rates) {
    lt_free(rates->external);
    lt_free(rates->factor);
    lt_free(rates->k);
    *rates = (lt_box_rates){0};
}

/* Prescribed values, then the table, then the law of light; what no rate asks is 0. */
static void externals(const lt_box *box, double t, const lt_box_air *air, double light, double *external) {
    const lt_mechanism *m = box->mechanism;
    memcpy(external, box->external, (size_t)m->n_externals * sizeof *external);
    for (int k = 0; box->table && k < box->table->n_named; k++) {
        const lt_box_named_column *column = &box->table->named[k];
        if (column->external >= 0) external[column->external] = lt_box_table_at(box->table, column->values, t);
    }
    for (int e = 0; e < m->n_externals; e++) {
        if (isfinite(external[e])) continue;
        const int row =
            box->sky && m->externals[e].kind == LT_EXTERNAL_J ? lt_clear_sky_find(box->sky, m->externals[e].name) : -1;
        external[e] = row < 0 ? 0.0
                              : light * box->setup->photolysis.factor *
                                    lt_clear_sky_j(box->sky, row, air->variable[LT_RATE_COS_SZA]);
    }
}

/* What the case says in place of laws, and its factors. */
static void prescribe(const lt_box *box, double t, double *k) {
    for (int r = 0; r < box->mechanism->n_reactions; r++)
        if (isfinite(box->rate[r])) k[r] = box->rate[r];
    for (int c = 0; box->table && c < box->table->n_named; c++) {
        const lt_box_named_column *column = &box->table->named[c];
        if (column->reaction >= 0) k[column->reaction] = lt_box_table_at(box->table, column->values, t);
    }
    for (int r = 0; r < box->mechanism->n_reactions; r++) k[r] *= box->rate_factor[r];
}

/* In the file's own unit a constant is as written; only fixed species are folded in. */
static void native_scale(const lt_box *box, const double *fixed, double *factor) {
    const lt_mechanism *m = box->mechanism;
    for (int r = 0; r < m->n_reactions; r++) {
        factor[r] = 1.0;
        for (int a = 0; a < m->reactions[r].n_reactants; a++) {
            const lt_mech_term *term = &m->reactions[r].reactants[a];
            if (term->species >= m->n_variable)
                factor[r] *= pow(fixed[term->species - m->n_variable], term->coefficient);
        }
    }
}

/* What nothing asks may be unknown to the case; the laws want a number. */
static lt_rate_air air_of(const lt_box_air *air, const double *external) {
    static const double usual[LT_RATE_N_VARIABLES] = {[LT_RATE_TEMP] = 298.15, [LT_RATE_PRESS] = 101325.0};
    lt_rate_air out = {.external = external};
    for (int v = 0; v < LT_RATE_N_VARIABLES; v++)
        out.variable[v] = isfinite(air->variable[v]) ? air->variable[v] : usual[v];
    return out;
}

/* As the file has them. */
static lt_status unscaled(const lt_box *box, double t, const lt_box_air *air, double light, lt_box_rates *rates) {
    const lt_mechanism *m = box->mechanism;
    externals(box, t, air, light, rates->external);
    const lt_rate_air rate_air = air_of(air, rates->external);
    LT_TRY_CONTEXT(lt_rates(m, &rate_air, rates->k), "%s: rates %g h after the start", box->setup->document->file,
                   t / LT_HOUR);
    prescribe(box, t, rates->k);
    return LT_OK;
}

lt_status lt_box_rates_at(const lt_box *box, double t, const lt_box_air *air, double light, lt_box_rates *rates) {
    const lt_mechanism *m = box->mechanism;
    if (box->setup->constants) {
        memcpy(rates->k, box->rate, (size_t)m->n_reactions * sizeof *rates->k);
        return LT_OK;
    }
    LT_TRY(unscaled(box, t, air, light, rates));
    if (box->native)
        native_scale(box, air->fixed, rates->factor);
    else
        lt_rate_scale(m, lt_air_number(air->variable[LT_RATE_TEMP], air->variable[LT_RATE_PRESS]), air->fixed,
                      rates->factor);
    for (int r = 0; r < m->n_reactions; r++) rates->k[r] *= rates->factor[r];
    return LT_OK;
}

static lt_status judge_at(const lt_box *box, double t, lt_box_air *air, lt_box_rates *rates, lt_box_doubts *doubts) {
    LT_TRY(lt_box_air_at(box, t, air));
    if (t == 0.0) lt_box_doubt_amounts(box, air);
    if (box->setup->constants) return LT_OK;
    LT_TRY(unscaled(box, t, air, 1.0, rates));
    lt_box_doubt_rates(box, t, air, rates->external, rates->k, doubts);
    return LT_OK;
}

lt_status lt_box_rates_judge(const lt_box *box, lt_faults *faults) {
    lt_box_rates rates;
    lt_box_air air = {0};
    const lt_box_table *table = box->table;
    lt_box_doubts doubts = {0};
    lt_status status = lt_box_rates_create(box, &rates);
    if (status == LT_OK) status = lt_box_doubts_create(box, &doubts);
    if (status == LT_OK)
        status =
            lt_calloc((size_t)(box->mechanism->n_species - box->mechanism->n_variable), sizeof(double), &air.fixed);
    if (status == LT_OK) status = judge_at(box, 0.0, &air, &rates, &doubts);
    for (int row = 0; status == LT_OK && table && row < table->n_rows; row++)
        if (table->time_s[row] > 0.0 && table->time_s[row] <= box->setup->duration_s)
            status = judge_at(box, table->time_s[row], &air, &rates, &doubts);
    lt_box_rates_free(&rates);
    lt_box_doubts_free(&doubts);
    lt_free(air.fixed);
    return lt_faults_take(faults, status);
}
