/* factors.h - emission factors of a process: tables of factors, and methods (methods/method.h). */
#ifndef LT_FACTORS_H
#define LT_FACTORS_H

#include "base/csv.h"
#include "inventory/ledger.h"

typedef struct lt_factor {
    char sector[32], process[48], technology[48];
    int pollutant;
    double factor, low, high; /* kg per unit */
    char unit[24];            /* of the activity: "t" */
    char document[32];        /* that gives it (documents.csv) */
    int rank;                 /* of several documents the one of the lowest rank counts */
    char mark[32], source[512];
    int line;
    long next; /* row of the same process, -1: the last */
} lt_factor;

typedef struct lt_factors {
    lt_factor *rows;
    long n, capacity;
    struct lt_texts *first; /* sector, process, technology -> first row */
    char path[512];         /* of the table read last, for messages */
} lt_factors;

lt_status lt_factors_create(lt_factors **out);
/* A table of factors, after what is there. */
lt_status lt_factors_read(const char *path, lt_factors *factors);
/* One more factor; a second one of the same process, pollutant and document is LT_ERR_INPUT at where. */
lt_status lt_factors_push(lt_factors *factors, const lt_factor *row, const char *where);
/* Puts the rows of every process in the order of their rank; rows of one rank keep theirs. */
lt_status lt_factors_sort(lt_factors *factors);
void lt_factors_free(lt_factors *factors);
/* Set factor_kg of a source from its sector, process, technology and check its unit. No row for the process is an
 * error; a pollutant without a row is 0. */
lt_status lt_factors_apply(const lt_factors *factors, lt_source *source);
/* First row of a process, -1: none. The others follow by next. */
long lt_factors_first(const lt_factors *factors, const char *sector, const char *process, const char *technology);
/* The factor that counts for a pollutant of a process; NULL: none, or no tables (factors NULL). */
const lt_factor *lt_factors_of(const lt_factors *factors, const char *sector, const char *process,
                               const char *technology, int pollutant);
/* Is there any row of this process? */
bool lt_factors_have(const lt_factors *factors, const char *sector, const char *process, const char *technology);

#endif
