/* compare_air.h - what the packages of a finished run did to the air of the cities, out of its summary.json, after a
 * look whether that run is of the ledgers of now: the table of every package's ledger is made again and must have the
 * digest of the one in the run's manifest, and the sums of the summary must be its sums. */
#ifndef LT_COMPARE_AIR_H
#define LT_COMPARE_AIR_H

#include "inventory/ledger.h"
#include "scenarios/package.h"

enum lt_air_quantity { LT_AIR_PM25, LT_AIR_MDA8, LT_N_AIR_QUANTITIES };
/* X-free: two rows. key: of summary.json. */
extern const struct lt_air_quantity_row { const char *key, *title; } lt_air_quantities[LT_N_AIR_QUANTITIES];

/* Change and noise floor of each city and of their mean (index n_cities), ug/m3. The noise of the mean is at most the
 * mean of the cities' noises, which stands for it. NaN: not in the run. */
enum { LT_AIR_PLACES = LT_N_CITIES + 1 };
typedef struct lt_package_air {
    double change[LT_N_AIR_QUANTITIES][LT_AIR_PLACES], noise[LT_N_AIR_QUANTITIES][LT_AIR_PLACES];
} lt_package_air;

/* What the changes are changes of: the reference's level, else the base's; names of the cities as in the run. */
typedef struct lt_air_levels {
    char name_en[LT_AIR_PLACES][24], name_zh[LT_AIR_PLACES][24];
    double value[LT_N_AIR_QUANTITIES][LT_AIR_PLACES];
    char weather_en[256], weather_zh[256];
    long n_periods;
} lt_air_levels;

typedef struct lt_finished_run lt_finished_run;

/* folder holds summary.json with its entry in the manifest, as it was written (LT_ERR_INPUT else). reference: id of
 * what the packages act on, "" for the base; must be that of the run. */
lt_status lt_finished_run_read(const char *folder, const char *reference, lt_finished_run **out);
void lt_finished_run_free(lt_finished_run *run); /* NULL is fine */
void lt_finished_run_levels(const lt_finished_run *run, lt_air_levels *out);
/* Refuses a variant (base, reference, package) whose ledger the run did not have. */
lt_status lt_finished_run_agrees(const lt_finished_run *run, const char *id, const lt_ledger *ledger);
/* LT_ERR_INPUT: the package was not run. */
lt_status lt_finished_run_air(const lt_finished_run *run, const char *package, lt_package_air *out);

#endif
