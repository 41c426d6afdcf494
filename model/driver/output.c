#include "model/driver/output.h"

#include "grids/grid_cf.h"
#include "model/aerosol/neutral.h"
#include "model/state/hours.h"

#include <float.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PM25, PM10, SULFATE, NITRATE, AMMONIUM, BC, OM, PM_OTHER, SO2, NOX, CO, NH3, VOC, N_OUT };

#define LT_DIMS "time y x"
static const lt_field fields[N_OUT] = {
    {"pm25", "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", "ug m-3", LT_DIMS,
     "PM2.5, dry: sulfate + nitrate + ammonium + bc + om + pm_other"},
    {"pm10", "mass_concentration_of_pm10_ambient_aerosol_particles_in_air", "ug m-3", LT_DIMS,
     "PM10, dry: PM2.5 and coarse primary particles"},
    {"sulfate", NULL, "ug m-3", LT_DIMS, "fine particulate sulfate"},
    {"nitrate", NULL, "ug m-3", LT_DIMS, "fine particulate nitrate"},
    {"ammonium", NULL, "ug m-3", LT_DIMS, "fine particulate ammonium"},
    {"bc", NULL, "ug m-3", LT_DIMS, "fine black carbon"},
    {"om", NULL, "ug m-3", LT_DIMS, "fine primary organic matter"},
    {"pm_other", NULL, "ug m-3", LT_DIMS, "other fine primary particles"},
    {"so2", "mass_concentration_of_sulfur_dioxide_in_air", "ug m-3", LT_DIMS, "sulfur dioxide at ambient state"},
    {"nox", "mass_concentration_of_nox_expressed_as_nitrogen_dioxide_in_air", "ug m-3", LT_DIMS,
     "nitrogen oxides as NO2 at ambient state"},
    {"co", "mass_concentration_of_carbon_monoxide_in_air", "ug m-3", LT_DIMS, "carbon monoxide at ambient state"},
    {"nh3", "mass_concentration_of_ammonia_in_air", "ug m-3", LT_DIMS, "gaseous ammonia at ambient state"},
    {"voc", NULL, "ug m-3", LT_DIMS, "non-methane volatile organic compounds, passive, at ambient state"},
};

/* A field of a tracer: factor x (mixing ratio - base), or with the factor 0 a mass concentration. */
typedef struct lt_output_tracer {
    char name[64], text[160];
    int species;
    double factor, base;
} lt_output_tracer;

struct lt_output {
    lt_ncw *file;
    const lt_grid *grid;
    int added, n_fields;
    lt_field *fields; /* those of every run, then those of the tracers */
    lt_output_tracer *tracers;
    double *sum; /* [field][ny][nx] */
    float *mean;
};

bool lt_output_has(const char *name) {
    for (int n = 0; n < N_OUT; ++n)
        if (strcasecmp(fields[n].name, name) == 0) return true;
    return false;
}

static void add_tracer(lt_output *o, const lt_species_info *info, int species, bool enhancement) {
    lt_output_tracer *t = &o->tracers[o->n_fields - N_OUT];
    t->species = species;
    t->factor = info->per_ratio;
    t->base = enhancement ? info->background : 0.0;
    snprintf(t->name, sizeof t->name, "%s%s", info->name, enhancement ? "_enhancement" : "");
    if (enhancement)
        snprintf(t->text, sizeof t->text, "%s, above the background of the run, %.6g %s", info->text,
                 info->per_ratio * info->background, info->unit);
    else
        snprintf(t->text, sizeof t->text, "%s%s", info->text, info->unit ? "" : ", at ambient state");
    o->fields[o->n_fields++] = (lt_field){t->name, NULL, info->unit ? info->unit : "ug m-3", LT_DIMS, t->text};
}

static lt_status list_fields(lt_output *o, const lt_species_set *species) {
    size_t most = 2 * (size_t)(species->n - LT_N_SPECIES);
    LT_TRY(lt_calloc(N_OUT + most, sizeof *o->fields, &o->fields));
    LT_TRY(lt_calloc(most, sizeof *o->tracers, &o->tracers));
    memcpy(o->fields, fields, sizeof fields);
    o->n_fields = N_OUT;
    for (int s = LT_N_SPECIES; s < species->n; ++s) {
        add_tracer(o, &species->info[s], s, false);
        if (species->info[s].background > 0.0) add_tracer(o, &species->info[s], s, true);
    }
    return LT_OK;
}

static lt_status define(lt_output *o, lt_time start, size_t n_hours, lt_ncr *weather) {
    static const lt_field axes[] = {{"lon", "longitude", "degrees_east", "y x", "longitude of the centre"},
                                    {"lat", "latitude", "degrees_north", "y x", "latitude of the centre"}};
    static const char *const copied[] = {"weather_id", "weather_label_en", "weather_label_zh", "evidence_city"};
    LT_TRY(lt_ncw_time_hours(o->file, start, n_hours));
    LT_TRY(lt_ncw_dim(o->file, "y", (size_t)o->grid->ny));
    LT_TRY(lt_ncw_dim(o->file, "x", (size_t)o->grid->nx));
    for (int n = 0; n < 2; ++n) LT_TRY(lt_ncw_var(o->file, &axes[n], NC_DOUBLE));
    for (int n = 0; n < o->n_fields; ++n) {
        LT_TRY(lt_ncw_var(o->file, &o->fields[n], NC_FLOAT));
        LT_TRY(lt_ncw_attr_text(o->file, o->fields[n].name, "cell_methods", "time: mean"));
        LT_TRY(lt_grid_cf_field(o->file, o->fields[n].name, true));
    }
    for (int n = 0; n < 4; ++n) {
        char text[512];
        LT_TRY(lt_ncr_attr_text(weather, NULL, copied[n], text, sizeof text));
        LT_TRY(lt_ncw_attr_text(o->file, NULL, copied[n], text));
    }
    LT_TRY(lt_grid_cf_mapping(o->grid, o->file));
    LT_TRY(lt_ncw_put_double(o->file, "lon", o->grid->lon));
    return lt_ncw_put_double(o->file, "lat", o->grid->lat);
}

lt_status lt_output_create(lt_outdir *dir, const char *name, const lt_grid *grid, lt_time start, size_t n_hours,
                           lt_ncr *weather, const lt_species_set *species, lt_output **out) {
    lt_output *o;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    o->grid = grid;
    size_t plane = (size_t)grid->nx * (size_t)grid->ny;
    lt_status status;
    LT_TRY_GOTO(status, list_fields(o, species), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)o->n_fields * plane, sizeof(double), &o->sum), fail);
    LT_TRY_GOTO(status, lt_calloc(plane, sizeof(float), &o->mean), fail);
    LT_TRY_GOTO(status, lt_ncw_create(dir, name, "Lantian hourly mean concentrations at the ground", &o->file), fail);
    LT_TRY_GOTO(status, define(o, start, n_hours, weather), fail);
    *out = o;
    return LT_OK;
fail:
    lt_output_abandon(o);
    return status;
}

/* Concentrations of one cell, ug/m3: mixing ratio times air mass over volume. */
static void cell_values(const lt_real q[LT_N_SPECIES], double density_ugm3, double product, double value[N_OUT]) {
    lt_neutral split = lt_neutral_split((double)q[LT_S_SO4], (double)q[LT_S_TNO3], (double)q[LT_S_NHX], product);
    double c[LT_N_SPECIES];
    for (int s = 0; s < LT_N_SPECIES; ++s) c[s] = density_ugm3 * (double)q[s];
    value[SULFATE] = c[LT_S_SO4];
    value[NITRATE] = split.nitrate_particle_share * c[LT_S_TNO3];
    value[AMMONIUM] = split.ammonia_particle_share * c[LT_S_NHX] * (LT_M_NH4 / LT_M_NH3);
    value[NH3] = (1.0 - split.ammonia_particle_share) * c[LT_S_NHX];
    value[BC] = c[LT_S_BC];
    value[OM] = c[LT_S_POM];
    value[PM_OTHER] = c[LT_S_PMO];
    value[PM25] = value[SULFATE] + value[NITRATE] + value[AMMONIUM] + value[BC] + value[OM] + value[PM_OTHER];
    value[PM10] = value[PM25] + c[LT_S_PMC];
    value[SO2] = c[LT_S_SO2];
    value[NOX] = c[LT_S_NOX];
    value[CO] = c[LT_S_CO];
    value[VOC] = c[LT_S_VOC];
}

void lt_output_add(lt_output *o, const lt_state *state, const lt_air *air, const lt_weather *w) {
    size_t plane = (size_t)state->nx * (size_t)state->ny;
    double depth = o->grid->z_edge[1] - o->grid->z_edge[0];
#pragma omp parallel for schedule(static)
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &state->blocks[b];
        for (int j = 0; j < block->place.nj; ++j)
            for (int i = 0; i < block->place.ni; ++i) {
                int gi = block->place.i0 + i, gj = block->place.j0 + j;
                size_t c = (size_t)gj * (size_t)state->nx + (size_t)gi;
                lt_real q[LT_N_SPECIES];
                double value[N_OUT],
                    density_ugm3 = 1e9 * air->mass[lt_air_at(air, 0, gj, gi)] / (o->grid->area[c] * depth);
                for (int s = 0; s < LT_N_SPECIES; ++s) q[s] = lt_state_slab(block, s, 0)[j * block->row + i];
                cell_values(q, density_ugm3, lt_nitrate_product(w->temperature_2m[c], w->humidity[c]), value);
                for (int n = 0; n < N_OUT; ++n) o->sum[(size_t)n * plane + c] += value[n];
                for (int n = N_OUT; n < o->n_fields; ++n) {
                    const lt_output_tracer *t = &o->tracers[n - N_OUT];
                    double ratio = (double)lt_state_slab(block, t->species, 0)[j * block->row + i] - t->base;
                    o->sum[(size_t)n * plane + c] += (t->factor > 0.0 ? t->factor : density_ugm3) * ratio;
                }
            }
    }
    o->added += 1;
}

lt_status lt_output_hour(lt_output *o, size_t hour) {
    size_t plane = (size_t)o->grid->nx * (size_t)o->grid->ny;
    for (int n = 0; n < o->n_fields; ++n) {
        for (size_t c = 0; c < plane; ++c) o->mean[c] = (float)(o->sum[(size_t)n * plane + c] / o->added);
        LT_TRY(lt_ncw_put_float_record(o->file, o->fields[n].name, hour, o->mean));
    }
    memset(o->sum, 0, (size_t)o->n_fields * plane * sizeof(double));
    o->added = 0;
    return LT_OK;
}

static void release(lt_output *o) {
    lt_free(o->fields);
    lt_free(o->tracers);
    lt_free(o->sum);
    lt_free(o->mean);
    lt_free(o);
}

lt_status lt_output_commit(lt_output *o, const lt_digest state_digest) {
    lt_ncw *file = o->file;
    lt_status status = lt_ncw_attr_text(file, NULL, "state_sha256", state_digest);
    if (status == LT_OK)
        status = lt_ncw_commit(file);
    else
        lt_ncw_abandon(file);
    release(o);
    return status;
}

void lt_output_abandon(lt_output *o) {
    if (!o) return;
    lt_ncw_abandon(o->file);
    release(o);
}

lt_status lt_output_judge(lt_ncr *file, lt_faults *faults) {
    for (int n = 0; n < N_OUT; ++n) {
        const lt_ncr_want want = {fields[n].name, fields[n].units, fields[n].dims, 0, DBL_MAX, false};
        LT_TRY(lt_ncr_judge(file, &want, 1, faults));
    }
    return lt_hours_judge(file, "the concentrations", faults);
}
