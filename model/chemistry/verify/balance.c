/* balance.c - the shipped mechanisms as they are known to be: what they make and lose of each element, what they take
 * without its ruling the rate, and that cb6r5 is cb6r5_ae7_aq without its passive tracers.
 *
 * CB6r5 (CMAQ 5.5) does not balance nitrogen in ten reactions: R160 and R170 by rounding of their yields; BL18a-d make
 * monoterpene nitrates whose nitrogen stands in NTR2 already, and CP07mtp, BP70mtp, BP71mtp, HYD_MT lose it again.
 * HET_IEPOXOS loses the sulfur of organosulfates. Defects: worked out from the yields of mech_cb6r5_ae7_aq.def. Seven
 * reactions take PAR (negative products). Mechanisms for teaching balance to the atom. */
#include "model/chemistry/verify/shipped.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/mechanism/balance.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const struct known_defect {
    const char *label, *element;
    double defect;
} known_defects[] = {{"R160", "N", 0.001},   {"R170", "N", -0.001}, {"BL18a", "N", 0.688},     {"BL18b", "N", 1.0},
                     {"BL18c", "N", 0.422},  {"BL18d", "N", 0.711}, {"CP07mtp", "N", -0.63},   {"BP70mtp", "N", -0.76},
                     {"BP71mtp", "N", -1.0}, {"HYD_MT", "N", -1.0}, {"HET_IEPOXOS", "S", -1.0}};

static const char *const known_negative[] = {"R128", "R133", "R142", "R143", "R144", "R220", "CL15"};

static bool is_cb6r5(const lt_mechanism *m) {
    return strncmp(m->name, "cb6r5", 5) == 0;
}

static double known(const lt_mechanism *m, const char *label, const char *element) {
    for (size_t d = 0; d < sizeof known_defects / sizeof *known_defects && is_cb6r5(m); d++)
        if (!strcmp(known_defects[d].label, label) && !strcmp(known_defects[d].element, element))
            return known_defects[d].defect;
    return 0.0;
}

static lt_status check_element(lt_verify *verify, const lt_mechanism *m, int element) {
    const char *name = m->elements[element];
    const bool lumped = is_cb6r5(m) && !strcmp(name, "C");
    int unlike = 0, defects = 0;
    for (int r = 0; r < m->n_reactions; r++) {
        double defect;
        const bool composed = lt_reaction_defect(m, r, element, &defect);
        if (composed && fabs(defect) > 1e-9) defects++;
        if (!composed || fabs(defect - known(m, m->reactions[r].label, name)) > 1e-9) unlike++;
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = lt_fmt("%s_unbalanced_reactions", name), .scheme = "",
                         .value = defects, .sense = LT_FACT, .source = "stoichiometry"));
    if (lumped) return LT_OK;
    return LT_VERIFY_ADD(verify, .test = m->name, .metric = lt_fmt("%s_defects_unlike_known", name), .scheme = "",
                         .value = unlike, .bound = 0.0,
                         .source = is_cb6r5(m) ? "yields of the source, by hand" : "all atoms balance");
}

/* Reactions with a negative product that are not known to have one, or the other way round, or of more than PAR. */
static lt_status check_negative(lt_verify *verify, const lt_mechanism *m) {
    int unlike = 0;
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_reaction *reaction = &m->reactions[r];
        bool negative = false, listed = false;
        for (int p = 0; p < reaction->n_products; p++) {
            if (reaction->products[p].coefficient >= 0.0) continue;
            negative = true;
            if (strcmp(m->species[reaction->products[p].species].name, "PAR")) unlike++;
        }
        for (size_t k = 0; k < sizeof known_negative / sizeof *known_negative; k++)
            listed |= !strcmp(known_negative[k], reaction->label);
        unlike += negative != listed;
    }
    return LT_VERIFY_ADD(verify, .test = m->name, .metric = "negative_products_unlike_known", .scheme = "",
                         .value = unlike, .bound = 0.0, .source = "mech_cb6r5_ae7_aq.def");
}

/* Float holds constants in ppb and s-1, which it does not in molecules: at the cold and warm end of the air. */
static lt_status check_range(lt_verify *verify, const lt_mechanism *m) {
    double least = INFINITY, *k = NULL, *factor = NULL, *external = NULL, fixed_ppb[32] = {0};
    lt_status status = lt_calloc((size_t)m->n_reactions, sizeof *k, &k);
    if (status == LT_OK) status = lt_calloc((size_t)m->n_reactions, sizeof *factor, &factor);
    if (status == LT_OK) status = lt_calloc((size_t)m->n_externals, sizeof *external, &external);
    for (int s = m->n_variable; s < m->n_species; s++) {
        const double given = m->species[s].initial;
        fixed_ppb[s - m->n_variable] = given > 0.0 ? given : 1e3; /* water: dry air */
    }
    for (int warm = 0; warm < 2 && status == LT_OK; warm++) {
        const double T = warm ? 320.0 : 200.0, p = warm ? 101325.0 : 1e4, air = lt_air_number(T, p);
        const lt_rate_air surroundings = {.variable = {[LT_RATE_TEMP] = T,
                                                       [LT_RATE_PRESS] = p,
                                                       [LT_RATE_AIR] = air,
                                                       [LT_RATE_O2] = 0.2095 * air,
                                                       [LT_RATE_N2] = 0.7808 * air,
                                                       [LT_RATE_CFACTOR] = m->cfactor,
                                                       [LT_RATE_COS_SZA] = 1.0},
                                          .external = external};
        status = lt_rates(m, &surroundings, k);
        if (status != LT_OK) break;
        lt_rate_scale(m, air, fixed_ppb, factor);
        for (int r = 0; r < m->n_reactions; r++)
            if (k[r] > 0.0) least = fmin(least, k[r] * factor[r]);
    }
    lt_free(k);
    lt_free(factor);
    lt_free(external);
    LT_TRY(status);
    return LT_VERIFY_ADD(verify, .test = m->name, .metric = "least_constant_ppb_s", .scheme = "", .value = least,
                         .sense = LT_AT_LEAST, .bound = FLT_MIN, .source = "smallest normal number of float");
}

static lt_status check(lt_verify *verify, const lt_mechanism *m) {
    for (int e = 0; e < m->n_elements; e++) LT_TRY(check_element(verify, m, e));
    if (!is_cb6r5(m)) return LT_OK;
    LT_TRY(check_negative(verify, m));
    return check_range(verify, m);
}

/* --- cb6r5 is cb6r5_ae7_aq without tracers, with uptake
 * ---------------------------------------------------------------------
 */

static bool same_side(const lt_mechanism *a, const lt_mech_term *x, int n, const lt_mechanism *b,
                      const lt_mech_term *y) {
    for (int t = 0; t < n; t++)
        if (x[t].coefficient != y[t].coefficient ||
            strcmp(a->species[x[t].species].name, b->species[y[t].species].name))
            return false;
    return true;
}

static bool same_reaction(const lt_mechanism *a, const lt_reaction *x, const lt_mechanism *b, const lt_reaction *y) {
    return x->n_reactants == y->n_reactants && x->n_products == y->n_products && !strcmp(x->rate_text, y->rate_text) &&
           same_side(a, x->reactants, x->n_reactants, b, y->reactants) &&
           same_side(a, x->products, x->n_products, b, y->products);
}

/* What the grid has beyond CMAQ's mechanism: cb6r5_uptake.eqn. */
static const char *const added[] = {"HET_HO2"};
enum { N_ADDED = sizeof added / sizeof *added };

/* Does the reaction change no species that the smaller mechanism has? */
static bool passive(const lt_mechanism *whole, const lt_reaction *reaction, const lt_mechanism *grid) {
    for (int s = 0; s < whole->n_species; s++)
        if (lt_reaction_net(reaction, s) != 0.0 && lt_mechanism_species(grid, whole->species[s].name) >= 0)
            return false;
    return true;
}

static lt_status compare(lt_verify *verify, const lt_mechanism *whole, const lt_mechanism *grid) {
    int tracers = 0, unlike = 0, next = 0;
    for (int r = 0; r < whole->n_reactions; r++) {
        const lt_reaction *reaction = &whole->reactions[r];
        const int there = lt_mechanism_reaction(grid, reaction->label);
        if (there < 0) {
            tracers++;
            unlike += !passive(whole, reaction, grid);
        } else {
            unlike += there != next++ || !same_reaction(whole, reaction, grid, &grid->reactions[there]);
        }
    }
    for (int k = 0; k < N_ADDED; k++) unlike += lt_mechanism_reaction(grid, added[k]) != next++;
    unlike += (next != grid->n_reactions) + (tracers != 32);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "cb6r5 beside cb6r5_ae7_aq", .metric = "tracer_reactions_left_out",
                         .scheme = "", .value = tracers, .sense = LT_FACT, .source = "passive tracers of CMAQ 5.5"));
    return LT_VERIFY_ADD(verify, .test = "cb6r5 beside cb6r5_ae7_aq", .metric = "reactions_unlike", .scheme = "",
                         .value = unlike, .bound = 0.0, .source = "the same but for passive tracers and cb6r5_uptake");
}

lt_status lt_verify_chemistry_balance(lt_verify *verify) {
    lt_mechanism *whole = NULL, *grid = NULL;
    LT_TRY(lt_shipped_each(verify, check));
    lt_status status = lt_mechanism_read("cb6r5_ae7_aq", &whole);
    if (status == LT_OK) status = lt_mechanism_read("cb6r5", &grid);
    if (status == LT_OK) status = compare(verify, whole, grid);
    lt_mechanism_free(whole);
    lt_mechanism_free(grid);
    return status;
}
