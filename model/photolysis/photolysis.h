/* photolysis.h - photolysis frequencies of a mechanism for columns of the model: what is prepared once.
 *
 * Use: lt_photolysis_create with the names that the mechanism asks for (an error names those without data), then for
 * each tile of columns kernel->tile(tables, tile) as tile.h has it, with lt_photo_kernel_of(the isa of the run). The
 * kernel is pure and wants work of its own for each thread. */
#ifndef LT_PHOTOLYSIS_H
#define LT_PHOTOLYSIS_H

#include "base/hash.h"
#include "base/status.h"
#include "model/photolysis/tile.h"

typedef struct lt_photolysis lt_photolysis;

/* names [n] as J(NAME) in a mechanism; rows of J come in their order. top_m: typical height of the model's top above
 * the sea, 1 to 60 km: the standard atmosphere above it is laid upon each column's own top. LT_ERR_INPUT: a name that
 * the table lacks, a fault of a table; LT_ERR_MEMORY. */
lt_status lt_photolysis_create(int n, const char *const *names, double top_m, lt_photolysis **out);
void lt_photolysis_free(lt_photolysis *photolysis);
const lt_photo_tables *lt_photolysis_tables(const lt_photolysis *photolysis);
/* All names of the shipped table, NULL at the end; valid until free. */
const char *const *lt_photolysis_names(const lt_photolysis *photolysis);
/* Takes the content of the shipped tables into a digest. */
lt_status lt_photolysis_digest(lt_hash *hash);

/* isa: "v3", "v4" (lt_kernels.isa); NULL if there is no such set. */
const lt_photo_kernel *lt_photo_kernel_of(const char *isa);

/* The sun's flux over that at 1 AU, by the day of the year, 1 .. 366: Spencer (1971; R), within 1e-4. Rounded to 1e-6,
 * so that no last bit of a library enters. */
double lt_photolysis_sun(int day_of_year);
/* Albedo of a cell below 412.5 nm. Without snow 0.05 (A: between 0.02 of grass and 0.1 of sand and sea spray; land
 * classes have no UV albedo); snow keeps its visible albedo (Feister and Grewe 1995, R). snow_cover 0..1, snow_albedo
 * that of the cell under deep snow (land_table.h: albedo_snow, woods included). */
double lt_photolysis_albedo_uv(double snow_cover, double snow_albedo);

#endif
