/* set_efficiency.c - a device or a rule catches part of what the selected records emit.
 *
 * Equation    e = capture x removal         of what is emitted; capture: what reaches the device, removal: of that
 *             s = penetration x strength    share of the activity that gets it
 *             behind: yes   r' = 1 - (1 - r)(1 - s e)           behind what is there
 *             behind: no    r' = (1 - s) r + s max(r, e)        in its place, where it is better
 * Source      the measure. For every pollutant named alike (PM: all fractions of particles).
 * Limits      factors before control stay; activity and energy of the device are not counted. Two measures act on what
 *             the first left, so that nothing is removed twice. */
#include "scenarios/contradiction.h"
#include "scenarios/narrow.h"
#include "scenarios/pollutants.h"

#include <math.h>
#include <stdio.h>

typedef struct set_efficiency {
    char *kind, *penetration, *capture, *removal;
    bool behind;
    lt_list pollutants; /* char * */
    lt_narrow narrow;
} set_efficiency;

#define AT(member) offsetof(set_efficiency, member)
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "pollutants", .type = LT_TEXTS, .offset = AT(pollutants), .doc = "which; PM: all fractions of particles"},
    {.key = "penetration", .type = LT_TEXT, .offset = AT(penetration), .doc = "share of the activity that gets it"},
    {.key = "capture",
     .type = LT_TEXT,
     .offset = AT(capture),
     .fallback = "100 %",
     .doc = "share of the emission that reaches it"},
    {.key = "removal", .type = LT_TEXT, .offset = AT(removal), .doc = "share of that which it removes"},
    {.key = "behind",
     .type = LT_BOOL,
     .offset = AT(behind),
     .fallback = "yes",
     .doc = "yes: behind what is there; no: in its place where it is better"},
    LT_NARROW_ROWS(set_efficiency),
    {.key = NULL},
};

static lt_status numbers(const lt_measure *measure, const lt_action *action, double *penetration, double *efficiency) {
    const set_efficiency *p = action->params;
    double capture, removal;
    LT_TRY(lt_measure_number(measure, action->node, "penetration", p->penetration, "1", 0, 1, penetration));
    LT_TRY(lt_measure_number(measure, action->node, "capture", p->capture, "1", 0, 1, &capture));
    LT_TRY(lt_measure_number(measure, action->node, "removal", p->removal, "1", 0, 1, &removal));
    *efficiency = capture * removal;
    return LT_OK;
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    const set_efficiency *p = action->params;
    bool which[LT_N_POLLUTANTS];
    double penetration, efficiency;
    LT_TRY(lt_pollutants_of(&p->pollutants, lt_node_where(action->node), which));
    return numbers(measure, action, &penetration, &efficiency);
}

static double after(const set_efficiency *p, double removal, double share, double efficiency) {
    if (p->behind) return 1 - (1 - removal) * (1 - share * efficiency);
    return (1 - share) * removal + share * fmax(removal, efficiency);
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const set_efficiency *p = action->params;
    bool which[LT_N_POLLUTANTS];
    double share, efficiency;
    long n_taken = 0;
    LT_TRY(lt_pollutants_of(&p->pollutants, lt_node_where(action->node), which));
    LT_TRY(numbers(work->measure, action, &share, &efficiency));
    share *= work->strength;
    for (long n = 0; n < work->n_selected; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        if (!lt_narrow_takes(&p->narrow, source) || !lt_pollutants_emitted(which, source)) continue;
        n_taken++;
        if (share == 0) continue; /* to the bit */
        const lt_source before = *source;
        for (int s = 0; s < LT_N_POLLUTANTS; s++)
            if (which[s]) source->removal[s] = after(p, before.removal[s], share, efficiency);
        LT_TRY(lt_apply_change(work, action, &before, source, 0));
    }
    return lt_narrow_check(action, work, n_taken);
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const set_efficiency *p = action->params;
    snprintf(out, size,
             chinese ? "%s：%s 的活动%s治理设施，收集率 %s，去除率 %s"
                     : "%s: %s of the activity gets a device %s, capture %s, removal %s",
             lt_list_text(&p->pollutants, ", "), lt_measure_value_text(measure, p->penetration),
             p->behind ? (chinese ? "在现有治理之后加装" : "behind what is there")
                       : (chinese ? "改用更好的" : "in place of a worse one"),
             lt_measure_value_text(measure, p->capture), lt_measure_value_text(measure, p->removal));
}

const lt_action_kind lt_action_set_efficiency = {.name = "set_efficiency",
                                                 .doc =
                                                     "catch a share of the emission: capture x removal x penetration",
                                                 .order = LT_ORDER_EFFICIENCY,
                                                 .in_hours = true,
                                                 .rows = rows,
                                                 .size = sizeof(set_efficiency),
                                                 .check = check,
                                                 .apply = apply,
                                                 .describe = describe};
