/* package_apply.c - the measures of a package act on a ledger, one after the other. */
#include "scenarios/action.h"
#include "scenarios/alert.h"
#include "scenarios/package.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "P （十） 基本淘汰; W 专栏1 基本淘汰" */
static void documents_text(const lt_measure *measure, char *out, size_t size) {
    const lt_document *rows = measure->documents.items;
    size_t used = 0;
    out[0] = '\0';
    for (long d = 0; d < measure->documents.n && used < size; d++)
        used += (size_t)snprintf(out + used, size - used, "%s%s %s %s", d == 0 ? "" : "; ", rows[d].id, rows[d].clause,
                                 rows[d].word_zh);
}

/* What a document wants by a year before the base was done, or was not: the base knows. */
static lt_status check_year(const lt_measure *measure, const lt_ledger *ledger) {
    if (measure->year == 0 || measure->year >= ledger->base_year) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "the date of the measure lies before the base year",
        .where = lt_node_where(lt_node_get(measure->document, "date")),
        .expected = lt_fmt("%d or later", ledger->base_year), .found = measure->date,
        .todo = "take a case with an earlier base_year (Jinzhou's: --case jinzhou-2017), or leave the measure out");
}

/* strength: of its member, beside its own. */
static lt_status apply_measure(const lt_measure *measure, double strength, lt_ledger *ledger, lt_changes *changes) {
    long *selected = NULL, n_selected;
    LT_TRY(check_year(measure, ledger));
    LT_TRY(lt_selector_find(&measure->selector, lt_node_get(measure->document, "selector"), ledger, &selected,
                            &n_selected));
    lt_apply work = {.measure = measure,
                     .ledger = ledger,
                     .changes = changes,
                     .selected = selected,
                     .n_selected = n_selected,
                     .strength = measure->strength * strength};
    documents_text(measure, work.words, sizeof work.words);
    lt_status status = LT_OK;
    if (n_selected == 0)
        status = LT_RAISE(LT_ERR_INPUT, .what = "the measure selects no record of the ledger",
                          .where = lt_node_where(lt_node_get(measure->document, "selector")),
                          .expected = "at least one of the ledger's records", .found = lt_fmt("0 of %ld", ledger->n),
                          .todo = "see what the ledger has: lantian inventory check; if the reference has done it "
                                  "already: --reference base");
    if (status == LT_OK) status = lt_calloc((size_t)n_selected, sizeof *work.freed, &work.freed);
    for (long a = 0; a < measure->n_actions && status == LT_OK; a++)
        status = measure->actions[a].kind->apply(&measure->actions[a], &work);
    lt_free(work.freed);
    lt_free(selected);
    return status;
}

/* Measure m of a package, all year or in the hours of alerts. */
static lt_status apply_one(const lt_package *package, long m, double strength, lt_ledger *ledger, lt_changes *changes) {
    const lt_measure *measure = package->measures[m];
    if (measure->tier && package->n_alerts > 0) return lt_alert_apply(package, m, strength, ledger, changes);
    if (measure->tier && !lt_alert_only(package)) return LT_OK; /* no hours are given: it rests */
    return apply_measure(measure, strength, ledger, changes);
}

/* A changed record is still a record. */
static lt_status check_changes(const lt_changes *changes, long first) {
    for (long n = first; n < changes->n; n++) {
        const lt_source *source = &changes->rows[n].after;
        bool good = isfinite(source->activity) && source->activity >= 0 && source->capacity_tph >= 0;
        for (int s = 0; s < LT_N_POLLUTANTS; s++) good = good && source->removal[s] >= 0 && source->removal[s] <= 1;
        if (!good)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a measure made a record that is not valid",
                            .where = lt_fmt("record %s, measure %s", source->id, changes->rows[n].measure),
                            .expected = "activity and capacity of at least 0, removal from 0 to 1",
                            .found = lt_fmt("activity %g, capacity %g", source->activity, source->capacity_tph));
    }
    return LT_OK;
}

lt_status lt_package_apply_strengths(const lt_package *package, const double *of_member, lt_ledger *ledger,
                                     lt_changes *changes) {
    const long first = changes->n;
    for (long m = 0; m < package->n; m++) {
        const double strength = of_member ? of_member[package->member_of[m]] : 1;
        if (strength == 0) continue;
        LT_TRY_CONTEXT(apply_one(package, m, strength, ledger, changes), "applying measure %s of package %s",
                       package->measures[m]->id, package->id);
    }
    return check_changes(changes, first);
}

lt_status lt_package_apply(const lt_package *package, lt_ledger *ledger, lt_changes *changes) {
    return lt_package_apply_strengths(package, NULL, ledger, changes);
}

lt_status lt_package_apply_measure(const lt_package *package, long m, lt_ledger *ledger, lt_changes *changes) {
    const long first = changes->n;
    LT_TRY_CONTEXT(apply_one(package, m, 1, ledger, changes), "applying measure %s of package %s",
                   package->measures[m]->id, package->id);
    return check_changes(changes, first);
}

lt_status lt_package_find_member(const lt_package *package, const char *id, long *index) {
    enum { MOST = 64 };
    const char *names[MOST];
    long n = 0;
    for (*index = 0; *index < package->n_members; ++*index) {
        const char *name = package->members[*index].id;
        if (strcmp(name, id) == 0) return LT_OK;
        if (n < MOST) names[n++] = name;
    }
    const char *near = lt_nearest_name(id, names, n);
    return LT_RAISE(LT_ERR_INPUT, .what = "a package has no such member", .where = package->path,
                    .expected = "a name of its list measures", .found = id,
                    .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name");
}
