#include "grids/grid_cf.h"

#include <netcdf.h>

static lt_status describe(const lt_projection_spec *spec, lt_ncw *file) {
    static const lt_field crs = {"crs", NULL, NULL, "", "Lambert conformal conic projection of a sphere"};
    const double parallels[] = {spec->lat_1, spec->lat_2}, zero = 0;
    LT_TRY(lt_ncw_var(file, &crs, NC_INT));
    LT_TRY(lt_ncw_attr_text(file, "crs", "grid_mapping_name", "lambert_conformal_conic"));
    LT_TRY(lt_ncw_attr_doubles(file, "crs", "standard_parallel", 2, parallels));
    LT_TRY(lt_ncw_attr_double(file, "crs", "longitude_of_central_meridian", spec->lon_0));
    LT_TRY(lt_ncw_attr_double(file, "crs", "latitude_of_projection_origin", spec->lat_0));
    LT_TRY(lt_ncw_attr_double(file, "crs", "false_easting", 0));
    LT_TRY(lt_ncw_attr_double(file, "crs", "false_northing", 0));
    LT_TRY(lt_ncw_attr_double(file, "crs", "earth_radius", spec->radius));
    return lt_ncw_put_double(file, "crs", &zero);
}

static lt_status put_axis(lt_ncw *file, const lt_field *field, double first, double step, int n) {
    double *axis;
    LT_TRY(lt_ncw_var(file, field, NC_DOUBLE));
    LT_TRY(lt_calloc((size_t)n, sizeof *axis, &axis));
    for (int i = 0; i < n; i++) axis[i] = first + (i + 0.5) * step;
    lt_status status = lt_ncw_put_double(file, field->name, axis);
    lt_free(axis);
    return status;
}

static lt_status put_axes(const lt_grid *grid, lt_ncw *file) {
    static const lt_field x = {"x", "projection_x_coordinate", "m", "x", "map coordinate of the cell centre"};
    static const lt_field y = {"y", "projection_y_coordinate", "m", "y", "map coordinate of the cell centre"};
    LT_TRY(put_axis(file, &x, grid->x0, grid->dx, grid->nx));
    return put_axis(file, &y, grid->y0, grid->dx, grid->ny);
}

lt_status lt_grid_cf_mapping(const lt_grid *grid, lt_ncw *file) {
    lt_projection *projection;
    LT_TRY(lt_projection_parse(grid->proj, &projection));
    lt_status status = describe(lt_projection_get_spec(projection), file);
    lt_projection_free(projection);
    LT_TRY(status);
    LT_TRY(put_axes(grid, file));
    LT_TRY(lt_ncw_attr_text(file, NULL, "grid_name", grid->name));
    return lt_ncw_attr_text(file, NULL, "proj4", grid->proj);
}

lt_status lt_grid_cf_field(lt_ncw *file, const char *variable, bool has_lon_lat) {
    LT_TRY(lt_ncw_attr_text(file, variable, "grid_mapping", "crs"));
    return has_lon_lat ? lt_ncw_attr_text(file, variable, "coordinates", "lon lat") : LT_OK;
}
