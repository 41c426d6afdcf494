/* box_doubts.c - remarks on what is implausible in a box (box_doubts.h). */
#include "model/chemistry/box/box_doubts.h"

#include "base/log.h"
#include "model/chemistry/box/plausible.h"

#include <math.h>

lt_status lt_box_doubts_create(const lt_box *box, lt_box_doubts *out) {
    *out = (lt_box_doubts){0};
    LT_TRY(lt_calloc((size_t)box->mechanism->n_externals, sizeof(bool), &out->external));
    return lt_calloc((size_t)box->mechanism->n_reactions, sizeof(bool), &out->reaction);
}

void lt_box_doubts_free(lt_box_doubts *doubts) {
    lt_free(doubts->external);
    lt_free(doubts->reaction);
    *doubts = (lt_box_doubts){0};
}

static bool other_units(const lt_box *box) {
    return box->native || box->setup->constants;
}

static void doubt(const lt_node *place, const char *what, double value, const char *unit, const char *why) {
    if (why) lt_remark(LT_LOG_WARNING, "%s: %s is %g %s; %s", lt_node_where(place), what, value, unit, why);
}

static void doubt_all(const lt_box *box, const lt_node *map, const char *key, const double *ppb, int n, double p) {
    const lt_mech_species *species = box->mechanism->species;
    for (int s = 0; s < n; s++) {
        const lt_node *node = map ? lt_node_get(map, species[s].name) : NULL;
        doubt(node  ? node
              : map ? map
                    : box->setup->document,
              lt_fmt("%s of %s", species[s].name, key), ppb[s], "ppb", lt_implausible_amount(&species[s], ppb[s], p));
    }
}

void lt_box_doubt_amounts(const lt_box *box, const lt_box_air *air) {
    const lt_box_case *c = box->setup;
    const lt_mechanism *m = box->mechanism;
    const lt_mech_species water = {.name = "H2O"};
    const double p = air->variable[LT_RATE_PRESS];
    if (other_units(box)) return;
    doubt_all(box, c->initial, "initial", box->initial, m->n_species, p);
    doubt_all(box, c->held, "held", box->held, m->n_variable, p);
    doubt_all(box, c->dilution.background, "background", box->background, m->n_variable, p);
    doubt(c->air.water ? c->air.water : c->document, "water", box->water_ppb, "ppb",
          lt_implausible_amount(&water, box->water_ppb, p));
    for (int s = 0; s < m->n_variable; s++) {
        const lt_node *node = c->deposition ? lt_node_get(c->deposition, m->species[s].name) : NULL;
        doubt(node ? node : c->document, lt_fmt("%s of deposition", m->species[s].name), box->velocity[s], "m/s",
              lt_implausible_velocity(box->velocity[s]));
    }
}

/* Is the rate of a reaction a J of which it was said? */
static bool said_of_j(const lt_mechanism *m, int reaction, const lt_box_doubts *doubts) {
    const lt_rate *rate = &m->reactions[reaction].rate;
    for (int n = 0; n < rate->n_nodes; n++)
        if (rate->nodes[n].op == LT_RATE_EXTERNAL && doubts->external[rate->nodes[n].index]) return true;
    return false;
}

void lt_box_doubt_rates(const lt_box *box, double t, const lt_box_air *air, const double *external, const double *k,
                        lt_box_doubts *doubts) {
    const lt_mechanism *m = box->mechanism;
    const lt_box_case *c = box->setup;
    const double T = air->variable[LT_RATE_TEMP], p = air->variable[LT_RATE_PRESS], hours = t / LT_HOUR;
    if (other_units(box)) return;
    const char *why = lt_implausible_air(T, p);
    if (why && !doubts->air)
        doubt(lt_box_case_node(c, "air", "pressure"), lt_fmt("the pressure (%g h after the start, %g K)", hours, T), p,
              "Pa", why);
    doubts->air = doubts->air || why;
    for (int e = 0; e < m->n_externals; e++) {
        why = m->externals[e].kind == LT_EXTERNAL_J ? lt_implausible_j(external[e]) : NULL;
        if (why && !doubts->external[e])
            doubt(lt_box_case_node(c, "photolysis", NULL),
                  lt_fmt("J of %s (%g h after the start)", m->externals[e].name, hours), external[e], "s-1", why);
        doubts->external[e] = doubts->external[e] || why;
    }
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_reaction *reaction = &m->reactions[r];
        const lt_node *given = c->rates ? lt_node_get(c->rates, reaction->label) : NULL;
        why = lt_implausible_rate(reaction, k[r]);
        if (why && !doubts->reaction[r] && !said_of_j(m, r, doubts))
            doubt(given ? given : c->document,
                  lt_fmt("the rate constant of %s (%g h after the start; %s:%d)", reaction->label, hours,
                         reaction->file, reaction->line),
                  k[r], reaction->photolysis ? "s-1" : "in cm3, molecules and s", why);
        doubts->reaction[r] = doubts->reaction[r] || why;
    }
}
