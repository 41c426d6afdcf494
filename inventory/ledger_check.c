/* ledger_check.c - an example of a ledger, and all faults of one. */
#include "inventory/ledger.h"

#include "inventory/check/check.h"
#include "inventory/ledger_columns.h"
#include "inventory/ledger_read.h"
#include "inventory/settings.h"

#include <string.h>

const char *lt_ledger_example(void) {
    return "# A ledger of sources: emission = activity x factor x (1 - removal). Factors and "
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
           "80,3,330,10,0.9,where the number comes from\n"
           "# Save as my.csv: lantian check my.csv. In a case beside it: inventory: {ledger: my.csv}. Shipped measures "
           "may "
           "retire\n"
           "# more boilers than a ledger of your own has (boilers: 2000 t/h): write your own then (lantian example "
           "measure).\n";
}

/* Does the header have all that a row needs? Without, rows are no sources that could be checked against each other. */
static bool is_whole(const lt_ledger_reader *reader) {
    bool whole = reader->activity >= 0;
    for (int k = 0; k < C_N; k++)
        if (lt_ledger_columns[k].needed || (k == C_REGION && reader->fixed[C_SHARE] < 0))
            whole &= reader->fixed[k] >= 0;
    return whole;
}

static lt_status judge_rows(lt_ledger_reader *reader, lt_ledger *seen) {
    const lt_csv *t = reader->table;
    LT_TRY(lt_ledger_reader_start(reader));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_source row;
        const lt_city_share *share;
        const long before = lt_csv_faults(t);
        lt_status status = lt_ledger_reader_row(reader, r, &row, &share);
        if (status == LT_OK && lt_csv_faults(t) == before && is_whole(reader))
            status = share ? lt_city_share_spread(share, &row, seen) : lt_ledger_append(seen, &row);
        LT_TRY(lt_csv_take(t, status));
    }
    return LT_OK;
}

static lt_status judge_table(const char *path, const lt_inventory_files *files, const lt_allocation *allocation,
                             lt_ledger *seen) {
    lt_csv *table;
    lt_city_shares *shares = NULL;
    lt_words *words = NULL;
    lt_status status;
    LT_TRY(lt_inventory_tables(files, seen));
    LT_TRY(lt_csv_read(path, &table));
    LT_TRY_GOTO(status, lt_city_shares_read(files->shares, &shares), done);
    LT_TRY_GOTO(status, lt_words_read(&words), done);
    lt_ledger_reader reader = {.table = table,
                               .factors = seen->factors,
                               .controls = seen->controls,
                               .allocation = allocation,
                               .shares = shares,
                               .words = words,
                               .base_year = seen->base_year};
    status = judge_rows(&reader, seen);
done:
    lt_csv_free(table);
    lt_city_shares_free(shares);
    lt_words_free(words);
    return status;
}

lt_status lt_ledger_judge(const char *path, lt_faults *faults) {
    lt_inventory_settings settings;
    lt_inventory_files files;
    lt_allocation allocation;
    lt_ledger *seen;
    LT_TRY(lt_inventory_settings_read(NULL, &settings));
    lt_status status = lt_inventory_find_files(&settings, NULL, &files);
    lt_config_release(lt_inventory_rows, &settings);
    LT_TRY(status);
    LT_TRY(lt_ledger_create(2020, &seen));
    strncpy(seen->path, path, sizeof seen->path - 1);
    status = lt_ledger_companion(path, "calendars", seen->calendars, sizeof seen->calendars);
    if (status == LT_OK && !lt_path_exists(seen->calendars)) seen->calendars[0] = '\0';
    if (status == LT_OK) status = lt_allocation_of(seen, &allocation);
    if (status == LT_OK) {
        lt_csv_judge(path, faults);
        status = lt_faults_take(faults, judge_table(path, &files, &allocation, seen));
        lt_csv_judge(NULL, NULL);
        if (status == LT_OK) status = lt_ledger_checks(seen, path, faults);
        lt_allocation_free(&allocation);
    }
    lt_ledger_free(seen);
    return status;
}
