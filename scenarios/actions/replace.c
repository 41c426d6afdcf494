/* replace.c - the useful heat that a measure freed is made by other processes.
 *
 * Equations   freed_r  activity taken from record r [unit/yr];  e heating value [J/unit];  n efficiency [1]
 *             heat_r = freed_r e n                              [J/yr]
 *             for every target k with share s_k (sum s_k = 1):  a_rk = s_k heat_r / (e_k n_k)
 *             join: no                a_rk is a new record in the city of r
 *             join: city, province    a_rk goes to the records that are there, in proportion to their activity (power
 *                                     stations keep their places and stacks); where there are none, a new record
 * Source      P （十）: heat of power stations of 300 MW and more takes the place of boilers within 30 km of them.
 * Limits      heat demand does not change. A new record whose target names a surrogate leaves the old place. */
#include "scenarios/action.h"

#include "base/units.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct target {
    char *id, *label_en, *label_zh, *share, *sector, *process, *technology, *control;
    char *unit, *heating_value, *efficiency, *calendar, *surrogate, *profile, *join;
    lt_list join_technologies; /* char * */
} target;

typedef struct replace {
    char *kind, *heating_value, *efficiency;
    lt_list to; /* target */
} replace;

#define TARGET(member, required, text)                                                                                 \
    {                                                                                                                  \
        .key = #member, .type = LT_TEXT, .offset = offsetof(target, member), .fallback = (required) ? NULL : "",       \
        .doc = text                                                                                                    \
    }
static const lt_config_row target_rows[] = {
    TARGET(id, 1, "short name, part of the new records' ids"),
    TARGET(label_en, 1, "for people"),
    TARGET(label_zh, 1, "for people"),
    TARGET(share, 1, "share of the heat"),
    TARGET(sector, 1, "row of the inventory's tables"),
    TARGET(process, 1, "row of the inventory's tables"),
    TARGET(technology, 1, "row of the inventory's tables"),
    TARGET(control, 1, "row of the inventory's tables"),
    TARGET(heating_value, 1, "heat in one unit of activity, e.g. 20.9 MJ/kg"),
    TARGET(efficiency, 1, "useful heat over heat in the fuel"),
    TARGET(unit, 0, "unit of its activity; default that of the replaced record"),
    TARGET(calendar, 0, "distribution in time; default that of the replaced record"),
    TARGET(surrogate, 0, "distribution in space; default that of the replaced record"),
    TARGET(profile, 0, "distribution in height; default that of the replaced record"),
    {.key = "join",
     .type = LT_TEXT,
     .offset = offsetof(target, join),
     .fallback = "no",
     .choices = "no|city|province",
     .doc = "give the activity to records of this sector and process that are there"},
    {.key = "join_technologies",
     .type = LT_TEXTS,
     .offset = offsetof(target, join_technologies),
     .fallback = "",
     .doc = "which of them; default all"},
    {.key = NULL},
};
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "heating_value",
     .type = LT_TEXT,
     .offset = offsetof(replace, heating_value),
     .doc = "heat in one unit of the replaced activity"},
    {.key = "efficiency",
     .type = LT_TEXT,
     .offset = offsetof(replace, efficiency),
     .doc = "useful heat over heat in the replaced fuel"},
    {.key = "to",
     .type = LT_MAPS,
     .offset = offsetof(replace, to),
     .sub = target_rows,
     .sub_size = sizeof(target),
     .doc = "who makes the heat now; shares sum to 1"},
    {.key = NULL},
};

/* Efficiencies above 1 are heat pumps and heat taken from a power station's turbine. */
static const double MAX_EFFICIENCY = 6;

static lt_status efficiency(const lt_measure *measure, const lt_node *node, const char *text, double *out) {
    return lt_measure_number(measure, node, "efficiency", text, "1", 0.01, MAX_EFFICIENCY, out);
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    const replace *p = action->params;
    const target *to = p->to.items;
    double value, sum = 0;
    char unit[32];
    LT_TRY(efficiency(measure, action->node, p->efficiency, &value));
    LT_TRY(lt_measure_quantity(measure, action->node, "heating_value", p->heating_value, &value, unit));
    for (long k = 0; k < p->to.n; k++) {
        LT_TRY(lt_measure_number(measure, action->node, "share", to[k].share, "1", 0, 1, &value));
        sum += value;
        LT_TRY(efficiency(measure, action->node, to[k].efficiency, &value));
        LT_TRY(lt_measure_quantity(measure, action->node, "heating_value", to[k].heating_value, &value, unit));
        if (value <= 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a heating value must be above 0",
                            .where = lt_node_where(action->node), .expected = "above 0", .found = to[k].heating_value,
                            .todo = "correct the heating value");
    }
    if (p->to.n == 0 || fabs(sum - 1) > 1e-9) /* shares are decimal fractions of few digits: rounding is below 1e-15 */
        return LT_RAISE(LT_ERR_INPUT, .what = "the shares of the targets do not sum to 1",
                        .where = lt_node_where(action->node), .expected = "1", .found = lt_fmt("%.12g", sum),
                        .todo = "every unit of heat that is taken away must be made somewhere");
    return LT_OK;
}

/* Useful heat in one unit of activity: text is the heating value ("20.9 MJ/kg"), unit the record's ("t"). */
static lt_status useful_joules(const lt_measure *measure, const lt_node *node, const char *heat_text,
                               const char *efficiency_text, const char *unit, double *out) {
    double heat, n;
    char heat_unit[32];
    LT_TRY(lt_measure_quantity(measure, node, "heating_value", heat_text, &heat, heat_unit));
    LT_TRY(efficiency(measure, node, efficiency_text, &n));
    LT_TRY_CONTEXT(lt_units_convert(heat * n, lt_fmt("(%s) (%s)", heat_unit, unit), "J", out),
                   "heat in one %s of activity at %s", unit, heat_text);
    return LT_OK;
}

static void set_text(char *field, size_t size, const char *text) {
    if (lt_given(text)) snprintf(field, size, "%s", text);
}

/* A new record like old, but of the target's process. */
static lt_status make_source(lt_apply *work, const lt_action *action, const target *to, const lt_source *old,
                             lt_source *made) {
    *made = *old;
    int length = snprintf(made->id, sizeof made->id, "%s+%s.%s", old->id, work->measure->id, to->id);
    if (length >= (int)sizeof made->id)
        return LT_RAISE(LT_ERR_INPUT, .what = "the id of a replacing record would be too long",
                        .where = lt_node_where(action->node),
                        .expected = lt_fmt("at most %d bytes", (int)sizeof made->id - 1),
                        .found = lt_fmt("%s+%s.%s", old->id, work->measure->id, to->id),
                        .todo = "shorten the id of the target or of the measure");
    made->capacity_tph = made->unit_size_tph = 0;
    made->built_up = false;
    made->line = 0;
    set_text(made->unit, sizeof made->unit, to->unit);
    LT_TRY_CONTEXT(lt_ledger_process(work->ledger, to->sector, to->process, to->technology, to->control, made),
                   "target %s of measure %s (%s)", to->id, work->measure->id, lt_node_where(action->node));
    set_text(made->calendar, sizeof made->calendar, to->calendar);
    set_text(made->profile, sizeof made->profile, to->profile);
    if (lt_given(to->surrogate)) {
        set_text(made->surrogate, sizeof made->surrogate, to->surrogate);
        made->is_point = false;
    }
    made->note = lt_fmt("measure %s: heat of %s by %s", work->measure->id, old->id, to->label_en);
    return LT_OK;
}

/* One target takes heat [J] of the record old as a new record. */
static lt_status add_new(lt_apply *work, const lt_action *action, const target *to, const lt_source *old, double heat) {
    lt_source made;
    double joules;
    LT_TRY(make_source(work, action, to, old, &made));
    LT_TRY(useful_joules(work->measure, action->node, to->heating_value, to->efficiency, made.unit, &joules));
    made.activity = heat / joules;
    LT_TRY(lt_ledger_append(work->ledger, &made));
    return lt_apply_change(work, action, NULL, &made, 0);
}

/* Records of the kind that a target joins, wherever they are: looked for once an action, not once a record. */
typedef struct joined {
    long *rows, n; /* NULL: not looked for */
} joined;

static bool is_kind(const target *to, const lt_source *source) {
    char *const *technologies = to->join_technologies.items;
    if (strcmp(source->sector, to->sector) != 0 || strcmp(source->process, to->process) != 0) return false;
    bool listed = to->join_technologies.n == 0;
    for (long t = 0; t < to->join_technologies.n; t++) listed |= strcmp(technologies[t], source->technology) == 0;
    return listed && lt_region_is_liaoning(source->region);
}

/* Among the first n records: those made by the action are never joined. */
static lt_status find_kind(const target *to, const lt_ledger *ledger, long n, joined *out) {
    LT_TRY(lt_calloc((size_t)n + 1, sizeof *out->rows, &out->rows));
    for (long r = 0; r < n; r++)
        if (is_kind(to, &ledger->sources[r])) out->rows[out->n++] = r;
    return LT_OK;
}

static bool joins(const target *to, const lt_source *source, const lt_source *old) {
    return source->activity > 0 && (strcmp(to->join, "city") != 0 || strcmp(source->region, old->region) == 0);
}

/* One target takes heat [J] into the records that are there, in proportion to the activity that they had before the
 * action; added [record] collects it. *done = false if there are none. */
static lt_status add_to_existing(const lt_apply *work, const lt_action *action, const target *to, const joined *kind,
                                 const lt_source *old, double heat, double *added, bool *done) {
    double all = 0, joules = 0;
    const char *unit = ""; /* of joules: most records have one, and a conversion costs more than all else here */
    for (long k = 0; k < kind->n; k++) {
        const lt_source *source = &work->ledger->sources[kind->rows[k]];
        if (joins(to, source, old)) all += source->activity;
    }
    *done = all > 0;
    for (long k = 0; k < kind->n && *done; k++) {
        const lt_source *source = &work->ledger->sources[kind->rows[k]];
        if (!joins(to, source, old)) continue;
        if (strcmp(unit, source->unit) != 0)
            LT_TRY(
                useful_joules(work->measure, action->node, to->heating_value, to->efficiency, source->unit, &joules));
        unit = source->unit;
        added[kind->rows[k]] += heat * (source->activity / all) / joules;
    }
    return LT_OK;
}

static lt_status commit(lt_apply *work, const lt_action *action, const double *added, long n) {
    for (long r = 0; r < n; r++) {
        lt_source *source = &work->ledger->sources[r];
        if (added[r] <= 0) continue;
        const lt_source before = *source;
        source->activity += added[r];
        LT_TRY(lt_apply_change(work, action, &before, source, 0));
    }
    return LT_OK;
}

/* What an action collects: the records that each target may join, and what they are to take. */
typedef struct collected {
    joined *of_target;
    double *added; /* [n] */
    long n;        /* records before the action */
} collected;

/* The heat of one selected record to all targets. */
static lt_status replace_record(lt_apply *work, const lt_action *action, long selected, collected *c) {
    const replace *p = action->params;
    const target *to = p->to.items;
    const lt_source old = work->ledger->sources[work->selected[selected]]; /* a copy: append may move the table */
    double joules;
    LT_TRY(useful_joules(work->measure, action->node, p->heating_value, p->efficiency, old.unit, &joules));
    for (long k = 0; k < p->to.n; k++) {
        double share;
        bool done = false;
        LT_TRY(lt_measure_number(work->measure, action->node, "share", to[k].share, "1", 0, 1, &share));
        const double heat = share * work->freed[selected] * joules;
        if (heat == 0) continue;
        if (strcmp(to[k].join, "no") != 0) {
            joined *kind = &c->of_target[k];
            if (!kind->rows) LT_TRY(find_kind(&to[k], work->ledger, c->n, kind));
            LT_TRY(add_to_existing(work, action, &to[k], kind, &old, heat, c->added, &done));
        }
        if (!done) LT_TRY(add_new(work, action, &to[k], &old, heat));
    }
    work->freed[selected] = 0;
    return LT_OK;
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const replace *p = action->params;
    collected c = {.n = work->ledger->n};
    LT_TRY(lt_calloc((size_t)c.n, sizeof *c.added, &c.added));
    lt_status status = lt_calloc((size_t)p->to.n, sizeof *c.of_target, &c.of_target);
    for (long s = 0; s < work->n_selected && status == LT_OK; s++)
        if (work->freed[s] > 0) status = replace_record(work, action, s, &c);
    if (status == LT_OK) status = commit(work, action, c.added, c.n);
    for (long k = 0; c.of_target && k < p->to.n; k++) lt_free(c.of_target[k].rows);
    lt_free(c.of_target);
    lt_free(c.added);
    return status;
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const replace *p = action->params;
    const target *to = p->to.items;
    size_t used = (size_t)snprintf(out, size, chinese ? "所需能量改由：" : "energy made instead by: ");
    for (long k = 0; k < p->to.n && used < size; k++)
        used +=
            (size_t)snprintf(out + used, size - used, "%s%s (%s)",
                             k == 0    ? ""
                             : chinese ? "；"
                                       : "; ",
                             chinese ? to[k].label_zh : to[k].label_en, lt_measure_value_text(measure, to[k].share));
}

const lt_action_kind lt_action_replace = {.name = "replace",
                                          .doc = "make the freed heat with other processes",
                                          .order = LT_ORDER_FUEL,
                                          .rows = rows,
                                          .size = sizeof(replace),
                                          .check = check,
                                          .apply = apply,
                                          .describe = describe};
