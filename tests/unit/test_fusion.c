/* Inventories of others under the ledger: border cells, hierarchy, months, comparison, double counting; and regional
 * tables and FF10 rows as a background. */
#include "inventory_fixture.h"

#include "inventory/fusion/backing.h"
#include "inventory/fusion/fusion.h"
#include "inventory/fusion/fusion_report.h"
#include "grids/regrid.h"
#include "tests/support/files.h"

static char folder[256];
static lt_grid *grid;
static lt_allocation allocation;
static int nox; /* place of NOX among the species of the mechanism */

static int start(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return 1;
    grid = fixture_grid();
    fixture_fail(lt_allocation_read(2020, &allocation));
    lt_speciation *speciation;
    fixture_fail(lt_speciation_create("simple", allocation.sectors, &speciation));
    nox = lt_speciation_find(speciation, "NOX");
    lt_speciation_free(speciation);
    return nox < 0;
}

static int end(void **state) {
    (void)state;
    lt_allocation_free(&allocation);
    lt_grid_free(grid);
    files_remove(folder);
    return 0;
}

/* A MEIC text grid over the whole domain: 0.5 degrees, value(i, j) = base + i. Its sum in tonnes. */
static double write_meic(const char *name, double base) {
    char path[400];
    double sum = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "ncols 40\nnrows 24\nxllcorner 112\nyllcorner 35\ncellsize 0.5\nNODATA_value -9999\n");
    for (int j = 0; j < 24; j++)
        for (int i = 0; i < 40; i++) {
            fprintf(file, "%.17g%c", base + i, i == 39 ? '\n' : ' ');
            sum += base + i;
        }
    assert_int_equal(fclose(file), 0);
    return sum;
}

/* A ledger of one row a given city, with the background of a section. */
static lt_ledger *ledger_with(const char *section_text, const char *const *rows) {
    char path[400], text[4000];
    lt_node *section;
    lt_ledger *ledger;
    snprintf(path, sizeof path, "%s/ledger.csv", folder);
    snprintf(
        text, sizeof text,
        "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,lon,lat,stack_height_m,"
        "stack_diameter_m,exit_temperature_K,exit_velocity_ms,factor_SO2,factor_NOx,factor_source,source\n");
    for (int k = 0; rows[k]; k++) snprintf(text + strlen(text), sizeof text - strlen(text), "%s\n", rows[k]);
    fixture_write(path, text);
    snprintf(text, sizeof text, "ledger: %s\nneighbours: no\n%s", path, section_text);
    fixture_fail(lt_node_parse("test", text, &section));
    fixture_fail(lt_ledger_read(section, 2020, &ledger));
    lt_node_free(section);
    return ledger;
}

static const char *const shenyang[] = {"a,Shenyang,residential,coal,stove,none,1000,t,flat,area,surface,,,,,,,10,1,t,x",
                                       NULL};

static const char *background(const char *format, const char *file, const char *more) {
    static char text[1200];
    snprintf(text, sizeof text, "background:\n  - format: %s\n    files: [%s/%s]\n%s", format, folder, file, more);
    return text;
}

static double group_sum(const lt_gridded *g, int e, long cell) {
    double sum = 0;
    for (int k = 0; k < g->n_groups; k++)
        if (g->groups[k].kg[e]) sum += g->groups[k].kg[e][cell];
    return sum;
}

/* sum(cell) = own + base (1 - share of Shenyang), to 1e-12; shares of 0.3 at the border. */
static void test_border_cells(void **state) {
    (void)state;
    const long n = (long)grid->nx * grid->ny;
    const int city = lt_grid_region(grid, "Shenyang"), land = LT_REGION_OTHER_LAND;
    double *saved = malloc((size_t)n * 2 * sizeof *saved);
    memcpy(saved, grid->region_fraction + city * n, (size_t)n * sizeof *saved);
    memcpy(saved + n, grid->region_fraction + land * n, (size_t)n * sizeof *saved);
    for (long c = 0; c < n; c++) /* a third of its cells become border cells */
        if (saved[c] == 1 && c % 3 == 0) {
            grid->region_fraction[city * n + c] = 0.3;
            grid->region_fraction[land * n + c] = 0.7;
        }
    write_meic("2020_01_residential_NOx.asc", 1);
    lt_ledger *own = ledger_with("", shenyang),
              *both = ledger_with(background("meic_asc", "2020_01_residential_NOx.asc", ""), shenyang);
    lt_gridded *a, *b;
    lt_fusion *f;
    fixture_fail(lt_gridded_create(own, grid, &allocation, &a));
    fixture_fail(lt_gridded_create(both, grid, &allocation, &b));
    fixture_fail(lt_fusion_create(both, grid, &allocation, &f));
    assert_int_equal(f->n_fields, 1);
    assert_int_equal(f->fields[0].month, 1);
    long border = 0;
    double worst = 0;
    for (long c = 0; c < n; c++) {
        const double share = grid->region_fraction[city * n + c], base = f->fields[0].kg[LT_NOX][c];
        const double expected = group_sum(a, nox, c) + base * (1 - share);
        border += share == 0.3;
        assert_true(base > 0);
        worst = fmax(worst, fabs(group_sum(b, nox, c) / expected - 1));
        if (share == 1) assert_float_equal(group_sum(b, nox, c), group_sum(a, nox, c), 0);
    }
    assert_true(border > 2);
    assert_true(worst < 1e-12);
    memcpy(grid->region_fraction + city * n, saved, (size_t)n * sizeof *saved);
    memcpy(grid->region_fraction + land * n, saved + n, (size_t)n * sizeof *saved);
    free(saved);
    lt_fusion_free(f);
    lt_gridded_free(a);
    lt_gridded_free(b);
    lt_ledger_free(own);
    lt_ledger_free(both);
}

/* The base on the grid holds what lies there: an even field of 1 t a cell of degrees, by area. */
static void test_conservation(void **state) {
    (void)state;
    const double total = write_meic("2020_02_power_SO2.asc", 5);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_02_power_SO2.asc", ""), shenyang);
    lt_fusion *f;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    double sum = 0;
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) sum += f->fields[0].kg[LT_SO2][c];
    assert_true(sum > 0.5 * total * 1000 && sum < total * 1000); /* the grid lies inside it */
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) assert_float_equal(f->extent[0][c], 1, 1e-9);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

/* A grid that lies wholly inside ours: all of its mass arrives, and city by city what the report says. */
static void test_small_grid(void **state) {
    (void)state;
    char path[400];
    snprintf(path, sizeof path, "%s/2020_03_power_SO2.asc", folder);
    fixture_write(path, "ncols 5\nnrows 3\nxllcorner 121.5\nyllcorner 40.5\ncellsize 0.3\nNODATA_value -9999\n"
                        "1 2 3 4 5\n6 7 -9999 9 10\n11 12 13 14 15\n");
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_03_power_SO2.asc", ""), shenyang);
    lt_fusion *f;
    const long n = (long)grid->nx * grid->ny;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    double sum = 0, cities = 0;
    for (long c = 0; c < n; c++) {
        sum += f->fields[0].kg[LT_SO2][c];
        for (int k = 0; k < LT_N_CITIES; k++) cities += f->fields[0].kg[LT_SO2][c] * grid->region_fraction[k * n + c];
    }
    assert_float_equal(sum / 112e3, 1, 1e-12);
    assert_true(cities > 0);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
    /* Twelve months of it are a year, and comparable. */
    char text[4000];
    snprintf(text, sizeof text, "background:\n  - format: meic_asc\n    files:\n");
    char *one = files_read(path, NULL);
    for (int m = 1; m <= 12; m++) {
        snprintf(path, sizeof path, "%s/2020_%02d_power_SO2.asc", folder, m);
        fixture_write(path, one);
        snprintf(text + strlen(text), sizeof text - strlen(text), "      - %s\n", path);
    }
    free(one);
    ledger = ledger_with(text, shenyang);
    lt_fusion_report *report;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    double province = 0, single = 0;
    for (long k = 0; k < report->n_rows; k++) {
        if (report->rows[k].theirs[0]) continue; /* the sums over sectors */
        if (strcmp(report->rows[k].region, "Liaoning") == 0)
            province += report->rows[k].theirs_kt;
        else
            single += report->rows[k].theirs_kt;
    }
    assert_float_equal(province / (12 * cities * 1e-6), 1, 1e-12);
    assert_float_equal(single / province, 1, 1e-12);
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

/* covered: sectors - a ledger of stoves replaces residential, not power; a month emits in its month alone. */
static void test_sectors_and_months(void **state) {
    (void)state;
    write_meic("2020_07_power_SO2.asc", 3);
    lt_ledger *all = ledger_with(background("meic_asc", "2020_07_power_SO2.asc", ""), shenyang);
    lt_ledger *some = ledger_with(background("meic_asc", "2020_07_power_SO2.asc", "    covered: sectors\n"), shenyang);
    const long n = (long)grid->nx * grid->ny;
    double *kept = malloc((size_t)n * sizeof *kept);
    lt_fusion *f;
    lt_gridded *g;
    fixture_fail(lt_fusion_create(some, grid, &allocation, &f));
    lt_fusion_kept(f, 0, f->fields[0].sector, kept);
    for (long c = 0; c < n; c++) assert_float_equal(kept[c], 1, 0);
    lt_fusion_free(f);
    fixture_fail(lt_fusion_create(all, grid, &allocation, &f));
    lt_fusion_kept(f, 0, f->fields[0].sector, kept);
    for (long c = 0; c < n; c++) assert_float_equal(kept[c], 1 - grid->region_fraction[c], 1e-15); /* Shenyang is 0 */
    fixture_fail(lt_gridded_create(some, grid, &allocation, &g));
    bool found = false;
    for (int k = 0; k < g->n_groups; k++) {
        lt_calendar *calendar = &allocation.calendars->items[g->groups[k].calendar];
        if (!strchr(calendar->name, '@')) continue;
        found = true;
        assert_true(lt_calendar_rate(calendar, lt_time_from_civil(2020, 7, 14, 4, 0, 0)) > 0);
        assert_float_equal(lt_calendar_rate(calendar, lt_time_from_civil(2020, 8, 14, 4, 0, 0)), 0, 0);
        /* the hours of July hold all of it */
        double sum = 0;
        for (int h = 0; h < 31 * 24; h++)
            sum += 3600 * lt_calendar_rate(calendar, lt_time_from_civil(2020, 6, 30, 16, 0, 0) + h * LT_HOUR);
        assert_float_equal(sum, 1, 1e-12);
    }
    assert_true(found);
    free(kept);
    lt_fusion_free(f);
    lt_gridded_free(g);
    lt_ledger_free(all);
    lt_ledger_free(some);
}

/* Two levels that both fill everything: the lower one is seen nowhere; a level with regions covers those alone. */
static void test_levels(void **state) {
    (void)state;
    char text[1600];
    write_meic("2020_01_industry_NOx.asc", 1);
    write_meic("2020_02_industry_NOx.asc", 7);
    snprintf(
        text, sizeof text,
        "background:\n  - format: meic_asc\n    files: [%s/2020_01_industry_NOx.asc]\n    regions: [Dalian, CHN_JL]\n"
        "  - format: meic_asc\n    files: [%s/2020_02_industry_NOx.asc]\n"
        "  - format: meic_asc\n    files: [%s/2020_01_industry_NOx.asc]\n",
        folder, folder, folder);
    lt_ledger *ledger = ledger_with(text, shenyang);
    const long n = (long)grid->nx * grid->ny;
    const int dalian = lt_grid_region(grid, "Dalian");
    double *kept[3];
    lt_fusion *f;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    for (int k = 0; k < 3; k++) {
        kept[k] = malloc((size_t)n * sizeof(double));
        lt_fusion_kept(f, k, f->fields[0].sector, kept[k]);
    }
    for (long c = 0; c < n; c++) {
        const double above = grid->region_fraction[dalian * n + c] + grid->neighbour_fraction[c];
        assert_float_equal(kept[0][c], above, 1e-15);
        assert_float_equal(kept[1][c], 1 - above - grid->region_fraction[c], 1e-15);
        assert_float_equal(kept[2][c], 0, 1e-9);
        assert_true(kept[0][c] + kept[1][c] + kept[2][c] + grid->region_fraction[c] <
                    1 + 1e-9); /* no mask acts twice */
    }
    for (int k = 0; k < 3; k++) free(kept[k]);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

/* A table of regions under the ledger: neighbours without rows of their own get it, at its own place. */
static void test_table(void **state) {
    (void)state;
    char path[400];
    snprintf(path, sizeof path, "%s/reas.csv", folder);
    fixture_write(path, "region_code,species,unit,sector,year,value\nPRK,NOx,ktNO2/year,IND,2015,3\n"
                        "PRK,NOx,ktNO2/year,IND,2010,9\nCHN_LN,NOx,ktNO2/year,IND,2015,800\n");
    lt_ledger *own = ledger_with("", shenyang), *both = ledger_with(background("reas_csv", "reas.csv", ""), shenyang);
    lt_gridded *a, *b;
    double more = 0;
    fixture_fail(lt_gridded_create(own, grid, &allocation, &a));
    fixture_fail(lt_gridded_create(both, grid, &allocation, &b));
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) more += group_sum(b, nox, c) - group_sum(a, nox, c);
    assert_true(more > 0 && more <= 3e6 * (1 + 1e-12)); /* what of PRK lies on the grid; the province is not spread */
    lt_gridded_free(a);
    lt_gridded_free(b);
    lt_fusion *f;
    lt_fusion_report *report;
    fixture_fail(lt_fusion_create(both, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    bool found = false;
    for (long k = 0; k < report->n_rows; k++)
        if (strcmp(report->rows[k].region, "Liaoning") == 0 && !report->rows[k].theirs[0]) {
            found = true;
            assert_float_equal(report->rows[k].theirs_kt, 800, 1e-9);
            assert_float_equal(report->rows[k].ours_kt, 1e-3, 1e-12); /* 1000 t at 1 kg/t */
        }
    assert_true(found);
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(own);
    lt_ledger_free(both);
}

/* FF10 rows as a background: a stack with all numbers stays one, one without goes into its cell; months are kept. */
static void test_ff10(void **state) {
    (void)state;
    char path[400], sectors[400], more[500];
#define STACK(id, height)                                                                                              \
    "CN,210200,," id ",U1,R1,P1,,,,,101,NOX,100,,,02," height                                                          \
    ",10,260.33,,32.8,,121.6,38.95,003,,,,,,,,,,,,,,,,,,,2020,,,,"                                                     \
    ",,,,10,10,10,10,10,10,10,10,10,10,0,0,,,,,,,,,,,,,\n"
    snprintf(path, sizeof path, "%s/point.csv", folder);
    fixture_write(path, "#FORMAT=FF10_POINT\n#YEAR=2020\n" STACK("F1", "328") STACK("F2", ""));
    snprintf(sectors, sizeof sectors, "%s/sectors.csv", folder);
    fixture_write(sectors, "format,name,sector,also,calendar,surrogate,profile,mark,source\n"
                           "ff10,101,power,,power,point,high_stack,A,test\n");
    snprintf(more, sizeof more, "    sectors: %s\n", sectors);
    lt_ledger *ledger = ledger_with(background("ff10_point", "point.csv", more), shenyang);
    lt_gridded *g;
    fixture_fail(lt_gridded_create(ledger, grid, &allocation, &g));
    assert_int_equal(g->n_points, 1);
    assert_float_equal(g->points[0].kg[nox], 90718.474, 1e-6);
    assert_float_equal(g->points[0].source->stack_height_m, 328 * 0.3048, 1e-9);
    assert_float_equal(lt_calendar_rate(&allocation.calendars->items[g->points[0].timing.calendar],
                                        lt_time_from_civil(2020, 12, 10, 4, 0, 0)),
                       0, 0);
    double sum = 0;
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) sum += group_sum(g, nox, c);
    assert_float_equal(sum, 1000 + 90718.474, 1e-6); /* the row of Shenyang, and the stack without a height */
    lt_gridded_free(g);
    lt_ledger_free(ledger);
}

/* A power station in a border cell, whose rest another inventory's power keeps, is named; one inside its city is not.
 */
static void test_double_counting(void **state) {
    (void)state;
    static const char *const rows[] = {
        "p,Shenyang,power,coal,pulverised,none,1000,t,flat,point,stack,123.43,41.80,200,5,"
        "330,20,10,9,t,x",
        "q,Anshan,power,coal,pulverised,none,1000,t,flat,point,stack,122.9,41.0,200,5,330,"
        "20,10,9,t,x",
        NULL};
    const long n = (long)grid->nx * grid->ny;
    int i, j;
    bool inside;
    fixture_fail(lt_grid_cell(grid, 122.9, 41.0, &i, &j, &inside));
    double *anshan = &grid->region_fraction[lt_grid_region(grid, "Anshan") * n + (long)j * grid->nx + i],
           *land = &grid->region_fraction[LT_REGION_OTHER_LAND * n + (long)j * grid->nx + i];
    assert_true(*anshan == 1);
    *anshan = 0.4;
    *land = 0.6;
    write_meic("2020_01_power_NOx.asc", 4);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_01_power_NOx.asc", ""), rows);
    lt_fusion *f;
    lt_fusion_report *report;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    assert_int_equal(report->n_doubles, 1);
    assert_string_equal(report->doubles[0].point->id, "q");
    assert_string_equal(report->doubles[0].sector->name, "power");
    assert_int_equal(report->doubles[0].pollutant, LT_NOX);
    assert_float_equal(report->doubles[0].kept, 0.6, 1e-12);
    assert_float_equal(report->doubles[0].own_t, 9, 1e-9);
    const double base_t = f->fields[0].kg[LT_NOX][(long)j * grid->nx + i] * 1e-3;
    assert_float_equal(report->doubles[0].kept_t, 0.6 * base_t, 1e-9 * base_t);
    *anshan = 1;
    *land = 0;
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

static void test_unknown_names(void **state) {
    (void)state;
    write_meic("2020_01_mining_NOx.asc", 4);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_01_mining_NOx.asc", ""), shenyang);
    lt_fusion *f;
    assert_int_equal(lt_fusion_create(ledger, grid, &allocation, &f), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "sector of others"));
    lt_ledger_free(ledger);
}

/* A gridded inventory of power above a table, each over what it has alone: the table's industry stays whole, its power
 * is gone where the grid lies. */
static void test_table_below_grid(void **state) {
    (void)state;
    char path[400], text[1600];
    snprintf(path, sizeof path, "%s/below.csv", folder);
    fixture_write(path, "region_code,species,unit,sector,year,value\nPRK,NOx,ktNO2/year,IND,2020,3\n"
                        "PRK,NOx,ktNO2/year,PP,2020,5\n");
    write_meic("2020_01_power_NOx.asc", 0);
    snprintf(text, sizeof text,
             "background:\n  - format: meic_asc\n    files: [%s/2020_01_power_NOx.asc]\n"
             "  - format: reas_csv\n    files: [%s/below.csv]\n    covered: sectors\n",
             folder, folder);
    lt_ledger *both = ledger_with(text, shenyang);
    lt_fusion *f;
    const long n = (long)grid->nx * grid->ny;
    double *kept = malloc((size_t)n * sizeof *kept);
    fixture_fail(lt_fusion_create(both, grid, &allocation, &f));
    assert_int_equal(f->n_rows, 2);
    for (int k = 0; k < 2; k++) {
        const bool power = strcmp(f->rows[k].sector->sector, "power") == 0;
        lt_fusion_kept_of_table(f, 1, f->rows[k].sector, kept);
        for (long c = 0; c < n; c++) assert_float_equal(kept[c], power ? 0 : 1, 1e-9);
    }
    lt_fusion_free(f);
    /* And so in what is added: the table's 3 of industry as it is without the grid, nothing of its 5 of power. */
    lt_gridded *a, *b;
    lt_ledger *grid_alone = ledger_with(background("meic_asc", "2020_01_power_NOx.asc", ""), shenyang);
    fixture_write(path, "region_code,species,unit,sector,year,value\nPRK,NOx,ktNO2/year,IND,2020,3\n");
    lt_ledger *table_alone = ledger_with(background("reas_csv", "below.csv", ""), shenyang);
    double sums[3] = {0};
    const lt_ledger *const ledgers[] = {both, grid_alone, table_alone};
    for (int k = 0; k < 3; k++) {
        fixture_fail(lt_gridded_create(ledgers[k], grid, &allocation, &a));
        for (long c = 0; c < n; c++) sums[k] += group_sum(a, nox, c);
        lt_gridded_free(a);
    }
    lt_ledger *own = ledger_with("", shenyang);
    fixture_fail(lt_gridded_create(own, grid, &allocation, &b));
    double alone = 0;
    for (long c = 0; c < n; c++) alone += group_sum(b, nox, c);
    assert_true(sums[2] - alone > 1e5);
    assert_float_equal((sums[0] - sums[1]) / (sums[2] - alone), 1, 1e-7);
    lt_gridded_free(b);
    lt_ledger_free(own);
    lt_ledger_free(table_alone);
    lt_ledger_free(grid_alone);
    lt_ledger_free(both);
    free(kept);
}

/* Fields are added up: a second year, the same month again, months beside a year are refused when they are read. */
static void refuse(const char *first, const char *second, const char *what) {
    char path[400], text[1600];
    lt_node *section;
    lt_ledger *ledger;
    write_meic(first, 1);
    write_meic(second, 1);
    snprintf(path, sizeof path, "%s/ledger.csv", folder);
    snprintf(text, sizeof text,
             "ledger: %s\nneighbours: no\nbackground:\n  - format: meic_asc\n    files: [%s/%s, %s/%s]\n", path, folder,
             first, folder, second);
    fixture_fail(lt_node_parse("test", text, &section));
    assert_int_equal(lt_ledger_read(section, 2020, &ledger), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), what));
    lt_node_free(section);
}

static void test_two_of_a_field(void **state) {
    (void)state;
    lt_ledger_free(ledger_with("", shenyang)); /* writes the ledger */
    refuse("2020_05_power_NOx.asc", "2019_05_power_NOx.asc", "two years");
    refuse("2020_05_power_NOx.asc", "2020_05__power__NOx.asc", "stands twice");
    lt_foreign_field fields[] = {{.species = "NOx", .sector = "power", .year = 2020},
                                 {.species = "NOx", .sector = "power", .year = 2020, .month = 3}};
    lt_foreign both = {.fields = fields, .n_fields = 2};
    assert_int_equal(lt_backing_judge_fields(&both), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "beside its months"));
    fields[0].month = 4;
    fixture_fail(lt_backing_judge_fields(&both));
}

/* The weights of a background stay in the folder of emissions.nc, and give the same bits when they are read. */
static void test_kept_weights(void **state) {
    (void)state;
    char name[400];
    lt_outdir *dir;
    lt_fusion *made, *read;
    write_meic("2020_06_power_NOx.asc", 2);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_06_power_NOx.asc", ""), shenyang);
    snprintf(name, sizeof name, "%s/weights", folder);
    fixture_fail(lt_outdir_open(name, &dir));
    lt_allocation keeping = allocation;
    keeping.weights = dir;
    fixture_fail(lt_fusion_create(ledger, grid, &keeping, &made));
    lt_mesh *source, *target;
    lt_regrid *regrid;
    double lon[41], lat[25];
    for (int k = 0; k <= 40; k++) lon[k] = 112 + 0.5 * k;
    for (int k = 0; k <= 24; k++) lat[k] = 35 + 0.5 * k;
    bool new = true;
    fixture_fail(lt_mesh_lonlat(40, 24, lon, lat, &source));
    fixture_fail(lt_mesh_grid(grid, &target));
    fixture_fail(lt_regrid_cached(dir, source, target, &regrid, &new));
    assert_false(new); /* they were written */
    fixture_fail(lt_fusion_create(ledger, grid, &keeping, &read));
    const size_t bytes = (size_t)grid->nx * (size_t)grid->ny * sizeof(double);
    assert_memory_equal(made->fields[0].kg[LT_NOX], read->fields[0].kg[LT_NOX], bytes);
    assert_memory_equal(made->extent[0], read->extent[0], bytes);
    lt_regrid_free(regrid);
    lt_mesh_free(source);
    lt_mesh_free(target);
    lt_fusion_free(made);
    lt_fusion_free(read);
    lt_outdir_close(dir);
    lt_ledger_free(ledger);
}

/* Many sectors of theirs: none is lost in the comparison (FF10 has hundreds). */
static void test_many_sectors(void **state) {
    (void)state;
    enum { N = 150 };
    char path[400], sectors[400], more[500];
    snprintf(path, sizeof path, "%s/nonpoint.csv", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("#FORMAT=FF10_NONPOINT\n#YEAR=2020\n", file);
    for (int k = 0; k < N; k++)
        fprintf(file, "CN,210200,,,,%d,,NOX,%d,,,,,,,,,2020,,,,,,,,,,,,,,,,,,,,,,,,,,,\n", 2100 + k, k + 1);
    assert_int_equal(fclose(file), 0);
    snprintf(sectors, sizeof sectors, "%s/many.csv", folder);
    file = fopen(sectors, "w");
    assert_non_null(file);
    fputs("format,name,sector,also,calendar,surrogate,profile,mark,source\n", file);
    for (int k = 0; k < N; k++) fprintf(file, "ff10,%d,industry,,flat,area,surface,A,test\n", 2100 + k);
    assert_int_equal(fclose(file), 0);
    snprintf(more, sizeof more, "    sectors: %s\n", sectors);
    lt_ledger *ledger = ledger_with(background("ff10_nonpoint", "nonpoint.csv", more), shenyang);
    lt_fusion *f;
    lt_fusion_report *report;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    fixture_fail(lt_fusion_report_create(f, &report));
    double kt = -1;
    for (long k = 0; k < report->n_rows; k++)
        if (strcmp(report->rows[k].region, "Dalian") == 0 && !report->rows[k].theirs[0]) kt = report->rows[k].theirs_kt;
    assert_float_equal(kt / (N * (N + 1) / 2 * 907.18474e-6), 1, 1e-12);
    lt_fusion_report_free(report);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_border_cells),   cmocka_unit_test(test_conservation),
                                       cmocka_unit_test(test_small_grid),     cmocka_unit_test(test_sectors_and_months),
                                       cmocka_unit_test(test_levels),         cmocka_unit_test(test_table),
                                       cmocka_unit_test(test_ff10),           cmocka_unit_test(test_double_counting),
                                       cmocka_unit_test(test_unknown_names),  cmocka_unit_test(test_table_below_grid),
                                       cmocka_unit_test(test_two_of_a_field), cmocka_unit_test(test_kept_weights),
                                       cmocka_unit_test(test_many_sectors)};
    return cmocka_run_group_tests(tests, start, end);
}
