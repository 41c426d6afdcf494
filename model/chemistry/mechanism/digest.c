#include "model/chemistry/mechanism/digest.h"

static void add_int(lt_hash *hash, int x) {
    lt_hash_bytes(hash, &x, sizeof x);
}

static void add_terms(lt_hash *hash, const lt_mech_term *terms, int n) {
    add_int(hash, n);
    for (int t = 0; t < n; t++) {
        add_int(hash, terms[t].species);
        lt_hash_bytes(hash, &terms[t].coefficient, sizeof terms[t].coefficient);
    }
}

static void add_rate(lt_hash *hash, const lt_rate *rate) {
    add_int(hash, rate->n_nodes);
    add_int(hash, rate->foreign);
    for (int n = 0; n < rate->n_nodes; n++) {
        const lt_rate_node *node = &rate->nodes[n];
        add_int(hash, (int)node->op);
        lt_hash_bytes(hash, &node->number, sizeof node->number);
        add_int(hash, node->index);
        add_int(hash, node->n_arguments);
        for (int a = 0; a < node->n_arguments; a++) add_int(hash, node->arguments[a]);
    }
}

void lt_mechanism_digest(const lt_mechanism *mechanism, lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    add_int(&hash, mechanism->n_variable);
    add_int(&hash, mechanism->n_species);
    for (int s = 0; s < mechanism->n_species; s++) lt_hash_text(&hash, mechanism->species[s].name);
    add_int(&hash, mechanism->n_reactions);
    for (int r = 0; r < mechanism->n_reactions; r++) {
        const lt_reaction *reaction = &mechanism->reactions[r];
        lt_hash_text(&hash, reaction->label);
        add_terms(&hash, reaction->reactants, reaction->n_reactants);
        add_terms(&hash, reaction->products, reaction->n_products);
        add_rate(&hash, &reaction->rate);
    }
    add_int(&hash, mechanism->n_externals);
    for (int e = 0; e < mechanism->n_externals; e++) {
        add_int(&hash, (int)mechanism->externals[e].kind);
        lt_hash_text(&hash, mechanism->externals[e].name);
    }
    lt_hash_bytes(&hash, &mechanism->cfactor, sizeof mechanism->cfactor);
    lt_hash_end(&hash, out);
}
