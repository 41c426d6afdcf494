/* terms_nc.c - see terms_nc.h. */
#include "inventory/writers/terms_nc.h"

#include "grids/grid_cf.h"

#include <netcdf.h>
#include <stdio.h>

lt_status lt_terms_nc_define(lt_ncw *nc, lt_terms_nc *sizes, const lt_field *field, int n) {
    char dim[32], dims[64];
    if (n > LT_MOST_AREA_TERMS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many calendars and height profiles for one species",
                        .where = field->name, .expected = lt_fmt("%d pairs at most", LT_MOST_AREA_TERMS),
                        .found = lt_fmt("%d", n), .todo = "let rows of the ledger share calendars");
    snprintf(dim, sizeof dim, "terms_%d", n);
    snprintf(dims, sizeof dims, "%s%s y x", field->dims, dim);
    if (!sizes->has[n]) LT_TRY(lt_ncw_dim(nc, dim, (size_t)n));
    sizes->has[n] = true;
    lt_field whole = *field;
    whole.dims = dims;
    LT_TRY(lt_ncw_var_plain(nc, &whole, NC_DOUBLE));
    return lt_grid_cf_field(nc, field->name, false);
}
