/* substitute.c - a share of a product gives way to another product of the same use (paint on solvent to paint on
 * water).
 *
 * Equations   a_r   activity of record r [t of product a year];  s share x strength;  c consumption ratio [t/t]
 *             a_r'  = (1 - s) a_r
 *             a_k   = c s a_r        k: the record of the same city, process, control and surrogate with the technology
 *                                    `technology`; a new record where there is none
 * Source      factor, VOC profile and reactivity of the new product come from the inventory's tables, so that mass and
 *             reactivity may change by different shares.
 * Limits      a control that stands behind the old product stays behind the new one. The records are narrowed by
 *             `regions` beside the selector of the measure and by scenarios/narrow.h. */
#include "scenarios/contradiction.h"
#include "scenarios/narrow.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct substitute {
    char *kind, *label_en, *label_zh, *share, *technology, *consumption;
    lt_list regions; /* char * */
    lt_narrow narrow;
} substitute;

#define AT(member) offsetof(substitute, member)
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "label_en", .type = LT_TEXT, .offset = AT(label_en), .doc = "for people"},
    {.key = "label_zh", .type = LT_TEXT, .offset = AT(label_zh), .doc = "for people"},
    LT_NARROW_ROWS(substitute),
    {.key = "regions", .type = LT_TEXTS, .offset = AT(regions), .fallback = "", .doc = "of the selected records"},
    {.key = "share", .type = LT_TEXT, .offset = AT(share), .doc = "share of the product that gives way"},
    {.key = "technology", .type = LT_TEXT, .offset = AT(technology), .doc = "of the product that takes its place"},
    {.key = "consumption",
     .type = LT_TEXT,
     .offset = AT(consumption),
     .fallback = "1",
     .doc = "mass of the new product for one of the old"},
    {.key = NULL},
};

static lt_status numbers(const lt_measure *measure, const lt_action *action, double *share, double *consumption) {
    const substitute *p = action->params;
    LT_TRY(lt_measure_number(measure, action->node, "share", p->share, "1", 0, 1, share));
    return lt_measure_number(measure, action->node, "consumption", p->consumption, "1", 0.01, 100, consumption);
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    const substitute *p = action->params;
    double share, consumption;
    for (long r = 0; r < p->regions.n; r++)
        if (!lt_region_is_liaoning(((char *const *)p->regions.items)[r]))
            return LT_RAISE(LT_ERR_INPUT, .what = "an action names an unknown city",
                            .where = lt_node_where(action->node), .expected = "one of the 14 cities of Liaoning",
                            .found = ((char *const *)p->regions.items)[r], .todo = "correct the name");
    return numbers(measure, action, &share, &consumption);
}

/* The record that takes the new product, -1 if there is none. */
static long taker(const lt_ledger *ledger, const lt_source *old, const char *technology) {
    for (long r = 0; r < ledger->n; r++) {
        const lt_source *s = &ledger->sources[r];
        if (strcmp(s->region, old->region) == 0 && strcmp(s->sector, old->sector) == 0 &&
            strcmp(s->process, old->process) == 0 && strcmp(s->technology, technology) == 0 &&
            strcmp(s->control, old->control) == 0 && strcmp(s->surrogate, old->surrogate) == 0)
            return r;
    }
    return -1;
}

static lt_status add_product(const lt_action *action, lt_apply *work, const lt_source *old, double amount) {
    const substitute *p = action->params;
    long to = taker(work->ledger, old, p->technology);
    if (to >= 0) {
        lt_source *source = &work->ledger->sources[to];
        const lt_source before = *source;
        source->activity += amount;
        return lt_apply_change(work, action, &before, source, 0);
    }
    lt_source made = *old;
    int length = snprintf(made.id, sizeof made.id, "%s+%s", old->id, work->measure->id);
    if (length >= (int)sizeof made.id)
        return LT_RAISE(LT_ERR_INPUT, .what = "the id of a substituting record would be too long",
                        .where = lt_node_where(action->node),
                        .expected = lt_fmt("at most %d bytes", (int)sizeof made.id - 1),
                        .found = lt_fmt("%s+%s", old->id, work->measure->id), .todo = "shorten the id of the measure");
    made.line = 0;
    made.activity = amount;
    LT_TRY_CONTEXT(lt_ledger_process(work->ledger, old->sector, old->process, p->technology, old->control, &made),
                   "technology %s of measure %s (%s)", p->technology, work->measure->id, lt_node_where(action->node));
    made.note = lt_fmt("measure %s: in place of %s", work->measure->id, old->id);
    LT_TRY(lt_ledger_append(work->ledger, &made));
    return lt_apply_change(work, action, NULL, &made, 0);
}

static lt_status one_record(const lt_action *action, lt_apply *work, long index, double share, double consumption) {
    lt_source *source = &work->ledger->sources[index];
    const lt_source before = *source;
    share *= work->strength;
    const substitute *p = action->params;
    LT_TRY(lt_contradiction_control(work, action, source, p->technology, share));
    const double gone = share * before.activity;
    source->activity -= gone;
    LT_TRY(lt_apply_change(work, action, &before, source, share));
    snprintf(work->changes->rows[work->changes->n - 1].control, sizeof before.control, "%s", p->technology);
    return gone > 0 ? add_product(action, work, &before, consumption * gone) : LT_OK;
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const substitute *p = action->params;
    double share, consumption;
    long n_taken = 0;
    LT_TRY(numbers(work->measure, action, &share, &consumption));
    for (long n = 0; n < work->n_selected; n++) {
        const lt_source *source = &work->ledger->sources[work->selected[n]];
        if (!lt_narrow_takes(&p->narrow, source) || !lt_selector_listed(&p->regions, source->region) ||
            strcmp(source->technology, p->technology) == 0)
            continue;
        LT_TRY(one_record(action, work, work->selected[n], share, consumption));
        n_taken++;
    }
    return lt_narrow_check(action, work, n_taken);
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const substitute *p = action->params;
    const char *share = lt_measure_value_text(measure, p->share);
    const char *consumption = lt_measure_value_text(measure, p->consumption);
    if (chinese)
        snprintf(out, size, "%s：%s 的用量改用替代产品（用量比 %s）", p->label_zh, share, consumption);
    else
        snprintf(out, size, "%s: %s of the product gives way to %s (%s)", p->label_en, share, p->technology,
                 consumption);
}

const lt_action_kind lt_action_substitute = {.name = "substitute",
                                             .doc = "put another product in the place of a share of the product",
                                             .order = LT_ORDER_SHARE,
                                             .rows = rows,
                                             .size = sizeof(substitute),
                                             .check = check,
                                             .apply = apply,
                                             .describe = describe};
