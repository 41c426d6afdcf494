/* cut_emission.c - emissions of a pollutant fall, by a mass that a document gives without saying at which source, or by
 * a share.
 *
 * Equation    E = sum of the emission of `of` over the records;  f = l total / E,  or f = l share
 *                                                                   l strength of the measure
 *             removal' = 1 - (1 - removal)(1 - f)    for `of` and for the pollutants of `also`, every record alike
 * Limits      activity and CO2 stay. The records are narrowed as narrow.h has it, beside the selector; those
 *             that emit none of them are left alone. A total above E is a fault. */
#include "scenarios/contradiction.h"
#include "scenarios/narrow.h"
#include "scenarios/pollutants.h"

#include "base/csv.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct cut_emission {
    char *kind, *total, *share, *of;
    lt_list also; /* char * */
    lt_narrow narrow;
} cut_emission;

#define AT(member) offsetof(cut_emission, member)
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "total",
     .type = LT_TEXT,
     .offset = AT(total),
     .fallback = "",
     .doc = "mass a year that is no longer emitted, e.g. 400 t"},
    {.key = "share", .type = LT_TEXT, .offset = AT(share), .fallback = "", .doc = "in its place: share, e.g. 30 %"},
    {.key = "of", .type = LT_TEXT, .offset = AT(of), .doc = "the pollutant of that mass or share"},
    {.key = "also",
     .type = LT_TEXTS,
     .offset = AT(also),
     .fallback = "",
     .doc = "pollutants cut by the same share; PM: all fractions"},
    LT_NARROW_ROWS(cut_emission),
    {.key = NULL},
};

static lt_status pollutant(const lt_action *action, const char *name, int *out) {
    *out = lt_pollutant_find(name);
    if (*out >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = lt_node_where(action->node),
                    .expected = LT_POLLUTANT_WORDS, .found = name,
                    .todo = lt_did_you_mean(name, lt_pollutant_names, LT_N_POLLUTANTS));
}

/* The amount that is given: kg, or a share. */
static lt_status amount(const lt_measure *measure, const lt_action *action, double *out) {
    const cut_emission *p = action->params;
    if (lt_given(p->total) == lt_given(p->share))
        return LT_RAISE(LT_ERR_INPUT, .what = "by how much does the emission fall?",
                        .where = lt_node_where(action->node), .expected = "total: a mass, or share: a share",
                        .found = lt_given(p->total) ? "both" : "none of them",
                        .todo = lt_given(p->total) ? "take one of them out" : "add one of them");
    if (lt_given(p->total)) return lt_measure_number(measure, action->node, "total", p->total, "kg", 0, 1e12, out);
    return lt_measure_number(measure, action->node, "share", p->share, "1", 0, 1, out);
}

/* `of`, and all that is cut with it. */
static lt_status read_pollutants(const lt_action *action, int *of, bool which[LT_N_POLLUTANTS]) {
    const cut_emission *p = action->params;
    memset(which, 0, LT_N_POLLUTANTS * sizeof *which);
    LT_TRY(pollutant(action, p->of, of));
    if (p->also.n > 0) LT_TRY(lt_pollutants_of(&p->also, lt_node_where(action->node), which));
    which[*of] = true;
    return LT_OK;
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    double much;
    int of;
    bool which[LT_N_POLLUTANTS];
    LT_TRY(read_pollutants(action, &of, which));
    return amount(measure, action, &much);
}

/* The share of what the records emit that a total is. */
static lt_status share_of(const lt_action *action, const lt_apply *work, int of, double total, double *out) {
    const cut_emission *p = action->params;
    double all = 0;
    for (long n = 0; n < work->n_selected; n++) {
        const lt_source *source = &work->ledger->sources[work->selected[n]];
        if (lt_narrow_takes(&p->narrow, source)) all += lt_source_emission_kg(source, (enum lt_pollutant)of);
    }
    if (all < total || all == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the measure cuts more than the records emit",
                        .where = lt_node_where(action->node), .expected = lt_fmt("at most %.6g t", all * 1e-3),
                        .found = lt_fmt("%.6g t of %s", total * 1e-3, p->of),
                        .todo = "widen the selector, or correct the total");
    *out = total / all;
    return LT_OK;
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const cut_emission *p = action->params;
    double share;
    int of;
    bool which[LT_N_POLLUTANTS];
    LT_TRY(read_pollutants(action, &of, which));
    LT_TRY(amount(work->measure, action, &share));
    if (lt_given(p->total)) LT_TRY(share_of(action, work, of, share, &share));
    share *= work->strength;
    for (long n = 0; n < work->n_selected && share > 0; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        if (!lt_narrow_takes(&p->narrow, source) || !lt_pollutants_emitted(which, source)) continue;
        const lt_source before = *source;
        for (int s = 0; s < LT_N_POLLUTANTS; s++)
            if (which[s]) source->removal[s] = 1 - (1 - before.removal[s]) * (1 - share);
        LT_TRY(lt_apply_change(work, action, &before, source, 0));
    }
    return LT_OK;
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const cut_emission *p = action->params;
    if (lt_given(p->share))
        snprintf(out, size, chinese ? "%s 排放量减少 %s，所选记录同比例" : "%s falls by %s at every selected record",
                 p->of, lt_measure_value_text(measure, p->share));
    else
        snprintf(out, size,
                 chinese ? "%s 年减排 %s，按所选记录的排放量等比例分摊"
                         : "%s falls by %s a year, every selected record by the same share",
                 p->of, lt_measure_value_text(measure, p->total));
}

const lt_action_kind lt_action_cut_emission = {.name = "cut_emission",
                                               .doc = "cut an emission by a mass or a share",
                                               .order = LT_ORDER_EFFICIENCY,
                                               .rows = rows,
                                               .size = sizeof(cut_emission),
                                               .check = check,
                                               .apply = apply,
                                               .describe = describe};
