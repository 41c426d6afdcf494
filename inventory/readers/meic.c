/* meic.c - see meic.h. */
#include "inventory/readers/meic.h"

#include "inventory/readers/file_name.h"

#include <stdio.h>
#include <string.h>

lt_status lt_meic_name(const char *path, const lt_reader_hint *hint, lt_foreign_field *field) {
    const lt_file_name says = lt_file_name_meic(path);
    snprintf(field->species, sizeof field->species, "%s", hint->species[0] ? hint->species : says.species);
    snprintf(field->sector, sizeof field->sector, "%s", hint->sector[0] ? hint->sector : says.sector);
    field->year = hint->year ? hint->year : says.year;
    field->month = says.month;
    const char *missing = !field->species[0]  ? "species"
                          : !field->sector[0] ? "sector"
                          : !field->year      ? "year"
                          : !field->month     ? "month"
                                              : NULL;
    if (!missing) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the file does not say its %s", missing), .where = path,
                    .expected = "a name as 2017_01_industry_SO2.asc or 2020_01__industry__SO2.asc",
                    .found = "another name", .todo = "keep the name that MEIC gave the file");
}

double lt_meic_unit(lt_foreign_field *field) {
    static const char *const mechanisms[] = {"CB05_", "CB06_", "CB6_", "SAPRC07_", "SAPRC99_", "RADM2_", "CBIV_"};
    for (size_t k = 0; k < sizeof mechanisms / sizeof *mechanisms; k++)
        field->moles |= strncmp(field->species, mechanisms[k], strlen(mechanisms[k])) == 0;
    return field->moles ? 1e6 : 1e3;
}
