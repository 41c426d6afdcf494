/* command.c - `lantian mechanism`: its verbs, and check. See command.h. */
#include "model/chemistry/command/command.h"

#include "base/csv.h"
#include "base/faults.h"
#include "base/json.h"
#include "base/log.h"
#include "model/chemistry/command/facts.h"
#include "model/chemistry/generate/compile_command.h"

#include <cjson/cJSON.h>
#include <string.h>

static const struct verb {
    const char *name;
    lt_status (*run)(const lt_cli *cli);
} verbs[] = {
    {"check", lt_mechanism_check},
    {"compile", lt_mechanism_compile},
};
enum { N_VERBS = sizeof verbs / sizeof *verbs };

lt_status lt_mechanism_command(const lt_cli *cli) {
    const char *names[N_VERBS], *wish = cli->n_positional > 0 ? cli->positional[0] : "";
    for (int v = 0; v < N_VERBS; v++) {
        names[v] = verbs[v].name;
        if (strcmp(verbs[v].name, wish) == 0) return verbs[v].run(cli);
    }
    const char *near = lt_nearest_name(wish, names, N_VERBS);
    return LT_RAISE(LT_ERR_USAGE, .what = "the command mechanism wants a verb", .where = "command line",
                    .expected = "lantian mechanism check|compile FILE", .found = *wish ? wish : "nothing",
                    .todo = near ? lt_fmt("did you mean %s?", near) : "see `lantian mechanism --help`");
}

static void say_fault(const char *text, void *context) {
    (void)context;
    lt_say("%s\n", text);
}

static void keep_fault(const char *text, void *context) {
    cJSON_AddItemToArray(context, cJSON_CreateString(text));
}

static lt_status show(const lt_mechanism *mechanism, const lt_cli *cli) {
    lt_mech_facts facts;
    LT_TRY(lt_mech_facts_gather(mechanism, &facts));
    lt_status status = LT_OK;
    if (cli->json)
        status = lt_mech_sheet_json(&facts);
    else
        lt_mech_sheet_print(&facts, lt_cli_chinese(cli));
    lt_mech_facts_free(&facts);
    return status;
}

lt_status lt_mechanism_check(const lt_cli *cli) {
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "check wants one mechanism", .where = "command line",
                        .expected = "lantian mechanism check FILE", .found = lt_fmt("%d names", cli->n_positional - 1),
                        .todo = "name a .def file, or a shipped mechanism: cb6r5");
    const char *name = cli->positional[1];
    cJSON *root = cJSON_CreateObject(), *list;
    cJSON_AddStringToObject(root, "mechanism", name);
    cJSON_AddBoolToObject(root, "valid", false);
    list = cJSON_AddArrayToObject(root, "faults");
    lt_faults faults = {.report = cli->json ? keep_fault : say_fault, .context = list};
    lt_mechanism *mechanism;
    lt_status status = lt_mechanism_judge(name, &faults, &mechanism);
    if (status == LT_OK) lt_faults_end(&faults);
    if (status == LT_OK && !mechanism && cli->json)
        status = lt_json_say(root);
    else
        cJSON_Delete(root);
    LT_TRY(status);
    if (!mechanism)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%ld fault%s in %s", faults.n, faults.n == 1 ? "" : "s", name),
                        .where = name, .expected = "a valid mechanism", .found = "what is listed above",
                        .todo = "mend it; `lantian example mechanism` shows a valid one");
    status = show(mechanism, cli);
    lt_mechanism_free(mechanism);
    return status;
}
