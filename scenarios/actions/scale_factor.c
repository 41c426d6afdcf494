/* scale_factor.c - what a unit of activity emits before control becomes more or less: better fuel, a lower content.
 *
 * Equation    ef' = ((1 - l) + l factor) ef      l strength of the measure; every pollutant named alike
 * Limits      reactivity and composition of VOC stay. */
#include "scenarios/contradiction.h"
#include "scenarios/narrow.h"
#include "scenarios/pollutants.h"

#include <stdio.h>

typedef struct scale_factor {
    char *kind, *factor;
    lt_list pollutants; /* char * */
    lt_narrow narrow;
} scale_factor;

#define AT(member) offsetof(scale_factor, member)
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "pollutants", .type = LT_TEXTS, .offset = AT(pollutants), .doc = "which; PM: all fractions of particles"},
    {.key = "factor", .type = LT_TEXT, .offset = AT(factor), .doc = "new over old emission factor"},
    LT_NARROW_ROWS(scale_factor),
    {.key = NULL},
};

static lt_status number(const lt_measure *measure, const lt_action *action, double *out) {
    const scale_factor *p = action->params;
    return lt_measure_number(measure, action->node, "factor", p->factor, "1", 0, 10, out);
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    const scale_factor *p = action->params;
    bool which[LT_N_POLLUTANTS];
    double factor;
    LT_TRY(lt_pollutants_of(&p->pollutants, lt_node_where(action->node), which));
    return number(measure, action, &factor);
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const scale_factor *p = action->params;
    bool which[LT_N_POLLUTANTS];
    double factor;
    long n_taken = 0;
    LT_TRY(lt_pollutants_of(&p->pollutants, lt_node_where(action->node), which));
    LT_TRY(number(work->measure, action, &factor));
    factor = (1 - work->strength) + work->strength * factor; /* exact at 0 and 1 */
    for (long n = 0; n < work->n_selected; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        if (!lt_narrow_takes(&p->narrow, source) || !lt_pollutants_emitted(which, source)) continue;
        const lt_source before = *source;
        n_taken++;
        for (int s = 0; s < LT_N_POLLUTANTS; s++)
            if (which[s]) source->factor_kg[s] = factor * before.factor_kg[s];
        LT_TRY(lt_apply_change(work, action, &before, source, 0));
    }
    return lt_narrow_check(action, work, n_taken);
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const scale_factor *p = action->params;
    snprintf(out, size, chinese ? "%s 排放因子乘以 %s" : "multiply the emission factor of %s by %s",
             lt_list_text(&p->pollutants, ", "), lt_measure_value_text(measure, p->factor));
}

const lt_action_kind lt_action_scale_factor = {.name = "scale_factor",
                                               .doc = "multiply emission factors",
                                               .order = LT_ORDER_EFFICIENCY,
                                               .rows = rows,
                                               .size = sizeof(scale_factor),
                                               .check = check,
                                               .apply = apply,
                                               .describe = describe};
