/* doubts.c - rates that are hardly meant (doubts.h). */
#include "model/chemistry/mechanism/doubts.h"

#include "base/log.h"

#include <math.h>

enum { MOST_SAID = 3 };

static const double most_collisions = 1e-9, most_first = 1e16;

/* At the ground, warm and cold, and near the tropopause. Water: 1 % at the ground (A). */
static const struct {
    double T, p, water;
} airs[] = {{298.15, 101325.0, 0.01}, {253.15, 101325.0, 1e-3}, {220.0, 2e4, 1e-5}};
enum { N_AIRS = sizeof airs / sizeof *airs };

static lt_rate_air air_of(const lt_mechanism *m, int which) {
    const double T = airs[which].T, p = airs[which].p, M = lt_air_number(T, p);
    return (lt_rate_air){.variable = {[LT_RATE_TEMP] = T,
                                      [LT_RATE_PRESS] = p,
                                      [LT_RATE_SUN] = 1.0,
                                      [LT_RATE_AIR] = M,
                                      [LT_RATE_O2] = 0.2095 * M,
                                      [LT_RATE_N2] = 0.7808 * M,
                                      [LT_RATE_H2O] = airs[which].water * M,
                                      [LT_RATE_CFACTOR] = m->cfactor,
                                      [LT_RATE_COS_SZA] = 1.0,
                                      [LT_RATE_SEA] = 1.0}};
}

static bool knows_light(const lt_rate *rate) {
    for (int n = 0; n < rate->n_nodes; n++) {
        const lt_rate_node *node = &rate->nodes[n];
        if (node->op == LT_RATE_EXTERNAL || node->op == LT_RATE_OF) return true;
        if (node->op == LT_RATE_VARIABLE && (node->index == LT_RATE_SUN || node->index == LT_RATE_COS_SZA)) return true;
    }
    return rate->foreign;
}

static lt_status doubt(lt_kpp *kpp, int reaction, const char *text) {
    const lt_reaction *r = &kpp->m->reactions[reaction];
    return lt_kpp_remark(kpp, LT_REMARK_DOUBT, r->file, r->line, reaction, "%s: %s", r->label, text);
}

/* k: at the ground, warm. */
static lt_status look_at_size(lt_kpp *kpp, int reaction, double k) {
    const lt_reaction *r = &kpp->m->reactions[reaction];
    int order = 0;
    for (int a = 0; a < r->n_reactants; a++) order += (int)r->reactants[a].coefficient;
    if (r->photolysis && !knows_light(&r->rate))
        LT_TRY(lt_kpp_remark(kpp, LT_REMARK_OTHER, r->file, r->line, reaction,
                             "%s: has hv and a rate without light, the same by day and by night; J(NAME) or SUN "
                             "follows the sun",
                             r->label));
    if (r->photolysis && order == 1 && k > LT_MOST_PHOTOLYSIS)
        return doubt(kpp, reaction, lt_fmt("a photolysis of %.3g s-1; the fastest (NO3) have 0.2: is it in s-1?", k));
    if (order == 1 && k > most_first)
        return doubt(kpp, reaction, lt_fmt("%.3g s-1 at 298 K, more than any molecule falls apart with (1e16)", k));
    const double most = most_collisions / pow(lt_air_number(airs[0].T, airs[0].p), order - 2);
    if (order >= 2 && k > most)
        return doubt(kpp, reaction,
                     lt_fmt("%.3g at 298 K is above the rate of collisions (%.2g cm%d s-1): are its units cm3, "
                            "molecules, s?",
                            k, most, 3 * (order - 1)));
    return LT_OK;
}

static lt_status look_at_signs(lt_kpp *kpp, int which, const double *k, bool *told) {
    for (int r = 0; r < kpp->m->n_reactions; r++) {
        if (!(k[r] < 0.0) || told[r]) continue;
        told[r] = true;
        LT_TRY(doubt(kpp, r,
                     lt_fmt("a negative rate, %.3g at %g K and %g hPa: a run in such air stops", k[r], airs[which].T,
                            airs[which].p / 100.0)));
    }
    return LT_OK;
}

lt_status lt_doubts_remarks(lt_kpp *kpp) {
    const size_t n = (size_t)kpp->m->n_reactions;
    double *k = NULL;
    bool *told = NULL;
    lt_status status = lt_calloc(n, sizeof *k, &k);
    if (status == LT_OK) status = lt_calloc(n, sizeof *told, &told);
    for (int which = 0; which < N_AIRS && status == LT_OK; which++) {
        const lt_rate_air air = air_of(kpp->m, which);
        lt_rates_tried(kpp->m, &air, k);
        for (size_t r = 0; r < n && which == 0 && status == LT_OK; r++) status = look_at_size(kpp, (int)r, k[r]);
        if (status == LT_OK) status = look_at_signs(kpp, which, k, told);
    }
    lt_free(told);
    lt_free(k);
    return status;
}

void lt_mechanism_warn(const lt_mechanism *m) {
    int n = 0;
    for (int k = 0; k < m->n_remarks; k++) {
        const lt_mech_remark *remark = &m->remarks[k];
        if (remark->kind != LT_REMARK_DOUBT || n++ >= MOST_SAID) continue;
        lt_remark(LT_LOG_WARNING, "%s:%d: %s", remark->file, remark->line, remark->text);
    }
    if (n > MOST_SAID)
        lt_remark(LT_LOG_WARNING, "%s: %d more rates are doubtful: `lantian mechanism check %s` lists them", m->path,
                  n - MOST_SAID, lt_mechanism_call(m));
}
