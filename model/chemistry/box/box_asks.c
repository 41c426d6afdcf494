/* box_asks.c - what the rates of a box want to know of its surroundings (box.h). */
#include "model/chemistry/box/box.h"

#include "model/chemistry/mechanism/rate_laws.h"

/* Does a law look at this variable of its own accord? Its value is asked with and without a change of it, where no
 * upper limit binds (the fifth argument of HALOGEN). */
static bool law_asks(const lt_rate_law *law, lt_rate_variable variable) {
    const double arguments[LT_RATE_MOST_ARGUMENTS] = {0.5, 0.4, 0.3, 0.6, 0.9, 0.7, 0.45, 0.8, 0.35, 0.25};
    lt_law_air air = {.over_T = 0.5, .log_T300 = 0.5, .air = 2.0, .kpp_air = 2.0, .atm = 1.0, .sea = 0.5};
    const double before = law->value(&air, arguments);
    if (variable == LT_RATE_TEMP) air.over_T = air.log_T300 = 0.25;
    if (variable == LT_RATE_AIR) air.air = 3.0;
    if (variable == LT_RATE_PRESS) air.atm = 0.5;
    if (variable == LT_RATE_SEA) air.sea = 0.25;
    return law->value(&air, arguments) != before;
}

/* K(LABEL) asks what the law of that reaction asks. */
static bool rate_asks(const lt_mechanism *m, const lt_rate *rate, lt_rate_variable variable) {
    for (int n = 0; n < rate->n_nodes; n++) {
        const lt_rate_node *node = &rate->nodes[n];
        if (node->op == LT_RATE_VARIABLE && node->index == (int)variable) return true;
        if (node->op == LT_RATE_LAW && law_asks(&lt_rate_laws[node->index], variable)) return true;
        if (node->op == LT_RATE_OF && rate_asks(m, &m->reactions[node->index].rate, variable)) return true;
    }
    return false;
}

bool lt_box_asks(const lt_box *box, lt_rate_variable variable) {
    for (int r = 0; r < box->mechanism->n_reactions; r++)
        if (box->by_law[r] && rate_asks(box->mechanism, &box->mechanism->reactions[r].rate, variable)) return true;
    return false;
}

static bool rate_asks_external(const lt_mechanism *m, const lt_rate *rate, int external) {
    for (int n = 0; n < rate->n_nodes; n++) {
        const lt_rate_node *node = &rate->nodes[n];
        if (node->op == LT_RATE_EXTERNAL && node->index == external) return true;
        if (node->op == LT_RATE_OF && rate_asks_external(m, &m->reactions[node->index].rate, external)) return true;
    }
    return false;
}

bool lt_box_asks_external(const lt_box *box, int external) {
    for (int r = 0; r < box->mechanism->n_reactions; r++)
        if (box->by_law[r] && rate_asks_external(box->mechanism, &box->mechanism->reactions[r].rate, external))
            return true;
    return false;
}
