/* annual.c - the files of a year, one after the other. */
#include "inventory/annual/annual.h"

#include "base/log.h"

#include "inventory/uncertainty/uncertainty.h"

enum { DRAWS = 512 }; /* for a picture; `lantian inventory uncertainty` draws 10 000 */

static lt_status write_fields(const lt_ledger *ledger, lt_outdir *dir, const char *grid_file,
                              const lt_allocation *allocation, const lt_annual_files *files) {
    lt_grid *grid = NULL;
    lt_annual_grid *annual = NULL;
    if (ledger->background)
        lt_remark(LT_LOG_INFO,
                  "the year on the grid is that of the ledger: inventories of others under it are left out");
    LT_TRY(lt_grid_read(dir, grid_file, &grid));
    lt_status status = lt_annual_grid_create(ledger, grid, allocation, &annual);
    if (status == LT_OK && files->reactive) status = lt_annual_write_reactive(ledger, annual, dir, files->reactive);
    if (status == LT_OK && files->grid) status = lt_annual_write_grid(annual, &ledger->years, dir, files->grid);
    lt_annual_grid_free(annual);
    lt_grid_free(grid);
    return status;
}

static lt_status write_doubts(const lt_ledger *ledger, lt_outdir *dir, const lt_annual_files *files) {
    lt_uncertainty *u;
    LT_TRY(lt_uncertainty_of(ledger, DRAWS, &u));
    const lt_status status = lt_uncertainty_write(u, dir, files->uncertainty, files->sobol);
    lt_uncertainty_free(u);
    return status;
}

lt_status lt_annual_write(const lt_ledger *ledger, lt_outdir *dir, const char *grid_file,
                          const lt_annual_files *files) {
    lt_allocation allocation;
    LT_TRY(lt_allocation_of(ledger, &allocation));
    lt_status status = LT_OK;
    if (files->totals) status = lt_annual_write_totals(ledger, &allocation, dir, files->totals);
    if (status == LT_OK && files->flow) status = lt_annual_write_flow(ledger, &allocation, dir, files->flow);
    if (status == LT_OK && (files->reactive || files->grid))
        status = write_fields(ledger, dir, grid_file, &allocation, files);
    if (status == LT_OK && files->uncertainty && files->sobol) status = write_doubts(ledger, dir, files);
    lt_allocation_free(&allocation);
    return status;
}

lt_status lt_annual_digest(lt_hash *hash) {
    static const char *const names[] = {"activities.csv", "sites.csv", "uncertainty.csv", "correlation.csv"};
    for (int k = 0; k < 4; k++) LT_TRY(lt_hash_share_file(hash, lt_fmt("inventory/data/%s", names[k])));
    return LT_OK;
}
