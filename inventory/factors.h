/* factors.h - emission factors of a process: factors.csv and coal.csv. */
#ifndef LT_FACTORS_H
#define LT_FACTORS_H

#include "base/csv.h"
#include "inventory/ledger.h"

typedef struct lt_factor {
    char sector[32], process[48], technology[48];
    int pollutant;
    double factor, low, high; /* kg per unit */
    char unit[24];            /* of the activity: "t" */
    char mark[32], source[512];
    int line;
} lt_factor;

typedef struct lt_factors {
    lt_factor *rows;
    long n, capacity;
    char path[512];
} lt_factors;

/* coal_path may be NULL. */
lt_status lt_factors_read(const char *path, const char *coal_path, lt_factors **out);
void lt_factors_free(lt_factors *factors);
/* Set factor_kg of a source from its sector, process, technology and check its unit. No row for the process is an
 * error; a pollutant without a row is 0. */
lt_status lt_factors_apply(const lt_factors *factors, lt_source *source);
/* Is there any row of this process? */
bool lt_factors_have(const lt_factors *factors, const char *sector, const char *process, const char *technology);

/* Line of a data row in its file. */
int lt_table_line(const lt_csv *table, long row);

/* Coal, T/CSES 144-2024 equations 3-6 with S and A in per cent, kg per tonne. */
double lt_coal_so2(double sulfur_percent, double retained);
double lt_coal_pm(double ash_percent, double to_bottom, double size_share);

#endif
