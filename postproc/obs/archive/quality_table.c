/* quality_table.c - the limits of the rules from their table. */
#include "postproc/obs/archive/quality.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { N_COLUMNS = 7 };
static const char *const names[] = {"rule", "limit", "species", "value", "unit", "mark", "source", NULL};
enum { RULE, LIMIT, SPECIES, VALUE };

static const struct {
    const char *rule, *limit;
    size_t offset;
} slots[] = {
    {"range", "least", offsetof(lt_limits, least)},       {"range", "most", offsetof(lt_limits, most)},
    {"jump", "both", offsetof(lt_limits, jump)},          {"jump", "ratio", offsetof(lt_limits, jump_ratio)},
    {"jump", "end", offsetof(lt_limits, jump_end)},       {"stuck", "hours", offsetof(lt_limits, stuck_hours)},
    {"stuck", "above", offsetof(lt_limits, stuck_above)}, {"neighbour", "radius", offsetof(lt_limits, radius_km)},
    {"neighbour", "least", offsetof(lt_limits, least_n)}, {"neighbour", "spreads", offsetof(lt_limits, spreads)},
    {"neighbour", "floor", offsetof(lt_limits, floor)},
};
enum { N_SLOTS = sizeof slots / sizeof *slots };

static lt_status bad_cell(const lt_csv *table, long row, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(table, row, column), .expected = expected,
                    .found = lt_csv_text(table, row, column), .todo = "correct the row");
}

/* The slot of a row in the limits of one species, NULL if it is none. */
static double *slot_of(lt_quality *q, const char *rule, const char *limit, int species) {
    if (strcmp(rule, "pair") == 0) {
        if (species != LT_OBSERVED_PM25) return NULL;
        return strcmp(limit, "ratio") == 0 ? &q->pair_ratio : strcmp(limit, "add") == 0 ? &q->pair_add : NULL;
    }
    for (int k = 0; k < N_SLOTS; k++)
        if (strcmp(slots[k].rule, rule) == 0 && strcmp(slots[k].limit, limit) == 0)
            return (double *)(void *)((char *)&q->of[species] + slots[k].offset);
    return NULL;
}

/* "*" is written over by rows of a species, which follow it. */
static lt_status read_row(const lt_csv *table, long row, const int column[N_COLUMNS], lt_quality *q,
                          bool given[LT_N_OBSERVED][N_SLOTS]) {
    const char *rule = lt_csv_text(table, row, column[RULE]), *limit = lt_csv_text(table, row, column[LIMIT]);
    const char *species = lt_csv_text(table, row, column[SPECIES]);
    const bool all = strcmp(species, "*") == 0;
    const int only = all ? LT_OBSERVED_PM25 : lt_observed_find(species, strlen(species));
    double value;
    if (only < 0) return bad_cell(table, row, column[SPECIES], "an unknown species", "a species of observed.h, or *");
    if (!slot_of(q, rule, limit, only))
        return bad_cell(table, row, column[LIMIT], "an unknown rule or limit", "range least, jump both ...");
    LT_TRY(lt_csv_double(table, row, column[VALUE], &value));
    if (value < 0) return bad_cell(table, row, column[VALUE], "a limit below zero", "zero or more");
    for (int k = 0; k < N_SLOTS && !all; k++) {
        if (strcmp(slots[k].rule, rule) != 0 || strcmp(slots[k].limit, limit) != 0) continue;
        if (given[only][k]) return bad_cell(table, row, column[LIMIT], "a limit stands twice", "every limit once");
        given[only][k] = true;
    }
    for (int s = all ? 0 : only; s <= (all ? LT_N_OBSERVED - 1 : only); s++) *slot_of(q, rule, limit, s) = value;
    return LT_OK;
}

static lt_status read_table(const lt_csv *table, lt_quality *q) {
    int column[N_COLUMNS];
    bool given[LT_N_OBSERVED][N_SLOTS] = {{false}};
    LT_TRY(lt_csv_exactly(table, names, column));
    for (long row = 0; row < lt_csv_rows(table); row++) LT_TRY(read_row(table, row, column, q, given));
    double longest = 2; /* a jump sees the hours beside it */
    for (int s = 0; s < LT_N_OBSERVED; s++) longest = fmax(longest, q->of[s].stuck_hours);
    q->reach_h = (int)longest - 1;
    return LT_OK;
}

lt_status lt_quality_read_file(const char *path, lt_quality *out) {
    lt_csv *table = NULL;
    *out = (lt_quality){.pair_ratio = NAN, .pair_add = NAN};
    for (int s = 0; s < LT_N_OBSERVED; s++)
        out->of[s] = (lt_limits){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_table(table, out);
    lt_csv_free(table);
    return status == LT_OK ? lt_hash_file(path, out->digest) : status;
}

lt_status lt_quality_read(lt_quality *out) {
    char path[4096];
    LT_TRY(lt_share_path("postproc/obs/archive/quality_limits.csv", path, sizeof path));
    return lt_quality_read_file(path, out);
}
