/* equivalents.c - the table of pollutant equivalents (cocontrol.h). */
#include "scenarios/cocontrol.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <stdio.h>
#include <string.h>

static const char *const columns[] = {"pollutant", "kg",     "low",     "high",    "mark", "named_en",
                                      "named_zh",  "source", "note_en", "note_zh", NULL};
enum { POLLUTANT, KG, LOW, HIGH, MARK, NAMED_EN, NAMED_ZH, SOURCE, NOTE_EN, NOTE_ZH, N_COLUMNS };

static lt_status fault(const lt_csv *t, long r, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(t, r, column), .expected = expected,
                    .found = lt_csv_text(t, r, column), .todo = "correct the cell");
}

static void put(char *out, size_t size, const lt_csv *t, long r, int column) {
    snprintf(out, size, "%s", lt_csv_text(t, r, column));
}

static lt_status read_row(const lt_csv *t, long r, const int *c, lt_equivalents *out) {
    lt_equivalent row = {.pollutant = lt_pollutant_find(lt_csv_text(t, r, c[POLLUTANT]))};
    if (row.pollutant < 0 || row.pollutant == LT_CO2)
        return fault(t, r, c[POLLUTANT], "no pollutant that can have an equivalent", LT_POLLUTANT_WORDS "but CO2");
    for (int k = 0; k < out->n; k++)
        if (out->rows[k].pollutant == row.pollutant)
            return fault(t, r, c[POLLUTANT], "a pollutant stands twice", "every one once");
    LT_TRY(lt_csv_double(t, r, c[KG], &row.kg));
    LT_TRY(lt_csv_double(t, r, c[LOW], &row.low));
    LT_TRY(lt_csv_double(t, r, c[HIGH], &row.high));
    if (!(row.low > 0 && row.low <= row.kg && row.kg <= row.high))
        return fault(t, r, c[KG], "an equivalent lies outside its range", "0 < low <= kg <= high");
    put(row.mark, sizeof row.mark, t, r, c[MARK]);
    if (strlen(lt_csv_text(t, r, c[MARK])) != 1 || strchr("VSR", row.mark[0]) == NULL)
        return fault(t, r, c[MARK], "an equivalent has no mark", "V, S or R");
    put(row.named_en, sizeof row.named_en, t, r, c[NAMED_EN]);
    put(row.named_zh, sizeof row.named_zh, t, r, c[NAMED_ZH]);
    put(row.source, sizeof row.source, t, r, c[SOURCE]);
    put(row.note_en, sizeof row.note_en, t, r, c[NOTE_EN]);
    put(row.note_zh, sizeof row.note_zh, t, r, c[NOTE_ZH]);
    out->rows[out->n++] = row;
    return LT_OK;
}

static lt_status read_table(lt_csv *t, lt_equivalents *out) {
    int c[N_COLUMNS];
    *out = (lt_equivalents){0};
    lt_status status = lt_csv_exactly(t, columns, c);
    for (long r = 0; status == LT_OK && r < lt_csv_rows(t); r++) status = read_row(t, r, c, out);
    lt_csv_free(t);
    return status;
}

lt_status lt_equivalents_parse(const char *name, const char *text, lt_equivalents *out) {
    lt_csv *t;
    LT_TRY(lt_csv_parse(name, text, &t));
    return read_table(t, out);
}

lt_status lt_equivalents_read(lt_equivalents *out) {
    char path[1024];
    lt_csv *t;
    LT_TRY(lt_share_path("scenarios/library/equivalents.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &t));
    return read_table(t, out);
}
