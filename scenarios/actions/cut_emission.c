/* cut_emission.c - a cut that a document gives in tonnes, without saying at which source.
 *
 * Equation    E = sum of the emission of `of` over the records;  f = l total / E      l strength of the measure
 *             removal' = 1 - (1 - removal)(1 - f)    for `of` and for the pollutants of `also`, every record alike
 * Limits      activity and CO2 stay. The records are narrowed by `sectors` beside the selector of the measure. A total
 *             above E is a fault. */
#include "scenarios/contradiction.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct cut_emission {
    char *kind, *total, *of;
    lt_list also, sectors; /* char * */
} cut_emission;

#define AT(member) offsetof(cut_emission, member)
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "total", .type = LT_TEXT, .offset = AT(total), .doc = "mass a year that is no longer emitted, e.g. 400 t"},
    {.key = "of", .type = LT_TEXT, .offset = AT(of), .doc = "the pollutant of that mass"},
    {.key = "also", .type = LT_TEXTS, .offset = AT(also), .fallback = "", .doc = "pollutants cut by the same share"},
    {.key = "sectors", .type = LT_TEXTS, .offset = AT(sectors), .fallback = "", .doc = "of the selected records"},
    {.key = NULL},
};

static lt_status pollutant(const lt_action *action, const char *name, int *out) {
    *out = lt_pollutant_find(name);
    if (*out >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = lt_node_where(action->node),
                    .expected = "SO2 NOx CO NMVOC NH3 PM10 PM2.5 BC OC or CO2", .found = name,
                    .todo = "correct the name");
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    const cut_emission *p = action->params;
    double total;
    int which;
    LT_TRY(pollutant(action, p->of, &which));
    for (long k = 0; k < p->also.n; k++) LT_TRY(pollutant(action, ((char *const *)p->also.items)[k], &which));
    return lt_measure_number(measure, action->node, "total", p->total, "kg", 0, 1e12, &total);
}

static void cut(lt_source *source, int which, double share) {
    source->removal[which] = 1 - (1 - source->removal[which]) * (1 - share);
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const cut_emission *p = action->params;
    double total, all = 0;
    int which, other;
    LT_TRY(pollutant(action, p->of, &which));
    LT_TRY(lt_measure_number(work->measure, action->node, "total", p->total, "kg", 0, 1e12, &total));
    for (long n = 0; n < work->n_selected; n++) {
        const lt_source *source = &work->ledger->sources[work->selected[n]];
        if (lt_selector_listed(&p->sectors, source->sector))
            all += lt_source_emission_kg(source, (enum lt_pollutant)which);
    }
    if (all < total || all == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the measure cuts more than the records emit",
                        .where = lt_node_where(action->node), .expected = lt_fmt("at most %.6g t", all * 1e-3),
                        .found = lt_fmt("%.6g t of %s", total * 1e-3, p->of),
                        .todo = "widen the selector, or correct the total");
    const double share = work->strength * (total / all);
    for (long n = 0; n < work->n_selected && share > 0; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        const lt_source before = *source;
        if (!lt_selector_listed(&p->sectors, source->sector)) continue;
        cut(source, which, share);
        for (long k = 0; k < p->also.n; k++) {
            LT_TRY(pollutant(action, ((char *const *)p->also.items)[k], &other));
            cut(source, other, share);
        }
        LT_TRY(lt_changes_add(work->changes, work->measure->id, action->kind->name, work->words, &before, source));
        lt_contradiction_note(work, action, 0);
    }
    return LT_OK;
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const cut_emission *p = action->params;
    snprintf(out, size,
             chinese ? "%s 年减排 %s，按所选记录的排放量等比例分摊"
                     : "%s falls by %s a year, every selected record by the same share",
             p->of, lt_measure_value_text(measure, p->total));
}

const lt_action_kind lt_action_cut_emission = {.name = "cut_emission",
                                               .doc = "cut an emission by a mass that a document gives",
                                               .rows = rows,
                                               .size = sizeof(cut_emission),
                                               .check = check,
                                               .apply = apply,
                                               .describe = describe};
