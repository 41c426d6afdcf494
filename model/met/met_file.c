/* met_file.c - writes met_<period>.nc one record at a time; the table of fields is the documentation of the file. */
#include "model/met/met_file.h"

#include "grids/grid_cf.h"

#include <netcdf.h>

static const struct {
    lt_field field;
    int type;
} fixed_fields[] = {
    {{"time_edge", "time", "seconds since 1970-01-01 00:00:00", "time_edge", "full hours between the means"},
     NC_DOUBLE},
    {{"z", "height", "m", "z", "height of layer centres above ground"}, NC_DOUBLE},
    {{"z_edge", "height", "m", "z_edge", "height of layer edges above ground"}, NC_DOUBLE},
    {{"kz", "atmosphere_heat_diffusivity", "m2 s-1", "time z_edge y x", "vertical eddy diffusivity"}, NC_FLOAT},
    {{"column_imbalance", NULL, "1", "time",
      "largest change of a column's mass that the uncorrected winds leave open, share of the mass in the hour"},
     NC_DOUBLE},
    {{"column_residual", NULL, "1", "time", "the same after the correction"}, NC_DOUBLE},
};

/* Never quantised, so their low bits are noise: stored plain. */
static const lt_field air_fields[] = {
    {"air_mass", NULL, "kg", "time_edge z y x", "mass of air in the cell"},
    {"mass_flux_x", NULL, "kg s-1", "time z y x_edge", "mass of air through west and east faces, positive to +x"},
    {"mass_flux_y", NULL, "kg s-1", "time z y_edge x", "mass of air through south and north faces, positive to +y"},
};

typedef struct rounded_field {
    lt_field field;
    int bits;
} rounded_field;

static const rounded_field surface_fields[LT_MET_N_SURFACE] = {
#define LT_MET_SURFACE_FIELD(id, name, standard, unit, bits, text) {{name, standard, unit, "time y x", text}, bits},
    LT_MET_SURFACE_LIST(LT_MET_SURFACE_FIELD)
#undef LT_MET_SURFACE_FIELD
};

static const rounded_field layer_fields[LT_MET_N_LAYER] = {
#define LT_MET_LAYER_FIELD(id, name, standard, unit, bits, text) {{name, standard, unit, "time z y x", text}, bits},
    LT_MET_LAYER_LIST(LT_MET_LAYER_FIELD)
#undef LT_MET_LAYER_FIELD
};

static lt_status define_rounded(lt_ncw *file, const rounded_field *f) {
    LT_TRY(lt_ncw_var(file, &f->field, NC_FLOAT));
    return f->bits ? lt_ncw_bitround(file, f->field.name, f->bits) : LT_OK;
}

static lt_status define(lt_ncw *file, const lt_grid *g, const lt_met_labels *labels, lt_time start, long n_hours) {
    LT_TRY(lt_ncw_time_hours(file, start, (size_t)n_hours));
    LT_TRY(lt_ncw_dim(file, "time_edge", (size_t)n_hours + 1));
    LT_TRY(lt_ncw_dim(file, "z", (size_t)g->nz));
    LT_TRY(lt_ncw_dim(file, "z_edge", (size_t)g->nz + 1));
    LT_TRY(lt_ncw_dim(file, "y", (size_t)g->ny));
    LT_TRY(lt_ncw_dim(file, "x", (size_t)g->nx));
    LT_TRY(lt_ncw_dim(file, "y_edge", (size_t)g->ny + 1));
    LT_TRY(lt_ncw_dim(file, "x_edge", (size_t)g->nx + 1));
    for (size_t v = 0; v < sizeof fixed_fields / sizeof *fixed_fields; v++)
        LT_TRY(lt_ncw_var(file, &fixed_fields[v].field, fixed_fields[v].type));
    for (size_t v = 0; v < sizeof air_fields / sizeof *air_fields; v++)
        LT_TRY(lt_ncw_var_plain(file, &air_fields[v], NC_DOUBLE));
    for (int v = 0; v < LT_MET_N_LAYER; v++) LT_TRY(define_rounded(file, &layer_fields[v]));
    for (int s = 0; s < LT_MET_N_SURFACE; s++) {
        LT_TRY(define_rounded(file, &surface_fields[s]));
        LT_TRY(lt_grid_cf_field(file, surface_fields[s].field.name, false));
    }
    LT_TRY(lt_ncw_attr_text(file, NULL, "weather_id", labels->id));
    LT_TRY(lt_ncw_attr_text(file, NULL, "weather_label_en", labels->en));
    LT_TRY(lt_ncw_attr_text(file, NULL, "weather_label_zh", labels->zh));
    LT_TRY(lt_ncw_attr_text(file, NULL, "evidence_city", labels->city));
    LT_TRY(lt_ncw_attr_text(file, NULL, "inputs", labels->inputs));
    LT_TRY(lt_grid_cf_mapping(g, file));
    LT_TRY(lt_ncw_attr_text(file, NULL, "assumptions_zh", labels->assumptions_zh));
    return lt_ncw_attr_text(file, NULL, "assumptions", labels->assumptions);
}

static lt_status put_axis(lt_ncw *file, const char *name, long n, double first, double step) {
    double *values = NULL;
    LT_TRY(lt_calloc((size_t)n, sizeof *values, &values));
    for (long i = 0; i < n; i++) values[i] = first + step * (double)i;
    lt_status status = lt_ncw_put_double(file, name, values);
    lt_free(values);
    return status;
}

static lt_status put_axes(lt_ncw *file, const lt_grid *g, lt_time start, long n_hours) {
    double centre[LT_MET_MAX_LAYERS];
    for (int k = 0; k < g->nz; k++) centre[k] = 0.5 * (g->z_edge[k] + g->z_edge[k + 1]);
    LT_TRY(put_axis(file, "time_edge", n_hours + 1, (double)start, LT_HOUR));
    LT_TRY(lt_ncw_put_double(file, "z", centre));
    return lt_ncw_put_double(file, "z_edge", g->z_edge);
}

lt_status lt_met_file_create(lt_outdir *dir, const char *name, const lt_grid *grid, const lt_met_labels *labels,
                             lt_time start, long n_hours, lt_ncw **out) {
    lt_ncw *file = NULL;
    LT_TRY(lt_ncw_create(dir, name, "Weather for Lantian's model", &file));
    lt_status status = define(file, grid, labels, start, n_hours);
    if (status == LT_OK) status = put_axes(file, grid, start, n_hours);
    if (status != LT_OK) {
        lt_ncw_abandon(file);
        return status;
    }
    *out = file;
    return LT_OK;
}

lt_status lt_met_file_put_mass(lt_ncw *file, long edge, const double *mass) {
    return lt_ncw_put_double_record(file, "air_mass", (size_t)edge, mass);
}

lt_status lt_met_file_put_hour(lt_ncw *file, long hour, const lt_hour_fields *f) {
    size_t record = (size_t)hour;
    LT_TRY(lt_ncw_put_double_record(file, "mass_flux_x", record, f->flux_x));
    LT_TRY(lt_ncw_put_double_record(file, "mass_flux_y", record, f->flux_y));
    LT_TRY(lt_ncw_put_float_record(file, "kz", record, f->kz));
    for (int v = 0; v < LT_MET_N_LAYER; v++)
        LT_TRY(lt_ncw_put_float_record(file, layer_fields[v].field.name, record, f->layer[v]));
    for (int s = 0; s < LT_MET_N_SURFACE; s++)
        LT_TRY(lt_ncw_put_float_record(file, surface_fields[s].field.name, record, f->surface[s]));
    LT_TRY(lt_ncw_put_double_record(file, "column_imbalance", record, &f->imbalance));
    return lt_ncw_put_double_record(file, "column_residual", record, &f->residual);
}
