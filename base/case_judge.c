/* case_judge.c - what must hold between the values of a case beyond its schema.
 *
 * Values that the schema has refused are NULL or zero here (lt_config_fill_faults); they are passed over, because their
 * fault is known. */
#include "base/job.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool lt_case_is_id(const char *text) {
    return text[0] && strlen(text) < 48 && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool is_whole_hours(double seconds) {
    return fabs(seconds / LT_HOUR - round(seconds / LT_HOUR)) < 1e-6;
}

static lt_status bad_period(const lt_node *node, const char *key, const char *what, const char *expected) {
    const lt_node *value = lt_node_get(node, key);
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(value ? value : node), .expected = expected,
                    .found = value && value->text ? lt_fmt("\"%s\"", value->text) : NULL,
                    .todo = lt_fmt("correct the %s of the period", key));
}

static lt_status judge_id(const lt_case *setup, const lt_node *node, long index) {
    const lt_period *periods = setup->periods.items;
    const char *id = periods[index].id;
    if (!id) return LT_OK;
    if (!lt_case_is_id(id))
        return bad_period(node, "id", "a bad id of a period",
                          "at most 47 small letters, digits and - (it is part of file names)");
    for (long k = 0; k < index; k++)
        if (periods[k].id && strcmp(periods[k].id, id) == 0)
            return bad_period(node, "id", "two periods have the same id", "an id of its own for every period");
    return LT_OK;
}

static lt_status judge_period(const lt_case *setup, const lt_node *node, long index, lt_faults *faults) {
    lt_period *period = &((lt_period *)setup->periods.items)[index];
    LT_TRY(lt_faults_take(faults, judge_id(setup, node, index)));
    if (!is_whole_hours(period->length_s))
        LT_TRY(lt_faults_take(
            faults, bad_period(node, "length", "a bad length of a period", "whole hours, at least one, e.g. 7 day")));
    if (!is_whole_hours(period->spinup_s))
        LT_TRY(lt_faults_take(
            faults, bad_period(node, "spinup", "a bad spin-up of a period", "whole hours, e.g. 4 day or 0 h")));
    if (period->start % LT_HOUR != 0)
        LT_TRY(lt_faults_take(
            faults, bad_period(node, "start", "a period that does not start at a full hour", "e.g. 2020-01-06 13:00")));
    period->length_s = round(period->length_s / LT_HOUR) * LT_HOUR;
    period->spinup_s = round(period->spinup_s / LT_HOUR) * LT_HOUR;
    return LT_OK;
}

/* All periods weigh, or none: a part of the year cannot be told for some of them. */
static lt_status judge_weights(const lt_case *setup) {
    const lt_period *periods = setup->periods.items;
    long n = 0;
    for (long p = 0; p < setup->periods.n; p++) n += periods[p].weight > 0;
    if (n == 0 || n == setup->periods.n) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "some periods have a weight and some have none",
                    .where = lt_node_where(lt_node_get(setup->document, "periods")),
                    .expected = "a weight above 0 in every period, or in none",
                    .found = lt_fmt("%ld of %ld periods with one", n, setup->periods.n),
                    .todo = "write what each stands for: days of its season, or a share of the year");
}

static bool is_reserved(const char *id) {
    const bool draw = strncmp(id, "draw", 4) == 0 && id[4] >= '0' && id[4] <= '9' && !id[5];
    return strcmp(id, "base") == 0 || strcmp(id, "noise") == 0 || draw || !id[0];
}

static bool is_variant_of_packages(const lt_case *setup, const char *id) {
    for (long k = 0; k < setup->packages.n; k++) {
        const char *package = ((char *const *)setup->packages.items)[k];
        if (package && strcmp(lt_variant_id(package), id) == 0) return true;
    }
    return false;
}

static lt_status judge_reference(const lt_case *setup) {
    if (!setup->reference || !setup->reference[0]) return LT_OK;
    const char *where = lt_node_where(lt_node_get(setup->document, "reference"));
    char id[128];
    snprintf(id, sizeof id, "%s", lt_variant_id(setup->reference));
    if (!is_reserved(id) && !is_variant_of_packages(setup, id)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the reference has the name of another variant", .where = where,
                    .expected = "a package that does not stand in `packages`, not base, noise or drawN",
                    .found = lt_fmt("\"%s\"", setup->reference), .todo = "take it out of `packages`, or rename it");
}

/* The runs of a removal must not write the files of a package. */
static lt_status judge_removal_name(const lt_case *setup, const char *without, const char *where) {
    char id[256];
    snprintf(id, sizeof id, "%s", lt_variant_id(setup->removal.package));
    const size_t used = strlen(id);
    snprintf(id + used, sizeof id - used, "-without-%s", without);
    const bool is_reference = setup->reference && strcmp(lt_variant_id(setup->reference), id) == 0;
    if (!is_reference && !is_variant_of_packages(setup, id)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a package has the name of a run of the removal", .where = where,
                    .expected = "packages of other names", .found = lt_fmt("\"%s\"", id),
                    .todo = "give the file of the package another name");
}

bool lt_case_has_package(const lt_case *setup, const char *name) {
    for (long k = 0; k < setup->packages.n; k++) {
        const char *package = ((char *const *)setup->packages.items)[k];
        if (package && strcmp(package, name) == 0) return true;
    }
    return false;
}

static lt_status judge_removal(const lt_case *setup) {
    const lt_removal *removal = &setup->removal;
    const char *package = removal->package ? removal->package : "";
    char *const *without = removal->without.items;
    if (!package[0] && removal->without.n == 0) return LT_OK;
    const char *where = lt_node_where(lt_node_get(setup->document, "removal"));
    if (!lt_case_has_package(setup, package) || removal->without.n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "an incomplete section removal", .where = where,
                        .expected = "package: one of the case's packages, and without: a list of its measures",
                        .found = lt_fmt("package \"%s\", %ld measures", package, removal->without.n),
                        .todo = "correct the section, or take it out");
    for (long k = 0; k < removal->without.n; k++)
        if (without[k]) LT_TRY(judge_removal_name(setup, without[k], where));
    for (long k = 0; k < removal->without.n; k++)
        for (long l = 0; l < k; l++)
            if (without[k] && without[l] && strcmp(without[k], without[l]) == 0)
                return LT_RAISE(LT_ERR_INPUT, .what = "a measure is removed twice", .where = where,
                                .expected = "every measure once", .found = lt_fmt("\"%s\"", without[k]),
                                .todo = "remove one of them");
    return LT_OK;
}

static lt_status judge_package(const lt_case *setup, long index) {
    char *const *packages = setup->packages.items;
    if (!packages[index]) return LT_OK;
    const char *where = lt_node_where(lt_node_get(setup->document, "packages"));
    const char *id = lt_variant_id(packages[index]);
    if (is_reserved(id))
        return LT_RAISE(LT_ERR_INPUT, .what = "a package with the name of a variant of the base", .where = where,
                        .expected = "any name but base, noise and draw0 to draw9",
                        .found = lt_fmt("\"%s\"", packages[index]),
                        .todo = "give the file of the package another name");
    for (long k = 0; k < index; k++)
        if (packages[k] && strcmp(lt_variant_id(packages[k]), id) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a package is named twice", .where = where,
                            .expected = "every package once (the name of the file without .yaml)",
                            .found = lt_fmt("\"%s\"", packages[index]), .todo = "remove one of them");
    return LT_OK;
}

/* The names of a nest's files carry its name. */
static lt_status judge_nest(const lt_case *setup) {
    if (!lt_case_has_nest(setup)) return LT_OK;
    const char *where = lt_node_where(lt_node_get(setup->document, "nest"));
    if (!lt_case_is_id(lt_variant_id(setup->nest)))
        return LT_RAISE(LT_ERR_INPUT, .what = "a bad name of a nest", .where = where,
                        .expected = "a grid whose file has at most 47 small letters, digits and - before .yaml",
                        .found = lt_fmt("\"%s\"", setup->nest), .todo = "rename the file");
    if (is_whole_hours(setup->nest_spinup_s)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a bad spin-up of the nest",
                    .where = lt_node_where(lt_node_get(setup->document, "nest_spinup")),
                    .expected = "whole hours, e.g. 1 day", .found = lt_fmt("%g h", setup->nest_spinup_s / LT_HOUR),
                    .todo = "correct nest_spinup");
}

bool lt_alert_runs_in(const lt_alert *alert, const lt_period *period) {
    return alert->start >= period->start - (lt_time)period->spinup_s &&
           alert->end <= period->start + (lt_time)period->length_s;
}

static lt_status bad_alert(const lt_node *node, const char *key, const char *what, const char *expected) {
    const lt_node *value = lt_node_get(node, key);
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(value ? value : node), .expected = expected,
                    .found = value && value->text ? lt_fmt("\"%s\"", value->text) : "none",
                    .todo = lt_fmt("correct the %s of the alert", key));
}

/* "2014-01-15 08:00 to 2014-01-18 08:00" of the periods, for a message; they follow each other. */
static const char *runs_text(const lt_case *setup) {
    const lt_period *periods = setup->periods.items;
    char text[512] = "";
    for (long p = 0; p < setup->periods.n && strlen(text) < 400; p++) {
        char from[24], until[24];
        const size_t used = strlen(text);
        lt_time_local(periods[p].start - (lt_time)periods[p].spinup_s, from);
        lt_time_local(periods[p].start + (lt_time)periods[p].length_s, until);
        snprintf(text + used, sizeof text - used, "%s%s to %s", p ? ", or " : "", from, until);
    }
    return lt_fmt("%s", text);
}

static bool runs_somewhere(const lt_case *setup, const lt_alert *alert) {
    for (long p = 0; p < setup->periods.n; p++)
        if (lt_alert_runs_in(alert, &((const lt_period *)setup->periods.items)[p])) return true;
    return false;
}

static lt_status judge_alert(const lt_case *setup, const lt_node *node, long index) {
    const lt_alert *alerts = setup->alerts.items, *alert = &alerts[index];
    if (alert->start == 0 || alert->end == 0) return LT_OK; /* the schema has refused them */
    if (alert->start % LT_HOUR != 0)
        return bad_alert(node, "start", "an alert that does not start at a full hour", "e.g. 2020-01-06 13:00");
    if (alert->end % LT_HOUR != 0)
        return bad_alert(node, "end", "an alert that does not end at a full hour", "e.g. 2020-01-08 13:00");
    if (alert->end <= alert->start)
        return bad_alert(node, "end", "an alert that ends before it has begun", "a time after its start");
    if (!is_whole_hours(alert->lead_s))
        return bad_alert(node, "lead", "a bad lead of an alert", "whole hours, e.g. 24 h");
    if (!runs_somewhere(setup, alert))
        return bad_alert(node, "start", "an alert that lies outside the run",
                         lt_fmt("start and end in one period of the case: %s", runs_text(setup)));
    if (index > 0 && alert->start < alerts[index - 1].end)
        return bad_alert(node, "start", "an alert that begins before the one above it has ended",
                         "alerts one after the other; a higher tier may begin where a lower one ends");
    return LT_OK;
}

lt_status lt_case_judge_alerts(const lt_case *setup, lt_faults *faults) {
    const lt_node *alerts = lt_node_get(setup->document, "alerts");
    for (long k = 0; k < setup->alerts.n; k++) LT_TRY(lt_faults_take(faults, judge_alert(setup, alerts->items[k], k)));
    return LT_OK;
}

lt_status lt_case_judge(const lt_case *setup, lt_faults *faults) {
    const lt_node *document = setup->document, *periods = lt_node_get(document, "periods");
    if (setup->id && !lt_case_is_id(setup->id))
        LT_TRY(lt_faults_take(
            faults, LT_RAISE(LT_ERR_INPUT, .what = "a bad name of a case",
                             .where = lt_node_where(lt_node_get(document, "case")),
                             .expected = "at most 47 small letters, digits and - (it is part of file names)",
                             .found = lt_fmt("\"%s\"", setup->id), .todo = "correct the line \"case: ...\"")));
    if (periods && periods->kind == LT_NODE_LIST && periods->n == 0)
        LT_TRY(lt_faults_take(faults,
                              LT_RAISE(LT_ERR_INPUT, .what = "the case has no period", .where = lt_node_where(periods),
                                       .expected = "at least one period with id, start and length",
                                       .found = "an empty list", .todo = "see `lantian example case`")));
    for (long k = 0; k < setup->periods.n; k++) LT_TRY(judge_period(setup, periods->items[k], k, faults));
    LT_TRY(lt_faults_take(faults, judge_weights(setup)));
    for (long k = 0; k < setup->packages.n; k++) LT_TRY(lt_faults_take(faults, judge_package(setup, k)));
    LT_TRY(lt_faults_take(faults, judge_nest(setup)));
    LT_TRY(lt_faults_take(faults, judge_reference(setup)));
    LT_TRY(lt_faults_take(faults, judge_removal(setup)));
    LT_TRY(lt_faults_take(faults, lt_case_judge_shapley(setup)));
    LT_TRY(lt_faults_take(faults, lt_case_judge_draws(setup)));
    return lt_case_judge_alerts(setup, faults);
}
