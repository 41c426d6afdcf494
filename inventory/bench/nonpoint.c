/* nonpoint.c - the task `nonpoint`: a table of FF10 nonpoint rows to hourly species on a Lambert grid.
 *
 * Input    8 000 rows (14 regions, 60 SCC, 10 pollutants, months of their own), read and judged as every FF10 file
 * Place    surrogates of the grid (population, area, rural, urban, roads) by the table of sectors that names the SCC
 * Species  those of emissions.nc by sector, then the names and units of CMAQ
 * Output   25 hourly records (a day of CMAQ) of 120 x 120 cells, I/O API, committed with its digest
 * The grid is made beforehand, as SMOKE's surrogates are. Rows and shares are made up: no figure of the task means
 * anything but time and memory. */
#include "inventory/bench/bench.h"
#include "inventory/bench/global.h"
#include "inventory/fusion/backing.h"
#include "inventory/fusion/foreign_tables.h"
#include "inventory/writers/writer.h"

#include <stdio.h>
#include <string.h>

enum { REGIONS = 14, SCC = 60, POLLUTANTS = 10 };

typedef struct task {
    char folder[512];
    long rows;
    lt_grid *grid;
} task;

static lt_status put(const task *t, const char *name, lt_status (*fill)(FILE *, const task *)) {
    lt_outdir *dir;
    FILE *file;
    LT_TRY(lt_outdir_open(t->folder, &dir));
    lt_status status = lt_outdir_stream(dir, name, &file);
    if (status == LT_OK) status = fill(file, t);
    if (status == LT_OK) status = lt_outdir_commit_stream(dir, name, file);
    lt_outdir_close(dir);
    return status;
}

static lt_status fill_rows(FILE *file, const task *t) {
    static const char *const poll[POLLUTANTS] = {"SO2",      "NOX",      "CO", "VOC", "NH3",
                                                 "PM10-PRI", "PM25-PRI", "EC", "OC",  "CO2"};
    lt_foreign_tables tables;
    LT_TRY(lt_foreign_tables_read(NULL, &tables));
    fputs("#FORMAT=FF10_NONPOINT\n#COUNTRY=CHINA\n#YEAR=2020\n", file);
    for (long k = 0; k < t->rows; k++) {
        const long p = k % POLLUTANTS, scc = k / POLLUTANTS % SCC, region = k / (POLLUTANTS * SCC) % REGIONS;
        const double tons = 1 + (double)(k % 97), month = tons / 12;
        /* Fine within PM10, carbon within fine. */
        const double scale = p == 5 ? 4 : p == 6 ? 2 : p == 7 || p == 8 ? 0.1 : 1;
        fprintf(file, "CN,%s,,,,%ld,,%s,%.12g,,,,,,,,,2020,,", lt_region_code_of(&tables, lt_city_names[region])->code,
                2100000000 + scc, poll[p], tons * scale);
        for (int m = 0; m < 12; m++) /* four shapes of the year */
            fprintf(file, ",%.12g", month * scale * (1 + (m < 6 ? 0.1 : -0.1) * (double)(scc % 4)));
        fputs(",,,,,,,,,,,,,\n", file);
    }
    lt_foreign_tables_free(&tables);
    return LT_OK;
}

static lt_status fill_sectors(FILE *file, const task *t) {
    static const char *const ways[] = {"residential,,flat,population,surface",
                                       "industry,,industry,urban,surface",
                                       "road,,road,roads,surface",
                                       "agriculture,,fertiliser,rural,surface",
                                       "solvent,,solvent,population,surface",
                                       "dust,,construction,area,surface"};
    (void)t;
    fputs("format,name,sector,also,calendar,surrogate,profile,mark,source\n", file);
    for (long k = 0; k < SCC; k++) fprintf(file, "ff10,%ld,%s,A,benchmark\n", 2100000000 + k, ways[k % 6]);
    return LT_OK;
}

static lt_status write_inputs(void *context) {
    LT_TRY(put(context, "rows.csv", fill_rows));
    return put(context, "sectors.csv", fill_sectors);
}

/* Regions as stripes that share border cells; persons differ from cell to cell. */
static lt_status make_grid(int side, lt_grid **out) {
    LT_TRY(lt_bench_lambert(side, out));
    lt_grid *g = *out;
    const long n = (long)g->nx * g->ny;
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            const double at = (double)(i + 0.5) * REGIONS / g->nx;
            const long c = (long)j * g->nx + i;
            g->region_fraction[(int)at * n + c] = 1;
            g->population[c] = 1000.0 * (1 + c % 97);
        }
    return LT_OK;
}

static lt_status read_rows(const task *t, lt_ledger *ledger) {
    char rows[600], sectors[600];
    char format[] = "ff10_nonpoint", covered[] = "regions", *files[] = {rows};
    snprintf(rows, sizeof rows, "%s/rows.csv", t->folder);
    snprintf(sectors, sizeof sectors, "%s/sectors.csv", t->folder);
    const lt_backing_settings settings = {
        .format = format, .files = {files, 1}, .sectors = sectors, .covered = covered};
    return lt_backing_read(&(lt_list){(void *)&settings, 1}, NULL, ledger->base_year, &ledger->background);
}

static lt_status run(void *context, long *rows) {
    const task *t = context;
    const lt_writer *writer;
    lt_ledger *ledger;
    lt_allocation allocation;
    lt_outdir *dir = NULL;
    LT_TRY(lt_writer_find("cmaq", &writer));
    LT_TRY(lt_ledger_create(2020, &ledger));
    lt_status status = lt_allocation_read(2020, &allocation);
    if (status != LT_OK) {
        lt_ledger_free(ledger);
        return status;
    }
    LT_TRY_GOTO(status, read_rows(t, ledger), done);
    LT_TRY_GOTO(status, lt_outdir_open(lt_fmt("%s/out", t->folder), &dir), done);
    const lt_export job = {.ledger = ledger,
                           .allocation = &allocation,
                           .grid = t->grid,
                           .start = lt_time_from_civil(2020, 1, 6, 0, 0, 0),
                           .days = 1,
                           .dir = dir};
    status = writer->write(&job);
    *rows = ledger->background->levels[0].foreign.n_rows;
done:
    lt_outdir_close(dir);
    lt_allocation_free(&allocation);
    lt_ledger_free(ledger);
    return status;
}

lt_status lt_inventory_bench_nonpoint(lt_bench *bench) {
    task t = {.rows = bench->quick ? 800 : 8000};
    lt_bench_cost cost;
    lt_bench_name_folder("bench-nonpoint", t.folder, sizeof t.folder);
    lt_status status = make_grid(bench->quick ? 28 : 120, &t.grid);
    if (status == LT_OK) status = lt_bench_fork(bench->quick ? 1 : 5, write_inputs, run, &t, &cost);
    lt_bench_remove_folder(lt_fmt("%s/out", t.folder));
    lt_bench_remove_folder(t.folder);
    lt_grid_free(t.grid);
    LT_TRY(status);
    lt_bench_cost_row(bench, "nonpoint", &cost);
    return LT_OK;
}
