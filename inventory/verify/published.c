/* published.c - our totals and sectors beside published ones, of the nearer base year: a fact a row, and where the
 * ratio lies outside 0.5 to 2 a sentence that says why (data/published_notes.csv). Nothing is scaled to fit. */
#include "inventory/published.h"

#include "base/outdir.h"
#include "inventory/verify/verify.h"

typedef struct tables {
    lt_published_table *published;
    lt_published_notes *notes;
    lt_ledger *ledgers[2]; /* 2014, 2020 */
    lt_allocation allocation;
} tables;

static lt_status one_row(lt_verify *verify, const tables *t, const lt_published *row) {
    const lt_ledger *ledger = t->ledgers[lt_published_base_year(row->year) == 2020];
    const double ours = lt_published_ours(row, ledger, t->allocation.sectors);
    const char *test = lt_fmt("%s %d, %s, %s", row->inventory, row->year, row->region, row->group);
    const char *note = lt_published_note(t->notes, row, false);
    const bool far = lt_published_far(ours, row->value_kt);
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = lt_fmt("%s_ratio", lt_pollutant_names[row->pollutant]),
                         .scheme = lt_fmt("%d", ledger->base_year),
                         .value = row->value_kt > 0 ? ours / row->value_kt : 0, .sense = LT_FACT,
                         .source = far && note ? note : "published total"));
    if (!far) return LT_OK;
    return LT_VERIFY_ADD(verify, .test = test, .metric = lt_fmt("%s_explained", lt_pollutant_names[row->pollutant]),
                         .scheme = lt_fmt("%d", ledger->base_year), .value = note != NULL, .sense = LT_AT_LEAST,
                         .bound = 1, .source = "outside 0.5 to 2: data/published_notes.csv says why");
}

static lt_status open_tables(tables *t) {
    char path[512];
    LT_TRY(lt_share_path("inventory/data/published.csv", path, sizeof path));
    LT_TRY(lt_published_read(path, &t->published));
    LT_TRY(lt_share_path("inventory/data/published_notes.csv", path, sizeof path));
    LT_TRY(lt_published_notes_read(path, &t->notes));
    LT_TRY(lt_ledger_read(NULL, 2014, &t->ledgers[0]));
    LT_TRY(lt_ledger_read(NULL, 2020, &t->ledgers[1]));
    return lt_allocation_read(2020, &t->allocation);
}

lt_status lt_verify_published(lt_verify *verify) {
    tables t = {0};
    lt_status status = open_tables(&t);
    for (long k = 0; status == LT_OK && k < t.published->n; k++) status = one_row(verify, &t, &t.published->rows[k]);
    lt_published_free(t.published);
    lt_published_notes_free(t.notes);
    lt_ledger_free(t.ledgers[0]);
    lt_ledger_free(t.ledgers[1]);
    lt_allocation_free(&t.allocation);
    return status;
}
