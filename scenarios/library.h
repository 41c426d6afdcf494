/* library.h - the shipped measures and packages, and the tables beside them (library/README.md). */
#ifndef LT_LIBRARY_H
#define LT_LIBRARY_H

#include "base/config.h"
#include "base/outdir.h"
#include "scenarios/measure.h"

/* name: a file of the library ("boilers"), in its folder or in one folder below it, or a path ("my/boilers.yaml"), as
 * the document of node names it (base/document_path.h); NULL: from the folder one stands in. */
lt_status lt_library_find(const lt_node *node, const char *name, char *out, size_t size);
/* Names of the shipped files, sorted; free with lt_library_names_free. Two files of one name are LT_ERR_ENV. */
lt_status lt_library_names(char ***out, long *n);
void lt_library_names_free(char **names, long n);
/* documents.csv: the titles of a document of the plan, malloc'ed; *en stays NULL where the table does not have it. */
lt_status lt_library_document(const char *id, char **en, char **zh);
/* The base year of the ledger on which measures of the document are tested; 0 where the table does not have it. */
lt_status lt_library_document_year(const char *id, int *year);
/* For messages: the ids of documents.csv nearest to one, or what there is. */
const char *lt_library_document_hint(const char *id);

/* One row of the plan catalogue and where it is modelled. */
typedef struct lt_catalogue_row {
    char row[24], document[8], clause[64], name_en[256], name_zh[256];
    char measures[160]; /* ids of measures, by blanks; "" : not modelled */
    char reason[400];   /* why not */
} lt_catalogue_row;
typedef struct lt_catalogue {
    lt_catalogue_row *rows;
    long n;
} lt_catalogue;
lt_status lt_catalogue_read(lt_catalogue *out); /* library/catalogue.csv */
void lt_catalogue_free(lt_catalogue *catalogue);
/* tiers.csv: what the documents ask of a tier of alerts. */
typedef struct lt_tier_words {
    char name_zh[24], pollutants[64]; /* by blanks; PM: particles */
    double asked_percent;             /* of the emission of the whole society */
} lt_tier_words;
lt_status lt_library_tiers(lt_tier_words out[LT_N_TIERS]); /* out[LT_TIER_NONE] is empty */
/* Is a word one of those of a list by blanks? */
bool lt_word_in(const char *list, const char *word);
/* Is id one of the measures of the row? */
bool lt_catalogue_has(const lt_catalogue_row *row, const char *id);

#endif
