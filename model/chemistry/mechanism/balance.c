/* balance.c - see balance.h. An element that a reaction does not balance is no error: many mechanisms lump. */
#include "model/chemistry/mechanism/balance.h"

#include "model/chemistry/mechanism/kpp_private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool lt_species_atoms(const lt_mech_species *species, int element, double *count) {
    *count = 0;
    for (int k = 0; k < species->n_atoms; k++) {
        if (species->atoms[k].element != element) continue;
        *count = species->atoms[k].count;
        return true;
    }
    return species->composed;
}

static bool add_side(const lt_mechanism *m, int n, const lt_mech_term *terms, int element, double sign, double *sum) {
    for (int k = 0; k < n; k++) {
        double count;
        if (!lt_species_atoms(&m->species[terms[k].species], element, &count)) return false;
        *sum += sign * terms[k].coefficient * count;
    }
    return true;
}

bool lt_reaction_defect(const lt_mechanism *m, int reaction, int element, double *defect) {
    const lt_reaction *r = &m->reactions[reaction];
    *defect = 0;
    if (add_side(m, r->n_products, r->products, element, 1, defect) &&
        add_side(m, r->n_reactants, r->reactants, element, -1, defect))
        return true;
    *defect = 0;
    return false;
}

lt_status lt_balance_remarks(lt_kpp *kpp) {
    const lt_mechanism *m = kpp->m;
    for (int r = 0; r < m->n_reactions; r++) {
        char text[512] = "";
        size_t n = 0;
        for (int e = 0; e < m->n_elements; e++) {
            double defect;
            if (!lt_reaction_defect(m, r, e, &defect) || fabs(defect) < LT_LEAST_DEFECT || n >= sizeof text) continue;
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s %+.6g", n ? ", " : "", m->elements[e], defect);
        }
        if (n == 0) continue;
        LT_TRY(lt_kpp_remark(kpp, LT_REMARK_BALANCE, m->reactions[r].file, m->reactions[r].line, r,
                             "%s does not balance: %s", m->reactions[r].label, text));
    }
    return LT_OK;
}
