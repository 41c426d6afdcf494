#include "model/driver/output_file.h"

#include "grids/grid_cf.h"

#include <netcdf.h>
#include <string.h>

static const char *dims_of(lt_output_place place) {
    return place == LT_OUT_SURFACE ? "time y x" : place == LT_OUT_3D ? "time z y x" : "time station";
}

/* --- places --- */

static lt_status define_cells(lt_ncw *file, const lt_grid *grid) {
    static const lt_field axes[] = {{"lon", "longitude", "degrees_east", "y x", "longitude of the centre"},
                                    {"lat", "latitude", "degrees_north", "y x", "latitude of the centre"}};
    LT_TRY(lt_ncw_dim(file, "y", (size_t)grid->ny));
    LT_TRY(lt_ncw_dim(file, "x", (size_t)grid->nx));
    for (int n = 0; n < 2; ++n) LT_TRY(lt_ncw_var(file, &axes[n], NC_DOUBLE));
    return LT_OK;
}

static lt_status define_layers(lt_ncw *file, const lt_grid *grid) {
    static const lt_field middle = {"z", "height", "m", "z", "middle of the layer above the ground"};
    static const lt_field bounds = {"z_bnds", NULL, NULL, "z nv", "bottom and top of the layer"};
    double *values;
    size_t nz = (size_t)grid->nz;
    LT_TRY(lt_ncw_dim(file, "z", nz));
    LT_TRY(lt_ncw_var(file, &middle, NC_DOUBLE));
    LT_TRY(lt_ncw_attr_text(file, "z", "axis", "Z"));
    LT_TRY(lt_ncw_attr_text(file, "z", "positive", "up"));
    LT_TRY(lt_ncw_attr_text(file, "z", "bounds", "z_bnds"));
    LT_TRY(lt_ncw_var(file, &bounds, NC_DOUBLE));
    LT_TRY(lt_calloc(3 * nz, sizeof *values, &values));
    for (size_t k = 0; k < nz; ++k) {
        values[k] = 0.5 * (grid->z_edge[k] + grid->z_edge[k + 1]);
        values[nz + 2 * k] = grid->z_edge[k];
        values[nz + 2 * k + 1] = grid->z_edge[k + 1];
    }
    lt_status status = lt_ncw_put_double(file, "z", values);
    if (status == LT_OK) status = lt_ncw_put_double(file, "z_bnds", values + nz);
    lt_free(values);
    return status;
}

/* CF-1.10 section 9: a discrete sampling geometry, time series at stations. */
static lt_status define_stations(lt_ncw *file, const lt_grid *grid, const lt_sites *sites) {
    static const lt_field text[] = {{"station_id", NULL, NULL, "station", "code of the national site"},
                                    {"station_name", NULL, NULL, "station", "name of the site"},
                                    {"city", NULL, NULL, "station", "city of the site"}};
    static const lt_field place[] = {{"lon", "longitude", "degrees_east", "station", "longitude of the site"},
                                     {"lat", "latitude", "degrees_north", "station", "latitude of the site"}};
    size_t n = (size_t)sites->n;
    const char **words;
    double *values;
    LT_TRY(lt_ncw_dim(file, "station", n));
    LT_TRY(lt_ncw_attr_text(file, NULL, "featureType", "timeSeries"));
    LT_TRY(lt_ncw_attr_text(file, NULL, "grid_name", grid->name));
    LT_TRY(lt_ncw_attr_text(file, NULL, "comment",
                            "values of the cells that hold the sites; the value of a city is the mean over its sites"));
    for (int v = 0; v < 3; ++v) LT_TRY(lt_ncw_var(file, &text[v], NC_STRING));
    LT_TRY(lt_ncw_attr_text(file, "station_id", "cf_role", "timeseries_id"));
    for (int v = 0; v < 2; ++v) LT_TRY(lt_ncw_var(file, &place[v], NC_DOUBLE));
    LT_TRY(lt_calloc(n, sizeof *words, &words));
    lt_status status = lt_calloc(n, sizeof *values, &values);
    for (int v = 0; v < 3 && status == LT_OK; ++v) {
        for (size_t q = 0; q < n; ++q) {
            const lt_site *site = &sites->items[q];
            words[q] = v == 0 ? site->code : v == 1 ? site->name_en : lt_region_ids[site->city];
        }
        status = lt_ncw_put_strings(file, text[v].name, words);
    }
    for (int v = 0; v < 2 && status == LT_OK; ++v) {
        for (size_t q = 0; q < n; ++q) values[q] = v == 0 ? sites->items[q].lon : sites->items[q].lat;
        status = lt_ncw_put_double(file, place[v].name, values);
    }
    lt_free(values);
    lt_free(words);
    return status;
}

/* --- fields --- */

static lt_status define_field(lt_ncw *file, const lt_output_shape *shape, const lt_output_field *row) {
    const lt_output_set *set = shape->set;
    const lt_field field = {row->name, row->standard_name[0] ? row->standard_name : NULL, row->units,
                            dims_of(set->place), row->text};
    LT_TRY(lt_ncw_var(file, &field, NC_FLOAT));
    if (set->bits > 0) LT_TRY(lt_ncw_bitround(file, row->name, set->bits));
    LT_TRY(lt_ncw_attr_text(file, row->name, "cell_methods", set->instant ? "time: point" : "time: mean"));
    if (set->place == LT_OUT_CITIES) return lt_ncw_attr_text(file, row->name, "coordinates", "lat lon station_id");
    return lt_grid_cf_field(file, row->name, true);
}

static lt_status copy_weather(lt_ncw *file, lt_ncr *weather) {
    static const char *const copied[] = {"weather_id", "weather_label_en", "weather_label_zh", "evidence_city"};
    for (int n = 0; n < 4; ++n) {
        char text[512];
        LT_TRY(lt_ncr_attr_text(weather, NULL, copied[n], text, sizeof text));
        LT_TRY(lt_ncw_attr_text(file, NULL, copied[n], text));
    }
    return LT_OK;
}

lt_status lt_output_file_define(lt_ncw *file, const lt_output_shape *shape, const lt_output_fields *table,
                                lt_ncr *weather) {
    const lt_output_set *set = shape->set;
    const lt_grid *grid = shape->grid;
    const bool on_grid = set->place != LT_OUT_CITIES;
    LT_TRY(lt_ncw_time_axis(file, shape->start, shape->records, set->interval_s, set->instant));
    if (set->place == LT_OUT_3D) {
        if (set->instant) LT_TRY(lt_ncw_dim(file, "nv", 2));
        LT_TRY(define_layers(file, grid));
    }
    LT_TRY(on_grid ? define_cells(file, grid) : define_stations(file, grid, shape->sites));
    LT_TRY(lt_ncw_attr_text(file, NULL, "chemistry", table->chemistry));
    for (int n = 0; n < set->n_fields; ++n) LT_TRY(define_field(file, shape, &table->row[set->fields[n]]));
    LT_TRY(copy_weather(file, weather));
    if (!on_grid) return LT_OK;
    LT_TRY(lt_grid_cf_mapping(grid, file));
    LT_TRY(lt_ncw_put_double(file, "lon", grid->lon));
    return lt_ncw_put_double(file, "lat", grid->lat);
}
