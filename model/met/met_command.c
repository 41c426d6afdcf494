/* met_command.c - `lantian met CASE | check FILE...`: a verb, else a case. See met_command.h. */
#include "model/met/met_command.h"

#include "model/met/check/check.h"

#include <string.h>

static const struct verb {
    const char *name;
    lt_status (*run)(const lt_cli *cli);
} verbs[] = {
    {"check", lt_met_check_command},
};
enum { N_VERBS = sizeof verbs / sizeof *verbs };

/* A case of the name of a verb is named by its path (./check). */
lt_status lt_met_command(const lt_cli *cli) {
    for (int v = 0; v < N_VERBS; v++)
        if (cli->n_positional > 0 && strcmp(verbs[v].name, cli->positional[0]) == 0) return verbs[v].run(cli);
    return lt_met_show(cli);
}
