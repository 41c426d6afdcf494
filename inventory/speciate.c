/* speciate.c - splitting the ledger's pollutants into the species that the first model carries.
 *
 *   SO4 = b SO2 96/64,  SO2' = (1 - b) SO2       sulfur is kept; b = sulfate_share of the sector
 *   POM = r OC                                   r = om_oc of the sector
 *   PMO = max(0, PM2.5 - BC - POM),  PMC = max(0, PM10 - PM2.5)
 * The primary sulfate is taken from the sulfur, not from PM2.5: factors of filterable PM do not hold it.
 * b = 0.03 and r = 1.25, 1.4, 1.7 are recalled values (sectors.csv); VOC stays one lump. */
#include "inventory/speciate.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

const char *const lt_emitted_names[LT_N_EMITTED] = {
#define LT_EMITTED_NAME(id, name) name,
    LT_EMITTED_LIST(LT_EMITTED_NAME)
#undef LT_EMITTED_NAME
};

double lt_speciate(const lt_sector *sector, const double pollutant[LT_N_POLLUTANTS], double species[LT_N_EMITTED]) {
    double clipped = 0;
    species[LT_EM_SO2] = (1.0 - sector->sulfate_share) * pollutant[LT_SO2];
    species[LT_EM_SO4] = sector->sulfate_share * pollutant[LT_SO2] * 96.0 / 64.0;
    species[LT_EM_NOX] = pollutant[LT_NOX];
    species[LT_EM_CO] = pollutant[LT_CO];
    species[LT_EM_VOC] = pollutant[LT_NMVOC];
    species[LT_EM_NH3] = pollutant[LT_NH3];
    species[LT_EM_CO2] = pollutant[LT_CO2];
    species[LT_EM_CO2_BIO] = pollutant[LT_CO2_BIO];
    species[LT_EM_CH4] = pollutant[LT_CH4];
    species[LT_EM_N2O] = pollutant[LT_N2O];
    species[LT_EM_BC] = pollutant[LT_BC];
    species[LT_EM_POM] = sector->om_oc * pollutant[LT_OC];
    double other = pollutant[LT_PM25] - species[LT_EM_BC] - species[LT_EM_POM];
    double coarse = pollutant[LT_PM10] - pollutant[LT_PM25];
    if (other < 0) clipped -= other;
    if (coarse < 0) clipped -= coarse;
    species[LT_EM_PMO] = other > 0 ? other : 0;
    species[LT_EM_PMC] = coarse > 0 ? coarse : 0;
    return clipped;
}

static lt_status read_table(const lt_csv *t, lt_sectors *sectors) {
    static const char *const names[] = {"sector", "name_en", "name_zh", "group", "om_oc", "sulfate_share", NULL};
    int c[6];
    LT_TRY(lt_csv_only(t, names));
    for (int k = 0; names[k]; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
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
