/* command_factors.c - see command_factors.h. */
#include "inventory/command/command_factors.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/log.h"
#include "inventory/documents.h"
#include "inventory/factors.h"

#include <cjson/cJSON.h>
#include <string.h>

static bool fits(const lt_factor *row, const char *name) {
    if (strcmp(row->process, name) == 0) return true;
    const char *three = lt_fmt("%s/%s/%s", row->sector, row->process, row->technology);
    const size_t length = strlen(name);
    return strncmp(three, name, length) == 0 && strchr(name, '/') && (three[length] == '/' || three[length] == '\0');
}

static bool counts(const lt_factors *factors, long k) {
    const lt_factor *row = &factors->rows[k];
    return lt_factors_of(factors, row->sector, row->process, row->technology, row->pollutant) == row;
}

static void say(const lt_factors *factors, long k, const lt_documents *documents, bool chinese) {
    const lt_factor *row = &factors->rows[k];
    const int d = lt_documents_find(documents, row->document);
    const char *title = d < 0 ? row->document : chinese ? documents->items[d].title_zh : documents->items[d].title_en;
    lt_say("%c %-8s %12.6g  %10.4g - %-10.4g kg/%-8s %s [%s] %s\n", counts(factors, k) ? '*' : ' ',
           lt_pollutant_names[row->pollutant], row->factor, row->low, row->high, row->unit, title, row->mark,
           row->source);
}

static void add_json(cJSON *array, const lt_factors *factors, long k) {
    const lt_factor *row = &factors->rows[k];
    cJSON *o = cJSON_CreateObject();
    cJSON_AddItemToArray(array, o);
    cJSON_AddStringToObject(o, "sector", row->sector);
    cJSON_AddStringToObject(o, "process", row->process);
    cJSON_AddStringToObject(o, "technology", row->technology);
    cJSON_AddStringToObject(o, "pollutant", lt_pollutant_names[row->pollutant]);
    cJSON_AddNumberToObject(o, "factor_kg", row->factor);
    cJSON_AddNumberToObject(o, "low_kg", row->low);
    cJSON_AddNumberToObject(o, "high_kg", row->high);
    cJSON_AddStringToObject(o, "unit", row->unit);
    cJSON_AddStringToObject(o, "document", row->document);
    cJSON_AddBoolToObject(o, "counts", counts(factors, k));
    cJSON_AddStringToObject(o, "mark", row->mark);
    cJSON_AddStringToObject(o, "source", row->source);
}

static lt_status no_such_process(const lt_factors *factors, const char *name) {
    const char **names;
    LT_TRY(lt_calloc((size_t)factors->n, sizeof *names, &names));
    for (long k = 0; k < factors->n; k++) names[k] = factors->rows[k].process;
    const char *near = lt_nearest_name(name, names, factors->n);
    const lt_status status =
        LT_RAISE(LT_ERR_USAGE, .what = "no factors of this process", .where = "command line",
                 .expected = "a process, sector/process or sector/process/technology", .found = lt_fmt("\"%s\"", name),
                 .todo = near ? lt_fmt("did you mean %s?", near) : "see inventory/data/factors");
    lt_free(names);
    return status;
}

/* Process by process, each in the order in which its documents count. */
static long print(const lt_factors *factors, const lt_documents *documents, const char *name, bool chinese,
                  cJSON *array) {
    long found = 0;
    for (long k = 0; k < factors->n; k++) {
        const lt_factor *head = &factors->rows[k];
        if (!fits(head, name) || lt_factors_first(factors, head->sector, head->process, head->technology) != k)
            continue;
        if (!array) lt_say("%s, %s, %s\n", head->sector, head->process, head->technology);
        for (int p = 0; p < LT_N_POLLUTANTS; p++)
            for (long m = k; m >= 0; m = factors->rows[m].next) {
                if (factors->rows[m].pollutant != p) continue;
                found++;
                if (array)
                    add_json(array, factors, m);
                else
                    say(factors, m, documents, chinese);
            }
    }
    return found;
}

lt_status lt_command_factors(const lt_cli *cli, const lt_ledger *ledger, const char *name) {
    lt_documents *documents;
    LT_TRY(lt_documents_read(&documents));
    cJSON *root = cli->json ? cJSON_CreateObject() : NULL;
    cJSON *array = root ? cJSON_AddArrayToObject(root, "factors") : NULL;
    const bool chinese = lt_cli_chinese(cli);
    const long n = print(ledger->factors, documents, name, chinese, array);
    lt_documents_free(documents);
    if (n && root) return lt_json_say(root);
    cJSON_Delete(root);
    if (!n) return no_such_process(ledger->factors, name);
    lt_say("%s\n", chinese ? "* 计入清单的因子" : "* the factor that counts");
    return LT_OK;
}
