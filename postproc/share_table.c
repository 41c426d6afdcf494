/* share_table.c - see share_table.h. */
#include "postproc/share_table.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void note_member(lt_share_table *out, const char *member) {
    if (!lt_share_table_has_member(out, member) && member[0] != '(')
        snprintf(out->members[out->n_members++], sizeof *out->members, "%s", member);
}

static lt_status read_rows(const lt_csv *table, lt_share_table *out) {
    static const char *const names[] = {"member", "quantity", "addition_kt", "removal_kt", "gap_kt", "shapley_kt"};
    int c[6];
    for (int k = 0; k < 6; k++) LT_TRY(lt_csv_column(table, names[k], &c[k]));
    out->n = lt_csv_rows(table);
    LT_TRY(lt_calloc((size_t)out->n, sizeof *out->rows, &out->rows));
    LT_TRY(lt_calloc((size_t)out->n, sizeof *out->members, &out->members));
    for (long r = 0; r < out->n; r++) {
        lt_share_row *row = &out->rows[r];
        snprintf(row->member, sizeof row->member, "%s", lt_csv_text(table, r, c[0]));
        snprintf(row->quantity, sizeof row->quantity, "%s", lt_csv_text(table, r, c[1]));
        LT_TRY(lt_csv_double(table, r, c[2], &row->addition_kt));
        LT_TRY(lt_csv_double(table, r, c[3], &row->removal_kt));
        LT_TRY(lt_csv_double(table, r, c[4], &row->gap_kt));
        row->shapley_kt = NAN;
        if (lt_csv_text(table, r, c[5])[0]) LT_TRY(lt_csv_double(table, r, c[5], &row->shapley_kt));
        note_member(out, row->member);
    }
    return LT_OK;
}

lt_status lt_share_table_read(lt_outdir *dir, const char *name, lt_share_table *out) {
    char path[4096];
    lt_csv *table = NULL;
    *out = (lt_share_table){0};
    if (!lt_outdir_has(dir, name, false, NULL))
        return LT_RAISE(LT_ERR_INPUT, .what = "a table of shares is missing",
                        .where = lt_fmt("%s/%s", lt_outdir_path(dir), name), .expected = "a file in the manifest",
                        .found = "none", .todo = "run the case again");
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = read_rows(table, out);
    lt_csv_free(table);
    if (status != LT_OK) lt_share_table_free(out);
    return status;
}

bool lt_share_table_has_member(const lt_share_table *table, const char *member) {
    for (long m = 0; m < table->n_members; m++)
        if (strcmp(table->members[m], member) == 0) return true;
    return false;
}

void lt_share_table_free(lt_share_table *table) {
    lt_free(table->rows);
    lt_free(table->members);
    *table = (lt_share_table){0};
}
