/* foreign_tables.h - what others call our pollutants, sectors and regions (data/foreign_species.csv,
 * foreign_sectors.csv, region_codes.csv). A format is a word of those tables: reas, edgar, meic, tno, ff10. */
#ifndef LT_FOREIGN_TABLES_H
#define LT_FOREIGN_TABLES_H

#include "base/status.h"

#include <stdbool.h>

typedef struct lt_foreign_species {
    char format[16], name[40];
    int pollutant; /* enum lt_pollutant; -1: known and left out */
    double factor; /* kg of ours a kg of theirs */
} lt_foreign_species;

typedef struct lt_foreign_sector {
    char format[16], name[48];
    char sector[32]; /* of ours; "" = known and left out */
    char also[160];  /* "steel|oil", or "*" for all */
    char calendar[24], surrogate[24], profile[24];
} lt_foreign_sector;

typedef struct lt_region_code {
    char region[24], country[4], code[8], reas[12];
} lt_region_code;

typedef struct lt_foreign_tables {
    lt_foreign_species *species;
    lt_foreign_sector *sectors;
    lt_region_code *codes;
    long n_species, n_sectors, n_codes;
} lt_foreign_tables;

/* sectors: a table of the user's in place of the shipped one (the form of foreign_sectors.csv), or NULL. */
lt_status lt_foreign_tables_read(const char *sectors, lt_foreign_tables *out);
void lt_foreign_tables_free(lt_foreign_tables *tables);

/* NULL if there is none. Names are compared as they are. */
const lt_foreign_species *lt_foreign_species_find(const lt_foreign_tables *tables, const char *format,
                                                  const char *name);
/* The first name of a pollutant in a format. */
const lt_foreign_species *lt_foreign_species_of(const lt_foreign_tables *tables, const char *format, int pollutant);
const lt_foreign_sector *lt_foreign_sector_find(const lt_foreign_tables *tables, const char *format, const char *name);
/* Does their sector stand for this one of ours? */
bool lt_foreign_sector_holds(const lt_foreign_sector *theirs, const char *sector);
const lt_region_code *lt_region_code_of(const lt_foreign_tables *tables, const char *region);
/* By six digits: of a county, the city that holds it (first four digits). */
const lt_region_code *lt_region_code_find(const lt_foreign_tables *tables, const char *country, const char *code);
const lt_region_code *lt_region_code_reas(const lt_foreign_tables *tables, const char *reas);

#endif
