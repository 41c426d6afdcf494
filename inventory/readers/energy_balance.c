/* energy_balance.c - China Energy Statistical Yearbook balance as a long table: province, year, process, fuel,
 * derived_physical, physical_unit (Mt, 1e9 m3; others are left aside). */
#include "inventory/readers/energy_balance.h"

#include "base/csv.h"
#include "base/log.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { E_YEAR, E_PROCESS, E_FUEL, E_QUANTITY, E_UNIT, E_N };

static lt_status read_rows(const lt_csv *t, lt_balance *balance) {
    static const char *const names[E_N] = {"year", "process", "fuel", "derived_physical", "physical_unit"};
    int c[E_N];
    long years[2] = {9999, 0};
    for (int k = 0; k < E_N; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_balance_entry), &balance->items));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        long year;
        LT_TRY(lt_csv_long(t, r, c[E_YEAR], &year));
        if (year < years[0]) years[0] = year;
        if (year > years[1]) years[1] = year;
        const char *unit = lt_csv_text(t, r, c[E_UNIT]);
        bool mass = strcmp(unit, "Mt") == 0, volume = strcmp(unit, "1e9 m3") == 0;
        if (year != balance->year || (!mass && !volume)) continue;
        lt_balance_entry *entry = &balance->items[balance->n];
        snprintf(entry->process, sizeof entry->process, "%s", lt_csv_text(t, r, c[E_PROCESS]));
        snprintf(entry->fuel, sizeof entry->fuel, "%s", lt_csv_text(t, r, c[E_FUEL]));
        LT_TRY(lt_csv_double(t, r, c[E_QUANTITY], &entry->quantity));
        entry->quantity = fabs(entry->quantity) * (mass ? 1e6 : 1e9);
        snprintf(entry->unit, sizeof entry->unit, "%s", mass ? "t" : "m3");
        balance->n++;
    }
    if (balance->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the energy balance does not hold the base year", .where = lt_csv_path(t),
                        .expected = lt_fmt("rows of %d", balance->year),
                        .found = lt_fmt("years %ld to %ld", years[0], years[1]),
                        .todo = "set base_year to a year of the file, or activity: shipped");
    return LT_OK;
}

lt_status lt_balance_read(const char *path, int year, lt_balance **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_balance *balance;
    LT_TRY(lt_calloc(1, sizeof *balance, &balance));
    balance->year = year;
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_rows(table, balance);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_balance_free(balance);
        return lt_error_context(status, "reading the energy balance %s", path);
    }
    *out = balance;
    return LT_OK;
}

void lt_balance_free(lt_balance *balance) {
    if (!balance) return;
    lt_free(balance->items);
    lt_free(balance);
}

const lt_balance_entry *lt_balance_find(const lt_balance *balance, const char *process, const char *fuel) {
    for (long k = 0; k < balance->n; k++)
        if (strcmp(balance->items[k].process, process) == 0 && strcmp(balance->items[k].fuel, fuel) == 0)
            return &balance->items[k];
    return NULL;
}

/* One group of ledger rows and what the balance says about it (several lines of the map may add to one group). */
typedef struct target {
    char sector[32], process[48], technology[48];
    double amount;
    bool missing;
} target;

static bool belongs(const target *group, const lt_source *s) {
    return lt_region_is_liaoning(s->region) && strcmp(group->sector, s->sector) == 0 &&
           strcmp(group->process, s->process) == 0 && lt_pattern_fits(group->technology, s->technology);
}

static lt_status add_line(const lt_balance *balance, const lt_csv *t, long r, const int *c, target *groups, int *n) {
    target line = {0};
    snprintf(line.sector, sizeof line.sector, "%s", lt_csv_text(t, r, c[2]));
    snprintf(line.process, sizeof line.process, "%s", lt_csv_text(t, r, c[3]));
    snprintf(line.technology, sizeof line.technology, "%s", lt_csv_text(t, r, c[4]));
    double factor;
    LT_TRY(lt_csv_double(t, r, c[5], &factor));
    int k = 0;
    while (k < *n && (strcmp(groups[k].sector, line.sector) != 0 || strcmp(groups[k].process, line.process) != 0 ||
                      strcmp(groups[k].technology, line.technology) != 0))
        k++;
    if (k == *n) groups[(*n)++] = line;
    const lt_balance_entry *entry = lt_balance_find(balance, lt_csv_text(t, r, c[0]), lt_csv_text(t, r, c[1]));
    if (!entry) {
        groups[k].missing = true;
        lt_remark(LT_LOG_WARNING, "the balance has no %s of %s: %s %s keeps its own activity", lt_csv_text(t, r, c[1]),
                  lt_csv_text(t, r, c[0]), line.sector, line.process);
        return LT_OK;
    }
    groups[k].amount += entry->quantity * factor;
    return LT_OK;
}

static void rescale(const target *group, const lt_balance *balance, lt_ledger *ledger) {
    double sum = 0;
    for (long k = 0; k < ledger->n; k++)
        if (belongs(group, &ledger->sources[k])) sum += ledger->sources[k].activity;
    /* A factor of the map for vehicles is km a kg; the balance is in t. */
    double amount = strcmp(group->sector, "road") == 0 ? group->amount * 1000.0 : group->amount;
    if (sum <= 0 || group->missing) return;
    double ratio = amount / sum;
    for (long k = 0; k < ledger->n; k++) {
        if (!belongs(group, &ledger->sources[k])) continue;
        ledger->sources[k].activity *= ratio;
        ledger->sources[k].capacity_tph *= ratio;
    }
    if (fabs(ratio - 1) > 5e-5) /* what four digits show */
        lt_remark(LT_LOG_INFO, "energy balance %d: %s %s %s rescaled by %.4f to %.6g", balance->year, group->sector,
                  group->process, group->technology, ratio, amount);
}

static lt_status apply(const lt_balance *balance, const lt_csv *t, lt_ledger *ledger) {
    static const char *const names[] = {"balance_process", "balance_fuel", "sector", "process",
                                        "technology",      "factor",       "note",   NULL};
    int c[7], n = 0;
    target *groups;
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *groups, &groups));
    lt_status status = LT_OK;
    for (long r = 0; r < lt_csv_rows(t) && status == LT_OK; r++) status = add_line(balance, t, r, c, groups, &n);
    for (int k = 0; k < n && status == LT_OK; k++) rescale(&groups[k], balance, ledger);
    lt_free(groups);
    return status;
}

lt_status lt_balance_apply(const lt_balance *balance, const char *map_path, lt_ledger *ledger) {
    lt_csv *table;
    LT_TRY(lt_csv_read(map_path, &table));
    lt_status status = apply(balance, table, ledger);
    lt_csv_free(table);
    return status;
}
