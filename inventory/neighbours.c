/* neighbours.c - totals of neighbouring regions as source rows; their place on the grid is in outside.c. */
#include "inventory/neighbours.h"

#include "inventory/factors.h"

#include "base/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Calendar, height profile and place by sector (assumed; the surrogates are those of outside.h). */
static const struct {
    const char *sector, *calendar, *profile, *surrogate;
} habits[] = {{"power", "power", "high_stack", "coal_units"},
              {"industry", "industry", "mid_stack", "urban"},
              {"road", "road", "surface", "roads"},
              {"transport", "flat", "surface", "roads"},
              {"residential", "heating_degree:residential_heating", "surface", "population"},
              {"services", "heating_degree:heating", "surface", "urban"},
              {"solvent", "solvent", "surface", "population"},
              {"livestock", "nh3_temperature:livestock", "surface", "area"},
              {"fertiliser", "nh3_temperature:fertiliser", "surface", "area"}};

static lt_status one_row(const lt_csv *t, long r, const int *c, const int *pollutant, long year, lt_ledger *ledger) {
    lt_source s = {.activity = 1, .line = 0};
    snprintf(s.region, sizeof s.region, "%s", lt_csv_text(t, r, c[0]));
    snprintf(s.sector, sizeof s.sector, "%s", lt_csv_text(t, r, c[1]));
    snprintf(s.id, sizeof s.id, "neighbour_%.12s_%.20s", s.region, s.sector);
    snprintf(s.process, sizeof s.process, "total");
    snprintf(s.technology, sizeof s.technology, "all");
    snprintf(s.control, sizeof s.control, "none");
    snprintf(s.unit, sizeof s.unit, "year");
    s.note = lt_fmt("[V] REAS v3.2 (10.5194/acp-20-12761-2020), year %ld", year);
    s.file = lt_csv_path(t);
    s.line = lt_csv_line(t, r);
    for (size_t k = 0; k < sizeof habits / sizeof *habits; k++) {
        if (strcmp(habits[k].sector, s.sector) != 0) continue;
        snprintf(s.calendar, sizeof s.calendar, "%s", habits[k].calendar);
        snprintf(s.profile, sizeof s.profile, "%s", habits[k].profile);
        snprintf(s.surrogate, sizeof s.surrogate, "%s", habits[k].surrogate);
    }
    if (!s.calendar[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown sector of a neighbour", .where = lt_csv_where(t, r, c[1]),
                        .expected = "power industry road transport residential services solvent livestock fertiliser",
                        .found = lt_fmt("\"%s\"", s.sector), .todo = "correct the name");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double kt;
        if (pollutant[p] < 0) continue;
        LT_TRY(lt_csv_double(t, r, pollutant[p], &kt));
        if (kt < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "negative emission", .where = lt_csv_where(t, r, pollutant[p]),
                            .expected = "0 or more", .found = lt_fmt("%g", kt), .todo = "correct the number");
        s.factor_kg[p] = kt * 1e6;
    }
    return lt_ledger_append(ledger, &s);
}

static lt_status append(const lt_csv *t, lt_ledger *ledger) {
    static const char *const names[] = {"region", "sector", "year"};
    int c[3], pollutant[LT_N_POLLUTANTS];
    long best = 0;
    for (int k = 0; k < 3; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        pollutant[p] = lt_csv_find(t, lt_pollutant_names[p]); /* some are not counted there */
    for (long r = 0; r < lt_csv_rows(t); r++) {
        long year;
        LT_TRY(lt_csv_long(t, r, c[2], &year));
        if (!best || labs(year - ledger->base_year) < labs(best - ledger->base_year)) best = year;
    }
    for (long r = 0; r < lt_csv_rows(t); r++) {
        long year;
        LT_TRY(lt_csv_long(t, r, c[2], &year));
        if (year == best) LT_TRY(one_row(t, r, c, pollutant, year, ledger));
    }
    return LT_OK;
}

lt_status lt_neighbours_append(const char *path, lt_ledger *ledger) {
    lt_csv *table;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = append(table, ledger);
    lt_csv_free(table);
    return status;
}
