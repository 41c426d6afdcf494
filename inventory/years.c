/* years.c - see years.h. */
#include "inventory/years.h"

#include "inventory/ledger_read.h"
#include "inventory/settings.h"

double lt_years_part(int first, int second, int year) {
    if (year <= first || second <= first) return 0;
    return year >= second ? 1 : (double)(year - first) / (second - first);
}

double lt_years_between(double first, double second, double part) {
    return first == second ? first : (1 - part) * first + part * second;
}

bool lt_years_mixed(const lt_activity_years *years) {
    return years->first < years->second;
}

const char *lt_years_label(const lt_activity_years *years, bool chinese) {
    if (lt_years_mixed(years))
        return lt_fmt(chinese ? "%d年：由%d年与%d年活动水平线性内插" : "%d: interpolated between %d and %d activity",
                      years->year, years->first, years->second);
    if (years->first == 0 || years->first == years->year) return "";
    return lt_fmt(chinese ? "%d年：取最近的%d年活动水平" : "%d: activity of %d, the nearest year of the tables",
                  years->year, years->first);
}

static lt_status years_of(const lt_inventory_files *files, const char *path, int base_year, lt_activity_years *out) {
    lt_csv *table;
    LT_TRY(lt_csv_read(path, &table));
    lt_ledger_reader reader = {
        .table = table, .base_year = base_year, .table_year = files->own_ledger ? 0 : LT_TABLE_YEAR};
    const lt_status status = lt_ledger_reader_start(&reader);
    *out = reader.years;
    lt_csv_free(table);
    return status;
}

lt_status lt_ledger_years(const lt_node *section, int base_year, lt_activity_years *out) {
    lt_inventory_settings settings;
    lt_inventory_files files;
    *out = (lt_activity_years){.year = base_year};
    LT_TRY(lt_inventory_settings_read(section, &settings));
    lt_status status = lt_inventory_find_files(&settings, section, &files);
    lt_config_release(lt_inventory_rows, &settings);
    for (int k = 0; k < files.ledger.n && status == LT_OK && !out->first; k++)
        status = years_of(&files, files.ledger.path[k], base_year, out);
    return status;
}
