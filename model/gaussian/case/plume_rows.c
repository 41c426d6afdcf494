/* plume_rows.c - the schema of a plume case (plume_case.h). */
#include "model/gaussian/case/plume_case.h"

#include "model/gaussian/weather/open_weather.h"

#include <stddef.h>

/* Numbers that may be absent have no default in the table; absent is told from 0 afterwards (mark). */
#define PLACE(at)                                                                                                       \
    {"lon", LT_REAL_UNIT, (at) + offsetof(lt_place_keys, lon), "1", "", -180, 180, NULL, NULL, 0, "degrees east"},      \
        {"lat", LT_REAL_UNIT, (at) + offsetof(lt_place_keys, lat), "1", "", -180, 180, NULL, NULL, 0, "degrees north"}, \
        {"x",                                                                                                           \
         LT_REAL_UNIT,                                                                                                  \
         (at) + offsetof(lt_place_keys, x_m),                                                                           \
         "m",                                                                                                           \
         "",                                                                                                            \
         -1e8,                                                                                                          \
         1e8,                                                                                                           \
         NULL,                                                                                                          \
         NULL,                                                                                                          \
         0,                                                                                                             \
         "on the plane of the case"},                                                                                   \
        {"y",                                                                                                           \
         LT_REAL_UNIT,                                                                                                  \
         (at) + offsetof(lt_place_keys, y_m),                                                                           \
         "m",                                                                                                           \
         "",                                                                                                            \
         -1e8,                                                                                                          \
         1e8,                                                                                                           \
         NULL,                                                                                                          \
         NULL,                                                                                                          \
         0,                                                                                                             \
         "on the plane of the case"},                                                                                   \
    {                                                                                                                   \
        "ground", LT_REAL_UNIT, (at) + offsetof(lt_place_keys, ground_m), "m", "", -500, 9000, NULL, NULL, 0,           \
            "ground above sea level"                                                                                    \
    }

#define SITE(member) offsetof(lt_site_keys, member)
static const lt_config_row site_rows[] = {
    PLACE(SITE(at)),
    {"projection", LT_TEXT, SITE(projection), NULL, "local", 0, 0, NULL, NULL, 0,
     "of x and y: local (metres east and north of the site), EPSG:32651, \"+proj=...\""},
    {"reach", LT_REAL_UNIT, SITE(reach_m), "m", "50 km", 100, 200000, NULL, NULL, 0,
     "no place may be farther from the site"},
    {"town_people", LT_REAL_UNIT, SITE(town_people), "1", "0", 0, 1e8, NULL, NULL, 0, "people of the town, for urban"},
    {"town_roughness", LT_REAL_UNIT, SITE(town_roughness_m), "m", "1 m", 0.01, 10, NULL, NULL, 0, "of the town"},
    {0}};

#define WEATHER(member) offsetof(lt_plume_weather_keys, member)
static const lt_config_row weather_rows[] = {
    {"file", LT_TEXT, WEATHER(file), NULL, NULL, 0, 0, NULL, NULL, 0, "table, AERMET .SFC or met.nc"},
    {"profile", LT_TEXT, WEATHER(profile), NULL, "", 0, 0, NULL, NULL, 0, "AERMET .PFL"},
    {"format", LT_TEXT, WEATHER(format), NULL, "auto", 0, 0, LT_PLUME_WEATHER_FORMATS, NULL, 0,
     "by the file's first line"},
    {"zone", LT_REAL_UNIT, WEATHER(zone_s), "s", "8 h", -50400, 50400, NULL, NULL, 0,
     "local standard time of an AERMET file, ahead of UTC"},
    {"start", LT_DATE, WEATHER(start), NULL, "", 0, 0, NULL, NULL, 0, "first hour, absent: the file's"},
    {"end", LT_DATE, WEATHER(end), NULL, "", 0, 0, NULL, NULL, 0, "end of the last hour"},
    {"calms", LT_TEXT, WEATHER(calms), NULL, "skip", 0, 0, LT_PLUME_CALMS, NULL, 0, "hours without wind or direction"},
    {"lowest_wind", LT_REAL_UNIT, WEATHER(lowest_wind_ms), "m s-1", "0.5 m/s", 0.05, 2, NULL, NULL, 0,
     "what calms get with calms: lowest_wind; with calms: puff hours below it are made of puffs too"},
    {"land", LT_TEXT, WEATHER(land), NULL, "cropland", 0, 0, NULL, NULL, 0,
     "class of land where the weather was measured, for what is derived"},
    {"roughness", LT_REAL_UNIT, WEATHER(roughness_m), "m", "", 0.0001, 5, NULL, NULL, 0, "absent: of the land"},
    {0}};

#define SOURCE(member) offsetof(lt_plume_source_keys, member)
static const lt_config_row source_rows[] = {
    {"id", LT_TEXT, SOURCE(id), NULL, NULL, 0, 0, NULL, NULL, 0, "name of its own"},
    {"type", LT_TEXT, SOURCE(kind), NULL, "point", 0, 0, "point|volume|area|line|road", NULL, 0, "what it is"},
    PLACE(SOURCE(at)),
    {"height", LT_REAL_UNIT, SOURCE(height_m), "m", NULL, -1e5, 500, NULL, NULL, 0, "of the release above ground"},
    {"rate", LT_REAL_UNIT, SOURCE(rate_gs), "g s-1", NULL, -1e9, 1e9, NULL, NULL, 0,
     "of the whole source, e.g. 3.2 kg/h"},
    {"diameter", LT_REAL_UNIT, SOURCE(diameter_m), "m", "", 0.01, 50, NULL, NULL, 0, "point: of the stack inside"},
    {"velocity", LT_REAL_UNIT, SOURCE(velocity_ms), "m s-1", "", -1000, 100, NULL, NULL, 0, "point: of the gas"},
    {"flow", LT_REAL_UNIT, SOURCE(flow_m3s), "m3 s-1", "", -1e5, 1e5, NULL, NULL, 0, "point: in place of velocity"},
    {"temperature", LT_REAL_UNIT, SOURCE(temperature_K), "K", "", 200, 2000, NULL, NULL, 0,
     "point: of the gas, absent: that of the air"},
    {"sigma_y", LT_REAL_UNIT, SOURCE(sigma_y_m), "m", "", 0, 5000, NULL, NULL, 0, "volume: spread at the release"},
    {"sigma_z", LT_REAL_UNIT, SOURCE(sigma_z_m), "m", "", 0, 2000, NULL, NULL, 0, "the same upward"},
    {"width", LT_REAL_UNIT, SOURCE(width_m), "m", "", 0, 1000, NULL, NULL, 0, "line, road"},
    {"radius", LT_REAL_UNIT, SOURCE(radius_m), "m", "", 0.1, 50000, NULL, NULL, 0, "area: a circle"},
    {"rectangle", LT_REALS, SOURCE(rectangle), "m", "", 0.1, 50000, NULL, NULL, 0,
     "area: its sides along x and y, around its place"},
    {"angle", LT_REAL_UNIT, SOURCE(angle_deg), "degree", "0 degree", -360, 360, NULL, NULL, 0,
     "rectangle: turned clockwise"},
    {"corners", LT_ANY, SOURCE(corners), NULL, "", 0, 0, NULL, NULL, 0, "area: [[x, y], ...]; line: its points"},
    {"corners_in", LT_TEXT, SOURCE(corners_in), NULL, "m", 0, 0, "m|degrees", NULL, 0, "plane, or lon and lat"},
    {"group", LT_TEXT, SOURCE(group), NULL, "", 0, 0, NULL, NULL, 0, "for results by group"},
    {"factors", LT_TEXT, SOURCE(factors), NULL, "", 0, 0, NULL, NULL, 0, "id of an item of factors"},
    {"downwash", LT_BOOL, SOURCE(downwash), NULL, "yes", 0, 0, NULL, NULL, 0, "point: behind the stack's own tip"},
    {"urban", LT_BOOL, SOURCE(urban), NULL, "no", 0, 0, NULL, NULL, 0, "in the town of the site"},
    {0}};

#define FACTOR(member) offsetof(lt_factor_keys, member)
static const lt_config_row factor_rows[] = {
    {"id", LT_TEXT, FACTOR(id), NULL, NULL, 0, 0, NULL, NULL, 0, "by which sources name it"},
    {"hours", LT_REALS, FACTOR(hours), "1", "", 0, 1000, NULL, NULL, 0, "24, the first of 0 to 1 h local time (UTC+8)"},
    {"months", LT_REALS, FACTOR(months), "1", "", 0, 1000, NULL, NULL, 0, "12, January first"},
    {"weekdays", LT_REALS, FACTOR(weekdays), "1", "", 0, 1000, NULL, NULL, 0, "7, Monday first"},
    {"file", LT_TEXT, FACTOR(file), NULL, "", 0, 0, NULL, NULL, 0, "CSV: time_local or time_utc, factor"},
    {0}};

#define EMISSIONS(member) offsetof(lt_emissions_keys, member)
static const lt_config_row emission_rows[] = {
    {"file", LT_TEXT, EMISSIONS(file), NULL, "", 0, 0, NULL, NULL, 0, "emissions_*.nc of a run: its stacks"},
    {"species", LT_TEXTS, EMISSIONS(species), NULL, "", 0, 0, NULL, NULL, 0,
     "of the file, summed, absent: the pollutant"},
    {"ids", LT_TEXTS, EMISSIONS(ids), NULL, "", 0, 0, NULL, NULL, 0, "these rows only; a* takes what begins so"},
    {"within", LT_REAL_UNIT, EMISSIONS(within_m), "m", "", 1, 200000, NULL, NULL, 0,
     "of the site, absent: the site's reach"},
    {"group", LT_TEXT, EMISSIONS(group), NULL, "", 0, 0, NULL, NULL, 0, "for results by group"},
    {0}};

#define GRID(member) offsetof(lt_grid_keys, member)
static const lt_config_row grid_rows[] = {
    {"id", LT_TEXT, GRID(id), NULL, "grid", 0, 0, NULL, NULL, 0, "begin of the receptors' names"},
    {"x", LT_REALS, GRID(x), "m", NULL, -1e8, 1e8, NULL, NULL, 0, "from, to"},
    {"y", LT_REALS, GRID(y), "m", NULL, -1e8, 1e8, NULL, NULL, 0, "from, to"},
    {"step", LT_REAL_UNIT, GRID(step_m), "m", NULL, 1, 50000, NULL, NULL, 0, "between two receptors"},
    {"height", LT_REAL_UNIT, GRID(height_m), "m", "0 m", 0, 500, NULL, NULL, 0, "above ground"},
    {0}};

#define POLAR(member) offsetof(lt_polar_keys, member)
static const lt_config_row polar_rows[] = {
    {"id", LT_TEXT, POLAR(id), NULL, "polar", 0, 0, NULL, NULL, 0, "begin of the receptors' names"},
    PLACE(POLAR(at)),
    {"radii", LT_REALS, POLAR(radii), "m", NULL, 1, 200000, NULL, NULL, 0, "of the rings"},
    {"directions", LT_INT, POLAR(directions), NULL, "36", 1, 720, NULL, NULL, 0,
     "on each ring, the first in the north"},
    {"height", LT_REAL_UNIT, POLAR(height_m), "m", "0 m", 0, 500, NULL, NULL, 0, "above ground"},
    {0}};

#define RECEPTOR(member) offsetof(lt_receptor_keys, member)
static const lt_config_row receptor_rows[] = {
    {"id", LT_TEXT, RECEPTOR(id), NULL, NULL, 0, 0, NULL, NULL, 0, "name of its own"},
    PLACE(RECEPTOR(at)),
    {"height", LT_REAL_UNIT, RECEPTOR(height_m), "m", "0 m", 0, 500, NULL, NULL, 0, "above ground"},
    {"hill", LT_REAL_UNIT, RECEPTOR(hill_m), "m", "", -500, 9000, NULL, NULL, 0,
     "height scale of the terrain around, above sea level"},
    {0}};

#define RECEPTORS(member) offsetof(lt_receptors_keys, member)
static const lt_config_row receptors_rows[] = {
    {"grids", LT_MAPS, RECEPTORS(grids), NULL, "", 0, 0, NULL, grid_rows, sizeof(lt_grid_keys), "rectangles"},
    {"polar", LT_MAPS, RECEPTORS(polar), NULL, "", 0, 0, NULL, polar_rows, sizeof(lt_polar_keys), "rings"},
    {"places", LT_MAPS, RECEPTORS(places), NULL, "", 0, 0, NULL, receptor_rows, sizeof(lt_receptor_keys),
     "single ones"},
    {"monitors", LT_TEXT, RECEPTORS(monitors), NULL, "", 0, 0, NULL, NULL, 0,
     "CSV: id, lon and lat or x_m and y_m, height_m, ground_m, hill_m"},
    {"layer", LT_REAL_UNIT, RECEPTORS(layer_m), "m", "", 1, 500, NULL, NULL, 0,
     "mean from the ground up to here, as in a grid's first layer, in place of heights"},
    {0}};

#define BACKGROUND(member) offsetof(lt_background_keys, member)
static const lt_config_row background_rows[] = {
    {"constant", LT_REAL_UNIT, BACKGROUND(constant_gm3), "g m-3", "", 0, 1, NULL, NULL, 0, "e.g. 12 ug/m3"},
    {"file", LT_TEXT, BACKGROUND(file), NULL, "", 0, 0, NULL, NULL, 0, "CSV: time_local or time_utc, value_ugm3"},
    {"exclude_sectors", LT_REALS, BACKGROUND(exclude_sectors), "1", "", 0, 360, NULL, NULL, 0,
     "winds (from, to, clockwise, in degrees) at which the station sees the sources"},
    {0}};

#define REMOVAL(member) offsetof(lt_removal_keys, member)
static const lt_config_row removal_rows[] = {
    {"half_life", LT_REAL_UNIT, REMOVAL(half_life_s), "s", "", 1, 1e9, NULL, NULL, 0, "e.g. 4 h of SO2"},
    {"deposition_velocity", LT_REAL_UNIT, REMOVAL(deposition_ms), "m s-1", "0 m/s", 0, 1, NULL, NULL, 0,
     "e.g. 0.5 cm/s"},
    {"settling_velocity", LT_REAL_UNIT, REMOVAL(settling_ms), "m s-1", "0 m/s", 0, 2, NULL, NULL, 0, "of particles"},
    {"dry", LT_TEXT, REMOVAL(dry), NULL, "fixed", 0, 0, "fixed|computed", NULL, 0,
     "computed: deposition velocities of every hour by the functions of the grid"},
    {"gas", LT_TEXT, REMOVAL(gas), NULL, "", 0, 0, NULL, NULL, 0,
     "computed: what deposits, of model/data/deposition_gases.csv; absent: the pollutant (NOx: as NO2)"},
    {"particle_diameter", LT_REAL_UNIT, REMOVAL(diameter_m), "m", "", 1e-9, 1e-3, NULL, NULL, 0,
     "computed: of spheres, e.g. 2.5 um"},
    {"particle_density", LT_REAL_UNIT, REMOVAL(density_kgm3), "kg m-3", "1500 kg/m3", 100, 20000, NULL, NULL, 0,
     "computed: of spheres"},
    {"cover", LT_ANY, REMOVAL(cover), NULL, "", 0, 0, NULL, NULL, 0,
     "computed: land around, {cropland: 0.7, urban: 0.3}; absent: weather: land"},
    {"cover_file", LT_TEXT, REMOVAL(cover_file), NULL, "", 0, 0, NULL, NULL, 0,
     "computed: grid.nc of a run, the land of the site's cell"},
    {"snow_cover", LT_REAL_UNIT, REMOVAL(snow_cover), "1", "0", 0, 1, NULL, NULL, 0,
     "computed: share of open ground under snow"},
    {"washout", LT_REAL_UNIT, REMOVAL(washout_s), "s-1", "0 s-1", 0, 1, NULL, NULL, 0,
     "at 1 mm/h; grows with rain to the power 0.79"},
    {"no2", LT_TEXT, REMOVAL(no2), NULL, "none", 0, 0, "none|full|olm|arm2|pss", NULL, 0, "how NOx becomes NO2"},
    {"no2_in_stack", LT_REAL_UNIT, REMOVAL(no2_in_stack), "1", "0.1", 0, 1, NULL, NULL, 0,
     "share of NO2 in the NOx that leaves the sources"},
    {"no2_air", LT_TEXT, REMOVAL(no2_air), NULL, "", 0, 0, NULL, NULL, 0,
     "CSV: time_local or time_utc, o3_ppb, no2_ppb; of pss also no_ppb, j_no2_s"},
    {0}};

#define OUTPUTS(member) offsetof(lt_outputs_keys, member)
static const lt_config_row output_rows[] = {
    {"averages", LT_TEXTS, OUTPUTS(averages), NULL, "", 0, 0, NULL, NULL, 0, "1h, 8h, 24h, period; absent: all but 8h"},
    {"nth", LT_REALS, OUTPUTS(nth), "1", "1", 1, 100, NULL, NULL, 0, "ranks of the highest values: [1, 2, 8]"},
    {"percentiles", LT_REALS, OUTPUTS(percentiles), "1", "", 0, 100, NULL, NULL, 0,
     "of all sources, of 100: [98]; 0.98 is a fault"},
    {"by", LT_TEXTS, OUTPUTS(by), NULL, "", 0, 0, NULL, NULL, 0, "group, source: contributions too"},
    {"format", LT_TEXTS, OUTPUTS(format), NULL, "csv", 0, 0, NULL, NULL, 0, "csv, netcdf, gpkg"},
    {"series", LT_BOOL, OUTPUTS(series), NULL, "no", 0, 0, NULL, NULL, 0, "hour by hour at places and monitors"},
    {0}};

#define PUFFS(member) offsetof(lt_puffs_keys, member)
static const lt_config_row puff_rows[] = {
    {"release", LT_REAL_UNIT, PUFFS(release_s), "s", "300 s", 10, 3600, NULL, NULL, 0,
     "longest time between two puffs of a source"},
    {"apart", LT_REAL_UNIT, PUFFS(apart), "1", "1", 0.1, 10, NULL, NULL, 0,
     "where the wind changes, two puffs in a row are no more of their spread apart"},
    {"step", LT_REAL_UNIT, PUFFS(step), "1", "0.5", 0.01, 1, NULL, NULL, 0, "of a way over the spread, and of growth"},
    {"reach", LT_REAL_UNIT, PUFFS(reach_m), "m", "", 1000, 1000000, NULL, NULL, 0,
     "farther from the site they have left, absent: twice the farthest receptor, at least 20 km"},
    {"most", LT_INT, PUFFS(most), NULL, "20000", 100, 10000000, NULL, NULL, 0, "no splitting beyond"},
    {0}};

#define AT(member) offsetof(lt_plume_case, member)
const lt_config_row lt_plume_rows[] = {
    {"plume", LT_TEXT, AT(name), NULL, NULL, 0, 0, NULL, NULL, 0, "short name: letters, digits, - and _"},
    {"pollutant", LT_TEXT, AT(pollutant), NULL, NULL, 0, 0, NULL, NULL, 0, "what the rates are of: SO2, NOx, PM25 ..."},
    {"site", LT_MAP, AT(site), NULL, NULL, 0, 0, NULL, site_rows, sizeof(lt_site_keys),
     "where x = y = 0 of the plane is"},
    {"weather", LT_MAP, AT(weather), NULL, NULL, 0, 0, NULL, weather_rows, sizeof(lt_plume_weather_keys), "hours"},
    {"sources", LT_MAPS, AT(sources), NULL, "", 0, 0, NULL, source_rows, sizeof(lt_plume_source_keys), "what emits"},
    {"factors", LT_MAPS, AT(factors), NULL, "", 0, 0, NULL, factor_rows, sizeof(lt_factor_keys), "courses over time"},
    {"emissions", LT_MAP, AT(emissions), NULL, "", 0, 0, NULL, emission_rows, sizeof(lt_emissions_keys),
     "stacks of a run"},
    {"receptors", LT_MAP, AT(receptors), NULL, NULL, 0, 0, NULL, receptors_rows, sizeof(lt_receptors_keys), "where"},
    {"background", LT_MAP, AT(background), NULL, "", 0, 0, NULL, background_rows, sizeof(lt_background_keys),
     "added once"},
    {"removal", LT_MAP, AT(removal), NULL, "", 0, 0, NULL, removal_rows, sizeof(lt_removal_keys), "what is lost"},
    {"outputs", LT_MAP, AT(outputs), NULL, "", 0, 0, NULL, output_rows, sizeof(lt_outputs_keys), "what is written"},
    {"model", LT_TEXT, AT(model), NULL, "plume", 0, 0, "plume|puff", NULL, 0,
     "steady plumes, with puffs for calms if weather says so; or puffs in all hours"},
    {"puffs", LT_MAP, AT(puffs), NULL, "", 0, 0, NULL, puff_rows, sizeof(lt_puffs_keys), "how puffs are made"},
    {"meander", LT_BOOL, AT(meander), NULL, "yes", 0, 0, NULL, NULL, 0,
     "low wind: part of the plume in all directions"},
    {"dispersion", LT_TEXT, AT(dispersion), NULL, "similarity", 0, 0, LT_PLUME_DISPERSION, NULL, 0,
     "how plumes spread: by similarity, or by stability class as older models do, without meander and draughts"},
    {0}};
