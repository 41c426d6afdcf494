/* lantian_kinds_netcdf.c - netCDF files that the steps of the road hand on. */
#include "lantian_kinds.h"

#include "grids/grid.h"
#include "inventory/readers/ioapi.h"
#include "inventory/readers/reader.h"
#include "model/chemistry/box/cells.h"
#include "model/driver/output.h"
#include "model/emission/emission.h"
#include "model/met/wind_grid.h"
#include "model/state/boundary.h"
#include "model/state/weather.h"
#include "postproc/ozone_file.h"

static lt_status judge_grid(lt_check *check) {
    return lt_grid_judge(check->file, check->faults);
}

static lt_status judge_weather(lt_check *check) {
    return lt_weather_judge(check->file, check->faults);
}

static lt_status judge_emissions(lt_check *check) {
    return lt_emission_judge(check->file, check->faults);
}

/* Its reader stops at the first fault. */
static lt_status judge_wind(lt_check *check) {
    lt_wind_grid *wind;
    LT_TRY(lt_wind_grid_read(check->path, &wind));
    lt_wind_grid_free(wind);
    return LT_OK;
}

static lt_status judge_boundary(lt_check *check) {
    return lt_boundary_judge(check->file, check->faults);
}

static lt_status judge_concentrations(lt_check *check) {
    return lt_output_judge(check->file, check->faults);
}

static lt_status judge_edgar(lt_check *check) {
    const lt_reader *reader;
    lt_foreign foreign = {0};
    LT_TRY(lt_reader_find("edgar", &reader));
    const lt_status status = lt_reader_read(reader, check->path, NULL, check->faults, &foreign);
    lt_foreign_free(&foreign);
    return status;
}

static lt_status judge_ioapi(lt_check *check) {
    return lt_ioapi_judge(check->file, check->faults);
}

static lt_status judge_cells(lt_check *check) {
    return lt_cells_judge(check->path, check->faults);
}

static lt_status judge_cells_result(lt_check *check) {
    check->remark = "a result of `lantian box --cells`, no input";
    return lt_cells_judge_result(check->file, check->faults);
}

static lt_status judge_ozone(lt_check *check) {
    check->remark = "statistics of a run, no input";
    return lt_ozone_file_judge(check->file, check->faults);
}

const lt_kind lt_kinds_netcdf[] = {
    {"cells-result", "next_step", "species|concentration|steps|rejected|clipped|pulsed", NULL, judge_cells_result},
    {"grid.nc", NULL, "region_fraction|map_factor|face_x|face_y|population|terrain|neighbour_fraction", NULL,
     judge_grid},
    {"met.nc", NULL, "air_mass|mass_flux_x|mass_flux_y|kz|friction_velocity|boundary_layer_height|air_temperature_2m",
     NULL, judge_weather},
    {"emissions.nc", NULL, "area/profile_fraction|area/SO2|area/NOX|area/CO|points/x|points/height|points/diameter",
     NULL, judge_emissions},
    {"conc.nc", NULL, "pm25|pm10|sulfate|nitrate|ammonium|so2|nox|co", NULL, judge_concentrations},
    {"ozone.nc", "o3_mean", "mda8|mda1|o3_mda8|o3_p90|o3_mda1|no2", NULL, judge_ozone},
    {"boundary.nc", NULL, "time_edge|species|west|east|south|north|top", NULL, judge_boundary},
    {"ioapi-emissions", "TFLAG", "NO2|SO2|CO|NH3|PEC|POC|ISTACK|STKHT", NULL, judge_ioapi},
    {"edgar", "emissions", "lat|lon|emi_ch4|emi_co2|emi_n2o|emi_nox|emi_so2|emi_co|emi_nh3|emi_pm2.5|emi_nmvoc", NULL,
     judge_edgar},
    {"cells", "concentration", "species|reaction|temperature|pressure|cos_solar_zenith_angle|rate_constant|pulse",
     lt_cells_example, judge_cells},
    {"gridded-wind", NULL, "u10|v10|lat|lon", NULL, judge_wind},
    {0},
};
