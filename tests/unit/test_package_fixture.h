/* test_package_fixture.h - a ledger to try packages on: the shipped one and a few boilers of our own. */
#ifndef TEST_PACKAGE_FIXTURE_H
#define TEST_PACKAGE_FIXTURE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "scenarios/package.h"
#include "tests/support/words.h"

/* The shipped ledger (for its tables of processes) and a few boilers of our own in the sector "test". */
static lt_ledger *ledger;
static long first;       /* index of the first of ours */
static lt_source target; /* a shipped record: its process is what replaces ours */

static inline void add(const char *id, const char *region, double activity, double capacity, double size,
                       bool built_up) {
    lt_source source = {.activity = activity, .capacity_tph = capacity, .unit_size_tph = size, .built_up = built_up};
    snprintf(source.id, sizeof source.id, "%s", id);
    snprintf(source.region, sizeof source.region, "%s", region);
    snprintf(source.sector, sizeof source.sector, "test");
    snprintf(source.process, sizeof source.process, "coal");
    snprintf(source.technology, sizeof source.technology, "grate");
    snprintf(source.control, sizeof source.control, "none");
    snprintf(source.unit, sizeof source.unit, "t");
    snprintf(source.calendar, sizeof source.calendar, "%s", target.calendar);
    snprintf(source.surrogate, sizeof source.surrogate, "%s", target.surrogate);
    snprintf(source.profile, sizeof source.profile, "%s", target.profile);
    for (int s = 0; s < LT_N_POLLUTANTS; s++) {
        source.factor_kg[s] = 2 + s;
        source.removal[s] = 0.5;
    }
    assert_int_equal(lt_ledger_append(ledger, &source), LT_OK);
}

/* The first shipped record whose activity is a mass, so that a heating value can be given for it. */
static inline void choose_target(void) {
    for (long n = 0; n < ledger->n; n++) {
        target = ledger->sources[n];
        if (strcmp(target.unit, "t") == 0 && !target.is_point) return;
    }
    fail_msg("the shipped ledger has no area record with activity in t");
}

static inline int set_up(void **state) {
    (void)state;
    assert_int_equal(lt_ledger_read(NULL, 2020, &ledger), LT_OK);
    choose_target();
    first = ledger->n;
    add("test-a", "Shenyang", 10, 100, 20, true);
    add("test-b", "Dalian", 60, 300, 35, true);
    add("test-large", "Shenyang", 80, 400, 36, true);
    add("test-rural", "Shenyang", 80, 400, 20, false);
    add("test-outside", "CHN_HE", 80, 400, 20, true);
    add("test-no-boiler", "Shenyang", 80, 0, 0, true);
    return 0;
}

static inline int tear_down(void **state) {
    (void)state;
    lt_ledger_free(ledger);
    return 0;
}

static const char *const HEAD =
    "title_en: t\ntitle_zh: t\n"
    "documents:\n  - {id: P, name_zh: n, name_en: n, clause: c, catalogue: P-1, force: must, "
    "word_zh: w, quote_zh: q}\n"
    "selector: {sectors: [test], unit_size_max: 35 t/h, built_up: yes}\nactions:\n";

static inline void must(lt_status status) {
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

/* Documents of a measure: two lines. */
static const char *const DOC =
    "documents:\n  - {id: P, clause: c, catalogue: P-1, force: must, word_zh: w, quote_zh: q}\n";

/* head: lines from the fourth on, e.g. DOC. */
static inline void measure_text(const char *id, const char *head, const char *selector, const char *actions,
                                char out[4096]) {
    snprintf(out, 4096, "id: %s\ntitle_en: t\ntitle_zh: t\n%sselector: {%s}\nactions:\n%s", id, head, selector,
             actions);
}

static inline lt_status apply(const char *actions, lt_changes *changes) {
    char text[8192];
    lt_measure *measure;
    snprintf(text, sizeof text, "id: m\n%s%s", HEAD, actions);
    must(lt_measure_parse("m.yaml", text, &measure));
    lt_package package = {.id = "m", .measures = &measure, .n = 1};
    lt_status status = lt_package_apply(&package, ledger, changes);
    lt_measure_free(measure);
    return status;
}

static inline const lt_source *ours(const char *id) {
    for (long n = 0; n < ledger->n; n++)
        if (strcmp(ledger->sources[n].id, id) == 0) return &ledger->sources[n];
    fail_msg("no record %s", id);
    return NULL;
}

#endif
