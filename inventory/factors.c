/* factors.c - tables of emission factors.
 *
 * A process is sector, process and technology; each pollutant of it has one factor a document. Of several documents the
 * one of the lowest rank counts (documents.h), of equal ones that read first. */
#include "inventory/factors.h"

#include "base/csv.h"
#include "base/texts.h"
#include "base/units.h"

#include <stdio.h>
#include <string.h>

lt_status lt_factors_create(lt_factors **out) {
    lt_factors *factors;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *factors, &factors));
    lt_status status = lt_texts_create(&factors->first);
    if (status != LT_OK) {
        lt_free(factors);
        return status;
    }
    *out = factors;
    return LT_OK;
}

void lt_factors_free(lt_factors *factors) {
    if (!factors) return;
    lt_texts_free(factors->first);
    lt_free(factors->rows);
    lt_free(factors);
}

long lt_factors_first(const lt_factors *factors, const char *sector, const char *process, const char *technology) {
    return lt_texts_number(factors->first, lt_texts_key3(sector, process, technology));
}

const lt_factor *lt_factors_of(const lt_factors *factors, const char *sector, const char *process,
                               const char *technology, int pollutant) {
    if (!factors) return NULL;
    for (long k = lt_factors_first(factors, sector, process, technology); k >= 0; k = factors->rows[k].next)
        if (factors->rows[k].pollutant == pollutant) return &factors->rows[k];
    return NULL;
}

bool lt_factors_have(const lt_factors *factors, const char *sector, const char *process, const char *technology) {
    return lt_factors_first(factors, sector, process, technology) >= 0;
}

lt_status lt_factors_push(lt_factors *factors, const lt_factor *row, const char *where) {
    long first = lt_factors_first(factors, row->sector, row->process, row->technology), last = first;
    for (long k = first; k >= 0; k = factors->rows[k].next) {
        const lt_factor *have = &factors->rows[k];
        last = k;
        if (have->pollutant == row->pollutant && strcmp(have->document, row->document) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "two factors for one process, pollutant and document", .where = where,
                            .expected = "one row",
                            .found = lt_fmt("%s %s %s %s again (first in line %d)", row->sector, row->process,
                                            row->technology, lt_pollutant_names[row->pollutant], have->line),
                            .todo = "remove one of the rows");
    }
    LT_TRY(lt_grow(&factors->rows, sizeof *factors->rows, factors->n + 1, &factors->capacity));
    factors->rows[factors->n] = *row;
    factors->rows[factors->n].next = -1;
    if (last >= 0)
        factors->rows[last].next = factors->n;
    else
        LT_TRY(
            lt_texts_set_number(factors->first, lt_texts_key3(row->sector, row->process, row->technology), factors->n));
    factors->n++;
    return LT_OK;
}

/* Takes the rows one by one out of the old chain into a new one, behind those of the same rank. */
static long sorted_chain(lt_factor *rows, long first) {
    long sorted = -1;
    for (long k = first, next; k >= 0; k = next) {
        next = rows[k].next;
        long *link = &sorted;
        while (*link >= 0 && rows[*link].rank <= rows[k].rank) link = &rows[*link].next;
        rows[k].next = *link;
        *link = k;
    }
    return sorted;
}

lt_status lt_factors_sort(lt_factors *factors) {
    for (long k = 0; k < factors->n; k++) {
        const lt_factor *row = &factors->rows[k];
        const char *key = lt_texts_key3(row->sector, row->process, row->technology);
        if (lt_texts_number(factors->first, key) != k) continue; /* not the head of its chain */
        const long head = sorted_chain(factors->rows, k);
        if (head != k) LT_TRY(lt_texts_set_number(factors->first, key, head));
    }
    return LT_OK;
}

static lt_status one_factor(const lt_csv *t, long r, const int *c, lt_factors *factors) {
    lt_factor row = {0};
    snprintf(row.sector, sizeof row.sector, "%s", lt_csv_text(t, r, c[0]));
    snprintf(row.process, sizeof row.process, "%s", lt_csv_text(t, r, c[1]));
    snprintf(row.technology, sizeof row.technology, "%s", lt_csv_text(t, r, c[2]));
    const char *name = lt_csv_text(t, r, c[3]);
    row.pollutant = lt_pollutant_find(name);
    if (row.pollutant < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = lt_csv_where(t, r, c[3]),
                        .expected = "a pollutant of the ledger, e.g. SO2", .found = name,
                        .todo = lt_fmt("did you mean %s?", lt_nearest_name(name, lt_pollutant_names, LT_N_POLLUTANTS)));
    LT_TRY(lt_csv_double(t, r, c[4], &row.factor));
    LT_TRY(lt_csv_double(t, r, c[5], &row.low));
    LT_TRY(lt_csv_double(t, r, c[6], &row.high));
    if (row.factor < 0 || row.low > row.factor || row.high < row.factor)
        return LT_RAISE(LT_ERR_INPUT, .what = "factor outside its range", .where = lt_csv_where(t, r, c[4]),
                        .expected = "0 <= low <= factor <= high",
                        .found = lt_fmt("%g <= %g <= %g", row.low, row.factor, row.high),
                        .todo = "correct the factor or its range");
    const char *unit = lt_csv_text(t, r, c[7]);
    if (strncmp(unit, "kg/", 3) != 0 || !unit[3])
        return LT_RAISE(LT_ERR_INPUT, .what = "a factor needs its unit", .where = lt_csv_where(t, r, c[7]),
                        .expected = "kg/ and the unit of the activity, e.g. kg/t", .found = lt_fmt("\"%s\"", unit),
                        .todo = "write the unit of the factor");
    snprintf(row.unit, sizeof row.unit, "%s", unit + 3);
    snprintf(row.document, sizeof row.document, "%s", c[8] < 0 ? "own" : lt_csv_text(t, r, c[8]));
    snprintf(row.mark, sizeof row.mark, "%s", lt_csv_text(t, r, c[9]));
    snprintf(row.source, sizeof row.source, "%s", lt_csv_text(t, r, c[10]));
    if (!row.source[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "an emission factor without source", .where = lt_csv_where(t, r, c[10]),
                        .expected = "the document or measurement that it comes from", .found = "nothing",
                        .todo = "write it");
    row.line = lt_csv_line(t, r);
    if (c[0] < 0 || c[1] < 0 || c[2] < 0) return LT_OK; /* said of the header: rows cannot be told apart */
    return lt_factors_push(factors, &row, lt_csv_where(t, r, c[3]));
}

static lt_status read_factors(const lt_csv *t, lt_factors *factors) {
    static const char *const names[] = {"sector", "process", "technology", "pollutant", "factor", "low",
                                        "high",   "unit",    "document",   "mark",      "source", NULL};
    int c[11];
    LT_TRY(lt_csv_only(t, names));
    for (int k = 0; names[k]; k++) {
        c[k] = lt_csv_find(t, names[k]);
        if (k != 8) LT_TRY(lt_csv_column(t, names[k], &c[k])); /* a user's own table names no document */
    }
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, one_factor(t, r, c, factors)));
    return LT_OK;
}

lt_status lt_factors_read(const char *path, lt_factors *factors) {
    lt_csv *table;
    snprintf(factors->path, sizeof factors->path, "%s", path);
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_factors(table, factors);
    lt_csv_free(table);
    return status;
}

static const char *where_of(const lt_source *source, const char *column) {
    return source->file ? lt_fmt("%s:%d, column %s (source %s)", source->file, source->line, column, source->id)
                        : lt_fmt("line %d, source %s, column %s", source->line, source->id, column);
}

/* The nearest process that the tables have, for "did you mean": of the same sector if there is one. */
static const char *nearest_process(const lt_factors *factors, const lt_source *source) {
    const char **names;
    char(*texts)[100];
    if (lt_calloc((size_t)factors->n, sizeof *names, &names) != LT_OK) return NULL;
    if (lt_calloc((size_t)factors->n, sizeof *texts, &texts) != LT_OK) {
        lt_free(names);
        return NULL;
    }
    long n = 0;
    for (long k = 0; k < factors->n; k++) {
        const lt_factor *row = &factors->rows[k];
        if (strcmp(row->sector, source->sector) != 0) continue;
        snprintf(texts[n], sizeof *texts, "%s, %s", row->process, row->technology);
        names[n] = texts[n];
        n++;
    }
    const char *near = lt_nearest_name(lt_fmt("%s, %s", source->process, source->technology), names, n);
    if (near) near = lt_fmt("did you mean %s, %s?", source->sector, near);
    lt_free(texts);
    lt_free(names);
    return near;
}

static lt_status no_factors(const lt_factors *factors, const lt_source *source) {
    const char *near = nearest_process(factors, source);
    return LT_RAISE(LT_ERR_INPUT, .what = "no emission factors for this process", .where = where_of(source, "process"),
                    .expected = "a sector, process and technology that the tables of factors have",
                    .found = lt_fmt("%s, %s, %s", source->sector, source->process, source->technology),
                    .todo = lt_fmt("%s%scorrect the names, or add factor_... columns to the row", near ? near : "",
                                   near ? " Else " : ""));
}

lt_status lt_factors_apply(const lt_factors *factors, lt_source *source) {
    double kg[LT_N_POLLUTANTS] = {0};
    bool set[LT_N_POLLUTANTS] = {false};
    const long first = lt_factors_first(factors, source->sector, source->process, source->technology);
    for (long k = first; k >= 0; k = factors->rows[k].next) {
        const lt_factor *row = &factors->rows[k];
        if (set[row->pollutant]) continue;
        double slope = 1.0, offset = 0.0;
        if (strcmp(row->unit, source->unit) != 0) {
            lt_status status = lt_units_factor(source->unit, row->unit, &slope, &offset);
            if (status != LT_OK)
                return LT_RAISE(LT_ERR_INPUT, .what = "the unit of the activity does not fit the factor",
                                .where = where_of(source, "unit"),
                                .expected = lt_fmt("a multiple of %s, the unit of the factors", row->unit),
                                .found = lt_fmt("\"%s\"", source->unit), .todo = "correct the unit of the activity");
        }
        kg[row->pollutant] = row->factor * slope;
        set[row->pollutant] = true;
    }
    if (first < 0) return no_factors(factors, source);
    memcpy(source->factor_kg, kg, sizeof kg);
    return LT_OK;
}
