/* interpreter.c - a mechanism laid flat: lists of factors, net changes and derivatives of every reaction. */
#include "model/chemistry/solver/interpreter_private.h"

/* Sizes of the lists, or where they are filled up to. */
typedef struct lt_flat_size {
    int reactants, nets, partials, entries;
} lt_flat_size;

/* Species among terms a .. b - 1 of a reaction, reactants first? */
static bool stands_before(const lt_reaction *reaction, int term, int species) {
    for (int a = 0; a < term; a++) {
        int other = a < reaction->n_reactants ? reaction->reactants[a].species
                                              : reaction->products[a - reaction->n_reactants].species;
        if (other == species) return true;
    }
    return false;
}

static void lay_reactants(const lt_mechanism *mechanism, const lt_reaction *reaction, lt_interpreter *i,
                          lt_flat_size *at) {
    for (int a = 0; a < reaction->n_reactants; a++) {
        const lt_mech_term *term = &reaction->reactants[a];
        if (term->species >= mechanism->n_variable) continue;
        for (int times = 0; times < (int)term->coefficient; times++) {
            if (i) i->reactant[at->reactants] = term->species;
            at->reactants++;
        }
    }
}

static void lay_nets(const lt_mechanism *mechanism, const lt_reaction *reaction, lt_interpreter *i, lt_flat_size *at) {
    for (int a = 0; a < reaction->n_reactants + reaction->n_products; a++) {
        int species = a < reaction->n_reactants ? reaction->reactants[a].species
                                                : reaction->products[a - reaction->n_reactants].species;
        if (species >= mechanism->n_variable || stands_before(reaction, a, species)) continue;
        double net = lt_reaction_net(reaction, species);
        if (net == 0.0) continue;
        if (i) {
            i->net_species[at->nets] = species;
            i->net[at->nets] = net;
        }
        at->nets++;
    }
}

/* Derivatives by each reactant, once for each species. The lists of reactants and nets of reaction r are laid. */
static void lay_partials(lt_interpreter *i, int r, lt_flat_size *at) {
    const lt_sparsity *s = i->sparsity;
    int from = i->reactant_start[r], to = i->reactant_start[r + 1];
    for (int a = from; a < to; a++) {
        int power = 0, first = a;
        for (int b = from; b < to; b++) {
            if (i->reactant[b] != i->reactant[a]) continue;
            power++;
            if (b < first) first = b;
        }
        if (first < a) continue;
        i->partial[at->partials++] = (lt_flat_partial){.reactant = a, .power = power, .first = at->entries};
        for (int b = i->net_start[r]; b < i->net_start[r + 1]; b++)
            i->entry[at->entries++] = lt_sparsity_entry(s, s->place[i->net_species[b]], s->place[i->reactant[a]]);
    }
}

static lt_status create_lists(lt_interpreter *i) {
    const lt_mechanism *m = i->mechanism;
    lt_flat_size size = {0}, at = {0};
    int widest = 0;
    for (int r = 0; r < m->n_reactions; r++) {
        int before = size.nets;
        lay_reactants(m, &m->reactions[r], NULL, &size);
        lay_nets(m, &m->reactions[r], NULL, &size);
        if (size.nets - before > widest) widest = size.nets - before;
    }
    size_t reactions = (size_t)m->n_reactions + 1;
    LT_TRY(lt_calloc(reactions, sizeof(int), &i->reactant_start));
    LT_TRY(lt_calloc(reactions, sizeof(int), &i->net_start));
    LT_TRY(lt_calloc(reactions, sizeof(int), &i->partial_start));
    LT_TRY(lt_calloc((size_t)size.reactants, sizeof(int), &i->reactant));
    LT_TRY(lt_calloc((size_t)size.nets, sizeof(int), &i->net_species));
    LT_TRY(lt_calloc((size_t)size.nets, sizeof(double), &i->net));
    LT_TRY(lt_calloc((size_t)size.reactants, sizeof(lt_flat_partial), &i->partial));
    LT_TRY(lt_calloc((size_t)size.reactants * (size_t)widest, sizeof(int), &i->entry));
    for (int r = 0; r < m->n_reactions; r++) {
        lay_reactants(m, &m->reactions[r], i, &at);
        lay_nets(m, &m->reactions[r], i, &at);
        i->reactant_start[r + 1] = at.reactants;
        i->net_start[r + 1] = at.nets;
        lay_partials(i, r, &at);
        i->partial_start[r + 1] = at.partials;
    }
    return LT_OK;
}

static lt_status create_work(lt_interpreter *i) {
    size_t n = (size_t)i->n, n_lu = (size_t)i->sparsity->n_lu;
    LT_TRY(lt_calloc(2 * n_lu + (7 + LT_ROS_MOST_STAGES) * n, sizeof(double), &i->work));
    double *at = i->work;
    i->jac = at, at += n_lu;
    i->matrix = at, at += n_lu;
    i->row = at, at += n;
    i->f = at, at += n;
    i->y = at, at += n;
    i->next = at, at += n;
    i->error = at, at += n;
    i->now = at, at += n;
    i->cut = at, at += n;
    for (int s = 0; s < LT_ROS_MOST_STAGES; s++) i->stage[s] = at, at += n;
    return LT_OK;
}

lt_status lt_interpreter_create(const lt_mechanism *mechanism, lt_interpreter **out) {
    lt_interpreter *i;
    lt_status status;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *i, &i));
    i->mechanism = mechanism;
    i->n = mechanism->n_variable;
    i->n_reactions = mechanism->n_reactions;
    LT_TRY_GOTO(status, lt_sparsity_create(mechanism, &i->sparsity), fail);
    LT_TRY_GOTO(status, create_lists(i), fail);
    LT_TRY_GOTO(status, create_work(i), fail);
    *out = i;
    return LT_OK;
fail:
    lt_interpreter_free(i);
    return status;
}

void lt_interpreter_free(lt_interpreter *i) {
    if (!i) return;
    lt_sparsity_free(i->sparsity);
    lt_free(i->reactant_start);
    lt_free(i->reactant);
    lt_free(i->net_start);
    lt_free(i->net_species);
    lt_free(i->net);
    lt_free(i->partial_start);
    lt_free(i->partial);
    lt_free(i->entry);
    lt_free(i->work);
    lt_free(i);
}

const lt_sparsity *lt_interpreter_sparsity(const lt_interpreter *interpreter) {
    return interpreter->sparsity;
}
