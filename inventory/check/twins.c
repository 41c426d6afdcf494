/* twins.c - one area source under two ids: the same place, process, factors, control and activity. Stacks are not
 * judged: a works may have equal units. Rows are hashed, so that a million of them are compared in one pass. */
#include "inventory/check/check.h"

#include "base/hash.h"

#include <string.h>

static uint64_t hash_of(const lt_source *s) {
    const char *const texts[] = {s->region, s->county, s->sector, s->process, s->technology, s->control};
    uint64_t hash = LT_HASH_SHORT;
    for (int k = 0; k < 6; k++) hash = lt_hash_short(hash, texts[k], strlen(texts[k]) + 1);
    return lt_hash_short(hash, &s->activity, sizeof s->activity);
}

static bool same(const lt_source *a, const lt_source *b) {
    return a->activity == b->activity && a->lon == b->lon && a->lat == b->lat && strcmp(a->region, b->region) == 0 &&
           strcmp(a->county, b->county) == 0 && strcmp(a->sector, b->sector) == 0 &&
           strcmp(a->process, b->process) == 0 && strcmp(a->technology, b->technology) == 0 &&
           strcmp(a->control, b->control) == 0 && strcmp(a->unit, b->unit) == 0 &&
           strcmp(a->surrogate, b->surrogate) == 0 && strcmp(a->profile, b->profile) == 0 &&
           strcmp(a->calendar, b->calendar) == 0 && a->built_up == b->built_up &&
           memcmp(a->factor_kg, b->factor_kg, sizeof a->factor_kg) == 0;
}

static lt_status told(const lt_ledger_check *check, const lt_source *s, const lt_source *first) {
    return lt_faults_take(
        check->faults, LT_RAISE(LT_ERR_INPUT, .what = "one source under two ids",
                                .where = lt_fmt("%s:%d, column id", s->file ? s->file : check->path, s->line),
                                .expected = "a place, process, control and activity that no other row has",
                                .found = lt_fmt("\"%s\", the same as \"%s\" in line %d", s->id, first->id, first->line),
                                .todo = "remove one of the rows, or tell them apart (county, technology)"));
}

lt_status lt_ledger_check_twins(const lt_ledger_check *check) {
    const lt_ledger *ledger = check->ledger;
    size_t n_slots = 64;
    while (n_slots < 2 * (size_t)ledger->n) n_slots *= 2;
    long *slots; /* index of a row + 1 */
    LT_TRY(lt_calloc(n_slots, sizeof *slots, &slots));
    lt_status status = LT_OK;
    for (long k = 0; k < ledger->n && status == LT_OK; k++) {
        const lt_source *s = &ledger->sources[k];
        if (s->is_point || s->activity == 0) continue;
        size_t at = hash_of(s) & (n_slots - 1);
        while (slots[at] && !same(s, &ledger->sources[slots[at] - 1])) at = (at + 1) & (n_slots - 1);
        if (slots[at])
            status = told(check, s, &ledger->sources[slots[at] - 1]);
        else
            slots[at] = k + 1;
    }
    lt_free(slots);
    return status;
}
