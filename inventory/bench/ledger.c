/* ledger.c - the task `ledger`: a table of a million source rows read, checked and computed to totals. */
#include "inventory/bench/bench.h"

#include "base/outdir.h"
#include "inventory/ledger.h"

#include <stdio.h>

typedef struct task {
    char path[512];
    long rows;
} task;

/* Boilers and stoves of all cities, and every fourth row a works with a stack within 3 km of the seat of its city;
 * every row with an id, amount and note of its own. */
static void write_row(FILE *file, long k) {
    static const double seats[LT_N_CITIES][2] = {{123.43, 41.80}, {121.61, 38.95}, {122.99, 41.11}, {123.96, 41.88},
                                                 {123.77, 41.29}, {124.35, 40.15}, {121.13, 41.10}, {122.28, 40.67},
                                                 {121.67, 42.02}, {123.20, 41.27}, {122.07, 41.15}, {123.84, 42.29},
                                                 {120.45, 41.57}, {120.84, 40.75}};
    const long city = k / 4 % LT_N_CITIES;
    fprintf(file, "row_%ld,%s,", k, lt_city_names[city]);
    if (k % 4 == 3)
        fprintf(file, "industry,coal,grate_boiler,industry_boiler,%ld.5,t,industry,point,stack,%.4f,%.4f,45,2,330,8", k,
                seats[city][0] + 1e-4 * (double)(k % 613 - 306), seats[city][1] + 1e-4 * (double)(k % 523 - 261));
    else
        fprintf(file, "%s,%ld.5,t,heating,%s,,,,,,",
                k % 4 == 1 ? "heat,coal,grate_small,heat_small" : "residential,coal,stove,none", k,
                k % 4 == 1 ? "urban,low_stack" : "rural,surface");
    fprintf(file, ",D,\"register of sources, page %ld\"\n", k / 50);
}

static lt_status write_rows(void *context) {
    const task *t = context;
    FILE *file = fopen(t->path, "w");
    if (!file)
        return LT_RAISE(LT_ERR_ENV, .what = "no file for the benchmark", .where = t->path, .found = "it cannot be made",
                        .todo = "set TMPDIR to a folder that can be written");
    fputs("id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,lon,lat,stack_height_m,"
          "stack_diameter_m,exit_temperature_K,exit_velocity_ms,mark,source\n",
          file);
    for (long k = 0; k < t->rows; k++) write_row(file, k);
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
    lt_bench_cost cost;
    lt_bench_name_folder("bench-ledger", t.path, sizeof t.path); /* a file alone */
    lt_status status = lt_bench_fork(bench->quick ? 1 : 3, write_rows, read_rows, &t, &cost);
    remove(t.path);
    LT_TRY(status);
    lt_bench_cost_row(bench, "ledger", &cost);
    return LT_OK;
}
