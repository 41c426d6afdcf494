/* ledger.c - the task `ledger`: a table of a million source rows read, checked and computed to totals. */
#include "inventory/bench/bench.h"

#include "base/outdir.h"
#include "inventory/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct task {
    char path[512];
    long rows;
} task;

/* Boilers and stoves of all cities, every row with an id, amount and note of its own. */
static lt_status write_rows(void *context) {
    const task *t = context;
    FILE *file = fopen(t->path, "w");
    if (!file)
        return LT_RAISE(LT_ERR_ENV, .what = "no file for the benchmark", .where = t->path, .found = "it cannot be made",
                        .todo = "set TMPDIR to a folder that can be written");
    fputs("id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,mark,source\n", file);
    for (long k = 0; k < t->rows; k++)
        fprintf(file, "row_%ld,%s,%s,%ld.5,t,heating,%s,D,\"register of sources, page %ld\"\n", k,
                lt_city_names[k % LT_N_CITIES],
                k % 2 ? "heat,coal,grate_small,heat_small" : "residential,coal,stove,none", 100 + k % 997,
                k % 2 ? "urban,low_stack" : "rural,surface", k / 50);
    if (fclose(file) != 0)
        return LT_RAISE(LT_ERR_ENV, .what = "the file of the benchmark is not whole", .where = t->path,
                        .found = "a failed write", .todo = "set TMPDIR to a folder with room");
    return LT_OK;
}

static lt_status read_rows(void *context, long *rows) {
    const task *t = context;
    lt_node *section;
    lt_ledger *ledger;
    double kt[LT_N_POLLUTANTS];
    LT_TRY(lt_node_parse("bench", lt_fmt("ledger: %s\nneighbours: no\n", t->path), &section));
    lt_status status = lt_ledger_read(section, 2020, &ledger);
    lt_node_free(section);
    LT_TRY(status);
    for (int c = 0; c < LT_N_CITIES; c++) lt_ledger_totals_kt(ledger, lt_city_names[c], NULL, kt);
    *rows = ledger->n;
    lt_ledger_free(ledger);
    return LT_OK;
}

lt_status lt_inventory_bench_ledger(lt_bench *bench) {
    task t = {.rows = bench->quick ? 1000 : 1000000};
    const char *folder = getenv("TMPDIR");
    lt_bench_cost cost;
    snprintf(t.path, sizeof t.path, "%s/lantian-bench-ledger-%ld.csv", folder && folder[0] ? folder : "/tmp",
             (long)getpid());
    lt_status status = lt_bench_fork(bench->quick ? 1 : 3, write_rows, read_rows, &t, &cost);
    remove(t.path);
    LT_TRY(status);
    lt_inventory_bench_row(bench, "ledger", &cost);
    return LT_OK;
}
