/* documents.h - the documents that emission factors come from (data/documents.csv), and which counts where several give
 * the same factor: those that the case names (inventory: documents), then the order of the table, then what it lacks.
 */
#ifndef LT_DOCUMENTS_H
#define LT_DOCUMENTS_H

#include "base/status.h"

struct lt_factors;

typedef struct lt_document {
    char id[32], title_zh[160], title_en[160], edition[48];
    char year[8]; /* "" where its parts have several */
    char read[200], mark[8], note[200];
} lt_document;

typedef struct lt_documents {
    lt_document *items;
    const char **ids; /* for messages */
    int n;
} lt_documents;

/* The shipped table. */
lt_status lt_documents_read(lt_documents **out);
/* LT_ERR_INPUT: an id twice, no title. */
lt_status lt_documents_read_file(const char *path, lt_documents **out);
void lt_documents_free(lt_documents *documents);                      /* NULL is fine */
int lt_documents_find(const lt_documents *documents, const char *id); /* -1 */
/* Puts the factors of each process in the order in which their documents count. An id of preferred that the table lacks
 * is LT_ERR_INPUT at where ("" where it is not said). */
lt_status lt_documents_order(const lt_documents *documents, const char *const *preferred, int n_preferred,
                             const char *where, struct lt_factors *factors);

#endif
