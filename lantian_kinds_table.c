/* lantian_kinds_table.c - tables (CSV). Each is judged by the reader that a run would use, under csv_judge.c. */
#include "lantian_kinds.h"

#include "inventory/time/calendar.h"
#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/ledger.h"
#include "inventory/methods/method.h"
#include "inventory/place/profiles.h"
#include "inventory/readers/reader.h"
#include "inventory/sectors.h"
#include "model/aerosol/equilibrium/command/command.h"
#include "model/chemistry/box/box_table.h"
#include "model/chemistry/box/cells.h"
#include "model/gaussian/weather/plume_table.h"
#include "model/met/daily.h"
#include "model/met/points/network.h"
#include "model/met/station.h"
#include "postproc/obs/archive/archive_command.h"
#include "postproc/obs/archive/rows.h"
#include "postproc/obs/obs.h"
#include "scenarios/cut_list.h"

#include <stdio.h>
#include <string.h>

static const char *station_example(void) {
    return "# Hourly surface weather of one station. time_utc or time_local (UTC+8): start of the "
           "hour.\n"
           "# Pressure reduced to sea level; wind_from_deg empty: calm or variable; precipitation_mm may be left out;\n"
           "# relative_humidity_pct may stand in place of dew_point_degC. It must cover a run and its spin-up.\n"
           "time_local,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg,precipitation_mm\n"
           "2020-01-06 00:00,-12.0,-16.0,1027.0,2.0,135,0\n"
           "2020-01-06 01:00,-12.4,-16.2,1027.2,1.0,,0\n"
           "2020-01-06 02:00,-12.9,-16.3,1027.1,2.5,315,0\n"
           "# Save as station.csv: lantian check station.csv. In a case beside it: met: {source: station, file: "
           "station.csv}; or lantian run CASE --met station.csv\n";
}

static const char *stations_example(void) {
    return "# Hourly surface weather of many stations. Columns as for "
           "station-met, "
           "and station,\n"
           "# lat, lon, altitude [m] (or in met: station_list); station_pressure_hPa may stand in place of "
           "pressure_hPa "
           "(at sea level).\n"
           "station,lat,lon,altitude,time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_"
           "deg\n"
           "Shenyang,41.73,123.52,49,2020-01-06 00:00,-12.0,-16.0,1027.0,2.0,135\n"
           "Dalian,38.90,121.63,97,2020-01-06 00:00,-3.1,-9.0,1028.2,5.0,340\n"
           "Shenyang,41.73,123.52,49,2020-01-06 01:00,-12.4,-16.2,1027.2,1.0,\n"
           "Dalian,38.90,121.63,97,2020-01-06 01:00,-3.3,-9.1,1028.4,5.5,350\n"
           "# Save as stations.csv: lantian check stations.csv. In a case beside it: met: {source: stations, file: "
           "stations.csv}; or lantian run CASE --met stations.csv\n";
}

static const char *obs_example(void) {
    return "# Daily means of cities: local days (UTC+8), concentrations at the state of GB 3095.\n"
           "# Empty cells are missing. Other layouts that are read are listed in postproc/README.md.\n"
           "city,date,PM25_ugm3\n"
           "Shenyang,2020-01-06,74.0\n"
           "Shenyang,2020-01-07,81.5\n"
           "Dalian,2020-01-06,\n"
           "# Save as obs.csv: lantian check obs.csv; lantian judge obs.csv. In a case beside it: evaluation: "
           "{observations: obs.csv}; or lantian run CASE --obs obs.csv\n";
}

static lt_status judge_ledger(lt_check *check) {
    return lt_ledger_judge(check->path, check->faults);
}

static lt_status judge_factors(lt_check *check) {
    lt_factors *factors;
    LT_TRY(lt_factors_create(&factors));
    lt_status status = lt_factors_read(check->path, factors);
    lt_factors_free(factors);
    return status;
}

/* Rows of a method; the file has the method's name. */
static lt_status judge_method(lt_check *check) {
    const char *slash = strrchr(check->path, '/'), *name = slash ? slash + 1 : check->path;
    const lt_method *method = lt_method_find(lt_fmt("%.*s", (int)strcspn(name, "."), name));
    lt_factors *factors;
    if (!method)
        return LT_RAISE(LT_ERR_INPUT, .what = "no method of this name", .where = check->path,
                        .expected = "a file named as a method of inventory/methods, e.g. coal.csv", .found = name,
                        .todo = "rename the file");
    LT_TRY(lt_factors_create(&factors));
    lt_status status = lt_method_read(method, check->path, 0, factors);
    lt_factors_free(factors);
    return status;
}

static lt_status judge_controls(lt_check *check) {
    lt_controls *controls;
    LT_TRY(lt_controls_create(&controls));
    lt_status status = lt_controls_read(check->path, controls);
    lt_controls_free(controls);
    return status;
}

static lt_status judge_holidays(lt_check *check) {
    lt_holidays *holidays;
    LT_TRY(lt_holidays_read(check->path, &holidays));
    lt_holidays_free(holidays);
    return LT_OK;
}

static lt_status judge_calendars(lt_check *check) {
    lt_calendars *calendars;
    LT_TRY(lt_calendars_read(check->path, 2020, &calendars));
    lt_calendars_free(calendars);
    return LT_OK;
}

/* What is right in it hangs on the rows and units of the ledger that it is for. */
static lt_status judge_series(lt_check *check) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a series is checked with its ledger, not alone", .where = check->path,
                    .expected = "a table that stands for itself", .found = "new numbers for rows of a ledger",
                    .todo = "run `lantian inventory update LEDGER.csv --with SERIES.csv --out DIR`: it names the first "
                            "fault, and a bad series changes no file");
}

static lt_status judge_profiles(lt_check *check) {
    lt_profiles *profiles;
    LT_TRY(lt_profiles_read(check->path, &profiles));
    lt_profiles_free(profiles);
    return LT_OK;
}

static lt_status judge_sectors(lt_check *check) {
    lt_sectors *sectors;
    LT_TRY(lt_sectors_read(check->path, &sectors));
    lt_sectors_free(sectors);
    return LT_OK;
}

static lt_status judge_station(lt_check *check) {
    lt_station *station;
    LT_TRY(lt_station_read(check->path, &station));
    const lt_status status = lt_station_judge_gaps(station, check->faults);
    lt_station_free(station);
    return status;
}

/* Gaps are no faults: the other stations stand in. */
static lt_status judge_stations(lt_check *check) {
    lt_network *network;
    LT_TRY(lt_network_read(&check->path, 1, NULL, &network));
    lt_network_free(network);
    return LT_OK;
}

static lt_status judge_station_list(lt_check *check) {
    lt_station_list *list;
    LT_TRY(lt_station_list_read(check->path, &list));
    lt_station_list_free(list);
    return LT_OK;
}

static lt_status judge_daily(lt_check *check) {
    lt_daily *daily;
    LT_TRY(lt_daily_read(check->path, &daily));
    lt_daily_free(daily);
    return LT_OK;
}

static lt_status judge_obs(lt_check *check) {
    lt_obs_set set = {0};
    const lt_status status = lt_obs_read(check->path, &set);
    lt_obs_free(&set);
    return status;
}

/* An inventory of others, all its faults. What a case would say for it is taken as said. */
static lt_status judge_foreign(lt_check *check, const char *name) {
    const lt_reader *reader;
    const lt_reader_hint hint = {"any", "", "", 0};
    lt_foreign foreign = {0};
    LT_TRY(lt_reader_find(name, &reader));
    const lt_status status = lt_reader_read(reader, check->path, &hint, check->faults, &foreign);
    lt_foreign_free(&foreign);
    return status;
}

static lt_status judge_ff10_point(lt_check *check) {
    return judge_foreign(check, "ff10_point");
}

static lt_status judge_ff10_nonpoint(lt_check *check) {
    return judge_foreign(check, "ff10_nonpoint");
}

static lt_status judge_reas(lt_check *check) {
    return judge_foreign(check, "reas_csv");
}

/* The UCI file holds weather and concentrations. */
static lt_status judge_uci(lt_check *check) {
    LT_TRY(lt_faults_take(check->faults, judge_station(check)));
    return check->faults->n ? LT_OK : judge_obs(check); /* the times would be told twice */
}

static lt_status judge_obs_hours(lt_check *check) {
    return lt_rows_check(check->path, check->faults);
}

static lt_status judge_cut_list(lt_check *check) {
    check->remark = "what its rows take is judged with the measure that names it";
    return lt_cut_list_judge(check->path);
}

static lt_status judge_box_table(lt_check *check) {
    check->remark = "its J_, HET_, K_ and held_ names are judged with the case that names it";
    return lt_box_table_judge(check->path, check->faults);
}

static lt_status judge_plume_met(lt_check *check) {
    lt_plume_weather *weather;
    check->remark = "its hours are judged with the case that names it";
    LT_TRY(lt_plume_table_read(check->path, check->faults, &weather));
    lt_plume_weather_free(weather);
    return LT_OK;
}

static lt_status judge_equilibrium(lt_check *check) {
    check->remark = "the charges of particles are judged with `lantian equilibrium --mode reverse`";
    return lt_equilibrium_check(check->path);
}

/* Its reader stops at the first fault. */
lt_status lt_kinds_judge_states(lt_check *check) {
    static char remark[128], mechanism[64];
    LT_TRY(lt_cells_judge_states(check->path, mechanism, sizeof mechanism));
    snprintf(remark, sizeof remark, "the set is complete, for mechanism %s", mechanism);
    check->remark = remark;
    return LT_OK;
}

const lt_kind lt_kinds_table[] = {
    {"ledger", NULL,
     "id|region|sector|process|technology|control|activity|unit|calendar|surrogate|profile|capacity_tph|source",
     lt_ledger_example, judge_ledger},
    {"ledger", NULL, "编号|城市|行业|燃料/产品|工艺技术|末端控制技术|活动水平|活动水平单位|数据来源", lt_ledger_example,
     judge_ledger},
    {"factors", NULL, "sector|process|technology|pollutant|factor|low|high|unit|mark|source", NULL, judge_factors},
    {"method", NULL, "sector|process|technology|spread|document|mark|source", NULL, judge_method},
    {"controls", NULL,
     "control|pollutant|efficiency_2014|application_2014|efficiency_2020|application_2020|mark|source", NULL,
     judge_controls},
    {"calendars", NULL, "calendar|m01|m02|m03|m12|mon|tue|sun|h00|h01|h23|mark|source", NULL, judge_calendars},
    {"series", NULL, "id|region|year|unit|m01|m02|m03|m04|m05|m06|m12", NULL, judge_series},
    {"series", "flow_m3h", "id|time_local|SO2_mgm3|NOx_mgm3", NULL, judge_series},
    {"series", "electricity_kWh", "id|region|date", NULL, judge_series},
    {"holidays", NULL, "date|kind|name|mark", NULL, judge_holidays},
    {"profiles", NULL, "profile|bottom_m|top_m|fraction|mark|source", NULL, judge_profiles},
    {"sectors", NULL, "sector|name_en|name_zh|group|om_oc|sulfate_share", NULL, judge_sectors},
    {"ff10-point", "rel_point_id", "country_cd|region_cd|facility_id|scc|poll|ann_value|stkhgt", NULL,
     judge_ff10_point},
    {"ff10-nonpoint", "census_tract_cd", "country_cd|region_cd|scc|emis_type|poll|ann_value", NULL,
     judge_ff10_nonpoint},
    {"reas", NULL, "species|pollutant|unit|sector|year|value|region_code", NULL, judge_reas},
    {"station-met", NULL,
     "time_utc|time_local|air_temperature_degC|dew_point_degC|relative_humidity_pct|pressure_hPa|wind_speed_ms|"
     "wind_from_deg|precipitation_mm|cloud_cover_pct",
     station_example, judge_station},
    {"station-list", NULL, "station|lat|lon|altitude|roughness", NULL, judge_station_list},
    {"station-list", "USAF", "WBAN|STATION NAME|CTRY|LAT|LON|ELEV(M)|BEGIN|END", NULL, judge_station_list},
    {"stations-met", NULL,
     "station|lat|lon|altitude|time_utc|time_local|air_temperature_degC|dew_point_degC|relative_humidity_pct|pressure_"
     "hPa|"
     "station_pressure_hPa|wind_speed_ms|wind_from_deg|precipitation_mm|cloud_cover_pct",
     stations_example, judge_stations},
    {"uci", NULL, "time_lt|TEMP|DEWP|HUMI|PRES|wdir_sector|wspd_ms|precipitation|PM_US Post", NULL, judge_uci},
    {"daily-met", "T_mean_C",
     "city|date|T_max_C|T_min_C|RH_mean_pct|ws_mean_ms|wd_max_deg|sunshine_h|precip_mm|p_mean_hPa", NULL, judge_daily},
    {"obs", NULL, "city|date|PM25_ugm3|PM10_ugm3|SO2_ugm3|NO2_ugm3|CO_mgm3|O3_ugm3|AQI", obs_example, judge_obs},
    {"obs", "Raw Conc.", "Site|Parameter|Year|Month|Day|Hour|Conc. Unit|QC Name", NULL, judge_obs},
    {"obs", NULL, "year|month|day|hour|PM_US Post|PM_Taiyuanjie|PM_Xiaoheyan|cbwd|Iws", NULL, judge_obs},
    {"obs", NULL, "date|hour|type", NULL, judge_obs},
    {"obs-hours", NULL,
     "station|lon|lat|city|start_utc|end_utc|start_local|end_local|interval_h|state|PM25_ugm3|PM10_ugm3|O3_ugm3|O3_ppb|"
     "SO4_ugm3|NO3_ugm3|NH4_ugm3|OC_ugm3|EC_ugm3",
     lt_archive_example, judge_obs_hours},
    {"box-table", NULL,
     "hour|time_local|time_utc|temperature_K|temperature_degC|pressure_hPa|relative_humidity|water_ppm|mixing_height_m|"
     "cos_sza|sun|sea|dilution_per_h|J_*|HET_*|K_*|held_*",
     NULL, judge_box_table},
    {"plume-met", "wind_ms",
     "time_local|time_utc|wind_from_deg|temperature_K|temperature_degC|friction_velocity_ms|"
     "obukhov_m|mechanical_height_m",
     lt_plume_table_example, judge_plume_met},
    {"equilibrium", "Mg", "T_K|RH|Na|SO4|NH4|NO3|Cl|Ca|K", lt_equilibrium_example, judge_equilibrium},
    {"cut-list", "cut", "record|city|sector|process|technology|tier|what|pollutants|source", lt_cut_list_example,
     judge_cut_list},
    {"states", NULL, "cell|T_K|P|cos_sza|O3|O|O1D|NO|NO2|OH|HO2|k1|k2|k3|R1|R2|R3", NULL, lt_kinds_judge_states},
    /* what runs write */
    {"budget of processes by the hour", "produced_kg", "", NULL, NULL},
    {"budget of processes by the hour of the day", "local_hour", "period|layers|species", NULL, NULL},
    {"budget of mass", "top_in_kg", "", NULL, NULL},
    {"budget of the border of a nest", "parent_net_kg", "", NULL, NULL},
    {"table of the cities", "pm25_base_sites_ugm3", "city_zh", NULL, NULL},
    {"table of how ozone answers", "up_share", "package|city_zh", NULL, NULL},
    {"comparison with published responses", "verdict", "published|ours", NULL, NULL},
    {"table of what particles are made of", "part_of", "component|base|share", NULL, NULL},
    {"table of what limits nitrate", "adjusted_gas_ratio", "gas_ratio|class", NULL, NULL},
    {"table of heated days beside the others", "heating_days", "component|other|ratio", NULL, NULL},
    {"comparison with measured composition", "ours", "year|published", NULL, NULL},
    {"ledger with its emissions", "SO2_t", "sector|process|technology", NULL, NULL},
    {"table of total emissions", "ofp_kt_o3", "", NULL, NULL},
    {"list of what a measure changes", "activity_before", "", NULL, NULL},
    {"table of the shares of measures", "removal_kt", "", NULL, NULL},
    {"ranking of reactive emissions", "rank_oh", "", NULL, NULL},
    {"table of uncertainties", "p97_5_kt", "", NULL, NULL},
    {"table of what makes totals uncertain", "input", "place|pollutant|factor95", NULL, NULL},
    {0},
};
