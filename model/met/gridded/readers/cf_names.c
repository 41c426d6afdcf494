/* cf_names.c - which variable of a CF file is which field.
 *
 * By the short names that ECMWF, NCEP and CMIP use, the first of the list first, then by standard name. The short name
 * goes first because standard names are shared: cdo calls the 2-m minimum of six hours air_temperature too, and ECMWF's
 * files call their downward sensible heat upward. A variable of the right name counts only where it has the shape: t
 * without levels is no temperature of layers, z without them is terrain. */
#include "model/met/gridded/readers/cf.h"

#include <math.h>
#include <string.h>

/* names and standard names parted by blanks; height: of the one level, m, that a standard name needs to be meant. */
static const struct row {
    lt_gridded_field field;
    const char *names, *standards;
    double height;
} rows[] = {
    {LT_G_HEIGHT, "gh zg z hgt", "geopotential_height geopotential", 0},
    {LT_G_TEMPERATURE, "t ta temperature tmp", "air_temperature", 0},
    {LT_G_SPECIFIC_HUMIDITY, "q hus sh", "specific_humidity", 0},
    {LT_G_RELATIVE_HUMIDITY, "r hur rh", "relative_humidity", 0},
    {LT_G_EAST, "u ua ugrd", "eastward_wind x_wind grid_eastward_wind", 0},
    {LT_G_NORTH, "v va vgrd", "northward_wind y_wind grid_northward_wind", 0},
    {LT_G_CLOUD_WATER, "clwc clwmr", "mass_fraction_of_cloud_liquid_water_in_air cloud_liquid_water_mixing_ratio", 0},
    {LT_G_CLOUD_ICE, "ciwc icmr", "mass_fraction_of_cloud_ice_in_air cloud_ice_mixing_ratio", 0},
    {LT_G_CLOUD, "cc", "cloud_area_fraction_in_atmosphere_layer", 0},
    {LT_G_TERRAIN, "orog z zs hgt oro", "surface_altitude surface_geopotential", 0},
    {LT_G_LAND, "lsm land sftlf landmask", "land_area_fraction land_binary_mask", 0},
    {LT_G_SURFACE_PRESSURE, "sp ps psfc pressfc", "surface_air_pressure", 0},
    {LT_G_SEA_PRESSURE, "msl psl prmsl mslet mslma", "air_pressure_at_mean_sea_level air_pressure_at_sea_level", 0},
    {LT_G_T2M, "t2m 2t tas t2", "air_temperature", 2},
    {LT_G_DEW_POINT, "d2m 2d tdps", "dew_point_temperature", 2},
    {LT_G_HUMIDITY_2M, "sh2 2sh huss q2m", "specific_humidity", 2},
    {LT_G_RELATIVE_2M, "r2 2r hurs rh2m", "relative_humidity", 2},
    {LT_G_EAST_10M, "u10 10u uas u10m", "eastward_wind x_wind", 10},
    {LT_G_NORTH_10M, "v10 10v vas v10m", "northward_wind y_wind", 10},
    {LT_G_SKIN, "skt ts", "surface_temperature", 0},
    {LT_G_SEA_SURFACE, "sst tos", "sea_surface_temperature", 0},
    {LT_G_SEA_ICE, "siconc ci icec sic", "sea_ice_area_fraction", 0},
    {LT_G_SNOW, "sd swe weasd sdwe snw", "surface_snow_amount lwe_thickness_of_surface_snow_amount", 0},
    {LT_G_SOIL_MOISTURE, "swvl1 soilw sm", "", 0},
    {LT_G_SOIL_TEMPERATURE, "stl1 st tsl", "", 0},
    {LT_G_ALBEDO, "fal al", "surface_albedo", 0},
    {LT_G_CLOUD_TOTAL, "tcc clt", "cloud_area_fraction", 0},
    {LT_G_PBLH, "blh hpbl zmla", "atmosphere_boundary_layer_thickness", 0},
    {LT_G_USTAR, "zust fricv", "friction_velocity", 0},
    {LT_G_ROUGHNESS, "fsr sr sfcr", "surface_roughness_length surface_roughness_length_for_momentum_in_air", 0},
    {LT_G_RAIN, "tp apcp pr prate mtpr avg_tprate tprate", "precipitation_amount precipitation_flux", 0},
    {LT_G_RAIN_CONVECTIVE, "cp acpcp prc cprat mcpr avg_cpr",
     "convective_precipitation_amount convective_precipitation_flux", 0},
    {LT_G_SNOWFALL, "sf prsn msr avg_tsrwe", "snowfall_amount snowfall_flux", 0},
    {LT_G_SHORTWAVE, "ssrd dswrf rsds msdwswrf avg_sdswrf", "surface_downwelling_shortwave_flux_in_air", 0},
    {LT_G_LONGWAVE, "strd dlwrf rlds msdwlwrf avg_sdlwrf", "surface_downwelling_longwave_flux_in_air", 0},
    {LT_G_SENSIBLE, "sshf shtfl ishf hfss msshf avg_ishf",
     "surface_upward_sensible_heat_flux surface_downward_sensible_heat_flux", 0},
    {LT_G_LATENT, "slhf lhtfl hfls mslhf avg_slhtf",
     "surface_upward_latent_heat_flux surface_downward_latent_heat_flux", 0},
};
enum { N_ROWS = sizeof rows / sizeof *rows, STANDARD = 100 };

/* ECMWF counts these downward whatever their standard name (confluence.ecmwf.int/x/U4FKE, "ECMWF convention for
 * vertical fluxes is positive downwards"; R); NCEP upward. */
static bool is_downward(const lt_cf *cf, lt_gridded_field field, const char *name) {
    static const char *const ecmwf[] = {"sshf", "slhf", "ishf", "msshf", "mslhf", "avg_ishf", "avg_slhtf"};
    char standard[128];
    if (field != LT_G_SENSIBLE && field != LT_G_LATENT) return false;
    for (size_t k = 0; k < sizeof ecmwf / sizeof *ecmwf; k++)
        if (strcmp(name, ecmwf[k]) == 0) return cf->centre != LT_CF_NCEP;
    return lt_foreign_text(cf->file, name, "standard_name", standard, sizeof standard) && strstr(standard, "downward");
}

/* Place of a word among words parted by blanks, without regard to case; -1: none. */
static int place_of(const char *words, const char *word) {
    size_t n = strlen(word);
    int place = 0;
    for (const char *at = words; n > 0 && *at; place++) {
        size_t length = strcspn(at, " ");
        if (length == n && strncasecmp(at, word, n) == 0) return place;
        at += length + strspn(at + length, " ");
    }
    return -1;
}

/* A minimum or maximum over time is another quantity under the same standard name. */
static bool is_extreme(lt_ncr *file, const char *variable) {
    char text[256];
    if (lt_foreign_text(file, variable, "cell_methods", text, sizeof text) &&
        (strstr(text, "maximum") || strstr(text, "minimum")))
        return true;
    return lt_foreign_text(file, variable, "long_name", text, sizeof text) &&
           (strncasecmp(text, "Minimum", 7) == 0 || strncasecmp(text, "Maximum", 7) == 0);
}

/* -1: not of this field. */
static int rank_of(lt_ncr *file, const struct row *row, const char *variable) {
    char standard[128];
    int place = place_of(row->names, variable);
    if (place >= 0) return place;
    if (!lt_foreign_text(file, variable, "standard_name", standard, sizeof standard)) return -1;
    place = place_of(row->standards, standard);
    return place < 0 || is_extreme(file, variable) ? -1 : STANDARD + place;
}

bool lt_cf_looks_like(lt_ncr *file) {
    char name[64];
    bool time = false, field = false;
    for (int k = 0; lt_ncr_variable(file, k, name, sizeof name); k++) {
        lt_ncr_shape shape;
        if (lt_ncr_get_shape(file, name, &shape) != LT_OK) {
            lt_error_clear();
            continue;
        }
        time = time || lt_cf_is_time(file, name);
        for (int r = 0; r < N_ROWS && !field && shape.n >= 2; r++) field = rank_of(file, &rows[r], name) >= 0;
    }
    return time && field;
}

/* --- shapes --- */

static lt_status raise_members(const lt_cf *cf, const char *variable, const lt_ncr_shape *shape, int d) {
    return LT_RAISE(LT_ERR_INPUT, .what = "several forecasts or members in one file",
                    .where = lt_fmt("%s, variable %s", cf->path, variable), .expected = "one",
                    .found = lt_fmt("dimension %s of length %zu", shape->dim[d], shape->length[d]),
                    .todo = lt_fmt("choose one: ncks -d %s,0 IN OUT", shape->dim[d]));
}

static bool is_member(const char *dim) {
    return place_of("number member ensemble realization ens step forecast_period forecast_reference_time leadtime",
                    dim) >= 0;
}

/* A variable with what its dimensions mean. */
static lt_status analyse(lt_cf *cf, const char *variable, lt_cf_source *s) {
    *s = (lt_cf_source){.time_dim = -1, .level_dim = -1, .expver_dim = -1, .axis = -1, .slope = 1.0};
    snprintf(s->variable, sizeof s->variable, "%s", variable);
    LT_TRY(lt_ncr_get_shape(cf->file, variable, &s->shape));
    for (int d = 0; d < s->shape.n - 2; d++) {
        const char *dim = s->shape.dim[d];
        size_t length = s->shape.length[d];
        if (cf->time_dim[0] && strcmp(dim, cf->time_dim) == 0) {
            s->time_dim = d;
        } else if (strcmp(dim, "expver") == 0) {
            s->expver_dim = d;
        } else if (is_member(dim)) {
            if (length > 1) return raise_members(cf, variable, &s->shape, d);
        } else {
            s->level_dim = d;
            LT_TRY(lt_cf_axis_of(cf, variable, dim, length, &s->axis));
        }
    }
    return LT_OK;
}

/* The height of a scalar coordinate ("height" in coordinates), NaN: none. */
static double scalar_height(lt_cf *cf, const char *variable) {
    char text[256];
    double height = NAN;
    if (lt_foreign_text(cf->file, variable, "coordinates", text, sizeof text) && place_of(text, "height") >= 0 &&
        lt_ncr_get_double(cf->file, "height", NULL, 1, &height) != LT_OK)
        lt_error_clear();
    return height;
}

static bool fits(lt_cf *cf, const struct row *row, const lt_cf_source *s) {
    const lt_cf_axis *axis = s->axis >= 0 ? &cf->axes[s->axis] : NULL;
    bool levels = axis && (axis->kind == LT_CF_PRESSURE || axis->kind == LT_CF_HYBRID);
    if (lt_gridded_rows[row->field].shape == LT_GRIDDED_LEVELS) return levels;
    if (levels || (axis && axis->kind == LT_CF_FOREIGN)) return false;
    if (s->rank < STANDARD || row->height == 0.0) return s->rank < STANDARD || !axis || axis->kind != LT_CF_HEIGHT;
    double height = axis && axis->kind == LT_CF_HEIGHT ? axis->height : scalar_height(cf, s->variable);
    return fabs(height - row->height) <= 1.0;
}

static lt_status raise_foreign(const lt_cf *cf, const lt_cf_source *s) {
    const char *dim = s->shape.dim[s->level_dim];
    return LT_RAISE(LT_ERR_INPUT, .what = "levels of a kind that is not known",
                    .where = lt_fmt("%s, variable %s", cf->path, s->variable),
                    .expected = "pressure levels (a unit of pressure) or hybrid levels with coefficients",
                    .found = lt_fmt("%zu levels of %s", s->shape.length[s->level_dim], dim),
                    .todo = "interpolate to pressure levels (cdo ml2pl), or give the axis its unit");
}

static void take(lt_cf *cf, const struct row *row, const lt_cf_source *s, lt_cf_source *foreign) {
    lt_cf_source *mine = &cf->source[row->field];
    bool on_levels = lt_gridded_rows[row->field].shape == LT_GRIDDED_LEVELS;
    if (on_levels && s->axis >= 0 && cf->axes[s->axis].kind == LT_CF_FOREIGN && s->rank < STANDARD) *foreign = *s;
    if (fits(cf, row, s) && (!mine->variable[0] || s->rank < mine->rank)) *mine = *s;
}

/* All fields of a file stand on the same points. */
static lt_status judge_points(lt_cf *cf) {
    const char *first = NULL;
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        const lt_cf_source *s = &cf->source[f];
        if (!s->variable[0]) continue;
        const char *y = s->shape.dim[s->shape.n - 2], *x = s->shape.dim[s->shape.n - 1];
        if (!first) {
            first = s->variable;
            snprintf(cf->y_dim, sizeof cf->y_dim, "%s", y);
            snprintf(cf->x_dim, sizeof cf->x_dim, "%s", x);
            cf->ny = (int)s->shape.length[s->shape.n - 2];
            cf->nx = (int)s->shape.length[s->shape.n - 1];
        } else if (strcmp(y, cf->y_dim) != 0 || strcmp(x, cf->x_dim) != 0) {
            return LT_RAISE(LT_ERR_INPUT, .what = "several grids in one file", .where = cf->path,
                            .expected = lt_fmt("all on (%s, %s), as %s", cf->y_dim, cf->x_dim, first),
                            .found = lt_fmt("%s on (%s, %s)", s->variable, y, x),
                            .todo = "split the file: cdo splitgrid");
        }
    }
    if (first) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no field of weather in the file", .where = cf->path,
                    .expected = "variables by the names of ECMWF, NCEP or CF", .found = "none that is known",
                    .todo = "compare with ncdump -h");
}

static void set_wind(lt_cf *cf, lt_gridded_field field) {
    lt_cf_source *s = &cf->source[field];
    char standard[128];
    double relative = 0.0;
    lt_foreign_text(cf->file, s->variable, "standard_name", standard, sizeof standard);
    lt_foreign_number(cf->file, s->variable, "GRIB_uvRelativeToGrid", &relative);
    s->along_map = place_of("x_wind y_wind grid_eastward_wind grid_northward_wind", standard) >= 0 || relative == 1.0;
}

lt_status lt_cf_find_sources(lt_cf *cf, lt_gridded *g) {
    char name[64];
    lt_cf_source s, foreign = {0};
    bool levels = false;
    for (int k = 0; lt_ncr_variable(cf->file, k, name, sizeof name); k++) {
        bool known = false;
        for (int r = 0; r < N_ROWS; r++) {
            int rank = rank_of(cf->file, &rows[r], name);
            if (rank < 0) continue;
            if (!known) LT_TRY(analyse(cf, name, &s));
            known = true;
            s.rank = rank;
            if (s.shape.n >= 2) take(cf, &rows[r], &s, &foreign);
        }
    }
    for (int f = 0; f < LT_N_GRIDDED; f++)
        levels = levels || (cf->source[f].variable[0] && lt_gridded_rows[f].shape == LT_GRIDDED_LEVELS);
    if (!levels && foreign.variable[0]) return raise_foreign(cf, &foreign);
    LT_TRY(judge_points(cf));
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        lt_cf_source *mine = &cf->source[f];
        bool known = true;
        if (!mine->variable[0]) continue;
        LT_TRY(lt_cf_set_unit(cf, (lt_gridded_field)f, is_downward(cf, (lt_gridded_field)f, mine->variable)));
        set_wind(cf, (lt_gridded_field)f);
        if (lt_gridded_rows[f].span != LT_GRIDDED_STATE) lt_cf_set_span(cf, (lt_gridded_field)f, &known);
        if (known) continue;
        lt_note(g->notes, "%s: the file does not say over which time %s is summed or meant; it is left",
                "%s：文件未说明 %s 的累积或平均时段，不予采用", lt_gridded_rows[f].name, mine->variable);
        mine->variable[0] = '\0';
    }
    return LT_OK;
}
