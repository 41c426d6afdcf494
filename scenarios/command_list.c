/* command_list.c - lantian scenario list: packages, measures, rows of the plan catalogue. */
#include "scenarios/command.h"
#include "scenarios/coverage.h"

#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

/* All files of the library, read. */
typedef struct shelf {
    lt_package **items;
    long n;
} shelf;

static void free_shelf(shelf *s) {
    for (long k = 0; k < s->n; k++) lt_package_free(s->items[k]);
    lt_free(s->items);
    *s = (shelf){0};
}

static lt_status read_shelf(shelf *s) {
    char **names;
    long n;
    *s = (shelf){0};
    LT_TRY(lt_library_names(&names, &n));
    lt_status status = lt_calloc((size_t)n, sizeof *s->items, &s->items);
    for (long k = 0; k < n && status == LT_OK; k++) {
        status = lt_package_read(names[k], &s->items[k]);
        if (status == LT_OK) s->n++;
    }
    lt_library_names_free(names, n);
    if (status != LT_OK) free_shelf(s);
    return status;
}

static bool is_measure(const lt_package *package) {
    return package->n == 1 && strcmp(package->measures[0]->id, package->id) == 0;
}

/* "P, W" or "（十）; 专栏1": every text once, in their order; through lt_fmt. */
static const char *joined(const lt_package *package, bool clauses) {
    char text[640] = "";
    size_t used = 0;
    for (long m = 0; m < package->n; m++) {
        const lt_document *rows = package->measures[m]->documents.items;
        for (long d = 0; d < package->measures[m]->documents.n && used < sizeof text - 64; d++) {
            const char *one = clauses ? rows[d].clause : rows[d].id;
            const char *at = strstr(text, one);
            const size_t length = strlen(one);
            if (at != NULL && (at[length] == '\0' || strchr(";,", at[length])) && (at == text || at[-1] == ' '))
                continue;
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? (clauses ? "; " : ", ") : "", one);
        }
    }
    return lt_fmt("%s", text);
}

static void add(cJSON *object, const char *key, const char *text) {
    cJSON_AddStringToObject(object, key, text != NULL ? text : "");
}

static cJSON *entry(cJSON *list, const char *id, const char *en, const char *zh, const char *document,
                    const char *clause, bool modelled) {
    cJSON *item = lt_json_add_item(list);
    add(item, "id", id);
    add(item, "name_en", en);
    add(item, "name_zh", zh);
    add(item, "document", document);
    add(item, "clause", clause);
    cJSON_AddBoolToObject(item, "modelled", modelled);
    return item;
}

static void add_measure(cJSON *list, const lt_package *package) {
    const lt_measure *measure = package->measures[0];
    const lt_document *rows = measure->documents.items;
    cJSON *item = entry(list, package->id, package->title_en, package->title_zh, joined(package, false),
                        joined(package, true), true);
    cJSON *catalogue = cJSON_AddArrayToObject(item, "rows");
    for (long d = 0; d < measure->documents.n; d++)
        cJSON_AddItemToArray(catalogue, cJSON_CreateString(rows[d].catalogue));
    add(item, "force", measure->documents.n > 0 ? rows[0].force : "");
    add(item, "date", measure->date);
    add(item, "order", lt_order_names[measure->order]);
    add(item, "tier", lt_tier_names[measure->tier]);
    add(item, "variant_of", measure->variant_of);
}

static void add_package(cJSON *list, const lt_package *package) {
    cJSON *item = entry(list, package->id, package->title_en, package->title_zh, joined(package, false), "", true);
    cJSON *members = cJSON_AddArrayToObject(item, "members");
    for (long k = 0; k < package->n_members; k++)
        cJSON_AddItemToArray(members, cJSON_CreateString(package->members[k].id));
}

/* Rows of the catalogue that no measure models stand behind the measures, with the reason. */
lt_status lt_scenario_list_json(void) {
    shelf s;
    lt_catalogue catalogue;
    LT_TRY(lt_catalogue_read(&catalogue));
    const lt_status status = read_shelf(&s);
    if (status != LT_OK) {
        lt_catalogue_free(&catalogue);
        return status;
    }
    cJSON *root = cJSON_CreateObject();
    cJSON *measures = cJSON_AddArrayToObject(root, "measures"), *packages = cJSON_AddArrayToObject(root, "packages");
    for (long k = 0; k < s.n; k++)
        if (is_measure(s.items[k]))
            add_measure(measures, s.items[k]);
        else
            add_package(packages, s.items[k]);
    for (long r = 0; r < catalogue.n; r++) {
        const lt_catalogue_row *row = &catalogue.rows[r];
        if (row->measures[0]) continue;
        add(entry(measures, row->row, row->name_en, row->name_zh, row->document, row->clause, false), "reason",
            row->reason);
    }
    free_shelf(&s);
    lt_catalogue_free(&catalogue);
    return lt_json_say(root);
}

static void say_measure(const lt_package *package, bool chinese) {
    const lt_measure *measure = package->measures[0];
    const lt_document *rows = measure->documents.items;
    lt_say_padded(package->id, 26);
    lt_say("%s\n", chinese ? package->title_zh : package->title_en);
    for (long d = 0; d < measure->documents.n; d++) {
        lt_say("%*s", 4, "");
        lt_say_padded(rows[d].catalogue, 10);
        lt_say_padded(rows[d].clause, 14);
        lt_say_padded(lt_force_name(rows[d].force, chinese), 14);
        lt_say("%s  %s\n", rows[d].word_zh, chinese ? rows[d].name_zh : rows[d].name_en);
    }
}

lt_status lt_scenario_list(bool chinese) {
    shelf s;
    lt_catalogue catalogue;
    LT_TRY(lt_catalogue_read(&catalogue));
    const lt_status status = read_shelf(&s);
    if (status == LT_OK) {
        long modelled = 0;
        lt_say("%s\n", chinese ? "措施包" : "Packages");
        for (long k = 0; k < s.n; k++) {
            if (is_measure(s.items[k])) continue;
            lt_say_padded(s.items[k]->id, 26);
            lt_say(chinese ? "%s（%ld 项措施）\n" : "%s (%ld measures)\n",
                   chinese ? s.items[k]->title_zh : s.items[k]->title_en, s.items[k]->n);
        }
        lt_say("\n%s\n", chinese ? "措施" : "Measures");
        for (long k = 0; k < s.n; k++)
            if (is_measure(s.items[k])) say_measure(s.items[k], chinese);
        for (long r = 0; r < catalogue.n; r++) modelled += catalogue.rows[r].measures[0] != '\0';
        lt_say(chinese ? "\n规划目录 %ld 条，已建模 %ld 条；其余原因见 library/catalogue.csv\n"
                       : "\n%ld rows of the plan catalogue, %ld of them modelled; why not the others: "
                         "library/catalogue.csv\n",
               catalogue.n, modelled);
        free_shelf(&s);
    }
    lt_catalogue_free(&catalogue);
    return status;
}

lt_status lt_scenario_list_coverage(const char *out, bool quiet, bool chinese) {
    lt_coverage coverage;
    lt_outdir *dir;
    LT_TRY(lt_coverage_make(&coverage));
    lt_status status = lt_outdir_open(out, &dir);
    if (status == LT_OK) {
        status = lt_coverage_write_csv(&coverage, dir, "coverage.csv");
        lt_outdir_close(dir);
    }
    if (status == LT_OK && !quiet)
        lt_say(chinese ? "逐条的措施与单独效果：%s/coverage.csv\n"
                       : "what models each row and what it does alone: %s/coverage.csv\n",
               out);
    lt_coverage_free(&coverage);
    return status;
}
