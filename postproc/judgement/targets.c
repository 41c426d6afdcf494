#include "postproc/judgement/targets.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <string.h>

#define WORD(id, word) word,
const char *const lt_target_quantity_words[LT_N_TARGET_QUANTITIES] = {LT_TARGET_QUANTITY_LIST(WORD)};
#undef WORD
const char *const lt_outcome_words[LT_N_OUTCOMES] = {"pass", "fail", "incomplete", "not judgeable"};
const lt_target_why_row lt_target_whys[LT_N_TARGET_WHYS] = {
#define LT_TARGET_WHY_ROW(id, en, zh) {en, zh},
    LT_TARGET_WHY_LIST(LT_TARGET_WHY_ROW)
#undef LT_TARGET_WHY_ROW
};

/* --- the table --- */

static const char *const columns[] = {
    "id",         "catalogue", "document", "clause",  "quantity", "pollutant", "region",  "statistic", "value", "unit",
    "comparison", "base",      "force",    "word_zh", "year",     "regime",    "note_en", "note_zh",   NULL};
enum {
    ID,
    CATALOGUE,
    DOCUMENT,
    CLAUSE,
    QUANTITY,
    POLLUTANT,
    REGION,
    STATISTIC,
    VALUE,
    UNIT,
    COMPARISON,
    BASE,
    FORCE,
    WORD_ZH,
    YEAR,
    REGIME,
    NOTE_EN,
    NOTE_ZH,
    N_COLUMNS
};
const char *const lt_comparison_words[LT_N_COMPARISONS] = {"at_most", "at_least", "change_at_most"};
static const char *const forces[] = {"must", "basic", "about", "strive", "in-principle", "encourage"};
static const char *const documents[] = {"P", "W", "J", "C", "S"};
static const char *const units[] = {"ug/m3", "%", "kt", "1"};

static lt_status word_of(const lt_csv *table, long row, int column, const char *const *words, int n, int *out) {
    const char *text = lt_csv_text(table, row, column);
    for (*out = 0; *out < n; (*out)++)
        if (strcmp(words[*out], text) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a word that the table of targets does not know",
                    .where = lt_csv_where(table, row, column), .expected = lt_one_of(words, n), .found = text,
                    .todo = lt_did_you_mean(text, words, n));
}

static lt_status read_words(const lt_csv *table, const int *column, long row, lt_target *out) {
    const char *regimes[LT_N_INDEX];
    int word = 0;
    for (int x = 0; x < LT_N_INDEX; x++) regimes[x] = lt_index_table[x].word;
    LT_TRY(word_of(table, row, column[DOCUMENT], documents, 5, &word));
    LT_TRY(word_of(table, row, column[FORCE], forces, 6, &word));
    LT_TRY(word_of(table, row, column[UNIT], units, 4, &word));
    LT_TRY(word_of(table, row, column[QUANTITY], lt_target_quantity_words, LT_N_TARGET_QUANTITIES, &word));
    out->quantity = (lt_target_quantity)word;
    LT_TRY(word_of(table, row, column[COMPARISON], lt_comparison_words, LT_N_COMPARISONS, &word));
    out->comparison = (lt_comparison)word;
    LT_TRY(word_of(table, row, column[REGIME], regimes, LT_N_INDEX, &word));
    out->regime = (lt_index_rules)word;
    return LT_OK;
}

static lt_status judge_row(const lt_csv *table, const int *column, long row, const lt_targets *before) {
    const lt_target *one = &before->items[row];
    const bool changes = one->comparison == LT_CHANGE_AT_MOST;
    if (changes != (one->base[0] != '\0'))
        return LT_RAISE(LT_ERR_INPUT, .what = changes ? "a change without its base" : "a base of what is no change",
                        .where = lt_csv_where(table, row, column[BASE]), .expected = changes ? "a year or years" : "",
                        .found = one->base, .todo = "correct the table of targets");
    for (long k = 0; k < row; k++)
        if (strcmp(before->items[k].id, one->id) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "two targets of one id",
                            .where = lt_csv_where(table, row, column[ID]), .expected = "an id of its own",
                            .found = one->id, .todo = "correct the table of targets");
    return LT_OK;
}

static lt_status read_row(const lt_csv *table, const int *column, long row, lt_targets *out) {
    long year = 0;
    lt_target *one = &out->items[row];
#define TEXT(member, at) one->member = lt_csv_text(table, row, column[at])
    TEXT(id, ID), TEXT(catalogue, CATALOGUE), TEXT(document, DOCUMENT), TEXT(clause, CLAUSE);
    TEXT(pollutant, POLLUTANT), TEXT(region, REGION), TEXT(statistic, STATISTIC), TEXT(unit, UNIT), TEXT(base, BASE);
    TEXT(force, FORCE), TEXT(word_zh, WORD_ZH), TEXT(note_en, NOTE_EN), TEXT(note_zh, NOTE_ZH);
#undef TEXT
    LT_TRY(read_words(table, column, row, one));
    one->value = NAN;
    if (!lt_csv_empty(table, row, column[VALUE])) LT_TRY(lt_csv_double(table, row, column[VALUE], &one->value));
    LT_TRY(lt_csv_long(table, row, column[YEAR], &year));
    one->year = (int)year;
    return judge_row(table, column, row, out);
}

lt_status lt_targets_read(const char *given, lt_targets *out) {
    char path[4096];
    int column[N_COLUMNS];
    *out = (lt_targets){0};
    if (!given) LT_TRY(lt_share_path("postproc/judgement/targets.csv", path, sizeof path));
    LT_TRY(lt_csv_read(given ? given : path, &out->table));
    lt_status status = lt_csv_exactly(out->table, columns, column);
    const long rows = lt_csv_rows(out->table);
    if (status == LT_OK) status = lt_calloc((size_t)rows, sizeof *out->items, &out->items);
    for (; status == LT_OK && out->n < rows; out->n++) status = read_row(out->table, column, out->n, out);
    if (status != LT_OK) lt_targets_free(out);
    return status;
}

void lt_targets_free(lt_targets *targets) {
    lt_free(targets->items);
    lt_csv_free(targets->table);
    *targets = (lt_targets){0};
}

/* --- facts --- */

lt_status lt_facts_add(lt_facts *facts, const lt_fact *fact) {
    LT_TRY(lt_grow(&facts->items, sizeof *facts->items, facts->n + 1, &facts->room));
    facts->items[facts->n++] = *fact;
    return LT_OK;
}

void lt_facts_free(lt_facts *facts) {
    lt_free(facts->items);
    *facts = (lt_facts){0};
}

/* --- judging --- */

static const lt_fact *find(const lt_target *t, const lt_fact *facts, long n, lt_index_rules regime, const char *base) {
    for (long k = 0; k < n; k++) {
        const lt_fact *f = &facts[k];
        if (f->quantity == t->quantity && strcmp(f->pollutant, t->pollutant) == 0 &&
            strcmp(f->region, t->region) == 0 && strcmp(f->base, base) == 0 && (f->any_regime || f->regime == regime) &&
            isfinite(f->value))
            return f;
    }
    return NULL;
}

static lt_target_result stop(lt_target_result r, lt_target_why why) {
    r.outcome = LT_NOT_JUDGEABLE;
    r.why = why;
    return r;
}

/* The number that stands against the target; false: its base is not known, or is nothing. */
static bool held(const lt_target *t, lt_target_result *r) {
    r->value = r->fact;
    if (t->comparison != LT_CHANGE_AT_MOST) return true;
    r->value = r->fact - r->base;
    if (strcmp(t->unit, "%") != 0) return isfinite(r->value);
    if (!(r->base > 0)) return false;
    r->value *= 100 / r->base;
    return isfinite(r->value);
}

lt_target_result lt_target_judge(const lt_target *t, const lt_fact *facts, long n, lt_index_rules regime) {
    lt_target_result r = {.fact = NAN, .base = NAN, .value = NAN, .margin = NAN};
    const lt_fact *fact = find(t, facts, n, regime, "");
    const lt_fact *base = t->base[0] ? find(t, facts, n, regime, t->base) : NULL;
    if (fact) {
        r.fact = fact->value;
        r.year = fact->year;
        r.days = fact->days;
        r.other_year = fact->year && fact->year != t->year;
        r.mark = fact->mark;
    }
    if (base) {
        r.base = base->value;
        r.mark = lt_mark_worse(r.mark, base->mark);
    }
    if (!isfinite(t->value)) return stop(r, LT_WHY_NO_NUMBER);
    if (!fact) return stop(r, LT_WHY_NO_FACT);
    if (!held(t, &r)) return stop(r, LT_WHY_NO_BASE);
    r.margin = t->comparison == LT_AT_LEAST ? r.value - t->value : t->value - r.value;
    r.would_pass = r.margin >= -1e-9 * fmax(1, fabs(t->value)); /* -10 % of a base misses itself by its last bits */
    r.outcome = r.would_pass ? LT_PASS : LT_FAIL;
    if (fact->complete && (!base || base->complete)) return r;
    r.outcome = LT_INCOMPLETE;
    r.why = LT_WHY_NO_YEAR;
    return r;
}
