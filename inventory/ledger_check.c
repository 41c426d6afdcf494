/* ledger_check.c - an example of a ledger, and all faults of one. */
#include "inventory/ledger.h"

#include "inventory/ledger_read.h"
#include "inventory/settings.h"

#include <string.h>

const char *lt_ledger_example(void) {
    return "# A ledger of sources, to be saved as .csv: emission = activity x factor x (1 - removal). Factors and "
           "removals\n"
           "# come from the tables of Lantian by sector, process, technology and control; a column factor_SO2 (kg per "
           "unit),\n"
           "# efficiency_SO2 or rate_SO2 (0 to 1) of a row goes before them. activity_2014 and the like are optional.\n"
           "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,capacity_tph,"
           "unit_size_tph,built_up,lon,lat,stack_height_m,stack_diameter_m,exit_temperature_K,exit_velocity_ms,"
           "efficiency_SO2,source\n"
           "small_boilers_shenyang,Shenyang,heat,coal,grate_small,heat_small,200000,t,heating,urban,low_stack,660,35,"
           "yes,,,,,,,,where the number comes from\n"
           "stoves_tieling,Tieling,residential,coal,stove,none,300000,t,residential_heating,rural,surface,,,no,,,,,,,,"
           "where the number comes from\n"
           "works_dalian,Dalian,heat,coal,grate_large,heat_large,150000,t,heating,point,stack,500,130,no,121.62,38.95,"
           "80,3,330,10,0.9,where the number comes from\n";
}

typedef struct checker {
    void (*report)(const char *text, void *context);
    void *context;
    long n;
} checker;

static void fault(checker *c, lt_status status) {
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    c->report(text, c->context);
    c->n++;
}

static void check_rows(lt_ledger_reader *reader, lt_ledger *seen, checker *c) {
    lt_status status = lt_ledger_reader_start(reader);
    fault(c, status);
    if (status != LT_OK) return;
    for (long r = 0; r < lt_csv_rows(reader->table); r++) {
        lt_source row;
        status = lt_ledger_reader_row(reader, r, &row);
        if (status == LT_OK) status = lt_ledger_append(seen, &row);
        fault(c, status);
    }
}

lt_status lt_ledger_check_file(const char *path, void (*report)(const char *text, void *context), void *context) {
    checker c = {report, context, 0};
    lt_inventory_settings settings;
    lt_inventory_files files;
    lt_allocation allocation;
    lt_ledger *seen;
    lt_csv *table = NULL;
    LT_TRY(lt_inventory_settings_read(NULL, &settings));
    lt_status status = lt_inventory_find_files(&settings, NULL, &files);
    lt_config_release(lt_inventory_rows, &settings);
    if (status != LT_OK) return status;
    LT_TRY(lt_allocation_read(2020, &allocation));
    LT_TRY_GOTO(status, lt_ledger_create(2020, &seen), done);
    strncpy(seen->path, path, sizeof seen->path - 1);
    LT_TRY_GOTO(status, lt_factors_read(files.factors, files.coal, &seen->factors), freed);
    LT_TRY_GOTO(status, lt_controls_read(files.controls, &seen->controls), freed);
    status = lt_csv_read(path, &table);
    fault(&c, status);
    if (status == LT_OK) {
        lt_ledger_reader reader = {.table = table,
                                   .factors = seen->factors,
                                   .controls = seen->controls,
                                   .allocation = &allocation,
                                   .base_year = seen->base_year};
        check_rows(&reader, seen, &c);
        if (c.n) status = LT_ERR_INPUT;
    }
    lt_csv_free(table);
freed:
    lt_ledger_free(seen);
done:
    lt_allocation_free(&allocation);
    return status;
}
