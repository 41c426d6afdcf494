/* sectors.c - the table of sectors. */
#include "inventory/sectors.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

static lt_status read_table(const lt_csv *t, lt_sectors *sectors) {
    static const char *const names[] = {"sector", "name_en", "name_zh", "group", "om_oc", "sulfate_share", NULL};
    int c[6];
    LT_TRY(lt_csv_exactly(t, names, c));
    sectors->n = (int)lt_csv_rows(t);
    LT_TRY(lt_calloc((size_t)sectors->n, sizeof(lt_sector), &sectors->items));
    LT_TRY(lt_calloc((size_t)sectors->n, sizeof(char *), &sectors->names));
    for (int r = 0; r < sectors->n; r++) {
        lt_sector *s = &sectors->items[r];
        snprintf(s->name, sizeof s->name, "%s", lt_csv_text(t, r, c[0]));
        snprintf(s->name_en, sizeof s->name_en, "%s", lt_csv_text(t, r, c[1]));
        snprintf(s->name_zh, sizeof s->name_zh, "%s", lt_csv_text(t, r, c[2]));
        snprintf(s->group, sizeof s->group, "%s", lt_csv_text(t, r, c[3]));
        LT_TRY(lt_csv_double(t, r, c[4], &s->om_oc));
        LT_TRY(lt_csv_double(t, r, c[5], &s->sulfate_share));
        if (s->om_oc < 1 || s->om_oc > 3 || s->sulfate_share < 0 || s->sulfate_share > 1)
            return LT_RAISE(LT_ERR_INPUT, .what = "speciation outside its range", .where = lt_csv_where(t, r, c[4]),
                            .expected = "om_oc 1..3, sulfate_share 0..1",
                            .found = lt_fmt("%g, %g", s->om_oc, s->sulfate_share), .todo = "correct sectors.csv");
        sectors->names[r] = s->name;
    }
    return LT_OK;
}

lt_status lt_sectors_read(const char *path, lt_sectors **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_sectors *sectors;
    LT_TRY(lt_calloc(1, sizeof *sectors, &sectors));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_table(table, sectors);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_sectors_free(sectors);
        return status;
    }
    *out = sectors;
    return LT_OK;
}

void lt_sectors_free(lt_sectors *sectors) {
    if (!sectors) return;
    lt_free(sectors->items);
    lt_free(sectors->names);
    lt_free(sectors);
}

const lt_sector *lt_sectors_find(const lt_sectors *sectors, const char *name) {
    for (int k = 0; k < sectors->n; k++)
        if (strcmp(sectors->items[k].name, name) == 0) return &sectors->items[k];
    return NULL;
}

bool lt_sector_is_natural(const lt_sector *sector) {
    return strcmp(sector->group, "natural") == 0;
}
