/* command_export.c - `lantian inventory export --as NAME [CASE] --grid G --start D --days N --out DIR`. */
#include "inventory/command/command_export.h"

#include "base/job.h"
#include "base/log.h"
#include "inventory/command/command.h"
#include "inventory/writers/writer.h"

/* What the command says goes before what the case says. */
typedef struct plan {
    const lt_writer *writer;
    const char *grid;
    const lt_node *inventory; /* section of the case, or NULL */
    lt_time start;
    long days;
} plan;

static lt_status find_period(const lt_cli *cli, const lt_case *setup, plan *p) {
    if (cli->start) LT_TRY(lt_time_parse(cli->start, LT_CST_OFFSET, &p->start));
    p->days = cli->days;
    if (setup && setup->periods.n > 0) {
        const lt_period *first = setup->periods.items;
        if (!cli->start) p->start = first->start;
        if (!cli->days) p->days = (long)(first->length_s / LT_DAY);
    } else if (!cli->start) {
        return LT_RAISE(LT_ERR_USAGE, .what = "this writer writes hours: of which days?", .where = "command line",
                        .expected = "--start YYYY-MM-DD, or a case with a period", .found = "neither",
                        .todo = "add --start and --days");
    }
    if (p->days < 1) p->days = 1;
    return LT_OK;
}

static lt_status write_with(const lt_cli *cli, const plan *p, const lt_ledger *ledger) {
    const bool chinese = lt_cli_chinese(cli);
    lt_allocation allocation;
    lt_grid *grid = NULL;
    lt_outdir *dir = NULL;
    LT_TRY(lt_allocation_of(ledger, &allocation));
    lt_status status = LT_OK;
    if (p->writer->needs & LT_WRITER_GRID)
        LT_TRY_GOTO(status, lt_inventory_grid_of(p->grid, p->inventory, &grid), done);
    LT_TRY_GOTO(status, lt_outdir_open(cli->out ? cli->out : lt_fmt("out/export-%s", p->writer->name), &dir), done);
    if (ledger->background && !(p->writer->needs & LT_WRITER_ALL))
        lt_remark(LT_LOG_WARNING, "%s has the rows of the ledger alone, without the inventories of others under it",
                  p->writer->name);
    status = p->writer->write(&(lt_export){ledger, &allocation, grid, p->start, p->days, dir, cli->gwp});
    if (status == LT_OK) lt_say("%s: %s\n", lt_outdir_path(dir), chinese ? p->writer->title_zh : p->writer->title_en);
done:
    lt_outdir_close(dir);
    lt_grid_free(grid);
    lt_allocation_free(&allocation);
    return status;
}

lt_status lt_inventory_export(const lt_cli *cli) {
    plan p = {0};
    lt_case *setup = NULL;
    lt_ledger *ledger = NULL;
    LT_TRY(lt_writer_find(cli->as, &p.writer));
    lt_cli plain = *cli;
    plain.grid = NULL; /* its nest need not lie in the grid of the export */
    if (cli->n_positional > 1) LT_TRY(lt_case_read(cli->positional[1], &plain, &setup));
    p.grid = cli->grid ? cli->grid : setup ? setup->grid : NULL;
    p.inventory = setup ? setup->inventory : NULL;
    lt_status status = LT_OK;
    if (p.writer->needs & LT_WRITER_PERIOD) LT_TRY_GOTO(status, find_period(cli, setup, &p), done);
    LT_TRY_GOTO(status, lt_ledger_read(setup ? setup->inventory : NULL, setup ? (int)setup->base_year : 2020, &ledger),
                done);
    status = write_with(cli, &p, ledger);
done:
    lt_ledger_free(ledger);
    lt_case_free(setup);
    return status;
}
