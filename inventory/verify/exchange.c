/* exchange.c - the suite `exchange`: inventories of others under the ledger, and files written for others. The shipped
 * ledger of 2020 on liaoning-27, with an even base inventory of 0.25 degrees made for the purpose. */
#include "inventory/verify/verify.h"

#include "base/exactsum.h"
#include "base/ncio.h"
#include "inventory/fusion/backing.h"
#include "inventory/bench/bench.h"
#include "inventory/command/command.h"
#include "inventory/fusion/fusion.h"
#include "inventory/readers/ioapi.h"
#include "inventory/readers/reader.h"
#include "inventory/writers/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct work {
    lt_verify *verify;
    char folder[512];
    lt_ledger *ledger;
    lt_grid *grid;
    lt_allocation allocation;
    lt_outdir *dir;
} work;

static const char *path_of(const work *w, const char *name) {
    return lt_fmt("%.480s/%.120s", w->folder, name);
}

/* --- the base under the ledger --- */

static lt_status write_base(const work *w, int month) {
    FILE *file;
    const char *name = lt_fmt("2020_%02d_industry_NOx.asc", month);
    LT_TRY(lt_outdir_stream(w->dir, name, &file));
    fputs("ncols 80\nnrows 48\nxllcorner 112\nyllcorner 35\ncellsize 0.25\nNODATA_value -9999\n", file);
    for (int j = 0; j < 48; j++)
        for (int i = 0; i < 80; i++) fprintf(file, "%d%c", month + (7 * i + 11 * j) % 50, i == 79 ? '\n' : ' ');
    return lt_outdir_commit_stream(w->dir, name, file);
}

static double cell_sum(const lt_gridded *g, int species, long cell) {
    double sum = 0;
    for (int k = 0; k < g->n_groups; k++)
        if (g->groups[k].kg[species]) sum += g->groups[k].kg[species][cell];
    return sum;
}

/* own + base (1 - covered share), cell by cell. What the ledger covers: its cities, neighbours and the sea. */
static lt_status check_cells(work *w, const lt_gridded *own, const lt_gridded *both, const lt_fusion *f) {
    const long n = (long)w->grid->nx * w->grid->ny;
    const int nox = lt_speciation_find(own->speciation, "NOX");
    double worst = 0, border = 0;
    for (long c = 0; c < n; c++) {
        double covered = 0, base = 0;
        for (int k = 0; k < LT_N_PREFECTURES; k++) covered += w->grid->region_fraction[k * n + c];
        covered += w->grid->region_fraction[LT_REGION_SEA * n + c];
        for (int k = 0; k < w->grid->n_neighbour; k++) covered += w->grid->neighbour_fraction[k * n + c];
        for (long k = 0; k < f->n_fields; k++) base += f->fields[k].kg[LT_NOX][c]; /* its twelve months */
        const double rest = fmax(0, 1 - covered);
        const double expected = cell_sum(own, nox, c) + base * rest, found = cell_sum(both, nox, c);
        border += rest > 1e-6 && rest < 1 - 1e-6;
        worst = fmax(worst, fabs(found - expected) / fmax(expected, base));
    }
    LT_TRY(LT_VERIFY_ADD(w->verify, .test = "own + base (1 - covered share)", .metric = "worst_relative_difference",
                         .value = worst, .sense = LT_AT_MOST, .bound = 1e-12, .source = "the definition (fusion.h)"));
    return LT_VERIFY_ADD(w->verify, .test = "own + base (1 - covered share)", .metric = "border_cells", .value = border,
                         .sense = LT_AT_LEAST, .bound = 1, .source = "else nothing was shown");
}

static lt_status check_fusion(work *w) {
    char months[12][640], format[] = "meic_asc", covered[] = "regions", *files[12];
    lt_gridded *own = NULL, *both = NULL;
    lt_fusion *fusion = NULL;
    const lt_backing_settings settings = {.format = format, .files = {files, 12}, .covered = covered};
    lt_status status = LT_OK;
    for (int m = 0; m < 12; m++) {
        files[m] = months[m];
        snprintf(months[m], sizeof months[m], "%s", path_of(w, lt_fmt("2020_%02d_industry_NOx.asc", m + 1)));
        LT_TRY_GOTO(status, write_base(w, m + 1), done);
    }
    LT_TRY_GOTO(status, lt_gridded_create(w->ledger, w->grid, &w->allocation, &own), done);
    LT_TRY_GOTO(status, lt_backing_read(&(lt_list){(void *)&settings, 1}, NULL, 2020, &w->ledger->background), done);
    LT_TRY_GOTO(status, lt_fusion_create(w->ledger, w->grid, &w->allocation, &fusion), done);
    LT_TRY_GOTO(status, lt_gridded_create(w->ledger, w->grid, &w->allocation, &both), done);
    status = check_cells(w, own, both, fusion);
done:
    lt_fusion_free(fusion);
    lt_gridded_free(own);
    lt_gridded_free(both);
    lt_backing_free(w->ledger->background);
    w->ledger->background = NULL;
    return status;
}

/* --- files --- */

static lt_status export_as(work *w, const char *name) {
    const lt_writer *writer;
    LT_TRY(lt_writer_find(name, &writer));
    return writer->write(&(lt_export){.ledger = w->ledger,
                                      .allocation = &w->allocation,
                                      .grid = w->grid,
                                      .start = lt_time_from_civil(2020, 1, 6, 0, 0, 0),
                                      .days = 1,
                                      .dir = w->dir});
}

static double ledger_kg(const work *w, int p, bool points) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (long k = 0; k < w->ledger->n; k++)
        if (w->ledger->sources[k].is_point == points)
            lt_exactsum_add(&sum, lt_source_emission_kg(&w->ledger->sources[k], (enum lt_pollutant)p));
    return lt_exactsum_value(&sum);
}

static lt_status check_ff10(work *w) {
    static const char *const readers[] = {"ff10_nonpoint", "ff10_point"};
    static const char *const species[] = {"SO2", "NOX", "PM25-PRI", "NH3"};
    static const int pollutants[] = {LT_SO2, LT_NOX, LT_PM25, LT_NH3};
    LT_TRY(export_as(w, "ff10"));
    for (int k = 0; k < 2; k++) {
        const lt_reader *reader;
        lt_faults faults = {0};
        lt_foreign foreign = {0};
        double worst = 0;
        LT_TRY(lt_reader_find(readers[k], &reader));
        lt_status status = lt_reader_read(reader, path_of(w, lt_fmt("%s.csv", readers[k])), NULL, &faults, &foreign);
        for (int p = 0; p < 4 && status == LT_OK; p++) {
            const double kg = ledger_kg(w, pollutants[p], k == 1);
            if (kg > 0) worst = fmax(worst, fabs(lt_foreign_row_sum(&foreign, NULL, NULL, species[p], 2020) / kg - 1));
        }
        lt_foreign_free(&foreign);
        LT_TRY(status);
        LT_TRY(LT_VERIFY_ADD(w->verify, .test = lt_fmt("%s written and read back", readers[k]),
                             .metric = "worst_relative_difference", .value = worst, .sense = LT_AT_MOST, .bound = 1e-11,
                             .source = "twelve digits are printed"));
    }
    return LT_OK;
}

static void count(const char *text, void *context) {
    (void)text;
    ++*(double *)context;
}

static lt_status check_ioapi(work *w) {
    static const char *const files[] = {"emis_area_20200106.nc", "emis_points_20200106.nc", "stack_groups_20200106.nc"};
    LT_TRY(export_as(w, "cmaq"));
    for (int k = 0; k < 3; k++) {
        double n = 0;
        lt_ncr *file;
        lt_faults faults = {.report = count, .context = &n};
        LT_TRY(lt_ncr_open(path_of(w, files[k]), &file));
        const lt_status status = lt_ioapi_judge(file, &faults);
        lt_ncr_close(file);
        LT_TRY(status);
        LT_TRY(LT_VERIFY_ADD(w->verify, .test = files[k], .metric = "faults_of_the_io_api", .value = n,
                             .sense = LT_AT_MOST, .bound = 0, .source = "attributes of ioapi-3.2, field by field"));
    }
    return LT_OK;
}

static bool runs(const char *command) {
    const int code = system(command);
    return code != -1 && WIFEXITED(code) && WEXITSTATUS(code) == 0;
}

/* Do the programs of others open what was written? Those that are not installed have no row. */
static lt_status check_tools(work *w) {
    static const char *const files[] = {"emis_area_20200106.nc", "inventory_cf.nc"};
    static const struct {
        const char *name, *options;
    } tools[] = {{"ncdump", "-h"}, {"cdo", "-s sinfon"}, {"gdalinfo", ""}};
    LT_TRY(export_as(w, "cf"));
    for (size_t t = 0; t < sizeof tools / sizeof *tools; t++) {
        double refused = 0;
        if (!runs(lt_fmt("command -v %s >/dev/null 2>&1", tools[t].name))) continue;
        for (int k = 0; k < 2; k++)
            refused +=
                !runs(lt_fmt("%s %s '%s' >/dev/null 2>&1", tools[t].name, tools[t].options, path_of(w, files[k])));
        LT_TRY(LT_VERIFY_ADD(w->verify, .test = lt_fmt("opened by %s", tools[t].name), .metric = "files_refused",
                             .value = refused, .sense = LT_AT_MOST, .bound = 0, .source = "the program itself"));
    }
    return LT_OK;
}

static lt_status run(work *w) {
    LT_TRY(lt_inventory_grid_of("liaoning-27", NULL, &w->grid));
    if (!w->grid)
        return LT_RAISE(LT_ERR_ENV, .what = "no grid can be made here", .where = "suite exchange",
                        .found = "a program without the maker of grids", .todo = "run `lantian verify inventory`");
    LT_TRY(lt_ledger_read(NULL, 2020, &w->ledger));
    LT_TRY(lt_outdir_open(w->folder, &w->dir));
    LT_TRY(check_fusion(w));
    LT_TRY(check_ff10(w));
    LT_TRY(check_ioapi(w));
    return check_tools(w);
}

lt_status lt_verify_exchange(lt_verify *verify) {
    work w = {.verify = verify};
    lt_bench_name_folder("verify-exchange", w.folder, sizeof w.folder);
    LT_TRY(lt_allocation_read(2020, &w.allocation));
    const lt_status status = run(&w);
    lt_outdir_close(w.dir);
    lt_bench_remove_folder(w.folder);
    lt_ledger_free(w.ledger);
    lt_grid_free(w.grid);
    lt_allocation_free(&w.allocation);
    return status;
}
