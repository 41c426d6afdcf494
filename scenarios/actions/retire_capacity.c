/* retire_capacity.c - boilers are taken out of service.
 *
 * Equations   T  total capacity to retire [t/h of steam];  c_r capacity of record r;  a_r its activity [unit/yr]
 *             f = l min(1, T / sum c_r), or the share that is given    l strength of the measure
 *                 every selected record loses the same share (in proportion to capacity)
 *             c_r' = (1 - f) c_r           a_r' = (1 - f) a_r        freed_r = f a_r
 * Source      P （十）, W 专栏1: the documents give a total and a size limit, no list of boilers; a proportional share
 *             is the one that needs no further knowledge (assumption, stated in the measure).
 * Limits      activity follows capacity: retired and remaining boilers of a record have the same load. */
#include "scenarios/contradiction.h"

#include "base/log.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct retire_capacity {
    char *kind, *total, *share, *if_short;
} retire_capacity;

static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "total",
     .type = LT_TEXT,
     .offset = offsetof(retire_capacity, total),
     .fallback = "",
     .doc = "steam capacity, t/h"},
    {.key = "share",
     .type = LT_TEXT,
     .offset = offsetof(retire_capacity, share),
     .fallback = "",
     .doc = "in its place: share of the capacity that stands, e.g. 95 %"},
    {.key = "if_short",
     .type = LT_TEXT,
     .offset = offsetof(retire_capacity, if_short),
     .fallback = "error",
     .choices = "error|take_all",
     .doc = "when the ledger holds less: refuse, or retire all and warn"},
    {.key = NULL},
};

/* The amount that is given: t/h, or a share. */
static lt_status amount(const lt_measure *measure, const lt_action *action, double *out) {
    const retire_capacity *p = action->params;
    if (lt_given(p->total) == lt_given(p->share))
        return LT_RAISE(LT_ERR_INPUT, .what = "how much capacity is retired?", .where = lt_node_where(action->node),
                        .expected = "total: a capacity, or share: a share",
                        .found = lt_given(p->total) ? "both" : "none of them",
                        .todo = lt_given(p->total) ? "take one of them out" : "add one of them");
    if (lt_given(p->total)) return lt_measure_number(measure, action->node, "total", p->total, "t/h", 0, 1e7, out);
    return lt_measure_number(measure, action->node, "share", p->share, "1", 0, 1, out);
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    double much;
    return amount(measure, action, &much);
}

/* Capacity of the selected records; every one must be a boiler, or have been one before another measure. */
static lt_status stock_tph(const lt_apply *work, const lt_action *action, double total, double *out) {
    *out = 0;
    for (long n = 0; n < work->n_selected; n++) {
        const lt_source *source = &work->ledger->sources[work->selected[n]];
        if (source->capacity_tph <= 0) LT_TRY(lt_contradiction_capacity(work, action, total, 0));
        if (source->capacity_tph <= 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a record without boiler capacity cannot lose capacity",
                            .where = lt_fmt("%s:%d, record %s", source->file, source->line, source->id),
                            .expected = "capacity above 0 t/h", .found = lt_fmt("%g t/h", source->capacity_tph),
                            .todo = "narrow the selector of the measure, or give the record its capacity");
        *out += source->capacity_tph;
    }
    return LT_OK;
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const retire_capacity *p = action->params;
    double total, stock;
    LT_TRY(amount(work->measure, action, &total));
    LT_TRY(stock_tph(work, action, lt_given(p->total) ? total : 0, &stock));
    if (lt_given(p->share)) total *= stock;
    if (total > stock) {
        LT_TRY(lt_contradiction_capacity(work, action, total, stock));
        if (strcmp(p->if_short, "take_all") != 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "the measure retires more boilers than the ledger holds",
                            .where = lt_node_where(action->node), .expected = lt_fmt("at most %.6g t/h", stock),
                            .found = lt_fmt("%.6g t/h", total),
                            .todo = "lower total, widen the selector, or set if_short: take_all");
        lt_remark(LT_LOG_WARNING, "%s: asked to retire %.6g t/h, the ledger holds %.6g t/h; all of it is retired",
                  work->measure->id, total, stock);
        total = stock;
    }
    double share = work->strength * (total / stock);
    for (long n = 0; n < work->n_selected; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        lt_source before = *source;
        work->freed[n] += share * source->activity;
        source->activity -= share * before.activity;
        source->capacity_tph -= share * before.capacity_tph;
        LT_TRY(lt_apply_change(work, action, &before, source, share));
    }
    return LT_OK;
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const retire_capacity *p = action->params;
    const char *text = chinese ? "淘汰锅炉合计 %s，按容量比例分摊到所选记录"
                               : "retire %s of boilers, spread over the selected records by capacity";
    snprintf(out, size, text, lt_measure_value_text(measure, lt_given(p->total) ? p->total : p->share));
}

const lt_action_kind lt_action_retire_capacity = {.name = "retire_capacity",
                                                  .doc = "take boilers out of service, in proportion to capacity",
                                                  .order = LT_ORDER_CAPACITY,
                                                  .rows = rows,
                                                  .size = sizeof(retire_capacity),
                                                  .check = check,
                                                  .apply = apply,
                                                  .describe = describe};
