/* kpp_order.c - the order of species (variable ones first) and of rates (K(label) behind the rate it names). */
#include "model/chemistry/mechanism/kpp_private.h"

#include <string.h>

static void renumber(int n, lt_mech_term *terms, const int *place) {
    for (int k = 0; k < n; k++) terms[k].species = place[terms[k].species];
}

lt_status lt_kpp_variable_first(lt_kpp *kpp) {
    lt_mechanism *m = kpp->m;
    int *place, n = 0;
    lt_mech_species *sorted;
    LT_TRY(lt_calloc((size_t)m->n_species, sizeof *place, &place));
    const lt_status status = lt_calloc((size_t)m->n_species, sizeof *sorted, &sorted);
    if (status != LT_OK) {
        lt_free(place);
        return status;
    }
    for (int fixed = 0; fixed < 2; fixed++) {
        for (int s = 0; s < m->n_species; s++) {
            if (m->species[s].fixed != fixed) continue;
            place[s] = n;
            sorted[n++] = m->species[s];
        }
        if (!fixed) m->n_variable = n;
    }
    lt_free(m->species);
    m->species = sorted;
    for (int r = 0; r < m->n_reactions; r++) {
        renumber(m->reactions[r].n_reactants, m->reactions[r].reactants, place);
        renumber(m->reactions[r].n_products, m->reactions[r].products, place);
    }
    lt_free(place);
    return LT_OK;
}

/* All rates that it names stand in the order already? */
static bool is_ready(const lt_rate *rate, const bool *placed) {
    for (int k = 0; k < rate->n_nodes; k++)
        if (rate->nodes[k].op == LT_RATE_OF && !placed[rate->nodes[k].index]) return false;
    return true;
}

static lt_status circle(lt_kpp *kpp, const bool *placed) {
    for (int r = 0; r < kpp->m->n_reactions; r++) {
        const lt_reaction *reaction = &kpp->m->reactions[r];
        if (placed[r]) continue;
        LT_TRY(LT_KPP_FAULT(kpp, .what = "K() goes round in a circle",
                            .where = lt_fmt("%s:%d, label %s", reaction->file, reaction->line, reaction->label),
                            .expected = "rates that do not name each other",
                            .found = lt_fmt("%.100s", reaction->rate_text), .todo = "give one of them without K()"));
    }
    return LT_OK;
}

/* Each pass takes those that are ready, in the order of the files; a chain written backwards takes many passes. */
lt_status lt_kpp_rate_order(lt_kpp *kpp) {
    lt_mechanism *m = kpp->m;
    bool *placed;
    int n = 0, before = -1;
    LT_TRY(lt_calloc((size_t)m->n_reactions, sizeof *placed, &placed));
    lt_status status = lt_calloc((size_t)m->n_reactions, sizeof *m->rate_order, &m->rate_order);
    while (status == LT_OK && n > before && n < m->n_reactions) {
        before = n;
        for (int r = 0; r < m->n_reactions; r++) {
            if (placed[r] || !is_ready(&m->reactions[r].rate, placed)) continue;
            placed[r] = true;
            m->rate_order[n++] = r;
        }
    }
    if (status == LT_OK && n < m->n_reactions) status = circle(kpp, placed);
    lt_free(placed);
    return status;
}
