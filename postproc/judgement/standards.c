#include "postproc/judgement/standards.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <string.h>

const lt_rules_name lt_index_table[LT_N_INDEX] = {
#define LT_INDEX_ROW(id, word, title) {word, title, word, title, LT_INDEX_##id},
    LT_INDEX_LIST(LT_INDEX_ROW)
#undef LT_INDEX_ROW
};
const lt_rules_name lt_limits_table[LT_N_LIMITS] = {
#define LT_LIMITS_ROW(id, word, title, heading_zh, title_zh, index) {word, title, heading_zh, title_zh, index},
    LT_LIMITS_LIST(LT_LIMITS_ROW)
#undef LT_LIMITS_ROW
};
const char *const lt_air_class_names[LT_N_CLASSES] = {"I", "II"};
static const char *const averages[LT_N_AVERAGES] = {"hour", "8h", "day", "year"};
static const char marks[] = "VDSRA"; /* from sure to assumed */

static const char *const columns[] = {"kind",  "rules", "class", "pollutant", "averaging", "iaqi",
                                      "value", "unit",  "mark",  "source",    NULL};
enum { KIND, RULES, CLASS, POLLUTANT, AVERAGING, IAQI, VALUE, UNIT, MARK, SOURCE, N_COLUMNS };

lt_mark lt_mark_worse(lt_mark a, lt_mark b) {
    if (!a || !b) return a ? a : b;
    return strchr(marks, a) > strchr(marks, b) ? a : b;
}

const char *lt_mark_remark(lt_mark mark, bool chinese) {
    switch (mark) {
    case 'S':
        return chinese ? "二手来源，未见原文" : "from a secondary source, not the document";
    case 'R':
        return chinese ? "凭记忆，未核对" : "recalled, not checked";
    case 'A':
        return chinese ? "假定" : "assumed";
    default:
        return NULL;
    }
}

lt_averaging lt_percentile_average(lt_measured species) {
    return species == LT_MEASURED_O3 ? LT_AVERAGE_8H : LT_AVERAGE_DAY;
}

/* --- a row --- */

typedef struct lt_row {
    const lt_csv *table;
    long row;
    int *column;
    lt_measured species;
    double value;
    lt_mark mark;
} lt_row;

static const char *cell(const lt_row *r, int column) {
    return lt_csv_text(r->table, r->row, r->column[column]);
}

static lt_status bad(const lt_row *r, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(r->table, r->row, r->column[column]),
                    .expected = expected, .found = cell(r, column), .todo = "correct the table of standards");
}

static lt_status find_in(const lt_row *r, int column, const char *const *names, int n, int *out) {
    for (*out = 0; *out < n; (*out)++)
        if (strcmp(names[*out], cell(r, column)) == 0) return LT_OK;
    return bad(r, column, "a word that the table of standards does not know", lt_one_of(names, n));
}

static lt_status find_rules(const lt_row *r, const lt_rules_name *names, int n, int *out) {
    const char *words[LT_N_LIMITS];
    for (int k = 0; k < n; k++) words[k] = names[k].word;
    return find_in(r, RULES, words, n, out);
}

static lt_status put(const lt_row *r, lt_marked *out) {
    if (out->mark) return bad(r, KIND, "a number of the standards stands twice", "one row");
    *out = (lt_marked){r->value, r->mark};
    return LT_OK;
}

static lt_status put_breakpoint(const lt_row *r, lt_standards *out) {
    int rules = 0, average = 0;
    double iaqi = 0;
    LT_TRY(find_rules(r, lt_index_table, LT_N_INDEX, &rules));
    LT_TRY(find_in(r, AVERAGING, averages, LT_N_AVERAGES, &average));
    LT_TRY(lt_csv_double(r->table, r->row, r->column[IAQI], &iaqi));
    lt_scale *scale = &out->scale[rules][r->species][average];
    const int n = scale->n;
    const bool ascends =
        n == 0 ? iaqi == 0 && r->value == 0 : iaqi > scale->iaqi[n - 1] && r->value > scale->concentration[n - 1];
    if (n >= LT_SCALE_POINTS || !ascends)
        return bad(r, VALUE, "breakpoints do not ascend from 0", "rows in ascending order, at most 8");
    scale->iaqi[n] = iaqi;
    scale->concentration[n] = r->value;
    scale->mark = lt_mark_worse(scale->mark, r->mark);
    scale->n++;
    return LT_OK;
}

static lt_status put_beyond(const lt_row *r, lt_standards *out) {
    int rules = 0, average = 0;
    LT_TRY(find_rules(r, lt_index_table, LT_N_INDEX, &rules));
    LT_TRY(find_in(r, AVERAGING, averages, LT_N_AVERAGES, &average));
    lt_scale *scale = &out->scale[rules][r->species][average];
    scale->beyond = r->value;
    scale->beyond_mark = r->mark;
    return LT_OK;
}

static lt_status put_limit(const lt_row *r, lt_standards *out) {
    int rules = 0, class = 0, average = 0;
    LT_TRY(find_rules(r, lt_limits_table, LT_N_LIMITS, &rules));
    LT_TRY(find_in(r, CLASS, lt_air_class_names, LT_N_CLASSES, &class));
    LT_TRY(find_in(r, AVERAGING, averages, LT_N_AVERAGES, &average));
    return put(r, &out->limit[rules][class][r->species][average]);
}

static lt_status put_round_before(const lt_row *r, lt_standards *out) {
    int rules = 0;
    LT_TRY(find_rules(r, lt_index_table, LT_N_INDEX, &rules));
    return put(r, &out->round_before[rules][r->species]);
}

static lt_status put_days(const lt_row *r, lt_standards *out) {
    static const char *const names[] = {"year", "month", "february"};
    lt_marked *const days[] = {&out->days_year, &out->days_month, &out->days_february};
    int which = 0;
    LT_TRY(find_in(r, AVERAGING, names, 3, &which));
    return put(r, days[which]);
}

#define PUT_BY_SPECIES(name, member)                                                                                   \
    static lt_status name(const lt_row *r, lt_standards *out) {                                                        \
        return put(r, &out->member[r->species]);                                                                       \
    }
PUT_BY_SPECIES(put_percentile, percentile)
PUT_BY_SPECIES(put_round_statistic, round_statistic)
PUT_BY_SPECIES(put_weight, weight)
PUT_BY_SPECIES(put_floor, floor)
PUT_BY_SPECIES(put_absurd, absurd)

static const struct {
    const char *name;
    bool of_species;
    lt_status (*put)(const lt_row *r, lt_standards *out);
} kinds[] = {{"breakpoint", true, put_breakpoint},          {"beyond", true, put_beyond},
             {"round_before_iaqi", true, put_round_before}, {"limit", true, put_limit},
             {"percentile", true, put_percentile},          {"round_statistic", true, put_round_statistic},
             {"composite_weight", true, put_weight},        {"days", false, put_days},
             {"projection_floor", true, put_floor},         {"absurd", true, put_absurd}};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

/* A concentration bears the unit of its pollutant; the other units are those of the kind. */
static lt_status judge_unit(const lt_row *r) {
    const char *unit = cell(r, UNIT), *kind = cell(r, KIND);
    const bool concentration = strcmp(kind, "breakpoint") == 0 || strcmp(kind, "limit") == 0 ||
                               strcmp(kind, "projection_floor") == 0 || strcmp(kind, "absurd") == 0;
    if (!*unit) return bad(r, UNIT, "a number of the standards has no unit", "ug/m3, mg/m3, 1, d, iaqi or decimals");
    if (concentration && strcmp(unit, lt_measured_table[r->species].unit) != 0)
        return bad(r, UNIT, "a concentration in another unit than its pollutant", lt_measured_table[r->species].unit);
    return LT_OK;
}

static lt_status read_row(lt_row *r, lt_standards *out) {
    const char *names[N_KINDS];
    int kind = 0;
    for (int k = 0; k < N_KINDS; k++) names[k] = kinds[k].name;
    LT_TRY(find_in(r, KIND, names, N_KINDS, &kind));
    if (kinds[kind].of_species && (!lt_measured_find(cell(r, POLLUTANT), &r->species) || !lt_is_judged(r->species)))
        return bad(r, POLLUTANT, "a pollutant that is not one of the six", "PM2.5, PM10, SO2, NO2, CO or O3");
    LT_TRY(lt_csv_double(r->table, r->row, r->column[VALUE], &r->value));
    const char *mark = cell(r, MARK);
    if (strlen(mark) != 1 || !strchr(marks, *mark)) return bad(r, MARK, "no mark of the source", "V, D, S, R or A");
    r->mark = *mark;
    LT_TRY(judge_unit(r));
    return kinds[kind].put(r, out);
}

/* --- the whole --- */

static void begin(lt_standards *out) {
    *out = (lt_standards){0};
    for (int s = 0; s < LT_N_JUDGED; s++) {
        for (int x = 0; x < LT_N_INDEX; x++) {
            out->round_before[x][s].value = NAN;
            for (int a = 0; a < LT_N_AVERAGES; a++) out->scale[x][s][a].beyond = NAN;
        }
        for (int l = 0; l < LT_N_LIMITS; l++)
            for (int c = 0; c < LT_N_CLASSES; c++)
                for (int a = 0; a < LT_N_AVERAGES; a++) out->limit[l][c][s][a].value = NAN;
    }
}

static bool is_whole(const lt_standards *s, lt_measured p) {
    bool whole = s->percentile[p].mark && s->round_statistic[p].mark && s->weight[p].mark && s->floor[p].mark &&
                 s->absurd[p].mark;
    for (int x = 0; x < LT_N_INDEX; x++) whole = whole && s->scale[x][p][lt_percentile_average(p)].n > 1;
    for (int l = 0; l < LT_N_LIMITS; l++)
        for (int c = 0; c < LT_N_CLASSES; c++) whole = whole && s->limit[l][c][p][lt_percentile_average(p)].mark;
    return whole;
}

static lt_status judge_whole(const char *path, const lt_standards *out) {
    const char *missing = !out->days_year.mark || !out->days_month.mark || !out->days_february.mark ? "days" : NULL;
    for (int p = 0; p < LT_N_JUDGED && !missing; p++)
        if (!is_whole(out, (lt_measured)p)) missing = lt_measured_table[p].name;
    if (!missing) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the table of standards is not whole", .where = path,
                    .expected = "breakpoints, limits, percentile, rounding, weight, floor of all six, and days",
                    .found = lt_fmt("rows of %s are missing", missing), .todo = "put them back");
}

lt_status lt_standards_read(const char *given, lt_standards *out) {
    char path[4096];
    int column[N_COLUMNS];
    lt_csv *table = NULL;
    begin(out);
    if (!given) LT_TRY(lt_share_path("postproc/judgement/standards.csv", path, sizeof path));
    LT_TRY(lt_csv_read(given ? given : path, &table));
    lt_status status = lt_csv_exactly(table, columns, column);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++) {
        lt_row r = {.table = table, .row = row, .column = column};
        status = read_row(&r, out);
    }
    lt_csv_free(table);
    LT_TRY(status);
    return judge_whole(given ? given : path, out);
}
