/* species_table.h - what is known of species beside their reactions: kind, molar mass, name in words.
 *
 * The table is model/data/chemistry_species.csv, with mark and source of every row: the species of CB6r5. A species of
 * the same name in another mechanism is taken for the same. */
#ifndef LT_SPECIES_TABLE_H
#define LT_SPECIES_TABLE_H

#include "model/chemistry/mechanism/mechanism.h"

typedef struct lt_species_fact {
    const char *name;
    lt_species_kind kind;
    bool radical;      /* a gas that is made and gone within the hour */
    double molar_mass; /* g/mol */
    const char *doc_en, *doc_zh;
    const char *synonyms; /* "HCHO|CH2O", "" */
    char mark;            /* V, S, D, R, A */
    const char *source;
} lt_species_fact;

typedef struct lt_species_table lt_species_table;

/* The shipped table, or one of the same form. LT_ERR_INPUT: a fault of the table; LT_ERR_MEMORY. */
lt_status lt_species_table_read(lt_species_table **out);
lt_status lt_species_table_read_file(const char *path, lt_species_table **out);
void lt_species_table_free(lt_species_table *table);

int lt_species_table_rows(const lt_species_table *table);
const lt_species_fact *lt_species_table_row(const lt_species_table *table, int row);
/* NULL if the table does not have the species. */
const lt_species_fact *lt_species_table_find(const lt_species_table *table, const char *name);

/* Set the kind of every species of the table in mechanism, and which reactions are the aerosol's. */
void lt_species_table_mark(const lt_species_table *table, lt_mechanism *mechanism);

#endif
