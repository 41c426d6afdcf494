/* box_command.c - `lantian box`: one case, or many cells of a file. See box_command.h. */
#include "model/chemistry/box/box_command.h"

/* Names on the command line: as many as the form of the command wants. */
static lt_status expect_names(const lt_cli *cli, int n, const char *form) {
    if (cli->n_positional == n) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "the command box wants other names", .where = "command line",
                    .expected = form, .found = lt_fmt("%d names", cli->n_positional),
                    .todo = "see `lantian box --help`");
}

lt_status lt_box_command(const lt_cli *cli) {
    if (cli->cells) {
        LT_TRY(expect_names(cli, 2, "lantian box --cells IN.nc OUT.nc"));
        return LT_RAISE(LT_ERR_USAGE, .what = "cells are not read yet", .where = "command line",
                        .expected = "a later build", .found = "this one", .todo = "come back");
    }
    LT_TRY(expect_names(cli, 1, "lantian box CASE.yaml"));
    return LT_RAISE(LT_ERR_USAGE, .what = "cases are not read yet", .where = "command line",
                    .expected = "a later build", .found = "this one", .todo = "come back");
}
