#include "model/chemistry/grid/gas_judge.h"

#include "base/csv.h"
#include "model/photolysis/photolysis.h"

#include <math.h>
#include <string.h>

/* --- light --- */

static const lt_reaction *reaction_with(const lt_mechanism *m, int external) {
    for (int r = 0; r < m->n_reactions; ++r)
        for (int n = 0; n < m->reactions[r].rate.n_nodes; ++n) {
            const lt_rate_node *node = &m->reactions[r].rate.nodes[n];
            if (node->op == LT_RATE_EXTERNAL && node->index == external) return &m->reactions[r];
        }
    return NULL;
}

static lt_status no_cross_sections(const lt_mechanism *m, int external, const char *const *known) {
    const lt_reaction *reaction = reaction_with(m, external);
    const char *name = m->externals[external].name;
    int n = 0;
    while (known[n]) ++n;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "a photolysis has no cross sections",
        .where = reaction ? lt_fmt("%s:%d, reaction %s", reaction->file, reaction->line, reaction->label) : m->path,
        .expected = lt_one_of(known, n), .found = lt_fmt("J(%s)", name),
        .todo =
            lt_fmt("%s; or add it to %s", lt_did_you_mean(name, known, n), "model/data/photolysis_cross_sections.csv"));
}

static lt_status judge_light(const lt_mechanism *m) {
    const double any_top_m = 10e3;
    lt_photolysis *all;
    LT_TRY(lt_photolysis_create(0, NULL, any_top_m, &all));
    const char *const *known = lt_photolysis_names(all);
    lt_status status = LT_OK;
    for (int e = 0; e < m->n_externals && status == LT_OK; ++e) {
        int at = 0;
        if (m->externals[e].kind != LT_EXTERNAL_J) continue;
        while (known[at] && strcmp(known[at], m->externals[e].name) != 0) ++at;
        if (!known[at]) status = no_cross_sections(m, e, known);
    }
    lt_photolysis_free(all);
    return status;
}

/* --- rates and amounts --- */

static lt_status judge_externals(const lt_mechanism *m) {
    for (int e = 0; e < m->n_externals; ++e)
        if (m->externals[e].kind == LT_EXTERNAL_RATE) {
            const lt_reaction *r = &m->reactions[lt_mechanism_reaction(m, m->externals[e].name)];
            return LT_RAISE(LT_ERR_INPUT, .what = "the grid cannot give the rate of a reaction",
                            .where = lt_fmt("%s:%d, reaction %s", r->file, r->line, r->label),
                            .expected = "a law of the mechanism, J(NAME) or HET(NAME)", .found = r->rate_text,
                            .todo = "write the rate as a law (lantian mechanism --help)");
        }
    return LT_OK;
}

/* More than all air is no ppb: KPP's own models have molecules cm-3. */
static lt_status judge_amount(const lt_mech_species *species) {
    if (species->initial >= 0.0 && species->initial <= 1e9) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the amount of a fixed species is not in ppb",
                    .where = lt_fmt("%s:%d, %s", species->file, species->line, species->name),
                    .expected = "0 to 1e9 (all air) in #INITVALUES, times CFACTOR",
                    .found = lt_fmt("%g", species->initial), .todo = "give it in ppb, or choose CFACTOR so");
}

static lt_status judge_fixed(const lt_mechanism *m) {
    for (int s = m->n_variable; s < m->n_species; ++s) {
        const lt_mech_species *species = &m->species[s];
        if (isfinite(species->initial)) LT_TRY(judge_amount(species));
        if (isfinite(species->initial) || strcmp(species->name, "H2O") == 0) continue;
        if (isfinite(lt_air_share(species->name))) continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "a fixed species has no amount",
                        .where = lt_fmt("%s:%d, %s", species->file, species->line, species->name),
                        .expected = "a line in #INITVALUES", .found = "none", .todo = "give it in ppb times CFACTOR");
    }
    return LT_OK;
}

static lt_status no_ozone(const lt_mechanism *m) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a mechanism without ozone cannot run in the grid", .where = m->path,
                    .expected = "a variable species O3, a gas: photolysis needs its column", .found = "none",
                    .todo = "choose another mechanism, e.g. `chemistry: cb6r5`");
}

lt_status lt_gas_judge(const lt_chemical_set *set) {
    const lt_mechanism *m = set->mechanism;
    if (!m) return LT_OK;
    if (lt_chemical_set_find(set, "O3") < 0) return no_ozone(m);
    LT_TRY(judge_externals(m));
    LT_TRY(judge_fixed(m));
    return judge_light(m);
}
