#include "model/chemistry/generate/plan.h"

#include <stdlib.h>

void lt_plan_free(lt_plan *plan) {
    if (!plan) return;
    for (int p = 0; plan->change && p < plan->n; p++) lt_free(plan->change[p].term);
    for (int e = 0; plan->entry && e < plan->sparsity->n_lu; e++) lt_free(plan->entry[e].term);
    lt_free(plan->reaction);
    lt_free(plan->change);
    lt_free(plan->entry);
    lt_free(plan);
}

static lt_status add_term(lt_plan_terms *terms, double coefficient, int reaction, int which) {
    LT_TRY(lt_grow(&terms->term, sizeof *terms->term, terms->n + 1, &terms->room));
    terms->term[terms->n++] = (lt_plan_term){coefficient, reaction, which};
    return LT_OK;
}

/* The variable reactants as places, rising; a coefficient of 2 gives two. */
static lt_status factors_of(const lt_plan *plan, const lt_reaction *reaction, lt_plan_reaction *out) {
    for (int a = 0; a < reaction->n_reactants; a++) {
        if (reaction->reactants[a].species >= plan->n) continue;
        int place = plan->sparsity->place[reaction->reactants[a].species];
        for (int times = (int)reaction->reactants[a].coefficient; times > 0; times--) {
            if (out->n_factors == LT_PLAN_MOST_FACTORS)
                return LT_RAISE(LT_ERR_INPUT, .what = "a reaction has too many reactants",
                                .where = lt_fmt("%s:%d, %s", reaction->file, reaction->line, reaction->label),
                                .expected = lt_fmt("at most %d variable ones", LT_PLAN_MOST_FACTORS), .found = "more",
                                .todo = "split the reaction");
            int at = out->n_factors++;
            for (; at > 0 && out->factor[at - 1] > place; at--) out->factor[at] = out->factor[at - 1];
            out->factor[at] = place;
        }
    }
    return LT_OK;
}

/* Net changes of all variable species by place, each once. */
static int changes_of(const lt_plan *plan, const lt_reaction *reaction, lt_mech_term *out) {
    int n = 0;
    for (int a = 0; a < reaction->n_reactants + reaction->n_products; a++) {
        int species = a < reaction->n_reactants ? reaction->reactants[a].species
                                                : reaction->products[a - reaction->n_reactants].species;
        if (species >= plan->n) continue;
        int place = plan->sparsity->place[species], known = 0;
        for (int b = 0; b < n; b++) known |= out[b].species == place;
        double net = lt_reaction_net(reaction, species);
        if (!known && net != 0.0) out[n++] = (lt_mech_term){place, net};
    }
    return n;
}

static lt_status plan_reaction(lt_plan *plan, int index, lt_mech_term *changes) {
    const lt_reaction *reaction = &plan->mechanism->reactions[index];
    int r = plan->n_reactions++;
    lt_plan_reaction *own = &plan->reaction[r];
    int n_changes = changes_of(plan, reaction, changes);
    own->index = index;
    LT_TRY(factors_of(plan, reaction, own));
    for (int a = 0; a < own->n_factors; a++) {
        if (a > 0 && own->factor[a] == own->factor[a - 1]) {
            own->times[own->n_partials - 1]++;
            continue;
        }
        own->by[own->n_partials] = own->factor[a];
        own->times[own->n_partials] = 1;
        own->partial[own->n_partials++] = own->n_factors == 1 ? -1 : plan->n_partials++;
    }
    for (int c = 0; c < n_changes; c++) {
        LT_TRY(add_term(&plan->change[changes[c].species], changes[c].coefficient, r, -1));
        for (int q = 0; q < own->n_partials; q++) {
            int e = lt_sparsity_entry(plan->sparsity, changes[c].species, own->by[q]);
            if (e < 0) return LT_RAISE(LT_ERR_INTERNAL, .what = "an entry of the Jacobian lies outside its pattern");
            LT_TRY(add_term(&plan->entry[e], changes[c].coefficient * own->times[q], r, q));
        }
    }
    return LT_OK;
}

/* Reactions by the first place that each changes, then by their index. */
static lt_status plan_reactions(lt_plan *plan, lt_mech_term *changes) {
    for (int place = 0; place < plan->n; place++)
        for (int index = 0; index < plan->mechanism->n_reactions; index++) {
            int first = plan->n, n = changes_of(plan, &plan->mechanism->reactions[index], changes);
            for (int c = 0; c < n; c++) first = changes[c].species < first ? changes[c].species : first;
            if (first == place) LT_TRY(plan_reaction(plan, index, changes));
        }
    return LT_OK;
}

lt_status lt_plan_create(const lt_mechanism *mechanism, const lt_sparsity *sparsity, lt_plan **out) {
    *out = NULL;
    lt_plan *plan;
    lt_mech_term *changes = NULL;
    LT_TRY(lt_calloc(1, sizeof *plan, &plan));
    plan->mechanism = mechanism;
    plan->sparsity = sparsity;
    plan->n = mechanism->n_variable;
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc((size_t)mechanism->n_reactions, sizeof *plan->reaction, &plan->reaction), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)plan->n, sizeof *plan->change, &plan->change), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)sparsity->n_lu, sizeof *plan->entry, &plan->entry), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)mechanism->n_species, sizeof *changes, &changes), fail);
    LT_TRY_GOTO(status, plan_reactions(plan, changes), fail);
    lt_free(changes);
    *out = plan;
    return LT_OK;
fail:
    lt_free(changes);
    lt_plan_free(plan);
    return status;
}
