/* facts.c - gathers what `lantian mechanism check` tells (facts.h). */
#include "model/chemistry/command/facts.h"

#include "model/chemistry/mechanism/balance.h"
#include "model/chemistry/mechanism/rate_laws.h"
#include "model/chemistry/solver/sparsity.h"

#include <math.h>

static lt_reaction_sort sort_of(const lt_mechanism *m, const lt_reaction *r) {
    if (r->particle) return LT_SORT_PARTICLE;
    for (int k = 0; k < r->rate.n_nodes; k++) {
        const lt_rate_node *node = &r->rate.nodes[k];
        if (node->op == LT_RATE_EXTERNAL && m->externals[node->index].kind == LT_EXTERNAL_HET) return LT_SORT_UPTAKE;
    }
    return r->photolysis ? LT_SORT_PHOTOLYSIS : LT_SORT_GAS;
}

static void count_laws(lt_mech_facts *f, const lt_rate *rate) {
    for (int k = 0; k < rate->n_nodes; k++) {
        bool before = rate->nodes[k].op != LT_RATE_LAW;
        for (int j = 0; j < k && !before; j++)
            before = rate->nodes[j].op == LT_RATE_LAW && rate->nodes[j].index == rate->nodes[k].index;
        if (!before) f->law_uses[rate->nodes[k].index]++;
    }
    f->n_plain += rate->n_nodes == 1 && rate->nodes[0].op == LT_RATE_NUMBER;
    f->n_foreign += rate->foreign;
}

static void mark_used(lt_mech_facts *f, int n, const lt_mech_term *terms) {
    for (int k = 0; k < n; k++) f->used[terms[k].species] = true;
}

bool lt_mech_is_listed(const lt_mechanism *m, int element) {
    bool any = false;
    for (int e = 0; e < m->n_elements; e++) any |= m->checked[e];
    return !any || m->checked[element];
}

static void look_at_balance(lt_mech_facts *f, int reaction) {
    bool unchecked = f->m->n_elements == 0;
    for (int e = 0; e < f->m->n_elements; e++) {
        double defect;
        const bool known = lt_reaction_defect(f->m, reaction, e, &defect);
        f->unbalanced[e] += known && fabs(defect) >= LT_LEAST_DEFECT;
        f->unknown[e] += !known;
        unchecked |= !known && lt_mech_is_listed(f->m, e);
    }
    f->n_unchecked += unchecked;
}

static lt_status look_at_sparsity(lt_mech_facts *f) {
    lt_sparsity *sparsity;
    if (f->m->n_variable == 0) return LT_OK;
    LT_TRY(lt_sparsity_create(f->m, &sparsity));
    f->n_jacobian = sparsity->n_jacobian;
    f->n_lu = sparsity->n_lu;
    lt_sparsity_free(sparsity);
    return LT_OK;
}

static lt_status gather(lt_mech_facts *f) {
    const lt_mechanism *m = f->m;
    LT_TRY(lt_calloc((size_t)m->n_reactions, sizeof *f->sort, &f->sort));
    LT_TRY(lt_calloc((size_t)lt_n_rate_laws, sizeof *f->law_uses, &f->law_uses));
    LT_TRY(lt_calloc((size_t)m->n_elements, sizeof *f->unbalanced, &f->unbalanced));
    LT_TRY(lt_calloc((size_t)m->n_elements, sizeof *f->unknown, &f->unknown));
    LT_TRY(lt_calloc((size_t)m->n_species, sizeof *f->used, &f->used));
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_reaction *reaction = &m->reactions[r];
        f->sort[r] = sort_of(m, reaction);
        f->n_sort[f->sort[r]]++;
        count_laws(f, &reaction->rate);
        mark_used(f, reaction->n_reactants, reaction->reactants);
        mark_used(f, reaction->n_products, reaction->products);
        look_at_balance(f, r);
    }
    LT_TRY(look_at_sparsity(f));
    return lt_mech_conserved(m, &f->n_conserved, &f->conserved);
}

lt_status lt_mech_facts_gather(const lt_mechanism *mechanism, lt_mech_facts *out) {
    *out = (lt_mech_facts){.m = mechanism, .n_laws = lt_n_rate_laws};
    const lt_status status = gather(out);
    if (status != LT_OK) lt_mech_facts_free(out);
    return status;
}

void lt_mech_facts_free(lt_mech_facts *facts) {
    for (int k = 0; k < facts->n_conserved; k++) lt_free(facts->conserved[k].terms);
    lt_free(facts->conserved);
    lt_free(facts->sort);
    lt_free(facts->law_uses);
    lt_free(facts->unbalanced);
    lt_free(facts->unknown);
    lt_free(facts->used);
    *facts = (lt_mech_facts){0};
}
