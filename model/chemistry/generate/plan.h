/* plan.h - a mechanism in the order of elimination, as the writers of code need it: private to generate/.
 *
 * rate[r] = k[r] prod c, and for each different variable reactant j of r a partial p = k[r] prod of the other factors,
 * so that rate = p c[j] and the derivative of the rate by c[j] is (multiplicity of j) p. */
#ifndef LT_GENERATE_PLAN_H
#define LT_GENERATE_PLAN_H

#include "model/chemistry/mechanism/mechanism.h"
#include "model/chemistry/solver/sparsity.h"

enum { LT_PLAN_MOST_FACTORS = 6 };

/* A reaction that changes some variable species. Places are rows of the order of elimination. */
typedef struct lt_plan_reaction {
    int index;                                   /* of the mechanism */
    int n_factors, factor[LT_PLAN_MOST_FACTORS]; /* places of its variable reactants, a double one twice, rising */
    int n_partials;
    int partial[LT_PLAN_MOST_FACTORS]; /* its number, -1: the partial is k itself */
    int by[LT_PLAN_MOST_FACTORS];      /* the factor it is the derivative by */
    int times[LT_PLAN_MOST_FACTORS];   /* how often this factor stands in the reaction */
} lt_plan_reaction;

/* coefficient times something: the rate of a reaction in a row, or a partial of it in an entry. */
typedef struct lt_plan_term {
    double coefficient;
    int reaction, which; /* which: index of the partial in the reaction */
} lt_plan_term;

typedef struct lt_plan_terms {
    int n;
    long room;
    lt_plan_term *term;
} lt_plan_terms;

typedef struct lt_plan {
    const lt_mechanism *mechanism;
    const lt_sparsity *sparsity;
    int n, n_reactions, n_partials;
    lt_plan_reaction *reaction; /* [n_reactions] those that change something, by the first place that they change: so
                                   code that goes row by row touches memory in order */
    lt_plan_terms *change;      /* [n] by place */
    lt_plan_terms *entry;       /* [n_lu] of the Jacobian */
} lt_plan;

/* LT_ERR_INPUT: a reaction of more reactants than LT_PLAN_MOST_FACTORS; LT_ERR_MEMORY. */
lt_status lt_plan_create(const lt_mechanism *mechanism, const lt_sparsity *sparsity, lt_plan **out);
void lt_plan_free(lt_plan *plan);

#endif
