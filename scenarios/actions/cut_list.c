/* cut_list.c - a list by plant and process unit: who cuts how much at which tier of an alert.
 *
 * Equation    activity of a record:     a' = (1 - l cut) a                      l strength of the measure
 *             emission of a pollutant:  removal' = 1 - (1 - removal)(1 - l cut)
 * List        CSV, a row a cut; an empty cell means any, a name that ends in * all that begin so:
 *               record                  id of the record (a plant, a line of a plant)
 *               city,sector,process,technology
 *               tier                    yellow, orange, red: rows of the measure's tier are taken, no others
 *               what                    activity or emission
 *               cut                     with its unit: 30 %
 *               pollutants              of emission, by blanks: SO2 NOx NMVOC PM; empty for activity
 *               source                  who says so
 * Limits      of the records that the measure selects. A row that takes none of them is an error, and so is a record
 *             whose activity, or one pollutant of it, two rows cut. */
#include "scenarios/cut_list.h"

#include "scenarios/assumption.h"
#include "scenarios/contradiction.h"
#include "scenarios/pollutants.h"

#include "base/csv.h"
#include "base/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct cut_list {
    char *kind, *list;
} cut_list;

static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "list", .type = LT_TEXT, .offset = offsetof(cut_list, list), .doc = "the CSV file, beside the measure"},
    {.key = NULL},
};

enum { RECORD, CITY, SECTOR, PROCESS, TECHNOLOGY, N_PLACES, TIER = N_PLACES, WHAT, CUT, POLLUTANTS, SOURCE, N_COLUMNS };
static const char *const columns[] = {"record", "city", "sector",     "process", "technology", "tier",
                                      "what",   "cut",  "pollutants", "source",  NULL};

/* A row of the list. */
typedef struct row_cut {
    const char *place[N_PLACES];
    enum lt_tier tier;
    bool activity, which[LT_N_POLLUTANTS];
    double cut;
    char where[512];
} row_cut;

static lt_status fault(const lt_csv *t, long r, int column, const char *what, const char *expected) {
    const char *text = lt_csv_text(t, r, column);
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(t, r, column), .expected = expected,
                    .found = text[0] ? lt_fmt("\"%s\"", text) : "nothing", .todo = "correct the row of the list");
}

static lt_status read_cut(const lt_csv *t, long r, int column, double *out) {
    char unit[32];
    if (!lt_quantity_parse(lt_csv_text(t, r, column), out, unit) || strcmp(unit, "1") == 0)
        return fault(t, r, column, "a cut without a number and its unit", "e.g. 30 %");
    LT_TRY_PLACE(lt_units_convert(*out, unit, "1", out), "%s", lt_csv_where(t, r, column));
    if (*out > 0 && *out <= 1) return LT_OK;
    return fault(t, r, column, "a cut that cannot be", "above 0, 100 % at most");
}

static lt_status read_pollutants(const lt_csv *t, long r, int column, row_cut *row) {
    char text[256], *items[LT_N_POLLUTANTS + 1], *next = NULL;
    lt_list names = {items, 0};
    if (row->activity) {
        if (lt_csv_empty(t, r, column)) return LT_OK;
        return fault(t, r, column, "a cut of activity takes all pollutants", "an empty cell, or what: emission");
    }
    snprintf(text, sizeof text, "%s", lt_csv_text(t, r, column));
    for (char *name = strtok_r(text, " ", &next); name && names.n <= LT_N_POLLUTANTS; name = strtok_r(NULL, " ", &next))
        items[names.n++] = name;
    if (names.n == 0) return fault(t, r, column, "a cut of emission that names no pollutant", "SO2 NOx NMVOC PM");
    return lt_pollutants_of(&names, lt_csv_where(t, r, column), row->which);
}

static lt_status read_row(const lt_csv *t, long r, const int *c, row_cut *row) {
    bool named = false;
    *row = (row_cut){0};
    snprintf(row->where, sizeof row->where, "%s", lt_csv_where(t, r, c[CUT]));
    for (int k = 0; k < N_PLACES; k++) {
        row->place[k] = lt_csv_empty(t, r, c[k]) ? "*" : lt_csv_text(t, r, c[k]);
        named |= strcmp(row->place[k], "*") != 0;
    }
    row->tier = lt_tier_find(lt_csv_text(t, r, c[TIER]));
    if (!named) return fault(t, r, c[RECORD], "a row of the list names no source", "a record, city, sector or process");
    if (lt_city_index(row->place[CITY]) < 0 && strcmp(row->place[CITY], "*") != 0)
        return fault(t, r, c[CITY], "unknown city", lt_did_you_mean(row->place[CITY], lt_city_names, LT_N_CITIES));
    if (!row->tier) return fault(t, r, c[TIER], "unknown tier of an alert", "yellow, orange or red");
    row->activity = strcmp(lt_csv_text(t, r, c[WHAT]), "activity") == 0;
    if (!row->activity && strcmp(lt_csv_text(t, r, c[WHAT]), "emission") != 0)
        return fault(t, r, c[WHAT], "what is cut?", "activity or emission");
    if (lt_csv_empty(t, r, c[SOURCE])) return fault(t, r, c[SOURCE], "a cut without a source", "who says so");
    LT_TRY(read_cut(t, r, c[CUT], &row->cut));
    return read_pollutants(t, r, c[POLLUTANTS], row);
}

/* What earlier rows have cut of each selected record. */
typedef struct taken {
    bool activity, which[LT_N_POLLUTANTS];
} taken;

static bool fits(const row_cut *row, const lt_source *s) {
    const char *const texts[N_PLACES] = {s->id, s->region, s->sector, s->process, s->technology};
    for (int k = 0; k < N_PLACES; k++)
        if (!lt_pattern_fits(row->place[k], texts[k])) return false;
    return true;
}

static lt_status take(const row_cut *row, const lt_source *source, taken *have) {
    bool twice = row->activity && have->activity;
    for (int p = 0; p < LT_N_POLLUTANTS; p++) twice |= row->which[p] && have->which[p];
    if (twice)
        return LT_RAISE(LT_ERR_INPUT, .what = "two rows of the list cut the same of one record", .where = row->where,
                        .expected = "the activity, and every pollutant, of a record once a tier", .found = source->id,
                        .todo = "name the record in one of the rows only");
    have->activity |= row->activity;
    for (int p = 0; p < LT_N_POLLUTANTS; p++) have->which[p] |= row->which[p];
    return LT_OK;
}

static lt_status cut_record(const lt_action *action, lt_apply *work, const row_cut *row, lt_source *source) {
    const lt_source before = *source;
    const double left = 1 - work->strength * row->cut;
    if (work->strength == 0) return LT_OK; /* to the bit */
    if (row->activity) source->activity *= left;
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        if (row->which[p]) source->removal[p] = 1 - (1 - source->removal[p]) * left;
    return lt_apply_change(work, action, &before, source, 0);
}

static lt_status apply_row(const lt_action *action, lt_apply *work, const row_cut *row, taken *have) {
    long n_taken = 0;
    for (long n = 0; n < work->n_selected; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        if (!fits(row, source) || !(row->activity || lt_pollutants_emitted(row->which, source))) continue;
        n_taken++;
        LT_TRY(take(row, source, &have[n]));
        LT_TRY(cut_record(action, work, row, source));
    }
    if (n_taken > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a row of the list takes no record that emits what it cuts",
                    .where = row->where, .expected = "at least one of the records that the measure selects",
                    .found = lt_fmt("0 of %ld", work->n_selected), .todo = "see the records: lantian inventory list");
}

static lt_status open_list(const lt_action *action, lt_csv **t, int c[N_COLUMNS]) {
    char path[1024];
    lt_node_path(action->node, ((const cut_list *)action->params)->list, path, sizeof path);
    LT_TRY(lt_csv_read(path, t));
    const lt_status status = lt_csv_exactly(*t, columns, c);
    if (status != LT_OK) lt_csv_free(*t);
    return status;
}

static lt_status check_rows(const lt_measure *measure, const lt_csv *t, const int *c) {
    bool any = false;
    for (long r = 0; r < lt_csv_rows(t); r++) {
        row_cut row;
        LT_TRY(read_row(t, r, c, &row));
        any |= row.tier == measure->tier;
    }
    if (any) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the list has no row of the measure's tier", .where = lt_csv_path(t),
                    .expected = lt_tier_names[measure->tier], .found = lt_fmt("%ld rows of others", lt_csv_rows(t)),
                    .todo = "add rows, or correct the tier of the measure");
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    lt_csv *t;
    int c[N_COLUMNS];
    if (!measure->tier)
        return LT_RAISE(LT_ERR_INPUT, .what = "a measure with a list of cuts has no tier",
                        .where = lt_node_where(action->node), .expected = "tier: yellow, orange or red",
                        .found = "none", .todo = "say at which tier of an alert the measure holds");
    LT_TRY(open_list(action, &t, c));
    const lt_status status = check_rows(measure, t, c);
    lt_csv_free(t);
    return status;
}

static lt_status apply_rows(const lt_action *action, lt_apply *work, const lt_csv *t, const int *c, taken *have) {
    for (long r = 0; r < lt_csv_rows(t); r++) {
        row_cut row;
        LT_TRY(read_row(t, r, c, &row));
        if (row.tier == work->measure->tier) LT_TRY(apply_row(action, work, &row, have));
    }
    return LT_OK;
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    lt_csv *t;
    taken *have;
    int c[N_COLUMNS];
    LT_TRY(open_list(action, &t, c));
    lt_status status = lt_calloc((size_t)work->n_selected, sizeof *have, &have);
    if (status == LT_OK) {
        status = apply_rows(action, work, t, c, have);
        lt_free(have);
    }
    lt_csv_free(t);
    return status;
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const cut_list *p = action->params;
    snprintf(out, size, chinese ? "按清单 %s 中 %s 级的各行减排" : "cut by the list %s, rows of tier %s", p->list,
             lt_tier_names[measure->tier]);
}

const lt_action_kind lt_action_cut_list = {.name = "cut_list",
                                           .doc = "cut by a list of plants and process units, in an alert",
                                           .order = LT_ORDER_ALERT,
                                           .in_hours = true,
                                           .rows = rows,
                                           .size = sizeof(cut_list),
                                           .check = check,
                                           .apply = apply,
                                           .describe = describe};

static const char example[] =
    "# Who cuts how much at which tier of an alert, a row a cut; a measure names the list (do: cut_list, list: FILE).\n"
    "# Empty: any. A name that ends in * takes all that begin so. what: activity, or emission of the pollutants "
    "named.\n"
    "record,city,sector,process,technology,tier,what,cut,pollutants,source\n"
    ",Shenyang,heat,coal,heat_small,yellow,activity,10 %,,plan of the city\n"
    ",Shenyang,heat,coal,heat_small,orange,activity,30 %,,plan of the city\n"
    ",Anshan,steel,,,orange,emission,20 %,SO2 NOx PM,plan of the works\n"
    "# Save as cuts.csv: lantian check cuts.csv. In a measure with tier: orange beside it: actions: [{do: cut_list, "
    "list: "
    "cuts.csv}]\n";

const char *lt_cut_list_example(void) {
    return example;
}

lt_status lt_cut_list_judge(const char *path) {
    lt_csv *t;
    int c[N_COLUMNS];
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = lt_csv_exactly(t, columns, c);
    for (long r = 0; r < lt_csv_rows(t) && status == LT_OK; r++) {
        row_cut row;
        status = lt_csv_take(t, read_row(t, r, c, &row));
    }
    lt_csv_free(t);
    return status;
}
