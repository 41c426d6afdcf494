/* shipping.c - totals of ships at sea as source rows; their place on the grid is in outside.c. */
#include "inventory/shipping.h"

#include "inventory/factors.h"

#include "base/csv.h"
#include "inventory/controls.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static lt_status one_row(const lt_csv *t, long r, const int *c, const int *pollutant, lt_ledger *ledger) {
    lt_source s = {.activity = 1,
                   .region = "sea",
                   .sector = "transport",
                   .process = "bunker",
                   .technology = "at_sea",
                   .control = "ships",
                   .unit = "year",
                   .calendar = "flat",
                   .surrogate = "port",
                   .profile = "ship_stack"};
    snprintf(s.id, sizeof s.id, "sea_%.20s_%.12s", lt_csv_text(t, r, c[1]), lt_csv_text(t, r, c[0]));
    for (char *at = s.id; *at; at++) *at = (char)tolower((unsigned char)*at);
    LT_TRY(lt_csv_double(t, r, c[2], &s.lon));
    LT_TRY(lt_csv_double(t, r, c[3], &s.lat));
    s.note = lt_fmt("[%s] %s, year %s", lt_csv_text(t, r, c[5]), lt_csv_text(t, r, c[6]), lt_csv_text(t, r, c[4]));
    s.file = lt_csv_path(t);
    s.line = lt_csv_line(t, r);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double kt;
        if (pollutant[p] < 0) continue;
        LT_TRY(lt_csv_double(t, r, pollutant[p], &kt));
        if (kt < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "negative emission", .where = lt_csv_where(t, r, pollutant[p]),
                            .expected = "0 or more", .found = lt_fmt("%g", kt), .todo = "correct the number");
        s.factor_kg[p] = kt * 1e6;
    }
    LT_TRY_CONTEXT(lt_controls_apply(ledger->controls, ledger->base_year, &s), "in %s", lt_csv_where(t, r, c[0]));
    return lt_ledger_append(ledger, &s);
}

static lt_status append(const lt_csv *t, lt_ledger *ledger) {
    static const char *const names[] = {"port", "part", "lon", "lat", "year", "mark", "source"};
    int c[7], pollutant[LT_N_POLLUTANTS];
    for (int k = 0; k < 7; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        pollutant[p] = lt_csv_find(t, lt_pollutant_names[p]); /* some are not counted there */
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(one_row(t, r, c, pollutant, ledger));
    return LT_OK;
}

lt_status lt_shipping_append(const char *path, lt_ledger *ledger) {
    lt_csv *table;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = append(table, ledger);
    lt_csv_free(table);
    return status;
}
