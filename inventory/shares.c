/* shares.c - vectors over the cities. */
#include "inventory/shares.h"

#include "base/csv.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const lt_city_share *lt_city_shares_find(const lt_city_shares *shares, const char *name) {
    for (int k = 0; k < shares->n; k++)
        if (strcmp(shares->items[k].name, name) == 0) return &shares->items[k];
    return NULL;
}

static lt_status one_row(const lt_csv *t, long r, const int *c, lt_city_shares *shares) {
    const char *name = lt_csv_text(t, r, c[0]), *region = lt_csv_text(t, r, c[1]);
    lt_city_share *share = (lt_city_share *)lt_city_shares_find(shares, name);
    const int city = lt_city_index(region);
    double value;
    LT_TRY(lt_csv_double(t, r, c[2], &value));
    if (city < 0 || value < 0 || value > 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "not a share of a city", .where = lt_csv_where(t, r, c[1]),
                        .expected = "a city of Liaoning and a share from 0 to 1",
                        .found = lt_fmt("%s, %g", region, value), .todo = "correct the row");
    if (!share) {
        share = &shares->items[shares->n];
        snprintf(share->name, sizeof share->name, "%s", name);
        snprintf(share->mark, sizeof share->mark, "%s", lt_csv_text(t, r, c[3]));
        shares->names[shares->n++] = share->name;
    }
    share->of[city] += value;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *t, lt_city_shares *shares) {
    static const char *const names[] = {"share", "region", "value", "mark", "source", NULL};
    int c[5];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *shares->items, &shares->items));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *shares->names, &shares->names));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, one_row(t, r, c, shares)));
    for (int k = 0; k < shares->n; k++) {
        double sum = 0;
        for (int m = 0; m < LT_N_CITIES; m++) sum += shares->items[k].of[m];
        if (fabs(sum - 1) > 1e-6)
            LT_TRY(lt_csv_take(t, LT_RAISE(LT_ERR_INPUT, .what = "the shares of the cities do not make one",
                                           .where = lt_fmt("%s, share %s", lt_csv_path(t), shares->items[k].name),
                                           .expected = "a sum of 1 within 1e-6", .found = lt_fmt("%.9g", sum),
                                           .todo = "divide by the sum")));
        for (int m = 0; m < LT_N_CITIES; m++) shares->items[k].of[m] /= sum;
    }
    return LT_OK;
}

lt_status lt_city_shares_read(const char *path, lt_city_shares **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_city_shares *shares;
    LT_TRY(lt_calloc(1, sizeof *shares, &shares));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_rows(table, shares);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_city_shares_free(shares);
        return status;
    }
    *out = shares;
    return LT_OK;
}

void lt_city_shares_free(lt_city_shares *shares) {
    if (!shares) return;
    lt_free(shares->items);
    lt_free(shares->names);
    lt_free(shares);
}

lt_status lt_city_share_spread(const lt_city_share *share, const lt_source *row, lt_ledger *ledger) {
    for (int k = 0; k < LT_N_CITIES; k++) {
        lt_source s = *row;
        if (share->of[k] <= 0) continue;
        if (strlen(row->id) + 1 + strlen(lt_city_names[k]) >= sizeof s.id)
            return LT_RAISE(
                LT_ERR_INPUT, .what = "a name is too long", .where = lt_fmt("%s:%d, column id", row->file, row->line),
                .expected = "38 characters, so that _city can be added", .found = row->id, .todo = "shorten the name");
        snprintf(s.id, sizeof s.id, "%s", lt_fmt("%s_%s", row->id, lt_city_names[k]));
        for (char *at = s.id + strlen(row->id); *at; at++) *at = (char)tolower((unsigned char)*at);
        snprintf(s.region, sizeof s.region, "%s", lt_city_names[k]);
        s.origin = row->id;
        s.share = share->name;
        s.activity *= share->of[k];
        s.capacity_tph *= share->of[k];
        LT_TRY(lt_ledger_append(ledger, &s));
    }
    return LT_OK;
}
