/* command_update.c - see command_update.h. */
#include "inventory/command/command_update.h"

#include "base/log.h"
#include "base/number.h"
#include "base/outdir.h"
#include "inventory/update/diff.h"
#include "inventory/update/update.h"

#include <stdlib.h>
#include <string.h>

/* The year of a series: its column year, or the first four digits of its first date or time. */
static lt_status year_of(const char *path, int *out) {
    static const char *const columns[] = {"year", "date", "time_local"};
    lt_csv *t;
    *out = 2020;
    LT_TRY(lt_csv_read(path, &t));
    for (int k = 0; k < 3; k++) {
        const int c = lt_csv_find(t, columns[k]);
        long year;
        char digits[5] = "";
        if (c < 0 || lt_csv_rows(t) == 0) continue;
        snprintf(digits, sizeof digits, "%s", lt_csv_text(t, 0, c));
        if (lt_number_long(digits, &year) && year >= 1900 && year <= 2100) *out = (int)year;
        break;
    }
    lt_csv_free(t);
    return LT_OK;
}

static lt_status read_own(const char *path, int year, lt_ledger **out) {
    lt_node *section;
    LT_TRY(lt_node_parse("command line", lt_fmt("ledger: \"%s\"\nneighbours: no\n", path), &section));
    const lt_status status = lt_ledger_read(section, year, out);
    lt_node_free(section);
    return status;
}

static lt_status make(const lt_cli *cli, const char *ledger_path, lt_ledger *ledger) {
    lt_allocation allocation;
    lt_outdir *dir;
    LT_TRY(lt_allocation_of(ledger, &allocation));
    lt_update update = {.ledger = ledger, .allocation = &allocation};
    lt_status status = lt_update_read(cli->with, &update);
    if (status == LT_OK) status = lt_outdir_open(cli->out, &dir);
    if (status == LT_OK) {
        status = lt_update_write(&update, ledger_path, cli->with, dir);
        lt_outdir_close(dir);
    }
    if (status == LT_OK)
        lt_say(lt_cli_chinese(cli) ? "%d 年：%ld 行已更新，写入 %s\n" : "%d: %ld rows updated, in %s\n", update.year,
               update.n, cli->out);
    lt_update_free(&update);
    lt_allocation_free(&allocation);
    return status;
}

lt_status lt_inventory_update(const lt_cli *cli) {
    lt_ledger *ledger;
    int year;
    LT_TRY(lt_cli_allow(cli, "with out lang quiet"));
    if (cli->n_positional != 2 || !cli->with || !cli->out)
        return LT_RAISE(LT_ERR_USAGE, .what = "an update needs a ledger, a series and a folder",
                        .where = "command line",
                        .expected = "lantian inventory update LEDGER.csv --with SERIES.csv --out DIR",
                        .found = lt_fmt("%d names%s%s", cli->n_positional - 1, cli->with ? "" : ", no --with",
                                        cli->out ? "" : ", no --out"),
                        .todo = "name all three");
    LT_TRY(year_of(cli->with, &year));
    LT_TRY(read_own(cli->positional[1], year, &ledger));
    const lt_status status = make(cli, cli->positional[1], ledger);
    lt_ledger_free(ledger);
    return status;
}

/* Of the newest "# change: SERIES SHA, YEAR, N rows" of a version; 2020 where the table is no version. */
static lt_status changed_year(const char *path, int *out) {
    static const char mark[] = "# change: ";
    char *text;
    *out = 2020;
    LT_TRY(lt_path_read_text(path, &text));
    const char *line = strstr(text, mark);
    const size_t length = line ? strcspn(line, "\n") : 0;
    for (size_t k = length; k > 2; k--) {
        int year;
        if (line[k - 1] != ',' || sscanf(line + k, "%d", &year) != 1 || year < 1900) continue;
        *out = year;
        break;
    }
    free(text);
    return LT_OK;
}

lt_status lt_inventory_diff(const lt_cli *cli) {
    lt_ledger *old_ledger, *new_ledger = NULL;
    lt_ledger_diff diff;
    LT_TRY(lt_cli_allow(cli, "year json lang quiet"));
    if (cli->n_positional != 3)
        return LT_RAISE(LT_ERR_USAGE, .what = "which two ledgers?", .where = "command line",
                        .expected = "lantian inventory diff OLD.csv NEW.csv",
                        .found = lt_fmt("%d names", cli->n_positional - 1), .todo = "name the older one first");
    int year = (int)cli->year;
    if (!year) LT_TRY(changed_year(cli->positional[2], &year));
    LT_TRY(read_own(cli->positional[1], year, &old_ledger));
    lt_status status = read_own(cli->positional[2], year, &new_ledger);
    if (status == LT_OK) status = lt_ledger_diff_make(old_ledger, new_ledger, &diff);
    if (status == LT_OK) {
        if (cli->json)
            status = lt_ledger_diff_json(&diff);
        else
            lt_ledger_diff_say(&diff, lt_cli_chinese(cli));
        lt_ledger_diff_free(&diff);
    }
    lt_ledger_free(new_ledger);
    lt_ledger_free(old_ledger);
    return status;
}
