/* diff.c - see diff.h. */
#include "inventory/update/diff.h"

#include "base/exactsum.h"
#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <string.h>

static const char *const kind_names[] = {"added", "removed", "changed"};
static const char *const kind_names_zh[] = {"新增", "删除", "改变"};

static const char *const factor_names[LT_N_POLLUTANTS] = {
#define LT_FACTOR_NAME(id, name) "factor_" name,
    LT_POLLUTANT_LIST(LT_FACTOR_NAME)
#undef LT_FACTOR_NAME
};
static const char *const removal_names[LT_N_POLLUTANTS] = {
#define LT_REMOVAL_NAME(id, name) "removal_" name,
    LT_POLLUTANT_LIST(LT_REMOVAL_NAME)
#undef LT_REMOVAL_NAME
};

/* The first thing that differs, NULL if nothing does. */
static const char *difference(const lt_source *a, const lt_source *b) {
    const struct {
        const char *name, *old_text, *new_text;
    } texts[] = {{"region", a->region, b->region},
                 {"county", a->county, b->county},
                 {"sector", a->sector, b->sector},
                 {"process", a->process, b->process},
                 {"technology", a->technology, b->technology},
                 {"control", a->control, b->control},
                 {"unit", a->unit, b->unit},
                 {"calendar", a->calendar, b->calendar},
                 {"surrogate", a->surrogate, b->surrogate},
                 {"profile", a->profile, b->profile}};
    const struct {
        const char *name;
        double old_value, new_value;
    } numbers[] = {{"lon", a->lon, b->lon},
                   {"lat", a->lat, b->lat},
                   {"stack_height_m", a->stack_height_m, b->stack_height_m},
                   {"stack_diameter_m", a->stack_diameter_m, b->stack_diameter_m},
                   {"exit_temperature_K", a->exit_temperature_K, b->exit_temperature_K},
                   {"exit_velocity_ms", a->exit_velocity_ms, b->exit_velocity_ms},
                   {"capacity_tph", a->capacity_tph, b->capacity_tph},
                   {"unit_size_tph", a->unit_size_tph, b->unit_size_tph},
                   {"built_up", a->built_up, b->built_up},
                   {"uncertainty", a->uncertainty, b->uncertainty}};
    if (a->activity != b->activity) return "activity";
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (a->factor_kg[p] != b->factor_kg[p]) return factor_names[p];
        if (a->removal[p] != b->removal[p]) return removal_names[p];
    }
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (strcmp(texts[k].old_text, texts[k].new_text) != 0) return texts[k].name;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        if (numbers[k].old_value != numbers[k].new_value) return numbers[k].name;
    return NULL;
}

static void total_t(const lt_ledger *ledger, double out[LT_N_POLLUTANTS]) {
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        lt_exactsum sum;
        lt_exactsum_clear(&sum);
        for (long k = 0; k < ledger->n; k++)
            lt_exactsum_add(&sum, lt_source_emission_kg(&ledger->sources[k], (enum lt_pollutant)p) * 1e-3);
        out[p] = lt_exactsum_value(&sum);
    }
}

static void push(lt_ledger_diff *diff, lt_diff_kind kind, long old_row, long new_row, const char *what) {
    diff->rows[diff->n++] = (lt_diff_row){kind, old_row, new_row, what};
    diff->count[kind]++;
}

lt_status lt_ledger_diff_make(const lt_ledger *a, const lt_ledger *b, lt_ledger_diff *out) {
    *out = (lt_ledger_diff){.old_ledger = a, .new_ledger = b};
    LT_TRY(lt_calloc((size_t)(a->n + b->n), sizeof *out->rows, &out->rows));
    for (long k = 0; k < a->n; k++) {
        const lt_source *now = lt_ledger_find(b, a->sources[k].id);
        if (!now) {
            push(out, LT_ROW_REMOVED, k, -1, "row");
            continue;
        }
        const char *what = difference(&a->sources[k], now);
        if (what) push(out, LT_ROW_CHANGED, k, now - b->sources, what);
    }
    for (long k = 0; k < b->n; k++)
        if (!lt_ledger_find(a, b->sources[k].id)) push(out, LT_ROW_ADDED, -1, k, "row");
    total_t(a, out->old_t);
    total_t(b, out->new_t);
    return LT_OK;
}

void lt_ledger_diff_free(lt_ledger_diff *diff) {
    lt_free(diff->rows);
    *diff = (lt_ledger_diff){0};
}

/* --- output ------------------------------------------------------------------------------------------------------- */

static const lt_source *row_of(const lt_ledger *ledger, long row) {
    return row < 0 ? NULL : &ledger->sources[row];
}

/* The thing that differs, of one side: a number or a word. */
static const char *value_of(const lt_source *s, const char *what) {
    if (!s) return "";
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (strcmp(what, factor_names[p]) == 0) return lt_fmt("%.9g", s->factor_kg[p]);
        if (strcmp(what, removal_names[p]) == 0) return lt_fmt("%.9g", s->removal[p]);
    }
    const struct {
        const char *name, *text;
    } texts[] = {{"region", s->region},   {"county", s->county},         {"sector", s->sector},
                 {"process", s->process}, {"technology", s->technology}, {"control", s->control},
                 {"unit", s->unit},       {"calendar", s->calendar},     {"surrogate", s->surrogate},
                 {"profile", s->profile}};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (strcmp(what, texts[k].name) == 0) return texts[k].text;
    return strcmp(what, "activity") == 0 || strcmp(what, "row") == 0 ? lt_fmt("%.9g", s->activity) : "...";
}

static double t_of(const lt_source *s, int p) {
    return s ? lt_source_emission_kg(s, (enum lt_pollutant)p) * 1e-3 : 0;
}

void lt_ledger_diff_csv(const lt_ledger_diff *diff, FILE *out) {
    fputs("change,id,region,what,old,new", out);
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        fprintf(out, ",%s_old_t,%s_new_t", lt_pollutant_names[p], lt_pollutant_names[p]);
    fputc('\n', out);
    for (long k = 0; k < diff->n; k++) {
        const lt_diff_row *row = &diff->rows[k];
        const lt_source *a = row_of(diff->old_ledger, row->old_row), *b = row_of(diff->new_ledger, row->new_row);
        const lt_source *any = a ? a : b;
        fprintf(out, "%s,%s,%s,%s,%s,%s", kind_names[row->kind], any->id, any->region, row->what,
                value_of(a, row->what), value_of(b, row->what));
        for (int p = 0; p < LT_N_POLLUTANTS; p++) fprintf(out, ",%.9g,%.9g", t_of(a, p), t_of(b, p));
        fputc('\n', out);
    }
    fputs("total,,,,,", out);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) fprintf(out, ",%.9g,%.9g", diff->old_t[p], diff->new_t[p]);
    fputc('\n', out);
}

void lt_ledger_diff_say(const lt_ledger_diff *diff, bool chinese) {
    lt_say(chinese ? "%d 年：新增 %ld 行，删除 %ld 行，改变 %ld 行\n"
                   : "%d: %ld rows added, %ld removed, %ld changed\n",
           diff->new_ledger->base_year, diff->count[LT_ROW_ADDED], diff->count[LT_ROW_REMOVED],
           diff->count[LT_ROW_CHANGED]);
    for (long k = 0; k < diff->n; k++) {
        const lt_diff_row *row = &diff->rows[k];
        const lt_source *a = row_of(diff->old_ledger, row->old_row), *b = row_of(diff->new_ledger, row->new_row);
        lt_say("%-8s %-40s %-16s %s -> %s\n", chinese ? kind_names_zh[row->kind] : kind_names[row->kind],
               a ? a->id : b->id, row->what, a ? value_of(a, row->what) : "-", b ? value_of(b, row->what) : "-");
    }
    lt_say("\n%-8s%16s%16s%14s\n", chinese ? "总量 t" : "total t", chinese ? "旧" : "old", chinese ? "新" : "new",
           chinese ? "差" : "change");
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        lt_say("%-8s%16.6g%16.6g%+14.6g\n", lt_pollutant_names[p], diff->old_t[p], diff->new_t[p],
               diff->new_t[p] - diff->old_t[p]);
}

lt_status lt_ledger_diff_json(const lt_ledger_diff *diff) {
    cJSON *root = cJSON_CreateObject(), *rows = cJSON_AddArrayToObject(root, "rows");
    cJSON *totals = cJSON_AddObjectToObject(root, "totals_t");
    cJSON_AddNumberToObject(root, "year", diff->new_ledger->base_year);
    for (int k = 0; k < 3; k++) cJSON_AddNumberToObject(root, kind_names[k], (double)diff->count[k]);
    for (long k = 0; k < diff->n; k++) {
        const lt_diff_row *row = &diff->rows[k];
        const lt_source *a = row_of(diff->old_ledger, row->old_row), *b = row_of(diff->new_ledger, row->new_row);
        cJSON *o = cJSON_CreateObject();
        cJSON_AddItemToArray(rows, o);
        cJSON_AddStringToObject(o, "change", kind_names[row->kind]);
        cJSON_AddStringToObject(o, "id", a ? a->id : b->id);
        cJSON_AddStringToObject(o, "what", row->what);
        cJSON_AddStringToObject(o, "old", value_of(a, row->what));
        cJSON_AddStringToObject(o, "new", value_of(b, row->what));
    }
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        cJSON *o = cJSON_AddObjectToObject(totals, lt_pollutant_names[p]);
        cJSON_AddNumberToObject(o, "old", diff->old_t[p]);
        cJSON_AddNumberToObject(o, "new", diff->new_t[p]);
    }
    return lt_json_say(root);
}
